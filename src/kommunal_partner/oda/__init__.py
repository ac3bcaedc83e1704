"""The DAC list of ODA recipients through time: who is on it on a day, in which group, by which list.

Two facts make a register that answers:

>>> from datetime import date
>>> from kommunal_partner.spans import Span
>>> register = OdaRegister(
...     lists=[OdaList("2017", Span.years(2017)), OdaList("2018", Span.years(2018))],
...     listings=[Listing("CHL", OdaGroup.UMIC, Span.years(2017))],
... )
>>> register.group("CL", on=date(2017, 12, 31))
<OdaGroup.UMIC: 'UMIC'>
>>> register.group("CL", on=date(2018, 1, 1)) is None
True
"""

from __future__ import annotations

from kommunal_partner.oda._comparison import OdaComparison, OdaDifference
from kommunal_partner.oda._lists import (
    ChangeKind,
    CoveredBy,
    Listing,
    ListTotals,
    OdaChange,
    OdaEvent,
    OdaGroup,
    OdaList,
    OdaNote,
    OfficialAid,
)
from kommunal_partner.oda._register import Beyond, OdaRegister

__all__ = [
    "Beyond",
    "ChangeKind",
    "CoveredBy",
    "ListTotals",
    "Listing",
    "OdaChange",
    "OdaComparison",
    "OdaDifference",
    "OdaEvent",
    "OdaGroup",
    "OdaList",
    "OdaNote",
    "OdaRegister",
    "OfficialAid",
]
