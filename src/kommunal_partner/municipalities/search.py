"""Which units a name may mean: candidates with a rank and a reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from attrs import evolve, frozen

from kommunal_partner._folding import fold
from kommunal_partner.keys import Land
from kommunal_partner.municipalities.kinds import Level, UnitKind
from kommunal_partner.municipalities.names import EXONYMS, Form, asked_forms, fits, official_forms, without_umlauts
from kommunal_partner.municipalities.units import GermanUnit, KeyScheme, home_id
from kommunal_partner.verdicts import Reason, Sentence

__all__ = [
    "ADDITION_DIFFERS",
    "GEMEINDEFREI",
    "KIND_DIFFERS",
    "LESSER_LEVEL",
    "LOST_UMLAUT",
    "NAMED",
    "NAMED_ABROAD",
    "NAMED_WITH_ADDITION",
    "OF_DOUBLE_NAME",
    "OTHER_NAME",
    "SMALLER_NAMESAKE",
    "Candidate",
    "Entry",
    "asked_base",
    "candidates",
    "entries_of",
]

NAMED: Final = Reason("NAMED", de="{name} heißt so", en="{name} is called that")
NAMED_WITH_ADDITION: Final = Reason(
    "NAMED_WITH_ADDITION",
    de="{name} heißt so, und der Zusatz passt",
    en="{name} is called that, and the addition fits",
)
OTHER_NAME: Final = Reason("OTHER_NAME", de="{name} heißt auch so", en="{name} is also called that")
NAMED_ABROAD: Final = Reason(
    "NAMED_ABROAD", de="{name} heißt in anderen Sprachen so", en="{name} is called that in other languages"
)
LOST_UMLAUT: Final = Reason(
    "LOST_UMLAUT", de="{name} ohne Umlautpunkte geschrieben", en="{name} written without its umlauts"
)
LESSER_LEVEL: Final = Reason(
    "LESSER_LEVEL",
    de="{name} ({kind}) heißt auch so; ohne Zusatz wie „Landkreis“ ist eher die andere Ebene gemeint",
    en='{name} ({kind}) has that name too; without a word like "Landkreis" the other level is more likely meant',
)
SMALLER_NAMESAKE: Final = Reason(
    "SMALLER_NAMESAKE",
    de="{name} hat denselben Namen, ist aber viel kleiner als die kreisfreie Stadt, die genau so heißt",
    en="{name} has the same name, but is far smaller than the city that is called exactly that",
)
OF_DOUBLE_NAME: Final = Reason(
    "OF_DOUBLE_NAME", de="ein Teil des Doppelnamens {name}", en="one part of the double name {name}"
)
GEMEINDEFREI: Final = Reason(
    "GEMEINDEFREI",
    de="{name} heißt so, ist aber ein gemeindefreies Gebiet",
    en="{name} is called that, but it is an area outside any municipality",
)
KIND_DIFFERS: Final = Reason(
    "KIND_DIFFERS",
    de="{name} heißt so, ist aber etwas anderes als gefragt: {kind}",
    en="{name} is called that, but is something else than was asked for: {kind}",
)
ADDITION_DIFFERS: Final = Reason(
    "ADDITION_DIFFERS",
    de="{name} heißt so, aber der Zusatz passt nicht",
    en="{name} is called that, but the addition does not fit",
)

# Ranks: 1 is what the name means; 2 has the name, but something else is more likely; 3 has only part of it;
# 4 contradicts something that was asked.
_RANK: Final = {
    NAMED.code: 1,
    NAMED_WITH_ADDITION.code: 1,
    OTHER_NAME.code: 1,
    NAMED_ABROAD.code: 1,
    LOST_UMLAUT.code: 1,
    LESSER_LEVEL.code: 2,
    SMALLER_NAMESAKE.code: 2,
    GEMEINDEFREI.code: 2,
    OF_DOUBLE_NAME.code: 3,
    KIND_DIFFERS.code: 4,
    ADDITION_DIFFERS.code: 4,
}
_NOT_THE_LIKELIEST: Final = 2
_LEVELS: Final = (
    Level.GEMEINDE,
    Level.KREIS,
    Level.LAND,
    Level.VERBAND,
    Level.REGIERUNGSBEZIRK,
    Level.REGION,
    Level.STADTTEIL,
)
_CITIES: Final = frozenset({UnitKind.KREISFREIE_STADT, UnitKind.STADTKREIS, UnitKind.STADTSTAAT})
# How many times the inhabitants of a namesake a city must have for its bare name to be read as its own: fewer if the
# namesake has an addition in its official name, Weimar (Lahn), as it is then rarely called without.
_LARGER_THAN_ONE_OF_THAT_NAME: Final = 20
_LARGER_THAN_ONE_WITH_ADDITION: Final = 5
_SORBIAN_LAND: Final = frozenset({"12052", "12061", "12066", "12071", "14625", "14626"})


@frozen
class Candidate:
    """A unit that a name may mean: `rank` 1 is the likeliest, `reason` says why.

    1: the name means it, and nothing asked for contradicts; several candidates of rank 1 are namesakes. 2: it has
    the name, but without more words another unit is meant. 3: only part of its name was given. 4: the kind or the
    addition asked for is not its own.
    """

    unit: GermanUnit
    rank: int
    reason: Sentence

    def text(self, lang: str = "de") -> str:
        """Why it is a candidate."""
        return self.reason.text(lang)

    def __str__(self) -> str:
        key = self.unit.keys[0].value if self.unit.keys else self.unit.id
        return f"{self.unit.name} ({key})"


@frozen
class Entry:
    """A unit under one form of its name."""

    unit: GermanUnit
    form: Form
    reason: Reason


@frozen
class _Found:
    """A unit that has the name in some form; the rank is that of the reason, or one place lower."""

    unit: GermanUnit
    reason: Reason
    rank: int


def asked_base(forms: tuple[Form, ...]) -> str:
    """The name itself, as much as possible taken off."""
    return min((form.base for form in forms), key=len, default="")


def _is_bilingual(unit: GermanUnit) -> bool:
    district = unit.key(KeyScheme.KREIS) or (unit.key(KeyScheme.AGS) or unit.key(KeyScheme.VERBAND) or "")[:5]
    return district in _SORBIAN_LAND or not unit.keys


def entries_of(unit: GermanUnit) -> Iterator[Entry]:
    """The unit under every form of its names."""
    seen: set[tuple[str, tuple[str, ...], bool]] = set()
    bilingual = _is_bilingual(unit)
    names = [(unit.name, NAMED), *((name, OTHER_NAME) for name in unit.other_names)]
    if unit.kind is UnitKind.LAND and unit.state is not None:
        names.append((unit.state.name_en, OTHER_NAME))
    plain = [(without_umlauts(name), LOST_UMLAUT) for name, _ in names if without_umlauts(name) != name]
    for name, reason in names + plain:
        for form in official_forms(name, bilingual=bilingual):
            if form.base and (form.base, form.additions, form.whole) not in seen:
                seen.add((form.base, form.additions, form.whole))
                yield Entry(unit, form, reason)


def candidates(
    name: str, entries: Mapping[str, list[Entry]], land: Land | None, by_id: Mapping[str, GermanUnit]
) -> tuple[Candidate, ...]:
    """The units a name may mean, the likeliest first; `entries` are all units by the base of their names."""
    forms, parts = asked_forms(name)
    found = _judge(forms, parts, entries, land, by_id)
    if all(one.rank > _NOT_THE_LIKELIEST for one in found):
        foreign = EXONYMS.get(asked_base(forms))
        if foreign is not None:
            again = asked_forms(foreign)[0]
            renamed = _judge(again, parts, entries, land, by_id)
            found = [evolve(one, reason=NAMED_ABROAD) if one.rank == 1 else one for one in renamed]
    found = _without_small_namesakes(found, forms)
    chosen = [Candidate(one.unit, one.rank, Sentence(one.reason, _spoken(one))) for one in found]
    return tuple(sorted(chosen, key=_order))


def _judge(
    forms: tuple[Form, ...],
    parts: frozenset[str],
    entries: Mapping[str, list[Entry]],
    land: Land | None,
    by_id: Mapping[str, GermanUnit],
) -> list[_Found]:
    """Every unit that has the name in some form, with the best reason for it."""
    best: dict[str, _Found] = {}
    for form in _with_shorter_bases(forms, entries):
        for entry in entries.get(form.base, ()):
            unit = entry.unit
            if land is not None and unit.state != land:
                continue
            reason = _reason(form, parts, entry, by_id)
            rank = _RANK[reason.code]
            if unit.id not in best or rank < best[unit.id].rank:
                best[unit.id] = _Found(unit, reason, rank)
    return _spelled_first(_by_level(list(best.values()), forms))


def _spelled_first(found: list[_Found]) -> list[_Found]:
    """A name without umlauts means Münster only if nothing is really called Munster."""
    if not any(one.rank == 1 and one.reason != LOST_UMLAUT for one in found):
        return found
    return [evolve(one, rank=_NOT_THE_LIKELIEST) if _guesses_umlaut(one) else one for one in found]


def _guesses_umlaut(one: _Found) -> bool:
    return one.rank == 1 and one.reason == LOST_UMLAUT


def _with_shorter_bases(forms: tuple[Form, ...], entries: Mapping[str, list[Entry]]) -> Iterator[Form]:
    """The forms; and if none is known, those whose last words are taken for an addition: Frankfurt Main."""
    yield from forms
    if any(form.base in entries for form in forms):
        return
    for form in forms:
        words = form.base.split()
        for count in range(len(words) - 1, 0, -1):
            base = " ".join(words[:count])
            if base in entries:
                extra = tuple(words[count:])
                yield Form(base, extra + form.additions, form.levels, town=form.town, whole=False)
                break


def _reason(form: Form, parts: frozenset[str], entry: Entry, by_id: Mapping[str, GermanUnit]) -> Reason:
    """Why the unit fits what was asked, or what speaks against it."""
    unit, official = entry.unit, entry.form
    if not _kind_fits(form, unit):
        return KIND_DIFFERS
    suffixes = {fold(part) for part in unit.name.split(",")[1:]}
    wanted = tuple([word for word in form.additions if not any(word in part.split() for part in parts & suffixes)])
    if wanted and not (fits(wanted, official.additions) or fits(wanted, _surroundings(unit, by_id), shortest=4)):
        return ADDITION_DIFFERS
    return _reason_to_take(form, entry)


def _reason_to_take(form: Form, entry: Entry) -> Reason:
    """Why a unit is meant that nothing speaks against, or why perhaps another one is."""
    unit, official = entry.unit, entry.form
    if unit.kind.is_gemeindefrei:
        return GEMEINDEFREI
    if official.part or form.part:
        return OF_DOUBLE_NAME
    if not official.whole and not form.levels and unit.kind.level is not Level.GEMEINDE:
        return LESSER_LEVEL
    return NAMED_WITH_ADDITION if form.additions and entry.reason == NAMED else entry.reason


def _kind_fits(form: Form, unit: GermanUnit) -> bool:
    if not form.levels:
        return True
    is_land = unit.key(KeyScheme.LAND) is not None
    if unit.kind.level not in form.levels and not (is_land and Level.LAND in form.levels):
        return False
    return not (form.town and unit.kind.level is Level.GEMEINDE and not unit.kind.is_town)


def _surroundings(unit: GermanUnit, by_id: Mapping[str, GermanUnit]) -> tuple[str, ...]:
    """The words for where a unit lies: its Land, the units above it and its Verband."""
    names = [] if unit.state is None else [unit.state.name_de, unit.state.name_en, unit.state.code]
    above = [unit.parent, home_id((unit.key(KeyScheme.ARS) or "")[:9])]
    for _ in _LEVELS:
        parents = [by_id[parent] for parent in above if parent is not None and parent in by_id]
        names += [parent.name for parent in parents]
        above = [parent.parent for parent in parents]
    return tuple(fold(" ".join(names)).split())


def _by_level(found: list[_Found], forms: tuple[Form, ...]) -> list[_Found]:
    """Without a word for the kind the lowest level that has the name is meant: the town rather than its Kreis."""
    if any(form.levels for form in forms):
        return found
    likeliest = min((_LEVELS.index(one.unit.kind.level) for one in found if one.rank == 1), default=0)
    return [
        _Found(one.unit, LESSER_LEVEL, _NOT_THE_LIKELIEST)
        if one.rank == 1 and _LEVELS.index(one.unit.kind.level) > likeliest
        else one
        for one in found
    ]


def _inhabitants(unit: GermanUnit) -> int | None:
    return None if unit.population is None else unit.population.total


def _without_small_namesakes(found: list[_Found], forms: tuple[Form, ...]) -> list[_Found]:
    """The candidates with all but one moved down, where one is a city of exactly that name and far larger."""
    best = [one.unit for one in found if one.rank == 1]
    if any(form.additions for form in forms):
        return found
    asked = {form.base for form in forms}
    cities = [unit for unit in best if unit.kind in _CITIES and fold(unit.short_name) in asked]
    if len(cities) != 1 or (size := _inhabitants(cities[0])) is None:
        return found
    for rival in best:
        inhabitants = _inhabitants(rival)
        times = _LARGER_THAN_ONE_OF_THAT_NAME if fold(rival.short_name) in asked else _LARGER_THAN_ONE_WITH_ADDITION
        if rival is not cities[0] and (inhabitants is None or inhabitants * times > size):
            return found
    return [
        _Found(one.unit, SMALLER_NAMESAKE, _NOT_THE_LIKELIEST) if one.rank == 1 and one.unit is not cities[0] else one
        for one in found
    ]


def _spoken(one: _Found) -> dict[str, object]:
    values: dict[str, object] = {"name": one.unit.name, "kind": one.unit.kind}
    return {name: value for name, value in values.items() if name in one.reason.fields}


def _order(candidate: Candidate) -> tuple[int, int, str]:
    """By rank, the larger first, then by id."""
    return candidate.rank, -(_inhabitants(candidate.unit) or 0), candidate.unit.id
