"""Expected editions: what is due in a window, by which rule, how early and how late."""

from __future__ import annotations

from datetime import date
from typing import Final, TypeAlias

from kommunal_partner._checks import as_day, whole
from kommunal_partner.cycles import is_periodic
from kommunal_partner.errors import BadInstance
from kommunal_partner.schedule._forecasts import forecasts
from kommunal_partner.schedule._known import known_on
from kommunal_partner.schedule._rules import AS_STATED, ProjectionRule
from kommunal_partner.schedule._state import Phase, state
from kommunal_partner.schedule.sentences import NO_WINDOW
from kommunal_partner.series import EventSeries, ExpectedEdition
from kommunal_partner.spans import Span

Window: TypeAlias = Span | tuple[int, int] | tuple[date, date]
"""The days asked about: a Span, or the first and the last year or day, both counted."""

# A window reaches at most half a year to either side of its day, so a later day cannot bring it back before an end.
_REACH: Final = 800


def expected_editions(
    series: EventSeries, window: Window, *, on: date, rule: ProjectionRule = AS_STATED, even_if_lapsed: bool = False
) -> tuple[ExpectedEdition, ...]:
    """The editions expected with some day inside the window, from what was known on the day `on`.

    The window is a Span, or a pair of two years or two days, both counted: `(2027, 2032)`.

    Announced editions are known, not expected: expectation begins after them. Windows that had passed by `on` are
    left out; `schedule.state` tells of them. A series that has lapsed or has no stated cycle gives none, unless
    `even_if_lapsed` asks for them; their basis then says what they rest on.

    Raises:
        BadRule: if the rule cannot be followed.
        BadInstance: for anything but an EventSeries, or what is no window.
        NotADay: for a datetime and anything else that is no day.
    """
    days = _span(window)
    phase = state(series, on=as_day(on)).phase
    lapsed = phase is Phase.LAPSED
    if (lapsed or not is_periodic(series.cycle)) and not even_if_lapsed:
        return ()
    found: list[ExpectedEdition] = []
    last = days.last or date.max
    for expected in forecasts(series, known_on(series, on=on), on, rule, lapsed=lapsed):
        if (expected.earliest - last).days > _REACH:
            break
        if expected.latest >= on and expected.window.overlaps(days):
            found.append(expected)
    return tuple(found)


def _span(window: object) -> Span:
    if isinstance(window, Span):
        return window
    if isinstance(window, (tuple, list)) and len(window) == _ENDS:
        first, last = window
        if isinstance(first, date) and isinstance(last, date):
            return Span.through(first, last)
        if not isinstance(first, date) and not isinstance(last, date):
            years = [whole(year, "window", BadInstance) for year in (first, last)]
            return Span.years(*years)
    raise BadInstance(NO_WINDOW, argument="window", value=window)


_ENDS: Final = 2
