"""Where the header of a table stands and what its columns hold: below titles, over two rows, or as the caller says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from kommunal_partner._checks import refusal
from kommunal_partner._folding import fold
from kommunal_partner.adapters.from_tables import sentences
from kommunal_partner.adapters.from_tables._columns import ABROAD, HOME, SIDES, Columns, Fields, meaning_of
from kommunal_partner.adapters.from_tables._grids import Candidate, CellGrid, Line
from kommunal_partner.adapters.from_tables._lands import land_of
from kommunal_partner.countries import Country
from kommunal_partner.errors import BadRule, BadTable, KommunalPartnerError, TableProblem
from kommunal_partner.verdicts import Sentence

_LONGEST: Final = 100  # characters of a header
_SURELY: Final = 2  # words that make a header
_DEPTH: Final = 30  # lines in which the header is looked for
_Own = Mapping[str, str | int]


class Choice(NamedTuple):
    """A column that asks for one value of a field: "Sprachen [Deutsch]", "SDG 6"; a cross in it says yes."""

    column: int
    field: str
    value: str


class Group(NamedTuple):
    """Columns of one of several partners that stand side by side in a row; `fixed` is what their header says itself."""

    at: Mapping[str, int]
    fixed: Mapping[str, str] = {}


class Header(NamedTuple):
    """Where each field stands: its column counted from 0; the header texts; the place of the first line of data.

    `spare` are columns whose header means a field that another column has. `groups` are there in wide tables only.
    """

    at: Mapping[str, int]
    titles: Sequence[str]
    begin: int
    line: int
    spare: Mapping[int, str] = {}
    choices: tuple[Choice, ...] = ()
    groups: tuple[Group, ...] = ()


def wanted(fields: Fields, columns: Columns | None) -> dict[str, str | int]:
    """The caller's own mapping, checked.

    Raises:
        BadRule: for a field that there is not, or a value that names no column.
    """
    if not isinstance(columns, (Mapping, type(None))):
        raise _bad_columns(
            columns,
            f"muss ein Mapping von Feld zu Überschrift sein, nicht {type(columns).__name__}",
            f"must be a mapping of field to header, not {type(columns).__name__}",
        )
    given = dict(columns or {})
    for field, header in given.items():
        if field not in fields.headers:
            known = ", ".join(fields.headers)
            de, en = f"ein Feld {field!r} gibt es nicht; es gibt", f"there is no field {field!r}; there are"
            raise _bad_columns(field, f"{de}: {known}", f"{en}: {known}")
        value: object = header
        if isinstance(value, bool) or not isinstance(value, (str, int)) or value == "":
            de = f"{field!r} braucht den Text einer Überschrift oder die Nummer einer Spalte, nicht {header!r}"
            en = f"{field!r} needs the text of a header or the number of a column, not {header!r}"
            raise _bad_columns(value, de, en)
        if isinstance(value, int) and value < 1:
            de, en = "Spalten werden von 1 an gezählt", "columns are counted from 1"
            raise _bad_columns(value, f"{field!r} nennt Spalte {value}; {de}", f"{field!r} names column {value}; {en}")
    return given


def _bad_columns(value: object, de: str, en: str) -> KommunalPartnerError:
    return refusal(BadRule, "columns", value, f": {de}", f": {en}")


def best_grid(candidates: Iterable[Candidate], fields: Fields, columns: _Own) -> CellGrid:
    """Of several ways to read a source, the one whose first lines look most like the table wanted; the first of equals.

    Raises:
        BadFile: where that way fails further down.
    """
    return max(candidates, key=lambda one: _score(one.sample, fields, columns)).read()


def find_header(grid: CellGrid, fields: Fields, columns: _Own, *, quote: bool = True) -> Header:
    """The header of a table; `quote` allows that an error names cells of its first lines, which may hold names.

    Raises:
        BadTable: if a column that the caller named is not there, or none is found for what a table must say.
    """
    name = grid.name or "table"
    if any(isinstance(header, int) for header in columns.values()):
        return _numbered(name, grid.lines, columns)
    best = _best(grid.lines, fields, columns, is_sure=grid.is_sure, of_people=not quote)
    if best is None:
        raise BadTable([_no_header(name, grid.lines, quote=quote)])
    problems = [
        TableProblem(name, best.line, str(header), Sentence(sentences.NO_SUCH_COLUMN))
        for field, header in columns.items()
        if field not in best.at
    ]
    for group in fields.needed:
        if not any(field in best.at for field in group):
            titles = ", ".join(_short(title) for title in best.titles if title)[:300] if quote else len(best.titles)
            values = {"fields": " / ".join(group[:4]), "titles": titles}
            problems.append(TableProblem(name, best.line, None, Sentence(sentences.MISSING_COLUMN, values)))
    if problems:
        raise BadTable(problems)
    return best


def _no_header(name: str, lines: Sequence[Line], *, quote: bool) -> TableProblem:
    first = next((line for line in lines if any(line.cells)), None)
    if first is None:
        return TableProblem(name, None, None, Sentence(sentences.NOTHING_IN_IT))
    cells = [cell for cell in first.cells if cell]
    if not quote:
        return TableProblem(name, first.number, None, Sentence(sentences.NO_HEADER_HERE, {"count": len(cells)}))
    found = ", ".join(map(_short, cells))[:300]
    return TableProblem(name, first.number, None, Sentence(sentences.NO_HEADER, {"found": found}))


def _score(lines: Sequence[Line], fields: Fields, columns: _Own) -> tuple[int, int, int]:
    """How much of what a table needs some lines name, how many fields they name, how even their rows are."""
    widths = [len(line.cells) for line in lines if len(line.cells) > 1]
    evenness = max(map(widths.count, widths), default=0)
    if any(isinstance(header, int) for header in columns.values()):
        return 0, max((len(line.cells) for line in lines), default=0), evenness
    best = _best(lines, fields, columns, is_sure=False)
    if best is None:
        return -1, 0, evenness
    return sum(any(field in best.at for field in group) for group in fields.needed), len(best.at), evenness


def _short(text: str) -> str:
    return repr(text if len(text) <= 40 else text[:39] + "…")  # noqa: PLR2004 - because headers are short


def _numbered(name: str, lines: Sequence[Line], columns: _Own) -> Header:
    """The columns by their numbers from 1, in a table without a header."""
    width = max((len(line.cells) for line in lines), default=0)
    wrong = {field: header for field, header in columns.items() if not isinstance(header, int) or header > width}
    if wrong:
        said = Sentence(sentences.NO_SUCH_NUMBER)
        raise BadTable([TableProblem(name, None, str(header), said) for header in wrong.values()])
    at = {field: header - 1 for field, header in columns.items() if isinstance(header, int)}
    return Header(at, [str(number) for number in range(1, width + 1)], 0, 0)


_DATA: Final = re.compile(r"\S@\S+\.\S|\d{5}|\+\d")
"""What stands in rows about people and in no header: addresses, numbers of telephones."""


def _best(
    lines: Sequence[Line], fields: Fields, columns: _Own, *, is_sure: bool, of_people: bool = False
) -> Header | None:
    """Of the first lines, and of each two that follow one another, those that name most fields; the first of equals."""
    best: Header | None = None
    most = (0, 0, 0)
    first = True
    for index, line in enumerate(lines[:_DEPTH]):
        filled = sum(map(bool, line.cells))
        if not filled or (not is_sure and any(map(_DATA.search, line.cells))):
            first = first and not filled
            continue
        one = _header(line.cells, index + 1, line.number, fields, columns)
        found = [one]
        if index + 1 < len(lines) and (one.at or columns):
            below = lines[index + 1].cells
            below = [*below, *[""] * (len(line.cells) - len(below))]
            two = _two_rows(line, below, index + 2, fields, columns)
            if two is not None and len(two.at) > len(one.at):
                found.append(two)
        for header in found:
            needed = sum(any(field in header.at for field in group) for group in fields.needed)
            named = sum(field in header.at for field in columns)
            # Below the first line only what is a header for the greater part is one: data may hold a word of headers.
            # In a list of people that holds of the first line too, for what stands in a header is shown.
            told = len(header.at) + len(header.choices)
            likely = named or 2 * told >= filled or is_sure or (first and not (of_people and told < _SURELY))
            if header.at and likely and (score := (named, needed, len(header.at))) > most:
                best, most = header, score
        first = False
    return best


_PARTS_MEANT: Final = "land key"
_SPLIT_KEY: Final = {"land": "key_land", "rb": "key_rb", "kreis": "key_kreis", "gemeinde": "key_gemeinde"}


def _header(titles: Sequence[str], begin: int, line: int, fields: Fields, columns: _Own) -> Header:
    """The fields that some headers name; the caller's own first, then the likeliest header of each."""
    titles = [" ".join(title.split()) if len(title) <= _LONGEST else title[:_LONGEST] + "…" for title in titles]
    folded = [fold(title) if len(title) <= _LONGEST else "" for title in titles]
    own = {fold(str(header)): field for field, header in columns.items()}
    at: dict[str, int] = {}
    for column, header in enumerate(folded):
        if header in own:
            at.setdefault(own[header], column)
    split = {_SPLIT_KEY[header]: column for column, header in enumerate(folded) if header in _SPLIT_KEY}
    if len(split) == len(_SPLIT_KEY) and _PARTS_MEANT in fields.meanings and not {"key", *split} & columns.keys():
        at = split | at
    choices = _choices(titles, set(at.values()), fields)
    taken = {*at.values(), *(choice.column for choice in choices)}
    ranks: dict[str, int] = {}
    meant: dict[int, str] = {}
    for column, title in enumerate(titles):
        meaning = None if column in taken else meaning_of(title, fields)
        if meaning is None:
            continue
        field, rank = meaning
        meant[column] = field
        if field not in columns and rank < ranks.get(field, 2 * len(fields.meanings) + 1):
            at[field], ranks[field] = column, rank
    _second_side(at, meant, folded, fields)
    _district(at, meant, folded, fields)
    groups = _groups(titles, at, meant, fields) if "partner" in fields.headers else ()
    if groups:
        at = {**groups[0].at, **at}
    spare = {column: field for column, field in meant.items() if column not in at.values()}
    return Header(at, titles, begin, line, spare, choices, groups)


