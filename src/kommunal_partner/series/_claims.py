"""What is claimed of an edition, by whom, and how many came as far as anybody counted."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import Enum
from typing import Final

from attrs import field, frozen

from kommunal_partner._checks import choice, instances
from kommunal_partner._repr import short_repr
from kommunal_partner.countries import country
from kommunal_partner.errors import BadModel, KommunalPartnerError
from kommunal_partner.fuzzy_dates import FuzzyDate
from kommunal_partner.languages import Term, language, phrase
from kommunal_partner.series.sentences import ABOUT, ASPECTS, ORIGINS, OVER, UNDER, UNITS, UP_TO
from kommunal_partner.sources import Confidence, Source, as_confidence
from kommunal_partner.verdicts import spoken


class Origin(Enum):
    """How a statement came about, the strongest first."""

    REPORTED = "reported"
    OFFICIAL_LIST = "official_list"
    ANNOUNCED = "announced"
    INFERRED = "inferred"
    PROJECTION = "projection"

    def text(self, lang: str = "de") -> str:
        """The words for it in German or English."""
        return ORIGINS[self.value].text(lang)


class Aspect(Enum):
    """What is claimed of an edition, a series or a page."""

    DATE = "date"
    NUMBER = "number"
    MODE = "mode"
    OCCURRENCE = "occurrence"
    POSTPONED_TO = "postponed_to"
    PARTICIPANTS = "participants"
    COUNTRIES = "countries"
    MUNICIPALITIES = "municipalities"
    GERMAN_MUNICIPALITIES = "german_municipalities"
    FORMAT_NAME = "format_name"
    AIMS = "aims"
    AUDIENCE = "audience"
    STAGES = "stages"
    PARTNER_REQUIRED = "partner_required"
    REGION_NAME = "region_name"
    SCOPE_WORD = "scope_word"
    CYCLE = "cycle"
    PERIOD = "period"
    FIRST_YEAR = "first_year"
    LAST_EDITION = "last_edition"
    LISTED_YEARS = "listed_years"
    NUMBERING = "numbering"
    COSTS = "costs"

    def text(self, lang: str = "de") -> str:
        """The words for it in German or English."""
        return ASPECTS[self.value].text(lang)


def _aspect(value: Aspect | str) -> Aspect:
    return choice(Aspect, value, "about")


def _origin(value: Origin | str) -> Origin:
    return choice(Origin, value, "origin")


def _said_when(value: FuzzyDate | str | None) -> FuzzyDate | None:
    return FuzzyDate.parse(value) if isinstance(value, str) else value


@frozen(repr=False)
class Claim:
    """One statement about one aspect of an edition, a series or a page, with who says so.

    `value` is what is claimed for a machine to read (a date in EDTF, a count, codes), `said` the same in words; one of
    the two may be missing. `as_of` is when it was said. Claims of one `group` contradict or complete one another.

    Raises:
        BadModel: if neither a value nor words are given.
    """

    about: Aspect = field(converter=_aspect)
    value: str
    origin: Origin = field(converter=_origin)
    sources: tuple[Source, ...] = field(default=(), repr=False)
    confidence: Confidence = field(default=Confidence.MEDIUM, converter=as_confidence)
    note: Term | None = field(default=None, converter=phrase)
    said: Term | None = field(default=None, converter=phrase)
    as_of: FuzzyDate | None = field(default=None, converter=_said_when)
    group: str = ""

    __repr__ = short_repr

    def __attrs_post_init__(self) -> None:
        if not self.value and self.said is None:
            raise BadModel(
                Term("eine Angabe braucht einen Wert oder Worte", "a claim needs a value or words"),
                argument="value",
                value=self.value,
            )

    def text(self, lang: str = "de") -> str:
        """What is claimed, as people say it: the words where there are some, else the date, the count or the names."""
        return spoken_value(self.about, self.value, lang) if self.said is None else self.said.text(lang)

    def __str__(self) -> str:
        return self.text()


_DATES: Final = frozenset({Aspect.DATE, Aspect.POSTPONED_TO, Aspect.LAST_EDITION, Aspect.PERIOD, Aspect.FIRST_YEAR})
_COUNTED: Final = frozenset({Aspect.PARTICIPANTS, Aspect.MUNICIPALITIES, Aspect.GERMAN_MUNICIPALITIES})


def spoken_value(about: Aspect, value: str, lang: str) -> str:
    """A value as people say it; one that is not of the aspect's kind as it is."""
    try:
        if about in _DATES:
            return spoken(FuzzyDate.parse(value), language(lang))
        if about in _COUNTED:
            return Count.parse(value).text(lang)
        if about is Aspect.COUNTRIES:
            return ", ".join(sorted(country(code).name(lang) for code in value.split()))
    except KommunalPartnerError:
        return value
    return value


