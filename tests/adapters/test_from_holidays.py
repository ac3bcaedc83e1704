from __future__ import annotations

import sys
from datetime import date

import pytest

from kommunal_partner.adapters.from_holidays import country_holidays, public_holidays, school_holidays
from kommunal_partner.countries import country
from kommunal_partner.errors import BadInstance, MissingExtra, UnknownChoice, UnknownCountry, UnknownName
from kommunal_partner.keys import LAENDER
from kommunal_partner.planning import Calendar, CalendarDay, DayKind
from kommunal_partner.spans import Span


def on(calendar: Calendar, day: date) -> list[tuple[str, DayKind]]:
    return [(entry.text("de"), entry.kind) for entry in calendar.days if entry.first <= day <= entry.last]


@pytest.mark.parametrize(
    ("land", "day", "expected"),
    [
        ("DE-HE", date(2027, 10, 3), [("Tag der Deutschen Einheit", DayKind.BLOCKED)]),
        # Fronleichnam: a holiday in Hesse, not in Hamburg, and in some municipalities of Saxony and Thuringia only
        ("DE-HE", date(2027, 5, 27), [("Fronleichnam", DayKind.BLOCKED)]),
        ("HH", date(2027, 5, 27), []),
        ("SN", date(2027, 5, 27), [("Fronleichnam (nur in einem Teil der Gemeinden)", DayKind.DISCOURAGED)]),
        ("16", date(2027, 5, 27), [("Fronleichnam (nur in einem Teil der Gemeinden)", DayKind.DISCOURAGED)]),
        ("BY", date(2027, 8, 15), [("Mariä Himmelfahrt (nur in einem Teil der Gemeinden)", DayKind.DISCOURAGED)]),
        ("BW", date(2027, 11, 1), [("Allerheiligen", DayKind.BLOCKED)]),
        ("NI", date(2027, 11, 1), []),
        ("NI", date(2027, 10, 31), [("Reformationstag", DayKind.BLOCKED)]),
    ],
)
def test_public_holidays_differ_from_land_to_land(land: str, day: date, expected: list[tuple[str, DayKind]]) -> None:
    assert on(public_holidays(land, Span.years(2027)), day) == expected


def test_a_calendar_knows_its_place_its_window_and_the_version_of_its_package() -> None:
    calendar = public_holidays(LAENDER["06"], Span.years(2027), lang="en")
    assert calendar.name == "public holidays in Hesse"
    assert calendar.places == {"DE-HE"}
    assert calendar.known == Span.years(2027)
    assert calendar.version.startswith("holidays 0.")


def test_days_outside_the_window_are_left_out() -> None:
    calendar = public_holidays("HE", Span.through(date(2027, 12, 26), date(2028, 1, 1)))
    assert [entry.first for entry in calendar.days] == [date(2027, 12, 26), date(2028, 1, 1)]


def test_school_holidays_are_stretches() -> None:
    calendar = school_holidays("DE-HE", Span.years(2027))
    autumn = [entry for entry in calendar.days if entry.text("de") == "Herbstferien"]
    assert autumn == [CalendarDay(date(2027, 10, 4), date(2027, 10, 16), "Herbstferien", DayKind.DISCOURAGED)]


def test_a_stretch_without_school_holidays_is_free() -> None:
    assert school_holidays("HE", Span.through(date(2027, 5, 3), date(2027, 5, 4))).days == ()


def test_an_open_window_is_refused() -> None:
    with pytest.raises(BadInstance, match="a window with a last day"):
        public_holidays("HE", Span(date(2027, 1, 1)))


def test_feasts_that_follow_the_moon_stay_marked_as_estimated() -> None:
    calendar = country_holidays("GHA", Span.years(2027))
    estimated = [entry for entry in calendar.days if entry.estimated]
    assert estimated
    assert all(entry.text("de").endswith("(geschätzt)") for entry in estimated)
    assert all(entry.kind is DayKind.DISCOURAGED for entry in calendar.days)
    assert calendar.places == {"GHA"}


