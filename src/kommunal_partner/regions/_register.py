"""The register that answers: who belongs to which region on which day, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Final, TypeVar

from attrs import field, frozen

from kommunal_partner._checks import as_day, having, identifier, nearest, on_days
from kommunal_partner._repr import html_table, short_repr
from kommunal_partner._rows import flat_rows
from kommunal_partner.countries import Country
from kommunal_partner.countries import country as country_of
from kommunal_partner.errors import BadModel, Overlap, UnknownName
from kommunal_partner.languages import Term
from kommunal_partner.oda import Beyond, OdaRegister
from kommunal_partner.regions._model import (
    Members,
    Membership,
    Region,
    RegionCode,
    RegionMember,
    RegionRecipients,
    RegionScheme,
    RegionsOf,
)
from kommunal_partner.regions.sentences import (
    BEFORE_FIRST_YEAR,
    DOUBTFUL,
    IN_REGION,
    IN_REGION_UNDATED,
    LEFT_OUT,
    MEMBER_REASONS,
    NO_LONGER_IN_REGION,
    NOT_IN_REGION,
    NOT_PLACED,
    NOT_YET_DOCUMENTED,
    REGION,
    SCHEME,
)
from kommunal_partner.sources import Confidence
from kommunal_partner.verdicts import Verdict, no, undecided, yes

RULE: Final = "region/1"


def _as_schemes(schemes: Iterable[RegionScheme]) -> tuple[RegionScheme, ...]:
    return tuple(schemes)


def _as_regions(regions: Iterable[Region]) -> tuple[Region, ...]:
    return tuple(regions)


def _as_rows(rows: Iterable[RegionMember]) -> tuple[RegionMember, ...]:
    return tuple(rows)


def _as_codes(codes: Iterable[RegionCode]) -> tuple[RegionCode, ...]:
    return tuple(codes)


@frozen(repr=False)
class RegionRegister:
    """All schemes with their regions and rows. A region may be given by its id, a country by code or `Country`.

    Raises:
        BadModel: if an id stands twice, or a scheme, a parent or a row's region does not exist.
        Overlap: if two rows of one country and region claim the same day.
    """

    schemes: tuple[RegionScheme, ...] = field(converter=_as_schemes)
    regions: tuple[Region, ...] = field(converter=_as_regions, repr=False)
    rows: tuple[RegionMember, ...] = field(converter=_as_rows, repr=False)
    codes: tuple[RegionCode, ...] = field(default=(), converter=_as_codes, repr=False)
    _schemes: dict[str, RegionScheme] = field(init=False, repr=False, eq=False)
    _regions: dict[str, Region] = field(init=False, repr=False, eq=False)
    _above: dict[str, frozenset[str]] = field(init=False, repr=False, eq=False)
    _by_country: dict[str, list[RegionMember]] = field(init=False, repr=False, eq=False)

    __repr__ = short_repr

    def __attrs_post_init__(self) -> None:
        put = object.__setattr__
        put(self, "_schemes", _by_id(self.schemes, SCHEME))
        put(self, "_regions", _by_id(self.regions, REGION))
        put(self, "_above", {region.id: self._with_parents(region) for region in self.regions})
        put(self, "_by_country", self._index())

    def _with_parents(self, region: Region) -> frozenset[str]:
        """The ids of the region and of all that hold it."""
        if region.scheme not in self._schemes:
            raise BadModel(
                Term(
                    f"{region.id}: Eine Einteilung {region.scheme!r} gibt es nicht",
                    f"{region.id}: there is no scheme {region.scheme!r}",
                )
            )
        found = {region.id}
        one = region
        while one.parent is not None:
            above = self._regions.get(one.parent)
            if above is None or above.id in found or above.scheme != region.scheme:
                raise BadModel(
                    Term(
                        f"{one.id}: {one.parent!r} ist keine Region seiner Einteilung darüber",
                        f"{one.id}: {one.parent!r} is no region of its scheme above it",
                    )
                )
            found.add(above.id)
            one = above
        return frozenset(found)

    def _index(self) -> dict[str, list[RegionMember]]:
        index: dict[str, list[RegionMember]] = {}
        last: dict[tuple[str, str], RegionMember] = {}
        for row in sorted(self.rows, key=_by_start):
            if row.region not in self._regions:
                raise BadModel(
                    Term(
                        f"{row.country}: Eine Region {row.region!r} gibt es nicht",
                        f"{row.country}: there is no region {row.region!r}",
                    )
                )
            before = last.get((row.region, row.country))
            if before is not None and (before.span is None or row.span is None or before.span.overlaps(row.span)):
                first = on_days(f"{before.country} in {before.region}", before.span)
                raise Overlap(first, on_days(row.country, row.span))
            last[row.region, row.country] = row
            index.setdefault(row.country, []).append(row)
        return index

    def __contains__(self, thing: object) -> bool:
        raise TypeError(
            "what regions hold depends on the day: ask regions.membership(region, country, on=day), "
            "or regions.members(region, on=day)"
        )

    def __reduce__(self) -> tuple[object, ...]:
        # Only the facts are pickled; what was worked out from them is worked out again.
        return RegionRegister, (self.schemes, self.regions, self.rows, self.codes)

    def to_rows(self) -> list[dict[str, object]]:
        """A row for each statement that a country belongs to a region, or does not, or that it is doubtful."""
        return flat_rows(self.rows)

    def _repr_html_(self) -> str:
        """The schemes as a table for a notebook, every text escaped."""
        held = Counter(region.scheme for region in self.regions)
        rows = [(one.id, one.name("de"), one.name("en"), held[one.id]) for one in self.schemes]
        return html_table("RegionRegister", ("scheme", "Name", "name", "regions"), rows, of=len(rows))

    def region(self, region: str | Region) -> Region:
        """The region with this id, or the one here with the id of the one given.

        Raises:
            UnknownName: if there is none.
        """
        asked = identifier(region, "region")
        found = self._regions.get(str(asked))
        if found is None:
            raise UnknownName(REGION, asked, nearest(asked, self._regions))
        return found

    def scheme(self, scheme: str | RegionScheme) -> RegionScheme:
        """The scheme with this id, or the one here with the id of the one given.

        Raises:
            UnknownName: if there is none.
        """
        asked = identifier(scheme, "scheme")
        found = self._schemes.get(str(asked))
        if found is None:
            raise UnknownName(SCHEME, asked, nearest(asked, self._schemes))
        return found

    def members(self, region: str | Region, *, on: date) -> Members:
        """The countries of a region on a day, sure and doubtful ones apart.

        Raises:
            UnknownName: if there is no such region.
            NotADay: if `on` is a datetime or no day at all.
        """
        found, day = self.region(region), as_day(on)
        if found.start is not None and day < found.start:
            return Members(found, day, (), (), documented=False)
        status = {code: self._status(rows, found, day) for code, rows in self._by_country.items()}
        sure = sorted(code for code, one in status.items() if one is Membership.IN)
        doubtful = sorted(code for code, one in status.items() if one is Membership.DOUBTFUL)
        return Members(found, day, tuple(sure), tuple(doubtful))

    def regions_of(self, country: str | Country, *, on: date, scheme: str | None = None) -> RegionsOf:
        """The regions a country belongs to on a day, in all schemes or in one; none that is not documented then.

        Raises:
            UnknownCountry, UnknownName: if there is no such code or scheme.
            NotADay: if `on` is a datetime or no day at all.
        """
        known, day = country_of(country), as_day(on)
        wanted = None if scheme is None else self.scheme(scheme).id
        rows = self._rows_of(known)
        status = {
            region: self._status(rows, region, day)
            for region in sorted(self.regions, key=lambda region: region.id)
            if wanted in (None, region.scheme) and (region.start is None or day >= region.start)
        }
        sure, doubtful = (
            tuple([region for region, one in status.items() if one is kind])
            for kind in (Membership.IN, Membership.DOUBTFUL)
        )
        return RegionsOf(known, day, sure, doubtful)

    def scope(self, region: str | Region, oda: OdaRegister, *, on: date, beyond: Beyond = "raise") -> RegionRecipients:
        """The countries of a region that are eligible for ODA on a day, those that another entry covers included.

        Raises:
            BeyondHorizon: on a day that no list covers; after the last list `beyond="latest_list"` carries it on.
            UnknownName, NotADay: as `members` does.
        """
        having(oda, ("recipients", "covered_codes"), "oda")
        members = self.members(region, on=on)
        eligible = oda.recipients(on=on, beyond=beyond) | oda.covered_codes(on=on, beyond=beyond)
        sure, doubtful = (
            tuple([code for code in codes if code in eligible]) for codes in (members.sure, members.doubtful)
        )
        return RegionRecipients(members.region, members.on, sure, doubtful, members)

    def membership(self, region: str | Region, country: str | Country, *, on: date) -> Verdict:
        """Whether the country belongs to the region on the day: yes, no or undecided, with the rows that say so.

        Undecided: a doubtful row, a day before the region's or the row's first documented day, or a scheme that does
        not place the country. No: a row says so or has ended, the scheme is closed, or it places the country elsewhere.

        Raises:
            UnknownName, UnknownCountry: if there is no such region or code.
            NotADay: if `on` is a datetime or no day at all.
        """
        found, known, day = self.region(region), country_of(country), as_day(on)
        if found.start is not None and day < found.start:
            return undecided(
                BEFORE_FIRST_YEAR,
                country=known,
                region=found,
                on=day,
                start=found.start,
                evidence=(found,),
                rule=RULE,
                as_of=day,
            )
        rows = [row for row in self._rows_of(known) if self._inside(row, found)]
        return self._by_row(found, known, day, rows) if rows else self._without_row(found, known, day)

    def turning_days(self, region: str | Region, country: str | Country) -> tuple[date, ...]:
        """Every day from which on the membership may be answered differently, sorted.

        Raises:
            UnknownName, UnknownCountry: if there is no such region or code.
        """
        found, known = self.region(region), country_of(country)
        days = {found.start} | {
            day for row in self._rows_of(known) if row.span is not None for day in (row.span.start, row.span.end)
        }
        return tuple(sorted(day for day in days if day is not None))

    def _rows_of(self, country: Country) -> list[RegionMember]:
        """The rows of a country; a renamed one has those of its new name."""
        now = country.renamed_to or country
        return self._by_country.get(country.alpha3) or self._by_country.get(now.alpha3, [])

    def _by_row(self, region: Region, country: Country, on: date, rows: list[RegionMember]) -> Verdict:
        status = self._status(rows, region, on)
        if status is None:
            return _between_rows(region, country, on, rows)
        holding = [row for row in rows if row.says is status and row.holds(on)] or rows[-1:]
        if status is Membership.IN and all(row.span is None for row in holding):
            scheme = self.scheme(region.scheme)
            return yes(
                IN_REGION_UNDATED, country=country, region=region, scheme=scheme, evidence=holding, rule=RULE, as_of=on
            )
        say, reason = {
            Membership.IN: (yes, IN_REGION),
            Membership.DOUBTFUL: (undecided, DOUBTFUL),
            Membership.ABSENT: (no, LEFT_OUT),
        }[status]
        told = MEMBER_REASONS.get(holding[0].reason, {}).get(status.value)
        if told is not None:
            return say(told, country=country, region=region, evidence=holding[:1], rule=RULE, as_of=on)
        return say(reason, country=country, region=region, on=on, evidence=holding, rule=RULE, as_of=on)

    def _without_row(self, region: Region, country: Country, on: date) -> Verdict:
        scheme = self.scheme(region.scheme)
        if scheme.closed:
            return no(NOT_IN_REGION, country=country, region=region, on=on, evidence=(region,), rule=RULE, as_of=on)
        elsewhere = [
            row
            for row in self._rows_of(country)
            if row.holds(on)
            and row.status is Membership.IN
            and self._regions[row.region].scheme == scheme.id
            and row.confidence is not Confidence.LOW
        ]
        if elsewhere and not any(row.region in self._above[region.id] for row in elsewhere):
            return no(NOT_IN_REGION, country=country, region=region, on=on, evidence=elsewhere, rule=RULE, as_of=on)
        return undecided(
            NOT_PLACED, country=country, region=region, scheme=scheme, evidence=(scheme,), rule=RULE, as_of=on
        )

    def _inside(self, row: RegionMember, region: Region) -> bool:
        """Whether the row is one of the region's, or one of a region inside it that says that the country is in."""
        if row.region == region.id:
            return True
        return row.status is not Membership.ABSENT and region.id in self._above[row.region]

    def _status(self, rows: Iterable[RegionMember], region: Region, on: date) -> Membership | None:
        """The strongest of what the rows say about the region on the day."""
        inside = [row for row in rows if self._inside(row, region)]
        said = {row.says for row in inside if row.holds(on)}
        if not said and _ended_unsurely(inside, on):
            return Membership.DOUBTFUL
        return next((status for status in Membership if status in said), None)


