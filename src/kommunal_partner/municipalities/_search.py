"""Which units a name may mean: candidates with a rank and a reason."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from attrs import frozen

from kommunal_partner._repr import short_repr
from kommunal_partner.keys import Land
from kommunal_partner.municipalities import sentences as say
from kommunal_partner.municipalities._fit import reason_for
from kommunal_partner.municipalities._index import Entry, NameIndex
from kommunal_partner.municipalities._kinds import Level, UnitKind
from kommunal_partner.municipalities._names import Asked, Reading, says_kind, tokens_of
from kommunal_partner.municipalities._units import GermanUnit, KeyScheme
from kommunal_partner.municipalities._words import EXONYMS
from kommunal_partner.verdicts import Reason, Sentence

# Ranks: 1 is what the name means; 2 has the name, but something else is more likely, or something makes it doubtful;
# 3 has only part of it; 4 contradicts something that was asked.
_RANK: Final = {
    say.NAMED.code: 1,
    say.NAMED_WITH_ADDITION.code: 1,
    say.OTHER_NAME.code: 1,
    say.NAMED_ABROAD.code: 1,
    say.LOST_UMLAUT.code: 1,
    say.ONE_OF_A_SAMPLE.code: 2,
    say.MAY_BE_TWO.code: 2,
    say.QUESTIONED.code: 2,
    say.LESSER_LEVEL.code: 2,
    say.SMALLER_NAMESAKE.code: 2,
    say.OTHER_KIND.code: 2,
    say.LESS_EXACT.code: 2,
    say.GEMEINDEFREI.code: 2,
    say.OF_DOUBLE_NAME.code: 3,
    say.KIND_DIFFERS.code: 4,
    say.ADDITION_DIFFERS.code: 4,
}
_DOUBTS: Final = frozenset({say.LOST_UMLAUT.code, say.ONE_OF_A_SAMPLE.code, say.MAY_BE_TWO.code, say.QUESTIONED.code})
_NOT_THE_LIKELIEST: Final = 2
_LEVELS: Final = {
    level: place
    for place, level in enumerate(
        (
            Level.GEMEINDE,
            Level.STADTTEIL,
            Level.VERBAND,
            Level.KREIS,
            Level.REGION,
            Level.REGIERUNGSBEZIRK,
            Level.LAND,
        )
    )
}
_PREFIX: Final = {Level.VERBAND: 9, Level.KREIS: 5, Level.REGION: 4, Level.REGIERUNGSBEZIRK: 3, Level.LAND: 2}
_CITIES: Final = frozenset({UnitKind.KREISFREIE_STADT, UnitKind.STADTKREIS, UnitKind.STADTSTAAT})
# How many times the inhabitants of a namesake a city must have for its bare name to be read as its own: fewer if the
# namesake has an addition in its official name, Weimar (Lahn), as it is then rarely called without. A city that has an
# addition itself, Freiburg im Breisgau, is meant if every namesake has one too.
_LARGER_THAN_ONE_OF_THAT_NAME: Final = 20
_LARGER_THAN_ONE_WITH_ADDITION: Final = 5


@frozen(repr=False)
class Candidate:
    """A unit that a name may mean: `rank` 1 is the likeliest, `reason` says why.

    1: the name means it, and nothing asked for contradicts; several candidates of rank 1 are namesakes. 2: it has
    the name, but without more words another unit is meant, or something makes it doubtful. 3: only part of its name
    was given. 4: the kind or the addition asked for is not its own.
    """

    unit: GermanUnit
    rank: int
    reason: Sentence

    @property
    def is_doubtful(self) -> bool:
        """Whether it would be meant but for a doubt: lost umlauts, a question mark, a sample, perhaps two places."""
        return self.rank == _NOT_THE_LIKELIEST and self.reason.reason.code in _DOUBTS

    def text(self, lang: str = "de") -> str:
        """Why it is a candidate."""
        return self.reason.text(lang)

    def __str__(self) -> str:
        key = self.unit.keys[0].value if self.unit.keys else self.unit.id
        return f"{self.unit.name} ({key})"

    __repr__ = short_repr


class _Found(NamedTuple):
    """A unit that has the name in some form, and how."""

    unit: GermanUnit
    reason: Reason
    rank: int
    entry: Entry
    reading: Reading


def candidates(name: str, index: NameIndex, land: Land | None) -> tuple[Candidate, ...]:
    """The units a name may mean, the likeliest first."""
    asked = Asked(name)
    found = _judged(asked, index, land)
    best = [one for one in found.values() if one.rank == 1]
    if best:
        best = _of_known_key(best, found)
        best = _of_the_kind(best, found)
        best = _of_the_level(best, found)
        best = _spelled(best, found)
        if land is None:
            best = _without_small_namesakes(asked, best, found)
        _doubted(asked, best, found, index, land)
        if asked.slashed and not asked.demands:
            _demoted(found, [one for one in best if _is_of_two(one, asked, index)], say.MAY_BE_TWO)
        if "?" in name:
            _demoted(found, best, say.QUESTIONED)
    chosen = [Candidate(one.unit, one.rank, Sentence(one.reason, _spoken(one))) for one in found.values()]
    return tuple(sorted(chosen, key=_order)) if len(chosen) > 1 else tuple(chosen)


# ── what fits ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _judged(asked: Asked, index: NameIndex, land: Land | None) -> dict[str, _Found]:
    """Every unit that has the name in some form, with the best reason for it."""
    found: dict[str, _Found] = {}
    settled = _exact(asked, index, land, found)
    for reading in asked.readings():
        settled = _look_up(reading, index, land, found, settled=settled) or settled
    if settled or any(one.rank <= _NOT_THE_LIKELIEST for one in found.values()):
        return found
    for reading in asked.shortened(index.bases):
        settled = _look_up(reading, index, land, found, settled=settled) or settled
    for reading in asked.readings():
        german = EXONYMS.get(reading.base)
        if german is not None:
            settled = _look_up(reading, index, land, found, settled=settled, base=german) or settled
    return found


def _exact(asked: Asked, index: NameIndex, land: Land | None, found: dict[str, _Found]) -> bool:
    """Whether the text is the whole official name of just one unit, addition by addition."""
    if not asked.parts or asked.is_bare or any(addition.land for addition in asked.additions):
        return False
    reading = Reading(asked.full)
    same = {
        entry.unit.id: entry
        for entry in index.bases.get(" ".join(asked.literal), ())
        if entry.reason is say.NAMED and " ".join(tokens_of(entry.unit.name)) == asked.full
        if land is None or entry.unit.state == land
    }
    if len(same) == 1:
        entry = next(iter(same.values()))
        found[entry.unit.id] = _Found(entry.unit, say.NAMED_WITH_ADDITION, 1, entry, reading)
    return len(same) == 1


def _look_up(
    reading: Reading,
    index: NameIndex,
    land: Land | None,
    found: dict[str, _Found],
    *,
    settled: bool,
    base: str | None = None,
) -> bool:
    """Whether the reading finds a unit that nothing speaks against; it is added to those found."""
    any_fits = False
    for entry in index.bases.get(base or reading.base, ()):
        unit = entry.unit
        if land is not None and unit.state != land:
            continue
        reason = reason_for(reading, entry, index)
        if base is not None and _RANK[reason.code] == 1:
            reason = say.NAMED_ABROAD
        if _RANK[reason.code] <= _NOT_THE_LIKELIEST:
            any_fits = True
            if settled:
                reason = say.LESS_EXACT
        rank = _RANK[reason.code]
        if unit.id not in found or rank < found[unit.id].rank:
            found[unit.id] = _Found(unit, reason, rank, entry, reading)
    return any_fits


# ── which of them ────────────────────────────────────────────────────────────────────────────────────────────────────


def _demoted(found: dict[str, _Found], chosen: Iterable[_Found], reason: Reason) -> None:
    for one in chosen:
        found[one.unit.id] = one._replace(reason=reason, rank=_NOT_THE_LIKELIEST)


def _of_known_key(best: list[_Found], found: dict[str, _Found]) -> list[_Found]:
    """A municipality of which only name and Land are known is one of those there that have a key, no namesake."""
    keyed = {one.unit.state for one in best if one.unit.keys}
    vague = [one for one in best if not one.unit.keys and one.unit.kind.level is Level.GEMEINDE]
    vague = [one for one in vague if one.unit.state in keyed]
    _demoted(found, vague, say.LESS_EXACT)
    return [one for one in best if one not in vague]


def _of_the_kind(best: list[_Found], found: dict[str, _Found]) -> list[_Found]:
    """Those of exactly the kind asked for, if there are any: the Gemeinde Hof, not the city."""
    kinds = [demand.kinds for one in best for demand in one.reading.demands if demand.kinds]
    if not kinds:
        return best
    exact = [one for one in best if all(one.unit.kind in named for named in kinds)]
    if exact:
        _demoted(found, [one for one in best if one not in exact], say.OTHER_KIND)
    return exact or best


def _of_the_level(best: list[_Found], found: dict[str, _Found]) -> list[_Found]:
    """Without a word for the kind the town is meant rather than the Kreis or Verband of its name that it lies in."""
    if any(one.reading.demands for one in best):
        return best
    lower = [one for one in best if not any(_is_above(one, other) for other in best)]
    _demoted(found, [one for one in best if one not in lower], say.LESSER_LEVEL)
    return lower


def _is_above(upper: _Found, lower: _Found) -> bool:
    """Whether a unit has another of its name in it, or beside it as the kreisfreie Stadt it is named after."""
    level, below = upper.unit.kind.level, lower.unit.kind.level
    if _LEVELS[level] <= _LEVELS[below] or upper.unit.state != lower.unit.state:
        return False
    if level is Level.LAND:
        return lower.entry.form.full and below is Level.GEMEINDE
    if level is Level.VERBAND and upper.entry.form.full and not lower.entry.form.full:
        return False
    if below is Level.GEMEINDE and lower.unit.kind in _CITIES and level is not Level.VERBAND:
        return True
    mine = upper.unit.keys[0].value if upper.unit.keys else ""
    theirs = lower.unit.key(KeyScheme.ARS) or lower.unit.key(KeyScheme.AGS) or ""
    length = _PREFIX.get(level, 0) if len(theirs) > len("00000000") else min(_PREFIX.get(level, 0), 5)
    return bool(mine) and mine[:length] == theirs[:length]


def _spelled(best: list[_Found], found: dict[str, _Found]) -> list[_Found]:
    """A name without umlauts means Münster only if nothing is really called Munster, and is doubtful but for cities."""
    lost = [one for one in best if one.reason is say.LOST_UMLAUT]
    if not lost:
        return best
    rest = [one for one in best if one not in lost]
    if not rest and len(lost) == 1 and lost[0].unit.kind in _CITIES:
        return best
    _demoted(found, lost, say.LOST_UMLAUT)
    return rest


def _inhabitants(unit: GermanUnit) -> int | None:
    return None if unit.population is None else unit.population.total


def _without_small_namesakes(asked: Asked, best: list[_Found], found: dict[str, _Found]) -> list[_Found]:
    """The candidates with all but one moved down, where one is a city of exactly that name and far larger."""
    if len(best) < 2 or not asked.is_bare or any(one.reading.additions for one in best):  # noqa: PLR2004 - because one has no namesake
        return best
    cities = [one for one in best if one.unit.kind in _CITIES]
    full = [one for one in best if one.entry.form.full]
    cities = [one for one in cities if one in full or not full]  # Halle (Saale) is not meant where a village is Halle
    if len(cities) != 1 or (size := _inhabitants(cities[0].unit)) is None:
        return best
    rivals = [one for one in best if one is not cities[0]]
    for one in rivals:
        inhabitants = _inhabitants(one.unit)
        apart = cities[0] in full and one not in full
        times = _LARGER_THAN_ONE_WITH_ADDITION if apart else _LARGER_THAN_ONE_OF_THAT_NAME
        if inhabitants is None or inhabitants * times > size:
            return best
    _demoted(found, rivals, say.SMALLER_NAMESAKE)
    return cities


def _is_of_two(one: _Found, asked: Asked, index: NameIndex) -> bool:
    """Whether two towns with a slash between them read like a Kreis or Verband: Limburg/Weilburg."""
    if one.unit.kind.level is Level.GEMEINDE or "/" in one.unit.name or "/" not in asked.text:
        return False
    halves = [" ".join(asked.tokens), *[addition.text for addition in asked.slashed]]
    return all(index.is_place(half, one.unit, whole=False) for half in halves)


def _doubted(asked: Asked, best: list[_Found], found: dict[str, _Found], index: NameIndex, land: Land | None) -> None:
    """In a register that is a sample a bare name is not sure: a place that is missing may have it too."""
    if index.complete or land is not None or not asked.is_bare:
        return
    for one in best:
        levels = {level for demand in one.reading.demands for level in demand.levels}
        said = levels - {Level.GEMEINDE, Level.VERBAND} or one.unit.kind.level is Level.LAND
        said = said or (one.unit.kind.level is Level.KREIS and says_kind(one.entry.form.base))
        if one.reason is say.NAMED_ABROAD or one.reading.additions:
            continue
        if not said and one.entry.form.bare:
            _demoted(found, [one], say.ONE_OF_A_SAMPLE)


def _spoken(one: _Found) -> dict[str, object]:
    values: dict[str, object] = {"name": one.unit.name, "kind": one.unit.kind}
    return {name: value for name, value in values.items() if name in one.reason.fields}


def _order(candidate: Candidate) -> tuple[int, int, str]:
    """By rank, the larger first, then by id."""
    return candidate.rank, -(_inhabitants(candidate.unit) or 0), candidate.unit.id
