"""The tests on every Python, with the lowest and the newest dependencies, without extras and with each alone.

`python .ci/matrix.py` runs every cell and prints what it ran; `--list` only names the cells, `--only WORD` runs those
whose name holds the word, `--fast` one cell: the core, without an extra, on the newest Python but the one that runs
this script. Environments stand in `build/matrix` and are kept. What cannot run here is printed as not run. CPython
3.14 is the one of Pyodide, in node. An extra alone is asked for the tests that did not pass in the first cell, which
has none (and for all of them where that cell was not run). PYTEST_XDIST_AUTO_NUM_WORKERS=1 takes one processor.
"""  # noqa: INP001 - because it is run by its path

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

__all__ = ["Cell", "came_to_an_end", "cells", "lowest", "main", "pythons"]

ROOT = Path(__file__).resolve().parents[1]
SCRIPTS = ROOT / ".ci"
HOME = ROOT / "build" / "matrix"
VERSIONS = ("3.11", "3.12", "3.13")
OLDEST = VERSIONS[0]
TOOLS = ("pytest>=8.4", "pytest-xdist>=3.8", "sybil>=9.2")
WASM = "3.14 in WebAssembly"
NODE_MODULES = ROOT / ".ci" / "site" / "node_modules"
CAPPED = ("calendars", "ical-read", "all")
"""Extras whose packages need python-dateutil below 3."""
NOT_FOR_USERS = ("testing", "all", "dev", "docs", "bench", "tables", "engines", "mutation", "nightly", "release")
"""Extras that are in every cell, or hold others, or serve work on the project."""
TAIL, WIDTH = 3, 300
NO_TESTS = 5
SUMMARY = re.compile(r"^(\d+ (passed|skipped)|no tests ran).* in \d+\.\d+s")
"""The last line of pytest where nothing failed."""
WITHOUT_EXTRAS = f"core {OLDEST}, python-dateutil 4"
PASSED = HOME / "passed.txt"
"""What passed without an extra."""


class Cell(NamedTuple):
    """One environment: what it is called, on which Python, with which packages beside the project and which extra."""

    name: str
    python: str
    packages: tuple[str, ...] = ()
    extra: str = "testing"

    def slug(self) -> str:
        """The name of its folder."""
        return re.sub(r"[^a-z0-9.]+", "-", self.name.lower()).strip("-")


