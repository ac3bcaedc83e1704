"""A list that a time limit, `progress` or the keyboard ends early: what it still holds, and what it says of that."""

from __future__ import annotations

import random
import time
from typing import Any

import pytest
from attrs import evolve
from tests.invitations.test_verify import EDITION, WORLD, pair

from kommunal_partner.errors import BadBudget
from kommunal_partner.invitations import DEFAULT, InvitationList, Priority, Quota, Standing, WithTheme, invite
from kommunal_partner.languages import Term
from kommunal_partner.partnerships import Partnership
from kommunal_partner.results import Interrupted, Status, _budget
from kommunal_partner.verdicts import Reason, Verdict, yes

EIGHT = [pair(f"p{number}") for number in range(8)]
POINTS = Term("Punkte", "points")


def after(number: int) -> Any:  # noqa: ANN401 - because it is called as progress is
    """A `progress` that ends the search when so many are judged."""
    return lambda done, _of, _best: done >= number


@pytest.fixture
def asked_always(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_budget, "_SECONDS_BETWEEN", 0.0)


def judged(found: InvitationList) -> set[str]:
    return {entry.partnership.id for entry in found.entries() if entry.verdict.reason.code != "NOT_JUDGED"}


@pytest.mark.parametrize("limit", [0, -1, "1", True, float("nan"), float("inf"), [1]])
def test_a_time_limit_that_is_none_is_refused(limit: Any) -> None:  # noqa: ANN401 - because any nonsense is tried
    with pytest.raises(BadBudget, match="time_limit"):
        invite(WORLD, EDITION, EIGHT, time_limit=limit)


@pytest.mark.parametrize("progress", [0, "often", True])
def test_progress_that_cannot_be_called_is_refused(progress: Any) -> None:  # noqa: ANN401 - because any nonsense is tried
    with pytest.raises(BadBudget, match="progress"):
        invite(WORLD, EDITION, EIGHT, progress=progress)


def test_with_time_enough_the_list_is_the_same_but_for_the_clock() -> None:
    plain, timed = invite(WORLD, EDITION, EIGHT, total=3), invite(WORLD, EDITION, EIGHT, total=3, time_limit=600)
    assert (plain.reproducible, timed.reproducible) == (True, False)
    assert evolve(timed, reproducible=True) == plain


@pytest.mark.usefixtures("asked_always")
def test_progress_hears_of_those_judged_and_of_the_points_of_a_first_choice() -> None:
    heard: list[tuple[int, int, float | None]] = []

    def listen(done: int, of: int, best: float | None) -> None:
        heard.append((done, of, best))

    found = invite(WORLD, EDITION, **crossing(60), progress=listen)
    assert found.reproducible
    assert heard[:60] == [(number, 61, None) for number in range(60)]
    ((done, of, best),) = set(heard[60:])
    assert (done, of) == (60, 61)
    assert best is not None
    assert 0 < best <= found.value


@pytest.mark.usefixtures("asked_always")
def test_for_whom_there_was_no_time_is_undecided_and_says_so() -> None:
    found = invite(WORLD, EDITION, EIGHT, total=2, progress=after(3))
    assert judged(found) == {"p0", "p1", "p2"}
    assert [entry.partnership.id for entry in found.invited] == ["p0", "p1"]
    assert [entry.partnership.id for entry in found.undecided] == ["p3", "p4", "p5", "p6", "p7"]
    assert (found.bound, found.gap, found.certificate) == (None, None, None)
    assert (found.status, found.reproducible, found.verify()) == (Status.FEASIBLE, False, ())
    assert "Für 5 Partnerschaften reichte die Zeit nicht" in found.explain().text("de")
    assert "For 5 partnerships there was no time" in found.explain().text("en")
    assert "Die Zeit reichte nicht, um die Regeln zu prüfen." in found.explain("p5").text("de")
    assert found.to_rows("en")[-1]["reasons"] == "There was no time to check the rules."


