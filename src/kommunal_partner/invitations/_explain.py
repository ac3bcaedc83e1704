"""What a clerk says on the phone: why a partnership is invited, waits, is undecided or is not invited."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from kommunal_partner.invitations.result import InvitationEntry, InvitationList, Standing
from kommunal_partner.invitations.sentences import (
    HOME_ONLY,
    IS_EXCLUDED,
    IS_INVITED,
    IS_UNDECIDED,
    IS_WAITING,
    STILL_OPEN,
    TOGETHER,
    TRAVEL,
)
from kommunal_partner.municipalities import ForeignUnit, Unit
from kommunal_partner.results import Explanation
from kommunal_partner.verdicts import Answer, Sentence

OPENINGS: Final = {
    Standing.INVITED: IS_INVITED,
    Standing.WAITING: IS_WAITING,
    Standing.UNDECIDED: IS_UNDECIDED,
    Standing.EXCLUDED: IS_EXCLUDED,
}


def explain(of: InvitationList, entry: InvitationEntry) -> Explanation:
    """The sentences about one entry."""
    return Explanation(tuple(dict.fromkeys(_sentences(of, entry))))


def _sentences(of: InvitationList, entry: InvitationEntry) -> Iterator[Sentence]:
    count = len(of.invited) if entry.standing is Standing.INVITED else len(of.waiting)
    named = {"partnership": entry.partnership, "occasion": of.name, "when": of.when}
    chosen = {} if entry.place is None else {"place": entry.place, "count": count, "points": entry.points}
    yield Sentence(OPENINGS[entry.standing], {**named, **chosen})
    if entry.standing is Standing.INVITED:
        yield Sentence(TOGETHER if of.together else HOME_ONLY, {"units": _names(of.units(entry.partnership))})
        if of.together and of.most_travellers is not None and of.least_administration is not None:
            yield Sentence(TRAVEL, {"most": of.most_travellers, "least": of.least_administration})
    yield from entry.reasons
    if entry.standing is Standing.EXCLUDED:
        for end in entry.verdict.ends(Answer.UNDECIDED):
            yield Sentence(STILL_OPEN, {"sentence": end.sentence})


def _names(units: Iterable[Unit]) -> tuple[str, ...]:
    """The names of the units, those at home first."""
    return tuple(unit.short_name for unit in sorted(units, key=lambda unit: isinstance(unit, ForeignUnit)))
