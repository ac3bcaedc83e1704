from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from attrs import evolve, frozen

from kommunal_partner._mappings import FrozenMap
from kommunal_partner.countries import country
from kommunal_partner.cycles import NoCycle
from kommunal_partner.eligibility import PARTNERSHIP_RULES, PartnershipCase, RelationSeenWithin, relation
from kommunal_partner.eligibility._partnership import partner_country
from kommunal_partner.errors import BadInstance, BadRule, UnknownName
from kommunal_partner.facts import load_facts
from kommunal_partner.invitations import (
    DEFAULT,
    InvitationList,
    NewTo,
    Priority,
    Quota,
    Standing,
    WithTheme,
    invite,
)
from kommunal_partner.invitations._quotas import QuotaWords
from kommunal_partner.keys import LAENDER
from kommunal_partner.languages import Term
from kommunal_partner.municipalities import ForeignUnit, GermanUnit, UnitKind
from kommunal_partner.oda import Listing, OdaGroup, OdaList, OdaRegister
from kommunal_partner.partnerships import Form, Observation, Partnership, Stage
from kommunal_partner.regions import RegionRegister
from kommunal_partner.results import Status
from kommunal_partner.schedule import expected_editions
from kommunal_partner.series import (
    Audience,
    AudienceRule,
    CountryScope,
    Edition,
    EventSeries,
    ExpectedEdition,
    InSeries,
)
from kommunal_partner.spans import Span
from kommunal_partner.verdicts import Answer, Reason, Verdict, no

START = date(2019, 1, 1)
REGISTER = OdaRegister(
    [OdaList("2019", Span.years(2019), "2019")],
    [Listing(code, OdaGroup.LDC, Span.years(2019)) for code in ("KEN", "TZA", "UGA", "TGO")],
)
HOME = AudienceRule(
    "german",
    frozenset({"administration"}),
    frozenset({"existing"}),
    START,
    partner_required=True,
    stages_excluded={"dormant"},
)
AWAY = AudienceRule(
    "partner",
    frozenset({"administration"}),
    frozenset({"existing"}),
    START,
    max_paid_travellers=2,
    min_administration=1,
)


NOTHING: FrozenMap[str, Any] = FrozenMap()


@frozen
class World:
    oda: OdaRegister
    regions: RegionRegister
    series: dict[str, EventSeries]
    partnerships: FrozenMap[str, Any] = NOTHING
    programmes: FrozenMap[str, Any] = NOTHING
    as_of: date = date(2020, 1, 1)


SERIES = EventSeries(
    "rk",
    Term("Konferenz", "conference"),
    "regional_conference",
    CountryScope({"KEN", "TZA", "UGA"}, oda=True),
    NoCycle(),
    [Edition("2019-05-05", 1, id="rk-1")],
    Audience((HOME, AWAY)),
)
WORLD = World(REGISTER, RegionRegister((), (), ()), {"rk": SERIES})
EDITION = SERIES.editions[0]
EXISTING = (Observation(Stage.EXISTING, None, "2019"),)


def pair(name: str, code: str = "KEN", land: str = "05", theme: str = "", stage: str = "existing") -> Partnership:
    return Partnership(
        name,
        (
            GermanUnit(f"h:{name}", f"H{name}", UnitKind.STADT, state=LAENDER[land]),
            ForeignUnit(f"a:{name}", f"A{name}", country(code)),
        ),
        stages=(Observation(Stage(stage), None, "2019"),),
        themes=(theme,) if theme else (),
    )


def ids(entries: object) -> str:
    return " ".join(entry.partnership.id for entry in entries)  # type: ignore[attr-defined] # because all groups are alike


WATER = Priority(Term("Wasser", "water"), 2, WithTheme("water"))
MANY = [
    pair("a", "KEN", "05"),
    pair("b", "KEN", "05", "water"),
    pair("c", "TZA", "05"),
    pair("d", "TZA", "09", "water"),
    pair("e", "UGA", "09"),
    pair("f", "TGO", "09", "water"),
    pair("g", "UGA", "09", stage="dormant"),
    evolve(pair("h", "UGA", "09"), stages=()),
]


