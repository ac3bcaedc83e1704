from __future__ import annotations

import copy
import pickle
from collections import Counter
from datetime import date, datetime

import pytest

from kommunal_partner.countries import country
from kommunal_partner.errors import (
    BadModel,
    BeyondHorizon,
    NotADay,
    Overlap,
    UnknownChoice,
    UnknownCountry,
    UnknownName,
)
from kommunal_partner.facts import load_facts
from kommunal_partner.oda import CoveredBy, Listing, OdaGroup, OdaList, OdaRegister
from kommunal_partner.regions import Membership, Region, RegionMember, RegionRegister, RegionScheme
from kommunal_partner.regions.sentences import REGION, SCHEME
from kommunal_partner.spans import Span

REGIONS = load_facts().regions
ODA = load_facts().oda


def day(text: str) -> date:
    return date.fromisoformat(text)


def member(
    region: str, code: str, status: str = "in", first: int | None = None, last: int | None = None
) -> RegionMember:
    span = None if first is None else Span.years(first, last)
    return RegionMember(region, code, Membership(status), span)


def small(*rows: RegionMember) -> RegionRegister:
    """A closed dated scheme with the region `east`, and an open undated one: `world` holds `north`, that holds `tip`."""
    return RegionRegister(
        schemes=[RegionScheme("own", "Eigene", "Own"), RegionScheme("map", "Karte", "Map", closed=False)],
        regions=[
            Region("east", "own", "Osten", "East", start=day("2015-01-01")),
            Region("tip", "map", "Zipfel", "Tip", parent="north"),
            Region("north", "map", "Norden", "North", parent="world"),
            Region("south", "map", "Süden", "South", parent="world"),
            Region("world", "map", "Welt", "World"),
        ],
        rows=rows,
    )


def asked(register: RegionRegister, region: str, code: str, on: str) -> tuple[str, str]:
    verdict = register.membership(region, code, on=day(on))
    assert verdict.rule == "region/1"
    assert verdict.as_of == day(on)
    assert verdict.evidence
    for lang in ("de", "en"):
        assert verdict.text(lang)
    return verdict.answer.value, verdict.reason.code


# ── a register by hand ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2014-12-31", ("undecided", "BEFORE_FIRST_YEAR")),
        ("2015-01-01", ("undecided", "NOT_YET_DOCUMENTED")),
        ("2016-01-01", ("yes", "IN_REGION")),
        ("2016-12-31", ("yes", "IN_REGION")),
        ("2017-01-01", ("undecided", "DOUBTFUL")),
        ("2018-01-01", ("undecided", "NOT_YET_DOCUMENTED")),
        ("2019-01-01", ("no", "LEFT_OUT")),
        ("2020-01-01", ("yes", "IN_REGION")),
        ("2021-01-01", ("no", "NO_LONGER_IN_REGION")),
    ],
)
def test_every_day_of_a_country_with_a_history(on: str, expected: tuple[str, str]) -> None:
    register = small(
        member("east", "ARM", "in", 2016),
        member("east", "ARM", "doubtful", 2017),
        member("east", "ARM", "absent", 2019),
        member("east", "ARM", "in", 2020),
    )
    assert asked(register, "east", "ARM", on) == expected


IN_2016 = member("east", "ARM", "in", 2016)
MAYBE_2017 = member("east", "ARM", "doubtful", 2017)
OUT_2019 = member("east", "ARM", "absent", 2019)
NORWAY, SOUTH_AFRICA = member("tip", "NOR"), member("south", "ZAF")


