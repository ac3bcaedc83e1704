"""Clashes: what is found, what is called proven, and how it reads."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable, Iterable
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kommunal_partner.clashes import Clash, ClashRule, FoundBy, Names, hall_violator, smallest_clash
from kommunal_partner.clashes._clash import contradiction, first_clash, not_kept, opening
from kommunal_partner.clashes.sentences import CANNOT_HOLD, CLASH, SMALLEST_CLASH
from kommunal_partner.errors import BadBudget, BadInstance
from kommunal_partner.results import Status, Unmet
from kommunal_partner.verdicts import Reason, Sentence

NAMED = Reason("NAMED", de="Regel {name}", en="rule {name}")


def rule(name: str) -> ClashRule:
    return ClashRule(name, (name,), Sentence(NAMED, {"name": name}))


def names(clash: Clash | None) -> str:
    assert clash is not None
    return "".join(rule.name for rule in clash.rules)


def clashing(*sets: str) -> Callable[[tuple[ClashRule, ...]], bool]:
    """A task in which exactly these sets of rules (and all that hold one of them) clash."""

    def is_feasible(rules: tuple[ClashRule, ...]) -> bool:
        there = {rule.name for rule in rules}
        return not any(set(some) <= there for some in sets)

    return is_feasible


@pytest.mark.parametrize(
    ("rules", "sets", "expected"),
    [
        ("abcd", ["bd"], "bd"),
        ("abcd", ["a"], "a"),
        ("abcdefgh", ["ah"], "ah"),
        ("abcdefgh", ["ab", "gh"], "gh"),
        ("abc", ["abc"], "abc"),
        ("abc", [""], ""),
    ],
)
def test_what_is_left_is_a_smallest_clash_and_of_several_the_one_that_stands_last(
    rules: str, sets: list[str], expected: str
) -> None:
    clash = smallest_clash([rule(name) for name in rules], clashing(*sets))
    assert names(clash) == expected
    assert clash is not None
    assert clash.minimal
    assert clash.found_by is FoundBy.SEARCH
    assert clash.sentence.reason is (CANNOT_HOLD if len(expected) == 1 else SMALLEST_CLASH)


def test_rules_that_hold_together_or_may_hold_together_do_not_clash() -> None:
    assert smallest_clash([rule("a")], lambda _: True) is None
    assert smallest_clash([rule("a")], lambda _: None) is None
    assert smallest_clash([], lambda _: False) is not None


def test_a_question_without_answer_keeps_the_rule_and_the_claim_is_weaker() -> None:
    def unsure(rules: tuple[ClashRule, ...]) -> bool | None:
        return False if len(rules) == 3 else None

    clash = smallest_clash([rule(name) for name in "abc"], unsure)
    assert names(clash) == "abc"
    assert clash is not None
    assert not clash.minimal
    assert clash.sentence.reason is CLASH


@pytest.mark.parametrize(("steps", "expected", "minimal"), [(1, "abcd", False), (2, "abcd", False), (4, "bcd", False)])
def test_when_the_steps_are_used_up_the_rules_not_tried_stay(steps: int, expected: str, minimal: bool) -> None:
    asked = []

    def is_feasible(rules: tuple[ClashRule, ...]) -> bool:
        asked.append(rules)
        return not {"b", "d"} <= {rule.name for rule in rules}

    clash = smallest_clash([rule(name) for name in "abcd"], is_feasible, steps=steps)
    assert names(clash) == expected
    assert clash is not None
    assert clash.minimal is minimal
    assert len(asked) == steps


def test_no_steps_at_all_are_refused() -> None:
    with pytest.raises(BadBudget, match="steps must be at least 1, not 0"):
        smallest_clash([rule("a")], lambda _: False, steps=0)


@given(
    st.lists(st.sets(st.sampled_from("abcde")), max_size=4),
    st.lists(st.sampled_from("abcde"), unique=True),
)
def test_the_clash_is_in_the_set_clashes_and_no_part_of_it_does(sets: list[set[str]], order: list[str]) -> None:
    def clash_there(there: set[str]) -> bool:
        return any(some <= there for some in sets)

    clash = smallest_clash([rule(name) for name in order], lambda rules: not clash_there({rule.name for rule in rules}))
    assert (clash is None) is not clash_there(set(order))
    if clash is not None:
        kept = [rule.name for rule in clash.rules]
        assert [name for name in order if name in kept] == kept
        assert clash_there(set(kept))
        assert not any(clash_there(set(kept) - {name}) for name in kept)


def test_the_first_look_that_finds_something_ends_the_search() -> None:
    found = Clash(Sentence(CLASH, {"count": 1}), [rule("a")], False, FoundBy.CHECK)

    def never() -> Clash | None:
        raise AssertionError("asked too much")

    assert first_clash([lambda: None, lambda: found, never]) is found
    assert first_clash([lambda: None]) is None
    assert first_clash([]) is None


# ── Hall sets ────────────────────────────────────────────────────────────────────────────────────────────────────────

HALL_CASES = [
    # demands, allowed, capacities, expected ids, sides, demand, capacity
    ({"a": 1}, {"a": "x"}, {"x": 1}, None, None, 0, 0),
    ({"a": 1}, {}, {"x": 1}, ("a",), (), 1, 0),
    ({"a": 1}, {"a": "x"}, {}, ("a",), (), 1, 0),
    ({"a": 0}, {}, {}, None, None, 0, 0),
    ({}, {}, {}, None, None, 0, 0),
    ({"a": 3}, {"a": "xy"}, {"x": 1, "y": 1}, ("a",), ("x", "y"), 3, 2),
    ({"a": 1, "b": 1, "c": 1}, {"a": "x", "b": "x", "c": "xy"}, {"x": 1, "y": 1}, ("a", "b"), ("x",), 2, 1),
    ({"a": 1, "b": 1, "c": 1}, {"a": "xy", "b": "x", "c": "x"}, {"x": 1, "y": 1}, ("b", "c"), ("x",), 2, 1),
    ({"a": 1, "b": 1}, {"a": "xy", "b": "x"}, {"x": 1, "y": 1}, None, None, 0, 0),
    ({"a": 2, "b": 2, "c": 1}, {"a": "xy", "b": "xy", "c": "yz"}, {"x": 2, "y": 2, "z": 1}, None, None, 0, 0),
    ({"a": 1, "b": 3}, {"a": "x", "b": "x"}, {"x": 1}, ("b",), ("x",), 3, 1),
    ({"a": 1, "b": 1, "c": 1}, {"a": "xy", "b": "xy", "c": "xy"}, {"x": 2, "y": 1}, None, None, 0, 0),
    ({"a": 2, "b": 2, "c": 2}, {"a": "xy", "b": "xz", "c": "yz"}, {"x": 2, "y": 2, "z": 2}, None, None, 0, 0),
    ({"a": 2, "b": 1}, {"a": "xy", "b": "x"}, {"x": 2, "y": 1}, None, None, 0, 0),
    ({1: 2, "b": 2, (3,): 1}, {1: "xy", "b": "xy", (3,): "y"}, {"x": 2, "y": 2}, (1, "b", (3,)), ("x", "y"), 5, 4),
]


@pytest.mark.parametrize(("demands", "allowed", "capacities", "ids", "sides", "demand", "capacity"), HALL_CASES)
def test_hall_sets_by_hand(
    demands: dict[object, int],
    allowed: dict[object, str],
    capacities: dict[object, int],
    ids: tuple[object, ...] | None,
    sides: tuple[object, ...],
    demand: int,
    capacity: int,
) -> None:
    found = hall_violator(demands, allowed, capacities)
    if ids is None:
        assert found is None
    else:
        assert found is not None
        assert (found.ids, found.sides, found.demand, found.capacity) == (ids, sides, demand, capacity)


@given(
    st.dictionaries(st.sampled_from("abcd"), st.integers(0, 3)),
    st.dictionaries(st.sampled_from("abcd"), st.sets(st.sampled_from("xyz"))),
    st.dictionaries(st.sampled_from("xyz"), st.integers(0, 3)),
)
def test_a_hall_set_is_found_exactly_when_one_exists_and_nobody_in_it_is_needless(
    demands: dict[str, int], allowed: dict[str, set[str]], capacities: dict[str, int]
) -> None:
    def lacks(some: Iterable[str]) -> bool:
        some = list(some)
        sides = {side for one in some for side in allowed.get(one, ())}
        return sum(demands[one] for one in some) > sum(capacities.get(side, 0) for side in sides)

    exists = any(lacks(some) for size in range(5) for some in combinations(demands, size))
    found = hall_violator(demands, allowed, capacities)
    assert (found is not None) is exists
    if found is not None:
        ids = [str(one) for one in found.ids]
        assert lacks(ids)
        assert not any(lacks(one for one in ids if one != other) for other in ids)


@pytest.mark.parametrize(("demands", "capacities"), [({"a": -1}, {}), ({}, {"x": -1})])
def test_amounts_below_zero_are_refused(demands: dict[str, int], capacities: dict[str, int]) -> None:
    with pytest.raises(BadInstance, match="must be at least 0"):
        hall_violator(demands, {}, capacities)


def test_what_is_no_question_and_no_side_is_refused() -> None:
    with pytest.raises(BadInstance, match="is_feasible must be a function"):
        smallest_clash([], "never")  # type: ignore[arg-type]  # because that is the mistake
    with pytest.raises(BadInstance, match="allowed must hold the sides of each id"):
        hall_violator({"a": 1}, {"a": 3}, {"x": 1})  # type: ignore[dict-item]  # because that is the mistake


@pytest.mark.uncounted
def test_ten_thousand_who_want_fifty_sides_are_looked_at_quickly_enough() -> None:
    demands = dict.fromkeys(range(10_000), 1)
    allowed = {one: [f"side {(one * j) % 50}" for j in range(1, 4)] for one in demands}
    found = hall_violator(demands, allowed, {f"side {k}": 150 for k in range(50)})
    assert found is not None
    assert found.demand > found.capacity


# ── words ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_clash_reads_as_a_headline_and_its_rules() -> None:
    clash = Clash(Sentence(SMALLEST_CLASH, {"count": 2}), [rule("a"), rule("b")], True, FoundBy.SEARCH)
    assert clash.text("de").splitlines() == [
        "Diese Regeln können nicht zusammen gelten (Anzahl: 2); fiele eine weg, könnten es die übrigen:",
        "- Regel a",
        "- Regel b",
    ]
    assert clash.text("en").splitlines()[1:] == ["- rule a", "- rule b"]


def test_a_hall_set_reads_as_a_sentence_in_both_languages() -> None:
    found = hall_violator({"a": 1, "b": 1}, {"a": "x", "b": "x"}, {"x": 1})
    assert found is not None
    assert found.text() == "a, b: Plätze zusammen gebraucht: 2; offen: nur x, mit zusammen 1."
    assert found.text("en") == "a, b: places needed together: 2; open: only x, with 1 in all."
    nowhere = hall_violator({"a": 2}, {}, {})
    assert nowhere is not None
    assert nowhere.text("de") == "a: Plätze gebraucht: 2, aber nichts steht offen."
    assert nowhere.text("en") == "a: places needed: 2, but nothing is open."


@pytest.mark.parametrize(
    ("count", "lang", "expected"),
    [(3, "de", "0, 1, 2"), (4, "de", "0, 1, 2 und 1 weitere"), (5, "en", "0, 1, 2 and 2 more")],
)
def test_long_lists_of_ids_are_cut_and_say_so(count: int, lang: str, expected: str) -> None:
    assert Names(range(count), shown=3).text(lang) == expected


@pytest.mark.parametrize(
    "value",
    [
        Names([1, "a"]),
        rule("a"),
        Clash(Sentence(CLASH, {"count": 1}), [rule("a")], False, FoundBy.HALL),
        Unmet(("a",), Sentence(NAMED, {"name": "a"}), True),
        hall_violator({"a": 1}, {}, {}),
    ],
)
def test_every_value_survives_pickling_and_copying(value: object) -> None:
    assert pickle.loads(pickle.dumps(value)) == value
    assert hash(copy.deepcopy(value)) == hash(value)


def test_what_is_left_out_says_why() -> None:
    assert Unmet(("a",), Sentence(NAMED, {"name": "a"})).text("en") == "rule a"


def test_a_result_says_first_that_there_is_none_then_what_clashes_then_what_is_left_out() -> None:
    clash = Clash(Sentence(CLASH, {"count": 2}), (rule("a"), rule("b")), minimal=False, found_by=FoundBy.CHECK)
    rules = ["These rules cannot hold together (number: 2; fewer may do):", "rule a", "rule b"]
    unmet = (not_kept(rule("c")),)

    def said(status: Status, clash: Clash | None, unmet: Iterable[Unmet] = ()) -> list[str]:
        return [sentence.text("en") for sentence in opening(status, clash, unmet)]

    assert [sentence.text("en") for sentence in clash.sentences] == rules
    assert said(Status.OPTIMAL, None) == []
    assert said(Status.INFEASIBLE, None) == ["No result is possible."]
    assert said(Status.INFEASIBLE, clash) == ["No result is possible.", *rules]
    assert said(Status.PARTIAL, clash, unmet) == [*rules, "Not kept: rule c"]
    assert said(Status.PARTIAL, None, unmet) == ["Not kept: rule c"]


def test_a_rule_not_kept_concerns_whom_the_rule_concerns() -> None:
    assert (not_kept(rule("c")).ids, not_kept(rule("c")).text()) == (("c",), "Nicht eingehalten: Regel c")


def test_rules_seen_to_exclude_one_another_are_a_clash_of_just_these() -> None:
    clash = contradiction(rule("a"), rule("b"))
    assert (names(clash), clash.minimal, clash.found_by) == ("ab", True, FoundBy.CHECK)
    assert clash.text("en") == "These rules cannot hold together:\n- rule a\n- rule b"


def test_clashes_their_rules_and_hall_sets_show_themselves_as_sentences() -> None:
    clash = contradiction(rule("a"), rule("b"))
    assert str(clash) == clash.text() == "Diese Regeln können nicht zusammen gelten:\n- Regel a\n- Regel b"
    assert str(clash.rules[0]) == "Regel a"
    assert [by.text("en") for by in FoundBy] == ["first check", "Hall set", "leaving rules out"]
    found = hall_violator({"a": 1}, {}, {})
    assert found is not None
    assert str(found) == "a: Plätze gebraucht: 1, aber nichts steht offen."
    assert str(Names(range(20), shown=2)) == "0, 1 und 18 weitere"
    assert Clash(clash.sentence, clash.rules, True, "hall").found_by is FoundBy.HALL