def test_everybody_is_in_exactly_one_group_in_its_order() -> None:
    found = invite(WORLD, EDITION, MANY, total=2, priorities=[WATER])
    assert ids(found.invited) == "b d"
    assert ids(found.waiting) == "a c e"
    assert ids(found.undecided) == "h"
    assert ids(found.excluded) == "f g"
    assert [entry.points for entry in (*found.invited, *found.waiting)] == [3, 3, 1, 1, 1]
    assert [entry.place for entry in found.entries()] == [1, 2, 1, 2, 3, None, None, None]
    assert [entry.by_priority for entry in (*found.invited, *found.waiting[:1])] == [(2,), (2,), (0,)]
    assert (found.value, found.bound, found.gap, found.status) == (6, 6, 0.0, Status.OPTIMAL)
    assert found.verify() == ()


def test_without_a_number_of_places_all_who_fit_are_invited() -> None:
    found = invite(WORLD, EDITION, MANY)
    assert ids(found.invited) == "a b c d e"
    assert (found.waiting, found.total, found.verify()) == ((), None, ())


def test_nobody_is_an_answer_as_well() -> None:
    found = invite(WORLD, EDITION, [])
    assert (list(found.entries()), found.value, found.bound, found.status) == ([], 0, 0, Status.OPTIMAL)


@pytest.mark.parametrize(
    ("quotas", "total", "invited", "waiting", "status"),
    [
        ([Quota("country", at_most=1)], None, "b d e", "a c", Status.OPTIMAL),
        ([Quota("country", "TZA", at_most=0)], None, "b a e", "d c", Status.OPTIMAL),
        ([Quota("land", "BY", at_least=2)], 2, "d e", "b a c", Status.OPTIMAL),
        ([Quota("land", "BY", at_least=2)], 3, "b d e", "a c", Status.OPTIMAL),
        ([Quota("country", "TGO", at_least=1)], 2, "b d", "a c e", Status.PARTIAL),
        ([Quota("country", "UGA", at_least=1), Quota("land", "NW", at_least=2)], 3, "b a e", "d c", Status.OPTIMAL),
        ([Quota("country", at_most=1), Quota("land", at_most=1)], None, "b d", "a c e", Status.OPTIMAL),
        ([Quota("country", at_least=1)], None, "b d a c e", "", Status.OPTIMAL),
        ([Quota("form", "kontakt", at_most=0)], 1, "b", "d a c e", Status.OPTIMAL),
        ([Quota(NewTo(["a", "b", "d"]), True, at_least=2, name=Term("Neue", "new"))], 3, "b c e", "d a", Status.OPTIMAL),
    ],
)  # fmt: skip
def test_quotas(quotas: list[Quota], total: int | None, invited: str, waiting: str, status: Status) -> None:
    found = invite(WORLD, EDITION, MANY, total=total, quotas=quotas, priorities=[WATER])
    assert (ids(found.invited), ids(found.waiting), found.status) == (invited, waiting, status)
    assert found.verify() == ()


def test_a_quota_that_cannot_be_met_is_told() -> None:
    found = invite(WORLD, EDITION, MANY, total=1, quotas=[Quota("country", "TGO", at_least=1)])
    assert found.short == ((0, "TGO", 0),)
    assert invite(WORLD, EDITION, MANY, total=1, quotas=[Quota("land", at_least=1)]).short == ((0, "BY", 0),)


# Inviting a (Kenya, NW) stops both others; b and c together have more points.
def test_a_quota_that_cannot_be_met_keeps_no_other_from_being_met() -> None:
    asked = [pair("a", theme="water"), pair("b", "TZA", "09"), pair("c", "TZA"), pair("d", "KEN", "09")]
    both = [Quota("country", "TZA", at_least=2), Quota("land", "05", at_least=1, at_most=1)]
    for quotas in (both, [*both, Quota("country", "TGO", at_least=1)]):
        found = invite(WORLD, EDITION, asked, quotas=quotas, priorities=[WATER])
        assert (ids(found.invited), found.short) == ("b c d", ((2, "TGO", 0),) * (len(quotas) - 2))
        assert found.verify() == ()


