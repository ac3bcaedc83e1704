"""Scores: terms, hard rules, sentences, and bulk against one pair at a time."""

from __future__ import annotations

import pickle
import random
import sys
from collections.abc import Callable
from typing import Any, TypeVar

import pytest

from kommunal_partner.errors import BadInstance, BadRule, MissingExtra
from kommunal_partner.matching import scoring as s
from kommunal_partner.participants import Participant
from kommunal_partner.verdicts import Reason

P = Participant
V = TypeVar("V")


def zero(_a: Participant, _b: Participant) -> int:
    return 0


def two(_a: Participant, _b: Participant) -> int:
    return 2


def not_l9(a: Participant, _b: Participant) -> bool:
    return a.id != "l9"


NEVER = Reason("NEVER", de="{a} nie mit {b}", en="{a} never with {b}")


@pytest.mark.parametrize(
    ("term", "a", "b", "value"),
    [
        (s.shared_themes, {"themes": {"water", "waste"}}, {"themes": {"water"}}, 0.5),
        (s.shared_themes, {"themes": ()}, {"themes": ()}, 0),
        (s.shared_themes, {}, {"themes": {"water"}}, None),
        (s.shared_sdgs, {"sdgs": {6, 11}}, {"sdgs": {11, 6}}, 1),
        (s.offer_fit, {"seeks": {"a", "b"}, "offers": {"c"}}, {"offers": {"a"}, "seeks": {"c"}}, 2 / 3),
        (s.offer_fit, {"seeks": {"a"}}, {"offers": {"a"}}, 1),
        (s.offer_fit, {"seeks": ()}, {"offers": ()}, 0),
        (s.offer_fit, {"seeks": {"a"}}, {"seeks": {"a"}}, None),
        (s.common_language, {"languages": {"de"}}, {"languages": {"de", "sw"}}, 1),
        (s.common_language, {"languages": {"de"}}, {"languages": {"sw"}}, 0),
        (s.common_language, {"languages": {"de"}}, {}, None),
        (s.experience_gap, {"experience": 1}, {"experience": 4}, 0.3),
        (s.experience_gap, {"experience": 0}, {"experience": 10}, 1),
        (s.experience_gap, {"experience": 0}, {"experience": 30}, 1),
        (s.experience_gap, {}, {"experience": 30}, None),
        (s.newcomer_and_veteran, {"newcomer": True}, {"newcomer": False}, 1),
        (s.newcomer_and_veteran, {"newcomer": True}, {"newcomer": True}, 0),
        (s.newcomer_and_veteran, {"newcomer": True}, {}, None),
        (s.size_alike, {"size_class": 2}, {"size_class": 2}, 1),
        (s.size_alike, {"size_class": 2}, {"size_class": 4}, 1 / 3),
        (s.size_alike, {"size_class": 2}, {}, None),
        (s.country_mix, {"country": "DEU"}, {"country": "TZA"}, 1),
        (s.country_mix, {"country": "DEU"}, {"country": "DEU"}, 0),
        (s.country_mix, {"country": "DEU"}, {}, None),
    ],
)
def test_a_built_in_term_says_what_the_table_says(
    term: Callable[[], s.ScoreTerm], a: dict[str, Any], b: dict[str, Any], value: float
) -> None:
    one = term()
    assert one.value(P("a", **a), P("b", **b)) == value
    assert one.value(P("b", **b), P("a", **a)) == value
    assert one.symmetric


def test_values_are_rounded_half_to_even_in_thousandths_and_then_weighed() -> None:
    term = s.ScoreTerm("x", zero, weight=3)
    assert [term.points(value) for value in (0.0625, 0.0635, 1 / 3, True, None)] == [186, 192, 999, 3000, 0]


def test_a_value_outside_its_range_is_refused() -> None:
    term = s.ScoreTerm("x", two)
    with pytest.raises(BadInstance, match="not from 0 to 1"):
        term.value(P("a"), P("b"))
    assert s.ScoreTerm("x", two, high=2).value(P("a"), P("b")) == 2


def test_weights_are_whole_and_ranges_hold_something() -> None:
    for wrong in (0.5, True):
        with pytest.raises(BadRule, match="whole number"):
            s.ScoreTerm("x", zero, weight=wrong)  # type: ignore[arg-type] # because that is the test
    with pytest.raises(BadRule, match="no range"):
        s.ScoreTerm("x", zero, low=1)


