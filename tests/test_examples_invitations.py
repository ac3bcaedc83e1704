"""The examples of invitations and funding say what they are meant to say, in both languages and as tables."""

from __future__ import annotations

import csv
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
    return " ".join(done.stdout.split())


@pytest.mark.parametrize(
    ("lang", "sentences"),
    [
        ("de", ["eingeladen: 0", "Zu klären ist der Stand der Beziehung", "gilt sie als erloschen", "Nachgeprüft: 0 Verstöße"]),
        ("en", ["invited: 0", "it counts as lapsed", "does not include Argentina", "Checked again: 0 violations"]),
    ],
)  # fmt: skip
def test_what_was_seen_years_ago_must_be_found_out_again(lang: str, sentences: list[str]) -> None:
    page = run("invitations.py", "--lang", lang, "--on", "2026-11-22")
    assert [sentence for sentence in sentences if sentence not in page] == []


def test_what_was_seen_can_be_carried_on_and_the_list_comes_as_a_table(tmp_path: Path) -> None:
    table = tmp_path / "invitations.csv"
    page = run(
        "invitations.py",
        "--lang",
        "en",
        "--on",
        "2026-11-22",
        "--seen-within",
        "5",
        "--total",
        "12",
        "--csv",
        str(table),
    )
    assert "invited: 12" in page
    assert "is taken to go on for 5 more years" in table.read_text("utf-8-sig")
    with table.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=","))
    afrika = [row for row in rows if row["series"] == "rk-afrika"]
    assert len(afrika) == 409
    assert [row["place"] for row in afrika if row["standing"] == "invited"] == [str(n) for n in range(1, 13)]
    assert all(row["reasons"] for row in rows)
