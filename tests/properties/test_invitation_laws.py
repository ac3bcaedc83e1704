"""Laws of invitations, against a count of all choices and a judgement day by day, over small ranges."""

from __future__ import annotations

import copy
import pickle
from datetime import date, timedelta
from itertools import combinations
from typing import Any

from attrs import evolve, frozen
from hypothesis import given, settings
from hypothesis import strategies as st

from kommunal_partner._mappings import FrozenMap
from kommunal_partner.countries import country
from kommunal_partner.eligibility import (
    PARTNERSHIP_RULES,
    PartnershipCase,
    PartnershipRule,
    RelationSeenWithin,
    assess_partnership,
    relation,
)
from kommunal_partner.eligibility._cases import OccasionDay
from kommunal_partner.eligibility._partnership import PartnershipJudge
from kommunal_partner.fuzzy_dates import FuzzyDate
from kommunal_partner.invitations import InvitationList, Priority, Quota, Standing, invite
from kommunal_partner.keys import LAENDER
from kommunal_partner.languages import Term
from kommunal_partner.municipalities import ForeignUnit, GermanUnit, Unit, UnitKind
from kommunal_partner.oda import Listing, OdaGroup, OdaList, OdaRegister
from kommunal_partner.partnerships import Form, Observation, Partnership, Stage
from kommunal_partner.regions import RegionRegister
from kommunal_partner.results import Status
from kommunal_partner.series import Audience, AudienceRule, Condition, CountryScope, DatedScope, Edition, PlainScope
from kommunal_partner.sources import Evidence, Source
from kommunal_partner.spans import Span, Timeline
from kommunal_partner.verdicts import Reason, Verdict, all_of, no, yes

NOTHING: FrozenMap[str, Any] = FrozenMap()


@frozen
class World:
    oda: OdaRegister
    regions: RegionRegister
    series: FrozenMap[str, Any] = NOTHING
    partnerships: FrozenMap[str, Any] = NOTHING
    programmes: FrozenMap[str, Any] = NOTHING
    as_of: date = date(2020, 1, 1)


# Six days around a new year, on which the list changes.
FIRST = date(2018, 12, 29)
DAYS = [FIRST + timedelta(days=n) for n in range(6)]
WORLD = World(
    OdaRegister(
        [OdaList(str(year), Span.years(year), str(year)) for year in (2018, 2019)],
        [
            Listing("KEN", OdaGroup.LDC, Span.years(2018, 2019)),
            Listing("TZA", OdaGroup.LDC, Span.years(2018)),
            Listing("UGA", OdaGroup.LDC, Span.years(2019)),
        ],
    ),
    RegionRegister((), (), ()),
)
CODES = ("KEN", "TZA", "UGA")
LANDS = ("05", "08", "09")
RULE = AudienceRule("german", None, frozenset({"existing"}), date(2018, 1, 1))
EDITION = Edition(DAYS[0], scope=CountryScope({"KEN", "TZA", "UGA"}), audience=Audience((RULE,)))

kinds = st.tuples(
    st.sampled_from(CODES),
    st.sampled_from(LANDS),
    st.integers(0, 3),
    st.sampled_from(["yes", "yes", "yes", "no", "open"]),
)


def pair(number: int, code: str, land: str, worth: int, fits: str) -> Partnership:
    stage = Stage.DORMANT if fits == "no" else Stage.EXISTING
    stages = () if fits == "open" else (Observation(stage, None, "2018"),)
    home = GermanUnit(f"h{number}", f"H{number}", UnitKind.STADT, state=LAENDER[land])
    return Partnership(
        f"p{number}", (home, ForeignUnit(f"a{number}", "A", country(code))), stages=stages, themes=("t",) * worth
    )


