from __future__ import annotations

import csv
import pickle
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path

import pytest

from kommunal_partner.errors import BadKey, BadRule, UnknownLanguage
from kommunal_partner.keys import (
    LAENDER,
    Ags,
    Ars,
    Key,
    Kreis,
    Land,
    Regierungsbezirk,
    Verband,
    ags_of_parts,
    parse_ags,
    parse_ars,
    parse_key,
    parse_kreis,
    parse_land,
    parse_regierungsbezirk,
    parse_verband,
)
from kommunal_partner.keys.sentences import LOST_ZERO

ZERO = "KEY_LOST_ZERO"
DECIMALS = "KEY_DECIMALS"


@pytest.mark.parametrize("text", ["01001000", "02000000", "11000000", "04011000", "07000999", "13000999", "10042999"])
def test_eight_digits_are_a_municipality_key_as_they_stand(text: str) -> None:
    key = parse_ags(text)
    assert (key.value, key.repair, str(key)) == (text, None, text)
    assert parse_ags(text, repair="refuse") == key


@pytest.mark.parametrize(
    ("text", "value", "codes"),
    [
        ("1001000", "01001000", [ZERO]),
        ("5314000", "05314000", [ZERO]),
        ("1053129.0", "01053129", [DECIMALS, ZERO]),
        ("1053129,00", "01053129", [DECIMALS, ZERO]),
        ("15002000.0", "15002000", [DECIMALS]),
        (1001000, "01001000", ["KEY_INTEGER", ZERO]),
        (11000000, "11000000", ["KEY_INTEGER"]),
        (1001000.0, "01001000", [DECIMALS, ZERO]),
        ("08 1 11 000", "08111000", ["KEY_GROUPS"]),
        ("05 3 14 000", "05314000", ["KEY_GROUPS"]),
        ("5 3 14 000", "05314000", ["KEY_GROUPS", ZERO]),
        ("5314 000", "05314000", ["KEY_GROUPS", ZERO]),
        ("1.001.000", "01001000", ["KEY_GROUPS", ZERO]),
        ("1 001 000", "01001000", ["KEY_GROUPS", ZERO]),
        ("05-3-14-000", "05314000", ["KEY_GROUPS"]),
        ("05314.000", "05314000", ["KEY_GROUPS"]),
        ("05\N{NO-BREAK SPACE}314\N{NO-BREAK SPACE}000", "05314000", ["KEY_BLANKS", "KEY_GROUPS"]),
        (" 05314000\n", "05314000", ["KEY_BLANKS"]),
        ("\N{ZERO WIDTH NO-BREAK SPACE}05314000", "05314000", ["KEY_BLANKS"]),
        ("０５３１４０００", "05314000", ["KEY_BLANKS"]),
        ("'05314000", "05314000", ["KEY_QUOTES"]),
        ('="05314000"', "05314000", ["KEY_QUOTES"]),
        ("DE05314000", "05314000", ["KEY_PREFIX"]),
        ("AGS 05314000", "05314000", ["KEY_PREFIX"]),
        ("ags:05314000", "05314000", ["KEY_PREFIX"]),
        ("Amtl.Gemeindeschlüssel: 05314000", "05314000", ["KEY_PREFIX"]),
        ("Gemeindekennziffer 05314000", "05314000", ["KEY_PREFIX"]),
        ("de:amtlicher_gemeindeschluessel=05314000", "05314000", ["KEY_PREFIX"]),
        (
            "http://dcat-ap.de/def/politicalGeocoding/municipalityKey/05314000",
            "05314000",
            ["KEY_PREFIX"],
        ),
        ("AGS 5314000", "05314000", ["KEY_PREFIX", ZERO]),
        ("05314000-1234-06", "05314000", ["KEY_LEITWEG"]),
        ("05314000-06", "05314000", ["KEY_LEITWEG"]),
        ("101001000", "01001000", ["KEY_WARN_CELL"]),
        (116055000, "16055000", ["KEY_INTEGER", "KEY_WARN_CELL"]),
        ("150020000000", "15002000", ["KEY_FROM_ARS"]),
        ("RS 010515172075", "01051075", ["KEY_PREFIX", "KEY_FROM_ARS"]),
    ],
)
def test_what_people_and_spreadsheets_do_to_a_key_is_undone_and_told(
    text: str | float, value: str, codes: list[str]
) -> None:
    key = parse_ags(text)
    assert key.value == value
    assert key.repair is not None
    assert [step.reason.code for step in key.repair.steps] == codes
    assert key.repair.after == value
    assert key.repair.only_notation is not ({ZERO, DECIMALS} & set(codes) != set())
    with pytest.raises(BadKey, match="would need a repair"):
        parse_ags(text, repair="refuse")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "KEY_BLANK"),
        ("   ", "KEY_BLANK"),
        ("AGS", "KEY_BLANK"),
        (None, "KEY_NOT_TEXT"),
        (True, "KEY_NOT_TEXT"),
        (["05314000"], "KEY_NOT_TEXT"),
        (float("nan"), "KEY_NOT_TEXT"),
        (float("inf"), "KEY_NOT_TEXT"),
        (53.5, "KEY_NOT_TEXT"),
        (-5314000, "KEY_NOT_TEXT"),
        (10**20, "KEY_NOT_TEXT"),
        ("5" * 300, "KEY_TOO_LONG"),
        ("1.001E+06", "KEY_ROUNDED"),
        ("1e6", "KEY_ROUNDED"),
        ("Bonn", "KEY_OTHER_CHARACTERS"),
        ("O5314000", "KEY_OTHER_CHARACTERS"),
        ("05314000, 05315000", "KEY_OTHER_CHARACTERS"),
        ("05314-000-1", "KEY_OTHER_CHARACTERS"),
        ("٠٥٣١٤٠٠٠", "KEY_OTHER_CHARACTERS"),
        ("53.0", "KEY_LEVEL_UNCLEAR"),
        ("59.0", "KEY_LEVEL_UNCLEAR"),
        ("51.0", "KEY_LEVEL_UNCLEAR"),
        ("143.0", "KEY_LEVEL_UNCLEAR"),
        ("4.0", "KEY_LEVEL_UNCLEAR"),
        ("5334.0", "KEY_KREIS_WITHOUT_ZERO"),
        ("5334", "KEY_KREIS_WITHOUT_ZERO"),
        ("10115", "KEY_POSTCODE"),
        ("01067", "KEY_POSTCODE"),
        ("531400", "KEY_LENGTH"),
        ("010515172", "KEY_LENGTH"),
        ("0531400", "KEY_OTHER_DIGIT_LOST"),
        ("10 01 000", "KEY_GROUPS_UNCLEAR"),
        ("15002000000", "KEY_ELEVEN"),
        ("regionalKey/15002000000", "KEY_ELEVEN"),
        ("04000000", "KEY_LAND_LEVEL"),
        ("05000000", "KEY_LAND_LEVEL"),
        ("13000000", "KEY_LAND_LEVEL"),
        ("05100000", "KEY_REGION_LEVEL"),
        ("02000001", "KEY_WHOLE_LAND_ONLY"),
        ("11000999", "KEY_WHOLE_LAND_ONLY"),
        ("11001001", "KEY_WHOLE_LAND_ONLY"),
        ("17001000", "KEY_NO_LAND"),
        ("00001000", "KEY_NO_LAND"),
        ("01101000", "KEY_NO_REGION"),
    ],
)
def test_what_is_no_municipality_key_is_refused_with_the_reason_in_both_languages(text: str, code: str) -> None:
    with pytest.raises(BadKey) as caught:
        parse_ags(text)
    error = caught.value
    assert error.code == code
    assert error.reason in error.text("en") != error.text("de")
    assert len(str(error)) < 400
    assert str(pickle.loads(pickle.dumps(error))) == str(deepcopy(error)) == str(error)


