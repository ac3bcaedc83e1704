"""Regions, and which countries belong to them on a day: surely, doubtfully or not.

A country may belong to several regions, and a region's countries change with time. Each scheme is a way to divide the
world; a region may have smaller regions of its scheme inside it.

>>> from datetime import date
>>> from kommunal_partner.facts import load_facts
>>> [region.id for region in load_facts().regions.regions_of("ARM", on=date(2023, 9, 27), scheme="conference").sure]
['asien', 'osteuropa']
"""

from __future__ import annotations

from kommunal_partner.regions._model import (
    Members,
    Membership,
    Region,
    RegionCode,
    RegionMember,
    RegionRecipients,
    RegionScheme,
    RegionsOf,
)
from kommunal_partner.regions._register import RegionRegister
from kommunal_partner.regions.sentences import (
    BEFORE_FIRST_YEAR,
    DOUBTFUL,
    ESPECIALLY,
    IN_REGION,
    IN_REGION_UNDATED,
    LEFT_OUT,
    NAME_ONLY,
    NAMED_SUB_SAHARAN,
    NO_LONGER_IN_REGION,
    NO_REGION_NAMED,
    NOT_IN_REGION,
    NOT_PLACED,
    NOT_STATED,
    NOT_YET_DOCUMENTED,
    OWN_FORMATS_NOT_EXCLUDED,
    PERHAPS_SUB_SAHARAN,
    REASONS_FOR_DOUBT,
)

__all__ = [
    "BEFORE_FIRST_YEAR",
    "DOUBTFUL",
    "ESPECIALLY",
    "IN_REGION",
    "IN_REGION_UNDATED",
    "LEFT_OUT",
    "NAMED_SUB_SAHARAN",
    "NAME_ONLY",
    "NOT_IN_REGION",
    "NOT_PLACED",
    "NOT_STATED",
    "NOT_YET_DOCUMENTED",
    "NO_LONGER_IN_REGION",
    "NO_REGION_NAMED",
    "OWN_FORMATS_NOT_EXCLUDED",
    "PERHAPS_SUB_SAHARAN",
    "REASONS_FOR_DOUBT",
    "Members",
    "Membership",
    "Region",
    "RegionCode",
    "RegionMember",
    "RegionRecipients",
    "RegionRegister",
    "RegionScheme",
    "RegionsOf",
]
