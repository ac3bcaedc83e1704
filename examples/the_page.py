"""What the agency's page on round tables and regional conferences says, computed from the shipped facts for one day.

Shown is what was known on that day: editions that had been announced or held, and what had been claimed by then.

python examples/the_page.py                   in German, for today
python examples/the_page.py --lang en --on 2018-01-01
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from textwrap import fill
from urllib.parse import urlsplit

from kommunal_partner.countries import country
from kommunal_partner.eligibility import assess_country, assess_scope
from kommunal_partner.facts import Facts, load_facts
from kommunal_partner.languages import Term
from kommunal_partner.participants import Side
from kommunal_partner.schedule import known_on, state
from kommunal_partner.series import (
    Aspect,
    AudienceRule,
    Claim,
    CountryScope,
    Edition,
    EventSeries,
    Mode,
    PublishedList,
    RegionScope,
    scope_on,
)
from kommunal_partner.sources import Source
from kommunal_partner.verdicts import spoken

PAGE = (
    "rk-afrika",
    "rk-asien",
    "rk-lateinamerika",
    "rk-osteuropa",
    "rt-argentinien",
    "rt-burkina-faso",
    "rt-mongolei",
    "rt-nicaragua",
)
WIDTH = 116

TITLE = Term("Runde Tische und Regionalkonferenzen: Stand am {on}", "Round tables and regional conferences on {on}")
FOR_WHOM = Term("Für wen", "For whom")
STATE = Term("Stand", "State")
EDITIONS = Term("Bekannte Veranstaltungen", "Known editions")
EXPECTED = Term("Erwartet, ohne Beleg", "Expected, without evidence")
SURE = Term("ODA-Länder im Bezugsraum ({count})", "ODA countries in scope ({count})")
COUNTRIES = Term("Länder im Bezugsraum ({count})", "Countries in scope ({count})")
DOUBTFUL = Term("Zweifelhaft ({count})", "Doubtful ({count})")
UNKNOWN_RULE = Term("für diesen Tag nicht bekannt", "not known for this day")
NO_SCOPE = Term("für diesen Tag nicht dokumentiert", "not documented for this day")
CLAIMED = Term("{aspect}: {shown}; auch angegeben: {other}", "{aspect}: {shown}; also claimed: {other}")
WISHED = Term("gewünscht", "wished for")
AIMS = Term("Ziele", "Aims")
CONTRADICTIONS = Term("Widersprüche der Quellen zur Reihe", "Contradictions of the sources on the series")
MODES = {
    Mode.DIGITAL: Term("digital", "digital"),
    Mode.HYBRID: Term("hybrid", "hybrid"),
    Mode.IN_PERSON: Term("in Präsenz", "in person"),
    Mode.UNKNOWN: Term("Ort nicht bekannt", "place not known"),
}
SOURCE = Term("Quelle", "source")
OWN = Term("eigene Zählung", "own count")
CONFIDENCE = Term("Verlässlichkeit", "confidence")
EXAMPLE = Term("Ein Fall zum Nachrechnen: Chile", "A worked case: Chile")
NONE = Term("keine", "none")
TOGETHER = Term("nur zusammen mit der Partnerkommune", "only together with the partner municipality")
ALONE = Term("auch ohne Partnerkommune", "without the partner municipality too")
TRAVEL = Term(
    "höchstens {most} bezahlte Reisende je Partnerkommune, davon mindestens {least} aus der Verwaltung",
    "at most {most} paid travellers per partner municipality, at least {least} of them from its administration",
)
CARRIED_OVER = Term("von einer anderen Reihe übernommen", "carried over from another series")
STAGES = {
    "none": Term("keine", "none"),
    "contact": Term("Kontakt", "contact"),
    "emerging": Term("in Anbahnung", "emerging"),
    "existing": Term("bestehend", "existing"),
    "dormant": Term("ruhend", "dormant"),
}
RELATION = Term("Beziehung", "relation")
ACTORS = {
    "administration": Term("Verwaltung", "administration"),
    "association": Term("Vereine", "associations"),
    "company": Term("Unternehmen", "companies"),
    "culture": Term("Kultur", "culture"),
    "diaspora": Term("Diaspora", "diaspora"),
    "embassy": Term("Botschaft", "embassy"),
    "expert": Term("Fachleute", "experts"),
    "ministry": Term("Ministerien", "ministries"),
    "municipality": Term("Kommunen", "municipalities"),
    "ngo": Term("Nichtregierungsorganisationen", "NGOs"),
    "politics": Term("Politik", "politics"),
}


def main() -> None:
    """Print the page."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--lang", choices=("de", "en"), default="de")
    parser.add_argument("--on", type=date.fromisoformat, default=datetime.now(UTC).astimezone().date())
    options = parser.parse_args()
    print("\n".join(the_page(load_facts(), options.on, options.lang)))


