"""What the shipped facts rest on, table by table, and what would have to be mended: `make audit`.

It fails on a row without a source, on a no that rests on low or inferred rows where no list of recipients and no bound
of a scope says it, and on a pair that a text about an edition names and the partnerships lack.
"""  # noqa: INP001 - because it is run by its path

from __future__ import annotations

import csv
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from pathlib import Path

from kommunal_partner.eligibility import assess_partnership
from kommunal_partner.facts import Facts, load_facts
from kommunal_partner.series import AudienceRule
from kommunal_partner.sources import Confidence
from kommunal_partner.verdicts import Verdict

__all__ = ["main", "pairs_named", "sections", "unsourced", "weak_refusals"]

TABLES = Path(__file__).resolve().parents[1] / "src" / "kommunal_partner" / "facts" / "tables"
Rows = list[dict[str, str]]

SOURCED_ELSEWHERE = {
    "municipal_register.csv": "municipal_edition.csv says where the whole register is from",
    "programme_cells.csv": "programme_versions.csv cites the text that holds the cell",
    "programmes.csv": "names; programme_versions.csv cites the texts",
    "sources.csv": "the sources themselves",
}
"""Tables whose rows have no column of sources, and where their source stands."""

BY_LIST_OR_BOUND = frozenset({"NOT_LISTED", "OUTSIDE_BOUNDS"})
"""A no that stays a no whatever the row's confidence: by a list of recipients, by the bounds of a scope."""

A_NAME = r"(?:(?:Bad|Sankt|St\.|San|Santa|São) )?[^\W\d_][\w'-]+"
A_HOST = "(?:Landeshauptstadt|Hansestadt|Stadt|Gemeinde|Landkreis|Kreis)"
A_PAIR = re.compile(rf"\b({A_NAME})\s?[–—]\s?({A_NAME})|\b{A_HOST} ({A_NAME}) (?:mit|with) ({A_NAME})")


