from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from kommunal_partner.countries import known_codes
from kommunal_partner.facts import load_facts
from kommunal_partner.facts._folder import Folder
from kommunal_partner.facts._municipal_tables import load_holders
from kommunal_partner.facts._partnership_tables import load_partnerships
from kommunal_partner.municipalities import KeyScheme, MunicipalRegister
from kommunal_partner.partnerships import Form, PartnershipRegister, Stage
from kommunal_partner.sources import Confidence

TABLES = Path(__file__).resolve().parents[2] / "src" / "kommunal_partner" / "facts" / "tables"


@pytest.fixture(scope="module")
def loaded() -> tuple[MunicipalRegister, PartnershipRegister]:
    folder = Folder(TABLES)
    municipalities = MunicipalRegister(load_holders(folder))
    partnerships = load_partnerships(folder, municipalities, known_codes())
    assert folder.problems == []
    return municipalities, partnerships


def test_430_units_with_their_keys_are_there(loaded: tuple[MunicipalRegister, PartnershipRegister]) -> None:
    units = loaded[0].units
    assert len(units) == 430
    schemes = Counter(unit.keys[0].scheme if unit.keys else None for unit in units)
    assert schemes == {
        KeyScheme.AGS: 370,
        KeyScheme.KREIS: 32,
        KeyScheme.LAND: 7,
        KeyScheme.VERBAND: 6,
        None: 15,
    }
    assert all(unit.sources for unit in units)
    assert len({unit.state for unit in units}) == 16
    by_name = {unit.name: unit for unit in units}
    wismar = by_name["Wismar, Hansestadt"].population
    assert wismar is not None
    assert wismar.on == date(2022, 12, 31)


def test_737_partnerships_in_78_countries_are_there(loaded: tuple[MunicipalRegister, PartnershipRegister]) -> None:
    partnerships = loaded[1]
    assert len(partnerships) == 737
    assert len(partnerships.countries()) == 78
    assert Counter(one.confidence for one in partnerships.values()) == {
        Confidence.MEDIUM: 508,
        Confidence.HIGH: 204,
        Confidence.LOW: 25,
    }
    assert all(one.sources and one.stages for one in partnerships.values())


def test_a_twin_town_list_says_no_form_of_the_rgre(loaded: tuple[MunicipalRegister, PartnershipRegister]) -> None:
    partnerships = loaded[1]
    forms = Counter(seen.value for one in partnerships.values() for seen in one.forms)
    assert forms[Form.TWINNING_UNSPECIFIED] == 498
    assert forms[Form.PARTNERSCHAFT] == 58
    assert sum(not one.forms for one in partnerships.values()) == 80
    stages = Counter(seen.value for one in partnerships.values() for seen in one.stages)
    assert stages == {Stage.EXISTING: 701, Stage.EMERGING: 26, Stage.DORMANT: 10}


def test_town_and_district_of_one_name_are_different_partners(
    loaded: tuple[MunicipalRegister, PartnershipRegister],
) -> None:
    partners = {unit.id: unit.kind for one in loaded[1].of_country("TZA") for unit in one.foreign_units}
    assert partners["tza:morogoro-town"] == "town"
    assert partners["tza:morogoro-district"] == "district"


def test_since_may_date_the_label(loaded: tuple[MunicipalRegister, PartnershipRegister]) -> None:
    solingen = loaded[1]["dp0262"]
    assert [seen.since for seen in solingen.forms] == [None]
    assert solingen.labels[0].since is not None


def test_kosovo_works_without_an_iso_code(loaded: tuple[MunicipalRegister, PartnershipRegister]) -> None:
    assert [one.name("de") for one in loaded[1].of_country("XK")] == [
        "Fellbach – Suhareka (Kosovo)",
        "Troisdorf – Mushtisht (Kosovo)",
        "Velbert – Podujeva (Kosovo)",
        "Bingen am Rhein – Prizren (Kosovo)",
    ]


def test_three_german_towns_share_windhoek(loaded: tuple[MunicipalRegister, PartnershipRegister]) -> None:
    names = sorted(unit.short_name for one in loaded[1].of_unit("nam:windhoek") for unit in one.german_units)
    assert names == ["Berlin", "Bremen", "Mannheim", "Trossingen"]


# Claims found false when the facts were collected; each would be a wrong row.
REJECTED = [("Chemnitz", "Chennai"), ("Neustadt bei Coburg", "Goya")]


@pytest.mark.parametrize(("home", "partner"), REJECTED)
def test_claims_found_false_are_not_there(
    loaded: tuple[MunicipalRegister, PartnershipRegister], home: str, partner: str
) -> None:
    names = {(a.short_name, b.name) for one in loaded[1].values() for a in one.german_units for b in one.foreign_units}
    assert (home, partner) not in names


