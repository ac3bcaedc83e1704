"""What mypy finds wrong in mutants alone, as `.ci/mutate.py` lets mutmut ask for it: `mutant_types.py mypy ARGUMENTS`.

How mutmut writes mutants is itself a mistake to mypy here and there, as where a method no longer fits its Protocol.
So what lies outside of mutants, or is found in the untouched copy of the function as well, is left out.
"""  # noqa: INP001 - because it is run by its path

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

__all__ = ["copies", "main", "of_mutants"]


def copies(source: str) -> dict[int, tuple[str, str]]:
    """For each line of a copy that mutmut made of a function: the function, and which copy (`orig` or a number)."""
    found: dict[int, tuple[str, str]] = {}
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and "__mutmut_" in node.name:
            function, _, copy = node.name.rpartition("__mutmut_")
            found |= dict.fromkeys(range(node.lineno, (node.end_lineno or node.lineno) + 1), (function, copy))
    return found


def of_mutants(findings: list[dict[str, Any]], lines: dict[str, dict[int, tuple[str, str]]]) -> list[dict[str, Any]]:
    """The findings in a mutant that are not in the untouched copy as well; `lines` are those of `copies`, by file."""
    untouched = ("", "orig")
    found = [(one, *lines[one["file"]].get(one["line"], untouched)) for one in findings]
    known = {(one["file"], function, one["message"]) for one, function, copy in found if copy == "orig"}
    return [
        one for one, function, copy in found if copy != "orig" and (one["file"], function, one["message"]) not in known
    ]


def main() -> int:
    """Run mypy and print what it finds in mutants alone."""
    done = subprocess.run([sys.executable, "-m", *sys.argv[1:]], capture_output=True, text=True, check=False)  # noqa: S603 - because it is our tool
    findings = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    lines = {name: copies(Path(name).read_text(encoding="utf-8")) for name in {one["file"] for one in findings}}
    sys.stdout.writelines(json.dumps(one) + "\n" for one in of_mutants(findings, lines))
    sys.stderr.write(done.stderr)
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
