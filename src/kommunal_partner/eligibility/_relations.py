"""Does the relation stand where the audience rule asks it to, as far as it was observed?

How far an observation carries, by default: from the known beginning of what was seen to the end of the time it was
seen in, and not a day further. Without a beginning it speaks of that time alone. "Existing", seen in 2017, decides
nothing about 2028. `RelationSeenWithin(years)` carries it on for some years more, as evidence of low confidence;
what is carried on may let a partnership in and never keeps it out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any, Final, TypeAlias, final

from attrs import field, frozen

from kommunal_partner.eligibility._cases import Find, PartnershipCase, Setting, by_findings
from kommunal_partner.eligibility._judged import with_rows
from kommunal_partner.eligibility.sentences import (
    ANY_STAGE,
    BEGINS_LATER,
    CONTRADICTING_STAGES,
    STAGE_CARRIED_ON,
    STAGE_FITS,
    STAGE_FITS_NOT,
    STAGE_NEVER_SEEN,
    STAGE_NOT_SEEN_THEN,
    STAGE_RULE_NOT_KNOWN,
)
from kommunal_partner.errors import BadRule
from kommunal_partner.fuzzy_dates import FuzzyDate
from kommunal_partner.languages import Term
from kommunal_partner.partnerships import Observation, Partnership, Stage
from kommunal_partner.series import STAGES
from kommunal_partner.sources import Confidence, Evidence, Source
from kommunal_partner.verdicts import Answer, Reason, Sentence, Verdict

RULE: Final = "relation/1"


_NONE: Final = "none"
_ORDER: Final = (_NONE, *(stage.value for stage in Stage))
_EITHER: Final = (("de", "oder"), ("en", "or"))
_NO_RELATION: Final = Term("keine", "none")
_EXISTING_ONLY: Final = frozenset({Stage.EXISTING.value})


def _word(stage: str) -> Term | Stage:
    return _NO_RELATION if stage == _NONE else Stage(stage)


def _words(stages: Iterable[str]) -> Term:
    """The stages, one or the other."""
    words = [_word(stage) for stage in sorted(stages, key=_ORDER.index)]
    return Term(*(f" {either} ".join(word.text(lang) for word in words) for lang, either in _EITHER))


def _as_rules_say(stage: Stage) -> str:
    """The stage in the words of audience rules: where a relation has ended, there is none."""
    return _NONE if stage is Stage.ENDED else stage.value


_Found: TypeAlias = tuple[Verdict, tuple[Evidence, ...]]


def _find(setting: Setting, partnership: Partnership) -> _Found | None:
    """What `relation` says, and the rows of the partnership."""
    wanted = setting.wanted
    if not setting.rules:
        return None
    if wanted is None or wanted == STAGES:
        return _found(setting, STAGE_RULE_NOT_KNOWN if wanted is None else ANY_STAGE, ())
    seen = partnership.stages_seen(setting.on)
    if seen:
        return _found(setting, STAGE_FITS, seen)
    since = partnership.begins_after(setting.on) if wanted == _EXISTING_ONLY else None
    if since is not None:
        return _found(setting, BEGINS_LATER, partnership.forms, since)
    last = last_seen(partnership)
    if last:
        return _found(setting, STAGE_NOT_SEEN_THEN, last, last[0].as_of)
    return _found(setting, STAGE_NEVER_SEEN, partnership.stages)


@by_findings(_find)
def relation(case: PartnershipCase) -> Verdict | None:
    """Whether the relation was seen, for that day, at a stage that the rules of both sides admit."""
    found = _find(case.setting, case.partnership)
    return None if found is None else with_rows(*found)


def _found(
    setting: Setting, reason: Reason, rows: tuple[Observation[Any], ...], when: FuzzyDate | None = None
) -> _Found:
    """What these rows say; it is made once for all of whom it is the same."""
    seen = id(rows[0].value) if len(rows) == 1 else tuple([id(one.value) for one in rows])
    key = id(reason), id(when), seen
    known = setting.findings.get(key)
    if known is None:
        # With the date kept beside it, no other object can take on its identity; stages and reasons stay anyway.
        known = setting.findings[key] = _finding(setting, reason, [one.value for one in rows], when), when
    return known[0], rows


_ANSWERS: Final = {ANY_STAGE: Answer.YES, STAGE_FITS: Answer.YES, STAGE_FITS_NOT: Answer.NO, BEGINS_LATER: Answer.NO}


def _finding(setting: Setting, reason: Reason, seen: list[Any], when: FuzzyDate | None) -> Verdict:
    """What is said of stages or forms that were seen; of stages seen for the day, whether they fit is to be told."""
    wanted = setting.wanted or frozenset()
    if reason is STAGE_FITS:
        stages = {_as_rules_say(stage) for stage in seen}
        if not stages <= wanted:
            reason = CONTRADICTING_STAGES if stages & wanted else STAGE_FITS_NOT
    values: dict[str, object] = {
        "wanted": _words(wanted),
        "on": setting.on,
        "seen": tuple(dict.fromkeys(seen)),
        "when": when,
        "since": when,
    }
    sentence = Sentence(reason, {name: values[name] for name in sorted(reason.fields)})
    return Verdict(_ANSWERS.get(reason, Answer.UNDECIDED), sentence, setting.rows, (), RULE, setting.on)


def last_seen(partnership: Partnership) -> tuple[Observation[Stage], ...]:
    """What was seen of the stage last; several where that was seen at one time, none if no time is known."""
    stages = partnership.stages
    if len(stages) == 1:
        return stages if stages[0].as_of is not None else ()
    dated = [(_end(one), one) for one in stages]
    latest = max([end for end, _ in dated if end is not None], default=None)
    return tuple([one for end, one in dated if end is not None and end == latest])


def _end(observation: Observation[Stage]) -> date | None:
    """The last day of the time it was seen in; of a time without an end the last day of the calendar."""
    return None if observation.as_of is None else observation.as_of.latest or date.max


def dates_seen(partnership: Partnership) -> list[FuzzyDate]:
    """Every date that something was seen of the partnership with: since when it holds, and when it was seen."""
    dates: list[FuzzyDate | None] = []
    for observations in (partnership.stages, partnership.labels, partnership.forms):
        for one in observations:
            dates += (one.since, one.as_of)
    return [when for when in dates if when is not None]


def turning_days_of(when: FuzzyDate) -> Iterator[date]:
    """Every day from which on something seen with that date may speak differently."""
    first, last = when.earliest, when.latest
    if first is not None:
        yield first
    if last is not None:
        yield last
        if last < date.max:
            yield last + timedelta(days=1)


# ── carried on ───────────────────────────────────────────────────────────────────────────────────────────────────────


@frozen
class CarriedStage:
    """A stage seen earlier, taken to go on: evidence of low confidence, whatever the observation's own is."""

    observation: Observation[Stage]
    on: date

    @property
    def sources(self) -> tuple[Source, ...]:
        """The documents of the observation."""
        return self.observation.sources

    @property
    def confidence(self) -> Confidence:
        """Always low: nothing was seen for the day."""
        return Confidence.LOW


