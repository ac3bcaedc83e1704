"""What a row says of a partnership besides its units: observations of form, label and stage, themes, goals, sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date as day
from datetime import timedelta
from typing import Any, Final, NamedTuple, TypeVar

from kommunal_partner._folding import fold
from kommunal_partner.adapters.from_tables import sentences
from kommunal_partner.adapters.from_tables._cells import (
    BESIDE,
    FIRST_DAY,
    LABEL_WORDS,
    dated_word,
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
from kommunal_partner.sources import Confidence, Precision, Source
from kommunal_partner.verdicts import Sentence

CLAIMED: Final = (
    *("forms", "form_since", "form_as_of", "form_confidence", "form_sources"),
    *("labels", "label_since", "label_as_of", "label_confidence", "label_sources"),
    *("stages", "stage_since", "stage_as_of", "stage_confidence", "stage_sources"),
    *("confirmed", "since", "until", "as_of", "confidence", "source", "second_source", "themes", "sdgs"),
)
"""The fields that claims are read from."""

V = TypeVar("V", bound=Form | Stage | str)


_PARTS: Final = ("since", "as_of", "confidence", "sources")


def with_columns_of_their_own(has: Callable[[str], bool]) -> frozenset[str]:
    """Which of form, label and stage have columns for their dates, confidence or sources."""
    return frozenset(one for one in ("form", "label", "stage") if any(has(f"{one}_{part}") for part in _PARTS))


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


class ClaimsContext(NamedTuple):
    """What holds for all rows of a list.

    `apart` are those of form, label and stage that have columns of their own for dates and sources; `as_of` is the day
    the list speaks of, `edtf` says that it writes its dates so, `table` is its name.
    """

    has: Callable[[str], bool]
    apart: frozenset[str] = frozenset()
    as_of: FuzzyDate | None = None
    first_day: day = FIRST_DAY
    edtf: bool = False
    table: str = ""


class _Reader:
    """Reads the claims of one row."""

    def __init__(self, row: Mapping[str, str], context: ClaimsContext) -> None:
        self.row = row
        self.has = context.has
        self.context = context
        self.findings: list[CellFinding] = []
        self.sources = tuple(dict.fromkeys([*sources_of(row["source"]), *sources_of(row["second_source"])]))
        self.confidence = self.sureness("confidence", row["confidence"])
        self.since = self.date("since", row["since"])
        self.as_of = self.date("as_of", row["as_of"]) or context.as_of

    def warn(self, field: str, reason: Sentence) -> None:
        self.findings.append(CellFinding(field, reason, Severity.WARNING))

    def date(self, field: str, text: str) -> FuzzyDate | None:
        if not text:
            return None
        read = read_date(text, self.context.first_day, edtf=self.context.edtf)
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

    def observations(
        self, prefix: str, dated: Sequence[tuple[V, FuzzyDate | None]], since: FuzzyDate | None
    ) -> tuple[Observation[V], ...]:
        """The values with their own dates, confidence and sources where the table has columns or words for them."""
        count = len(dated)
        if not count:
            return ()
        if prefix not in self.context.apart:
            return tuple(
                [
                    Observation(value, own or (None if at else since), self.as_of, self.sources, self.confidence)
                    for at, (value, own) in enumerate(dated)
                ]
            )
        values = [value for value, _ in dated]
        begins = self._parallel(f"{prefix}_since", count, self.date, None)
        if since is not None and not self.has(f"{prefix}_since"):
            begins[0] = since
        begins = [own or begin for (_, own), begin in zip(dated, begins, strict=True)]
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


def read_claims(row: Mapping[str, str], context: ClaimsContext) -> Claims:
    """The claims of a row."""
    row = _with_stage(row, context)
    reader = _Reader(row, context)
    forms, labels, stages, label_first = _words_of(row, reader)
    goals, strange = read_goals(row["sdgs"]) if row["sdgs"] else (frozenset[int](), ())
    for word in strange:
        reader.warn("sdgs", Sentence(sentences.BAD_GOAL, {"word": word[:80]}))
    themes = split_list(row["themes"]) if ";" in row["themes"] or "\n" in row["themes"] else split_words(row["themes"])
    # A beginning without further word dates what is named first: a form, a label, or a stage that has a beginning.
    since = reader.since
    dates_stage = not forms and not labels and bool(stages) and stages[0][0] in _BEGUN
    if since is not None and not forms and not labels and not dates_stage:
        forms = [(Form.UNKNOWN, None)]
    seen = reader.observations("stage", stages, since if dates_stage else None)
    return Claims(
        reader.observations("form", forms, None if label_first else since),
        reader.observations("label", labels, since if label_first or not forms else None),
        seen + _confirmed(reader) + _ended(reader),
        tuple(dict.fromkeys(themes)),
        goals,
        reader.sources,
        reader.confidence,
        tuple(reader.findings),
    )


def _with_stage(row: Mapping[str, str], context: ClaimsContext) -> Mapping[str, str]:
    """The row, with a stage that stands in a column of days ("Stand") where stages stand.

    In such a column one line holds "ruhend seit 2020" and another the day that the line speaks of.
    """
    words = [dated_word(cell)[0] for cell in split_words(row["as_of"])]
    if context.has("stages") or not words or any(read_stage(word) is None for word in words):
        return row
    return defaultdict(str, {**row, "stages": row["as_of"], "as_of": ""})


_BEGUN: Final = frozenset({Stage.CONTACT, Stage.EMERGING, Stage.EXISTING})


class _Words(NamedTuple):
    """The forms, labels and stages of a row, whichever column they stand in, each with the date written beside it.

    `label_first` says whether the first word is a label, which then is what the row's own beginning dates.
    """

    forms: list[tuple[Form, FuzzyDate | None]]
    labels: list[tuple[str, FuzzyDate | None]]
    stages: list[tuple[Stage, FuzzyDate | None]]
    label_first: bool


def _words_of(row: Mapping[str, str], reader: _Reader) -> _Words:
    found = _Words([], [], [], label_first=False)
    for column, unknown in (("forms", sentences.UNKNOWN_FORM), ("stages", sentences.UNKNOWN_STAGE)):
        for cell in split_words(row[column]):
            word, beside = dated_word(cell)
            form, stage = read_form(word), read_stage(word)
            since = reader.date(column, beside) if form is not None or stage is not None else None
            if stage is not None and (column == "stages" or form is None):
                found.stages.append((stage, since))
            elif isinstance(form, Form):
                found.forms.append((form, since))
            elif form is not None:
                found = found._replace(label_first=found.label_first or not (found.forms or found.labels))
                found.labels.append((form, since))
            else:
                reader.warn(column, Sentence(unknown, {"word": cell[:80]}))
    found.labels.extend((LABEL_WORDS.get(fold(word), word), None) for word in split_list(row["labels"]) if word)
    return found


def _confirmed(reader: _Reader) -> tuple[Observation[Stage], ...]:
    """The stages that somebody wrote beside those that the table had; the list itself is their source."""
    context = reader.context
    found = []
    for cell in split_words(reader.row["confirmed"]):
        word, beside = dated_word(cell)
        stage = read_stage(word)
        if stage is None:
            reader.warn("confirmed", Sentence(sentences.UNKNOWN_STAGE, {"word": cell[:80]}))
            continue
        text = f"{context.table or 'Tabelle'}, Spalte „Stand“"
        source = Source(fold(text).replace(" ", "-")[:60], text, None, Precision.PAGE)
        found.append(Observation(stage, reader.date("confirmed", beside), context.as_of, (source,), Confidence.MEDIUM))
    return tuple(found)


def _ended(reader: _Reader) -> tuple[Observation[Stage], ...]:
    """The end that a row states: the day after the last one, or a day of the year or month that it names."""
    until = reader.date("until", reader.row["until"])
    if until is None:
        return ()
    if until.precision is DatePrecision.DAY and until.latest is not None and until.latest.year < 9999:  # noqa: PLR2004 - because the calendar ends there
        until = FuzzyDate.of(until.latest + timedelta(days=1))
    return (Observation(Stage.ENDED, until, reader.as_of, reader.sources, reader.confidence),)
