"""Funding programmes, their versions and cells, and applications to them."""

from __future__ import annotations

from typing import Any, Final, TypeVar

from kommunal_partner.programmes import (
    APPLICATION_STAGES,
    Application,
    Cell,
    CellKind,
    Deadline,
    Programme,
    ProgrammeVersion,
)
from kommunal_partner.testing.strategies._calendar import Scale, as_scale
from kommunal_partner.testing.strategies._hypothesis import kept, st
from kommunal_partner.testing.strategies._words import cited, confidences, terms

V = TypeVar("V")

APPLICANTS = ("county", "municipality")

_NOT_ASKED: Final[Cell[Any]] = Cell(CellKind.NOT_APPLICABLE)


def cells(value: st.SearchStrategy[V], scale: Scale | str = Scale.NARROW) -> st.SearchStrategy[Cell[V]]:
    """A cell of a rule: read, not seen, not applicable, by the kind of project, or contradicted."""
    wording = terms(scale)
    return st.one_of(
        st.builds(Cell, st.just(CellKind.VALUE), value, st.none() | wording),
        st.sampled_from([Cell(CellKind.NOT_SEEN), Cell(CellKind.NOT_APPLICABLE)]),
        st.builds(
            lambda words, inside: Cell(CellKind.CONDITIONAL, None, words, (("domestic", inside),)), wording, value
        ),
        st.builds(lambda words: Cell(CellKind.CONFLICTING, None, words), wording),
    )


@kept
def deadlines(scale: Scale | str = Scale.NARROW) -> st.SearchStrategy[Deadline]:
    """A day by which something is due: once, every year, or always open."""
    drawn = as_scale(scale)
    yearly = st.tuples(st.integers(1, 12), st.integers(1, 28))
    return st.one_of(
        st.builds(Deadline, terms(drawn), drawn.days()),
        st.builds(Deadline, terms(drawn), yearly=yearly),
        st.builds(Deadline, terms(drawn)),
    )


@st.composite
def programme_versions(
    draw: st.DrawFn, scale: Scale | str = Scale.NARROW, programme: str = "fund", version: str = "1"
) -> ProgrammeVersion:
    """The rules of a programme as one text states them; amounts are whole euros, shares whole per cent.

    Most cells do not matter. Joint applications, rates and what holds for newcomers are left out.
    """
    drawn = as_scale(scale)
    least, most = draw(_amounts(draw(st.integers(0, 5)), drawn))
    return ProgrammeVersion(programme, version, min_eur=least, max_eur=most, **draw(_rules(drawn)))


@kept
def _rules(scale: Scale) -> st.SearchStrategy[dict[str, Any]]:
    """All that a version says but its amounts: of most cells that they do not matter, so that some wish fits."""
    applicants = st.sets(st.sampled_from(APPLICANTS), min_size=1).map(frozenset)
    countries = st.sets(scale.codes(), min_size=1, max_size=3).map(frozenset)
    stages = st.sets(st.sampled_from(sorted(APPLICATION_STAGES)), min_size=1).map(frozenset)
    said: dict[str, st.SearchStrategy[Any]] = {
        "applicants": cells(applicants, scale),
        "partner_required": cells(st.booleans(), scale),
        "oda_partner_required": cells(st.booleans(), scale),
        "countries": cells(countries, scale),
        "stages": cells(stages, scale),
        "own_share_min_pct": cells(st.integers(0, 100), scale),
        "duration_max_months": cells(st.integers(1, 36), scale),
        "deadlines": cells(st.lists(deadlines(scale), min_size=1, max_size=2).map(tuple), scale),
    }
    return st.fixed_dictionaries(
        {
            "seen": st.none() | st.just(scale.throughout) | scale.spans(),
            **{name: _seldom(cell) for name, cell in said.items()},
            "conditions": st.lists(terms(scale), max_size=1),
            "sources": cited(scale),
            "confidence": confidences,
        }
    )


def _seldom(cell: st.SearchStrategy[Cell[V]]) -> st.SearchStrategy[Cell[V]]:
    return st.integers(0, 3).flatmap(lambda number: cell if number == 3 else st.just(_NOT_ASKED))  # noqa: PLR2004 - because it is one of four


@kept
def _amounts(least: int, scale: Scale) -> st.SearchStrategy[tuple[Cell[int], Cell[int]]]:
    """The least and the most that is paid, at least so many thousand euros."""
    most = st.integers(least, 9).map(lambda thousand: 1000 * thousand)
    return st.tuples(_seldom(cells(st.just(1000 * least), scale)), _seldom(cells(most, scale)))


@st.composite
def programmes(draw: st.DrawFn, scale: Scale | str = Scale.NARROW) -> Programme:
    """A programme of one or two versions."""
    versions = [draw(programme_versions(scale, "fund", number)) for number in ("1", "2")[: draw(st.integers(1, 2))]]
    words = as_scale(scale).words()
    return Programme("fund", draw(words), draw(words), versions)


@kept
def applications(scale: Scale | str = Scale.NARROW) -> st.SearchStrategy[Application]:
    """What somebody wants to apply for; anything may be unknown."""
    drawn = as_scale(scale)
    return st.builds(
        Application,
        st.none() | st.sampled_from(APPLICANTS),
        st.none() | st.just("domestic"),
        st.none() | st.booleans(),
        st.none() | drawn.codes(),
        st.none() | st.sampled_from(sorted(APPLICATION_STAGES)),
        st.none() | st.integers(0, 10_000),
        st.none() | st.integers(0, 100),
        st.none() | st.integers(1, 48),
        st.none() | st.booleans(),
    )
