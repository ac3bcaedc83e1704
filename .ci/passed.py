"""A pytest plugin that leaves out what has passed elsewhere: `pytest -p passed --passed-there FILE`.

`--passed-into FILE` writes the names of the tests that passed, one a line; `--passed-there FILE` runs all others, and
those of `tests/test_package.py`, which import everything. The matrix so asks of an extra only what it makes possible.
"""  # noqa: INP001 - because it is imported by its name

from __future__ import annotations

from pathlib import Path

import pytest

__all__ = ["pytest_addoption", "pytest_collection_modifyitems", "pytest_configure"]

ALWAYS = "tests/test_package.py"


def pytest_addoption(parser: pytest.Parser) -> None:
    """The two options."""
    parser.addoption("--passed-into", type=Path, help="write the names of the tests that passed into this file")
    parser.addoption("--passed-there", type=Path, help="leave out the tests that this file names")


def pytest_configure(config: pytest.Config) -> None:
    """Keep what passes, in the process that prints."""
    target = config.getoption("--passed-into")
    if target is not None and not hasattr(config, "workerinput"):
        config.pluginmanager.register(_Passed(target))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what the file names."""
    source = config.getoption("--passed-there")
    if source is None:
        return
    passed = set(source.read_text(encoding="utf-8").splitlines())
    left_out = [item for item in items if item.nodeid in passed and not item.nodeid.startswith(ALWAYS)]
    config.hook.pytest_deselected(items=left_out)
    gone = set(left_out)
    items[:] = [item for item in items if item not in gone]


class _Passed:
    def __init__(self, target: Path) -> None:
        self.target = target
        self.names: set[str] = set()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "call" and report.passed:
            self.names.add(report.nodeid)

    def pytest_sessionfinish(self) -> None:
        self.target.write_text("".join(f"{name}\n" for name in sorted(self.names)), encoding="utf-8")
