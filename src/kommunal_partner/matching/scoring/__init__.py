"""How well two participants fit: a sum of named, weighted terms, and the hard rules that forbid a pair.

A score counts in whole points, so that no result depends on the order of additions: each term's value is rounded to
thousandths (half to even) and multiplied by its whole-number weight. A weight of 3 is worth 3000 points at best.
"""

from __future__ import annotations

from kommunal_partner.matching.scoring.model import POINTS, PairScore, Part, Rule, Score, Term
from kommunal_partner.matching.scoring.rules import (
    a_common_language,
    another_municipality,
    forbidden,
    not_met_before,
    required,
)
from kommunal_partner.matching.scoring.terms import (
    common_language,
    country_mix,
    experience_gap,
    newcomer_and_veteran,
    offer_fit,
    shared_sdgs,
    shared_themes,
    size_alike,
)

__all__ = [
    "POINTS",
    "PairScore",
    "Part",
    "Rule",
    "Score",
    "Term",
    "a_common_language",
    "another_municipality",
    "common_language",
    "country_mix",
    "experience_gap",
    "forbidden",
    "newcomer_and_veteran",
    "not_met_before",
    "offer_fit",
    "required",
    "shared_sdgs",
    "shared_themes",
    "size_alike",
]
