"""What explanations of pairs and matches say is checked against the task, by code of its own, on tiny cases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import chain, permutations, product
from math import fsum
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kommunal_partner.matching.advice import advise
from kommunal_partner.matching.assignment import assign, pair
from kommunal_partner.matching.stable import match
from kommunal_partner.results import Status
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


# ── pairs of a pool ──────────────────────────────────────────────────────────────────────────────────────────────────


Two = tuple[int, int]


@st.composite
def pools(draw: st.DrawFn) -> dict[str, Any]:
    count = draw(st.integers(1, 5))
    both = [(a, b) for a in range(count) for b in range(a + 1, count)]
    weights = draw(st.sampled_from([st.integers(-2, 4), st.integers(0, 1), st.sampled_from([0.1, 0.3, -0.5, 2.25])]))
    some = st.lists(st.sampled_from(both), max_size=4, unique=True) if both else st.just([])
    return {
        "count": count,
        "table": {two: draw(weights) for two in both},
        "forbidden": draw(some),
        "previous": draw(some),
        "stability": draw(st.sampled_from([0, 1])),
        "locked": draw(some)[:1],
        "goal": draw(st.sampled_from(["total", "gain", "most", "fair"])),
    }


def every_pairing(people: tuple[int, ...]) -> Iterator[tuple[Two, ...]]:
    if not people:
        yield ()
        return
    first, rest = people[0], people[1:]
    yield from every_pairing(rest)
    for other in rest:
        for more in every_pairing(tuple(one for one in rest if one != other)):
            yield ((first, other), *more)


class PoolOracle:
    """Every pairing that keeps the rules, and what a goal looks at, one thing after the other."""

    def __init__(self, pool: dict[str, Any]) -> None:
        self.pool = pool
        self.open = {two: weight for two, weight in pool["table"].items() if two not in pool["forbidden"]}
        self.all = [
            made
            for made in every_pairing(tuple(range(pool["count"])))
            if set(pool["locked"]) <= set(made) <= self.open.keys()
        ]

    def value(self, made: tuple[Two, ...]) -> float:
        kept = sum(two in self.pool["previous"] for two in made)
        return fsum(self.open[two] for two in made) + float(self.pool["stability"] * kept)

    def rank(self, made: tuple[Two, ...], locked: tuple[Two, ...]) -> tuple[float, ...]:
        stays = self.pool["stability"]
        total, count = round(self.value(made), 9), len(made)
        if self.pool["goal"] == "gain":
            losses = [two for two in made if self.open[two] + stays * (two in self.pool["previous"]) < 0]
            return (float("-inf"),) if set(losses) - set(locked) else (total, count)
        if self.pool["goal"] == "total":
            return round(total - min([0, *self.open.values()]) * count, 9), count
        worst = min((self.open[two] for two in made), default=0) if self.pool["goal"] == "fair" else 0
        return count, worst, total

    def best_with(self, two: Two) -> tuple[tuple[float, ...], list[tuple[Two, ...]]]:
        """The best rank of a result with this pair locked too, and the results that have it."""
        locked = (*self.pool["locked"], two)
        with_it = [made for made in self.all if two in made]
        best = max(self.rank(made, locked) for made in with_it)
        return best, [made for made in with_it if self.rank(made, locked) == best]


def is_so_of_two(oracle: PoolOracle, made: tuple[Two, ...], two: Two, sentences: tuple[Sentence, ...]) -> bool:
    """Whether what is said of a pair is true of every result there is with it."""
    values: dict[str, Any] = dict(sentences[0].values)
    code = sentences[0].reason.code
    beside: dict[str, dict[str, Any]] = {sentence.reason.code: dict(sentence.values) for sentence in sentences[1:]}
    if code == "PAIRED":
        return two in made and bool(values["weight"] == oracle.open[two])
    if code == "PAIR_FORBIDDEN":
        return two not in oracle.open
    if code == "BELOW_FLOOR":
        return bool(oracle.open[two] < min(oracle.open[one] for one in made))
    if code == "WOULD_BREAK":
        return not any(two in other for other in oracle.all)
    _, best = oracle.best_with(two)
    worst = {min(oracle.open[one] for one in other) for other in best}
    fewer, lower = beside.get("FEWER_PAIRS"), beside.get("LOWER_WORST")
    return (
        code in {"POOL_COSTS", "POOL_TIES"}
        and any(abs(values["value"] - oracle.value(other)) < 1e-9 for other in best)
        and values["weight"] == oracle.open[two]
        and (fewer is None) == any(len(other) >= len(made) for other in best)
        and (fewer is None or fewer["pairs"] in {len(other) for other in best})
        and (lower is None or lower["worst"] in worst)
        and (lower is None) == (oracle.pool["goal"] != "fair" or max(worst) >= min(oracle.open[one] for one in made))
    )


def is_so_of_one(oracle: PoolOracle, made: tuple[Two, ...], one: int, sentence: Sentence) -> bool:  # noqa: PLR0911 - because there is one answer a sentence
    """Whether a sentence about somebody is true: whose pair they are in, or why in none."""
    values: dict[str, Any] = dict(sentence.values)
    mine = {(a + b) - one: weight for (a, b), weight in oracle.open.items() if one in (a, b)}
    partner = {a: b for pair_ in made for a, b in (pair_, pair_[::-1])}
    match sentence.reason.code:
        case "PAIRED":
            return bool({values["a"], values["b"]} == {one, partner[one]} and values["weight"] == mine[partner[one]])
        case "NO_PAIR_ALLOWED":
            return bool(oracle.pool["count"] > 1 and not mine)
        case "NOBODY_THERE":
            return bool(oracle.pool["count"] == 1)
        case "POOL_BLOCKED":
            best = values["weight"] == mine[values["other"]] == max(mine.values())
            return bool(best and partner[values["other"]] == values["partner"])
        case "PAIR_NOT_WORTH":
            rank = oracle.rank(made, tuple(oracle.pool["locked"]))
            more = (*made, (min(one, values["other"]), max(one, values["other"])))
            free = {one, values["other"]}.isdisjoint(partner)
            return bool(free and oracle.rank(more, tuple(oracle.pool["locked"])) <= rank)
        case "POOL_ODD":
            return bool(values["count"] == oracle.pool["count"] and values["count"] % 2 == 1)
    return False


@given(pools())
@settings(max_examples=200)
def test_what_is_said_of_one_and_two_of_a_pool_is_so(pool: dict[str, Any]) -> None:
    pytest.importorskip("rustworkx")
    options = {key: value for key, value in pool.items() if key not in {"count", "table"}}
    found: Any = pair(range(pool["count"]), lambda a, b: pool["table"][a, b], **options)
    if found.status is not Status.OPTIMAL:
        return
    oracle = PoolOracle(pool)
    for one in range(pool["count"]):
        for sentence in found.explain(one).sentences:
            assert is_so_of_one(oracle, found.solution, one, sentence), sentence.text("en")
    for two in pool["table"]:
        said = found.explain(*two)
        assert is_so_of_two(oracle, found.solution, two, said.sentences), said.text("en")


def test_numbers_are_written_as_people_write_them() -> None:
    pytest.importorskip("rustworkx")
    made: Any = assign("ab", "xy", [[0.1, 0.7], [0.2, 0.1]])
    assert (
        made.explain("a", "x").text("de").startswith("Mit dem Paar a und x (0,1) käme das Ergebnis auf 0,2 statt 0,9")
    )
    found: Any = pair("abcd", lambda a, b: {"ab": 0.1, "cd": 0.2}.get(a + b, 0.0))
    assert "zusammen 0,3;" in found.explain().text("de")
    assert "worth 0.3 in all" in found.explain().text("en")


# ── rings of advice ──────────────────────────────────────────────────────────────────────────────────────────────────


@st.composite
def advisers(draw: st.DrawFn) -> dict[str, Any]:
    people = [f"a{number}" for number in range(draw(st.integers(1, 5)))]
    weights = st.none() | st.integers(-2, 6) | st.sampled_from([0.1, 0.3])
    weight = {(a, b): draw(weights) for a in people for b in people if a != b}
    return {
        "people": people,
        "weight": weight,
        "forbidden": [pair for pair in weight if draw(st.integers(0, 5)) == 0],
        "longest": draw(st.sampled_from([2, 3])),
        "steps": draw(st.sampled_from([1, 1000])),
    }


@settings(max_examples=60, deadline=None)
@given(advisers())
def test_what_is_said_of_one_beside_rings_of_advice_is_so(asked: dict[str, Any]) -> None:
    found = advise(**asked)
    # Every ring there is, by trying out all orders of two and three.
    worth: dict[tuple[str, ...], float] = {}
    for size in range(2, asked["longest"] + 1):
        for ring in permutations(asked["people"], size):
            arcs = list(zip(ring, (*ring[1:], ring[0]), strict=True))
            weights = [asked["weight"][arc] for arc in arcs]
            if None not in weights and not set(arcs) & set(asked["forbidden"]):
                worth[ring] = fsum(weights)
    used = {one for ring in found.solution for one in ring}
    for one in asked["people"]:
        (sentence,) = found.explain(one).sentences
        mine = [ring for ring in worth if one in ring]
        said: dict[str, Any] = dict(sentence.values)
        match sentence.reason.code:
            case "IN_RING":
                assert said["ring"].ids in found.solution
                assert one in said["ring"].ids
            case "NO_RING":
                assert not mine
            case code:
                ring = said["ring"].ids
                assert one in ring
                assert said["weight"] == pytest.approx(worth[ring]) == pytest.approx(max(map(worth.__getitem__, mine)))
                taken = tuple(other for other in ring if other in used)
                assert code == ("RING_BLOCKED" if taken else "RING_NOT_WORTH")
                assert not taken or said["taken"].ids == taken
                if not taken and found.status is Status.OPTIMAL:
                    assert worth[ring] <= 0
        assert (one in used) is (sentence.reason.code == "IN_RING")


# ── stable matches as a whole ────────────────────────────────────────────────────────────────────────────────────────


def every_match(market: dict[str, Any]) -> Iterator[dict[str, str]]:
    """Every match of tiny lists, one receiver or none for each, within the places and with what is locked."""
    proposers = list(market["proposers"])
    for choice in product([None, *market["receivers"]], repeat=len(proposers)):
        at = {one: to for one, to in zip(proposers, choice, strict=True) if to is not None}
        counts = Counter(at.values())
        mutual = all(
            (one, to) in market["locked"]
            or NOT_LISTED not in {place(market["proposers"][one], to), place(market["receivers"][to], one)}
            for one, to in at.items()
        )
        within = all(number <= market["capacity"][to] for to, number in counts.items())
        if mutual and within and all(at.get(one) == to for one, to in market["locked"]):
            yield at


def is_stable(market: dict[str, Any], at: dict[str, str]) -> bool:
    """Whether no two who may would both rather be together; locked pairs stay."""
    held = dict(market["locked"])
    for one, wishes in market["proposers"].items():
        if one in held:
            continue
        for other, theirs in market["receivers"].items():
            mine, rank = place(wishes, other), place(theirs, one)
            if NOT_LISTED in {mine, rank} or (one in at and place(wishes, at[one]) <= mine):
                continue
            there = [who for who, to in at.items() if to == other and who not in held]
            taken = len([who for who, to in at.items() if to == other])
            if taken < market["capacity"][other] or any(place(theirs, who) > rank for who in there):
                return False
    return True


def ranks_of(market: dict[str, Any], at: dict[str, str]) -> int:
    """The places on their own lists, from 1 on, of both sides or of the side whose best is asked for; none of locked."""
    both_sides, found = market["goal"] == "least_sum", 0
    for one, to in set(at.items()) - set(market["locked"]):
        if both_sides or market["side"] == "proposers":
            found += place(market["proposers"][one], to)
        if both_sides or market["side"] == "receivers":
            found += place(market["receivers"][to], one)
    return found


@given(markets(), st.data())
@settings(max_examples=200)
def test_what_is_said_of_a_match_as_a_whole_is_so(  # noqa: C901, PLR0912 - because every sentence has its own check
    market: dict[str, Any], data: st.DataObject
) -> None:
    market = market | {"goal": data.draw(st.sampled_from(["side", "least_sum", "least_regret"]))}
    more: dict[str, Any] = {}
    if data.draw(st.booleans()):
        matches = list(every_match(market))
        more["previous"] = data.draw(st.sampled_from(matches)) if matches else {}
        more["stability"] = data.draw(st.sampled_from([None, 0, 1, 3]))
    found = match(**market, **more)
    if found.clash is not None:
        return
    at: dict[str, str] = {str(one): str(to) for one, to in found.solution}
    stable = [other for other in every_match(market) if is_stable(market, other)]
    previous = more.get("previous", {})
    changed = {one for one, to in previous.items() if at.get(one) != to}

    def changes(other: dict[str, str]) -> int:
        return sum(other.get(one) != to for one, to in previous.items())

    said = {sentence.reason.code for sentence in found.explain().sentences}
    has_ties = any(
        isinstance(one, list) for side in ("proposers", "receivers") for one in chain(*market[side].values())
    )
    if "STABLE_FOR_THESE_TIES" in said:
        assert has_ties
        assert at in stable
        stable = [at]  # no more is claimed where ties could be put in another order
    for sentence in found.explain().sentences:
        values: dict[str, Any] = dict(sentence.values)
        match sentence.reason.code:
            case "STABLE":
                assert at in stable
                assert values["pairs"] == len(at)
            case "STABLE_MOVED":
                assert set(values["who"].ids) == changed
                assert values["count"] == len(changed)
            case "STABLE_LEAST_SUM":
                assert values["ranks"] == ranks_of(market, at)
                assert values["ranks"] == min(ranks_of(market, other) for other in stable)
            case "STABLE_FEWEST_CHANGES":
                assert values["count"] == len(changed) == min(map(changes, stable))
            case "STABLE_LEAST":
                costs = [ranks_of(market, other) + values["price"] * changes(other) for other in stable]
                assert values["cost"] == ranks_of(market, at) + values["price"] * len(changed) == min(costs)
            case "STABLE_ALONE":
                assert values["a"] not in at
            case code:
                assert code in {"TIES_BY_ID", "TIES_BY_LOT", "STABLE_SIDE_ONLY", "STABLE_FOR_THESE_TIES"}
    for one in changed:
        assert found.explain(one).sentences[-1].values["b"] == previous[one]
    for other, most in market["capacity"].items():
        (sentence,) = found.explain(receiver=other).sentences
        here = {one for one, to in at.items() if to == other}
        assert set(getattr(sentence.values.get("who"), "ids", ())) == here
        assert sentence.values["most"] == most
