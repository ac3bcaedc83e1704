"""The day that the pages call today: an input of the build, so that two builds of one input are the same."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime

__all__ = ["build_day"]


def build_day(environment: Mapping[str, str], as_of: date) -> date:
    """The day in FACTS_ON, else that of SOURCE_DATE_EPOCH, else the day on which the newest source was read.

    Raises:
        ValueError: for a FACTS_ON that is no ISO day, a SOURCE_DATE_EPOCH that is no number of seconds.
    """
    if environment.get("FACTS_ON"):
        return date.fromisoformat(environment["FACTS_ON"])
    if environment.get("SOURCE_DATE_EPOCH"):
        return datetime.fromtimestamp(int(environment["SOURCE_DATE_EPOCH"]), tz=UTC).date()
    return as_of
