"""Turn the modules of one room round, bit by bit, and list what no test notices: `make mutation ROOM=invitations`.

Each room has its own folder of mutants, `build/mutation/ROOM`, so that a run that was stopped goes on where it was.
Its tests are those that stand beside it and its laws. `--list` names the rooms; without a room all run in turn.
"""  # noqa: INP001 - because it is run by its path

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

__all__ = ["ROOMS", "Room", "main", "settings", "shares"]

ROOT = Path(__file__).resolve().parents[1]
HOME = ROOT / "build" / "mutation"
COPIED = ("README.md", "CHANGELOG.md", "SECURITY.md", "docs", "examples", "benchmarks", ".ci", "mkdocs.yml")
GOAL = 95  # per cent noticed


class Room(NamedTuple):
    """What is mutated, and the tests that must notice."""

    modules: tuple[str, ...]
    tests: tuple[str, ...]


ROOMS = {
    "eligibility": Room(
        ("eligibility/_*.py",),
        ("tests/eligibility", "tests/properties/test_exclusion_laws.py", "tests/properties/test_partnership_laws.py"),
    ),
    "invitations": Room(("invitations/_*.py",), ("tests/invitations", "tests/properties/test_invitation_laws.py")),
    "keys": Room(("keys/*.py",), ("tests/test_keys.py", "tests/properties/test_key_laws.py")),
    "oda": Room(
        ("oda/*.py",), ("tests/test_oda.py", "tests/test_oda_comparison.py", "tests/properties/test_oda_laws.py")
    ),
    "planning": Room(
        (
            "planning/_verify.py",
            "planning/_bounds.py",
            "planning/_due.py",
            "planning/_quiet_times.py",
            "planning/_rules.py",
        ),
        ("tests/planning", "tests/properties/test_planning_laws.py"),
    ),
    "matching": Room(
        ("matching/*/_verify.py", "matching/*/_bounds.py", "matching/*/_recount.py"),
        ("tests/matching", "tests/properties/test_meeting_laws.py", "tests/properties/test_stable_laws.py"),
    ),
    "time": Room(
        ("cycles.py", "spans.py", "schedule/_*.py"),
        ("tests/schedule", "tests/test_cycles.py", "tests/test_spans.py", "tests/properties/test_schedule_laws.py"),
    ),
    "fuzzy_dates": Room(
        ("fuzzy_dates/_*.py",),
        ("tests/test_fuzzy_dates.py", "tests/test_fuzzy_dates_words.py", "tests/properties/test_fuzzy_date_laws.py"),
    ),
    "countries": Room(("countries/_*.py",), ("tests/countries", "tests/properties/test_country_name_laws.py")),
    "regions": Room(("regions/*.py",), ("tests/test_regions.py", "tests/properties/test_region_laws.py")),
    "verdicts": Room(("verdicts.py", "results/*.py"), ("tests/test_verdicts.py", "tests/test_results.py")),
    "readers": Room(
        ("adapters/from_tables/_*.py", "adapters/from_ical/_*.py", "adapters/from_holidays.py"),
        ("tests/adapters/from_tables", "tests/adapters/test_from_ical.py", "tests/adapters/test_from_holidays.py"),
    ),
}
"""Everything that decides, by room."""


def settings(room: Room) -> str:
    """What mutmut reads in the room's folder, in place of the project's own table of it."""
    modules = sorted(
        path.relative_to(ROOT).as_posix()
        for pattern in room.modules
        for path in (ROOT / "src" / "kommunal_partner").glob(pattern)
    )

    def listed(names: Iterable[str]) -> str:
        return "[" + ", ".join(f'"{name}"' for name in names) + "]"

    return (
        f'\n[tool.mutmut]\nsource_paths = ["src"]\nonly_mutate = {listed(modules)}\nalso_copy = {listed(COPIED)}\n'
        f"pytest_add_cli_args_test_selection = {listed(room.tests)}\n"
    )


def prepared(name: str) -> Path:
    """The folder of a room with the project as it is now; the mutants that were tried before stay."""
    folder = HOME / name
    folder.mkdir(parents=True, exist_ok=True)
    for part in ("src", "tests", *COPIED, "LICENSE", "DATA-NOTICE.md"):
        source, target = ROOT / part, folder / part
        if source.is_dir():
            left_out = shutil.ignore_patterns("__pycache__", "node_modules")
            shutil.copytree(source, target, dirs_exist_ok=True, ignore=left_out)
        else:
            shutil.copy2(source, target)
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    (folder / "pyproject.toml").write_text(project + settings(ROOMS[name]), encoding="utf-8")
    return folder


def shares(results: str) -> dict[str, int]:
    """How many mutants had each end: killed, survived, timeout, suspicious, no tests …"""
    found: dict[str, int] = {}
    for end in re.findall(r": ([a-z ]+)$", results, re.MULTILINE):
        found[end] = found.get(end, 0) + 1
    return found


def main() -> int:
    """Run the rooms; 1 where fewer mutants are noticed than the goal asks for."""
    parser = argparse.ArgumentParser(description="turn modules round and list what no test notices")
    parser.add_argument("rooms", nargs="*", choices=[*ROOMS, []])
    parser.add_argument("--list", action="store_true")
    asked = parser.parse_args()
    if asked.list:
        sys.stdout.write("\n".join(ROOMS) + "\n")
        return 0
    missed = False
    for name in asked.rooms or ROOMS:
        folder = prepared(name)
        mutmut = [Path(sys.executable).parent / "mutmut"]
        environment = {**os.environ, "PYTHONPATH": ""}
        subprocess.run([*mutmut, "run"], cwd=folder, env=environment, check=False)  # noqa: S603 - because it is our tool
        told = subprocess.run(  # noqa: S603 - because it is our tool
            [*mutmut, "results", "--all", "true"],
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        ends = shares(told.stdout)
        tried = sum(ends.values()) - ends.get("not checked", 0)
        noticed = ends.get("killed", 0) + ends.get("timeout", 0)
        share = 100 * noticed / tried if tried else 0.0
        missed = missed or share < GOAL
        survived = [line for line in told.stdout.splitlines() if line.endswith(("survived", "no tests"))]
        sys.stdout.write(
            "\n".join([*survived, f"{name}: {noticed} of {tried} noticed, {share:.1f} % (goal {GOAL})", ""])
        )
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
