"""An iCalendar file as text that is safe to parse: whole, of bearable size, with time zones that harm nobody."""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from kommunal_partner.adapters.from_ical import sentences
from kommunal_partner.adapters.from_ical.sentences import bad_file

MOST_MEGABYTES: Final = 4
_DEEPEST: Final = 12
_MOST_ZONES: Final = 100
_LINE: Final = re.compile(rb"\r\n|\n|\r")
_STRICT: Final = frozenset({"VCALENDAR", "VEVENT", "VTIMEZONE"})
_PART: Final = re.compile(r"\s*(BEGIN|END)\s*:\s*(\S*)\s*", re.IGNORECASE)
# Some programs write these without a value where they mean nothing.
_BLANK: Final = re.compile(r"(?:RRULE|RDATE|EXDATE|DTEND|DURATION|SEQUENCE|STATUS)(?:;[^:]*)?:\s*", re.IGNORECASE)
_ZONE_ID: Final = re.compile(r"TZID(?:;[^:]*)?:(.*)", re.IGNORECASE | re.DOTALL)
_ZONE_OF: Final = re.compile(r'(;TZID=)("[^"]*"|[^;:,"]*)', re.IGNORECASE)
_HEAD: Final = re.compile(r'(?:[^":]|"[^"]*")*;TZID=(?:[^":]|"[^"]*")*', re.IGNORECASE)
_ZONE_RULE: Final = re.compile(r"[^:]*:(?=.*FREQ=YEARLY)(?!.*INTERVAL=0*(?:[;,]|$))(?!.*BY(?:HOUR|MINUTE|SECOND)=).*")


class Line(NamedTuple):
    """A line as it is meant, folded ones joined, with the number of the line in the file where it begins."""

    number: int
    text: str


class Prepared(NamedTuple):
    """The text to parse, and the line in which each event of it begins."""

    text: str
    events: tuple[int, ...]


def prepared(content: bytes) -> Prepared:
    """The file as text for the parser.

    Raises:
        BadFile: if it is no calendar, too large, cut off, or has time zones that cannot be followed.
    """
    if len(content) > MOST_MEGABYTES * 2**20:
        raise bad_file(sentences.TOO_LARGE, most=MOST_MEGABYTES)
    lines = [line for line in _unfolded(content) if not _BLANK.fullmatch(line.text)]
    events = tuple(_checked(lines))
    return Prepared("\r\n".join(_with_own_zones(lines)) + "\r\n", events)


def _unfolded(content: bytes) -> list[Line]:
    """The lines, each joined with those that carry it on; as bytes, for a fold may part a letter, and all at once."""
    found: list[tuple[int, list[bytes]]] = []
    for number, line in enumerate(_LINE.split(content.removeprefix(b"\xef\xbb\xbf")), 1):
        if line[:1] in {b" ", b"\t"} and found:
            found[-1][1].append(line[1:])
        elif line.strip():
            found.append((number, [line]))
    return [Line(number, _without_blanks(_decoded(b"".join(parts)))) for number, parts in found]


def _without_blanks(line: str) -> str:
    """The line; without blanks around the name of a part, because of which the parser would leave the part out."""
    part = _PART.fullmatch(line)
    return line if part is None else f"{part[1]}:{part[2]}"


def _decoded(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1252", "replace")


def _checked(lines: list[Line]) -> Iterator[int]:
    """The lines in which events begin; every part must lie inside a calendar and end."""
    open_parts: list[Line] = []
    zones = 0
    if not lines:
        raise bad_file(sentences.NO_CALENDAR)
    for number, text in lines:
        word, _, name = (part.strip().upper() for part in text.partition(":"))
        if word == "BEGIN":
            _open(open_parts, Line(number, name))
            zones += name == "VTIMEZONE"
            if name == "VEVENT":
                yield number
        elif not open_parts:
            raise bad_file(sentences.NO_CALENDAR, number)
        elif word == "END":
            _close(open_parts, Line(number, name))
        elif word.startswith("RRULE") and any(part.text == "VTIMEZONE" for part in open_parts):
            _check_zone_rule(number, text)
    if open_parts:
        raise bad_file(sentences.NOT_CLOSED, open_parts[-1].number, component=open_parts[-1].text)
    if zones > _MOST_ZONES:
        raise bad_file(sentences.BAD_ZONE)


def _open(open_parts: list[Line], part: Line) -> None:
    if not open_parts and part.text != "VCALENDAR":
        raise bad_file(sentences.OTHER_COMPONENT, part.number, component=part.text[:40])
    open_parts.append(part)
    if len(open_parts) > _DEEPEST:
        raise bad_file(sentences.TOO_DEEP, part.number, most=_DEEPEST)


def _close(open_parts: list[Line], part: Line) -> None:
    began = open_parts.pop()
    if began.text != part.text and not _STRICT.isdisjoint({began.text, part.text}):
        raise bad_file(sentences.WRONG_END, part.number, component=part.text[:40])


def _check_zone_rule(number: int, text: str) -> None:
    """Summer time comes once a year; any other rule in a time zone would be followed for ever."""
    if not _ZONE_RULE.fullmatch(text.upper()):
        raise bad_file(sentences.BAD_ZONE, number)


def _with_own_zones(lines: list[Line]) -> Iterator[str]:
    """The lines, where a time zone that the file itself describes has a name of its own.

    The parser keeps such zones by their names for as long as the process lives: without this, a file would be read by
    the zone of another file.
    """
    calendar: list[str] = []
    for _, text in lines:
        calendar.append(text)
        if text.strip().upper() == "END:VCALENDAR":
            yield from _renamed(calendar)
            calendar = []


def _renamed(calendar: list[str]) -> Iterator[str]:
    new_names = dict(_zones(calendar))

    def rename(found: re.Match[str]) -> str:
        name = found[2].strip('"')
        return f"{found[1]}{new_names[name]}" if name in new_names else found[0]

    for text in calendar:
        described = _ZONE_ID.fullmatch(text)
        if described and described[1].strip() in new_names:
            yield f"TZID:{new_names[described[1].strip()]}"
        else:
            head = _HEAD.match(text)
            yield text if head is None else _ZONE_OF.sub(rename, head[0]) + text[head.end() :]


def _zones(calendar: list[str]) -> Iterator[tuple[str, str]]:
    """The names of the zones described that the world does not know, each with its new name."""
    block: list[str] | None = None
    for text in calendar:
        word = text.strip().upper()
        if word == "BEGIN:VTIMEZONE":
            block = []
        elif word == "END:VTIMEZONE" and block is not None:
            found = next((described[1].strip() for line in block if (described := _ZONE_ID.fullmatch(line))), "")
            if found and zone_named(found) is None:
                yield found, f"zone-{sha256(chr(10).join(block).encode()).hexdigest()[:16]}"
            block = None
        elif block is not None:
            block.append(text)


def zone_named(name: str) -> ZoneInfo | None:
    """The time zone that the world knows by this name."""
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, LookupError):
        return None
