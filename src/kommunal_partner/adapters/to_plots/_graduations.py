"""`graduations`: who left the list of recipients, when, and through which groups."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from attrs import frozen

from kommunal_partner._checks import instance
from kommunal_partner.adapters.to_plots._charts import LETTER, finished, width_of
from kommunal_partner.adapters.to_plots._colours import Theme, ThemeName, theme_of
from kommunal_partner.adapters.to_plots._drawing import NOTHING, About, Drawing
from kommunal_partner.adapters.to_plots._legend import Sample, draw_legend
from kommunal_partner.adapters.to_plots._time_sheet import TimeSheet, draw_years
from kommunal_partner.adapters.to_plots.sentences import (
    BACK_ON,
    GRADUATIONS_DESCRIBED,
    GRADUATIONS_SUBTITLE,
    GRADUATIONS_TITLE,
    GROUPS,
    LEFT_ON,
    LISTS_INFERRED,
    NONE_LEFT,
)
from kommunal_partner.countries import country
from kommunal_partner.errors import BadSpan
from kommunal_partner.languages import Lang, language
from kommunal_partner.oda import ChangeKind, Listing, OdaChange, OdaGroup, OdaRegister
from kommunal_partner.sources import Confidence
from kommunal_partner.spans import Span
from kommunal_partner.verdicts import spoken

if TYPE_CHECKING:
    import altair as alt


_NAMES: Final = 190
_TOP: Final = 22
_ROW: Final = 20
_NARROW_ROW: Final = 34
_BAR: Final = 6
_END: Final = 9
_DOTTED: Final = OdaGroup.HIC_PART_I


@frozen
class _Path:
    """A country or territory that left, on which days, and its rows on the lists."""

    name: str
    left: tuple[date, ...]
    rows: tuple[Listing, ...]


def graduations(
    register: OdaRegister,
    *,
    window: Span | None = None,
    lang: str = "de",
    theme: ThemeName = "light",
    width: int = 860,
) -> alt.LayerChart:
    """Who left the list of recipients in the window, the first to leave on top, and the groups they were in before.

    A code that gave way to others that stayed (Yugoslavia) has not left. Without a window all that the lists know; what
    was before the first list is not known. Lists that are inferred are named under the title.

    Raises:
        BeyondHorizon: if the window reaches beyond the lists.
        MissingExtra: without altair.
        BadRule: for another theme or width.

    >>> from kommunal_partner.facts import load_facts
    >>> graduations(load_facts().oda, window=Span.years(2019, 2020), lang="en").description
    'Timeline: Left the DAC list, 2019 to 2020: 1. Cook Islands from 2020-01-01'
    """
    instance(register, OdaRegister, "register")
    tag, colours = language(lang), theme_of(theme)
    lists = _closed(register)
    asked = lists if window is None else instance(window, Span, "window", BadSpan)
    paths = _paths(register, asked, tag)
    sheet = TimeSheet(width_of(width), lists, _NAMES, _room(paths, tag))
    drawing = Drawing()
    height = _drawn(drawing, sheet, paths, colours, tag)
    last = asked.last or lists.last or date.max
    title = GRADUATIONS_TITLE.text(tag).format(count=len(paths), first=asked.start.year, last=last.year)
    subtitle = [GRADUATIONS_SUBTITLE.text(tag).format(first=lists.start.year) if paths else NONE_LEFT.text(tag)]
    inferred = [one.text(tag) for one in register.lists if one.confidence is not Confidence.HIGH]
    if paths and inferred:
        subtitle.append(LISTS_INFERRED.text(tag).format(lists=", ".join(inferred)))
    rows = "; ".join(f"{path.name} {_said(path, tag)}" for path in paths) or NONE_LEFT.text(tag)
    described = GRADUATIONS_DESCRIBED.text(tag).format(title=title, rows=rows)
    chart = drawing.chart(sheet.width, height)
    picture: alt.LayerChart = finished(chart, colours, title, subtitle, described, sheet.width)
    return picture


def _closed(register: OdaRegister) -> Span:
    """The days of the lists; of one that is open, those of the year in which it begins."""
    last = register.horizon.last or date(register.lists[-1].span.start.year, 12, 31)
    return Span.through(register.horizon.start, last)


def _paths(register: OdaRegister, window: Span, lang: Lang) -> list[_Path]:
    left: dict[str, list[date]] = {}
    for change in register.changes(window):
        if change.kind is ChangeKind.LEFT and not _gave_way(register, change):
            left.setdefault(change.country, []).append(change.day)
    return [
        _Path(
            country(code).name(lang),
            tuple(days),
            tuple(sorted((row for row in register.listings if row.country == code), key=_start)),
        )
        for code, days in sorted(left.items(), key=lambda one: (one[1][0], country(one[0]).sort_key(lang)))
    ]


def _start(row: Listing) -> date:
    return row.span.start


def _gave_way(register: OdaRegister, change: OdaChange) -> bool:
    """Whether others that came after it were on the list when it was no longer."""
    later = {one.alpha3 for one in country(change.country).successors}
    return bool(later & (register.recipients(on=change.day) | register.covered_codes(on=change.day)))


def _said(path: _Path, lang: Lang, *, short: bool = False) -> str:
    """When it left, and when it was back; in short, the 1st of January is told by its year."""
    back = [row.span.start for before, row in pairwise(path.rows) if before.span.end in path.left]
    days = sorted([*((day, LEFT_ON) for day in path.left), *((day, BACK_ON) for day in back)], key=itemgetter(0))
    return ", ".join(
        words.text(lang).format(day=str(day.year) if short and day == date(day.year, 1, 1) else spoken(day, lang))
        for day, words in days
    )


def _room(paths: list[_Path], lang: Lang) -> int:
    """The pixels that the days take on the right."""
    return 20 + round(LETTER * max((len(_said(path, lang, short=True)) for path in paths), default=0))


def _drawn(drawing: Drawing, sheet: TimeSheet, paths: list[_Path], colours: Theme, lang: Lang) -> float:
    """Draw it all; gives the height."""
    step = _NARROW_ROW if sheet.is_narrow else _ROW
    bottom = _TOP + 6 + step * len(paths)
    draw_years(drawing, sheet, _TOP, colours)
    for n, path in enumerate(paths):
        middle = _TOP + 6 + step * (n + 1) - 10
        for year in sheet.years():
            drawing.line((sheet.x(year), middle - 10), (sheet.x(year), middle + 10), colours.rule)
        if sheet.is_narrow:
            drawing.text((0, middle - 15), f"{path.name}: {_said(path, lang, short=True)}", colours.ink)
        else:
            drawing.text((0, middle), path.name, colours.ink)
            drawing.text((sheet.right + 10, middle), _said(path, lang, short=True), colours.ink)
        _path(drawing, sheet, path, middle, colours, lang)
    used = {row.group for path in paths for row in path.rows}
    return _legend(drawing, sheet, [group for group in OdaGroup if group in used], bottom + 10, colours, lang)


def _path(drawing: Drawing, sheet: TimeSheet, path: _Path, middle: float, colours: Theme, lang: Lang) -> None:
    for row in path.rows:
        first, last = row.span.start, row.span.last or sheet.window.last or date.max
        group, days = GROUPS[row.group.value].text(lang), f"{spoken(first, lang)} – {spoken(last, lang)}"
        about = {"words": f"{path.name}: {group}, {days}", "group": row.group.value}
        _box(drawing, row.group, (sheet.x(first), sheet.x(last, after=True)), middle, colours, about)
    about = {"words": f"{path.name}: {_said(path, lang)}"}
    for day in path.left:
        place = (sheet.x(day), middle)
        drawing.mark(place, "diamond", _END, colours.today, rim=colours.background, about=about)


def _box(
    drawing: Drawing,
    group: OdaGroup,
    across: tuple[float, float],
    middle: float,
    colours: Theme,
    about: About = NOTHING,
) -> None:
    dotted = group is _DOTTED
    drawing.box(
        (across[0], middle - _BAR),
        (across[1], middle + _BAR),
        colours.groups[group.value],
        rim=colours.dotted if dotted else colours.background,
        dashed=dotted,
        about=about,
    )


def _legend(
    drawing: Drawing, sheet: TimeSheet, groups: list[OdaGroup], top: float, colours: Theme, lang: Lang
) -> float:
    def sample(group: OdaGroup) -> Sample:
        return lambda left, right, y: _box(drawing, group, (left, right), y, colours)

    entries = [(sample(group), GROUPS[group.value].text(lang)) for group in groups]
    return draw_legend(drawing, sheet.width, top, colours.ink, entries)
