from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given

from kommunal_partner.errors import BadModel, NotADay, UnknownCountry
from kommunal_partner.facts import load_facts
from kommunal_partner.oda import Listing, OdaGroup, OdaList, OdaRegister
from kommunal_partner.spans import Span
from kommunal_partner.testing import strategies as kps

Y2026 = Span.years(2026)
OLD = OdaRegister(
    [OdaList("2026", Y2026)],
    [Listing("GHA", OdaGroup.LMIC, Y2026), Listing("BGD", OdaGroup.LDC, Y2026), Listing("ALB", OdaGroup.UMIC, Y2026)],
)
Y2027 = Span.years(2027)
NEW = OdaRegister(
    [OdaList("2026", Y2026), OdaList("2027", Y2027)],
    [
        Listing("GHA", OdaGroup.LMIC, Span.years(2026, 2027)),
        Listing("BGD", OdaGroup.LDC, Y2026),
        Listing("BGD", OdaGroup.LMIC, Y2027),
        Listing("ALB", OdaGroup.UMIC, Y2026),
    ],
)


def test_a_list_of_a_new_year_is_told_apart_from_what_was_known() -> None:
    found = OLD.compare(NEW)
    assert [(one.country, one.span, one.known_before, one.known_after) for one in found.differences] == [
        ("BGD", Y2027, False, True),
        ("GHA", Y2027, False, True),
    ]
    assert found.differences[0].text("en").endswith("no list known → lower middle income countries (LMIC)")
    assert str(found.differences[0]).startswith("Bangladesch, vom 01.01.2027 bis 31.12.2027: keine Liste bekannt →")


def test_a_correction_of_the_past_is_a_difference_to_the_day() -> None:
    moved = date(2026, 7, 15)
    rows = [Listing("GHA", OdaGroup.LMIC, Span(date(2026, 1, 1), moved)), *OLD.listings[1:]]
    corrected = evolve(OLD, listings=rows)
    (one,) = OLD.compare(corrected).differences
    assert (one.country, one.span) == ("GHA", Span(moved, date(2027, 1, 1)))
    assert one.after is None
    assert one.text("en").endswith("→ not on the list")
    assert OLD.compare(corrected).on(moved) == (one,)
    assert OLD.compare(corrected).on(moved - timedelta(days=1)) == ()


def test_the_partnerships_that_change_with_a_list_are_named() -> None:
    facts = load_facts()
    first = next(iter(facts.partnerships.values()))
    (code,) = first.countries
    rows = [row for row in facts.oda.listings if row.country != code]
    found = facts.oda.compare(evolve(facts.oda, listings=rows))
    assert found.countries == {code}
    assert set(found.affected(facts.partnerships)) == set(facts.partnerships.of_country(code))
    assert found.affected(facts.partnerships, on=date(1900, 1, 1)) == ()
    assert facts.oda.compare(facts.oda).differences == ()
    assert "<table>" in found._repr_html_()
    assert len(repr(found)) <= 200
    with pytest.raises(UnknownCountry):
        facts.partnerships.of_country("QQQ")


def test_a_country_that_another_entry_covers_is_said_to_be_covered() -> None:
    facts = load_facts()
    found = facts.oda.compare(evolve(facts.oda, coverage=[row for row in facts.oda.coverage if row.country != "XKX"]))
    assert found.countries == {"XKX"}
    assert "covered by another entry → not on the list" in found.differences[0].text("en")


@pytest.mark.uncounted
@given(kps.oda_registers(), kps.oda_registers(), kps.days())
def test_a_difference_is_where_the_groups_differ_and_nowhere_else(
    one: OdaRegister, other: OdaRegister, day: date
) -> None:
    found = {difference.country for difference in one.compare(other).on(day)}
    for code in {row.country for row in (*one.listings, *other.listings)}:
        known = [register.horizon.contains(day) for register in (one, other)]
        groups = [
            register.group(code, on=day) if inside else None
            for register, inside in zip((one, other), known, strict=True)
        ]
        covered = [
            register.covered_by(code, on=day) if inside else None
            for register, inside in zip((one, other), known, strict=True)
        ]
        if not any(covered):
            assert (code in found) is (groups[0] is not groups[1])


def test_only_days_and_things_with_countries_are_asked_about() -> None:
    same = load_facts().oda.compare(load_facts().oda)
    wrong: list[Any] = [["dp0001"], [5], 5]
    for partnerships in wrong:
        with pytest.raises(BadModel, match="partnerships"):
            same.affected(partnerships)
    no_day: Any = "2020"
    with pytest.raises(NotADay, match="day must be"):
        same.on(no_day)
    with pytest.raises(NotADay):
        same.affected((), on=no_day)
