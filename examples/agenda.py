"""An agenda for a conference of 120 participants: invitations, tables, rounds, mentoring pairs and bilateral talks.

The occasion is the next Africa conference that the shipped facts let expect. Everybody who takes part is made up: the
partnerships, the municipalities, the people, what they offer and seek, and the talks they ask for come from one seed.
The countries are real, and whether they are eligible is looked up in the last list there is.

    python examples/agenda.py --lang en
    python examples/agenda.py --participant T017 --out agendas/

It needs the extra `matching`, and `ical` to write files.
"""

from __future__ import annotations

import argparse
import csv
import random
from collections.abc import Hashable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from zoneinfo import ZoneInfo

from attrs import frozen

from kommunal_partner.countries import country
from kommunal_partner.facts import Facts, load_facts
from kommunal_partner.invitations import InvitationList, Quota, invite
from kommunal_partner.languages import Term
from kommunal_partner.matching.assignment import Assignment, assign
from kommunal_partner.matching.groups import GroupPlan, compose
from kommunal_partner.matching.meetings import Timetable, arrange
from kommunal_partner.matching.rotation import RotationPlan, rotate
from kommunal_partner.matching.scoring import (
    Score,
    a_common_language,
    another_municipality,
    country_mix,
    experience_gap,
    newcomer_and_veteran,
    offer_fit,
    shared_themes,
)
from kommunal_partner.municipalities import ForeignUnit, GermanUnit, UnitKind
from kommunal_partner.participants import Participant, Side
from kommunal_partner.partnerships import Form, Observation, Partnership, Stage
from kommunal_partner.results import Progress
from kommunal_partner.schedule import expected_editions
from kommunal_partner.series import ExpectedEdition
from kommunal_partner.spans import Span
from kommunal_partner.verdicts import spoken

SEED = 2028
ON = date(2026, 11, 22)
PLACES, TABLES, ROUNDS = 40, 15, 5
ROLES = ("german", "office", "council")
ZONE = ZoneInfo("Europe/Berlin")
TALKS_AT = ("09:00", "09:30", "10:00", "10:30", "11:00", "11:30", "12:00", "12:30")

# The languages that people of the invented partner municipalities bring along, and countries outside of the region.
ABROAD = {
    "BEN": "fr", "BFA": "fr", "CMR": "fr", "GHA": "en", "KEN": "en", "MWI": "en", "NAM": "en", "RWA": "en",
    "SEN": "fr", "TGO": "fr", "TZA": "en", "UGA": "en", "ZAF": "en", "IDN": "en", "NIC": "en",
}  # fmt: skip
THEMES = ("water", "waste", "energy", "schools", "health", "culture", "administration", "climate")

# How well two people fit: as a mentor and a newcomer, and, to be raised, how different those at one table are.
MENTORING = Score.of(
    offer_fit(4), shared_themes(2), experience_gap(), rules=[another_municipality(), a_common_language()]
)
DIFFERENT = Score.of(country_mix(3), newcomer_and_veteran(2), experience_gap())


@frozen
class Conference:
    """All that is decided about the conference."""

    edition: ExpectedEdition
    documented: InvitationList
    invitations: InvitationList
    people: tuple[Participant, ...]
    partners: tuple[tuple[Hashable, ...], ...]
    tables: GroupPlan
    rounds: RotationPlan
    mentors: Assignment
    talks: Timetable

    @property
    def slots(self) -> dict[str, tuple[datetime, datetime]]:
        """Beginning and end of each slot for talks, on the second morning."""
        day = self.edition.likeliest + timedelta(days=1)
        starts = {slot: datetime.combine(day, time.fromisoformat(slot), ZONE) for slot in TALKS_AT}
        return {slot: (start, start + timedelta(minutes=25)) for slot, start in starts.items()}


# ── what is made up ──────────────────────────────────────────────────────────────────────────────────────────────────


