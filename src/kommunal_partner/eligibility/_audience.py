"""What the audience rules ask of a partnership: that one is known for the day, its own scope, further conditions."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from datetime import date
from typing import Final

from kommunal_partner.eligibility._cases import PartnershipCase, rule_row
from kommunal_partner.eligibility._occasion import Occasion, audience_of, evidence_of, scope_of
from kommunal_partner.eligibility._scope import asks_oda, region_of, within
from kommunal_partner.eligibility.sentences import (
    AUDIENCE_KNOWN,
    AUDIENCE_NOT_KNOWN,
    AUDIENCE_NOT_KNOWN_YET,
    CONDITION_SEEN,
    CONDITION_TO_CHECK,
)
from kommunal_partner.participants import Side
from kommunal_partner.partnerships import Partnership
from kommunal_partner.series import (
    AudienceRule,
    Condition,
    CountryScope,
    DatedScope,
    PlainScope,
    PublishedList,
    Scope,
    scope_on,
)
from kommunal_partner.sources import Evidence
from kommunal_partner.verdicts import Verdict, all_of, any_of, undecided, yes

RULE: Final = "audience/1"
CONDITIONS: Final = "conditions/1"
HAS_LABEL: Final = "HAS_LABEL"


def audience_known(case: PartnershipCase) -> Verdict | None:
    """Whether an audience rule of the German side is known for the day; before the first rule nothing is known."""
    rule = case.day.rule(Side.GERMAN)
    if rule is None:
        return audience_missing(case.occasion, Side.GERMAN, case.on)
    return yes(AUDIENCE_KNOWN, evidence=case.day.rows, rule=RULE, as_of=case.on, on=case.on, since=rule.valid_from)


def audience_missing(occasion: Occasion, side: Side, day: date) -> Verdict:
    """Undecided, because no rule of the side is known for the day."""
    later = [rule for rule in audience_of(occasion).rules if rule.side is side]
    if not later:
        return undecided(AUDIENCE_NOT_KNOWN, evidence=evidence_of(occasion), rule=RULE, as_of=day, on=day, side=side)
    return undecided(
        AUDIENCE_NOT_KNOWN_YET,
        evidence=(rule_row(later[0]),),
        rule=RULE,
        as_of=day,
        on=day,
        side=side,
        start=later[0].valid_from,
    )


def audience_scope(case: PartnershipCase) -> Verdict | None:
    """Whether a partner country is in the scope of the audience rules, where that is not the scope of the series.

    A rule older than the scope that the series has on the day is no longer asked: the younger statement speaks.
    """
    own = scope_of(case.occasion, case.on)
    verdicts = [
        any_of(
            [within(case.grounds, scope, country, case.on, case.beyond, row) for country in case.countries],
            rule=RULE,
            as_of=case.on,
        )
        for scope, row in _scopes(case)
        if case.countries and not _says_the_same(own, scope)
    ]
    return all_of(verdicts, rule=RULE, as_of=case.on) if verdicts else None


def _scopes(case: PartnershipCase) -> Iterator[tuple[PlainScope, Evidence]]:
    since = _scope_since(case.occasion.scope, case.on)
    for rule in case.day.rules:
        scope = None if rule.scope is None else scope_on(rule.scope, case.on)
        if scope is not None and (since is None or rule.valid_from >= since):
            yield scope, rule_row(rule)


def _scope_since(scope: Scope | None, day: date) -> date | None:
    """The day on which the scope that holds on a day began, as far as it is dated."""
    if not isinstance(scope, DatedScope):
        return None
    return next((span.start for span, _ in scope.timeline if span.contains(day)), None)


def _says_the_same(own: PlainScope | None, scope: PlainScope) -> bool:
    """Whether a scope adds nothing to that of the occasion: the same region or countries, and no list beside it."""
    if own is None or (asks_oda(scope) and not asks_oda(own)):
        return False
    return _set_of(own) == _set_of(scope)


def _set_of(scope: PlainScope) -> Hashable:
    region = region_of(scope)
    if region is None and isinstance(scope, (CountryScope, PublishedList)):
        return scope.countries
    return region or type(scope).__name__


def conditions(case: PartnershipCase) -> Verdict | None:
    """What the rules ask of every municipality beyond their columns: undecided, unless it was seen of the partnership.

    What they ask of one kind of actor alone is a question about a person.
    """
    verdicts = [
        condition_verdict(case.partnership, condition, rule, case.on)
        for rule in case.day.rules
        for condition in rule.conditions
        if condition.actor in OF_MUNICIPALITIES
    ]
    return all_of(verdicts, rule=CONDITIONS, as_of=case.on) if verdicts else None


OF_MUNICIPALITIES: Final = frozenset({None, "municipality"})
"""Of whom a condition is asked that a partnership must meet."""


def condition_verdict(partnership: Partnership | None, condition: Condition, rule: AudienceRule, day: date) -> Verdict:
    """One condition: a label may have been seen to hold on the day; one that was not seen may be there all the same."""
    if condition.code == HAS_LABEL and partnership is not None and condition.value in partnership.labels_on(day):
        seen = [one for one in partnership.labels if one.value == condition.value]
        rows: list[Evidence] = [rule_row(rule), *seen]
        return yes(CONDITION_SEEN, evidence=rows, rule=CONDITIONS, as_of=day, side=rule.side, condition=condition.text)
    return undecided(
        CONDITION_TO_CHECK,
        evidence=(rule_row(rule),),
        rule=CONDITIONS,
        as_of=day,
        side=rule.side,
        condition=condition.text,
    )
