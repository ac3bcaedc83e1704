"""What questions answer: drawn facts are asked, so that an answer is always one that the library could give."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import TypeVar

from kommunal_partner.adapters.from_tables import (
    ParticipantReading,
    PartnershipReading,
    read_participants,
    read_partnerships,
)
from kommunal_partner.countries import Country, CountryMatch, CountryName, country, country_names, find_countries
from kommunal_partner.eligibility import OccasionDay, ParticipantCase, PartnershipCase
from kommunal_partner.invitations import InvitationList, NewTo, Priority, Quota, WithForm, WithLabel, WithTheme, invite
from kommunal_partner.keys import LAENDER, Ags, Ars, Kreis, Land, Regierungsbezirk, Repair, Verband, parse_ags
from kommunal_partner.municipalities import Candidate, Comparison, GermanUnit, MunicipalRegister, UnitKind
from kommunal_partner.municipalities import compare as compare_registers
from kommunal_partner.partnerships import LABELS, Form
from kommunal_partner.programmes import Change
from kommunal_partner.programmes import compare as compare_versions
from kommunal_partner.regions import Members, RegionRecipients, RegionsOf
from kommunal_partner.schedule import (
    AsStated,
    Backtest,
    Drift,
    InferredCycle,
    Known,
    LastPlus,
    MeanInterval,
    OnGrid,
    ProjectionRule,
    SeriesState,
    backtest,
    drift,
    infer_cycle,
    known_on,
    state,
)
from kommunal_partner.testing.strategies._calendar import CODES, WORDS, Scale, as_scale, days
from kommunal_partner.testing.strategies._grounds import grounds
from kommunal_partner.testing.strategies._hypothesis import st
from kommunal_partner.testing.strategies._oda import oda_registers
from kommunal_partner.testing.strategies._partnerships import municipal_registers, participants, partnerships
from kommunal_partner.testing.strategies._programmes import programme_versions
from kommunal_partner.testing.strategies._regions import REGIONS, region_registers
from kommunal_partner.testing.strategies._series import event_series, histories
from kommunal_partner.testing.strategies._words import terms

A = TypeVar("A")
B = TypeVar("B")


def one_of_many(drawn: st.SearchStrategy[A], parts: Callable[[A], Iterable[B]]) -> st.SearchStrategy[B]:
    """One of the parts of a drawn value that has any."""
    return drawn.map(lambda value: tuple(parts(value))).filter(bool).flatmap(st.sampled_from)


# ── countries and keys ───────────────────────────────────────────────────────────────────────────────────────────────


def countries(scale: Scale | str = Scale.NARROW) -> st.SearchStrategy[Country]:
    """A country."""
    return as_scale(scale).codes().map(country)


def country_matches() -> st.SearchStrategy[CountryMatch]:
    """What a text was taken for: a country, or a problem."""
    texts = st.sampled_from(["Chile", "Kenia", "Kongo", "Atlantis", "Swasiland", ""])
    return texts.map(lambda text: find_countries([text])[0])


def names_of_countries() -> st.SearchStrategy[CountryName]:
    """A name that the library knows, of whichever country."""
    return st.deferred(lambda: st.sampled_from(country_names()))


def keys() -> st.SearchStrategy[Ags | Ars | Kreis | Regierungsbezirk | Verband | Land]:
    """A key of any kind; whether somebody bears it is another question.

    Drawn from Schleswig-Holstein, Nordrhein-Westfalen, Bayern and Sachsen; Länder of one municipality are left out.
    """
    return st.one_of(ags(), ars(), kreise(), regierungsbezirke(), verbaende(), laender())


_REGIONS = st.sampled_from(["010", "051", "091", "145"])


def _number(digits: int) -> st.SearchStrategy[str]:
    return st.integers(1, 10**digits - 1).map(lambda number: f"{number:0{digits}d}")


def ags() -> st.SearchStrategy[Ags]:
    """A key of a municipality, eight digits."""
    return st.builds(lambda *parts: Ags("".join(parts)), _REGIONS, _number(2), _number(3))


def ars() -> st.SearchStrategy[Ars]:
    """A regional key of a municipality, twelve digits."""
    return st.builds(lambda *parts: Ars("".join(parts)), _REGIONS, _number(2), _number(4), _number(3))


def kreise() -> st.SearchStrategy[Kreis]:
    """A key of a Kreis, five digits."""
    return st.builds(lambda *parts: Kreis("".join(parts)), _REGIONS, _number(2))


def regierungsbezirke() -> st.SearchStrategy[Regierungsbezirk]:
    """A key of a Regierungsbezirk, three digits."""
    return st.sampled_from(["051", "053", "091", "145"]).map(Regierungsbezirk)


def verbaende() -> st.SearchStrategy[Verband]:
    """A key of a Verband, nine digits."""
    return st.builds(lambda *parts: Verband("".join(parts)), _REGIONS, _number(2), st.just("5"), _number(3))


def laender() -> st.SearchStrategy[Land]:
    """One of the sixteen Länder."""
    return st.sampled_from(tuple(LAENDER.values()))


def repairs() -> st.SearchStrategy[Repair]:
    """What was done to a key that had lost the zero before it."""
    lost = ags().map(lambda key: key.value.removeprefix("0")).filter(lambda text: len(text) < 8)  # noqa: PLR2004 - because a whole key has eight digits
    return lost.map(lambda text: parse_ags(text).repair).filter(lambda repair: repair is not None).map(_there)


def _there(value: A | None) -> A:
    assert value is not None  # noqa: S101 - because the filter before it lets nothing else through
    return value


# ── regions, registers, programmes ───────────────────────────────────────────────────────────────────────────────────


def members_of_regions() -> st.SearchStrategy[Members]:
    """Who belongs to a region on a day."""
    return st.builds(
        lambda one, region, on: one.members(region, on=on), region_registers(), st.sampled_from(REGIONS), days()
    )


def recipients_of_regions() -> st.SearchStrategy[RegionRecipients]:
    """Who of a region receives ODA on a day."""
    asked = st.tuples(region_registers(), st.sampled_from(REGIONS), oda_registers(), days())
    return asked.map(lambda drawn: drawn[0].scope(drawn[1], drawn[2], on=drawn[3]))


def regions_of_countries() -> st.SearchStrategy[RegionsOf]:
    """The regions that a country belongs to on a day."""
    asked = st.tuples(region_registers(), st.sampled_from(CODES), days())
    return asked.map(lambda drawn: drawn[0].regions_of(drawn[1], on=drawn[2]))


def candidates() -> st.SearchStrategy[Candidate]:
    """A unit that a name may mean, and why."""

    def found(register: MunicipalRegister) -> Iterable[Candidate]:
        return (one for unit in register.values() for one in register.find(unit.name))

    return one_of_many(municipal_registers(), found)


def comparisons_of_registers() -> st.SearchStrategy[Comparison]:
    """Two registers of municipalities, compared."""
    by_age = st.lists(municipal_registers(), min_size=2, max_size=2).map(
        lambda two: sorted(two, key=lambda one: one.as_of or date.min)
    )
    return by_age.map(lambda two: compare_registers(*two))


def changes_of_programmes() -> st.SearchStrategy[Change]:
    """What changed between two versions of a programme."""
    two = st.tuples(programme_versions(), programme_versions())
    return one_of_many(two, lambda versions: compare_versions(*versions))


# ── time ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def rules_of_projection() -> st.SearchStrategy[ProjectionRule]:
    """A rule by which the next edition is expected."""
    return st.sampled_from([AsStated(), MeanInterval(), OnGrid(), OnGrid(3), LastPlus(2), LastPlus(3)])


def states() -> st.SearchStrategy[SeriesState]:
    """How a series stands on a day of the year after its last possible edition, or before."""
    return st.builds(
        lambda series, on: state(series, on=on), event_series(), st.dates(date(2010, 1, 1), date(2024, 12, 31))
    )


def knowns() -> st.SearchStrategy[Known]:
    """What was known of a series on a day."""
    return st.builds(
        lambda series, on: known_on(series, on=on), event_series(), st.dates(date(2010, 1, 1), date(2024, 12, 31))
    )


def backtests() -> st.SearchStrategy[Backtest]:
    """What a rule would have said after each edition."""
    firm = rules_of_projection().filter(lambda rule: rule != OnGrid())  # which asks the series for its grid
    return st.builds(backtest, event_series(), firm)


def drifts() -> st.SearchStrategy[Drift]:
    """How far a series has moved through the year."""
    return event_series().map(drift)


def inferred_cycles() -> st.SearchStrategy[InferredCycle]:
    """A cycle that is read from editions; there are two of them at least."""
    return (
        histories().filter(lambda held: len(held) > 1).map(infer_cycle).filter(lambda one: one is not None).map(_there)
    )


# ── eligibility and invitations ──────────────────────────────────────────────────────────────────────────────────────


def occasion_days() -> st.SearchStrategy[OccasionDay]:
    """Drawn facts, their series, and a day."""
    return st.builds(lambda facts, on: OccasionDay(facts, facts.series["series"], on), grounds(), days())


def partnership_cases() -> st.SearchStrategy[PartnershipCase]:
    """What a rule about partnerships is asked."""
    return st.builds(PartnershipCase, occasion_days(), partnerships())


def participant_cases() -> st.SearchStrategy[ParticipantCase]:
    """What a rule about people is asked."""
    return st.builds(
        lambda day, person, linked: ParticipantCase(day.grounds, day.occasion, day.on, person, linked),
        occasion_days(),
        participants(),
        st.none() | partnerships(),
    )


def quotas() -> st.SearchStrategy[Quota]:
    """At most or at least so many of a country, of any, or of those new to a series."""
    by = st.sampled_from(["country", "land", NewTo({"p1"})])
    return st.builds(lambda by_what, most: Quota(by_what, at_most=most), by, st.integers(0, 3))


def priorities() -> st.SearchStrategy[Priority]:
    """Points for a theme, a form, a label."""
    value = st.one_of(
        st.builds(WithTheme, st.sampled_from(WORDS)),
        st.builds(WithForm, st.sampled_from(Form)),
        st.builds(WithLabel, st.sampled_from(sorted(LABELS))),
    )
    return st.builds(Priority, terms(), st.integers(1, 9), value)


@st.composite
def invitation_lists(draw: st.DrawFn) -> InvitationList:
    """Who of drawn partnerships is invited to a drawn series on a day, with places for some or for all."""
    facts = draw(grounds())
    return invite(
        facts,
        "series",
        facts.partnerships,
        on=draw(days()),
        total=draw(st.none() | st.integers(1, 3)),
        priorities=draw(st.lists(priorities(), max_size=1)),
    )


# ── readings ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def partnership_readings() -> st.SearchStrategy[PartnershipReading]:
    """A table of up to three partnerships, read; some cells mean nothing."""
    row = st.fixed_dictionaries(
        {
            "Kommune": st.sampled_from(["Ulm", "Nirgendwo", ""]),
            "Partnerkommune": st.sampled_from(["Valdivia", ""]),
            "Land": st.sampled_from(["Chile", "Kongo", "Atlantis"]),
        }
    )
    ulm = MunicipalRegister([GermanUnit("de:08421000", "Ulm", UnitKind.STADTKREIS)])
    return st.lists(row, min_size=1, max_size=3).map(lambda rows: read_partnerships(rows, municipalities=ulm))


def participant_readings() -> st.SearchStrategy[ParticipantReading]:
    """A table of up to three participants, read; some cells mean nothing."""
    row = st.fixed_dictionaries(
        {"ID": st.sampled_from(["p1", "p2", ""]), "Land": st.sampled_from(["Chile", "Atlantis"])}
    )
    return st.lists(row, min_size=1, max_size=3).map(read_participants)