NOT_PLACED = (
    "beginnt mit {0}; die Länder haben die Schlüssel 01 bis 16",
    "begins with {0}; the Länder have the keys 01 to 16",
)
NO_REGION = (
    "{0} hat keine Regierungsbezirke, die dritte Ziffer muss 0 sein",
    "{0} has no Regierungsbezirke, the third digit must be 0",
)
ONLY_ONE = "{0} hat nur die eine Gemeinde {1}", "{0} has only the one municipality {1}"
A_REGION = (
    "steht für einen ganzen Regierungsbezirk und ist kein {0}",
    "it stands for a whole Regierungsbezirk and is no {0}",
)
A_WHOLE_LAND = "steht für das ganze Land {0} und ist kein {1}", "it stands for the whole Land {0} and is no {1}"
DIGITS = "ein {0} besteht aus genau {1} Ziffern", "a {0} is made of exactly {1} digits"
LENGTH = "{0} Ziffern; ein {1} hat {2}", "{0} digits; a {1} has {2}"
AGS = ("Gemeindeschlüssel (AGS)", "municipality key (AGS)")
ARS = ("Regionalschlüssel (ARS)", "regional key (ARS)")
KREIS = ("Kreisschlüssel", "Kreis key")
VERBAND = ("Verbandsschlüssel", "Verband key")
BEZIRK = ("Regierungsbezirksschlüssel", "Regierungsbezirk key")
NRW = ("Nordrhein-Westfalen", "North Rhine-Westphalia")


