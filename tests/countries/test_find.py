from __future__ import annotations

import copy
import csv
import pickle
import random
from pathlib import Path
from typing import cast

import pytest

from kommunal_partner.countries import Country, CountryMatch, country, find_countries, find_country, normalise
from kommunal_partner.countries._names import names_by_key
from kommunal_partner.countries._normal import join_key
from kommunal_partner.errors import AmbiguousCountry, UnknownCountry


def code_of(text: str) -> str | None:
    """The alpha-3 code, or None for a text that is refused."""
    try:
        return find_country(text).alpha3
    except (UnknownCountry, AmbiguousCountry):
        return None


def candidates_of(text: str) -> set[str]:
    with pytest.raises(AmbiguousCountry) as caught:
        find_country(text)
    assert caught.value.value == text
    return {cast("Country", one).alpha3 for one in caught.value.candidates}


FOUND = """
BFA: Burkina Faso; BURKINA FASO; Burkina-Faso; Obervolta; Ober-Volta; Kaya (Burkina Faso); Kaya, BFA; BFA; BF; 854; HVO
BFA: Burkina Faso (früher Obervolta); Obervolta, heute Burkina Faso; Obervolta bzw. Burkina Faso; Burkina
BLR: Belarus; Weißrussland; Weißrußland; Weissrussland; WEISSRUSSLAND; Minsk, Weißrussland; Беларусь
BLR: Brest, Belarus / Weißrussland; Belarus (Weißrussland); Republik Belarus
TZA: Tansania; Tanzania; Distrikt Morogoro in Tansania; Tansania, Vereinigte Republik; Sansibar; Tanganjika; 834
NAM: Lüderitz/Namibia; Deutsch-Südwestafrika; Namibia/SWA; Windhuk - Namibia; Windhuk – Namibia
COD: DR Kongo; D.R. Kongo; Kongo, Demokratische Republik; Demokratische Republik Kongo; Zaire; Kongo (Kinshasa)
COD: Kinshasa (DR Kongo); Kinshasa, Kongo; Zaire (heute DR Kongo); Kinshasa, Kongo, Demokratische Republik; DRC; Kongo DR
COD: in der Demokratischen Republik Kongo; Congo, The Democratic Republic of the; Belgisch-Kongo; D.R.C.; DR, Kongo; DR, Kongo, Goma; Kongo, Demokratische Republik, Goma
COG: Republik Kongo; Kongo, Republik; Kongo (Republik); Kongo-Brazzaville; Volksrepublik Kongo; Republic of the Congo
ZAF: Südafrika; Suedafrika; Sudafrika; Republik Südafrika; RSA; Kapstadt (RSA); die RSA; (ZA)
GIN: Guinea; Guinea (Conakry); Guinea/Conakry; Republik Guinea; Guinée
GNB: Bissau, Guinea, Gabu; Guinea-Bissau; Guinea Bissau; Guinea, Bissau; Guinea (Bissau); Portugiesisch-Guinea
GNQ: Äquatorialguinea; Aequatorialguinea; Äquatorial-Guinea; Guinea, Äquatorial; Guinea Ecuatorial
PNG: Papua-Neuguinea; Papua Neuguinea; Papua - Neuguinea
NER: Niger; Republik Niger; der Niger
NGA: Nigeria; Bundesrepublik Nigeria; Benin City, Nigeria
DMA: Dominica; Commonwealth Dominica
DOM: Dominikanische Republik; Dom. Rep.; DomRep; República Dominicana; Ort in der Dominikanischen Republik
WSM: Samoa; West-Samoa; Westsamoa; WSM
ASM: Amerikanisch-Samoa; Samoa (amerikanisch)
AUT: Österreich; Oesterreich; OESTERREICH; Republik Österreich
AUS: Australien; Australia
FSM: Mikronesien; Micronesia (Federated States of); Mikronesien, Föderierte Staaten von
GEO: Georgien; Georgia; GEO; Mzcheta (Georgien)
JOR: Jordan; Jordanien; Jordanien (Haschemitisches Königreich)
SSD: Südsudan; Süd-Sudan; Sudan, Süd; Sudan (Süd); Juba, Südsudan
SDN: Sudan; Khartum (Sudan); Darfur (Süd), Sudan
KOR: Südkorea; Korea, Republik; Korea (Süd); Republik Korea; Seoul, Korea, Republik; Korea, Süd, Seoul; Korea, Süd, X
PRK: Nordkorea; Demokratische Volksrepublik Korea; Korea, Nord
CHN: China; VR China; Volksrepublik China; 中国
TWN: Taiwan; Republik China; Chinese Taipei
HKG: Hongkong; Hong Kong (China)
KGZ: Kirgistan; Kirgisien; Kirgisistan; Kirgisische Republik; Kirgistan/Kirgisien
MDA: Moldau; Republik Moldau; Rep. Moldau; Moldawien; Moldova; Chişinău, Republik Moldau; Moldau, Republik
MKD: Mazedonien; Nordmazedonien; FYROM; Ohrid (FYROM); Ehemalige jugoslawische Republik Mazedonien
MKD: Skopje (Ehemalige jugoslawische Republik Mazedonien); Makedonien
BIH: Bosnien-Herzegowina; Bosnien u. Herzegowina; Bosnien/Herzegowina; Bosnien; BiH; Brčko (BiH); Bosnien-Herz.
XKX: Kosovo; Kosova; Kosovo*; Prizren / Kosovo; XKX; XK; XXK
PSE: Palästina; Palaestina; Palästinensische Gebiete; Westjordanland; Gazastreifen; Ramallah, Westjordanland; Gaza
PSE: in den palästinensischen Gebieten; West Bank and Gaza Strip; Westjordanland und Gazastreifen
CIV: Côte d'Ivoire; Cote d´Ivoire; Elfenbeinküste; Elfenbeinküste (Côte d’Ivoire); Republik Elfenbeinküste
CPV: Kap Verde; Kapverden; Kapverdische Inseln; Cabo Verde; Kapverdische Inseln; Santa Catarina; Cabo Verde (Praia)
SWZ: Swasiland; Eswatini, ehemals Swasiland; Eswatini
MMR: Myanmar; Birma; Burma; Myanmar/Birma; Myanmar (früher Burma); Burma oder Birma
TTO: Trinidad und Tobago; Trinidad u. Tobago; Trinidad & Tobago; Trinidad/Tobago
VCT: St. Vincent und die Grenadinen; Saint Vincent and the Grenadines; St. Vincent u. d. Grenadinen
TUR: Türkei; Tuerkei; Turkei; TÜRKEI; Türkiye; Turkey; Türkiye (Türkei); CAN, TÜRKEI
UKR: Ukraine; Україна; Gemeinde in der Ukraine; Krim; Krim (Ukraine)
CAF: Zentralafrikanische Republik; ZAR; in der Zentralafrikanischen Republik
IRN: Iran, Schiras; Persien; Iran, Islamische Republik
SLV: El Salvador; Salvador; San Salvador, El Salvador
BRA: Brasil; Salvador (Brasilien); Salvador, Bahia
SRB: Jugoslawien (heute Serbien); Novi Sad, Jugoslawien (heute Serbien)
USA: USA; usa; U.S.A.; Georgia, USA; Georgia (Texas); Vereinigte Staaten; in den Vereinigten Staaten
ARE: VAE; UAE; in den Vereinigten Arabischen Emiraten
GBR: Leeds, "GBR"; England; Schottland (GB); Leeds, UK; Großbritannien; United Kingdom of Great Britain and Northern Ireland
DEU: DDR; BRD; Deutschland; Bundesrepublik Deutschland
NIC: Köln - Corinto (NIC); Nueva Guinea (Nicaragua); Nikaragua; NIC; 558
KEN: Kenia 1); Kenia²; "Kenia"; Kenia\u00a0; Ken\u00adia; Land: Kenia; Republik Kenia; Kenia?; Kenia, Republik
RWA: Rheinland-Pfalz/Ruanda; Rwanda; République du Rwanda
URY: Florida, Uruguay; Uruguay
AGO: Guinea-Gasse in Angola
TGO: Delegation aus Togo; Togo oder Togo
ZMB: in Sambia; aus Nordrhodesien
MEX: Mexiko; México; MEX
"""


