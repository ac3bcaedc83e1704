"""The documents that a page rests on, numbered in the order in which it cites them."""

from __future__ import annotations

from collections.abc import Iterable

from kommunal_partner.sources import Source

__all__ = ["Citations"]


class Citations:
    """Collects the sources of a page: `numbers` cites some, `all` gives every one that was cited with its number."""

    def __init__(self) -> None:
        self._numbers: dict[Source, int] = {}

    def numbers(self, sources: Iterable[Source]) -> list[int]:
        """The numbers of these sources on this page."""
        return [self._numbers.setdefault(source, len(self._numbers) + 1) for source in sources]

    def all(self) -> list[tuple[int, Source]]:
        """Every source that was cited, by its number."""
        return [(number, source) for source, number in self._numbers.items()]
