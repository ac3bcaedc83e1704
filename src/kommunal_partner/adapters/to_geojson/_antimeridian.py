"""Lines and boxes on a globe whose longitudes end at the 180th meridian (RFC 7946, sections 3.1.9 and 5.2)."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Final, TypeAlias

Position: TypeAlias = tuple[float, float]
"""Longitude first, then latitude, in degrees."""

Stretch: TypeAlias = tuple[float, float]
"""Longitudes from west to east, both counted."""

HALF: Final = 180.0
FULL: Final = 360.0
_DIGITS: Final = 6


def position(longitude: float, latitude: float) -> Position:
    """A position to a tenth of a metre, without a minus before zero."""
    return round(float(longitude), _DIGITS) + 0.0, round(float(latitude), _DIGITS) + 0.0


def cut_line(start: Position, end: Position) -> list[list[Position]]:
    """The line between two positions the shorter way round, in two pieces if it crosses the 180th meridian.

    >>> cut_line((170.0, 10.0), (-170.0, 20.0))
    [[(170.0, 10.0), (180.0, 15.0)], [(-180.0, 15.0), (-170.0, 20.0)]]
    """
    (west, south), (east, north) = start, end
    if abs(west) == HALF:
        west = HALF if east > 0 else -HALF
    if abs(east) == HALF:
        east = HALF if west > 0 else -HALF
    if abs(east - west) <= HALF:
        return [[(west, south), (east, north)]]
    border = HALF if west > 0 else -HALF
    beyond = east + FULL if west > 0 else east - FULL
    latitude = south + (north - south) * (border - west) / (beyond - west)
    return [
        [(west, south), position(border, latitude)],
        [position(-border, latitude), (east, north)],
    ]


def box(pieces: Iterable[list[Position]]) -> list[float] | None:
    """West, south, east and north of what these pieces cover; the west is the greater number where it crosses 180°.

    Of all boxes that hold everything, it is the narrowest; None if there is nothing.
    """
    held = [piece for piece in pieces if piece]
    if not held:
        return None
    latitudes = [latitude for piece in held for _, latitude in piece]
    west, east = narrowest([_stretch(piece) for piece in held])
    return [west, min(latitudes), east, max(latitudes)]


def _stretch(piece: list[Position]) -> Stretch:
    longitudes = [longitude for longitude, _ in piece]
    return min(longitudes), max(longitudes)


def narrowest(stretches: Iterable[Stretch]) -> Stretch:
    """The narrowest stretch that covers all of these: everything but the widest gap between them.

    >>> narrowest([(177.0, 180.0), (-180.0, -178.0)]), narrowest([(-10.0, -10.0), (150.0, 160.0)])
    ((177.0, -178.0), (-10.0, 160.0))
    """
    merged: list[Stretch] = []
    for west, east in sorted(stretches):
        if merged and west <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], east))
        else:
            merged.append((west, east))
    widest, found = merged[0][0] + FULL - merged[-1][1], (merged[0][0], merged[-1][1])
    for (_, east), (west, _) in pairwise(merged):
        if west - east > widest:
            widest, found = west - east, (west, east)
    return found
