"""Makes the tables of municipalities from an edition of the official register.

`python benchmarks/make_register.py SOURCE [--as-of 2023-11-30 --population-on 2022-12-31 --source ID]` reads SOURCE and
writes `municipal_register.csv` (every unit, as published), `municipal_edition.csv` (its days and source) and
`municipalities.csv` (the units that hold partnerships, joined with what the register says of them) into
`src/kommunal_partner/facts/tables/`. SOURCE is a GV100AD file, or a CSV with the columns level, key, ars, name,
kind_code, seat, area_ha, population, postcode.

What stands in `municipalities.csv` before is kept: ids, coordinates, their sources, the confidence; the register's
name, kind, keys, seat, area, postcode and newer population win. A German unit that a row of `partnerships.csv` names
and no row of `municipalities.csv` has is added. Run it twice and nothing changes.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from kommunal_partner.adapters.from_gv100ad import read_register
from kommunal_partner.keys import LAENDER
from kommunal_partner.municipalities import KeyScheme, OfficialEdition, kind_of_code

TABLES = Path(__file__).resolve().parents[1] / "src" / "kommunal_partner" / "facts" / "tables"
HOME = TABLES / "municipalities.csv"
COLUMNS = (
    *("id", "name", "keys", "keys_seen", "older_keys", "older_keys_seen", "kind", "state", "parent"),
    *("population", "population_on", "population_sources", "area_ha", "postcode", "seat"),
    *("latitude", "longitude", "coordinate_sources", "coordinates_checked", "sources", "confidence"),
)
UNITS = ["key", "association", "name", "kind", "seat", "area_ha", "population", "postcode"]
SUMS = "-sums"

# The same municipality under another key, and units that were known without one, each looked up by hand.
RENUMBERED = {"03154010": "03154028", "03358022": "03358024"}
KEYS = {
    "de:verbandsgemeinde-hachenburg": "071435002",
    "de:verbandsgemeinde-kirchheimbolanden": "073335004",
    "de:verbandsgemeinde-nastaetten": "071415007",
}


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def write(path: Path, columns: Iterable[str], rows: Iterable[dict[str, Any]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(
            lines, list(columns), lineterminator="\n", extrasaction="ignore", restval="", quoting=csv.QUOTE_MINIMAL
        )
        writer.writeheader()
        writer.writerows(rows)


def official_rows(source: Path) -> Iterator[dict[str, str]]:
    """One row a unit, whatever the form of the source; a city only as a municipality."""
    rows = table(source) if source.suffix == ".csv" else gv100ad_rows(source)
    towns = {row["key"] for row in rows if row["level"] == "gemeinde"}
    for row in rows:
        repeated = {2: row["key"] + "000000", 5: row["key"] + "000"}.get(len(row["key"]), "")
        if repeated not in towns:
            yield row | {"kind": row["kind_code"], "association": row["ars"][5:9]}


def gv100ad_rows(source: Path) -> list[dict[str, str]]:
    return [
        {
            "level": unit.kind.level.value,
            "key": unit.keys[0].value,
            "ars": unit.key(KeyScheme.ARS) or "",
            "name": unit.name,
            "kind_code": unit.kind.code or "",
            "seat": unit.seat or "",
            "area_ha": "" if unit.area_ha is None else str(unit.area_ha),
            "population": "" if unit.population is None else str(unit.population.total),
            "postcode": unit.postcode or "",
        }
        for unit in read_register(source).units
    ]


def holders(official: dict[str, dict[str, str]], as_of: str, counted_on: str, source: str) -> list[dict[str, str]]:
    """The units that hold partnerships, joined with the register."""
    towns = {key for key in official if len(key) == len("01001000")}
    edition = OfficialEdition(date.fromisoformat(as_of), towns, {key for key in official if len(key) == len("031")})
    rows = {moved(row["id"]): row | {"older_keys": older(row)} for row in table(HOME)}
    for one in table(TABLES / "partnerships.csv"):
        for unit in (moved(one["german"]), moved(one["partner"])):
            if unit.removeprefix("de:") in official:
                new = {"coordinates_checked": "no", "confidence": "high", "sources": source}
                rows.setdefault(unit, dict.fromkeys(COLUMNS, "") | new)
    found = []
    for unit_id, row in rows.items():
        same = official.get(unit_id.removeprefix("de:"))
        new = row | {"id": unit_id}
        found.append(new if same is None else joined(new, same, edition, official, counted_on, source))
    return found


def moved(unit_id: str) -> str:
    """The id that the unit has now."""
    key = unit_id.removeprefix("de:")
    return f"de:{KEYS.get(unit_id) or RENUMBERED.get(key, key)}"


def older(row: dict[str, str]) -> str:
    return row["key"] if row.get("key") in RENUMBERED else row.get("older_keys", "")


def joined(
    row: dict[str, str],
    found: dict[str, str],
    edition: OfficialEdition,
    official: dict[str, dict[str, str]],
    counted_on: str,
    source: str,
) -> dict[str, str]:
    key, kind = found["key"], kind_of_code(found["kind"]) if found["kind"] else None
    if len(key) == len("01001000"):
        unit = edition.municipality(key, found["association"], found["name"], kind_of_code(found["kind"]))
    else:
        unit = edition.area(key, found["name"], kind, found["seat"])
    new = row | {
        "name": found["name"],
        "keys": " ".join(dated.value for dated in unit.keys),
        "keys_seen": str(edition.as_of),
        "older_keys_seen": row.get("older_keys_seen") or (row["population_on"] if row["older_keys"] else ""),
        "kind": unit.kind.value,
        "state": LAENDER[key[:2]].iso,
        "parent": unit.parent or "",
        "seat": found["seat"],
        "area_ha": found["area_ha"],
        "postcode": found["postcode"],
    }
    if found["population"]:
        new |= {"population": found["population"], "population_on": counted_on, "population_sources": source}
    elif row.get("population_sources", "").endswith(SUMS):
        members = (int(one["population"] or 0) for one in official.values() if inside(one["key"], key))
        new |= {"population": str(sum(members)), "population_on": counted_on, "population_sources": source + SUMS}
    old = new["sources"].split()
    new["sources"] = " ".join(dict.fromkeys([source, *old]))
    return new


def inside(ags: str, district: str) -> bool:
    return len(ags) == len("01001000") and ags.startswith(district)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("source", type=Path)
    arguments.add_argument("--as-of", default="2023-11-30")
    arguments.add_argument("--population-on", default="2022-12-31")
    arguments.add_argument("--source", dest="source_id", default="destatis-gvisys-2023-11-30")
    given = arguments.parse_args()
    official = {row["key"]: row for row in official_rows(given.source)}
    write(TABLES / "municipal_register.csv", UNITS, sorted(official.values(), key=lambda row: row["key"]))
    edition = {"as_of": given.as_of, "population_on": given.population_on, "complete": "yes"}
    edition |= {"sources": given.source_id, "confidence": "high"}
    write(TABLES / "municipal_edition.csv", edition, [edition])
    rows = holders(official, given.as_of, given.population_on, given.source_id)
    write(HOME, COLUMNS, sorted(rows, key=lambda row: row["id"]))
    partnerships = table(TABLES / "partnerships.csv")
    moved_rows = [
        row | {"german": moved(row["german"]) if row["german"].startswith("de:") else row["german"]}
        for row in partnerships
    ]
    write(TABLES / "partnerships.csv", partnerships[0], moved_rows)


if __name__ == "__main__":
    main()
