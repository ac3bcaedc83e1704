"""Stable matches: tables by hand, ties, couples, what is said of them, and real instances."""

from __future__ import annotations

import copy
import pickle
import random
import re
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from kommunal_partner.errors import (
    BadBudget,
    BadInstance,
    BadRule,
    KommunalPartnerError,
    UnknownChoice,
    UnknownName,
)
from kommunal_partner.matching.stable import Blocking, Couple, StableGoal, StableSide, match
from kommunal_partner.matching.stable._encode import Preferences
from kommunal_partner.matching.stable._in_time import Watch
from kommunal_partner.matching.stable._local_search import blocking_of
from kommunal_partner.matching.stable._min_weight_closure import lightest_closed_set
from kommunal_partner.matching.stable._recount import Lists
from kommunal_partner.matching.stable._verify import blocking_pairs
from kommunal_partner.participants import Participant
from kommunal_partner.results import Budget, Interrupted, Status

# Each proposer's best is each receiver's worst: three stable matches.
RING_P = {"a": "xyz", "b": "yzx", "c": "zxy"}
RING_R = {"x": "bca", "y": "cab", "z": "abc"}


def lists(given: dict[str, str]) -> dict[str, list[str]]:
    return {one: list(wishes) for one, wishes in given.items()}


def test_each_side_can_have_its_best() -> None:
    proposers, receivers = lists(RING_P), lists(RING_R)
    assert match(proposers, receivers).solution == (("a", "x"), ("b", "y"), ("c", "z"))
    assert match(proposers, receivers, side="receivers").solution == (("a", "z"), ("b", "x"), ("c", "y"))


def test_least_regret_lies_between() -> None:
    found = match(lists(RING_P), lists(RING_R), goal="least regret")
    assert found.solution == (("a", "y"), ("b", "z"), ("c", "x"))
    assert [(row["wish"], row["rank"]) for row in found.to_rows()] == [(2, 2)] * 3


def test_places_and_lists_run_out() -> None:
    found = match({1: ["h"], 2: ["h"], 3: ["h", "i"], 4: []}, {"h": [3, 2, 1], "i": [4]}, capacity={"h": 2})
    assert found.solution == ((2, "h"), (3, "h"))
    assert found.unmatched == (1, 4)
    assert found.certificate is not None
    assert dict(found.certificate.numbers) == {"h": 1, "i": -1}
    assert "1 bleibt ohne Platz." in found.explain().text("de")
    assert found.explain(1).text("en") == "1 is left without a place.\nh has only such as come first there."
    assert found.explain(3).text("en") == "3 goes to h, wish 1."
    assert found.explain(3, "i").text("en") == "3 and i have not listed one another."
    assert found.explain(2, "h").text("en") == "2 goes to h, wish 1."
    assert found.explain(receiver="h").text("en") == "h has 2, 3 (places: 2 of 2)."
    assert found.explain(receiver="i").text("en") == "i is left empty (places: 1)."


def test_someone_better_off_is_told_so() -> None:
    found = match(lists(RING_P), lists(RING_R))
    assert found.explain("a", "y").text("en") == "a is at least as well off with x as with y."
    worse = match(lists(RING_P), lists(RING_R), side="receivers")
    assert worse.explain("a").text("en").splitlines() == [
        "a goes to z, wish 3.",
        "x has only such as come first there.",
        "y has only such as come first there.",
    ]


@pytest.mark.parametrize(
    ("proposers", "receivers", "capacity"),
    [
        ({}, {}, 1),
        ({"a": []}, {}, 1),
        ({}, {"x": []}, 1),
        ({"a": ["x"]}, {"x": ["a"]}, 0),
        ({"a": ["x"]}, {"x": []}, 1),
    ],
)
def test_where_nobody_can_be_matched_the_empty_match_is_stable(
    proposers: dict[str, list[str]], receivers: dict[str, list[str]], capacity: int
) -> None:
    for side in ("proposers", "receivers"):
        found = match(proposers, receivers, capacity=capacity, side=side)
        assert (found.solution, found.status, found.verify()) == ((), Status.OPTIMAL, ())
        assert found.certificate is not None


def test_all_wishes_on_one_person() -> None:
    found = match({one: ["x"] for one in range(5)}, {"x": [4, 3, 2, 1, 0]}, capacity=2)
    assert found.solution == ((3, "x"), (4, "x"))


def test_ties_are_put_in_the_order_of_ids_and_are_no_reason_to_leave() -> None:
    tied = match({"b": [["x", "y"]], "a": [("y", "x")]}, {"x": [{"a", "b"}], "y": [frozenset("ab")]})
    assert tied.solution == (("a", "x"), ("b", "y"))
    assert [row["wish"] for row in tied.to_rows()] == [1, 1]


def test_a_tuple_that_is_an_id_is_no_tie() -> None:
    assert match({"a": [("h", 1)]}, {("h", 1): ["a"]}).solution == (("a", ("h", 1)),)


def test_ids_of_several_types_live_together() -> None:
    found = match({1: [None], "1": [None], (1,): [None]}, {None: [(1,), "1", 1]}, capacity=2)
    assert set(found.solution) == {((1,), None), ("1", None)}


# ── locked and previous ──────────────────────────────────────────────────────────────────────────────────────────────


