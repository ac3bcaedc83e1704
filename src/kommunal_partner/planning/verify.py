"""Whether a plan keeps every hard rule, and what it is worth: counted anew, with nothing shared with the search."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from kommunal_partner.planning.model import Calendar, DayKind, Occurrence, Placement
from kommunal_partner.planning.rules import (
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
from kommunal_partner.results import Violation
from kommunal_partner.spans import Span
from kommunal_partner.verdicts import Reason, Sentence

__all__ = ["moved_worth", "violations", "worth"]

BROKEN = Reason("BROKEN", de="{ids}: Regel „{rule}“ ist verletzt.", en="{ids}: the rule “{rule}” is broken.")
OUTSIDE = Reason(
    "OUTSIDE",
    de="{ids} liegt außerhalb des Planungszeitraums {horizon}.",
    en="{ids} lies outside the horizon {horizon}.",
)
MOVED = Reason("MOVED", de="{ids} war fest und ist verschoben.", en="{ids} was fixed and has been moved.")
STRANGER = Reason("STRANGER", de="{ids} gehört nicht zur Aufgabe.", en="{ids} is not part of the task.")
TWICE = Reason("TWICE", de="{ids} hat mehr als einen Termin.", en="{ids} has more than one place.")
WRONG_DAYS = Reason(
    "WRONG_DAYS",
    de="{ids}: so viele Tage oder dieses Land sind nicht vorgesehen.",
    en="{ids}: so many days or this Land were not asked for.",
)


def violations(
    rules: Sequence[PlanRule],
    occurrences: Sequence[Occurrence],
    placements: Sequence[Placement],
    calendars: Sequence[Calendar],
    fixed: Sequence[Placement],
    horizon: Span,
) -> Iterator[Violation]:
    """Every hard rule the plan breaks, every fixed event it moved, every event outside the horizon or unknown."""
    yield from _wrong_placements(occurrences, placements, fixed, horizon)
    for rule in rules:
        if isinstance(rule, OwnRule) or rule.weight is None:
            for ids, times in _broken(rule, occurrences, placements, calendars, fixed):
                if times is None or not isinstance(rule, OwnRule):
                    yield Violation(rule.name, ids, Sentence(BROKEN, {"ids": ids, "rule": rule.name}))


def _wrong_placements(
    occurrences: Sequence[Occurrence], placements: Sequence[Placement], fixed: Sequence[Placement], horizon: Span
) -> Iterator[Violation]:
    known = {one.id: one for one in occurrences}
    counts = Counter(placement.occurrence for placement in placements)
    for placement in placements:
        name = placement.occurrence
        one = known.get(name)
        wrong: list[tuple[str, Reason]] = []
        if counts[name] > 1:
            wrong.append(("task", TWICE))
        if one is None:
            wrong.append(("task", STRANGER))
        elif placement not in fixed:
            length = (placement.last - placement.first).days + 1
            if not one.days[0] <= length <= one.days[1] or placement.land not in (one.lands or (None,)):
                wrong.append(("task", WRONG_DAYS))
        if not (horizon.contains(placement.first) and horizon.contains(placement.last)):
            wrong.append(("horizon", OUTSIDE))
        for rule, reason in wrong:
            yield Violation(rule, (name,), Sentence(reason, {"ids": (name,), "horizon": str(horizon)}))
    for placement in fixed:
        if placement not in placements:
            ids = (placement.occurrence,)
            yield Violation("fixed", ids, Sentence(MOVED, {"ids": ids}))


def worth(
    rules: Sequence[PlanRule],
    occurrences: Sequence[Occurrence],
    placements: Sequence[Placement],
    calendars: Sequence[Calendar],
    fixed: Sequence[Placement] = (),
) -> int:
    """What the weighted rules cost in all; what keeping to a previous plan is worth comes on top (`moved_worth`)."""
    total = 0
    for rule in rules:
        weight = 1 if isinstance(rule, OwnRule) else rule.weight
        if weight is not None:
            broken = _broken(rule, occurrences, placements, calendars, fixed)
            total += sum(weight * (times or 0) for _, times in broken)
    return total


def moved_worth(
    placements: Iterable[Placement], fixed: Sequence[Placement], before: Iterable[Placement], stability: int
) -> int:
    """What it costs that events moved away from where they stood before."""
    stood = {placement.occurrence: placement for placement in before}
    total = 0
    for placement in placements:
        old = stood.get(placement.occurrence)
        if old is not None and placement not in fixed and placement != old:
            total += stability + stability * abs((old.first - placement.first).days)
    return total


def _broken(
    rule: PlanRule,
    occurrences: Sequence[Occurrence],
    placements: Sequence[Placement],
    calendars: Sequence[Calendar],
    fixed: Sequence[Placement],
) -> Iterator[tuple[tuple[str, ...], int | None]]:
    """Each place where the rule is broken: who is concerned, and how often (None: an own rule forbids it).

    What concerns fixed events alone is left out.
    """
    held = {placement.occurrence for placement in fixed}
    placed = {placement.occurrence: placement for placement in placements}
    asked = {one.id: one for one in occurrences}
    if isinstance(rule, MostPer):
        yield from _too_many(rule, placed, held)
    elif isinstance(rule, MinimumGap):
        yield from _too_near(rule, asked, placed, held)
    elif isinstance(rule, RotateLands):
        yield from _same_land(asked, placed, held)
    else:
        for name in sorted(asked.keys() & placed.keys() - held):
            times = _times(rule, asked[name], placed[name], calendars)
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
        case Avoid():
            places = {*occurrence.places, placement.land}
            return len([day for day in days if _says(rule.kind, day, places, calendars)])
        case _:
            return rule.cost(occurrence, placement)


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
            shared = {"staff": staff, "audience": audience, "either": staff | audience, "all": {"all"}}[rule.sharing]
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
        return first.year, 0 if rule.period == "year" else 1 + (first.month - 1) // 3

    counts = Counter(map(period, placed))
    for found, count in sorted(counts.items()):
        names = tuple(sorted(name for name in placed if period(name) == found))
        most = max(rule.most, len(held.intersection(names)))
        if count > most:
            yield names, count - most
