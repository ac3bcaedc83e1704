"""Rounds in which nobody meets twice, written down instead of searched: transversal designs from finite fields.

People are points (c, x): a column c and an element x of a field, or of a product of fields. In round a, table b takes
one point of every column: x = a·f(c) + b, where the f(c) differ by elements that can be divided by. Two lines share a
point at most, so nobody meets twice, and people of one column never meet; they can meet in later rounds of their own.
O(rounds · people) (MacNeish 1922, "Euler squares"; Colbourn and Dinitz 2007, III.3).
"""

from __future__ import annotations

from itertools import product

from kommunal_partner.matching.rotation._encode import Seats
from kommunal_partner.matching.rotation._finite_fields import GaloisField, prime_powers


def lines(tables: int, seats: int) -> Seats | None:
    """As many rounds as tables, in which people seated at `column · tables + x` never meet twice, nor in their column.

    None if the tables are not as many as a product of fields that are all large enough for one column per seat.
    """
    factors = prime_powers(tables)
    if not factors or min(prime**exponent for prime, exponent in factors) < seats:
        return None
    fields = [GaloisField(*factor) for factor in factors]
    elements = list(product(*(range(one.size) for one in fields)))
    number = {element: k for k, element in enumerate(elements)}
    rounds: Seats = []
    for a in elements:
        shifts = [tuple(one.times(x, column) for one, x in zip(fields, a, strict=True)) for column in range(seats)]
        rounds.append(
            [
                [
                    column * tables + number[tuple(one.plus(x, y) for one, x, y in zip(fields, shift, b, strict=True))]
                    for column, shift in enumerate(shifts)
                ]
                for b in elements
            ]
        )
    return rounds


def rounds_by_algebra(tables: int, seats: int, rounds: int) -> Seats | None:
    """Seats of tables of this size in which nobody meets twice; None if lines do not give as many.

    Beyond the rounds of lines every column has rounds of its own, with tables of the same size, found in the same way.
    """
    if seats == 1 or rounds <= 1:
        return [[[column * tables + table for column in range(seats)] for table in range(tables)]] * rounds
    found = lines(tables, seats)
    if found is None:
        return None
    if rounds > tables:
        if tables % seats:
            return None
        inner = rounds_by_algebra(tables // seats, seats, rounds - tables)
        if inner is None:
            return None
        found += [
            [[column * tables + point for point in table] for column in range(seats) for table in part]
            for part in inner
        ]
    return found[:rounds]
