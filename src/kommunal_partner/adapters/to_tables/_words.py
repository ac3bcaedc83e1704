"""How values are written into cells: for a spreadsheet in German or English, or for a machine."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime
from enum import Enum
from math import isnan
from operator import index
from typing import Any, Final

from attrs import frozen

from kommunal_partner.adapters._texts import writable
from kommunal_partner.adapters.from_tables._cells import guarded, printable, read_date, write_source
from kommunal_partner.adapters.from_tables._lands import land_of
from kommunal_partner.countries import Country
from kommunal_partner.fuzzy_dates import DatePart, DatePrecision, FuzzyDate, Interval
from kommunal_partner.keys import Ags, Ars, Kreis, Verband
from kommunal_partner.languages import Lang, Term
from kommunal_partner.sources import Source
from kommunal_partner.verdicts import spoken


@frozen
class Style:
    """How values are written: for a spreadsheet of a language, or for a machine (no language)."""

    lang: Lang | None

    def word(self, value: Any) -> str:  # noqa: ANN401 - because a cell holds anything
        """The text of a value."""
        if isinstance(value, str):
            return printable(writable(value))
        if is_missing(value):
            return ""
        value = plain_number(value)
        for kinds, write in _WRITERS:
            if isinstance(value, kinds):
                return write(value, self)
        return printable(writable(spoken(value, self.lang or "en")))

    def cell(self, value: Any) -> str:  # noqa: ANN401 - as above
        """The text of a value as a cell of a CSV file."""
        text = self.word(value)
        if isinstance(plain_number(value), (int, float)):
            return text
        return self.as_text(text) if isinstance(value, str) else guarded(text)

    def as_text(self, text: str) -> str:
        """A text as a cell that stays a text: Excel takes `0815`, `1-2`, `MAR1` and `1e5` for numbers and days."""
        return f'="{text}"' if self.lang is not None and _CONVERTED.fullmatch(text) else guarded(text)


def is_missing(value: Any) -> bool:  # noqa: ANN401 - as above
    """Whether a value says that nothing is known: None, nan, and what data frames have for it."""
    return value is None or type(value).__name__ in {"NAType", "NaTType"} or (isinstance(value, float) and isnan(value))


def plain_number(value: Any) -> Any:  # noqa: ANN401 - as above
    """A number of another library as one of Python; anything else as it is."""
    if isinstance(value, (bool, int, float)):
        return value
    try:
        return value if isinstance(value, (Enum, type)) else index(value)
    except TypeError:
        return value


_MONTH: Final = "(?:jan|feb|mär|mar|mrz|apr|mai|may|jun|jul|aug|sep|okt|oct|nov|dez|dec)[a-zä]*"
# What Excel turns into something else when it opens a file: digits cut, days, times, powers of ten, shares, money,
# truth values and its errors.
_CONVERTED: Final = re.compile(
    r"0\d+|\d{12,}"
    r"|\d+(?:[-/.]\d+){1,2}\.?|\d+\.|\d{1,3}(?:,\d{3})+"
    rf"|{_MONTH}[-. /]{{0,2}}\d{{1,4}}|\d{{1,4}}[-. /]{{0,2}}{_MONTH}(?:[-. /]{{1,2}}\d{{2,4}})?"
    r"|\d*[.,]?\d+e\+?-?\d+|\d{1,2}:\d{2}(?::\d{2})?(?: ?[ap]m?)?|\d{1,2} [ap]m?"
    r"|\(\d+(?:[.,]\d+)?\)|\d+ \d+/\d+|true|false|wahr|falsch"
    r"|\d+(?:[.,]\d+)? ?[%€$£]|[€$£] ?\d+(?:[.,]\d+)?|\d*[.,]\d+"
    r"|#(?:null!|div/0!|(?:value|wert)!|(?:ref|bezug)!|name\?|(?:num|zahl)!|n/a|nv)",
    re.IGNORECASE,
)
_TRUTH: Final = {True: Term("ja", "yes"), False: Term("nein", "no")}


def _bool(value: bool, style: Style) -> str:  # noqa: FBT001 - because it is the value of a cell
    return _TRUTH[value].text(style.lang) if style.lang else str(value).lower()


def _number(value: float, style: Style) -> str:
    text = repr(float(value))
    return text.replace(".", ",") if style.lang == "de" else text


def _day(value: date, style: Style) -> str:
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    return spoken(value, style.lang) if style.lang else value.isoformat()


def _key(value: Ags | Ars | Kreis | Verband, style: Style) -> str:
    return value.grouped() if style.lang and isinstance(value, (Ags, Kreis, Verband)) else value.value


def _country(value: Country, style: Style) -> str:
    name = value.name(style.lang) if style.lang else value.alpha3
    return name if land_of(name) == value else value.alpha3


def _enum(value: Enum, style: Style) -> str:
    say: Callable[[str], str] | None = getattr(value, "text", None)
    return say(style.lang) if style.lang and say is not None else str(value.value)


def _fuzzy(value: FuzzyDate, style: Style) -> str:
    """The date in a form that Excel leaves alone and that reads back as the same date."""
    texts = [str(value)]
    content = value.content
    if style.lang is not None and isinstance(content, DatePart) and style.lang == "de" and str(value) == str(content):
        if value.precision is DatePrecision.DAY and len(str(value)) == len("2018-11-29"):
            texts.insert(0, f"{content.first:%d.%m.}{content.first.year:04d}")
        elif value.precision is DatePrecision.MONTH and len(str(value)) == len("2018-11"):
            # "2018-11" and "November 2018" become days in Excel, with the word in front they stay.
            texts.insert(0, f"im {_MONTHS[content.first.month - 1]} {content.year}")
    if style.lang == "en" and value.precision is DatePrecision.MONTH and len(str(value)) == len("2018-11"):
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


def _set(value: Iterable[Any], style: Style) -> str:
    words = [style.word(one) for one in value]
    return "; ".join(words if isinstance(value, (list, tuple)) else sorted(words))


_WRITERS: Final[tuple[tuple[Any, Callable[[Any, Style], str]], ...]] = (
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
