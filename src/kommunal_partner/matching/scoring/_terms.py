"""The built-in terms: each a plain function of two participants, and a function that makes a term of it.

All are symmetric and go from 0 to 1. What is not known of either participant makes the value unknown, never 0.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from kommunal_partner.languages import Term
from kommunal_partner.matching.scoring import sentences
from kommunal_partner.matching.scoring._parts import ScoreTerm
from kommunal_partner.participants import Participant

MOST_YEARS: Final = 10
"""From how many years of difference on an experience gap counts in full."""


def _alike(a: frozenset[object] | None, b: frozenset[object] | None) -> float | None:
    if a is None or b is None:
        return None
    return len(a & b) / len(a | b) if a or b else 0.0


def themes_of_pair(a: Participant, b: Participant) -> float | None:
    """The share of their themes, taken together, that both have; 0 if neither has any."""
    return _alike(a.themes, b.themes)


def sdgs_of_pair(a: Participant, b: Participant) -> float | None:
    """The share of their goals, taken together, that both have; 0 if neither has any."""
    return _alike(a.sdgs, b.sdgs)


def offers_of_pair(a: Participant, b: Participant) -> float | None:
    """The share of what the two seek that the other offers; 0 if nobody seeks anything.

    A direction of which the seeking or the offering is not known is left aside; with neither known it is unknown.
    """
    wanted = met = 0
    known = False
    for seeks, offers in ((a.seeks, b.offers), (b.seeks, a.offers)):
        if seeks is not None and offers is not None:
            known = True
            wanted += len(seeks)
            met += len(seeks & offers)
    if not known:
        return None
    return met / wanted if wanted else 0.0


def language_of_pair(a: Participant, b: Participant) -> bool | None:
    """Whether they have a language in common."""
    if a.languages is None or b.languages is None:
        return None
    return not a.languages.isdisjoint(b.languages)


def years_between(a: Participant, b: Participant) -> float | None:
    """How far apart their years of experience are, as a share of ten years; 1 from there on."""
    if a.experience is None or b.experience is None:
        return None
    return min(abs(a.experience - b.experience), MOST_YEARS) / MOST_YEARS


def newcomer_of_pair(a: Participant, b: Participant) -> bool | None:
    """Whether exactly one of them is here for the first time."""
    if a.newcomer is None or b.newcomer is None:
        return None
    return a.newcomer != b.newcomer


def sizes_of_pair(a: Participant, b: Participant) -> float | None:
    """1 for the same size class, 1/2 for the next, 1/3 for the one after …"""
    if a.size_class is None or b.size_class is None:
        return None
    return 1 / (1 + abs(a.size_class - b.size_class))


def mix_of_countries(a: Participant, b: Participant) -> bool | None:
    """Whether they come from different countries."""
    if a.country is None or b.country is None:
        return None
    return a.country != b.country


def _built_in(
    name: str, of: Callable[[Participant, Participant], float | None], weight: int, reads: tuple[str, ...], words: Term
) -> ScoreTerm:
    return ScoreTerm(name, of, weight, reads=reads, de=words.de, en=words.en)


def shared_themes(weight: int = 1) -> ScoreTerm:
    """The term for the share of their themes that both have.

    >>> shared_themes().of(Participant("a", themes={"water", "waste"}), Participant("b", themes={"water"}))
    0.5
    """
    return _built_in("shared themes", themes_of_pair, weight, ("themes",), sentences.SHARED_THEMES)


def shared_sdgs(weight: int = 1) -> ScoreTerm:
    """The term for the share of their Sustainable Development Goals that both have."""
    return _built_in("shared SDGs", sdgs_of_pair, weight, ("sdgs",), sentences.SHARED_SDGS)


def offer_fit(weight: int = 1) -> ScoreTerm:
    """The term for the share of what the two seek that the other offers.

    >>> a, b = Participant("a", seeks={"water"}, offers=()), Participant("b", offers={"water"}, seeks={"waste"})
    >>> offer_fit().of(a, b)
    0.5
    """
    return _built_in("offer fit", offers_of_pair, weight, ("offers", "seeks"), sentences.OFFER_FIT)


def common_language(weight: int = 1) -> ScoreTerm:
    """The term for having a language in common; `a_common_language` is the hard rule."""
    return _built_in("common language", language_of_pair, weight, ("languages",), sentences.COMMON_LANGUAGE)


def experience_gap(weight: int = 1) -> ScoreTerm:
    """The term for being far apart in experience; ten years or more count in full."""
    return _built_in("experience gap", years_between, weight, ("experience",), sentences.EXPERIENCE_GAP)


def newcomer_and_veteran(weight: int = 1) -> ScoreTerm:
    """The term for a pair of which exactly one is here for the first time."""
    return _built_in("newcomer and veteran", newcomer_of_pair, weight, ("newcomer",), sentences.NEWCOMER_AND_VETERAN)


def size_alike(weight: int = 1) -> ScoreTerm:
    """The term for municipalities of like size: 1 in the same class, 1/2 in the next, 1/3 in the one after …"""
    return _built_in("size alike", sizes_of_pair, weight, ("size_class",), sentences.SIZE_ALIKE)


def country_mix(weight: int = 1) -> ScoreTerm:
    """The term for coming from different countries."""
    return _built_in("country mix", mix_of_countries, weight, ("country",), sentences.COUNTRY_MIX)
