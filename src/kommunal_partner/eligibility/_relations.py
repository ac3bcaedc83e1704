"""Does the relation stand where the audience rule asks it to, as far as it was observed?

Whom a rule names fits, whom it excludes does not, of all other stages it says nothing. What was seen carries as people
would carry it: less than a year from the last day of the time it was seen in to the occasion, or to the day on which
the list is drawn up where that is earlier. Seen longer ago, or on lists alone, it is to be confirmed. That a relation
ended holds until something else is seen. `RelationSeenWithin(years)` carries on for some years more, with low
confidence. What is carried on, inferred or weak may let a partnership in and never keeps it out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Final, final

from attrs import field, frozen

from kommunal_partner._checks import count
from kommunal_partner._repr import short_repr
from kommunal_partner.eligibility._cases import NONE, PartnershipCase, StageReading
from kommunal_partner.eligibility.sentences import (
    ANY_STAGE,
    BEGINS_LATER,
    BEGINS_LATER_PERHAPS,
    CONTRADICTING_STAGES,
    ENDED_BUT_ADMITTED,
    FITS_EITHER_WAY,
    PERHAPS_ENDED,
    STAGE_CARRIED_ON,
    STAGE_ENDED,
    STAGE_FITS,
    STAGE_FITS_NOT,
    STAGE_NEVER_SEEN,
    STAGE_NOT_NAMED,
    STAGE_NOT_SEEN_THEN,
    STAGE_RULE_NOT_KNOWN,
    STAGE_SEEN_LATELY,
    STAGE_SEEN_ONLY_LATER,
    STAGE_TO_CONFIRM,
)
from kommunal_partner.errors import BadRule
from kommunal_partner.fuzzy_dates import FuzzyDate
from kommunal_partner.partnerships import Form, Observation, Partnership, Stage
from kommunal_partner.sources import Confidence, Evidence, Precision, Source, as_confidence
from kommunal_partner.verdicts import Answer, Reason, Sentence, Verdict

RULE: Final = "relation/1"

Seen = Observation[Stage]


# ── evidence ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@frozen(repr=False)
class CarriedStage:
    """A stage seen earlier, taken to go on: evidence whose confidence is `at_best` that much."""

    observation: Seen
    on: date
    at_best: Confidence = field(default=Confidence.LOW, converter=as_confidence)

    __repr__ = short_repr

    @property
    def sources(self) -> tuple[Source, ...]:
        """The documents of the observation."""
        return self.observation.sources

    @property
    def confidence(self) -> Confidence:
        """That of the observation, but not more than is carried: nothing was seen for the day."""
        return min(self.at_best, self.observation.confidence)


# ── what was seen ────────────────────────────────────────────────────────────────────────────────────────────────────


def seen_until(observation: Seen) -> date | None:
    """The last day of the time it was seen in, or from which it holds where that is all that is known of an end."""
    if observation.as_of is not None:
        return observation.as_of.latest or date.max
    if observation.value is Stage.ENDED and observation.since is not None:
        return observation.since.latest
    return None


def _when(observation: Seen) -> FuzzyDate | None:
    return observation.as_of or observation.since


def seen_before(partnership: Partnership, on: date) -> list[tuple[date, Seen]]:
    """What was seen in times that were over by the day, with their last days, the latest first."""
    dated = [(seen_until(one), one) for one in partnership.stages]
    over = [(until, one) for until, one in dated if until is not None and until < on]
    return sorted(over, key=lambda pair: pair[0], reverse=True) if len(over) > 1 else over


def on_lists_alone(observation: Seen) -> bool:
    """Whether only documents that report what others say speak for it."""
    return bool(observation.sources) and all(one.precision is Precision.SECONDARY for one in observation.sources)


def a_year_after(day: date, years: int = 1) -> date:
    """The same day so many years later; 28 February where there is no 29th, the calendar's last where it ends."""
    if day.year + years > date.max.year:
        return date.max
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 2, 28)


# ── the rule ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def relation(case: PartnershipCase) -> Verdict | None:
    """Whether the relation stands, as far as it was seen, at a stage that the rules of both sides admit."""
    reading, partnership, on = case.day.reading, case.partnership, case.on
    if not case.day.rules:
        return None
    if reading is None:
        return _say(case, Answer.UNDECIDED, STAGE_RULE_NOT_KNOWN, case.day.rows)
    held = partnership.stages_seen(on)
    before = seen_before(partnership, on)
    last = held or [one for until, one in before if until == before[0][0]]
    if reading.any_stage:
        return _any_stage(case, reading, last)
    if not last:
        return _nothing_seen(case, reading)
    return _by_last_seen(case, reading, held, before, last)


