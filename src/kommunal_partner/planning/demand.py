"""What has to be planned: occurrences made of series, of expected editions and of fixed ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from attrs import evolve, field, frozen

from kommunal_partner.errors import BadInstance, FixedOutsideHorizon
from kommunal_partner.planning.model import Occurrence, Placement, known_lands, known_places, names
from kommunal_partner.schedule import expected_editions
from kommunal_partner.series import Edition, EventSeries, ExpectedEdition
from kommunal_partner.spans import Span

__all__ = ["Commitment", "Demand", "demand"]


@frozen
class Commitment:
    """What a series is bound to: the days its editions take, its people, whose holidays matter, which Länder may host.

    Series without a commitment of their own share one team.

    Raises:
        UnknownName, UnknownCountry: for a Land or a country there is none of.
    """

    days: tuple[int, int] = (2, 3)
    staff: frozenset[str] = field(default=frozenset({"team"}), converter=names)
    audience: frozenset[str] = field(default=frozenset(), converter=names)
    places: frozenset[str] = field(default=frozenset(), converter=known_places)
    lands: tuple[str, ...] = field(default=(), converter=known_lands)


@frozen
class Demand:
    """The occurrences to plan, fixed ones among them, and the placements that are fixed."""

    occurrences: tuple[Occurrence, ...]
    fixed: tuple[Placement, ...]


def demand(
    series: Iterable[EventSeries | ExpectedEdition | Occurrence],
    horizon: Span,
    fixed: Iterable[Edition | Placement],
    *,
    on: date | None,
    even_if_lapsed: bool,
    commitments: Mapping[str, Commitment],
) -> Demand:
    """What these series, editions and occurrences ask for; a fixed edition stands for the expected one of its window.

    Raises:
        BadInstance: if two have one id, a series comes without `on`, or a fixed edition has no certain days.
        FixedOutsideHorizon: if a fixed edition lies outside the horizon, even with one day.
    """
    asked: list[Occurrence] = []
    for item in series:
        asked += _asked(item, horizon, on, commitments, even_if_lapsed=even_if_lapsed)
    held: dict[Placement, Occurrence] = {}
    for edition in fixed:
        placement, occurrence = _fixed(edition, asked, commitments)
        if not (horizon.contains(placement.first) and horizon.contains(placement.last)):
            days = f"{placement.first} to {placement.last}"
            raise FixedOutsideHorizon(f"{placement.occurrence} ({days}) is fixed outside the horizon {horizon}")
        held[placement] = occurrence
    replaced = [_replaced(occurrence, asked) for occurrence in held.values()]
    open_ones = [one for one in asked if one not in replaced]
    occurrences = [*open_ones, *held.values()]
    ids = [one.id for one in occurrences]
    twice = sorted({one for one in ids if ids.count(one) > 1})
    if twice:
        raise BadInstance(f"two occurrences have one id: {', '.join(twice)}")
    return Demand(tuple(sorted(occurrences, key=lambda one: (one.likeliest, one.id))), tuple(sorted(held)))


def _asked(
    item: EventSeries | ExpectedEdition | Occurrence,
    horizon: Span,
    on: date | None,
    commitments: Mapping[str, Commitment],
    *,
    even_if_lapsed: bool,
) -> list[Occurrence]:
    if isinstance(item, Occurrence):
        return [item]
    if isinstance(item, ExpectedEdition):
        return [_expected(item, commitments)]
    if not isinstance(item, EventSeries):
        raise BadInstance(f"{item!r} is no series, no expected edition and no occurrence")
    if on is None:
        raise BadInstance(f"series {item.id} is planned from what is known on a day: give on=")
    expected = expected_editions(item, horizon, on=on, even_if_lapsed=even_if_lapsed)
    last = horizon.last or date.max
    return [_expected(edition, commitments) for edition in expected if edition.likeliest <= last]


def _expected(edition: ExpectedEdition, commitments: Mapping[str, Commitment]) -> Occurrence:
    bound = commitments.get(edition.series, Commitment())
    nth = f"/{edition.nth_in_year}" if edition.nth_in_year > 1 else ""
    return Occurrence(
        f"{edition.series} {edition.year}{nth}",
        edition.series,
        edition.earliest,
        edition.likeliest,
        edition.latest,
        bound.days,
        bound.staff,
        bound.audience,
        bound.places,
        bound.lands,
    )


def _fixed(
    edition: Edition | Placement, asked: Iterable[Occurrence], commitments: Mapping[str, Commitment]
) -> tuple[Placement, Occurrence]:
    if isinstance(edition, Placement):
        placement, series = edition, edition.occurrence.rsplit(" ", 1)[0]
        for one in asked:
            if one.id == edition.occurrence:
                day = edition.first
                return edition, evolve(one, earliest=day, likeliest=day, latest=day)
    else:
        if not edition.has_day:
            raise BadInstance(f"edition {edition.id} ({edition.when}) has no certain days, it cannot be fixed")
        series = edition.in_series[0].series if edition.in_series else edition.id.rsplit(" ", 1)[0]
        placement = Placement(edition.first_day, edition.last_day, f"{series} {edition.first_day.year}")
    bound = commitments.get(series, Commitment())
    day, length = placement.first, placement.length
    days = (length, length)
    return placement, Occurrence(
        placement.occurrence, series, day, day, day, days, bound.staff, bound.audience, bound.places, bound.lands
    )


def _replaced(fixed: Occurrence, asked: Iterable[Occurrence]) -> Occurrence | None:
    """Which occurrence a fixed one stands for: that of its id, else the one of its series whose window it falls in."""
    asked = list(asked)
    for one in asked:
        if one.id == fixed.id:
            return one
    same = [one for one in asked if one.series == fixed.series and one.earliest <= fixed.earliest <= one.latest]
    return min(same, key=lambda one: (abs((one.likeliest - fixed.earliest).days), one.id), default=None)
