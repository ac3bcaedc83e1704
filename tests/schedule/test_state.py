"""Phases of the shipped series on days worked out by hand, and of invented ones on both sides of every threshold."""

from __future__ import annotations

import copy
import pickle
from datetime import date, datetime
from itertools import pairwise

import pytest

from kommunal_partner._mappings import FrozenMap
from kommunal_partner.cycles import AfterLast, Cycle, Grid, NamedYears, NoCycle, OnDemand, Regular, UnknownCycle
from kommunal_partner.errors import NotADay
from kommunal_partner.schedule import LAPSED_AFTER_YEARS, Phase, known_on, state
from kommunal_partner.series import CountryScope, Edition, EventSeries, ExpectedEdition
from kommunal_partner.sources import Confidence

Shipped = FrozenMap[str, EventSeries]
TODAY = date(2026, 11, 22)

# Worked out by hand. Regional conferences meet on a grid of three years. With three dated editions and more the window
# is the anniversary of the last, 45 days either way or as far as any edition strayed; with fewer it is June to November.
# Afrika: 8 Sep 2025 + 3 years, 45 days either way. Asien: June to November 2026 has eight days left and nothing is
# announced. Lateinamerika: 4 Sep 2024 + 3 years, 55 days (29 Oct 2018 to 4 Sep 2024). Osteuropa: the window of 2023
# ended on 30 Nov 2023, one cycle later is 30 Nov 2026. Round tables: none since 2019, five years are over.
PHASES = [
    ("rk-afrika", Phase.UPCOMING, "rk-afrika-6", date(2028, 7, 25), date(2028, 9, 8), date(2028, 10, 23)),
    ("rk-asien", Phase.DUE, "rk-asien-4", date(2026, 6, 1), date(2026, 9, 27), date(2026, 11, 30)),
    (
        "rk-lateinamerika",
        Phase.UPCOMING,
        "rk-lateinamerika-2024",
        date(2027, 7, 11),
        date(2027, 9, 4),
        date(2027, 10, 29),
    ),
    ("rk-osteuropa", Phase.OVERDUE, "rk-osteuropa-2", date(2026, 6, 1), date(2026, 11, 17), date(2026, 11, 30)),
    ("rt-argentinien", Phase.LAPSED, "rt-argentinien-1", None, None, None),
    ("rt-burkina-faso", Phase.LAPSED, "rt-burkina-faso-5", None, None, None),
    ("rt-mongolei", Phase.LAPSED, "rt-mongolei-3", None, None, None),
    ("rt-nicaragua", Phase.LAPSED, "rt-nicaragua-7", None, None, None),
]


@pytest.mark.parametrize(("name", "phase", "last", "earliest", "likeliest", "latest"), PHASES)
def test_where_the_eight_series_of_the_page_stand_on_22_november_2026(
    shipped: Shipped,
    name: str,
    phase: Phase,
    last: str,
    earliest: date | None,
    likeliest: date | None,
    latest: date | None,
) -> None:
    found = state(shipped[name], on=TODAY)
    assert (found.phase, found.last and found.last.id) == (phase, last)
    if earliest is None:
        assert found.next is None
    else:
        assert isinstance(found.next, ExpectedEdition)
        assert (found.next.earliest, found.next.likeliest, found.next.latest) == (earliest, likeliest, latest)


OTHERS = {
    "rt-china": Phase.NO_CYCLE,
    "pk-ukraine": Phase.NO_CYCLE,
    "net-tuerkei-ortak": Phase.NO_CYCLE,
    "sdg-pk": Phase.NOT_STARTED,
    "pk-palaestina": Phase.LAPSED,
    "pk-libanon": Phase.LAPSED,
    "pk-nahost": Phase.LAPSED,
    "pk-tuerkei": Phase.LAPSED,
    "net-nahost": Phase.LAPSED,
    "net-nachhaltigkeit": Phase.LAPSED,
    "prog-kwt-maghreb": Phase.LAPSED,
    "ext-russland": Phase.LAPSED,
}


def test_where_the_other_twelve_stand_on_22_november_2026(shipped: Shipped) -> None:
    assert {name: state(shipped[name], on=TODAY).phase for name in OTHERS} == OTHERS


