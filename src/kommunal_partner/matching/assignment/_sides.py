"""The people of a side in the one order of ids, and how many pairs may be looked at."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sized
from typing import Any, Final

from kommunal_partner._checks import items, refusal
from kommunal_partner.errors import BadInstance
from kommunal_partner.languages import Term
from kommunal_partner.participants import id_of
from kommunal_partner.results import in_order

MOST_CELLS: Final = 50_000_000
"""So many pairs at most are looked at in one task: more do not fit into the memory of a usual machine."""


class Side:
    """The people of one side as they were given, and their ids in the one order."""

    def __init__(self, people: list[Any], name: str) -> None:
        self.name = name
        self.given = people
        ids = self.given if is_plain(self.given) else [id_of(one) for one in self.given]
        at = dict(zip(ids, range(len(ids)), strict=True))
        if len(at) < len(ids):
            twice = next(one for index, one in enumerate(ids) if at[one] != index)
            raise refusal(BadInstance, name, twice, f" nennt {twice!r} zweimal", f" names {twice!r} twice")
        ordered = in_order(ids)
        self.ids, self.place = tuple(ordered), at
        self.order, self.in_order = list(at.values()), self.given
        if ordered != ids:
            self.order = list(map(at.__getitem__, ordered))
            self.place = dict(zip(ordered, range(len(ids)), strict=True))
            self.in_order = list(map(self.given.__getitem__, self.order))

    def given_by_id(self) -> dict[Hashable, Any]:
        """The people as they were given, by id."""
        return dict(zip(self.ids, self.in_order, strict=True))


def is_plain(people: list[Any]) -> bool:
    """Whether all are numbers or texts, which are their own ids and need no look one by one."""
    return set(map(type, people)) <= {int, str}


def refuse_too_many(height: int, width: int) -> None:
    """Nothing, if all pairs of so many can be looked at.

    Raises:
        BadInstance: if they are too many.
    """
    if height * width > MOST_CELLS:
        de = f"{height} × {width} Paare sind zu viele für eine Aufgabe (höchstens {MOST_CELLS}), bitte zuerst aufteilen"
        en = f"{height} × {width} pairs: at most {MOST_CELLS} in one task; divide it first"
        raise BadInstance(Term(de, en))


def people_of(people: Iterable[Hashable], name: str) -> list[Any]:
    """The people of a collection; a mapping by id stands for its values if these have the ids, else for its keys."""
    if isinstance(people, Sized) and len(people) > MOST_CELLS:
        de = f": {len(people)} sind zu viele für eine Aufgabe, bitte zuerst aufteilen"
        raise refusal(BadInstance, name, None, de, f": {len(people)} are too many for one task; divide it first")
    if isinstance(people, Mapping):
        by_id = all(getattr(one, "id", None) == key for key, one in people.items())
        return list(people.values()) if by_id else list(people)
    return list(people) if isinstance(people, str) else list(items(people, name, BadInstance))
