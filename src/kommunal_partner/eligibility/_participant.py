"""Whether a person fits an occasion: side, kind of actor, partnership and delegation, each with its own answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final

from kommunal_partner._checks import each_of, instance, items
from kommunal_partner.countries import Country
from kommunal_partner.countries import country as country_of
from kommunal_partner.eligibility._actors import actor_admitted, actor_of
from kommunal_partner.eligibility._audience import OF_MUNICIPALITIES, audience_missing, condition_verdict
from kommunal_partner.eligibility._cases import NONE, ParticipantCase, ParticipantRule, PartnershipRule, rule_row
from kommunal_partner.eligibility._country import Beyond
from kommunal_partner.eligibility._days import days_to_judge, throughout
from kommunal_partner.eligibility._delegations import delegation_fits, travellers
from kommunal_partner.eligibility._grounds import Grounds
from kommunal_partner.eligibility._occasion import Occasion, occasion_stands
from kommunal_partner.eligibility._partnership import PARTNERSHIP_RULES, PartnershipJudge, partnership_of, read_rules
from kommunal_partner.eligibility._scope import country_on, scope_turning_days
from kommunal_partner.eligibility.sentences import (
    ANSWER_TURNS,
    COUNTRY_CONTRADICTED,
    COUNTRY_NOT_KNOWN,
    EVERY_DAY,
    NOT_OF_PARTNERSHIP,
    OF_PARTNERSHIP,
    OWN_PARTNERSHIP_NOT_ASKED,
    OWN_PARTNERSHIP_NOT_KNOWN,
    SIDE_CONTRADICTED,
    SIDE_KNOWN,
    SIDE_NOT_KNOWN,
)
from kommunal_partner.errors import BadRule
from kommunal_partner.fuzzy_dates import FuzzyDate
from kommunal_partner.municipalities import GermanUnit, Unit
from kommunal_partner.participants import Participant, Side
from kommunal_partner.partnerships import Partnership
from kommunal_partner.sources import Evidence
from kommunal_partner.verdicts import Verdict, all_of, no, undecided, yes

RULE: Final = "participant/1"
OWN: Final = "own partnership/1"

# ── the rules ────────────────────────────────────────────────────────────────────────────────────────────────────────


def occasion_holds(case: ParticipantCase) -> Verdict | None:
    """Undecided if the series has lapsed; asked where there is no partnership, whose own verdict says it."""
    return occasion_stands(case.occasion, case.on) if case.partnership is None else None


def side_known(case: ParticipantCase) -> Verdict | None:
    """Whether it is known on which side the person comes, and by which rule."""
    side, rule = case.side, case.audience_rule
    if side is None:
        return undecided(SIDE_NOT_KNOWN, rule=RULE, as_of=case.on)
    if rule is None:
        return audience_missing(case.occasion, side, case.on)
    unit = _own_unit(case)
    if unit is not None and isinstance(unit, GermanUnit) is not (side is Side.GERMAN):
        return undecided(SIDE_CONTRADICTED, evidence=(rule_row(rule),), rule=RULE, as_of=case.on, stated=side)
    return yes(SIDE_KNOWN, evidence=(rule_row(rule),), rule=RULE, as_of=case.on, side=side, since=rule.valid_from)


def own_partnership(case: ParticipantCase) -> Verdict | None:
    """Whether the person comes with their own partnership, where the rule asks for one.

    Whoever comes from none of its municipalities does not, whatever the side. Without a partnership, a rule that admits
    those without any relation is met.
    """
    rule, partnership = case.audience_rule, case.partnership
    rows = () if rule is None else (rule_row(rule, "partner_required"),)
    unit, stated = _own_unit(case), case.participant.country
    if partnership is not None and case.participant.municipality is not None and unit is None:
        return no(NOT_OF_PARTNERSHIP, evidence=rows, rule=OWN, as_of=case.on, partnership=partnership)
    if rule is None:
        return None
    if partnership is None and rule.partner_required is False and NONE in (rule.stages or ()):
        return yes(OWN_PARTNERSHIP_NOT_ASKED, evidence=rows, rule=OWN, as_of=case.on)
    if partnership is None or unit is None:
        return undecided(OWN_PARTNERSHIP_NOT_KNOWN, evidence=rows, rule=OWN, as_of=case.on)
    if stated is not None and country_of(stated) != _country(unit):
        return _contradicted(case, country_of(stated), _country(unit), rows)
    return yes(OF_PARTNERSHIP, evidence=rows, rule=OWN, as_of=case.on, partnership=partnership)


def _contradicted(case: ParticipantCase, stated: Country, country: Country, rows: tuple[Evidence, ...]) -> Verdict:
    return undecided(COUNTRY_CONTRADICTED, evidence=rows, rule=OWN, as_of=case.on, stated=stated, country=country)


def _own_unit(case: ParticipantCase) -> Unit | None:
    """The municipality of the person, as a unit of their partnership."""
    units = () if case.partnership is None else case.partnership.units
    return next((unit for unit in units if unit.id == case.participant.municipality), None)


def _country(unit: Unit) -> Country:
    return country_of("DEU") if isinstance(unit, GermanUnit) else unit.country


def own_country(case: ParticipantCase) -> Verdict | None:
    """Whether the country is in scope, for those on the partner side who come without a partnership."""
    if case.side is not Side.PARTNER or case.partnership is not None:
        return None
    code = case.participant.country
    if code is None:
        return undecided(COUNTRY_NOT_KNOWN, rule=RULE, as_of=case.on)
    return country_on(case.grounds, case.occasion, country_of(code), case.on, case.beyond)


def person_conditions(case: ParticipantCase) -> Verdict | None:
    """What the rule of the side asks beyond its columns of this actor, where the partnership is not asked it."""
    rule, given = case.audience_rule, actor_of(case.participant.actor)
    if rule is None:
        return None
    asked = [one for one in rule.conditions if given is None or one.actor in {None, given}]
    if case.partnership is not None:
        asked = [one for one in asked if one.actor not in OF_MUNICIPALITIES]
    verdicts = [condition_verdict(None, one, rule, case.on) for one in asked]
    return all_of(verdicts, rule=RULE, as_of=case.on) if verdicts else None


def partnership_fits(case: ParticipantCase) -> Verdict | None:
    """The verdict on the partnership the person comes with, by its own rules; None without one."""
    if case.partnership is None:
        return None
    judge = PartnershipJudge(
        case.grounds, case.occasion, case.partnership_rules, on=case.on, seen_by=case.seen_by, beyond=case.beyond
    )
    return judge(case.partnership)


PARTICIPANT_RULES: Final[tuple[ParticipantRule, ...]] = (
    occasion_holds,
    side_known,
    actor_admitted,
    own_partnership,
    partnership_fits,
    own_country,
    person_conditions,
    delegation_fits,
)
"""The rules that hold unless others are given, in the order in which they are checked."""


# ── the question ─────────────────────────────────────────────────────────────────────────────────────────────────────


def assess_participant(
    facts: Grounds,
    participant: Participant,
    occasion: Occasion | str,
    *,
    partnership: Partnership | str | None = None,
    delegation: Iterable[Participant] = (),
    on: date | FuzzyDate | None = None,
    seen_by: date | None = None,
    beyond: Beyond = "undecided",
    rules: Sequence[ParticipantRule] = PARTICIPANT_RULES,
    partnership_rules: Sequence[PartnershipRule] = PARTNERSHIP_RULES,
) -> Verdict:
    """Whether the person fits the occasion, with a check for every rule, not only for the first that fails.

    `partnership` is the one they come with; the verdict on it by `partnership_rules` (those given to `invite`, so that
    both say the same) is one of the checks. `delegation` are those of their municipality whose travel is to be paid as
    well. The kind of actor may be any word that the library prints for it ("Verein", "Verwaltung"). The days are those
    of the edition, or `on`; a series needs `on`.

    Raises:
        BadModel: if one id stands for two different records (a participant of two municipalities), or the delegation
            comes from different municipalities, countries or sides.
        BadRule: if a series comes without `on`, an edition with a day that is none of its own, for an unknown `beyond`,
            or for somebody who is no Participant.
        UnknownName, UnknownCountry: if there is no such series, partnership or country.
        NotADay: if `on` or `seen_by` is a datetime or no day at all.
    """
    people = (participant, *items(delegation, "delegation", BadRule))
    for one in people:
        instance(one, Participant, "participant" if one is participant else each_of("delegation"), BadRule)
    travellers(participant, people[1:])
    own = None if partnership is None else partnership_of(facts, partnership)
    asked_rules = read_rules(rules, "rules")
    judge = PartnershipJudge(
        facts, occasion, partnership_rules, on=on, seen_by=seen_by, beyond=beyond, argument="partnership_rules"
    )
    asked, days = judge.asked, [judge.asked.meant[0][0]]
    if not asked.is_one_day:
        days = days_to_judge(asked.meant, _turning_days(judge, participant, own))

    verdicts = []
    for day in days:
        case = ParticipantCase(
            facts, judge.occasion, day, participant, own, people[1:], judge.beyond, judge.seen_by, judge.rules
        )
        checks = [check for rule in asked_rules if (check := rule(case)) is not None]
        if len(days) == 1 and not asked.is_one_day:
            return all_of([yes(EVERY_DAY, rule=RULE, when=asked), *checks], rule=RULE)
        verdicts.append(all_of(checks, rule=RULE, as_of=day))
    if asked.is_one_day:
        return verdicts[0]
    return throughout(days, verdicts, when=asked, changes=ANSWER_TURNS, rule=RULE)


def _turning_days(judge: PartnershipJudge, participant: Participant, partnership: Partnership | None) -> Iterator[date]:
    if partnership is not None:
        yield from judge.turning_days(partnership)
    yield from judge.turning_days_of_occasion()
    if participant.country is not None:
        yield from scope_turning_days(judge.facts, judge.occasion.scope, country_of(participant.country))
