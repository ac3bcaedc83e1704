"""The shipped series, read once."""

from __future__ import annotations

from importlib.resources import files

import pytest

from kommunal_partner._mappings import FrozenMap
from kommunal_partner.facts._folder import Folder
from kommunal_partner.facts._series_tables import load_series
from kommunal_partner.series import EventSeries


@pytest.fixture(scope="session")
def shipped() -> FrozenMap[str, EventSeries]:
    """Every shipped series by its id."""
    return load_series(Folder(files("kommunal_partner.facts") / "tables"))
