"""Laws of seating plans, against an oracle that tries every way to seat a handful of people."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

from attrs import evolve, frozen
from hypothesis import given, settings
from hypothesis import strategies as st

from kommunal_partner.matching._seating.seating_problem import SeatingProblem
from kommunal_partner.matching._seating.seating_state import SeatingState
from kommunal_partner.matching.groups import compose
from kommunal_partner.matching.groups._exchange_gains import ExchangeGains
from kommunal_partner.matching.groups._packed_ints import PackedInts
from kommunal_partner.results import Status

PEOPLE = "abcdef"


@frozen
class Case:
    people: str
    rows: tuple[tuple[int, ...], ...]
    sizes: tuple[tuple[int, int], ...]
    goal: str
    together: tuple[tuple[str, ...], ...]
    apart: tuple[tuple[str, ...], ...]
    languages: tuple[tuple[str, str], ...]
    hosts: str
    least: int
    most: int
    locked: tuple[tuple[str, int], ...]

    def distance(self, a: str, b: str) -> int:
        return self.rows[PEOPLE.index(a)][PEOPLE.index(b)]

    def value(self, seats: tuple[int, ...]) -> int:
        return sum(
            self.distance(a, b)
            for k, a in enumerate(self.people)
            for j, b in enumerate(self.people[:k])
            if seats[k] == seats[j]
        )

    def holds(self, seats: tuple[int, ...]) -> bool:
        at = dict(zip(self.people, seats, strict=True))
        tongues = dict(self.languages)
        for table, (low, high) in enumerate(self.sizes):
            there = [one for one in self.people if at[one] == table]
            known = [set(tongues[one]) for one in there if one in tongues]
            hosts = sum(one in self.hosts for one in there)
            if not low <= len(there) <= high or not self.least <= hosts <= self.most:
                return False
            if known and not set.intersection(*known):
                return False
        return (
            all(len({at[one] for one in ids}) == 1 for ids in self.together)
            and all(len({at[one] for one in ids}) == len(set(ids)) for ids in self.apart)
            and all(at[one] + 1 == table for one, table in self.locked)
        )

    def best(self) -> int | None:
        values = [
            self.value(seats) for seats in product(range(len(self.sizes)), repeat=len(self.people)) if self.holds(seats)
        ]
        return (max if self.goal == "diverse" else min)(values, default=None)


@st.composite
def cases(draw: st.DrawFn, *, rules: bool) -> Case:
    people = PEOPLE[: draw(st.integers(0, len(PEOPLE)))]
    tables = draw(st.integers(1, 3))
    rows = [[0] * len(PEOPLE) for _ in PEOPLE]
    for k in range(len(people)):
        for j in range(k):
            rows[k][j] = rows[j][k] = draw(st.integers(-2, 9))
    lows = [draw(st.integers(0, 2)) for _ in range(tables)]
    groups = st.lists(st.lists(st.sampled_from(people), min_size=2, max_size=3).map(tuple), max_size=2).map(tuple)
    some = rules and bool(people)
    return Case(
        people=people,
        rows=tuple(map(tuple, rows)),
        sizes=tuple((low, low + draw(st.integers(0, 3))) for low in lows),
        goal=draw(st.sampled_from(["diverse", "alike"])),
        together=draw(groups) if some else (),
        apart=tuple(ids for ids in draw(groups) if len(set(ids)) == len(ids)) if some else (),
        languages=tuple(
            (one, draw(st.sampled_from(["d", "e", "de"]))) for one in people[:4] if some and draw(st.booleans())
        ),
        hosts=people[:3] if some else "",
        least=draw(st.integers(0, 1)) if some else 0,
        most=draw(st.integers(1, 3)) if some else 9,
        locked=((people[-1], draw(st.integers(1, tables))),) if some and draw(st.booleans()) else (),
    )


def plan_of(case: Case, people: str | None = None):  # type: ignore[no-untyped-def] # noqa: ANN201 - because mypy infers it
    return compose(
        case.people if people is None else people,
        case.distance,
        sizes=case.sizes,
        goal=case.goal,
        together=case.together,
        apart=case.apart,
        common_language={one: tuple(tongues) for one, tongues in case.languages},
        at_least=[("host", tuple(case.hosts), case.least)],
        at_most=[("host", tuple(case.hosts), case.most)],
        locked=case.locked,
        steps=4000,
    )


def check(case: Case) -> None:
    plan, best = plan_of(case), case.best()
    assert plan.verify() == ()
    if best is None:
        assert plan.status in (Status.PARTIAL, Status.INFEASIBLE)
        return
    at = {one: t for t, ids in enumerate(plan.solution) for one in ids}
    seats = tuple(at[one] for one in case.people)
    assert case.holds(seats)
    assert plan.value == case.value(seats) == best
    assert plan.bound is not None
    assert (plan.bound - best) * (1 if case.goal == "diverse" else -1) >= 0
    assert (plan.status is Status.OPTIMAL) == (plan.bound == best)


@settings(max_examples=40)
@given(cases(rules=False))
def test_few_people_get_the_best_tables_that_sizes_allow(case: Case) -> None:
    check(case)


@settings(max_examples=60)
@given(cases(rules=True))
def test_few_people_get_the_best_tables_that_rules_allow_or_the_plan_says_what_it_breaks(case: Case) -> None:
    check(case)


@settings(max_examples=30)
@given(cases(rules=True))
def test_rules_named_as_clashing_do_clash(case: Case) -> None:
    clash = plan_of(case).clash
    if clash is not None:
        names = {(rule.name, rule.ids) for rule in clash.rules}
        kept = evolve(
            case,
            sizes=case.sizes if ("sizes", ()) in names else tuple((0, 9) for _ in case.sizes),
            together=tuple(ids for ids in case.together if ("together", tuple(sorted(set(ids)))) in names),
            apart=tuple(ids for ids in case.apart if ("apart", tuple(sorted(ids))) in names),
            languages=case.languages if ("common_language", ()) in names else (),
            locked=tuple((one, table) for one, table in case.locked if ("locked", (one,)) in names),
            least=case.least if ("at_least: host", tuple(case.hosts)) in names else 0,
            most=case.most if ("at_most: host", tuple(case.hosts)) in names else 9,
        )
        assert kept.best() is None


@settings(max_examples=15)
@given(cases(rules=True), st.randoms(use_true_random=False))
def test_the_order_of_people_changes_nothing(case: Case, rng: object) -> None:
    shuffled = list(case.people)
    rng.shuffle(shuffled)  # type: ignore[attr-defined]
    assert plan_of(case, "".join(shuffled)) == plan_of(case)


HASHED = """
from kommunal_partner.matching.groups import compose
from kommunal_partner.matching._seating.seating_problem import SeatingProblem
from kommunal_partner.matching._seating.seating_state import SeatingState
from kommunal_partner.matching.groups._exchange_gains import ExchangeGains
from kommunal_partner.matching.groups._packed_ints import PackedInts
from kommunal_partner.matching.rotation import rotate
ids = {"p%02d" % k for k in range(24)}
plan = compose(ids, lambda a, b: (int(a[1:]) * int(b[1:])) % 17, sizes=[(5, 7)] * 4, apart=[{"p01", "p02"}, {"p03", "p04"}],
    together=[{"p05", "p06"}], common_language={one: {"de", "en"} for one in ids}, steps=20000)
