"""What a table of partnerships covers: a sample, said so, with what others state beside it."""

from __future__ import annotations

import pickle

import pytest

from kommunal_partner.countries import country
from kommunal_partner.errors import BadModel, UnknownChoice, UnknownCountry
from kommunal_partner.fuzzy_dates import FuzzyDate
from kommunal_partner.languages import Term
from kommunal_partner.municipalities import ForeignUnit, GermanUnit, UnitKind
from kommunal_partner.partnerships import CountryCoverage, Coverage, Partnership, PartnershipRegister, StatedTotal
from kommunal_partner.series import Count

HOME = GermanUnit("de:08421000", "Ulm", UnitKind.STADTKREIS)
JINOTEGA = ForeignUnit("nic:jinotega", "Jinotega", country("NIC"))
KAYA = ForeignUnit("bfa:kaya", "Kaya", country("BFA"))
OVER_30 = StatedTotal("NIC", ">30", Term("über 30 Beziehungen", "over 30 relations"), "2022-09/..", confidence="medium")
WORLD = StatedTotal("world", 7133, "7133 Einträge")
HERE = PartnershipRegister(
    [Partnership("p1", [HOME, JINOTEGA]), Partnership("p2", [HOME, KAYA])], stated=[OVER_30, WORLD]
)


def test_a_country_has_what_is_here_and_what_others_state() -> None:
    coverage = HERE.coverage
    assert list(coverage) == ["BFA", "NIC"]
    assert (coverage["NIC"].here, coverage["NIC"].stated) == (1, (OVER_30,))
    assert coverage[country("BFA")] == coverage["BF"] == CountryCoverage(country("BFA"), 1)
    assert coverage.elsewhere == (WORLD,)


def test_a_country_that_is_missing_is_none_here_and_nothing_more_is_said() -> None:
    assert (HERE.coverage["SOM"].here, HERE.coverage["SOM"].stated) == (0, ())
    assert not HERE.coverage.complete
    with pytest.raises(UnknownCountry):
        HERE.coverage["Somaliland"]


def test_a_country_of_which_only_a_total_is_stated_is_listed_too() -> None:
    assert list(PartnershipRegister(stated=[OVER_30]).coverage) == ["NIC"]


def test_totals_are_read_and_checked() -> None:
    assert OVER_30.count == Count(31)
    assert OVER_30.as_of == FuzzyDate.parse("2022-09/..")
    assert WORLD.count == Count(7133, 7133)
    assert StatedTotal("NIC", Count(3), "drei").count == Count(3)
    for of, count, words in ((" ", "1", "eine"), ("NIC", "viele", "eine"), ("NIC", "1", "")):
        with pytest.raises(BadModel):
            StatedTotal(of, count, words)
    with pytest.raises(UnknownChoice):
        StatedTotal("NIC", 1, "eine", confidence="sure")
    with pytest.raises(BadModel, match="each of stated must be of type StatedTotal"):
        PartnershipRegister(stated=["NIC"])  # type: ignore[list-item]  # because callers without a checker do


def test_totals_stay_when_partnerships_are_added_or_merged() -> None:
    more = HERE.with_partnerships([Partnership("p3", [HOME, ForeignUnit("nic:leon", "León", country("NIC"))])])
    assert (more.coverage["NIC"].here, more.coverage["NIC"].stated) == (2, (OVER_30,))
    assert HERE.merged().stated == HERE.stated
    assert pickle.loads(pickle.dumps(HERE)) == HERE


def test_a_coverage_says_that_it_is_a_sample_and_shows_itself_shortly() -> None:
    coverage = HERE.coverage
    assert coverage.text() == str(coverage) == "Die Tabelle ist eine Stichprobe: Was hier fehlt, kann es geben."
    assert coverage.text("en").startswith("The table is a sample")
    assert repr(coverage) == "Coverage(2 countries)"
    assert str(coverage["NIC"]) == "Nicaragua: 1; über 30 Beziehungen"
    assert (OVER_30.text("en"), str(OVER_30)) == ("over 30 relations", "über 30 Beziehungen")
    assert "<td>1</td>" in coverage._repr_html_()
    assert isinstance(coverage, Coverage)
