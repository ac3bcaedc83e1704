"""What an invitation list is made of: where a partnership stands, and what the list claims."""

from __future__ import annotations

from collections.abc import Hashable
from enum import Enum
from typing import Final, Protocol

from attrs import field, frozen

from kommunal_partner._repr import short_repr
from kommunal_partner.eligibility import Asked
from kommunal_partner.invitations.sentences import EXCLUDED, INVITED, NOT_JUDGED, TO_CONFIRM, UNDECIDED, WAITING
from kommunal_partner.languages import Term
from kommunal_partner.partnerships import Partnership
from kommunal_partner.results import Status
from kommunal_partner.verdicts import Answer, Sentence, Verdict


class Standing(Enum):
    """What has become of a partnership: exactly one of the five.

    INVITED: the conditions are met, and there is a place. TO_CONFIRM: invited as well; the stage of the relation fits,
    but is to be confirmed. WAITING: either of the two, without a place. UNDECIDED: something must be found out.
    EXCLUDED: a source excludes it, or the invitation was declined.
    """

    INVITED = "invited"
    TO_CONFIRM = "to_confirm"
    WAITING = "waiting"
    UNDECIDED = "undecided"
    EXCLUDED = "excluded"

    def text(self, lang: str = "de") -> str:
        """The word for it in German or English."""
        return _STANDINGS[self].text(lang)


_STANDINGS: Final = {
    Standing.INVITED: INVITED,
    Standing.TO_CONFIRM: TO_CONFIRM,
    Standing.WAITING: WAITING,
    Standing.UNDECIDED: UNDECIDED,
    Standing.EXCLUDED: EXCLUDED,
}

_DECIDES: Final = {
    Standing.INVITED: Answer.YES,
    Standing.TO_CONFIRM: Answer.UNDECIDED,
    Standing.UNDECIDED: Answer.UNDECIDED,
    Standing.EXCLUDED: Answer.NO,
}


@frozen(repr=False)
class InvitationEntry:
    """A partnership on the list, with the verdict that put it there.

    `place` counts from 1 by rank, once through the invited and those to confirm together, once through those waiting;
    None for the others. `points` are 1 and what the priorities give; None where nothing was chosen. `notes` say what
    the verdict does not: why one waits, that one has declined. `by_priority` are the points of each priority, in the
    order given.
    """

    partnership: Partnership
    standing: Standing
    verdict: Verdict
    points: int | None = None
    place: int | None = None
    notes: tuple[Sentence, ...] = ()
    by_priority: tuple[int, ...] = field(default=(), repr=False)

    __repr__ = short_repr

    @property
    def answer(self) -> Answer:
        """The answer of the verdict."""
        return self.verdict.answer

    @property
    def reasons(self) -> tuple[Sentence, ...]:
        """Why: for those waiting what stands in the way, for the others what decided, or what must be found out."""
        said = self.notes
        if self.standing is not Standing.WAITING:
            said += tuple([end.sentence for end in self.verdict.ends(_DECIDES[self.standing])])
        return said if len(said) == 1 else tuple(dict.fromkeys(said))


def listed(given: object) -> object:
    """The partnership of an entry; anything else is what it was given as."""
    return given.partnership if isinstance(given, InvitationEntry) else given


class QuotaLike(Protocol):
    """What the check and the explanation need to know of a quota."""

    @property
    def value(self) -> Hashable:
        """The one kind that is meant; None for each kind on its own."""
        ...

    @property
    def at_most(self) -> int | None:
        """So many of a kind at most."""
        ...

    @property
    def at_least(self) -> int | None:
        """So many of a kind at least."""
        ...

    def kinds(self, partnership: Partnership) -> tuple[Hashable, ...]:
        """The kinds in which the partnership counts."""
        ...

    def words(self, kind: Hashable, lang: str = "de") -> str:
        """The quota and the kind in words."""
        ...


class Claims(Protocol):
    """What an invitation list claims; its check and its explanation read no more than this."""

    @property
    def occasion(self) -> str:
        """The id of the occasion."""
        ...

    @property
    def series(self) -> str | None:
        """The id of its series, where that is known."""
        ...

    @property
    def number(self) -> int | None:
        """Its number there."""
        ...

    @property
    def year(self) -> int | None:
        """Its year."""
        ...

    @property
    def name(self) -> Term:
        """What the occasion is called."""
        ...

    @property
    def when(self) -> Asked:
        """The days of the occasion."""
        ...

    @property
    def total(self) -> int | None:
        """How many places there are; None for as many as are needed."""
        ...

    @property
    def invited(self) -> tuple[InvitationEntry, ...]:
        """Those invited, by rank."""
        ...

    @property
    def to_confirm(self) -> tuple[InvitationEntry, ...]:
        """Those invited whose stage is to be confirmed, by rank."""
        ...

    @property
    def waiting(self) -> tuple[InvitationEntry, ...]:
        """Those waiting, by rank."""
        ...

    @property
    def undecided(self) -> tuple[InvitationEntry, ...]:
        """Those of whom something must be found out, by id."""
        ...

    @property
    def excluded(self) -> tuple[InvitationEntry, ...]:
        """Those not invited, by id."""
        ...

    @property
    def quotas(self) -> tuple[QuotaLike, ...]:
        """The quotas."""
        ...

    @property
    def value(self) -> int:
        """The points of all who have a place."""
        ...

    @property
    def bound(self) -> int | None:
        """The points that no choice exceeds."""
        ...

    @property
    def reproducible(self) -> bool:
        """Whether no clock and nobody from outside ended the choice."""
        ...

    @property
    def status(self) -> Status:
        """How good the choice is."""
        ...

    @property
    def short(self) -> tuple[tuple[int, Hashable, int], ...]:
        """The quotas of at least so many that are not met."""
        ...

    @property
    def together(self) -> bool:
        """Whether a municipality is invited with its partner."""
        ...

    @property
    def most_travellers(self) -> int | None:
        """How many travellers are paid for."""
        ...

    @property
    def least_administration(self) -> int | None:
        """How many of them must come from the administration."""
        ...

    @property
    def declined(self) -> frozenset[str]:
        """Who has declined."""
        ...

    @property
    def kept(self) -> frozenset[str]:
        """Whose place came from an earlier list."""
        ...


def places(of: Claims) -> list[InvitationEntry]:
    """All who have a place, by rank."""
    return sorted((*of.invited, *of.to_confirm), key=lambda entry: entry.place or 0)


def unjudged(of: Claims) -> int:
    """For how many of the undecided there was no time to check the rules."""
    return sum(entry.verdict.reason.code == NOT_JUDGED.code for entry in of.undecided)
