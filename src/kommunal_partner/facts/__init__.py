"""The facts: public documents, read row by row into frozen models that know their sources.

>>> facts = load_facts()
>>> facts.oda.horizon.last
datetime.date(2026, 12, 31)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from os import PathLike
from pathlib import Path
from typing import Any, Final, TypeAlias

from attrs import field, frozen

from kommunal_partner._mappings import FrozenMap
from kommunal_partner._tables import shipped_tables
from kommunal_partner.countries import known_codes
from kommunal_partner.errors import BadFacts, TableProblem
from kommunal_partner.facts import _oda_tables as oda_tables
from kommunal_partner.facts import _partnership_tables as partnership_tables
from kommunal_partner.facts import _region_tables as region_tables
from kommunal_partner.facts._checks import check_scopes
from kommunal_partner.facts._folder import Folder
from kommunal_partner.facts._partnership_tables import load_municipalities, load_partnerships
from kommunal_partner.facts._programme_tables import load_programmes
from kommunal_partner.facts._series_tables import load_series, load_vocabulary
from kommunal_partner.municipalities import MunicipalRegister
from kommunal_partner.oda import OdaRegister
from kommunal_partner.partnerships import PartnershipRegister
from kommunal_partner.programmes import Programme
from kommunal_partner.regions import RegionRegister
from kommunal_partner.series import EventSeries, GlossaryEntry
from kommunal_partner.sources import Source

__all__ = ["Facts", "load_facts"]

SHIPPED: Final = ""
"""Stands for the folder of tables inside the package, which may lie in an archive and have no path."""


@frozen
class Facts:
    """All fact groups together; `as_of` is the day on which the newest source was read.

    Add to it with `attrs.evolve`, or read your own tables with `Facts.from_directory`. It fits `eligibility.Grounds`.
    """

    oda: OdaRegister
    regions: RegionRegister
    series: FrozenMap[str, EventSeries]
    municipalities: MunicipalRegister
    partnerships: PartnershipRegister
    programmes: FrozenMap[str, Programme]
    vocabulary: tuple[GlossaryEntry, ...]
    sources: FrozenMap[str, Source] = field(repr=False)
    as_of: date
    folders: tuple[str, ...] = field(default=(), repr=False, eq=False)

    @classmethod
    def from_directory(cls, path: str | PathLike[str], base: Facts | None = None) -> Facts:
        """The facts in a folder of tables, with all checks that the shipped ones pass.

        Without `base` every table must be there. With `base=load_facts()` a group (such as `oda`) of which the folder
        has no table is taken from it as it is, and a group of which the folder has some tables is read anew, the others
        from the folders that the base was read from. The folder's `sources.csv` adds to the base's sources.

        Raises:
            BadFacts: with every problem of every table.
        """
        if not Path(path).is_dir():
            raise BadFacts([TableProblem(str(path), None, None, "there is no such folder")])
        return _read(str(path), base)


def load_facts() -> Facts:
    """The facts that come with this version of the library; read once."""
    return _shipped()


@lru_cache(maxsize=1)
def _shipped() -> Facts:
    return _read(SHIPPED, None)


_Loader: TypeAlias = Callable[[Folder, Mapping[str, Any]], object]
"""Reads one group from a folder; the groups read before it are given by name."""

_PROGRAMMES: Final = ("programmes.csv", "programme_versions.csv", "programme_cells.csv")
_SERIES: Final = (
    "series.csv",
    "series_scopes.csv",
    "audience_rules.csv",
    "audience_conditions.csv",
    "expectations.csv",
    "editions.csv",
    "edition_series.csv",
    "edition_places.csv",
    "edition_sessions.csv",
    "edition_claims.csv",
)


def _groups() -> dict[str, tuple[tuple[str, ...], _Loader]]:
    """Every group of facts: its tables, and what reads them, given the groups that were read before."""
    codes = known_codes()
    return {
        "oda": (oda_tables.TABLES, lambda folder, _: oda_tables.load_oda(folder, codes)),
        "regions": (region_tables.TABLES, lambda folder, _: region_tables.load_regions(folder, codes)),
        "series": (_SERIES, lambda folder, _: load_series(folder)),
        "municipalities": (partnership_tables.TABLES, lambda folder, _: load_municipalities(folder)),
        "partnerships": (
            partnership_tables.TABLES,
            lambda folder, found: load_partnerships(folder, found["municipalities"], codes),
        ),
        "programmes": (_PROGRAMMES, lambda folder, _: load_programmes(folder, codes)),
        "vocabulary": (("vocabulary.csv",), lambda folder, _: load_vocabulary(folder)),
    }


def _root(name: str) -> Any:  # noqa: ANN401 - because a Path and a part of an archive share no type before 3.12
    return shipped_tables(__name__, __file__) if name == SHIPPED else Path(name)


def _read(name: str, base: Facts | None) -> Facts:
    behind = () if base is None else base.folders
    folder: Folder | None = None
    for one in reversed(behind):
        folder = Folder(_root(one), folder)
    folder = Folder(_root(name), folder, None if base is None else base.sources)
    found: dict[str, Any] = {}
    for group, (tables, load) in _groups().items():
        own = base is None or any(folder.holds(table) for table in tables)
        found[group] = load(folder, found) if own else getattr(base, group)
    sources = folder.sources
    if found["regions"] is not None:
        check_scopes(folder, found["series"], found["regions"])
    if folder.problems:
        raise BadFacts(folder.problems)
    return Facts(
        **found,
        sources=FrozenMap(sources),
        as_of=max((source.read_on for source in sources.values() if source.read_on), default=date.min),
        folders=(name, *behind),
    )
