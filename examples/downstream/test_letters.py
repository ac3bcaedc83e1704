"""How a program that uses the library tests itself: invented facts, drawn models, no table of ours."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from letters import line

from kommunal_partner.partnerships import Partnership
from kommunal_partner.testing import strategies as kps


@settings(deadline=None, max_examples=8)
@given(kps.grounds(), kps.partnerships(), kps.days())
def test_every_line_says_one_of_three_things_and_why(
    facts: kps.InventedFacts, partnership: Partnership, on: date
) -> None:
    said = line(facts, partnership, "series", on)
    word, _, why = said.partition(": ")
    assert word in {"Willkommen", "Bitte klären", "Diesmal nicht"}
    assert why


@settings(deadline=None, max_examples=8)
@given(kps.grounds(), st.from_type(Partnership))
def test_a_partnership_from_its_type_is_as_good(facts: kps.InventedFacts, partnership: Partnership) -> None:
    assert line(facts, partnership, "series", facts.as_of)
