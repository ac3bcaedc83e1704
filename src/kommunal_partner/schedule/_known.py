"""What was known of a series on a day: which editions had taken place, and which had been announced."""

from __future__ import annotations

from datetime import date, timedelta

from attrs import frozen

from kommunal_partner._checks import as_day, identifier, instance
from kommunal_partner._repr import short_repr
from kommunal_partner.errors import BadInstance
from kommunal_partner.schedule.sentences import NO_SERIES
from kommunal_partner.series import Edition, EditionStatus, EventSeries, in_order


@frozen(repr=False)
class Known:
    """The editions that were over, and those that had been announced or had begun, both in order.

    `perhaps` are those that may have taken place by then: of which only a year or a choice of years is known, or that
    were only listed. An announcement of which nothing was reported is none of them.
    """

    past: tuple[Edition, ...]
    ahead: tuple[Edition, ...]
    perhaps: tuple[Edition, ...] = ()

    __repr__ = short_repr

    @property
    def last(self) -> Edition | None:
        """The last edition that was over; None if there was none."""
        return self.past[-1] if self.past else None

    @property
    def all(self) -> tuple[Edition, ...]:
        """Both, in order."""
        return (*self.past, *self.ahead)

    def without(self, edition: Edition | str) -> Known:
        """The same, had nothing been heard of this edition, given as itself or by its id."""
        left_out = identifier(edition, "edition", BadInstance)
        return Known(
            tuple(one for one in self.past if one.id != left_out),
            tuple(one for one in self.ahead if one.id != left_out),
            tuple(one for one in self.perhaps if one.id != left_out),
        )

    def taken_as_held(self) -> Known:
        """The same, had all those that may have taken place been held."""
        return Known(in_order([*self.past, *self.perhaps]), self.ahead)


def series_given(series: object) -> EventSeries:
    """The series itself.

    Raises:
        BadInstance: for anything else, an id among it: the schedule of a series is asked of the series alone.
    """
    if not isinstance(series, EventSeries):
        raise BadInstance(NO_SERIES, argument="series", value=series)
    return series


def known_on(series: EventSeries, *, on: date) -> Known:
    """What was known on the day.

    An edition was known to have taken place from the day after the last day it can have ended on; so one of which only
    the year is known, from the next year on. It was announced from `known_since` on, and at the latest when it began,
    if its very days are known. An announcement whose days have passed without a report is neither; nor is
    one whose place another edition, known by then, has taken, be that one called off in its turn.

    Raises:
        BadInstance: for anything but an EventSeries.
        NotADay: for a datetime and anything else that is no day.
    """
    series_given(series)
    as_day(on)
    past = [edition for edition in series.counted if edition.last_day < on]
    announced = [edition for edition in series.editions if edition.last_day >= on and _was_announced(edition, on)]
    called_off = [edition for edition in series.editions if _was_called_off(edition, on)]
    replaced = {edition.replaces for edition in (*past, *announced, *called_off)}
    ahead = [edition for edition in announced if edition.id not in replaced]
    known = {edition.id for edition in (*past, *ahead)}
    perhaps = [
        edition
        for edition in series.editions
        if edition.id not in known and edition.first_day < on and _may_have_met(edition)
    ]
    return Known(in_order(past), in_order(ahead), in_order(perhaps))


def _may_have_met(edition: Edition) -> bool:
    return edition.status.took_place or edition.status is EditionStatus.NOMINAL_ONLY


def _was_announced(edition: Edition, on: date) -> bool:
    if edition.status is EditionStatus.ANNOUNCED and edition.known_since is None:
        return True
    if not (edition.status.took_place or edition.status is EditionStatus.ANNOUNCED):
        return False
    announced = edition.known_since is not None and edition.known_since <= on
    return announced or (edition.has_day and edition.first_day <= on)


def _was_called_off(edition: Edition, on: date) -> bool:
    """Whether it had been announced and did not come about: what it took the place of does not come back by that."""
    is_off = edition.status in {EditionStatus.POSTPONED, EditionStatus.CANCELLED}
    return is_off and (edition.known_since is None or edition.known_since <= on)


def start_of(edition: Edition) -> date:
    """The day it began on, or the middle of the days it may have begun on."""
    return edition.first_day if edition.has_day else edition.when.likeliest


def day_after(edition: Edition) -> date:
    """The first day on which it was surely over.

    Raises:
        BadInstance: for anything but an Edition.
    """
    instance(edition, Edition, "edition", BadInstance)
    return edition.last_day if edition.last_day == date.max else edition.last_day + timedelta(days=1)
