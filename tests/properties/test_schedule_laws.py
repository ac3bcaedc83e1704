"""Laws of expectation: windows, rules and phases, over small ranges where edges meet."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kommunal_partner.cycles import AfterLast, Cycle, Grid, NoCycle, Regular, grid_years
from kommunal_partner.schedule import (
    AS_STATED,
    LAST_PLUS,
    MEAN_INTERVAL,
    ON_GRID,
    Phase,
    ProjectionRule,
    backtest,
    expected_editions,
    state,
)
from kommunal_partner.series import CountryScope, Edition, EventSeries, SeriesKind
from kommunal_partner.spans import Span
from kommunal_partner.testing.strategies import histories

DAYS = st.dates(date(2010, 1, 1), date(2020, 12, 31))
KINDS = st.sampled_from(SeriesKind)
RULES: st.SearchStrategy[ProjectionRule] = st.sampled_from(
    [AS_STATED, ON_GRID, LAST_PLUS(1), LAST_PLUS(3), MEAN_INTERVAL]
)


@st.composite
def many_series(draw: st.DrawFn, cycles: st.SearchStrategy[Cycle] | None = None) -> EventSeries:
    every = st.integers(1, 4)
    stated = st.one_of(
        st.builds(Grid, st.integers(2008, 2014), every),
        st.builds(AfterLast, every),
        st.builds(AfterLast, st.just(1), every),
    )
    return EventSeries(
        "s", "S", draw(KINDS), CountryScope({"NIC"}), draw(stated if cycles is None else cycles), draw(histories())
    )


@st.composite
def windows(draw: st.DrawFn) -> tuple[Span, Span]:
    first, last = sorted((draw(DAYS), draw(DAYS)))
    before, behind = (timedelta(days=draw(st.integers(0, 900))) for _ in range(2))
    return Span.through(first, last), Span.through(first - before, last + behind)


def asked(series: EventSeries, rule: ProjectionRule) -> ProjectionRule:
    whole_years = isinstance(series.cycle, Grid) or (isinstance(series.cycle, AfterLast) and not series.cycle.months)
    return rule if rule != ON_GRID or whole_years else AS_STATED


@given(many_series(), windows(), DAYS, RULES)
def test_widening_the_window_never_loses_an_expected_edition(
    series: EventSeries, window: tuple[Span, Span], on: date, rule: ProjectionRule
) -> None:
    narrow, wide = (
        expected_editions(series, one, on=on, rule=asked(series, rule), even_if_lapsed=True) for one in window
    )
    assert set(narrow) <= set(wide)


@given(many_series(), windows(), DAYS, RULES)
def test_the_likeliest_day_lies_in_the_window_and_the_window_meets_the_question(
    series: EventSeries, window: tuple[Span, Span], on: date, rule: ProjectionRule
) -> None:
    found = expected_editions(series, window[0], on=on, rule=asked(series, rule), even_if_lapsed=True)
    for one in found:
        assert one.earliest <= one.likeliest <= one.latest
        assert one.latest >= on
        assert any(window[0].contains(day) for day in one.window.days())
    assert [one.likeliest for one in found] == sorted(one.likeliest for one in found)
    assert len({one.id for one in found}) == len(found)


@given(
    st.integers(2008, 2012),
    st.integers(1, 4),
    st.integers(1, 5),
    st.lists(st.integers(1, 365), min_size=5, max_size=5),
    KINDS,
)
def test_the_grid_and_the_last_plus_n_agree_while_nothing_slips(
    anchor: int, every: int, held: int, days: list[int], kind: SeriesKind
) -> None:
    starts = [date(anchor + every * at, 1, 1) + timedelta(days=days[at] - 1) for at in range(held)]
    editions = [Edition(start, number) for number, start in enumerate(starts, 1)]
    series = EventSeries("s", "S", kind, CountryScope({"NIC"}), Grid(anchor, every), editions)
    on = starts[-1] + timedelta(days=1)
    window = Span(on, date(2040, 1, 1))
    by_grid, by_last = (expected_editions(series, window, on=on, rule=rule) for rule in (ON_GRID, LAST_PLUS(every)))
    assert by_grid
    for one, other in zip(by_grid, by_last, strict=True):
        assert (one.year, one.earliest, one.likeliest, one.latest, one.number) == (
            other.year,
            other.earliest,
            other.likeliest,
            other.latest,
            other.number,
        )
    for rolled in (True, False):
        found = [backtest(series, rule, rolled=rolled) for rule in (ON_GRID, LAST_PLUS(every))]
        assert [len(one.misses) for one in found] == [0, 0]


@given(many_series(), DAYS)
def test_what_happens_later_changes_no_answer(series: EventSeries, on: date) -> None:
    cut = tuple(edition for edition in series.editions if edition.first_day <= on)
    then = EventSeries(series.id, series.name, series.kind, series.scope, series.cycle, cut)
    found, known = state(series, on=on), state(then, on=on)
    assert (found.phase, found.last, found.next, found.missed) == (known.phase, known.last, known.next, known.missed)
    window = Span(on, date(2030, 1, 1))
    assert expected_editions(series, window, on=on) == expected_editions(then, window, on=on)


ORDER = [Phase.UPCOMING, Phase.DUE, Phase.OVERDUE, Phase.LAPSED]


@given(many_series(), st.lists(st.integers(0, 4000), min_size=2, max_size=8))
def test_after_the_last_edition_phases_only_go_forward(series: EventSeries, later: list[int]) -> None:
    if not series.editions:
        return
    start = series.editions[-1].last_day + timedelta(days=1)
    phases = [state(series, on=start + timedelta(days=days)).phase for days in sorted(later)]
    assert [ORDER.index(phase) for phase in phases] == sorted(ORDER.index(phase) for phase in phases)


@given(many_series(st.sampled_from([NoCycle(), Regular()])), st.dates(date(2021, 1, 1), date(2028, 1, 1)))
def test_without_a_cycle_a_series_is_in_no_window(series: EventSeries, on: date) -> None:
    found = state(series, on=on)
    if not series.editions:
        assert found.phase is Phase.NOT_STARTED
        return
    last = series.editions[-1].last_day
    five_years = min(
        date(last.year + 5, last.month, 28), date(last.year + 5, last.month, last.day if last.day < 29 else 28)
    )
    if on <= five_years:
        assert found.phase is Phase.NO_CYCLE
    if on > five_years + timedelta(days=4):
        assert found.phase is Phase.LAPSED
    assert found.next is None
    assert expected_editions(series, Span(on), on=on) == ()


@given(st.integers(1, 60), st.integers(1, 7), st.integers(1, 60), st.integers(0, 30))
def test_the_years_of_a_grid_are_those_that_counting_finds(anchor: int, every: int, first: int, length: int) -> None:
    counted = [year for year in range(first, first + length + 1) if year >= anchor and (year - anchor) % every == 0]
    assert list(grid_years(Grid(anchor, every), Span.years(first, first + length))) == counted
