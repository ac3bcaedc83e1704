"""A plan: days for every occurrence, how good they are, and why they are these."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import field, frozen

from kommunal_partner._mappings import FrozenMap
from kommunal_partner.clashes import Clash
from kommunal_partner.errors import UnknownName
from kommunal_partner.planning.clashing import clash_over
from kommunal_partner.planning.explain import Setting, unknown_days
from kommunal_partner.planning.model import Calendar, Move, Occurrence, Placement
from kommunal_partner.planning.rules import PlanRule
from kommunal_partner.planning.verify import moved_worth, violations, worth
from kommunal_partner.results import Certificate, Explanation, Status, Violation, gap
from kommunal_partner.spans import Span
from kommunal_partner.verdicts import Reason, Sentence

__all__ = ["Plan"]

PLACED = Reason(
    "PLACED",
    de="{occurrence}: {first} bis {last}{where} (Kosten {cost}).",
    en="{occurrence}: {first} to {last}{where} (cost {cost}).",
)
FIXED = Reason(
    "FIXED", de="{occurrence}: {first} bis {last}{where}, fest.", en="{occurrence}: {first} to {last}{where}, fixed."
)
NOT_PLACED = Reason("NOT_PLACED", de="{occurrence} findet keinen Platz.", en="{occurrence} finds no place.")
COSTS = Reason("COSTS", de="Es kostet {cost}: {why}.", en="It costs {cost}: {why}.")
NOT_KNOWN = Reason(
    "NOT_KNOWN",
    de="{occurrence}: Für diese Tage ist nicht bekannt, ob sie frei sind – {days}.",
    en="{occurrence}: whether these days are free is not known – {days}.",
)
NO_CALENDAR = Reason(
    "NO_CALENDAR",
    de="Kein Kalender spricht über {places}; welche Tage dort frei sind, ist unbekannt.",
    en="No calendar speaks about {places}; which days are free there is unknown.",
)
NONE_BETTER = Reason(
    "NONE_BETTER", de="Kein anderer Tag wäre für sich genommen besser.", en="No other day would be better by itself."
)
FORBIDDEN_DAY = Reason(
    "FORBIDDEN_DAY",
    de="{first} bis {last} (allein {cost}): verboten, denn {why}.",
    en="{first} to {last} ({cost} by itself): forbidden, because {why}.",
)
DEARER_DAY = Reason(
    "DEARER_DAY",
    de="{first} bis {last} (allein {cost}): kostet hier {whole}, denn {why}.",
    en="{first} to {last} ({cost} by itself): costs {whole} here, because {why}.",
)
FREE_DAY = Reason(
    "FREE_DAY",
    de="{first} bis {last} (allein {cost}): nichts spricht dagegen, so lange sonst alles steht, wie es steht.",
    en="{first} to {last} ({cost} by itself): nothing stands against it, as long as all else stands.",
)
NO_DAY = Reason(
    "NO_DAY", de="Im Fenster liegt kein Tag des Planungszeitraums.", en="The window holds no day of the horizon."
)
MORE_DAYS = Reason("MORE_DAYS", de="… und {count} weitere.", en="… and {count} more.")
NEW = Reason("NEW", de="{occurrence} ist neu: {after}.", en="{occurrence} is new: {after}.")
NO_LONGER_DUE = Reason(
    "NO_LONGER_DUE",
    de="{occurrence} ({before}) ist nicht mehr gefragt.",
    en="{occurrence} ({before}) is no longer due.",
)
LOST = Reason(
    "LOST",
    de="{occurrence} ({before}) findet keinen Platz mehr.",
    en="{occurrence} ({before}) finds no place any more.",
)
MOVED_FIXED = Reason(
    "MOVED_FIXED",
    de="{occurrence}: von {before} auf {after}; so ist es festgelegt.",
    en="{occurrence}: from {before} to {after}, as it was fixed.",
)
MOVED_BROKEN = Reason(
    "MOVED_BROKEN",
    de="{occurrence}: von {before} auf {after}, denn am alten Termin gilt: {why}.",
    en="{occurrence}: from {before} to {after}, because of the old days: {why}.",
)
MOVED_CHEAPER = Reason(
    "MOVED_CHEAPER",
    de="{occurrence}: von {before} auf {after}; die Regeln kosten statt {old} nur {new}.",
    en="{occurrence}: from {before} to {after}; the rules cost {new} instead of {old}.",
)
MOVED_FOR_OTHERS = Reason(
    "MOVED_FOR_OTHERS",
    de="{occurrence}: von {before} auf {after}; das kostet hier nicht weniger, aber der Plan im Ganzen.",
    en="{occurrence}: from {before} to {after}; that costs no less here, but the plan does as a whole.",
)
WRONG_VALUE = Reason(
    "WRONG_VALUE",
    de="Der Plan gibt den Wert {given} an, gezählt ergibt sich {counted}.",
    en="The plan gives the value {given}, counted it is {counted}.",
)

SHOWN = 8


@frozen
class Plan:
    """Days for every occurrence, how good they are, and how good they could be at best.

    `value` is what the weighted rules cost, stability included: the lower the better; `bound` is what every plan costs
    at least. Both leave aside the occurrences that are left out: the bound speaks of plans that leave out as many, and
    is None where it is not known whether fewer would do. OPTIMAL is only said where value and bound are equal.
    """

    placements: tuple[Placement, ...]
    left_out: tuple[str, ...]
    status: Status
    value: int
    bound: int | None
    certificate: Certificate
    occurrences: tuple[Occurrence, ...] = field(repr=False)
    horizon: Span = field(repr=False)
    calendars: tuple[Calendar, ...] = field(repr=False)
    rules: tuple[PlanRule, ...] = field(repr=False)
    fixed: tuple[Placement, ...] = field(repr=False)
    before: tuple[Placement, ...] = field(repr=False)
    stability: int = field(repr=False)
    steps: int = field(repr=False)

    @property
    def solution(self) -> FrozenMap[str, Placement]:
        """The days of each occurrence, by its id; what is left out is missing."""
        return FrozenMap((placement.occurrence, placement) for placement in self.placements)

    @property
    def gap(self) -> float | None:
        """How far the value may be from the best there is, as a share of the bound; 0 is proven best."""
        return gap(self.value, self.bound)

    def verify(self) -> tuple[Violation, ...]:
        """All that is wrong: hard rules broken, a wrong value; found by code that shares nothing with the search."""
        found = violations(self.rules, self.occurrences, self.placements, self.calendars, self.fixed, self.horizon)
        counted = self.worth()
        if counted == self.value:
            return tuple(found)
        sentence = Sentence(WRONG_VALUE, {"given": self.value, "counted": counted})
        return (*found, Violation("value", (), sentence))

    def worth(self) -> int:
        """What the weighted rules cost, stability included, counted anew."""
        rules = worth(self.rules, self.occurrences, self.placements, self.calendars, self.fixed)
        return rules + moved_worth(self.placements, self.fixed, self.before, self.stability)

    def explain(self, occurrence: str) -> Explanation:
        """Why these days: what they cost and why, and for each better day which rule stands against it.

        For an occurrence that found no place, the smallest set found of hard rules and neighbours that clash over it.

        Raises:
            UnknownName: if the plan has no such occurrence.
        """
        one = self._occurrence(occurrence)
        setting = self._setting()
        sentences = [*self._head(one)]
        silent = self._silent(one)
        if silent:
            sentences.append(Sentence(NO_CALENDAR, {"places": silent}))
        placement = self.solution.get(occurrence)
        if placement is None:
            clash = self.clash(occurrence)
            if clash is not None:
                sentences += clash.sentences
        elif placement in self.fixed:
            return Explanation(sentences)
        else:
            costing = tuple(finding.sentence for finding in setting.findings(one, placement) if finding.cost)
            if costing:
                sentences.append(Sentence(COSTS, {"cost": setting.cost(one, placement), "why": costing}))
        return Explanation((*sentences, *_days_against(setting, one)))

    def clash(self, occurrence: str) -> Clash | None:
        """The smallest set found of hard rules and neighbours that leaves an occurrence no place; None if it has one.

        Raises:
            UnknownName: if the plan has no such occurrence.
        """
        one = self._occurrence(occurrence)
        if occurrence in self.solution:
            return None
        return clash_over(one, self.occurrences, self.horizon, self.calendars, self.rules, self.fixed)

    def diff(self, old: Plan) -> tuple[tuple[Move, Sentence], ...]:
        """What stands differently than in the old plan, and why it moved, in the order of the new days."""
        before, after = old.solution, self.solution
        names = sorted({*before, *after}, key=lambda name: ((after.get(name) or before[name]).first, name))
        setting = self._setting()
        moves = [Move(name, before.get(name), after.get(name)) for name in names]
        return tuple((move, self._why(move, setting)) for move in moves if move.before != move.after)

    def to_rows(self) -> list[dict[str, object]]:
        """A row for each occurrence, in the order of their days.

        Columns: occurrence, series, first, last, land, status ("planned", "fixed", "left out"), likeliest, cost, and
        unknown (calendars that do not reach these days).
        """
        solution, setting = self.solution, self._setting()
        rows: list[dict[str, object]] = []
        for one in self._in_order():
            placement = solution.get(one.id)
            fixed = placement in self.fixed
            unknown = None if placement is None else unknown_days(one, placement, self.calendars)
            rows.append(
                {
                    "occurrence": one.id,
                    "series": one.series,
                    "first": placement.first if placement else None,
                    "last": placement.last if placement else None,
                    "land": placement.land if placement else None,
                    "status": "left out" if placement is None else "fixed" if fixed else "planned",
                    "likeliest": one.likeliest,
                    "cost": None if placement is None else 0 if fixed else setting.cost(one, placement),
                    "unknown": "" if unknown is None else Explanation((unknown,)).text("en"),
                }
            )
        return rows

    def text(self, lang: str = "de") -> str:
        """The whole plan: a line for each occurrence, and one more for whatever is not known of its days."""
        lines = [sentence for one in self._in_order() for sentence in self._head(one)]
        silent = sorted({place for one in self.occurrences for place in self._silent(one)})
        if silent:
            lines.append(Sentence(NO_CALENDAR, {"places": tuple(silent)}))
        return Explanation(lines).text(lang)

    def _in_order(self) -> list[Occurrence]:
        first = {placement.occurrence: placement.first for placement in self.placements}
        return sorted(self.occurrences, key=lambda one: (first.get(one.id, one.likeliest), one.id))

    def _occurrence(self, name: str) -> Occurrence:
        for one in self.occurrences:
            if one.id == name:
                return one
        raise UnknownName("occurrence", name, tuple(one.id for one in self.occurrences)[:SHOWN])

    def _setting(self) -> Setting:
        held = FrozenMap((placement.occurrence, placement) for placement in self.fixed)
        return Setting(self.occurrences, self.solution, held, self.rules, self.calendars, self.horizon)

    def _head(self, one: Occurrence) -> Iterator[Sentence]:
        """Where an occurrence stands, and what is not known of its days."""
        placement = self.solution.get(one.id)
        if placement is None:
            yield Sentence(NOT_PLACED, {"occurrence": one.id})
            return
        where = "" if placement.land is None else f", {placement.land}"
        values = {"occurrence": one.id, "first": placement.first, "last": placement.last, "where": where}
        if placement in self.fixed:
            yield Sentence(FIXED, values)
        else:
            yield Sentence(PLACED, {**values, "cost": self._setting().cost(one, placement)})
        unknown = unknown_days(one, placement, self.calendars)
        if unknown is not None:
            yield Sentence(NOT_KNOWN, {"occurrence": one.id, "days": unknown})

    def _silent(self, one: Occurrence) -> tuple[str, ...]:
        """The places of an occurrence about which no calendar speaks."""
        placement = self.solution.get(one.id)
        spoken_of = {place for calendar in self.calendars for place in calendar.places}
        return () if placement is None else tuple(sorted(placement.places_of(one) - spoken_of))

    def _why(self, move: Move, setting: Setting) -> Sentence:
        before, after = move.before, move.after
        values: dict[str, object] = {
            "occurrence": move.occurrence,
            "before": () if before is None else (before.first, before.last),
            "after": () if after is None else (after.first, after.last),
        }
        if before is None:
            return Sentence(NEW, values)
        if after is None:
            asked = any(one.id == move.occurrence for one in self.occurrences)
            return Sentence(LOST if asked else NO_LONGER_DUE, values)
        if after in self.fixed:
            return Sentence(MOVED_FIXED, values)
        one = self._occurrence(move.occurrence)
        old = setting.findings(one, before)
        forbidding = tuple(finding.sentence for finding in old if finding.forbids)
        if forbidding:
            return Sentence(MOVED_BROKEN, {**values, "why": forbidding})
        old_cost, new_cost = sum(finding.cost for finding in old), setting.cost(one, after)
        reason = MOVED_CHEAPER if new_cost < old_cost else MOVED_FOR_OTHERS
        return Sentence(reason, {**values, "old": old_cost, "new": new_cost})


def _days_against(setting: Setting, one: Occurrence) -> Iterator[Sentence]:
    """For the days that would be better by themselves, what stands against them."""
    better = list(setting.rivals(one))
    if not better:
        yield Sentence(NONE_BETTER if one.id in setting.placed else NO_DAY)
    for rival, cost, found in better[:SHOWN]:
        values = {"first": rival.first, "last": rival.last, "cost": cost}
        forbidding = tuple(dict.fromkeys(finding.sentence for finding in found if finding.forbids))
        whole = sum(finding.cost for finding in found)
        if forbidding:
            yield Sentence(FORBIDDEN_DAY, {**values, "why": forbidding})
        elif whole > cost:
            why = tuple(dict.fromkeys(finding.sentence for finding in found if finding.cost))
            yield Sentence(DEARER_DAY, {**values, "whole": whole, "why": why})
        else:
            yield Sentence(FREE_DAY, values)
    if len(better) > SHOWN:
        yield Sentence(MORE_DAYS, {"count": len(better) - SHOWN})
