from __future__ import annotations

import copy
import pickle
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from attrs import evolve

from kommunal_partner import facts as facts_module
from kommunal_partner.cycles import Grid
from kommunal_partner.eligibility import Grounds, assess_country
from kommunal_partner.errors import BadFacts, BadModel, BadTable, KommunalPartnerError, UnknownName
from kommunal_partner.facts import Facts, load_facts
from kommunal_partner.languages import Term
from kommunal_partner.oda import OdaGroup, OdaList, OdaRegister
from kommunal_partner.series import EventSeries, RegionScope
from kommunal_partner.spans import Span

TABLES = Path(facts_module.__file__).parent / "tables"
LISTINGS_HEADER = "country,start,end,group,dac_code,name,list_entry,sources,confidence,note\n"


def day(text: str) -> date:
    return date.fromisoformat(text)


def problems(path: Path, base: Facts | None = None) -> list[str]:
    with pytest.raises(BadFacts) as caught:
        Facts.from_directory(path, base)
    assert isinstance(caught.value, BadTable)
    assert isinstance(caught.value, KommunalPartnerError)
    assert isinstance(caught.value, ValueError)
    for one in caught.value.problems:
        assert isinstance(one.reason, Term)
        assert one.reason.de != one.reason.en
    return str(caught.value).splitlines()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A full copy of the shipped tables."""
    target = tmp_path / "tables"
    shutil.copytree(TABLES, target)
    return target


def changed(folder: Path, table: str, old: str, new: str) -> None:
    path = folder / table
    text = (path if path.exists() else TABLES / table).read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


# ── the shipped tables ───────────────────────────────────────────────────────────────────────────────────────────────


def test_the_facts_are_read_once() -> None:
    assert load_facts() is load_facts()


def test_the_facts_know_the_day_of_their_newest_source() -> None:
    assert load_facts().as_of == day("2026-11-29")
    assert load_facts().as_of == max(source.read_on for source in load_facts().sources.values() if source.read_on)


def test_the_facts_fit_the_grounds_of_a_question() -> None:
    grounds: Grounds = load_facts()
    assert assess_country(grounds.oda, "CHL", on=day("2018-01-01")).is_no
    assert grounds.regions.region("asien").name("en") == "Asia"


def test_the_eight_series_of_the_page_are_there() -> None:
    wanted = {
        *(f"rk-{region}" for region in ("afrika", "asien", "lateinamerika", "osteuropa")),
        *(f"rt-{country}" for country in ("argentinien", "burkina-faso", "mongolei", "nicaragua")),
    }
    assert wanted <= set(load_facts().series)


@pytest.mark.uncounted
def test_the_facts_survive_hash_pickle_and_copy() -> None:
    facts = load_facts()
    for twin in (pickle.loads(pickle.dumps(facts)), copy.deepcopy(facts)):
        assert twin == facts
        assert hash(twin) == hash(facts)
        assert twin.oda.group("CHL", on=day("2017-12-31")) is OdaGroup.UMIC


def test_every_source_has_an_id_that_is_its_key() -> None:
    assert all(key == source.id for key, source in load_facts().sources.items())


# ── a folder of one's own ────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.uncounted
def test_a_copy_of_the_shipped_tables_gives_the_same_facts(folder: Path) -> None:
    assert Facts.from_directory(folder) == load_facts()
    assert Facts.from_directory(str(folder), load_facts()) == load_facts()


def test_without_a_base_every_table_must_be_there(tmp_path: Path) -> None:
    found = problems(tmp_path)
    assert "oda_listings.csv: the table is missing" in found
    assert "regions.csv: the table is missing" in found
    assert "sources.csv: the table is missing" in found
    assert {problem.split(": ")[1] for problem in found} == {"the table is missing"}


def test_a_folder_that_is_none_is_said_to_be_none(tmp_path: Path) -> None:
    assert problems(tmp_path / "nowhere") == [f"{tmp_path / 'nowhere'}: there is no such folder"]


def test_a_table_that_cannot_be_read_is_a_problem(folder: Path) -> None:
    (folder / "oda_notes.csv").unlink()
    (folder / "oda_notes.csv").mkdir()
    assert [problem.split(": ")[:2] for problem in problems(folder)] == [["oda_notes.csv", "cannot be read"]]


def test_a_table_that_is_too_large_is_a_problem(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kommunal_partner.facts._folder.MOST_MEGABYTES", 0)
    (folder / "oda_notes.csv").write_bytes(b"")
    found = problems(folder)
    assert "oda_listings.csv: is larger than 0 megabytes" in found
    assert "oda_notes.csv: is larger than 0 megabytes" not in found
    with pytest.raises(BadFacts) as caught:
        Facts.from_directory(folder)
    assert "oda_listings.csv: ist größer als 0 Megabyte" in caught.value.text("de")


def test_tables_that_are_not_there_come_from_the_base(tmp_path: Path) -> None:
    shutil.copy(TABLES / "oda_listings.csv", tmp_path)
    changed(tmp_path, "oda_listings.csv", "CHL,1996-01-01,2018-01-01,UMIC", "CHL,1996-01-01,2018-01-01,LMIC")
    found = problems(tmp_path, load_facts())
    assert found[0] == "oda_lists.csv, line 2, lmic: 51 are stated, the listings have 52"
    assert found[1] == "oda_lists.csv, line 2, umic: 29 are stated, the listings have 28"
    shutil.copy(TABLES / "oda_listings.csv", tmp_path)
    changed(tmp_path, "oda_listings.csv", "graduated 2018-01-01", "left with 2018")
    facts = Facts.from_directory(tmp_path, load_facts())
    (row,) = [row for row in facts.oda.listings if row.country == "CHL"]
    assert row.note == "left with 2018"
    assert facts.oda.lists == load_facts().oda.lists
    assert facts.regions is load_facts().regions


def test_a_folder_built_on_a_folder_finds_the_tables_of_both(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    first.mkdir()
    second.mkdir()
    shutil.copy(TABLES / "oda_listings.csv", first)
    changed(first, "oda_listings.csv", "graduated 2018-01-01", "left with 2018")
    shutil.copy(TABLES / "oda_coverage.csv", second)
    changed(second, "oda_coverage.csv", "covered by Sudan", "part of Sudan")
    base = Facts.from_directory(first, load_facts())
    both = Facts.from_directory(second, base)
    assert [row.note for row in both.oda.listings if row.country == "CHL"] == ["left with 2018"]
    assert next(row.note for row in both.oda.coverage if row.country == "SSD").startswith("part of Sudan")


def test_a_changed_base_is_taken_as_it_is(tmp_path: Path) -> None:
    register = OdaRegister([OdaList("2017", Span.years(2017))], [])
    base = evolve(load_facts(), oda=register, series={})  # type: ignore[arg-type] # because a plain mapping will do
    facts = Facts.from_directory(tmp_path, base)
    assert facts.oda is register
    assert facts.series == {}


def test_own_sources_add_to_those_of_the_base(tmp_path: Path) -> None:
    (tmp_path / "sources.csv").write_text(
        "id,text,url,precision,read_on\nmy-list,My list,,page,2027-01-15\n", encoding="utf-8"
    )
    shutil.copy(TABLES / "oda_notes.csv", tmp_path)
    changed(tmp_path, "oda_notes.csv", "oecd-crs-codes-workbook,medium", "my-list,medium")
    facts = Facts.from_directory(tmp_path, load_facts())
    assert facts.sources["my-list"].text == "My list"
    assert set(load_facts().sources) < set(facts.sources)
    assert facts.as_of == day("2027-01-15")
    assert any(source.id == "my-list" for note in facts.oda.notes for source in note.sources)


def test_a_bad_table_of_sources_is_a_problem_even_if_nothing_cites_it(tmp_path: Path) -> None:
    (tmp_path / "sources.csv").write_text("id,text\n", encoding="utf-8")
    assert problems(tmp_path, load_facts()) == [
        "sources.csv, line 1, url: column is missing",
        "sources.csv, line 1, precision: column is missing",
        "sources.csv, line 1, read_on: column is missing",
    ]


def test_hand_made_facts_have_no_folder_to_fall_back_on(tmp_path: Path) -> None:
    base = evolve(load_facts(), folders=())
    shutil.copy(TABLES / "oda_notes.csv", tmp_path)
    assert "oda_lists.csv: the table is missing" in problems(tmp_path, base)


# ── bad input ────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.uncounted
def test_the_problems_of_all_tables_come_together(folder: Path) -> None:
    changed(folder, "oda_listings.csv", "UMIC,434,Chile", "UPPER,434,Chile")
    changed(folder, "region_memberships.csv", "afrika,AGO,2010-01-01", "afrika,AGO,2010")
    changed(folder, "programmes.csv", "id,name_de", "id,name")
    found = problems(folder)
    assert [problem.split(",")[0] for problem in found[:2]] == ["oda_listings.csv", "region_memberships.csv"]
    assert "programmes.csv" in {problem.split(",")[0] for problem in found}


def edit(table: str, old: str, new: str) -> Callable[[Path], None]:
    return lambda folder: changed(folder, table, old, new)


def write(table: str, content: bytes) -> Callable[[Path], None]:
    def put(folder: Path) -> None:
        (folder / table).write_bytes(content)

    return put


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        (
            edit("oda_listings.csv", "country,start", "land,start"),
            "oda_listings.csv, line 1, country: column is missing",
        ),
        (
            edit("oda_listings.csv", "country,start,end,", "country,start,"),
            "oda_listings.csv, line 1, end: column is missing",
        ),
        (
            edit("oda_listings.csv", "ABW,1996-01-01", "ABW,1996-13-01"),
            "oda_listings.csv, line 2, start: '1996-13-01' is no day written YYYY-MM-DD",
        ),
        (
            edit("oda_listings.csv", "ABW,1996-01-01,2000-01-01", "ABW,1996-01-01,1996-01-01"),
            "oda_listings.csv, line 2, end: 1996-01-01 up to, not including, 1996-01-01 holds no day",
        ),
        (
            edit("oda_listings.csv", "LDC,625", "LCD,625"),
            "oda_listings.csv, line 3, group: 'LCD' is none of LDC, OTHER_LIC, LMIC, UMIC, HIC_PART_I",
        ),
        (
            edit("oda_listings.csv", "AFG,1996-01-01", "AFX,1996-01-01"),
            "oda_listings.csv, line 3, country: no country has the code 'AFX'",
        ),
        (
            edit(
                "oda_listings.csv", "AIA,1996-01-01,2014-01-01,UMIC,376,Anguilla", "AIA,1996-01-01,,UMIC,376,Anguilla"
            ),
            "oda_lists.csv, line 12, umic: 58 are stated, the listings have 59",
        ),
        (
            edit("oda_listings.csv", "ALB,1996-01-01,2000-01-01", "ALB,1996-01-01,2001-01-01"),
            "oda_listings.csv, line 7, start: ALB (2000-01-01 to 2010-12-31) overlaps line 6",
        ),
        (
            edit("oda_listings.csv", "oecd-crs-codelists-2024-04,medium,", "no-such,medium,"),
            "oda_listings.csv, line 2, sources: no source is called 'no-such'",
        ),
        (
            edit("oda_listings.csv", "oecd-crs-codelists-2024-04,medium,", ",medium,"),
            "oda_listings.csv, line 2, sources: a fact needs a source",
        ),
        (
            edit("oda_listings.csv", "oecd-crs-codelists-2024-04,medium,", "oecd-crs-codelists-2024-04,,"),
            "oda_listings.csv, line 2, confidence: '' is none of low, medium, high",
        ),
        (
            write("oda_listings.csv", (LISTINGS_HEADER + "CÔTE,1996\n").encode("cp1252")),
            "oda_listings.csv, line 2: byte 0xd4 is not UTF-8",
        ),
        (write("oda_listings.csv", b""), "oda_listings.csv: the table is empty, it has not even a header"),
        (
            write("oda_lists.csv", (TABLES / "oda_lists.csv").read_bytes().split(b"\n")[0] + b"\n"),
            "oda_lists.csv: at least one list is needed",
        ),
        (
            edit("oda_lists.csv", "1997-01-01,2000-01-01", "1997-01-01,1999-12-31"),
            "oda_lists.csv, line 4, start: 2000 must begin where 1997-99 (line 3) ends: 1999-12-31",
        ),
        (
            edit("oda_lists.csv", "1997-01-01,2000-01-01", "1997-01-01,"),
            "oda_lists.csv, line 4, start: 1997-99 (line 3) needs an end, for 2000 follows it",
        ),
        (
            edit("oda_lists.csv", "1996-01-01,1997-01-01", "1996-01-01,1995-01-01"),
            "oda_lists.csv, line 2, end: 1996-01-01 up to, not including, 1995-01-01 holds no day",
        ),
        (
            edit("oda_lists.csv", ",2,152,152,", ",2,152,153,"),
            "oda_lists.csv, line 5, check_total: 153 are stated, the listings have 152",
        ),
        (
            edit("oda_lists.csv", ",48,4,36,58,oecd", ",48,4,37,58,oecd"),
            "oda_lists.csv, line 12, check_lmic: 37 are stated, the listings have 36",
        ),
        (
            edit("oda_coverage.csv", "SSD,1996-01-01,2011-01-01,SDN", "SSD,1996-01-01,2011-01-01,CHE"),
            "oda_coverage.csv, line 6, by: 'CHE' is not on the list from 1996-01-01 to 2010-12-31",
        ),
        (
            edit("oda_coverage.csv", "SSD,1996-01-01,2011-01-01,SDN", "SSD,1996-01-01,2011-01-01,DEU"),
            "oda_coverage.csv, line 6, by: 'DEU' is not on the list from 1996-01-01 to 2010-12-31",
        ),
        (
            edit("oda_coverage.csv", "XKX,2003-01-01,2008-01-01", "XKX,2003-01-01,2003-01-01"),
            "oda_coverage.csv, line 8, end: 2003-01-01 up to, not including, 2003-01-01 holds no day",
        ),
        (
            edit("oda_official_aid.csv", "ABW,2000-01-01,2005-01-01", "ABW,2000-01-01,2000-01-01"),
            "oda_official_aid.csv, line 2, end: 2000-01-01 up to, not including, 2000-01-01 holds no day",
        ),
        (
            edit("oda_events.csv", "1993,,two_part", "1993x,,two_part"),
            "oda_events.csv, line 2, when: '1993x' is not a date this library reads",
        ),
        (
            edit("oda_events.csv", "1997-01-01,BMU,", "1997-01-01,BMX,"),
            "oda_events.csv, line 3, country: no country has the code 'BMX'",
        ),
        (
            edit("oda_notes.csv", '2014-17,,"Code', '2013-17,,"Code'),
            "oda_notes.csv, line 3, topic: '2013-17' is neither rule nor codes nor the id of a list",
        ),
        (
            edit("oda_notes.csv", "2018-19,AGO,", "2018-19,AGX,"),
            "oda_notes.csv, line 4, countries: no country has the code 'AGX'",
        ),
        (
            edit(
                "oda_listings.csv", "AFG,1996-01-01,,LDC,625,Afghanistan,yes", "ABW,1996-01-01,,LDC,625,Afghanistan,yes"
            ),
            "oda_listings.csv, line 3: ABW, 1996-01-01 stands here a second time",
        ),
        (
            edit("regions.csv", "afrika,conference", "afrika,konferenz"),
            "regions.csv, line 2, scheme: no scheme is called 'konferenz'",
        ),
        (
            edit("regions.csv", "m49-002,m49,,002", "m49-002,m49,m49-014,002"),
            "regions.csv, parent: m49-202: 'm49-002' is no region of its scheme above it",
        ),
        (
            edit("region_memberships.csv", "afrika,AGO,2010-01-01,,in", "africa,AGO,2010-01-01,,in"),
            "region_memberships.csv, line 2, region: no region is called 'africa'",
        ),
        (
            edit("region_memberships.csv", "afrika,AGO,2010-01-01,,in", "afrika,AGX,2010-01-01,,in"),
            "region_memberships.csv, line 2, country: no country has the code 'AGX'",
        ),
        (
            edit("region_memberships.csv", "afrika,AGO,2010-01-01,,in", "afrika,AGO,,2010-01-01,in"),
            "region_memberships.csv, line 2, start: a row with an end needs a start",
        ),
        (
            edit("region_memberships.csv", "afrika,AGO,2010-01-01,,in", "afrika,AGO,2010-01-01,,maybe"),
            "region_memberships.csv, line 2, status: 'maybe' is none of in, doubtful, absent",
        ),
        (
            edit("region_memberships.csv", "TUN,2010-01-01,2011-01-01,in", "TUN,2010-01-01,2012-01-01,in"),
            "region_memberships.csv, line 63, start: afrika TUN (2011-01-01 to 2024-12-31) overlaps line 62",
        ),
        (
            edit("region_codes.csv", "dac-oceania", "dac-ozeanien"),
            "region_codes.csv, line 25, region: no region is called 'dac-ozeanien'",
        ),
    ],
)
def test_a_fault_is_named_with_file_line_and_column(
    tmp_path: Path, fault: Callable[[Path], None], expected: str
) -> None:
    fault(tmp_path)
    found = problems(tmp_path, load_facts())
    assert any(problem.startswith(expected) for problem in found), found


@pytest.mark.parametrize(
    ("fault", "german"),
    [
        (
            edit("region_memberships.csv", "afrika,AGO,2010-01-01,,in", "africa,AGO,2010-01-01,,in"),
            "region_memberships.csv, Zeile 2, region: Region 'africa' gibt es nicht",
        ),
        (
            edit("region_memberships.csv", "TUN,2010-01-01,2011-01-01,in", "TUN,2010-01-01,2012-01-01,in"),
            (
                "region_memberships.csv, Zeile 63, start: "
                "afrika TUN (vom 01.01.2011 bis 31.12.2024) überschneidet sich mit Zeile 62"
            ),
        ),
    ],
)
def test_a_fault_is_told_in_german_with_german_days(tmp_path: Path, fault: Callable[[Path], None], german: str) -> None:
    fault(tmp_path)
    with pytest.raises(BadFacts) as caught:
        Facts.from_directory(tmp_path, load_facts())
    assert german in caught.value.text("de").splitlines()


@pytest.mark.uncounted
def test_a_region_scheme_must_exist_once(folder: Path) -> None:
    changed(folder, "region_schemes.csv", "dac,", "conference,")
    assert any("stands here a second time" in problem for problem in problems(folder))


@pytest.mark.uncounted
def test_the_region_of_a_series_must_exist(folder: Path) -> None:
    changed(folder, "series_scopes.csv", "rk-afrika,2025-01-01,region,afrika", "rk-afrika,2025-01-01,region,africa")
    changed(folder, "series_scopes.csv", "rk-asien,,region,asien", "rk-asien,,region,asia")
    assert problems(folder) == [
        "series_scopes.csv, region: rk-afrika: no region is called 'africa'",
        "series_scopes.csv, region: rk-asien: no region is called 'asia'",
    ]


@pytest.mark.uncounted
def test_a_bound_of_a_scope_is_a_code_or_a_region(folder: Path) -> None:
    changed(folder, "series_scopes.csv", "XKX dac-europe m49-150", "XKY dac-europe m49-15")
    assert problems(folder) == [
        "series_scopes.csv, region: pk-ukraine: no region is called 'XKY'",
        "series_scopes.csv, region: pk-ukraine: no region is called 'm49-15'",
    ]


def test_a_bound_without_anything_to_bound_and_words_in_one_language_only_are_refused(folder: Path) -> None:
    changed(folder, "series_scopes.csv", "ausgewählte Kommunen aus weiteren europäischen Ländern", "")
    assert [problem for problem in problems(folder) if "neither language" in problem]


def test_a_bound_needs_the_words_that_it_bounds(folder: Path) -> None:
    changed(folder, "series_scopes.csv", "ausgewählte Kommunen aus weiteren europäischen Ländern", "")
    changed(folder, "series_scopes.csv", "selected municipalities from other European countries", "")
    assert any("also_within bounds what `also` says, and that is blank" in problem for problem in problems(folder))


@pytest.mark.uncounted
def test_a_claim_about_nothing_that_is_here_is_refused(folder: Path) -> None:
    changed(
        folder,
        "claims.csv",
        "edition,rt-china-5,german_municipalities,2",
        "edition,rt-china-55,german_municipalities,2",
    )
    changed(folder, "claims.csv", "series,rt-nicaragua,cycle,2", "series,rt-nicaraguo,cycle,2")
    assert set(problems(folder)) == {
        "claims.csv, subject_id: no edition is called 'rt-china-55'",
        "claims.csv, subject_id: no series is called 'rt-nicaraguo'",
    }


def test_a_base_whose_series_need_other_regions_is_refused(tmp_path: Path) -> None:
    for table in ("regions.csv", "region_memberships.csv"):
        text = (TABLES / table).read_text("utf-8")
        (tmp_path / table).write_text(
            "".join(line for line in text.splitlines(keepends=True) if not line.startswith("osteuropa,")), "utf-8"
        )
    assert problems(tmp_path, load_facts()) == [
        "series_scopes.csv, region: rk-osteuropa: no region is called 'osteuropa'"
    ]


OWN = EventSeries("rk-demo", "Konferenz Demo", "regional_conference", RegionScope("afrika"), Grid(2018, every=3))


def test_a_series_of_ones_own_is_added_and_answers_when_it_is_asked_about() -> None:
    facts = load_facts().with_series(OWN)
    assert facts.series["rk-demo"] is OWN
    assert "rk-demo" not in load_facts().series
    assert facts.series.keys() - load_facts().series.keys() == {"rk-demo"}
    newer = evolve(OWN, cycle=Grid(2019))
    assert facts.with_series({"whatever": newer}).series["rk-demo"] is newer
    assert load_facts().with_series([OWN, newer]).series["rk-demo"] is newer


def test_a_folder_is_named_by_its_path() -> None:
    with pytest.raises(BadModel, match="path must be that of a folder"):
        Facts.from_directory(3)  # type: ignore[arg-type]  # because that is the mistake


def test_something_else_than_a_series_or_an_unknown_region_is_refused() -> None:
    for wrong in ("rk-demo", ["rk-demo"], 3):
        with pytest.raises(BadModel, match="series must"):
            load_facts().with_series(wrong)  # type: ignore[arg-type] # because that is the mistake
    with pytest.raises(UnknownName, match="did you mean afrika"):
        load_facts().with_series(evolve(OWN, scope=RegionScope("afrka")))


def test_partnerships_are_added_to_the_facts() -> None:
    facts = load_facts()
    pair = facts.partnerships["dp0021"].seen("existing", on="2026-11", source="Letter")
    changed = facts.with_partnerships([pair])
    assert changed.partnerships["dp0021"] is pair
    assert len(changed.partnerships) == len(facts.partnerships)
    assert facts.partnerships["dp0021"] is not pair


@pytest.mark.parametrize("group", ["series", "programmes", "sources", "partnerships"])
def test_a_group_is_a_mapping_by_id_that_names_the_nearest_for_a_misspelt_one(group: str) -> None:
    register = getattr(load_facts(), group)
    first = next(iter(register))
    assert isinstance(first, str)
    assert register[first].id == first
    assert [one.id for one in register.values()] == list(register)
    with pytest.raises(KeyError, match="did you mean") as caught:
        register[f"{first}x"]
    assert isinstance(caught.value, UnknownName)
    assert len(caught.value.suggestions) == 1
    assert 3 not in register
    assert [] not in register
    assert len(repr(register)) <= 200
    assert "<table>" in register._repr_html_()
    for twin in (pickle.loads(pickle.dumps(register)), copy.deepcopy(register), copy.copy(register)):
        assert twin == register
        assert hash(twin) == hash(register)


def test_facts_show_their_size_and_never_change() -> None:
    facts = load_facts()
    assert len(repr(facts)) <= 200
    assert "partnerships" in facts._repr_html_()
    for name in ("series", "oda", "municipalities"):
        with pytest.raises(AttributeError):
            setattr(facts, name, None)
    with pytest.raises(AttributeError):
        facts.series._data = {}


def test_sixteen_threads_at_first_use_read_the_facts_once() -> None:
    code = (
        "from concurrent.futures import ThreadPoolExecutor\n"
        "from kommunal_partner.facts import load_facts\n"
        "with ThreadPoolExecutor(16) as pool:\n"
        "    found = list(pool.map(lambda _: load_facts(), range(16)))\n"
        "print(len({id(one) for one in found}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603 - because it is this interpreter
    assert done.stdout == "1\n"
