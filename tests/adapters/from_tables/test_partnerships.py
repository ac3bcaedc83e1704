from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kommunal_partner.adapters.from_tables import Reading, Severity, read_partnerships
from kommunal_partner.adapters.from_tables._abroad import Abroad, UnitsAbroad
from kommunal_partner.countries import country
from kommunal_partner.errors import BadRule, BadTable
from kommunal_partner.facts import load_facts
from kommunal_partner.fuzzy_dates import read_german
from kommunal_partner.municipalities import ForeignUnit, GermanUnit, MunicipalRegister, UnitKind
from kommunal_partner.partnerships import Form, Partnership, Stage
from kommunal_partner.sources import Confidence

Read = Any


def codes(reading: Reading[Partnership]) -> list[tuple[int, str, str]]:
    return [(one.line, one.severity.value, one.reason.reason.code) for one in reading.problems]


def links(reading: Reading[Partnership]) -> list[tuple[int, str]]:
    return [(line, str(value)) for line, value in reading.rows]


def accounted(reading: Reading[Partnership]) -> bool:
    return set(reading.lines) == {row.line for row in reading.rows} | {one.line for one in reading.errors}


@pytest.mark.parametrize(
    ("home", "link"),
    [
        ("Ulm;;", "Ulm – Jinotega (Nicaragua)"),
        ("Stadt Ulm;08421000;", "Ulm – Jinotega (Nicaragua)"),
        (";08 4 21 000;", "Ulm – Jinotega (Nicaragua)"),
        ("89073 Ulm;;", "Ulm – Jinotega (Nicaragua)"),
        ("Kiel;101002000;", "Kiel – Jinotega (Nicaragua)"),
        ("Kiel;010020000000;Schleswig-Holstein", "Kiel – Jinotega (Nicaragua)"),
        ("Landkreis Oldenburg;;", "Landkreis Oldenburg – Jinotega (Nicaragua)"),
        ("Land Rheinland-Pfalz;07;", "Rheinland-Pfalz – Jinotega (Nicaragua)"),
        ("Berlin-Mitte;;BE", "Berlin-Mitte – Jinotega (Nicaragua)"),
        (";010515172;", "Amt Mitteldithmarschen – Jinotega (Nicaragua)"),
    ],
)
def test_units_at_home_are_found_without_a_word(read: Read, home: str, link: str) -> None:
    reading = read(f"Kommune;AGS;Bundesland;Partnerstadt;Land\n{home};Jinotega;Nicaragua\n")
    assert links(reading) == [(2, link)]
    assert reading.problems == ()


@pytest.mark.parametrize(
    ("home", "severity", "code", "said"),
    [
        ("Kiel;1002000;", "warning", "KEY_REPAIRED", "verlorene führende Null"),
        ("Kiel;1002000.0;", "warning", "KEY_REPAIRED", "Kommazahl"),
        ("Müllheim;08315074;", None, "", ""),
        ("Ulm;01002000;", "error", "KEY_CONTRADICTS_NAME", "nicht von „Ulm“"),
        ("Ulm;08421001;", "warning", "NAMED_LIKE_OLD_KEY", "kennt keinen Schlüssel 08421001"),
        ("Ulm;08421;", "warning", "NAMED_LIKE_OLD_KEY", "08421"),
        ("Ulm;07143;", "error", "KEY_UNKNOWN_HERE", "07143"),
        ("Ulm;07;", "error", "KEY_CONTRADICTS_NAME", "07 ist der Schlüssel von Rheinland-Pfalz"),
        ("Hintertupfing;08315074;", "error", "KEY_CONTRADICTS_NAME", "Müllheim im Markgräflerland"),
        ("Ulm;05;", "error", "BAD_KEY", "zu kurz"),
        ("Neualbenreuth;09377112;", "warning", "NAME_CHANGED", "heißt die Kommune anders"),
        ("Amt Mitteldithmarschen;010515999;", "warning", "NAMED_LIKE_OLD_KEY", "010515999"),
        ("Landkreis Oldenburg;010515999;", "error", "KEY_UNKNOWN_HERE", "010515999"),
        (";01053083;", "error", "KEY_UNKNOWN_HERE", "01053083"),
        ("Ulm;143.0;", "error", "BAD_KEY", "zu kurz"),
        ("Ulm;04000000;", "error", "BAD_KEY", "ganze Land"),
        ("Neuenkirchen;;", "error", "AMBIGUOUS_UNIT", "03357033"),
        ("Neuenkirchen;;Hessen", "error", "SUGGESTED_UNIT", ""),
        ("Ulmm;;", "error", "SUGGESTED_UNIT", "ähnlich: Ulm, Universitätsstadt"),
        ("Landkreis Wismar;;", "error", "SUGGESTED_UNIT", "Wismar"),
        ("Hintertupfing;;", "error", "UNKNOWN_UNIT", ""),
        (";;", "error", "NO_UNIT", ""),
        ("Ulm;;Bayern", "error", "SUGGESTED_UNIT", ""),
        ("Ulm;08421000;Bayern", "error", "LAND_CONTRADICTS", "liegt nicht in Bayern"),
        ("Ulm;;Schwaben", "warning", "BAD_LAND", ""),
    ],
)
def test_what_is_doubtful_at_home_is_said(read: Read, home: str, severity: str | None, code: str, said: str) -> None:
    reading = read(f"Kommune;AGS;Bundesland;Partnerstadt;Land\n{home};Jinotega;Nicaragua\n")
    if severity is None:
        assert reading.problems == ()
        return
    assert (2, severity, code) in codes(reading)
    (told,) = [one for one in reading.problems if one.reason.reason.code == code]
    assert said in told.text("de")
    of_key = code in {"KEY_REPAIRED", "KEY_CONTRADICTS_NAME", "NAMED_LIKE_OLD_KEY", "KEY_UNKNOWN_HERE", "BAD_KEY"}
    of_land = code in {"LAND_CONTRADICTS", "BAD_LAND"}
    assert told.column == ("AGS" if of_key else "Bundesland" if of_land else "Kommune")
    assert bool(reading.rows) is (severity == "warning")
    assert accounted(reading)