def test_a_locked_pair_takes_its_place_and_blocks_nobody() -> None:
    found = match({"a": ["x"], "b": ["x", "y"]}, {"x": ["b", "a"], "y": ["b"]}, locked=[("a", "x")])
    assert (found.solution, found.verify()) == ((("a", "x"), ("b", "y")), ())
    assert found.explain("a").text("en") == "a goes to x: locked."
    other = match({"a": ["x"], "b": ["x"]}, {"x": ["b", "a"]}, locked=[("a", "x")], side="receivers")
    assert (other.solution, other.unmatched, other.verify()) == ((("a", "x"),), ("b",), ())
    roomy = match({"a": ["x"], "b": ["x"]}, {"x": ["a", "b"]}, locked=[("a", "x")], side="receivers", capacity=2)
    assert (roomy.solution, roomy.verify()) == ((("a", "x"), ("b", "x")), ())


def test_more_locked_pairs_than_places_are_named() -> None:
    found = match({"a": [], "b": []}, {"x": []}, locked=[("a", "x"), ("b", "x")])
    assert (found.status, found.value, found.bound, found.gap, found.verify()) == (
        Status.INFEASIBLE,
        None,
        None,
        None,
        (),
    )
    assert found.certificate is None
    assert found.clash is not None
    assert [rule.name for rule in found.clash.rules] == ["locked", "locked", "capacity"]
    assert "Places of x: at most 1." in found.explain().text("en")


def test_what_was_published_stays_while_it_is_stable_and_moves_little_else() -> None:
    proposers, receivers = lists(RING_P), lists(RING_R)
    middle = match(proposers, receivers, goal="least regret")
    assert match(proposers, receivers, previous=middle).solution == middle.solution
    near_receivers = [("a", "z"), ("b", "x"), ("c", "x")]
    found = match(proposers, receivers, previous=near_receivers)
    assert (found.solution, found.moved) == ((("a", "z"), ("b", "x"), ("c", "y")), ("c",))
    assert match(proposers, receivers, previous=[("a", "x"), ("gone", "y")]).partner("a") == "x"
    assert match(proposers, receivers, previous={"a": "z"}).partner("a") == "z"


# Of the ring's three matches, the proposers' best has ranks 1, 1, 1 for them and 3, 3, 3 for the receivers; the middle
# one 2 for all; the receivers' best 3, 3, 3 and 1, 1, 1.
@pytest.mark.parametrize(
    ("goal", "side", "stability", "partner", "ranks", "moved", "cost"),
    [
        ("side", "proposers", None, "z", 9, 0, 0),
        ("side", "proposers", 3, "z", 9, 0, 9),
        ("side", "proposers", 2, "z", 9, 0, 9),
        ("side", "proposers", 1.5, "x", 3, 3, 7.5),
        ("side", "proposers", 0, "x", 3, 3, 3),
        ("side", "receivers", 0, "z", 3, 0, 3),
        ("least sum", "proposers", 0, "z", 12, 0, 12),
        ("least sum", "receivers", 7, "z", 12, 0, 12),
        ("least regret", "proposers", None, "z", 3, 0, 0),
        ("least regret", "proposers", 0.5, "z", 3, 0, 3),
        ("least regret", "receivers", 0.25, "y", 2, 3, 2.75),
        ("least regret", "proposers", 0, "y", 2, 3, 2),
    ],
)
def test_a_change_is_weighed_against_the_ranks_it_gains(
    goal: Any,  # noqa: ANN401 - because the tests name options as words
    side: Any,  # noqa: ANN401 - because the tests name options as words
    stability: float | None,
    partner: str,
    ranks: int,
    moved: int,
    cost: float,
) -> None:
    before = match(lists(RING_P), lists(RING_R), side="receivers")
    found = match(lists(RING_P), lists(RING_R), goal=goal, side=side, previous=before, stability=stability)
    assert (found.partner("a"), found.ranks, len(found.moved), found.cost) == (partner, ranks, moved, cost)
    assert found.least_cost == (None if goal == "least regret" else cost)
    assert (found.verify(), found.status, found.value, found.gap) == ((), Status.OPTIMAL, 0, 0)


def test_the_least_sum_lies_between_the_best_of_both_sides() -> None:
    # The ring, but a has f before z, and x has g before a; f and g have one another. So the proposers' best has the
    # ranks 1+4, 1+3, 1+3, the receivers' 4+1, 3+1, 3+1, the middle one six times 2, and f and g always 1+1.
    proposers = {**lists(RING_P), "a": ["x", "y", "f", "z"], "g": ["f", "x"]}
    receivers = {**lists(RING_R), "x": ["b", "c", "g", "a"], "f": ["g", "a"]}
    found = match(proposers, receivers, goal="least sum")
    assert found.solution == (("a", "y"), ("b", "z"), ("c", "x"), ("g", "f"))
    assert (found.ranks, found.cost, found.least_cost, found.moved) == (14, 14, 14, ())
    assert found.verify() == ()
    assert match(proposers, receivers, goal="least sum", side="receivers") == found
    assert found.cost_certificate is not None
    assert found.cost_certificate.kind == "rotations"
    assert found.cost_certificate.text("en") == (
        "All stable matches come from 2 rotations; whichever are taken, 14 is the least."
    )
    assert "14 ranks in all; no stable match has fewer." in found.explain().text("en")
    assert match(proposers, receivers).cost_certificate is None


def test_changes_are_named_and_explained() -> None:
    before = match(lists(RING_P), lists(RING_R), side="receivers")
    found = match(lists(RING_P), lists(RING_R), previous=before, stability=1)
    assert found.moved == ("a", "b", "c")
    assert found.explain().text("en").splitlines()[1:] == [
        "Changed against the earlier match: 3 (a, b, c).",
        "Ranks in all: 3, changes: 3 at 1 each, together 6; no stable match has less.",
    ]
    assert found.explain("a").text("de") == "a kommt zu x, Wunsch 1.\nVorher war a bei z."
    assert found.explain("a", "x").text("de") == "a kommt zu x, Wunsch 1."
    still = match(lists(RING_P), lists(RING_R), previous=before)
    assert "No stable match changes fewer than 0; among these the goal counts." in still.explain().text("en")


