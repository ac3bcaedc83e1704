from __future__ import annotations

from collections.abc import Callable
from typing import cast

import pytest

from kommunal_partner.errors import BadBudget, BadInstance, UnknownName
from kommunal_partner.languages import Term
from kommunal_partner.results import (
    NO_RESULT,
    Budget,
    Certificate,
    Explanation,
    Interrupted,
    OutOfSteps,
    Progress,
    Result,
    Status,
    Unmet,
    Violation,
    _budget,
    explain_people,
    gap,
    in_order,
    order_key,
    result_html,
    say,
    wrong_claim,
    wrong_status,
)
from kommunal_partner.verdicts import Reason, Sentence

WHY = Reason("WHY", de="weil {n}", en="because {n}")


@pytest.mark.parametrize(
    ("value", "bound", "expected"),
    [
        (95, 100, 0.05),
        (105, 100, 0.05),
        (3, 3, 0.0),
        (0, 0, 0.0),
        (1, 0, float("inf")),
        (None, 1, None),
        (1, None, None),
    ],
)
def test_the_gap_is_a_share_of_the_bound(value: float | None, bound: float | None, expected: float | None) -> None:
    assert gap(value, bound) == expected


def test_ids_of_several_types_have_one_order() -> None:
    ids = [("b", 1), "b", 2, True, "a", 1.5, ("a", "x"), None]
    assert in_order(ids) == in_order(list(reversed(ids)))
    assert in_order(["b", 2, "a", 1]) == [1, 2, "a", "b"]
    assert in_order([True, False]) == [False, True]
    assert in_order([10, 9, -1]) == sorted([10, 9, -1], key=order_key) == [-1, 9, 10]
    assert in_order(["ä", "b", "A"]) == sorted(["ä", "b", "A"], key=order_key) == ["A", "b", "ä"]
    assert in_order([frozenset("bz"), frozenset("ba"), frozenset()]) == [frozenset(), frozenset("ab"), frozenset("bz")]


def test_kinds_of_ids_come_in_the_order_of_their_names() -> None:
    ordered = [None, False, frozenset("a"), 1, "a", ("a",)]  # NoneType, bool, frozenset, number, str, tuple
    assert in_order(ordered) == in_order(reversed(ordered)) == ordered
    assert in_order([(1, "b"), ("a", 2), (1, "a")]) == [(1, "a"), (1, "b"), ("a", 2)]


def test_results_speak_german_unless_asked_otherwise() -> None:
    sentence = Sentence(WHY, {"n": 1})
    for one in (Violation("rule", (), sentence), Certificate("dual", sentence), Explanation([sentence])):
        assert one.text() == "weil 1"
    assert Status.PARTIAL.text() == "unvollständig"


def test_violations_certificates_and_explanations_speak_both_languages() -> None:
    sentence = Sentence(WHY, {"n": 1})
    assert Violation("rule", ("a",), sentence).text() == "weil 1"
    assert Certificate("dual", sentence).text("en") == "because 1"
    assert Explanation((sentence, Sentence(WHY, {"n": 2}))).text("en") == "because 1\nbecause 2"


def test_a_status_that_does_not_fit_is_named() -> None:
    found = wrong_status(Status.PARTIAL)
    assert (found.rule, found.ids) == ("status", ())
    assert found.text("en").startswith("“partial” does not fit")


def test_a_claim_that_does_not_follow_is_named_with_what_does() -> None:
    found = wrong_claim("bound", 3, 4)
    assert (found.rule, found.ids) == ("bound", ())
    assert found.text() == "„bound“ ist angegeben als 3, richtig ist 4."
    assert found.text("en") == "“bound” is given as 3; it is 4."


def asked(*ids: str) -> str:
    """What is said when these are asked about: which of the three questions it was taken for."""
    return explain_people(
        ids,
        "abc",
        of_all=lambda: [say(WHY, n="all")],
        of_one=lambda one: [say(WHY, n=one)],
        of_two=lambda one, other: [say(WHY, n=one), say(WHY, n=other)],
    ).text("en")


def test_the_answer_goes_by_how_many_are_asked_about() -> None:
    assert asked() == "because all"
    assert asked("b") == "because b"
    assert asked("c", "a") == "because c\nbecause a"


@pytest.mark.parametrize("ids", [("a", "a"), ("a", "b", "c"), ("z", "z")])
def test_nobody_asks_about_more_than_two_or_about_one_twice(ids: tuple[str, ...]) -> None:
    with pytest.raises(BadInstance, match=r"^explain\(\) takes no id, one, or two different ones$"):
        asked(*ids)


def test_nobody_asks_about_what_is_no_id() -> None:
    with pytest.raises(BadInstance) as caught:
        asked(cast("str", ["a"]))
    assert caught.value.argument == "ids"