def _second_side(at: dict[str, int], meant: Mapping[int, str], folded: Sequence[str], fields: Fields) -> None:
    """Of two headers that are the same word, Stadt and Stadt, the second speaks of the partner."""
    if "partner" in at or "partner" not in fields.headers or "name" not in at:
        return
    both = [column for column, field in meant.items() if field == "name" and folded[column] == folded[at["name"]]]
    if len(both) == 2:  # noqa: PLR2004 - because there are two sides
        at["name"], at["partner"] = both


def _district(at: dict[str, int], meant: Mapping[int, str], folded: Sequence[str], fields: Fields) -> None:
    """A column Landkreis beside one for the municipality says where that lies."""
    if "district" in at or "district" not in fields.headers or "name" not in at:
        return
    for column, field in meant.items():
        if field == "name" and column != at["name"] and folded[column] in {"landkreis", "kreis"}:
            at["district"] = column


_CHOICE: Final = re.compile(r"(?P<field>[^\[\]]+?)\s*(?:\[(?P<value>[^\[\]]+)\]|:\s+(?P<word>[^:]+))")
_GOAL: Final = re.compile(r"(?:SDG|Ziel|Goal)\s*(\d{1,2})\b.*", re.IGNORECASE)
_MANY: Final = frozenset({"languages", "themes", "offers", "seeks", "sdgs", "availability"})


