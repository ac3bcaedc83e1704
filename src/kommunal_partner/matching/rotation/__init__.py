"""Rounds at tables in which as few as possible meet again: world café, speed meetings, social golfers."""

from kommunal_partner.matching.rotation._task import RotationTask
from kommunal_partner.matching.rotation.result import RotationPlan
from kommunal_partner.matching.rotation.solve import USUAL_STEPS, rotate

__all__ = ["USUAL_STEPS", "RotationPlan", "RotationTask", "rotate"]