@pytest.mark.parametrize(
    ("region", "code", "on", "german", "english", "rests_on"),
    [
        (
            "east",
            "ARM",
            "2014-12-31",
            (
                "Ob die Region Osten am 31.12.2014 Armenien umfasst, ist offen; die Region selbst ist erst ab dem 01.01.2015 "
                "belegt."
            ),
            (
                "Whether the region East includes Armenia on 2014-12-31 is undecided; the region itself is documented from "
                "2015-01-01 only."
            ),
            "east",
        ),
        (
            "east",
            "ARM",
            "2015-12-31",
            "Ob die Region Osten am 31.12.2015 Armenien umfasst, ist offen; bekannt ist es erst ab dem 01.01.2016.",
            "Whether the region East includes Armenia on 2015-12-31 is undecided; it is known from 2016-01-01 only.",
            IN_2016,
        ),
        (
            "east",
            "ARM",
            "2016-01-01",
            "Die Region Osten umfasst Armenien am 01.01.2016.",
            "The region East includes Armenia on 2016-01-01.",
            IN_2016,
        ),
        (
            "east",
            "ARM",
            "2017-12-31",
            "Es ist zweifelhaft, ob die Region Osten am 31.12.2017 Armenien umfasst.",
            "It is doubtful whether the region East includes Armenia on 2017-12-31.",
            MAYBE_2017,
        ),
        (
            "east",
            "ARM",
            "2018-01-01",
            "Ob die Region Osten am 01.01.2018 Armenien umfasst, ist offen; bekannt ist es erst ab dem 01.01.2019.",
            "Whether the region East includes Armenia on 2018-01-01 is undecided; it is known from 2019-01-01 only.",
            OUT_2019,
        ),
        (
            "east",
            "ARM",
            "2019-12-31",
            "Die Region Osten umfasst Armenien am 31.12.2019 nicht; das ist eigens vermerkt.",
            "The region East does not include Armenia on 2019-12-31; that is on record.",
            OUT_2019,
        ),
        (
            "east",
            "ARM",
            "2020-05-01",
            "Die Region Osten umfasst Armenien seit dem 01.01.2020 nicht mehr.",
            "The region East no longer includes Armenia since 2020-01-01.",
            OUT_2019,
        ),
        (
            "east",
            "NOR",
            "2016-05-01",
            "Die Region Osten umfasst Norwegen am 01.05.2016 nicht.",
            "The region East does not include Norway on 2016-05-01.",
            "east",
        ),
        (
            "north",
            "NOR",
            "2016-05-01",
            "Die Region Norden umfasst Norwegen (Karte; eine Einteilung ohne Zeitangaben).",
            "The region North includes Norway (Map; a division without dates).",
            NORWAY,
        ),
        (
            "tip",
            "ZAF",
            "2016-05-01",
            "Die Region Zipfel umfasst Südafrika am 01.05.2016 nicht.",
            "The region Tip does not include South Africa on 2016-05-01.",
            SOUTH_AFRICA,
        ),
        (
            "south",
            "ARM",
            "2016-05-01",
            "Ob die Region Süden Armenien umfasst, ist offen; die Einteilung (Karte) sagt dazu nichts.",
            "Whether the region South includes Armenia is undecided; the division (Map) does not say.",
            "map",
        ),
    ],
)
def test_each_answer_is_a_sentence_that_names_what_it_rests_on(
    region: str, code: str, on: str, german: str, english: str, rests_on: str | RegionMember
) -> None:
    register = small(OUT_2019, IN_2016, MAYBE_2017, NORWAY, SOUTH_AFRICA)
    verdict = register.membership(region, code, on=day(on))
    assert (verdict.text("de"), verdict.text("en")) == (german, english)
    (row,) = verdict.evidence
    assert (row.id if isinstance(row, (Region, RegionScheme)) else row) == rests_on


def test_only_the_rows_that_hold_on_the_day_are_evidence() -> None:
    again = member("east", "ARM", "in", 2018)
    found = small(again, IN_2016).membership("east", "ARM", on=day("2016-05-01"))
    assert found.evidence == (IN_2016,)
    assert small(again, IN_2016).membership("east", "ARM", on=day("2018-05-01")).evidence == (again,)