def test_two_terms_or_rules_of_one_name_are_refused() -> None:
    with pytest.raises(BadRule, match="terms: two have one name"):
        s.Score((s.country_mix(), s.country_mix(2)))
    with pytest.raises(BadRule, match="rules: two have one name"):
        s.Score.of(s.country_mix(), rules=[s.another_municipality(), s.another_municipality()])


def test_a_score_counts_terms_and_gives_none_for_a_forbidden_pair() -> None:
    score = s.Score.of(s.country_mix(2), s.shared_themes(-1), rules=[s.another_municipality()])
    a, b = (
        P("a", country="DEU", themes={"x"}, municipality="ulm"),
        P("b", country="TZA", themes={"x"}, municipality="dar"),
    )
    assert score(a, b) == 1000
    assert score(a, P("c", municipality="ulm")) is None
    assert [rule.name for rule in score.broken(a, P("c", municipality="ulm"))] == ["another municipality"]
    assert score.symmetric
    assert not s.Score((s.ScoreTerm("x", zero, symmetric=False),)).symmetric


def test_explain_says_each_term_in_german_and_english() -> None:
    score = s.Score.of(s.size_alike(2), s.shared_sdgs(), rules=[s.a_common_language(), s.another_municipality()])
    a, b = P("a", size_class=1, municipality="ulm", languages={"de"}), P("b", size_class=2, municipality="ulm")
    said = score.explain(a, b)
    assert said.total == sum(part.points for part in said.parts) == 1000
    assert not said.allowed
    assert said.text("de").splitlines() == [
        "ähnliche Größe: 0,5 mal Gewicht 2 = 1.000 Punkte",
        "gemeinsame SDGs: nicht bekannt, 0 Punkte",
        "Zusammen 1.000 Punkte",
        "Ob die Regel „eine gemeinsame Sprache“ eingehalten ist, ist nicht bekannt; das Paar ist zugelassen.",
        "a und b kommen aus derselben Kommune.",
    ]
    assert said.text("en").splitlines()[0] == "similar size: 0.5 times weight 2 = 1,000 points"
    assert said.parts[1].text("en") == "shared SDGs: not known, 0 points"


@pytest.mark.parametrize(("if_unknown", "says"), [(True, "the pair is allowed"), (False, "the pair is not allowed")])
def test_what_is_not_known_is_allowed_unless_the_rule_says_otherwise(if_unknown: bool, says: str) -> None:
    score = s.Score((), (s.a_common_language(if_unknown=if_unknown),))
    assert score.allows(P("a"), P("b")) is if_unknown
    assert says in score.explain(P("a"), P("b")).text("en")


def test_pair_rules_take_ids_or_participants_in_either_order() -> None:
    a, b, c = P("a"), P("b"), P("c")
    assert not s.forbidden([("b", "a")]).holds(a, b)
    assert s.forbidden([("b", "a")]).holds(a, c)
    assert not s.not_met_before([(a, b)]).holds(b, a)
    required = s.required([("a", "b")])
    assert [required.holds(*pair) for pair in ((a, b), (b, a), (a, c), (c, b), (c, P("d")))] == [
        True,
        True,
        False,
        False,
        True,
    ]
    with pytest.raises(BadRule, match="itself"):
        s.forbidden([("a", "a")])


def test_a_score_is_picklable_and_hashable() -> None:
    score = s.Score.of(s.country_mix(), s.offer_fit(3), rules=[s.required([("a", "b")]), s.another_municipality()])
    assert pickle.loads(pickle.dumps(score)) == score
    assert hash(score) == hash(pickle.loads(pickle.dumps(score)))


def _people(prefix: str, count: int, rng: random.Random, kinds: int) -> list[Participant]:
    words = [f"w{number}" for number in range(kinds)]

    def some() -> list[str] | None:
        return None if rng.random() < 0.15 else rng.sample(words, rng.randint(0, 4))

    def maybe(value: V) -> V | None:
        return None if rng.random() < 0.15 else value

    return [
        P(
            f"{prefix}{number}",
            themes=some(),
            offers=some(),
            seeks=some(),
            languages=some(),
            sdgs=maybe(rng.sample(range(1, 18), 3)),
            experience=maybe(rng.random() * 20),
            size_class=maybe(rng.randint(0, 500)),
            country=maybe(f"A{chr(65 + rng.randrange(26))}{chr(65 + rng.randrange(26))}"),
            municipality=maybe(f"m{rng.randrange(400)}"),
            newcomer=maybe(rng.random() < 0.5),
        )
        for number in range(count)
    ]


