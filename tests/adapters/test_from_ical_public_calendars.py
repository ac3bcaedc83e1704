"""Public calendars that other programs read wrongly, against answers worked out by hand.

They stand in the test folder of the package recurring-ical-events, which is not ours to ship: they are looked for where
it is installed, and where RECURRING_ICAL_EVENTS points to its unpacked source.
"""

from __future__ import annotations

import os
from datetime import date
from importlib.util import find_spec
from pathlib import Path

import pytest

from kommunal_partner.adapters.from_ical import read_calendar
from kommunal_partner.errors import BadFile
from kommunal_partner.spans import Span


def folder() -> Path | None:
    spec = find_spec("recurring_ical_events")
    places = [] if spec is None or spec.origin is None else [Path(spec.origin).parent]
    if given := os.environ.get("RECURRING_ICAL_EVENTS"):
        places += [Path(given), Path(given) / "recurring_ical_events"]
    return next((place / "test/calendars" for place in places if (place / "test/calendars").is_dir()), None)


CALENDARS = folder()
pytestmark = pytest.mark.skipif(
    CALENDARS is None, reason="the public calendars of recurring-ical-events are not at hand"
)

# File, first and last day of the window, the days by hand: YYYYMMDD, and YYYYMMDD-YYYYMMDD where an event lasts.
ANSWERS = """
alarm_15_min_before_event_snoozed 2024-01-01 2024-12-31 20241002
alarm_1_week_before_event 2024-01-01 2024-12-31 20241209
alarm_of_repeated_event 2024-01-01 2024-12-31 20241001 20241008 20241015 20241022 20241029 20241105
alarm_recurring_and_acknowledged_at_2024_11_27_16_27 2024-01-01 2024-12-31 20241126 20241127 20241128 20241129 20241130
alarm_removed_and_moved 2024-12-01 2024-12-31 20241218 20241219 20241220 20241221 20241222 20241223
alarms_at_the_same_time 2024-12-01 2024-12-31 20241220 20241221 20241222
alarms_different_in_same_event 2024-12-01 2024-12-31 20241220 20241221 20241222
discourse_no_dtend 2019-01-01 2019-12-31 20190117 20190228 20190301 20190511
duration 2018-01-01 2018-12-31 20180110-20180112 20180115 20180120
duration_edited 2019-01-01 2019-12-31 20190318 20190319 20190320
each_week_but_one_deleted 2019-01-01 2019-12-31 20190304 20190318 20190325 20190401 20190408 20190415 20190422
each_week_but_two_deleted 2019-01-01 2019-12-31 20190304 20190318 20190401 20190408 20190415 20190422
event_10_times 2020-01-15 2020-01-31 20200115 20200116 20200117 20200118 20200119 20200120 20200121 20200122
issue_107_omitting_last_event 2023-05-20 2023-12-31 20230525 20230601 20230608
issue_113_period_in_rdate 2023-09-01 2024-02-29 20230920 20231018 20231115 20231213 20240117 20240221
issue_113_period_rdate_duration 2024-01-01 2024-12-31 20240912 20240913
issue_117_until_before_dtstart 2023-01-01 2023-12-31
issue_148_edge_case_1 2024-01-01 2024-12-31 20240701-20240707 20240729-20240804
issue_148_exdate_and_rdate_unedited 2024-01-01 2024-12-31 20240701 20240717 20240729
issue_148_exdate_and_rdate_updated 2024-01-01 2024-12-31 20240701 20240715 20240730
issue_148_ignored_exdate 2024-01-01 2024-12-31 20240701-20240707 20240729-20240804
issue_151_macos_linux_difference 2014-01-01 2019-12-31 20140801 20150801 20170801 20180801 20190801
issue_163_deleted_modification 2024-07-01 2024-10-10 20240729-20240804 20240909-20240915 20240930-20241006
issue_164_duplicated_event 2024-08-01 2024-09-20 20240805-20240811 20240826-20240901 20240916-20240920
issue_179_example 1999-01-01 2001-12-31 19991102 20001102 20011102
issue_18_cancel_status 2020-01-01 2020-12-31 20200128 20200130
issue_201_mixed_datetime_and_date 2023-01-01 2023-12-31 20230724-20230816
issue_20_exdate_ignored 2019-01-01 2020-12-31 20191029 20191112 20191210 20200107 20200114 20200121 20200128
issue_223_one_event_with_sequence 2019-01-01 2019-12-31 20190304 20190305
issue_223_thunderbird 2025-01-01 2025-12-31 20250423 20250424 20250425 20250426 20250427
issue_253_additional_recurrence_id 2024-01-01 2024-12-31 20240701-20240707 20240715-20240721
issue_253_edge_case_1 2024-01-01 2024-12-31 20240701-20240707 20240729-20240803
issue_27_t1 2020-01-01 2020-12-31 20200426 20200428
issue_27_t2 2020-01-01 2020-12-31 20200426 20200428
issue_4 2019-02-01 2019-04-05 20190207 20190214 20190321 20190328 20190404
issue_44_double_event 2020-01-01 2020-12-31 20200814
issue_48_daylight_aware_repeats 2020-10-12 2020-11-09 20201012 20201019 20201026 20201102 20201109
issue_4_rrule_until 2019-09-20 2019-12-31 20190926 20191003 20191010 20191017
issue_4_weidenrinde 2019-01-01 2019-12-31 20190823 20190830
issue_61_time_zone_error 2021-01-01 2021-12-31 20211215
issue_62_moved_event 2021-11-01 2022-03-31 20211126 20211217 20220128 20220225 20220325
issue_62_moved_event_2 2023-01-01 2023-12-31 20230808 20230810 20230814 20230816 20230822 20230824
issue_86_x_wr_timezone_without_time_zone_in_dt 2021-01-01 2021-12-31 20210916
multiple_rrule 2023-01-01 2023-03-10 20230112 20230119 20230126 20230202 20230209 20230213 20230216 20230223 20230302 20230309
one_day_event 2019-01-01 2019-12-31 20190304
one_day_event_repeat_every_day 2019-03-30 2019-04-02 20190330 20190331 20190401 20190402
one_event 2019-01-01 2019-12-31 20190304
one_event_repeat_every_3_days 2019-03-01 2019-03-20 20190304 20190307 20190310 20190313 20190316 20190319
rdate2 2016-03-15 2016-12-31 20160315 20160316 20160317 20160318 20160319
rdate_falls_on_rrule_until 2020-01-20 2020-12-31 20200121 20200128 20200204
rdate_hackerpublicradio 2014-03-01 2014-12-31 20140301 20140405 20140503 20140531 20140705
recurrence_sequence_number 2020-09-01 2020-10-01 20200908 20200915 20200922 20200929
subcomponents 2019-01-01 2019-12-31 20190527
three_events 2019-01-01 2019-12-31 20190304 20190307 20190310
three_events_one_edited 2019-01-01 2019-12-31 20190318 20190319 20190320
x_wr_timezone_simple_events_issue_59 2021-01-01 2021-12-31 20211222 20211222
zero_size_event 2019-01-01 2019-12-31 20190304
"""
ROWS = [line.split() for line in ANSWERS.strip().splitlines()]


