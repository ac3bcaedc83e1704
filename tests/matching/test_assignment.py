"""Assignments and pairs: small tables by hand, reasons in words, proofs that can be caught lying, real instances."""

from __future__ import annotations

import copy
import pickle
import sys
from collections import Counter
from fractions import Fraction
from itertools import combinations, product
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from attrs import evolve

from kommunal_partner.clashes import FoundBy, HallSet
from kommunal_partner.errors import (
    BadInstance,
    BadRule,
    KommunalPartnerError,
    MissingExtra,
    UnknownChoice,
    UnknownName,
)
from kommunal_partner.matching import scoring
from kommunal_partner.matching.advice import advise
from kommunal_partner.matching.assignment import Assignment, PairingGoal, PairSide, PlaceQuota, assign, pair
from kommunal_partner.matching.assignment._encode import Encoded
from kommunal_partner.matching.assignment._infeasible import hall_sentence
from kommunal_partner.matching.assignment._read import read_sides
from kommunal_partner.matching.assignment._smoothed_dual import PlacesWanted, near_prices
from kommunal_partner.matching.assignment._successive_shortest_paths import with_capacities
from kommunal_partner.matching.assignment._task import Objective
from kommunal_partner.participants import Participant
from kommunal_partner.results import Budget, Interrupted, Status

np = pytest.importorskip("numpy")
pytest.importorskip("scipy")
pytest.importorskip("rustworkx")


def rules(found: Any) -> list[str]:  # noqa: ANN401 - because assignments and pairings are looked at alike
    return sorted(violation.rule for violation in found.verify())


# ── small tables by hand ─────────────────────────────────────────────────────────────────────────────────────────────


def test_a_search_that_never_looks_at_the_clock_is_reproducible() -> None:
    assert assign("a", "x", [[1]]).reproducible
    assert pair("ab", [[0, 1], [1, 0]]).reproducible


def test_the_greatest_sum_wins_over_the_greatest_weight() -> None:
    found = assign("ab", "xy", [[9, 8], [8, 1]])
    assert (found.solution, found.value, found.bound, found.gap) == ((("a", "y"), ("b", "x")), 16, 16, 0)
    assert found.to_rows() == [
        {"left": "a", "right": "y", "weight": 8},
        {"left": "b", "right": "x", "weight": 8},
    ]


def test_whole_numbers_stay_whole_and_floats_are_added_without_loss() -> None:
    assert isinstance(assign("a", "x", [[3]]).value, int)
    weights = [[0.1 if row == column else 0.0 for column in range(10)] for row in range(10)]
    assert assign(range(10), range(10), weights).value == 1.0
    assert assign("a", "x", [[Fraction(1, 2)]]).value == 0.5


def test_everyone_is_paired_even_where_weights_are_below_zero() -> None:
    assert assign("ab", "xy", [[-3, -1], [-1, -5]]).solution == (("a", "y"), ("b", "x"))
    assert assign("ab", "x", [[-3], [-1]], capacity_right=2).total == -4


@pytest.mark.parametrize("weight", [[], [[]], lambda _a, _b: 1, np.zeros((0, 0))])
def test_nobody_is_assigned_to_nobody(weight: Any) -> None:  # noqa: ANN401 - because a weight is many things
    found = assign([], [], weight)
    assert (found.solution, found.status, found.value, found.verify()) == ((), Status.OPTIMAL, 0, ())
    assert found.certificate is not None


def test_sides_of_one_and_none() -> None:
    assert assign(["a"], [], [[]]).unmatched.left == ("a",)
    assert assign([], ["x"], []).unmatched.right == ("x",)
    assert assign(["a"], ["x"], [[0]]).solution == (("a", "x"),)


def test_capacity_zero_and_everything_forbidden_leave_all_alone() -> None:
    for found in (
        assign("ab", "xy", [[1, 1], [1, 1]], capacity_right=0),
        assign("ab", "xy", lambda _a, _b: None),
        assign("ab", "xy", lambda _a, _b: 1, forbidden=lambda _a, _b: True),
        assign("ab", "xy", [[float("-inf")] * 2] * 2),
        assign("ab", "xy", lambda _a, _b: None, quotas=[PlaceQuota("q", "left", "ab", 0, 1)]),
        assign("ab", "xy", [[1.0] * 2] * 2, goal="fair", forbidden=[(a, b) for a in "ab" for b in "xy"]),
    ):
        assert (found.solution, found.value, found.status, found.verify()) == ((), 0, Status.OPTIMAL, ())
        assert found.unmatched.left == ("a", "b")


def test_all_wishes_on_one_person_go_as_far_as_there_are_places() -> None:
    found = assign(range(7), "xyz", lambda _a, b: 5 if b == "x" else 1, capacity_right={"x": 2, "y": 9, "z": 9})
    assert found.value == 15
    lucky = found.partners(right="x")
    assert len(lucky) == 2
    assert found.partners(left=lucky[0]) == ("x",)


def test_equal_scores_pair_in_the_order_of_ids_of_any_type() -> None:
    left = ["b", 2, ("t", 1), None, 1.5]
    found = assign(left, range(5), lambda _a, _b: 0)
    assert len(found.solution) == 5
    assert assign(reversed(left), range(4, -1, -1), lambda _a, _b: 0).solution == found.solution


def test_many_to_many_never_makes_a_pair_twice() -> None:
    found = assign("ab", "xy", [[5, 1], [1, 1]], capacity_left=2, capacity_right=3)
    assert sorted(found.solution) == [("a", "x"), ("a", "y"), ("b", "x"), ("b", "y")]


def test_lower_bounds_and_quotas_are_kept() -> None:
    weights = [[9, 1], [9, 1], [9, 1]]
    assert assign("abc", "xy", weights, capacity_right=3).value == 27
    assert assign("abc", "xy", weights, capacity_right=3, least_right={"y": 2}).value == 11
    quota = PlaceQuota("few at x", "left", {"a", "b"}, most=1)
    found = assign("abc", "xy", weights, capacity_right=3, quotas=[quota])
    assert (found.value, found.verify()) == (18, ())
    assert found.certificate is not None
    assert ("quota", "few at x") in dict(found.certificate.numbers)


def test_quotas_that_cross_need_branching_and_say_so() -> None:
    weights = {(0, 0): 1, (0, 1): 1, (1, 0): 1, (1, 1): 1, (2, 2): 1}
    quotas = [
        PlaceQuota("p", "left", {0, 1}, most=1),
        PlaceQuota("q", "left", {1, 2}, most=1),
        PlaceQuota("r", "left", {0, 2}, most=1),
    ]
    found = assign(range(3), range(3), lambda a, b: weights.get((a, b), 1), quotas=quotas)
    assert (found.value, found.status, found.verify()) == (1, Status.OPTIMAL, ())
    assert found.certificate is not None
    assert found.certificate.kind == "branching"
    assert "HiGHS" in found.certificate.text("en")


def test_fair_raises_the_worst_off_before_the_total() -> None:
    fair = assign("ab", "xy", [[20, 5], [6, 1]], goal="fair")
    assert (fair.worst, fair.total, fair.verify()) == (5, 11, ())
    assert assign("ab", "xy", [[20, 5], [6, 1]]).total == 21
    assert fair.certificate is not None
    assert fair.certificate.kind == "fair"
    assert "nobody is to be worse off than with 5" in fair.explain("b", "y").text("en")


def test_fair_keeps_to_demands_and_locks() -> None:
    weights = [[20, 5], [6, 1]]
    assert assign("ab", "xy", weights, goal="fair", least_left=1).worst == 5
    locked = assign("ab", "xy", weights, goal="fair", locked=[("b", "y")])
    assert (locked.solution, locked.worst, locked.verify()) == ((("a", "x"), ("b", "y")), 1, ())


