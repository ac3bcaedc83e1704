"""Small calendars of our own: what repeats, moves, is called off, stands in UTC, or does harm."""

from __future__ import annotations

from datetime import date
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any, cast

import pytest

from kommunal_partner.adapters.from_ical import read_calendar
from kommunal_partner.adapters.from_ical._days import Stretch, _joined
from kommunal_partner.adapters.from_ical._rules import MOST_OCCURRENCES, MOST_STEPS, Allowance, TooOften
from kommunal_partner.errors import BadFile, BadInstance, BadModel, KommunalPartnerError, UnknownChoice
from kommunal_partner.planning import Calendar, DayKind
from kommunal_partner.spans import Span

WINDOW = Span.years(2027, 2028)
DAY = "DTSTART;VALUE=DATE:20270510"
EVENING = "DTSTART;TZID=Europe/Berlin:20270510T180000"
BERLIN = "X-WR-TIMEZONE:Europe/Berlin"


def ics(*events: str, head: str = "") -> bytes:
    """A calendar: the lines of a head and of each event stand in one text, parted by blanks."""
    parts = [f"BEGIN:VEVENT SUMMARY:Messe {event} END:VEVENT" for event in events]
    text = f"BEGIN:VCALENDAR {head} {' '.join(parts)} END:VCALENDAR"
    return "\r\n".join([*text.split(), ""]).encode()


def days(content: bytes, window: Span = WINDOW, **given: Any) -> str:  # noqa: ANN401 - because a test gives what it likes
    """The days as text: 0510 for a day of 2027, 0510-0512 for several; other years are written in full."""

    def short(day: date) -> str:
        return f"{day:%m%d}" if day.year == 2027 else f"{day:%Y%m%d}"

    found = read(content, window, **given).days
    return " ".join(short(day.first) + (f"-{short(day.last)}" if day.last > day.first else "") for day in found)


def read(content: bytes, window: Span = WINDOW, **given: Any) -> Calendar:  # noqa: ANN401 - as above
    return read_calendar(BytesIO(content), window, name="Messen", **given)


REPEATED = [
    (f"{DAY} RRULE:FREQ=WEEKLY;COUNT=3", "0510 0517 0524"),
    (f"{DAY} RRULE:FREQ=MONTHLY;COUNT=3;BYDAY=2MO", "0510 0614 0712"),
    (f"{DAY} RRULE:FREQ=DAILY;UNTIL=20270512", "0510 0511 0512"),
    (f"{DAY} RRULE:FREQ=DAILY;UNTIL=20270512T000000Z", "0510 0511 0512"),
    (f"{EVENING} RRULE:FREQ=DAILY;UNTIL=20270512T160000Z", "0510 0511 0512"),
    (f"{EVENING} RRULE:FREQ=DAILY;UNTIL=20270512T155959Z", "0510 0511"),
    (f"{EVENING} RRULE:FREQ=DAILY;UNTIL=20270512T180000", "0510 0511 0512"),
    (f"{EVENING} RRULE:FREQ=DAILY;UNTIL=20270512T175959", "0510 0511"),
    (f"{EVENING} RRULE:FREQ=DAILY;UNTIL=20270512", "0510 0511 0512"),  # a last day counts whole
    ("DTSTART:20270510T180000 RRULE:FREQ=DAILY;UNTIL=20270512", "0510 0511 0512"),
    ("DTSTART:20270510T180000 RRULE:FREQ=DAILY;UNTIL=20270512T180000Z", "0510 0511 0512"),
    (f"{DAY} RDATE;VALUE=DATE:20270601,20270603", "0510 0601 0603"),
    ("DTSTART:20270510T180000Z RDATE:20270601T180000Z", "0510 0601"),
    (f"{EVENING} RDATE:20270601T233000Z", "0510 0602"),  # half past one in the morning in Berlin
    (f"{EVENING} RDATE;VALUE=PERIOD:20270601T160000Z/PT8H", "0510 0601-0602"),
    (f"{EVENING} RRULE:FREQ=DAILY;COUNT=4 EXDATE:20270511T160000Z", "0510 0512 0513"),
    (f"{EVENING} RRULE:FREQ=DAILY;COUNT=4 EXDATE;VALUE=DATE:20270511", "0510 0512 0513"),
    (f"{EVENING} RRULE:FREQ=DAILY;COUNT=4 EXDATE:20270511T180000", "0510 0512 0513"),
    (f"{EVENING} RRULE:FREQ=DAILY;COUNT=4 EXDATE;TZID=America/New_York:20270511T120000", "0510 0512 0513"),
    (f"{DAY} RRULE:FREQ=DAILY;COUNT=4 EXDATE;VALUE=DATE:20270511 EXDATE;VALUE=DATE:20270513", "0510 0512"),
    (f"{DAY} RRULE:FREQ=DAILY;COUNT=4 EXDATE:20270511T000000Z", "0510 0512 0513"),
    ("DTSTART;TZID=Europe/Berlin:20270327T180000 RRULE:FREQ=DAILY;COUNT=3", "0327 0328 0329"),  # summer time begins
    (f"{DAY} RRULE:FREQ=WEEKLY;COUNT=2 RRULE:FREQ=MONTHLY;COUNT=2", "0510 0517 0610"),
    (f"{DAY} DURATION:P2D RRULE:FREQ=WEEKLY;COUNT=2", "0510-0511 0517-0518"),
    ("DTSTART;VALUE=DATE:20261231 DURATION:P3D RRULE:FREQ=YEARLY", "0101-0102 1231-20280102 20281231"),
    (f"{DAY} RRULE:FREQ=YEARLY;INTERVAL=3", "0510"),
    (f"{DAY} rrule:freq=daily;count=2", "0510 0511"),
    ("DTSTART;VALUE=DATE:20240229 RRULE:FREQ=YEARLY", "20280229"),
    (f"{DAY} RRULE:FREQ=YEARLY;UNTIL=99991231", "0510 20280510"),
    ("DTSTART;TZID=America/New_York:20270510T180000 RRULE:FREQ=YEARLY;UNTIL=99991231", "0510 20280510"),
    ("DTSTART;TZID=America/New_York:20270510T180000 RRULE:FREQ=YEARLY;UNTIL=99991231T235959Z", "0510 20280510"),
]


