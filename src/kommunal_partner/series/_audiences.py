"""Whom a series is for, side by side and dated: kinds of actor, stages of the relation, conditions, delegation."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import Enum
from typing import Final

from attrs import field, frozen

from kommunal_partner._checks import as_day, choice, count, instances, items, nearest
from kommunal_partner._repr import short_repr
from kommunal_partner.errors import BadModel, UnknownChoice
from kommunal_partner.languages import Term, phrase
from kommunal_partner.participants import Side
from kommunal_partner.series._scopes import Scope
from kommunal_partner.sources import Confidence, Source, as_confidence

STAGES: Final = frozenset({"none", "contact", "emerging", "existing", "dormant"})
"""How far a relation has come, as audience rules speak of it."""


@frozen(repr=False)
class Condition:
    """What a rule asks beyond its columns, so that the facts here do not decide it.

    `code` is a word to branch on (ADMITTED_TO_PROGRAMME, SELECTED_BY_CALL, HAS_LABEL …), `value` what it names, such
    as the label. With `actor`, only this kind of actor must meet it.
    """

    code: str
    text: Term
    actor: str | None = None
    value: str = ""

    __repr__ = short_repr


def _side(value: Side | str) -> Side:
    return choice(Side, value, "side")


def _words(words: Iterable[str | Enum] | str) -> frozenset[str]:
    """A set of words, each as text or as the member of a choice that has it as its value; one text is one word."""
    given = {words} if isinstance(words, str) else items(words, Term("eine Menge von Wörtern", "a set of words"))
    return frozenset(word.value if isinstance(word, Enum) else word for word in given)


def _known_words(words: Iterable[str | Enum] | str | None) -> frozenset[str] | None:
    return None if words is None else _words(words)


def _conditions(conditions: Iterable[Condition]) -> tuple[Condition, ...]:
    return tuple(items(conditions, "conditions"))


@frozen(repr=False)
class AudienceRule:
    """Who may come on one side, from the day on which that was first read.

    None is "not known" everywhere: of `actors` and `stages` as of `partner_required` (must they come with their own
    partner municipality?), `max_paid_travellers` (paid travellers a partner municipality, at most) and
    `min_administration` (of them from the administration, at least). `preference` is a wish, no condition.
    `carried_over` marks a rule that was stated for another series.

    Whom `actors` and `stages` name may come, whom `actors_excluded` and `stages_excluded` name may not, and of all
    others the rule says nothing: silence excludes nobody. `inferred` names what no source states, a whole field
    ("stages") or one value of it ("actors:diaspora"); that may let somebody in, and never shuts anybody out.
    `confidence` is that of what is stated, `evidence` a short quotation for it.

    Raises:
        BadModel: for an unknown stage, no kind of actor at all, a word both named and excluded, or more from the
            administration than may travel.
    """

    side: Side = field(converter=_side)
    actors: frozenset[str] | None = field(converter=_known_words)
    stages: frozenset[str] | None = field(converter=_known_words)
    valid_from: date
    scope: Scope | None = None
    scope_text: Term | None = field(default=None, converter=phrase)
    partner_required: bool | None = None
    max_paid_travellers: int | None = None
    min_administration: int | None = None
    conditions: tuple[Condition, ...] = field(default=(), converter=_conditions)
    preference: Term | None = field(default=None, converter=phrase)
    carried_over: bool = False
    sources: tuple[Source, ...] = field(default=(), repr=False)
    confidence: Confidence = field(default=Confidence.MEDIUM, converter=as_confidence)
    actors_excluded: frozenset[str] = field(default=frozenset(), converter=_words, kw_only=True)
    stages_excluded: frozenset[str] = field(default=frozenset(), converter=_words, kw_only=True)
    inferred: frozenset[str] = field(default=frozenset(), converter=_words, kw_only=True)
    evidence: str = field(default="", repr=False, kw_only=True)

    __repr__ = short_repr

    def __attrs_post_init__(self) -> None:
        as_day(self.valid_from, "valid_from")
        if self.actors is not None and not self.actors:
            raise BadModel(
                Term(
                    "eine Regel zum Publikum ohne Akteure lässt niemanden ein: None sagt, dass sie nicht bekannt sind",
                    "an audience rule without any kind of actor lets nobody in: None says that it is not known",
                )
            )
        _check_stages(self.stages or frozenset(), "stages")
        _check_stages(self.stages_excluded, "stages_excluded")
        for named, excluded in ((self.actors, self.actors_excluded), (self.stages, self.stages_excluded)):
            both = sorted(excluded.intersection(named or ()))
            if both:
                raise BadModel(
                    Term(
                        f"eine Regel zum Publikum kann nicht zugleich nennen und ausschließen: {', '.join(both)}",
                        f"an audience rule cannot both name and exclude: {', '.join(both)}",
                    )
                )
        most, least = self.max_paid_travellers, self.min_administration
        for travellers, argument in ((most, "max_paid_travellers"), (least, "min_administration")):
            if travellers is not None:
                count(travellers, argument)
        if most is not None and least is not None and least > most:
            raise BadModel(
                Term(
                    f"{least} von {most} Reisenden können nicht aus der Verwaltung kommen",
                    f"{least} of {most} travellers cannot come from the administration",
                )
            )

    def infers(self, name: str, value: str | None = None) -> bool:
        """Whether a field, or this value of it, is inferred rather than stated.

        >>> rule = AudienceRule("german", {"ngo", "diaspora"}, None, date(2020, 1, 1), inferred={"actors:diaspora"})
        >>> rule.infers("actors"), rule.infers("actors", "diaspora")
        (False, True)
        """
        return name in self.inferred or f"{name}:{value}" in self.inferred


def _check_stages(stages: frozenset[str], argument: str) -> None:
    for stage in sorted(stages, key=str):
        if stage not in STAGES:
            raise UnknownChoice(stage, sorted(STAGES), argument=argument, suggestions=nearest(stage, STAGES))


def _by_day(rules: Iterable[AudienceRule]) -> tuple[AudienceRule, ...]:
    found = instances(rules, AudienceRule, "rules")
    return tuple(sorted(found, key=lambda rule: (rule.side.value, rule.valid_from)))


@frozen(repr=False)
class Audience:
    """All audience rules of a series, and the text they were drawn from.

    Raises:
        BadModel: if two rules of one side hold from the same day.
    """

    rules: tuple[AudienceRule, ...] = field(default=(), converter=_by_day)
    text: Term | None = field(default=None, converter=phrase)

    __repr__ = short_repr

    def __attrs_post_init__(self) -> None:
        for rule, following in zip(self.rules, self.rules[1:], strict=False):
            if (rule.side, rule.valid_from) == (following.side, following.valid_from):
                raise BadModel(
                    Term(
                        f"zwei Regeln für „{rule.side.text('de')}“ gelten ab {rule.valid_from}",
                        f"two rules of the {rule.side.text('en')} hold from {rule.valid_from}",
                    )
                )

    def rule(self, side: Side | str, *, on: date) -> AudienceRule | None:
        """The rule of a side on a day: the last one that was read by then; None before the first.

        Days before the first rule are not known, which is not the same as open to nobody.

        Raises:
            NotADay: for a datetime and anything else that is no day.
        """
        as_day(on)
        wanted = choice(Side, side, "side")
        read = [rule for rule in self.rules if rule.side is wanted and rule.valid_from <= on]
        return read[-1] if read else None

    def sides(self) -> tuple[Side, ...]:
        """The sides that have a rule."""
        return tuple(side for side in Side if any(rule.side is side for rule in self.rules))
