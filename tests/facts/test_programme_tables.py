from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from kommunal_partner.facts._folder import Folder
from kommunal_partner.facts._programme_tables import load_programmes
from kommunal_partner.languages import Term
from kommunal_partner.programmes import CELL_NAMES, CellKind, Deadline, Programme, compare

TABLES = Path(__file__).resolve().parents[2] / "src" / "kommunal_partner" / "facts" / "tables"
CODES = {"ALB", "DZA", "EGY", "JOR", "LBN", "MAR", "MDA", "PSE", "TUN", "TUR", "TZA", "UKR", "ZAF", "ZMB"}


@pytest.fixture(scope="module")
def programmes() -> dict[str, Programme]:
    folder = Folder(TABLES)
    found = load_programmes(folder, CODES)
    assert folder.problems == []
    return dict(found)


def test_all_25_versions_of_19_programmes_are_there(programmes: dict[str, Programme]) -> None:
    assert {name: len(programme.versions) for name, programme in programmes.items() if len(programme.versions) > 1} == {
        "kepol": 3,
        "kpf": 2,
        "nakopa": 4,
    }
    assert len(programmes) == 19
    assert sum(len(programme.versions) for programme in programmes.values()) == 25


def test_every_version_has_a_source_and_its_cells_are_of_every_kind(programmes: dict[str, Programme]) -> None:
    versions = [version for programme in programmes.values() for version in programme.versions]
    assert all(version.sources for version in versions)
    kinds = Counter(version.cell(name).kind for version in versions for name in CELL_NAMES)
    assert all(kinds[kind] for kind in CellKind)


def test_the_small_project_fund_dropped_municipal_enterprises(programmes: dict[str, Programme]) -> None:
    changes = {change.cell: change for change in compare(*programmes["kpf"].versions)}
    assert "municipal enterprise" in changes["applicants"].before.text("en")
    assert "municipal enterprise" not in changes["applicants"].after.text("en")


def test_nakopa_raised_its_least_amount(programmes: dict[str, Programme]) -> None:
    assert [(v.version, v.min_eur.value, v.max_eur.value) for v in programmes["nakopa"].versions] == [
        ("2013", 20_000, 50_000),
        ("2016", 20_000, 250_000),
        ("2021", None, 250_000),
        ("2024", 50_000, 250_000),
    ]


def test_the_special_rules_of_nakopa_2016_are_not_seen_again_in_2021(programmes: dict[str, Programme]) -> None:
    nakopa = programmes["nakopa"]
    changes = compare(nakopa.version("2016"), nakopa.version("2021"))
    assert [change.text("en") for change in changes if change.cell == "conditions"] == [
        "Special rule: at most one third may be passed on to associations/NGOs → not seen",
        "Special rule: exceptional cases up to 500000 → not seen",
        "Special rule: inexperienced applicants: max 50000 EUR and max 12 months → not seen",
        "Special rule: not seen → call volume about 3 million EUR in total",
    ]


def test_deadlines_are_read_as_days(programmes: dict[str, Programme]) -> None:
    assert programmes["nakopa"].version("2024").deadlines.value == (
        Deadline(Term("Skizze", "outline"), date(2023, 7, 31)),
        Deadline(Term("Antrag", "application"), date(2023, 9, 30)),
    )
    assert programmes["kpf"].version("2022").deadlines.value == (
        Deadline(Term("Antrag", "application"), yearly=(10, 15)),
    )
    assert programmes["fachkraeftefonds"].version("current").deadlines.value == (
        Deadline(Term("Antrag", "application")),
    )


VERSION = "programme,version,title_de,title_en,label_de,label_en,start,end,closed,sources,confidence,note\n"
CELL = "programme,version,cell,kind,value,value_de,wording_de,wording_en\n"


@pytest.mark.parametrize(
    ("versions", "cells", "expected"),
    [
        ("x,1,X,X,,,,,no,giz,high,\n", "", "programme_versions.csv, line 2, programme: no programme is called 'x'"),
        (
            "demo,1,X,X,,,,2020-01-01,no,giz,high,\n",
            "",
            "programme_versions.csv, line 2, end: a text that was seen until",
        ),
        (
            "demo,1,X,X,,,2020-01-01,2020-01-01,no,giz,high,\n",
            "",
            "programme_versions.csv, line 2, end: 2020-01-01 up to",
        ),
        (
            "demo,1,X,X,,,,,no,nowhere,high,\n",
            "",
            "programme_versions.csv, line 2, sources: no source is called 'nowhere'",
        ),
        ("", "demo,9,min_eur,value,3,,,\n", "programme_cells.csv, line 2, version: no version is called 'demo 9'"),
        (
            "demo,1,X,X,,,,,no,giz,high,\n",
            "demo,1,min_eur,value,x,,,\n",
            "programme_cells.csv, line 2, value: 'x' is no whole",
        ),
        (
            "demo,1,X,X,,,,,no,giz,high,\n",
            "demo,1,min_eur,not_seen,3,,,\n",
            "programme_cells.csv, line 2, value: a not_seen cell has no value",
        ),
        (
            "demo,1,X,X,,,,,no,giz,high,\n",
            "demo,1,min_eur,not_seen,,,,\ndemo,1,min_eur,value,3,,,\n",
            "programme_cells.csv, line 3, cell: min_eur stands twice in demo 1",
        ),
        (
            "demo,1,X,X,,,,,no,giz,high,\n",
            "demo,1,themes,value,water;waste,Wasser,,\n",
            "programme_cells.csv, line 2, value: 2 parts in English and 1 in German",
        ),
        (
            "demo,1,X,X,,,,,no,giz,high,\n",
            "demo,1,min_eur,value,3,drei,,\n",
            "programme_cells.csv, line 2, value: a value that is no text has no German",
        ),
        (
            "demo,1,X,X,,,,,no,giz,high,\n",
            "demo,1,condition,value,only here,,,\n",
            "programme_cells.csv, line 2: a name must not be blank, in neither language",
        ),
        (
            "demo,1,X,X,,,,,no,giz,high,\n",
            "demo,1,countries,value,QQQ,,,\n",
            "programme_cells.csv, line 2, value: no country has the code 'QQQ'",
        ),
    ],
)
def test_tables_that_contradict_one_another_say_where(tmp_path: Path, versions: str, cells: str, expected: str) -> None:
    (tmp_path / "programmes.csv").write_text("id,name_de,name_en\ndemo,Probe,Trial\n", "utf-8")
    (tmp_path / "programme_versions.csv").write_text(VERSION + versions, "utf-8")
    (tmp_path / "programme_cells.csv").write_text(CELL + cells, "utf-8")
    folder = Folder(tmp_path, Folder(TABLES))
    load_programmes(folder, CODES)
    assert len(folder.problems) == 1
    assert str(folder.problems[0]).startswith(expected)
