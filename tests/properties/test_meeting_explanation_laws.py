"""What a timetable says of itself, of pairs and of people is checked against the task, by code of its own."""

from __future__ import annotations

from itertools import pairwise, product
from typing import Any

from attrs import define, field
from hypothesis import given, settings
from hypothesis import strategies as st

from kommunal_partner.matching.meetings import Request, Timetable, arrange
from kommunal_partner.verdicts import Sentence

Two = tuple[str, str]

PEOPLE = "abcd"
PAIRS = [("a", "b"), ("a", "c"), ("a", "d"), ("b", "c"), ("b", "d"), ("c", "d")]
SLOTS = ["Mo", "Tu", "We", "Th"]


@define
class Task:
    """A tiny task, by words of its own."""

    wanted: list[Two]
    optional: set[Two]
    tables: dict[str, int]
    sessions: dict[Two, set[str]]
    away: dict[str, set[str]]
    locked: dict[Two, str] = field(factory=dict)
    previous: dict[Two, str] = field(factory=dict)
    steps: int = 500

    def arrange(self) -> Timetable:
        return arrange(
            [Request(*pair, optional=pair in self.optional) for pair in self.wanted],
            slots=list(self.tables),
            tables=self.tables,
            sessions=self.sessions,
            unavailable=self.away,
            locked=self.locked,
            previous=self.previous,
            steps=self.steps,
        )

    def may_meet(self, pair: Two) -> list[str]:
        """The slots in which two may meet at all."""
        return [
            slot
            for slot, tables in self.tables.items()
            if tables
            and slot in self.sessions.get(pair, {slot})
            and not any(slot in self.away.get(one, ()) for one in pair)
            and self.locked.get(pair, slot) == slot
        ]

    def fits(self, layout: dict[Two, str]) -> bool:
        """Whether meetings may all be where they are."""
        seats = [(one, slot) for pair, slot in layout.items() for one in pair]
        return (
            len(seats) == len(set(seats))
            and all(slot in self.may_meet(pair) for pair, slot in layout.items())
            and all(list(layout.values()).count(slot) <= tables for slot, tables in self.tables.items())
        )

    def layouts(self, pairs: list[Two]) -> list[dict[Two, str]]:
        """Every way to lay all of these meetings out."""
        every = (dict(zip(pairs, slots, strict=True)) for slots in product(self.tables, repeat=len(pairs)))
        return [layout for layout in every if self.fits(layout)]

    def gaps(self, one: str, layout: dict[Two, str]) -> int:
        """The breaks of somebody between their first and last meeting."""
        order = list(self.tables)
        mine = sorted(order.index(slot) for pair, slot in layout.items() if one in pair)
        return sum(later > earlier + 1 for earlier, later in pairwise(mine))


@st.composite
def tasks(draw: st.DrawFn) -> Task:
    slots = SLOTS[: draw(st.integers(1, 4))]
    some = st.sets(st.sampled_from(slots))
    wanted = draw(st.lists(st.sampled_from(PAIRS), unique=True, min_size=1, max_size=5))
    rare = st.sampled_from([False, False, True])
    return Task(
        wanted=wanted,
        optional={pair for pair in wanted if draw(rare)},
        tables={slot: draw(st.integers(0, 2)) for slot in slots},
        sessions={pair: draw(some) for pair in wanted if draw(rare)},
        away={one: draw(some) for one in {one for pair in wanted for one in pair} if draw(rare)},
        locked={pair: draw(st.sampled_from(slots)) for pair in wanted[:1] if draw(rare)},
        previous={pair: draw(st.sampled_from(slots)) for pair in wanted if draw(rare)},
        steps=draw(st.sampled_from([0, 500])),
    )


def named(values: dict[str, Any]) -> set[str]:
    return set(values["slots"].ids)


def is_so_left_out(task: Task, at: dict[Two, str], pair: Two, sentence: Sentence) -> bool:
    """Whether it is true why a meeting is left out."""
    values, may = dict(sentence.values), task.may_meet(pair)
    busy = {one: {slot for other, slot in at.items() if one in other} for one in pair}
    free = [slot for slot in may if not any(slot in busy[one] for one in pair)]
    match sentence.reason.code:
        case "UNMET_NO_SLOT":
            return not may
        case "UNMET_FULL":
            return bool(may) and set(may) <= busy[str(values["id"])] and values["count"] == len(may)
        case "UNMET_NO_COMMON":
            return bool(may) and not free and values["count"] == len(may)
        case "UNMET_NO_TABLE":
            full = all(list(at.values()).count(slot) == task.tables[slot] for slot in free)
            return bool(free) and full and named(values) == set(free)
        case "UNMET_FREE":
            return named(values) == {slot for slot in free if task.fits(at | {pair: slot})} != set()
    return False


