"""The built site: every public name, field and member has an anchor, every reason stands on the page of reasons."""

from __future__ import annotations

import ast
import inspect
import json
import os
import re
import subprocess
import sys
import zlib
from enum import Enum
from html import unescape
from importlib import import_module
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import attrs
import pytest

import kommunal_partner as kp
from kommunal_partner import adapters, errors, matching, testing
from kommunal_partner.errors import KommunalPartnerError

ROOT = Path(__file__).resolve().parents[1]
PAGES = ROOT / "docs" / "en" / "reference"
SITE_URL = "https://site.invalid/below/here/"
ENGLISH_ONLY = "reference/"
FROZEN = (ROOT / ".ci" / "interface.txt").read_text("utf-8").splitlines()
SIGNATURES = {line.partition("(")[0]: f"({line.partition('(')[2]}" for line in FROZEN if re.match(r"[\w.]+\(", line)}
NAMES = {
    re.split(r"[(: ]", line, maxsplit=1)[0]
    for line in FROZEN
    if not re.search(r"\.__\w+__\(| \((reason|column: .*)\)$", line)
}
"""Every module, name, field and member; constructors, `len()` and the like stand with their class."""
PACKAGES_OF_MODULES = {"adapters": adapters, "matching": matching, "testing": testing}


def public_modules() -> list[str]:
    flat = [name for name in kp.__all__ if name not in PACKAGES_OF_MODULES]
    below = [f"{name}.{module}" for name, package in PACKAGES_OF_MODULES.items() for module in package.__all__]
    return [f"kommunal_partner.{name}" for name in (*flat, *below)]


def public_names(module: str) -> list[str]:
    return list(import_module(module).__all__)


def names_of(module: str, *, with_private: bool = False) -> set[str]:
    """The module, its names, the fields and public methods of its classes, the members of its choices.

    A second name of a class (`LAST_PLUS` of `LastPlus`) has the members of the first. `with_private` adds what a class
    has from private ones, which the interface holds and the reference does not show again for each of them.
    """
    found = {module}
    for name in public_names(module):
        value = getattr(import_module(module), name)
        found.add(f"{module}.{name}")
        if isinstance(value, type) and value.__name__ == name:
            bases = [base for base in value.__mro__ if base is value or (with_private and base.__name__[0] == "_")]
            found |= {f"{module}.{name}.{one}" for base in bases for one in members_of(base)}
    return found


def in_reference() -> set[str]:
    """What stands in the reference."""
    return {name.removeprefix("kommunal_partner.") for module in public_modules() for name in names_of(module)}


def members_of(kind: type) -> set[str]:
    """What a class itself holds for others: fields, properties, methods, members; of errors also what they keep."""
    own = {one for one in vars(kind) if not one.startswith("_")}
    if issubclass(kind, Enum):
        own = own - {"name", "value"} | set(kind.__members__)
    if attrs.has(kind):
        inherited = {one.name for one in attrs.fields(kind) if one.inherited}
        own |= {one.name for one in attrs.fields(kind) if not one.name.startswith("_")} - inherited
    if issubclass(kind, BaseException) and "__init__" in vars(kind):
        own |= set(re.findall(r"self\.([a-z]\w*)(?:: [^=\n]+)? = ", inspect.getsource(vars(kind)["__init__"])))
    if issubclass(kind, KommunalPartnerError) and kind is not KommunalPartnerError:
        own.discard("case")
    return own


def parameters_in(signature: str) -> list[str]:
    """The names between the brackets of a signature."""
    (function,) = ast.parse(f"def asked{signature}: ...").body
    assert isinstance(function, ast.FunctionDef)
    given = function.args
    named = [*given.posonlyargs, *given.args, given.vararg, *given.kwonlyargs, given.kwarg]
    return [one.arg for one in named if one is not None]


def parameters_of(name: str) -> list[str]:
    """The parameters that a caller of a public function, method or class gives."""
    module = max((one for one in public_modules() if f"kommunal_partner.{name}".startswith(f"{one}.")), key=len)
    value: Any = import_module(module)
    bound = False
    for part in f"kommunal_partner.{name}".removeprefix(f"{module}.").split("."):
        bound = inspect.isclass(value)
        value = inspect.getattr_static(value, part) if bound else getattr(value, part)
    bound = bound and not isinstance(value, staticmethod)
    return list(inspect.signature(getattr(value, "__func__", value)).parameters)[1 if bound else 0 :]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if "KOMMUNAL_PARTNER_SITE" not in os.environ:
        pytest.skip("`make docs` builds the site below an address of its own and looks at it")
    folder = tmp_path_factory.mktemp("site")
    done = subprocess.run(  # noqa: S603 - because it is this interpreter
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)],
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "SITE_URL": SITE_URL},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return folder


