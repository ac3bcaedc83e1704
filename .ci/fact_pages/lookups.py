"""What many pages ask of the facts on the day of the build, worked out once."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from functools import cached_property

from fact_pages.history import Stretch, ever_listed, history
from fact_pages.pictures import picture_files
from kommunal_partner.eligibility import assess_country, assess_scope
from kommunal_partner.facts import Facts
from kommunal_partner.oda import OdaChange
from kommunal_partner.partnerships import Coverage, Partnership
from kommunal_partner.regions import Region
from kommunal_partner.schedule import SeriesState, state
from kommunal_partner.series import EventSeries
from kommunal_partner.verdicts import Answer, Verdict

__all__ = ["Format", "Lookups"]

Format = tuple[EventSeries, Verdict, SeriesState]
"""A series, whether it is meant for a country, and its state."""

_RANK = {Answer.YES: 0, Answer.UNDECIDED: 1, Answer.NO: 2}


class Lookups:
    """The facts and the day that is called today, with what is asked of them again and again."""

    def __init__(self, facts: Facts, on: date) -> None:
        self.facts = facts
        self.on = on
        self._formats: dict[str, list[Format]] = {}

    @cached_property
    def shown(self) -> date:
        """The nearest day to today for which a list is known."""
        last = self.facts.oda.horizon.last
        return max(self.facts.oda.horizon.start, self.on if last is None else min(self.on, last))

    @cached_property
    def pictures(self) -> dict[str, bytes]:
        """Every picture by its path on the site; none where the extra `plots` is missing."""
        return picture_files(self.facts, self.on, self.shown)

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """The alpha-3 code of every country that has a page."""
        return ever_listed(self.facts.oda)

    @cached_property
    def verdicts(self) -> dict[str, Verdict]:
        """Whether each of them is eligible today."""
        return {code: assess_country(self.facts, code, on=self.on) for code in self.codes}

    @cached_property
    def shown_verdicts(self) -> dict[str, Verdict]:
        """Whether each of them was eligible on the nearest day for which a list is known."""
        return {code: assess_country(self.facts, code, on=self.shown) for code in self.codes}

    @cached_property
    def histories(self) -> dict[str, tuple[Stretch, ...]]:
        """The way of each through the lists."""
        return {code: history(self.facts.oda, code, self.on) for code in self.codes}

    @cached_property
    def changes(self) -> tuple[OdaChange, ...]:
        """Every change from list to list."""
        return self.facts.oda.changes(self.facts.oda.horizon)

    @cached_property
    def changes_of(self) -> dict[str, tuple[OdaChange, ...]]:
        """The same by country."""
        return {code: tuple([one for one in self.changes if one.country == code]) for code in self.codes}

    @cached_property
    def coverage(self) -> Coverage:
        """How many partnerships of each country are here, and how many others state."""
        return self.facts.partnerships.coverage

    @cached_property
    def partnerships_of(self) -> dict[str, list[Partnership]]:
        """The partnerships here by country."""
        found: dict[str, list[Partnership]] = defaultdict(list)
        for one in self.facts.partnerships.values():
            for code in one.countries:
                found[code].append(one)
        return found

    @cached_property
    def states(self) -> dict[str, SeriesState]:
        """The state of each series today."""
        return {name: state(one, on=self.on) for name, one in self.facts.series.items()}

    def formats_for(self, code: str) -> list[Format]:
        """Every series, those that are surely meant for the country first, then the undecided ones."""
        if code not in self._formats:
            series = self.facts.series.values()
            judged = [(one, assess_scope(self.facts, code, one, on=self.on), self.states[one.id]) for one in series]
            self._formats[code] = sorted(judged, key=lambda row: (_RANK[row[1].answer], row[0].id))
        return self._formats[code]

    @cached_property
    def region_of(self) -> dict[str, Region | None]:
        """The smallest region of the DAC that holds each country; None where none does, or several as small."""
        return {code: self._leaf(code) for code in self.codes}

    def _leaf(self, code: str) -> Region | None:
        sure = self.facts.regions.regions_of(code, on=self.shown, scheme="dac").sure
        parents = {region.parent for region in sure}
        leaves = [region for region in sure if region.id not in parents]
        return leaves[0] if len(leaves) == 1 else None
