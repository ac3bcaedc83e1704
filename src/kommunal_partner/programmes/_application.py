"""What somebody wants funded, as far as it is known."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from attrs import field, frozen

from kommunal_partner._repr import short_repr
from kommunal_partner.countries import Country
from kommunal_partner.countries import country as country_of
from kommunal_partner.errors import BadModel
from kommunal_partner.programmes.sentences import APPLICANT_KINDS, APPLICATION_STAGES, PROJECT_KINDS

_WHOLE_PCT: Final = 100


def _alpha3(code: str | Country | None) -> str | None:
    return None if code is None else country_of(code).alpha3


@frozen(repr=False)
class Application:
    """What somebody wants funded; whatever is None is not known yet.

    `applicant` is one of APPLICANT_KINDS, `project` one of PROJECT_KINDS, `country` the partner's country in any code
    (kept as alpha-3), `stage` one of APPLICATION_STAGES, amounts are whole euros, shares whole per cent, durations
    whole months. `newcomer` tells whether this is the applicant's first project of the kind.

    Raises:
        BadModel: for an unknown kind or stage, a negative number, or a share above 100.
        UnknownCountry: for an unknown code.
    """

    applicant: str | None = None
    project: str | None = None
    has_partner: bool | None = None
    country: str | None = field(default=None, converter=_alpha3)
    stage: str | None = None
    amount_eur: int | None = None
    own_share_pct: int | None = None
    duration_months: int | None = None
    newcomer: bool | None = None

    __repr__ = short_repr

    def __attrs_post_init__(self) -> None:
        _check_word("applicant", self.applicant, APPLICANT_KINDS)
        _check_word("project", self.project, PROJECT_KINDS)
        _check_word("stage", self.stage, APPLICATION_STAGES)
        for name in ("amount_eur", "own_share_pct", "duration_months"):
            value = getattr(self, name)
            if value is not None and value < 0:
                raise BadModel(f"{name} is below zero: {value}")
        if self.own_share_pct is not None and self.own_share_pct > _WHOLE_PCT:
            raise BadModel(f"own_share_pct is above 100: {self.own_share_pct}")


def _check_word(name: str, value: str | None, known: Collection[str]) -> None:
    if value is not None and value not in known:
        raise BadModel(f"{name} {value!r} is none of {', '.join(known)}")
