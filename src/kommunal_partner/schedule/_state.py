"""The state of a series on a day: is the next edition still to come, due, overdue, or has the series lapsed?"""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import Final

from attrs import frozen
from dateutil.relativedelta import relativedelta

from kommunal_partner._checks import as_day
from kommunal_partner.cycles import after, interval
from kommunal_partner.errors import BadCycle
from kommunal_partner.languages import language
from kommunal_partner.schedule._forecasts import CycleWords, WhenWords, forecasts
from kommunal_partner.schedule._known import Known, known_on
from kommunal_partner.schedule._rules import AS_STATED
from kommunal_partner.schedule.sentences import (
    ANNOUNCED,
    CYCLE_MISSED,
    LONG_AGO,
    NO_RHYTHM,
    NOTHING_KNOWN,
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
        return _WORDS[self][0 if language(lang) == "de" else 1]


_WORDS: Final = {
    Phase.NOT_STARTED: ("noch nicht begonnen", "not started"),
    Phase.NO_CYCLE: ("ohne Turnus", "no cycle"),
    Phase.UPCOMING: ("steht bevor", "upcoming"),
    Phase.DUE: ("fällig", "due"),
    Phase.OVERDUE: ("überfällig", "overdue"),
    Phase.LAPSED: ("erloschen", "lapsed"),
}


@frozen
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
    evidence: tuple[Evidence, ...] = ()

    @property
    def confidence(self) -> Confidence | None:
        """The lowest confidence among the evidence."""
        return lowest(self.evidence)

    def text(self, lang: str = "de") -> str:
        """The phase and the reason, as a sentence."""
        return f"{self.phase.text(lang)}: {self.why.text(lang)}"


def state(series: EventSeries, *, on: date) -> SeriesState:
    """Where the series stands on the day, by what was known then.

    Raises:
        NotADay: for a datetime and anything else that is no day.
    """
    known = known_on(series, as_day(on))
    if known.ahead:
        return _announced(series, known, on)
    if known.last is None:
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
    why = Sentence(UNDER_WAY if begun else ANNOUNCED, {"when": WhenWords(ahead.when)})
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
    if on > _later(first.latest, step):
        why = _sentence(CYCLE_MISSED, series, first)
        return SeriesState(series.id, on, Phase.LAPSED, last, None, why, tuple(missed), evidence)
    why = _sentence(WINDOW_MISSED, series, first)
    return SeriesState(series.id, on, Phase.OVERDUE, last, awaited, why, tuple(missed), evidence)


def _by_age(series: EventSeries, last: Edition, on: date) -> SeriesState:
    values: dict[str, object] = {"when": WhenWords(last.when), "cycle": CycleWords(series.cycle)}
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
    return Sentence(reason, values)
