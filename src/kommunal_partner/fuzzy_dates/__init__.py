"""Dates known only so far: "autumn 2018", "some year from 2012 to 2019", "about 1990", written as EDTF (ISO 8601-2).

>>> autumn = FuzzyDate.parse("2018-23")
>>> autumn.earliest, autumn.latest
(datetime.date(2018, 9, 1), datetime.date(2018, 11, 30))
"""

from __future__ import annotations

from kommunal_partner.fuzzy_dates._model import FuzzyDate
from kommunal_partner.fuzzy_dates._parts import Choice, DateMark, DatePart, DatePrecision, End, Interval, Stretch
from kommunal_partner.fuzzy_dates._words import read, read_english, read_german

__all__ = [
    "Choice",
    "DateMark",
    "DatePart",
    "DatePrecision",
    "End",
    "FuzzyDate",
    "Interval",
    "Stretch",
    "read",
    "read_english",
    "read_german",
]
