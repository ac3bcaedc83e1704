"""Tables and working groups: as diverse as possible or as alike, within rules on who sits with whom."""

from kommunal_partner.matching.groups._task import GroupTask, TableGoal, TableQuota
from kommunal_partner.matching.groups.result import GroupPlan
from kommunal_partner.matching.groups.solve import compose, usual_steps

__all__ = ["GroupPlan", "GroupTask", "TableGoal", "TableQuota", "compose", "usual_steps"]
