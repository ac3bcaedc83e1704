"""All fact groups together, read from a folder of tables: the shipped one or a user's own on top of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import lru_cache
from os import PathLike
from pathlib import Path
from threading import Lock
from typing import Any, Final, TypeAlias, TypeVar

from attrs import evolve, field, frozen

from kommunal_partner._checks import instance, instances, nearest, refusal, values_of
from kommunal_partner._mappings import NamedMap
from kommunal_partner._repr import html_table
from kommunal_partner._tables import shipped_tables
from kommunal_partner.countries import known_codes
from kommunal_partner.errors import BadFacts, BadModel, TableProblem, UnknownName
from kommunal_partner.facts import _municipal_tables as municipal_tables
from kommunal_partner.facts import _oda_tables as oda_tables
from kommunal_partner.facts import _partnership_tables as partnership_tables
from kommunal_partner.facts import _region_tables as region_tables
from kommunal_partner.facts._checks import check_scopes, unknown_regions
from kommunal_partner.facts._claim_tables import Claims, check_claims, load_claims
from kommunal_partner.facts._expiry import Expiry, expiries
from kommunal_partner.facts._folder import Folder
from kommunal_partner.facts._partnership_tables import load_partnerships
from kommunal_partner.facts._programme_tables import load_programmes
from kommunal_partner.facts._series_tables import load_series, load_vocabulary
from kommunal_partner.facts.sentences import PROGRAMME, REGION, SERIES, SOURCE
from kommunal_partner.languages import Term
from kommunal_partner.municipalities import MunicipalRegister
from kommunal_partner.oda import OdaRegister
from kommunal_partner.partnerships import Partnership, PartnershipRegister
from kommunal_partner.programmes import Programme
from kommunal_partner.regions import RegionRegister
from kommunal_partner.series import EventSeries, GlossaryEntry
from kommunal_partner.sources import Source

V = TypeVar("V")

SHIPPED: Final = ""
"""Stands for the folder of tables inside the package, which may lie in an archive and have no path."""


_Models: TypeAlias = Iterable[V] | Mapping[str, V]


def _by_id(kind: Term, given: _Models[Any]) -> NamedMap[Any]:
    """The models by their ids; a register stays what it is."""
    if isinstance(given, NamedMap):
        return given
    return NamedMap(kind, [(one.id, one) for one in values_of(given, kind.en)])


def _series(given: _Models[EventSeries]) -> NamedMap[EventSeries]:
    return _by_id(SERIES, given)


def _programmes(given: _Models[Programme]) -> NamedMap[Programme]:
    return _by_id(PROGRAMME, given)


def _sources(given: _Models[Source]) -> NamedMap[Source]:
    return _by_id(SOURCE, given)


def _partnerships(given: _Models[Partnership]) -> PartnershipRegister:
    return given if isinstance(given, PartnershipRegister) else PartnershipRegister(given)


@frozen(repr=False)
class Facts:
    """All fact groups together; `as_of` is the day on which the newest source was read.

    Add to it with `with_series` and `with_partnerships`, or read your own tables with `Facts.from_directory`. It fits
    `eligibility.Grounds`. `claims` is what sources say of editions, series and pages, by the kind of subject and its
    id: `facts.claims["page"]`. In a template: `{% for p in facts.partnerships.values() %}`.
    """

    oda: OdaRegister
    regions: RegionRegister
    series: NamedMap[EventSeries]
    municipalities: MunicipalRegister
    partnerships: PartnershipRegister
    programmes: NamedMap[Programme]
    vocabulary: tuple[GlossaryEntry, ...]
    claims: Claims
    sources: NamedMap[Source]
    as_of: date
    folders: tuple[str, ...] = field(default=(), repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        """A mapping or a collection given for a register becomes one; not by converters, which pyright takes badly."""
        for name, made in (
            ("series", _series(self.series)),
            ("programmes", _programmes(self.programmes)),
            ("sources", _sources(self.sources)),
            ("partnerships", _partnerships(self.partnerships)),
        ):
            object.__setattr__(self, name, made)

    @classmethod
    def from_directory(cls, path: str | PathLike[str], base: Facts | None = None) -> Facts:
        """The facts in a folder of tables, with all checks that the shipped ones pass.

        Without `base` every table must be there. With `base=load_facts()` a group (such as `oda`) of which the folder
        has no table is taken from it as it is, and a group of which the folder has some tables is read anew, the others
        from the folders that the base was read from. The folder's `sources.csv` adds to the base's sources.

        Raises:
            BadFacts: with every problem of every table.
        """
        if not isinstance(path, (str, PathLike)):
            raise refusal(BadModel, "path", path, " muss der eines Ordners sein", " must be that of a folder")
        if base is not None:
            instance(base, Facts, "base")
        if not Path(path).is_dir():
            reason = Term("einen solchen Ordner gibt es nicht", "there is no such folder")
            raise BadFacts([TableProblem(str(path), None, None, reason)])
        return _read(str(path), base)

    def with_series(self, more: EventSeries | Iterable[EventSeries] | Mapping[str, EventSeries]) -> Facts:
        """The facts with a series of your own, or with several; one with an id that is here already takes its place.

        Raises:
            BadModel: for anything but series.
            UnknownName: for a scope that names a region which no scheme has.
        """
        given = (more,) if isinstance(more, EventSeries) else instances(more, EventSeries, "series")
        for held in given:
            for region in unknown_regions(held, self.regions):
                known = [one.id for one in self.regions.regions]
                raise UnknownName(REGION, region, nearest(region, known))
        return evolve(self, series=_series({**self.series, **{one.id: one for one in given}}))

    def with_partnerships(self, more: Iterable[Partnership] | Mapping[str, Partnership]) -> Facts:
        """The facts with more partnerships, such as a reading of `read_partnerships`; of one id the given one stands.

        Raises:
            BadModel: for anything but partnerships, and for two of one id.
        """
        return evolve(self, partnerships=self.partnerships.with_partnerships(more))

    def expiries(self) -> tuple[Expiry, ...]:
        """What the facts know to run out, by the day it does: the newest list, texts of programmes seen until a year.

        The yearly moment is the first: ask `oda.compare` when a new list has come.
        """
        return expiries(self.oda, self.programmes.values())

    def __repr__(self) -> str:
        return f"Facts(as_of={self.as_of}, {', '.join(f'{size} {name}' for name, size in self._sizes())})"

    def _repr_html_(self) -> str:
        """What there is, as a table for a notebook."""
        return html_table(f"Facts, {self.as_of}", ("facts", "rows"), self._sizes())

    def _sizes(self) -> list[tuple[str, int]]:
        groups = ("series", "partnerships", "programmes", "sources")
        return [(name, len(getattr(self, name))) for name in groups]


_READING = Lock()


def load_facts() -> Facts:
    """The facts that come with this version of the library; read once a process, under threads as well."""
    with _READING:
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
    "claims.csv",
)


def _refuse_faults(folder: Folder) -> None:
    if folder.problems:
        raise BadFacts(folder.problems)


@lru_cache(maxsize=1)
def _shipped_municipalities() -> MunicipalRegister:
    folder = Folder(_root(SHIPPED))
    register = municipal_tables.load_register(folder)
    _refuse_faults(folder)
    return register


def _municipalities(folder: Folder, name: str) -> MunicipalRegister:
    """Every municipality; those of the package are read when first asked for, as it takes longer than all the rest."""
    if name == SHIPPED:
        return MunicipalRegister.read_when_needed(_shipped_municipalities)
    return municipal_tables.load_register(folder)


def _groups(name: str) -> dict[str, tuple[tuple[str, ...], _Loader]]:
    """Every group of facts: its tables, and what reads them, given the groups that were read before."""
    codes = known_codes()
    return {
        "oda": (oda_tables.TABLES, lambda folder, _: oda_tables.load_oda(folder, codes)),
        "regions": (region_tables.TABLES, lambda folder, _: region_tables.load_regions(folder, codes)),
        "claims": (("claims.csv",), lambda folder, _: load_claims(folder)),
        "series": (_SERIES, lambda folder, found: load_series(folder, found["claims"])),
        "municipalities": (municipal_tables.TABLES, lambda folder, _: _municipalities(folder, name)),
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
    for group, (tables, load) in _groups(name).items():
        own = base is None or any(folder.holds(table) for table in tables)
        found[group] = load(folder, found) if own else getattr(base, group)
    sources = folder.sources
    check_claims(folder, found["claims"], "page", sources)
    if found["regions"] is not None:
        check_scopes(folder, found["series"], found["regions"])
    _refuse_faults(folder)
    return Facts(
        **found,
        sources=NamedMap(SOURCE, sources),
        as_of=max((source.read_on for source in sources.values() if source.read_on), default=date.min),
        folders=(name, *behind),
    )
