"""The public interface as text, one line a name, and what has changed in it since it was frozen.

`python .ci/interface.py` fails where a line is gone, new or different and the changelog's newest version does not name
it under "Interface"; `--write` freezes the interface as it is now, which is done when a version is released.
"""  # noqa: INP001 - because it is run by its path

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from datetime import date
from enum import Enum
from importlib import import_module
from pathlib import Path
from typing import get_origin

from griffe import Alias, Attribute, Class, Function, GriffeLoader, Module, Object, load_extensions
from reasons import reasons

from kommunal_partner.verdicts import Reason

__all__ = ["FROZEN", "changes", "interface", "main", "named", "unnamed"]

ROOT = Path(__file__).resolve().parents[1]
FROZEN = Path(__file__).with_name("interface.txt")
HERE = Path(__file__).parent

QUALIFIED = re.compile(r"\bkommunal_partner(?:\.\w+)*\.(?=\w)")
"""The modules before a name, which stand in a type only where something has resolved it before."""
PACKAGES_OF_MODULES = ("adapters", "matching", "testing")
UNSEEN = frozenset(
    f"__{name}__"
    for name in (
        *("attrs_post_init", "init_subclass", "setattr", "delattr", "repr", "eq", "hash"),
        *("copy", "deepcopy", "reduce", "getstate", "setstate"),
    )
)
"""Methods that every class has; of the others between underscores each is a way to use its class, as `len()` is."""


def interface() -> list[str]:
    """One line for every public module, name, parameter list, field and member, every reason and column, sorted."""
    loader = GriffeLoader(
        search_paths=[ROOT / "src"], extensions=load_extensions(f"{HERE / 'reference.py'}:Signatures")
    )
    root = _target(loader.load("kommunal_partner"))
    loader.resolve_aliases()
    lines = {line for module in _modules(root) for line in _lines_of_module(module)}
    return sorted(lines.union(_codes(), _columns()))


def _codes() -> Iterator[str]:
    """The codes of all reasons, each under the module that says it, whether or not that exports the reason."""
    return (f"{module}.{code} (reason)" for module, own in reasons().items() for code in own)


def _columns() -> Iterator[str]:
    """The columns of the shipped tables."""
    package = ROOT / "src" / "kommunal_partner" / "facts" / "tables" / "datapackage.json"
    for table in json.loads(package.read_text(encoding="utf-8"))["resources"]:
        name = table["path"].removesuffix(".csv")
        yield from (f"facts.{name}.{field['name']} (column: {field['type']})" for field in table["schema"]["fields"])


def _modules(root: Object) -> Iterator[Object | Alias]:
    for name in _exports(root):
        module = root[name]
        if name in PACKAGES_OF_MODULES:
            yield from (module[below] for below in _exports(module))
        else:
            yield module


def _exports(module: Object | Alias) -> list[str]:
    return [str(name) for name in module.exports or ()]


def _lines_of_module(module: Object | Alias) -> Iterator[str]:
    path = module.path.removeprefix("kommunal_partner.")
    yield f"{path} (module)"
    for name in _exports(module):
        if not isinstance(module[name], Module):
            yield from _lines(f"{path}.{name}", _target(module[name]))


def _target(named: Object | Alias) -> Object:
    return named.final_target if isinstance(named, Alias) else named


def _lines(path: str, what: Object) -> Iterator[str]:
    if isinstance(what, Function):
        yield f"{path}{_signature(what)}"
    elif isinstance(what, Class):
        bases = ", ".join(_bases(what))
        yield f"{path} (class{': ' + bases if bases else ''})"
        for name, member in {**_inherited(what), **what.members}.items():
            if _is_used(name, _target(member)):
                yield from _member(f"{path}.{name}", _target(member), is_choice="Enum" in bases)
    elif isinstance(what, Attribute):
        alias = str(what.value) if str(what.annotation) == "TypeAlias" else _told(_held(what))
        yield f"{path}{_annotated(what)}{' = ' if alias else ''}{alias}"


def _bases(what: Class) -> Iterator[str]:
    """The bases of a class; in place of a private one those that it has."""
    known = {base.name: base for base in what.resolved_bases}
    for base in map(str, what.bases):
        private = known.get(base) if base.startswith("_") else None
        yield from _bases(private) if isinstance(private, Class) else (base,)