def the_page(facts: Facts, on: date, lang: str) -> Iterator[str]:
    """The lines of the page."""
    title = TITLE.text(lang).format(on=spoken(on, "de" if lang == "de" else "en"))
    yield title
    yield "=" * len(title)
    for name in PAGE:
        yield from about(facts, facts.series[name], on, lang)
    yield ""
    yield EXAMPLE.text(lang)
    yield "-" * len(EXAMPLE.text(lang))
    for day in (date(2017, 12, 31), date(2018, 1, 1)):
        verdict = assess_country(facts, "CHL", on=day)
        decides = tuple(verdict.evidence[0].sources)
        yield from wrapped(f"{verdict.answer.text(lang)}: {verdict.text(lang)}", lang, sources=decides)


def about(facts: Facts, series: EventSeries, on: date, lang: str) -> Iterator[str]:
    """What is to be said of one series."""
    yield ""
    name = series.name.text(lang)
    yield name
    yield "-" * len(name)
    found = state(series, on=on)
    yield from wrapped(f"{STATE.text(lang)}: {found.phase.text(lang)}. {found.why.text(lang)}")
    aims = [claim.text(lang) for claim in series.claims_about(Aspect.AIMS)]
    if aims:
        yield from wrapped(f"{AIMS.text(lang)}: {'; '.join(aims)}.")
    yield f"{FOR_WHOM.text(lang)}:"
    for side in Side:
        rule = series.audience.rule(side, on=on)
        if rule is not None:
            yield from wrapped(f"{side.text(lang)}: {audience(rule, lang)}", lang, indent="  ")
        elif side is Side.GERMAN:
            yield f"  {UNKNOWN_RULE.text(lang)}"
    yield from countries(facts, series, on, lang)
    yield f"{EDITIONS.text(lang)}:"
    shown = [edition for edition in series.editions if is_known(edition, series, on)]
    for edition in shown:
        yield from meeting(edition, series.id, lang)
    if not shown:
        yield f"  {NONE.text(lang)}"
    for expectation in series.expectations if on.year >= facts.as_of.year else ():
        words = f"{EXPECTED.text(lang)}: {expectation.when.text(lang)}"
        yield from wrapped(words, lang, indent="  ", sources=expectation.sources)
    yield from contradictions(series, on, lang)


def is_known(edition: Edition, series: EventSeries, on: date) -> bool:
    """Whether it had been announced or had begun by the day, as far as its date tells."""
    known = known_on(series, on=on)
    ids = {one.id for one in (*known.past, *known.ahead, *known.perhaps)}
    return edition.id in ids or (not edition.status.took_place and edition.last_day < on)


def contradictions(series: EventSeries, on: date, lang: str) -> Iterator[str]:
    """What sources claim of the series as a whole and do not agree on, as far as it had been said by the day."""
    told = False
    for aspect in series.conflicts():
        said = [claim for claim in series.claims_about(aspect) if was_said(claim, on)]
        if aspect is Aspect.AIMS or len({claim.text("de") for claim in said}) <= 1:
            continue
        if not told:
            yield f"{CONTRADICTIONS.text(lang)}:"
            told = True
        yield f"  {aspect.text(lang)}:"
        for claim in said:
            yield from wrapped(claim.text(lang), lang, indent="    ", sources=claim.sources)


def was_said(claim: Claim, on: date) -> bool:
    """Whether it had been said by the day; what carries no date may have been."""
    return claim.as_of is None or claim.as_of.earliest is None or claim.as_of.earliest <= on


def audience(rule: AudienceRule, lang: str) -> str:
    """An audience rule in words; what it does not say is left out."""
    parts = [", ".join(sorted(ACTORS[actor].text(lang) for actor in rule.actors or ()))]
    if rule.stages is not None:
        stages = [words.text(lang) for stage, words in STAGES.items() if stage in rule.stages]
        parts.append(f"{RELATION.text(lang)}: {', '.join(stages)}")
    if rule.partner_required is not None:
        parts.append((TOGETHER if rule.partner_required else ALONE).text(lang))
    if rule.preference is not None:
        parts.append(f"{WISHED.text(lang)}: {rule.preference.text(lang)}")
    if rule.max_paid_travellers is not None:
        travel = TRAVEL.text(lang).format(most=rule.max_paid_travellers, least=rule.min_administration)
        parts.append(travel)
    if rule.carried_over:
        parts.append(CARRIED_OVER.text(lang))
    parts += [condition.text.text(lang) for condition in rule.conditions]
    parts.append(f"{CONFIDENCE.text(lang)} {rule.confidence.text(lang)}")
    return "; ".join(parts)


