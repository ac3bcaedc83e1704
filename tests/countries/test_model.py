from __future__ import annotations

import copy
import pickle
from typing import Any, cast

import pycountry
import pytest

from kommunal_partner.countries import Country, country, known_codes
from kommunal_partner.errors import AmbiguousCountry, KommunalPartnerError, UnknownCountry, UnknownLanguage

SHORT_NAMES = [  # code, German, English
    ("TZA", "Tansania", "Tanzania"),
    ("TWN", "Taiwan", "Taiwan"),
    ("PSE", "Palästinensische Gebiete", "Palestinian Territories"),
    ("COD", "DR Kongo", "DR Congo"),
    ("COG", "Kongo (Republik)", "Congo (Republic)"),
    ("CIV", "Côte d’Ivoire", "Côte d’Ivoire"),
    ("BLR", "Belarus", "Belarus"),
    ("SWZ", "Eswatini", "Eswatini"),
    ("TLS", "Timor-Leste", "Timor-Leste"),
    ("MKD", "Nordmazedonien", "North Macedonia"),
    ("CPV", "Cabo Verde", "Cabo Verde"),
    ("MDA", "Moldau", "Moldova"),
    ("MMR", "Myanmar", "Myanmar"),
    ("VNM", "Vietnam", "Vietnam"),
    ("LAO", "Laos", "Laos"),
    ("SYR", "Syrien", "Syria"),
    ("IRN", "Iran", "Iran"),
    ("BOL", "Bolivien", "Bolivia"),
    ("VEN", "Venezuela", "Venezuela"),
    ("RUS", "Russland", "Russia"),
    ("PRK", "Nordkorea", "North Korea"),
    ("KOR", "Südkorea", "South Korea"),
    ("TUR", "Türkei", "Türkiye"),
    ("XKX", "Kosovo", "Kosovo"),
    ("GNB", "Guinea-Bissau", "Guinea-Bissau"),
    ("BWA", "Botsuana", "Botswana"),
    ("KGZ", "Kirgisistan", "Kyrgyzstan"),
    ("CZE", "Tschechien", "Czechia"),
    ("USA", "Vereinigte Staaten", "United States"),
    ("GBR", "Vereinigtes Königreich", "United Kingdom"),
    ("YUG", "Jugoslawien", "Yugoslavia"),
    ("ZAR", "Zaire", "Zaire"),
]


@pytest.mark.parametrize(("code", "german", "english"), SHORT_NAMES)
def test_the_short_name_is_the_one_to_show(code: str, german: str, english: str) -> None:
    assert country(code).name() == str(country(code)) == german
    assert country(code).name("en-GB") == english


OFFICIAL_NAMES = [
    ("TZA", "Vereinigte Republik Tansania", "United Republic of Tanzania"),
    ("DEU", "Bundesrepublik Deutschland", "Federal Republic of Germany"),
    ("JOR", "Haschemitisches Königreich Jordanien", "Hashemite Kingdom of Jordan"),
    ("XKX", "Republik Kosovo", "Republic of Kosovo"),
    ("PSE", "Staat Palästina", "State of Palestine"),
    ("TWN", "Taiwan", "Taiwan"),
    ("HKG", "Sonderverwaltungsregion Hongkong", "Hong Kong Special Administrative Region of China"),
    ("ABW", "Aruba", "Aruba"),
    ("SUN", "Union der Sozialistischen Sowjetrepubliken", "Union of Soviet Socialist Republics"),
    ("SKM", "Sikkim", "Sikkim"),
]


@pytest.mark.parametrize(("code", "german", "english"), OFFICIAL_NAMES)
def test_the_official_name_is_the_long_one_or_else_the_short_one(code: str, german: str, english: str) -> None:
    assert country(code).official_name() == german
    assert country(code).official_name("en") == english


def test_every_country_has_all_its_names() -> None:
    for code in known_codes():
        for lang in ("de", "en"):
            one = country(code)
            assert one.name(lang)
            assert one.official_name(lang)
            assert one.sort_key(lang)[0]
            assert not one.official_name(lang).startswith(("the ", "die ", "der ", "das "))


@pytest.mark.parametrize("code", ["CHI", "Chile", "", "x" * 101, None, 5])
def test_a_country_and_the_country_of_a_code_are_refused_alike(code: object) -> None:
    said = []
    for make in (Country, country):
        with pytest.raises(UnknownCountry) as caught:
            make(cast("str", code))
        assert caught.value.value is code
        said.append((caught.value.text("de"), caught.value.text("en"), caught.value.suggestions))
    assert said[0] == said[1]
    if code:
        assert said[0][2] == {"CHI": ("PCI", "HTI", "CRI"), "Chile": ("CHL",)}.get(str(code), ())


def test_an_unknown_language_is_refused() -> None:
    for say in (country("CHL").name, country("CHL").official_name, country("CHL").sort_key):
        with pytest.raises(UnknownLanguage):
            say("fr")


@pytest.mark.parametrize("code", ["TZ", "tz", "TZA", "tza", "tZa", "834"])
def test_a_code_is_taken_in_every_form_and_case(code: str) -> None:
    assert country(code) == Country("TZA")
    assert country(Country("TZA")).alpha2 == "TZ"


