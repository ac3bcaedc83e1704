"""Who is eligible, and why: questions to the facts, answered with a `Verdict`."""

from __future__ import annotations

from kommunal_partner.eligibility._application import assess_application, assess_applications
from kommunal_partner.eligibility._cases import (
    OccasionDay,
    ParticipantCase,
    ParticipantRule,
    PartnershipCase,
    PartnershipRule,
    WeakRule,
)
from kommunal_partner.eligibility._country import Beyond, CarriedOn, assess_country
from kommunal_partner.eligibility._days import AnswerTurn
from kommunal_partner.eligibility._grounds import Grounds
from kommunal_partner.eligibility._occasion import Asked, Occasion
from kommunal_partner.eligibility._participant import PARTICIPANT_RULES, assess_participant
from kommunal_partner.eligibility._partnership import PARTNERSHIP_RULES, assess_partnership
from kommunal_partner.eligibility._relations import CarriedStage, RelationSeenWithin, relation
from kommunal_partner.eligibility._scope import assess_scope, series_for

__all__ = [
    "PARTICIPANT_RULES",
    "PARTNERSHIP_RULES",
    "AnswerTurn",
    "Asked",
    "Beyond",
    "CarriedOn",
    "CarriedStage",
    "Grounds",
    "Occasion",
    "OccasionDay",
    "ParticipantCase",
    "ParticipantRule",
    "PartnershipCase",
    "PartnershipRule",
    "RelationSeenWithin",
    "WeakRule",
    "assess_application",
    "assess_applications",
    "assess_country",
    "assess_participant",
    "assess_partnership",
    "assess_scope",
    "relation",
    "series_for",
]
