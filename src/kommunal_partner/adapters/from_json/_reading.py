"""`from_json`: the outside of a document is looked at first, then cattrs structures its value."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, Final, TypeVar

from attrs import frozen

from kommunal_partner.adapters._json_hooks import SOURCES, converter, formless, iso_day, name_of
from kommunal_partner.adapters.from_json.sentences import (
    JSON_INVALID,
    JSON_NOT_A_DOCUMENT,
    JSON_NOT_READ,
    JSON_OTHER_FORM,
    JSON_OTHER_TYPE,
    JSON_TOO_DEEP,
    JSON_TOO_LARGE,
)
from kommunal_partner.errors import BadFile, BadModel, KommunalPartnerError
from kommunal_partner.languages import Term
from kommunal_partner.sources import Source
from kommunal_partner.verdicts import Reason, Sentence

T = TypeVar("T")

MOST_BYTES: Final = 16 * 1024 * 1024
"""How long a text may be."""

MOST_LEVELS: Final = 40
"""How deeply objects and lists may lie in one another."""

_SHOWN: Final = 8
_LONGEST: Final = 200
_PARTS: Final = {"type", "value", "sources"}


def from_json(text: str | bytes, type: type[T]) -> T:  # noqa: A002 - because that is what it is
    """The model of this class that the text holds.

    `type` is a public class, or `tuple[Partnership, ...]` for several; the document must say that it is one of that.

    Raises:
        MissingExtra: without cattrs.
        BadFile: for anything that `to_json` does not write, with the place (`$.stages[0].value`) and the reason, in
            German and in English.

    >>> from kommunal_partner.spans import Span
    >>> from_json('{"type": "Span", "value": {"start": "2020-01-01"}, "sources": {}}', Span).end is None
    True
    """
    given: object = text
    if not isinstance(given, (str, bytes)):
        kind = given.__class__.__name__
        said = Term(f"Text oder Bytes sind nötig, nicht {kind}", f"text or bytes are needed, not {kind}")
        raise BadModel(said, argument="text", value=text)
    made = converter()
    document = _parsed(text)
    named = name_of(type)
    if document["type"] != named:
        raise _bad(JSON_OTHER_TYPE, given=str(document["type"])[:80], wanted=named)
    from cattrs.errors import BaseValidationError, StructureHandlerNotFoundError

    token = SOURCES.set({})
    try:
        SOURCES.set(_sources(document["sources"]))
        return made.structure(document["value"], type)  # type: ignore[no-any-return]  # because cattrs gives what it is asked for
    except StructureHandlerNotFoundError as error:
        raise BadModel(formless(named), argument="type", value=type) from error
    except BaseValidationError as error:
        raise _bad(JSON_NOT_READ, where=_Places(tuple(_places(error)))) from None
    except (TypeError, ValueError, LookupError, AttributeError) as error:
        raise _bad(JSON_NOT_READ, where=_Places((("$", _why(error)),))) from None
    finally:
        SOURCES.reset(token)


def _bad(reason: Reason, **values: object) -> BadFile:
    return BadFile(Sentence(reason, values))


def _bytes(text: str) -> int:
    """How long the text is in UTF-8."""
    return len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))


def _parsed(text: str | bytes) -> dict[str, Any]:
    """The document, if its outside is that of one."""
    if len(text) > MOST_BYTES or (isinstance(text, str) and _bytes(text) > MOST_BYTES):
        raise _bad(JSON_TOO_LARGE, most=MOST_BYTES)
    try:
        read = text.decode("utf-8") if isinstance(text, bytes) else text
        if _levels(read) > MOST_LEVELS:
            raise _bad(JSON_TOO_DEEP, most=MOST_LEVELS)
        document = json.loads(read, parse_constant=_no_number, object_pairs_hook=_each_once)
    except BadFile:
        raise
    except BadModel as error:
        raise _bad(JSON_INVALID, why=_why(error)) from None
    except (ValueError, TypeError, RecursionError) as error:
        raise _bad(JSON_INVALID, why=str(error)[:_LONGEST]) from None
    if not isinstance(document, dict) or set(document) != _PARTS:
        raise _bad(JSON_NOT_A_DOCUMENT)
    return document


def _levels(text: str) -> int:
    """How deeply brackets lie in one another; those inside of texts do not count."""
    deepest = level = 0
    for mark in _MARKS.findall(text):
        if mark in "[{":
            level += 1
            deepest = max(deepest, level)
        elif mark in "]}":
            level -= 1
    return deepest


_MARKS: Final = re.compile(r'"(?:[^"\\]|\\.)*+"?|[\[\]{}]', re.DOTALL)  # a text that never ends is gone through once


def _no_number(name: str) -> object:
    raise BadModel(Term(f"{name} ist in JSON keine Zahl", f"{name} is not a number of JSON"))


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise BadModel(Term("ein Schlüssel steht zweimal in einem Objekt", "a key stands twice in one object"))
    return found


def _sources(given: object) -> dict[str, Source]:
    if not isinstance(given, Mapping):
        kind = type(given).__name__
        de = f"sources: Ein Objekt ist nötig, nicht {kind}"
        raise BadModel(Term(de, f"sources: an object is needed, not {kind}"))
    return {name: _source(name, parts) for name, parts in given.items()}


def _source(name: str, parts: object) -> Source:
    if not isinstance(parts, Mapping) or not {"text"} <= set(parts) <= {"text", "url", "precision", "read_on"}:
        de = f"sources.{name}: Ein Objekt mit text, url, precision und read_on ist nötig"
        raise BadModel(Term(de, f"sources.{name}: an object with text, url, precision and read_on is needed"))
    given = dict(parts)
    day = given.pop("read_on", None)
    if not all(isinstance(one, str) for one in (*given.values(), day) if one is not None):
        raise BadModel(Term(f"sources.{name}: Texte sind nötig", f"sources.{name}: texts are needed"))
    return Source(name, read_on=None if day is None else iso_day(day), **given)


@frozen
class _Places:
    """Where a value is not as it must be, and why."""

    places: tuple[tuple[str, Term], ...]

    def text(self, lang: str = "de") -> str:
        return "; ".join(f"{place}: {why.text(lang)}" for place, why in self.places)


def _places(error: BaseException) -> list[tuple[str, Term]]:
    """The first few places that are wrong, each with the reason."""
    from cattrs import transform_error

    told: list[Term] = []

    def keep(one: BaseException, _: object) -> str:
        told.append(_why(one))
        return ""

    lines = transform_error(error, format_exception=keep)
    return [(line.rpartition("@ ")[2], why) for line, why in zip(lines, told, strict=True)][:_SHOWN]


def _why(error: BaseException) -> Term:
    unknown = getattr(error, "extra_fields", None)
    if unknown:
        names = ", ".join(sorted(map(str, unknown)))[:_LONGEST]
        return Term(f"unbekannter Teil: {names}", f"no such part is known: {names}")
    if isinstance(error, KommunalPartnerError):
        return Term(error.text("de")[:_LONGEST], error.text("en")[:_LONGEST])
    if isinstance(error, AttributeError) or "not iterable" in str(error):  # for what is no object, or no list
        return Term(JSON_OTHER_FORM.de, JSON_OTHER_FORM.en)
    if isinstance(error, KeyError):
        return Term(f"{error} fehlt", f"{error} is missing")
    said = str(error).replace("\n", " ")[:_LONGEST]
    return Term(f"unzulässiger Wert ({said})", said)
