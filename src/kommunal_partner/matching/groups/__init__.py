"""Tables and working groups: as diverse as possible or as alike, within rules on who sits with whom."""

from kommunal_partner.matching.groups.composing import compose, usual_steps
from kommunal_partner.matching.groups.model import GroupPlan, GroupTask, Quota

__all__ = ["GroupPlan", "GroupTask", "Quota", "compose", "usual_steps"]
