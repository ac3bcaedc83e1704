"""The funding programmes, read from their three tables."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date
from operator import itemgetter
from typing import Any, Final

from kommunal_partner._mappings import NamedMap
from kommunal_partner._tables import Column, boolean, day, integer, many, member, one_of, optional, reason_of, required
from kommunal_partner.errors import BadModel, BadSpan
from kommunal_partner.facts._checks import check_code
from kommunal_partner.facts._folder import CONFIDENCE, SOURCES, Folder
from kommunal_partner.facts._rows import blank_allowed, noting, words_in_both
from kommunal_partner.facts.sentences import PROGRAMME, VERSION, not_called
from kommunal_partner.languages import Term, named, phrase
from kommunal_partner.programmes import (
    APPLICANT_KINDS,
    CELL_NAMES,
    PROJECT_KINDS,
    Cell,
    CellKind,
    Deadline,
    Programme,
    ProgrammeVersion,
)
from kommunal_partner.spans import Span

PROGRAMMES, VERSIONS, CELLS = "programmes.csv", "programme_versions.csv", "programme_cells.csv"


def _deadline(both: Term) -> Deadline:
    what, _, when = both.en.partition("@")
    step = Term(both.de.partition("@")[0], what)
    if not when:
        return Deadline(step)
    if len(when) == len("MM-DD"):
        found = day(f"2000-{when}")
        return Deadline(step, yearly=(found.month, found.day))
    return Deadline(step, day=day(when))


def _pairs(text: str, text_de: str) -> tuple[Term, ...]:
    """The parts of a cell in both languages; a blank German cell stands for the same words."""
    en, de = text.split(";"), (text_de or text).split(";")
    if len(en) != len(de):
        said = f"{len(en)} Teile auf Englisch und {len(de)} auf Deutsch"
        raise BadModel(Term(said, f"{len(en)} parts in English and {len(de)} in German"))
    return tuple(named(Term(german, english)) for german, english in zip(de, en, strict=True))


def _set_of(choices: tuple[str, ...]) -> Callable[[str], frozenset[str]]:
    each = many(one_of({choice: choice for choice in choices}))
    return lambda text: frozenset(each(text))


def _words(text: str) -> frozenset[str]:
    return frozenset(many(required)(text))


_READERS: dict[str, Callable[[str], Any]] = {
    "applicants": _set_of(APPLICANT_KINDS),
    "partner_required": boolean,
    "oda_partner_required": boolean,
    "countries": _words,
    "stages": _words,
}
_WORDED: Final[dict[str, Callable[[tuple[Term, ...]], Any]]] = {
    "joint_application": itemgetter(0),
    "deadlines": lambda parts: tuple(map(_deadline, parts)),
    "procedure": itemgetter(0),
    "themes": tuple,
}
"""The cells that hold words in both languages; what they make of their parts."""
_SINGLE: Final = frozenset({"joint_application", "procedure"})


def load_programmes(folder: Folder, codes: Collection[str]) -> NamedMap[Programme]:
    """Every programme by its id; problems are noted in the folder. `codes` are the country codes there are."""
    columns = (Column("id", required), Column("name_de", required), Column("name_en", required))
    names = list(folder.rows(PROGRAMMES, columns, key=("id",)))
    cells, conditions = _cells(folder, codes)
    versions = _versions(folder, cells, conditions)
    known = {values[0] for _, values in names}
    for line, version in versions:
        if version.programme not in known:
            folder.complain(VERSIONS, line, "programme", not_called(PROGRAMME, version.programme))
    told = {(version.programme, version.version) for _, version in versions}
    for line, key in ((line, key) for key, (line, _) in cells.items() if key not in told):
        folder.complain(CELLS, line, "version", not_called(VERSION, " ".join(key)))
    return NamedMap(
        PROGRAMME,
        (
            (one, Programme(one, de, en, tuple(version for _, version in versions if version.programme == one)))
            for _, (one, de, en) in names
        ),
    )


_Cells = dict[tuple[str, str], tuple[int, dict[str, Cell[object]]]]


def _cells(folder: Folder, codes: Collection[str]) -> tuple[_Cells, dict[tuple[str, str], list[Term]]]:
    columns = (
        Column("programme", required),
        Column("version", required),
        Column("cell", one_of({name: name for name in (*CELL_NAMES, "condition")})),
        Column("kind", member(CellKind)),
        Column("value", blank_allowed),
        Column("value_de", blank_allowed),
        *words_in_both("wording"),
    )
    cells: _Cells = {}
    conditions: dict[tuple[str, str], list[Term]] = {}
    for line, (programme, version, name, kind, text, text_de, *wording) in folder.rows(
        CELLS, columns, key=("programme", "version", "cell", "kind", "value")
    ):
        key = programme, version
        if name == "condition":
            with noting(folder, CELLS, line):
                conditions.setdefault(key, []).append(named(Term(text_de, text)))
            continue
        _, of_version = cells.setdefault(key, (line, {}))
        if name in of_version:
            de = f"{name} steht zweimal in {programme} {version}"
            folder.complain(CELLS, line, "cell", Term(de, f"{name} stands twice in {programme} {version}"))
        try:
            of_version[name] = _cell(name, kind, text, text_de, phrase(Term(*wording)))
        except ValueError as error:
            folder.complain(CELLS, line, "value", reason_of(error))
            continue
        if name == "countries":
            for code in sorted(frozenset(_words(text))):
                check_code(folder, CELLS, line, "value", code, codes)
    return cells, conditions


def _cell(name: str, kind: CellKind, text: str, text_de: str, wording: Term | None) -> Cell[object]:
    if kind is CellKind.VALUE and name in _WORDED:
        parts = (named(Term(text_de or text, text)),) if name in _SINGLE else _pairs(text, text_de)
        return Cell(kind, _WORDED[name](parts), wording)
    if text_de:
        raise BadModel(
            Term("ein Wert, der kein Text ist, hat keinen deutschen Wortlaut", "a value that is no text has no German")
        )
    read = _READERS.get(name, integer)
    if kind is CellKind.VALUE:
        return Cell(kind, read(text), wording)
    if kind is CellKind.CONDITIONAL and text:
        project = one_of({choice: choice for choice in PROJECT_KINDS})
        pairs = (case.partition("=") for case in text.split(" "))
        return Cell(kind, None, wording, tuple((project(name), read(value)) for name, _, value in pairs))
    if text:
        de = f"eine Zelle der Art {kind.value} hat keinen Wert, nur einen Wortlaut"
        raise BadModel(Term(de, f"a {kind.value} cell has no value, only a wording"))
    return Cell(kind, None, wording)


def _versions(
    folder: Folder, cells: _Cells, conditions: dict[tuple[str, str], list[Term]]
) -> list[tuple[int, ProgrammeVersion]]:
    columns = (
        Column("programme", required),
        Column("version", required),
        Column("title_de", required),
        Column("title_en", required),
        *words_in_both("label"),
        Column("start", optional(day)),
        Column("end", optional(day)),
        Column("closed", boolean),
        SOURCES,
        CONFIDENCE,
        Column("note", blank_allowed),
    )
    found: list[tuple[int, ProgrammeVersion]] = []
    rows = folder.rows(VERSIONS, columns, key=("programme", "version"))
    for line, (programme, version, de, en, *label, start, end, closed, sources, confidence, note) in rows:
        key = programme, version
        try:
            seen = _seen(start, end)
        except (BadSpan, BadModel) as error:
            folder.complain(VERSIONS, line, "end", reason_of(error))
            continue
        record = ProgrammeVersion(
            programme=programme,
            version=version,
            seen=seen,
            closed=closed,
            conditions=tuple(conditions.get(key, ())),
            sources=folder.cited(VERSIONS, line, sources),
            confidence=confidence,
            note=note,
            title_de=de,
            title_en=en,
            label=phrase(Term(*label)),
            **cells.get(key, (line, {}))[1],  # type: ignore[arg-type] # because each cell was read by its own reader
        )
        found.append((line, record))
    return found


def _seen(start: date | None, end: date | None) -> Span | None:
    if start is None:
        if end is not None:
            said = Term(
                "ein Text, der bis zu einem Tag gesehen wurde, braucht auch den Tag, ab dem er gesehen wurde",
                "a text that was seen until some day was seen from some day on",
            )
            raise BadModel(said)
        return None
    return Span(start, end)
