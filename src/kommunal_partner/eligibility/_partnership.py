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

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final

from attrs import field, frozen

from kommunal_partner.eligibility._audience import audience_known, audience_scope, conditions
from kommunal_partner.eligibility._cases import (
    PartnershipCase,
    PartnershipRule,
    Setting,
    by_countries,
    find_of,
    is_by_countries,
    places,
    rule_row,
)
from kommunal_partner.eligibility._country import Beyond
from kommunal_partner.eligibility._days import days_to_judge, throughout
from kommunal_partner.eligibility._grounds import Grounds
from kommunal_partner.eligibility._judged import Frame, Judged, whole
from kommunal_partner.eligibility._occasion import (
    Occasion,
    asked_days,
    audience_of,
    lapse_days,
    occasion_of,
    occasion_stands,
)
from kommunal_partner.eligibility._relations import dates_seen, relation, turning_days_of
from kommunal_partner.eligibility._scope import check_beyond, country_on, scope_turning_days
from kommunal_partner.eligibility.sentences import (
    ANSWER_TURNS,
    EVERY_DAY,
    NO_UNIT_ABROAD,
    NO_UNIT_AT_HOME,
    PARTNER_NOT_ASKED,
    WITH_PARTNER,
)
from kommunal_partner.fuzzy_dates import FuzzyDate
from kommunal_partner.participants import Side
from kommunal_partner.partnerships import Partnership
from kommunal_partner.series import (
    EventSeries,
)
from kommunal_partner.verdicts import Verdict, all_of, any_of, undecided, yes

RULE: Final = "partnership/1"
PARTNER: Final = "partner/1"


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

    The days are those of the edition, or `on`; a series needs `on`. On one day: no if a rule says no, else undecided if
    one is undecided, else yes. If the answer is not the same on every day it is undecided, with a check for each
    stretch of days; `verdict.ends(Answer.UNDECIDED)` lists what would have to be known.

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


@frozen(eq=False)
class _Shared:
    """What partnerships in the same countries share: the checks by the place of their rule, and what they make alone.

    `frames` remembers what they make together with what one other rule says, by the identity of that.
    """

    checks: dict[int, Verdict]
    alone: Verdict
    frames: dict[int, Frame] = field(factory=dict)