def test_most_makes_as_many_pairs_as_can_be() -> None:
    weights = [[1, 10], [None, 1]]
    assert assign("ab", "xy", weights).value == 10
    most = assign("ab", "xy", weights, goal="most")
    assert (most.value, len(most.solution), most.verify()) == (2, 2, ())


# ── what was published stays ─────────────────────────────────────────────────────────────────────────────────────────


def test_equal_results_stay_with_the_previous_one() -> None:
    for weight in ([[1, 1], [1, 1]], [[0.5, 0.5], [0.5, 0.5]]):
        assert assign("ab", "xy", weight, previous=[("a", "y"), ("b", "x")]).solution == (("a", "y"), ("b", "x"))
        assert assign("ab", "xy", weight, previous=[("a", "x"), ("gone", "y")]).solution == (("a", "x"), ("b", "y"))


def test_stability_outweighs_a_small_gain() -> None:
    weights = [[5, 4], [4, 4]]
    kept = assign("ab", "xy", weights, previous=[("a", "y"), ("b", "x")], stability=1)
    assert (kept.solution, kept.total, kept.value, kept.verify()) == ((("a", "y"), ("b", "x")), 8, 10, ())
    moved = assign("ab", "xy", weights, previous=kept, stability=0)
    assert moved.total == 9


def test_a_locked_pair_is_made_whatever_it_costs() -> None:
    found = assign("ab", "xy", [[9, 1], [1, 9]], locked=[("a", "y")])
    assert (found.value, found.verify()) == (2, ())


def test_locks_that_break_a_rule_are_named() -> None:
    cases: list[tuple[dict[str, Any], list[str]]] = [
        ({"forbidden": [("a", "x")], "locked": [("a", "x")]}, ["locked", "forbidden"]),
        ({"locked": [("a", "x"), ("a", "y")]}, ["locked", "locked", "capacity_left"]),
        ({"locked": [("a", "x"), ("b", "x")]}, ["locked", "locked", "capacity_right"]),
        (
            {"locked": [("a", "x"), ("b", "y")], "quotas": [PlaceQuota("q", "left", "ab", 0, 1)]},
            ["locked", "locked", "quota"],
        ),
    ]
    for options, names in cases:
        found = assign("ab", "xy", [[1, 1], [1, 1]], **options)
        assert (found.status, found.value, found.bound, found.verify()) == (Status.INFEASIBLE, None, None, ())
        assert found.clash is not None
        assert [rule.name for rule in found.clash.rules] == names
        assert "cannot hold together" in found.explain().text("en")
        assert found.explain("a").text("de") == found.explain("a", "x").text("de")


def test_whose_pair_of_before_is_not_made_again_has_moved() -> None:
    found = assign("ab", "xyz", [[9, 1, 1], [1, 1, 5]], previous={"a": "x", "b": "y", "gone": "z"})
    assert (found.solution, found.moved, found.verify()) == ((("a", "x"), ("b", "z")), ("b",), ())
    assert "Changed against the earlier result: 1 (b)." in found.explain().text("en")
    pool = pair("abcd", lambda a, b: 5 if a + b in {"ab", "cd"} else 1, previous=[("a", "c")])
    assert (pool.moved, pool.verify()) == (("a", "c"), ())
    assert "neu: 2 (a, c)" in pool.explain().text("de")
    assert rules(evolve(pool, moved=())) == ["moved"]


# ── reasons in words ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_hall_set_is_said_in_words() -> None:
    peers = {"p": 2, "q": 2, "r": 1, "far": 9}
    found = assign(range(7), peers, lambda _a, b: None if b == "far" else 1, capacity_right=peers, least_left=1)
    assert found.status is Status.PARTIAL
    assert found.clash is not None
    assert found.clash.found_by is FoundBy.HALL
    said = found.explain().text("en")
    assert "7 (0, 1, 2, 3, 4, 5, 6) can only go to 3 (p, q, r) with 5 places." in said
    assert "places missing 1, needed at least 1" in said
    assert len(found.solution) == 5
    assert len(found.unmet) == 2
    assert rules(found) == []
    assert rules(evolve(found, unmet=found.unmet[1:])) == ["TOO_FEW"]


def test_the_same_hall_set_is_said_of_those_left_alone_without_demands() -> None:
    peers = {"p": 2, "q": 2, "r": 1, "far": 9}
    found = assign(range(7), peers, lambda _a, b: None if b == "far" else 1, capacity_right=peers)
    assert found.status is Status.OPTIMAL
    for said in (found.explain().text("de"), found.explain(left=found.unmatched.left[0]).text("de")):
        assert "7 (0, 1, 2, 3, 4, 5, 6) können nur zu 3 (p, q, r) mit zusammen 5 Plätzen." in said


def test_demands_of_several_places_are_said_in_words() -> None:
    found = assign("ab", "xy", [[1, 1], [1, 1]], capacity_left=2, least_left=2)
    assert "2 (a, b) need 4 places together and can only go to 2 (x, y) with 2." in found.explain().text("en")
    found = assign("ab", "xy", [[None, None], [1, 1]], least_left=1)
    assert "a: no place is open to them anywhere." in found.explain().text("en")


def test_a_demand_above_the_own_capacity_is_found_by_a_cheap_check() -> None:
    found = assign("ab", "xy", [[1, 1], [1, 1]], least_left={"a": 2})
    assert found.clash is not None
    assert (found.clash.found_by, [rule.name for rule in found.clash.rules]) == (
        FoundBy.CHECK,
        ["least_left", "capacity_left"],
    )


def test_rules_that_clash_only_together_are_found_by_leaving_rules_out() -> None:
    quotas = [
        PlaceQuota("hosts", "right", "xy", least=2),
        PlaceQuota("few", "left", "ab", most=1),
        PlaceQuota("beside", "left", "c", 0, 1),
    ]
    found = assign("abc", "xyz", lambda _a, _b: 1, quotas=quotas, forbidden=[("c", "x"), ("c", "y")])
    assert found.clash is not None
    assert (found.clash.found_by, found.clash.minimal) == (FoundBy.SEARCH, True)
    assert sorted(rule.name for rule in found.clash.rules) == ["forbidden", "quota", "quota"]
    assert "beside" not in found.explain().text("en")
    assert "“hosts”: at least 2." in found.explain().text("en")
    assert rules(evolve(found, unmet=())) == ["TOO_FEW", "status"]


def test_pair_once_demands_clash_without_a_hall_set() -> None:
    found = assign("ab", "x", [[1], [1]], capacity_left=2, capacity_right=9, least_left={"a": 2}, locked=[("b", "x")])
    assert found.clash is not None
    assert found.clash.found_by is FoundBy.SEARCH
    assert found.explain().text("de")


@pytest.mark.parametrize(
    ("ids", "sides", "demand", "capacity", "german", "english"),
    [
        ("abc", "xy", 3, 2, "3 (a, b, c) können nur zu 2 (x, y) mit zusammen 2 Plätzen.", "with 2 places."),
        ("ab", "x", 2, 1, "2 (a, b) können nur zu 1 (x) mit zusammen einem Platz.", "with one place."),
        ("a", "x", 1, 0, "a kann nur zu x, wo kein Platz ist.", "a can only go to x, where there is no place."),
        ("a", "x", 3, 1, "a braucht 3 Plätze und kann nur zu 1 (x) mit zusammen 1.", "a needs 3 places and"),
        ("ab", "x", 3, 1, "2 (a, b) brauchen zusammen 3 Plätze und", "2 (a, b) need 3 places together"),
        ("ab", "", 2, 0, "a, b: nirgends ist ein Platz offen.", "a, b: no place is open to them anywhere."),
    ],
)
def test_too_few_places_are_said_in_right_numbers(
    ids: str, sides: str, demand: int, capacity: int, german: str, english: str
) -> None:
    said = hall_sentence(HallSet(tuple(ids), tuple(sides), demand, capacity))
    assert german in said.text("de")
    assert english in said.text("en")