@pytest.mark.usefixtures("asked_always")
def test_who_held_a_place_keeps_it_and_who_declined_is_out_however_little_time_there_is() -> None:
    before = invite(WORLD, EDITION, EIGHT[4:], total=2)
    found = invite(WORLD, EDITION, EIGHT, total=3, previous=before, refused=["p1"], progress=after(0))
    assert set(before.solution) >= {"p4", "p5"}
    assert [entry.partnership.id for entry in found.invited] == ["p4", "p5"]
    assert found.solution["p1"] is Standing.EXCLUDED
    assert found.moved == ("p6", "p7")
    assert found.verify() == ()


@pytest.mark.usefixtures("asked_always")
def test_a_refusal_needs_no_verdict_so_that_nothing_is_open() -> None:
    found = invite(WORLD, EDITION, EIGHT, refused=["p7"], progress=after(7))
    assert (len(found.invited), found.undecided, found.value, found.bound) == (7, (), 7, 7)
    assert (found.status, found.verify()) == (Status.OPTIMAL, ())


@pytest.mark.usefixtures("asked_always")
def test_a_quota_is_not_called_impossible_while_some_are_not_judged() -> None:
    quota = Quota(WithTheme("a"), True, at_least=2)
    some = [*EIGHT[:4], pair("q", theme="a"), pair("r", theme="a")]
    found = invite(WORLD, EDITION, some, quotas=[quota], progress=after(5))
    assert found.short == ((0, True, 1),)
    assert (found.status, found.short_proven, found.verify()) == (Status.PARTIAL, False, ())
    assert "nicht zu Ende durchsucht" in found.explain().text("de")


def test_a_time_limit_holds_while_rules_are_checked() -> None:
    def slow(_case: object) -> None:
        time.sleep(0.01)

    found = invite(WORLD, EDITION, EIGHT * 1, (*DEFAULT, slow), time_limit=0.03)
    assert 0 < len(judged(found)) < 8
    assert found.verify() == ()


# ── the choice ───────────────────────────────────────────────────────────────────────────────────────────────────────