def test_every_code_in_force_means_its_own_country() -> None:
    known: Any = pycountry.countries
    for one in known:
        assert {country(one.alpha_2), country(one.alpha_3), country(one.numeric)} == {Country(one.alpha_3)}
    assert {country(code).alpha3 for code in known_codes()} == known_codes()


@pytest.mark.parametrize(
    ("code", "alpha3"),
    [("BY", "BLR"), ("SK", "SVK"), ("GE", "GEO"), ("AI", "AIA"), ("BQ", "BES"), ("854", "BFA"), ("180", "COD")],
)
def test_a_code_in_force_wins_over_a_withdrawn_one_of_the_same_letters(code: str, alpha3: str) -> None:
    assert country(code).alpha3 == alpha3
    assert not country(code).is_historic


@pytest.mark.parametrize(("code", "alpha3"), [("YU", "YUG"), ("ZAR", "ZAR"), ("SU", "SUN"), ("810", "SUN")])
def test_a_withdrawn_code_means_the_country_it_was(code: str, alpha3: str) -> None:
    assert country(code).alpha3 == alpha3
    assert country(code).is_historic


@pytest.mark.parametrize(("code", "candidates"), [("CS", {"CSK", "SCG"}), ("891", {"YUG", "SCG"})])
def test_a_withdrawn_code_that_two_countries_had_is_ambiguous(code: str, candidates: set[str]) -> None:
    with pytest.raises(AmbiguousCountry) as caught:
        country(code)
    assert {cast("Country", one).alpha3 for one in caught.value.candidates} == candidates


@pytest.mark.parametrize(
    ("code", "successors"),
    [
        ("ZAR", ["COD"]),
        ("SCG", ["MNE", "SRB"]),
        ("CSK", ["CZE", "SVK"]),
        ("ANT", ["BES", "CUW", "SXM"]),
        ("CHL", []),
        ("XKX", []),
    ],
)
def test_a_withdrawn_country_names_its_successors(code: str, successors: list[str]) -> None:
    assert [one.alpha3 for one in country(code).successors] == successors


def test_kosovo_has_no_number() -> None:
    assert country("XK") == country("XKX")
    assert country("XKX").numeric is None
    assert not country("XKX").is_historic


@pytest.mark.parametrize("code", ["", "ZZZ", "TZS", " CHL", "CHL ", "Tansania", "TZA\n", "ſk", "x" * 10_000, "٠٠٤"])
def test_what_is_no_code_is_refused(code: str) -> None:
    with pytest.raises(UnknownCountry):
        country(code)


@pytest.mark.parametrize("code", [None, 1.5, float("nan"), 834, b"TZA", ["TZA"], {"TZA": 1}, True])
def test_what_is_no_text_is_refused_by_an_error_of_our_own(code: object) -> None:
    with pytest.raises(UnknownCountry) as caught:
        country(cast("str", code))
    assert isinstance(caught.value, KommunalPartnerError)
    assert caught.value.suggestions == ()


@pytest.mark.parametrize(
    ("code", "suggestion"), [("TZS", "TZA"), (" chl", "CHL"), ("Tansania", "TZA"), ("mali", "MLI")]
)
def test_suggestions_are_codes(code: str, suggestion: str) -> None:
    with pytest.raises(UnknownCountry) as caught:
        country(code)
    assert suggestion in caught.value.suggestions
    assert suggestion in str(caught.value)


def test_texts_of_more_than_a_hundred_characters_are_no_mistyped_codes() -> None:
    for length, suggestions in ((100, ("TZA",)), (101, ())):
        with pytest.raises(UnknownCountry) as caught:
            country("Tansania".ljust(length))
        assert caught.value.suggestions == suggestions


@pytest.mark.parametrize("alpha3", ["chl", "CL", "", None, 152])
def test_a_country_is_built_from_an_exact_alpha3_code_only(alpha3: object) -> None:
    with pytest.raises(UnknownCountry):
        Country(cast("str", alpha3))


def test_german_sorting_reads_umlauts_as_their_vowels_and_sharp_s_as_ss() -> None:
    codes = ["ZAF", "EGY", "CYP", "AUT", "OMN", "AGO", "ALB", "ETH", "GNQ", "AUS"]
    german = [one.alpha3 for one in sorted(map(country, codes), key=Country.sort_key)]
    assert german == ["EGY", "ALB", "AGO", "GNQ", "ETH", "AUS", "OMN", "AUT", "ZAF", "CYP"]


def test_a_key_to_sort_by_has_words_without_signs_and_then_the_name() -> None:
    assert country("PNG").sort_key() == ("papua neuguinea", "Papua-Neuguinea")
    assert country("CIV").sort_key() == ("cote d ivoire", "Côte d’Ivoire")


def test_english_sorting_uses_english_names() -> None:
    codes = ["EGY", "AUT", "ZAF", "CIV", "ALA"]
    english = [one.alpha3 for one in sorted(map(country, codes), key=lambda one: one.sort_key("en"))]
    assert english == ["ALA", "AUT", "CIV", "EGY", "ZAF"]


def test_a_country_survives_pickling_copying_and_hashing() -> None:
    one = country("CHL")
    assert pickle.loads(pickle.dumps(one)) == copy.deepcopy(one) == one
    assert len({one, country("CL"), Country("CHL")}) == 1
    assert repr(one) == "Country(alpha3='CHL')"
    with pytest.raises(AttributeError):
        cast("Any", one).alpha3 = "PER"
