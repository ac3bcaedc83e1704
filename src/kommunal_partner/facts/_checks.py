"""What tables must hold together: codes that exist, one row a day, lists that have as many entries as they say."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Protocol, TypeAlias

from kommunal_partner._checks import on_days
from kommunal_partner.countries import known_codes
from kommunal_partner.facts._folder import Folder
from kommunal_partner.facts.sentences import REGION, not_called
from kommunal_partner.languages import Term
from kommunal_partner.oda import CoveredBy, Listing, OdaGroup, OdaList
from kommunal_partner.regions import RegionRegister
from kommunal_partner.series import DatedScope, EventSeries, PublishedList, RegionScope, UnclearScope
from kommunal_partner.spans import Span

Key: TypeAlias = str | tuple[str, ...]


class Dated(Protocol):
    """A row that holds for a span of days; for all days if it has none."""

    @property
    def span(self) -> Span | None:
        """The days."""
        ...


def check_code(folder: Folder, table: str, line: int, column: str, code: str, known: Collection[str]) -> None:
    """Note a country code that no country has."""
    if code not in known:
        reason = Term(f"kein Land hat den Code {code!r}", f"no country has the code {code!r}")
        folder.complain(table, line, column, reason)


def check_one_a_day(folder: Folder, table: str, rows: Iterable[tuple[int, Key, Dated]]) -> None:
    """Note every row that claims a day of the row before it with the same key; rows come sorted by key and start."""
    before: tuple[int, Key, Dated] | None = None
    for line, key, row in rows:
        if before is not None and before[1] == key:
            one, other = before[2].span, row.span
            if one is None or other is None or one.overlaps(other):
                said = on_days(" ".join(key) if isinstance(key, tuple) else key, other)
                de = f"{said.de} überschneidet sich mit Zeile {before[0]}"
                folder.complain(table, line, "start", Term(de, f"{said.en} overlaps line {before[0]}"))
        before = (line, key, row)


def check_list_days(folder: Folder, table: str, lists: Sequence[tuple[int, OdaList]]) -> None:
    """Note every list that does not begin where the one before ends."""
    for (line, one), (next_line, later) in pairwise(lists):
        if one.span.end is None:
            reason = Term(
                f"{one.id} (Zeile {line}) braucht ein Ende, denn {later.id} folgt darauf",
                f"{one.id} (line {line}) needs an end, for {later.id} follows it",
            )
            folder.complain(table, next_line, "start", reason)
        elif one.span.end != later.span.start:
            reason = Term(
                f"{later.id} muss beginnen, wo {one.id} (Zeile {line}) endet: {one.span.end}",
                f"{later.id} must begin where {one.id} (line {line}) ends: {one.span.end}",
            )
            folder.complain(table, next_line, "start", reason)


def check_counts(folder: Folder, table: str, lists: Iterable[tuple[int, OdaList]]) -> None:
    """Note every list whose entries are not as many as it says, or as others counted."""
    for line, one in lists:
        if one.totals is None:
            continue
        groups = [row.group for row in one.entries]
        counts = {group: groups.count(group) for group in OdaGroup}
        for group in OdaGroup:
            _compare(folder, table, line, group.value.lower(), one.totals.groups[group], counts[group])
        for group, count in one.totals.check_groups.items():
            _compare(folder, table, line, f"check_{group.value.lower()}", count, counts[group])
        _compare(folder, table, line, "total", one.totals.total, len(one.entries))
        if one.totals.check_total is not None:
            _compare(folder, table, line, "check_total", one.totals.check_total, len(one.entries))


def _compare(folder: Folder, table: str, line: int, column: str, stated: int, found: int) -> None:
    if stated != found:
        de = f"{stated} sind angegeben, die Einträge ergeben {found}"
        folder.complain(table, line, column, Term(de, f"{stated} are stated, the listings have {found}"))


def check_coverage(
    folder: Folder, table: str, coverage: Iterable[tuple[int, CoveredBy]], listings: Iterable[Listing]
) -> None:
    """Note every country covered by an entry that is not on the list all the while."""
    spans: dict[str, list[Span]] = {}
    for listing in listings:
        spans.setdefault(listing.country, []).append(listing.span)
    for line, row in coverage:
        if not any(span.covers(row.span) for span in spans.get(row.by, ())):
            de = f"{row.by!r} steht nicht durchgehend auf der Liste {row.span.text('de')}"
            folder.complain(table, line, "by", Term(de, f"{row.by!r} is not on the list from {row.span}"))


def check_scopes(folder: Folder, series: Mapping[str, EventSeries], regions: RegionRegister) -> None:
    """Note every series whose scope is a region that no scheme has."""
    for one in series.values():
        for region in unknown_regions(one, regions):
            said = not_called(REGION, region)
            reason = Term(f"{one.id}: {said.de}", f"{one.id}: {said.en}")
            folder.complain("series_scopes.csv", None, "region", reason)


def unknown_regions(series: EventSeries, regions: RegionRegister) -> tuple[str, ...]:
    """The regions that a scope of a series or of its audience names, as its set or as a bound, and no scheme has."""
    known = {region.id for region in regions.regions} | known_codes()
    named: dict[str, None] = {}
    for own in (series.scope, *(rule.scope for rule in series.audience.rules if rule.scope is not None)):
        for scope in [scope for _, scope in own.timeline] if isinstance(own, DatedScope) else [own]:
            if isinstance(scope, (RegionScope, PublishedList)) and scope.region is not None:
                named[scope.region] = None
            if not isinstance(scope, UnclearScope):
                named |= dict.fromkeys(sorted(scope.also_within))
    return tuple(name for name in named if name not in known)
