"""The notebooks run as they are, answer each question in at most three lines, and say what the sample does not tell."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("altair", reason="the notebooks need the extra 'plots'")
pl = pytest.importorskip("polars", reason="the notebook of partnerships needs polars")
pytest.importorskip("openpyxl", reason="the notebook of partnerships needs the extra 'excel'")
pytest.importorskip("icalendar", reason="the notebook of a conference needs the extra 'ical'")

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
CELL = re.compile(r"^# %%( \[markdown\])?\n", re.MULTILINE)


def cells(name: str) -> list[tuple[str, str]]:
    """The kind and the text of each cell of a notebook."""
    _, *parts = CELL.split((EXAMPLES / name).read_text("utf-8"))
    kinds = ["text" if marked else "code" for marked in parts[::2]]
    return list(zip(kinds, (text.strip() for text in parts[1::2]), strict=True))


def run(name: str) -> dict[str, Any]:
    """The names of a notebook when all of its cells have run, and under `shown` what its cells end with."""
    names: dict[str, Any] = {"__file__": str(EXAMPLES / name), "shown": []}
    for kind, text in cells(name):
        if kind == "code":
            tree = ast.parse(text)
            last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
            exec(compile(tree, name, "exec"), names)  # noqa: S102 - because it is our own notebook
            if isinstance(last, ast.Expr):
                shown = eval(compile(ast.Expression(last.value), name, "eval"), names)  # noqa: S307 - as above
                names["shown"].append(shown)
    return names


@pytest.fixture(scope="module")
def partnerships() -> dict[str, Any]:
    return run("partnerships_of_german_municipalities.py")


@pytest.fixture(scope="module")
def conference() -> dict[str, Any]:
    return run("from_list_to_agenda.py")


def test_sixteen_questions_are_answered_in_three_lines_each_with_what_is_not_told() -> None:
    found = cells("partnerships_of_german_municipalities.py")
    asked = [
        n for n, (kind, text) in enumerate(found) if kind == "text" and re.match(r"# ## \d+\. .+\?|# ## \d+\. ", text)
    ]
    assert len(asked) == 16
    for number, at in enumerate(asked, start=1):
        assert found[at][1].startswith(f"# ## {number}. ")
        assert re.search(r"\*\*What (the|a) \w+ do(es)? not tell:\*\*", found[at][1])
        answer = next(text for kind, text in reversed(found[at + 1 : at + 3]) if kind == "code")
        assert len(answer.splitlines()) <= 3, answer


def test_the_notebook_counts_what_the_table_holds(partnerships: dict[str, Any]) -> None:
    facts, pairs = partnerships["facts"], partnerships["pairs"]
    assert sum(partnerships["by_country"]["len"]) == sum(partnerships["by_decade"]["len"]) == len(pairs)
    assert dict(partnerships["by_country"].iter_rows())["NIC"] == len(facts.partnerships.of_country("NIC"))
    assert dict(partnerships["by_land"].iter_rows())["NW"] > 100
    assert {"partnerschaft", "freundschaft"} <= set(partnerships["by_form"]["forms"])


def test_graduates_are_those_who_stood_on_a_list_and_do_no_more(partnerships: dict[str, Any]) -> None:
    facts, gone = partnerships["facts"], set(partnerships["graduates"]["iso3"])
    assert {"ISR", "HRV", "SVN", "CHL"} <= gone
    assert gone.isdisjoint(facts.oda.recipients(on=partnerships["DAY"]))
    changes = partnerships["changes"]
    assert gone <= set(changes.filter(pl.col("kind") == "left")["country"])


def test_a_million_rows_are_judged_and_years_without_a_list_stay_open(partnerships: dict[str, Any]) -> None:
    judged = partnerships["judged"]
    assert len(judged) == 1_000_000
    assert judged.filter(pl.col("year").is_in([1990, 2028]))["oda_eligible"].is_null().all()
    assert judged.filter((pl.col("iso3") == "CHL") & (pl.col("year") == 2018))["oda_eligible"].to_list()[0] is False


def test_the_other_questions_have_their_answers(partnerships: dict[str, Any]) -> None:
    assert partnerships["people"]["05314000"] > 300_000
    assert partnerships["hubs"][0][1] >= partnerships["hubs"][-1][1] > 1
    assert [one.into.id for one in partnerships["comparison"].successors] == ["de:03153019"]
    assert partnerships["scopes"]["rk-afrika"]["BFA"] == "yes"
    assert partnerships["scopes"]["rk-afrika"]["NIC"] == "no"
    assert len(partnerships["verdicts"]) == len(partnerships["pairs"])
    assert partnerships["reading"].problems


def test_every_picture_is_a_chart_that_is_read_aloud(partnerships: dict[str, Any], conference: dict[str, Any]) -> None:
    pictures = [shown for found in (partnerships, conference) for shown in found["shown"] if shown is not None]
    assert [type(one).__name__ for one in pictures if not hasattr(one, "description")] == ["int"]  # a place in a file
    described = [one.description for one in pictures if hasattr(one, "description")]
    assert len(set(described)) == len(described) == 8
    assert all(len(words) > 40 for words in described)


def test_the_conference_goes_from_the_list_to_one_persons_day(conference: dict[str, Any]) -> None:
    assert len(conference["coming"]) == 12
    assert conference["invited"].verify() == ()
    assert conference["invited"].waiting
    for part in ("tables", "rounds", "talks"):
        assert conference[part].verify() == ()
    assert conference["rounds"].value == 0
    assert all(len({conference["tables"].table_of(who) for who in pair}) == 2 for pair in conference["partners"])
    assert conference["calendar"].count(b"BEGIN:VEVENT") == len(conference["talks"].agenda(conference["who"])) > 0
