"""Any source as grids of texts with line numbers: the separators of a file, the sheets of a workbook, rows, frames."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from os import PathLike
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, TypeAlias

from kommunal_partner.adapters._paths import bytes_at, bytes_from
from kommunal_partner.adapters.from_tables import _limits, sentences
from kommunal_partner.adapters.from_tables._cells import FIRST_DAY
from kommunal_partner.errors import BadFile
from kommunal_partner.verdicts import Reason, Sentence

Source: TypeAlias = str | PathLike[str] | bytes | BinaryIO | Iterable[Mapping[str, Any]] | Iterable[Sequence[Any]] | Any
"""A path, a binary file such as an upload, its bytes, rows, or a data frame."""


class Line(NamedTuple):
    """The number of a line and its cells; `broken` says why they could not be told apart."""

    number: int
    cells: list[str]
    broken: Sentence | None = None


class CellGrid(NamedTuple):
    """The lines of a table and how they were read.

    Blank lines are among them at the beginning only, where the header is looked for; `blank` is the number of the
    others. `formulas` are cells whose result was never saved, `doubtful` lines whose letters may be wrong. The header
    `is_sure` where the source names its columns itself.
    """

    name: str
    lines: list[Line]
    encoding: str | None = None
    notes: tuple[Sentence, ...] = ()
    formulas: tuple[tuple[int, int], ...] = ()
    blank: int = 0
    first_day: date = FIRST_DAY
    doubtful: tuple[tuple[int, Sentence], ...] = ()
    is_sure: bool = False


class Candidate(NamedTuple):
    """One way to read a source: its first lines, and all of it on request."""

    sample: list[Line]
    read: Callable[[], CellGrid]


def refused(reason: Reason, line: int | None = None, **values: object) -> BadFile:
    """The error for a file that is no table that can be read."""
    return BadFile(Sentence(reason, values), line)


def content_of(source: Source) -> tuple[str, bytes] | None:
    """The name and the bytes of a path, of bytes or of a binary file; None for rows and frames.

    Raises:
        BadFile: for a file open as text, for a text that is the content itself, and for one larger than 64 MiB.
        MissingFile: if there is no file at a path; any other OSError if it cannot be read.
    """
    name = ""
    if isinstance(source, (str, PathLike)):
        name = Path(source).name
        content: object = bytes_at(source, _limits.LARGEST)
    elif isinstance(source, (bytes, bytearray, memoryview)):
        content = bytes(source)
    elif callable(read := getattr(source, "read", None)):
        content = bytes_from(read, _limits.LARGEST)
        name = Path(str(getattr(source, "name", ""))).name
    else:
        return None
    if not isinstance(content, bytes):
        raise refused(sentences.OPEN_AS_TEXT)
    if len(content) > _limits.LARGEST:
        raise refused(sentences.FILE_TOO_LARGE, most=_limits.LARGEST >> 20)
    return name, content


def without_blanks(lines: Iterable[Line]) -> tuple[list[Line], int]:
    """The lines without the blank ones below the beginning, and the number of these."""
    kept: list[Line] = []
    blank = 0
    for line in lines:
        if len(kept) < _limits.SAMPLE or any(line.cells) or line.broken is not None:
            kept.append(line)
        else:
            blank += 1
        if len(kept) > _limits.MOST_ROWS:
            raise refused(sentences.TOO_MANY_ROWS, most=_limits.MOST_ROWS)
    return kept, blank
