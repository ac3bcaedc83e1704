"""The check of a timetable and the search share nothing: a miscount planted on either side is noticed on the other."""

from __future__ import annotations

from itertools import combinations, pairwise, permutations

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from kommunal_partner._mappings import FrozenMap
from kommunal_partner.errors import BadInstance, UnknownName
from kommunal_partner.matching.meetings import MeetingPlace, RowsBy, Timetable, arrange
from kommunal_partner.matching.meetings._bounds import least_gaps
from kommunal_partner.matching.meetings._infeasible import clash_of
from kommunal_partner.matching.meetings._verify import _needs
from kommunal_partner.results import Budget, Result

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


def slots_in(mask: int) -> list[int]:
    return [slot for slot in range(8) if mask >> slot & 1]


@given(st.lists(st.integers(1, 255), min_size=2, max_size=5))
def test_the_check_upholds_the_least_gaps_that_the_search_states_and_no_more(masks: list[int]) -> None:
    least = least_gaps(masks, 8)
    options = [slots_in(mask) for mask in masks]
    assert _needs(options, least)
    reachable = [
        sum(1 for early, late in pairwise(chosen) if late - early > 1)
        for chosen in combinations(range(8), len(masks))
        if any(all(slot in some for slot, some in zip(order, options, strict=True)) for order in permutations(chosen))
    ]
    if reachable:
        assert least <= min(reachable)
        assert not _needs(options, min(reachable) + 1)


@pytest.mark.parametrize(
    ("options", "least"),
    [
        ([[0], [1]], 0),
        ([[0], [2]], 1),
        ([[0, 1], [2, 3]], 0),
        ([[0], [2], [4]], 2),
        ([[0], [2], [4], [6]], 3),
        ([[0], [2], [4], [6], [8]], 4),
    ],
)
def test_so_many_gaps_are_needed_and_no_more(options: list[list[int]], least: int) -> None:
    assert [_needs(options, gaps) for gaps in (-1, 0, least, least + 1)] == [False, True, True, False]


def test_a_certificate_about_somebody_who_meets_nobody_is_no_proof() -> None:
    found = made()
    assert found.certificate is not None
    more = evolve(found.certificate, numbers=(("a", 1), ("z", 0)))
    assert broken(evolve(found, certificate=more)) == {"bound"}


def at(place: MeetingPlace, found: Timetable) -> Timetable:
    """The timetable with its only meeting somewhere else."""
    return evolve(found, solution=FrozenMap((pair, place) for pair in found.solution))


@pytest.mark.parametrize(
    "place", [MeetingPlace(1, 0), MeetingPlace(1, 3), MeetingPlace(1, -1), MeetingPlace(0, 1), MeetingPlace(5, 1)]
)
def test_tables_and_slots_are_counted_from_one_and_no_others_exist(place: MeetingPlace) -> None:
    found = arrange(REQUESTS[:1], slots=4, tables=2)
    assert found.solution["a", "b"] == MeetingPlace(1, 1)
    assert "place" in broken(at(place, found))


def test_a_table_of_ones_own_called_0_is_a_table_like_any_other() -> None:
    found = arrange(REQUESTS[:1], slots=1, tables=range(2), locked={("a", "b"): MeetingPlace(1, 0)})
    assert (found.solution["a", "b"], found.verify()) == (MeetingPlace(1, 0), ())
    assert broken(at(MeetingPlace(1, 1), found)) == {"locked"}
    anywhere = arrange(REQUESTS[:1], slots=1, tables=range(2), locked={("a", "b"): 1})
    assert not broken(at(MeetingPlace(1, 1), anywhere))


def test_a_search_that_is_stopped_names_no_clash_and_lays_out_no_more() -> None:
    full = [(a, b) for a in range(10) for b in range(a)]
    found = arrange(full, slots=9, tables=5, progress=lambda *_: True)
    assert found.clash is None
    assert found.verify() == ()
    stopped = Budget(1, stopped=True)
    impossible = arrange([("a", "b"), ("b", "c"), ("a", "c")], slots=2, tables=5)
    assert impossible.clash is not None
    assert clash_of(impossible.task, [("a", "b")], stopped) is None


def test_a_timetable_shows_itself_and_answers_about_one_or_two() -> None:
    found = made()
    assert str(found).startswith("Treffen mit einer Zeit: alle (5).")
    assert "<table>" in found._repr_html_()
    assert [by.text("en") for by in RowsBy] == ["by meeting", "by participant"]
    with pytest.raises(BadInstance, match="no participant, one, or two"):
        found.explain("a", "b", "c")
    with pytest.raises(UnknownName, match="participant or request"):
        found.explain("a", "e")
    made_lazily = arrange(iter([("a", "b")]), slots=iter("xy"), tables=iter(["T"]))
    assert made_lazily.solution["a", "b"].table == "T"
