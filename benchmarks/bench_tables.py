"""How fast a table of partnerships is read: `python benchmarks/bench_tables.py`.

A list of 10,000 partnerships is made by a seeded draw from the shipped municipalities and partner places, in the form
that such lists have: names and keys at home, place and country abroad, form, year, themes, goals, source and a note of
its own in every fifth row. It is read by csv.DictReader alone, which gives dictionaries of texts, and by ours, which
gives checked partnerships; and once more with names only and countries as people write them. The best of several
rounds counts. Goal: less than 25 times the time of csv.DictReader.
"""

from __future__ import annotations

import csv
import io
import random

from timing import against, ratio

from kommunal_partner.adapters.from_tables import read_partnerships
from kommunal_partner.facts import load_facts

GOAL = 25
ROWS = 10_000
FORMS = ["Städtepartnerschaft", "Projektpartnerschaft", "F", "Kontakt", "Klimapartnerschaft; Projektpartnerschaft"]
SINCE = ["", "1992/93", "seit 1967", "27. September 1963", "03.10.1990", "2011-07", "1988", "2018", "Herbst 2018"]
THEMES = ["", "Wasser; Abfall", "Kultur", "Klimaanpassung; Stadtplanung", "Schulen"]
HEADER = "id;Kommune;AGS;Bundesland;Partnerkommune;Land;Art;Status;seit;Themen;SDG;Quelle;Stand;Bemerkung"


def table(*, keys: bool, seed: int = 11) -> bytes:
    """A made-up list as a semicolon CSV."""
    draw = random.Random(seed)
    facts = load_facts()
    homes = sorted({unit for one in facts.partnerships.values() for unit in one.german_units}, key=lambda unit: unit.id)
    abroad = sorted(
        {unit for one in facts.partnerships.values() for unit in one.foreign_units}, key=lambda unit: unit.id
    )
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";")
    writer.writerow(HEADER.split(";"))
    pairs = [(home, unit) for home in homes for unit in abroad]
    for number, (home, unit) in enumerate(draw.sample(pairs, ROWS), 1):
        key = home.keys[0].value if home.keys and keys else ""
        land = home.state.name("de") if home.state is not None else ""
        place = [unit.name, unit.country.alpha3] if keys else [f"{unit.name} ({unit.country.name('de')})", ""]
        note = f"Beschluss {number}" if number % 5 == 0 else ""
        goals = draw.choice(["", "11", "4; 6", "13"])
        source = f"https://example.org/liste/{draw.randrange(200)}"
        row = [number, home.name, key, land, *place, draw.choice(FORMS), "bestehend", draw.choice(SINCE)]
        writer.writerow([*row, draw.choice(THEMES), goals, source, draw.choice(["2017", "2023"]), note])
    return file.getvalue().encode("utf-8")


def main() -> None:
    register = load_facts().municipalities
    for title, content in (("keys and codes", table(keys=True)), ("names only", table(keys=False))):
        reading = read_partnerships(content, municipalities=register)
        counts = f"{len(reading.lines):,} rows, {len(reading.rows):,} read, {len(reading.errors)} errors"
        print(f"{title}: {counts}, {len(content) / 1e6:.1f} MB")
        ours, bare, _, _ = against(
            lambda content=content: read_partnerships(content, municipalities=register),
            lambda content=content: list(csv.DictReader(io.StringIO(content.decode("utf-8")), delimiter=";")),
        )
        print(f"  csv.DictReader {bare:7.3f} s")
        print(f"  ours           {ours:7.3f} s   {ours / bare:.1f} times as long (goal: below {GOAL})")
        ratio(f"read_partnerships, {title}", "csv.DictReader", ours, bare, goal=GOAL)


if __name__ == "__main__":
    main()
