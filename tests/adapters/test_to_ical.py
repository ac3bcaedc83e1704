from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import icalendar
import pytest
import recurring_ical_events

from kommunal_partner.adapters.to_ical import calendar, rhythm
from kommunal_partner.cycles import Grid, NoCycle
from kommunal_partner.errors import BadModel, MissingExtra, UnknownLanguage
from kommunal_partner.facts import load_facts
from kommunal_partner.planning import Occurrence, Placement, plan
from kommunal_partner.schedule import expected_editions
from kommunal_partner.series import CountryScope, Edition, EventSeries, InSeries, Place
from kommunal_partner.spans import Span

STAMP = datetime(2026, 11, 22, 12, tzinfo=UTC)
FACTS = load_facts()
SCOPE = CountryScope({"NIC"})


def repeated(content: bytes, first: date, last: date) -> list[Any]:
    """The events that another reader sees in the span."""
    return list(recurring_ical_events.of(icalendar.Calendar.from_ical(content)).between(first, last))


def series(*editions: Edition) -> EventSeries:
    return EventSeries("rt-x", "Runder Tisch; X", "round_table", SCOPE, NoCycle(), editions=editions)


def events(content: bytes) -> dict[str, Any]:
    return {str(event["UID"]): event for event in icalendar.Calendar.from_ical(content).walk("VEVENT")}


def test_days_come_back_as_they_went_out() -> None:
    africa = FACTS.series["rk-afrika"]
    read = events(calendar([africa], stamp=STAMP))
    dated = [edition for edition in africa.editions if edition.has_day and not edition.status.is_related_only]
    assert len(read) == len(dated)
    for edition in dated:
        event = read[f"{edition.id}@kommunal-partner.invalid"]
        assert event["DTSTART"].dt == edition.first_day
        assert event["DTEND"].dt - timedelta(days=1) == edition.last_day
        assert event["STATUS"] == "CONFIRMED"
        assert event["DTSTAMP"].dt == STAMP


def test_another_reader_sees_the_same_days() -> None:
    content = calendar([FACTS.series["rk-afrika"]], stamp=STAMP)
    found = repeated(content, date(2019, 1, 1), date(2019, 12, 31))
    assert [event["DTSTART"].dt for event in found] == [date(2019, 9, 9)]


def test_an_edition_without_days_has_no_event() -> None:
    assert events(calendar([series(Edition("2012", 1), Edition("2019-05", 2))], stamp=STAMP)) == {}


def test_an_event_beside_the_series_is_left_out() -> None:
    assert events(calendar([series(Edition("2019-05-24", status="off_series"))], stamp=STAMP)) == {}


@pytest.mark.parametrize(
    ("status", "expected"), [("held", "CONFIRMED"), ("announced", "TENTATIVE"), ("postponed", "CANCELLED")]
)
def test_the_status_follows_that_of_the_edition(status: str, expected: str) -> None:
    (event,) = events(calendar([series(Edition("2019-05-24", status=status))], stamp=STAMP)).values()
    assert event["STATUS"] == expected


def test_sessions_that_do_not_touch_are_events_of_their_own() -> None:
    sessions = (Span.through(date(2020, 10, 20), date(2020, 10, 22)), Span.day(date(2020, 12, 10)))
    edition = Edition("2020-10-20/2020-10-22", sessions=sessions)
    found = events(calendar([edition], stamp=STAMP))
    assert sorted(event["DTSTART"].dt for event in found.values()) == [date(2020, 10, 20), date(2020, 12, 10)]


def test_text_is_written_in_the_language_asked_for() -> None:
    edition = Edition("2019-05-24", number=7, places=(Place("Solingen", "NW", "DEU"),))
    (german,) = events(calendar([series(edition)], stamp=STAMP)).values()
    (english,) = events(calendar([series(edition)], stamp=STAMP, lang="en")).values()
    assert german["SUMMARY"] == "7. Runder Tisch; X"
    assert german["LOCATION"] == "Solingen"
    assert german["CATEGORIES"].cats == ["Veranstaltung", "durchgeführt"]
    assert english["CATEGORIES"].cats == ["event", "held"]
    with pytest.raises(UnknownLanguage):
        calendar([series(edition)], stamp=STAMP, lang="fr")


def test_expected_windows_are_only_written_on_request_and_are_marked() -> None:
    africa = FACTS.series["rk-afrika"]
    expected = expected_editions(africa, Span.years(2027, 2029), on=date(2026, 11, 22))
    assert events(calendar(expected, stamp=STAMP, names=[africa])) == {}
    (event,) = events(calendar(expected, stamp=STAMP, expected=True, names=[africa])).values()
    assert event["SUMMARY"].startswith("Erwartet (Zeitraum): Regionalkonferenz")
    assert (event["STATUS"], event["DTSTART"].dt) == ("TENTATIVE", expected[0].earliest)


