"""What is asked of a stable match: both sides by number with their wishes, and what the match is to be best at."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from enum import Enum
from typing import Any, Final, Protocol, TypeAlias

from attrs import evolve, field, frozen

from kommunal_partner._checks import items, pairs
from kommunal_partner._repr import short_repr
from kommunal_partner.clashes import Clash
from kommunal_partner.errors import BadInstance
from kommunal_partner.languages import Term
from kommunal_partner.matching.stable.sentences import BLOCKS, COUPLE_BLOCKS, NOWHERE
from kommunal_partner.results import Status, say
from kommunal_partner.verdicts import Sentence

Wishes: TypeAlias = Mapping[Any, Iterable[Any]]
Pair: TypeAlias = tuple[Hashable, Hashable]
CoupleWish: TypeAlias = tuple[Hashable | None, Hashable | None]
NumberedCouple: TypeAlias = tuple[int, int, tuple[tuple[int, int], ...]]
Move: TypeAlias = tuple[int, int, int]
"""A proposer, the receiver they leave, and the one they step down to."""


class StableSide(Enum):
    """Whose best a match is to be, among all stable ones."""

    PROPOSERS = "proposers"
    RECEIVERS = "receivers"

    def text(self, lang: str = "de") -> str:
        """The word for it in German or English."""
        return _SIDES[self].text(lang)


_SIDES: Final = {
    StableSide.PROPOSERS: Term("die Anfragenden", "the proposers"),
    StableSide.RECEIVERS: Term("die Aufnehmenden", "the receivers"),
}


class StableGoal(Enum):
    """What a match is to be best at, among all stable ones.

    SIDE: the best of one side. LEAST_REGRET: the worst rank that anyone has on their own list is as good as can be.
    LEAST_SUM: the sum of the ranks of both sides is the least.
    """

    SIDE = "side"
    LEAST_REGRET = "least regret"
    LEAST_SUM = "least sum"

    def text(self, lang: str = "de") -> str:
        """The words for it in German or English."""
        return _GOALS[self].text(lang)


_GOALS: Final = {
    StableGoal.SIDE: Term("das Beste einer Seite", "the best of one side"),
    StableGoal.LEAST_REGRET: Term("der schlechteste Rang so gut wie möglich", "the worst rank as good as can be"),
    StableGoal.LEAST_SUM: Term("die kleinste Summe der Ränge", "the least sum of ranks"),
}


def _wishes(wishes: Iterable[CoupleWish]) -> tuple[CoupleWish, ...]:
    return tuple(pairs(items(wishes, "wishes", BadInstance), "wishes", BadInstance))


@frozen(repr=False)
class Couple:
    """Two proposers who go together: their wishes are pairs of receivers, best first.

    None in a wish means that this one of the two stays without a place. What is not listed is worse than nothing.
    """

    first: Hashable
    second: Hashable
    wishes: tuple[CoupleWish, ...] = field(converter=_wishes)

    __repr__ = short_repr


@frozen(repr=False)
class Blocking:
    """Who would rather be elsewhere, and where they would be taken: one proposer, or the two of a couple."""

    proposers: tuple[Hashable, ...]
    receivers: tuple[Hashable | None, ...]

    @property
    def sentence(self) -> Sentence:
        """The case in words."""
        if len(self.proposers) == 1:
            return say(BLOCKS, a=self.proposers[0], b=self.receivers[0])
        (a, b), (first, second) = self.proposers, (NOWHERE if one is None else one for one in self.receivers)
        return say(COUPLE_BLOCKS, a=a, b=b, first=first, second=second)

    def text(self, lang: str = "de") -> str:
        """The case in words."""
        return self.sentence.text(lang)

    __repr__ = short_repr

    def __str__(self) -> str:
        return self.text()


@frozen(eq=False, repr=False)
class MatchTask:
    """Both sides by number: wishes in strict order, and ranks in which ties are equal; -1 stands for nobody.

    A pair stands in the wishes only if each lists the other. `ranks` holds the ranks of the wishes on the person's own
    list, from 0 on, the same for a tie, unanswered wishes counted; None where they simply count up. `earlier` holds the
    receiver that each proposer had before; `stability` is what a change against it counts, None if no gain is worth a
    change. `seed` draws lots between ids that are equally good; None leaves them in the order of ids. `unread`
    tells that the time did not suffice to go through the lists; there are none then, and no couples.
    """

    proposers: tuple[Hashable, ...]
    receivers: tuple[Hashable, ...]
    wishes: tuple[tuple[int, ...], ...] = field(repr=False)
    ranks: tuple[tuple[int, ...] | None, ...] = field(repr=False)
    receiver_wishes: tuple[tuple[int, ...], ...] = field(repr=False)
    receiver_ranks: tuple[tuple[int, ...] | None, ...] = field(repr=False)
    capacity: tuple[int, ...]
    couples: tuple[NumberedCouple, ...]
    locked: tuple[tuple[int, int], ...]
    side: StableSide
    goal: StableGoal
    stability: int | float | None
    earlier: tuple[int, ...]
    seed: int | None = None
    unread: bool = False

    @property
    def has_earlier(self) -> bool:
        """Whether anything is to be kept."""
        return max(self.earlier, default=-1) >= 0

    @property
    def has_ties(self) -> bool:
        """Whether somebody likes two of the other side equally well."""
        return any(ranks is not None and len(set(ranks)) < len(ranks) for ranks in (*self.ranks, *self.receiver_ranks))

    def without_lists(self) -> MatchTask:
        """The task of which nothing is known but who is there, their places, and which pairs are made."""
        mine, theirs = len(self.proposers), len(self.receivers)
        return evolve(
            self,
            wishes=((),) * mine,
            ranks=(None,) * mine,
            receiver_wishes=((),) * theirs,
            receiver_ranks=(None,) * theirs,
            couples=(),
            unread=True,
        )

    __repr__ = short_repr


@frozen(eq=False, repr=False)
class RotationProof:
    """All stable matches as rotations of the proposers' best one, and the flow that shows that none counts less.

    Each part of `flow` is a rotation that must come before another one, and how much of what the second one is worth
    it uses up.
    """

    start: tuple[int, ...]
    rotations: tuple[tuple[Move, ...], ...]
    flow: tuple[tuple[int, int, int], ...]

    __repr__ = short_repr


class MatchClaims(Protocol):
    """What a match says of itself, for those who explain or check it."""

    @property
    def solution(self) -> tuple[Pair, ...]: ...
    @property
    def status(self) -> Status: ...
    @property
    def blocking(self) -> tuple[Blocking, ...]: ...
    @property
    def unmatched(self) -> tuple[Hashable, ...]: ...
    @property
    def moved(self) -> tuple[Hashable, ...]: ...
    @property
    def ranks(self) -> int | None: ...
    @property
    def cost(self) -> float | None: ...
    @property
    def steps(self) -> int: ...
    @property
    def reproducible(self) -> bool: ...
    @property
    def clash(self) -> Clash | None: ...
    @property
    def proof(self) -> RotationProof | None: ...
