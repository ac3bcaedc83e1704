from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from kommunal_partner.adapters.from_gv100ad import read_register
from kommunal_partner.errors import BadModel
from kommunal_partner.municipalities import DatedKey, GermanUnit, KeyScheme, MunicipalRegister, UnitKind, compare


def town(ags: str, name: str, association: str = "0000", kind: UnitKind = UnitKind.GEMEINDE) -> GermanUnit:
    ars = ags[:5] + association + ags[5:]
    return GermanUnit(f"de:{ags}", name, kind, (DatedKey(KeyScheme.AGS, ags), DatedKey(KeyScheme.ARS, ars)))


OLD = MunicipalRegister(
    [
        town("03153007", "Langelsheim, Stadt"),
        town("01053002", "Alt Mölln", "5313"),
        town("01058018", "Blumenthal", "5859"),
        town("05162012", "Jüchen"),
        town("05314000", "Bonn, Stadt"),
    ],
    as_of=date(2017, 12, 31),
)
NEW = MunicipalRegister(
    [
        town("05314000", "Bonn, Stadt"),
        town("03153019", "Langelsheim, Stadt"),
        town("01053002", "Alt-Mölln", "5313"),
        town("01058018", "Blumenthal", "5896"),
        town("05162012", "Jüchen, Stadt", kind=UnitKind.STADT),
        GermanUnit("de:05", "Nordrhein-Westfalen", UnitKind.LAND),
    ],
    as_of=date(2023, 11, 30),
)


def test_two_registers_tell_what_is_gone_new_and_changed() -> None:
    found = compare(OLD, NEW)
    assert [one.id for one in found.gone] == ["de:03153007"]
    assert [one.id for one in found.added] == ["de:03153019"]
    assert [(one.before.name, one.after.name) for one in found.renamed] == [
        ("Alt Mölln", "Alt-Mölln"),
        ("Jüchen", "Jüchen, Stadt"),
    ]
    assert [one.key for one in found.kind_changed] == ["05162012"]
    assert [one.key for one in found.association_changed] == ["01058018"]
    assert [one.key for one in found.kept] == ["01053002", "01058018", "05162012", "05314000"]


def test_a_register_compared_with_itself_shows_no_change() -> None:
    found = compare(OLD, OLD)
    assert (found.gone, found.added, found.renamed, found.kind_changed, found.association_changed) == ((),) * 5


def test_the_older_register_comes_first() -> None:
    with pytest.raises(BadModel, match="give the older first"):
        compare(NEW, OLD)
    undated = MunicipalRegister(OLD.units)
    assert compare(NEW, undated).added == (*compare(undated, OLD).added, OLD.units[0])


def test_two_real_editions_differ_as_the_table_of_changes_says(cases: Path) -> None:
    old = read_register(cases / "tables" / "gv100ad_2017_extract_cp1252.asc")
    new = read_register(cases / "tables" / "gv100ad_2023_extract_utf8.txt")
    with (cases.parent / "facts" / "registers" / "ags_diff_20171231_20231130.csv").open(encoding="utf-8") as lines:
        changes = {row["ags"]: row for row in csv.DictReader(lines)}
    found = compare(old, new)
    kept = {one.key for one in found.kept}
    assert "01053002" in kept
    renamed = {key for key in kept if "renamed" in changes.get(key, {"change": ""})["change"]}
    assert {one.key for one in found.renamed} == renamed
    in_new = {unit.id.removeprefix("de:") for unit in found.added}
    vanished = [unit.id.removeprefix("de:") for unit in found.gone]
    really = {key for key in vanished if changes.get(key, {"change": ""})["change"] == "gone"}
    assert {"03153007", "03358022", "16056000"} <= really
    assert "16063105" in in_new


def field(ags: str, name: str, hectares: int) -> GermanUnit:
    return GermanUnit(f"de:{ags}", name, UnitKind.GEMEINDE, (DatedKey(KeyScheme.AGS, ags),), area_ha=hectares)


BEFORE = [
    field("03154010", "Helmstedt", 4697),
    field("03154003", "Büddenstedt", 1976),
    field("03358022", "Walsrode", 27000),
    field("03358003", "Bomlitz", 6646),
    field("16061004", "Klein", 100),
    field("16061005", "Kleiner", 100),
    field("16061006", "Groß", 500),
    field("16062001", "Ganz", 300),
]
AFTER = [
    field("03154028", "Helmstedt", 6674),
    field("03358024", "Walsrode", 33646),
    field("16061006", "Groß", 600),
    field("16062001", "Ganz", 300),
]


def test_who_took_up_whom_is_guessed_by_name_and_by_area_and_called_a_guess() -> None:
    found = compare(MunicipalRegister(BEFORE), MunicipalRegister(AFTER)).successors
    assert [(one.gone.short_name, one.into.id, one.reason.reason.code) for one in found] == [
        ("Büddenstedt", "de:03154028", "AREA_ADDS_UP"),
        ("Helmstedt", "de:03154028", "AREA_ADDS_UP"),
        ("Helmstedt", "de:03154028", "SAME_NAME"),
        ("Bomlitz", "de:03358024", "AREA_ADDS_UP"),
        ("Walsrode", "de:03358024", "AREA_ADDS_UP"),
        ("Walsrode", "de:03358024", "SAME_NAME"),
    ]
    assert all("Vermutung" in one.text("de") and "guess" in one.text("en") for one in found)
    assert len(repr(found[0])) <= 200


def test_an_area_that_adds_up_in_two_ways_is_no_guess() -> None:
    found = compare(MunicipalRegister(BEFORE[4:7]), MunicipalRegister(AFTER[2:3])).successors
    assert found == ()


def test_of_a_growth_to_which_no_areas_add_up_nothing_is_guessed() -> None:
    gone, kept, grown = field("16061004", "Klein", 200), field("16061006", "Groß", 600), field("16061006", "Groß", 900)
    assert compare(MunicipalRegister([gone, kept]), MunicipalRegister([grown])).successors == ()
    exactly = field("16061006", "Groß", 800)
    assert [one.gone for one in compare(MunicipalRegister([gone, kept]), MunicipalRegister([exactly])).successors] == [
        gone
    ]


def test_of_an_unknown_area_nothing_is_guessed() -> None:
    gone, kept = town("16061004", "Klein"), town("16061006", "Groß")
    assert (
        compare(MunicipalRegister([gone, kept]), MunicipalRegister([field("16061006", "Groß", 600)])).successors == ()
    )
    assert compare(MunicipalRegister([field("16061004", "Klein", 1), kept]), MunicipalRegister([kept])).successors == ()


def test_the_guesses_between_two_real_editions_are_those_that_can_be_seen_in_them(cases: Path) -> None:
    old = read_register(cases / "tables" / "gv100ad_2017_extract_cp1252.asc")
    new = read_register(cases / "tables" / "gv100ad_2023_extract_utf8.txt")
    found = {
        (one.gone.id, one.into.id) for one in compare(old, new).successors if one.reason.reason.code == "SAME_NAME"
    }
    assert found == {("de:16056000", "de:16063105")}
