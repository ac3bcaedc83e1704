"""How values show themselves: one short `repr` for all of them, and escaped tables for notebooks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from enum import Enum
from html import escape
from typing import Final

from attrs import AttrsInstance, fields, has

__all__ = ["MOST_CHARACTERS", "html_list", "html_table", "known_repr", "short_repr"]

MOST_CHARACTERS: Final = 200
_FEW: Final = 3
_ADDRESS: Final = re.compile(r" at 0x[0-9a-fA-F]+")
_ROWS: Final = 12


def short_repr(self: object) -> str:
    """The class with its fields, on two lines at most; used as `__repr__` of frozen classes.

    Long collections are counted, values with an id stand for themselves by it, sets are sorted: it is the same
    whatever the hash seed. Fields declared with `repr=False` are left out.
    """
    return _with_fields(self, _fields(self))


def known_repr(self: object) -> str:
    """As `short_repr`, without the fields that are None: for classes whose fields are mostly not known."""
    return _with_fields(self, [(name, value) for name, value in _fields(self) if value is not None])


def _fields(self: object) -> list[tuple[str, object]]:
    kind: type[AttrsInstance] = type(self)  # type: ignore[assignment]  # because only frozen classes use it
    shown = (one for one in fields(kind) if one.repr and one.eq is not False and not one.name.startswith("_"))
    return [(str(one.alias), getattr(self, one.name)) for one in shown]


def _with_fields(self: object, shown: Iterable[tuple[str, object]]) -> str:
    return _cut(f"{type(self).__name__}({', '.join(f'{name}={_short(value)}' for name, value in shown)})")


def _cut(text: str) -> str:
    return text if len(text) <= MOST_CHARACTERS else f"{text[: MOST_CHARACTERS - 2]}…)"


def _short(value: object) -> str:  # noqa: PLR0911 - because every kind of value has its own short form
    if isinstance(value, str):
        return repr(value if len(value) <= 40 else f"{value[:39]}…")  # noqa: PLR2004 - because two lines hold no more
    if isinstance(value, Enum):
        return f"{type(value).__name__}.{value.name}"
    if isinstance(value, Mapping):
        return _few([f"{_short(key)}: {_short(held)}" for key, held in _first(value.items())], len(value), "{}")
    if isinstance(value, AbstractSet):
        return _few(sorted(map(_short, value))[:_FEW], len(value), "{}")
    if isinstance(value, (tuple, list)):
        return _few([_short(part) for part in value[:_FEW]], len(value), "()")
    identifier = getattr(value, "id", None)
    if isinstance(identifier, str) and has(type(value)):
        return f"<{identifier}>"
    if callable(value) and hasattr(value, "__qualname__"):
        return f"<{value.__qualname__}>"
    return _cut(_ADDRESS.sub("", repr(value)))


def _first(pairs: Iterable[tuple[object, object]]) -> Iterable[tuple[object, object]]:
    return [pair for pair, _ in zip(pairs, range(_FEW), strict=False)]


def _few(shown: Sequence[str], size: int, brackets: str) -> str:
    inside = f"{size} items" if size > _FEW else ", ".join(shown)
    return f"{brackets[0]}{inside}{brackets[1]}"


def html_table(caption: str, header: Sequence[str], rows: Iterable[Sequence[object]], *, of: int | None = None) -> str:
    """The head of a table for a notebook, every text escaped; `of` is how many rows there are in all."""
    head = "".join(f"<th>{escape(str(cell))}</th>" for cell in header)
    shown = [row for row, _ in zip(rows, range(_ROWS), strict=False)]
    body = "".join("<tr>" + "".join(f"<td>{escape(_cell(cell))}</td>" for cell in row) + "</tr>" for row in shown)
    more = f"<p>{len(shown)} / {of}</p>" if of is not None and of > len(shown) else ""
    return (
        f"<table><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"
    )


def html_list(heading: str, lines: Iterable[str]) -> str:
    """A heading and what belongs to it, a line each, every text escaped."""
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return f"<p><strong>{escape(heading)}</strong></p>" + (f"<ul>{items}</ul>" if items else "")


def _cell(value: object) -> str:
    return "" if value is None else str(value)