partnerships = st.lists(kinds, max_size=7).map(lambda found: [pair(number, *kind) for number, kind in enumerate(found)])
numbers = st.integers(0, 3)
quotas = st.lists(
    st.one_of(
        st.builds(lambda by, most: Quota(by, at_most=most), st.sampled_from(["country", "land"]), numbers),
        st.builds(lambda code, least: Quota("country", code, at_least=least), st.sampled_from(CODES), numbers),
        st.builds(lambda land, least: Quota("land", land, at_least=least), st.sampled_from(LANDS), numbers),
    ),
    max_size=3,
)
totals = st.none() | st.integers(1, 5)
WORTH = Priority(Term("t", "t"), 1, lambda one: len(one.themes))


def ask(
    asked: list[Partnership],
    limits: list[Quota],
    total: int | None,
    previous: InvitationList | None = None,
    refused: tuple[str, ...] = (),
) -> InvitationList:
    return invite(
        WORLD, EDITION, asked, total=total, quotas=limits, priorities=[WORTH], previous=previous, refused=refused
    )


def invited(found: InvitationList) -> set[str]:
    return {entry.partnership.id for entry in found.invited}


def places(found: InvitationList) -> list[tuple[str, Standing, int | None]]:
    return [(entry.partnership.id, entry.standing, entry.place) for entry in found.entries()]


def best(asked: list[Partnership], limits: list[Quota], total: int | None) -> int | None:
    """The most points of any choice that keeps to all quotas; None if there is none. Counts all choices."""
    fitting = [one for one in asked if one.stages and one.stages[0].value is Stage.EXISTING]
    found: list[int] = []
    for size in range(min(len(fitting), len(fitting) if total is None else total) + 1):
        choices = (choice for choice in combinations(fitting, size) if all(keeps(choice, quota) for quota in limits))
        found += [sum(1 + len(one.themes) for one in choice) for choice in choices]
    return max(found, default=None)


def keeps(choice: tuple[Partnership, ...], quota: Quota) -> bool:
    values = [
        one.foreign_units[0].country.alpha3 if quota.by == "country" else one.german_units[0].state.code  # type: ignore[union-attr] # because all have one
        for one in choice
    ]
    counted = [values.count(value) for value in (set(values) if quota.value is None else {str(quota.value)})]
    most = quota.at_most is None or all(count <= quota.at_most for count in counted)
    return most and (quota.at_least is None or all(count >= quota.at_least for count in counted))


@given(partnerships, quotas, totals)
def test_everybody_is_in_exactly_one_group_and_the_list_is_sound(
    asked: list[Partnership], limits: list[Quota], total: int | None
) -> None:
    found = ask(asked, limits, total)
    names = [entry.partnership.id for entry in found.entries()]
    assert sorted(names) == sorted(one.id for one in asked)
    assert found.verify() == ()
    for entry in found.entries():
        assert entry.verdict == assess_partnership(WORLD, entry.partnership, EDITION)
        assert entry.reasons
        assert found.explain(entry.partnership).text("en")


@given(partnerships, quotas, totals, st.randoms(use_true_random=False))
def test_the_order_of_the_input_does_not_matter(
    asked: list[Partnership], limits: list[Quota], total: int | None, chance: object
) -> None:
    mixed = list(asked)
    chance.shuffle(mixed)  # type: ignore[attr-defined] # because that is what it is for
    assert ask(mixed, limits, total) == ask(asked, limits, total)


@given(partnerships, quotas, totals)
def test_what_is_said_of_those_who_wait_is_so(asked: list[Partnership], limits: list[Quota], total: int | None) -> None:
    found = ask(asked, limits, total)
    for entry in found.waiting:
        said = {sentence.reason.code: sentence.values for sentence in entry.reasons}
        mine = [(quota, quota.kinds(entry.partnership)) for quota in limits if quota.at_most is not None]
        full = [
            rivals
            for quota, kinds in mine
            for kind in kinds
            if len(rivals := [one for one in found.invited if kind in quota.kinds(one.partnership)])
            >= (quota.at_most or 0)
        ]
        rank = (-(entry.points or 0), entry.partnership.id)
        behind = {
            one.partnership.id
            for rivals in full or [list(found.invited)]
            for one in rivals
            if (-(one.points or 0), one.partnership.id) > rank
        }
        assert ("QUOTA_FULL" in said) is bool(full)
        if not full:
            assert len(found.invited) == total == said["NO_PLACE"]["total"]
            assert said["NO_PLACE"]["ahead"] == len(found.invited) - len(behind)
        preferred = [said[code]["count"] for code in ("PASSED_OVER", "PREFERRED") if code in said]
        assert sum(map(int, map(str, preferred))) == len(behind)
        for code in {"TIE", "TIE_IN_QUOTA"} & said.keys():
            assert not behind
            assert all(rivals[-1].points == entry.points for rivals in full or [list(found.invited)])
            assert code == ("TIE_IN_QUOTA" if full else "TIE")


