"""For Hypothesis' entry point: `st.from_type(Partnership)` works wherever this library is installed.

Hypothesis calls `register` while it is itself being imported, in every program that uses it. So neither Hypothesis nor
our strategies are imported here at the top, and the strategies only when a type of ours is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any, get_origin

import attrs

import kommunal_partner
from kommunal_partner.eligibility import Grounds

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

_WITHOUT_MODELS = frozenset({"testing"})


def register() -> None:
    """Tell Hypothesis that every public model is drawn by `testing.strategies.of`."""
    from hypothesis.strategies import register_type_strategy

    for model in _models(kommunal_partner.__name__, kommunal_partner.__all__):
        register_type_strategy(model, partial(strategy_of, model))


def _models(package: str, modules: list[str]) -> Iterator[type]:
    for name in sorted(set(modules) - _WITHOUT_MODELS):
        module = import_module(f"{package}.{name}")
        if name in {"adapters", "matching"}:
            yield from _models(module.__name__, module.__all__)
        else:
            exported = (getattr(module, one) for one in module.__all__)
            yield from (value for value in exported if isinstance(value, type) and is_model(value))


def is_model(kind: type) -> bool:
    """Whether a class that a public module exports is a model: a record, a register, or facts of whatever class."""
    return attrs.has(kind) or issubclass(kind, Mapping) or kind is Grounds


def strategy_of(model: type, asked: type) -> SearchStrategy[Any]:
    """For the model alone, also as `Timeline[int]`: who asks for whatever can be hashed asks for nothing of ours."""
    if asked is not model and get_origin(asked) is not model:
        nothing: SearchStrategy[Any] = NotImplemented
        return nothing

    from kommunal_partner.testing.strategies import of

    return of(asked)
