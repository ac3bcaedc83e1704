"""Planning tasks made by a seeded script: so many series over so many years, with teams, audiences and holidays.

Every series comes round every one to three years in a season of its own, is run by one of a few teams and attended by
one of a few audiences. A plan that keeps all hard rules is laid down first and the windows around it, so each task has
one.
"""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from kommunal_partner.planning import (
    Avoid,
    Calendar,
    CalendarDay,
    DayKind,
    Duration,
    MinimumGap,
    MostPer,
    NearLikeliest,
    Occurrence,
    PlanRule,
    Weekdays,
    Window,
)
from kommunal_partner.spans import Span

FIRST_YEAR = 2027
LENGTH = 2
WINDOW = 60
STAFF_GAP = 5
AUDIENCE_GAP = 14

RULES: tuple[PlanRule, ...] = (
    Window(),
    NearLikeliest(weight=1),
    Weekdays(frozenset(range(5))),
    Weekdays(frozenset({0, 1, 2, 3}), weight=4),
    Duration(LENGTH, LENGTH),
    Avoid(DayKind.BLOCKED),
    Avoid(DayKind.DISCOURAGED, weight=5),
    MinimumGap(STAFF_GAP, "staff"),
    MinimumGap(AUDIENCE_GAP, "audience"),
    MinimumGap(21, "staff", weight=15),
    MostPer(8, "quarter", weight=30),
)

Task = tuple[list[Occurrence], Span, tuple[Calendar, ...], tuple[PlanRule, ...]]


def instance(series: int, years: int, occurrences: int, seed: int) -> Task:
    """A task with exactly so many occurrences of so many series over so many years from 2027 on."""
    random = Random(seed)
    calendars = (Calendar("holidays", _holidays(years)), Calendar("school breaks", _breaks(years, random)))
    blocked = {entry.first for entry in calendars[0].days}
    due: list[tuple[int, date]] = []
    while len(due) < occurrences:
        due = _due(series, years, random)
    team = [f"team {random.randrange(max(2, series // 6))}" for _ in range(series)]
    crowd = [f"audience {random.randrange(max(3, series // 4))}" for _ in range(series)]
    laid: list[tuple[date, str, str]] = []
    found = []
    for n, wanted in random.sample(due, len(due)):
        start = _free_day(wanted, team[n], crowd[n], laid, blocked)
        if start is None or len(found) == occurrences:
            continue
        laid.append((start, team[n], crowd[n]))
        earliest = wanted - timedelta(days=random.randrange(25, 35))
        last = date(FIRST_YEAR + years - 1, 12, 31) - timedelta(days=WINDOW + LENGTH)
        earliest = min(max(earliest, date(FIRST_YEAR, 1, 1)), last)
        latest = earliest + timedelta(days=WINDOW - 1)
        identifier = f"s{n:02d} {wanted.year}"
        found.append(
            Occurrence(identifier, f"s{n:02d}", earliest, wanted, latest, (LENGTH, LENGTH), {team[n]}, {crowd[n]})
        )
    if len(found) < occurrences:
        return instance(series, years, occurrences, seed + 1_000_003)
    return sorted(found, key=lambda one: one.id), Span.years(FIRST_YEAR, FIRST_YEAR + years - 1), calendars, RULES


def _due(series: int, years: int, random: Random) -> list[tuple[int, date]]:
    """When each series would like to meet."""
    due = []
    for n in range(series):
        every = random.choice((1, 1, 2, 2, 3))
        season = random.choice((120, 150, 255, 270, 285, 300)) + random.randrange(-15, 15)
        due += [
            (n, date(year, 1, 1) + timedelta(days=season + random.randrange(-10, 10)))
            for year in range(FIRST_YEAR + random.randrange(every), FIRST_YEAR + years, every)
        ]
    return due


def _free_day(
    wanted: date, team: str, crowd: str, laid: list[tuple[date, str, str]], blocked: set[date]
) -> date | None:
    """The nearest first day that keeps all hard rules beside those already laid down, within 25 days."""
    for away in sorted(range(-24, 25), key=abs):
        start = wanted + timedelta(days=away)
        days = {start + timedelta(days=k) for k in range(LENGTH)}
        if any(day.weekday() > 4 for day in days) or days & blocked:
            continue
        if all(
            abs((other - start).days) >= LENGTH + max(STAFF_GAP * (theirs == team), AUDIENCE_GAP * (them == crowd))
            for other, theirs, them in laid
            if theirs == team or them == crowd
        ):
            return start
    return None


def _holidays(years: int) -> list[CalendarDay]:
    return [
        CalendarDay(date(year, month, day), date(year, month, day), f"holiday {day}.{month}.")
        for year in range(FIRST_YEAR, FIRST_YEAR + years + 1)
        for month, day in ((1, 1), (5, 1), (10, 3), (11, 1), (12, 25), (12, 26))
    ]


def _breaks(years: int, random: Random) -> list[CalendarDay]:
    starts = [
        date(year, month, random.randrange(1, 20))
        for year in range(FIRST_YEAR, FIRST_YEAR + years + 1)
        for month in (4, 7, 10)
    ]
    return [CalendarDay(start, start + timedelta(days=12), "school break", DayKind.DISCOURAGED) for start in starts]
