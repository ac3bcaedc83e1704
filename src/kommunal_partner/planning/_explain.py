"""Why this day and no better one: what each rule says of a day, and what stands against the days that cost less."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from itertools import pairwise
from typing import Final

from attrs import define, evolve, field, frozen

from kommunal_partner.clashes import Clash
from kommunal_partner.languages import Term
from kommunal_partner.planning import sentences
from kommunal_partner.planning._costs import FORBIDDEN, Days, period_of, shares_people, single_cost, stands_at
from kommunal_partner.planning._encode import EncodedPlan, price_of_leaving
from kommunal_partner.planning._model import DayKind, Occurrence, Placement
from kommunal_partner.planning._quiet_times import quiet_time
from kommunal_partner.planning._rules import (
    Avoid,
    Duration,
    LeadTime,
    MinimumGap,
    MostPer,
    NearLikeliest,
    OwnRule,
    QuietTimes,
    RotateLands,
    SingleRule,
    Weekdays,
    Window,
)
from kommunal_partner.planning._task import PlanClaims, PlanTask
from kommunal_partner.planning._words import AndList, AskedFor, Dates, FromTo, In, Through, called, events
from kommunal_partner.planning._words import days as counted_days
from kommunal_partner.verdicts import Reason, Sentence

_SUMMER: Final = range(6, 10)
"""The months in which some Land has its summer holidays."""
_A_BREAK: Final = timedelta(days=10)
"""Named days at least so far apart are holidays of schools, not a public holiday."""
SHOWN: Final = 8
"""So many better days are named one by one."""


@frozen
class RuleFinding:
    """What one rule says of one placement: what it costs, whether it forbids it, and why."""

    rule: str
    cost: int
    forbids: bool
    sentence: Sentence


@define
class PlanSituation:
    """A plan as it stands, to be asked what its rules say of other days."""

    task: PlanTask
    placed: Mapping[str, Placement]
    unmet: Mapping[str, Sentence] = field(factory=dict)
    _days: dict[frozenset[str], Days] = field(factory=dict, init=False)

    def days_for(self, placement: Placement, one: Occurrence) -> Days:
        """What the calendars say that matter to a placement; remembered."""
        places = placement.places_of(one)
        if places not in self._days:
            self._days[places] = Days(self.task.calendars, places)
        return self._days[places]

    def findings(self, one: Occurrence, placement: Placement) -> tuple[RuleFinding, ...]:
        """What every rule says of the placement beside all others; rules that cost nothing are silent."""
        days = self.days_for(placement, one)
        found: list[RuleFinding] = []
        for rule in self.task.rules:
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
                        found.append(RuleFinding(rule.name, max(cost, 0), cost == FORBIDDEN, sentence))
        return tuple(found)

    def cost(self, one: Occurrence, placement: Placement) -> int:
        """What the weighted rules cost the placement beside all others."""
        return sum(finding.cost for finding in self.findings(one, placement))

    def leaving(self, placement: Placement) -> RuleFinding | None:
        """What it costs to leave the days of the previous plan for these; None where nothing is left."""
        before = next((old for old in self.task.previous if old.occurrence == placement.occurrence), None)
        price = 0 if before is None else price_of_leaving(before, placement, self.task.stability)
        if before is None or not price:
            return None
        values = {"before": Dates(before.first, before.last), "price": price}
        return RuleFinding("stability", price, forbids=False, sentence=Sentence(sentences.LEAVES_BEFORE, values))

    def rivals(self, one: Occurrence) -> Iterator[tuple[Placement, int]]:
        """The placements in the window that cost less by themselves, with that cost.

        The cheapest come first. For an occurrence without a place these are all that its window holds.
        """
        task = self.task
        alone = tuple(rule for rule in task.rules if not isinstance(rule, (MinimumGap, RotateLands, MostPer)))
        weighed = [rule for rule in alone if isinstance(rule, OwnRule) or rule.weight is not None]
        encoded = EncodedPlan.of([one], task.horizon, task.calendars, [Window(), *weighed])
        chosen = self.placed.get(one.id)
        by_itself = PlanSituation(evolve(task, occurrences=(), rules=alone), {})
        limit = None if chosen is None else by_itself.cost(one, chosen)
        priced = sorted(zip(encoded.costs[0], encoded.options[0], strict=False))
        for cost, placement in priced:
            if limit is None or cost < limit:
                yield placement, cost

    def _others(self, one: Occurrence) -> Iterator[tuple[Occurrence, Placement]]:
        for other in self.task.occurrences:
            if other.id != one.id and other.id in self.placed:
                yield other, self.placed[other.id]

    def _too_near(self, rule: MinimumGap, one: Occurrence, placement: Placement) -> Iterator[RuleFinding]:
        for other, there in self._others(one):
            between = max((there.first - placement.last).days, (placement.first - there.last).days) - 1
            if between < rule.days and shares_people(rule, one, other):
                values: dict[str, object] = {"other": other.id, "there": Dates(there.first, there.last)}
                if between < 0:
                    yield _finding(rule, Sentence(sentences.OVERLAPS, values))
                else:
                    values |= {"between": counted_days(between), "asked": AskedFor(rule.days)}
                    yield _finding(rule, Sentence(sentences.TOO_NEAR, values))

    def _same_land(self, rule: RotateLands, one: Occurrence, placement: Placement) -> Iterator[RuleFinding]:
        series = [other for other in self.task.occurrences if other.series == one.series]
        held = {placement.occurrence: placement for placement in self.task.locked}
        series.sort(key=lambda other: (stands_at(other, held), other.id))
        for pair in pairwise(series):
            if one in pair:
                other = pair[1] if pair[0] == one else pair[0]
                there = self.placed.get(other.id)
                if there is not None and placement.land is not None and there.land == placement.land:
                    yield _finding(
                        rule, Sentence(sentences.SAME_LAND, {"other": other.id, "land": called(placement.land)})
                    )

    def _crowded(self, rule: MostPer, one: Occurrence, placement: Placement) -> Iterator[RuleFinding]:
        period = period_of(rule, placement.first)
        there = tuple(other.id for other, days in self._others(one) if period_of(rule, days.first) == period)
        if len(there) >= rule.most:
            year, quarter = period
            name = Term(f"Quartal {quarter}/{year}", f"quarter {quarter}/{year}") if quarter else str(year)
            yield _finding(
                rule, Sentence(sentences.FULL, {"period": name, "events": events(len(there)), "others": there})
            )


def _finding(rule: MinimumGap | RotateLands | MostPer, sentence: Sentence) -> RuleFinding:
    return RuleFinding(rule.name, rule.weight or 0, rule.weight is None, sentence)


def _why(rule: SingleRule, one: Occurrence, placement: Placement, days: Days) -> Sentence:  # noqa: PLR0911 - because there is one answer a rule
    match rule:
        case Window():
            values = {"earliest": one.earliest, "latest": one.latest, "window": Through(one.earliest, one.latest)}
            return Sentence(sentences.OUT_OF_WINDOW, values)
        case NearLikeliest():
            away = abs((placement.first - one.likeliest).days)
            return Sentence(sentences.FAR_OFF, {"days": counted_days(away), "likeliest": one.likeliest})
        case Weekdays():
            wrong = tuple(day for day in placement.each_day() if day.weekday() not in rule.allowed)
            weekdays = AndList(dict.fromkeys(sentences.WEEKDAYS[day.weekday()] for day in wrong))
            reason = sentences.WRONG_WEEKDAY if len(wrong) == 1 else sentences.WRONG_WEEKDAYS
            return Sentence(reason, {"days": AndList(wrong), "weekdays": weekdays})
        case Duration():
            values = {"days": counted_days(placement.length), "asked": FromTo(rule.least, rule.most)}
            return Sentence(sentences.WRONG_LENGTH, values)
        case LeadTime():
            after = (placement.first - rule.since).days
            values = {"days": counted_days(after), "since": rule.since, "asked": AskedFor(rule.days)}
            return Sentence(sentences.TOO_SOON, values)
        case QuietTimes():
            quiet = {day: name for day in placement.each_day() if (name := quiet_time(day)) is not None}
            return Sentence(sentences.QUIET, {"days": tuple(quiet), "names": tuple(dict.fromkeys(quiet.values()))})
        case Avoid():
            return _named(rule.kind, placement, days)
        case _:
            return Sentence(sentences.OWN, {"words": rule.words})


def _named(kind: DayKind, placement: Placement, days: Days) -> Sentence:
    named = {day: entries for day in placement.each_day() if (entries := days.named(day, kind))}
    names = {(entry.name, entry.estimated): entry for entries in named.values() for entry in entries}
    return Sentence(sentences.DAY_NAMED, {"days": tuple(named), "kind": kind, "names": tuple(names.values())})


def _unknown_days(situation: PlanSituation, one: Occurrence, placement: Placement) -> Sentence | None:
    """The days of a placement that some calendar does not reach, and which; None if all are known."""
    sentence = _named(DayKind.UNKNOWN, placement, situation.days_for(placement, one))
    return sentence if sentence.values["days"] else None


# ── the whole plan, and one of it ────────────────────────────────────────────────────────────────────────────────────


def _in_order(situation: PlanSituation) -> list[Occurrence]:
    """The occurrences in the order of their days."""
    placed = situation.placed
    return sorted(
        situation.task.occurrences,
        key=lambda one: (placed[one.id].first if one.id in placed else one.likeliest, one.id),
    )


def about_plan(situation: PlanSituation, claims: PlanClaims) -> Iterator[Sentence]:
    """A sentence for each occurrence, one more for whatever is not known of its days, and how good all is."""
    for one in _in_order(situation):
        yield from _head(situation, one)
    silent = sorted({place for one in situation.task.occurrences for place in _silent(situation, one)})
    if silent:
        yield Sentence(sentences.NO_CALENDAR, {"places": tuple(silent)})
    yield from _unknown_summers(situation, _in_order(situation))
    for series, phase in situation.task.not_due:
        yield Sentence(sentences.NOT_DUE, {"series": series, "phase": phase})
    yield claims.certificate.sentence


def about_one(situation: PlanSituation, one: Occurrence, clash: Clash | None) -> Iterator[Sentence]:
    """Where one stands and what that costs, and what stands against each better day; or what clashes over it."""
    yield from _head(situation, one)
    if one.past:
        wide = counted_days((one.latest - one.earliest).days + 1)
        yield Sentence(sentences.SEASON, {"occurrence": one.id, "days": wide, "past": AndList(one.past)})
    silent = _silent(situation, one)
    if silent:
        yield Sentence(sentences.NO_CALENDAR, {"places": silent})
    placement = situation.placed.get(one.id)
    if placement is None:
        if clash is not None:
            yield from clash.sentences
    elif placement in situation.task.locked:
        return
    else:
        costing = tuple(finding.sentence for finding in situation.findings(one, placement) if finding.cost)
        if costing:
            yield Sentence(sentences.COSTS, {"cost": situation.cost(one, placement), "why": costing})
    yield from _days_against(situation, one)
    yield from _unknown_summers(situation, [one])


def _head(situation: PlanSituation, one: Occurrence) -> Iterator[Sentence]:
    """Where an occurrence stands, and what is not known of its days."""
    placement = situation.placed.get(one.id)
    if placement is None:
        yield situation.unmet.get(one.id) or Sentence(sentences.NOT_PLACED, {"occurrence": one.id})
        return
    values = {
        "occurrence": one.id,
        **_days_of(placement),
        "where": In(called(placement.land)),
    }
    if placement in situation.task.locked:
        yield Sentence(sentences.LOCKED, values)
    else:
        yield Sentence(sentences.PLACED, {**values, "cost": situation.cost(one, placement)})
    unknown = _unknown_days(situation, one, placement)
    if unknown is not None:
        yield Sentence(sentences.NOT_KNOWN, {"occurrence": one.id, "days": unknown})


def _days_of(placement: Placement) -> dict[str, object]:
    first, last = placement.first, placement.last
    return {"first": first, "last": last, "days": Through(first, last)}


def _unknown_summers(situation: PlanSituation, several: Iterable[Occurrence]) -> Iterator[Sentence]:
    """For which of several the summer holidays are unknown, those together that are so for one reason."""
    found = [(one.id, _why_summer_is_unknown(situation, one)) for one in several]
    for reason in (sentences.SUMMER_BREAK_UNKNOWN, sentences.SUMMER_BREAK_OF_NO_LAND):
        names = tuple(name for name, why in found if why is reason)
        if names:
            yield Sentence(reason, {"occurrences": names})


def _why_summer_is_unknown(situation: PlanSituation, one: Occurrence) -> Reason | None:
    """Why, if an event is planned for the months of the summer holidays, and no calendar of its Land names these.

    It is of interest only where discouraged days count.
    """
    task, placement = situation.task, situation.placed.get(one.id)
    if placement is None or placement in task.locked or placement.first.month not in _SUMMER:
        return None
    if not any(isinstance(rule, Avoid) and rule.kind is DayKind.DISCOURAGED for rule in task.rules):
        return None
    lands = {place for place in placement.places_of(one) if place.startswith("DE-")}
    about = (calendar for calendar in task.calendars if calendar.matters_to(frozenset(lands)))
    year = placement.first.year
    if any(
        day.last - day.first >= _A_BREAK and day.first.year == year and day.first.month in _SUMMER
        for calendar in about
        for day in calendar.days
    ):
        return None
    return sentences.SUMMER_BREAK_UNKNOWN if lands else sentences.SUMMER_BREAK_OF_NO_LAND


def _silent(situation: PlanSituation, one: Occurrence) -> tuple[str, ...]:
    """The places of an occurrence about which no calendar speaks."""
    placement = situation.placed.get(one.id)
    spoken_of = {place for calendar in situation.task.calendars for place in calendar.places}
    return () if placement is None else tuple(sorted(placement.places_of(one) - spoken_of))


def _days_against(situation: PlanSituation, one: Occurrence) -> Iterator[Sentence]:
    """For the days that would be better by themselves, what stands against them."""
    better = list(situation.rivals(one))
    if not better:
        yield Sentence(sentences.NONE_BETTER if one.id in situation.placed else sentences.NO_DAY)
    for rival, cost in better[:SHOWN]:
        leaving = situation.leaving(rival)
        found = (*situation.findings(one, rival), *([] if leaving is None else [leaving]))
        values = {**_days_of(rival), "where": In(called(rival.land)), "cost": cost}
        forbidding = tuple(dict.fromkeys(finding.sentence for finding in found if finding.forbids))
        whole = sum(finding.cost for finding in found)
        if forbidding:
            yield Sentence(sentences.FORBIDDEN_DAY, {**values, "why": forbidding})
        elif whole > cost:
            why = tuple(dict.fromkeys(finding.sentence for finding in found if finding.cost))
            yield Sentence(sentences.DEARER_DAY, {**values, "whole": whole, "why": why})
        else:
            yield Sentence(sentences.FREE_DAY, values)
    if len(better) > SHOWN:
        yield Sentence(sentences.MORE_DAYS, {"count": len(better) - SHOWN})


def rows(situation: PlanSituation, lang: str) -> list[dict[str, object]]:
    """A row for each occurrence, in the order of their days."""
    found: list[dict[str, object]] = []
    for one in _in_order(situation):
        placement = situation.placed.get(one.id)
        locked = placement in situation.task.locked
        unknown = None if placement is None else _unknown_days(situation, one, placement)
        status = sentences.ROW_LOCKED if locked else sentences.ROW_PLANNED
        found.append(
            {
                "occurrence": one.id,
                "series": one.series,
                "first": placement.first if placement else None,
                "last": placement.last if placement else None,
                "land": placement.land if placement else None,
                "status": (sentences.ROW_LEFT_OUT if placement is None else status).text(lang),
                "likeliest": one.likeliest,
                "cost": None if placement is None else 0 if locked else situation.cost(one, placement),
                "unknown": "" if unknown is None else unknown.text(lang),
            }
        )
    return found
