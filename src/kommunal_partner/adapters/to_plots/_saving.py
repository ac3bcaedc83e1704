"""A chart as SVG, PNG or HTML, without a network: what is drawn comes from vl-convert, which carries all it needs."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html import escape
from types import ModuleType
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from kommunal_partner._checks import instance, number
from kommunal_partner.adapters.to_plots._charts import altair
from kommunal_partner.errors import BadRule, MissingExtra
from kommunal_partner.languages import language

if TYPE_CHECKING:
    import altair as alt

    Chart: TypeAlias = alt.TopLevelMixin

_LARGEST: Final = 10
_PATH: Final = re.compile(r' d="([^"]*)"')
_FRACTION: Final = re.compile(r"-?\d+\.\d{2,}")
_PAGE: Final = """<!doctype html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<title>{described}</title>
</head>
<body>
<div id="chart" role="img" aria-label="{described}"></div>
<script>{script}</script>
<script>vegaEmbed("#chart", {chart}, {{"mode": "vega-lite", "actions": false}});</script>
</body>
</html>
"""
_ROOT: Final = re.compile(r"<svg\b[^>]*>")


def svg(chart: Chart) -> str:
    """The chart as SVG, with its description as the text that is read aloud.

    Texts stay texts, in a font of the reader's system.

    Raises:
        MissingExtra: without altair or vl-convert.
        BadRule: for anything but a chart.
    """
    described = _described(chart)
    drawn = str(_converted(chart, "vegalite_to_svg"))
    drawn = _PATH.sub(lambda path: f' d="{_FRACTION.sub(_rounded, path[1])}"', drawn)
    root = _ROOT.search(drawn)
    assert root is not None  # noqa: S101 - because vl-convert writes one
    opened = root[0].replace("<svg", '<svg role="img" aria-labelledby="described"', 1)
    return f'{opened}<title id="described">{escape(described)}</title>{drawn[root.end() :]}'


def png(chart: Chart, *, scale: float = 2) -> bytes:
    """The chart as PNG, each of its pixels drawn by `scale` × `scale` of them (above 0, at most 10).

    Raises:
        MissingExtra: without altair or vl-convert.
        BadRule: for anything but a chart, and for another scale.
    """
    factor = float(number(scale, "scale", least=0.1, most=_LARGEST, error=BadRule))
    drawn: bytes = _converted(chart, "vegalite_to_png", scale=factor)
    return drawn


def html(chart: Chart, *, lang: str = "de") -> str:
    """The chart as a page of its own, which loads nothing and whose tooltips work.

    No text of the data can end the script that holds it: every `<` is written as JSON writes it by its number.

    Raises:
        MissingExtra: without altair or vl-convert.
        BadRule: for anything but a chart.
    """
    tag, described = language(lang), escape(_described(chart))
    script = str(_vl_convert().javascript_bundle(vl_version=_version()))
    held = json.dumps(_spec(chart), ensure_ascii=True, sort_keys=True).replace("<", "\\u003c")
    return _PAGE.format(lang=tag, described=described, script=script, chart=held)


def _rounded(number: re.Match[str]) -> str:
    return f"{float(number[0]):.1f}"


def _spec(chart: Chart) -> dict[str, Any]:
    spec: dict[str, Any] = instance(chart, altair().TopLevelMixin, "chart", BadRule).to_dict()
    return spec


def _described(chart: Chart) -> str:
    return str(_spec(chart).get("description") or "")


def _converted(chart: Chart, function: str, **more: object) -> Any:  # noqa: ANN401 - because vl-convert has no types
    convert: Callable[..., Any] = getattr(_vl_convert(), function)
    return convert(_spec(chart), vl_version=_version(), allowed_base_urls=[], **more)


def _version() -> str:
    """The version of Vega-Lite that altair writes, as vl-convert names it."""
    return "_".join(str(altair().SCHEMA_VERSION).split(".")[:2])


def _vl_convert() -> ModuleType:
    try:
        import vl_convert
    except ImportError:
        raise MissingExtra("vl-convert-python", "plots") from None
    found: ModuleType = vl_convert
    return found
