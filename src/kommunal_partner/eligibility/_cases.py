"""What a rule is given to judge, on one day: the facts, the occasion, whom it is about, and what the rules say."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Final, Protocol, TypeAlias

from attrs import field, frozen

from kommunal_partner._mappings import FrozenMap
from kommunal_partner._repr import short_repr
from kommunal_partner.countries import Country
from kommunal_partner.eligibility._country import Beyond
from kommunal_partner.eligibility._grounds import Grounds
from kommunal_partner.eligibility._occasion import Occasion, audience_of
from kommunal_partner.eligibility._words import stages_named
from kommunal_partner.eligibility.sentences import PARTNER_NOT_ASKED, WITH_PARTNER
from kommunal_partner.languages import Term
from kommunal_partner.municipalities import GermanUnit
from kommunal_partner.participants import Participant, Side
from kommunal_partner.partnerships import Partnership
from kommunal_partner.series import STAGES, AudienceRule
from kommunal_partner.sources import Confidence, Evidence, Source
from kommunal_partner.verdicts import Answer, Verdict, yes

RULE_ON_UNITS: Final = "partner/1"
NONE: Final = "none"
"""The stage of those who have no relation, in the words of audience rules."""


@frozen(repr=False)
class WeakRule:
    """An audience rule of which a value was inferred, or stated for another series: evidence of low confidence."""

    rule: AudienceRule

    __repr__ = short_repr

    @property
    def sources(self) -> tuple[Source, ...]:
        """The documents of the rule."""
        return self.rule.sources

    @property
    def confidence(self) -> Confidence:
        """Always low, whatever the rule's own is: no document says it of this series."""
        return Confidence.LOW


def rule_row(rule: AudienceRule, name: str | None = None, value: str | None = None) -> Evidence:
    """The rule as a row of evidence; low where it was carried over, or the field, or this value of it, was inferred."""
    weak = rule.carried_over or (name is not None and rule.infers(name, value))
    return WeakRule(rule) if weak else rule


def may_exclude(rule: AudienceRule, name: str, value: str | None = None) -> bool:
    """Whether a value of the rule may make a no: what is inferred, carried over or of low confidence never does."""
    return rule_row(rule, name, value).confidence is not Confidence.LOW


# ── what the rules say of stages ─────────────────────────────────────────────────────────────────────────────────────


@frozen(eq=False, repr=False)
class StageReading:
    """What the audience rules of one day say of every stage of a relation, `none` included, and the rows behind it.

    Admitted is what all of them admit, excluded what one excludes; of all else they say nothing. `named` is what all of
    them name, `wanted` the same in words.
    """

    answers: FrozenMap[str, Answer]
    rows: FrozenMap[str, tuple[Evidence, ...]]
    named: frozenset[str]
    wanted: Term
    any_stage: bool

    __repr__ = short_repr

    @classmethod
    def of(cls, rules: Iterable[AudienceRule]) -> StageReading | None:
        """The reading of these rules; None if there are none, or one of them does not know its stages."""
        known = tuple(rules)
        if not known or any(rule.stages is None for rule in known):
            return None
        answers = FrozenMap({stage: _combined([_of_stage(rule, stage) for rule in known]) for stage in STAGES})
        rows = FrozenMap({stage: tuple([rule_row(rule, "stages", stage) for rule in known]) for stage in STAGES})
        named = STAGES.intersection(*(rule.stages or frozenset() for rule in known))
        return cls(answers, rows, named, stages_named(named), all(answer is Answer.YES for answer in answers.values()))


def _of_stage(rule: AudienceRule, stage: str) -> Answer:
    if stage in (rule.stages or ()):
        return Answer.YES
    excluded = stage in rule.stages_excluded and may_exclude(rule, "stages_excluded", stage)
    return Answer.NO if excluded else Answer.UNDECIDED


def _combined(answers: list[Answer]) -> Answer:
    return next((answer for answer in (Answer.NO, Answer.UNDECIDED) if answer in answers), Answer.YES)


def _both_named(rule: AudienceRule, on: date) -> Verdict:
    """What is said of every partnership that has its municipalities on both sides."""
    reason = PARTNER_NOT_ASKED if rule.partner_required is False else WITH_PARTNER
    return yes(reason, evidence=(rule_row(rule, "partner_required"),), rule=RULE_ON_UNITS, as_of=on)


