"""What is asked of an assignment or a pairing: ids in their one order, weights in arrays, every rule by its place."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from enum import Enum
from typing import TYPE_CHECKING, Any, Final, Protocol, TypeAlias

from attrs import field, frozen

from kommunal_partner._checks import as_text, choice, count, values_of
from kommunal_partner._repr import short_repr
from kommunal_partner.clashes import Clash
from kommunal_partner.errors import BadRule
from kommunal_partner.languages import Term
from kommunal_partner.matching.assignment._weights import PairList, Tables
from kommunal_partner.participants import id_of
from kommunal_partner.results import Status, Unmet
from kommunal_partner.verdicts import Sentence

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers: TypeAlias = NDArray[np.float64]
    Truths: TypeAlias = NDArray[np.bool_]

Pair: TypeAlias = tuple[Hashable, Hashable]
Place: TypeAlias = tuple[int, int]
"""A pair by the places of both in the one order of ids."""
Amounts: TypeAlias = int | Mapping[Any, int] | Sequence[int]
Weight: TypeAlias = Any
"""Rows of numbers, a numpy array, a mapping of pairs, a Score, or a callable of two."""
Cover: TypeAlias = tuple[tuple[int, ...], tuple[int, ...]]


class PairingGoal(Enum):
    """What pairs are to be best at.

    TOTAL: the greatest sum of weights; no pair is left out for want of weight. GAIN: the greatest sum, without pairs
    that weigh less than 0. MOST: as many pairs as can be, then the greatest sum. FAIR: as many pairs as
    can be, then the lowest weight of a pair as high as can be, then the greatest sum.
    """

    TOTAL = "total"
    GAIN = "gain"
    MOST = "most"
    FAIR = "fair"

    def text(self, lang: str = "de") -> str:
        """The words for it in German or English."""
        return _GOALS[self].text(lang)


_GOALS: Final = {
    PairingGoal.TOTAL: Term("größte Summe", "greatest sum"),
    PairingGoal.GAIN: Term("größte Summe, nichts unter 0", "greatest sum, nothing below 0"),
    PairingGoal.MOST: Term("möglichst viele Paare", "as many pairs as can be"),
    PairingGoal.FAIR: Term("niemand soll schlecht wegkommen", "nobody is to come off badly"),
}


class PairSide(Enum):
    """One of the two sides of an assignment."""

    LEFT = "left"
    RIGHT = "right"

    def text(self, lang: str = "de") -> str:
        """The word for it in German or English."""
        return _SIDES[self].text(lang)


_SIDES: Final = {PairSide.LEFT: Term("links", "left"), PairSide.RIGHT: Term("rechts", "right")}


def _ids(ids: Iterable[Hashable]) -> frozenset[Hashable]:
    return frozenset(map(id_of, values_of(ids, "ids", BadRule) if not isinstance(ids, str) else ids))


def _side(side: PairSide | str) -> PairSide:
    return choice(PairSide, side, "side")


@frozen(repr=False)
class PlaceQuota:
    """A named rule on how many places the pairs of some ids of one side take together: from `least` to `most`.

    `side` is "left" or "right"; `most` is None for no upper limit.

    Raises:
        BadRule: for numbers that no result can keep to.
    """

    name: str
    side: PairSide = field(converter=_side)
    ids: frozenset[Hashable] = field(converter=_ids)
    least: int = 0
    most: int | None = None

    def __attrs_post_init__(self) -> None:
        as_text(self.name, "name", BadRule)
        object.__setattr__(
            self,
            "least",
            count(self.least, Term(f"least der Quote {self.name!r}", f"least of quota {self.name!r}"), error=BadRule),
        )
        if self.most is not None:
            most = count(
                self.most, Term(f"most der Quote {self.name!r}", f"most of quota {self.name!r}"), error=BadRule
            )
            object.__setattr__(self, "most", most)
            if most < self.least:
                de = f"Die Quote {self.name!r} verlangt mindestens {self.least} und höchstens {most}"
                en = f"quota {self.name!r} asks for at least {self.least} and at most {most}"
                raise BadRule(Term(de, en), argument="most", value=most)

    __repr__ = short_repr


@frozen(repr=False)
class Objective:
    """What a pair counts in the search: `scale` times (its weight + `shift`), + `pair`, + `keep` if it was made before.

    `shift` makes a pair worth more than no pair; `pair` and `keep` only decide between results of equal total. Where
    they are `large`, all are whole numbers that floats do not hold, and so are the prices.
    """

    scale: float = 1
    shift: float = 0
    pair: float = 0
    keep: float = 0
    large: bool = False

    def counts(self, value: float, pairs: int, kept: int) -> float:
        """What so many pairs count that are worth `value` together, what is kept counted in."""
        worth = int(value) if self.large else value
        return self.scale * (worth + self.shift * pairs) + self.pair * pairs + self.keep * kept

    def in_weights(self, counts: float, times: int = 1) -> float:
        """What a number of counts, taken so many times, is in weights; if they are large, the next whole number up."""
        return -(-counts // (times * self.scale)) if self.large else counts / (times * self.scale)

    __repr__ = short_repr


@frozen(eq=False, repr=False)
class AssignmentTask:
    """One task.

    In a pool both sides are the same people, every number stands twice, and every pair in both directions.
    """

    left: tuple[Hashable, ...]
    right: tuple[Hashable, ...]
    weights: Tables | PairList = field(repr=False)
    most_left: tuple[int, ...]
    most_right: tuple[int, ...]
    least_left: tuple[int, ...]
    least_right: tuple[int, ...]
    quotas: tuple[PlaceQuota, ...]
    locked: frozenset[Place]
    kept: frozenset[Place]
    stability: float
    exact: bool
    goal: PairingGoal
    is_pool: bool = False
    three: bool = False
    """Whether an odd pool is to have one group of three."""
    remarks: Callable[[Hashable, Hashable], tuple[Sentence, ...]] | None = field(default=None, repr=False)
    """What the hard rules of a score say of a pair."""
    unread: Truths | None = field(default=None, repr=False)
    """The pairs, barred as well, whose weight the time did not suffice to ask for; None if it did for all."""

    @property
    def cost(self) -> Numbers:
        """The weights with their sign turned, 0 where a pair is barred."""
        return self.weights.cost

    @property
    def barred(self) -> Truths | None:
        """The pairs that may not be made; None if there are none."""
        return self.weights.barred

    @property
    def has_demands(self) -> bool:
        """Whether anything is asked for beyond capacities."""
        return any(self.least_left) or any(self.least_right) or bool(self.quotas)

    def allows(self, row: int, column: int) -> bool:
        """Whether the pair may be made."""
        return self.barred is None or not self.barred[row, column]

    def is_read(self, row: int, column: int) -> bool:
        """Whether there was time to ask for the weight of a pair."""
        return self.unread is None or not self.unread[row, column]

    def weight(self, row: int, column: int) -> float:
        """The weight of a pair as it was given."""
        weight = -float(self.cost[row, column])
        return int(weight) if self.exact else weight

    def quota_places(self, quota: PlaceQuota) -> list[int]:
        """The rows or columns that a quota speaks of."""
        ids = self.left if quota.side is PairSide.LEFT else self.right
        return [place for place, one in enumerate(ids) if one in quota.ids]

    __repr__ = short_repr


@frozen(eq=False, repr=False)
class PriceProof:
    """What shows that nothing is better: prices of the places, in what pairs count in the search.

    `prices` are those of the columns (of the people, in a pool), None where they are worked out only when asked for;
    `branched` tells that a solver's own search, not the prices, rules out the rest. `cover` holds rows and columns
    whose places, with the better pairs between the others, are too few for as many pairs: nobody can be raised above.
    """

    objective: Objective = Objective()
    prices: tuple[float, ...] | None = None
    quota_prices: tuple[float, ...] = ()
    branched: bool = False
    cover: Cover | None = None

    __repr__ = short_repr


class PairClaims(Protocol):
    """What a result says of itself, for those who explain or check it."""

    @property
    def solution(self) -> tuple[Pair, ...]: ...
    @property
    def status(self) -> Status: ...
    @property
    def value(self) -> float | None: ...
    @property
    def total(self) -> float | None: ...
    @property
    def worst(self) -> float | None: ...
    @property
    def bound(self) -> float | None: ...
    @property
    def unmet(self) -> tuple[Unmet, ...]: ...
    @property
    def clash(self) -> Clash | None: ...
    @property
    def moved(self) -> tuple[Hashable, ...]: ...
    @property
    def goal(self) -> PairingGoal: ...
    @property
    def proof(self) -> PriceProof: ...
    @property
    def reproducible(self) -> bool: ...


class AssignmentClaims(PairClaims, Protocol):
    """What an assignment says of itself."""

    @property
    def unmatched(self) -> Unmatched: ...


class PairingClaims(PairClaims, Protocol):
    """What a pairing says of itself."""

    @property
    def unmatched(self) -> tuple[Hashable, ...]: ...
    @property
    def weak_bound(self) -> float | None: ...
    @property
    def trio(self) -> tuple[Hashable, ...]: ...


@frozen(repr=False)
class Unmatched:
    """Who is left without a pair, on either side."""

    left: tuple[Hashable, ...]
    right: tuple[Hashable, ...]

    __repr__ = short_repr
