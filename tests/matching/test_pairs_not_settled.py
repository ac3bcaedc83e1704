"""What a result that time ended says of a pair: what an exchange shows to be possible, and no more than that."""

from __future__ import annotations

import random
from collections import Counter
from typing import Any

import pytest
from attrs import evolve

from kommunal_partner.matching.assignment import PlaceQuota, _saying, assign, pair
from kommunal_partner.matching.assignment._exchange import exchanged, repaired
from kommunal_partner.results import Status

pytest.importorskip("numpy")
pytest.importorskip("scipy")
pytest.importorskip("rustworkx")

NO_TIME = 1e-9
RANGE = range(4)


@pytest.fixture(autouse=True)
def _nothing_is_searched_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_saying, "_MOST_PAIRS", 0)
    monkeypatch.setattr(_saying, "_MOST_UNDER_QUOTAS", 0)


def drawn(seed: int) -> tuple[list[list[int | None]], dict[str, Any]]:
    """Weights of four by four, some of them forbidden, with capacities, demands, a quota of each side and a lock."""
    draw = random.Random(seed)  # noqa: S311 - because it draws tasks
    weights: list[list[int | None]] = [[draw.choice([None, *range(-1, 9)]) for _ in RANGE] for _ in RANGE]
    weights[0][0] = 3
    quotas = [
        PlaceQuota("left", "left", [0, 1], least=draw.randint(0, 1), most=draw.randint(1, 3)),
        PlaceQuota("right", "right", [1, 2], least=draw.randint(0, 1), most=draw.choice([1, 2, None])),
    ]
    options = {
        "capacity_left": draw.choice([1, 2]),
        "capacity_right": [draw.choice([1, 2, 3]) for _ in RANGE],
        "least_right": [0, 0, 0, draw.randint(0, 1)],
        "quotas": draw.choice([[], quotas]),
        "locked": draw.choice([[], [(0, 0)]]),
        "goal": draw.choice(["total", "gain", "most"]),
    }
    return weights, options


RULES = {"LOCK_BROKEN", "NOT_THERE", "PAIR_TWICE", "PAIR_FORBIDDEN", "TOO_MANY", "TOO_FEW"}


@pytest.mark.parametrize("seed", range(40))
def test_an_exchange_keeps_every_rule_and_is_worth_what_is_said(seed: int) -> None:
    weights, options = drawn(seed)
    found: Any = assign(RANGE, RANGE, weights, time_limit=NO_TIME, **options)
    found = evolve(found, status=Status.PARTIAL if found.unmet else Status.FEASIBLE)
    for place in [(a, b) for a in RANGE for b in RANGE if weights[a][b] is not None and (a, b) not in found.solution]:
        sentence = found.explain(*place).sentences[0]
        if sentence.reason.code not in {"POSSIBLE_WITH", "POSSIBLE_BESIDE"}:
            assert sentence.reason.code in {"NOT_SETTLED", "WOULD_BREAK"}
            continue
        pairs = exchanged(found.task, found.solution, place)
        assert pairs is not None
        broken = {violation.rule for violation in evolve(found, solution=pairs).verify()}
        assert broken & RULES <= ({"TOO_FEW"} if found.unmet else set())
        assert {place, *options["locked"]} <= set(pairs)
        assert sentence.values["value"] == sum(weights[a][b] or 0 for a, b in pairs)
        assert sentence.values["best"] == found.value
        assert sentence.reason.code == ("POSSIBLE_BESIDE" if set(found.solution) <= set(pairs) else "POSSIBLE_WITH")


