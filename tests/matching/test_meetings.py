"""Bilateral meetings: what is arranged, how it is explained, and what is refused."""

from __future__ import annotations

import copy
import json
import pickle
import random
from collections import Counter
from collections.abc import Callable, Hashable, Iterator
from datetime import datetime
from itertools import product
from pathlib import Path

import pytest
from attrs import evolve

from kommunal_partner._mappings import FrozenMap
from kommunal_partner.errors import BadBudget, BadInstance, UnknownName
from kommunal_partner.matching.meetings import Appointment, MeetingPlace, Pair, Request, Timetable, _infeasible, arrange
from kommunal_partner.matching.meetings._backtracking import _try_out, fits
from kommunal_partner.matching.meetings._bounds import least_gaps, matched, most_laid_out
from kommunal_partner.matching.meetings._encode import EncodedMeetings, encode
from kommunal_partner.matching.meetings._explain import LeftOut
from kommunal_partner.matching.meetings._infeasible import clash_of
from kommunal_partner.matching.meetings._simulated_annealing import close_gaps
from kommunal_partner.matching.meetings._timetable_state import TimetableState, blocks
from kommunal_partner.participants import Participant
from kommunal_partner.results import Budget, Interrupted, Status, Unmet, in_order, order_key

TRIANGLE: list[Pair] = [("a", "b"), ("b", "c"), ("a", "c")]


def slots_of(timetable: Timetable) -> dict[tuple[Hashable, Hashable], Hashable]:
    return {pair: place.slot for pair, place in timetable.solution.items()}


# ── what is arranged ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_meeting_that_has_an_open_slot_is_not_proven_to_have_none() -> None:
    found = arrange([("a", "b"), ("a", "c")], slots=range(2), tables=1, optional=[("a", "c")])
    left = Unmet(("a", "c"), found.explain().sentences[0], proven=True)
    one: dict[Pair, MeetingPlace] = {("a", "b"): MeetingPlace(0, 1)}
    hidden = evolve(found, solution=FrozenMap(one), unmet=(left,), status=Status.PARTIAL)
    assert [violation.rule for violation in hidden.verify()] == ["unmet"]
    assert all(violation.text("de") != violation.text("en") for violation in hidden.verify())


@pytest.mark.uncounted
@pytest.mark.parametrize("seed", range(12))
def test_a_meeting_left_over_may_find_its_slot_free_in_the_meantime(seed: int) -> None:
    found = arrange(
        [("a", "b"), ("a", "c"), ("c", "d")],
        slots=range(2),
        tables=3,
        unavailable={"a": [1]},
        sessions={("a", "b"): [0, 1]},
        optional=[("c", "d")],
        seed=seed,
    )
    assert (found.status, len(found.solution), found.verify()) == (Status.PARTIAL, 2, ())


