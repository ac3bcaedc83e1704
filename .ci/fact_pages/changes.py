"""The page of changes: who entered, left or moved in which year, and what else was told of the lists."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from itertools import groupby
from typing import Any

from fact_pages.country import sides
from fact_pages.lookups import Lookups
from fact_pages.model import FactPage, Occasion
from fact_pages.words import both, word
from kommunal_partner.oda import ChangeKind

__all__ = ["SHOWN_AS_CHANGES", "changes_page"]

SHOWN_AS_CHANGES = frozenset({"group_move", "ldc_exit", "ldc_entry", "addition", "transfer_to_part_II", "removal"})
"""Kinds of events that the changes from list to list show already."""


def changes_page(once: Lookups) -> FactPage:
    """The page with a table a year, the newest first."""
    count, year = len(once.changes), once.facts.oda.horizon.start.year
    return FactPage(
        "facts/changes",
        "changes",
        both(partial(word, "changes_title")),
        both(lambda lang: word("changes_lead", lang, n=count, year=year)),
        _view,
    )


def _view(occasion: Occasion) -> Mapping[str, Any]:
    oda = occasion.facts.oda
    by_year = [
        (year, oda.list_on(days[0].day), [(change, *sides(change)) for change in days])
        for year, run in groupby(occasion.once.changes, key=lambda change: change.day.year)
        for days in (list(run),)
    ]
    counts = [
        (year, [(kind, sum(change.kind is kind for change, _, _ in rows)) for kind in ChangeKind])
        for year, _, rows in by_year
    ]
    events = [event for event in oda.events if event.event not in SHOWN_AS_CHANGES]
    return {
        "years": by_year[::-1],
        "counts": counts[::-1],
        "kinds": list(ChangeKind),
        "events": sorted(events, key=lambda event: event.when, reverse=True),
        "rules": [note for note in oda.notes if note.topic == "rule"],
    }
