"""Event series: cycles, editions, scopes, audiences, claims."""

from __future__ import annotations

from datetime import date, timedelta

from kommunal_partner.cycles import (
    AfterLast,
    Alternating,
    Cycle,
    Grid,
    NamedYears,
    NoCycle,
    OnDemand,
    Regular,
    Turn,
)
from kommunal_partner.fuzzy_dates import DateMark, DatePart, DatePrecision, FuzzyDate
from kommunal_partner.participants import Side
from kommunal_partner.series import (
    STAGES,
    AnyOda,
    Aspect,
    Audience,
    AudienceRule,
    Claim,
    Condition,
    Count,
    CountryScope,
    Counts,
    DatedScope,
    Edition,
    EditionStatus,
    EventSeries,
    Expectation,
    ExpectedEdition,
    GlossaryEntry,
    InSeries,
    Mode,
    NumberOrigin,
    Origin,
    Place,
    PlainScope,
    PublishedList,
    RegionScope,
    Scope,
    SeriesKind,
    UnclearScope,
)
from kommunal_partner.sources import Confidence
from kommunal_partner.spans import Span, Timeline
from kommunal_partner.testing.strategies._calendar import CODES, DAYS, FIRST, Scale, as_scale, days
from kommunal_partner.testing.strategies._hypothesis import kept, st
from kommunal_partner.testing.strategies._regions import REGIONS
from kommunal_partner.testing.strategies._words import cited, confidences, sentences, terms

ACTORS = ("administration", "mayor", "ngo", "politics")

_UNCOUNTED: st.SearchStrategy[Turn] = st.sampled_from([OnDemand(), OnDemand(3), Regular(), NoCycle()])


@kept
def cycles_by_kind() -> dict[type, st.SearchStrategy[Cycle]]:
    """A cycle of each kind that counts years, and one that alternates between hosts."""
    turns: dict[type, st.SearchStrategy[Turn]] = {
        Grid: st.builds(Grid, st.integers(2008, 2014), st.integers(1, 4)),
        AfterLast: st.builds(AfterLast, st.integers(1, 4))
        | st.builds(AfterLast, st.integers(0, 1), st.integers(1, 11)),
        NamedYears: st.builds(
            NamedYears, st.sets(st.integers(2010, 2020), min_size=1, max_size=3).map(sorted).map(tuple)
        ),
    }
    either = st.one_of(*turns.values(), _UNCOUNTED)
    return {**turns, Alternating: st.builds(Alternating, either, st.just(("german", "partner")))}


@kept
def cycles() -> st.SearchStrategy[Cycle]:
    """A cycle of any kind."""
    return st.one_of(*cycles_by_kind().values(), _UNCOUNTED)


@st.composite
def editions(draw: st.DrawFn, first: date = FIRST, count: int = DAYS, *, scale: Scale | str = Scale.NARROW) -> Edition:
    """An edition in the small calendar: a day, several days, or a month or season that begins there.

    A rich one lies in the large calendar and may have a host, a theme and sources. Sessions, claims, and other series
    that it belongs to are left out.
    """
    drawn = as_scale(scale)
    rich, day = drawn is Scale.RICH, days(first, count) if drawn is Scale.NARROW else drawn.days()
    start, last = sorted((draw(day), draw(day)))
    when = draw(
        st.sampled_from(
            [
                FuzzyDate.of(start),
                FuzzyDate.between(start, last),
                FuzzyDate(DatePart(DatePrecision.MONTH, start.year, start.month)),
                FuzzyDate(DatePart(DatePrecision.SEASON, start.year, 24)),
                FuzzyDate(DatePart(DatePrecision.YEAR, start.year, mark=DateMark.UNCERTAIN)),
            ]
        )
    )
    return Edition(
        when,
        draw(st.none() | st.integers(1, 9)),
        status=draw(st.sampled_from(EditionStatus)),
        mode=draw(st.sampled_from(Mode)),
        countries=draw(st.sets(drawn.codes(), max_size=len(CODES))),
        confidence=draw(st.sampled_from(Confidence)),
        host=draw(st.none() | terms(drawn)) if rich else None,
        theme=draw(st.none() | terms(drawn)) if rich else None,
        sources=draw(cited(drawn)) if rich else (),
    )


