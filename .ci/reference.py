"""For the reference: examples in docstrings become blocks of code, and what callers pass is shown, and no more."""  # noqa: INP001 - because griffe loads it by its path

from __future__ import annotations

import inspect
import re
from enum import Enum
from importlib import import_module
from typing import Any

import attrs
from griffe import Class, Extension, Function, Module, Object, Parameter, ParameterKind, Parameters

__all__ = ["DoctestBlocks", "Exports", "Signatures", "fenced"]

EXAMPLE = re.compile(r"^(?P<indent> *)>>> .*(?:\n(?P=indent)\S.*|\n(?P=indent) +\S.*)*", re.MULTILINE)

KINDS = {
    inspect.Parameter.POSITIONAL_ONLY: ParameterKind.positional_only,
    inspect.Parameter.POSITIONAL_OR_KEYWORD: ParameterKind.positional_or_keyword,
    inspect.Parameter.VAR_POSITIONAL: ParameterKind.var_positional,
    inspect.Parameter.KEYWORD_ONLY: ParameterKind.keyword_only,
    inspect.Parameter.VAR_KEYWORD: ParameterKind.var_keyword,
}


def fenced(text: str) -> str:
    """The text with a fence around every example, up to the blank line behind it."""
    return EXAMPLE.sub(lambda match: f"{match['indent']}```pycon\n{match[0]}\n{match['indent']}```", text)


class DoctestBlocks(Extension):
    """Fences the examples of every docstring before it is read."""

    def on_object(self, *, obj: Object, **kwargs: Any) -> None:  # noqa: ANN401, ARG002 - because griffe passes more than is needed here
        """Rewrite the docstring of a module, class, function or attribute."""
        if obj.docstring is not None:
            obj.docstring.value = fenced(obj.docstring.value)


class Exports(Extension):
    """Leaves out of a public module what it defines for other modules of ours and does not export."""

    def on_module(self, *, mod: Module, **kwargs: Any) -> None:  # noqa: ANN401, ARG002 - because griffe passes more than is needed here
        """Delete what stands in the module itself, without an underscore, and not in its `__all__`."""
        exported = {str(name) for name in mod.exports or ()}
        for name, member in list(mod.members.items()):
            if exported and name not in exported and not (name.startswith("_") or member.is_alias or member.is_module):
                mod.del_member(name)


class Signatures(Extension):
    """Gives every attrs class the constructor that attrs writes, and every strategy what a caller passes and gets."""

    def on_function(self, *, func: Function, **kwargs: Any) -> None:  # noqa: ANN401, ARG002 - because griffe passes more than is needed here
        """Leave out what Hypothesis passes to a strategy that is composed, and say that a strategy is returned."""
        if any(str(one.value) == "st.composite" for one in func.decorators):
            func.parameters = Parameters(*list(func.parameters)[1:])
            func.returns = f"st.SearchStrategy[{func.returns}]"

    def on_class(self, *, cls: Class, **kwargs: Any) -> None:  # noqa: ANN401, ARG002 - because griffe passes more than is needed here
        """Add `__init__` with the parameters, their types and their defaults."""
        if "__init__" in cls.members or not cls.module.path.startswith("kommunal_partner"):
            return
        made = getattr(import_module(cls.module.path), cls.name, None)
        if not (isinstance(made, type) and attrs.has(made)):
            return
        function = Function("__init__", parameters=Parameters(*_parameters(made)), returns="None", lineno=cls.lineno)
        cls.set_member("__init__", function)


def _parameters(made: type) -> list[Parameter]:
    types = {field.alias: field.type for field in attrs.fields(made)}
    found = [Parameter("self", kind=ParameterKind.positional_or_keyword)]
    for one in list(inspect.signature(made.__init__).parameters.values())[1:]:
        taken = one.annotation if isinstance(one.annotation, str) else types.get(one.name)
        optional = one.default is not inspect.Parameter.empty
        default = _default(one.default) if optional else None
        found.append(Parameter(one.name, annotation=_annotation(taken), kind=KINDS[one.kind], default=default))
    return found


def _annotation(taken: object) -> str | None:
    return None if taken is None else str(getattr(taken, "__name__", taken))


def _default(value: object) -> str:
    shown = f"{type(value).__name__}.{value.name}" if isinstance(value, Enum) else repr(value)
    return "..." if shown.startswith("<") or value is attrs.NOTHING or len(shown) > 40 else shown  # noqa: PLR2004 - because a signature is read at a glance
