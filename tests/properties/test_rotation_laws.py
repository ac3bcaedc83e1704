"""Laws of rotation plans, against an oracle that tries every round for a handful of people."""

from __future__ import annotations

from collections import Counter
from itertools import combinations, permutations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from kommunal_partner.matching.rotation import rotate
from kommunal_partner.matching.rotation._finite_fields import GaloisField
from kommunal_partner.matching.rotation._orthogonal_arrays import rounds_by_array
from kommunal_partner.matching.rotation._transversal_designs import lines, rounds_by_algebra
from kommunal_partner.results import Status

Round = frozenset[frozenset[int]]


def seatings(people: tuple[int, ...], seats: tuple[int, ...]) -> set[tuple[frozenset[int], ...]]:
    """Every way to seat people at tables of these sizes."""
    ends = [sum(seats[: k + 1]) for k in range(len(seats))]
    return {
        tuple(frozenset(order[end - size : end]) for size, end in zip(seats, ends, strict=True))
        for order in permutations(people)
    }


def fewest(
    people: int,
    seats: tuple[tuple[int, ...], ...],
    apart: tuple[tuple[int, ...], ...],
    hosts: dict[int, int],
    absent: dict[int, set[int]],
) -> int | None:
    """The fewest repeats over all plans; None if none keeps the rules."""
    forbidden = {frozenset(pair) for ids in apart for pair in combinations(ids, 2)}
    rounds = []
    for r, sizes in enumerate(seats, 1):
        coming = tuple(p for p in range(people) if r not in absent.get(p, ()))
        pairs_of_rounds = set()
        for tables in seatings(coming, sizes):
            pairs = frozenset(frozenset(pair) for at in tables for pair in combinations(sorted(at), 2))
            if not pairs & forbidden and all(p in tables[t - 1] for p, t in hosts.items() if p in coming):
                pairs_of_rounds.add(pairs)
        rounds.append(pairs_of_rounds)
    return min(
        (sum(count - 1 for count in Counter(p for pairs in plan for p in pairs).values()) for plan in product(*rounds)),
        default=None,
    )


@settings(max_examples=60)
@given(st.data())
def test_few_people_repeat_as_rarely_as_can_be(data: st.DataObject) -> None:
    people = data.draw(st.integers(0, 5))
    tables = data.draw(st.integers(1, 3))
    rounds = data.draw(st.integers(0, 3 if people < 5 else 2))
    ids = st.integers(0, max(0, people - 1))
    apart = (
        tuple(data.draw(st.lists(st.lists(ids, min_size=2, max_size=2, unique=True).map(tuple), max_size=2)))
        if people > 1
        else ()
    )
    hosts = {0: data.draw(st.integers(1, tables))} if people and data.draw(st.booleans()) else {}
    absent = {people - 1: {1}} if people and rounds and data.draw(st.booleans()) else {}
    plan = rotate(range(people), tables=tables, rounds=rounds, apart=apart, hosts=hosts, unavailable=absent, steps=3000)
    best = fewest(people, plan.task.seats, apart, dict(hosts), absent)
    assert plan.verify() == ()
    if best is None:
        assert plan.status is Status.PARTIAL
        assert plan.unmet
    else:
        assert plan.value == best
        assert plan.bound is not None
        assert plan.bound <= best
        assert (plan.status is Status.OPTIMAL) == (plan.bound == best)


@settings(max_examples=15)
@given(st.integers(2, 14), st.randoms(use_true_random=False))
def test_the_order_of_people_changes_nothing(people: int, rng: object) -> None:
    shuffled = list(range(people))
    rng.shuffle(shuffled)  # type: ignore[attr-defined]
    one = rotate(shuffled, tables=4, rounds=4, apart=[(0, 1)], steps=3000)
    assert one == rotate(range(people), tables=4, rounds=4, apart=[(0, 1)], steps=3000)


@given(st.sampled_from([(2, 1), (2, 2), (2, 3), (3, 1), (3, 2), (5, 1), (2, 4), (5, 2)]))
def test_every_element_but_zero_divides_every_element(factor: tuple[int, int]) -> None:
    numbers = GaloisField(*factor)
    elements = set(range(numbers.size))
    for a in elements:
        assert numbers.times(a, 1) == a
        assert numbers.plus(a, 0) == a
        assert {numbers.plus(a, b) for b in elements} == elements
        if a:
            assert {numbers.times(a, b) for b in elements} == elements


@given(st.sampled_from([(2, 2), (2, 3), (3, 1), (3, 2), (5, 1)]), st.data())
def test_products_distribute_over_sums(factor: tuple[int, int], data: st.DataObject) -> None:
    numbers = GaloisField(*factor)
    a, b, c = (data.draw(st.integers(0, numbers.size - 1)) for _ in range(3))
    assert numbers.times(a, numbers.plus(b, c)) == numbers.plus(numbers.times(a, b), numbers.times(a, c))
    assert numbers.times(a, numbers.times(b, c)) == numbers.times(numbers.times(a, b), c)


@settings(max_examples=40)
@given(st.integers(1, 16), st.integers(1, 6), st.integers(0, 20))
def test_rounds_by_algebra_seat_everybody_once_and_nobody_meets_twice(tables: int, seats: int, rounds: int) -> None:
    found = rounds_by_algebra(tables, seats, rounds)
    if found is None:
        return
    assert len(found) == rounds
    met: Counter[frozenset[int]] = Counter()
    for at in found:
        assert sorted(p for some in at for p in some) == list(range(tables * seats))
        assert {len(some) for some in at} == {seats}
        met.update(frozenset(pair) for some in at for pair in combinations(some, 2))
    assert max(met.values(), default=0) <= 1


@settings(max_examples=40)
@given(st.integers(2, 24), st.integers(2, 24), st.integers(1, 8))
def test_rounds_by_arrays_seat_everybody_once_and_nobody_meets_twice(tables: int, seats: int, rounds: int) -> None:
    found = rounds_by_array(tables, seats, rounds)
    if found is None:
        assert seats > tables or rounds > 2 or tables in (2, 6)
        return
    assert len(found) == rounds
    met: Counter[frozenset[int]] = Counter()
    for at in found:
        assert sorted(p for some in at for p in some) == list(range(tables * seats))
        assert {len(some) for some in at} == {seats}
        met.update(frozenset(pair) for some in at for pair in combinations(some, 2))
    assert max(met.values()) == 1


def test_lines_exist_where_every_factor_of_the_tables_is_as_large_as_a_table() -> None:
    there = {(tables, seats) for tables in range(1, 17) for seats in range(2, 6) if lines(tables, seats) is not None}
    factor = {2: 2, 3: 3, 4: 4, 5: 5, 6: 2, 7: 7, 8: 8, 9: 9, 10: 2, 11: 11, 12: 3, 13: 13, 14: 2, 15: 3, 16: 16}
    assert there == {(tables, seats) for tables, least in factor.items() for seats in range(2, min(5, least) + 1)}
