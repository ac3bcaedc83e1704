"""The result: who meets whom when and at which table, how good that is, and what could not be had."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import Literal

from attrs import field, frozen

from kommunal_partner._mappings import FrozenMap
from kommunal_partner.clashes import Clash
from kommunal_partner.errors import UnknownName
from kommunal_partner.matching.meetings import reasons
from kommunal_partner.matching.meetings.bounds import most_laid_out
from kommunal_partner.matching.meetings.impossible import named_slots, open_slots
from kommunal_partner.matching.meetings.model import Pair, Pairing, Place, Problem, as_pair
from kommunal_partner.matching.meetings.numbers import core_of
from kommunal_partner.matching.meetings.verify import gaps_of, least_of, moved_meetings, violations
from kommunal_partner.results import (
    Certificate,
    Explanation,
    Status,
    Unmet,
    Violation,
    gap,
    in_order,
    say,
    wrong_status,
)
from kommunal_partner.verdicts import Sentence

__all__ = ["Appointment", "Timetable", "unmet_requests"]


@frozen
class Appointment:
    """A meeting as one of the two sees it."""

    slot: Hashable
    table: int
    other: Hashable


@frozen
class Timetable:
    """A slot and a table for each meeting, in the order of slots and tables.

    `value` counts idle gaps (for everybody the blocks of neighbouring slots less one, added up) and `stability` for
    each meeting that is not in its previous slot; `bound` is a value that these meetings cannot go below. `unmet`
    gives a reason for each request left out, `most` a number of meetings that no timetable exceeds. `clash` names
    rules that keep the meetings that are not optional, or the locks, from all being kept; None says that no such
    rules were found.
    """

    problem: Problem = field(repr=False)
    solution: FrozenMap[Pair, Place]
    status: Status
    value: int | None
    bound: int | None
    most: int
    certificate: Certificate | None = None
    unmet: tuple[Unmet, ...] = ()
    clash: Clash | None = None
    reproducible: bool = True

    @property
    def gap(self) -> float | None:
        """How far the value may be above the best there is, as a share of the bound; 0.0 is proven best."""
        return gap(self.value, self.bound)

    @property
    def idle_gaps(self) -> int:
        """The idle gaps of all, added up."""
        return sum(gaps_of(self.problem, self.solution).values())

    @property
    def moved(self) -> tuple[Pair, ...]:
        """The meetings that have another slot than in the previous timetable."""
        return moved_meetings(self.problem, self.solution)

    def agenda(self, participant: Hashable) -> tuple[Appointment, ...]:
        """The meetings of one participant in the order of time; none for somebody who meets nobody."""
        return self._agendas().get(participant, ())

    def _agendas(self) -> dict[Hashable, tuple[Appointment, ...]]:
        found: dict[Hashable, list[Appointment]] = {}
        for pair, place in self.solution.items():
            for one, other in (pair, pair[::-1]):
                found.setdefault(one, []).append(Appointment(place.slot, place.table or 0, other))
        return {one: tuple(found[one]) for one in in_order(found)}

    def to_rows(self, by: Literal["meeting", "participant"] = "meeting") -> list[dict[str, object]]:
        """A row for each meeting (slot, table, first, second), or for each participant's side of it.

        The latter have the columns participant, slot, table, other, and go by participant, then by time.
        """
        if by == "meeting":
            return [
                {"slot": place.slot, "table": place.table, "first": pair[0], "second": pair[1]}
                for pair, place in self.solution.items()
            ]
        return [
            {"participant": one, "slot": entry.slot, "table": entry.table, "other": entry.other}
            for one, entries in self._agendas().items()
            for entry in entries
        ]

    def verify(self) -> tuple[Violation, ...]:
        """Every rule that the timetable breaks, and every number it states that is not so; empty if all is well."""
        return tuple(self._violations())

    def _violations(self) -> Iterator[Violation]:
        left = tuple(_pair(one.ids) for one in self.unmet)
        if self.status is Status.INFEASIBLE:
            nothing = (self.value, self.bound, self.certificate, self.most) == (None, None, None, 0)
            if self.solution or not nothing or self.clash is None:
                yield wrong_status(self.status)
            yield from violations(self.problem, self.solution, left, 0)
            return
        broken = violations(self.problem, self.solution, left, self.value)
        yield from broken
        if not broken:
            yield from self._wrong_claims()

    def _wrong_claims(self) -> Iterator[Violation]:
        """What is claimed of meetings that keep all rules, and is not so."""
        least, each = least_of(self.problem, self.solution)
        numbers = {} if self.certificate is None else dict(self.certificate.numbers)
        if self.bound != least or self.certificate is None or numbers != each:
            yield Violation("bound", (), say(reasons.MISBOUND, bound=self.bound, least=least))
        most = most_laid_out(core_of(self.problem))
        if self.most != most:
            yield Violation("most", (), say(reasons.MISMOST, most=self.most, found=most))
        for left in self.unmet:
            if left.proven and open_slots(self.problem, _pair(left.ids)):
                yield Violation("unmet", left.ids, say(reasons.NOT_PROVEN_OUT, pair=Pairing(*_pair(left.ids))))
        whole = Status.OPTIMAL if self.value == least else Status.FEASIBLE
        if self.status is not (Status.PARTIAL if self.unmet else whole):
            yield wrong_status(self.status)

    def explain(self, about: Hashable | Pair | None = None) -> Explanation:
        """Why it is as it is: all in all, or about one participant, or about one request (a pair).

        Raises:
            UnknownName: if nobody of that name asked to meet anybody, or the pair did not.
        """
        if about is None:
            return Explanation(self._overall())
        pair = self._requested(about)
        if pair is not None:
            return Explanation(self._about_pair(pair))
        if not any(about in request.pair for request in self.problem.requests):
            raise UnknownName("participant or request", about)
        return Explanation(self._about_one(about))

    def _requested(self, about: Hashable) -> Pair | None:
        if not isinstance(about, tuple) or len(about) != 2:  # noqa: PLR2004 - because a pair is two
            return None
        pair = as_pair(*about)
        return pair if any(request.pair == pair for request in self.problem.requests) else None

    def _overall(self) -> Iterable[Sentence]:
        total = len(self.problem.requests)
        if not self.unmet:
            yield say(reasons.ALL_IN, count=total)
        else:
            yield say(reasons.SOME_OUT, count=len(self.solution), total=total, most=self.most)
        if self.value is not None:
            yield say(reasons.GAPS, gaps=self.idle_gaps, moved=len(self.moved))
        if self.certificate is not None:
            yield self.certificate.sentence
        if self.clash is not None:
            yield from self.clash.sentences
        elif any(not left.proven for left in self.unmet):
            yield say(reasons.SEARCHED)
        yield from (left.sentence for left in self.unmet)

    def _about_pair(self, pair: Pair) -> Iterable[Sentence]:
        both = Pairing(*pair)
        place = self.solution.get(pair)
        if place is None:
            yield from (left.sentence for left in self.unmet if left.ids == pair)
            if self.clash is not None and any(pair == rule.ids for rule in self.clash.rules):
                yield from self.clash.sentences
            return
        yield say(reasons.PLACED, pair=both, slot=place.slot, table=place.table)
        if pair in self.moved:
            yield say(reasons.MOVED, slot=self.problem.previous[pair].slot)
        taken = _Taken.by(self.problem, self.solution, but=pair)
        free = taken.with_table(taken.both_free(pair, open_slots(self.problem, pair)))
        others = [slot for slot in free if slot != place.slot]
        if others:
            yield say(reasons.ALSO_FREE, slots=named_slots(self.problem, others))
        else:
            yield say(reasons.ONLY_HERE)

    def _about_one(self, one: Hashable) -> Iterable[Sentence]:
        entries = self.agenda(one)
        least = dict(self.certificate.numbers).get(one, 0) if self.certificate is not None else 0
        gaps = gaps_of(self.problem, self.solution).get(one, 0)
        yield say(reasons.AGENDA, id=one, count=len(entries), gaps=gaps, least=least)
        for entry in entries:
            yield say(reasons.APPOINTMENT, slot=entry.slot, table=entry.table, other=entry.other)
        yield from (left.sentence for left in self.unmet if one in left.ids)


def _pair(ids: tuple[Hashable, ...]) -> Pair:
    return ids[0], ids[1]


@frozen(eq=False)
class _Taken:
    """Who is busy when, and how many tables are in use, apart from one meeting."""

    problem: Problem
    busy: dict[Hashable, set[Hashable]]
    used: dict[Hashable, int]

    @classmethod
    def by(cls, problem: Problem, solution: Mapping[Pair, Place], but: Pair | None = None) -> _Taken:
        busy: dict[Hashable, set[Hashable]] = {}
        used = dict.fromkeys(problem.slots, 0)
        for pair, place in solution.items():
            if pair != but:
                used[place.slot] += 1
                for one in pair:
                    busy.setdefault(one, set()).add(place.slot)
        return cls(problem, busy, used)

    def both_free(self, pair: Pair, slots: Iterable[Hashable]) -> list[Hashable]:
        """The slots in which neither of the two has a meeting."""
        busy = self.busy.get(pair[0], set()) | self.busy.get(pair[1], set())
        return [slot for slot in slots if slot not in busy]

    def with_table(self, slots: Iterable[Hashable]) -> list[Hashable]:
        """The slots in which a table is free."""
        tables = dict(zip(self.problem.slots, self.problem.tables, strict=True))
        return [slot for slot in slots if self.used[slot] < tables[slot]]


def unmet_requests(problem: Problem, solution: Mapping[Pair, Place], pairs: Iterable[Pair]) -> tuple[Unmet, ...]:
    """Why requests are left out, given all that is in the timetable."""
    taken = _Taken.by(problem, solution)
    return tuple(_unmet(taken, pair) for pair in pairs)


def _unmet(taken: _Taken, pair: Pair) -> Unmet:
    both = Pairing(*pair)
    slots = open_slots(taken.problem, pair)
    if not slots:
        return Unmet(pair, say(reasons.UNMET_NO_SLOT, pair=both), proven=True)
    for one in pair:
        if taken.busy.get(one, set()).issuperset(slots):
            return Unmet(pair, say(reasons.UNMET_FULL, pair=both, id=one, count=len(slots)))
    common = taken.both_free(pair, slots)
    if not common:
        return Unmet(pair, say(reasons.UNMET_NO_COMMON, pair=both, count=len(slots)))
    free = taken.with_table(common)
    reason = reasons.UNMET_FREE if free else reasons.UNMET_NO_TABLE
    return Unmet(pair, say(reason, pair=both, slots=named_slots(taken.problem, free or common)))
