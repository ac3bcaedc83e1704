"""Finite fields by their tables of digits: what transversal designs are made of.

An element is a number whose digits, to the base of the prime, are the coefficients of a polynomial (Lidl and
Niederreiter 1997, "Finite fields"). Sums and products cost O(exponent²).
"""

from __future__ import annotations

from itertools import product

from attrs import define, field


def prime_powers(number: int) -> list[tuple[int, int]]:
    """The primes of a number with their exponents, smallest prime first.

    >>> prime_powers(12)
    [(2, 2), (3, 1)]
    """
    found = []
    prime = 2
    while number > 1:
        if prime * prime > number:
            prime = number
        exponent = 0
        while number % prime == 0:
            number //= prime
            exponent += 1
        if exponent:
            found.append((prime, exponent))
        prime += 1
    return found


@define(eq=False)
class GaloisField:
    """The field with prime**exponent elements, numbered from 0; 0 and 1 are what they are called.

    >>> [GaloisField(2, 2).times(2, x) for x in range(4)]
    [0, 2, 3, 1]
    """

    prime: int
    exponent: int
    _modulus: tuple[int, ...] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._modulus = _irreducible(self.prime, self.exponent)

    @property
    def size(self) -> int:
        """How many elements there are."""
        return int(self.prime**self.exponent)

    def plus(self, a: int, b: int) -> int:
        """The sum."""
        return self._number([x + y for x, y in zip(self._digits(a), self._digits(b), strict=True)])

    def times(self, a: int, b: int) -> int:
        """The product."""
        left, right = self._digits(a), self._digits(b)
        found = [0] * (2 * self.exponent - 1)
        for i, x in enumerate(left):
            for j, y in enumerate(right):
                found[i + j] += x * y
        return self._number(_remainder(found, self._modulus, self.prime))

    def _digits(self, number: int) -> list[int]:
        digits = []
        for _ in range(self.exponent):
            number, digit = divmod(number, self.prime)
            digits.append(digit)
        return digits

    def _number(self, digits: list[int]) -> int:
        return sum((digit % self.prime) * self.prime**k for k, digit in enumerate(digits))


def _remainder(polynomial: list[int], modulus: tuple[int, ...], prime: int) -> list[int]:
    """What is left of a polynomial (lowest power first) after division by one whose highest coefficient is 1."""
    rest = [x % prime for x in polynomial]
    degree = len(modulus) - 1
    for k in range(len(rest) - 1, degree - 1, -1):
        factor = rest[k]
        for j, x in enumerate(modulus):
            rest[k - degree + j] = (rest[k - degree + j] - factor * x) % prime
    return rest[:degree]


def _irreducible(prime: int, degree: int) -> tuple[int, ...]:
    """The first polynomial of this degree that no polynomial of at most half the degree divides."""
    for low in product(range(prime), repeat=degree):
        candidate = [*reversed(low), 1]
        divisors = (
            (*reversed(part), 1) for size in range(1, degree // 2 + 1) for part in product(range(prime), repeat=size)
        )
        if all(any(_remainder(candidate, divisor, prime)) for divisor in divisors):
            return tuple(candidate)
    raise AssertionError  # pragma: no cover - because such a polynomial exists for every prime and degree