@given(partnerships, quotas, st.integers(1, 5))
def test_a_place_more_never_drops_anybody(asked: list[Partnership], limits: list[Quota], total: int) -> None:
    some = invited(ask(asked, limits, total))
    more = invited(ask(asked, limits, total + 1))
    assert some <= more
    assert more <= invited(ask(asked, limits, None))
    assert len(more) <= len(some) + 1


@given(partnerships, quotas, totals, st.sampled_from(["no", "open"]))
def test_one_who_cannot_come_changes_nothing_for_the_others(
    asked: list[Partnership], limits: list[Quota], total: int | None, fits: str
) -> None:
    found = ask(asked, limits, total)
    other = ask([*asked, pair(9, "KEN", "05", 3, fits)], limits, total)
    assert [entry for entry in other.entries() if entry.partnership.id != "p9"] == list(found.entries())


@settings(deadline=None)
@given(partnerships, quotas, totals)
def test_no_choice_has_more_points_than_the_bound(
    asked: list[Partnership], limits: list[Quota], total: int | None
) -> None:
    found = ask(asked, limits, total)
    known = best(asked, limits, total)
    if found.short:
        assert found.status is Status.PARTIAL
    else:
        assert known is not None
        assert found.bound is not None
        assert found.value <= known <= found.bound
        if total is None and all(quota.at_least is None for quota in limits):
            assert found.value == known
        assert (found.status is Status.OPTIMAL) is (found.value == found.bound)


@given(partnerships, st.sampled_from(["country", "land"]), numbers, st.sampled_from(CODES), numbers, totals)
def test_with_one_way_to_tell_apart_no_choice_is_better(
    asked: list[Partnership], by: str, most: int, code: str, least: int, total: int | None
) -> None:
    at_most = ask(asked, [Quota(by, at_most=most)], total)
    assert at_most.value == at_most.bound == best(asked, [Quota(by, at_most=most)], total)
    needed = [Quota("country", code, at_least=least)]
    found = ask(asked, needed, total)
    # What cannot be met is met as far as it can; else the choice is the best.
    assert (best(asked, needed, total) is None) is bool(found.short)
    assert found.short or found.value == found.bound == best(asked, needed, total)


@given(partnerships, quotas, st.integers(1, 5), st.data())
def test_after_a_refusal_the_invited_stay_and_only_those_waiting_move_up(
    asked: list[Partnership], limits: list[Quota], total: int, data: st.DataObject
) -> None:
    first = ask(asked, limits, total)
    names = sorted(invited(first))
    refused = tuple(data.draw(st.sets(st.sampled_from(names)))) if names else ()
    second = ask(asked, limits, total, first, refused)
    assert invited(first) - set(refused) <= invited(second)
    assert invited(second) - invited(first) <= {entry.partnership.id for entry in first.waiting}
    assert second.verify() == ()
    again = ask(asked, limits, total, second)
    assert again.kept == invited(second)
    assert places(again) == places(second)
    assert (again.value, again.short) == (second.value, second.short)
    # Where all places are kept and nobody else fits, no other choice is left: a gap there was is closed.
    assert second.bound is not None
    assert again.bound == again.value <= second.bound
    assert ask(asked, limits, total, again) == again