def test_quotas_that_cannot_all_be_met_are_missed_by_as_few_places_as_can_be() -> None:
    asked = [pair("a", "KEN", theme="water"), pair("b", "TZA"), pair("c", "TZA")]
    quotas = [Quota("land", "05", at_least=1, at_most=1), Quota("country", "TZA", at_least=2)]
    found = invite(WORLD, EDITION, asked, quotas=quotas, priorities=[WATER])
    assert (ids(found.invited), found.short, found.verify()) == ("b", ((1, "TZA", 1),), ())
    more = [*asked, pair("d", "TZA")]
    found = invite(WORLD, EDITION, more, quotas=[quotas[0], Quota("country", "TZA", at_least=3)], priorities=[WATER])
    assert (ids(found.invited), found.short, found.verify()) == ("b", ((1, "TZA", 1),), ())


CROSSING = [pair("a", "KEN", "05", "water"), pair("b", "KEN", "09"), pair("c", "TZA", "05")]
ONE_OF_EACH = [Quota("country", at_most=1), Quota("land", at_most=1)]


def test_where_quotas_cross_those_are_invited_who_have_most_points_together() -> None:
    found = invite(WORLD, EDITION, CROSSING, quotas=ONE_OF_EACH)
    assert (ids(found.invited), found.value, found.bound, found.status) == ("b c", 2, 2, Status.OPTIMAL)
    assert found.verify() == ()
    assert "Preferred: 2, because they belong to the best choice" in found.explain("a").text("en")


def test_where_quotas_cross_and_places_are_few_the_gap_is_shown() -> None:
    points = Priority(Term("Punkte", "points"), 1, lambda one: 2 if one.id == "a" else 1)
    found = invite(WORLD, EDITION, CROSSING, total=1, quotas=ONE_OF_EACH, priorities=[points])
    # A place more must drop nobody: so the first place is b's already, though a alone has more points.
    assert (ids(found.invited), found.value, found.bound, found.status) == ("b", 2, 3, Status.FEASIBLE)
    assert found.gap == pytest.approx(1 / 3)
    assert found.verify() == ()
    assert [sentence.reason.code for sentence in found.entry("a").reasons] == ["QUOTA_FULL", "PREFERRED"]
    assert [sentence.reason.code for sentence in found.entry("c").reasons] == ["NO_PLACE", "TIE"]


@pytest.mark.parametrize("times", [1, 2, 3])
def test_a_quota_that_is_named_again_leaves_no_gap_also_after_a_refusal(times: int) -> None:
    asked, quotas = [pair(name, "KEN") for name in "abc"], [Quota("country", at_most=1)] * times
    first = invite(WORLD, EDITION, asked, total=2, quotas=quotas)
    second = invite(WORLD, EDITION, asked, total=2, quotas=quotas, previous=first, refused=["a"])
    third = invite(WORLD, EDITION, asked, total=2, quotas=quotas, previous=second)
    assert [ids(found.invited) for found in (first, second, third)] == ["a", "b", "b"]
    for found in (first, second, third):
        assert (found.value, found.bound, found.status) == (1, 1, Status.OPTIMAL)


@pytest.mark.parametrize("at_most", [(1, 2), (2, 1)])
def test_of_quotas_for_the_same_partnerships_the_one_that_allows_fewer_holds(at_most: tuple[int, int]) -> None:
    every, one = at_most
    quotas = [Quota("country", at_most=every), Quota("country", "KEN", at_most=one)]
    found = invite(WORLD, EDITION, [pair(name, "KEN") for name in "abc"], quotas=quotas)
    assert (ids(found.invited), found.value, found.bound, found.status) == ("a", 1, 1, Status.OPTIMAL)


def test_where_three_ways_cross_what_prices_leave_open_is_searched_through() -> None:
    kinds = {"a": "BBA", "b": "ABB", "c": "CAA", "d": "AAB"}
    points = Priority(Term("Punkte", "points"), 3, lambda one: one.id != "d")

    def in_way(way: int) -> Callable[[Partnership], str]:
        return lambda one: kinds[one.id][way]

    quotas = [Quota(in_way(way), at_most=1) for way in range(3)]
    found = invite(WORLD, EDITION, [pair(name, "KEN") for name in kinds], quotas=quotas, priorities=[points])
    # By rank it would be a and d.
    assert (ids(found.invited), found.value, found.status) == ("b c", 8, Status.OPTIMAL)


