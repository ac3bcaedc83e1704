"""A time limit holds while distances are read too: what was not read is said to be so, and nothing is made up."""

from __future__ import annotations

import math
from itertools import combinations

import pytest
from attrs import Factory, frozen

from kommunal_partner.errors import BadInstance
from kommunal_partner.matching.groups import GroupPlan, compose
from kommunal_partner.results import Interrupted, Status

PEOPLE = [f"p{k:02}" for k in range(40)]


def far(a: str, b: str) -> int:
    return (int(a[1:]) * int(b[1:])) % 17 + 1


def stopped(**given: object) -> GroupPlan:
    """A plan for which there was no time to read more than a few distances."""
    forms = {
        "function": far,
        "mapping": {(a, b): far(a, b) for a, b in combinations(PEOPLE, 2)},
        "rows": [[far(a, b) for a in PEOPLE] for b in PEOPLE],
    }
    return compose(PEOPLE, forms[str(given.pop("form", "function"))], sizes=[10] * 4, time_limit=1e-9, **given)  # type: ignore[arg-type] # because the mapping holds all kinds of arguments


@pytest.mark.parametrize("form", ["function", "mapping", "rows"])
def test_a_plan_made_before_distances_were_read_counts_those_at_its_tables(form: str) -> None:
    plan = stopped(form=form)
    value = sum(far(str(a), str(b)) for ids in plan.solution for a, b in combinations(ids, 2))
    assert (plan.value, plan.bound, plan.status, plan.reproducible) == (value, None, Status.FEASIBLE, False)
    assert plan.task.unread
    assert plan.verify() == ()
    assert all(not math.isnan(float(str(row["contributes"]))) for row in plan.to_rows())


def test_no_distance_is_asked_for_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kommunal_partner.results._budget._SECONDS_BETWEEN", 0.0)
    asked: list[frozenset[str]] = []

    def counted(a: str, b: str) -> int:
        asked.append(frozenset((a, b)))
        return far(a, b)

    plan = compose(PEOPLE, counted, sizes=[10] * 4, progress=lambda *_said: len(asked) > 100)
    assert (plan.task.unread, plan.verify()) == (True, ())
    assert len(set(asked)) == len(asked)
    assert {frozenset(two) for ids in plan.solution for two in combinations(map(str, ids), 2)} <= set(asked)


def test_rows_that_differ_by_direction_are_refused_wherever_they_are_read() -> None:
    rows = [[far(a, b) for a in PEOPLE] for b in PEOPLE]
    rows[39][38] += 1
    for limit in (None, 1e-9):
        with pytest.raises(BadInstance, match=r"p3[89]"):
            compose(PEOPLE, rows, sizes=[2] * 20, together=[("p38", "p39")], time_limit=limit)


def test_what_was_not_read_is_said_and_nothing_is_said_of_it() -> None:
    plan = stopped()
    assert "Not all distances were read in the time given" in plan.explain().text("en")
    told = plan.explain(PEOPLE[-1]).text("de")
    assert "trägt dort" in told
    assert "nan" not in told
    first, other = plan.solution[0][-1], plan.solution[1][-1]
    assert "wurde in der gesetzten Zeit nicht gelesen" in plan.explain(first, other).text("de")
    assert plan.explain(*plan.solution[0][:2]).text("en").count(".") == 1


def test_rules_are_kept_and_an_earlier_plan_stays_without_distances() -> None:
    first = compose(PEOPLE, far, sizes=[10] * 4, steps=1_000)
    kept = stopped(previous=first)
    assert (kept.moved, kept.solution, kept.value) == ((), first.solution, first.value)
    apart = [PEOPLE[k : k + 4] for k in range(0, 40, 4)]
    plan = stopped(apart=apart)
    assert (plan.unmet, plan.verify()) == ((), ())


def test_progress_is_told_while_distances_are_read_and_may_end_that() -> None:
    told: list[tuple[int, int, float | None]] = []

    def watch(done: int, of: int, best: float | None) -> bool:
        told.append((done, of, best))
        return True

    plan = compose(PEOPLE, far, sizes=[10] * 4, progress=watch)
    assert (told, plan.task.unread, plan.verify()) == ([(0, 8_000_000, None)], True, ())


def test_an_interruption_while_distances_are_read_has_no_result() -> None:
    def interrupt(_a: str, _b: str) -> int:
        raise KeyboardInterrupt

    with pytest.raises(Interrupted) as raised:
        compose(PEOPLE, interrupt, sizes=[10] * 4)
    assert raised.value.result is None


PAIRS = len(PEOPLE) * (len(PEOPLE) - 1) // 2
APART = [PEOPLE[k : k + 4] for k in range(0, 40, 4)]


@frozen
class Clock:
    """A distance whose every answer takes a second, or only the last one a very long time; and the clock for it."""

    asked: list[tuple[str, str]] = Factory(list)
    all_at_last: bool = False

    def far(self, a: str, b: str) -> int:
        self.asked.append((a, b))
        return far(a, b)

    def now(self) -> float:
        return PAIRS * (len(self.asked) // PAIRS) if self.all_at_last else len(self.asked)


def test_where_the_time_ends_once_all_is_read_nothing_is_weighed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The weights of thousands take longer to add up than a first seating does."""
    clock = Clock(all_at_last=True)
    monkeypatch.setattr("kommunal_partner.results._budget.time.monotonic", clock.now)
    monkeypatch.setattr(
        "kommunal_partner.matching.groups._encode._weights", lambda *_given, **_rules: pytest.fail("weighed")
    )
    plan = compose(PEOPLE, clock.far, sizes=[10] * 4, apart=APART, time_limit=PAIRS - 0.5)
    assert (plan.task.unread, plan.status, plan.unmet, plan.verify()) == (False, Status.FEASIBLE, (), ())


@pytest.mark.parametrize(("limit", "at_most"), [(PAIRS * 1.2, PAIRS // 2), (PAIRS * 2.5, PAIRS), (6.5, 8)])
def test_distances_that_take_most_of_the_time_are_left_and_rules_are_kept(
    limit: float, at_most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Clock()
    monkeypatch.setattr("kommunal_partner.results._budget.time.monotonic", clock.now)
    monkeypatch.setattr("kommunal_partner.matching.groups._read._AT_ONCE", 2)
    plan = compose(PEOPLE, clock.far, sizes=[10] * 4, apart=APART, time_limit=limit, steps=1_000)
    inside = sum(math.comb(len(ids), 2) for ids in plan.solution)
    assert len(set(clock.asked)) == len(clock.asked) <= at_most + inside
    assert plan.task.unread is (at_most < PAIRS)
    assert (plan.status, plan.unmet, plan.verify()) == (Status.FEASIBLE, (), ())
    assert (plan.bound is None) is plan.task.unread


def test_a_slow_answer_ends_the_reading_of_its_row(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, str]] = []

    def counted(a: str, b: str) -> int:
        asked.append((a, b))
        return far(a, b)

    monkeypatch.setattr("kommunal_partner.results._budget.time.monotonic", lambda: 100 * (len(asked) >= 8))
    monkeypatch.setattr("kommunal_partner.matching.groups._read._AT_ONCE", 2)
    plan = compose(PEOPLE, counted, sizes=[10] * 4, time_limit=10)
    assert (plan.task.unread, plan.bound, plan.verify()) == (True, None, ())
    inside = {frozenset(two) for ids in plan.solution for two in combinations(map(str, ids), 2)}
    assert {*map(frozenset, asked[8:])} == inside - {*map(frozenset, asked[:8])}
