"""Why an occurrence finds no place: the fewest hard rules and neighbours found that cannot be kept beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from kommunal_partner.clashes import Clash, ClashRule, smallest_clash
from kommunal_partner.planning.model import Calendar, Occurrence, Placement
from kommunal_partner.planning.problem import Problem
from kommunal_partner.planning.rules import OwnRule, PlanRule
from kommunal_partner.planning.search import parts_of, search
from kommunal_partner.spans import Span
from kommunal_partner.verdicts import Reason, Sentence

__all__ = ["clash_over"]

RULE = Reason("RULE", de="Regel „{rule}“", en="rule “{rule}”")
IN_HORIZON = Reason("IN_HORIZON", de="Alles liegt im Zeitraum {horizon}.", en="Everything lies in {horizon}.")
TAKES_PLACE = Reason(
    "TAKES_PLACE",
    de="„{other}“ findet auch statt ({earliest} bis {latest}).",
    en="“{other}” takes place too ({earliest} to {latest}).",
)
STANDS_FIXED = Reason(
    "STANDS_FIXED",
    de="„{other}“ steht fest: {first} bis {last}.",
    en="“{other}” is fixed: {first} to {last}.",
)
CLASH_STEPS = 40_000


def clash_over(
    one: Occurrence,
    occurrences: Sequence[Occurrence],
    horizon: Span,
    calendars: Sequence[Calendar],
    rules: Iterable[PlanRule],
    fixed: Sequence[Placement],
) -> Clash | None:
    """The smallest set found of hard rules and neighbours under which `one` has no place; None if none was found."""
    hard = [rule for rule in rules if isinstance(rule, OwnRule) or rule.weight is None]
    for others in _neighbours(one, occurrences, horizon, calendars, hard, fixed):
        found = _clash(one, others, horizon, calendars, hard, fixed)
        if found is not None:
            return found
    return None


def _neighbours(
    one: Occurrence,
    occurrences: Sequence[Occurrence],
    horizon: Span,
    calendars: Sequence[Calendar],
    hard: Sequence[PlanRule],
    fixed: Sequence[Placement],
) -> list[list[Occurrence]]:
    """Whom to ask: nobody but the fixed ones, then those who get in its way, then those in their way and so on."""
    held = {placement.occurrence for placement in fixed}
    fixed_ones = [other for other in occurrences if other.id in held]
    # The task is seen without the fixed ones, so that what they take away does not hide who else is near.
    task = Problem.of([other for other in occurrences if other.id not in held], horizon, calendars, hard)
    at = next(index for index, other in enumerate(task.occurrences) if other.id == one.id)
    near = sorted({link.other for link in task.links[at]})
    (part,) = [part for part in parts_of(task) if at in part]
    whole = [index for index in part if index != at]
    return [[*fixed_ones, *(task.occurrences[index] for index in some)] for some in ([], near, whole)]


def _clash(
    one: Occurrence,
    others: Sequence[Occurrence],
    horizon: Span,
    calendars: Sequence[Calendar],
    hard: Sequence[PlanRule],
    fixed: Sequence[Placement],
) -> Clash | None:
    held = {placement.occurrence: placement for placement in fixed}
    parts: dict[str, Occurrence | PlanRule | None] = {}
    named: list[ClashRule] = []
    for other in others:
        if other.id in held:
            days = {"first": held[other.id].first, "last": held[other.id].last}
            sentence = Sentence(STANDS_FIXED, {"other": other.id, **days})
        else:
            days = {"earliest": other.earliest, "latest": other.latest}
            sentence = Sentence(TAKES_PLACE, {"other": other.id, **days})
        named.append(ClashRule(f"occurrence {other.id}", (other.id,), sentence))
        parts[named[-1].name] = other
    named.append(ClashRule("horizon", (), Sentence(IN_HORIZON, {"horizon": str(horizon)})))
    for number, rule in enumerate(hard):
        named.append(ClashRule(f"rule {number} {rule.name}", (), Sentence(RULE, {"rule": rule.name})))
        parts[named[-1].name] = rule

    def feasible(kept: Sequence[ClashRule]) -> bool | None:
        some = [parts[rule.name] for rule in kept if rule.name != "horizon"]
        inside = horizon if any(rule.name == "horizon" for rule in kept) else Span(date.min)
        asked = [one, *(part for part in some if isinstance(part, Occurrence))]
        kept_rules = [part for part in some if not isinstance(part, Occurrence) and part is not None]
        standing = [held[other.id] for other in asked if other.id in held]
        task = Problem.of(asked, inside, calendars, kept_rules, standing)
        found = search(task, seed=0, steps=CLASH_STEPS)
        if found.total < task.leave_out:
            return True
        return False if found.bound >= task.leave_out else None

    return smallest_clash(named, feasible)