def test_between_rows_of_several_regions_the_nearest_day_decides() -> None:
    dated = {
        "north": (member("north", "NOR", "in", 2014), member("north", "NOR", "in", 2019)),
        "tip": (member("tip", "NOR", "in", 2013), member("tip", "NOR", "in", 2018)),
        "world": (member("world", "NOR", "in", 2015), member("world", "NOR", "in", 2017)),
    }
    register = small(*(row for rows in dated.values() for row in rows))
    gap = register.membership("world", "NOR", on=day("2016-06-01"))
    assert (gap.reason.code, gap.values["start"], gap.evidence) == (
        "NOT_YET_DOCUMENTED",
        day("2017-01-01"),
        (dated["world"][1],),
    )
    over = register.membership("world", "NOR", on=day("2021-06-01"))
    assert (over.reason.code, over.values["since"], over.values["on"], over.evidence) == (
        "NO_LONGER_IN_REGION",
        day("2020-01-01"),
        day("2021-06-01"),
        (dated["north"][1],),
    )


def test_where_rows_of_several_regions_begin_or_end_on_one_day_the_first_of_them_is_the_evidence() -> None:
    rows = [RegionMember(region, "NOR", Membership.IN, Span.years(2016)) for region in ("north", "tip")]
    register = small(*rows)
    assert register.membership("world", "NOR", on=day("2015-06-01")).evidence == (rows[0],)
    assert register.membership("world", "NOR", on=day("2017-06-01")).evidence == (rows[0],)
    unsure = small(*(RegionMember(row.region, "NOR", "in", row.span, confidence="low") for row in rows))
    found = unsure.membership("world", "NOR", on=day("2017-06-01"))
    assert (found.code, [row.region for row in found.evidence if isinstance(row, RegionMember)]) == (
        "DOUBTFUL",
        ["tip"],
    )


def test_the_days_on_which_a_membership_may_turn_are_the_start_of_the_region_and_the_ends_of_all_rows() -> None:
    register = small(
        OUT_2019, IN_2016, RegionMember("east", "ARM", Membership.IN, Span(day("2021-05-02"))), member("tip", "NOR")
    )
    assert register.turning_days("east", "AM") == tuple(
        map(day, ("2015-01-01", "2016-01-01", "2017-01-01", "2019-01-01", "2020-01-01", "2021-05-02"))
    )
    assert register.turning_days("tip", "NOR") == ()
    assert register.turning_days("east", "DEU") == (day("2015-01-01"),)


def test_a_country_without_a_row_is_out_of_a_closed_scheme_and_open_in_another() -> None:
    register = small(member("tip", "NOR"), member("south", "ZAF"), member("north", "SWE"))
    assert asked(register, "east", "ARM", "2016-05-01") == ("no", "NOT_IN_REGION")
    assert asked(register, "south", "ARM", "2016-05-01") == ("undecided", "NOT_PLACED")
    assert asked(register, "south", "NOR", "2016-05-01") == ("no", "NOT_IN_REGION")
    assert asked(register, "tip", "ZAF", "2016-05-01") == ("no", "NOT_IN_REGION")


def test_what_lies_in_a_region_lies_in_all_that_hold_it() -> None:
    register = small(member("tip", "NOR"), member("north", "SWE"))
    for region in ("tip", "north", "world"):
        assert asked(register, region, "NOR", "2016-05-01") == ("yes", "IN_REGION_UNDATED")
    assert asked(register, "north", "SWE", "2016-05-01") == ("yes", "IN_REGION_UNDATED")
    assert asked(register, "tip", "SWE", "2016-05-01") == ("undecided", "NOT_PLACED")
    assert register.members("world", on=day("2016-05-01")).sure == ("NOR", "SWE")


def test_being_left_out_of_a_part_is_not_being_left_out_of_the_whole() -> None:
    register = small(member("tip", "SWE", "absent"), member("north", "SWE"))
    assert asked(register, "tip", "SWE", "2016-05-01") == ("no", "LEFT_OUT")
    assert asked(register, "north", "SWE", "2016-05-01") == ("yes", "IN_REGION_UNDATED")


