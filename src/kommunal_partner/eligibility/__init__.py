"""Who is eligible, and why: questions to the facts, answered with a `Verdict`."""

from __future__ import annotations

from kommunal_partner.eligibility.application import assess_application, assess_applications
from kommunal_partner.eligibility.cases import ParticipantCase, ParticipantRule, PartnershipCase, PartnershipRule
from kommunal_partner.eligibility.country import Beyond, CarriedOn, assess_country
from kommunal_partner.eligibility.days import Turn
from kommunal_partner.eligibility.grounds import Grounds
from kommunal_partner.eligibility.occasion import Occasion
from kommunal_partner.eligibility.participant import PARTICIPANT_RULES, assess_participant
from kommunal_partner.eligibility.partnership import PARTNERSHIP_RULES, PartnershipJudge, assess_partnership
from kommunal_partner.eligibility.relations import CarriedStage, RelationSeenWithin, relation
from kommunal_partner.eligibility.scope import assess_scope

__all__ = [
    "PARTICIPANT_RULES",
    "PARTNERSHIP_RULES",
    "Beyond",
    "CarriedOn",
    "CarriedStage",
    "Grounds",
    "Occasion",
    "ParticipantCase",
    "ParticipantRule",
    "PartnershipCase",
    "PartnershipJudge",
    "PartnershipRule",
    "RelationSeenWithin",
    "Turn",
    "assess_application",
    "assess_applications",
    "assess_country",
    "assess_participant",
    "assess_partnership",
    "assess_scope",
    "relation",
]