def made_up_partnerships(rng: random.Random) -> list[Partnership]:
    """Fifty-four partnerships; some were last seen long ago, and some partners lie in other regions."""
    codes = sorted(ABROAD)
    found = []
    for number in range(1, 55):
        code = codes[number % len(codes)]
        home = GermanUnit(f"home {number:02}", f"Musterstadt {number}", UnitKind.STADT)
        away = ForeignUnit(f"abroad {number:02}", f"Beispielort {number}", country(code))
        seen = "2017" if number % 11 == 0 else "2028"
        found.append(
            Partnership(
                f"P{number:02}",
                units=(home, away),
                forms=[Observation(Form.PARTNERSCHAFT, since="2009", as_of=seen)],
                stages=[Observation(Stage.EXISTING, as_of=seen)],
                themes=tuple(sorted(rng.sample(THEMES, 2))),
            )
        )
    return found


def travellers(invitations: InvitationList, rng: random.Random) -> dict[str, list[Participant]]:
    """By partnership: one from the German side, and two from the partner side, one of them from the administration."""
    coming = (*invitations.invited, *invitations.to_confirm)
    ids = [f"T{number:03}" for number in range(1, 3 * len(coming) + 1)]
    rng.shuffle(ids)  # an id tells nothing about whom it stands for
    return {
        entry.partnership.id: [_person(entry.partnership, role, ids.pop(), rng) for role in ROLES] for entry in coming
    }


def _person(partnership: Partnership, role: str, identifier: str, rng: random.Random) -> Participant:
    german = role == "german"
    unit = (partnership.german_units if german else partnership.foreign_units)[0]
    years = rng.choice((0, 0, 1, 3, 6, 12))
    other = ABROAD[next(iter(partnership.countries))]
    languages = {"de", "en", other} if german else {other, *(["en"] if rng.random() < 0.6 else [])}  # noqa: PLR2004 - because it is a share
    return Participant(
        identifier,
        municipality=unit.id,
        delegation=unit.id,
        country="DEU" if german else next(iter(partnership.countries)),
        side="german" if german else "partner",
        actor="politics" if role == "council" else "administration",
        languages=languages,
        themes=partnership.themes,
        offers=rng.sample(THEMES, 2),
        seeks=rng.sample(THEMES, 2),
        experience=years,
        newcomer=years == 0,
    )


def wanted_talks(people: tuple[Participant, ...], rng: random.Random) -> list[tuple[str, str]]:
    """A hundred talks of two of different delegations with a common language, where one offers what the other seeks."""
    fitting = [
        (str(a.id), str(b.id))
        for a in people
        for b in people
        if a.municipality != b.municipality
        and (a.seeks or set()) & (b.offers or set())
        and (a.languages or set()) & (b.languages or set())
    ]
    return rng.sample(sorted({(min(pair), max(pair)) for pair in fitting}), 100)


# ── what is decided ──────────────────────────────────────────────────────────────────────────────────────────────────


def watched(what: str) -> Progress | None:
    """What draws a bar on the terminal while a search goes on, where tqdm is installed."""
    if find_spec("tqdm") is None:
        return None
    bar = import_module("tqdm").tqdm(desc=what, leave=False, disable=None)

    def follow(done: int, of: int, best: float | None) -> None:
        bar.total = of
        bar.set_postfix(best=best, refresh=False)
        bar.update(done - bar.n)

    return follow


def build(facts: Facts) -> Conference:
    """The conference, from invitations to talks."""
    rng = random.Random(SEED)  # noqa: S311 - because it makes up an example, not a secret
    edition = expected_editions(facts.series["rk-afrika"], Span.years(2027, 2029), on=ON)[0]
    invitations = invite(
        facts,
        edition,
        made_up_partnerships(rng),
        beyond="latest_list",
        total=PLACES,
        quotas=[Quota("country", at_most=4)],
    )
    together = travellers(invitations, rng)
    people = tuple(sorted((one for group in together.values() for one in group), key=lambda one: str(one.id)))
    apart = [[one.id for one in group] for group in together.values()]
    newcomers = [one for one in people if one.newcomer]
    veterans = [one for one in people if (one.experience or 0) >= 6]  # noqa: PLR2004 - because these are years
    away = {str(one.id): rng.sample(TALKS_AT, 2) for one in people if rng.random() < 0.3}  # noqa: PLR2004 - because it is a share
    return Conference(
        edition=edition,
        documented=invite(facts, edition, facts.partnerships, beyond="latest_list", total=PLACES),
        invitations=invitations,
        people=people,
        partners=tuple(map(tuple, apart)),
        tables=compose(
            people,
            DIFFERENT,
            sizes=[8] * TABLES,
            apart=apart,
            common_language={one.id: one.languages or () for one in people},
            at_least=[("german side", [one.id for one in people if one.side is Side.GERMAN], 2)],
            steps=300_000,
            progress=watched("tables"),
        ),
        rounds=rotate(people, tables=TABLES, rounds=ROUNDS, apart=apart, progress=watched("rounds")),
        mentors=assign(newcomers, veterans, MENTORING, capacity_right=2, goal="fair"),
        talks=arrange(
            wanted_talks(people, rng), slots=TALKS_AT, tables=12, unavailable=away, progress=watched("talks")
        ),
    )


