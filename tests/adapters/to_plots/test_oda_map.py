"""The map of a list: every recipient is seen, in the colour of its group, whatever its size and its name then."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from kommunal_partner.adapters import to_plots
from kommunal_partner.adapters.to_plots._colours import theme_of
from kommunal_partner.adapters.to_plots._equal_earth import Sheet, apart
from kommunal_partner.adapters.to_plots._world import dot_size, dots, middles
from kommunal_partner.errors import BadModel, BadRule, BeyondHorizon, UnknownLanguage
from kommunal_partner.facts import Facts
from kommunal_partner.oda import CoveredBy, Listing, OdaGroup, OdaList, OdaRegister
from kommunal_partner.spans import Span

from .conftest import TODAY, drawn, rows_of

Pixels = NDArray[np.uint8]
LEAST = 4
MARGIN = 10


def colour(text: str) -> tuple[int, int, int]:
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)


def without_words(chart: Any) -> dict[str, Any]:
    """The outlines and the dots without title and legend, so that the first pixel of the map is known."""
    spec: dict[str, Any] = chart.to_dict()
    del spec["title"]
    spec["layer"] = spec["layer"][:2]
    return spec


@pytest.fixture(scope="module")
def today(facts: Facts) -> Pixels:
    return drawn(without_words(to_plots.oda_map(facts.oda, on=TODAY, lang="en")))


@pytest.fixture(scope="module")
def ever(facts: Facts) -> OdaRegister:
    """A register whose one list holds everybody who stood on any list, or was covered by an entry."""
    codes = {row.country for row in facts.oda.listings} | {row.country for row in facts.oda.coverage}
    codes -= {"YUG", "SCG"}
    span = Span.years(2020)
    return OdaRegister([OdaList("all", span)], [Listing(code, OdaGroup.LDC, span) for code in sorted(codes)])


@pytest.mark.parametrize(
    ("place", "looks"),
    [
        ((-35.0, 30.0), "background"),  # in the Atlantic
        ((-140.0, 0.0), "background"),  # in the Pacific
        ((75.0, -30.0), "background"),  # in the Indian Ocean
        ((0.0, 85.5), "background"),  # north of all land
        ((2.5, 46.6), "unlisted"),  # France
        ((-71.0, -31.0), "unlisted"),  # Chile, which left in 2018
        ((100.0, 62.0), "unlisted"),  # Russia, whose ring is the hardest to keep
        ((24.0, -2.0), "LDC"),  # DR Congo
        ((127.0, 40.2), "OTHER_LIC"),  # North Korea
        ((38.0, 0.5), "LMIC"),  # Kenya
        ((-55.0, -10.0), "UMIC"),  # Brazil
        ((30.0, 7.0), "LDC"),  # South Sudan
        ((45.5, 9.5), "LDC"),  # Somaliland, which the lists count as Somalia
    ],
)
def test_a_place_has_the_colour_of_its_country(today: Pixels, place: tuple[float, float], looks: str) -> None:
    theme = theme_of("light")
    x, y = Sheet(860).pixel(*place)
    expected = theme.groups.get(looks) or getattr(theme, looks)
    assert tuple(today[round(y) + MARGIN, round(x) + MARGIN]) == colour(expected)


@pytest.mark.uncounted
@pytest.mark.parametrize("width", [360, 860])
def test_everybody_who_was_ever_on_a_list_is_seen(ever: OdaRegister, width: int) -> None:
    spec = without_words(to_plots.oda_map(ever, on=date(2020, 1, 1), width=width))
    codes = sorted(code for code in ever.recipients(on=date(2020, 1, 1)) if code in middles())
    own = [f"#{n % 16 * 15:02x}{n // 16 * 15:02x}{n * 97 % 256:02x}" for n in range(len(codes))]
    for layer in spec["layer"]:
        layer["encoding"]["fill"].update(field="id", scale={"domain": codes, "range": own})
    found, times = np.unique(drawn(spec).reshape(-1, 3), axis=0, return_counts=True)
    seen = {tuple(one): number for one, number in zip(found.tolist(), times.tolist(), strict=True)}
    of_each = {code: seen.get(colour(look), 0) for code, look in zip(codes, own, strict=True)}
    assert len(set(own)) == len(codes) > 170
    assert {code: number for code, number in of_each.items() if number < LEAST} == {}


def test_what_has_no_outline_is_drawn_as_what_came_after_it_or_is_named(ever: OdaRegister) -> None:
    on = date(2020, 1, 1)
    span = Span.years(2020)
    lists = [OdaList("x", span)]
    antilles = to_plots.oda_map(OdaRegister(lists, [Listing("ANT", OdaGroup.UMIC, span)]), on=on, lang="en").to_dict()
    assert {row["id"] for row in rows_of(antilles) if "upper" in row.get("legend", "")} == {"CUW", "SXM"}
    guadeloupe = to_plots.oda_map(OdaRegister(lists, [Listing("GLP", OdaGroup.UMIC, span)]), on=on, lang="en")
    assert "Without an outline on this map: Guadeloupe." in guadeloupe.title.subtitle
    assert "Ohne Umriss" not in " ".join(to_plots.oda_map(ever, on=on).title.subtitle)


def states(facts: Facts, on: date) -> dict[str, str]:
    """What each country is drawn as, in words."""
    chart: Any = to_plots.oda_map(facts.oda, on=on, lang="en")
    countries = chart.layer[0].data.values["objects"]["countries"]
    return {one["id"]: one["properties"]["words"] for one in countries["geometries"]}


@pytest.mark.uncounted
def test_south_sudan_is_sudan_before_2011_and_kosovo_what_covered_it(facts: Facts) -> None:
    assert states(facts, date(2010, 12, 31))["SSD"] == "least developed (LDC), covered by the entry Sudan"
    assert states(facts, date(2011, 12, 31))["SSD"] == "other low income"
    assert states(facts, date(2008, 6, 1))["XKX"] == "upper middle income, covered by the entry Serbia"
    assert states(facts, date(2009, 6, 1))["XKX"] == "lower middle income"
    assert states(facts, date(1996, 6, 1))["MNE"] == "lower middle income, covered by the entry Yugoslavia"


def test_who_is_covered_by_an_entry_that_is_on_no_list_is_not_on_it() -> None:
    span = Span.years(2020)
    register = OdaRegister(
        [OdaList("x", span)], [Listing("KEN", OdaGroup.LMIC, span)], coverage=[CoveredBy("XKX", "SRB", span)]
    )
    chart: Any = to_plots.oda_map(register, on=date(2020, 1, 1), lang="en")
    drawn_as = {
        one["id"]: one["properties"] for one in chart.layer[0].data.values["objects"]["countries"]["geometries"]
    }
    assert drawn_as["XKX"]["words"] == "not on the list"
    assert drawn_as["KEN"] == {"name": "Kenya", "legend": "lower middle income: 1", "words": "lower middle income"}


def test_the_title_names_the_list_and_says_what_is_inferred_or_carried_on(facts: Facts) -> None:
    seen = to_plots.oda_map(facts.oda, on=date(2024, 5, 1), lang="de").title
    assert seen.text == ["ODA-Empfänger am 01.05.2024 (DAC-Liste 2024)"]
    assert seen.subtitle == ["DAC-Liste 2024: 141 Einträge."]
    inferred = to_plots.oda_map(facts.oda, on=date(2026, 5, 1), lang="de").title
    assert inferred.text == ["ODA-Empfänger am 01.05.2026 (DAC-Liste 2026, erschlossen)"]
    assert inferred.subtitle[1].startswith("Erschlossen: Das Dokument der Liste wurde nicht eingesehen")
    later = to_plots.oda_map(facts.oda, on=date(2027, 5, 1), lang="en", beyond="latest_list").title
    assert later.text == ["ODA recipients on 2027-05-01 (DAC list 2026, inferred)"]
    assert later.subtitle[:2] == [
        "DAC list 2026: 141 entries.",
        "There is no list for this day yet; shown is the last one, valid until 2026-12-31.",
    ]


def test_a_map_is_read_aloud_with_its_numbers(facts: Facts) -> None:
    told = to_plots.oda_map(facts.oda, on=date(2024, 5, 1), lang="de").description
    for words in ("Weltkarte: ODA-Empfänger am 01.05.2024", "DAC-Liste 2024", "am wenigsten entwickelt (LDC): 45"):
        assert words in told


def test_high_income_stands_in_the_legend_while_it_was_on_the_list_and_is_dotted(facts: Facts) -> None:
    def looks(on: date) -> list[tuple[str, list[float]]]:
        chart: Any = to_plots.oda_map(facts.oda, on=on, lang="en")
        encoding = chart.layer[0].encoding
        return list(zip(encoding.fill["scale"]["domain"], encoding.strokeDash["scale"]["range"], strict=True))

    assert looks(date(1996, 6, 1))[-2:] == [
        ("high income, Part I (until 2004): 16", [1.5, 1.5]),
        ("not on the list", [1, 0]),
    ]
    assert len(looks(TODAY)) == 5


def test_what_cannot_be_drawn_is_refused(facts: Facts) -> None:
    with pytest.raises(BeyondHorizon):
        to_plots.oda_map(facts.oda, on=date(2027, 1, 1))
    with pytest.raises(BadRule, match="theme is 'light' or 'dark'"):
        to_plots.oda_map(facts.oda, on=TODAY, theme="sepia")  # type: ignore[arg-type]  # because that is the question
    with pytest.raises(BadRule, match="width must be at least 320"):
        to_plots.oda_map(facts.oda, on=TODAY, width=100)
    with pytest.raises(BadModel, match="register must be of type OdaRegister"):
        to_plots.oda_map(facts, on=TODAY)  # type: ignore[arg-type]  # because that is the question
    with pytest.raises(UnknownLanguage):
        to_plots.oda_map(facts.oda, on=TODAY, lang="fr")


def test_no_dot_hides_another_and_none_moves_far() -> None:
    sheet = Sheet(860)
    codes = frozenset(middles())
    placed = dots(sheet, codes)
    gaps = [np.hypot(one.x - other.x, one.y - other.y) for n, one in enumerate(placed) for other in placed[:n]]
    assert min(gaps) > dot_size(sheet) - 0.1
    for dot in placed:
        middle = middles()[dot.code]
        x, y = sheet.pixel(middle.longitude, middle.latitude)
        assert np.hypot(dot.x - x, dot.y - y) < 20, dot


@pytest.mark.parametrize(
    ("code", "place"),
    [
        ("TUV", (179.2, -8.5)),
        ("KIR", (-157.4, 1.9)),
        ("NRU", (166.9, -0.5)),
        ("TKL", (-171.8, -9.2)),
        ("RUS", (97, 66)),
    ],
)
def test_the_middle_of_a_country_lies_in_it(code: str, place: tuple[float, float]) -> None:
    assert (middles()[code].longitude, middles()[code].latitude) == pytest.approx(place, abs=2)


def test_points_on_one_spot_are_moved_apart() -> None:
    (x, y), (x2, y2) = apart([(5.0, 5.0), (5.0, 5.0)], 4)
    assert np.hypot(x - x2, y - y2) > 3.9
    assert apart([(0.0, 0.0), (9.0, 0.0)], 4) == [(0.0, 0.0), (9.0, 0.0)]


def test_no_count_stands_alone_on_a_line_of_the_legend(facts: Facts) -> None:
    spec = to_plots.oda_map(facts.oda, on=date(2026, 5, 1), width=320).to_dict()
    lines = [str(row["text"]) for row in rows_of(spec) if "text" in row]
    assert "Einkommen: 2" in lines
    assert not [line for line in lines if line.isdigit()]
