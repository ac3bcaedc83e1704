"""Hostile inputs against every reader: `python benchmarks/fuzz_inputs.py [--minutes N] [--target NAME]` (`make fuzz`).

Inputs are drawn with a seed from `hostile_inputs.py`. Each must end in rows and problems that account for every line,
in a model, or in one of the library's own errors; within four seconds, and a small multiple of its size in memory.
Anything else is printed with what draws it again. How time grows with length is measured by `fuzz_growth.py`.

Minutes are those of the processor; they are shared out over the targets by weight. Without them, `--count` inputs are
read.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import tracemalloc
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from time import process_time
from typing import Any, NamedTuple

from hostile_inputs import (
    HEADERS,
    any_calendar,
    any_csv,
    any_date,
    any_days,
    any_document,
    any_excel,
    any_extract,
    any_register,
    any_sheet,
    any_table_of_facts,
    any_text,
    misspelt,
    workbook,
)

import kommunal_partner.facts
from kommunal_partner.adapters.from_gv100ad import read_extract, read_register
from kommunal_partner.adapters.from_ical import read_calendar, read_days
from kommunal_partner.adapters.from_json import from_json
from kommunal_partner.adapters.from_tables import Reading, Severity, read_participants, read_partnerships
from kommunal_partner.adapters.to_json import to_json
from kommunal_partner.countries import country_names, find_countries, find_country
from kommunal_partner.errors import KommunalPartnerError
from kommunal_partner.facts import Facts, load_facts
from kommunal_partner.fuzzy_dates import FuzzyDate, read, read_english, read_german
from kommunal_partner.keys import parse_ags, parse_ars, parse_key, parse_kreis, parse_land
from kommunal_partner.municipalities import GermanUnit
from kommunal_partner.oda import OdaList
from kommunal_partner.partnerships import Partnership
from kommunal_partner.programmes import Programme
from kommunal_partner.series import EventSeries
from kommunal_partner.spans import Span

SEED = 20_261_122
SECONDS = 4.0  # for one input, on a busy machine: 20,000 occurrences of a calendar take two to three
MEMORY = 48 * 2**20  # bytes beyond which an input of at most 100 kB has no business
WATCHED = 50  # one input in so many is watched for memory, which is slow
TABLES = Path(kommunal_partner.facts.__file__).with_name("tables")
# Those that are read in a few milliseconds: each of another group, or of another kind.
SMALL_TABLES = ("oda_events.csv", "oda_lists.csv", "series.csv", "editions.csv", "regions.csv", "programmes.csv")


class Target(NamedTuple):
    """A reader under fire: its weight among all, what draws an input, what reads it."""

    name: str
    weight: int
    draw: Callable[[random.Random], Any]
    read: Callable[[Any], object]


class Folder(NamedTuple):
    """A table of facts by itself, to be laid into a folder."""

    table: str
    content: bytes


def accounted(reading: Reading[Any]) -> None:
    """Every line with content is in a row or in an error; and the reports can be written."""
    told = {row.line for row in reading.rows} | {one.line for one in reading.problems if one.severity is Severity.ERROR}
    assert set(reading.lines) == told, f"{sorted(set(reading.lines) ^ told)} are not accounted for"
    assert reading.report("de")
    assert reading.report("en")


# ── the targets ──────────────────────────────────────────────────────────────────────────────────────────────────────


@cache
def targets() -> tuple[Target, ...]:
    facts, whole = load_facts(), workbook()
    register = facts.municipalities
    register.find("Ulm")  # reads the register, which is not to be blamed on an input

    def partnerships(content: object) -> None:
        accounted(read_partnerships(content, municipalities=register))

    def participants(content: object) -> None:
        accounted(read_participants(content, municipalities=register))

    def some_rows(draw: random.Random) -> object:
        header = ["Kommune", "Partnerstadt", *draw.sample(HEADERS, 4)]
        values = [any_text(draw), None, 1.5, float("nan"), 10**5000, b"x", True, object(), ["a"], any_text(draw)]
        return [{name: draw.choice(values) for name in header} for _ in range(draw.randrange(4))]

    tables = {name: (TABLES / name).read_bytes() for name in SMALL_TABLES}

    def some_folder(draw: random.Random) -> Folder:
        name = draw.choice(SMALL_TABLES)
        return Folder(name, any_table_of_facts(draw, tables[name]))

    def calendar(content: object) -> object:
        return read_calendar(content, Span.years(2027, 2028), name="x")

    found = [
        Target("read_partnerships, CSV", 26, any_csv, partnerships),
        Target("read_partnerships, rows", 8, some_rows, partnerships),
        Target("read_partnerships, Excel", 2, lambda draw: any_excel(draw, whole), partnerships),
        Target("read_partnerships, sheet", 6, lambda draw: any_sheet(draw, whole), partnerships),
        Target("read_participants, CSV", 12, any_csv, participants),
        Target("read_participants, rows", 4, some_rows, participants),
        Target("read_participants, sheet", 4, lambda draw: any_sheet(draw, whole), participants),
        Target("read_calendar", 16, any_calendar, calendar),
        Target("read_days", 4, any_days, lambda content: read_days(content, name="x")),
        Target("read_register", 6, any_register, read_register),
        Target("read_extract", 4, any_extract, read_extract),
        Target("read_extract, sheet", 2, lambda draw: any_sheet(draw, whole), read_extract),
        Target("Facts.from_directory", 2, some_folder, from_folder),
        Target("find_countries", 4, lambda draw: [any_text(draw), None, 3.5], find_countries),
        Target("municipalities.find", 3, any_text, register.find),
        Target("municipalities.identify", 3, any_text, register.identify),
    ]
    for kind, documents in documents_by_kind(facts).items():
        found.append(
            Target(
                f"from_json, {kind.__name__}",
                3,
                lambda draw, documents=documents: any_document(draw, documents),  # type: ignore[misc]  # because it binds
                lambda text, kind=kind: from_json(text, kind),  # type: ignore[misc]  # as above
            )
        )
    names = [name.name for name in country_names()]
    units = [unit for unit in register.values() if isinstance(unit, GermanUnit)]
    keys = [key.value for unit in units for key in unit.keys]
    words: dict[Callable[[random.Random], str], tuple[Callable[..., Any], ...]] = {
        lambda draw: misspelt(draw.choice(names), draw): (find_country,),
        lambda draw: misspelt(draw.choice(keys), draw): (parse_key, parse_ags, parse_ars, parse_kreis, parse_land),
        any_date: (read_german, read_english, read, FuzzyDate.parse),
    }
    for near, readers in words.items():
        found.extend(Target(f"one word, {reader.__name__}", 5, either(near), again(reader)) for reader in readers)
    return tuple(found)


def either(near: Callable[[random.Random], str]) -> Callable[[random.Random], str]:
    """Every other input is nearly what the reader reads, the others are anything."""
    return lambda draw: near(draw) if draw.random() < 0.5 else any_text(draw)


def again(reader: Callable[..., Any]) -> Callable[[str], None]:
    """Read it, and what was read once more from its own words: no other thing may come of it."""

    def read_twice(text: str) -> None:
        found = reader(text)
        if isinstance(found, FuzzyDate):
            assert FuzzyDate.parse(str(found)) == found, f"{found} is read as {FuzzyDate.parse(str(found))}"
        else:
            assert reader(str(found)) == found, f"{found} is read as {reader(str(found))}"

    return read_twice


def documents_by_kind(facts: Facts) -> dict[type, list[str]]:
    """Some good documents of each kind."""
    return {
        Partnership: [to_json(one) for one in list(facts.partnerships.values())[:40]],
        EventSeries: [to_json(one) for one in facts.series.values()],
        Programme: [to_json(one) for one in facts.programmes.values()],
        OdaList: [to_json(facts.oda.list_on(date(year, 5, 1))) for year in (1996, 2005, 2018)],
        Span: [to_json(Span.years(2018, 2020)), to_json(Span(date(2018, 1, 1)))],
    }


def from_folder(given: Folder) -> Facts:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / given.table).write_bytes(given.content)
        return Facts.from_directory(folder, base=load_facts())


# ── reading what is drawn ────────────────────────────────────────────────────────────────────────────────────────────


def one_input(target: Target, seed: int, number: int) -> str:
    """How an input ended; if otherwise than it may, an error that says what draws it again."""
    given = target.draw(random.Random(f"{seed} {target.name} {number}"))
    again = f"--target {target.name!r} --seed {seed} --first {number} --count 1"
    watched = number % WATCHED == 0
    if watched:
        tracemalloc.start()
    start = process_time()
    try:
        target.read(given)
        outcome, words = "read", "read"
    except KommunalPartnerError as error:
        outcome = type(error).__name__
        words = str(error)
    except Exception as error:
        raise AssertionError(f"{again}: {type(error).__name__}: {error}") from error
    finally:
        spent = process_time() - start
        peak = tracemalloc.get_traced_memory()[1] if watched else 0
        if watched:
            tracemalloc.stop()
    assert words, f"{again}: an error without words"
    assert spent < SECONDS * (10 if watched else 1), f"{again}: takes {spent:.1f} s"
    assert peak < MEMORY, f"{again}: takes {peak / 2**20:.0f} MiB"
    return outcome


def numbers(first: int, count: int | None, seconds: float | None) -> Iterator[int]:
    """Numbers from the first on: so many, or for so long."""
    end = None if seconds is None else process_time() + seconds
    number = first
    while (count is None or number < first + count) and (end is None or process_time() < end):
        yield number
        number += 1


def run(chosen: tuple[Target, ...], seed: int, first: int, count: int | None, seconds: float | None) -> int:
    """Read the inputs of all targets; gives how many failed."""
    weights = sum(target.weight for target in chosen)
    failed = 0
    for target in chosen:
        share = target.weight / weights
        start = process_time()
        ended: Counter[str] = Counter()
        some = None if count is None else max(1, round(count * share))
        for number in numbers(first, some, None if seconds is None else seconds * share):
            try:
                ended[one_input(target, seed, number)] += 1
            except AssertionError as problem:
                failed += 1
                print(f"FAILED {problem}")
        outcomes = ", ".join(f"{name} {times:,}" for name, times in ended.most_common())
        print(f"{ended.total():9,} in {process_time() - start:5.1f} s  {target.name}: {outcomes}", flush=True)
    return failed


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    asked.add_argument("--minutes", type=float, help="of the processor, shared out over the targets")
    asked.add_argument("--count", type=int, help="inputs, shared out over the targets (100,000 without --minutes)")
    asked.add_argument("--target", help="only the target of this name, or those whose names begin so")
    asked.add_argument("--seed", type=int, default=SEED)
    asked.add_argument("--first", type=int, default=0, help="the number of the first input of each target")
    given = asked.parse_args()
    chosen = tuple(one for one in targets() if given.target is None or one.name.startswith(given.target))
    chosen = tuple(one for one in chosen if one.name == given.target) or chosen
    if not chosen:
        asked.error(f"the targets are: {'; '.join(one.name for one in targets())}")
    count = given.count or (None if given.minutes else 100_000)
    failed = run(chosen, given.seed, given.first, count, given.minutes and 60 * given.minutes)
    if failed:
        sys.exit(f"{failed} inputs ended otherwise than they may")
    print("no input ended with a bare exception, in a hang, or with a hunger for memory")


if __name__ == "__main__":
    main()