@pytest.mark.parametrize(
    ("alpha3", "text"),
    [
        (line[:3], text.encode("ascii", "backslashreplace").decode("unicode_escape") if "\\u" in text else text)
        for line in FOUND.strip().splitlines()
        for text in (line[5:].split("; "))
        if text != "Santa Catarina"
    ],
)
def test_what_people_write_is_understood(alpha3: str, text: str) -> None:
    assert find_country(text).alpha3 == alpha3


@pytest.mark.parametrize(
    ("text", "alpha3"),
    [
        ("Republik Gabon", "GAB"),
        ("Republik Oman", "OMN"),
        ("República del Mali", "MLI"),
        ("República de Kuba", "CUB"),
        ("République du Tschad", "TCD"),
        ("République de Haiti", "HTI"),
        ("Republikanisches Gabon", None),
        ("Republik Illinois", None),
        ("Republik Dominica", None),
        ("Königreich Gabon", None),
    ],
)
def test_a_name_behind_the_word_republic_is_that_name_though_no_table_has_both(text: str, alpha3: str | None) -> None:
    assert (alpha3 is None) or join_key(normalise(text)) not in names_by_key()
    assert code_of(text) == alpha3


def test_a_place_after_a_semicolon_is_a_place() -> None:
    assert find_country("Kapverdische Inseln; Santa Catarina").alpha3 == "CPV"