def is_so_of_pair(task: Task, at: dict[Two, str], pair: Two, sentence: Sentence) -> bool:  # noqa: PLR0911 - because every sentence has its own check
    """Whether what is said of a meeting that takes place is true."""
    values = dict(sentence.values)
    others = [slot for slot in task.may_meet(pair) if slot != at[pair]]
    alone = {slot for slot in others if task.fits(at | {pair: slot})}
    match sentence.reason.code:
        case "PLACED":
            return bool(values["slot"] == at[pair])
        case "MOVED":
            return bool(values["slot"] == task.previous[pair] != at[pair])
        case "LOCKED_HERE":
            return task.locked[pair] == at[pair]
        case "ALSO_FREE":
            return named(values) == alone != set()
        case "ONLY_HERE":
            # Whoever stands in the way there could give way.
            in_the_way = [
                {other for other, taken in at.items() if other != pair and taken == slot and task.tables[slot]}
                for slot in others
            ]
            return not alone and bool(others) and all(in_the_way)
        case "NO_OTHER_SLOT":
            return not others
    return False


def is_so_of_all(task: Task, found: Timetable, at: dict[Two, str], sentence: Sentence) -> bool:
    """Whether what is said of the whole is true."""
    values: dict[str, Any] = dict(sentence.values)
    match sentence.reason.code:
        case "ALL_IN":
            return bool(values["count"] == len(task.wanted) == len(at))
        case "SOME_OUT":
            most = max(
                len(chosen)
                for picked in product([True, False], repeat=len(task.wanted))
                if task.layouts(chosen := [pair for pair, is_in in zip(task.wanted, picked, strict=True) if is_in])
            )
            return bool(values["count"] == len(at) <= most <= values["most"] and values["total"] == len(task.wanted))
        case "GAPS":
            moved = [pair for pair, slot in at.items() if task.previous.get(pair, slot) != slot]
            return bool(values["gaps"] == sum(task.gaps(one, at) for one in PEOPLE) and values["moved"] == len(moved))
        case "LEAST":
            costs = []
            for layout in task.layouts(list(at)):
                moved = [pair for pair, slot in layout.items() if task.previous.get(pair, slot) != slot]
                costs.append(sum(task.gaps(one, layout) for one in PEOPLE) + 10 * len(moved))
            return bool(values["bound"] <= min(costs))
        case "SEARCHED":
            return found.clash is None and any(pair not in task.optional and pair not in at for pair in task.wanted)
    return False


def clashes(task: Task, found: Timetable) -> bool:
    """Whether the rules that are said to clash cannot all be kept, whatever the others are."""
    assert found.clash is not None
    rules = found.clash.rules
    wanted = [rule.ids for rule in rules if rule.name in {"wanted", "locked"}]
    everywhere = any(rule.name == "tables" and not rule.ids for rule in rules)
    eased = Task(
        wanted=task.wanted,
        optional=set(),
        tables={
            slot: tables if everywhere or any(rule.name == "tables" and rule.ids == (slot,) for rule in rules) else 9
            for slot, tables in task.tables.items()
        },
        sessions={pair: task.sessions[pair] for rule in rules for pair in task.sessions if (rule.name, rule.ids) == ("session", pair)},
        away={one: task.away[one] for rule in rules for one in task.away if (rule.name, rule.ids) == ("unavailable", (one,))},
        locked={pair: task.locked[pair] for rule in rules for pair in task.locked if (rule.name, rule.ids) == ("locked", pair)},
    )  # fmt: skip
    return not eased.layouts(list(dict.fromkeys(wanted)))  # type: ignore[arg-type]  # because ids are strings here


@settings(max_examples=150, deadline=None)
@given(tasks())
def test_what_a_timetable_says_is_so(task: Task) -> None:
    found = task.arrange()
    at: dict[Two, str] = {pair: place.slot for pair, place in found.solution.items()}  # type: ignore[misc]  # because ids are strings here
    if found.clash is not None:
        assert clashes(task, found), found.explain().text("en")
    if found.value is None:
        return
    clash = found.clash.sentences if found.clash is not None else ()
    unmet = {left.ids: left for left in found.unmet}
    assert set(unmet) == set(task.wanted) - set(at)
    for pair, left in unmet.items():
        assert is_so_left_out(task, at, pair, left.sentence), left.text("en")  # type: ignore[arg-type]  # because ids are strings here
        if left.proven:
            assert not task.layouts([pair])  # type: ignore[list-item]  # because ids are strings here
        assert found.explain(pair).sentences[0] == left.sentence
    for sentence in found.explain().sentences:
        if sentence not in clash and sentence not in {left.sentence for left in found.unmet}:
            assert is_so_of_all(task, found, at, sentence), sentence.text("en")
    for pair in at:
        for sentence in found.explain(pair).sentences:
            assert is_so_of_pair(task, at, pair, sentence), sentence.text("en")
    for one in {one for pair in task.wanted for one in pair}:
        agenda, *rest = found.explain(one).sentences
        mine = {slot: next(other for other in pair if other != one) for pair, slot in at.items() if one in pair}
        alone = [task.gaps(one, layout) for layout in task.layouts([pair for pair in at if one in pair])]
        assert (agenda.values["count"], agenda.values["gaps"]) == (len(mine), task.gaps(one, at))
        assert agenda.values["least"] <= min(alone)  # type: ignore[operator]  # because it is a number
        met = [sentence for sentence in rest if sentence.reason.code == "APPOINTMENT"]
        assert {sentence.values["slot"]: sentence.values["other"] for sentence in met} == mine
        assert [sentence.values["slot"] for sentence in met] == sorted(mine, key=list(task.tables).index)
        left_out = [sentence for sentence in rest if sentence not in met]
        assert left_out == [left.sentence for pair, left in unmet.items() if one in pair]
