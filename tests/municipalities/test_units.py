from __future__ import annotations

import pickle
from collections.abc import Callable
from copy import deepcopy
from datetime import date, datetime

import pytest

from kommunal_partner._mappings import FrozenMap
from kommunal_partner.countries import country
from kommunal_partner.errors import BadIdentifier, BadModel, NotADay
from kommunal_partner.keys import LAENDER, Ags, Kreis
from kommunal_partner.municipalities import (
    Coordinates,
    DatedKey,
    ForeignUnit,
    GermanUnit,
    KeyScheme,
    Population,
    UnitKind,
    home_id,
)
from kommunal_partner.sources import Confidence
from kommunal_partner.verdicts import Answer

DAY = date(2021, 7, 1)
BEFORE = date(2021, 6, 30)
AFTER = date(2021, 7, 2)
YES, NO, OPEN = Answer.YES, Answer.NO, Answer.UNDECIDED


@pytest.mark.parametrize(
    ("start", "end", "seen", "answers"),
    [
        (None, None, None, (OPEN, OPEN, OPEN)),
        (DAY, None, None, (NO, YES, YES)),
        (None, DAY, None, (OPEN, NO, NO)),
        (BEFORE, DAY, None, (YES, NO, NO)),
        (None, None, DAY, (OPEN, YES, OPEN)),
        (BEFORE, None, DAY, (YES, YES, OPEN)),
        (DAY, None, DAY, (NO, YES, OPEN)),
        (None, AFTER, DAY, (OPEN, YES, NO)),
        (BEFORE, AFTER, DAY, (YES, YES, NO)),
    ],
)
def test_a_key_is_in_force_on_one_day_and_not_on_another(
    start: date | None, end: date | None, seen: date | None, answers: tuple[Answer, Answer, Answer]
) -> None:
    key = DatedKey(KeyScheme.AGS, "16063105", start, end, seen)
    assert tuple(key.valid_on(day) for day in (BEFORE, DAY, AFTER)) == answers


def test_a_moment_is_no_day_for_a_key() -> None:
    with pytest.raises(NotADay):
        DatedKey(KeyScheme.AGS, "16063105").valid_on(datetime(2021, 7, 1))  # noqa: DTZ001 - because any moment is refused


@pytest.mark.parametrize(
    ("scheme", "value"), [(KeyScheme.AGS, "1001000"), (KeyScheme.KREIS, "0533a"), (KeyScheme.LAND, "٠٥")]
)
def test_a_key_has_the_digits_of_its_scheme(scheme: KeyScheme, value: str) -> None:
    with pytest.raises(BadModel, match="is not a key of"):
        DatedKey(scheme, value)


@pytest.mark.parametrize(
    ("start", "end", "seen"), [(DAY, DAY, None), (None, DAY, DAY), (DAY, None, BEFORE), (AFTER, DAY, None)]
)
def test_days_of_a_key_that_contradict_one_another_are_refused(
    start: date | None, end: date | None, seen: date | None
) -> None:
    with pytest.raises(BadModel, match="before"):
        DatedKey(KeyScheme.AGS, "16063105", start, end, seen)


def eisenach() -> GermanUnit:
    return GermanUnit(
        id="de:16063105",
        name="Eisenach, Stadt",
        kind=UnitKind.STADT,
        keys=(
            DatedKey(KeyScheme.AGS, "16056000", end=DAY),
            DatedKey(KeyScheme.AGS, "16063105", start=DAY),
            DatedKey(KeyScheme.KREIS, "16056", end=DAY),
        ),
        state=LAENDER["16"],
    )


def test_a_unit_has_its_key_of_the_day() -> None:
    unit = eisenach()
    assert unit.key(KeyScheme.AGS) == "16063105"
    assert unit.ags == Ags("16063105")
    assert unit.key(KeyScheme.AGS, on=DAY) == "16063105"
    assert unit.key(KeyScheme.AGS, on=BEFORE) == "16056000"
    assert unit.key(KeyScheme.KREIS, on=DAY) is None
    assert unit.key(KeyScheme.ARS) is None


def test_a_key_that_was_surely_in_force_comes_before_one_of_unknown_days() -> None:
    keys = (DatedKey(KeyScheme.AGS, "16063105"), DatedKey(KeyScheme.AGS, "16056000", seen=BEFORE))
    unit = GermanUnit("x", "Eisenach", UnitKind.STADT, keys)
    assert unit.key(KeyScheme.AGS, on=BEFORE) == "16056000"
    assert unit.key(KeyScheme.AGS) == "16056000"
    undated = GermanUnit("x", "Eisenach", UnitKind.STADT, keys[:1])
    assert undated.key(KeyScheme.AGS, on=BEFORE) == "16063105"