def test_a_unit_that_the_register_calls_otherwise_is_read_by_its_key_with_a_warning() -> None:
    register = MunicipalRegister([GermanUnit("de:1", "Bad Tal an der Ache", UnitKind.STADT, other_names=())])
    reading = read_partnerships(
        [{"Stadt": "Nirgends", "Kennung der Kommune": "de:1", "Partner": "Kaya (Burkina Faso)"}],
        municipalities=register,
    )
    assert [str(one.german_units[0]) for one in reading.partnerships] == ["Bad Tal an der Ache"]


def test_an_unknown_or_contradicted_unit_id_is_refused(read: Read) -> None:
    rows = [
        {"unit_id": "de:99999999", "Partner": "Kaya (Burkina Faso)"},
        {"unit_id": "de:08421000", "AGS": "01002000", "Partner": "Kaya (Burkina Faso)"},
        {"unit_id": "de:08421000", "AGS": "08421000", "Partner": "Kaya (Burkina Faso)"},
    ]
    reading = read(rows)
    assert codes(reading) == [(1, "error", "UNKNOWN_UNIT_ID"), (2, "error", "KEY_CONTRADICTS_NAME")]
    assert "01002000 ist der Schlüssel von Kiel" in reading.problems[1].text("de")
    assert [row.line for row in reading.rows] == [3]


@pytest.mark.parametrize(("field", "reason"), [("AGS", "KEY_UNKNOWN_HERE"), ("unit_id", "UNKNOWN_UNIT_ID")])
def test_a_key_without_a_unit_is_never_replaced_by_a_place_abroad(read: Read, field: str, reason: str) -> None:
    reading = read([{"Stadt": "Kaya (Burkina Faso)", field: "08999999", "Partner": "Ulm (Deutschland)"}])
    assert (codes(reading), reading.rows) == ([(1, "error", reason)], ())


@pytest.mark.parametrize(("length", "shown"), [(80, "x" * 80), (81, "x" * 79 + "…")])
def test_eighty_characters_of_a_cell_are_shown(read: Read, length: int, shown: str) -> None:
    (problem,) = read([{"Stadt": "x" * length, "Partner": "Kaya (Ghana)"}]).problems
    assert problem.value == shown


def test_a_unit_id_is_never_replaced_by_the_name_and_kreis_beside_it() -> None:
    row = {"Stadt": "Neuenkirchen", "Landkreis": "Heidekreis", "Partner": "Kaya (Burkina Faso)"}
    reading = read_partnerships(
        [row, row | {"unit_id": "de:99999999"}, row | {"unit_id": "de:08421000"}],
        municipalities=load_facts().municipalities,
    )
    assert [(line, one.german_units[0].id) for line, one in reading.rows] == [(1, "de:03358017"), (3, "de:08421000")]
    assert codes(reading) == [(2, "error", "UNKNOWN_UNIT_ID")]


def test_what_is_wrong_with_each_of_several_partners_at_home_is_said(read: Read) -> None:
    reading = read([{"Stadt": "Ulm", "Partner": "Hintertupfing; ; Kiell", "Land": "Deutschland"}])
    assert codes(reading) == [(1, "error", "UNKNOWN_UNIT"), (1, "error", "SUGGESTED_UNIT")]


def test_several_places_abroad_in_the_column_of_the_municipality_are_warned_of_there(read: Read) -> None:
    reading = read([{"Stadt": "Jinotega (Nicaragua) und Kaya (Ghana)", "Partner": "Ulm (Deutschland)"}])
    assert len(reading.rows) == 2
    assert [(one.column, one.reason.reason.code) for one in reading.problems] == [("Stadt", "SEVERAL_PARTNERS")]


