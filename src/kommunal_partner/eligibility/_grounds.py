"""What a question about eligibility is decided on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Protocol

from kommunal_partner.oda import OdaRegister
from kommunal_partner.partnerships import Partnership
from kommunal_partner.programmes import Programme
from kommunal_partner.regions import RegionRegister
from kommunal_partner.series import EventSeries


class Grounds(Protocol):
    """The facts that the questions are decided on: `Facts` offers them, and so may an object of your own.

    `series`, `partnerships` and `programmes` are looked into where an id is given for one, and by `series_for`; `as_of`
    where that id is one of an expected edition.
    """

    @property
    def as_of(self) -> date:
        """The day on which the facts were last read: what was expected then is what an id of an expectation means."""
        ...

    @property
    def oda(self) -> OdaRegister:
        """The DAC list through time."""
        ...

    @property
    def regions(self) -> RegionRegister:
        """The region schemes and who belongs to which region."""
        ...

    @property
    def series(self) -> Mapping[str, EventSeries]:
        """The event series by id, with their editions."""
        ...

    @property
    def partnerships(self) -> Mapping[str, Partnership]:
        """The partnerships by id."""
        ...

    @property
    def programmes(self) -> Mapping[str, Programme]:
        """The funding programmes by id."""
        ...
