from __future__ import annotations

import pytest

from kommunal_partner.results import Certificate, Explanation, Violation, gap, in_order
from kommunal_partner.verdicts import Reason, Sentence

WHY = Reason("WHY", de="weil {n}", en="because {n}")


@pytest.mark.parametrize(
    ("value", "bound", "expected"),
    [
        (95, 100, 0.05),
        (105, 100, 0.05),
        (3, 3, 0.0),
        (0, 0, 0.0),
        (1, 0, float("inf")),
        (None, 1, None),
        (1, None, None),
    ],
)
def test_the_gap_is_a_share_of_the_bound(value: float | None, bound: float | None, expected: float | None) -> None:
    assert gap(value, bound) == expected


def test_ids_of_several_types_have_one_order() -> None:
    ids = [("b", 1), "b", 2, True, "a", 1.5, ("a", "x"), None]
    assert in_order(ids) == in_order(list(reversed(ids)))
    assert in_order(["b", 2, "a", 1]) == [1, 2, "a", "b"]
    assert in_order([frozenset("bz"), frozenset("ba"), frozenset()]) == [frozenset(), frozenset("ab"), frozenset("bz")]


def test_violations_certificates_and_explanations_speak_both_languages() -> None:
    sentence = Sentence(WHY, {"n": 1})
    assert Violation("rule", ("a",), sentence).text() == "weil 1"
    assert Certificate("dual", sentence).text("en") == "because 1"
    assert Explanation((sentence, Sentence(WHY, {"n": 2}))).text("en") == "because 1\nbecause 2"
