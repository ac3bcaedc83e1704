"""Languages at tables, against an oracle that tries every way to seat a handful of people."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from itertools import product

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from kommunal_partner.matching._seating import backtracking, language_choices, table_languages
from kommunal_partner.matching._seating.backtracking import _Backtracking, can_seat, is_excluded
from kommunal_partner.matching._seating.language_choices import (
    MOST_LANGUAGES,
    LanguageChoices,
    choices_of,
    largest_crowds,
)
from kommunal_partner.matching._seating.seating_problem import PropertyLimits, SeatingProblem
from kommunal_partner.matching._seating.seating_state import SeatingState
from kommunal_partner.matching._seating.table_languages import seat_by_language
from kommunal_partner.matching._seating.tabu_repair import first_seating
from kommunal_partner.matching._seating.watching import Incumbent
from kommunal_partner.matching.groups import _restarts, compose
from kommunal_partner.matching.groups._restarts import _without_faults
from kommunal_partner.results import Budget, Status

NAMES = ("de", "en", "fr", "es", "pt")


def seeded() -> random.Random:
    return random.Random(1)  # noqa: S311 - because it is to give the same numbers every time


def by_language(problem: SeatingProblem, rng: random.Random, budget: Budget) -> list[int] | bool | None:
    return seat_by_language(problem, choices_of(problem), rng, budget)


def problem_of(
    languages: Sequence[frozenset[str] | None], sizes: list[tuple[int, int]], fixed: list[int], blocks: list[int]
) -> SeatingProblem:
    """Units of so many people, all of whom speak the same languages, or of whom nothing is known."""
    people = len(languages)
    named = ["", *sorted({name for some in languages for name in some or ()})]
    nothing = [0] * people
    return SeatingProblem(
        blocks,
        [low for low, _ in sizes],
        [high for _, high in sizes],
        [nothing] * people,
        [nothing] * len(sizes),
        fixed,
        [[] for _ in range(people)],
        speakers_by_language=[
            [size if some and name in some else 0 for some, size in zip(languages, blocks, strict=True)]
            for name in named
        ],
        speakers_known=[0 if some is None else size for some, size in zip(languages, blocks, strict=True)],
    )


@settings(max_examples=150)
@given(st.data())
def test_a_common_language_is_found_where_there_is_one_and_excluded_where_there_is_none(data: st.DataObject) -> None:
    people, tables = data.draw(st.integers(1, 6)), data.draw(st.integers(1, 3))
    known = st.frozensets(st.sampled_from(NAMES), max_size=2)
    languages = [data.draw(st.none() | known) for _ in range(people)]
    sizes = [(low, low + data.draw(st.integers(0, 3))) for low in (data.draw(st.integers(0, 3)) for _ in range(tables))]
    some = data.draw(st.booleans())
    fixed = [data.draw(st.integers(-1, tables - 1)) if some else -1 for _ in range(people)]
    blocks = [data.draw(st.integers(1, 2)) if some else 1 for _ in range(people)]
    pairs = data.draw(st.sets(st.sampled_from([(a, b) for a in range(6) for b in range(a)]), max_size=3))
    conflicts = [[v for v in range(people) if {(u, v), (v, u)} & pairs] for u in range(people)]
    problem = evolve(problem_of(languages, sizes, fixed, blocks), conflicts=conflicts)
    found = by_language(problem, seeded(), Budget(0))
    possible = any(
        not any(SeatingState(problem, list(where)).faults())
        for where in product(range(tables), repeat=people)
        if all(at in (-1, table) for at, table in zip(fixed, where, strict=True))
    )
    if isinstance(found, list):
        assert not any(SeatingState(problem, found).faults())
        assert all(at in (-1, table) for at, table in zip(fixed, found, strict=True))
    elif found is False or not some:
        assert (found, possible) == (False, False)


def planted(people: int, tables: int, names: int, seed: int) -> dict[int, set[str]]:
    """People who can be seated: those of each table have one language, and some have another one too."""
    rng = random.Random(seed)  # noqa: S311 - because it makes up a case, not a secret
    order = list(range(people))
    rng.shuffle(order)
    spoken: dict[int, set[str]] = {}
    for table in range(tables):
        common = f"language {rng.randrange(names)}"
        for person in order[table * people // tables : (table + 1) * people // tables]:
            spoken[person] = {common, f"language {rng.randrange(names)}"} if rng.random() < 0.5 else {common}
    return spoken


@pytest.mark.uncounted
def test_a_planted_language_a_table_is_found_at_conference_sizes() -> None:
    for people, tables, names in ((24, 4, 4), (60, 10, 5), (60, 10, 8), (120, 12, 6)):
        for seed in range(4):
            plan = compose(
                range(people),
                lambda a, b: (a * b) % 7,
                sizes=[people // tables] * tables,
                common_language=planted(people, tables, names, seed),
                steps=5_000,
            )
            assert (plan.unmet, plan.verify()) == ((), ())


def test_a_missing_language_is_named_as_a_clash_with_the_sizes() -> None:
    spoken = planted(60, 10, 4, 1)
    spoken[0] = {"another one"}
    plan = compose(range(60), lambda *_: 1, sizes=[6] * 10, common_language=spoken, steps=5_000)
    assert plan.status is Status.PARTIAL
    assert plan.clash is not None
    assert ([rule.name for rule in plan.clash.rules], plan.clash.minimal) == (["sizes", "common_language"], True)
    assert plan.verify() == ()


def test_delegations_apart_and_a_common_language_go_together() -> None:
    spoken = planted(60, 10, 5, 3)
    apart = [range(first, first + 3) for first in range(0, 60, 3)]
    plan = compose(range(60), lambda *_: 1, sizes=[(5, 7)] * 10, common_language=spoken, apart=apart, steps=5_000)
    assert (plan.unmet, plan.verify()) == ((), ())


def test_too_many_languages_or_a_stopped_search_leave_it_open() -> None:
    many = [frozenset({f"language {k}"}) for k in range(MOST_LANGUAGES + 1)]
    blocks, free = [1] * len(many), [-1] * len(many)
    assert by_language(problem_of(list(many), [(1, 1)] * len(many), free, blocks), seeded(), Budget(0)) is None
    four = [frozenset({name}) for name in NAMES[:4]]
    for ended in (Budget(0, stopped=True), Budget(0, deadline=0.0)):
        assert by_language(problem_of(list(four), [(2, 2)] * 2, [-1] * 4, [1] * 4), seeded(), ended) is None


def test_where_there_is_no_table_for_each_language_that_is_shown() -> None:
    five = [frozenset({f"language {k}"}) for k in range(9) for _ in range(5)]
    assert by_language(problem_of(list(five), [(4, 5)] * 10, [-1] * 45, [1] * 45), seeded(), Budget(0)) is False


def ring_of_languages() -> SeatingProblem:
    """Five people at two tables: each speaks a language with either neighbour, and two languages do not reach all."""
    spoken: list[frozenset[str] | None] = [frozenset(names) for names in ("ab", "bc", "cd", "de", "ea")]
    return problem_of(spoken, [(0, 5)] * 2, [-1] * 5, [1] * 5)


def test_more_choices_than_can_be_tried_are_left_open(monkeypatch: pytest.MonkeyPatch) -> None:
    problem = ring_of_languages()
    assert by_language(problem, seeded(), Budget(0)) is False
    monkeypatch.setattr(language_choices, "MOST_CHOICES", 5)
    assert by_language(problem, seeded(), Budget(0)) is None


def test_those_in_a_ring_of_five_who_must_not_meet_need_three_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    ring = [[(unit - 1) % 5, (unit + 1) % 5] for unit in range(5)]
    spoken: list[frozenset[str] | None] = [frozenset({"de"})] * 5
    two, three = (evolve(problem_of(spoken, [(0, 5)] * tables, [-1] * 5, [1] * 5), conflicts=ring) for tables in (2, 3))
    monkeypatch.setattr(table_languages, "FIRST_NODES", 1)
    assert by_language(two, seeded(), Budget(0)) is False
    assert isinstance(by_language(three, seeded(), Budget(0)), list)
    monkeypatch.setattr(table_languages, "NODES", 0)
    monkeypatch.setattr(table_languages, "LEAST_NODES", 1)
    assert by_language(two, seeded(), Budget(0)) is None


def test_languages_are_not_asked_about_again_where_they_are_not_decided(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[SeatingProblem] = []
    monkeypatch.setattr(_restarts, "seat_by_language", lambda problem, *_: asked.append(problem))
    spoken = {one: ["de"] if one < 7 else ["en"] for one in range(14)}
    for quotas in ((), [("half", range(0, 14, 2), 3)]):
        asked.clear()
        plan = compose(range(14), lambda *_: 1, sizes=[8, 6], common_language=spoken, at_least=quotas, steps=14)
        assert (plan.unmet != (), len(asked)) == (True, 1)


def test_which_languages_tables_may_speak_is_counted_once_for_all_tries(monkeypatch: pytest.MonkeyPatch) -> None:
    counted: list[SeatingProblem] = []
    given: list[object] = []

    def count(problem: SeatingProblem) -> LanguageChoices | None:
        counted.append(problem)
        return choices_of(problem)

    def by_languages(_problem: object, choices: object, *_: object) -> None:
        given.append(choices)

    monkeypatch.setattr(_restarts, "choices_of", count)
    monkeypatch.setattr(_restarts, "seat_by_language", by_languages)
    spoken = {one: ["de"] if one < 7 else ["en"] for one in range(14)}
    plan = compose(
        range(14), lambda *_: 1, sizes=[8, 6], common_language=spoken, at_least=[("half", range(0, 14, 2), 3)], steps=14
    )
    assert plan.unmet
    assert len(counted) == len(given) == 1
    assert isinstance(given[0], LanguageChoices)


def test_what_a_flow_came_close_to_is_repaired_and_languages_are_asked_about_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[SeatingProblem] = []

    def nearly(
        problem: SeatingProblem, _choices: object, _rng: object, _budget: object, closest: Incumbent[list[int]]
    ) -> None:
        asked.append(problem)
        closest.offer([0] * 8 + [1] * 5 + [-1], 1)

    monkeypatch.setattr(_restarts, "seat_by_language", nearly)
    spoken = {one: ["de"] if one < 7 else ["en"] for one in range(14)}
    for quotas, times in (((), 3), ([("half", range(0, 14, 2), 3)], 1)):
        asked.clear()
        plan = compose(range(14), lambda *_: 1, sizes=[8, 6], common_language=spoken, at_least=quotas, steps=14)
        assert [len(ids) for ids in plan.solution] == [8, 6]
        assert (plan.unmet != (), len(asked)) == (True, times)


def test_languages_that_must_share_a_table_are_found_whoever_comes_first() -> None:
    spoken = planted(24, 4, 4, 2)
    problem = problem_of([frozenset(spoken[one]) for one in range(24)], [(6, 6)] * 4, [-1] * 24, [1] * 24)
    assert [can_seat(problem, seed, Budget(1_000)) for seed in range(8)] == [True] * 8
    assert None in [can_seat(problem, seed, Budget(1_000, stopped=True)) for seed in range(8)]


def test_languages_that_a_quota_forbids_break_one_rule() -> None:
    spoken = {one: ["de"] if one < 7 else ["en"] for one in range(14)}
    plan = compose(
        range(14),
        lambda *_: 1,
        sizes=[7, 7],
        common_language=spoken,
        at_most=[("Land", range(7), 6)],
        steps=2_000,
    )
    assert (plan.status, len(plan.dropped), plan.verify()) == (Status.PARTIAL, 1, ())


def test_units_that_do_not_pack_are_shown_not_to() -> None:
    one = frozenset({"de"})
    problem = problem_of([one] * 3, [(3, 3), (3, 3)], [-1] * 3, [2, 2, 2])
    assert by_language(problem, seeded(), Budget(0)) is False


def test_a_unit_larger_than_any_table_is_shown_not_to_fit() -> None:
    spoken: list[frozenset[str] | None] = [frozenset({"de"}), frozenset({"en"}), None]
    problem = problem_of(spoken, [(0, 1)] * 25, [-1] * 3, [1, 1, 2])
    assert by_language(problem, seeded(), Budget(0)) is False


def test_time_may_be_up_before_all_choices_are_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language_choices, "FEW_CLIMBS", 0)
    four: list[frozenset[str] | None] = [frozenset({name}) for name in NAMES[:4]]
    problem = ring_of_languages()
    assert by_language(problem, seeded(), Budget(0, deadline=0.0)) is None
    assert by_language(problem, seeded(), Budget(0)) is False
    pairs = problem_of([four[0], four[0], four[1], four[1]], [(2, 2)] * 2, [-1] * 4, [1] * 4)
    assert isinstance(by_language(pairs, seeded(), Budget(0)), list)


def test_an_earlier_plan_is_repaired_for_a_language_before_it_is_given_up() -> None:
    spoken = {one: ["de"] if one < 10 else ["en"] for one in range(20)}
    mixed = [(*range(9), 10), (9, *range(11, 20))]
    plan = compose(range(20), lambda *_: 1, sizes=[10, 10], previous=mixed, common_language=spoken, steps=5_000)
    assert (sorted(map(str, plan.moved)), plan.unmet, plan.verify()) == (["10", "9"], (), ())


def test_languages_and_delegations_that_do_not_go_together_break_one_of_them() -> None:
    spoken = {one: ["de"] if one < 6 else ["en"] for one in range(18)}
    plan = compose(
        range(18), lambda *_: 1, sizes=[6] * 3, common_language=spoken, apart=[(0, 1)], steps=2_000, time_limit=60
    )
    assert plan.status is Status.PARTIAL
    assert len(plan.dropped) == 1
    assert plan.verify() == ()


def test_many_languages_are_left_to_the_repair() -> None:
    spoken = {one: [f"language {one // 2}"] for one in range(2 * MOST_LANGUAGES + 2)}
    plan = compose(
        range(len(spoken)), lambda *_: 1, sizes=[2] * (MOST_LANGUAGES + 1), common_language=spoken, steps=2_000
    )
    assert plan.verify() == ()


def test_units_are_seated_one_after_the_other_with_their_languages() -> None:
    de, en = frozenset({"de"}), frozenset({"en"})
    problem = problem_of([de, en, None, de | en], [(2, 2), (2, 2)], [-1] * 4, [1] * 4)
    assert _Backtracking(problem, 1_000, Budget(1_000)).answer() is True
    assert _Backtracking(problem, 1_000, Budget(1_000, stopped=True)).answer() is None
    three = problem_of([de, en, frozenset({"fr"}), None], [(2, 2), (2, 2)], [-1] * 4, [1] * 4)
    assert _Backtracking(three, 1_000, Budget(1_000)).answer() is False
    few = problem_of([de, en], [(2, 2), (2, 2)], [-1] * 2, [1] * 2)
    assert _Backtracking(few, 1_000, Budget(1_000)).answer() is False


def test_units_are_seated_one_after_the_other_with_their_properties(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = problem_of([frozenset({"de"})] * 4, [(2, 2), (2, 2)], [-1] * 4, [1] * 4)
    one_each = evolve(plain, properties=[PropertyLimits([1, 1, 0, 0], 0, 1)])
    assert _Backtracking(one_each, 1_000, Budget(1_000)).answer() is True
    none_at_all = evolve(plain, properties=[PropertyLimits([1, 1, 0, 0], 0, 0)])
    assert _Backtracking(none_at_all, 1_000, Budget(1_000)).answer() is False
    # What a flow seats breaks the other rules: they are looked at one by one.
    together = [0, 0, 1, 1]
    monkeypatch.setattr(backtracking, "first_seating", lambda *_: list(together))
    monkeypatch.setattr(backtracking, "seat_by_language", lambda *_: list(together))
    assert can_seat(one_each, 1, Budget(1_000)) is True
    assert can_seat(none_at_all, 1, Budget(1_000)) is False


def test_those_who_are_set_at_a_table_take_its_chairs_first() -> None:
    de = frozenset({"de"})
    problem = problem_of([de, de, de], [(1, 1), (2, 2)], [0, -1, -1], [1] * 3)
    assert _Backtracking(problem, 1_000, Budget(1_000)).answer() is True
    assert not is_excluded(problem, Budget(1_000))
    assert is_excluded(problem_of([de, de, de], [(2, 2), (1, 1)], [-1, 1, 1], [1] * 3), Budget(1_000))
    assert not is_excluded(problem_of([de, de, de], [(2, 2), (1, 1)], [-1, 0, 1], [1] * 3), Budget(1_000))


def test_a_seating_that_a_flow_finds_is_repaired_for_the_other_rules() -> None:
    spoken = {one: ["de"] if one % 2 else ["en"] for one in range(24)}
    hosts = [one for one in range(24) if one % 6 in (0, 1)]
    plan = compose(
        range(24), lambda *_: 1, sizes=[6] * 4, common_language=spoken, at_least=[("host", hosts, 2)], steps=50_000
    )
    assert (plan.unmet, plan.verify()) == ((), ())


def test_without_time_the_last_of_many_only_fill_the_chairs() -> None:
    problem = problem_of([frozenset({"de"})] * 260, [(130, 130), (130, 130)], [-1] * 260, [1] * 260)
    where = first_seating(problem, seeded(), Budget(0, stopped=True))
    assert Counter(where) == {0: 130, 1: 130}


@pytest.mark.parametrize("seed", range(10))
def test_the_most_of_a_crowd_who_speak_only_some_languages_are_counted_at_once(seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311 - because it is to give the same numbers every time
    spoken = [rng.choice([-1, *range(1, 8)]) for _ in range(9)]
    conflicts: list[list[int]] = (
        [[] for _ in spoken] if not seed else [[b for b in range(9) if b != a and a % 3 == b % 3] for a in range(9)]
    )
    problem = SeatingProblem(
        size=[1] * 9,
        low=[3] * 3,
        high=[3] * 3,
        weight=[[0] * 9] * 9,
        stay_bonus=[[0] * 9] * 3,
        fixed=[-1] * 9,
        conflicts=conflicts,
    )
    crowds = [[0, 3, 6], [1, 4, 7], [2, 5, 8]] if seed else []
    wanted = [
        max([0, *(sum(spoken[u] >= 0 and not spoken[u] & ~chosen for u in crowd) for crowd in crowds)])
        for chosen in range(8)
    ]
    assert largest_crowds(problem, spoken, 3) == wanted


def test_no_language_is_looked_for_any_more_where_the_time_is_up() -> None:
    languages = [frozenset({"de"}), frozenset({"de"}), frozenset({"en"}), frozenset({"en"})]
    problem = problem_of(languages, [(2, 2), (2, 2)], [0, 1, -1, -1], [1] * 4)
    closest = Incumbent[list[int]]()
    assert _without_faults(problem, [], seeded(), Budget(1_000, stopped=True), closest) is None
    assert closest.best is not None