# ── several days ─────────────────────────────────────────────────────────────────────────────────────────────────────

days = st.integers(0, 5).map(DAYS.__getitem__)
maybe = st.none() | days.map(str)
observations = st.lists(
    st.builds(
        Observation,
        st.sampled_from([Stage.EXISTING, Stage.DORMANT]),
        maybe,
        maybe,
    ),
    max_size=2,
)
forms = st.lists(st.builds(lambda since: Observation(Form.KONTAKT, since, "2019"), maybe), max_size=1)
plain = st.builds(CountryScope, st.sampled_from(CODES), st.booleans(), st.just(""), st.sampled_from(["", "others"]))


@st.composite
def scopes(draw: st.DrawFn) -> PlainScope | DatedScope:
    turn = draw(st.none() | days)
    if turn is None:
        return draw(plain)
    return DatedScope(Timeline.of([(Span(date(2018, 1, 1), turn), draw(plain)), (Span(turn), draw(plain))]))


@given(scopes(), days, observations, forms, st.sampled_from(CODES), st.tuples(days, days).map(sorted))
def test_the_answer_for_several_days_is_that_of_each_day_or_undecided(
    scope: PlainScope | DatedScope,
    start: date,
    seen: list[Observation[Stage]],
    held: list[Observation[Form]],
    code: str,
    window: list[date],
) -> None:
    rule = evolve(RULE, valid_from=start)
    one = evolve(pair(1, code, "05", 0, "yes"), stages=tuple(seen), forms=tuple(held))
    edition = Edition(FuzzyDate.between(*window), scope=scope, audience=Audience((rule,)))
    whole = assess_partnership(WORLD, one, edition)
    each = [assess_partnership(WORLD, one, edition, on=day) for day in DAYS if window[0] <= day <= window[1]]
    answers = {verdict.answer for verdict in each}
    assert whole.answer.value == (answers.pop().value if len(answers) == 1 else "undecided")


# ── many at once ─────────────────────────────────────────────────────────────────────────────────────────────────────

SOURCES = ((Source("a", "A"),), (Source("b", "B"),))
TIMES = [
    (since, when, cited)
    for since in (None, str(DAYS[2]))
    for when in (None, "2018-12-30", "2018-12/2019-01", "2019")
    for cited in SOURCES
]
# A new object each time, as in a table that is read; dates are not.
times = st.sampled_from(TIMES)
seen_by = st.builds(lambda stage, time: Observation(stage, *time), st.sampled_from(Stage), times)
known_by = times.map(lambda time: Observation(Form.KONTAKT, *time))
labelled_by = times.map(lambda time: Observation("x", *time))
asked_labels = st.sampled_from([("x",), ()])
WIDER = AudienceRule("partner", None, frozenset({"existing", "dormant"}), date(2018, 1, 1))


@frozen
class Named:
    """A rule that no one shares: the id of a partnership decides."""

    def __call__(self, case: PartnershipCase) -> Verdict:
        said = Reason("NAMED", de="{id}", en="{id}")
        return (no if case.partnership.id == "p1" else yes)(said, id=case.partnership.id)


CARRIED = tuple(RelationSeenWithin(1) if rule is relation else rule for rule in PARTNERSHIP_RULES)
RULES = st.sampled_from([PARTNERSHIP_RULES, CARRIED, (*PARTNERSHIP_RULES, Named()), (relation,), ()])


@st.composite
def linked(draw: st.DrawFn, number: int) -> Partnership:
    home = GermanUnit("h", "H", UnitKind.STADT)
    abroad = draw(st.sampled_from([(), ("KEN",), ("KEN",), ("TZA",), ("KEN", "UGA")]))
    others = [ForeignUnit(f"a{index}", "A", country(code)) for index, code in enumerate(abroad)]
    units: list[Unit] = [home, *others] if others else [home, GermanUnit("i", "I", UnitKind.STADT)]
    return Partnership(
        f"p{number}",
        units,
        forms=draw(st.lists(known_by, max_size=1)),
        labels=draw(st.sampled_from([0, 1]).flatmap(lambda size: st.tuples(*[labelled_by] * size))),
        stages=draw(st.sampled_from([0, 1, 1, 1, 2]).flatmap(lambda size: st.tuples(*[seen_by] * size))),
    )


