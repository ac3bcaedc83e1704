"""Saved pictures need no network, cut no label, are the same on every run, and run no script that a name holds."""

from __future__ import annotations

import builtins
import re
import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import altair as alt
import pytest

from kommunal_partner.adapters import to_plots
from kommunal_partner.adapters.to_plots._charts import LETTER, SIZE, shown
from kommunal_partner.adapters.to_plots._colours import theme_of
from kommunal_partner.cycles import NoCycle
from kommunal_partner.errors import BadRule, MissingExtra
from kommunal_partner.facts import Facts
from kommunal_partner.series import CountryScope, Edition, EventSeries, Place

from .conftest import TODAY, pixels

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--dump-dom", "--virtual-time-budget=2000"),
    "--host-resolver-rules=MAP * ~NOTFOUND",
)
RUN = "document.documentElement.dataset.hostile='ran'"
PADDING = 10
HOSTILE = (
    f"</script><script>{RUN}</script>",
    f"<!--<script>{RUN}</script>-->",
    f"<img src=x onerror={RUN}>",
    f"'\"]}});{RUN};//",
    f"\\u003c/script>${{{RUN}}}{{{{{RUN}}}}}",
)


@pytest.fixture(scope="module")
def hostile() -> Any:
    """A timeline whose every text of somebody else's tries to run."""
    series = [
        EventSeries(
            name,
            name,
            "round_table",
            CountryScope({"NIC"}),
            NoCycle(),
            editions=[Edition("2024-05-01", id=name, places=(Place(name),))],
        )
        for name in HOSTILE
    ]
    return to_plots.series_timeline(series, on=TODAY)


@pytest.fixture(scope="module")
def osteuropa(facts: Facts) -> Any:
    return to_plots.series_timeline(facts.series["rk-osteuropa"], on=TODAY, lang="en", width=700)


def test_no_text_of_the_data_opens_a_tag_however_the_chart_is_saved(hostile: Any) -> None:
    for text in (
        hostile.to_html(),
        hostile.to_json(),
        hostile._repr_mimebundle_()["text/html"],
    ):
        assert "<img" not in text
        assert f"<script>{RUN[:20]}" not in text
        assert "<!--<" not in text
    assert "‹/script>" in hostile.to_json(ensure_ascii=False)


def test_no_name_turns_round_the_words_behind_it() -> None:
    for turn in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069":
        assert shown(f"{turn}<b>Ulm") == "‹b>Ulm"
        assert shown(f"<{turn}b>Ulm") == "‹b>Ulm"
    assert shown("חיפה und حلب") == "חיפה und حلب"


def test_a_sign_that_opens_no_tag_stays_what_it_is() -> None:
    assert shown("Kommunen < 20.000 <3 & <") == "Kommunen < 20.000 <3 & <"


@pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium here that could run a script")
def test_no_script_of_a_name_runs_in_a_browser(hostile: Any, tmp_path: Path) -> None:
    assert CHROMIUM is not None
    bundle = hostile._repr_mimebundle_()["text/html"]
    proof = "<script>document.documentElement.dataset.scripts='run'</script>"
    page, end, rest = to_plots.html(hostile).rpartition("</body>")
    (tmp_path / "page.html").write_text(f"{page}{bundle}{proof}{end}{rest}", "utf-8")
    done = subprocess.run(  # noqa: S603 - because it is the browser of this machine
        [CHROMIUM, *FLAGS, f"--user-data-dir={tmp_path / 'profile'}", (tmp_path / "page.html").as_uri()],
        capture_output=True,
        check=True,
        encoding="utf-8",
        timeout=60,
    )
    root = done.stdout.partition("<head")[0]
    assert 'data-scripts="run"' in root
    assert "data-hostile" not in root
    assert 'class="marks"' in done.stdout  # and the chart is drawn


def test_html_escapes_charts_that_are_not_ours_and_loads_nothing() -> None:
    chart = alt.Chart(alt.InlineData(values=[{"a": HOSTILE[0]}]), description=HOSTILE[0]).mark_text().encode(text="a:N")
    page = to_plots.html(chart, lang="en")
    assert f"<script>{RUN}" not in page
    assert '<html lang="en">' in page
    assert not re.findall(r'(?:src|href)="', page.partition("<script>")[0])


def test_svg_is_read_aloud_holds_its_texts_and_is_the_same_every_time(osteuropa: Any) -> None:
    drawn = to_plots.svg(osteuropa)
    root = ET.fromstring(drawn)  # noqa: S314 - because it is our own
    assert root.get("role") == "img"
    assert root.get("aria-label") == root[0].text == osteuropa.description
    said = " ".join(element.text or "" for element in root.iter("{http://www.w3.org/2000/svg}text"))
    for words in ("Eastern Europe conference", "overdue", "was expected, not documented", "2026-11-29"):
        assert words in said
    assert "…" not in said
    assert drawn == to_plots.svg(osteuropa)
    assert "http://" not in drawn.replace("http://www.w3.org", "")


