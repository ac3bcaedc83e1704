"""Turn the modules of one room round, bit by bit, and list what no test notices: `make mutation ROOM=invitations`.

Each room has its own folder of mutants, `build/mutation/ROOM`, so that a run that was stopped goes on where it was.
What contradicts its types is noticed before any test runs. Its tests are those that stand beside it, its laws, and
those of other rooms that ask it; `tests/conftest.py` leaves out what starts other processes and draws few examples.
`--list` names the rooms; without a room all run in turn. `--sample 500` tries every k-th mutant by name, so that some
500 are tried; `--again` tries once more what was not noticed, or only took too long, as it may on a busy machine.
"""  # noqa: INP001 - because it is run by its path

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

__all__ = ["ROOMS", "Room", "main", "modules_of", "mutants_of", "outcomes", "sampled", "settings"]

ROOT = Path(__file__).resolve().parents[1]
HOME = ROOT / "build" / "mutation"
COPIED = ("README.md", "CHANGELOG.md", "SECURITY.md", "docs", "examples", "benchmarks", ".ci", "mkdocs.yml")
LEFT_OUT = ("__init__.py", "sentences.py")  # names and words: nothing is decided there
GOAL = 95  # per cent noticed
SURE = ("killed", "caught by type check")
NOTICED = (*SURE, "timeout")
MISSED = ("survived", "no tests")
NOT_CHECKED = "not checked"
TYPES = "mypy --config-file= --output=json --strict --ignore-missing-imports --explicit-package-bases"


class Room(NamedTuple):
    """What is mutated, and the tests that must notice."""

    modules: tuple[str, ...]
    tests: tuple[str, ...]
    too_slow: tuple[str, ...] = ()  # tests that take seconds each, which every mutant would have to wait for
    goal: int = GOAL  # less where a search may go another way to the same answer, or much is asked twice


