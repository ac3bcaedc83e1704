"""The example that reads a list kept by hand says what is in it and what is wrong with it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"


@pytest.mark.parametrize(
    ("lang", "sentences"),
    [
        (
            "de",
            [
                "Halle (Saale) – Ufa (Russland): Partnerschaft, 1997",
                "Köln – Bethlehem (Palästinensische Gebiete)",
                "gelesen als cp1252, Spalten getrennt durch ;",
                "Kopfzeile in Zeile 4",
                "„Kongo“ kann mehrere Länder meinen: DR Kongo, Kongo (Republik)",
                "5315000 → 05315000: verlorene führende Null ergänzt",
                "dieselbe Partnerschaft wie in Zeile 5",
                "das Gemeindeverzeichnis kennt keinen Schlüssel 07233004",
                "Fehler: 4, Warnungen: 6, Hinweise: 1",
            ],
        ),
        ("en", ["similar: Köln", "no partner is given", "errors: 4, warnings: 6, notes: 1"]),
    ],
)
def test_the_messy_list_becomes_partnerships_and_a_report(lang: str, sentences: list[str]) -> None:
    done = subprocess.run(  # noqa: S603 - because it is this interpreter
        [sys.executable, "-X", "utf8", EXAMPLES / "messy_list.py", "--lang", lang],
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
    )
    for sentence in sentences:
        assert sentence in done.stdout