AMBIGUOUS = [
    ("Kongo", {"COD", "COG"}),
    ("Congo", {"COD", "COG"}),
    ("Stadt im Kongo", {"COD", "COG"}),
    ("Korea", {"KOR", "PRK"}),
    ("Jugoslawien", {"BIH", "HRV", "MKD", "MNE", "SRB", "SVN", "XKX"}),
    ("Ex-Jugoslawien", {"BIH", "HRV", "MKD", "MNE", "SRB", "SVN", "XKX"}),
    ("Serbien und Montenegro", {"MNE", "SRB"}),
    ("Yugoslavia, Federal Republic", {"MNE", "SRB", "XKX"}),
    ("Tschechoslowakei", {"CZE", "SVK"}),
    ("ČSSR", {"CZE", "SVK"}),
    ("Netherlands Antilles", {"BES", "CUW", "SXM"}),
    ("Polen/Ukraine", {"POL", "UKR"}),
    ("Polen, Ukraine", {"POL", "UKR"}),
    ("Polen und Ukraine", {"POL", "UKR"}),
    ("Polen & Ukraine", {"POL", "UKR"}),
    ("Polen-Ukraine", {"POL", "UKR"}),
    ("Sudan und Südsudan", {"SDN", "SSD"}),
    ("Indonesien und Papua-Neuguinea", {"IDN", "PNG"}),
    ("Macau und China", {"MAC", "CHN"}),
    ("Salomonen und Antigua und Barbuda", {"SLB", "ATG"}),
    ("Brasilien/Vereinigte Staaten", {"BRA", "USA"}),
    ("Niger, Nigeria", {"NER", "NGA"}),
    ("Israel/Palästina", {"ISR", "PSE"}),
    ("Kosovo (Serbien)", {"XKX", "SRB"}),
    ("Krim (Russland)", {"UKR", "RUS"}),
    ("Projekt in Kenia und Tansania", {"KEN", "TZA"}),
    ("Kaya (Burkina Faso), Lomé und Togo", {"BFA", "TGO"}),
    ("Luxemburg (Belgien)", {"LUX", "BEL"}),
    ("Peru, Illinois", {"PER", "USA"}),
    ("Malta (Kärnten)", {"MLT", "AUT"}),
    ("Atlanta, Georgia", {"GEO", "USA"}),
    ("Georgia und United States", {"GEO", "USA"}),
    ("Guayana", {"GUF", "GUY", "SUR", "VEN"}),
    ("Jungferninseln", {"VGB", "VIR"}),
    ("Trinidad", {"BOL", "CUB", "TTO"}),
    ("Timor", {"IDN", "TLS"}),
    ("CS", {"CZE", "MNE", "SRB", "SVK"}),
    ("ANT", {"BES", "CUW", "SXM"}),
    ("Nordzypern", {"CYP", "TUR"}),
    ("Seoul, Korea, Republik, Japan", {"JPN", "KOR"}),
    ("Ein sehr großes Departement Guadeloupe, Frankreich", {"FRA", "GLP"}),
    ("Departement Guadeloupe, Provinz Taiwan, Frankreich", {"FRA", "GLP"}),
]


@pytest.mark.parametrize(("text", "candidates"), AMBIGUOUS)
def test_what_fits_several_countries_is_refused_with_these(text: str, candidates: set[str]) -> None:
    assert candidates_of(text) == candidates


def test_the_soviet_union_names_all_fifteen() -> None:
    assert len(candidates_of("Taschkent, UdSSR")) == len(candidates_of("SUN")) == 15


