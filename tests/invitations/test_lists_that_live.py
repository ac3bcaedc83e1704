"""Lists that go on: those to confirm, the round trip of a confirmation, expected editions that are announced."""

from __future__ import annotations

import csv
from datetime import date
from io import BytesIO, StringIO
from typing import Any

import pytest
from attrs import evolve, frozen

from kommunal_partner._mappings import FrozenMap
from kommunal_partner.adapters.from_tables import read_partnerships
from kommunal_partner.adapters.to_tables import write_csv
from kommunal_partner.countries import country
from kommunal_partner.cycles import Grid
from kommunal_partner.eligibility import assess_participant, assess_partnership
from kommunal_partner.errors import BadInstance, BadRule, UnknownName
from kommunal_partner.facts import load_facts
from kommunal_partner.invitations import InvitationList, NewTo, Quota, Standing, invite
from kommunal_partner.languages import Term
from kommunal_partner.municipalities import ForeignUnit, GermanUnit, UnitKind
from kommunal_partner.oda import Listing, OdaGroup, OdaList, OdaRegister
from kommunal_partner.participants import Participant
from kommunal_partner.partnerships import Observation, Partnership, Stage
from kommunal_partner.regions import RegionRegister
from kommunal_partner.results import Result
from kommunal_partner.schedule import expected_editions
from kommunal_partner.series import Audience, AudienceRule, CountryScope, Edition, EventSeries, InSeries
from kommunal_partner.spans import Span

NOTHING: FrozenMap[str, Any] = FrozenMap()
LISTS = OdaRegister([OdaList("2019", Span.years(2019), "2019")], [Listing("KEN", OdaGroup.LDC, Span.years(2019))])
RULE = AudienceRule("german", None, frozenset({"existing"}), date(2010, 1, 1))


@frozen
class World:
    series: FrozenMap[str, EventSeries]
    oda: OdaRegister = LISTS
    regions: RegionRegister = RegionRegister((), (), ())  # noqa: RUF009 - because it never changes
    partnerships: FrozenMap[str, Any] = NOTHING
    programmes: FrozenMap[str, Any] = NOTHING
    as_of: date = date(2020, 1, 1)


def conference(name: str, *editions: Edition, oda: bool = False, countries: str = "KEN") -> EventSeries:
    return EventSeries(
        name,
        Term("Konferenz", "conference"),
        "regional_conference",
        CountryScope(countries.split(), oda=oda),
        Grid(2010),
        editions,
        Audience((RULE,)),
    )


PAST = Edition("2016-05-05", 3, id="rk-3")
SERIES = conference("rk", PAST)
WORLD = World(FrozenMap({"rk": SERIES}))


def pair(name: str, seen: str | None = "2019-03", stage: Stage = Stage.EXISTING, code: str = "KEN") -> Partnership:
    units = GermanUnit(f"h:{name}", name, UnitKind.STADT), ForeignUnit(f"a:{name}", name, country(code))
    return Partnership(name, units, stages=() if seen is None else (Observation(stage, None, seen),))


def ids(found: InvitationList, standing: str) -> str:
    return " ".join(entry.partnership.id for entry in found.entries() if entry.standing.value == standing)


# ── to confirm ───────────────────────────────────────────────────────────────────────────────────────────────────────

MIXED = [pair("a"), pair("b", "2012"), pair("c", None), pair("d", "2012", Stage.ENDED), pair("e", "2012", code="TZA")]
HELD = Edition("2019-05-05", 4, id="rk-4", scope=CountryScope("KEN"), audience=Audience((RULE,)))


def test_whose_only_open_question_is_the_stage_is_invited_to_be_confirmed() -> None:
    found = invite(WORLD, HELD, MIXED)
    assert [ids(found, standing.value) for standing in Standing] == ["a", "b", "", "c", "d e"]
    assert [entry.place for entry in found.entries()] == [1, 2, None, None, None]
    assert found.solution == {
        "a": Standing.INVITED,
        "b": Standing.TO_CONFIRM,
        "c": Standing.UNDECIDED,
        "d": Standing.EXCLUDED,
        "e": Standing.EXCLUDED,
    }
    assert found.explain("b").text("de").splitlines()[0].endswith("der Stand der Beziehung ist noch zu bestätigen.")
    assert found.explain("b").text("en").splitlines()[0].endswith("the stage of the relation is still to be confirmed.")
    assert found.verify() == ()
    assert found.counts("country", "to_confirm") == {"KEN": 1}
    assert found.by_country == {"KEN": 2}


