"""Kinds of actor: which words the audience rules know, and whether a rule admits one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches
from typing import Final

from kommunal_partner.eligibility._cases import ParticipantCase, rule_row
from kommunal_partner.eligibility.sentences import (
    ACTOR_ADMITTED,
    ACTOR_NOT_ADMITTED,
    ACTOR_NOT_KNOWN,
    ACTOR_PERHAPS,
    ACTOR_RULE_NOT_KNOWN,
    UNKNOWN_ACTOR,
)
from kommunal_partner.languages import Term
from kommunal_partner.series import AudienceRule
from kommunal_partner.verdicts import Verdict, no, undecided, yes

RULE: Final = "actor/1"

ACTORS: Final = {
    "administration": Term("Verwaltung", "administration"),
    "association": Term("Verein", "association"),
    "company": Term("Unternehmen", "company"),
    "county": Term("Kreis", "county"),
    "county_head": Term("Landrätin oder Landrat", "county head"),
    "culture": Term("Kultur", "culture"),
    "diaspora": Term("Diaspora", "diaspora"),
    "embassy": Term("Botschaft", "embassy"),
    "expert": Term("Fachleute", "expert"),
    "mayor": Term("Bürgermeisterin oder Bürgermeister", "mayor"),
    "ministry": Term("Ministerium", "ministry"),
    "municipal_enterprise": Term("kommunales Unternehmen", "municipal enterprise"),
    "municipality": Term("Kommune", "municipality"),
    "ngo": Term("Nichtregierungsorganisation", "NGO"),
    "politics": Term("Politik", "politics"),
}
"""The kinds of actor that audience rules speak of; `Participant.actor` is one of these words."""

# The texts of the series say "municipality (administration, politics)" and "civil society (association, NGO,
# diaspora)".
_SURELY: Final = {
    "municipality": frozenset({"administration", "county", "county_head", "mayor", "politics"}),
    "county": frozenset({"county_head"}),
}
_PERHAPS: Final = {
    "administration": frozenset({"county", "county_head", "mayor", "municipality"}),
    "politics": frozenset({"county_head", "mayor", "municipality"}),
    "county": frozenset({"administration", "municipality"}),
    "county_head": frozenset({"county", "politics"}),
    "mayor": frozenset({"municipality", "politics"}),
    "expert": frozenset({"administration", "company", "county", "municipal_enterprise", "municipality"}),
    "municipality": frozenset({"municipal_enterprise"}),
    "company": frozenset({"municipal_enterprise"}),
    "municipal_enterprise": frozenset({"company"}),
    "ngo": frozenset({"association", "diaspora"}),
    "association": frozenset({"diaspora", "ngo"}),
}
PERHAPS_ADMINISTRATION: Final = frozenset({None, *_PERHAPS["administration"]})
"""The kinds of actor that may or may not count as administration; None is not known."""


def actor_admitted(case: ParticipantCase) -> Verdict | None:
    """Whether the rule of the side admits this kind of actor; a word that may or may not be meant is undecided."""
    rule, given = case.audience_rule, case.participant.actor
    if rule is None:
        return None
    rows, on = (rule_row(rule),), case.on
    if rule.actors is None:
        return undecided(ACTOR_RULE_NOT_KNOWN, evidence=rows, rule=RULE, as_of=on)
    wanted = _actors(rule.actors)
    if given is None:
        return undecided(ACTOR_NOT_KNOWN, evidence=rows, rule=RULE, as_of=on, wanted=wanted)
    if given in rule.actors or any(given in _SURELY.get(actor, ()) for actor in rule.actors):
        return yes(ACTOR_ADMITTED, evidence=rows, rule=RULE, as_of=on, actor=_actor(given), wanted=wanted)
    return _other_actor(given, rule, wanted, on)


def _other_actor(given: str, rule: AudienceRule, wanted: tuple[Term | str, ...], on: date) -> Verdict:
    """The verdict on a kind of actor that the rule does not name."""
    rows, actors = (rule_row(rule),), rule.actors or frozenset()
    if given not in ACTORS:
        hint = "".join(f" ({near}?)" for near in get_close_matches(given, ACTORS, n=1))
        return undecided(UNKNOWN_ACTOR, evidence=rows, rule=RULE, as_of=on, actor=given, hint=hint, wanted=wanted)
    if any(given in _PERHAPS.get(actor, ()) for actor in actors):
        return undecided(ACTOR_PERHAPS, evidence=rows, rule=RULE, as_of=on, actor=_actor(given), wanted=wanted)
    return no(ACTOR_NOT_ADMITTED, evidence=rows, rule=RULE, as_of=on, actor=_actor(given), wanted=wanted)


def _actor(word: str) -> Term | str:
    return ACTORS.get(word, word)


def _actors(words: Iterable[str]) -> tuple[Term | str, ...]:
    return tuple([_actor(word) for word in sorted(words)])
