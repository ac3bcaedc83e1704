"""Names that may have been meant: the country names that share most pairs of letters with a text."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import lru_cache
from itertools import islice

from kommunal_partner.countries._names import CountryName, NameKind, country_names
from kommunal_partner.countries._normal import join_key, normalise

_OFFERED = frozenset({NameKind.SHORT, NameKind.HISTORIC, NameKind.COLLOQUIAL})
_LONGEST = 40  # letters: longer texts are no mistyped names
_ALIKE = 0.5  # share of common pairs of letters (Dice) from which on two words look alike
_AT_MOST = 3
_PIECES = 4


def suggest(texts: Iterable[str]) -> tuple[str, ...]:
    """At most three names that look like one of the first four texts, the most alike first, one name a country."""
    scored: dict[str, tuple[float, str]] = {}
    for text in islice(texts, _PIECES):
        for likeness, name in _alike(join_key(normalise(text))):
            country = name.countries[0].alpha3
            best = scored.get(country)
            # The more alike first; among equals the first in the alphabet, so that the order is always the same.
            if best is None or (-likeness, name.name) < best:
                scored[country] = (-likeness, name.name)
    return tuple([name for _, name in sorted(scored.values())[:_AT_MOST]])


def _pairs(key: str) -> set[str]:
    framed = f"^{key}$"
    return {framed[at : at + 2] for at in range(len(framed) - 1)}


@lru_cache(maxsize=1)
def _index() -> tuple[list[CountryName], list[int], dict[str, list[int]]]:
    names = [name for name in country_names() if name.kind in _OFFERED]
    sizes: list[int] = []
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for at, name in enumerate(names):
        pairs = _pairs(join_key(normalise(name.name)))
        sizes.append(len(pairs))
        for pair in pairs:
            holders[pair].append(at)
    return names, sizes, dict(holders)


def _alike(key: str) -> list[tuple[float, CountryName]]:
    if len(key) > _LONGEST:
        return []
    names, sizes, holders = _index()
    pairs = _pairs(key)
    common: Counter[int] = Counter()
    for pair in pairs:
        common.update(holders.get(pair, ()))
    least = _ALIKE * len(pairs) / 2  # no name that shares fewer can be alike, however short it is
    near = [(at, shared) for at, shared in common.items() if shared > least]
    likeness = ((2 * shared / (sizes[at] + len(pairs)), names[at]) for at, shared in near)
    return [(share, name) for share, name in likeness if share >= _ALIKE]
