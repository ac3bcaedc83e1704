"""Laws of bilateral meetings, against an oracle that tries out every timetable of a tiny task."""

from __future__ import annotations

import random
from collections.abc import Hashable, Iterator
from itertools import pairwise, product

from attrs import define
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kommunal_partner.matching.meetings import Request, Timetable, arrange, as_pair
from kommunal_partner.results import Status

PEOPLE = "abcd"
PAIRS = [("a", "b"), ("a", "c"), ("a", "d"), ("b", "c"), ("b", "d"), ("c", "d")]


@define
class Task:
    requests: list[Request]
    slots: int
    tables: list[int]
    sessions: dict[tuple[str, str], set[int]]
    unavailable: dict[str, set[int]]

    def arrange(self, **more: object) -> Timetable:
        return arrange(
            self.requests,
            slots=range(self.slots),
            tables=dict(enumerate(self.tables)),
            sessions=self.sessions,
            unavailable=self.unavailable,
            **more,  # type: ignore[arg-type]  # because the laws hand on whatever keyword they speak of
        )


@st.composite
def tasks(draw: st.DrawFn, optional: bool = True) -> Task:
    slots = draw(st.integers(0, 4))
    some_slots = st.sets(st.integers(0, slots - 1)) if slots else st.just(set[int]())
    pairs = draw(st.lists(st.sampled_from(PAIRS), unique=True, max_size=6))
    flags = st.booleans() if optional else st.just(False)
    return Task(
        requests=[Request(*pair, priority=draw(st.integers(1, 3)), optional=draw(flags)) for pair in pairs],
        slots=slots,
        tables=[draw(st.integers(0, 2)) for _ in range(slots)],
        sessions={pair: draw(some_slots) for pair in pairs if draw(st.integers(0, 3)) == 0},
        unavailable={one: draw(some_slots) for one in PEOPLE if draw(st.integers(0, 3)) == 0},
    )


Layout = dict[tuple[str, str], int]


def every_timetable(task: Task) -> Iterator[Layout]:
    """Every layout of any of the meetings that breaks no rule."""
    pairs = [request.pair for request in task.requests]
    for choice in product([None, *range(task.slots)], repeat=len(pairs)):
        layout = {pair: slot for pair, slot in zip(pairs, choice, strict=True) if slot is not None}
        if keeps_rules(task, layout):  # type: ignore[arg-type]  # because ids are strings in these tasks
            yield layout  # type: ignore[misc]  # because ids are strings in these tasks


def keeps_rules(task: Task, layout: Layout) -> bool:
    seats = [(one, slot) for pair, slot in layout.items() for one in pair]
    return (
        len(seats) == len(set(seats))
        and all(list(layout.values()).count(slot) <= task.tables[slot] for slot in range(task.slots))
        and all(slot in task.sessions.get(pair, {slot}) for pair, slot in layout.items())
        and not any(slot in task.unavailable.get(one, ()) for one, slot in seats)
    )


def gaps(layout: Layout) -> int:
    total = 0
    for one in PEOPLE:
        mine = sorted(slot for pair, slot in layout.items() if one in pair)
        total += sum(later - earlier > 1 for earlier, later in pairwise(mine))
    return total


def rank(task: Task, layout: Layout) -> tuple[int, int]:
    """How much is laid out: first of what is not optional, then of the rest."""
    chosen = [request for request in task.requests if request.pair in layout]
    return (
        sum(request.priority for request in chosen if not request.optional),
        sum(request.priority for request in chosen if request.optional),
    )


def layout_of(timetable: Timetable) -> Layout:
    return {pair: place.slot for pair, place in timetable.solution.items()}  # type: ignore[misc]  # because ids are strings in these tasks


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(tasks())
def test_a_timetable_is_as_full_as_can_be_and_its_numbers_hold_against_every_other(task: Task) -> None:
    timetable = task.arrange()
    layout = layout_of(timetable)
    others = list(every_timetable(task))
    assert timetable.verify() == ()
    assert keeps_rules(task, layout)
    assert timetable.value == gaps(layout)
    assert rank(task, layout) == max(rank(task, other) for other in others)
    assert timetable.most >= max(len(other) for other in others)
    least = min(gaps(other) for other in others if other.keys() == layout.keys())
    assert timetable.bound is not None
    assert timetable.bound <= least <= (timetable.value or 0)
    assert (timetable.value or 0) <= least
    assert {left.ids for left in timetable.unmet} == {request.pair for request in task.requests} - layout.keys()
    assert (timetable.status is Status.PARTIAL) is bool(timetable.unmet)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(tasks(optional=False))
def test_a_clash_is_named_exactly_when_not_all_fit_and_none_of_its_rules_is_needless(task: Task) -> None:
    timetable = task.arrange(steps=4000)
    clash = timetable.clash
    fits = any(len(layout) == len(task.requests) for layout in every_timetable(task))
    assert (clash is None) is fits
    if clash is not None:
        rules = {(rule.name, rule.ids) for rule in clash.rules}
        assert not holds(task, rules)
        assert clash.minimal
        assert all(holds(task, rules - {rule}) for rule in rules)


def holds(task: Task, rules: set[tuple[str, tuple[Hashable, ...]]]) -> bool:
    """Whether some timetable of the wanted meetings keeps these rules."""
    wanted = [request for request in task.requests if ("wanted", request.pair) in rules]
    uniform = len(set(task.tables)) == 1
    loosened = Task(
        requests=wanted,
        slots=task.slots,
        tables=[
            most if ("tables", () if uniform else (slot,)) in rules else 9 for slot, most in enumerate(task.tables)
        ],
        sessions={pair: slots for pair, slots in task.sessions.items() if ("session", pair) in rules},
        unavailable={one: slots for one, slots in task.unavailable.items() if ("unavailable", (one,)) in rules},
    )
    return any(len(layout) == len(wanted) for layout in every_timetable(loosened))