@pytest.mark.parametrize(
    ("cell", "country", "partners"),
    [
        ("Kaya", "Burkina Faso", ["Kaya (Burkina Faso)"]),
        ("Kaya (Burkina Faso)", "", ["Kaya (Burkina Faso)"]),
        ("Kaya (Burkina Faso)", "BFA", ["Kaya (Burkina Faso)"]),
        ("Minsk, Weißrussland", "", ["Minsk (Belarus)"]),
        ("Lüderitz/Namibia", "k. A.", ["Lüderitz (Namibia)"]),
        ("Kaya – Burkina Faso", "", ["Kaya (Burkina Faso)"]),
        ("Kaya; Nouna", "Burkina Faso", ["Kaya (Burkina Faso)", "Nouna (Burkina Faso)"]),
        ('"Kaya\nNouna"', "Burkina Faso", ["Kaya (Burkina Faso)", "Nouna (Burkina Faso)"]),
        ("Kaya; Mbeya", "Burkina Faso; Tansania", ["Kaya (Burkina Faso)", "Mbeya (Tansania)"]),
        ("Kaya (Burkina Faso); Mbeya (Tansania)", "", ["Kaya (Burkina Faso)", "Mbeya (Tansania)"]),
        ("Brazzaville (Kongo)", "", ["Brazzaville (Kongo (Republik))"]),
        ("Brazzaville", "Kongo", ["Brazzaville (Kongo (Republik))"]),
        ("Sarajevo, Bosnien und Herzegowina", "", ["Sarajevo (Bosnien und Herzegowina)"]),
    ],
)
def test_partners_are_read_with_their_countries(read: Read, cell: str, country: str, partners: list[str]) -> None:
    cell = cell if cell.startswith('"') else f'"{cell}"'
    reading = read(f'Stadt,Partnerstadt,Land\nUlm,{cell},"{country}"\n')
    assert links(reading) == [(2, f"Ulm – {partner}") for partner in partners]
    assert reading.problems == ()


@pytest.mark.parametrize(
    ("cell", "country", "partners"),
    [
        ("Kaya und Nouna", "Burkina Faso", 2),
        ("Kaya / Nouna", "Burkina Faso", 2),
        ("Kaya und Mbeya", "Burkina Faso; Tansania", 2),
        ("Kaya (Burkina Faso) und Mbeya (Tansania)", "", 2),
        ("Kaya (Burkina Faso), Mbeya (Tansania)", "", 2),
        ("Kaya und Umgebung", "Burkina Faso", 1),
        ("Gaspar, Santa Catarina", "Brasilien", 1),
    ],
)
def test_partners_that_may_be_several_are_read_with_a_warning(
    read: Read, cell: str, country: str, partners: int
) -> None:
    reading = read([{"Stadt": "Ulm", "Partnerstadt": cell, "Land": country}])
    assert len(reading.rows) == partners
    assert [severity for _, severity, _ in codes(reading)] == ["warning"]


@pytest.mark.parametrize(
    ("cell", "country", "code"),
    [
        ("", "Ghana", "NO_PARTNER"),
        ("–", "Ghana", "NO_PARTNER"),
        ("???", "Ghana", "NO_PARTNER"),
        ("???; !!!", "Ghana", "NO_PARTNER"),
        ("???; ?", "Kongo", "NO_PARTNER"),
        ("(Ghana)", "", "ONLY_A_COUNTRY"),
        ("Namibia, Lüderitz", "", "ONLY_A_COUNTRY"),
        ("??? (Ghana)", "", "NO_PLACE"),
        ("x" * 300, "Ghana", "NO_PLACE"),
        ("Kaya", "", "NO_COUNTRY"),
        ("Kaya", "Burkino", "UNKNOWN_COUNTRY"),
        ("Foo", "Kongo", "AMBIGUOUS_COUNTRY"),
        ("Foo (Kongo)", "", "AMBIGUOUS_COUNTRY"),
        ("Kaya (Burkina Faso)", "Mali", "COUNTRY_CONTRADICTS"),
        ("Dschibuti", "", "ONLY_A_COUNTRY"),
        ("Kaya; Mbeya", "Burkina Faso; Tansania; Mali", "AMBIGUOUS_COUNTRY"),
        ("Ulm", "Deutschland", "SAME_UNIT"),
        ("Hintertupfing", "Deutschland", "UNKNOWN_UNIT"),
    ],
)
def test_partners_that_are_not_sure_are_refused_with_the_reason(read: Read, cell: str, country: str, code: str) -> None:
    reading = read([{"Stadt": "Ulm", "Partnerstadt": cell, "Land": country}])
    assert reading.rows == ()
    assert {one.reason.reason.code for one in reading.errors} == {code}
    of_land = country and code in {"UNKNOWN_COUNTRY", "AMBIGUOUS_COUNTRY", "NO_COUNTRY"}
    assert {one.column for one in reading.errors} == {"Land" if of_land else "Partnerstadt"}
    assert accounted(reading)


def test_both_directions_give_one_partnership_in_two_lines(read: Read) -> None:
    reading = read(
        'Stadt,Partnerstadt,seit\n"Ulm","Jinotega, Nicaragua",1987\n"Jinotega (Nicaragua)","Ulm, Deutschland",\n'
    )
    (first, one), (second, other) = reading.rows
    assert (first, second) == (2, 3)
    assert one is other
    assert codes(reading) == [(3, "note", "ROW_STANDS_TWICE")]


def test_two_sided_lists_with_a_country_for_each_side_are_read(read: Read) -> None:
    reading = read(
        "Stadt A,Land A,Stadt B,Land B\nUlm,Deutschland,Jinotega,Nicaragua\nJinotega,NI,Ulm,DE\nLyon,FR,Paris,FR\n"
        "Ulm,Kongo,Kaya,BFA\nUlm,DE,Kiel,DE\n"
    )
    assert [line for line, _ in reading.rows] == [2, 3, 6]
    assert len(reading.partnerships) == 2
    assert codes(reading) == [
        (3, "note", "ROW_STANDS_TWICE"),
        (4, "error", "NOT_AT_HOME"),
        (5, "error", "AMBIGUOUS_COUNTRY"),
    ]


