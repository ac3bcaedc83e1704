"""Run the benchmarks and write one table of all ratios; `--check` fails where one got worse by half, or is gone.

`python benchmarks/run.py [NAME …]` runs `bench_NAME.py` one after the other (all of them without a name) and writes
build/bench.md: every ratio with its peer of the same run, with machine and versions. As few sizes and instances are
measured as show every kind of ratio, `--whole` measures all of them. `--check` compares with baseline.json beside this
file; `--keep` makes what was measured the new baseline of these scripts. Below `NOISE` nothing is compared. A script
that fails is told at the end, and the others run all the same. A ratio that the baseline does not know is compared with
nothing, only listed.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from time import perf_counter
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


def measured(script: Path, *, whole: bool) -> list[dict[str, Any]] | None:
    """Run one script; the ratios it kept, each under the name of the script. None if it failed."""
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder) / "ratios"
        environment = {**os.environ, "KOMMUNAL_PARTNER_RATIOS": str(kept), "KOMMUNAL_PARTNER_WHOLE": "1" * whole}
        print(f"== {script.name}", flush=True)
        begun = perf_counter()
        done = subprocess.run([sys.executable, script], env=environment, check=False)  # noqa: S603 - because it is one of ours
        print(f"== {perf_counter() - begun:.0f} s", flush=True)
        lines = kept.read_text("utf-8").splitlines() if kept.exists() else []
    return None if done.returncode else [{"script": name_of(script), **json.loads(line)} for line in lines]


def name_of(script: Path) -> str:
    return script.stem.removeprefix("bench_")


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
        if key(row) in baseline and not row["ratio"] <= WORSE * max(baseline[key(row)], NOISE)  # NaN is no better
    ]


def not_measured(rows: list[dict[str, Any]], ran: list[str], baseline: dict[str, float]) -> list[str]:
    """The ratios of the baseline that the scripts which ran no longer measure."""
    return sorted({name for name in baseline if name.split(": ")[0] in ran}.difference([key(row) for row in rows]))


def not_known(rows: list[dict[str, Any]], baseline: dict[str, float]) -> list[str]:
    """The ratios that the baseline does not hold."""
    return sorted({key(row) for row in rows}.difference(baseline))


def gone(scripts: Iterable[str], baseline: dict[str, float]) -> list[str]:
    """The scripts of the baseline that there are no longer."""
    return sorted({name.split(": ")[0] for name in baseline}.difference(scripts))


def renewed(rows: list[dict[str, Any]], ran: list[str], baseline: dict[str, float]) -> dict[str, float]:
    """The baseline with what the scripts which ran have measured, and nothing else of theirs."""
    others = {name: known for name, known in baseline.items() if name.split(": ")[0] not in ran}
    return dict(sorted((others | {key(row): float(f"{row['ratio']:.3g}") for row in rows}).items()))


def main() -> int:
    parser = argparse.ArgumentParser(description="run the benchmarks, write one table")
    parser.add_argument("names", nargs="*")
    parser.add_argument("--whole", action="store_true", help="all sizes and instances: more than an hour")
    against = parser.add_mutually_exclusive_group()
    against.add_argument("--check", action="store_true")
    against.add_argument("--keep", action="store_true")
    asked = parser.parse_args()
    if asked.whole and (asked.check or asked.keep):
        parser.error("the baseline holds what is measured without --whole")
    if asked.check and not BASELINE.exists():
        parser.error(f"there is no {BASELINE.name} to compare with; --keep makes one")
    baseline = json.loads(BASELINE.read_text("utf-8")) if BASELINE.exists() else {}
    scripts = [HERE / f"bench_{name}.py" for name in asked.names] or sorted(HERE.glob("bench_*.py"))
    found = {name_of(script): measured(script, whole=asked.whole) for script in scripts}
    ran = [name for name, kept in found.items() if kept is not None]
    ran += [] if asked.names else gone(found, baseline)
    rows = [row for kept in found.values() for row in kept or ()]
    TABLE.parent.mkdir(exist_ok=True)
    TABLE.write_text(table(rows), "utf-8")
    print(f"{len(rows)} ratios in {TABLE.relative_to(HERE.parent)}")
    if asked.keep:
        BASELINE.write_text(json.dumps(renewed(rows, ran, baseline), indent=1, ensure_ascii=False) + "\n", "utf-8")
    worse, lost = (got_worse(rows, baseline), not_measured(rows, ran, baseline)) if asked.check else ([], [])
    failed = sorted(name for name, kept in found.items() if kept is None)
    new = not_known(rows, baseline) if asked.check else []
    wrong = {"got worse by half:": worse, "in the baseline and no longer measured:": lost, "failed:": failed}
    for said, names in {"not in the baseline:": new, **wrong}.items():
        if names:
            print("\n".join([said, *names]))
    return 1 if any(wrong.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