def test_who_may_go_nowhere_is_named_as_such() -> None:
    found = assign("ab", "xy", [[None, None], [1, 1]], least_left=1)
    assert "a may not be paired with anyone." in found.explain().text("en")


def test_why_someone_is_alone_names_the_best_blocked_alternative() -> None:
    found = assign("abc", "xy", [[9, 1], [8, 7], [7, 2]])
    assert found.unmatched.left == ("c",)
    said = found.explain(left="c").text("en")
    assert "The best fit would be x (7), but the places there are taken by a." in said
    assert found.explain(left="a").text("de") == "a und x sind ein Paar (9)."
    assert found.explain(right="x").text("en") == "a and x are a pair (9)."
    turned = assign("xy", "abc", [[9, 8, 7], [1, 7, 2]])
    assert "The best fit would be x (7)" in turned.explain(right="c").text("en")


def test_nothing_is_said_to_be_freed_where_the_best_place_is_free() -> None:
    found = assign("ab", "xy", [[-1, -2], [3, 4]], goal="gain")
    assert found.explain("a").text("en") == (
        "The best pair for a would be with x (-1); the result would be no better with it."
    )


def test_more_than_what_so_many_pairs_are_worth_is_not_said_to_be_impossible() -> None:
    for goal in ("fair", "most"):
        found = assign("ab", "xy", [[10, 1], [1, None]], goal=goal)
        assert len(found.solution) == 2  # one pair alone would be worth 10, and none of it below 1
        assert found.certificate is not None
        for sentence in (found.explain().sentences[0], found.certificate.sentence):
            assert "with so many" in sentence.text("en")
            assert "mit so vielen" in sentence.text("de")


def test_nobody_gives_up_a_place_for_one_where_they_are_already() -> None:
    only_x, both = {"a": {"x": 0, "y": None}}, {"b": {"x": 0, "y": 0}}
    found = assign("ab", "xy", {**only_x, **both}, capacity_left={"a": 1, "b": 2}, capacity_right={"x": 1, "y": 2})
    assert found.solution == (("b", "x"), ("b", "y"))
    for text in (found.explain("a").text("en"), found.explain().text("en")):
        assert "could be freed" not in text
        assert "can only go to" not in text


def test_a_place_could_be_freed_but_would_not_pay() -> None:
    found = assign("ab", "xy", [[1, 10], [None, 1]])
    assert found.unmatched.left == ("b",)
    assert "place for b is free or could be freed" in found.explain("b").text("en")
    assert found.explain().text("en").splitlines()[1:] == ["Left without a pair: b, x."]


def test_why_not_for_lack_of_places_or_permission() -> None:
    found = assign(
        "abc", "xyz", [[1, None, 1], [None, None, None], [1, None, 1]], capacity_left={"c": 0}, capacity_right={"z": 0}
    )
    assert found.explain(left="b").text("en") == "b may not be paired with anyone."
    assert found.explain(left="c").text("en") == "c has no place to give."
    assert found.explain(right="y").text("en") == "y may not be paired with anyone."
    assert found.explain(right="z").text("en") == "z has no place to give."
    alone = assign("a", "xy", [[3, None]], capacity_right={"x": 0})
    assert alone.explain(left="a").text("en").startswith("x has no place to give.")


def test_what_another_pair_would_cost() -> None:
    found = assign("ab", "xy", [[9, 8], [8, 1]])
    assert "the result would be worth 10, not 16; giving way: a + y, b + x" in found.explain("a", "x").text("en")
    assert found.explain("a", "y").text("en") == "a and y are a pair (8)."
    blocked = assign("ab", "xy", [[9, 8], [8, 1]], locked=[("a", "y")])
    assert "not all that is asked for could be kept" in blocked.explain("a", "x").text("en")
    assert assign("a", "xy", [[1, None]]).explain("a", "y").text("en") == "a and y may not be paired."


def test_a_score_says_why_a_pair_is_forbidden() -> None:
    people = [Participant(one, municipality="ulm", country="DEU") for one in "ab"]
    score = scoring.Score.of(scoring.country_mix(), rules=[scoring.another_municipality()])
    found = assign(people[:1], people[1:], score)
    assert "come from the same municipality" in found.explain("a", "b").text("en")
    assert assign(people[:1], [Participant("c", country="TZA")], score).value == 1000


def test_who_does_not_exist_cannot_be_explained() -> None:
    found = assign("a", "x", [[1]])
    for wrong in ({"left": "q"}, {"right": "q"}):
        with pytest.raises(UnknownName):
            found.explain(**wrong)


# ── proofs ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("solution", "value", "broken"),
    [
        ((("a", "x"), ("b", "y")), 8, ["NOT_PROVEN", "bound", "total", "worst"]),
        ((("a", "x"), ("b", "y")), 18, ["NOT_PROVEN", "WRONG_VALUE", "total", "worst"]),
        ((("a", "y"),), 9, ["NOT_PROVEN", "bound", "total", "unmatched", "unmatched"]),
        ((("a", "y"), ("a", "y"), ("b", "x")), 27, ["PAIR_TWICE", "TOO_MANY", "TOO_MANY", "bound", "total"]),
        ((("a", "q"),), 18, ["NOT_THERE"]),
    ],
)
def test_verify_catches_a_result_that_is_not_the_best(
    solution: tuple[tuple[str, str], ...], value: int, broken: list[str]
) -> None:
    found = assign("ab", "xy", [[4, 9], [9, 4]])
    assert rules(found) == []
    assert rules(evolve(found, solution=solution, value=value)) == broken


def test_verify_catches_broken_rules() -> None:
    quota = PlaceQuota("q", "right", {"x"}, most=0)
    found = assign("ab", "xy", [[1, 1], [None, 1]], locked=[("a", "y")], quotas=[quota])
    wrong = evolve(found, solution=(("b", "x"),), value=0)
    assert {"PAIR_FORBIDDEN", "LOCK_BROKEN", "TOO_MANY"} <= set(rules(wrong))
    assert all(violation.text("de") != violation.text("en") for violation in wrong.verify())


def test_verify_catches_a_pair_left_out_that_is_worth_less_than_one() -> None:
    found = assign("a", "xyz", [[0.5, 0.25, 0.75]], capacity_left=3)
    assert (found.value, rules(found)) == (1.5, [])
    less = evolve(found, solution=found.solution[:2], value=0.75, total=0.75, bound=0.75)
    assert rules(less) == ["NOT_PROVEN", "unmatched"]


def test_verify_catches_a_fairness_that_is_not_the_fairest() -> None:
    fair = assign("ab", "xy", [[20, 5], [6, 1]], goal="fair")
    assert rules(evolve(fair, worst=4)) == ["NOT_FAIREST", "worst"]


def test_prices_that_are_too_low_prove_nothing() -> None:
    found = assign("ab", "x", [[5], [3]])
    assert found.certificate is not None
    assert dict(found.certificate.numbers)["right", "x"] == 3
    lying = evolve(found, proof=evolve(found.proof, prices=(0.0,)))
    assert rules(lying) == ["NOT_PROVEN"]


def test_prices_for_pairs_that_count_less_the_more_there_are_prove_nothing() -> None:
    found = assign("ab", "xy", [[3, 1], [1, 2]])
    lying = evolve(found, proof=evolve(found.proof, objective=evolve(found.proof.objective, pair=-1)))
    assert (rules(found), rules(lying)) == ([], ["NOT_PROVEN"])


