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

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final, TypeAlias

from attrs import field, frozen

from kommunal_partner.eligibility.audience import audience_known, audience_scope, conditions
from kommunal_partner.eligibility.cases import (
    PartnershipCase,
    PartnershipRule,
    Setting,
    by_countries,
    observed,
    places,
    rule_row,
)
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
from kommunal_partner.verdicts import Answer, Reason, Verdict, all_of, any_of, undecided, yes

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


@by_countries
def series_stands(case: PartnershipCase) -> Verdict | None:
    """Undecided if the series, or the rhythm the expectation rests on, has lapsed."""
    return occasion_stands(case.occasion, case.on)


@by_countries
def partner_country(case: PartnershipCase) -> Verdict | None:
    """Whether a partner country is in the scope and on the list of recipients; of several, one is enough."""
    verdicts = [country_on(case.grounds, case.occasion, country, case.on, case.beyond) for country in case.countries]
    if len(verdicts) > 1:
        return any_of(verdicts, rule=verdicts[0].rule, as_of=case.on)
    return verdicts[0] if verdicts else None


@by_countries
def with_partner(case: PartnershipCase) -> Verdict | None:
    """Whether there is a municipality at home and one abroad, and whether both must come."""
    if not case.partnership.german_units:
        return undecided(NO_UNIT_AT_HOME, rule=PARTNER, as_of=case.on)
    if not case.partnership.foreign_units:
        return undecided(NO_UNIT_ABROAD, rule=PARTNER, as_of=case.on)
    rule = case.setting.rule(Side.GERMAN)
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


_Checks: TypeAlias = list[tuple[int, Verdict | None]]


@frozen(eq=False)
class _Shared:
    """What is said of all partnerships in the same countries: the days to judge, the checks, and what they make.

    `setting` is that of the day where there is but one to judge. `by_observations` remembers the checks of the other
    rules by what was seen, for all countries with the same days; `joined` the whole verdicts by these checks.
    """

    days: tuple[date, ...]
    checks: list[Verdict | None]
    made: Verdict
    setting: Setting | None
    by_observations: dict[tuple[int | None, ...], tuple[_Checks, Partnership]]
    joined: dict[int, Verdict] = field(factory=dict)


