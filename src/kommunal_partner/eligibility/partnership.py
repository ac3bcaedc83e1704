"""Whether a partnership fits an occasion: every rule checked, each with its own answer, reason and rows.

A rule is a plain function from a `PartnershipCase` to a verdict, or to None where it asks nothing. Mix in your own:

>>> from kommunal_partner.facts import load_facts
>>> from kommunal_partner.verdicts import Reason, no, yes
>>> KNOWN = Reason("FORM_KNOWN", de="Die Form ist bekannt.", en="Its form is known.")
>>> NOT_KNOWN = Reason("FORM_NOT_KNOWN", de="Die Form ist nicht bekannt.", en="Its form is not known.")
>>> def has_form(case):
...     return yes(KNOWN) if case.partnership.forms else undecided(NOT_KNOWN)
>>> facts = load_facts()
>>> conference = facts.series["rk-afrika"].edition("rk-afrika-5")
>>> verdict = assess_partnership(facts, facts.partnerships["dp0021"], conference, rules=(*PARTNERSHIP_RULES, has_form))
>>> verdict.answer, verdict.checks[-1].text("en")
(<Answer.YES: 'yes'>, 'Its form is known.')
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from datetime import date
from typing import Final

from attrs import frozen

from kommunal_partner.eligibility.audience import audience_known, audience_scope, conditions
from kommunal_partner.eligibility.cases import PartnershipCase, PartnershipRule, by_pattern, pattern, rule_row
from kommunal_partner.eligibility.country import Beyond
from kommunal_partner.eligibility.days import days_to_judge, throughout
from kommunal_partner.eligibility.grounds import Grounds
from kommunal_partner.eligibility.occasion import (
    Occasion,
    asked_days,
    audience_of,
    occasion_of,
    occasion_stands,
)
from kommunal_partner.eligibility.relations import relation, relation_turning_days
from kommunal_partner.eligibility.scope import (
    check_beyond,
    country_on,
    scope_turning_days,
)
from kommunal_partner.fuzzy_dates import FuzzyDate
from kommunal_partner.partnerships import Partnership
from kommunal_partner.series import (
    EventSeries,
    Side,
)
from kommunal_partner.verdicts import Reason, Verdict, all_of, any_of, undecided, yes

__all__ = [
    "ANSWER_TURNS",
    "EVERY_DAY",
    "NOT_ASKED_THEN",
    "NO_UNIT_ABROAD",
    "NO_UNIT_AT_HOME",
    "PARTNERSHIP_RULES",
    "PARTNER_NOT_ASKED",
    "WITH_PARTNER",
    "PartnershipJudge",
    "assess_partnership",
    "merged_days",
    "partner_country",
    "series_stands",
    "with_partner",
]

RULE: Final = "partnership/1"
PARTNER: Final = "partner/1"

NO_UNIT_ABROAD: Final = Reason(
    "NO_UNIT_ABROAD",
    de="Zu klären ist die Partnerkommune: Genannt ist keine im Ausland.",
    en="The partner municipality is to be clarified: none abroad is named.",
)
NO_UNIT_AT_HOME: Final = Reason(
    "NO_UNIT_AT_HOME",
    de="Zu klären ist die deutsche Kommune: Genannt ist keine.",
    en="The German municipality is to be clarified: none is named.",
)
WITH_PARTNER: Final = Reason(
    "WITH_PARTNER",
    de="Eine Partnerkommune im Ausland ist genannt; eingeladen wird zusammen mit ihr.",
    en="A partner municipality abroad is named; the invitation is for both together.",
)
PARTNER_NOT_ASKED: Final = Reason(
    "PARTNER_NOT_ASKED",
    de="Die Partnerkommune muss nicht mitkommen.",
    en="The partner municipality need not come along.",
)
EVERY_DAY: Final = Reason(
    "EVERY_DAY",
    de="Die Antwort gilt für jeden Tag, {when}; die Sätze nennen den ersten.",
    en="The answer holds for every day, {when}; the sentences name the first.",
)
ANSWER_TURNS: Final = Reason(
    "ANSWER_TURNS",
    de="Die Antwort hängt vom Tag ab ({when}): {turns}.",
    en="The answer depends on the day ({when}): {turns}.",
)
NOT_ASKED_THEN: Final = Reason(
    "NOT_ASKED_THEN", de="Am {on} wird dazu nichts verlangt.", en="On {on} nothing is asked about this."
)


# ── the rules ────────────────────────────────────────────────────────────────────────────────────────────────────────


@by_pattern
def series_stands(case: PartnershipCase) -> Verdict | None:
    """Undecided if the series, or the rhythm the expectation rests on, has lapsed."""
    return occasion_stands(case.occasion, case.on)


@by_pattern
def partner_country(case: PartnershipCase) -> Verdict | None:
    """Whether a partner country is in the scope and on the list of recipients; of several, one is enough."""
    verdicts = [country_on(case.grounds, case.occasion, country, case.on, case.beyond) for country in case.countries]
    if len(verdicts) > 1:
        return any_of(verdicts, rule=verdicts[0].rule, as_of=case.on)
    return verdicts[0] if verdicts else None


@by_pattern
def with_partner(case: PartnershipCase) -> Verdict | None:
    """Whether there is a municipality at home and one abroad, and whether both must come."""
    if not case.partnership.german_units:
        return undecided(NO_UNIT_AT_HOME, rule=PARTNER, as_of=case.on)
    if not case.partnership.foreign_units:
        return undecided(NO_UNIT_ABROAD, rule=PARTNER, as_of=case.on)
    rule = case.audience_rule(Side.GERMAN)
    if rule is None:
        return None
    reason = PARTNER_NOT_ASKED if rule.partner_required is False else WITH_PARTNER
    return yes(reason, evidence=(rule_row(rule),), rule=PARTNER, as_of=case.on)


PARTNERSHIP_RULES: Final[tuple[PartnershipRule, ...]] = (
    series_stands,
    audience_known,
    partner_country,
    audience_scope,
    with_partner,
    relation,
    conditions,
)
"""The rules that hold unless others are given, in the order in which they are checked."""


# ── the question ─────────────────────────────────────────────────────────────────────────────────────────────────────


def assess_partnership(
    grounds: Grounds,
    partnership: Partnership,
    occasion: Occasion | str,
    *,
    on: date | FuzzyDate | None = None,
    beyond: Beyond = "undecided",
    rules: Sequence[PartnershipRule] = PARTNERSHIP_RULES,
) -> Verdict:
    """Whether the partnership fits the occasion, with a check for every rule, not only for the first that fails.

    The days are those of the edition, or `on`; a series needs `on`. Yes if all rules say so on every day, no if one
    says no on every day, undecided otherwise: `verdict.ends(Answer.UNDECIDED)` lists what would have to be known.

    The country (one of several is enough) must be in the scope and on the list of recipients, the stage of the
    relation must have been seen for that day (see `eligibility.relations`), a municipality on either side be named.
    The rule of the German side decides; that of the partner side counts as far as one is known for the day.
    Preferences are no conditions. A rule carried over from another series counts with low confidence.

    Raises:
        BadRule: if a series comes without `on`, or for an unknown `beyond`.
        UnknownName: for the id of a series that there is not.
        NotADay: if `on` is a datetime or no day at all.
    """
    return PartnershipJudge(grounds, occasion, rules, on=on, beyond=beyond)(partnership)


@frozen
class _Judged:
    """What is said of all partnerships of one pattern: the days to judge, the checks by rule, and the verdict."""

    days: tuple[date, ...]
    checks: tuple[Verdict | None, ...]
    verdict: Verdict | None


class PartnershipJudge:
    """`assess_partnership` for many partnerships of one occasion: those the rules cannot tell apart are judged once."""

    def __init__(
        self,
        grounds: Grounds,
        occasion: Occasion | str,
        rules: Sequence[PartnershipRule] = PARTNERSHIP_RULES,
        *,
        on: date | FuzzyDate | None = None,
        beyond: Beyond = "undecided",
    ) -> None:
        check_beyond(beyond)
        self.grounds = grounds
        self.occasion = occasion_of(grounds, occasion)
        self.rules = tuple(rules)
        self.beyond: Beyond = beyond
        self.asked = asked_days(self.occasion, on)
        self._shared = tuple(bool(getattr(rule, "by_pattern", False)) for rule in self.rules)
        self._known: dict[Hashable, _Judged] = {}
        self._kept: list[Partnership] = []

    def __call__(self, partnership: Partnership) -> Verdict:
        """The verdict on one partnership."""
        key = pattern(partnership)
        known = self._known.get(key)
        if known is None:
            # A pattern compares by identity, so what it was read from must not go while the pattern is remembered.
            self._kept.append(partnership)
            known = self._known[key] = self._judge(partnership)
        return self._with_own(partnership, known) if known.verdict is None else known.verdict

    def case(self, partnership: Partnership, day: date) -> PartnershipCase:
        """What the rules are given about a partnership on a day."""
        return PartnershipCase(self.grounds, self.occasion, day, partnership, self.beyond)

    def _judge(self, partnership: Partnership) -> _Judged:
        days = self._days(partnership)
        checks = tuple(
            self._check(rule, partnership, days) if shared else None
            for rule, shared in zip(self.rules, self._shared, strict=True)
        )
        return _Judged(days, checks, self._verdict(days, checks) if all(self._shared) else None)

    def _with_own(self, partnership: Partnership, known: _Judged) -> Verdict:
        checks = [
            check if shared else self._check(rule, partnership, known.days)
            for rule, shared, check in zip(self.rules, self._shared, known.checks, strict=True)
        ]
        return self._verdict(known.days, checks)

    def _check(self, rule: PartnershipRule, partnership: Partnership, days: Sequence[date]) -> Verdict | None:
        return merged_days(days, [rule(self.case(partnership, day)) for day in days], self.asked)

    def _verdict(self, days: Sequence[date], checks: Iterable[Verdict | None]) -> Verdict:
        asked = [check for check in checks if check is not None]
        if self.asked.is_one_day:
            return all_of(asked, rule=RULE, as_of=days[0])
        if len(days) == 1:
            asked.insert(0, yes(EVERY_DAY, rule=RULE, when=self.asked))
        return all_of(asked, rule=RULE)

    def _days(self, partnership: Partnership) -> tuple[date, ...]:
        if self.asked.is_one_day:
            return (self.asked.meant[0][0],)
        return tuple(days_to_judge(self.asked.meant, self.turning_days(partnership)))

    def turning_days(self, partnership: Partnership) -> Iterator[date]:
        """Every day from which on something about the partnership and the occasion may be judged differently."""
        scopes = [self.occasion.scope, *(rule.scope for rule in audience_of(self.occasion).rules)]
        for unit in partnership.foreign_units:
            for scope in scopes:
                yield from scope_turning_days(self.grounds, scope, unit.country)
        yield from self.turning_days_of_occasion()
        yield from relation_turning_days(partnership)
        for own in self.rules:
            turning = getattr(own, "turning_days", None)
            if turning is not None:
                yield from turning(partnership)

    def turning_days_of_occasion(self) -> Iterator[date]:
        """Every day from which on something about the occasion may be judged differently, whomever it is about."""
        yield from (rule.valid_from for rule in audience_of(self.occasion).rules)
        if isinstance(self.occasion, EventSeries):
            # A series lapses on some day between two editions: the last day tells whether it did.
            yield from (last for _, last in self.asked.meant)


def merged_days(days: Sequence[date], verdicts: Sequence[Verdict | None], when: object) -> Verdict | None:
    """The verdicts of one rule on several days made one; None if it asks nothing on any of them."""
    if all(verdict is None for verdict in verdicts):
        return None
    if len(verdicts) == 1:
        return verdicts[0]
    said = [
        yes(NOT_ASKED_THEN, as_of=day, on=day) if verdict is None else verdict
        for day, verdict in zip(days, verdicts, strict=True)
    ]
    rule = next(verdict.rule for verdict in verdicts if verdict is not None)
    return throughout(days, said, when=when, changes=ANSWER_TURNS, rule=rule)
