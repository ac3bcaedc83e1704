"""Run the benchmarks and write one table of all ratios; `--check` fails where one got worse by half, or is gone.

`python benchmarks/run.py [NAME …]` runs `bench_NAME.py` one after the other (all of them without a name) and writes
build/bench.md: every ratio with its peer of the same run, with machine and versions. `--check` compares with
baseline.json beside this file; `--keep` makes what was measured the new baseline. Below `NOISE` nothing is compared.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
TABLE = HERE.parent / "build" / "bench.md"
BASELINE = HERE / "baseline.json"
WORSE = 1.5
NOISE = 0.02  # of a peer's time, or a gap of 2 per cent
PEERS = (
    *("attrs", "scipy", "rustworkx", "ortools", "matching", "networkx", "pandas", "polars", "duckdb", "pyarrow"),
    *("country_converter", "pycountry", "edtf", "gv100ad-py"),
)


def measured(script: Path) -> list[dict[str, Any]]:
    """Run one script; the ratios it kept, each under the name of the script."""
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder) / "ratios"
        environment = {**os.environ, "KOMMUNAL_PARTNER_RATIOS": str(kept)}
        print(f"== {script.name}", flush=True)
        subprocess.run([sys.executable, script], env=environment, check=True)  # noqa: S603 - because it is one of ours
        lines = kept.read_text("utf-8").splitlines() if kept.exists() else []
    return [{"script": script.stem.removeprefix("bench_"), **json.loads(line)} for line in lines]


def installed(name: str) -> str | None:
    try:
        return f"{name} {version(name)}"
    except PackageNotFoundError:
        return None


def table(rows: list[dict[str, Any]]) -> str:
    """All ratios as Markdown, with what they were measured on."""
    peers = ", ".join(filter(None, map(installed, PEERS)))
    machine = f"{platform.machine()}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"
    head = [f"{machine}; {peers}", "", "Less is better: ours against the peer's, in one run.", ""]
    head += ["| benchmark | what | peer | ratio | goal |", "|---|---|---|--:|--:|"]
    body = [
        f"| {row['script']} | {row['what']} | {row['peer']} | {row['ratio']:.3g} | "
        f"{'' if row['goal'] is None else format(row['goal'], '.3g')} |"
        for row in rows
    ]
    return "\n".join([*head, *body, ""])


def key(row: dict[str, Any]) -> str:
    return f"{row['script']}: {row['what']} / {row['peer']}"


def got_worse(rows: list[dict[str, Any]], baseline: dict[str, float]) -> list[str]:
    """What is slower than the baseline by half."""
    return [
        f"{key(row)}: {row['ratio']:.3g}, was {baseline[key(row)]:.3g}"
        for row in rows
        if row["ratio"] > WORSE * max(baseline.get(key(row), row["ratio"]), NOISE)
    ]


def not_measured(rows: list[dict[str, Any]], ran: list[str], baseline: dict[str, float]) -> list[str]:
    """The ratios of the baseline that the scripts which ran no longer measure."""
    return sorted({name for name in baseline if name.split(": ")[0] in ran}.difference([key(row) for row in rows]))


def main() -> int:
    parser = argparse.ArgumentParser(description="run the benchmarks, write one table")
    parser.add_argument("names", nargs="*")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--keep", action="store_true")
    asked = parser.parse_args()
    scripts = [HERE / f"bench_{name}.py" for name in asked.names] or sorted(HERE.glob("bench_*.py"))
    rows = [row for script in scripts for row in measured(script)]
    TABLE.parent.mkdir(exist_ok=True)
    TABLE.write_text(table(rows), "utf-8")
    print(f"{len(rows)} ratios in {TABLE.relative_to(HERE.parent)}")
    baseline = json.loads(BASELINE.read_text("utf-8")) if BASELINE.exists() else {}
    if asked.keep:
        baseline |= {key(row): float(f"{row['ratio']:.3g}") for row in rows}
        BASELINE.write_text(json.dumps(dict(sorted(baseline.items())), indent=1, ensure_ascii=False) + "\n", "utf-8")
    ran = [script.stem.removeprefix("bench_") for script in scripts]
    worse, lost = (got_worse(rows, baseline), not_measured(rows, ran, baseline)) if asked.check else ([], [])
    for said, found in (("got worse by half:", worse), ("in the baseline and no longer measured:", lost)):
        if found:
            print("\n".join([said, *found]))
    return 1 if worse or lost else 0


if __name__ == "__main__":
    sys.exit(main())