def test_among_equally_good_ids_those_who_were_together_stay_together() -> None:
    proposers: dict[str, list[Any]] = {"a": [["x", "y"]], "b": [["x", "y"]], "c": ["z"]}
    receivers: dict[str, list[Any]] = {"x": [["a", "b"]], "y": ["a", "b"], "z": ["c"]}
    assert match(proposers, receivers).solution == (("a", "x"), ("b", "y"), ("c", "z"))
    before = [("a", "y"), ("b", "x")]
    for stability in (None, 0):
        again = match(proposers, receivers, previous=before, stability=stability)
        assert (again.solution, again.moved) == ((("a", "y"), ("b", "x"), ("c", "z")), ())


def test_what_stability_itself_demands_cannot_be_kept() -> None:
    found = match({"a": ["x", "y"], "b": ["x"]}, {"x": ["a", "b"], "y": ["a"]}, previous=[("a", "y"), ("b", "x")])
    assert (found.solution, found.moved, found.verify()) == ((("a", "x"),), ("a", "b"), ())
    kept = match({"a": ["x", "y"], "b": ["x"]}, {"x": ["a", "b"], "y": ["a"]}, locked=[("a", "y"), ("b", "x")])
    assert kept.solution == (("a", "y"), ("b", "x"))


def test_locked_pairs_do_not_count_and_are_not_rotated() -> None:
    proposers = {**lists(RING_P), "l": ["x"]}
    receivers = {"x": ["l", *RING_R["x"]], "y": list(RING_R["y"]), "z": list(RING_R["z"])}
    goals: list[Any] = ["least sum", "least regret", "side"]
    for goal in goals:
        found = match(
            proposers,
            receivers,
            capacity={"x": 2},
            locked=[("l", "x")],
            goal=goal,
            previous=[("a", "y"), ("b", "z"), ("c", "x"), ("l", "y")],
        )
        assert (found.partner("a"), found.partner("l"), found.moved, found.verify()) == ("y", "x", ("l",), ())
    shut = match({**lists(RING_P), "l": []}, lists(RING_R), locked=[("l", "x")], goal="least sum")
    assert (shut.partner("l"), shut.verify()) == ("x", ())


@pytest.mark.parametrize("goal", ["side", "least sum", "least regret"])
@pytest.mark.parametrize("capacity", [0, 1, 2])
def test_markets_of_nobody_one_and_two_have_a_nearest_match(goal: Any, capacity: int) -> None:  # noqa: ANN401 - because goals are literals
    for many in range(3):
        ids = list(range(many))
        for wishes in ([], ["x"]):
            found = match(
                dict.fromkeys(ids, wishes), {"x": ids}, capacity=capacity, goal=goal, previous=[(1, "x")], stability=2
            )
            assert (found.verify(), len(found.solution)) == ((), min(capacity, len(wishes) * many))
            assert found.solution == tuple((one, "x") for one in ids[: len(found.solution)])


def test_a_proof_that_was_tampered_with_is_caught() -> None:
    before = match(lists(RING_P), lists(RING_R), side="receivers")
    found = match(lists(RING_P), lists(RING_R), previous=before, stability=3)
    proof = found.proof
    assert proof is not None
    first, second = proof.rotations
    for wrong in (
        evolve(proof, start=(2, 0, 1)),
        evolve(proof, rotations=(first,)),
        evolve(proof, rotations=(second, first)),
        evolve(proof, rotations=(first[:2], second)),
        evolve(proof, rotations=((*first[:2], (0, *first[2][1:])), second)),
        evolve(proof, rotations=((first[1], first[0], first[2]), second)),
        evolve(proof, rotations=(((0, 0, 2), (2, 2, 1), (1, 1, 0)), second)),
        evolve(proof, flow=()),
        evolve(proof, flow=((0, 1, -1),)),
        evolve(proof, flow=((1, 0, 1),)),
    ):
        assert [violation.rule for violation in evolve(found, proof=wrong).verify()] == ["NOT_LEAST"]
    best = match(lists(RING_P), lists(RING_R))
    dearer = evolve(found, solution=best.solution, moved=best.unmatched)
    assert {violation.rule for violation in dearer.verify()} == {"MISNAMED", "NOT_LEAST", "cost"}
    assert "“cost” is given as 3; it is 12." in [violation.text("en") for violation in dearer.verify()]


def test_ranks_are_places_on_the_own_list_whoever_answers_it() -> None:
    second = match({"a": ["y", "x"]}, {"x": ["a"], "y": []})
    assert second.explain("a").text("en") == "a goes to x, wish 2."
    assert [row["wish"] for row in second.to_rows()] == [2]
    third = match({"a": [["y", "z"], "x"], "b": []}, {"x": ["b", "a"], "y": [], "z": []}, goal="least sum")
    assert ([(row["wish"], row["rank"]) for row in third.to_rows()], third.ranks) == ([(2, 2)], 4)
    assert third.verify() == ()


def test_least_regret_and_least_sum_count_places_on_the_own_list() -> None:
    # The middle match is best for both, unless unanswered wishes push its partner down for one of them.
    proposers = {**lists(RING_P), "a": ["x", "u", "v", "w", "y", "z"]}
    receivers = {**lists(RING_R), "u": [], "v": [], "w": []}
    found = match(proposers, receivers, goal="least regret")
    assert (found.partner("a"), found.ranks, found.verify()) == ("x", 3, ())
    summed = match(proposers, receivers, goal="least sum")
    assert (summed.partner("a"), summed.ranks, summed.verify()) == ("x", 12, ())


