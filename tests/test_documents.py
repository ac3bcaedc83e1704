"""Every code block of README and docs runs, and so does every example in a docstring."""

from __future__ import annotations

import doctest
from importlib import import_module
from pathlib import Path

import pytest
from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser, SkipParser

ROOT = Path(__file__).resolve().parents[1]
PAGES = Sybil(parsers=[PythonCodeBlockParser(), SkipParser()], path=str(ROOT))


def files(pattern: str, below: str) -> list[str]:
    return sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / below).glob(pattern))


def module_names() -> list[str]:
    paths = files("**/*.py", "src/kommunal_partner")
    return [path.removeprefix("src/").removesuffix(".py").removesuffix("/__init__").replace("/", ".") for path in paths]


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", *files("**/*.md", "docs")])
def test_the_code_blocks_of_a_page_run(page: str) -> None:
    for example in PAGES.parse(ROOT / page).examples():
        example.evaluate()


@pytest.mark.parametrize("name", module_names())
def test_the_examples_of_a_module_run(name: str) -> None:
    assert doctest.testmod(import_module(name)).failed == 0
