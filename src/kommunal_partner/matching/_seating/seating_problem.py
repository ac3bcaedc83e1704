"""A seating problem in whole numbers, as every search at tables works on it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from attrs import Factory, field, frozen


@frozen(eq=False)
class PropertyLimits:
    """A property counted at every table: how many of each unit have it, and how many a table must and may hold."""

    held: list[int]
    least: int
    most: int


@frozen(eq=False)
class SeatingProblem:
    """A seating problem in numbers; a unit is one person, or several who must share a table.

    `weight[u][v]` is to be raised inside tables, `stay_bonus[t][u]` is what it adds to have unit u at table t.
    `fixed[u]` is a table or -1. `speakers_by_language[l][u]` counts who in u speaks language l, `speakers_known[u]`
    whose languages are known at all. With `overflow` the last table is none: it holds those who find no chair. It is
    `roomy` if the number of people at some table may change, and `plain` if any exchange of two units keeps every rule
    but the sizes of tables. `kinds[u]` is the same for units that count alike, and `counts[k]` what a table counts of
    such a unit: its people, those whose languages are known, the speakers of each language, those with each property.
    """

    size: list[int]
    low: list[int]
    high: list[int]
    weight: Sequence[Sequence[int]]
    stay_bonus: list[list[int]]
    fixed: list[int]
    conflicts: list[list[int]]
    properties: list[PropertyLimits] = Factory(list)
    speakers_by_language: list[list[int]] = Factory(list)
    speakers_known: list[int] = Factory(list)
    overflow: bool = False
    roomy: bool = field(init=False)
    plain: bool = field(init=False)
    kinds: list[int] = field(init=False)
    counts: list[tuple[int, ...]] = field(init=False)

    def __attrs_post_init__(self) -> None:
        put = object.__setattr__
        put(self, "roomy", any(low < high for low, high in zip(self.low, self.high, strict=True)))
        put(
            self,
            "plain",
            not (self.overflow or self.properties or self.speakers_by_language or any(self.conflicts))
            and all(size == 1 for size in self.size)
            and all(table < 0 for table in self.fixed),
        )
        known = self.speakers_known or [0] * len(self.size)
        held = [limits.held for limits in self.properties]
        of_units = zip(self.size, known, *self.speakers_by_language, *held, strict=True)
        kinds: dict[tuple[int, ...], int] = {}
        put(self, "kinds", [kinds.setdefault(of_unit, len(kinds)) for of_unit in of_units])
        put(self, "counts", list(kinds))

    @cached_property
    def pairs_win(self) -> bool:
        """Whether more pairs win more, so that tables of uneven sizes do better than even ones."""
        return sum(map(sum, self.weight)) >= 0

    def objective(self, where: list[int]) -> int:
        """All that is raised, counted pair by pair, and what staying adds."""
        pairs = sum(self.weight[a][b] for a, table in enumerate(where) for b in range(a) if where[b] == table)
        return pairs + sum(self.stay_bonus[table][unit] for unit, table in enumerate(where))
