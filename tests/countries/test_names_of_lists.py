"""Names as international lists shorten them, territories beside their states, and what two states claim."""

from __future__ import annotations

import csv
from importlib.resources import files

import pytest

from kommunal_partner.countries import Vocabulary, country, find_countries, find_country
from kommunal_partner.countries._abbreviations import _index, abbreviated
from kommunal_partner.countries._territories import states_of_territories
from kommunal_partner.errors import AmbiguousCountry, BadModel, UnknownChoice, UnknownCountry

SHORTENED = """
MHL: Marshall Is.; Marshall Isds; Marshall Isl.; Marshall Is
COK: Cook Is.; Cook Isds; Cook Isl.; Cook Isls
SLB: Solomon Is.; Solomon Isds; Solomon Isl.
FLK: Falkland Is.; Falkland Isds; Falkland Is. (UK); Falkland Isds (Malvinas)
CYM: Cayman Is.; Cayman Isds
FRO: Faeroe Is.; Faeroe Isds; Faroe Is.
PCN: Pitcairn Is.; Pitcairn Isds
TCA: Turks and Caicos Is.; Turks and Caicos Isds; Turks & Caicos Isl.
VGB: British Virgin Is.; Br. Virgin Isds; Br. Virgin Is.
VIR: U.S. Virgin Is.; US Virgin Isds
MNP: N. Mariana Is.; N. Mariana Isds; Northern Mariana Is.
WLF: Wallis and Futuna Is.; Wallis and Futuna Isds
UMI: U.S. Minor Outlying Is.
HMD: Heard I. and McDonald Is.
SGS: S. Geo. and the Is.
ATF: Fr. S. Antarctic Lands; Fr. South Antarctic Terr.
IOT: Br. Indian Ocean Ter.; Indian Ocean Ter.
PRK: N. Korea; Dem. Rep. Korea; Korea, Dem. Rep.; Korea, Dem. People's Rep.; Dem. People's Rep. of Korea
KOR: S. Korea; Korea, Rep.; Rep. of Korea
GNQ: Eq. Guinea; Equat. Guinea; Equ. Guinea
SSD: S. Sudan
ESH: W. Sahara; West. Sahara
ZAF: S. Africa
SAU: S. Arabia
NZL: N. Zealand
PNG: Papua N. Guinea; Papua New Guin.
BIH: Bosnia and Herz.; Bosnia & Herz.; Bosnia Herzegovina
ATG: Antigua and Barb.; Antigua & Barb.
VCT: St. Vin. and Gren.; St. Vincent and the Gren.
TTO: Trinidad & Tob.; Trinidad and Tob.
KNA: St. Kitts & Nevis; Saint Kitts & Nev.
STP: S. Tomé & Príncipe; São Tomé & Prínc.
CPV: C. Verde
PYF: Fr. Polynesia
GUF: Fr. Guiana
CRI: C. Rica
LKA: Sri L.
SMR: San M.
BFA: B. Faso
SLE: S. Leone
SMR: S. Marino
DOM: Dominican Rep.; Dom. Republic
CAF: Central African Rep.; C. African Rep.
CZE: Czech Rep.
SVK: Slovak Rep.
COD: Dem. Rep. Congo; Congo, Dem. Rep.; Dem. Rep. of the Congo
COG: Congo, Rep.; Rep. of the Congo
LAO: Lao PDR; Lao People's Dem. Rep.
EGY: Egypt, Arab Rep.
IRN: Iran, Islamic Rep.
YEM: Yemen, Rep.; Fmr Arab Rep. of Yemen; Fmr Dem. Yemen
VEN: Venezuela, RB
GMB: Gambia, The
FSM: Micronesia, Fed. Sts.; FS Micronesia; Fed. States of Micronesia
TZA: United Rep. of Tanzania
MDA: Rep. of Moldova
MKD: TFYR of Macedonia; N. Macedonia
SYR: Syrian Arab Rep.
TLS: E. Timor
HKG: Hong Kong SAR, China; China, Hong Kong SAR; Hongkong SVR, China; Hongkong SVR; Hong Kong SAR; Sonderverwaltungsregion Hongkong, China
MAC: Macao SAR, China; China, Macao SAR; Sonderverwaltungsregion Macau, China; Macau SVR, China; Macau, China
TWN: Taipei,China; Taipei, China; Chinese Taipei
SDN: Fmr Sudan; 736
ETH: Fmr Ethiopia; 230
DEU: Fmr Fed. Rep. of Germany; 280
USA: 841
VNM: 868; Fmr Rep. of Vietnam
"""
ROWS = [
    (code, text.strip())
    for line in SHORTENED.strip().splitlines()
    for code, _, texts in [line.partition(": ")]
    for text in texts.split(";")
]


@pytest.mark.parametrize(("code", "text"), ROWS)
def test_shortened_names_mean_the_country_that_the_list_means(code: str, text: str) -> None:
    assert find_country(text).alpha3 == code


