"""What invitations cost, as ratios in one run: `python benchmarks/bench_invitations.py`.

1. A list with every reason of every partnership read, over 100,000 partnerships (30,000 in short), against a loop
   written by hand that applies the same rules (region and list of recipients by country, the stage seen for the day or
   less than a year before, units on both sides, the audience rule) and builds one frozen record for each partnership
   with the code of every reason. The loop knows no rows behind a reason and no sentence. Ours is a plain loop over the
   rules, with one dict from the countries of a partnership to the checks that depend on them alone. Told as well is the
   list for all days of the edition, where the loop judges one.
2. The choice under quotas that cross, on random instances, against the optimum that scipy's milp finds: for as many
   places as were drawn, and for a twelfth of the partnerships, because the choice is one order for all numbers.
"""

from __future__ import annotations

import gc
import platform
import random
from collections.abc import Callable, Sequence
from datetime import date
from time import process_time
from typing import Any

import numpy as np
from attrs import evolve, frozen
from scipy.optimize import Bounds, LinearConstraint, milp
from timing import WHOLE, ratio

from kommunal_partner.facts import Facts, load_facts
from kommunal_partner.invitations import InvitationList, Priority, Quota, Standing, invite
from kommunal_partner.languages import Term
from kommunal_partner.municipalities import ForeignUnit, GermanUnit, UnitKind
from kommunal_partner.participants import Side
from kommunal_partner.partnerships import Observation, Partnership, Stage
from kommunal_partner.series import Edition, RegionScope
from kommunal_partner.sources import Precision, Source
from kommunal_partner.verdicts import Sentence

MANY = 100_000 if WHOLE else 30_000
ROUNDS = 7 if WHOLE else 3
INSTANCES = 50 if WHOLE else 20
OF_STAGE = {"STAGE_ENDED"}
TO_CONFIRM = "STAGE_TO_CONFIRM"
MUNICIPAL = {
    kind
    for kind in UnitKind
    if kind.level.value in {"kreis", "verband", "gemeinde", "stadtteil"} and not kind.is_gemeindefrei
}
MUNICIPAL_ABROAD = {
    *("aimag", "arrondissement", "borough", "canton", "capital", "city", "commune", "county", "department", "district"),
    *("local authority", "local council", "local municipality", "metropolitan municipality", "municipal assembly"),
    *("municipal council", "municipality", "prefecture", "rajon", "raion", "sector", "sectors", "settlement", "town"),
    *("union of municipalities", "village", "district municipality", "municipal district", "council", "sub-county"),
}


@frozen
class Record:
    """What the loop written by hand gives for each partnership."""

    partnership: Partnership
    answer: str
    reasons: tuple[str, ...]


def best(calls: Sequence[Callable[[], object]], *, rounds: int = ROUNDS, collecting: bool = False) -> list[float]:
    """The shortest time of each, run by turns so that all meet the same machine.

    As with timeit no garbage is collected meanwhile unless asked for: that would go through the partnerships, which
    were there before. Nor does it count to take down what was made.
    """
    times: list[list[float]] = [[] for _ in calls]
    for _ in range(rounds):
        for call, taken in zip(calls, times, strict=True):
            gc.collect()
            if not collecting:
                gc.disable()
            start = process_time()
            made = call()
            taken.append(process_time() - start)
            gc.enable()
            del made
    return [min(taken) for taken in times]


