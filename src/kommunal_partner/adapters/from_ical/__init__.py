"""Calendars of blocked or discouraged days out of iCalendar files (extra `ical-read`) and out of plain CSV.

`read_calendar` follows what repeats through recurring-ical-events; what can do harm, or cannot be followed, is refused
before. `read_days` reads a list of days that somebody wrote by hand.
"""

from __future__ import annotations

from kommunal_partner.adapters.from_ical._named_days import read_days
from kommunal_partner.adapters.from_ical._read import read_calendar

__all__ = ["read_calendar", "read_days"]