def hook(name: str = "reasons") -> ModuleType:
    spec = spec_from_file_location(f"{name}_hook", ROOT / ".ci" / f"{name}.py")
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


@pytest.mark.parametrize("lang", ["en", "de"])
def test_the_list_of_modules_names_every_public_module(lang: str) -> None:
    listed = re.findall(
        r"^\| (?:\[|<a [^>]*>)([\w.]+)", (PAGES.parents[1] / lang / "modules.md").read_text("utf-8"), re.MULTILINE
    )
    assert {f"kommunal_partner.{name}" for name in listed} == set(public_modules())


def test_every_page_of_the_reference_is_about_a_public_module() -> None:
    told = {
        match
        for page in PAGES.glob("*.md")
        for match in re.findall(r"^::: (\S+)", page.read_text("utf-8"), re.MULTILINE)
    }
    assert told == set(public_modules())


def test_the_frozen_interface_names_what_the_modules_hold_and_nothing_else() -> None:
    held = {name for module in public_modules() for name in names_of(module, with_private=True)}
    assert {name.removeprefix("kommunal_partner.") for name in held} == NAMES


def test_the_frozen_signatures_name_the_parameters_that_are_taken() -> None:
    frozen = {name: parameters_in(signature) for name, signature in SIGNATURES.items()}
    assert frozen == {name: parameters_of(name) for name in frozen}


def test_the_reference_has_an_anchor_for_every_name_of_the_interface_and_for_nothing_else(site: Path) -> None:
    pages = [path.read_text("utf-8") for path in (site / "reference").glob("*/index.html")]
    anchors = {name for page in pages for name in re.findall(r'id="kommunal_partner\.([^"]*)"', page)}
    assert anchors == in_reference()


def test_the_inventory_of_the_reference_names_the_interface_and_nothing_else(site: Path) -> None:
    *_, packed = (site / "objects.inv").read_bytes().split(b"\n", 4)
    lines = [line.split(" ") for line in zlib.decompress(packed).decode().splitlines()]
    named = {name for name, _, _, where, *_ in lines if where.endswith("#$")}  # the others are second names of these
    assert {name.removeprefix("kommunal_partner.") for name in named} == in_reference()


def test_the_reference_shows_the_parameters_of_the_interface(site: Path) -> None:
    wanted = {name.removesuffix(".__init__"): parameters_in(told) for name, told in SIGNATURES.items()}
    wanted = {name: parameters for name, parameters in wanted.items() if name in in_reference()}
    shown = {}
    for path in (site / "reference").glob("*/index.html"):
        for part in path.read_text("utf-8").split('id="kommunal_partner.')[1:]:
            name, _, rest = part.partition('"')
            code = re.search(
                r"doc-signature[^>]*>(.*?)</code>", rest.partition('class="doc doc-contents')[0], re.DOTALL
            )
            if name in wanted and code is not None:
                signature = unescape(re.sub(r"<[^>]+>", "", code[1])).strip()
                shown[name] = parameters_in(signature.removeprefix(name.rpartition(".")[2]))
    assert shown == wanted


def test_every_reason_stands_on_the_page_of_reasons_in_both_languages(site: Path) -> None:
    reasons = hook()
    for page in (site / "reasons" / "index.html", site / "de" / "reasons" / "index.html"):
        text = page.read_text("utf-8").replace("<wbr>", "")
        for module, own in reasons.reasons().items():
            for code in own:
                assert f">{code}</code>" in text, (module, code)
                assert reasons.is_search(module) or f'id="{code}"' in text, (module, code)
        headings = re.findall(r'<h2 id="([^"]*)"', text)
        assert [one for one in headings if one.startswith("_") or "-_" in one] == []


