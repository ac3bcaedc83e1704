from __future__ import annotations

import pickle
from copy import deepcopy
from datetime import date

import pytest

from kommunal_partner import errors
from kommunal_partner.errors import KommunalPartnerError, TableProblem
from kommunal_partner.languages import Term
from kommunal_partner.verdicts import Reason, Sentence

EXAMPLES: dict[str, tuple[KommunalPartnerError, type[Exception], str]] = {
    "BeyondHorizon": (errors.BeyondHorizon(date(2030, 1, 1), "1996 to 2026"), LookupError, "no list for 2030-01-01"),
    "UnknownCountry": (errors.UnknownCountry("Nigar", ["Niger"]), LookupError, "did you mean Niger?"),
    "UnknownName": (errors.UnknownName("series", "rk-x", ["rk-asien"]), LookupError, "there is no series 'rk-x'; did"),
    "AmbiguousCountry": (errors.AmbiguousCountry("Kongo", ["COD", "COG"]), LookupError, "COD or COG; say which"),
    "AmbiguousName": (errors.AmbiguousName("Halle", ["A", "B"]), LookupError, "'Halle' can be A or B; say which"),
    "BadKey": (errors.BadKey("123", "too short"), ValueError, "'123' is not a key: too short"),
    "BadIdentifier": (errors.BadIdentifier("Wikidata", "X1"), ValueError, "shape of a Wikidata identifier"),
    "BadFuzzyDate": (errors.BadFuzzyDate("x", "no"), ValueError, "'x' is not a date this library reads: no"),
    "BadFile": (errors.BadFile("cut off", 3), ValueError, "line 3: cut off"),
    "BadTable": (errors.BadTable([TableProblem("t", 1, "c", "bad")]), ValueError, "t, line 1, c: bad"),
    "MissingExtra": (
        errors.MissingExtra("scipy", "matching"),
        ImportError,
        r'pip install "kommunal-partner\[matching\]"',
    ),
    "MissingFile": (errors.MissingFile("a.cvs", ["a.csv"]), OSError, r"no file 'a.cvs'; did you mean a.csv\?"),
    "Overlap": (errors.Overlap("a", "b"), ValueError, "a and b claim the same day"),
    "NotADay": (errors.NotADay(3), TypeError, "on must be a datetime.date, not int"),
    "UndecidedTruth": (errors.UndecidedTruth("why"), ValueError, r"undecided \(why\)"),
    "UnknownLanguage": (errors.UnknownLanguage("fr"), LookupError, "no sentences in 'fr'"),
}


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_error_is_a_case_of_a_builtin_says_what_to_do_and_survives_pickling(name: str) -> None:
    error, builtin, words = EXAMPLES[name]
    assert type(error) is getattr(errors, name)
    assert isinstance(error, builtin)
    for twin in (error, pickle.loads(pickle.dumps(error)), deepcopy(error)):
        with pytest.raises(KommunalPartnerError, match=words):
            raise twin
        assert vars(twin) == vars(error)


ERRORS = [name for name in errors.__all__ if name not in ("Speaks", "TableProblem")]


@pytest.mark.parametrize("name", ERRORS)
def test_every_error_belongs_to_the_tree_and_has_a_code_of_its_own(name: str) -> None:
    kind = getattr(errors, name)
    assert issubclass(kind, KommunalPartnerError)
    assert kind.case.isupper()
    assert [getattr(errors, other).case for other in ERRORS].count(kind.case) == 1


def test_errors_without_hints_leave_them_out() -> None:
    assert str(errors.UnknownCountry("x")) == "no country is called 'x'"
    assert str(errors.UnknownName("series", "x")) == "there is no series 'x'"
    assert str(errors.BadFile("empty")) == "empty"
    assert "(" not in str(errors.UndecidedTruth()).split(";", maxsplit=1)[0]


NO_TABLE = Reason("NO_TABLE", de="kein Tisch {table}", en="no table {table}")


def test_an_error_speaks_the_sentence_of_the_room_that_raised_it_and_takes_its_code() -> None:
    error = errors.BadInstance(Sentence(NO_TABLE, {"table": 9}), argument="locked", value=9, suggestions=("8",))
    for twin in (error, pickle.loads(pickle.dumps(error)), deepcopy(error)):
        assert (twin.code, twin.argument, twin.value, twin.suggestions) == ("NO_TABLE", "locked", 9, ("8",))
        assert twin.text("de") == "kein Tisch 9; gemeint ist vielleicht 8"
        assert twin.text("en") == str(twin) == "no table 9; did you mean 8?"


