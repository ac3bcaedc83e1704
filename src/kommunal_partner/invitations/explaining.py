"""What a clerk says on the phone: why a partnership is invited, waits, is undecided or is not invited."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from kommunal_partner.invitations.model import Entry, InvitationList, Standing
from kommunal_partner.municipalities import ForeignUnit, Unit
from kommunal_partner.results import Explanation
from kommunal_partner.verdicts import Answer, Reason, Sentence

__all__ = ["explain"]

IS_INVITED: Final = Reason(
    "IS_INVITED",
    de="{partnership}: eingeladen zu „{occasion}“ ({when}), Rang {place} von {count}, Punkte: {points}.",
    en="{partnership}: invited to “{occasion}” ({when}), rank {place} of {count}, points: {points}.",
)
IS_WAITING: Final = Reason(
    "IS_WAITING",
    de="{partnership}: Platz {place} von {count} auf der Warteliste für „{occasion}“ ({when}), Punkte: {points}. Alle "
    "Bedingungen sind erfüllt.",
    en="{partnership}: place {place} of {count} on the waiting list for “{occasion}” ({when}), points: {points}. All "
    "conditions are met.",
)
IS_UNDECIDED: Final = Reason(
    "IS_UNDECIDED",
    de="{partnership}: noch nicht entschieden für „{occasion}“ ({when}). Was fehlt:",
    en="{partnership}: not yet decided for “{occasion}” ({when}). What is missing:",
)
IS_EXCLUDED: Final = Reason(
    "IS_EXCLUDED",
    de="{partnership}: nicht eingeladen zu „{occasion}“ ({when}). Gründe:",
    en="{partnership}: not invited to “{occasion}” ({when}). Reasons:",
)
STILL_OPEN: Final = Reason(
    "STILL_OPEN",
    de="Außerdem offen: {sentence}",
    en="Open as well: {sentence}",
)
TOGETHER: Final = Reason(
    "TOGETHER",
    de="Eingeladen sind zusammen: {units}.",
    en="Invited together: {units}.",
)
HOME_ONLY: Final = Reason(
    "HOME_ONLY",
    de="Eingeladen ist die deutsche Seite: {units}.",
    en="Invited is the German side: {units}.",
)
TRAVEL: Final = Reason(
    "TRAVEL",
    de="Bezahlte Reisende je Partnerkommune: höchstens {most}; davon aus der Verwaltung: mindestens {least}.",
    en="Travellers paid for, for each partner municipality: at most {most}; of them from its administration: at least "
    "{least}.",
)
OPENINGS: Final = {
    Standing.INVITED: IS_INVITED,
    Standing.WAITING: IS_WAITING,
    Standing.UNDECIDED: IS_UNDECIDED,
    Standing.EXCLUDED: IS_EXCLUDED,
}


def explain(of: InvitationList, entry: Entry) -> Explanation:
    """The sentences about one entry."""
    return Explanation(tuple(dict.fromkeys(_sentences(of, entry))))


def _sentences(of: InvitationList, entry: Entry) -> Iterator[Sentence]:
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