# With what was known on each day, not what is known today. 2019-06-30: Afrika 19 Oct 2016 + 3 years, 45 days. 2021-06-30:
# the windows of Asien 2020 has passed, Lateinamerika 2021 has begun on 1 June. 2024-01-15: Lateinamerika 2021 has no
# report, Osteuropa 2023 neither; Asien met in 2023, Afrika in 2022.
EARLIER = [
    (date(2019, 6, 30), "rk-afrika", Phase.UPCOMING, "rk-afrika-3", 2019),
    (date(2019, 6, 30), "rk-asien", Phase.UPCOMING, "rk-asien-2", 2020),
    (date(2019, 6, 30), "rk-lateinamerika", Phase.UPCOMING, "rk-lateinamerika-2", 2021),
    (date(2019, 6, 30), "rk-osteuropa", Phase.UPCOMING, "rk-osteuropa-1", 2020),
    (date(2021, 6, 30), "rk-afrika", Phase.UPCOMING, "rk-afrika-4", 2022),
    (date(2021, 6, 30), "rk-asien", Phase.OVERDUE, "rk-asien-2", 2023),
    (date(2021, 6, 30), "rk-lateinamerika", Phase.DUE, "rk-lateinamerika-2", 2021),
    (date(2021, 6, 30), "rk-osteuropa", Phase.UPCOMING, "rk-osteuropa-2", 2023),
    (date(2024, 1, 15), "rk-afrika", Phase.UPCOMING, "rk-afrika-5", 2025),
    (date(2024, 1, 15), "rk-asien", Phase.UPCOMING, "rk-asien-4", 2026),
    (date(2024, 1, 15), "rk-lateinamerika", Phase.OVERDUE, "rk-lateinamerika-2", 2024),
    (date(2024, 1, 15), "rk-osteuropa", Phase.OVERDUE, "rk-osteuropa-2", 2026),
]


@pytest.mark.parametrize(("on", "name", "phase", "last", "year"), EARLIER)
def test_where_the_regional_conferences_stood_on_three_earlier_days(
    shipped: Shipped, on: date, name: str, phase: Phase, last: str, year: int
) -> None:
    found = state(shipped[name], on=on)
    assert (found.phase, found.last and found.last.id) == (phase, last)
    assert isinstance(found.next, ExpectedEdition)
    assert found.next.year == year


@pytest.mark.parametrize(
    ("on", "phase", "coming"),
    [
        (date(2024, 8, 13), Phase.OVERDUE, "rk-lateinamerika-2024-expected"),
        (date(2024, 8, 14), Phase.UPCOMING, "rk-lateinamerika-2024"),  # announced
        (date(2024, 9, 3), Phase.UPCOMING, "rk-lateinamerika-2024"),
        (date(2024, 9, 4), Phase.DUE, "rk-lateinamerika-2024"),
        (date(2024, 9, 5), Phase.DUE, "rk-lateinamerika-2024"),
        (date(2024, 9, 6), Phase.UPCOMING, "rk-lateinamerika-2027-expected"),
    ],
)
def test_an_announcement_changes_the_state_from_the_day_it_was_known(
    shipped: Shipped, on: date, phase: Phase, coming: str
) -> None:
    found = state(shipped["rk-lateinamerika"], on=on)
    assert (found.phase, found.next and found.next.id) == (phase, coming)


def test_osteuropa_lapses_eight_days_after_the_collection_was_closed(shipped: Shipped) -> None:
    series = shipped["rk-osteuropa"]
    assert state(series, on=date(2023, 11, 30)).phase is Phase.DUE
    assert state(series, on=date(2023, 12, 1)).phase is Phase.OVERDUE
    assert state(series, on=date(2026, 11, 30)).phase is Phase.OVERDUE
    lapsed = state(series, on=date(2026, 12, 1))
    assert (lapsed.phase, lapsed.next, [one.year for one in lapsed.missed]) == (Phase.LAPSED, None, [2023, 2026])


def series(cycle: Cycle, *editions: Edition) -> EventSeries:
    return EventSeries("s", "S", "network_meeting", CountryScope({"NIC"}), cycle, editions)


