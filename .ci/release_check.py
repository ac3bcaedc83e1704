"""What must be so before a version is released: `make release-check`.

Wheel and source archive are built twice and must be the same bytes; twine reads them; the wheel alone is installed into
empty environments, without an extra and with each, and answers; on every Python that is here, under five hash seeds, it
gives the same documents; the tests of the source archive pass in it; the interface differs from that of the newest tag
only where the changelog says so.
"""  # noqa: INP001 - because it is run by its path

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from pathlib import Path

from matrix import pythons

__all__ = ["built", "main", "said", "smoke"]

ROOT = Path(__file__).resolve().parents[1]
EPOCH = "1767225600"  # 1 January 2026: archives hold no other time
SEEDS = ("0", "1", "2", "77", "4242")
SMOKE = """
from datetime import date
from kommunal_partner.eligibility import assess_country
from kommunal_partner.facts import load_facts
facts = load_facts()
assert assess_country(facts, "CHL", on=date(2017, 12, 31)).is_yes
assert assess_country(facts, "CHL", on=date(2018, 1, 1)).is_no
assert assess_country(facts, "CHL", on=date(2030, 1, 1)).is_undecided
assert len(facts.municipalities) > 12_000
"""
USES = {
    "calendars": "from kommunal_partner.adapters.from_holidays import public_holidays as f\n"
    "from kommunal_partner.spans import Span\nassert f('Bayern', Span.years(2027)).days",
    "excel": "import io\nfrom kommunal_partner.adapters.to_tables import write_xlsx as f\nf([{'a': 1}], io.BytesIO())",
    "frames": "from kommunal_partner.adapters import to_frames as f\nassert f.add_oda",
    "ical": "from kommunal_partner.adapters import to_ical as f\nassert f.calendar",
    "ical-read": "from kommunal_partner.adapters import from_ical as f\nassert f.read_calendar",
    "json": "from kommunal_partner.adapters.to_json import to_json as f\nassert f(facts.series['rk-afrika'])",
    "matching": "from kommunal_partner.matching.assignment import assign as f\n"
    "assert f(['a'], ['x'], [[1]]).value == 1",
    "plots": "from kommunal_partner.adapters import to_plots as f\nassert f.oda_map(facts.oda, on=date(2018, 1, 1))",
    "testing": "from kommunal_partner.testing import strategies as f\nassert f.spans()",
    "all": "",
}
"""What is asked of every extra, after the smoke test."""


def run(*command: str | Path, cwd: Path = ROOT, **named: str) -> bytes:
    """Run it, by what is installed alone unless `named` says otherwise; what it printed, or the end with that."""
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    told = {**inherited, "SOURCE_DATE_EPOCH": EPOCH, **named}
    done = subprocess.run(command, cwd=cwd, env=told, capture_output=True, check=False)  # noqa: S603 - because the commands stand here
    if done.returncode:
        shown = (text.decode("utf-8", "replace")[-3000:] for text in (done.stdout, done.stderr))
        sys.exit("\n".join((" ".join(map(str, command)), *shown)))
    return done.stdout


def built(target: Path) -> dict[str, str]:
    """Wheel and source archive, built into the folder: the digest of each by its name."""
    run(sys.executable, "-m", "build", "--outdir", target)
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(target.iterdir())}


def smoke(wheel: Path, extra: str, folder: Path) -> None:
    """Install the wheel with an extra (or none) into a new environment, and ask it."""
    run(sys.executable, "-m", "venv", folder)
    inside = folder / "bin" / "python"
    wanted = f"{wheel}[{extra}]" if extra else str(wheel)
    run(inside, "-m", "pip", "--disable-pip-version-check", "install", "--quiet", wanted)
    run(inside, "-c", SMOKE + USES.get(extra, ""), cwd=folder)
    shutil.rmtree(folder)


def said(wheel: Path, python: Path, folder: Path) -> set[str]:
    """What the wheel says to drawn questions on a Python under each hash seed: the digests, which must be one."""
    run(python, "-m", "venv", folder)
    inside = folder / "bin" / "python"
    run(inside, "-m", "pip", "--disable-pip-version-check", "install", "--quiet", str(wheel))
    script = ROOT / ".ci" / "site" / "said.py"
    found = {hashlib.sha256(run(inside, script, "18", cwd=folder, PYTHONHASHSEED=seed)).hexdigest() for seed in SEEDS}
    shutil.rmtree(folder)
    return found


def newest_tag() -> str | None:
    """The newest tag of a version, if there is one."""
    git = ["git", "describe", "--tags", "--abbrev=0", "--match", "v*"]
    done = subprocess.run(git, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603 - because the command stands here
    return done.stdout.strip() or None


def say(text: str) -> None:
    """Print at once, so that a long run is watched."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def main() -> int:
    """Check everything; ends at the first fault."""
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        first, second = built(folder / "first"), built(folder / "second")
        if first != second:
            sys.exit(f"two builds differ: {first} {second}")
        say(f"two builds are the same bytes: {', '.join(first)}")
        archives = sorted((folder / "first").iterdir())
        run(sys.executable, "-m", "twine", "check", "--strict", *archives)
        say("twine finds nothing wrong")
        wheel = next(path for path in archives if path.suffix == ".whl")
        for extra in ("", *(one for one in extras if one in USES)):
            smoke(wheel, extra, folder / "empty")
            say(f"in an empty environment it answers: {extra or 'without an extra'}")
        digests = {version: said(wheel, python, folder / "empty") for version, python in pythons().items()}
        if len(set().union(*digests.values())) != 1:
            sys.exit(f"the same questions have several answers: {digests}")
        say(f"the same documents under {len(SEEDS)} hash seeds on Python {', '.join(digests)}")
        source = next(path for path in archives if path.name.endswith(".tar.gz"))
        with tarfile.open(source) as archive:
            archive.extractall(folder / "source", filter="data")
        (inside,) = (folder / "source").iterdir()
        run(
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-n",
            "auto",
            "-p",
            "no:cacheprovider",
            cwd=inside,
            PYTHONPATH=str(inside / "src"),
        )
        say("the tests of the source archive pass in it")
    tag = newest_tag()
    if tag is None:
        say("no version is tagged yet: nothing to compare the interface with")
    else:
        run(sys.executable, "-m", "griffe", "check", "kommunal_partner", "--search", "src", "--against", tag)
        say(f"the interface breaks nothing of {tag}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
