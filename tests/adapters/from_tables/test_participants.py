from __future__ import annotations

from typing import Any

import pytest

from kommunal_partner.adapters.from_tables import Reading, read_participants
from kommunal_partner.municipalities import MunicipalRegister
from kommunal_partner.participants import Participant


def codes(reading: Reading[Participant]) -> list[tuple[int, str, str]]:
    return [(one.line, one.severity.value, one.reason.reason.code) for one in reading.problems]


def values(reading: Reading[Participant]) -> list[Participant]:
    return [row.value for row in reading.rows]


def test_all_that_a_list_tells_is_read(register: MunicipalRegister) -> None:
    row: dict[str, Any] = {
        "ID": "t1",
        "Vorname": "Erika",
        "Nachname": "Mustermann",
        "Kommune": "Ulm",
        "Land": "Deutschland",
    }
    row |= {"Seite": "deutsch", "Funktion": "mayor", "Sprachen": "de; sw", "Themen": "Wasser, Abfall", "SDG": "6; 11"}
    row |= {"Angebote": "Erfahrung", "sucht": "Partner", "Erfahrung": "3,5 Jahre", "Größenklasse": 2.0}
    row |= {"neu dabei": "ja", "Delegation": "d", "Verfügbarkeit": "Mo; Di"}
    reading = read_participants([row], municipalities=register)
    (one,) = values(reading)
    assert reading.problems == ()
    assert one == Participant(
        "t1", name="Erika Mustermann", municipality="de:08421000", country="DEU", side="german", actor="mayor",
        languages={"de", "sw"}, themes={"Wasser", "Abfall"}, sdgs={6, 11}, offers={"Erfahrung"}, seeks={"Partner"},
        experience=3.5, size_class=2, newcomer=True, delegation="d", availability={"Mo", "Di"},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("row", "municipality"),
    [
        ({"Kommune": "Kaya", "Land": "Burkina Faso"}, "bfa:kaya"),
        ({"Kommune": "Kaya (Burkina Faso)"}, "bfa:kaya"),
        ({"Kommune": "Ulm"}, "de:08421000"),
        ({"AGS": "08421000"}, "de:08421000"),
        ({"Kommune": "Ulm", "AGS": "08421000", "Land": "Ghana"}, "de:08421000"),
        ({"Land": "Ghana"}, None),
    ],
)
def test_municipalities_become_ids_of_units(
    register: MunicipalRegister, row: dict[str, str], municipality: str | None
) -> None:
    (one,) = values(read_participants([row], municipalities=register))
    assert (one.id, one.municipality) == (1, municipality)


def test_without_a_register_the_text_stays() -> None:
    assert [one.municipality for one in values(read_participants([{"Kommune": "Ulm"}, {"AGS": "7"}]))] == ["Ulm", "7"]
    assert [one.municipality for one in values(read_participants([{"Kommune": "", "AGS": "7"}]))] == ["7"]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ({"Kommune": "Ulmm"}, "SUGGESTED_UNIT"),
        ({"Kommune": "Kaya", "Land": "Kongo"}, "AMBIGUOUS_COUNTRY"),
        ({"Kommune": "Kaya (Ghana)", "Land": "Mali"}, "COUNTRY_CONTRADICTS"),
        ({"Kommune": "Ulm", "AGS": "01002000"}, "KEY_CONTRADICTS_NAME"),
    ],
)
def test_doubtful_rows_are_refused(register: MunicipalRegister, row: dict[str, str], code: str) -> None:
    reading = read_participants([row], municipalities=register)
    assert reading.rows == ()
    assert code in [code for _, _, code in codes(reading)]


def test_cells_that_cannot_be_read_stay_unknown() -> None:
    row = {"ID": "a", "Seite": "oben", "Erfahrung": "viel", "Größenklasse": "1,5", "neu": "vielleicht", "SDG": "99; 4"}
    reading = read_participants([row, {"ID": "b", "neu": "nein", "Seite": "Partner", "Erfahrung": "unbekannt"}])
    assert values(reading) == [Participant("a", sdgs={4}), Participant("b", newcomer=False, side="partner")]
    assert [code for _, _, code in codes(reading)] == ["BAD_GOAL", *["BAD_VALUE"] * 4]


def test_names_and_ids_are_shown_nowhere() -> None:
    text = "ID;Name;Land\nerika@example.org;Erika Mustermann;Kongo\nx;Max Mustermann;Ghana\nx;Max Mustermann;Ghana;Erika\nx;Eva Muster;Ghana\n"
    reading = read_participants(text.encode())
    assert [one.name for one in values(reading)] == ["Max Mustermann"]
    assert codes(reading) == [
        (2, "warning", "ID_IS_ADDRESS"), (2, "error", "AMBIGUOUS_COUNTRY"),
        (4, "error", "ROW_TOO_MANY_CELLS"), (5, "error", "PARTICIPANT_TWICE"),
    ]  # fmt: skip
    for shown in (repr(reading), reading.report("de"), reading.report("en"), str(reading.to_rows())):
        for name in ("Mustermann", "Erika", "erika", "Max", "Eva"):
            assert name not in shown


def test_the_accessors_speak_of_participants() -> None:
    reading = read_participants([{"ID": "a"}, {"ID": "b"}])
    assert [one.id for one in reading.participants] == ["a", "b"]
    assert reading.is_complete


@pytest.mark.parametrize(
    ("row", "read", "problems"),
    [
        ({"Land": "Deutschland", "Bundesland": "Bayern"}, [], [("Kommune", "SUGGESTED_UNIT")]),
        ({"Land": "Deutschland", "Bundesland": "Baden-Württemberg"}, [("DEU", "de:08421000")], []),
        # With the country of the partners alone, who comes from a municipality of that Land comes from there.
        ({"Partnerland": "Ghana", "Bundesland": "Baden-Württemberg"}, [("DEU", "de:08421000")], []),
        ({"Partnerland": "Ghana", "Bundesland": "Bayern"}, [("GHA", "gha:ulm")], []),
    ],
)
def test_the_land_of_a_participant_tells_which_municipality_is_meant(
    register: MunicipalRegister, row: dict[str, str], read: list[tuple[str, str]], problems: list[tuple[str, str]]
) -> None:
    reading = read_participants([{"Name": "x", "Kommune": "Ulm", **row}], municipalities=register)
    assert [(one.country, one.municipality) for one in values(reading)] == read
    assert [(one.column, one.reason.reason.code) for one in reading.problems] == problems
