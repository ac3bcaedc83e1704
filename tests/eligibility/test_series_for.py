"""Which formats are meant for a country: against a table drawn up by hand for every recipient of 2026-11-29."""

from __future__ import annotations

import csv
from datetime import date, datetime
from pathlib import Path

import pytest

from kommunal_partner.eligibility import series_for
from kommunal_partner.errors import BadRule, NotADay, UnknownCountry
from kommunal_partner.facts import load_facts

FACTS = load_facts()
DAY = date(2026, 11, 29)
ANSWERS = {"in_scope": "yes", "doubtful": "undecided"}


def by_hand() -> dict[str, dict[str, str]]:
    """Country → series → the answer of the table, which looks at neither stage nor lapse."""
    found: dict[str, dict[str, str]] = {}
    with (Path(__file__).parent / "country_series.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["iso3"], {})[row["series"]] = ANSWERS[row["how"]]
    return found


TABLE = by_hand()


def test_the_table_speaks_of_every_recipient() -> None:
    assert set(TABLE) <= FACTS.oda.recipients(on=DAY)
    assert len(TABLE) >= 140


@pytest.mark.parametrize("code", sorted(TABLE))
def test_the_formats_of_a_country_are_those_of_the_table(code: str) -> None:
    found = {series.id: verdict.answer.value for series, verdict in series_for(FACTS, code, on=DAY)}
    assert found == TABLE[code]


def test_the_sure_ones_come_first() -> None:
    answers = [verdict.answer.value for _, verdict in series_for(FACTS, "UKR", on=DAY)]
    assert answers == sorted(answers, key=["yes", "undecided"].index)


def test_beyond_the_last_list_what_needs_one_is_open_and_may_be_carried_on() -> None:
    later = date(2028, 1, 1)
    open_still = dict(series_for(FACTS, "KEN", on=later))
    carried = dict(series_for(FACTS, "KEN", on=later, beyond="latest_list"))
    afrika = FACTS.series["rk-afrika"]
    assert open_still[afrika].is_undecided
    assert carried[afrika].is_yes


def test_bad_questions_are_refused() -> None:
    with pytest.raises(UnknownCountry):
        series_for(FACTS, "XXX", on=DAY)
    with pytest.raises(NotADay):
        series_for(FACTS, "KEN", on=datetime(2026, 1, 1))  # noqa: DTZ001 - because no clock is meant
    with pytest.raises(BadRule):
        series_for(FACTS, "KEN", on=DAY, beyond="guess")  # type: ignore[arg-type] # because that is the case
