from __future__ import annotations

import pickle
from copy import deepcopy
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kommunal_partner.adapters.from_gv100ad import read_register
from kommunal_partner.errors import AmbiguousName, BadKey, BadModel, NotADay, UnknownName
from kommunal_partner.keys import LAENDER, Ags, Ars, Kreis, parse_key
from kommunal_partner.municipalities import (
    DatedKey,
    GermanUnit,
    KeyScheme,
    Level,
    MunicipalRegister,
    Population,
    UnitKind,
    home_id,
)

DAY = date(2023, 11, 30)
SCHEMES = {2: KeyScheme.LAND, 3: KeyScheme.REGIERUNGSBEZIRK, 5: KeyScheme.KREIS, 8: KeyScheme.AGS, 9: KeyScheme.VERBAND}
KINDS = {
    "K": UnitKind.KREISFREIE_STADT,
    "S": UnitKind.STADT,
    "G": UnitKind.GEMEINDE,
    "L": UnitKind.LANDKREIS,
    "A": UnitKind.AMT,
    "B": UnitKind.REGIERUNGSBEZIRK,
    "D": UnitKind.LAND,
    "F": UnitKind.GEMEINDEFREI_UNINHABITED,
}
# A small Germany: kind, key, official name, inhabitants (rounded: only their relation counts here).
TABLE = """
D 04       Bremen                              0
D 09       Bayern                              0
D 10       Saarland                            0
K 11000000 Berlin, Stadt                       3700000
K 04011000 Bremen, Stadt                       560000
B 053      Reg.-Bez. Köln                      0
K 05315000 Köln, Stadt                         1080000
K 09162000 München, Landeshauptstadt           1500000
L 09184    München                             350000
K 09564000 Nürnberg                            520000
K 05113000 Essen, Stadt                        580000
G 03453006 Essen (Oldenburg)                   9000
G 03255016 Halle                               1500
G 03456008 Halle                               700
K 15002000 Halle (Saale), Stadt                240000
S 05754012 Halle (Westf.), Stadt               22000
K 03403000 Oldenburg (Oldb), Stadt             170000
L 03458    Oldenburg                           130000
S 01055033 Oldenburg in Holstein, Stadt        10000
L 01054    Nordfriesland                       168000
G 01054035 Garding, Kirchspiel                 300
S 01054036 Garding, Stadt                      2800
L 13075    Vorpommern-Greifswald               235000
A 130755553 Anklam-Land                        9000
A 130755555 Landhagen                          10000
G 13075101 Neuenkirchen                        392
G 13075102 Neuenkirchen                        2418
L 05566    Steinfurt                           450000
S 05566060 Neuenkirchen                        14000
K 06412000 Frankfurt am Main, Stadt            770000
K 12053000 Frankfurt (Oder), Stadt             58000
K 12052000 Cottbus/Chóśebuz, Stadt             99000
S 12061316 Lübben (Spreewald) / Lubin (Błota), Stadt 14000
S 12066196 Lübbenau/Spreewald / Lubnjow/Błota, Stadt 16000
S 14625020 Bautzen - Budyšin, Stadt            38000
G 12064380 Petershagen/Eggersdorf              15000
S 12065244 Mühlberg/Elbe, Stadt                3700
S 09571193 Rothenburg ob der Tauber, GKSt      11000
S 14626460 Rothenburg/O.L., Stadt              4000
S 05382056 Sankt Augustin, Stadt               57000
S 10045117 St. Ingbert, Stadt                  35000
S 06434001 Bad Homburg v. d. Höhe, Stadt       55000
G 09171113 Emmerting a.d.Alz                   3000
S 07332025 Neustadt an der Aisch               13000
S 07332026 Neustadt an der Weinstraße          53000
K 16055000 Weimar, Stadt                       65000
G 06534019 Weimar (Lahn)                       7000
S 03241001 Hannover, Landeshauptstadt          545000
L 03241    Region Hannover                     1180000
L 05382    Rhein-Sieg-Kreis                    600000
L 05970    Siegen-Wittgenstein                 275000
G 08436013 Berg                                4000
L 08436    Ravensburg                          285000
G 09371116 Berg                                8000
S 03358016 Munster, Stadt                      15000
K 05515000 Münster, Stadt                      320000
F 01053105 Sachsenwald (Forstgutsbez.),gemfr.Geb. 0
S 15091375 Wittenberg, Lutherstadt             45000
S 14628410 Stadt Wehlen, Stadt                 1500
"""