# ── what is printed ──────────────────────────────────────────────────────────────────────────────────────────────────

TITLE = Term("{name}, voraussichtlich {day}", "{name}, probably on {day}")
MADE_UP = Term(
    "Wer teilnimmt, ist erfunden; Länder und Regeln sind es nicht (nach der letzten bekannten ODA-Liste).",
    "The participants are made up; countries and rules are not (by the last known list of ODA recipients).",
)
DOCUMENTED = Term(
    "Dokumentierte Partnerschaften: {invited} eingeladen, {to_confirm} einzuladen und zu bestätigen, "
    "{waiting} auf der Warteliste, {undecided} zu klären, {excluded} nicht eingeladen",
    "Documented partnerships: {invited} invited, {to_confirm} to be invited and confirmed, {waiting} waiting, "
    "{undecided} to be clarified, {excluded} not invited",
)
INVITED = Term(
    "Erfundene Partnerschaften: {invited} eingeladen, {to_confirm} einzuladen und zu bestätigen, "
    "{waiting} auf der Warteliste, {undecided} zu klären, {excluded} nicht eingeladen",
    "Invented partnerships: {invited} invited, {to_confirm} to be invited and confirmed, {waiting} waiting, "
    "{undecided} to be clarified, {excluded} not invited",
)
FOR_EXAMPLE = Term("Zum Beispiel", "For example")
RESULT = Term(
    "{what}: {status}, Wert {value}, Schranke {bound}, verletzte Regeln: {broken}",
    "{what}: {status}, value {value}, bound {bound}, rules broken: {broken}",
)
PARTS = {
    "tables": Term("Tische zur Eröffnung", "Opening tables"),
    "rounds": Term("Wechselnde Tische", "Rounds"),
    "mentors": Term("Neue mit Erfahrenen", "Newcomers with veterans"),
    "talks": Term("Bilaterale Gespräche", "Bilateral talks"),
}
PERSONAL = Term("Persönliches Programm von {who}", "The personal agenda of {who}")
ROUND = Term("Runde {number}", "Round {number}")
MENTOR = Term("Gespräch neu trifft erfahren", "Newcomer meets veteran")
TALK = Term("Bilaterales Gespräch", "Bilateral talk")
TABLE = Term("Tisch {table}", "Table {table}")
WITH = Term("mit {ids}", "with {ids}")
WRITTEN = Term(
    "Geschrieben nach {path}: {count} Programme (.csv), die Gespräche daraus auch als .ics",
    "Written to {path}: {count} agendas (.csv), the talks among them as .ics too",
)


@frozen
class Entry:
    """One line of a personal agenda."""

    start: datetime
    end: datetime
    what: str
    where: str
    others: tuple[Hashable, ...]


def agenda_of(conference: Conference, who: str, lang: str) -> list[Entry]:
    """All that one participant does, in the order of time."""
    ten = datetime.combine(conference.edition.likeliest, time(10), ZONE)
    table = TABLE.text(lang)
    entries = []
    seat = conference.tables.table_of(who)
    if seat is not None:
        others = tuple(one for one in conference.tables.solution[seat - 1] if one != who)
        what = PARTS["tables"].text(lang)
        entries.append(Entry(ten, ten + timedelta(hours=1), what, table.format(table=seat), others))
    for number, seat, others in conference.rounds.meetings(who):
        start = ten + timedelta(hours=3, minutes=25 * (number - 1))
        what = ROUND.text(lang).format(number=number)
        entries.append(Entry(start, start + timedelta(minutes=20), what, table.format(table=seat), others))
    mentors = conference.mentors
    partners = mentors.partners(left=who) + mentors.partners(right=who)
    if partners:
        start = ten + timedelta(hours=6)
        entries.append(Entry(start, start + timedelta(hours=1), MENTOR.text(lang), "", partners))
    for talk in conference.talks.agenda(who):
        start, end = conference.slots[str(talk.slot)]
        entries.append(Entry(start, end, TALK.text(lang), table.format(table=talk.table), (talk.other,)))
    return entries


