"""For the docs site: puts on a page what is made from the library, in place of a mark."""  # noqa: INP001 - because mkdocs loads it by its path

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import columns
import failures
import pictures
import reasons

__all__ = ["MARKS", "on_page_markdown"]

MARKS: dict[str, Callable[[str], str]] = {
    "<!-- columns -->": columns.table,
    "<!-- errors -->": failures.table,
    "<!-- map -->": pictures.figure,
    "<!-- reasons -->": reasons.table,
}


def on_page_markdown(markdown: str, *, page: Any, **kwargs: Any) -> str:  # noqa: ANN401, ARG001 - because mkdocs passes more than is needed here
    """Put what is made, in the language of the page, where its mark stands."""
    lang = "de" if page.file.src_uri.startswith("de/") or page.file.url.startswith("de/") else "en"
    for mark, made in MARKS.items():
        if mark in markdown:
            markdown = markdown.replace(mark, made(lang))
    return markdown
