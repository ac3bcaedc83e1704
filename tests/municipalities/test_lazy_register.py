"""The register as a value: frozen, a mapping by id, read when first asked for, whole or a sample."""

from __future__ import annotations

import pickle
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from copy import copy, deepcopy
from pathlib import Path

import pytest

from kommunal_partner.errors import AmbiguousName, BadModel, UnknownChoice, UnknownName
from kommunal_partner.facts import Facts, load_facts
from kommunal_partner.municipalities import GermanUnit, Level, MunicipalRegister, UnitKind

ESSEN = GermanUnit("de:05113000", "Essen, Stadt", UnitKind.KREISFREIE_STADT)
READ: list[int] = []


def read_once() -> MunicipalRegister:
    READ.append(1)
    return MunicipalRegister([ESSEN], complete=True)


def test_the_register_of_the_facts_holds_all_and_says_so() -> None:
    register = load_facts().municipalities
    assert register.complete
    assert len(register.municipalities) == 10_981
    without_key = [unit for unit in register.values() if not unit.keys]  # districts of cities, a town known by its name
    assert {unit.kind.level for unit in without_key} == {Level.STADTTEIL, Level.GEMEINDE}
    assert len(register) == 12_327 + len(without_key)
    assert str(register.as_of) == "2023-11-30"
    said = "208 Verbände that municipalities belong to (Ämter) are not in the table; Länder: "
    assert [note.text("en") for note in register.notes] == [
        said + "Schleswig-Holstein, Brandenburg, Mecklenburg-Vorpommern"
    ]
    assert repr(register) == f"<MunicipalRegister of all {len(register)} units, 2023-11-30>"


