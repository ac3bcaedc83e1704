"""Whatever a plan, a timetable or a model of theirs is given: it is read, or refused at once with an error of ours."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

import pytest

from kommunal_partner.errors import KommunalPartnerError
from kommunal_partner.facts import load_facts
from kommunal_partner.matching.meetings import MeetingPlace, Request, arrange
from kommunal_partner.planning import (
    STANDARD,
    Avoid,
    Calendar,
    CalendarDay,
    Commitment,
    Duration,
    LeadTime,
    MinimumGap,
    MostPer,
    NearLikeliest,
    Occurrence,
    OwnRule,
    Placement,
    QuietTimes,
    RotateLands,
    Weekdays,
    Window,
    plan,
)
from kommunal_partner.spans import Span

FIRST, LAST = date(2027, 9, 6), date(2027, 9, 7)
ONE = Occurrence("a", "a", FIRST, FIRST, LAST)


def hostile() -> list[Any]:
    """Values of every shape; made anew each time, for some can be gone through once only."""
    return [
        *(None, 5, -1, 0, 1.5, float("nan"), float("inf"), True, "x", "", b"x", object(), 10**9, 10**30),
        *(
            [],
            [1],
            ["a"],
            [("a",)],
            [("a", "b")],
            [("a", "b", "c")],
            [[]],
            [None],
            [float("nan")],
            ("a", "b"),
            iter([1]),
        ),
        *({}, {"a": 1}, {("a", "b"): 1}, {1: 2}, {"a": [1]}, {"a": None}, set(), range(10**6), lambda *_: 1),
        *(FIRST, datetime(2027, 1, 1), timedelta(1), Span.years(2027), Span(FIRST), load_facts().series),  # noqa: DTZ001 - because a moment is refused with and without a zone
        *(load_facts().series["rk-afrika"], Placement(FIRST, LAST, "a"), Request("a", "b"), Window(), [Window()]),
        *(STANDARD, Calendar("x", ())),
    ]


def refusal(act: Callable[[], object]) -> str | None:
    """The code where something is refused in German and in English; None where it is taken."""
    try:
        act()
    except KommunalPartnerError as error:
        return error.code if "" != error.text("de") != error.text("en") != "" else ""
    return None


GIVEN: list[tuple[Callable[..., object], dict[str, Any]]] = [
    (
        plan,
        {
            "series": [ONE],
            "horizon": Span.years(2027),
            "calendars": (),
            "rules": STANDARD,
            "on": None,
            "locked": (),
            "previous": None,
            "even_if_lapsed": False,
            "commitments": None,
            "stability": 5,
            "seed": 0,
            "steps": 200,
            "time_limit": None,
            "progress": None,
        },
    ),
    (
        arrange,
        {
            "requests": [("a", "b")],
            "slots": 2,
            "tables": 1,
            "sessions": {},
            "blocks": {},
            "unavailable": {},
            "priorities": {},
            "optional": (),
            "absent": (),
            "people": (),
            "locked": (),
            "previous": None,
            "stability": 10,
            "seed": 0,
            "steps": 20,
            "time_limit": None,
            "progress": None,
        },
    ),
    (
        Occurrence,
        {
            "id": "a",
            "series": "a",
            "earliest": FIRST,
            "likeliest": FIRST,
            "latest": LAST,
            "days": (1, 2),
            "staff": (),
            "audience": (),
            "places": (),
            "lands": (),
            "past": (),
        },
    ),
    (Placement, {"first": FIRST, "last": LAST, "occurrence": "a", "land": None}),
    (CalendarDay, {"first": FIRST, "last": LAST, "name": "x", "kind": "blocked", "estimated": False}),
    (Calendar, {"name": "x", "days": (), "places": (), "known": None, "version": ""}),
    (Commitment, {"days": (2, 3), "staff": (), "audience": (), "places": (), "lands": ()}),
    (Window, {"weight": 1}),
    (NearLikeliest, {"weight": 1}),
    (Weekdays, {"allowed": {1}, "weight": 1}),
    (Duration, {"least": 1, "most": 2, "weight": None}),
    (Avoid, {"kind": "blocked", "weight": 1}),
    (QuietTimes, {"weight": 1}),
    (LeadTime, {"days": 1, "since": FIRST, "weight": None}),
    (OwnRule, {"cost": lambda *_: 0, "words": "x"}),
    (MinimumGap, {"days": 1, "sharing": "all", "weight": None}),
    (MostPer, {"most": 1, "period": "year", "weight": 1}),
    (RotateLands, {"weight": 1}),
    (Request, {"first": "a", "second": "b", "priority": 1, "optional": False}),
    (MeetingPlace, {"slot": 1, "table": None}),
]
CASES = [(make, given, argument) for make, given in GIVEN for argument in given]


@pytest.mark.parametrize(
    ("make", "given", "argument"), CASES, ids=[f"{make.__name__}-{argument}" for make, _, argument in CASES]
)
def test_every_argument_is_read_or_refused_at_once(
    make: Callable[..., object], given: dict[str, Any], argument: str
) -> None:
    for value in hostile():
        assert refusal(partial(make, **{**given, argument: value})) != ""


QUESTIONS: list[Callable[[Any], object]] = [
    plan([ONE], Span.years(2027), steps=200).explain,
    plan([ONE], Span.years(2027), steps=200).clash,
    plan([ONE], Span.years(2027), steps=200).diff,
    plan([ONE], Span.years(2027), steps=200).to_rows,
    arrange([("a", "b")], slots=2, tables=1, steps=20).explain,
    arrange([("a", "b")], slots=2, tables=1, steps=20).agenda,
    arrange([("a", "b")], slots=2, tables=1, steps=20).to_rows,
]


@pytest.mark.parametrize("ask", QUESTIONS, ids=[f"{ask.__qualname__}" for ask in QUESTIONS])
def test_every_question_to_a_result_is_answered_or_refused(ask: Callable[[Any], object]) -> None:
    for value in hostile():
        assert refusal(partial(ask, value)) != ""
