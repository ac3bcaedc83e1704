from __future__ import annotations

import subprocess
import sys
from typing import Any

import pycountry
import pytest

from kommunal_partner.countries._codes import CodeKind, codes, numeric_code


def rows_of(kind: CodeKind) -> set[tuple[str, str, str | None]]:
    return {(row.alpha3, row.alpha2, row.numeric) for row in codes().values() if row.kind is kind}


def test_the_iso_rows_are_exactly_those_of_pycountry() -> None:
    known: Any = pycountry.countries
    assert rows_of(CodeKind.ISO) == {(one.alpha_3, one.alpha_2, one.numeric) for one in known}
    assert len(rows_of(CodeKind.ISO)) == 249


def test_the_withdrawn_rows_are_those_of_pycountry_but_for_a_code_that_is_in_force_again() -> None:
    known: Any = pycountry.historic_countries
    expected = {(one.alpha_3, one.alpha_2, getattr(one, "numeric", None)) for one in known if one.alpha_3 != "ATF"}
    assert rows_of(CodeKind.WITHDRAWN) == expected
    assert codes()["ATF"].alpha2 == "TF"


def test_kosovo_is_the_only_user_assigned_code() -> None:
    assert rows_of(CodeKind.USER_ASSIGNED) == {("XKX", "XK", None)}


def test_only_withdrawn_codes_have_successors_and_each_of_these_is_a_code() -> None:
    for row in codes().values():
        assert bool(row.successors) == (row.kind is CodeKind.WITHDRAWN), row
        assert set(row.successors) <= set(codes()), row
        assert row.successors == tuple(sorted(row.successors)), row


def test_every_row_has_a_source_and_no_two_countries_share_a_name() -> None:
    rows = list(codes().values())
    assert all(row.source for row in rows)
    assert len({row.name_de for row in rows}) == len({row.name_en for row in rows}) == len(rows)


@pytest.mark.parametrize("text", ["4", "0004", "04a", "٠٠٤"])
def test_a_numeric_code_has_three_ascii_digits(text: str) -> None:
    assert numeric_code("004") == "004"
    with pytest.raises(ValueError, match="three digits"):
        numeric_code(text)


def test_neither_the_import_nor_a_code_nor_a_name_loads_pycountry() -> None:
    script = """
import sys
from kommunal_partner.countries import country, known_codes
country("CHL"), country("tz").name(), country("834").sort_key("en"), known_codes()
assert "pycountry" not in sys.modules
"""
    subprocess.run([sys.executable, "-c", script], check=True)  # noqa: S603 - because the script stands right here
