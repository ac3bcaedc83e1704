"""Hypothesis strategies for the public models, for this project's tests and for yours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kommunal_partner._lazy import lazily

if TYPE_CHECKING:
    from kommunal_partner.testing import strategies

__all__ = ["strategies"]

if not TYPE_CHECKING:  # because to type checkers a module with __getattr__ has every name
    __getattr__, __dir__ = lazily(__name__, __all__)