@pytest.mark.uncounted
@pytest.mark.parametrize("seed", range(25))
def test_few_meetings_are_laid_out_as_a_look_at_all_timetables_would(seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311 - because it is to give the same numbers every time
    wanted: list[Pair] = sorted({(min(two), max(two)) for two in (rng.sample("abcdef", 2) for _ in range(8))})
    away = {one: [rng.randrange(3)] for one in rng.sample("abcdef", 3)}

    def fits_in(slots: tuple[int | None, ...]) -> bool:
        laid = [(pair, slot) for pair, slot in zip(wanted, slots, strict=True) if slot is not None]
        busy = [(one, slot) for pair, slot in laid for one in pair]
        full = Counter(slot for _, slot in laid)
        return (
            len(set(busy)) == len(busy)
            and max(full.values(), default=0) <= 2
            and not any(slot in away.get(str(one), ()) for one, slot in busy)
        )

    most = max(sum(slot is not None for slot in slots) for slots in every_choice(len(wanted)) if fits_in(slots))
    found = arrange(wanted, slots=range(3), tables=2, unavailable=away, seed=seed)
    assert (len(found.solution), found.verify()) == (most, ())


def every_choice(meetings: int) -> Iterator[tuple[int | None, ...]]:
    return product((None, 0, 1, 2), repeat=meetings)


@pytest.mark.parametrize("seed", range(20, 30))
def test_a_search_that_takes_risks_gives_back_the_best_it_has_seen(seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311 - because it is to give the same numbers every time
    wanted: list[Pair] = sorted({(min(two), max(two)) for two in (rng.sample("abcdefgh", 2) for _ in range(16))})
    laid = [
        arrange(wanted, slots=range(3), tables=3, seed=seed, steps=steps, optional=wanted[::3]) for steps in (1, 2_000)
    ]
    counts = [sum(pair not in wanted[::3] for pair in found.solution) for found in laid]
    assert counts == sorted(counts)
    assert [found.verify() for found in laid] == [(), ()]


def test_nothing_requested_is_an_empty_and_optimal_timetable() -> None:
    timetable = arrange([], slots=range(4), tables=2)
    assert (timetable.status, timetable.value, timetable.gap) == (Status.OPTIMAL, 0, 0.0)
    assert timetable.solution == {}
    assert timetable.verify() == ()


@pytest.mark.uncounted
def test_three_who_all_want_to_meet_need_three_slots() -> None:
    enough = arrange(TRIANGLE, slots=range(3), tables=5)
    assert enough.status is Status.OPTIMAL or enough.value == 1
    assert in_order(place.slot for place in enough.solution.values()) == [0, 1, 2]
    short = arrange(TRIANGLE, slots=range(2), tables=5)
    assert short.status is Status.PARTIAL
    assert (len(short.solution), short.most) == (2, 2)


def test_a_wish_that_both_voice_is_one_meeting_as_strong_as_the_stronger() -> None:
    timetable = arrange(
        [Request("b", "a", priority=2, optional=True), ("a", "b"), Request("a", "b", priority=3)],
        slots=range(1),
        tables=1,
    )
    assert timetable.task.requests == (Request("a", "b", priority=3),)


def test_ids_of_all_types_can_meet() -> None:
    timetable = arrange([(1, "1"), ((1,), None), (2.5, "1"), (1, None)], slots=range(2), tables=2)
    assert timetable.status is Status.OPTIMAL
    assert set(timetable.solution) == {(1, "1"), (None, (1,)), (2.5, "1"), (None, 1)}


def test_of_those_that_do_not_all_fit_the_higher_priority_goes_first() -> None:
    timetable = arrange([("a", "b"), ("a", "c"), ("a", "d")], slots=range(1), tables=9, priorities={("c", "a"): 2})
    assert set(timetable.solution) == {("a", "c")}


def test_whatever_is_optional_comes_after_all_that_is_not() -> None:
    timetable = arrange([Request("a", "b", priority=99, optional=True), ("a", "c")], slots=range(1), tables=9)
    assert set(timetable.solution) == {("a", "c")}
    assert timetable.clash is None
    named = arrange(
        [("a", "b"), ("a", "c")], slots=range(1), tables=9, optional=[("b", "a")], priorities={("a", "b"): 99}
    )
    assert named.solution == timetable.solution


def test_sessions_can_be_slots_or_the_name_of_a_block() -> None:
    timetable = arrange(
        [("a", "b"), ("a", "c"), ("a", "d")],
        slots=["9:00", "9:30", "14:00", "14:30"],
        tables=1,
        sessions={("b", "a"): "afternoon", ("a", "c"): ["14:00"]},
        blocks={"afternoon": ["14:00", "14:30"]},
        unavailable={"d": ["9:00", "14:00", "14:30"], "nobody": ["9:00"]},
    )
    assert slots_of(timetable) == {("a", "d"): "9:30", ("a", "c"): "14:00", ("a", "b"): "14:30"}
    assert timetable.status is Status.OPTIMAL


def test_each_slot_can_have_its_own_number_of_tables() -> None:
    timetable = arrange([("a", "b"), ("c", "d"), ("e", "f")], slots="xyz", tables={"x": 0, "y": 2, "z": 1})
    assert in_order(slots_of(timetable).values()) == ["y", "y", "z"]
    assert sorted(int(str(place.table)) for place in timetable.solution.values()) == [1, 1, 2]


def test_locked_meetings_keep_their_slot_and_table() -> None:
    locked = {("b", "a"): MeetingPlace(2, 2), ("c", "d"): 2}
    timetable = arrange([("a", "b"), ("a", "c"), ("c", "d")], slots=range(4), tables=2, locked=locked)
    assert timetable.solution["a", "b"] == MeetingPlace(2, 2)
    assert timetable.solution["c", "d"] == MeetingPlace(2, 1)
    as_pairs = arrange([("a", "b"), ("a", "c"), ("c", "d")], slots=range(4), tables=2, locked=list(locked.items()))
    assert as_pairs == timetable


def test_a_locked_meeting_never_gives_way_however_little_it_counts() -> None:
    heavy = [Request("a", one, priority=50) for one in "bcde"]
    timetable = arrange(
        [Request("a", "z", optional=True), *heavy], slots=range(3), tables=1, locked={("a", "z"): 1}, steps=20_000
    )
    assert timetable.solution["a", "z"].slot == 1
    assert len(timetable.unmet) == 2
    only = arrange(
        [("a", "b"), ("c", "d"), ("e", "f")], slots=range(1), tables=2, locked={("a", "b"): 0, ("c", "d"): 0}
    )
    assert set(only.solution) == {("a", "b"), ("c", "d")}


def test_a_published_timetable_moves_no_more_than_it_must() -> None:
    requests = [("a", "b"), ("a", "c"), ("b", "c"), ("c", "d")]
    before = {("b", "a"): 0, ("a", "c"): 3, ("b", "c"): 1, ("gone", "a"): 2, ("c", "d"): MeetingPlace(2, 2)}
    calm = arrange(requests, slots=range(5), tables=2, previous=before)
    assert slots_of(calm) == {("a", "b"): 0, ("b", "c"): 1, ("c", "d"): 2, ("a", "c"): 3}
    assert calm.solution["c", "d"] == MeetingPlace(2, 2)
    assert (calm.moved, calm.value, calm.idle_gaps, calm.bound) == ((), 1, 1, 0)
    forced = arrange(requests, slots=range(5), tables=2, previous=calm, unavailable={"d": [2]}, stability=4)
    assert forced.moved == (("c", "d"),)
    assert forced.bound == 4
    assert forced.value == 4 + forced.idle_gaps
    free = arrange(requests, slots=range(5), tables=2, previous=calm, stability=0)
    assert (free.value, free.status) == (0, Status.OPTIMAL)


def test_meetings_stay_at_a_table_where_one_of_the_two_just_sat() -> None:
    locked = {("a", "b"): MeetingPlace(0, 3), ("a", "c"): 1}
    timetable = arrange(list(locked), slots=range(2), tables=3, locked=locked)
    assert timetable.solution["a", "c"] == MeetingPlace(1, 3)


@pytest.mark.uncounted
def test_all_wishes_on_one_person_fill_that_person_s_slots() -> None:
    timetable = arrange([("hub", one) for one in range(2000)], slots=range(12), tables=3)
    assert len(timetable.solution) == timetable.most == 12
    assert len(timetable.unmet) == 1988
    assert timetable.clash is not None
    assert len(timetable.clash.rules) == 13


@pytest.mark.uncounted
def test_ten_thousand_requests_do_not_explode() -> None:
    requests = [(one % 500, 500 + (one * 7 + one // 500) % 900) for one in range(10_000)]
    timetable = arrange(requests, slots=range(8), tables=120, steps=20_000)
    assert timetable.verify() == ()
    assert len(timetable.solution) == timetable.most == 8 * 120


def test_the_budget_can_be_nothing_and_time_can_be_short() -> None:
    greedy = arrange(TRIANGLE, slots=range(4), tables=1, steps=0)
    assert greedy.verify() == ()
    assert greedy.reproducible
    hurried = arrange([(a, b) for a in range(20) for b in range(a)], slots=range(24), tables=10, time_limit=0.2)
    assert hurried.verify() == ()
    assert not hurried.reproducible


# ── how good it is ───────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("masks", "slots", "expected"),
    [
        ([], 4, 0),
        ([0b1], 4, 0),
        ([0b0011, 0b0110], 4, 0),
        ([0b0001, 0b0100], 4, 1),
        ([0b1111, 0b0001, 0b1000], 4, 1),
        ([0b10101, 0b10101, 0b10101], 5, 2),
        ([0b1010101] * 4, 7, 3),
        ([0b0001101, 0b0001101, 0b0001101, 0b1100000], 7, 2),
        ([0b1100011, 0b1100011, 0b1100000, 0b1100000], 7, 1),
        ([0b0110110, 0b0110110, 0b1000001], 7, 0),
        ([0b1000001, 0b0011100, 0b1000001], 7, 2),
    ],
)
def test_the_least_gaps_of_one_person_by_hand(masks: list[int], slots: int, expected: int) -> None:
    assert least_gaps(masks, slots) == expected


def test_a_bound_that_would_take_too_long_stays_low() -> None:
    assert least_gaps([0b1 << 0, 0b1 << 23, *[((1 << 24) - 1) & ~(1 << 12)] * 10, 1 << 11], 24) in {1, 2}


@pytest.mark.parametrize(("busy", "expected"), [(0, 0), (0b1, 1), (0b111, 1), (0b1011, 2), (0b10101, 3)])
def test_blocks_are_counted(busy: int, expected: int) -> None:
    assert blocks(busy) == expected


def test_the_most_that_fits_sees_tables_people_and_the_popular() -> None:
    def most(pairs: list[tuple[int, int]], tables: tuple[int, ...]) -> int:
        first, second = zip(*pairs, strict=True)
        every = (1 << len(tables)) - 1
        core = EncodedMeetings(
            9, tables, first, second, (every,) * len(pairs), (1,) * len(pairs), (-1,) * len(pairs), 0
        )
        return most_laid_out(core)

    assert most([(0, 1), (2, 3), (4, 5)], (2,)) == 2
    assert most([(0, 1), (1, 2), (0, 2)], (9, 9)) == 2
    assert most([(0, one) for one in range(1, 9)], (9, 9, 9)) == 3
    assert most([(0, 1), (2, 3)], (9, 9, 9)) == 2


@pytest.mark.parametrize(
    ("masks", "most"),
    [((0b0001, 0b0001), 1), ((0b0011, 0b0001), 2), ((0b0011, 0b1100, 0b0101), 3), ((0b0011, 0b0110, 0b0001), 3)],
)
def test_meetings_make_room_for_one_another_and_none_is_counted_twice(masks: tuple[int, ...], most: int) -> None:
    assert matched(masks, 0b1111) == most


def test_meetings_with_a_few_people_are_tried_out_to_the_end() -> None:
    first, second = [0, 1, 0], [1, 2, 2]
    assert fits(first, second, [3, 3, 3], [9, 9], 1000) is False
    assert fits(first, second, [7, 7, 7], [9, 9, 9], 1000) is True
    assert fits(first, second, [3, 3, 3], [9, 9], 1) is None
    assert fits([], [], [], [9], 1) is True
    assert fits([0], [1], [0], [9], 1) is False


def test_what_the_quick_search_misses_is_found_by_trying_out() -> None:
    core = EncodedMeetings(3, (9, 9, 9), (0, 1, 0), (1, 2, 2), (7, 7, 7), (1, 1, 1), (-1, -1, -1), 0)
    assert _try_out(core, 1000) is True


def test_no_clash_is_claimed_where_all_fits_or_nothing_is_decided(monkeypatch: pytest.MonkeyPatch) -> None:
    timetable = arrange([*TRIANGLE, ("x", "y")], slots=range(3), tables=9)
    assert clash_of(timetable.task, [("a", "b")]) is None
    monkeypatch.setattr(_infeasible, "fits", lambda *_: None)
    assert clash_of(timetable.task, [("a", "b")]) is None


def test_meetings_that_were_moved_come_home() -> None:
    core = EncodedMeetings(4, (1, 1, 1), (0, 2), (1, 3), (7, 7), (1, 1), (2, 0), 5)
    board = TimetableState(core)
    board.put(0, 0)
    board.put(1, 1)
    close_gaps(board, random.Random(0), 2000, least=0, budget=Budget(2000))  # noqa: S311 - because it is a search
    assert board.slot == [2, 0]


def test_a_chain_gives_up_where_somebody_may_not_or_no_table_is_left() -> None:
    core = EncodedMeetings(4, (1, 1), (0, 2), (1, 3), (0b01, 0b11), (1, 1), (-1, -1), 0)
    board = TimetableState(core)
    board.put(0, 0)
    assert board.chain(0, 0, 1) is None
    board.put(1, 1)
    assert board.chain(2, 1, 0) is None


# ── what is said ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_agenda_lists_the_meetings_of_one_in_order_of_time() -> None:
    timetable = arrange([("a", "b"), ("a", "c")], slots=range(2), tables=1, locked={("a", "c"): 0})
    assert timetable.agenda("a") == (Appointment(0, 1, "c"), Appointment(1, 1, "b"))
    assert timetable.agenda("nobody") == ()
    assert timetable.to_rows() == [
        {"slot": 0, "table": 1, "first": "a", "second": "c"},
        {"slot": 1, "table": 1, "first": "a", "second": "b"},
    ]
    assert [tuple(row.values()) for row in timetable.to_rows(by="participant")] == [
        ("a", 0, 1, "c"),
        ("a", 1, 1, "b"),
        ("b", 1, 1, "a"),
        ("c", 0, 1, "a"),
    ]


UNMET = [
    # what is asked for besides a – b, and the reason that a – b is then left out
    ({"unavailable": {"a": [0]}, "sessions": {("a", "b"): [0]}}, "UNMET_NO_SLOT", True),
    ({"unavailable": {"b": [0, 1]}}, "UNMET_NO_SLOT", True),
    ({"locked": {("a", "c"): 0, ("a", "d"): 1}}, "UNMET_FULL", False),
    ({"locked": {("a", "c"): 0, ("b", "d"): 1}}, "UNMET_NO_COMMON", False),
    ({"locked": {("c", "d"): 0, ("a", "c"): 1}, "tables": 1}, "UNMET_NO_TABLE", False),
]


@pytest.mark.parametrize(("rules", "code", "proven"), UNMET)
def test_each_request_that_is_left_out_has_its_reason(rules: dict[str, object], code: str, proven: bool) -> None:
    locked = rules.get("locked", {})
    assert isinstance(locked, dict)
    requests = [Request("a", "b", optional=True), *locked]
    timetable = arrange(requests, slots=range(2), **{"tables": 2, **rules})  # type: ignore[arg-type]  # because the table holds keywords of several types
    assert [(left.ids, left.sentence.reason.code, left.proven) for left in timetable.unmet] == [
        (("a", "b"), code, proven)
    ]
    for lang in ("de", "en"):
        assert timetable.unmet[0].text(lang).startswith("a – b: ")


def test_a_search_that_stops_too_early_says_that_there_is_still_room() -> None:
    timetable = arrange(TRIANGLE, slots=range(3), tables=9, steps=0)
    without = evolve(timetable, solution=FrozenMap(list(timetable.solution.items())[:2]))
    missing = (set(timetable.solution) - set(without.solution)).pop()
    said = without.explain(missing)
    assert said.sentences == ()
    slots = [
        -1 if one.pair == missing else without.task.slots.index(timetable.solution[one.pair].slot)
        for one in without.task.requests
    ]
    (left,) = LeftOut(without.task, encode(without.task), slots)
    assert left.sentence.reason.code == "UNMET_FREE"


def test_requests_left_out_are_put_into_words_when_they_are_asked_for() -> None:
    requests = [(one, other) for one in range(12) for other in range(one)]
    found = arrange(requests, slots=2, tables=3, steps=0)
    twin = pickle.loads(pickle.dumps(found))
    assert all(isinstance(one._unmet, LeftOut) for one in (found, twin))
    assert (len(found.unmet), found.unmet) == (len(requests) - 6, twin.unmet)
    assert found.unmet is found.unmet
    assert (found, hash(found)) == (twin, hash(twin))
    assert evolve(found, unmet=iter(found.unmet)).verify() == ()
    assert evolve(found, unmet=found.unmet[1:]).verify() != ()


@pytest.mark.parametrize("priority", [0, -1, True, 1.5, 10**6 + 1])
def test_a_priority_is_a_whole_number_from_1_to_a_million(priority: float) -> None:
    with pytest.raises(BadInstance, match="priority"):
        Request("a", "b", priority=priority)  # type: ignore[arg-type] # because this is what is refused


def test_without_any_time_nothing_is_laid_out_that_has_no_slot_yet() -> None:
    requests = [(one, other) for one in range(8) for other in range(one)]
    found = arrange(requests, slots=9, tables=9, time_limit=1e-6, locked={(0, 1): 2})
    assert slots_of(found) == {(0, 1): 2}
    assert [left.sentence.reason.code for left in found.unmet] == ["UNMET_FREE"] * (len(requests) - 1)
    assert (found.status, found.clash, found.verify()) == (Status.PARTIAL, None, ())


def test_explain_speaks_of_the_whole_of_one_and_of_a_pair() -> None:
    morning = [datetime(2027, 5, 3, 9, 0), datetime(2027, 5, 3, 9, 30)]  # noqa: DTZ001 - because an agenda has local times
    timetable = arrange(TRIANGLE, slots=morning, tables=1, locked={("a", "b"): morning[0]})
    whole = timetable.explain()
    assert whole.text("de").splitlines()[0] == ("Treffen mit einer Zeit: 2 von 3; keinesfalls möglich: mehr als 2.")
    assert whole.text("en").splitlines()[0] == "Meetings with a slot: 2 of 3; not possible in any case: more than 2."
    placed = timetable.explain(("b", "a"))
    assert placed.text("de").splitlines() == [
        "a – b: 03.05.2027 09:00, Tisch 1.",
        "Dort ist es festgelegt.",
    ]
    one = timetable.explain("a").text("en").splitlines()
    assert one[0].startswith("a: ")
    assert "2027-05-03 09:00, table 1: with b." in one
    left = timetable.unmet[0].ids
    assert timetable.explain(left).text().splitlines()[0] == timetable.unmet[0].text()
    assert len(timetable.explain(left).sentences) == 1 + 1 + len(timetable.clash.rules if timetable.clash else ())


def test_explain_tells_where_else_a_meeting_could_be_and_where_it_was() -> None:
    timetable = arrange(
        [("a", "b"), ("c", "d")],
        slots=range(3),
        tables=1,
        previous={("a", "b"): 0},
        unavailable={"a": [0]},
        locked={("c", "d"): 0},
    )
    said = timetable.explain(("a", "b")).text("en").splitlines()
    here = timetable.solution["a", "b"].slot
    assert said == [
        f"a – b: {here}, table 1.",
        "Before it was 0.",
        f"Without any other change it could also be: {3 - int(str(here))}.",
    ]
    assert timetable.explain().text("en").splitlines()[0] == "Meetings with a slot: all (2)."


def test_what_is_not_decided_is_said_to_be_undecided() -> None:
    undecided = evolve(arrange(TRIANGLE, slots=range(2), tables=3), clash=None)
    assert "is not decided" in undecided.explain().text("en")
    optional = arrange([Request("a", one, optional=True) for one in "bcd"], slots=range(1), tables=3)
    assert optional.clash is None
    assert "is not decided" not in optional.explain().text("en")


def test_a_meeting_with_no_other_slot_is_told_apart_from_one_that_others_keep_in_its_place() -> None:
    alone = arrange([("a", "b")], slots=2, tables=1, unavailable={"a": [2]})
    assert alone.explain("a", "b").text("en").splitlines() == [
        "a – b: slot 1, table 1.",
        "There is no other slot with a table in which both are available and the meeting is allowed.",
    ]
    full = arrange([("a", "b"), ("c", "d")], slots=2, tables=1)
    assert "unless another meeting gives way" in full.explain("b", "a").text("en")


def test_slots_and_tables_are_called_as_the_caller_calls_them_and_else_counted_from_one() -> None:
    counted = arrange([("a", "b"), ("a", "c")], slots=2, tables=1)
    assert sorted(str(place.slot) for place in counted.solution.values()) == ["1", "2"]
    assert "slot 1, table 1: with" in counted.explain("a").text("en")
    assert "Zeit 1, Tisch 1: mit" in counted.explain("a").text("de")
    with pytest.raises(BadInstance, match="names the slot 0, which does not exist"):
        arrange([("a", "b")], slots=2, tables=1, locked={("a", "b"): 0})
    with pytest.raises(BadInstance, match="locked at table 0"):
        arrange([("a", "b")], slots=2, tables=1, locked={("a", "b"): MeetingPlace(1, 0)})
    named = arrange(
        [("a", "b"), ("c", "d")],
        slots=["9:00"],
        tables=["Rose", "Lilie"],
        locked={("c", "d"): MeetingPlace("9:00", "Lilie")},
    )
    assert {pair: place.table for pair, place in named.solution.items()} == {("a", "b"): "Rose", ("c", "d"): "Lilie"}
    assert named.explain("c").text("de").splitlines()[1] == "9:00, Lilie: mit d."
    assert named.verify() == ()
    each = arrange([("a", "b"), ("c", "d")], slots=["x", "y"], tables={"x": ["Rose"], "y": 1})
    assert {place.table for place in each.solution.values()} == {"Rose", 1}


def test_who_left_altogether_is_passed_over_everywhere() -> None:
    before = arrange([*TRIANGLE, ("c", "d")], slots=4, tables=2)
    after = arrange(
        [*TRIANGLE, ("c", "d")],
        slots=4,
        tables=2,
        absent=["a"],
        locked={("a", "b"): 1},
        sessions={("c", "a"): [2]},
        priorities={("a", "b"): 3},
        optional=[("a", "c")],
        unavailable={"a": [1]},
        previous=before,
    )
    assert set(after.solution) == {("b", "c"), ("c", "d")}
    assert (after.moved, after.verify()) == ((), ())
    assert all(after.solution[pair] == before.solution[pair] for pair in after.solution)
    with pytest.raises(UnknownName, match="did you mean Bonn"):
        arrange([("Bonn", "Accra")], slots=2, tables=1, absent=["Bon"])


@pytest.mark.parametrize("rules", [{"unavailable": {"Bon": [1]}}, {"absent": ["Akkra"]}])
def test_a_misspelt_name_is_refused(rules: dict[str, object]) -> None:
    with pytest.raises(UnknownName, match="did you mean"):
        arrange([("Bonn", "Accra")], slots=2, tables=1, **rules)  # type: ignore[arg-type]  # because the table holds keywords of several types


def test_somebody_else_may_be_unavailable_unless_all_are_listed() -> None:
    wish = [("guest 1", "guest 2")]
    assert arrange(wish, slots=2, tables=1, unavailable={"guest 3": [1], 7: [2]}).status is Status.OPTIMAL
    everybody = ["guest 1", "guest 2", "Bo"]
    assert arrange(wish, slots=2, tables=1, unavailable={"Bo": [1]}, people=everybody).status is Status.OPTIMAL
    with pytest.raises(UnknownName, match="there is no participant 'guest 3'"):
        arrange(wish, slots=2, tables=1, unavailable={"guest 3": [1]}, people=everybody)


@pytest.mark.uncounted
def test_progress_is_told_and_can_end_the_search() -> None:
    told: list[tuple[int, int, float | None]] = []

    def watch(done: int, of: int, best: float | None) -> bool:
        told.append((done, of, best))
        return len(told) > 1

    requests = [(a, b) for a in range(20) for b in range(a)]
    found = arrange(requests, slots=24, tables=10, progress=watch, steps=5_000_000)
    assert len(told) == 2
    assert told[0][1] == 5_000_000
    assert (found.reproducible, found.verify()) == (False, ())


EVERY_TWO: list[Pair] = [(a, b) for a in range(10) for b in range(a)]


@pytest.mark.parametrize(
    ("where", "requests", "slots"),
    [
        ("_tabu_search._free", EVERY_TWO, 9),
        ("_simulated_annealing._stage", EVERY_TWO, 14),
        ("_infeasible._around", TRIANGLE, 2),
    ],
)
def test_an_interruption_gives_the_best_timetable_until_then(
    monkeypatch: pytest.MonkeyPatch, where: str, requests: list[Pair], slots: int
) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(f"kommunal_partner.matching.meetings.{where}", stop)
    with pytest.raises(Interrupted) as caught:
        arrange(requests, slots=slots, tables=5)
    found = caught.value.result
    assert found.verify() == ()
    assert not found.reproducible


@pytest.mark.parametrize(
    "rules",
    [
        {"slots": range(10**6)},
        {"slots": 10**9},
        {"tables": 10**9},
        {"tables": range(10**6)},
        {"tables": ["x", "x"]},
        {"slots": 1.5},
        {"slots": None},
        {"priorities": {("a", "b"): 10**30}},
        {"stability": 1.5},
        {"requests": [("a",)]},
        {"requests": ["ab", "xyz"]},
        {"requests": 5},
        {"locked": [("a", "b")]},
        {"unavailable": ["a"]},
        {"previous": 5},
        {"blocks": {"am": 1}},
    ],
)
def test_what_is_badly_shaped_or_far_too_big_is_refused_at_once(rules: dict[str, object]) -> None:
    with pytest.raises(BadInstance):
        arrange(**{"requests": TRIANGLE, "slots": 3, "tables": 1, **rules})  # type: ignore[arg-type]  # because the table holds keywords of several types


def test_an_optional_meeting_never_takes_the_place_of_another_even_without_a_step() -> None:
    requests: list[Pair | Request] = [Request("a", "b", optional=True), ("b", "c"), Request("c", "d", optional=True)]
    found = arrange(requests, slots=["x", "y"], tables=1, sessions={("a", "b"): ["x"], ("b", "c"): ["x", "y"]}, steps=0)
    assert ("b", "c") in found.solution


@pytest.mark.parametrize("about", ["z", ("a", "z"), ("a", "b", "c"), ("z",)])
def test_nothing_is_explained_about_strangers(about: Hashable) -> None:
    with pytest.raises(UnknownName, match="there is no participant or request"):
        arrange(TRIANGLE, slots=range(3), tables=1).explain(about)


def test_locks_that_contradict_one_another_leave_nothing_but_the_clash() -> None:
    timetable = arrange(TRIANGLE, slots=range(3), tables=2, locked={("a", "b"): 1, ("a", "c"): 1})
    assert (timetable.status, timetable.value, timetable.bound, timetable.gap) == (Status.INFEASIBLE, None, None, None)
    assert timetable.solution == {}
    assert timetable.verify() == ()
    assert len(timetable.unmet) == 3
    said = timetable.explain().text("de").splitlines()
    assert said[1:4] == [
        "a ist in 1 für mehrere Treffen festgelegt:",
        "a – b: festgelegt auf 1.",
        "a – c: festgelegt auf 1.",
    ]


# ── verify ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def good() -> Timetable:
    return arrange(
        [("a", "b"), ("c", "d"), Request("a", "c", optional=True)],
        slots=range(3),
        tables=2,
        sessions={("a", "b"): [0, 1]},
        unavailable={"c": [2]},
        locked={("c", "d"): MeetingPlace(0, 1)},
    )


def with_place(pair: tuple[str, str], place: MeetingPlace) -> Timetable:
    timetable = good()
    return evolve(timetable, solution=FrozenMap({**timetable.solution, pair: place}))


BROKEN: list[tuple[str, Callable[[], Timetable], set[str]]] = [
    ("as found", good, set()),
    ("outside the session", lambda: with_place(("a", "b"), MeetingPlace(2, 1)), {"session"}),
    ("while away", lambda: with_place(("a", "c"), MeetingPlace(2, 1)), {"unavailable"}),
    ("moved off its lock", lambda: with_place(("c", "d"), MeetingPlace(0, 2)), {"locked"}),
    ("no such slot", lambda: with_place(("a", "c"), MeetingPlace(7, 1)), {"place"}),
    ("no such table", lambda: with_place(("a", "c"), MeetingPlace(1, 3)), {"place"}),
    ("no table", lambda: with_place(("a", "b"), MeetingPlace(1)), {"place"}),
    ("not asked for", lambda: with_place(("a", "z"), MeetingPlace(2, 1)), {"wanted"}),
    ("a value too low", lambda: evolve(good(), value=-1, bound=-1), {"value"}),
    ("a bound too high", lambda: evolve(good(), bound=9), {"bound"}),
    ("no bound", lambda: evolve(good(), bound=None, status=Status.FEASIBLE), {"bound", "status"}),
    ("lost", lambda: evolve(good(), solution=FrozenMap([(("c", "d"), MeetingPlace(0, 1))])), {"complete"}),
    (
        "lock lost",
        lambda: evolve(good(), solution=FrozenMap([(("a", "b"), MeetingPlace(1, 1))])),
        {"complete", "locked"},
    ),
    ("called optimal", lambda: evolve(arrange(TRIANGLE, slots=range(2), tables=1), status=Status.OPTIMAL), {"status"}),
]


@pytest.mark.parametrize(("name", "make", "rules"), BROKEN, ids=[name for name, *_ in BROKEN])
def test_verify_finds_what_is_broken_and_nothing_else(
    name: str, make: Callable[[], Timetable], rules: set[str]
) -> None:
    found = {violation.rule for violation in make().verify()}
    assert rules <= found
    assert found <= rules | {"value", "one at a time", "one at a table"} if rules else not found


def test_verify_finds_people_and_tables_taken_twice() -> None:
    timetable = arrange([("a", "b"), ("a", "c"), ("d", "e")], slots=range(2), tables=3)
    same = FrozenMap[Pair, MeetingPlace](
        [(("a", "b"), MeetingPlace(0, 1)), (("a", "c"), MeetingPlace(0, 2)), (("d", "e"), MeetingPlace(0, 1))]
    )
    found = evolve(timetable, solution=same).verify()
    assert [(one.rule, one.ids) for one in found if one.rule.startswith("one")] == [
        ("one at a time", ("a",)),
        ("one at a table", ("d", "e")),
    ]
    assert found[0].text("en") == "a has several meetings in 0."


# ── what is refused ──────────────────────────────────────────────────────────────────────────────────────────────────

REFUSED = [
    ({"requests": [("a", "a")]}, "it takes two"),
    ({"requests": [Request("a", "b")], "priorities": {("a", "b"): 0}}, "priorities must be at least 1"),
    ({"slots": -1}, "slots must be at least 0"),
    ({"slots": "xx"}, "slots names 'x' twice"),
    ({"tables": -1}, "tables must be at least 0"),
    ({"tables": {0: 1}}, "how many tables are there in the slot 1"),
    ({"sessions": {("a", "z"): [0]}}, "did not ask to meet"),
    ({"sessions": {("a", "b"): "morning"}}, "none of the blocks"),
    ({"sessions": {("a", "b"): 1}}, "neither the name of a block nor slots"),
    ({"sessions": {("a", "b"): [9]}}, "slot 9, which does not exist"),
    ({"sessions": {("a", "b"): [0], ("b", "a"): [1]}}, "says two things"),
    ({"unavailable": {"a": [9]}}, "slot 9, which does not exist"),
    ({"locked": {("a", "b"): 9}}, "slot 9, which does not exist"),
    ({"locked": {("a", "b"): MeetingPlace(0, 9)}}, "table 9"),
    ({"locked": [(("a", "b"), 0), (("b", "a"), 1)]}, "says two things"),
    ({"optional": [("a", "z")]}, "did not ask to meet"),
    ({"stability": -1}, "stability must be at least 0"),
]


@pytest.mark.parametrize(("rules", "words"), REFUSED)
def test_parts_that_do_not_fit_together_are_refused(rules: dict[str, object], words: str) -> None:
    with pytest.raises(BadInstance, match=words):
        arrange(**{"requests": TRIANGLE, "slots": range(3), "tables": 1, **rules})  # type: ignore[arg-type]  # because the table holds keywords of several types


@pytest.mark.parametrize(("steps", "time_limit"), [(-1, None), (None, 0), (None, -1.0), (None, float("nan"))])
def test_a_budget_must_be_one(steps: int | None, time_limit: float | None) -> None:
    with pytest.raises(BadBudget):
        arrange(TRIANGLE, slots=range(3), tables=1, steps=steps, time_limit=time_limit)


# ── values, real instances, sameness ─────────────────────────────────────────────────────────────────────────────────


def test_a_timetable_survives_pickling_copying_and_hashing() -> None:
    timetable = good()
    assert pickle.loads(pickle.dumps(timetable)) == timetable
    assert copy.deepcopy(timetable) == timetable
    assert hash(copy.copy(timetable)) == hash(timetable)
    assert "requests" not in repr(timetable)


SCRIPT = """
from kommunal_partner.matching.meetings import arrange
requests = {(f"p{a}", f"p{b}") for a in range(14) for b in range(a) if (a * b) % 3 != 1} | {(1, "p1"), (None, "p2")}
timetable = arrange(requests, slots=range(12), tables=6, unavailable={"p3": {0, 1}}, steps=30000)
print([(pair, place.slot, place.table) for pair, place in timetable.solution.items()], timetable.value, timetable.unmet)
"""


@pytest.mark.uncounted
def test_the_same_input_gives_the_same_timetable_under_every_hash_seed(printed_alike: Callable[..., str]) -> None:
    assert printed_alike(SCRIPT).startswith("[((")


@pytest.mark.uncounted
@pytest.mark.parametrize("name", ["tic12like_compact_f05", "tic13like_compact_f05", "forum13like_loose_f05"])
def test_shared_instances_are_arranged_whole_and_about_as_well_as_is_known(cases: Path, name: str) -> None:
    known = {"tic12like_compact_f05": 0, "tic13like_compact_f05": 2, "forum13like_loose_f05": 5}
    case = json.loads((cases / "matching" / "b2b_synth" / f"{name}.json").read_text())
    morning, slots = case["morning_slots"], case["slots"]
    session = {1: range(morning), 2: range(morning, slots)}
    pairs = [tuple(pair) for pair in case["meetings"]]
    timetable = arrange(
        pairs,
        slots=range(slots),
        tables=case["tables"],
        sessions={pair: session[kind] for pair, kind in zip(pairs, case["session"], strict=True) if kind},
        unavailable=dict(enumerate(case["unavailable"])),
        steps=900_000,
    )
    assert timetable.verify() == ()
    assert len(timetable.solution) == len(pairs)
    assert timetable.value is not None
    assert timetable.value <= known[name] + 2


def test_whoever_is_there_without_a_request_or_has_left_is_explained_too() -> None:
    found = arrange([("a", "b"), ("a", "c")], slots=1, tables=1, people=["a", "b", "c", "z"], absent=["c"])
    assert found.explain("z").text("en").startswith("z: meetings 0, ")
    assert found.explain("c").text("en") == "c does not take part: said to be absent."
    with pytest.raises(UnknownName, match="there is no participant or request 'y'"):
        found.explain("y")


def test_of_a_meeting_with_somebody_who_has_left_it_is_said_that_they_have() -> None:
    wanted = [("a", "b"), ("a", "c"), ("b", "d")]
    found = arrange(wanted, slots=2, tables=1, people=list("abcde"), absent=["b", Participant("d")])
    for pair in (("a", "b"), ("b", "a"), (("a", "b"),), ("b", "e")):
        assert found.explain(*pair).text("en") == "b does not take part: said to be absent."
    said = "b ist nicht dabei: als abwesend gemeldet.\nd ist nicht dabei: als abwesend gemeldet."
    assert found.explain("b", "d").text("de") == said
    assert found.explain("a", "c").text("en").startswith("a – c: ")
    for pair in (("a", "e"), ("b", "z")):
        with pytest.raises(UnknownName, match="there is no participant or request"):
            found.explain(*pair)


def test_where_no_slot_has_a_table_nobody_is_said_to_be_away() -> None:
    found = arrange([("a", "b")], slots=1, tables=0)
    assert "es gibt keine Zeit mit einem Tisch" in found.explain("a", "b").text("de")


def test_the_order_of_requests_is_one_whatever_their_ids() -> None:
    for names in (["10", "9", "b", "a"], [10, 9, 2, 1], ["10", 9, "b", (1, 2)]):
        asked = [(one, other) for at, one in enumerate(names) for other in names[:at]]
        found = [arrange(order, slots=5, tables=5, time_limit=60).task for order in (asked, asked[::-1])]
        pairs = [request.pair for request in found[0].requests]
        assert pairs == sorted(pairs, key=order_key) == [request.pair for request in found[1].requests]


def test_ids_of_numpy_are_those_of_python_that_they_equal() -> None:
    np = pytest.importorskip("numpy")
    published = arrange([(2, 10), (2, 3)], slots=2, tables=2)
    found = arrange(np.array([[2, 10], [2, 3], [3, 10]]), slots=3, tables=2, previous=published)
    assert {pair: found.solution[pair].slot for pair in published.solution} == {
        pair: place.slot for pair, place in published.solution.items()
    }
    assert found.explain(2, 10).text("en").startswith("2 – 10: ")


def test_where_not_all_fit_a_published_meeting_is_not_left_out_for_one_that_was_not() -> None:
    wanted = [("b", "c"), ("c", "d"), ("a", "b"), ("a", "d")]
    found = arrange(wanted, slots=3, tables={1: 1, 2: 0, 3: 1}, previous={("c", "d"): 1, ("a", "b"): 1}, steps=500)
    assert set(found.solution) == {("a", "b"), ("c", "d")}
    assert (found.value, found.verify()) == (10, ())


def test_of_as_many_meetings_those_are_laid_out_that_leave_the_fewest_gaps() -> None:
    found = arrange([("a", "c"), ("c", "d"), ("b", "d")], slots=3, tables={1: 1, 2: 0, 3: 1}, steps=500)
    assert (len(found.solution), found.value) == (2, 0)


def test_few_meetings_leave_no_gap_that_need_not_be_where_all_tables_are_taken() -> None:
    wanted = [Request("d", "a", priority=2), Request("b", "e"), Request("c", "b")]
    found = arrange(wanted, slots=3, tables=1, sessions={("a", "d"): [2, 3]})
    assert (len(found.solution), found.value, found.status, found.verify()) == (3, 0, Status.OPTIMAL, ())


def test_where_all_fit_one_meeting_moves_rather_than_two() -> None:
    published = {("b", "d"): 1, ("c", "e"): 2, ("c", "d"): 3}
    found = arrange([*published, ("b", "e")], slots=3, tables={1: 1, 2: 2, 3: 1}, previous=published, steps=500)
    assert (len(found.solution), len(found.moved), found.verify()) == (4, 1, ())


def test_a_published_meeting_moves_where_that_makes_room_for_one_more_and_else_stays() -> None:
    wanted = [Request("c", "d"), Request("b", "d"), Request("a", "d", optional=True)]
    tables, published = {1: 0, 2: 0, 3: 1, 4: 1}, {("b", "d"): 3, ("c", "d"): 4}
    anywhere = arrange(wanted, slots=4, tables=tables, previous=published, absent=["b"], steps=2000)
    assert (anywhere.moved, set(anywhere.solution)) == ((), {("c", "d"), ("a", "d")})
    late = {("a", "d"): [4]}
    at_the_end = arrange(wanted, slots=4, tables=tables, sessions=late, previous=published, absent=["b"], steps=2000)
    assert (at_the_end.moved, set(at_the_end.solution)) == ((("c", "d"),), {("c", "d"), ("a", "d")})
    assert (anywhere.verify(), at_the_end.verify()) == ((), ())
