"""Event series and their editions: what is known of them, what is claimed, for whom they are.

A series is built by hand in one line, an edition in less:

>>> from kommunal_partner.cycles import NoCycle
>>> table = EventSeries("rt-x", "Round table X", "round_table", CountryScope({"NIC"}), NoCycle(),
...                     editions=[Edition("2012", 1), Edition("2019-05-24", 7)])
>>> [str(edition.when) for edition in table.counted]
['2012', '2019-05-24']
"""

from __future__ import annotations

from kommunal_partner.series._audiences import STAGES, Audience, AudienceRule, Condition
from kommunal_partner.series._claims import Aspect, Claim, Count, Counts, Origin, shown_first
from kommunal_partner.series._editions import (
    Edition,
    EditionStatus,
    ExpectedEdition,
    InSeries,
    Mode,
    NumberOrigin,
    Place,
    in_order,
)
from kommunal_partner.series._event_series import EventSeries, Expectation, SeriesKind
from kommunal_partner.series._glossary import GlossaryEntry
from kommunal_partner.series._scopes import (
    AnyOda,
    CountryScope,
    DatedScope,
    PlainScope,
    PublishedList,
    RegionScope,
    Scope,
    UnclearScope,
    scope_on,
)

__all__ = [
    "STAGES",
    "AnyOda",
    "Aspect",
    "Audience",
    "AudienceRule",
    "Claim",
    "Condition",
    "Count",
    "CountryScope",
    "Counts",
    "DatedScope",
    "Edition",
    "EditionStatus",
    "EventSeries",
    "Expectation",
    "ExpectedEdition",
    "GlossaryEntry",
    "InSeries",
    "Mode",
    "NumberOrigin",
    "Origin",
    "Place",
    "PlainScope",
    "PublishedList",
    "RegionScope",
    "Scope",
    "SeriesKind",
    "UnclearScope",
    "in_order",
    "scope_on",
    "shown_first",
]