def test_sure_beats_doubtful_beats_absent_where_parts_disagree() -> None:
    register = small(
        member("tip", "NOR", "doubtful"),
        member("north", "NOR"),
        member("tip", "SWE", "doubtful"),
        member("north", "SWE", "absent"),
    )
    members = register.members("north", on=day("2016-05-01"))
    assert (members.sure, members.doubtful) == (("NOR",), ("SWE",))


def test_members_before_the_first_day_are_not_documented_rather_than_none() -> None:
    register = small(member("east", "ARM", "in", 2015, 2016), member("east", "AZE", "doubtful", 2015))
    before = register.members("east", on=day("2014-12-31"))
    assert (before.documented, before.sure, before.doubtful) == (False, (), ())
    first = register.members("east", on=day("2015-01-01"))
    assert (first.documented, first.sure, first.doubtful) == (True, ("ARM",), ("AZE",))
    after = register.members("east", on=day("2017-01-01"))
    assert (after.documented, after.sure, after.doubtful) == (True, (), ())
    assert {found.region for found in (before, first, after)} == {register.region("east")}
    assert [found.on for found in (before, first, after)] == list(map(day, ("2014-12-31", "2015-01-01", "2017-01-01")))


def test_regions_of_a_country_leave_out_what_is_not_documented() -> None:
    register = small(member("east", "ARM", "in", 2015), member("tip", "ARM", "doubtful"))
    then = register.regions_of("AM", on=day("2015-01-01"))
    assert [region.id for region in then.sure] == ["east"]
    assert [region.id for region in then.doubtful] == ["north", "tip", "world"]
    assert register.regions_of("ARM", on=day("2014-12-31")).sure == ()
    assert register.regions_of("ARM", on=day("2015-01-01"), scheme="own").doubtful == ()
    assert (then.country, then.on) == (country("ARM"), day("2015-01-01"))


def test_the_scope_is_the_region_cut_with_the_list_of_the_day() -> None:
    register = small(
        member("east", "ARM", "in", 2015, 2020),
        member("east", "XKX", "in", 2015, 2020),
        member("east", "HRV", "in", 2015, 2020),
        member("east", "AZE", "doubtful", 2015, 2020),
        member("east", "RUS", "doubtful", 2015, 2020),
    )
    oda = OdaRegister(
        lists=[OdaList("2014-16", Span.years(2014, 2016))],
        listings=[Listing(code, OdaGroup.UMIC, Span.years(2014, 2016)) for code in ("ARM", "AZE", "SRB", "KEN")],
        coverage=[CoveredBy("XKX", "SRB", Span.years(2014, 2016))],
    )
    scope = register.scope("east", oda, on=day("2016-12-31"))
    assert (scope.sure, scope.doubtful, scope.documented) == (("ARM", "XKX"), ("AZE",), True)
    assert scope.members.sure == ("ARM", "HRV", "XKX")
    with pytest.raises(BeyondHorizon):
        register.scope("east", oda, on=day("2017-01-01"))
    later = register.scope("east", oda, on=day("2017-01-01"), beyond="latest_list")
    assert later.sure == ("ARM", "XKX")
    assert (later.region, later.on) == (register.region("east"), day("2017-01-01"))
    assert not register.scope("east", oda, on=day("2014-12-31")).documented


@pytest.mark.parametrize(
    ("first", "second"),
    [((2015, 2016), (2016, 2017)), ((None, None), (2016, 2017)), ((2015, 2016), (None, None))],
)
def test_two_rows_of_a_country_and_region_may_not_claim_the_same_day(
    first: tuple[int | None, int | None], second: tuple[int | None, int | None]
) -> None:
    with pytest.raises(Overlap, match="ARM in east"):
        small(member("east", "ARM", "in", *first), member("east", "ARM", "doubtful", *second))


