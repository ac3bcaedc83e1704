"""Laws of stable matches, against every match there is on small markets."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from kommunal_partner.matching.stable import match
from kommunal_partner.matching.stable._min_weight_closure import lightest_closed_set

Lists = dict[str, list[Any]]


@st.composite
def markets(draw: st.DrawFn, *, ties: bool) -> tuple[Lists, Lists, dict[str, int]]:
    proposers = [f"p{number}" for number in range(draw(st.integers(0, 4)))]
    receivers = [f"r{number}" for number in range(draw(st.integers(0, 3)))]

    def wishes(others: list[str]) -> list[Any]:
        if not others:
            return []
        order: list[Any] = draw(st.permutations(others))[draw(st.sampled_from([0, 0, 1])) :]
        if ties and len(order) > 1 and draw(st.booleans()):
            at = draw(st.integers(0, len(order) - 2))
            kind = draw(st.sampled_from([list, tuple, set, frozenset]))
            order = [*order[:at], kind(order[at : at + 2]), *order[at + 2 :]]
        return order

    return (
        {one: wishes(receivers) for one in proposers},
        {one: wishes(proposers) for one in receivers},
        {one: draw(st.integers(0, 2)) for one in receivers},
    )


def ranks(wishes: list[Any]) -> dict[str, int]:
    return {
        one: rank for rank, wish in enumerate(wishes) for one in ([wish] if isinstance(wish, str) else sorted(wish))
    }


def is_stable(proposers: Lists, receivers: Lists, capacity: dict[str, int], at: dict[str, str]) -> bool:
    for one, wishes in proposers.items():
        mine = ranks(wishes)
        for receiver, rank in mine.items():
            theirs = ranks(receivers[receiver])
            if one not in theirs or (one in at and mine[at[one]] <= rank):
                continue
            here = [other for other in at if at[other] == receiver]
            if len(here) < capacity[receiver] or any(theirs[other] > theirs[one] for other in here):
                return False
    return True


def stable_matches(proposers: Lists, receivers: Lists, capacity: dict[str, int]) -> Iterator[dict[str, str]]:
    mutual = [[None, *(r for r in ranks(wishes) if one in ranks(receivers[r]))] for one, wishes in proposers.items()]
    for choice in product(*mutual):
        at = {one: receiver for one, receiver in zip(proposers, choice, strict=True) if receiver is not None}
        fits = all(list(at.values()).count(one) <= room for one, room in capacity.items())
        if fits and is_stable(proposers, receivers, capacity, at):
            yield at


@given(markets(ties=True))
@settings(max_examples=250)
def test_no_pair_blocks_the_match_of_either_side_whatever_the_ties(market: tuple[Lists, Lists, dict[str, int]]) -> None:
    proposers, receivers, capacity = market
    all_stable = list(stable_matches(proposers, receivers, capacity))
    for options in ({"side": "proposers"}, {"side": "receivers"}, {"goal": "least regret"}):
        found = match(proposers, receivers, capacity=capacity, **options)  # type: ignore[arg-type] # because options are literals
        assert dict(found.solution) in all_stable
        assert (found.verify(), found.value, found.gap) == ((), 0, 0)


@given(markets(ties=False))
@settings(max_examples=250)
def test_each_side_gets_the_best_and_the_other_the_worst_of_all_stable_matches(
    market: tuple[Lists, Lists, dict[str, int]],
) -> None:
    proposers, receivers, capacity = market
    all_stable = list(stable_matches(proposers, receivers, capacity))
    best = dict(match(proposers, receivers, capacity=capacity).solution)
    worst = dict(match(proposers, receivers, capacity=capacity, side="receivers").solution)
    for one, wishes in proposers.items():
        got = [ranks(wishes).get(at.get(one, ""), len(wishes)) for at in all_stable]
        assert ranks(wishes).get(str(best.get(one)), len(wishes)) == min(got)
        assert ranks(wishes).get(str(worst.get(one)), len(wishes)) == max(got)


@given(markets(ties=False))
@settings(max_examples=250)
def test_least_regret_is_the_least_of_all_stable_matches(market: tuple[Lists, Lists, dict[str, int]]) -> None:
    proposers, receivers, capacity = market
    all_stable = list(stable_matches(proposers, receivers, capacity))
    mine, theirs = proposers, receivers
    full = {r for r, room in capacity.items() if room and list(all_stable[0].values()).count(r) == room}

    def regret(at: dict[str, str]) -> int:
        places = [mine[p].index(r) for p, r in at.items()] + [theirs[r].index(p) for p, r in at.items() if r in full]
        return max(places, default=0)

    found: Any = match(proposers, receivers, capacity=capacity, goal="least regret").solution
    assert regret(dict(found)) == min(map(regret, all_stable))


@st.composite
def rings(draw: st.DrawFn) -> tuple[Lists, Lists, dict[str, int]]:
    """Markets with many stable matches: small rings whose two sides want the opposite, stirred a little."""
    sizes = draw(st.sampled_from([(2, 2), (3, 2), (4,), (2, 2, 2), (3, 3), (5,)]))
    proposers, receivers = Lists(), Lists()
    for number, size in enumerate(sizes):
        mine, theirs = ([f"{letter}{number}{at}" for at in range(size)] for letter in "pr")
        for at in range(size):
            proposers[mine[at]] = theirs[at:] + theirs[:at]
            receivers[theirs[at]] = mine[at + 1 :] + mine[: at + 1]
    for side, others in ((proposers, receivers), (receivers, proposers)):
        for one in draw(st.lists(st.sampled_from(sorted(side)), max_size=2)):
            at = draw(st.integers(0, len(side[one])))
            other = draw(st.sampled_from(sorted(others)))
            side[one] = [other if k == at else wish for k, wish in enumerate(side[one]) if wish != other or k == at]
            if other not in side[one]:
                side[one].append(other)
    return proposers, receivers, dict.fromkeys(receivers, 1)


@st.composite
def crowds(draw: st.DrawFn) -> tuple[Lists, Lists, dict[str, int]]:
    """Markets in which receivers have several places and like those last who like them first."""
    proposers = [f"p{number}" for number in range(draw(st.integers(4, 6)))]
    receivers = [f"r{number}" for number in range(draw(st.integers(2, 3)))]
    mine: Lists = {one: draw(st.permutations(receivers)) for one in proposers}
    theirs: Lists = {
        one: sorted(draw(st.permutations(proposers)), key=lambda p, one=one: -mine[p].index(one))  # type: ignore[misc] # because the default is bound at once
        for one in receivers
    }
    return mine, theirs, {one: draw(st.integers(1, 3)) for one in receivers}


@given(
    st.one_of(rings(), crowds(), markets(ties=False)),
    st.sampled_from(["side", "least sum", "least regret"]),
    st.sampled_from(["proposers", "receivers"]),
    st.sampled_from([None, 0, 0.5, 1, 2, 3]),
    st.data(),
)
@settings(max_examples=100)
def test_no_stable_match_is_better_by_ranks_and_changes(
    market: tuple[Lists, Lists, dict[str, int]],
    goal: Any,  # noqa: ANN401 - because goals are literals
    side: Any,  # noqa: ANN401 - because sides are literals
    stability: float | None,
    data: st.DataObject,
) -> None:
    proposers, receivers, capacity = market
    all_stable = list(stable_matches(proposers, receivers, capacity))
    some = st.sampled_from(sorted(receivers)) if receivers else st.nothing()
    earlier = data.draw(st.dictionaries(st.sampled_from(sorted(proposers)), some)) if proposers and receivers else {}
    mine, theirs = proposers, receivers
    full = {r for r, room in capacity.items() if list(all_stable[0].values()).count(r) == room}

    def lowered(at: dict[str, str]) -> int:
        own = [mine[p].index(r) + 1 for p, r in at.items()]
        others = [theirs[r].index(p) + 1 for p, r in at.items() if goal != "least regret" or r in full]
        if goal == "least regret":
            return max(own + others, default=0)
        return sum(own + others) if goal == "least sum" else sum(own if side == "proposers" else others)

    def key(at: dict[str, str]) -> tuple[float, float]:
        moved = sum(at.get(one) != was for one, was in earlier.items())
        return (moved, lowered(at)) if stability is None else (lowered(at) + stability * moved, moved)

    found: Any = match(
        proposers, receivers, capacity=capacity, goal=goal, side=side, previous=earlier.items(), stability=stability
    )
    at = dict(found.solution)
    best = min(map(key, all_stable))
    assert at in all_stable
    assert (key(at), found.ranks, found.verify()) == (best, lowered(at), ())
    assert set(found.moved) == {one for one, was in earlier.items() if at.get(one) != was}
    # Among equals the side has its best.
    for one, receiver in at.items():
        places = [mine[one].index(equal[one]) for equal in all_stable if key(equal) == best]
        assert mine[one].index(receiver) == (min if side == "proposers" else max)(places)


@given(markets(ties=True), st.integers(0, 9))
@settings(max_examples=150)
def test_a_stable_match_given_back_stays(market: tuple[Lists, Lists, dict[str, int]], which: int) -> None:
    all_stable = list(stable_matches(*market))
    earlier = all_stable[which % len(all_stable)]
    found = match(market[0], market[1], capacity=market[2], previous=earlier.items())
    assert (found.moved, found.verify()) == ((), ())
    if earlier:
        assert dict(found.solution) == earlier


@given(markets(ties=True), st.randoms(use_true_random=False))
@settings(max_examples=100)
def test_the_order_in_which_ids_come_changes_nothing(market: tuple[Lists, Lists, dict[str, int]], random: Any) -> None:  # noqa: ANN401 - because Hypothesis does not name its type
    proposers, receivers, capacity = market
    turned = [list(side.items()) for side in (proposers, receivers)]
    for side in turned:
        random.shuffle(side)
    again = match(dict(turned[0]), dict(turned[1]), capacity=capacity)
    assert again == match(proposers, receivers, capacity=capacity)


@given(markets(ties=True), st.data())
@settings(max_examples=150)
def test_with_a_couple_nobody_is_blocked_more_than_must_be(
    market: tuple[Lists, Lists, dict[str, int]], data: st.DataObject
) -> None:
    proposers, receivers, capacity = market
    if len(proposers) < 2:
        return
    places = [None, *receivers]
    wishes = data.draw(st.lists(st.tuples(st.sampled_from(places), st.sampled_from(places)), max_size=4))
    alone = {**proposers, "p0": [], "p1": []}
    found = match(alone, receivers, capacity=capacity, couples=[("p0", "p1", wishes)], steps=150)
    assert (found.verify(), found.value) == ((), len(found.blocking))
    # Where something blocks, no other match of all there are is stable either, with ties in the same order.
    if found.value:
        alone, receivers = ({one: [*ranks(own)] for one, own in side.items()} for side in (alone, receivers))
        for wish in [(None, None), *wishes]:
            seats: list[list[str | None]] = []
            for one, own in alone.items():
                mutual = [r for r in ranks(own) if one in ranks(receivers[r])]
                seats.append([wish[["p0", "p1"].index(one)]] if one in {"p0", "p1"} else [None, *mutual])
            for choice in product(*seats):
                at = {one: receiver for one, receiver in zip(alone, choice, strict=True) if receiver is not None}
                again = match(
                    alone, receivers, capacity=capacity, couples=[("p0", "p1", wishes)], previous=at.items(), steps=1
                )
                assert again.status is not found.status.OPTIMAL


@given(st.lists(st.tuples(st.integers(-4, 4), st.integers(0, 63)), max_size=7))
@example([(-3, 0), (2, 0), (3, 1), (-3, 6), (-4, 4)])  # a payment is taken back in part
@example([(4, 0), (1, 0), (-3, 3), (-4, 2), (3, 3)])  # and wholly
@settings(max_examples=250)
def test_no_closed_set_is_lighter_and_the_flow_proves_it(drawn: list[tuple[int, int]]) -> None:
    weights = [weight for weight, _ in drawn]
    before = [[other for other in range(number) if bits >> other & 1] for number, (_, bits) in enumerate(drawn)]
    closed = [
        chosen
        for chosen in (
            {number for number in range(len(drawn)) if bits >> number & 1} for bits in range(2 ** len(drawn))
        )
        if all(chosen.issuperset(before[number]) for number in chosen)
    ]
    least = min(sum(weights[number] for number in chosen) for chosen in closed)
    lightest = [chosen for chosen in closed if sum(weights[number] for number in chosen) == least]
    for largest, expected in ((False, set.intersection(*lightest)), (True, set.union(*lightest))):
        chosen, flow = lightest_closed_set(weights, before, largest=largest)
        assert chosen == expected
        rest = list(weights)
        for first, second, amount in flow:
            assert amount > 0
            assert first in before[second]
            rest[first] -= amount
            rest[second] += amount
        assert sum(min(weight, 0) for weight in rest) == least
