"""What somebody wants funded, as far as it is known."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Final

from attrs import field, frozen

from kommunal_partner._checks import count, nearest
from kommunal_partner._folding import fold
from kommunal_partner._repr import short_repr
from kommunal_partner.countries import Country
from kommunal_partner.countries import country as country_of
from kommunal_partner.errors import UnknownChoice
from kommunal_partner.languages import Term
from kommunal_partner.programmes.sentences import APPLICANTS, PROJECTS, STAGES

_WHOLE_PCT: Final = 100


def _alpha3(code: str | Country | None) -> str | None:
    return None if code is None else country_of(code).alpha3


def _word(words: Mapping[str, Term], value: object, argument: str) -> str | None:
    """The key of a word, given as the key itself or as it is said in German or English."""
    if value is None:
        return None
    value = value.value if isinstance(value, Enum) else value
    said = fold(value) if isinstance(value, str) else ""
    for key, term in words.items():
        if value == key or said in (fold(key), fold(term.de), fold(term.en)):
            return key
    known = [*words, *(term.de for term in words.values())]
    raise UnknownChoice(value, words, argument=argument, suggestions=nearest(value, known))


def _applicant(value: str | Enum | None) -> str | None:
    return _word(APPLICANTS, value, "applicant")


def _project(value: str | Enum | None) -> str | None:
    return _word(PROJECTS, value, "project")


def _stage(value: str | Enum | None) -> str | None:
    return _word(STAGES, value, "stage")


def _amount(value: int | None) -> int | None:
    return None if value is None else count(value, "amount_eur")


def _share(value: int | None) -> int | None:
    return None if value is None else count(value, "own_share_pct", most=_WHOLE_PCT)


def _months(value: int | None) -> int | None:
    return None if value is None else count(value, "duration_months")


@frozen(repr=False)
class Application:
    """What somebody wants funded; whatever is None is not known yet.

    `applicant` is one of APPLICANT_KINDS, `project` one of PROJECT_KINDS, `stage` one of APPLICATION_STAGES, each also
    as it is said in German or English ("Kommune"); `country` is the partner's country in any code (kept as alpha-3),
    amounts are whole euros, shares whole per cent, durations whole months. `newcomer` tells whether this is the
    applicant's first project of the kind.

    Raises:
        UnknownChoice: for an unknown kind or stage, with suggestions.
        BadModel: for what is no whole number from 0 on, or a share above 100.
        UnknownCountry: for an unknown code.
    """

    applicant: str | None = field(default=None, converter=_applicant)
    project: str | None = field(default=None, converter=_project)
    has_partner: bool | None = None
    country: str | None = field(default=None, converter=_alpha3)
    stage: str | None = field(default=None, converter=_stage)
    amount_eur: int | None = field(default=None, converter=_amount)
    own_share_pct: int | None = field(default=None, converter=_share)
    duration_months: int | None = field(default=None, converter=_months)
    newcomer: bool | None = None

    __repr__ = short_repr
