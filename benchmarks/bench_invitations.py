"""What invitations cost, as ratios in one run: `python benchmarks/bench_invitations.py`.

1. A list with a reason for every exclusion over 100,000 partnerships, against a loop written by hand that applies the
   same rules (region and list of recipients by country, the stage seen on the day, units on both sides, the audience
   rule) and builds one frozen record for each partnership with the code of every reason.
2. The choice under quotas that cross, on 50 random instances, against the optimum that scipy's milp finds.
"""

from __future__ import annotations

import gc
import platform
import random
from collections.abc import Callable
from datetime import date
from time import process_time
from typing import Any, TypeVar

import numpy as np
from attrs import evolve, frozen
from scipy.optimize import Bounds, LinearConstraint, milp

from kommunal_partner.facts import Facts, load_facts
from kommunal_partner.invitations import Priority, Quota, invite
from kommunal_partner.languages import Term
from kommunal_partner.municipalities import ForeignUnit, GermanUnit
from kommunal_partner.partnerships import Observation, Partnership, Stage
from kommunal_partner.series import Edition, RegionScope, Side

T = TypeVar("T")
U = TypeVar("U")
MANY = 100_000
ROUNDS = 5
INSTANCES = 50


@frozen
class Record:
    """What the loop written by hand gives for each partnership."""

    partnership: Partnership
    answer: str
    reasons: tuple[str, ...]


def best(first: Callable[[], T], second: Callable[[], U]) -> tuple[float, T, float, U]:
    """The shortest time of each, run by turns so that both meet the same machine, and what they give.

    As with timeit no garbage is collected meanwhile: that would go through the partnerships, which were there before.
    """
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(ROUNDS):
        gc.collect()
        gc.disable()
        start = process_time()
        one = first()
        middle = process_time()
        other = second()
        times[0].append(middle - start)
        times[1].append(process_time() - middle)
        gc.enable()
    return min(times[0]), one, min(times[1]), other


def many(facts: Facts, *, one_source: bool) -> list[Partnership]:
    """Many partnerships, each with observations of its own: units and stages as they occur, years at random.

    With one source they are read in one document, as a database of partnerships is; else in one of 409 each, so that
    next to no two are alike.
    """
    chance = random.Random(1)
    shipped = list(facts.partnerships)
    stages = [one.stages[0].value for one in shipped]
    source = shipped[0].sources
    made = []
    for number in range(MANY):
        one = chance.choice(shipped)
        cited = source if one_source else one.stages[0].sources
        since = str(chance.randint(1970, 2024)) if chance.random() < 0.5 else None
        seen = Observation(chance.choice(stages), since, str(chance.randint(2015, 2025)), cited)
        forms = (Observation(one.forms[0].value, None, "2023", cited),) if one_source and one.forms else one.forms
        made.append(evolve(one, id=f"p{number:06d}", stages=(seen,), forms=forms))
    return made


def by_hand(facts: Facts, edition: Edition, partnerships: list[Partnership]) -> list[Record]:  # noqa: C901, PLR0912, PLR0915 - because it is all rules in one loop
    """The same rules, written out for this one edition."""
    day = edition.first_day
    assert edition.audience is not None
    home, abroad = (edition.audience.rule(side, on=day) for side in (Side.GERMAN, Side.PARTNER))
    assert home is not None
    assert abroad is not None
    assert home.stages is not None
    assert abroad.stages is not None
    wanted = home.stages & abroad.stages
    region = "afrika"
    recipients = facts.oda.recipients(on=day) | facts.oda.covered_codes(on=day)
    member: dict[str, str] = {}
    records = []
    for one in sorted(partnerships, key=lambda one: one.id):
        open_points: list[str] = []
        against: list[str] = []
        has_home = False
        verdicts = []
        for unit in one.units:
            if isinstance(unit, GermanUnit):
                has_home = True
                continue
            code = unit.country.alpha3
            said = member.get(code)
            if said is None:
                said = member[code] = facts.regions.membership(region, code, day).answer.value
            verdicts.append("no" if said == "no" or code not in recipients else said)
        if not has_home:
            open_points.append("NO_UNIT_AT_HOME")
        if not verdicts:
            open_points.append("NO_UNIT_ABROAD")
        elif "yes" not in verdicts:
            (open_points if "undecided" in verdicts else against).append("COUNTRY")
        begins = [form.since for form in one.forms if form.since is not None]
        stages = set()
        for seen in one.stages:
            since = seen.since
            if since is None and begins and seen.value is Stage.EXISTING:
                since = max(begins)
            if since is not None and since.earliest is not None and day < since.earliest:
                continue
            when = seen.as_of
            if when is None or when.latest is None or when.latest < day:
                continue
            begun = since is not None and since.latest is not None and since.latest <= day
            if begun or when.earliest is None or when.earliest <= day:
                stages.add("none" if seen.value is Stage.ENDED else seen.value.value)
        if not stages:
            starts = [form.since.earliest for form in one.forms if form.since is not None and form.since.earliest]
            later = len(starts) == len(one.forms) and starts and all(day < start for start in starts)
            (against if later else open_points).append("STAGE")
        elif not stages <= wanted:
            (open_points if stages & wanted else against).append("STAGE")
        answer = "no" if against else "undecided" if open_points else "yes"
        records.append(Record(one, answer, tuple(against or open_points)))
    return records


