"""What explanations say of people at tables and in rounds is so: each sentence is checked by code of its own."""

from __future__ import annotations

from itertools import combinations
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kommunal_partner.matching.groups import GroupPlan, compose
from kommunal_partner.matching.rotation import RotationPlan, rotate
from kommunal_partner.results import Status

PEOPLE = "abcdef"
LANGUAGES = ("de", "en", "fr")

Told = list[tuple[str, dict[str, Any]]]


def told(plan: GroupPlan | RotationPlan, *ids: str) -> Told:
    """The sentences by code, with their values."""
    explained = plan.explain(*ids)
    assert explained.text("de")
    assert explained.text("en") != explained.text("de")
    return [(one.reason.code, dict(one.values)) for one in explained.sentences]


# ── tables ───────────────────────────────────────────────────────────────────────────────────────────────────────────


class Tables:
    """A tiny task with its plan, and what is so about it, counted without any of the library's code."""

    def __init__(self, data: st.DataObject) -> None:
        self.people = PEOPLE[: data.draw(st.integers(2, 6))]
        count = data.draw(st.integers(1, 3))
        self.far = {
            frozenset(pair): data.draw(st.integers(-2, 9) | st.sampled_from([0.1, 0.2, 0.7]))
            for pair in combinations(self.people, 2)
        }
        lows = [data.draw(st.integers(0, 2)) for _ in range(count)]
        self.sizes = [(low, low + data.draw(st.integers(0, 3))) for low in lows]
        pairs = st.lists(st.sampled_from(list(combinations(self.people, 2))), max_size=2)
        self.together, self.apart = data.draw(pairs), data.draw(pairs)
        self.locked = {self.people[0]: data.draw(st.integers(1, count))} if data.draw(st.booleans()) else {}
        self.hosts, self.least = self.people[:2], data.draw(st.integers(0, 1))
        self.languages = {
            one: data.draw(st.sets(st.sampled_from(LANGUAGES), min_size=1))
            for one in self.people
            if data.draw(st.booleans())
        }
        self.goal = data.draw(st.sampled_from(["diverse", "alike"]))
        self.plan = compose(
            self.people,
            lambda a, b: self.far[frozenset((a, b))],
            sizes=self.sizes,
            goal=self.goal,
            together=self.together,
            apart=self.apart,
            common_language=self.languages,
            at_least=[("host", self.hosts, self.least)],
            locked=self.locked,
            steps=500,
        )
        self.at = {str(one): t for t, ids in enumerate(self.plan.solution) for one in ids}

    def to_others(self, person: str, table: int) -> float:
        return sum(self.far[frozenset((person, one))] for one, t in self.at.items() if t == table and one != person)

    def value(self, at: dict[str, int]) -> float:
        return sum(
            far for pair, far in self.far.items() if len({at.get(one, -k - 1) for k, one in enumerate(pair)}) == 1
        )

    def broken(self, at: dict[str, int]) -> set[object]:
        """The names of the rules that seats break."""
        members = [[one for one, t in at.items() if t == table] for table in range(len(self.sizes))]
        sized = zip(members, self.sizes, strict=True)
        found: set[object] = set() if all(low <= len(ids) <= high for ids, (low, high) in sized) else {"sizes"}
        found |= {("together", a, b) for a, b in self.together if a in at and b in at and at[a] != at[b]}
        found |= {("apart", a, b) for a, b in self.apart if a in at and b in at and at[a] == at[b]}
        found |= {("locked", one) for one, table in self.locked.items() if at.get(one, table - 1) != table - 1}
        found |= {"host"} if any(sum(one in self.hosts for one in ids) < self.least for ids in members) else set()
        for ids in members:
            known = [self.languages[one] for one in ids if one in self.languages]
            if known and not set.intersection(*known):
                found.add("languages")
        return found

    def changes(self, a: str, b: str) -> list[dict[str, int]]:
        """All seats after an exchange of two people, or one move to a free chair, that parts two or brings them together."""
        found = []
        for one in (a, b):
            for there in {*range(len(self.sizes))} - {self.at[one]}:
                found += [at for other, at in self.exchanges(one, there).items() if other not in (a, b)]
                found += self.moves(one, there)
        return [at for at in found if (at[a] == at[b]) != (self.at[a] == self.at[b])]

    def exchanges(self, one: str, there: int) -> dict[str, dict[str, int]]:
        """For those of another table with whom somebody can change places without breaking a rule, all seats then."""
        seated = [other for other, t in self.at.items() if t == there]
        found = {back: self.at | {one: there, back: self.at[one]} for back in seated}
        return {back: at for back, at in found.items() if self.broken(at) <= self.broken(self.at)}

    def moves(self, one: str, there: int) -> list[dict[str, int]]:
        """All seats after somebody's move to another table, if that has a free chair and no rule is broken by it."""
        at = self.at | {one: there}
        free = list(self.at.values()).count(there) < self.sizes[there][1] and "sizes" not in self.broken(self.at)
        return [at] if free and self.broken(at) <= self.broken(self.at) else []


