"""Was, is or will a country be eligible for official development assistance on a day, and by which list?"""

from __future__ import annotations

from datetime import date
from typing import Final, Literal, Protocol, TypeAlias, get_args

from attrs import frozen

from kommunal_partner._checks import as_day, having, one_of
from kommunal_partner._repr import short_repr
from kommunal_partner.countries import Country
from kommunal_partner.countries import country as country_of
from kommunal_partner.eligibility._days import days_to_judge, stretches, throughout
from kommunal_partner.eligibility._words import CountryNames
from kommunal_partner.eligibility.sentences import (
    AFTER_LAST_LIST,
    BEFORE_FIRST_LIST,
    CHANGES_WITHIN,
    CODED_WITHOUT_ENTRY,
    COVERED_BY,
    LISTED,
    LISTED_BY_LATEST_LIST,
    LISTED_UNDER_NEW_NAME,
    NOT_LISTED,
    NOT_LISTED_BY_LATEST_LIST,
    OFFICIAL_AID_ONLY,
    SUCCEEDED,
)
from kommunal_partner.errors import BadRule
from kommunal_partner.fuzzy_dates import FuzzyDate
from kommunal_partner.oda import CoveredBy, Listing, OdaList, OdaRegister
from kommunal_partner.sources import Confidence, Source
from kommunal_partner.verdicts import Reason, Verdict, no, undecided, yes

RULE: Final = "country/1"

Beyond: TypeAlias = Literal["undecided", "latest_list"]
"""What to answer for a day after the last list: that it is undecided, or what the last list would say."""

# ── reasons ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@frozen(repr=False)
class CarriedOn:
    """The last list, asked about a day after its end: evidence of low confidence, whatever the list's own is."""

    list: OdaList
    on: date

    __repr__ = short_repr

    @property
    def sources(self) -> tuple[Source, ...]:
        """The documents of the list."""
        return self.list.sources

    @property
    def confidence(self) -> Confidence:
        """Always low: no list says anything about the day."""
        return Confidence.LOW


class HasOda(Protocol):
    """Whatever holds the DAC list through time, as `Facts` does."""

    @property
    def oda(self) -> OdaRegister:
        """The DAC list through time."""
        ...


def check_beyond(beyond: str) -> None:
    """Refuse what is no way to treat days after the last list.

    Raises:
        BadRule: if `beyond` is neither of the two.
    """
    one_of(beyond, get_args(Beyond), "beyond", BadRule)


# ── the question ─────────────────────────────────────────────────────────────────────────────────────────────────────


def assess_country(
    facts: HasOda | OdaRegister, country: str | Country, *, on: date | FuzzyDate, beyond: Beyond = "undecided"
) -> Verdict:
    """Whether the country is eligible for ODA on the day: yes, no or undecided, with the list that says so.

    Given the facts, or the register of the lists alone. A country is given as alpha-2, alpha-3 or `Country`; one that
    was renamed (ZAR, Zaire) is read as its successor. Yes: it is on the list, or another entry covers it (Kosovo before
    2009). No: the list of that day does not hold it. Undecided: no list is known for the day. After the last list,
    `beyond="latest_list"` gives what that list would say, with low confidence; nothing is said about days before the
    first.

    On a `FuzzyDate` the answer is yes or no if it is the same on every day that is meant, marks such as `~` included;
    else undecided, with the days on which it changes (`.values["turns"]`) and one verdict for each stretch.

    Raises:
        UnknownCountry: if there is no such code, with suggestions.
        NotADay: if `on` is a datetime or no day at all.
        BadRule: if `beyond` is neither of the two.

    >>> from kommunal_partner.facts import load_facts
    >>> assess_country(load_facts(), "CHL", on=date(2018, 1, 1)).is_no
    True
    """
    check_beyond(beyond)
    if not isinstance(facts, OdaRegister):
        having(facts, ("oda",), "facts")
    register = facts if isinstance(facts, OdaRegister) else facts.oda
    known = country_of(country)
    if isinstance(on, FuzzyDate):
        return _assess_stretches(register, known, on, beyond)
    return _assess_day(register, known, as_day(on), beyond)


