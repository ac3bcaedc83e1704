"""What all pictures have in common: how altair is loaded, how texts and data come in, what stands around a picture."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from textwrap import wrap
from types import ModuleType
from typing import Any, Final

from kommunal_partner._checks import count
from kommunal_partner.adapters._texts import one_kind_of_break, writable
from kommunal_partner.adapters.to_plots._colours import Theme
from kommunal_partner.errors import BadRule, MissingExtra

FONT: Final = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"
SIZE: Final = 12
SMALL: Final = 11
_NARROWEST: Final = 320
_WIDEST: Final = 4000
LETTER: Final = 7.4
"""Pixels that a letter takes at most, on average, in the fonts that readers have (DejaVu Sans is the widest)."""
_TITLE_LETTER: Final = 11.0

_OPENS_A_TAG: Final = re.compile(r"<(?=[A-Za-z/!?])")
_TURNS_WHAT_FOLLOWS: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""The signs of Unicode that change the direction of the text behind them."""


def altair() -> ModuleType:
    """The package altair.

    Raises:
        MissingExtra: if it is not installed.
    """
    try:
        import altair as alt
    except ImportError:
        raise MissingExtra("altair", "plots") from None
    found: ModuleType = alt
    return found


def width_of(width: object) -> int:
    """The width of a picture in pixels.

    Raises:
        BadRule: for anything but 320 to 4,000.
    """
    return count(width, "width", least=_NARROWEST, most=_WIDEST, error=BadRule)


def shown(text: str) -> str:
    """A text of somebody's data as pictures hold it: a `<` that could open a tag is written `‹`.

    So nobody's name can end the script that a page or a notebook keeps a picture in, however the picture is saved.
    Nor can it turn round the words behind it; Hebrew and Arabic need no sign for their own direction.

    >>> shown("</script>"), shown("5 < 6")
    ('‹/script>', '5 < 6')
    """
    return _OPENS_A_TAG.sub("‹", _TURNS_WHAT_FOLLOWS.sub("", writable(one_kind_of_break(text))))


def data(rows: Iterable[Mapping[str, object]]) -> Any:  # noqa: ANN401 - because altair is loaded where it is used
    """Rows as the data of a chart."""
    alt = altair()
    held = [{name: shown(cell) if isinstance(cell, str) else cell for name, cell in row.items()} for row in rows]
    return alt.InlineData(values=held)


def finished(
    chart: Any,  # noqa: ANN401 - because altair is loaded where it is used
    theme: Theme,
    title: str,
    subtitle: Iterable[str],
    description: str,
    width: int,
) -> Any:  # noqa: ANN401 - because altair is loaded where it is used
    """The chart with its title, the words that are read aloud instead of it, and the looks of the theme."""
    alt = altair()
    heading = wrap(shown(title), int(width / _TITLE_LETTER), break_on_hyphens=False)
    lines = [line for text in subtitle for line in wrap(shown(text), int(width / LETTER), break_on_hyphens=False)]
    around = alt.TitleParams(text=heading, subtitle=lines)
    title_looks = alt.TitleConfig(
        anchor="start",
        color=theme.ink,
        fontSize=16,
        fontWeight=600,
        limit=0,
        offset=10,
        subtitleColor=theme.muted,
        subtitleFontSize=SIZE,
        subtitlePadding=4,
    )
    properties = {"title": around, "description": shown(description), "background": theme.background, "padding": 10}
    return chart.properties(**properties).configure(
        aria=False, font=FONT, title=title_looks, view=alt.ViewConfig(stroke=None)
    )
