"""German and English: which language a tag asks for."""

from __future__ import annotations

import re
from typing import Final, Literal, cast

from attrs import frozen

from kommunal_partner._repr import short_repr
from kommunal_partner.errors import BadModel, UnknownLanguage

__all__ = ["Lang", "Term", "language", "named", "phrase"]

Lang = Literal["de", "en"]

_TAG = re.compile(r"(de|en)(?:[-_][a-z0-9-_]+)?", re.IGNORECASE)


def language(tag: str) -> Lang:
    """The language a tag asks for, regions left aside.

    Raises:
        UnknownLanguage: for any language but German and English.

    >>> language("de-AT")
    'de'
    """
    found = _TAG.fullmatch(str(tag))
    if found is None:
        raise UnknownLanguage(tag)
    return cast("Lang", found.group(1).lower())


@frozen(repr=False)
class Term:
    """A word or a phrase in both languages."""

    de: str
    en: str

    def text(self, lang: str = "de") -> str:
        """The word in German or English."""
        return self.de if language(lang) == "de" else self.en

    def __str__(self) -> str:
        return self.de

    __repr__ = short_repr


_BLANK: Final = Term(
    "ein Name darf nicht leer sein, in keiner Sprache", "a name must not be blank, in neither language"
)


def _no_name(kind: str) -> Term:
    return Term(f"ein Name ist ein Text oder ein Term, nicht {kind}", f"a name is a text or a Term, not {kind}")


def named(name: Term | str) -> Term:
    """The name itself; one text is taken as the name in both languages.

    Raises:
        BadModel: if it is blank in one of them, or no name at all.
    """
    given: object = name  # callers without a type checker give anything
    if not isinstance(given, (Term, str)):
        raise BadModel(_no_name(type(name).__name__), argument="name", value=name)
    found = Term(name, name) if isinstance(name, str) else name
    if not (found.de.strip() and found.en.strip()):
        raise BadModel(_BLANK, argument="name", value=name)
    return found


def phrase(words: Term | str | None) -> Term | None:
    """The words themselves; one text is taken for both languages, and a blank one is none.

    Raises:
        BadModel: if they are blank in one language only, or no words at all.
    """
    return None if words is None or words in ("", Term("", "")) else named(words)
