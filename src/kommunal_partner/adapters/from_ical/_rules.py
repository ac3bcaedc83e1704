"""Rules of repetition, looked at before they are followed: whether they come true, how often, and how long that takes.

A rule is tried out on naive days of its own, with python-dateutil. Whether it comes true at all is asked near the end
of the calendar, where dateutil gives up after a few centuries in place of eight thousand years: the Gregorian calendar
repeats every 400 years, days of the week included.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, tzinfo
from typing import Any, Final, NamedTuple

_DAYS_A_STEP: Final = {"YEARLY": 365, "MONTHLY": 28, "WEEKLY": 7, "DAILY": 1, "HOURLY": 1 / 24}
_WITHIN_A_DAY: Final = ("BYHOUR", "BYMINUTE", "BYSECOND")
_TIMES_A_DAY: Final = 24
_CYCLE: Final = 400
_LAST_CYCLE: Final = 9600
_LATE_IN_CYCLE: Final = 300
_COSTLY: Final = 4  # hours are followed through every change of summer time
MOST_OCCURRENCES: Final = 20_000
MOST_STEPS: Final = 200_000


class Unfollowable(Exception):
    """Why a rule is not followed; it never leaves this package."""


class NeverTrue(Unfollowable):
    """The rule never comes true."""


class TooOften(Unfollowable):
    """The rule takes longer to follow than a calendar is worth."""


class Allowance:
    """What all rules of one file may take together: steps to follow, days to give."""

    def __init__(self) -> None:
        self.steps = 0.0
        self.occurrences = 0

    def step(self, steps: float) -> None:
        """Take so many steps.

        Raises:
            TooOften: if they are too many.
        """
        self.steps += steps
        if self.steps > MOST_STEPS:
            raise TooOften

    def occur(self, times: int = 1) -> None:
        """Let an event take place so many times.

        Raises:
            TooOften: if that is too often.
        """
        self.occurrences += times
        if self.occurrences > MOST_OCCURRENCES:
            raise TooOften


class Reach(NamedTuple):
    """The last beginning that a rule names up to the end of the window, and whether it goes on behind it."""

    last: date | None
    goes_on: bool


def normalised(rule: Any, start: date) -> None:  # noqa: ANN401 - because icalendar's types come with the extra
    """Bring a rule into the form that is followed: its end in the kind of its start, a bearable number of hours.

    A last *day* counts whole, whatever the hour at which the event begins.

    Raises:
        Unfollowable: if it is no rule that can be followed.
    """
    frequency = str(_single(rule, "FREQ")).upper()
    if frequency not in _DAYS_A_STEP:
        raise TooOften if frequency in {"MINUTELY", "SECONDLY"} else Unfollowable
    for name in ("INTERVAL", "COUNT"):
        if name in rule and not _single(rule, name) >= 1:
            raise Unfollowable
    if ("COUNT" in rule and "UNTIL" in rule) or ("BYSETPOS" in rule and frequency == "HOURLY"):
        raise Unfollowable
    times = 1
    for name in _WITHIN_A_DAY:
        times *= len(rule.get(name, [0]))
    for name in _WITHIN_A_DAY:
        if name in rule and times > _TIMES_A_DAY:
            rule[name] = [max(rule[name])]
    if "UNTIL" in rule:
        end = _end(_single(rule, "UNTIL"), start)
        if end.year == date.max.year:
            del rule["UNTIL"]  # the last days of the calendar stand for ever
        else:
            rule["UNTIL"] = [end]


def _single(rule: Any, name: str) -> Any:  # noqa: ANN401 - as above
    values = rule.get(name) or []
    if len(values) != 1:
        raise Unfollowable
    return values[0]


def _end(until: object, start: date) -> date:
    if not isinstance(until, date):
        raise Unfollowable
    if not isinstance(start, datetime):
        return until.date() if isinstance(until, datetime) else until
    zone: tzinfo | None = start.tzinfo
    if until.year == date.max.year:
        return until
    if not isinstance(until, datetime):
        until = datetime.combine(until, datetime.max.time().replace(microsecond=0), zone)
    elif until.tzinfo is None or zone is None:
        until = until.replace(tzinfo=zone)
    return until if zone is None else until.astimezone(UTC)


def followed(rule: Any, start: date, first: date, last: date, allowance: Allowance) -> Reach:  # noqa: ANN401 - as above
    """How far a rule reaches, if all it names from `first` to `last` stays within the allowance.

    Raises:
        Unfollowable: if it never comes true, or takes too long.
    """
    begin = datetime.combine(_day(start), start.time() if isinstance(start, datetime) else datetime.min.time())
    frequency, interval = str(rule["FREQ"][0]).upper(), int(rule.get("INTERVAL", [1])[0])
    step = _DAYS_A_STEP[frequency] * interval
    allowance.step(max((last - begin.date()).days, 0) / step)
    _must_come_true(rule, begin, step, allowance)
    count, until = rule.get("COUNT", [None])[0], rule.get("UNTIL", [None])[0]
    end = _local(until or date.max, start)
    found: date | None = None
    for number, moment in enumerate(_moments(rule, begin)):
        day = moment.date()
        if moment > end or (count is not None and number >= count):
            return Reach(found, goes_on=False)
        if day > last:
            return Reach(found, goes_on=True)
        if day >= first:
            allowance.occur(_COSTLY if frequency == "HOURLY" else 1)
        found = day
    return Reach(found, goes_on=False)


def _moments(rule: Any, begin: datetime) -> Iterator[datetime]:  # noqa: ANN401 - as above
    from dateutil.rrule import rrulestr

    parts = [part for part in rule.to_ical().decode().split(";") if not part.startswith(("UNTIL=", "COUNT="))]
    return iter(rrulestr(";".join(parts), dtstart=begin))


def _must_come_true(rule: Any, begin: datetime, step: float, allowance: Allowance) -> None:  # noqa: ANN401 - as above
    in_cycle = begin.year % _CYCLE
    year = in_cycle + (_LAST_CYCLE if in_cycle < _LATE_IN_CYCLE else _LAST_CYCLE - _CYCLE)
    late = begin.replace(year=year)
    moment = next(_moments(rule, late), None)
    if moment is None:
        raise NeverTrue
    allowance.step((moment - late).days / step)


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _local(until: date, start: date) -> datetime:
    """The end of a rule as the clock shows it where the event begins; of a day its last moment."""
    if not isinstance(until, datetime):
        return datetime.combine(until, datetime.max.time())
    zone = start.tzinfo if isinstance(start, datetime) else None
    return (until if zone is None or until.tzinfo is None else until.astimezone(zone)).replace(tzinfo=None)
