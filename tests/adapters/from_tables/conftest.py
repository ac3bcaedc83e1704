"""An invented register, and a short way to read a table with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kommunal_partner.adapters.from_tables import Reading, read_partnerships
from kommunal_partner.keys import LAENDER
from kommunal_partner.municipalities import DatedKey, GermanUnit, KeyScheme, MunicipalRegister, UnitKind
from kommunal_partner.partnerships import Partnership

Read = Callable[..., Reading[Partnership]]


def unit(key: str, name: str, kind: UnitKind = UnitKind.STADT) -> GermanUnit:
    scheme = {2: KeyScheme.LAND, 5: KeyScheme.KREIS, 8: KeyScheme.AGS, 9: KeyScheme.VERBAND}[len(key)]
    return GermanUnit(f"de:{key}", name, kind, (DatedKey(scheme, key),), LAENDER[key[:2]])


@pytest.fixture(scope="session")
def register() -> MunicipalRegister:
    return MunicipalRegister(
        [
            unit("08421000", "Ulm, Universitätsstadt", UnitKind.STADTKREIS),
            unit("01002000", "Kiel, Landeshauptstadt", UnitKind.KREISFREIE_STADT),
            unit("13074087", "Wismar, Hansestadt", UnitKind.GROSSE_KREISSTADT),
            unit("03458011", "Neuenkirchen", UnitKind.GEMEINDE),
            unit("03357033", "Neuenkirchen", UnitKind.GEMEINDE),
            unit("08315074", "Müllheim im Markgräflerland"),
            unit("09377112", "Bad Neualbenreuth", UnitKind.MARKT),
            unit("03458", "Oldenburg", UnitKind.LANDKREIS),
            unit("010515172", "Amt Mitteldithmarschen", UnitKind.AMT),
            unit("07", "Rheinland-Pfalz", UnitKind.LAND),
            GermanUnit("berlin-mitte", "Berlin-Mitte", UnitKind.STADTBEZIRK, (), LAENDER["11"]),
        ],
        complete=True,
    )


@pytest.fixture
def read(register: MunicipalRegister) -> Read:
    def read_it(source: Any, **options: Any) -> Reading[Partnership]:  # noqa: ANN401 - because sources are of many kinds
        if isinstance(source, str):
            source = source.encode()
        return read_partnerships(source, municipalities=register, **options)

    return read_it