def test_results_are_values() -> None:
    found = assign("ab", "xy", [[9, 8], [8, 1]], prove=True)
    assert pickle.loads(pickle.dumps(found)) == found == copy.deepcopy(found)
    assert hash(found) == hash(assign("ba", "yx", [[1, 8], [8, 9]]))
    assert isinstance(found, Assignment)
    assert pickle.loads(pickle.dumps(found)).verify() == ()


def test_the_array_of_the_caller_is_not_kept() -> None:
    weights = np.array([[9.0, 8.0], [8.0, 1.0]])
    found = assign("ab", "xy", weights)
    weights[:] = 0
    assert found.verify() == ()


# ── what cannot be a task ────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("left", "weight", "options"),
    [
        ("aa", [[1, 1]] * 2, {}),
        ("ab", [[1, 1]], {}),
        ("ab", [[1], [1, 2]], {}),
        ("ab", [["1", "2"]] * 2, {}),
        ("ab", [[1, [2]], [None, 3]], {}),
        ("ab", [[1, {}], [None, 3]], {}),
        ("ab", [[float("nan"), 1]] * 2, {}),
        ("ab", [[float("inf"), 1]] * 2, {}),
        ("ab", [[2**52, 1]] * 2, {}),
        ("ab", [[1, 1]] * 2, {"forbidden": [("q", "x")]}),
        ("ab", [[1, 1]] * 2, {"locked": [("a", "q")]}),
        ("ab", [[1, 1]] * 2, {"capacity_left": {"q": 1}}),
        ("ab", [[1, 1]] * 2, {"capacity_left": [1]}),
        ("ab", [[1, 1]] * 2, {"quotas": [PlaceQuota("q", "left", {"z"})]}),
    ],
)
def test_parts_that_do_not_fit_together_are_refused(left: str, weight: Any, options: dict[str, Any]) -> None:  # noqa: ANN401 - because wrong weights are of any shape
    with pytest.raises(BadInstance):
        assign(left, "xy", weight, **options)


@pytest.mark.parametrize(
    "options",
    [
        {"stability": -1},
        {"stability": float("inf")},
        {"capacity_left": -1},
        {"capacity_right": {"x": 1.5}},
        {"least_left": [True, 1]},
    ],
)
def test_rules_that_cannot_be_followed_are_refused(options: dict[str, Any]) -> None:
    with pytest.raises(BadRule):
        assign("ab", "xy", [[1, 1]] * 2, **options)


def test_quotas_check_themselves() -> None:
    wrongs: list[dict[str, Any]] = [{"least": -1}, {"least": 2, "most": 1}, {"name": " "}, {"ids": 5}, {"most": 1.5}]
    for wrong in wrongs:
        with pytest.raises(BadRule):
            PlaceQuota(**{"name": "q", "side": "left", "ids": "a", **wrong})


def test_a_word_for_a_goal_or_a_side_that_there_is_not_is_refused_with_the_nearest_there_is() -> None:
    with pytest.raises(UnknownChoice, match="did you mean fair"):
        assign("a", "x", [[1]], goal="fare")
    with pytest.raises(UnknownChoice, match="did you mean left"):
        PlaceQuota("q", "lefft", "a")
    for goal in PairingGoal:
        assert assign("a", "x", [[1]], goal=goal) == assign("a", "x", [[1]], goal=goal.value)
        assert goal.text("de") != goal.text("en")
    assert [side.text("de") for side in PairSide] == ["links", "rechts"]


def test_equals_among_large_whole_numbers_stay_with_the_previous_one() -> None:
    big = 2**44
    kept = assign("ab", "xy", [[big, big], [big, big]], previous=[("a", "y"), ("b", "x")])
    assert (kept.solution, kept.moved, kept.verify()) == ((("a", "y"), ("b", "x")), (), ())


def test_weights_too_fine_for_whole_numbers_are_still_decided_by_total() -> None:
    big = 2**48
    found = assign("ab", "xy", [[big, big - 1], [big - 1, big - 3]], forbidden=[("b", "y")], previous=[("a", "x")])
    assert found.value == 2 * big - 2


@pytest.mark.parametrize("package", ["scipy.optimize", "rustworkx"])
def test_a_missing_package_names_its_extra(monkeypatch: pytest.MonkeyPatch, package: str) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(MissingExtra, match=r"kommunal-partner\[matching\]"):
        pair([], [])


def test_missing_numpy_names_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "numpy", None)
    with pytest.raises(MissingExtra, match=r"kommunal-partner\[matching\]"):
        read_sides([], [], [], Budget(1))


def test_a_solver_that_gives_up_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    def gives_up(*_arguments: object, **_options: object) -> SimpleNamespace:
        return SimpleNamespace(status=4, x=None, message="numerical difficulties")

    monkeypatch.setattr("scipy.optimize.linprog", gives_up)
    with pytest.raises(BadInstance, match="numerical difficulties"):
        assign("a", "x", [[1]], quotas=[PlaceQuota("q", "left", "a", least=1)])


def test_a_mapping_of_pairs_is_a_weight_and_what_it_lacks_is_forbidden() -> None:
    flat = {("a", "x"): 3, ("a", "y"): 2, ("b", "x"): 2}
    nested = {"a": {"x": 3, "y": 2}, "b": {"x": 2}}
    for weight in (flat, nested):
        assert assign("ab", "xy", weight).solution == (("a", "y"), ("b", "x"))
    for pool in ({("a", "b"): 2, ("c", "b"): 3}, {"b": {"a": 2, "c": 3}}):
        assert pair("abc", pool).solution == (("b", "c"),)
    with pytest.raises(BadInstance, match="differs"):
        pair("ab", {("a", "b"): 1, ("b", "a"): 2})


def test_a_fair_result_says_what_the_lowest_pair_is_worth() -> None:
    found = assign("ab", "xy", [[9, 4], [4, 3]], goal="fair")
    assert found.explain().sentences[0].reason.code == "ASSIGNED_FAIRLY"
    assert dict(found.explain().sentences[0].values) == {"pairs": 2, "value": 8, "worst": 4}


def test_a_mapping_of_weights_may_hold_more_people_than_are_there() -> None:
    weights = {(one, other): 1 for one in "abcd" for other in "abcd" if one < other}
    assert pair("abc", weights, previous=[("a", "d")], stability=1).value == 1
    assert assign("a", "cx", {"a": {"c": 2, "d": 9}, "b": {"c": 9}}).value == 2
    assert advise("abc", {**weights, ("b", "a"): 1, ("d", "a"): 9}).value == 2


def test_what_is_not_a_pair_in_a_mapping_of_weights_is_told() -> None:
    for ask in (lambda: assign("a", "x", {"ax": 3}), lambda: pair("ax", {"ax": 3}), lambda: advise("ax", {"ax": 3})):
        with pytest.raises(BadInstance, match="weight: 'ax' is not a pair of ids"):
            ask()


def test_a_register_stands_for_its_people_and_any_other_mapping_for_its_keys() -> None:
    people = {one: Participant(one, country=country) for one, country in (("a", "DEU"), ("b", "TZA"))}
    score = scoring.Score.of(scoring.country_mix())
    assert pair(people, score).value == 1000
    assert assign({"a": 2}, {"x": 3}, [[1]]).solution == (("a", "x"),)


@pytest.mark.parametrize("number", [np.int64(2), np.int32(2), 2])
def test_numbers_of_numpy_are_numbers(number: Any) -> None:  # noqa: ANN401 - because any kind of number is tried
    found = assign(
        "ab", "x", [[number], [number]], capacity_right=number, quotas=[PlaceQuota("q", "left", "ab", number)]
    )
    assert (found.value, type(found.value), found.verify()) == (4, int, ())