rounds = rotate(ids, tables=4, rounds=5, apart=[{"p01", "p02"}], unavailable={"p03": {2}}, steps=20000)
print(plan.solution, rounds.solution)
"""


# ── lanes and sums ───────────────────────────────────────────────────────────────────────────────────────────────────


@given(st.data(), st.integers(1, 70), st.integers(0, 80))
def test_numbers_in_lanes_are_added_and_multiplied_as_in_lists(data: st.DataObject, count: int, wide: int) -> None:
    most = 1 << wide
    numbers = st.lists(st.integers(-most, most), min_size=count, max_size=count)
    one, other = data.draw(numbers), data.draw(numbers)
    factor = data.draw(st.integers(-5, 5))
    ints = PackedInts(count, 6 * most)
    added = ints.unpack(ints.pack(one) + factor * ints.pack(other))
    assert tuple(added) == tuple(x + factor * y for x, y in zip(one, other, strict=True))


def _spread(task: SeatingProblem, where: list[int]) -> int:
    """The sum to be raised, counted pair by pair."""
    pairs = sum(task.weight[u][v] for u in range(len(where)) for v in range(u) if where[u] == where[v])
    return pairs + sum(task.stay_bonus[table][unit] for unit, table in enumerate(where))


@given(st.data())
def test_sums_say_what_exchanges_win_and_whom_to_exchange_with(data: st.DataObject) -> None:
    units, tables = data.draw(st.integers(2, 7)), data.draw(st.integers(2, 3))
    scale = data.draw(st.sampled_from([1, 1000, 1 << 20, 1 << 70]))
    number = st.integers(-9, 9).map(lambda digit: digit * scale)
    weight = [[0] * units for _ in range(units)]
    for u in range(units):
        for v in range(u):
            weight[u][v] = weight[v][u] = data.draw(number)
    pull = [[data.draw(number) for _ in range(units)] for _ in range(tables)]
    where = [data.draw(st.integers(0, tables - 1)) for _ in range(units)]
    fixed = [table if data.draw(st.booleans()) else -1 for table in where]
    task = SeatingProblem([1] * units, [0] * tables, [units] * tables, weight, pull, fixed, [[] for _ in range(units)])
    state = SeatingState(task, where)
    gains = ExchangeGains.of(state)
    for _ in range(3):
        value = _spread(task, where)
        assert gains.objective() == value
        here, there = where[data.draw(st.integers(0, units - 1))], data.draw(st.integers(0, tables - 1))
        if here == there:
            continue
        leaving = data.draw(st.lists(st.sampled_from([u for u in range(units) if where[u] == here]), unique=True))
        at_there = [u for u in range(units) if where[u] == there]
        coming = data.draw(st.lists(st.sampled_from(at_there), unique=True)) if at_there else []
        after = [there if u in leaving else here if u in coming else table for u, table in enumerate(where)]
        assert gains.gain(here, leaving, there, coming) == _spread(task, after) - value
        state.exchange(here, leaving, there, coming)
        gains.exchange(here, leaving, there, coming)
        assert where == after
    least = max(gains.lowest, data.draw(number))
    for unit in gains.movable:
        wanted = [
            other
            for other in gains.movable
            if where[other] != where[unit]
            and _spread(task, [where[{unit: other, other: unit}.get(u, u)] for u in range(units)])
            >= _spread(task, where) + least
        ]
        assert gains.units(gains.tempting(unit, least)) == wanted[::-1]
        assert _at_each_table(gains, unit, least) == sum(1 << other for other in wanted)


def _at_each_table(gains: ExchangeGains, unit: int, least: int) -> int:
    """Whom the unit may change places with, asked table by table: a bit for each."""
    here, found = gains.where[unit], 0
    for there in range(len(gains.at)):
        if there != here:
            won = gains.at[there][unit] - gains.at[here][unit]
            for other in gains.units(gains.tempting_at(unit, there, won - least)):
                found |= 1 << other
    return found


@given(st.data())
def test_nobody_is_tempted_to_where_a_rule_would_break_and_everybody_to_where_none_would(data: st.DataObject) -> None:
    units, tables = data.draw(st.integers(2, 6)), data.draw(st.integers(2, 3))
    blocks = data.draw(st.booleans())
    size = [data.draw(st.integers(1, 2)) if blocks else 1 for _ in range(units)]
    pairs = st.sets(st.sampled_from([(a, b) for a in range(units) for b in range(a)]), max_size=3)
    apart = data.draw(pairs)
    conflicts = [[v for v in range(units) if (u, v) in apart or (v, u) in apart] for u in range(units)]
    known = [size[u] if data.draw(st.booleans()) else 0 for u in range(units)]
    speakers = [[data.draw(st.integers(0, most)) for most in known] for _ in range(3)]
    nothing = [0] * units
    task = SeatingProblem(
        size,
        [0] * tables,
        [2 * units] * tables,
        [nothing] * units,
        [nothing] * tables,
        [-1] * units,
        conflicts,
        speakers_by_language=speakers,
        speakers_known=known,
    )
    state = SeatingState(task, [data.draw(st.integers(0, tables - 1)) for _ in range(units)])
    gains = ExchangeGains.of(state)
    where = state.where
    sound = [not fault for fault in state.faults()]
    for unit in range(units):
        tempting = gains.units(gains.tempting(unit, 0))
        assert _at_each_table(gains, unit, 0) == sum(1 << other for other in tempting)
        for other in range(units):
            here, there = where[unit], where[other]
            if here != there and sound[here] and sound[there]:
                keeps = state.change(here, (unit,), there, (other,)) == 0
                assert other in tempting or not keeps
                assert other not in tempting or keeps or blocks
    for unit, other in data.draw(st.lists(st.permutations(range(units)).map(lambda order: order[:2]), max_size=3)):
        if where[unit] != where[other]:
            move = (where[unit], (unit,), where[other], (other,))
            state.exchange(*move)
            gains.exchange(*move)
            fresh = ExchangeGains.of(SeatingState(task, list(where)))
            assert [gains.tempting(u, 0) for u in range(units)] == [fresh.tempting(u, 0) for u in range(units)]


def test_the_hash_seed_changes_nothing(printed_alike: Callable[..., str]) -> None:
    assert "p23" in printed_alike(HASHED)
