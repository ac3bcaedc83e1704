from __future__ import annotations

import csv
import io

import pytest

from kommunal_partner.countries import Country, NameKind, country, country_names
from kommunal_partner.countries._codes import table_content
from kommunal_partner.countries._names import codes_as_written, names_by_key, today
from kommunal_partner.countries._normal import join_key, keys_of_name, normalise

LARGEST_TABLE = 300_000  # bytes


def test_no_two_rows_have_the_same_key() -> None:
    keys = [join_key(normalise(name.name)) for name in country_names()]
    assert len(set(keys)) == len(keys) > 2000
    assert all(keys)


def test_a_spelling_that_two_rows_share_means_the_same_in_both() -> None:
    for name in country_names():
        for key in keys_of_name(name.name):
            assert set(names_by_key()[key].countries) == set(name.countries), (name.name, key)


def test_only_ambiguous_and_lone_names_have_several_countries_and_none_is_a_withdrawn_one() -> None:
    for name in country_names():
        several = name.kind in {NameKind.AMBIGUOUS, NameKind.ALONE}
        assert (len(name.countries) > 1) == several, name
        assert not any(one.is_historic for one in name.countries), name


def test_candidates_stand_in_order_of_their_codes_but_for_lone_names() -> None:
    for name in country_names():
        if name.kind is NameKind.AMBIGUOUS:
            codes = [one.alpha3 for one in name.countries]
            assert codes == sorted(set(codes)), name


def test_every_row_tells_its_source_and_its_languages() -> None:
    assert all(name.source and name.languages for name in country_names())


def test_the_display_names_of_all_countries_are_in_the_table() -> None:
    known = {name.name for name in country_names()}
    for text in {row["name_de"] for row in csv.DictReader(io.StringIO(table_content("codes.csv").decode()))}:
        assert text in known or join_key(normalise(text)) in names_by_key(), text


def test_the_table_stays_small() -> None:
    assert len(table_content("names.csv")) < LARGEST_TABLE


@pytest.mark.parametrize(
    ("code", "heirs"),
    [
        ("YUG", ["BIH", "HRV", "MKD", "MNE", "SRB", "SVN"]),
        ("SCG", ["MNE", "SRB"]),
        ("ZAR", ["COD"]),
        ("CHL", ["CHL"]),
    ],
)
def test_a_withdrawn_country_has_become_what_its_last_successors_are(code: str, heirs: list[str]) -> None:
    assert [one.alpha3 for one in today(country(code))] == heirs


@pytest.mark.parametrize(
    ("code", "kind", "heirs"),
    [
        ("CS", NameKind.AMBIGUOUS, ["CZE", "MNE", "SRB", "SVK"]),
        ("YU", NameKind.AMBIGUOUS, ["BIH", "HRV", "MKD", "MNE", "SRB", "SVN"]),
        ("HVO", NameKind.HISTORIC, ["BFA"]),
        ("BY", NameKind.SHORT, ["BLR"]),
        ("716", NameKind.SHORT, ["ZWE"]),
        ("XK", NameKind.SHORT, ["XKX"]),
    ],
)
def test_a_code_as_a_text_means_a_country_of_today(code: str, kind: NameKind, heirs: list[str]) -> None:
    found = codes_as_written()[code]
    assert found.kind is kind
    assert found.countries == tuple(map(Country, heirs))


def test_every_kind_of_name_has_its_words() -> None:
    assert all(kind.text() == kind.text("de") != kind.text("en") for kind in NameKind)
