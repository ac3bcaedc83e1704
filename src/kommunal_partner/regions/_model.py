"""What is known of regions, row by row, and the frozen answers about them."""

from __future__ import annotations

from datetime import date
from enum import Enum

from attrs import field, frozen

from kommunal_partner._checks import choice, nearest
from kommunal_partner._repr import short_repr
from kommunal_partner.countries import Country
from kommunal_partner.errors import UnknownChoice
from kommunal_partner.languages import language
from kommunal_partner.regions.sentences import MEMBER_REASONS, MEMBERSHIPS
from kommunal_partner.sources import Confidence, Source, as_confidence
from kommunal_partner.spans import Span


class Membership(Enum):
    """How a country stands to a region: in it, perhaps in it, or named as not in it."""

    IN = "in"
    DOUBTFUL = "doubtful"
    ABSENT = "absent"

    def text(self, lang: str = "de") -> str:
        """The words for it in German or English."""
        return MEMBERSHIPS[self.value].text(lang)


@frozen(repr=False)
class RegionScheme:
    """One way to divide the world. `as_of` is the day its table was drawn up.

    In a `closed` scheme a country that no row names lies outside a region; in any other it is not placed, which leaves
    the question undecided.
    """

    id: str
    name_de: str
    name_en: str
    as_of: date | None = None
    closed: bool = True
    sources: tuple[Source, ...] = ()
    confidence: Confidence = field(default=Confidence.MEDIUM, converter=as_confidence)
    note: str = ""

    __repr__ = short_repr

    def name(self, lang: str = "de") -> str:
        """The scheme's name in German or English."""
        return self.name_de if language(lang) == "de" else self.name_en


@frozen(repr=False)
class Region:
    """A region of a scheme. `start` is its first documented day, or None where the scheme gives no dates.

    `parent` is the id of the region that holds it, `code` its code in the scheme.
    """

    id: str
    scheme: str
    name_de: str
    name_en: str
    parent: str | None = None
    code: str = ""
    start: date | None = None
    sources: tuple[Source, ...] = ()
    confidence: Confidence = field(default=Confidence.MEDIUM, converter=as_confidence)
    note: str = ""

    __repr__ = short_repr

    def name(self, lang: str = "de") -> str:
        """The region's name in German or English."""
        return self.name_de if language(lang) == "de" else self.name_en


def _membership(value: Membership | str) -> Membership:
    return choice(Membership, value, "status")


def _reason(value: str) -> str:
    if value and value not in MEMBER_REASONS:
        raise UnknownChoice(value, MEMBER_REASONS, argument="reason", suggestions=nearest(value, MEMBER_REASONS))
    return value


@frozen(repr=False)
class RegionMember:
    """A country (alpha-3) and a region (id): in, doubtful or absent, for a span of days or undated.

    `basis` tells where the claim comes from: a published list, seen participation, the set of another scheme …;
    `reason` is the code of the sentence that says why, where there is one. A row of low confidence leaves nobody out:
    what it calls absent is doubtful.

    Raises:
        UnknownChoice: for a status, a confidence or a reason that there is not.
    """

    region: str
    country: str
    status: Membership = field(default=Membership.IN, converter=_membership)
    span: Span | None = None
    basis: str = ""
    sources: tuple[Source, ...] = field(default=(), repr=False)
    confidence: Confidence = field(default=Confidence.MEDIUM, converter=as_confidence)
    note: str = field(default="", repr=False)
    reason: str = field(default="", converter=_reason)

    __repr__ = short_repr

    @property
    def says(self) -> Membership:
        """What the row may be taken for: a low confidence leaves nobody out."""
        unsure = self.status is Membership.ABSENT and self.confidence is Confidence.LOW
        return Membership.DOUBTFUL if unsure else self.status

    def holds(self, day: date) -> bool:
        """Whether it says something about the day; an undated row says something about every day."""
        return self.span is None or self.span.contains(day)


@frozen(repr=False)
class RegionCode:
    """A code under which aid is reported for a region as a whole; `region` is its id where it is one of ours."""

    code: str
    name_en: str
    name_fr: str
    region: str | None = None
    sources: tuple[Source, ...] = ()
    confidence: Confidence = field(default=Confidence.MEDIUM, converter=as_confidence)
    note: str = ""

    __repr__ = short_repr


# ── answers ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@frozen(repr=False)
class Members:
    """The countries of a region on a day (alpha-3, sorted): those surely in it, and those perhaps in it.

    Where `documented` is False the day lies before the region's first documented day: both are empty because nothing
    is known, not because there are none.
    """

    region: Region
    on: date
    sure: tuple[str, ...]
    doubtful: tuple[str, ...]
    documented: bool = True

    __repr__ = short_repr


@frozen(repr=False)
class RegionRecipients:
    """The countries of a region that are eligible for ODA on a day (alpha-3, sorted), sure and doubtful ones apart.

    `members` are the region's countries before the list was looked at.
    """

    region: Region
    on: date
    sure: tuple[str, ...]
    doubtful: tuple[str, ...]
    members: Members

    __repr__ = short_repr

    @property
    def documented(self) -> bool:
        """Whether the region is documented on that day; where it is not, nothing is known."""
        return self.members.documented


@frozen(repr=False)
class RegionsOf:
    """The regions a country belongs to on a day, by id: surely, and perhaps."""

    country: Country
    on: date
    sure: tuple[Region, ...]
    doubtful: tuple[Region, ...]

    __repr__ = short_repr
