"""The list of invitations: who is invited, who waits, of whom something must be found out, who is excluded, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator
from enum import Enum

from attrs import field, fields, frozen

from kommunal_partner._mappings import FrozenMap
from kommunal_partner.eligibility._judged import Judged, sentences_of, whole
from kommunal_partner.eligibility._occasion import Asked
from kommunal_partner.errors import UnknownName
from kommunal_partner.invitations._quotas import By, Quota, values_by
from kommunal_partner.languages import Term, language
from kommunal_partner.municipalities import Unit
from kommunal_partner.partnerships import Partnership
from kommunal_partner.results import Explanation, Status, Violation, gap
from kommunal_partner.verdicts import Answer, Sentence, Verdict


class Standing(Enum):
    """What has become of a partnership: exactly one of the four."""

    INVITED = "invited"
    WAITING = "waiting"
    UNDECIDED = "undecided"
    EXCLUDED = "excluded"

    def text(self, lang: str = "de") -> str:
        """The word for it in German or English."""
        return _STANDINGS[self].text(lang)


_STANDINGS = {
    Standing.INVITED: Term("eingeladen", "invited"),
    Standing.WAITING: Term("auf der Warteliste", "waiting"),
    Standing.UNDECIDED: Term("noch zu klären", "undecided"),
    Standing.EXCLUDED: Term("nicht eingeladen", "excluded"),
}

_DECIDES = {
    Standing.INVITED: Answer.YES,
    Standing.WAITING: Answer.YES,
    Standing.UNDECIDED: Answer.UNDECIDED,
    Standing.EXCLUDED: Answer.NO,
}


@frozen(repr=False)
class InvitationEntry:
    """A partnership on the list, with the verdict that put it there.

    `place` counts from 1 among the invited and among those waiting; None for the others. `points` are 1 and what the
    priorities give; None where nothing was chosen. `notes` say what the verdict does not: why one waits, that one has
    declined. `by_priority` are the points of each priority, by its place in the order given.
    """

    partnership: Partnership
    standing: Standing
    _verdict: Verdict | Judged = field(eq=whole)
    points: int | None = None
    place: int | None = None
    notes: tuple[Sentence, ...] = ()
    by_priority: tuple[int, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """The verdict, with every check and the rows behind it; in a long list it is put together when it is read."""
        return whole(self._verdict)

    @property
    def answer(self) -> Answer:
        """The answer of the verdict."""
        return self._verdict.answer

    @property
    def reasons(self) -> tuple[Sentence, ...]:
        """Why: for those waiting what stands in the way, for the others what decided, or what must be found out."""
        given, said = self._verdict, self.notes
        if self.standing is not Standing.WAITING:
            decides = _DECIDES[self.standing]
            ends = given.reasons(decides) if isinstance(given, Judged) else sentences_of(given, decides)
            said = (*said, *ends) if said else ends
        return said if len(said) == 1 else tuple(dict.fromkeys(said))

    def __repr__(self) -> str:
        shown = [f"{one.alias}={getattr(self, str(one.alias))!r}" for one in fields(InvitationEntry)]
        return f"InvitationEntry({', '.join(shown)})"


@frozen
class InvitationList:
    """Every partnership asked about, in exactly one of four tuples.

    `invited` and `waiting` stand in their order, the others by id. `value` are the points of the invited together,
    `bound` the points that no choice within the quotas exceeds, `status` tells whether both are one. `short` are the
    quotas of at least so many that could not be met, with the kind and the number reached. `together` says that a
    municipality is invited with its partner; `most_travellers` and `least_administration` are the delegation rule of
    the partner side, None where it is not known. `declined` are the ids of those who refused, `kept` of those whose
    invitation came from an earlier list.
    """

    occasion: str
    name: Term
    when: Asked
    total: int | None
    invited: tuple[InvitationEntry, ...]
    waiting: tuple[InvitationEntry, ...]
    undecided: tuple[InvitationEntry, ...]
    excluded: tuple[InvitationEntry, ...]
    quotas: tuple[Quota, ...] = ()
    value: int = 0
    bound: int = 0
    status: Status = Status.OPTIMAL
    short: tuple[tuple[int, Hashable, int], ...] = ()
    together: bool = False
    most_travellers: int | None = None
    least_administration: int | None = None
    declined: frozenset[str] = frozenset()
    kept: frozenset[str] = frozenset()

    @property
    def gap(self) -> float | None:
        """How far the points may be from the best there is, as a share of the bound; 0 is proven best."""
        return gap(self.value, self.bound)

    def entries(self) -> Iterator[InvitationEntry]:
        """All entries: the invited, those waiting, the undecided, the excluded."""
        for group in (self.invited, self.waiting, self.undecided, self.excluded):
            yield from group

    def entry(self, partnership: Partnership | str) -> InvitationEntry:
        """The entry of a partnership, given as itself or by its id.

        Raises:
            UnknownName: if it was not asked about.
        """
        wanted = partnership if isinstance(partnership, str) else partnership.id
        for entry in self.entries():
            if entry.partnership.id == wanted:
                return entry
        raise UnknownName("partnership", wanted)

    # ── what it says ──

    def explain(self, partnership: Partnership | str) -> Explanation:
        """Why a partnership is invited, waits, is undecided or is not invited: the answer to the phone call.

        Raises:
            UnknownName: if it was not asked about.
        """
        from kommunal_partner.invitations._explain import explain

        return explain(self, self.entry(partnership))

    def verify(self) -> tuple[Violation, ...]:
        """What is wrong with the list, found by counting anew; empty if nothing is.

        Invitations that were kept from an earlier list may exceed a quota; whether partnerships were judged rightly
        is no part of it, only that each stands where its verdict puts it.
        """
        from kommunal_partner.invitations._verify import violations

        return tuple(violations(self))

    # ── counts ──

    def counts(self, by: By, standing: Standing = Standing.INVITED) -> FrozenMap[Hashable, int]:
        """How many have a standing, by "country", "land", "form" or a function; who is of several kinds counts in each.

        Raises:
            BadRule: for a word that names none.
        """
        values = values_by(by)
        group: tuple[InvitationEntry, ...] = getattr(self, standing.value)
        found = Counter(value for entry in group for value in values(entry.partnership))
        return FrozenMap((value, found[value]) for value in sorted(found, key=str))

    @property
    def by_country(self) -> FrozenMap[Hashable, int]:
        """How many are invited, by the alpha-3 code of the partner country."""
        return self.counts("country")

    @property
    def by_land(self) -> FrozenMap[Hashable, int]:
        """How many are invited, by the two letters of the Land."""
        return self.counts("land")

    def units(self, partnership: Partnership | str) -> tuple[Unit, ...]:
        """The municipalities that an invitation of the partnership goes to: both sides where they come together.

        Raises:
            UnknownName: if it was not asked about.
        """
        held = self.entry(partnership).partnership
        return held.units if self.together else held.german_units

    @property
    def paid_travellers(self) -> int | None:
        """How many travellers of the invited partner municipalities are paid for at most; None if no rule is known."""
        if self.most_travellers is None:
            return None
        abroad = {unit.id for entry in self.invited for unit in entry.partnership.foreign_units}
        return self.most_travellers * len(abroad)

    def to_rows(self, lang: str = "de") -> list[dict[str, object]]:
        """A row for each partnership: standing, place, points, id, municipalities, countries, Länder, reasons."""
        tag = language(lang)
        return [
            {
                "standing": entry.standing.text(tag),
                "place": entry.place,
                "points": entry.points,
                "partnership": entry.partnership.id,
                "german": ", ".join(unit.short_name for unit in entry.partnership.german_units),
                "partner": ", ".join(unit.short_name for unit in entry.partnership.foreign_units),
                "countries": " ".join(map(str, values_by("country")(entry.partnership))),
                "lands": " ".join(map(str, values_by("land")(entry.partnership))),
                "answer": entry.answer.text(tag),
                "reasons": " ".join(sentence.text(tag) for sentence in entry.reasons),
            }
            for entry in self.entries()
        ]
