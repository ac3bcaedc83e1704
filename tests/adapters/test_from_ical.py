from __future__ import annotations

import sys
from datetime import date
from io import BytesIO
from pathlib import Path
from time import process_time

import pytest

from kommunal_partner.adapters.from_ical import read_calendar, read_days
from kommunal_partner.errors import BadFile, BadModel, MissingExtra
from kommunal_partner.planning import DayKind
from kommunal_partner.spans import Span

WINDOW = Span.years(2027, 2028)


def ics(*lines: str) -> BytesIO:
    body = "\r\n".join(["BEGIN:VEVENT", "UID:1", "SUMMARY:Messe", *lines, "END:VEVENT"])
    return BytesIO(f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{body}\r\nEND:VCALENDAR\r\n".encode())


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["DTSTART;VALUE=DATE:20270510", "DTEND;VALUE=DATE:20270512"], [(date(2027, 5, 10), date(2027, 5, 11))]),
        (["DTSTART;VALUE=DATE:20270510"], [(date(2027, 5, 10), date(2027, 5, 10))]),
        (["DTSTART;VALUE=DATE:20270510", "DURATION:P3D"], [(date(2027, 5, 10), date(2027, 5, 12))]),
        (["DTSTART:20270510T180000Z", "DTEND:20270511T000000Z"], [(date(2027, 5, 10), date(2027, 5, 10))]),
        (["DTSTART:20270510T180000Z", "DTEND:20270511T010000Z"], [(date(2027, 5, 10), date(2027, 5, 11))]),
        (["DTSTART:20270510T180000Z", "DTEND:20270510T180000Z"], [(date(2027, 5, 10), date(2027, 5, 10))]),
        (["DTSTART;VALUE=DATE:20260510"], []),
        (["DTSTART;VALUE=DATE:20261230", "DTEND;VALUE=DATE:20270103"], [(date(2027, 1, 1), date(2027, 1, 2))]),
        (
            ["DTSTART;VALUE=DATE:20250510", "RRULE:FREQ=YEARLY"],
            [(date(2027, 5, 10), date(2027, 5, 10)), (date(2028, 5, 10), date(2028, 5, 10))],
        ),
        (
            ["DTSTART;VALUE=DATE:20250510", "RRULE:FREQ=YEARLY;UNTIL=20271231"],
            [(date(2027, 5, 10), date(2027, 5, 10))],
        ),
        (
            ["DTSTART;VALUE=DATE:20250510", "RRULE:FREQ=YEARLY", "EXDATE;VALUE=DATE:20270510"],
            [(date(2028, 5, 10), date(2028, 5, 10))],
        ),
    ],
)
def test_events_become_named_days(lines: list[str], expected: list[tuple[date, date]]) -> None:
    calendar = read_calendar(ics(*lines), WINDOW, name="Messen", places=frozenset({"DE-HE"}))
    assert [(day.first, day.last) for day in calendar.days] == expected
    assert all(day.text("de") == "Messe" for day in calendar.days)
    assert calendar.places == {"DE-HE"}
    assert calendar.version.startswith("icalendar ")


def test_a_file_is_read_by_its_path(tmp_path: Path) -> None:
    path = tmp_path / "x.ics"
    path.write_bytes(ics("DTSTART;VALUE=DATE:20270510").getvalue())
    assert len(read_calendar(path, WINDOW, name="x", kind=DayKind.BLOCKED).days) == 1


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "no iCalendar file"),
        (b"hello", "no iCalendar file"),
        (b"\xff\xfe\x00", "no iCalendar file"),
        (b"BEGIN:VEVENT\r\nEND:VEVENT\r\n", "begins with VEVENT"),
        (ics("DTEND;VALUE=DATE:20270512").getvalue(), "the event Messe has no beginning"),
        (ics("DTSTART;VALUE=DATE:20270510", "DTEND;VALUE=DATE:20270501").getvalue(), "ends before it begins"),
        (ics("DTSTART;VALUE=DATE:20270510", "RRULE:INTERVAL=2").getvalue(), "a rule that cannot be followed"),
    ],
)
def test_what_is_no_calendar_is_refused(content: bytes, words: str) -> None:
    with pytest.raises(BadFile, match=words):
        read_calendar(BytesIO(content), WINDOW, name="x")


@pytest.mark.uncounted
def test_a_line_of_many_folds_takes_as_much_longer_as_it_is() -> None:
    def seconds(folds: int) -> float:
        line = b"DESCRIPTION:x" + b"\r\n x" * folds
        begin, end = b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:20270101\r\n", b"\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
        begun = process_time()
        assert read_calendar(begin + line + end, Span.years(2027), name="x").days
        return process_time() - begun

    assert seconds(900_000) < 25 * seconds(100_000)


def test_without_the_package_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "icalendar", None)
    with pytest.raises(MissingExtra, match=r"recurring-ical-events.*kommunal-partner\[ical-read\]"):
        read_calendar(ics("DTSTART;VALUE=DATE:20270510"), WINDOW, name="x")


