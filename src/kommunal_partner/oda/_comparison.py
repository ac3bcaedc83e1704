"""What a newer register of the list says otherwise: the yearly moment when a list comes out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from datetime import date
from typing import Any, Protocol, TypeVar

from attrs import frozen

from kommunal_partner._checks import as_day, values_of
from kommunal_partner._repr import html_table, short_repr
from kommunal_partner.countries import country
from kommunal_partner.errors import BadModel
from kommunal_partner.languages import Term, language
from kommunal_partner.oda._lists import CoveredBy, Listing
from kommunal_partner.oda.sentences import NOT_KNOWN, OFF_THE_LIST, ON_THE_LIST_COVERED
from kommunal_partner.spans import Span


class Lists(Protocol):
    """What two registers are compared by: an `OdaRegister` is one."""

    @property
    def listings(self) -> Any:  # noqa: ANN401 - because pyright takes a field that is converted for no tuple
        """Who stood on the list when."""
        ...

    @property
    def coverage(self) -> Any:  # noqa: ANN401 - because pyright takes a field that is converted for no tuple
        """Who was covered by another entry when."""
        ...

    @property
    def horizon(self) -> Span:
        """The days that the lists cover."""
        ...

    def turning_days(self, country: str) -> tuple[date, ...]:
        """The days on which something about a country may change."""
        ...

    def listing(self, country: str, *, on: date) -> Listing | None:
        """The row of a country on a day."""
        ...

    def covered_by(self, country: str, *, on: date) -> CoveredBy | None:
        """The entry that covers a country on a day."""
        ...


class WithCountries(Protocol):
    """Whatever has partner countries, as a `Partnership` has."""

    @property
    def countries(self) -> frozenset[str]:
        """Their alpha-3 codes."""
        ...


W = TypeVar("W", bound=WithCountries)


@frozen(repr=False)
class OdaDifference:
    """One country on a stretch of days of which two registers say different things.

    `before` and `after` are the rows that hold there by the older and the newer register: a listing, an entry that
    covers the country, or None for a country that is not on the list; `known_before` and `known_after` tell whether the
    register covers those days at all.
    """

    country: str
    span: Span
    before: Listing | CoveredBy | None
    after: Listing | CoveredBy | None
    known_before: bool
    known_after: bool

    __repr__ = short_repr

    def text(self, lang: str = "de") -> str:
        """The country, the days, and what each register says, as one line."""
        tag = language(lang)
        said = (_said(self.before, tag, known=self.known_before), _said(self.after, tag, known=self.known_after))
        return f"{country(self.country).name(tag)}, {self.span.text(tag)}: {said[0]} → {said[1]}"

    def __str__(self) -> str:
        return self.text()


def _said(row: Listing | CoveredBy | None, lang: str, *, known: bool) -> str:
    if not known:
        return NOT_KNOWN.text(lang)
    if row is None:
        return OFF_THE_LIST.text(lang)
    return row.group.text(lang) if isinstance(row, Listing) else ON_THE_LIST_COVERED.text(lang)


@frozen(repr=False)
class OdaComparison:
    """Two registers of the list side by side: every country and stretch of days of which they differ, in order."""

    differences: tuple[OdaDifference, ...]

    __repr__ = short_repr

    @property
    def countries(self) -> frozenset[str]:
        """The alpha-3 codes of the countries of which something else is said."""
        return frozenset(one.country for one in self.differences)

    def on(self, day: date) -> tuple[OdaDifference, ...]:
        """The differences that concern a day."""
        asked = as_day(day, "day")
        return tuple(one for one in self.differences if one.span.contains(asked))

    def affected(self, partnerships: Iterable[W] | Mapping[str, W], *, on: date | None = None) -> tuple[W, ...]:
        """The partnerships with a country of which something else is said, at all or on a day."""
        codes = self.countries if on is None else {one.country for one in self.on(as_day(on))}
        given = values_of(partnerships, "partnerships")
        for one in given:
            if not isinstance(getattr(one, "countries", None), AbstractSet):
                raise BadModel(
                    Term(f"partnerships: {one!r} hat keine Länder", f"partnerships: {one!r} has no countries"),
                    argument="partnerships",
                    value=one,
                )
        return tuple(one for one in given if not codes.isdisjoint(one.countries))

    def _repr_html_(self) -> str:
        """The first differences as a table, for a notebook."""
        rows = [(one.country, one.span, one.text("de")) for one in self.differences]
        return html_table("OdaComparison", ("country", "days", "difference"), rows, of=len(rows))


def compare(older: Lists, newer: Lists) -> OdaComparison:
    """Every country and stretch of days of which the two say different things, by country and day."""
    return OdaComparison(tuple(_differences(older, newer)))


def _differences(older: Lists, newer: Lists) -> Iterator[OdaDifference]:
    rows: list[Listing | CoveredBy] = [*older.listings, *newer.listings, *older.coverage, *newer.coverage]
    codes = {row.country for row in rows}
    for code in sorted(codes):
        days = sorted({*older.turning_days(code), *newer.turning_days(code)})
        found: list[OdaDifference] = []
        for first, end in zip(days, [*days[1:], None], strict=True):
            one = _difference(code, Span(first, end), older, newer)
            if one is None:
                continue
            if found and _is_continued(found[-1], one):
                one = OdaDifference(code, Span(found.pop().span.start, end), *_parts(one))
            found.append(one)
        yield from found


def _parts(one: OdaDifference) -> tuple[Listing | CoveredBy | None, Listing | CoveredBy | None, bool, bool]:
    return one.before, one.after, one.known_before, one.known_after


def _is_continued(one: OdaDifference, later: OdaDifference) -> bool:
    return one.span.end == later.span.start and _parts(one) == _parts(later)


def _difference(code: str, span: Span, older: Lists, newer: Lists) -> OdaDifference | None:
    known_before, before = _state(older, code, span.start)
    known_after, after = _state(newer, code, span.start)
    same_answer = known_before is known_after and _meaning(before) == _meaning(after)
    nothing_new = not (known_before or known_after) or (known_before is not known_after and before is after is None)
    return None if same_answer or nothing_new else OdaDifference(code, span, before, after, known_before, known_after)


def _state(register: Lists, code: str, day: date) -> tuple[bool, Listing | CoveredBy | None]:
    if not register.horizon.contains(day):
        return False, None
    return True, register.listing(code, on=day) or register.covered_by(code, on=day)


def _meaning(row: Listing | CoveredBy | None) -> object:
    return row.group if isinstance(row, Listing) else None if row is None else row.by