def test_loading_the_facts_does_not_read_it() -> None:
    code = (
        "import sys; from kommunal_partner.facts import load_facts; facts = load_facts(); "
        "print(facts.municipalities.is_read, len(facts.partnerships) > 400, repr(facts.municipalities), "
        "len(facts.municipalities), facts.municipalities.is_read)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603 - because it is this interpreter
    assert done.stdout.split() == [
        "False",
        "True",
        "<MunicipalRegister,",
        "not",
        "read",
        "yet>",
        str(len(load_facts().municipalities)),
        "True",
    ]


def test_every_partnership_is_of_units_that_the_register_has_as_they_are() -> None:
    facts = load_facts()
    for one in facts.partnerships.values():
        for unit in one.german_units:
            assert facts.municipalities[unit.id] == unit


def test_older_keys_still_find_the_unit() -> None:
    register = load_facts().municipalities
    assert register.by_key("03154010") is register["de:03154028"]
    assert register.by_key("03358022") is register["de:03358024"]
    assert str(register["de:03358024"].ags) == "03358024"


@pytest.mark.skipif(sys.platform == "emscripten", reason="WebAssembly starts no thread")
def test_it_is_read_once_under_threads_and_pickled_by_name() -> None:
    READ.clear()
    lazy = MunicipalRegister.read_when_needed(read_once)
    assert (lazy.is_read, repr(lazy)) == (False, "<MunicipalRegister, not read yet>")
    assert len(pickle.dumps(lazy)) < 300
    with ThreadPoolExecutor(16) as pool:
        assert set(pool.map(lambda _: lazy.identify("Essen").id, range(64))) == {ESSEN.id}
    assert READ == [1]
    again = pickle.loads(pickle.dumps(lazy))
    assert again == lazy
    assert not again.is_read
    assert hash(again) == hash(lazy)
    assert len(pickle.dumps(load_facts().municipalities)) < 300


def test_nothing_in_it_can_be_changed() -> None:
    register = load_facts().municipalities
    with pytest.raises(AttributeError, match="a register never changes: units cannot be set"):
        register.units = ()  # type: ignore[misc]  # because it is tried
    with pytest.raises(AttributeError, match="never changes"):
        delattr(register, "as_of")
    with pytest.raises(AttributeError, match="never changes"):
        register.anything = 1
    assert copy(register) is register
    assert deepcopy(register) is register


def test_it_is_a_mapping_by_id() -> None:
    register = MunicipalRegister({"x": ESSEN})
    assert list(register) == [ESSEN.id]
    assert ESSEN.id in register
    assert "x" not in register
    assert register[ESSEN.id] is register.unit(ESSEN.id) is ESSEN
    assert list(register.values()) == [ESSEN]
    assert register.keys() & {ESSEN.id}
    assert MunicipalRegister(register) == register
    assert "Essen, Stadt" in register._repr_html_()


def test_an_unknown_id_is_refused_with_the_nearest_one() -> None:
    with pytest.raises(UnknownName, match=r"this register knows no unit 'de:5113000'") as caught:
        load_facts().municipalities["de:5113000"]
    assert isinstance(caught.value, KeyError)
    with pytest.raises(UnknownName) as caught:
        load_facts().municipalities["de:05113001"]
    assert caught.value.suggestions == ("de:05113000",)
    assert caught.value.text("de") == (
        "dieses Verzeichnis kennt keine Einheit „de:05113001“; gemeint ist vielleicht de:05113000"
    )
    with pytest.raises(UnknownName):
        load_facts().municipalities[["a"]]  # type: ignore[index]  # because it is tried


def test_a_bare_name_in_a_sample_is_not_sure() -> None:
    sample = MunicipalRegister(
        [
            ESSEN,
            GermanUnit("x", "Halle (Saale), Stadt", UnitKind.STADT),
            GermanUnit("k", "Göttingen", UnitKind.LANDKREIS),
            GermanUnit("r", "Rhein-Sieg-Kreis", UnitKind.KREIS),
            GermanUnit("b", "Bayern", UnitKind.LAND),
            GermanUnit("c", "Köln, Stadt", UnitKind.KREISFREIE_STADT),
        ]
    )
    assert not sample.complete
    for bare in ("Essen", "Stadt Essen", "Halle", "Göttingen"):
        with pytest.raises((AmbiguousName, UnknownName)):
            sample.identify(bare)
    with pytest.raises(AmbiguousName, match="this register is only a sample"):
        sample.identify("Essen")
    for sure, unit in (
        ("Halle (Saale)", "x"),
        ("Landkreis Göttingen", "k"),
        ("Rhein-Sieg-Kreis", "r"),
        ("Bayern", "b"),
        ("Cologne", "c"),
    ):
        assert sample.identify(sure).id == unit
    assert sample.find("Essen")[0].is_doubtful


def test_what_is_not_known_is_said_with_one_suggestion() -> None:
    register = load_facts().municipalities
    with pytest.raises(UnknownName) as caught:
        register.identify("Gottinngen")
    assert caught.value.text("en") == "this register does not know 'Gottinngen'; did you mean Göttingen, Stadt?"
    with pytest.raises(UnknownName, match="did you mean Anzinger Forst, gemeindefreies Gebiet"):
        register.identify("Anzinger Forst")
    with pytest.raises(UnknownName, match="this register does not know"):
        register.identify("x" * 300)


def test_badly_shaped_arguments_are_refused() -> None:
    register = MunicipalRegister([ESSEN])
    with pytest.raises(BadModel, match="name must be a text"):
        register.find(5)  # type: ignore[arg-type]  # because it is tried
    with pytest.raises(BadModel, match="units must hold GermanUnits"):
        MunicipalRegister(["de:05113000"])  # type: ignore[list-item]  # because it is tried
    with pytest.raises(UnknownChoice, match="did you mean kreis"):
        register.of_level("kreiss")
    assert register.of_level("gemeinde") == (ESSEN,)


@pytest.mark.uncounted
def test_a_folder_of_ones_own_towns_lies_on_top_of_the_register(tmp_path: Path) -> None:
    tables = Path(__file__).resolve().parents[2] / "src" / "kommunal_partner" / "facts" / "tables"
    rows = (tables / "municipalities.csv").read_text("utf-8")
    (tmp_path / "municipalities.csv").write_text(rows.replace(",24103,", ",24999,"), "utf-8")
    facts = Facts.from_directory(tmp_path, load_facts())
    assert facts.municipalities["de:01002000"].postcode == "24999"
    assert facts.municipalities["de:05113000"].short_name == "Essen"
    assert facts.municipalities.complete


def test_a_partnership_may_name_any_municipality_of_the_register(tmp_path: Path) -> None:
    tables = Path(__file__).resolve().parents[2] / "src" / "kommunal_partner" / "facts" / "tables"
    rows = (tables / "partnerships.csv").read_text("utf-8").splitlines()
    first = rows[1].split(",")
    first[1] = "de:09778111"  # Amberg in the Unterallgäu, which holds none
    (tmp_path / "partnerships.csv").write_text("\n".join([rows[0], ",".join(first), *rows[2:]]) + "\n", "utf-8")
    facts = Facts.from_directory(tmp_path, load_facts())
    assert facts.partnerships[first[0]].german_units[0].short_name == "Amberg"
