"""The state of a series on a day: is the next edition still to come, due, overdue, or has the series lapsed?"""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import Final

from attrs import evolve, field, frozen
from dateutil.relativedelta import relativedelta

from kommunal_partner._repr import html_list, short_repr
from kommunal_partner.cycles import after, interval
from kommunal_partner.errors import BadCycle
from kommunal_partner.languages import Term
from kommunal_partner.schedule._forecasts import CycleWords, forecasts
from kommunal_partner.schedule._known import Known, known_on
from kommunal_partner.schedule._rules import AS_STATED
from kommunal_partner.schedule.sentences import (
    ANNOUNCED,
    CYCLE_MISSED,
    LONG_AGO,
    NO_RHYTHM,
    NOTHING_KNOWN,
    PERHAPS_HELD,
    PERHAPS_OVER,
    UNDER_WAY,
    WINDOW_AHEAD,
    WINDOW_MISSED,
    WINDOW_OPEN,
)
from kommunal_partner.series import Edition, EventSeries, ExpectedEdition
from kommunal_partner.sources import Confidence, Evidence, lowest
from kommunal_partner.verdicts import Reason, Sentence

LAPSED_AFTER_YEARS: Final = 5
"""Without a cycle a series has lapsed after so many years without an edition.

The longest gap in the facts after which such a series met again is four years (Ukraine, 2018 to 2022).
"""


class Phase(Enum):
    """Where a series stands on a day.

    NOT_STARTED: no edition known, none announced. UPCOMING: before the next window, or an edition is announced. DUE:
    inside the window, or the announced edition is on. OVERDUE: past the window without an edition, for at most one
    cycle. LAPSED: for longer; without a cycle, no edition for more than five years. NO_CYCLE: no stated cycle, nothing
    ahead, the last edition not longer ago than that.
    """

    NOT_STARTED = "not_started"
    NO_CYCLE = "no_cycle"
    UPCOMING = "upcoming"
    DUE = "due"
    OVERDUE = "overdue"
    LAPSED = "lapsed"

    def text(self, lang: str = "de") -> str:
        """The words for it in German or English."""
        return _WORDS[self].text(lang)


_WORDS: Final = {
    Phase.NOT_STARTED: Term("noch nicht begonnen", "not started"),
    Phase.NO_CYCLE: Term("ohne Turnus", "no cycle"),
    Phase.UPCOMING: Term("steht bevor", "upcoming"),
    Phase.DUE: Term("fällig", "due"),
    Phase.OVERDUE: Term("überfällig", "overdue"),
    Phase.LAPSED: Term("erloschen", "lapsed"),
}


@frozen(repr=False)
class SeriesState:
    """The phase of a series on a day, its last and next edition, and why.

    `next` is an announced edition, an expected one, or None; `missed` are the expected editions whose windows have
    passed. A last edition that is fuzzy may have taken place on any of its days.
    """

    series: str
    on: date
    phase: Phase
    last: Edition | None
    next: Edition | ExpectedEdition | None
    why: Sentence
    missed: tuple[ExpectedEdition, ...] = ()
    evidence: tuple[Evidence, ...] = field(default=(), repr=False)

    __repr__ = short_repr

    @property
    def confidence(self) -> Confidence | None:
        """The lowest confidence among the evidence."""
        return lowest(self.evidence)

    def text(self, lang: str = "de") -> str:
        """The phase and the reason: "steht bevor: Die nächste Veranstaltung ist …"."""
        return f"{self.phase.text(lang)}: {self.why.text(lang)}"

    def __str__(self) -> str:
        return self.text()

    def _repr_html_(self) -> str:
        """The phase, the reason and the documents for a notebook, every text escaped."""
        documents = dict.fromkeys(source.text for row in self.evidence for source in row.sources)
        return html_list(f"{self.series}: {self.text()}", documents)


def state(series: EventSeries, *, on: date) -> SeriesState:
    """Where the series stands on the day, by what was known then.

    An edition that may have taken place, because only its year is known or it was only listed, proves no lapse.

    Raises:
        BadInstance: for anything but an EventSeries.
        NotADay: for a datetime and anything else that is no day.
    """
    known = known_on(series, on=on)
    found = _judged(series, known, on)
    if found.phase is not Phase.LAPSED or not known.perhaps:
        return found
    # Had those that may have taken place been held, would the series have lapsed all the same?
    if _judged(series, known.taken_as_held(), on).phase is Phase.LAPSED:
        return found
    values = {
        "when": "–" if known.last is None else known.last.when,
        "perhaps": tuple(dict.fromkeys([one.when for one in known.perhaps])),
        "cycle": CycleWords(series.cycle),
    }
    phase = Phase.OVERDUE if found.missed else Phase.NO_CYCLE
    why, evidence = Sentence(PERHAPS_HELD, values), (*found.evidence, *known.perhaps)
    return evolve(found, phase=phase, why=why, evidence=evidence)


