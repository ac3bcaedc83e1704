"""What a rule is given to judge, on one day: the facts, the occasion and whom it is about."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from datetime import date
from typing import Protocol, TypeAlias, TypeVar

from attrs import frozen

from kommunal_partner.countries import Country
from kommunal_partner.eligibility.country import Beyond
from kommunal_partner.eligibility.grounds import Grounds
from kommunal_partner.eligibility.occasion import Occasion, audience_of
from kommunal_partner.municipalities import ForeignUnit, GermanUnit
from kommunal_partner.participants import Participant
from kommunal_partner.partnerships import Partnership
from kommunal_partner.series import AudienceRule, Side
from kommunal_partner.sources import Confidence, Evidence, Source
from kommunal_partner.verdicts import Verdict

__all__ = [
    "CarriedOver",
    "ParticipantCase",
    "ParticipantRule",
    "PartnershipCase",
    "PartnershipRule",
    "Turning",
    "by_pattern",
    "pattern",
    "rule_row",
]


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


@frozen
class PartnershipCase:
    """A partnership and an occasion on one day; `beyond` is for questions to the DAC list."""

    grounds: Grounds
    occasion: Occasion
    on: date
    partnership: Partnership
    beyond: Beyond = "undecided"

    def audience_rule(self, side: Side) -> AudienceRule | None:
        """The audience rule of a side on the day; None if none is known."""
        return audience_of(self.occasion).rule(side, on=self.on)

    def audience_rules(self) -> tuple[AudienceRule, ...]:
        """The rules of both sides, those that are known on the day."""
        return tuple(rule for rule in map(self.audience_rule, Side) if rule is not None)

    @property
    def countries(self) -> tuple[Country, ...]:
        """The partner countries, each once."""
        return _countries(self.partnership)


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
            return Side(self.participant.side)
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


R = TypeVar("R", bound=PartnershipRule)


def by_pattern(rule: R) -> R:
    """Mark a rule that reads no more of a partnership than its `pattern`, so that like ones are judged once."""
    vars(rule)["by_pattern"] = True
    return rule


def pattern(partnership: Partnership) -> Hashable:
    """What the rules here read of a partnership; the same for two only if every rule judges both alike.

    Objects count by identity: it holds as long as the partnerships are kept.
    """
    abroad, at_home = [], False
    for unit in partnership.units:
        if isinstance(unit, ForeignUnit):
            abroad.append(unit.country.alpha3)
        else:
            at_home = True
    seen: list[Hashable] = []
    for observations in (partnership.stages, partnership.forms, partnership.labels):
        seen += [
            (one.value, id(one.since), id(one.as_of), one.confidence, *map(id, one.sources)) for one in observations
        ]
    return tuple(abroad), at_home, tuple(seen)


def _countries(partnership: Partnership) -> tuple[Country, ...]:
    return tuple({unit.country.alpha3: unit.country for unit in partnership.foreign_units}.values())
