"""For the docs site: the table of all reason codes with both sentences, in place of a mark on the page of reasons."""  # noqa: INP001 - because mkdocs loads it by its path

from __future__ import annotations

import pkgutil
from html import escape
from importlib import import_module
from typing import Any

import kommunal_partner
from kommunal_partner.verdicts import Reason

__all__ = ["MARK", "on_page_markdown", "reasons", "table"]

MARK = "<!-- reasons -->"

HEADINGS = {"de": ("Code", "Deutsch", "Englisch"), "en": ("Code", "German", "English")}


def reasons() -> dict[str, dict[str, Reason]]:
    """Every reason by the module that says it and by its code, in the order of the module."""
    found: dict[str, dict[str, Reason]] = {}
    for module in pkgutil.walk_packages(kommunal_partner.__path__, "kommunal_partner."):
        held = vars(import_module(module.name))
        own = {value.code: value for value in held.values() if isinstance(value, Reason)}
        if own and (module.name.endswith(".sentences") or module.name.count(".") == 1):
            found[module.name.removeprefix("kommunal_partner.").removesuffix(".sentences")] = own
    return found


def table(lang: str) -> str:
    """The reasons of every module as Markdown, each code with an anchor of its own."""
    lines: list[str] = []
    told: set[Reason] = set()
    for module, own in reasons().items():
        new = [reason for reason in own.values() if reason not in told]
        told.update(new)
        if new:
            lines += ["", f"## {module} {{#{module.replace('.', '-')}}}", ""]
            lines += [f"| {' | '.join(HEADINGS[lang])} |", "|---|---|---|"]
            lines += [f"| {_anchor(module, reason.code)} | {_cell(reason.de)} | {_cell(reason.en)} |" for reason in new]
    return "\n".join(lines)


def _anchor(module: str, code: str) -> str:
    return f'<a id="{module}.{code}"></a>`{code}`'


def _cell(sentence: str) -> str:
    return escape(sentence).replace("|", "&#124;").replace("{", "&#123;").replace("}", "&#125;")


def on_page_markdown(markdown: str, *, page: Any, **kwargs: Any) -> str:  # noqa: ANN401, ARG001 - because mkdocs passes more than is needed here
    """Put the table where the mark stands."""
    if MARK not in markdown:
        return markdown
    lang = "de" if page.file.src_uri.startswith("de/") or page.file.url.startswith("de/") else "en"
    return markdown.replace(MARK, table(lang))
