"""Whether an application fits a programme's rules: rule by rule, version by version, with what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from kommunal_partner._checks import as_day, having, instance, nearest, neither, values_of
from kommunal_partner.eligibility._application_rules import assess_version
from kommunal_partner.eligibility._country import Beyond, check_beyond
from kommunal_partner.eligibility._grounds import Grounds
from kommunal_partner.eligibility.sentences import (
    BETWEEN_VERSIONS,
    CLOSED,
    NO_TEXT,
    PROGRAMME_ID,
    TEXT_KNOWN,
    TEXT_UNKNOWN,
)
from kommunal_partner.errors import BadRule, UnknownName
from kommunal_partner.languages import Term
from kommunal_partner.programmes import Application, Programme, ProgrammeVersion
from kommunal_partner.programmes._programme import spans_of
from kommunal_partner.verdicts import Answer, Verdict, all_of, no, spoken, undecided, yes

RULE: Final = "application/2"


def assess_application(
    facts: Grounds, programme: Programme | str, wish: Application, *, on: date, beyond: Beyond = "undecided"
) -> Verdict:
    """Whether what is wished for would be allowed on the day, with every rule of every version that may hold.

    Yes only if exactly one version is known for the day and each of its rules is met; no if that version breaks on a
    rule, or if the programme has ended; undecided otherwise, also where every text from other years says no.
    `verdict.ends(Answer.UNDECIDED)` lists what would have to be known. A programme may be given by its id; the facts
    bring the DAC list for rules that ask for an ODA partner.

    Raises:
        UnknownName: if there is no programme of that id.
        BadRule: for a wish that is no Application, or an unknown `beyond`.
        NotADay: if `on` is no day.
    """
    found, day = programme_of(facts, programme), as_day(on)
    check_beyond(beyond)
    having(facts, ("oda",), "facts")
    _check_wish(wish)
    in_force = found.in_force(on=day)
    spans = {version.version: span for version, span in spans_of(found.versions)}
    verdicts = tuple(
        [
            assess_version(facts, version, wish, on=day, counts=spans.get(version.version), beyond=beyond)
            for version in in_force.candidates
        ]
    )
    if in_force.certain:
        (version,) = in_force.candidates
        known = yes(TEXT_KNOWN, evidence=in_force.candidates, on=day, version=version.called)
        return all_of((known, *verdicts[0].checks), rule=RULE, as_of=day)
    if not in_force.candidates:
        return undecided(NO_TEXT, rule=RULE, as_of=day, programme=found)
    ended = [version for version in in_force.candidates if _has_ended(version, day)]
    if len(ended) == len(in_force.candidates):
        span = ended[-1].seen
        last = span.last if span is not None else None
        return no(CLOSED, evidence=ended, rule=RULE, as_of=day, programme=found, last=last)
    names = tuple([_cited(version) for version in in_force.candidates])
    open_text = undecided(TEXT_UNKNOWN, evidence=in_force.candidates, on=day, versions=names)
    checks = (open_text, *verdicts)
    return undecided(BETWEEN_VERSIONS, checks=checks, rule=RULE, as_of=day, on=day, versions=names)


def _check_wish(wish: object) -> None:
    instance(wish, Application, "wish", BadRule)


def assess_applications(
    facts: Grounds,
    wish: Application,
    *,
    on: date,
    programmes: Iterable[Programme | str] | Mapping[str, Programme] | None = None,
    beyond: Beyond = "undecided",
) -> tuple[tuple[Programme, Verdict], ...]:
    """The programmes that the wish may fit, with their verdicts: none ruled out, the fewest open points first.

    Asked are those of the facts, unless others are given.
    """
    having(facts, ("programmes", "oda"), "facts")
    asked = values_of(facts.programmes if programmes is None else programmes, "programmes", BadRule)
    pairs = [
        (found, assess_application(facts, found, wish, on=on, beyond=beyond))
        for found in (programme_of(facts, one) for one in asked)
    ]
    fitting = [(programme, verdict) for programme, verdict in pairs if not verdict.is_no]
    return tuple(sorted(fitting, key=lambda pair: (len(pair[1].ends(Answer.UNDECIDED)), pair[0].id)))


def programme_of(facts: Grounds, given: object) -> Programme:
    """The programme itself; a text is its id in the facts.

    Raises:
        UnknownName: if the facts hold none of that id.
        BadRule: for anything else.
    """
    if isinstance(given, Programme):
        return given
    if not isinstance(given, str):
        raise neither(BadRule, "programme", given, "Programme")
    having(facts, ("programmes",), "facts")
    if given not in facts.programmes:
        raise UnknownName(PROGRAMME_ID, given, nearest(given, facts.programmes))
    return facts.programmes[given]


def _cited(version: ProgrammeVersion) -> Term:
    """The version with the time it is known for."""
    seen, name = version.seen, version.called
    if seen is None:
        return Term(f"„{name.de}“ (ohne Jahr)", f"“{name.en}” (no year given)")
    de, en = spoken(seen.start, "de"), spoken(seen.start, "en")
    if seen.last is None:
        de, en = f"ab {de}", f"from {en}"
    else:
        de, en = f"{de} bis {spoken(seen.last, 'de')}", f"{en} to {spoken(seen.last, 'en')}"
    return Term(f"„{name.de}“ ({de})", f"“{name.en}” ({en})")


def _has_ended(version: ProgrammeVersion, on: date) -> bool:
    return version.closed and version.seen is not None and version.seen.end is not None and version.seen.end <= on
