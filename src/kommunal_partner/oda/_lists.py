"""What is known of the DAC list, row by row: its versions, who stands on them, and what happened to whom."""

from __future__ import annotations

from datetime import date
from enum import Enum

from attrs import field, frozen
from attrs.converters import optional

from kommunal_partner._checks import choice
from kommunal_partner._mappings import FrozenMap
from kommunal_partner._repr import short_repr
from kommunal_partner.fuzzy_dates import FuzzyDate
from kommunal_partner.oda.sentences import CHANGES, GROUPS, LIST_OF_ONE_YEAR, LIST_OF_YEARS
from kommunal_partner.sources import Confidence, Source, as_confidence
from kommunal_partner.spans import Span


class OdaGroup(Enum):
    """The income group a recipient is listed in, from the poorest up; HIC_PART_I exists until 2004 only."""

    LDC = "LDC"
    OTHER_LIC = "OTHER_LIC"
    LMIC = "LMIC"
    UMIC = "UMIC"
    HIC_PART_I = "HIC_PART_I"

    @property
    def rank(self) -> int:
        """0 for the poorest group, 4 for the richest."""
        return _RANK[self]

    def text(self, lang: str = "de") -> str:
        """The group's name in German or English."""
        return GROUPS[self.value].text(lang)


_RANK = {group: rank for rank, group in enumerate(OdaGroup)}


def _group(value: OdaGroup | str) -> OdaGroup:
    return choice(OdaGroup, value, "group")


@frozen(repr=False)
class Listing:
    """A country (alpha-3) that counts as a recipient, in one group, from the first to the last day of a span.

    `list_entry` is False where the OECD codes a country that was no entry of its own on the published list: it is
    eligible, but not in the list's totals. `name` and `dac_code` are those of the list.
    """

    country: str
    group: OdaGroup = field(converter=_group)
    span: Span
    list_entry: bool = True
    sources: tuple[Source, ...] = ()
    confidence: Confidence = field(default=Confidence.MEDIUM, converter=as_confidence)
    note: str = ""
    dac_code: str | None = None
    name: str = ""

    __repr__ = short_repr


@frozen(repr=False)
class CoveredBy:
    """A country without an entry of its own (alpha-3) that another entry, `by`, covers: Kosovo before 2009."""

    country: str
    by: str
    span: Span
    sources: tuple[Source, ...] = ()
    confidence: Confidence = field(default=Confidence.MEDIUM, converter=as_confidence)
    note: str = ""

    __repr__ = short_repr


@frozen(repr=False)
class OfficialAid:
    """A country (alpha-3) on Part II of the list (1993 to 2004): official aid, which is not ODA."""

    country: str
    group: str
    span: Span
    sources: tuple[Source, ...] = ()
    confidence: Confidence = field(default=Confidence.MEDIUM, converter=as_confidence)
    note: str = ""
    dac_code: str | None = None
    name: str = ""

    __repr__ = short_repr


@frozen(repr=False)
class ListTotals:
    """How many entries a list has, and the counts that others give for it.

    `groups` and `total` belong to the entries collected here; `check_total` and `check_groups` come from sources that
    do not depend on them, and are None and empty where there are none.
    """

    groups: FrozenMap[OdaGroup, int]
    total: int
    check_total: int | None = None
    check_total_sources: tuple[Source, ...] = ()
    check_total_note: str = ""
    check_groups: FrozenMap[OdaGroup, int] = field(factory=FrozenMap)
    check_groups_sources: tuple[Source, ...] = ()
    check_groups_note: str = ""

    __repr__ = short_repr


@frozen(repr=False)
class OdaList:
    """One version of the list and the days it holds for.

    `entries` are the listings as published, filled in by the register that the list belongs to; they take no part in
    equality. `thresholds` is the income rule it was drawn up by.
    """

    id: str
    span: Span
    title: str = ""
    totals: ListTotals | None = None
    thresholds: str = ""
    sources: tuple[Source, ...] = ()
    confidence: Confidence = field(default=Confidence.MEDIUM, converter=as_confidence)
    note: str = ""
    entries: tuple[Listing, ...] = field(default=(), repr=False, eq=False)

    __repr__ = short_repr

    def text(self, lang: str = "de") -> str:
        """The list by its years, as a sentence names it: "DAC-Liste 2018 bis 2019"; `str()` gives its title."""
        first, last = self.span.start.year, None if self.span.last is None else self.span.last.year
        name = LIST_OF_ONE_YEAR if last in {None, first} else LIST_OF_YEARS
        return name.text(lang).format(first=first, last=last)

    def __str__(self) -> str:
        return self.title or self.id


@frozen(repr=False)
class OdaEvent:
    """Something that happened to a country on the list (alpha-3), or to the list itself if `country` is None."""

    when: FuzzyDate
    event: str
    country: str | None = None
    from_group: OdaGroup | None = field(default=None, converter=optional(_group))
    to_group: OdaGroup | None = field(default=None, converter=optional(_group))
    sources: tuple[Source, ...] = ()
    confidence: Confidence = field(default=Confidence.MEDIUM, converter=as_confidence)
    note: str = ""

    __repr__ = short_repr


@frozen(repr=False)
class OdaNote:
    """A rule of the list (`topic` "rule"), a remark on codes ("codes"), or a footnote of the list with that id."""

    topic: str
    text: str
    countries: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    confidence: Confidence = field(default=Confidence.MEDIUM, converter=as_confidence)
    note: str = ""

    __repr__ = short_repr


# ── changes ──────────────────────────────────────────────────────────────────────────────────────────────────────────


class ChangeKind(Enum):
    """What happened to a code: ENTERED or LEFT the list, MOVED to another group, came out of or into another entry.

    SEPARATED is no gain in eligibility, MERGED no loss: the country is covered by another entry before or afterwards.
    """

    ENTERED = "entered"
    LEFT = "left"
    MOVED = "moved"
    SEPARATED = "separated"
    MERGED = "merged"

    def text(self, lang: str = "de") -> str:
        """The words for it in German or English."""
        return CHANGES[self.value].text(lang)


@frozen(repr=False)
class OdaChange:
    """What is different for one code from this day on; `before` and `after` are the rows that hold then."""

    day: date
    country: str
    kind: ChangeKind
    before: Listing | CoveredBy | None
    after: Listing | CoveredBy | None

    __repr__ = short_repr

    @property
    def rose(self) -> bool:
        """Whether it moved to a group with a higher income."""
        return self._step > 0

    @property
    def fell(self) -> bool:
        """Whether it moved to a group with a lower income."""
        return self._step < 0

    @property
    def _step(self) -> int:
        if isinstance(self.before, Listing) and isinstance(self.after, Listing):
            return self.after.group.rank - self.before.group.rank
        return 0