def conflicts(claims: Iterable[Claim]) -> tuple[Aspect, ...]:
    """The aspects of which different values are claimed; of what is only said in words it is not known."""
    values: dict[Aspect, set[object]] = {}
    for claim in claims:
        values.setdefault(claim.about, set()).add(claim.value or claim.said)
    return tuple(aspect for aspect in Aspect if len(values.get(aspect, ())) > 1)


_ASPECTS: Final = {aspect: rank for rank, aspect in enumerate(Aspect)}
_STRENGTH: Final = {origin: rank for rank, origin in enumerate(Origin)}
_SURENESS: Final = {Confidence.HIGH: 0, Confidence.MEDIUM: 1, Confidence.LOW: 2}


def shown_first(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """The claims in the order in which they are shown, those about one aspect together.

    The rule: a report goes before an official list, that before an announcement, an inference and a projection; then
    the surer one; then the order in which they were given. What is not shown first is not thereby wrong.
    """
    given = instances(claims, Claim, "claims")
    return tuple(
        sorted(given, key=lambda claim: (_ASPECTS[claim.about], _STRENGTH[claim.origin], _SURENESS[claim.confidence]))
    )


_COUNT: Final = re.compile(r"(?P<mark>[~><]?)(?P<low>\d+)(?:-(?P<high>\d+))?(?: (?P<unit>\D+))?")


@frozen(repr=False)
class Count:
    """How many, as far as it is known: at least `minimum`, at most `maximum`, None where nothing is said.

    `unit` is what was counted, where that is something else than the place of the count says ("19 alliances").

    Raises:
        BadModel: for a count below zero, or a maximum below the minimum.

    >>> Count.parse(">130").minimum
    131
    """

    minimum: int | None
    maximum: int | None = None
    approximate: bool = False
    unit: str = ""

    __repr__ = short_repr

    def __attrs_post_init__(self) -> None:
        low, high = self.minimum, self.maximum
        if (low is not None and low < 0) or (high is not None and high < (low or 0)) or (low is None and high is None):
            raise BadModel(Term(f"keine Zahl liegt von {low} bis {high}", f"no count lies from {low} to {high}"))

    @classmethod
    def parse(cls, text: str) -> Count:
        """The count that a text such as `150`, `~150`, `>130`, `<20`, `650-700` or `19 alliances` writes.

        Raises:
            BadModel: for any other text.
        """
        found = _COUNT.fullmatch(text)
        if found is None or (found["high"] and found["mark"] in tuple("<>")):
            raise BadModel(
                Term(
                    f"{text!r} ist keine Zahl wie 150, ~150, >130, <20, 650-700 oder '19 alliances'",
                    f"{text!r} is no count such as 150, ~150, >130, <20, 650-700 or '19 alliances'",
                )
            )
        low, unit = int(found["low"]), found["unit"] or ""
        if found["mark"] == ">":
            return cls(low + 1, None, unit=unit)
        if found["mark"] == "<":
            return cls(None, low - 1, unit=unit)
        return cls(low, int(found["high"] or low), found["mark"] == "~", unit)

    def text(self, lang: str = "de") -> str:
        """The count as people say it.

        >>> Count.parse(">130").text("en"), Count.parse("~150").text("en"), Count.parse("650-700").text("en")
        ('over 130', 'about 150', '650 to 700')
        """
        tag = language(lang)
        if self.maximum is None:
            words = f"{OVER.text(tag)} {(self.minimum or 0) - 1}"
        elif self.minimum is None:
            words = f"{UNDER.text(tag)} {self.maximum + 1}"
        elif self.minimum == self.maximum:
            words = str(self.minimum)
        else:
            words = f"{self.minimum} {UP_TO.text(tag)} {self.maximum}"
        unit = UNITS.get(self.unit)
        counted = self.unit if unit is None else unit.text(tag)
        return f"{ABOUT.text(tag) + ' ' if self.approximate else ''}{words}{f' {counted}' if counted else ''}"

    def __str__(self) -> str:
        if self.maximum is None:
            text = f">{(self.minimum or 0) - 1}"
        elif self.minimum is None:
            text = f"<{self.maximum + 1}"
        else:
            text = f"{self.minimum}" if self.minimum == self.maximum else f"{self.minimum}-{self.maximum}"
        return f"{'~' if self.approximate else ''}{text}{f' {self.unit}' if self.unit else ''}"


def _count(value: Count | str | int | None) -> Count | None:
    return Count.parse(str(value)) if isinstance(value, (str, int)) else value


@frozen(repr=False)
class Counts:
    """How many came, as far as anybody says; each a Count, or a number or text that is read as one."""

    participants: Count | None = field(default=None, converter=_count)
    countries: Count | None = field(default=None, converter=_count)
    partnerships: Count | None = field(default=None, converter=_count)
    german_municipalities: Count | None = field(default=None, converter=_count)
    partner_municipalities: Count | None = field(default=None, converter=_count)

    __repr__ = short_repr