@pytest.mark.parametrize(
    "options",
    [
        {"forbidden": [("a",)]},
        {"forbidden": 5},
        {"forbidden": "ab"},
        {"locked": [("a", "x", "y")]},
        {"previous": 5},
        {"previous": ["a"]},
        {"capacity_left": 1.5},
        {"capacity_left": "ab"},
        {"capacity_left": None},
        {"capacity_right": float("nan")},
        {"least_left": 2**60},
        {"quotas": [5]},
        {"quotas": 5},
        {"stability": "1"},
        {"stability": float("nan")},
        {"weight": None},
        {"weight": 5},
        {"weight": {1: 2}, "left": [[1]]},
        {"weight": [[1e308, 1], [1, 1]]},
        {"weight": [[-1e308, 1], [1, 1]]},
        {"left": 5},
        {"left": range(10**9)},
        {"left": range(10**5), "right": range(10**5)},
        {"right": [float("nan"), 1]},
    ],
)
def test_badly_shaped_arguments_are_refused_at_once(options: dict[str, Any]) -> None:
    task: dict[str, Any] = {"left": "ab", "right": "xy", "weight": [[1, 1]] * 2, **options}
    with pytest.raises(KommunalPartnerError):
        assign(task.pop("left"), task.pop("right"), task.pop("weight"), **task)


def test_ids_come_back_as_they_were_given() -> None:
    left, right = [np.int64(3), 7], [("x", 1), 2.5]
    found = assign(left, right, [[1, 1], [1, 1]])
    assert {type(a) for a, _ in found.solution} == {np.int64, int}
    assert {b for _, b in found.solution} == set(right)


def test_results_show_themselves_shortly_and_in_notebooks() -> None:
    for found in (assign(range(50), range(50), np.ones((50, 50))), pair(range(50), np.ones((50, 50)))):
        assert len(repr(found)) <= 200
        assert found.to_rows() == found.to_rows("en")
        assert "<table>" in found._repr_html_()
        assert len(repr(found.task)) <= 200


def test_the_quota_that_decides_is_named() -> None:
    quotas = [PlaceQuota("few", "left", "ab", most=1), PlaceQuota("many", "right", "xy", most=9)]
    found = assign("ab", "xy", [[9, 1], [1, 8]], quotas=quotas)
    assert found.solution == (("a", "x"),)
    used_up = "but “few” is used up: 1 of at most 1."
    assert found.explain(left="b").text("en") == f"The best fit would be y (8), {used_up}"
    assert found.explain(right="y").text("en") == f"The best fit would be b (8), {used_up}"
    locked = assign("ab", "xy", [[1, 1], [1, 1]], quotas=quotas, locked=[("a", "x")])
    assert locked.explain("b", "y").text("en").splitlines() == [
        "With the pair b and y not all that is asked for could be kept.",
        "a and x are locked.",
        "“few”: at least 0, at most 1.",
    ]


def test_a_pair_that_is_not_worth_its_weight_is_told_so() -> None:
    found = assign("ab", "xy", [[5, 1], [1, -3]], goal="gain")
    assert (found.solution, found.value, found.bound, found.verify()) == ((("a", "x"),), 5, 5, ())
    taken = "The best fit would be x (1), but the places there are taken by a."
    assert found.explain("b").text("en").splitlines()[0] == taken
    alone = assign("a", "x", [[-2]], goal="gain")
    assert (alone.solution, alone.value) == ((), 0)
    assert "the result would be no better with it" in alone.explain("a").text("en").splitlines()[0]
    assert alone.explain("a", "x").text("en") == (
        "With the pair a and x (-2) the result would be worth -2, not 0; nobody would give way."
    )
    pool = pair("ab", [[0, -2], [-2, 0]], goal="gain")
    assert (pool.solution, pool.verify()) == ((), ())
    assert "the result would be no better with it" in pool.explain("a").text("en")
    fair = pair("abcd", lambda a, b: {"ab": 9, "cd": 1, "ac": 4, "bd": 4}.get(a + b, 0), goal="fair")
    assert "nobody is to be worse off than with 4" in fair.explain("a", "d").text("en")


def test_what_another_pair_would_take_beside_value_is_said() -> None:
    found = assign("abc", "xy", [[9, 9.5], [1, 9], [9, 0]], capacity_right={"x": 2}, goal="fair")
    said = found.explain("a", "y").text("en").splitlines()
    assert said[1:] == ["But then the lowest pair would be worth only 1, not 9."]
    pool: Any = pair("abcd", lambda a, b: {"ab": 5, "cd": 5, "ac": 9, "bd": 1}.get(a + b, 0), goal="fair")
    assert "only 1, not 5" in pool.explain("a", "c").text("en")
    few: Any = pair("abcd", lambda a, b: {"ab": 5, "cd": 5, "ac": 9}.get(a + b), goal="most")
    assert "there would be fewer pairs: 1, not 2" in few.explain("a", "c").text("en")
    short = assign("ab", "xy", [[5, None], [5, 1]], capacity_right=2, least_right={"y": 1, "x": 1})
    assert "not all that is asked for could be kept" in short.explain("b", "x").text("en")


@pytest.mark.parametrize("forbidden", [(), [(a, b) for a in range(3) for b in range(37)]])
def test_the_highest_floor_is_found_among_many_pairs(forbidden: Any) -> None:  # noqa: ANN401 - because an empty one is a tuple
    weights = np.random.default_rng(5).permutation(1600).reshape(40, 40)
    found = assign(range(40), range(40), weights, goal="fair", forbidden=forbidden)
    assert (found.status, found.verify()) == (Status.OPTIMAL, ())
    both = weights + weights.T
    pool: Any = pair(range(40), both, goal="fair")
    assert pool.verify() == ()
    above = np.where(both > pool.worst, both, 0)
    assert len(pair(range(40), np.where(above > 0, 1.0, -np.inf)).solution) < len(pool.solution) == 20


def test_a_column_with_room_for_all_costs_nothing_where_others_are_full() -> None:
    weights = np.random.default_rng(6).integers(0, 9, (40, 4)) + np.array([0, 50, 100, 150])
    found = assign(range(40), range(4), weights, capacity_right=[99, 6, 6, 6])
    assert (found.status, found.verify()) == (Status.OPTIMAL, ())
    assert found.certificate is not None
    assert dict(found.certificate.numbers)["right", 0] == 0
    full = assign(range(40), range(4), weights, capacity_right=[99, 6, 6, 6], quotas=[PlaceQuota("q", "left", [0])])
    assert found.value == full.value


def test_weights_beyond_floats_are_refused() -> None:
    with pytest.raises(BadInstance, match="too large"):
        assign("a", "x", [[10**400]])


def test_a_demand_that_a_pair_would_leave_short_is_named() -> None:
    quotas = [PlaceQuota("hosts", "right", "x", least=1)]
    found = assign("a", "xy", [[1, 9]], quotas=quotas)
    assert found.explain("a", "y").text("en").splitlines() == [
        "With the pair a and y not all that is asked for could be kept.",
        "hosts: places missing 1, needed at least 1.",
    ]
    short = assign("ab", "x", [[1], [2]], least_left=1)
    assert short.status is Status.PARTIAL
    assert "the result would be worth" in short.explain(short.unmatched.left[0], "x").text("en")


def test_a_search_whose_columns_cannot_be_filled_in_time_says_so() -> None:
    cost = np.array([[-5.0, -1.0], [-5.0, -1.0]])
    found = with_capacities(Encoded(Objective(), cost, None, (1, 1), (2, 2), ((0, 0), (0, 1))), Budget(0))
    assert found is not None
    assert (found.pairs, found.complete) == ([(0, 0), (1, 0)], False)


