"""A small program of somebody else: the line of a letter that tells a municipality how its partner country stands."""

from __future__ import annotations

from datetime import date

from kommunal_partner.eligibility import Grounds, assess_partnership
from kommunal_partner.partnerships import Partnership


def line(facts: Grounds, partnership: Partnership, series: str, on: date) -> str:
    """One line: come, ask, or not this time, and why."""
    verdict = assess_partnership(facts, partnership, series, on=on)
    if verdict.is_undecided:
        return f"Bitte klären: {verdict.text('de')}"
    return f"{'Willkommen' if verdict.is_yes else 'Diesmal nicht'}: {verdict.text('de')}"
