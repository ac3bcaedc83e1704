"""Settings that every test shares."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("project", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("project")

CASES = Path(__file__).resolve().parents[2] / "shared" / "cases"


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
