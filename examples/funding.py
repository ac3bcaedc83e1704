"""Which programmes could three documented partnerships apply to, and what is missing?

python examples/funding.py                                in German, for today
python examples/funding.py --lang en --on 2024-06-01 --csv funding.csv
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from textwrap import fill

from attrs import evolve

from kommunal_partner.adapters.to_tables import write_csv
from kommunal_partner.eligibility import assess_application
from kommunal_partner.facts import Facts, load_facts
from kommunal_partner.languages import Term
from kommunal_partner.partnerships import Partnership
from kommunal_partner.programmes import Application, Programme
from kommunal_partner.verdicts import Answer, Verdict, spoken

# What the three want is an assumption of this example; who they are comes from the facts.
COMMON = Application("municipality_administration", "partnership", has_partner=True, own_share_pct=10)
WISHES = {
    "dp0022": evolve(COMMON, country="BFA", stage="existing", amount_eur=18_000, duration_months=12),
    "dp0192": evolve(COMMON, country="NAM", stage="existing", amount_eur=120_000, duration_months=30),
    "dp0409": evolve(COMMON, country="UKR", stage="emerging", amount_eur=40_000, duration_months=12),
}
WIDTH = 116

TITLE = Term("Förderung: Stand am {on}", "Funding as of {on}")
WISH = Term("beantragt {amount} Euro für {months} Monate", "asks for {amount} euros over {months} months")
RULED_OUT = Term("ausgeschlossen", "ruled out")
MISSING = Term("zu klären ({count})", "to be found out ({count})")


def main() -> None:
    """Print the check and, if asked, write it as a table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--lang", choices=("de", "en"), default="de")
    parser.add_argument("--on", type=date.fromisoformat, default=datetime.now(UTC).astimezone().date())
    parser.add_argument("--csv", type=Path)
    options = parser.parse_args()
    facts = load_facts()
    title = TITLE.text(options.lang).format(on=spoken(options.on, options.lang))
    print(f"{title}\n{'=' * len(title)}")
    rows: list[dict[str, object]] = []
    for name, wish in WISHES.items():
        judged = [
            (programme, assess_application(facts, programme, wish, on=options.on))
            for programme in facts.programmes.values()
        ]
        print("\n".join(report(facts.partnerships[name], wish, judged, options.lang)))
        rows += [row(facts, name, programme, verdict, options.lang) for programme, verdict in judged]
    if options.csv is not None:
        write_csv(rows, options.csv, lang=options.lang)


def report(
    partnership: Partnership, wish: Application, judged: list[tuple[Programme, Verdict]], lang: str
) -> Iterator[str]:
    """A partnership, the programmes it may fit with what is missing, and those ruled out with the reason."""
    yield ""
    asks = WISH.text(lang).format(amount=grouped(wish.amount_eur or 0, lang), months=wish.duration_months)
    yield f"{partnership.name(lang)} {asks}"
    order = sorted(judged, key=lambda pair: (pair[1].is_no, len(pair[1].ends(Answer.UNDECIDED)), pair[0].id))
    for programme, verdict in order:
        if verdict.is_no:
            yield wrapped(f"{RULED_OUT.text(lang)}: {programme.name(lang)} – {first_no(verdict, lang)}", "  ")
            continue
        missing = verdict.ends(Answer.UNDECIDED)
        head = f"{verdict.answer.text(lang)}: {programme.name(lang)}"
        yield wrapped(f"{head} – {MISSING.text(lang).format(count=len(missing))}", "  ")
        for end in missing[:3]:
            yield wrapped(end.text(lang), "      ")


def grouped(amount: int, lang: str) -> str:
    """An amount in groups of three."""
    return f"{amount:,}".replace(",", "." if lang == "de" else ",")


def first_no(verdict: Verdict, lang: str) -> str:
    """The first reason against it."""
    return verdict.ends(Answer.NO)[0].text(lang)


def wrapped(words: str, indent: str) -> str:
    """The words in lines that fit a terminal."""
    return fill(words, WIDTH, initial_indent=indent, subsequent_indent=f"{indent}  ", break_on_hyphens=False)


def row(facts: Facts, name: str, programme: Programme, verdict: Verdict, lang: str) -> dict[str, object]:
    """One line of the table."""
    return {
        "partnership": facts.partnerships[name].name(lang),
        "programme": programme.name(lang),
        "answer": verdict.answer.text(lang),
        "reasons": " ".join(end.text(lang) for end in verdict.ends(verdict.answer)),
    }


if __name__ == "__main__":
    main()
