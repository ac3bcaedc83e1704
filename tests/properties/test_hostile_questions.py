"""Whatever a public function or a method of a public value is given: it is read, or refused with an error of ours."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from typing import Any

import numpy as np
import polars as pl
import pytest
from dateutil.relativedelta import relativedelta

from kommunal_partner import countries, cycles, eligibility, fuzzy_dates, keys, programmes, schedule, verdicts
from kommunal_partner.adapters.from_ical import read_calendar
from kommunal_partner.adapters.from_json import from_json
from kommunal_partner.adapters.to_frames import add_eligibility, add_oda, add_region, frame, oda_spans
from kommunal_partner.adapters.to_geojson import (
    geojson_text,
    partnerships_geojson,
    recipients_geojson,
    units_geojson,
)
from kommunal_partner.adapters.to_ical import calendar, rhythm
from kommunal_partner.adapters.to_ical_agenda import agenda, rounds, table
from kommunal_partner.adapters.to_json import json_schema, to_json
from kommunal_partner.adapters.to_jsonld import (
    dataset_jsonld,
    organization_jsonld,
    script,
    series_jsonld,
    series_script,
)
from kommunal_partner.adapters.to_tables import table_schema, write_csv
from kommunal_partner.clashes import hall_violator, smallest_clash
from kommunal_partner.errors import KommunalPartnerError
from kommunal_partner.facts import load_facts
from kommunal_partner.invitations import invite
from kommunal_partner.matching.assignment import assign
from kommunal_partner.matching.assignment import pair as pair_people
from kommunal_partner.matching.groups import compose, usual_steps
from kommunal_partner.matching.meetings import arrange
from kommunal_partner.matching.rotation import rotate
from kommunal_partner.matching.stable import match
from kommunal_partner.municipalities import compare as compare_municipalities
from kommunal_partner.municipalities import home_id, kind_of_code, kind_of_word
from kommunal_partner.participants import Participant, delegations
from kommunal_partner.partnerships import Partnership, find_goal, goal, merge
from kommunal_partner.series import in_order, scope_on, shown_first
from kommunal_partner.sources import lowest
from kommunal_partner.spans import Span, Timeline

FACTS = load_facts()
DAY = date(2026, 11, 22)
PAIR = FACTS.partnerships["dp0021"]
SERIES = FACTS.series["rk-afrika"]
EXPECTED = schedule.expected_editions(SERIES, (2027, 2032), on=DAY)[0]
VERSION = FACTS.programmes["asa-kommunal"].versions[0]
REASON = verdicts.Reason("MY_CODE", de="{x}", en="{x}")
STAMP = datetime(2026, 1, 1, tzinfo=UTC)
HOUR = (STAMP, STAMP + timedelta(hours=1))
FRAME = pl.DataFrame({"c": ["TZA"], "p": ["dp0021"]})
TALKS = arrange([("a", "b")], slots=1, tables=1, steps=20)
TABLES = compose("abcd", lambda *_: 1, sizes=[2, 2], steps=20)
ROUNDS = rotate("abcd", tables=2, rounds=1, steps=20)
MATCHES = match({"a": ["x"]}, {"x": ["a"]})
PAIRS = assign(["a"], ["x"], [[1]])
DUO = pair_people(["a", "b"], [[0, 1], [1, 0]])
ICS = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nEND:VCALENDAR\r\n"
WHEN: dict[str, Any] = {"on": DAY, "beyond": "undecided"}


def hostile() -> list[Any]:
    """Values of every shape; made anew each time, for some can be gone through once only."""
    return [
        *(None, 5, -1, 0, 1.5, float("nan"), float("inf"), True, "x", "", "de:1", b"x", object(), 10**9, 10**30, 1e308),
        *(np.int64(2), np.float64(1.5), [], [1], ["a"], [("a",)], [("a", "b")], [("a", "b", "c")], [[]], [None]),
        *([{}], [set()], [object()], ("a", "b"), (2027, 2032), iter([1]), {}, {"a": 1}, {("a", "b"): 1}, {1: 2}),
        *({"a": [1]}, {"a": None}, {"a": object()}, set(), range(1000), lambda *_: 1, "2018-01-01"),
        *(DAY, datetime(2027, 1, 1), timedelta(1), Span.years(2027), FACTS, FACTS.series, SERIES, PAIR),  # noqa: DTZ001 - because a moment is refused with and without a zone
        *(fuzzy_dates.FuzzyDate.parse("2018"), [SERIES]),
    ]


def refusal(
    ask: Callable[..., object], placed: tuple[object, ...], named: dict[str, object]
) -> KommunalPartnerError | None:
    """The error of ours with which it is refused; None where it is read."""
    try:
        answer = ask(*placed, **named)
        if inspect.isgenerator(answer):
            next(answer, None)
    except KommunalPartnerError as error:
        return error
    return None


def judge(ask: Callable[..., object], *placed: object, **named: object) -> None:
    """Let it be read or refused, and hold the refusal to what is promised of errors."""
    error = refusal(ask, placed, named)
    if error is not None:
        said = error.text("de"), error.text("en"), str(error)
        assert all(said)
        assert error.code
        assert " at 0x" not in "".join(said)


QUESTIONS: dict[str, tuple[Callable[..., object], dict[str, Any]]] = {
    "assess_country": (eligibility.assess_country, {"facts": FACTS, "country": "CHL", **WHEN}),
    "assess_scope": (
        eligibility.assess_scope,
        {"facts": FACTS, "country": "CHL", "occasion": "rk-afrika", **WHEN},
    ),
    "assess_partnership": (
        eligibility.assess_partnership,
        {"facts": FACTS, "partnership": PAIR, "occasion": SERIES, "seen_by": None, "rules": (), **WHEN},
    ),
    "assess_participant": (
        eligibility.assess_participant,
        {
            "facts": FACTS,
            "participant": Participant("p"),
            "occasion": SERIES,
            "partnership": None,
            "delegation": (),
            "seen_by": None,
            "rules": (),
            "partnership_rules": (),
            **WHEN,
        },
    ),
    "assess_application": (
        eligibility.assess_application,
        {"facts": FACTS, "programme": "asa-kommunal", "wish": programmes.Application(), **WHEN},
    ),
    "assess_applications": (
        eligibility.assess_applications,
        {"facts": FACTS, "wish": programmes.Application(), "programmes": None, **WHEN},
    ),
    "series_for": (eligibility.series_for, {"facts": FACTS, "country": "CHL", **WHEN}),
    "invite": (
        invite,
        {
            "facts": FACTS,
            "occasion": SERIES,
            "partnerships": [PAIR],
            "seen_by": None,
            "total": None,
            "quotas": (),
            "priorities": (),
            "previous": None,
            "refused": (),
            "time_limit": None,
            "progress": None,
            **WHEN,
        },
    ),
    "state": (schedule.state, {"series": SERIES, "on": DAY}),
    "known_on": (schedule.known_on, {"series": SERIES, "on": DAY}),
    "day_after": (schedule.day_after, {"edition": SERIES.editions[0]}),
    "is_after_a_gap": (schedule.is_after_a_gap, {"expected": EXPECTED}),
    "drift": (schedule.drift, {"series": SERIES, "on": DAY}),
    "infer_cycle": (schedule.infer_cycle, {"editions": SERIES.editions, "series": "rk-afrika"}),
    "expected_editions": (
        schedule.expected_editions,
        {"series": SERIES, "window": (2027, 2032), "on": DAY, "rule": schedule.AS_STATED},
    ),
    "backtest": (schedule.backtest, {"series": SERIES, "rule": schedule.AS_STATED}),
    "pooled": (schedule.pooled, {"backtests": [schedule.backtest(SERIES, schedule.AS_STATED)]}),
    "LastPlus": (schedule.LastPlus, {"years": 3}),
    "OnGrid": (schedule.OnGrid, {"every": 3}),
    "country": (countries.country, {"code": "CHL"}),
    "find_country": (countries.find_country, {"text": "Chile", "vocabulary": "general"}),
    "find_countries": (countries.find_countries, {"texts": ["Chile"], "vocabulary": "general"}),
    "normalise": (countries.normalise, {"text": "x"}),
    "parse_ags": (keys.parse_ags, {"text": "08421000", "repair": "warn"}),
    "parse_ars": (keys.parse_ars, {"text": "084215001000", "repair": "warn"}),
    "parse_key": (keys.parse_key, {"text": "08421000", "repair": "warn"}),
    "parse_kreis": (keys.parse_kreis, {"text": "08421", "repair": "warn"}),
    "parse_land": (keys.parse_land, {"text": "08", "repair": "warn"}),
    "ags_of_parts": (
        keys.ags_of_parts,
        {"state": "08", "government_region": "4", "district": "21", "municipality": "000"},
    ),
    "read": (fuzzy_dates.read, {"text": "2018", "lang": "de"}),
    "DatePart": (fuzzy_dates.DatePart, {"precision": "year", "year": 2018, "number": 0, "day": 0, "mark": ""}),
    "Grid": (cycles.Grid, {"anchor": 2018, "every": 3}),
    "after": (cycles.after, {"day": DAY, "step": relativedelta(years=1)}),
    "grid_years": (cycles.grid_years, {"grid": cycles.Grid(2018, every=3), "window": Span.years(2027)}),
    "grid_days": (cycles.grid_days, {"grid": cycles.Grid(date(2018, 9, 1), every=3), "window": Span.years(2027)}),
    "in_words": (cycles.in_words, {"cycle": cycles.Grid(2018, every=3), "lang": "de"}),
    "interval": (cycles.interval, {"cycle": cycles.Grid(2018, every=3)}),
    "is_periodic": (cycles.is_periodic, {"cycle": cycles.Grid(2018, every=3)}),
    "Span": (Span, {"start": DAY, "end": None}),
    "Timeline": (Timeline, {"entries": [(Span(DAY), "x")]}),
    "lowest": (lowest, {"rows": SERIES.editions}),
    "Reason": (verdicts.Reason, {"code": "X_Y", "de": "a", "en": "b"}),
    "yes": (verdicts.yes, {"reason": REASON, "evidence": (), "checks": (), "rule": "", "as_of": None, "x": 1}),
    "all_of": (verdicts.all_of, {"checks": [], "rule": "", "as_of": None}),
    "any_of": (verdicts.any_of, {"checks": [], "rule": "", "as_of": None}),
    "kind_of_code": (kind_of_code, {"code": "61"}),
    "kind_of_word": (kind_of_word, {"word": "Stadt"}),
    "home_id": (home_id, {"key": "08421000"}),
    "compare municipalities": (compare_municipalities, {"old": FACTS.municipalities, "new": FACTS.municipalities}),
    "compare programmes": (programmes.compare, {"before": VERSION, "after": VERSION}),
    "word": (programmes.word, {"key": "none"}),
    "goal": (goal, {"number": 6}),
    "find_goal": (find_goal, {"text": "6"}),
    "merge": (merge, {"one": PAIR, "other": PAIR}),
    "scope_on": (scope_on, {"scope": SERIES.scope, "day": DAY}),
    "in_order": (in_order, {"editions": SERIES.editions}),
    "shown_first": (shown_first, {"claims": ()}),
    "hall_violator": (hall_violator, {"demands": {"a": 1}, "allowed": {"a": ["x"]}, "capacities": {"x": 1}}),
    "smallest_clash": (smallest_clash, {"rules": [], "is_feasible": lambda _: True, "steps": 10}),
    "usual_steps": (usual_steps, {"people": 5}),
    "to_json": (to_json, {"value": PAIR, "facts": FACTS, "asked": {"a": 1}, "indent": None}),
    "from_json": (from_json, {"text": to_json(PAIR), "type": Partnership}),
    "json_schema": (json_schema, {"type": Partnership}),
    "calendar": (calendar, {"items": [SERIES], "stamp": STAMP, "names": (), "previous": (), "sequence": 0}),
    "rhythm": (rhythm, {"series": SERIES, "stamp": STAMP, "first": Span.through(DAY, DAY), "lang": "de"}),
    "series_jsonld": (series_jsonld, {"series": [SERIES], "organizer": "X", "funder": "X", "lang": "de"}),
    "series_script": (series_script, {"series": [SERIES], "organizer": "X", "funder": "X", "lang": "de"}),
    "organization_jsonld": (organization_jsonld, {"organization": "X", "url": "https://x.org", "lang": "de"}),
    "dataset_jsonld": (
        dataset_jsonld,
        {"facts": FACTS, "group": "oda", "country": "GHA", "url": "https://x.org", "downloads": (), "lang": "de"},
    ),
    "script": (script, {"document": {}}),
    "units_geojson": (units_geojson, {"units": PAIR.units, "without_place": "omit", "lang": "de"}),
    "partnerships_geojson": (partnerships_geojson, {"partnerships": [PAIR], "without_place": "omit", "lang": "de"}),
    "recipients_geojson": (
        recipients_geojson,
        {"register": FACTS.oda, "on": DAY, "beyond": "latest_list", "without_place": "omit", "lang": "de"},
    ),
    "geojson_text": (geojson_text, {"document": {}}),
    "table_schema": (table_schema, {"rows": [{"a": 1}], "lang": "de"}),
    "write_csv": (write_csv, {"rows": [{"a": 1}], "target": BytesIO(), "lang": "de"}),
    "read_calendar": (read_calendar, {"source": ICS, "window": Span.years(2027), "name": "x", "known": None}),
    "add_oda": (add_oda, {"frame": FRAME, "register": FACTS.oda, "country": "c", "codes": "alpha", **WHEN}),
    "add_region": (
        add_region,
        {"frame": FRAME, "register": FACTS.regions, "country": "c", "scheme": "conference", "on": DAY},
    ),
    "add_eligibility": (
        add_eligibility,
        {"frame": FRAME, "facts": FACTS, "partnership": "p", "occasion": "rk-afrika", **WHEN},
    ),
    "frame": (frame, {"models": [PAIR], "like": FRAME}),
    "oda_spans": (oda_spans, {"register": FACTS.oda}),
    "agenda": (
        agenda,
        {"timetable": TALKS, "participant": "a", "slots": {1: HOUR}, "stamp": STAMP, "names": None, "previous": None},
    ),
    "table": (
        table,
        {"plan": TABLES, "participant": "a", "when": HOUR, "stamp": STAMP, "names": None, "previous": None},
    ),
    "rounds": (
        rounds,
        {"plan": ROUNDS, "participant": "a", "when": {1: HOUR}, "stamp": STAMP, "names": None, "previous": None},
    ),
    "delegations": (delegations, {"people": [Participant("p")]}),
}


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_argument_of_a_question_is_read_or_refused_at_once(name: str) -> None:
    ask, given = QUESTIONS[name]
    ask(**given)
    for argument in given:
        for value in hostile():
            if argument in FILES and isinstance(value, str):
                continue  # the path of a file, which is the caller's
            judge(ask, **{**given, argument: value})


FILES = ("source", "target")

USUAL: dict[str, Any] = {
    "on": DAY,
    "day": DAY,
    "window": Span.years(2026),
    "country": "TZA",
    "code": "TZA",
    "name": "Freiburg",
    "text": "2018",
    "theme": "Wasser",
    "unit": "de:08311000",
    "region": "afrika",
    "first": DAY,
    "last": DAY,
    "oda": FACTS.oda,
    "regions": FACTS.regions,
    "other": FACTS.oda,
    "stage": "existing",
    "form": "other",
}
VALUES: list[Any] = [
    *(FACTS, FACTS.oda, FACTS.regions, FACTS.municipalities, FACTS.partnerships, FACTS.programmes["asa-kommunal"]),
    *(PAIR, VERSION, SERIES, SERIES.editions[0], PAIR.stages[0], fuzzy_dates.FuzzyDate.parse("2018~"), Span(DAY)),
    *(FACTS.oda.timeline("TZA"), countries.country("TZA"), FACTS.oda.list_on(DAY), EXPECTED, SERIES.audience),
    *(schedule.known_on(SERIES, on=DAY), schedule.state(SERIES, on=DAY), invite(FACTS, SERIES, [PAIR], on=DAY)),
    *(TALKS, ROUNDS, MATCHES, PAIRS, DUO),
]


def methods() -> Iterator[Any]:
    for value in VALUES:
        for name in dir(type(value)):
            found = inspect.getattr_static(type(value), name)
            if name.startswith("_") or isinstance(found, property) or not callable(getattr(value, name, None)):
                continue
            ask = getattr(value, name)
            parameters = inspect.signature(ask).parameters
            if parameters:
                yield pytest.param(ask, id=f"{type(value).__name__}.{name}")


@pytest.mark.parametrize("ask", list(methods()))
def test_every_argument_of_a_method_is_read_or_refused_at_once(ask: Callable[..., object]) -> None:
    parameters = list(inspect.signature(ask).parameters.values())
    given: dict[str, Any] = {
        one.name: USUAL.get(one.name) if one.default is one.empty else one.default for one in parameters
    }
    for tried in parameters:
        for value in hostile():
            values = {**given, tried.name: value}
            named = {one.name: values[one.name] for one in parameters if one.kind is one.KEYWORD_ONLY}
            placed = [values[one.name] for one in parameters if one.kind is not one.KEYWORD_ONLY]
            judge(ask, *placed, **named)
