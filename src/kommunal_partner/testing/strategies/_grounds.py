"""Invented facts that answer every question, for tests of rules and of applications."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

from attrs import evolve, field, frozen

from kommunal_partner._mappings import FrozenMap
from kommunal_partner._repr import short_repr
from kommunal_partner.oda import OdaRegister
from kommunal_partner.participants import Side
from kommunal_partner.partnerships import Partnership
from kommunal_partner.programmes import Programme
from kommunal_partner.regions import RegionRegister
from kommunal_partner.series import STAGES, Audience, AudienceRule, Edition, EventSeries
from kommunal_partner.sources import Confidence
from kommunal_partner.testing._hypothesis_plugin import strategy_of
from kommunal_partner.testing.strategies._calendar import DAYS, FIRST, Scale, as_scale
from kommunal_partner.testing.strategies._hypothesis import st
from kommunal_partner.testing.strategies._oda import oda_registers
from kommunal_partner.testing.strategies._partnerships import partnerships
from kommunal_partner.testing.strategies._programmes import programmes
from kommunal_partner.testing.strategies._regions import region_registers
from kommunal_partner.testing.strategies._series import ACTORS, audiences, cycles, editions, plain_scopes
from kommunal_partner.testing.strategies._words import terms


@frozen(repr=False)
class InventedFacts:
    """Facts that nobody found anywhere: all that questions are decided on, as `Grounds` asks for it."""

    oda: OdaRegister = field(repr=False)
    regions: RegionRegister = field(repr=False)
    series: FrozenMap[str, EventSeries]
    partnerships: FrozenMap[str, Partnership]
    programmes: FrozenMap[str, Programme]
    as_of: date

    __repr__ = short_repr


def without_number(edition: Edition) -> Edition:
    """The edition, whichever it is of its series."""
    return evolve(edition, number=None)


def _open_to_all(scale: Scale) -> Audience:
    """Rules that exclude nobody, so that some are meant."""
    start = scale.throughout.start
    return Audience(
        AudienceRule(side, frozenset(ACTORS), STAGES, start, partner_required=False, confidence=Confidence.HIGH)
        for side in Side
    )


@st.composite
def grounds(draw: st.DrawFn, scale: Scale | str = Scale.NARROW) -> InventedFacts:
    """A list of recipients, three regions, a series with editions and an audience, partnerships and a programme.

    Half of the audiences exclude nobody, and most rules of the programme do not matter, so that every answer comes.
    Narrow, all of it lies in the small calendar, so that most questions are answered by something. Rich, its days,
    countries, units and texts are any, and many questions are undecided. Left out: joint editions, numbers of editions,
    claims, series by other ids than `series`, programmes by other ids than `fund`.
    """
    drawn = as_scale(scale)
    held = draw(st.lists(editions(scale=drawn).map(without_number), max_size=2, unique_by=lambda edition: edition.id))
    series = EventSeries(
        "series",
        draw(terms(drawn)),
        "regional_conference",
        draw(plain_scopes(drawn)),
        draw(cycles()),
        sorted(held, key=lambda edition: edition.first_day),
        draw(st.just(_open_to_all(drawn)) | audiences(drawn)),
    )
    linked = draw(st.lists(partnerships(scale=drawn), max_size=3, unique_by=lambda one: one.id))
    funds = draw(programmes(drawn))
    return InventedFacts(
        draw(oda_registers(scale=drawn)),
        draw(region_registers(drawn)),
        FrozenMap({series.id: series}),
        FrozenMap({one.id: one for one in linked}),
        FrozenMap({funds.id: funds}),
        FIRST + timedelta(days=DAYS),
    )


# Known to Hypothesis with the class: the plugin cannot name it without importing all strategies for every program.
st.register_type_strategy(InventedFacts, partial(strategy_of, InventedFacts))
