"""Trees grown from whoever has no mate: the pairs that are worth most, with shares that prove it."""

from __future__ import annotations

import random
from functools import cache

import pytest

from kommunal_partner.matching.assignment._alternating_tree import AlternatingTrees, begun_at, join, settled
from kommunal_partner.results import OutOfSteps

np = pytest.importorskip("numpy")

Weights = dict[tuple[int, int], int]


def grown(size: int, weights: Weights) -> AlternatingTrees:
    """Trees that have been grown from everybody, none of whom had a mate."""
    arcs = sorted([(a, b, weight) for (a, b), weight in weights.items()] + [(b, a, w) for (a, b), w in weights.items()])
    ends = [sum(one < at for one, _, _ in arcs) for at in range(size + 1)]
    others, twice = [other for _, other, _ in arcs], [2.0 * weight for _, _, weight in arcs]
    most = float(max(weights.values()))
    trees = AlternatingTrees([-1] * size, [most] * size, others, twice, ends)
    settled(trees, list(range(size)), lambda: None)
    return trees


def greatest_sum(size: int, weights: Weights) -> int:
    """By trying all, whoever comes first with everybody else or with nobody."""

    @cache
    def of(left: frozenset[int]) -> int:
        if not left:
            return 0
        first = min(left)
        rest = left - {first}
        return max([of(rest)] + [weights[first, one] + of(rest - {one}) for one in rest if (first, one) in weights])

    return of(frozenset(range(size)))


def drawn(seed: int) -> tuple[int, Weights]:
    rng = random.Random(seed)  # noqa: S311 - because it draws a case
    size, share, top = rng.randint(2, 11), rng.choice([0.3, 0.5, 0.9]), rng.choice([1, 2, 3, 9, 100])
    two = [(a, b) for a in range(size) for b in range(a + 1, size) if rng.random() < share]
    return size, {both: rng.randint(1, top) for both in two or [(0, 1)]}


def test_the_pairs_are_worth_most_and_the_shares_prove_it() -> None:
    for seed in range(400):
        size, weights = drawn(seed)
        trees = grown(size, weights)
        pairs = trees.pairs()
        assert len({one for both in pairs for one in both}) == 2 * len(pairs)
        assert sum(weights[both] for both in pairs) == greatest_sum(size, weights)
        rows, columns = np.array(list(weights)).T
        short = trees.short_by(rows, columns, np.array(list(weights.values())))
        assert min(short.tolist()) >= 0
        assert not any(gap for both, gap in zip(weights, short.tolist(), strict=True) if both in pairs)
        assert min(trees.takes + trees.share) >= 0
        assert not any(share for share, mate in zip(trees.share, trees.mate, strict=True) if mate < 0)


def larger(seed: int) -> tuple[int, Weights]:
    rng = random.Random(seed)  # noqa: S311 - because it draws a case
    size = rng.randint(20, 40)
    two = [(a, b) for a in range(size) for b in range(a + 1, size) if rng.random() < 6 / size]
    return size, {both: rng.randint(1, 5) for both in two}


def test_blossoms_within_blossoms_are_opened_again() -> None:
    for seed in range(120):
        size, weights = larger(seed)
        trees = grown(size, weights)
        rows, columns = np.array(list(weights)).T
        short = trees.short_by(rows, columns, np.array(list(weights.values())))
        assert min(short.tolist()) >= 0
        # Weak duality: no pairs are worth more than shares and blossoms, and these are worth as much.
        halves = sum(share for share in trees.share) / 2
        inside = [(len(trees.members[at]) - 1) // 2 for at in range(size, len(trees.members))]
        halves += sum(count * takes for count, takes in zip(inside, trees.takes[size:], strict=True)) / 2
        assert sum(weights[both] for both in trees.pairs()) == halves


def test_of_circles_and_chains_every_other_step_is_made_and_one_of_an_odd_circle_is_left() -> None:
    # A chain of three, a pair, a circle of four, a circle of three, one with nobody, a circle of three with a free one.
    partner = [1, 2, 14, 4, 3, 6, 7, 8, 5, 10, 11, 9, 14, 14]
    mate, circles = begun_at(partner, [0.0] * 9 + [2.0, 1.0, 3.0] + [0.0] * 2)
    assert (mate[:5], mate[12:]) == ([1, 0, -1, 4, 3], [-1, -1])
    assert [mate[mate[one]] for one in range(5, 9)] == [5, 6, 7, 8]
    assert (mate[9:12], circles) == ([11, -1, 9], [[11, 9, 10]])
    assert begun_at([1, 2, 0], [1.0, 0.0, 1.0]) == ([2, -1, 0], [])


def test_of_odd_circles_two_and_two_are_joined_where_a_pair_costs_no_more_than_it_is_worth() -> None:
    mate, circles = begun_at([1, 2, 0, 4, 5, 3, 7, 8, 6, 10, 11, 12, 13, 9], [1.0] * 14)
    assert [walk[-1] for walk in circles] == [0, 3, 6, 9]
    circles[3:] = [[10, 11, 12, 13, 9]]
    # Inside a circle; the first and the second; the second, which is not alone any more; the third and the fourth.
    tight = [(0, 1), (1, 5), (4, 7), (8, 11), (6, 2)]
    assert join(circles, mate, tight) == []
    assert [mate[one] for one in (1, 5, 8, 11)] == [5, 1, 11, 8]
    assert [mate[mate[one]] for one in range(14)] == list(range(14))
    mate, circles = begun_at([1, 2, 0, 4, 5, 3], [1.0, 1.0, 1.0, 3.0, 3.0, 1.0])
    assert join(circles, mate, [(0, 2)]) == [0, 5]
    assert mate == [-1, 2, 1, 4, 3, -1]


def test_a_search_that_is_ended_leaves_the_pairs_made_so_far() -> None:
    trees = AlternatingTrees([-1, -1], [1.0, 1.0], [1, 0], [2.0, 2.0], [0, 1, 2])

    def ended() -> None:
        raise OutOfSteps

    with pytest.raises(OutOfSteps):
        settled(trees, [0, 1], ended)
    assert trees.pairs() == []
    settled(trees, [0, 1], lambda: None)
    assert trees.pairs() == [(0, 1)]
