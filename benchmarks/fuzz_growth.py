"""How the time of every reader grows with the length of its input: `python benchmarks/fuzz_growth.py` (`make fuzz`).

Each is given an input of a length n, of 2 n and of 4 n. A reader whose time is linear takes 2 and 4 times as long; what
grows by the square takes 4 and 16 times as long, and lets a stranger's upload hang a server. Texts beyond a limit are
refused; those that are measured here lie within.
"""

from __future__ import annotations

import contextlib
import io
import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from time import process_time
from typing import Any, NamedTuple

from hostile_inputs import EXTRACT, GV_LINES

import kommunal_partner.facts
from kommunal_partner.adapters.from_gv100ad import read_extract, read_register
from kommunal_partner.adapters.from_ical import read_calendar, read_days
from kommunal_partner.adapters.from_json import from_json
from kommunal_partner.adapters.from_tables import read_participants, read_partnerships
from kommunal_partner.adapters.to_json import to_json
from kommunal_partner.countries import find_countries, find_country
from kommunal_partner.errors import KommunalPartnerError
from kommunal_partner.facts import Facts, load_facts
from kommunal_partner.fuzzy_dates import FuzzyDate, read, read_english, read_german
from kommunal_partner.keys import parse_ags, parse_ars, parse_key, parse_kreis, parse_land
from kommunal_partner.partnerships import Partnership
from kommunal_partner.spans import Span

LISTINGS = Path(kommunal_partner.facts.__file__).with_name("tables") / "oda_listings.csv"
MEASURABLE = 0.02  # seconds; what takes less is repeated


class Growing(NamedTuple):
    """A reader, the shortest length that is measured, and what makes an input of a length."""

    name: str
    size: int
    make: Callable[[int], Any]
    read: Callable[[Any], object]


def partnerships(size: int) -> bytes:
    rows = [f"Ulm;Stadt {n}n (Ghana);{1950 + n % 70};Wasser;bestehend" for n in range(size)]
    return "\n".join(["Kommune;Partnerstadt;seit;Themen;Status", *rows]).encode()


def one_pair(size: int) -> bytes:
    rows = [f"Ulm;Kaya;Ghana;{date(1950, 1, 1) + timedelta(days=n)};Kontakt" for n in range(size)]
    return "\n".join(["Kommune;Partnerstadt;Land;seit;Art", *rows]).encode()


def many_partners(size: int) -> bytes:
    return f"Kommune;Partnerstadt\nUlm;{' und '.join(f'Kaya {n}' for n in range(size))}".encode()


def long_cell(size: int) -> bytes:
    return f"Kommune;Partnerstadt\nUlm;{('Kaya (' * size)[:size]}".encode()


def workbook(size: int) -> bytes:
    from openpyxl import Workbook

    made, file = Workbook(), io.BytesIO()
    made.worksheets[0].append(["Kommune", "Partnerstadt", "Land"])
    for n in range(size):
        made.worksheets[0].append(["Ulm", f"Stadt {n}n", "Ghana"])
    made.save(file)
    return file.getvalue()


def guests(size: int) -> bytes:
    return "\n".join(["ID;Kommune;Sprachen", *(f"a{n};Ulm;de, en" for n in range(size))]).encode()


def events(size: int, more: str = "") -> bytes:
    days = [f"UID:{n}\r\nDTSTART;VALUE=DATE:2027{1 + n % 12:02}{1 + n % 28:02}{more}" for n in range(size)]
    body = "\r\n".join(f"BEGIN:VEVENT\r\n{day}\r\nEND:VEVENT" for day in days)
    return f"BEGIN:VCALENDAR\r\n{body}\r\nEND:VCALENDAR\r\n".encode()


def rules(size: int) -> bytes:
    return events(size, "\r\nRRULE:FREQ=WEEKLY;COUNT=9")


def folds(size: int) -> bytes:
    return events(1, "\r\nDESCRIPTION:x" + "\r\n x" * size)


def days(size: int) -> bytes:
    return "\n".join(["first,last,name,kind", *(f"2027-05-10,2027-05-12,T{n},blocked" for n in range(size))]).encode()