def _is_used(name: str, member: Object) -> bool:
    if name.startswith("__"):
        return isinstance(member, Function) and name not in UNSEEN
    return not name.startswith("_")


def _held(what: Attribute) -> object:
    return getattr(import_module(what.module.path), what.name)


def _told(value: object) -> str:
    """A constant as far as callers count on it: numbers and words, the code of a reason, the keys of a mapping."""
    match value:
        case Reason():
            told = value.code
        case Enum():
            told = str(value)
        case str() | int() | date() | range():
            told = repr(value)
        case Mapping():
            told = f"{{{', '.join(map(_told, value))}}}"
        case AbstractSet():
            told = f"{{{', '.join(sorted(map(_told, value)))}}}"
        case tuple():
            told = f"({', '.join(map(_told, value))})"
        case _ if get_origin(value) is not None:
            told = str(value).removeprefix("typing.")
        case _:
            told = str(getattr(value, "__name__", type(value).__name__))
    return told


def _inherited(what: Class) -> dict[str, Object | Alias]:
    """What a class has from private ones, whose members stand nowhere else; the nearest of them first."""
    private = [base for base in what.mro() if base.name.startswith("_")]
    return {name: member for base in reversed(private) for name, member in base.members.items()}


def _member(path: str, what: Object, *, is_choice: bool) -> Iterator[str]:
    if isinstance(what, Attribute):
        said = f" = {what.value}" if is_choice and "property" not in what.labels and what.value is not None else ""
        yield f"{path}{_annotated(what)}{said}"
    elif isinstance(what, Function):
        yield f"{path}{_signature(what)}"


def _annotated(what: Attribute) -> str:
    return f": {what.annotation}" if what.annotation is not None else ""


def _signature(what: Function) -> str:
    return QUALIFIED.sub("", what.signature().removeprefix(what.name))


def changes(old: list[str], new: list[str]) -> dict[str, tuple[str, ...]]:
    """By dotted name, the lines of it that were frozen and are gone (`-`) and those that are new (`+`)."""
    found: dict[str, tuple[str, ...]] = {}
    marked = [f"- {line}" for line in sorted(set(old) - set(new))]
    marked += [f"+ {line}" for line in sorted(set(new) - set(old))]
    for line in marked:
        name = re.split(r"[(: ]", line[2:], maxsplit=1)[0]
        found[name] = (*found.get(name, ()), line)
    return found


def named(changelog: str) -> frozenset[str]:
    """The dotted names that stand in backticks under "Interface" in the newest version of the changelog."""
    newest = re.split(r"^## ", changelog, flags=re.MULTILINE)[1]
    sections = re.findall(r"^### Interface\n(.*?)(?=^### |\Z)", newest, flags=re.MULTILINE | re.DOTALL)
    return frozenset(name for text in sections for name in re.findall(r"`([\w.]+)`", text))


def unnamed(changed: dict[str, tuple[str, ...]], said: frozenset[str]) -> dict[str, tuple[str, ...]]:
    """The changes that the changelog does not name; who names a module or a class names all that it holds."""

    def is_named(name: str) -> bool:
        parts = name.split(".")
        return any(".".join(parts[:count]) in said for count in range(1, len(parts) + 1))

    return {name: lines for name, lines in changed.items() if not is_named(name)}


def main(arguments: list[str]) -> int:
    """Check, or with `--write` freeze; 1 where a change is not named."""
    now = interface()
    if arguments == ["--write"]:
        FROZEN.write_text("\n".join(now) + "\n", encoding="utf-8")
        print(f"{len(now)} lines of interface frozen")  # noqa: T201 - because it is a script
        return 0
    changed = changes(FROZEN.read_text(encoding="utf-8").splitlines(), now)
    missing = unnamed(changed, named((ROOT / "CHANGELOG.md").read_text(encoding="utf-8")))
    for lines in missing.values():
        print("\n".join(lines))  # noqa: T201 - because it is a script
    print(  # noqa: T201 - because it is a script
        f"interface: {len(now)} lines, {len(changed)} names changed since it was frozen, "
        f'{len(missing)} of them not named under "Interface" in CHANGELOG.md'
    )
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
