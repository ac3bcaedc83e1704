"""What each result claims beyond its solution, falsified bit by bit: `verify` finds it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from attrs import evolve

from kommunal_partner.matching.advice import advise
from kommunal_partner.matching.assignment import PlaceQuota, Unmatched, assign, pair
from kommunal_partner.matching.groups import compose
from kommunal_partner.matching.meetings import arrange
from kommunal_partner.matching.rotation import rotate
from kommunal_partner.results import NO_RESULT, Status, Unmet, say

Claims = dict[str, Any]


def far(a: int, b: int) -> int:
    return (a + b) * 7 % 11 + abs(a - b)


def worth(a: str, b: str) -> int | None:
    return (ord(a) * 3 + ord(b) * 5) % 7 or None


TABLE = [[5, 1, 2], [4, 3, 7], [4, 0, 6]]
SIX = [("a", "b"), ("a", "c"), ("b", "c"), ("a", "d"), ("c", "d"), ("b", "d")]
EXTRA = (Unmet(("a", "b"), say(NO_RESULT)),)

HONEST: dict[str, Callable[[], Any]] = {
    "tables": lambda: compose(range(9), far, sizes=(3, 3, 3), steps=5_000),
    "best tables": lambda: compose(range(4), lambda _a, _b: 1, sizes=(2, 2), steps=500),
    "tables that break a rule": lambda: compose(range(4), far, sizes=(2, 2), apart=[(0, 1, 2)], steps=500),
    "tables without a chair for all": lambda: compose(range(4), far, sizes=(3,), steps=500),
    "tables that moved": lambda: compose(
        range(9), far, sizes=(3, 3, 3), previous=[(0, 1, 2), (3, 4, 5), (6, 7, 8)], stability=1, steps=5_000
    ),
    "no tables": lambda: compose("ab", lambda _a, _b: 1, sizes=()),
    "rounds": lambda: rotate(range(9), tables=3, rounds=5, steps=5_000),
    "best rounds": lambda: rotate(range(9), tables=3, rounds=4),
    "rounds that break a rule": lambda: rotate(range(4), tables=2, rounds=2, apart=[(0, 1, 2)], steps=500),
    "no rounds": lambda: rotate(range(4), tables=0, rounds=2),
    "meetings": lambda: arrange(SIX, slots=6, tables=1, steps=3_000),
    "best meetings": lambda: arrange([("a", "b"), ("c", "d")], slots=2, tables=1),
    "some of the meetings": lambda: arrange([("a", "b"), ("a", "c"), ("a", "d")], slots=2, tables=1),
    "meetings that moved": lambda: arrange(SIX[:3], slots=range(4), tables=1, previous={("a", "b"): 0, ("b", "c"): 3}),
    "no meetings": lambda: arrange(SIX[:2], slots=range(2), tables=1, locked={("a", "b"): 0, ("a", "c"): 0}),
    "assigned": lambda: assign("abc", "xyz", TABLE),
    "assigned as before": lambda: assign("abc", "xyz", TABLE, previous=[("a", "x")], stability=1),
    "assigned fairly": lambda: assign("abc", "xyz", TABLE, goal="fair"),
    "too few places": lambda: assign(range(7), "pqr", lambda _a, _b: 1, capacity_right=[2, 2, 1], least_left=1),
    "too few for a quota": lambda: assign(
        "ab", "xy", [[1, 2], [3, 4]], quotas=[PlaceQuota("few", "left", "ab", least=3)]
    ),
    "nobody assigned": lambda: assign("ab", "xy", lambda _a, _b: 1, forbidden=[("a", "x")], locked=[("a", "x")]),
    "two locked to one place": lambda: assign("ab", "xy", lambda _a, _b: 1, locked=[("a", "x"), ("b", "x")]),
    "one locked to two places": lambda: assign("ab", "xy", lambda _a, _b: 1, locked=[("a", "x"), ("a", "y")]),
    "more locked than a quota allows": lambda: assign(
        "ab", "xy", lambda _a, _b: 1, locked=[("a", "x"), ("b", "y")], quotas=[PlaceQuota("one", "right", "xy", most=1)]
    ),
    "a pool in pairs": lambda: pair(range(6), lambda a, b: a * b % 7),
    "an odd pool": lambda: pair(range(5), lambda a, b: a * b % 7),
    "a pool in pairs that prices alone do not prove": lambda: pair(
        "abcdef", lambda a, b: {"ab": 9, "ac": 9, "bc": 9, "de": 9, "df": 9, "ef": 9}.get("".join(sorted(a + b)), 0)
    ),
    "a pool in fair pairs": lambda: pair(range(6), lambda a, b: a * b % 7, goal="fair"),
    "nobody": lambda: pair([], lambda _a, _b: 1),
    "no pairs": lambda: pair("abc", lambda _a, _b: 1, locked=[("a", "b"), ("b", "c")]),
    "rings": lambda: advise("abcde", worth),
    "no rings": lambda: advise("abc", worth, locked=[("a", "b"), ("b", "c")]),
}


def claims_of(found: Any) -> list[Claims]:  # noqa: ANN401 - because every kind of result is falsified
    """One thing each that the result could claim and that is not so."""
    claims: list[Claims] = [{"status": status} for status in Status if status is not found.status]
    for name in ("value", "bound", "total", "weak_bound", "worst", "most"):
        if not isinstance(getattr(type(found), name, None), property) and hasattr(found, name):
            said = getattr(found, name)
            others = (0, 1, -1) if said is None else (None, said + 1, said - 1)
            claims += [{name: other} for other in others if (said, other) != (None, None)]
    if found.status is Status.FEASIBLE:
        claims += [{"bound": found.value}, {"bound": found.value, "status": Status.OPTIMAL}]
    for name in ("certificate", "unmet", "dropped"):
        if getattr(type(found), name, None).__class__.__name__ != "property" and getattr(found, name, None):
            claims.append({name: None if name == "certificate" else ()})
    for name, other in (("unmet", EXTRA), ("unmatched", ("z",)), ("moved", ("z",))):
        if getattr(type(found), name, None).__class__.__name__ != "property" and hasattr(found, name):
            said = getattr(found, name)
            more = evolve(said, left=(*said.left, *other)) if isinstance(said, Unmatched) else (*said, *other)
            claims.append({name: more})
    return claims


@pytest.mark.parametrize("name", HONEST)
def test_every_claim_that_is_not_so_is_found(name: str) -> None:
    found = HONEST[name]()
    assert found.verify() == ()
    missed = [claim for claim in claims_of(found) if not evolve(found, **claim).verify()]
    assert missed == []


@pytest.mark.parametrize("name", HONEST)
def test_what_is_wrong_is_said_in_both_languages(name: str) -> None:
    found = HONEST[name]()
    for claim in claims_of(found):
        for violation in evolve(found, **claim).verify():
            assert violation.text("de") != violation.text("en")
