"""The records of a GV100AD file: its bytes as text, its lines with their key."""

from __future__ import annotations

import re
from datetime import date
from os import PathLike
from typing import BinaryIO, Final, NamedTuple

from kommunal_partner.adapters._paths import bytes_at, bytes_from
from kommunal_partner.adapters.from_gv100ad import sentences as say
from kommunal_partner.errors import BadFile
from kommunal_partner.keys import LAENDER
from kommunal_partner.verdicts import Reason, Sentence

MOST_MEGABYTES: Final = 64
_WIDTH: Final = 220  # characters
_TYPES: Final = frozenset({"10", "20", "30", "40", "50", "60"})
_DIGITS: Final = {"10": 2, "20": 3, "30": 4, "40": 5}  # of the key behind the day
_UMLAUTS_OF_CP850: Final = [bytes([byte]) for byte in "äöü".encode("cp850")]
_UMLAUTS_OF_LATIN: Final = [bytes([byte]) for byte in "äöü".encode("iso-8859-1")]
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ufffd]")


class Record(NamedTuple):
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


def bad(reason: Reason, line: int | None = None, **values: object) -> BadFile:
    """The refusal with its sentence."""
    return BadFile(Sentence(reason, values), line)


def content_of(source: str | PathLike[str] | bytes | BinaryIO) -> bytes:
    most = MOST_MEGABYTES * 2**20
    content: object = source
    if isinstance(source, (str, PathLike)):
        content = bytes_at(source, most)
    elif not isinstance(source, bytes):
        content = bytes_from(source.read, most)
    if not isinstance(content, bytes):
        raise bad(say.OPEN_AS_TEXT)
    if len(content) > most:
        raise bad(say.TOO_LARGE, most=MOST_MEGABYTES)
    return content


def decoded(content: bytes) -> tuple[str, str]:
    """The text and the encoding it was found to be in."""
    if content.startswith(b"PK\x03\x04"):
        raise bad(say.ZIPPED)
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise bad(say.UTF_16)
    try:
        return content.decode("utf-8-sig"), "UTF-8"
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data":
            line = content.count(b"\n") + 1
            raise bad(say.CUT_IN_CHARACTER, line) from None
    old = sum(map(content.count, _UMLAUTS_OF_CP850)) > sum(map(content.count, _UMLAUTS_OF_LATIN))
    encoding, shown = ("cp850", "cp850") if old else ("cp1252", "ISO-8859-1")
    try:
        return content.decode(encoding), shown
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise bad(say.OTHER_ENCODING, line, byte=f"0x{content[error.start]:02x}") from None


def records_of(text: str) -> tuple[date, list[Record]]:
    """The records and the one day they all are of."""
    text = text.removesuffix("\x1a")  # the mark with which old systems end a file
    control = _CONTROL.search(text)
    if control is not None:
        raise bad(say.NO_TEXT, text.count("\n", 0, control.start()) + 1, character=repr(control.group()))
    records: list[Record] = []
    for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), start=1):
        if line and not line.isspace():
            records.append(_record(line, number, records[0] if records else None))
    if not records:
        raise bad(say.EMPTY)
    return _as_day(records[0]), records


def _record(line: str, number: int, first: Record | None) -> Record:
    kind = line[:2]
    if kind not in _TYPES:
        raise bad(say.NO_RECORD, number, given=kind)
    if len(line) != _WIDTH:
        raise bad(say.WRONG_LENGTH, number, length=len(line), width=_WIDTH)
    record = Record(number, kind, _key(line, kind, number), line)
    if first is None:
        _as_day(record)
    elif line[2:10] != first.text[2:10]:
        raise bad(say.TWO_EDITIONS, number, given=line[2:10], first=first.text[2:10])
    return record


def _as_day(record: Record) -> date:
    text = record.text[2:10]
    try:
        if not (text.isascii() and text.isdigit()):
            raise ValueError
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        raise bad(say.NO_DAY, record.line, given=text) from None


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
        raise bad(say.NO_KEY, number, given=line[10:22], type=kind)
    if key[:2] not in LAENDER:
        raise bad(say.NO_LAND, number, given=key[:2])
    if line[22:72].isspace():
        raise bad(say.NO_NAME, number)
    return key