@pytest.mark.parametrize(
    ("kinds", "points", "at_most", "best"),
    [
        # By rank it would be e and f, with 9 points; the search after the prices finds 10.
        ("ACABB CBCBA CBCBA BCBCC BAABA CBBAA ACCBA CCBBB", (4, 3, 5, 5, 6, 3, 1, 1), (1, 1, 2, 1, 2), "c d"),
        # No choice has more points than that by rank, but the prices come down to it until their rounds are used up.
        (
            "CCAAB CBCCB BAABB BCAAB BABCB CCABB BBBBC BCACA CAACA BABAA BBBCA BBACB BBABC",
            (1, 1, 1, 2, 6, 5, 1, 4, 4, 4, 6, 5, 2),
            (2, 2, 2, 2, 2),
            "e k f",
        ),
    ],
)
def test_where_five_ways_cross_the_best_is_found_though_prices_do_not_tell_it(
    kinds: str, points: tuple[int, ...], at_most: tuple[int, ...], best: str
) -> None:
    names = "abcdefghijklm"[: len(points)]
    told_apart, worth = dict(zip(names, kinds.split(), strict=True)), dict(zip(names, points, strict=True))

    def in_way(way: int) -> Callable[[Partnership], str]:
        return lambda one: told_apart[one.id][way]

    quotas = [Quota(in_way(way), at_most=most) for way, most in enumerate(at_most)]
    priorities = [Priority(Term("Punkte", "points"), 1, lambda one: worth[one.id] - 1)]
    found = invite(WORLD, EDITION, [pair(name, "KEN") for name in names], quotas=quotas, priorities=priorities)
    assert (ids(found.invited), found.value, found.verify()) == (best, sum(worth[name] for name in best.split()), ())


def test_a_tie_within_a_quota_is_said() -> None:
    found = invite(WORLD, EDITION, CROSSING, quotas=[Quota("country", at_most=1)])
    assert [sentence.reason.code for sentence in found.entry("b").reasons] == ["QUOTA_FULL", "TIE_IN_QUOTA"]


# ── explanations ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_phone_call_is_answered_in_both_languages() -> None:
    found = invite(WORLD, EDITION, MANY, total=2, quotas=[Quota("land", "NW", at_most=1)], priorities=[WATER])
    assert found.explain("b").text("en").splitlines()[:3] == [
        "Hb – Ab (Kenya): invited to “conference” (2019-05-05), rank 1 of 2, points: 3.",
        "Invited together: Hb, Ab.",
        "For each partner municipality at most 2 travellers are paid for, at least 1 of them from its administration.",
    ]
    waiting = found.explain(MANY[0]).text()
    assert "Ha – Aa (Kenia): Platz 1 von 3 auf der Warteliste für „Konferenz“ (05.05.2019), Punkte: 1." in waiting
    assert "Bundesland: Nordrhein-Westfalen" in waiting
    assert "eingeladen ist 1" not in waiting
    assert "All places are taken (2); invited who rank higher: 2." in found.explain("e").text("en")
    undecided = found.explain("h").text("en")
    assert undecided.startswith("Hh – Ah (Uganda): not yet decided")
    assert "it is documented nowhere" in undecided
    excluded = found.explain("g").text()
    assert excluded.startswith("Hg – Ag (Uganda): nicht eingeladen")
    assert "ruhend, belegt für den 05.05.2019; das ist ausdrücklich ausgenommen" in excluded


def test_an_excluded_one_also_hears_what_is_open() -> None:
    one = evolve(pair("f", "TGO"), stages=())
    text = invite(WORLD, EDITION, [one]).explain("f").text("en")
    assert "Togo is not in the scope" in text
    assert "Besides: Unclear: the stage of the relation" in text


def test_a_tie_and_a_preference_are_told() -> None:
    tie = invite(WORLD, EDITION, [pair("a"), pair("b")], total=1)
    assert "bei gleichen Punkten entscheidet die Kennung" in tie.explain("b").text()
    ahead = invite(WORLD, EDITION, [pair("a"), pair("b", "TZA")], total=1, quotas=[Quota("country", "TZA", at_least=1)])
    assert "Vorgezogen: 1, weil" in ahead.explain("a").text()


