from __future__ import annotations

import pytest

from kommunal_partner.errors import BadInstance, UnknownName
from kommunal_partner.results import (
    NO_RESULT,
    Budget,
    Certificate,
    Explanation,
    Interrupted,
    OutOfSteps,
    Status,
    Unmet,
    Violation,
    explain_people,
    gap,
    in_order,
    order_key,
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
    with pytest.raises(BadInstance, match="takes no id, one, or two different ones"):
        asked(*ids)


@pytest.mark.parametrize("ids", [("z",), ("a", "z")])
def test_nobody_asks_about_who_is_not_there(ids: tuple[str, ...]) -> None:
    with pytest.raises(UnknownName) as caught:
        asked(*ids)
    assert (caught.value.kind, caught.value.value) == ("person", "z")


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
    assert ".result holds the best found" in str(Interrupted(3))
    assert Interrupted(3).result == 3


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