def test_the_kreis_of_a_unit_is_its_own_or_that_in_its_key() -> None:
    assert eisenach().district == Kreis("16056")
    assert GermanUnit("x", "Bonn", UnitKind.STADT, (DatedKey(KeyScheme.AGS, "05314000"),)).district == Kreis("05314")
    district = GermanUnit("x", "Berlin-Mitte", UnitKind.STADTBEZIRK)
    assert district.district is None
    assert district.ags is None


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Flensburg, Stadt", "Flensburg"),
        ("Gelnhausen, Barbarossastadt, Kreisstadt", "Gelnhausen"),
        ("Halle (Saale), Stadt", "Halle (Saale)"),
        (", Stadt", ", Stadt"),
    ],
)
def test_the_short_name_is_what_stands_before_the_comma(name: str, short: str) -> None:
    unit = GermanUnit("x", name, UnitKind.STADT)
    assert unit.short_name == str(unit) == short


def test_a_unit_needs_an_id_and_a_name_and_keys_of_its_land() -> None:
    with pytest.raises(BadModel, match="an id and a name"):
        GermanUnit("", "Bonn", UnitKind.STADT)
    with pytest.raises(BadModel, match="an id and a name"):
        GermanUnit("x", "", UnitKind.STADT)
    with pytest.raises(BadModel, match="05314000 does not lie in Hesse"):
        GermanUnit("x", "Bonn", UnitKind.STADT, (DatedKey(KeyScheme.AGS, "05314000"),), LAENDER["06"])


@pytest.mark.parametrize(("total", "male"), [(-1, None), (10, -1), (10, 11)])
def test_a_population_that_cannot_be_is_refused(total: int, male: int | None) -> None:
    with pytest.raises(BadModel, match="that cannot be"):
        Population(total, DAY, male)


@pytest.mark.parametrize(("latitude", "longitude"), [(91.0, 0.0), (0.0, -181.0), (float("nan"), 0.0)])
def test_a_point_beyond_the_globe_is_refused(latitude: float, longitude: float) -> None:
    with pytest.raises(BadModel, match="there is no latitude"):
        Coordinates(latitude, longitude)


def test_a_point_of_another_place_names_it() -> None:
    seat = Coordinates(51.94, 8.87, confidence="medium", place="Detmold")
    assert (seat.place, seat.confidence) == ("Detmold", Confidence.MEDIUM)
    with pytest.raises(BadModel, match="place must be a text"):
        Coordinates(51.94, 8.87, place=" ")


@pytest.mark.parametrize(
    ("act", "german"),
    [
        (lambda: DatedKey(8, "12"), "'12' ist kein Schlüssel aus 8 Ziffern"),
        (lambda: DatedKey(5, "05111", DAY, BEFORE), "05111 endet am 30.06.2021, bevor es in Kraft war"),
        (lambda: DatedKey(5, "05111", DAY, seen=BEFORE), "05111 wurde am 30.06.2021 gesehen, vor seinem Beginn"),
        (lambda: Population(10, DAY, 11), "10 Einwohner, davon 11 männlich: Das kann nicht sein"),
        (lambda: Coordinates(91.0, 0.0), "einen Punkt bei Breite 91.0, Länge 0.0 gibt es nicht"),
        (lambda: GermanUnit("x", "", "stadt"), "eine Einheit braucht eine Kennung und einen Namen"),
        (lambda: GermanUnit("x", "Bonn", "stadt", ("05314000",)), "keys darf nur DatedKeys enthalten, nicht str"),
        (
            lambda: GermanUnit("x", "Bonn", "stadt", (DatedKey(8, "05314000"),), "SL"),
            "Bonn: Der Schlüssel 05314000 gehört nicht zum Land Saarland",
        ),
    ],
)
def test_what_no_unit_can_be_is_refused_in_german(act: Callable[[], object], german: str) -> None:
    with pytest.raises(BadModel) as caught:
        act()
    assert caught.value.text("de") == german


IDENTIFIERS = {
    "wikidata": "Q3777",
    "geonames": "2357048",
    "osm": "relation/1234",
    "unlocode": "BFOUA",
    "our-own": "anything at all",
}


def ouagadougou(**changes: object) -> ForeignUnit:
    fields = {"id": "bf:ouagadougou", "name": "Ouagadougou", "country": country("BFA"), "subdivision": "BF-KAD"}
    return ForeignUnit(**{**fields, "identifiers": IDENTIFIERS, **changes})  # type: ignore[arg-type]  # because tests change one field of many


