"""A list of invitations at work for a while: nobody drops off unheard, those waiting move up, every reason is true."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, Final

from attrs import frozen
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from kommunal_partner._mappings import FrozenMap
from kommunal_partner.countries import country
from kommunal_partner.cycles import Grid
from kommunal_partner.invitations import InvitationEntry, InvitationList, Priority, Quota, Standing, invite
from kommunal_partner.keys import LAENDER
from kommunal_partner.languages import Term
from kommunal_partner.municipalities import ForeignUnit, GermanUnit, UnitKind
from kommunal_partner.oda import Listing, OdaGroup, OdaList, OdaRegister
from kommunal_partner.partnerships import Observation, Partnership, Stage
from kommunal_partner.regions import RegionRegister
from kommunal_partner.results import Status
from kommunal_partner.schedule import expected_editions
from kommunal_partner.series import Audience, AudienceRule, CountryScope, Edition, EventSeries, InSeries
from kommunal_partner.spans import Span
from kommunal_partner.verdicts import Sentence

NOTHING: Final[FrozenMap[str, Any]] = FrozenMap()
CODES: Final = ("KEN", "TZA", "UGA")
LANDS: Final = ("05", "08")
DRAWN_UP: Final = date(2019, 3, 31)
PAST: Final = Edition("2016-05-05", 3, id="rk-3")
HELD: Final = Edition("2019-10-01/2019-10-02", 4, id="rk-4", status="announced", in_series=(InSeries("rk", (4,)),))


def conference(*editions: Edition) -> EventSeries:
    audience = Audience((AudienceRule("german", None, frozenset({"existing"}), date(2010, 1, 1)),))
    scope = CountryScope(CODES, oda=False)
    return EventSeries("rk", "Konferenz", "regional_conference", scope, Grid(2010), editions, audience)


@frozen
class World:
    series: FrozenMap[str, EventSeries]
    oda: OdaRegister = OdaRegister(  # noqa: RUF009 - because it never changes
        [OdaList("2019", Span.years(2019), "2019")], [Listing("KEN", OdaGroup.LDC, Span.years(2019))]
    )
    regions: RegionRegister = RegionRegister((), (), ())  # noqa: RUF009 - because it never changes
    partnerships: FrozenMap[str, Any] = NOTHING
    programmes: FrozenMap[str, Any] = NOTHING
    as_of: date = date(2020, 1, 1)


BEFORE: Final = World(FrozenMap({"rk": conference(PAST)}))
AFTER: Final = World(FrozenMap({"rk": conference(PAST, HELD)}))
EXPECTED: Final = expected_editions(BEFORE.series["rk"], (2019, 2019), on=date(2016, 6, 1))[0]
WORTH: Final = Priority(Term("Themen", "themes"), 1, lambda one: len(one.themes))

# What is seen of a partnership decides alone: it fits, is to be confirmed, not known, ended, or lies outside.
STAGES: Final = {
    "fits": (Observation(Stage.EXISTING, None, "2019-03"),),
    "old": (Observation(Stage.EXISTING, None, "2012"),),
    "unknown": (),
    "ended": (Observation(Stage.ENDED, None, "2012"),),
}
KNOWN: Final = st.sampled_from(["fits", "fits", "fits", "old", "old", "unknown", "ended"])
NUMBERS: Final = st.integers(0, 3)
QUOTAS: Final = st.lists(
    st.one_of(
        st.builds(lambda by, most: Quota(by, at_most=most), st.sampled_from(["country", "land"]), NUMBERS),
        st.builds(lambda code, least: Quota("country", code, at_least=least), st.sampled_from(CODES), NUMBERS),
    ),
    max_size=2,
)


@frozen
class Guest:
    """What the oracle knows of a partnership, and all it looks at."""

    code: str
    land: str
    themes: int
    known: str

    def as_partnership(self, name: str) -> Partnership:
        home = GermanUnit(f"h:{name}", name, UnitKind.STADT, state=LAENDER[self.land])
        units = home, ForeignUnit(f"a:{name}", name, country(self.code))
        return Partnership(name, units, stages=STAGES[self.known], themes=("t",) * self.themes)

    def kind(self, quota: Quota) -> str:
        return self.code if quota.by == "country" else LAENDER[self.land].code


GUESTS: Final = st.builds(Guest, st.sampled_from(CODES), st.sampled_from(LANDS), st.integers(0, 2), KNOWN)


def kind_named(note: Sentence) -> object:
    """The kind of which a sentence says that its quota is used up."""
    return getattr(note.values["quota"], "kind", None)


class InvitationSession(RuleBasedStateMachine):
    """A list is drawn up and goes on: confirmations, refusals, more places, newcomers, the announcement."""

    guests: dict[str, Guest]
    quotas: list[Quota]
    total: int | None
    world: World
    occasion: object
    declined: set[str]
    held: set[str]
    invitations: InvitationList

    @initialize(guests=st.lists(GUESTS, min_size=2, max_size=7), quotas=QUOTAS, total=st.none() | st.integers(1, 4))
    def draw_up(self, guests: list[Guest], quotas: list[Quota], total: int | None) -> None:
        self.guests = {f"p{number}": guest for number, guest in enumerate(guests)}
        self.quotas, self.total, self.world, self.occasion = quotas, total, BEFORE, EXPECTED
        self.declined, self.held = set(), set()
        self.invitations = self.drawn(None)

    def drawn(self, previous: InvitationList | None, refused: str | None = None) -> InvitationList:
        return invite(
            self.world,
            self.occasion,  # type: ignore[arg-type]  # because it is an edition, or its id
            [guest.as_partnership(name) for name, guest in self.guests.items()],
            seen_by=DRAWN_UP,
            total=self.total,
            quotas=self.quotas,
            priorities=[WORTH],
            previous=previous,
            refused=() if refused is None else [refused],
        )

    def go_on(self, refused: str | None = None) -> tuple[InvitationList, InvitationList]:
        """The list drawn up anew from itself, and the one before; what holds of every step is checked."""
        before = self.invitations
        self.held = self.placed()
        self.invitations = self.drawn(before, refused)
        now = self.invitations
        stays = {name for name in self.held if self.may_come(name)}
        assert stays <= self.placed()
        assert now.kept == stays
        risen = self.placed() - self.held
        assert risen <= {name for name in self.guests if self.may_come(name)}
        if not self.quotas and risen:  # whoever moves up ranks before all who still wait
            waiting = [self.rank(entry.partnership.id) for entry in now.waiting]
            assert all(self.rank(name) < rank for name in risen for rank in waiting)
        both = before.solution.keys() & now.solution.keys()
        assert now.moved == tuple(sorted(name for name in both if before.solution[name] is not now.solution[name]))
        return before, now

    # ── the oracle ───────────────────────────────────────────────────────────────────────────────────────────────────

    def placed(self) -> set[str]:
        return {entry.partnership.id for entry in (*self.invitations.invited, *self.invitations.to_confirm)}

    def may_come(self, name: str) -> bool:
        return self.guests[name].known in {"fits", "old"} and name not in self.declined

    def rank(self, name: str) -> tuple[int, str]:
        return -1 - self.guests[name].themes, name

    def how_many(self, quota: Quota, kind: object, names: set[str]) -> int:
        return len([name for name in names if self.guests[name].kind(quota) == kind])

    def stands_against(self, name: str) -> list[tuple[str, int]]:
        """The quotas of at most so many that are used up for one who waits: the kind, how many it has."""
        placed = self.placed()
        return [
            (self.guests[name].kind(quota), count)
            for quota in self.quotas
            if quota.at_most is not None
            and (count := self.how_many(quota, self.guests[name].kind(quota), placed)) >= quota.at_most
        ]

    # ── what a clerk does ────────────────────────────────────────────────────────────────────────────────────────────

    @rule(data=st.data())
    def find_out(self, data: st.DataObject) -> None:
        """The stage of a relation is confirmed, or was seen to be another."""
        name = data.draw(st.sampled_from(sorted(self.guests)))
        guest = self.guests[name]
        self.guests[name] = Guest(guest.code, guest.land, guest.themes, data.draw(KNOWN))
        self.go_on()

    @precondition(lambda self: self.invitations.to_confirm)
    @rule(data=st.data())
    def confirm(self, data: st.DataObject) -> None:
        """One of the sheet of those to confirm comes back confirmed: it keeps its place, and nobody else moves."""
        name = data.draw(st.sampled_from([entry.partnership.id for entry in self.invitations.to_confirm]))
        guest = self.guests[name]
        self.guests[name] = Guest(guest.code, guest.land, guest.themes, "fits")
        before, now = self.go_on()
        assert now.moved == (name,)
        assert (now.solution[name], now.entry(name).place) == (Standing.INVITED, before.entry(name).place)

    @rule(data=st.data())
    def refuse(self, data: st.DataObject) -> None:
        """Somebody declines, invited or not; it is said once and holds for good."""
        name = data.draw(st.sampled_from(sorted(self.guests)))
        free = name in self.placed()
        self.declined.add(name)
        before, _ = self.go_on(name)
        risen = self.placed() - self.held
        if not free:
            assert not risen
        elif not self.quotas and self.total is not None:
            assert risen == {entry.partnership.id for entry in before.waiting[:1]}

    @precondition(lambda self: self.world is BEFORE)
    @rule()
    def announce(self) -> None:
        """The expected edition is announced: the list goes on for it, and nobody moves."""
        self.world, self.occasion = AFTER, "rk-4"
        before, now = self.go_on()
        assert now.occasion == "rk-4"
        assert (dict(now.solution), now.moved) == (dict(before.solution), ())

    @precondition(lambda self: self.total is not None)
    @rule()
    def add_a_place(self) -> None:
        assert self.total is not None
        self.total += 1
        before, _ = self.go_on()
        assert len(self.placed() - self.held) <= 1
        assert not self.quotas or self.placed() - self.held <= {entry.partnership.id for entry in before.waiting}

    @precondition(lambda self: len(self.guests) < 9)
    @rule(guest=GUESTS)
    def add_a_partnership(self, guest: Guest) -> None:
        name = f"p{len(self.guests)}"
        self.guests[name] = guest
        self.go_on()
        assert self.placed() - self.held <= {name}

    @rule()
    def draw_up_anew(self) -> None:
        before, now = self.go_on()
        assert (dict(now.solution), now.moved) == (dict(before.solution), ())

    # ── what always holds ────────────────────────────────────────────────────────────────────────────────────────────

    @invariant()
    def the_list_is_sound(self) -> None:
        assert self.invitations.verify() == ()

    @invariant()
    def every_partnership_stands_in_exactly_one_group_and_in_the_right_one(self) -> None:
        assert sorted(entry.partnership.id for entry in self.invitations.entries()) == sorted(self.guests)
        for name, standing in self.invitations.solution.items():
            known = self.guests[name].known
            if name in self.declined or known == "ended":
                assert standing is Standing.EXCLUDED
            elif known == "unknown":
                assert standing is Standing.UNDECIDED
            else:
                placed = Standing.INVITED if known == "fits" else Standing.TO_CONFIRM
                assert standing in {placed, Standing.WAITING}

    @invariant()
    def places_and_quotas_are_kept_and_no_place_stays_free(self) -> None:
        placed, kept = self.placed(), {name for name in self.held if self.may_come(name)}
        assert self.total is None or len(placed) <= self.total
        for number, quota in enumerate(self.quotas):
            kinds = {guest.kind(quota) for guest in self.guests.values()}
            for kind in kinds if quota.value is None else {str(quota.value)}:
                count = self.how_many(quota, kind, placed)
                if quota.at_most is not None:
                    assert count <= max(quota.at_most, self.how_many(quota, kind, kept))
                elif count < (quota.at_least or 0):
                    assert (number, kind, count) in self.invitations.short
                    assert self.invitations.status is Status.PARTIAL
        if self.total is None or len(placed) < self.total:
            assert all(self.stands_against(entry.partnership.id) for entry in self.invitations.waiting)

    @invariant()
    def the_order_is_that_of_points_and_then_of_ids(self) -> None:
        placed = sorted((*self.invitations.invited, *self.invitations.to_confirm), key=lambda entry: entry.place or 0)
        for group in (placed, self.invitations.waiting):
            names = [entry.partnership.id for entry in group]
            assert names == sorted(names, key=self.rank)
            assert [entry.place for entry in group] == list(range(1, len(group) + 1))
            assert [entry.points for entry in group] == [1 + self.guests[name].themes for name in names]
        assert self.invitations.bound is not None
        assert (
            self.invitations.value
            == sum(1 + self.guests[name].themes for name in self.placed())
            <= self.invitations.bound
        )

    @invariant()
    def every_reason_is_true(self) -> None:
        for entry in self.invitations.entries():
            said = {
                sentence.reason.code: sentence.values
                for sentence in self.invitations.explain(entry.partnership.id).sentences
            }
            told = TRUE[entry.standing]
            told(self, entry, said)
        opening = self.invitations.explain().sentences[0].values
        for standing in Standing:
            assert opening[standing.value] == list(self.invitations.solution.values()).count(standing)

    def placed_as_said(self, entry: InvitationEntry, said: dict[str, Any]) -> None:
        code = "IS_INVITED" if entry.standing is Standing.INVITED else "IS_TO_CONFIRM"
        values = said[code]
        assert (values["place"], values["count"]) == (entry.place, len(self.placed()))
        assert values["points"] == 1 + self.guests[entry.partnership.id].themes

    def waiting_as_said(self, entry: InvitationEntry, said: dict[str, Any]) -> None:
        name, placed = entry.partnership.id, self.placed()
        assert said["IS_WAITING"]["place"] == entry.place
        full = [(kind_named(note), note.values["count"]) for note in entry.notes if note.reason.code == "QUOTA_FULL"]
        assert full == self.stands_against(name)
        if full:
            assert "NO_PLACE" not in said
        else:
            assert said["NO_PLACE"]["total"] == self.total == len(placed)
            assert said["NO_PLACE"]["ahead"] == len([other for other in placed if self.rank(other) < self.rank(name)])

    def open_as_said(self, entry: InvitationEntry, said: dict[str, Any]) -> None:
        assert "IS_UNDECIDED" in said
        assert ("NO_LONGER" in said) is (entry.partnership.id in self.held)

    def excluded_as_said(self, entry: InvitationEntry, said: dict[str, Any]) -> None:
        name = entry.partnership.id
        assert "IS_EXCLUDED" in said
        assert ("DECLINED" in said) is (name in self.declined)
        assert ("NO_LONGER" in said) is (name in self.held - self.declined)


TRUE: Final[dict[Standing, Callable[[InvitationSession, InvitationEntry, dict[str, Any]], None]]] = {
    Standing.INVITED: InvitationSession.placed_as_said,
    Standing.TO_CONFIRM: InvitationSession.placed_as_said,
    Standing.WAITING: InvitationSession.waiting_as_said,
    Standing.UNDECIDED: InvitationSession.open_as_said,
    Standing.EXCLUDED: InvitationSession.excluded_as_said,
}

TestInvitationSession = InvitationSession.TestCase
TestInvitationSession.settings = settings(
    max_examples=25,
    stateful_step_count=10,
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.filter_too_much,
        HealthCheck.data_too_large,
        HealthCheck.large_base_example,
    ],
)
