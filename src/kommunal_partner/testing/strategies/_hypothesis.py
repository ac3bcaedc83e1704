"""Hypothesis, or the extra that brings it."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Final, TypeVar, cast

from kommunal_partner.errors import MissingExtra

try:
    from hypothesis import strategies as st
except ImportError as error:
    raise MissingExtra("hypothesis", "testing") from error

__all__ = ["kept", "st"]

Made = TypeVar("Made", bound=Callable[..., object])

_MOST_KEPT: Final = 64


def kept(make: Made) -> Made:
    """Makes a strategy once for the same arguments: to make it anew for every draw takes longer than to draw."""
    return cast("Made", lru_cache(_MOST_KEPT)(make))