def test_the_places_go_by_rank_whether_or_not_the_stage_is_confirmed() -> None:
    some = [pair("a", "2012"), pair("b"), pair("c")]
    found = invite(WORLD, HELD, some, total=2)
    assert (ids(found, "invited"), ids(found, "to_confirm"), ids(found, "waiting")) == ("b", "a", "c")
    confirmed = invite(WORLD, HELD, [pair("a"), *some[1:]], total=2)
    assert (ids(confirmed, "invited"), ids(confirmed, "waiting")) == ("a b", "c")
    late = invite(WORLD, HELD, [pair("a"), pair("b"), pair("c", "2012")], total=2)
    assert "Besides: The stage of the relation is to be confirmed" in late.explain("c").text("en")


def test_what_is_open_on_some_days_only_is_to_be_confirmed_unless_another_day_is_a_no() -> None:
    days = evolve(HELD, when="2019-05-05/2019-05-06")
    turning = pair("a", "2018-05-06")
    assert assess_partnership(WORLD, turning, days).reason.code == "ANSWER_TURNS"
    assert ids(invite(WORLD, days, [turning]), "to_confirm") == "a"
    ends = evolve(
        pair("a", "2012"), stages=(*pair("a", "2012").stages, Observation(Stage.ENDED, "2019-05-06", "2019-05-06"))
    )
    assert ids(invite(WORLD, days, [ends]), "undecided") == "a"


def test_what_was_seen_is_as_old_as_on_the_day_on_which_the_list_is_drawn_up() -> None:
    later = evolve(HELD, when="2022-05-05")
    assert ids(invite(WORLD, later, [pair("a")]), "to_confirm") == "a"
    assert ids(invite(WORLD, later, [pair("a")], seen_by=date(2019, 11, 29)), "invited") == "a"
    assert ids(invite(WORLD, later, [pair("a")], seen_by=date(2020, 3, 31)), "to_confirm") == "a"
    # A day after the occasion makes nothing younger.
    assert ids(invite(WORLD, later, [pair("a")], seen_by=date(2030, 1, 1)), "to_confirm") == "a"
    found = assess_partnership(WORLD, pair("a"), later, seen_by=date(2019, 11, 29))
    assert found.confidence is not None
    assert found.confidence.value == "medium"


def test_a_person_hears_of_the_partnership_what_the_list_said() -> None:
    guest = Participant("g", side="german", municipality="h:a", actor="administration")
    later = evolve(HELD, when="2022-05-05")
    by_list = invite(WORLD, later, [pair("a")], (lambda _: None,), seen_by=date(2019, 11, 29))
    assert ids(by_list, "invited") == "a"
    asked = {"partnership": pair("a"), "seen_by": date(2019, 11, 29)}
    judged = assess_participant(WORLD, guest, later, partnership_rules=(lambda _: None,), **asked)  # type: ignore[arg-type] # because they fit
    assert not [end for end in judged.checks if end.rule == "partnership/1" and not end.is_yes]


@pytest.mark.uncounted
def test_a_confirmation_moves_a_shipped_partnership_to_the_invited() -> None:
    facts = load_facts()
    drawn_up = date(2026, 11, 29)
    expected = expected_editions(facts.series["rk-afrika"], (2028, 2028), on=drawn_up)[0]
    first = invite(facts, expected, facts.partnerships, seen_by=drawn_up, beyond="latest_list")
    name = first.to_confirm[0].partnership.id
    confirmed = evolve(
        first.to_confirm[0].partnership,
        stages=(*first.to_confirm[0].partnership.stages, Observation(Stage.EXISTING, None, "2026-11-28")),
    )
    rest = [one for one in facts.partnerships.values() if one.id != name]
    second = invite(facts, expected, [*rest, confirmed], seen_by=drawn_up, beyond="latest_list", previous=first)
    assert second.entry(name).standing is Standing.INVITED
    assert second.moved == (name,)
    assert (
        "Für alle gilt: Eine Liste der ODA-Empfänger für diese Tage gibt es noch nicht; genommen"
        in first.explain().text()
    )


