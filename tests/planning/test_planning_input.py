from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any, cast

import pytest
from attrs import evolve
from tests.planning.conftest import MONDAY, YEAR, occurrence

from kommunal_partner.cycles import Grid
from kommunal_partner.errors import (
    BadBudget,
    BadInstance,
    BadRule,
    BadSpan,
    FixedOutsideHorizon,
    KommunalPartnerError,
    NotADay,
    UnknownChoice,
    UnknownCountry,
    UnknownName,
)
from kommunal_partner.languages import Term
from kommunal_partner.matching.meetings import arrange
from kommunal_partner.planning import (
    Avoid,
    Calendar,
    CalendarDay,
    Commitment,
    DayKind,
    Duration,
    LeadTime,
    LoadPeriod,
    MinimumGap,
    MostPer,
    NearLikeliest,
    Occurrence,
    OwnRule,
    Placement,
    RotateLands,
    Sharing,
    Weekdays,
    Window,
    plan,
)
from kommunal_partner.schedule import expected_editions
from kommunal_partner.series import CountryScope, Edition, EventSeries
from kommunal_partner.series._editions import InSeries
from kommunal_partner.spans import Span

DAY = MONDAY


def fair(name: str = "fair 2027", **changes: Any) -> Occurrence:  # noqa: ANN401 - because wrong values are meant
    return occurrence(
        name, **{"series": "fair", "earliest": DAY, "latest": date(2027, 9, 30), "days": (2, 3), "staff": (), **changes}
    )


def series(*days: str) -> EventSeries:
    editions = [Edition(day, id=day) for day in days]
    return EventSeries("fair", "Fair", "round_table", CountryScope({"GHA"}), Grid(2018, 3), editions)


BAD: list[tuple[str, type[KommunalPartnerError], str, Callable[[], object]]] = [
    ("a calendar entry that ends before it begins", BadSpan, "holds no day", lambda: CalendarDay(DAY, date(2027, 9, 5), "x")),
    ("a placement that ends before it begins", BadSpan, "holds no day", lambda: Placement(DAY, date(2027, 9, 5), "x")),
    ("a moment for a day", NotADay, "earliest", lambda: fair(earliest=datetime(2027, 9, 1, 12))),  # noqa: DTZ001 - because a moment is refused with and without a zone
    ("a window upside down", BadInstance, "does not hold", lambda: fair(latest=date(2027, 9, 1))),
    ("no day at all", BadInstance, "no duration", lambda: fair(days=(0, 2))),
    ("more days at least than at most", BadInstance, "no duration", lambda: fair(days=(3, 2))),
    ("a Land there is none of", UnknownName, "did you mean DE-HE", lambda: fair(lands=("HE",))),
    ("one text for a Land there is none of", UnknownName, "Land 'DE-XX'", lambda: fair(lands="DE-XX")),
    ("a Land there is none of, in a placement", UnknownName, "Land", lambda: Placement(DAY, DAY, "x", "DE-XX")),
    ("a Land there is none of, in a calendar", UnknownName, "Land", lambda: Calendar("x", (), {"DE-XX"})),
    ("a country there is none of, in a calendar", UnknownCountry, "'XYZ'", lambda: Calendar("x", (), {"XYZ"})),
    ("a country there is none of", UnknownCountry, "'gha'", lambda: fair(places={"gha"})),
    ("a country there is none of, in a commitment", UnknownCountry, "'Ghana'", lambda: Commitment(places="Ghana")),
    ("a negative weight", BadRule, "at least 0", lambda: Window(weight=-1)),
    ("a weight that is no whole number", BadRule, "0.5", lambda: NearLikeliest(weight=0.5)),
    ("a truth value for a weight", BadRule, "True", lambda: RotateLands(weight=True)),
    ("no weekday", BadRule, "weekdays", lambda: Weekdays(frozenset())),
    ("an eighth weekday", BadRule, "weekdays", lambda: Weekdays(frozenset({7}))),
    ("a duration of no day", BadRule, "duration", lambda: Duration(0, 2)),
    ("a duration upside down", BadRule, "3 to 2", lambda: Duration(3, 2)),
    ("a negative lead time", BadRule, "lead time", lambda: LeadTime(-1, DAY)),
    ("a negative gap", BadRule, "gap", lambda: MinimumGap(-1)),
    ("a gap between nobody", UnknownChoice, "'cars' is none of staff", lambda: MinimumGap(1, "cars")),
    ("a negative load", BadRule, "load", lambda: MostPer(-1)),
    ("a load per month", UnknownChoice, "month", lambda: MostPer(1, "month")),
    ("unknown days forbidden", BadRule, "unknown", lambda: Avoid(DayKind.UNKNOWN)),
    ("zero steps", BadBudget, "steps", lambda: plan([fair()], YEAR, steps=0)),
    ("steps that are no whole number", BadBudget, "steps", lambda: plan([fair()], YEAR, steps=1.5)),  # type: ignore[arg-type] # because a wrong value is meant
    ("a negative stability", BadBudget, "stability", lambda: plan([fair()], YEAR, stability=-1)),
    ("no seed", BadBudget, "seed", lambda: plan([fair()], YEAR, seed=None)),  # type: ignore[arg-type] # because a wrong value is meant
    ("an open horizon", BadInstance, "last day", lambda: plan([fair()], Span(DAY))),
    ("two occurrences with one id", BadInstance, "fair 2027", lambda: plan([fair(), fair(days=(1, 1))], YEAR)),
    ("one edition fixed twice", BadInstance, "fair 2027", lambda: plan([fair()], YEAR, locked=[Placement(DAY, DAY, "fair 2027"), Placement(DAY, date(2027, 9, 7), "fair 2027")])),
    ("something else than a series", BadInstance, "no series", lambda: plan(["rk-afrika"], YEAR)),  # type: ignore[list-item] # because a wrong value is meant
    ("a series without a day of knowledge", BadInstance, "on is missing: series", lambda: plan([series()], YEAR)),
    ("a fixed placement before the horizon", FixedOutsideHorizon, "2026-12-31", lambda: plan([fair("x")], YEAR, locked=[Placement(date(2026, 12, 31), date(2027, 1, 1), "x")])),
    ("a fixed placement after the horizon", FixedOutsideHorizon, "2028-01-01", lambda: plan([fair("x")], YEAR, locked=[Placement(date(2027, 12, 31), date(2028, 1, 1), "x")])),
    ("a fixed edition outside the horizon", FixedOutsideHorizon, "2030", lambda: plan([], YEAR, locked=[Edition("2030-05-05/2030-05-06")])),
    ("a fixed edition without days", BadInstance, "no certain days", lambda: plan([], YEAR, locked=[Edition("2027-09")])),
    ("an own rule that answers with a negative number", BadRule, "'mine'", lambda: plan([fair()], YEAR, (), [OwnRule(lambda _one, _days: -1, Term("x", "x"), "mine")])),
]  # fmt: skip


