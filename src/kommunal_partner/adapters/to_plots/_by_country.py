"""`partnerships_by_country`: how many partnerships a table holds of each country, beside what others state."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import count as powers
from textwrap import wrap
from typing import TYPE_CHECKING, Final

from kommunal_partner._checks import count
from kommunal_partner.adapters.to_plots._charts import LETTER, SMALL, finished, width_of
from kommunal_partner.adapters.to_plots._colours import Theme, ThemeName, theme_of
from kommunal_partner.adapters.to_plots._drawing import Drawing
from kommunal_partner.adapters.to_plots._legend import Sample, draw_legend
from kommunal_partner.adapters.to_plots.sentences import (
    BARS_DESCRIBED,
    BARS_SUBTITLE,
    BARS_TITLE,
    HERE,
    IN_ALL,
    MORE_COUNTRIES,
    NO_PARTNERSHIPS,
    OTHERS_STATE,
    STATED,
)
from kommunal_partner.errors import BadRule
from kommunal_partner.languages import Lang, language
from kommunal_partner.partnerships import CountryCoverage, Partnership, PartnershipRegister, StatedTotal

if TYPE_CHECKING:
    import altair as alt

_NARROW: Final = 600
_COUNTS: Final = 36
_EDGE: Final = 16
_ROW: Final = 22
_NARROW_ROW: Final = 36
_LINE: Final = 16
_TOP: Final = 22
_BAR: Final = 6
_REACH: Final = 9
_MARK: Final = 8
_TICKS: Final = 45
_LEAST: Final = 10
"""So far at least does the scale reach, so that one partnership is no long bar."""


def partnerships_by_country(
    partnerships: PartnershipRegister | Iterable[Partnership] | Mapping[str, Partnership],
    *,
    lang: str = "de",
    theme: ThemeName = "light",
    top: int | None = 20,
    width: int = 860,
) -> alt.LayerChart:
    """A bar for each partner country, the longest on top, with the totals that others state beside it as marks.

    A partnership with partners in two countries counts in both. `top` bounds the countries (None for all); how many
    more there are, with how many partnerships, is said. What a register's `stated` says are marks: a triangle to the
    right says "more than", to the left "fewer than", a diamond a number; they count different things.

    Raises:
        MissingExtra: without altair.
        BadModel: for anything but partnerships.
        BadRule: for another theme or width, and for a `top` below 1.

    >>> partnerships_by_country([], lang="en").description
    'Bars: Partnerships by partner country. No partnership.'
    """
    tag, colours = language(lang), theme_of(theme)
    register = register_of(partnerships)
    most = None if top is None else count(top, "top", least=1, error=BadRule)
    counted = [one for one in register.coverage.values() if one.here]
    counted.sort(key=lambda one: (-one.here, one.country.sort_key(tag)))
    drawing, size = Drawing(), width_of(width)
    height = _drawn(drawing, size, counted, counted[:most], colours, tag)
    title = BARS_TITLE.text(tag)
    subtitle = [in_all(register, tag), register.coverage.text(tag)]
    if any(one.stated for one in counted[:most]):
        subtitle.append(BARS_SUBTITLE.text(tag))
    rows = "; ".join(_words(one, tag) for one in counted[:most]) or NO_PARTNERSHIPS.text(tag)
    described = BARS_DESCRIBED.text(tag).format(title=title, rows=rows)
    picture: alt.LayerChart = finished(drawing.chart(size, height), colours, title, subtitle, described, size)
    return picture


def register_of(
    partnerships: PartnershipRegister | Iterable[Partnership] | Mapping[str, Partnership],
) -> PartnershipRegister:
    """The partnerships as a register.

    Raises:
        BadModel: for anything but partnerships.
    """
    return partnerships if isinstance(partnerships, PartnershipRegister) else PartnershipRegister(partnerships)


def in_all(register: PartnershipRegister, lang: Lang) -> str:
    """How many partnerships with how many countries."""
    return IN_ALL.text(lang).format(count=len(register), countries=len(register.countries()))


def _words(one: CountryCoverage, lang: Lang) -> str:
    others = ", ".join(total.count.text(lang) for total in one.stated)
    return f"{one.country.name(lang)} {one.here}" + (f" ({STATED.text(lang).format(counts=others)})" if others else "")


def _number(total: StatedTotal) -> int:
    """The number that is named: of "over 130" 130, of a range its upper end."""
    found = total.count
    if found.maximum is None:
        return (found.minimum or 0) - 1
    return found.maximum + 1 if found.minimum is None else found.maximum


def _drawn(
    drawing: Drawing,
    width: int,
    counted: list[CountryCoverage],
    shown: list[CountryCoverage],
    colours: Theme,
    lang: Lang,
) -> float:
    """Draw it all; gives the height."""
    names = max((len(one.country.name(lang)) for one in shown), default=0)
    narrow = width < _NARROW
    left, step = (_EDGE, _NARROW_ROW) if narrow else (round(names * LETTER) + _COUNTS, _ROW)
    longest = max([_LEAST, *(one.here for one in shown), *(_number(total) for one in shown for total in one.stated)])
    scale = (width - left - _EDGE) / longest
    bottom: float = _TOP + step * len(shown)
    middles = [_TOP + step * (n + 1) - _ROW / 2 for n in range(len(shown))]
    beside = [(_TOP - 4, _TOP), *((middle - _REACH, middle + _REACH) for middle in middles)]
    _axis(drawing, left, scale, longest, beside if narrow else [(_TOP - 4, bottom)], colours)
    for one, middle in zip(shown, middles, strict=True):
        name = one.country.name(lang)
        if narrow:
            drawing.text((left, middle - 15), f"{name}: {one.here}", colours.ink)
        else:
            drawing.text((left - _COUNTS, middle), name, colours.ink, align="right")
            drawing.text((left - 8, middle), str(one.here), colours.ink, align="right", bold=True)
        _row(drawing, one, left, scale, middle, colours, lang)
    rest = counted[len(shown) :]
    if rest:
        words = MORE_COUNTRIES.text(lang).format(countries=len(rest), count=sum(one.here for one in rest))
        for line in wrap(words, int(width / LETTER)):
            drawing.text((0, bottom + 14), line, colours.muted)
            bottom += _LINE
    return _legend(drawing, width, bottom + 10, colours, lang, others=any(one.stated for one in shown))


def _axis(
    drawing: Drawing,
    left: float,
    scale: float,
    longest: int,
    stretches: Iterable[tuple[float, float]],
    colours: Theme,
) -> None:
    """Write the numbers, and draw a line under each on these stretches, so that none runs through a name."""
    steps = (one for power in powers() for one in (10**power, 2 * 10**power, 5 * 10**power))
    step = next(one for one in steps if one * scale >= _TICKS)
    for number in range(0, longest + 1, step):
        x = left + scale * number
        for top, bottom in stretches:
            drawing.line((x, top), (x, bottom), colours.rule if number else colours.muted)
        drawing.text((x, _TOP - 12), str(number), colours.muted, align="center", size=SMALL)


def _row(
    drawing: Drawing, one: CountryCoverage, left: float, scale: float, middle: float, colours: Theme, lang: Lang
) -> None:
    name = one.country.name(lang)
    about = {"words": f"{name}: {one.here}", "country": one.country.alpha3, "here": one.here}
    drawing.box((left, middle - _BAR), (left + scale * one.here, middle + _BAR), colours.accent, about=about)
    marks = {(_number(total), _shape(total), _stated(name, total, lang)) for total in one.stated}
    for number, shape, words in sorted(marks):
        place = (left + scale * number, middle)
        drawing.mark(place, shape, _MARK, colours.today, rim=colours.background, about={"words": words})


def _shape(total: StatedTotal) -> str:
    if total.count.maximum is None:
        return "triangle-right"
    return "triangle-left" if total.count.minimum is None else "diamond"


def _stated(name: str, total: StatedTotal, lang: Lang) -> str:
    when = "" if total.as_of is None else f", {total.as_of.text(lang)}"
    return f"{name}: {total.text(lang)}{when}"


def _legend(drawing: Drawing, width: float, top: float, colours: Theme, lang: Lang, *, others: bool) -> float:
    def bar(left: float, right: float, y: float) -> None:
        drawing.box((left, y - _BAR), (right, y + _BAR), colours.accent)

    def mark(shape: str) -> Sample:
        return lambda left, right, y: drawing.mark(
            ((left + right) / 2, y), shape, _MARK, colours.today, rim=colours.background
        )

    stated = [(mark(shape), words.text(lang)) for shape, words in OTHERS_STATE.items()] if others else []
    return draw_legend(drawing, width, top, colours.ink, [(bar, HERE.text(lang)), *stated])
