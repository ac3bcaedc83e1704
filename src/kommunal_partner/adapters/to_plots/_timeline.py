"""`series_timeline`: one row a series, what is known of its editions, and when the next is expected."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Final

from kommunal_partner._checks import as_day, instances, items, whole
from kommunal_partner.adapters.to_plots._charts import SMALL, finished, width_of
from kommunal_partner.adapters.to_plots._colours import Theme, ThemeName, theme_of
from kommunal_partner.adapters.to_plots._drawing import Drawing
from kommunal_partner.adapters.to_plots._legend import Sample, draw_legend
from kommunal_partner.adapters.to_plots._time_sheet import LINE, TimeSheet, draw_years
from kommunal_partner.adapters.to_plots._timeline_looks import LOOK_ORDER, draw_look, drop_of
from kommunal_partner.adapters.to_plots._timeline_marks import Mark, Row, known_years, row_of
from kommunal_partner.adapters.to_plots.sentences import (
    LOOKS,
    NO_SERIES,
    TIMELINE_DESCRIBED,
    TIMELINE_OF_ONE,
    TIMELINE_ROW,
    TIMELINE_SUBTITLE,
    TIMELINE_TITLE,
)
from kommunal_partner.errors import BadRule
from kommunal_partner.languages import Lang, Term, language
from kommunal_partner.series import EventSeries
from kommunal_partner.spans import Span
from kommunal_partner.verdicts import spoken

if TYPE_CHECKING:
    import altair as alt

_AHEAD: Final = 5
_NAMES: Final = 250
_PHASES: Final = 154
_TOP: Final = 40
_ROW: Final = 44
_NUMBER: Final = 8


def series_timeline(
    series: EventSeries | Iterable[EventSeries] | Mapping[str, EventSeries],
    *,
    on: date,
    lang: str = "de",
    theme: ThemeName = "light",
    years: tuple[int, int] | None = None,
    width: int = 960,
) -> alt.LayerChart:
    """One row a series, in the order given: its editions, gaps and expected windows by what was known on the day.

    An edition whose days are known is a mark; one known by its month, season or year is a bar as wide as its date is
    open. Statuses differ in shape, filling and outline. Windows are light bars with a line on the likeliest day, those
    that passed without a trace are dashed; years of a stated grid are ticks; series that lapsed fade and say so.
    `years` are the first and the last shown, both counted: unless given from the first edition to five years ahead.

    Raises:
        MissingExtra: without altair.
        BadRule: for another theme or width, and for years that are none.
        BadModel: for anything but series.

    >>> from kommunal_partner.facts import load_facts
    >>> series_timeline(load_facts().series["rk-asien"], on=date(2019, 1, 1), lang="en").description
    'Timeline: Asia partnership conference as known on 2019-01-01. Asia partnership conference: 2 held, upcoming.'
    """
    day, tag, colours = as_day(on), language(lang), theme_of(theme)
    given = (series,) if isinstance(series, EventSeries) else instances(series, EventSeries, "series")
    window = _window(given, day, years)
    rows = [row_of(one, window, day, tag) for one in given]
    sheet = TimeSheet(width_of(width), window, _NAMES, _PHASES)
    drawing = Drawing()
    height = _drawn(drawing, sheet, rows, day, colours, tag)
    date_said = spoken(day, tag)
    one = rows[0].name if len(rows) == 1 else None
    title = TIMELINE_TITLE.text(tag) if one is None else TIMELINE_OF_ONE.text(tag)
    title = title.format(day=date_said, name=one)
    said = " ".join(_said(row, tag) for row in rows) or NO_SERIES.text(tag)
    described = TIMELINE_DESCRIBED.text(tag).format(title=title, rows=said)
    chart = drawing.chart(sheet.width, height)
    picture: alt.LayerChart = finished(chart, colours, title, [TIMELINE_SUBTITLE.text(tag)], described, sheet.width)
    return picture


def _said(row: Row, lang: Lang) -> str:
    return TIMELINE_ROW.text(lang).format(name=row.name, count=row.held, phase=row.phase)


_TWO_YEARS: Final = Term(
    "years nennt das erste und das letzte Jahr: (2010, 2030)", "years are the first and the last year: (2010, 2030)"
)


def _window(series: Iterable[EventSeries], on: date, years: object) -> Span:
    if years is None:
        known = known_years(series, on)
        first, last = min([on.year, *known]), min(max([on.year + _AHEAD, *known]), date.max.year)
        return Span.years(first, last)
    given = items(years, "years", BadRule)
    if len(given) != 2:  # noqa: PLR2004 - because that is a first and a last
        raise BadRule(_TWO_YEARS, argument="years", value=years)
    first, last = (whole(year, "years", BadRule) for year in given)
    if not date.min.year <= first <= last <= date.max.year:
        raise BadRule(_TWO_YEARS, argument="years", value=years)
    return Span.years(first, last)


def _drawn(drawing: Drawing, sheet: TimeSheet, rows: Iterable[Row], on: date, colours: Theme, lang: Lang) -> float:
    """Draw it all; gives the height."""
    top: float = _TOP
    used: set[str] = set()
    for row in rows:
        drawing.line((0, top), (sheet.width, top), colours.rule)
        top = _row(drawing, sheet, row, top, on, colours)
        used.update(mark.look for mark in row.marks)
    bottom = top
    drawing.line((0, bottom), (sheet.width, bottom), colours.rule)
    draw_years(drawing, sheet, _TOP, colours)
    if sheet.window.contains(on):
        drawing.line((sheet.x(on), _TOP - (4 if sheet.is_in_a_label(on) else 20)), (sheet.x(on), _TOP), colours.today)
        align = "right" if sheet.x(on) > sheet.width / 2 else "left"
        nudge = -4 if align == "right" else 4
        drawing.text((sheet.x(on) + nudge, _TOP - 26), spoken(on, lang), colours.today, align=align, bold=True)
    return _legend(drawing, sheet, used, bottom + 12, colours, lang)


def _row(drawing: Drawing, sheet: TimeSheet, row: Row, top: float, on: date, colours: Theme) -> float:
    """Draw a row under `top`; gives where it ends."""
    lines = sheet.name_lines(f"{row.name}\u00a0·\u00a0{row.phase}" if sheet.is_narrow else row.name)
    ink = colours.muted if row.lapsed else colours.ink
    if sheet.is_narrow:
        free = top + 6 + LINE * len(lines)
        middle, first = free + 26, top + 14
        height = middle + 18 - top
    else:
        height = max(_ROW, LINE * len(lines) + 12)
        free, middle = top, top + height / 2 + 3
        first = top + height / 2 - LINE * (len(lines) - 1) / 2
        drawing.text((sheet.right + 10, top + height / 2), row.phase, ink)
    for n, line in enumerate(lines):
        drawing.text((0, first + n * LINE), line, ink)
    for year in sheet.years():
        drawing.line((sheet.x(year), free), (sheet.x(year), top + height), colours.rule)
    if sheet.window.contains(on):
        drawing.line((sheet.x(on), free), (sheet.x(on), top + height), colours.today)
    for mark in row.marks:
        _mark(drawing, sheet, mark, middle, colours)
    _numbers(drawing, sheet, row.marks, middle - 15, ink)
    return top + height


def _numbers(drawing: Drawing, sheet: TimeSheet, marks: Iterable[Mark], y: float, ink: str) -> None:
    """Write the numbers above the marks, but none over another; the words of each mark hold its number too."""
    places = ((sheet.x(mark.first) + sheet.x(mark.last, after=True), mark.label) for mark in marks if mark.label)
    free = -float(sheet.width)
    for twice, label in sorted(places):
        half = _NUMBER * len(label) / 2
        if twice / 2 - half >= free:
            drawing.text((twice / 2, y), label, ink, align="center", size=SMALL)
            free = twice / 2 + half


def _mark(drawing: Drawing, sheet: TimeSheet, mark: Mark, middle: float, colours: Theme) -> None:
    likeliest = None if mark.likeliest is None else sheet.x(mark.likeliest)
    draw_look(
        drawing,
        mark.look,
        (sheet.x(mark.first), sheet.x(mark.last, after=True)),
        middle,
        colours,
        likeliest=likeliest,
        about={
            "words": mark.words,
            "series": mark.series,
            "look": mark.look,
            "first": mark.first.isoformat(),
            "last": mark.last.isoformat(),
        },
    )


def _legend(drawing: Drawing, sheet: TimeSheet, used: set[str], top: float, colours: Theme, lang: Lang) -> float:
    """Draw what each look means, those that are used; gives where it ends."""

    def sample(look: str) -> Sample:
        return lambda left, right, y: draw_look(drawing, look, (left, right), y + drop_of(look), colours)

    entries = [(sample(look), LOOKS[look].text(lang)) for look in LOOK_ORDER if look in used]
    return draw_legend(drawing, sheet.width, top, colours.ink, entries)
