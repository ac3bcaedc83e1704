"""Whether a partnership fits an occasion: every rule checked, each with its own answer, reason and rows.

A rule is a plain function from a `PartnershipCase` to a verdict, or to None where it asks nothing. Mix in your own:

>>> from kommunal_partner.facts import load_facts
>>> from kommunal_partner.verdicts import Reason, no, yes
>>> KNOWN = Reason("FORM_KNOWN", de="Die Form ist bekannt.", en="Its form is known.")
>>> NOT_KNOWN = Reason("FORM_NOT_KNOWN", de="Die Form ist nicht bekannt.", en="Its form is not known.")
>>> def has_form(case):
...     return yes(KNOWN) if case.partnership.forms else undecided(NOT_KNOWN)
>>> verdict = assess_partnership(load_facts(), "dp0021", "rk-afrika-5", rules=(*PARTNERSHIP_RULES, has_form))
>>> verdict.answer, verdict.checks[-1].text("en")
(<Answer.YES: 'yes'>, 'Its form is known.')
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, Final

from kommunal_partner._checks import as_day, each_of, function, having, items, nearest, neither
from kommunal_partner.countries import Country
from kommunal_partner.eligibility._audience import audience_known, audience_scope, conditions
from kommunal_partner.eligibility._cases import OccasionDay, PartnershipCase, PartnershipRule
from kommunal_partner.eligibility._country import Beyond, check_beyond
from kommunal_partner.eligibility._days import days_to_judge, throughout
from kommunal_partner.eligibility._grounds import Grounds
from kommunal_partner.eligibility._occasion import (
    Occasion,
    asked_days,
    audience_of,
    occasion_of,
    occasion_stands,
    phase_days,
)
from kommunal_partner.eligibility._relations import relation, relation_days
from kommunal_partner.eligibility._scope import country_on, scope_turning_days
from kommunal_partner.eligibility._units import units_fit
from kommunal_partner.eligibility.sentences import ANSWER_TURNS, EVERY_DAY, PARTNERSHIP_ID
from kommunal_partner.errors import BadRule, UnknownName
from kommunal_partner.fuzzy_dates import FuzzyDate
from kommunal_partner.municipalities import GermanUnit
from kommunal_partner.partnerships import Partnership
from kommunal_partner.series import EventSeries
from kommunal_partner.verdicts import Verdict, all_of, any_of, yes

RULE: Final = "partnership/1"


# ── the rules ────────────────────────────────────────────────────────────────────────────────────────────────────────


def series_stands(case: PartnershipCase) -> Verdict | None:
    """Undecided if the series, or the rhythm the expectation rests on, is overdue or has lapsed."""
    return occasion_stands(case.occasion, case.on)


def partner_country(case: PartnershipCase) -> Verdict | None:
    """Whether a partner country is in the scope and on the list of recipients; of several, one is enough."""
    verdicts = [country_on(case.grounds, case.occasion, country, case.on, case.beyond) for country in case.countries]
    if len(verdicts) > 1:
        return any_of(verdicts, rule=verdicts[0].rule, as_of=case.on)
    return verdicts[0] if verdicts else None


PARTNERSHIP_RULES: Final[tuple[PartnershipRule, ...]] = (
    series_stands,
    audience_known,
    partner_country,
    audience_scope,
    units_fit,
    relation,
    conditions,
)
"""The rules that hold unless others are given, in the order in which they are checked."""

_OF_COUNTRIES: Final = frozenset({series_stands, audience_known, partner_country, audience_scope})
"""The rules that read nothing of a partnership but its countries."""


# ── the question ─────────────────────────────────────────────────────────────────────────────────────────────────────


def assess_partnership(
    facts: Grounds,
    partnership: Partnership | str,
    occasion: Occasion | str,
    *,
    on: date | FuzzyDate | None = None,
    seen_by: date | None = None,
    beyond: Beyond = "undecided",
    rules: Sequence[PartnershipRule] = PARTNERSHIP_RULES,
) -> Verdict:
    """Whether the partnership fits the occasion, with a check for every rule, not only for the first that fails.

    Partnership and occasion may be given by their ids in the facts. The days are those of the edition, or `on`; a
    series needs `on`. On one day: no if a rule says no, else undecided if one is undecided, else yes. If the answer is
    not the same on every day it is undecided, with a check for each stretch of days; `verdict.ends(Answer.UNDECIDED)`
    lists what would have to be known.

    The country (one of several is enough) must be in the scope and on the list of recipients, municipalities on both
    sides be named, and the relation have been seen at a stage that is admitted, less than a year before the occasion,
    or before `seen_by`, the day on which the list is drawn up, where that is earlier; what was seen longer ago, or on
    lists alone, is undecided with the code STAGE_TO_CONFIRM. Only what a source excludes is a no: what the rules do not
    name, what is inferred, carried over or of low confidence leaves the answer open.

    Raises:
        BadRule: if a series comes without `on`, an edition with a day that is none of its own, for an unknown `beyond`,
            or for rules that are no functions.
        UnknownName: for the id of a partnership, a series or an edition that there is not.
        NotADay: if `on` or `seen_by` is a datetime or no day at all.
    """
    judge = PartnershipJudge(facts, occasion, rules, on=on, seen_by=seen_by, beyond=beyond)
    return judge(partnership_of(facts, partnership))


def read_rules(rules: object, argument: str) -> tuple[Any, ...]:
    """The rules, each a function.

    Raises:
        BadRule: for anything else.
    """
    found = items(rules, argument, BadRule)
    for rule in found:
        function(rule, each_of(argument), BadRule)
    return found


def partnership_of(facts: Grounds, given: object) -> Partnership:
    """The partnership itself; a text is its id in the facts.

    Raises:
        UnknownName: if the facts hold none of that id.
        BadRule: for anything else.
    """
    if isinstance(given, Partnership):
        return given
    if not isinstance(given, str):
        raise neither(BadRule, "partnership", given, "Partnership")
    if given not in facts.partnerships:
        raise UnknownName(PARTNERSHIP_ID, given, nearest(given, facts.partnerships))
    return facts.partnerships[given]


class PartnershipJudge:
    """`assess_partnership` for one partnership after the other: what depends on the countries alone is judged once."""

    def __init__(
        self,
        facts: Grounds,
        occasion: Occasion | str,
        rules: Sequence[PartnershipRule] = PARTNERSHIP_RULES,
        *,
        on: date | FuzzyDate | None = None,
        seen_by: date | None = None,
        beyond: Beyond = "undecided",
        argument: str = "rules",
    ) -> None:
        check_beyond(beyond)
        having(facts, ("oda", "regions"), "facts")
        self.facts = facts
        self.occasion = occasion_of(facts, occasion)
        self.rules: tuple[PartnershipRule, ...] = read_rules(rules, argument)
        self.seen_by = None if seen_by is None else as_day(seen_by, "seen_by")
        self.beyond: Beyond = beyond
        self.asked = asked_days(self.occasion, on)
        self._first, self._last = self.asked.meant[0][0], self.asked.meant[-1][1]
        rules_that_turn = [getattr(rule, "turning_days", None) for rule in self.rules]
        self._turning = [turning for turning in rules_that_turn if turning is not None]
        self._settings: dict[date, OccasionDay] = {}
        self._by_countries: dict[tuple[date, frozenset[str]], dict[PartnershipRule, Verdict | None]] = {}
        self._country_days: dict[str, tuple[date, ...]] = {}

    def __call__(self, partnership: Partnership) -> Verdict:
        """The verdict on one partnership."""
        if self.asked.is_one_day:
            return all_of(self._checks(partnership, self._first), rule=RULE, as_of=self._first)
        days = self._days(partnership)
        if len(days) == 1:
            return all_of([yes(EVERY_DAY, rule=RULE, when=self.asked), *self._checks(partnership, days[0])], rule=RULE)
        verdicts = [all_of(self._checks(partnership, day), rule=RULE, as_of=day) for day in days]
        return throughout(days, verdicts, when=self.asked, changes=ANSWER_TURNS, rule=RULE)

    def _checks(self, partnership: Partnership, day: date) -> list[Verdict]:
        setting = self._settings.get(day)
        if setting is None:
            setting = OccasionDay(self.facts, self.occasion, day, self.beyond, self.seen_by)
            self._settings[day] = setting
        case = PartnershipCase(setting, partnership)
        key = day, partnership.countries
        shared = self._by_countries.get(key)
        if shared is None:
            shared = {rule: rule(case) for rule in self.rules if rule in _OF_COUNTRIES}
            self._by_countries[key] = shared
        checks = [shared[rule] if rule in shared else rule(case) for rule in self.rules]
        return [check for check in checks if check is not None]

    # ── days ──

    def _days(self, partnership: Partnership) -> list[date]:
        """The days to judge: those on which something about the countries, or about what was seen, may turn."""
        return days_to_judge(self.asked.meant, self.turning_days(partnership))

    def turning_days(self, partnership: Partnership) -> Iterator[date]:
        """Every day asked about on which something about the partnership and the occasion may be judged differently."""
        for unit in partnership.foreign_units:
            yield from self._of_country(unit.country)
        yield from self._inside(relation_days(partnership))
        yield from self._inside(day for unit in partnership.german_units for day in _ends_of_keys(unit))
        for turning in self._turning:
            yield from self._inside(turning(partnership))

    def _inside(self, days: Iterable[date]) -> list[date]:
        return [day for day in days if self._first < day <= self._last]

    def _of_country(self, country: Country) -> tuple[date, ...]:
        """The turning days of a country, and those of the occasion whatever the country."""
        known = self._country_days.get(country.alpha3)
        if known is None:
            scopes = [self.occasion.scope, *(rule.scope for rule in audience_of(self.occasion).rules)]
            days = {day for scope in scopes for day in scope_turning_days(self.facts, scope, country)}
            days.update(self.turning_days_of_occasion())
            known = self._country_days[country.alpha3] = tuple(sorted(self._inside(days)))
        return known

    def turning_days_of_occasion(self) -> Iterator[date]:
        """Every day from which on something about the occasion may be judged differently, whomever it is about."""
        yield from (rule.valid_from for rule in audience_of(self.occasion).rules)
        if isinstance(self.occasion, EventSeries):
            for first, last in self.asked.meant:
                yield from phase_days(self.occasion, first, last)


def _ends_of_keys(unit: GermanUnit) -> list[date]:
    return [key.end for key in unit.keys if key.end is not None]