# ── lower bounds ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_lower_bounds_are_met_by_chains_as_the_solver_meets_them() -> None:
    rng = np.random.default_rng(4)
    for goal in PairingGoal:
        weights = rng.integers(-9, 50, (40, 5))
        found = assign(
            range(40), range(5), weights, goal=goal, capacity_right=30, capacity_left=2, least_right=12, least_left=1
        )
        assert (found.status, found.verify()) == (Status.OPTIMAL, ())
        quota = PlaceQuota("all", "left", range(40))
        again = assign(
            range(40),
            range(5),
            weights,
            goal=goal,
            capacity_right=30,
            capacity_left=2,
            least_right=12,
            least_left=1,
            quotas=[quota],
        )
        assert (found.value, len(found.solution)) == (again.value, len(again.solution))


def test_a_column_that_needs_more_than_it_has_room_for_is_told() -> None:
    found = assign("ab", "xy", [[1, 1]] * 2, least_right={"x": 2})
    assert (found.status, found.verify()) == (Status.PARTIAL, ())
    assert found.clash is not None
    assert [rule.name for rule in found.clash.rules] == ["least_right", "capacity_right"]


def test_places_that_locked_pairs_fill_need_not_be_filled_again() -> None:
    found = assign("abc", "xy", [[9, 1]] * 3, capacity_right=3, least_right={"y": 2}, locked=[("c", "y")])
    assert (len(found.partners(right="y")), found.value, found.verify()) == (2, 11, ())


def test_a_search_under_lower_bounds_that_is_ended_early_names_what_it_lacks() -> None:
    weights = np.tile(np.array([50, 40, 1, 1, 1, 1]), (60, 1))
    told: list[object] = []

    def after(*said: object) -> bool:
        told.append(said)
        return len(told) > 30

    full = assign(range(60), range(6), weights, capacity_right=40, least_right=8)
    assert (full.status, full.verify()) == (Status.OPTIMAL, ())
    early = assign(range(60), range(6), weights, capacity_right=40, least_right=8, time_limit=1e-9)
    assert (early.bound is None, early.verify()) == (bool(early.unmet), ())
    assert assign(range(60), range(6), weights, capacity_right=40, least_right=8, progress=after).verify() == ()