def _ended_unsurely(rows: list[RegionMember], on: date) -> bool:
    """Whether the last row is over by the day, and too unsure for its end to leave anybody out."""
    ends = [(row.span.end, row) for row in rows if row.span is not None and row.span.end is not None]
    if len(ends) < len(rows) or not ends or any(end > on for end, _ in ends):
        return False
    return max(ends, key=lambda pair: pair[0])[1].confidence is Confidence.LOW


def _between_rows(region: Region, country: Country, on: date, rows: list[RegionMember]) -> Verdict:
    """The verdict for a day that lies before, between or after all rows of the country."""
    spans = [(row.span, row) for row in rows if row.span is not None]
    later = [(span.start, row) for span, row in spans if span.start > on]
    if later:
        start, row = min(later, key=lambda pair: pair[0])
        return undecided(
            NOT_YET_DOCUMENTED, country=country, region=region, on=on, start=start, evidence=(row,), rule=RULE, as_of=on
        )
    since, row = max(((span.end, row) for span, row in spans if span.end is not None), key=lambda pair: pair[0])
    return no(
        NO_LONGER_IN_REGION, country=country, region=region, on=on, since=since, evidence=(row,), rule=RULE, as_of=on
    )


def _by_start(row: RegionMember) -> tuple[str, str, date]:
    return row.region, row.country, date.min if row.span is None else row.span.start


Named = TypeVar("Named", RegionScheme, Region)


def _by_id(things: Iterable[Named], kind: Term) -> dict[str, Named]:
    found: dict[str, Named] = {}
    for one in things:
        if one.id in found:
            raise BadModel(Term(f"{kind.de} {one.id!r} steht zweimal da", f"the {kind.en} {one.id!r} stands twice"))
        found[one.id] = one
    return found