def _years(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise BadRule(f"an observation is carried on for whole years, at least 1, not {value!r}")
    return value


@final
@frozen
class RelationSeenWithin:
    """The rule `relation`, with the stage seen last carried on for some years after the time it was seen in.

    It never turns into a no: whether a relation that rested two years ago still rests is to be found out.

    Raises:
        BadRule: unless `years` is a whole number from 1 on.

    >>> RelationSeenWithin(years=3)
    RelationSeenWithin(years=3)
    """

    years: int = field(converter=_years)

    def __call__(self, case: PartnershipCase) -> Verdict | None:
        """The verdict of `relation`, or a yes by what was seen in the years before."""
        found = self._find(case.setting, case.partnership)
        return None if found is None else with_rows(*found)

    @property
    def by_findings(self) -> tuple[RelationSeenWithin, Find]:
        """The same in two parts: what is said of many partnerships, and the rows of each."""
        return self, self._find

    def _find(self, setting: Setting, partnership: Partnership) -> _Found | None:
        found = _find(setting, partnership)
        if found is None or found[0].sentence.reason is not STAGE_NOT_SEEN_THEN:
            return found
        wanted, last = setting.wanted or frozenset(), last_seen(partnership)
        end = _end(last[0]) or date.max
        fits = all(_as_rules_say(one.value) in wanted for one in last)
        if not (fits and end < setting.on <= self._until(end)):
            return found
        key = id(self), id(found[0])
        known = setting.findings.get(key)
        if known is None:
            values = {"wanted": _words(wanted), "seen": tuple([one.value for one in last]), "when": last[0].as_of}
            sentence = Sentence(STAGE_CARRIED_ON, {**values, "years": self.years})
            known = setting.findings[key] = Verdict(Answer.YES, sentence, setting.rows, (), RULE, setting.on), self
        return known[0], tuple([CarriedStage(one, setting.on) for one in last])

    def _until(self, end: date) -> date:
        """The last day to which what was seen until `end` is carried on."""
        year = min(end.year + self.years, date.max.year)
        try:
            return end.replace(year=year)
        except ValueError:  # 29 February, in a year that has none
            return date(year, 2, 28)

    def turning_days(self, partnership: Partnership) -> Iterable[date]:
        """The first day on which nothing carries on any more."""
        ends = [self._until(end) for one in last_seen(partnership) if (end := _end(one)) is not None]
        return [until + timedelta(days=1) for until in ends if until < date.max]
