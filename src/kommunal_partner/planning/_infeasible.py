"""Why an occurrence finds no place: the fewest hard rules and neighbours found that cannot be kept beside it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from kommunal_partner.clashes import Clash, ClashRule, smallest_clash
from kommunal_partner.planning import sentences
from kommunal_partner.planning._encode import EncodedPlan
from kommunal_partner.planning._iterated_local_search import components_of, search
from kommunal_partner.planning._model import Occurrence
from kommunal_partner.planning._rules import OwnRule, PlanRule
from kommunal_partner.planning._task import PlanTask
from kommunal_partner.planning._words import Through, name_of_rule
from kommunal_partner.results import Budget
from kommunal_partner.spans import Span
from kommunal_partner.verdicts import Sentence

CLASH_STEPS: Final = 40_000


def clash_over(task: PlanTask, one: Occurrence) -> Clash | None:
    """The smallest set found of hard rules and neighbours under which `one` has no place; None if none was found."""
    hard = [rule for rule in task.rules if isinstance(rule, OwnRule) or rule.weight is None]
    for others in _neighbours(task, one, hard):
        found = _clash(task, one, others, hard)
        if found is not None:
            return found
    return None


def _neighbours(task: PlanTask, one: Occurrence, hard: Sequence[PlanRule]) -> list[list[Occurrence]]:
    """Whom to ask: nobody but the locked ones, then those who get in its way, then those in their way and so on."""
    held = {placement.occurrence for placement in task.locked}
    locked = [other for other in task.occurrences if other.id in held]
    # The task is seen without the locked ones, so that what they take away does not hide who else is near.
    movable = [other for other in task.occurrences if other.id not in held]
    encoded = EncodedPlan.of(movable, task.horizon, task.calendars, hard)
    at = next(index for index, other in enumerate(encoded.occurrences) if other.id == one.id)
    near = sorted({link.other for link in encoded.links[at]})
    (component,) = [component for component in components_of(encoded) if at in component]
    whole = [index for index in component if index != at]
    return [[*locked, *(encoded.occurrences[index] for index in some)] for some in ([], near, whole)]


def _clash(task: PlanTask, one: Occurrence, others: Sequence[Occurrence], hard: Sequence[PlanRule]) -> Clash | None:
    held = {placement.occurrence: placement for placement in task.locked}
    parts: dict[str, Occurrence | PlanRule] = {}
    named: list[ClashRule] = []
    for other in others:
        if other.id in held:
            days = Through(held[other.id].first, held[other.id].last)
            sentence = Sentence(sentences.STANDS_LOCKED, {"other": other.id, "days": days})
        else:
            window = Through(other.earliest, other.latest)
            sentence = Sentence(sentences.TAKES_PLACE, {"other": other.id, "window": window})
        named.append(ClashRule(f"occurrence {other.id}", (other.id,), sentence))
        parts[named[-1].name] = other
    horizon = Through(task.horizon.start, task.horizon.last or date.max)
    named.append(ClashRule("horizon", (), Sentence(sentences.IN_HORIZON, {"horizon": horizon})))
    for number, rule in enumerate(hard):
        called = name_of_rule(rule.name)
        named.append(ClashRule(f"rule {number} {rule.name}", (), Sentence(sentences.RULE, {"rule": called})))
        parts[named[-1].name] = rule

    def feasible(kept: Sequence[ClashRule]) -> bool | None:
        some = [parts[rule.name] for rule in kept if rule.name != "horizon"]
        inside = task.horizon if any(rule.name == "horizon" for rule in kept) else Span(date.min)
        asked = [one, *(part for part in some if isinstance(part, Occurrence))]
        kept_rules = [part for part in some if not isinstance(part, Occurrence)]
        standing = [held[other.id] for other in asked if other.id in held]
        encoded = EncodedPlan.of(asked, inside, task.calendars, kept_rules, standing)
        found = search(encoded, seed=0, budget=Budget(CLASH_STEPS))
        if found.objective < encoded.leave_out:
            return True
        return False if found.bound >= encoded.leave_out else None

    return smallest_clash(named, feasible)