@pytest.mark.parametrize(("error", "words", "act"), [row[1:] for row in BAD], ids=[row[0] for row in BAD])
def test_bad_input_is_refused_with_an_error_that_says_what_is_wrong(
    error: type[KommunalPartnerError], words: str, act: Callable[[], object]
) -> None:
    with pytest.raises(error, match=words):
        act()


LARGE = 10**9
WRONG: Any = "x"

BOUNDS: list[tuple[Callable[[Any], object], str, int, int]] = [
    (lambda n: Window(weight=n), "weight", 0, LARGE),
    (lambda n: NearLikeliest(weight=n), "weight", 0, LARGE),
    (lambda n: Weekdays(weight=n), "weight", 0, LARGE),
    (lambda n: Duration(weight=n), "weight", 0, LARGE),
    (lambda n: Avoid(weight=n), "weight", 0, LARGE),
    (lambda n: RotateLands(weight=n), "weight", 0, LARGE),
    (lambda n: Duration(n, 366), "duration", 1, 366),
    (lambda n: Duration(1, n), "duration", 1, 366),
    (lambda n: LeadTime(n, DAY), "lead time", 0, 10_000),
    (MinimumGap, "gap", 0, 10_000),
    (MostPer, "load", 0, 10_000),
]


@pytest.mark.parametrize(("make", "argument", "least", "most"), BOUNDS)
def test_a_number_of_a_rule_lies_between_its_bounds(
    make: Callable[[Any], object], argument: str, least: int, most: int
) -> None:
    assert make(least) != make(most)
    for wrong, words in (
        (least - 1, f"must be at least {least}, not {least - 1}"),
        (most + 1, f"must be at most {most}, not {most + 1}"),
        ("x", "must be a whole number, not 'x'"),
    ):
        with pytest.raises(BadRule, match=f"^{argument} {words}$") as caught:
            make(wrong)
        assert (caught.value.argument, caught.value.value) == (argument, wrong)


