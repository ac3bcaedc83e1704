from __future__ import annotations

import pickle
from copy import deepcopy
from datetime import date

import pytest

from kommunal_partner import errors
from kommunal_partner.errors import KommunalPartnerError, TableProblem

EXAMPLES: dict[str, tuple[KommunalPartnerError, type[Exception], str]] = {
    "BeyondHorizon": (errors.BeyondHorizon(date(2030, 1, 1), "1996 to 2026"), LookupError, "no list for 2030-01-01"),
    "UnknownCountry": (errors.UnknownCountry("Nigar", ["Niger"]), LookupError, "did you mean Niger?"),
    "UnknownName": (errors.UnknownName("series", "rk-x", ["rk-asien"]), LookupError, "there is no series 'rk-x'; did"),
    "AmbiguousCountry": (errors.AmbiguousCountry("Kongo", ["COD", "COG"]), LookupError, "COD or COG; say which"),
    "AmbiguousName": (errors.AmbiguousName("Halle", ["A", "B"]), LookupError, "'Halle' can be A or B; say which"),
    "BadKey": (errors.BadKey("123", "too short"), ValueError, "'123' is no key: too short"),
    "BadIdentifier": (errors.BadIdentifier("Wikidata", "X1"), ValueError, "shape of a Wikidata identifier"),
    "BadFuzzyDate": (errors.BadFuzzyDate("x", "no"), ValueError, "'x' is no date this library reads: no"),
    "BadFile": (errors.BadFile("cut off", 3), ValueError, "line 3: cut off"),
    "BadTable": (errors.BadTable([TableProblem("t", 1, "c", "bad")]), ValueError, "t, line 1, c: bad"),
    "MissingExtra": (
        errors.MissingExtra("scipy", "matching"),
        ImportError,
        r'pip install "kommunal-partner\[matching\]"',
    ),
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


@pytest.mark.parametrize("name", errors.__all__)
def test_every_error_belongs_to_the_tree(name: str) -> None:
    assert issubclass(getattr(errors, name), KommunalPartnerError)


def test_errors_without_hints_leave_them_out() -> None:
    assert str(errors.UnknownCountry("x")) == "no country is called 'x'"
    assert str(errors.UnknownName("series", "x")) == "there is no series 'x'"
    assert str(errors.BadFile("empty")) == "empty"
    assert "(" not in str(errors.UndecidedTruth()).split(";", maxsplit=1)[0]
