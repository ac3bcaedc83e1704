"""Models as flat rows of a table: one row a model, columns named after its fields, cells that any tool reads.

Keys and codes stay text. A fuzzy date gives three columns, as EDTF and as its earliest and latest day; a word in two
languages gives two; a span gives its first and its last day; sources stand by their ids. A model inside a model
stands by its id; several without an id by how many there are, one alone is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from datetime import date
from enum import Enum
from typing import Any, Final

from attrs import fields, has

from kommunal_partner._checks import values_of

__all__ = ["COLUMNS", "flat", "flat_rows"]

_BETWEEN: Final = ";"

COLUMNS: Final = "columns"
"""In the metadata of a field: the columns that its parts become, by their names, whether it holds anything or not."""


def flat_rows(models: Iterable[object] | Mapping[Any, object]) -> list[dict[str, object]]:
    """A row for each model, every row with the same columns, in the order in which they are first met.

    A mapping stands for its values; rows stay rows.
    """
    given = values_of(models, "models")
    rows = [dict(one) if isinstance(one, Mapping) else flat(one) for one in given]
    columns = dict.fromkeys(name for row in rows for name in row)
    return [{name: row.get(name) for name in columns} for row in rows]


def flat(model: object) -> dict[str, object]:
    """One model as a row.

    >>> from kommunal_partner.sources import Source
    >>> flat(Source("dac-2024", "DAC list 2024"))
    {'id': 'dac-2024', 'text': 'DAC list 2024', 'url': None, 'precision': 'page', 'read_on': None}
    """
    if not has(type(model)):
        return {"value": _cell(model)}
    row: dict[str, object] = {}
    for field in fields(type(model)):  # type: ignore[arg-type]  # because has() looked
        columns: Mapping[str, str] = field.metadata.get(COLUMNS, {})
        value = getattr(model, field.name)
        if columns:
            row.update({name: _cell(getattr(value, part, None)) for name, part in columns.items()})
        elif not field.name.startswith("_"):
            row.update(_cells(field.name, value))
    return row


def _cells(name: str, value: Any) -> Iterator[tuple[str, object]]:  # noqa: ANN401 - because fields hold anything
    """The columns that a field gives rise to."""
    if hasattr(value, "earliest") and hasattr(value, "latest"):
        yield from ((name, str(value)), (f"{name}_earliest", value.earliest), (f"{name}_latest", value.latest))
    elif hasattr(value, "alpha3"):
        yield from ((name, value.alpha3), (f"{name}_de", value.name("de")))
    elif hasattr(value, "de") and hasattr(value, "en"):
        yield from ((f"{name}_de", value.de), (f"{name}_en", value.en))
    elif hasattr(value, "start") and hasattr(value, "last"):
        yield from ((f"{name}_first", value.start), (f"{name}_last", value.last))
    elif not _is_nested(value):
        yield name, _cell(value)


def _is_nested(value: object) -> bool:
    """Whether the value is a model that neither an id nor a short text stands for; its columns would be no cells."""
    return has(type(value)) and not hasattr(value, "id") and type(value).__str__ is object.__str__


def _cell(value: Any) -> object:  # noqa: ANN401 - because fields hold anything
    if value is None or isinstance(value, (str, bool, int, float, date)):
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (tuple, list, AbstractSet)):
        return _several(value) if value else None
    if isinstance(value, Mapping):
        return _BETWEEN.join(f"{key}={held}" for key, held in value.items())
    return getattr(value, "id", None) or str(value)


def _several(values: Any) -> object:  # noqa: ANN401 - because fields hold anything
    """Several values in one cell; of models without an id how many there are."""
    if any(map(_is_nested, values)):
        return len(values)
    texts = [str(_cell(getattr(part, "id", part))) for part in values]
    return _BETWEEN.join(sorted(texts) if isinstance(values, AbstractSet) else texts)