def check_table(task: Tables, code: str, said: dict[str, Any]) -> None:
    ids = [one for one in task.people if task.at.get(one) == said.get("table", 0) - 1]
    known = [task.languages[one] for one in ids if one in task.languages]
    if code == "TABLE_TOTAL":
        total = sum(task.far[frozenset(pair)] for pair in combinations(ids, 2))
        assert (said["count"], round(said["total"], 9)) == (len(ids), round(total, 9))
    elif code in ("SPOKEN", "SPOKEN_AS_KNOWN"):
        assert set(said["languages"]) == set.intersection(*known)
        assert (len(known) == len(ids)) == (code == "SPOKEN")
    elif code == "TABLE_EMPTY":
        assert not ids


def check_person(task: Tables, person: str, code: str, said: dict[str, Any]) -> None:
    if code == "ALONE":
        assert person not in task.at
    elif code == "MEMBER":
        assert said["table"] == task.at[person] + 1
        assert round(said["own"], 9) == round(task.to_others(person, task.at[person]), 9)
    elif code == "CONTRIBUTION":
        assert task.moves(person, said["there"] - 1)
        assert round(said["elsewhere"], 9) == round(task.to_others(person, said["there"] - 1), 9)
    elif code == "EXCHANGED":
        there, sign = said["there"] - 1, 1 if task.goal == "diverse" else -1
        possible = task.exchanges(person, there)
        best = max(sign * task.value(at) for at in possible.values())
        far = task.far[frozenset((person, said["other"]))]
        assert not task.moves(person, there)
        assert round(said["elsewhere"], 9) == round(task.to_others(person, there) - far, 9)
        assert round(said["changed"], 9) == round(task.value(possible[said["other"]]), 9) == round(sign * best, 9)
        assert round(said["value"], 9) == round(task.value(task.at), 9)
    elif code in ("BARRED", "BARRED_AT"):
        assert (len(said["tables"]) == 1) == (code == "BARRED_AT")
        assert not any(task.moves(person, t - 1) or task.exchanges(person, t - 1) for t in said["tables"])
    else:
        assert code == "CONCERNS"
        assert said["rule"].reason.code in {"LOCKED_RULE", "TOGETHER_RULE", "APART_RULE", "AT_LEAST_RULE"}
        assert person in {*task.locked, *task.hosts}.union(*task.together, *task.apart)


@settings(max_examples=60)
@given(st.data())
def test_what_is_said_of_people_at_tables_is_so(data: st.DataObject) -> None:
    task = Tables(data)
    if task.plan.status is Status.INFEASIBLE:
        return
    for code, said in told(task.plan):
        check_table(task, code, said)
    for person in task.people:
        spoken_of: list[int] = []
        for code, said in told(task.plan, person):
            check_person(task, person, code, said)
            spoken_of += [said["there"]] if "there" in said else said.get("tables", ())
        others = {*range(1, len(task.sizes) + 1)} - {task.at[person] + 1} if person in task.at else ()
        assert sorted(spoken_of) == sorted(others)


@settings(max_examples=50)
@given(st.data())
def test_what_is_said_of_two_at_tables_is_so_and_no_change_is_better(data: st.DataObject) -> None:
    task = Tables(data)
    if task.plan.status is Status.INFEASIBLE:
        return
    sign = 1 if task.goal == "diverse" else -1
    for a, b in combinations(task.people, 2):
        for code, said in told(task.plan, a, b):
            if code == "ALONE":
                assert said["id"] not in task.at
                continue
            together = task.at[a] == task.at[b]
            if code in ("TOGETHER", "APART"):
                assert (code == "TOGETHER", said["distance"]) == (together, task.far[frozenset((a, b))])
            elif code == "BY_RULE":
                assert (a, b) in (task.together if together else task.apart)
            elif code == "NO_SWAP":
                assert not task.changes(a, b)
            else:
                assert code in ("SWAP", "MOVE")
                best = max(sign * task.value(at) for at in task.changes(a, b))
                assert round(sign * said["changed"], 9) == round(best, 9)
                one, there = said["a"], task.at[said["b"]] if code == "SWAP" else said["table"] - 1
                changed = task.at | {one: there} | ({said["b"]: task.at[one]} if code == "SWAP" else {})
                assert changed in task.changes(a, b)
                assert round(task.value(changed), 9) == round(said["changed"], 9)


# ── rounds ───────────────────────────────────────────────────────────────────────────────────────────────────────────


