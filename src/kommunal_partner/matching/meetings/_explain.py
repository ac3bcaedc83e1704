"""Why a timetable is as it is, and why requests are left out, in sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from attrs import frozen

from kommunal_partner._repr import short_repr
from kommunal_partner.clashes import Names
from kommunal_partner.matching._seating.sentences import HAS_LEFT
from kommunal_partner.matching.meetings import sentences
from kommunal_partner.matching.meetings._encode import EncodedMeetings
from kommunal_partner.matching.meetings._infeasible import named_slots
from kommunal_partner.matching.meetings._task import MeetingClaims, MeetingPlace, MeetingTask, Pair
from kommunal_partner.matching.meetings._words import PairWords
from kommunal_partner.results import Unmet, in_order, say
from kommunal_partner.verdicts import Sentence


@frozen(repr=False)
class Appointment:
    """A meeting as one of the two sees it."""

    slot: Hashable
    table: Hashable
    other: Hashable

    __repr__ = short_repr


def agendas(solution: Mapping[Pair, MeetingPlace]) -> dict[Hashable, tuple[Appointment, ...]]:
    """The meetings of everybody who has one, in the order of time."""
    found: dict[Hashable, list[Appointment]] = {}
    for pair, place in solution.items():
        for one, other in (pair, pair[::-1]):
            found.setdefault(one, []).append(Appointment(place.slot, place.table, other))
    return {one: tuple(found[one]) for one in in_order(found)}


def idle_gaps_of(task: MeetingTask, solution: Mapping[Pair, MeetingPlace]) -> dict[Hashable, int]:
    """For everybody who has a meeting, the breaks between their first and their last one."""
    order = {slot: index for index, slot in enumerate(task.slots)}
    times: dict[Hashable, list[int]] = {}
    for pair, place in solution.items():
        for one in pair:
            times.setdefault(one, []).append(order[place.slot])
    return {one: _breaks(sorted(mine)) for one, mine in times.items()}


def _breaks(times: list[int]) -> int:
    return sum(later - earlier > 1 for earlier, later in pairwise(times))


def moved_pairs(task: MeetingTask, solution: Mapping[Pair, MeetingPlace]) -> tuple[Pair, ...]:
    """The meetings that have another slot than in the previous timetable."""
    before = task.previous
    return tuple(pair for pair, place in solution.items() if pair in before and before[pair].slot != place.slot)


# ── what is left out ─────────────────────────────────────────────────────────────────────────────────────────────────


class LeftOut:
    """Why requests are left out, put into words only when gone through: that takes longer than a short search.

    Given is all that is in the timetable: the slot of each meeting by number, -1 for none. Kept are who is busy when
    and which slots have a table left, in sets of slots that are bits of a number.
    """

    def __init__(self, task: MeetingTask, encoded: EncodedMeetings, slots: Sequence[int]) -> None:
        self.task, self.encoded, self.slots = task, encoded, slots
        self.busy = [0] * encoded.people
        for first, second, slot in zip(encoded.first, encoded.second, slots, strict=True):
            if slot >= 0:
                self.busy[first] |= 1 << slot
                self.busy[second] |= 1 << slot
        used = Counter(slots)
        self.roomy = sum([1 << slot for slot, most in enumerate(encoded.capacity) if used[slot] < most])
        self.names: dict[int, Names] = {}

    def __iter__(self) -> Iterator[Unmet]:
        """The reasons, in the order of the requests."""
        for meeting, (request, slot) in enumerate(zip(self.task.requests, self.slots, strict=True)):
            if slot < 0:
                yield self._unmet(meeting, request.pair)

    def _unmet(self, meeting: int, pair: Pair) -> Unmet:
        both, slots = PairWords(*pair), self.encoded.allowed[meeting]
        if not slots:
            return Unmet(pair, say(sentences.UNMET_NO_SLOT, pair=both), proven=True)
        busy = [self.busy[self.encoded.first[meeting]], self.busy[self.encoded.second[meeting]]]
        for one, taken in zip(pair, busy, strict=True):
            if not slots & ~taken:
                return Unmet(pair, say(sentences.UNMET_FULL, pair=both, id=one, count=slots.bit_count()))
        common = slots & ~busy[0] & ~busy[1]
        if not common:
            return Unmet(pair, say(sentences.UNMET_NO_COMMON, pair=both, count=slots.bit_count()))
        free = common & self.roomy
        reason = sentences.UNMET_FREE if free else sentences.UNMET_NO_TABLE
        return Unmet(pair, say(reason, pair=both, slots=self._named(free or common)))

    def _named(self, chosen: int) -> Names:
        """The slots to be read in a sentence, one object for the same slots: many requests may have them in common."""
        if chosen not in self.names:
            slots = (slot for number, slot in enumerate(self.task.slots) if chosen >> number & 1)
            self.names[chosen] = named_slots(self.task, slots)
        return self.names[chosen]


def held_up(pair: Pair) -> Unmet:
    """That nothing is laid out while the locks contradict the rules."""
    return Unmet(pair, say(sentences.UNMET_LOCKS, pair=PairWords(*pair)), proven=True)


# ── the whole, a pair, one ───────────────────────────────────────────────────────────────────────────────────────────


def about_all(task: MeetingTask, claims: MeetingClaims) -> Iterator[Sentence]:
    """How much is laid out, how good that is, and what is left out for which reason."""
    total = len(task.requests)
    if not claims.unmet:
        yield say(sentences.ALL_IN, count=total)
    else:
        yield say(sentences.SOME_OUT, count=len(claims.solution), total=total, most=claims.most)
    if claims.value is not None:
        gaps = sum(idle_gaps_of(task, claims.solution).values())
        yield say(sentences.GAPS, gaps=gaps, moved=len(moved_pairs(task, claims.solution)))
    if claims.certificate is not None:
        yield claims.certificate.sentence
    if claims.clash is not None:
        yield from claims.clash.sentences
    elif _wanted_left_open(task, claims):
        yield say(sentences.SEARCHED)
    yield from (left.sentence for left in claims.unmet)


def _wanted_left_open(task: MeetingTask, claims: MeetingClaims) -> bool:
    """Whether something that is not optional is left out, and nobody knows whether it must be."""
    optional = {request.pair for request in task.requests if request.optional}
    return any(not left.proven and left.ids not in optional for left in claims.unmet)


def about_pair(task: MeetingTask, claims: MeetingClaims, pair: Pair) -> Iterator[Sentence]:
    """Where two meet and where else they could, or why they do not."""
    place = claims.solution.get(pair)
    if place is None:
        yield from (left.sentence for left in claims.unmet if left.ids == pair)
        if claims.clash is not None and any(pair == rule.ids for rule in claims.clash.rules):
            yield from claims.clash.sentences
        return
    slot, table = task.slot_name(place.slot), task.table_name(place.table)
    yield say(sentences.PLACED, pair=PairWords(*pair), slot=slot, table=table)
    if pair in task.previous and task.previous[pair].slot != place.slot:
        yield say(sentences.MOVED, slot=task.slot_name(task.previous[pair].slot))
    if pair in task.locked:
        yield say(sentences.LOCKED_HERE)
        return
    others = [other for other in task.open_slots(pair) if other != place.slot]
    free = _free(task, claims.solution, pair, others)
    if free:
        yield say(sentences.ALSO_FREE, slots=named_slots(task, free))
    else:
        yield say(sentences.ONLY_HERE if others else sentences.NO_OTHER_SLOT)


def _free(
    task: MeetingTask, solution: Mapping[Pair, MeetingPlace], pair: Pair, slots: Sequence[Hashable]
) -> list[Hashable]:
    """Those slots in which neither of the two has another meeting, and a table is left."""
    taken = [(place.slot, other) for other, place in solution.items() if other != pair]
    busy = {slot for slot, other in taken if not set(pair).isdisjoint(other)}
    used = Counter(slot for slot, _ in taken)
    tables = dict(zip(task.slots, task.capacity, strict=True))
    return [slot for slot in slots if slot not in busy and used[slot] < tables[slot]]


def about_one(task: MeetingTask, claims: MeetingClaims, one: Hashable) -> Iterator[Sentence]:
    """The agenda of one, its gaps, and what they asked for in vain; of somebody who left, nothing but that."""
    if one in task.absent:
        yield from about_those_who_left(task, (one,))
        return
    entries = agendas(claims.solution).get(one, ())
    least = dict(claims.certificate.numbers).get(one, 0) if claims.certificate is not None else 0
    gaps = idle_gaps_of(task, claims.solution).get(one, 0)
    yield say(sentences.AGENDA, id=one, count=len(entries), gaps=gaps, least=least)
    for entry in entries:
        slot, table = task.slot_name(entry.slot), task.table_name(entry.table)
        yield say(sentences.APPOINTMENT, slot=slot, table=table, other=entry.other)
    yield from (left.sentence for left in claims.unmet if one in left.ids)


def about_those_who_left(task: MeetingTask, asked: Iterable[Hashable]) -> Iterator[Sentence]:
    """That those of them who are absent do not take part."""
    return (say(HAS_LEFT, id=one) for one in asked if one in task.absent)