def unit(row: str) -> GermanUnit:
    kind, key, rest = row.split(maxsplit=2)
    name, people = rest.rsplit(maxsplit=1)
    keys = [DatedKey(SCHEMES[len(key)], key, seen=DAY)]
    if key == "11000000":
        keys.append(DatedKey(KeyScheme.LAND, "11", seen=DAY))
    if key == "13075101":
        keys.append(DatedKey(KeyScheme.ARS, "130755553101", seen=DAY))
    return GermanUnit(
        id=home_id(key),
        name=name,
        kind=KINDS[kind],
        keys=tuple(keys),
        state=LAENDER[key[:2]],
        parent=home_id(key[:5]) if kind in "SG" else None,
        population=Population(int(people), DAY) if int(people) else None,
    )


@pytest.fixture(scope="module")
def register() -> MunicipalRegister:
    return MunicipalRegister([unit(row) for row in TABLE.strip().splitlines()], as_of=DAY, complete=True)


def ranked(register: MunicipalRegister, name: str, rank: int, state: str | None = None) -> set[str]:
    return {one.unit.id.removeprefix("de:") for one in register.find(name, state) if one.rank == rank}


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Köln", "05315000"),
        ("KOELN", "05315000"),
        ("Köln, Stadt", "05315000"),
        ("Stadt Köln", "05315000"),
        ("Köln, Germany", "05315000"),
        ("Köln (Deutschland)", "05315000"),
        ("Cologne", "05315000"),
        ("City of Cologne", "05315000"),
        ("Koln", "05315000"),
        ("Munich", "09162000"),
        ("Nuremberg", "09564000"),
        ("München", "09162000"),
        ("Landeshauptstadt München", "09162000"),
        ("München, Landeshauptstadt", "09162000"),
        ("Landkreis München", "09184"),
        ("LK München", "09184"),
        ("München (Landkreis)", "09184"),
        ("München, Landkreis", "09184"),
        ("Landratsamt München", "09184"),
        ("Regierungsbezirk Köln", "053"),
        ("Berlin", "11000000"),
        ("Land Berlin", "11000000"),
        ("Bremen", "04011000"),
        ("Land Bremen", "04"),
        ("Freistaat Bayern", "09"),
        ("Bavaria", "09"),
        ("Saarland, Germany", "10"),
        ("Halle (Saale)", "15002000"),
        ("Halle/Saale", "15002000"),
        ("Halle / Saale", "15002000"),
        ("Halle Saale", "15002000"),
        ("Halle a. d. Saale", "15002000"),
        ("Halle an der Saale", "15002000"),
        ("Halle, Sachsen-Anhalt", "15002000"),
        ("Halle (ST)", "15002000"),
        ("Halle (Westf.)", "05754012"),
        ("Halle (Westfalen)", "05754012"),
        ("Halle in Westfalen", "05754012"),
        ("Oldenburg (Oldb)", "03403000"),
        ("Oldenburg (Oldenburg)", "03403000"),
        ("Oldenburg i. Holst.", "01055033"),
        ("Landkreis Oldenburg", "03458"),
        ("Kreis Oldenburg", "03458"),
        ("Oldenburg (district), Germany", "03458"),
        ("Garding, Kirchspiel", "01054035"),
        ("Garding, Stadt", "01054036"),
        ("Stadt Garding", "01054036"),
        ("Frankfurt a. M.", "06412000"),
        ("Frankfurt a.M.", "06412000"),
        ("Frankfurt/Main", "06412000"),
        ("Frankfurt/M.", "06412000"),
        ("Frankfurt am Main", "06412000"),
        ("Frankfurt Main", "06412000"),
        ("Frankfurt (Oder)", "12053000"),
        ("Frankfurt/Oder", "12053000"),
        ("Frankfurt an der Oder", "12053000"),
        ("Cottbus", "12052000"),
        ("Cottbus/Chóśebuz", "12052000"),
        ("Chóśebuz", "12052000"),
        ("Chosebuz", "12052000"),
        ("Lübben", "12061316"),
        ("Lübben (Spreewald)", "12061316"),
        ("Lubin", "12061316"),
        ("Lübbenau/Spreewald", "12066196"),
        ("Lübbenau", "12066196"),
        ("Lubnjow", "12066196"),
        ("Bautzen", "14625020"),
        ("Bautzen - Budyšin", "14625020"),
        ("Bautzen/Budyšin", "14625020"),
        ("Budyšin", "14625020"),
        ("Petershagen/Eggersdorf", "12064380"),
        ("Mühlberg", "12065244"),
        ("Muehlberg/ Elbe", "12065244"),
        ("Rothenburg o.d.T.", "09571193"),
        ("Rothenburg o. d. Tauber", "09571193"),
        ("Rothenburg (Oberlausitz)", "14626460"),
        ("St. Augustin", "05382056"),
        ("Sankt Ingbert", "10045117"),
        ("Bad Homburg v.d.H.", "06434001"),
        ("Bad Homburg vor der Höhe", "06434001"),
        ("Bad Homburg", "06434001"),
        ("Emmerting", "09171113"),
        ("Emmerting a. d. Alz", "09171113"),
        ("Neustadt a.d. Weinstr.", "07332026"),
        ("Neustadt a. d. W.", "07332026"),
        ("Hannover", "03241001"),
        ("Hanover", "03241001"),
        ("Region Hannover", "03241"),
        ("Rhein-Sieg-Kreis", "05382"),
        ("Rhein Sieg Kreis", "05382"),
        ("Kreis Rhein-Sieg", "05382"),
        ("Siegen-Wittgenstein (district), Germany", "05970"),
        ("Siegen-Wittgenstein", "05970"),
        ("Berg (Ravensburg)", "08436013"),
        ("Berg, Kreis Ravensburg", "08436013"),
        ("Berg (Landkreis Ravensburg)", "08436013"),
        ("Berg (BW)", "08436013"),
        ("Lutherstadt Wittenberg", "15091375"),
        ("Wittenberg", "15091375"),
        ("Stadt Wehlen", "14628410"),
        ("Wehlen", "14628410"),
        ("Munster", "03358016"),
        ("Amt Landhagen", "130755555"),
        ("Neuenkirchen (Amt Anklam-Land)", "13075101"),
        ("Essen", "05113000"),
        ("Weimar", "16055000"),
        ("Xanten", None),
        ("Hamburg - Mitte", None),
        ("Eggersdorf", None),
        ("Elbe", None),
        ("Frankfurt an der Saale", None),
        ("Landkreis Köln", None),
        ("Stadt Emmerting", None),
        ("Sachsenwald", None),
        ("", None),
        (" , ", None),
        ("/", None),
        ("()", None),
        ("Stadt", None),
        ("Kreis, Germany", None),
        ("x" * 300, None),
    ],
)
def test_a_name_as_people_write_it_means_one_unit_or_none(
    register: MunicipalRegister, name: str, key: str | None
) -> None:
    if key is None:
        with pytest.raises(UnknownName):
            register.identify(name)
    else:
        assert register.identify(name).id == home_id(key)


