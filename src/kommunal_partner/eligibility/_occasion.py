"""What one asks about: a series on a day, an edition or an expected edition; its days, its scope and its audience."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import Final, TypeAlias

from attrs import frozen

from kommunal_partner._checks import as_day, having, nearest, neither
from kommunal_partner._repr import short_repr
from kommunal_partner.eligibility._days import stretches
from kommunal_partner.eligibility._grounds import Grounds
from kommunal_partner.eligibility.sentences import (
    DAY_MISSING,
    DAY_OUTSIDE,
    LAPSED,
    LAPSED_RHYTHM,
    NOT_LAPSED,
    OVERDUE,
    OVERDUE_RHYTHM,
    SERIES_ID,
    SEVERAL_SERIES,
)
from kommunal_partner.errors import BadRule, UnknownName
from kommunal_partner.fuzzy_dates import FuzzyDate
from kommunal_partner.languages import language
from kommunal_partner.schedule import Phase, day_after, expected_editions, is_after_a_gap, state
from kommunal_partner.series import Audience, Edition, EventSeries, ExpectedEdition, PlainScope, scope_on
from kommunal_partner.sources import Evidence
from kommunal_partner.spans import Span
from kommunal_partner.verdicts import Sentence, Verdict, spoken, undecided, yes

RULE: Final = "occasion/1"

Occasion: TypeAlias = EventSeries | Edition | ExpectedEdition
"""A series (asked about on a day), one of its editions, or one that is expected."""

_MANY: Final = 3


@frozen(repr=False)
class Asked:
    """The days that are asked about: how they are written, and the stretches they make up, both ends counted."""

    when: date | FuzzyDate
    meant: tuple[tuple[date, date], ...]

    __repr__ = short_repr

    @property
    def is_one_day(self) -> bool:
        """Whether it is a single day."""
        return len(self.meant) == 1 and self.meant[0][0] == self.meant[0][1]

    def text(self, lang: str = "de") -> str:
        """The days in words, one stretch after the other; many stretches as the date they are of."""
        tag = language(lang)
        if len(self.meant) > _MANY:
            return spoken(self.when, tag)
        return ", ".join(_stretch(first, last).text(tag) for first, last in self.meant)

    def phrase_in(self, lang: str = "de") -> str:
        """When it is, in words: "vom 20. bis 22. September 2028"."""
        stretches_meant = list(self.meant)
        return self.text(lang) if len(stretches_meant) > 1 else _stretch(*stretches_meant[0]).phrase_in(lang)


def _stretch(first: date, last: date) -> FuzzyDate:
    """From one day to another; an open side is not named as a day."""
    if first == date.min:
        return FuzzyDate.parse(f"../{last.isoformat()}")
    if last == date.max:
        return FuzzyDate.parse(f"{first.isoformat()}/..")
    return FuzzyDate.between(first, last)


# ── ids ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


def occasion_of(facts: Grounds, given: object) -> Occasion:
    """The occasion itself; a text is the id of a series of the facts, of an edition or of an expected edition.

    Raises:
        UnknownName: if nothing has that id, with the one that is spelled most alike.
        BadRule: for anything else, and for an edition of several series.
    """
    if isinstance(given, (EventSeries, Edition, ExpectedEdition)):
        return given
    if not isinstance(given, str):
        raise neither(BadRule, "occasion", given, "EventSeries, Edition, ExpectedEdition")
    having(facts, ("series",), "facts")
    if given in facts.series:
        return facts.series[given]
    holders = [one for one in facts.series.values() if any(edition.id == given for edition in one.editions)]
    if len(holders) > 1:
        values = {"id": given, "series": tuple([one.id for one in holders])}
        raise BadRule(Sentence(SEVERAL_SERIES, values), argument="occasion", value=given)
    if holders:
        return holders[0].edition(given)
    for one in facts.series.values():
        expected = _expected(one, given, facts)
        if expected is not None:
            return expected
    known = [*facts.series, *(edition.id for one in facts.series.values() for edition in one.editions)]
    raise UnknownName(SERIES_ID, given, nearest(given, known))


def _expected(series: EventSeries, given: str, facts: Grounds) -> ExpectedEdition | None:
    """The expected edition of this id, as of the day on which the facts were read."""
    found = re.fullmatch(rf"{re.escape(series.id)}-([1-9]\d{{3}})(?:-\d+)?-expected", given)
    if found is None:
        return None
    year = int(found[1])
    window = Span.years(max(year - 1, date.min.year), min(year + 1, date.max.year))
    expected = expected_editions(series, window, on=facts.as_of)
    return next((one for one in expected if one.id == given), None)


def series_of(facts: Grounds, occasion: Occasion) -> EventSeries | None:
    """The series that an occasion is taken from; None where the facts do not hold it.

    An edition of several series stands in each as what that one is for, which tells where it was taken from.
    """
    if isinstance(occasion, EventSeries):
        return occasion
    if isinstance(occasion, ExpectedEdition):
        return facts.series.get(occasion.series)
    ids = [one.series for one in occasion.in_series]
    holders = [one for one in facts.series.values() if one.id in ids or occasion in one.editions]
    order = {name: place for place, name in enumerate(ids)}
    taken = occasion.scope, occasion.audience
    holders.sort(key=lambda one: ((one.scope, one.audience) != taken, order.get(one.id, len(order))))
    return holders[0] if holders else None


# ── days ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def asked_days(occasion: Occasion, on: date | FuzzyDate | None) -> Asked:
    """The days asked about: `on`, or else all days on which the edition takes place or may take place.

    Raises:
        BadRule: if a series is given without `on`, or an edition with a day on which it does not take place.
        NotADay: for a datetime and anything else that is no day.
    """
    if on is not None:
        asked = Asked(on, stretches(on)) if isinstance(on, FuzzyDate) else Asked(as_day(on), ((on, on),))
        if not isinstance(occasion, EventSeries):
            _refuse_other_days(occasion, asked)
        return asked
    if isinstance(occasion, EventSeries):
        raise BadRule(Sentence(DAY_MISSING, {"series": occasion.id}), argument="on", value=None)
    if isinstance(occasion, Edition) and occasion.sessions:
        sessions = tuple((session.start, session.last or session.start) for session in occasion.sessions)
        return Asked(occasion.when, sessions)
    return Asked(occasion.when, stretches(occasion.when))


def _refuse_other_days(occasion: Edition | ExpectedEdition, asked: Asked) -> None:
    days = stretches(occasion.when)
    first, last = days[0][0], days[-1][1]
    if isinstance(occasion, Edition):
        first, last = min(first, occasion.first_day), max(last, occasion.last_day)
    if asked.meant[0][0] < first or asked.meant[-1][1] > last:
        values = {"id": occasion.id, "when": _stretch(first, last), "on": asked}
        raise BadRule(Sentence(DAY_OUTSIDE, values), argument="on", value=asked.when)


# ── what it is for ───────────────────────────────────────────────────────────────────────────────────────────────────


def scope_of(occasion: Occasion, day: date) -> PlainScope | None:
    """The scope as it stood on the day; None if the occasion has none or none is documented then."""
    return None if occasion.scope is None else scope_on(occasion.scope, day)


def audience_of(occasion: Occasion) -> Audience:
    """The audience of the occasion; without any rule if it has none."""
    return occasion.audience or Audience()


def evidence_of(occasion: Occasion) -> tuple[Evidence, ...]:
    """The rows that the occasion itself rests on."""
    return occasion.evidence if isinstance(occasion, ExpectedEdition) else (occasion,)


# ── whether it goes on ───────────────────────────────────────────────────────────────────────────────────────────────


def occasion_stands(occasion: Occasion, day: date) -> Verdict | None:
    """Undecided for a series that is overdue or has lapsed, or a rhythm that is; None for an edition that is known."""
    if isinstance(occasion, ExpectedEdition):
        if occasion.lapsed:
            return undecided(LAPSED_RHYTHM, evidence=occasion.evidence, rule=RULE, as_of=day, year=occasion.year)
        if is_after_a_gap(occasion):
            return undecided(OVERDUE_RHYTHM, evidence=occasion.evidence, rule=RULE, as_of=day, basis=occasion.basis)
        return None
    if isinstance(occasion, Edition):
        return None
    found = state(occasion, on=day)
    reason = {Phase.LAPSED: LAPSED, Phase.OVERDUE: OVERDUE}.get(found.phase)
    if reason is not None:
        return undecided(reason, evidence=found.evidence, rule=RULE, as_of=day, on=day, why=found.why)
    return yes(NOT_LAPSED, evidence=found.evidence, rule=RULE, as_of=day, on=day, phase=found.phase)


def phase_days(series: EventSeries, first: date, last: date) -> Iterator[date]:
    """Every day after the first, up to the last, on which the series turns overdue, lapses or comes back."""
    events = {
        day for edition in series.editions for day in (edition.first_day, day_after(edition), edition.known_since)
    }
    inside = [day for day in events if day is not None and first < day <= last]
    for low, high in pairwise(sorted({first, last, *inside, *(day - timedelta(days=1) for day in inside)})):
        yield from _turns(series, low, high)


_SOUND: Final = 0
_WORSE: Final = {Phase.OVERDUE: 1, Phase.LAPSED: 2}


def _turns(series: EventSeries, low: date, high: date) -> Iterator[date]:
    """With no edition between them a series turns overdue and lapses once each at most, so halving finds the days."""
    if _standing(series, low) == _standing(series, high) or low == high:
        return
    if (high - low).days == 1:
        yield high
        return
    middle = low + (high - low) // 2
    yield from _turns(series, low, middle)
    yield from _turns(series, middle, high)


def _standing(series: EventSeries, day: date) -> int:
    return _WORSE.get(state(series, on=day).phase, _SOUND)
