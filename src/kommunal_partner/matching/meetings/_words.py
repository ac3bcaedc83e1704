"""Pairs, slots and tables as a sentence about meetings writes them."""

from __future__ import annotations

from collections.abc import Hashable

from attrs import frozen

from kommunal_partner._repr import short_repr
from kommunal_partner.languages import Term, language
from kommunal_partner.verdicts import spoken


@frozen(repr=False)
class PairWords:
    """Two ids, read as a pair."""

    first: Hashable
    second: Hashable

    def text(self, lang: str = "de") -> str:
        """The two, with a dash between them."""
        tag = language(lang)
        return f"{spoken(self.first, tag)} – {spoken(self.second, tag)}"

    __repr__ = short_repr


@frozen(repr=False)
class Numbered:
    """A slot or a table that has nothing but its number."""

    what: Term
    number: Hashable

    def text(self, lang: str = "de") -> str:
        """What it is, and its number."""
        return f"{self.what.text(lang)} {self.number}"

    __repr__ = short_repr


SLOT = Term("Zeit", "slot")
TABLE = Term("Tisch", "table")
