"""Where a fact was read, how precisely that is cited, and how sure it is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import Enum
from typing import Any, Final, Protocol

from attrs import field, frozen

from kommunal_partner._checks import choice, instance, items
from kommunal_partner._repr import short_repr
from kommunal_partner.languages import Term

__all__ = ["Confidence", "Evidence", "Precision", "Source", "lowest"]


class Confidence(Enum):
    """How sure a fact is: `LOW` < `MEDIUM` < `HIGH`.

    HIGH: seen in the document itself, or in two that do not depend on one another. MEDIUM: one good source, or drawn
    from one by a stated rule. LOW: a single weak source, carried over from elsewhere, or contradicted.
    """

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"

    def __lt__(self, other: Confidence) -> bool:
        return _RANK[self] < _RANK[other]

    def __le__(self, other: Confidence) -> bool:
        return _RANK[self] <= _RANK[other]

    def __gt__(self, other: Confidence) -> bool:
        return _RANK[self] > _RANK[other]

    def __ge__(self, other: Confidence) -> bool:
        return _RANK[self] >= _RANK[other]

    def text(self, lang: str = "de") -> str:
        """The word for it in German or English."""
        return _WORDS[self].text(lang)


_RANK = {Confidence.LOW: 0, Confidence.MEDIUM: 1, Confidence.HIGH: 2}
_WORDS = {
    Confidence.LOW: Term("gering", "low"),
    Confidence.MEDIUM: Term("mittel", "medium"),
    Confidence.HIGH: Term("hoch", "high"),
}


class Precision(Enum):
    """How precisely a source is cited."""

    PAGE = "page"
    SITE = "site"
    SECONDARY = "secondary"

    def text(self, lang: str = "de") -> str:
        """The words for it in German or English."""
        return _PRECISIONS[self].text(lang)


_PRECISIONS = {
    Precision.PAGE: Term("genaue Seite", "the very page"),
    Precision.SITE: Term("Website", "the site only"),
    Precision.SECONDARY: Term("aus zweiter Hand", "second-hand"),
}


def as_confidence(value: Confidence | str) -> Confidence:
    """The confidence, given as itself or as its word.

    Raises:
        UnknownChoice: for any other word.
    """
    return choice(Confidence, value, "confidence")


def _precision(value: Precision | str) -> Precision:
    return choice(Precision, value, "precision")


@frozen(repr=False)
class Source:
    """A document that a fact was read in.

    `text` is the citation; `url` the address, where one is known; `precision` tells whether the very page is cited,
    only its site, or a document that reports what another says; `read_on` is the day it was read.
    """

    id: str
    text: str
    url: str | None = None
    precision: Precision = field(default=Precision.PAGE, converter=_precision)
    read_on: date | None = None

    __repr__ = short_repr

    def __str__(self) -> str:
        return self.text


class Evidence(Protocol):
    """What every fact row offers: the documents it was read in, and how sure it is."""

    @property
    def sources(self) -> tuple[Source, ...]:
        """The documents the row was read in."""
        ...

    @property
    def confidence(self) -> Any:  # noqa: ANN401 - because pyright takes a field that is converted for no Confidence
        """How sure the row is: a `Confidence`."""
        ...


_OF_EACH: Final = Term("Die Sicherheit jeder Zeile", "the confidence of each of rows")


def lowest(rows: Iterable[Evidence]) -> Confidence | None:
    """The lowest confidence among the rows; None if there are no rows.

    Raises:
        BadModel: for what is no evidence.
    """
    found = [getattr(row, "confidence", None) for row in items(rows, "rows")]
    return min((instance(one, Confidence, _OF_EACH) for one in found), default=None)
