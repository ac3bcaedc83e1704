"""Times of the year in which nobody is invited: the turn of the year, carnival, Holy Week and Easter.

They follow the calendar and Easter (Gregorian) and hold everywhere; school holidays differ from Land to Land and come
with calendars.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from dateutil.easter import easter

from kommunal_partner.languages import Term
from kommunal_partner.planning.sentences import CARNIVAL, HOLY_WEEK, TURN_OF_THE_YEAR

_LAST_YEAR: Final = 4099
"""So far the rule for Easter goes."""


def quiet_time(day: date) -> Term | None:
    """The quiet time that a day lies in; None on all other days.

    >>> quiet_time(date(2031, 12, 29)).en, quiet_time(date(2027, 1, 7))
    ('turn of the year', None)
    """
    if (day.month, day.day) >= (12, 24) or (day.month, day.day) <= (1, 6):
        return TURN_OF_THE_YEAR
    return _movable(day.year).get(day)


@lru_cache(maxsize=256)
def _movable(year: int) -> dict[date, Term]:
    if not 1583 <= year <= _LAST_YEAR:  # noqa: PLR2004 - because the Gregorian calendar begins then
        return {}
    sunday = easter(year)
    carnival = {sunday - timedelta(days=before): CARNIVAL for before in range(46, 53)}
    return carnival | {sunday + timedelta(days=after): HOLY_WEEK for after in range(-6, 2)}
