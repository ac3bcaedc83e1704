"""Choose concrete days for due editions over a horizon: one portfolio of many series, many years, many rules.

>>> from datetime import date
>>> from kommunal_partner.spans import Span
>>> fair = Occurrence("fair 2027", "fair", date(2027, 9, 1), date(2027, 9, 12), date(2027, 9, 30))
>>> plan([fair], Span.years(2027)).solution["fair 2027"].first
datetime.date(2027, 9, 13)
"""

from __future__ import annotations

from kommunal_partner.planning.demand import Commitment
from kommunal_partner.planning.model import Calendar, CalendarDay, DayKind, Move, Occurrence, Placement
from kommunal_partner.planning.planner import plan
from kommunal_partner.planning.result import Plan
from kommunal_partner.planning.rules import (
    STANDARD,
    Avoid,
    Duration,
    LeadTime,
    MinimumGap,
    MostPer,
    NearLikeliest,
    OwnRule,
    PlanRule,
    RotateLands,
    Weekdays,
    Window,
)

__all__ = [
    "STANDARD",
    "Avoid",
    "Calendar",
    "CalendarDay",
    "Commitment",
    "DayKind",
    "Duration",
    "LeadTime",
    "MinimumGap",
    "MostPer",
    "Move",
    "NearLikeliest",
    "Occurrence",
    "OwnRule",
    "Placement",
    "Plan",
    "PlanRule",
    "RotateLands",
    "Weekdays",
    "Window",
    "plan",
]
