"""A plan's task in numbers: what may be chosen for each occurrence, what that costs, and what gets in whose way.

Locked events are no choice: what they cost their neighbours is part of the neighbours' prices. Leaving an occurrence
out is a choice like any other, the last of each list, and dearer than all weighted rules together; breaking a hard
rule is dearer still, so that the cheapest plan breaks none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Final, TypeAlias

from attrs import define, evolve, field, frozen

from kommunal_partner.planning._costs import FORBIDDEN, Days, Period, period_of, shares_people, single_cost, stands_at
from kommunal_partner.planning._model import Calendar, Occurrence, Placement
from kommunal_partner.planning._rules import (
    WIDENED,
    MinimumGap,
    MostPer,
    PlanRule,
    RotateLands,
    Window,
)
from kommunal_partner.results import Budget, OutOfSteps
from kommunal_partner.spans import Span

ANY: Final = -(10**7)
"""A number of days between two events that every two events have."""

NEVER: Final = 10**15
"""What a placement costs that a locked event forbids, while prices are added up."""


@frozen
class Link:
    """How an occurrence gets in another's way: by the days between them (`levels`), or by having one Land.

    `levels` are (days, cost) from the best to the worst: with at least so many days between, it costs so much; the last
    level holds for any two. A link about Länder has no levels, and `same_land` is what one Land for both costs.
    """

    other: int
    levels: tuple[tuple[int, int], ...]
    same_land: int = 0

    def cost(self, one: Placement, other: Placement) -> int:
        """What the two cost together."""
        if not self.levels:
            return self.same_land if one.land is not None and one.land == other.land else 0
        between = max((other.first - one.last).days, (one.first - other.last).days) - 1
        return next(cost for days, cost in self.levels if between >= days)

    def costs_by_days(self, one: tuple[int, int], others: Sequence[tuple[int, int]]) -> list[int]:
        """What one event costs beside each of many, their first and last days given as numbers."""
        costs = _costs_by_distance(self.levels)
        first, last = one
        far = len(costs) - 1
        distances = [
            start - last if start > last else max(first - end, 0)  # 0: they overlap, 1: no day lies between
            for start, end in others
        ]
        return [costs[distance] if distance < far else 0 for distance in distances]


@lru_cache(maxsize=256)
def _costs_by_distance(levels: tuple[tuple[int, int], ...]) -> tuple[int, ...]:
    """The cost for 0, 1, 2 … days from the last day of one event to the first of the next, until there is none."""
    return tuple(
        next(cost for days, cost in levels if distance - 1 >= days) for distance in range(max(levels[0][0], 0) + 2)
    )


@frozen
class Load:
    """How many events a quarter or year holds beside the locked ones, and what each further one costs."""

    room: int
    cost: int


@define
class EncodedPlan:
    """The task in numbers, with the movable occurrences in the order of their likeliest days.

    `costs` has one number for each option and a last one for leaving the occurrence out; `in_loads` the loads each
    option counts in. `leave_out` is what one left out costs, `days` are the first and last days as numbers.
    """

    occurrences: tuple[Occurrence, ...]
    options: tuple[tuple[Placement, ...], ...]
    costs: tuple[list[int], ...]
    links: tuple[tuple[Link, ...], ...]
    loads: tuple[Load, ...]
    in_loads: tuple[list[tuple[int, ...]], ...]
    leave_out: int
    days: tuple[list[tuple[int, int]], ...]
    _rows: dict[tuple[int, int, int], list[int]] = field(factory=dict, repr=False)

    @classmethod
    def of(
        cls,
        occurrences: Iterable[Occurrence],
        horizon: Span,
        calendars: Sequence[Calendar],
        rules: Sequence[PlanRule],
        locked: Iterable[Placement] = (),
        previous: Mapping[str, Placement] | None = None,
        stability: int = 0,
        budget: Budget | None = None,
    ) -> EncodedPlan:
        """The task that these parts make; an option that a hard rule forbids is left out.

        Raises:
            OutOfSteps: where the time of the budget is over.
        """
        held = {placement.occurrence: placement for placement in locked}
        ordered = sorted(occurrences, key=lambda one: (stands_at(one, held), one.id))
        movable = tuple(one for one in ordered if one.id not in held)
        priced = _priced(movable, horizon, calendars, rules, budget)
        for one in movable:
            before = (previous or {}).get(one.id)
            if before is not None:
                for option in priced[one.id]:
                    priced[one.id][option] += price_of_leaving(before, option, stability)
        at = {one.id: index for index, one in enumerate(movable)}
        between: dict[tuple[int, int], Binding] = {}
        for one, other, binding in _pairs(ordered, rules):
            if one.id in at and other.id in at:
                between[at[one.id], at[other.id]] = binding
            elif one.id in at:
                _keep_clear(priced[one.id], held[other.id], binding)
            elif other.id in at:
                _keep_clear(priced[other.id], held[one.id], binding)
        options = tuple(tuple(sorted(priced[one.id])) for one in movable)
        costs = tuple([priced[one.id][option] for option in some] for one, some in zip(movable, options, strict=True))
        loads, in_loads = _loads(rules, options, held.values())
        leave_out = 1 + sum(max(prices, default=0) for prices in costs)
        leave_out += sum(weight or 0 for binding in between.values() for _, weight in binding)
        leave_out += sum(load.cost * len(movable) for load in loads if load.cost != FORBIDDEN)
        for prices in costs:
            prices.append(leave_out)
        loads = tuple(Load(load.room, 2 * leave_out) if load.cost == FORBIDDEN else load for load in loads)
        links = _links(options, between, 2 * leave_out)
        days = tuple([(option.first.toordinal(), option.last.toordinal()) for option in some] for some in options)
        return cls(movable, options, costs, links, loads, in_loads, leave_out, days)

    def row(self, i: int, nth: int, a: int) -> list[int]:
        """What each option of a neighbour costs beside option `a` of `i`, by the nth link of `i`; remembered."""
        key = i, nth, a
        row = self._rows.get(key)
        if row is None:
            link, options = self.links[i][nth], self.options[i]
            others = self.options[link.other]
            if a == len(options):
                row = [0] * len(others)
            elif link.levels:
                row = link.costs_by_days(self.days[i][a], self.days[link.other])
            else:
                row = [link.cost(options[a], other) for other in others]
            row.append(0)
            self._rows[key] = row
        return row


# ── options ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _priced(
    occurrences: Iterable[Occurrence],
    horizon: Span,
    calendars: Sequence[Calendar],
    rules: Sequence[PlanRule],
    budget: Budget | None,
) -> dict[str, dict[Placement, int]]:
    """Every placement that no rule about single placements forbids, and what these rules cost, by occurrence."""
    singles = [rule for rule in rules if not isinstance(rule, (MinimumGap, RotateLands, MostPer))]
    margin = 0 if any(isinstance(rule, Window) and rule.weight is None for rule in singles) else WIDENED
    known: dict[frozenset[str], Days] = {}
    found: dict[str, dict[Placement, int]] = {}
    for one in occurrences:
        if budget is not None and budget.report() and budget.stopped:
            raise OutOfSteps
        found[one.id] = {}
        for placement in _starts(one, horizon, margin):
            places = placement.places_of(one)
            days = known.get(places)
            if days is None:
                days = known[places] = Days(calendars, places)
            cost = 0
            for rule in singles:
                extra = single_cost(rule, one, placement, days)
                if extra == FORBIDDEN:
                    break
                cost += extra
            else:
                found[one.id][placement] = cost
    return found


def _starts(occurrence: Occurrence, horizon: Span, margin: int) -> Iterator[Placement]:
    """Every placement inside the window and the horizon, before any other rule is asked."""
    last_day = (horizon.last or date.max).toordinal()
    first = max(occurrence.earliest.toordinal() - margin, horizon.start.toordinal())
    last = min(occurrence.latest.toordinal() + margin, last_day)
    for ordinal in range(first, last + 1):
        for length in range(occurrence.days[0], occurrence.days[1] + 1):
            if ordinal + length - 1 <= last_day:
                start, end = date.fromordinal(ordinal), date.fromordinal(ordinal + length - 1)
                for land in occurrence.lands or (None,):
                    yield Placement(start, end, occurrence.id, land)


def price_of_leaving(before: Placement, placement: Placement, weight: int) -> int:
    """What it costs to leave the previous plan: the weight, and as much again for each day the first day moves."""
    if (before.first, before.last, before.land) == (placement.first, placement.last, placement.land):
        return 0
    return weight * (1 + abs((placement.first - before.first).days))


# ── who gets in whose way ────────────────────────────────────────────────────────────────────────────────────────────


Binding: TypeAlias = list[tuple[int | None, int | None]]
"""The rules that bind two occurrences: days between (None: another Land is asked for) and the weight (None: hard)."""


def _pairs(
    ordered: Sequence[Occurrence], rules: Sequence[PlanRule]
) -> Iterator[tuple[Occurrence, Occurrence, Binding]]:
    """Every two occurrences that some rule binds, the earlier one first."""
    gaps = [rule for rule in rules if isinstance(rule, MinimumGap)]
    rotations = [rule for rule in rules if isinstance(rule, RotateLands)]
    newest: dict[str, Occurrence] = {}
    for j, other in enumerate(ordered):
        before = newest.get(other.series)
        newest[other.series] = other
        for one in ordered[:j]:
            binding: Binding = [(rule.days, rule.weight) for rule in gaps if shares_people(rule, one, other)]
            if one is before:
                binding += [(None, rule.weight) for rule in rotations]
            if binding:
                yield one, other, binding


def _as_links(other: int, binding: Binding, forbidden: int) -> Iterator[Link]:
    """What a binding says of the days between two occurrences, and of their Länder, each if it says anything."""
    weighed = [(days, forbidden if weight is None else weight) for days, weight in binding]
    gaps = [(days, cost) for days, cost in weighed if days is not None]
    if gaps:
        borders = [*sorted({days for days, _ in gaps}, reverse=True), ANY]
        levels = ((border, sum(cost for days, cost in gaps if days > border)) for border in borders)
        yield Link(other, tuple((border, min(cost, forbidden)) for border, cost in levels))
    same_land = sum(cost for days, cost in weighed if days is None)
    if same_land:
        yield Link(other, (), min(same_land, forbidden))


def _links(
    options: Sequence[tuple[Placement, ...]], between: Mapping[tuple[int, int], Binding], forbidden: int
) -> tuple[tuple[Link, ...], ...]:
    found: list[list[Link]] = [[] for _ in options]
    for (i, j), binding in between.items():
        for link in _as_links(j, binding, forbidden):
            if _can_cost(link, options[i], options[j]):
                found[i].append(link)
                found[j].append(evolve(link, other=i))
    return tuple(tuple(links) for links in found)


def _can_cost(link: Link, ones: Sequence[Placement], others: Sequence[Placement]) -> bool:
    """Whether some choice for the two costs anything."""
    if not ones or not others:
        return False
    if not link.levels:
        return not {one.land for one in ones}.isdisjoint({other.land for other in others} - {None})
    early, late = (ones, others) if ones[0].first <= others[0].first else (others, ones)
    nearest = (late[0].first - max(one.last for one in early)).days - 1
    return link.levels[-1][1] > 0 and nearest < link.levels[0][0]


def _keep_clear(prices: dict[Placement, int], locked: Placement, binding: Binding) -> None:
    """Add to the prices what the options cost beside a locked event, and drop those that may not be."""
    for link in _as_links(0, binding, NEVER):
        for option in tuple(prices):
            prices[option] += link.cost(option, locked)
            if prices[option] >= NEVER:
                del prices[option]


# ── loads ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _loads(
    rules: Sequence[PlanRule], options: Sequence[tuple[Placement, ...]], locked: Iterable[Placement]
) -> tuple[tuple[Load, ...], tuple[list[tuple[int, ...]], ...]]:
    """The loads that so many occurrences may come to that they count, and for each option those it counts in.

    Events that are locked fill a period, however many they are; only what comes on top of the limit costs.
    """
    held = list(locked)
    loads: list[Load] = []
    in_loads: tuple[list[tuple[int, ...]], ...] = tuple([() for _ in [*some, None]] for some in options)
    for rule in rules:
        if not isinstance(rule, MostPer):
            continue
        taken = Counter(period_of(rule, placement.first) for placement in held)
        periods = [[period_of(rule, option.first) for option in some] for some in options]
        wanted = Counter(period for some in periods for period in dict.fromkeys(some))
        numbers: dict[Period, int] = {}
        for period, count in sorted(wanted.items()):
            room = max(rule.most - taken[period], 0)
            if count > room:
                numbers[period] = len(loads)
                loads.append(Load(room, FORBIDDEN if rule.weight is None else rule.weight))
        for counted, some in zip(in_loads, periods, strict=True):
            for a, period in enumerate(some):
                if period in numbers:
                    counted[a] = (*counted[a], numbers[period])
    return tuple(loads), in_loads