def _by_last_seen(
    case: PartnershipCase,
    reading: StageReading,
    held: Sequence[Seen],
    before: Sequence[tuple[date, Seen]],
    last: Sequence[Seen],
) -> Verdict:
    answers = {_answer(reading, one) for one in last}
    if answers == {Answer.YES}:
        return _fitting(case, reading, held, before)
    if all(one.value is Stage.ENDED for one in last):
        answer, reason = (Answer.NO, STAGE_ENDED) if Answer.NO in answers else (Answer.UNDECIDED, PERHAPS_ENDED)
        return _say(case, answer, reason, last, when=_when(last[0]))
    if not held:
        return _say(case, Answer.UNDECIDED, STAGE_NOT_SEEN_THEN, last, seen=last, when=_when(last[0]))
    if len(answers) > 1:
        return _say(case, Answer.UNDECIDED, CONTRADICTING_STAGES, last, seen=last)
    if answers == {Answer.NO}:
        return _say(case, Answer.NO, STAGE_FITS_NOT, last, seen=last)
    return _say(case, Answer.UNDECIDED, STAGE_NOT_NAMED, last, seen=last, when=_when(last[0]))


def _word(stage: Stage) -> str:
    """The stage in the words of audience rules: where a relation has ended, there is none."""
    return NONE if stage is Stage.ENDED else stage.value


def _answer(reading: StageReading, observation: Seen) -> Answer:
    """What the rules say of what was seen; a weak observation excludes nobody, an end does so without being named."""
    answer = reading.answers[_word(observation.value)]
    if observation.value is Stage.ENDED and answer is not Answer.YES:
        answer = Answer.NO
    weak = answer is Answer.NO and observation.confidence is Confidence.LOW
    return Answer.UNDECIDED if weak else answer


def _fitting(
    case: PartnershipCase, reading: StageReading, held: Sequence[Seen], before: Sequence[tuple[date, Seen]]
) -> Verdict:
    """A yes by what was seen for the day, or less than a year before; what is older, or on lists alone, is to confirm.

    Looked at is all that was seen since something else was last seen: a later sight never takes away an earlier one.
    """
    sound = [one for one in held if not on_lists_alone(one)]
    unbroken = _unbroken(reading, before)
    last = sound or list(held) or [one for until, one in unbroken if until == unbroken[0][0]]
    if all(one.value is Stage.ENDED for one in last):
        return _say(case, Answer.YES, ENDED_BUT_ADMITTED, last, when=_when(last[0]))
    if sound:
        return _say(case, Answer.YES, STAGE_FITS, sound, seen=sound)
    reference = _reference(case)
    lately = [one for until, one in unbroken if a_year_after(until) > reference and not on_lists_alone(one)]
    if lately and lately[0].value is not Stage.ENDED:
        rows = [CarriedStage(lately[0], case.on, Confidence.MEDIUM)]
        return _say(case, Answer.YES, STAGE_SEEN_LATELY, lately[:1], rows, seen=lately[:1], when=_when(lately[0]))
    if any(one.value is Stage.ENDED for one in (*held, *(one for _, one in unbroken))):
        return _say(case, Answer.YES, FITS_EITHER_WAY, last, seen=last, when=_when(last[0]))
    return _say(case, Answer.UNDECIDED, STAGE_TO_CONFIRM, last, seen=last, when=_when(last[0]))


def _reference(case: PartnershipCase) -> date:
    """The day up to which what was seen carries: the occasion, or the day on which the list is drawn up if earlier."""
    return case.on if case.seen_by is None else min(case.on, case.seen_by)


def _unbroken(reading: StageReading, before: Sequence[tuple[date, Seen]]) -> list[tuple[date, Seen]]:
    """What was seen before, the latest first, until something that does not fit."""
    broken = [until for until, one in before if _answer(reading, one) is not Answer.YES]
    return [(until, one) for until, one in before if until > max(broken)] if broken else list(before)


def _any_stage(case: PartnershipCase, reading: StageReading, last: Sequence[Seen]) -> Verdict:
    if last and all(one.value is Stage.ENDED for one in last):
        return _say(case, Answer.YES, ENDED_BUT_ADMITTED, last, when=_when(last[0]))
    rows = reading.rows[_word(last[0].value)] if last else tuple(dict.fromkeys(sum(reading.rows.values(), ())))
    return Verdict(Answer.YES, Sentence(ANY_STAGE), rows, (), RULE, case.on)


_BEFORE_IT_BEGAN: Final = (NONE, "contact", "emerging")


