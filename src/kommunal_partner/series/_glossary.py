"""Names and phrases in both languages, and the terms of the field with what they mean."""

from __future__ import annotations

from attrs import field, frozen

from kommunal_partner._repr import short_repr
from kommunal_partner.errors import BadModel
from kommunal_partner.languages import Term
from kommunal_partner.sources import Confidence, Source


def named(name: Term | str) -> Term:
    """The name itself; one text is taken as the name in both languages.

    Raises:
        BadModel: if it is blank in one of them, or no name at all.
    """
    found = Term(name, name) if isinstance(name, str) else name
    if not (found.de.strip() and found.en.strip()):
        raise BadModel("a name must not be blank, in neither language", argument="name", value=name)
    return found


def phrase(words: Term | str | None) -> Term | None:
    """The words themselves; one text is taken for both languages, and a blank one is none.

    Raises:
        BadModel: if they are blank in one language only, or no words at all.
    """
    if words is None or words == "" or words == Term("", ""):
        return None
    return named(words)


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
    confidence: Confidence = Confidence.MEDIUM

    __repr__ = short_repr

    def __str__(self) -> str:
        return str(self.name)
