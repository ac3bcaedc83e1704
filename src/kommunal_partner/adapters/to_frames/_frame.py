"""`frame`: any register, reading, result or collection of models as a native frame of the caller's library."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from types import ModuleType
from typing import Any, Final

from kommunal_partner._checks import refusal
from kommunal_partner._rows import flat_rows
from kommunal_partner.adapters.to_frames._facts_like import Kind, facts_like
from kommunal_partner.errors import BadRule, MissingExtra
from kommunal_partner.languages import Term


def frame(models: Any, like: Any) -> Any:  # noqa: ANN401 - because it takes any models and gives the caller's own kind of frame
    """The models as a frame of the library that `like` is, or is a frame of.

    `models` is whatever has `.to_rows()` (registers, readings, results), a mapping to models or a collection of them,
    or rows. The columns are those of `to_rows()`: keys and codes are text, fuzzy dates three columns (EDTF, earliest
    and latest day), words in two languages two columns, sources their ids.

    Raises:
        MissingExtra: without narwhals.
        BadRule: for a library that narwhals does not know.
    """
    example = _example(like)
    own = getattr(models, "to_rows", None)
    held: Any = own() if callable(own) else models
    if not isinstance(held, Iterable):
        kind = type(models).__name__
        de = f": Zeilen, Modelle oder etwas mit .to_rows() sind nötig, nicht {kind}"
        en = f": rows, models or what has .to_rows() are needed, not {kind}"
        raise refusal(BadRule, "models", models, de, en)
    rows = flat_rows(held)
    if rows and not all(isinstance(name, str) for name in rows[0]):
        de, en = ": Die Namen der Spalten müssen Texte sein", ": the names of columns must be texts"
        raise refusal(BadRule, "models", tuple(rows[0]), de, en)
    kinds: dict[str, Kind] = {name: _kind([row[name] for row in rows]) for name in (rows[0] if rows else {})}
    cells = [[_fitting(row[name], kind) for name, kind in kinds.items()] for row in rows]
    return facts_like(example, cells, kinds)


def _example(like: Any) -> Any:  # noqa: ANN401 - because it is a frame of whichever library
    """A frame of the library."""
    try:
        import narwhals as nw
    except ImportError as error:
        raise MissingExtra("narwhals", "frames") from error
    is_library = isinstance(like, ModuleType)
    try:
        return nw.to_native(nw.from_dict({"_": [0]}, backend=like) if is_library else nw.from_native(like))
    except (ValueError, TypeError, AssertionError) as error:
        named = like.__name__ if is_library else type(like).__name__
        de = "keine Bibliothek für Tabellen" if is_library else "keine Tabelle"
        en = "a library of data frames" if is_library else "a data frame"
        raise BadRule(Term(f"{named} ist {de}", f"{named} is not {en}"), argument="like", value=named) from error


_MOST_WHOLE: Final = 2**63

_KINDS: tuple[tuple[type | tuple[type, ...], Kind], ...] = (
    (bool, "boolean"),
    (int, "whole"),
    ((int, float), "number"),
    (date, "day"),
)


def _kind(values: Iterable[object]) -> Kind:
    """The one kind that all values of a column are; text where there is none."""
    held = [value for value in values if value is not None]
    if any(isinstance(value, int) and not -_MOST_WHOLE <= value < _MOST_WHOLE for value in held):
        return "text"  # a float would be another number
    for types, kind in _KINDS:
        if held and all(isinstance(value, types) and isinstance(value, bool) is (kind == "boolean") for value in held):
            return kind
    return "text"


def _fitting(value: object, kind: Kind) -> object:
    if value is None:
        return None
    if kind == "text":
        return value if isinstance(value, str) else str(value)
    return value.date() if isinstance(value, datetime) else float(value) if kind == "number" else value  # type: ignore[arg-type]  # because _kind() looked