@pytest.mark.parametrize("cycle", [NoCycle(), OnDemand(), Regular(), UnknownCycle()])
def test_without_a_cycle_a_series_lapses_after_five_years(cycle: Cycle) -> None:
    assert LAPSED_AFTER_YEARS == 5
    table = series(cycle, Edition("2020-02-28/2020-02-29"))
    assert state(table, on=date(2020, 2, 27)).phase is Phase.NOT_STARTED
    assert state(table, on=date(2020, 2, 28)).phase is Phase.DUE
    assert state(table, on=date(2020, 3, 1)).phase is Phase.NO_CYCLE
    assert state(table, on=date(2025, 2, 28)).phase is Phase.NO_CYCLE
    assert state(table, on=date(2025, 3, 1)).phase is Phase.LAPSED


def test_an_announced_edition_makes_a_lapsed_series_upcoming() -> None:
    table = series(NoCycle(), Edition("2010"), Edition("2030-05-02", status="announced"))
    assert state(table, on=date(2026, 1, 1)).phase is Phase.UPCOMING
    assert state(table, on=date(2030, 5, 2)).phase is Phase.DUE
    # An announcement that nobody confirmed is no edition.
    after = state(table, on=date(2030, 5, 3))
    assert (after.phase, after.last and after.last.id) == (Phase.LAPSED, "2010")


def test_an_edition_announced_for_a_day_is_not_known_before() -> None:
    table = series(NoCycle(), Edition("2030-05-02", status="announced", known_since=date(2029, 12, 31)))
    assert state(table, on=date(2029, 12, 30)).phase is Phase.NOT_STARTED
    assert state(table, on=date(2029, 12, 31)).phase is Phase.UPCOMING


def test_an_edition_of_which_only_the_year_is_known_is_known_from_the_next_year_on() -> None:
    table = series(NoCycle(), Edition("2019"))
    assert known_on(table, on=date(2019, 12, 31)).all == ()
    assert [edition.id for edition in known_on(table, on=date(2020, 1, 1)).past] == ["2019"]


def test_events_that_do_not_count_change_no_state() -> None:
    table = series(
        Grid(2010),
        Edition("2010-05-02"),
        Edition("2013-05-01", status="postponed", known_since=date(2012, 1, 1)),
        Edition("2013-05-02", status="bridge_event"),
        Edition("2013-05-03", status="nominal_only"),
    )
    assert state(table, on=date(2013, 5, 2)).next == state(table, on=date(2013, 1, 2)).next
    assert state(table, on=date(2014, 1, 1)).phase is Phase.OVERDUE


def test_a_series_that_has_not_begun_is_expected_by_its_anchor() -> None:
    found = state(series(Grid(2030)), on=date(2026, 1, 1))
    assert (found.phase, found.next and found.next.id) == (Phase.NOT_STARTED, "s-2030-expected")
    assert state(series(AfterLast(2)), on=date(2026, 1, 1)).next is None


def test_a_series_that_has_not_begun_awaits_an_edition_until_the_last_day_of_its_window() -> None:
    table = series(Grid(2020))
    coming = [state(table, on=day).next for day in (date(2020, 12, 31), date(2021, 1, 1))]
    assert [one and one.id for one in coming] == ["s-2020-expected", "s-2023-expected"]


def test_when_the_named_years_are_over_age_decides() -> None:
    table = series(NamedYears((2018, 2020)), Edition("2018-05-02"), Edition("2020-05-02"))
    assert state(table, on=date(2019, 12, 31)).phase is Phase.UPCOMING
    assert state(table, on=date(2020, 1, 1)).phase is Phase.DUE
    assert state(table, on=date(2025, 5, 2)).phase is Phase.NO_CYCLE
    assert state(table, on=date(2025, 5, 3)).phase is Phase.LAPSED


def test_an_overdue_series_with_no_further_named_year_awaits_nothing() -> None:
    table = series(NamedYears((2018, 2020)), Edition("2018-05-02"))
    found = state(table, on=date(2021, 1, 1))
    assert (found.phase, found.next, [one.id for one in found.missed]) == (Phase.OVERDUE, None, ["s-2020-expected"])