UNKNOWN = """
Guinea Gasse; Kap Verde Straße; New Mexico; Mexiko-Stadt; Nueva Guinea; Innere Mongolei; Mali Losinj; Jersey City
Benin City; Jordan River; Panama City; Santiago de Chile; Oman Straße; Afrika; Westafrika; Zentralafrika; Europa; EU
Roman; Omani; Malin; Ben; Arm; Dom; Bra; Bo; Ba; in; us; chl; bih; Bih; Zar; Republik; Inseln; Dominica, Republik
Dominica (Republik); Republik Dominica; Kenia und Tansanistan; Peru und Umgebung; Chicago, IL; Bari (BA); Köln (DE)
CORINTO (NIC); Bordurien; Szohôd (Bordurien); Illinois; Bahia; Nigerr; Nigeri; Dominic; Guine; unbekannt; k.A.; n/a
K; k; ä; ae; sa; Sa; U; s, a, K; U, S, x; Ort, K, enia; Ro; Roc; Gdr
0; 1; 85; 085; 8540; \x00; -; Partnerschaft mit Kenia; Kurdistan; Somaliland; DR; Republik Illinois
DR Kongo und Kongo (Republik)
"""


@pytest.mark.parametrize("text", [text for line in UNKNOWN.strip().splitlines() for text in line.split("; ")])
def test_what_is_no_country_is_refused(text: str) -> None:
    with pytest.raises(UnknownCountry) as caught:
        find_country(text)
    assert caught.value.value == text


@pytest.mark.parametrize(
    "text", ["", " ", "x" * 201 + " Kenia", "Kenia" + " " * 200, ", ".join(["Ort"] * 13 + ["Mali"])]
)
def test_empty_and_overlong_texts_are_refused(text: str) -> None:
    with pytest.raises(UnknownCountry):
        find_country(text)


def test_two_hundred_characters_are_looked_at_and_one_more_is_too_long() -> None:
    assert find_country("Kenia".ljust(200)).alpha3 == "KEN"
    assert find_country(", ".join([*["Ort"] * 11, "Mali"])).alpha3 == "MLI"  # twelve pieces are the most
    for length, suggestions in ((200, ("Kenia",)), (201, ())):
        with pytest.raises(UnknownCountry) as caught:
            find_country("Keniaa".ljust(length))
        assert caught.value.suggestions[:1] == suggestions


@pytest.mark.parametrize("text", [None, 3, 2.5, float("nan"), b"Kenia", ["Kenia"], {"Kenia": 1}])
def test_what_is_no_text_is_refused_by_an_error_of_our_own(text: object) -> None:
    with pytest.raises(UnknownCountry) as caught:
        find_country(cast("str", text))
    assert caught.value.value is text


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("Nigerr", "Niger"),
        ("Burkina Fasso Faso", "Burkina Faso"),
        ("Zentralafrika", "Zentralafrikanische Republik"),
        ("Kaya (Burkino Faso)", "Burkina Faso"),
        ("Nicaragoa", "Nicaragua"),
    ],
)
def test_an_unknown_name_comes_with_names_that_look_alike(text: str, suggestion: str) -> None:
    with pytest.raises(UnknownCountry) as caught:
        find_country(text)
    assert suggestion in caught.value.suggestions
    assert len(caught.value.suggestions) <= 3


def test_only_texts_of_at_most_forty_letters_are_taken_for_mistyped_names() -> None:
    for length, suggestions in ((40, ("Zentralafrikanische Republik",)), (41, ())):
        with pytest.raises(UnknownCountry) as caught:
            find_country("Zentralafrikanische Republik".ljust(length + 1, "k"))
        assert caught.value.suggestions[:1] == suggestions


# Alike is what shares half of its pairs of letters: "Kena" has five, "Kanada" seven, and three are common, 6 of 12.
@pytest.mark.parametrize(
    ("text", "suggestions"),
    [
        ("Kena", ("Kenia", "Kanada")),
        ("Malli", ("Mali", "Malawi", "Malta")),
        ("Nigerr", ("Niger", "Nigeria")),
        ("Guinee-Bisau", ("Guinea-Bissau", "Guinea")),
        ("Omann", ("Oman",)),
    ],
)
def test_the_most_alike_is_suggested_first_and_half_alike_is_alike_enough(
    text: str, suggestions: tuple[str, ...]
) -> None:
    with pytest.raises(UnknownCountry) as caught:
        find_country(text)
    assert caught.value.suggestions == suggestions


