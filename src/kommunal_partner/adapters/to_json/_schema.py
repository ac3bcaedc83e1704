"""JSON Schemas of the documents that `to_json` writes, from the classes themselves and over the same hooks."""

from __future__ import annotations

from collections.abc import Hashable
from datetime import date
from inspect import isclass
from types import NoneType, UnionType
from typing import Any, Final, TypeVar, Union, get_args, get_origin

import attrs

from kommunal_partner._checks import refusal
from kommunal_partner._mappings import FrozenMap
from kommunal_partner.adapters._json_hooks import TAG, TEXTS, classes_of, formless, is_choice, is_tagged, name_of
from kommunal_partner.errors import BadModel
from kommunal_partner.partnerships import Partnership, PartnershipRegister
from kommunal_partner.sources import Precision, Source

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"

_PLAIN: Final[dict[object, dict[str, object]]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    NoneType: {"type": "null"},
    Hashable: {"type": ["string", "integer"]},
    date: {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
    Source: {"type": "string", "minLength": 1},
}


def json_schema(type: Any) -> dict[str, object]:  # noqa: A002, ANN401 - because that is what it is
    """The JSON Schema (2020-12) of the document that `to_json` writes of a model of this class.

    `type` is a public class, or `tuple[Partnership, ...]` for several. Unknown keys are refused, closed choices are
    listed, one of several classes says with `type` which.

    Raises:
        BadModel: for a class that has no form in JSON.
    """
    if not isclass(type) and get_origin(type) is None:
        raise refusal(BadModel, "type", type, " muss eine Klasse sein", " must be a class")
    parts: dict[str, dict[str, object]] = {}
    value = _of(type, {}, parts)
    source = {
        "type": "object",
        "properties": {
            "text": {"type": "string"},
            "url": {"type": "string"},
            "precision": {"enum": [one.value for one in Precision]},
            "read_on": _PLAIN[date],
        },
        "required": ["text"],
        "additionalProperties": False,
    }
    return {
        "$schema": DIALECT,
        "title": name_of(type),
        "type": "object",
        "properties": {
            "type": {"const": name_of(type)},
            "value": value,
            "sources": {"type": "object", "additionalProperties": source},
        },
        "required": ["type", "value", "sources"],
        "additionalProperties": False,
        "$defs": dict(sorted(parts.items())),
    }


def _of(kind: Any, given: dict[Any, Any], parts: dict[str, dict[str, object]]) -> dict[str, object]:  # noqa: ANN401, C901, PLR0911 - because every kind of type has its own schema
    """The schema of a type; `given` says what type variables stand for, `parts` gathers the classes on the way."""
    if isinstance(kind, TypeVar):
        return _of(given.get(kind, str), given, parts)
    if kind in _PLAIN:
        return _PLAIN[kind]
    if kind in TEXTS:
        return {"type": "string", "minLength": 1}
    if is_choice(kind):
        return {"enum": [member.value for member in kind]}
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return _union(kind, arguments, given, parts)
    if origin is tuple:
        return _tuple(arguments, given, parts)
    if origin is frozenset:
        return {"type": "array", "items": _of(arguments[0], given, parts), "uniqueItems": True}
    if origin is FrozenMap:
        return {"type": "object", "additionalProperties": _of(arguments[1], given, parts)}
    if kind is PartnershipRegister:
        return {"type": "array", "items": _of(Partnership, given, parts)}
    if attrs.has(origin or kind):
        return _model(origin or kind, arguments, given, parts)
    raise BadModel(formless(kind), argument="type", value=kind)


def _union(
    kind: Any,  # noqa: ANN401 - because it may be any union
    arguments: tuple[Any, ...],
    given: dict[Any, Any],
    parts: dict[str, dict[str, object]],
) -> dict[str, object]:
    if not is_tagged(kind):
        return {"anyOf": [_of(one, given, parts) for one in arguments]}
    options: list[dict[str, object]] = [_tagged(one, given, parts) for one in classes_of(kind)]
    return {"anyOf": [*options, *([{"type": "null"}] if NoneType in arguments else [])]}


def _tagged(model: type, given: dict[Any, Any], parts: dict[str, dict[str, object]]) -> dict[str, object]:
    """The schema of a class that says its name beside its parts."""
    name = f"{model.__name__} with {TAG}"
    if name not in parts:
        parts[name] = {}
        inside = _object(model, {}, given, parts)
        properties: Any = inside["properties"]
        required: Any = inside["required"]
        parts[name] = {
            **inside,
            "properties": {TAG: {"const": model.__name__}, **properties},
            "required": [TAG, *required],
        }
    return {"$ref": f"#/$defs/{name.replace(' ', '%20')}"}


def _tuple(arguments: tuple[Any, ...], given: dict[Any, Any], parts: dict[str, dict[str, object]]) -> dict[str, object]:
    if len(arguments) == 2 and arguments[1] is Ellipsis:  # noqa: PLR2004 - because that is how many of one kind are written
        return {"type": "array", "items": _of(arguments[0], given, parts)}
    items = [_of(one, given, parts) for one in arguments]
    return {"type": "array", "prefixItems": items, "minItems": len(items), "maxItems": len(items)}


def _model(
    model: type, arguments: tuple[Any, ...], given: dict[Any, Any], parts: dict[str, dict[str, object]]
) -> dict[str, object]:
    bound = dict(zip(getattr(model, "__parameters__", ()), [given.get(one, one) for one in arguments], strict=False))
    name = "".join([model.__name__, *(f" of {name_of(one)}" for one in bound.values())])
    if name not in parts:
        parts[name] = {}
        parts[name] = _object(model, bound, given, parts)
    return {"$ref": f"#/$defs/{name.replace(' ', '%20')}"}


def _object(
    model: type, bound: dict[Any, Any], given: dict[Any, Any], parts: dict[str, dict[str, object]]
) -> dict[str, object]:
    fields = [one for one in attrs.fields(attrs.resolve_types(model, include_extras=False)) if one.init]
    named = {**given, **bound}
    return {
        "type": "object",
        "properties": {one.name: _of(one.type, named, parts) for one in fields},
        "required": [one.name for one in fields if one.default is attrs.NOTHING],
        "additionalProperties": False,
    }
