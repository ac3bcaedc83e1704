"""The list of any day, as the script in the page answers it, and the way of a country through the lists."""

from __future__ import annotations

import json
import shutil
import subprocess
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

import pytest
from fact_pages.bar import bar
from fact_pages.history import history, unseen_lists, years_of
from fact_pages.lookups import Lookups
from fact_pages.oda_list import spans_document

from kommunal_partner.eligibility import assess_country
from kommunal_partner.facts import load_facts
from kommunal_partner.oda import OdaGroup

SCRIPT = Path(__file__).resolve().parents[2] / "overrides" / "assets" / "facts.js"
NODE = shutil.which("node")
TURNS = [
    date(1995, 12, 31),
    date(1996, 1, 1),
    date(2004, 12, 31),
    date(2005, 1, 1),
    date(2026, 12, 31),
    date(2027, 1, 1),
]


def drawn_days(count: int) -> list[date]:
    random = Random(18)  # noqa: S311 - because days to test are no secret
    return [date(1994, 1, 1) + timedelta(days=random.randrange(35 * 365)) for _ in range(count)]


@pytest.fixture(scope="module")
def once() -> Lookups:
    facts = load_facts()
    return Lookups(facts, facts.as_of)


def in_node(code: str, given: object) -> Any:  # noqa: ANN401 - because it is JSON
    if NODE is None:
        pytest.skip("node is not installed")
    program = f"""
        const facts = require({json.dumps(str(SCRIPT))});
        const given = JSON.parse(require("fs").readFileSync(0, "utf-8"));
        process.stdout.write(JSON.stringify({code}));
    """
    done = subprocess.run(  # noqa: S603 - because it is our own script
        [NODE, "-e", program], input=json.dumps(given), capture_output=True, text=True, check=True, encoding="utf-8"
    )
    return json.loads(done.stdout)


def test_the_script_in_the_page_answers_as_the_library_does_on_fifty_drawn_days(once: Lookups) -> None:
    days = [*TURNS, *drawn_days(50)]
    code = "given.days.map((day) => facts.answersOn(given.data, day).map((one) => [one.code, one.eligible, one.group]))"
    found = in_node(code, {"data": spans_document(once), "days": [day.isoformat() for day in days]})
    expected = []
    for day in days:
        verdicts = [(code, assess_country(once.facts, code, on=day)) for code in once.codes]
        expected.append(
            [[code, _answer(verdict.answer.value), _name(verdict.values.get("group"))] for code, verdict in verdicts]
        )
    assert found == expected


def _answer(answer: str) -> bool | None:
    return {"yes": True, "no": False, "undecided": None}[answer]


def _name(group: object) -> str | None:
    return group.value if isinstance(group, OdaGroup) else None


def test_the_script_in_the_page_names_the_list_that_is_in_force(once: Lookups) -> None:
    days = [*TURNS, *drawn_days(50)]
    found = in_node(
        "given.days.map((day) => (facts.listOn(given.data, day) || {}).de || null)",
        {"data": spans_document(once), "days": [day.isoformat() for day in days]},
    )
    horizon = once.facts.oda.horizon
    assert found == [once.facts.oda.list_on(day).text("de") if horizon.contains(day) else None for day in days]


SEARCHES = {
    "tuerkei": ["TUR"],
    "TÜRKİYE": ["TUR"],
    "türkei": ["TUR"],
    "cote d'iv": ["CIV"],
    "Elfenbeinküste": ["CIV"],
    "Swasiland": ["SWZ"],
    "Kenia": ["KEN"],
    "  Kenya ": ["KEN"],
    "Birma": ["MMR"],
    "Israel": [],
    "TZA": ["TZA"],
}


def test_a_country_is_found_by_its_german_or_english_name_or_code(once: Lookups) -> None:
    found = in_node(
        f"given.searches.map((text) => {SHOWN})", {"data": spans_document(once), "searches": list(SEARCHES)}
    )
    assert dict(zip(SEARCHES, found, strict=True)) == SEARCHES


