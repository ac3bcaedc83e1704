from __future__ import annotations

import csv
from datetime import date
from enum import Enum
from importlib import import_module

import pytest

from kommunal_partner._tables import (
    Column,
    boolean,
    day,
    integer,
    many,
    member,
    number,
    one_of,
    optional,
    read_table,
    required,
    shipped_tables,
)
from kommunal_partner.errors import BadTable
from kommunal_partner.languages import Term


class Colour(Enum):
    RED = "red"
    BLUE = "blue"


COLUMNS = (
    Column("code", required),
    Column("start", day),
    Column("end", optional(day)),
    Column("colour", member(Colour)),
    Column("count", integer),
    Column("tags", many(required)),
)
HEADER = b"code,start,end,colour,count,tags\n"


def problems(content: bytes, *, key: tuple[str, ...] = ("code", "start")) -> list[str]:
    with pytest.raises(BadTable) as caught:
        read_table("demo.csv", content, COLUMNS, key=key)
    assert str(caught.value) == "\n".join(map(str, caught.value.problems))
    for one in caught.value.problems:
        assert isinstance(one.reason, Term)
        assert one.reason.de != one.reason.en
    return [str(problem) for problem in caught.value.problems]


def test_rows_come_with_their_line_and_typed_values() -> None:
    content = HEADER + b'A,2018-01-01,,red,3,x y\n"B\nb",2018-01-01,2019-01-01,blue,0,\nC,2018-01-01,,red,1,\n'
    assert list(read_table("demo.csv", content, COLUMNS, key=("code",))) == [
        (2, ("A", date(2018, 1, 1), None, Colour.RED, 3, ("x", "y"))),
        (3, ("B\nb", date(2018, 1, 1), date(2019, 1, 1), Colour.BLUE, 0, ())),
        (5, ("C", date(2018, 1, 1), None, Colour.RED, 1, ())),
    ]


def test_shipped_tables_are_found_beside_the_module_and_in_an_archive() -> None:
    package = "kommunal_partner.countries"
    beside = shipped_tables(package, str(import_module(package).__file__))
    archived = shipped_tables(package, "archive.whl/kommunal_partner/countries/__init__.py")
    assert (beside / "codes.csv").read_bytes() == (archived / "codes.csv").read_bytes()


def test_a_table_with_a_header_alone_has_no_rows() -> None:
    assert list(read_table("demo.csv", HEADER, COLUMNS)) == []


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", ["demo.csv: the table is empty, it has not even a header"]),
        (
            b"code,start,ende\n",
            [
                "demo.csv, line 1, end: column is missing",
                "demo.csv, line 1, colour: column is missing",
                "demo.csv, line 1, count: column is missing",
                "demo.csv, line 1, tags: column is missing",
                "demo.csv, line 1, ende: no such column is known",
            ],
        ),
        (
            b"start,code,end,colour,count,tags\n",
            ["demo.csv, line 1: columns must stand in the order code, start, end, colour, count, tags"],
        ),
        (HEADER + b"A,2018-01-01,,red,1,x  y\n", ["demo.csv, line 2, tags: is blank"]),
        (HEADER + b"A,2018-01-01\n", ["demo.csv, line 2: has 2 cells, the header has 6"]),
        (HEADER + b"A\xff\n", ["demo.csv, line 2: byte 0xff is not UTF-8"]),
        (HEADER + b'A,"2018\n', ["demo.csv, line 2: unexpected end of data"]),
        (
            HEADER + b"A,2018-01-01,,red,1,\nA,2018-01-01,,red,1,\n",
            ["demo.csv, line 3: A, 2018-01-01 stands here a second time"],
        ),
        (
            HEADER + b"B,2018-01-01,,red,1,\nA,2018-01-01,,red,1,\n",
            ["demo.csv, line 3: A, 2018-01-01 is out of order"],
        ),
        (HEADER + b" A,2018-01-01,,red,1,\n", ["demo.csv, line 2, code: ' A' has spaces at its ends"]),
    ],
)
def test_a_bad_table_says_where_and_why(content: bytes, expected: list[str]) -> None:
    assert problems(content) == expected


