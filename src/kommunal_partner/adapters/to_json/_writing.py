"""`to_json`: a model with its sources, each once; or an answer as a document."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, Final

from kommunal_partner._checks import count, is_number
from kommunal_partner.adapters._json_hooks import SOURCES, converter, formless, is_choice, name_of
from kommunal_partner.adapters.to_json._documents import document
from kommunal_partner.errors import BadModel
from kommunal_partner.languages import Term
from kommunal_partner.sources import Source

_HALF: Final = re.compile("[\ud800-\udfff]")
"""Halves of letters, which no file holds but escaped."""


def to_json(
    value: object,
    *,
    facts: object | None = None,
    asked: Mapping[str, object] | None = None,
    indent: int | None = None,
) -> str:
    """The value as JSON text.

    A model, or several of one class (a register among them), become `{"type", "value", "sources"}`, which `from_json`
    reads back as an equal value: fuzzy dates as EDTF, countries as alpha-3, days as ISO days, sources by id and each
    once. An answer (a verdict, the state of a series, the result of a search, a reading) becomes a document, which
    nothing reads back: answer, code, both sentences, values, the ids of its sources. `facts` and `asked` put a hash of
    the facts and the question beside it, so that two documents of one question can be compared.

    Raises:
        MissingExtra: for a model, without cattrs.
        BadModel: for what is neither a model nor an answer, and for ids that JSON has not.

    >>> from datetime import date
    >>> from kommunal_partner.spans import Span
    >>> to_json(Span(date(2020, 1, 1)))
    '{"type": "Span", "value": {"start": "2020-01-01", "end": null}, "sources": {}}'
    """
    if indent is not None:
        indent = count(indent, "indent", most=16)
    found = document(value, facts, asked)
    if found is None:
        found = _model(value)
    text = json.dumps(found, ensure_ascii=False, allow_nan=False, indent=indent)
    return _HALF.sub(lambda half: f"\\u{ord(half[0]):04x}", text)


def _model(value: object) -> dict[str, Any]:
    import attrs

    value = tuple(value.values()) if isinstance(value, Mapping) and not attrs.has(type(value)) else value
    several = isinstance(value, (tuple, list))
    kinds = {type(one) for one in value} if several else {type(value)}  # type: ignore[attr-defined]  # because several() looked
    kind = kinds.pop() if len(kinds) == 1 else None
    if kind is None or not attrs.has(kind) or not kind.__module__.startswith("kommunal_partner"):
        given = type(value).__name__
        said = Term(
            f"{given} ist weder ein Modell noch eine Antwort, noch mehrere einer Klasse",
            f"{given} is neither a model nor an answer, nor several of one class",
        )
        raise BadModel(said, value=value)
    token = SOURCES.set({})
    try:
        written = converter().unstructure(value, tuple[kind, ...] if several else kind)  # type: ignore[valid-type]  # because it is a class
        _refuse_what_is_no_json(written)
        sources = SOURCES.get()
    except (AttributeError, TypeError) as error:
        raise BadModel(formless(kind.__name__, f": {error}"), argument="value", value=value) from error
    finally:
        SOURCES.reset(token)
    return {
        "type": name_of(tuple[kind, ...]) if several else name_of(kind),  # type: ignore[valid-type]  # because it is a class
        "value": written,
        "sources": {name: source_parts(one) for name, one in sorted(sources.items())},
    }


def source_parts(source: Source) -> dict[str, object]:
    """A source without its id, what is not known left out."""
    parts = {
        "text": source.text,
        "url": source.url,
        "precision": source.precision.value,
        "read_on": None if source.read_on is None else source.read_on.isoformat(),
    }
    return {name: part for name, part in parts.items() if part is not None}


def _refuse_what_is_no_json(written: object) -> None:
    if isinstance(written, dict):
        for part in written.values():
            _refuse_what_is_no_json(part)
    elif isinstance(written, (list, tuple)):
        for part in written:
            _refuse_what_is_no_json(part)
    elif not (written is None or isinstance(written, (str, bool)) or is_number(written)) or is_choice(written):
        raise BadModel(formless(type(written).__name__), value=written)