def many(facts: Facts, *, one_source: bool) -> list[Partnership]:
    """Many partnerships, each with observations of its own: units and stages as they occur, years at random.

    With one source they are read in one document, as a database of partnerships is; else each in one of its own, so
    that no two rest on the same rows.
    """
    chance = random.Random(1)
    shipped = list(facts.partnerships.values())
    stages = [one.stages[0].value for one in shipped]
    source = shipped[0].sources
    made = []
    for number in range(MANY):
        one = chance.choice(shipped)
        cited = source if one_source else (Source(f"s{number:06d}", "Quelle"),)
        since = str(chance.randint(1970, 2024)) if chance.random() < 0.5 else None
        seen = Observation(chance.choice(stages), since, str(chance.randint(2015, 2025)), cited)
        forms = [
            Observation(form.value, None if one_source else form.since, form.as_of or "2023", cited)
            for form in (one.forms[:1] if one_source else one.forms)
        ]
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
        has_home = fits_home = fits_abroad = False
        verdicts = []
        for unit in one.units:
            if isinstance(unit, GermanUnit):
                has_home = True
                if unit.kind in MUNICIPAL:
                    ends = [key.end for key in unit.keys]
                    fits_home = fits_home or not ends or any(end is None or day < end for end in ends)
                continue
            if unit.kind is None or unit.kind.lower().replace("_", " ") in MUNICIPAL_ABROAD:
                fits_abroad = True
            code = unit.country.alpha3
            said = member.get(code)
            if said is None:
                said = member[code] = facts.regions.membership(region, code, on=day).answer.value
            verdicts.append("no" if said == "no" or code not in recipients else said)
        if not has_home:
            open_points.append("NO_UNIT_AT_HOME")
        if not verdicts:
            open_points.append("NO_UNIT_ABROAD")
        if has_home and verdicts and not (fits_home and fits_abroad):
            open_points.append("UNIT")
        if verdicts and "yes" not in verdicts:
            (open_points if "undecided" in verdicts else against).append("COUNTRY")
        begins = [form.since for form in one.forms if form.since is not None]
        held: list[Observation[Stage]] = []
        before: list[tuple[date, Observation[Stage]]] = []
        for seen in one.stages:
            when = seen.as_of
            until = None if when is None else when.latest or date.max
            if until is None or when is None:
                continue
            since = max(begins) if seen.since is None and begins and seen.value is Stage.EXISTING else seen.since
            if until < day:
                before.append((until, seen))
                continue
            if since is not None and since.earliest is not None and day < since.earliest:
                continue
            begun = since is not None and since.latest is not None and since.latest <= day
            if begun or when.earliest is None or when.earliest <= day:
                held.append(seen)
        latest = max([until for until, _ in before], default=date.min)
        last = held or [seen for until, seen in before if until == latest]
        stages = {"none" if seen.value is Stage.ENDED else seen.value.value for seen in last}
        if not last:
            open_points.append("STAGE")
        elif stages == {"none"}:
            against.append("STAGE")
        elif not stages <= wanted:
            open_points.append("STAGE")
        else:
            lists = [all(source.precision is Precision.SECONDARY for source in seen.sources) for seen in last]
            if all(lists) or not (held or latest.replace(year=latest.year + 1) > day):
                open_points.append(TO_CONFIRM)
        answer = "no" if against else "undecided" if open_points else "yes"
        records.append(Record(one, answer, tuple(against or open_points)))
    return records


def bulk(facts: Facts, *, one_source: bool) -> None:
    partnerships = many(facts, one_source=one_source)
    held = facts.series["rk-afrika"].edition("rk-afrika-6")
    edition = evolve(held, when=date(2022, 9, 20), scope=RegionScope("afrika"))
    same_answers(by_hand(facts, edition, partnerships), invite(facts, edition, partnerships))
    calls = [
        lambda: by_hand(facts, edition, partnerships),
        lambda: with_reasons(invite(facts, edition, partnerships)),
        lambda: invite(facts, edition, partnerships),
        lambda: with_reasons(invite(facts, held, partnerships)),
    ]
    hand, *ours = best(calls)
    read, alone, all_days = [time / hand for time in ours]
    collected_hand, collected = best(calls[:2], collecting=True)
    print(
        f"{MANY:,} partnerships, {'one source' if one_source else 'a source each'}: by hand {hand:.2f} s; invite() and "
        f"every reason read {ours[0]:.2f} s, ratio {read:.2f} (goal: 8 at most), with garbage collected meanwhile "
        f"{collected / collected_hand:.2f}; the list alone {alone:.2f}; for all days of the edition, reasons read, "
        f"{all_days:.2f}"
    )
    of = "one source" if one_source else "a source each"
    ratio(f"invite and every reason, {of}", "by hand", ours[0], hand, goal=8)
    ratio(f"invite for all days, {of}", "by hand", ours[2], hand, goal=8)