def test_an_overlap_is_found_in_whatever_order_the_rows_are_given() -> None:
    rows = [member("east", "ARM", "in", 2015, 2016), member("east", "ARM", "in", 2019)]
    overlapping = member("east", "ARM", "doubtful", 2016, 2017)
    assert small(*rows, member("east", "ARM", "doubtful", 2017)).rows
    with pytest.raises(Overlap) as caught:
        small(*rows, overlapping)
    both = "ARM in east (2015-01-01 to 2016-12-31) and ARM (2016-01-01 to 2017-12-31)"
    assert str(caught.value) == f"{both} claim the same day"
    german = "ARM in east (vom 01.01.2015 bis 31.12.2016) und ARM (vom 01.01.2016 bis 31.12.2017)"
    assert caught.value.text("de") == f"{german} gelten für denselben Tag"
    with pytest.raises(Overlap, match=r"^ARM in east \(all days\) and ARM \(2016"):
        small(RegionMember("east", "ARM", "in"), overlapping)


def test_ids_and_parents_must_exist_once() -> None:
    scheme = RegionScheme("own", "Eigene", "Own")
    other = RegionScheme("map", "Karte", "Map")
    east = Region("east", "own", "Osten", "East")
    above = "is no region of its scheme above it"
    for schemes, regions, rows, says in (
        ([scheme, scheme], [east], [], "the region scheme 'own' stands twice"),
        ([scheme], [east, east], [], "the region 'east' stands twice"),
        ([other], [east], [], "east: there is no scheme 'own'"),
        ([scheme], [Region("east", "own", "Osten", "East", parent="west")], [], f"east: 'west' {above}"),
        ([scheme], [Region("east", "own", "Osten", "East", parent="east")], [], f"east: 'east' {above}"),
        ([scheme, other], [east, Region("west", "map", "Westen", "West", parent="east")], [], f"west: 'east' {above}"),
        ([scheme], [east], [member("west", "ARM")], "ARM: there is no region 'west'"),
    ):
        with pytest.raises(BadModel, match=f"^{says}$"):
            RegionRegister(schemes, regions, rows)


def test_an_unknown_region_scheme_or_country_is_an_error_with_suggestions() -> None:
    with pytest.raises(UnknownName) as caught:
        REGIONS.region("africa")
    assert (caught.value.kind, caught.value.value) == (REGION, "africa")
    assert "afrika" in caught.value.suggestions
    with pytest.raises(UnknownName) as caught:
        REGIONS.regions_of("KEN", on=day("2020-01-01"), scheme="conferences")
    assert (caught.value.kind, caught.value.value) == (SCHEME, "conferences")
    assert caught.value.suggestions == ("conference",)
    with pytest.raises(UnknownCountry):
        REGIONS.membership("afrika", "KEX", on=day("2020-01-01"))
    assert REGIONS.region(REGIONS.region("afrika")).id == "afrika"


def test_a_datetime_is_no_day() -> None:
    moment = datetime(2020, 1, 1)  # noqa: DTZ001 - because a naive one is common
    for ask in (
        lambda: REGIONS.members("afrika", on=moment),
        lambda: REGIONS.regions_of("KEN", on=moment),
        lambda: REGIONS.membership("afrika", "KEN", on=moment),
        lambda: REGIONS.scope("afrika", ODA, on=moment),
    ):
        with pytest.raises(NotADay):
            ask()


def test_a_register_and_its_answers_survive_hash_pickle_and_copy() -> None:
    register = small(member("east", "ARM", "in", 2015))
    on = day("2015-05-01")
    values: list[object] = [
        register,
        register.members("east", on=on),
        register.regions_of("ARM", on=on),
        register.membership("east", "ARM", on=on),
    ]
    for value in values:
        for twin in (pickle.loads(pickle.dumps(value)), copy.deepcopy(value)):
            assert twin == value
            assert hash(twin) == hash(value)


# ── the shipped regions ──────────────────────────────────────────────────────────────────────────────────────────────