def test_several_municipalities_in_a_cell_hold_one_partnership_each(read: Read) -> None:
    reading = read([{"Stadt": "Ulm; Kiel; Nirgendwo", "Partnerstadt": "Kaya (Burkina Faso)", "id": "p"}])
    assert links(reading) == [(1, "Ulm – Kaya (Burkina Faso)"), (1, "Kiel – Kaya (Burkina Faso)")]
    assert [one.id for one in reading.partnerships] == ["de:08421000+bfa:kaya", "de:01002000+bfa:kaya"]
    assert codes(reading) == [(1, "error", "UNKNOWN_UNIT")]


def test_split_key_columns_are_joined(read: Read) -> None:
    reading = read("land,rb,kreis,vb,gemeinde,partner,country\n1,0,02,0000,0,Kaya,BFA\n8,4,21,0000,000,Nouna,BFA\n")
    assert links(reading) == [(2, "Kiel – Kaya (Burkina Faso)"), (3, "Ulm – Nouna (Burkina Faso)")]


FORMS = [
    ("P", [Form.PARTNERSCHAFT], []),
    ("f; k", [Form.FREUNDSCHAFT, Form.KONTAKT], []),
    ("Städtepartnerschaft", [Form.TWINNING_UNSPECIFIED], []),
    ("Jumelage, Projektpartnerschaft", [Form.TWINNING_UNSPECIFIED, Form.PROJEKTPARTNERSCHAFT], []),
    ("Städtefreundschaft", [Form.FREUNDSCHAFT], []),
    ("Patenschaft", [], ["patenschaft"]),
    ("staedtepartnerschaft;klimapartnerschaft", [Form.TWINNING_UNSPECIFIED], ["klimapartnerschaft"]),
]


@pytest.mark.parametrize(("cell", "forms", "labels"), FORMS)
def test_forms_and_labels_are_told_apart(read: Read, cell: str, forms: list[Form], labels: list[str]) -> None:
    (one,) = read([{"Stadt": "Ulm", "Partner": "Kaya (Burkina Faso)", "Art": cell, "seit": 2001}]).partnerships
    assert [seen.value for seen in one.forms] == forms
    assert [seen.value for seen in one.labels] == labels
    assert str((*one.forms, *one.labels)[0].since) == "2001"


def test_claims_have_their_dates_sources_and_confidence(read: Read) -> None:
    row = {"de_name": "Ulm", "partner_name": "Kaya", "partner_country_iso3": "BFA", "partner_admin1": "BF-SMT"}
    row |= {"forms": "klimapartnerschaft;freundschaft", "status": "ruhend", "since": "seit 1967", "until": "31.12.2020"}
    row |= {"themes": "Wasser, Abfall", "sdgs": "6; SDG 11; 4.0", "source": "https://example.org/a/b", "as_of": "2023"}
    row |= {
        "second_source": "Amtsblatt",
        "confidence": "mittel",
        "note": "ja",
        "partner_alt": "Kaia / Kaja",
        "id": "x1",
    }
    (one,) = read([row]).partnerships
    assert one.id == "x1"
    assert [(seen.value, str(seen.since)) for seen in one.labels] == [("klimapartnerschaft", "1967")]
    assert [(seen.value, seen.since) for seen in one.forms] == [(Form.FREUNDSCHAFT, None)]
    assert [(seen.value, str(seen.since)) for seen in one.stages] == [
        (Stage.DORMANT, "None"),
        (Stage.ENDED, "2021-01-01"),
    ]
    assert {str(seen.as_of) for seen in (*one.labels, *one.forms, *one.stages)} == {"2023"}
    assert {seen.sources for seen in (*one.labels, *one.forms, *one.stages)} == {one.sources}
    assert {seen.confidence for seen in (*one.labels, *one.forms, *one.stages)} == {Confidence.MEDIUM}
    assert (one.themes, one.sdgs, one.note) == (("Wasser", "Abfall"), frozenset({4, 6, 11}), "ja")
    assert one.confidence is Confidence.MEDIUM
    assert [source.text for source in one.sources] == ["https://example.org/a/b", "Amtsblatt"]
    assert one.forms[0].sources == one.sources
    assert str(one.forms[0].as_of) == "2023"
    (abroad,) = one.foreign_units
    assert (abroad.other_names, abroad.subdivision) == (("Kaia", "Kaja"), "BF-SMT")


@pytest.mark.parametrize(
    ("since", "years"),
    [("2001", ["2001"] * 3), ("2001;2002", ["2001", "2002", "None"]), (";;2003", ["None", "None", "2003"])],
)
def test_the_days_of_several_forms_stand_in_their_order_and_one_alone_is_that_of_all(
    read: Read, since: str, years: list[str]
) -> None:
    row = {
        "de_name": "Ulm",
        "partner_name": "Kaya",
        "partner_country_iso3": "GHA",
        "forms": "P;F;K",
        "form_since": since,
    }
    (one,) = read([row]).partnerships
    assert [str(seen.since) for seen in one.forms] == years