@pytest.mark.parametrize(
    ("make", "argument", "words"),
    [
        (lambda: Weekdays([7]), "allowed", "allowed: weekdays are numbers from 0 (Monday) to 6 (Sunday), not [7]"),
        (lambda: Weekdays([]), "allowed", "allowed: weekdays are numbers from 0 (Monday) to 6 (Sunday), not []"),
        (lambda: Weekdays([0, -1]), "allowed", "allowed: weekdays are numbers from 0 (Monday) to 6 (Sunday), not [-1, 0]"),
        (lambda: Weekdays([WRONG]), "weekdays", "weekdays must be a whole number, not 'x'"),
        (lambda: Weekdays(cast("Any", 3)), "weekdays", "weekdays must be"),
        (lambda: Duration(3, 2), "most", "most: 3 to 2 days is no duration"),
        (lambda: Avoid("unknown"), "weight", "weight is missing: days that no calendar covers are unknown"),
        (lambda: OwnRule(WRONG, "x"), "cost", "cost must be a function, not 'x'"),
    ],
)  # fmt: skip
def test_a_rule_that_cannot_be_is_refused_with_a_sentence(
    make: Callable[[], object], argument: str | None, words: str
) -> None:
    with pytest.raises(BadRule, match="^" + re.escape(words)) as caught:
        make()
    assert caught.value.argument == argument


def test_the_bounds_of_rules_are_allowed_themselves() -> None:
    assert Weekdays([0, 6]).allowed == {0, 6}
    assert (Duration(2, 2).most, Avoid("unknown", weight=0).weight) == (2, 0)
    assert [sharing.text() for sharing in Sharing] == [
        "dasselbe Team",
        "dieselben Gäste",
        "dasselbe Team oder dieselben Gäste",
        "alle",
    ]
    assert [period.text() for period in LoadPeriod] == ["Quartal", "Jahr"]


@pytest.mark.parametrize(
    ("make", "argument"),
    [
        (lambda: MinimumGap(1, "cars"), "sharing"),
        (lambda: MostPer(1, "month"), "period"),
        (lambda: Avoid("wet"), "kind"),
    ],
)
def test_a_choice_that_there_is_not_is_refused_by_the_name_of_its_field(
    make: Callable[[], object], argument: str
) -> None:
    with pytest.raises(UnknownChoice, match=f"^{argument}: ") as caught:
        make()
    assert caught.value.argument == argument


def test_what_is_nothing_to_plan_is_named_as_what_it_is() -> None:
    for item, shown in ((WRONG, "'x'"), (cast("Any", 5), "int")):
        with pytest.raises(
            BadInstance, match=f"^series: {shown} is no series, no expected edition and no occurrence$"
        ) as caught:
            plan([item], YEAR)
        assert caught.value.argument == "series"
    with pytest.raises(
        BadInstance, match=r"^on is missing: series fair is planned from what is known on a day$"
    ) as caught:
        plan([series()], YEAR)
    assert caught.value.argument == "on"


def test_the_day_from_which_a_lead_counts_is_a_day() -> None:
    with pytest.raises(NotADay) as caught:
        LeadTime(1, cast("date", "2027-09-06"))
    assert "since" in str(caught.value)


def test_countries_and_laender_are_places() -> None:
    assert fair(places={"GHA", "DE-HE"}).places == {"GHA", "DE-HE"}
    assert Calendar("x", (), "GHA").places == {"GHA"}


def test_laender_are_kept_once_and_in_order() -> None:
    assert fair(lands=("DE-NW", "DE-HE", "DE-NW")).lands == ("DE-HE", "DE-NW")


def test_one_text_is_one_team() -> None:
    assert fair(staff="team A").staff == {"team A"}


def test_an_estimated_day_says_so_in_both_languages() -> None:
    feast = CalendarDay(DAY, DAY, Term("Zuckerfest", "Eid"), estimated=True)
    assert (feast.text("de"), feast.text("en")) == ("Zuckerfest (geschätzt)", "Eid (estimated)")
    assert CalendarDay(DAY, DAY, "market").text("de") == "market"


def test_kinds_of_days_have_names_in_both_languages() -> None:
    assert [kind.text("de") for kind in DayKind] == ["gesperrt", "ungünstig", "unbekannt"]
    assert [kind.text("en") for kind in DayKind] == ["blocked", "discouraged", "unknown"]


def test_a_series_is_planned_from_what_was_known_on_a_day() -> None:
    found = plan(
        [series("2018-09-10/2018-09-11", "2021-09-06/2021-09-07", "2024-09-09/2024-09-10")],
        Span.years(2027, 2032),
        on=date(2025, 1, 1),
    )
    assert list(found.solution) == ["fair-2027-expected", "fair-2030-expected"]
    assert found.status.value == "optimal"


