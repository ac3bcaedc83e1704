"""What a rule about single placements costs one of them, and who shares people, periods and a place in the row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final, TypeAlias

from kommunal_partner._checks import count
from kommunal_partner.errors import BadRule
from kommunal_partner.languages import Term
from kommunal_partner.planning._model import Calendar, CalendarDay, DayKind, Occurrence, Placement
from kommunal_partner.planning._quiet_times import quiet_time
from kommunal_partner.planning._rules import (
    MOST_WEIGHT,
    Avoid,
    Duration,
    LeadTime,
    LoadPeriod,
    MinimumGap,
    MostPer,
    NearLikeliest,
    OwnRule,
    QuietTimes,
    Sharing,
    SingleRule,
    Weekdays,
    Window,
)
from kommunal_partner.spans import Span

FORBIDDEN: Final = -1
"""What a placement costs that a hard rule forbids; a sign, never added up."""

Period: TypeAlias = tuple[int, int]

_LONG: Final = 400
"""Calendar entries of more days than this are not written out day by day."""


class Days:
    """What the calendars say of each day, for one set of places."""

    def __init__(self, calendars: Sequence[Calendar], places: frozenset[str]) -> None:
        self.calendars = tuple(calendar for calendar in calendars if calendar.matters_to(places))
        self._named: dict[date, list[CalendarDay]] = {}
        self._long: list[CalendarDay] = []
        for calendar in self.calendars:
            for named in calendar.days:
                if (named.last - named.first).days > _LONG:
                    self._long.append(named)
                    continue
                for day in Span.through(named.first, named.last).days():
                    self._named.setdefault(day, []).append(named)

    def named(self, day: date, kind: DayKind) -> list[CalendarDay]:
        """The entries of this kind that name the day; of unknown days, one for each calendar that does not reach it."""
        found = [entry for entry in self._named.get(day, ()) if entry.kind is kind]
        found += [entry for entry in self._long if entry.kind is kind and entry.first <= day <= entry.last]
        if kind is DayKind.UNKNOWN:
            found += [
                CalendarDay(day, day, calendar.name, DayKind.UNKNOWN)
                for calendar in self.calendars
                if calendar.known is not None and not calendar.known.contains(day)
            ]
        return found


def single_cost(rule: SingleRule, occurrence: Occurrence, placement: Placement, days: Days) -> int:  # noqa: PLR0911 - because there is one answer a rule
    """What the rule costs the placement; FORBIDDEN if it is hard and broken."""
    match rule:
        case Window():
            outside = max(0, (occurrence.earliest - placement.first).days, (placement.first - occurrence.latest).days)
            return _weighed(rule.weight, outside)
        case NearLikeliest():
            return rule.weight * abs((placement.first - occurrence.likeliest).days)
        case Weekdays():
            return _weighed(rule.weight, sum(day.weekday() not in rule.allowed for day in placement.each_day()))
        case Duration():
            return _weighed(rule.weight, max(0, rule.least - placement.length, placement.length - rule.most))
        case Avoid():
            return _weighed(rule.weight, sum(bool(days.named(day, rule.kind)) for day in placement.each_day()))
        case QuietTimes():
            return _weighed(rule.weight, sum(quiet_time(day) is not None for day in placement.each_day()))
        case LeadTime():
            return _weighed(rule.weight, max(0, rule.days - (placement.first - rule.since).days))
        case _:
            return _own_cost(rule, occurrence, placement)


def _weighed(weight: int | None, times: int) -> int:
    if weight is None:
        return FORBIDDEN if times else 0
    return weight * times


def _own_cost(rule: OwnRule, occurrence: Occurrence, placement: Placement) -> int:
    cost: object = rule.cost(occurrence, placement)
    if cost is None:
        return FORBIDDEN
    return count(
        cost,
        Term(f"Die Antwort der Regel {rule.name!r}", f"what the rule {rule.name!r} answers"),
        most=MOST_WEIGHT,
        error=BadRule,
    )


def shares_people(rule: MinimumGap, one: Occurrence, other: Occurrence) -> bool:
    """Whether the rule about gaps holds between the two."""
    if rule.sharing is Sharing.ALL:
        return True
    staff = rule.sharing is not Sharing.AUDIENCE and not one.staff.isdisjoint(other.staff)
    return staff or (rule.sharing is not Sharing.STAFF and not one.audience.isdisjoint(other.audience))


def period_of(rule: MostPer, day: date) -> Period:
    """The quarter or year a day counts in."""
    return (day.year, 0) if rule.period is LoadPeriod.YEAR else (day.year, (day.month - 1) // 3 + 1)


def stands_at(occurrence: Occurrence, held: Mapping[str, Placement]) -> date:
    """The day that sorts an occurrence: the first day of a locked one, else the likeliest."""
    return held[occurrence.id].first if occurrence.id in held else occurrence.likeliest
