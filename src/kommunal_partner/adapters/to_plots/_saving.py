"""A chart as SVG, PNG or HTML, without a network: what is drawn comes from vl-convert, which carries all it needs."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from hashlib import sha256
from html import escape
from types import ModuleType
from typing import TYPE_CHECKING, Any, Final

from kommunal_partner._checks import instance, number
from kommunal_partner.adapters.to_plots._charts import altair
from kommunal_partner.errors import BadRule, MissingExtra
from kommunal_partner.languages import language

if TYPE_CHECKING:
    import altair as alt

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
_NAMED: Final = re.compile(r'(\bid="|url\(#)')


def svg(chart: alt.TopLevelMixin) -> str:
    """The chart as SVG, with its description as the text that is read aloud.

    Texts stay texts, in a font of the reader's system. Several may stand in one page: no id is that of another picture.

    Raises:
        MissingExtra: without altair or vl-convert.
        BadRule: for anything but a chart.

    >>> import altair as alt
    >>> picture = alt.Chart(alt.InlineData(values=[]), description="Nothing").mark_point()
    >>> svg(picture).partition(" xmlns")[0]
    '<svg role="img" aria-label="Nothing"'
    """
    described = escape(_described(chart))
    drawn = str(_converted(chart, "vegalite_to_svg"))
    drawn = _PATH.sub(lambda path: f' d="{_FRACTION.sub(_rounded, path[1])}"', drawn)
    drawn = _NAMED.sub(rf"\g<1>p{sha256(drawn.encode()).hexdigest()[:8]}-", drawn)
    return _ROOT.sub(
        lambda root: f'<svg role="img" aria-label="{described}"{root[0].removeprefix("<svg")}<desc>{described}</desc>',
        drawn,
        count=1,
    )


def png(chart: alt.TopLevelMixin, *, scale: float = 2) -> bytes:
    """The chart as PNG, each of its pixels drawn by `scale` × `scale` of them (0.1 to 10).

    Raises:
        MissingExtra: without altair or vl-convert.
        BadRule: for anything but a chart, and for another scale.
    """
    factor = float(number(scale, "scale", least=0.1, most=_LARGEST, error=BadRule))
    drawn: bytes = _converted(chart, "vegalite_to_png", scale=factor)
    return drawn


def html(chart: alt.TopLevelMixin, *, lang: str = "de") -> str:
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


def _spec(chart: alt.TopLevelMixin) -> dict[str, Any]:
    spec: dict[str, Any] = instance(chart, altair().TopLevelMixin, "chart", BadRule).to_dict()
    return spec


def _described(chart: alt.TopLevelMixin) -> str:
    return str(_spec(chart).get("description") or "")


def _converted(chart: alt.TopLevelMixin, function: str, **more: object) -> Any:  # noqa: ANN401 - because vl-convert has no types
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