ROOMS = {
    "eligibility": Room(
        ("eligibility/_*.py",),
        (
            "tests/eligibility",
            "tests/test_programmes.py",
            "tests/test_participants.py",
            "tests/properties/test_exclusion_laws.py",
            "tests/properties/test_partnership_laws.py",
            "tests/properties/test_timeline_laws.py",
        ),
    ),
    "invitations": Room(
        ("invitations/_*.py", "invitations/result.py", "invitations/solve.py"),
        (
            "tests/invitations",
            "tests/adapters/test_to_tables.py",
            "tests/properties/test_invitation_laws.py",
        ),
        (
            "tests/invitations/test_invite_in_time.py::test_quotas_that_need_hundreds_are_met_without_a_call_inside_a_call_for_each",
            "tests/invitations/test_invite_in_time.py::test_a_time_limit_ends_a_choice_that_would_take_seconds",
            "tests/invitations/test_lists_that_live.py::test_a_search_that_was_not_ended_says_so",
            "tests/invitations/test_lists_that_live.py::test_a_list_to_confirm_goes_out_comes_back_filled_in_and_moves_to_the_invited",
            "tests/invitations/test_invite.py::test_every_invited_partnership_of_the_shipped_facts_passes_a_check_written_anew",
        ),
    ),
    "keys": Room(
        ("keys/*.py",),
        (
            "tests/test_keys.py",
            "tests/municipalities",
            "tests/test_regions.py",
            "tests/adapters/from_tables",
            "tests/properties/test_key_laws.py",
        ),
    ),
    "oda": Room(
        ("oda/*.py",),
        (
            "tests/test_oda.py",
            "tests/test_oda_comparison.py",
            "tests/eligibility",
            "tests/adapters/test_to_tables.py",
            "tests/properties/test_oda_laws.py",
            "tests/properties/test_exclusion_laws.py",
        ),
    ),
    "planning": Room(
        (
            "planning/_verify.py",
            "planning/_bounds.py",
            "planning/_due.py",
            "planning/_quiet_times.py",
            "planning/_rules.py",
        ),
        (
            "tests/planning",
            "tests/properties/test_planning_laws.py",
        ),
        (
            "tests/planning/test_plan_announced.py::test_an_interruption_gives_the_best_plan_until_then",
            "tests/planning/test_plan_announced.py::test_what_is_badly_shaped_or_far_too_big_is_refused_at_once",
            "tests/planning/test_plan_explanations.py::test_a_load_of_the_year_is_named_in_the_clash",
        ),
    ),
    "matching": Room(
        ("matching/*/_verify.py", "matching/*/_bounds.py", "matching/*/_recount.py"),
        (
            "tests/matching",
            "tests/properties/test_assignment_laws.py",
            "tests/properties/test_group_laws.py",
            "tests/properties/test_meeting_laws.py",
            "tests/properties/test_rotation_laws.py",
            "tests/properties/test_stable_laws.py",
        ),
    ),
    "pairing": Room(
        (
            "matching/assignment/_alternating_tree.py",
            "matching/assignment/_blossom.py",
            "matching/assignment/_few_pairs.py",
            "matching/assignment/_successive_shortest_paths.py",
        ),
        (
            "tests/matching/test_alternating_tree.py",
            "tests/matching/test_assignment.py",
            "tests/matching/test_assignment_large_numbers.py",
            "tests/matching/test_assignment_proofs.py",
            "tests/matching/test_equals_of_floats.py",
            "tests/matching/test_group_of_three.py",
            "tests/matching/test_pairing_results.py",
            "tests/matching/test_pairs_beside_quotas.py",
            "tests/matching/test_pairs_not_settled.py",
            "tests/matching/test_pools_of_few_pairs.py",
            "tests/properties/test_assignment_laws.py",
        ),
        goal=85,
    ),
    "seating": Room(
        (
            "matching/_seating/absence.py",
            "matching/_seating/counted_faults.py",
            "matching/_seating/exchange_faults.py",
            "matching/_seating/joining.py",
            "matching/_seating/readers.py",
            "matching/_seating/seating_problem.py",
            "matching/_seating/seating_state.py",
        ),
        (
            "tests/matching/test_cancellations_at_tables.py",
            "tests/matching/test_groups.py",
            "tests/matching/test_rotation.py",
            "tests/matching/test_rotation_bench.py",
            "tests/matching/test_rule_lanes.py",
            "tests/matching/test_seating_exchanges.py",
            "tests/matching/test_seating_input.py",
            "tests/matching/test_table_languages.py",
            "tests/properties/test_group_laws.py",
            "tests/properties/test_rotation_laws.py",
        ),
        goal=90,
    ),
    "time": Room(
        ("cycles.py", "spans.py", "schedule/_*.py"),
        (
            "tests/schedule",
            "tests/test_cycles.py",
            "tests/test_refusals.py",
            "tests/test_series.py",
            "tests/test_spans.py",
            "tests/properties/test_schedule_laws.py",
            "tests/properties/test_timeline_laws.py",
        ),
    ),
    "fuzzy_dates": Room(
        ("fuzzy_dates/_*.py",),
        (
            "tests/test_fuzzy_dates.py",
            "tests/test_fuzzy_dates_said.py",
            "tests/test_fuzzy_dates_words.py",
            "tests/test_refusals.py",
            "tests/properties/test_fuzzy_date_laws.py",
        ),
    ),
    "countries": Room(
        ("countries/_*.py",),
        ("tests/countries", "tests/test_refusals.py", "tests/properties/test_country_name_laws.py"),
    ),
    "regions": Room(
        ("regions/*.py",),
        ("tests/test_refusals.py", "tests/test_regions.py", "tests/properties/test_region_laws.py"),
    ),
    "verdicts": Room(
        ("verdicts.py", "results/*.py"),
        (
            "tests/test_verdicts.py",
            "tests/test_results.py",
            "tests/test_watched.py",
            "tests/test_repr.py",
            "tests/eligibility/test_country.py",
            "tests/planning/test_plan_announced.py",
            "tests/matching/test_common_form.py",
            "tests/matching/test_falsified_results.py",
        ),
        ("tests/planning/test_plan_announced.py::test_an_interruption_gives_the_best_plan_until_then",),
    ),
    "files": Room(
        (
            "adapters/from_tables/_above.py",
            "adapters/from_tables/_cells.py",
            "adapters/from_tables/_columns.py",
            "adapters/from_tables/_encodings.py",
            "adapters/from_tables/_footers.py",
            "adapters/from_tables/_grids.py",
            "adapters/from_tables/_header.py",
            "adapters/from_tables/_rows.py",
            "adapters/from_tables/_text.py",
            "adapters/from_tables/_workbook.py",
            "adapters/from_tables/_worksheet.py",
        ),
        (
            "tests/adapters/from_tables",
            "tests/adapters/test_to_tables.py",
            "tests/test_refusals.py",
        ),
    ),
    "tables": Room(
        (
            "adapters/from_tables/_abroad.py",
            "adapters/from_tables/_claims.py",
            "adapters/from_tables/_findings.py",
            "adapters/from_tables/_homes.py",
            "adapters/from_tables/_meanings.py",
            "adapters/from_tables/_merging.py",
            "adapters/from_tables/_participants.py",
            "adapters/from_tables/_partner_cells.py",
            "adapters/from_tables/_partnerships.py",
            "adapters/from_tables/_records.py",
        ),
        (
            "tests/adapters/from_tables",
            "tests/adapters/test_to_tables.py",
            "tests/test_refusals.py",
        ),
    ),
    "documents": Room(
        ("adapters/from_gv100ad/_*.py", "adapters/from_json/_*.py"),
        (
            "tests/adapters/test_from_gv100ad.py",
            "tests/adapters/test_from_gv100ad_extract.py",
            "tests/adapters/test_json.py",
            "tests/test_refusals.py",
        ),
    ),
    "calendars": Room(
        ("adapters/from_ical/_*.py", "adapters/from_holidays.py"),
        (
            "tests/adapters/test_from_ical.py",
            "tests/adapters/test_from_ical_events.py",
            "tests/adapters/test_from_ical_public_calendars.py",
            "tests/adapters/test_from_holidays.py",
            "tests/test_refusals.py",
        ),
    ),
}
"""Everything that decides, by room."""


