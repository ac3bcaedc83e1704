"""Partnerships and other rows as CSV for Excel or for machines, as Excel files, and described by a Table Schema.

What `write_csv` and `write_xlsx` write, `from_tables.read_partnerships` reads back as the same partnerships, given the
same register. Three things are not kept: coordinates, population and any line break or run of blanks inside a text.

Excel takes digits for numbers and drops their leading zeros. Keys are therefore grouped in the official way
(`05 3 14 000`), which Excel keeps as text, and other digits with a zero in front are written as `="0815"`. Cells that a
spreadsheet could take for formulas get an apostrophe in front; reading takes it off.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from enum import Enum
from os import PathLike
from pathlib import Path
from typing import Any, BinaryIO, Final, TypeAlias

from attrs import frozen

from kommunal_partner.adapters.from_tables.cells import BESIDE, NOTHING, guarded, printable, read_date, write_source
from kommunal_partner.adapters.from_tables.partner_cells import land_of
from kommunal_partner.countries import Country
from kommunal_partner.errors import BadModel, MissingExtra
from kommunal_partner.fuzzy_dates import FuzzyDate, Interval, Part, Precision
from kommunal_partner.keys import Ags, Ars, Kreis, Verband
from kommunal_partner.languages import Lang, Term, language
from kommunal_partner.municipalities import ForeignUnit, GermanUnit, KeyScheme, Unit
from kommunal_partner.partnerships import Observation, Partnership
from kommunal_partner.sources import Source
from kommunal_partner.verdicts import spoken

__all__ = ["Rows", "table_schema", "write_csv", "write_xlsx"]

Rows: TypeAlias = Iterable[Partnership] | Iterable[Mapping[str, Any]] | Any
"""Partnerships, mappings of column to value, or anything with `to_rows()` that gives such mappings."""


@frozen
class _Style:
    """How values are written: for a spreadsheet of a language, or for a machine (no language)."""

    lang: Lang | None

    def word(self, value: Any) -> str:  # noqa: ANN401 - because a cell holds anything
        """The text of a value."""
        if value is None or value == "":
            return ""
        if isinstance(value, str):
            return printable(value)
        for kinds, write in _WRITERS:
            if isinstance(value, kinds):
                return write(value, self)
        return printable(spoken(value, self.lang or "en"))

    def cell(self, value: Any) -> str:  # noqa: ANN401 - as above
        """The text of a value as a cell of a CSV file."""
        text = self.word(value)
        if self.lang is not None and isinstance(value, str) and _LOSES_DIGITS.fullmatch(text):
            return f'="{text}"'
        return guarded(text) if not isinstance(value, (int, float)) else text


_LOSES_DIGITS: Final = re.compile(r"0\d+|\d{12,}")
_TRUTH: Final = {True: Term("ja", "yes"), False: Term("nein", "no")}


def _bool(value: bool, style: _Style) -> str:  # noqa: FBT001 - because it is the value of a cell
    return _TRUTH[value].name_in(style.lang) if style.lang else str(value).lower()


def _number(value: float, style: _Style) -> str:
    text = repr(value)
    return text.replace(".", ",") if style.lang == "de" else text


def _day(value: date, style: _Style) -> str:
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    return spoken(value, style.lang) if style.lang else value.isoformat()


def _key(value: Ags | Ars | Kreis | Verband, style: _Style) -> str:
    return value.grouped() if style.lang and isinstance(value, (Ags, Kreis, Verband)) else value.value


def _country(value: Country, style: _Style) -> str:
    name = value.name(style.lang) if style.lang else value.alpha3
    return name if land_of(name) == value else value.alpha3


def _enum(value: Enum, style: _Style) -> str:
    say: Callable[[str], str] | None = getattr(value, "name_in", None)
    return say(style.lang) if style.lang and say is not None else str(value.value)


def _fuzzy(value: FuzzyDate, style: _Style) -> str:
    """The date in a form that Excel leaves alone and that reads back as the same date."""
    texts = [str(value)]
    content = value.content
    if style.lang is not None and isinstance(content, Part) and style.lang == "de" and str(value) == str(content):
        if value.precision is Precision.DAY and len(str(value)) == len("2018-11-29"):
            texts.insert(0, f"{content.first:%d.%m.}{content.first.year:04d}")
        elif value.precision is Precision.MONTH and len(str(value)) == len("2018-11"):
            # "2018-11" and "November 2018" become days in Excel, with the word in front they stay.
            texts.insert(0, f"im {_MONTHS[content.first.month - 1]} {content.year}")
    if style.lang == "en" and value.precision is Precision.MONTH and len(str(value)) == len("2018-11"):
        texts.insert(0, f"{_MONTHS_EN[value.likeliest.month - 1]} of {value.likeliest.year}")
    if isinstance(content, Interval):
        texts.append(f"von {content.begin} bis {content.end}")
    return next((text for text in texts if read_date(text) == (value, None)), str(value))


_MONTHS: Final = tuple(
    "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()  # noqa: SIM905 - because twelve words are easier to read than a list of them
)
_MONTHS_EN: Final = tuple(
    "January February March April May June July August September October November December".split()  # noqa: SIM905 - as above
)


def _set(value: Iterable[Any], style: _Style) -> str:
    words = [style.word(one) for one in value]
    return "; ".join(words if isinstance(value, (list, tuple)) else sorted(words))


_WRITERS: Final[tuple[tuple[Any, Callable[[Any, _Style], str]], ...]] = (
    (bool, _bool),
    (int, lambda value, _: str(value)),
    (float, _number),
    (date, _day),
    ((Ags, Ars, Kreis, Verband), _key),
    (Country, _country),
    (Enum, _enum),
    (FuzzyDate, _fuzzy),
    (Source, lambda value, _: write_source(value)),
    ((list, tuple, set, frozenset), _set),
)


# ── partnerships ─────────────────────────────────────────────────────────────────────────────────────────────────────


@frozen
class _Field:
    """A column for partnerships: its name for machines, its header for people."""

    name: str
    title: Term
    pattern: str | None = None


_FIELDS: Final = (
    _Field("id", Term("ID", "ID")),
    _Field("units", Term("Zahl der Kommunen", "number of units"), r"\d+"),
    _Field("name", Term("Deutsche Kommune", "German municipality")),
    _Field("key", Term("AGS", "AGS"), r"\d{2}|\d{5}|\d{8}|\d{9}"),
    _Field("unit_id", Term("Kennung der Kommune", "unit id")),
    _Field("state", Term("Bundesland", "federal state")),
    _Field("partner", Term("Partnerkommune", "partner municipality")),
    _Field("country", Term("Partnerland", "partner country"), "[A-Z]{3}"),
    _Field("partner_id", Term("Kennung des Partners", "partner id")),
    _Field("partner_alt", Term("Andere Namen", "other names")),
    _Field("partner_kind", Term("Art der Partnerkommune", "kind of unit")),
    _Field("partner_subdivision", Term("ISO 3166-2", "ISO 3166-2"), "[A-Z]{2}-[A-Z0-9]{1,3}"),
    _Field("partner_identifiers", Term("Kennungen des Partners", "partner identifiers")),
    _Field("partner_sources", Term("Quellen zum Partner", "partner sources")),
    _Field("partner_confidence", Term("Sicherheit zum Partner", "partner confidence"), "low|medium|high"),
    *[
        _Field(f"{many if part == '' else one}{part}", Term(f"{de}", f"{en}"))
        for one, many, words in (
            ("form", "forms", ("Form der Partnerschaft", "forms", "Form", "der Form", "form")),
            ("label", "labels", ("Programm", "labels", "Programm", "des Programms", "label")),
            ("stage", "stages", ("Status", "stages", "Status", "des Status", "stage")),
        )
        for part, de, en in (
            ("", words[0], words[1]),
            ("_since", f"{words[2]} seit", f"{words[4]} since"),
            ("_as_of", f"Stand {words[3]}", f"{words[4]} as of"),
            ("_confidence", f"Sicherheit {words[3]}", f"{words[4]} confidence"),
            ("_sources", f"Quellen {words[3]}", f"{words[4]} sources"),
        )
    ],
    _Field("themes", Term("Themen", "themes")),
    _Field("sdgs", Term("SDG", "SDGs")),
    _Field("source", Term("Quellen", "sources")),
    _Field("confidence", Term("Sicherheit", "confidence"), "low|medium|high"),
    _Field("note", Term("Bemerkung", "note")),
)
_GROUPS: Final = {
    f"{name}_{part}": f"{name}s"
    for name in ("form", "label", "stage")
    for part in ("since", "as_of", "confidence", "sources")
}
_ALWAYS: Final = frozenset({"id", "name", "key", "unit_id", "partner", "country", "partner_id", "forms", "confidence"})


def _rows_of(one: Partnership, style: _Style) -> Iterable[dict[str, str]]:
    """The rows of a partnership: one, or one for each further unit of a larger one."""
    if not one.german_units:
        raise BadModel(f"partnership {one.id} has no unit in Germany: such rows could not be read back")
    home = one.german_units[0]
    count = len(one.units)
    said = {
        "id": style.word(one.id),
        "units": str(count) if count > 2 else "",  # noqa: PLR2004 - because two are the usual case
        **_home(home, style),
        **_observed("form", one.forms, style),
        **_observed("label", one.labels, style),
        **_observed("stage", one.stages, style),
        "themes": _themes(one.themes),
        "sdgs": "; ".join(map(str, sorted(one.sdgs))),
        "source": "\n".join(map(write_source, one.sources)),
        "confidence": style.word(one.confidence),
        "note": _line(one.note),
    }
    for unit in one.units:
        if unit is not home:
            yield said | _partner(unit, style)


def _line(text: str) -> str:
    return " ".join(printable(text).split())


def _home(unit: GermanUnit, style: _Style) -> dict[str, str]:
    key: Ags | Kreis | Verband | None = unit.ags
    if key is None and (value := unit.key(KeyScheme.KREIS)) is not None:
        key = Kreis(value)
    elif key is None and (value := unit.key(KeyScheme.VERBAND)) is not None:
        key = Verband(value)
    state = "" if unit.state is None else unit.state.name(style.lang) if style.lang else unit.state.iso
    return {"name": _line(unit.name), "key": style.word(key), "unit_id": unit.id, "state": state}


def _partner(unit: Unit, style: _Style) -> dict[str, str]:
    if isinstance(unit, GermanUnit):
        return {"partner": _line(unit.name), "country": style.word(Country("DEU")), "partner_id": unit.id}
    return {"partner": _line(unit.name), "country": style.word(unit.country), "partner_id": unit.id} | _abroad(
        unit, style
    )


def _abroad(unit: ForeignUnit, style: _Style) -> dict[str, str]:
    return {
        "partner_alt": "; ".join(map(_line, unit.other_names)),
        "partner_kind": _line(unit.kind or ""),
        "partner_subdivision": unit.subdivision or "",
        "partner_identifiers": "; ".join(f"{scheme}={value}" for scheme, value in sorted(unit.identifiers.items())),
        "partner_sources": "\n".join(map(write_source, unit.sources)),
        "partner_confidence": style.word(unit.confidence),
    }


def _themes(themes: Sequence[str]) -> str:
    text = "; ".join(map(_line, themes))
    return text + ";" if len(themes) == 1 and "," in text else text


def _observed(name: str, seen: Sequence[Observation[Any]], style: _Style) -> dict[str, str]:
    cited = [f" {BESIDE} ".join(map(write_source, one.sources)) or NOTHING for one in seen]
    return {
        f"{name}s": "; ".join(_line(style.word(one.value)) for one in seen),
        f"{name}_since": _list([style.word(one.since) for one in seen], ";"),
        f"{name}_as_of": _list([style.word(one.as_of) for one in seen], ";"),
        f"{name}_confidence": _list([style.word(one.confidence) for one in seen], ";"),
        f"{name}_sources": "" if set(cited) <= {NOTHING} else _list(cited, "\n"),
    }


def _list(texts: list[str], separator: str) -> str:
    """The texts side by side; one of them if all are alike."""
    return texts[0] if len(set(texts)) == 1 else f"{separator} ".join(texts).replace("\n ", "\n")


# ── tables ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _partnership_table(partnerships: Sequence[Partnership], style: _Style) -> tuple[list[str], list[list[str]]]:
    rows = [row for one in partnerships for row in _rows_of(one, style)]
    filled = {name for row in rows for name, text in row.items() if text} | _ALWAYS
    fields = [field for field in _FIELDS if _GROUPS.get(field.name, field.name) in filled]
    header = [field.title.name_in(style.lang) if style.lang else field.name for field in fields]
    return header, [[row.get(field.name, "") for field in fields] for row in rows]


def _mapping_table(rows: Sequence[Mapping[str, Any]]) -> tuple[list[str], list[list[Any]]]:
    header = list(dict.fromkeys(name for row in rows for name in row))
    return header, [[row.get(name) for name in header] for row in rows]


def _given(rows: Rows) -> tuple[list[Partnership], list[Mapping[str, Any]]]:
    """The partnerships, or the mappings, that are given."""
    to_rows: Callable[[], Iterable[Any]] | None = getattr(rows, "to_rows", None)
    things: list[Any] = list(rows if to_rows is None else to_rows())
    partnerships = [one for one in things if isinstance(one, Partnership)]
    mappings = [one for one in things if isinstance(one, Mapping)]
    if len(things) not in {len(partnerships), len(mappings)}:
        raise BadModel("a table is made of partnerships, or of mappings of column to value, and not of both")
    return partnerships, mappings


def _written(content: bytes, target: str | PathLike[str] | BinaryIO) -> None:
    if isinstance(target, (str, PathLike)):
        Path(target).write_bytes(content)
    else:
        target.write(content)


def write_csv(rows: Rows, target: str | PathLike[str] | BinaryIO, *, for_excel: bool = True, lang: str = "de") -> None:
    """Write rows as a CSV file that Excel opens right, or, with `for_excel=False`, as one for machines.

    For German Excel: semicolons, UTF-8 with BOM, decimal commas, dates as 29.11.2018, headers and words in German. With
    `lang="en"`: commas, decimal points and ISO dates, in English. For machines: commas, UTF-8, ISO dates, alpha-3 codes
    and the values of enumerations, whatever the language.

    Raises:
        BadModel: for anything but partnerships (each with a unit in Germany), mappings, or something with `to_rows()`.
        UnknownLanguage: for any language but German and English.

    >>> file = io.BytesIO()
    >>> write_csv([{"km": 1.5, "Name": "=2+2"}], file)
    >>> file.getvalue().decode("utf-8-sig").splitlines()[1]
    "1,5;'=2+2"
    """
    style = _Style(language(lang) if for_excel else None)
    partnerships, mappings = _given(rows)
    header: Sequence[str]
    cells: Sequence[Sequence[Any]]
    header, cells = _mapping_table(mappings) if mappings else _partnership_table(partnerships, style)
    file = io.StringIO(newline="")
    writer = csv.writer(
        file, delimiter=";" if style.lang == "de" else ",", lineterminator="\r\n" if for_excel else "\n"
    )
    writer.writerow([guarded(printable(title)) for title in header])
    guard = style.cell if mappings else guarded
    writer.writerows([[guard(cell) for cell in row] for row in cells])
    _written(file.getvalue().encode("utf-8-sig" if for_excel else "utf-8"), target)


def write_xlsx(
    rows: Rows, target: str | PathLike[str] | BinaryIO, *, lang: str = "de", title: str | None = None
) -> None:
    """Write rows as an Excel file with one sheet; keys and other digits are texts, numbers and days are what they are.

    The file holds the time of writing, as every Excel file does, so its bytes differ from run to run.

    Raises:
        BadModel: as with `write_csv`; also for a text longer than the 32,767 characters that a cell of Excel holds.
        MissingExtra: without openpyxl.
        UnknownLanguage: for any language but German and English.
    """
    try:
        from openpyxl import Workbook
    except ImportError:
        raise MissingExtra("openpyxl", "excel") from None
    style = _Style(language(lang))
    partnerships, mappings = _given(rows)
    header: Sequence[str]
    cells: Sequence[Sequence[Any]]
    header, cells = _mapping_table(mappings) if mappings else _partnership_table(partnerships, style)
    # All cells before the first is written: a sheet given up half-way is complained of when it is collected.
    lines = [[_excel_value(value, style) for value in row] for row in cells]
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title or ("Tabelle" if style.lang == "de" else "Table"))
    sheet.freeze_panes = "A2"
    sheet.append([guarded(printable(one)) for one in header])
    for line in lines:
        sheet.append(line)
    file = io.BytesIO()
    book.save(file)
    _written(file.getvalue(), target)


_LONGEST_CELL: Final = 32_767


def _excel_value(value: Any, style: _Style) -> Any:  # noqa: ANN401 - because a cell holds anything
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return value
    if isinstance(value, date) and value.year >= 1900 and getattr(value, "tzinfo", None) is None:  # noqa: PLR2004 - because Excel's calendar begins there
        return value
    text = guarded(style.word(value))
    if len(text) > _LONGEST_CELL:
        raise BadModel(f"a cell of Excel holds {_LONGEST_CELL} characters, this text has {len(text)}")
    return text or None


_TYPES: Final = ((bool, "boolean"), (int, "integer"), (float, "number"), (datetime, "datetime"), (date, "date"))


def table_schema(rows: Rows = (), *, lang: str = "de") -> dict[str, Any]:
    """The columns of the CSV for machines as a Table Schema (Frictionless), ready for `json.dumps`.

    Without rows it describes partnerships, all columns that there may be. `lang` is the language of the titles.

    Raises:
        BadModel: as with `write_csv`.
        UnknownLanguage: for any language but German and English.

    >>> [field["type"] for field in table_schema([{"year": 2018, "name": "Ulm"}])["fields"]]
    ['integer', 'string']
    """
    tag = language(lang)
    partnerships, mappings = _given(rows)
    if mappings:
        header, cells = _mapping_table(mappings)
        columns = list(zip(*cells, strict=True)) if header else []
        fields = [{"name": name, "type": _type(column)} for name, column in zip(header, columns, strict=True)]
        return {"fields": fields, "missingValues": [""]}
    names = set(_partnership_table(partnerships, _Style(None))[0]) if partnerships else {one.name for one in _FIELDS}
    described: list[dict[str, Any]] = []
    for field in _FIELDS:
        if field.name in names:
            column: dict[str, Any] = {"name": field.name, "title": field.title.name_in(tag), "type": "string"}
            constraints: dict[str, Any] = {"pattern": field.pattern} if field.pattern else {}
            if field.name in {"id", "name", "partner", "country"}:
                constraints = {"required": True, **constraints}
            described.append(column | ({"constraints": constraints} if constraints else {}))
    return {"fields": described, "missingValues": [""]}


def _type(column: Iterable[Any]) -> str:
    """The one type of all values; text if they differ."""
    kinds = {
        next((name for kind, name in _TYPES if isinstance(value, kind)), "string")
        for value in column
        if value is not None
    }
    if kinds == {"integer", "number"}:
        return "number"
    return kinds.pop() if len(kinds) == 1 else "string"