def register(size: int) -> bytes:
    *heads, town = GV_LINES
    towns = [f"{town[:15]}{n:03}{town[18:]}" for n in range(size)]
    return "\n".join([*heads, *towns]).encode("latin-1")


def extract(size: int) -> bytes:
    *heads, town = EXTRACT
    return "\n".join([*heads, *(town.replace(";000;", f";{n:03};") for n in range(size))]).encode()


def document(size: int) -> str:
    return to_json(tuple(load_facts().partnerships.values())[:size])


def listings(size: int) -> bytes:
    head, *rows = LISTINGS.read_bytes().splitlines()
    return b"\n".join([head, *rows[:size], b""])


def from_folder(table: bytes) -> Facts:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / LISTINGS.name).write_bytes(table)
        return Facts.from_directory(folder, base=load_facts())


def names(size: int) -> list[str]:
    return [f"Ghanna {n}" for n in range(size)]


def words(size: int) -> str:
    return ("Nieder Ober Unter " * size)[:size]


def figures(size: int) -> str:
    return ("1/2-" * size)[:size]


def all_growing() -> list[Growing]:
    towns = load_facts().municipalities

    def read_list(content: bytes) -> object:
        return read_partnerships(content, municipalities=towns)

    def read_dates(content: bytes) -> object:
        return read_calendar(content, Span.years(2027, 2028), name="x")

    return [
        Growing("read_partnerships: rows of a CSV", 500, partnerships, read_list),
        Growing("read_partnerships: rows of a workbook", 500, workbook, read_list),
        Growing("read_partnerships: rows about one pair", 200, one_pair, read_list),
        Growing("read_partnerships: partners in a cell", 40, many_partners, read_list),
        Growing("read_partnerships: characters of a cell", 4_000, long_cell, read_list),
        Growing(
            "read_participants: rows", 500, guests, lambda content: read_participants(content, municipalities=towns)
        ),
        Growing("read_calendar: events", 200, events, read_dates),
        Growing("read_calendar: rules", 100, rules, read_dates),
        Growing("read_calendar: folds of a line", 200_000, folds, read_dates),
        Growing("read_days: lines", 1_000, days, lambda content: read_days(content, name="x")),
        Growing("read_register: municipalities", 200, register, read_register),
        Growing("read_extract: municipalities", 200, extract, read_extract),
        Growing("from_json: partnerships", 150, document, lambda text: from_json(text, tuple[Partnership, ...])),
        Growing("Facts.from_directory: lines", 75, listings, from_folder),
        Growing("find_countries: names", 500, names, find_countries),
        Growing("find_country: characters", 50, words, find_country),
        Growing("municipalities.find: characters", 50, words, towns.find),
        Growing("municipalities.identify: characters", 50, words, towns.identify),
        *(
            Growing(f"{one.__name__}: characters", 50, figures, one)
            for one in (parse_key, parse_ags, parse_ars, parse_kreis, parse_land)
        ),
        Growing("FuzzyDate.parse: characters", 50, figures, FuzzyDate.parse),
        *(Growing(f"{one.__name__}: characters", 25, figures, one) for one in (read_german, read_english, read)),
    ]


def seconds_for(one: Growing, length: int) -> float:
    """Seconds of the processor for a reading, the best of five."""
    given, best = one.make(length), float("inf")
    for _ in range(5):
        calls, start, spent = 0, process_time(), 0.0
        while spent < MEASURABLE:
            with contextlib.suppress(KommunalPartnerError):
                one.read(given)
            calls, spent = calls + 1, process_time() - start
        best = min(best, spent / calls)
    return best


def outcome(one: Growing) -> str:
    """Whether the longest input is read, or how it is refused."""
    try:
        one.read(one.make(4 * one.size))
    except KommunalPartnerError as error:
        return type(error).__name__
    return "read"


def main() -> None:
    print("seconds for a length n, and how many times as long for 2 n and for 4 n (linear: 2 and 4)")
    for one in all_growing():
        first, second, fourth = (seconds_for(one, one.size * factor) for factor in (1, 2, 4))
        ratios = f"{second / first:5.2f} {fourth / first:6.2f}"
        print(f"{first:9.6f}  n = {one.size:5} {ratios}  {one.name} ({outcome(one)})", flush=True)


if __name__ == "__main__":
    main()
