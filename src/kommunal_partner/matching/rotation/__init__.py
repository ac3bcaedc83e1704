"""Rounds at tables in which as few as possible meet again: world café, speed meetings, social golfers."""

from kommunal_partner.matching.rotation.model import RotationPlan, RotationTask
from kommunal_partner.matching.rotation.rotating import USUAL_STEPS, rotate

__all__ = ["USUAL_STEPS", "RotationPlan", "RotationTask", "rotate"]
