"""What the library says to drawn questions of every kind, each as a document: the same bytes on every Python.

`python said.py SEED` prints it. The tests of the site compare it with what Python in WebAssembly says, `make
release-check` with what every Python says under several hash seeds.
"""  # noqa: INP001 - because it is run by its path, and loaded by its name in WebAssembly

from __future__ import annotations

import random
import sys
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from kommunal_partner.adapters.to_json import to_json
from kommunal_partner.eligibility import (
    assess_application,
    assess_country,
    assess_participant,
    assess_partnership,
    assess_scope,
)
from kommunal_partner.facts import load_facts
from kommunal_partner.fuzzy_dates import FuzzyDate
from kommunal_partner.invitations import invite
from kommunal_partner.participants import Participant
from kommunal_partner.programmes import Application
from kommunal_partner.schedule import state

__all__ = ["documents"]

ROUNDS = 40
FIRST, DAYS = date(1995, 1, 1), 12_784  # to the end of 2029


def documents(seed: int) -> str:
    """The documents, one a line; the first holds the hash of the facts."""
    facts = load_facts()
    lines = [to_json(assess_country(facts, "KEN", on=FIRST), facts=facts)]
    lines += [to_json(answer, asked=asked) for asked, answer in _answers(random.Random(seed))]  # noqa: S311 - because questions are drawn, not secrets
    return "\n".join(lines)


def _answers(drawn: random.Random) -> Iterator[tuple[Mapping[str, object], object]]:
    facts = load_facts()
    codes = sorted({row.country for row in facts.oda.listings} | {"DEU", "RUS", "KOR"})
    for _ in range(ROUNDS):
        code, series = _one(drawn, codes), _one(drawn, sorted(facts.series))
        linked, programme = _one(drawn, sorted(facts.partnerships)), _one(drawn, sorted(facts.programmes))
        day = FIRST + timedelta(days=drawn.randrange(DAYS))
        year, beyond = FuzzyDate.parse(str(day.year)), drawn.choice(("undecided", "latest_list"))
        wish = Application(applicant="municipality", country=code, amount_eur=1000 * drawn.randrange(1, 100))
        person = Participant("guest", country=code, side="partner", actor="administration")
        asked = {"country": code, "series": series, "partnership": linked, "on": day, "beyond": beyond}
        for when in (day, year):
            yield asked, assess_country(facts, code, on=when, beyond=beyond)
            yield asked, assess_scope(facts, code, series, on=when, beyond=beyond)
            yield asked, assess_partnership(facts, linked, series, on=when, beyond=beyond)
        yield asked, assess_participant(facts, person, series, on=day, beyond=beyond)
        yield asked, assess_application(facts, programme, wish, on=day, beyond=beyond)
        yield asked, state(facts.series[series], on=day)
    some = drawn.sample(sorted(facts.partnerships), 60)
    yield {}, invite(facts, "rk-afrika", some, on=date(2026, 9, 1), total=10)


def _one(drawn: random.Random, values: list[str]) -> str:
    return values[drawn.randrange(len(values))]


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]  # because it is a file of text
    sys.stdout.write(documents(int(sys.argv[1])))
