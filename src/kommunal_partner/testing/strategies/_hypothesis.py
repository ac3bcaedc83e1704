"""Hypothesis, or the extra that brings it."""

from __future__ import annotations

from kommunal_partner.errors import MissingExtra

try:
    from hypothesis import strategies as st
except ImportError as error:
    raise MissingExtra("hypothesis", "testing") from error

__all__ = ["st"]
