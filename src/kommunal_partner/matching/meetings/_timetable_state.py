"""The timetable under change, while it is searched for: whole numbers only, changed in place."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import define, field

from kommunal_partner.matching.meetings._encode import EncodedMeetings


def blocks(busy: int) -> int:
    """How many blocks of neighbouring slots a set of slots has; bit i of the number stands for slot i.

    >>> blocks(0b1101)
    2
    """
    return (busy & ~(busy << 1)).bit_count()


def idle_gaps(busy: Sequence[int]) -> int:
    """The gaps between the blocks of each, added up."""
    return sum(blocks(one) - 1 for one in busy if one)


@define(eq=False)
class TimetableState:
    """Which meeting is where. `at[person * slots + slot]` is the meeting a person has then, -1 for none.

    `slot` is where each meeting is (-1: nowhere), `busy` the slots of each person, `count` the meetings of each slot.
    """

    task: EncodedMeetings
    at: list[int] = field(init=False)
    slot: list[int] = field(init=False)
    busy: list[int] = field(init=False)
    count: list[int] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.at = [-1] * (self.task.people * self.task.slots)
        self.slot = [-1] * self.task.meetings
        self.busy = [0] * self.task.people
        self.count = [0] * self.task.slots

    def put(self, meeting: int, slot: int) -> None:
        """Lay a meeting into a slot in which both are free."""
        task = self.task
        self.slot[meeting] = slot
        self.count[slot] += 1
        for person in (task.first[meeting], task.second[meeting]):
            self.at[person * task.slots + slot] = meeting
            self.busy[person] |= 1 << slot

    def take(self, meeting: int) -> None:
        """Take a meeting out."""
        task = self.task
        slot = self.slot[meeting]
        self.slot[meeting] = -1
        self.count[slot] -= 1
        for person in (task.first[meeting], task.second[meeting]):
            self.at[person * task.slots + slot] = -1
            self.busy[person] ^= 1 << slot

    def lay(self, slot: Sequence[int]) -> None:
        """Lay all meetings out anew, as this list of slots says."""
        for meeting, now in enumerate(self.slot):
            if now >= 0:
                self.take(meeting)
        for meeting, then in enumerate(slot):
            if then >= 0:
                self.put(meeting, then)

    def anew(self, slot: Sequence[int]) -> None:
        """Lay all meetings out as this list of slots says, whatever an interrupted step has left behind."""
        self.__attrs_post_init__()
        self.lay(slot)

    def weight(self) -> int:
        """How much the meetings that are laid out weigh."""
        return sum(weight for weight, slot in zip(self.task.weight, self.slot, strict=True) if slot >= 0)

    def cost(self) -> int:
        """Idle gaps, and `stability` for each meeting that is not where it was."""
        task = self.task
        moved = sum(0 <= home != slot >= 0 for home, slot in zip(task.home, self.slot, strict=True))
        return idle_gaps(self.busy) + task.stability * moved

    def rank(self) -> tuple[int, int, int]:
        """What makes one choice of meetings better than another: its weight, then its cost.

        A meeting that had a slot before and is left out counts there like one that moved.
        """
        dropped = sum(slot < 0 <= home for home, slot in zip(self.task.home, self.slot, strict=True))
        return self.weight(), -self.cost() - self.task.stability * dropped, -dropped

    def room(self) -> int:
        """The slots that have a table left, as bits."""
        used_of = zip(self.count, self.task.capacity, strict=True)
        return sum(1 << slot for slot, (used, most) in enumerate(used_of) if used < most)

    def open_to(self, meeting: int, room: int) -> int:
        """The slots of `room` in which the meeting may be and both are free."""
        task = self.task
        return task.allowed[meeting] & room & ~self.busy[task.first[meeting]] & ~self.busy[task.second[meeting]]

    def chain(self, person: int, here: int, there: int) -> list[int] | None:
        """The meetings that must change between the two slots so that a person's meeting `here` can go `there`.

        The person must be free `there`. None if one of them may not, or if the tables do not suffice.
        """
        task = self.task
        found: list[int] = []
        came, goes = here, there
        while True:
            meeting = self.at[person * task.slots + came]
            if meeting < 0:
                break
            if not task.allowed[meeting] >> goes & 1:
                return None
            found.append(meeting)
            person = task.first[meeting] + task.second[meeting] - person
            came, goes = goes, came
        if len(found) % 2 and self.count[there] >= task.capacity[there]:
            return None
        return found

    def swap(self, chain: Sequence[int], here: int, there: int) -> None:
        """Let the meetings of a chain change between the two slots."""
        moves = [(meeting, here + there - self.slot[meeting]) for meeting in chain]
        for meeting, _ in moves:
            self.take(meeting)
        for meeting, slot in moves:
            self.put(meeting, slot)
