from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kommunal_partner._folding import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("München", "muenchen"),
        ("MÜNCHEN", "muenchen"),
        (unicodedata.normalize("NFD", "München"), "muenchen"),
        ("Muenchen", "muenchen"),
        ("Gießen", "giessen"),
        ("GIESSEN", "giessen"),
        ("Groẞ-Gerau", "gross gerau"),
        ("Cottbus/Chóśebuz", "cottbus chosebuz"),
        ("Lübbenau/Spreewald / Lubnjow/Błota", "luebbenau spreewald lubnjow blota"),
        ("Côte d’Ivoire", "cote d ivoire"),
        ("İzmir", "izmir"),
        ("Diyarbakır", "diyarbakir"),
        ("a.d. Alz", "a d alz"),
        ("Frankfurt (Oder)", "frankfurt oder"),
        ("  \N{NO-BREAK SPACE}", ""),
        ("Київ", "киів"),
        ("№ 5", "no 5"),
    ],
)
def test_a_name_folds_to_small_letters_without_accents(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.uncounted
def test_folding_any_single_character_twice_changes_nothing() -> None:
    unstable = [code for code in range(0x20000) if fold(fold(chr(code))) != fold(chr(code))]
    assert unstable == []


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="aäAÄoöuüsßzZ -.é\u0308\u0301łı"))
def test_upper_and_lower_case_and_both_unicode_forms_fold_alike(text: str) -> None:
    assert fold(text) == fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))