# ── the report ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_what_is_open_for_all_is_said_once() -> None:
    series = conference("rk", PAST, oda=True)
    world = World(FrozenMap({"rk": series}))
    some = [pair("a", "2022-03"), pair("b", "2022-03"), pair("c", "2022-03", code="TZA")]
    day = date(2022, 5, 5)
    open_still = invite(world, "rk", some, on=day).explain()
    assert open_still.text("en").count("there is no list of ODA recipients for these days yet") == 1
    assert 'With beyond="latest_list" that one is taken.' in open_still.text("en")
    assert (
        "This goes for all of them. Unclear: whether the series goes on; on 2022-05-05 it is overdue."
        in open_still.text("en")
    )
    taken = invite(world, "rk", some, on=day, beyond="latest_list").explain()
    assert "the last known one is used (DAC list 2019, valid until 2019-12-31)" in taken.text("en")
    assert str(taken).startswith("„Konferenz“ (05.05.2022): eingeladen 0, ")
    assert len(invite(WORLD, HELD, MIXED).explain().sentences) == 1


def test_a_list_is_a_result_like_any_other() -> None:
    found: Result = invite(WORLD, HELD, MIXED)
    assert (found.value, found.bound, found.gap, found.reproducible, found.moved) == (2, 2, 0.0, True, ())
    assert found.certificate is not None
    assert "2 Punkte" in found.certificate.text("de")
    assert found.unmet == ()
    assert "<table>" in invite(WORLD, HELD, MIXED)._repr_html_()
    assert len(repr(invite(WORLD, HELD, MIXED))) <= 200


# ── a list that goes on ──────────────────────────────────────────────────────────────────────────────────────────────


def test_a_list_for_the_expected_edition_goes_on_when_it_is_announced() -> None:
    expected = expected_editions(SERIES, (2019, 2019), on=date(2016, 6, 1))[0]
    some = [pair("a"), pair("b"), pair("c")]
    first = invite(WORLD, expected, some, total=2, refused=["b"], seen_by=date(2019, 3, 31))
    assert (first.series, first.number, first.year) == ("rk", 4, 2019)
    announced = Edition("2019-10-01/2019-10-02", 4, id="rk-4", status="announced", in_series=(InSeries("rk", (4,)),))
    series = conference("rk", PAST, announced)
    world = World(FrozenMap({"rk": series}))
    second = invite(world, "rk-4", some, total=2, previous=first)
    assert (ids(second, "invited"), ids(second, "excluded")) == ("a c", "b")
    assert second.kept == {"a", "c"}
    numberless = Edition("2019-10-01", id="x", in_series=(InSeries("rk"),))
    assert invite(WORLD, evolve(numberless, scope=SERIES.scope, audience=SERIES.audience), some, previous=first).kept
    replaced = Edition("2021-10-01", 5, id="y", in_series=(InSeries("rk", (5,)),), replaces=first.occasion)
    assert invite(WORLD, evolve(replaced, scope=SERIES.scope, audience=SERIES.audience), some, previous=first).kept


@pytest.mark.parametrize(
    "other",
    [
        Edition("2022-05-05", 5, id="rk-5", in_series=(InSeries("rk", (5,)),)),
        Edition("2019-05-05", 4, id="rk-4", in_series=(InSeries("rz", (4,)),)),
        Edition("2019-05-05", 4, id="z"),
    ],
)
def test_a_list_for_another_event_is_not_mistaken(other: Edition) -> None:
    known = evolve(HELD, in_series=(InSeries("rk", (4,)),))
    first = invite(WORLD, known, [pair("a")])
    with pytest.raises(BadInstance, match="for another event") as caught:
        invite(WORLD, other, [pair("a")], previous=first)
    assert "andere Veranstaltung" in caught.value.text("de")


