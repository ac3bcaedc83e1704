"""Every error raised on purpose, in one small tree.

Each error derives from `KommunalPartnerError` and from the builtin it is a case of, keeps its parts as attributes and
says what to do. `.code` names the case, `.suggestions` what may have been meant, `.text(lang)` says it in German or
English. All of them survive pickling and copying.
"""

from __future__ import annotations

from kommunal_partner.errors._base import KommunalPartnerError, Speaks
from kommunal_partner.errors._places import AmbiguousCountry, AmbiguousName, BadIdentifier, BadKey, UnknownCountry
from kommunal_partner.errors._questions import BadBudget, BadInstance, BadRule, BeyondHorizon, UnknownName
from kommunal_partner.errors._tables import BadFacts, BadFile, BadTable, MissingFile, TableProblem
from kommunal_partner.errors._time import BadCycle, BadEdition, BadFuzzyDate, FixedOutsideHorizon
from kommunal_partner.errors._words import (
    BadModel,
    BadReason,
    BadSpan,
    MissingExtra,
    NotADay,
    Overlap,
    UndecidedTruth,
    UnknownChoice,
    UnknownLanguage,
)

__all__ = [
    "AmbiguousCountry",
    "AmbiguousName",
    "BadBudget",
    "BadCycle",
    "BadEdition",
    "BadFacts",
    "BadFile",
    "BadFuzzyDate",
    "BadIdentifier",
    "BadInstance",
    "BadKey",
    "BadModel",
    "BadReason",
    "BadRule",
    "BadSpan",
    "BadTable",
    "BeyondHorizon",
    "FixedOutsideHorizon",
    "KommunalPartnerError",
    "MissingExtra",
    "MissingFile",
    "NotADay",
    "Overlap",
    "Speaks",
    "TableProblem",
    "UndecidedTruth",
    "UnknownChoice",
    "UnknownCountry",
    "UnknownLanguage",
    "UnknownName",
]
