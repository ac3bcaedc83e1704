"""What things are called, and the terms of the field with what they mean."""

from __future__ import annotations

from enum import Enum
from typing import TypeVar

from attrs import frozen

from kommunal_partner import languages
from kommunal_partner.errors import BadModel
from kommunal_partner.sources import Confidence, Source

__all__ = ["Term", "choice", "named"]

E = TypeVar("E", bound=Enum)


def choice(kind: type[E], value: E | str) -> E:
    """The member of a closed choice, given as itself or as its value.

    Raises:
        BadModel: for anything else, naming the values there are.
    """
    if isinstance(value, kind):
        return value
    try:
        return kind(value)
    except ValueError:
        values = ", ".join(str(member.value) for member in kind)
        raise BadModel(f"{value!r} is none of {values}") from None


def named(name: languages.Term | str) -> languages.Term:
    """The name itself; one text is taken as the name in both languages.

    Raises:
        BadModel: if it is blank in one of them.
    """
    found = languages.Term(name, name) if isinstance(name, str) else name
    if not (found.de.strip() and found.en.strip()):
        raise BadModel("a name must not be blank, in neither language")
    return found


@frozen
class Term:
    """A term of municipal development policy in both languages, and what it means.

    `code` is the value in these tables that it explains, where there is one; with low confidence the term only lies
    near that value and must not be mapped to it without evidence.
    """

    name: languages.Term
    definition: str
    category: str
    code: str | None = None
    sources: tuple[Source, ...] = ()
    confidence: Confidence = Confidence.MEDIUM
