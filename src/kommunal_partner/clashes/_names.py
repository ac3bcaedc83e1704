"""Ids as they stand in a sentence, however many there are."""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from attrs import field, frozen

from kommunal_partner._repr import short_repr
from kommunal_partner.languages import language
from kommunal_partner.verdicts import spoken


def _ids(ids: Iterable[Hashable]) -> tuple[Hashable, ...]:
    return tuple(ids)


@frozen(repr=False)
class Names:
    """Ids to be read in a sentence: all of them if they are few, else the first and how many more; a dash for none.

    >>> Names(range(20), shown=2).text("en")
    '0, 1 and 18 more'
    """

    ids: tuple[Hashable, ...] = field(converter=_ids)
    shown: int = 8

    def text(self, lang: str = "de") -> str:
        """The ids as the language writes them."""
        tag = language(lang)
        listed = ", ".join(spoken(one, tag) for one in self.ids[: self.shown])
        more = len(self.ids) - self.shown
        if more <= 0:
            return listed or "–"
        return f"{listed} und {more} weitere" if tag == "de" else f"{listed} and {more} more"

    __repr__ = short_repr

    def __str__(self) -> str:
        return self.text()
