"""Units at home and abroad, partnerships, people, delegations."""

from __future__ import annotations

from datetime import date
from typing import Final, TypeVar

from kommunal_partner.countries import country
from kommunal_partner.fuzzy_dates import FuzzyDate
from kommunal_partner.keys import LAENDER
from kommunal_partner.municipalities import (
    Coordinates,
    DatedKey,
    ForeignUnit,
    GermanUnit,
    KeyScheme,
    MunicipalRegister,
    Population,
    UnitKind,
)
from kommunal_partner.participants import SDGS, Delegation, Participant
from kommunal_partner.partnerships import (
    LABELS,
    Form,
    Observation,
    Partnership,
    PartnershipRegister,
    Stage,
    StatedTotal,
)
from kommunal_partner.sources import Confidence
from kommunal_partner.testing.strategies._calendar import DAYS, FIRST, WORDS, Scale, as_scale, spans
from kommunal_partner.testing.strategies._hypothesis import kept, st
from kommunal_partner.testing.strategies._series import numbers
from kommunal_partner.testing.strategies._words import cited, confidences, terms

TRIANGLE: Final[tuple[GermanUnit | ForeignUnit, ...]] = (
    GermanUnit("de:08421000", "Ulm", UnitKind.STADTKREIS),
    ForeignUnit("chl:valdivia", "Valdivia", country("CHL")),
    ForeignUnit("ken:kisumu", "Kisumu", country("KEN")),
)
"""One unit at home and two abroad."""

V = TypeVar("V", Form, Stage, str)
U = TypeVar("U", GermanUnit, ForeignUnit)
T = TypeVar("T")

_HOME: Final = (
    GermanUnit("de:08421000", "Ulm", UnitKind.STADTKREIS),
    GermanUnit("de:05378024", "Rösrath, Stadt", UnitKind.STADT),
)
_ABROAD: Final = (
    ForeignUnit("chl:valdivia", "Valdivia", country("CHL"), coordinates=Coordinates(-39.81, -73.25)),
    ForeignUnit("ken:kisumu", "Kisumu", country("KEN"), kind="county"),
)


@kept
@st.composite
def observations(
    draw: st.DrawFn,
    value: st.SearchStrategy[V],
    first: date = FIRST,
    count: int = DAYS,
    *,
    scale: Scale | str = Scale.NARROW,
) -> Observation[V]:
    """What was seen, since when if that is known, and when it was seen if that is; all in the small calendar.

    A rich one lies in the large calendar and may have sources.
    """
    drawn = as_scale(scale)
    narrow = drawn is Scale.NARROW
    inside = spans(first, count, may_be_open=False) if narrow else drawn.spans(may_be_open=False)
    times = st.none() | inside.map(lambda span: FuzzyDate.between(span.start, span.last or span.start))
    return Observation(
        draw(value),
        draw(times),
        draw(times),
        () if narrow else draw(cited(drawn)),
        confidence=draw(st.sampled_from(Confidence)),
    )


@kept
def _several(one: st.SearchStrategy[T]) -> st.SearchStrategy[list[T]]:
    return st.lists(one, max_size=3)


@st.composite
def partnerships(
    draw: st.DrawFn, first: date = FIRST, count: int = DAYS, *, scale: Scale | str = Scale.NARROW
) -> Partnership:
    """A link of one or two units in Germany with one or two abroad, and what was seen of it.

    A rich one is of any units, of any time of the large calendar, on any themes. Notes are left out.
    """
    drawn = as_scale(scale)
    narrow = drawn is Scale.NARROW

    def seen(value: st.SearchStrategy[V]) -> list[Observation[V]]:
        return draw(_several(observations(value, first, count, scale=drawn)))

    def some(units: st.SearchStrategy[U]) -> list[U]:
        return draw(st.lists(units, min_size=1, max_size=2, unique_by=lambda unit: unit.id))

    home = some(st.sampled_from(_HOME) if narrow else german_units(drawn))
    abroad = some(st.sampled_from(_ABROAD) if narrow else foreign_units(drawn))
    return Partnership(
        draw(st.sampled_from(["p1", "p2", "p3"]) if narrow else drawn.ids()),
        [*home, *abroad],
        forms=seen(st.sampled_from(Form)),
        labels=seen(st.sampled_from(LABELS)),
        stages=seen(st.sampled_from(Stage)),
        themes=tuple(sorted(draw(st.sets(drawn.words(), max_size=len(WORDS))))),
        sdgs=draw(st.sets(st.sampled_from(SDGS), max_size=3)),
        sources=() if narrow else draw(cited(drawn)),
        confidence=draw(st.sampled_from(Confidence)),
    )


