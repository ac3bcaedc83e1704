"""Series and editions: what can be built by hand, what is refused, which claim is shown first."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from datetime import date, datetime

import pytest

from kommunal_partner.cycles import Grid, NoCycle
from kommunal_partner.errors import (
    BadEdition,
    BadFuzzyDate,
    BadModel,
    NotADay,
    UnknownChoice,
    UnknownLanguage,
    UnknownName,
)
from kommunal_partner.facts import load_facts
from kommunal_partner.fuzzy_dates import FuzzyDate
from kommunal_partner.languages import Term
from kommunal_partner.participants import Side
from kommunal_partner.partnerships import Stage
from kommunal_partner.series import (
    AnyOda,
    Aspect,
    Audience,
    AudienceRule,
    Claim,
    Condition,
    Count,
    CountryScope,
    Counts,
    DatedScope,
    Edition,
    EditionStatus,
    EventSeries,
    ExpectedEdition,
    InSeries,
    Mode,
    NumberOrigin,
    Origin,
    Place,
    PublishedList,
    RegionScope,
    SeriesKind,
    UnclearScope,
    in_order,
    scope_on,
    shown_first,
)
from kommunal_partner.sources import Confidence
from kommunal_partner.spans import Span, Timeline
from kommunal_partner.verdicts import Reason, Sentence

NIC = CountryScope({"NIC"})


def series(*editions: Edition, audience: Audience | None = None) -> EventSeries:
    return EventSeries("s", "S", "round_table", NIC, NoCycle(), editions, audience or Audience())


# ── editions ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("when", "first", "last", "year", "has_day"),
    [
        ("2018-10-29/2018-10-31", date(2018, 10, 29), date(2018, 10, 31), 2018, True),
        ("2018-10-29", date(2018, 10, 29), date(2018, 10, 29), 2018, True),
        (date(2018, 10, 29), date(2018, 10, 29), date(2018, 10, 29), 2018, True),
        (Span.through(date(2018, 12, 31), date(2019, 1, 2)), date(2018, 12, 31), date(2019, 1, 2), 2018, True),
        (FuzzyDate.parse("2018"), date(2018, 1, 1), date(2018, 12, 31), 2018, False),
        ("2017-11", date(2017, 11, 1), date(2017, 11, 30), 2017, False),
        ("2018-24", date(2018, 12, 1), date(2019, 2, 28), None, False),
        ("2017?", date(2017, 1, 1), date(2017, 12, 31), None, False),
        ("2021-11~", date(2021, 11, 1), date(2021, 11, 30), None, False),
        ("[2012..2019]", date(2012, 1, 1), date(2019, 12, 31), None, False),
    ],
)
def test_an_edition_is_dated_by_whatever_is_known_of_its_days(
    when: FuzzyDate | Span | date | str, first: date, last: date, year: int | None, has_day: bool
) -> None:
    edition = Edition(when)
    assert (edition.first_day, edition.last_day) == (first, last)
    assert edition.year == year
    assert edition.has_day is has_day


@pytest.mark.parametrize(
    ("make", "error", "says"),
    [
        (lambda: Edition("../2018"), BadEdition, "a first and a last day"),
        (lambda: Edition("2018/.."), BadEdition, "a first and a last day"),
        (lambda: Edition(Span(date(2018, 1, 1))), BadEdition, "a span with one"),
        (lambda: Edition("2018-02-30"), BadFuzzyDate, "2018-02-30"),
        (lambda: Edition("2018-10-31/2018-10-29"), BadFuzzyDate, "2018-10-31/2018-10-29"),
        (lambda: Edition(datetime(2018, 1, 1)), NotADay, "when must be"),  # noqa: DTZ001 - because no zone is meant
        (lambda: Edition("2018", 0), BadEdition, "from 1 on"),
        (lambda: Edition("2018", possible_numbers=(0, 1)), BadEdition, "from 1 on"),
        (lambda: Edition("2018", 3, possible_numbers=(3, 4)), BadEdition, "not both"),
        (lambda: Edition("2018", known_since=datetime(2018, 1, 1)), NotADay, "known_since"),  # noqa: DTZ001 - as above
        (lambda: Edition("2018", id="a", replaces="a"), BadEdition, "stand in for itself"),
        (lambda: Edition("2018", id="a", perhaps_same_as=("b", "a")), BadEdition, "stand in for itself"),
        (lambda: Edition("2018", sessions=(Span(date(2018, 1, 1)),)), BadEdition, "has an end"),
        (
            lambda: Edition("2018", sessions=(Span.years(2018), Span.day(date(2018, 5, 1)))),
            BadEdition,
            "overlap",
        ),
        (lambda: Edition("2018", status="maybe"), BadModel, "'maybe' is none of held"),
    ],
)
def test_an_edition_that_contradicts_itself_is_refused(
    make: Callable[[], object], error: type[Exception], says: str
) -> None:
    with pytest.raises(error, match=says):
        make()


def test_days_that_do_not_touch_are_sessions_and_the_last_one_ends_the_edition() -> None:
    first, second = Span.through(date(2020, 10, 20), date(2020, 10, 22)), Span.day(date(2020, 12, 10))
    edition = Edition("2020-10-20/2020-10-22", sessions=[second, first])
    assert edition.sessions == (first, second)
    assert (edition.first_day, edition.last_day) == (date(2020, 10, 20), date(2020, 12, 10))
    assert edition.has_day


def test_one_event_has_its_own_numbers_in_each_series_it_belongs_to() -> None:
    event = Edition("2020-11-17/2020-11-18", 2, in_series=(InSeries("a", (2,)), InSeries("b"), InSeries("c", (3, 4))))
    assert [event.numbers_in(name) for name in "abcd"] == [(2,), (), (3, 4), (2,)]
    assert [event.number_in(name) for name in "abcd"] == [2, None, None, 2]
    assert Edition("2024", possible_numbers=(4, 3)).numbers_in("a") == (3, 4)


def test_editions_sort_by_the_middle_of_the_days_they_may_have_begun_on() -> None:
    choice, third, fifth = Edition("[2018..2022]", 4), Edition("2018-10-10/2018-10-11", 3), Edition("2022-10-12", 5)
    assert in_order([fifth, choice, third]) == (third, choice, fifth)


def test_every_status_says_whether_it_counts() -> None:
    counts = {status for status in EditionStatus if status.took_place}
    beside = {status for status in EditionStatus if status.is_related_only}
    assert counts == {
        EditionStatus.HELD,
        EditionStatus.HELD_DETAILS_UNKNOWN,
        EditionStatus.INFERRED_FROM_NUMBERING,
    }
    assert beside == {EditionStatus.BRIDGE_EVENT, EditionStatus.OFF_SERIES, EditionStatus.SIBLING_SERIES}
    assert all(status.text("de") != status.text("en") for status in EditionStatus)


# ── claims and counts ────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_report_goes_before_an_announcement_and_the_surer_claim_before_the_other() -> None:
    announced = Claim("participants", "120", "announced", confidence=Confidence.HIGH)
    reported = Claim("participants", "~150", "reported", confidence=Confidence.LOW)
    surer = Claim("date", "2018", "reported", confidence=Confidence.MEDIUM)
    doubtful = Claim("date", "2017", "reported", confidence=Confidence.LOW)
    given_later = Claim("date", "2016", "reported", confidence=Confidence.LOW)
    every = [announced, reported, doubtful, given_later, surer]
    assert shown_first(every) == (surer, doubtful, given_later, reported, announced)
    edition = Edition("2018", claims=every)
    assert edition.claims_about(Aspect.PARTICIPANTS) == (reported, announced)
    assert edition.claims_about(Aspect.NUMBER) == ()
    assert edition.conflicts() == (Aspect.DATE, Aspect.PARTICIPANTS)
    assert Edition("2018", claims=[surer]).conflicts() == ()


@pytest.mark.parametrize(
    ("text", "minimum", "maximum", "approximate", "unit"),
    [
        ("150", 150, 150, False, ""),
        ("~150", 150, 150, True, ""),
        (">130", 131, None, False, ""),
        ("<20", None, 19, False, ""),
        ("650-700", 650, 700, False, ""),
        ("19 alliances", 19, 19, False, "alliances"),
    ],
)
def test_counts_keep_what_qualifies_them(
    text: str, minimum: int | None, maximum: int | None, approximate: bool, unit: str
) -> None:
    count = Count.parse(text)
    assert (count.minimum, count.maximum, count.approximate, count.unit) == (minimum, maximum, approximate, unit)
    assert str(count) == text


@pytest.mark.parametrize("text", ["", "many", "-5", "~", "700-650", ">650-700", "1.5", "5 000"])
def test_a_text_that_is_no_count_is_refused(text: str) -> None:
    with pytest.raises(BadModel):
        Count.parse(text)


def test_counts_are_given_as_numbers_or_texts() -> None:
    assert Counts(150, "~12") == Counts(Count(150, 150), Count(12, 12, approximate=True))
    for wrong in ((-1, None), (3, 2), (None, None), (None, -1)):
        with pytest.raises(BadModel):
            Count(*wrong)


@pytest.mark.parametrize(
    "make",
    [
        lambda: Claim("weather", "fine", "reported"),
        lambda: Claim("date", "2018", "dreamt"),
        lambda: Edition("2018", mode="by_mail"),
        lambda: Edition("2018", origin="dreamt"),
        lambda: EventSeries("s", "S", "party", NIC, NoCycle()),
        lambda: AudienceRule("guest", None, None, date(2015, 1, 1)),
    ],
)
def test_a_word_that_is_no_choice_is_refused_with_the_choices(make: Callable[[], object]) -> None:
    with pytest.raises(BadModel, match="is none of"):
        make()


def test_a_land_lies_in_germany() -> None:
    assert Place("Istanbul").country is None
    assert Place("Köln", "NW", "DEU").land == "NW"
    with pytest.raises(BadModel, match="lies in Germany"):
        Place("Wien", "BY", "AUT")


# ── scopes and audiences ─────────────────────────────────────────────────────────────────────────────────────────────


def test_a_dated_scope_answers_for_its_days_and_a_plain_one_for_all() -> None:
    plain = RegionScope("afrika")
    dated = DatedScope(
        Timeline.of([(Span(date(2014, 1, 1), date(2017, 11, 1)), NIC), (Span(date(2017, 11, 1)), plain)])
    )
    assert scope_on(dated, date(2013, 12, 31)) is None
    assert scope_on(dated, date(2017, 10, 31)) == NIC
    assert scope_on(dated, date(2017, 11, 1)) == plain
    assert scope_on(plain, date(1900, 1, 1)) == plain
    with pytest.raises(NotADay):
        scope_on(plain, datetime(2020, 1, 1))  # noqa: DTZ001 - because no zone is meant


@pytest.mark.parametrize("codes", [frozenset(), frozenset({"NI"}), frozenset({"nic"}), frozenset({"NIC", ""})])
def test_a_scope_takes_alpha_3_codes_only(codes: frozenset[str]) -> None:
    with pytest.raises(BadModel, match="alpha-3"):
        CountryScope(codes)
    with pytest.raises(BadModel, match="alpha-3"):
        PublishedList(codes)


def test_one_code_alone_is_one_country() -> None:
    assert CountryScope("NIC") == NIC


def rule(
    side: str = "german",
    since: date = date(2015, 1, 1),
    conditions: tuple[Condition, ...] = (),
    most: int | None = None,
    least: int | None = None,
) -> AudienceRule:
    return AudienceRule(
        side,
        frozenset({"municipality"}),
        frozenset({"existing"}),
        since,
        conditions=conditions,
        max_paid_travellers=most,
        min_administration=least,
    )


def test_the_rule_of_a_side_is_the_last_one_read_by_then() -> None:
    old, new, partner = rule(), rule(since=date(2018, 9, 6)), rule("partner", date(2018, 9, 6))
    audience = Audience((new, partner, old))
    assert audience.rule("german", on=date(2014, 12, 31)) is None
    assert audience.rule("german", on=date(2018, 9, 5)) == old
    assert audience.rule(Side.GERMAN, on=date(2018, 9, 6)) == new
    assert audience.rule(Side.PARTNER, on=date(2018, 9, 5)) is None
    assert audience.sides() == (Side.GERMAN, Side.PARTNER)
    assert Audience().sides() == ()
    with pytest.raises(NotADay):
        audience.rule("german", on=datetime(2018, 9, 6))  # noqa: DTZ001 - because no zone is meant
    with pytest.raises(BadModel, match="'guest' is none of german, partner"):
        audience.rule("guest", on=date(2018, 9, 6))


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda: Audience((rule(), rule())), "hold from 2015-01-01"),
        (lambda: AudienceRule(Side.GERMAN, frozenset(), None, date(2015, 1, 1)), "lets nobody in"),
        (lambda: AudienceRule(Side.GERMAN, None, frozenset({"married"}), date(2015, 1, 1)), "married"),
        (lambda: rule(most=-1), "must be at least 0, not -1"),
        (lambda: rule(least=-1), "must be at least 0, not -1"),
        (lambda: rule(most=1, least=2), "2 of 1 travellers"),
    ],
)
def test_audience_rules_that_contradict_themselves_are_refused(make: Callable[[], object], says: str) -> None:
    with pytest.raises(BadModel, match=says):
        make()


def test_what_is_not_known_of_an_audience_is_none() -> None:
    unknown = AudienceRule(Side.PARTNER, None, None, date(2015, 1, 1))
    assert (unknown.partner_required, unknown.max_paid_travellers, unknown.min_administration) == (None, None, None)
    assert Side.PARTNER.text("en") == "partner side"


# ── series ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_series_built_by_hand_hands_its_scope_and_audience_to_its_editions() -> None:
    audience = Audience((rule(),))
    own = Edition("2021", scope=AnyOda(), audience=Audience(text="own"))
    found = series(Edition("2018"), own, audience=audience)
    assert found.name.text("en") == found.name.text("de") == str(found.name) == "S"
    assert found.kind is SeriesKind.ROUND_TABLE
    assert (found.editions[0].scope, found.editions[0].audience) == (NIC, audience)
    assert (found.editions[1].scope, found.editions[1].audience) == (AnyOda(), Audience(text="own"))
    assert found.editions[0] == Edition("2018")


def test_events_beside_a_series_are_not_counted() -> None:
    found = series(Edition("2016", 1), Edition("2018-05", status="bridge_event"), Edition("2019", status="postponed"))
    assert [edition.id for edition in found.counted] == ["2016"]
    assert [edition.id for edition in found.related] == ["2018-05"]
    assert found.edition("2019").status is EditionStatus.POSTPONED
    with pytest.raises(UnknownName, match="2020"):
        found.edition("2020")


def test_a_postponed_edition_knows_what_took_its_place() -> None:
    moved = Edition("2020-06", status="postponed")
    virtual = Edition("2020-06-15/2020-06-18", replaces="2020-06")
    found = series(moved, virtual)
    assert found.replacement_of(moved) == virtual
    assert found.replacement_of(virtual) is None


@pytest.mark.parametrize(
    ("editions", "says"),
    [
        ((Edition("2022"), Edition("2019")), "stands behind 2022"),
        ((Edition("2016"), Edition("2022"), Edition("2020"), Edition("2024")), "2020 .* stands behind 2022"),
        ((Edition("2019", 4), Edition("2022", 4)), "both have the number 4"),
        ((Edition("2019", 4), Edition("2022", 3)), "comes after number 4"),
        ((Edition("2019"), Edition("2019")), "called 2019"),
    ],
)
def test_editions_that_contradict_one_another_are_refused(editions: tuple[Edition, ...], says: str) -> None:
    with pytest.raises(BadEdition, match=says):
        series(*editions)


def test_editions_that_may_be_in_order_are_taken() -> None:
    numbers = series(
        Edition("[2012..2019]", 2, id="a"),
        Edition("2012", 1),
        Edition("2013", status="nominal_only", number=1),
        Edition("2014", 3),
    )
    assert len(numbers.editions) == 4


@pytest.mark.parametrize("blank", [("", "S"), ("s", " "), ("s", Term("S", ""))])
def test_a_series_needs_an_id_and_a_name(blank: tuple[str, Term | str]) -> None:
    with pytest.raises(BadModel):
        EventSeries(blank[0], blank[1], "round_table", NIC, NoCycle())


def test_an_expected_edition_holds_its_likeliest_day() -> None:
    basis = Sentence(Reason("B", de="b", en="b"))
    good = ExpectedEdition("s", 2028, date(2028, 7, 25), date(2028, 9, 8), date(2028, 10, 23), basis)
    assert good.id == "s-2028-expected"
    assert good.window == Span.through(date(2028, 7, 25), date(2028, 10, 23))
    assert str(good.when) == "2028-07-25/2028-10-23"
    with pytest.raises(BadEdition, match="does not lie"):
        ExpectedEdition("s", 2028, date(2028, 7, 25), date(2028, 7, 24), date(2028, 10, 23), basis)
    second = ExpectedEdition("s", 2028, good.earliest, good.likeliest, good.latest, basis, nth_in_year=2)
    assert second.id == "s-2028-2-expected"


def test_every_value_survives_pickle_and_copy_and_hashes_alike() -> None:
    condition = Condition("HAS_LABEL", Term("Name", "name"), None, "label")
    full = EventSeries(
        "s",
        Term("Reihe", "series"),
        SeriesKind.NETWORK_MEETING,
        DatedScope(Timeline.of([(Span.years(2018), UnclearScope("?"))])),
        Grid(2010),
        [
            Edition(
                "2018", 1, claims=[Claim("date", "2018", Origin.REPORTED)], counts=Counts(5), places=(Place("Bonn"),)
            )
        ],
        Audience((rule(conditions=(condition,)),)),
    )
    for value in (pickle.loads(pickle.dumps(full)), copy.deepcopy(full)):
        assert value == full
        assert hash(value) == hash(full)


@pytest.mark.parametrize("word", [*SeriesKind, *Side])
def test_kinds_and_sides_speak_german_and_english_only(word: SeriesKind | Side) -> None:
    assert word.text("de-AT") != word.text("en")
    with pytest.raises(UnknownLanguage):
        word.text("fr")


def test_a_series_takes_scopes_cycles_and_editions_and_says_what_else_it_was_given() -> None:
    for scope in ("NIC", None, {"NIC"}):
        with pytest.raises(BadModel, match="scope must be a scope such as RegionScope"):
            EventSeries("x", "X", "round_table", scope, NoCycle())  # type: ignore[arg-type]  # what a caller may give
    with pytest.raises(BadModel, match=r"cycle must be a cycle such as Grid\(2010\) or NoCycle\(\), not str"):
        EventSeries("x", "X", "round_table", AnyOda(), "yearly")  # type: ignore[arg-type]  # what a caller may give
    with pytest.raises(BadModel, match="each of editions must be of type Edition, not '2012'"):
        EventSeries("x", "X", "round_table", AnyOda(), NoCycle(), ["2012"])  # type: ignore[list-item]  # likewise
    with pytest.raises(BadModel, match="each of rules must be of type AudienceRule"):
        Audience(["german"])  # type: ignore[list-item]  # what a caller may give
    rules = (AudienceRule(side, None, None, date(2020, 1, 1)) for side in ("german", "partner"))
    assert len(Audience(rules).rules) == 2
    assert str(EventSeries("x", Term("Reihe", "series"), "round_table", AnyOda(), NoCycle())) == "Reihe"


def test_a_rule_names_and_excludes_and_says_what_is_inferred() -> None:
    rule = AudienceRule(
        "german",
        {"ngo", "diaspora"},
        "existing",
        date(2020, 1, 1),
        stages_excluded="none",
        inferred={"actors:diaspora"},
    )
    assert (rule.stages, rule.stages_excluded) == (frozenset({"existing"}), frozenset({"none"}))
    assert (rule.infers("actors"), rule.infers("actors", "diaspora"), rule.infers("actors", "ngo")) == (
        False,
        True,
        False,
    )
    assert AudienceRule("german", None, None, date(2020, 1, 1), inferred={"stages"}).infers("stages", "none")
    with pytest.raises(BadModel, match="cannot both name and exclude: none"):
        AudienceRule("german", None, {"none"}, date(2020, 1, 1), stages_excluded={"none"})
    with pytest.raises(UnknownChoice, match=r"stages_excluded: 'exisiting' is none of .* did you mean existing"):
        AudienceRule("german", None, None, date(2020, 1, 1), stages_excluded={"exisiting"})


def test_a_stage_is_taken_as_a_member_as_well_as_by_its_word() -> None:
    members = AudienceRule("german", None, {Stage.EXISTING, "none"}, date(2020, 1, 1), stages_excluded={Stage.DORMANT})
    words = AudienceRule("german", None, {"existing", "none"}, date(2020, 1, 1), stages_excluded="dormant")
    assert members == words
    with pytest.raises(UnknownChoice, match="'ended' is none of"):
        AudienceRule("german", None, {Stage.ENDED}, date(2020, 1, 1))


def test_a_scope_has_words_in_both_languages_and_bounds() -> None:
    scope = RegionScope("afrika", also=Term("Westafrika", "West Africa"), also_within={"m49-011"}, inferred="also")
    assert (scope.also_within, scope.inferred) == (frozenset({"m49-011"}), frozenset({"also"}))
    assert RegionScope("afrika", text="", also="").also is None
    assert AnyOda(also="x").also == Term("x", "x")
    with pytest.raises(BadModel, match="must not be blank, in neither language"):
        RegionScope("afrika", also=Term("Westafrika", ""))
    with pytest.raises(BadModel, match="region must be a text"):
        RegionScope("")


def test_claims_have_a_value_or_words_and_conflict_by_them() -> None:
    with pytest.raises(BadModel, match="a claim needs a value or words"):
        Claim("date", "", "reported")
    said = Claim("occurrence", "", "reported", said=Term("fand statt", "took place"), as_of="2022-09/..")
    assert (said.text("en"), Claim("date", "2012", "reported").text()) == ("took place", "2012")
    denied = Claim("occurrence", "", "reported", said=Term("fiel aus", "did not"))
    series = EventSeries(
        "x", "X", "round_table", AnyOda(), NoCycle(), claims=[said, denied, Claim("cycle", "P1Y", "announced")]
    )
    assert series.conflicts() == (Aspect.OCCURRENCE,)
    assert series.claims_about("cycle")[0].value == "P1Y"
    assert [aspect.text("de") for aspect in (Aspect.AIMS, Aspect.LISTED_YEARS)] == ["Ziele", "aufgeführte Jahre"]


def test_every_choice_of_a_series_has_words_in_both_languages() -> None:
    for kind in (Aspect, Origin, Mode, NumberOrigin, EditionStatus, SeriesKind):
        for member in kind:
            assert member.text("de")
            assert member.text("en")
    assert InSeries("x", origin="assigned").origin is NumberOrigin.ASSIGNED
    assert Edition("2012", status="held", confidence="low", origin="announced").confidence is Confidence.LOW


@pytest.mark.parametrize(
    ("count", "german", "english"),
    [
        ("150", "150", "150"),
        ("~150", "rund 150", "about 150"),
        (">130", "über 130", "over 130"),
        ("<20", "unter 20", "under 20"),
        ("650-700", "650 bis 700", "650 to 700"),
        ("19 alliances", "19 Zusammenschlüsse", "19 alliances"),
        ("3 Busse", "3 Busse", "3 Busse"),
    ],
)
def test_a_count_is_said_as_people_say_it(count: str, german: str, english: str) -> None:
    assert (Count.parse(count).text(), Count.parse(count).text("en")) == (german, english)


@pytest.mark.parametrize(
    ("about", "value", "german"),
    [
        ("participants", ">80", "über 80"),
        ("participants", "viele", "viele"),
        ("countries", "VNM IDN", "Indonesien, Vietnam"),
        ("countries", "XXY", "XXY"),
        ("date", "2021", "2021"),
        ("number", "4", "4"),
    ],
)
def test_a_value_is_said_as_people_say_it_or_as_it_is(about: str, value: str, german: str) -> None:
    claim = Claim(about, value, "reported")
    assert (claim.text(), str(claim)) == (german, german)


def test_no_claim_of_the_shipped_facts_speaks_english_in_german() -> None:
    facts = load_facts()
    claims = [claim for of_subject in facts.claims.values() for one in of_subject.values() for claim in one]
    assert len(claims) > 120
    for claim in claims:
        for words in (claim.said, claim.note):
            assert words is None or (words.de and words.en)
    assert [claim.text("de") for claim in facts.series["rk-asien"].claims_about("listed_years")][1] == (
        "die Liste der Seite: 2014, 2017"
    )
    aims = facts.series["rk-afrika"].claims_about(Aspect.AIMS)
    assert [claim.value for claim in aims] == ["2030_agenda", "exchange", "interactive", "nationwide"]
    page = facts.claims["page"]["skew-engagement-global-runde-tische-und-regionalkonferenzen"]
    assert {claim.about for claim in page} >= {Aspect.AUDIENCE, Aspect.COSTS, Aspect.FORMAT_NAME, Aspect.SCOPE_WORD}