@st.composite
def histories(draw: st.DrawFn, start: st.SearchStrategy[date] | None = None) -> tuple[Edition, ...]:
    """Up to six editions of one day each, held and numbered from 1 on, oldest first, from 2010 to 2020 unless given."""
    begins = st.dates(date(2010, 1, 1), date(2020, 12, 31)) if start is None else start
    return tuple(Edition(day, number) for number, day in enumerate(sorted(draw(st.sets(begins, max_size=6))), 1))


@st.composite
def event_series(
    draw: st.DrawFn, cycle: st.SearchStrategy[Cycle] | None = None, *, scale: Scale | str = Scale.NARROW
) -> EventSeries:
    """A series with a history, a cycle of any kind unless given, and two countries as its scope; no audience.

    A rich one has any id and name, a history in the large calendar, a scope of any kind, and an audience.
    """
    drawn = as_scale(scale)
    rich = drawn is Scale.RICH
    return EventSeries(
        draw(drawn.ids()) if rich else "series",
        draw(terms(drawn)) if rich else "Series",
        draw(st.sampled_from(SeriesKind)),
        draw(scopes(drawn)) if rich else CountryScope(CODES[:2], oda=draw(st.booleans())),
        draw(cycles() if cycle is None else cycle),
        draw(histories(drawn.days()) if rich else histories()),
        draw(audiences(drawn)) if rich else Audience(),
    )


# ── what series are made of ──────────────────────────────────────────────────────────────────────────────────────────


@kept
def scopes(scale: Scale | str = Scale.NARROW) -> st.SearchStrategy[Scope]:
    """A scope of any kind; dated ones are made of one or two others."""
    return plain_scopes(scale) | dated_scopes(scale)


@kept
def dated_scopes(scale: Scale | str = Scale.NARROW) -> st.SearchStrategy[DatedScope]:
    """A scope that holds from a day on, or two, one after the other."""
    return st.lists(plain_scopes(scale), min_size=1, max_size=2).map(_dated)


@kept
def scopes_by_kind(scale: Scale | str = Scale.NARROW) -> dict[type, st.SearchStrategy[PlainScope]]:
    """A scope of each kind."""
    drawn = as_scale(scale)
    text, countries = st.none() | terms(drawn), st.sets(drawn.codes(), min_size=1, max_size=3)
    region, oda = st.sampled_from(REGIONS), st.booleans()
    return {
        AnyOda: st.builds(AnyOda, text, sources=cited(drawn)),
        RegionScope: st.builds(RegionScope, region, oda, text, sources=cited(drawn)),
        CountryScope: st.builds(CountryScope, countries, oda, text, sources=cited(drawn)),
        PublishedList: st.builds(PublishedList, countries, st.none() | region, oda, text, sources=cited(drawn)),
        UnclearScope: st.builds(UnclearScope, terms(drawn), sources=cited(drawn)),
    }


@kept
def plain_scopes(scale: Scale | str = Scale.NARROW) -> st.SearchStrategy[PlainScope]:
    """All countries that receive ODA, a region, countries, a published list, or words that leave it open."""
    return st.one_of(*scopes_by_kind(scale).values())