def test_a_previous_list_of_another_series_of_the_same_joint_edition_is_not_mistaken() -> None:
    joint = Edition("2019-05-05", id="both", in_series=(InSeries("rk", (4,)), InSeries("rz", (1,))))
    one, other = conference("rk", joint), conference("rz", joint, countries="KEN TZA")
    world = World(FrozenMap({"rk": one, "rz": other}))
    first = invite(world, one.editions[0], [pair("a")])
    second = invite(world, other.editions[0], [pair("a")])
    assert (first.series, second.series) == ("rk", "rz")
    with pytest.raises(BadInstance, match="for another event"):
        invite(world, other.editions[0], [pair("a")], previous=first)
    with pytest.raises(BadRule, match="belongs to several series"):
        invite(world, "both", [pair("a")])


def test_a_list_of_a_series_is_not_one_of_its_editions() -> None:
    first = invite(WORLD, "rk", [pair("a")], on=date(2017, 5, 5))
    with pytest.raises(BadInstance, match="for another event"):
        invite(WORLD, evolve(HELD, in_series=(InSeries("rk", (4,)),)), [pair("a")], previous=first)
    with pytest.raises(BadInstance, match="InvitationList"):
        invite(WORLD, HELD, [pair("a")], previous="rk-4")  # type: ignore[arg-type]


# ── what is taken ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_partnerships_come_as_a_mapping_as_objects_or_as_ids() -> None:
    facts = load_facts()
    day = {"on": date(2022, 9, 20)}
    register = {"x": pair("dp0021")}
    by_mapping = invite(facts, "rk-afrika-5", register)
    # A mapping stands for its values, though the shipped facts hold another of that id.
    assert by_mapping.entry("dp0021").partnership == register["x"]
    mixed = invite(facts, "rk-afrika-5", ["dp0021", pair("zz")], **day)  # type: ignore[arg-type] # because it fits
    assert mixed.entry("dp0021").partnership == facts.partnerships["dp0021"]
    with pytest.raises(UnknownName, match="dp0021"):
        invite(facts, "rk-afrika-5", ["dp00021"])


@pytest.mark.parametrize(
    "options",
    [
        {"quotas": [5]},
        {"quotas": 5},
        {"priorities": 1.5},
        {"priorities": [1]},
        {"total": 10**20},
        {"rules": [5]},
        {"refused": 5},
    ],
)
def test_badly_shaped_arguments_are_refused_in_our_words(options: dict[str, Any]) -> None:
    with pytest.raises(BadRule):
        invite(WORLD, HELD, [pair("a")], **options)


@pytest.mark.parametrize("partnerships", [5, "a", [5], None])
def test_what_are_no_partnerships_is_refused(partnerships: Any) -> None:  # noqa: ANN401 - because that is the case
    with pytest.raises((BadInstance, BadRule)):
        invite(WORLD, HELD, partnerships)


# ── quotas that cross ────────────────────────────────────────────────────────────────────────────────────────────────


def by_letters(one: Partnership) -> tuple[str, ...]:
    return tuple(one.id)


def test_quotas_that_one_choice_meets_are_met_and_not_called_short() -> None:
    some = [pair(name) for name in ("ax", "ay", "bx")]
    quotas = [Quota(by_letters, letter, at_least=1, name=Term("B", "letter")) for letter in "aybx"]
    # By rank "ax" comes first; but "ay" and "bx" together meet all four at two places.
    found = invite(WORLD, HELD, some, total=2, quotas=quotas)
    assert (ids(found, "invited"), found.short, found.unmet) == ("ay bx", (), ())
    assert found.verify() == ()
    three = invite(WORLD, HELD, some, total=3, quotas=quotas)
    assert set(ids(found, "invited").split()) <= set(ids(three, "invited").split())


