"""The morning of the conference: three cancel, one comes late, a table is lost. What changes, and for whom?

The agenda is that of `agenda.py`, and as made up as that. Tables, rounds and talks are laid out anew with what was
published as `previous`, so that nobody moves who need not; the calendars of those who are concerned are written again,
with what was called off.

    python examples/the_morning.py --lang en
    python examples/the_morning.py --out agendas/

It needs the extra `matching`, and `ical` to write files; with `tqdm` installed the searches show how far they are.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Hashable, Iterator
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from agenda import DIFFERENT, ON, ROUNDS, TABLES, TALKS_AT, ZONE, Conference, build
from attrs import frozen

from kommunal_partner.facts import load_facts
from kommunal_partner.languages import Term
from kommunal_partner.matching.groups import GroupPlan, compose
from kommunal_partner.matching.meetings import Request, Timetable, arrange
from kommunal_partner.matching.rotation import RotationPlan, rotate
from kommunal_partner.participants import Participant, Side

LOST = 5
"""The table that is lost, in the opening, the rounds and the talks."""

NO_MOVE_FOR_LESS = 100
"""How many pairs fewer must meet again for one person to change tables: more than any one person could bring about."""

STAMP = datetime.combine(ON, time(12), UTC)
EVENT = "rk-afrika 2028"


@frozen
class Morning:
    """What was published, what happened, and what is laid out now."""

    before: Conference
    cancelled: tuple[str, ...]
    late: Participant
    tables: GroupPlan
    rounds: RotationPlan
    freer: RotationPlan
    """The rounds if some change their table only so that fewer pairs meet again."""
    talks: Timetable


def change(before: Conference) -> Morning:
    """The smallest change after three cancellations, a late-comer, and the loss of a table."""
    cancelled = tuple(str(one.id) for one in before.people[9::40])[:3]
    late = Participant("T999", country="DEU", side="german", languages={"de", "en", "fr"}, experience=3, newcomer=False)
    people = (*before.people, late)
    # Where a table is missing, nine may sit at the others.
    chairs = [(0, 0) if table == LOST else (5, 9) for table in range(1, TABLES + 1)]
    hosts = [str(one.id) for one in before.people if one.side is Side.PARTNER and str(one.id) not in cancelled]
    # What was published goes before what a late-comer wishes.
    wishes = [*before.talks.task.requests, *(Request("T999", one, optional=True) for one in hosts[:2])]

    def rounds(stability: float | None) -> RotationPlan:
        return rotate(
            people,
            tables=chairs,
            rounds=ROUNDS,
            apart=before.partners,
            previous=before.rounds,
            absent=cancelled,
            stability=stability,
            steps=500_000,
            progress=watched("rounds"),
        )

    return Morning(
        before=before,
        cancelled=cancelled,
        late=late,
        tables=compose(
            people,
            DIFFERENT,
            sizes=chairs,
            apart=before.partners,
            common_language={one.id: one.languages or () for one in people},
            previous=before.tables,
            absent=cancelled,
            steps=300_000,
            progress=watched("tables"),
        ),
        rounds=rounds(NO_MOVE_FOR_LESS),
        freer=rounds(None),
        talks=arrange(
            wishes,
            slots=TALKS_AT,
            tables=[table for table in range(1, 13) if table != LOST],
            unavailable=before.talks.task.unavailable,
            previous=before.talks,
            absent=cancelled,
            people=people,
            progress=watched("talks"),
        ),
    )


def watched(what: str) -> Callable[[int, int, float | None], None] | None:
    """Shows how far a search is, where `tqdm` is installed."""
    try:
        from tqdm import tqdm  # type: ignore[import-untyped]  # because it is no dependency of ours
    except ImportError:
        return None
    bar = tqdm(desc=what, unit=" steps", leave=False)

    def show(done: int, of: int, best: float | None) -> None:
        bar.total, bar.n = of, done
        bar.set_postfix(best=best)

    return show


# ── who is concerned ─────────────────────────────────────────────────────────────────────────────────────────────────


def reseated(morning: Morning) -> dict[str, tuple[int, int]]:
    """Who sits at another opening table than before, with both."""
    before, after = morning.before.tables, morning.tables
    here = [one for one in ids_of(morning) if one != morning.late.id]
    pairs = {one: (before.table_of(one) or 0, after.table_of(one) or 0) for one in here}
    return {one: both for one, both in pairs.items() if both[0] != both[1]}


def other_rounds(morning: Morning) -> dict[int, dict[str, tuple[int, int]]]:
    """By round, who sits at another table than before, with both."""
    found: dict[int, dict[str, tuple[int, int]]] = {}
    for one in ids_of(morning):
        if one != morning.late.id:
            before = {number: table for number, table, _ in morning.before.rounds.meetings(one)}
            for number, table, _ in morning.rounds.meetings(one):
                if before.get(number, table) != table:
                    found.setdefault(number, {})[one] = (before[number], table)
    return dict(sorted(found.items()))


def ids_of(morning: Morning) -> list[str]:
    """All who are there now, in order."""
    ids = [str(one.id) for one in (*morning.before.people, morning.late)]
    return [one for one in ids if one not in morning.cancelled]


def concerned(morning: Morning) -> list[str]:
    """Whose calendar has to be sent again, those who cancelled left aside."""
    before, after = morning.before.talks, morning.talks
    talks = {one for one in ids_of(morning) if before.agenda(one) != after.agenda(one)}
    rounds = {one for moves in other_rounds(morning).values() for one in moves}
    return sorted({str(morning.late.id)} | talks | rounds | set(reseated(morning)))


# ── what is printed ──────────────────────────────────────────────────────────────────────────────────────────────────

HAPPENED = Term(
    "Abgesagt: {gone}. Nachgemeldet: {late}. Tisch {lost} fällt aus.",
    "Cancelled: {gone}. Coming late: {late}. Table {lost} is lost.",
)
RESEATED = Term("Eröffnung: {count} sitzen an einem anderen Tisch", "Opening: {count} sit at another table")
ROUND = Term("Runde {number}: {count} sitzen an einem anderen Tisch", "Round {number}: {count} sit at another table")
FROM_TO = Term("{who}: Tisch {old} → {new}", "{who}: table {old} → {new}")
REPEATS = Term(
    "Wiederbegegnungen in den Runden: {value}; nur wer keinen Platz mehr hat, wechselt den Tisch ({count} Personen)",
    "Pairs who meet again in the rounds: {value}; only who has no chair any more changes tables ({count} people)",
)
FREER = Term(
    "  Nur {value} wären es, wenn auch andere wechselten ({count} Personen): die Runden ohne stability=",
    "  Only {value} would, if others changed tables too ({count} people): the rounds without stability=",
)
LATE = Term("{who}: Eröffnung an Tisch {table}; Gespräche: {talks}", "{who}: opening at table {table}; talks: {talks}")
TALKS = Term(
    "Gespräche: {gone} fallen aus, {moved} wechseln die Zeit, {new} kommen hinzu",
    "Talks: {gone} are off, {moved} change their time, {new} are new",
)
CALENDARS = Term(
    "Neue Kalender an {count} Teilnehmende, Absagen an {gone}", "New calendars for {count}, cancellations for {gone}"
)
CHECKED = Term("Verletzte Regeln: {broken}", "Rules broken: {broken}")
WRITTEN = Term("Geschrieben: {count} Dateien nach {path}", "Written: {count} files to {path}")


def report(morning: Morning, lang: str) -> Iterator[str]:
    """What happened, who has to be told what, and whether all rules are kept."""
    late = str(morning.late.id)
    yield HAPPENED.text(lang).format(gone=", ".join(morning.cancelled), late=late, lost=LOST)
    yield ""
    moves = reseated(morning)
    yield RESEATED.text(lang).format(count=len(moves))
    yield from (f"  {FROM_TO.text(lang).format(who=who, old=old, new=new)}" for who, (old, new) in moves.items())
    for number, others in other_rounds(morning).items():
        yield ROUND.text(lang).format(number=number, count=len(others))
        yield from (f"  {FROM_TO.text(lang).format(who=who, old=old, new=new)}" for who, (old, new) in others.items())
    yield REPEATS.text(lang).format(value=morning.rounds.value, count=len(morning.rounds.moved))
    yield FREER.text(lang).format(value=morning.freer.value, count=len(morning.freer.moved))
    before, after = morning.before.talks.solution, morning.talks.solution
    gone, new = [pair for pair in before if pair not in after], [pair for pair in after if pair not in before]
    yield TALKS.text(lang).format(gone=len(gone), moved=len(morning.talks.moved), new=len(new))
    yield from (f"  {one.text(lang)}" for one in morning.talks.unmet if one.ids in before or late in one.ids)
    yield LATE.text(lang).format(who=late, table=morning.tables.table_of(late), talks=len(morning.talks.agenda(late)))
    yield ""
    yield CALENDARS.text(lang).format(count=len(concerned(morning)), gone=len(morning.cancelled))
    broken = sum(len(result.verify()) for result in (morning.tables, morning.rounds, morning.talks))
    yield CHECKED.text(lang).format(broken=broken)


def write(morning: Morning, folder: Path, lang: str) -> int:
    """For all who are concerned, and those who cancelled, the calendars that take the place of the published ones."""
    from kommunal_partner.adapters.to_ical_agenda import agenda, rounds, table

    folder.mkdir(parents=True, exist_ok=True)
    before = morning.before
    ten = datetime.combine(before.edition.likeliest, time(10), ZONE)
    when = {
        number: (ten + timedelta(hours=3, minutes=25 * (number - 1)), ten + timedelta(hours=3, minutes=25 * number - 5))
        for number in range(1, ROUNDS + 1)
    }
    people: list[Hashable] = [*concerned(morning), *morning.cancelled]
    for who in people:
        common = {"stamp": STAMP, "lang": lang, "event": EVENT, "sequence": 1}
        opening = (ten, ten + timedelta(hours=1))
        files = {
            "talks": agenda(morning.talks, who, slots=before.slots, previous=before.talks, **common),
            "opening": table(morning.tables, who, when=opening, previous=before.tables, **common),
            "rounds": rounds(morning.rounds, who, when=when, previous=before.rounds, **common),
        }
        for name, content in files.items():
            (folder / f"{who}-{name}.ics").write_bytes(content)
    return 3 * len(people)


def main() -> None:
    """Print what changed and, if asked, write the files."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--lang", choices=("de", "en"), default="de")
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    morning = change(build(load_facts()))
    print("\n".join(report(morning, options.lang)))
    if options.out is not None:
        count = write(morning, options.out, options.lang)
        print(WRITTEN.text(options.lang).format(path=options.out, count=count))


if __name__ == "__main__":
    main()
