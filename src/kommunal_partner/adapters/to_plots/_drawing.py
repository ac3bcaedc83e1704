"""A drawing by pixels: rectangles, lines, marks and texts, collected and given as one chart of altair.

Scales and axes of Vega-Lite put days into the reader's time zone and cut or drop labels; pixels do neither.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, Final, TypeAlias

from kommunal_partner._mappings import FrozenMap
from kommunal_partner.adapters.to_plots._charts import SIZE, altair, data

_RIM: Final = 1.25
_DASHES: Final = {"strokeDash": [3, 2]}

Point: TypeAlias = tuple[float, float]
"""Pixels from the left and from the top."""
About: TypeAlias = Mapping[str, object]
"""What the data say of something that is drawn; `words` are shown where a pointer rests upon it."""
NOTHING: Final[About] = FrozenMap()
Row: TypeAlias = dict[str, object]


class Drawing:
    """What was drawn so far: lines lie under fading boxes, boxes, marks and texts, of each kind the earlier under."""

    def __init__(self) -> None:
        self._lines: dict[bool, list[Row]] = defaultdict(list)
        self._fades: dict[str, list[Row]] = defaultdict(list)
        self._boxes: dict[bool, list[Row]] = defaultdict(list)
        self._marks: list[Row] = []
        self._texts: dict[tuple[str, bool, int], list[Row]] = defaultdict(list)

    def line(self, start: Point, end: Point, colour: str, *, dashed: bool = False, about: About = NOTHING) -> None:
        """A thin line."""
        self._lines[dashed].append({**_corners(start, end), "colour": colour, **about})

    def fade(self, start: Point, end: Point, colour: str, *, about: About = NOTHING) -> None:
        """A box that fades to the right."""
        self._fades[colour].append({**_corners(start, end), **about})

    def box(
        self,
        start: Point,
        end: Point,
        fill: str,
        *,
        opacity: float = 1.0,
        rim: str = "transparent",
        dashed: bool = False,
        about: About = NOTHING,
    ) -> None:
        """A rectangle from its upper left to its lower right corner."""
        self._boxes[dashed].append({**_corners(start, end), "fill": fill, "opacity": opacity, "rim": rim, **about})

    def mark(self, place: Point, shape: str, size: float, fill: str, *, rim: str, about: About = NOTHING) -> None:
        """A shape of Vega so many pixels wide."""
        looks = {"shape": shape, "size": size * size, "fill": fill, "rim": rim}
        self._marks.append({**_corners(place, place), **looks, **about})

    def text(
        self, place: Point, text: str, colour: str, *, align: str = "left", bold: bool = False, size: int = SIZE
    ) -> None:
        """One line of text, its middle at the height of the place."""
        self._texts[align, bold, size].append({**_corners(place, place), "text": text, "colour": colour})

    def chart(self, width: float, height: float) -> Any:  # noqa: ANN401 - because altair is loaded where it is used
        """All of it as one chart of layers."""
        layers = [*self._line_layers(), *self._fade_layers(), *self._box_layers(), *self._others()]
        return altair().layer(*layers).properties(width=width, height=height)

    def _line_layers(self) -> list[Any]:
        return [
            _layer(rows, stroke="colour").mark_rule(strokeWidth=_RIM, **(_DASHES if dashed else {}))
            for dashed, rows in sorted(self._lines.items())
        ]

    def _fade_layers(self) -> list[Any]:
        alt = altair()
        found = []
        for colour, rows in sorted(self._fades.items()):
            stops = [alt.GradientStop(color=colour, offset=0), alt.GradientStop(color=f"{colour}00", offset=1)]
            gradient = alt.LinearGradient(gradient="linear", stops=stops, x1=0, x2=1, y1=0, y2=0)
            found.append(_layer(rows).mark_rect(fill=gradient))
        return found

    def _box_layers(self) -> list[Any]:
        return [
            _layer(rows, fill="fill", fillOpacity="opacity", stroke="rim").mark_rect(
                strokeWidth=_RIM, **(_DASHES if dashed else {})
            )
            for dashed, rows in sorted(self._boxes.items())
        ]

    def _others(self) -> list[Any]:
        marks = [_layer(self._marks, shape="shape", size="size", fill="fill", stroke="rim")] if self._marks else []
        return [
            *(one.mark_point(strokeWidth=_RIM, opacity=1) for one in marks),
            *(
                _layer(rows, fill="colour", text="text").mark_text(
                    align=align, baseline="middle", fontSize=size, fontWeight=600 if bold else "normal", limit=0
                )
                for (align, bold, size), rows in sorted(self._texts.items())
            ),
        ]


def _corners(start: Point, end: Point) -> Row:
    (x, y), (x2, y2) = start, end
    return {"x": round(x, 1), "y": round(y, 1), "x2": round(x2, 1), "y2": round(y2, 1)}


def _layer(rows: Sequence[Row], **looks: str) -> Any:  # noqa: ANN401 - because altair is loaded where it is used
    """The rows at their pixels, with looks that their columns give as they are."""
    alt = altair()
    plain = {"scale": None, "legend": None}
    channels: dict[str, Any] = {
        "fill": lambda column: alt.Fill(f"{column}:N", **plain),
        "fillOpacity": lambda column: alt.FillOpacity(f"{column}:Q", **plain),
        "stroke": lambda column: alt.Stroke(f"{column}:N", **plain),
        "shape": lambda column: alt.Shape(f"{column}:N", **plain),
        "size": lambda column: alt.Size(f"{column}:Q", **plain),
        "text": lambda column: alt.Text(f"{column}:N"),
    }
    found = {name: channels[name](column) for name, column in looks.items()}
    if any((row["x"], row["y"]) != (row["x2"], row["y2"]) for row in rows):
        found.update(x2=alt.X2("x2:Q"), y2=alt.Y2("y2:Q"))
    if any(row.get("words") for row in rows):
        found.update(tooltip=alt.Tooltip("words:N"))
    x, y = alt.X("x:Q", scale=None, axis=None), alt.Y("y:Q", scale=None, axis=None)
    return alt.Chart(data(rows)).encode(x=x, y=y, **found)