def crossing(count: int, seed: int = 3) -> dict[str, Any]:
    """Partnerships with points, and quotas that cross, so that a choice among them takes a search."""
    rng = random.Random(seed)  # noqa: S311 - because it draws a case
    some = [pair(f"p{number:04d}", rng.choice(["KEN", "TZA"]), theme=rng.choice("abcdefgh")) for number in range(count)]
    worth = {one.id: rng.randint(0, 9) for one in some}

    def points(one: Partnership) -> int:
        return worth[one.id]

    def remainder(one: Partnership) -> tuple[int, ...]:
        return (worth[one.id] % 3,)

    quotas = [
        Quota("country", at_most=count // 4),
        *[Quota(WithTheme(theme), True, at_most=count // 20) for theme in "abc"],
        *[Quota(WithTheme(theme), True, at_least=count // 30) for theme in "de"],
        Quota(remainder, at_least=count // 15, name=Term("Rest", "remainder")),
    ]
    priorities = [Priority(POINTS, 1, points)]
    return {"partnerships": some, "quotas": quotas, "priorities": priorities, "total": count // 2}


@pytest.mark.usefixtures("asked_always")
def test_a_choice_that_is_stopped_keeps_the_quotas_and_its_bound_holds() -> None:
    task = crossing(60)
    best = invite(WORLD, EDITION, **task)
    found = invite(WORLD, EDITION, **task, progress=lambda _done, _of, points: points is not None)
    assert (found.reproducible, found.verify(), found.undecided) == (False, (), ())
    assert found.bound is not None
    assert best.bound is not None
    assert found.value <= best.value <= best.bound <= found.bound
    assert 0 < found.value < best.value


@pytest.mark.uncounted
@pytest.mark.usefixtures("asked_always")
@pytest.mark.parametrize("call", range(62, 120, 3))
def test_a_choice_can_be_stopped_anywhere(call: int) -> None:
    heard = 0

    def stop(_done: int, _of: int, _best: float | None) -> bool:
        nonlocal heard
        heard += 1
        return heard >= call

    found = invite(WORLD, EDITION, **crossing(60), progress=stop)
    assert (heard, found.verify(), found.reproducible) == (call, (), False)


@pytest.mark.uncounted
def test_a_time_limit_ends_a_choice_that_would_take_seconds() -> None:
    task = crossing(2_000)
    begun = time.process_time()
    found = invite(WORLD, EDITION, **task, time_limit=0.4)
    assert time.process_time() - begun < 1.5
    assert found.verify() == ()


def interrupted_at(*names: str) -> Any:  # noqa: ANN401 - because it is called as a rule is
    """A rule during which somebody presses Ctrl-C when it comes to one of these."""

    def rule(case: Any) -> Verdict:  # noqa: ANN401 - because cases are read by their partnership alone
        if case.partnership.id in names:
            raise KeyboardInterrupt
        return yes(Reason("FINE", de="Gut.", en="Fine."))

    return rule


def test_an_interruption_while_rules_are_checked_hands_over_those_judged_until_then() -> None:
    with pytest.raises(Interrupted) as caught:
        invite(WORLD, EDITION, EIGHT, (*DEFAULT, interrupted_at("p3")), total=2)
    found = caught.value.result
    assert isinstance(found, InvitationList)
    assert (judged(found), len(found.undecided)) == ({"p0", "p1", "p2"}, 5)
    assert ([entry.partnership.id for entry in found.invited], len(found.waiting)) == (["p0", "p1"], 1)
    assert (found.bound, found.reproducible, found.verify()) == (None, False, ())


def test_an_interruption_while_an_earlier_place_is_checked_hands_over_nothing() -> None:
    before = invite(WORLD, EDITION, EIGHT, total=2)
    with pytest.raises(Interrupted) as caught:
        invite(WORLD, EDITION, EIGHT, (*DEFAULT, interrupted_at("p1")), previous=before)
    assert caught.value.result is None


@pytest.mark.usefixtures("asked_always")
def test_an_interrupted_choice_hands_over_one_that_takes_no_search() -> None:
    def interrupt(_done: int, _of: int, best: float | None) -> None:
        if best is not None:
            raise KeyboardInterrupt

    with pytest.raises(Interrupted) as caught:
        invite(WORLD, EDITION, **crossing(60), progress=interrupt)
    found = caught.value.result
    assert isinstance(found, InvitationList)
    assert (found.reproducible, found.verify(), found.undecided) == (False, (), ())
    assert found.value > 0


def test_what_progress_raises_passes_through() -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        invite(WORLD, EDITION, EIGHT, progress=fail)


@pytest.mark.uncounted
def test_quotas_that_need_hundreds_are_met_without_a_call_inside_a_call_for_each() -> None:
    """Themes and countries cross, so that nobody is needed for one quota alone."""
    some = [pair(f"p{number:04d}", "KEN", theme="ab"[number % 2]) for number in range(2_400)]
    quotas = [
        Quota(WithTheme("a"), True, at_least=1_200),
        Quota(WithTheme("b"), True, at_least=1_200),
        Quota("country", "KEN", at_most=1_250),
    ]
    found = invite(WORLD, EDITION, some, quotas=quotas)
    assert (found.status, len(found.invited), found.verify()) == (Status.PARTIAL, 1_250, ())


# ── planted ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.usefixtures("asked_always")
def test_a_bound_and_a_claim_of_reproducibility_beside_the_unjudged_are_noticed() -> None:
    found = invite(WORLD, EDITION, EIGHT, progress=after(3))
    assert [one.rule for one in evolve(found, bound=8).verify()] == ["bound"]
    assert [one.rule for one in evolve(found, reproducible=True).verify()] == ["reproducible"]


def test_a_missing_bound_where_all_are_judged_is_noticed() -> None:
    found = invite(WORLD, EDITION, [*EIGHT, pair("q")], total=3)
    assert [one.rule for one in evolve(found, bound=None, status=Status.FEASIBLE).verify()] == ["bound"]
