"""Whom to invite to the next Africa conference and to the round table Nicaragua, from the documented partnerships.

    python examples/invitations.py                        in German, from what is known today
    python examples/invitations.py --lang en --on 2019-05-01 --total 20 --csv invitations.csv
    python examples/invitations.py --on 2026-11-22 --seen-within 5

For days after the last DAC list the list is carried on, and the report says so. What was last seen more than a year
before the day asked is to be confirmed; with --seen-within it is taken to go on for so many years.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from textwrap import fill

from kommunal_partner.adapters.to_tables import write_csv
from kommunal_partner.eligibility import PartnershipRule, RelationSeenWithin, relation
from kommunal_partner.facts import Facts, load_facts
from kommunal_partner.invitations import DEFAULT, InvitationList, Standing, invite
from kommunal_partner.languages import Term
from kommunal_partner.partnerships import Partnership
from kommunal_partner.schedule import state
from kommunal_partner.series import EventSeries
from kommunal_partner.verdicts import spoken

SERIES = ("rk-afrika", "rt-nicaragua")
WIDTH = 116
SHOWN = 4

TITLE = Term("{name}: Einladungen, gefragt am {on}", "{name}: invitations, asked on {on}")
WINDOW = Term("erwartet vom {first} bis {last}", "expected from {first} to {last}")
LAPSED = Term("keine Veranstaltung zu erwarten; gefragt ist für den {on}", "nothing to expect; asked for {on}")
CHECKED = Term("Nachgeprüft: {count} Verstöße", "Checked again: {count} violations")


def main() -> None:
    """Print the two lists and, if asked, write them as one table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--lang", choices=("de", "en"), default="de")
    parser.add_argument("--on", type=date.fromisoformat, default=datetime.now(UTC).astimezone().date())
    parser.add_argument("--total", type=int, default=30)
    parser.add_argument("--seen-within", type=int, metavar="YEARS")
    parser.add_argument("--csv", type=Path)
    options = parser.parse_args()
    facts = load_facts()
    rules = DEFAULT
    if options.seen_within is not None:
        carried = RelationSeenWithin(options.seen_within)
        rules = tuple(carried if rule is relation else rule for rule in DEFAULT)
    rows: list[dict[str, object]] = []
    for name in SERIES:
        series = facts.series[name]
        invited, when = draw_up(facts, series, rules, options)
        print("\n".join(report(series, invited, when, options.on, options.lang)))
        rows += [{"series": name, **row} for row in invited.to_rows(options.lang)]
    if options.csv is not None:
        write_csv(rows, options.csv, lang=options.lang)


def draw_up(
    facts: Facts, series: EventSeries, rules: Sequence[PartnershipRule], options: argparse.Namespace
) -> tuple[InvitationList, str]:
    """The list for the next edition that is announced or expected; for the day itself where there is none."""
    country = "NIC" if series.id == "rt-nicaragua" else None
    partnerships: tuple[Partnership, ...] = (
        tuple(facts.partnerships.values()) if country is None else facts.partnerships.of_country(country)
    )
    on: date = options.on
    lang: str = options.lang
    following = state(series, on=on).next
    tag = "de" if lang == "de" else "en"
    if following is None:
        found = invite(facts, series, partnerships, rules, on=on, seen_by=on, beyond="latest_list", total=options.total)
        return found, LAPSED.text(lang).format(on=spoken(on, tag))
    found = invite(facts, following, partnerships, rules, seen_by=on, beyond="latest_list", total=options.total)
    days = (following.when.earliest, following.when.latest)
    first, last = (spoken(day, tag) for day in days)
    return found, WINDOW.text(lang).format(first=first, last=last)


def report(series: EventSeries, invited: InvitationList, when: str, on: date, lang: str) -> Iterator[str]:
    """How many stand where, and some of each with the reason."""
    tag = "de" if lang == "de" else "en"
    title = TITLE.text(lang).format(name=series.name.text(lang), on=spoken(on, tag))
    yield from ("", title, "=" * len(title), when)
    yield from (wrapped(sentence.text(lang), "") for sentence in invited.explain().sentences[1:])
    for standing in Standing:
        entries = [entry for entry in invited.entries() if entry.standing is standing]
        yield f"{standing.text(lang)}: {len(entries)}"
        for entry in entries[:SHOWN]:
            yield wrapped(entry.partnership.name(lang), "  ")
            # The last check of those invited is the one about the relation; of the others the first reason decides.
            shown = entry.reasons[-1:] if standing is Standing.INVITED else entry.reasons[:1]
            yield wrapped(" ".join(sentence.text(lang) for sentence in shown), "      ")
    yield CHECKED.text(lang).format(count=len(invited.verify()))


def wrapped(words: str, indent: str) -> str:
    """The words in lines that fit a terminal."""
    return fill(words, WIDTH, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False)


if __name__ == "__main__":
    main()
