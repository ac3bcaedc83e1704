"""`partnerships_map`: where the partners of municipalities lie."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from math import sqrt
from typing import TYPE_CHECKING, Final

from attrs import frozen

from kommunal_partner.adapters.to_plots._base_map import plain_world
from kommunal_partner.adapters.to_plots._by_country import in_all, register_of
from kommunal_partner.adapters.to_plots._charts import finished, width_of
from kommunal_partner.adapters.to_plots._colours import Theme, ThemeName, theme_of
from kommunal_partner.adapters.to_plots._drawing import Drawing
from kommunal_partner.adapters.to_plots._equal_earth import Sheet
from kommunal_partner.adapters.to_plots._legend import draw_legend
from kommunal_partner.adapters.to_plots._world import middles
from kommunal_partner.adapters.to_plots.sentences import (
    AT_A_PLACE,
    IN_A_COUNTRY,
    NOT_ON_THE_MAP,
    PARTNERS_DESCRIBED,
    PARTNERS_SUBTITLE,
    PARTNERS_TITLE,
    PLACE_UNKNOWN,
    PLACES_OF_GEONAMES,
    WITH_PARTNERS,
)
from kommunal_partner.countries import country
from kommunal_partner.languages import Lang, language
from kommunal_partner.municipalities import ForeignUnit, Unit
from kommunal_partner.partnerships import Partnership, PartnershipRegister
from kommunal_partner.sources import Source

if TYPE_CHECKING:
    import altair as alt

_DOT: Final = 6.0
_NARROW_DOT: Final = 4.5
_NARROW: Final = 600
_RING: Final = 7.5
_NARROW_RING: Final = 6.0
_BAR: Final = 6
_GEONAMES: Final = "geonames"


@frozen
class _Places:
    """How many partnerships lead to each unit, by its place, to each country without one, and to none that is drawn."""

    at: Mapping[tuple[float, float], Mapping[str, int]]
    within: Mapping[str, int]
    nowhere: int

    @property
    def located(self) -> int:
        return sum(number for units in self.at.values() for number in units.values())

    @property
    def all(self) -> int:
        return self.located + sum(self.within.values()) + self.nowhere


def partnerships_map(
    partnerships: PartnershipRegister | Iterable[Partnership] | Mapping[str, Partnership],
    *,
    lang: str = "de",
    theme: ThemeName = "light",
    width: int = 860,
) -> alt.LayerChart:
    """A map of the world with a dot for each place of a partner, larger where several partnerships lead.

    Partners whose place is not known are a ring in the middle of their country, so that none is missing in silence;
    those in countries without an outline are counted under the title. Countries with partners here are coloured. The
    areas are true (Equal Earth), without Antarctica.

    Raises:
        MissingExtra: without altair.
        BadModel: for anything but partnerships.
        BadRule: for another theme or width.

    >>> partnerships_map([], lang="en").title.subtitle[-1]
    'The place is known of 0 of 0.'
    """
    tag, colours = language(lang), theme_of(theme)
    register = register_of(partnerships)
    sheet = Sheet(width_of(width))
    places = _places(register, tag)
    drawing = Drawing()
    _dots(drawing, sheet, places, colours, tag)
    height = _legend(drawing, sheet, colours, tag)
    fills = dict.fromkeys(register.countries(), colours.soft)
    chart, world = plain_world(sheet, fills, drawing.chart(sheet.width, height).layer, height, colours)
    title = PARTNERS_TITLE.text(tag)
    located = PARTNERS_SUBTITLE.text(tag).format(located=places.located, all=places.all)
    subtitle = [in_all(register, tag), register.coverage.text(tag), located]
    if any(source.id.startswith(_GEONAMES) for unit in register.units() for source in _sources(unit)):
        subtitle.append(PLACES_OF_GEONAMES.text(tag))
    if places.nowhere:
        subtitle.append(NOT_ON_THE_MAP.text(tag).format(count=places.nowhere))
    described = PARTNERS_DESCRIBED.text(tag).format(title=title, subtitle=" ".join(subtitle))
    picture: alt.LayerChart = finished(chart, colours, title, subtitle, described, sheet.width)
    picture.layer[0].data = world
    return picture


def _sources(unit: Unit) -> tuple[Source, ...]:
    """Whose place it is, of a unit that is on the map."""
    return unit.coordinates.sources if isinstance(unit, ForeignUnit) and unit.coordinates is not None else ()


def _places(register: PartnershipRegister, lang: Lang) -> _Places:
    at: dict[tuple[float, float], Counter[str]] = {}
    within: Counter[str] = Counter()
    nowhere = 0
    for unit in (unit for one in register.values() for unit in one.foreign_units):
        if unit.coordinates is not None:
            place = (unit.coordinates.longitude, unit.coordinates.latitude)
            at.setdefault(place, Counter())[_name(unit, lang)] += 1
        elif unit.country.alpha3 in middles():
            within[unit.country.alpha3] += 1
        else:
            nowhere += 1
    return _Places(at, within, nowhere)


def _name(unit: ForeignUnit, lang: Lang) -> str:
    return f"{unit.short_name} ({unit.country.name(lang)})"


def _dots(drawing: Drawing, sheet: Sheet, places: _Places, colours: Theme, lang: Lang) -> None:
    """Rings under dots, large ones under small ones."""
    dot, ring = (_NARROW_DOT, _NARROW_RING) if sheet.width < _NARROW else (_DOT, _RING)
    for code, number in sorted(places.within.items(), key=lambda one: (-one[1], one[0])):
        place = sheet.pixel(middles()[code].longitude, middles()[code].latitude)
        about = {"words": f"{country(code).name(lang)} ({PLACE_UNKNOWN.text(lang)}): {number}", "count": number}
        drawing.mark(place, "circle", ring * (1 + sqrt(number) / 4), "transparent", rim=colours.today, about=about)
    for (longitude, latitude), units in sorted(places.at.items(), key=lambda one: (-sum(one[1].values()), one[0])):
        number = sum(units.values())
        words = "; ".join(f"{name}: {partnerships}" for name, partnerships in sorted(units.items()))
        place = sheet.pixel(longitude, latitude)
        about = {"words": words, "count": number}
        drawing.mark(place, "circle", dot * sqrt(number), colours.accent, rim=colours.background, about=about)


def _legend(drawing: Drawing, sheet: Sheet, colours: Theme, lang: Lang) -> float:
    def area(left: float, right: float, y: float) -> None:
        drawing.box((left, y - _BAR), (right, y + _BAR), colours.soft, rim=colours.coast)

    def dot(left: float, right: float, y: float) -> None:
        drawing.mark(((left + right) / 2, y), "circle", _DOT, colours.accent, rim=colours.background)

    def ring(left: float, right: float, y: float) -> None:
        drawing.mark(((left + right) / 2, y), "circle", _RING, "transparent", rim=colours.today)

    entries = [(area, WITH_PARTNERS), (dot, AT_A_PLACE), (ring, IN_A_COUNTRY)]
    named = [(sample, words.text(lang)) for sample, words in entries]
    return draw_legend(drawing, sheet.width, sheet.height + 8, colours.ink, named)
