"""The benchmarks' memory: a ratio that got worse by half is told, noise and what is new are not."""

from __future__ import annotations

import json
import sys
from importlib.util import module_from_spec, spec_from_file_location
from math import nan
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

HERE = Path(__file__).resolve().parents[1] / "benchmarks"


def script(name: str) -> ModuleType:
    spec = spec_from_file_location(f"bench_{name}", HERE / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    loaded = module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


def row(ratio: float, what: str = "sort") -> dict[str, Any]:
    return {"script": "x", "what": what, "peer": "sorted", "ratio": ratio, "goal": 2.0}


@pytest.mark.parametrize(("ratio", "told"), [(1.0, False), (1.5, False), (1.51, True), (0.2, False), (nan, True)])
def test_a_ratio_that_got_worse_by_half_is_told(ratio: float, told: bool) -> None:
    assert bool(script("run").got_worse([row(ratio)], {"x: sort / sorted": 1.0})) is told


@pytest.mark.parametrize("known", [{}, {"x: sort / sorted": 0.001}])
def test_what_is_new_or_within_noise_is_not_told(known: dict[str, float]) -> None:
    assert script("run").got_worse([row(0.025)], known) == []


def test_a_kept_ratio_that_its_script_no_longer_measures_is_told() -> None:
    known = {"x: sort / sorted": 1.0, "x: search / sorted": 1.0, "y: sort / sorted": 1.0}
    assert script("run").not_measured([row(1.0)], ["x"], known) == ["x: search / sorted"]
    assert script("run").not_measured([row(1.0), row(9.0, "search")], ["x"], known) == []


def test_a_script_of_the_baseline_that_is_gone_is_told_and_its_ratios_forgotten() -> None:
    known = {"x: sort / sorted": 1.0, "y: sort / sorted": 1.0}
    run = script("run")
    assert run.gone(["x", "z"], known) == ["y"]
    assert run.not_measured([row(1.0)], ["x", "y"], known) == ["y: sort / sorted"]
    assert run.renewed([row(1.0)], ["x", "y"], known) == {"x: sort / sorted": 1.0}


def test_a_ratio_that_the_baseline_does_not_know_is_listed() -> None:
    assert script("run").not_known([row(1.0), row(9.0, "search")], {"x: sort / sorted": 1.0}) == ["x: search / sorted"]


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    run, kept = script("run"), {"script": "x", **row(2.0)}
    (tmp_path / "bench_x.py").write_text(
        f"import os, pathlib\npathlib.Path(os.environ['KOMMUNAL_PARTNER_RATIOS']).write_text({json.dumps(kept)!r})\n"
    )
    monkeypatch.setattr(run, "HERE", tmp_path)
    monkeypatch.setattr(run, "TABLE", tmp_path / "build" / "bench.md")
    monkeypatch.setattr(run, "BASELINE", tmp_path / "baseline.json")
    monkeypatch.setattr(sys, "argv", ["run.py", "--check"])
    return run


@pytest.mark.parametrize(
    ("known", "failed"),
    [
        ({"x: sort / sorted": 1.9}, 0),
        ({}, 0),
        ({"x: sort / sorted": 1.0}, 1),
        ({"x: sort / sorted": 1.9, "x: search / sorted": 1.0}, 1),
        ({"x: sort / sorted": 1.9, "y: sort / sorted": 1.0}, 1),
    ],
)
def test_a_check_fails_on_what_is_worse_and_on_what_is_gone(
    bench: ModuleType, tmp_path: Path, known: dict[str, float], failed: int
) -> None:
    (tmp_path / "baseline.json").write_text(json.dumps(known))
    assert bench.main() == failed


def test_a_check_without_a_baseline_is_refused(bench: ModuleType) -> None:
    with pytest.raises(SystemExit):
        bench.main()


def test_a_new_baseline_forgets_what_its_scripts_no_longer_measure_and_keeps_the_others() -> None:
    known = {"x: sort / sorted": 1.0, "x: search / sorted": 1.0, "y: sort / sorted": 1.0}
    assert script("run").renewed([row(1.2345)], ["x"], known) == {"x: sort / sorted": 1.23, "y: sort / sorted": 1.0}
    assert script("run").renewed([], [], known) == known


@pytest.mark.parametrize("failing", [False, True])
def test_a_script_that_fails_is_told_apart_from_one_without_ratios(tmp_path: Path, failing: bool) -> None:
    file = tmp_path / "bench_x.py"
    file.write_text(f"import os\nassert os.environ['KOMMUNAL_PARTNER_WHOLE'] == '1'\nraise SystemExit({failing:d})\n")
    assert script("run").measured(file, whole=True) == (None if failing else [])


def test_the_table_holds_every_ratio_its_goal_and_the_machine() -> None:
    text = script("run").table([row(1.25), row(3.0, "search")])
    assert "| x | sort | sorted | 1.25 | 2 |" in text
    assert "| x | search | sorted | 3 | 2 |" in text
    assert "cores" in text


def test_a_ratio_is_kept_where_a_run_asks_for_it_and_nowhere_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ratio = script("timing").ratio
    monkeypatch.delenv("KOMMUNAL_PARTNER_RATIOS", raising=False)
    ratio("sort", "sorted", 3.0, 2.0)
    monkeypatch.setenv("KOMMUNAL_PARTNER_RATIOS", str(tmp_path / "kept"))
    ratio("sort", "sorted", 3.0, 2.0, goal=2)
    assert json.loads((tmp_path / "kept").read_text("utf-8")) == {
        "what": "sort",
        "peer": "sorted",
        "ratio": 1.5,
        "goal": 2,
    }