def test_themes_in_lines_or_between_semicolons_may_hold_commas(read: Read) -> None:
    for cell in ("Wasser, sauber\nAbfall", "Wasser, sauber; Abfall"):
        (one,) = read([{"Stadt": "Ulm", "Partner": "Kaya (Ghana)", "Themen": cell}]).partnerships
        assert one.themes == ("Wasser, sauber", "Abfall")


def test_a_stage_among_forms_and_a_form_among_stages_are_what_they_are(read: Read) -> None:
    row = {"Stadt": "Ulm", "Partner": "Kaya (Ghana)", "Art": "Freundschaft; ruhend", "Status": "Kontakt; beendet"}
    (one,) = read([row]).partnerships
    assert [seen.value for seen in one.forms] == [Form.FREUNDSCHAFT]
    assert [seen.value for seen in one.stages] == [Stage.DORMANT, Stage.CONTACT, Stage.ENDED]


def test_a_date_without_form_or_label_dates_the_stage(read: Read) -> None:
    (one,) = read([{"Stadt": "Ulm", "Partner": "Kaya (Burkina Faso)", "Status": "aktiv", "seit": "1999"}]).partnerships
    assert [(seen.value, str(seen.since)) for seen in one.stages] == [(Stage.EXISTING, "1999")]


def test_until_a_year_is_some_day_of_it(read: Read) -> None:
    rows = [
        {"Stadt": "Ulm", "Partner": "Kaya (Burkina Faso)", "bis": "2010"},
        {"Stadt": "Kiel", "Partner": "Kaya (Burkina Faso)", "bis": "9999-12-31"},
    ]
    assert [str(one.stages[0].since) for one in read(rows).partnerships] == ["2010", "9999-12-31"]


def test_words_that_are_not_known_are_left_out_with_a_warning(read: Read) -> None:
    row = {"Stadt": "Ulm", "Partner": "Kaya (Burkina Faso)", "Art": "Stadtehe", "Status": "hm", "SDG": "18"}
    row |= {"seit": "1.3.99", "Stand": "neulich", "Sicherheit": "weiß nicht", "ISO 3166-2": "GH-AA"}
    reading = read([row])
    (one,) = reading.partnerships
    assert (one.forms, one.stages, one.sdgs, one.confidence) == ((), (), frozenset(), Confidence.LOW)
    assert {code for _, _, code in codes(reading)} == {
        *("UNKNOWN_FORM", "UNKNOWN_STAGE", "BAD_GOAL", "SHORT_YEAR", "BAD_DATE", "BAD_CONFIDENCE", "BAD_VALUE"),
    }
    assert {severity for _, severity, _ in codes(reading)} == {"warning"}
    assert {(one.column, one.reason.reason.code) for one in reading.problems} == {
        ("Art", "UNKNOWN_FORM"),
        ("Status", "UNKNOWN_STAGE"),
        ("SDG", "BAD_GOAL"),
        ("seit", "SHORT_YEAR"),
        ("Stand", "BAD_DATE"),
        ("Sicherheit", "BAD_CONFIDENCE"),
        ("ISO 3166-2", "BAD_VALUE"),
    }


def test_places_of_one_name_in_two_regions_are_two_and_one_without_a_region_is_the_first() -> None:
    units = UnitsAbroad()
    regions = ("", "GH-AA", "GH-BB", "GH-AA", "")
    ids = [units.unit("Kaya", country("GHA"), Abroad(subdivision=region))[0].id for region in regions]
    assert ids == ["gha:kaya", "gha:kaya", "gha:kaya:gh-bb", "gha:kaya", "gha:kaya"]


def test_an_id_that_stands_twice_is_replaced(read: Read) -> None:
    rows = [
        {"id": "7", "Stadt": "Ulm", "Partner": "Kaya (Burkina Faso)"},
        {"id": "7", "Stadt": "Ulm", "Partner": "Nouna (Burkina Faso)"},
    ]
    reading = read(rows)
    assert [one.id for one in reading.partnerships] == ["7", "de:08421000+bfa:nouna"]
    assert codes(reading) == [(2, "warning", "ROW_ID_TWICE")]


def test_what_a_row_says_twice_is_merged_without_a_word(read: Read) -> None:
    reading = read([{"Stadt": "Ulm", "Partner": "Kaya; Kaya", "Land": "BFA"}])
    assert len(reading.rows) == 1
    assert reading.problems == ()


@pytest.mark.uncounted
def test_a_list_about_one_pair_keeps_every_claim_and_takes_no_longer_than_any_other(read: Read) -> None:
    # Merged line by line, the claims of so many lines would be compared for minutes.
    since = [f"{day}.{month}.{year}" for year in (1950, 1951) for month in range(1, 13) for day in range(1, 15)]
    rows = [{"Stadt": "Ulm", "Partner": "Kaya", "Land": "BFA", "Art": "Kontakt", "seit": day} for day in since]
    blank = {"Stadt": "Ulm", "Partner": "Kaya", "Land": "BFA", "Art": "Kontakt", "seit": ""}
    (one,) = read([blank, *rows, blank, rows[0]]).partnerships
    assert [seen.since for seen in one.forms] == [read_german(day) for day in since]