def test_two_pictures_in_one_page_share_no_id(facts: Facts) -> None:
    series = facts.series["rt-nicaragua"]
    pictures = [to_plots.svg(to_plots.series_timeline(series, on=TODAY, theme=theme)) for theme in ("light", "dark")]
    ids = [set(re.findall(r'\bid="([^"]+)"', drawn)) for drawn in pictures]
    assert ids[0]
    assert ids[0].isdisjoint(ids[1])
    for drawn, own in zip(pictures, ids, strict=True):
        assert set(re.findall(r"url\(#([^)]+)\)", drawn)) <= own


def test_no_label_reaches_the_edge(facts: Facts) -> None:
    seen = pixels(to_plots.png(to_plots.graduations(facts.oda, theme="dark", width=320), scale=1))
    edges = (seen[:3], seen[-3:], seen[:, :3], seen[:, -3:])
    assert len({tuple(pixel) for edge in edges for row in edge.tolist() for pixel in row}) == 1


def too_wide(chart: Any) -> list[str]:
    """The texts that would leave the picture in DejaVu Sans, the widest of the fonts that readers have."""
    found = []
    for layer in chart.layer:
        for row in layer.data.values if layer.mark.type == "text" else ():
            width = LETTER * layer.mark.fontSize / SIZE * len(row["text"])
            left = row["x"] - {"left": 0, "center": width / 2, "right": width}[layer.mark.align]
            if left < -PADDING or left + width > chart.width + PADDING:
                found.append(row["text"])
    return found


@pytest.mark.uncounted
def test_no_text_leaves_the_picture_in_a_wide_font(facts: Facts) -> None:
    pictures = (
        to_plots.oda_map(facts.oda, on=date(1996, 6, 1), width=320),
        to_plots.series_timeline(facts.series, on=TODAY, width=320),
        to_plots.series_timeline(facts.series, on=TODAY, width=700),
        to_plots.graduations(facts.oda, width=320),
        to_plots.graduations(facts.oda, width=700),
        to_plots.partnerships_by_country(facts.partnerships, top=None, width=600),
        to_plots.partnerships_by_country(facts.partnerships, top=5, width=320),
        to_plots.partnerships_map(list(facts.partnerships.values())[:50], width=320),
    )
    assert [text for picture in pictures for text in too_wide(picture)] == []


def lightness(colour: str) -> float:
    """L* of CIE Lab."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return 116 * y ** (1 / 3) - 16 if y > 0.008856 else 903.3 * y


@pytest.mark.parametrize("name", ["light", "dark"])
def test_groups_lie_twelve_steps_of_lightness_apart_and_texts_are_read(name: str) -> None:
    theme = theme_of(name)
    steps = [lightness(theme.groups[group]) for group in ("LDC", "OTHER_LIC", "LMIC", "UMIC")]
    steps.append(lightness(theme.unlisted))
    assert min(abs(one - other) for one, other in pairwise(steps)) >= 12
    assert steps == sorted(steps, reverse=name == "dark")
    for text in (theme.ink, theme.muted, theme.today):
        one, other = sorted(((lightness(colour) + 16) / 116) ** 3 for colour in (text, theme.background))
        assert (other + 0.05) / (one + 0.05) >= 4.5, text
    assert abs(lightness(theme.dotted) - lightness(theme.groups["HIC_PART_I"])) >= 12


def test_the_scale_multiplies_the_pixels(osteuropa: Any) -> None:
    small, large = (pixels(to_plots.png(osteuropa, scale=scale)).shape for scale in (0.25, 0.5))
    assert (large[0] / small[0], large[1] / small[1]) == pytest.approx((2, 2), rel=0.02)


@pytest.mark.parametrize("scale", [0, -1, 11, "2", float("nan")])
def test_a_scale_that_is_none_is_refused(osteuropa: Any, scale: Any) -> None:
    with pytest.raises(BadRule, match="scale"):
        to_plots.png(osteuropa, scale=scale)


@pytest.mark.parametrize("save", [to_plots.svg, to_plots.png, to_plots.html])
def test_what_is_no_chart_is_refused(save: Callable[[Any], object]) -> None:
    with pytest.raises(BadRule, match="chart"):
        save({"mark": "bar"})


@pytest.mark.parametrize(("package", "told"), [("altair", "altair"), ("vl_convert", "vl-convert-python")])
def test_a_missing_package_is_named_with_what_installs_it(
    facts: Facts, osteuropa: Any, package: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = builtins.__import__

    def refuse(name: str, *more: Any, **named: Any) -> Any:
        if name == package:
            raise ImportError(name)
        return real(name, *more, **named)

    monkeypatch.setattr(builtins, "__import__", refuse)
    questions: list[Callable[[], object]] = [lambda: to_plots.svg(osteuropa), lambda: to_plots.html(osteuropa)]
    if package == "altair":
        questions += [
            lambda: to_plots.oda_map(facts.oda, on=TODAY),
            lambda: to_plots.series_timeline(facts.series, on=TODAY),
            lambda: to_plots.graduations(facts.oda),
        ]
    for ask in questions:
        with pytest.raises(MissingExtra, match=rf'this needs {told}: pip install "kommunal-partner\[plots\]"'):
            ask()
