"""Iterated local search for a plan, and the proof that none is better.

Occurrences that never get in each other's way are planned in components of their own. For each a plan is found first
and shaken again and again: a few neighbours are put on other days, all others react, and what is no worse stays. In
between, the bound is raised, options that cannot be part of anything better are dropped, and the rest is tried in
full. Each round takes more steps than the one before, until every component is proven or the steps are used up. A step
is the weighing of one option (Lourenço, Martin and Stützle 2003, "Iterated local search").
"""

from __future__ import annotations

from random import Random
from typing import Final

from attrs import define

from kommunal_partner.planning._bounds import SCALE, CostShifts
from kommunal_partner.planning._encode import EncodedPlan
from kommunal_partner.planning._plan_state import PlanState
from kommunal_partner.planning._russian_doll_search import cheapest_by_tails
from kommunal_partner.results import Budget, Interrupted, OutOfSteps

SHAKEN: Final = 4
"""How many neighbours are put on other days at once."""

SHAKES: Final = 40
"""How often each component is shaken in the first round."""

PROOF_STEPS: Final = 100_000
"""How many steps the proof for a component may take in the first round."""

ROUNDS: Final = 6
SWEEPS: Final = 4
"""How many rounds of so many sweeps, forward and backward, raise a bound at most."""

DEEPEST: Final = 250
"""How many occurrences are tried in full at most; Python's stack is as deep."""


@define
class SearchResult:
    """What was found: an option for each occurrence, the objective, what every plan costs at least, the steps taken."""

    chosen: list[int]
    objective: int
    bound: int
    steps: int


@define
class Component:
    """Occurrences that get in nobody else's way: the best choice found for them, its cost, and a bound."""

    members: list[int]
    chosen: list[int]
    cost: int
    bound: int

    @property
    def is_proven(self) -> bool:
        """Whether nothing better is left to find."""
        return self.cost == self.bound


def search(encoded: EncodedPlan, *, seed: int, budget: Budget) -> SearchResult:
    """The best plan found within the budget, and a proven bound on what any plan costs at least.

    Raises:
        Interrupted: with the best found until then, if the keyboard interrupts it.
    """
    components = [
        Component(
            members,
            [len(encoded.options[i]) for i in members],
            encoded.leave_out * len(members),
            sum(min(encoded.costs[i]) for i in members),
        )
        for members in components_of(encoded)
    ]
    try:
        _search(encoded, components, budget, Random(seed))  # noqa: S311 - because a plan is no secret
    except OutOfSteps:
        pass
    except KeyboardInterrupt:
        raise Interrupted(_result(encoded, components, budget)) from None
    return _result(encoded, components, budget)


def _result(encoded: EncodedPlan, components: list[Component], budget: Budget) -> SearchResult:
    chosen = [0] * len(encoded.options)
    for component in components:
        for i, a in zip(component.members, component.chosen, strict=True):
            chosen[i] = a
    objective = sum(component.cost for component in components)
    bound = sum(component.bound for component in components)
    return SearchResult(chosen, objective, bound, min(budget.done, budget.steps))


def components_of(encoded: EncodedPlan) -> list[list[int]]:
    """The connected components of links and loads, which cannot get in each other's way; small ones first."""
    root = list(range(len(encoded.options)))

    def find(i: int) -> int:
        while root[i] != i:
            root[i] = root[root[i]]
            i = root[i]
        return i

    first_in: dict[int, int] = {}
    for i, links in enumerate(encoded.links):
        for link in links:
            root[find(i)] = find(link.other)
        for load in {load for some in encoded.in_loads[i] for load in some}:
            root[find(i)] = find(first_in.setdefault(load, i))
    components: dict[int, list[int]] = {}
    for i in range(len(root)):
        components.setdefault(find(i), []).append(i)
    return sorted(components.values(), key=lambda component: (len(component), component))


def _search(encoded: EncodedPlan, components: list[Component], budget: Budget, random: Random) -> None:
    state = PlanState(encoded, budget)
    for component in components:
        try:
            _sweep(state, component.members)
        finally:  # because a sweep that is broken off has found places too
            _note(state, component)
        if not component.is_proven:
            _shake(state, component, random, SHAKES)
        budget.best = _value(encoded, components)
    bounds = CostShifts(encoded, budget)
    for component in components:
        _raise_bound(bounds, component)
    shakes, steps = SHAKES, PROOF_STEPS
    while not all(component.is_proven for component in components):
        for component in components:
            if not component.is_proven:
                _shake(state, component, random, shakes)
                _prove(state, bounds, component, steps)
                budget.best = _value(encoded, components)
        shakes, steps = shakes * 2, steps * 2