# ── cases ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@frozen(eq=False, repr=False)
class OccasionDay:
    """What all cases of one day share: the facts, the occasion, the day, and the audience rules known for it.

    `rows` are these rules as evidence, `reading` what they say of stages, `both_named` what is said of every
    partnership with municipalities on both sides; None where no rule is known.
    """

    grounds: Grounds
    occasion: Occasion
    on: date
    beyond: Beyond = "undecided"
    seen_by: date | None = None
    rules: tuple[AudienceRule, ...] = field(init=False)
    rows: tuple[Evidence, ...] = field(init=False)
    reading: StageReading | None = field(init=False)
    both_named: Verdict | None = field(init=False)

    __repr__ = short_repr

    def __attrs_post_init__(self) -> None:
        known = [audience_of(self.occasion).rule(side, on=self.on) for side in Side]
        rules = tuple([rule for rule in known if rule is not None])
        put = object.__setattr__
        put(self, "rules", rules)
        put(self, "rows", tuple([rule_row(rule) for rule in rules]))
        put(self, "reading", StageReading.of(rules))
        home = self.rule(Side.GERMAN)
        put(self, "both_named", None if home is None else _both_named(home, self.on))

    def rule(self, side: Side) -> AudienceRule | None:
        """The audience rule of a side; None if none is known."""
        return next((rule for rule in self.rules if rule.side is side), None)


@frozen(repr=False)
class PartnershipCase:
    """A partnership and an occasion on one day, as a rule is given them.

    `grounds` are the facts, `beyond` says what holds after the last DAC list, `seen_by` is the day on which the list is
    drawn up: what was seen is as old as it is then.
    """

    day: OccasionDay = field(repr=False)
    partnership: Partnership

    __repr__ = short_repr

    @property
    def grounds(self) -> Grounds:
        """The facts to decide on."""
        return self.day.grounds

    @property
    def occasion(self) -> Occasion:
        """The series, the edition or the expected edition."""
        return self.day.occasion

    @property
    def on(self) -> date:
        """The day."""
        return self.day.on

    @property
    def beyond(self) -> Beyond:
        """What to answer for a day after the last DAC list."""
        return self.day.beyond

    @property
    def seen_by(self) -> date | None:
        """The day on which the list is drawn up; None if that is the day of the occasion."""
        return self.day.seen_by

    @property
    def countries(self) -> tuple[Country, ...]:
        """The partner countries, each once."""
        return tuple({unit.country.alpha3: unit.country for unit in self.partnership.foreign_units}.values())


@frozen(repr=False)
class ParticipantCase:
    """A person and an occasion on one day, with the partnership they come with and those they travel with."""

    grounds: Grounds = field(repr=False)
    occasion: Occasion
    on: date
    participant: Participant
    partnership: Partnership | None = None
    delegation: tuple[Participant, ...] = ()
    beyond: Beyond = "undecided"
    seen_by: date | None = None
    partnership_rules: tuple[PartnershipRule, ...] = field(default=(), repr=False)

    __repr__ = short_repr

    @property
    def side(self) -> Side | None:
        """The side they stand on: as stated, or as their municipality does in the partnership; None if not known."""
        if self.participant.side is not None:
            return self.participant.side
        for unit in () if self.partnership is None else self.partnership.units:
            if unit.id == self.participant.municipality:
                return Side.GERMAN if isinstance(unit, GermanUnit) else Side.PARTNER
        return None

    @property
    def audience_rule(self) -> AudienceRule | None:
        """The audience rule of their side on the day; None if the side or the rule is not known."""
        return None if self.side is None else audience_of(self.occasion).rule(self.side, on=self.on)


PartnershipRule: TypeAlias = Callable[[PartnershipCase], Verdict | None]
"""A rule: the verdict on one day, or None where it asks nothing."""
ParticipantRule: TypeAlias = Callable[[ParticipantCase], Verdict | None]


class Turning(Protocol):
    """A rule that knows from which days on it may judge a partnership differently, besides those of the facts."""

    def turning_days(self, partnership: Partnership) -> Iterable[date]:
        """Those days, in any order."""
        ...
