"""Choose concrete days for due editions over a horizon: one portfolio of many series, many years, many rules.

>>> from datetime import date
>>> from kommunal_partner.spans import Span
>>> fair = Occurrence("fair 2027", "fair", date(2027, 9, 1), date(2027, 9, 12), date(2027, 9, 30))
>>> plan([fair], Span.years(2027)).solution["fair 2027"].first
datetime.date(2027, 9, 13)
"""

from kommunal_partner.planning._model import Calendar, CalendarDay, Commitment, DayKind, Move, Occurrence, Placement
from kommunal_partner.planning._rules import (
    STANDARD,
    Avoid,
    Duration,
    LeadTime,
    LoadPeriod,
    MinimumGap,
    MostPer,
    NearLikeliest,
    OwnRule,
    PlanRule,
    QuietTimes,
    RotateLands,
    Sharing,
    Weekdays,
    Window,
)
from kommunal_partner.planning.result import Plan
from kommunal_partner.planning.solve import plan

__all__ = [
    "STANDARD",
    "Avoid",
    "Calendar",
    "CalendarDay",
    "Commitment",
    "DayKind",
    "Duration",
    "LeadTime",
    "LoadPeriod",
    "MinimumGap",
    "MostPer",
    "Move",
    "NearLikeliest",
    "Occurrence",
    "OwnRule",
    "Placement",
    "Plan",
    "PlanRule",
    "QuietTimes",
    "RotateLands",
    "Sharing",
    "Weekdays",
    "Window",
    "plan",
]
