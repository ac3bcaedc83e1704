"""Every rule of every check, broken on purpose: what `verify` says of it, about whom, to the word."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from attrs import evolve

from kommunal_partner._mappings import FrozenMap
from kommunal_partner.matching.advice import advise
from kommunal_partner.matching.assignment import PlaceQuota, Unmatched, assign, pair
from kommunal_partner.matching.groups import TableQuota, compose
from kommunal_partner.matching.meetings import MeetingPlace, arrange
from kommunal_partner.matching.rotation import rotate
from kommunal_partner.matching.stable import Blocking, match
from kommunal_partner.results import Status

pytest.importorskip("scipy")
pytest.importorskip("rustworkx")

GOOD: dict[str, Callable[[], Any]] = {
    "meetings": lambda: arrange(
        [("a", "b"), ("c", "d")],
        slots=2,
        tables=1,
        sessions={("a", "b"): [1]},
        unavailable={"d": [1]},
        locked={("c", "d"): 2},
    ),
    "one of two meetings": lambda: arrange([("a", "b"), ("a", "c")], slots=1, tables=1),
    "meetings that all moved": lambda: arrange(
        [("a", "b"), ("c", "d")],
        slots=2,
        tables=2,
        previous={("a", "b"): 1, ("c", "d"): 1},
        unavailable={"a": [1], "c": [1]},
    ),
    "a meeting with labels": lambda: arrange([("a", "b")], slots=["early"], tables=["T1"]),
    "tables": lambda: compose(
        "abcdef",
        lambda a, b: abs(ord(a) - ord(b)),
        sizes=[(2, 3), (3, 4)],
        together=[("a", "f")],
        apart=[("b", "c")],
        locked={"d": 2},
        steps=500,
    ),
    "tables of languages and quotas": lambda: compose(
        "abcdef",
        lambda _a, _b: 1,
        sizes=(3, 3),
        common_language={"a": ["de"], "b": ["de", "en"], "c": ["en"], "d": ["en", "de"]},
        at_least=[TableQuota("women", "ab", 1)],
        at_most=[TableQuota("men", "cd", 1)],
        steps=500,
    ),
    "tables that moved": lambda: compose(
        "abcdef", lambda a, b: abs(ord(a) - ord(b)), sizes=(3, 3), previous=[[*"abc"], [*"def"]], stability=1, steps=500
    ),
    "rounds": lambda: rotate(
        "abcdef",
        tables=2,
        rounds=2,
        apart=[("a", "b")],
        hosts={"c": 1},
        unavailable={"f": [2]},
        locked={("d", 1): 2},
        steps=500,
    ),
    "rounds with a bench": lambda: rotate("abcde", tables=[2, 2], rounds=2, bench=1, hosts={"b": 1}, steps=500),
    "rounds of which one is missed": lambda: rotate(
        range(9),
        tables=3,
        rounds=4,
        apart=[(8, k) for k in range(5)],
        unavailable={8: [2, 4], **{k: [4] for k in range(8)}},
        steps=2_000,
    ),
    "rings": lambda: advise("abcdef", lambda a, b: {"ab": 2, "ba": 2, "cd": 1, "dc": 3, "de": 1, "ec": 1}.get(a + b)),
    "a ring that was left": lambda: advise(
        "abc",
        lambda a, b: {"ab": 1, "ba": 1, "bc": 4, "cb": 4}.get(a + b),
        previous=[("a", "b")],
        stability=1,
    ),
    "a locked ring": lambda: advise("abcd", lambda _a, _b: 1, locked=[("a", "b")]),
    "places": lambda: assign(
        "abc",
        "xyz",
        [[5, 1, 2], [4, 3, 7], [4, 0, 6]],
        forbidden=[("c", "y")],
        previous=[("a", "y")],
        stability=1,
        locked=[("b", "z")],
    ),
    "places with a quota": lambda: assign(
        "abc",
        "xy",
        lambda _a, _b: 1,
        capacity_right=2,
        least_right=1,
        quotas=[PlaceQuota("few", "left", "ab", least=1, most=1)],
    ),
    "places of which two are locked for one": lambda: assign(
        "ab",
        "wxyz",
        [[5, 4, 3, 3], [1, 1, 1, 1]],
        capacity_left=3,
        capacity_right=2,
        locked=[("a", "w"), ("a", "x")],
    ),
    "too few places": lambda: assign("ab", "xy", [[1, 2], [3, 4]], quotas=[PlaceQuota("few", "left", "ab", least=3)]),
    "a pool": lambda: pair(
        "abcd",
        lambda a, b: {"ab": 3, "cd": 3}.get(a + b, 1),
        forbidden=[("a", "c")],
        locked=[("c", "d")],
        previous=[("a", "d")],
    ),
    "a pool with a group of three": lambda: pair("abcde", lambda _a, _b: 1, odd="three"),
    "a match": lambda: match(
        {"a": [*"xy"], "b": [*"xy"], "c": [*"yx"]},
        {"x": [*"acb"], "y": [*"cba"]},
        locked=[("b", "x")],
        previous=[("a", "x")],
    ),
    "two couples": lambda: match({"a": ["x"], "b": ["y"]}, {"x": ["a"], "y": ["b"]}),
    "a couple for one of two places": lambda: match(
        {"a": [], "b": [], "c": ["x"], "d": ["x"]},
        {"x": ["c", "a", "d"], "y": ["b"]},
        capacity={"x": 2},
        couples=[("a", "b", [("x", "y")])],
    ),
    "a couple": lambda: match(
        {"a": [], "b": [], "c": ["x"]}, {"x": ["a", "c"], "y": ["b"]}, couples=[("a", "b", [("x", "y")])]
    ),
}


def at(**places: tuple[object, object]) -> dict[str, Any]:
    """Meetings of two letters each at a slot and a table."""
    return {"solution": FrozenMap({tuple(two): MeetingPlace(*place) for two, place in places.items()})}


def made(*pairs: str) -> dict[str, Any]:
    """Pairs of two letters each."""
    return {"solution": tuple((two[0], two[1]) for two in pairs)}


def seated(*tables: str) -> dict[str, Any]:
    """Tables or rings of letters."""
    return {"solution": tuple(map(tuple, tables))}


def rounds(*tables: str) -> dict[str, Any]:
    """Rounds of tables of letters."""
    return {"solution": tuple(tuple(map(tuple, of_round.split())) for of_round in tables)}


LEFT_OVER = "is in no ring and not named as left over, or the other way round."
NOT_SO = "and is not, or is not named and is."
NO_BEST = ("status", "", "“proven best” does not fit the value, the bound and what is unmet.")
NOT_BEST = ("status", "", "“feasible, not proven best” does not fit the value, the bound and what is unmet.")
NEITHER = "is neither in the timetable nor among the unmet requests, or in both."
SAID: list[tuple[str, dict[str, Any], list[tuple[str, Any, str]]]] = [
    (
        "meetings",
        at(ab=(1, 1), cd=(2, 1), ac=(2, 1)),
        [
            ("wanted", "ac", "nobody asked for a – c."),
            ("one at a time", "c", "c has several meetings in slot 2."),
            ("one at a table", "ac", "table 1 is taken more than once in slot 2."),
        ],
    ),
    ("meetings", at(ab=(1, 2), cd=(2, 1)), [("place", "ab", "a – b: there is no slot 1, table 2.")]),
    ("meetings", at(ab=(1, 0), cd=(2, 1)), [("place", "ab", "a – b: there is no slot 1, table 0.")]),
    (
        "meetings",
        at(ab=(0, 1), cd=(2, 1)),
        [
            ("place", "ab", "a – b: there is no slot 0, table 1."),
            ("session", "ab", "a – b must not be in slot 0."),
        ],
    ),
    (
        "meetings",
        at(ab=(1, 1), cd=(1, 1)),
        [
            ("unavailable", "cd", "c – d: d is not available in slot 1."),
            ("one at a table", "cd", "table 1 is taken more than once in slot 1."),
            ("locked", "cd", "c – d is not where it is locked."),
        ],
    ),
    (
        "meetings",
        at(ab=(2, 1), cd=(2, 1)),
        [
            ("session", "ab", "a – b must not be in slot 2."),
            ("one at a table", "cd", "table 1 is taken more than once in slot 2."),
        ],
    ),
    (
        "meetings",
        at(ab=(1, 1)),
        [("complete", "cd", f"c – d {NEITHER}"), ("locked", "cd", "c – d is not where it is locked.")],
    ),
    ("meetings", at(), [("complete", "ab", f"a – b {NEITHER}"), ("complete", "cd", f"c – d {NEITHER}")]),
    ("meetings", {"value": 3}, [("value", "", "The value is 0, not 3.")]),
    ("meetings", {"bound": 3}, [("bound", "", "The bound is 0, not 3, or its proof is another one.")]),
    ("meetings", {"most": 5}, [("most", "", "By count at most 2 meetings are possible, not 5.")]),
    ("meetings", {"status": Status.FEASIBLE}, [NOT_BEST]),
    (
        "one of two meetings",
        at(ab=(1, 1), ac=(1, 1)),
        [
            ("one at a time", "a", "a has several meetings in slot 1."),
            ("one at a table", "ac", "table 1 is taken more than once in slot 1."),
            ("complete", "ac", f"a – c {NEITHER}"),
        ],
    ),
    ("a meeting with labels", at(ab=("late", "T2")), [("place", "ab", "a – b: there is no late, T2.")]),
    (
        "tables",
        seated("abe", "cdf"),
        [("together", "af", "a, f sit together."), ("value", "", "The value is 14; 19 is claimed.")],
    ),
    (
        "tables",
        seated("bce", "adf"),
        [("apart", "bc", "b, c sit at different tables."), ("value", "", "The value is 16; 19 is claimed.")],
    ),
    (
        "tables",
        seated("acd", "bef"),
        [
            ("together", "af", "a, f sit together."),
            ("locked", "d", "d does not sit at table 2."),
            ("value", "", "The value is 14; 19 is claimed."),
        ],
    ),
    (
        "tables",
        seated("b", "acdef"),
        [
            ("sizes", "b", "1 sit at table 1; it must be 2 to 3."),
            ("chairs", "acdef", "5 sit at table 2; it must be 3 to 4."),
            ("value", "", "The value is 24; 19 is claimed."),
            NOT_BEST,
        ],
    ),
    (
        "tables",
        seated("abf", "acdef"),
        [
            ("once", "a", "a sits 2 times."),
            ("once", "f", "f sits 2 times."),
            ("chairs", "acdef", "5 sit at table 2; it must be 3 to 4."),
            ("value", "", "The value is 34; 19 is claimed."),
            ("bound", "", "The bound 24 that is claimed does not follow from its certificate."),
        ],
    ),
    ("tables", seated("abz", "cdef"), [("once", "z", "z sits 1 times."), ("together", "af", "a, f sit together.")]),
    (
        "tables",
        seated("cf", "bde"),
        [
            ("once", "a", "a sits 0 times."),
            ("value", "", "The value is 9; 19 is claimed."),
            ("unmet", "", "What is said to be unmet is not what is unmet."),
        ],
    ),
    (
        "tables of languages and quotas",
        seated("abe", "cdf"),
        [
            ("at_least: women", "ab", "At table 2 with “women”: 0."),
            ("at_most: men", "cd", "At table 2 with “men”: 2."),
        ],
    ),
    (
        "tables of languages and quotas",
        seated("ace", "bdf"),
        [("common_language", "", "Table 1 has no language in common.")],
    ),
    (
        "tables that moved",
        {"moved": ("a",)},
        [("moved", "be", "Those named as moved are not those who change tables.")],
    ),
    (
        "rounds",
        rounds("bce adf", "abcde"),
        [
            ("shape", "", "There are not 2 rounds of 2 tables each."),
            ("value", "", "There are 4 repeats; 1 are claimed."),
        ],
    ),
    (
        "rounds of which one is missed",
        {"bound": 7},
        [("bound", "", "The bound 7 that is claimed does not follow from its certificate.")],
    ),
    ("rounds", rounds("abc def", "bce ad"), [("apart", "ab", "a, b never meet.")]),
    (
        "rounds",
        rounds("adf cbe", "ced ab"),
        [
            ("host", "c", "c does not sit at table 1 in round 1."),
            ("locked", ("d", 1), "d does not sit at table 2 in round 1."),
            ("apart", "ab", "a, b never meet."),
        ],
    ),
    (
        "rounds",
        rounds("acf bdd", "bcd ae"),
        [
            ("once", "d", "d sits 2 times in round 1."),
            ("once", "e", "e sits 0 times in round 1."),
            ("value", "", "There are 2 repeats; 1 are claimed."),
        ],
    ),
    (
        "rounds",
        rounds("bce adf", "cbf ad"),
        [
            ("once", "e", "e sits 0 times in round 2."),
            ("absent", "f", "f does not take part in round 2."),
            ("value", "", "There are 2 repeats; 1 are claimed."),
        ],
    ),
    (
        "rounds",
        rounds("bce adf", "cb aed"),
        [
            ("seats", "cb", "In round 2 2 sit at table 1 instead of 3."),
            ("seats", "aed", "In round 2 3 sit at table 2 instead of 2."),
            ("value", "", "There are 2 repeats; 1 are claimed."),
        ],
    ),
    (
        "rounds with a bench",
        rounds("ba cde", "be ac"),
        [
            ("bench", "", "0 sit out in round 1; it must be 1 to 1."),
            ("seats", "cde", "In round 1 3 sit at table 2 instead of 2."),
        ],
    ),
    (
        "rounds with a bench",
        rounds("bc ad", "bc ad"),
        [
            ("bench", "", "Sitting out could be spread more evenly."),
            ("value", "", "There are 2 repeats; 0 are claimed."),
            NO_BEST,
        ],
    ),
    (
        "rounds with a bench",
        rounds("ba c", "be ac"),
        [
            ("bench", "de", "2 sit out in round 1; it must be 1 to 1."),
            ("seats", "c", "In round 1 1 sit at table 2 instead of 2."),
            ("bench", "", "Sitting out could be spread more evenly."),
        ],
    ),
    (
        "rings",
        seated("ac"),
        [
            ("NO_ARC", "ac", "a cannot advise c."),
            ("NO_ARC", "ca", "c cannot advise a."),
            ("RING_VALUE", "", "The value is said to be 8, the rings add up to 0."),
            ("RING_VALUE", "", "The value is said to be 8, the rings add up to 0."),
            ("RING_MISNAMED", "b", f"b {LEFT_OVER}"),
            ("RING_MISNAMED", "d", f"d {LEFT_OVER}"),
        ],
    ),
    (
        "rings",
        seated("ab", "ba"),
        [
            ("IN_TWO_RINGS", "a", "a is in 2 rings."),
            ("IN_TWO_RINGS", "b", "b is in 2 rings."),
            ("RING_MISNAMED", "c", f"c {LEFT_OVER}"),
            ("RING_MISNAMED", "d", f"d {LEFT_OVER}"),
        ],
    ),
    (
        "rings",
        seated("ab", "cd", "e"),
        [
            ("RING_SIZE", "e", "The ring e → e has not 2 to 3 members."),
            ("NO_ARC", "ee", "e cannot advise e."),
            ("RING_MISNAMED", "e", f"e {LEFT_OVER}"),
        ],
    ),
    (
        "rings",
        {**seated("az"), "unmatched": tuple("bcdef")},
        [
            ("NO_ARC", "az", "a cannot advise z."),
            ("NO_ARC", "za", "z cannot advise a."),
            ("RING_VALUE", "", "The value is said to be 8, the rings add up to 0."),
            ("RING_VALUE", "", "The value is said to be 8, the rings add up to 0."),
        ],
    ),
    # The ring of a and b would be worth 3, for it was there before: prices of 2 for both do not reach.
    (
        "a ring that was left",
        {"prices": (("a", 0.0), ("b", 2.0), ("c", 6.0))},
        [("NOT_PROVEN", "", "The prices do not prove 8.")],
    ),
    ("a ring that was left", {"prices": (("a", 0.0), ("b", 3.0), ("c", 5.0))}, []),
    ("rings", {"unmatched": ("e",)}, [("RING_MISNAMED", "f", f"f {LEFT_OVER}")]),
    ("rings", {"moved": ("a",)}, [("moved", "", "“moved” is given as a; it is –.")]),
    ("rings", {"total": 9}, [("RING_VALUE", "", "The value is said to be 9, the rings add up to 8.")]),
    ("rings", {"bound": 9}, [("NOT_PROVEN", "", "The prices do not prove 9."), NO_BEST]),
    (
        "a locked ring",
        {**seated("cd"), "unmatched": ("a", "b"), "value": 2, "total": 2},
        [
            ("LOCK_BROKEN", "ab", "The ring a → b → a is locked."),
            NO_BEST,
        ],
    ),
    (
        "places",
        made("aq"),
        [
            ("NOT_THERE", "aq", "There is no a or no q."),
            ("LOCK_BROKEN", "bz", "b and z were locked, but are no pair."),
        ],
    ),
    (
        "places",
        made("ay", "ay", "bz", "cx"),
        [
            ("PAIR_TWICE", "ay", "a and y are paired twice."),
            ("TOO_MANY", "a", "a: places taken 2, at most 1."),
            ("TOO_MANY", "y", "y: places taken 2, at most 1."),
            ("WRONG_VALUE", "", "The value is said to be 13, the pairs add up to 15."),
            ("total", "", "“total” is given as 12; it is 13."),
        ],
    ),
    (
        "places",
        made("ay", "bx", "cz"),
        [
            ("LOCK_BROKEN", "bz", "b and z were locked, but are no pair."),
            ("WRONG_VALUE", "", "The value is said to be 13, the pairs add up to 12."),
            ("total", "", "“total” is given as 12; it is 11."),
            ("NOT_PROVEN", "", "The prices do not prove that nothing is better: 1 is missing."),
        ],
    ),
    ("places", {"total": 99}, [("total", "", "“total” is given as 99; it is 12.")]),
    ("places", {"worst": 99}, [("worst", "", "“worst” is given as 99; it is 1.")]),
    ("places", {"moved": ("b",)}, [("moved", "", "“moved” is given as b; it is –.")]),
    (
        "places",
        {"status": Status.FEASIBLE, "bound": 99},
        [("bound", "", "“bound” is given as 99; it is 13.")],
    ),
    ("places", {"bound": 99}, [("bound", "", "“bound” is given as 99; it is 13.")]),
    ("places", {"unmatched": Unmatched(("a",), ())}, [("unmatched", "", "“unmatched” is given as a; it is –.")]),
    ("places", {"unmatched": Unmatched((), ("x",))}, [("unmatched", "", "“unmatched” is given as x; it is –.")]),
    (
        "places with a quota",
        made("ax", "bx", "cx"),
        [
            ("TOO_MANY", "x", "x: places taken 3, at most 2."),
            ("TOO_FEW", "y", "y has 0, at least 1 needed."),
            ("TOO_MANY", ("few",), "few: places taken 2, at most 1."),
            ("WRONG_VALUE", "", "The value is said to be 2, the pairs add up to 3."),
            ("total", "", "“total” is given as 2; it is 3."),
            ("unmatched", "", "“unmatched” is given as b; it is –."),
            ("unmatched", "", "“unmatched” is given as –; it is y."),
        ],
    ),
    # A bound that is too high is a bound, where demands keep prices from proving the best one.
    ("places with a quota", {"status": Status.FEASIBLE, "bound": 3}, []),
    (
        "places with a quota",
        {"status": Status.FEASIBLE, "bound": 1},
        [("bound", "", "“bound” is given as 1; it is 2.")],
    ),
    (
        "too few places",
        {"unmet": ()},
        [
            ("TOO_FEW", ("few",), "few has 2, at least 3 needed."),
            ("status", "", "“partial” does not fit the value, the bound and what is unmet."),
        ],
    ),
    ("a pool", made("aq"), [("NOT_THERE", "q", "There is no q.")]),
    (
        "a pool",
        made("ab", "bc"),
        [
            ("PAIR_TWICE", "b", "b is in 2 pairs."),
            ("LOCK_BROKEN", "cd", "c and d were locked, but are no pair."),
            ("WRONG_VALUE", "", "The value is said to be 6, the pairs add up to 4."),
            ("total", "", "“total” is given as 6; it is 4."),
            ("worst", "", "“worst” is given as 3; it is 1."),
            ("unmatched", "", "“unmatched” is given as –; it is d."),
        ],
    ),
    (
        "a pool",
        made("ac", "bd"),
        [
            ("PAIR_FORBIDDEN", "ac", "a and c may not be paired."),
            ("LOCK_BROKEN", "cd", "c and d were locked, but are no pair."),
            ("WRONG_VALUE", "", "The value is said to be 6, the pairs add up to 1."),
            ("total", "", "“total” is given as 6; it is 1."),
            ("worst", "", "“worst” is given as 3; it is 0."),
        ],
    ),
    ("a pool", {"weak_bound": 99}, [("weak_bound", "", "“weak_bound” is given as 99; it is 6.")]),
    ("a pool", {"moved": ()}, [("moved", "", "“moved” is given as –; it is a, d.")]),
    ("a pool", {"bound": 50}, [NO_BEST, ("bound", "", "“bound” is given as 50; it is 6.")]),
    (
        "a pool with a group of three",
        {"trio": ("a", "b", "q")},
        [
            ("WRONG_THREE", "abq", "a, b, q are not a group of three whose three pairs are all made."),
            ("PAIR_TWICE", "a", "a is in 2 pairs."),
            ("PAIR_TWICE", "b", "b is in 2 pairs."),
            ("PAIR_TWICE", "c", "c is in 2 pairs."),
        ],
    ),
    (
        "a match",
        made("bx", "qy"),
        [
            ("NOT_THERE", "qy", "There is no q or no y."),
            ("BLOCKING", "ay", "a and y would rather be together than as they are."),
            ("BLOCKING", "cy", "c and y would rather be together than as they are."),
            NO_BEST,
            ("MISNAMED", "c", f"c is named as “unmatched” {NOT_SO}"),
        ],
    ),
    (
        "a match",
        made("bx", "by"),
        [
            ("TWICE", "b", "b is matched more than once."),
            ("BLOCKING", "ax", "a and x would rather be together than as they are."),
            ("BLOCKING", "cx", "c and x would rather be together than as they are."),
            NO_BEST,
            ("MISNAMED", "c", f"c is named as “unmatched” {NOT_SO}"),
        ],
    ),
    (
        "a match",
        made("bx", "ax", "cy"),
        [
            ("OVERFULL", "x", "x has taken 2, at most 1."),
            ("MISNAMED", "a", f"a is named as “unmatched” {NOT_SO}"),
            ("MISNAMED", "a", f"a is named as “moved” {NOT_SO}"),
        ],
    ),
    (
        "a match",
        made("ax", "cy"),
        [
            ("LOCK_BROKEN", "bx", "b and x were locked, but are apart."),
            ("MISNAMED", "a", f"a is named as “unmatched” {NOT_SO}"),
            ("MISNAMED", "b", f"b is named as “unmatched” {NOT_SO}"),
            ("MISNAMED", "a", f"a is named as “moved” {NOT_SO}"),
        ],
    ),
    (
        "a match",
        {"moved": ("c",)},
        [
            ("MISNAMED", "a", f"a is named as “moved” {NOT_SO}"),
            ("MISNAMED", "c", f"c is named as “moved” {NOT_SO}"),
        ],
    ),
    (
        "two couples",
        made("ay", "bx"),
        [
            ("NOT_MUTUAL", "ay", "a and y have not listed one another."),
            ("NOT_MUTUAL", "bx", "b and x have not listed one another."),
        ],
    ),
    (
        "two couples",
        made("ax"),
        [
            ("BLOCKING", "by", "b and y would rather be together than as they are."),
            NO_BEST,
            ("MISNAMED", "b", f"b is named as “unmatched” {NOT_SO}"),
        ],
    ),
    (
        "two couples",
        {"blocking": (Blocking(("a",), ("y",)),)},
        [("NOT_BLOCKING", "ay", "a is said to block the match, but does not.")],
    ),
    (
        "a couple for one of two places",
        made("cx", "dx"),
        [
            ("BLOCKING", "abxy", "a and b would rather be at x and y, and would rather be taken there."),
            NO_BEST,
            ("MISNAMED", "a", f"a is named as “unmatched” {NOT_SO}"),
            ("MISNAMED", "b", f"b is named as “unmatched” {NOT_SO}"),
            ("MISNAMED", "d", f"d is named as “unmatched” {NOT_SO}"),
        ],
    ),
    (
        "a couple",
        made("ax"),
        [
            ("NOT_A_WISH", "ab", "a and b go together, but this is none of their wishes."),
            ("BLOCKING", "abxy", "a and b would rather be at x and y, and would rather be taken there."),
            NO_BEST,
            ("MISNAMED", "b", f"b is named as “unmatched” {NOT_SO}"),
        ],
    ),
]


@pytest.mark.parametrize("name", GOOD)
def test_of_a_good_result_a_check_says_nothing_but_that_it_is_not_impossible(name: str) -> None:
    good = GOOD[name]()
    assert good.verify() == ()
    found = evolve(good, status=Status.INFEASIBLE).verify()
    words = "“impossible” does not fit the value, the bound and what is unmet."
    assert [(one.rule, one.ids, one.text("en")) for one in found] == [("status", (), words)]


def test_a_demand_said_to_be_unmet_by_another_number_or_that_is_none_is_named_with_what_is_so() -> None:
    good = GOOD["too few places"]()
    (left,) = good.unmet
    more = evolve(left, sentence=evolve(left.sentence, values={**left.sentence.values, "missing": 2}))
    for unmet, text in (
        ((more,), "“unmet” is given as few, 2; it is few, 1."),
        ((left, evolve(left, ids=("none",))), "“unmet” is given as none, 1; it is none, 0."),
    ):
        wrong = evolve(good, unmet=unmet).verify()[-1]
        assert (wrong.rule, wrong.ids, wrong.text("en")) == ("unmet", (), text)


def test_a_meeting_that_is_possible_is_not_proven_to_be_none() -> None:
    good = GOOD["one of two meetings"]()
    (wrong,) = evolve(good, unmet=tuple(evolve(one, proven=True) for one in good.unmet)).verify()
    assert (wrong.rule, wrong.ids) == ("unmet", ("a", "c"))
    assert wrong.text("en") == "It is not proven that a – c is never possible."


def test_the_bound_of_rounds_counts_those_who_miss_one() -> None:
    # 8 sits with two others in rounds 1 and 3, and may meet three people only.
    good = GOOD["rounds of which one is missed"]()
    assert (good.bound, good.certificate.numbers) == (1, (("excess", 1),))


def test_whom_a_lock_sets_on_the_bench_spares_nobody_a_meeting() -> None:
    locked: list[tuple[int, int, int | str]] = [(0, 1, "bench")]
    found = rotate(
        range(9), tables=[4, 4], rounds=3, bench=1, locked=locked, apart=[(8, k) for k in range(5)], steps=500
    )
    # 8 has 6 too many, 1 to 4 two each and 5 to 7 one: 17; in rounds 2 and 3 somebody more sits out, three each.
    assert found.certificate is not None
    assert (found.bound, found.certificate.numbers, found.verify()) == (6, (("excess", 11),), ())


def test_every_meeting_that_moved_counts() -> None:
    assert (GOOD["meetings that all moved"]().value, GOOD["meetings that all moved"]().bound) == (20, 20)


def test_a_pair_that_may_not_be_made_is_named_first() -> None:
    wrong = evolve(GOOD["places"](), **made("ax", "bz", "cy")).verify()[0]
    assert (wrong.rule, wrong.ids, wrong.text("en")) == ("PAIR_FORBIDDEN", ("c", "y"), "c and y may not be paired.")


@pytest.mark.uncounted
@pytest.mark.parametrize(("name", "wrong", "said"), SAID)
def test_a_check_says_which_rule_is_broken_by_whom_and_how(
    name: str, wrong: dict[str, Any], said: list[tuple[str, Any, str]]
) -> None:
    found = evolve(GOOD[name](), **wrong).verify()
    assert [(one.rule, one.ids, one.text("en")) for one in found] == [
        (rule, tuple(ids), text) for rule, ids, text in said
    ]
