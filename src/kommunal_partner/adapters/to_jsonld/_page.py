"""A document of JSON-LD as an element of a page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kommunal_partner.adapters._texts import in_a_page


def script(document: Mapping[str, Any]) -> str:
    r"""The document as a script element for the head of a page: nothing in a name or a note can end it.

    `<`, `>`, `&` and the line separators of Unicode are written as JSON escapes, so that `</script>` and `<!--` inside
    a text stay text, in HTML and in XHTML.

    Raises:
        BadModel: for anything but a mapping that JSON can hold; NaN and infinity are no numbers there.

    >>> script({"name": "</script><script>"})
    '<script type="application/ld+json">{"name": "\\u003c/script\\u003e\\u003cscript\\u003e"}</script>'
    """
    return f'<script type="application/ld+json">{in_a_page(document)}</script>'
