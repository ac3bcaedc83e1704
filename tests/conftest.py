"""Settings that every test shares."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
import traceback
from collections.abc import Callable, Generator
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any, Final

import pytest
from hypothesis import Phase, settings

from kommunal_partner.errors import MissingExtra

settings.register_profile("project", deadline=None, derandomize=True, print_blob=True)
settings.register_profile("nightly", deadline=None, derandomize=False, print_blob=True)
settings.register_profile(  # for `.ci/mutate.py`, which asks only whether some law fails
    "mutation",
    max_examples=10,
    deadline=None,
    derandomize=True,
    database=None,
    report_multiple_bugs=False,
    phases=(Phase.explicit, Phase.generate),
)
PROFILE: Final = os.environ.get("KOMMUNAL_PARTNER_PROFILE", "project")
settings.load_profile(PROFILE)
EXAMPLES: Final[dict[str, Callable[[int], int]]] = {
    "nightly": lambda own: 10 * own,
    "mutation": lambda own: min(own, 10),
}
"""How many examples every law has, where it has not as many as by itself."""

if "KOMMUNAL_PARTNER_ON" in os.environ:  # another day and time zone, for `make nightly`: no answer may depend on them
    import_module("time_machine").travel(os.environ["KOMMUNAL_PARTNER_ON"], tick=True).start()

UNCOUNTED: Final = {"properties", "examples"}
"""Folders of tests that reach no line which those beside the modules do not."""

LEFT_OUT = pytest.StashKey[dict[str, str]]()

ROOT = Path(__file__).resolve().parents[1]
SCRIPTS, LIBRARY = ROOT / ".ci", ROOT / "src"
CASES = ROOT.parent / "shared" / "cases"


@pytest.fixture(scope="session")
def cases() -> Path:
    """The folder of real inputs that lies beside the project, where there is one."""
    if not CASES.is_dir():
        pytest.skip("the folder shared/cases with real inputs does not lie beside the project")
    return CASES


@pytest.fixture(scope="session")
def printed_alike() -> Callable[..., str]:
    """Runs a script (with arguments) under several hash seeds; gives what it prints, which must be the same."""

    def printed(script: str, *arguments: str) -> str:
        texts = {
            subprocess.run(  # noqa: S603 - because it is this interpreter
                [sys.executable, "-X", "utf8", "-c", script, *arguments],
                env={**os.environ, "PYTHONHASHSEED": seed},
                capture_output=True,
                check=True,
                encoding="utf-8",
            ).stdout
            for seed in ("0", "1", "77")
        }
        assert len(texts) == 1
        return texts.pop()

    return printed


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """At night every law has more examples, also where it says how many by itself; under mutation it has fewer.

    Tests that count come first, so that what is read once, and then kept, is read while lines are counted.
    """
    items.sort(key=is_uncounted)
    if PROFILE in EXAMPLES:
        draw_more_or_fewer([item for item in items if isinstance(item, pytest.Function)], EXAMPLES[PROFILE])
    if PROFILE == "mutation":
        config.hook.pytest_deselected(items=[item for item in items if starts_processes(item)])
        items[:] = sorted(
            (item for item in items if not starts_processes(item)), key=lambda item: "properties" in item.path.parts
        )


def draw_more_or_fewer(tests: list[pytest.Function], examples: Callable[[int], int]) -> None:
    """Change the examples of every law and of every state machine."""
    for law in {test.function for test in tests}:
        own: settings | None = getattr(law, "_hypothesis_internal_use_settings", None)
        if own is not None:
            other = settings(own, max_examples=examples(own.max_examples))
            law._hypothesis_internal_use_settings = other  # because Hypothesis has no public way to ask for a multiple
    for session in {test.cls for test in tests}:
        own = getattr(session, "settings", None)  # of a state machine, whose settings are those of its TestCase
        if session is not None and isinstance(own, settings):
            session.settings = settings(own, max_examples=examples(own.max_examples))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """No lines are counted while a test runs that is `uncounted`: counting makes a search several times slower."""
    coverage: Any = sys.modules.get("coverage")
    counting = coverage and coverage.Coverage.current()
    if not counting or not is_uncounted(item):
        return (yield)
    for_processes = os.environ.pop("COVERAGE_PROCESS_CONFIG", None)  # so that those started now do not count either
    counting.stop()
    try:
        return (yield)
    finally:
        counting.start()
        if for_processes is not None:
            os.environ["COVERAGE_PROCESS_CONFIG"] = for_processes


def is_uncounted(item: pytest.Item) -> bool:
    """Whether a test reaches no line that others do not, and takes long."""
    return item.path.parent.name in UNCOUNTED or item.get_closest_marker("uncounted") is not None


def forget_what_was_kept(modules: dict[str, ModuleType]) -> None:
    """Empty the caches of mutated modules: mutmut tries each mutant in a process where all tests have run before."""
    mutated = [
        vars(module)
        for name, module in modules.items()
        if name.startswith("kommunal_partner.") and any("__mutmut" in part for part in vars(module))
    ]
    for kept in (part for names in mutated for part in names.values() if hasattr(part, "cache_clear")):
        kept.cache_clear()


def starts_processes(item: pytest.Item) -> bool:
    """Whether a test runs a script under several hash seeds, which takes seconds and meets no mutant."""
    return isinstance(item, pytest.Function) and "printed_alike" in item.fixturenames


# ── without some extras: `make matrix` leaves out, by name, the files of tests that cannot even be imported ───────────


def pytest_configure(config: pytest.Config) -> None:
    config.stash[LEFT_OUT] = {}
    if PROFILE == "mutation":
        forget_what_was_kept(sys.modules.copy())


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """True for what imports at its top what is not installed (a folder: in its conftest), where a part is wanted."""
    source = collection_path / "conftest.py" if collection_path.is_dir() else collection_path
    if "KOMMUNAL_PARTNER_PART" not in os.environ or source.suffix != ".py" or not source.exists():
        return None
    missing = missing_modules(source.read_text("utf-8"))
    if missing:
        config.stash[LEFT_OUT][collection_path.name] = ", ".join(missing)
    return True if missing else None


def missing_modules(source: str) -> list[str]:
    """The packages that a module imports at its top, by itself or through scripts of ours, and that are not installed."""
    waiting, seen, missing = imported_modules(source), set[str](), set[str]()
    while waiting:
        name = waiting.pop()
        root, script = name.split(".")[0], SCRIPTS.joinpath(*name.split(".")).with_suffix(".py")
        if name not in seen and script.is_file():
            waiting |= imported_modules(script.read_text("utf-8"))
        elif find_spec(root) is None:
            missing.add(root)
        seen.add(name)
    return sorted(missing)


def imported_modules(source: str) -> set[str]:
    """The modules that are imported at the top of a module, each with its dots."""
    found: set[str] = set()
    for node in ast.parse(source).body:
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module)
    return found


@contextmanager
def skipping_what_is_not_here() -> Generator[None, None, None]:
    """Skip what asks for an extra, a package or processes that are not there, by the error that says so.

    A package that the library itself names without saying which extra brings it is a fault, and fails.
    """
    try:
        yield
    except (MissingExtra, ModuleNotFoundError, OSError) as error:
        without_processes = sys.platform == "emscripten" and "does not support processes" in str(error)
        by_the_library = LIBRARY in Path(traceback.extract_tb(error.__traceback__)[-1].filename).parents
        without_package = isinstance(error, ModuleNotFoundError) and not by_the_library
        if "KOMMUNAL_PARTNER_PART" in os.environ and (
            isinstance(error, MissingExtra) or without_package or without_processes
        ):
            pytest.skip(str(error))
        raise


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup() -> Generator[None, None, None]:
    with skipping_what_is_not_here():
        yield


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call() -> Generator[None, None, None]:
    with skipping_what_is_not_here():
        yield


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say which files were left out, and what they need."""
    for name, missing in sorted(config.stash[LEFT_OUT].items()):
        terminalreporter.write_line(f"left out: {name} needs {missing}")