HOME = (
    "id,name,keys,keys_seen,older_keys,older_keys_seen,kind,state,parent,population,population_on,population_sources,"
    "area_ha,postcode,seat,latitude,longitude,coordinate_sources,coordinates_checked,sources,confidence\n"
)
ABROAD = "id,name,country,kind,other_names,subdivision,sources,confidence\n"
LINKS = "id,german,partner,themes,sdgs,sources,confidence,note\n"
SEEN = "partnership,dimension,value,since,as_of,sources,confidence\n"
ULM = "de:08421000,Ulm,08421000,,,,stadtkreis,DE-BW,,,,,,,,,,,no,giz,high\n"
KAYA = "bfa:kaya,Kaya,BFA,,,,giz,high\n"
LINK = "p,de:08421000,bfa:kaya,,,giz,high,\n"


@pytest.mark.parametrize(
    ("home", "abroad", "links", "seen", "expected"),
    [
        (ULM, KAYA, LINK, "p,stage,existing,,2017,giz,high\n", None),
        (
            ULM.replace("de:08421000", "ulm"),
            "",
            "",
            "",
            "municipalities.csv, line 2, id: the id of a unit with the key",
        ),
        (
            ULM.replace(",,,,,,,,,no", "5,2011-01-01,,,,,,,,no"),
            "",
            "",
            "",
            "municipalities.csv, line 2, sources: a fact needs",
        ),
        (
            ULM.replace(",,,no", ",1.5,,,no").replace(",,1.5", ",1.5"),
            "",
            "",
            "",
            "municipalities.csv, line 2, latitude: a point has",
        ),
        (
            ULM.replace("DE-BW", "DE-BY"),
            "",
            "",
            "",
            "municipalities.csv, line 2: Ulm: the key 08421000 does not lie in",
        ),
        (ULM, KAYA.replace("BFA", "QQQ"), "", "", "partner_units.csv, line 2, country: no country has the code 'QQQ'"),
        (
            ULM,
            KAYA.replace(",,,,giz", ",,,XX-1,giz"),
            "",
            "",
            "partner_units.csv, line 2: 'XX-1' does not have the shape",
        ),
        (ULM, KAYA, LINK.replace("bfa:kaya", "bfa:bo"), "", "partnerships.csv, line 2: no unit has the id bfa:bo"),
        (ULM, KAYA, LINK.replace(",,,giz", ",,99,giz"), "", "partnerships.csv, line 2: there is no goal 99"),
        (ULM, KAYA, LINK, "q,stage,existing,,2017,giz,high\n", "partnership_observations.csv, line 2, partnership: no"),
        (ULM, KAYA, LINK, "p,stage,married,,2017,giz,high\n", "partnership_observations.csv, line 2, value: 'married'"),
        (
            ULM,
            KAYA,
            LINK,
            "p,stage,existing,,x,giz,high\n",
            "partnership_observations.csv, line 2, as_of: 'x' is not a date",
        ),
    ],
)
def test_tables_that_contradict_one_another_say_where(
    tmp_path: Path, home: str, abroad: str, links: str, seen: str, expected: str | None
) -> None:
    for name, text in (
        ("municipalities.csv", HOME + home),
        ("partner_units.csv", ABROAD + abroad),
        ("partnerships.csv", LINKS + links),
        ("partnership_observations.csv", SEEN + seen),
    ):
        (tmp_path / name).write_text(text, "utf-8")
    folder = Folder(tmp_path, Folder(TABLES))
    partnerships = load_partnerships(folder, MunicipalRegister(load_holders(folder)), known_codes())
    if expected is None:
        assert folder.problems == []
        assert partnerships["p"].existed_on(date(2017, 5, 1)).is_yes
    else:
        assert str(folder.problems[0]).startswith(expected)


# Counted by hand when the further partnerships were collected: country, here, and what others state.
COVERAGE = {
    "NIC": (31, [">30", "30", "<30", "~30"]),
    "TUR": (86, [">80", "<100", "80", "~100"]),
    "ISR": (86, []),
    "HRV": (29, []),
    "SVN": (26, []),
    "KOR": (4, []),
    "CHL": (1, []),
    "MWI": (1, []),
    "URY": (0, []),
}


def test_the_table_says_what_it_covers_and_what_others_state(
    loaded: tuple[MunicipalRegister, PartnershipRegister],
) -> None:
    coverage = loaded[1].coverage
    for code, (here, stated) in COVERAGE.items():
        assert (coverage[code].here, [str(one.count) for one in coverage[code].stated]) == (here, stated), code
    assert {one.of for one in coverage.elsewhere} == {
        "world",
        "africa",
        "global_south",
        "climate_partnerships",
        "TUR-NW",
    }
    assert all(one.sources and one.words.de != one.words.en for row in coverage.values() for one in row.stated)


def test_which_partner_countries_graduated_has_an_answer(loaded: tuple[MunicipalRegister, PartnershipRegister]) -> None:
    oda = load_facts().oda
    gone = {
        code
        for code in loaded[1].countries()
        if len(oda.timeline(code)) and oda.group(code, on=date(2026, 11, 29)) is None
    }
    assert gone >= {"ISR", "HRV", "SVN", "KOR", "CHL", "MLT", "CYP"}