@pytest.mark.parametrize(
    ("name", "state", "keys"),
    [
        ("Halle", None, {"03255016", "03456008", "15002000", "05754012"}),
        ("Halle, Germany", None, {"03255016", "03456008", "15002000", "05754012"}),
        ("Halle", "NI", {"03255016", "03456008"}),
        ("Oldenburg", None, {"03403000", "01055033"}),
        ("Neuenkirchen", None, {"13075101", "13075102", "05566060"}),
        ("Neuenkirchen", "13", {"13075101", "13075102"}),
        ("Neuenkirchen (Vorpommern-Greifswald)", None, {"13075101", "13075102"}),
        ("Garding", None, {"01054035", "01054036"}),
        ("Frankfurt", None, {"06412000", "12053000"}),
        ("Frankfort", None, {"06412000", "12053000"}),
        ("Neustadt", None, {"07332025", "07332026"}),
        ("Rothenburg", None, {"09571193", "14626460"}),
        ("Berg", None, {"08436013", "09371116"}),
    ],
)
def test_namesakes_are_never_chosen_between(
    register: MunicipalRegister, name: str, state: str | None, keys: set[str]
) -> None:
    assert ranked(register, name, 1, state) == keys
    with pytest.raises(AmbiguousName) as caught:
        register.identify(name, state)
    assert {str(one).rsplit("(", maxsplit=1)[-1].rstrip(")") for one in caught.value.candidates} == keys