def test_what_is_possible_is_said_in_both_languages() -> None:
    weights = [[9, 8, 0], [8, 9, 0], [0, 0, 7]]
    quota = PlaceQuota("two", "left", "ab", most=2)
    found = evolve(assign("abc", "xyz", weights, quotas=[quota]), status=Status.FEASIBLE)
    assert found.explain("a", "y").text("en") == (
        "With the pair a and y (8) a result worth 23 is possible (now 25); giving way: a + x, b + y. "
        "Whether a better one is possible is not settled."
    )
    assert found.explain("a", "y").text("de") == (
        "Mit dem Paar a und y (8) ist ein Ergebnis von 23 möglich (jetzt 25); dafür zu lösen: a + x, b + y. "
        "Ob ein besseres möglich ist, ist nicht geklärt."
    )
    fewer = evolve(found, solution=found.solution[1:], value=16, total=16)
    said = fewer.explain("a", "x").text("en")
    assert said.startswith("With the pair a and x (9) a result worth 25 is possible (now 16); nobody would give way.")


def test_a_pair_that_takes_a_place_asked_for_is_not_settled() -> None:
    found = assign("ab", "xy", [[5, 1], [2, None]], least_left=1)
    ended = evolve(found, status=Status.FEASIBLE)
    (sentence,) = ended.explain("a", "x").sentences
    assert sentence.text("en") == "What is possible with the pair a and x (5) is not settled."
    assert sentence.text("de") == "Was mit dem Paar a und x (5) möglich ist, ist nicht geklärt."


def test_a_pair_that_a_locked_one_would_have_to_leave_for_is_not_settled() -> None:
    quota = PlaceQuota("one", "right", "xy", most=1)
    found = assign("ab", "xyz", [[5, 1, 1], [2, 9, 1]], quotas=[quota], locked=[("a", "x")])
    ended = evolve(found, status=Status.FEASIBLE)
    assert ended.explain("b", "y").sentences[0].reason.code in {"NOT_SETTLED", "WOULD_BREAK"}
    assert exchanged(ended.task, [(0, 0), (1, 2)], (1, 1)) is None


def test_a_partial_result_that_time_may_have_ended_is_as_open() -> None:
    found = assign("ab", "x", [[5], [2]], least_left=1, time_limit=60)
    assert (found.status, found.solution) == (Status.PARTIAL, (("a", "x"),))
    assert found.explain("b", "x").sentences[0].reason.code == "POSSIBLE_WITH"
    settled = assign("ab", "x", [[5], [2]], least_left=1)
    assert settled.explain("b", "x").sentences[0].reason.code == "WOULD_COST"


def test_small_tasks_are_searched_anew_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_saying, "_MOST_PAIRS", 9)
    found = evolve(assign("abc", "xyz", [[9, 8, 0], [8, 9, 0], [0, 0, 7]]), status=Status.FEASIBLE)
    assert found.explain("a", "y").sentences[0].reason.code == "WOULD_COST"


@pytest.mark.parametrize("goal", ["total", "gain", "most"])
@pytest.mark.parametrize("seed", range(6))
def test_in_a_pool_the_partners_that_are_left_become_a_pair_if_they_may(goal: str, seed: int) -> None:
    draw = random.Random(seed)  # noqa: S311 - because it draws tasks
    weights = {(a, b): draw.randint(-3, 9) for b in range(7) for a in range(b) if draw.random() < 0.8}
    found = evolve(pair(range(7), weights, goal=goal), status=Status.FEASIBLE)
    for a, b in [one for one in weights if one not in found.solution]:
        places = [(int(str(one)), int(str(other))) for one, other in found.solution]
        pairs = repaired(found.task, places, (a, b))
        assert (a, b) in pairs
        assert max(Counter(one for two in pairs for one in two).values()) == 1
        assert set(pairs) <= weights.keys()
        values = found.explain(a, b).sentences[0].values
        assert (values["value"], values["best"]) == (sum(weights[one] for one in pairs), found.value)


def test_beside_a_group_of_three_a_pair_is_not_settled() -> None:
    ended = evolve(pair(range(5), [[9] * 5] * 5, odd="three"), status=Status.FEASIBLE)
    inside, outside = ended.trio[0], next(one for one in range(5) if one not in ended.trio)
    assert ended.explain(inside, outside).sentences[0].reason.code == "NOT_SETTLED"