def _assess_day(register: OdaRegister, country: Country, on: date, beyond: Beyond) -> Verdict:
    horizon = register.horizon
    if on < horizon.start:
        return undecided(
            BEFORE_FIRST_LIST,
            country=country,
            on=on,
            start=horizon.start,
            evidence=register.lists[:1],
            rule=RULE,
            as_of=on,
        )
    if horizon.last is not None and on > horizon.last:
        return _assess_after(register, country, on, horizon.last, beyond)
    in_force = register.list_on(on)
    listing = register.listing(country, on=on)
    if listing is not None and listing.list_entry:
        return _listed(LISTED, country, on, in_force, listing)
    cover = register.covered_by(country, on=on)
    if cover is not None:
        covering = register.listing(cover.by, on=on)
        if covering is not None:
            return _covered(country, on, in_force, cover, covering, listing)
    if listing is not None:
        return _listed(CODED_WITHOUT_ENTRY, country, on, in_force, listing)
    return _not_listed(register, country, on, in_force)


def _listed(reason: Reason, country: Country, on: date, in_force: OdaList, listing: Listing) -> Verdict:
    now = country.renamed_to
    if now is not None and listing.country == now.alpha3:
        return yes(
            LISTED_UNDER_NEW_NAME,
            country=country,
            now=now,
            on=on,
            list=in_force,
            group=listing.group,
            evidence=(listing, in_force),
            rule=RULE,
            as_of=on,
        )
    return yes(
        reason,
        country=country,
        on=on,
        list=in_force,
        group=listing.group,
        evidence=(listing, in_force),
        rule=RULE,
        as_of=on,
    )


def _covered(
    country: Country, on: date, in_force: OdaList, cover: CoveredBy, covering: Listing, own: Listing | None
) -> Verdict:
    """Covered by the entry of another; a row of its own that is no entry tells its group."""
    rows = (cover, covering, in_force) if own is None else (cover, own, covering, in_force)
    return yes(
        COVERED_BY,
        country=country,
        on=on,
        list=in_force,
        by=country_of(cover.by),
        evidence=rows,
        rule=RULE,
        as_of=on,
        **({} if own is None else {"group": own.group}),
    )


def _not_listed(register: OdaRegister, country: Country, on: date, in_force: OdaList) -> Verdict:
    aid = register.official_aid_on(country, on=on)
    if aid is not None:
        return no(
            OFFICIAL_AID_ONLY, country=country, on=on, list=in_force, evidence=(aid, in_force), rule=RULE, as_of=on
        )
    if country.successors:
        return no(
            SUCCEEDED,
            country=country,
            on=on,
            list=in_force,
            successors=CountryNames(country.successors),
            evidence=(in_force,),
            rule=RULE,
            as_of=on,
        )
    return no(NOT_LISTED, country=country, on=on, list=in_force, evidence=(in_force,), rule=RULE, as_of=on)


def _assess_after(register: OdaRegister, country: Country, on: date, last: date, beyond: Beyond) -> Verdict:
    newest = register.lists[-1]
    if beyond == "undecided":
        return undecided(
            AFTER_LAST_LIST, country=country, on=on, list=newest, last=last, evidence=(newest,), rule=RULE, as_of=on
        )
    then = _assess_day(register, country, last, beyond)
    say, reason = (yes, LISTED_BY_LATEST_LIST) if then.is_yes else (no, NOT_LISTED_BY_LATEST_LIST)
    return say(
        reason,
        country=country,
        on=on,
        list=newest,
        last=last,
        # A check of its own would be taken for the reason, and the reason is that the list is carried on.
        evidence=(CarriedOn(newest, on), *then.evidence),
        rule=RULE,
        as_of=on,
        **{name: value for name, value in then.values.items() if name == "group"},
    )


# ── fuzzy days ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _assess_stretches(register: OdaRegister, country: Country, when: FuzzyDate, beyond: Beyond) -> Verdict:
    """Judge one day of every stretch on which nothing about the country changes."""
    days = days_to_judge(stretches(when), register.turning_days(country))
    verdicts = [_assess_day(register, country, day, beyond) for day in days]
    if len(verdicts) == 1 and days[0] == when.earliest == when.latest:
        return verdicts[0]
    return throughout(days, verdicts, when=when, changes=CHANGES_WITHIN, rule=RULE, country=country)