@pytest.mark.parametrize(("event", "expected"), REPEATED)
def test_what_repeats_is_followed(event: str, expected: str) -> None:
    assert days(ics(event)) == expected


CHANGED = [
    (["UID:a RECURRENCE-ID;VALUE=DATE:20270517 DTSTART;VALUE=DATE:20270519"], "0510 0519 0524"),
    (["UID:a RECURRENCE-ID:20270517 DTSTART;VALUE=DATE:20270519"], "0510 0519 0524"),
    (["UID:a RECURRENCE-ID;VALUE=DATE:20270517 DTSTART;VALUE=DATE:20270517 STATUS:CANCELLED"], "0510 0524"),
    (["UID:a RECURRENCE-ID;VALUE=DATE:20270517 DTSTART;VALUE=DATE:20270517 STATUS:cancelled"], "0510 0524"),
    (["UID:a RECURRENCE-ID;VALUE=DATE:20270517 DTSTART;VALUE=DATE:20270519 DURATION:P3D"], "0510 0519-0521 0524"),
    (["UID:a RECURRENCE-ID;VALUE=DATE:20270517 DTSTART;VALUE=DATE:20290101"], "0510 0524"),
    (["UID:a RECURRENCE-ID;VALUE=DATE:20270601 DTSTART;VALUE=DATE:20270602"], "0510 0517 0524 0602"),
    (["UID:a SEQUENCE:1 DTSTART;VALUE=DATE:20270511"], "0511"),
    (["UID:a SEQUENCE:1 DTSTART;VALUE=DATE:20270510 STATUS:CANCELLED"], ""),
    (["UID:b DTSTART;VALUE=DATE:20270511 STATUS:CANCELLED"], "0510 0517 0524"),
    (["UID:b DTSTART;VALUE=DATE:20270511 STATUS:TENTATIVE"], "0510 0511 0517 0524"),
    (["UID:a DTSTART;VALUE=DATE:20270511"], "0510 0511 0517 0524"),  # one id for two events: neither is lost
    (
        [
            "UID:a RECURRENCE-ID;VALUE=DATE:20270517 SEQUENCE:1 DTSTART;VALUE=DATE:20270518",
            "UID:a RECURRENCE-ID;VALUE=DATE:20270517 SEQUENCE:2 DTSTART;VALUE=DATE:20270520",
        ],
        "0510 0520 0524",
    ),
    (["UID:a RECURRENCE-ID;RANGE=THISANDFUTURE:20270517 DTSTART:20270518 STATUS:CANCELLED"], "0510"),
]


@pytest.mark.parametrize(("changes", "expected"), CHANGED)
def test_what_was_moved_or_called_off_is_followed(changes: list[str], expected: str) -> None:
    weekly = f"UID:a {DAY} RRULE:FREQ=WEEKLY;COUNT=3"
    assert days(ics(weekly, *changes)) == expected
    assert days(ics(*changes, weekly)) == expected


def test_changes_without_their_event_count_by_themselves() -> None:
    assert days(ics("UID:a RECURRENCE-ID;VALUE=DATE:20270517 DTSTART;VALUE=DATE:20270519")) == "0519"


