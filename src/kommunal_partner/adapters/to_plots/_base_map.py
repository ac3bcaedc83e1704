"""The map of the world: countries in colours, a dot for each that is too small to be seen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from attrs import frozen

from kommunal_partner.adapters.to_plots._charts import altair, data, shown
from kommunal_partner.adapters.to_plots._colours import Theme
from kommunal_partner.adapters.to_plots._equal_earth import TURNED, Sheet
from kommunal_partner.adapters.to_plots._world import dot_size, dots, middles, outlines
from kommunal_partner.adapters.to_plots.sentences import COUNTRY, GROUP
from kommunal_partner.countries import country, known_codes
from kommunal_partner.languages import Lang

_TWO_COLUMNS: Final = 600
_COAST: Final = 0.5
_RIM: Final = 0.75
_THICK: Final = 1.25
_DOTTED: Final = "HIC_PART_I"


@frozen
class State:
    """What a country is drawn as: its entry in the legend, and the words of its tooltip."""

    legend: str
    words: str


@frozen
class Looks:
    """The entries of a legend in their order, and how each is drawn."""

    entries: tuple[str, ...]
    fills: tuple[str, ...]
    lines: tuple[str, ...]
    dashes: tuple[tuple[float, float], ...]
    otherwise: str


def looks_of(legend: Mapping[str, str], otherwise: str, colours: Theme) -> Looks:
    """How the entries of a legend are drawn, each given with the group whose colour it has; the last is all others."""
    groups = tuple(legend.values())
    return Looks(
        entries=(*legend, otherwise),
        fills=(*(colours.groups[group] for group in groups), colours.unlisted),
        lines=tuple(colours.dotted if group == _DOTTED else colours.coast for group in (*groups, "")),
        dashes=tuple((1.5, 1.5) if group == _DOTTED else (1, 0) for group in (*groups, "")),
        otherwise=otherwise,
    )


def map_of_countries(sheet: Sheet, states: Mapping[str, State], looks: Looks, lang: Lang) -> tuple[Any, Any]:
    """The outlines and the dots, in layers that share one projection and one legend; and the data of the first layer.

    These are to be put into it last: altair copies all data whenever anything is said of a chart.
    """
    alt = altair()
    outside = State(looks.otherwise, looks.otherwise)
    told = {code: _properties(code, states.get(code, outside), lang) for code in middles()}
    world = _world_data(outlines(told, _properties("", outside, lang)))
    countries = (
        alt.Chart(alt.InlineData(values=[]))
        .mark_geoshape(strokeWidth=_COAST, strokeJoin="round")
        .encode(**_encoding(sheet, looks, "properties.", lang))
    )
    rows = [{"id": dot.code, "x": dot.x, "y": dot.y, **told[dot.code]} for dot in dots(sheet, states)]
    small = (
        alt.Chart(data(rows))
        .mark_point(size=dot_size(sheet) ** 2, opacity=1, filled=False, strokeWidth=_RIM)
        .encode(
            x=alt.X("x:Q", scale=None, axis=None),
            y=alt.Y("y:Q", scale=None, axis=None),
            **_encoding(sheet, looks, "", lang),
        )
    )
    return _on_a_sheet(sheet, [countries, small], sheet.height), world


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


def _encoding(sheet: Sheet, looks: Looks, where: str, lang: Lang) -> dict[str, Any]:
    alt = altair()
    entries = [shown(entry) for entry in looks.entries]
    columns = 2 if sheet.width >= _TWO_COLUMNS else 1
    legend = alt.Legend(title=None, orient="bottom", columns=columns, symbolType="circle", rowPadding=3)

    def by_entry(channel: Any, values: tuple[Any, ...]) -> Any:  # noqa: ANN401 - because altair is loaded where it is used
        return channel(f"{where}legend:N", scale=alt.Scale(domain=entries, range=list(values)), legend=legend)

    return {
        "fill": by_entry(alt.Fill, looks.fills),
        "stroke": by_entry(alt.Stroke, looks.lines),
        "strokeDash": by_entry(alt.StrokeDash, looks.dashes),
        "tooltip": [
            alt.Tooltip(f"{where}name:N", title=COUNTRY.text(lang)),
            alt.Tooltip(f"{where}words:N", title=GROUP.text(lang)),
        ],
    }