def test_the_land_decides_between_namesakes(register: MunicipalRegister) -> None:
    assert register.identify("Halle", "Sachsen-Anhalt").id == "de:15002000"
    assert register.identify("Oldenburg", LAENDER["01"]).id == "de:01055033"
    assert register.find("Köln", "BY") == ()
    with pytest.raises(BadKey):
        register.find("Köln", "Atlantis")


@pytest.mark.parametrize(
    ("name", "key", "rank", "code"),
    [
        ("Köln", "05315000", 1, "NAMED"),
        ("Halle (Saale)", "15002000", 1, "NAMED_WITH_ADDITION"),
        ("Halle (Saale)", "05754012", 4, "ADDITION_DIFFERS"),
        ("Cologne", "05315000", 1, "NAMED_ABROAD"),
        ("Cologne", "053", 2, "LESSER_LEVEL"),
        ("Koln", "05315000", 1, "LOST_UMLAUT"),
        ("Munster", "05515000", 2, "LOST_UMLAUT"),
        ("Bavaria", "09", 1, "OTHER_NAME"),
        ("München", "09184", 2, "LESSER_LEVEL"),
        ("Landkreis München", "09162000", 4, "KIND_DIFFERS"),
        ("Stadt Emmerting", "09171113", 4, "KIND_DIFFERS"),
        ("Bremen", "04", 2, "LESSER_LEVEL"),
        ("Hannover", "03241", 2, "LESSER_LEVEL"),
        ("Essen", "03453006", 2, "SMALLER_NAMESAKE"),
        ("Sachsenwald", "01053105", 2, "OUTSIDE_ANY_MUNICIPALITY"),
        ("Eggersdorf", "12064380", 3, "OF_DOUBLE_NAME"),
    ],
)
def test_every_candidate_says_why_in_both_languages(
    register: MunicipalRegister, name: str, key: str, rank: int, code: str
) -> None:
    found = {one.unit.id: one for one in register.find(name)}[home_id(key)]
    assert (found.rank, found.reason.reason.code) == (rank, code)
    assert found.unit.name in found.text()
    assert found.text("de") != found.text("en")
    assert str(found) == f"{found.unit.name} ({key})"


def test_candidates_come_by_rank_and_then_by_size(register: MunicipalRegister) -> None:
    assert [one.unit.id for one in register.find("Halle")] == [
        "de:15002000",
        "de:05754012",
        "de:03255016",
        "de:03456008",
    ]
    ranks = [one.rank for one in register.find("Halle (Westf.)")]
    assert ranks == sorted(ranks)


@pytest.mark.parametrize(("village", "most"), [("Essen", 29_000), ("Essen (Oldenburg)", 116_000)])
def test_a_city_is_preferred_only_if_it_is_far_larger_and_all_sizes_are_known(village: str, most: int) -> None:
    def with_village(population: Population | None) -> MunicipalRegister:
        rival = GermanUnit("rival", village, UnitKind.GEMEINDE, state=LAENDER["03"], population=population)
        return MunicipalRegister([unit("K 05113000 Essen, Stadt 580000"), rival], complete=True)

    assert with_village(Population(most)).identify("Essen").id == "de:05113000"
    for population in (Population(most + 1), None):
        with pytest.raises(AmbiguousName):
            with_village(population).identify("Essen")


def test_a_city_of_unknown_size_is_not_preferred() -> None:
    rows = ["K 05113000 Essen, Stadt 0", "G 03453006 Essen (Oldenburg) 9000"]
    with pytest.raises(AmbiguousName):
        MunicipalRegister([unit(row) for row in rows], complete=True).identify("Essen")


def test_other_names_are_found_and_told() -> None:
    town = GermanUnit("x", "Müllheim im Markgräflerland, Stadt", UnitKind.STADT, other_names=("Müllheim (Baden)",))
    found = MunicipalRegister([town], complete=True).find("Müllheim (Baden)")
    assert [(one.rank, one.reason.reason.code, str(one)) for one in found] == [
        (1, "OTHER_NAME", "Müllheim im Markgräflerland, Stadt (x)")
    ]


