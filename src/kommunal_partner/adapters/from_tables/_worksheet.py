"""The rows of one sheet of an Excel workbook as they stream past, each cell as the text that people see."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from enum import Enum
from typing import BinaryIO, Final, NamedTuple, TypeAlias
from xml.parsers import expat

from kommunal_partner.adapters.from_tables import _limits, sentences
from kommunal_partner.adapters.from_tables._grids import refused

# ── XML ──────────────────────────────────────────────────────────────────────────────────────────────────────────────

_CHUNK: Final = 65_536
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")


Event: TypeAlias = tuple[str, dict[str, str] | None, str]
"""The name of an element with its attributes, where it begins; with None where it ends; no name, and text."""


def events_of(stream: BinaryIO) -> Iterator[Event]:
    """What stands in an XML part, in order; names without their prefixes.

    Raises:
        BadFile: for a part that declares a document type: entities can blow up or read other files.
        expat.ExpatError: for what is no XML.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    found: list[Event] = []

    def refuse(*_: object) -> None:
        raise refused(sentences.ENTITIES)

    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = lambda name, attributes: found.append((_local(name), attributes, ""))
    parser.EndElementHandler = lambda name: found.append((_local(name), None, ""))
    parser.CharacterDataHandler = lambda text: found.append(("", None, text))
    while chunk := stream.read(_CHUNK):
        parser.Parse(chunk, False)  # noqa: FBT003 - because expat takes it so
        yield from found
        found.clear()
    parser.Parse(b"", True)  # noqa: FBT003 - as above
    yield from found


def _local(name: str) -> str:
    return name.rpartition(":")[2] if ":" in name else name


def unescaped(text: str) -> str:
    """The text with the signs that XML cannot hold, which Excel writes as `_x000D_`."""
    return _ESCAPED.sub(lambda found: chr(int(found.group(1), 16)), text) if "_x" in text else text


# ── numbers ──────────────────────────────────────────────────────────────────────────────────────────────────────────


class Shown(Enum):
    """How a number format shows a number: as itself, or as a day, or as no more than its month or year."""

    NUMBER = "number"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class NumberFormat(NamedTuple):
    """How a number is shown; `zeros` is the number of digits it is filled up to, 0 for none."""

    shown: Shown = Shown.NUMBER
    zeros: int = 0


_TAKEN_OUT: Final = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')
_ZEROS: Final = re.compile(r"0{2,15}")
_A_TIME: Final = re.compile(r"[hs]")


def number_format(code: str) -> NumberFormat:
    """What the code of a number format does, such as `dd.mm.yyyy`, `yyyy` or `00000000`.

    >>> number_format("mmm yy").shown, number_format("00000000").zeros
    (<Shown.MONTH: 'month'>, 8)
    """
    bare = _TAKEN_OUT.sub("", code).split(";")[0].lower()
    if _ZEROS.fullmatch(bare):
        return NumberFormat(zeros=len(bare))
    if bare == "general" or not ("y" in bare or "d" in bare or "m" in bare) or ("y" not in bare and "d" not in bare):
        return NumberFormat()
    if "d" in bare or _A_TIME.search(bare):
        return NumberFormat(Shown.DAY)
    return NumberFormat(Shown.MONTH if "m" in bare else Shown.YEAR)


_PLAIN: Final = re.compile(r"-?\d{1,15}")
_EXCEL_HAS_A_DAY_TOO_MANY: Final = 60  # it takes 1900 for a leap year


def number_text(value: str, form: NumberFormat, first_day: date) -> str:
    """The text of a number as its format shows it; days in ISO form, cut down to what is shown of them.

    >>> number_text("31898", number_format("dd.mm.yyyy"), date(1899, 12, 30))
    '1987-05-01'
    >>> number_text("8421000", number_format("00000000"), date(1899, 12, 30))
    '08421000'
    """
    if form.shown is Shown.NUMBER:
        text = str(int(value)) if _PLAIN.fullmatch(value) else _plain(value)
        return text.zfill(form.zeros) if text.isdigit() else text
    try:
        number = float(value)
        skipped = first_day.year < 1900 and 0 < number < _EXCEL_HAS_A_DAY_TOO_MANY  # noqa: PLR2004 - because so they count
        day = (first_day + timedelta(days=number + skipped, seconds=0.5)).isoformat()
    except (ValueError, OverflowError):
        return value
    return {Shown.DAY: day, Shown.MONTH: day[:7], Shown.YEAR: day[:4]}[form.shown]


