from __future__ import annotations

import sys

import pytest

from kommunal_partner.countries._normal import join_key, keys_of_name, normalise


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Türkei", "tuerkei"),
        ("TUERKEI", "tuerkei"),
        ("Weißrußland", "weissrussland"),
        ("WEISSRUSSLAND", "weissrussland"),
        ("Weiß\u00adrussland", "weiss russland"),
        ("Tu\u0308rkei", "tuerkei"),
        ("Côte d’Ivoire", "cote d ivoire"),
        ("Cote d´Ivoire", "cote d ivoire"),
        ("die Republik Côte d`Ivoire", "republik cote d ivoire"),
        ("St.\u00a0Kitts & Nevis", "st kitts nevis"),
        ("Saint Kitts and Nevis", "st kitts nevis"),
        ("Sankt Kitts und Nevis", "st kitts nevis"),
        ("Dem. Rep. Kongo", "demokratische republik kongo"),
        ("VR China", "volksrepublik china"),
        ("Trinidad u. Tobago", "trinidad tobago"),
        ("U.S.A.", "u s a"),
        ("U.K.", "u k"),
        ("Färöer-Inseln", "faeroeer inseln"),
        ("Føroyar", "foroyar"),
        ("\u200bMali\ufeff", "mali"),
        ("Україна", "украіна"),
        ("", ""),
        ("der, die & das", ""),
        ("\x00", ""),
    ],
)
def test_all_spellings_of_a_name_become_the_same_words(text: str, words: str) -> None:
    assert normalise(text) == words


@pytest.mark.uncounted
def test_a_single_sign_is_normalised_once_and_for_all() -> None:
    for point in (*range(0xD800), *range(0xE000, 0x30000, 3), sys.maxunicode):
        once = normalise(chr(point))
        assert normalise(once) == once


def test_a_key_has_no_spaces_and_no_number_at_its_end() -> None:
    assert join_key("sri lanka 12") == "srilanka"


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("Mali", {"mali"}),
        ("Türkei", {"tuerkei", "turkei"}),
        ("Dominikanische Republik", {"dominikanischerepublik", "dominikanischenrepublik"}),
        (
            "Vereinigtes Königreich",
            {"vereinigteskoenigreich", "vereinigteskonigreich", "vereinigtenkoenigreich", "vereinigtenkonigreich"},
        ),
        ("Vereinigte Arabische Emirate", {"vereinigtearabischeemirate", "vereinigtenarabischenemiraten"}),
    ],
)
def test_a_name_is_found_with_and_without_umlauts_and_as_german_bends_it(name: str, keys: set[str]) -> None:
    assert keys_of_name(name) == keys
