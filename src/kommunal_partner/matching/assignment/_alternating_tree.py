"""The best pairs of a pool from the best assignment of two copies of it: only its odd circles are left to search.

Edmonds' blossom algorithm (1965) begun at an optimal fractional matching (Derigs and Metz 1986, "On the use of optimal
fractional matchings for solving the (integer) matching problem"), one tree at a time: O(pairs · log(pairs)) for each
tree and blossom, as many trees as there are odd circles.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from heapq import heappop, heappush
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from kommunal_partner.matching.assignment._task import Numbers, Place

    Arc: TypeAlias = tuple[int, int]
    Event: TypeAlias = tuple[float, int, int, int]

_NOBODY: Final = -1
_OUTER: Final = 1
_INNER: Final = -1
_ALONE: Final = -1
_OPEN: Final = -2
_LAST, _NEXT, _CIRCLE, _LATER = range(4)
"""Of what is due at once, what ends the search goes first, and what makes blossoms nearly last."""


def begun_at(partner: Sequence[int], share: Sequence[float]) -> tuple[list[int], list[list[int]]]:
    """Everybody's mate by every other step of the circles and chains of an assignment, and the odd circles.

    `partner` tells of everybody to whom the assignment of two copies gives them, the number of people if to nobody;
    `share` what they take of a pair. Whoever is left at the end of a chain takes nothing, so only of each odd circle
    one is left to be searched, the one who takes least, who comes last; a circle in which that is nothing is not told.
    """
    size = len(partner)
    mate: list[int] = [_NOBODY] * size
    circles = []
    taken = set(partner)
    seen = [False] * size + [True]
    starts = [one for one in range(size) if one not in taken]
    for start in (*starts, *range(size)):
        if seen[start]:
            continue
        other = partner[start]
        if other < size and partner[other] == start:
            mate[start], mate[other] = other, start
            seen[start] = seen[other] = True
            continue
        walk, at = [], start
        while not seen[at]:
            seen[at] = True
            walk.append(at)
            at = partner[at]
        if at == start and len(walk) % 2:
            least = min(range(len(walk)), key=lambda place: share[walk[place]])
            walk = walk[least + 1 :] + walk[: least + 1]
            if share[walk[-1]] > 0:
                circles.append(walk)
        _pair_up(walk, mate)
    return mate, circles


def _pair_up(walk: list[int], mate: list[int]) -> None:
    """Pair the first with the second, and so on; whoever comes last of an odd number has nobody."""
    for one, after in zip(walk[::2], walk[1::2], strict=False):
        mate[one], mate[after] = after, one


def join(circles: list[list[int]], mate: list[int], tight: Iterable[Place]) -> list[int]:
    """Pair one of an odd circle with one of another where both together take what they weigh; who is still left."""
    circle_of = {one: number for number, walk in enumerate(circles) for one in walk}
    alone = dict.fromkeys(range(len(circles)))
    for one, other in tight:
        here, there = circle_of[one], circle_of[other]
        if here != there and here in alone and there in alone:
            for person, partner in ((one, other), (other, one)):
                number = circle_of[person]
                del alone[number]
                walk = circles[number]
                after = walk.index(person) + 1
                _pair_up(walk[after:] + walk[: after - 1], mate)
                mate[person] = partner
    return [circles[number][-1] for number in alone]


def _turned(arc: Arc) -> Arc:
    """The same arc the other way round."""
    return arc[1], arc[0]


class AlternatingTrees:
    """Pairs, everybody's share in twice the unit of the weights, and the blossoms, from one search to the next.

    No pair weighs more than both shares and what the blossoms around both take; those made weigh just as much.
    `others` lists one after the other with whom everybody may be paired, `twice` twice what these pairs weigh, whole
    numbers, `ends` where everybody's begin and end. An id below the number of people is a person, one above it a
    blossom of an odd number of smaller ones in a circle, the first of which holds its base: who is paired outside it.
    """

    def __init__(
        self, mate: list[int], share: list[float], others: list[int], twice: list[float], ends: list[int]
    ) -> None:
        size = len(mate)
        self.size, self.mate, self.share = size, mate, share
        self.others, self.twice, self.ends = others, twice, ends
        self.top = list(range(size))
        self.parent = [_NOBODY] * size
        self.base = list(range(size))
        self.takes = [0.0] * size
        self.children: list[list[int]] = [[]] * size
        self.arcs: list[list[Arc]] = [[]] * size
        self.members: list[Sequence[int]] = list(zip(range(size), strict=True))
        # Of the tree that grows: how each blossom came into it, since when, and by which arc.
        self.label: dict[int, int] = {}
        self.since: dict[int, float] = {}
        self.arc: dict[int, Arc] = {}
        self.events: list[Event] = []
        self.limit = float("inf")

    def pairs(self) -> list[Place]:
        """The pairs that are made."""
        return [(one, other) for one, other in enumerate(self.mate) if one < other]

    def short_by(
        self, rows: NDArray[np.int64], columns: NDArray[np.int64], weights: Numbers, most: float = float("inf")
    ) -> Numbers:
        """By how much both shares, and what the blossoms around both take, are more than pairs weigh, twice.

        Of pairs whose shares alone are more by over `most`, blossoms are not looked at.
        """
        import numpy as np

        share, top = np.array(self.share), np.array(self.top)
        found: Numbers = share[rows] + share[columns] - 2 * weights
        for at in np.flatnonzero((top[rows] == top[columns]) & (found <= most)).tolist():
            around = self._around(int(columns[at]))
            found[at] += sum(self.takes[blossom] for blossom in around & self._around(int(rows[at])))
        return found

    def _around(self, one: int) -> set[int]:
        """The blossoms around somebody."""
        found = set()
        while self.parent[one] != _NOBODY:
            one = self.parent[one]
            found.add(one)
        return found

    def settle(self, root: int) -> None:
        """Grow a tree from whoever has no mate and takes something, until they have one, or somebody takes nothing."""
        self.label, self.since, self.arc, self.events, self.limit = {}, {}, {}, [], float("inf")
        self._enter(self.top[root], _OUTER, None, 0.0)
        self._reach(self.members[self.top[root]], 0.0)
        while not self._happens(*heappop(self.events)):
            pass

    # ── events ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def _happens(self, now: float, _kind: int, one: int, other: int) -> bool:
        """Let happen what is due; whether that ends the search."""
        if other == _ALONE:
            self._flip(one, _NOBODY)
            return self._end(now)
        if other == _OPEN:
            if self.label.get(one) == _INNER:
                self._expand(one, now)
            return False
        here, there = self.top[one], self.top[other]
        label = self.label.get(there)
        if here == there or label == _INNER or self._gap(one, other, now) > 0:
            return False
        if label == _OUTER:
            self._shrink(one, other, now)
            return False
        base = self.base[there]
        after = self.mate[base]
        if after == _NOBODY:
            self._turn(there, other)
            self.mate[other] = one
            self._flip(one, other)
            return self._end(now)
        self._enter(there, _INNER, (one, other), now)
        outer = self.top[after]
        self._enter(outer, _OUTER, (base, after), now)
        self._reach(self.members[outer], now)
        return False

    def _end(self, now: float) -> bool:
        """Fix all shares where they are now."""
        for blossom in self.label:
            self._fix(blossom, now)
        return True

    # ── shares ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def _share(self, one: int, now: float) -> float:
        """What somebody takes now: in the outer blossoms of the tree less and less, in the inner ones more and more."""
        top = self.top[one]
        label = self.label.get(top)
        return self.share[one] if label is None else self.share[one] - label * (now - self.since[top])

    def _gap(self, one: int, other: int, now: float) -> float:
        """By how much two of different blossoms take more than their pair weighs."""
        at = self.others.index(other, self.ends[one], self.ends[one + 1])
        return self._share(one, now) + self._share(other, now) - self.twice[at]

    def _fix(self, blossom: int, now: float) -> None:
        """Note what everybody inside and the blossom itself take now."""
        change = self.label[blossom] * (now - self.since[blossom])
        self.since[blossom] = now
        if change:
            for one in self.members[blossom]:
                self.share[one] -= change
            if blossom >= self.size:
                self.takes[blossom] += 2 * change

    # ── the tree ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def _enter(self, blossom: int, label: int, arc: Arc | None, now: float) -> None:
        self.label[blossom], self.since[blossom] = label, now
        if arc is not None:
            self.arc[blossom] = arc
        if label == _INNER and blossom >= self.size:
            heappush(self.events, (now + self.takes[blossom] / 2, _LATER, blossom, _OPEN))

    def _reach(self, outer: Sequence[int], now: float) -> None:
        """See when each of those who are outer now takes nothing, and when their arcs are tight."""
        top, labels, share, others, twice = self.top, self.label, self.share, self.others, self.twice
        for one in outer:
            mine = share[one]
            if now + mine < self.limit:
                self.limit = now + mine
                heappush(self.events, (self.limit, _LAST, one, _ALONE))
            here = top[one]
            for at in range(self.ends[one], self.ends[one + 1]):
                other = others[at]
                there = top[other]
                label, kind = labels.get(there), _NEXT
                if there == here or label == _INNER:
                    continue
                gap = mine + share[other] - twice[at]
                if label == _OUTER:
                    gap, kind = (gap - now + self.since[there]) / 2, _CIRCLE
                when = now + gap
                if when <= self.limit:
                    if label is None and self.mate[self.base[there]] == _NOBODY:
                        self.limit, kind = when, _LAST
                    heappush(self.events, (when, kind, one, other))

    def _shrink(self, one: int, other: int, now: float) -> None:
        """Make one outer blossom of the circle that an arc between two outer ones closes."""
        base = self._meeting(one, other)
        children, arcs, here, there = [], [(one, other)], self.top[one], self.top[other]
        while here != base:
            children.append(here)
            arcs.append(self.arc[here])
            here = self.top[self.arc[here][0]]
        children.append(base)
        children.reverse()
        arcs.reverse()
        while there != base:
            children.append(there)
            arcs.append(_turned(self.arc[there]))
            there = self.top[self.arc[there][0]]
        blossom = len(self.base)
        fresh = [member for child in children if self.label[child] == _INNER for member in self.members[child]]
        for child in children:
            self._fix(child, now)
            self.parent[child] = blossom
        arc = self.arc.get(base)
        for child in children:
            del self.label[child]
        members = [member for child in children for member in self.members[child]]
        for member in members:
            self.top[member] = blossom
        self.children.append(children)
        self.arcs.append(arcs)
        self.members.append(members)
        self.base.append(self.base[base])
        self.takes.append(0.0)
        self.parent.append(_NOBODY)
        self._enter(blossom, _OUTER, arc, now)
        self._reach(fresh, now)

    def _meeting(self, one: int, other: int) -> int:
        """The outer blossom at which the ways from two to the root meet."""
        here, there, seen = self.top[one], self.top[other], set()
        while here not in seen:
            if here != _NOBODY:
                seen.add(here)
                # Two steps up: an inner blossom lies between two outer ones.
                here = self.top[self.arc[self.top[self.arc[here][0]]][0]] if here in self.arc else _NOBODY
            here, there = there, here
        return here

    def _expand(self, blossom: int, now: float) -> None:
        """Make an inner blossom that takes nothing into its children, those on the way through it part of the tree."""
        self._fix(blossom, now)
        arc = self.arc[blossom]
        del self.label[blossom]
        children, arcs = self.children[blossom], self.arcs[blossom]
        for child in children:
            self.parent[child] = _NOBODY
            for member in self.members[child]:
                self.top[member] = child
        at = children.index(self.top[arc[1]])
        step = 1 if at % 2 else -1
        at -= len(children) if step > 0 else 0
        outer: list[int] = []
        while True:
            inner = children[at]
            self._enter(inner, _INNER, arc, now)
            if at == 0:
                break
            base = self.base[inner]
            after = self.mate[base]
            self._enter(self.top[after], _OUTER, (base, after), now)
            outer += self.members[self.top[after]]
            arc = arcs[at + 1] if step > 0 else _turned(arcs[at - 2])
            at += 2 * step
        self._reach(outer, now)
        for child in children:
            if child not in self.label:
                self._await(child, now)

    def _await(self, free: int, now: float) -> None:
        """See when the arcs from outer blossoms to one that is not in the tree any more are tight."""
        for member in self.members[free]:
            for at in range(self.ends[member], self.ends[member + 1]):
                one = self.others[at]
                if self.label.get(self.top[one]) == _OUTER:
                    when = now + self._share(one, now) + self.share[member] - self.twice[at]
                    heappush(self.events, (when, _NEXT, one, member))

    # ── mates ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _flip(self, one: int, mate: int) -> None:
        """Give somebody outer another mate, or none, and everybody on the way to the root theirs."""
        while True:
            here = self.top[one]
            self._turn(here, one)
            self.mate[one] = mate
            if here not in self.arc:
                return
            inner = self.top[self.arc[here][0]]
            one, mate = self.arc[inner]
            self._turn(inner, mate)
            self.mate[mate] = one

    def _turn(self, blossom: int, base: int) -> None:
        """Pair everybody inside a blossom but a new base with somebody inside."""
        turns = [(blossom, base)]
        while turns:
            blossom, base = turns.pop()
            if self.base[blossom] == base:
                continue
            child = base
            while self.parent[child] != blossom:
                child = self.parent[child]
            turns.append((child, base))
            children, arcs = self.children[blossom], self.arcs[blossom]
            first = children.index(child)
            step = 1 if first % 2 else -1
            at = first - len(children) if step > 0 else first
            while at:
                at += step
                one, other = arcs[at] if step > 0 else _turned(arcs[at - 1])
                turns += ((children[at], one), (children[at + step], other))
                self.mate[one], self.mate[other] = other, one
                at += step
            self.children[blossom] = children[first:] + children[:first]
            self.arcs[blossom] = arcs[first:] + arcs[:first]
            self.base[blossom] = base


def settled(trees: AlternatingTrees, roots: list[int], go_on: Callable[[], None]) -> None:
    """Search from each root in turn that still has no mate and takes something; `go_on` may end it."""
    for root in roots:
        if trees.mate[root] == _NOBODY:
            go_on()
            trees.settle(root)
