"""Language tags, and words in both languages."""

from __future__ import annotations

import copy
import pickle

import pytest

from kommunal_partner.errors import BadModel, UnknownLanguage
from kommunal_partner.languages import Term, language, named, phrase
from kommunal_partner.verdicts import Reason, Sentence

WORD = Term("Kreis", "county")


@pytest.mark.parametrize(
    ("tag", "expected"), [("de", "de"), ("de-AT", "de"), ("DE_ch", "de"), ("en", "en"), ("en-GB", "en")]
)
def test_regions_of_a_language_are_left_aside(tag: str, expected: str) -> None:
    assert language(tag) == expected


@pytest.mark.parametrize("tag", ["", "fr", "deu", "d", "de AT", "german", "de-"])
def test_any_other_language_is_refused(tag: str) -> None:
    with pytest.raises(UnknownLanguage):
        language(tag)
    with pytest.raises(UnknownLanguage):
        WORD.text(tag)


def test_a_term_is_a_word_in_both_languages() -> None:
    assert (WORD.text("de-AT"), WORD.text("en"), str(WORD)) == ("Kreis", "county", "Kreis")


def test_a_sentence_says_a_term_in_its_own_language() -> None:
    sentence = Sentence(Reason("KIND", de="Das ist ein {what}.", en="This is a {what}."), {"what": WORD})
    assert (sentence.text("de"), sentence.text("en")) == ("Das ist ein Kreis.", "This is a county.")


def test_a_term_survives_pickling_copying_and_hashing() -> None:
    for twin in (pickle.loads(pickle.dumps(WORD)), copy.deepcopy(WORD)):
        assert (twin, hash(twin)) == (WORD, hash(WORD))


def test_a_name_has_words_in_both_languages() -> None:
    assert named("Asien") == Term("Asien", "Asien")
    assert (phrase(None), phrase(""), phrase(Term("", ""))) == (None, None, None)
    with pytest.raises(BadModel, match="a name is a text or a Term, not int"):
        named(3)  # type: ignore[arg-type]  # because callers without a checker do
    for blank in ("", " ", Term("Asien", ""), Term("", "Asia")):
        with pytest.raises(BadModel, match="in neither language"):
            named(blank)
