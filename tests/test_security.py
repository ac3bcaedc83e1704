"""What SECURITY.md says of the source and of the limits is so."""

from __future__ import annotations

import ast
import re
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCES = sorted((ROOT / "src" / "kommunal_partner").rglob("*.py"))

NEVER_IMPORTED = {
    "asyncio", "ctypes", "ftplib", "http", "logging", "marshal", "multiprocessing", "pickle", "requests", "shelve",
    "smtplib", "socket", "socketserver", "ssl", "subprocess", "tempfile", "urllib", "webbrowser", "xmlrpc",
}  # fmt: skip
NEVER_CALLED = {"eval", "exec", "compile", "__import__", "breakpoint", "input"}
CLOCKS = {"today", "now", "utcnow"}
OF_OS = {"PathLike", "fspath"}
HARMLESS = {"urllib.parse"}  # takes addresses apart and opens none

LIMITS = re.findall(r"^\| .* \| (\d+) \| `([\w.]+)` \|$", (ROOT / "SECURITY.md").read_text("utf-8"), re.MULTILINE)


def is_never_imported(module: str) -> bool:
    return module.split(".", maxsplit=1)[0] in NEVER_IMPORTED and module not in HARMLESS


def faults(tree: ast.AST) -> list[str]:
    """What a module imports or calls that it should not, by name and line."""
    found: list[str] = []
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                found += [f"{name.name} {node.lineno}" for name in names if is_never_imported(name.name)]
            case ast.ImportFrom(module=str(module)) if is_never_imported(module):
                found.append(f"{module} {node.lineno}")
            case ast.Attribute(value=ast.Name(id="os"), attr=name) if name not in OF_OS:
                found.append(f"os.{name} {node.lineno}")
            case ast.Call(func=ast.Name(id=name)) if name in NEVER_CALLED:
                found.append(f"{name} {node.lineno}")
            case ast.Call(func=ast.Attribute(value=ast.Name(id="date" | "datetime"), attr=name)) if name in CLOCKS:
                found.append(f"{name} {node.lineno}")
            case _:
                pass
    return found


@pytest.mark.uncounted
def test_the_source_opens_no_connection_starts_no_process_and_executes_nothing() -> None:
    told = {path.relative_to(ROOT).as_posix(): faults(ast.parse(path.read_text("utf-8"))) for path in SOURCES}
    assert {path: found for path, found in told.items() if found} == {}


@pytest.mark.parametrize(
    "line",
    ["os.environ", "os.system('x')", "from urllib.request import urlopen", "import urllib", "import pickle as p", "eval('1')", "exec(x)",
     "date.today()", "datetime.now()", "def f():\n    from subprocess import run"],
)  # fmt: skip
def test_a_planted_call_is_noticed(line: str) -> None:
    assert faults(ast.parse(line))


def test_the_page_names_limits() -> None:
    assert len(LIMITS) > 20


@pytest.mark.parametrize(("number", "constant"), LIMITS)
def test_a_limit_on_the_page_is_the_limit_in_the_source(number: str, constant: str) -> None:
    module, name = constant.rsplit(".", maxsplit=1)
    assert getattr(import_module(f"kommunal_partner.{module}"), name) == int(number)
