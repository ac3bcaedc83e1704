"""What stands differently than in an older plan, and why each event moved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from kommunal_partner.planning import sentences
from kommunal_partner.planning._explain import PlanSituation
from kommunal_partner.planning._model import Move, Placement
from kommunal_partner.planning._task import PlanTask
from kommunal_partner.planning._words import Dates, called
from kommunal_partner.verdicts import Sentence


def moves_between(
    situation: PlanSituation, old: PlanTask, before: Mapping[str, Placement]
) -> tuple[tuple[Move, Sentence], ...]:
    """Every event that stands differently, in the order of the new days, each with its reason."""
    after = situation.placed
    replaced = _replaced(situation, before)
    announced = dict(_announced(situation, old, before, replaced))
    told = {name: _replacement(before[name], new) for name, new in replaced.items()}
    told |= {name: _announcement(before[name], new) for name, new in announced.items()}
    renamed = replaced | announced
    under_new_ids = [(Move(new.occurrence, before[name], new), told[name]) for name, new in renamed.items()]
    gone, come = set(renamed), {new.occurrence for new in renamed.values()}
    before = {name: placement for name, placement in before.items() if name not in gone}
    after = {name: placement for name, placement in after.items() if name not in come}
    names = sorted({*before, *after}, key=lambda name: ((after.get(name) or before[name]).first, name))
    moves = [Move(name, before.get(name), after.get(name)) for name in names]
    found = [(move, _why(situation, move)) for move in moves if move.before != move.after]
    return tuple(sorted([*found, *under_new_ids], key=lambda move: _first_day(move[0])))


def _first_day(move: Move) -> tuple[date, str]:
    placement = move.after or move.before
    return (date.max if placement is None else placement.first), move.occurrence


def _replaced(situation: PlanSituation, before: Mapping[str, Placement]) -> dict[str, Placement]:
    """By the old ids the days of the editions that took the place of what is no longer asked for."""
    found: dict[str, Placement] = {}
    asked = {one.id for one in situation.task.occurrences}
    for new, name in situation.task.replaced:
        placement = situation.placed.get(new)
        if placement is None or new in before or placement in found.values():
            continue
        if name in before and name not in asked:
            found.setdefault(name, placement)
    return found


def _replacement(before: Placement, after: Placement) -> Sentence:
    values = {"old": before.occurrence, "occurrence": after.occurrence, "after": Dates(after.first, after.last)}
    if (before.first, before.last) == (after.first, after.last):
        return Sentence(sentences.REPLACED_AS_PLANNED, values)
    return Sentence(sentences.REPLACED, {**values, "before": Dates(before.first, before.last)})


def _announced(
    situation: PlanSituation, old: PlanTask, before: Mapping[str, Placement], replaced: Mapping[str, Placement]
) -> Iterator[tuple[str, Placement]]:
    """What was only expected and is announced now: the old id, and the days under the id of the edition."""
    task = situation.task
    asked = {one.id: one for one in task.occurrences}
    new = [one for one in task.locked if one.occurrence not in before and one not in replaced.values()]
    for one in old.occurrences:
        if one.id in before and one.id not in {*asked, *replaced}:
            same = [
                placement
                for placement in new
                if asked[placement.occurrence].series == one.series and one.earliest <= placement.first <= one.latest
            ]
            if same:
                new.remove(same[0])
                yield one.id, same[0]


def _announcement(before: Placement, after: Placement) -> Sentence:
    values = {"occurrence": after.occurrence, "after": Dates(after.first, after.last)}
    if (before.first, before.last) == (after.first, after.last):
        return Sentence(sentences.ANNOUNCED_AS_PLANNED, values)
    return Sentence(sentences.ANNOUNCED_ELSEWHERE, {**values, "before": Dates(before.first, before.last)})


def _why(situation: PlanSituation, move: Move) -> Sentence:
    before, after = move.before, move.after
    values: dict[str, object] = {"occurrence": move.occurrence}
    if before is not None:
        same_year = after is not None and after.last.year == before.last.year
        values["before"] = Dates(before.first, before.last, with_year=not same_year)
    if after is not None:
        values["after"] = Dates(after.first, after.last)
    if before is None:
        return Sentence(sentences.NEW, values)
    one = situation.task.occurrence(move.occurrence)
    if after is None:
        return Sentence(sentences.NO_LONGER_DUE if one is None else sentences.LOST, values)
    if after in situation.task.locked or one is None:
        return Sentence(sentences.MOVED_LOCKED, values)
    if (before.first, before.last) == (after.first, after.last):
        return Sentence(
            sentences.MOVED_LAND, {**values, "old": called(before.land) or "–", "new": called(after.land) or "–"}
        )
    old = situation.findings(one, before)
    forbidding = tuple(finding.sentence for finding in old if finding.forbids)
    if forbidding:
        return Sentence(sentences.MOVED_BROKEN, {**values, "why": forbidding})
    old_cost, new_cost = sum(finding.cost for finding in old), situation.cost(one, after)
    reason = sentences.MOVED_CHEAPER if new_cost < old_cost else sentences.MOVED_FOR_OTHERS
    return Sentence(reason, {**values, "old": old_cost, "new": new_cost})
