"""Assignment and pairs under a deadline: what is read, what is searched, and what is said where the time is up."""

from __future__ import annotations

import random
import time
from importlib.metadata import version
from threading import Event
from typing import Any

import pytest
from attrs import evolve

from kommunal_partner.errors import BadInstance
from kommunal_partner.matching import scoring
from kommunal_partner.matching.assignment import (
    PairingGoal,
    PlaceQuota,
    _asked_weights,
    _bottleneck,
    _fold,
    _table_weights,
    assign,
    pair,
)
from kommunal_partner.participants import Participant
from kommunal_partner.results import Budget, Interrupted, OutOfSteps, Status, _watched

np = pytest.importorskip("numpy")
pytest.importorskip("scipy")
pytest.importorskip("rustworkx")


class Clock:
    """A clock that only moves when somebody asks for a weight, or when it is looked at."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 0.0
        for module in ("results._budget.time", "matching.scoring._asking", "matching.assignment._in_time"):
            monkeypatch.setattr(f"kommunal_partner.{module}.monotonic", self.look)

    def look(self) -> float:
        return self.now

    def weight(self, a: int, b: int) -> int:
        self.now += 0.1
        return (3 * a + 5 * b) % 7

    def weight_of_words(self, a: str, b: str) -> int:
        return self.weight(len(a), len(b))

    def forbids(self, a: int, b: int) -> bool:
        self.now += 0.1
        return (a + b) % 5 == 0


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


def test_a_slow_weight_is_asked_for_as_long_as_there_is_time_and_everybody_in_turn(clock: Clock) -> None:
    found: Any = assign(range(6), range(4), clock.weight, time_limit=1)
    assert clock.now < 1.5
    assert (found.status, found.bound, found.certificate, found.verify()) == (Status.FEASIBLE, None, None, ())
    assert not found.reproducible
    # The first diagonal alone holds a pair for each place.
    assert len(found.solution) == 4
    whole = found.explain().text("en")
    assert whole.startswith("Pairs: 4, worth ")
    assert "of 24 weights had been read: what is possible is not known" in whole
    said = {found.explain(left=one).text("en") for one in range(6)}
    assert all("were not read in time and are left out" in text for text in said)
    unread = next((a, b) for a in range(6) for b in range(4) if not found.task.is_read(a, b))
    assert (
        found.explain(*unread).text("en") == f"The weight of {unread[0]} and {unread[1]} was not read, the time was up."
    )
    assert "not read" in found.explain(right=unread[1]).text("en")


def test_who_was_not_read_at_all_is_not_said_to_be_forbidden(clock: Clock) -> None:
    found: Any = assign(range(6), range(4), clock.weight, time_limit=0.05)
    text = found.explain(left=5).text("en")
    assert "may not be paired" not in text
    assert "not read" in text
    assert "not read" in found.explain(right=0).text("en")
    pool: Any = pair(range(9), clock.weight, time_limit=0.05)
    assert "may not be paired" not in pool.explain(8).text("en")
    assert (pool.bound, pool.weak_bound, pool.verify()) == (None, None, ())


def test_a_result_of_weights_not_all_read_may_claim_no_bound(clock: Clock) -> None:
    found: Any = assign(range(6), range(4), clock.weight, time_limit=1)
    pool: Any = pair(range(9), clock.weight, time_limit=1)
    for lie, rules in (
        (evolve(found, bound=found.value + 1), ["bound"]),
        (evolve(found, status=Status.OPTIMAL, bound=found.value), ["NOT_PROVEN", "status"]),
        (evolve(pool, bound=pool.value + 9, weak_bound=pool.value + 9), ["bound"]),
    ):
        assert {violation.rule for violation in lie.verify()} >= {*rules[-1:]}


def test_a_pool_is_read_as_long_as_there_is_time(clock: Clock) -> None:
    found: Any = pair(range(9), clock.weight, time_limit=1)
    assert (found.status, found.bound, found.weak_bound, found.verify()) == (Status.FEASIBLE, None, None, ())
    assert len(found.solution) == 4
    assert "of 36 weights had been read" in found.explain().text("en")
    unread = next((a, b) for a in range(9) for b in range(a + 1, 9) if not found.task.is_read(a, b))
    assert "was not read" in found.explain(*unread).text("en")
    assert any("not read in time" in found.explain(one).text("en") for one in found.unmatched)


def test_a_pool_too_large_is_refused_before_anybody_is_asked(clock: Clock) -> None:
    with pytest.raises(BadInstance, match="7072 × 7072 pairs: at most 50000000"):
        pair(range(7072), clock.weight)
    assert clock.now == 0


def test_locked_pairs_are_asked_for_whether_there_is_time_or_not(clock: Clock) -> None:
    found: Any = assign(range(6), range(4), clock.weight, locked=[(0, 0), (5, 3)], time_limit=0.5)
    assert ({(0, 0), (5, 3)} <= set(found.solution), found.verify()) == (True, ())
    found = assign(range(6), range(4), clock.weight, locked=[(0, 3)], time_limit=0.05)
    assert ((0, 3) in found.solution, found.verify()) == (True, ())
    pool: Any = pair(range(9), clock.weight, locked=[(0, 4)], time_limit=0.05)
    assert ((0, 4) in pool.solution, pool.verify()) == (True, ())
    forbidden = assign(range(6), range(4), np.ones((6, 4)), forbidden=clock.forbids, locked=[(0, 3)], time_limit=0.05)
    assert ((0, 3) in forbidden.solution, forbidden.verify()) == (True, ())
    barred = assign(range(6), range(4), lambda _a, _b: None, locked=[(0, 3)], time_limit=1e-9)
    assert barred.status is Status.INFEASIBLE


def test_what_is_forbidden_is_asked_under_the_deadline_too(clock: Clock) -> None:
    found: Any = assign(range(6), range(4), np.ones((6, 4)), forbidden=clock.forbids, time_limit=1)
    assert clock.now < 1.5
    assert (found.bound, found.verify()) == (None, ())
    assert all(a + b != 5 for a, b in found.solution)
    pool: Any = pair(range(9), np.ones((9, 9)), forbidden=clock.forbids, time_limit=1)
    assert (pool.bound, pool.verify()) == (None, ())
    assert all((a + b) % 5 for a, b in pool.solution)


def test_a_score_and_a_mapping_are_read_under_the_deadline(clock: Clock) -> None:
    people = [Participant(number, experience=number) for number in range(9)]

    def slow(a: Participant, b: Participant) -> float:
        clock.now += 0.1
        return float(a.id != b.id)

    def kind(_a: Participant, _b: Participant) -> bool:
        clock.now += 0.1
        return True

    score = scoring.Score.of(
        scoring.ScoreTerm("slow", slow),
        scoring.experience_gap(),
        rules=[scoring.PairRule("kind", kind, scoring.forbidden(()).says)],
    )
    found: Any = assign(people[:5], people[5:], score, time_limit=1)
    assert (found.bound, found.verify(), bool(found.solution)) == (None, (), False)
    pool: Any = pair(people, scoring.Score.of(scoring.ScoreTerm("slow", slow)), time_limit=4)
    assert (pool.bound, pool.verify(), bool(pool.solution)) == (None, (), True)
    only_rules = scoring.Score.of(scoring.ScoreTerm("same", lambda _a, _b: 1.0), rules=score.rules)
    assert assign(people[:5], people[5:], only_rules, time_limit=1).bound is None
    given = {(a, b): 1 for a in range(3) for b in range(3)}
    clock.now = 0.0
    assert assign(range(3), range(3), given, time_limit=1).status is Status.OPTIMAL


def test_progress_is_told_while_weights_are_read_and_may_end_it() -> None:
    told: list[int] = []

    def enough(done: int, _of: int, _best: float | None) -> bool:
        told.append(done)
        return True

    found: Any = assign(range(40), range(40), lambda a, b: a * b, progress=enough)
    assert (found.bound, found.solution, told) == (None, (), [0])
    assert assign(range(40), range(40), lambda a, b: a * b, progress=lambda *_said: None).status is Status.OPTIMAL


def test_an_interruption_while_weights_are_read_has_no_result() -> None:
    def interrupted(_a: int, _b: int) -> int:
        raise KeyboardInterrupt

    for ask in (lambda: assign("ab", "xy", interrupted), lambda: pair("ab", interrupted)):
        with pytest.raises(Interrupted) as caught:
            ask()
        assert caught.value.result is None


def test_a_mapping_of_a_pool_that_differs_by_direction_is_refused() -> None:
    from kommunal_partner.errors import BadInstance

    with pytest.raises(BadInstance, match="differs"):
        pair("ab", {("a", "b"): 1, ("b", "a"): 2})


@pytest.fixture
def by_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tables are read a few rows at a time, and mappings a few keys."""
    monkeypatch.setattr(_table_weights, "_LARGE", 0)
    monkeypatch.setattr(_table_weights, "_AT_ONCE", 20)
    monkeypatch.setattr(_asked_weights, "_AT_ONCE", 5)
    monkeypatch.setattr(_fold, "_TILE", 3)


