"""Modules that load when they are first named, so that importing a package of them costs next to nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from types import ModuleType

__all__ = ["lazily"]


def lazily(
    package: str, modules: Sequence[str], also: Sequence[str] = ()
) -> tuple[Callable[[str], ModuleType], Callable[[], list[str]]]:
    """The `__getattr__` and the `__dir__` of a package whose public names are modules."""

    def load(name: str) -> ModuleType:
        if name in modules:
            return import_module(f"{package}.{name}")
        raise AttributeError(f"module {package!r} has no attribute {name!r}")

    return load, lambda: [*modules, *also]