WHOLE_DAYS = Edition("2020-02-28/2020-02-29")
COMING = Edition("2030-05-02/2030-05-04", status="announced")
WITHOUT = series(NoCycle(), WHOLE_DAYS)
THEN = series(NoCycle(), WHOLE_DAYS, COMING)
EVERY_THREE = series(Grid(2020), WHOLE_DAYS)
NOT_YET = series(Grid(2030))


@pytest.mark.parametrize(
    ("table", "on", "last", "coming", "missed", "evidence", "german", "english"),
    [
        (
            NOT_YET,
            date(2029, 12, 31),
            None,
            "s-2030-expected",
            [],
            (NOT_YET,),
            "noch nicht begonnen: Bis dahin ist keine Veranstaltung bekannt.",
            "not started: No edition is known by then.",
        ),
        (
            THEN,
            date(2030, 5, 1),
            WHOLE_DAYS,
            COMING.id,
            [],
            (COMING,),
            "steht bevor: Die nächste Veranstaltung ist angekündigt: vom 2. bis 4. Mai 2030.",
            "upcoming: The next edition is announced: 2030-05-02 to 2030-05-04.",
        ),
        (
            THEN,
            date(2030, 5, 2),
            WHOLE_DAYS,
            COMING.id,
            [],
            (COMING,),
            "fällig: Die Veranstaltung läuft oder steht unmittelbar an: vom 2. bis 4. Mai 2030.",
            "due: The edition is under way or at hand: 2030-05-02 to 2030-05-04.",
        ),
        (
            EVERY_THREE,
            date(2022, 12, 31),
            WHOLE_DAYS,
            "s-2023-expected",
            [],
            (WHOLE_DAYS, EVERY_THREE),
            (
                "steht bevor: Die nächste Veranstaltung ist 2023 zu erwarten, frühestens am 01.01.2023, spätestens am "
                "31.12.2023 (alle 3 Jahre, gezählt ab 2020)."
            ),
            (
                "upcoming: The next edition is to be expected in 2023, from 2023-01-01 to 2023-12-31 (every 3 years, counted "
                "from 2020)."
            ),
        ),
        (
            EVERY_THREE,
            date(2023, 1, 1),
            WHOLE_DAYS,
            "s-2023-expected",
            [],
            (WHOLE_DAYS, EVERY_THREE),
            (
                "fällig: Die Veranstaltung 2023 ist fällig, vom 01.01.2023 bis zum 31.12.2023; angekündigt ist nichts (alle 3 "
                "Jahre, gezählt ab 2020)."
            ),
            (
                "due: The edition of 2023 is due, from 2023-01-01 to 2023-12-31; nothing is announced (every 3 years, counted "
                "from 2020)."
            ),
        ),
        (
            EVERY_THREE,
            date(2024, 1, 1),
            WHOLE_DAYS,
            "s-2026-expected",
            ["s-2023-expected"],
            (WHOLE_DAYS, EVERY_THREE),
            (
                "überfällig: Die für 2023 erwartete Veranstaltung ist nicht belegt; zu erwarten war sie bis zum 31.12.2023, das ist "
                "höchstens einen Turnus her (alle 3 Jahre, gezählt ab 2020)."
            ),
            (
                "overdue: The edition expected for 2023 is not documented; it was to be expected until 2023-12-31, at most one cycle "
                "ago (every 3 years, counted from 2020)."
            ),
        ),
        (
            EVERY_THREE,
            date(2027, 1, 1),
            WHOLE_DAYS,
            None,
            ["s-2023-expected", "s-2026-expected"],
            (WHOLE_DAYS, EVERY_THREE),
            (
                "erloschen: Die für 2023 erwartete Veranstaltung ist nicht belegt; zu erwarten war sie bis zum 31.12.2023, das ist "
                "mehr als einen Turnus her (alle 3 Jahre, gezählt ab 2020)."
            ),
            (
                "lapsed: The edition expected for 2023 is not documented; it was to be expected until 2023-12-31, more than one cycle "
                "ago (every 3 years, counted from 2020)."
            ),
        ),
        (
            WITHOUT,
            date(2025, 2, 28),
            WHOLE_DAYS,
            None,
            [],
            (WHOLE_DAYS, WITHOUT),
            (
                "ohne Turnus: Zuletzt bekannt ist eine Veranstaltung (28. bis 29. Februar 2020); wann die nächste folgt, sagt kein Turnus (kein Turnus "
                "genannt)."
            ),
            "no cycle: The last known edition is that of 2020-02-28 to 2020-02-29; no cycle says when the next follows (no cycle stated).",
        ),
        (
            WITHOUT,
            date(2025, 3, 1),
            WHOLE_DAYS,
            None,
            [],
            (WHOLE_DAYS, WITHOUT),
            (
                "erloschen: Seit der letzten bekannten Veranstaltung (28. bis 29. Februar 2020) sind mehr als 5 Jahre "
                "vergangen; kein Turnus genannt."
            ),
            (
                "lapsed: More than 5 years have passed since the last known edition (2020-02-28 to 2020-02-29); no cycle "
                "stated."
            ),
        ),
    ],
)
def test_a_state_is_a_sentence_with_what_was_last_what_is_next_and_what_it_rests_on(
    table: EventSeries,
    on: date,
    last: Edition | None,
    coming: str | None,
    missed: list[str],
    evidence: tuple[object, ...],
    german: str,
    english: str,
) -> None:
    found = state(table, on=on)
    assert (found.series, found.on, found.last) == ("s", on, last)
    assert (found.next and found.next.id, [one.id for one in found.missed]) == (coming, missed)
    assert isinstance(found.missed, tuple)
    assert not any(one.lapsed for one in (*found.missed, found.next) if isinstance(one, ExpectedEdition))
    assert found.evidence == evidence
    assert (found.text(), found.text("de"), found.text("en")) == (german, german, english)