def stopped_after(looks: int) -> Any:  # noqa: ANN401 - because it stands for any progress
    """A progress that says stop when it has been asked so often, however little time is between."""
    left = [looks]

    def enough(_done: int, _of: int, _best: float | None) -> bool:
        left[0] -= 1
        return left[0] <= 0

    return enough


@pytest.mark.parametrize("looks", range(1, 12))
@pytest.mark.usefixtures("by_rows")
def test_tables_and_mappings_are_read_as_long_as_there_is_time(monkeypatch: pytest.MonkeyPatch, looks: int) -> None:
    monkeypatch.setattr("kommunal_partner.results._budget._SECONDS_BETWEEN", 0.0)
    half = np.triu(np.random.default_rng(4).integers(1, 50, (13, 13)), 1)
    weights = half + half.T
    open_table = np.where(weights % 5 == 0, None, weights)
    listed = {(a, b): int(weights[a, b]) for a in range(13) for b in range(a + 1, 13) if weights[a, b] % 3}
    nested = {a: {b: int(weights[a, b]) for b in range(13) if weights[a, b] % 3} for a in range(13)}
    mixed = [[weight + 0.5 if row == 12 else weight for weight in line] for row, line in enumerate(weights.tolist())]
    backwards = list(range(12, -1, -1))
    for given in (weights, open_table, weights.tolist(), listed, nested, mixed):
        stop = {"progress": stopped_after(looks), "time_limit": 60}
        found: Any = assign(range(13), range(13), given, **stop)
        assert (found.verify(), found.bound is None) == ((), found.task.unread is not None)
        assert all(found.task.is_read(a, b) for a, b in found.solution)
        if given is not mixed:
            pool: Any = pair(range(13), given, progress=stopped_after(looks), time_limit=60)
            assert (pool.verify(), pool.bound is None) == ((), pool.task.unread is not None)
            assert (pool.task.cost == pool.task.cost.T).all()
        turned: Any = assign(backwards, backwards, given, progress=stopped_after(looks), time_limit=60)
        assert turned.verify() == ()


