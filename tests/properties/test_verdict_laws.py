"""Laws of verdicts that are made of others, against the tables of three-valued logic and a walk through the tree."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from kommunal_partner.errors import UndecidedTruth
from kommunal_partner.sources import Confidence
from kommunal_partner.testing.strategies import verdicts
from kommunal_partner.verdicts import Answer, Reason, Verdict, all_of, any_of, no, undecided, yes

DEEP = st.recursive(
    verdicts(),
    lambda below: st.builds(
        lambda kind, checks: kind(checks), st.sampled_from((all_of, any_of)), st.lists(below, max_size=3)
    ),
    max_leaves=6,
)
RANK = {"no": 0, "undecided": 1, "yes": 2}
"""In Kleene's logic "and" is the least, "or" the greatest of these."""


def leaves(verdict: Verdict) -> Iterator[Verdict]:
    if not verdict.checks:
        yield verdict
    for check in verdict.checks:
        yield from leaves(check)


def rank(verdict: Verdict) -> int:
    return RANK[verdict.answer.value]


@given(st.lists(DEEP, max_size=4))
def test_all_of_is_the_least_and_any_of_the_greatest_of_its_checks(checks: list[Verdict]) -> None:
    ranks = [rank(check) for check in checks]
    event(f"{len(set(ranks))} different answers")
    assert rank(all_of(checks)) == min(ranks, default=2)
    assert rank(any_of(checks)) == max(ranks, default=0)
    assert all_of(checks).checks == any_of(checks).checks == tuple(checks)


@pytest.mark.parametrize("combined", [all_of, any_of])
@given(st.data(), st.lists(DEEP, min_size=1, max_size=4))
def test_an_answer_depends_on_no_order_and_no_repetition(
    combined: Callable[[Sequence[Verdict]], Verdict], data: st.DataObject, checks: list[Verdict]
) -> None:
    again = data.draw(st.permutations([*checks, *data.draw(st.lists(st.sampled_from(checks)))]))
    assert combined(again).answer is combined(checks).answer


@given(DEEP, st.sampled_from(Answer))
def test_the_verdicts_at_the_end_have_the_answer_and_are_made_of_none_that_has_it(
    verdict: Verdict, answer: Answer
) -> None:
    ends = verdict.ends(answer)
    for end in ends:
        assert end.answer is answer
        assert not any(check.answer is answer for check in end.checks)
    if verdict.answer is answer:
        assert ends


@given(DEEP)
def test_it_is_no_surer_than_the_weakest_row_anywhere_below(verdict: Verdict) -> None:
    order = [Confidence.LOW, Confidence.MEDIUM, Confidence.HIGH]
    below = [row.confidence for leaf in leaves(verdict) for row in leaf.evidence]
    event("rests on rows" if below else "rests on nothing")
    assert verdict.confidence == min(below, key=order.index, default=None)


@given(DEEP)
def test_only_what_is_decided_is_true_or_false(verdict: Verdict) -> None:
    assert [verdict.is_no, verdict.is_undecided, verdict.is_yes].index(True) == rank(verdict)
    if verdict.is_undecided:
        with pytest.raises(UndecidedTruth):
            bool(verdict)
    else:
        assert bool(verdict) == (rank(verdict) == RANK["yes"])


@given(DEEP)
def test_the_code_is_that_of_a_deciding_verdict_or_of_nothing_to_check(verdict: Verdict) -> None:
    deciding = {leaf.reason.code for leaf in leaves(verdict) if leaf.answer is verdict.answer}
    made_of = {"ALL_MET", "NOT_ALL_MET", "NOT_ALL_DECIDED", "NOTHING_ASKED", "SOME_MET"}
    assert verdict.code in deciding | made_of


@given(st.lists(st.sampled_from((yes, no, undecided)), min_size=1, max_size=4))
def test_a_sentence_holds_those_of_the_deciding_checks_and_no_other(kinds: list[Callable[..., Verdict]]) -> None:
    checks = [kind(Reason(f"R{place}", de=f"D{place}.", en=f"E{place}.")) for place, kind in enumerate(kinds)]
    for made in (all_of(checks), any_of(checks)):
        said = {place for place in range(len(checks)) if f"E{place}." in made.text("en")}
        assert said == {place for place, check in enumerate(checks) if check.answer is made.answer}