def test_a_table_for_the_german_side_invites_that_alone() -> None:
    alone = evolve(EDITION, audience=Audience((evolve(HOME, partner_required=False),)))
    found = invite(WORLD, alone, [pair("a")])
    assert (found.together, found.paid_travellers) == (False, None)
    assert "Eingeladen ist die deutsche Seite: Ha." in found.explain("a").text()
    assert [unit.id for unit in found.units("a")] == ["h:a"]
    nobody = invite(WORLD, Edition("2019-05-05", scope=CountryScope("KEN")), [pair("a")])
    assert (nobody.together, ids(nobody.undecided)) == (False, "a")
    required = evolve(EDITION, audience=Audience((HOME,)))
    assert invite(WORLD, required, [pair("a")]).together
    unknown = evolve(EDITION, audience=Audience((HOME, evolve(AWAY, min_administration=None))))
    assert "paid for" not in invite(WORLD, unknown, [pair("a")]).explain("a").text("en")


def test_who_is_not_asked_about_has_no_entry() -> None:
    with pytest.raises(UnknownName, match="there is no partnership 'z'"):
        invite(WORLD, EDITION, MANY).explain("z")


# ── counts and rows ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_counts_by_country_land_and_standing() -> None:
    found = invite(WORLD, EDITION, MANY)
    assert found.by_country == {"KEN": 2, "TZA": 2, "UGA": 1}
    assert found.by_land == {"BY": 2, "NW": 3}
    assert found.counts("country", Standing.EXCLUDED) == {"TGO": 1, "UGA": 1}
    assert found.counts(lambda one: one.themes) == {"water": 2}
    assert found.paid_travellers == 10
    with pytest.raises(BadRule):
        found.counts("planet")


def test_a_partner_municipality_of_two_partnerships_is_paid_for_once() -> None:
    one = pair("a")
    other = Partnership("b", (pair("b").units[1], one.foreign_units[0]), stages=EXISTING)
    assert invite(WORLD, EDITION, [one, other]).paid_travellers == 2


def test_rows_hold_every_partnership_with_its_reasons() -> None:
    rows = invite(WORLD, EDITION, MANY, total=2, priorities=[WATER]).to_rows("en")
    assert [row["partnership"] for row in rows] == ["b", "d", "a", "c", "e", "h", "f", "g"]
    assert rows[0] == {
        "standing": "invited",
        "place": 1,
        "points": 3,
        "partnership": "b",
        "german": "Hb",
        "partner": "Ab",
        "countries": "KEN",
        "lands": "NW",
        "answer": "yes",
        "reasons": rows[0]["reasons"],
    }
    assert all(row["reasons"] for row in rows)


# ── a list that follows another ──────────────────────────────────────────────────────────────────────────────────────


def again(found: InvitationList, refused: list[str], **changes: object) -> InvitationList:
    options: dict[str, object] = {"total": found.total, "quotas": found.quotas, "priorities": [WATER], **changes}
    return invite(WORLD, EDITION, MANY, previous=found, refused=refused, **options)  # type: ignore[arg-type] # because they fit


def test_after_a_refusal_the_invited_stay_and_the_waiting_list_moves_up() -> None:
    first = invite(WORLD, EDITION, MANY, total=2, priorities=[WATER])
    second = again(first, ["b"])
    assert (ids(second.invited), ids(second.waiting), ids(second.excluded)) == ("d a", "c e", "b f g")
    assert second.declined == {"b"}
    assert second.kept == {"d"}
    assert second.explain("b").text().splitlines()[1] == "Die Einladung wurde abgelehnt."
    third = again(second, ["d"])
    assert (ids(third.invited), ids(third.excluded)) == ("a c", "b d f g")
    assert third.verify() == ()


def test_who_is_invited_stays_although_others_now_rank_higher_or_a_quota_forbids() -> None:
    first = invite(WORLD, EDITION, [pair("a"), pair("b")], total=2)
    second = invite(
        WORLD,
        EDITION,
        [pair("a"), pair("b"), pair("c", "TZA", theme="water")],
        total=2,
        quotas=[Quota("country", "KEN", at_most=1)],
        priorities=[WATER],
        previous=first,
    )
    assert (ids(second.invited), ids(second.waiting)) == ("a b", "c")
    assert "Vorgezogen: 2, weil" in second.explain("c").text()
    assert second.verify() == ()


