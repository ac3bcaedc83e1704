"""CSV as grids, one for each separator that may be meant; a row whose quotation marks fail costs that row alone."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import islice
from typing import Final

from kommunal_partner.adapters.from_tables import _limits, sentences
from kommunal_partner.adapters.from_tables._cells import Cleaned
from kommunal_partner.adapters.from_tables._encodings import Decoded, decoded
from kommunal_partner.adapters.from_tables._grids import Candidate, CellGrid, Line, refused, without_blanks
from kommunal_partner.errors import BadFile
from kommunal_partner.verdicts import Sentence

_DELIMITERS: Final = ";,\t|"
_SAID: Final = re.compile(r"sep=([;,\t|])(?:\r\n|\r|\n|$)", re.IGNORECASE)


def grids_of_text(name: str, content: bytes) -> list[Candidate]:
    """The table in a file of text, read with each separator, or with the one that the file names itself.

    Raises:
        BadFile: for what is no text; reading raises it for lines of more than 4,000 cells, cells of more than 131,072
            characters and more than 200,000 rows.
    """
    text = decoded(content)
    said = _SAID.match(text.text)
    delimiters = _DELIMITERS if said is None else said.group(1)
    return [_candidate(name, text, delimiter, names_it=said is not None) for delimiter in delimiters]


def _candidate(name: str, text: Decoded, delimiter: str, *, names_it: bool) -> Candidate:
    def lines() -> Iterator[Line]:
        clean = Cleaned()
        records = islice(_records(text.text, delimiter), int(names_it), None)
        return (Line(number, [clean[cell] for cell in cells], broken) for number, cells, broken in records)

    def read() -> CellGrid:
        kept, blank = without_blanks(lines())
        shown = {"\t": "Tab"}.get(delimiter, delimiter)
        notes = (Sentence(sentences.READ_AS, {"encoding": text.encoding, "delimiter": shown}), *text.notes)
        return CellGrid(name, kept, text.encoding, notes, blank=blank, doubtful=text.doubtful)

    sample: list[Line] = []
    with suppress(BadFile):  # the lines before the one that cannot be read tell enough
        sample.extend(islice(lines(), _limits.SAMPLE))
    return Candidate(sample, read)


def _records(text: str, delimiter: str) -> Iterator[Line]:
    """The rows of a text with the numbers of the lines they begin in."""
    lines = list(io.StringIO(text, newline=""))
    at = 0
    while at < len(lines):
        line = lines[at]
        if line.count(delimiter) > _limits.MOST_CELLS:
            raise refused(sentences.LINE_TOO_WIDE, at + 1, most=_limits.MOST_CELLS)
        if '"' in line:
            record, used = _quoted(islice(lines, at, at + _limits.MOST_LINES), at + 1, delimiter)
        else:
            bare = line.rstrip("\r\n")
            record, used = Line(at + 1, bare.split(delimiter) if bare else []), 1
        if max(map(len, record.cells), default=0) > _limits.LONGEST_FIELD:
            raise refused(sentences.FIELD_TOO_LONG, at + 1, most=_limits.LONGEST_FIELD)
        yield record
        at += used


def _quoted(lines: Iterable[str], number: int, delimiter: str) -> tuple[Line, int]:
    """The row that begins here, over several lines if its quotation marks say so, and how many lines it takes."""
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    try:
        return Line(number, next(reader)), reader.line_num
    except csv.Error as error:
        if "field larger" in str(error):
            raise refused(sentences.FIELD_TOO_LONG, number, most=_limits.LONGEST_FIELD) from None
        return Line(number, [], Sentence(sentences.BROKEN_QUOTES)), 1