def test_all_rows_of_the_collection_are_there() -> None:
    scheme_of = {region.id: region.scheme for region in REGIONS.regions}
    rows = Counter((scheme_of[row.region], row.status.value) for row in REGIONS.rows)
    assert rows == {
        ("conference", "in"): 147,
        ("conference", "doubtful"): 55,
        ("conference", "absent"): 6,
        ("dac", "in"): 182,
        ("m49", "in"): 247,
        ("un_groups", "in"): 129,
    }
    assert len(REGIONS.codes) == 26
    assert all(row.sources for row in REGIONS.rows)


@pytest.mark.parametrize(
    ("region", "code", "on", "answer"),
    [
        ("afrika", "TUN", "2009-12-31", "undecided"),
        ("afrika", "TUN", "2010-01-01", "yes"),
        ("afrika", "TUN", "2010-12-31", "yes"),
        ("afrika", "TUN", "2011-01-01", "undecided"),
        ("afrika", "TUN", "2024-12-31", "undecided"),
        ("afrika", "TUN", "2025-01-01", "no"),
        ("afrika", "EGY", "2010-01-01", "undecided"),
        ("afrika", "EGY", "2025-01-01", "no"),
        ("afrika", "SDN", "2024-12-31", "yes"),
        ("afrika", "SDN", "2025-01-01", "undecided"),
        ("afrika", "SSD", "2010-12-31", "undecided"),
        ("afrika", "SSD", "2011-01-01", "yes"),
        ("afrika", "KEN", "2025-09-08", "yes"),
        ("afrika", "DEU", "2025-09-08", "no"),
        ("asien", "ARM", "2013-12-31", "undecided"),
        ("asien", "ARM", "2022-12-31", "undecided"),
        ("asien", "ARM", "2023-01-01", "yes"),
        ("asien", "ARM", "2023-12-31", "yes"),
        ("asien", "ARM", "2024-01-01", "undecided"),
        ("asien", "KAZ", "2020-01-01", "undecided"),
        ("asien", "SYR", "2020-01-01", "undecided"),
        ("asien", "IRN", "2020-01-01", "undecided"),
        ("asien", "TUR", "2020-01-01", "undecided"),
        ("asien", "PSE", "2020-01-01", "undecided"),
        ("asien", "FJI", "2013-12-31", "undecided"),
        ("asien", "AUS", "2020-01-01", "no"),
        ("asien", "FJI", "2020-01-01", "undecided"),
        ("lateinamerika", "JAM", "2014-12-31", "undecided"),
        ("lateinamerika", "JAM", "2015-01-01", "yes"),
        ("osteuropa", "ARM", "2016-12-31", "undecided"),
        ("osteuropa", "ARM", "2023-09-27", "yes"),
        ("osteuropa", "XKX", "2017-01-01", "yes"),
        ("osteuropa", "UKR", "2019-12-31", "undecided"),
        ("osteuropa", "UKR", "2020-11-17", "yes"),
        ("osteuropa", "UKR", "2021-01-01", "undecided"),
        ("osteuropa", "TUR", "2017-01-01", "undecided"),
        ("osteuropa", "POL", "2017-01-01", "no"),
        ("m49-202", "KEN", "2010-01-01", "yes"),
        ("m49-014", "NGA", "2010-01-01", "no"),
        ("m49-150", "XKX", "2010-01-01", "undecided"),
        ("m49-142", "TWN", "2010-01-01", "undecided"),
        ("dac-europe", "XKX", "2010-01-01", "yes"),
        ("dac-asia", "ARM", "2010-01-01", "yes"),
        ("dac-europe", "DEU", "2010-01-01", "undecided"),
        ("un-ldc", "STP", "2025-11-28", "undecided"),
        ("un-ldc", "STP", "2025-11-29", "no"),
        ("un-ldc", "SEN", "2025-11-29", "yes"),
    ],
)
def test_who_belongs_where_on_both_sides_of_each_date(region: str, code: str, on: str, answer: str) -> None:
    assert asked(REGIONS, region, code, on)[0] == answer