@pytest.mark.usefixtures("by_rows")
def test_what_is_read_part_by_part_says_the_same() -> None:
    half = np.triu(np.random.default_rng(4).integers(1, 50, (13, 13)), 1)
    weights = half + half.T
    forbidden = np.where(weights % 5 == 0, None, weights)
    for given in (weights, forbidden, forbidden.tolist(), (weights + 0.25).tolist()):
        one: Any = assign(range(13), range(12, -1, -1), given)
        other: Any = assign(range(13), range(12, -1, -1), given, time_limit=60)
        assert (one.solution, one.value, one.task.exact) == (other.solution, other.value, other.task.exact)
    for wrong in ([[1, 2], [3]], [[1, 2], [3, "x"]], [[1, 2], [3, float("nan")]], [[1, 2], [[1], 2]], np.ones(2)):
        with pytest.raises(BadInstance):
            assign("ab", "xy", wrong, time_limit=60)
    with pytest.raises(BadInstance, match="differs"):
        pair(range(7), np.arange(49).reshape(7, 7), time_limit=60)


def test_a_pool_whose_pairs_there_was_no_time_for_reads_those_that_are_locked(clock: Clock) -> None:
    found: Any = pair("ab", clock.weight_of_words, locked=[("a", "b")], time_limit=1e-9)
    assert (found.solution, found.status, found.verify()) == ((("a", "b"),), Status.OPTIMAL, ())
    given = {("a", "b"): 4, ("b", "c"): 1}
    listed: Any = pair("abc", given, locked=[("a", "b")], progress=lambda *_said: True)
    assert (listed.solution, listed.bound, listed.verify()) == ((("a", "b"),), None, ())
    barred: Any = pair("abc", lambda _a, _b: None, locked=[("a", "b")], progress=lambda *_said: True)
    assert barred.status is Status.INFEASIBLE