def test_notes_of_several_lines_are_each_kept_once(read: Read) -> None:
    rows = [{"Stadt": "Ulm", "Partner": "Kaya", "Land": "BFA", "note": note} for note in ("a", "b", "", "b", "a", "c")]
    (one,) = read(rows).partnerships
    assert one.note == "a; b; c"


def test_partnerships_without_ids_of_their_own_get_different_ones(read: Read) -> None:
    rows = [{"Stadt": "Ulm", "Partner": "Kaya", "Land": "BFA", "partner_kind": kind} for kind in ("", "rural", "urban")]
    reading = read(rows)
    own = "de:08421000+bfa:kaya"
    assert [one.id for one in reading.partnerships] == [own, f"{own}+2", f"{own}+3"]
    assert reading.problems == ()


def test_lists_that_name_all_ids_keep_two_partnerships_of_the_same_units_apart(read: Read) -> None:
    row = {"unit_id": "de:08421000", "partner": "Kaya", "country": "BFA", "partner_id": "bfa:kaya"}
    reading = read([row | {"id": "1"}, row | {"id": "2"}, row | {"id": "2"}])
    assert [one.id for one in reading.partnerships] == ["1", "2"]
    assert codes(reading) == [(3, "note", "ROW_STANDS_TWICE")]


def test_a_date_of_its_own_does_not_hinder_the_common_beginning(read: Read) -> None:
    row = {"Stadt": "Ulm", "Partner": "Kaya (Ghana)", "Art": "P; K", "seit": "1999", "Stand der Form": "2001; 2002"}
    (one,) = read([row]).partnerships
    assert [(str(seen.since), str(seen.as_of)) for seen in one.forms] == [("1999", "2001"), ("None", "2002")]


def test_places_of_one_name_in_two_regions_are_two_places(read: Read) -> None:
    rows = [
        {"Stadt": "Ulm", "Partner": "San Marcos", "Land": "Nicaragua", "partner_admin1": region}
        for region in ("NI-CA", "NI-JI", "", "NI-CA")
    ]
    reading = read(rows)
    assert [one.foreign_units[0].id for one in reading.partnerships] == ["nic:san-marcos", "nic:san-marcos:ni-ji"]
    assert len({one.id for one in reading.partnerships}) == 2
    assert [(line, one.foreign_units[0].subdivision) for line, one in reading.rows] == [
        (1, "NI-CA"), (2, "NI-JI"), (3, "NI-CA"), (4, "NI-CA"),
    ]  # fmt: skip


def test_a_region_that_only_the_second_row_names_is_taken_over(read: Read) -> None:
    rows = [{"Stadt": "Ulm", "Partner": "Kaya", "Land": "BFA", "partner_admin1": region} for region in ("", "BF-SMT")]
    (one,) = read(rows).partnerships
    assert one.foreign_units[0].subdivision == "BF-SMT"


@pytest.mark.parametrize(
    ("name", "kind", "unit_id", "shown"),
    [
        ("Morogoro (Distrikt)", "district", "tza:morogoro-district", "Morogoro"),
        ("Morogoro (Stadt)", "town", "tza:morogoro-town", "Morogoro"),
        ("Rajon Kalusch", "rajon", "tza:rajon-kalusch", "Rajon Kalusch"),
        ("Kuntaur Area Council", "area council", "tza:kuntaur-area-council", "Kuntaur Area Council"),
        ("Zemun (Belgrad)", None, "tza:zemun-belgrad", "Zemun (Belgrad)"),
        ("Cape Town", None, "tza:cape-town", "Cape Town"),
    ],
)
def test_the_kind_of_a_unit_abroad_is_read_from_its_name(
    read: Read, name: str, kind: str | None, unit_id: str, shown: str
) -> None:
    (one,) = read([{"Stadt": "Ulm", "Partner": name, "Land": "TZA"}]).partnerships
    (abroad,) = one.foreign_units
    assert (abroad.kind, abroad.id, abroad.name) == (kind, unit_id, shown)


def test_identifiers_are_read_and_bad_ones_left_out(read: Read) -> None:
    rows = [
        {"Stadt": "Ulm", "Partner": "Kaya", "Land": "BFA", "partner_identifiers": "wikidata=Q1; osm=way/7; x"},
        {
            "Stadt": "Kiel",
            "Partner": "Nouna",
            "Land": "BFA",
            "partner_identifiers": "wikidata=7",
            "partner_admin1": "BF-1",
        },
        {
            "Stadt": "Kiel",
            "Partner": "Boromo",
            "Land": "BFA",
            "partner_identifiers": "wikidata=7",
            "partner_admin1": "X",
        },
    ]
    reading = read(rows)
    units = [one.foreign_units[0] for one in reading.partnerships]
    assert [dict(one.identifiers) for one in units] == [{"wikidata": "Q1", "osm": "way/7"}, {}, {}]
    assert [one.subdivision for one in units] == [None, "BF-1", None]
    assert [line for line, _, _ in codes(reading)] == [2, 3]


