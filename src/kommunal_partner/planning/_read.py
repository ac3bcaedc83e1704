"""What has to be planned: the user's series, editions, rules and earlier plan, put in order; refusals stand here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final, TypeAlias

from attrs import evolve

from kommunal_partner._checks import (
    as_day,
    count,
    each_of,
    identifier,
    instance,
    instances,
    items,
    nearest,
    pairs,
    refusal,
    values_of,
)
from kommunal_partner.errors import (
    BadBudget,
    BadInstance,
    BadRule,
    FixedOutsideHorizon,
    KommunalPartnerError,
    UnknownName,
)
from kommunal_partner.languages import Term
from kommunal_partner.planning import sentences
from kommunal_partner.planning._due import Asked, all_asked, names_of, replaced_names
from kommunal_partner.planning._model import Calendar, Commitment, Occurrence, Placement
from kommunal_partner.planning._rules import (
    WIDENED,
    Avoid,
    Duration,
    LeadTime,
    MinimumGap,
    MostPer,
    NearLikeliest,
    OwnRule,
    PlanRule,
    QuietTimes,
    RotateLands,
    Weekdays,
    Window,
)
from kommunal_partner.planning._task import PlanTask
from kommunal_partner.planning._words import Through
from kommunal_partner.series import Edition, EventSeries, ExpectedEdition
from kommunal_partner.spans import Span
from kommunal_partner.verdicts import Sentence

Wanted: TypeAlias = EventSeries | ExpectedEdition | Occurrence
Kept: TypeAlias = Edition | Placement | ExpectedEdition | Occurrence | str
"""What may not move: an edition with its days, a placement, or an id that stays where the previous plan has it."""

_RULES: Final = (
    *(Window, NearLikeliest, Weekdays, Duration, Avoid, QuietTimes, LeadTime, OwnRule),
    *(MinimumGap, RotateLands, MostPer),
)
_OCCURRENCE: Final = Term("Veranstaltung", "occurrence")
_SERIES: Final = Term("Reihe", "series")

MOST_YEARS: Final = 100
MOST_OCCURRENCES: Final = 2_000
MOST_OPTIONS: Final = 1_000_000
_MOST_STABILITY: Final = 10**6


def read_task(
    series: object,
    horizon: Span,
    calendars: object,
    rules: object,
    *,
    on: date | None,
    locked: object,
    previous: object,
    even_if_lapsed: bool,
    commitments: object,
    stability: int,
) -> PlanTask:
    """The task put in order, the same for whatever order its parts come in.

    Raises:
        BadInstance: if two have one id, the horizon is open or too much to plan, a series comes without `on`, or a
            locked edition has no certain days.
        BadRule: for a rule that is none.
        BadBudget: for a stability below 0.
        FixedOutsideHorizon: if a locked edition lies outside the horizon, even with one day.
        UnknownName: for an id in `locked`, or a series in `commitments`, that is not among what is planned.
    """
    _check_horizon(horizon)
    if on is not None:
        as_day(on)
    kept_rules = _rules(rules)
    before = _previous(previous)
    wanted = values_of(series, "series", BadInstance)
    bound = _commitments(commitments)
    asked = all_asked(wanted, horizon, on, bound, even_if_lapsed=even_if_lapsed)
    kept = locked if isinstance(locked, Mapping) else values_of(locked, "locked", BadInstance)
    held = _all_locked(kept, asked, before, horizon, bound)
    spoken_of = {*asked.series, *(occurrence.series for occurrence in held.values())}
    for name in bound:
        if name not in spoken_of:
            raise UnknownName(_SERIES, name, nearest(name, sorted(spoken_of)))
    occurrences = _with_locked(asked.occurrences, held)
    _check_size(occurrences, horizon, kept_rules)
    ids = {one.id for one in occurrences}
    return PlanTask(
        occurrences=tuple(sorted(occurrences, key=lambda one: (one.likeliest, one.id))),
        horizon=horizon,
        calendars=_calendars(calendars),
        rules=kept_rules,
        locked=tuple(sorted(held)),
        previous=tuple(sorted((one for one in before.values() if one.occurrence in ids), key=by_day)),
        stability=count(stability, "stability", most=_MOST_STABILITY, error=BadBudget),
        not_due=asked.not_due,
        replaced=tuple(names for names in (*asked.replaced, *_replaced_by_hand(kept)) if names[0] in ids),
    )


def by_day(placement: Placement) -> tuple[date, date, str]:
    """What placements are sorted by."""
    return placement.first, placement.last, placement.occurrence


# ── the frame ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _check_horizon(horizon: object) -> None:
    if not isinstance(horizon, Span):
        kind = type(horizon).__name__
        de = f" muss ein Span sein, etwa Span.years(2027, 2032), nicht {kind}"
        en = f" must be a Span, such as Span.years(2027, 2032), not {kind}"
        raise refusal(BadInstance, "horizon", horizon, de, en)
    if horizon.last is None:
        raise BadInstance(Sentence(sentences.HORIZON_OPEN), argument="horizon", value=horizon)
    if horizon.last.year - horizon.start.year >= MOST_YEARS:
        days = Through(horizon.start, horizon.last)
        sentence = Sentence(sentences.HORIZON_TOO_LONG, {"horizon": days, "most": MOST_YEARS})
        raise BadInstance(sentence, argument="horizon", value=horizon)


def _rules(rules: object) -> tuple[PlanRule, ...]:
    found = items(rules, "rules", BadRule)
    for rule in found:
        if not isinstance(rule, _RULES):
            kind = type(rule).__name__
            de, en = f": {kind} ist keine Regel eines Plans", f": {kind} is no rule of a plan"
            raise refusal(BadRule, "rules", rule, de, en)
    return found


def _calendars(calendars: object) -> tuple[Calendar, ...]:
    found = instances(calendars, Calendar, "calendars", BadInstance)
    return tuple(sorted(found, key=lambda calendar: (calendar.name, sorted(calendar.places))))


def _commitments(commitments: object) -> dict[str, Commitment]:
    found: dict[str, Commitment] = {}
    for series, commitment in () if commitments is None else pairs(commitments, "commitments", BadInstance):
        instance(commitment, Commitment, each_of("commitments"), BadInstance)
        found[str(identifier(series, "commitments", BadInstance))] = commitment
    return found


def _previous(previous: object) -> dict[str, Placement]:
    """Where occurrences stood in an earlier result, or in a mapping of ids to placements."""
    if previous is None:
        return {}
    solution = previous if isinstance(previous, Mapping) else getattr(previous, "solution", None)
    if not isinstance(solution, Mapping):
        de = " muss ein früherer Plan sein oder Placement-Werte nach Kennung enthalten"
        raise refusal(BadInstance, "previous", previous, de, " must be an earlier plan, or placements by id")
    for name, placement in solution.items():
        if not isinstance(placement, Placement) or placement.occurrence != name:
            raise _not_its_own(name, placement, "previous")
    return dict(solution)


def _not_its_own(name: object, placement: object, argument: str) -> KommunalPartnerError:
    de, en = f": {name!r} hat keine eigenen Tage (Placement)", f": {name!r} has no placement of its own"
    return refusal(BadInstance, argument, placement, de, en)


def _check_size(occurrences: Sequence[Occurrence], horizon: Span, rules: Sequence[PlanRule]) -> None:
    """Refuse what would take minutes before a search could begin."""
    margin = 0 if any(isinstance(rule, Window) and rule.weight is None for rule in rules) else WIDENED
    last = horizon.last or date.max
    options = 0
    for one in occurrences:
        first_days = (min(one.latest, last) - max(one.earliest, horizon.start)).days + 1 + 2 * margin
        options += max(0, first_days) * (one.days[1] - one.days[0] + 1) * max(1, len(one.lands))
    if len(occurrences) > MOST_OCCURRENCES or options > MOST_OPTIONS:
        values = {
            "occurrences": len(occurrences),
            "options": options,
            "most_occurrences": MOST_OCCURRENCES,
            "most_options": MOST_OPTIONS,
        }
        raise BadInstance(Sentence(sentences.TOO_MUCH, values), argument="series")


# ── what is locked ───────────────────────────────────────────────────────────────────────────────────────────────────


def _all_locked(
    locked: object,
    asked: Asked,
    before: Mapping[str, Placement],
    horizon: Span,
    commitments: Mapping[str, Commitment],
) -> dict[Placement, Occurrence]:
    """Whatever is locked, and what is announced in the series with its days, unless it is locked already."""
    for name, item in locked.items() if isinstance(locked, Mapping) else ():
        if isinstance(item, Placement) and item.occurrence != name:
            raise _not_its_own(name, item, "locked")
    held: dict[Placement, Occurrence] = {}
    every = (_edition(edition, asked.given, commitments, series) for series, edition in asked.announced)
    announced = [both for sessions in every for both in sessions]
    wanted = {one.id for one in asked.occurrences}  # in place of which what is announced may stand
    stands = {placement.occurrence: placement for placement, one in announced if one.id not in wanted}
    for item in values_of(locked, "locked", BadInstance):
        if _is_announced(item, stands):
            continue
        for placement, occurrence in _locked(item, asked, before, commitments):
            if not (horizon.contains(placement.first) and horizon.contains(placement.last)):
                values = {
                    "occurrence": placement.occurrence,
                    "days": Through(placement.first, placement.last),
                    "horizon": Through(horizon.start, horizon.last or date.max),
                }
                raise FixedOutsideHorizon(Sentence(sentences.LOCKED_OUTSIDE, values), argument="locked", value=item)
            held[placement] = occurrence
    known = {occurrence.id for occurrence in held.values()}
    for placement, occurrence in announced:
        if occurrence.id not in known:
            held[placement] = occurrence
            known.add(occurrence.id)
    return held


def _is_announced(item: object, announced: Mapping[str, Placement]) -> bool:
    """Whether an id, or a placement, is that of an announced edition, which is locked by itself.

    Raises:
        BadInstance: for a placement on other days than those announced.
    """
    if isinstance(item, Edition):
        return False
    name = item.occurrence if isinstance(item, Placement) else identifier(item, "locked", BadInstance)
    stands = announced.get(str(name))
    if isinstance(item, Placement) and stands is not None and (item.first, item.last) != (stands.first, stands.last):
        de = f": {name!r} ist für andere Tage angekündigt; bitte der Reihe die Veranstaltung mit den neuen geben"
        en = f": {name!r} is announced for other days; give its series the edition with the new ones"
        raise refusal(BadInstance, "locked", item, de, en)
    return stands is not None


def _locked(
    item: object,
    asked: Asked,
    before: Mapping[str, Placement],
    commitments: Mapping[str, Commitment],
) -> Iterable[tuple[Placement, Occurrence]]:
    if isinstance(item, Edition):
        home = {edition.id: series for series, edition in asked.announced}.get(item.id)
        return _edition(item, asked.occurrences if home is None else asked.given, commitments, home)
    if isinstance(item, Placement):
        placement = item
    else:
        name = identifier(item, "locked", BadInstance)
        _known(name, asked)
        if name not in before:
            raise BadInstance(Sentence(sentences.NOT_IN_PREVIOUS, {"occurrence": name}), argument="locked", value=item)
        placement = before[str(name)]
    one, day = _known(placement.occurrence, asked), placement.first
    return [(placement, evolve(one, earliest=min(one.earliest, day), likeliest=day, latest=max(one.latest, day)))]


def _known(name: object, asked: Asked) -> Occurrence:
    for one in asked.occurrences:
        if one.id == name:
            return one
    ids = [*(one.id for one in asked.occurrences), *(edition.id for _, edition in asked.announced)]
    raise UnknownName(_OCCURRENCE, name, nearest(name, ids))


def _edition(
    edition: Edition, asked: Sequence[Occurrence], commitments: Mapping[str, Commitment], home: str | None = None
) -> Iterator[tuple[Placement, Occurrence]]:
    """The days of an edition, those of each session apart, and what they stand for."""
    if not edition.has_day:
        values = {"edition": edition.id, "when": edition.when}
        raise BadInstance(Sentence(sentences.NO_CERTAIN_DAYS, values), argument="locked", value=edition)
    series = _series_of(edition) if home is None else home
    bound = commitments.get(series, Commitment())
    lands = {f"DE-{place.land}" for place in edition.places if place.land is not None}
    land = lands.pop() if len(lands) == 1 else None
    names = names_of(edition, series)
    for name, session in zip(names, edition.sessions or (edition.when.span,), strict=True):
        first, last = session.start, session.last or session.start
        length = (last - first).days + 1
        people = (bound.staff, bound.audience, bound.places, bound.lands)
        own = Occurrence(name, series, first, first, first, length, *people)
        stands_for = _stands_for(own, asked) if name == names[0] else None
        placement = Placement(first, last, name if stands_for is None else stands_for.id, land)
        yield placement, evolve(own, id=placement.occurrence)


def _series_of(edition: Edition) -> str:
    return edition.in_series[0].series if edition.in_series else edition.id.rsplit(" ", 1)[0]


def _replaced_by_hand(locked: object) -> Iterator[tuple[str, str]]:
    """The ids of editions locked as such beside those of what they took the place of."""
    for item in values_of(locked, "locked", BadInstance):
        if isinstance(item, Edition):
            yield from replaced_names(item, _series_of(item))


def _stands_for(locked: Occurrence, asked: Iterable[Occurrence]) -> Occurrence | None:
    """Which occurrence an edition with its days stands for: the one of its series whose window it falls in."""
    same = [one for one in asked if one.series == locked.series and one.earliest <= locked.earliest <= one.latest]
    return min(same, key=lambda one: (abs((one.likeliest - locked.earliest).days), one.id), default=None)


def _with_locked(asked: Sequence[Occurrence], held: Mapping[Placement, Occurrence]) -> list[Occurrence]:
    """The occurrences asked for, those that are locked in place of what they stand for."""
    _refuse_twice(asked)
    _refuse_twice(held.values())
    locked = {one.id for one in held.values()}
    return [*(one for one in asked if one.id not in locked), *held.values()]


def _refuse_twice(occurrences: Iterable[Occurrence]) -> None:
    ids = [one.id for one in occurrences]
    twice = sorted(name for name, times in Counter(ids).items() if times > 1)
    if twice:
        raise BadInstance(Sentence(sentences.TWO_OF_ONE_ID, {"ids": tuple(twice)}), value=tuple(twice))