def _value(encoded: EncodedPlan, components: list[Component]) -> int:
    """What the best plan so far costs, without what it leaves out."""
    chosen = [(i, a) for one in components for i, a in zip(one.members, one.chosen, strict=True)]
    left_out = sum(a == len(encoded.options[i]) for i, a in chosen)
    return sum(component.cost for component in components) - encoded.leave_out * left_out


# ── finding ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _sweep(state: PlanState, members: list[int]) -> None:
    """Put each occurrence on its best day beside the others, and those in its way again, until none moves."""
    waiting = members
    while waiting:
        moved = [i for i in waiting if state.improve(i)]
        waiting = sorted({link.other for i in moved for link in state.encoded.links[i]})


def _note(state: PlanState, component: Component) -> None:
    """Keep what is in the state if it is the best so far."""
    cost = state.total(component.members)
    if cost < component.cost:
        component.cost, component.chosen = cost, [state.chosen[i] for i in component.members]


def _shake(state: PlanState, component: Component, random: Random, times: int) -> None:
    """Put a few neighbours on other days and let all others react; keep what is no worse."""
    encoded = state.encoded
    for i, a in zip(component.members, component.chosen, strict=True):
        state.put(i, a)
    least = component.cost
    for _ in range(times):
        before = [state.chosen[i] for i in component.members]
        start = random.choice(component.members)
        near = sorted({link.other for link in encoded.links[start]})
        shaken = [start, *random.sample(near, min(len(near), SHAKEN - 1))]
        for i in shaken:
            prices = state.standing(i)
            ranked = sorted(range(len(prices)), key=prices.__getitem__)
            state.put(i, random.choice(ranked[: max(2, len(ranked) // 2)]))
        _sweep(state, sorted({link.other for i in shaken for link in encoded.links[i]}.difference(shaken)))
        _sweep(state, component.members)
        cost = state.total(component.members)
        if cost > least:
            for i, a in zip(component.members, before, strict=True):
                state.put(i, a)
        else:
            least = cost
            _note(state, component)


# ── proving ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _know(component: Component, scaled: int) -> None:
    """Raise the bound of a component, which never stands above its cost."""
    component.bound = max(component.bound, min(component.cost, -(-scaled // SCALE)))


def _raise_bound(bounds: CostShifts, component: Component) -> None:
    """Sweep until that raises the bound no more; set the multipliers anew from time to time."""
    known = bounds.settle(component.members)
    for n in range(ROUNDS):
        for forward in (True, False) * SWEEPS:
            bounds.sweep(component.members, forward=forward)
        settled = bounds.settle(component.members)
        _know(component, settled)
        if component.is_proven or settled - known < SCALE // 4:
            return
        known = settled
        bounds.adjust_multipliers(component.members, 2 * SCALE // (n + 1))


def _prove(state: PlanState, bounds: CostShifts, component: Component, steps: int) -> None:
    """Drop what cannot be part of a better plan, and try the rest in full as far as the steps go."""
    limit = SCALE * (component.cost - 1) + 1
    dropped = 1
    while dropped and not component.is_proven:
        settled = bounds.settle(component.members)
        _know(component, settled)
        dropped = bounds.narrow(component.members, settled, limit)
        for forward in (True, False) * SWEEPS:
            bounds.sweep(component.members, forward=forward)
    _know(component, bounds.settle(component.members))
    if component.is_proven or len(component.members) > DEEPEST:
        return
    block, returned = bounds.block(component.members)
    own = bounds.budget.within(steps)
    found = cheapest_by_tails(block, limit + returned, own)
    bounds.budget.pay_for(own)
    if found.chosen is not None:
        for i, k in zip(component.members, found.chosen, strict=True):
            state.put(i, bounds.alive[i][k])
        _note(state, component)
    if found.is_complete:
        component.bound = component.cost
    else:
        _know(component, found.bound - returned)
