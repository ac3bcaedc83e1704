"""What a rule is given to judge, on one day: the facts, the occasion and whom it is about."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from datetime import date
from operator import attrgetter
from typing import Final, Protocol, TypeAlias, TypeVar

from attrs import field, frozen

from kommunal_partner.countries import Country
from kommunal_partner.eligibility.country import Beyond
from kommunal_partner.eligibility.grounds import Grounds
from kommunal_partner.eligibility.occasion import Occasion, audience_of
from kommunal_partner.municipalities import ForeignUnit, GermanUnit
from kommunal_partner.participants import Participant
from kommunal_partner.partnerships import Partnership
from kommunal_partner.series import STAGES, AudienceRule, Side
from kommunal_partner.sources import Confidence, Evidence, Source
from kommunal_partner.verdicts import Sentence, Verdict

__all__ = [
    "CarriedOver",
    "ParticipantCase",
    "ParticipantRule",
    "PartnershipCase",
    "PartnershipRule",
    "Setting",
    "Turning",
    "by_countries",
    "by_observations",
    "observed",
    "places",
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


@frozen(eq=False)
class Setting:
    """What all cases of one day share: the facts, the occasion, the day, and the audience rules known for it.

    `rows` are these rules as evidence, `wanted` the stages of the relation that all of them admit, None if one of them
    is not known.
    """

    grounds: Grounds
    occasion: Occasion
    on: date
    beyond: Beyond = "undecided"
    rules: tuple[AudienceRule, ...] = field(init=False)
    rows: tuple[Evidence, ...] = field(init=False)
    wanted: frozenset[str] | None = field(init=False)
    sentences: dict[Hashable, tuple[object, Sentence]] = field(init=False, factory=dict, repr=False)

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


R = TypeVar("R", bound=Callable[[PartnershipCase], Verdict | None])


def by_countries(rule: R) -> R:
    """Mark a rule that reads no more of a partnership than `places`, so that those alike in that are judged once."""
    vars(rule)["by_countries"] = True
    return rule


def by_observations(rule: R) -> R:
    """Mark a rule that reads no more of a partnership than its `places` and what is `observed` of it."""
    vars(rule)["by_observations"] = True
    return rule


def places(partnership: Partnership) -> tuple[str, ...]:
    """The countries of the units, as alpha-3; DEU for those at home."""
    return tuple([unit.country.alpha3 if type(unit) is ForeignUnit else "DEU" for unit in partnership.units])


def observed(partnership: Partnership) -> tuple[int | None, ...]:
    """What rules read of the observations of a partnership, by identity: the same for two only if the same was seen.

    Of a form without a beginning only that there is one counts. It holds as long as the partnership is kept.
    """
    parts: list[int | None] = []
    for one in partnership.stages:
        parts += map(id, _parts(one))
        parts += map(id, one.sources)
    parts.append(None)
    for form in partnership.forms:
        if form.since is None:
            parts.append(0)
        else:
            parts += map(id, _parts(form))
            parts += map(id, form.sources)
    for label in partnership.labels:
        parts.append(None)
        parts += map(id, _parts(label))
        parts += map(id, label.sources)
    return tuple(parts)


_parts: Final[Callable[[object], tuple[object, ...]]] = attrgetter("value", "since", "as_of", "confidence")