@pytest.mark.parametrize(
    "text",
    ["Is.", "C. Islands", "Dem. Rep.", "K.", "N. S.", "Gui. Bis.", "X. Korea", "Marshall Ib.", "Ulm a. d. D.", "St. Gallen", "N. Korea x",
     "S. Lucia, Italien und mehr", "a. b. c. d. e. f. g. h. Korea", "Bad. Hom.", "Papua N. Gui", "El S."],
)  # fmt: skip
def test_letters_that_shorten_no_name_mean_nothing(text: str) -> None:
    with pytest.raises((UnknownCountry, AmbiguousCountry)):
        find_country(text)


def test_islands_that_german_writes_as_one_word_are_two_in_the_index() -> None:
    _index.cache_clear()
    name = abbreviated("Marshall Ins.", letters=False)
    assert name is not None
    assert name.name == "Marshallinseln"


def test_a_single_letter_beside_another_name_shortens_nothing() -> None:
    assert find_country("S. Lucia (Italien)").alpha3 == "ITA"
    assert find_country("St. Georgen, Österreich").alpha3 == "AUT"


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Samibia", "NAM ZMB"), ("Nambia", "GMB NAM ZMB"), ("Nigerien", "NER NGA"), ("Neth. Antilles", "BES CUW SXM"), ("Serb. and Monten.", "MNE SRB"), ("Channel Islands", "GGY JEY"), ("Channel Is.", "GGY JEY"),
        ("K. Republik", "COG CPV KGZ KHM XKX"),
        ("Belgium-Luxembourg", "BEL LUX"), ("058", "BEL LUX"), ("658", "AIA KNA"), ("890", "BIH HRV MKD MNE SRB SVN"),
        ("BUR", "BFA MMR"), ("Ouagadougou (BUR)", "BFA MMR"), ("Mandalay (BUR)", "BFA MMR"), ("Manama (BRN)", "BHR BRN"),
    ],
)  # fmt: skip
def test_what_can_be_several_is_refused_with_these(text: str, codes: str) -> None:
    with pytest.raises(AmbiguousCountry) as caught:
        find_country(text)
    found = sorted(getattr(one, "alpha3", "") for one in caught.value.candidates)
    assert found == codes.split()


def test_a_match_in_the_words_of_a_list_keeps_the_text_as_it_was_given() -> None:
    (match,) = find_countries([" Congo "], vocabulary="dac")
    assert (match.text, match.country, match.outdated) == (" Congo ", country("COG"), False)


def test_a_code_in_force_stands_for_itself_alone() -> None:
    assert find_country("BRN").alpha3 == "BRN"
    assert find_country("Bur, Sudan").alpha3 == "SDN"


TERRITORIES = """
GLP: Guadeloupe (Frankreich); Guadeloupe, Frankreich; Pointe-à-Pitre, Guadeloupe (France)
GRL: Grönland (Dänemark); Grönland, Dänemark
ABW: Aruba (Niederlande)
PRI: Puerto Rico (USA); Puerto Rico, Vereinigte Staaten
NCL: Neukaledonien (Frankreich)
PYF: Französisch-Polynesien (Frankreich); Fr. Polynesia (France)
REU: Réunion (Frankreich); La Réunion, Frankreich; Insel Réunion, Frankreich
GIB: Gibraltar (UK); Gibraltar (Vereinigtes Königreich)
BMU: Bermuda (UK); Bermuda, Großbritannien
COK: Cookinseln (Neuseeland); Cook Isds (New Zealand)
FRO: Färöer (Dänemark)
GUM: Guam (USA)
MTQ: Martinique (Frankreich)
CUW: Curaçao (Niederlande)
"""


@pytest.mark.parametrize(
    ("code", "text"),
    [(line[:3], text.strip()) for line in TERRITORIES.strip().splitlines() for text in line[5:].split(";")],
)
def test_a_territory_beside_its_state_is_the_territory(code: str, text: str) -> None:
    assert find_country(text).alpha3 == code


@pytest.mark.parametrize(
    "text",
    ["Frankreich, Guadeloupe", "Frankreich (Guadeloupe)", "Guadeloupe und Frankreich", "Guadeloupe/Frankreich", "Guadeloupe; Frankreich",
     "Guadeloupe - Frankreich", "Guadeloupe (Spanien)", "Taiwan (China)", "Kosovo (Serbien)", "Grönland & Dänemark", "Aruba (Belgien)"],
)  # fmt: skip
def test_two_countries_stay_two(text: str) -> None:
    with pytest.raises(AmbiguousCountry):
        find_country(text)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Provinz Taiwan, China", "CHN TWN"), ("Departement Guadeloupe, Frankreich", "FRA GLP"),
        ("Autonomes Gebiet Grönland, Dänemark", "DNK GRL"), ("Freistaat Puerto Rico, USA", "PRI USA"), ("Region Kosovo, Serbien", "SRB XKX"),
        ("Überseegebiet Neukaledonien (Frankreich)", "FRA NCL"), ("Stadt Hongkong, China", "CHN HKG"), ("Region Westsahara, Marokko", "ESH MAR"),
        ("Kronkolonie Gibraltar (UK)", "GBR GIB"), ("Verwaltungszone Macau, China", "CHN MAC"),
    ],
)  # fmt: skip
def test_a_territory_hidden_behind_a_word_speaks_against_its_state(text: str, codes: str) -> None:
    with pytest.raises(AmbiguousCountry) as caught:
        find_country(text)
    assert [getattr(one, "alpha3", "") for one in caught.value.candidates] == codes.split()