def test_an_invitation_does_not_hold_where_the_conditions_are_no_longer_met() -> None:
    first = invite(WORLD, EDITION, [pair("a"), pair("b")])
    changed = [pair("a", stage="dormant"), evolve(pair("b"), stages=())]
    second = invite(WORLD, EDITION, changed, previous=first)
    assert (ids(second.excluded), ids(second.undecided)) == ("a", "b")
    assert all("frühere Einladung gilt nicht weiter" in second.explain(name).text() for name in "ab")


def test_a_following_list_must_fit_the_one_before() -> None:
    first = invite(WORLD, EDITION, MANY, total=2)
    with pytest.raises(BadInstance, match="Invited before, but not among the partnerships: a"):
        invite(WORLD, EDITION, MANY[1:], previous=first)
    with pytest.raises(BadInstance, match="is for another event: rk-1, this one for other"):
        invite(WORLD, Edition("2021-05-05", 2, id="other", in_series=(InSeries("rk", (2,)),)), MANY, previous=first)
    with pytest.raises(BadRule, match="2 hold an invitation already; 1 place is too few"):
        invite(WORLD, EDITION, MANY, total=1, previous=first)
    with pytest.raises(UnknownName, match="there is no partnership 'aa'; did you mean a"):
        invite(WORLD, EDITION, MANY, refused=["aa"])
    assert ids(invite(WORLD, EDITION, MANY, refused="a").excluded) == "a f g"


# ── bad input ────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("total", [0, -1, True, 1.5])
def test_places_are_whole_and_at_least_one(total: int) -> None:
    with pytest.raises(BadRule, match="total must be"):
        invite(WORLD, EDITION, MANY, total=total)


def test_bad_questions_are_refused() -> None:
    with pytest.raises(UnknownName, match="there is no series or edition 'rkk'; did you mean rk"):
        invite(WORLD, "rkk", MANY, on=START)
    with pytest.raises(BadRule, match="rk is a series"):
        invite(WORLD, "rk", MANY)
    with pytest.raises(BadInstance, match="Two partnerships have the id a"):
        invite(WORLD, EDITION, [pair("a"), pair("b"), pair("a", "TZA")])
    with pytest.raises(BadRule, match="beyond"):
        invite(WORLD, EDITION, MANY, beyond="never")  # type: ignore[arg-type] # because that is the case


WRONG: Any = 5
IN_A_LIST: Any = ["a"]
FIRST = invite(WORLD, EDITION, MANY, total=2)
OTHER_EDITION = Edition("2021-05-05", 2, id="other", in_series=(InSeries("rk", (2,)),))
ON_A_DAY = invite(WORLD, "rk", MANY, on=date(2019, 6, 1))


@pytest.mark.parametrize(
    ("act", "argument", "value"),
    [
        (lambda: invite(WORLD, EDITION, MANY, total=0), "total", 0),
        (lambda: invite(WORLD, EDITION, MANY, quotas=WRONG), "quotas", 5),
        (lambda: invite(WORLD, EDITION, MANY, quotas=[WRONG]), "each of quotas", 5),
        (lambda: invite(WORLD, EDITION, MANY, priorities=WRONG), "priorities", 5),
        (lambda: invite(WORLD, EDITION, MANY, priorities=[WRONG]), "each of priorities", 5),
        (lambda: invite(WORLD, EDITION, MANY, refused=WRONG), "refused", 5),
        (lambda: invite(WORLD, EDITION, MANY, refused=[IN_A_LIST]), "refused", ["a"]),
        (lambda: invite(WORLD, EDITION, WRONG), "partnerships", 5),
        (lambda: invite(WORLD, EDITION, [pair("b"), pair("a"), pair("b"), pair("a")]), "partnerships", "a"),
        (lambda: invite(WORLD, EDITION, MANY, previous=WRONG), "previous", 5),
        (lambda: invite(WORLD, OTHER_EDITION, MANY, previous=FIRST), "previous", "rk-1"),
        (lambda: invite(WORLD, EDITION, MANY[2:], previous=FIRST), "previous", ("a", "b")),
        (lambda: invite(WORLD, "rk", MANY, on=date(2019, 6, 2), previous=ON_A_DAY), "previous", ON_A_DAY.when),
        (lambda: invite(WORLD, EDITION, MANY, total=1, previous=FIRST), "total", 1),
        (lambda: Priority(Term("x", "x"), 1, WRONG), "value", 5),
        (lambda: Priority(Term("x", "x"), -1, NewTo(())), "weight", -1),
        (lambda: Priority(Term("x", "points"), 1, lambda _: -1).points(pair("a")), "points of a", -1),
        (lambda: Quota("country", at_most=-1), "at_most", -1),
        (lambda: Quota("country", at_least=-1), "at_least", -1),
        (lambda: NewTo(WRONG), "before", 5),
        (lambda: FIRST.entry(IN_A_LIST), "partnership", ["a"]),
    ],
)  # fmt: skip
def test_what_is_refused_is_refused_by_its_name_and_with_what_was_given(
    act: Callable[[], object], argument: str, value: object
) -> None:
    with pytest.raises((BadRule, BadInstance)) as caught:
        act()
    assert (caught.value.argument, caught.value.value) == (argument, value)


