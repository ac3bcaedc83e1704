"""For the docs site: the examples in docstrings become blocks of code; Markdown would take `>>>` for a quotation."""  # noqa: INP001 - because griffe loads it by its path

from __future__ import annotations

import re
from typing import Any

from griffe import Extension, Object

__all__ = ["DoctestBlocks", "fenced"]

EXAMPLE = re.compile(r"^(?P<indent> *)>>> .*(?:\n(?P=indent)\S.*|\n(?P=indent) +\S.*)*", re.MULTILINE)


def fenced(text: str) -> str:
    """The text with a fence around every example, up to the blank line behind it."""
    return EXAMPLE.sub(lambda match: f"{match['indent']}```pycon\n{match[0]}\n{match['indent']}```", text)


class DoctestBlocks(Extension):
    """Fences the examples of every docstring before it is read."""

    def on_object(self, *, obj: Object, **kwargs: Any) -> None:  # noqa: ANN401, ARG002 - because griffe passes more than is needed here
        """Rewrite the docstring of a module, class, function or attribute."""
        if obj.docstring is not None:
            obj.docstring.value = fenced(obj.docstring.value)
