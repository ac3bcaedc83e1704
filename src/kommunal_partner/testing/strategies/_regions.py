"""Regions: schemes, their regions, who belongs to them."""

from __future__ import annotations

from kommunal_partner.regions import Membership, Region, RegionCode, RegionMember, RegionRegister, RegionScheme
from kommunal_partner.testing.strategies._calendar import Scale, as_scale
from kommunal_partner.testing.strategies._hypothesis import kept, st
from kommunal_partner.testing.strategies._words import cited, confidences

REGIONS = ("north", "south", "island")
"""The regions of a drawn register: the island lies in the south."""


def region_schemes(scale: Scale | str = Scale.NARROW) -> st.SearchStrategy[RegionScheme]:
    """A way to divide the world, closed or not."""
    drawn = as_scale(scale)
    words = drawn.words()
    return st.builds(
        RegionScheme, drawn.ids(), words, words, st.none() | drawn.days(), st.booleans(), cited(drawn), confidences
    )


def regions(scale: Scale | str = Scale.NARROW) -> st.SearchStrategy[Region]:
    """A region of a scheme, without one above it."""
    drawn = as_scale(scale)
    words = drawn.words()
    return st.builds(
        Region,
        drawn.ids(),
        drawn.ids(),
        words,
        words,
        code=words,
        start=st.none() | drawn.days(),
        sources=cited(drawn),
        confidence=confidences,
    )


@kept
def region_members(scale: Scale | str = Scale.NARROW) -> st.SearchStrategy[RegionMember]:
    """A country and a region, for a time or undated."""
    drawn = as_scale(scale)
    return st.builds(
        RegionMember,
        st.sampled_from(REGIONS),
        drawn.codes(),
        st.sampled_from(Membership),
        st.none() | drawn.spans(),
        drawn.words(),
        cited(drawn),
        confidences,
    )


def region_codes(scale: Scale | str = Scale.NARROW) -> st.SearchStrategy[RegionCode]:
    """A code under which aid is reported for a region as a whole."""
    drawn = as_scale(scale)
    return st.builds(
        RegionCode, drawn.ids(), drawn.words(), drawn.words(), st.none() | st.sampled_from(REGIONS), cited(drawn)
    )


@st.composite
def region_registers(draw: st.DrawFn, scale: Scale | str = Scale.NARROW) -> RegionRegister:
    """One scheme, closed or not, of three regions, an island in the south; each country stands once to each at most."""
    drawn = as_scale(scale)
    scheme = RegionScheme("scheme", "Einteilung", "division", closed=draw(st.booleans()))
    made = [
        Region(name, "scheme", name, name, "south" if name == "island" else None, start=draw(st.none() | drawn.days()))
        for name in REGIONS
    ]
    rows = draw(st.lists(region_members(drawn), max_size=8, unique_by=lambda row: (row.region, row.country)))
    return RegionRegister([scheme], made, rows)