@pytest.mark.parametrize(
    ("make", "text", "sentences", "values"),
    [
        (Ags, "1001000", DIGITS, [AGS, 8]),
        (Ars, "01001000", DIGITS, [ARS, 12]),
        (Kreis, "1001", DIGITS, [KREIS, 5]),
        (Verband, "01001", DIGITS, [VERBAND, 9]),
        (Regierungsbezirk, "05", DIGITS, [BEZIRK, 3]),
        (Ags, "17001000", NOT_PLACED, [17]),
        (Kreis, "00001", NOT_PLACED, ["00"]),
        (Regierungsbezirk, "991", NOT_PLACED, [99]),
        (parse_land, "17", NOT_PLACED, [17]),
        (parse_key, "199001000", NOT_PLACED, [19]),
        (Kreis, "01101", NO_REGION, ["Schleswig-Holstein"]),
        (Ags, "10101001", NO_REGION, ["Saarland"]),
        (Regierungsbezirk, "161", NO_REGION, [("Thüringen", "Thuringia")]),
        (
            Regierungsbezirk,
            "050",
            ("die dritte Ziffer ist 0, das heißt: kein Regierungsbezirk", "the third digit is 0, which means: no"),
            [],
        ),
        (Kreis, "11001", ONLY_ONE, ["Berlin", "11000000"]),
        (Ags, "02001000", ONLY_ONE, ["Hamburg", "02000000"]),
        (Ags, "11000999", ONLY_ONE, ["Berlin", "11000000"]),
        (Ars, "020001230001", ONLY_ONE, ["Hamburg", "02000000"]),
        (Kreis, "05100", A_REGION, [KREIS]),
        (Verband, "051000000", A_REGION, [VERBAND]),
        (Ags, "05100000", A_REGION, [AGS]),
        (Ars, "051000000000", A_REGION, [ARS]),
        (Kreis, "05000", A_WHOLE_LAND, [NRW, KREIS]),
        (Verband, "050000000", A_WHOLE_LAND, [NRW, VERBAND]),
        (Ags, "05000000", A_WHOLE_LAND, [NRW, AGS]),
        (Ars, "050000000000", A_WHOLE_LAND, [NRW, ARS]),
        (Ags, "13000001", A_WHOLE_LAND, ["Mecklenburg-Vorpommern", AGS]),
        (Ars, "070000000001", A_WHOLE_LAND, [("Rheinland-Pfalz", "Rhineland-Palatinate"), ARS]),
        (parse_ags, "531400", LENGTH, [6, AGS, 8]),
        (parse_kreis, "053140", LENGTH, [6, KREIS, 5]),
        (parse_land, "053", LENGTH, [3, ("Landesschlüssel", "Land key"), 2]),
        (parse_regierungsbezirk, "5334.0", LENGTH, [4, BEZIRK, 3]),
        (parse_ags, "0531400", ("7 Ziffern, die erste eine Null", "7 digits that begin with a zero"), []),
        (parse_ags, "10 01 000", ("7 Ziffern, so gruppiert, dass", "7 digits, grouped so that"), []),
        (
            lambda text: parse_ags(text, repair="refuse"),
            "1001000",
            (
                "müsste repariert werden (1001000 → 01001000: verlorene führende Null ergänzt)",
                "would need a repair (1001000 → 01001000: leading zero that was lost put back)",
            ),
            [],
        ),
    ],
)
def test_a_refusal_is_a_sentence_that_names_what_it_speaks_of(
    make: Callable[[str], object], text: str, sentences: tuple[str, str], values: list[object]
) -> None:
    with pytest.raises(BadKey) as caught:
        make(text)
    error = caught.value
    assert error.value == text
    for side, lang in enumerate(("de", "en")):
        said = [value[side] if isinstance(value, tuple) else value for value in values]
        assert sentences[side].format(*said) in error.text(lang)


