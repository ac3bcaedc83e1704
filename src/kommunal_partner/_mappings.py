"""Mappings that can be hashed, pickled and copied, and never change; those by id refuse an unknown id in words."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import Generic, NoReturn, TypeVar, overload

from kommunal_partner._checks import nearest
from kommunal_partner._repr import MOST_CHARACTERS, html_table
from kommunal_partner._rows import flat_rows
from kommunal_partner.errors import Speaks, UnknownName

__all__ = ["FrozenMap", "NamedMap", "Register"]

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)
V_co = TypeVar("V_co", covariant=True)

_FEW = 3


class FrozenMap(Mapping[K, V_co], Generic[K, V_co]):
    """A mapping that keeps the order it was given in and never changes.

    Two maps are equal when they hold the same pairs, in whatever order; a map hashes when all its values do.

    >>> hash(FrozenMap({"a": 1, "b": 2})) == hash(FrozenMap({"b": 2, "a": 1}))
    True
    """

    __slots__ = ("_data", "_hash")

    _data: dict[K, V_co]
    _hash: int | None

    def __init__(self, data: Mapping[K, V_co] | Iterable[tuple[K, V_co]] = ()) -> None:
        object.__setattr__(self, "_data", dict(data))
        object.__setattr__(self, "_hash", None)

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"{type(self).__name__} never changes: {name} cannot be set")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"{type(self).__name__} never changes: {name} cannot be deleted")

    def __getitem__(self, key: K) -> V_co:
        return self._data[key]

    @overload
    def get(self, key: K, /) -> V_co | None: ...

    @overload
    def get(self, key: K, /, default: V_co | T) -> V_co | T: ...

    def get(self, key: K, /, default: object = None) -> object:
        """The value of a key, or the default: the same as of every mapping, several times faster."""
        return self._data.get(key, default)

    def __iter__(self) -> Iterator[K]:
        return iter(self._data)

    def __len__(self) -> int:
        return len(self._data)

    def __contains__(self, key: object) -> bool:
        return key in self._data

    def __eq__(self, other: object) -> bool:
        if isinstance(other, FrozenMap):
            return self._data == other._data
        return self._data == other

    def __hash__(self) -> int:
        if self._hash is None:
            object.__setattr__(self, "_hash", hash(frozenset(self._data.items())))
        return hash(self._hash)

    def __repr__(self) -> str:
        inside = repr(self._data) if len(self) <= _FEW else ""
        fits = inside and len(inside) <= MOST_CHARACTERS - len(f"{type(self).__name__}()")
        return f"{type(self).__name__}({inside if fits else f'{len(self)} items'})"

    def __copy__(self) -> FrozenMap[K, V_co]:
        return self

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self._data,)


class NamedMap(FrozenMap[str, V_co]):
    """Models by id, with a word for what they are; an unknown id is refused with the nearest known one.

    >>> from kommunal_partner.languages import Term
    >>> NamedMap(Term("Farbe", "colour"), {"red": 1})["rad"]
    Traceback (most recent call last):
    kommunal_partner.errors.UnknownName: there is no colour 'rad'; did you mean red?
    """

    __slots__ = ("_kind",)

    _kind: Speaks

    def __init__(self, kind: Speaks, data: Mapping[str, V_co] | Iterable[tuple[str, V_co]] = ()) -> None:
        super().__init__(data)
        object.__setattr__(self, "_kind", kind)

    def __getitem__(self, key: str) -> V_co:
        """The model of this id.

        Raises:
            UnknownName: a KeyError, if there is none.
        """
        try:
            return self._data[key]
        except (KeyError, TypeError):
            raise UnknownName(self._kind, key, nearest(key, self._data)) from None

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and key in self._data

    def __repr__(self) -> str:
        return f"<{len(self)} × {self._kind.text('en')}>"

    def to_rows(self) -> list[dict[str, object]]:
        """A row for each model, flat: keys as text, fuzzy dates as EDTF beside their earliest and latest day."""
        return flat_rows(self)

    def _repr_html_(self) -> str:
        """The head of the register as a table, for a notebook."""
        rows = [(key, str(value)) for key, value in self._data.items()]
        return html_table(self._kind.text("en"), ("id", "value"), rows, of=len(rows))

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self._kind, self._data)


class Register(Mapping[str, V_co]):
    """What makes a class with models in `_by_id` a mapping of them: iteration, `in` and `len` speak of ids."""

    __slots__ = ()

    _by_id: NamedMap[V_co]

    def __getitem__(self, key: str) -> V_co:
        """The model of this id.

        Raises:
            UnknownName: a KeyError, if there is none; with the nearest id there is.
        """
        return self._by_id[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_id)

    def __len__(self) -> int:
        return len(self._by_id)

    def __contains__(self, key: object) -> bool:
        return key in self._by_id
