"""The terms of the field in both languages, with what they mean."""

from __future__ import annotations

from attrs import field, frozen

from kommunal_partner._repr import short_repr
from kommunal_partner.languages import Term, named
from kommunal_partner.sources import Confidence, Source, as_confidence


@frozen(repr=False)
class GlossaryEntry:
    """A term of municipal development policy in both languages, and what it means.

    `code` is the value in these tables that it explains, where there is one; with low confidence the term only lies
    near that value and must not be mapped to it without evidence.
    """

    name: Term = field(converter=named)
    definition: Term = field(converter=named)
    category: str
    code: str | None = None
    sources: tuple[Source, ...] = ()
    confidence: Confidence = field(default=Confidence.MEDIUM, converter=as_confidence)

    __repr__ = short_repr

    def __str__(self) -> str:
        return str(self.name)
