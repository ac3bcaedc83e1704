"""A small share of what `benchmarks/fuzz_inputs.py` does at length."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).resolve().parents[3] / "benchmarks"


def test_hostile_inputs_end_in_rows_problems_or_our_own_errors(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    for name in ("hostile_inputs", "fuzz_inputs"):
        monkeypatch.setitem(sys.modules, name, import_module(name))  # forgotten again after the test
    script = sys.modules["fuzz_inputs"]
    monkeypatch.setattr(script, "SECONDS", 30.0)  # the test may share its machine
    assert script.run(script.targets(), 5, 0, 400, None) == 0
    told = capsys.readouterr().out.splitlines()
    assert len(told) == len(script.targets())
    assert sum("read " in line.partition(": ")[2] for line in told) > len(told) // 3