def test_a_calendar_that_calls_off_takes_out_what_it_names() -> None:
    weekly = ics(f"UID:a {DAY} RRULE:FREQ=WEEKLY;COUNT=3")
    assert days(ics(f"UID:a {DAY}", head="METHOD:CANCEL")) == ""
    assert days(weekly + ics(f"UID:a {DAY}", head="METHOD:CANCEL")) == ""
    one = "UID:a RECURRENCE-ID;VALUE=DATE:20270517 DTSTART;VALUE=DATE:20270517"
    assert days(weekly + ics(one, head="METHOD:CANCEL")) == "0510 0524"
    assert days(ics(one, head="method:cancel") + weekly) == "0510 0524"
    assert days(weekly + ics(f"UID:b {DAY}", head="METHOD:CANCEL")) == "0510 0517 0524"
    assert days(ics(f"UID:a {DAY}", head="METHOD:PUBLISH")) == "0510"


def test_several_calendars_in_one_file_are_all_read() -> None:
    assert days(ics(DAY) + ics("DTSTART;VALUE=DATE:20270601")) == "0510 0601"
    assert days(ics(f"UID:1 {DAY}") + ics("UID:1 DTSTART;VALUE=DATE:20270601")) == "0510 0601"
    assert days(ics(f"UID:1 {DAY}") + ics(f"UID:1 {DAY}")) == "0510"
    moved = "UID:1 RECURRENCE-ID;VALUE=DATE:20270510 DTSTART;VALUE=DATE:20270511"
    assert days(ics(f"UID:1 {DAY}") + ics(moved)) == "0511"
    assert days(ics(head=BERLIN) + ics("DTSTART:20270509T230000Z")) == "0509"


STAMPS = [
    ("DTSTART:20270509T220000Z DTEND:20270510T220000Z", BERLIN, "0510"),
    ("DTSTART:20270509T220000Z DTEND:20270511T220000Z", BERLIN, "0510-0511"),
    ("DTSTART:20270109T230000Z DTEND:20270110T230000Z", BERLIN, "0110"),
    ("DTSTART:20270509T220000Z DTEND:20270510T220000Z", "", "0509-0510"),
    ("DTSTART:20270509T220000Z DTEND:20270510T220000Z", "X-WR-TIMEZONE:UTC", "0509-0510"),
    ("DTSTART:20270509T220000Z DTEND:20270510T220000Z RRULE:FREQ=WEEKLY;COUNT=2", BERLIN, "0510 0517"),
    ("DTSTART:20271024T220000Z DTEND:20271025T220000Z RRULE:FREQ=WEEKLY;COUNT=2", BERLIN, "1025 1101"),
    ("DTSTART:20270510T233000Z", BERLIN, "0511"),
    ("DTSTART:20270510T230000", BERLIN, "0510"),
    ("DTSTART;VALUE=DATE:20270510 RRULE:FREQ=DAILY;COUNT=3 EXDATE:20270510T220000Z", BERLIN, "0510 0512"),
    ("DTSTART;VALUE=DATE:20270510 RRULE:FREQ=DAILY;UNTIL=20270511T220000Z", BERLIN, "0510 0511 0512"),
    ("DTSTART;VALUE=DATE:20270510 RDATE:20270531T220000Z", BERLIN, "0510 0601"),
    ("DTSTART;TZID=America/New_York:20270510T200000 DTEND;TZID=America/New_York:20270510T220000", BERLIN, "0510"),
    ("DTSTART;TZID=America/New_York:20270510T200000 DTEND:20270511T020000Z", "", "0510"),
]


@pytest.mark.parametrize(("event", "head", "expected"), STAMPS)
def test_moments_count_for_the_day_of_the_place_they_are_named_in(event: str, head: str, expected: str) -> None:
    assert days(ics(event, head=head)) == expected


ZONE = (
    "BEGIN:VTIMEZONE TZID:{name} BEGIN:DAYLIGHT TZOFFSETFROM:+0100 TZOFFSETTO:+0{summer}00 DTSTART:19700329T020000 "
    "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU END:DAYLIGHT BEGIN:STANDARD TZOFFSETFROM:+0{summer}00 TZOFFSETTO:+0100 "
    "DTSTART:19701025T030000 RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU END:STANDARD END:VTIMEZONE"
)


def test_whole_days_in_utc_are_those_of_the_only_zone_the_file_describes() -> None:
    berlin, tokyo = ZONE.format(name="Europe/Berlin", summer=2), ZONE.format(name="Asia/Tokyo", summer=2)
    whole = "DTSTART:20270509T220000Z DTEND:20270510T220000Z"
    assert days(ics(whole, head=berlin)) == "0510"
    assert days(ics(whole, head=f"{berlin} {tokyo}")) == "0509-0510"
    assert days(ics("DTSTART:20270509T220000Z DTEND:20270509T230000Z", head=berlin)) == "0509"
    assert days(ics("DTSTART:20270509T220000Z", head=berlin)) == "0509"
    assert days(ics("DTSTART:20270510T180000 DTEND:20270510T200000", head=berlin)) == "0510"
    assert days(ics("DTSTART;VALUE=DATE:20270510 DTEND;VALUE=DATE:20270512", head=berlin)) == "0510-0511"
    assert days(ics(whole, head=ZONE.format(name="Hier", summer=2))) == "0510"


