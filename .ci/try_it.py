"""For the docs site: the library of this very build, packed for the page "Try it" together with Python in WebAssembly.

Left out, and said so on the page and in the log, where npm has not brought Pyodide to `.ci/site/node_modules`.
"""  # noqa: INP001 - because mkdocs loads it by its path

from __future__ import annotations

import logging
import shutil
import tempfile
from html import escape
from importlib.metadata import distribution
from pathlib import Path, PurePosixPath
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from mkdocs.plugins import event_priority

from kommunal_partner.countries import Country, country
from kommunal_partner.facts import load_facts

__all__ = ["on_page_context", "on_page_markdown", "on_post_build", "pack"]

log = logging.getLogger("mkdocs.hooks.try_it")

ROOT = Path(__file__).resolve().parents[1]
PYODIDE = ROOT / ".ci" / "site" / "node_modules" / "pyodide"
PYTHON = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")
FIRST = ("attrs", "python-dateutil", "six", "pycountry")
LATE = ("openpyxl", "et_xmlfile")
GERMAN_NAMES = "pycountry/locales/de/LC_MESSAGES/iso3166-1.mo"
LEFT_OUT = {
    "de": (
        '!!! warning "In diesem Bau der Website nicht enthalten"\n    Python für den Browser fehlte, als diese Website '
        "gebaut wurde. Mit npm baut `make docs` sie vollständig."
    ),
    "en": (
        '!!! warning "Left out of this build of the site"\n    Python for the browser was missing when this site was '
        "built. With npm, `make docs` builds all of it."
    ),
}
_packed: list[Path] = []


def pack(target: Path) -> None:
    """Write what the page loads: Python, the wheel of this library, what it needs, and what only Excel files need."""
    from hatchling.builders.wheel import WheelBuilder

    (target / "pyodide").mkdir(parents=True)
    for name in PYTHON:
        shutil.copyfile(PYODIDE / name, target / "pyodide" / name)
    (wheel,) = WheelBuilder(str(ROOT)).build(directory=str(target), versions=["standard"])
    Path(wheel).rename(target / "kommunal_partner.whl")
    _zip(target / "needed.zip", FIRST, {"answers.py": ROOT / ".ci" / "site" / "answers.py"})
    _zip(target / "excel.zip", LATE, {})
    shutil.copyfile(ROOT / "examples" / "messy_list.csv", target / "example.csv")


def _zip(target: Path, packages: tuple[str, ...], own: dict[str, Path]) -> None:
    files = dict(own)
    for package in packages:
        for file in distribution(package).files or ():
            if _is_needed(file):
                files[file.as_posix()] = Path(str(file.locate()))
    with ZipFile(target, "w") as archive:
        for name, path in sorted(files.items()):
            archive.writestr(ZipInfo(name), path.read_bytes(), ZIP_DEFLATED, 9)


def _is_needed(file: PurePosixPath) -> bool:
    """The code and the licences: nothing compiled, no types, no names in languages other than German and English."""
    name = file.as_posix()
    if ".dist-info/" in name:
        return file.name == "METADATA" or file.name.startswith(("LICEN", "COPYING", "AUTHORS"))
    if name.startswith("pycountry/"):
        return file.suffix in (".py", ".json") or name == GERMAN_NAMES
    return file.suffix == ".py" or name.startswith("dateutil/zoneinfo/")


def on_page_markdown(markdown: str, *, page: Any, **kwargs: Any) -> str:  # noqa: ANN401, ARG001 - because mkdocs passes more than is needed here
    """Put the countries and the series where they are to be chosen, and say what was left out."""
    if page.meta.get("template") != "try.html":
        return markdown
    lang = "de" if page.file.url.startswith("de/") else "en"
    marks = {
        "<!-- countries -->": _options((one.name(lang), "") for one in _countries(lang)),
        "<!-- series -->": _options((one.id, one.name.text(lang)) for one in load_facts().series.values()),
        "<!-- left out -->": "" if PYODIDE.exists() else LEFT_OUT[lang],
    }
    for mark, text in marks.items():
        markdown = markdown.replace(mark, text)
    return markdown


def _countries(lang: str) -> list[Country]:
    facts = load_facts().oda
    codes = {entry.country for entry in facts.listings}
    return sorted((country(code) for code in codes), key=lambda one: one.sort_key(lang))


def _options(choices: Any) -> str:  # noqa: ANN401 - because any pairs of texts will do
    return "".join(f'<option value="{escape(value)}">{escape(label)}</option>' for value, label in choices)


def on_page_context(context: dict[str, Any], *, page: Any, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401, ARG001 - because mkdocs passes more than is needed here
    """Tell the template how much the page loads on a press of a button, in megabytes."""
    if page.meta.get("template") == "try.html" and PYODIDE.exists():
        context["try_megabytes"] = _megabytes(_bundle())
    return context


def _megabytes(folder: Path) -> str:
    late = ("excel.zip", "example.csv")
    return f"{sum(path.stat().st_size for path in folder.rglob('*.*') if path.name not in late) / 1e6:.1f}"


def _bundle() -> Path:
    """The packed folder, made once a build."""
    if not _packed:
        folder = Path(tempfile.mkdtemp()) / "try"
        pack(folder)
        _packed.append(folder)
    return _packed[0]


@event_priority(-200)
def on_post_build(config: Any, **kwargs: Any) -> None:  # noqa: ANN401, ARG001 - because mkdocs passes more than is needed here
    """Put the packed folder beside the scripts of the page."""
    if not PYODIDE.exists():
        log.info("left out: Python for the page 'Try it', because %s is missing (npm brings it)", PYODIDE)
        return
    shutil.copytree(_bundle(), Path(config.site_dir) / "assets" / "try", dirs_exist_ok=True)