@pytest.mark.parametrize("ids", [("z",), ("a", "z")])
def test_nobody_asks_about_who_is_not_there(ids: tuple[str, ...]) -> None:
    with pytest.raises(UnknownName) as caught:
        asked(*ids)
    assert (caught.value.kind, caught.value.value) == (Term("Person", "person"), "z")


def test_what_is_said_of_a_result_reads_as_a_sentence() -> None:
    sentence = say(NO_RESULT)
    for said in (
        Violation("x", (), sentence),
        Unmet((), sentence),
        Certificate("x", sentence),
        Explanation([sentence]),
    ):
        assert str(said) == "Kein Ergebnis ist möglich."
        assert len(repr(said)) <= 200
    assert str(Interrupted(3)) == "interrupted; .result holds the best found so far"
    assert (Interrupted(3).result, Interrupted(3).args, Interrupted().result) == (3, (3,), None)


class Found:
    """What a notebook asks of a result."""

    status = Status.PARTIAL
    value = 3

    def __init__(self, *rows: dict[str, object]) -> None:
        self.rows = rows

    def to_rows(self) -> list[dict[str, object]]:
        return list(self.rows)


def test_a_notebook_shows_the_head_of_the_rows_under_their_names() -> None:
    rows: list[dict[str, object]] = [{"who": f"p{n}", "with": "<b>"} for n in range(20)]
    shown = result_html(cast("Result", Found(*rows)), "Thing")
    assert f"Thing: {Status.PARTIAL.text()}; 3" in shown
    assert "<th>who</th><th>with</th>" in shown
    assert "<td>p0</td><td>&lt;b&gt;</td>" in shown
    assert "12 / 20" in shown
    assert "<td>p0</td>" in result_html(cast("Result", Found(rows[0])), "Thing")
    empty = result_html(cast("Result", Found()), "Thing")
    assert "<th>" not in empty
    assert "Thing: " in empty


def test_a_budget_within_another_reports_its_steps_and_stops_both() -> None:
    told: list[tuple[int, int, float | None]] = []

    def watch(done: int, of: int, best: float | None) -> bool:
        told.append((done, of, best))
        return True

    outer = Budget.of(100, None, 10, watch)
    outer.spend(7)
    inner = outer.within(50)
    inner.spend(5)
    assert inner.report(2.5) is True
    assert told == [(12, 100, 2.5)]
    with pytest.raises(OutOfSteps):
        outer.pay_for(inner)
    assert outer.stopped
    calm = Budget.of(100, None, 10)
    small = calm.within(50)
    small.spend(5)
    calm.pay_for(small)
    assert (calm.done, calm.spent) == (5, False)


# ── a budget, with a clock of our own ────────────────────────────────────────────────────────────────────────────────