def test_a_quota_that_no_choice_meets_is_proven_short() -> None:
    some = [pair(name) for name in ("ax", "by")]
    quotas = [Quota(by_letters, letter, at_least=1, name=Term("B", "letter")) for letter in "ab"]
    found = invite(WORLD, HELD, some, total=1, quotas=quotas)
    (unmet,) = found.unmet
    assert (found.short, unmet.proven) == (((1, "b", 0),), True)
    assert "Keine Auswahl mit so vielen Plätzen" in unmet.text("de")
    assert unmet.sentence in found.explain().sentences
    impossible = invite(
        WORLD, HELD, some, quotas=[Quota(by_letters, "z", at_least=1), Quota(by_letters, "a", at_most=0)]
    )
    assert (impossible.short_proven, len(impossible.short)) == (True, 1)
    capped = [Quota(by_letters, "a", at_least=1), Quota(by_letters, "x", at_most=0)]
    assert invite(WORLD, HELD, some, quotas=capped).short == ((0, "a", 0),)


@pytest.mark.uncounted
def test_a_search_that_was_not_ended_says_so() -> None:
    # Sixty candidates of three letters each, every letter wanted four times: too many sets to look through.
    letters = [chr(97 + n) for n in range(20)]
    some = [pair(f"{n:02d}" + "".join(letters[(n * step + 7 * step) % 20] for step in (1, 3, 7))) for n in range(60)]
    quotas = [Quota(by_letters, letter, at_least=7, name=Term("B", "letter")) for letter in letters]
    found = invite(WORLD, HELD, some, total=30, quotas=quotas)
    assert found.short
    assert not found.short_proven
    assert "nicht zu Ende durchsucht" in found.unmet[0].text("de")
    assert found.verify() == ()


def test_a_kept_invitation_counts_for_a_quota() -> None:
    first = invite(WORLD, HELD, [pair("a"), pair("b")], total=1)
    quotas = [Quota(NewTo({"a"}), True, at_least=1, name=Term("neu", "new"))]
    second = invite(WORLD, HELD, [pair("a"), pair("b")], total=2, quotas=quotas, previous=first)
    assert (ids(second, "invited"), second.short) == ("a b", ())


# ── the round trip ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_list_to_confirm_goes_out_comes_back_filled_in_and_moves_to_the_invited() -> None:
    facts, drawn_up = load_facts(), date(2026, 11, 29)
    expected = expected_editions(facts.series["rk-afrika"], (2028, 2028), on=drawn_up)[0]
    first = invite(facts, expected, facts.partnerships, seen_by=drawn_up, beyond="latest_list")
    sent = first.to_confirm[:3]
    file = BytesIO()
    write_csv(sent, file)
    rows = list(csv.DictReader(StringIO(file.getvalue().decode("utf-8-sig")), delimiter=";"))
    filled = [{**row, "Stand": "bestehend"} for row in rows]
    text = StringIO()
    writer = csv.DictWriter(text, fieldnames=list(filled[0]), delimiter=";")
    writer.writeheader()
    writer.writerows(filled)
    answered = BytesIO(text.getvalue().encode("utf-8-sig"))
    reading = read_partnerships(answered, municipalities=facts.municipalities, as_of=date(2026, 11, 28))
    confirmed = facts.with_partnerships(reading)
    second = invite(confirmed, expected, confirmed.partnerships, seen_by=drawn_up, beyond="latest_list", previous=first)
    assert second.moved == tuple(sorted(entry.partnership.id for entry in sent))
    assert {second.solution[entry.partnership.id] for entry in sent} == {Standing.INVITED}
    assert len(second.to_confirm) == len(first.to_confirm) - 3


def test_one_partnership_is_confirmed_by_itself() -> None:
    facts, drawn_up = load_facts(), date(2026, 11, 29)
    expected = expected_editions(facts.series["rk-afrika"], (2028, 2028), on=drawn_up)[0]
    first = invite(facts, expected, facts.partnerships, seen_by=drawn_up, beyond="latest_list")
    one = first.to_confirm[0].partnership
    again = facts.with_partnerships([one.seen("existing", on=date(2026, 11, 28))])
    second = invite(again, expected, again.partnerships, seen_by=drawn_up, beyond="latest_list", previous=first)
    assert second.moved == (one.id,)