def test_an_error_of_one_text_says_it_in_both_languages_and_has_the_code_of_its_class() -> None:
    error = errors.BadModel("a name must not be blank", argument="name", value="")
    assert error.text("de") == error.text("en-GB") == str(error) == "a name must not be blank"
    assert error.code == "BAD_MODEL"


GERMAN = {
    "BeyondHorizon": (
        errors.BeyondHorizon(date(2030, 1, 1), Term("1996 bis 2026", "1996 to 2026")),
        (
            "keine Liste für den 01.01.2030: Die Listen gelten 1996 bis 2026; beyond='latest_list' schreibt die letzte "
            "fort"
        ),
    ),
    "UnknownCountry": (
        errors.UnknownCountry("Nigar", ["Niger"]),
        "kein Land heißt 'Nigar'; gemeint ist vielleicht Niger",
    ),
    "UnknownCountry by code": (errors.UnknownCountry("XQ", by_code=True), "kein Land hat den Code 'XQ'"),
    "UnknownName": (
        errors.UnknownName(Term("Reihe", "series"), "rk-x", ["rk-a", "rk-b"]),
        "Reihe 'rk-x' gibt es nicht; gemeint ist vielleicht rk-a oder rk-b",
    ),
    "UnknownChoice": (
        errors.UnknownChoice("lo", ["low", "high"], argument="confidence", suggestions=["low"]),
        "confidence: 'lo' ist keines von low, high; gemeint ist vielleicht low",
    ),
    "AmbiguousCountry": (
        errors.AmbiguousCountry("Kongo", ["COD", "COG"]),
        "'Kongo' kann COD oder COG sein; bitte genauer angeben",
    ),
    "BadKey": (errors.BadKey("123", Term("zu kurz", "too short")), "'123' ist kein Schlüssel: zu kurz"),
    "BadFuzzyDate": (
        errors.BadFuzzyDate("x", Term("ohne Jahr", "no year")),
        "'x' wird nicht als Datum gelesen: ohne Jahr",
    ),
    "BadFile": (errors.BadFile(Term("abgeschnitten", "cut off"), 3), "Zeile 3: abgeschnitten"),
    "BadTable": (
        errors.BadTable([TableProblem("t", 1, "c", "bad"), TableProblem("u", None, None, "x")]),
        "t, Zeile 1, c: bad\nu: x",
    ),
    "MissingFile": (
        errors.MissingFile("a.cvs", ["a.csv"]),
        "eine Datei 'a.cvs' gibt es nicht; gemeint ist vielleicht a.csv",
    ),
    "NotADay": (errors.NotADay(3), "on muss ein Tag (datetime.date) sein, nicht int"),
    "Overlap": (errors.Overlap("a", "b"), "a und b gelten für denselben Tag"),
    "UndecidedTruth": (
        errors.UndecidedTruth(Term("warum", "why")),
        "die Antwort ist offen (warum); statt bool() bitte .is_yes, .is_no oder .is_undecided fragen",
    ),
    "UnknownLanguage": (errors.UnknownLanguage("fr"), "keine Sätze in der Sprache 'fr'; es gibt 'de' und 'en'"),
    "MissingExtra": (errors.MissingExtra("x", "y"), 'das braucht x: pip install "kommunal-partner[y]"'),
    "BadIdentifier": (errors.BadIdentifier("Wikidata", "X1"), "'X1' hat nicht die Form einer Kennung von Wikidata"),
}


@pytest.mark.parametrize("name", GERMAN)
def test_what_a_clerk_can_cause_is_said_in_german_too(name: str) -> None:
    error, words = GERMAN[name]
    for twin in (error, pickle.loads(pickle.dumps(error)), deepcopy(error)):
        assert twin.text("de") == twin.text("de-AT") == words
        assert twin.text("en") == str(twin) != words


def test_the_parts_of_an_error_in_two_languages_are_english_where_they_are_one_text() -> None:
    assert errors.BadKey("1", Term("zu kurz", "too short")).reason == "too short"
    assert errors.BadFile(Term("leer", "empty")).reason == "empty"
    assert errors.BadFuzzyDate("x", Term("leer", "empty")).reason == "empty"
    assert str(errors.UnknownCountry("XQ", by_code=True)) == "no country has the code 'XQ'"


def test_an_unknown_name_is_a_key_error() -> None:
    with pytest.raises(KeyError, match="there is no series 'x'"):
        raise errors.UnknownName("series", "x")


def test_a_code_of_several_words_has_all_of_them() -> None:
    codes = {errors.NotADay.case, errors.BadFuzzyDate.case, errors.UnknownCountry.case}
    assert codes == {"NOT_A_DAY", "BAD_FUZZY_DATE", "UNKNOWN_COUNTRY"}