@pytest.mark.uncounted
@pytest.mark.parametrize("lang", ["en", "de"])
def test_every_undecided_reason_leads_to_a_section_on_what_cannot_be_known(lang: str) -> None:
    reasons = hook()
    page = (PAGES.parents[1] / lang / reasons.LIMITS).read_text("utf-8")
    sections = set(re.findall(r"\{#(\w+)\}$", page, re.MULTILINE))
    codes = reasons.undecided_codes()
    assert {"AFTER_LAST_LIST", "STAGE_TO_CONFIRM", "LAPSED", "CHANGES_WITHIN"} <= codes
    assert {code for code in codes if reasons.limit_of(code).partition("#")[2] not in sections} == set()
    assert reasons.table(lang).count(reasons.WHY[lang]) >= len(codes)


def test_every_error_stands_on_the_page_of_errors_in_both_languages(site: Path) -> None:
    for page in (site / "errors" / "index.html", site / "de" / "errors" / "index.html"):
        anchors = set(re.findall(r'id="([A-Za-z]+)"', page.read_text("utf-8")))
        assert error_classes() - anchors == set()


def test_every_error_has_a_meaning_in_german_and_its_example_brings_about_that_error() -> None:
    failures = hook("failures")
    assert set(failures.MEANINGS) == error_classes()
    shown = {name: failures.example(name) for name, (_, call) in failures.MEANINGS.items() if call}
    for name, found in shown.items():
        if isinstance(found, errors.MissingExtra):
            raise found
        assert type(found).__name__ == name


def test_the_map_in_the_readme_is_the_one_that_the_facts_draw(site: Path) -> None:
    assert (ROOT / "examples" / "oda_map.svg").read_text("utf-8") == hook("pictures").alone()
    assert 'class="oda-map"' in (site / "index.html").read_text("utf-8")


def test_an_outline_keeps_its_corners_and_loses_what_lies_between() -> None:
    rings = list(hook("pictures").subpaths("M0,0L4.1,0L8,0L8,8L0,8L0,0ZM1,1L1.2,1L1,1Z"))
    assert rings == ["M0 0l4 0 0 4-4 0 0-4z"]


def error_classes() -> set[str]:
    found = [getattr(errors, name) for name in errors.__all__]
    return {one.__name__ for one in found if isinstance(one, type) and issubclass(one, KommunalPartnerError)}


@pytest.mark.uncounted
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
    reasons = hook()
    meanings: dict[tuple[str, str], set[object]] = {}
    for module, own in reasons.reasons().items():
        for code, reason in own.items():
            meanings.setdefault((module if reasons.is_search(module) else "verdicts", code), set()).add(reason)
    assert {key: len(found) for key, found in meanings.items() if len(found) > 1} == {}


def test_public_classes_have_names_of_their_own() -> None:
    homes: dict[str, set[str]] = {}
    for module in public_modules():
        for name in public_names(module):
            value = getattr(import_module(module), name)
            if isinstance(value, type) and value.__module__.startswith("kommunal_partner"):
                homes.setdefault(name, set()).add(f"{value.__module__}.{value.__qualname__}")
    assert {name: found for name, found in homes.items() if len(found) > 1} == {}


def pages_of(site: Path) -> dict[str, str]:
    """Every page by its address below the home of the site."""
    found = sorted(site.rglob("index.html"))
    return {path.parent.relative_to(site).as_posix().removeprefix(".") + "/": path.read_text("utf-8") for path in found}


def size_of(site: Path, page: str) -> int:
    """The bytes of a page with everything that it loads by itself, the index of the search left out."""
    html = (site / page / "index.html").read_text("utf-8")
    loaded = re.findall(r'<(?:script|img|source)[^>]* src="([^"]+)"', html)
    loaded += re.findall(r'<link[^>]* rel="(?:stylesheet|icon)"[^>]* href="([^"]+)"', html)
    addresses = {urljoin(f"{SITE_URL}{page}", one) for one in loaded if not one.startswith("data:")}
    files = [site / unquote(one.removeprefix(SITE_URL)) for one in sorted(addresses)]
    scripts = site / "assets" / "javascripts"
    files += [*scripts.glob("workers/search.*.js"), scripts / "lunr" / "min" / "lunr.stemmer.support.min.js"]
    files += [scripts / "lunr" / "min" / "lunr.de.min.js"] if page.startswith("de/") else []
    return len(html.encode()) + sum(path.stat().st_size for path in files)


def test_every_page_outside_of_the_reference_exists_in_both_languages(site: Path) -> None:
    pages = set(pages_of(site))
    german = {page.removeprefix("de/") or "/" for page in pages if page.startswith("de/")}
    assert german == {page for page in pages if not page.startswith(("de/", ENGLISH_ONLY))}


