"""The examples run, and say what they are meant to say."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"


def run(script: str, *options: str) -> str:
    done = subprocess.run(  # noqa: S603 - because it is this interpreter
        [sys.executable, "-X", "utf8", EXAMPLES / script, *options],
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
    )
    return done.stdout


@pytest.mark.parametrize(
    ("lang", "sentences"),
    [
        (
            "de",
            [
                "Regionalkonferenz Osteuropa",
                "Runder Tisch Kommunale Partnerschaften mit Nicaragua",
                "Stand: erloschen",
                "Zweifelhaft (1): Sudan",
                "nein: Die am 01.01.2018 geltende Liste der ODA-Empfänger",
                "Erwartet, ohne Beleg: 2026?",
            ],
        ),
        (
            "en",
            [
                "Africa partnership conference",
                "Round table Argentina",
                "Doubtful (1): Sudan",
                "on 2017-12-31",
                "no: The list of ODA recipients in force on 2018-01-01",
            ],
        ),
    ],
)
def test_the_page_is_computed_in_both_languages(lang: str, sentences: list[str]) -> None:
    page = run("the_page.py", "--lang", lang, "--on", "2026-11-22")
    folded = " ".join(page.split())
    for sentence in sentences:
        assert sentence in folded


def test_the_page_answers_for_days_without_a_list() -> None:
    assert "ODA-Länder im Bezugsraum (0): keine" in run("the_page.py", "--on", "2030-01-01")
    assert "nicht dokumentiert" in run("the_page.py", "--on", "1990-01-01")


@pytest.mark.parametrize(("lang", "words"), [("de", "verletzte harte Regeln: 0"), ("en", "hard rules broken: 0")])
def test_the_cycle_is_planned_around_real_holidays_and_written_as_a_calendar(
    lang: str, words: str, tmp_path: Path
) -> None:
    target = tmp_path / "plan.ics"
    shown = run("plan_the_cycle.py", "--on", "2026-11-22", "--lang", lang, "--steps", "100000", "--ics", str(target))
    assert words in shown
    series = ("rk-afrika-2028", "rk-afrika-2031", "rk-lateinamerika-2027", "rk-asien-2029", "rk-osteuropa-2029")
    content = target.read_text("utf-8")
    for occurrence in series:
        assert f"UID:{occurrence}-planned@kommunal-partner.invalid" in content
    assert content.count("BEGIN:VEVENT") > 20


def test_three_partnerships_are_checked_against_every_programme(tmp_path: Path) -> None:
    table = tmp_path / "funding.csv"
    shown = " ".join(run("funding.py", "--on", "2026-11-22", "--csv", str(table)).split())
    assert "Berlin – Windhoek (Namibia): beantragt: 120000 Euro, 30 Monate" in shown
    assert "ausgeschlossen: ORTAK" in shown
    assert "ja:" not in shown
    assert len(table.read_text("utf-8-sig").splitlines()) == 1 + 3 * 18
    assert "to be found out" in run("funding.py", "--on", "2024-06-01", "--lang", "en")


def test_invitations_are_drawn_up_for_a_conference_and_a_round_table(tmp_path: Path) -> None:
    table = tmp_path / "invitations.csv"
    shown = run("invitations.py", "--on", "2026-11-22", "--csv", str(table))
    assert "erwartet vom 25.07.2028 bis 23.10.2028" in shown
    assert "noch zu klären: 65" in shown
    assert "noch zu klären: 24" in shown
    assert shown.count("Nachgeprüft: 0 Verstöße") == 2
    assert len(table.read_text("utf-8-sig").splitlines()) == 1 + 409 + 24
    assert "Checked again: 0 violations" in run("invitations.py", "--on", "2019-05-01", "--lang", "en")