@pytest.mark.parametrize(
    ("code", "window", "why"),
    [
        ("IND", Span.years(2036), "the package warns that it covers 2001 to 2035"),
        ("LKA", Span.years(2027), "the package knows no holiday of that year"),
        ("XKX", Span.years(2101), "the package ends in 2100"),
    ],
)
def test_a_year_that_is_not_covered_is_unknown_not_free(code: str, window: Span, why: str) -> None:
    (entry,) = country_holidays(code, window).days
    assert (entry.first, entry.last, entry.kind) == (window.start, window.last, DayKind.UNKNOWN), why


@pytest.mark.parametrize("code", ["GHA", "TZA", "NIC"])
def test_the_first_and_the_last_year_that_the_package_covers_are_known_and_the_next_are_not(code: str) -> None:
    import holidays

    covered = holidays.country_holidays(country(code).alpha2)

    def kinds(year: int) -> set[DayKind]:
        return {entry.kind for entry in country_holidays(code, Span.years(year)).days}

    first, last = covered.start_year, covered.end_year
    assert [kinds(year) for year in (first, last)] == [{DayKind.DISCOURAGED}] * 2
    assert [kinds(year) for year in (first - 1, last + 1)] == [{DayKind.UNKNOWN}] * 2


def test_a_year_of_which_a_land_knows_nothing_is_named_once() -> None:
    for lang, name in (("de", "1980 nicht erfasst"), ("en", "1980 not covered")):
        (entry,) = public_holidays("BY", Span.years(1980), lang=lang).days
        assert (entry.text(lang), entry.kind) == (name, DayKind.UNKNOWN)


def test_an_unknown_year_is_clipped_to_the_window() -> None:
    (entry,) = country_holidays("LKA", Span.through(date(2027, 3, 1), date(2027, 4, 1))).days
    assert (entry.first, entry.last) == (date(2027, 3, 1), date(2027, 4, 1))


def test_a_country_that_the_package_does_not_have_is_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    import holidays

    monkeypatch.setattr(holidays, "list_supported_countries", lambda **_: {})
    assert [entry.kind for entry in country_holidays("GHA", Span.years(2027)).days] == [DayKind.UNKNOWN]


def test_an_unknown_land_or_country_is_refused() -> None:
    with pytest.raises(UnknownName, match="there is no Land 'XX'"):
        public_holidays("XX", Span.years(2027))
    with pytest.raises(UnknownCountry):
        country_holidays("QQQ", Span.years(2027))


def test_without_the_package_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "holidays", None)
    with pytest.raises(MissingExtra, match=r"kommunal-partner\[calendars\]"):
        public_holidays("HE", Span.years(2027))


def test_a_land_is_known_by_what_people_call_it_and_else_refused_with_the_nearest() -> None:
    window = Span.years(2027)
    for land in ("NRW", "Nordrhein-Westfalen", "North Rhine-Westphalia", "NW", "05", "de-nw"):
        assert public_holidays(land, window).places == {"DE-NW"}
    with pytest.raises(UnknownName) as caught:
        public_holidays("Hesen", window)
    assert caught.value.suggestions == ("DE-HE",)
    for wrong in ("Atlantis", "", None, 5.5, b"HE", "5", 5):  # a key that lost its zero is no key
        with pytest.raises(UnknownName):
            school_holidays(wrong, window)  # type: ignore[arg-type] # because it is wrong


def test_words_for_a_kind_are_read_and_windows_bounded() -> None:
    assert country_holidays("GHA", Span.years(2027), kind="blocked").days[0].kind is DayKind.BLOCKED
    for wrong in (Span.years(1900, 2027), Span(date(2027, 1, 1)), (2027, 2028), None):
        with pytest.raises(BadInstance, match="of 50 years at most") as caught:
            country_holidays("GHA", wrong)  # type: ignore[arg-type] # because it is wrong
        assert (caught.value.argument, caught.value.value) == ("window", wrong)
    with pytest.raises(UnknownChoice) as refused:
        country_holidays("GHA", Span.years(2027), kind="x")
    assert refused.value.argument == "kind"
    assert len(country_holidays("GHA", Span.years(2000, 2050)).days) > 50
