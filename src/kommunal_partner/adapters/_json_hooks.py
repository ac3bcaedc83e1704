"""The one converter behind `to_json`, `from_json`, `json_schema`: cattrs with a few hooks for what JSON does not know.

A fuzzy date is its EDTF text, a country its alpha-3 code, a Land its letters, a key its digits, a source its id (the
sources stand beside the value, each once); one of several classes says with `type` which.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from contextvars import ContextVar
from datetime import date
from enum import Enum
from functools import lru_cache
from types import NoneType, UnionType
from typing import Any, Final, TypeAlias, Union, get_args, get_origin

import attrs

from kommunal_partner._mappings import FrozenMap
from kommunal_partner.countries import Country, country
from kommunal_partner.errors import BadModel, MissingExtra
from kommunal_partner.fuzzy_dates import FuzzyDate
from kommunal_partner.keys import Ags, Ars, Kreis, Land, Regierungsbezirk, Verband, parse_land
from kommunal_partner.languages import Term
from kommunal_partner.partnerships import Partnership, PartnershipRegister
from kommunal_partner.sources import Source

Json: TypeAlias = Any

SOURCES: Final[ContextVar[dict[str, Source]]] = ContextVar("sources")
"""The sources of the document that is being written or read, by id."""

TAG: Final = "type"

TEXTS: Final[Mapping[type, Any]] = {
    FuzzyDate: FuzzyDate.parse,
    Country: country,
    Land: parse_land,
    **{kind: kind for kind in (Ags, Ars, Kreis, Regierungsbezirk, Verband)},
}
"""Classes that are one text in JSON, with what reads it."""


def text_of(value: object) -> str:
    """The text of a value of one of the classes in `TEXTS`."""
    if isinstance(value, Country):
        return value.alpha3
    return value.code if isinstance(value, Land) else str(value)


@lru_cache(maxsize=1)
def converter() -> Any:  # noqa: ANN401 - because cattrs is imported where it is used
    """The converter, made once.

    Raises:
        MissingExtra: without cattrs.
    """
    try:
        from cattrs.preconf.json import make_converter
    except ImportError as error:
        raise MissingExtra("cattrs", "json") from error
    made = make_converter(forbid_extra_keys=True, detailed_validation=True)
    for kind, read in TEXTS.items():
        made.register_unstructure_hook(kind, text_of)
        made.register_structure_hook(kind, _reader(kind, read))
    made.register_unstructure_hook(Source, _keep)
    made.register_structure_hook(Source, lambda given, _: _kept(given))
    made.register_unstructure_hook(PartnershipRegister, lambda one: [made.unstructure(held) for held in one.values()])
    made.register_structure_hook(
        PartnershipRegister, lambda given, _: PartnershipRegister(made.structure(given, tuple[Partnership, ...]))
    )
    made.register_unstructure_hook(date, date.isoformat)
    made.register_structure_hook(date, lambda given, _: iso_day(_text(given)))
    made.register_structure_hook(int, lambda given, _: _typed(given, int))
    made.register_structure_hook(bool, lambda given, _: _typed(given, bool))
    made.register_structure_hook(str, lambda given, _: _text(given))
    made.register_structure_hook(float, lambda given, _: _typed(given, (int, float)))
    made.register_unstructure_hook_func(lambda kind: kind is Hashable, _plain_id)
    made.register_structure_hook_func(lambda kind: kind is Hashable, lambda given, _: _plain_id(given))
    made.register_unstructure_hook_func(_is_frozenset, lambda held: sorted(made.unstructure(one) for one in held))
    made.register_structure_hook_factory(_is_frozen_map, _map_reader(made))
    made.register_unstructure_hook_factory(_is_frozen_map, _map_writer(made))
    made.register_structure_hook_factory(is_tagged, _tagged_reader(made))
    made.register_unstructure_hook_factory(is_tagged, _tagged_writer(made))
    made.register_structure_hook_func(_is_year_or_day, _year_or_day)
    made.register_unstructure_hook_func(_is_year_or_day, lambda one: one.isoformat() if isinstance(one, date) else one)
    return made


# ── what JSON does not know ──────────────────────────────────────────────────────────────────────────────────────────


def _reader(kind: type, read: Any) -> Any:  # noqa: ANN401 - because every class has its own reader
    return lambda given, _: given if isinstance(given, kind) else read(_text(given))


def _text(given: object) -> str:
    if not isinstance(given, str):
        kind = type(given).__name__
        raise BadModel(Term(f"ein Text ist nötig, nicht {kind}", f"a text is needed, not {kind}"))
    return given


def iso_day(given: str) -> date:
    """The day of a text like 2020-01-31; no other spelling of ISO 8601."""
    day = date.fromisoformat(given)
    if day.isoformat() != given:
        raise BadModel(Term(f"{given} ist kein Tag wie 2020-01-31", f"{given} is not a day as 2020-01-31 is"))
    return day


def _typed(given: object, kinds: Any) -> Any:  # noqa: ANN401 - because it gives back what it was given
    if not isinstance(given, kinds) or (isinstance(given, bool) and kinds is not bool):
        de, en = ("true oder false", "true or false") if kinds is bool else ("eine Zahl", "a number")
        raise BadModel(Term(f"{de} ist nötig, nicht {given!r}"[:120], f"{en} is needed, not {given!r}"[:120]))
    return given


def _no_object(given: object) -> BadModel:
    kind = type(given).__name__
    return BadModel(Term(f"ein Objekt ist nötig, nicht {kind}", f"an object is needed, not {kind}"))


def formless(name: object, why: str = "") -> Term:
    """What is said of a class that JSON does not know."""
    return Term(f"{name} hat keine Form in JSON{why}", f"{name} has no form in JSON{why}")


def _plain_id(given: object) -> object:
    if isinstance(given, (str, int)):
        return given
    kind = type(given).__name__
    said = Term(
        f"Kennungen sind in JSON nur Texte und ganze Zahlen, nicht {kind}",
        f"only texts and whole numbers are ids in JSON, not {kind}",
    )
    raise BadModel(said, argument="id", value=given)


def _keep(source: Source) -> str:
    kept = SOURCES.get()
    if kept.setdefault(source.id, source) != source:
        said = Term(f"zwei Quellen haben die Kennung {source.id!r}", f"two sources have the id {source.id!r}")
        raise BadModel(said, argument="sources", value=source.id)
    return source.id


def _kept(given: object) -> Source:
    name = _text(given)
    found = SOURCES.get().get(name)
    if found is None:
        de = f"eine Quelle {name!r} steht nicht im Dokument"
        raise BadModel(Term(de, f"there is no source {name!r} in the document"))
    return found


def _is_frozenset(kind: Any) -> bool:  # noqa: ANN401 - because it may be any type
    return kind is frozenset or get_origin(kind) is frozenset


def _is_frozen_map(kind: Any) -> bool:  # noqa: ANN401 - because it may be any type
    return get_origin(kind) is FrozenMap


def _map_reader(made: Any) -> Any:  # noqa: ANN401 - because cattrs is imported where it is used
    def factory(kind: Any) -> Any:  # noqa: ANN401 - because cattrs is imported where it is used
        key, value = get_args(kind)

        def read(given: object, _: object) -> FrozenMap[Any, Any]:
            if not isinstance(given, Mapping):
                raise _no_object(given)
            return FrozenMap((made.structure(k, key), made.structure(v, value)) for k, v in given.items())

        return read

    return factory


def _map_writer(made: Any) -> Any:  # noqa: ANN401 - because cattrs is imported where it is used
    def factory(kind: Any) -> Any:  # noqa: ANN401 - because cattrs is imported where it is used
        key, value = get_args(kind)
        return lambda held: {made.unstructure(k, key): made.unstructure(v, value) for k, v in held.items()}

    return factory


def name_of(kind: Any) -> str:  # noqa: ANN401 - because it may be any type
    """What a document calls the type of its value: the class, or the class with brackets for several."""
    if get_origin(kind) in (tuple, list):
        return f"{name_of(get_args(kind)[0])}[]"
    return str(getattr(kind, "__name__", kind))


# ── one of several classes ───────────────────────────────────────────────────────────────────────────────────────────


def classes_of(kind: Any) -> tuple[type, ...]:  # noqa: ANN401 - because it may be any type
    """The classes of a union but for None; none if it is no union of attrs classes."""
    if get_origin(kind) not in (Union, UnionType):
        return ()
    parts = tuple(part for part in get_args(kind) if part is not NoneType)
    models = all(isinstance(part, type) and attrs.has(part) and part not in TEXTS for part in parts)
    return parts if models else ()


def is_tagged(kind: Any) -> bool:  # noqa: ANN401 - because it may be any type
    """Whether the value must say which of several classes it is."""
    return len(classes_of(kind)) > 1


def _tagged_reader(made: Any) -> Any:  # noqa: ANN401 - because cattrs is imported where it is used
    def factory(kind: Any) -> Any:  # noqa: ANN401 - because cattrs is imported where it is used
        by_name = {one.__name__: one for one in classes_of(kind)}
        optional = NoneType in get_args(kind)

        def read(given: object, _: object) -> object:
            if given is None and optional:
                return None
            if not isinstance(given, Mapping):
                raise _no_object(given)
            name = given.get(TAG)
            if name not in by_name:
                known = ", ".join(sorted(by_name))
                raise BadModel(Term(f"{TAG} {name!r} ist keines von {known}", f"{TAG} {name!r} is none of {known}"))
            return made.structure({k: v for k, v in given.items() if k != TAG}, by_name[name])

        return read

    return factory


def _tagged_writer(made: Any) -> Any:  # noqa: ANN401 - because cattrs is imported where it is used
    def factory(_: object) -> Any:  # noqa: ANN401 - because cattrs is imported where it is used
        return lambda one: None if one is None else {TAG: type(one).__name__, **made.unstructure(one, type(one))}

    return factory


def _is_year_or_day(kind: Any) -> bool:  # noqa: ANN401 - because it may be any type
    return get_origin(kind) in (Union, UnionType) and set(get_args(kind)) == {int, date}


def _year_or_day(given: object, _: object) -> int | date:
    return iso_day(given) if isinstance(given, str) else int(_typed(given, int))


def is_choice(kind: object) -> bool:
    """Whether the type is a closed choice."""
    return isinstance(kind, type) and issubclass(kind, Enum)