class PartnershipJudge:
    """`assess_partnership` for many partnerships: those of whom the same was seen are judged once.

    It gives the same verdicts as asking for each partnership anew.
    """

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
        self._one_day = self.asked.is_one_day
        self._first, self._last = self.asked.meant[0][0], self.asked.meant[-1][1]
        # The first check is the one about the days; the rules follow in their order.
        places_of = list(enumerate(self.rules, 1))
        self._shared_rules = [(place, rule) for place, rule in places_of if getattr(rule, "by_countries", False)]
        self._own_rules = [(place, rule) for place, rule in places_of if not getattr(rule, "by_countries", False)]
        self._all_by_observations = all(getattr(rule, "by_observations", False) for _, rule in self._own_rules)
        self._settings: dict[date, Setting] = {}
        self._by_countries: dict[tuple[str, ...], _Shared] = {}
        self._by_observations: dict[tuple[date, ...], dict[tuple[int | None, ...], tuple[_Checks, Partnership]]] = {}
        self._by_days: dict[tuple[tuple[str, ...], tuple[date, ...]], _Shared] = {}

    def __call__(self, partnership: Partnership) -> Verdict:
        """The verdict on one partnership."""
        key = places(partnership)
        shared = self._by_countries.get(key)
        if shared is None:
            shared = self._by_countries[key] = self._judge_countries(partnership)
        if not self._one_day:
            shared = self._with_own_days(key, partnership, shared)
        if not self._all_by_observations:
            return self._joined(shared, self._own_checks(partnership, shared))
        what = observed(partnership)
        known = shared.by_observations.get(what)
        if known is None:
            # What was seen counts by identity, so the partnership is kept beside the checks.
            known = shared.by_observations[what] = self._own_checks(partnership, shared), partnership
        verdict = shared.joined.get(id(known))
        if verdict is None:
            verdict = shared.joined[id(known)] = self._joined(shared, known[0])
        return verdict

    def _own_checks(self, partnership: Partnership, shared: _Shared) -> _Checks:
        """The checks of the rules that look at more than the countries, with their place."""
        if shared.setting is None:
            return [(place, self._check(rule, partnership, shared.days)) for place, rule in self._own_rules]
        case = PartnershipCase(shared.setting, partnership)
        return [(place, rule(case)) for place, rule in self._own_rules]

    def _joined(self, shared: _Shared, own: _Checks) -> Verdict:
        checks = shared.checks.copy()
        answers: list[Answer] = []
        for place, check in own:
            if check is not None:
                checks[place] = check
                answers.append(check.answer)
        said = tuple([check for check in checks if check is not None])
        as_of = shared.days[0] if self._one_day else None
        made = shared.made.answer
        if Answer.NO not in answers and (made is Answer.NO or Answer.UNDECIDED not in answers):
            # The countries alone decide: one sentence says it of all.
            return Verdict(made, shared.made.sentence, (), said, RULE, as_of)
        return all_of(said, rule=RULE, as_of=as_of)

    def setting(self, day: date) -> Setting:
        """What all cases of a day share."""
        setting = self._settings.get(day)
        if setting is None:
            setting = self._settings[day] = Setting(self.grounds, self.occasion, day, self.beyond)
        return setting

    def _judge_countries(self, partnership: Partnership) -> _Shared:
        turning = () if self._one_day else self._turning_days_of_countries(partnership)
        return self._judge_days(partnership, tuple(days_to_judge(self.asked.meant, turning)))

    def _judge_days(self, partnership: Partnership, days: tuple[date, ...]) -> _Shared:
        checks: list[Verdict | None] = [None] * (len(self.rules) + 1)
        if not self._one_day and len(days) == 1:
            checks[0] = yes(EVERY_DAY, rule=RULE, when=self.asked)
        for place, rule in self._shared_rules:
            checks[place] = self._check(rule, partnership, days)
        made = all_of([check for check in checks if check is not None])
        setting = self.setting(days[0]) if len(days) == 1 else None
        return _Shared(days, checks, made, setting, self._by_observations.setdefault(days, {}))

    def _check(self, rule: PartnershipRule, partnership: Partnership, days: tuple[date, ...]) -> Verdict | None:
        return merged_days(days, [rule(PartnershipCase(self.setting(day), partnership)) for day in days], self.asked)

    # ── days ──

    def _with_own_days(self, key: tuple[str, ...], partnership: Partnership, shared: _Shared) -> _Shared:
        """The same, with the days on which what was seen of the partnership may turn."""
        own = [day for day in self._own_turning_days(partnership) if self._first < day <= self._last]
        days = tuple(days_to_judge(self.asked.meant, (*shared.days, *own))) if own else shared.days
        if days == shared.days:
            return shared
        found = self._by_days.get((key, days))
        if found is None:
            found = self._by_days[key, days] = self._judge_days(partnership, days)
        return found

    def turning_days(self, partnership: Partnership) -> Iterator[date]:
        """Every day from which on something about the partnership and the occasion may be judged differently."""
        yield from self._turning_days_of_countries(partnership)
        yield from self._own_turning_days(partnership)

    def _turning_days_of_countries(self, partnership: Partnership) -> Iterator[date]:
        scopes = [self.occasion.scope, *(rule.scope for rule in audience_of(self.occasion).rules)]
        for unit in partnership.foreign_units:
            for scope in scopes:
                yield from scope_turning_days(self.grounds, scope, unit.country)
        yield from self.turning_days_of_occasion()

    def _own_turning_days(self, partnership: Partnership) -> Iterator[date]:
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
