"""Days as pixels, and the years above them."""

from __future__ import annotations

from datetime import date
from textwrap import wrap
from typing import Final

from attrs import frozen

from kommunal_partner.adapters.to_plots._charts import LETTER
from kommunal_partner.adapters.to_plots._colours import Theme
from kommunal_partner.adapters.to_plots._drawing import Drawing
from kommunal_partner.spans import Span

LINE: Final = 14
"""Pixels from a line of a name to the next."""
_NARROW: Final = 700
_YEAR_LABEL: Final = 36
_STEPS: Final = (1, 2, 5, 10, 20, 50, 100, 1000, 10000)


@frozen
class TimeSheet:
    """The pixels of rows with names on the left and words on the right, or both above where there is no room."""

    width: int
    window: Span
    names: int
    words: int

    @property
    def is_narrow(self) -> bool:
        """Whether names and words stand above the rows."""
        return self.width < _NARROW

    @property
    def left(self) -> int:
        """Where the first day begins."""
        return 4 if self.is_narrow else self.names

    @property
    def right(self) -> int:
        """Where the last day ends."""
        return self.width - (4 if self.is_narrow else self.words)

    @property
    def _last(self) -> date:
        return self.window.last or date.max

    def x(self, day: date, *, after: bool = False) -> float:
        """The pixel on which a day begins, or the next does; days outside the window are moved to its edge."""
        first, end = self.window.start.toordinal(), self._last.toordinal() + 1
        place = min(max(day.toordinal() + after, first), end)
        return self.left + (place - first) / (end - first) * (self.right - self.left)

    def years(self) -> list[date]:
        """The first days of the years that have a label."""
        first, last = self.window.start.year, self._last.year
        apart = (self.right - self.left) / (last - first + 1)
        step = next(step for step in _STEPS if step * apart >= _YEAR_LABEL)
        return [date(year, 1, 1) for year in range(first, last + 1) if year % step == 0]

    def is_in_a_label(self, day: date) -> bool:
        """Whether a line on that day would run through the label of a year."""
        return any(0 < self.x(day) - self.x(year) < _YEAR_LABEL for year in self.years())

    def name_lines(self, name: str) -> list[str]:
        """The name in lines that fit."""
        room = self.width if self.is_narrow else self.names - 14
        return wrap(name, max(int(room / LETTER), 10), break_on_hyphens=False) or [""]


def draw_years(drawing: Drawing, sheet: TimeSheet, top: float, colours: Theme) -> None:
    """Write the years above the first row, which begins at `top`."""
    for year in sheet.years():
        drawing.line((sheet.x(year), top - 6), (sheet.x(year), top), colours.rule)
        drawing.text((sheet.x(year) + 3, top - 10), str(year.year), colours.muted)
