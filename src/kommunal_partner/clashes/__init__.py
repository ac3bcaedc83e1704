"""Why no result exists: the few named rules that cannot hold together, in a form that every search shares.

A search explains an impossible task in this order: cheap checks first, then a Hall set (some who together need more
places than are open to them), then the smallest clashing set of rules found by leaving rules out, and last the best
partial result with a reason for each thing left out (`Unmet`). The first three all end in a `Clash`.
"""

from kommunal_partner.clashes._clash import Clash, ClashRule, FoundBy
from kommunal_partner.clashes._deletion_filter import smallest_clash
from kommunal_partner.clashes._hall_violator import HallSet, hall_violator
from kommunal_partner.clashes._names import Names

__all__ = [
    "Clash",
    "ClashRule",
    "FoundBy",
    "HallSet",
    "Names",
    "hall_violator",
    "smallest_clash",
]
