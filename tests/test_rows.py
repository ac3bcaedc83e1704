from __future__ import annotations

from datetime import date

import pytest
from attrs import frozen

from kommunal_partner._rows import flat, flat_rows
from kommunal_partner.countries import country
from kommunal_partner.cycles import Grid
from kommunal_partner.facts import load_facts
from kommunal_partner.municipalities import Coordinates, ForeignUnit, GermanUnit, Population, UnitKind
from kommunal_partner.partnerships import Observation, Partnership, PartnershipRegister
from kommunal_partner.series import EventSeries, RegionScope
from kommunal_partner.sources import Source
from kommunal_partner.spans import Span

ULM = GermanUnit("de:08421000", "Ulm, Universitätsstadt", UnitKind.STADTKREIS, population=Population(126_949))
KAYA = ForeignUnit(
    "bfa:kaya",
    "Kaya",
    country("BFA"),
    coordinates=Coordinates(13.09, -1.08),
    sources=(Source("a", "A"), Source("b", "B")),
)
BO = ForeignUnit("sle:bo", "Bo", country("SLE"))

CELLS: list[tuple[object, str, object]] = [
    (KAYA, "country", "BFA"),
    (KAYA, "country_de", "Burkina Faso"),
    (KAYA, "sources", "a;b"),
    (KAYA, "confidence", "high"),
    (KAYA, "population", None),
    (KAYA, "latitude", 13.09),
    (KAYA, "longitude", -1.08),
    (BO, "longitude", None),
    (ULM, "population", 126_949),
    (ULM, "latitude", None),
    (Observation("existing", "2001-05", "2017"), "since", "2001-05"),
    (Observation("existing", "2001-05", "2017"), "since_latest", date(2001, 5, 31)),
    (Partnership("p", [ULM, KAYA], sdgs=[6, 1]), "sdgs", "1;6"),
    (Partnership("p", [ULM, KAYA]), "units", "bfa:kaya;de:08421000"),
    (Partnership("p", [ULM, KAYA], forms=["kontakt", "freundschaft"]), "forms", 2),
    (EventSeries("x", "X", "round_table", RegionScope("afrika"), Grid(2018)), "name_en", "X"),
    (load_facts().oda.listings[0], "span_first", date(1996, 1, 1)),
]


@pytest.mark.parametrize(("model", "column", "cell"), CELLS)
def test_a_field_becomes_cells_that_any_tool_reads(model: object, column: str, cell: object) -> None:
    assert flat(model)[column] == cell


def test_one_model_inside_another_without_an_id_is_left_out() -> None:
    row = flat(EventSeries("x", "X", "round_table", RegionScope("afrika"), Grid(2018)))
    assert "scope" not in row
    assert "cycle" not in row


def test_rows_of_different_models_have_the_same_columns() -> None:
    rows = flat_rows([Source("a", "A"), {"id": "b", "other": 1}, "c"])
    assert [list(row) for row in rows] == [["id", "text", "url", "precision", "read_on", "other", "value"]] * 3
    assert rows[1]["text"] is None
    assert rows[2]["value"] == "c"
    assert flat_rows({"k": Source("a", "A")})[0]["id"] == "a"
    assert flat_rows([]) == []
    assert flat(Span(date(2020, 1, 1), date(2021, 1, 1))) == {"start": date(2020, 1, 1), "end": date(2021, 1, 1)}


@pytest.mark.uncounted
@pytest.mark.parametrize(
    "group", ["oda", "regions", "series", "programmes", "sources", "partnerships", "municipalities"]
)
def test_every_register_has_rows_without_any_extra(group: str) -> None:
    rows = getattr(load_facts(), group).to_rows()
    assert rows
    assert all(list(row) == list(rows[0]) for row in rows)
    plain = (str, bool, int, float, date, type(None))
    assert all(isinstance(cell, plain) for row in rows for cell in row.values())


def test_partnerships_give_a_row_a_pair() -> None:
    three = Partnership(
        "t",
        [ULM, KAYA, BO],
        ["kontakt"],
        stages=[Observation("existing", as_of="2017"), Observation("dormant", as_of="2020")],
    )
    rows = PartnershipRegister([three, Partnership("u", [KAYA, BO])]).to_rows()
    assert [(row["id"], row["german_name"], row["iso3"], row["country"]) for row in rows] == [
        ("t", "Ulm, Universitätsstadt", "BFA", "Burkina Faso"),
        ("t", "Ulm, Universitätsstadt", "SLE", "Sierra Leone"),
    ]
    assert (rows[0]["stage"], rows[0]["stage_seen"], rows[0]["since"], rows[0]["german_key"]) == (
        "dormant",
        "2020",
        None,
        None,
    )


@frozen
class Secretive:
    id: str
    _memo: int = 3


def test_a_field_that_is_not_public_is_no_column() -> None:
    assert flat(Secretive("a")) == {"id": "a"}
