"""Why this day and no better one: what each rule says of a day, and what stands against the days that cost less."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from attrs import frozen

from kommunal_partner.languages import Term
from kommunal_partner.planning.model import Calendar, DayKind, Occurrence, Placement
from kommunal_partner.planning.problem import (
    FORBIDDEN,
    Days,
    Problem,
    period_of,
    shares_people,
    single_cost,
    stands_at,
)
from kommunal_partner.planning.rules import (
    DAYS_OF_THE_WEEK,
    Avoid,
    Duration,
    LeadTime,
    MinimumGap,
    MostPer,
    NearLikeliest,
    OwnRule,
    PlanRule,
    RotateLands,
    SingleRule,
    Weekdays,
    Window,
)
from kommunal_partner.spans import Span
from kommunal_partner.verdicts import Reason, Sentence

__all__ = ["Finding", "Setting", "unknown_days"]

OUT_OF_WINDOW = Reason(
    "OUT_OF_WINDOW",
    de="der erste Tag liegt nicht im Fenster vom {earliest} bis {latest}",
    en="the first day is not in the window from {earliest} to {latest}",
)
FAR_OFF = Reason("FAR_OFF", de="{days} Tage neben dem {likeliest}", en="{days} days off {likeliest}")
DAY_NAMED = Reason("DAY_NAMED", de="{days}: {kind} ({names})", en="{days}: {kind} ({names})")
WRONG_WEEKDAY = Reason("WRONG_WEEKDAY", de="{days} fällt auf {weekdays}", en="{days} falls on {weekdays}")
WRONG_LENGTH = Reason(
    "WRONG_LENGTH", de="{days} Tage statt {least} bis {most}", en="{days} days instead of {least} to {most}"
)
TOO_SOON = Reason(
    "TOO_SOON",
    de="nur {days} Tage nach dem {since}, verlangt sind {asked}",
    en="{days} days after {since} only, {asked} are asked",
)
TOO_NEAR = Reason(
    "TOO_NEAR",
    de="zu „{other}“ ({first} bis {last}) lägen nur {between} Tage, verlangt sind {days}",
    en="to “{other}” ({first} to {last}) there would be {between} days only, {days} are asked",
)
OVERLAPS = Reason(
    "OVERLAPS",
    de="dort überschneidet es sich mit „{other}“ ({first} bis {last})",
    en="it would overlap “{other}” ({first} to {last})",
)
SAME_LAND = Reason("SAME_LAND", de="auch „{other}“ findet in {land} statt", en="“{other}” is hosted in {land} too")
FULL = Reason(
    "FULL",
    de="{period} hat schon {count} Veranstaltungen ({others})",
    en="{period} has {count} events already ({others})",
)
OWN = Reason("OWN", de="{words}", en="{words}")


@frozen
class Finding:
    """What one rule says of one placement: what it costs, whether it forbids it, and why."""

    rule: str
    cost: int
    forbids: bool
    sentence: Sentence


@frozen
class Setting:
    """A plan as it stands, to be asked what its rules say of other days."""

    occurrences: tuple[Occurrence, ...]
    placed: Mapping[str, Placement]
    held: Mapping[str, Placement]
    rules: tuple[PlanRule, ...]
    calendars: tuple[Calendar, ...]
    horizon: Span

    def findings(self, one: Occurrence, placement: Placement) -> tuple[Finding, ...]:
        """What every rule says of the placement beside all others; rules that cost nothing are silent."""
        days = Days(self.calendars, placement.places_of(one))
        found: list[Finding] = []
        for rule in self.rules:
            match rule:
                case MinimumGap():
                    found += self._too_near(rule, one, placement)
                case RotateLands():
                    found += self._same_land(rule, one, placement)
                case MostPer():
                    found += self._crowded(rule, one, placement)
                case _:
                    cost = single_cost(rule, one, placement, days)
                    if cost:
                        sentence = _why(rule, one, placement, days)
                        found.append(Finding(rule.name, max(cost, 0), cost == FORBIDDEN, sentence))
        return tuple(found)

    def cost(self, one: Occurrence, placement: Placement) -> int:
        """What the weighted rules cost the placement beside all others."""
        return sum(finding.cost for finding in self.findings(one, placement))

    def rivals(self, one: Occurrence) -> Iterator[tuple[Placement, int, tuple[Finding, ...]]]:
        """The placements in the window that cost less by themselves, with that cost and what stands against them.

        The cheapest come first. For an occurrence without a place these are all that its window holds.
        """
        alone = tuple(rule for rule in self.rules if not isinstance(rule, (MinimumGap, RotateLands, MostPer)))
        weighed = [rule for rule in alone if isinstance(rule, OwnRule) or rule.weight is not None]
        task = Problem.of([one], self.horizon, self.calendars, [Window(), *weighed])
        chosen = self.placed.get(one.id)
        limit = None if chosen is None else Setting((), {}, {}, alone, self.calendars, self.horizon).cost(one, chosen)
        priced = sorted(zip(task.costs[0], task.options[0], strict=False))
        for cost, placement in priced:
            if limit is None or cost < limit:
                yield placement, cost, self.findings(one, placement)

    def _others(self, one: Occurrence) -> Iterator[tuple[Occurrence, Placement]]:
        for other in self.occurrences:
            if other.id != one.id and other.id in self.placed:
                yield other, self.placed[other.id]

    def _too_near(self, rule: MinimumGap, one: Occurrence, placement: Placement) -> Iterator[Finding]:
        for other, there in self._others(one):
            between = max((there.first - placement.last).days, (placement.first - there.last).days) - 1
            if between < rule.days and shares_people(rule, one, other):
                values = {"other": other.id, "first": there.first, "last": there.last}
                near = Sentence(TOO_NEAR, {**values, "between": between, "days": rule.days})
                yield _finding(rule, Sentence(OVERLAPS, values) if between < 0 else near)

    def _same_land(self, rule: RotateLands, one: Occurrence, placement: Placement) -> Iterator[Finding]:
        series = [other for other in self.occurrences if other.series == one.series]
        series.sort(key=lambda other: (stands_at(other, self.held), other.id))
        for pair in pairwise(series):
            if one in pair:
                other = pair[1] if pair[0] == one else pair[0]
                there = self.placed.get(other.id)
                if there is not None and placement.land is not None and there.land == placement.land:
                    yield _finding(rule, Sentence(SAME_LAND, {"other": other.id, "land": placement.land}))

    def _crowded(self, rule: MostPer, one: Occurrence, placement: Placement) -> Iterator[Finding]:
        period = period_of(rule, placement.first)
        there = tuple(other.id for other, days in self._others(one) if period_of(rule, days.first) == period)
        if len(there) >= rule.most:
            year, quarter = period
            name = Term(f"Quartal {quarter}/{year}", f"quarter {quarter}/{year}") if quarter else str(year)
            yield _finding(rule, Sentence(FULL, {"period": name, "count": len(there), "others": there}))


def _finding(rule: MinimumGap | RotateLands | MostPer, sentence: Sentence) -> Finding:
    return Finding(rule.name, rule.weight or 0, rule.weight is None, sentence)


def _why(rule: SingleRule, one: Occurrence, placement: Placement, days: Days) -> Sentence:  # noqa: PLR0911 - because there is one answer a rule
    match rule:
        case Window():
            return Sentence(OUT_OF_WINDOW, {"earliest": one.earliest, "latest": one.latest})
        case NearLikeliest():
            away = abs((placement.first - one.likeliest).days)
            return Sentence(FAR_OFF, {"days": away, "likeliest": one.likeliest})
        case Weekdays():
            wrong = tuple(day for day in placement.each_day() if day.weekday() not in rule.allowed)
            weekdays = tuple(DAYS_OF_THE_WEEK[day.weekday()] for day in wrong)
            return Sentence(WRONG_WEEKDAY, {"days": wrong, "weekdays": weekdays})
        case Duration():
            return Sentence(WRONG_LENGTH, {"days": placement.length, "least": rule.least, "most": rule.most})
        case LeadTime():
            after = (placement.first - rule.since).days
            return Sentence(TOO_SOON, {"days": after, "since": rule.since, "asked": rule.days})
        case Avoid():
            return _named(rule.kind, placement, days)
        case _:
            return Sentence(OWN, {"words": rule.words})


def _named(kind: DayKind, placement: Placement, days: Days) -> Sentence:
    named = {day: entries for day in placement.each_day() if (entries := days.named(day, kind))}
    names = {(entry.name, entry.estimated): entry for entries in named.values() for entry in entries}
    return Sentence(DAY_NAMED, {"days": tuple(named), "kind": kind, "names": tuple(names.values())})


def unknown_days(one: Occurrence, placement: Placement, calendars: Sequence[Calendar]) -> Sentence | None:
    """The days of a placement that some calendar does not reach, and which; None if all are known."""
    sentence = _named(DayKind.UNKNOWN, placement, Days(calendars, placement.places_of(one)))
    return sentence if sentence.values["days"] else None
