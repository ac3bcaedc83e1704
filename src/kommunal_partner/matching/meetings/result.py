"""The result: who meets whom when and at which table, how good that is, and what could not be had."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from enum import Enum
from typing import Final

from attrs import field, frozen

from kommunal_partner._checks import choice, nearest, refusal
from kommunal_partner._mappings import FrozenMap
from kommunal_partner._repr import short_repr
from kommunal_partner.clashes import Clash
from kommunal_partner.errors import BadInstance, UnknownName
from kommunal_partner.languages import Term, language
from kommunal_partner.matching.meetings._explain import (
    Appointment,
    LeftOut,
    about_all,
    about_one,
    about_pair,
    about_those_who_left,
    agendas,
    idle_gaps_of,
    moved_pairs,
)
from kommunal_partner.matching.meetings._task import MeetingPlace, MeetingTask, Pair, as_pair, id_of
from kommunal_partner.matching.meetings._verify import violations
from kommunal_partner.results import Certificate, Explanation, Status, Unmet, Violation, gap, result_html

_ASKED: Final = Term("Teilnehmer oder Wunsch", "participant or request")


class RowsBy(Enum):
    """What a row of a timetable is: a meeting, or a participant's side of one."""

    MEETING = "meeting"
    PARTICIPANT = "participant"

    def text(self, lang: str = "de") -> str:
        """The words for it in German or English."""
        return _ROWS_BY[self].text(lang)


_ROWS_BY: Final = {
    RowsBy.MEETING: Term("je Treffen", "by meeting"),
    RowsBy.PARTICIPANT: Term("je Teilnehmer", "by participant"),
}


def _unmet(given: Iterable[Unmet]) -> Iterable[Unmet]:
    return given if isinstance(given, LeftOut) else tuple(given)


@frozen(repr=False)
class Timetable:
    """A slot and a table for each meeting, in the order of slots and tables.

    `value` counts idle gaps (for everybody the blocks of neighbouring slots less one, added up) and `stability` for
    each meeting that is not in its previous slot; `bound` is a value that these meetings cannot go below. `unmet`
    gives a reason for each request left out, `most` a number of meetings that no timetable exceeds. `clash` names
    rules that keep the meetings that are not optional, or the locks, from all being kept; None says that no such
    rules were found.
    """

    solution: FrozenMap[Pair, MeetingPlace]
    status: Status
    value: int | None
    bound: int | None
    most: int
    certificate: Certificate | None = None
    _unmet: Iterable[Unmet] = field(default=(), converter=_unmet, eq=tuple)
    clash: Clash | None = None
    reproducible: bool = True
    task: MeetingTask = field(repr=False, kw_only=True)

    @property
    def unmet(self) -> tuple[Unmet, ...]:
        """The requests left out, with a reason each; they are put into words when first asked for."""
        said = tuple(self._unmet)  # which is the same where it is one already
        object.__setattr__(self, "_unmet", said)
        return said

    @property
    def gap(self) -> float | None:
        """How far the value may be above the best there is, as a share of the bound; 0.0 is proven best."""
        return gap(self.value, self.bound)

    @property
    def idle_gaps(self) -> int:
        """The idle gaps of all, added up."""
        return sum(idle_gaps_of(self.task, self.solution).values())

    @property
    def moved(self) -> tuple[Pair, ...]:
        """The meetings that have another slot than in the previous timetable."""
        return moved_pairs(self.task, self.solution)

    def agenda(self, participant: Hashable) -> tuple[Appointment, ...]:
        """The meetings of one participant in the order of time; none for somebody who meets nobody."""
        return agendas(self.solution).get(id_of(participant), ())

    def to_rows(self, lang: str = "de", *, by: RowsBy | str = RowsBy.MEETING) -> list[dict[str, object]]:
        """A row for each meeting (slot, table, first, second), or for each participant's side of it.

        The latter have the columns participant, slot, table, other, and go by participant, then by time. What is in
        the rows are the caller's own ids and labels, the same in every language.
        """
        language(lang)
        if choice(RowsBy, by, "by") is RowsBy.MEETING:
            return [
                {"slot": place.slot, "table": place.table, "first": pair[0], "second": pair[1]}
                for pair, place in self.solution.items()
            ]
        return [
            {"participant": one, "slot": entry.slot, "table": entry.table, "other": entry.other}
            for one, entries in agendas(self.solution).items()
            for entry in entries
        ]

    def verify(self) -> tuple[Violation, ...]:
        """Every rule that the timetable breaks, and every number it states that is not so; empty if all is well."""
        return violations(self.task, self)

    def explain(self, *about: Hashable) -> Explanation:
        """Why it is as it is: all in all, or about one participant, or about one request (two, or a pair).

        Raises:
            BadInstance: for more than two.
            UnknownName: if nobody of that name is spoken of, or two who both take part did not ask to meet.
        """
        if len(about) > 2:  # noqa: PLR2004 - because a request is of two
            de, en = " nimmt keinen Teilnehmer, einen oder zwei", " takes no participant, one, or two"
            raise refusal(BadInstance, "explain()", about, de, en)
        if len(about) == 0:
            return Explanation(about_all(self.task, self))
        (asked,) = about if len(about) == 1 else (about,)
        pair = as_pair(*asked) if isinstance(asked, tuple) and len(asked) == 2 else None  # noqa: PLR2004 - likewise
        if pair is not None and any(request.pair == pair for request in self.task.requests):
            return Explanation(about_pair(self.task, self, pair))
        one = id_of(asked)
        if one in self.task.people:
            return Explanation(about_one(self.task, self, one))
        if pair is not None and self.task.people.issuperset(pair) and not self.task.absent.isdisjoint(pair):
            return Explanation(about_those_who_left(self.task, pair))
        raise UnknownName(_ASKED, one, nearest(one, sorted(map(str, self.task.people))))

    __repr__ = short_repr

    def __str__(self) -> str:
        return self.explain().text()

    def _repr_html_(self) -> str:
        return result_html(self, "Timetable")