def test_what_is_no_quota_and_no_priority_is_told_from_one() -> None:
    table: list[tuple[dict[str, Any], str]] = [
        ({"quotas": [5]}, "each of quotas must be of type Quota, not 5"),
        ({"priorities": ["x"]}, "each of priorities must be of type Priority, not 'x'"),
        ({"previous": "x"}, "previous must be of type InvitationList, not 'x'"),
    ]
    for options, words in table:
        with pytest.raises((BadRule, BadInstance), match=f"^{words}$"):
            invite(WORLD, EDITION, MANY, **options)


def test_nobody_of_an_unknown_id_is_on_the_list() -> None:
    with pytest.raises(UnknownName, match="there is no partnership 'zz'") as caught:
        FIRST.entry("zz")
    assert caught.value.value == "zz"


def test_a_partnership_without_a_partner_is_undecided() -> None:
    two_at_home = Partnership("p", (pair("a").german_units[0], pair("b").german_units[0]), stages=EXISTING)
    found = invite(WORLD, EDITION, [two_at_home])
    assert [sentence.reason.code for sentence in found.undecided[0].reasons] == ["NO_UNIT_ABROAD"]


# ── occasions and rules ──────────────────────────────────────────────────────────────────────────────────────────────


def test_a_series_is_given_by_its_id_with_a_day() -> None:
    found = invite(WORLD, "rk", MANY, on=date(2019, 6, 1))
    assert ids(found.invited) == "a b c d e"
    assert (found.occasion, found.name.en, found.when.text("en")) == ("rk", "conference", "2019-06-01")


def test_the_name_of_an_edition_is_that_of_its_series_where_that_is_known() -> None:
    known = Edition("2019-05-05", in_series=(InSeries("rk"),))
    assert invite(WORLD, known, []).name.de == "Konferenz"
    assert invite(WORLD, EDITION, []).name.de == "Konferenz"
    twice = evolve(known, in_series=(InSeries("rk"), InSeries("a")), id="rk-7")
    world = evolve(WORLD, series={"a": evolve(SERIES, id="a", name=Term("Andere", "other"), editions=()), "rk": SERIES})
    assert invite(world, twice, []).name.de == "Konferenz"
    other = evolve(known, in_series=(InSeries("x"),), id="x-1")
    assert invite(WORLD, other, []).name.de == "x-1"


LARGE = Reason("LARGE", de="Nur kleine.", en="Small ones only.")


def only_a(case: PartnershipCase) -> Verdict | None:
    return None if case.partnership.id == "a" else no(LARGE)


def test_own_rules_decide_with_their_own_reasons() -> None:
    found = invite(WORLD, EDITION, MANY, (*DEFAULT, only_a))
    assert ids(found.invited) == "a"
    assert "Nur kleine." in found.explain("b").text()


# ── the shipped facts ────────────────────────────────────────────────────────────────────────────────────────────────

FACTS = load_facts()


def next_conference() -> ExpectedEdition:
    return expected_editions(FACTS.series["rk-afrika"], Span.years(2028), on=date(2026, 11, 22))[0]


def test_for_the_next_africa_conference_all_is_undecided_that_is_not_excluded() -> None:
    found = invite(FACTS, next_conference(), FACTS.partnerships)
    assert (len(found.invited), len(found.waiting), len(found.undecided) + len(found.excluded)) == (0, 0, 737)
    assert {"AFTER_LAST_LIST", "STAGE_NOT_SEEN_THEN"} <= {
        sentence.reason.code for entry in found.undecided for sentence in entry.reasons
    }