class Clock:
    """Stands where it is put."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    found = Clock()
    monkeypatch.setattr(_budget, "time", found)
    return found


@pytest.mark.parametrize(
    ("steps", "time_limit", "held", "deadline"),
    [
        (None, None, 70, None),
        (0, None, 0, None),
        (1, 0.5, 1, 1000.5),
        (10**15, 60, 10**15, 1060.0),
    ],
)
def test_a_budget_holds_the_steps_asked_for_else_the_usual_ones_and_ends_at_its_time(
    clock: Clock, steps: int | None, time_limit: float | None, held: int, deadline: float | None
) -> None:
    budget = Budget.of(steps, time_limit, 70)
    assert (budget.steps, budget.deadline, budget.done, budget.progress) == (held, deadline, 0, None)
    assert budget.reproducible is (deadline is None)


@pytest.mark.parametrize(
    ("make", "argument", "words"),
    [
        (lambda: Budget.of(-1, None, 70), "steps", "steps must be at least 0, not -1"),
        (lambda: Budget.of(1, None, 70, least=2), "steps", "steps must be at least 2, not 1"),
        (lambda: Budget.of(10**15 + 1, None, 70), "steps", "steps must be at most 1000000000000000"),
        (lambda: Budget.of(1, 0, 70), "time_limit", "time_limit"),
        (
            lambda: Budget.of(1, None, 70, cast("Progress", 5)),
            "progress",
            "^progress must be a function, not 5$",
        ),
    ],
)
def test_a_budget_that_cannot_be_is_refused(make: Callable[[], Budget], argument: str, words: str) -> None:
    with pytest.raises(BadBudget, match=words) as caught:
        make()
    assert caught.value.argument == argument


@pytest.mark.parametrize(
    ("steps", "done", "share", "spent"),
    [
        (10, 0, 0.0, False),
        (10, 9, 0.9, False),
        (10, 10, 1.0, True),
        (10, 15, 1.5, True),
        (0, 0, 1.0, True),
        (1, 0, 0.0, False),
    ],
)
def test_the_share_of_a_budget_is_what_is_used_up(steps: int, done: int, share: float, spent: bool) -> None:
    budget = Budget.of(steps, None, 70)
    budget.spend(done)
    assert (budget.share(), budget.spent, budget.stopped) == (share, spent, False)


def test_a_step_is_one_unless_more_are_said() -> None:
    budget = Budget.of(3, None, 70)
    budget.spend()
    budget.pay()
    assert budget.done == 2


def test_time_is_up_at_the_deadline_and_not_before(clock: Clock) -> None:
    budget = Budget.of(10, 2, 70)
    clock.now = 1001.9
    assert (budget.share(), budget.spent, budget.stopped) == (0.0, False, False)
    clock.now = 1002.0
    assert (budget.spent, budget.share(), budget.stopped, budget.reproducible) == (True, 1.0, True, False)


def test_steps_are_paid_for_up_to_the_last_and_none_beyond() -> None:
    Budget.of(5, None, 70).pay(5)
    budget = Budget.of(10, None, 70)
    budget.pay(4)
    budget.pay(6)
    assert budget.done == 10
    with pytest.raises(OutOfSteps):
        budget.pay()


def test_a_budget_that_time_has_ended_holds_no_step_more(clock: Clock) -> None:
    budget = Budget.of(10_000, 2, 70)
    budget.pay(1)
    clock.now = 1003.0
    budget.pay(1_999)  # the clock is looked at every 2,000 steps
    with pytest.raises(OutOfSteps):
        budget.pay(1)


@pytest.mark.parametrize(("answer", "stops"), [(True, True), (None, False), (False, False), (1, False)])
def test_only_true_from_progress_ends_a_search(clock: Clock, answer: bool | None, stops: bool) -> None:
    told: list[tuple[int, int, float | None]] = []

    def watch(done: int, of: int, best: float | None) -> bool | None:
        told.append((done, of, best))
        return answer

    budget = Budget.of(100, None, 10, watch)
    budget.spend(3)
    assert budget.report(1.5) is stops
    clock.now += 0.24
    assert budget.report(2.5) is stops
    assert told == [(3, 100, 1.5)]
    clock.now += 0.01
    budget.report(3.5)
    assert told == [(3, 100, 1.5)] + ([] if stops else [(3, 100, 3.5)])
    assert (budget.stopped, budget.reproducible) == (stops, not stops)


def test_what_is_paid_for_is_told_with_the_best_so_far(clock: Clock) -> None:
    told: list[tuple[int, int, float | None]] = []
    budget = Budget.of(5_000, None, 10, lambda *now: told.append(now))
    budget.best = 7
    for _ in range(3):
        budget.pay(1_000)
        clock.now += 1
    assert told == [(1_000, 5_000, 7), (3_000, 5_000, 7)]


def test_a_part_of_a_budget_ends_at_its_share_of_the_steps_and_with_the_same_clock(clock: Clock) -> None:
    budget = Budget.of(100, 5, 10, lambda *_: None)
    budget.spend(7)
    budget.report()
    part = budget.part(0.5)
    assert (part.steps, part.done, part.deadline, part.progress) == (50, 7, 1005.0, budget.progress)
    assert (part.stopped, part._next_report) == (False, 1000.25)
    budget.stopped = True
    assert budget.part(0.5).stopped


def test_a_budget_within_another_has_its_own_steps_and_the_same_clock(clock: Clock) -> None:
    told: list[tuple[int, int, float | None]] = []
    budget = Budget.of(100, 5, 10, lambda *now: told.append(now))
    budget.best = 3
    budget.spend(90)
    budget.report()
    inner = budget.within(50)
    assert (inner.steps, inner.done, inner.deadline, inner.best, inner.stopped) == (50, 0, 1005.0, 3, False)
    inner.spend(20)
    inner.report(4)
    assert told == [(90, 100, None)]  # told already a moment ago
    clock.now += 1
    inner.report(4)
    assert told[1:] == [(100, 100, 4)]  # never more than there are
    assert budget.within(5).progress is not None
    assert Budget.of(1, None, 10).within(5).progress is None
    budget.stopped = True
    assert budget.within(5).stopped


def test_what_a_budget_within_another_spent_beyond_its_own_is_not_paid_for() -> None:
    budget = Budget.of(100, None, 10)
    inner = budget.within(5)
    inner.spend(9)
    budget.pay_for(inner)
    assert (budget.done, budget.stopped) == (5, False)
    inner.stopped = True
    with pytest.raises(OutOfSteps):
        budget.pay_for(inner)
    assert (budget.done, budget.stopped) == (10, True)


def test_numbers_and_texts_of_numpy_are_ordered_like_those_of_python_that_they_equal() -> None:
    np = pytest.importorskip("numpy")
    for one in (10, 2, 0.5, "a"):
        (same,) = np.array([one])
        assert repr(order_key(same)) == repr(order_key(one))
    assert in_order([np.int64(10), 2, np.int64(3)]) == [2, 3, 10]
    assert order_key(True) != order_key(1)
