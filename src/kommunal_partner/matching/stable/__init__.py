"""Stable matches: nobody would rather be with someone who would rather have them.

Proposers (residents, newcomers) rank receivers (hospitals, hosts) and the other way round; receivers may have several
places, lists may be incomplete and hold ties, and proposers may go in couples (delegations) that rank pairs of places.
Pure Python.
"""

from kommunal_partner.matching.stable._task import Blocking, Couple, StableGoal, StableSide
from kommunal_partner.matching.stable.result import StableMatch
from kommunal_partner.matching.stable.solve import match

__all__ = ["Blocking", "Couple", "StableGoal", "StableMatch", "StableSide", "match"]
