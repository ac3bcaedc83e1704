"""MunicipalRegister: units of one day, found by key or, ranked and explained, by name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from difflib import get_close_matches
from typing import Final

from kommunal_partner._checks import as_day
from kommunal_partner.errors import AmbiguousName, BadModel, UnknownName
from kommunal_partner.keys import Ags, Ars, Kreis, Land, Regierungsbezirk, Verband, parse_key, parse_land
from kommunal_partner.municipalities.kinds import Level
from kommunal_partner.municipalities.names import LONGEST, asked_forms
from kommunal_partner.municipalities.search import Candidate, Entry, asked_base, candidates, entries_of
from kommunal_partner.municipalities.units import GermanUnit, KeyScheme
from kommunal_partner.verdicts import Answer, Reason, Sentence, Verdict, no, undecided, yes

__all__ = ["KEY_FITS_NAME", "KEY_OF_ANOTHER", "KEY_UNKNOWN", "NAME_UNKNOWN", "MunicipalRegister"]

KEY_FITS_NAME: Final = Reason("KEY_FITS_NAME", de="{key} ist der Schlüssel von {unit}", en="{key} is the key of {unit}")
KEY_OF_ANOTHER: Final = Reason(
    "KEY_OF_ANOTHER",
    de="{key} ist der Schlüssel von {unit}, nicht von „{name}“",
    en='{key} is the key of {unit}, not of "{name}"',
)
KEY_UNKNOWN: Final = Reason(
    "KEY_UNKNOWN", de="das Verzeichnis kennt keinen Schlüssel {key}", en="the register knows no key {key}"
)
NAME_UNKNOWN: Final = Reason(
    "NAME_UNKNOWN",
    de="{key} ist der Schlüssel von {unit}; „{name}“ heißt im Verzeichnis nichts",
    en='{key} is the key of {unit}; nothing in the register is called "{name}"',
)

_CONTRADICTED: Final = 4  # the rank of candidates whose kind or addition is not the one asked for
_TYPO: Final = 3  # letters more or fewer: beyond that it is another name


class MunicipalRegister:
    """Units at home as they stood on one day (`as_of`), or of unknown day.

    Finding by name never picks: it gives candidates. `notes` tells what was noticed while the register was read.

    Raises:
        BadModel: if two units have the same id.
    """

    __slots__ = ("_by_id", "_by_key", "_by_name", "_hash", "as_of", "notes", "units")

    units: tuple[GermanUnit, ...]
    as_of: date | None
    notes: tuple[Sentence, ...]

    def __init__(
        self, units: Iterable[GermanUnit], *, as_of: date | None = None, notes: Iterable[Sentence] = ()
    ) -> None:
        self.units = tuple(units)
        self.as_of = None if as_of is None else as_day(as_of, "as_of")
        self.notes = tuple(notes)
        self._by_id = {unit.id: unit for unit in self.units}
        if len(self._by_id) < len(self.units):
            twice = next(unit.id for unit in self.units if self._by_id[unit.id] is not unit)
            raise BadModel(f"two units have the id {twice}")
        self._by_key: dict[str, list[GermanUnit]] | None = None
        self._by_name: dict[str, list[Entry]] | None = None
        self._hash: int | None = None

    @property
    def municipalities(self) -> tuple[GermanUnit, ...]:
        """The units with a municipality key, as the register counts them: areas outside any municipality included."""
        return tuple([u for u in self.units if u.kind.level is Level.GEMEINDE and u.key(KeyScheme.AGS) is not None])

    def of_level(self, level: Level) -> tuple[GermanUnit, ...]:
        """The units of a level."""
        return tuple([unit for unit in self.units if unit.kind.level is level])

    def unit(self, unit_id: str) -> GermanUnit:
        """The unit with this id.

        Raises:
            UnknownName: if there is none.
        """
        try:
            return self._by_id[unit_id]
        except KeyError:
            raise UnknownName("unit", unit_id) from None

    def by_key(
        self, key: str | Ags | Ars | Kreis | Land | Regierungsbezirk | Verband, on: date | None = None
    ) -> GermanUnit | None:
        """The unit with this key, None if there is none.

        Keys of text are read by `keys.parse_key`, those of a Land and a Regierungsbezirk must be given as such. With
        `on`, a unit whose key was surely not in force on that day is left out.

        Raises:
            BadKey: if the text is no key.
        """
        value = parse_key(key).value if isinstance(key, str) else key.value
        found = self._keys().get(value, [])
        if on is None:
            return found[-1] if found else None
        judged: dict[Answer, GermanUnit] = {}
        for unit in found:
            for dated in unit.keys:
                if dated.value == value:
                    judged.setdefault(dated.valid_on(on), unit)
        return judged.get(Answer.YES) or judged.get(Answer.UNDECIDED)

    def _keys(self) -> dict[str, list[GermanUnit]]:
        if self._by_key is None:
            index: dict[str, list[GermanUnit]] = {}
            for unit in self.units:
                for key in unit.keys:
                    holders = index.setdefault(key.value, [])
                    if unit not in holders:
                        holders.append(unit)
            self._by_key = index
        return self._by_key

    # ── names ──

    def find(self, name: str, state: Land | str | None = None) -> tuple[Candidate, ...]:
        """The units a name may mean, the likeliest first, each with its reason; none if no unit is called like that.

        Additions (`Halle (Saale)`, `Frankfurt a. M.`, `Berg, Kreis Ravensburg`), words for the kind (`Landkreis
        Oldenburg`, `Stadt Oldenburg`), Sorbian names and names in other languages are understood. Namesakes share a
        rank: a caller that needs one unit asks `identify` or compares the ranks. `state` leaves out all other Länder.

        Raises:
            BadKey: if `state` is no Land.
        """
        land = None if state is None else parse_land(state)
        if len(name) > LONGEST:
            return ()
        return candidates(name, self._names(), land, self._by_id)

    def identify(self, name: str, state: Land | str | None = None) -> GermanUnit:
        """The one unit a name means: the only candidate of rank 1.

        Raises:
            UnknownName: if no unit is surely meant, with names that are similar.
            AmbiguousName: if several are, with the candidates.
        """
        found = self.find(name, state)
        best = [one for one in found if one.rank == 1]
        if len(best) == 1:
            return best[0].unit
        if best:
            raise AmbiguousName(name, best)
        hints = [one.unit.name for one in found] or self.similar(name)
        raise UnknownName("municipality", name, tuple(dict.fromkeys(hints))[:3])

    def key_fits_name(self, key: str | Ags | Ars | Kreis | Verband, name: str) -> Verdict:
        """Whether a key and a name that stand side by side mean the same unit; undecided if either is unknown here.

        Finds the wrong keys that tables have where names were joined to keys by likeness.

        Raises:
            BadKey: if the text is no key.
        """
        value = parse_key(key).value if isinstance(key, str) else key.value
        unit = self.by_key(key)
        if unit is None:
            return undecided(KEY_UNKNOWN, as_of=self.as_of, key=value)
        found = self.find(name)
        if not found:
            return undecided(NAME_UNKNOWN, as_of=self.as_of, key=value, unit=unit.name, name=name)
        if any(one.unit.id == unit.id and one.rank < _CONTRADICTED for one in found):
            return yes(KEY_FITS_NAME, as_of=self.as_of, key=value, unit=unit.name)
        return no(KEY_OF_ANOTHER, as_of=self.as_of, key=value, unit=unit.name, name=name)

    def similar(self, name: str) -> tuple[str, ...]:
        """Up to three names of units that are spelled alike; suggestions for a person, never answers."""
        if len(name) > LONGEST:
            return ()
        asked = asked_base(asked_forms(name)[0])
        entries = self._names()
        near = [base for base in entries if base[:2] == asked[:2] and abs(len(base) - len(asked)) <= _TYPO]
        bases = get_close_matches(asked, near, n=3, cutoff=0.75)
        return tuple(dict.fromkeys(entries[base][0].unit.name for base in bases))

    def _names(self) -> dict[str, list[Entry]]:
        if self._by_name is None:
            index: dict[str, list[Entry]] = {}
            for unit in self.units:
                for entry in entries_of(unit):
                    index.setdefault(entry.form.base, []).append(entry)
            self._by_name = index
        return self._by_name

    # ── a value like any other ──

    def __len__(self) -> int:
        return len(self.units)

    def __iter__(self) -> Iterator[GermanUnit]:
        return iter(self.units)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, MunicipalRegister):
            return NotImplemented
        return (self.units, self.as_of, self.notes) == (other.units, other.as_of, other.notes)

    def __hash__(self) -> int:
        if self._hash is None:
            self._hash = hash((self.units, self.as_of, self.notes))
        return self._hash

    def __repr__(self) -> str:
        return f"<MunicipalRegister of {len(self.units)} units, {self.as_of or 'day unknown'}>"

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return _rebuilt, (self.units, self.as_of, self.notes)


def _rebuilt(units: tuple[GermanUnit, ...], as_of: date | None, notes: tuple[Sentence, ...]) -> MunicipalRegister:
    return MunicipalRegister(units, as_of=as_of, notes=notes)