def test_a_unit_abroad_keeps_identifiers_of_any_scheme() -> None:
    unit = ouagadougou()
    assert unit.identifiers == FrozenMap(IDENTIFIERS)
    assert unit.short_name == "Ouagadougou"
    assert str(unit) == "Ouagadougou (Burkina Faso)"


@pytest.mark.parametrize(
    ("scheme", "text"),
    [
        ("wikidata", "3777"),
        ("wikidata", "Q0"),
        ("geonames", "x"),
        ("osm", "1234"),
        ("unlocode", "BFOU0"),
        ("unlocode", "BF OUA"),
        ("unlocode", "DEHAM"),
        ("our-own", " "),
        ("", "x"),
    ],
)
def test_an_identifier_of_the_wrong_shape_or_country_is_refused(scheme: str, text: str) -> None:
    with pytest.raises(BadIdentifier):
        ouagadougou(identifiers={scheme: text})


@pytest.mark.parametrize("text", ["BF", "KAD", "BF-", "BF-ABCD", "DE-NW"])
def test_a_subdivision_of_the_wrong_shape_or_country_is_refused(text: str) -> None:
    with pytest.raises(BadIdentifier, match="ISO 3166-2"):
        ouagadougou(subdivision=text)


def test_a_unit_abroad_may_have_no_more_than_a_name_and_a_country() -> None:
    unit = ForeignUnit("na:luederitz", "Lüderitz", country("NAM"))
    assert (unit.kind, unit.subdivision, len(unit.identifiers)) == (None, None, 0)
    with pytest.raises(BadModel, match="an id and a name"):
        ForeignUnit("na:luederitz", "", country("NAM"))


def test_a_unit_at_home_has_identifiers_too() -> None:
    unit = GermanUnit("x", "Bonn", UnitKind.STADT, identifiers=FrozenMap({"wikidata": "Q586"}))
    assert unit.identifiers["wikidata"] == "Q586"
    with pytest.raises(BadIdentifier):
        GermanUnit("x", "Bonn", UnitKind.STADT, identifiers=FrozenMap({"wikidata": "586"}))


def test_a_key_makes_the_same_id_everywhere() -> None:
    assert home_id("05314000") == "de:05314000"


@pytest.mark.parametrize("unit", [eisenach(), ouagadougou(), Population(3, DAY), Coordinates(50.7, 7.1)])
def test_units_and_their_parts_are_values(unit: object) -> None:
    for twin in (pickle.loads(pickle.dumps(unit)), deepcopy(unit)):
        assert twin == unit
        assert hash(twin) == hash(unit)


@pytest.mark.parametrize("scheme", KeyScheme)
def test_every_scheme_has_a_name_in_both_languages(scheme: KeyScheme) -> None:
    assert scheme.text() != scheme.text("en")


def test_text_is_as_good_as_the_member_of_a_choice() -> None:
    unit = GermanUnit("x", "Bonn", "stadt", (DatedKey(8, "05314000"),), "NW", confidence="low")
    assert unit == GermanUnit(
        "x", "Bonn", UnitKind.STADT, (DatedKey(KeyScheme.AGS, "05314000"),), LAENDER["05"], confidence=Confidence.LOW
    )


def test_what_is_no_key_is_refused() -> None:
    with pytest.raises(BadModel, match="keys must hold DatedKeys, not str"):
        GermanUnit("x", "Bonn", UnitKind.STADT, ("05314000",))


@pytest.mark.parametrize(
    ("kind", "name", "shown"),
    [
        (UnitKind.LANDKREIS, "Göttingen", "Landkreis Göttingen"),
        (UnitKind.KREIS, "Lippe", "Kreis Lippe"),
        (UnitKind.KREIS, "Rhein-Sieg-Kreis", "Rhein-Sieg-Kreis"),
        (UnitKind.LANDKREIS, "Landkreis Rostock", "Landkreis Rostock"),
        (UnitKind.LANDKREIS, "Nürnberger Land", "Nürnberger Land"),
        (UnitKind.LANDKREIS, "Region Hannover", "Region Hannover"),
        (UnitKind.VERBANDSGEMEINDE, "Hachenburg", "Verbandsgemeinde Hachenburg"),
        (UnitKind.SAMTGEMEINDE, "Rethem (Aller), Stadt", "Samtgemeinde Rethem (Aller)"),
        (UnitKind.STADT, "Göttingen, Stadt", "Göttingen"),
        (UnitKind.VERWALTUNGSGEMEINSCHAFT, "Saulgrub (VGem)", "Saulgrub (VGem)"),
    ],
)
def test_a_unit_that_is_named_like_its_town_is_shown_with_its_kind(kind: UnitKind, name: str, shown: str) -> None:
    assert str(GermanUnit("x", name, kind)) == shown