@pytest.mark.parametrize(
    ("read", "text", "code"),
    [
        (parse_ars, "15002000000", "KEY_ELEVEN"),
        (parse_ars, "05314000", "KEY_ARS_NEEDED"),
        (parse_kreis, "53", "KEY_LEVEL_UNCLEAR"),
        (parse_regierungsbezirk, "143.0", "KEY_LEVEL_UNCLEAR"),
        (parse_regierungsbezirk, "53", "KEY_LEVEL_UNCLEAR"),
        (parse_regierungsbezirk, "050", "KEY_REGION_IS_ZERO"),
        (parse_land, "Atlantis", "KEY_NO_LAND_NAME"),
        (lambda text: ags_of_parts(text, 0, 51, 75), "123", "KEY_PART_TOO_LONG"),
    ],
)
def test_every_reader_keeps_the_text_that_it_refused(read: Callable[[str], object], text: str, code: str) -> None:
    with pytest.raises(BadKey) as caught:
        read(text)
    assert (caught.value.value, caught.value.code) == (
        "123 0 51 75" if code == "KEY_PART_TOO_LONG" else text,
        code,
    )


@pytest.mark.parametrize(
    ("given", "kept", "code"),
    [
        ("", "", "KEY_BLANK"),
        ("Bonn", "Bonn", "KEY_OTHER_CHARACTERS"),
        ("1e6", "1e6", "KEY_ROUNDED"),
        ("10115", "10115", "KEY_POSTCODE"),
        ("x" * 200, "x" * 200, "KEY_OTHER_CHARACTERS"),
        ("x" * 201, "x" * 40 + "…", "KEY_TOO_LONG"),
        (None, "<NoneType>", "KEY_NOT_TEXT"),
        (["05314000"], "<list>", "KEY_NOT_TEXT"),
        (53.5, 53.5, "KEY_NOT_TEXT"),
        (float("inf"), float("inf"), "KEY_NOT_TEXT"),
        (-1, -1, "KEY_NOT_TEXT"),
        (0, 0, "KEY_LEVEL_UNCLEAR"),
        (10**15 - 1, 10**15 - 1, "KEY_LENGTH"),
        (10**15, "<int>", "KEY_NOT_TEXT"),
        (10**16, "<int>", "KEY_NOT_TEXT"),
        ("1.001.001.0", "1.001.001.0", "KEY_OTHER_CHARACTERS"),
        ("531.400.0", "531.400.0", "KEY_OTHER_CHARACTERS"),
        ("10 01 00", "10 01 00", "KEY_LENGTH"),
        ("531400.0", "531400.0", "KEY_LENGTH"),
        ("1.101.000", "1.101.000", "KEY_NO_REGION"),
    ],
)
def test_an_error_keeps_what_was_given_unless_it_is_longer_than_any_key(given: str, kept: object, code: str) -> None:
    with pytest.raises(BadKey) as caught:
        parse_ags(given)
    assert (caught.value.value, caught.value.code) == (kept, code)


