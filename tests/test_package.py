from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from importlib import import_module
from pathlib import Path

import pytest

import kommunal_partner as kp

ROOT = Path(__file__).resolve().parents[1]


def loaded_after(statement: str) -> list[str]:
    """The modules that a fresh interpreter has loaded after the statement."""
    code = f"{statement}\nimport sys, json\nprint(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603 - because it is this interpreter
    return list(json.loads(done.stdout))


def test_import_loads_neither_tables_nor_pycountry() -> None:
    loaded = loaded_after("import kommunal_partner")
    assert "kommunal_partner" in loaded
    heavy = [name for name in loaded if name.startswith(("pycountry", "dateutil", "attr", "kommunal_partner."))]
    assert heavy == ["kommunal_partner._lazy"]


def test_reading_the_facts_loads_no_third_party_package_but_attrs() -> None:
    loaded = loaded_after("from kommunal_partner.facts import load_facts; load_facts()")
    foreign = {"pycountry", "dateutil", "numpy", "scipy", "narwhals", "holidays", "hypothesis", "icalendar"}
    assert not foreign.intersection(loaded)


@pytest.mark.parametrize("name", kp.__all__)
def test_every_public_module_loads_when_it_is_named(name: str) -> None:
    assert getattr(kp, name).__name__ == f"kommunal_partner.{name}"
    assert name in dir(kp)


def test_every_top_level_module_without_an_underscore_is_public() -> None:
    folder = ROOT / "src" / "kommunal_partner"
    found = {path.stem for path in folder.iterdir() if path.suffix == ".py" or (path / "__init__.py").is_file()}
    assert sorted(name for name in found if not name.startswith("_")) == sorted(kp.__all__)


@pytest.mark.parametrize("package", ["adapters", "matching", "testing"])
def test_packages_of_modules_are_lazy_all_the_way_down(package: str) -> None:
    folder = ROOT / "src" / "kommunal_partner" / package
    found = {path.stem for path in folder.iterdir() if path.suffix == ".py" or (path / "__init__.py").is_file()}
    within = getattr(kp, package)
    assert sorted(name for name in found if not name.startswith("_")) == sorted(within.__all__)
    assert set(within.__all__) <= set(dir(within))
    for name in within.__all__:
        assert getattr(within, name).__name__ == f"kommunal_partner.{package}.{name}"
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        within.nothing  # noqa: B018 - because naming it is the mistake
    loaded = loaded_after(f"import kommunal_partner as kp; kp.{package}")
    assert not [one for one in loaded if one.startswith(f"kommunal_partner.{package}.")]


def test_a_wrong_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'odda'"):
        kp.odda  # type: ignore[attr-defined] # noqa: B018 - because naming it is the mistake


def test_the_wheel_holds_the_tables_and_the_marker_of_types(tmp_path: Path) -> None:
    import_module("hatchling")  # so that it is named where it is missing
    subprocess.run(  # noqa: S603 - because it is this interpreter
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)],
        check=True,
        capture_output=True,
        cwd=ROOT,
    )
    (wheel,) = tmp_path.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    tables = {
        path.relative_to(ROOT / "src").as_posix()
        for pattern in ("**/*.csv", "**/*.toml", "**/py.typed")
        for path in (ROOT / "src").glob(pattern)
    }
    assert "kommunal_partner/py.typed" in tables
    assert "kommunal_partner/facts/tables/sources.csv" in tables
    assert tables <= names
