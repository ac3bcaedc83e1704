"""Rounds in which nobody meets twice, from orthogonal arrays: tables as large as there are tables, few rounds.

A row of the array is a person, each coordinate a round, its symbol the table. Any two rows agree in one coordinate at
most, so nobody meets twice; with n tables there are n² rows. Smaller tables keep the rows in which one more coordinate
has one of the first symbols: each of these symbols stands for one person at every table. Arrays come from fields, for
10 and 12 tables from orthogonal Latin squares, and from direct products of these. O(rounds · n²) (Bose, Shrikhande and
Parker 1960, "Further results on the construction of mutually orthogonal Latin squares"; Johnson, Dulmage and Mendelsohn
1961, "Orthomorphisms of groups and orthogonal Latin squares"; Colbourn and Dinitz 2007, III.3).
"""

from __future__ import annotations

from itertools import product
from typing import Final, TypeAlias

from kommunal_partner.matching.rotation._encode import Seats
from kommunal_partner.matching.rotation._finite_fields import GaloisField, prime_powers

Rows: TypeAlias = list[tuple[int, ...]]

# Mappings of the group Z2 × Z6 (element 6 a + b) onto itself that differ from one another, and from the identity, by
# such mappings: four orthogonal orthomorphisms, found by a clique search among all 16,512.
_OF_TWELVE: Final = (
    (0, 7, 11, 5, 2, 6, 4, 10, 9, 8, 3, 1),
    (0, 3, 9, 8, 5, 11, 10, 6, 4, 1, 7, 2),
    (0, 8, 5, 7, 6, 3, 11, 9, 2, 10, 1, 4),
    (0, 11, 8, 6, 1, 4, 7, 3, 10, 2, 5, 9),
)


def rounds_by_array(tables: int, seats: int, rounds: int) -> Seats | None:
    """Rounds of tables of this size in which nobody meets twice; None if no array has as many coordinates.

    The first people, as many as there are tables, stay at the table of their number wherever the array allows it.
    """
    whole = seats == tables
    if not 1 < seats <= tables or _coordinates(tables) < rounds + (not whole):
        return None
    rows = _array(tables)
    # The last coordinate is the one by which rows are left out: what stays at its table comes first.
    kept = sorted((row[-1], row) for row in rows if row[-1] < seats)
    found: Seats = [[[] for _ in range(tables)] for _ in range(rounds)]
    for person, (_, row) in enumerate(kept):
        for r in range(rounds):
            found[r][row[r]].append(person)
    return found


def _coordinates(order: int) -> int:
    """How many coordinates the array of an order has: of a product as many as the factor with the fewest."""
    return min(map(_own_coordinates, _factors(order)), default=0)


def _own_coordinates(factor: int) -> int:
    return {10: 4, 12: 7}.get(factor, factor + 1)


def _factors(order: int) -> list[int]:
    """The orders whose arrays make up that of a product: prime powers, or 10 or 12 and those of what is left."""
    found = [[int(prime**exponent) for prime, exponent in prime_powers(order)]]
    found += [[own, *_factors(order // own)] for own in (10, 12) if order % own == 0]
    return max(found, key=lambda factors: min(map(_own_coordinates, factors), default=0))


def _array(order: int) -> Rows:
    """The rows of the array of an order, symbols counted from 0; the last coordinate is the one for leaving out."""
    most = _coordinates(order)
    rows: Rows = [(0,) * most]
    for factor in _factors(order):
        own = [(*row[: most - 1], row[-1]) for row in _own_array(factor)]
        rows = [tuple(x * factor + y for x, y in zip(a, b, strict=True)) for a, b in product(rows, own)]
    return rows


def _own_array(factor: int) -> Rows:
    if factor == 10:  # noqa: PLR2004 - because 10 and 12 are the orders that are no prime power
        return _of_ten()
    return _of_twelve() if factor == 12 else _of_field(factor)  # noqa: PLR2004 - because of the same


def _of_field(order: int) -> Rows:
    """Lines b + m · a over a field: a coordinate for each slope m, and a itself as the last."""
    field = GaloisField(*prime_powers(order)[0])
    lines = product(range(order), repeat=2)
    return [(*(field.plus(field.times(slope, a), b) for slope in range(order)), a) for a, b in lines]


def _of_twelve() -> Rows:
    """The columns of a difference matrix over Z2 × Z6, each moved by every element of the group."""

    def plus(one: int, other: int) -> int:
        return 6 * ((one // 6 + other // 6) % 2) + (one + other) % 6

    matrix = ((0,) * 12, tuple(range(12)), *_OF_TWELVE)
    return [(*(plus(row[column], moved) for row in matrix), column) for column in range(12) for moved in range(12)]


def _of_ten() -> Rows:
    """The array of Bose, Shrikhande and Parker: columns turned modulo 7, constant ones, and three more symbols.

    The symbols 7, 8 and 9 stay when the others turn; among themselves they are the array of order 3.
    """
    zero, rising, falling, staying = (0, 0, 0), (1, 2, 3), (6, 5, 4), (7, 8, 9)
    lines = (
        (*zero, *rising, *falling, *staying),
        (*rising, *zero, *staying, *falling),
        (*falling, *staying, *zero, *rising),
        (*staying, *falling, *rising, *zero),
    )
    turned = [
        tuple(x if x >= 7 else (x + turn) % 7 for x in column)  # noqa: PLR2004 - because seven symbols turn
        for turn in range(7)
        for column in zip(*lines, strict=True)
    ]
    return [*((x,) * 4 for x in range(7)), *turned, *(tuple(7 + x for x in row) for row in _of_field(3))]
