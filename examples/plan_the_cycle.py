"""Lay the documented series on concrete days, 2027 to 2032, around real holidays; print a table and write an .ics file.

    python examples/plan_the_cycle.py                     in German, from what is known today
    python examples/plan_the_cycle.py --lang en --on 2026-11-22 --ics plan.ics

It needs the extras `calendars` and `ical`.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from kommunal_partner.adapters.from_holidays import country_holidays, public_holidays, school_holidays
from kommunal_partner.adapters.to_ical import calendar
from kommunal_partner.facts import Facts, load_facts
from kommunal_partner.keys import LAENDER
from kommunal_partner.languages import Term
from kommunal_partner.planning import STANDARD, Calendar, Commitment, Plan, RotateLands, plan
from kommunal_partner.results import Progress
from kommunal_partner.schedule import Phase, state
from kommunal_partner.spans import Span
from kommunal_partner.verdicts import spoken

HORIZON = Span.years(2027, 2032)
RULES = (*STANDARD, RotateLands(weight=20))

# Who runs and attends what is an assumption of this example, not a fact: one team for the conferences, one for the
# round tables, and the public holidays of a few partner countries of each series.
CONFERENCES, TABLES = frozenset({"conferences"}), frozenset({"round tables"})
COMMITMENTS = {
    "rk-afrika": Commitment((3, 3), CONFERENCES, {"Afrika"}, {"NAM", "BFA", "TZA"}, ("DE-HE", "DE-SN")),
    "rk-asien": Commitment((2, 2), CONFERENCES, {"Asien"}, {"IDN", "VNM"}, ("DE-NI", "DE-NW")),
    "rk-lateinamerika": Commitment((2, 2), CONFERENCES, {"Lateinamerika"}, {"BRA", "NIC"}, ("DE-NW", "DE-BY")),
    "rk-osteuropa": Commitment((2, 3), CONFERENCES, {"Osteuropa"}, {"ALB", "SRB"}, ("DE-BW", "DE-BE")),
    "rt-argentinien": Commitment((2, 2), TABLES, {"Lateinamerika"}, {"ARG"}, ("DE-BE",)),
    "rt-burkina-faso": Commitment((2, 2), TABLES, {"Afrika"}, {"BFA"}, ("DE-HE",)),
    "rt-mongolei": Commitment((2, 2), TABLES, {"Asien"}, {"MNG"}, ("DE-BB",)),
    "rt-nicaragua": Commitment((2, 2), TABLES, {"Lateinamerika"}, {"NIC"}, ("DE-NW",)),
}

TITLE = Term("Planung {first} bis {last}, Stand {on}", "Plan from {first} to {last}, as known on {on}")
LAPSED = Term("erloschener Rhythmus, nur zur Ansicht", "lapsed rhythm, for illustration only")
NOTHING = Term("Nicht geplant", "Not planned")
QUALITY = Term(
    "Wert {value}, Schranke {bound}, Stand: {status}; verletzte harte Regeln: {broken}",
    "value {value}, bound {bound}, status: {status}; hard rules broken: {broken}",
)
WRITTEN = Term("Geschrieben: {path}", "Written: {path}")
PLANNING = Term("Planung", "planning")


def main() -> None:
    """Print the plan and, if asked, write the file."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--lang", choices=("de", "en"), default="de")
    parser.add_argument("--on", type=date.fromisoformat, default=datetime.now(UTC).astimezone().date())
    parser.add_argument("--lapsed", action="store_true", help="plan series whose rhythm has lapsed too, and mark them")
    parser.add_argument("--ics", type=Path)
    parser.add_argument("--steps", type=int, default=400_000)
    options = parser.parse_args()
    facts = load_facts()
    drawn = plan(
        [facts.series[name] for name in COMMITMENTS],
        HORIZON,
        calendars(options.lang),
        RULES,
        on=options.on,
        even_if_lapsed=options.lapsed,
        commitments=COMMITMENTS,
        steps=options.steps,
        progress=watched(PLANNING, options.lang),
    )
    print("\n".join(report(facts, drawn, options.on, options.lang)))
    if options.ics is not None:
        stamp = datetime.combine(options.on, time(12), UTC)
        options.ics.write_bytes(calendar([drawn], stamp=stamp, lang=options.lang, names=facts.series.values()))
        print(WRITTEN.text(options.lang).format(path=options.ics))


def watched(what: Term, lang: str) -> Progress | None:
    """What draws a bar on the terminal while a search goes on, where tqdm is installed."""
    if find_spec("tqdm") is None:
        return None
    bar = import_module("tqdm").tqdm(desc=what.text(lang), leave=False, disable=None)

    def follow(done: int, of: int, best: float | None) -> None:
        bar.total = of
        bar.set_postfix(best=best, refresh=False)
        bar.update(done - bar.n)

    return follow


def calendars(lang: str) -> list[Calendar]:
    """Public and school holidays of every Land that may host, and the holidays of the partner countries."""
    lands = sorted({land for bound in COMMITMENTS.values() for land in bound.lands})
    countries = sorted({place for bound in COMMITMENTS.values() for place in bound.places})
    found = [public_holidays(land, HORIZON, lang=lang) for land in lands]
    found += [school_holidays(land, HORIZON, lang=lang) for land in lands]
    found += [country_holidays(code, HORIZON, lang=lang) for code in countries]
    return found


def report(facts: Facts, drawn: Plan, on: date, lang: str) -> Iterator[str]:
    """The plan as a table, how good it is, and why the first occurrence lies where it does."""
    tag = "de" if lang == "de" else "en"
    first, last, day = (spoken(one, tag) for one in (HORIZON.start, HORIZON.last, on))
    title = TITLE.text(lang).format(first=first, last=last, on=day)
    yield title
    yield "=" * len(title)
    phases = {name: state(facts.series[name], on=on).phase for name in COMMITMENTS}
    for row in drawn.to_rows(lang):
        name = facts.series[str(row["series"])].name.text(lang)
        days = " – ".join(spoken(row[end], tag) for end in ("first", "last") if row[end] is not None)
        mark = f"  [{LAPSED.text(lang)}]" if phases[str(row["series"])] is Phase.LAPSED else ""
        yield f"{days or '–':25}  {land_of(row['land'], lang):22}  {name}{mark}"
    yield ""
    yield QUALITY.text(lang).format(
        value=drawn.value, bound=drawn.bound, status=drawn.status.text(lang), broken=len(drawn.verify())
    )
    planned = {one.series for one in drawn.occurrences}
    others = [facts.series[name] for name in COMMITMENTS if name not in planned]
    silent = [f"{one.name.text(lang)} ({phases[one.id].text(lang)})" for one in others]
    yield f"{NOTHING.text(lang)}: {', '.join(silent) or '–'}"
    yield ""
    first_id = drawn.placements[0].occurrence
    series = next(one.series for one in drawn.occurrences if one.id == first_id)
    words = drawn.explain(first_id).text(lang).replace(first_id, facts.series[series].name.text(lang))
    for line in words.splitlines():
        yield re.sub(r"DE-[A-Z]{2}", lambda found: land_of(found.group(), lang), line)


def land_of(code: object, lang: str) -> str:
    """The name of a Land; nothing where there is none."""
    return next((land.name(lang) for land in LAENDER.values() if land.iso == code), "")


if __name__ == "__main__":
    main()