def project() -> dict[str, Any]:
    """What pyproject.toml says of the project."""
    return dict(tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"])


def lowest(requirements: list[str]) -> tuple[str, ...]:
    """Every requirement pinned to its lowest version: `attrs>=24.2` becomes `attrs==24.2`."""
    found = (re.match(r"([\w.\[\]-]+?)>=([^,;]+)", one) for one in requirements)
    return tuple(f"{match[1]}=={match[2]}" for match in found if match is not None)


def cells() -> Iterator[Cell]:
    """Every cell, the cheap ones first."""
    told = project()
    core, extras = told["dependencies"], told["optional-dependencies"]
    for version in VERSIONS:
        yield Cell(f"core {version}, python-dateutil 4", version, ("python-dateutil>=4",))
        yield Cell(f"core {version}, python-dateutil 2.9", version, ("python-dateutil<3",))
    yield Cell(f"core {OLDEST}, lowest", OLDEST, (*lowest(core), *lowest(extras["testing"])))
    for extra in extras:
        if extra not in NOT_FOR_USERS:
            dateutil = ("python-dateutil<3",) if extra in CAPPED else ()
            yield Cell(f"extra {extra} alone, newest", OLDEST, dateutil, f"testing,{extra}")
            yield Cell(f"extra {extra} alone, lowest", OLDEST, (*dateutil, *lowest(extras[extra])), f"testing,{extra}")
    for version in VERSIONS:
        yield Cell(f"everything {version}", version, (), "dev")
    yield Cell(f"core {WASM}", WASM, ("hypothesis==6.155.7",))


def pythons() -> dict[str, Path]:
    """Where the Pythons are: on the path, or beside one another where pyenv keeps them."""
    found: dict[str, Path] = {}
    for version in VERSIONS:
        kept = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
        places = [path for path in sorted(kept.glob(f"{version}.*/bin/python")) if path.exists()]
        on_path = shutil.which(f"python{version}")
        here = Path(sys.base_prefix) / "bin" / f"python{version}"
        places += [Path(on_path)] if on_path and "shims" not in on_path else []
        places += [here] if here.exists() else []
        if places:
            found[version] = places[-1]
    return found


def run(cell: Cell, python: Path, tests: list[str]) -> tuple[bool, str]:
    """Make the environment of a cell and run the tests in it; whether they passed, and the last lines."""
    folder = HOME / cell.slug()
    inside = folder / "bin" / "python"
    if not inside.exists():
        subprocess.run([python, "-m", "venv", folder], check=True)  # noqa: S603 - because the Python is one that was found here
    wanted = (*cell.packages, *(() if cell.extra == "dev" else TOOLS))
    install = [inside, "-m", "pip", "--disable-pip-version-check", "install", "--quiet", *wanted, f".[{cell.extra}]"]
    done = subprocess.run(install, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603 - because it is this project
    if done.returncode:
        return False, _tail(done.stderr)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(SCRIPTS)))}
    options = ["-n", "auto", "-p", "no:cacheprovider"]
    if cell.extra != "dev":
        environment["KOMMUNAL_PARTNER_PART"] = "1"
    if cell.name == WITHOUT_EXTRAS and not tests:
        options += ["-p", "passed", "--passed-into", str(PASSED)]
    elif cell.name.startswith("extra") and PASSED.exists():
        options += ["-p", "passed", "--passed-there", str(PASSED)]
    done = subprocess.run(  # noqa: S603 - because it is this project
        [inside, "-m", "pytest", "-q", *options, *tests],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode == 0, _tail(done.stdout)


def run_in_node(cell: Cell, tests: list[str]) -> tuple[bool, str]:
    """Bring wheels that hold no machine code, and run the tests of the core with them in Pyodide."""
    wheels = HOME / cell.slug()
    bring: list[str | Path] = [
        sys.executable,
        "-m",
        "pip",
        "--disable-pip-version-check",
        "download",
        "--quiet",
        "--dest",
        wheels,
    ]
    pure = ["--only-binary=:all:", "--platform=any", "--python-version=3.14", "--implementation=py", "--abi=none"]
    needed = (*project()["dependencies"], *cell.packages, *(one for one in TOOLS if "xdist" not in one))
    done = subprocess.run([*bring, *pure, *needed], capture_output=True, text=True, check=False)  # noqa: S603 - because it is this project
    if done.returncode:
        return False, _tail(done.stderr)
    done = subprocess.run(  # noqa: S603 - because it is this project
        [shutil.which("node") or "node", ROOT / ".ci" / "tests_in_node.mjs", wheels, *tests],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if came_to_an_end(done.returncode, done.stdout):
        return True, _tail(done.stdout)
    return False, "\n".join(_tail(text) for text in (done.stderr, done.stdout) if text.strip())


def came_to_an_end(code: int, printed: str) -> bool:
    """Whether tests passed, or there were none, and pytest said so: a process can end halfway and call that success."""
    return code in {0, NO_TESTS} and SUMMARY.search(printed.strip().rpartition("\n")[2]) is not None


def _tail(text: str) -> str:
    shown = [line for line in text.splitlines() if line.startswith(("FAILED", "ERROR"))][:20]
    return "\n".join(line[:WIDTH] for line in (*shown, *text.strip().splitlines()[-TAIL:]))


def main() -> int:
    """Run the cells; 1 where one failed."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0] if __doc__ else "")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--fast", action="store_true")
    parser.add_argument("--only", default="")
    parser.add_argument("tests", nargs="*")
    asked = parser.parse_args()
    found = pythons()
    chosen = [cell for cell in cells() if asked.only in cell.name]
    if asked.fast:
        mine = f"{sys.version_info.major}.{sys.version_info.minor}"
        others = [version for version in found if version != mine]
        chosen = [cell for cell in chosen if others and cell.name == f"core {others[-1]}, python-dateutil 4"]
    failed = 0
    for cell in chosen:
        in_node = cell.python == WASM
        if asked.list:
            say(cell.name)
        elif not (NODE_MODULES.is_dir() and shutil.which("node") if in_node else cell.python in found):
            say(f"not run, no such Python here: {cell.name}")
        else:
            start = time.monotonic()
            passed, said = run_in_node(cell, asked.tests) if in_node else run(cell, found[cell.python], asked.tests)
            failed += not passed
            say(f"== {cell.name}: {'passed' if passed else 'FAILED'}, {time.monotonic() - start:.0f} s\n{said}")
    if asked.fast and not chosen:
        say("no second Python is here: the tests ran on one")
    return 1 if failed else 0


def say(text: str) -> None:
    """Print at once, so that a long run is watched."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
