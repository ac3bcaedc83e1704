from __future__ import annotations

import copy
import pickle
from typing import Any

import pytest

from kommunal_partner.adapters.from_tables import ReadingProblem, Severity
from kommunal_partner.errors import UnknownLanguage

Read = Any

LIST = [
    {"Stadt": "Ulm", "Partner": "Kaya (Ghana)", "Art": "Ehe", "Extra": 1},
    {"Stadt": "Ulm", "Partner": "Kaya (Ghana)"},
    {"Stadt": "Nirgends", "Partner": "Kaya\nam See" + "x" * 90 + " (Ghana)"},
    {"Stadt": "Ulm", "Partner": "Kaya " + "x" * 90 + " Kongo"},
]


def test_the_report_says_what_to_do_in_both_languages(read: Read) -> None:
    reading = read(LIST)
    german, english = reading.report(), reading.report("en")
    assert german.startswith("4 Zeilen mit Inhalt, 1 Einträge gelesen; Fehler: 3, Warnungen: 1, Hinweise: 1\n")
    assert english.startswith("4 lines with content, 1 entries read; errors: 3, warnings: 1, notes: 1\n")
    assert "  Zeile 3, Spalte „Stadt“, „Nirgends“: das Gemeindeverzeichnis kennt diesen Namen nicht\n" in german
    assert "  nicht gelesene Spalten: Extra\n" in german
    assert '  line 1, column "Art", "Ehe": "Ehe" is no known form' in english
    assert "  Zeile 2: dieselbe Partnerschaft wie in Zeile 1" in german
    assert "xxx…" in german
    with pytest.raises(UnknownLanguage):
        reading.report("fr")


def test_problems_are_rows_for_a_table_to_send_back(read: Read) -> None:
    first = read(LIST).to_rows()[0]
    assert (first["line"], first["column"], first["severity"], first["code"]) == (1, "Art", "warning", "UNKNOWN_FORM")
    assert first["de"] != first["en"]


def test_severities_have_words() -> None:
    assert [one.text("de") for one in Severity] == ["Fehler", "Warnung", "Hinweis"]


def test_a_reading_is_a_value(read: Read) -> None:
    reading = read(LIST)
    assert reading == read(LIST) == copy.deepcopy(reading) == pickle.loads(pickle.dumps(reading))
    assert hash(reading) == hash(read(LIST))
    assert not reading.is_complete
    problem = reading.problems[0]
    assert isinstance(problem, ReadingProblem)
    assert str(problem) == problem.text("de")
