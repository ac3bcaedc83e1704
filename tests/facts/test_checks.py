from __future__ import annotations

from pathlib import Path

from kommunal_partner.facts._checks import check_counts, check_one_a_day
from kommunal_partner.facts._folder import Folder
from kommunal_partner.oda import OdaList
from kommunal_partner.regions import RegionMember
from kommunal_partner.spans import Span


def test_a_list_that_states_no_totals_has_none_to_check(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    check_counts(folder, "oda_lists.csv", [(2, OdaList("2017", Span.years(2017)))])
    assert folder.problems == []


def test_an_undated_row_overlaps_every_other_of_its_key(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    rows = [RegionMember("a", "CHL"), RegionMember("a", "CHL", span=Span.years(2017)), RegionMember("b", "CHL")]
    check_one_a_day(folder, "rows.csv", [(line, (row.region, row.country), row) for line, row in enumerate(rows, 2)])
    assert list(map(str, folder.problems)) == [
        "rows.csv, line 3, start: a CHL (2017-01-01 to 2017-12-31) overlaps line 2"
    ]
    folder = Folder(tmp_path)
    check_one_a_day(folder, "rows.csv", [(2, "CHL", rows[0]), (3, "CHL", rows[2])])
    assert list(map(str, folder.problems)) == ["rows.csv, line 3, start: CHL (all days) overlaps line 2"]
