"""Why a timetable is as it is, and why requests are left out, in sentences."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from itertools import pairwise

from attrs import field, frozen

from kommunal_partner._repr import short_repr
from kommunal_partner.matching.meetings import sentences
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


@frozen(eq=False)
class _Taken:
    """Who is busy when, and how many tables are in use, apart from one meeting."""

    task: MeetingTask
    busy: dict[Hashable, set[Hashable]]
    used: dict[Hashable, int]
    tables: dict[Hashable, int] = field(init=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "tables", dict(zip(self.task.slots, self.task.capacity, strict=True)))

    @classmethod
    def by(cls, task: MeetingTask, solution: Mapping[Pair, MeetingPlace], but: Pair | None = None) -> _Taken:
        busy: dict[Hashable, set[Hashable]] = {}
        used = dict.fromkeys(task.slots, 0)
        for pair, place in solution.items():
            if pair != but:
                used[place.slot] += 1
                for one in pair:
                    busy.setdefault(one, set()).add(place.slot)
        return cls(task, busy, used)

    def both_free(self, pair: Pair, slots: Iterable[Hashable]) -> list[Hashable]:
        """The slots in which neither of the two has a meeting."""
        busy = self.busy.get(pair[0], set()) | self.busy.get(pair[1], set())
        return [slot for slot in slots if slot not in busy]

    def with_table(self, slots: Iterable[Hashable]) -> list[Hashable]:
        """The slots in which a table is free."""
        return [slot for slot in slots if self.used[slot] < self.tables[slot]]


def unmet_requests(
    task: MeetingTask, solution: Mapping[Pair, MeetingPlace], pairs: Iterable[Pair]
) -> tuple[Unmet, ...]:
    """Why requests are left out, given all that is in the timetable."""
    taken = _Taken.by(task, solution)
    return tuple(_unmet(taken, pair) for pair in pairs)


def _unmet(taken: _Taken, pair: Pair) -> Unmet:
    both = PairWords(*pair)
    slots = taken.task.open_slots(pair)
    if not slots:
        return Unmet(pair, say(sentences.UNMET_NO_SLOT, pair=both), proven=True)
    for one in pair:
        if taken.busy.get(one, set()).issuperset(slots):
            return Unmet(pair, say(sentences.UNMET_FULL, pair=both, id=one, count=len(slots)))
    common = taken.both_free(pair, slots)
    if not common:
        return Unmet(pair, say(sentences.UNMET_NO_COMMON, pair=both, count=len(slots)))
    free = taken.with_table(common)
    reason = sentences.UNMET_FREE if free else sentences.UNMET_NO_TABLE
    return Unmet(pair, say(reason, pair=both, slots=named_slots(taken.task, free or common)))


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
    taken = _Taken.by(task, claims.solution, but=pair)
    free = taken.with_table(taken.both_free(pair, others))
    if free:
        yield say(sentences.ALSO_FREE, slots=named_slots(task, free))
    else:
        yield say(sentences.ONLY_HERE if others else sentences.NO_OTHER_SLOT)


def about_one(task: MeetingTask, claims: MeetingClaims, one: Hashable) -> Iterator[Sentence]:
    """The agenda of one, its gaps, and what they asked for in vain."""
    entries = agendas(claims.solution).get(one, ())
    least = dict(claims.certificate.numbers).get(one, 0) if claims.certificate is not None else 0
    gaps = idle_gaps_of(task, claims.solution).get(one, 0)
    yield say(sentences.AGENDA, id=one, count=len(entries), gaps=gaps, least=least)
    for entry in entries:
        slot, table = task.slot_name(entry.slot), task.table_name(entry.table)
        yield say(sentences.APPOINTMENT, slot=slot, table=table, other=entry.other)
    yield from (left.sentence for left in claims.unmet if one in left.ids)
