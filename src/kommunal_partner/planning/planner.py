"""The question itself: from series, calendars and rules to a plan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from kommunal_partner.errors import BadBudget, BadInstance
from kommunal_partner.planning.demand import Commitment, demand
from kommunal_partner.planning.model import Calendar, Occurrence, Placement
from kommunal_partner.planning.problem import Problem
from kommunal_partner.planning.result import Plan
from kommunal_partner.planning.rules import STANDARD, PlanRule
from kommunal_partner.planning.search import Found, search
from kommunal_partner.results import Certificate, Status
from kommunal_partner.series import Edition, EventSeries, ExpectedEdition
from kommunal_partner.spans import Span
from kommunal_partner.verdicts import Reason, Sentence

__all__ = ["plan"]

PROVEN = Reason(
    "PROVEN",
    de="Kein Plan kostet weniger als {bound}: bewiesen, Teil für Teil.",
    en="No plan costs less than {bound}: proven, part by part.",
)
BOUNDED = Reason(
    "BOUNDED",
    de="Kein Plan kostet weniger als {bound}; ob es einen gibt, der weniger als {value} kostet, ist offen.",
    en="No plan costs less than {bound}; whether there is one for less than {value} is open.",
)
PARTLY_PROVEN = Reason(
    "PARTLY_PROVEN",
    de="Jeder Plan lässt mindestens {left_out} aus; bei so vielen kostet keiner weniger als {bound}.",
    en="Every plan leaves out at least {left_out}; with so many none costs less than {bound}.",
)
OPEN = Reason(
    "OPEN",
    de="Ob ein Plan weniger als {left_out} auslässt, ist offen.",
    en="Whether a plan leaves out fewer than {left_out} is open.",
)


def plan(
    series: Iterable[EventSeries | ExpectedEdition | Occurrence],
    horizon: Span,
    calendars: Iterable[Calendar] = (),
    rules: Iterable[PlanRule] = STANDARD,
    fixed: Iterable[Edition | Placement] = (),
    previous: Plan | None = None,
    seed: int = 0,
    steps: int = 3_000_000,
    *,
    on: date | None = None,
    even_if_lapsed: bool = False,
    commitments: Mapping[str, Commitment] | None = None,
    stability: int = 5,
) -> Plan:
    """The days for every edition that is due in the horizon, with a proven bound on how much better they could be.

    `series` are series (then `on` is the day whose knowledge counts), expected editions, or occurrences made by hand.
    Of a series, editions are planned whose window touches the horizon; those whose likeliest day comes after it are
    left to the next plan.

    `fixed` are editions with known days, or placements: they never move, and the others keep clear of them.
    `commitments` say for a series id who shares staff and audience with whom, whose holidays matter and which Länder
    may host. With `previous`, each occurrence that moves costs `stability`, and as much again for each day its first
    day moves.

    A step is the weighing of one option; the search ends when it has proven its plan or taken so many. It gives the
    same plan for the same input, seed and steps, in whatever order the input comes.

    Raises:
        BadInstance: if two occurrences have one id, the horizon is open, or a series is given without `on`.
        FixedOutsideHorizon: if a fixed edition lies outside the horizon.
        BadBudget: if `steps` is no whole number above zero.
    """
    _check("steps", steps, 1)
    _check("stability", stability, 0)
    if isinstance(seed, bool) or not isinstance(seed, int):
        raise BadBudget(f"a seed is a whole number, not {seed!r}")
    if horizon.end is None:
        raise BadInstance("the horizon needs a last day: Span.years(2027, 2032), say")
    rules = tuple(rules)
    calendars = tuple(sorted(calendars, key=lambda calendar: (calendar.name, sorted(calendar.places))))
    asked = demand(series, horizon, fixed, on=on, even_if_lapsed=even_if_lapsed, commitments=commitments or {})
    ids = {one.id for one in asked.occurrences}
    old = () if previous is None else previous.placements
    before = {placement.occurrence: placement for placement in old if placement.occurrence in ids}
    task = Problem.of(asked.occurrences, horizon, calendars, rules, asked.fixed, before, stability)
    found = search(task, seed=seed, steps=steps)
    chosen = [options[a] for options, a in zip(task.options, found.chosen, strict=True) if a < len(options)]
    left_out = [
        one.id
        for one, options, a in zip(task.occurrences, task.options, found.chosen, strict=True)
        if a == len(options)
    ]
    value, bound, status, certificate = _judged(task, found, len(left_out), len(chosen) + len(asked.fixed))
    return Plan(
        placements=tuple(sorted([*chosen, *asked.fixed], key=_by_day)),
        left_out=tuple(sorted(left_out)),
        status=status,
        value=value,
        bound=bound,
        certificate=certificate,
        occurrences=asked.occurrences,
        horizon=horizon,
        calendars=calendars,
        rules=rules,
        fixed=asked.fixed,
        before=tuple(sorted(before.values(), key=_by_day)),
        stability=stability,
        steps=found.steps,
    )


def _check(name: str, value: object, least: int) -> None:
    if isinstance(value, bool) or not isinstance(value, int) or value < least:
        raise BadBudget(f"{name}: a whole number from {least} on, not {value!r}")


def _by_day(placement: Placement) -> tuple[date, date, str]:
    return placement.first, placement.last, placement.occurrence


def _judged(task: Problem, found: Found, left_out: int, placed: int) -> tuple[int, int | None, Status, Certificate]:
    """The value and bound without what is left out, how far the search came, and the argument for the bound."""
    value = found.total - task.leave_out * left_out
    bound = found.bound - task.leave_out * left_out
    if bound < 0:
        certificate = Certificate("open", Sentence(OPEN, {"left_out": left_out}))
        return value, None, Status.PARTIAL if placed else Status.INFEASIBLE, certificate
    values = {"bound": bound, "value": value, "left_out": left_out}
    if left_out:
        certificate = Certificate("parts", Sentence(PARTLY_PROVEN, values), (("left out", left_out), ("bound", bound)))
        return value, bound, Status.PARTIAL if placed else Status.INFEASIBLE, certificate
    certificate = Certificate("parts", Sentence(PROVEN if value == bound else BOUNDED, values), (("bound", bound),))
    return value, bound, Status.OPTIMAL if value == bound else Status.FEASIBLE, certificate
