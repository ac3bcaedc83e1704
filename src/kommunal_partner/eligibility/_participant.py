"""Whether a person fits an occasion: side, kind of actor, partnership and delegation, each with its own answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from kommunal_partner.countries import Country
from kommunal_partner.countries import country as country_of
from kommunal_partner.eligibility._actors import actor_admitted
from kommunal_partner.eligibility._audience import audience_missing, condition_verdict
from kommunal_partner.eligibility._cases import ParticipantCase, ParticipantRule, rule_row
from kommunal_partner.eligibility._country import Beyond
from kommunal_partner.eligibility._days import days_to_judge, throughout
from kommunal_partner.eligibility._delegations import delegation_fits, travellers
from kommunal_partner.eligibility._grounds import Grounds
from kommunal_partner.eligibility._occasion import Occasion, asked_days, occasion_of, occasion_stands
from kommunal_partner.eligibility._partnership import PartnershipJudge
from kommunal_partner.eligibility._scope import check_beyond, country_on, scope_turning_days
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
    """Whether the person comes with their own partnership, where the rule asks for one, and whether that fits.

    The partnership is judged by its own rules. Without one, a rule that admits those without any relation is met.
    """
    rule = case.audience_rule
    if rule is None:
        return None
    rows = (rule_row(rule),)
    if case.partnership is None and rule.partner_required is False and "none" in (rule.stages or ()):
        return yes(OWN_PARTNERSHIP_NOT_ASKED, evidence=rows, rule=OWN, as_of=case.on)
    if case.partnership is None or case.participant.municipality is None:
        return undecided(OWN_PARTNERSHIP_NOT_KNOWN, evidence=rows, rule=OWN, as_of=case.on)
    unit, stated = _own_unit(case), case.participant.country
    if unit is None:
        return no(NOT_OF_PARTNERSHIP, evidence=rows, rule=OWN, as_of=case.on, partnership=case.partnership)
    if stated is not None and country_of(stated) != _country(unit):
        return _contradicted(case, country_of(stated), _country(unit), rows)
    return yes(OF_PARTNERSHIP, evidence=rows, rule=OWN, as_of=case.on, partnership=case.partnership)


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
    """What the rule of the side asks beyond its columns of this kind of actor, of those without a partnership."""
    rule, given = case.audience_rule, case.participant.actor
    if rule is None or case.partnership is not None:
        return None
    asked = [one for one in rule.conditions if given is None or one.actor in {None, given}]
    verdicts = [condition_verdict(None, one, rule, case.on) for one in asked]
    return all_of(verdicts, rule=RULE, as_of=case.on) if verdicts else None


def partnership_fits(case: ParticipantCase) -> Verdict | None:
    """The verdict on the partnership the person comes with, by `PARTNERSHIP_RULES`; None without one."""
    if case.partnership is None:
        return None
    return PartnershipJudge(case.grounds, case.occasion, on=case.on, beyond=case.beyond)(case.partnership)


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
    grounds: Grounds,
    participant: Participant,
    occasion: Occasion | str,
    *,
    partnership: Partnership | None = None,
    delegation: Sequence[Participant] = (),
    on: date | FuzzyDate | None = None,
    beyond: Beyond = "undecided",
    rules: Sequence[ParticipantRule] = PARTICIPANT_RULES,
) -> Verdict:
    """Whether the person fits the occasion, with a check for every rule, not only for the first that fails.

    `partnership` is the one they come with; its own verdict is one of the checks. `delegation` are those of their
    municipality whose travel is to be paid as well. The days are those of the edition, or `on`; a series needs `on`.

    Raises:
        BadModel: if one id stands for two different records (a participant of two municipalities), or the delegation
            comes from different municipalities, countries or sides.
        BadRule: if a series comes without `on`, or for an unknown `beyond`.
        UnknownName, UnknownCountry: if there is no such series or country.
        NotADay: if `on` is a datetime or no day at all.
    """
    check_beyond(beyond)
    travellers(participant, delegation)
    found = occasion_of(grounds, occasion)
    asked = asked_days(found, on)
    days = [asked.meant[0][0]]
    if not asked.is_one_day:
        days = days_to_judge(asked.meant, _turning_days(grounds, participant, partnership, found, on))

    verdicts = []
    for day in days:
        case = ParticipantCase(grounds, found, day, participant, partnership, tuple(delegation), beyond)
        checks = [check for rule in rules if (check := rule(case)) is not None]
        if len(days) == 1 and not asked.is_one_day:
            return all_of([yes(EVERY_DAY, rule=RULE, when=asked), *checks], rule=RULE)
        verdicts.append(all_of(checks, rule=RULE, as_of=day))
    if asked.is_one_day:
        return verdicts[0]
    return throughout(days, verdicts, when=asked, changes=ANSWER_TURNS, rule=RULE)


def _turning_days(
    grounds: Grounds,
    participant: Participant,
    partnership: Partnership | None,
    occasion: Occasion,
    on: date | FuzzyDate | None,
) -> Iterator[date]:
    judge = PartnershipJudge(grounds, occasion, on=on)
    if partnership is not None:
        yield from judge.turning_days(partnership)
    yield from judge.turning_days_of_occasion()
    if participant.country is not None:
        yield from scope_turning_days(grounds, occasion.scope, country_of(participant.country))