def same_answers(records: list[Record], found: InvitationList) -> None:
    """Both say the same of each, and have it out for the same reasons."""
    theirs = {one.partnership.id: one for one in records}
    assert len(theirs) == MANY
    for entry in found.entries():
        record = theirs[entry.partnership.id]
        assert record.answer == entry.answer.value
        codes = {sentence.reason.code for sentence in entry.reasons}
        if entry.standing is Standing.EXCLUDED:
            assert ("STAGE" in record.reasons) is bool(codes & OF_STAGE)
            assert ("COUNTRY" in record.reasons) is bool(codes - OF_STAGE)
        assert (record.reasons == (TO_CONFIRM,)) is (entry.standing is Standing.TO_CONFIRM)
    names = [f"{len(getattr(found, standing.value)):,} {standing.value}" for standing in Standing]
    print(", ".join(names))


def with_reasons(found: InvitationList) -> tuple[InvitationList, list[tuple[Sentence, ...]]]:
    return found, [entry.reasons for entry in found.entries()]


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
    gaps: dict[str, list[float]] = {"places as drawn": [], "places for a twelfth": []}
    bounds: list[float] = []
    proven = 0
    ours, theirs = 0.0, 0.0
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
        groups = []
        for way in range(crossing):
            group: dict[str, list[int]] = {}
            for n, kind in enumerate(kinds):
                group.setdefault(kind[way], []).append(n)
            groups.append(group)
        weight = Priority(Term("Punkte", "points"), 1, Drawn(tuple(points)))
        worth = [number + 1 for number in points]
        for total, found_gaps in zip((chance.randint(size // 6, size // 2), size // 12), gaps.values(), strict=True):

            def ask(
                made: list[Partnership] = made, total: int = total, quotas: list[Quota] = quotas, by: Priority = weight
            ) -> InvitationList:
                return invite(facts, edition, made, total=total, quotas=quotas, priorities=[by])

            def peer(
                worth: list[int] = worth,
                groups: list[dict[str, list[int]]] = groups,
                most: list[int] = most,
                total: int = total,
            ) -> int:
                return optimum(worth, groups, most, total)

            found, known = ask(), peer()
            assert not found.verify()
            assert found.bound is not None
            assert found.value <= known <= found.bound
            taken = best((ask, peer), rounds=3)
            ours, theirs = ours + taken[0], theirs + taken[1]
            proven += found.value == found.bound
            found_gaps.append(1 - found.value / known)
            bounds.append(found.bound / known - 1)
    print(f"{crossing} way(s) to tell apart, {INSTANCES} instances, {proven} of {len(bounds)} choices proven best:")
    for name, found_gaps in gaps.items():
        print(
            f"  {name}: {found_gaps.count(0)} equal the optimum; gap to it mean "
            f"{100 * sum(found_gaps) / INSTANCES:.2f} % (goal: 1 at most), most {100 * max(found_gaps):.2f} %"
        )
        ratio(f"gap of crossing quotas, {crossing} ways, {name}", "milp", sum(found_gaps) / INSTANCES, goal=0.01)
    print(
        f"  bound above the optimum mean {100 * sum(bounds) / len(bounds):.2f} %, most {100 * max(bounds):.2f} %; "
        f"invite() and all verdicts {1000 * ours / len(bounds):.0f} ms each, milp {1000 * theirs / len(bounds):.0f} ms",
        flush=True,
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
    for crossing in (1, 2, 3, 4):
        choice(facts, crossing)


if __name__ == "__main__":
    main()
