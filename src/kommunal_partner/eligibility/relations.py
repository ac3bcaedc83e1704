"""Does the relation stand where the audience rule asks it to, as far as it was observed?

How far an observation carries, by default: from the known beginning of what was seen to the end of the time it was
seen in, and not a day further. Without a beginning it speaks of that time alone. "Existing", seen in 2017, decides
nothing about 2028. `RelationSeenWithin(years)` carries it on for some years more, as evidence of low confidence;
what is carried on may let a partnership in and never keeps it out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Final

from attrs import field, frozen

from kommunal_partner.eligibility.cases import PartnershipCase, by_pattern, rule_row
from kommunal_partner.errors import BadRule
from kommunal_partner.fuzzy_dates import FuzzyDate
from kommunal_partner.languages import Term
from kommunal_partner.partnerships import Observation, Partnership, Stage
from kommunal_partner.series import STAGES, AudienceRule
from kommunal_partner.sources import Confidence, Evidence, Source
from kommunal_partner.verdicts import Answer, Reason, Verdict, no, undecided, yes

__all__ = [
    "ANY_STAGE",
    "BEGINS_LATER",
    "CONTRADICTING_STAGES",
    "STAGE_CARRIED_ON",
    "STAGE_FITS",
    "STAGE_FITS_NOT",
    "STAGE_NEVER_SEEN",
    "STAGE_NOT_SEEN_THEN",
    "STAGE_RULE_NOT_KNOWN",
    "CarriedStage",
    "RelationSeenWithin",
    "relation",
    "relation_turning_days",
]

RULE: Final = "relation/1"

STAGE_FITS: Final = Reason(
    "STAGE_FITS",
    de="Beziehung: verlangt ist {wanted}; gesehen wurde für den {on}: {seen}.",
    en="Relation: {wanted} is asked; seen for {on}: {seen}.",
)
STAGE_FITS_NOT: Final = Reason(
    "STAGE_FITS_NOT",
    de="Beziehung: verlangt ist {wanted}; gesehen wurde für den {on} aber: {seen}.",
    en="Relation: {wanted} is asked, but seen for {on} was: {seen}.",
)
ANY_STAGE: Final = Reason(
    "ANY_STAGE", de="Beziehung: jeder Stand genügt, auch keine.", en="Relation: any stage will do, none included."
)
BEGINS_LATER: Final = Reason(
    "BEGINS_LATER",
    de="Beziehung: verlangt ist {wanted}; am {on} bestand sie noch nicht, sie beginnt {since}.",
    en="Relation: {wanted} is asked; on {on} it did not exist yet, it begins in {since}.",
)
CONTRADICTING_STAGES: Final = Reason(
    "CONTRADICTING_STAGES",
    de="Zu klären ist der Stand der Beziehung am {on}: Die Quellen widersprechen sich ({seen}); verlangt ist {wanted}.",
    en="The stage of the relation on {on} is to be clarified: the sources contradict one another ({seen}); {wanted} is "
    "asked.",
)
STAGE_NOT_SEEN_THEN: Final = Reason(
    "STAGE_NOT_SEEN_THEN",
    de="Zu klären ist der Stand der Beziehung am {on}: verlangt ist {wanted}, zuletzt gesehen wurde {when}: {seen}.",
    en="The stage of the relation on {on} is to be clarified: {wanted} is asked, last seen in {when} was: {seen}.",
)
STAGE_NEVER_SEEN: Final = Reason(
    "STAGE_NEVER_SEEN",
    de="Zu klären ist der Stand der Beziehung am {on}: verlangt ist {wanted}, wann welcher Stand gesehen wurde, ist "
    "nicht bekannt.",
    en="The stage of the relation on {on} is to be clarified: {wanted} is asked, which stage was seen when is not "
    "known.",
)
STAGE_RULE_NOT_KNOWN: Final = Reason(
    "STAGE_RULE_NOT_KNOWN",
    de="Zu klären ist, welche Beziehung am {on} verlangt wird; die Regel dazu ist nicht bekannt.",
    en="It is to be clarified which relation is asked for on {on}; the rule is not known.",
)
STAGE_CARRIED_ON: Final = Reason(
    "STAGE_CARRIED_ON",
    de="Beziehung: verlangt ist {wanted}; {seen}, zuletzt gesehen {when}, wird für {years} weitere Jahre angenommen.",
    en="Relation: {wanted} is asked; {seen}, last seen in {when}, is taken to go on for {years} more years.",
)

_NONE: Final = "none"
_ORDER: Final = (_NONE, *(stage.value for stage in Stage))
_NO_RELATION: Final = Term("keine", "none")


def _word(stage: str) -> Term | Stage:
    return _NO_RELATION if stage == _NONE else Stage(stage)


def _words(stages: Iterable[str]) -> tuple[Term | Stage, ...]:
    return tuple([_word(stage) for stage in sorted(stages, key=_ORDER.index)])


def _as_rules_say(stage: Stage) -> str:
    """The stage in the words of audience rules: where a relation has ended, there is none."""
    return _NONE if stage is Stage.ENDED else stage.value


@by_pattern
def relation(case: PartnershipCase) -> Verdict | None:
    """Whether the relation was seen, for that day, at a stage that the rules of both sides admit."""
    rules = case.audience_rules()
    if not rules:
        return None
    rows: list[Evidence] = [rule_row(rule) for rule in rules]
    wanted = _wanted(rules)
    if wanted is None:
        return undecided(STAGE_RULE_NOT_KNOWN, evidence=rows, rule=RULE, as_of=case.on, on=case.on)
    if wanted == STAGES:
        return yes(ANY_STAGE, evidence=rows, rule=RULE, as_of=case.on)
    seen = [one for one in case.partnership.dated_stages() if one.held_on(case.on) is Answer.YES]
    if not seen:
        return _unseen(case, wanted, rows)
    stages = frozenset(_as_rules_say(one.value) for one in seen)
    say, reason = (yes, STAGE_FITS) if stages <= wanted else (no, STAGE_FITS_NOT)
    if stages & wanted and not stages <= wanted:
        say, reason = undecided, CONTRADICTING_STAGES
    shown = tuple(dict.fromkeys(one.value for one in seen))
    return say(reason, evidence=(*rows, *seen), rule=RULE, as_of=case.on, wanted=_words(wanted), on=case.on, seen=shown)


def _wanted(rules: Iterable[AudienceRule]) -> frozenset[str] | None:
    """The stages that every rule admits; None if one of them is not known."""
    wanted = STAGES
    for rule in rules:
        if rule.stages is None:
            return None
        wanted &= rule.stages
    return wanted


def _unseen(case: PartnershipCase, wanted: frozenset[str], rows: list[Evidence]) -> Verdict:
    """The verdict where nothing was seen for the day."""
    since = case.partnership.begins_after(case.on)
    if since is not None and wanted == {Stage.EXISTING.value}:
        return no(
            BEGINS_LATER,
            evidence=(*rows, *case.partnership.forms),
            rule=RULE,
            as_of=case.on,
            wanted=_words(wanted),
            on=case.on,
            since=since,
        )
    last = _last(case.partnership)
    if not last:
        return undecided(
            STAGE_NEVER_SEEN,
            evidence=(*rows, *case.partnership.stages),
            rule=RULE,
            as_of=case.on,
            wanted=_words(wanted),
            on=case.on,
        )
    return undecided(
        STAGE_NOT_SEEN_THEN,
        evidence=(*rows, *last),
        rule=RULE,
        as_of=case.on,
        wanted=_words(wanted),
        on=case.on,
        seen=tuple(one.value for one in last),
        when=last[0].as_of,
    )


def _last(partnership: Partnership) -> tuple[Observation[Stage], ...]:
    """What was seen of the stage last; several where that was seen at one time, none if no time is known."""
    dated = [(_end(one), one) for one in partnership.dated_stages()]
    latest = max((end for end, _ in dated if end is not None), default=None)
    return tuple(one for end, one in dated if end is not None and end == latest)


def _end(observation: Observation[Stage]) -> date | None:
    """The last day of the time it was seen in; of a time without an end the last day of the calendar."""
    return None if observation.as_of is None else observation.as_of.latest or date.max


def relation_turning_days(partnership: Partnership) -> Iterator[date]:
    """Every day from which on what was seen of the partnership may speak differently."""
    for observations in (partnership.dated_stages(), partnership.labels, partnership.forms):
        for one in observations:
            for when in (one.since, one.as_of):
                if when is not None:
                    yield from _bounds(when)


def _bounds(when: FuzzyDate) -> Iterator[date]:
    yield from (day for day in (when.earliest, when.latest, when.span.end) if day is not None)


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
    by_pattern: bool = field(default=True, init=False, repr=False)

    def __call__(self, case: PartnershipCase) -> Verdict | None:
        """The verdict of `relation`, or a yes by what was seen in the years before."""
        found = relation(case)
        if found is None or found.reason != STAGE_NOT_SEEN_THEN:
            return found
        rules = case.audience_rules()
        last, wanted = _last(case.partnership), _wanted(rules) or frozenset()
        end = _end(last[0]) or date.max
        fits = all(_as_rules_say(one.value) in wanted for one in last)
        if not (fits and end < case.on <= self._until(end)):
            return found
        return yes(
            STAGE_CARRIED_ON,
            evidence=(*map(rule_row, rules), *[CarriedStage(one, case.on) for one in last]),
            rule=RULE,
            as_of=case.on,
            wanted=_words(wanted),
            seen=tuple(one.value for one in last),
            when=last[0].as_of,
            years=self.years,
        )

    def _until(self, end: date) -> date:
        """The last day to which what was seen until `end` is carried on."""
        year = min(end.year + self.years, date.max.year)
        try:
            return end.replace(year=year)
        except ValueError:  # 29 February, in a year that has none
            return date(year, 2, 28)

    def turning_days(self, partnership: Partnership) -> Iterable[date]:
        """The first day on which nothing carries on any more."""
        ends = [self._until(end) for one in _last(partnership) if (end := _end(one)) is not None]
        return [until + timedelta(days=1) for until in ends if until < date.max]