def test_a_text_of_200_characters_is_read_and_a_longer_one_is_not() -> None:
    assert parse_ags("05314000".rjust(200)).value == "05314000"
    assert parse_land("Bayern".ljust(200)) is LAENDER["09"]
    for read, text in ((parse_ags, "05314000".rjust(201)), (parse_land, "Bayern".ljust(201))):
        with pytest.raises(BadKey, match="longer than any key"):
            read(text)


def test_a_repair_names_what_it_was_made_from() -> None:
    repair = parse_ags("150020000000").repair
    assert repair is not None
    assert repair.text() == "150020000000 → 15002000: aus dem Regionalschlüssel 150020000000 gebildet"
    for given in ("1.001.000", "1 001 000", "1001000.0", "5314 000"):
        repair = parse_ags(given).repair
        assert repair is not None
        assert repair.before == given


def test_a_number_too_large_to_be_written_out_is_refused() -> None:
    with pytest.raises(BadKey, match="neither text nor a whole number"):
        parse_ags(10**5000)


def test_an_error_keeps_the_text_as_it_was_given() -> None:
    with pytest.raises(BadKey, match=r"^'AGS 04000000' is not a key: it stands for the whole Land Bremen") as caught:
        parse_ags("AGS 04000000")
    assert caught.value.value == "AGS 04000000"


def test_a_repair_reads_as_a_line_in_both_languages() -> None:
    repair = parse_ags("DE5314000").repair
    assert repair is not None
    assert repair.text() == "DE5314000 → 05314000: „DE“ davor entfernt; verlorene führende Null ergänzt"
    assert str(repair) == 'DE5314000 → 05314000: "DE" in front taken off; leading zero that was lost put back'


def test_a_repair_is_no_part_of_equality() -> None:
    assert parse_ags("1001000") == Ags("01001000")
    assert hash(parse_ags("1001000")) == hash(Ags("01001000"))
    assert parse_ags("1001000").repair != parse_ags("01001000").repair


def test_a_key_is_read_as_itself() -> None:
    key = parse_ags("1001000")
    assert parse_ags(key, repair="refuse") is key
    ars, kreis, verband = Ars("010515172075"), Kreis("01051"), Verband("010515172")
    bezirk, land = Regierungsbezirk("053"), LAENDER["05"]
    assert parse_ars(ars) is ars
    assert parse_kreis(kreis) is kreis
    assert parse_verband(verband) is verband
    assert parse_regierungsbezirk(bezirk) is bezirk
    assert parse_land(land) is land
    assert [parse_key(one) for one in (key, ars, kreis, verband)] == [key, ars, kreis, verband]


def test_another_word_for_repair_is_refused() -> None:
    with pytest.raises(BadRule, match="'warn' or 'refuse'"):
        parse_ags("01001000", repair="silent")  # type: ignore[arg-type]  # because that is the point


def test_a_municipality_key_knows_its_land_kreis_and_regierungsbezirk() -> None:
    key = Ags("05314000")
    assert key.state.name("en") == "North Rhine-Westphalia"
    assert key.district == Kreis("05314")
    assert key.government_region == Regierungsbezirk("053")
    assert key.government_region is not None
    assert key.government_region.state == key.district.state == key.state
    assert Ags("01051075").government_region is None
    assert Ags("11000000").district == Kreis("11000")


def test_a_regional_key_holds_municipality_key_verband_and_kreis() -> None:
    key = Ars("010515172075")
    assert key.ags == Ags("01051075")
    assert key.association == Verband("010515172")
    assert key.association.district == key.district == Kreis("01051")
    assert key.association.state == key.state == LAENDER["01"]


