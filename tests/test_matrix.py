"""The matrix: which cells there are, and what an extra alone is asked."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from matrix import SCRIPTS, came_to_an_end, cells, lowest, project

TESTS = """
from __future__ import annotations

import pytest


def test_passes() -> None:
    pass


@pytest.mark.parametrize("number", [1, 2])
def test_needs_more(number: int) -> None:
    if number == 2:
        pytest.skip("not here")
"""


def ran(folder: Path, *options: str) -> str:
    """What pytest says of the tests of a folder."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "passed", *options]
    done = subprocess.run(  # noqa: S603 - because it is this interpreter
        command, cwd=folder, env={"PYTHONPATH": str(SCRIPTS)}, capture_output=True, text=True, check=False
    )
    return done.stdout


def test_an_extra_is_asked_what_did_not_pass_without_it(tmp_path: Path) -> None:
    (tmp_path / "test_it.py").write_text(TESTS, "utf-8")
    assert "2 passed, 1 skipped" in ran(tmp_path, "--passed-into", "passed.txt")
    names = (tmp_path / "passed.txt").read_text("utf-8").splitlines()
    assert names == ["test_it.py::test_needs_more[1]", "test_it.py::test_passes"]
    assert "1 skipped, 2 deselected" in ran(tmp_path, "--passed-there", "passed.txt")


def test_every_extra_for_users_has_a_cell_with_the_newest_and_one_with_the_lowest_packages() -> None:
    names = {cell.name for cell in cells()}
    for extra in ("matching", "frames", "calendars", "ical", "ical-read", "excel", "json", "plots"):
        assert {f"extra {extra} alone, newest", f"extra {extra} alone, lowest"} <= names
    assert len({cell.slug() for cell in cells()}) == len(names)


def test_the_lowest_packages_are_those_that_are_declared() -> None:
    assert lowest(["attrs>=24.2", "holidays>=0.109,<1", "kommunal-partner[excel]"]) == (
        "attrs==24.2",
        "holidays==0.109",
    )
    assert len(lowest(project()["dependencies"])) == len(project()["dependencies"])


@pytest.mark.parametrize(
    ("code", "printed", "well"),
    [
        (0, "....\n12 passed in 3.20s\n", True),
        (0, "....\n12 passed, 3 skipped in 63.20s (0:01:03)", True),
        (0, "3 skipped in 0.20s", True),
        (5, "no tests ran in 0.02s", True),
        (0, "........ [ 81%]", False),
        (0, "", False),
        (1, "1 failed, 12 passed in 3.20s", False),
        (0, "1 failed, 12 passed in 3.20s", False),
        (137, "12 passed in 3.20s", False),
    ],
)
def test_a_process_that_ends_halfway_did_not_pass(code: int, printed: str, well: bool) -> None:
    assert came_to_an_end(code, printed) is well
