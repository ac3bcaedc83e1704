"""Partnerships between municipalities: who is linked with whom, in which form, under which label, at which stage."""

from __future__ import annotations

from kommunal_partner.partnerships._coverage import CountryCoverage, Coverage, StatedTotal
from kommunal_partner.partnerships._goals import GOALS, SUGGESTED_THEMES, Goal, find_goal, goal
from kommunal_partner.partnerships._model import LABELS, Form, Observation, Partnership, Stage
from kommunal_partner.partnerships._register import OnDay, PartnershipRegister, Triangle, merge

__all__ = [
    "GOALS",
    "LABELS",
    "SUGGESTED_THEMES",
    "CountryCoverage",
    "Coverage",
    "Form",
    "Goal",
    "Observation",
    "OnDay",
    "Partnership",
    "PartnershipRegister",
    "Stage",
    "StatedTotal",
    "Triangle",
    "find_goal",
    "goal",
    "merge",
]
