"""For each recipient of 2026-11-29 the series meant for it, drawn up by hand from the sources: the oracle of scopes."""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import date
from pathlib import Path

from kommunal_partner.eligibility import series_for
from kommunal_partner.facts import load_facts

FACTS = load_facts()
ON = date(2026, 11, 29)


def by_hand() -> dict[str, dict[str, str]]:
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    with Path(__file__).with_name("country_series.csv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            found[row["iso3"]][row["series"]] = row["how"]
    return found


def test_every_recipient_has_the_series_that_were_found_for_it_by_hand() -> None:
    expected = by_hand()
    recipients = FACTS.oda.recipients(on=ON)
    assert set(expected) == recipients
    for code in sorted(recipients):
        meant = series_for(FACTS, code, on=ON)
        answers = {series.id: "in_scope" if verdict.is_yes else "doubtful" for series, verdict in meant}
        assert answers == expected[code], code
