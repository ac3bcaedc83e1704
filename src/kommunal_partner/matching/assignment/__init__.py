"""Two sides assigned to one another, or one pool made into pairs: exact, with proof and reasons.

`assign` takes two sides (newcomers and veterans, learners and peers), with capacities, lower bounds and quotas; `pair`
takes one pool. Both need the extra `matching`.
"""

from kommunal_partner.matching.assignment._task import PairingGoal, PairSide, PlaceQuota, Unmatched
from kommunal_partner.matching.assignment.result import Assignment, Pairing
from kommunal_partner.matching.assignment.solve import assign, pair

__all__ = [
    "Assignment",
    "PairSide",
    "Pairing",
    "PairingGoal",
    "PlaceQuota",
    "Unmatched",
    "assign",
    "pair",
]