class _DayJudge:
    """Judges partnerships on one day; what depends on the countries alone is judged once for each set of them.

    Where the day stands for several, `first` is the check that says so.
    """

    def __init__(self, setting: Setting, rules: Sequence[PartnershipRule], first: Verdict | None) -> None:
        self._setting = setting
        self._first = first
        self._as_of = setting.on if first is None else None
        # The first check is the one about the days; the rules follow in their order.
        placed = list(enumerate(rules, 1))
        self._shared_rules = [(place, rule) for place, rule in placed if is_by_countries(rule, setting)]
        self._own_rules = [(place, rule) for place, rule in placed if not is_by_countries(rule, setting)]
        # Where one rule alone looks at more than the countries, all but the rows behind it is said once.
        self._find = find_of(self._own_rules[0][1]) if len(self._own_rules) == 1 else None
        self._by_countries: dict[tuple[str, ...], _Shared] = {}

    def __call__(self, partnership: Partnership) -> Verdict | Judged:
        where = places(partnership)
        shared = self._by_countries.get(where)
        if shared is None:
            shared = self._by_countries[where] = self._judge_countries(partnership)
        if self._find is None:
            return self._one_by_one(shared, partnership) if self._own_rules else shared.alone
        found = self._find(self._setting, partnership)
        if found is None:
            return shared.alone
        said, rows = found
        frame = shared.frames.get(id(said))
        if frame is None:
            # What is said is kept in the frame, so no other object can take on its identity.
            frame = shared.frames[id(said)] = self._frame(shared, said)
        return Judged(frame, rows)

    def _judge_countries(self, partnership: Partnership) -> _Shared:
        checks = {} if self._first is None else {0: self._first}
        checks.update(self._said(self._shared_rules, partnership))
        return _Shared(checks, self._joined(checks))

    def _one_by_one(self, shared: _Shared, partnership: Partnership) -> Verdict:
        return self._joined({**shared.checks, **self._said(self._own_rules, partnership)})

    def _frame(self, shared: _Shared, said: Verdict) -> Frame:
        between = self._own_rules[0][0]
        made = self._joined({**shared.checks, between: said})
        return Frame(made, len([place for place in shared.checks if place < between]))

    def _said(self, rules: list[tuple[int, PartnershipRule]], partnership: Partnership) -> dict[int, Verdict]:
        """What the rules say, by their place; nothing of those that ask nothing."""
        case = PartnershipCase(self._setting, partnership)
        said = {place: rule(case) for place, rule in rules}
        return {place: check for place, check in said.items() if check is not None}

    def _joined(self, checks: dict[int, Verdict]) -> Verdict:
        return all_of([checks[place] for place in sorted(checks)], rule=RULE, as_of=self._as_of)


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
        self._first, self._last = self.asked.meant[0][0], self.asked.meant[-1][1]
        self._judges: dict[tuple[date, bool], _DayJudge] = {}
        self._days: dict[tuple[str, ...], tuple[date, ...]] = {}
        self._turns: dict[int, tuple[tuple[date, ...], FuzzyDate]] = {}
        rules_that_turn = [getattr(rule, "turning_days", None) for rule in self.rules]
        self._turning = [turning for turning in rules_that_turn if turning is not None]
        self._only = self._judge(self._first, alone=True) if self.asked.is_one_day else None

    def __call__(self, partnership: Partnership) -> Verdict:
        """The verdict on one partnership."""
        return whole(self._judged(partnership))

    def each(self, partnerships: Iterable[Partnership]) -> Iterator[Verdict | Judged]:
        """The verdict on each, in their order, some to be put together when they are read."""
        return map(self._judged if self._only is None else self._only, partnerships)

    def _judged(self, partnership: Partnership) -> Verdict | Judged:
        if self._only is not None:
            return self._only(partnership)
        days = self._days_of(partnership)
        if len(days) == 1:
            return self._judge(days[0], alone=True)(partnership)
        verdicts = [whole(self._judge(day, alone=False)(partnership)) for day in days]
        return throughout(days, verdicts, when=self.asked, changes=ANSWER_TURNS, rule=RULE)

    def _judge(self, day: date, *, alone: bool) -> _DayJudge:
        """The judge of a day, which stands alone for all the days asked about or is one of several."""
        judge = self._judges.get((day, alone))
        if judge is None:
            setting = Setting(self.grounds, self.occasion, day, self.beyond)
            many = alone and not self.asked.is_one_day
            first = yes(EVERY_DAY, rule=RULE, when=self.asked) if many else None
            judge = self._judges[day, alone] = _DayJudge(setting, self.rules, first)
        return judge

    # ── days ──

    def _days_of(self, partnership: Partnership) -> tuple[date, ...]:
        """The days to judge: those on which something about the countries, or about what was seen, may turn."""
        key = places(partnership)
        days = self._days.get(key)
        if days is None:
            turning = self._turning_days_of_countries(partnership)
            days = self._days[key] = tuple(days_to_judge(self.asked.meant, turning))
        own = [day for when in dates_seen(partnership) for day in self._turning_days_of(when)]
        own += [day for day in self._turning_days_of_rules(partnership) if self._first < day <= self._last]
        return tuple(days_to_judge(self.asked.meant, (*days, *own))) if own else days

    def turning_days(self, partnership: Partnership) -> Iterator[date]:
        """Every day from which on something about the partnership and the occasion may be judged differently."""
        yield from self._turning_days_of_countries(partnership)
        for when in dates_seen(partnership):
            yield from turning_days_of(when)
        yield from self._turning_days_of_rules(partnership)

    def _turning_days_of_countries(self, partnership: Partnership) -> Iterator[date]:
        scopes = [self.occasion.scope, *(rule.scope for rule in audience_of(self.occasion).rules)]
        for unit in partnership.foreign_units:
            for scope in scopes:
                yield from scope_turning_days(self.grounds, scope, unit.country)
        yield from self.turning_days_of_occasion()

    def _turning_days_of(self, when: FuzzyDate) -> tuple[date, ...]:
        """The turning days of a date within the days asked about: mostly none, and the same dates come often."""
        known = self._turns.get(id(when))
        if known is None:
            inside = tuple([day for day in turning_days_of(when) if self._first < day <= self._last])
            # With the date kept beside them, no other object can take on its identity.
            known = self._turns[id(when)] = inside, when
        return known[0]

    def _turning_days_of_rules(self, partnership: Partnership) -> Iterator[date]:
        for turning in self._turning:
            yield from turning(partnership)

    def turning_days_of_occasion(self) -> Iterator[date]:
        """Every day from which on something about the occasion may be judged differently, whomever it is about."""
        yield from (rule.valid_from for rule in audience_of(self.occasion).rules)
        if isinstance(self.occasion, EventSeries):
            for first, last in self.asked.meant:
                yield from lapse_days(self.occasion, first, last)
