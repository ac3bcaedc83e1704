"""Two sides assigned to one another, or one pool made into pairs: exact, with proof and reasons.

`assign` takes two sides (newcomers and veterans, learners and peers), with capacities, lower bounds and quotas; `pair`
takes one pool. Both need the extra `matching`.
"""

from __future__ import annotations

from kommunal_partner.matching.assignment.case import Goal, Quota
from kommunal_partner.matching.assignment.pairing import Pairing
from kommunal_partner.matching.assignment.pool import pair
from kommunal_partner.matching.assignment.result import Assignment, Unmatched
from kommunal_partner.matching.assignment.search import assign

__all__ = ["Assignment", "Goal", "Pairing", "Quota", "Unmatched", "assign", "pair"]