class Rounds:
    """A tiny task with its plan, and who meets whom in it, counted without any of the library's code."""

    def __init__(self, data: st.DataObject) -> None:
        self.people = PEOPLE[: data.draw(st.integers(2, 6))]
        tables, self.rounds = data.draw(st.integers(1, 3)), data.draw(st.integers(1, 3))
        self.apart = data.draw(st.lists(st.sampled_from(list(combinations(self.people, 2))), max_size=2))
        self.hosts = {one: data.draw(st.integers(1, tables)) for one in self.people[:2] if data.draw(st.booleans())}
        self.away = {one: data.draw(st.sets(st.integers(1, self.rounds))) for one in self.people[1:3]}
        places = st.integers(1, tables) | st.just("bench")
        self.locked = {(one, 1): data.draw(places) for one in self.people[3:5] if data.draw(st.booleans())}
        self.bench: int | tuple[int, int] = data.draw(st.just(0) | st.just(1) | st.just((0, 2)))
        if not self.bench:
            self.locked = {lock: place for lock, place in self.locked.items() if place != "bench"}
        self.plan = rotate(
            self.people,
            tables=tables,
            rounds=self.rounds,
            apart=self.apart,
            hosts=self.hosts,
            unavailable=self.away,
            locked=self.locked,
            bench=self.bench,
            steps=300,
        )
        self.seats = {
            (one, r): (t, ids)
            for r, of_round in enumerate(self.plan.solution, 1)
            for t, ids in enumerate(of_round, 1)
            for one in ids
        }

    def meetings(self, a: str, b: str) -> list[tuple[int, int]]:
        """The rounds and tables at which two meet."""
        both = [r for r in range(1, self.rounds + 1) if (a, r) in self.seats and b in self.seats[a, r][1]]
        return [(r, self.seats[a, r][0]) for r in both]

    def out(self, person: str) -> list[int]:
        """The rounds that somebody sits out."""
        there = [r for r in range(1, self.rounds + 1) if r not in self.away.get(person, ())]
        return [r for r in there if (person, r) not in self.seats]

    def met(self, person: str) -> set[str]:
        return {other for other in self.people if other != person and self.meetings(person, other)}


def check_person_in_rounds(task: Rounds, person: str, code: str, said: dict[str, Any]) -> None:
    if code in ("MEETS", "SITS_ALONE"):
        table, ids = task.seats[person, said["round"]]
        assert said["table"] == table
        assert set(said["ids"].ids if code == "MEETS" else ()) == set(ids) - {person}
    elif code in ("ABSENT_IN", "ABSENT_OFTEN"):
        assert set(said["rounds"]) == task.away[person]
    elif code in ("SITS_OUT", "SITS_OUT_OFTEN"):
        assert list(said["rounds"]) == task.out(person)
    elif code == "HOST_RULE":
        assert task.hosts[person] == said["table"]
    else:
        assert (code, said["count"], said["people"]) == ("MET_COUNT", len(task.met(person)), len(task.people) - 1)


def check_pair_in_rounds(task: Rounds, a: str, b: str, code: str, said: dict[str, Any]) -> None:
    met = task.meetings(a, b)
    if code == "NEVER_RULE":
        assert (a, b) in task.apart
    elif code == "NEVER_HOSTS":
        assert task.hosts[a] != task.hosts[b]
    elif code == "NEVER_BOTH_THERE":
        assert task.away.get(a, set()) | task.away.get(b, set()) == set(range(1, task.rounds + 1))
    elif code == "NEVER":
        assert (said["count_a"], said["count_b"]) == (len(task.met(a)), len(task.met(b)))
        assert (said["people"], met) == (len(task.people) - 1, [])
    elif code == "REPEAT_NOT_PROVEN":
        assert (task.plan.bound, len(met) > 1) == (0, True)
    elif code in ("ABSENT_IN", "ABSENT_OFTEN"):
        assert set(said["rounds"]) == task.away[said["id"]]
    elif code in ("SITS_OUT", "SITS_OUT_OFTEN"):
        assert list(said["rounds"]) == task.out(said["id"])
    elif code != "MEET":
        assert code.startswith("BOUND")
        assert len(met) > 1


def check_rounds(task: Rounds, often: list[int], code: str, said: dict[str, Any]) -> None:
    if code == "REPEAT_PAIR":
        met = task.meetings(said["a"], said["b"])
        assert (said["count"], said["rounds"]) == (len(met), tuple(r for r, _ in met))
    elif code == "SIT_OUT":
        assert set(said["ids"].ids) == {one for one in task.people if said["round"] in task.out(one)}
    elif code == "SIT_OUT_ALIKE":
        assert [said["count"]] * len(often) == often
    elif code == "SIT_OUT_BETWEEN":
        assert (said["least"], said["most"]) == (min(often), max(often))


@settings(max_examples=120)
@given(st.data())
def test_what_is_said_of_people_in_rounds_is_so(data: st.DataObject) -> None:
    task = Rounds(data)
    if task.plan.status is Status.INFEASIBLE:
        return
    often = [len(task.out(one)) for one in task.people]
    for code, said in told(task.plan):
        check_rounds(task, often, code, said)
    for person in task.people:
        for code, said in told(task.plan, person):
            check_person_in_rounds(task, person, code, said)
    for a, b in combinations(task.people, 2):
        sentences = told(task.plan, a, b)
        assert [(said["round"], said["table"]) for code, said in sentences if code == "MEET"] == task.meetings(a, b)
        for code, said in sentences:
            check_pair_in_rounds(task, a, b, code, said)