def path_of(name: str) -> Path:
    """The calendar of this name; earlier releases of the package hold fewer."""
    assert CALENDARS is not None
    path = CALENDARS / f"{name}.ics"
    if not path.exists():
        pytest.skip(f"this release of recurring-ical-events holds no {path.name}")
    return path


def test_there_is_an_answer_for_more_than_forty_of_them() -> None:
    assert len({row[0] for row in ROWS}) >= 40


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_a_public_calendar_gives_the_days_worked_out_by_hand(row: list[str]) -> None:
    name, first, last, *answer = row
    window = Span.through(date.fromisoformat(first), date.fromisoformat(last))
    calendar = read_calendar(path_of(name), window, name=name)
    days = [f"{day.first:%Y%m%d}" + (f"-{day.last:%Y%m%d}" if day.last > day.first else "") for day in calendar.days]
    assert days == answer
    assert calendar.known is not None
    assert all(calendar.known.contains(day.first) and calendar.known.contains(day.last) for day in calendar.days)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("bad_rrule_missing_until_event", "line 2: the event blabla repeats by a rule that cannot be followed"),
        ("issue_128_only_first_event", "line 2: the event test123 repeats by a rule that cannot be followed"),
        ("end_before_start_event", "the event test1 ends before it begins"),
        ("issue_132_swapped_start_and_end", "the event XXX ends before it begins"),
    ],
)
def test_what_contradicts_itself_is_refused_with_the_event(name: str, words: str) -> None:
    path = path_of(name)
    with pytest.raises(BadFile, match=words):
        read_calendar(path, Span.years(2019, 2024), name=name)


@pytest.mark.uncounted
def test_every_public_calendar_is_read_or_refused_in_our_words() -> None:
    assert CALENDARS is not None
    refused = {}
    for path in sorted(CALENDARS.glob("*.ics")):
        try:
            calendar = read_calendar(path, Span.years(2018, 2022), name=path.stem)
        except BadFile as error:
            refused[path.stem] = error
            continue
        known = calendar.known
        assert all(known is None or (known.contains(day.first) and known.contains(day.last)) for day in calendar.days)
    assert len(refused) == 4
    assert all(error.code in {"BAD_REPEAT", "ENDS_BEFORE_IT_BEGINS"} for error in refused.values())
    assert all(error.text("de") != error.text("en") for error in refused.values())
