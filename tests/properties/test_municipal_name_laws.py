"""Laws of names, on every unit of the whole register (the dear ones on a quarter, another for each form; at night on all)."""

from __future__ import annotations

import csv
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kommunal_partner.errors import AmbiguousName, UnknownName
from kommunal_partner.facts import load_facts
from kommunal_partner.keys import Land
from kommunal_partner.municipalities import Candidate, GermanUnit, Level, MunicipalRegister, UnitKind

# The documented exceptions: the bare name of a city that is 20 times larger …
CITIES = {"Amberg", "Hagen", "Hamm", "Hof", "Münster", "Oberhausen", "Schwerin"}
# … and of a town that is really called what another is without its umlauts.
REALLY_CALLED_SO = 31
SHARES = 1 if os.environ.get("KOMMUNAL_PARTNER_PROFILE") == "nightly" else 4
PIECES = [
    *("Halle", "Hof", "Köln", "Neustadt", "Oldenburg", "Berlin", "Ulm", "Berg", "Gotha", "Lindau", "Kiel", "Münster"),
    *(" ", ", ", "/", " (", ")", " - ", "-", "?", " am ", " a.d. ", "Stadt ", "Gemeinde ", "Landkreis ", "Kreis "),
    *("Saale", "ST", "BY", "Germany", "Ravensburg", "Land", "Bezirk ", "St. ", "Mitte", "Markt ", "VG ", "1", "ü"),
]


@pytest.fixture(scope="module")
def register() -> MunicipalRegister:
    return load_facts().municipalities


@pytest.fixture(scope="module")
def municipalities(register: MunicipalRegister) -> list[GermanUnit]:
    return [unit for unit in register.municipalities if not unit.kind.is_gemeindefrei]


def meant(register: MunicipalRegister, name: str, state: Land | None = None) -> set[str]:
    """The one unit, or the candidates."""
    try:
        return {register.identify(name, state).id}
    except AmbiguousName as error:
        return {one.unit.id for one in error.candidates if isinstance(one, Candidate)}
    except UnknownName:
        return set()


def missed(
    register: MunicipalRegister,
    units: list[GermanUnit],
    ask: Callable[[GermanUnit], str],
    *,
    beside_its_land: bool = False,
) -> Iterator[str]:
    """The names by which a unit is not found, and not even among the candidates."""
    for unit in units:
        if unit.id not in meant(register, ask(unit), unit.state if beside_its_land else None):
            yield ask(unit)


def kreis(register: MunicipalRegister, unit: GermanUnit) -> str:
    parent = register.get(unit.parent or "")
    return parent.name if parent is not None and parent.kind.level is Level.KREIS else unit.short_name


def a_share(units: Iterable[GermanUnit], number: int) -> list[GermanUnit]:
    """A share of the units for the form of this number; any `SHARES` forms in a row see them all."""
    return list(units)[number % SHARES :: SHARES]


def without_umlauts(text: str) -> str:
    return text.translate(str.maketrans("äöüÄÖÜ", "aouAOU"))


@pytest.mark.parametrize(
    "ask",
    [
        lambda unit: unit.name,
        lambda unit: unit.short_name,
        lambda unit: unit.name.upper(),
        lambda unit: f"{unit.name}, Germany",
        lambda unit: unit.short_name.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue").replace("ß", "ss"),
    ],
)
def test_every_municipality_is_found_by_its_name_or_told_among_others(
    register: MunicipalRegister, municipalities: list[GermanUnit], ask: Callable[[GermanUnit], str]
) -> None:
    wrong = list(missed(register, municipalities, ask))
    assert {name.removesuffix(", Germany").title().replace("Muenster", "Münster") for name in wrong} == CITIES
    assert len(wrong) == 9


@pytest.mark.parametrize(
    ("number", "ask"),
    list(
        enumerate(
            [
                lambda unit: f"{unit.name} ({unit.state.code})",
                lambda unit: f"{unit.short_name} ({unit.state.code})",
                lambda unit: f"{unit.short_name}, {unit.state.code}",
                lambda unit: f"{unit.name}, {unit.state.name_de}",
                lambda unit: f"{unit.short_name} ({unit.state.name_de})",
                lambda unit: f"{unit.short_name} ({unit.kind.text('de')})",
                lambda unit: f"{unit.kind.text('de')} {unit.name}",
                lambda unit: f"{unit.kind.text('de')} {unit.short_name}",
            ]
        )
    ),
)
def test_with_its_land_or_a_word_for_its_kind_there_is_no_exception(
    register: MunicipalRegister, municipalities: list[GermanUnit], number: int, ask: Callable[[GermanUnit], str]
) -> None:
    assert list(missed(register, a_share(municipalities, number), ask)) == []


@pytest.mark.parametrize(
    ("number", "form"),
    list(enumerate(["{name}, Kreis {kreis}", "{name} (Landkreis {kreis})", "{name} ({kreis})", "{name}, {kreis}"])),
)
def test_with_its_kreis_there_is_no_exception(
    register: MunicipalRegister, municipalities: list[GermanUnit], number: int, form: str
) -> None:
    inside = [unit for unit in municipalities if kreis(register, unit) != unit.short_name]
    assert len(inside) > 10_000
    asked = lambda unit: form.format(name=unit.short_name, kreis=kreis(register, unit))  # noqa: E731 - because it is one line of a table
    assert list(missed(register, a_share(inside, number), asked)) == []


