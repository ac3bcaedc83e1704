from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kommunal_partner.facts import load_facts
from kommunal_partner.regions import Membership, Region, RegionMember, RegionRegister, RegionScheme
from kommunal_partner.spans import Span
from kommunal_partner.verdicts import Answer

FIRST = date(2017, 1, 1)
DAYS = [FIRST + timedelta(days=index) for index in range(10)]
CODES = ("CHL", "KEN")
ABOVE = {"tip": ("tip", "north"), "north": ("north",), "south": ("south",)}

pieces = st.lists(
    st.tuples(
        st.sampled_from(sorted(ABOVE)),
        st.sampled_from(CODES),
        st.integers(0, 9),
        st.integers(1, 4),
        st.sampled_from([Membership.IN, Membership.DOUBTFUL]),
    ),
    max_size=8,
)


@given(pieces, st.integers(0, 4))
def test_members_regions_and_verdicts_say_the_same_on_every_day(
    made: list[tuple[str, str, int, int, Membership]], first: int
) -> None:
    told: dict[tuple[str, str, date], set[Membership]] = {}
    claimed: set[tuple[str, str, date]] = set()
    rows = []
    for region, code, start, length, status in made:
        days = DAYS[start : start + length]
        if claimed.isdisjoint((region, code, on) for on in days):
            claimed.update((region, code, on) for on in days)
            rows.append(RegionMember(region, code, status, Span.through(days[0], days[-1])))
            for on in days:
                for above in ABOVE[region]:
                    told.setdefault((above, code, on), set()).add(status)
    register = RegionRegister(
        [RegionScheme("map", "Karte", "Map")],
        [
            Region("north", "map", "Norden", "North", start=DAYS[first]),
            Region("south", "map", "Süden", "South"),
            Region("tip", "map", "Zipfel", "Tip", parent="north"),
        ],
        rows,
    )
    for on in DAYS:
        for region in ABOVE:
            members = register.members(region, on=on)
            documented = region != "north" or on >= DAYS[first]
            assert members.documented == documented
            for code in CODES:
                said = told.get((region, code, on), set()) if documented else set()
                sure, doubtful = Membership.IN in said, said == {Membership.DOUBTFUL}
                assert (code in members.sure, code in members.doubtful) == (sure, doubtful)
                then = register.regions_of(code, on=on)
                assert (region in [one.id for one in then.sure]) == sure
                assert (region in [one.id for one in then.doubtful]) == doubtful
                verdict = register.membership(region, code, on=on)
                assert verdict.is_yes == sure
                if doubtful or not documented:
                    assert verdict.answer is Answer.UNDECIDED


def test_sure_and_doubtful_members_of_the_shipped_regions_never_overlap() -> None:
    register = load_facts().regions
    for region in register.regions:
        for year in range(2009, 2027):
            members = register.members(region, on=date(year, 1, 1))
            assert not set(members.sure) & set(members.doubtful)
            assert list(members.sure) == sorted(members.sure)
