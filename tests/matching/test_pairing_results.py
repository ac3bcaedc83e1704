"""The results of pairs, matches and rings have the one form that type checkers hold every result to."""

from __future__ import annotations

import pytest

from kommunal_partner.matching.advice import advise
from kommunal_partner.matching.assignment import assign, pair
from kommunal_partner.matching.stable import match
from kommunal_partner.results import Result

pytest.importorskip("scipy")
pytest.importorskip("rustworkx")


def results() -> list[Result]:
    return [
        assign("ab", "xy", [[1, 2], [2, 1]], previous=[("a", "x")]),
        pair("abc", lambda a, _: 2 if a == "a" else 1, previous=[("b", "c")]),
        match({"a": ["x"], "b": ["x"]}, {"x": ["a", "b"]}, previous=[("b", "x")], stability=0),
        advise("abc", lambda *_: 1, previous=[("a", "b")]),
    ]


@pytest.mark.parametrize("at", range(4))
def test_every_result_has_all_that_a_result_has(at: int) -> None:
    found = results()[at]
    assert found.status.text("de") != found.status.text("en")
    assert (found.gap, found.unmet, found.reproducible, found.verify()) == (0, (), True, ())
    assert found.value is not None
    assert found.bound is not None
    assert found.certificate is not None
    assert found.moved
    assert str(found.explain()) == found.explain().text("de")
    assert found.to_rows("de") == found.to_rows("en") == found.to_rows()
