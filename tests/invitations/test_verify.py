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