def test_all_bad_cells_of_all_rows_are_reported_together() -> None:
    content = HEADER + b",2018-02-30,x,green,-1,\nB,2018-01-01,,red,1,\nC,20180101,,red,01,\n"
    assert problems(content) == [
        "demo.csv, line 2, code: is blank",
        "demo.csv, line 2, start: '2018-02-30' is no day written YYYY-MM-DD",
        "demo.csv, line 2, end: 'x' is no day written YYYY-MM-DD",
        "demo.csv, line 2, colour: 'green' is none of red, blue",
        "demo.csv, line 2, count: '-1' is no whole number",
        "demo.csv, line 4, start: '20180101' is no day written YYYY-MM-DD",
        "demo.csv, line 4, count: '01' is no whole number",
    ]


@pytest.mark.parametrize(
    ("content", "german"),
    [
        (b"", "demo.csv: die Tabelle ist leer, sie hat nicht einmal eine Kopfzeile"),
        (HEADER + b"\xff,2018-01-01,,red,1,\n", "demo.csv, Zeile 2: Byte 0xff ist kein UTF-8"),
        (HEADER + b'A,"2018\n', "demo.csv, Zeile 2: nicht lesbar (unexpected end of data)"),
        (HEADER + b"A,2018\n", "demo.csv, Zeile 2: hat 2 Zellen, die Kopfzeile 6"),
        (HEADER + b"A,2018,,red,1,\n", "demo.csv, Zeile 2, start: '2018' ist kein Tag in der Form JJJJ-MM-TT"),
        (HEADER + b"A,2018-01-01,,rot,1,\n", "demo.csv, Zeile 2, colour: 'rot' ist keines von red, blue"),
        (HEADER + b"A,2018-01-01,,red,,\n", "demo.csv, Zeile 2, count: '' ist keine ganze Zahl"),
        (HEADER + b",2018-01-01,,red,1,\n", "demo.csv, Zeile 2, code: ist leer"),
        (HEADER + b"A,2018-01-01,,red,1,\n" * 2, "demo.csv, Zeile 3: A, 2018-01-01 steht hier ein zweites Mal"),
    ],
)
def test_a_bad_table_says_so_in_german(content: bytes, german: str) -> None:
    with pytest.raises(BadTable) as caught:
        read_table("demo.csv", content, COLUMNS, key=("code", "start"))
    assert caught.value.text("de") == german


def test_a_cell_that_is_too_large_is_reported() -> None:
    before = csv.field_size_limit(131_072)  # other packages raise it for the whole process
    try:
        assert "field larger than field limit" in problems(HEADER + b"A" * 200_000 + b"\n")[0]
    finally:
        csv.field_size_limit(before)


def test_yes_and_no_are_truth_values() -> None:
    assert boolean("yes") is True
    assert boolean("no") is False
    with pytest.raises(ValueError, match="'maybe' is none of yes, no"):
        boolean("maybe")


@pytest.mark.parametrize("text", ["x", "", "nan", "inf", "-inf"])
def test_what_is_no_finite_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="number"):
        number(text)
    assert number("-1.5") == -1.5


def test_a_closed_choice_names_what_it_knows() -> None:
    with pytest.raises(ValueError, match="'c' is none of a, b"):
        one_of({"a": 1, "b": 2})("c")


def test_a_table_without_a_key_is_looked_at_as_closely() -> None:
    assert problems(HEADER + b"B,2018-01-01,,red,1,\nA,2018-01-01,,green,1,\n", key=()) == [
        "demo.csv, line 3, colour: 'green' is none of red, blue"
    ]
    assert (
        len(list(read_table("demo.csv", HEADER + b'"B\nb",2018-01-01,,red,1,\nA,2018-01-01,,red,1,\n', COLUMNS))) == 2
    )
