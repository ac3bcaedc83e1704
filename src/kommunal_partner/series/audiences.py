"""Whom a series is for, side by side and dated: kinds of actor, stages of the relation, conditions, delegation."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from attrs import field, frozen

from kommunal_partner._checks import as_day
from kommunal_partner.errors import BadModel
from kommunal_partner.languages import Term
from kommunal_partner.participants import Side
from kommunal_partner.series.scopes import Scope
from kommunal_partner.series.terms import choice
from kommunal_partner.sources import Confidence, Source

__all__ = ["STAGES", "Audience", "AudienceRule", "Condition"]

STAGES: Final = frozenset({"none", "contact", "emerging", "existing", "dormant"})
"""How far a relation has come, as audience rules speak of it."""


@frozen
class Condition:
    """What a rule asks beyond its columns, so that the facts here do not decide it.

    `code` is a word to branch on (ADMITTED_TO_PROGRAMME, SELECTED_BY_CALL, HAS_LABEL …), `value` what it names, such
    as the label. With `actor`, only this kind of actor must meet it.
    """

    code: str
    text: Term
    actor: str | None = None
    value: str = ""


def _side(value: Side | str) -> Side:
    return choice(Side, value)


@frozen
class AudienceRule:
    """Who may come on one side, from the day on which that was first read.

    None is "not known" everywhere: of `actors` and `stages` as of `partner_required` (must they come with their own
    partner municipality?), `max_paid_travellers` (paid travellers a partner municipality, at most) and
    `min_administration` (of them from the administration, at least). `preference` is a wish, no condition.
    `carried_over` marks a rule that was stated for another series.

    Raises:
        BadModel: for an unknown stage, no kind of actor at all, or more from the administration than may travel.
    """

    side: Side = field(converter=_side)
    actors: frozenset[str] | None
    stages: frozenset[str] | None
    valid_from: date
    scope: Scope | None = None
    scope_text: str = ""
    partner_required: bool | None = None
    max_paid_travellers: int | None = None
    min_administration: int | None = None
    conditions: tuple[Condition, ...] = ()
    preference: str = ""
    carried_over: bool = False
    sources: tuple[Source, ...] = ()
    confidence: Confidence = Confidence.MEDIUM

    def __attrs_post_init__(self) -> None:
        as_day(self.valid_from, "valid_from")
        if self.actors is not None and not self.actors:
            raise BadModel("an audience rule without any kind of actor lets nobody in: None says that it is not known")
        unknown = sorted((self.stages or frozenset()).difference(STAGES))
        if unknown:
            raise BadModel(f"{', '.join(unknown)}: no stage of a relation; there are {', '.join(sorted(STAGES))}")
        most, least = self.max_paid_travellers, self.min_administration
        if (most is not None and most < 0) or (least is not None and least < 0):
            raise BadModel("travellers are counted from 0 on")
        if most is not None and least is not None and least > most:
            raise BadModel(f"{least} of {most} travellers cannot come from the administration")


def _by_day(rules: Iterable[AudienceRule]) -> tuple[AudienceRule, ...]:
    return tuple(sorted(rules, key=lambda rule: (rule.side.value, rule.valid_from)))


@frozen
class Audience:
    """All audience rules of a series, and the text they were drawn from.

    Raises:
        BadModel: if two rules of one side hold from the same day.
    """

    rules: tuple[AudienceRule, ...] = field(default=(), converter=_by_day)
    text: str = ""

    def __attrs_post_init__(self) -> None:
        for rule, following in zip(self.rules, self.rules[1:], strict=False):
            if (rule.side, rule.valid_from) == (following.side, following.valid_from):
                raise BadModel(f"two rules of the {rule.side.text('en')} hold from {rule.valid_from}")

    def rule(self, side: Side | str, *, on: date) -> AudienceRule | None:
        """The rule of a side on a day: the last one that was read by then; None before the first.

        Days before the first rule are not known, which is not the same as open to nobody.

        Raises:
            NotADay: for a datetime and anything else that is no day.
        """
        as_day(on)
        wanted = choice(Side, side)
        read = [rule for rule in self.rules if rule.side is wanted and rule.valid_from <= on]
        return read[-1] if read else None

    def sides(self) -> tuple[Side, ...]:
        """The sides that have a rule."""
        return tuple(side for side in Side if any(rule.side is side for rule in self.rules))