@pytest.mark.parametrize(
    ("text", "code"),
    [("Nueva Guinea, Nicaragua", "NIC"), ("Santiago de Chile, Chile", "CHL"), ("Guatemala-Stadt, Guatemala", "GTM"), ("Lyon, Frankreich", "FRA"),
     ("Aruba Beach, Niederlande", "NLD"), ("Neu Martinique-Stadt, Frankreich", "FRA")],
)  # fmt: skip
def test_a_place_is_no_territory(text: str, code: str) -> None:
    assert find_country(text).alpha3 == code


def test_no_territory_belongs_to_itself_or_to_another_territory() -> None:
    states = states_of_territories()
    assert not set(states) & set(states.values())
    assert not any(one.is_historic for pair in states.items() for one in pair)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Nordzypern", "CYP TUR"), ("Nordzypern (Türkei)", "CYP TUR"), ("Famagusta (Nordzypern)", "CYP TUR"), ("Nordzypern, Zypern", "CYP TUR"),
        ("N. Cyprus", "CYP TUR"), ("Türkische Republik Nordzypern", "CYP TUR"), ("Abchasien (Russland)", "GEO RUS"), ("Suchumi, Abchasien", "GEO RUS"),
        ("Südossetien, Russland", "GEO RUS"), ("Tiraspol (Transnistrien)", "MDA RUS"), ("Bergkarabach (Armenien)", "ARM AZE"),
        ("Golanhöhen, Israel", "ISR SYR"),
    ],
)  # fmt: skip
def test_what_two_states_claim_is_never_given_to_one(text: str, codes: str) -> None:
    with pytest.raises(AmbiguousCountry) as caught:
        find_country(text)
    assert [getattr(one, "alpha3", "") for one in caught.value.candidates] == codes.split()


def listed_names() -> list[tuple[str, str, str]]:
    """Name, DAC code and country of every row of the lists that the library ships with its facts."""
    found = set()
    for table in ("oda_listings.csv", "oda_official_aid.csv"):
        text = (files("kommunal_partner.facts") / "tables" / table).read_text("utf-8")
        found |= {(row["name"], row["dac_code"], row["country"]) for row in csv.DictReader(text.splitlines())}
    return sorted(found)


def test_every_name_and_code_of_the_dac_lists_means_what_the_list_means() -> None:
    rows = listed_names()
    assert len({name for name, _, _ in rows}) >= 190
    for name, code, alpha3 in rows:
        for text in (name, name.upper(), f" {name} "):
            assert find_country(text, vocabulary="dac").alpha3 == alpha3, name
        if code and code != "63":
            assert find_country(code, vocabulary=Vocabulary.DAC).alpha3 == alpha3, code
            assert country(alpha3).dac_code == code
    assert find_country("63", vocabulary="dac").alpha3 == "SRB"


@pytest.mark.parametrize(
    ("name", "alpha3"),
    [("Congo", "COG"), ("Korea", "KOR"), ("Netherlands Antilles", "ANT"), ("Serbia & Montenegro", "SCG"), ("Yugoslavia, Federal Republic", "YUG")],
)  # fmt: skip
def test_what_the_dac_names_for_one_country_is_doubtful_elsewhere(name: str, alpha3: str) -> None:
    assert find_country(name, vocabulary="dac").alpha3 == alpha3
    with pytest.raises(AmbiguousCountry):
        find_country(name)
    (dac,), (general,) = find_countries([name], vocabulary="dac"), find_countries([name])
    assert dac.country == country(alpha3)
    assert dac.outdated == country(alpha3).is_historic
    assert general.country is None


def test_other_texts_mean_the_same_in_every_vocabulary() -> None:
    assert find_country("Kaya (Burkina Faso)", vocabulary="dac").alpha3 == "BFA"
    for text, vocabulary in (("625", "general"), ("004", "dac")):
        found = find_countries([text], vocabulary=vocabulary)[0].country
        assert found is None or found.alpha3 == "AFG"
    with pytest.raises(UnknownChoice, match="vocabulary"):
        find_country("Congo", vocabulary="oecd")
    with pytest.raises(UnknownChoice):
        find_countries([], vocabulary="oecd")
    assert [one.text() for one in Vocabulary] == ["allgemeiner Sprachgebrauch", "Namen und Codes der DAC-Liste"]


def test_a_column_is_a_collection_of_texts() -> None:
    for wrong in ("Ghana", 5, None):
        with pytest.raises(BadModel):
            find_countries(wrong)  # type: ignore[arg-type] # because it is wrong