@pytest.mark.parametrize(
    ("key", "grouped"),
    [
        (Ags("08111000"), "08 1 11 000"),
        (Ars("010515172075"), "01 0 51 5172 075"),
        (Kreis("05314"), "05 3 14"),
        (Verband("010515172"), "01 0 51 5172"),
        (Regierungsbezirk("053"), "05 3"),
    ],
)
def test_a_key_is_shown_in_its_groups_and_read_back(
    key: Ags | Ars | Kreis | Verband | Regierungsbezirk, grouped: str
) -> None:
    assert key.grouped() == grouped
    assert str(key) == grouped.replace(" ", "")
    if not isinstance(key, Regierungsbezirk):
        assert parse_key(grouped) == key


@pytest.mark.parametrize("value", ["1001000", "0100100a", "٠٥٣١٤٠٠٠", "", 1001000, None])
def test_a_key_made_by_hand_is_not_repaired(value: str) -> None:
    with pytest.raises(BadKey, match="exactly 8 digits"):
        Ags(value)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("15002000000", "KEY_ELEVEN"),
        ("05314000", "KEY_ARS_NEEDED"),
        ("5314000", "KEY_ARS_NEEDED"),
        ("010515172", "KEY_LENGTH"),
        ("010000000000", "KEY_LAND_LEVEL"),
        ("070000000001", "KEY_LAND_LEVEL"),
    ],
)
def test_a_regional_key_is_never_completed(text: str, code: str) -> None:
    with pytest.raises(BadKey) as caught:
        parse_ars(text)
    assert (caught.value.code, caught.value.value) == (code, text if len(str(text)) < 200 else f"{text[:40]}…")


def test_a_regional_key_is_read_from_its_groups() -> None:
    assert parse_ars("15 0 02 0000 000") == Ars("150020000000")


@pytest.mark.parametrize(
    ("text", "value"),
    [("3152", "03152"), ("5334.0", "05334"), (1001, "01001"), ("05 3 34", "05334"), ("05334", "05334")],
)
def test_four_digits_are_a_kreis_without_its_zero(text: str | int, value: str) -> None:
    assert parse_kreis(text).value == value


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("53", "KEY_LEVEL_UNCLEAR"),
        ("143.0", "KEY_LEVEL_UNCLEAR"),
        ("0533", "KEY_OTHER_DIGIT_LOST"),
        ("05314000", "KEY_LENGTH"),
        ("05000", "KEY_LAND_LEVEL"),
        ("05100", "KEY_REGION_LEVEL"),
        ("53111", "KEY_NO_LAND"),
        ("10115", "KEY_NO_REGION"),
    ],
)
def test_what_is_no_kreis_key_is_refused(text: str, code: str) -> None:
    with pytest.raises(BadKey) as caught:
        parse_kreis(text)
    assert (caught.value.code, caught.value.value) == (code, text if len(str(text)) < 200 else f"{text[:40]}…")


def test_a_verband_has_nine_digits() -> None:
    assert parse_verband("01051 5172").value == "010515172"
    with pytest.raises(BadKey, match="12 digits; a Verband key has 9"):
        parse_verband("010515172075")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("53", "KEY_LEVEL_UNCLEAR"),
        ("143.0", "KEY_LEVEL_UNCLEAR"),
        (53.0, "KEY_LEVEL_UNCLEAR"),
        ("0534", "KEY_LENGTH"),
        ("050", "KEY_REGION_IS_ZERO"),
        ("011", "KEY_NO_REGION"),
        ("991", "KEY_NO_LAND"),
    ],
)
def test_what_is_no_regierungsbezirk_is_refused(text: str, code: str) -> None:
    with pytest.raises(BadKey) as caught:
        parse_regierungsbezirk(text)
    assert (caught.value.code, caught.value.value) == (code, text if len(str(text)) < 200 else f"{text[:40]}…")


def test_a_regierungsbezirk_has_three_digits() -> None:
    assert parse_regierungsbezirk("05 3").value == "053"
    assert parse_regierungsbezirk(143).value == "143"