def test_a_zone_of_the_same_name_in_another_file_changes_nothing() -> None:
    whole = "DTSTART:20270509T220000Z DTEND:20270510T220000Z"
    assert days(ics(whole, head=ZONE.format(name="Unser", summer=2))) == "0510"
    assert days(ics(whole, head=ZONE.format(name="Unser", summer=3))) == "0509-0510"
    late = "DTSTART;TZID=Unser:20270510T003000 RRULE:FREQ=DAILY;COUNT=3 EXDATE:20270510T2{hour}3000Z"
    assert days(ics(late.format(hour=2), head=ZONE.format(name="Unser", summer=2))) == "0510 0512"
    assert days(ics(late.format(hour=1), head=ZONE.format(name="Unser", summer=3))) == "0510 0512"
    # What the world knows by this name is not read by what a file says of it.
    berlin = late.replace("TZID=Unser", "TZID=Europe/Berlin").format(hour=1)
    assert days(ics(berlin, head=ZONE.format(name="Europe/Berlin", summer=2))) == days(ics(berlin))
    assert days(ics(berlin, head=ZONE.format(name="Europe/Berlin", summer=3))) == days(ics(berlin))
    quoted = late.replace("TZID=Unser", 'TZID="Unser"').format(hour=2)
    assert days(ics(quoted, head=ZONE.format(name="Unser", summer=2))) == "0510 0512"


OFTEN = [
    (f"{EVENING} RRULE:FREQ=DAILY;COUNT=4;BYHOUR=9,18", "0510 0511 0512"),
    (f"{EVENING} RRULE:FREQ=DAILY;UNTIL=20270511T220000Z;BYHOUR=9,10,11,12,13", "0510 0511"),
    ("DTSTART:20270510T000000 RRULE:FREQ=HOURLY;COUNT=30", "0510 0511"),
    ("DTSTART:20270510T000000 RRULE:FREQ=HOURLY;INTERVAL=36;COUNT=3", "0510 0511 0513"),
    ("DTSTART:20270510T220000 DURATION:PT4H RRULE:FREQ=HOURLY;INTERVAL=12;COUNT=3", "0510-0512"),
    (f"{DAY} DURATION:P3D RRULE:FREQ=DAILY;COUNT=3", "0510-0514"),
    (f"{DAY} RRULE:FREQ=DAILY;COUNT=3 RDATE;VALUE=DATE:20270511", "0510 0511 0512"),
    (f"{DAY} RDATE;VALUE=DATE:20270510", "0510"),
    (f"{DAY} RRULE:FREQ=WEEKLY;COUNT=2 RRULE:FREQ=WEEKLY;COUNT=2", "0510 0517"),
    (f"{EVENING} RRULE:FREQ=DAILY;COUNT=2;BYHOUR={','.join(map(str, range(24)))};BYMINUTE=0,15,30", "0510 0511"),
]


@pytest.mark.parametrize(("event", "expected"), OFTEN)
def test_an_event_names_a_day_once_however_often_it_takes_place_on_it(event: str, expected: str) -> None:
    assert days(ics(event)) == expected


ODD = [
    ("DTSTART;VALUE=DATE:20261231 DTEND;VALUE=DATE:20270102", "0101"),  # the window begins on its last day
    ("DTSTART;VALUE=DATE:20281231 DTEND;VALUE=DATE:20290105", "20281231"),  # and ends on its first
    ("DTSTART;VALUE=DATE:20261231 DTEND;VALUE=DATE:20270101", ""),
    (f"{DAY} DTEND;VALUE=DATE:20270510", "0510"),
    ("DTSTART:20270510T180000 DTEND:20270510T180000", "0510"),
    (f"{DAY} RRULE:", "0510"),
    (f"{DAY} EXDATE:", "0510"),
    (f"{DAY} RDATE;VALUE=DATE:", "0510"),
    (f"{DAY} DTEND:", "0510"),
    (f"{DAY} DURATION:P0D", "0510"),
    (f"{DAY} DTEND:20270512T120000", "0510-0512"),
    (f"{DAY} SEQUENCE:x", "0510"),
    (f"{DAY} {DAY}", "0510"),
    (f"{DAY} SUMMARY:zwei", "0510"),
    ("DTSTART:20270510", "0510"),
    ("DTSTART;TZID=Nirgendwo:20270510T230000", "0510"),
    ("DTSTART:20270510T180000 DTEND;VALUE=DATE:20270512", "0510-0511"),
    (f"{DAY} DURATION:PT36H", "0510-0511"),
]


@pytest.mark.parametrize(("event", "expected"), ODD)
def test_what_is_written_oddly_but_means_one_thing_is_read(event: str, expected: str) -> None:
    assert days(ics(event)) == expected


