"""What a clerk says on the phone: why a partnership is invited, waits, is undecided or is not invited; and of all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from kommunal_partner.invitations._task import Claims, InvitationEntry, Standing, places, unjudged
from kommunal_partner.invitations.sentences import (
    HOME_ONLY,
    IS_EXCLUDED,
    IS_INVITED,
    IS_TO_CONFIRM,
    IS_UNDECIDED,
    IS_WAITING,
    LATEST_LIST_TAKEN,
    LIST_MISSING,
    OPEN_FOR_ALL,
    REPORT,
    STILL_OPEN,
    TOGETHER,
    TRAVEL,
    UNJUDGED,
)
from kommunal_partner.municipalities import ForeignUnit, Unit
from kommunal_partner.results import Explanation, Unmet
from kommunal_partner.verdicts import Answer, Reason, Sentence, Verdict

OPENINGS: Final = {
    Standing.INVITED: IS_INVITED,
    Standing.TO_CONFIRM: IS_TO_CONFIRM,
    Standing.WAITING: IS_WAITING,
    Standing.UNDECIDED: IS_UNDECIDED,
    Standing.EXCLUDED: IS_EXCLUDED,
}
_BY_LATEST: Final = frozenset({"LISTED_BY_LATEST_LIST", "NOT_LISTED_BY_LATEST_LIST"})
_NO_LIST: Final = "AFTER_LAST_LIST"
_OF_THE_OCCASION: Final = frozenset(
    {
        *("LAPSED", "LAPSED_RHYTHM", "OVERDUE", "OVERDUE_RHYTHM", "SCOPE_NOT_KNOWN"),
        *("AUDIENCE_NOT_KNOWN", "AUDIENCE_NOT_KNOWN_YET", "STAGE_RULE_NOT_KNOWN"),
    }
)
"""What is open of the occasion, whomever it is about."""


# ── of all ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def report(of: Claims, unmet: Iterable[Unmet]) -> Explanation:
    """How many stand where, what is open for all of them, and which quota is not met."""
    counts = {
        "invited": len(of.invited),
        "to_confirm": len(of.to_confirm),
        "waiting": len(of.waiting),
        "undecided": len(of.undecided),
        "excluded": len(of.excluded),
    }
    first = Sentence(REPORT, {"occasion": of.name, "when": of.when, **counts})
    count = unjudged(of)
    late = [Sentence(UNJUDGED, {"count": count})] if count else []
    return Explanation((first, *late, *_open_for_all(of), *(one.sentence for one in unmet)))


def _open_for_all(of: Claims) -> Iterator[Sentence]:
    """What is open for every undecided one alike is said once; so is that the last list of recipients was taken."""
    verdicts = [entry.verdict for entry in (*places(of), *of.waiting, *of.undecided, *of.excluded)]
    for reason, codes in ((LATEST_LIST_TAKEN, _BY_LATEST), (LIST_MISSING, {_NO_LIST})):
        found = next((one for verdict in verdicts for one in _leaves(verdict) if one.reason.code in codes), None)
        if found is not None:
            yield Sentence(reason, {name: found.values[name] for name in sorted(reason.fields)})
            break
    still_open = [{end.sentence for end in entry.verdict.ends(Answer.UNDECIDED)} for entry in of.undecided]
    for sentence in sorted(set.intersection(*still_open) if still_open else set(), key=str):
        if sentence.reason.code in _OF_THE_OCCASION:
            yield Sentence(OPEN_FOR_ALL, {"sentence": sentence})


def _leaves(verdict: Verdict) -> Iterator[Verdict]:
    if not verdict.checks:
        yield verdict
    for check in verdict.checks:
        yield from _leaves(check)


# ── of one ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def explain(of: Claims, entry: InvitationEntry) -> Explanation:
    """The sentences about one entry."""
    return Explanation(tuple(dict.fromkeys(_sentences(of, entry))))


def _sentences(of: Claims, entry: InvitationEntry) -> Iterator[Sentence]:
    placed = entry.standing in {Standing.INVITED, Standing.TO_CONFIRM}
    count = len(of.invited) + len(of.to_confirm) if placed else len(of.waiting)
    named = {"partnership": entry.partnership, "occasion": of.name, "when": of.when}
    chosen = {} if entry.place is None else {"place": entry.place, "count": count, "points": entry.points}
    yield _told(OPENINGS[entry.standing], {**named, **chosen})
    if placed:
        units = entry.partnership.units if of.together else entry.partnership.german_units
        yield Sentence(TOGETHER if of.together else HOME_ONLY, {"units": _names(units)})
        if of.together and of.most_travellers is not None and of.least_administration is not None:
            yield Sentence(TRAVEL, {"most": of.most_travellers, "least": of.least_administration})
    yield from entry.reasons
    if entry.standing in {Standing.EXCLUDED, Standing.WAITING}:
        for end in entry.verdict.ends(Answer.UNDECIDED):
            yield Sentence(STILL_OPEN, {"sentence": end.sentence})


def _told(reason: Reason, values: dict[str, object]) -> Sentence:
    return Sentence(reason, {name: values[name] for name in sorted(reason.fields)})


def _names(units: Iterable[Unit]) -> tuple[str, ...]:
    """The names of the units, those at home first."""
    return tuple(unit.short_name for unit in sorted(units, key=lambda unit: isinstance(unit, ForeignUnit)))