def report(facts: Facts, conference: Conference, who: str, lang: str) -> Iterator[str]:
    """The conference in short, and one participant's agenda."""
    day = spoken(conference.edition.likeliest, "de" if lang == "de" else "en")
    title = TITLE.text(lang).format(name=facts.series[conference.edition.series].name.text(lang), day=day)
    yield from (title, "=" * len(title), MADE_UP.text(lang), "")
    for term, invitations in ((DOCUMENTED, conference.documented), (INVITED, conference.invitations)):
        names = ("invited", "to_confirm", "waiting", "undecided", "excluded")
        yield term.text(lang).format(**{name: len(getattr(invitations, name)) for name in names})
    for entry in (*conference.documented.undecided[:1], *conference.invitations.excluded[:1]):
        why = " ".join(sentence.text(lang) for sentence in entry.reasons)
        yield f"  {FOR_EXAMPLE.text(lang)}: {entry.partnership.name(lang)}. {why}"
    yield ""
    for name, term in PARTS.items():
        found = getattr(conference, name)
        yield RESULT.text(lang).format(
            what=term.text(lang),
            status=found.status.text(lang),
            value=found.value,
            bound=found.bound,
            broken=len(found.verify()),
        )
    yield from (f"  {one.text(lang)}" for one in conference.talks.unmet)
    yield from ("", PERSONAL.text(lang).format(who=who))
    for line in agenda_of(conference, who, lang):
        others = WITH.text(lang).format(ids=", ".join(map(str, line.others)))
        yield f"  {line.start:%d.%m. %H:%M}–{line.end:%H:%M}  {line.what:30} {line.where:8}  {others}"
    yield ""
    yield from (f"  {line}" for line in conference.mentors.explain(*_place(conference, who)).text(lang).splitlines())


def _place(conference: Conference, who: str) -> tuple[Hashable, Hashable]:
    """The side of the mentoring pairs that someone is on; neither if on none."""
    case = conference.mentors.unmatched, conference.mentors.solution
    left = who in case[0].left or any(who == a for a, _ in case[1])
    right = who in case[0].right or any(who == b for _, b in case[1])
    return (who if left else None, who if right else None)


def write(conference: Conference, folder: Path, lang: str) -> int:
    """For each participant all entries as .csv, and the talks as .ics."""
    from kommunal_partner.adapters.to_ical_agenda import agenda

    folder.mkdir(parents=True, exist_ok=True)
    stamp = datetime.combine(ON, time(12), UTC)
    talking = {one for pair in conference.talks.solution for one in pair}
    for person in conference.people:
        who = str(person.id)
        with (folder / f"{who}.csv").open("w", encoding="utf-8", newline="") as file:
            lines = csv.writer(file)
            lines.writerow(["start", "end", "what", "where", "with"])
            for line in agenda_of(conference, who, lang):
                others = " ".join(map(str, line.others))
                lines.writerow([line.start.isoformat(), line.end.isoformat(), line.what, line.where, others])
        if who in talking:
            content = agenda(
                conference.talks, who, slots=conference.slots, stamp=stamp, lang=lang, event="rk-afrika 2028"
            )
            (folder / f"{who}.ics").write_bytes(content)
    return len(conference.people)


def main() -> None:
    """Print the agenda and, if asked, write the files."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--lang", choices=("de", "en"), default="de")
    parser.add_argument("--participant", default="T001")
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    facts = load_facts()
    conference = build(facts)
    if options.participant not in {one.id for one in conference.people}:
        parser.error(f"there is no participant {options.participant}")
    print("\n".join(report(facts, conference, options.participant, options.lang)))
    if options.out is not None:
        count = write(conference, options.out, options.lang)
        print(WRITTEN.text(options.lang).format(path=options.out, count=count))


if __name__ == "__main__":
    main()
