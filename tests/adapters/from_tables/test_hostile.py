"""A small share of what `benchmarks/fuzz_inputs.py` does at length."""

from __future__ import annotations

import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[3] / "benchmarks" / "fuzz_inputs.py"


def test_hostile_inputs_end_in_rows_problems_or_our_own_errors(monkeypatch: pytest.MonkeyPatch) -> None:
    spec = spec_from_file_location("fuzz_inputs", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    script = module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "fuzz_inputs", script)
    spec.loader.exec_module(script)
    monkeypatch.setattr(script, "SECONDS", 30.0)  # the test may share its machine
    ended = script.run(400, seed=5)
    assert sum(ended.values()) == 400
    assert any(name.endswith(": read") for name in ended)
