from __future__ import annotations

from typing import Any

import pytest

from kommunal_partner._folding import fold
from kommunal_partner.adapters.from_tables import read_participants
from kommunal_partner.adapters.from_tables._columns import PARTICIPANTS, PARTNERSHIPS, _each, _fields, _words
from kommunal_partner.adapters.from_tables._grids import CellGrid, Line
from kommunal_partner.adapters.from_tables._header import find_header
from kommunal_partner.errors import BadTable

Read = Any

KEYS = (
    "AGS|ags|Gemeindeschlüssel|Amtl.Gemeindeschlüssel|Amtlicher Gemeindeschlüssel|GKZ|Gemeindekennziffer|GemeindeNr.|"
    "Schlüssel|Code|regional_id|ARS|RS|Regionalschlüssel|Kreisschlüssel|schluessel|de:amtlicher_gemeindeschluessel"
)
NAMES = "gemeindename|Gemeinde|Kommune|Ort|ort|Stadt|Name|PLZ Gemeindenamen|city_name|name_on_website|de_name"
PARTNERS = "Partnerstadt|Partnerkommune|Partner|partner_name|Partner(stadt)|Sister City|twin town|PARTNERGEMEINDE"
COUNTRIES = "Land|Staat|Partnerland|Land des Partners|Country|partner_country_iso3|Land (Partner)"


@pytest.mark.parametrize(
    ("headers", "field"), [(KEYS, "key"), (NAMES, "name"), (PARTNERS, "partner"), (COUNTRIES, "country")]
)
def test_headers_as_people_write_them_are_known(headers: str, field: str) -> None:
    for header in headers.split("|"):
        assert PARTNERSHIPS.meanings[fold(header)][0] == field, header


def test_no_header_means_two_things() -> None:
    for fields in (PARTNERSHIPS, PARTICIPANTS):
        every = [(header, field) for field, headers in fields.headers.items() for header in set(headers)]
        assert len({header for header, _ in every}) == len(every), [
            (header, field) for header, field in every if fields.meanings[header][0] != field
        ]


def header(*rows: list[str]) -> tuple[dict[str, int], int, int]:
    found = find_header(CellGrid("t", [Line(number, row) for number, row in enumerate(rows, 1)]), PARTNERSHIPS, {})
    return dict(found.at), found.line, found.begin


def test_the_likeliest_of_several_columns_is_taken() -> None:
    at, _, _ = header(["Name", "Kommune", "Partner", "Partnerstadt"])
    assert at == {"name": 1, "partner": 3}


def test_a_header_is_found_below_titles_and_blank_lines() -> None:
    at, line, begin = header(
        ["Liste der Partnerschaften", "", ""], ["", "", ""], ["Stadt", "Partner", "Land"], ["Ulm", "x", "y"]
    )
    assert (at, line, begin) == ({"name": 0, "partner": 1, "country": 2}, 3, 3)


def test_a_header_of_two_rows_is_joined() -> None:
    at, line, begin = header(
        ["Deutsche Kommune", "", "", "Partner", "", "seit", ""],
        ["Name", "Land", "AGS", "Name", "Land", "", "Themen"],
        ["Ulm", "BW", "", "Kaya", "Ghana", "", ""],
    )
    assert at == {"name": 0, "state": 1, "key": 2, "partner": 3, "country": 4, "since": 5, "themes": 6}
    assert (line, begin) == (1, 2)


def test_two_rows_are_joined_where_the_joined_words_are_a_header() -> None:
    at, _, _ = header(["Stadt", "Land", "Name"], ["", "Partner", "Partnerstadt"])
    assert at == {"name": 0, "country": 1, "partner": 2}


def test_a_row_of_data_is_no_second_header() -> None:
    at, _, begin = header(["Stadt", "Partner", "Land"], ["Stadt", "Kaya", "Ghana"])
    assert begin == 1
    assert at == {"name": 0, "partner": 1, "country": 2}


def test_two_rows_may_hold_what_the_caller_names() -> None:
    lines = [Line(1, ["Stadt", "Wir", ""]), Line(2, ["", "hier", "dort"])]
    found = find_header(CellGrid("t", lines), PARTNERSHIPS, {"name": "Wir hier", "partner": "Wir dort"})
    assert dict(found.at) == {"name": 1, "partner": 2}


def test_a_line_of_data_with_one_word_of_a_header_is_no_header(read: Read) -> None:
    reading = read("Stadt;Partner\nUlm;Kaya (Ghana)\nKommune;Partnerstadt x\n")
    assert reading.lines == (2, 3)


