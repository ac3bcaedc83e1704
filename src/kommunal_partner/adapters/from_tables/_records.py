"""Rows and data frames as a grid: mappings, sequences, and the frames of pandas, polars and pyarrow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from kommunal_partner.adapters.from_tables import _limits, sentences
from kommunal_partner.adapters.from_tables._cells import Cleaned
from kommunal_partner.adapters.from_tables._grids import Candidate, CellGrid, Line, refused


def grids_of_records(source: Any) -> list[Candidate]:  # noqa: ANN401 - because callers give anything
    """Rows of a frame and mappings are counted from 1; of sequences the first is the header, in line 1.

    Raises:
        BadFile: for what is neither rows nor a frame, and for more than 200,000 rows.
    """
    frame = _frame(source)
    grid = _of_mappings_or_sequences(source) if frame is None else _with_header(*frame)
    return [Candidate(grid.lines[: _limits.SAMPLE], lambda: grid)]


# ── frames ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _frame(source: Any) -> tuple[list[object], Iterable[Sequence[object]]] | None:  # noqa: ANN401 - as above
    """The names of the columns of a frame and its rows; None for what is none. No frame library is imported here."""
    if callable(getattr(source, "collect", None)) and callable(getattr(source, "collect_schema", None)):
        source = source.collect()  # a lazy frame of polars
    if callable(getattr(source, "itertuples", None)) and hasattr(source, "columns"):  # pandas
        if any(name is not None for name in getattr(getattr(source, "index", None), "names", ())):
            source = source.reset_index()
        return list(source.columns), source.itertuples(index=False, name=None)
    if callable(getattr(source, "iter_rows", None)) and hasattr(source, "columns"):  # polars, narwhals
        return list(source.columns), source.iter_rows()
    if hasattr(source, "column_names") and callable(getattr(source, "to_pylist", None)):  # pyarrow
        columns = [column.to_pylist() for column in source.columns]
        return list(source.column_names), zip(*columns, strict=True)
    return None


def _with_header(header: list[object], rows: Iterable[Sequence[object]]) -> CellGrid:
    clean = Cleaned()
    lines = [Line(0, [clean.of(_title(name)) for name in header])]
    lines += [Line(number, [clean.of(cell) for cell in row]) for number, row in enumerate(_bounded(rows), 1)]
    return CellGrid("", lines, is_sure=True)


def _title(name: object) -> object:
    """The header of a column; of several levels, as pandas has them, all words."""
    return " ".join(str(part) for part in name if part) if isinstance(name, tuple) else name


def _bounded(rows: Iterable[Any]) -> Iterator[Any]:
    iterator = iter(rows)
    yield from islice(iterator, _limits.MOST_ROWS)
    if next(iterator, None) is not None:
        raise refused(sentences.TOO_MANY_ROWS, most=_limits.MOST_ROWS)


# ── rows ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _of_mappings_or_sequences(rows: Any) -> CellGrid:  # noqa: ANN401 - as above
    try:
        given: list[Any] = list(_bounded(rows.values() if isinstance(rows, Mapping) else rows))
    except TypeError:
        raise refused(sentences.NO_SOURCE, kind=type(rows).__name__) from None
    clean = Cleaned()
    if given and isinstance(given[0], Mapping):
        header: dict[object, None] = {}
        for number, row in enumerate(given, 1):
            if not isinstance(row, Mapping):
                raise refused(sentences.ROW_IS_NO_MAPPING, number)
            header.update(dict.fromkeys(row))
        return _with_header(list(header), ([row.get(name) for name in header] for row in given))
    lines = []
    for number, row in enumerate(given, 1):
        if not isinstance(row, Sequence) or isinstance(row, (str, bytes)):
            raise refused(sentences.ROW_IS_NO_ROW, number)
        lines.append(Line(number, [clean.of(cell) for cell in row]))
    return CellGrid("", lines)
