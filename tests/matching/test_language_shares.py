"""Tables with languages and properties, for which everybody keeps to one language first."""

from __future__ import annotations

import random
from itertools import product

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.matching.conftest import problem_of

from kommunal_partner.matching._seating.language_choices import (
    MOST_LANGUAGES,
    LanguageChoices,
    choices_of,
    languages_of,
)
from kommunal_partner.matching._seating.language_shares import seat_by_shares
from kommunal_partner.matching._seating.seating_problem import PropertyLimits, SeatingProblem
from kommunal_partner.matching._seating.seating_state import SeatingState
from kommunal_partner.matching._seating.table_languages import seat_by_language
from kommunal_partner.matching._seating.watching import Incumbent
from kommunal_partner.matching.groups import compose
from kommunal_partner.matching.groups._restarts import _without_faults
from kommunal_partner.results import Budget


def seeded(seed: int = 1) -> random.Random:
    return random.Random(seed)  # noqa: S311 - because it is to give the same numbers every time


def by_language(problem: SeatingProblem, rng: random.Random, budget: Budget) -> list[int] | bool | None:
    return seat_by_language(problem, choices_of(problem), rng, budget)


def by_shares(problem: SeatingProblem, rng: random.Random, budget: Budget) -> tuple[SeatingProblem, list[int]] | None:
    return seat_by_shares(problem, choices_of(problem), rng, budget)