def bulk(facts: Facts, *, one_source: bool) -> None:
    partnerships = many(facts, one_source=one_source)
    edition = facts.series["rk-afrika"].edition("rk-afrika-6")
    edition = evolve(edition, when=date(2022, 9, 20), scope=RegionScope("afrika"))
    hand, records, ours, found = best(
        lambda: by_hand(facts, edition, partnerships), lambda: invite(facts, edition, partnerships)
    )
    theirs = {one.partnership.id: one.answer for one in records}
    assert all(theirs[entry.partnership.id] == entry.verdict.answer.value for entry in found.entries())
    start = process_time()
    reasons = sum(len(entry.reasons) for entry in found.excluded)
    reading = process_time() - start
    kind = "one source" if one_source else "many sources"
    print(
        f"{MANY:,} partnerships, {kind}: invite() {ours:.2f} s, by hand {hand:.2f} s, ratio {ours / hand:.2f} (goal "
        f"below 3); {len(found.invited):,} invited, {len(found.undecided):,} undecided, {len(found.excluded):,} "
        f"excluded; all {reasons:,} reasons of the excluded read in {reading:.2f} s more"
    )


def optimum(points: list[int], groups: list[dict[str, list[int]]], most: list[int], total: int) -> int:
    rows = [np.ones(len(points))]
    limits = [float(total)]
    for group, cap in zip(groups, most, strict=True):
        for members in group.values():
            row = np.zeros(len(points))
            row[members] = 1
            rows.append(row)
            limits.append(float(cap))
    solved = milp(
        -np.array(points, dtype=float),
        constraints=LinearConstraint(np.array(rows), ub=np.array(limits)),
        integrality=np.ones(len(points)),
        bounds=Bounds(0, 1),
    )
    assert solved.success
    return round(-solved.fun)


@frozen
class Drawn:
    """What was drawn for the partnership whose id ends in a number."""

    values: tuple[Any, ...]

    def __call__(self, one: Partnership) -> Any:  # noqa: ANN401 - because it is a kind here and points there
        return self.values[int(one.id[1:])]


def choice(facts: Facts, crossing: int) -> None:
    edition = facts.series["rk-afrika"].edition("rk-afrika-5")
    base = facts.partnerships["dp0021"]
    home, abroad = base.german_units[0], base.foreign_units[0]
    equal, proven, gaps, bounds = 0, 0, [], []
    seconds = 0.0
    for seed in range(INSTANCES):
        chance = random.Random(seed)
        size = chance.randint(30, 120)
        kinds = [[chance.choice("ABCDEFGH") for _ in range(crossing)] for _ in range(size)]
        points = [chance.randint(0, 9) for _ in range(size)]
        made = [
            evolve(base, id=f"p{n:03d}", units=(evolve_home(home, n), evolve_abroad(abroad, n))) for n in range(size)
        ]
        most = [chance.randint(1, max(2, size // 16)) for _ in range(crossing)]
        quotas = [
            Quota(Drawn(tuple((kind[way],) for kind in kinds)), at_most=most[way], name=Term("Art", "kind"))
            for way in range(crossing)
        ]
        total = chance.randint(size // 6, size // 2)
        worth = Priority(Term("Punkte", "points"), 1, Drawn(tuple(points)))
        start = process_time()
        found = invite(facts, edition, made, total=total, quotas=quotas, priorities=[worth])
        seconds += process_time() - start
        assert not found.verify()
        groups = []
        for way in range(crossing):
            group: dict[str, list[int]] = {}
            for n, kind in enumerate(kinds):
                group.setdefault(kind[way], []).append(n)
            groups.append(group)
        known = optimum([p + 1 for p in points], groups, most, total)
        assert found.value <= known <= found.bound
        equal += found.value == known
        proven += found.value == found.bound
        gaps.append(1 - found.value / known)
        bounds.append(found.bound / known - 1)
    print(
        f"{crossing} way(s) to tell apart, {INSTANCES} instances: {equal} equal the optimum, {proven} proven; gap to "
        f"the optimum mean {100 * sum(gaps) / INSTANCES:.2f} %, most {100 * max(gaps):.2f} %; bound above the optimum "
        f"mean {100 * sum(bounds) / INSTANCES:.2f} %, most {100 * max(bounds):.2f} %; "
        f"{1000 * seconds / INSTANCES:.0f} ms each"
    )


def evolve_home(unit: GermanUnit, number: int) -> GermanUnit:
    return evolve(unit, id=f"h{number:03d}", keys=())


def evolve_abroad(unit: ForeignUnit, number: int) -> ForeignUnit:
    return evolve(unit, id=f"a{number:03d}")


def main() -> None:
    print(f"{platform.machine()}, {platform.system()}, Python {platform.python_version()}")
    facts = load_facts()
    bulk(facts, one_source=True)
    bulk(facts, one_source=False)
    for crossing in (1, 2, 3):
        choice(facts, crossing)


if __name__ == "__main__":
    main()
