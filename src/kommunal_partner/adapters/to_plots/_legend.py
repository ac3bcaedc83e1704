"""A legend under a picture: a sample of each look, and what it means, in as many columns and lines as there is room."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from textwrap import wrap
from typing import Final, TypeAlias

from kommunal_partner.adapters.to_plots._charts import LETTER
from kommunal_partner.adapters.to_plots._drawing import Drawing

Sample: TypeAlias = Callable[[float, float, float], None]
"""Draws a look from the left to the right pixel, around a height."""

WIDTH: Final = 24
"""Pixels that a sample is wide."""
_SWATCH: Final = 34
_ROW: Final = 20
_LINE: Final = 14
_GAP: Final = 16
_LAST_NUMBER: Final = re.compile(r" (?=\d+$)")
"""The blank before a count, where no line ends."""


def draw_legend(drawing: Drawing, width: float, top: float, ink: str, entries: Sequence[tuple[Sample, str]]) -> float:
    """Draw the entries below `top`, column by column; gives where they end."""
    longest = max((len(words) for _, words in entries), default=0)
    columns = max(1, min(len(entries), int(width / (longest * LETTER + _SWATCH + _GAP))))
    column = width / columns
    rows = -(-len(entries) // columns)
    bottom = top
    for first in range(0, len(entries), max(rows, 1)):
        x, y = first // rows * column, top + _ROW / 2
        for sample, words in entries[first : first + rows]:
            sample(x, x + WIDTH, y)
            lines = wrap(_LAST_NUMBER.sub("\u00a0", words), max(int((column - _SWATCH) / LETTER), 1))
            for n, line in enumerate(lines):
                drawing.text((x + _SWATCH, y + n * _LINE), line.replace("\u00a0", " "), ink)
            y += _ROW + (len(lines) - 1) * _LINE
        bottom = max(bottom, y - _ROW / 2)
    return bottom
