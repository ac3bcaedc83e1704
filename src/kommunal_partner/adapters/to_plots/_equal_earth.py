"""The Equal Earth projection (Šavrič, Patterson, Jenny 2018), which keeps areas, and dots that do not hide one another.

The formula is that of d3-geo, which draws the outlines: so points of ours lie where its outlines do.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import asin, cos, hypot, pi, radians, sin, sqrt
from typing import Final

from attrs import frozen

_A1: Final = 1.340264
_A2: Final = -0.081106
_A3: Final = 0.000893
_A4: Final = 0.003796
_M: Final = sqrt(3) / 2

TURNED: Final = -11.0
"""Degrees by which the globe is turned, so that the cut runs through the Bering Strait and no country."""
_NORTH: Final = 83.7
_SOUTH: Final = -56.0
_MARGIN: Final = 4
_EARTH_KM: Final = 6371.0088
_ROUNDS: Final = 200
_NUDGE: Final = 0.01


def projected(longitude: float, latitude: float) -> tuple[float, float]:
    """A point of the globe, turned, on a plane whose scale is 1; y grows to the north."""
    turned = (longitude + TURNED + 180) % 360 - 180
    angle = asin(_M * sin(radians(latitude)))
    square = angle * angle
    sixth = square**3
    x = radians(turned) * cos(angle) / (_M * (_A1 + 3 * _A2 * square + sixth * (7 * _A3 + 9 * _A4 * square)))
    y = angle * (_A1 + _A2 * square + sixth * (_A3 + _A4 * square))
    return x, y


@frozen
class Sheet:
    """The world without Antarctica on a sheet so many pixels wide."""

    width: int

    @property
    def scale(self) -> float:
        """Pixels a unit of the projection."""
        return (self.width - 2 * _MARGIN) / (2 * pi / (_M * _A1))

    @property
    def height(self) -> int:
        """Pixels from the north to the south of what is shown."""
        return round(self.scale * (projected(0, _NORTH)[1] - projected(0, _SOUTH)[1])) + 2 * _MARGIN

    @property
    def origin(self) -> tuple[float, float]:
        """The pixel of the point of the projection that is (0, 0)."""
        return self.width / 2, _MARGIN + self.scale * projected(0, _NORTH)[1]

    def pixel(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Where a point of the globe lies, in pixels from the left and from the top."""
        x, y = projected(longitude, latitude)
        left, top = self.origin
        return left + self.scale * x, top - self.scale * y

    def square_pixels(self, km2: float) -> float:
        """How much of the sheet an area takes."""
        return km2 / _EARTH_KM**2 * self.scale**2

    def pixels(self, km: float) -> float:
        """How long a length is on the sheet, where it is drawn true."""
        return km / _EARTH_KM * self.scale


def apart(points: Sequence[tuple[float, float]], distance: float) -> list[tuple[float, float]]:
    """The points moved as little as it takes that no two are nearer to one another than the distance.

    Each pair that is too near is pushed apart by half of what it lacks, again and again (Jacobi relaxation); few
    points, so every pair is looked at.
    """
    found = [list(point) for point in points]
    any(not _pushed(found, distance) for _ in range(_ROUNDS))  # until nothing moves
    return [(x, y) for x, y in found]


def _pushed(points: list[list[float]], distance: float) -> bool:
    """Push every pair apart once; gives whether there was one to push."""
    moved = False
    for n, one in enumerate(points):
        for k, other in enumerate(points[:n]):
            dx, dy = one[0] - other[0], one[1] - other[1]
            gap = hypot(dx, dy)
            if gap >= distance - _NUDGE:
                continue
            moved = True
            push = (distance - gap) / 2 + _NUDGE
            if gap == 0:
                dx, dy, gap = cos(n + k), sin(n + k), 1.0
            one[0] += dx / gap * push
            one[1] += dy / gap * push
            other[0] -= dx / gap * push
            other[1] -= dy / gap * push
    return moved