def planted(tables: int, size: int, seed: int) -> dict[str, object]:
    """A task of all kinds of rules that leaves little room, made from a seating that keeps them."""
    rng = seeded(seed)
    people = rng.sample(range(tables * size), tables * size)
    at = [people[t * size : (t + 1) * size] for t in range(tables)]
    spoken: dict[int, set[str]] = {}
    for ids in at:
        common = rng.choice("abcd")
        spoken.update({one: {common, rng.choice("abcd") if rng.random() < 1 / 3 else common} for one in ids})
    women, hosts = [one for ids in at for one in ids[: size // 2]], [ids[k % size] for k, ids in enumerate(at)]
    return {
        "sizes": [size] * tables,
        "common_language": spoken,
        "together": [ids[1:3] for ids in at[::2]],
        "apart": [[ids[3] for ids in at[first : first + 4]] for first in range(0, tables, 4)],
        "locked": {at[t][5]: t + 1 for t in range(0, tables, 3)},
        "at_least": [("women", women, size // 2), ("host", hosts, 1)],
        "at_most": [("women", women, size // 2), ("host", hosts, 1)],
    }


@pytest.mark.parametrize("seed", range(3))
def test_rules_that_are_all_tight_are_kept_where_a_seating_keeps_them(seed: int) -> None:
    task = planted(30, 8, seed)
    plan = compose(range(240), lambda a, b: (a * b) % 7, steps=1_000, seed=seed, **task)  # type: ignore[arg-type] # because the mapping holds all kinds of arguments
    assert (plan.unmet, plan.verify()) == ((), ())


@settings(max_examples=60)
@given(st.data())
def test_what_is_shown_impossible_is_and_who_keeps_to_one_language_speaks_it(data: st.DataObject) -> None:
    people, tables = data.draw(st.integers(1, 6)), data.draw(st.integers(1, 3))
    spoken = [data.draw(st.sampled_from(["", "a", "b", "c", "ab", "bc", "abc"])) for _ in range(people)]
    sizes = [(low, low + data.draw(st.integers(0, 3))) for low in (data.draw(st.integers(0, 3)) for _ in range(tables))]
    size = [data.draw(st.integers(1, 2)) for _ in range(people)]
    properties = [
        PropertyLimits(
            [data.draw(st.integers(0, of_unit)) for of_unit in size], least, least + data.draw(st.integers(0, 2))
        )
        for least in data.draw(st.lists(st.integers(0, 2), min_size=1, max_size=2))
    ]
    fixed = [data.draw(st.integers(-1, tables - 1)) for _ in range(people)]
    problem = problem_of(spoken, sizes, properties, fixed, size)
    possible = any(
        not any(SeatingState(problem, list(where)).faults())
        for where in product(range(tables), repeat=people)
        if all(at in (-1, table) for at, table in zip(fixed, where, strict=True))
    )
    shown = by_language(problem, seeded(), Budget(0)) is False
    found = by_shares(problem, seeded(), Budget(0))
    assert not (shown and possible)
    if found is not None:
        narrower, where = found
        assert all(at in (-1, table) for at, table in zip(fixed, where, strict=True))
        assert all(sum(map(bool, of_unit)) <= 1 for of_unit in zip(*narrower.speakers_by_language, strict=True))
        assert sum(SeatingState(problem, list(where)).faults()) <= sum(SeatingState(narrower, list(where)).faults())


def test_shares_of_a_property_are_shown_not_to_come_out() -> None:
    spoken = ["a", "a", "b", "b"]
    women = [1, 1, 0, 0]
    for least, most in ((1, 4), (0, 1)):
        problem = problem_of(spoken, [(2, 2)] * 2, [PropertyLimits(women, least, most)])
        assert by_language(problem, seeded(), Budget(0)) is False
        assert by_shares(problem, seeded(), Budget(0)) is None
    assert isinstance(by_language(problem_of(spoken, [(2, 2)] * 2), seeded(), Budget(0)), list)


@pytest.mark.parametrize("seed", range(8))
def test_those_who_speak_two_languages_keep_to_the_one_that_lacks_them(seed: int) -> None:
    # At each of three tables two women and two men: who speaks what leaves one way only.
    spoken = ["a", "a", "b", "c", "c", "b", "ab", "bc", "ab", "bc", "ab", "ac"]
    women = [1, 0, 1, 0, 0, 0, 0, 1, 1, 1, 0, 1]
    problem = problem_of(spoken, [(4, 4)] * 3, [PropertyLimits(women, 2, 2)])
    found = by_shares(problem, seeded(seed), Budget(0))
    assert found is not None
    narrower, _ = found
    sums = sorted(
        (sum(of_language), sum(of_unit * woman for of_unit, woman in zip(of_language, women, strict=True)))
        for of_language in narrower.speakers_by_language
    )
    assert sums == [(4, 2)] * 3


def test_shares_are_looked_for_only_where_languages_are_known_and_few_and_there_is_time() -> None:
    names = "abcdefghijklm"[: MOST_LANGUAGES + 1]
    many = problem_of(list(names), [(1, 1)] * len(names))
    unknown = problem_of(["", ""], [(2, 2)])
    nothing_in_common = evolve(unknown, speakers_known=[1, 1])
    good = problem_of(["a", "b"], [(1, 1)] * 2)
    for problem in (many, unknown, nothing_in_common):
        assert by_shares(problem, seeded(), Budget(0)) is None
    assert by_shares(good, seeded(), Budget(0, stopped=True)) is None
    assert by_shares(good, seeded(), Budget(0)) is not None


def test_shares_that_do_not_come_out_are_given_up_after_a_while_or_when_time_is_up() -> None:
    # Any set of languages has as many with the property as its tables need, but they are a couple.
    couple = PropertyLimits([2, 0, 0, 0], 1, 1)
    problem = problem_of(["ab", "ab", "a", "b"], [(3, 3)] * 2, [couple], size=[2, 2, 1, 1])
    for ended in (Budget(0), Budget(0, deadline=0.0)):
        found = by_shares(problem, seeded(), ended)
        assert found is not None
        assert any(SeatingState(*found).faults())


def test_a_table_of_whose_language_all_are_set_elsewhere_gets_nobody_of_it_first() -> None:
    found = by_shares(problem_of(["a", "ab"], [(0, 2)] * 2, fixed=[0, -1]), seeded(), Budget(0))
    assert found is not None
    assert found[1][0] == 0


def test_languages_of_tables_that_leave_room_are_better_than_those_that_only_will_do() -> None:
    spoken = ["a"] * 4 + ["b"] * 2 + ["ab"] * 6
    problem = problem_of(spoken, [(2, 2)] * 6)
    languages = languages_of(problem)
    assert languages is not None
    choices = LanguageChoices.of(problem, languages)
    chosen = [choices.tables(choices.climb(seeded(seed))) for seed in range(6)]
    found = {sum(languages.speakers[k] & 1 for k in tables.values()) for tables in chosen}
    assert found <= {3, 4}


def test_rules_that_languages_and_properties_do_not_rule_out_are_shown_to_clash_by_a_flow() -> None:
    ring = [[(unit - 1) % 5, (unit + 1) % 5] for unit in range(5)]
    problem = evolve(problem_of(["a"] * 5, [(0, 5)] * 2, [PropertyLimits([1] * 5, 1, 5)]), conflicts=ring)
    assert _without_faults(problem, [], seeded(), Budget(1_000), Incumbent[list[int]]()) is False


def test_without_languages_nothing_else_is_tried_once_a_repair_has_failed() -> None:
    ring = [[(unit - 1) % 5, (unit + 1) % 5] for unit in range(5)]
    problem = evolve(problem_of(["a"] * 5, [(0, 5)] * 2), conflicts=ring, speakers_by_language=[], speakers_known=[])
    assert _without_faults(problem, [], seeded(), Budget(1_000), Incumbent[list[int]]()) is None
