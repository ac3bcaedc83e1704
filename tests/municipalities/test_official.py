from __future__ import annotations

from datetime import date

import pytest

from kommunal_partner.errors import BadModel
from kommunal_partner.municipalities import OfficialEdition, UnitKind
from kommunal_partner.sources import Confidence

DAY = date(2023, 11, 30)
EDITION = OfficialEdition(DAY, towns={"11000000", "05315000", "03241001", "07000999"}, regions={"053"})


def test_a_city_that_is_also_a_kreis_and_a_land_is_one_unit_with_all_their_keys() -> None:
    berlin = EDITION.municipality("11000000", "0000", "Berlin, Stadt", UnitKind.KREISFREIE_STADT)
    assert [key.value for key in berlin.keys] == ["11000000", "110000000000", "11000", "11"]
    assert berlin.parent is None
    assert all(key.seen == DAY for key in berlin.keys)
    cologne = EDITION.municipality("05315000", "0000", "Köln, Stadt", UnitKind.KREISFREIE_STADT)
    assert (cologne.parent, [key.value for key in cologne.keys][2:]) == ("de:053", ["05315"])


def test_a_municipality_lies_in_its_kreis_and_one_outside_any_kreis_in_its_land() -> None:
    assert EDITION.municipality("03241001", "0001", "Hannover", UnitKind.STADT).parent == "de:03241"
    border = EDITION.municipality("07000999", "9999", "Hoheitsgebiet", UnitKind.GEMEINDEFREI_UNINHABITED)
    assert border.parent == "de:07"


@pytest.mark.parametrize(
    ("key", "name", "kind", "parent"),
    [
        ("05", "Nordrhein-Westfalen", UnitKind.LAND, None),
        ("053", "Reg.-Bez. Köln", UnitKind.REGIERUNGSBEZIRK, "de:05"),
        ("032", "Statistische Region Hannover", UnitKind.STATISTICAL_REGION, "de:03"),
        ("071", "früher: Reg.-Bez. Koblenz", UnitKind.STATISTICAL_REGION, "de:07"),
        ("0811", "Region Stuttgart", UnitKind.REGION, "de:08"),
        ("05382", "Rhein-Sieg-Kreis", UnitKind.OTHER_KREIS, "de:053"),
        ("01051", "Dithmarschen", UnitKind.OTHER_KREIS, "de:01"),
        ("010515169", "Eider", UnitKind.OTHER_VERBAND, "de:01051"),
    ],
)
def test_an_area_is_what_its_digits_say_where_no_kind_is_given(
    key: str, name: str, kind: UnitKind, parent: str | None
) -> None:
    unit = EDITION.area(key, name)
    assert (unit.id, unit.kind, unit.parent) == (f"de:{key}", kind, parent)


def test_a_key_of_another_length_is_of_no_area() -> None:
    with pytest.raises(BadModel, match="is not a key of a unit above the municipalities"):
        EDITION.area("05315000", "Köln")


def test_what_repeats_a_municipality_is_known() -> None:
    assert EDITION.repeats("11", None)
    assert EDITION.repeats("05315", UnitKind.KREISFREIE_STADT)
    assert EDITION.repeats("053150000", UnitKind.VERBANDSFREIE_GEMEINDE)
    assert not EDITION.repeats("05382", UnitKind.KREIS)


def test_the_confidence_of_an_edition_is_that_of_its_units() -> None:
    edition = OfficialEdition(DAY, towns=(), regions=(), confidence="low")
    assert edition.area("05382", "Rhein-Sieg-Kreis").confidence is Confidence.LOW
    assert len(repr(edition)) <= 200
