"""Pictures are drawn once a session; what is looked at is a table of colours or the marks of the chart."""

from __future__ import annotations

import struct
import zlib
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
import vl_convert

from kommunal_partner.adapters import to_plots
from kommunal_partner.facts import Facts, load_facts

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SIGNATURE = b"\x89PNG\r\n\x1a\n"
TODAY = date(2026, 11, 29)


def pixels(png: bytes) -> NDArray[np.uint8]:
    """The colours of a PNG as vl-convert writes it: rows of pixels of red, green and blue."""
    numpy = pytest.importorskip("numpy", reason="colours are read with numpy")
    assert png.startswith(SIGNATURE)
    at, packed, width, height = len(SIGNATURE), b"", 0, 0
    while at < len(png):
        (size,) = struct.unpack(">I", png[at : at + 4])
        kind, body = png[at + 4 : at + 8], png[at + 8 : at + 8 + size]
        at += 12 + size
        if kind == b"IHDR":
            width, height = struct.unpack(">II", body[:8])
        if kind == b"IDAT":
            packed += body
    rows = numpy.frombuffer(zlib.decompress(packed), numpy.uint8).reshape(height, 1 + 4 * width)
    assert set(rows[:, 0]) == {1}  # each pixel is written as its difference from the one before
    colours: NDArray[np.uint8] = numpy.cumsum(rows[:, 1:].reshape(height, width, 4), axis=1, dtype=numpy.uint8)[
        :, :, :3
    ]
    return colours


def drawn(spec: dict[str, Any]) -> NDArray[np.uint8]:
    """A specification of Vega-Lite as pixels."""
    return pixels(vl_convert.vegalite_to_png(spec, scale=1, allowed_base_urls=[]))


def rows_of(spec: dict[str, Any]) -> list[dict[str, Any]]:
    """All rows of data in a chart, the outlines of countries left out."""
    return [row for rows in spec["datasets"].values() if isinstance(rows, list) for row in rows]


@pytest.fixture(scope="session")
def facts() -> Facts:
    return load_facts()


@pytest.fixture(scope="session")
def timeline(facts: Facts) -> dict[str, Any]:
    spec: dict[str, Any] = to_plots.series_timeline(facts.series, on=TODAY, lang="en").to_dict()
    return spec
