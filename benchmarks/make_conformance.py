"""Write the conformance kit: hostile pairs of a country's code and a day, with the answers of the library.

A port to SQL, R or JavaScript proves itself on it. Run it when the DAC list changes; a test holds it current.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from kommunal_partner.adapters.to_frames._stretches import AMBIGUOUS, Stretches, cases, read_code
from kommunal_partner.countries import country, known_codes
from kommunal_partner.errors import AmbiguousCountry
from kommunal_partner.facts import load_facts

TARGET = Path(__file__).parents[1] / "src" / "kommunal_partner" / "testing" / "tables" / "oda_conformance.csv"
COLUMNS = ("row", "country", "day", "oda_eligible", "oda_group", "oda_list", "oda_reason")
ROWS = 2_000

HOSTILE = (
    "ſDN", "ıD", "CHL", "chl", "cHl", "ＣＨＬ", "CHL\u200b", "\ufeffCHL", " CHL", "CHL ", "C HL",
    "CH-L", "Chile", "CHİ", "ẞL", "", " ", "-", "NA", "N/A", "null", "None", "nan", "XK", "XKX",
    "KOS", "UK", "EL", "EU", "SU", "CS", "YU", "AN", "TP", "ZR", "152", "434", "891", "0", "00",
    "CL.", "CL;", "'CL'", "ÇIV", "CIV", "CIV", "СHL", "ΤZΑ", "🇨🇱", "ＤＥ", "de", "DÉ",
)  # fmt: skip


def days(stretches: Stretches) -> list[date | None]:
    turns = stretches.turns
    around = [day + timedelta(days=step) for day in turns for step in (-1, 0, 1)]
    far = [
        date(1, 1, 1),
        date(1900, 2, 28),
        date(1995, 12, 31),
        date(2026, 12, 31),
        date(2027, 1, 1),
        date(9999, 12, 31),
    ]
    return [*around, *far, date(2004, 2, 29), None]


def pairs(stretches: Stretches) -> Iterator[tuple[str | None, date | None]]:
    rng = random.Random(20260101)
    asked = days(stretches)
    codes = sorted(known_codes())
    texts: list[str | None] = [*HOSTILE * 5, *[None] * 20]
    for code in codes:
        one = country(code)
        texts += [one.alpha3, one.alpha2, rng.choice(list(cases([one.alpha3]))), rng.choice(list(cases([one.alpha2])))]
    changing = sorted({change.country for change in load_facts().oda.changes(load_facts().oda.horizon)})
    for code in changing:
        for day in load_facts().oda.turning_days(code)[:4]:
            yield code, day
            yield code, day - timedelta(days=1)
    while True:
        yield rng.choice(texts), rng.choice(asked)


def answer(stretches: Stretches, text: str | None, day: date | None) -> tuple[object, ...]:
    if text is None:
        return None, None, None, "NO_COUNTRY"
    if day is None:
        return None, None, None, "NO_DAY"
    try:
        found = read_code(stretches.register, text, "alpha", day)
    except AmbiguousCountry:
        return None, None, None, AMBIGUOUS
    return (None, None, None, "UNKNOWN_COUNTRY") if found is None else tuple(stretches.on_day(found, day))


def rows() -> Iterator[tuple[object, ...]]:
    stretches = Stretches(load_facts().oda, "undecided")
    for number, (text, day) in zip(range(1, ROWS + 1), pairs(stretches), strict=False):
        yield (number, text, day, *answer(stretches, text, day))


def cell(value: object) -> str:
    """Null is `\\\\N`, as databases write it: an empty text is another thing."""
    if value is None:
        return "\\N"
    return str(value).lower() if isinstance(value, bool) else str(value)


def main() -> None:
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n", quoting=csv.QUOTE_MINIMAL)
        writer.writerow(COLUMNS)
        writer.writerows([[cell(value) for value in row] for row in rows()])
    print(TARGET.name, ROWS)


if __name__ == "__main__":
    main()
