"""Who is eligible, and why: questions to the facts, answered with a `Verdict`."""

from __future__ import annotations

from kommunal_partner.eligibility.application import assess_application, assess_applications
from kommunal_partner.eligibility.country import Beyond, CarriedOn, assess_country
from kommunal_partner.eligibility.days import Turn
from kommunal_partner.eligibility.grounds import Grounds

__all__ = ["Beyond", "CarriedOn", "Grounds", "Turn", "assess_application", "assess_applications", "assess_country"]