def test_a_plan_is_written_with_planned_and_fixed_events() -> None:
    fair = Occurrence("rt-x 2027", "rt-x", date(2027, 9, 1), date(2027, 9, 15), date(2027, 9, 30))
    held = Occurrence("rt-y 2027", "rt-y", date(2027, 6, 1), date(2027, 6, 1), date(2027, 6, 30))
    fixed = Placement(date(2027, 6, 8), date(2027, 6, 9), "rt-y 2027", "DE-HE")
    drawn = plan([fair, held], Span.years(2027), locked=[fixed])
    found = events(calendar([drawn], stamp=STAMP, names=[series()]))
    planned = found["rt-x-2027@kommunal-partner.invalid"]
    assert planned["SUMMARY"] == "Geplant: Runder Tisch; X"
    assert planned["STATUS"] == "TENTATIVE"
    assert planned["DTSTART"].dt == drawn.solution["rt-x 2027"].first
    assert found["rt-y-2027@kommunal-partner.invalid"]["STATUS"] == "CONFIRMED"


def test_a_grid_repeats_by_a_rule() -> None:
    africa = FACTS.series["rk-afrika"]
    content = rhythm(africa, stamp=STAMP, first=Span.through(date(2028, 9, 11), date(2028, 9, 13)))
    found = repeated(content, date(2028, 1, 1), date(2040, 1, 1))
    assert [event["DTSTART"].dt.year for event in found] == [2028, 2031, 2034, 2037]
    half_yearly = EventSeries("x", "X", "round_table", SCOPE, Grid(date(2027, 3, 1), every=1))
    assert b"FREQ=YEARLY;INTERVAL=1" in rhythm(half_yearly, stamp=STAMP, first=Span.day(date(2027, 3, 1)))


def test_only_a_grid_with_closed_days_can_be_repeated() -> None:
    with pytest.raises(BadModel, match="keeps no grid"):
        rhythm(series(), stamp=STAMP, first=Span.day(date(2027, 3, 1)))
    with pytest.raises(BadModel, match="keeps no grid"):
        rhythm(FACTS.series["rk-afrika"], stamp=STAMP, first=Span(date(2027, 3, 1)))


def test_a_stamp_without_a_time_zone_is_refused() -> None:
    with pytest.raises(BadModel, match="time zone"):
        calendar([], stamp=datetime(2026, 1, 1))  # noqa: DTZ001 - because that is the mistake


def test_an_event_of_two_series_is_written_once() -> None:
    both = [FACTS.series["rk-osteuropa"], FACTS.series["pk-ukraine"]]
    starts = [event["DTSTART"].dt for event in events(calendar(both, stamp=STAMP)).values()]
    assert starts.count(date(2020, 11, 17)) == 1


@pytest.mark.uncounted
def test_the_same_items_give_the_same_bytes_whatever_the_hash_seed(printed_alike: Callable[..., str]) -> None:
    script = (
        "from datetime import UTC, datetime\n"
        "import hashlib\n"
        "from kommunal_partner.adapters.to_ical import calendar\n"
        "from kommunal_partner.facts import load_facts\n"
        "content = calendar(load_facts().series.values(), stamp=datetime(2026, 11, 22, tzinfo=UTC))\n"
        "print(hashlib.sha256(content).hexdigest())\n"
    )
    assert printed_alike(script)


def test_without_the_package_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "icalendar", None)
    with pytest.raises(MissingExtra, match=r"kommunal-partner\[ical\]"):
        calendar([], stamp=STAMP)


def test_a_plan_s_reasons_are_written_on_request_only() -> None:
    fair = Occurrence("rt-x 2027", "rt-x", date(2027, 9, 1), date(2027, 9, 15), date(2027, 9, 30))
    drawn = plan([fair], Span.years(2027))
    (public,) = events(calendar([drawn], stamp=STAMP)).values()
    assert "DESCRIPTION" not in public
    (inside,) = events(calendar([drawn], stamp=STAMP, reasons=True)).values()
    assert inside["DESCRIPTION"].startswith("rt-x 2027: 15.09.2027")


def test_an_expected_edition_has_one_id_in_plan_and_calendar() -> None:
    africa = FACTS.series["rk-afrika"]
    (expected,) = expected_editions(africa, Span.years(2028), on=date(2026, 11, 22))
    drawn = plan([africa], Span.years(2028), on=date(2026, 11, 22))
    window = events(calendar([expected], stamp=STAMP, expected=True))
    assert list(window) == list(events(calendar([drawn], stamp=STAMP))) == [f"{expected.id}@kommunal-partner.invalid"]


def test_a_later_file_calls_off_what_is_no_longer_planned_and_moves_the_rest() -> None:
    one = Occurrence("a 2027", "a", date(2027, 9, 1), date(2027, 9, 15), date(2027, 9, 30))
    other = Occurrence("b 2027", "b", date(2027, 5, 1), date(2027, 5, 12), date(2027, 5, 30))
    before = plan([one, other], Span.years(2027))
    after = plan([one], Span.years(2027), locked=[Placement(date(2027, 9, 21), date(2027, 9, 22), "a 2027")])
    found = events(calendar([after], stamp=STAMP, previous=[before], sequence=3))
    assert {uid.partition("@")[0]: (str(event["STATUS"]), event["SEQUENCE"]) for uid, event in found.items()} == {
        "a-2027": ("CONFIRMED", 3),
        "b-2027": ("CANCELLED", 3),
    }