def test_larger_partnerships_are_joined_by_their_id(read: Read) -> None:
    rows = [
        {"id": "t", "units": "3", "Stadt": "Ulm", "Partner": name, "Land": "BFA", "Art": "K"}
        for name in ("Kaya", "Nouna")
    ]
    reading = read(rows)
    (one,) = reading.partnerships
    assert [unit.short_name for unit in one.units] == ["Kaya", "Nouna", ["Ulm", " Universitätsstadt"][0]]
    assert len(one.forms) == 1
    assert codes(reading) == []


def test_rows_with_more_cells_than_the_header_are_refused(read: Read) -> None:
    reading = read("Stadt;Partner;Land\nUlm;Kaya;BFA;;\nUlm;Kaya;Nouna;BFA\n\nUlm;Nouna\n")
    assert [row.line for row in reading.rows] == [2]
    assert codes(reading) == [(3, "error", "ROW_TOO_MANY_CELLS"), (5, "error", "NO_COUNTRY")]
    assert reading.lines == (2, 3, 5)
    assert any("leere Zeilen: 1" in note.text() for note in reading.notes)
    assert accounted(reading)


def test_the_callers_own_columns_come_first(read: Read) -> None:
    reading = read("a;Partner;c\nUlm;falsch;Kaya (Burkina Faso)\n", columns={"name": "A", "partner": "c"})
    assert links(reading) == [(2, "Ulm – Kaya (Burkina Faso)")]
    assert dict(reading.columns) == {"name": "a", "partner": "c"}


def test_tables_without_a_header_are_read_by_the_numbers_of_their_columns(read: Read) -> None:
    reading = read("Ulm\tKaya (Burkina Faso)\nKiel\tNouna (Burkina Faso)\n", columns={"name": 1, "partner": 2})
    assert [line for line, _ in reading.rows] == [1, 2]


def test_columns_that_are_not_there_are_errors(read: Read) -> None:
    with pytest.raises(BadTable, match="there is no column of this name"):
        read("Stadt;Partner\nUlm;x\n", columns={"country": "Staat"})
    with pytest.raises(BadTable, match="no column of this number"):
        read("Stadt;Partner\nUlm;x\n", columns={"name": 1, "partner": 7})
    with pytest.raises(BadTable, match="no column is found for partner among 'Stadt', 'x'"):
        read("Stadt;x\nUlm;x\n")
    with pytest.raises(BadTable, match="the table is empty"):
        read("\n\n")
    with pytest.raises(BadTable, match="the first line holds 'Q1', 'Q2'"):
        read("Q1\tQ2\n")
    with pytest.raises(BadRule, match="there is no field 'town'"):
        read("Stadt;Partner\n", columns={"town": "Stadt"})
    for wrong in ("", True, None):
        with pytest.raises(BadRule, match="needs the text of a header"):
            read("Stadt;Partner\n", columns={"name": wrong})


def test_two_towns_with_one_partner_in_one_region_share_it(read: Read) -> None:
    head = "de_name;partner_name;partner_country_iso3;partner_admin1;partner_alt\n"
    reading = read(head + "Ulm;Kaya;BFA;BF-SMT;\nKiel;Kaya;BFA;BF-SMT;Kaja\nWismar;Kaya;BFA;BF-KAD;\n")
    one, other, elsewhere = (link.foreign_units[0] for link in reading.partnerships)
    assert one.subdivision == "BF-SMT"
    assert one.id == other.id
    assert elsewhere.id != one.id


# ── real lists ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_list_that_the_facts_were_made_from_reads_like_the_facts(cases: Path) -> None:
    source = cases.parent / "facts" / "partnerships" / "partnerships.csv"
    if not source.is_file():
        pytest.skip("the list that the facts were made from does not lie beside the project")
    facts = load_facts()
    reading = read_partnerships(source, municipalities=facts.municipalities)
    assert len(reading.partnerships) == 408
    assert [one.reason.reason.code for one in reading.problems] == ["AMBIGUOUS_UNIT"]  # Weilheim, one of several
    for one in reading.partnerships:
        known = facts.partnerships[one.id]
        assert one.german_units == known.german_units
        assert {seen.value for seen in one.forms} == {seen.value for seen in known.forms}
        # Labels and sources that were found later were added.
        assert {seen.value for seen in one.labels} <= {seen.value for seen in known.labels}
        assert [(seen.value, seen.as_of) for seen in one.stages] == [(seen.value, seen.as_of) for seen in known.stages]
        assert (one.themes, one.sdgs, one.note) == (known.themes, known.sdgs, known.note)
    same = [one for one in reading.partnerships if one.units[0].id == facts.partnerships[one.id].units[0].id]
    assert len(same) >= 402


def test_pairs_of_two_countries_are_read_and_those_without_germany_refused(cases: Path) -> None:
    reading = read_partnerships(
        cases / "tables" / "jumelages_wikidata_sample.csv", municipalities=load_facts().municipalities
    )
    assert reading.rows == ()
    assert codes(reading) == [(2, "error", "NOT_AT_HOME"), (3, "error", "NOT_AT_HOME")]