def _choices(titles: Sequence[str], taken: set[int], fields: Fields) -> tuple[Choice, ...]:
    """The columns of forms that ask for each language, theme or goal by itself."""
    found = []
    for column, title in enumerate(titles):
        if column in taken or len(title) > _LONGEST:
            continue
        if "sdgs" in fields.headers and (goal := _GOAL.fullmatch(title)):
            found.append(Choice(column, "sdgs", goal.group(1)))
        elif asked := _CHOICE.fullmatch(title):
            meaning = meaning_of(asked["field"], fields)
            if meaning is not None and meaning[0] in _MANY:
                found.append(Choice(column, meaning[0], asked["value"] or asked["word"]))
    return tuple(found)


# ── wide tables ──────────────────────────────────────────────────────────────────────────────────────────────────────

_COUNTED: Final = re.compile(
    r"(?P<word>.*[^\W\d].*?)[\s_.#(-]*(?P<number>\d{1,2})\)?|(?P<first>\d{1,2})[.)]?\s+(?P<other>\D+)"
)
_OF_A_PARTNER: Final = frozenset({"partner", "country", "since", "until", "forms", "stages", "note", "subdivision"})
_FEWEST_COUNTRIES: Final = 3


def _groups(
    titles: Sequence[str], at: Mapping[str, int], meant: Mapping[int, str], fields: Fields
) -> tuple[Group, ...]:
    """The partners that stand side by side: "Partner 1", "Partner 2"; the same headers again; a column a country."""
    counted = [Group(columns) for columns in _counted(titles, fields) if "partner" in columns]
    if len(counted) > 1:
        return tuple(counted)
    if "partner" not in at:
        return _country_columns(titles, at, meant)
    partner = titles[at["partner"]]
    again = [column for column, field in meant.items() if field == "partner" and titles[column] == partner]
    if len(again) < 2:  # noqa: PLR2004 - because a word must stand twice to be repeated
        return ()
    groups = []
    for begin, end in zip(again, [*again[1:], len(titles)], strict=True):
        columns: dict[str, int] = {}
        for column in range(begin, end):
            if meant.get(column) in _OF_A_PARTNER:
                columns.setdefault(meant[column], column)
        groups.append(Group(columns))
    return tuple(groups)