def test_a_tie_goes_by_the_order_of_ids_or_by_lot_and_it_is_said() -> None:
    proposers: dict[str, list[Any]] = {one: ["x"] for one in "abcd"}
    receivers: dict[str, list[Any]] = {"x": [list("abcd")]}
    by_id = match(proposers, receivers)
    assert by_id.solution == (("a", "x"),)
    assert "the order of ids decides" in by_id.explain().text("en")
    assert by_id.explain("b", "x").text("en") == "x ranks b and a alike; the place went by the order of ids."
    drawn = {match(proposers, receivers, seed=seed).solution[0][0] for seed in range(20)}
    assert drawn == set("abcd")
    lot = match(proposers, receivers, seed=7)
    assert lot == match(proposers, receivers, seed=7)
    assert "lots decide (7)" in lot.explain().text("en")
    loser = next(one for one in "abcd" if one != lot.solution[0][0])
    assert "the place went by lot" in lot.explain(loser).text("en")
    assert match(proposers, receivers, seed=7, previous=[("c", "x")]).solution == (("c", "x"),)
    assert "alike" not in match(lists(RING_P), lists(RING_R)).explain().text("en")


def test_a_locked_pair_that_nobody_listed_has_no_ranks() -> None:
    rows = match({"a": []}, {"x": []}, locked=[("a", "x")]).to_rows()
    assert rows == [{"proposer": "a", "receiver": "x", "wish": None, "rank": None}]


def test_why_not_there_is_told_truly() -> None:
    shut = match({"a": ["x"]}, {"x": ["a"]}, capacity=0)
    assert shut.explain("a", "x").text("en") == "x has no places."
    held = match({"a": ["x"], "b": []}, {"x": ["a"]}, locked=[("b", "x")])
    assert held.explain("a", "x").text("en") == "Locked at x: b."
    assert held.explain("b", "x").text("en") == "b goes to x: locked."
    beside = match({"a": ["y"], "b": ["y"]}, {"x": [], "y": ["a", "b"]}, locked=[("a", "x")])
    assert beside.explain("a", "y").text("en") == "a goes to x: locked."
    mixed = match({"a": ["x"], "b": ["x"], "c": []}, {"x": ["a", "b"]}, capacity=2, locked=[("c", "x")])
    assert mixed.explain("b", "x").text("en").splitlines() == ["Placed before at x: a.", "Locked at x: c."]
    pair = match({"a": [], "b": []}, {"x": ["a"], "y": ["b"]}, couples=[("a", "b", [("x", "y")])])
    assert pair.explain("a", "y").text("en") == "a goes with b; the two have joint wishes only."


def test_limits_between_the_lowest_rank_and_the_fewest_changes_are_tried() -> None:
    orders = ["324105", "051324", "423051", "154302", "230514", "532014"], [
        "305241", "245013", "315024", "132540", "514302", "024315",
    ]  # fmt: skip
    proposers, receivers = ({one: list(map(int, wishes)) for one, wishes in enumerate(side)} for side in orders)
    before = match(proposers, receivers, side="receivers")
    found = match(proposers, receivers, goal="least regret", previous=before, stability=0.5)
    assert (found.ranks, found.moved, found.verify()) == (6, (), ())
    assert before.partners(0) == ("3",) or before.partners(0) == (3,)
    shut = match({"a": [], "b": []}, {"x": []}, locked=[("a", "x"), ("b", "x")])
    assert (shut.certificate, shut.cost, shut.ranks) == (None, None, None)


# ── couples ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_couple_goes_where_both_are_taken() -> None:
    couple = Couple("a", "b", (("x", "x"), ("x", "y"), ("y", None)))
    found = match({"a": [], "b": [], "c": ["x"]}, {"x": ["a", "c", "b"], "y": ["b", "a"]}, couples=[couple])
    assert (found.solution, found.status, found.verify()) == ((("a", "x"), ("b", "y")), Status.OPTIMAL, ())
    assert found.explain("a").text("en") == "a goes to x."
    assert found.unmatched == ("c",)
    assert match(
        {"a": [], "b": [], "c": ["x"]}, {"x": ["a", "c", "b"], "y": ["b", "a"]}, couples=[couple], previous=found
    ) == evolve(found, steps=0)


def no_stable_match(**options: Any) -> Any:  # noqa: ANN401 - because the tests look at all of a result
    """The smallest market without a stable match: the couple wants both places, the single any one."""
    return match(
        {"a": [], "b": [], "c": ["x", "y"]},
        {"x": ["a", "c"], "y": ["c", "b"]},
        couples=[("a", "b", [("x", "y")])],
        **options,
    )


def test_where_no_stable_match_exists_the_blocking_pair_is_reported() -> None:
    found = no_stable_match(steps=60)
    assert (found.status, found.value, found.bound, found.gap) == (Status.PARTIAL, 1, 0, float("inf"))
    assert found.certificate is None
    assert found.blocking[0].text("en") in found.explain().text("en")
    assert [unmet.sentence for unmet in found.unmet] == [case.sentence for case in found.blocking]
    assert found.steps == 60