def test_every_state_says_why_in_both_languages(shipped: Shipped) -> None:
    assert state(shipped["rk-afrika"], on=TODAY).text() == (
        "steht bevor: Die nächste Veranstaltung ist 2028 zu erwarten, frühestens am 25.07.2028, spätestens am 23.10.2028 "
        "(alle 3 Jahre, gezählt ab 2010)."
    )
    assert state(shipped["rt-nicaragua"], on=TODAY).text("en") == (
        "lapsed: More than 5 years have passed since the last known edition (2019-05-24); no cycle stated."
    )
    assert (
        state(shipped["rt-argentinien"], on=TODAY)
        .why.text("de")
        .startswith("Seit der letzten bekannten Veranstaltung (Herbst 2019)")
    )
    assert "16. bis 18. Juni 2025" in state(shipped["pk-ukraine"], on=TODAY).text("de")
    for series_ in shipped.values():
        for on in (TODAY, date(2020, 6, 16), date(2022, 1, 1)):
            assert state(series_, on=on).text("de") != state(series_, on=on).text("en")


def test_a_state_rests_on_rows_and_is_no_surer_than_the_weakest(shipped: Shipped) -> None:
    found = state(shipped["rk-asien"], on=TODAY)
    assert [row.confidence for row in found.evidence] == [Confidence.HIGH, Confidence.MEDIUM]
    assert found.confidence is Confidence.MEDIUM
    assert all(row.sources for row in found.evidence)


def test_states_survive_pickle_and_copy(shipped: Shipped) -> None:
    found = state(shipped["rk-osteuropa"], on=TODAY)
    assert pickle.loads(pickle.dumps(found)) == found == copy.deepcopy(found)
    assert hash(found) == hash(copy.deepcopy(found))


def test_a_moment_is_no_day() -> None:
    with pytest.raises(NotADay, match="date"):
        state(series(NoCycle()), on=datetime(2026, 1, 1))  # noqa: DTZ001 - because no zone is meant


def test_the_longest_gap_that_was_bridged_is_shorter_than_the_threshold(shipped: Shipped) -> None:
    ukraine = [edition for edition in shipped["pk-ukraine"].counted if edition.has_day]
    # Counted without the event shared with Osteuropa, which may or may not be the fourth.
    own = [edition.first_day for edition in ukraine if edition.in_series[0].series == "pk-ukraine"]
    gaps = [(second - first).days for first, second in pairwise(own)]
    assert max(gaps) == (date(2022, 10, 12) - date(2018, 10, 10)).days < LAPSED_AFTER_YEARS * 365