def test_every_link_and_anchor_leads_somewhere_below_the_address_of_the_site(site: Path) -> None:
    pages = pages_of(site)
    anchors = {page: set(re.findall(r' (?:id|name)="([^"]+)"', html)) for page, html in pages.items()}
    broken = set()
    for page, html in pages.items():
        for link in set(re.findall(r' (?:href|src)="([^"]*)"', html)):
            target = urljoin(SITE_URL + page.lstrip("/"), unescape(link))
            if not target.startswith(SITE_URL):
                broken |= {(page, link)} if target.startswith("https://site.invalid") else set()
                continue
            path, anchor = unquote(urlsplit(target.removeprefix(SITE_URL)).path), unquote(urlsplit(target).fragment)
            shown = path.removesuffix("index.html") or "/"
            if not (site / path).exists() or (anchor and shown in anchors and anchor not in anchors[shown]):
                broken.add((page, link))
    assert broken == set()


def test_every_page_names_its_counterpart_in_the_other_language_and_so_does_the_sitemap(site: Path) -> None:
    told = {
        (source, lang, target)
        for source, links in re.findall(
            r"<loc>([^<]+)</loc>(.*?)</url>", (site / "sitemap.xml").read_text("utf-8"), re.DOTALL
        )
        for lang, target in re.findall(r'hreflang="(\w+)" href="([^"]+)"', links)
    }
    for page, html in pages_of(site).items():
        if page.startswith(ENGLISH_ONLY):
            continue
        inner = page.removeprefix("de/").lstrip("/")
        switch = dict(re.findall(r'<a href="([^"]+)" hreflang="(\w+)"', html))
        shown = {lang: urljoin(SITE_URL + page.lstrip("/"), link) for link, lang in switch.items()}
        assert shown == {"en": SITE_URL + inner, "de": f"{SITE_URL}de/{inner}"}
        assert {(SITE_URL + page.lstrip("/"), lang, target) for lang, target in shown.items()} <= told


def test_a_page_outside_of_the_menu_leads_up_to_its_index(site: Path) -> None:
    below = re.compile(r"(?:de/)?facts/(?:countries|series)/.+")
    found = {page: 'class="above"><a href="../">' in html for page, html in pages_of(site).items() if below.match(page)}
    assert len(found) > 100
    assert {page for page, leads_up in found.items() if not leads_up} == set()


def test_each_language_searches_its_own_pages_and_the_reference(site: Path) -> None:
    for home in ("", "de/"):
        path = site / home / "search" / "search_index.json"
        assert path.stat().st_size <= 700_000
        places = [entry["location"] for entry in json.loads(path.read_text("utf-8"))["docs"]]
        reference = "../reference/" if home else "reference/"
        assert sum(place.startswith(reference) for place in places) > len(public_modules())
        for place in places:
            assert (site / home / urlsplit(place).path / "index.html").exists()
            assert not place.startswith("de/")
            assert place.startswith(reference) or not place.startswith("../")


def test_pages_are_light(site: Path) -> None:
    assert size_of(site, "") <= 400_000
    assert size_of(site, "de/") <= 400_000
    heavy = {page: len(html.encode()) for page, html in pages_of(site).items() if len(html.encode()) > 1_000_000}
    assert heavy == {}


def test_code_fits_its_column() -> None:
    """What is printed wraps; code must not be cut."""
    wide = []
    for path in sorted((ROOT / "docs").rglob("*.md")):
        for language, code in re.findall(
            r"^ *```(\w*).*?\n(.*?)^ *```", path.read_text("utf-8"), re.MULTILINE | re.DOTALL
        ):
            wide += [(path.name, line) for line in code.splitlines() if len(line) > 76 and language != "text"]
    assert wide == []


def test_nothing_is_loaded_from_elsewhere(site: Path) -> None:
    pattern = re.compile(r'<(?:script|img|source|iframe|link)[^>]* (?:src|href)="((?:https?:)?//[^"]+)"')
    found = {(page, link) for page, html in pages_of(site).items() for link in pattern.findall(html)}
    assert {(page, link) for page, link in found if not link.startswith(SITE_URL)} == set()
    styles = "".join(path.read_text("utf-8") for path in site.rglob("*.css"))
    assert re.findall(r"(?:@import|url\()\s*[\"']?(?:https?:)?//", styles) == []
