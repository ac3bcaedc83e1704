"""What a row says of a partnership besides its units: observations of form, label and stage, themes, goals, sources."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, Final, NamedTuple, TypeVar

from kommunal_partner._folding import fold
from kommunal_partner.adapters.from_tables import sentences
from kommunal_partner.adapters.from_tables._cells import (
    BESIDE,
    LABEL_WORDS,
    ReadDate,
    read_confidence,
    read_date,
    read_form,
    read_goals,
    read_stage,
    sources_of,
    split_list,
    split_words,
)
from kommunal_partner.adapters.from_tables._findings import CellFinding
from kommunal_partner.adapters.from_tables.result import Severity
from kommunal_partner.fuzzy_dates import DatePrecision, FuzzyDate
from kommunal_partner.partnerships import Form, Observation, Stage
from kommunal_partner.sources import Confidence, Source
from kommunal_partner.verdicts import Sentence

CLAIMED: Final = (
    *("forms", "form_since", "form_as_of", "form_confidence", "form_sources"),
    *("labels", "label_since", "label_as_of", "label_confidence", "label_sources"),
    *("stages", "stage_since", "stage_as_of", "stage_confidence", "stage_sources"),
    *("since", "until", "as_of", "confidence", "source", "second_source", "themes", "sdgs"),
)
"""The fields that claims are read from."""

_PARTS: Final = ("since", "as_of", "confidence", "sources")
V = TypeVar("V", bound=Form | Stage | str)


class Claims(NamedTuple):
    """The parts of a partnership that are no units, and what to say about their cells."""

    forms: tuple[Observation[Form], ...]
    labels: tuple[Observation[str], ...]
    stages: tuple[Observation[Stage], ...]
    themes: tuple[str, ...]
    sdgs: frozenset[int]
    sources: tuple[Source, ...]
    confidence: Confidence
    findings: tuple[CellFinding, ...]


class _Reader:
    """Reads the claims of one row."""

    def __init__(self, row: Mapping[str, str], has: Callable[[str], bool]) -> None:
        self.row = row
        self.has = has
        self.findings: list[CellFinding] = []
        self.sources = tuple(dict.fromkeys([*sources_of(row["source"]), *sources_of(row["second_source"])]))
        self.confidence = self.sureness("confidence", row["confidence"])
        self.since = self.date("since", row["since"])
        self.as_of = self.date("as_of", row["as_of"])

    def warn(self, field: str, reason: Sentence) -> None:
        self.findings.append(CellFinding(field, reason, Severity.WARNING))

    def date(self, field: str, text: str) -> FuzzyDate | None:
        if not text:
            return None
        read: ReadDate = read_date(text)
        if read.reason is not None:
            self.warn(field, read.reason)
        return read.date

    def sureness(self, field: str, text: str) -> Confidence:
        """How sure it is; one list that nobody compared with others is of medium confidence."""
        if not text:
            return Confidence.MEDIUM
        read = read_confidence(text)
        if read is None:
            self.warn(field, Sentence(sentences.BAD_CONFIDENCE, {"word": text[:80]}))
        return read or Confidence.LOW

    def observations(self, prefix: str, values: list[V], since: FuzzyDate | None) -> tuple[Observation[V], ...]:
        """The values with their own dates, confidence and sources where the table has columns for them."""
        count = len(values)
        if not count:
            return ()
        if not any(self.has(f"{prefix}_{part}") for part in _PARTS):
            return tuple(
                [
                    Observation(value, None if at else since, self.as_of, self.sources, self.confidence)
                    for at, value in enumerate(values)
                ]
            )
        begins = self._parallel(f"{prefix}_since", count, self.date, None)
        if since is not None and not self.has(f"{prefix}_since"):
            begins[0] = since
        seen = self._parallel(f"{prefix}_as_of", count, self.date, self.as_of)
        sure = self._parallel(f"{prefix}_confidence", count, self.sureness, self.confidence)
        cited = self._parallel(f"{prefix}_sources", count, lambda _, text: sources_of(text, BESIDE), self.sources)
        return tuple(map(Observation, values, begins, seen, cited, sure))

    def _parallel(self, field: str, count: int, read: Callable[[str, str], Any], otherwise: Any) -> list[Any]:  # noqa: ANN401 - because each column holds another type
        if not self.has(field):
            return [otherwise] * count
        # Sources hold semicolons of their own, so theirs stand in lines; a last blank part ends the list.
        parts = [part.strip() for part in self.row[field].split("\n" if field.endswith("_sources") else ";")]
        parts += parts[:1] * (count - 1) if len(parts) == 1 else [""] * count
        return [read(field, part) for part in parts[:count]]


def read_claims(row: Mapping[str, str], has: Callable[[str], bool]) -> Claims:
    """The claims of a row; `has` tells which columns the table has."""
    reader = _Reader(row, has)
    forms: list[Form] = []
    labels: list[str] = []
    for word in split_words(row["forms"]):
        read = read_form(word)
        if isinstance(read, Form):
            forms.append(read)
        elif read is not None:
            labels.append(read)
        else:
            reader.warn("forms", Sentence(sentences.UNKNOWN_FORM, {"word": word[:80]}))
    label_first = bool(labels) and not isinstance(read_form(split_words(row["forms"])[0]), Form)
    labels += [LABEL_WORDS.get(fold(word), word) for word in split_list(row["labels"]) if word]
    stages: list[Stage] = []
    for word in split_words(row["stages"]):
        stage = read_stage(word)
        if stage is None:
            reader.warn("stages", Sentence(sentences.UNKNOWN_STAGE, {"word": word[:80]}))
        else:
            stages.append(stage)
    goals, strange = read_goals(row["sdgs"]) if row["sdgs"] else (frozenset[int](), ())
    for word in strange:
        reader.warn("sdgs", Sentence(sentences.BAD_GOAL, {"word": word[:80]}))
    themes = split_list(row["themes"]) if ";" in row["themes"] or "\n" in row["themes"] else split_words(row["themes"])
    # A beginning without further word dates what is named first: a form, a label, or nothing but the stage.
    since = reader.since
    seen = reader.observations("stage", stages, None if forms or labels else since)
    return Claims(
        reader.observations("form", forms, None if label_first else since),
        reader.observations("label", labels, since if label_first or not forms else None),
        seen + _ended(reader),
        tuple(dict.fromkeys(themes)),
        goals,
        reader.sources,
        reader.confidence,
        tuple(reader.findings),
    )


def _ended(reader: _Reader) -> tuple[Observation[Stage], ...]:
    """The end that a row states: the day after the last one, or a day of the year or month that it names."""
    until = reader.date("until", reader.row["until"])
    if until is None:
        return ()
    if until.precision is DatePrecision.DAY and until.latest is not None and until.latest.year < 9999:  # noqa: PLR2004 - because the calendar ends there
        until = FuzzyDate.of(until.latest + timedelta(days=1))
    return (Observation(Stage.ENDED, until, reader.as_of, reader.sources, reader.confidence),)
