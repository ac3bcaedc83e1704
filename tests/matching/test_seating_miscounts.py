"""A miscount planted in a search at tables is found by its check, and one planted in a check is found by a good plan."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from attrs import evolve

from kommunal_partner.matching.groups import GroupPlan, compose
from kommunal_partner.matching.groups import _verify as group_check
from kommunal_partner.matching.groups import solve as group_search
from kommunal_partner.matching.rotation import RotationPlan, rotate
from kommunal_partner.matching.rotation import _verify as round_check
from kommunal_partner.matching.rotation import solve as round_search
from kommunal_partner.results import Result

Plan = GroupPlan | RotationPlan


def far(a: int, b: int) -> int:
    return (a + b) * 7 % 11 + abs(a - b)


def tables() -> GroupPlan:
    return compose(
        range(9),
        far,
        sizes=(3, 3, 3),
        apart=[(0, 1)],
        previous=[(0, 1, 2), (3, 4, 5), (6, 7, 8)],
        stability=1,
        steps=500,
    )


def pairs_of_tables() -> GroupPlan:
    return compose(range(9), far, sizes=(2, 3, 4), steps=500)


def wide_tables() -> GroupPlan:
    return compose(range(9), far, sizes=[(2, 5)] * 2, steps=500)


def partial_tables() -> GroupPlan:
    return compose(range(6), far, sizes=(3, 3), apart=[(0, 1, 2)], steps=500)


def rounds() -> RotationPlan:
    return rotate(
        range(9), tables=3, rounds=5, previous=[[(0, 1, 2), (3, 4, 5), (6, 7, 8)]] * 2, locked=[(0, 1, 2)], steps=5_000
    )


def few_partners() -> RotationPlan:
    return rotate(range(9), tables=[3, 3, 3], rounds=3, apart=[(0, k) for k in range(1, 6)], steps=500)


def host_of_many() -> RotationPlan:
    return rotate(range(10), tables=[2, 2, 2, 4], rounds=4, hosts={0: 4}, steps=500)


def large_tables() -> RotationPlan:
    return rotate(range(12), tables=2, rounds=2, steps=500)


def partial_rounds() -> RotationPlan:
    return rotate(range(6), tables=2, rounds=2, apart=[(0, 1, 2)], steps=500)


def one_more(found: Any) -> Any:  # noqa: ANN401 - because each part has its own type
    """The same, miscounted by one."""
    if isinstance(found, (int, float)):
        return found + 1
    if isinstance(found, list):
        return found[1:]
    if isinstance(found, tuple) and len(found) == 2:
        return (found[0] + 1, found[1])
    return tuple(found)[1:]


def plant(patched: pytest.MonkeyPatch, module: Any, name: str) -> None:  # noqa: ANN401 - because a module has any parts
    """Let a function of the module miscount by one."""
    right = getattr(module, name)
    patched.setattr(module, name, lambda *given, **named: one_more(right(*given, **named)))


IN_SEARCHES: list[tuple[str, Any, str, Callable[[], Plan], str]] = [
    ("the sum of distances", group_search, "value_of", tables, "value"),
    ("the bound of tables", group_search, "bound_of", tables, "bound"),
    ("the rules that tables break", group_search, "broken_rules", partial_tables, "apart"),
    ("the repeats", round_search, "repeats_of", rounds, "value"),
    ("the bound of rounds", round_search, "bound_of", rounds, "bound"),
    ("who moves between tables in rounds", round_search, "moved_in", rounds, "moved"),
    ("the rules that rounds break", round_search, "broken_rules", partial_rounds, "apart"),
]


@pytest.mark.uncounted
@pytest.mark.parametrize(("name", "module", "part", "plan", "rule"), IN_SEARCHES, ids=[one[0] for one in IN_SEARCHES])
def test_a_miscount_in_the_search_is_reported_by_the_check(
    monkeypatch: pytest.MonkeyPatch, name: str, module: object, part: str, plan: Callable[[], Plan], rule: str
) -> None:
    del name
    assert plan().verify() == ()
    plant(monkeypatch, module, part)
    assert rule in {violation.rule for violation in plan().verify()}


IN_CHECKS: list[tuple[Any, str, Callable[[], Plan], str]] = [
    (group_check, "_sum_inside", tables, "value"),
    (group_check, "_best_neighbours", tables, "bound"),
    (group_check, "_best_pairs", pairs_of_tables, "bound"),
    (group_check, "_fewest_squares", tables, "bound"),
    (group_check, "_most_squares", wide_tables, "bound"),
    (round_check, "_all_meetings", rounds, "bound"),
    (round_check, "_possible_pairs", rounds, "bound"),
    (round_check, "_excess", few_partners, "bound"),
    (round_check, "_excess", host_of_many, "bound"),
    (round_check, "_staying_pairs", large_tables, "bound"),
]


@pytest.mark.uncounted
@pytest.mark.parametrize(
    ("module", "part", "plan", "rule"), IN_CHECKS, ids=[f"{part}, {plan.__name__}" for _, part, plan, _ in IN_CHECKS]
)
def test_a_miscount_in_the_check_is_reported_on_a_good_plan(
    monkeypatch: pytest.MonkeyPatch, module: object, part: str, plan: Callable[[], Plan], rule: str
) -> None:
    good = plan()
    assert good.verify() == ()
    plant(monkeypatch, module, part)
    assert {violation.rule for violation in good.verify()} == {rule}


@pytest.mark.uncounted
def test_meetings_counted_wrongly_by_the_check_are_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    good = rounds()
    right = round_check._meetings
    monkeypatch.setattr(round_check, "_meetings", lambda found: right(found[1:]))
    assert "value" in {violation.rule for violation in good.verify()}


def test_plans_are_results_for_the_type_checker_too() -> None:
    results: list[Result] = [tables(), rounds()]
    for found in results:
        assert found.to_rows("en") == found.to_rows()
        assert found.verify() == ()


# ── certificates ─────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "numbers", [(), (("price of a seat mate", "high"),), (("pairs", 9),)], ids=["nothing", "a word", "another number"]
)
def test_a_certificate_of_tables_with_wrong_numbers_shows_nothing(numbers: tuple[tuple[str, Any], ...]) -> None:
    for plan in (tables(), pairs_of_tables()):
        assert plan.certificate is not None
        wrong = evolve(plan, certificate=evolve(plan.certificate, numbers=numbers))
        assert "bound" in {violation.rule for violation in wrong.verify()}


def test_a_certificate_of_another_kind_shows_nothing() -> None:
    for plan in (tables(), rounds()):
        assert plan.certificate is not None
        wrong = evolve(plan, certificate=evolve(plan.certificate, kind="a guess"))
        assert [violation.rule for violation in wrong.verify()] == ["bound"]


def test_the_best_pairs_add_up_without_losing_the_small_beside_the_large() -> None:
    assert group_check._best_pairs([1e16, 1.0, -1e16], [(3, 3)], 3, 3) == 1.0


def test_a_bound_of_tables_that_people_cannot_fill_shows_nothing() -> None:
    plan = tables()
    short = evolve(plan, task=evolve(plan.task, sizes=((3, 3), (3, 3), (4, 4))))
    assert {"sizes", "bound"} <= {violation.rule for violation in short.verify()}


def test_hosts_of_different_tables_are_no_pair_and_sit_with_the_people_of_their_table() -> None:
    plan = rotate(range(8), tables=2, rounds=4, hosts={0: 1, 1: 2}, unavailable={7: [1, 2]}, steps=500)
    assert (plan.verify(), plan.certificate is None) == ((), False)
    alone = rotate(range(4), tables=[1, 3], rounds=3, hosts={0: 1}, steps=500)
    assert alone.verify() == ()
    away = rotate(
        range(9), tables=[3, 3, 3], rounds=3, apart=[(0, k) for k in range(1, 6)], unavailable={8: [2]}, steps=500
    )
    assert (away.certificate is not None and away.certificate.kind, away.verify()) == (
        "counting each person's meetings",
        (),
    )
    nobody = rotate(range(2), tables=1, rounds=2, unavailable={0: [1], 1: [1]}, steps=500)
    assert nobody.verify() == ()
