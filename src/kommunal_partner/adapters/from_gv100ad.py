"""The register of municipalities of the Statistisches Bundesamt, in its fixed-width form GV100AD.

Every line is a record of 220 characters (characters, not bytes): the type in columns 1–2, the day in 3–10, then the
key, the name in 23–72, the seat in 73–122, the Textkennzeichen in 123–124; a municipality also has its area in
hectares, its inhabitants in all and male, and the postcode of its town hall. What stands behind is not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from os import PathLike
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple

from kommunal_partner.errors import BadFile, KommunalPartnerError
from kommunal_partner.keys import LAENDER
from kommunal_partner.municipalities import (
    GermanUnit,
    MunicipalRegister,
    OfficialEdition,
    Population,
    UnitKind,
    kind_of_code,
)
from kommunal_partner.verdicts import Reason, Sentence

__all__ = ["EMPTY_KREISE", "MISSING_LAENDER", "READ_AS", "read_register"]

READ_AS: Final = Reason(
    "REGISTER_READ_AS",
    de="gelesen als {encoding}: {records} Datensätze, Gebietsstand {as_of}",
    en="read as {encoding}: {records} records, as of {as_of}",
)
MISSING_LAENDER: Final = Reason(
    "REGISTER_MISSING_LAENDER",
    de="ohne eine Gemeinde in: {states}; die Datei ist ein Auszug oder abgeschnitten",
    en="without a municipality in: {states}; the file is an extract or cut off",
)
EMPTY_KREISE: Final = Reason(
    "REGISTER_EMPTY_KREISE",
    de="{count} Kreise ohne Gemeinde, der erste: {first}; die Datei ist ein Auszug oder abgeschnitten",
    en="{count} Kreise without a municipality, the first: {first}; the file is an extract or cut off",
)

_WIDTH: Final = 220  # characters
_TYPES: Final = frozenset({"10", "20", "30", "40", "50", "60"})
_DIGITS: Final = {"10": 2, "20": 3, "30": 4, "40": 5}  # of the key behind the day
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ufffd]")


class _Record(NamedTuple):
    """One line with what its record type has in common with the others."""

    line: int
    type: str
    key: str
    text: str

    @property
    def name(self) -> str:
        return self.text[22:72].strip()

    @property
    def seat(self) -> str | None:
        return self.text[72:122].strip() or None


def read_register(source: str | PathLike[str] | bytes | BinaryIO) -> MunicipalRegister:
    """All units of a GV100AD file: Länder, Regierungsbezirke, Regionen, Kreise, Verbände and municipalities.

    `source` is a path, a binary file such as an upload, or its bytes; whether it is UTF-8 (with or without BOM) or
    ISO-8859-1 is found out, and `notes` of the register says so. A kreisfreie Stadt is one unit with the keys of a
    municipality and of a Kreis; Berlin and Hamburg also have that of their Land. Areas outside any municipality are
    among the municipalities, as in the official count, and known by `kind.is_gemeindefrei`.

    Raises:
        BadFile: with the line, if a record is cut off, of another day than the first, or not as the format demands;
            without it, if the file is empty, no text, or holds no municipality.
    """
    content = _content(source)
    text, encoding = _decoded(content)
    as_of, records = _records(text)
    units = _units(records, as_of)
    gaps = _gaps(records)
    notes = [Sentence(READ_AS, {"encoding": encoding, "records": len(records), "as_of": as_of}), *gaps]
    return MunicipalRegister(units, as_of=as_of, complete=not gaps, notes=notes)


def _content(source: str | PathLike[str] | bytes | BinaryIO) -> bytes:
    if isinstance(source, bytes):
        return source
    if isinstance(source, (str, PathLike)):
        return Path(source).read_bytes()
    content: object = source.read()
    if not isinstance(content, bytes):
        raise BadFile("the file is open as text; open it in binary mode ('rb')")
    return content


def _decoded(content: bytes) -> tuple[str, str]:
    """The text and the encoding it was found to be in."""
    if content.startswith(b"PK\x03\x04"):
        raise BadFile("this is a ZIP archive; unpack the text file in it first")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise BadFile("this is UTF-16; the register is published in UTF-8 or ISO-8859-1")
    try:
        return content.decode("utf-8-sig"), "UTF-8"
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data":
            line = content.count(b"\n") + 1
            raise BadFile("the file is cut off inside a character", line) from None
    try:
        return content.decode("cp1252"), "ISO-8859-1"
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise BadFile(f"byte 0x{content[error.start]:02x} is neither UTF-8 nor ISO-8859-1", line) from None


def _records(text: str) -> tuple[date, list[_Record]]:
    """The records and the one day they all are of."""
    text = text.removesuffix("\x1a")  # the mark with which old systems end a file
    control = _CONTROL.search(text)
    if control is not None:
        raise BadFile(f"character {control.group()!r} is no text", text.count("\n", 0, control.start()) + 1)
    records: list[_Record] = []
    for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), start=1):
        if line and not line.isspace():
            records.append(_record(line, number, records[0] if records else None))
    if not records:
        raise BadFile("the file is empty")
    return _as_day(records[0]), records


def _record(line: str, number: int, first: _Record | None) -> _Record:
    kind = line[:2]
    if kind not in _TYPES:
        raise BadFile(f"begins with {kind!r}, which is none of the record types 10 to 60", number)
    if len(line) != _WIDTH:
        raise BadFile(f"has {len(line)} characters, a record has {_WIDTH}: cut off or trimmed?", number)
    record = _Record(number, kind, _key(line, kind, number), line)
    if first is None:
        _as_day(record)
    elif line[2:10] != first.text[2:10]:
        raise BadFile(f"is of {line[2:10]!r}, the file of {first.text[2:10]!r}: two editions are mixed", number)
    return record


def _as_day(record: _Record) -> date:
    text = record.text[2:10]
    try:
        if not (text.isascii() and text.isdigit()):
            raise ValueError
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        raise BadFile(f"{text!r} is no day written YYYYMMDD", record.line) from None


def _key(line: str, kind: str, number: int) -> str:
    """The key of a record: an ARS of twelve digits for a municipality, nine for a Verband."""
    if kind == "60":
        key, rest = line[10:15] + line[18:22] + line[15:18], ""
    elif kind == "50":
        key, rest = line[10:15] + line[18:22], line[15:18]
    else:
        digits = 10 + _DIGITS[kind]
        key, rest = line[10:digits], line[digits:22]
    if not (key.isdigit() and key.isascii()) or rest.strip():
        raise BadFile(f"{line[10:22]!r} is not a key of a record of type {kind}", number)
    if key[:2] not in LAENDER:
        raise BadFile(f"{key[:2]!r} is the key of no Land", number)
    if line[22:72].isspace():
        raise BadFile("the name is missing", number)
    return key


# ── units ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _units(records: Iterable[_Record], as_of: date) -> list[GermanUnit]:
    """The units of all records, in the order of the file."""
    records = tuple(records)
    towns = frozenset(record.key[:5] + record.key[9:] for record in records if record.type == "60")
    if not towns:
        raise BadFile("the file holds no municipality (no record of type 60); is it cut off?")
    edition = OfficialEdition(as_of, towns, frozenset(record.key for record in records if record.type == "20"))
    units: dict[str, GermanUnit] = {}
    for record in records:
        try:
            unit = _municipality(record, edition) if record.type == "60" else _area(record, edition)
        except BadFile:
            raise
        except (ValueError, KommunalPartnerError) as error:
            raise BadFile(str(error), record.line) from None
        if unit is None:
            continue
        if unit.id in units:
            raise BadFile(f"the key {record.key} stands here a second time", record.line)
        units[unit.id] = unit
    return list(units.values())


def _number(record: _Record, first: int, last: int, what: str) -> int | None:
    """The number in some columns, counted from 0; None if they are blank."""
    text = record.text[first:last]
    if text.isdigit() and text.isascii():
        return int(text)
    if text.isspace():
        return None
    raise BadFile(f"{what} {text!r} is no number", record.line)


def _kind(record: _Record) -> UnitKind:
    """The kind; the "other" one of its level if the Textkennzeichen is blank or new."""
    code = record.text[122:124]
    if code.isspace():
        code = record.type[0] + "9"
    if code[0] != record.type[0]:
        raise BadFile(f"{code!r} is no Textkennzeichen of a record of type {record.type}", record.line)
    return kind_of_code(code)


def _population(record: _Record, as_of: date) -> Population | None:
    total = _number(record, 139, 150, "population")
    male = _number(record, 150, 161, "male population")
    return None if total is None else Population(total, as_of, male)


def _municipality(record: _Record, edition: OfficialEdition) -> GermanUnit:
    ars, text = record.key, record.text
    return edition.municipality(
        ars[:5] + ars[9:],
        ars[5:9],
        record.name,
        _kind(record),
        population=_population(record, edition.as_of),
        area_ha=_number(record, 128, 139, "area"),
        postcode=text[165:170].strip() or None,
        several_postcodes=text[170:175] == "*****",
    )


def _area(record: _Record, edition: OfficialEdition) -> GermanUnit | None:
    kind = _kind(record) if record.type in {"40", "50"} else None
    if edition.repeats(record.key, kind):
        return None
    return edition.area(record.key, record.name, kind, record.seat)


def _gaps(records: list[_Record]) -> list[Sentence]:
    """What a whole edition would have and this file has not."""
    districts = {record.key: record.name for record in records if record.type == "40"}
    filled = {record.key[:5] for record in records if record.type == "60"}
    states = {district[:2] for district in filled}
    missing = [land for land in LAENDER.values() if land.key not in states]
    empty = [name for key, name in districts.items() if key not in filled]
    notes: list[Sentence] = []
    if missing:
        notes.append(Sentence(MISSING_LAENDER, {"states": missing}))
    if empty:
        notes.append(Sentence(EMPTY_KREISE, {"count": len(empty), "first": empty[0]}))
    return notes
