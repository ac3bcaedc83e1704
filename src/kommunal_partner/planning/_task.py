"""What a plan is asked for, put in order, and what a plan claims of itself."""

from __future__ import annotations

from typing import Protocol

from attrs import frozen

from kommunal_partner._repr import short_repr
from kommunal_partner.planning._model import Calendar, Occurrence, Placement
from kommunal_partner.planning._rules import PlanRule
from kommunal_partner.results import Certificate, Status
from kommunal_partner.schedule import Phase
from kommunal_partner.spans import Span


@frozen(repr=False)
class PlanTask:
    """Every occurrence to plan, locked ones among them, in the order of their likeliest days.

    `locked` are the placements that do not move, `previous` where occurrences that are asked for again stood before;
    leaving that costs `stability`, and as much again for each day. `not_due` are the series that ask for nothing in
    the horizon, with their phase. `replaced` names occurrences, each with the id of what it took the place of.
    """

    occurrences: tuple[Occurrence, ...]
    horizon: Span
    calendars: tuple[Calendar, ...]
    rules: tuple[PlanRule, ...]
    locked: tuple[Placement, ...] = ()
    previous: tuple[Placement, ...] = ()
    stability: int = 0
    not_due: tuple[tuple[str, Phase], ...] = ()
    replaced: tuple[tuple[str, str], ...] = ()

    def occurrence(self, name: str) -> Occurrence | None:
        """The occurrence of this id; None if there is none."""
        return next((one for one in self.occurrences if one.id == name), None)

    __repr__ = short_repr


class PlanClaims(Protocol):
    """What a plan says of itself, to be checked and explained."""

    @property
    def placements(self) -> tuple[Placement, ...]:
        """The days of all that has some."""
        ...

    @property
    def left_out(self) -> tuple[str, ...]:
        """The ids of all that has none."""
        ...

    @property
    def status(self) -> Status:
        """How far the search came."""
        ...

    @property
    def value(self) -> int:
        """What the weighted rules cost."""
        ...

    @property
    def bound(self) -> int | None:
        """What every plan costs at least that leaves out as many."""
        ...

    @property
    def certificate(self) -> Certificate:
        """Why the bound holds."""
        ...
