"""What stands differently than in an older plan, and why each event moved."""

from __future__ import annotations

from collections.abc import Mapping

from kommunal_partner.planning import sentences
from kommunal_partner.planning._explain import PlanSituation
from kommunal_partner.planning._model import Move, Placement
from kommunal_partner.planning._words import Dates
from kommunal_partner.verdicts import Sentence


def moves_between(situation: PlanSituation, before: Mapping[str, Placement]) -> tuple[tuple[Move, Sentence], ...]:
    """Every event that stands differently, in the order of the new days, each with its reason."""
    after = situation.placed
    names = sorted({*before, *after}, key=lambda name: ((after.get(name) or before[name]).first, name))
    moves = [Move(name, before.get(name), after.get(name)) for name in names]
    return tuple((move, _why(situation, move)) for move in moves if move.before != move.after)


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
        return Sentence(sentences.MOVED_LAND, {**values, "old": before.land or "–", "new": after.land or "–"})
    old = situation.findings(one, before)
    forbidding = tuple(finding.sentence for finding in old if finding.forbids)
    if forbidding:
        return Sentence(sentences.MOVED_BROKEN, {**values, "why": forbidding})
    old_cost, new_cost = sum(finding.cost for finding in old), situation.cost(one, after)
    reason = sentences.MOVED_CHEAPER if new_cost < old_cost else sentences.MOVED_FOR_OTHERS
    return Sentence(reason, {**values, "old": old_cost, "new": new_cost})
