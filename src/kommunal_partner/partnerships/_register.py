"""A collection of partnerships, and the questions one asks of the network they form."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import reduce
from itertools import combinations
from typing import Final, Protocol, TypeVar

from attrs import evolve, field, frozen

from kommunal_partner._checks import (
    as_day,
    as_text,
    choice,
    having,
    identifier,
    instance,
    instances,
    nearest,
)
from kommunal_partner._folding import fold
from kommunal_partner._mappings import FrozenMap, NamedMap, Register
from kommunal_partner._repr import html_table, short_repr
from kommunal_partner.countries import Country, country
from kommunal_partner.errors import BadModel, UnknownName
from kommunal_partner.languages import Term
from kommunal_partner.municipalities import ForeignUnit, GermanUnit, Unit
from kommunal_partner.partnerships._coverage import Coverage, StatedTotal, as_stated, coverage_of
from kommunal_partner.partnerships._model import LABELS, Form, Observation, Partnership, Stage
from kommunal_partner.partnerships._places import placing
from kommunal_partner.verdicts import Answer, Verdict

V = TypeVar("V", bound=Form | Stage | str)


class Regions(Protocol):
    """Whatever tells whether a country belongs to a region, as `RegionRegister` does."""

    def membership(self, region: str, country: str, *, on: date) -> Verdict:
        """Whether the country belongs to the region on the day."""
        ...


@frozen(repr=False)
class OnDay:
    """Partnerships sorted by what is known of a day: surely, surely not, or undecided."""

    sure: tuple[Partnership, ...]
    excluded: tuple[Partnership, ...]
    undecided: tuple[Partnership, ...]

    __repr__ = short_repr


@frozen(repr=False)
class Triangle:
    """Three units each of which is linked with the two others, and the partnerships that link them."""

    units: tuple[Unit, Unit, Unit]
    partnerships: tuple[Partnership, ...]

    __repr__ = short_repr


_KIND: Final = Term("Partnerschaft", "partnership")
_UNIT: Final = Term("Kommune", "unit")
_LABEL: Final = Term("Programmbezeichnung", "programme label")
_GERMAN_ID: Final = re.compile(r"de:[0-9]{2,12}")


def _named(partnerships: Iterable[Partnership] | Mapping[str, Partnership]) -> NamedMap[Partnership]:
    given = instances(partnerships, Partnership, "partnerships")
    found = sorted(given, key=lambda one: one.id)
    twice = sorted(name for name, count in Counter(one.id for one in found).items() if count > 1)
    if twice:
        raise BadModel(
            Term(
                f"zwei Partnerschaften haben eine Kennung: {', '.join(twice)}",
                f"two partnerships have one id: {', '.join(twice)}",
            ),
            argument="partnerships",
        )
    return NamedMap(_KIND, [(one.id, one) for one in found])


@frozen(repr=False)
class PartnershipRegister(Register[Partnership]):
    """Partnerships by id, in the order of their ids; given as a collection of them, or as a mapping to them.

    Iteration, `in` and `len` speak of ids, `.values()` are the partnerships. `stated` are totals that others state;
    `coverage` sets them beside what is here.

    Raises:
        BadModel: if two have the same id, or something else than a partnership is given.

    >>> PartnershipRegister()["dp0001"]
    Traceback (most recent call last):
    kommunal_partner.errors.UnknownName: there is no partnership 'dp0001'
    """

    _by_id: NamedMap[Partnership] = field(factory=lambda: NamedMap(_KIND), converter=_named, alias="partnerships")
    stated: tuple[StatedTotal, ...] = field(default=(), converter=as_stated, kw_only=True, repr=False, eq=False)

    def __repr__(self) -> str:
        return f"PartnershipRegister({len(self)} partnerships)"

    def _repr_html_(self) -> str:
        """The first partnerships as a table, for a notebook."""
        rows = [(one.id, one.name(), one.since) for one in self.values()]
        return html_table(str(self), ("id", "Partnerschaft", "seit"), rows, of=len(self))

    def __str__(self) -> str:
        return f"{len(self)} Partnerschaften"

    def to_rows(self) -> list[dict[str, object]]:
        """A row for each pair of a German unit and a partner abroad: who, since when, in which form, last seen how.

        `german_key` is the newest official key, as text; `since` is EDTF, with its earliest and latest day beside it;
        `stage` is what was seen last, `stage_seen` when. Several values stand in one cell with semicolons between them.
        """
        return [
            row
            for one in self.values()
            for home in one.german_units
            for partner in one.foreign_units
            for row in (_row(one, home, partner),)
        ]

    def with_partnerships(self, more: Iterable[Partnership] | Mapping[str, Partnership]) -> PartnershipRegister:
        """These and the given ones; of those with an id that is here already, the given one stands."""
        return PartnershipRegister({**self, **PartnershipRegister(more)}, stated=self.stated)

    def with_places(self, known: Iterable[Unit]) -> PartnershipRegister:
        """These, units without coordinates with those of known units that are surely the same, for a map.

        `PartnershipRegister(reading).with_places(facts.partnerships.units())` puts a list of your own on the map, as
        far as it goes: at home by the official key; abroad only where a known unit alone bears the name in its country.
        """
        place = placing(known)
        return PartnershipRegister(
            [evolve(one, units=[place(unit) for unit in one.units]) for one in self.values()], stated=self.stated
        )

    # ── choosing ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def of_unit(self, unit: Unit | str) -> tuple[Partnership, ...]:
        """The partnerships of a municipality, given as itself or by its id; an official key is one behind `de:`.

        Raises:
            UnknownName: for an id that is neither an official German key nor that of a unit here.
        """
        wanted = str(identifier(unit, "unit"))
        found = tuple(one for one in self.values() if any(member.id == wanted for member in one.units))
        if not found and isinstance(unit, str) and not _GERMAN_ID.fullmatch(unit):
            raise UnknownName(_UNIT, unit, nearest(unit, [one.id for one in self.units()]))
        return found

    def of_country(self, code: str | Country) -> tuple[Partnership, ...]:
        """The partnerships with units in a country.

        Raises:
            UnknownCountry: if there is no such code.
        """
        wanted = country(code).alpha3
        return tuple(one for one in self.values() if wanted in one.countries)

    def of_region(self, regions: Regions, region: str, *, on: date) -> OnDay:
        """The partnerships whose partner country belongs to a region on a day, the doubtful ones apart.

        Raises:
            UnknownName: if there is no such region.
        """
        having(regions, ("membership",), "regions")
        answers = {code: regions.membership(region, code, on=on).answer for code in self.countries()}
        return self._sorted(lambda one: _any(answers[code] for code in one.countries))

    def on(self, day: date, *, as_last_seen: bool = False) -> OnDay:
        """The partnerships by what is known of the day: existing, not existing, undecided.

        With `as_last_seen` what was last seen up to the day is carried on to it: for analysts, for nobody saw that it
        still holds.
        """
        return self._sorted(lambda one: (one.last_seen(day) if as_last_seen else one.existed_on(day)).answer)

    def with_form(self, form: Form | str, *, on: date | None = None) -> tuple[Partnership, ...]:
        """The partnerships that were seen with a form at all, or to hold on a day.

        Raises:
            UnknownChoice: for a form that there is not.
        """
        form = choice(Form, form, "form")
        return self._seen_with(form, lambda one: one.forms, on)

    def with_label(self, label: str, *, on: date | None = None) -> tuple[Partnership, ...]:
        """The partnerships that were seen with a programme label at all, or to hold on a day.

        Raises:
            UnknownName: for a word that is neither a label of the shipped facts nor of a partnership here.
        """
        as_text(label, "label")
        if label not in LABELS:
            known = {seen.value for one in self.values() for seen in one.labels}
            if label not in known:
                raise UnknownName(_LABEL, label, nearest(label, sorted({*known, *LABELS})))
        return self._seen_with(label, lambda one: one.labels, on)

    def at_stage(self, stage: Stage | str, *, on: date | None = None) -> tuple[Partnership, ...]:
        """The partnerships that were seen at a stage at all, or on a day.

        Raises:
            UnknownChoice: for a stage that there is not.
        """
        stage = choice(Stage, stage, "stage")
        return self._seen_with(stage, lambda one: one.stages, on)

    def _seen_with(
        self, value: V, seen: Callable[[Partnership], Iterable[Observation[V]]], on: date | None
    ) -> tuple[Partnership, ...]:
        day = None if on is None else as_day(on)
        return tuple(
            one
            for one in self.values()
            if any(each.value == value and (day is None or each.held_on(day) is Answer.YES) for each in seen(one))
        )

    def _sorted(self, judge: Callable[[Partnership], Answer]) -> OnDay:
        kept: dict[Answer, list[Partnership]] = {answer: [] for answer in Answer}
        for one in self.values():
            kept[judge(one)].append(one)
        return OnDay(tuple(kept[Answer.YES]), tuple(kept[Answer.NO]), tuple(kept[Answer.UNDECIDED]))

    # ── the network ──────────────────────────────────────────────────────────────────────────────────────────────────

    def countries(self) -> frozenset[str]:
        """The alpha-3 codes of the partner countries of the partnerships here.

        The shipped table is a sample: a country that is missing here may well have partnerships, and of the others
        not all are here. `coverage` says what others state.
        """
        return frozenset(code for one in self.values() for code in one.countries)

    @property
    def coverage(self) -> Coverage:
        """How many partnerships of each country are here, and how many others state there are: a sample, never all."""
        return coverage_of((sorted(one.countries) for one in self.values()), self.stated)

    def units(self) -> tuple[Unit, ...]:
        """All units, each once, in the order of their ids."""
        found = {unit.id: unit for one in self.values() for unit in one.units}
        return tuple(found[name] for name in sorted(found))

    def triangles(self) -> tuple[Triangle, ...]:
        """Every three units that are linked with one another, in one partnership or in several."""
        links: dict[tuple[str, str], list[Partnership]] = {}
        neighbours: dict[str, set[str]] = {}
        for one in self.values():
            for a, b in combinations([unit.id for unit in one.units], 2):
                links.setdefault((a, b), []).append(one)
                neighbours.setdefault(a, set()).add(b)
        units = {unit.id: unit for unit in self.units()}
        found = []
        for a in sorted(neighbours):
            for b, c in combinations(sorted(neighbours[a]), 2):
                if (b, c) in links:
                    held = {one.id: one for pair in ((a, b), (a, c), (b, c)) for one in links[pair]}
                    members = tuple(held[name] for name in sorted(held))
                    found.append(Triangle((units[a], units[b], units[c]), members))
        return tuple(found)

    def duplicates(self) -> tuple[tuple[Partnership, ...], ...]:
        """Groups that speak of the same link: the same unit here, a partner of the same name in the same country."""
        groups: dict[object, list[Partnership]] = {}
        for one in self.values():
            groups.setdefault(frozenset(_identity(unit) for unit in one.units), []).append(one)
        return tuple(tuple(group) for group in groups.values() if len(group) > 1)

    def merged(self) -> PartnershipRegister:
        """The same links with every duplicate merged claim by claim into the one with the lowest id."""
        groups = self.duplicates()
        gone = {one.id for group in groups for one in group}
        kept = [one for one in self.values() if one.id not in gone]
        return PartnershipRegister([*kept, *(reduce(merge, group) for group in groups)], stated=self.stated)


def _row(one: Partnership, home: GermanUnit, partner: ForeignUnit) -> dict[str, object]:
    """One pair of a partnership as a row of a table."""
    since, last = one.since, one.last_stage
    return {
        "id": one.id,
        "german_id": home.id,
        "german_key": home.keys[-1].value if home.keys else None,
        "german_name": home.name,
        "german_latitude": None if home.coordinates is None else home.coordinates.latitude,
        "german_longitude": None if home.coordinates is None else home.coordinates.longitude,
        "land": None if home.state is None else home.state.code,
        "partner_id": partner.id,
        "partner_name": partner.name,
        "partner_latitude": None if partner.coordinates is None else partner.coordinates.latitude,
        "partner_longitude": None if partner.coordinates is None else partner.coordinates.longitude,
        "iso3": partner.country.alpha3,
        "country": partner.country.name("de"),
        "since": None if since is None else str(since),
        "since_earliest": None if since is None else since.earliest,
        "since_latest": None if since is None else since.latest,
        "forms": ";".join(dict.fromkeys(seen.value.value for seen in one.forms)) or None,
        "labels": ";".join(dict.fromkeys(seen.value for seen in one.labels)) or None,
        "stage": None if last is None else last.value.value,
        "stage_seen": None if last is None or last.as_of is None else str(last.as_of),
        "confidence": one.confidence.value,
        "sources": ";".join(source.id for source in one.sources) or None,
    }


def _any(answers: Iterable[Answer]) -> Answer:
    found = set(answers)
    for answer in (Answer.YES, Answer.UNDECIDED):
        if answer in found:
            return answer
    return Answer.NO


def _identity(unit: Unit) -> object:
    """What makes two units the same here: id or key at home; name, kind and country abroad."""
    if isinstance(unit, GermanUnit):
        return unit.id
    return fold(unit.name), fold(unit.kind or ""), unit.country.alpha3


def merge(one: Partnership, other: Partnership) -> Partnership:
    """One partnership with the claims of both: equal claims once, contradicting claims side by side.

    The id, the units' spelling and the note come from the first; names that the second spells otherwise are kept as
    other names, and where only the second knows where a unit abroad lies, that is kept as well.

    Raises:
        BadModel: if they do not link the same units.
    """
    instance(one, Partnership, "one")
    instance(other, Partnership, "other")
    if {_identity(unit) for unit in one.units} != {_identity(unit) for unit in other.units}:
        raise BadModel(
            Term(
                f"{one.id} und {other.id} verbinden verschiedene Einheiten",
                f"{one.id} and {other.id} link different units",
            )
        )
    theirs = {_identity(unit): unit for unit in other.units}
    return evolve(
        one,
        units=[_with_what_the_other_knows(unit, theirs[_identity(unit)]) for unit in one.units],
        forms=tuple(dict.fromkeys(one.forms + other.forms)),
        labels=tuple(dict.fromkeys(one.labels + other.labels)),
        stages=tuple(dict.fromkeys(one.stages + other.stages)),
        themes=tuple(dict.fromkeys([*one.themes, *other.themes])),
        sdgs=one.sdgs | other.sdgs,
        note="; ".join(dict.fromkeys(note for note in (one.note, other.note) if note)),
        sources=tuple(dict.fromkeys([*one.sources, *other.sources])),
        confidence=min(one.confidence, other.confidence),
    )


def _with_what_the_other_knows(unit: Unit, other: Unit) -> Unit:
    if not isinstance(unit, ForeignUnit) or not isinstance(other, ForeignUnit):
        return unit
    names = dict.fromkeys([*unit.other_names, other.name, *other.other_names])
    return evolve(
        unit,
        other_names=tuple(name for name in names if name != unit.name),
        identifiers=FrozenMap({**other.identifiers, **unit.identifiers}),
        coordinates=unit.coordinates or other.coordinates,
    )