SHOWN = """facts.answersOn(given.data, "2026-11-29")
    .filter((one) => facts.wanted(one, { text, ...given.asked })).map((one) => one.code)"""


@pytest.mark.parametrize(
    ("group", "region", "found"),
    [("OTHER_LIC", "", ["PRK", "SYR"]), ("UMIC", "dac-eastern-africa", ["MUS"]), ("HIC_PART_I", "", [])],
)
def test_groups_and_regions_narrow_the_list(once: Lookups, group: str, region: str, found: list[str]) -> None:
    asked = {"group": group, "region": region}
    assert in_node(f'[""].map((text) => {SHOWN})[0]', {"data": spans_document(once), "asked": asked}) == found


# ── the way of a country ─────────────────────────────────────────────────────────────────────────────────────────────


def test_the_stretches_follow_one_another_and_each_holds_on_all_of_its_days(once: Lookups) -> None:
    days = sorted(day for day in {*TURNS, *drawn_days(40)} if once.facts.oda.horizon.start <= day <= once.on)
    for code, stretches in once.histories.items():
        assert stretches[0].span.start == once.facts.oda.horizon.start
        assert stretches[-1].span.last == once.on
        for one, later in pairwise(stretches):
            assert one.span.end == later.span.start
        for day in days:
            stretch = next(one for one in stretches if one.span.contains(day))
            verdict = assess_country(once.facts, code, on=day)
            assert (stretch.answer, stretch.code) == (verdict.answer, verdict.code), (code, day)
            if stretch.look == "listed":
                assert stretch.group is once.facts.oda.group(code, on=day)


@pytest.mark.parametrize(
    ("code", "looks"),
    [
        ("AFG", [("listed", "LDC", 1996)]),
        ("CHL", [("listed", "UMIC", 1996), ("off", None, 2018)]),
        ("BMU", [("listed", "HIC_PART_I", 1996), ("aid", None, 1997), ("off", None, 2005)]),
        (
            "XKX",
            [
                ("covered", "LMIC", 1996),
                ("covered", "LMIC", 2003),
                ("covered", "UMIC", 2008),
                ("listed", "LMIC", 2009),
                ("listed", "UMIC", 2022),
            ],
        ),
    ],
)
def test_the_way_of_a_country_is_that_of_the_lists(
    once: Lookups, code: str, looks: list[tuple[str, str | None, int]]
) -> None:
    found = [(one.look, _name(one.group), one.span.start.year) for one in once.histories[code]]
    assert found == looks


def test_the_bar_is_filled_from_end_to_end_and_hatches_what_is_covered_a_gap_or_not_known(once: Lookups) -> None:
    oda = once.facts.oda
    for code, stretches in once.histories.items():
        made = bar(oda, stretches, once.on)
        places = [(float(one.x[:-1]), float(one.width[:-1])) for one in made.pieces]
        for (x, width), (then, _) in pairwise(places):
            assert abs(x + width - then) < 0.01, code
        assert abs(sum(places[-1]) - float(made.today[:-1])) < 0.02
    hatches = {code: [one.hatch for one in bar(oda, once.histories[code], once.on).pieces] for code in once.codes}
    assert hatches["XKX"] == ["covered", "covered", "covered", None, None]
    assert hatches["CHL"] == [None, None]
    assert sorted(code for code, found in hatches.items() if "gap" in found) == GAPS
    assert [one.hatch for one in bar(oda, history(oda, "KEN", date(2030, 1, 1)), date(2030, 1, 1)).pieces][
        -1
    ] == "unknown"


GAPS = ["LBY"]
"""On the list, off it, and on it again: after its years on Part II."""


def test_the_years_of_lists_that_were_not_seen_in_full_are_told(once: Lookups) -> None:
    assert years_of(unseen_lists(once.facts.oda)) == [(1996, 2000), (2025, 2026)]