@pytest.mark.parametrize(
    "text", ["05", "NW", "de-nw", "DE-NW", "Nordrhein-Westfalen", "North Rhine-Westphalia", "Land Nordrhein-Westfalen"]
)
def test_a_land_is_known_by_key_code_and_name(text: str) -> None:
    assert parse_land(text) is LAENDER["05"]


def test_a_land_key_that_lost_its_zero_tells_so() -> None:
    land = parse_land(5)
    assert land == LAENDER["05"]
    assert land.repair is not None
    assert land.repair.text("en").endswith("leading zero that was lost put back")
    with pytest.raises(BadKey, match="would need a repair"):
        parse_land("5", repair="refuse")


@pytest.mark.parametrize(
    ("texts", "key"),
    [
        ("S-H, SH, Schl.-Holst., Schleswig-Holst.", "01"),
        ("Hansestadt Hamburg, HH, Freie und Hansestadt Hamburg, Hbg.", "02"),
        ("Nds., NDS, Nieders., NI", "03"),
        ("Hansestadt Bremen, HB, Freie Hansestadt Bremen", "04"),
        ("NRW, N.R.W., NW, Nordrh.-Westf., Nordrhein-Westf.", "05"),
        ("Hess., HE, Land Hessen", "06"),
        ("RLP, R-P, Rhld.-Pf., Rheinl.-Pfalz, RhPf, RP", "07"),
        ("BaWü, Ba-Wü, B-W, Bad.-Württ., BaWue, BW, Baden-Württ.", "08"),
        ("Bay., BY, Freistaat Bayern, Bavaria", "09"),
        ("Saarl., SL, Saar", "10"),
        ("Bln., BE, Land Berlin", "11"),
        ("Brdbg., Brandenb., BB, Bbg.", "12"),
        ("M-V, MV, MVP, Meck-Pomm, Meckl.-Vorp., Mecklenburg-Vorp.", "13"),
        ("Freistaat Sachsen, SN, Sachs.", "14"),
        ("LSA, S-A, Sachs.-Anh., Sachsen-Anh., ST", "15"),
        ("Thür., TH, Freistaat Thüringen, Thuer.", "16"),
    ],
)
def test_a_land_is_known_by_the_short_forms_that_people_write(texts: str, key: str) -> None:
    assert {parse_land(text) for text in texts.split(", ")} == {LAENDER[key]}


@pytest.mark.parametrize("text", ["SA", "Sa.", "BR", "B", "S", "M", "NS", "Hansestadt", "Freistaat", "Land"])
def test_a_short_form_of_two_laender_or_of_none_is_refused(text: str) -> None:
    with pytest.raises(BadKey) as caught:
        parse_land(text)
    assert caught.value.code == "KEY_NO_LAND_NAME"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("4.0", "KEY_LEVEL_UNCLEAR"),
        ("17", "KEY_NO_LAND"),
        ("00", "KEY_NO_LAND"),
        ("053", "KEY_LENGTH"),
        ("Atlantis", "KEY_NO_LAND_NAME"),
        ("", "KEY_BLANK"),
        ("x" * 300, "KEY_TOO_LONG"),
    ],
)
def test_what_is_no_land_is_refused(text: str, code: str) -> None:
    with pytest.raises(BadKey) as caught:
        parse_land(text)
    assert (caught.value.code, caught.value.value) == (code, text if len(str(text)) < 200 else f"{text[:40]}…")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("05314000", Ags("05314000")),
        ("5314000", Ags("05314000")),
        ("101001000", Ags("01001000")),
        ("110041000", Ags("10041000")),
        ("111000000", Ags("11000000")),
        ("010515172", Verband("010515172")),
        ("110000000", Verband("110000000")),
        ("120605001", Verband("120605001")),
        ("150020000000", Ars("150020000000")),
        ("5334", Kreis("05334")),
        ("10041", Kreis("10041")),
    ],
)
def test_a_key_of_unknown_kind_is_told_by_its_length(text: str, key: Ags | Ars | Kreis | Verband) -> None:
    assert parse_key(text) == key


