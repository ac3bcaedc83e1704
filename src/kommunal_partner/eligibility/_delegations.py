"""The delegation rule: so many paid travellers a partner municipality at most, so many from its administration."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from attrs import evolve

from kommunal_partner.eligibility._actors import PERHAPS_ADMINISTRATION, actor_of
from kommunal_partner.eligibility._cases import ParticipantCase, may_exclude, rule_row
from kommunal_partner.eligibility.sentences import (
    ADMINISTRATION_MISSING,
    ADMINISTRATION_PERHAPS,
    DELEGATION_FITS,
    DELEGATION_NOT_KNOWN,
    NOT_KNOWN,
    PERHAPS_TOO_MANY,
    TOO_MANY_TRAVELLERS,
)
from kommunal_partner.errors import BadModel
from kommunal_partner.languages import Term
from kommunal_partner.participants import Participant, Side, delegations
from kommunal_partner.verdicts import Verdict, no, undecided, yes

RULE: Final = "delegation/1"


def delegation_fits(case: ParticipantCase) -> Verdict | None:
    """Whether those whose travel is to be paid are few enough, and enough of them from the administration.

    Asked on the partner side, as far as the rule is known. Where no delegation is given, only whether the person alone
    would do. A mayor, or somebody of whom no kind of actor is known, may or may not count as administration.
    """
    rule = case.audience_rule
    if case.side is not Side.PARTNER or rule is None:
        return None
    most, least = rule.max_paid_travellers, rule.min_administration
    if most is None and least is None:
        return None
    people = travellers(case.participant, case.delegation)
    if most is not None and len(people) > most:
        excludes = may_exclude(rule, "max_paid_travellers")
        say, reason = (no, TOO_MANY_TRAVELLERS) if excludes else (undecided, PERHAPS_TOO_MANY)
        rows = (rule_row(rule, "max_paid_travellers"),)
        return say(reason, evidence=rows, rule=RULE, as_of=case.on, count=len(people), most=most)
    actors = [actor_of(one.actor) for one in people]
    sure = actors.count("administration")
    rows = (rule_row(rule, "min_administration"),)
    if least is None or sure >= least:
        values = {"count": len(people), "most": _known(most), "least": _known(least)}
        return yes(DELEGATION_FITS, evidence=rows, rule=RULE, as_of=case.on, **values)
    if not case.delegation:
        return undecided(DELEGATION_NOT_KNOWN, evidence=rows, rule=RULE, as_of=case.on, least=least)
    open_still = sure + sum(actor in PERHAPS_ADMINISTRATION for actor in actors) >= least
    missing = not open_still and may_exclude(rule, "min_administration")
    say, reason = (no, ADMINISTRATION_MISSING) if missing else (undecided, ADMINISTRATION_PERHAPS)
    return say(reason, evidence=rows, rule=RULE, as_of=case.on, count=sure, least=least)


def _known(number: int | None) -> int | Term:
    return NOT_KNOWN if number is None else number


def travellers(participant: Participant, delegation: Iterable[Participant]) -> tuple[Participant, ...]:
    """The person and those they travel with, each once.

    Raises:
        BadModel: if one id stands for two different records (a participant of two municipalities), or they come from
            different municipalities, countries or sides.
    """
    people = (participant, *delegation)
    if len({one.side for one in people if one.side is not None}) > 1:
        raise BadModel(
            Term(
                "die zusammen reisen, kommen von verschiedenen Seiten: german, partner",
                "those who travel together come from different sides: german, partner",
            )
        )
    delegations(evolve(one, delegation="together") for one in people)
    return tuple({one.id: one for one in people}.values())
