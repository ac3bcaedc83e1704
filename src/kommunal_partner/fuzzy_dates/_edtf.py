"""Read EDTF, the notation of ISO 8601-2 for dates known only so far; a subset, and nothing beyond it."""

from __future__ import annotations

import re
from typing import Final

from kommunal_partner.errors import BadFuzzyDate
from kommunal_partner.fuzzy_dates import sentences
from kommunal_partner.fuzzy_dates._parts import (
    Choice,
    Content,
    DateMark,
    DatePart,
    DatePrecision,
    End,
    Interval,
    Stretch,
)
from kommunal_partner.fuzzy_dates._refusal import bad_date
from kommunal_partner.verdicts import Reason

LONGEST: Final = 200
"""Characters of the longest text that is looked at."""

_PART: Final = re.compile(r"(?:([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?|([0-9]{3})X|([0-9]{2})XX)([~?%])?")
_MARKS: Final = {mark.value or None: mark for mark in DateMark}
_ENDS: Final = {end.value: end for end in End}
_PRECISIONS: Final = (
    (range(21, 25), DatePrecision.SEASON),
    (range(33, 37), DatePrecision.QUARTER),
    (range(40, 42), DatePrecision.HALF_YEAR),
)


def shortened(text: str) -> str:
    """The text, cut where a message need not show more of it."""
    return text if len(text) <= LONGEST else text[:40] + "…"


def read(text: str) -> Content:
    """What an EDTF text says.

    Raises:
        BadFuzzyDate: with the reason, if it is not in the subset.
    """
    if len(text) > LONGEST:
        raise bad_date(shortened(text), sentences.TOO_LONG, most=LONGEST)
    match = _PART.fullmatch(text)
    try:
        if match is not None:
            return _part(match)
        if text.startswith("["):
            return _choice(text)
        begin, slash, end = text.partition("/")
        if slash:
            return Interval(_side(begin), _side(end))
    except BadFuzzyDate as error:
        raise BadFuzzyDate(text, error.said) from error
    raise bad_date(text, _reason(text))


def _part(match: re.Match[str]) -> DatePart:
    year, number, day, decade, century, sign = match.groups()
    mark = _MARKS[sign]
    if day is not None:
        return DatePart(DatePrecision.DAY, int(year), int(number), int(day), mark)
    if number is not None:
        code = int(number)
        return DatePart(_precision(code), int(year), code, 0, mark)
    if year is not None:
        return DatePart(DatePrecision.YEAR, int(year), 0, 0, mark)
    if decade is not None:
        return DatePart(DatePrecision.DECADE, int(decade) * 10, 0, 0, mark)
    return DatePart(DatePrecision.CENTURY, int(century) * 100, 0, 0, mark)


def _precision(number: int) -> DatePrecision:
    return next((precision for numbers, precision in _PRECISIONS if number in numbers), DatePrecision.MONTH)


def _one(text: str) -> DatePart:
    match = _PART.fullmatch(text)
    if match is None:
        raise bad_date(text, _reason(text))
    return _part(match)


def _side(text: str) -> DatePart | End:
    end = _ENDS.get(text)
    return _one(text) if end is None else end


def _choice(text: str) -> Choice:
    if not text.endswith("]"):
        raise bad_date(text, sentences.SET_NOT_CLOSED)
    return Choice(tuple(_member(member.strip(" ")) for member in text[1:-1].split(",")))


def _member(text: str) -> DatePart | Stretch:
    first, dots, last = text.partition("..")
    if not dots:
        return _one(text)
    return Stretch(_one(first) if first else None, _one(last) if last else None)


_HINTS: Final = (
    (re.compile(r".*[0-9]T[0-9].*"), sentences.CLOCK_TIME),
    (re.compile(r"\{.*"), sentences.ALL_OF_SEVERAL),
    (re.compile(r"[-+Y][0-9].*"), sentences.FOUR_DIGITS_TO_9999),
    (re.compile(r"[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{2,4}"), sentences.GERMAN_DAY),
    (re.compile(r".*[0-9][~?%]-.*|[~?%].*"), sentences.MARK_IN_THE_MIDDLE),
    (re.compile(r".*X-.*|.*-[0-9]?X.*"), sentences.X_ELSEWHERE),
    (re.compile(r"[^0-9]*"), sentences.NO_YEAR),
)


STRANGE: Final = frozenset({sentences.NO_EDTF.code, *(reason.code for _, reason in _HINTS)})
"""The codes of the reasons for which a text is no EDTF at all."""


def _reason(text: str) -> Reason:
    hints = (hint for pattern, hint in _HINTS if pattern.fullmatch(text))
    return next(hints, sentences.NO_EDTF)