def test_the_published_list_is_what_is_sure_of_osteuropa() -> None:
    published = ("ALB", "ARM", "AZE", "BIH", "BLR", "GEO", "MDA", "MKD", "MNE", "SRB", "XKX")
    on = day("2026-11-22")
    scope = REGIONS.scope("osteuropa", ODA, on=on)
    assert (scope.sure, scope.doubtful) == (published, ("TUR", "UKR"))
    assert REGIONS.members("osteuropa", on=on).sure == published


def test_scopes_lose_the_countries_that_left_the_list_in_2018() -> None:
    before = REGIONS.scope("lateinamerika", ODA, on=day("2017-12-31"))
    after = REGIONS.scope("lateinamerika", ODA, on=day("2018-01-01"))
    assert set(before.sure) - set(after.sure) == {"CHL", "URY"}
    assert (before.doubtful, after.doubtful) == ((), ())
    africa = [REGIONS.scope("afrika", ODA, on=on).sure for on in (day("2017-12-31"), day("2018-01-01"))]
    assert set(africa[0]) - set(africa[1]) == {"SYC"}


def test_armenia_lies_in_two_conference_regions_at_once() -> None:
    then = REGIONS.regions_of("ARM", on=day("2023-09-27"), scheme="conference")
    assert [region.id for region in then.sure] == ["asien", "osteuropa"]
    later = REGIONS.regions_of("ARM", on=day("2024-01-01"), scheme="conference")
    assert [region.id for region in later.doubtful] == ["asien"]


def test_names_come_in_both_languages() -> None:
    region = REGIONS.region("lateinamerika")
    assert small().scheme("map").name() == "Karte"
    assert (region.name(), region.name("en")) == ("Lateinamerika und Karibik", "Latin America and the Caribbean")
    scheme = REGIONS.scheme("m49")
    assert (scheme.name("de-CH"), scheme.name("en")) == (
        "Regionen der Vereinten Nationen (M49)",
        "Regions of the United Nations (M49)",
    )
    verdict = REGIONS.membership("afrika", "TUN", on=day("2010-06-01"))
    assert verdict.text("de") == "Die Region Afrika umfasst Tunesien am 01.06.2010."
    assert verdict.text("en") == "The region Africa includes Tunisia on 2010-06-01."


def test_a_renamed_country_lies_where_it_lies_today() -> None:
    assert REGIONS.membership("afrika", "ZAR", on=day("2020-01-01")).is_yes
    assert REGIONS.membership("afrika", "YUG", on=day("2020-01-01")).is_no
    # Rows that stand under the old name hold for it.
    register = small(member("east", "ZAR", "absent"), member("east", "COD"))
    assert [register.membership("east", code, on=day("2020-01-01")).is_yes for code in ("ZAR", "COD")] == [False, True]


def test_what_a_register_of_days_holds_is_a_question_with_a_day() -> None:
    with pytest.raises(TypeError, match=r"regions\.membership"):
        assert "afrika" in REGIONS
    with pytest.raises(TypeError, match=r"oda\.group"):
        assert "KEN" in ODA


@pytest.mark.parametrize(
    ("row", "on", "code"),
    [
        (RegionMember("east", "ARM", "absent", None, confidence="low"), "2020-01-01", "DOUBTFUL"),
        (RegionMember("east", "ARM", "in", Span.years(2016), confidence="low"), "2020-01-01", "DOUBTFUL"),
        (RegionMember("east", "ARM", "in", Span.years(2016), confidence="low"), "2017-01-01", "DOUBTFUL"),
        (RegionMember("east", "ARM", "in", Span.years(2016), confidence="low"), "2016-12-31", "IN_REGION"),
        (RegionMember("east", "ARM", "absent", None, confidence="medium"), "2020-01-01", "LEFT_OUT"),
        (RegionMember("east", "ARM", "in", Span.years(2016)), "2020-01-01", "NO_LONGER_IN_REGION"),
    ],
)
def test_a_row_of_low_confidence_leaves_nobody_out(row: RegionMember, on: str, code: str) -> None:
    register = small(row)
    assert register.membership("east", "ARM", on=day(on)).code == code
    assert (register.members("east", on=day(on)).doubtful == ("ARM",)) is (code == "DOUBTFUL")


