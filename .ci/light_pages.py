"""For the docs site: pages without the blanks that templates leave and without styles that they do not need."""  # noqa: INP001 - because mkdocs loads it by its path

from __future__ import annotations

import re
from typing import Any

__all__ = ["on_post_page"]

KEPT_OR_BLANKS = re.compile(r"<(pre|textarea|script|style)\b.*?</\1>|\s*\n\s*", re.DOTALL)
REFERENCE_STYLES = re.compile(r'<link rel="stylesheet" href="[^"]*/_mkdocstrings\.css">')


def on_post_page(output: str, **kwargs: Any) -> str:  # noqa: ANN401, ARG001 - because mkdocs passes more than is needed here
    """One line break where there were several, and no indentation, but in code and scripts as they are."""
    if 'class="doc ' not in output:
        output = REFERENCE_STYLES.sub("", output)
    return KEPT_OR_BLANKS.sub(lambda match: match[0] if match[1] else "\n", output)
