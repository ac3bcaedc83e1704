"""The map of the world: countries in colours, a dot for each that is too small to be seen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from attrs import frozen

from kommunal_partner.adapters.to_plots._charts import altair, data, shown
from kommunal_partner.adapters.to_plots._colours import Theme
from kommunal_partner.adapters.to_plots._drawing import Drawing
from kommunal_partner.adapters.to_plots._equal_earth import TURNED, Sheet
from kommunal_partner.adapters.to_plots._legend import Sample, draw_legend
from kommunal_partner.adapters.to_plots._world import dot_size, dots, middles, outlines
from kommunal_partner.adapters.to_plots.sentences import COUNTRY, GROUP
from kommunal_partner.countries import country, known_codes
from kommunal_partner.languages import Lang

_COAST: Final = 0.5
_RIM: Final = 0.75
_BAR: Final = 6
_DOTTED: Final = "HIC_PART_I"


@frozen
class State:
    """What a country is drawn as: its entry in the legend, and the words of its tooltip."""

    legend: str
    words: str


@frozen
class Look:
    """An entry of a legend, and how the countries it stands for are drawn."""

    legend: str
    fill: str
    line: str
    dashed: bool


def looks_of(legend: Mapping[str, str], otherwise: str, colours: Theme) -> list[Look]:
    """How the entries of a legend are drawn, each given with the group whose colour it has; the last is all others."""
    of_groups = [
        Look(
            entry,
            colours.groups[group],
            colours.dotted if group == _DOTTED else colours.coast,
            dashed=group == _DOTTED,
        )
        for entry, group in legend.items()
    ]
    return [*of_groups, Look(otherwise, colours.unlisted, colours.coast, dashed=False)]


def map_of_countries(
    sheet: Sheet, states: Mapping[str, State], looks: Sequence[Look], colours: Theme, lang: Lang
) -> tuple[Any, Any]:
    """The outlines, the dots and the legend, in layers that share one projection; and the data of the first layer.

    These are to be put into it last: altair copies all data whenever anything is said of a chart.
    """
    alt = altair()
    outside = State(looks[-1].legend, looks[-1].legend)
    told = {code: _properties(code, states.get(code, outside), lang) for code in middles()}
    world = _world_data(outlines(told, _properties("", outside, lang)))
    countries = (
        alt.Chart(alt.InlineData(values=[]))
        .mark_geoshape(strokeWidth=_COAST, strokeJoin="round")
        .encode(**_encoding(looks, "properties.", lang))
    )
    rows = [{"id": dot.code, "x": dot.x, "y": dot.y, **told[dot.code]} for dot in dots(sheet, states)]
    small = (
        alt.Chart(data(rows))
        .mark_point(size=dot_size(sheet) ** 2, opacity=1, filled=False, strokeWidth=_RIM)
        .encode(
            x=alt.X("x:Q", scale=None, axis=None),
            y=alt.Y("y:Q", scale=None, axis=None),
            **_encoding(looks, "", lang),
        )
    )
    drawing = Drawing()
    height = _legend(drawing, sheet, looks, colours)
    return _on_a_sheet(sheet, [countries, small, *drawing.chart(sheet.width, height).layer], height), world


def _legend(drawing: Drawing, sheet: Sheet, looks: Sequence[Look], colours: Theme) -> float:
    def sample(look: Look) -> Sample:
        return lambda left, right, y: drawing.box(
            (left, y - _BAR), (right, y + _BAR), look.fill, rim=look.line, dashed=look.dashed
        )

    entries = [(sample(look), look.legend) for look in looks]
    return draw_legend(drawing, sheet.width, sheet.height + 8, colours.ink, entries)


def plain_world(
    sheet: Sheet, fills: Mapping[str, str], above: Iterable[Any], height: float, colours: Theme
) -> tuple[Any, Any]:
    """The outlines in the colours given for some codes, with layers above; and the data of the first layer."""
    alt = altair()
    told = {code: {"fill": colour} for code, colour in fills.items()}
    countries = (
        alt.Chart(alt.InlineData(values=[]))
        .mark_geoshape(strokeWidth=_COAST, strokeJoin="round", stroke=colours.coast)
        .encode(fill=alt.Fill("properties.fill:N", scale=None))
    )
    world = _world_data(outlines(told, {"fill": colours.unlisted}))
    return _on_a_sheet(sheet, [countries, *above], height), world


def _on_a_sheet(sheet: Sheet, layers: Iterable[Any], height: float) -> Any:  # noqa: ANN401 - because altair is loaded where it is used
    projection = {"rotate": [TURNED, 0, 0], "scale": sheet.scale, "translate": list(sheet.origin)}
    return altair().layer(*layers).project("equalEarth", **projection).properties(width=sheet.width, height=height)


def _world_data(topology: dict[str, Any]) -> Any:  # noqa: ANN401 - because altair is loaded where it is used
    """Outlines as the data of a chart, put in after the check of altair, which takes longer than all the rest."""
    alt = altair()
    world = alt.InlineData(values=[], format=alt.TopoDataFormat(feature="countries", type="topojson"))
    world.values = topology
    return world


def _properties(code: str, state: State, lang: Lang) -> dict[str, object]:
    name = country(code).name(lang) if code in known_codes() else ""
    return {"name": name, "legend": shown(state.legend), "words": shown(state.words)}


def _encoding(looks: Sequence[Look], where: str, lang: Lang) -> dict[str, Any]:
    alt = altair()
    entries = [shown(look.legend) for look in looks]

    def by_entry(channel: Any, values: Sequence[Any]) -> Any:  # noqa: ANN401 - because altair is loaded where it is used
        return channel(f"{where}legend:N", scale=alt.Scale(domain=entries, range=list(values)), legend=None)

    return {
        "fill": by_entry(alt.Fill, [look.fill for look in looks]),
        "stroke": by_entry(alt.Stroke, [look.line for look in looks]),
        "strokeDash": by_entry(alt.StrokeDash, [[1.5, 1.5] if look.dashed else [1, 0] for look in looks]),
        "tooltip": [
            alt.Tooltip(f"{where}name:N", title=COUNTRY.text(lang)),
            alt.Tooltip(f"{where}words:N", title=GROUP.text(lang)),
        ],
    }