ALL_TERMS = (
    s.shared_themes(3),
    s.shared_sdgs(2),
    s.offer_fit(5),
    s.common_language(-2),
    s.experience_gap(7),
    s.newcomer_and_veteran(),
    s.size_alike(4),
    s.country_mix(3),
)
ALL_RULES = (
    s.another_municipality(),
    s.a_common_language(if_unknown=False),
    s.forbidden([("l1", "r2"), ("r3", "l4"), ("l5", "l6")]),
    s.required([("l7", "r7")]),
    s.PairRule("no reads", not_l9, NEVER),
)


@pytest.mark.parametrize("count", [0, 1, 9, 120])
def test_bulk_is_equal_to_one_pair_at_a_time(count: int) -> None:
    rng = random.Random(count)  # noqa: S311 - because a test needs no secret
    left, right = _people("l", count, rng, 14), _people("r", count + 1, rng, 14)
    own = s.ScoreTerm("own", lambda a, b: len(str(a.id)) == len(str(b.id)), weight=11)
    score = s.Score((*ALL_TERMS, own), ALL_RULES)
    assert score.matrix(left, right).tolist() == [[score.points(a, b) for b in right] for a in left]
    assert score.barred(left, right).tolist() == [[not score.allows(a, b) for b in right] for a in left]


def test_bulk_with_no_terms_or_rules_is_all_nothing() -> None:
    score = s.Score(())
    people = [P("a"), P("b")]
    assert score.matrix(people, people).tolist() == [[0, 0], [0, 0]]
    assert not score.barred(people, people).any()


def test_bulk_names_the_missing_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "numpy", None)
    for bulk in (s.Score(()).matrix, s.Score(()).barred):
        with pytest.raises(MissingExtra, match=r"kommunal-partner\[matching\]"):
            bulk([], [])


def test_the_modules_of_matching_load_when_they_are_named() -> None:
    from kommunal_partner import matching

    for name in dir(matching):
        assert getattr(matching, name).__name__ == f"kommunal_partner.matching.{name}"
    # As if it were named for the first time, for importing a module also makes it an attribute.
    assert vars(matching)["__getattr__"]("scoring") is s
    with pytest.raises(AttributeError, match="no attribute 'chance'"):
        _ = matching.chance  # type: ignore[attr-defined] # because that is the test


def test_what_is_no_score_is_refused() -> None:
    with pytest.raises(BadRule, match="must be a function"):
        s.ScoreTerm("x", 5)  # type: ignore[arg-type] # because that is the test
    with pytest.raises(BadRule, match="must be a function"):
        s.PairRule("x", None, NEVER)  # type: ignore[arg-type] # because that is the test
    with pytest.raises(BadRule, match="says must be of type Reason"):
        s.PairRule("x", not_l9, "never")  # type: ignore[arg-type] # because that is the test
    with pytest.raises(BadRule, match="each of terms must be of type ScoreTerm"):
        s.Score([another := s.another_municipality()])  # type: ignore[list-item] # because that is the test
    with pytest.raises(BadRule, match="each of rules must be of type PairRule"):
        s.Score.of(rules=[s.country_mix(), another])  # type: ignore[list-item] # because that is the test
    with pytest.raises(BadRule, match="is not a pair"):
        s.forbidden([("a",)])  # type: ignore[list-item] # because that is the test


def test_a_score_asks_for_participants() -> None:
    score = s.Score.of(s.country_mix())
    for ask in (score, score.explain):
        with pytest.raises(BadInstance, match="participants, not for their ids"):
            ask("a", P("b"))  # type: ignore[arg-type] # because that is the test


def test_what_a_score_says_is_short_and_a_sentence() -> None:
    score = s.Score.of(s.country_mix(2), rules=[s.another_municipality()])
    said = score.explain(P("a", country="DEU"), P("b", country="TZA"))
    assert str(said) == said.text()
    assert str(said.parts[0]) == said.parts[0].text() == "verschiedene Länder: 1 mal Gewicht 2 = 2.000 Punkte"
    assert all(len(repr(one)) <= 200 for one in (score, said, said.parts[0], score.terms[0], score.rules[0]))
