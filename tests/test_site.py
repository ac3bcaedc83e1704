"""The built site: every public name, field and member has an anchor, every reason stands on the page of reasons."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from enum import Enum
from importlib import import_module
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import attrs
import pytest

import kommunal_partner as kp
from kommunal_partner import adapters, matching, testing
from kommunal_partner.errors import KommunalPartnerError

ROOT = Path(__file__).resolve().parents[1]
PAGES = ROOT / "docs" / "en" / "reference"
PACKAGES_OF_MODULES = {"adapters": adapters, "matching": matching, "testing": testing}


def public_modules() -> list[str]:
    flat = [name for name in kp.__all__ if name not in PACKAGES_OF_MODULES]
    below = [f"{name}.{module}" for name, package in PACKAGES_OF_MODULES.items() for module in package.__all__]
    return [f"kommunal_partner.{name}" for name in (*flat, *below)]


def public_names(module: str) -> list[str]:
    return list(import_module(module).__all__)


def expected_anchors(module: str) -> set[str]:
    """The module, its names, the fields and public methods of its classes, the members of its choices.

    A second name of a class (`LAST_PLUS` of `LastPlus`) has the anchors of the first.
    """
    found = {module}
    for name in public_names(module):
        value = getattr(import_module(module), name)
        found.add(f"{module}.{name}")
        if isinstance(value, type) and value.__name__ == name:
            own = {one for one in vars(value) if not one.startswith("_") and one not in ("name", "value")}
            own -= {"case"} if issubclass(value, KommunalPartnerError) and value is not KommunalPartnerError else set()
            if attrs.has(value):
                inherited = {one.name for one in attrs.fields(value) if one.inherited}
                own |= {one.name for one in attrs.fields(value) if not one.name.startswith("_")} - inherited
            if issubclass(value, Enum):
                own |= set(value.__members__)
            found |= {f"{module}.{name}.{one}" for one in own}
    return found


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    done = subprocess.run(  # noqa: S603 - because it is this interpreter
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)],
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return folder


def hook() -> ModuleType:
    spec = spec_from_file_location("reasons_hook", ROOT / ".ci" / "reasons.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("module", public_modules())
def test_every_public_module_has_a_page_that_shows_how_to_import_it(module: str) -> None:
    package, _, name = module.rpartition(".")
    page = (PAGES / f"{name}.md").read_text("utf-8")
    assert f"::: {module}\n" in page
    assert f"```python\nfrom {package} import {name}\n```" in page


def test_every_page_of_the_reference_is_about_a_public_module() -> None:
    told = {
        match
        for page in PAGES.glob("*.md")
        for match in re.findall(r"^::: (\S+)", page.read_text("utf-8"), re.MULTILINE)
    }
    assert told == set(public_modules())


def test_every_public_name_field_and_member_has_an_anchor(site: Path) -> None:
    missing = []
    for module in public_modules():
        page = (site / "reference" / module.rpartition(".")[2] / "index.html").read_text("utf-8")
        anchors = set(re.findall(r'id="(kommunal_partner[^"]*)"', page))
        missing += sorted(expected_anchors(module) - anchors)
    assert missing == []


def test_every_reason_stands_on_the_page_of_reasons_in_both_languages(site: Path) -> None:
    for page in (site / "reasons" / "index.html", site / "de" / "reasons" / "index.html"):
        text = page.read_text("utf-8")
        for module, own in hook().reasons().items():
            for code in own:
                assert f"<code>{code}</code>" in text, (module, code)


def test_every_reason_is_made_where_the_page_of_reasons_looks_for_it() -> None:
    elsewhere = []
    for path in sorted((ROOT / "src" / "kommunal_partner").rglob("*.py")):
        makes = any(
            isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Reason"
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
        )
        top_level = path.parent.name == "kommunal_partner" and not path.name.startswith("_")
        if makes and path.name != "sentences.py" and not top_level:
            elsewhere.append(path.relative_to(ROOT).as_posix())
    assert elsewhere == []


def test_a_code_means_one_thing_in_a_room_and_among_all_that_give_verdicts() -> None:
    meanings: dict[tuple[str, str], set[object]] = {}
    for module, own in hook().reasons().items():
        searches = module.startswith(("matching.", "planning", "invitations", "clashes", "adapters."))
        for code, reason in own.items():
            meanings.setdefault((module if searches else "verdicts", code), set()).add(reason)
    assert {key: len(reasons) for key, reasons in meanings.items() if len(reasons) > 1} == {}


def test_public_classes_have_names_of_their_own() -> None:
    homes: dict[str, set[str]] = {}
    for module in public_modules():
        for name in public_names(module):
            value = getattr(import_module(module), name)
            if isinstance(value, type) and value.__module__.startswith("kommunal_partner"):
                homes.setdefault(name, set()).add(f"{value.__module__}.{value.__qualname__}")
    assert {name: found for name, found in homes.items() if len(found) > 1} == {}
