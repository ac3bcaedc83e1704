"""The register that answers: which code was on the list on which day, and in which group."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import date
from typing import Any, Literal, TypeAlias, TypeVar

from attrs import evolve, field, frozen

from kommunal_partner._checks import as_day, instance, nearest, on_days, one_of
from kommunal_partner._repr import html_table, short_repr
from kommunal_partner._rows import flat_rows
from kommunal_partner.countries import Country
from kommunal_partner.countries import country as country_of
from kommunal_partner.errors import AmbiguousCountry, BadModel, BadRule, BadSpan, BeyondHorizon, Overlap, UnknownCountry
from kommunal_partner.languages import Term
from kommunal_partner.oda._comparison import OdaComparison, compare
from kommunal_partner.oda._lists import (
    ChangeKind,
    CoveredBy,
    Listing,
    OdaChange,
    OdaEvent,
    OdaGroup,
    OdaList,
    OdaNote,
    OfficialAid,
)
from kommunal_partner.spans import Span, Timeline

Beyond: TypeAlias = Literal["raise", "latest_list"]
"""What to do on a day after the last list: refuse, or carry the last list on."""

Row = TypeVar("Row", Listing, CoveredBy, OfficialAid)
_Index: TypeAlias = dict[Any, tuple[list[date], list[Row | None]]]


def _lists(lists: Iterable[OdaList]) -> tuple[OdaList, ...]:
    return tuple(sorted(lists, key=lambda one: one.span.start))


def _listings(rows: Iterable[Listing]) -> tuple[Listing, ...]:
    return tuple(rows)


def _coverage(rows: Iterable[CoveredBy]) -> tuple[CoveredBy, ...]:
    return tuple(rows)


def _events(rows: Iterable[OdaEvent]) -> tuple[OdaEvent, ...]:
    return tuple(rows)


def _notes(rows: Iterable[OdaNote]) -> tuple[OdaNote, ...]:
    return tuple(rows)


def _official_aid(rows: Iterable[OfficialAid]) -> tuple[OfficialAid, ...]:
    return tuple(rows)


@frozen(repr=False)
class OdaRegister:
    """All versions of the list: which code was on it on which day, and in which group.

    Lists follow one another without a gap; `horizon` is the span they cover together. A country may be given as
    alpha-2, alpha-3 or `Country`; one that was renamed (Zaire) is read as what it is called today, one that was split
    or merged (Yugoslavia) is not.

    Raises:
        BadModel: without any list, or with a gap between two.
        Overlap: if two lists, or two rows of one country, claim the same day.
    """

    lists: tuple[OdaList, ...] = field(converter=_lists)
    listings: tuple[Listing, ...] = field(converter=_listings, repr=False)
    coverage: tuple[CoveredBy, ...] = field(default=(), converter=_coverage, repr=False)
    events: tuple[OdaEvent, ...] = field(default=(), converter=_events, repr=False)
    notes: tuple[OdaNote, ...] = field(default=(), converter=_notes, repr=False)
    official_aid: tuple[OfficialAid, ...] = field(default=(), converter=_official_aid, repr=False)
    horizon: Span = field(init=False, eq=False)
    _first: date = field(init=False, repr=False, eq=False)
    _end: date = field(init=False, repr=False, eq=False)
    _starts: list[date] = field(init=False, repr=False, eq=False)
    _listed: _Index[Listing] = field(init=False, repr=False, eq=False)
    _covered: _Index[CoveredBy] = field(init=False, repr=False, eq=False)
    _aided: _Index[OfficialAid] = field(init=False, repr=False, eq=False)

    __repr__ = short_repr

    def __attrs_post_init__(self) -> None:
        if not self.lists:
            raise BadModel(Term("ein Register braucht mindestens eine Liste", "a register needs at least one list"))
        for one, later in zip(self.lists, self.lists[1:], strict=False):
            if one.span.end == later.span.start:
                continue
            first, second = on_days(one.id, one.span), on_days(later.id, later.span)
            if one.span.overlaps(later.span):
                raise Overlap(first, second)
            raise BadModel(
                Term(
                    f"zwischen {first.de} und {second.de} fehlt eine Liste",
                    f"there is no list between {first.en} and {second.en}",
                )
            )
        put = object.__setattr__
        put(self, "horizon", Span(self.lists[0].span.start, self.lists[-1].span.end))
        put(self, "_first", self.horizon.start)
        put(self, "_end", self.horizon.end or date.max)
        put(self, "_starts", [one.span.start for one in self.lists])
        put(self, "_listed", _index(self.listings))
        put(self, "_covered", _index(self.coverage))
        put(self, "_aided", _index(self.official_aid))
        put(self, "lists", self._with_entries())

    def _with_entries(self) -> tuple[OdaList, ...]:
        entries: list[list[Listing]] = [[] for _ in self.lists]
        for row in self.listings:
            if row.list_entry:
                first = max(bisect_right(self._starts, row.span.start) - 1, 0)
                last = len(entries) if row.span.end is None else bisect_left(self._starts, row.span.end)
                for index in range(first, last):
                    entries[index].append(row)
        return tuple([evolve(one, entries=tuple(rows)) for one, rows in zip(self.lists, entries, strict=True)])

    def __contains__(self, thing: object) -> bool:
        raise TypeError(
            "who is on the list depends on the day: ask oda.group(country, on=day), "
            "or whether oda.recipients(on=day) holds the code"
        )

    def __reduce__(self) -> tuple[object, ...]:
        # Only the facts are pickled; what was worked out from them is worked out again.
        return OdaRegister, (self.lists, self.listings, self.coverage, self.events, self.notes, self.official_aid)

    def group(self, country: str | Country, *, on: date, beyond: Beyond = "raise") -> OdaGroup | None:
        """The group the country is listed in on the day; None if it is not on the list.

        A country that only another entry covers is not listed (`covered_by`); `eligibility.assess_country` knows both.

        Raises:
            BeyondHorizon: on a day that no list covers; after the last list `beyond="latest_list"` carries it on.
            UnknownCountry: if there is no such code.
        """
        row = self.listing(country, on=on, beyond=beyond)
        return None if row is None else row.group

    def listing(self, country: str | Country, *, on: date, beyond: Beyond = "raise") -> Listing | None:
        """The row that holds for the country on the day; None if it is not on the list. Raises as `group` does."""
        try:
            days, rows = self._listed[country]
        except (KeyError, TypeError):
            days, rows = self._looked_up(self._listed, country)
        if type(on) is date and beyond == "raise" and self._first <= on < self._end:  # nearly always, and asked often
            return rows[bisect_right(days, on)]
        return rows[bisect_right(days, self._asked(on, beyond))]

    def recipients(self, *, on: date, beyond: Beyond = "raise") -> frozenset[str]:
        """The alpha-3 code of every country for which `group` gives a group on the day.

        It holds historic codes beside their successors, and codes that are no list entry: count `OdaList.entries`.

        Raises:
            BeyondHorizon: as `group` does.
        """
        day = self._asked(on, beyond)
        held = (rows[bisect_right(days, day)] for days, rows in self._listed.values())
        return frozenset([row.country for row in held if row is not None])

    def list_on(self, day: date, *, beyond: Beyond = "raise") -> OdaList:
        """The list that holds on the day, with its entries. Raises as `group` does."""
        return self.lists[bisect_right(self._starts, self._asked(day, beyond)) - 1]

    def covered_by(self, country: str | Country, *, on: date, beyond: Beyond = "raise") -> CoveredBy | None:
        """The entry that covers the country on the day though it has none of its own; None if there is none.

        Raises:
            BeyondHorizon, UnknownCountry: as `group` does.
        """
        days, rows = self._looked_up(self._covered, country)
        return rows[bisect_right(days, self._asked(on, beyond))]

    def covered_codes(self, *, on: date, beyond: Beyond = "raise") -> frozenset[str]:
        """The alpha-3 code of every country that has no row of its own on the day and is covered by an entry.

        Raises:
            BeyondHorizon: as `group` does.
        """
        day = self._asked(on, beyond)
        return frozenset([row.country for row in self.coverage if row.span.contains(day)]) - self.recipients(on=day)

    def official_aid_on(self, country: str | Country, *, on: date) -> OfficialAid | None:
        """The row of Part II that holds for the country on the day; None if there is none, as always since 2005."""
        days, rows = self._looked_up(self._aided, country)
        return rows[bisect_right(days, as_day(on))]

    def to_rows(self) -> list[dict[str, object]]:
        """A row for each stretch of days that a country stood on the list, as the lists say it, keys as text."""
        return flat_rows(self.listings)

    def dac_codes(self) -> tuple[str, ...]:
        """Every code of the DAC that a row of the lists has, as text, in the order of the numbers."""
        return tuple(sorted({row.dac_code for row in self.listings if row.dac_code is not None}, key=int))

    def country_of(self, dac_code: str | int, *, on: date) -> Country:
        """The country that a code of the DAC meant on the day; codes were handed on (63: YUG, then SCG, then SRB).

        A code of one country alone means it on every day. One that was handed on means whoever was listed under it on
        the day, after the last list whoever was listed last.

        Raises:
            UnknownCountry: if no row has the code.
            AmbiguousCountry: for a code that was handed on, on a day on which nobody was listed under it.

        >>> from kommunal_partner.facts import load_facts
        >>> load_facts().oda.country_of("63", on=date(2004, 6, 1)).alpha3
        'SCG'
        """
        day, wanted = as_day(on), str(dac_code).strip()
        wanted = wanted.lstrip("0") if wanted.isdigit() else wanted
        rows = [row for row in self.listings if row.dac_code == wanted]
        codes = sorted({row.country for row in rows})
        if len(codes) > 1:
            last = self.horizon.last
            asked = day if last is None else min(day, last)
            held = sorted({row.country for row in rows if row.span.contains(asked) and row.list_entry})
            codes = held or codes
        if not codes:
            raise UnknownCountry(dac_code, nearest(wanted, self.dac_codes()), by_code=True)
        if len(codes) > 1:
            raise AmbiguousCountry(dac_code, [country_of(code) for code in codes])
        return country_of(codes[0])

    def _repr_html_(self) -> str:
        """The lists as a table for a notebook, the newest first, every text escaped."""
        rows = [(one.id, str(one.span), len(one.entries), str(one)) for one in reversed(self.lists)]
        return html_table("OdaRegister", ("list", "days", "entries", "title"), rows, of=len(rows))

    def compare(self, other: OdaRegister) -> OdaComparison:
        """What a newer register says otherwise: the countries and days of which the answers differ.

        With the list of a new year `comparison.affected(facts.partnerships)` are the partnerships that change with it.
        Corrections of the past are differences like any other.
        """
        return compare(self, instance(other, OdaRegister, "other"))

    def timeline(self, country: str | Country) -> Timeline[Listing]:
        """When the country was on the list, and how; an open row ends with the horizon, beyond which nothing is known.

        Raises:
            UnknownCountry: if there is no such code.
        """
        _, rows = self._looked_up(self._listed, country)
        clipped = ((row.span.intersection(self.horizon), row) for row in rows if row is not None)
        return Timeline.of([(span, row) for span, row in clipped if span is not None])

    def turning_days(self, country: str | Country) -> tuple[date, ...]:
        """Every day from which on something about the country may be different, sorted: rows, lists, the horizon."""
        cover_days, cover_rows = self._looked_up(self._covered, country)
        days = {*self._starts, *cover_days, *self._looked_up(self._aided, country)[0]}
        days.update(self._looked_up(self._listed, country)[0])
        for cover in cover_rows:
            if cover is not None:
                days.update(self._looked_up(self._listed, cover.by)[0])
        if self.horizon.end is not None:
            days.add(self.horizon.end)
        return tuple(sorted(days))

    def changes(self, window: Span, *, beyond: Beyond = "raise") -> tuple[OdaChange, ...]:
        """Who entered, left or moved on some day of the window, sorted by day and code.

        The first day of the first list changes nothing: what was before it is not known. A code that gave way to
        another (YUG to SCG in 2003) leaves, and the other enters.

        Raises:
            BeyondHorizon: if the window reaches beyond the lists; `beyond="latest_list"` allows it after the last.
        """
        instance(window, Span, "window", BadSpan)
        self._asked(window.start, beyond)
        self._asked(window.last or date.max, beyond)
        codes = sorted({row.country for row in self.listings} | {row.country for row in self.coverage})
        found = [
            change
            for code in codes
            for day in self.turning_days(code)
            if self._inside(day) and window.contains(day)
            for change in self._change(code, day)
        ]
        return tuple(sorted(found, key=lambda change: (change.day, change.country)))

    def _inside(self, day: date) -> bool:
        return day > self.horizon.start and self.horizon.contains(day)

    def _change(self, code: str, day: date) -> Iterable[OdaChange]:
        before = self._state(code, date.fromordinal(day.toordinal() - 1))
        after = self._state(code, day)
        kind = _kind(before, after)
        if kind is not None:
            yield OdaChange(day, code, kind, before, after)

    def _state(self, code: str, day: date) -> Listing | CoveredBy | None:
        """The row that the list as published gives rise to: its own entry, else the entry that covers it."""
        listing = self.listing(code, on=day)
        return listing if listing is not None and listing.list_entry else self.covered_by(code, on=day) or listing

    def _asked(self, on: date, beyond: Beyond) -> date:
        """The day whose list answers the question."""
        if type(on) is not date:
            as_day(on)
        horizon = self.horizon
        one_of(beyond, ("raise", "latest_list"), "beyond", BadRule)
        if horizon.start <= on and (horizon.end is None or on < horizon.end):
            return on
        if beyond == "raise" or on < horizon.start or horizon.last is None:
            raise BeyondHorizon(on, horizon)
        return horizon.last

    @staticmethod
    def _looked_up(index: _Index[Row], country: str | Country) -> tuple[list[date], list[Row | None]]:
        """The rows of a country however it is named; a renamed one has those of its new name."""
        try:
            return index[country]
        except (KeyError, TypeError):
            known = country_of(country)
        renamed = known.renamed_to
        found = index.get(known.alpha3)
        if found is None and renamed is not None:
            found = index.get(renamed.alpha3)
        return ([], [None]) if found is None else found


def _index(rows: Iterable[Row]) -> _Index[Row]:
    """By code: the days on which something changes, and what holds before the first, from the first, and so on."""
    index: _Index[Row] = {}
    for row in sorted(rows, key=lambda row: (row.country, row.span.start)):
        days, held = index.setdefault(row.country, ([], [None]))
        if days and days[-1] == row.span.start and held[-1] is None:
            held[-1] = row
        else:
            before = held[-1] or (held[-2] if days and days[-1] > row.span.start else None)
            if before is not None:
                raise Overlap(on_days(before.country, before.span), on_days(row.country, row.span))
            days.append(row.span.start)
            held.append(row)
        if row.span.end is not None:
            days.append(row.span.end)
            held.append(None)
    return index


def _kind(before: Listing | CoveredBy | None, after: Listing | CoveredBy | None) -> ChangeKind | None:
    if before is None or after is None:
        return None if before is after else ChangeKind.LEFT if after is None else ChangeKind.ENTERED
    if isinstance(before, Listing) and isinstance(after, Listing):
        return None if before.group is after.group else ChangeKind.MOVED
    if isinstance(before, CoveredBy) and isinstance(after, CoveredBy):
        return None
    return ChangeKind.SEPARATED if isinstance(after, Listing) else ChangeKind.MERGED
