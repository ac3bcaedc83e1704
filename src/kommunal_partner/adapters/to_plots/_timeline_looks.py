"""How each look of a timeline is drawn, on its row and in the legend: shape, filling and outline tell them apart."""

from __future__ import annotations

from typing import Final

from attrs import frozen

from kommunal_partner.adapters.to_plots._colours import Theme
from kommunal_partner.adapters.to_plots._drawing import NOTHING, About, Drawing, Point
from kommunal_partner.adapters.to_plots._timeline_marks import DAY, SPAN, Kind
from kommunal_partner.series import EditionStatus

_BAR: Final = 6
_TICK: Final = 12
_LEAST: Final = 3
_CROSS: Final = "M-0.5,-0.5L0.5,0.5M0.5,-0.5L-0.5,0.5"
_ARROW: Final = "triangle-right"


@frozen
class _Point:
    """A shape of Vega, how wide, and whether it is filled."""

    shape: str
    size: float
    filled: bool


@frozen
class _Bar:
    """How strongly a bar is filled, and whether its outline is dashed."""

    opacity: float
    dashed: bool


_POINTS: Final = {
    EditionStatus.HELD: _Point("circle", 11, filled=True),
    EditionStatus.HELD_DETAILS_UNKNOWN: _Point("square", 9, filled=True),
    EditionStatus.INFERRED_FROM_NUMBERING: _Point("diamond", 10, filled=False),
    EditionStatus.NOMINAL_ONLY: _Point("square", 9, filled=False),
    EditionStatus.ANNOUNCED: _Point("circle", 11, filled=False),
    EditionStatus.POSTPONED: _Point(_ARROW, 8, filled=False),
    EditionStatus.CANCELLED: _Point(_CROSS, 8, filled=False),
    EditionStatus.BRIDGE_EVENT: _Point("triangle-up", 7, filled=True),
    EditionStatus.OFF_SERIES: _Point("triangle-up", 7, filled=False),
    EditionStatus.SIBLING_SERIES: _Point("triangle-down", 7, filled=False),
}
_BARS: Final = {
    EditionStatus.HELD: _Bar(0.8, dashed=False),
    EditionStatus.HELD_DETAILS_UNKNOWN: _Bar(0.45, dashed=False),
    EditionStatus.INFERRED_FROM_NUMBERING: _Bar(0.2, dashed=True),
    EditionStatus.NOMINAL_ONLY: _Bar(0.0, dashed=True),
    EditionStatus.ANNOUNCED: _Bar(0.0, dashed=False),
}
_NO_BAR: Final = _Bar(0.0, dashed=False)

_BESIDE: Final = 9
"""So much lower lie the marks of what is no edition, so that they hide none."""
_APART: Final = frozenset(
    {EditionStatus.POSTPONED, EditionStatus.CANCELLED, *(one for one in EditionStatus if one.is_related_only)}
)

LOOK_ORDER: Final = (
    *(f"{DAY}_{status.value}" for status in EditionStatus),
    *(f"{SPAN}_{status.value}" for status in EditionStatus),
    *(kind.value for kind in Kind),
)
"""The looks in the order of a legend."""


def drop_of(look: str) -> float:
    """By how much a look must be lifted to lie in the middle of its line of a legend."""
    kind, _, status = look.partition("_")
    if look == Kind.GRID.value:
        return -_TICK - 1
    return -_BESIDE if kind == DAY and EditionStatus(status) in _APART else 0


def draw_look(
    drawing: Drawing,
    look: str,
    across: tuple[float, float],
    middle: float,
    colours: Theme,
    *,
    likeliest: float | None = None,
    about: About = NOTHING,
) -> None:
    """Draw a look from the left to the right pixel of its days, around the middle of its row."""
    kind, _, status = look.partition("_")
    wide = (across[0], max(across[1], across[0] + _LEAST))
    if kind == DAY:
        _point(drawing, EditionStatus(status), (sum(across) / 2, middle), colours, about)
    elif kind == SPAN:
        _bar(drawing, EditionStatus(status), wide, middle, colours, about)
    elif look == Kind.EXPECTED.value:
        place = sum(wide) / 2 if likeliest is None else likeliest
        drawing.box((wide[0], middle - _BAR), (wide[1], middle + _BAR), colours.soft, about=about)
        drawing.box((place - 0.8, middle - _BAR - 2), (place + 0.8, middle + _BAR + 2), colours.accent, about=about)
    else:
        _other(drawing, Kind(look), wide, middle, colours, about)


def _point(drawing: Drawing, status: EditionStatus, place: Point, colours: Theme, about: About) -> None:
    style = _POINTS[status]
    x, y = place
    fill = colours.accent if style.filled else colours.background
    lower = y + _BESIDE if status in _APART else y
    drawing.mark((x, lower), style.shape, style.size, fill, rim=colours.accent, about=about)


def _bar(
    drawing: Drawing, status: EditionStatus, across: tuple[float, float], y: float, colours: Theme, about: About
) -> None:
    """What is no edition has a lower bar, and its shape in the middle."""
    style = _BARS.get(status, _NO_BAR)
    half = _BAR if status in _BARS else _BAR / 2
    drawing.box(
        (across[0], y - half),
        (across[1], y + half),
        colours.accent,
        opacity=style.opacity,
        rim=colours.accent,
        dashed=style.dashed,
        about=about,
    )
    if status not in _BARS:
        _point(drawing, status, (sum(across) / 2, y - _BESIDE), colours, about)


def _other(drawing: Drawing, kind: Kind, across: tuple[float, float], y: float, colours: Theme, about: About) -> None:
    left, right = across
    upper, lower = (left, y - _BAR), (right, y + _BAR)
    if kind is Kind.MISSED:
        drawing.box(upper, lower, colours.today, opacity=0, rim=colours.today, dashed=True, about=about)
        drawing.mark((sum(across) / 2, y), _CROSS, _BAR, colours.background, rim=colours.today, about=about)
    elif kind is Kind.GRID:
        drawing.box((left, y + _TICK), (right, y + _TICK + 2), colours.muted, about=about)
    elif kind is Kind.FADED:
        drawing.fade(upper, lower, colours.accent, about=about)
    else:
        drawing.line((left, y), (right, y), colours.accent, dashed=kind is Kind.GAP, about=about)
