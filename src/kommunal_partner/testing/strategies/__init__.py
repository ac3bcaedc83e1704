"""Hypothesis strategies for the public models, over a small calendar in which edges meet.

Drawn from all the days there are, two spans hardly ever touch, and a law that is wrong at the edge holds for years of
testing. So everything here lies in `DAYS` days from `FIRST` on, unless another `calendar` or `scale` is given, and few
names and codes are used.

>>> from hypothesis import given
>>> @given(spans())
... def test_a_span_covers_itself(span):
...     assert span.covers(span)
>>> test_a_span_covers_itself()
"""

from __future__ import annotations

from kommunal_partner.testing.strategies._answers import (
    countries,
    country_matches,
    invitation_lists,
    keys,
    members_of_regions,
    participant_cases,
    participant_readings,
    partnership_cases,
    partnership_readings,
    priorities,
    quotas,
    rules_of_projection,
    states,
)
from kommunal_partner.testing.strategies._calendar import CODES, DAYS, FIRST, WORDS, Scale, calendar, days, spans
from kommunal_partner.testing.strategies._fuzzy import fuzzy_dates, fuzzy_intervals, fuzzy_parts, fuzzy_sets
from kommunal_partner.testing.strategies._grounds import InventedFacts, grounds
from kommunal_partner.testing.strategies._models import LEFT_OUT, of
from kommunal_partner.testing.strategies._oda import listings, oda_lists, oda_registers
from kommunal_partner.testing.strategies._partnerships import (
    delegations,
    foreign_units,
    german_units,
    municipal_registers,
    observations,
    participants,
    partnership_registers,
    partnerships,
)
from kommunal_partner.testing.strategies._plans import (
    calendars,
    group_plans,
    occurrences,
    plan_rules,
    plans,
    requests,
    rotation_plans,
    scores,
    stable_matches,
    timetables,
)
from kommunal_partner.testing.strategies._programmes import (
    applications,
    cells,
    deadlines,
    programme_versions,
    programmes,
)
from kommunal_partner.testing.strategies._regions import region_registers
from kommunal_partner.testing.strategies._series import (
    audience_rules,
    audiences,
    claims,
    cycles,
    editions,
    event_series,
    expected_editions,
    histories,
    scopes,
)
from kommunal_partner.testing.strategies._verdicts import verdicts
from kommunal_partner.testing.strategies._words import reasons, sentences, sources, terms

__all__ = [
    "CODES",
    "DAYS",
    "FIRST",
    "LEFT_OUT",
    "WORDS",
    "InventedFacts",
    "Scale",
    "applications",
    "audience_rules",
    "audiences",
    "calendar",
    "calendars",
    "cells",
    "claims",
    "countries",
    "country_matches",
    "cycles",
    "days",
    "deadlines",
    "delegations",
    "editions",
    "event_series",
    "expected_editions",
    "foreign_units",
    "fuzzy_dates",
    "fuzzy_intervals",
    "fuzzy_parts",
    "fuzzy_sets",
    "german_units",
    "grounds",
    "group_plans",
    "histories",
    "invitation_lists",
    "keys",
    "listings",
    "members_of_regions",
    "municipal_registers",
    "observations",
    "occurrences",
    "oda_lists",
    "oda_registers",
    "of",
    "participant_cases",
    "participant_readings",
    "participants",
    "partnership_cases",
    "partnership_readings",
    "partnership_registers",
    "partnerships",
    "plan_rules",
    "plans",
    "priorities",
    "programme_versions",
    "programmes",
    "quotas",
    "reasons",
    "region_registers",
    "requests",
    "rotation_plans",
    "rules_of_projection",
    "scopes",
    "scores",
    "sentences",
    "sources",
    "spans",
    "stable_matches",
    "states",
    "terms",
    "timetables",
    "verdicts",
]
