"""`frame`: any register, reading, result or collection of models as a native frame of the caller's library."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from types import ModuleType
from typing import Any

from kommunal_partner._rows import flat_rows
from kommunal_partner.adapters.to_frames._engines import Kind, facts_like
from kommunal_partner.errors import BadRule, MissingExtra


def frame(models: Any, like: Any) -> Any:  # noqa: ANN401 - because it takes any models and gives the caller's own kind of frame
    """The models as a frame of the library that `like` is, or is a frame of.

    `models` is whatever has `.to_rows()` (registers, readings, results), a mapping to models or a collection of them,
    or rows. The columns are those of `to_rows()`: keys and codes are text, fuzzy dates three columns (EDTF, earliest
    and latest day), words in two languages two columns, sources their ids.

    Raises:
        MissingExtra: without narwhals.
        BadRule: for a library that narwhals does not know.
    """
    own = getattr(models, "to_rows", None)
    given: Any = own() if callable(own) else models
    rows = flat_rows(given)
    kinds: dict[str, Kind] = {name: _kind([row[name] for row in rows]) for name in (rows[0] if rows else {})}
    cells = [[_fitting(row[name], kind) for name, kind in kinds.items()] for row in rows]
    return facts_like(_example(like), cells, kinds)


def _example(like: Any) -> Any:  # noqa: ANN401 - because it is a frame of whichever library
    """A frame of the library."""
    if not isinstance(like, ModuleType):
        return like
    try:
        import narwhals as nw
    except ImportError as error:
        raise MissingExtra("narwhals", "frames") from error
    try:
        made: Any = nw.from_dict({"_": [0]}, backend=like)
    except (ValueError, TypeError, AssertionError) as error:
        raise BadRule(
            f"{like.__name__} is not a library of data frames", argument="like", value=like.__name__
        ) from error
    return nw.to_native(made)


_KINDS: tuple[tuple[type | tuple[type, ...], Kind], ...] = (
    (bool, "boolean"),
    (int, "whole"),
    ((int, float), "number"),
    (date, "day"),
)


def _kind(values: Iterable[object]) -> Kind:
    """The one kind that all values of a column are; text where there is none."""
    held = [value for value in values if value is not None]
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
