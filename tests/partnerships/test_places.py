from __future__ import annotations

import pytest
from attrs import evolve

from kommunal_partner._mappings import FrozenMap
from kommunal_partner.adapters.from_tables import read_partnerships
from kommunal_partner.adapters.to_geojson import partnerships_geojson
from kommunal_partner.countries import country
from kommunal_partner.errors import BadModel
from kommunal_partner.facts import load_facts
from kommunal_partner.municipalities import Coordinates, ForeignUnit, GermanUnit, Unit
from kommunal_partner.partnerships import Partnership, PartnershipRegister
from kommunal_partner.sources import Confidence

FACTS = load_facts()
ULM = GermanUnit("de:08421000", "Ulm", "stadtkreis")
KAYA = ForeignUnit("bfa:kaya", "Kaya", country("BFA"))
AT = Coordinates(13.09, -1.08)
KNOWN = ForeignUnit(
    "x",
    "KAYA",
    country("BFA"),
    "town",
    subdivision="BF-SMT",
    identifiers=FrozenMap({"geonames": "1"}),
    coordinates=AT,
)


def placed(unit: Unit, *known: Unit) -> Unit:
    register = PartnershipRegister([Partnership("p", [ULM, unit])]).with_places(known)
    return next(one for one in register["p"].units if one.id == unit.id)


def test_a_unit_of_the_only_name_in_the_country_lies_where_the_known_one_does() -> None:
    found = placed(KAYA, KNOWN)
    assert found == evolve(KAYA, coordinates=AT, identifiers=FrozenMap({"geonames": "1"}))
    assert placed(evolve(KAYA, kind="Town", subdivision="BF-SMT"), KNOWN).coordinates == AT


OTHERS: list[tuple[ForeignUnit, tuple[Unit, ...]]] = [
    (KAYA, ()),
    (KAYA, (evolve(KNOWN, country=country("MLI"), subdivision=None),)),
    (KAYA, (evolve(KNOWN, name="Kayao"),)),
    (KAYA, (evolve(KNOWN, coordinates=None),)),
    (KAYA, (evolve(KNOWN, coordinates=evolve(AT, confidence=Confidence.MEDIUM)),)),
    (KAYA, (evolve(KNOWN, coordinates=evolve(AT, place="Kaya")),)),
    (KAYA, (KNOWN, evolve(KNOWN, id="y", kind="district"))),
    (evolve(KAYA, kind="district"), (KNOWN,)),
    (evolve(KAYA, subdivision="BF-BAM"), (KNOWN,)),
]


@pytest.mark.parametrize(("unit", "known"), OTHERS)
def test_what_is_not_surely_the_same_stays_without_a_place(unit: ForeignUnit, known: tuple[Unit, ...]) -> None:
    assert placed(unit, *known) == unit


def test_what_has_a_place_keeps_it_and_a_unit_at_home_is_known_by_its_key() -> None:
    own = evolve(KAYA, coordinates=Coordinates(1.0, 2.0))
    assert placed(own, KNOWN) == own
    located = evolve(ULM, coordinates=Coordinates(48.4, 9.99))
    register = PartnershipRegister([Partnership("p", [ULM, KAYA])])
    assert register.with_places([located])["p"].german_units == (located,)
    assert register.with_places([evolve(located, id="de:08425000")])["p"].german_units == (ULM,)
    with pytest.raises(BadModel, match="known must hold units"):
        register.with_places(FACTS.partnerships)  # type: ignore[arg-type] # because it holds partnerships


def test_a_list_of_ones_own_comes_onto_the_map_as_far_as_names_are_unmistakable() -> None:
    rows = [
        {"Kommune": "Berlin", "Partnerstadt": "Windhoek", "Land": "Namibia"},
        {"Kommune": "Ulm", "Partnerstadt": "Colón", "Land": "Argentinien"},
        {"Kommune": "Ulm", "Partnerstadt": "Jericho", "Land": "Burkina Faso"},
    ]
    reading = read_partnerships(rows, municipalities=FACTS.municipalities)
    register = PartnershipRegister(reading).with_places(FACTS.partnerships.units())
    document = partnerships_geojson(register)
    assert [one["properties"]["partner_units"] for one in document["features"]] == [["nam:windhoek"]]
    assert document["omitted"] == 2
