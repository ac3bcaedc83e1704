"""MunicipalRegister: units of one day, found by key or, ranked and explained, by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from difflib import SequenceMatcher, get_close_matches
from functools import cached_property
from threading import RLock
from typing import Final, NoReturn

from kommunal_partner._checks import as_day, choice, instance, nearest, refusal, values_of
from kommunal_partner._folding import fold
from kommunal_partner._mappings import Register
from kommunal_partner._repr import html_table
from kommunal_partner._rows import flat_rows
from kommunal_partner.errors import AmbiguousName, BadModel, UnknownName
from kommunal_partner.keys import Ags, Ars, Kreis, Land, Regierungsbezirk, Verband, parse_key, parse_land
from kommunal_partner.languages import Term
from kommunal_partner.municipalities import sentences
from kommunal_partner.municipalities._index import NameIndex
from kommunal_partner.municipalities._kinds import Level
from kommunal_partner.municipalities._names import LONGEST, asked_base
from kommunal_partner.municipalities._search import Candidate, candidates
from kommunal_partner.municipalities._units import GermanUnit, KeyScheme
from kommunal_partner.verdicts import Answer, Sentence, Verdict, no, undecided, yes

_CONTRADICTED: Final = 4  # the rank of candidates whose kind or addition is not the one asked for
_SHOWN: Final = 4
_TYPO: Final = 3  # letters more or fewer: beyond that it is another name
_READING: Final = RLock()


class _Content:
    """What a register holds, and its indexes, each made when it is first asked for."""

    def __init__(
        self, units: tuple[GermanUnit, ...], as_of: date | None, notes: tuple[Sentence, ...], *, complete: bool
    ) -> None:
        self.units, self.as_of, self.notes, self.complete = units, as_of, notes, complete
        self.by_id = {unit.id: unit for unit in units}
        if len(self.by_id) < len(units):
            twice = next(unit.id for unit in units if self.by_id[unit.id] is not unit)
            said = Term(f"zwei Einheiten haben die Kennung {twice}", f"two units have the id {twice}")
            raise BadModel(said, argument="units", value=twice)

    @cached_property
    def by_key(self) -> dict[str, list[GermanUnit]]:
        index: dict[str, list[GermanUnit]] = {}
        for unit in self.units:
            for key in unit.keys:
                holders = index.setdefault(key.value, [])
                if unit not in holders:
                    holders.append(unit)
        return index

    @cached_property
    def names(self) -> NameIndex:
        return NameIndex(self.units, self.by_id, complete=self.complete)


class MunicipalRegister(Register[GermanUnit]):
    """Units at home as they stood on one day (`as_of`), or of unknown day: a mapping of them by id.

    `complete` tells whether it holds every municipality, Kreis and Land of Germany; if it does not, a bare name is
    never sure, as a place that is missing may be called the same. Finding by name never picks: it gives candidates.
    `notes` tells what was noticed while the register was read.

    Raises:
        BadModel: if two units have the same id, or something is not a unit.

    >>> from kommunal_partner.facts import load_facts
    >>> register = load_facts().municipalities
    >>> register.identify("Halle (Westf.)").id, [str(one) for one in register.find("Halle") if one.rank == 1][0]
    ('de:05754012', 'Halle (Saale), Stadt (15002000)')
    """

    __slots__ = ("_known", "_read")

    _known: _Content | None
    _read: Callable[[], MunicipalRegister] | None

    def __init__(
        self,
        units: Iterable[GermanUnit] | Mapping[str, GermanUnit],
        *,
        as_of: date | None = None,
        complete: bool = False,
        notes: Iterable[Sentence] = (),
    ) -> None:
        given = values_of(units, "units")
        for unit in given:
            if not isinstance(unit, GermanUnit):
                kind = type(unit).__name__
                de, en = f" darf nur GermanUnits enthalten, nicht {kind}", f" must hold GermanUnits, not {kind}"
                raise refusal(BadModel, "units", unit, de, en)
        day = None if as_of is None else as_day(as_of, "as_of")
        object.__setattr__(self, "_known", _Content(given, day, tuple(notes), complete=bool(complete)))
        object.__setattr__(self, "_read", None)

    @classmethod
    def read_when_needed(cls, read: Callable[[], MunicipalRegister]) -> MunicipalRegister:
        """The register that `read` gives, read once, when something is first asked of it.

        It is pickled as `read`, which therefore should be a function of a module or a `functools.partial` of one.
        """
        register = cls.__new__(cls)
        object.__setattr__(register, "_known", None)
        object.__setattr__(register, "_read", read)
        return register

    @property
    def is_read(self) -> bool:
        """Whether its units are in memory."""
        return self._known is not None

    def _keep(self, read: Callable[[], MunicipalRegister]) -> None:
        """Take over what is read, unless another thread did so meanwhile."""
        known = self._known or read()._content()  # noqa: SLF001 - because it is another register
        object.__setattr__(self, "_known", known)

    def _content(self) -> _Content:
        if self._known is None and self._read is not None:
            with _READING:
                self._keep(self._read)
        assert self._known is not None  # noqa: S101 - because a register has a content or a way to read it
        return self._known

    @property
    def units(self) -> tuple[GermanUnit, ...]:
        """Its units, in the order they were given in."""
        return self._content().units

    @property
    def as_of(self) -> date | None:
        """The day it shows, None if that is not known."""
        return self._content().as_of

    @property
    def complete(self) -> bool:
        """Whether every municipality, Kreis and Land of Germany is in it; a sample otherwise."""
        return self._content().complete

    @property
    def notes(self) -> tuple[Sentence, ...]:
        """What was noticed while it was read."""
        return self._content().notes

    @property
    def municipalities(self) -> tuple[GermanUnit, ...]:
        """The units with a municipality key, as the register counts them: areas outside any municipality included."""
        return tuple([u for u in self.units if u.kind.level is Level.GEMEINDE and u.key(KeyScheme.AGS) is not None])

    def of_level(self, level: Level | str) -> tuple[GermanUnit, ...]:
        """The units of a level."""
        level = choice(Level, level, "level")
        return tuple([unit for unit in self.units if unit.kind.level is level])

    def __getitem__(self, key: str) -> GermanUnit:
        """The unit with this id.

        Raises:
            UnknownName: a KeyError, if there is none.
        """
        by_id = self._content().by_id
        try:
            return by_id[key]
        except (KeyError, TypeError):
            said = Sentence(sentences.REGISTER_KNOWS_NO_ID, {"name": str(key)})
            raise UnknownName(sentences.UNIT, key, _near_id(key, by_id), said=said) from None

    def unit(self, unit_id: str) -> GermanUnit:
        """The unit with this id, as `register[unit_id]`.

        Raises:
            UnknownName: if there is none.
        """
        return self[unit_id]

    def by_key(
        self, key: str | Ags | Ars | Kreis | Land | Regierungsbezirk | Verband, *, on: date | None = None
    ) -> GermanUnit | None:
        """The unit with this key, None if there is none.

        Keys of text are read by `keys.parse_key`, those of a Land and a Regierungsbezirk must be given as such. With
        `on`, a unit whose key was surely not in force on that day is left out.

        Raises:
            BadKey: if the text is no key.
        """
        value = _key_text(key)
        found = self._content().by_key.get(value, [])
        if on is None:
            return found[-1] if found else None
        judged: dict[Answer, GermanUnit] = {}
        for unit in found:
            for dated in unit.keys:
                if dated.value == value:
                    judged.setdefault(dated.valid_on(on), unit)
        return judged.get(Answer.YES) or judged.get(Answer.UNDECIDED)

    # ── names ──

    def find(self, name: str, state: Land | str | None = None) -> tuple[Candidate, ...]:
        """The units a name may mean, the likeliest first, each with its reason; none if no unit is called like that.

        No unit is called like a text of more than 200 characters.

        Additions (`Halle (Saale)`, `Frankfurt a. M.`, `Berg, Kreis Ravensburg`), words for the kind (`Landkreis
        Oldenburg`, `Stadt Oldenburg`), Sorbian names and names in other languages are understood. Namesakes share a
        rank: a caller that needs one unit asks `identify` or compares the ranks. `state` leaves out all other Länder.

        Raises:
            BadKey: if `state` is no Land.
        """
        given: object = name
        if not isinstance(given, str):
            kind = type(given).__name__
            raise refusal(BadModel, "name", name, f" muss ein Text sein, nicht {kind}", f" must be a text, not {kind}")
        land = None if state is None else parse_land(state)
        if len(name) > LONGEST:
            return ()
        return candidates(name, self._content().names, land)

    def identify(self, name: str, state: Land | str | None = None) -> GermanUnit:
        """The one unit that a name surely means.

        The bare name of a town that a Kreis shares means the town, and the bare name of a kreisfreie Stadt that has 20
        times the inhabitants of each namesake means the city; any other name of several means none of them. In a
        register that is only a sample, a bare name is not sure.

        Raises:
            UnknownName: if no unit is surely meant, with the name most like it.
            AmbiguousName: if several are, or one of which something makes it doubtful, with the candidates.
        """
        found = self.find(name, state)
        best = [one for one in found if one.rank == 1] or [one for one in found if one.is_doubtful]
        if len(best) == 1 and best[0].rank == 1:
            return best[0].unit
        shown = name if len(name) <= LONGEST else f"{name[:20]}…"
        if best:
            raise AmbiguousName(name, best, said=_ambiguous(shown, best))
        hints = [_hint(_nearest(name, found))] if found else list(self.similar(name))
        said = Sentence(sentences.REGISTER_KNOWS_NONE, {"name": shown})
        raise UnknownName(sentences.UNIT, name, tuple(hints[:1]), said=said)

    def key_fits_name(self, key: str | Ags | Ars | Kreis | Verband, name: str) -> Verdict:
        """Whether a key and a name that stand side by side mean the same unit; undecided if either is unknown here.

        Finds the wrong keys that tables have where names were joined to keys by likeness.

        Raises:
            BadKey: if the text is no key.
        """
        value, unit = _key_text(key), self.by_key(key)
        if unit is None:
            return undecided(sentences.KEY_UNKNOWN, as_of=self.as_of, key=value)
        found = self.find(name)
        if not found:
            return undecided(sentences.NAME_UNKNOWN, as_of=self.as_of, key=value, unit=unit.name, name=name)
        if any(one.unit.id == unit.id and one.rank < _CONTRADICTED for one in found):
            return yes(sentences.KEY_FITS_NAME, as_of=self.as_of, key=value, unit=unit.name)
        return no(sentences.KEY_OF_ANOTHER, as_of=self.as_of, key=value, unit=unit.name, name=name)

    def similar(self, name: str) -> tuple[str, ...]:
        """Up to three names of units that are spelled alike; suggestions for a person, never answers."""
        if len(instance(name, str, "name")) > LONGEST:
            return ()
        asked = asked_base(name)
        names = self._content().names
        near = [base for base in names.beginnings.get(asked[:2], ()) if abs(len(base) - len(asked)) <= _TYPO]
        close = get_close_matches(asked, near, n=3, cutoff=0.8)
        units = [[entry.unit for entry in names.bases[base]] for base in close]
        towns = [[unit for unit in some if unit.kind.level is Level.GEMEINDE] or some for some in units]
        return tuple(dict.fromkeys(some[0].name for some in towns))

    def to_rows(self) -> list[dict[str, object]]:
        """A row for each unit, with every part of it flat."""
        return flat_rows(self.units)

    # ── a value like any other ──

    @property
    def _by_id(self) -> dict[str, GermanUnit]:  # type: ignore[override]  # because it is made when it is asked for
        return self._content().by_id

    def _parts(self) -> tuple[object, ...]:
        return self.units, self.as_of, self.complete, self.notes

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"a register never changes: {name} cannot be set")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"a register never changes: {name} cannot be deleted")

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, MunicipalRegister):
            return NotImplemented
        same = self is other or (self._read is not None and self._read == other._read)
        return same or self._parts() == other._parts()

    def __hash__(self) -> int:
        return hash((tuple(self._content().by_id), self.as_of))

    def __copy__(self) -> MunicipalRegister:
        return self

    def __deepcopy__(self, memo: object) -> MunicipalRegister:
        return self

    def __repr__(self) -> str:
        if not self.is_read:
            return "<MunicipalRegister, not read yet>"
        all_of_them = "all " if self.complete else ""
        return f"<MunicipalRegister of {all_of_them}{len(self.units)} units, {self.as_of or 'day unknown'}>"

    def _repr_html_(self) -> str:
        """The head of the register as a table, for a notebook."""
        rows = [(unit.id, unit.name, unit.kind.text("en"), unit.state) for unit in self.units[:20]]
        return html_table(repr(self), ("id", "name", "kind", "Land"), rows, of=len(self.units))

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        if self._read is not None:
            return MunicipalRegister.read_when_needed, (self._read,)
        return _rebuilt, self._parts()


def _rebuilt(
    units: tuple[GermanUnit, ...],
    as_of: date | None,
    complete: bool,  # noqa: FBT001 - because pickle gives positions
    notes: tuple[Sentence, ...],
) -> MunicipalRegister:
    return MunicipalRegister(units, as_of=as_of, complete=complete, notes=notes)


def _ambiguous(name: str, best: list[Candidate]) -> Sentence:
    """What the name may mean, the likeliest few by name."""
    if len(best) == 1:
        return Sentence(sentences.NOT_SURELY, {"name": name, "candidate": str(best[0]), "why": best[0].reason})
    more = max(0, len(best) - _SHOWN)
    values: dict[str, object] = {"name": name, "candidates": [str(one) for one in best[:_SHOWN]], "more": more}
    return Sentence(sentences.SEVERAL_AND_MORE if more else sentences.SEVERAL, values)


def _nearest(name: str, found: tuple[Candidate, ...]) -> GermanUnit:
    """Of the likeliest candidates the one whose name is most like the one asked for."""
    asked = fold(name)
    likeliest = [one.unit for one in found if one.rank == found[0].rank]
    towns = [unit for unit in likeliest if unit.kind.level is Level.GEMEINDE] or likeliest
    return max(towns, key=lambda unit: SequenceMatcher(None, asked, fold(unit.name)).ratio())


def _hint(unit: GermanUnit) -> str:
    outside = sentences.OUTSIDE.de
    return f"{unit.name}, {outside}" if unit.kind.is_gemeindefrei and "," not in unit.name else unit.name


def _key_text(key: str | Ags | Ars | Kreis | Land | Regierungsbezirk | Verband) -> str:
    if isinstance(key, (Ags, Ars, Kreis, Land, Regierungsbezirk, Verband)):
        return key.value
    return parse_key(key).value


def _near_id(key: object, known: Mapping[str, GermanUnit]) -> tuple[str, ...]:
    """The id most like a wrong one, among those that begin alike: all of 12,000 would take too long."""
    text = str(key)[:LONGEST]
    return nearest(text, [one for one in known if one[:7] == text[:7]])
