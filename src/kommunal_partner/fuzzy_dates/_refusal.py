"""The error that says why something is not read as a date."""

from __future__ import annotations

from kommunal_partner.errors import BadFuzzyDate
from kommunal_partner.verdicts import Reason, Sentence


def bad_date(value: object, reason: Reason, **values: object) -> BadFuzzyDate:
    """The error for this reason."""
    return BadFuzzyDate(value, Sentence(reason, values))
