"""The path of a file that is to be read, told from its content and from a path at which there is none; its bytes."""

from __future__ import annotations

from collections.abc import Callable
from os import PathLike, fspath
from pathlib import Path
from typing import Final

from kommunal_partner._checks import nearest
from kommunal_partner._tables import begin_of
from kommunal_partner.errors import BadFile, MissingFile
from kommunal_partner.languages import Term

_CONTENT: Final = Term(
    "das ist der Inhalt einer Datei, nicht ihr Pfad: bitte als bytes geben (text.encode()) oder als io.BytesIO",
    "this is the content of a file, not its path: give it as bytes (text.encode()) or as io.BytesIO",
)
_BEGINNINGS: Final = ("BEGIN:VCALENDAR",)
_LONGEST: Final = 4096
"""No system has longer paths."""


def path_of(source: str | PathLike[str]) -> Path:
    """The path, if something is there.

    Raises:
        BadFile: for a text that is no path, but what the file holds.
        MissingFile: if nothing is there, with the name in the same folder that may be meant.
    """
    text = fspath(source)
    if len(text) > _LONGEST or len(text.splitlines()) > 1 or text.lstrip("\ufeff").startswith(_BEGINNINGS):
        raise BadFile(_CONTENT)
    path = Path(source)
    try:
        is_there = path.exists()
    except (OSError, ValueError):  # a name that is too long, or that no system allows
        is_there = False
    if not is_there:
        raise MissingFile(text, [str(path.with_name(name)) for name in nearest(path.name, _beside(path))])
    return path


def bytes_at(source: str | PathLike[str], most: int) -> bytes:
    """The bytes at a path, and no more than one above the most that are wanted: so much that it is seen.

    Raises:
        BadFile: for a text that is no path, but what the file holds.
        MissingFile: if nothing is there.
    """
    with path_of(source).open("rb") as file:
        return begin_of(file, most)


def bytes_from(read: Callable[[int], object], most: int) -> object:
    """The same from an open file, which may give its bytes piece by piece; what is not bytes, as it is."""
    pieces: list[bytes] = []
    left = most + 1
    while left > 0:
        piece = read(left)
        if not isinstance(piece, bytes):
            return piece
        if not piece:
            break
        pieces.append(piece)
        left -= len(piece)
    return b"".join(pieces)


def _beside(path: Path) -> list[str]:
    try:
        return [one.name for one in path.parent.iterdir()]
    except (OSError, ValueError):  # there is no such folder either, or none that may be looked into
        return []
