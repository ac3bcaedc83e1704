"""What a plan says of its days, and of days that would be better, is checked by the oracle that counts broken rules."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from attrs import evolve, field, frozen
from hypothesis import given, settings
from hypothesis.strategies import integers
from tests.properties.test_planning_laws import HORIZON, Task, breaks, tasks

from kommunal_partner.keys import LAENDER, Land
from kommunal_partner.planning import MinimumGap, MostPer, Occurrence, Placement, Plan, RotateLands, Window, plan
from kommunal_partner.verdicts import Sentence

TOGETHER = (MinimumGap, MostPer, RotateLands)
"""The rules that speak of several events."""
SHOWN = 8


@frozen
class Oracle:
    """A task and a plan of it, and what rules cost and forbid, by counting."""

    task: Task
    placed: dict[str, Placement]
    before: dict[str, Placement] = field(factory=dict)
    stability: int = 0

    def leaving(self, placement: Placement) -> int:
        """What it costs to leave the days of the previous plan for these, and as much again for each day."""
        before = self.before.get(placement.occurrence, placement)
        return 0 if before == placement else self.stability * (1 + abs((placement.first - before.first).days))

    def soft(self, placed: dict[str, Placement], *, alone: bool = False) -> int:
        """What the weighted rules cost; `alone` those only that speak of one event."""
        rules = [rule for rule in self.task.rules if not (alone and isinstance(rule, TOGETHER))]
        return sum((getattr(rule, "weight", 0) or 0) * breaks(self.task, rule, placed) for rule in rules)

    def broken(self, placed: dict[str, Placement]) -> int:
        """How often hard rules are broken."""
        return sum(breaks(self.task, rule, placed) for rule in self.task.rules if getattr(rule, "weight", 0) is None)

    def without(self, name: str) -> dict[str, Placement]:
        return {other: there for other, there in self.placed.items() if other != name}

    def here(self, placement: Placement) -> int:
        """What an event costs on these days beside all others."""
        others = self.without(placement.occurrence)
        return self.soft({**others, placement.occurrence: placement}) - self.soft(others)

    def is_forbidden(self, placement: Placement) -> bool:
        others = self.without(placement.occurrence)
        return self.broken({**others, placement.occurrence: placement}) > self.broken(others)

    def alone(self, placement: Placement) -> int:
        """What an event costs on these days by itself."""
        return self.soft({placement.occurrence: placement}, alone=True)

    def options(self, one: Occurrence) -> list[Placement]:
        """All days and Länder that the window and the horizon hold."""
        assert HORIZON.end is not None
        return [
            Placement(first, last, one.id, land)
            for n in range((one.latest - one.earliest).days + 1)
            for length in range(one.days[0], one.days[1] + 1)
            for land in one.lands or (None,)
            if (first := one.earliest + timedelta(days=n)) >= HORIZON.start
            and (last := first + timedelta(days=length - 1)) < HORIZON.end
        ]


def period(day: date) -> tuple[int, int]:
    return day.year, (day.month - 1) // 3


def is_so(oracle: Oracle, placement: Placement, sentence: Sentence) -> bool:  # noqa: C901, PLR0911 - because every sentence has its own check
    """Whether what one rule says of these days is true of them and of the others where they stand."""
    values: dict[str, Any] = dict(sentence.values)
    known = {one.id: one for one in oracle.task.occurrences}
    days = [placement.first + timedelta(days=n) for n in range((placement.last - placement.first).days + 1)]
    there = oracle.placed.get(values.get("other", ""))
    match sentence.reason.code:
        case "OUT_OF_WINDOW":
            return not values["earliest"] <= placement.first <= values["latest"]
        case "LEAVES_BEFORE":
            return bool(values["price"] == oracle.leaving(placement) > 0)
        case "FAR_OFF":
            away = abs((placement.first - known[placement.occurrence].likeliest).days)
            return away > 0 and bool(values["days"].number == away)
        case "WRONG_WEEKDAY" | "WRONG_WEEKDAYS":
            return set(values["days"].items) == {day for day in days if day.isoweekday() > 5}
        case "TOO_SOON":
            return bool(0 <= (placement.first - values["since"]).days < values["asked"].number)
        case "DAY_NAMED":
            return set(values["days"]) <= set(days) and bool(values["days"]) and bool(values["names"])
        case "OVERLAPS":
            return there is not None and placement.first <= there.last and there.first <= placement.last
        case "TOO_NEAR":
            assert there is not None
            between = max((there.first - placement.last).days, (placement.first - there.last).days) - 1
            return bool(0 <= between < values["asked"].number) and values["between"].number == between
        case "SAME_LAND":
            return there is not None and there.land == placement.land == values["land"].iso
        case "FULL":
            others = oracle.without(placement.occurrence)
            same = {name for name, other in others.items() if period(other.first) == period(placement.first)}
            here = {name for name, other in others.items() if other.first.year == placement.first.year}
            is_quarter = "quarter" in str(getattr(values["period"], "en", ""))
            return set(values["others"]) == (same if is_quarter else here) and values["events"].number == len(
                values["others"]
            )
    return False


def check_one(oracle: Oracle, found: Plan, one: Occurrence) -> None:
    """Everything that is said of one event."""
    chosen = oracle.placed.get(one.id)
    limit = None if chosen is None else oracle.alone(chosen)
    rivals = [other for other in oracle.options(one) if limit is None or oracle.alone(other) < limit]
    told: dict[tuple[date, date, Land | None], Sentence] = {}
    codes = set()
    for sentence in found.explain(one.id).sentences:
        values: dict[str, Any] = dict(sentence.values)
        code = sentence.reason.code
        codes.add(code)
        if code == "PLACED":
            assert chosen is not None
            assert (values["first"], values["last"], values["cost"]) == (chosen.first, chosen.last, oracle.here(chosen))
        elif code == "COSTS":
            assert chosen is not None
            assert values["cost"] == oracle.here(chosen) > 0
            assert all(is_so(oracle, chosen, why) for why in values["why"]), sentence.text("en")
        elif code in {"FORBIDDEN_DAY", "DEARER_DAY", "FREE_DAY"}:
            told[values["first"], values["last"], values["where"].land] = sentence
        elif code == "MORE_DAYS":
            assert values["count"] == len(rivals) - SHOWN > 0
    if chosen in found.locked:
        assert codes == {"LOCKED"} or codes <= {"LOCKED", "NOT_KNOWN", "NO_CALENDAR"}
        return
    assert ("NONE_BETTER" in codes) == (chosen is not None and not rivals)
    assert ("NO_DAY" in codes) == (chosen is None and not rivals)
    assert len(told) == min(len(rivals), SHOWN)
    by_iso = {land.iso: land for land in LAENDER.values()}
    by_days = {(rival.first, rival.last, by_iso.get(rival.land or "")): rival for rival in rivals}
    for days, sentence in told.items():
        rival, values = by_days[days], dict(sentence.values)
        assert values["cost"] == oracle.alone(rival)
        assert (sentence.reason.code == "FORBIDDEN_DAY") == oracle.is_forbidden(rival), sentence.text("en")
        assert all(is_so(oracle, rival, why) for why in values.get("why", ())), sentence.text("en")
        if sentence.reason.code == "DEARER_DAY":
            assert values["whole"] == oracle.here(rival) + oracle.leaving(rival) > values["cost"]
        elif sentence.reason.code == "FREE_DAY":
            assert values["cost"] == oracle.here(rival) + oracle.leaving(rival)


@given(tasks())
@settings(max_examples=40, deadline=None)
def test_what_a_plan_says_of_its_days_and_of_better_ones_is_so(task: Task) -> None:
    found = plan(task.occurrences, HORIZON, task.calendars, task.rules, locked=task.fixed)
    assert any(isinstance(rule, Window) for rule in task.rules)
    oracle = Oracle(task, dict(found.solution))
    for one in task.occurrences:
        check_one(oracle, found, one)
    fixed = {placement.occurrence: placement for placement in task.fixed}
    for one in task.occurrences:
        if any(left.proven and one.id in left.ids for left in found.unmet):
            hard = [oracle.broken({**fixed, one.id: option}) for option in oracle.options(one)]
            assert all(count > oracle.broken(fixed) for count in hard)


@given(tasks(), integers(0, 3), integers(0, 6))
@settings(max_examples=30, deadline=None)
def test_what_is_said_beside_a_previous_plan_counts_what_leaving_it_costs(task: Task, stability: int, off: int) -> None:
    before = plan(task.occurrences, HORIZON, task.calendars, task.rules, locked=task.fixed).solution
    later = {
        name: evolve(there, first=there.first + timedelta(off), last=there.last + timedelta(off))
        for name, there in before.items()
    }
    found = plan(
        task.occurrences,
        HORIZON,
        task.calendars,
        task.rules,
        locked=task.fixed,
        previous=later,
        stability=stability,
    )
    oracle = Oracle(task, dict(found.solution), later, stability)
    for one in task.occurrences:
        check_one(oracle, found, one)
