"""What one asks about: a series on a day, an edition or an expected edition; its days, its scope and its audience."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from difflib import get_close_matches
from itertools import pairwise
from typing import Final, TypeAlias

from attrs import frozen

from kommunal_partner._checks import as_day
from kommunal_partner.eligibility._days import stretches
from kommunal_partner.eligibility._grounds import Grounds
from kommunal_partner.eligibility.sentences import LAPSED, LAPSED_RHYTHM, NOT_LAPSED
from kommunal_partner.errors import BadRule, UnknownName
from kommunal_partner.fuzzy_dates import FuzzyDate
from kommunal_partner.languages import Lang, Term, language
from kommunal_partner.schedule import Phase, state
from kommunal_partner.schedule._known import day_after
from kommunal_partner.series import Audience, Edition, EventSeries, ExpectedEdition, PlainScope, scope_on
from kommunal_partner.sources import Evidence
from kommunal_partner.verdicts import Verdict, spoken, undecided, yes

RULE: Final = "occasion/1"

Occasion: TypeAlias = EventSeries | Edition | ExpectedEdition
"""A series (asked about on a day), one of its editions, or one that is expected."""


@frozen
class Asked:
    """The days that are asked about: how they are written, and the stretches they make up, both ends counted."""

    when: date | FuzzyDate
    meant: tuple[tuple[date, date], ...]

    @property
    def is_one_day(self) -> bool:
        """Whether it is a single day."""
        return len(self.meant) == 1 and self.meant[0][0] == self.meant[0][1]

    def text(self, lang: str = "de") -> str:
        """The days in words, one stretch after the other; as EDTF where there are many."""
        tag = language(lang)
        if len(self.meant) > _MANY:
            return spoken(self.when, tag)
        return ", ".join(_stretch(first, last, tag) for first, last in self.meant)


_MANY: Final = 3
_UNTIL: Final = Term("bis", "to")
_BEFORE: Final = Term("bis", "until")
_FROM: Final = Term("ab", "from")


def _stretch(first: date, last: date, lang: Lang) -> str:
    """From one day to another; an open side is not named as a day."""
    if first == last:
        return spoken(first, lang)
    if first == date.min:
        return f"{_BEFORE.text(lang)} {spoken(last, lang)}"
    if last == date.max:
        return f"{_FROM.text(lang)} {spoken(first, lang)}"
    return f"{spoken(first, lang)} {_UNTIL.text(lang)} {spoken(last, lang)}"


def occasion_of(grounds: Grounds, given: Occasion | str) -> Occasion:
    """The occasion itself; a text is the id of a series of the grounds, if these hold series (`Facts` do).

    Raises:
        UnknownName: if there is no such series, with ids that are spelled alike.
        BadRule: for anything else.
    """
    if isinstance(given, (EventSeries, Edition, ExpectedEdition)):
        return given
    if isinstance(given, str):
        known: dict[str, Occasion] = dict(getattr(grounds, "series", {}))
        if given in known:
            return known[given]
        raise UnknownName("series", given, get_close_matches(given, known, n=3))
    raise BadRule(f"an occasion is an EventSeries, an Edition or an ExpectedEdition, not {type(given).__name__}")


def asked_days(occasion: Occasion, on: date | FuzzyDate | None) -> Asked:
    """The days asked about: `on`, or else all days on which the edition takes place or may take place.

    Raises:
        BadRule: if a series is given without `on`.
        NotADay: for a datetime and anything else that is no day.
    """
    if on is not None:
        if isinstance(on, FuzzyDate):
            return Asked(on, stretches(on))
        return Asked(as_day(on), ((on, on),))
    if isinstance(occasion, EventSeries):
        raise BadRule(f"{occasion.id} is a series: say with on= for which day; an edition brings its own days")
    if isinstance(occasion, Edition) and occasion.sessions:
        sessions = tuple((session.start, session.last or session.start) for session in occasion.sessions)
        return Asked(occasion.when, sessions)
    return Asked(occasion.when, stretches(occasion.when))


def scope_of(occasion: Occasion, day: date) -> PlainScope | None:
    """The scope as it stood on the day; None if the occasion has none or none is documented then."""
    return None if occasion.scope is None else scope_on(occasion.scope, day)


def audience_of(occasion: Occasion) -> Audience:
    """The audience of the occasion; without any rule if it has none."""
    return occasion.audience or Audience()


def evidence_of(occasion: Occasion) -> tuple[Evidence, ...]:
    """The rows that the occasion itself rests on."""
    return occasion.evidence if isinstance(occasion, ExpectedEdition) else (occasion,)


def occasion_stands(occasion: Occasion, day: date) -> Verdict | None:
    """Undecided for a series that has lapsed on the day, or a rhythm that has; None for an edition that is known."""
    if isinstance(occasion, ExpectedEdition):
        if not occasion.lapsed:
            return None
        return undecided(LAPSED_RHYTHM, evidence=occasion.evidence, rule=RULE, as_of=day, year=occasion.year)
    if isinstance(occasion, Edition):
        return None
    found = state(occasion, on=day)
    if found.phase is Phase.LAPSED:
        return undecided(LAPSED, evidence=found.evidence, rule=RULE, as_of=day, on=day, why=found.why)
    return yes(NOT_LAPSED, evidence=found.evidence, rule=RULE, as_of=day, on=day, phase=found.phase)


def lapse_days(series: EventSeries, first: date, last: date) -> Iterator[date]:
    """Every day after the first, up to the last, on which the series lapses or comes back."""
    events = {
        day for edition in series.editions for day in (edition.first_day, day_after(edition), edition.known_since)
    }
    inside = [day for day in events if day is not None and first < day <= last]
    for low, high in pairwise(sorted({first, last, *inside, *(day - timedelta(days=1) for day in inside)})):
        # With no edition between them a series lapses once at most, so halving finds the day.
        if _has_lapsed(series, low) is _has_lapsed(series, high):
            continue
        begun, ended = low, high
        while (ended - begun).days > 1:
            middle = begun + (ended - begun) // 2
            if _has_lapsed(series, middle) is _has_lapsed(series, begun):
                begun = middle
            else:
                ended = middle
        yield ended


def _has_lapsed(series: EventSeries, day: date) -> bool:
    return state(series, on=day).phase is Phase.LAPSED
