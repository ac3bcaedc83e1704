"""The one strict table reader: a CSV file in, typed rows out, or every reason why not."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import Enum
from functools import partial
from itertools import islice
from operator import lt
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final, TypeVar

from attrs import frozen

from kommunal_partner.errors import BadModel, BadTable, KommunalPartnerError, TableProblem
from kommunal_partner.languages import Term

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

__all__ = [
    "Column",
    "begin_of",
    "boolean",
    "day",
    "integer",
    "many",
    "member",
    "number",
    "one_of",
    "optional",
    "read_table",
    "reason_of",
    "required",
    "shipped_tables",
]

T = TypeVar("T")
E = TypeVar("E", bound=Enum)

_PIECE: Final = 2**20

_BLANK: Final = Term("ist leer", "is blank")
_EMPTY: Final = Term(
    "die Tabelle ist leer, sie hat nicht einmal eine Kopfzeile", "the table is empty, it has not even a header"
)
_MISSING: Final = Term("die Spalte fehlt", "column is missing")
_UNKNOWN: Final = Term("eine solche Spalte ist nicht bekannt", "no such column is known")
_TWICE: Final = Term("steht hier ein zweites Mal", "stands here a second time")
_DISORDERED: Final = Term("steht nicht in der Reihenfolge", "is out of order")


def reason_of(error: Exception) -> Term:
    """What an error says, in German and in English; the words of another library stand in both."""
    if isinstance(error, KommunalPartnerError):
        return Term(error.text("de"), error.text("en"))
    return Term(f"nicht lesbar ({error})", str(error))


def shipped_tables(package: str, file: str) -> Traversable:
    """The folder `tables` of a package that lies in this file; the package may be in an archive."""
    folder = Path(file).with_name("tables")
    if folder.is_dir():
        return folder
    # Only now: loading it takes about as long as reading all of the facts with the csv module.
    from importlib.resources import files

    return files(package) / "tables"


@frozen
class Column:
    """A column's name and how its cells are read; `parse` refuses with a reason that a person can act on."""

    name: str
    parse: Callable[[str], Any]


