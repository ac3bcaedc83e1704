"""The search for a plan and for the proof that none is better.

Occurrences that never get in each other's way are planned in parts of their own. For each part a plan is found first
and shaken again and again: a few neighbours are put on other days, all others react, and what is no worse stays. In
between, the part's bound is raised, options that cannot be part of anything better are dropped, and the rest is tried
in full. Each round takes more steps than the one before, until every part is proven or the steps are used up.
"""

from __future__ import annotations

from random import Random
from typing import Final

from attrs import define

from kommunal_partner.planning.board import Board
from kommunal_partner.planning.bounds import SCALE, Bounds
from kommunal_partner.planning.exact import cheapest_by_tails
from kommunal_partner.planning.meter import Meter, OutOfSteps
from kommunal_partner.planning.problem import Problem

__all__ = ["Found", "parts_of", "search"]

SHAKEN: Final = 4
"""How many neighbours are put on other days at once."""

SHAKES: Final = 40
"""How often each part is shaken in the first round."""

PROOF_STEPS: Final = 100_000
"""How many steps the proof for a part may take in the first round."""

ROUNDS: Final = 6
SWEEPS: Final = 4
"""How many rounds of so many sweeps, forward and backward, raise a bound at most."""

DEEPEST: Final = 250
"""How many occurrences are tried in full at most; Python's stack is as deep."""


@define
class Found:
    """What was found: an option for each occurrence, its total, what every plan costs at least, the steps taken."""

    chosen: list[int]
    total: int
    bound: int
    steps: int


@define
class Part:
    """Occurrences that get in nobody else's way: the best choice found for them, its cost, and a bound."""

    members: list[int]
    chosen: list[int]
    cost: int
    bound: int

    @property
    def is_proven(self) -> bool:
        """Whether nothing better is left to find."""
        return self.cost == self.bound


def search(problem: Problem, *, seed: int, steps: int) -> Found:
    """The best plan found within so many steps, and a proven bound on what any plan costs at least."""
    meter = Meter(steps)
    parts = [
        Part(
            members,
            [len(problem.options[i]) for i in members],
            problem.leave_out * len(members),
            sum(min(problem.costs[i]) for i in members),
        )
        for members in parts_of(problem)
    ]
    try:
        _search(problem, parts, meter, Random(seed))  # noqa: S311 - because a plan is no secret
    except OutOfSteps:
        meter.left = 0
    chosen = [0] * len(problem.options)
    for part in parts:
        for i, a in zip(part.members, part.chosen, strict=True):
            chosen[i] = a
    return Found(chosen, sum(part.cost for part in parts), sum(part.bound for part in parts), steps - meter.left)


def parts_of(problem: Problem) -> list[list[int]]:
    """The occurrences in parts that cannot get in each other's way, small parts first."""
    root = list(range(len(problem.options)))

    def find(i: int) -> int:
        while root[i] != i:
            root[i] = root[root[i]]
            i = root[i]
        return i

    first_in: dict[int, int] = {}
    for i, links in enumerate(problem.links):
        for link in links:
            root[find(i)] = find(link.other)
        for load in {load for some in problem.in_loads[i] for load in some}:
            root[find(i)] = find(first_in.setdefault(load, i))
    parts: dict[int, list[int]] = {}
    for i in range(len(root)):
        parts.setdefault(find(i), []).append(i)
    return sorted(parts.values(), key=lambda part: (len(part), part))


def _search(problem: Problem, parts: list[Part], meter: Meter, random: Random) -> None:
    board = Board(problem, meter)
    for part in parts:
        _sweep(board, part.members)
        _note(board, part)
        if not part.is_proven:
            _shake(board, part, random, SHAKES)
    bounds = Bounds(problem, meter)
    for part in parts:
        _raise_bound(bounds, part)
    shakes, steps = SHAKES, PROOF_STEPS
    while not all(part.is_proven for part in parts):
        for part in parts:
            if not part.is_proven:
                _shake(board, part, random, shakes)
                _prove(board, bounds, part, steps)
        shakes, steps = shakes * 2, steps * 2


# ── finding ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _sweep(board: Board, members: list[int]) -> None:
    """Put each occurrence on its best day beside the others, and those in its way again, until none moves."""
    waiting = members
    while waiting:
        moved = [i for i in waiting if board.improve(i)]
        waiting = sorted({link.other for i in moved for link in board.problem.links[i]})


def _note(board: Board, part: Part) -> None:
    """Keep what is on the board if it is the best so far."""
    cost = board.total(part.members)
    if cost < part.cost:
        part.cost, part.chosen = cost, [board.chosen[i] for i in part.members]


def _shake(board: Board, part: Part, random: Random, times: int) -> None:
    """Put a few neighbours on other days and let all others react; keep what is no worse."""
    problem = board.problem
    for i, a in zip(part.members, part.chosen, strict=True):
        board.put(i, a)
    least = part.cost
    for _ in range(times):
        before = [board.chosen[i] for i in part.members]
        start = random.choice(part.members)
        near = sorted({link.other for link in problem.links[start]})
        shaken = [start, *random.sample(near, min(len(near), SHAKEN - 1))]
        for i in shaken:
            prices = board.standing(i)
            ranked = sorted(range(len(prices)), key=prices.__getitem__)
            board.put(i, random.choice(ranked[: max(2, len(ranked) // 2)]))
        _sweep(board, sorted({link.other for i in shaken for link in problem.links[i]}.difference(shaken)))
        _sweep(board, part.members)
        cost = board.total(part.members)
        if cost > least:
            for i, a in zip(part.members, before, strict=True):
                board.put(i, a)
        else:
            least = cost
            _note(board, part)


# ── proving ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _know(part: Part, scaled: int) -> None:
    """Raise the bound of a part, which never stands above its cost."""
    part.bound = max(part.bound, min(part.cost, -(-scaled // SCALE)))


def _raise_bound(bounds: Bounds, part: Part) -> None:
    """Sweep until that raises the bound no more; set the tolls anew from time to time."""
    known = bounds.settle(part.members)
    for n in range(ROUNDS):
        for forward in (True, False) * SWEEPS:
            bounds.sweep(part.members, forward=forward)
        settled = bounds.settle(part.members)
        _know(part, settled)
        if part.is_proven or settled - known < SCALE // 4:
            return
        known = settled
        bounds.adjust_tolls(part.members, 2 * SCALE // (n + 1))


def _prove(board: Board, bounds: Bounds, part: Part, steps: int) -> None:
    """Drop what cannot be part of a better plan, and try the rest in full as far as the steps go."""
    limit = SCALE * (part.cost - 1) + 1
    dropped = 1
    while dropped and not part.is_proven:
        settled = bounds.settle(part.members)
        _know(part, settled)
        dropped = bounds.narrow(part.members, settled, limit)
        for forward in (True, False) * SWEEPS:
            bounds.sweep(part.members, forward=forward)
    _know(part, bounds.settle(part.members))
    if part.is_proven or len(part.members) > DEEPEST:
        return
    block, returned = bounds.block(part.members)
    own = Meter(steps)
    found = cheapest_by_tails(block, limit + returned, own)
    bounds.meter.pay(steps - max(own.left, 0))
    if found.chosen is not None:
        for i, k in zip(part.members, found.chosen, strict=True):
            board.put(i, bounds.alive[i][k])
        _note(board, part)
    if found.is_complete:
        part.bound = part.cost
    else:
        _know(part, found.bound - returned)