def _plain(value: str) -> str:
    try:
        number = float(value)
    except ValueError:
        return value
    return str(int(number)) if number.is_integer() and abs(number) < 1e15 else repr(number)  # noqa: PLR2004 - because beyond digits are lost


# ── rows ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


class SheetRow(NamedTuple):
    """A row with content: its number, its texts by column, and the columns of formulas whose result was not saved."""

    number: int
    cells: dict[int, str]
    formulas: int
    unsaved: tuple[int, ...]


class Joined(NamedTuple):
    """Cells joined into one: rows from 1, columns from 0, all of them counting."""

    top: int
    bottom: int
    left: int


_REFERENCE: Final = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,10})")


class Sheet:
    """A sheet while it is read; after its last row `joined` holds joined cells, `is_cut` tells if columns were cut."""

    def __init__(self, strings: Sequence[str], formats: Sequence[NumberFormat], first_day: date) -> None:
        self.joined: list[Joined] = []
        self.is_cut = False
        self._strings = strings
        self._formats = formats
        self._first_day = first_day

    def rows(self, stream: BinaryIO) -> Iterator[SheetRow]:  # noqa: C901, PLR0912 - because one pass over the events is what makes it fast
        """The rows with content, in order, whatever the sheet says of its own size.

        Raises:
            BadFile: beyond a limit, for a row that Excel cannot have, and for entities.
        """
        number = column = count = 0
        cells: dict[int, str] = {}
        formulas, unsaved = 0, list[int]()
        kind, style, is_formula, parts = "n", 0, False, list[str]()
        taking = phonetic = False
        for name, attributes, text in events_of(stream):
            if not name:
                if taking:
                    parts.append(text)
            elif attributes is not None:
                if name == "c":
                    count += 1
                    if count > _limits.MOST_SHEET_CELLS:
                        raise refused(sentences.TOO_MANY_SHEET_CELLS, most=_limits.MOST_SHEET_CELLS)
                    column = self._column(attributes.get("r"), column)
                    kind, style = attributes.get("t", "n"), int(attributes.get("s", 0))
                    is_formula, parts = False, []
                elif name == "row":
                    number = _row_number(attributes.get("r"), number)
                    column, cells, formulas, unsaved = -1, {}, 0, []
                elif name == "f":
                    is_formula = True
                elif name in {"v", "t"}:
                    taking = not phonetic
                elif name == "rPh":
                    phonetic = True
                elif name == "mergeCell":
                    self._join(attributes.get("ref", ""))
            elif name in {"v", "t"}:
                taking = False
            elif name == "rPh":
                phonetic = False
            elif name == "c" and column < _limits.MOST_COLUMNS:
                shown = self._text("".join(parts), kind, style)
                formulas += is_formula
                if shown:
                    cells[column] = shown
                elif is_formula:
                    unsaved.append(column)
            elif name == "c":
                self.is_cut = self.is_cut or bool(parts)
            elif name == "row" and (cells or unsaved):
                yield SheetRow(number, cells, formulas, tuple(unsaved))

    def _column(self, reference: str | None, before: int) -> int:
        found = _REFERENCE.fullmatch(reference or "")
        return before + 1 if found is None else _column_number(found.group(1))

    def _text(self, text: str, kind: str, style: int) -> str:
        if not text:
            return ""
        if kind == "s":
            return self._strings[int(text)] if int(text) < len(self._strings) else ""
        if kind == "n":
            form = self._formats[style] if style < len(self._formats) else NumberFormat()
            return number_text(text, form, self._first_day)
        if kind == "b":
            return "True" if text.strip() == "1" else "False"
        return text.removesuffix("T00:00:00") if kind == "d" else unescaped(text)

    def _join(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        one, other = _REFERENCE.fullmatch(first), _REFERENCE.fullmatch(last)
        if one is None or other is None:
            return
        self.joined.append(Joined(int(one.group(2)), int(other.group(2)), _column_number(one.group(1))))
        if len(self.joined) > _limits.MOST_JOINED:
            raise refused(sentences.TOO_MANY_SHEET_CELLS, most=_limits.MOST_JOINED)


def _row_number(given: str | None, before: int) -> int:
    number = before + 1 if given is None else int(given)
    if not 1 <= number <= _limits.LAST_ROW:
        raise refused(sentences.BAD_ROW_NUMBER, number=str(given or number)[:20], most=_limits.LAST_ROW)
    return number


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
