"""Laws of tables: what is written reads back as it was; every line is accounted for; guards come off again."""

from __future__ import annotations

import csv
import io

from hypothesis import given, settings
from hypothesis import strategies as st

from kommunal_partner.adapters.from_tables import Severity, read_participants, read_partnerships
from kommunal_partner.adapters.from_tables._cells import Cleaned, guarded
from kommunal_partner.adapters.to_tables import write_csv, write_xlsx
from kommunal_partner.countries import country
from kommunal_partner.fuzzy_dates import FuzzyDate
from kommunal_partner.keys import LAENDER
from kommunal_partner.municipalities import DatedKey, ForeignUnit, GermanUnit, KeyScheme, MunicipalRegister, UnitKind
from kommunal_partner.partnerships import LABELS, Form, Observation, Partnership, Stage
from kommunal_partner.sources import Confidence, Precision, Source

HOMES = [
    GermanUnit("de:08421000", "Ulm, Universitätsstadt", UnitKind.STADTKREIS, (DatedKey(KeyScheme.AGS, "08421000"),), LAENDER["08"]),
    GermanUnit("de:01002000", "Kiel", UnitKind.KREISFREIE_STADT, (DatedKey(KeyScheme.AGS, "01002000"),), LAENDER["01"]),
    GermanUnit("mitte", "Berlin-Mitte", UnitKind.STADTBEZIRK),
]  # fmt: skip
REGISTER = MunicipalRegister(HOMES, complete=True)

# Texts as a person types them: no line breaks, no runs of blanks, no separators of lists.
LETTERS = st.sampled_from("aäßÉ7=+-@'\"x(),/#ﬁ漢–")
WORDS = st.text(LETTERS, min_size=1, max_size=6).filter(lambda text: Cleaned()[guarded(text)] == text)
NAMES = WORDS.filter(lambda text: any(letter.isalnum() for letter in text))
DATES = st.sampled_from(
    [
        "1967",
        "2018-11",
        "2018-11-29",
        "2018-23",
        "2018~",
        "[1992,1993]",
        "1992/1993",
        "../2019",
        "1967/..",
        "199X",
        "0033",
    ]
).map(FuzzyDate.parse)
SOURCES = st.builds(
    Source,
    st.sampled_from(["a", "b c"]),
    WORDS.filter(lambda text: "|" not in text),
    st.sampled_from([None, "https://example.org/x"]),
    st.sampled_from(Precision),
    st.none(),
)
CITED = st.lists(SOURCES, max_size=2, unique=True).map(tuple)
SURE = st.sampled_from(Confidence)


def observations(values: st.SearchStrategy[object]) -> st.SearchStrategy[list[Observation[object]]]:  # type: ignore[type-var] # because one strategy serves all three
    one = st.builds(Observation, values, st.none() | DATES, st.none() | DATES, CITED, SURE)
    return st.lists(one, max_size=3)


ABROAD = st.builds(
    ForeignUnit,
    id=st.sampled_from(["p", "q", "r"]),
    name=NAMES,
    country=st.sampled_from([country(code) for code in ("TZA", "COD", "PSE", "XKX")]),
    kind=st.none() | st.just("district"),
    other_names=st.lists(NAMES, max_size=2, unique=True).map(
        lambda names: tuple(name for name in names if "/" not in name)
    ),
    sources=CITED,
    confidence=SURE,
)


@st.composite
def partnerships(draw: st.DrawFn) -> list[Partnership]:
    found = []
    for number in range(draw(st.integers(0, 3))):
        abroad = draw(st.lists(ABROAD, min_size=1, max_size=2, unique_by=lambda unit: unit.id))
        made = Partnership(
            f"{draw(WORDS)}{number}",
            [draw(st.sampled_from(HOMES)), *abroad],
            forms=draw(observations(st.sampled_from(Form))),  # type: ignore[arg-type] # because the strategy is of any value
            labels=draw(observations(st.sampled_from([*LABELS, "eigenes"]))),  # type: ignore[arg-type] # as above
            stages=draw(observations(st.sampled_from(Stage))),  # type: ignore[arg-type] # as above
            themes=tuple(draw(st.lists(WORDS, max_size=2, unique=True))),
            sdgs=draw(st.frozensets(st.integers(1, 17), max_size=3)),
            note=draw(st.just("") | WORDS),
            sources=draw(CITED),
            confidence=draw(SURE),
        )
        found.append(made)
    return found


@settings(max_examples=15)
@given(given_ones=partnerships(), lang=st.sampled_from(["de", "en", None]))
def test_what_is_exported_is_imported_as_it_was(given_ones: list[Partnership], lang: str | None) -> None:
    file = io.BytesIO()
    write_csv(given_ones, file, for_excel=lang is not None, lang=lang or "de")
    reading = read_partnerships(file.getvalue(), municipalities=REGISTER)
    assert reading.problems == ()
    assert list(reading.partnerships) == given_ones


@settings(max_examples=8)
@given(given_ones=partnerships())
def test_excel_files_bring_back_what_was_put_in(given_ones: list[Partnership]) -> None:
    file = io.BytesIO()
    write_xlsx(given_ones, file)
    assert list(read_partnerships(file.getvalue(), municipalities=REGISTER).partnerships) == given_ones


CELLS = st.sampled_from(
    ["", " ", "Ulm", "Kiel", "Ulmm", "Kaya (Ghana)", "Kaya; Nouna", "Kaya und Nouna (Ghana)", "Ghana", "Kongo", "Ulm, DE",
     "08421000", "1002000", "143.0", "P", "hm", "1967", "1.1.99", "=x", '"', "a\nb", "x;y", "3"]
)  # fmt: skip
FIELDS = ["id", "Stadt", "AGS", "Partnerstadt", "Land", "Art", "seit", "Bundesland", "Extra", "units"]


@settings(max_examples=40)
@given(
    rows=st.lists(st.lists(CELLS, min_size=10, max_size=11), max_size=5),
    separator=st.sampled_from([";", ",", "\t", "|"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16"]),
)
def test_every_line_with_content_is_in_a_row_or_in_an_error(
    rows: list[list[str]], separator: str, encoding: str
) -> None:
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=separator)
    writer.writerow(FIELDS)
    lines: list[int] = []
    line = 2
    for row in rows:
        writer.writerow(row)
        if any(cell.strip() for cell in row):
            lines.append(line)
        line += 1 + sum(cell.count("\n") for cell in row)
    content = file.getvalue().encode(encoding)
    for read in (read_partnerships, read_participants):
        reading = read(content, municipalities=REGISTER)
        told = {row.line for row in reading.rows}
        told |= {problem.line for problem in reading.problems if problem.severity is Severity.ERROR}
        assert list(reading.lines) == lines
        assert told == set(lines)


@given(text=st.text(st.sampled_from("'=+-@\t\r\nab "), max_size=5))
def test_a_guarded_cell_begins_no_formula_and_reads_as_the_text(text: str) -> None:
    cell = guarded(text)
    assert cell[:1] not in set("=+-@\t\r\n") - {""}
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    assert Cleaned()[cell].split() == plain.split()
