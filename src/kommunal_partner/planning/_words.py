"""Days, counts and lists as a sentence about a plan writes them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from attrs import field, frozen

from kommunal_partner._repr import short_repr
from kommunal_partner.keys import LAENDER, Land
from kommunal_partner.languages import Term, language
from kommunal_partner.planning.sentences import RULE_NAMES
from kommunal_partner.verdicts import spoken


@frozen(repr=False)
class Dates:
    """The days from first to last: "31.08.–01.09.2028"; where a later date gives the year, without it.

    >>> Dates(date(2028, 8, 31), date(2028, 9, 1)).text("de"), Dates(date(2028, 9, 20), date(2028, 9, 22)).text("de")
    ('31.08.–01.09.2028', '20.–22.09.2028')
    """

    first: date
    last: date
    with_year: bool = True

    def text(self, lang: str = "de") -> str:
        """The days as the language writes them."""
        if language(lang) == "en":
            return str(self.first) if self.first == self.last else f"{self.first} – {self.last}"
        year = f"{self.last.year:04d}" if self.with_year else ""
        end = f"{self.last:%d.%m.}{year}"
        if self.first == self.last:
            return end
        if (self.first.year, self.first.month) == (self.last.year, self.last.month):
            return f"{self.first:%d.}–{end}"
        start = f"{self.first:%d.%m.}" + ("" if self.first.year == self.last.year else f"{self.first.year:04d}")
        return f"{start}–{end}"

    __repr__ = short_repr


@frozen(repr=False)
class Counted:
    """A number with its noun, in the singular or the plural."""

    number: int
    one: Term
    many: Term

    def text(self, lang: str = "de") -> str:
        """The number and the noun."""
        return f"{self.number} {(self.one if self.number == 1 else self.many).text(lang)}"

    __repr__ = short_repr


def name_of_rule(name: str) -> Term | str:
    """What a rule is called in a sentence; a name that the user gave stays as it is."""
    return RULE_NAMES.get(name, name)


def days(number: int) -> Counted:
    """So many days."""
    return Counted(number, Term("Tag", "day"), Term("Tage", "days"))


@frozen(repr=False)
class AskedFor:
    """How many of something a rule asks for, with the verb in the singular or the plural."""

    number: int

    def text(self, lang: str = "de") -> str:
        """The number and that it is asked for."""
        if language(lang) == "en":
            return f"{self.number} {'is' if self.number == 1 else 'are'} asked for"
        return f"verlangt {'ist' if self.number == 1 else 'sind'} {self.number}"

    __repr__ = short_repr


@frozen(repr=False)
class FromTo:
    """The numbers from least to most; one number where they are the same."""

    least: int
    most: int

    def text(self, lang: str = "de") -> str:
        """The numbers as the language writes them."""
        word = "bis" if language(lang) == "de" else "to"
        return str(self.least) if self.least == self.most else f"{self.least} {word} {self.most}"

    __repr__ = short_repr


def events(number: int) -> Counted:
    """So many events."""
    return Counted(number, Term("Veranstaltung", "event"), Term("Veranstaltungen", "events"))


def _tuple(items: Iterable[object]) -> tuple[object, ...]:
    return tuple(items)


@frozen(repr=False)
class AndList:
    """Things one after the other, with "und" before the last."""

    items: tuple[object, ...] = field(converter=_tuple)

    def text(self, lang: str = "de") -> str:
        """The list as the language writes it."""
        tag = language(lang)
        parts = [spoken(item, tag) for item in self.items]
        word = " und " if tag == "de" else " and "
        return word.join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)

    __repr__ = short_repr


@frozen(repr=False)
class Through:
    """The days from first to last, both written out; one day where they are the same."""

    first: date
    last: date

    def text(self, lang: str = "de") -> str:
        """The days as the language writes them."""
        tag = language(lang)
        word = "bis" if tag == "de" else "to"
        first, last = spoken(self.first, tag), spoken(self.last, tag)
        return first if self.first == self.last else f"{first} {word} {last}"

    __repr__ = short_repr


BY_ISO: Final = {land.iso: land for land in LAENDER.values()}
"""The Länder by their codes in ISO 3166-2."""


def called(iso: str | None) -> Land | None:
    """The Land by its code: sentences write its name."""
    return None if iso is None else BY_ISO[iso]


@frozen(repr=False)
class In:
    """The host Land behind days: ", Hessen"; nothing where there is none."""

    land: Land | None

    def text(self, lang: str = "de") -> str:
        """The name of the Land behind a comma."""
        return "" if self.land is None else f", {self.land.text(lang)}"

    __repr__ = short_repr