def modules_of(room: Room) -> list[str]:
    """The files that are mutated, by their paths in the project."""
    return sorted(
        path.relative_to(ROOT).as_posix()
        for pattern in room.modules
        for path in (ROOT / "src" / "kommunal_partner").glob(pattern)
        if path.name not in LEFT_OUT
    )


def mutants_of(room: Room) -> list[str]:
    """The names of all mutants of a room, as mutmut makes them."""
    from mutmut.mutation.file_mutation import mutate_file_contents
    from mutmut.utils.format_utils import get_mutant_name

    return [
        get_mutant_name(Path(module), name)
        for module in modules_of(room)
        for name in mutate_file_contents(module, (ROOT / module).read_text(encoding="utf-8"), None, None).mutant_names
    ]


def settings(room: Room) -> str:
    """What mutmut reads in the room's folder, in place of the project's own table of it."""
    modules = modules_of(room)

    def listed(names: Iterable[str]) -> str:
        return "[" + ", ".join(f'"{name}"' for name in names) + "]"

    chosen = [*room.tests, *(f"--deselect={test}" for test in room.too_slow)]
    types = [sys.executable, str(ROOT / ".ci" / "mutant_types.py"), *TYPES.split(), *modules]
    return (
        f'\n[tool.mutmut]\nsource_paths = ["src"]\nonly_mutate = {listed(modules)}\nalso_copy = {listed(COPIED)}\n'
        f"pytest_add_cli_args_test_selection = {listed(chosen)}\n"
        'pytest_add_cli_args = ["-p", "no:unraisableexception", "-p", "no:cacheprovider"]\n'
        "timeout_multiplier = 1.5\ntimeout_constant = 3.0\n"  # so that a search without an end ends in half a minute
        f"type_check_command = {listed(types)}\n"
    )


def prepared(name: str) -> Path:
    """The folder of a room with the project as it is now; the mutants that were tried before stay."""
    folder = HOME / name
    folder.mkdir(parents=True, exist_ok=True)
    for stale in (folder / "tests", folder / "mutants" / "tests"):
        shutil.rmtree(stale, ignore_errors=True)
    if (folder / "mutants").exists():  # because mutmut leaves tables as they were when it copied them first
        tables = shutil.ignore_patterns("*.py", "__pycache__")
        shutil.copytree(ROOT / "src", folder / "mutants" / "src", dirs_exist_ok=True, ignore=tables)
    for part in ("src", "tests", *COPIED, "LICENSE", "DATA-NOTICE.md"):
        source, target = ROOT / part, folder / part
        if source.is_dir():
            left_out = shutil.ignore_patterns("__pycache__", "node_modules")
            shutil.copytree(source, target, dirs_exist_ok=True, ignore=left_out)
        else:
            shutil.copy2(source, target)
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    (folder / "pyproject.toml").write_text(project + settings(ROOMS[name]), encoding="utf-8")
    return folder


