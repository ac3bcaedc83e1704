"""The check of the proof that no stable match counts less: the rotations are walked anew, and the flow is added up.

It reads the wishes and what is to count, and shares no code with the search. That it proves the claim rests on two
theorems: a walk from the proposers' best match to the receivers' best, one rotation at a time, meets every rotation
there is; and the stable matches are exactly what the sets of rotations lead to that hold, with each rotation, all that
must come before it.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Callable, Sequence

from kommunal_partner.matching.stable._recount import Lists
from kommunal_partner.matching.stable._task import Move, RotationProof, StableSide


def counted(lists: Lists, at: Sequence[int]) -> int:
    """What a match counts: its ranks, and the changes against the earlier match."""
    task = lists.task
    of_rank, of_change = lists.weights
    pairs = [(one, receiver) for one, receiver in enumerate(at) if receiver >= 0 and one not in lists.fixed]
    changes = sum(was >= 0 and was != now for was, now in zip(task.earlier, at, strict=True))
    return of_rank * sum(lists.ranks(*pair) for pair in pairs) + of_change * changes


def proven_least(lists: Lists, proof: RotationProof) -> int | None:
    """What no stable match can count less than, if the proof holds; None if it does not."""
    walk = _Rewalk(lists, proof.start)
    if list(proof.start) != _proposed(lists) or not all(map(walk.turns, proof.rotations)) or walk.goes_on():
        return None
    rest = [_weight(lists, ring) for ring in proof.rotations]
    for first, second, amount in proof.flow:
        if amount < 0 or (first, second) not in walk.order:
            return None
        rest[first] -= amount
        rest[second] += amount
    return counted(lists, proof.start) + sum(min(weight, 0) for weight in rest)


def is_best_of_side(lists: Lists) -> bool:
    """Whether no stable match is better for the side of the task than the one given, which is stable itself."""
    at = [lists.got.get(one, -1) for one in range(len(lists.task.proposers))]
    if lists.task.side is StableSide.PROPOSERS:
        return at == _proposed(lists)
    return not _Rewalk(lists, at).goes_on()


def _weight(lists: Lists, ring: Sequence[Move]) -> int:
    """What a rotation adds to what a match counts."""
    earlier, (of_rank, of_change) = lists.task.earlier, lists.weights
    ranks = sum(lists.ranks(one, to) - lists.ranks(one, left) for one, left, to in ring)
    kept = sum((earlier[one] == to) - (earlier[one] == left) for one, left, to in ring)
    return of_rank * ranks - of_change * kept


def is_least_regret(lists: Lists) -> bool:
    """Whether no stable match has a better lowest rank than the one given, which is stable itself.

    All stable matches leave the same alone, and the same receivers with free places. So another one would be the
    proposers' best if those who matter listed nobody from that rank on; and whoever would then be left out, or taken
    beside, shows that there is none.
    """
    lowest = lists.lowered() - 1
    if lowest < 0:
        return True
    load = Counter(lists.got.values())
    full = {receiver for receiver, most in enumerate(lists.task.capacity) if load[receiver] >= most}
    ranks, theirs = lists.rank, lists.receiver_rank

    def is_listed(one: int, receiver: int) -> bool:
        is_near = one not in lists.got or ranks[one][receiver] < lowest
        return is_near and (receiver not in full or theirs[receiver][one] < lowest)

    found = _proposed(lists, is_listed)
    same = all((receiver >= 0) == (one in lists.got) for one, receiver in enumerate(found))
    return not same or Counter(receiver for receiver in found if receiver >= 0) != load


def _proposed(lists: Lists, is_listed: Callable[[int, int], bool] | None = None) -> list[int]:
    """The proposers' best stable match: in rounds, all who have nobody propose at once, and each receiver chooses.

    Pairs that are not listed are passed over.
    """
    task = lists.task
    at = [-1] * len(task.proposers)
    for one, receiver in task.locked:
        at[one] = receiver
    room, asked = lists.rooms(), [0] * len(at)
    taken: list[list[int]] = [[] for _ in room]
    free = [one for one, receiver in enumerate(at) if receiver < 0]
    while free:
        comers: dict[int, list[int]] = {}
        again: list[int] = []
        for one in free:
            if asked[one] < len(task.wishes[one]):
                receiver = task.wishes[one][asked[one]]
                asked[one] += 1
                if is_listed is None or is_listed(one, receiver):
                    comers.setdefault(receiver, []).append(one)
                else:
                    again.append(one)
        free = again
        for receiver, new in comers.items():
            ordered = sorted((*taken[receiver], *new), key=lists.receiver_place[receiver].__getitem__)
            taken[receiver] = ordered[: room[receiver]]
            free += ordered[room[receiver] :]
    for receiver, ones in enumerate(taken):
        for one in ones:
            at[one] = receiver
    return at


class _Rewalk:
    """The walk through a list of rotations, and which of them must come before which."""

    def __init__(self, lists: Lists, start: Sequence[int]) -> None:
        self.lists = lists
        self.task = lists.task
        self.at = list(start)
        self.room = lists.rooms()
        fixed = lists.fixed
        # The places of those taken, on the list of each receiver; and how the last of them moved up, rotation by
        # rotation, counted from the end so that the numbers rise.
        self.places: list[list[int]] = [[] for _ in self.room]
        for one, receiver in enumerate(start):
            if receiver >= 0 and one not in fixed:
                insort(self.places[receiver], self.lists.receiver_place[receiver][one])
        self.last: list[list[int]] = [[-places[-1] if places else 0] for places in self.places]
        self.turned_by: list[list[int]] = [[-1] for _ in self.room]
        self.order: set[tuple[int, int]] = set()
        self.latest: dict[int, int] = {}
        self.count = 0

    def rejects(self, receiver: int, one: int) -> bool:
        """Whether a receiver has no place for a proposer and nobody worse."""
        here = self.places[receiver]
        return len(here) >= self.room[receiver] and (not here or here[-1] < self.lists.receiver_place[receiver][one])

    def next_of(self, receiver: int) -> int:
        """Where the last one of a receiver could go next; -1 for nowhere, or if there is still room here."""
        here = self.places[receiver]
        if not here or len(here) < self.room[receiver]:
            return -1
        one = self.task.receiver_wishes[receiver][here[-1]]
        wishes = self.task.wishes[one]
        later = range(self.lists.place[one][receiver] + 1, len(wishes))
        return next((wishes[place] for place in later if not self.rejects(wishes[place], one)), -1)

    def turns(self, ring: tuple[Move, ...]) -> bool:
        """Turn a rotation, if it is one here: a single ring, in which each goes where they would be taken next."""
        lefts = [left for _, left, _ in ring]
        is_ring = len(set(lefts)) == len(lefts) > 1 and [to for _, _, to in ring] == [*lefts[1:], lefts[0]]
        if not is_ring or any(self.at[one] != left for one, left, _ in ring):
            return False
        for one, left, to in ring:
            is_last = self.places[left][-1] == self.lists.receiver_place[left].get(one)
            if not is_last or self.next_of(left) != to:
                return False
        for one, left, to in ring:
            self._note_order(one, left, to)
        for one, left, to in ring:
            self.places[left].pop()
            self.at[one] = to
        for one, _, to in ring:
            insort(self.places[to], self.lists.receiver_place[to][one])
        for left in lefts:
            self.last[left].append(-self.places[left][-1])
            self.turned_by[left].append(self.count)
        self.count += 1
        return True

    def _note_order(self, one: int, left: int, to: int) -> None:
        """A move comes after the last one of the proposer and of the receiver left, and after those that closed a door.

        Doors are the receivers passed over: each has taken someone better since.
        """
        wishes, place = self.task.wishes[one], self.lists.place[one]
        earlier = {self.latest.get(one, -1), self.turned_by[left][-1]}
        for receiver in wishes[place[left] + 1 : place[to]]:
            # The first time that the last one there stood before this proposer.
            when = bisect_left(self.last[receiver], -self.lists.receiver_place[receiver][one])
            earlier.add(self.turned_by[receiver][when])
        self.order |= {(first, self.count) for first in earlier if first >= 0}
        self.latest[one] = self.count

    def goes_on(self) -> bool:
        """Whether a further rotation is there: whether going on from receiver to receiver leads round in a ring."""
        after = [self.next_of(receiver) for receiver in range(len(self.room))]
        ended: set[int] = {-1}
        for receiver in range(len(self.room)):
            way: list[int] = []
            here = receiver
            while here not in ended:
                if here in way:
                    return True
                way.append(here)
                here = after[here]
            ended.update(way)
        return False
