"""The glossary explains every term of the facts, on the English page and on the German one."""

from __future__ import annotations

from pathlib import Path

import pytest

from kommunal_partner.facts import load_facts

DOCS = Path(__file__).resolve().parents[1] / "docs"


def cells(lang: str) -> set[str]:
    """The cells of all tables of the page, codes in brackets left out."""
    lines = (DOCS / lang / "glossary.md").read_text("utf-8").splitlines()
    found = [cell.strip() for line in lines if line.startswith("| ") for cell in line.strip("|").split("|")]
    return {cell.removesuffix(")").rpartition(" (")[0] if cell.endswith("`)") else cell for cell in found}


@pytest.mark.parametrize("lang", ["en", "de"])
def test_every_term_of_the_facts_stands_in_the_glossary_in_both_languages(lang: str) -> None:
    known = cells(lang)
    names = [name for term in load_facts().vocabulary for name in (term.name.de, term.name.en)]
    assert len(names) == 2 * 56
    assert [name for name in names if name not in known] == []


def test_the_english_page_gives_the_meanings_of_the_facts() -> None:
    known = cells("en")
    assert [
        term.definition.en for term in load_facts().vocabulary if term.definition.en.rstrip(".") + "." not in known
    ] == []


def test_both_pages_explain_the_same_number_of_words() -> None:
    lines = [(DOCS / lang / "glossary.md").read_text("utf-8").count("\n| ") for lang in ("en", "de")]
    assert lines[0] == lines[1]


def test_an_entry_shows_itself_by_its_name() -> None:
    entry = next(entry for entry in load_facts().vocabulary if entry.code)
    assert str(entry) == entry.name.de
    assert all(entry.definition.de != entry.definition.en for entry in load_facts().vocabulary)
