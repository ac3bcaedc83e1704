"""Laws of scores, against sets counted anew in exact fractions."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from kommunal_partner.matching import scoring
from kommunal_partner.matching.scoring import PairRule, Score, ScoreTerm
from kommunal_partner.participants import Participant
from kommunal_partner.testing.strategies import participants

A, B = participants(st.just("a")), participants(st.just("b"))
PEOPLE = st.lists(participants(), min_size=1, max_size=4, unique_by=lambda person: person.id)


def both(name: str, count: Callable[[object, object], Fraction | int]) -> Callable[[Participant, Participant], object]:
    """What is counted of two, where it is known of both."""

    def value(a: Participant, b: Participant) -> object:
        one, other = getattr(a, name), getattr(b, name)
        return None if one is None or other is None else count(one, other)

    return value


def share(one: object, other: object) -> Fraction | int:
    assert isinstance(one, frozenset)
    assert isinstance(other, frozenset)
    every = [*one, *(item for item in other if item not in one)]
    return Fraction(sum(item in one and item in other for item in every), len(every)) if every else 0


def gap(one: object, other: object) -> Fraction | int:
    assert isinstance(one, int)
    assert isinstance(other, int)
    return Fraction(min(10, max(one - other, other - one)), 10)


def nearness(one: object, other: object) -> Fraction | int:
    assert isinstance(one, int)
    assert isinstance(other, int)
    return Fraction(1, 1 + max(one - other, other - one))


def meets(one: object, other: object) -> Fraction | int:
    assert isinstance(one, frozenset)
    assert isinstance(other, frozenset)
    return int(any(item in other for item in one))


def differ(one: object, other: object) -> Fraction | int:
    return int(one != other)


def fit(a: Participant, b: Participant) -> object:
    known = [(x.seeks, y.offers) for x, y in ((a, b), (b, a)) if x.seeks is not None and y.offers is not None]
    wishes = [wish in offers for seeks, offers in known for wish in seeks]
    if not known:
        return None
    return Fraction(sum(wishes), len(wishes)) if wishes else 0


ORACLES: dict[Callable[[int], ScoreTerm], Callable[[Participant, Participant], object]] = {
    scoring.shared_themes: both("themes", share),
    scoring.shared_sdgs: both("sdgs", share),
    scoring.common_language: both("languages", meets),
    scoring.experience_gap: both("experience", gap),
    scoring.size_alike: both("size_class", nearness),
    scoring.newcomer_and_veteran: both("newcomer", differ),
    scoring.country_mix: both("country", differ),
    scoring.offer_fit: fit,
}
WEIGHTS = st.dictionaries(st.sampled_from(list(ORACLES)), st.integers(1, 9), min_size=1)


def worth(value: object, weight: int) -> int:
    """Thousandths, half to even, as often as the weight says; nothing where it is not known."""
    assert value is None or isinstance(value, (int, Fraction))
    return 0 if value is None else weight * round(Fraction(value) * 1000)


@given(WEIGHTS, A, B)
def test_points_are_counted_in_thousandths_term_by_term(
    weights: dict[Callable[[int], ScoreTerm], int], a: Participant, b: Participant
) -> None:
    said = {term: ORACLES[term](a, b) for term in weights}
    event(f"{sum(value is not None for value in said.values())} of {len(said)} known")
    wanted = [worth(said[term], weight) for term, weight in weights.items()]
    score = Score([term(weight) for term, weight in weights.items()])
    told = score.explain(a, b)
    assert [part.points for part in told.parts] == wanted
    assert [part.value is None for part in told.parts] == [value is None for value in said.values()]
    assert score(a, b) == score(b, a) == told.total == sum(wanted)


@given(WEIGHTS, PEOPLE, PEOPLE)
def test_all_pairs_at_once_are_worth_what_each_is_worth(
    weights: dict[Callable[[int], ScoreTerm], int], left: list[Participant], right: list[Participant]
) -> None:
    score = Score([term(weight) for term, weight in weights.items()])
    wanted = [[sum(worth(ORACLES[term](a, b), n) for term, n in weights.items()) for b in right] for a in left]
    assert score.matrix(left, right).tolist() == wanted


def allowed(kind: str, pairs: list[tuple[str, str]], a: Participant, b: Participant) -> bool:
    among = any({one, other} == {a.id, b.id} for one, other in pairs)
    bound = {person for pair in pairs for person in pair}
    if kind == "required":
        return among or (a.id not in bound and b.id not in bound)
    return not among


IDS = st.sampled_from([f"p{number}" for number in range(1, 10)])
PAIRS = st.lists(st.tuples(IDS, IDS).filter(lambda pair: pair[0] != pair[1]), max_size=12)
RULES: dict[str, Callable[[list[tuple[str, str]]], PairRule]] = {
    "forbidden": scoring.forbidden,
    "not_met_before": scoring.not_met_before,
    "required": scoring.required,
}


@given(st.sampled_from(list(RULES)), PAIRS, PEOPLE, PEOPLE)
def test_a_rule_about_pairs_bars_these_and_no_others(
    kind: str, pairs: list[tuple[str, str]], left: list[Participant], right: list[Participant]
) -> None:
    score = Score([scoring.country_mix()], [RULES[kind](pairs)])
    barred = [[not allowed(kind, pairs, a, b) for b in right] for a in left]
    event(f"{kind}: {'some barred' if any(map(any, barred)) else 'none barred'}")
    assert score.barred(left, right).tolist() == barred
    assert [[score(a, b) is None for b in right] for a in left] == barred


@pytest.mark.parametrize("if_unknown", [True, False])
@given(A, B)
def test_what_is_not_known_breaks_a_rule_only_where_that_is_asked_for(
    if_unknown: bool, a: Participant, b: Participant
) -> None:
    language, home = ORACLES[scoring.common_language](a, b), both("municipality", differ)(a, b)
    assert Score((), [scoring.a_common_language(if_unknown=if_unknown)]).allows(a, b) == (
        if_unknown if language is None else language == 1
    )
    assert Score((), [scoring.another_municipality()]).allows(a, b) == (home != 0)