def test_a_stray_kreis_is_not_taken_for_the_town_of_its_name() -> None:
    kreis = GermanUnit("de:08135", "Landkreis Heidenheim", UnitKind.LANDKREIS)
    register = MunicipalRegister([kreis])
    assert register.identify("Landkreis Heidenheim") is kreis
    assert [one.rank for one in register.find("Heidenheim")] == [2]


def test_an_unknown_name_comes_with_names_spelled_alike(register: MunicipalRegister) -> None:
    with pytest.raises(UnknownName, match="did you mean Nürnberg"):
        register.identify("Nuernburg")
    assert register.similar("Hanovver") == ("Hannover, Landeshauptstadt",)
    assert register.similar("Qqqqqq") == ()
    assert register.similar("N" * 300) == ()


def test_an_unknown_name_is_explained_by_units_it_almost_means(register: MunicipalRegister) -> None:
    with pytest.raises(UnknownName) as caught:
        register.identify("Landkreis Köln")
    assert caught.value.suggestions == ("Köln, Stadt",)


def test_units_are_found_by_their_keys(register: MunicipalRegister) -> None:
    assert register.by_key("05315000") is register.unit("de:05315000")
    assert register.by_key("5315000") is register.unit("de:05315000")
    assert register.by_key(Ags("05315000")) is register.unit("de:05315000")
    assert register.by_key(Ars("130755553101")) is register.unit("de:13075101")
    assert register.by_key(Kreis("09184")) is register.unit("de:09184")
    assert register.by_key(LAENDER["11"]) is register.unit("de:11000000")
    assert register.by_key("130755555") is register.unit("de:130755555")
    assert register.by_key(LAENDER["11"], on=DAY) is register.unit("de:11000000")
    assert register.by_key("05314000") is None
    with pytest.raises(BadKey):
        register.by_key("10115")
    with pytest.raises(UnknownName, match="no unit 'de:05314000'"):
        register.unit("de:05314000")


@pytest.mark.parametrize(
    ("key", "name", "answer", "code"),
    [
        ("11000000", "Berlin", "YES", "KEY_FITS_NAME"),
        ("5315000", "Cologne", "YES", "KEY_FITS_NAME"),
        ("09184", "München", "YES", "KEY_FITS_NAME"),
        ("03453006", "Essen", "YES", "KEY_FITS_NAME"),
        ("15002000", "Halle", "YES", "KEY_FITS_NAME"),
        ("05754012", "Halle (Saale)", "NO", "KEY_OF_ANOTHER"),
        ("05113000", "Berlin", "NO", "KEY_OF_ANOTHER"),
        ("09162000", "Landkreis München", "NO", "KEY_OF_ANOTHER"),
        ("07233004", "Berlin", "UNDECIDED", "KEY_UNKNOWN"),
        ("11000000", "Xanten", "UNDECIDED", "NAME_UNKNOWN"),
    ],
)
def test_a_key_beside_a_name_is_checked_against_it(
    register: MunicipalRegister, key: str, name: str, answer: str, code: str
) -> None:
    found = register.key_fits_name(key, name)
    assert (found.answer.name, found.reason.code, found.as_of) == (answer, code, DAY)
    assert found.text("de") != found.text("en")
    assert register.key_fits_name(parse_key(key), name) == found


@pytest.mark.uncounted
@settings(max_examples=150)
@given(
    st.one_of(
        st.text(max_size=30),
        st.lists(
            st.sampled_from(
                ["Halle", "Kreis", "Stadt", "(", ")", "/", ",", " - ", "a.d.", "Saale", "Germany", " ", "St."]
            ),
            max_size=8,
        ).map("".join),
    )
)
def test_any_text_gives_candidates_in_order_or_none(text: str) -> None:
    register = MunicipalRegister([unit(row) for row in TABLE.strip().splitlines()[:20]])
    found = register.find(text)
    assert [one.rank for one in found] == sorted(one.rank for one in found)
    assert {one.rank for one in found} <= {1, 2, 3, 4}
    assert len({one.unit.id for one in found}) == len(found)


