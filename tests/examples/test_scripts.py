"""The examples run, and say what they are meant to say."""

from __future__ import annotations

import csv
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


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
                "nein: Chile steht am 01.01.2018 nicht auf der Liste der ODA-Empfänger",
                "Erwartet, ohne Beleg: 2026 (unsicher)",
            ],
        ),
        (
            "en",
            [
                "Africa partnership conference",
                "Round table Argentina",
                "Doubtful (1): Sudan",
                "on 2017-12-31",
                "no: Chile is not on the list of ODA recipients on 2018-01-01",
            ],
        ),
    ],
)
def test_the_page_is_computed_in_both_languages(lang: str, sentences: list[str]) -> None:
    page = run("the_page.py", "--lang", lang, "--on", "2026-11-22")
    folded = " ".join(page.split())
    for sentence in sentences:
        assert sentence in folded


def test_the_page_shows_what_was_known_then() -> None:
    then = run("the_page.py", "--lang", "de", "--on", "2018-01-01")
    assert "19. bis 21. Oktober 2016, Erfurt" in then
    for later in ("Hannover", "Dresden", "Gießen", "Solingen", "2024-09-04", "Köln"):
        assert later not in then
    assert "Stand: erloschen" not in then.partition("Nicaragua\n")[2].partition("Ein Fall")[0]
    assert "Zweifelhaft (16): Benin" in then  # the round table of 2017 was one of Burkina Faso and West Africa
    assert "Veranstaltung November" not in then


@pytest.mark.parametrize("script", ["the_page.py", "invitations.py", "funding.py"])
def test_german_output_carries_no_english_and_no_name_of_an_enum(script: str) -> None:
    shown = run(script, "--lang", "de", "--on", "2026-11-29")
    words = set(re.findall(r"[A-Za-z_]+", shown))
    assert words.isdisjoint({"the", "and", "not", "held", "seen", "feasible", "optimal", "application", "outline"})
    assert not [word for word in words if word.isupper() and "_" in word]


def test_the_page_answers_for_days_without_a_list() -> None:
    assert "ODA-Länder im Bezugsraum (0): keine" in run("the_page.py", "--on", "2030-01-01")
    assert "nicht dokumentiert" in run("the_page.py", "--on", "1990-01-01")


@pytest.mark.parametrize(("lang", "words"), [("de", "verletzte harte Regeln: 0"), ("en", "hard rules broken: 0")])
def test_the_cycle_is_planned_around_real_holidays_and_written_as_a_calendar(
    lang: str, words: str, tmp_path: Path
) -> None:
    for needed in ("holidays", "icalendar"):
        import_module(needed)  # so that it is named where it is missing
    target = tmp_path / "plan.ics"
    shown = run("plan_the_cycle.py", "--on", "2026-11-22", "--lang", lang, "--steps", "100000", "--ics", str(target))
    assert words in shown
    series = ("rk-afrika-2028", "rk-afrika-2031", "rk-lateinamerika-2027", "rk-asien-2029", "rk-osteuropa-2029")
    content = target.read_text("utf-8")
    for occurrence in series:
        assert f"UID:{occurrence}-expected@kommunal-partner.invalid" in content
    assert content.count("BEGIN:VEVENT") < 12
    assert "erloschener" not in shown
    assert not re.search(r"\bDE-[A-Z]{2}\b|\br[kt]-[a-z]", shown)  # names, no codes and no ids


def test_three_partnerships_are_checked_against_every_programme(tmp_path: Path) -> None:
    table = tmp_path / "funding.csv"
    shown = " ".join(run("funding.py", "--on", "2026-11-22", "--csv", str(table)).split())
    assert "Berlin – Windhoek (Namibia) beantragt 120.000 Euro für 30 Monate" in shown
    assert "ausgeschlossen: Kommunales Corona-Solidarpaket" in shown
    assert "ja:" not in shown
    assert len(table.read_text("utf-8-sig").splitlines()) == 1 + 3 * 19
    assert "to be found out" in run("funding.py", "--on", "2024-06-01", "--lang", "en")


INVITATIONS = {
    ("de", "2026-11-22"): [
        "erwartet vom 25.07.2028 bis 23.10.2028",
        "eingeladen, Stand der Beziehung zu bestätigen: 29",
        "Der Stand der Beziehung ist zu bestätigen: bestehend, so zuletzt gesehen 2017.",
        "gibt es noch nicht; genommen ist die letzte bekannte (DAC-Liste 2026, gültig bis 31.12.2026).",
        "noch offen: 31",
        "gilt sie als erloschen",
    ],
    ("en", "2026-11-22"): ["invited, stage to be confirmed: 29", "it counts as lapsed", "does not include Argentina"],
    ("en", "2019-05-01"): [],
}


@pytest.mark.parametrize(("options", "sentences"), INVITATIONS.items())
def test_invitations_are_drawn_up_for_a_conference_and_a_round_table(
    options: tuple[str, str], sentences: list[str], tmp_path: Path
) -> None:
    lang, day = options
    table = tmp_path / "invitations.csv"
    page = " ".join(run("invitations.py", "--lang", lang, "--on", day, "--csv", str(table)).split())
    assert [sentence for sentence in sentences if sentence not in page] == []
    assert page.count({"de": "Nachgeprüft: 0 Verstöße", "en": "Checked again: 0 violations"}[lang]) == 2
    assert len(table.read_text("utf-8-sig").splitlines()) == 1 + 737 + 31


def test_what_was_seen_can_be_carried_on_and_the_list_comes_as_a_table(tmp_path: Path) -> None:
    table = tmp_path / "invitations.csv"
    options = ("--lang", "en", "--on", "2026-11-22", "--seen-within", "5", "--total", "12", "--csv", str(table))
    shown = run("invitations.py", *options)
    assert "waiting: " in shown
    assert "that it stayed so is assumed, for 5 years at most" in table.read_text("utf-8-sig")
    with table.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=","))
    afrika = [row for row in rows if row["series"] == "rk-afrika"]
    assert len(afrika) == 737
    assert [row["place"] for row in afrika if row["standing"].startswith("invited")] == [str(n) for n in range(1, 13)]
    assert all(row["reasons"] for row in rows)


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
                "07233004 ist der Schlüssel von Berlingen, nicht von „Berlin“",
                "Fehler: 4, Warnungen: 6, Hinweise: 1",
            ],
        ),
        ("en", ["similar: Köln", "no partner is given", "errors: 4, warnings: 6, notes: 1"]),
    ],
)
def test_the_messy_list_becomes_partnerships_and_a_report(lang: str, sentences: list[str]) -> None:
    shown = run("messy_list.py", "--lang", lang)
    assert [sentence for sentence in sentences if sentence not in shown] == []
