"""Whatever a table says in words it says in both languages: no English in a German text, and the reverse."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

TABLES = Path(__file__).resolve().parents[2] / "src" / "kommunal_partner" / "facts" / "tables"
ENGLISH = re.compile(
    r"\b(the|and|of|with|for|is|are|by|or|years?|municipality|recipients|countries|only|called|held)\b"
)
GERMAN = re.compile(r"\b(der|das|und|für|ist|von|oder|nicht|Jahre?|eine|einer|dem|den|bei|nur)\b")
NAMES = re.compile(r"„[^“]*“|“[^”]*”|‚[^‘]*‘|\"[^\"]*\"")
"""What is quoted, or stands as a name: it is left as it is."""


def pairs() -> Iterator[tuple[str, str, str, str]]:
    for path in sorted(TABLES.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as rows:
            for row in csv.DictReader(rows):
                for column in row:
                    german = row[column]
                    english = row.get(f"{column[:-3]}_en", row.get("value") if column == "value_de" else None)
                    if column.endswith("_de") and english is not None:
                        yield path.name, column, german, english


PAIRS = list(pairs())


def test_there_are_words_to_look_at() -> None:
    assert len(PAIRS) > 900


def test_words_stand_in_both_languages_or_in_none() -> None:
    assert [pair for pair in PAIRS if pair[1] != "value_de" and bool(pair[2]) != bool(pair[3])] == []


@pytest.mark.parametrize(("place", "foreign"), [(2, ENGLISH), (3, GERMAN)])
def test_no_text_speaks_the_other_language(place: int, foreign: re.Pattern[str]) -> None:
    hosts = [pair for pair in PAIRS if not pair[1].startswith(("host_", "name_", "title_"))]
    assert [pair for pair in hosts if foreign.search(NAMES.sub("", pair[place]))] == []
