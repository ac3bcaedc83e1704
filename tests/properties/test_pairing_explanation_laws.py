"""What explanations of pairs and matches say is checked against the task, by code of its own, on tiny cases."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kommunal_partner.matching.stable import match
from kommunal_partner.verdicts import Sentence

Lists = dict[str, list[Any]]


# ── stable matches ───────────────────────────────────────────────────────────────────────────────────────────────────


@st.composite
def markets(draw: st.DrawFn) -> dict[str, Any]:
    proposers = [f"p{number}" for number in range(draw(st.integers(1, 4)))]
    receivers = [f"r{number}" for number in range(draw(st.integers(1, 3)))]

    def wishes(others: list[str]) -> list[Any]:
        order: list[Any] = draw(st.permutations(others))[draw(st.sampled_from([0, 0, 1])) :]
        if len(order) > 1 and draw(st.booleans()):
            at = draw(st.integers(0, len(order) - 2))
            order = [*order[:at], order[at : at + 2], *order[at + 2 :]]
        return order

    locked = draw(st.sampled_from([[], [(proposers[0], receivers[0])]]))
    return {
        "proposers": {one: wishes(receivers) for one in proposers},
        "receivers": {one: wishes(proposers) for one in receivers},
        "capacity": {one: draw(st.integers(0, 2)) for one in receivers},
        "locked": locked,
        "seed": draw(st.sampled_from([None, 5])),
        "side": draw(st.sampled_from(["proposers", "receivers"])),
    }


NOT_LISTED = 99


def place(wishes: list[Any], other: object) -> int:
    """At which place, from 1 on, somebody stands on a list; far down if not at all."""
    for at, wish in enumerate(wishes, 1):
        if other == wish or (isinstance(wish, list) and other in wish):
            return at
    return NOT_LISTED


def is_so(  # noqa: PLR0911 - because every sentence has its own check
    sentence: Sentence, market: dict[str, Any], at: dict[Any, Any], one: str, other: str
) -> bool:
    """Whether a sentence about two is true of the market and of whom everyone got."""
    wishes, theirs = market["proposers"][one], market["receivers"][other]
    mine, rank = place(wishes, other), place(theirs, one)
    here = [who for who, to in at.items() if to == other]
    locked = {a for a, b in market["locked"] if b == other}
    free = {who: place(theirs, who) for who in here if who not in locked}
    values = dict(sentence.values)
    who = set(getattr(values.get("who"), "ids", ()))
    full = len(here) == market["capacity"][other]
    match sentence.reason.code:
        case "GOT":
            return bool(at[one] == other and values["rank"] == mine)
        case "GOT_LOCKED":
            return (one, values["b"]) in market["locked"]
        case "STABLE_NOT_MUTUAL":
            return NOT_LISTED in {mine, rank}
        case "BETTER_OFF":
            return bool(at[one] == values["c"] and place(wishes, at[one]) <= mine)
        case "STABLE_NO_PLACES":
            return bool(market["capacity"][other] == 0)
        case "OTHERS_PREFERRED":
            return full and bool(here) and all(place(theirs, each) < rank for each in here)
        case "COME_BEFORE":
            return full and who == {each for each in free if free[each] < rank}
        case "AS_GOOD_BY_ID" | "AS_GOOD_BY_LOT" as code:
            return (
                full
                and who == {each for each in free if free[each] == rank}
                and ("ID" in code) == (market["seed"] is None)
            )
        case "LOCKED_THERE":
            return full and who == locked
    return False


@given(markets())
@settings(max_examples=250)
def test_what_is_said_of_two_in_a_match_is_so(market: dict[str, Any]) -> None:
    found = match(**market)
    if found.clash is not None:
        return
    at = dict(found.solution)
    for one in market["proposers"]:
        for other in market["receivers"]:
            for sentence in found.explain(one, other).sentences:
                assert is_so(sentence, market, at, one, other), sentence.text("en")
