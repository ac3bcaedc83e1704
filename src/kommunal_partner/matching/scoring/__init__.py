"""How well two participants fit: a sum of named, weighted terms, and the hard rules that forbid a pair.

A score counts in whole points, so that no result depends on the order of additions: each term's value is rounded to
thousandths (half to even) and multiplied by its whole-number weight. A weight of 3 is worth 3000 points at best.

One pair at a time is pure Python; `Score.matrix` and `Score.barred`, all pairs at once, need numpy (the extra
`matching`).
"""

from __future__ import annotations

from kommunal_partner.matching.scoring._parts import POINTS, PairRule, ScoreTerm
from kommunal_partner.matching.scoring._rules import (
    a_common_language,
    another_municipality,
    forbidden,
    not_met_before,
    required,
)
from kommunal_partner.matching.scoring._score import PairScore, Score, ScorePart
from kommunal_partner.matching.scoring._terms import (
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
    "PairRule",
    "PairScore",
    "Score",
    "ScorePart",
    "ScoreTerm",
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
