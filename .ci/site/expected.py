"""What the library says in Python to drawn questions and to the lists of a folder, as JSON for the tests of the page.

`python expected.py SEED FOLDER` writes it; answers come from the public functions alone, not from what the page calls.
"""  # noqa: INP001 - because it is run by its path

from __future__ import annotations

import io
import json
import random
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from kommunal_partner.adapters.from_tables import read_partnerships
from kommunal_partner.adapters.to_tables import write_csv
from kommunal_partner.countries import country, find_country
from kommunal_partner.eligibility import assess_country
from kommunal_partner.errors import KommunalPartnerError
from kommunal_partner.facts import load_facts
from kommunal_partner.schedule import state

COUNTRY_QUESTIONS = 40
SERIES_QUESTIONS = 10
FIRST, LAST = date(1995, 1, 1), date(2028, 12, 31)
FIRST_LIST, LAST_LIST = date(1996, 1, 1), date(2026, 12, 31)
HARD = ("Kongo", "Kenja", "DEU", "Kosovo", "Zaire", "Serbien und Montenegro", "Türkei", "Republik Korea")


def country_questions(drawn: random.Random) -> Iterator[dict[str, object]]:
    """Names and codes in both languages, on days around and beyond the lists, and what is refused."""
    facts = load_facts()
    codes = sorted({row.country for row in facts.oda.listings} | {"DEU", "RUS", "KOR"})
    for number in range(COUNTRY_QUESTIONS):
        lang = ("de", "en")[number % 2]
        chosen = country(drawn.choice(codes))
        text = (
            HARD[number] if number < len(HARD) else drawn.choice([chosen.name("de"), chosen.name("en"), chosen.alpha3])
        )
        on = FIRST + timedelta(days=drawn.randrange((LAST - FIRST).days))
        asked = {"lang": lang, "country": text, "on": on.isoformat()}
        try:
            verdict = assess_country(facts, find_country(text), on=on)
        except KommunalPartnerError as error:
            yield {**asked, "refused": error.text(lang)}
        else:
            yield {**asked, "answer": verdict.answer.value, "sentence": verdict.text(lang), "code": verdict.code}


def series_questions(drawn: random.Random) -> Iterator[dict[str, object]]:
    """Series on days, known and to come."""
    series = load_facts().series
    for number in range(SERIES_QUESTIONS):
        lang = ("de", "en")[number % 2]
        chosen = series[drawn.choice(sorted(series))]
        on = date(2012, 1, 1) + timedelta(days=drawn.randrange(6000))
        found = state(chosen, on=on)
        asked = {"lang": lang, "series": chosen.id, "on": on.isoformat()}
        following = None if found.next is None else found.next.when.text(lang)
        yield {**asked, "phase": found.phase.value, "sentence": found.why.text(lang), "next": following}


def recipients(drawn: random.Random) -> Iterator[dict[str, object]]:
    """Who is a yes on days of change and on drawn ones, each with the group of its own entry or None."""
    oda = load_facts().oda
    codes = sorted({row.country for row in oda.listings} | {row.country for row in oda.coverage})
    days = [date(2004, 12, 31), date(2005, 1, 1), date(2017, 12, 31), date(2018, 1, 1)]
    days += [FIRST_LIST + timedelta(days=drawn.randrange((LAST_LIST - FIRST_LIST).days)) for _ in range(4)]
    for on in days:
        groups = {code: oda.group(code, on=on) for code in codes if assess_country(oda, code, on=on).is_yes}
        yield {"on": on.isoformat(), "groups": {code: group and group.value for code, group in groups.items()}}


def lists(folder: Path, lang: str = "de") -> Iterator[dict[str, object]]:
    """Every list of the folder that is one of partnerships: its problems and the file to take home."""
    for path in sorted(one for one in folder.iterdir() if one.suffix in (".csv", ".xlsx")):
        try:
            reading = read_partnerships(path, municipalities=load_facts().municipalities)
        except KommunalPartnerError as error:
            yield {"path": str(path), "refused": error.text(lang)}
            continue
        checked = io.BytesIO()
        write_csv(reading.values, checked, lang=lang)
        problems = [
            [str(one.line), one.column or "–", one.value or "–", one.severity.text(lang), one.reason.text(lang)]
            for one in reading.problems
        ]
        counts = [len(reading.lines), len(reading.values)]
        yield {"path": str(path), "counts": counts, "problems": problems, "checked": checked.getvalue().decode("utf-8")}


def main() -> None:
    """Write everything."""
    drawn = random.Random(int(sys.argv[1]))  # noqa: S311 - because questions are drawn, not secrets
    folder = Path(sys.argv[2])
    told = {
        "country": list(country_questions(drawn)),
        "series": list(series_questions(drawn)),
        "recipients": list(recipients(drawn)),
        "lists": list(lists(folder)) if folder.is_dir() else [],
    }
    sys.stdout.write(json.dumps(told, ensure_ascii=False))


if __name__ == "__main__":
    main()
