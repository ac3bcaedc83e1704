"""The bytes of what is given to be read."""

from __future__ import annotations

from os import PathLike
from typing import BinaryIO

from kommunal_partner.adapters._paths import bytes_at, bytes_from
from kommunal_partner.errors import BadModel
from kommunal_partner.languages import Term


def content_of(source: str | PathLike[str] | BinaryIO | bytes, most: int) -> bytes:
    """The bytes of a path or a binary file, up to one above the most that are wanted, or the bytes themselves.

    Raises:
        BadFile: for a text that is the content itself.
        MissingFile: if there is no such file.
        BadModel: for anything else.
    """
    if isinstance(source, (bytes, bytearray, memoryview)):
        return bytes(source)
    if isinstance(source, (str, PathLike)):
        return bytes_at(source, most)
    read = getattr(source, "read", None)
    content = bytes_from(read, most) if callable(read) else None
    if not isinstance(content, bytes):
        raise BadModel(
            Term(
                f"gelesen werden ein Pfad, eine Binärdatei oder bytes, nicht {type(source).__name__}",
                f"a path, a binary file or bytes are read, not {type(source).__name__}",
            ),
            argument="source",
            value=source,
        )
    return content