def begin_of(file: IO[bytes], most: int) -> bytes:
    """What a file holds, up to one byte more than wanted; in pieces, for memory is taken for all that is asked for."""
    pieces = islice(iter(partial(file.read, _PIECE), b""), most // _PIECE + 1)
    return b"".join(pieces)[: most + 1]


def required(text: str) -> str:
    """The text itself; a blank cell is refused."""
    if not text:
        raise BadModel(_BLANK)
    return text


def optional(parse: Callable[[str], T]) -> Callable[[str], T | None]:
    """A reader that gives None for a blank cell."""
    if parse is required:
        return _none_if_blank

    def parse_optional(text: str) -> T | None:
        return parse(text) if text else None

    return parse_optional


def _none_if_blank(text: str) -> Any:  # noqa: ANN401 - because it stands for any reader that only refuses blanks
    return text or None


def day(text: str) -> date:
    """An ISO day, such as 2018-01-01."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or found.isoformat() != text:
        de = f"{text!r} ist kein Tag in der Form JJJJ-MM-TT"
        raise BadModel(Term(de, f"{text!r} is no day written YYYY-MM-DD"))
    return found


def integer(text: str) -> int:
    """A whole number without sign, zeros in front or spaces."""
    if not (text.isascii() and text.isdigit()) or (text[0] == "0" and text != "0"):
        raise BadModel(Term(f"{text!r} ist keine ganze Zahl", f"{text!r} is no whole number"))
    return int(text)


def number(text: str) -> float:
    """A number with a decimal point."""
    try:
        found = float(text)
    except ValueError:
        raise BadModel(Term(f"{text!r} ist keine Zahl", f"{text!r} is no number")) from None
    if found - found != 0:
        raise BadModel(Term(f"{text!r} ist keine endliche Zahl", f"{text!r} is no finite number"))
    return found


def boolean(text: str) -> bool:
    """`yes` or `no`."""
    return one_of({"yes": True, "no": False})(text)


def one_of(choices: Mapping[str, T]) -> Callable[[str], T]:
    """A reader for a closed choice of words."""

    def parse_choice(text: str) -> T:
        try:
            return choices[text]
        except KeyError:
            known = ", ".join(choices)
            raise BadModel(Term(f"{text!r} ist keines von {known}", f"{text!r} is none of {known}")) from None

    return parse_choice


def member(kind: type[E]) -> Callable[[str], E]:
    """A reader for the values of an Enum."""
    return one_of({str(choice.value): choice for choice in kind})


def many(parse: Callable[[str], T], separator: str = " ") -> Callable[[str], tuple[T, ...]]:
    """A reader for cells that hold several values; a blank cell holds none."""

    def texts(text: str) -> tuple[Any, ...]:
        parts = tuple(text.split(separator)) if text else ()
        if "" in parts:
            raise BadModel(_BLANK)
        return parts

    if parse is required:
        return texts

    def parse_many(text: str) -> tuple[T, ...]:
        return tuple(parse(part) for part in text.split(separator)) if text else ()

    return parse_many


class _Cells(dict[str, Any]):
    """The cells of one column, each text read once."""

    def __init__(self, column: Column) -> None:
        super().__init__()
        self.column = column

    def __missing__(self, text: str) -> Any:  # noqa: ANN401 - because a column may hold anything
        if text != text.strip():
            raise BadModel(Term(f"{text!r} hat Leerzeichen am Rand", f"{text!r} has spaces at its ends"))
        value = self[text] = self.column.parse(text)
        return value


def read_table(
    name: str, content: bytes, columns: Iterable[Column], *, key: tuple[str, ...] = ()
) -> Iterator[tuple[int, tuple[Any, ...]]]:
    """Every row as its line and its values, in the order of `columns`; nothing if anything is wrong.

    The content must be UTF-8 with exactly these columns as its header. `key` names the columns by which the rows
    are sorted and each row is unique.

    Raises:
        BadTable: with every problem found.
    """
    columns = tuple(columns)
    quick = _flawless(content, columns, key)
    if quick is not None:
        return quick
    problems: list[TableProblem] = []
    rows = list(_rows(name, content, columns, key, problems))
    if problems:
        raise BadTable(problems)
    return iter(rows)


def _flawless(
    content: bytes, columns: tuple[Column, ...], key: tuple[str, ...]
) -> Iterator[tuple[int, tuple[Any, ...]]] | None:
    """The rows of a table without fault, read a column at a time; None if `_rows` must look closer, row by row."""
    names = [column.name for column in columns]
    try:
        reader = csv.reader(io.StringIO(content.decode("utf-8"), newline=""), strict=True)
        header, rows = next(reader, None), list(reader)
        if header != names or reader.line_num != len(rows) + 1 or set(map(len, rows)) - {len(names)}:
            return None
        texts = list(zip(*rows, strict=True))
        keys = list(zip(*[cells for one, cells in zip(names, texts, strict=False) if one in key], strict=True))
        if not all(map(lt, keys, keys[1:])):
            return None
        values = [_column(column.parse, cells) for column, cells in zip(columns, texts, strict=False)]
    except (csv.Error, ValueError, KommunalPartnerError):
        return None
    return enumerate(zip(*values, strict=True), 2)


def _column(parse: Callable[[str], Any], cells: tuple[str, ...]) -> Sequence[Any]:
    """The values of a column, each text read once; texts that stand for themselves are not read at all."""
    as_written = parse is required or parse is str or parse is _none_if_blank
    texts = cells if as_written else tuple(set(cells))
    if tuple(map(str.strip, texts)) != texts or (parse is required and "" in cells):
        raise ValueError("a row must be looked at closely")
    if as_written:
        return [text or None for text in cells] if parse is _none_if_blank else cells
    known = {text: parse(text) for text in texts}
    return list(map(known.__getitem__, cells))


def _rows(
    name: str, content: bytes, columns: tuple[Column, ...], key: tuple[str, ...], problems: list[TableProblem]
) -> Iterator[tuple[int, tuple[Any, ...]]]:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        byte = f"0x{content[error.start]:02x}"
        reason = Term(f"Byte {byte} ist kein UTF-8", f"byte {byte} is not UTF-8")
        problems.append(TableProblem(name, line, None, reason))
        return
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = next(reader, None)
        wrong = _header_problems(name, header, columns)
        if wrong:
            problems.extend(wrong)
            return
        yield from _body(name, reader, columns, key, problems)
    except csv.Error as error:
        problems.append(TableProblem(name, reader.line_num, None, reason_of(error)))


def _header_problems(name: str, header: list[str] | None, columns: tuple[Column, ...]) -> list[TableProblem]:
    if header is None:
        return [TableProblem(name, None, None, _EMPTY)]
    wanted = [column.name for column in columns]
    wrong = [TableProblem(name, 1, column, _MISSING) for column in wanted if column not in header]
    wrong += [TableProblem(name, 1, column, _UNKNOWN) for column in header if column not in wanted]
    if not wrong and header != wanted:
        order = ", ".join(wanted)
        de = f"die Spalten müssen in der Reihenfolge {order} stehen"
        wrong.append(TableProblem(name, 1, None, Term(de, f"columns must stand in the order {order}")))
    return wrong


def _body(
    name: str,
    reader: Any,  # noqa: ANN401 - because the csv module does not name its reader's type
    columns: tuple[Column, ...],
    key: tuple[str, ...],
    problems: list[TableProblem],
) -> Iterator[tuple[int, tuple[Any, ...]]]:
    readers = [_Cells(column) for column in columns]
    key_at = [index for index, column in enumerate(columns) if column.name in key]
    before: list[str] = []
    width = len(columns)
    line = 2
    for cells in reader:
        if len(cells) != width:
            de = f"hat {len(cells)} Zellen, die Kopfzeile {width}"
            reason = Term(de, f"has {len(cells)} cells, the header has {width}")
            problems.append(TableProblem(name, line, None, reason))
            line = reader.line_num + 1
            continue
        try:
            values = tuple([known[cell] for known, cell in zip(readers, cells, strict=True)])
        except (ValueError, KommunalPartnerError):
            problems.extend(_cell_problems(name, line, readers, cells))
            line = reader.line_num + 1
            continue
        if key_at:
            here = [cells[index] for index in key_at]
            if here <= before:
                fault, row = (_TWICE if here == before else _DISORDERED), ", ".join(here)
                problems.append(TableProblem(name, line, None, Term(f"{row} {fault.de}", f"{row} {fault.en}")))
            before = here
        yield line, values
        line = reader.line_num + 1


def _cell_problems(name: str, line: int, readers: list[_Cells], cells: list[str]) -> Iterator[TableProblem]:
    for known, cell in zip(readers, cells, strict=True):
        try:
            known[cell]
        except (ValueError, KommunalPartnerError) as error:
            yield TableProblem(name, line, known.column.name, reason_of(error))