def _dated(parts: list[PlainScope]) -> DatedScope:
    cut = FIRST + timedelta(days=DAYS // 2)
    spans = [Span(date.min, cut), Span(cut)] if len(parts) > 1 else [Span(FIRST)]
    return DatedScope(Timeline(list(zip(spans, parts, strict=True))))


@kept
def conditions(scale: Scale | str = Scale.NARROW) -> st.SearchStrategy[Condition]:
    """A condition in words, for one kind of actor or for all."""
    return st.builds(Condition, st.just("together"), terms(scale), st.none() | st.sampled_from(ACTORS))


@st.composite
def audience_rules(draw: st.DrawFn, scale: Scale | str = Scale.NARROW, side: Side | None = None) -> AudienceRule:
    """Who may come from one side, from when on; what it excludes it does not name as well."""
    drawn = as_scale(scale)
    actors = draw(st.none() | st.sets(st.sampled_from(ACTORS), min_size=1))
    stages = draw(st.none() | st.sets(st.sampled_from(sorted(STAGES)), min_size=1))
    return AudienceRule(
        draw(st.sampled_from(Side)) if side is None else side,
        actors,
        stages,
        draw(drawn.days()),
        draw(st.none() | plain_scopes(drawn)),
        partner_required=draw(st.none() | st.booleans()),
        max_paid_travellers=draw(st.none() | st.integers(1, 3)),
        conditions=draw(st.lists(conditions(drawn), max_size=1)),
        carried_over=draw(st.booleans()),
        sources=draw(cited(drawn)),
        confidence=draw(confidences),
        actors_excluded=draw(st.sets(st.sampled_from(ACTORS), max_size=2)) - (actors or set()),
        stages_excluded=draw(st.sets(st.sampled_from(sorted(STAGES)), max_size=2)) - (stages or set()),
    )


@st.composite
def audiences(draw: st.DrawFn, scale: Scale | str = Scale.NARROW) -> Audience:
    """No rule, or one of each side, each for its own time on."""
    rules = [draw(audience_rules(scale, side)) for side in Side if draw(st.booleans())]
    return Audience(rules, draw(st.none() | terms(scale)))


def counts(scale: Scale | str = Scale.NARROW) -> st.SearchStrategy[Counts]:
    """How many came, where that is known, as numbers, spans of numbers, or about so many."""
    del scale  # numbers are numbers
    one = st.none() | numbers()
    return st.builds(Counts, one, one, one, one, one)


def numbers() -> st.SearchStrategy[Count]:
    """A number, a span of numbers, about so many, more than so many."""
    low = st.integers(0, 300)
    return st.one_of(
        low.map(lambda number: Count(number, number)),
        st.tuples(low, low).map(lambda two: Count(min(two), max(two))),
        low.map(lambda number: Count(number, number, approximate=True)),
        low.map(lambda number: Count(number, None)),
    )


def places(scale: Scale | str = Scale.NARROW) -> st.SearchStrategy[Place]:
    """A city, at home or abroad."""
    drawn = as_scale(scale)
    land = st.sampled_from(["NW", "BE", "BY"])
    return st.builds(Place, drawn.words(), land, st.just("DEU")) | st.builds(
        Place, drawn.words(), country=drawn.codes()
    )


def claims(scale: Scale | str = Scale.NARROW) -> st.SearchStrategy[Claim]:
    """What somebody says of a day or a number, and since when."""
    drawn = as_scale(scale)
    dated = st.builds(Claim, st.just(Aspect.DATE), drawn.days().map(str), st.sampled_from(Origin), cited(drawn))
    counted = st.builds(Claim, st.just(Aspect.PARTICIPANTS), st.integers(1, 300).map(str), st.sampled_from(Origin))
    return dated | counted


def expectations(scale: Scale | str = Scale.NARROW) -> st.SearchStrategy[Expectation]:
    """What was due or projected and left no trace."""
    when = as_scale(scale).days().map(FuzzyDate.of)
    return st.builds(Expectation, when, st.none() | st.integers(1, 9), sources=cited(as_scale(scale)))


def in_series(scale: Scale | str = Scale.NARROW) -> st.SearchStrategy[InSeries]:
    """Another series that an edition belongs to, and its numbers there."""
    ids = as_scale(scale).ids()
    return st.builds(
        InSeries, ids, st.sets(st.integers(1, 9), max_size=2).map(sorted).map(tuple), st.sampled_from(NumberOrigin)
    )


@st.composite
def expected_editions(draw: st.DrawFn, scale: Scale | str = Scale.NARROW) -> ExpectedEdition:
    """An edition that is due: its window and the likeliest day in it."""
    drawn = as_scale(scale)
    first, likeliest, last = sorted(draw(st.tuples(drawn.days(), drawn.days(), drawn.days())))
    return ExpectedEdition(draw(drawn.ids()), likeliest.year, first, likeliest, last, draw(sentences(drawn)))


def glossary_entries(scale: Scale | str = Scale.NARROW) -> st.SearchStrategy[GlossaryEntry]:
    """A term and what it means."""
    return st.builds(GlossaryEntry, terms(scale), terms(scale), as_scale(scale).words(), sources=cited(as_scale(scale)))
