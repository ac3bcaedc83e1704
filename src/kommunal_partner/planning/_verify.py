"""Whether a plan keeps every hard rule, and what it is worth: counted anew, with nothing shared with the search."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from kommunal_partner.planning import sentences
from kommunal_partner.planning._model import Calendar, DayKind, Occurrence, Placement
from kommunal_partner.planning._rules import (
    Avoid,
    Duration,
    LeadTime,
    LoadPeriod,
    MinimumGap,
    MostPer,
    NearLikeliest,
    OwnRule,
    PlanRule,
    QuietTimes,
    RotateLands,
    SingleRule,
    Weekdays,
    Window,
)
from kommunal_partner.planning._task import PlanClaims, PlanTask
from kommunal_partner.planning._words import Through, name_of_rule
from kommunal_partner.results import Status, Violation, wrong_status
from kommunal_partner.verdicts import Reason, Sentence


def violations(task: PlanTask, claims: PlanClaims) -> tuple[Violation, ...]:
    """Every hard rule the plan breaks, every event that is not where it must be, every number that is not so."""
    found = [*_wrong_placements(task, claims), *_wrong_completeness(task, claims), *_broken_rules(task, claims)]
    counted = counted_value(task, claims.placements)
    if counted != claims.value:
        values = {"given": claims.value, "counted": counted}
        found.append(Violation("value", (), Sentence(sentences.WRONG_VALUE, values)))
    return tuple(found or _wrong_claims(claims))


def _broken_rules(task: PlanTask, claims: PlanClaims) -> Iterator[Violation]:
    for rule in task.rules:
        if isinstance(rule, OwnRule) or rule.weight is None:
            for ids, times in _broken(rule, task, claims.placements):
                if times is None or not isinstance(rule, OwnRule):
                    called = name_of_rule(rule.name)
                    yield Violation(rule.name, ids, Sentence(sentences.BROKEN, {"ids": ids, "rule": called}))


def _wrong_placements(task: PlanTask, claims: PlanClaims) -> Iterator[Violation]:
    known = {one.id: one for one in task.occurrences}
    counts = Counter(placement.occurrence for placement in claims.placements)
    last = task.horizon.end
    for placement in claims.placements:
        name = placement.occurrence
        one = known.get(name)
        wrong: list[tuple[str, Reason]] = []
        if counts[name] > 1:
            wrong.append(("task", sentences.TWICE))
        if one is None:
            wrong.append(("task", sentences.NOT_ASKED))
        elif placement not in task.locked:
            length = (placement.last - placement.first).days + 1
            if not one.days[0] <= length <= one.days[1] or placement.land not in (one.lands or (None,)):
                wrong.append(("task", sentences.WRONG_DAYS))
        if placement not in task.locked and (
            placement.first < task.horizon.start or (last is not None and placement.last >= last)
        ):
            wrong.append(("horizon", sentences.OUTSIDE))
        for rule, reason in wrong:
            horizon = Through(task.horizon.start, task.horizon.last or date.max)
            yield Violation(rule, (name,), Sentence(reason, {"ids": (name,), "horizon": horizon}))


def _wrong_completeness(task: PlanTask, claims: PlanClaims) -> Iterator[Violation]:
    """What is locked and has moved, and what neither has days nor is said to be left out."""
    counts = Counter(placement.occurrence for placement in claims.placements)
    locked = {placement.occurrence for placement in task.locked}
    for placement in task.locked:
        if placement not in claims.placements:
            ids = (placement.occurrence,)
            yield Violation("locked", ids, Sentence(sentences.LOCKED_MOVED, {"ids": ids}))
    out = Counter(claims.left_out)
    for name in sorted({one.id for one in task.occurrences} | out.keys()):
        if (counts[name] > 0) + out[name] != 1 and name not in locked:
            yield Violation("complete", (name,), Sentence(sentences.LOST_SIGHT_OF, {"ids": (name,)}))


def _wrong_claims(claims: PlanClaims) -> Iterator[Violation]:
    """What does not fit together of status, bound, what is left out and the numbers of the certificate."""
    numbers = dict(claims.certificate.numbers)
    left_out = len(claims.left_out)
    named = (numbers.get("bound"), numbers.get("left out", 0 if claims.bound is not None else left_out))
    if named != (claims.bound, left_out) or (claims.bound is not None and claims.bound > claims.value):
        values = {"bound": claims.bound, "value": claims.value}
        yield Violation("bound", (), Sentence(sentences.WRONG_BOUND, values))
    if left_out:
        right = Status.PARTIAL if claims.placements or claims.bound is None else Status.INFEASIBLE
    else:
        right = Status.OPTIMAL if claims.bound == claims.value else Status.FEASIBLE
    if claims.status is not right:
        yield wrong_status(claims.status)


def counted_value(task: PlanTask, placements: Sequence[Placement]) -> int:
    """What the weighted rules cost in all, and what it costs that events moved away from where they stood."""
    total = 0
    for rule in task.rules:
        weight = 1 if isinstance(rule, OwnRule) else rule.weight
        if weight is not None:
            total += sum(weight * (times or 0) for _, times in _broken(rule, task, placements))
    stood = {placement.occurrence: placement for placement in task.previous}
    for placement in placements:
        old = stood.get(placement.occurrence)
        if old is not None and placement not in task.locked and placement != old:
            total += task.stability + task.stability * abs((old.first - placement.first).days)
    return total


def _broken(
    rule: PlanRule, task: PlanTask, placements: Sequence[Placement]
) -> Iterator[tuple[tuple[str, ...], int | None]]:
    """Each place where the rule is broken: who is concerned, and how often (None: an own rule forbids it).

    What concerns locked events alone is left out.
    """
    held = {placement.occurrence for placement in task.locked}
    placed = {placement.occurrence: placement for placement in placements}
    asked = {one.id: one for one in task.occurrences}
    if isinstance(rule, MostPer):
        yield from _too_many(rule, placed, held)
    elif isinstance(rule, MinimumGap):
        yield from _too_near(rule, asked, placed, held)
    elif isinstance(rule, RotateLands):
        yield from _same_land(asked, placed, held)
    else:
        for name in sorted(asked.keys() & placed.keys() - held):
            times = _times(rule, asked[name], placed[name], task.calendars)
            if times != 0:
                yield (name,), times


def _times(  # noqa: PLR0911 - because there is one answer a rule
    rule: SingleRule, occurrence: Occurrence, placement: Placement, calendars: Sequence[Calendar]
) -> int | None:
    days = [placement.first + timedelta(days=n) for n in range((placement.last - placement.first).days + 1)]
    match rule:
        case Window():
            early = (occurrence.earliest - placement.first).days
            return early if early > 0 else max(0, (placement.first - occurrence.latest).days)
        case NearLikeliest():
            return abs((placement.first - occurrence.likeliest).days)
        case Weekdays():
            return len([day for day in days if day.weekday() not in rule.allowed])
        case Duration():
            return max(rule.least - len(days), 0) + max(len(days) - rule.most, 0)
        case LeadTime():
            return max(0, rule.days - (placement.first - rule.since).days)
        case QuietTimes():
            return len([day for day in days if _is_quiet(day)])
        case Avoid():
            places = {*occurrence.places, placement.land}
            return len([day for day in days if _says(rule.kind, day, places, calendars)])
        case _:
            return rule.cost(occurrence, placement)


def _is_quiet(day: date) -> bool:
    """Whether a day lies at the turn of the year, at carnival, or from Holy Week to Easter Monday."""
    if (day.month == 12 and day.day > 23) or (day.month == 1 and day.day < 7):  # noqa: PLR2004 - because those are the days
        return True
    # Easter by Gauss's rule in the form of Butcher (1876).
    century, year = divmod(day.year, 100)
    golden = day.year % 19
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (year // 4) - epact - year % 4) % 7
    shift = epact + weekday - 7 * ((golden + 11 * epact + 22 * weekday) // 451) + 114
    sunday = date(day.year, shift // 31, shift % 31 + 1)
    return (day - sunday).days in (*range(-52, -45), *range(-6, 2))


def _says(kind: DayKind, day: date, places: set[str | None], calendars: Sequence[Calendar]) -> bool:
    for calendar in calendars:
        if calendar.places and not calendar.places & places:
            continue
        if any(entry.kind == kind and entry.first <= day <= entry.last for entry in calendar.days):
            return True
        if kind is DayKind.UNKNOWN and calendar.known is not None and not calendar.known.contains(day):
            return True
    return False


def _too_near(
    rule: MinimumGap, asked: dict[str, Occurrence], placed: dict[str, Placement], held: set[str]
) -> Iterator[tuple[tuple[str, ...], int]]:
    names = sorted(asked.keys() & placed.keys())
    for index, one in enumerate(names):
        for other in names[index + 1 :]:
            if {one, other} <= held:
                continue
            staff = asked[one].staff & asked[other].staff
            audience = asked[one].audience & asked[other].audience
            either = staff | audience
            shared = {"staff": staff, "audience": audience, "either": either, "all": {"all"}}[rule.sharing.value]
            early, late = sorted((placed[one], placed[other]), key=lambda placement: placement.first)
            if shared and (late.first - early.last).days - 1 < rule.days:
                yield (one, other), 1


def _same_land(
    asked: dict[str, Occurrence], placed: dict[str, Placement], held: set[str]
) -> Iterator[tuple[tuple[str, ...], int]]:
    for series in sorted({one.series for one in asked.values()}):
        names = [one.id for one in asked.values() if one.series == series]
        names.sort(key=lambda name: (placed[name].first if name in held else asked[name].likeliest, name))
        for pair in pairwise(names):
            lands = {placed[name].land for name in pair if name in placed}
            both = len(lands) == 1 and None not in lands and all(name in placed for name in pair)
            if both and not held.issuperset(pair):
                yield pair, 1


def _too_many(rule: MostPer, placed: dict[str, Placement], held: set[str]) -> Iterator[tuple[tuple[str, ...], int]]:
    def period(name: str) -> tuple[int, int]:
        first = placed[name].first
        return first.year, 0 if rule.period is LoadPeriod.YEAR else 1 + (first.month - 1) // 3

    counts = Counter(map(period, placed))
    for found, count in sorted(counts.items()):
        names = tuple(sorted(name for name in placed if period(name) == found))
        most = max(rule.most, len(held.intersection(names)))
        if count > most:
            yield names, count - most
