"""Lists with one thing wrong each: the check finds it, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from attrs import evolve, frozen

from kommunal_partner._mappings import FrozenMap
from kommunal_partner.countries import country
from kommunal_partner.invitations import (
    InvitationEntry,
    InvitationList,
    NewTo,
    Priority,
    Quota,
    Standing,
    WithTheme,
    _verify,
    invite,
    solve,
)
from kommunal_partner.languages import Term
from kommunal_partner.municipalities import ForeignUnit, GermanUnit, UnitKind
from kommunal_partner.oda import OdaList, OdaRegister
from kommunal_partner.partnerships import Observation, Partnership, Stage
from kommunal_partner.regions import RegionRegister
from kommunal_partner.results import Status
from kommunal_partner.series import Audience, AudienceRule, CountryScope, Edition
from kommunal_partner.spans import Span
from kommunal_partner.verdicts import Answer, Reason, Verdict, all_of, no, undecided, yes

NOTHING: FrozenMap[str, Any] = FrozenMap()


@frozen
class World:
    oda: OdaRegister
    regions: RegionRegister
    series: FrozenMap[str, Any] = NOTHING
    partnerships: FrozenMap[str, Any] = NOTHING
    programmes: FrozenMap[str, Any] = NOTHING
    as_of: date = date(2020, 1, 1)


WORLD = World(OdaRegister([OdaList("2019", Span.years(2019), "2019")], ()), RegionRegister((), (), ()))
RULE = AudienceRule("german", None, frozenset({"existing"}), date(2019, 1, 1))
EDITION = Edition("2019-05-05", scope=CountryScope({"KEN", "TZA"}), audience=Audience((RULE,)))


def pair(name: str, code: str = "KEN", *, theme: str = "", seen: str = "2019") -> Partnership:
    units = (
        GermanUnit(f"h:{name}", name, UnitKind.STADT),
        ForeignUnit(f"a:{name}", name, country(code)),
    )
    stages = (Observation(Stage.EXISTING, None, seen),)
    return Partnership(name, units, stages=stages, themes=(theme,) if theme else ())


LIST = invite(
    WORLD,
    EDITION,
    [pair("a", theme="x"), pair("b", "TZA"), pair("c"), pair("d"), pair("e", seen="2020"), pair("f", "UGA")],
    total=2,
    quotas=[Quota("country", at_most=1), Quota(NewTo({"a"}), True, at_least=1)],
    priorities=[Priority(Term("x", "x"), 1, WithTheme("x"))],
)


def test_the_list_itself_is_sound() -> None:
    assert [entry.partnership.id for entry in LIST.entries()] == ["a", "b", "c", "d", "e", "f"]
    assert LIST.verify() == ()


def moved(of: InvitationList) -> InvitationList:
    """Everybody who waits is invited."""
    entries = [evolve(entry, standing=Standing.INVITED, place=3 + n) for n, entry in enumerate(of.waiting)]
    assert of.bound is not None
    return evolve(of, invited=(*of.invited, *entries), waiting=(), value=of.value + 2, bound=of.bound + 2)


@pytest.mark.parametrize(
    ("change", "rules"),
    [
        (lambda of: evolve(of, excluded=(*of.excluded, *of.undecided)), ["TWICE", "WRONG_GROUP"]),
        (lambda of: evolve(of, undecided=(evolve(of.undecided[0], standing=Standing.EXCLUDED),)), ["WRONG_GROUP"]),
        (lambda of: evolve(of, undecided=(), excluded=(of.excluded[0], evolve(of.undecided[0], standing=Standing.EXCLUDED))), ["WRONG_GROUP"]),
        (moved, ["OVER_TOTAL", "OVER_QUOTA"]),
        (lambda of: evolve(of, total=1), ["OVER_TOTAL"]),
        (lambda of: evolve(of, waiting=of.waiting[::-1]), ["OUT_OF_ORDER", "OUT_OF_ORDER"]),
        (lambda of: evolve(of, waiting=(of.waiting[0], evolve(of.waiting[1], place=3))), ["OUT_OF_ORDER"]),
        (lambda of: evolve(of, waiting=(of.waiting[0], evolve(of.waiting[1], points=2))), ["OUT_OF_ORDER"]),
        (lambda of: evolve(of, waiting=(of.waiting[0], evolve(of.waiting[1], points=None))), ["OUT_OF_ORDER"]),
        (lambda of: evolve(of, total=3, quotas=()), ["FREE_PLACE", "FREE_PLACE"]),
        (lambda of: evolve(of, total=None, quotas=()), ["FREE_PLACE", "FREE_PLACE"]),
        (lambda of: evolve(of, value=9), ["WRONG_VALUE"]),
        (lambda of: evolve(of, bound=2), ["WRONG_VALUE"]),
        (lambda of: evolve(of, bound=4), ["WRONG_VALUE"]),
        (lambda of: evolve(of, short=((1, True, 0),)), ["WRONG_VALUE"]),
        (lambda of: evolve(of, quotas=(*of.quotas, Quota("country", "TZA", at_least=2))), ["UNDER_QUOTA"]),
    ],
)  # fmt: skip
def test_one_thing_wrong_is_found(change: Callable[[InvitationList], InvitationList], rules: list[str]) -> None:
    found = change(LIST).verify()
    assert [violation.rule for violation in found] == rules
    assert all(violation.text("de") != violation.text("en") for violation in found)


@pytest.mark.parametrize(("total", "rules"), [(1, ["OVER_TOTAL"]), (2, []), (3, ["FREE_PLACE", "FREE_PLACE"])])
def test_as_many_have_a_place_as_there_are_places(total: int, rules: list[str]) -> None:
    found = evolve(LIST, total=total, quotas=()).verify()
    assert [violation.rule for violation in found] == rules
    if rules == ["OVER_TOTAL"]:
        assert dict(found[0].sentence.values) == {"count": 2, "total": 1}
    assert [violation.ids for violation in found] in ([()], [], [("c",), ("d",)])


@pytest.mark.parametrize(
    ("quota", "rules"),
    [
        (Quota("country", at_most=1), []),
        (Quota("country", at_most=0), ["OVER_QUOTA", "OVER_QUOTA"]),
        (Quota("country", "KEN", at_most=0), ["OVER_QUOTA"]),
        (Quota("country", "UGA", at_most=0), []),
        (Quota("country", at_least=1), []),
        (Quota("country", at_least=2), ["UNDER_QUOTA", "UNDER_QUOTA"]),
        (Quota("country", "KEN", at_least=2), ["UNDER_QUOTA"]),
        (Quota("country", "UGA", at_least=1), ["UNDER_QUOTA"]),
        (Quota("country", at_least=1, at_most=1), []),
        (Quota(lambda one: [1, one.id], at_most=9), []),
    ],
)
def test_as_many_of_a_kind_have_a_place_as_the_quota_allows(quota: Quota, rules: list[str]) -> None:
    assert [violation.rule for violation in evolve(LIST, quotas=(quota,)).verify()] == rules


def test_a_quota_that_is_not_kept_is_named_with_its_numbers() -> None:
    for quota, values in (
        (Quota("country", "KEN", at_most=0), {"quota": "Land der Partnerkommune: Kenia", "count": 1, "most": 0}),
        (Quota("country", "TZA", at_least=2), {"quota": "Land der Partnerkommune: Tansania", "count": 1, "least": 2}),
    ):
        (found,) = evolve(LIST, quotas=(quota,)).verify()
        assert dict(found.sentence.values) == values
        assert found.ids == ()


@pytest.mark.parametrize(
    ("told", "rules"),
    [
        ((0, "TZA", 1), []),
        ((0, "TZA", 0), ["UNDER_QUOTA"]),
        ((1, "TZA", 1), ["UNDER_QUOTA"]),
        ((0, "KEN", 1), ["UNDER_QUOTA"]),
    ],
)
def test_a_quota_that_is_told_not_to_be_met_is_no_violation(told: tuple[int, str, int], rules: list[str]) -> None:
    short = evolve(LIST, quotas=(Quota("country", "TZA", at_least=2),), short=(told,), status=Status.PARTIAL)
    assert [violation.rule for violation in short.verify()] == rules


def test_a_place_is_free_only_for_one_whom_every_quota_lets_in() -> None:
    free = evolve(LIST, total=3)
    for quotas, waiting in (
        ((), ["c", "d"]),
        ((Quota("country", at_most=2),), ["c", "d"]),
        ((Quota("country", at_most=1),), []),
        ((Quota("country", "TZA", at_most=1),), ["c", "d"]),
        ((Quota("country", at_least=1),), ["c", "d"]),
        ((Quota("country", at_most=2), Quota("country", "KEN", at_most=1)), []),
        ((Quota(lambda one: [one.id], at_most=1), Quota(WithTheme("x"), at_most=1)), []),
        ((Quota(lambda one: [one.id == "c"], True, at_most=0),), ["d"]),
    ):
        found = [one for one in evolve(free, quotas=quotas).verify() if one.rule == "FREE_PLACE"]
        assert [one.ids for one in found] == [(name,) for name in waiting]
        assert [dict(one.sentence.values) for one in found] == [{"id": name} for name in waiting]


@pytest.mark.parametrize(
    ("names", "rules"),
    [("", ["OVER_QUOTA"]), ("abcd", []), ("acd", []), ("ac", ["OVER_QUOTA"]), ("b", ["OVER_QUOTA"])],
)
def test_a_quota_gives_way_to_those_whose_place_came_from_an_earlier_list(names: str, rules: list[str]) -> None:
    found = evolve(moved(LIST), total=4, quotas=(Quota("country", at_most=1),), kept=frozenset(names)).verify()
    assert [violation.rule for violation in found] == rules
    if rules:
        kept = sum(name in "acd" for name in names)
        assert dict(found[0].sentence.values)["most"] == max(1, kept)


@pytest.mark.parametrize(
    ("value", "bound", "status", "wrong"),
    [
        (3, 3, Status.OPTIMAL, False),
        (3, 4, Status.OPTIMAL, True),
        (3, 4, Status.FEASIBLE, False),
        (3, 2, Status.FEASIBLE, True),
        (2, 3, Status.FEASIBLE, True),
        (4, 4, Status.FEASIBLE, True),
    ],
)
def test_the_points_of_all_who_have_a_place_are_what_is_claimed(
    value: int, bound: int, status: Status, wrong: bool
) -> None:
    found = evolve(LIST, value=value, bound=bound, status=status).verify()
    assert [violation.rule for violation in found] == ["WRONG_VALUE"] * wrong
    for violation in found:
        assert violation.ids == ()
        assert dict(violation.sentence.values) == {"found": 3, "claimed": value, "bound": bound}


def ranked(standing: Standing, *rows: tuple[str, int | None, int | None]) -> tuple[InvitationEntry, ...]:
    """Entries in this order: id, points, place."""
    verdict = yes(OTHER) if standing is Standing.INVITED else undecided(OPEN)
    return tuple(InvitationEntry(pair(name), standing, verdict, points, place) for name, points, place in rows)


@pytest.mark.parametrize(
    ("invited", "to_confirm", "waiting", "wrong"),
    [
        ([("p", 3, 1), ("r", 1, 3)], [("q", 2, 2)], [], []),
        ([("p", 2, 1), ("q", 2, 2)], [], [], []),
        ([("q", 2, 1), ("p", 2, 2)], [], [], ["p", "p", "q"]),
        ([("p", 2, 2), ("q", 1, 1)], [], [], ["p", "q"]),
        ([("p", 1, 1), ("q", 2, 2)], [], [], ["q", "q", "p"]),
        ([], [("p", 1, 2), ("q", 2, 1)], [], ["q"]),
        ([("p", 1, 1)], [("q", 1, 1)], [], ["q"]),
        ([("p", 0, 1)], [], [], ["p", "p"]),
        ([("p", 1, 1)], [], [], []),
        ([("p", None, 1)], [], [], ["p", "p"]),
        ([("p", 1, 0)], [], [], ["p"]),
        ([("p", 1, 2)], [], [], ["p"]),
        ([], [], [("p", 2, 1), ("q", 1, 2)], []),
        ([], [], [("p", 1, 1), ("q", 2, 2)], ["q"]),
        ([], [], [("p", 1, 1), ("q", 1, 1)], ["q"]),
        ([], [], [("p", 0, 1)], ["p"]),
        ([], [], [("p", 1, None)], ["p"]),
        ([], [], [("p", None, 1), ("q", 1, 2)], ["p", "q"]),
    ],
)  # fmt: skip
def test_places_are_given_by_points_and_then_by_id(
    invited: list[tuple[str, int, int]],
    to_confirm: list[tuple[str, int, int]],
    waiting: list[tuple[str, int, int]],
    wrong: list[str],
) -> None:
    points = sum(given or 0 for _, given, _ in (*invited, *to_confirm))
    of = evolve(
        LIST,
        invited=ranked(Standing.INVITED, *invited),
        to_confirm=ranked(Standing.TO_CONFIRM, *to_confirm),
        waiting=ranked(Standing.WAITING, *waiting),
        undecided=(),
        excluded=(),
        quotas=(),
        total=len(invited) + len(to_confirm),
        value=points,
        bound=points,
    )
    found = of.verify()
    assert {violation.rule for violation in found} <= {"OUT_OF_ORDER"}
    assert [violation.ids for violation in found] == [(name,) for name in wrong]
    assert [dict(violation.sentence.values) for violation in found] == [{"id": name} for name in wrong]


def test_who_waits_twice_is_told_once_for_that_and_once_for_the_order() -> None:
    one, other = LIST.waiting
    of = evolve(LIST, waiting=(one, evolve(one, place=2), evolve(other, place=3)))
    assert [(violation.rule, violation.ids) for violation in of.verify()] == [
        ("TWICE", ("c",)),
        ("OUT_OF_ORDER", ("c",)),
    ]


def test_who_stands_twice_or_in_the_wrong_group_is_named() -> None:
    twice, wrong = evolve(LIST, excluded=(*LIST.excluded, *LIST.undecided)).verify()
    assert (twice.ids, dict(twice.sentence.values)) == (("e",), {"id": "e"})
    assert (wrong.ids, dict(wrong.sentence.values)) == (
        ("e",),
        {"id": "e", "standing": Standing.EXCLUDED, "answer": Answer.UNDECIDED},
    )


def alone_in(group: Standing, entry: InvitationEntry) -> InvitationList:
    """A list of nobody but one, in this group."""
    held = 1 if group in {Standing.INVITED, Standing.TO_CONFIRM} else 0
    return evolve(
        LIST,
        invited=(entry,) if group is Standing.INVITED else (),
        to_confirm=(entry,) if group is Standing.TO_CONFIRM else (),
        waiting=(entry,) if group is Standing.WAITING else (),
        undecided=(entry,) if group is Standing.UNDECIDED else (),
        excluded=(entry,) if group is Standing.EXCLUDED else (),
        total=held,
        quotas=(),
        value=held,
        bound=held,
    )


OPEN, OTHER = Reason("STAGE_TO_CONFIRM", de="x", en="y"), Reason("OTHER", de="x", en="y")


@pytest.mark.parametrize(
    ("standing", "verdict", "fits"),
    [
        (Standing.INVITED, yes(OTHER), True),
        (Standing.INVITED, undecided(OPEN), False),
        (Standing.INVITED, no(OTHER), False),
        (Standing.TO_CONFIRM, undecided(OPEN), True),
        (Standing.TO_CONFIRM, undecided(OTHER), False),
        (Standing.TO_CONFIRM, all_of([undecided(OPEN), undecided(OTHER)]), False),
        (Standing.TO_CONFIRM, all_of([undecided(OPEN), yes(OTHER)]), True),
        (Standing.TO_CONFIRM, yes(OTHER), False),
        (Standing.WAITING, yes(OTHER), True),
        (Standing.WAITING, undecided(OPEN), True),
        (Standing.WAITING, undecided(OTHER), False),
        (Standing.WAITING, no(OTHER), False),
        (Standing.UNDECIDED, undecided(OTHER), True),
        (Standing.UNDECIDED, undecided(OPEN), True),
        (Standing.UNDECIDED, yes(OTHER), False),
        (Standing.EXCLUDED, no(OTHER), True),
        (Standing.EXCLUDED, undecided(OTHER), False),
        (Standing.EXCLUDED, yes(OTHER), False),
    ],
)
def test_where_somebody_stands_fits_the_verdict(standing: Standing, verdict: Verdict, fits: bool) -> None:
    entry = InvitationEntry(pair("z"), standing, verdict, 1, 1)
    alone = alone_in(standing, entry)
    assert [violation.rule for violation in alone.verify()] == ["WRONG_GROUP"] * (not fits)
    elsewhere = alone_in(standing, evolve(entry, standing=next(other for other in Standing if other is not standing)))
    assert "WRONG_GROUP" in [violation.rule for violation in elsewhere.verify()]
    declined = evolve(alone, declined=frozenset("z")).verify()
    assert [violation.rule for violation in declined] == ["WRONG_GROUP"] * (
        not fits and standing is not Standing.EXCLUDED
    )


@pytest.mark.parametrize(
    ("bound", "reproducible", "judged", "rules"),
    [
        (3, True, True, []),
        (3, False, True, []),
        (None, False, True, ["bound"]),
        (None, False, False, []),
        (3, False, False, ["bound"]),
        (None, True, False, ["reproducible"]),
        (3, True, False, ["bound", "reproducible"]),
    ],
)
def test_what_there_was_no_time_to_judge_leaves_the_bound_open(
    bound: int | None, reproducible: bool, judged: bool, rules: list[str]
) -> None:
    (last,) = LIST.undecided
    unjudged = evolve(last, verdict=undecided(Reason("NOT_JUDGED", de="x", en="y")))
    rest = (last,) if judged else (evolve(unjudged, partnership=pair("y")), last)
    of = evolve(LIST, undecided=rest, bound=bound, reproducible=reproducible, status=Status.FEASIBLE)
    found = of.verify()
    assert [violation.rule for violation in found] == rules
    for violation in found:
        said, right = {"bound": (bound, None), "reproducible": (True, False)}[violation.rule]
        assert dict(violation.sentence.values) == {"what": violation.rule, "said": said, "found": right}


@pytest.mark.parametrize(
    "change",
    [
        lambda of: evolve(of, bound=4, status=Status.FEASIBLE),
        lambda of: evolve(of, quotas=(*of.quotas, Quota("country", "TZA", at_least=2)), short=((2, "TZA", 1),), status=Status.PARTIAL),
        lambda of: evolve(of, undecided=(), excluded=(*of.excluded, evolve(of.undecided[0], standing=Standing.EXCLUDED)), declined=frozenset("e")),
        lambda of: evolve(moved(of), total=4, kept=frozenset("abcd")),
    ],
)  # fmt: skip
def test_what_is_told_is_no_violation(change: Callable[[InvitationList], InvitationList]) -> None:
    assert change(LIST).verify() == ()


# ── a check that shares nothing with what it checks ──────────────────────────────────────────────────────────────────


def drawn_up() -> InvitationList:
    return invite(WORLD, EDITION, [pair("a"), pair("b", "TZA"), pair("c")], total=2)


def test_a_miscount_in_the_numbers_of_the_choice_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    assert drawn_up().verify() == ()
    monkeypatch.setattr(solve._Choice, "value", property(lambda of: len(of.invited) + 1))
    assert [violation.rule for violation in drawn_up().verify()] == ["WRONG_VALUE"]


def test_a_miscount_in_the_check_is_reported_on_a_good_list(monkeypatch: pytest.MonkeyPatch) -> None:
    good = drawn_up()
    monkeypatch.setattr(_verify, "_with_place", lambda of: [*of.invited, *of.to_confirm, *of.waiting])
    assert "WRONG_VALUE" in [violation.rule for violation in good.verify()]