def test_many_rows_that_were_read_in_part_are_written_run_by_run() -> None:
    for limit in (None, 60):
        found: Any = assign(range(5), range(7), lambda a, b: (a * 7 + b * 3) % 11, time_limit=limit)
        assert [found.task.weight(a, b) for a in range(5) for b in range(7)] == [
            (a * 7 + b * 3) % 11 for a in range(5) for b in range(7)
        ]


@pytest.mark.uncounted
@pytest.mark.parametrize("goal", [*PairingGoal])
def test_pairs_at_once_keep_to_what_is_kept_locked_and_lost(goal: PairingGoal) -> None:
    rng = random.Random(7)  # noqa: S311 - because it draws a case
    for _ in range(60):
        size = rng.randint(1, 7)
        sparse = rng.random() < 0.5
        half = {(a, b): rng.randint(-4, 9) for a in range(size) for b in range(a + 1, size) if rng.random() < 0.7}
        table = [
            [None if sparse and rng.random() < 0.93 else rng.randint(-4, 9) for _ in range(9)] for _ in range(size)
        ]
        earlier = [rng.choice(list(half))] if half else []
        given: dict[str, Any] = {"goal": goal, "time_limit": 1e-9, "stability": rng.choice([0, 2]), "previous": earlier}
        locked = [earlier[0]] if earlier and rng.random() < 0.4 else []
        pool: Any = pair(range(size), half, locked=locked, **given)
        assert (pool.verify(), set(locked) <= set(pool.solution)) == ((), True)
        both: Any = assign(range(size), range(9), np.ones((size, 9)), locked=[(0, 3)], capacity_left=2, **given)
        assert (both.verify(), (0, 3) in both.solution) == ((), True)
        rooms = [rng.randint(0, 2) for _ in range(9)]
        found: Any = assign(range(size), range(9), table, capacity_right=rooms, **given)
        assert found.verify() == ()


def test_a_fair_pool_that_would_not_be_counted_in_time_is_not_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("_COUNTED", "_SORTED"):
        monkeypatch.setattr(_bottleneck, name, 0)
    half = np.triu(np.random.default_rng(4).integers(1, 50, (60, 60)), 1)
    whole: Any = pair(range(60), half + half.T, goal="fair", time_limit=600)
    assert (whole.status, whole.verify()) == (Status.OPTIMAL, ())
    Slow(monkeypatch, only="kommunal_partner.matching.assignment._bottleneck.most_pairs_of_pool")
    found: Any = pair(range(60), half + half.T, goal="fair", time_limit=60)
    assert (found.status, found.verify(), len(found.solution)) == (Status.FEASIBLE, (), 30)


# ── searches that cannot be stopped once begun ───────────────────────────────────────────────────────────────────────


