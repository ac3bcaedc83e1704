"""Kinds of actor: which words people write for them, and whether a rule admits one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from attrs import frozen

from kommunal_partner._checks import nearest
from kommunal_partner._folding import fold
from kommunal_partner.eligibility._cases import ParticipantCase, may_exclude, rule_row
from kommunal_partner.eligibility.sentences import (
    ACTOR_ADMITTED,
    ACTOR_ALIASES,
    ACTOR_NOT_ADMITTED,
    ACTOR_NOT_KNOWN,
    ACTOR_NOT_NAMED,
    ACTOR_PERHAPS,
    ACTOR_RULE_NOT_KNOWN,
    ACTOR_WORDS,
    UNKNOWN_ACTOR,
)
from kommunal_partner.languages import Term, language
from kommunal_partner.series import AudienceRule
from kommunal_partner.verdicts import Verdict, no, undecided, yes

RULE: Final = "actor/1"

# The texts of the series say "municipality (administration, politics)" and "civil society (association, NGO,
# diaspora)".
_PART_OF: Final = {
    "administration": ("municipality",),
    "county": ("municipality",),
    "county_head": ("municipality", "county"),
    "mayor": ("municipality",),
    "politics": ("municipality",),
}
"""The kinds of which each is surely a part."""
_EITHER: Final[dict[str, tuple[str, ...]]] = dict.fromkeys(
    ("mayor", "municipality", "county", "county_head"), ("administration", "politics")
)
"""Kinds that are one or the other: where both are admitted, so are they."""
_PERHAPS_PART_OF: Final = {
    "administration": ("county", "expert"),
    "association": ("ngo",),
    "association_of_municipalities": ("municipality",),
    "company": ("expert", "municipal_enterprise"),
    "county": ("administration", "county_head", "expert", "politics"),
    "county_head": ("administration", "politics"),
    "diaspora": ("association", "ngo"),
    "mayor": ("administration", "politics"),
    "municipal_enterprise": ("company", "expert", "municipality"),
    "municipality": ("administration", "county", "expert", "mayor", "politics"),
    "ngo": ("association",),
    "politics": ("county_head", "mayor"),
}
"""The kinds of which each may be a part."""
PERHAPS_ADMINISTRATION: Final = frozenset({None, *_EITHER})
"""The kinds of actor that may or may not count as administration; None is not known."""

_BY_WORD: Final = {
    **{fold(term.text(lang)): code for code, term in ACTOR_WORDS.items() for lang in ("de", "en")},
    **{fold(code): code for code in ACTOR_WORDS},
    **{fold(word): code for word, code in ACTOR_ALIASES.items()},
}
_FOR_BOTH: Final = re.compile(r"\s*[/*:_(·]\s*-?(?:in|innen)\b\)?")
"""The ending by which a German word means women and men: Bürgermeister*in, Bürgermeister/-innen."""


def actor_of(word: str | None) -> str | None:
    """The kind of actor that a word means, in either language; the word itself where none is known.

    >>> actor_of("Landrat"), actor_of("Bürgermeister*in"), actor_of("NGO"), actor_of("Zirkus")
    ('county_head', 'mayor', 'ngo', 'Zirkus')
    """
    if word is None:
        return None
    return _BY_WORD.get(fold(word)) or _BY_WORD.get(fold(_FOR_BOTH.sub("", word)), word)


@frozen
class _ActorNames:
    """Kinds of actor, named in the alphabetical order of the language."""

    actors: frozenset[str]

    def text(self, lang: str = "de") -> str:
        tag = language(lang)
        return ", ".join(sorted((named(actor).text(tag) for actor in self.actors), key=fold))


def named(actor: str) -> Term:
    """What a kind of actor is called; an unknown word stands for itself."""
    return ACTOR_WORDS.get(actor) or Term(actor, actor)


def actor_admitted(case: ParticipantCase) -> Verdict | None:
    """Whether the rule of the side admits this kind of actor; whom it does not name it does not exclude."""
    rule, given = case.audience_rule, actor_of(case.participant.actor)
    if rule is None:
        return None
    if rule.actors is None:
        return undecided(ACTOR_RULE_NOT_KNOWN, evidence=(rule_row(rule),), rule=RULE, as_of=case.on)
    wanted = _ActorNames(rule.actors)
    if given is None:
        return undecided(ACTOR_NOT_KNOWN, evidence=(rule_row(rule),), rule=RULE, as_of=case.on, wanted=wanted)
    admitted_as = _admitted_as(rule, given)
    if admitted_as:
        rows = dict.fromkeys(rule_row(rule, "actors", actor) for actor in admitted_as)
        return yes(ACTOR_ADMITTED, evidence=rows, rule=RULE, as_of=case.on, actor=named(given), wanted=wanted)
    if given not in ACTOR_WORDS:
        values = {"actor": given, "hint": _hint(given), "wanted": wanted}
        return undecided(UNKNOWN_ACTOR, evidence=(rule_row(rule),), rule=RULE, as_of=case.on, **values)
    if given in rule.actors_excluded and may_exclude(rule, "actors_excluded", given):
        say, reason = no, ACTOR_NOT_ADMITTED
    else:
        perhaps = not rule.actors.isdisjoint(_PERHAPS_PART_OF.get(given, ()))
        say, reason = undecided, ACTOR_PERHAPS if perhaps else ACTOR_NOT_NAMED
    return say(reason, evidence=(rule_row(rule),), rule=RULE, as_of=case.on, actor=named(given), wanted=wanted)


def _hint(word: str) -> Term:
    """The kind whose word is nearest, in brackets; nothing where none is near."""
    near = [named(_BY_WORD[one]) for one in nearest(fold(word), _BY_WORD)]
    return Term(*("".join(f" ({term.text(lang)}?)" for term in near) for lang in ("de", "en")))


def _admitted_as(rule: AudienceRule, given: str) -> Iterable[str]:
    """The kinds named by the rule by which this kind is admitted; none where it is not, or is excluded by name."""
    actors = rule.actors or frozenset()
    if given in actors:
        return (given,)
    if given in rule.actors_excluded:
        return ()
    whole = [actor for actor in _PART_OF.get(given, ()) if actor in actors]
    if whole:
        return whole[:1]
    either = _EITHER.get(given, ())
    return either if either and actors.issuperset(either) else ()