@pytest.mark.parametrize("content", [b"", b"\n\n", b" ; ;\n;\n", b"\xef\xbb\xbf", [], [[]], [["", None]]])
def test_a_table_without_content_is_called_empty(content: bytes | list[list[str | None]]) -> None:
    with pytest.raises(BadTable) as caught:
        read_participants(content)
    assert caught.value.text("de") == "table: die Tabelle ist leer: keine Zelle hat einen Inhalt"
    assert caught.value.text("en") == "table: the table is empty: no cell holds anything"


@pytest.mark.parametrize(
    ("rows", "columns", "said"),
    [
        (
            ["Liste", "Stadt;Bemerkung", "Ulm;x"],
            None,
            "table, line 2: no column is found for partner among 'Stadt', 'Bemerkung'; name it with columns=",
        ),
        (
            ["Ulm;x"],
            None,
            "table, line 1: no header is found: the first line holds 'Ulm', 'x'; say with columns= which header means what",
        ),
        (
            ["Stadt;Partner", "Ulm;Kaya"],
            {"country": "Staat"},
            "table, line 1, Staat: there is no column of this name",
        ),
    ],
)
def test_a_header_that_lacks_something_is_named_with_its_line(
    read: Read, rows: list[str], columns: dict[str, str] | None, said: str
) -> None:
    with pytest.raises(BadTable) as caught:
        read("\n".join(rows), columns=columns)
    assert [str(problem) for problem in caught.value.problems] == [said]


def test_headers_are_folded_and_the_first_field_that_a_header_means_has_it() -> None:
    fields = _fields((("a",),), a="Eins Zwei, Drei", b="Drei, Vier")
    assert fields.needed == (("a",),)
    assert dict(fields.headers) == {"a": ("eins zwei", "drei"), "b": ("drei", "vier")}
    assert dict(fields.meanings) == {"eins zwei": ("a", 0), "drei": ("a", 1), "vier": ("b", 1)}
    assert dict(fields.joined) == {"einszwei": ("a", 0), "drei": ("a", 1), "vier": ("b", 1)}
    assert _words("Eins Zwei, Drei") == {"eins zwei", "drei"}
    assert _each("a b", "x, y z") == "a x, a y z, b x, b y z"


def test_a_column_that_the_caller_names_asks_for_no_single_value() -> None:
    lines = [Line(1, ["Stadt", "Partner", "SDG 6", "SDG 7"]), Line(2, ["Ulm", "Kaya", "x", "x"])]
    found = find_header(CellGrid("t", lines), PARTNERSHIPS, {"sdgs": "SDG 6"})
    assert (dict(found.at), [(one.column, one.value) for one in found.choices]) == (
        {"name": 0, "partner": 1, "sdgs": 2},
        [(3, "7")],
    )
    assert [one.column for one in find_header(CellGrid("t", lines), PARTNERSHIPS, {}).choices] == [2, 3]


def test_the_separator_of_the_header_is_taken_however_even_the_commas_are(read: Read) -> None:
    rows = ["Ulm;Kaya (a, b, c)", "Kiel;Nouna (a, b, c)", "Wismar;Boromo (a, b, c);Ghana;x"]
    assert dict(read("\n".join(["Stadt;Partner;Land", *rows])).columns) == {
        "name": "Stadt",
        "partner": "Partner",
        "country": "Land",
    }


def test_columns_without_a_header_are_shown_by_their_numbers(read: Read) -> None:
    reading = read("Ulm;x;Kaya (Ghana)\n", columns={"name": 1, "partner": 3})
    assert (dict(reading.columns), len(reading.rows)) == ({"name": "1", "partner": "3"}, 1)
    with pytest.raises(BadTable, match="table, 4: there is no column of this number"):
        read("Ulm;x;Kaya (Ghana)\n", columns={"name": 1, "partner": 4})


@pytest.mark.parametrize(("length", "shown"), [(40, "x" * 40), (41, "x" * 39 + "…")])
def test_a_header_longer_than_forty_letters_is_cut_in_what_is_said(read: Read, length: int, shown: str) -> None:
    with pytest.raises(BadTable, match=f"among 'Stadt', '{shown}'"):
        read(f"Stadt;{'x' * length}\nUlm;Kaya\n")


def test_of_a_first_line_no_more_than_three_hundred_letters_are_shown(read: Read) -> None:
    shown = ", ".join([repr("x" * 40)] * 9)[:300]
    with pytest.raises(BadTable, match=f"holds {shown};"):
        read(";".join(["x" * 40] * 9) + "\n")


def test_very_long_cells_are_no_headers() -> None:
    at, _, _ = header(["Stadt", "Partner", "Land" + " " * 3 + "x" * 200])
    assert at == {"name": 0, "partner": 1}