def eligible(partnership: Partnership, on: date, years: int) -> bool:
    """The rules of an Africa conference after 2025, written anew: sure members, the last list, existing seen lately."""
    members = FACTS.regions.members("afrika", on=on).sure
    recipients = FACTS.oda.recipients(on=date(2026, 12, 31))
    known = any(
        unit.country.alpha3 in members and unit.country.alpha3 in recipients for unit in partnership.foreign_units
    )
    seen = [one for one in partnership.stages if one.as_of is not None and one.as_of.latest is not None]
    last = max((one.as_of.latest.year for one in seen if one.as_of and one.as_of.latest), default=0)
    return known and bool(seen) and all(one.value is Stage.EXISTING for one in seen) and on.year <= last + years


@pytest.mark.uncounted
def test_every_invited_partnership_of_the_shipped_facts_passes_a_check_written_anew() -> None:
    carried = tuple(RelationSeenWithin(years=6) if rule is relation else rule for rule in PARTNERSHIP_RULES)
    found = invite(FACTS, next_conference(), FACTS.partnerships, carried, beyond="latest_list")
    expected = {one.id for one in FACTS.partnerships.values() if eligible(one, date(2028, 9, 9), 6)}
    assert {entry.partnership.id for entry in found.invited} == expected
    assert len(expected) > 20
    assert found.verify() == ()


def test_the_lapsed_round_table_leaves_everybody_undecided_or_excluded() -> None:
    found = invite(FACTS, "rt-nicaragua", FACTS.partnerships, on=date(2026, 11, 22))
    assert (len(found.undecided), len(found.excluded)) == (31, 706)
    assert all("erloschen" in found.explain(entry.partnership).text() for entry in found.undecided)


# ── a value like any other ───────────────────────────────────────────────────────────────────────────────────────────


def test_lists_survive_hash_pickle_and_copy() -> None:
    quotas = [Quota("country", at_most=1), Quota(NewTo({"a"}), True, at_least=1)]
    found = invite(WORLD, EDITION, MANY, total=2, quotas=quotas, priorities=[WATER])
    for twin in (pickle.loads(pickle.dumps(found)), copy.deepcopy(found)):
        assert twin == found
        assert hash(twin) == hash(found)
        assert twin.explain("a").text() == found.explain("a").text()
    assert Standing.WAITING.text("en") == "waiting"
    assert found.invited[0].verdict.answer is Answer.YES
    assert QuotaWords(quotas[0], "KEN").text("en") == "partner country: Kenya"
    assert Form.KONTAKT in Form


def test_a_shipped_event_of_several_series_has_the_name_of_the_series_it_was_taken_from() -> None:
    facts = load_facts()
    for series in facts.series.values():
        for edition in series.editions:
            if len(edition.in_series) > 1:
                assert invite(facts, edition, []).name == series.name


def test_the_quota_that_is_used_up_is_told_in_numbers_of_one() -> None:
    found = invite(WORLD, EDITION, [pair("a"), pair("b")], quotas=[Quota("country", at_most=1)])
    assert "(Land der Partnerkommune: Kenia): eingeladen 1, erlaubt höchstens 1." in found.explain("b").text("de")
    assert "(partner country: Kenya): invited 1, allowed 1 at most." in found.explain("b").text("en")


def test_a_list_of_a_series_follows_one_for_the_same_days_only() -> None:
    first = invite(WORLD, "rk", MANY, on=date(2019, 6, 1))
    assert invite(WORLD, "rk", MANY, on=date(2019, 6, 1), previous=first).kept
    with pytest.raises(BadInstance, match="is for other days: 2019-06-01, this one for 2019-06-02"):
        invite(WORLD, "rk", MANY, on=date(2019, 6, 2), previous=first)


def test_the_invited_hear_that_the_last_list_is_carried_on() -> None:
    found = invite(WORLD, "rk", MANY, [partner_country], on=date(2035, 6, 1), beyond="latest_list")
    assert "für den 01.06.2035 gibt es noch keine" in found.explain("a").text("de")