def participants(
    ids: st.SearchStrategy[str] | None = None, *, scale: Scale | str = Scale.NARROW
) -> st.SearchStrategy[Participant]:
    """A person of whom anything may be unknown; what is known of nobody is as likely as what is known to be nothing.

    A rich one has any id, country and themes. Names are left out.
    """
    drawn = as_scale(scale)
    usual = st.sampled_from([f"p{number}" for number in range(1, 10)]) if drawn is Scale.NARROW else drawn.ids()
    words = st.none() | st.frozensets(drawn.words(), max_size=len(WORDS))
    return st.builds(
        Participant,
        usual if ids is None else ids,
        municipality=st.none() | st.sampled_from([unit.id for unit in (*_HOME, *_ABROAD)]),
        delegation=st.none() | st.sampled_from(["d1", "d2"]),
        country=st.none() | drawn.codes(),
        side=st.none() | st.sampled_from(["german", "partner"]),
        actor=st.none() | st.sampled_from(["administration", "mayor", "ngo"]),
        languages=st.none() | st.frozensets(st.sampled_from(["de", "en", "sw"])),
        themes=words,
        sdgs=st.none() | st.frozensets(st.sampled_from(SDGS), max_size=3),
        offers=words,
        seeks=words,
        experience=st.none() | st.integers(0, 3),
        size_class=st.none() | st.integers(0, 3),
        newcomer=st.none() | st.booleans(),
        availability=st.none() | st.frozensets(st.integers(0, 3)),
    )


# ── units ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@kept
def coordinates(scale: Scale | str = Scale.NARROW) -> st.SearchStrategy[Coordinates]:
    """A point on earth, in degrees with four decimals."""
    return st.builds(
        lambda north, east, rows: Coordinates(north / 10_000, east / 10_000, rows),
        st.integers(-900_000, 900_000),
        st.integers(-1_800_000, 1_800_000),
        cited(as_scale(scale)),
    )


@kept
def populations(scale: Scale | str = Scale.NARROW) -> st.SearchStrategy[Population]:
    """How many live there, and on which day, if that is known."""
    drawn = as_scale(scale)
    return st.builds(Population, st.integers(0, 4_000_000), st.none() | drawn.days(), sources=cited(drawn))


@st.composite
def dated_keys(
    draw: st.DrawFn, scale: Scale | str = Scale.NARROW, levels: tuple[KeyScheme, ...] = (KeyScheme.AGS, KeyScheme.KREIS)
) -> DatedKey:
    """The key of a municipality or a Kreis, with the days for which it is known to hold."""
    digits = draw(st.sampled_from(["01001", "05111", "09161", "08421"]))
    level = draw(st.sampled_from(levels))
    digits += f"{draw(st.integers(1, 999)):03d}" if level is KeyScheme.AGS else ""
    span = draw(st.none() | as_scale(scale).spans())
    return DatedKey(level, digits) if span is None else DatedKey(level, digits, span.start, span.end)


@st.composite
def german_units(draw: st.DrawFn, scale: Scale | str = Scale.NARROW) -> GermanUnit:
    """A municipality with one key, or none; its Land is that of the key."""
    drawn = as_scale(scale)
    keys = draw(st.lists(dated_keys(drawn, (KeyScheme.AGS,)), max_size=1))
    land = LAENDER[keys[0].value[:2]] if keys else None
    return GermanUnit(
        f"de:{keys[0].value if keys else draw(drawn.ids())}",
        draw(drawn.words()),
        draw(st.sampled_from([UnitKind.GEMEINDE, UnitKind.STADT])),
        keys,
        land,
        population=draw(st.none() | populations(drawn)),
        coordinates=draw(st.none() | coordinates(drawn)),
        sources=draw(cited(drawn)),
        confidence=draw(confidences),
    )


@kept
def foreign_units(scale: Scale | str = Scale.NARROW) -> st.SearchStrategy[ForeignUnit]:
    """A unit abroad; subdivisions and identifiers are left out."""
    drawn = as_scale(scale)
    return st.builds(
        ForeignUnit,
        drawn.ids().map("abroad:{}".format),
        drawn.words(),
        drawn.codes().map(country),
        st.none() | st.sampled_from(["city", "county", "province"]),
        population=st.none() | populations(drawn),
        coordinates=st.none() | coordinates(drawn),
        sources=cited(drawn),
        confidence=confidences,
    )


def municipal_registers(scale: Scale | str = Scale.NARROW) -> st.SearchStrategy[MunicipalRegister]:
    """Up to four units of different ids and keys, complete or a sample."""
    drawn = as_scale(scale)
    units = st.lists(german_units(drawn), max_size=4, unique_by=lambda unit: unit.id)
    return st.builds(MunicipalRegister, units, as_of=st.none() | drawn.days(), complete=st.booleans())


def stated_totals(scale: Scale | str = Scale.NARROW) -> st.SearchStrategy[StatedTotal]:
    """How many partnerships with a country somebody says there are."""
    drawn = as_scale(scale)
    return st.builds(StatedTotal, drawn.codes(), numbers(), terms(drawn), sources=cited(drawn), confidence=confidences)


def partnership_registers(scale: Scale | str = Scale.NARROW) -> st.SearchStrategy[PartnershipRegister]:
    """Up to three partnerships of different ids."""
    linked = partnerships(scale=as_scale(scale))
    return st.builds(PartnershipRegister, st.lists(linked, max_size=3, unique_by=lambda one: one.id))


def delegations(scale: Scale | str = Scale.NARROW) -> st.SearchStrategy[Delegation]:
    """People who travel together."""
    drawn = as_scale(scale)
    members = st.sets(st.sampled_from([f"p{number}" for number in range(1, 10)]), min_size=1, max_size=3)
    return st.builds(Delegation, drawn.ids(), members=members.map(sorted), country=st.none() | drawn.codes())
