"""A collection of partnerships, and the questions one asks of the network they form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import reduce
from itertools import combinations
from typing import Protocol

from attrs import evolve, field, frozen

from kommunal_partner._folding import fold
from kommunal_partner._mappings import FrozenMap
from kommunal_partner.countries import Country, country
from kommunal_partner.errors import BadModel, UnknownName
from kommunal_partner.municipalities import ForeignUnit, GermanUnit, Unit
from kommunal_partner.partnerships.model import Form, Partnership, Stage
from kommunal_partner.verdicts import Answer, Verdict

__all__ = ["OnDay", "PartnershipRegister", "Triangle", "merge"]


class Regions(Protocol):
    """Whatever tells whether a country belongs to a region, as `RegionRegister` does."""

    def membership(self, region: str, country: str, on: date) -> Verdict:
        """Whether the country belongs to the region on the day."""
        ...


@frozen
class OnDay:
    """Partnerships sorted by what is known of a day: surely, surely not, or undecided."""

    sure: tuple[Partnership, ...]
    excluded: tuple[Partnership, ...]
    undecided: tuple[Partnership, ...]


@frozen
class Triangle:
    """Three units each of which is linked with the two others, and the partnerships that link them."""

    units: tuple[Unit, Unit, Unit]
    partnerships: tuple[Partnership, ...]


def _by_id(partnerships: Iterable[Partnership]) -> tuple[Partnership, ...]:
    found = tuple(sorted(partnerships, key=lambda one: one.id))
    twice = sorted(name for name, count in Counter(one.id for one in found).items() if count > 1)
    if twice:
        raise BadModel(f"two partnerships have one id: {', '.join(twice)}")
    return found


@frozen(repr=False)
class PartnershipRegister:
    """Partnerships in the order of their ids.

    Raises:
        BadModel: if two have the same id.
    """

    partnerships: tuple[Partnership, ...] = field(default=(), converter=_by_id)
    _index: FrozenMap[str, Partnership] = field(init=False, eq=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "_index", FrozenMap((one.id, one) for one in self.partnerships))

    def __iter__(self) -> Iterator[Partnership]:
        return iter(self.partnerships)

    def __len__(self) -> int:
        return len(self.partnerships)

    def __contains__(self, name: object) -> bool:
        return name in self._index

    def __getitem__(self, name: str) -> Partnership:
        """The partnership of this id.

        Raises:
            UnknownName: if there is none.
        """
        try:
            return self._index[name]
        except KeyError:
            raise UnknownName("partnership", name) from None

    def __repr__(self) -> str:
        return f"PartnershipRegister({len(self.partnerships)} partnerships)"

    # ── choosing ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def of_unit(self, unit: Unit | str) -> tuple[Partnership, ...]:
        """The partnerships of a municipality, given as itself or by its id."""
        wanted = unit if isinstance(unit, str) else unit.id
        return tuple(one for one in self.partnerships if any(member.id == wanted for member in one.units))

    def of_country(self, code: str | Country) -> tuple[Partnership, ...]:
        """The partnerships with units in a country.

        Raises:
            UnknownCountry: if there is no such code.
        """
        wanted = country(code).alpha3
        return tuple(one for one in self.partnerships if wanted in one.countries)

    def of_region(self, regions: Regions, region: str, on: date) -> OnDay:
        """The partnerships whose partner country belongs to a region on a day, the doubtful ones apart.

        Raises:
            UnknownName: if there is no such region.
        """
        answers = {code: regions.membership(region, code, on).answer for code in self.countries()}
        return self._sorted(lambda one: _any(answers[code] for code in one.countries))

    def on(self, day: date) -> OnDay:
        """The partnerships by what is known of the day: existing, not existing, undecided."""
        return self._sorted(lambda one: one.existed_on(day).answer)

    def with_form(self, form: Form, *, on: date | None = None) -> tuple[Partnership, ...]:
        """The partnerships that were seen with a form at all, or to hold on a day."""
        return tuple(
            one
            for one in self.partnerships
            if (any(seen.value is form for seen in one.forms) if on is None else form in one.forms_on(on))
        )

    def with_label(self, label: str, *, on: date | None = None) -> tuple[Partnership, ...]:
        """The partnerships that were seen with a programme label at all, or to hold on a day."""
        return tuple(
            one
            for one in self.partnerships
            if (any(seen.value == label for seen in one.labels) if on is None else label in one.labels_on(on))
        )

    def at_stage(self, stage: Stage, *, on: date | None = None) -> tuple[Partnership, ...]:
        """The partnerships that were seen at a stage at all, or on a day."""
        return tuple(
            one
            for one in self.partnerships
            if (any(seen.value is stage for seen in one.stages) if on is None else stage in one.stages_on(on))
        )

    def _sorted(self, judge: Callable[[Partnership], Answer]) -> OnDay:
        kept: dict[Answer, list[Partnership]] = {answer: [] for answer in Answer}
        for one in self.partnerships:
            kept[judge(one)].append(one)
        return OnDay(tuple(kept[Answer.YES]), tuple(kept[Answer.NO]), tuple(kept[Answer.UNDECIDED]))

    # ── the network ──────────────────────────────────────────────────────────────────────────────────────────────────

    def countries(self) -> frozenset[str]:
        """The alpha-3 codes of all partner countries."""
        return frozenset(code for one in self.partnerships for code in one.countries)

    def units(self) -> tuple[Unit, ...]:
        """All units, each once, in the order of their ids."""
        found = {unit.id: unit for one in self.partnerships for unit in one.units}
        return tuple(found[name] for name in sorted(found))

    def triangles(self) -> tuple[Triangle, ...]:
        """Every three units that are linked with one another, in one partnership or in several."""
        links: dict[tuple[str, str], list[Partnership]] = {}
        neighbours: dict[str, set[str]] = {}
        for one in self.partnerships:
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
        for one in self.partnerships:
            groups.setdefault(frozenset(_identity(unit) for unit in one.units), []).append(one)
        return tuple(tuple(group) for group in groups.values() if len(group) > 1)

    def merged(self) -> PartnershipRegister:
        """The same links with every duplicate merged claim by claim into the one with the lowest id."""
        groups = self.duplicates()
        gone = {one.id for group in groups for one in group}
        kept = [one for one in self.partnerships if one.id not in gone]
        return PartnershipRegister([*kept, *(reduce(merge, group) for group in groups)])


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
    other names.

    Raises:
        BadModel: if they do not link the same units.
    """
    if {_identity(unit) for unit in one.units} != {_identity(unit) for unit in other.units}:
        raise BadModel(f"{one.id} and {other.id} link different units")
    theirs = {_identity(unit): unit for unit in other.units}
    return evolve(
        one,
        units=[_with_names(unit, theirs[_identity(unit)]) for unit in one.units],
        forms=tuple(dict.fromkeys(one.forms + other.forms)),
        labels=tuple(dict.fromkeys(one.labels + other.labels)),
        stages=tuple(dict.fromkeys(one.stages + other.stages)),
        themes=tuple(dict.fromkeys([*one.themes, *other.themes])),
        sdgs=one.sdgs | other.sdgs,
        note="; ".join(dict.fromkeys(note for note in (one.note, other.note) if note)),
        sources=tuple(dict.fromkeys([*one.sources, *other.sources])),
        confidence=min(one.confidence, other.confidence),
    )


def _with_names(unit: Unit, other: Unit) -> Unit:
    if not isinstance(unit, ForeignUnit) or not isinstance(other, ForeignUnit):
        return unit
    names = dict.fromkeys([*unit.other_names, other.name, *other.other_names])
    return evolve(unit, other_names=tuple(name for name in names if name != unit.name))
