"""The check of a timetable and the search share nothing: a miscount planted on either side is noticed on the other."""

from __future__ import annotations

import pytest

from kommunal_partner.matching.meetings import Timetable, arrange
from kommunal_partner.results import Result

PATH = "kommunal_partner.matching.meetings"
REQUESTS = [("a", "b"), ("b", "c"), ("a", "c"), ("c", "d"), ("d", "e")]


def made() -> Timetable:
    """A timetable in which a has a gap that nothing can close, and c moved."""
    return arrange(
        REQUESTS, slots=4, tables=2, unavailable={"a": [2, 3]}, previous={("c", "d"): 4, ("a", "b"): 2}, steps=2_000
    )


def broken(found: Timetable) -> set[str]:
    return {violation.rule for violation in found.verify()}


def test_a_timetable_is_a_result_like_every_other() -> None:
    result: Result = made()
    assert result.verify() == ()
    assert result.certificate is not None
    assert result.certificate.numbers == (("a", 1),)


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("_timetable_state.idle_gaps", "value"),
        ("_bounds.least_gaps", "bound"),
        ("solve.most_laid_out", "most"),
    ],
)
def test_a_miscount_planted_in_the_numbers_of_the_search_is_reported(
    monkeypatch: pytest.MonkeyPatch, name: str, rule: str
) -> None:
    miscounts = {
        "_timetable_state.idle_gaps": lambda *_: 0,
        "_bounds.least_gaps": lambda *_: 3,
        "solve.most_laid_out": lambda *_: 4,
    }
    monkeypatch.setattr(f"{PATH}.{name}", miscounts[name])
    assert rule in broken(made())


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("counted_value", "value"),
        ("_needs", "bound"),
        ("_driven_out", "bound"),
        ("_most", "most"),
        ("_possible", "bound"),
    ],
)
def test_a_miscount_planted_in_the_check_is_reported_on_a_good_timetable(
    monkeypatch: pytest.MonkeyPatch, name: str, rule: str
) -> None:
    found = made()
    miscounts = {
        "counted_value": lambda *_: 99,
        "_needs": lambda *_: False,
        "_driven_out": lambda *_: 7,
        "_most": lambda *_: 3,
        "_possible": lambda *_: [0, 1, 2, 3],
    }
    monkeypatch.setattr(f"{PATH}._verify.{name}", miscounts[name])
    assert rule in broken(found)
