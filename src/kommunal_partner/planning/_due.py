"""What series ask for in a horizon: occurrences of what is expected, and what has been announced."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final

from attrs import frozen

from kommunal_partner._checks import refusal
from kommunal_partner.errors import BadInstance
from kommunal_partner.planning._model import Commitment, Occurrence
from kommunal_partner.schedule import Phase, expected_editions, known_on, state
from kommunal_partner.series import Edition, EventSeries, ExpectedEdition
from kommunal_partner.spans import Span

_WIDE: Final = 180
"""A window of so many days says nothing of the season: that of the past editions is then preferred."""


@frozen
class Asked:
    """The occurrences asked for, every series that is spoken of, what is announced, and who asks for nothing.

    `given` are the occurrences that were not made of a series, so that what a series has announced may stand for them;
    `replaced` names what is asked for, each time with the id of what it took the place of.
    """

    occurrences: tuple[Occurrence, ...]
    series: frozenset[str]
    given: tuple[Occurrence, ...]
    announced: tuple[tuple[str, Edition], ...]
    not_due: tuple[tuple[str, Phase], ...]
    replaced: tuple[tuple[str, str], ...]


def all_asked(
    wanted: Iterable[object],
    horizon: Span,
    on: date | None,
    commitments: Mapping[str, Commitment],
    *,
    even_if_lapsed: bool,
) -> Asked:
    given: list[Occurrence] = []
    occurrences: list[Occurrence] = []
    series: set[str] = set()
    announced: list[tuple[str, Edition]] = []
    not_due: dict[str, Phase] = {}
    replaced: list[tuple[str, str]] = []
    for item in wanted:
        if isinstance(item, Occurrence):
            given.append(item)
            series.add(item.series)
        elif isinstance(item, ExpectedEdition):
            given.append(_expected(item, horizon, commitments))
            series.add(item.series)
        elif isinstance(item, EventSeries):
            series.add(item.id)
            if on is None:
                de = f" fehlt: Die Reihe {item.id} wird aus dem geplant, was an einem Tag bekannt ist"
                en = f" is missing: series {item.id} is planned from what is known on a day"
                raise refusal(BadInstance, "on", None, de, en)
            known = known_on(item, on=on)
            ahead = [one for one in known.ahead if one.when.span.overlaps(horizon)]
            expected = expected_editions(item, horizon, on=on, even_if_lapsed=even_if_lapsed)
            asked = [_expected(one, horizon, commitments) for one in expected]
            asked += [_vague(one, item, known.past, horizon, commitments) for one in ahead if not one.has_day]
            due = [one for one in asked if one.likeliest <= (horizon.last or date.max)]
            announced += [(item.id, one) for one in ahead if one.has_day]
            replaced += [names for one in ahead for names in replaced_names(one, item.id, item.editions)]
            occurrences += due
            if not due and not ahead:
                not_due[item.id] = state(item, on=on).phase
        else:
            shown = repr(item) if isinstance(item, str) else type(item).__name__
            de = f": {shown} ist weder eine Reihe noch eine erwartete noch eine einzelne Veranstaltung"
            en = f": {shown} is no series, no expected edition and no occurrence"
            raise refusal(BadInstance, "series", item, de, en)
    return Asked(
        occurrences=(*given, *occurrences),
        series=frozenset(series),
        given=tuple(given),
        announced=tuple(announced),
        not_due=tuple(sorted(not_due.items())),
        replaced=tuple(replaced),
    )


def _vague(
    edition: Edition,
    series: EventSeries,
    past: Iterable[Edition],
    horizon: Span,
    commitments: Mapping[str, Commitment],
) -> Occurrence:
    """An edition that is announced for a month, a season or a year: its days are still to be chosen."""
    days = edition.first_day, edition.when.likeliest, edition.last_day
    return _occurrence(name_of(edition, series.id), series.id, days, past, horizon, commitments)


def _expected(edition: ExpectedEdition, horizon: Span, commitments: Mapping[str, Commitment]) -> Occurrence:
    days = edition.earliest, edition.likeliest, edition.latest
    return _occurrence(edition.id, edition.series, days, edition.evidence, horizon, commitments)


def _occurrence(
    name: str,
    series: str,
    days: tuple[date, date, date],
    past: Iterable[Edition],
    horizon: Span,
    commitments: Mapping[str, Commitment],
) -> Occurrence:
    """What is to be planned in a window: its earliest, likeliest and latest day."""
    bound = commitments.get(series, Commitment())
    earliest, likeliest, latest = days
    wide = (latest - earliest).days + 1 >= _WIDE
    seasons = [one.first_day for one in past if one.has_day] if wide else []
    return Occurrence(
        name,
        series,
        earliest,
        _in_season(earliest, likeliest, latest, horizon, seasons),
        latest,
        bound.days,
        bound.staff,
        bound.audience,
        bound.places,
        bound.lands,
        seasons,
    )


def _in_season(earliest: date, likeliest: date, latest: date, horizon: Span, past: Iterable[date]) -> date:
    """The likeliest day in the season of the past editions: the nearest such day of window and horizon.

    Where none lies inside, it is the day of the window that lies nearest to the season; without past editions the
    likeliest day stays.
    """
    years = range(max(earliest.year - 1, date.min.year), min(latest.year + 1, date.max.year) + 1)
    days = [_anniversary(day, year) for day in past for year in years]
    first, last = max(earliest, horizon.start), min(latest, horizon.last or latest)
    inside = [day for day in days if first <= day <= last]
    if inside:
        return min(inside, key=lambda day: (abs((day - likeliest).days), day))
    nearest = min(days, key=lambda day: (max((earliest - day).days, (day - latest).days), day), default=likeliest)
    return min(max(nearest, earliest), latest)


def _anniversary(day: date, year: int) -> date:
    return day.replace(year=year, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=year)


def name_of(edition: Edition, series: str) -> str:
    """The id of an edition; where that is nothing but its date, with its series before it."""
    return f"{series}-{edition.id}" if edition.id == str(edition.when) else edition.id


def names_of(edition: Edition, series: str) -> tuple[str, ...]:
    """The ids under which an edition is planned: one, or one for each session where there are several."""
    name = name_of(edition, series)
    sessions = len(edition.sessions)
    return tuple(f"{name}-{number}" for number in range(1, sessions + 1)) if sessions > 1 else (name,)


def replaced_names(edition: Edition, series: str, editions: Iterable[Edition] = ()) -> Iterator[tuple[str, str]]:
    """The ids of an edition beside those of the edition it took the place of, and of what that one had replaced."""
    names, known = names_of(edition, series), {one.id: one for one in editions}
    while edition.replaces is not None:
        replaced = known.pop(edition.replaces, None)  # so that it ends if they replace one another in a ring
        yield from zip(names, (edition.replaces,) if replaced is None else names_of(replaced, series), strict=False)
        if replaced is None:
            return
        edition = replaced