def test_a_key_finds_the_unit_that_had_it_on_the_day() -> None:
    change = date(2021, 7, 1)
    old = GermanUnit("old", "Eisenach", UnitKind.STADT, (DatedKey(KeyScheme.AGS, "16063105", end=change),))
    new = GermanUnit("new", "Eisenach", UnitKind.STADT, (DatedKey(KeyScheme.AGS, "16063105", start=change),))
    register = MunicipalRegister([old, new])
    assert register.by_key("16063105", on=change) is new
    assert register.by_key("16063105", on=date(2021, 6, 30)) is old
    assert register.by_key("16063105") is new
    assert MunicipalRegister([new]).by_key("16063105", on=date(2021, 6, 30)) is None


def test_a_unit_with_the_same_key_twice_is_found_once() -> None:
    keys = (
        DatedKey(KeyScheme.AGS, "16063105", end=date(2000, 1, 1)),
        DatedKey(KeyScheme.AGS, "16063105", start=date(2021, 7, 1)),
    )
    town = GermanUnit("x", "Eisenach", UnitKind.STADT, keys)
    assert MunicipalRegister([town]).by_key("16063105", on=date(2022, 1, 1)) is town


def test_municipalities_are_the_units_with_a_municipality_key(register: MunicipalRegister) -> None:
    assert len(register) == len(register.units) == len(TABLE.strip().splitlines())
    assert len(register.municipalities) == sum(row[0] in "KSGF" for row in TABLE.strip().splitlines())
    district = GermanUnit("x", "Berlin-Mitte", UnitKind.STADTBEZIRK)
    keyless = GermanUnit("y", "Weilheim", UnitKind.GEMEINDE)
    assert MunicipalRegister([district, keyless]).municipalities == ()
    assert MunicipalRegister([district, keyless]).of_level(Level.STADTTEIL) == (district,)


def test_a_register_is_a_value() -> None:
    towns = [unit("K 05113000 Essen, Stadt 580000"), unit("G 03453006 Essen (Oldenburg) 9000")]
    register = MunicipalRegister(towns, as_of=DAY)
    register.find("Essen")
    for twin in (pickle.loads(pickle.dumps(register)), deepcopy(register), MunicipalRegister(towns, as_of=DAY)):
        assert twin == register
        assert hash(twin) == hash(twin) == hash(register)
        assert twin.find("Essen") == register.find("Essen")
    assert register != MunicipalRegister(towns)
    assert register != towns
    assert repr(register) == "<MunicipalRegister of 2 units, 2023-11-30>"
    assert repr(MunicipalRegister(())) == "<MunicipalRegister of 0 units, day unknown>"


def test_two_units_cannot_have_one_id() -> None:
    with pytest.raises(BadModel, match="two units have the id de:05113000"):
        MunicipalRegister([unit("K 05113000 Essen, Stadt 580000"), unit("K 05113000 Essen 580000")])


def test_the_day_of_a_register_is_a_day() -> None:
    with pytest.raises(NotADay):
        MunicipalRegister((), as_of=datetime(2023, 11, 30))  # noqa: DTZ001 - because any moment is refused


def test_every_unit_of_a_real_register_is_found_by_its_own_name(cases: Path) -> None:
    register = read_register(cases / "tables" / "gv100ad_2023_extract_utf8.txt")
    lost = [one.name for one in register.values() if not any(found.unit is one for found in register.find(one.name))]
    assert lost == []
    for one in register.municipalities:
        assert one in [found.unit for found in register.find(one.name, one.state) if found.rank <= 2]
        assert one in [found.unit for found in register.find(one.short_name) if found.rank <= 2]


def test_the_homonyms_of_a_real_register_are_all_told(cases: Path) -> None:
    register = read_register(cases / "tables" / "gv100ad_2023_extract_utf8.txt")
    assert len(ranked(register, "Neuenkirchen", 1)) == 11
    assert ranked(register, "Neuenkirchen (Vorpommern-Greifswald)", 1) == {"13075101", "13075102"}
    assert ranked(register, "Halle, Germany", 1) == {"15002000", "05754012"}
    assert register.identify("Nuremberg, Germany").key(KeyScheme.AGS) == "09564000"
    assert register.identify("Giessen, Germany").key(KeyScheme.AGS) == "06531005"


def test_a_name_that_begins_with_a_bracket_is_found_by_the_rest() -> None:
    village = GermanUnit("x", "(Ost)/Westdorf", UnitKind.GEMEINDE)
    assert [one.unit for one in MunicipalRegister([village], complete=True).find("Westdorf")] == [village]