def test_of_rows_that_agree_the_first_says_why() -> None:
    rows = [RegionMember(region, "NOR", "doubtful", reason="NAME_ONLY") for region in ("north", "tip")]
    found = small(*rows).membership("north", "NOR", on=day("2020-01-01"))
    assert (found.code, found.evidence, found.values["region"]) == (
        "NAME_ONLY",
        (rows[0],),
        small().region("north"),
    )


def test_an_unsure_row_elsewhere_places_nobody() -> None:
    assert small(RegionMember("south", "ARM")).membership("north", "ARM", on=day("2020-01-01")).code == "NOT_IN_REGION"
    unsure = small(RegionMember("south", "ARM", confidence="low"))
    assert unsure.membership("north", "ARM", on=day("2020-01-01")).code == "NOT_PLACED"


def test_a_status_and_a_reason_are_closed_choices() -> None:
    assert RegionMember("east", "ARM", "doubtful").status is Membership.DOUBTFUL
    assert [member.text() for member in Membership] == ["gehört dazu", "zweifelhaft", "gehört nicht dazu"]
    with pytest.raises(UnknownChoice):
        RegionMember("east", "ARM", confidence="sure")
    with pytest.raises(UnknownChoice) as caught:
        RegionMember("east", "ARM", reason="NAME_ONY")
    assert caught.value.suggestions == ("NAME_ONLY",)


@pytest.mark.parametrize(
    ("region", "code", "on", "reason", "german"),
    [
        ("afrika", "TUN", "2025-01-01", "NAMED_SUB_SAHARAN", "Tunesien liegt in Nordafrika"),
        ("afrika", "TUN", "2024-12-31", "NAME_ONLY", "Ob Tunesien gemeint war, ist offen"),
        ("afrika", "SDN", "2025-01-01", "PERHAPS_SUB_SAHARAN", "ob der Sudan dazu zählt"),
        ("asien", "TUR", "2023-09-27", "OWN_FORMATS_NOT_EXCLUDED", "Die Türkei hat eigene Formate"),
        (
            "asien",
            "PSE",
            "2023-09-27",
            "OWN_FORMATS_NOT_EXCLUDED",
            "Die Palästinensischen Gebiete haben eigene Formate",
        ),
        ("asien", "ISR", "2023-09-27", "NOT_STATED", "Naher Osten"),
        ("asien", "FJI", "2023-09-27", "NO_REGION_NAMED", "nach Ozeanien benannt"),
        ("osteuropa", "UKR", "2019-12-31", "ESPECIALLY", "Die Ukraine steht nicht auf der Länderliste"),
    ],
)
def test_a_row_says_why(region: str, code: str, on: str, reason: str, german: str) -> None:
    verdict = REGIONS.membership(region, code, on=day(on))
    assert verdict.code == reason
    assert german.replace("Naher Osten", "Nahe Osten") in verdict.text("de")
    assert verdict.evidence


def test_a_notebook_shows_the_schemes_with_the_number_of_their_regions() -> None:
    assert small()._repr_html_() == (
        "<table><caption>RegionRegister</caption><thead><tr><th>scheme</th><th>Name</th><th>name</th>"
        "<th>regions</th></tr></thead><tbody><tr><td>own</td><td>Eigene</td><td>Own</td><td>1</td></tr>"
        "<tr><td>map</td><td>Karte</td><td>Map</td><td>4</td></tr></tbody></table>"
    )
    many = RegionRegister([RegionScheme(str(number), "Eigene", "Own") for number in range(40)], (), ())
    assert many._repr_html_().endswith("</table><p>12 / 40</p>")


def test_the_rows_of_a_register_can_be_written_as_a_table() -> None:
    assert [(row["region"], row["country"]) for row in small(IN_2016, NORWAY).to_rows()] == [
        ("east", "ARM"),
        ("tip", "NOR"),
    ]