REFUSED = [
    (f"{DAY} RRULE:FREQ=YEARLY;COUNT=-1", "line 2: the event Messe repeats by a rule that cannot be followed"),
    (f"{DAY} RRULE:FREQ=YEARLY;COUNT=0", "a rule that cannot be followed"),
    (f"{DAY} RRULE:FREQ=YEARLY;COUNT=2;UNTIL=20300101", "a rule that cannot be followed"),
    (f"{DAY} RRULE:FREQ=HOURLY;BYMONTH=2;BYSETPOS=6", "a rule that cannot be followed"),
    (f"{DAY} RRULE:FREQ=DAILY;COUNT=x", "a RRULE that cannot be read"),
    (f"{DAY} RRULE:FREQ=FORTNIGHTLY", "a RRULE that cannot be read"),
    (f"{DAY} RRULE:FREQ=DAILY;INTERVAL=0", "a rule that cannot be followed"),
    (f"{DAY} RRULE:FREQ=DAILY;INTERVAL=-1", "a rule that cannot be followed"),
    (f"{DAY} RRULE:FREQ=YEARLY;RSCALE=CHINESE", "a rule that cannot be followed"),
    (f"{DAY} RRULE:FREQ=DAILY;UNTIL=20270512,20280101", "a rule that cannot be followed"),
    (f"{DAY} RRULE:FREQ=DAILY;UNTIL=120000", "cannot be (?:followed|read)"),
    (f"{DAY} RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "a rule that never comes true"),
    (f"{DAY} RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "a rule that never comes true"),
    (f"{DAY} RRULE:FREQ=YEARLY;BYMONTH=13", "a rule that never comes true"),
    (f"{DAY} RRULE:FREQ=MONTHLY;BYDAY=MO;BYSETPOS=6", "a rule that never comes true"),
    (f"{DAY} RRULE:FREQ=SECONDLY", "more often than is counted here"),
    (f"{DAY} RRULE:FREQ=MINUTELY;COUNT=2", "more often than is counted here"),
    ("DTSTART:20000101T000000 RRULE:FREQ=HOURLY", "more often than is counted here"),
    ("DTSTART:20270101T000000 RRULE:FREQ=HOURLY", "more often than is counted here"),  # hours cost four times a day
    ("DTSTART:20270101T000000 RRULE:FREQ=HOURLY;BYMINUTE=0,10,20,30,40,50", "more often than is counted here"),
    (f"{DAY} RDATE:morgen", "a RDATE that cannot be read"),
    (f"{DAY} EXDATE:morgen", "an? EXDATE that cannot be read"),
    (f"{DAY} DTEND:morgen", "a DTEND that cannot be read"),
    (f"{DAY} DURATION:P1X", "a DURATION that cannot be read"),
    (f"{DAY} RECURRENCE-ID:x", "a RECURRENCE-ID that cannot be read"),
    (f"{DAY} EXRULE:FREQ=DAILY", "takes days out by a rule"),
    (f"{DAY} DTSTART;VALUE=DATE:20270511", "gives DTSTART several times"),
    ("DTSTART:morgen", "the event Messe has no beginning"),
    ("DTSTART;VALUE=TIME:120000", "a DTSTART that cannot be read"),
    ("DTSTART;VALUE=PERIOD:20270510T100000/PT1H", "a DTSTART that cannot be read"),
    (f"{DAY} DURATION:-P1D", "ends before it begins"),
    ("DTSTART:20270510T180000Z DTEND:20270510T170000Z", "ends before it begins"),
    ("DTSTART:20270510T180000Z DTEND:20270509T190000", "ends before it begins"),
    (f"{DAY} DURATION:P9999999D RRULE:FREQ=DAILY", "cannot be followed"),
    (f"{DAY} RRULE:FREQ=DAILY RECURRENCE-ID;VALUE=DATE:99991231", None),
]  # fmt: skip


@pytest.mark.parametrize(("event", "words"), REFUSED)
def test_what_cannot_be_followed_is_refused_at_once_with_the_event(event: str, words: str | None) -> None:
    if words is None:
        assert days(ics(event)) == "0510"  # what changes one time comes once
    else:
        with pytest.raises(BadFile, match=words) as caught:
            read(ics(event))
        assert caught.value.line == 2
        assert " Messe " in caught.value.text("de")


def test_a_long_title_is_cut_in_what_is_said() -> None:
    wrong = ics(f"{DAY} EXRULE:FREQ=DAILY")
    for length, shown in ((60, "x" * 60), (61, f"{'x' * 60}…")):
        with pytest.raises(BadFile, match=f" {shown} takes days out"):
            read(wrong.replace(b"Messe", b"x" * length))


def test_an_allowance_may_be_used_up_but_not_overdrawn() -> None:
    for use, most in ((Allowance.step, MOST_STEPS), (Allowance.occur, MOST_OCCURRENCES)):
        allowance = Allowance()
        use(allowance, most - 1)
        use(allowance, 1)
        with pytest.raises(TooOften):
            use(allowance, 1)
    once = Allowance()
    once.occur(MOST_OCCURRENCES - 1)
    once.occur()
    with pytest.raises(TooOften):
        once.occur()


def test_all_rules_of_a_file_share_one_allowance() -> None:
    rare = [
        f"UID:{number} DTSTART;VALUE=DATE:19000101 RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=29" for number in range(40)
    ]
    with pytest.raises(BadFile, match="more often than is counted here"):
        read(ics(*rare))
    daily = [f"UID:{number} {DAY} RRULE:FREQ=DAILY" for number in range(60)]
    with pytest.raises(BadFile, match="more often than is counted here"):
        read(ics(*daily))
    listed = "RDATE;VALUE=DATE:" + ",".join(
        f"{year}{month:02d}{day:02d}" for year in range(2000, 2070) for month in range(1, 13) for day in range(1, 29)
    )
    with pytest.raises(BadFile, match="more often than is counted here"):
        read(ics(f"{DAY} {listed}"))


FILES = [
    (
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:20270510\r\n",
        "line 2: what begins here with BEGIN:VEVENT does not end",
    ),
    (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:20270510\r\nEND:VEVENT\r\n", "line 1: .* does not end"),
    (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VCALENDAR\r\n", "line 3: here stands END:VCALENDAR"),
    (b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\nx\r\n", "line 3: this is no iCalendar file"),
    (b"END:VCALENDAR\r\n", "line 1: this is no iCalendar file"),
    (b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VTODO\r\n" * 500, "parts lie inside one another"),
    (b"BEGIN:VCARD\r\nEND:VCARD\r\n", "it begins with VCARD"),
    (b"BEGIN:VCALENDAR\r\nunsinn\r\nEND:VCALENDAR\r\n", "no iCalendar file that can be read"),
    (b"\x00" * 100, "no iCalendar file"),
    (b" " * 5_000_000, "larger than 4 MB"),
    (ics(DAY, head="CALSCALE:CHINESE"), "only Gregorian"),
    (ics(DAY, head="X-WR-TIMEZONE:Atlantis"), "time zone Atlantis, which is not known"),
    (ics(DAY, head=ZONE.format(name="X", summer=2).replace("FREQ=YEARLY", "FREQ=SECONDLY")), "time zones of this file"),
    (ics(DAY, head=ZONE.format(name="X", summer=2).replace("BYDAY=-1SU", "INTERVAL=0")), "time zones of this file"),
    (ics(DAY, head="BEGIN:VTIMEZONE TZID:X END:VTIMEZONE " * 101), "time zones of this file"),
    (ics(DAY, head="BEGIN:VTIMEZONE TZID:X BEGIN:STANDARD DTSTART:x END:STANDARD END:VTIMEZONE"), "can be read"),
]


@pytest.mark.parametrize(("content", "words"), FILES)
def test_a_file_that_is_no_whole_calendar_is_refused(content: bytes, words: str) -> None:
    with pytest.raises(BadFile, match=words) as caught:
        read(content)
    assert caught.value.text("de") != caught.value.text("en")


def test_calendars_are_read_as_programs_write_them() -> None:
    assert days(b"\xef\xbb\xbf" + ics(DAY).replace(b"\r\n", b"\n")) == "0510"
    assert days(ics(DAY).replace(b"\r\n", b"\r")) == "0510"
    folded = ics(DAY).replace(b"VALUE=DATE:2027", b"VALUE=DATE:\r\n 20\r\n\t27")
    assert days(folded) == "0510"
    part = "ü".encode()
    split = ics(DAY).replace(b"SUMMARY:Messe", b"SUMMARY:B" + part[:1] + b"\r\n " + part[1:] + b"ro")
    assert read(split).days[0].text("de") == "Büro"
    assert read(ics(DAY).replace(b"Messe", b"B\xfcro")).days[0].text("de") == "Büro"
    assert read(ics(DAY).replace(b"SUMMARY:Messe\r\n", b"")).days[0].text("de") == "—"
    assert read(ics(DAY).replace(b"Messe", b"")).days[0].text("de") == "—"


KNOWN = [
    ([DAY], "2027-05-10 to 2027-05-10"),
    ([DAY, "DTSTART;VALUE=DATE:20271224"], "2027-05-10 to 2027-12-24"),
    ([f"{DAY} RRULE:FREQ=YEARLY"], "2027-05-10 to 2028-12-31"),
    ([f"{DAY} RRULE:FREQ=WEEKLY;COUNT=3"], "2027-05-10 to 2027-05-24"),
    (["DTSTART;VALUE=DATE:20200101 RRULE:FREQ=YEARLY"], "2027-01-01 to 2028-12-31"),
    (["DTSTART;VALUE=DATE:20200101", "DTSTART;VALUE=DATE:20350101"], "2027-01-01 to 2028-12-31"),
    (["DTSTART;VALUE=DATE:20200101 RRULE:FREQ=YEARLY;UNTIL=20270301"], "2027-01-01 to 2027-01-01"),
    ([f"{DAY} DURATION:P3D"], "2027-05-10 to 2027-05-12"),
    ([f"{DAY} RDATE;VALUE=DATE:20280101"], "2027-05-10 to 2028-01-01"),
    (["DTSTART:20270510T100000Z RDATE;VALUE=PERIOD:20270601T100000Z/PT30H"], "2027-05-10 to 2027-06-02"),
    (
        [
            "UID:1 DTSTART;VALUE=DATE:20270510 RRULE:FREQ=WEEKLY;COUNT=3",
            "UID:1 RECURRENCE-ID;VALUE=DATE;RANGE=THISANDFUTURE:20270517 DTSTART;VALUE=DATE:20270518",
        ],
        "2027-05-10 to 2027-05-25",
    ),
    ([f"{DAY} STATUS:CANCELLED"], "2027-05-10 to 2027-05-10"),
    (["DTSTART;VALUE=DATE:20260101"], "2026-01-01 to 2026-01-01"),
    (["DTSTART:20270510T180000 DTEND:20270511T000000"], "2027-05-10 to 2027-05-10"),
]


@pytest.mark.parametrize(("events", "expected"), KNOWN)
def test_what_is_known_runs_from_the_first_day_of_the_file_to_the_last(events: list[str], expected: str) -> None:
    assert str(read(ics(*events)).known) == expected


# What ended before the window, or whose last time is left out, is known to the last day that the rule names.
LAST_DAYS = [
    ("DTSTART;VALUE=DATE:20260510 DURATION:P3D", "2026-05-12"),
    ("DTSTART:20260510T230000 DURATION:PT25H", "2026-05-11"),
    ("DTSTART:20260510T230000 DURATION:PT25H1M", "2026-05-12"),
    ("DTSTART;VALUE=DATE:20260510 RRULE:FREQ=DAILY;UNTIL=20260512", "2026-05-12"),
    ("DTSTART;VALUE=DATE:20260510 RRULE:FREQ=DAILY;INTERVAL=2;UNTIL=20260513", "2026-05-12"),
    ("DTSTART:20260510T180000 RRULE:FREQ=DAILY;UNTIL=20260512", "2026-05-12"),
    ("DTSTART:20260510T180000 RRULE:FREQ=DAILY;UNTIL=20260512T180000", "2026-05-12"),
    ("DTSTART:20260510T180000 RRULE:FREQ=DAILY;UNTIL=20260512T175959", "2026-05-11"),
    ("DTSTART;TZID=Europe/Berlin:20260510T180000 RRULE:FREQ=DAILY;UNTIL=20260512", "2026-05-12"),
    ("DTSTART;TZID=Europe/Berlin:20260510T180000 RRULE:FREQ=DAILY;UNTIL=20260512T160000Z", "2026-05-12"),
    ("DTSTART;TZID=Europe/Berlin:20260510T180000 RRULE:FREQ=DAILY;UNTIL=20260512T155959Z", "2026-05-11"),
    ("DTSTART;TZID=America/New_York:20260510T180000 RRULE:FREQ=DAILY;UNTIL=20260512T220000Z", "2026-05-12"),
    ("DTSTART;TZID=America/New_York:20260510T180000 RRULE:FREQ=DAILY;UNTIL=20260512T215959Z", "2026-05-11"),
    ("DTSTART;VALUE=DATE:20261230 RRULE:FREQ=DAILY;UNTIL=20270102 EXDATE;VALUE=DATE:20270102", "2027-01-02"),
    ("DTSTART;VALUE=DATE:20281229 RRULE:FREQ=DAILY;UNTIL=20281231 EXDATE;VALUE=DATE:20281231", "2028-12-31"),
]


@pytest.mark.parametrize(("event", "last"), LAST_DAYS)
def test_the_last_day_of_a_rule_counts_for_what_is_known(event: str, last: str) -> None:
    known = read(ics(event)).known
    assert known is not None
    assert str(known.last) == last


def test_what_is_known_can_be_told_and_days_outside_are_unknown_not_free() -> None:
    year = Span.years(2027, 2027)
    assert read(ics(DAY), known=year).known == year
    assert read(ics(DAY), known=Span.years(2020, 2040)).known == WINDOW
    assert read(ics(DAY), known=Span.years(2020, 2021)).known == Span.years(2020, 2021)
    empty = read(ics())
    assert [(day.kind, day.first, day.last) for day in empty.days] == [
        (DayKind.UNKNOWN, date(2027, 1, 1), date(2028, 12, 31))
    ]
    assert empty.days[0].text("de") == "vom Kalender nicht erfasst"
    assert read(ics(), known=WINDOW).days == ()


def test_bytes_paths_and_files_are_read_and_anything_else_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.ics"
    path.write_bytes(ics(DAY))
    for source in (ics(DAY), bytearray(ics(DAY)), path, str(path), BytesIO(ics(DAY))):
        assert len(read_calendar(cast("Any", source), WINDOW, name="x", kind="blocked").days) == 1
    with pytest.raises(FileNotFoundError):
        read_calendar(tmp_path / "none.ics", WINDOW, name="x")
    for wrong in (None, 5, ["a"], StringIO("x")):
        with pytest.raises(BadModel):
            read_calendar(cast("Any", wrong), WINDOW, name="x")


@pytest.mark.parametrize(
    "window", [Span(date(2027, 1, 1)), Span.years(2000, 2060), None, (date(2027, 1, 1), date(2028, 1, 1))]
)
def test_a_window_without_bearable_bounds_is_refused(window: object) -> None:
    with pytest.raises(BadInstance, match=r"^a calendar is read for"):
        read(ics(DAY), cast("Span", window))


def test_the_end_of_the_calendar_is_no_obstacle() -> None:
    late = Span.through(date(9990, 1, 1), date(9999, 12, 30))
    assert len(read(ics("DTSTART;VALUE=DATE:99900510 RRULE:FREQ=YEARLY;INTERVAL=7"), late).days) == 2
    with pytest.raises(BadFile, match="the days of the event Messe cannot be followed"):
        read(ics("DTSTART:00010101T000000Z", head="X-WR-TIMEZONE:America/New_York"))
    window = Span.through(date(9990, 1, 1), date(9999, 12, 30))
    assert read(ics("DTSTART;VALUE=DATE:99991230 DTEND;VALUE=DATE:99991231"), window).days[0].last == date(9999, 12, 30)
    assert read(ics("DTSTART;VALUE=DATE:00010101"), Span.through(date(1, 1, 1), date(2, 1, 1)), known=None) is not None


def test_words_for_a_kind_are_read_and_others_refused() -> None:
    assert read(ics(DAY), kind="BLOCKED").days[0].kind is DayKind.BLOCKED
    with pytest.raises(UnknownChoice):
        read(ics(DAY), kind="gesperrt")
    with pytest.raises(KommunalPartnerError):
        read_calendar(ics(DAY), WINDOW, name="")


@pytest.mark.parametrize("error", [RuntimeError("x"), ValueError("x"), KeyError("x"), RecursionError()])
def test_no_error_of_another_package_comes_out(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    import icalendar
    import recurring_ical_events

    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(recurring_ical_events, "of", fail)
    with pytest.raises(BadFile, match="the days of the event Messe cannot be followed"):
        read(ics(DAY))
    monkeypatch.setattr(icalendar.Calendar, "from_ical", fail)
    with pytest.raises(BadFile, match="no iCalendar file that can be read"):
        read(ics(DAY))


@pytest.mark.parametrize(
    ("given", "error", "argument"),
    [
        ({"window": Span(date(2027, 1, 1))}, BadInstance, "window"),
        ({"window": Span.years(2000, 2051)}, BadInstance, "window"),
        ({"window": None}, BadInstance, "window"),
        ({"name": " "}, BadModel, "name"),
        ({"kind": "x"}, UnknownChoice, "kind"),
        ({"known": "x"}, BadModel, "known"),
    ],
)
def test_what_is_refused_is_named(given: dict[str, Any], error: type[KommunalPartnerError], argument: str) -> None:
    with pytest.raises(error) as caught:
        read_calendar(ics(DAY), **{"window": WINDOW, "name": "Messen", **given})
    assert (caught.value.argument, caught.value.value) == (argument, given[argument])


def test_fifty_years_are_looked_at() -> None:
    assert read(ics(DAY), Span.years(2000, 2050)).days


def test_days_of_one_title_are_joined_though_another_title_begins_between_them() -> None:
    first, between, last = (date(2026, 5, day) for day in (4, 5, 6))
    found = [Stretch(first, last, "Fair"), Stretch(between, between, "Visit"), Stretch(last, last, "Fair")]
    assert list(_joined(found)) == found[:2]


@pytest.mark.parametrize(
    ("word", "spaced"),
    [
        (b"BEGIN:VEVENT", b"BEGIN:VEVENT "),
        (b"BEGIN:VEVENT", b"BEGIN: VEVENT"),
        (b"BEGIN:VEVENT", b"Begin :vEvent\t"),
        (b"END:VEVENT", b"END: VEVENT "),
        (b"BEGIN:VCALENDAR", b"BEGIN: VCALENDAR "),
        (b"END:VCALENDAR", b"END : VCALENDAR"),
    ],
)
def test_blanks_around_the_name_of_a_part_lose_nothing(word: bytes, spaced: bytes) -> None:
    content = ics(DAY)
    assert word in content
    assert days(content.replace(word, spaced)) == "0510"