def _counted(titles: Sequence[str], fields: Fields) -> list[dict[str, int]]:
    """The columns of each number that headers carry: "Partner 1" and "Land 1", "Partner 2" and "Land 2"."""
    counted: dict[int, dict[str, int]] = {}
    for column, title in enumerate(titles):
        found = _COUNTED.fullmatch(title) if len(title) <= _LONGEST and fold(title) not in fields.meanings else None
        meaning = None if found is None else meaning_of(found["word"] or found["other"], fields)
        if found is not None and meaning is not None and meaning[0] in _OF_A_PARTNER:
            counted.setdefault(int(found["number"] or found["first"]), {}).setdefault(meaning[0], column)
    return [counted[number] for number in sorted(counted)]


def _country_columns(titles: Sequence[str], at: Mapping[str, int], meant: Mapping[int, str]) -> tuple[Group, ...]:
    """The columns of a table with the partners of each country in a column of their own."""
    if not at.keys() & {"name", "key", "unit_id"}:
        return ()
    columns = [column for column, title in enumerate(titles) if column not in meant and _is_country(title)]
    if len(columns) < _FEWEST_COUNTRIES:
        return ()
    return tuple([Group({"partner": column}, {"country": titles[column]}) for column in columns])


def _is_country(title: str) -> bool:
    return 3 < len(title) <= _LONGEST and isinstance(land_of(title), Country)  # noqa: PLR2004 - because codes and long texts are no headers


# ── two rows ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _filled(top: Iterable[str], width: int) -> list[str]:
    """The upper row of a header with the text of joined cells in all of them."""
    filled: list[str] = []
    for cell in top:
        filled.append(cell or (filled[-1] if filled else ""))
    return (filled + filled[-1:] * width)[:width]


def _two_rows(top: Line, below: Sequence[str], begin: int, fields: Fields, columns: _Own) -> Header | None:
    """The header that two rows make together; None unless every cell of the second row is a header."""
    over = _filled(top.cells, len(below))
    own_words = {fold(str(header)) for header in columns.values()}
    joined: list[str] = []
    for side, own, sub in zip(over, [*top.cells, *[""] * len(below)], below, strict=False):
        told = _joined(side, sub, fields, own_words) if fold(sub) else own
        if told is None:
            return None
        joined.append(told)
    titles = [
        upper if upper == lower else f"{upper} {lower}".strip() for upper, lower in zip(over, below, strict=False)
    ]
    return _header(joined, begin, top.number, fields, columns)._replace(
        titles=[" ".join(title.split()) for title in titles]
    )


def _joined(over: str, sub: str, fields: Fields, own_words: set[str]) -> str | None:
    """The header that a cell and the one below it make together; None if that is no header."""
    side, word = fold(over), fold(sub)
    if over == sub and meaning_of(sub, fields) is not None:
        return sub
    if "partner" in fields.headers and word in SIDES and (side in HOME or side in ABROAD):
        field = SIDES[word][side in ABROAD]
        return next(header for header, (meant, _) in fields.meanings.items() if meant == field)
    for header in (f"{over} {sub}", sub):
        if fold(header) in fields.meanings or fold(header) in own_words:
            return header
    return sub if meaning_of(sub, fields) is not None else None