# ── what may have taken place ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("on", "phase"), [("2018-06-01", "no_cycle"), ("2019-05-01", "no_cycle"), ("2025-01-01", "lapsed")]
)
def test_editions_that_may_have_taken_place_prove_no_lapse(shipped: Shipped, on: str, phase: str) -> None:
    found = state(shipped["rt-nicaragua"], on=date.fromisoformat(on))
    assert found.phase.value == phase
    if phase == "no_cycle":
        assert found.why.text("de").startswith(
            "Sicher belegt ist zuletzt eine Veranstaltung (2012); danach kann es weitere"
        )
        assert found.why.text("en").startswith(
            "The last edition surely documented is that of 2012; others may have followed"
        )


def test_an_edition_of_the_year_asked_about_is_documented_although_its_day_is_not() -> None:
    days = [Edition(f"{year}-05-02") for year in (2004, 2007, 2010)]
    table = series(Grid(2004), *days, Edition("2013"))
    found = state(table, on=date(2013, 12, 31))
    assert (found.on, found.phase, found.next and found.next.id) == (date(2013, 12, 31), Phase.DUE, "2013")
    assert (found.series, found.last) == ("s", days[-1])
    assert (found.missed, found.evidence) == ((), (table.editions[-1], table))
    assert "Die Veranstaltung 2013 ist belegt, ihr genauer Tag nicht" in found.text("de")
    assert "is documented, its very day is not" in found.text("en")


def test_one_that_was_only_listed_keeps_a_series_from_lapsing_but_not_for_ever() -> None:
    table = series(Grid(2010), Edition("2010-05-02"), Edition("2013-05-02", status="nominal_only"))
    found = state(table, on=date(2017, 1, 1))
    assert found.phase is Phase.OVERDUE
    assert found.evidence == (table.editions[0], table, table.editions[1])
    assert state(table, on=date(2025, 1, 1)).phase is Phase.LAPSED


def test_what_is_known_without_an_edition_leaves_out_also_one_that_may_have_taken_place() -> None:
    table = series(NoCycle(), Edition("2010-05-02"), Edition("2013", status="nominal_only"), Edition("2014"))
    known = known_on(table, on=date(2014, 6, 1))
    assert [one.id for one in known.perhaps] == ["2013", "2014"]
    assert [one.id for one in known_on(table, on=date(2014, 1, 1)).perhaps] == ["2013"]
    left = known.without("2013")
    assert ([one.id for one in left.past], [one.id for one in left.perhaps]) == (["2010-05-02"], ["2014"])


def test_a_phase_has_its_words() -> None:
    assert (Phase.DUE.text(), Phase.DUE.text("de"), Phase.DUE.text("en")) == ("fällig", "fällig", "due")


def test_a_state_shows_itself_in_a_notebook(shipped: Shipped) -> None:
    found = state(shipped["rk-afrika"], on=TODAY)
    assert str(found) == found.text("de")
    assert found._repr_html_().startswith("<p><strong>rk-afrika: steht bevor")
    assert len(repr(found)) <= 200


@pytest.mark.parametrize("series", ["rk-asien", "rt-burkina-faso"])
def test_a_first_edition_of_which_only_the_year_is_known_is_not_said_to_be_unknown_in_that_year(
    series: str, shipped: Shipped
) -> None:
    before = state(shipped[series], on=date(2013, 12, 31))
    december = state(shipped[series], on=date(2014, 12, 15))
    assert (before.phase, before.last) == (Phase.NOT_STARTED, None)
    assert (december.on, december.phase, december.last) == (date(2014, 12, 15), Phase.DUE, None)
    assert "Die Veranstaltung 2014 ist belegt, ihr genauer Tag nicht" in december.text("de")
    assert "The edition of 2014 is documented" in december.text("en")
    assert state(shipped[series], on=date(2015, 1, 1)).last == december.next
