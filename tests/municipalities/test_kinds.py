from __future__ import annotations

import csv
from pathlib import Path

import pytest

from kommunal_partner.municipalities import Level, UnitKind, kind_of_code, kind_of_word


@pytest.mark.parametrize("kind", UnitKind)
def test_every_kind_has_a_level_and_a_word_in_both_languages(kind: UnitKind) -> None:
    assert kind.level in Level
    assert kind.text("de-AT")
    assert kind.text("en")


@pytest.mark.parametrize("kind", [kind for kind in UnitKind if kind.code is not None])
def test_every_textkennzeichen_stands_for_its_kind(kind: UnitKind) -> None:
    assert kind.code is not None
    assert kind_of_code(kind.code) is kind


def test_a_city_has_one_kind_whether_it_stands_as_kreis_or_as_municipality() -> None:
    assert kind_of_code("41") is kind_of_code("61") is UnitKind.KREISFREIE_STADT
    assert kind_of_code("42") is kind_of_code("62") is UnitKind.STADTKREIS


@pytest.mark.parametrize(
    ("code", "kind"),
    [("49", UnitKind.OTHER_KREIS), ("59", UnitKind.OTHER_VERBAND), ("69", UnitKind.OTHER_GEMEINDE)],
)
def test_an_unknown_textkennzeichen_is_the_other_kind_of_its_level(code: str, kind: UnitKind) -> None:
    assert kind_of_code(code) is kind


@pytest.mark.parametrize("code", ["", "6", "70", "6x", "600", "٦٠"])
def test_anything_else_is_no_textkennzeichen(code: str) -> None:
    with pytest.raises(ValueError, match="is no Textkennzeichen"):
        kind_of_code(code)


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("Kreisfreie Stadt", UnitKind.KREISFREIE_STADT),
        ("Große Kreisstadt", UnitKind.GROSSE_KREISSTADT),
        ("Bezirk", UnitKind.STADTBEZIRK),
        ("Kreisangehörige Gemeinde", UnitKind.GEMEINDE),
        ("Stadtstaat", UnitKind.STADTSTAAT),
    ],
)
def test_a_german_word_names_a_kind(word: str, kind: UnitKind) -> None:
    assert kind_of_word(word) is kind


def test_another_word_names_none() -> None:
    with pytest.raises(ValueError, match="'Dorf' names no kind"):
        kind_of_word("Dorf")


def test_areas_outside_any_municipality_are_known_as_such() -> None:
    assert [kind.code for kind in UnitKind if kind.is_gemeindefrei] == ["65", "66"]


def test_the_kinds_are_those_of_the_official_list(cases: Path) -> None:
    table = cases.parent / "facts" / "registers" / "textkennzeichen.csv"
    with table.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert [kind_of_code(row["code"]).text("de").casefold() for row in rows if row["code"] != "64"] == [
        row["label_de"].casefold() for row in rows if row["code"] != "64"
    ]
    assert sum(int(row["count_20231130"]) for row in rows if row["satzart"] == "60") == 10_981


def test_a_number_is_no_textkennzeichen() -> None:
    with pytest.raises(ValueError, match="a Textkennzeichen is a text, not int"):
        kind_of_code(63)  # type: ignore[arg-type]  # because it is tried


@pytest.mark.parametrize("level", Level)
def test_every_level_has_a_word_in_both_languages(level: Level) -> None:
    assert level.text()
    assert level.text("en")