several = st.tuples(*[linked(number) for number in range(4)])


@st.composite
def editions(draw: st.DrawFn) -> Edition:
    first, last = draw(st.sampled_from([(DAYS[1], DAYS[1]), (DAYS[1], DAYS[4]), (DAYS[3], DAYS[3])]))
    conditions = tuple(Condition("HAS_LABEL", Term(value, value), value=value) for value in draw(asked_labels))
    rules = draw(st.sampled_from([(RULE,), (RULE,), (RULE, WIDER), ()]))
    audience = Audience(tuple(evolve(rule, conditions=conditions) for rule in rules))
    return Edition(FuzzyDate.between(first, last), scope=CountryScope({"KEN", "UGA"}), audience=audience)


def on_one_day(one: Partnership, edition: Edition, rules: tuple[PartnershipRule, ...]) -> Verdict:
    """Every rule asked anew of one partnership, on the first day."""
    case = PartnershipCase(OccasionDay(WORLD, edition, edition.first_day), one)
    checks = [check for rule in rules if (check := rule(case)) is not None]
    return all_of(checks, rule="partnership/1", as_of=edition.first_day)


@given(several, editions(), RULES)
def test_on_one_day_the_verdict_on_one_of_many_is_what_every_rule_says_of_it_alone(
    asked: tuple[Partnership, ...], edition: Edition, rules: tuple[PartnershipRule, ...]
) -> None:
    found = invite(WORLD, edition, asked, rules, on=edition.first_day)
    for entry in found.entries():
        said = on_one_day(entry.partnership, edition, rules)
        assert entry.verdict == said
        assert entry.answer is said.answer
        assert [row.sources for row in rows_of(entry.verdict)] == [row.sources for row in rows_of(said)]
        assert [entry.verdict.explain(lang) for lang in ("de", "en")] == [said.explain(lang) for lang in ("de", "en")]
        assert entry.reasons == tuple(dict.fromkeys([end.sentence for end in said.ends(said.answer)]))
        for check in entry.verdict.checks:
            if check.reason.code == "STAGE_NOT_SEEN_THEN":
                assert check.evidence[-1] in entry.partnership.stages


def rows_of(verdict: Verdict) -> list[Evidence]:
    return [*verdict.evidence, *[row for check in verdict.checks for row in rows_of(check)]]


@given(several, editions(), RULES)
def test_for_all_days_the_verdict_on_one_of_many_is_that_of_asking_for_it_alone(
    asked: tuple[Partnership, ...], edition: Edition, rules: tuple[PartnershipRule, ...]
) -> None:
    judge = PartnershipJudge(WORLD, edition, rules)
    for entry in invite(WORLD, edition, asked, rules).entries():
        alone = assess_partnership(WORLD, entry.partnership, edition, rules=rules)
        assert entry.verdict == alone == judge(entry.partnership)
        assert entry.verdict.explain() == alone.explain()


@settings(max_examples=40)
@given(several, editions(), RULES)
def test_an_entry_is_equal_hashes_and_pickles_as_if_it_held_the_verdict_itself(
    asked: tuple[Partnership, ...], edition: Edition, rules: tuple[PartnershipRule, ...]
) -> None:
    for entry in invite(WORLD, edition, asked, rules).entries():
        held = evolve(entry, verdict=entry.verdict)
        # Of copies it is not asked: a set of words may come back from a pickle in another order.
        assert repr(held) == repr(entry)
        for twin in (held, pickle.loads(pickle.dumps(entry)), copy.deepcopy(entry)):
            assert twin == entry
            assert hash(twin) == hash(entry)
            assert twin.reasons == entry.reasons
            assert twin.verdict == held.verdict
