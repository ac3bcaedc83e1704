"""The ways from one side's best stable match to the other's, as rotations, and which must come before which.

Irving and Leather (1986) and Gusfield and Irving (1989), for receivers with several places: O(wishes) and the orders.

A rotation is a ring of proposers who each step down to the next receiver that would rather have them, so that
afterwards the match is stable again. Every stable match is the proposers' best one after some of the rotations, with
each of these all that must come before it.
"""

from __future__ import annotations

from heapq import heapify, heapreplace

from attrs import frozen

from kommunal_partner.matching.stable._deferred_acceptance import offers_of_proposers
from kommunal_partner.matching.stable._encode import Preferences
from kommunal_partner.matching.stable._task import Move
from kommunal_partner.results import Budget, OutOfSteps


@frozen(eq=False)
class Lattice:
    """All stable matches of a preferences: the best one of the proposers, and the rotations in an order that works.

    `before` holds, for each rotation, rotations that must come before it, enough to imply all the others.
    """

    start: tuple[int, ...]
    rotations: tuple[tuple[Move, ...], ...]
    before: tuple[tuple[int, ...], ...]

    def after(self, chosen: set[int]) -> list[int]:
        """Whom each proposer gets after some rotations; -1 for nobody."""
        at = list(self.start)
        for number in sorted(chosen):
            for one, _, to in self.rotations[number]:
                at[one] = to
        return at


def lattice_of(preferences: Preferences, budget: Budget) -> Lattice:
    """The stable matches of a task without couples, for the order in which ties were put.

    Raises:
        OutOfSteps: if the budget ends before.
    """
    walk = _Walk(preferences, budget)
    walk.run()
    return Lattice(tuple(walk.start), tuple(walk.rotations), tuple(walk.before))


class _Walk:
    """The walk from the proposers' best match down to the receivers' best, one rotation after the other.

    A receiver is `settled` when it will not change any more: it has places to spare, or none to give, or its last one
    has nowhere to go, or only to someone settled. So nobody's list is walked through twice.
    """

    def __init__(self, preferences: Preferences, budget: Budget) -> None:
        self.budget = budget
        self.preferences = preferences
        self.start = offers_of_proposers(preferences)
        if budget.report():  # the tables of the walk are as large as all lists together
            raise OutOfSteps
        self.rotations: list[tuple[Move, ...]] = []
        self.before: list[tuple[int, ...]] = []
        fixed = {one for one, _ in preferences.locked}
        self.room = preferences.rooms(preferences.locked)
        self.held: list[list[tuple[int, int]]] = [
            [] for _ in preferences.task.receivers
        ]  # those taken, the last one first
        self.next_wish = [0] * len(preferences.task.proposers)
        for one, receiver in enumerate(self.start):
            if receiver >= 0 and one not in fixed:
                self.held[receiver].append((-preferences.receiver_place[receiver][one], one))
                self.next_wish[one] = preferences.place[one][receiver] + 1
        for here in self.held:
            heapify(here)
        self.settled = [len(here) < room or not here for here, room in zip(self.held, self.room, strict=True)]
        self.last_move: dict[int, int] = {}  # the last rotation of each proposer
        self.last_change = [-1] * len(self.room)  # and of each receiver
        # For each receiver, by place on its list, the rotation that put someone better at the end there; -1: none.
        self.passed = [[-1] * len(wishes) for wishes in preferences.receiver_wishes]

    def run(self) -> None:
        """Turn every rotation once."""
        for receiver in range(len(self.settled)):
            path: list[int] = []
            on_path: dict[int, int] = {}
            while not self.settled[receiver]:
                self.budget.pay()
                if not path:
                    path, on_path = [receiver], {receiver: 0}
                here = path[-1]
                to = self._next(self.held[here][0][1])
                if to < 0 or self.settled[to]:
                    self.settled[here] = True
                    del on_path[path.pop()]
                elif to in on_path:
                    ring = path[on_path[to] :]
                    self._turn(ring)
                    del path[on_path[to] :]
                    for other in ring:
                        del on_path[other]
                else:
                    on_path[to] = len(path)
                    path.append(to)

    def _next(self, one: int) -> int:
        """The next receiver on a proposer's list that would rather have them than its last one; -1 if there is none."""
        wishes = self.preferences.wishes[one]
        while self.next_wish[one] < len(wishes):
            receiver = wishes[self.next_wish[one]]
            here = self.held[receiver]
            if len(here) < self.room[receiver]:
                return receiver
            if here and -here[0][0] > self.preferences.receiver_place[receiver][one]:
                return receiver
            self.next_wish[one] += 1
        return -1

    def _turn(self, ring: list[int]) -> None:
        """Let the last one of each receiver step down to the next receiver of the ring."""
        preferences, number = self.preferences, len(self.rotations)
        moves = [(self.held[here][0][1], here, to) for here, to in zip(ring, [*ring[1:], ring[0]], strict=True)]
        needed: set[int] = set()
        for one, here, to in moves:
            if one in self.last_move:
                needed.add(self.last_move[one])
            needed.add(self.last_change[here])
            self.last_move[one] = self.last_change[here] = number
            for receiver in preferences.wishes[one][preferences.place[one][here] + 1 : self.next_wish[one]]:
                needed.add(self.passed[receiver][preferences.receiver_place[receiver][one]])
            self.next_wish[one] = preferences.place[one][to] + 1
        for one, _, to in moves:
            worst = -self.held[to][0][0]
            heapreplace(self.held[to], (-preferences.receiver_place[to][one], one))
            end = -self.held[to][0][0]
            self.passed[to][end + 1 : worst] = [number] * (worst - end - 1)
        self.rotations.append(tuple(moves))
        self.before.append(tuple(sorted(needed - {-1})))