class Slow:
    """A clock by which the search of a part takes long."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *, only: str) -> None:
        self.now = 0.0
        monkeypatch.setattr("kommunal_partner.matching.assignment._in_time.monotonic", self.look)
        monkeypatch.setattr(only, self.slowly(only))

    def look(self) -> float:
        self.now += 1e-9
        return time.monotonic() + self.now

    def slowly(self, name: str) -> Any:  # noqa: ANN401 - because it stands for any engine
        from importlib import import_module

        module, _, engine = name.rpartition(".")
        given = getattr(import_module(module), engine)

        def search(*arguments: Any, **options: Any) -> Any:  # noqa: ANN401 - because it stands for any engine
            self.now += 100
            return given(*arguments, **options)

        return search


def test_an_assignment_that_would_not_end_in_time_is_not_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    Slow(monkeypatch, only="scipy.optimize.linear_sum_assignment")
    weights = np.random.default_rng(1).integers(1, 50, (330, 330))
    found: Any
    some = np.where(weights > 40, -np.inf, weights)
    for found in (
        assign(range(330), range(330), weights, time_limit=60),
        assign(range(330), range(330), some, goal="most", time_limit=60),
        pair(range(330), weights + weights.T, time_limit=60),
    ):
        assert (found.status, found.verify()) == (Status.FEASIBLE, ())
        assert found.gap < 0.2
        assert not found.reproducible


def test_pairs_along_the_circles_of_prices_stand_where_a_matching_would_not_end_in_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    Slow(monkeypatch, only="kommunal_partner.matching.assignment._blossom._blossom")
    rng = np.random.default_rng(1)
    weights = np.triu(rng.integers(1, 10**6, (1001, 1001)), 1)
    found: Any = pair(range(1001), weights + weights.T, time_limit=600)
    assert (found.status, found.verify()) == (Status.FEASIBLE, ())
    assert found.gap < 0.01


@pytest.mark.parametrize("goal", [*PairingGoal])
@pytest.mark.parametrize("side", ["assign", "pool"])
def test_every_goal_is_ended_early_with_pairs_that_keep_the_rules(goal: PairingGoal, side: str) -> None:
    weights = np.random.default_rng(2).integers(-5, 50, (60, 60))
    weights += weights.T
    found: Any
    if side == "assign":
        quota = PlaceQuota("few", "left", range(20), most=9)
        found = assign(range(60), range(60), weights, capacity_right=2, quotas=[quota], goal=goal, time_limit=1e-9)
    else:
        found = pair(range(60), weights, goal=goal, time_limit=1e-9)
    assert (found.status, found.verify()) == (Status.FEASIBLE, ())
    assert found.solution


def test_nobody_is_paired_at_once_with_nobody_and_locked_pairs_count_for_quotas() -> None:
    assert assign([], ["x"], [], time_limit=1e-9).verify() == ()
    quota = PlaceQuota("one", "left", "ab", most=1)
    found: Any = assign("ab", "xy", [[1, 1]] * 2, locked=[("a", "x")], quotas=[quota], time_limit=1e-9)
    assert (found.solution, found.verify()) == ((("a", "x"),), ())


def test_a_pair_that_an_ended_search_leaves_open_is_told_so() -> None:
    pool: Any = pair("ab", [[0, -1], [-1, 0]], goal="gain")
    assert "the result would be no better with it" in pool.explain("a").text("en")
    assert "was ended before its turn" in evolve(pool, status=Status.FEASIBLE).explain("a").text("en")
    sides: Any = assign("ab", "xy", [[1, 10], [None, 1]])
    assert "place for b is free or could be freed" in sides.explain(left="b").text("en")
    assert "could be freed" not in evolve(sides, status=Status.FEASIBLE).explain(left="b").text("en")


def test_a_spent_budget_ends_before_anything_is_begun() -> None:
    from kommunal_partner.matching.assignment._in_time import stop_unless_time

    with pytest.raises(OutOfSteps):
        stop_unless_time(lambda _part: None, Budget(1, stopped=True), is_large=False)


# ── a solver that branches ───────────────────────────────────────────────────────────────────────────────────────────


WHILE_IT_BRANCHES = pytest.mark.skipif(
    tuple(map(int, version("scipy").split(".")[:2])) < (1, 15),
    reason="HiGHS lets nothing else run while it branches in scipy before 1.15",
)


def crossing(seed: int) -> tuple[list[list[int]], list[PlaceQuota]]:
    """120 × 30 weights, and 24 quotas that cross, for which a solver needs many seconds."""
    rng = random.Random(seed)  # noqa: S311 - because it draws a case
    weights = [[rng.randint(1, 1_000) for _ in range(30)] for _ in range(120)]
    quotas = [PlaceQuota(f"l{k}", "left", rng.sample(range(120), 40), most=rng.randint(8, 14)) for k in range(12)]
    quotas += [PlaceQuota(f"r{k}", "right", rng.sample(range(30), 9), most=rng.randint(12, 20)) for k in range(12)]
    return weights, quotas


@pytest.mark.uncounted
@WHILE_IT_BRANCHES
def test_progress_is_asked_while_a_solver_branches_and_ends_it() -> None:
    weights, quotas = crossing(11)
    told = 0

    def fourth(*_said: object) -> bool:
        nonlocal told
        told += 1
        return told >= 4

    found = assign(range(120), range(30), weights, capacity_right=3, quotas=quotas, progress=fourth)
    assert told == 4
    assert (found.status, found.reproducible, found.verify()) == (Status.FEASIBLE, False, ())
    assert found.bound is not None
    assert found.value is not None
    assert 0 < found.value < found.bound


@WHILE_IT_BRANCHES
def test_an_interruption_while_a_solver_branches_hands_over_pairs() -> None:
    weights, quotas = crossing(11)
    told = 0

    def interrupt(*_said: object) -> None:
        nonlocal told
        told += 1
        if told >= 4:
            raise KeyboardInterrupt

    with pytest.raises(Interrupted) as caught:
        assign(range(120), range(30), weights, capacity_right=3, quotas=quotas, progress=interrupt)
    assert caught.value.result.verify() == ()


CROSSING = [
    PlaceQuota("p", "left", {0, 1}, most=1),
    PlaceQuota("q", "left", {1, 2}, least=1, most=1),
    PlaceQuota("r", "left", {0, 2}, most=1),
]


@pytest.mark.parametrize(
    ("goal", "times"),
    [
        ("total", [("feasible", 8), ("feasible", 8), ("optimal", 8)]),
        ("fair", [("partial", 9), ("partial", 9), ("feasible", 8), ("feasible", 8), ("optimal", 8)]),
    ],
)
def test_the_best_that_the_solver_has_found_is_taken_where_its_time_ends(
    monkeypatch: pytest.MonkeyPatch, goal: str, times: list[tuple[str, int]]
) -> None:
    """The greedy choice is the pair that is worth 9, and keeps the quota q from its place."""
    from scipy import optimize

    branch = optimize.milp
    for ends_at, expected in enumerate(times, 1):
        solved: list[object] = []

        def cut_short(*given: Any, ends_at: int = ends_at, solved: list[object] = solved, **rules: Any) -> Any:  # noqa: ANN401 - because it is passed on
            found = branch(*given, **rules)
            solved.append(found)
            if len(solved) == ends_at:
                found.status = 1
            return found

        monkeypatch.setattr(optimize, "milp", cut_short)
        found: Any = assign(range(3), range(3), [[9, 1, 1], [1, 8, 1], [1, 1, 8]], quotas=CROSSING, goal=goal)
        assert found.verify() == ()
        assert (found.status.value, found.value, found.reproducible) == (*expected, expected[0] == "optimal")


def test_a_solver_whose_time_ends_before_it_knows_which_demands_can_be_met_leaves_the_heaviest_pairs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from scipy import optimize

    branch = optimize.milp

    def cut_short(*given: Any, **rules: Any) -> Any:  # noqa: ANN401 - because it is passed on
        found = branch(*given, **rules)
        found.status = 1
        return found

    quotas = [PlaceQuota(name, "left", ids, least=1, most=1) for name, ids in (("p", "ab"), ("q", "bc"), ("r", "ac"))]
    whole: Any = assign("abc", "xyz", [[9, 1, 1], [1, 8, 1], [1, 1, 8]], quotas=quotas)
    assert (whole.status, whole.reproducible, whole.verify()) == (Status.PARTIAL, True, ())
    monkeypatch.setattr(optimize, "milp", cut_short)
    found: Any = assign("abc", "xyz", [[9, 1, 1], [1, 8, 1], [1, 1, 8]], quotas=quotas)
    assert (found.solution, found.status, found.verify()) == ((("a", "x"),), Status.PARTIAL, ())
    assert (found.reproducible, found.clash) == (False, None)


def test_the_best_that_the_solver_had_found_is_taken_where_progress_ends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    from scipy import optimize

    monkeypatch.setattr(_watched, "_FIRST_SECONDS", 0.05)
    branch, begun, over = optimize.milp, [], Event()

    def cut_short(*given: Any, options: dict[str, float], **rules: Any) -> Any:  # noqa: ANN401 - because it is passed on
        found = branch(*given, **rules)
        begun.append(options["time_limit"])
        if len(begun) == 2:
            over.wait(60)
        time.sleep(options["time_limit"])
        found.status = 1
        return found

    monkeypatch.setattr(optimize, "milp", cut_short)
    weights = [[9, 1, 1], [1, 8, 1], [1, 1, 8]]
    found: Any = assign(range(3), range(3), weights, quotas=CROSSING, progress=lambda *_: len(begun) == 2)
    over.set()
    assert (len(begun), found.value, found.status, found.verify()) == (2, 8, Status.FEASIBLE, ())
    assert not found.reproducible
