"""Is a country in the scope of an occasion: in its geographic set, and on the list of ODA recipients of that day?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final, assert_never

from kommunal_partner._checks import having
from kommunal_partner.countries import Country
from kommunal_partner.countries import country as country_of
from kommunal_partner.eligibility._country import Beyond, assess_country, check_beyond
from kommunal_partner.eligibility._days import days_to_judge, throughout
from kommunal_partner.eligibility._grounds import Grounds
from kommunal_partner.eligibility._occasion import Occasion, asked_days, evidence_of, occasion_of, scope_of
from kommunal_partner.eligibility._words import CountryNames, countries_named
from kommunal_partner.eligibility.sentences import (
    ANY_COUNTRY,
    NOT_ON_PUBLISHED_LIST,
    ON_PUBLISHED_LIST,
    OTHERS_TOO,
    OUTSIDE_BOUNDS,
    OUTSIDE_COUNTRIES,
    OWN_FORMAT,
    SCOPE_CHANGES_WITHIN,
    SCOPE_IN_WORDS,
    SCOPE_NOT_KNOWN,
    WITHIN_COUNTRIES,
)
from kommunal_partner.fuzzy_dates import FuzzyDate
from kommunal_partner.regions import NOT_PLACED, REASONS_FOR_DOUBT
from kommunal_partner.schedule import Phase, state
from kommunal_partner.series import (
    AnyOda,
    CountryScope,
    DatedScope,
    EventSeries,
    PlainScope,
    PublishedList,
    RegionScope,
    Scope,
    UnclearScope,
)
from kommunal_partner.sources import Evidence
from kommunal_partner.verdicts import Verdict, all_of, no, undecided, yes

RULE: Final = "scope/1"


def assess_scope(
    facts: Grounds,
    country: str | Country,
    occasion: Occasion | str,
    *,
    on: date | FuzzyDate | None = None,
    beyond: Beyond = "undecided",
) -> Verdict:
    """Whether the country is in the scope of an occasion: in its geographic set and, where that is asked, ODA-eligible.

    Both are judged for every day of the edition, or for `on`; a series needs `on`. An answer that is not the same on
    every day is undecided, with the days on which it turns. A country that was renamed is read as its successor.

    Raises:
        UnknownCountry, UnknownName: if there is no such code, series or region.
        BadRule: if a series comes without `on`, an edition with a day that is none of its own, or for an unknown
            `beyond`.
        NotADay: if `on` is a datetime or no day at all.

    >>> from kommunal_partner.facts import load_facts
    >>> facts = load_facts()
    >>> assess_scope(facts, "CHL", "rk-lateinamerika-1").answer, assess_scope(facts, "CHL", "rk-lateinamerika-2").answer
    (<Answer.YES: 'yes'>, <Answer.NO: 'no'>)
    """
    check_beyond(beyond)
    having(facts, ("oda", "regions"), "facts")
    given = country_of(country)
    known, found = given.renamed_to or given, occasion_of(facts, occasion)
    asked = asked_days(found, on)
    days = days_to_judge(asked.meant, scope_turning_days(facts, found.scope, known))
    verdicts = [country_on(facts, found, known, day, beyond) for day in days]
    if asked.is_one_day:
        return verdicts[0]
    return throughout(days, verdicts, when=asked, changes=SCOPE_CHANGES_WITHIN, rule=RULE, country=known)


def series_for(
    facts: Grounds, country: str | Country, *, on: date, beyond: Beyond = "undecided"
) -> tuple[tuple[EventSeries, Verdict], ...]:
    """The series that are meant for a country on a day, each with the verdict on its scope: sure ones first, then id.

    Left out is only what surely is not meant for it. Whom a series admits, whether it still meets and which relation it
    asks for is no part of it: that is what `assess_partnership` and `schedule.state` tell.

    Raises:
        UnknownCountry: if there is no such code.
        BadRule: for an unknown `beyond`.
        NotADay: if `on` is a datetime or no day at all.

    >>> from kommunal_partner.facts import load_facts
    >>> [series.id for series, _ in series_for(load_facts(), "NIC", on=date(2026, 11, 29)) if series.id.startswith("r")]
    ['rk-lateinamerika', 'rt-nicaragua']
    """
    having(facts, ("series", "oda", "regions"), "facts")
    judged = [(one, assess_scope(facts, country, one, on=on, beyond=beyond)) for one in facts.series.values()]
    meant = [(series, verdict) for series, verdict in judged if not verdict.is_no]
    return tuple(sorted(meant, key=lambda pair: (pair[1].is_undecided, pair[0].id)))


def country_on(facts: Grounds, occasion: Occasion, country: Country, day: date, beyond: Beyond) -> Verdict:
    """The country and the scope of the occasion on one day."""
    scope = scope_of(occasion, day)
    if scope is None:
        return undecided(SCOPE_NOT_KNOWN, evidence=evidence_of(occasion), rule=RULE, as_of=day, on=day)
    return within(facts, scope, country.renamed_to or country, day, beyond, scope if scope.sources else occasion)


def within(
    facts: Grounds, scope: PlainScope, country: Country, day: date, beyond: Beyond, row: Evidence | Occasion
) -> Verdict:
    """The country and one scope on one day; `row` is what the scope was read in."""
    rows = evidence_of(row) if isinstance(row, Occasion) else (row,)
    member = _member(facts, scope, country, day, rows)
    checks = [member]
    if member.reason in REASONS_FOR_DOUBT:
        checks += _own_formats(facts, country, day)
    if asks_oda(scope):
        checks.append(assess_country(facts, country, on=day, beyond=beyond))
    return all_of(checks, rule=RULE, as_of=day)


def asks_oda(scope: PlainScope) -> bool:
    """Whether the scope is bound to the list of recipients; one known in words only is not known to be."""
    return isinstance(scope, AnyOda) or (not isinstance(scope, UnclearScope) and scope.oda)


def _own_formats(facts: Grounds, country: Country, day: date) -> Iterator[Verdict]:
    """A hint, where a region leaves a country open, to the series that are for this country and have not lapsed."""
    own = []
    for one in facts.series.values():
        scope = scope_of(one, day)
        named = isinstance(scope, CountryScope) and country.alpha3 in scope.countries
        if named and state(one, on=day).phase is not Phase.LAPSED:
            own.append(one)
    if own:
        names = tuple([one.name for one in own])
        yield undecided(OWN_FORMAT, evidence=own, rule=RULE, as_of=day, country=country, series=names)


# ── the geographic set ───────────────────────────────────────────────────────────────────────────────────────────────


def _member(facts: Grounds, scope: PlainScope, country: Country, day: date, rows: tuple[Evidence, ...]) -> Verdict:
    """Whether the country is in the geographic set of a scope on one day, the list of recipients left aside."""
    match scope:
        case RegionScope():
            found = facts.regions.membership(scope.region, country, on=day)
        case CountryScope():
            found = _named(scope.countries, country, day, rows)
        case PublishedList():
            found = _published(facts, scope, country, day, rows)
        case AnyOda():
            return yes(ANY_COUNTRY, evidence=rows, rule=RULE, as_of=day, on=day)
        case UnclearScope():
            return undecided(SCOPE_IN_WORDS, evidence=rows, rule=RULE, as_of=day, country=country, text=scope.text)
        case _:
            assert_never(scope)
    return _beyond_the_set(facts, scope, country, day, rows, found) if found.is_no and scope.also else found


def _beyond_the_set(
    facts: Grounds,
    scope: RegionScope | CountryScope | PublishedList,
    country: Country,
    day: date,
    rows: tuple[Evidence, ...],
    found: Verdict,
) -> Verdict:
    """Open for whom the scope also takes in, as far as its bounds reach; without bounds, for everybody."""
    if _inside(facts, scope.also_within, country, day):
        return undecided(
            OTHERS_TOO, evidence=rows, checks=(found,), rule=RULE, as_of=day, country=country, also=scope.also
        )
    if not isinstance(scope, CountryScope):
        return found
    return no(
        OUTSIDE_BOUNDS,
        evidence=rows,
        rule=RULE,
        as_of=day,
        country=country,
        countries=countries_named(scope.countries),
        also=scope.also,
    )


def _inside(facts: Grounds, bounds: frozenset[str], country: Country, day: date) -> bool:
    """Whether some bound holds the country: a country by its code, a region unless it surely does not.

    A division that places the country nowhere does not hold it: the DAC's regions know recipients alone.
    """
    if not bounds or country.alpha3 in bounds:
        return True
    found = [facts.regions.membership(bound, country, on=day) for bound in sorted(bounds) if not bound.isupper()]
    return any(not one.is_no and one.reason != NOT_PLACED for one in found)


def _named(codes: frozenset[str], country: Country, day: date, rows: tuple[Evidence, ...]) -> Verdict:
    say, reason = (yes, WITHIN_COUNTRIES) if country.alpha3 in codes else (no, OUTSIDE_COUNTRIES)
    return say(reason, evidence=rows, rule=RULE, as_of=day, country=country, countries=countries_named(codes))


def _published(
    facts: Grounds, scope: PublishedList, country: Country, day: date, rows: tuple[Evidence, ...]
) -> Verdict:
    """By the list; who is not on it may still have taken part or be doubtful, which the region's rows tell."""
    member = None if scope.region is None else facts.regions.membership(scope.region, country, on=day)
    if member is not None and (member.is_yes or member.reason in REASONS_FOR_DOUBT):
        return member
    if country.alpha3 in scope.countries:
        return yes(ON_PUBLISHED_LIST, evidence=rows, rule=RULE, as_of=day, country=country)
    named: CountryNames = countries_named(scope.countries)
    return no(NOT_ON_PUBLISHED_LIST, evidence=rows, rule=RULE, as_of=day, country=country, countries=named)


# ── days ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def region_of(scope: PlainScope) -> str | None:
    """The id of the region that the scope looks at; None if it looks at none."""
    return scope.region if isinstance(scope, (RegionScope, PublishedList)) else None


def scope_turning_days(facts: Grounds, scope: Scope | None, country: Country) -> Iterator[date]:
    """Every day from which on something about the country and the scope may be different."""
    if scope is None:
        return
    if isinstance(scope, DatedScope):
        for span, plain in scope.timeline:
            yield from (day for day in (span.start, span.end) if day is not None)
            yield from scope_turning_days(facts, plain, country)
        return
    known = country.renamed_to or country
    regions = [region_of(scope)]
    if not isinstance(scope, (AnyOda, UnclearScope)):
        regions += [bound for bound in sorted(scope.also_within) if not bound.isupper()]
    for region in regions:
        if region is not None:
            yield from facts.regions.turning_days(region, known)
    if asks_oda(scope):
        yield from facts.oda.turning_days(known)
