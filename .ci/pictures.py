"""For the docs site and the README: the map of the newest list as a light picture, in the colours of the page.

`python .ci/pictures.py --write examples/oda_map.svg` draws it anew for the README, in colours of its own.
"""  # noqa: INP001 - because the folder is no package

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Iterator
from functools import cache
from html import escape
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

from kommunal_partner.adapters import to_plots
from kommunal_partner.adapters.to_plots._equal_earth import Sheet
from kommunal_partner.adapters.to_plots.sentences import INFERRED
from kommunal_partner.errors import MissingExtra
from kommunal_partner.facts import load_facts
from kommunal_partner.oda import OdaGroup
from kommunal_partner.sources import Confidence
from kommunal_partner.verdicts import spoken

__all__ = ["alone", "figure", "picture", "subpaths"]

STEP = 2
"""Outlines are drawn on a grid of so many pixels, so that the picture is a tenth of the whole map."""

FILLS = {"#0b2f5e": "ldc", "#1f5f9e": "other-lic", "#4f93c8": "lmic", "#9cc7e4": "umic", "#f4f2ee": "none"}

AS_OF = {"de": "DAC-Liste der ODA-Empfänger, Stand {day}", "en": "DAC list of ODA recipients, as of {day}"}

SVG = "{http://www.w3.org/2000/svg}"

log = logging.getLogger("mkdocs.hooks.pictures")


@cache
def figure(lang: str) -> str:
    """The map with its legend as HTML; empty without the extra `plots`."""
    try:
        return f'<figure class="oda-map">{picture(lang)}<figcaption>{_legend(lang)}</figcaption></figure>'
    except MissingExtra as missing:
        log.info("left out: the map of the first page, because %s", missing)
        return ""


def picture(lang: str, style: str = "") -> str:
    """The map as SVG whose shapes have the group as their class.

    Raises:
        MissingExtra: without the extra `plots`.
    """
    facts = load_facts()
    drawn = ET.fromstring(to_plots.svg(to_plots.oda_map(facts.oda, on=facts.as_of, lang=lang)))  # noqa: S314 - because it is our own
    background = next(one for one in drawn.iter(f"{SVG}path") if one.get("class") == "background")
    width = int(re.findall(r"h(\d+)", str(background.get("d")))[0])
    height = Sheet(width).height  # the legend under it is left out
    title = escape(str(drawn.get("aria-label")))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="oda-map" viewBox="0 0 {width} {height}">'
        f'<title id="oda-map">{title}</title>{style}{"".join(_shapes(drawn))}</svg>'
    )


def alone() -> str:
    """The map as a file of its own."""
    fills = "".join(f".{name}{{fill:{colour}}}" for colour, name in FILLS.items())
    return picture("en", f"<style>svg{{stroke:#8a8a8a;stroke-width:.4}}{fills}</style>") + "\n"


def _shapes(drawn: ET.Element) -> Iterator[str]:
    outlines: dict[str, list[str]] = {}
    dots: list[str] = []
    for group in drawn.iter(f"{SVG}g"):
        kind = str(group.get("class")).partition(" ")[0]
        for path in group.iterfind(f"{SVG}path"):
            fill = FILLS.get(str(path.get("fill")), "none")
            if kind == "mark-shape":
                outlines.setdefault(fill, []).extend(subpaths(str(path.get("d"))))
            elif kind == "mark-symbol":
                x, y = re.findall(r"[\d.]+", str(path.get("transform")))
                radius = re.findall(r"[\d.]+", str(path.get("d")))[0]
                dots.append(f'<circle class="{fill}" cx="{float(x):.0f}" cy="{float(y):.0f}" r="{radius}"/>')
    for fill, rings in outlines.items():
        yield f'<path class="{fill}" transform="scale({STEP})" d="{"".join(rings)}"/>'
    yield from dots


def subpaths(outline: str) -> Iterator[str]:
    """The rings of an outline on a coarser grid, in steps from point to point; what shrinks to a line is left out."""
    for ring in re.findall(r"M([^MZ]+)", outline):
        corners: list[tuple[int, int]] = []
        for pair in ring.split("L"):
            x, y = (round(float(number) / STEP) for number in pair.split(","))
            if corners and corners[-1] == (x, y):
                continue
            if len(corners) > 1 and _straight(*corners[-2:], (x, y)):
                corners.pop()
            corners.append((x, y))
        if len(set(corners)) > 2:  # noqa: PLR2004 - because a ring has three corners
            moves = " ".join(f"{x - x0} {y - y0}" for (x0, y0), (x, y) in pairwise(corners))
            yield f"M{corners[0][0]} {corners[0][1]}l{moves.replace(' -', '-')}z"


def _straight(first: tuple[int, int], middle: tuple[int, int], last: tuple[int, int]) -> bool:
    ahead, on = (middle[0] - first[0], middle[1] - first[1]), (last[0] - middle[0], last[1] - middle[1])
    return ahead[0] * on[1] == ahead[1] * on[0] and ahead[0] * on[0] + ahead[1] * on[1] > 0


def _legend(lang: str) -> str:
    facts = load_facts()
    groups = [facts.oda.group(code, on=facts.as_of) for code in facts.oda.recipients(on=facts.as_of)]
    counted = {group: groups.count(group) for group in OdaGroup if group in groups}
    marks = [
        f'<span><i class="{group.name.lower().replace("_", "-")}"></i>{escape(group.text(lang))}: {count}</span>'
        for group, count in counted.items()
    ]
    day = spoken(facts.as_of, "de" if lang == "de" else "en")
    newest = facts.oda.list_on(facts.as_of)
    if newest.confidence is not Confidence.HIGH:
        marks.append(f"<span>{INFERRED.text(lang).format(confidence=newest.confidence.text(lang))}</span>")
    return f"<strong>{AS_OF[lang].format(day=day)}</strong>{''.join(marks)}"


if __name__ == "__main__":
    if sys.argv[1:2] != ["--write"]:
        sys.exit(__doc__)
    Path(sys.argv[2]).write_text(alone(), "utf-8")
