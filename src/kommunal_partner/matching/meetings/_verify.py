"""Checking a timetable against the task, rule by rule, from the ids; shares nothing with the search."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from itertools import combinations

from kommunal_partner.matching.meetings import sentences
from kommunal_partner.matching.meetings._task import MeetingClaims, MeetingPlace, MeetingTask, Pair
from kommunal_partner.matching.meetings._words import PairWords
from kommunal_partner.results import Status, Violation, in_order, wrong_status
from kommunal_partner.verdicts import Reason, Sentence


def violations(task: MeetingTask, claims: MeetingClaims) -> tuple[Violation, ...]:
    """Every rule that the timetable breaks, and every number it states that is not so."""
    left = tuple((one.ids[0], one.ids[1]) for one in claims.unmet)
    broken = [*_each(task, claims.solution), *_together(task, claims.solution), *_complete(task, claims.solution, left)]
    if claims.status is Status.INFEASIBLE:
        nothing = (claims.value, claims.bound, claims.certificate, claims.most) == (None, None, None, 0)
        if claims.solution or not nothing or claims.clash is None:
            broken.append(wrong_status(claims.status))
        return tuple(broken)
    counted = counted_value(task, claims.solution)
    if claims.value != counted:
        broken.append(_broken("value", (), sentences.MISCOUNTED, counted=counted, value=claims.value))
    return tuple(broken or _wrong_claims(task, claims))


def _broken(rule: str, ids: tuple[Hashable, ...], reason: Reason, **values: object) -> Violation:
    return Violation(rule, ids, Sentence(reason, values))


def counted_value(task: MeetingTask, solution: Mapping[Pair, MeetingPlace]) -> int:
    """The idle gaps of all (blocks of neighbouring slots, less one), and stability for each meeting that moved."""
    when: dict[Hashable, set[Hashable]] = {}
    moved = 0
    for pair, place in solution.items():
        before = task.previous.get(pair)
        moved += before is not None and before.slot != place.slot
        for one in pair:
            when.setdefault(one, set()).add(place.slot)
    gaps = 0
    for mine in when.values():
        blocks, inside = 0, False
        for slot in task.slots:
            blocks += slot in mine and not inside
            inside = slot in mine
        gaps += max(blocks - 1, 0)
    return gaps + task.stability * moved


# ── the rules ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _each(task: MeetingTask, solution: Mapping[Pair, MeetingPlace]) -> Iterator[Violation]:
    """What is wrong with a meeting by itself."""
    tables = dict(zip(task.slots, task.tables, strict=True))
    wanted = {request.pair for request in task.requests}
    for pair, place in solution.items():
        both, slot, table = PairWords(*pair), task.slot_name(place.slot), task.table_name(place.table)
        if pair not in wanted:
            yield _broken("wanted", pair, sentences.NOT_WANTED, pair=both)
        if place.slot not in tables or place.table not in tables[place.slot]:
            yield _broken("place", pair, sentences.NO_PLACE, pair=both, slot=slot, table=table)
        for one in pair:
            if place.slot in task.unavailable.get(one, ()):
                yield _broken("unavailable", pair, sentences.AWAY, pair=both, id=one, slot=slot)
        if pair in task.sessions and place.slot not in task.sessions[pair]:
            yield _broken("session", pair, sentences.OUTSIDE, pair=both, slot=slot)


def _together(task: MeetingTask, solution: Mapping[Pair, MeetingPlace]) -> Iterator[Violation]:
    """What is wrong with meetings beside one another."""
    people: set[tuple[Hashable, Hashable]] = set()
    tables: set[MeetingPlace] = set()
    for pair, place in solution.items():
        slot, table = task.slot_name(place.slot), task.table_name(place.table)
        for one in pair:
            if (one, place.slot) in people:
                yield _broken("one at a time", (one,), sentences.TWICE, id=one, slot=slot)
            people.add((one, place.slot))
        if place in tables:
            yield _broken("one at a table", pair, sentences.SHARED, slot=slot, table=table)
        tables.add(place)


def _complete(task: MeetingTask, solution: Mapping[Pair, MeetingPlace], unmet: tuple[Pair, ...]) -> Iterator[Violation]:
    """What is missing, or not where it was fixed; without any meeting at all, locks are not asked for."""
    left = Counter(unmet)
    for request in task.requests:
        if (request.pair in solution) + left[request.pair] != 1:
            yield _broken("complete", request.pair, sentences.LOST, pair=PairWords(*request.pair))
    for pair, lock in task.locked.items():
        place = solution.get(pair)
        if solution and (place is None or place.slot != lock.slot or lock.table not in (None, place.table)):
            yield _broken("locked", pair, sentences.UNLOCKED, pair=PairWords(*pair))


# ── the claims ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _wrong_claims(task: MeetingTask, claims: MeetingClaims) -> Iterator[Violation]:
    """What is claimed of meetings that keep all rules, and is not so."""
    numbers = {} if claims.certificate is None else dict(claims.certificate.numbers)
    least = sum(numbers.values()) + task.stability * _driven_out(task, claims.solution)
    open_to = {pair: _possible(task, pair) for pair in claims.solution}
    if claims.bound != least or claims.certificate is None or not _gaps_hold(open_to, numbers):
        yield _broken("bound", (), sentences.MISBOUND, bound=claims.bound, least=least)
    most = _most(task)
    if claims.most != most:
        yield _broken("most", (), sentences.MISMOST, most=claims.most, found=most)
    for left in claims.unmet:
        pair = left.ids[0], left.ids[1]
        if left.proven and _possible(task, pair):
            yield _broken("unmet", left.ids, sentences.NOT_PROVEN_OUT, pair=PairWords(*pair))
    whole = Status.OPTIMAL if claims.value == least else Status.FEASIBLE
    if claims.status is not (Status.PARTIAL if claims.unmet else whole):
        yield wrong_status(claims.status)


def _possible(task: MeetingTask, pair: Pair) -> list[int]:
    """The slots, by their place in time, in which the rules about two alone let them meet."""
    found = []
    for index, (slot, tables) in enumerate(zip(task.slots, task.tables, strict=True)):
        away = any(slot in task.unavailable.get(one, ()) for one in pair)
        elsewhere = pair in task.sessions and slot not in task.sessions[pair]
        locked = pair in task.locked and task.locked[pair].slot != slot
        if len(tables) and not (away or elsewhere or locked):
            found.append(index)
    return found


def _driven_out(task: MeetingTask, solution: Mapping[Pair, MeetingPlace]) -> int:
    """How many meetings cannot stay in the slot they had."""
    places = {slot: index for index, slot in enumerate(task.slots)}
    return sum(
        pair in task.previous and places[task.previous[pair].slot] not in _possible(task, pair) for pair in solution
    )


def _gaps_hold(open_to: Mapping[Pair, list[int]], numbers: Mapping[Hashable, float]) -> bool:
    """Whether nobody can hold their meetings with fewer gaps than the certificate says."""
    mine: dict[Hashable, list[list[int]]] = {}
    for pair, slots in open_to.items():
        for one in pair:
            mine.setdefault(one, []).append(slots)
    if not mine.keys() >= numbers.keys():
        return False
    return all(_needs(options, int(numbers.get(one, 0))) for one, options in mine.items())


def _needs(options: Sequence[Sequence[int]], gaps: int) -> bool:
    """Whether meetings with these slots cannot be held with fewer gaps.

    Up to one gap is tried out in full; more are only claimed where the open slots lie in so many pieces.
    """
    if gaps <= 0:
        return gaps == 0
    size = len(options)
    usable = sorted({slot for some in options for slot in some})
    pieces = sorted(_lengths_of_runs(usable), reverse=True)
    if sum(pieces[:gaps]) < size:
        return True
    if gaps > 2:  # noqa: PLR2004 - because such a claim rests on the pieces alone
        return False
    inside = set(usable)
    blocks = [
        range(first, first + length)
        for first in usable
        for length in range(1, size + 1)
        if inside.issuperset(range(first, first + length))
    ]
    if any(len(one) == size and _each_gets_one(options, set(one)) for one in blocks):
        return False
    return gaps == 1 or not any(
        one.stop < other.start and len(one) + len(other) == size and _each_gets_one(options, {*one, *other})
        for one, other in combinations(blocks, 2)
    )


def _lengths_of_runs(slots: Sequence[int]) -> list[int]:
    lengths: list[int] = []
    before = None
    for slot in slots:
        if before is not None and slot == before + 1:
            lengths[-1] += 1
        else:
            lengths.append(1)
        before = slot
    return lengths


def _each_gets_one(options: Sequence[Sequence[int]], chosen: set[int]) -> bool:
    """Whether each meeting gets a slot of its own among those chosen."""
    return _how_many([[slot for slot in some if slot in chosen] for some in options]) == len(options)


def _how_many(options: Sequence[Sequence[int]]) -> int:
    """How many get something of their own, at most (augmenting paths, breadth first)."""
    owner: dict[int, int] = {}
    for start in range(len(options)):
        came: dict[int, tuple[int, int | None]] = {}
        free = _free_slot(options, owner, start, came)
        while free is not None:
            owner[free], free = came[free]
    return len(owner)


def _free_slot(
    options: Sequence[Sequence[int]], owner: Mapping[int, int], start: int, came: dict[int, tuple[int, int | None]]
) -> int | None:
    """A slot without an owner that `start` can have if others change; `came` keeps who comes to a slot, and whence."""
    queue: list[tuple[int, int | None]] = [(start, None)]
    for who, whence in queue:
        for slot in options[who]:
            if slot not in came:
                came[slot] = who, whence
                if slot not in owner:
                    return slot
                queue.append((owner[slot], slot))
    return None


def _most(task: MeetingTask) -> int:
    """A number of meetings that no timetable exceeds, from tables, wishes and what each person can hold."""
    open_to = {request.pair: _possible(task, request.pair) for request in task.requests}
    people = in_order({one for pair in open_to for one in pair})
    mine: dict[Hashable, list[list[int]]] = {one: [] for one in people}
    for pair, slots in open_to.items():
        for one in pair:
            mine[one].append(slots)
    holds = {one: _how_many(options) for one, options in mine.items()}
    at_tables = 0
    for index, tables in enumerate(task.tables):
        there = [one for one in people if any(index in slots for slots in mine[one])]
        at_tables += min(len(tables), len(there) // 2)
    possible = [pair for pair, slots in open_to.items() if slots]
    return min(at_tables, len(possible), sum(holds.values()) // 2, _with_the_popular(people, possible, holds))


def _with_the_popular(people: Sequence[Hashable], pairs: Sequence[Pair], holds: Mapping[Hashable, int]) -> int:
    """The bound with all who have more meetings left than they can hold counted with what they can hold."""
    left: dict[Hashable, set[Hashable]] = {one: set() for one in people}
    for one, other in pairs:
        left[one].add(other)
        left[other].add(one)
    counted = 0
    order = {one: index for index, one in enumerate(people)}
    for one in sorted(people, key=lambda who: (holds[who] - len(left[who]), order[who])):
        if len(left[one]) > holds[one]:
            counted += holds[one]
            for other in left[one]:
                left[other].discard(one)
            left[one] = set()
    rest = sum(map(len, left.values())) // 2
    return counted + min(rest, sum(min(len(left[one]), holds[one]) for one in people) // 2)
