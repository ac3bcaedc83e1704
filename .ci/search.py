"""For the docs site: one search index a language; of the reference and the facts only what a reader searches by."""  # noqa: INP001 - because mkdocs loads it by its path

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from mkdocs.plugins import event_priority

__all__ = ["for_language", "on_post_build"]

LANGUAGES = {"en": "", "de": "de/"}
REFERENCE = "reference/"
LOOKED_UP = (REFERENCE, "facts/", "reasons/")
FIRST_WORDS = 160
BEHIND = 0.0001


@event_priority(-200)
def on_post_build(config: Any, **kwargs: Any) -> None:  # noqa: ANN401, ARG001 - because mkdocs passes more than is needed here
    """Write `search/search_index.json` below the home of each language, after every language is built."""
    site = Path(config.site_dir)
    whole = json.loads((site / "search" / "search_index.json").read_text("utf-8"))
    for lang, home in LANGUAGES.items():
        index = {"config": {**whole["config"], "lang": [lang]}, "docs": for_language(whole["docs"], home)}
        path = site / home / "search" / "search_index.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(index, ensure_ascii=False, separators=(",", ":")), "utf-8")


def for_language(docs: list[dict[str, Any]], home: str) -> list[dict[str, Any]]:
    """The entries of one language; behind them those of the reference, which exists in English only."""
    own = [entry for entry in docs if entry["location"].startswith("de/") == (home == "de/")]
    pages = [{**entry, "location": entry["location"].removeprefix(home)} for entry in own]
    found = [
        {**entry, "text": _first_words(entry["text"])} if entry["location"].startswith(LOOKED_UP) else entry
        for entry in pages
        if not entry["location"].startswith(REFERENCE)
    ]
    reference = _names([entry for entry in docs if entry["location"].startswith(REFERENCE)])
    if home:
        reference = [{**entry, "location": "../" + entry["location"], "boost": BEHIND} for entry in reference]
    return found + reference


def _names(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The entries of modules and their names; fields, members and methods become words of the class they belong to."""
    found: dict[str, dict[str, Any]] = {}
    for entry in entries:
        page, _, anchor = entry["location"].partition("#")
        module = f".{page.split('/')[1]}."
        member = anchor.partition(module)[2].partition(".")[2]
        owner = found.get(f"{page}#{anchor.removesuffix('.' + member)}") if member else None
        if owner is None:
            found[entry["location"]] = {**entry, "text": _first_words(entry["text"])}
        else:
            owner["text"] += f" {entry['title']}"
    return list(found.values())


def _first_words(text: str) -> str:
    return text[:FIRST_WORDS].rpartition(" ")[0] if len(text) > FIRST_WORDS else text