def _nothing_seen(case: PartnershipCase, reading: StageReading) -> Verdict:
    """Nothing was seen for the day or before: perhaps the relation begins later, perhaps it was seen only then."""
    partnership, on = case.partnership, case.on
    since = partnership.begins_after(on)
    if since is not None:
        excluded = all(reading.answers[stage] is Answer.NO for stage in _BEFORE_IT_BEGAN)
        sure = excluded and all(one.confidence is not Confidence.LOW for one in partnership.forms)
        answer, reason = (Answer.NO, BEGINS_LATER) if sure else (Answer.UNDECIDED, BEGINS_LATER_PERHAPS)
        return _say(case, answer, reason, partnership.forms, since=since)
    later = [one for one in partnership.stages if one.as_of is not None]
    if later:
        first = min(later, key=lambda one: (seen_until(one) or date.max, one.value.value))
        return _say(case, Answer.UNDECIDED, STAGE_SEEN_ONLY_LATER, [first], seen=[first], when=_when(first))
    return _say(case, Answer.UNDECIDED, STAGE_NEVER_SEEN, partnership.stages)


def _say(
    case: PartnershipCase,
    answer: Answer,
    reason: Reason,
    found: Sequence[Evidence],
    rows: Sequence[Evidence] | None = None,
    *,
    seen: Sequence[Seen] = (),
    when: FuzzyDate | None = None,
    since: FuzzyDate | None = None,
) -> Verdict:
    """What is said of what was found; the rules stand behind it with the confidence of what they say of that stage."""
    reading = case.day.reading
    values: dict[str, object] = {
        "on": case.on,
        "by": _reference(case),
        "seen": tuple(dict.fromkeys([one.value for one in seen]))
        if len(seen) > 1
        else tuple([one.value for one in seen]),
        "since": since,
        "wanted": "" if reading is None else reading.wanted,
        "when": when,
    }
    named = {name: value for name, value in values.items() if name in reason.fields}
    ruling = case.day.rows
    if reading is not None and answer is Answer.YES and found and isinstance(found[0], Observation):
        ruling = reading.rows[_word(found[0].value)]
    return Verdict(answer, Sentence(reason, named), (*ruling, *(found if rows is None else rows)), (), RULE, case.on)


# ── whether the stage is all that is open ────────────────────────────────────────────────────────────────────────────


def only_to_confirm(verdict: Verdict) -> bool:
    """Whether nothing is open but that the stage of the relation, which fits, is to be confirmed."""
    if not verdict.is_undecided:
        return False
    if verdict.reason == STAGE_TO_CONFIRM:
        return True
    decided_by_day = bool(verdict.checks) and not any(check.is_undecided for check in verdict.checks)
    if decided_by_day or any(check.is_no for check in verdict.checks):
        return False
    return bool(verdict.checks) and all(only_to_confirm(check) for check in verdict.checks if check.is_undecided)


# ── days ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def relation_days(partnership: Partnership) -> Iterator[date]:
    """Every day from which on what was seen of the partnership may speak differently."""
    observations: Iterable[Observation[Form] | Observation[str] | Seen] = (
        *partnership.stages,
        *partnership.labels,
        *partnership.forms,
    )
    for one in observations:
        for when in (one.since, one.as_of):
            if when is not None:
                yield from _days_of(when)
    for stage in partnership.stages:
        until = seen_until(stage)
        if until is not None:
            yield a_year_after(until)


def _days_of(when: FuzzyDate) -> Iterator[date]:
    first, last = when.earliest, when.latest
    if first is not None:
        yield first
    if last is not None:
        yield last
        if last < date.max:
            yield last + timedelta(days=1)


# ── carried on ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _years(value: object) -> int:
    return count(value, "years", least=1, most=date.max.year, error=BadRule)


@final
@frozen(repr=False)
class RelationSeenWithin:
    """The rule `relation`, with the stage seen last carried on for some years after the time it was seen in.

    It answers yes where that rule would have the stage confirmed, and never turns into a no.

    Raises:
        BadRule: unless `years` is a whole number from 1 on.

    >>> RelationSeenWithin(years=3)
    RelationSeenWithin(years=3)
    """

    years: int = field(converter=_years)

    __repr__ = short_repr

    def __call__(self, case: PartnershipCase) -> Verdict | None:
        """The verdict of `relation`, or a yes by what was seen in the years before."""
        found = relation(case)
        if found is None or found.reason != STAGE_TO_CONFIRM:
            return found
        seen = [row for row in found.evidence if isinstance(row, Observation)]
        until = seen_until(seen[0]) or date.max
        reference = _reference(case)
        if a_year_after(until, self.years) < reference:
            return found
        rows = [CarriedStage(one, case.on) for one in seen]
        named = {"seen": found.values["seen"], "when": found.values["when"], "years": self.years}
        ruling = tuple([row for row in found.evidence if not isinstance(row, Observation)])
        return Verdict(Answer.YES, Sentence(STAGE_CARRIED_ON, named), (*ruling, *rows), (), RULE, case.on)

    def turning_days(self, partnership: Partnership) -> Iterable[date]:
        """The first day on which nothing carries on any more."""
        ends = [a_year_after(until, self.years) for one in partnership.stages if (until := seen_until(one)) is not None]
        return [end + timedelta(days=1) for end in ends if end < date.max]