def test_an_edition_that_is_likeliest_after_the_horizon_is_left_to_the_next_plan() -> None:
    trade = series("2018-09-10/2018-09-11", "2021-09-06/2021-09-07", "2024-09-09/2024-09-10")
    (expected,) = expected_editions(trade, Span.years(2027), on=date(2025, 1, 1))
    until = Span.through(date(2027, 1, 1), expected.earliest)
    assert expected.earliest < expected.likeliest
    assert plan([trade], until, on=date(2025, 1, 1)).occurrences == ()
    assert [one.id for one in plan([expected], until).occurrences] == ["fair-2027-expected"]


def test_a_commitment_says_who_is_bound_to_a_series() -> None:
    trade = series("2018-09-10/2018-09-11", "2021-09-06/2021-09-07", "2024-09-09/2024-09-10")
    bound = Commitment(days=(3, 3), staff={"A"}, audience={"B"}, places={"GHA"}, lands=("DE-HE",))
    (one,) = plan([trade], YEAR, on=date(2025, 1, 1), commitments={"fair": bound}).occurrences
    assert (one.days, one.lands) == ((3, 3), ("DE-HE",))
    assert (set(one.staff), set(one.audience), set(one.places)) == ({"A"}, {"B"}, {"GHA"})


def test_series_without_a_commitment_share_one_team() -> None:
    assert Commitment().staff == {"team"}


def test_a_fixed_edition_stands_for_the_expected_one_of_its_window() -> None:
    trade = series("2018-09-10/2018-09-11", "2021-09-06/2021-09-07", "2024-09-09/2024-09-10")
    announced = Edition("2027-09-14/2027-09-16", in_series=(InSeries("fair"),))
    found = plan([trade], Span.years(2027, 2032), locked=[announced], on=date(2025, 1, 1))
    assert found.solution["fair-2027-expected"] == Placement(date(2027, 9, 14), date(2027, 9, 16), "fair-2027-expected")
    assert len(found.occurrences) == 2


def test_of_two_windows_a_fixed_edition_stands_for_the_one_whose_likeliest_day_is_nearer() -> None:
    early = fair("fair spring", earliest=date(2027, 3, 1), likeliest=date(2027, 4, 1))
    late = fair("fair autumn", earliest=date(2027, 3, 1), likeliest=date(2027, 9, 1))
    found = plan([early, late], YEAR, locked=[Edition("2027-08-09/2027-08-10", id="fair extra")])
    assert list(found.solution) == ["fair spring", "fair autumn"]


def test_a_fixed_edition_may_belong_to_nothing_that_is_asked_for() -> None:
    found = plan([fair()], YEAR, locked=[Edition("2027-09-06/2027-09-07", id="summit 5")])
    assert found.solution["summit 5"].first == DAY
    assert found.solution["fair 2027"].first == DAY  # no team is shared


def test_a_fixed_placement_stands_for_the_occurrence_of_its_id_alone() -> None:
    other = fair("fair second")
    found = plan([fair(), other], YEAR, locked=[Placement(date(2027, 9, 20), date(2027, 9, 24), "fair 2027")])
    assert found.solution["fair 2027"].length == 5
    assert found.solution["fair second"].first == DAY


def test_the_second_edition_of_a_year_has_an_id_of_its_own() -> None:
    trade = series("2018-09-10/2018-09-11", "2021-09-06/2021-09-07", "2024-09-09/2024-09-10")
    (expected,) = expected_editions(trade, YEAR, on=date(2025, 1, 1))
    found = plan([expected, evolve(expected, nth_in_year=2)], YEAR)
    assert sorted(found.solution) == ["fair-2027-2-expected", "fair-2027-expected"]


class Whole:
    """A whole number of another library, as numpy's are."""

    def __index__(self) -> int:
        return 1000


def test_whole_numbers_of_other_libraries_are_read() -> None:
    number: Any = Whole()
    given = plan([fair()], YEAR, seed=number, steps=number, stability=number)
    assert given.solution == plan([fair()], YEAR, seed=1000, steps=1000, stability=1000).solution
    assert arrange([("a", "b")], slots=number, tables=number, seed=number, steps=number).status.value == "optimal"


@pytest.mark.parametrize("steps", [float("nan"), 1e5, True, -1, 0, 10**20, "5"])
def test_what_is_no_number_of_steps_is_refused(steps: Any) -> None:  # noqa: ANN401 - because wrong values are meant
    with pytest.raises(BadBudget, match="steps"):
        plan([fair()], YEAR, steps=steps)