def countries(facts: Facts, series: EventSeries, on: date, lang: str) -> Iterator[str]:
    """The recipients that are in the scope on the day, and apart from them the doubtful ones."""
    scope = scope_on(series.scope, on)
    region = scope.region if isinstance(scope, (RegionScope, PublishedList)) else None
    if scope is None or (region is not None and not facts.regions.members(region, on=on).documented):
        yield f"{SURE.text(lang).format(count='–')}: {NO_SCOPE.text(lang)}"
        return
    lists = facts.oda.horizon
    nearest = max(lists.start, min(on, lists.last or on))
    verdicts = {code: assess_scope(facts, code, series, on=on) for code in facts.oda.recipients(on=nearest)}
    sure = [code for code, verdict in verdicts.items() if verdict.is_yes]
    doubtful = [code for code, verdict in verdicts.items() if verdict.is_undecided]
    label = COUNTRIES if isinstance(scope, CountryScope) and not scope.oda else SURE
    yield from wrapped(f"{label.text(lang).format(count=len(sure))}: {names(sure, lang)}")
    if doubtful:
        yield from wrapped(f"{DOUBTFUL.text(lang).format(count=len(doubtful))}: {names(doubtful, lang)}")


def names(codes: Iterable[str], lang: str) -> str:
    """The names of countries in the order of their language."""
    found = sorted((country(code) for code in codes), key=lambda one: one.sort_key(lang))
    return ", ".join(one.name(lang) for one in found) or NONE.text(lang)


def meeting(edition: Edition, series: str, lang: str) -> Iterator[str]:
    """An edition: number, date, place, status, source, and what else is claimed of it."""
    numbers = "/".join(map(str, edition.numbers_in(series))) or "–"
    places = " + ".join(place.city for place in edition.places) or MODES[edition.mode].text(lang)
    words = f"{numbers:>3}. {written(edition, lang)}, {places}; {edition.status.text(lang)}"
    words += f"; {CONFIDENCE.text(lang)} {edition.confidence.text(lang)}"
    yield from wrapped(words, lang, indent="  ", sources=edition.sources)
    for aspect in edition.conflicts():
        yield from contradiction(aspect, edition.claims_about(aspect), lang, "       ")


def contradiction(aspect: Aspect, claims: Iterable[Claim], lang: str, indent: str) -> Iterator[str]:
    """What different sources claim of one aspect, the claim shown first in front."""
    shown, *others = claims
    for other in others:
        claim = CLAIMED.text(lang).format(aspect=aspect.text(lang), other=other.text(lang), shown=shown.text(lang))
        yield from wrapped(claim, lang, indent=indent, sources=other.sources)


def written(edition: Edition, lang: str) -> str:
    """The date as it is known, as people say it."""
    return edition.when.text(lang)


def cited(sources: Iterable[Source], lang: str) -> str:
    """The sources, each once: the site where there is one, which finds the document by its title."""
    return " · ".join(dict.fromkeys(site(source, lang) for source in sources))


def site(source: Source, lang: str) -> str:
    """The site that a source stands on, or how it is cited."""
    if source.id == "facts-collection-2026-11":
        return OWN.text(lang)
    host = urlsplit(source.url).hostname if source.url else None
    return host.removeprefix("www.") if host else re.split(r" [(]| via | page | file |, |: ", source.text)[0]


def wrapped(words: str, lang: str = "de", *, indent: str = "", sources: tuple[Source, ...] = ()) -> Iterator[str]:
    """The words in lines that fit a terminal, and under them where they were read."""
    yield fill(words, WIDTH, initial_indent=indent, subsequent_indent=f"{indent}    ", break_on_hyphens=False)
    if sources:
        label = SOURCE.text(lang)
        deeper = f"{indent}     "
        text = f"{label}: {cited(sources, lang)}"
        yield fill(
            text,
            WIDTH,
            initial_indent=deeper,
            subsequent_indent=f"{deeper}  ",
            break_long_words=False,
            break_on_hyphens=False,
        )


if __name__ == "__main__":
    main()