def _judged(series: EventSeries, known: Known, on: date) -> SeriesState:
    if known.ahead:
        return _announced(series, known, on)
    if known.last is None:
        met = next((one for one in known.perhaps if one.status.took_place), None)
        if met is not None:
            return _perhaps_over(series, None, met, on)
        upcoming = next((one for one in forecasts(series, known, on, AS_STATED) if one.latest >= on), None)
        return SeriesState(series.id, on, Phase.NOT_STARTED, None, upcoming, Sentence(NOTHING_KNOWN), (), (series,))
    due = None
    step = interval(series.cycle)
    if step is not None:
        due = _by_cycle(series, known, known.last, on, step)
    return due or _by_age(series, known.last, on)


def _announced(series: EventSeries, known: Known, on: date) -> SeriesState:
    ahead = known.ahead[0]
    begun = ahead.first_day <= on
    why = Sentence(UNDER_WAY if begun else ANNOUNCED, {"when": ahead.when})
    phase = Phase.DUE if begun else Phase.UPCOMING
    return SeriesState(series.id, on, phase, known.last, ahead, why, (), (ahead,))


def _by_cycle(series: EventSeries, known: Known, last: Edition, on: date, step: relativedelta) -> SeriesState | None:
    """The state by the windows of the cycle; None if the cycle names no date after the last edition."""
    missed: list[ExpectedEdition] = []
    awaited: ExpectedEdition | None = None
    for expected in forecasts(series, known, on, AS_STATED):
        if expected.latest >= on:
            awaited = expected
            break
        missed.append(expected)
    evidence = (last, series)
    if not missed:
        if awaited is None:
            return None
        begun = awaited.earliest <= on
        why = _sentence(WINDOW_OPEN if begun else WINDOW_AHEAD, series, awaited)
        phase = Phase.DUE if begun else Phase.UPCOMING
        return SeriesState(series.id, on, phase, last, awaited, why, (), evidence)
    first = missed[0]
    met = next((one for one in known.perhaps if one.status.took_place and one.year == first.year), None)
    if met is not None and len(missed) == 1:
        return _perhaps_over(series, last, met, on)
    if on > _later(first.latest, step):
        why = _sentence(CYCLE_MISSED, series, first)
        return SeriesState(series.id, on, Phase.LAPSED, last, None, why, tuple(missed), evidence)
    why = _sentence(WINDOW_MISSED, series, first)
    return SeriesState(series.id, on, Phase.OVERDUE, last, awaited, why, tuple(missed), evidence)


def _perhaps_over(series: EventSeries, last: Edition | None, met: Edition, on: date) -> SeriesState:
    """An edition is documented of which only the year is known, and some of its days have passed."""
    why = Sentence(PERHAPS_OVER, {"when": met.when, "cycle": CycleWords(series.cycle)})
    return SeriesState(series.id, on, Phase.DUE, last, met, why, (), (met, series))


def _by_age(series: EventSeries, last: Edition, on: date) -> SeriesState:
    values: dict[str, object] = {"when": last.when, "cycle": CycleWords(series.cycle)}
    if on > _later(last.last_day, relativedelta(years=LAPSED_AFTER_YEARS)):
        why = Sentence(LONG_AGO, {**values, "years": LAPSED_AFTER_YEARS})
        return SeriesState(series.id, on, Phase.LAPSED, last, None, why, (), (last, series))
    return SeriesState(series.id, on, Phase.NO_CYCLE, last, None, Sentence(NO_RHYTHM, values), (), (last, series))


def _later(day: date, step: relativedelta) -> date:
    """The day so much later, or the last of the calendar."""
    try:
        return after(day, step)
    except BadCycle:
        return date.max


def _sentence(reason: Reason, series: EventSeries, expected: ExpectedEdition) -> Sentence:
    values = {
        "year": expected.year,
        "earliest": expected.earliest,
        "latest": expected.latest,
        "cycle": CycleWords(series.cycle),
    }
    return Sentence(reason, {name: values[name] for name in sorted(reason.fields)})
