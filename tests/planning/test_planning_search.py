"""The parts of the search, each against what can be counted by hand or by trying all."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product
from random import Random

import pytest
from tests.planning.conftest import MONDAY, occurrence

from kommunal_partner.planning import MinimumGap, MostPer, NearLikeliest, Occurrence, Placement, RotateLands, Window
from kommunal_partner.planning._bounds import SCALE, CostShifts, _message_by_days, _message_by_land
from kommunal_partner.planning._encode import EncodedPlan, Link
from kommunal_partner.planning._iterated_local_search import SearchResult, components_of, search
from kommunal_partner.planning._plan_state import PlanState
from kommunal_partner.planning._russian_doll_search import Block, cheapest_by_tails
from kommunal_partner.results import Budget, OutOfSteps
from kommunal_partner.spans import Span


def lone(name: str, reach: int, likeliest: date = MONDAY, lands: tuple[str, ...] = ()) -> Occurrence:
    return occurrence(name, likeliest, reach, series=name[0], days=(1, 1), lands=lands)


def crowd(size: int, reach: int = 4, *rules: MinimumGap | MostPer | RotateLands) -> EncodedPlan:
    """Events that all would best begin on one day, `reach` days to either side open to each."""
    events = [lone(f"{name}1", reach) for name in "abcdefgh"[:size]]
    return EncodedPlan.of(events, Span.years(2027), (), [Window(), NearLikeliest(), *(rules or (MinimumGap(1),))])


def total(encoded: EncodedPlan, chosen: tuple[int, ...]) -> int:
    state = PlanState(encoded, Budget(10**9))
    for i, a in enumerate(chosen):
        state.put(i, a)
    return state.total(list(range(len(chosen))))


def best(encoded: EncodedPlan) -> int:
    return min(total(encoded, chosen) for chosen in product(*(range(len(costs)) for costs in encoded.costs)))


TASKS = {
    "gaps": crowd(3),
    "weighted gaps": crowd(3, 4, MinimumGap(0), MinimumGap(3, weight=2)),
    "load": crowd(4, 1, MostPer(2, weight=5)),
    "load and gaps": crowd(4, 2, MostPer(2, weight=5), MinimumGap(0, weight=2)),
    "hard load": crowd(3, 1, MostPer(1)),
}


@pytest.mark.parametrize("name", TASKS)
def test_no_sweep_raises_a_bound_above_the_best_plan(name: str) -> None:
    encoded = TASKS[name]
    everyone, least = list(range(len(encoded.costs))), best(encoded)
    bounds = CostShifts(encoded, Budget(10**9))
    for n in range(6):
        bounds.sweep(everyone, forward=n % 2 == 0)
        assert bounds.settle(everyone) <= SCALE * least
        bounds.adjust_multipliers(everyone, SCALE // (n + 1))
        assert bounds.settle(everyone) <= SCALE * least


LINKS = (
    Link(1, ((4, 0), (1, 3), (-9, 7))),
    Link(1, ((2, 0), (-9, 5))),
    Link(1, ((5, 0), (3, 1), (0, 4), (-9, 8))),
    Link(1, ((0, 0), (-9, 0))),
    Link(1, (), 4),
    Link(1, (), 0),
)


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("link", LINKS)
def test_a_link_hands_on_what_the_other_end_costs_beside_its_best_choice(link: Link, seed: int) -> None:
    drawn = Random(seed)  # noqa: S311 - because nothing is kept secret

    def some() -> list[Placement]:
        firsts = [date(2027, 9, drawn.randint(1, 14)) for _ in range(drawn.randint(1, 5))]
        lands = (None, "DE-HE", "DE-NW")
        return [Placement(day, day + timedelta(days=drawn.randint(0, 3)), "a", drawn.choice(lands)) for day in firsts]

    sources, targets = some(), some()
    prices = [SCALE * drawn.randint(-3, 9) for _ in sources] + [SCALE * drawn.randint(-3, 12)]
    if link.levels:
        message = _message_by_days(sources, targets, link.levels)
    else:
        ours, theirs = ([one.land for one in placements] for placements in (sources, targets))
        message = _message_by_land(ours, theirs, link.same_land)
    beside = [
        min(
            [prices[-1], *(price + SCALE * link.cost(one, target) for price, one in zip(prices, sources, strict=False))]
        )
        for target in targets
    ]
    assert message(prices) == [*beside, min(prices)]


def test_tolls_raise_the_bound_of_a_crowded_quarter() -> None:
    encoded = TASKS["load"]
    everyone = list(range(len(encoded.costs)))
    bounds = CostShifts(encoded, Budget(10**9))
    assert bounds.settle(everyone) == 0
    for _ in range(5):
        bounds.adjust_multipliers(everyone, SCALE)
    assert bounds.settle(everyone) == SCALE * best(encoded) == SCALE * 10
    for _ in range(9):
        bounds.adjust_multipliers(everyone, SCALE)  # a toll is never higher than what a further event costs
    assert bounds.multipliers == [5 * SCALE]


def test_a_toll_falls_again_where_there_is_room() -> None:
    encoded = crowd(2, 1, MostPer(1, weight=5))
    bounds = CostShifts(encoded, Budget(10**9))
    bounds.multipliers = [SCALE]
    bounds.unary = [[0, 0, 0, -SCALE] for _ in bounds.unary]  # as if leaving out were the cheapest
    bounds.adjust_multipliers([0, 1], SCALE // 2)
    assert bounds.multipliers == [SCALE // 2]
    bounds.adjust_multipliers([0, 1], 0)
    assert bounds.multipliers == [SCALE // 2]


@pytest.mark.parametrize("name", TASKS)
def test_narrowing_keeps_every_plan_below_the_limit(name: str) -> None:
    encoded = TASKS[name]
    everyone, least = list(range(len(encoded.costs))), best(encoded)
    bounds = CostShifts(encoded, Budget(10**9))
    for n in range(4):
        bounds.sweep(everyone, forward=n % 2 == 0)
    bounds.narrow(everyone, bounds.settle(everyone), SCALE * least + 1)
    kept = min(total(encoded, chosen) for chosen in product(*bounds.alive))
    assert kept == least


@pytest.mark.uncounted
@pytest.mark.parametrize("name", TASKS)
@pytest.mark.parametrize("steps", [1, 10, 30, 100, 300, 1_000, 10_000, 100_000])
def test_whatever_the_steps_the_tails_bound_the_best_choice_from_below(name: str, steps: int) -> None:
    encoded = TASKS[name]
    everyone, least = list(range(len(encoded.costs))), best(encoded)
    bounds = CostShifts(encoded, Budget(10**9))
    for tolled in (False, True):
        if tolled:
            bounds.adjust_multipliers(everyone, SCALE)
        block, returned = bounds.block(everyone)
        found = cheapest_by_tails(block, SCALE * (least + 4) + returned, Budget(steps))
        assert found.bound - returned <= SCALE * least
        if found.is_complete:
            assert found.cost - returned == SCALE * least
        below = cheapest_by_tails(block, SCALE * (least - 1) + 1 + returned, Budget(steps))
        assert below.chosen is None
        assert not below.is_complete or below.bound == SCALE * (least - 1) + 1 + returned


def test_with_no_steps_at_all_every_occurrence_is_bounded_by_its_cheapest_price() -> None:
    block = Block([[3, 5], [4, 2]], [[], []], [[(), ()], [(), ()]], {}, {}, {})
    found = cheapest_by_tails(block, 100, Budget(0))
    assert (found.bound, found.is_complete, found.chosen) == (5, False, None)


def test_a_budget_stops_the_search_when_it_is_used_up() -> None:
    budget = Budget(3)
    budget.pay(3)
    with pytest.raises(OutOfSteps):
        budget.pay(1)


def test_events_that_can_never_meet_are_components_of_their_own() -> None:
    events = [lone("a1", 3), lone("b1", 3), lone("c1", 3, date(2027, 3, 1))]
    alone = EncodedPlan.of(events, Span.years(2027), (), [Window(), MinimumGap(5)])
    assert components_of(alone) == [[0], [1, 2]]
    loaded = EncodedPlan.of(events, Span.years(2027), (), [Window(), MinimumGap(5), MostPer(2, "year")])
    assert components_of(loaded) == [[0, 1, 2]]
    roomy = EncodedPlan.of(events, Span.years(2027), (), [Window(), MostPer(3, "year")])
    assert components_of(roomy) == [[0], [1], [2]]


@pytest.mark.uncounted
@pytest.mark.parametrize("name", TASKS)
@pytest.mark.parametrize("steps", [1, 50, 200, 800, 3_000, 12_000, 50_000, 400_000])
def test_more_steps_bring_the_value_and_the_bound_to_the_best(name: str, steps: int) -> None:
    encoded = TASKS[name]
    found: SearchResult = search(encoded, seed=1, budget=Budget(steps))
    least = best(encoded)
    assert found.bound <= least <= found.objective
    assert found.objective == total(encoded, tuple(found.chosen))
    assert found.steps <= steps
    if steps == 400_000:
        assert found.bound == found.objective == least


def test_a_crowd_on_one_day_spreads_to_both_sides() -> None:
    # Days 0, ±2, ±4 with one day between.
    found = search(crowd(5, 9), seed=0, budget=Budget(1_000_000))
    assert (found.objective, found.bound) == (12, 12)


def test_an_empty_place_that_was_paid_for_counts_at_the_end() -> None:
    block = Block([[0, 1]], [[]], [[(), ()]], {0: 1}, {0: 0}, {0: 5})
    found = cheapest_by_tails(block, 100, Budget(1_000))
    assert (found.chosen, found.cost) == ([0], 5)


def test_what_was_not_found_by_shaking_is_found_by_proving(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kommunal_partner.planning._iterated_local_search.SHAKES", 0)
    # The first sweep puts a on its best day, in the middle of the two days that b and c could have.
    a, b, c = lone("a1", 1), lone("b1", 0), lone("c1", 0, MONDAY + timedelta(days=1))
    encoded = EncodedPlan.of([a, b, c], Span.years(2027), (), [Window(), NearLikeliest(), MinimumGap(0)])
    found = search(encoded, seed=0, budget=Budget(100_000))
    assert (found.objective, found.bound) == (1, 1)


def test_a_proof_that_ran_out_of_its_steps_is_taken_up_again_with_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kommunal_partner.planning._iterated_local_search.PROOF_STEPS", 200)
    monkeypatch.setattr("kommunal_partner.planning._iterated_local_search.SHAKES", 1)
    found = search(crowd(5, 9), seed=0, budget=Budget(2_000_000))
    assert (found.objective, found.bound) == (12, 12)


def test_a_bound_that_rises_to_the_last_round_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kommunal_partner.planning._iterated_local_search.ROUNDS", 1)
    encoded = TASKS["weighted gaps"]
    found = search(encoded, seed=0, budget=Budget(1_000_000))
    assert found.bound == found.objective == best(encoded)


def test_what_is_too_deep_to_be_tried_in_full_is_still_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kommunal_partner.planning._iterated_local_search.DEEPEST", 2)
    found = search(crowd(5, 9), seed=0, budget=Budget(100_000))
    assert found.objective == 12
    assert 0 < found.bound <= 12


def test_hosts_in_one_land_only_are_bounded_too() -> None:
    years = [lone(f"a{year}", 1, date(year, 9, 6), ("DE-HE",)) for year in (2027, 2028, 2029)]
    encoded = EncodedPlan.of(years, Span.years(2027, 2029), (), [Window(), NearLikeliest(), RotateLands(weight=3)])
    bounds = CostShifts(encoded, Budget(10**9))
    bounds.sweep([0, 1, 2], forward=True)
    assert bounds.settle([0, 1, 2]) == 6 * SCALE