@settings(max_examples=25)
@given(tasks(), st.randoms(use_true_random=False))
def test_the_order_and_side_in_which_things_are_given_changes_nothing(task: Task, rng: random.Random) -> None:
    requests = [
        Request(*request.pair[:: rng.choice((1, -1))], priority=request.priority, optional=request.optional)
        for request in task.requests
    ]
    rng.shuffle(requests)
    sessions = [(pair[:: rng.choice((1, -1))], slots) for pair, slots in task.sessions.items()]
    rng.shuffle(sessions)
    away = list(task.unavailable.items())
    rng.shuffle(away)
    other = Task(requests, task.slots, task.tables, dict(sessions), dict(away))  # type: ignore[arg-type]  # because a turned pair is a pair
    first, second = task.arrange(steps=2000), other.arrange(steps=2000)
    assert first == second
    assert list(first.solution.items()) == list(second.solution.items())


@settings(max_examples=25)
@given(tasks(), st.integers(0, 3))
def test_locks_that_can_be_kept_are_kept(task: Task, seed: int) -> None:
    before = task.arrange(steps=500, seed=seed)
    locked = dict(list(before.solution.items())[:2])
    after = task.arrange(steps=500, locked=locked)
    assert after.verify() == ()
    assert locked.items() <= dict(after.solution).items()


@settings(max_examples=25)
@given(tasks(), st.integers(0, 3))
def test_a_published_timetable_stays_when_nothing_has_changed(task: Task, seed: int) -> None:
    before = task.arrange(steps=500, seed=seed)
    after = task.arrange(steps=2000, previous=before, stability=100)
    kept = {pair: place for pair, place in before.solution.items() if pair in after.solution}
    assert after.moved == ()
    assert dict(after.solution) == kept | {
        pair: place for pair, place in after.solution.items() if pair not in before.solution
    }


@given(st.sampled_from([1, "1", (1,), None, 2.5]), st.sampled_from([1, "1", (1,), None, 2.5]))
def test_a_pair_reads_the_same_from_both_sides(one: object, other: object) -> None:
    assert as_pair(one, other) == as_pair(other, one)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(tasks(), st.sampled_from(PEOPLE))
def test_after_one_cancellation_as_much_is_laid_out_as_can_be_and_no_more_of_the_others_changes_than_that_takes(
    task: Task, gone: str
) -> None:
    before = task.arrange(steps=2_000)
    after = task.arrange(steps=2_000, previous=before, absent=[gone])
    stayed = {pair: slot for pair, slot in layout_of(before).items() if gone not in pair}
    others = [layout for layout in every_timetable(task) if not any(gone in pair for pair in layout)]
    most = max(rank(task, other) for other in others)
    assert rank(task, layout_of(after)) == most
    best = [other for other in others if rank(task, other) == most]
    assert changed(stayed, layout_of(after)) == min(changed(stayed, other) for other in best)
    assert after.verify() == ()
    assert not any(gone in pair for pair in after.solution)


def changed(before: Layout, after: Layout) -> int:
    """How many of the meetings there were have another slot or none."""
    return sum(after.get(pair) != slot for pair, slot in before.items())


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(tasks(), st.integers(1, 20))
def test_with_a_previous_timetable_the_result_is_never_worse_than_keeping_it(task: Task, stability: int) -> None:
    before = task.arrange(steps=200, seed=1)
    after = task.arrange(steps=2_000, previous=before, stability=stability)
    assert rank(task, layout_of(after)) >= rank(task, layout_of(before))
    if layout_of(after).keys() == layout_of(before).keys():
        assert (after.value or 0) <= (before.value or 0)


def other_slots(task: Task, pair: tuple[str, str], layout: Layout) -> list[int]:
    """Where a meeting could be with all others as they are."""
    rest = {other: slot for other, slot in layout.items() if other != pair}
    return [slot for slot in range(task.slots) if keeps_rules(task, {**rest, pair: slot})]


@settings(max_examples=80, suppress_health_check=[HealthCheck.too_slow])
@given(tasks(), st.sampled_from((0, 40, 2_000)))
def test_what_is_said_of_a_meeting_is_so(task: Task, steps: int) -> None:
    timetable = task.arrange(steps=steps)
    layout = layout_of(timetable)
    for request in task.requests:
        pair: tuple[str, str] = request.pair  # type: ignore[assignment]  # because ids are strings in these tasks
        said = {sentence.reason.code: sentence.values for sentence in timetable.explain(pair).sentences}
        free = [slot for slot in other_slots(task, pair, layout) if slot != layout.get(pair)]
        alone = [slot for slot in other_slots(task, pair, {}) if slot != layout.get(pair)]
        named = [list(values["slots"].ids) for code, values in said.items() if code in {"ALSO_FREE", "UNMET_FREE"}]  # type: ignore[attr-defined]  # because slots are named there
        assert named == ([free] if free else [])
        assert ("ONLY_HERE" in said) == (pair in layout and bool(alone) and not free)
        assert ("NO_OTHER_SLOT" in said) == (pair in layout and not alone)
        assert ("UNMET_NO_SLOT" in said) == (pair not in layout and not alone)
        if pair not in layout and alone and not free:
            busy = {one: {slot for other, slot in layout.items() if one in other} for one in pair}
            full = [one for one in pair if busy[one] >= set(alone)]
            together = [slot for slot in alone if slot not in busy[pair[0]] | busy[pair[1]]]
            code = "UNMET_FULL" if full else "UNMET_NO_TABLE" if together else "UNMET_NO_COMMON"
            assert code in said
            if full:
                assert said["UNMET_FULL"]["id"] in full