def test_only_the_first_four_pieces_of_a_text_are_looked_at_for_suggestions() -> None:
    for text, suggestions in (("Xx, Xy, Xz, Keniaa", ("Kenia",)), ("Xx, Xy, Xz, Yx, Keniaa", ())):
        with pytest.raises(UnknownCountry) as caught:
            find_country(text)
        assert caught.value.suggestions[:1] == suggestions


def test_twelve_names_in_one_piece_are_taken_apart_and_no_more() -> None:
    names = "Mali Togo Benin Ghana Kenia Peru Chile Kuba Nepal Indien Ruanda Uganda Sambia".split()  # noqa: SIM905 - because it fits a line
    assert len(candidates_of(" und ".join(names[:12]))) == len(candidates_of("-".join(names[:12]))) == 12
    for joint in (" und ", "-"):
        with pytest.raises(UnknownCountry):
            find_country(joint.join(names))


@pytest.mark.parametrize("text", ["", "qqq", "中文", "x" * 60])
def test_nothing_is_suggested_where_nothing_looks_alike(text: str) -> None:
    with pytest.raises(UnknownCountry) as caught:
        find_country(text)
    assert caught.value.suggestions == ()


def test_a_column_gives_one_match_per_text_and_never_raises() -> None:
    column = [
        "Ghana",
        None,
        "Kongo",
        float("nan"),
        "Obervolta",
        "Ghana",
        "",
        7,
        "Myanmar (Birma)",
        "Birma (Burma)",
        "Georgia",
        "Guadeloupe (Frankreich)",
    ]
    matches = find_countries(column)
    assert [match.text for match in matches] == column
    assert all(match.problem.value is match.text for match in matches if match.problem is not None)
    assert [match.country and match.country.alpha3 for match in matches] == [
        "GHA", None, None, None, "BFA", "GHA", None, None, "MMR", "MMR", "GEO", "GLP",
    ]  # fmt: skip
    assert [type(match.problem) for match in matches] == [
        type(None), UnknownCountry, AmbiguousCountry, UnknownCountry, type(None), type(None), UnknownCountry,
        UnknownCountry, type(None), type(None), type(None), type(None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "outdated"),
    [
        ("Obervolta", True),
        ("Deutsch-Südwestafrika", True),
        ("Birma (Burma)", True),
        ("Myanmar (Birma)", False),
        ("Mali", False),
    ],
)
def test_a_match_tells_whether_it_was_found_by_former_names_only(text: str, outdated: bool) -> None:
    assert find_countries([text])[0].outdated is outdated


def test_matches_survive_pickling_copying_and_hashing() -> None:
    for match in find_countries(["Ghana", "Kongo", "Bordurien", None]):
        assert pickle.loads(pickle.dumps(match)) == copy.deepcopy(match) == match
        assert hash(copy.deepcopy(match)) == hash(match)


def test_matches_with_different_problems_differ() -> None:
    assert CountryMatch("x", problem=UnknownCountry("x")) != CountryMatch("x", problem=UnknownCountry("x", ["y"]))


def test_candidates_are_countries_in_the_order_of_their_codes() -> None:
    with pytest.raises(AmbiguousCountry) as caught:
        find_country("Ukraine / Polen")
    assert caught.value.candidates == (country("POL"), country("UKR"))


@pytest.mark.uncounted
def test_hostile_texts_give_countries_or_our_own_errors() -> None:
    rng = random.Random(7)  # noqa: S311 - because the texts must be the same on every run
    signs = "aeinrsGKM ()[],;/-–&'\"\\\0\n\t\u00ad\u200b\u0308ßäÇ\ud800\U0001f600"
    pieces = ["Guinea", "Kongo", "Republik", " und ", " in ", "(", ")", ", ", "/", "-", "ehemals ", "\x00", "USA", " "]
    texts = ["".join(rng.choices(signs, k=rng.randrange(60))) for _ in range(400)]
    texts += ["".join(rng.choices(pieces, k=rng.randrange(40))) for _ in range(400)]
    for match in find_countries(texts):
        assert (match.country is None) == (match.problem is not None)
        assert match.problem is None or str(match.problem)


def test_the_messy_names_of_german_municipalities_are_right_or_refused(cases: Path) -> None:
    with (cases / "names" / "messy_names.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 199
    for row in rows:
        found = code_of(row["raw"])
        allowed: dict[str, set[str | None]] = {
            "country": {row["expected_iso3"]},
            "none": {None},
            "place": {None, row["expected_iso3"]},
        }
        assert found in allowed[row["kind"]], row
