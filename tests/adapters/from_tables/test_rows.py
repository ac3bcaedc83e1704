"""Lines that are no entries, cells that are too long, and what a list says of every row at once."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import Any

import pytest
from openpyxl import load_workbook

from kommunal_partner.adapters.from_tables import (
    ParticipantReading,
    PartnershipReading,
    Severity,
    _limits,
    read_participants,
    read_partnerships,
)
from kommunal_partner.adapters.from_tables._footers import is_footer
from kommunal_partner.adapters.to_tables import table_schema, write_csv, write_xlsx
from kommunal_partner.errors import BadFile, BadRule, NotADay
from kommunal_partner.facts import load_facts
from kommunal_partner.fuzzy_dates import FuzzyDate
from kommunal_partner.invitations import invite
from kommunal_partner.partnerships import Form, Stage
from kommunal_partner.sources import Confidence

Read = Any


@pytest.mark.parametrize(
    "first",
    [
        *("Summe", "Summe: 9", "Summe 9", "Insgesamt", "Gesamt: 12", "Gesamtzahl der Partnerschaften: 12", "Anzahl: 3"),
        *("Zwischensumme", "Total", "Total: 4", "12 Partnerschaften", "3 Einträge", "25 Teilnehmende", "Sum"),
        *(
            "* Angaben der Kommunen",
            "¹ seit 2018",
            "1) ruhend",
            "[1] ruhend",
            "† aufgelöst",
            "© Statistik",
            "(c) Stadt Ulm",
            "---",
            "=====",
            "___",
        ),
        *("Quelle: Umfrage", "Stand: 2023", "Stand 31.12.2023", "Stand vom 1. Mai", "Hinweis: ungeprüft"),
        *("Anmerkung: keine", "Alle Angaben ohne Gewähr", "Angaben der Kommunen", "Ende der Liste", "Seite 1 von 3"),
        *("Erstellt am 1.1.2024", "Rückfragen an das Referat", "P = Partnerschaft", "k. A. = keine Angabe"),
    ],
)
def test_sums_and_remarks_are_no_entries(first: str) -> None:
    assert is_footer([first])
    assert is_footer(["", first, ""])


@pytest.mark.parametrize(
    "cells",
    [
        *(["Ulm"], ["Standenbühl"], ["Quellendorf"], ["Summt"], ["Gesamtschule Ulm"], ["*"], ["1"], ["Stand"], []),
        *(["Summe", "Jinotega"], ["Ulm", "9"], ["* Ulm", "Jinotega"], ["Total", "x"], ["Kontakt"], ["Hinweis"]),
    ],
)
def test_names_and_rows_with_more_than_a_remark_are_entries(cells: list[str]) -> None:
    assert not is_footer(cells)


def test_a_cell_longer_than_any_of_a_list_is_left_out(read: Read) -> None:
    (one, *_) = read(f"Stadt;Partner;Bemerkung\nUlm;Kaya (Ghana);{'x' * 20_001}\n").partnerships
    assert one.note == ""
    refused = read(f'Stadt;Partner;Land\nUlm;"{"x" * 20_001}";Ghana\n')
    assert [code.reason.reason.code for code in refused.problems] == ["CELL_TOO_LONG", "NO_PARTNER"]


def test_a_cell_with_hundreds_of_partners_is_refused_and_so_are_too_many_entries(
    read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading = read(f'Stadt;Partner;Land\nUlm;"{"x;" * 500}";Ghana\n')
    assert [one.reason.reason.code for one in reading.errors] == ["CELL_TOO_MANY_PARTS"]
    monkeypatch.setattr(_limits, "MOST_ENTRIES", 3)
    with pytest.raises(BadFile, match=r"line 2: .*more than 3 entries"):
        read(f'Stadt;Partner;Land\nUlm;"{"Kaya;Nouna;Boromo;León"}";Ghana\n')


def test_several_dates_that_are_not_as_many_as_the_partners_belong_to_none(read: Read) -> None:
    reading = read(
        [{"Stadt": "Ulm", "Partner": "Kaya; Nouna; Boromo", "Land": "BFA", "seit": "1987; 1990", "Art": "P; F; K"}]
    )
    assert [one.forms[0].value for one in reading.partnerships] == [Form.PARTNERSCHAFT, Form.FREUNDSCHAFT, Form.KONTAKT]
    assert [one.forms[0].since for one in reading.partnerships] == [None, None, None]
    assert [one.reason.reason.code for one in reading.problems] == ["PARTS_DIFFER"]


@pytest.mark.parametrize("limit", [131_072, 10**9])
def test_a_field_of_csv_larger_than_a_page_of_text_is_refused(read: Read, limit: int) -> None:
    before = csv.field_size_limit(limit)  # other packages raise it for the whole process
    try:
        refuse_long_fields(read)
    finally:
        csv.field_size_limit(before)


def refuse_long_fields(read: Read) -> None:
    for field in ('"' + "x" * 140_000 + '"', "x" * 140_000):
        with pytest.raises(BadFile, match="field larger") as caught:
            read(f"Stadt;Partner\nUlm;{field}\n")
        assert caught.value.line == 2


# ── what the caller says of the list ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("as_of", [date(2026, 5, 1), FuzzyDate.parse("2026-05-01")])
def test_the_day_of_a_list_holds_for_rows_that_name_none(read: Read, as_of: Any) -> None:  # noqa: ANN401 - because it may be of two types
    rows = [
        {"Stadt": "Ulm", "Partner": "Kaya (Ghana)", "Art": "P", "Stand": "2020"},
        {"Stadt": "Kiel", "Partner": "Kaya (Ghana)", "Art": "P", "Stand": ""},
    ]
    assert [str(one.forms[0].as_of) for one in read(rows, as_of=as_of)] == ["2020", "2026-05-01"]


def test_badly_shaped_arguments_are_refused_by_name(read: Read) -> None:
    rows = [{"Stadt": "Ulm", "Partner": "Kaya (Ghana)"}]
    for wrong in ("2026", 2026):
        with pytest.raises(NotADay, match="as_of"):
            read(rows, as_of=wrong)
    for columns, value, says in (
        (["Stadt"], ["Stadt"], "columns: must be a mapping of field to header, not list"),
        ({"Stadt": "name"}, "Stadt", "columns: there is no field 'Stadt'; there are: id, units, name, "),
        ({"name": 0}, 0, "columns: 'name' names column 0; columns are counted from 1"),
        ({"name": ""}, "", "columns: 'name' needs the text of a header or the number of a column, not ''"),
        ({"name": True}, True, "columns: 'name' needs the text of a header or the number of a column, not True"),
        ({"name": 1.5}, 1.5, "columns: 'name' needs the text of a header or the number of a column, not 1.5"),
    ):
        with pytest.raises(BadRule) as refused:
            read(rows, columns=columns)
        assert str(refused.value).startswith(says)
        assert (refused.value.argument, refused.value.value) == ("columns", value)
    for reader in (read_participants, read_partnerships):
        ask: Any = reader
        with pytest.raises(BadRule, match="must be of type MunicipalRegister, not dict") as no_register:
            ask(rows, municipalities={"de:1": 1})
        assert no_register.value.argument == "municipalities"


def test_a_list_that_went_out_comes_back_with_what_was_confirmed() -> None:
    facts = load_facts()
    sent = list(facts.partnerships.values())[:5]
    file = io.BytesIO()
    write_xlsx(sent, file)
    book = load_workbook(file)
    sheet = book.worksheets[0]
    column = sheet.max_column + 1
    for row, word in enumerate(("Stand", "bestehend", "ruhend seit 2020", "", "bestehend", "mal so, mal so"), 1):
        sheet.cell(row, column, word)
    filled = io.BytesIO()
    book.save(filled)
    reading = read_partnerships(filled.getvalue(), municipalities=facts.municipalities, as_of=date(2026, 5, 1))
    assert [one.reason.reason.code for one in reading.problems] == ["UNKNOWN_STAGE"]
    assert [one.id for one in reading] == [one.id for one in sent]
    new = [[seen for seen in one.stages if seen not in old.stages] for one, old in zip(reading, sent, strict=True)]
    assert [[seen.value for seen in seen_now] for seen_now in new] == [
        [Stage.EXISTING], [Stage.DORMANT], [], [Stage.EXISTING], [],
    ]  # fmt: skip
    (first,) = new[0]
    assert (str(first.as_of), first.confidence, first.sources[0].text) == (
        "2026-05-01", Confidence.MEDIUM, "Tabelle, Spalte „Stand“",
    )  # fmt: skip
    assert str(new[1][0].since) == "2020"
    assert facts.with_partnerships(reading).partnerships[sent[0].id].stages == reading.partnerships[0].stages


@pytest.mark.uncounted
def test_what_is_to_be_confirmed_goes_out_comes_back_and_is_invited() -> None:
    facts, day = load_facts(), date(2026, 6, 1)
    before = invite(facts, "rk-afrika", facts.partnerships, on=day, beyond="latest_list")
    assert before.to_confirm
    file = io.BytesIO()
    write_xlsx(before.to_confirm, file)
    book = load_workbook(file)
    sheet = book.worksheets[0]
    assert sheet.cell(1, sheet.max_column).value == "Stand"
    for row in range(2, sheet.max_row + 1):
        sheet.cell(row, sheet.max_column, "bestehend")
    filled = io.BytesIO()
    book.save(filled)
    reading = read_partnerships(filled.getvalue(), municipalities=facts.municipalities, as_of=date(2026, 5, 1))
    assert reading.problems == ()
    told = facts.with_partnerships(reading)
    after = invite(told, "rk-afrika", told.partnerships, on=day, beyond="latest_list")
    assert len(after.invited) == len(before.invited) + len(before.to_confirm)
    assert after.to_confirm == ()


def test_what_is_to_be_confirmed_has_its_column_in_every_kind_of_file() -> None:
    facts = load_facts()
    listed = invite(facts, "rk-afrika", facts.partnerships, on=date(2026, 6, 1), beyond="latest_list")
    file = io.BytesIO()
    write_csv(listed.to_confirm, file, for_excel=False)
    assert file.getvalue().splitlines()[0].endswith(b"confirmed")
    assert [field["name"] for field in table_schema(listed.to_confirm)["fields"]][-1] == "confirmed"
    assert table_schema(facts.partnerships)["fields"][-1]["name"] != "confirmed"


# ── readings ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_reading_goes_through_its_values_and_speaks_of_its_own_kind_only(read: Read) -> None:
    reading = read([{"Stadt": "Ulm", "Partner": "Kaya (Ghana)"}] * 2)
    people = read_participants([{"Kommune": "Ulm"}])
    assert (list(reading), len(reading), len(people)) == (list(reading.partnerships), 1, 1)
    assert isinstance(reading, PartnershipReading)
    assert isinstance(people, ParticipantReading)
    assert not hasattr(reading, "participants")
    assert not hasattr(people, "partnerships")


def test_a_notebook_shows_what_was_read_and_what_is_wrong_escaped(read: Read) -> None:
    reading = read([{"<b>": 1, "Stadt": "Ulm", "Partner": "<Kaya> (Ghana)", "Art": "Ehe"}] * 20)
    shown = reading._repr_html_()
    assert "&lt;Kaya&gt;" in shown
    assert "<Kaya>" not in shown
    assert "12 / 20" in shown
    assert len(repr(reading)) <= 200
    assert repr(reading).startswith("<PartnershipReading 20 lines")
    assert all(len(repr(one)) <= 200 for one in reading.problems)


@pytest.mark.parametrize(
    "text", ["9" * 19_000, "a " * 9_000, "a1" * 9_000, "(" * 19_000, "Bezirk " * 2_000, "1 " * 9_000 + "2020"]
)
@pytest.mark.parametrize("column", ["Stadt", "Partner", "Land", "Status", "Stand", "seit", "Art", "SDG"])
def test_a_long_cell_costs_no_time_in_whatever_column(read: Read, text: str, column: str) -> None:
    read([{"Stadt": "Ulm", "Partner": "Kaya", "Land": "Ghana"} | {column: text}])


@pytest.mark.parametrize("mark", ["dto.", "〃", '""""', "s.o.", "wie oben", "ditto"])
def test_a_ditto_mark_is_never_the_name_of_a_partner(read: Read, mark: str) -> None:
    rows = f"Stadt;Partner;Land\nUlm;Kaya;Ghana\nKiel;{mark};{mark}\nWismar;{mark};Mali\n"
    assert [str(one) for one in read(rows).partnerships] == [
        "Ulm – Kaya (Ghana)",
        "Kiel – Kaya (Ghana)",
        "Wismar – Kaya (Mali)",
    ]
    (problem,) = read(f"Stadt;Partner;Land\nUlm;{mark};Ghana\n").errors
    assert (problem.line, problem.column) == (2, "Partner")


@pytest.mark.parametrize(
    ("home", "partner"),
    [(";", "Kaya (Ghana)"), (";;", "Kaya (Ghana)"), (" ; ; ", "Kaya (Ghana)"), ("Ulm", ";"), ("Ulm", ";;"), (";", ";")],
)
def test_a_cell_of_separators_alone_loses_no_line(home: str, partner: str) -> None:
    rows = [{"Stadt": home, "Partner": partner}, {"Stadt": "Ulm", "Partner": "Kaya (Ghana)"}]
    reading = read_partnerships(rows, municipalities=load_facts().municipalities)
    told = {row.line for row in reading.rows} | {one.line for one in reading.problems if one.severity is Severity.ERROR}
    assert told == set(reading.lines)
