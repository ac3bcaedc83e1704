from __future__ import annotations

import pytest

from kommunal_partner.countries import GrammaticalCase, country, known_codes
from kommunal_partner.countries._grammar import grammar
from kommunal_partner.errors import UnknownChoice, UnknownLanguage

PHRASES = [  # code, nominative, accusative, dative, where, English
    ("TUR", "die Türkei", "die Türkei", "der Türkei", "in der Türkei", "Türkiye"),
    ("SDN", "der Sudan", "den Sudan", "dem Sudan", "im Sudan", "Sudan"),
    ("SYC", "die Seychellen", "die Seychellen", "den Seychellen", "auf den Seychellen", "the Seychelles"),
    ("COG", "die Republik Kongo", "die Republik Kongo", "der Republik Kongo", "in der Republik Kongo", "the Republic of the Congo"),
    ("GBR", "das Vereinigte Königreich", "das Vereinigte Königreich", "dem Vereinigten Königreich", "im Vereinigten Königreich", "the United Kingdom"),
    ("CHL", "Chile", "Chile", "Chile", "in Chile", "Chile"),
    ("USA", "die Vereinigten Staaten", "die Vereinigten Staaten", "den Vereinigten Staaten", "in den Vereinigten Staaten", "the United States"),
    ("FRO", "die Färöer", "die Färöer", "den Färöern", "auf den Färöern", "the Faroe Islands"),
    ("YMD", "der Demokratische Jemen", "den Demokratischen Jemen", "dem Demokratischen Jemen", "im Demokratischen Jemen", "Democratic Yemen"),
    ("VCT", "St. Vincent und die Grenadinen", "St. Vincent und die Grenadinen", "St. Vincent und den Grenadinen", "in St. Vincent und den Grenadinen", "Saint Vincent and the Grenadines"),
    ("CIV", "Côte d’Ivoire", "Côte d’Ivoire", "Côte d’Ivoire", "in Côte d’Ivoire", "Côte d’Ivoire"),
    ("ABW", "Aruba", "Aruba", "Aruba", "auf Aruba", "Aruba"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "nominative", "accusative", "dative", "where", "english"), PHRASES)
def test_a_name_stands_in_a_sentence_with_its_article(
    code: str, nominative: str, accusative: str, dative: str, where: str, english: str
) -> None:
    one = country(code)
    assert one.phrase() == one.phrase("de-AT", "nom") == one.phrase("de", GrammaticalCase.NOMINATIVE) == nominative
    assert one.phrase("de", "acc") == accusative
    assert one.phrase("de", "dat") == dative
    assert one.phrase_in() == where
    assert {one.phrase("en", case) for case in GrammaticalCase} == {english}
    assert one.phrase_in("en") == f"in {english}"


@pytest.mark.parametrize(
    ("code", "german", "english"),
    [("SYC", True, False), ("USA", True, False), ("ATG", False, False), ("BES", True, True), ("FRO", True, True), ("IRN", False, False)],
)  # fmt: skip
def test_the_verb_follows_the_name(code: str, german: bool, english: bool) -> None:
    assert (country(code).is_plural(), country(code).is_plural("en")) == (german, english)


def test_every_country_has_its_phrases_and_articles_bend_as_german_bends_them() -> None:
    assert set(grammar()) == set(known_codes())
    bent = {("der", False): ("den", "dem"), ("die", False): ("die", "der"), ("das", False): ("das", "dem")}
    bent["die", True] = ("die", "den")
    for code, row in grammar().items():
        assert row.source, code
        article = row.nominative_de.split()[0]
        if article not in {"der", "die", "das"}:
            assert row.nominative_de == row.accusative_de or code == "HMD"
            continue
        accusative, dative = bent[article, row.plural_de]
        assert row.accusative_de.startswith(f"{accusative} "), code
        assert row.dative_de.startswith(f"{dative} "), code
        place = row.dative_de.split(" ", 1)[1]
        short = f"im {place}" if dative == "dem" else ""
        assert row.inside_de in {short, f"in {row.dative_de}", f"auf {row.dative_de}"}, code


def test_a_case_or_a_language_that_is_none_is_refused() -> None:
    with pytest.raises(UnknownChoice, match="case: 'gen' is none of nom, acc, dat"):
        country("CHL").phrase("de", "gen")
    for say in (country("CHL").phrase, country("CHL").phrase_in, country("CHL").is_plural):
        with pytest.raises(UnknownLanguage):
            say("fr")
    assert [case.text() for case in GrammaticalCase] == ["Nominativ", "Akkusativ", "Dativ"]
    assert GrammaticalCase.DATIVE.text("en") == "dative"