def mutmut(folder: Path, *arguments: str, shown: bool = True) -> str:
    """Run mutmut in a room's folder; what it prints, unless it is shown as it comes."""
    done = subprocess.run(  # noqa: S603 - because it is our tool
        [Path(sys.executable).parent / "mutmut", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": "", "MYPYPATH": "src", "KOMMUNAL_PARTNER_PROFILE": "mutation"},
        stdout=None if shown else subprocess.PIPE,
        stderr=None if shown else subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(f"mutmut could not run in {folder}: {done.stdout or 'what went wrong stands above'}")
    return done.stdout or ""


def outcomes(folder: Path) -> dict[str, str]:
    """How each mutant of a room ended, by its name: killed, survived, timeout, caught by type check, not checked …"""
    told = mutmut(folder, "results", "--all", "true", shown=False)
    return dict(re.findall(r"^ +(\S+): ([a-z ]+)$", told, re.MULTILINE))


def ends_of(folder: Path, mutants: Iterable[str]) -> dict[str, str]:
    """How these mutants ended so far."""
    known = outcomes(folder)
    return {mutant: known.get(mutant, NOT_CHECKED) for mutant in mutants}


def sampled(names: Iterable[str], wanted: int) -> list[str]:
    """Every k-th name in order, so that about as many as wanted are taken; all without a wish."""
    ordered = sorted(names)
    return ordered[:: max(1, round(len(ordered) / wanted))] if wanted else ordered


def run(name: str, *, sample: int, again: bool, children: int) -> bool:
    """Try the mutants of a room, say what was not noticed, and whether the goal is met."""
    folder = prepared(name)
    alongside = ("--max-children", str(children))
    if sample or again:
        settled = SURE if again else (*NOTICED, *MISSED)
        chosen = sampled(mutants_of(ROOMS[name]), sample)
        wanted = [mutant for mutant, end in ends_of(folder, chosen).items() if end not in settled]
        for _ in range(2):  # mutmut forgets the ends of functions that have changed since
            if wanted:
                mutmut(folder, "run", *alongside, *wanted)
                wanted = [mutant for mutant, end in ends_of(folder, chosen).items() if end == NOT_CHECKED]
    else:
        mutmut(folder, "run", *alongside)
        chosen = list(outcomes(folder))
    tried = {mutant: end for mutant, end in ends_of(folder, chosen).items() if end != NOT_CHECKED}
    missed = {mutant: end for mutant, end in tried.items() if end not in NOTICED}
    share = 100 * (len(tried) - len(missed)) / len(tried) if tried else 0.0
    by_types = sum(end == "caught by type check" for end in tried.values())
    kind = f"a sample of {len(mutants_of(ROOMS[name]))}" if sample else "all"
    lines = [f"{mutant}: {end}" for mutant, end in tried.items() if end not in SURE]
    lines.append(
        f"{name}: {len(tried) - len(missed)} of {len(tried)} noticed ({kind}), {by_types} of them by types, "
        f"{share:.1f} % (goal {ROOMS[name].goal})"
    )
    sys.stdout.write("\n".join(lines) + "\n")
    return share >= ROOMS[name].goal


def main() -> int:
    """Run the rooms; 1 where fewer mutants are noticed than the goal asks for."""
    parser = argparse.ArgumentParser(description="turn modules round and list what no test notices")
    parser.add_argument("rooms", nargs="*", choices=[*ROOMS, []])
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--sample", type=int, default=0, help="about how many mutants to try; 0: all")
    parser.add_argument("--again", action="store_true", help="try once more what was not noticed or took too long")
    parser.add_argument("--children", type=int, default=os.cpu_count() or 1, help="how many to try at a time")
    asked = parser.parse_args()
    if asked.list:
        sys.stdout.write("\n".join(ROOMS) + "\n")
        return 0
    met = [run(name, sample=asked.sample, again=asked.again, children=asked.children) for name in asked.rooms or ROOMS]
    return 0 if all(met) else 1


if __name__ == "__main__":
    sys.exit(main())