@pytest.mark.parametrize("separator", [",", ";"])
def test_named_days_are_read_from_csv(separator: str) -> None:
    text = "first,last,name,kind\n2027-10-04,2027-10-16,Herbstferien,\n2027-11-11,,Karneval,blocked\n2029-01-01,2029-12-31,,unknown\n"
    calendar = read_days(BytesIO(b"\xef\xbb\xbf" + text.replace(",", separator).encode()), name="eigene")
    assert [(day.first, day.last, day.text("de"), day.kind) for day in calendar.days] == [
        (date(2027, 10, 4), date(2027, 10, 16), "Herbstferien", DayKind.DISCOURAGED),
        (date(2027, 11, 11), date(2027, 11, 11), "Karneval", DayKind.BLOCKED),
        (date(2029, 1, 1), date(2029, 12, 31), "—", DayKind.UNKNOWN),
    ]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\xff", "no UTF-8 text"),
        (b"", "line 1: the columns must be first, last, name, kind$"),
        (b"von,bis\n", "line 1: the columns must be"),
        (b"first,last,name,kind\n2027-02-30,,x,\n", "line 2: '2027-02-30' is no day"),
        (b"first,last,name,kind\n2027-02-03,2027-02-01,x,\n", "line 2: 2027-02-03 to 2027-02-01 holds no day"),
        (b"first,last,name,kind\n2027-02-03,,x,frei\n", "line 2: 'frei' is none of blocked, discouraged, unknown"),
        (
            b"first,last,name,kind\n2027-02-03,,x," + b"f" * 41,
            f"line 2: '{'f' * 40}' is none of blocked, discouraged, unknown",
        ),
        (b"first,last,name,kind\n2027-02-03\n", None),
    ],
)
def test_a_bad_list_of_days_says_where(content: bytes, words: str | None) -> None:
    if words is None:
        assert len(read_days(BytesIO(content), name="x").days) == 1
        return
    with pytest.raises(BadFile, match=words):
        read_days(BytesIO(content), name="x")


HEADER = "first,last,name,kind\n"
GOOD = "2027-10-04,2027-10-16,Herbstferien,\n"


@pytest.mark.parametrize(
    ("rows", "line", "words"),
    [
        (
            GOOD + '2027-11-11,,"Karneval\n2027-12-24,,Heiligabend,\n',
            3,
            "a quotation mark is opened here and not closed",
        ),
        ('"2027-11-11,,Karneval,\n', 2, "not closed"),
        (GOOD + GOOD + '2027-11-11,,"a""b\n', 4, "not closed"),
        ('2027-11-11,,"Karneval" x,\n', 2, "stands wrong here"),
        ('2027-11-11,,"Kar"neval,\n', 2, "stands wrong here"),
        (GOOD + "2027-11-11,,Karneval, Rosenmontag,blocked\n", 3, "here stand 5 cells in place of 4"),
        ("2027-11-11,,Karneval,blocked,\n", 2, "here stand 5 cells"),
        ("2027-11-11,,a,b,c,d\n", 2, "here stand 6 cells"),
        ('2027-11-11,,"zwei\nZeilen",\n2027-11-12,,x,y,z\n', 4, "here stand 5 cells"),
        ("11.11.2027,,Karneval,\n", 2, "'11.11.2027' is no day written YYYY-MM-DD"),
        (",,Karneval,\n", 2, "'' is no day"),
        ("2027-11-11,morgen,Karneval,\n", 2, "'morgen' is no day"),
        ("2027-11-12,2027-11-11,Karneval,\n", 2, "holds no day"),
        ("2027-11-11,,Karneval,gesperrt\n", 2, "is none of blocked, discouraged, unknown"),
    ],
)
def test_a_list_of_days_is_refused_with_the_line_to_blame(rows: str, line: int, words: str) -> None:
    for end in ("\n", "\r\n"):
        with pytest.raises(BadFile, match=words) as caught:
            read_days((HEADER + rows).replace("\n", end).encode(), name="x")
        assert caught.value.line == line
        assert caught.value.text("de").startswith(f"Zeile {line}: ")


def test_quotation_marks_blank_rows_and_short_rows_are_read_as_they_are_meant() -> None:
    text = (
        HEADER
        + '2027-11-11,,"Karneval, ""Elfter""",BLOCKED\n\n , , , \n2027-12-24\n"2027-12-31","","zwei\nZeilen",""\n'
    )
    calendar = read_days(text.encode(), name="x", known=Span.years(2027))
    assert [(day.text("de"), day.kind) for day in calendar.days] == [
        ('Karneval, "Elfter"', DayKind.BLOCKED),
        ("—", DayKind.DISCOURAGED),
        ("zwei\nZeilen", DayKind.DISCOURAGED),
    ]
    assert calendar.known == Span.years(2027)


def test_a_list_of_days_is_bounded_and_named() -> None:
    with pytest.raises(BadFile, match="larger than 4 MB"):
        read_days(HEADER.encode() + GOOD.encode() * 200_000, name="x")
    for name in ("", " ", None):
        with pytest.raises(BadModel):
            read_days(HEADER.encode(), name=name)  # type: ignore[arg-type] # because it is wrong
    with pytest.raises(BadModel):
        read_days(5, name="x")  # type: ignore[arg-type] # because it is wrong