def test_verify_holds_a_partial_match_to_what_it_says_of_itself() -> None:
    found = no_stable_match(steps=60)
    assert found.verify() == ()
    hidden = evolve(found, blocking=())
    assert [violation.rule for violation in hidden.verify()] == ["BLOCKING"]
    beside = Blocking(("c",), ("y",))
    assert [violation.rule for violation in evolve(found, blocking=(*found.blocking, beside)).verify()] == [
        "NOT_BLOCKING"
    ]
    assert [violation.rule for violation in evolve(found, status=Status.OPTIMAL).verify()] == ["status"]
    assert [violation.rule for violation in evolve(found, unmatched=("a", "q")).verify()] == ["MISNAMED"] * 2
    stable = match({"a": ["x"]}, {"x": ["a"]})
    assert [violation.rule for violation in evolve(stable, status=Status.PARTIAL).verify()] == ["status"]
    assert [violation.rule for violation in evolve(stable, moved=("a",)).verify()] == ["MISNAMED"]


def test_couples_begin_where_they_were() -> None:
    options: dict[str, Any] = {"couples": [("a", "b", [("x", "y"), ("u", "v")])], "steps": 200}
    receivers = {one: ["a", "b", "c"] for one in "uvxy"}
    people: dict[str, list[str]] = {"a": [], "b": [], "c": ["x"]}
    first = match(people, receivers, **options)
    found = match({**people, "c": ["v"]}, receivers, previous=first, **options)
    assert (found.solution[:2], found.moved, found.steps) == (first.solution, (), 1)
    torn = match(people, receivers, previous=[("a", "u"), ("b", "y"), ("c", "x")], **options)
    assert (torn.solution, torn.moved) == (first.solution, ("a", "c"))


def test_couples_for_whom_there_is_no_more_room_where_they_were_begin_without_a_place() -> None:
    people: dict[str, list[str]] = {one: [] for one in "abcd"}
    options: dict[str, Any] = {"couples": [("a", "b", [("x", "x")]), ("c", "d", [("x", "x")])]}
    before = match(people, {"x": list("cdab")}, capacity=4, **options)
    assert len(before.solution) == 4
    found = match(people, {"x": list("cdab")}, capacity=2, previous=before, **options)
    assert (found.solution, found.moved, found.verify()) == ((("c", "x"), ("d", "x")), ("a", "b"), ())


def test_a_long_search_passes_over_places_where_there_is_no_room_for_two_couples() -> None:
    found = match(
        {"a": [], "b": [], "c": ["x", "y"], "d": [], "e": []},
        {"x": ["a", "c", "d"], "y": ["c", "b", "e"]},
        couples=[("a", "b", [("x", "y")]), ("d", "e", [("x", "y")])],
        steps=1500,
    )
    assert (found.status, found.value, found.steps) == (Status.PARTIAL, 1, 1500)


def test_both_best_layouts_of_the_singles_are_tried_around_couples() -> None:
    # By the singles' own best the couple blocks at y; by the receivers' best s is there, whom y likes better.
    found = match(
        {"s": ["x", "y"], "t": ["y", "x"], "a": [], "b": []},
        {"x": ["t", "s"], "y": ["s", "a", "t"], "z": ["b"]},
        couples=[("a", "b", [("y", "z")])],
        steps=50,
    )
    assert (found.solution, found.value, found.verify()) == ((("s", "y"), ("t", "x")), 0, ())


def test_a_search_that_is_ended_early_gives_the_best_of_the_side() -> None:
    before = match(lists(RING_P), lists(RING_R), side="receivers")
    for goal in StableGoal:
        found = match(lists(RING_P), lists(RING_R), goal=goal, previous=before, stability=1, progress=lambda *_: True)
        assert (found.partner("a"), found.proof, found.reproducible, found.verify()) == ("x", None, False, ())
    alone = match(lists(RING_P), lists(RING_R), goal="least regret", progress=lambda *_: True)
    assert (alone.partner("a"), alone.reproducible, alone.verify()) == ("x", False, ())
    summed = match(lists(RING_P), lists(RING_R), goal="least sum", progress=lambda *_: True)
    assert "stable, but only the best of one side" in summed.explain().text("en")
    assert match(lists(RING_P), lists(RING_R), goal="least sum", time_limit=60).ranks == 12
    assert no_stable_match(time_limit=1e-9).steps == 1


