"""Is a country in the scope of an occasion: in its geographic set, and on the list of ODA recipients of that day?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final, assert_never

from kommunal_partner.countries import Country
from kommunal_partner.countries import country as country_of
from kommunal_partner.eligibility._country import Beyond, assess_country
from kommunal_partner.eligibility._days import days_to_judge, throughout
from kommunal_partner.eligibility._grounds import Grounds
from kommunal_partner.eligibility._occasion import Occasion, asked_days, evidence_of, occasion_of, scope_of
from kommunal_partner.eligibility.sentences import (
    ANY_COUNTRY,
    NOT_ON_PUBLISHED_LIST,
    ON_PUBLISHED_LIST,
    OTHERS_TOO,
    OUTSIDE_COUNTRIES,
    SCOPE_CHANGES_WITHIN,
    SCOPE_IN_WORDS,
    SCOPE_NOT_KNOWN,
    WITHIN_COUNTRIES,
)
from kommunal_partner.errors import BadRule
from kommunal_partner.fuzzy_dates import FuzzyDate
from kommunal_partner.regions import REASONS_FOR_DOUBT
from kommunal_partner.series import (
    AnyOda,
    CountryScope,
    DatedScope,
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
    grounds: Grounds,
    country: str | Country,
    occasion: Occasion | str,
    *,
    on: date | FuzzyDate | None = None,
    beyond: Beyond = "undecided",
) -> Verdict:
    """Whether the country is in the scope of an occasion: in its geographic set and, where that is asked, ODA-eligible.

    Both are judged for every day of the edition, or for `on`; a series needs `on`. An answer that is not the same on
    every day is undecided, with the days on which it turns.

    Raises:
        UnknownCountry, UnknownName: if there is no such code, series or region.
        BadRule: if a series comes without `on`, or for an unknown `beyond`.
        NotADay: if `on` is a datetime or no day at all.

    >>> from kommunal_partner.facts import load_facts
    >>> facts = load_facts()
    >>> first, *_, latest = facts.series["rk-afrika"].counted
    >>> assess_scope(facts, "TUN", first).answer, assess_scope(facts, "TUN", latest).answer
    (<Answer.YES: 'yes'>, <Answer.NO: 'no'>)
    """
    check_beyond(beyond)
    known, found = country_of(country), occasion_of(grounds, occasion)
    asked = asked_days(found, on)
    days = days_to_judge(asked.meant, scope_turning_days(grounds, found.scope, known))
    verdicts = [country_on(grounds, found, known, day, beyond) for day in days]
    if asked.is_one_day:
        return verdicts[0]
    return throughout(days, verdicts, when=asked, changes=SCOPE_CHANGES_WITHIN, rule=RULE, country=known)


def check_beyond(beyond: str) -> None:
    """Refuse what is no way to treat days after the last list.

    Raises:
        BadRule: if `beyond` is neither of the two.
    """
    if beyond not in {"undecided", "latest_list"}:
        raise BadRule(f"beyond is 'undecided' or 'latest_list', not {beyond!r}")


def country_on(grounds: Grounds, occasion: Occasion, country: Country, day: date, beyond: Beyond) -> Verdict:
    """The country and the scope of the occasion on one day."""
    scope = scope_of(occasion, day)
    if scope is None:
        return undecided(SCOPE_NOT_KNOWN, evidence=evidence_of(occasion), rule=RULE, as_of=day, on=day)
    return within(grounds, scope, country, day, beyond, evidence_of(occasion))


def within(
    grounds: Grounds,
    scope: PlainScope,
    country: Country,
    day: date,
    beyond: Beyond,
    evidence: tuple[Evidence, ...],
) -> Verdict:
    """The country and one scope on one day; `evidence` are the rows the scope was read in."""
    checks = [_member(grounds, scope, country, day, evidence)]
    if asks_oda(scope):
        checks.append(assess_country(grounds.oda, country, on=day, beyond=beyond))
    return all_of(checks, rule=RULE, as_of=day)


def asks_oda(scope: PlainScope) -> bool:
    """Whether the scope is bound to the list of recipients; one known in words only is not known to be."""
    return isinstance(scope, AnyOda) or (not isinstance(scope, UnclearScope) and scope.oda)


def _member(
    grounds: Grounds, scope: PlainScope, country: Country, day: date, evidence: tuple[Evidence, ...]
) -> Verdict:
    """Whether the country is in the geographic set of a scope on one day, the list of recipients left aside."""
    match scope:
        case RegionScope():
            found = grounds.regions.membership(scope.region, country, day)
        case CountryScope():
            found = _named(scope.countries, country, day, evidence)
        case PublishedList():
            found = _published(grounds, scope, country, day, evidence)
        case AnyOda():
            return yes(ANY_COUNTRY, evidence=evidence, rule=RULE, as_of=day, on=day)
        case UnclearScope():
            return undecided(SCOPE_IN_WORDS, evidence=evidence, rule=RULE, as_of=day, country=country, text=scope.text)
        case _:
            assert_never(scope)
    if found.is_no and scope.also:
        return undecided(
            OTHERS_TOO, evidence=evidence, checks=(found,), rule=RULE, as_of=day, country=country, also=scope.also
        )
    return found


def _countries(codes: Iterable[str]) -> tuple[Country, ...]:
    return tuple([country_of(code) for code in sorted(codes)])


def _named(codes: frozenset[str], country: Country, day: date, evidence: tuple[Evidence, ...]) -> Verdict:
    say, reason = (yes, WITHIN_COUNTRIES) if country.alpha3 in codes else (no, OUTSIDE_COUNTRIES)
    return say(reason, evidence=evidence, rule=RULE, as_of=day, country=country, countries=_countries(codes))


def _published(
    grounds: Grounds, scope: PublishedList, country: Country, day: date, evidence: tuple[Evidence, ...]
) -> Verdict:
    """By the list; who is not on it may still have taken part or be doubtful, which the region's rows tell."""
    member = None if scope.region is None else grounds.regions.membership(scope.region, country, day)
    if member is not None and (member.is_yes or member.reason in REASONS_FOR_DOUBT):
        return member
    if country.alpha3 in scope.countries:
        return yes(ON_PUBLISHED_LIST, evidence=evidence, rule=RULE, as_of=day, country=country)
    countries = _countries(scope.countries)
    return no(NOT_ON_PUBLISHED_LIST, evidence=evidence, rule=RULE, as_of=day, country=country, countries=countries)


def region_of(scope: PlainScope) -> str | None:
    """The id of the region that the scope looks at; None if it looks at none."""
    return scope.region if isinstance(scope, (RegionScope, PublishedList)) else None


def scope_turning_days(grounds: Grounds, scope: Scope | None, country: Country) -> Iterator[date]:
    """Every day from which on something about the country and the scope may be different."""
    if scope is None:
        return
    if isinstance(scope, DatedScope):
        for span, plain in scope.timeline:
            yield from (day for day in (span.start, span.end) if day is not None)
            yield from scope_turning_days(grounds, plain, country)
        return
    region = region_of(scope)
    if region is not None:
        yield from grounds.regions.turning_days(region, country)
    if asks_oda(scope):
        yield from grounds.oda.turning_days(country)