def test_pairs_without_a_header_are_read_with_a_line_of_the_callers(cases: Path) -> None:
    names = dict(line.split("\t") for line in (cases / "tables" / "wikidata_names.tsv").read_text("utf-8").splitlines())
    pairs = (cases / "tables" / "wikidata_p190_pairs_noheader.tsv").read_text("utf-8").splitlines()
    rows = [[names.get(code, code) for code in pair.split("\t")] for pair in pairs]
    reading = read_partnerships(rows, municipalities=load_facts().municipalities, columns={"name": 1, "partner": 2})
    assert len(reading.lines) == len(pairs)
    assert accounted(reading)
    with pytest.raises(BadTable):
        read_partnerships(
            cases / "tables" / "wikidata_p190_pairs_noheader.tsv", municipalities=load_facts().municipalities
        )


def test_wide_lists_become_rows_with_a_few_lines_of_the_callers(cases: Path) -> None:
    import csv

    with (cases / "tables" / "twin_adjacency_wide_germany_oda.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.reader(file))[1:]
    rows = [[city, partner] for city, *partners in lines for partner in partners if partner.endswith(", Germany")]
    reading = read_partnerships(rows, municipalities=load_facts().municipalities, columns={"name": 1, "partner": 2})
    assert accounted(reading)
    assert "Aachen – Cape Town (Südafrika)" in [str(one) for one in reading.partnerships]
    assert len(reading.rows) >= 40
    assert all(one.severity is not Severity.ERROR or one.text("en") for one in reading.problems)
    assert all(isinstance(unit, (GermanUnit, ForeignUnit)) for one in reading.partnerships for unit in one.units)


# ── cells that several partners, or several claims, share ────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("header", "row", "expected"),
    [
        ("Kommune;Partnerstadt;Land", 'Ulm;"Ort eins\nOrt zwei";Kongo', [("Land", "Kongo", "AMBIGUOUS_COUNTRY")]),
        ("Kommune;Partnerstadt;Land", 'Ulm;"Ort eins\nOrt zwei";Nirgends', [("Land", "Nirgends", "UNKNOWN_COUNTRY")]),
        (
            "Kommune;Bundesland;Partnerstadt;Land",
            '"Ulm\nKiel";Atlantis;Jinotega;Nicaragua',
            [("Bundesland", "Atlantis", "BAD_LAND")],
        ),
        (
            "AGS;Partnerstadt;Land",
            '1002000;"Jinotega\nLeón";Nicaragua',
            [("AGS", "1002000", "KEY_REPAIRED")],
        ),
        (
            "Kommune;Partnerstadt;Land;Form;seit;Stand;Status",
            'Ulm;"Jinotega\nLeón";Nicaragua;Ehe;irgendwann;neulich;halb',
            [
                ("seit", "irgendwann", "BAD_DATE"),
                ("Stand", "neulich", "BAD_DATE"),
                ("Form", "Ehe", "UNKNOWN_FORM"),
                ("Status", "halb", "UNKNOWN_STAGE"),
            ],
        ),
        (
            "Kommune;Partnerstadt;Land;forms;form_since",
            'Ulm;Jinotega;Nicaragua;"Partnerschaft; Freundschaft";irgendwann',
            [("form_since", "irgendwann", "BAD_DATE")],
        ),
    ],
)
def test_what_is_wrong_with_a_shared_cell_is_said_once(
    read: Read, header: str, row: str, expected: list[tuple[str, str, str]]
) -> None:
    reading = read(f"{header}\n{row}\n")
    assert [(one.column, one.value, one.reason.reason.code) for one in reading.problems] == expected
    assert accounted(reading)


def test_what_is_wrong_in_two_lines_is_said_twice(read: Read) -> None:
    reading = read("Kommune;Partnerstadt;Land\nUlm;Ort eins;Kongo\nUlm;Ort zwei;Kongo\n")
    assert codes(reading) == [(2, "error", "AMBIGUOUS_COUNTRY"), (3, "error", "AMBIGUOUS_COUNTRY")]


def test_two_partners_that_stand_in_one_line_before_are_one_note(read: Read) -> None:
    reading = read('Kommune;Partnerstadt;Land\n"Ulm";"Jinotega\nLeón";Nicaragua\nUlm;"León\nJinotega";Nicaragua\n')
    assert codes(reading) == [(4, "note", "ROW_STANDS_TWICE")]
    assert len(reading.values) == 2


@pytest.mark.parametrize(
    ("name", "complete", "code"),
    [("Goppingen", True, "UMLAUTS_LOST"), ("Göppingen", False, "DOUBTFUL_UNIT"), ("Göppingen", True, None)],
)
def test_a_unit_that_is_not_sure_is_read_with_a_warning(name: str, complete: bool, code: str | None) -> None:
    register = MunicipalRegister([GermanUnit("de:1", "Göppingen, Stadt", UnitKind.STADT)], complete=complete)
    reading = read_partnerships([{"Stadt": name, "Partner": "Kaya (Burkina Faso)"}], municipalities=register)
    assert [str(one.german_units[0]) for one in reading.partnerships] == ["Göppingen"]
    assert code is None or (1, "warning", code) in [(1, severity, said) for _, severity, said in codes(reading)]


def test_a_second_town_behind_the_name_is_not_dropped() -> None:
    reading = read_partnerships(
        [{"Stadt": "Herrenberg, Böblingen", "Partner": "Kaya (Burkina Faso)"}],
        municipalities=load_facts().municipalities,
    )
    assert [unit.name for one in reading.partnerships for unit in one.german_units] != ["Herrenberg, Stadt"]