def test_editions_of_two_series_that_are_named_by_their_date_alone_are_two_events() -> None:
    edition = Edition("2019-05-24")
    other = EventSeries("rt-y", "Y", "round_table", SCOPE, NoCycle(), editions=[Edition("2019-05-24")])
    assert sorted(events(calendar([series(edition), other], stamp=STAMP))) == [
        "rt-x-2019-05-24@kommunal-partner.invalid",
        "rt-y-2019-05-24@kommunal-partner.invalid",
    ]
    assert list(events(calendar([edition], stamp=STAMP))) == ["2019-05-24@kommunal-partner.invalid"]
    joint = Edition("2019-05-24", in_series=(InSeries("rt-x"), InSeries("rt-z")))
    again = EventSeries("rt-z", "Z", "round_table", SCOPE, NoCycle(), editions=[joint])
    for items in ([series(joint), again], [joint]):
        assert list(events(calendar(items, stamp=STAMP))) == ["rt-x-2019-05-24@kommunal-partner.invalid"]


def test_two_different_events_under_one_name_are_refused_and_neither_is_lost() -> None:
    early = Occurrence("a 2027", "a", date(2027, 5, 1), date(2027, 5, 12), date(2027, 5, 30))
    late = Occurrence("a-2027", "a", date(2027, 9, 1), date(2027, 9, 15), date(2027, 9, 30))
    sessions = (Span.day(date(2020, 10, 20)), Span.day(date(2020, 12, 10)))
    parted = Edition("2020-10-20", id="x", sessions=sessions)
    for items, name in (
        ([plan([early, late], Span.years(2027))], "a-2027"),
        ([Edition("2019-05-24", id="x"), Edition("2019-05-25", id="x")], "x"),
        ([parted, Edition("2019-05-24", id="x-2")], "x-2"),
    ):
        with pytest.raises(BadModel, match=f"two different events would be called {name} in the calendar"):
            calendar(items, stamp=STAMP)
    assert len(events(calendar([parted, parted], stamp=STAMP))) == len(sessions)


def test_a_register_stands_for_its_series() -> None:
    few = {key: FACTS.series[key] for key in ("rk-afrika", "rk-asien")}
    assert calendar(few, stamp=STAMP, names=FACTS.series) == calendar(few.values(), stamp=STAMP)


@pytest.mark.parametrize("items", [FACTS.series["rk-afrika"], ["rk-afrika"], [None], "rk-afrika", 5, None])
def test_what_is_no_item_of_a_calendar_is_refused(items: Any) -> None:  # noqa: ANN401 - because it is wrong
    with pytest.raises(BadModel, match=r"items|a calendar is made of"):
        calendar(items, stamp=STAMP)


@pytest.mark.parametrize("stamp", [None, "now", date(2026, 11, 22), datetime(2026, 11, 22)])  # noqa: DTZ001 - because it lacks its zone
def test_a_stamp_that_is_no_moment_is_refused(stamp: Any) -> None:  # noqa: ANN401 - because it is wrong
    with pytest.raises(BadModel, match="needs a time zone"):
        calendar([], stamp=stamp)


@pytest.mark.parametrize(
    "sign",
    [
        "\x00",
        "\x07",
        "\x0b",
        "\x1b",
        "\x7f",
        "\x85",
        "\r",
        "\r\n",
        "\n",
        "\ud800",
        "\uffff",
        ";",
        ",",
        '"',
        "\\",
        "\u2028",
    ],
)
def test_no_sign_in_a_text_breaks_the_file(sign: str) -> None:
    place = Place(f"So{sign}lingen", "NW", "DEU")
    edition = Edition("2019-05-24", number=7, places=(place,), sources=())
    table = EventSeries("rt-x", f"Runder{sign}Tisch\nBEGIN:VEVENT", "round_table", SCOPE, NoCycle(), editions=[edition])
    content = calendar([table], stamp=STAMP)
    assert all(byte >= 32 or byte in b"\r\n" for byte in content)
    assert b"\x7f" not in content
    assert content.count(b"\r") == content.count(b"\n") == content.count(b"\r\n")
    (event,) = events(content).values()
    assert str(event["SUMMARY"]).startswith("7. Runder")
    assert [line for line in content.split(b"\r\n") if line == b"BEGIN:VEVENT"] == [b"BEGIN:VEVENT"]


def test_breaks_on_either_side_of_a_sign_that_is_left_out_stay_two() -> None:
    table = EventSeries(
        "rt-x", "a\r\x07\nb", "round_table", SCOPE, NoCycle(), editions=[Edition("2019-05-24", sources=())]
    )
    (event,) = events(calendar([table], stamp=STAMP)).values()
    assert "a\n\nb" in str(event["SUMMARY"])


def test_only_a_series_and_a_span_have_a_rhythm() -> None:
    for wrong, first in (("rk-afrika", Span.day(date(2028, 9, 4))), (FACTS.series["rk-afrika"], (1, 2)), (None, None)):
        with pytest.raises(BadModel, match="keeps no grid"):
            rhythm(wrong, stamp=STAMP, first=first)  # type: ignore[arg-type] # because it is wrong
