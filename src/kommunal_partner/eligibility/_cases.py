"""What a rule is given to judge, on one day: the facts, the occasion and whom it is about."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from datetime import date
from typing import Protocol, TypeAlias, TypeVar

from attrs import field, frozen

from kommunal_partner.countries import Country
from kommunal_partner.eligibility._country import Beyond
from kommunal_partner.eligibility._grounds import Grounds
from kommunal_partner.eligibility._occasion import Occasion, audience_of
from kommunal_partner.municipalities import ForeignUnit, GermanUnit
from kommunal_partner.participants import Participant, Side
from kommunal_partner.partnerships import Partnership
from kommunal_partner.series import STAGES, AudienceRule
from kommunal_partner.sources import Confidence, Evidence, Source
from kommunal_partner.verdicts import Verdict


@frozen
class CarriedOver:
    """An audience rule that was stated for another series: evidence of low confidence, whatever the rule's own is."""

    rule: AudienceRule

    @property
    def sources(self) -> tuple[Source, ...]:
        """The documents of the rule."""
        return self.rule.sources

    @property
    def confidence(self) -> Confidence:
        """Always low: for this series no document says it."""
        return Confidence.LOW


def rule_row(rule: AudienceRule) -> Evidence:
    """The rule as a row of evidence."""
    return CarriedOver(rule) if rule.carried_over else rule


@frozen(eq=False)
class Setting:
    """What all cases of one day share: the facts, the occasion, the day, and the audience rules known for it.

    `rows` are these rules as evidence, `wanted` the stages of the relation that all of them admit, None if one of them
    is not known, `findings` remembers what was
    found, for the partnerships of which the same is to be said.
    """

    grounds: Grounds
    occasion: Occasion
    on: date
    beyond: Beyond = "undecided"
    rules: tuple[AudienceRule, ...] = field(init=False)
    rows: tuple[Evidence, ...] = field(init=False)
    wanted: frozenset[str] | None = field(init=False)
    findings: dict[Hashable, tuple[Verdict, object]] = field(init=False, factory=dict, repr=False)

    def __attrs_post_init__(self) -> None:
        known = [audience_of(self.occasion).rule(side, on=self.on) for side in Side]
        rules = tuple([rule for rule in known if rule is not None])
        stages = [rule.stages for rule in rules if rule.stages is not None]
        put = object.__setattr__
        put(self, "rules", rules)
        put(self, "rows", tuple([rule_row(rule) for rule in rules]))
        put(self, "wanted", STAGES.intersection(*stages) if len(stages) == len(rules) else None)

    def rule(self, side: Side) -> AudienceRule | None:
        """The audience rule of a side; None if none is known."""
        return next((rule for rule in self.rules if rule.side is side), None)


@frozen(eq=False)
class PartnershipCase:
    """A partnership and an occasion on one day."""

    setting: Setting
    partnership: Partnership

    @property
    def grounds(self) -> Grounds:
        """The facts to decide on."""
        return self.setting.grounds

    @property
    def occasion(self) -> Occasion:
        """The series, the edition or the expected edition."""
        return self.setting.occasion

    @property
    def on(self) -> date:
        """The day."""
        return self.setting.on

    @property
    def beyond(self) -> Beyond:
        """What to answer for a day after the last DAC list."""
        return self.setting.beyond

    @property
    def countries(self) -> tuple[Country, ...]:
        """The partner countries, each once."""
        return tuple({unit.country.alpha3: unit.country for unit in self.partnership.foreign_units}.values())


@frozen
class ParticipantCase:
    """A person and an occasion on one day, with the partnership they come with and those they travel with."""

    grounds: Grounds
    occasion: Occasion
    on: date
    participant: Participant
    partnership: Partnership | None = None
    delegation: tuple[Participant, ...] = ()
    beyond: Beyond = "undecided"

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
Find: TypeAlias = Callable[[Setting, Partnership], tuple[Verdict, tuple[Evidence, ...]] | None]
"""A rule in two parts: what it says of many partnerships alike, and the rows of this one; None where it asks nothing.

What is said must be one and the same object wherever it is the same.
"""
ParticipantRule: TypeAlias = Callable[[ParticipantCase], Verdict | None]


class Turning(Protocol):
    """A rule that knows from which days on it may judge a partnership differently, besides those of the facts."""

    def turning_days(self, partnership: Partnership) -> Iterable[date]:
        """Those days, in any order."""
        ...


R = TypeVar("R", bound=Callable[[PartnershipCase], Verdict | None])


def _always(_: Setting) -> bool:
    return True


def by_countries(rule: R) -> R:
    """Mark a rule that reads no more of a partnership than `places`, so that those alike in that are judged once."""
    return by_countries_if(_always)(rule)


def by_countries_if(asks_no_more: Callable[[Setting], bool]) -> Callable[[R], R]:
    """Mark a rule that reads no more of a partnership than `places` where the setting asks no more of it."""

    def mark(rule: R) -> R:
        vars(rule)["by_countries"] = rule, asks_no_more
        return rule

    return mark


def is_by_countries(rule: PartnershipRule, setting: Setting) -> bool:
    """Whether a rule, in this setting, reads no more of a partnership than its `places`."""
    # A mark names the rule it was set on: `functools.wraps` copies it to one that may read more.
    marked, asks_no_more = getattr(rule, "by_countries", (None, _always))
    return marked is rule and bool(asks_no_more(setting))


def by_findings(find: Find) -> Callable[[R], R]:
    """Mark a rule that says what is found, with the rows of the partnership behind it."""

    def mark(rule: R) -> R:
        vars(rule)["by_findings"] = rule, find
        return rule

    return mark


def find_of(rule: PartnershipRule) -> Find | None:
    """The rule in two parts; None for a rule that is not itself marked as `by_findings`."""
    marked: PartnershipRule | None
    find: Find | None
    marked, find = getattr(rule, "by_findings", (None, None))
    return find if marked is rule else None


def places(partnership: Partnership) -> tuple[str, ...]:
    """The countries of the units, as alpha-3; DEU for those at home."""
    return tuple([unit.country.alpha3 if type(unit) is ForeignUnit else "DEU" for unit in partnership.units])