def test_with_the_land_given_beside_there_is_no_exception(
    register: MunicipalRegister, municipalities: list[GermanUnit]
) -> None:
    for ask in (lambda unit: unit.name, lambda unit: unit.short_name):
        assert list(missed(register, municipalities, ask, beside_its_land=True)) == []


def test_without_umlauts_it_is_told_as_doubtful_or_another_is_really_called_so(
    register: MunicipalRegister, municipalities: list[GermanUnit]
) -> None:
    spelled = [unit for unit in municipalities if without_umlauts(unit.name) != unit.name]
    wrong = list(missed(register, spelled, lambda unit: without_umlauts(unit.name)))
    assert len(spelled) > 1500
    assert len(wrong) <= REALLY_CALLED_SO
    for name in wrong:
        assert register.find(name)[0].reason.reason.code != "LOST_UMLAUT"
    sure = [unit for unit in spelled if is_sure(register, without_umlauts(unit.short_name))]
    assert {unit.kind for unit in sure if "LOST_UMLAUT" in reasons(register, unit)} <= {
        UnitKind.KREISFREIE_STADT,
        UnitKind.STADTKREIS,
    }


def is_sure(register: MunicipalRegister, name: str) -> bool:
    return any(one.rank == 1 for one in register.find(name))


def reasons(register: MunicipalRegister, unit: GermanUnit) -> set[str]:
    found = register.find(without_umlauts(unit.short_name))
    return {one.reason.reason.code for one in found if one.rank == 1}


def test_kreise_and_verbaende_are_found_by_a_word_for_their_kind(register: MunicipalRegister) -> None:
    above = [unit for unit in register.values() if unit.kind.level in {Level.KREIS, Level.VERBAND, Level.LAND}]
    for unit in above:
        names = (f"{unit.kind.text('de')} {unit.name}", f"{unit.name} ({unit.kind.text('de')})")
        assert [name for name in names if unit.id not in meant(register, name)] == []


def test_the_bare_name_of_a_kreis_or_verband_means_it_or_the_town_in_it(register: MunicipalRegister) -> None:
    for unit in register.values():
        if unit.kind.level not in {Level.KREIS, Level.VERBAND}:
            continue
        try:
            found = register.identify(unit.name)
        except AmbiguousName:
            continue
        if found is not unit:
            keys = {key.value[: len(unit.keys[0].value)] for key in found.keys}
            city = found.kind in {UnitKind.KREISFREIE_STADT, UnitKind.STADTKREIS} and found.state == unit.state
            assert unit.keys[0].value in keys or city


def test_areas_outside_any_municipality_are_found_by_the_word_for_them(register: MunicipalRegister) -> None:
    outside = [unit for unit in register.values() if unit.kind.is_gemeindefrei]
    assert len(outside) == 208
    for unit in outside:
        assert register.identify(f"{unit.short_name} (gemeindefrei)", unit.state).id == unit.id


def test_the_table_is_the_register_as_published(register: MunicipalRegister, cases: Path) -> None:
    with (cases.parent / "facts" / "register" / "municipalities_2023.csv").open(encoding="utf-8", newline="") as lines:
        rows = {row["key"]: row for row in csv.DictReader(lines)}
    by_key = {key.value: unit for unit in register.values() for key in unit.keys}
    assert rows.keys() <= by_key.keys()
    assert all(by_key[key].name in {row["name"], by_key[key].name} for key, row in rows.items())
    towns = [row for row in rows.values() if row["level"] == "gemeinde"]
    assert len(register.municipalities) == len(towns) == 10_981
    for row in towns:
        unit = register[f"de:{row['key']}"]
        assert (unit.name, unit.kind.code, unit.postcode or "") == (row["name"], row["kind_code"], row["postcode"])
        assert [key.value for key in unit.keys][1] == row["ars"]
        assert unit.population is not None
        assert (unit.population.total, unit.area_ha) == (int(row["population"]), int(row["area_ha"]))
    assert sum(unit.population.total for unit in register.municipalities if unit.population) == 84_358_845


@pytest.mark.parametrize(
    ("number", "form"),
    list(enumerate(["{}, Wisconsin", "{} (Ontario)", "{}/Wisconsin", "{} Ontario", "Freunde von {}"])),
)
def test_a_word_that_nothing_explains_makes_every_name_unknown(
    register: MunicipalRegister, number: int, form: str
) -> None:
    for unit in a_share(register.values(), number):
        found = register.find(form.format(unit.short_name))
        assert [one.unit.name for one in found if one.rank == 1 or one.is_doubtful] == []


def test_two_towns_with_a_slash_are_never_one_of_them(register: MunicipalRegister) -> None:
    towns = [unit for unit in register.municipalities if unit.population and unit.population.total > 30_000]
    assert len(towns) > 400
    for first, second in zip(towns, [*towns[1:], towns[0]], strict=True):
        for joint in ("/", " / ", " und ", " + "):
            found = meant(register, f"{first.short_name}{joint}{second.short_name}")
            assert found.isdisjoint({first.id, second.id})


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=7).map("".join))
def test_what_is_sure_is_the_only_candidate_that_nothing_speaks_against(text: str) -> None:
    register = load_facts().municipalities
    best = {one.unit.id for one in register.find(text) if one.rank == 1}
    found = meant(register, text)
    assert found == best if best else len(found) != 1 or register.find(text)[0].is_doubtful
