"""The board that meetings are laid out on while they are searched for: whole numbers only, changed in place."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import define, field, frozen

__all__ = ["Board", "Core", "blocks", "idle_gaps"]


def blocks(busy: int) -> int:
    """How many blocks of neighbouring slots a set of slots has; bit i of the number stands for slot i.

    >>> blocks(0b1101)
    2
    """
    return (busy & ~(busy << 1)).bit_count()


def idle_gaps(busy: Sequence[int]) -> int:
    """The gaps between the blocks of each, added up."""
    return sum(blocks(one) - 1 for one in busy if one)


@frozen(eq=False)
class Core:
    """A task in numbers: meetings, people and slots count from 0, sets of slots are bits of a number.

    `first` and `second` are the two people of each meeting, `allowed` its slots, `weight` how much it counts, `home`
    the slot it had before (-1: none); leaving home costs `stability`. Meetings that are `fixed` never leave the board.
    """

    people: int
    capacity: tuple[int, ...]
    first: tuple[int, ...]
    second: tuple[int, ...]
    allowed: tuple[int, ...]
    weight: tuple[int, ...]
    home: tuple[int, ...]
    stability: int
    fixed: frozenset[int] = frozenset()
    slots: int = field(init=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "slots", len(self.capacity))

    @property
    def meetings(self) -> int:
        """How many meetings there are."""
        return len(self.first)


@define(eq=False)
class Board:
    """Which meeting is where. `at[person * slots + slot]` is the meeting a person has then, -1 for none.

    `slot` is where each meeting is (-1: nowhere), `busy` the slots of each person, `count` the meetings of each slot.
    """

    core: Core
    at: list[int] = field(init=False)
    slot: list[int] = field(init=False)
    busy: list[int] = field(init=False)
    count: list[int] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.at = [-1] * (self.core.people * self.core.slots)
        self.slot = [-1] * self.core.meetings
        self.busy = [0] * self.core.people
        self.count = [0] * self.core.slots

    def put(self, meeting: int, slot: int) -> None:
        """Lay a meeting into a slot in which both are free."""
        core = self.core
        self.slot[meeting] = slot
        self.count[slot] += 1
        for person in (core.first[meeting], core.second[meeting]):
            self.at[person * core.slots + slot] = meeting
            self.busy[person] |= 1 << slot

    def take(self, meeting: int) -> None:
        """Take a meeting off the board."""
        core = self.core
        slot = self.slot[meeting]
        self.slot[meeting] = -1
        self.count[slot] -= 1
        for person in (core.first[meeting], core.second[meeting]):
            self.at[person * core.slots + slot] = -1
            self.busy[person] ^= 1 << slot

    def lay(self, slot: Sequence[int]) -> None:
        """Lay all meetings out anew, as this list of slots says."""
        for meeting, now in enumerate(self.slot):
            if now >= 0:
                self.take(meeting)
        for meeting, then in enumerate(slot):
            if then >= 0:
                self.put(meeting, then)

    def room(self) -> int:
        """The slots that have a table left, as bits."""
        used_of = zip(self.count, self.core.capacity, strict=True)
        return sum(1 << slot for slot, (used, most) in enumerate(used_of) if used < most)

    def open_to(self, meeting: int, room: int) -> int:
        """The slots of `room` in which the meeting may be and both are free."""
        core = self.core
        return core.allowed[meeting] & room & ~self.busy[core.first[meeting]] & ~self.busy[core.second[meeting]]

    def chain(self, person: int, here: int, there: int) -> list[int] | None:
        """The meetings that must change between the two slots so that a person's meeting `here` can go `there`.

        The person must be free `there`. None if one of them may not, or if the tables do not suffice.
        """
        core = self.core
        found: list[int] = []
        came, goes = here, there
        while True:
            meeting = self.at[person * core.slots + came]
            if meeting < 0:
                break
            if not core.allowed[meeting] >> goes & 1:
                return None
            found.append(meeting)
            person = core.first[meeting] + core.second[meeting] - person
            came, goes = goes, came
        if len(found) % 2 and self.count[there] >= core.capacity[there]:
            return None
        return found

    def swap(self, chain: Sequence[int], here: int, there: int) -> None:
        """Let the meetings of a chain change between the two slots."""
        moves = [(meeting, here + there - self.slot[meeting]) for meeting in chain]
        for meeting, _ in moves:
            self.take(meeting)
        for meeting, slot in moves:
            self.put(meeting, slot)
