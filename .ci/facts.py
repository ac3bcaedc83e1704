"""For the docs site: the pages of facts in both languages and the files to download, built from the tables."""  # noqa: INP001 - because mkdocs loads it by its path

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Any

from fact_pages.build_day import build_day
from fact_pages.downloads import site_files
from fact_pages.lookups import Lookups
from fact_pages.model import FactPage, Occasion
from fact_pages.pages import all_pages
from fact_pages.rendering import body, markdown
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel

from kommunal_partner.facts import load_facts
from kommunal_partner.languages import Lang

__all__ = ["on_files", "on_page_context", "on_page_read_source", "on_post_build", "on_post_page"]

MARK = "<!-- facts -->"
LANGUAGES: tuple[Lang, ...] = ("de", "en")


@lru_cache(maxsize=1)
def _once() -> Lookups:
    facts = load_facts()
    return Lookups(facts, build_day(os.environ, facts.as_of))


@lru_cache(maxsize=1)
def _pages() -> dict[str, tuple[FactPage, Lang]]:
    """Every page by the path of its source, which exists in this hook only, but for the few that are documents."""
    return {f"{lang}/{page.path}.md": (page, lang) for page in all_pages(_once()) for lang in LANGUAGES}


@lru_cache(maxsize=1)
def _files() -> dict[str, bytes]:
    return site_files(_once())


def on_files(files: Files, *, config: Any) -> Files:  # noqa: ANN401 - because mkdocs types its options loosely
    """Add a source for every page; before the plugin of languages sorts them, which runs last."""
    for path, (page, _) in _pages().items():
        if files.get_file_from_path(path) is not None:
            continue  # its text stands in the folder of documents, with the mark in it
        level = InclusionLevel.UNDEFINED if page.in_nav else InclusionLevel.NOT_IN_NAV
        files.append(File(path, config.docs_dir, config.site_dir, config.use_directory_urls, inclusion=level))
    return files


def on_page_read_source(*, page: Any, config: Any) -> str | None:  # noqa: ANN401, ARG001 - because mkdocs passes both
    """The title and the first sentence of a page of facts; all that the search reads."""
    found = _pages().get(page.file.src_uri)
    return None if found is None or Path(page.file.abs_src_path).exists() else markdown(*found, MARK)


def on_page_context(context: Any, *, page: Any, config: Any, nav: Any) -> Any:  # noqa: ANN401, ARG001 - as above
    """No link to a source that does not exist; a page that the navigation leaves out stands beside its index."""
    found = _pages().get(page.file.src_uri)
    if found is not None and not Path(page.file.abs_src_path).exists():
        page.edit_url = None
        index = f"{PurePosixPath(page.file.src_uri).parent}/index.md"
        beside = [one for one in nav.pages if one.file.src_uri == index]
        if beside and not found[0].in_nav:
            page.parent = beside[0].parent
            page.active = True  # its sections with it, until mkdocs has written the page
    return context


@event_priority(100)
def on_post_page(output: str, *, page: Any, config: Any) -> str:  # noqa: ANN401 - as above
    """Put the tables and pictures where the mark stands."""
    found = _pages().get(page.file.src_uri)
    if found is None:
        return output
    fact_page, lang = found
    return output.replace(MARK, body(fact_page, Occasion(_once(), lang), config.site_url or ""))


def on_post_build(*, config: Any) -> None:  # noqa: ANN401 - as above
    """Write the files to download beside the pages."""
    for name, content in _files().items():
        path = Path(config.site_dir, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
