"""What a question about eligibility is decided on."""

from __future__ import annotations

from typing import Protocol

from kommunal_partner.oda import OdaRegister
from kommunal_partner.regions import RegionRegister


class Grounds(Protocol):
    """The facts that several questions need together: `Facts` offers them, and so may an object of your own."""

    @property
    def oda(self) -> OdaRegister:
        """The DAC list through time."""
        ...

    @property
    def regions(self) -> RegionRegister:
        """The region schemes and who belongs to which region."""
        ...