def test_an_interrupted_search_hands_over_a_match(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_given: object, **_named: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("kommunal_partner.matching.stable.solve.search", interrupted)
    for ask in (lambda: match(lists(RING_P), lists(RING_R)), no_stable_match):
        with pytest.raises(Interrupted) as caught:
            ask()
        assert caught.value.result.verify() == ()
        assert not caught.value.result.reproducible


def test_the_same_seed_gives_the_same_match() -> None:
    assert no_stable_match(steps=40, seed=3) == no_stable_match(steps=40, seed=3)
    assert no_stable_match(steps=1).steps == 1
    assert no_stable_match(steps=1).reproducible


def test_a_couple_that_blocks_is_told_where_it_would_go() -> None:
    task = no_stable_match(steps=1).task

    cases = list(blocking_pairs(Lists(task, [("c", "y")])))
    assert [case.text("en") for case in cases] == ["c and x would rather be together than as they are."]
    cases = list(blocking_pairs(Lists(task, [])))
    assert "a and b would rather be at x and y, and would rather be taken there." in [case.text("en") for case in cases]
    alone = match({"a": [], "b": []}, {"x": ["a"]}, couples=[("a", "b", [("x", None)])])
    assert alone.solution == (("a", "x"),)
    said = next(iter(blocking_pairs(Lists(alone.task, [])))).text
    assert (said("de"), said("en")) == (
        "a und b wären lieber bei x und keinem Platz, und dort würde man sie lieber nehmen.",
        "a and b would rather be at x and no place, and would rather be taken there.",
    )


# (members, capacity, the couple sits at, does it block): h ranks r1 s r2 t u; the couple wishes (h, h) above all.
@pytest.mark.parametrize(
    ("members", "capacity", "now", "blocks"),
    [
        ("", 2, (None, None), True),
        ("", 1, (None, None), False),
        ("t", 2, (None, None), True),
        ("s", 2, (None, None), True),
        ("tu", 2, (None, None), True),
        ("st", 2, (None, None), True),
        ("s", 1, (None, None), False),
        ("t", 2, ("h", "i"), True),
        ("s", 2, ("h", "i"), False),
        ("s", 3, ("h", "i"), True),
        ("", 2, ("h", "i"), True),
    ],
)
def test_a_receiver_takes_two_if_each_fills_a_free_place_or_beats_someone(
    members: str, capacity: int, now: tuple[str | None, str | None], blocks: bool
) -> None:

    task = match(
        {"r1": [], "r2": [], "s": ["h"], "t": ["h"], "u": ["h"]},
        {"h": ["r1", "s", "r2", "t", "u"], "i": ["r2"]},
        capacity={"h": capacity},
        couples=[("r1", "r2", [("h", "h"), ("h", "i")])],
        steps=1,
    ).task
    pairs = [*((one, "h") for one in members), *((r, at) for r, at in zip(("r1", "r2"), now, strict=True) if at)]
    found = [case for case in blocking_pairs(Lists(task, pairs)) if case.receivers == ("h", "h")]
    assert bool(found) is blocks
    places: dict[Any, str] = dict(pairs)
    at = [task.receivers.index(places[one]) if one in places else -1 for one in task.proposers]
    assert len(blocking_of(Preferences(task, Watch(Budget(1))), at)[0]) == len(list(blocking_pairs(Lists(task, pairs))))


def test_the_better_of_a_couple_is_held_against_the_better_of_those_who_would_go_whoever_is_named_first() -> None:
    for better, other in (("a", "b"), ("b", "a")):
        task = match(
            {"a": [], "b": [], "s": ["h"], "t": ["h"]},
            {"h": [better, "s", other, "t"]},
            capacity=2,
            couples=[("a", "b", [("h", "h")])],
            steps=1,
        ).task
        assert list(blocking_pairs(Lists(task, [("s", "h"), ("t", "h")]))) == [Blocking(("a", "b"), ("h", "h"))]


def test_couples_with_too_little_room_for_their_wishes_are_seated_as_far_as_can_be() -> None:
    people: dict[str, list[str]] = {one: [] for one in "abcd"}
    couples = [("a", "b", [("x", "x")]), ("c", "d", [("x", "x")])]
    found = match(people, {"x": ["a", "b", "c", "d"]}, capacity=2, couples=couples, locked=[])
    assert (found.solution, found.status) == ((("a", "x"), ("b", "x")), Status.OPTIMAL)
    odd = match(
        {**people, "e": ["x"], "f": []},
        {"x": ["c", "e", "a", "b", "d"]},
        capacity=2,
        couples=couples,
        steps=400,
        locked=[("f", "x")],
    )
    assert odd.partner("f") == "x"
    assert odd.verify() == ()


# ── proofs and refusals ──────────────────────────────────────────────────────────────────────────────────────────────


def test_verify_catches_broken_rules() -> None:
    found = match(
        {"a": ["x"], "b": ["x"], "c": ["y"], "p": [], "q": []},
        {"x": ["a", "b"], "y": ["c", "p", "q"]},
        locked=[("c", "y")],
        couples=[("p", "q", [("y", None)])],
    )
    for solution, rule in (
        ((("a", "x"), ("b", "x"), ("c", "y")), "OVERFULL"),
        ((("a", "x"), ("a", "x"), ("c", "y")), "TWICE"),
        ((("a", "y"),), "NOT_MUTUAL"),
        ((("a", "z"), ("c", "y")), "NOT_THERE"),
        ((("a", "x"),), "LOCK_BROKEN"),
        ((("c", "y"),), "BLOCKING"),
        ((("a", "x"), ("q", "y")), "NOT_A_WISH"),
    ):
        violations = evolve(found, solution=solution).verify()
        assert rule in [violation.rule for violation in violations]
        assert all(violation.text("de") != violation.text("en") for violation in violations)


def test_a_match_is_a_value() -> None:
    found = match(lists(RING_P), lists(RING_R))
    assert pickle.loads(pickle.dumps(found)) == found == copy.deepcopy(found)
    assert len({found, copy.copy(found)}) == 1
    weighed = match(lists(RING_P), lists(RING_R), previous=found, stability=1)
    again = pickle.loads(pickle.dumps(weighed))
    for other in (again, copy.deepcopy(weighed)):
        assert (other, other.cost_certificate, other.verify()) == (weighed, weighed.cost_certificate, ())


@pytest.mark.parametrize(
    ("proposers", "options"),
    [
        ({"a": ["q"]}, {}),
        ({"a": ["x", "x"]}, {}),
        ({"a": [["x", "q"]]}, {}),
        ({"a": "x"}, {}),
        ({"a": ["x"]}, {"capacity": {"q": 1}}),
        ({"a": ["x"]}, {"locked": [("q", "x")]}),
        ({"a": ["x"]}, {"locked": [("a", "q")]}),
        ({"a": ["x"]}, {"locked": [("a", "x"), ("a", "y")]}),
        ({"a": ["x"]}, {"previous": [("a", "x"), ("a", "y")]}),
        ({"a": ["x"], "b": []}, {"couples": [("a", "b", [])]}),
        ({"a": [], "b": []}, {"couples": [("a", "q", [])]}),
        ({"a": [], "b": []}, {"couples": [("a", "a", [])]}),
        ({"a": [], "b": []}, {"couples": [("a", "b", [("x", "q")])]}),
        ({"a": [], "b": []}, {"couples": [("a", "b", [("x", "y")])], "locked": [("a", "x")]}),
    ],
)
def test_wishes_that_do_not_fit_together_are_refused(proposers: dict[str, Any], options: dict[str, Any]) -> None:
    with pytest.raises(BadInstance):
        match(proposers, {"x": ["a"], "y": ["a"]}, **options)


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"side": "both"}, UnknownChoice),
        ({"goal": "fair"}, UnknownChoice),
        ({"stability": -1}, BadRule),
        ({"stability": float("inf")}, BadRule),
        ({"stability": float("nan")}, BadRule),
        ({"capacity": -1}, BadRule),
        ({"capacity": {"x": True}}, BadRule),
        ({"steps": 0}, BadBudget),
    ],
)
def test_options_that_cannot_be_followed_are_refused(options: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        match({"a": ["x"]}, {"x": ["a"]}, **options)


@pytest.mark.parametrize(
    "options",
    [
        {"proposers": ["a"]},
        {"receivers": None},
        {"proposers": {"a": 5}},
        {"capacity": 1.5},
        {"capacity": "2"},
        {"capacity": float("nan")},
        {"locked": ["ax"], "proposers": 5},
        {"locked": [("a",)]},
        {"previous": 5},
        {"previous": ["a"]},
        {"couples": 5},
        {"couples": [("a", "b")]},
        {"couples": [5]},
        {"couples": [("a", "b", [("x",)])]},
        {"stability": "1"},
        {"seed": 1.5},
        {"steps": float("nan")},
        {"steps": 1.5},
        {"steps": True},
    ],
)
def test_badly_shaped_arguments_are_refused_at_once(options: dict[str, Any]) -> None:
    task: dict[str, Any] = {"proposers": {"a": ["x"], "b": []}, "receivers": {"x": ["a"]}, **options}
    with pytest.raises(KommunalPartnerError):
        match(task.pop("proposers"), task.pop("receivers"), **task)


def test_words_and_members_mean_the_same_and_a_misspelt_word_is_told_the_nearest() -> None:
    for goal in StableGoal:
        for side in StableSide:
            words = match(lists(RING_P), lists(RING_R), goal=goal.value, side=side.value)
            assert words == match(lists(RING_P), lists(RING_R), goal=goal, side=side)
            assert goal.text("de") != goal.text("en")
            assert side.text("de") != side.text("en")
    with pytest.raises(UnknownChoice, match="did you mean least sum"):
        match({}, {}, goal="leastsum")


def test_participants_may_stand_for_their_ids() -> None:
    a, x = Participant("a"), Participant("x")
    options: dict[str, Any] = {"capacity": {x: 2}, "locked": [(a, x)], "previous": {a: x}}
    assert match({"a": [x], "b": ["x"]}, {"x": [a, "b"]}, **options).solution == (("a", "x"), ("b", "x"))


def test_a_match_shows_itself_shortly_and_in_notebooks() -> None:
    found = match({one: ["x"] for one in range(50)}, {"x": range(50)}, capacity=50)
    assert all(
        len(repr(one)) <= 200
        for one in (found, found.task, match(lists(RING_P), lists(RING_R), goal="least sum").proof)
    )
    assert found.to_rows() == found.to_rows("en")
    assert "<table>" in found._repr_html_()
    assert str(Blocking(("a",), ("x",))) == Blocking(("a",), ("x",)).text("de")


def test_a_match_without_a_result_claims_nothing() -> None:
    found = match({"a": [], "b": []}, {"x": []}, locked=[("a", "x"), ("b", "x")])
    for claim in ({"unmatched": ()}, {"clash": None}, {"moved": ("a",)}):
        assert [violation.rule for violation in evolve(found, **claim).verify()] == ["status"]


def test_who_does_not_exist_cannot_be_explained() -> None:
    found = match({"a": ["x"]}, {"x": ["a"]})
    for wrong in ({"proposer": "q"}, {"receiver": "q"}):
        with pytest.raises(UnknownName):
            found.explain(**wrong)


# ── large and real ───────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.uncounted
def test_ten_thousand_and_fifty_without_a_blocking_pair() -> None:
    rng = random.Random(5)  # noqa: S311 - because a test needs no secret
    proposers = {one: rng.sample(range(50), 8) for one in range(10_000)}
    receivers = {one: rng.sample(range(10_000), 10_000) for one in range(50)}
    for side in ("proposers", "receivers"):
        found = match(proposers, receivers, capacity=150, side=side)
        assert (found.verify(), len(found.solution)) == ((), 7500)


def read_hrc(path: Path) -> tuple[dict[int, list[int]], dict[int, list[int]], dict[int, int], list[Couple]]:
    """Residents (the first 2 x ncoup in couples, wish by wish), hospitals and places of a data file."""
    text = path.read_text()

    def table(name: str) -> list[list[int]]:
        found = re.search(rf"\b{name} = \[\|(.*?)\|\]", text, re.DOTALL)
        assert found is not None
        return [[int(cell) for cell in row.split(",") if int(cell)] for row in found.group(1).split("|")]

    couples, places = re.search(r"\bncoup = (\d+)", text), re.search(r"\bhosp_cap = \[(.*?)\]", text)
    assert couples is not None
    assert places is not None
    count, wishes = int(couples.group(1)), table("rpref")
    return (
        {one + 1: [] if one < 2 * count else row for one, row in enumerate(wishes)},
        {one + 1: row for one, row in enumerate(table("hpref"))},
        {one + 1: int(cell) for one, cell in enumerate(places.group(1).split(","))},
        [
            Couple(2 * at + 1, 2 * at + 2, tuple(zip(wishes[2 * at], wishes[2 * at + 1], strict=True)))
            for at in range(count)
        ],
    )


@pytest.mark.parametrize("name", ["5110", "5460", "5670", "945"])
def test_couples_of_a_public_instance_are_matched_stably(cases: Path, name: str) -> None:
    residents, hospitals, places, couples = read_hrc(cases / f"matching/hrc/exp1-1-{name}.dzn")
    found = match(residents, hospitals, capacity=places, couples=couples, steps=3000)
    assert (found.status, found.value, found.verify()) == (Status.OPTIMAL, 0, ())


@pytest.mark.uncounted
@pytest.mark.parametrize("name", ["5145", "5425"])
def test_couples_of_a_public_instance_leave_no_more_blocking_than_its_target(cases: Path, name: str) -> None:
    residents, hospitals, places, couples = read_hrc(cases / f"matching/hrc/exp1-1-{name}.dzn")
    found = match(residents, hospitals, capacity=places, couples=couples, steps=3000)
    assert (found.value, len(found.blocking), found.verify()) == (1, 1, ())


@pytest.mark.uncounted
def test_few_whom_nothing_can_satisfy_are_not_searched_for_long() -> None:
    found = match(
        {"c": [], "d": [], "s": ["x", "y"]},
        {"x": ["c", "s", "d"], "y": ["c", "s", "d"]},
        couples=[("c", "d", [("x", "y")])],
    )
    assert (found.status, found.value, found.steps, found.verify()) == (Status.PARTIAL, 1, 20_000, ())


def test_a_lightest_closed_set_is_the_lightest_of_all_and_its_payments_prove_it() -> None:
    rng = random.Random(5)  # noqa: S311 - because it is to give the same numbers every time
    for _ in range(300):
        size = rng.randint(1, 9)
        weights = [rng.randint(-6, 6) for _ in range(size)]
        before = [rng.sample(range(one), rng.randint(0, min(one, 3))) for one in range(size)]
        closed = [
            members
            for bits in product((False, True), repeat=size)
            for members in [{one for one, taken in enumerate(bits) if taken}]
            if all(members.issuperset(before[one]) for one in members)
        ]
        least = min(sum(weights[one] for one in members) for members in closed)
        lightest = [members for members in closed if sum(weights[one] for one in members) == least]
        for largest in (False, True):
            found, flow = lightest_closed_set(weights, before, largest=largest)
            assert found == (max if largest else min)(lightest, key=len)
            assert all(amount > 0 for *_, amount in flow)


def test_what_is_least_with_ties_is_least_for_their_order_only() -> None:
    tied = match({"a": [["x", "y"]], "b": ["x"]}, {"x": ["a", "b"], "y": ["a"]}, goal="least sum")
    codes = [one.reason.code for one in tied.explain().sentences]
    assert ("TIES_BY_ID" in codes, "STABLE_FOR_THESE_TIES" in codes) == (True, True)
    plain = match({"a": ["x", "y"], "b": ["x"]}, {"x": ["a", "b"], "y": ["a"]}, goal="least sum")
    assert "STABLE_FOR_THESE_TIES" not in [one.reason.code for one in plain.explain().sentences]


def test_a_stable_match_that_is_not_the_best_of_its_side_is_seen() -> None:
    wishes = {"a": ["x", "y"], "b": ["y", "x"]}, {"x": ["b", "a"], "y": ["a", "b"]}
    both = {side: match(*wishes, side=side) for side in ("proposers", "receivers")}
    for side, other in (("proposers", "receivers"), ("receivers", "proposers")):
        assert both[side].verify() == ()
        wrong = evolve(both[side], solution=both[other].solution)
        assert [one.rule for one in wrong.verify()] == ["NOT_BEST_OF_SIDE"]


def test_verify_sees_a_match_whose_worst_off_could_be_better_off() -> None:
    least = match(lists(RING_P), lists(RING_R), goal="least regret")
    assert (least.ranks, least.verify()) == (2, ())
    for side in StableSide:
        best = match(lists(RING_P), lists(RING_R), side=side)
        planted = evolve(least, solution=best.solution)
        assert [one.rule for one in planted.verify()] == ["NOT_LEAST_REGRET"]
        assert evolve(planted, reproducible=False).verify() == ()
    nobody = match({"a": []}, {"x": []}, goal="least regret")
    assert nobody.verify() == ()


@pytest.mark.uncounted
def test_verify_finds_the_least_regret_of_many_small_markets() -> None:
    order = random.Random(5)  # noqa: S311 - because a test needs no secret
    planted = 0
    for _ in range(300):
        people, places = range(order.randint(3, 7)), "uvxyz"[: order.randint(3, 5)]
        mine = {one: order.sample(places, order.randint(len(places) - 1, len(places))) for one in people}
        theirs = {one: order.sample(people, order.randint(len(people) - 1, len(people))) for one in places}
        options: dict[str, Any] = {"capacity": {one: order.randint(1, 2) for one in places}}
        found = match(mine, theirs, goal="least regret", **options)
        assert found.verify() == ()
        for side in StableSide:
            best = match(mine, theirs, side=side, **options)
            other = evolve(found, solution=best.solution)
            worse = (other.ranks or 0) > (found.ranks or 0)
            assert [one.rule for one in other.verify()] == ["NOT_LEAST_REGRET"] * worse
            planted += worse
    assert planted
