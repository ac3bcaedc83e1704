"""Rounds of so few people that all seatings are tried: nothing that exchanges of two do not reach stays unfound."""

from __future__ import annotations

from itertools import chain

from kommunal_partner.matching.rotation import rotate
from kommunal_partner.results import Status


def test_few_who_must_stay_apart_do_not_sit_twice_in_the_same_way() -> None:
    plan = rotate(range(5), tables=2, rounds=2, apart=[(0, 1), (0, 2)], steps=3000)
    assert (plan.value, plan.bound, plan.status, plan.verify()) == (1, 1, Status.OPTIMAL, ())


def test_few_rounds_of_nine_at_two_tables_repeat_as_rarely_as_can_be() -> None:
    assert rotate(range(9), tables=2, rounds=3, steps=20_000).value == 12


def test_where_few_sit_out_all_do_so_equally_often() -> None:
    plan = rotate(range(6), tables=2, rounds=6, bench=2, apart=[(0, 1)], steps=20_000)
    often = [list(chain.from_iterable(plan.bench)).count(one) for one in range(6)]
    assert (often, plan.verify()) == ([2] * 6, ())


def test_few_who_met_twice_move_once_where_that_is_enough() -> None:
    published = [[[0, 1], [2, 3]], [[0, 1], [2, 3]]]
    plan = rotate(range(4), tables=2, rounds=2, previous=published, stability=0.25, steps=3000)
    assert (plan.value, len(plan.moved)) == (0, 2)


def test_few_who_cannot_be_kept_apart_are_seated_all_the_same() -> None:
    plan = rotate(range(3), tables=1, rounds=2, apart=[(0, 1)], steps=3000)
    assert (plan.status, plan.verify()) == (Status.PARTIAL, ())


def test_few_who_are_too_many_to_try_all_are_exchanged() -> None:
    many_seatings = rotate(range(10), tables=3, rounds=3, apart=[(0, 1)], steps=20_000)
    many_rounds = rotate(range(8), tables=2, rounds=9, steps=2000)
    assert (many_seatings.verify(), many_rounds.verify()) == ((), ())


def test_trying_all_ends_when_progress_says_so() -> None:
    plan = rotate(range(9), tables=3, rounds=4, apart=[(0, 1)], progress=lambda *_: True)
    assert (plan.reproducible, plan.verify()) == (False, ())