@pytest.mark.parametrize("text", ["53", "143", "15002000000", "1234567890"])
def test_a_key_whose_level_is_open_is_refused(text: str) -> None:
    with pytest.raises(BadKey):
        parse_key(text)


def test_the_columns_of_a_split_key_are_joined() -> None:
    assert ags_of_parts("01", "0", "51", "075") == Ags("01051075")
    assert ags_of_parts("01", "0", "51", "075").repair is None
    key = ags_of_parts("1", "0", "1", "0")
    assert key == Ags("01001000")
    assert key.repair is not None
    assert [step.reason for step in key.repair.steps] == [LOST_ZERO]
    assert key.repair.before == "1 0 1 0"


def test_a_part_with_too_many_digits_is_refused() -> None:
    with pytest.raises(BadKey, match="the part 5163 has more than 3 digits"):
        ags_of_parts("01", "0", "51", "5163")


def test_there_are_sixteen_laender_with_their_codes() -> None:
    assert len(LAENDER) == len({land.code for land in LAENDER.values()}) == 16
    bavaria = LAENDER["09"]
    assert (bavaria.value, bavaria.code, bavaria.iso, bavaria.nuts1) == ("09", "BY", "DE-BY", "DE2")
    assert (str(bavaria), bavaria.name(), bavaria.name("en")) == ("Bayern", "Bayern", "Bavaria")
    with pytest.raises(UnknownLanguage):
        bavaria.name("fr")


def test_the_laender_are_those_of_the_official_tables(cases: Path) -> None:
    table = cases.parent / "facts" / "registers" / "german_states.csv"
    with table.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert [
        Land(row["land"], row["abbr"], row["iso3166_2"], row["nuts1"], row["name_de"], row["name_en"]) for row in rows
    ] == list(LAENDER.values())


def test_every_key_that_vanished_or_appeared_is_a_key(cases: Path) -> None:
    table = cases.parent / "facts" / "registers" / "ags_diff_20171231_20231130.csv"
    with table.open(encoding="utf-8", newline="") as lines:
        keys = [row["ags"] for row in csv.DictReader(lines)]
    assert len(keys) == 1354
    assert [parse_ags(str(int(key))).value for key in keys] == keys


def test_the_integer_keys_of_a_list_of_kreise_are_read(cases: Path) -> None:
    with (cases / "tables" / "landkreise_2023_int_keys.csv").open(encoding="utf-8", newline="") as lines:
        keys = [row["regional_id"] for row in csv.DictReader(lines)]
    assert len(keys) == len({parse_kreis(key) for key in keys}) == 400


@pytest.mark.parametrize(
    "key",
    [Ags("01001000"), parse_ags("1001000"), Ars("010515172075"), Kreis("01001"), Verband("010515172"), LAENDER["05"]],
)
def test_a_key_survives_pickling_and_copying(key: Ags | Ars | Kreis | Verband | Land) -> None:
    for twin in (pickle.loads(pickle.dumps(key)), deepcopy(key)):
        assert twin == key
        assert hash(twin) == hash(key)
        assert twin.repair == key.repair


def test_every_kind_of_key_has_the_same_shape() -> None:
    keys: list[Key] = [
        Ags("05314000"),
        Ars("053140000000"),
        Kreis("05314"),
        Verband("053140000"),
        Regierungsbezirk("053"),
        LAENDER["05"],
    ]
    for key in keys:
        assert key.state is LAENDER["05"]
        assert key.grouped().replace(" ", "") == key.value
        assert key.repair is None
        assert len(repr(key)) <= 200
    in_kreis = [key for key in keys if isinstance(key, (Ags, Ars, Verband))]
    assert {key.district for key in in_kreis} == {Kreis("05314")}
    assert {key.government_region for key in in_kreis} == {Regierungsbezirk("053")}


def test_a_long_repair_is_shown_on_two_lines() -> None:
    repair = parse_ags("05314000".rjust(200)).repair
    assert len(repr(repair)) <= 200