def tables() -> dict[str, Rows]:
    """Every shipped table by its file's name."""
    found: dict[str, Rows] = {}
    for path in sorted(TABLES.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            found[path.name] = list(csv.DictReader(file))
    return found


def unsourced(read: Mapping[str, Rows]) -> list[str]:
    """Rows without a source: `table, line`; a table without a column of sources, unless it is known why."""
    found = []
    for name, rows in read.items():
        if name in SOURCED_ELSEWHERE:
            continue
        if rows and "sources" not in rows[0]:
            found.append(f"{name}: no column of sources")
        else:
            found += [f"{name}, line {line}" for line, row in enumerate(rows, 2) if not row["sources"].strip()]
    return found


def weak_refusals(verdicts: Iterable[tuple[str, Verdict]]) -> list[str]:
    """Where a no rests on low or inferred rows alone, though neither a list nor a bound says it: `what: code`."""
    found = []
    for what, verdict in verdicts:
        refusals = [check for check in verdict.checks or (verdict,) if check.is_no]
        if refusals and not any(_is_firm(check) for check in refusals):
            found.append(f"{what}: {', '.join(check.code for check in refusals)}")
    return found


def _is_firm(check: Verdict) -> bool:
    if check.code in BY_LIST_OR_BOUND:
        return True
    weak = any(isinstance(row, AudienceRule) and (row.carried_over or row.inferred) for row in check.evidence)
    return check.confidence is not Confidence.LOW and not weak


def shipped_verdicts(facts: Facts) -> Iterator[tuple[str, Verdict]]:
    """Every shipped partnership asked about every series, on the day the facts were last read."""
    for series in facts.series.values():
        for linked in facts.partnerships.values():
            yield f"{series.id} {linked.id}", assess_partnership(facts, linked, series, on=facts.as_of)


def pairs_named(texts: Mapping[str, str], facts: Facts) -> list[str]:
    """The pairs of a text, one of them a German municipality, which the partnerships lack.

    They are written "Ulm–Valdivia", and as hosts "Stadt Ulm mit Valdivia" or "Stadt Ulm with Valdivia".
    """
    at_home = {_bare(unit.name) for unit in facts.municipalities.values()}
    held = {
        frozenset((_bare(one.name), _bare(another.name)))
        for linked in facts.partnerships.values()
        for one, another in combinations(linked.units, 2)
    }
    named = ((where, *filter(None, pair)) for where, text in texts.items() for pair in A_PAIR.findall(text))
    return [
        f"{where}: {one}–{another}"
        for where, one, another in named
        if at_home.intersection((one, another)) and frozenset((one, another)) not in held
    ]


def _bare(name: str) -> str:
    found = re.match(A_NAME, name)
    return name if found is None else found.group()


def texts_about_editions(read: Mapping[str, Rows]) -> dict[str, str]:
    """What is said and noted of editions, by table and line."""
    found = {}
    for name in ("editions.csv", "claims.csv"):
        for line, row in enumerate(read[name], 2):
            if row.get("subject", "edition") == "edition":
                found[f"{name}, line {line}"] = " ".join(cell for cell in row.values() if cell)
    return found


def sections(read: Mapping[str, Rows], facts: Facts) -> Iterator[str]:
    """The report as Markdown, part by part."""
    yield "## Rows by confidence\n"
    yield "| table | rows | high | medium | low | with a second source |\n|---|--:|--:|--:|--:|--:|"
    for name, rows in read.items():
        levels = Counter(row.get("confidence", "") for row in rows)
        second = sum(len(re.split(r"[ ;]+", row["sources"].strip())) > 1 for row in rows if "sources" in row)
        counts = [levels[level] or "" for level in ("high", "medium", "low")]
        yield f"| {name} | {len(rows)} | {' | '.join(map(str, counts))} | {second or ''} |"
    yield "\n## Contradictions\n"
    yield from _contradictions(read)
    yield "\n## Inferred or carried over, and asked in decisions\n"
    yield from _inferred(facts)
    yield "\n## What expires next\n"
    yield from (f"- {one.last}: {one.text('en')}" for one in facts.expiries())


def _contradictions(read: Mapping[str, Rows]) -> Iterator[str]:
    groups = Counter(row["group"] for row in read["claims.csv"] if row["group"])
    yield f"- claims.csv: {sum(count > 1 for count in groups.values())} groups of claims that do not say the same"
    doubtful = Counter(row["status"] for row in read["region_memberships.csv"])
    yield "- region_memberships.csv: " + ", ".join(f"{count} {status}" for status, count in sorted(doubtful.items()))
    kinds = Counter(row["kind"] for row in read["programme_cells.csv"])
    yield "- programme_cells.csv: " + ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items()))


def _inferred(facts: Facts) -> Iterator[str]:
    for one in facts.oda.lists:
        if one.confidence is not Confidence.HIGH:
            rows = Counter(row.confidence.value for row in facts.oda.listings if row.span.contains(one.span.start))
            told = ", ".join(f"{count} {level}" for level, count in sorted(rows.items()))
            yield f"- list {one.id} is {one.confidence.value}; its rows are {told}"
    for series in facts.series.values():
        for rule in series.audience.rules:
            if rule.carried_over or rule.inferred:
                what = "carried over" if rule.carried_over else f"inferred: {', '.join(sorted(rule.inferred))}"
                yield f"- {series.id}, {rule.side.value}, from {rule.valid_from}: {what} ({rule.confidence.value})"


def main() -> int:
    """Print the report; 1 where something must be mended."""
    facts, read = load_facts(), tables()
    print("\n".join(sections(read, facts)))  # noqa: T201 - because it is a script
    faults = {
        "rows without a source": unsourced(read),
        "a no on low or inferred rows alone": weak_refusals(shipped_verdicts(facts)),
        "pairs named by an edition, not among the partnerships": pairs_named(texts_about_editions(read), facts),
    }
    print("\n## To be mended\n")  # noqa: T201 - because it is a script
    for what, found in faults.items():
        print("\n".join([f"- {what}: {len(found)}", *(f"  - {one}" for one in found[:50])]))  # noqa: T201 - because it is a script
    return 1 if any(faults.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
