"""Stable matches under `time_limit` and `progress`: wherever the time ends, what is handed over is true."""

from __future__ import annotations

import random
import time
from typing import Any

import pytest
from attrs import evolve

from kommunal_partner.matching.stable import StableMatch, match
from kommunal_partner.matching.stable._in_time import Watch
from kommunal_partner.results import Budget, OutOfSteps, Status

PROPOSERS: dict[str, list[Any]] = {"a": [["x", "y"], "z"], "b": ["y", "z", "x"], "c": ["z", ["x", "y"]], "d": ["x"]}
RECEIVERS: dict[str, list[Any]] = {"x": ["b", "c", "a"], "y": ["c", "a", "b"], "z": ["a", ["b", "c"]]}


def full_lists(size: int) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    random_order = random.Random(1)  # noqa: S311 - because lists need no secrecy
    mine, theirs = [f"p{one}" for one in range(size)], [f"r{one}" for one in range(size)]
    return (
        {one: random_order.sample(theirs, size) for one in mine},
        {one: random_order.sample(mine, size) for one in theirs},
    )


def matched_within(wishes: int, monkeypatch: pytest.MonkeyPatch, **options: Any) -> StableMatch:  # noqa: ANN401 - because it passes options on
    """The match where the time ends after so many wishes have been gone through."""

    class Ending(Watch):
        def __init__(self, budget: Budget) -> None:
            super().__init__(budget)
            self.left = wishes

        def pay(self, wishes: int) -> None:
            self.left -= wishes
            if self.left < 0:
                self.budget.stopped = True
                raise OutOfSteps

    monkeypatch.setattr("kommunal_partner.matching.stable.solve.Watch", Ending)
    return match(PROPOSERS, RECEIVERS, **options)


@pytest.mark.parametrize(
    "options",
    [
        {"side": "receivers"},
        {"goal": "least regret", "seed": 3},
        {"goal": "least sum", "previous": {"a": "z", "b": "x"}, "stability": 1},
        {"locked": [("b", "z")], "previous": {"a": "z", "b": "x"}},
    ],
)
def test_wherever_the_time_ends_the_match_is_stable_or_only_of_locked_pairs(
    options: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = [matched_within(wishes, monkeypatch, **options) for wishes in range(250)]
    assert [one.verify() for one in found] == [()] * 250
    assert {one.solution for one in found if one.task.unread} == {tuple(options.get("locked", ()))}
    assert (found[0].status, found[-1].status) == (Status.PARTIAL, Status.OPTIMAL)
    assert not any(one.reproducible for one in found if one.task.unread)


def test_wherever_the_time_ends_couples_have_the_best_until_then(monkeypatch: pytest.MonkeyPatch) -> None:
    def ended_after(wishes: int) -> StableMatch:
        matched_within(wishes, monkeypatch)
        return match(
            {"a": [], "b": [], "c": ["x", "y"]},
            {"x": ["a", "c"], "y": ["c", "b"]},
            couples=[("a", "b", [("x", "y")])],
            steps=20,
        )

    found = [ended_after(wishes) for wishes in range(100)]
    assert [one.verify() for one in found] == [()] * 100
    assert [found[0].task.unread, found[-1].task.unread] == [True, False]
    assert {one.value for one in found} == {None, 1}
    assert len({one.steps for one in found}) > 3


def test_a_match_for_which_there_was_no_time_says_so_of_everybody(monkeypatch: pytest.MonkeyPatch) -> None:
    found = matched_within(2, monkeypatch, locked=[("b", "z")], previous={"a": "x", "b": "z"})
    assert (found.value, found.bound, found.gap, found.ranks, found.cost) == (None, 0, None, None, None)
    assert (found.certificate, found.cost_certificate, found.moved) == (None, None, ("a",))
    assert [one.ids for one in found.unmet] == [("a",), ("c",), ("d",)]
    assert found.to_rows() == [{"proposer": "b", "receiver": "z", "wish": None, "rank": None}]
    assert found.unmet[0].text("en") == "There was no time for a: not all wishes were gone through."
    assert found.unmet[0].text("de") == "Für a reichte die Zeit nicht: Die Wünsche wurden nicht alle durchgegangen."
    whole = "The time ended before all wishes had been gone through: only locked pairs (1) are made."
    assert found.explain().text("en") == f"{whole}\nChanged against the earlier match: 1 (a)."
    assert found.explain("a", "x").text("en") == f"{found.unmet[0].text('en')}\nBefore, a was with x."
    assert found.explain("b").text("en") == found.explain("b", "x").text("en") == "b goes to z: locked."
    assert found.explain(receiver="x").text("en") == f"x is left empty (places: 1).\n{whole}"
    assert "moved" not in matched_within(2, monkeypatch).explain().text("en")


def test_who_claims_more_of_unread_lists_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    found = matched_within(2, monkeypatch)
    assert [one.rule for one in evolve(found, status=Status.OPTIMAL).verify()] == ["status"]
    monkeypatch.undo()
    proof = match(PROPOSERS, RECEIVERS, goal="least sum").proof
    assert [one.rule for one in evolve(found, proof=proof).verify()] == ["NOT_LEAST"]
    read = evolve(match(PROPOSERS, RECEIVERS).task, unread=True)
    assert [one.rule for one in evolve(found, task=read).verify()] == ["BLOCKING"] * 9


def test_locked_pairs_that_clash_do_so_whatever_the_time(monkeypatch: pytest.MonkeyPatch) -> None:
    found = matched_within(0, monkeypatch, locked=[("a", "x"), ("d", "x")])
    assert (found.status, found.unmet, found.verify()) == (Status.INFEASIBLE, (), ())


def test_the_clock_and_progress_are_looked_at_after_so_many_wishes(monkeypatch: pytest.MonkeyPatch) -> None:
    assert match(PROPOSERS, RECEIVERS, progress=lambda *_: True).status is Status.OPTIMAL
    monkeypatch.setattr("kommunal_partner.matching.stable._in_time._WISHES_BETWEEN", 1)
    assert match(PROPOSERS, RECEIVERS, progress=lambda *_: True).task.unread
    assert match(PROPOSERS, RECEIVERS, time_limit=1e-9).task.unread
    assert match(PROPOSERS, RECEIVERS, time_limit=60).status is Status.OPTIMAL


@pytest.mark.uncounted
def test_long_lists_are_not_read_after_the_limit() -> None:
    proposers, receivers = full_lists(600)
    begun = time.process_time()
    found = match(proposers, receivers, time_limit=1e-9)
    ended = time.process_time()
    assert (found.task.unread, found.verify(), len(found.unmet)) == (True, (), 600)
    asked = match(proposers, receivers, progress=lambda *_: True)
    assert asked.task.unread
    again = time.process_time()
    assert match(proposers, receivers).status is Status.OPTIMAL
    assert ended - begun < (time.process_time() - again) / 2
