"""Every code block of README and docs runs, and so does every example in a docstring."""

from __future__ import annotations

import doctest
from importlib import import_module
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest
from sybil.example import SybilFailure

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
ONLY_IN_ENGLISH = "reference"


def tool(name: str) -> ModuleType:
    """A script of the folder .ci, which is no package."""
    spec = spec_from_file_location(name, ROOT / ".ci" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


BLOCKS = tool("blocks")


def files(pattern: str, below: str) -> list[str]:
    return sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / below).glob(pattern))


def module_names() -> list[str]:
    paths = files("**/*.py", "src/kommunal_partner")
    return [path.removeprefix("src/").removesuffix(".py").removesuffix("/__init__").replace("/", ".") for path in paths]


PAGES = ["README.md", "CONTRIBUTING.md", *files("**/*.md", "docs")]


@pytest.mark.uncounted
@pytest.mark.parametrize("page", PAGES)
def test_the_code_blocks_of_a_page_run_by_themselves_and_print_what_is_shown(page: str) -> None:
    for example in BLOCKS.examples(ROOT / page):
        example.evaluate()


def test_every_page_exists_in_both_languages() -> None:
    pages = {
        lang: {path.relative_to(DOCS / lang).as_posix() for path in (DOCS / lang).rglob("*.md")}
        for lang in ("de", "en")
    }
    assert {page for page in pages["en"] if not page.startswith(ONLY_IN_ENGLISH)} == pages["de"]


@pytest.mark.parametrize(
    ("page", "problem"),
    [
        ("```python\nprint(1)\n```\n", "prints"),
        ("```python\nprint(1)\n```\n\n```text\n2\n```\n", "prints"),
        ("```python\none = 1\n```\n\n```python\nassert one\n```\n", "one"),
    ],
)
def test_a_wrong_output_and_a_block_that_needs_another_are_noticed(tmp_path: Path, page: str, problem: str) -> None:
    path = tmp_path / "page.md"
    path.write_text(page, "utf-8")
    *before, last = BLOCKS.examples(path)
    for example in before:
        example.evaluate()
    with pytest.raises((NameError, SybilFailure), match=problem):
        last.evaluate()


@pytest.mark.uncounted
@pytest.mark.parametrize("name", module_names())
def test_the_examples_of_a_module_run(name: str) -> None:
    try:
        doctest.testmod(import_module(name), raise_on_error=True)
    except doctest.UnexpectedException as error:
        raise error.exc_info[1] from None