def test_wherever_a_search_under_capacities_ends_nobody_is_anywhere_without_room() -> None:
    rng = np.random.default_rng(7)
    for rows, width, spread in product((12, 120), (3, 4), (1, 30)):
        cost = -(np.arange(width)[::-1] ** 3 + rng.integers(0, spread + 1, (rows, width))).astype(float)
        rooms = (1,) * rows, (rows // width,) * width
        best = with_capacities(Encoded(Objective(), cost, None, *rooms), Budget(10**6))
        assert best is not None
        assert best.complete
        for steps in (0, 1, 2, 5, 9):
            found = with_capacities(Encoded(Objective(), cost, None, *rooms), Budget(steps))
            assert found is not None
            assert len({row for row, _ in found.pairs}) == len(found.pairs)
            assert all(count <= rows // width for count in Counter(column for _, column in found.pairs).values())
            assert sum(cost[pair] for pair in found.pairs) >= sum(cost[pair] for pair in best.pairs)


def test_weights_that_are_all_alike_and_people_without_any_place_need_no_search() -> None:
    alike = assign(range(40), range(3), np.ones((40, 3)), capacity_right=13, least_right=1)
    assert (len(alike.solution), alike.value, alike.verify()) == (39, 39, ())
    wanted = PlacesWanted(np.ones((3, 40)), np.zeros(40), np.zeros(3), np.full(3, 13))
    assert near_prices(wanted, Budget(9), whole=True).tolist() == [0, 0, 0]
    nobody = assign("abc", "xy", np.ones((3, 2)), capacity_left=0, capacity_right=2)
    assert (nobody.solution, nobody.status, nobody.verify()) == ((), Status.OPTIMAL, ())


def test_who_is_left_out_by_those_who_sit_at_several_is_told_who_has_the_places() -> None:
    found = assign("ab", "xy", [[10, 10], [1, 1]], capacity_left={"a": 2, "b": 1})
    assert found.solution == (("a", "x"), ("a", "y"))
    assert "a" in found.explain("b").text("en")
    assert "HALL_TAKEN" in [one.reason.code for one in found.explain("b").sentences]


def test_what_a_fair_result_would_be_worth_with_another_pair_is_what_it_is_with_that_pair_locked() -> None:
    weights = [[3, 9, None], [5, None, 7], [7, 7, 7], [3, None, 7]]
    found = assign(range(4), range(3), weights, goal="fair", capacity_right=2)
    told = {
        (a, b): sentence.values["value"]
        for a, b in product(range(4), range(3))
        for sentence in found.explain(a, b).sentences
        if sentence.reason.code in {"WOULD_COST", "WOULD_ADD", "WOULD_TIE"}
    }
    assert set(told) == {(2, 0), (2, 1), (2, 2)}.difference(found.solution)
    for locked, value in told.items():
        assert assign(range(4), range(3), weights, goal="fair", capacity_right=2, locked=[locked]).value == value


def test_a_fair_pair_that_lowers_nobody_is_not_said_to_lower_the_worst_off() -> None:
    alike = assign("ab", "xy", [[5, 5], [5, 5]], goal="fair")
    other = "y" if ("a", "x") in alike.solution else "x"
    assert "LOWER_WORST" not in [one.reason.code for one in alike.explain("a", other).sentences]
    fair = assign("ab", "xy", [[20, 5], [6, 1]], goal="fair")
    assert "LOWER_WORST" in [one.reason.code for one in fair.explain("a", "x").sentences]


# ── searches that are ended early ────────────────────────────────────────────────────────────────────────────────────


def stop(*_said: object) -> bool:
    return True


@pytest.mark.parametrize("goal", [*PairingGoal])
@pytest.mark.parametrize(
    "options",
    [
        {},
        {"capacity_right": 2},
        {"locked": [(0, 5)], "previous": [(1, 1)], "stability": 1},
        {"forbidden": [(0, 0)], "capacity_left": 2},
        {"quotas": [PlaceQuota("few", "left", range(3), most=2)]},
    ],
)
def test_a_search_that_is_ended_early_gives_good_pairs_and_an_honest_bound(
    goal: PairingGoal, options: dict[str, Any]
) -> None:
    weights = np.random.default_rng(3).integers(-2, 50, (7, 6))
    best: Any = assign(range(7), range(6), weights, goal=goal, **options)
    found: Any = assign(range(7), range(6), weights, goal=goal, progress=stop, **options)
    assert (found.reproducible, found.verify()) == (False, ())
    if len(found.solution) == len(best.solution) and best.goal is not PairingGoal.FAIR:
        assert found.value <= best.value <= found.bound + 1e-9
    assert found.explain().text("de") != found.explain().text("en")
    if found.status is Status.FEASIBLE:
        assert "was ended early" in found.explain().text("en")
        assert found.certificate is not None
        assert [violation.rule for violation in evolve(found, bound=found.bound + 1).verify()] in (["bound"], [])
        if found.bound != found.value:  # they are equal where only the worst-off are not settled
            of_status = [] if goal is PairingGoal.FAIR else ["status"]
            assert rules(evolve(found, bound=found.value)) == ["bound", *of_status]
    assert assign(range(7), range(6), weights, goal=goal, time_limit=60, **options).value == best.value


def test_what_demands_lack_when_the_search_is_ended_early_is_named() -> None:
    found = assign("abc", "xy", [[9, 1], [9, 1], [9, 1]], capacity_right=2, least_left={"a": 2}, progress=stop)
    assert (found.status, found.bound, found.verify()) == (Status.PARTIAL, None, ())
    assert found.unmet
    quota = PlaceQuota("many", "right", "xy", least=9)
    assert assign("abc", "xy", [[9, 1]] * 3, quotas=[quota], progress=stop).verify() == ()


def test_columns_too_full_when_the_time_is_up_turn_the_least_away() -> None:
    told: list[object] = []

    def second(*said: object) -> bool:
        told.append(said)
        return len(told) > 1

    weights = np.random.default_rng(1).random((300, 6)) + np.linspace(0, 3, 6)
    best: Any = assign(range(300), range(6), weights, capacity_right=50)
    found: Any = assign(range(300), range(6), weights, capacity_right=50, time_limit=0.001)
    assert found.verify() == ()
    assert found.value <= best.value <= found.bound + 1e-9
    assert best.reproducible
    assert assign(range(300), range(6), weights, capacity_right=50, progress=second).verify() == ()


@pytest.mark.parametrize("goal", [*PairingGoal])
def test_a_pool_whose_search_is_ended_early_is_paired_at_once(goal: PairingGoal) -> None:
    weights = np.random.default_rng(3).integers(-2, 50, (7, 7))
    weights = weights + weights.T
    best: Any = pair(range(7), weights, goal=goal, locked=[(0, 1)])
    found: Any = pair(range(7), weights, goal=goal, locked=[(0, 1)], progress=stop)
    assert (found.reproducible, found.verify()) == (False, ())
    assert (0, 1) in found.solution
    assert found.bound == found.weak_bound
    if goal is not PairingGoal.FAIR:
        assert found.value <= best.value <= found.bound
    assert "was ended early" in found.explain().text("en")


def test_an_interrupted_search_hands_over_pairs(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_given: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("kommunal_partner.matching.assignment.solve.search", interrupted)
    monkeypatch.setattr("kommunal_partner.matching.assignment._three.search", interrupted)
    for ask in (lambda: assign("ab", "xy", [[5, 1], [1, 5]]), lambda: pair("ab", [[0, 1], [1, 0]])):
        with pytest.raises(Interrupted) as caught:
            ask()
        assert caught.value.result.verify() == ()
        assert not caught.value.result.reproducible


def test_a_solver_that_runs_out_of_time_leaves_the_heaviest_pairs(monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(*_arguments: object, **_options: object) -> SimpleNamespace:
        import time

        time.sleep(0.06)
        return SimpleNamespace(status=1, x=None, message="time limit")

    monkeypatch.setattr("scipy.optimize.linprog", slow)
    quota = PlaceQuota("q", "left", "ab", most=2)
    found = assign("ab", "xy", [[5, 1], [1, 5]], quotas=[quota], time_limit=0.05)
    assert (found.value, found.bound, found.reproducible, found.verify()) == (10, 10, False, ())


def test_a_clash_that_the_time_does_not_suffice_to_find_stays_unnamed() -> None:
    from kommunal_partner.matching.assignment._infeasible import clash_of_demands

    quotas = [PlaceQuota("hosts", "right", "xy", least=2), PlaceQuota("few", "left", "ab", most=1)]
    found = assign("ab", "xy", [[1, 1]] * 2, quotas=quotas)
    assert found.clash is not None
    assert clash_of_demands(found.task, Budget(10, stopped=True)) is None


# ── one pool ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_pool_of_none_one_and_two() -> None:
    for people, solution in (("", ()), ("a", ()), ("ab", (("a", "b"),))):
        found = pair(people, lambda _a, _b: 1)
        assert (found.solution, found.status, found.verify()) == (solution, Status.OPTIMAL, ())


def test_three_of_a_pool_leave_one_and_say_so() -> None:
    weights = {"ab": 3, "ac": 5, "bc": 4}
    found = pair("cab", lambda a, b: weights[a + b])
    assert (found.solution, found.value, found.bound, found.gap, found.unmatched) == ((("a", "c"),), 5, 5, 0, ("b",))
    assert found.partner("c") == "a"
    assert found.to_rows() == [{"a": "a", "b": "c", "weight": 5}]
    assert "is odd: one is always left over" in found.explain().text("en")
    said = found.explain("b").text("en")
    assert "The best fit would be c (4), but c is paired with a." in said
    assert "the result would be worth 4, not 5" in found.explain("b", "c").text("en")
    assert found.explain("a").text("en") == "a and c are a pair (5)."
    assert found.explain("a", "c").text("en") == "a and c are a pair (5)."
    with pytest.raises(UnknownName):
        found.explain("q")


def test_prices_alone_do_not_prove_an_odd_ring_and_the_certificate_says_so() -> None:
    rings = {(0, 1), (1, 2), (0, 2), (3, 4), (4, 5), (3, 5)}
    found = pair(range(6), lambda a, b: 10 if (a, b) in rings else 1)
    assert (found.value, found.weak_bound) == (21, 30)
    assert found.certificate is not None
    assert (found.certificate.kind, found.verify()) == ("search", ())
    assert "30" in found.certificate.text("de")
    even = pair(range(4), lambda a, b: a + b)
    assert even.certificate is not None
    assert even.certificate.kind == "prices"


def test_two_odd_circles_are_joined_by_a_pair_that_no_first_look_would_take() -> None:
    found = pair(range(22), lambda a, b: 10 if a % 2 == b % 2 else 1)
    assert (found.value, found.verify()) == (101, ())


def test_whoever_is_left_of_an_even_pool_is_told_of_the_best_alternative_only() -> None:
    found = pair("abcd", lambda a, b: {"ab": 2, "ac": 1, "ad": 1}.get(a + b))
    assert found.unmatched == ("c", "d")
    assert found.explain("c").text("en") == "The best fit would be a (1), but a is paired with b."


def test_a_pool_under_rules() -> None:
    people = [Participant(one, municipality=place) for one, place in (("a", "ulm"), ("b", "ulm"), ("c", "jena"))]
    score = scoring.Score((), (scoring.another_municipality(),))
    found = pair(people, score)
    assert len(found.solution) == 1
    assert "same municipality" in found.explain("a", "b").text("en")
    alone = pair("ab", [[0, 1], [1, 0]], forbidden=lambda a, b: (a, b) == ("b", "a"))
    assert alone.unmatched == ("a", "b")
    assert alone.explain("a").text("en") == "a may not be paired with anyone."
    fair = pair("abcd", lambda a, b: {"ab": 9, "cd": 1, "ac": 4, "bd": 4}.get(a + b, 0), goal="fair")
    assert (fair.worst, fair.value) == (4, 8)
    assert pair("abcd", lambda a, b: {"ab": 9, "cd": 1}.get(a + b, 0), locked=[("c", "d")], goal="fair").worst == 1
    assert pair("ab", [[0, 1], [1, 0]], forbidden=[("a", "b")], goal="fair").solution == ()
    kept = pair("abcd", lambda _a, _b: 1, previous=pair("abcd", lambda a, b: {"ad": 2}.get(a + b, 1)))
    assert kept.solution == (("a", "d"), ("b", "c"))


def test_locks_of_a_pool_that_clash_are_named() -> None:
    cases: list[tuple[dict[str, Any], list[str]]] = [
        ({"locked": [("a", "b"), ("b", "c")]}, ["locked", "locked"]),
        ({"locked": [("a", "b")], "forbidden": [("b", "a")]}, ["locked", "forbidden"]),
    ]
    for options, names in cases:
        found = pair("abc", lambda _a, _b: 1, **options)
        assert (found.status, found.certificate, found.gap) == (Status.INFEASIBLE, None, None)
        assert found.clash is not None
        assert [rule.name for rule in found.clash.rules] == names
        assert "No result is possible." in found.explain("a").text("en")
    found = pair("abc", lambda _a, _b: 1, locked=[("a", "b")])
    said = found.explain("a", "c").text("en").splitlines()
    assert said == ["With the pair a and c not all that is asked for could be kept.", "a and b are locked."]


def test_pairs_of_a_pool_that_leave_somebody_locked_to_themself_out_break_a_lock() -> None:
    impossible = pair("abcd", lambda _a, _b: 1, locked=[("a", "a")])
    assert (impossible.status, rules(impossible)) == (Status.INFEASIBLE, [])
    wrong = evolve(pair("abcd", lambda _a, _b: 1), task=impossible.task)
    assert [broken.ids for broken in wrong.verify() if broken.rule == "LOCK_BROKEN"] == [("a", "a")]


def test_a_pool_needs_the_same_weight_both_ways() -> None:
    with pytest.raises(BadInstance, match="differs"):
        pair("ab", [[0, 1], [2, 0]])
    assert pair("ab", [[7, 1], [1, 3]]).value == 1
    with pytest.raises(BadInstance, match="symmetric"):
        pair([Participant("a")], scoring.Score((scoring.ScoreTerm("x", lambda _a, _b: 0, symmetric=False),)))


def test_verify_catches_wrong_pairs() -> None:
    found = pair("abcd", lambda a, b: {"ab": 3, "cd": 3}.get(a + b, 1), forbidden=[("a", "d")], locked=[("c", "d")])
    for solution, value, rule in (
        ((("a", "c"), ("b", "d")), 2, "LOCK_BROKEN"),
        ((("a", "b"), ("a", "c")), 4, "PAIR_TWICE"),
        ((("a", "d"),), 0, "PAIR_FORBIDDEN"),
        ((("a", "q"),), 6, "NOT_THERE"),
        ((("a", "b"), ("c", "d")), 7, "WRONG_VALUE"),
    ):
        wrong = evolve(found, solution=solution, value=value)
        assert rule in rules(wrong)
        assert all(violation.text("de") for violation in wrong.verify())
    worse = evolve(found, solution=(("c", "d"),), value=3, total=3, unmatched=("a", "b"), weak_bound=3, bound=3)
    assert rules(worse) == ["weak_bound"]
    assert rules(evolve(found, proof=evolve(found.proof, prices=(0.0,)))) == ["prices"]
    assert "NOT_PROVEN" in rules(evolve(found, solution=(("a", "b"), ("a", "b"), ("c", "d"))))


# ── real instances and large ones ────────────────────────────────────────────────────────────────────────────────────


def test_assign100_is_solved_to_its_known_value(cases: Path) -> None:
    numbers = [int(word) for word in (cases / "matching/assign/assign100.txt").read_text().split()]
    size, costs = numbers[0], numbers[1:]
    rows = [[-cost for cost in costs[row * size : (row + 1) * size]] for row in range(size)]
    found = assign(range(size), range(size), rows)
    assert (found.value, found.verify()) == (-305, ())


def test_ten_thousand_find_places_at_fifty() -> None:
    weights = np.random.default_rng(7).integers(0, 100, (10_000, 50))
    found = assign(range(10_000), range(50), weights, capacity_right=200)
    assert (len(found.solution), found.verify()) == (10_000, ())


def test_a_large_pool_agrees_with_a_search_over_all_its_pairs() -> None:
    import rustworkx

    table = np.random.default_rng(3).integers(1, 10_000, (150, 150))
    table = np.triu(table, 1) + np.triu(table, 1).T
    graph: Any = rustworkx.PyGraph()
    graph.add_nodes_from(range(150))
    graph.add_edges_from([(a, b, int(table[a, b])) for a in range(150) for b in range(a + 1, 150)])
    whole = rustworkx.max_weight_matching(graph, weight_fn=int)
    found = pair(range(150), table)
    assert (found.value, found.verify()) == (sum(int(table[a, b]) for a, b in whole), ())


@pytest.mark.parametrize("weight", [3.0, 3e-9, 3])
def test_a_fair_result_without_a_place_anywhere_is_proven_and_names_no_floor(weight: float) -> None:
    found = assign("ab", "xy", [[weight, 1], [1, None]], capacity_right=0, goal="fair")
    assert (found.solution, found.status, found.worst, found.verify()) == ((), Status.OPTIMAL, None, ())
    assert found.certificate is not None
    assert "None" not in found.certificate.sentence.text("de") + found.certificate.sentence.text("en")


def test_a_pair_below_the_floor_for_which_there_is_no_place_is_said_to_have_none() -> None:
    found = assign("a", "xy", [[2, 1]], capacity_right=[1, 0], goal="fair")
    assert found.explain("a", "y").text("en").splitlines()[1] == "Places of y: at most 0."


def test_a_loss_of_any_size_is_left_out_beside_one_that_is_asked_for() -> None:
    for loss in (-1e-13, -0.5, -1e9 - 0.5):
        weights = {("a", "x"): loss, ("a", "y"): loss}
        found = assign("a", "xy", weights, goal="gain", capacity_left=2, least_left=1)
        assert (len(found.solution), found.status, found.verify()) == (1, Status.OPTIMAL, ())


@pytest.mark.parametrize("loss", [-1e-13, -1e-9, -0.5, -1e9 - 0.5])
def test_where_all_weigh_less_than_0_a_result_of_no_pairs_is_proven(loss: float) -> None:
    assert assign("a", "x", [[loss]], goal="gain").verify() == ()
    assert pair("ab", {("a", "b"): loss}, goal="gain").verify() == ()
    assert pair("abcd", {("a", "b"): loss, ("c", "d"): -1e-13}, goal="gain").verify() == ()


def test_somebody_who_is_there_alone_is_not_said_to_be_forbidden_to_anyone() -> None:
    for explanation in (assign("a", [], [[]]).explain("a"), assign([], "a", []).explain(right="a")):
        assert explanation.text("en") == "There is nobody to be paired with a."
    assert "niemand da" in pair("a", lambda _one, _other: 1).explain("a").text("de")
    assert "may not be paired" in assign("a", "x", [[None]]).explain("a").text("en")


def test_another_pair_that_is_as_good_is_said_to_be() -> None:
    told = assign(["a", "b"], ["x", "y"], [[1, 1], [1, 1]])
    a_with = next(b for a, b in (("a", "x"), ("a", "y")) if (a, b) not in told.solution)
    assert f"With the pair a and {a_with} (1) the result would be worth 2 as well; giving way:" in told.explain(
        "a", a_with
    ).text("en")
    assert "käme das Ergebnis ebenso auf 2; dafür zu lösen:" in told.explain("a", a_with).text("de")
    hardly = assign("ab", "xy", [[1, None], [None, -1e-14]], goal="gain")
    assert hardly.solution == (("a", "x"),)
    assert "ebenso auf 1; niemand müsste weichen" in hardly.explain("b", "y").text("de")
    pool = pair("abcd", [[1] * 4] * 4)
    other = next(b for b in "bcd" if ("a", b) not in pool.solution)
    assert (
        pool.explain("a", other).text("en") == f"With the pair a and {other} (1) the result would be worth 2 as well."
    )
    odd = pair("abcde", [[1] * 5] * 5, odd="three")
    others = [two for two in combinations("abcde", 2) if two not in odd.solution and not set(two) <= set(odd.trio)]
    assert "as a pair of two the result would be worth 4 as well." in odd.explain(*others[0]).text("en")


def test_of_equal_sums_the_one_with_more_pairs_is_taken_where_both_sides_have_several_places() -> None:
    found = assign("ab", "xy", [[1, 2], [1, 1]], capacity_left=[1, 2], capacity_right=[2, 1], goal="total")
    assert (found.value, len(found.solution), found.status, found.verify()) == (3, 3, Status.OPTIMAL, ())
    floats = assign("ab", "xy", [[0.5, 1.0], [0.5, 0.5]], capacity_left=[1, 2], capacity_right=[2, 1], goal="gain")
    assert (floats.value, len(floats.solution), floats.verify()) == (1.5, 3, ())
