from __future__ import annotations

import pytest

from kommunal_partner.countries import country, known_codes
from kommunal_partner.countries._identifiers import SHAPES, Scheme, holders, identifiers
from kommunal_partner.errors import AmbiguousCountry

IDENTIFIERS = [  # code, DAC, Wikidata, GeoNames
    ("CHL", "434", "Q298", "3895114"),
    ("AFG", "625", "Q889", "1149361"),
    ("NAM", "275", "Q1030", "3355338"),
    ("XKX", "57", "Q1246", None),
    ("TWN", "732", "Q865", "1668284"),
    ("SRB", "63", "Q403", "6290252"),
    ("SCG", "63", None, None),
    ("DEU", None, "Q183", "2921044"),
    ("SSD", "279", "Q958", "7909807"),
    ("ZAR", None, None, None),
]


@pytest.mark.parametrize(("code", "dac", "wikidata", "geonames"), IDENTIFIERS)
def test_a_country_names_itself_in_other_registers(
    code: str, dac: str | None, wikidata: str | None, geonames: str | None
) -> None:
    one = country(code)
    assert (one.dac_code, one.wikidata, one.geonames) == (dac, wikidata, geonames)


def test_every_country_of_today_has_a_wikidata_item_and_none_shares_it() -> None:
    today = {code for code in known_codes() if not country(code).is_historic}
    assert set(identifiers()[Scheme.WIKIDATA]) == today
    for scheme in (Scheme.WIKIDATA, Scheme.GEONAMES):
        assert all(len(codes) == 1 for codes in holders(scheme).values())
    assert {value for value, codes in holders(Scheme.DAC).items() if len(codes) > 1} == {"63"}


def test_every_identifier_has_the_shape_of_its_scheme_and_a_known_country() -> None:
    for scheme in Scheme:
        for value, codes in holders(scheme).items():
            assert SHAPES[scheme].fullmatch(value), value
            assert set(codes) <= known_codes()


@pytest.mark.parametrize(
    ("number", "code"),
    [("736", "SDN"), ("230", "ETH"), ("890", "YUG"), ("280", "DEU"), ("886", "YEM"), ("841", "USA"), ("868", "VNM"),
     ("866", "VDR"), ("590", "PAN"), ("592", "PCZ"), ("532", "ANT"), ("835", "TZA"), ("836", "TZA")],
)  # fmt: skip
def test_a_number_that_is_out_of_use_means_who_had_it(number: str, code: str) -> None:
    assert country(number).alpha3 == code


@pytest.mark.parametrize(
    ("number", "codes"),
    [("058", ["BEL", "LUX"]), ("658", ["AIA", "KNA"]), ("588", ["BGD", "PAK"]), ("717", ["MWI", "ZMB", "ZWE"])],
)
def test_a_number_that_several_had_together_is_ambiguous(number: str, codes: list[str]) -> None:
    with pytest.raises(AmbiguousCountry) as caught:
        country(number)
    assert caught.value.candidates == tuple(map(country, codes))


def test_an_error_names_countries_in_its_own_language() -> None:
    with pytest.raises(AmbiguousCountry) as caught:
        country("058")
    assert caught.value.text("en") == "'058' can be Belgium or Luxembourg; say which"
    assert caught.value.text("de") == "'058' kann Belgien oder Luxemburg sein; bitte genauer angeben"
