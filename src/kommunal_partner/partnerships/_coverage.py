"""What a table of partnerships covers: how many it holds of each country, and how many others state there are."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import field, frozen

from kommunal_partner._checks import as_text, instances
from kommunal_partner._mappings import NamedMap, Register
from kommunal_partner._repr import html_table, short_repr
from kommunal_partner.countries import Country, country, known_codes
from kommunal_partner.fuzzy_dates import FuzzyDate
from kommunal_partner.languages import Term, named
from kommunal_partner.partnerships.sentences import COUNTRY, SAMPLE
from kommunal_partner.series import Count
from kommunal_partner.sources import Confidence, Source, as_confidence


def _of(value: str) -> str:
    return as_text(value, "of")


def _count(value: Count | str | int) -> Count:
    return value if isinstance(value, Count) else Count.parse(str(value))


def _as_of(value: FuzzyDate | str | None) -> FuzzyDate | None:
    return FuzzyDate.parse(value) if isinstance(value, str) else value


@frozen(repr=False)
class StatedTotal:
    """How many partnerships somebody says there are: of a country (alpha-3), or of what `words` describe ("world").

    Totals count different things: `words` say what, `as_of` when.
    """

    of: str = field(converter=_of)
    count: Count = field(converter=_count)
    words: Term = field(converter=named)
    as_of: FuzzyDate | None = field(default=None, converter=_as_of)
    sources: tuple[Source, ...] = field(default=(), repr=False)
    confidence: Confidence = field(default=Confidence.MEDIUM, converter=as_confidence)

    __repr__ = short_repr

    def text(self, lang: str = "de") -> str:
        """What is counted, in words."""
        return self.words.text(lang)

    def __str__(self) -> str:
        return self.text()


@frozen(repr=False)
class CountryCoverage:
    """One country: how many partnerships are here, and what others state."""

    country: Country
    here: int
    stated: tuple[StatedTotal, ...] = ()

    __repr__ = short_repr

    def __str__(self) -> str:
        others = "".join(f"; {one}" for one in self.stated)
        return f"{self.country}: {self.here}{others}"


@frozen(repr=False)
class Coverage(Register[CountryCoverage]):
    """What is covered, by country (alpha-3): those with partnerships here and those of which a total is stated.

    A sample: of a country that is missing here, nothing is known, and never that it has no partnership. `elsewhere` are
    the totals that are not those of one country.
    """

    _by_id: NamedMap[CountryCoverage] = field(alias="countries")
    elsewhere: tuple[StatedTotal, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether every partnership there is stands here: never."""
        return False

    def __getitem__(self, code: str | Country) -> CountryCoverage:
        """The coverage of a country; none here and nothing stated is a coverage too.

        Raises:
            UnknownCountry: if there is no such code.
        """
        wanted = country(code)
        return self._by_id.get(wanted.alpha3) or CountryCoverage(wanted, 0)

    def text(self, lang: str = "de") -> str:
        """That this is a sample, in words."""
        return SAMPLE.text(lang)

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        return f"Coverage({len(self)} countries)"

    def _repr_html_(self) -> str:
        """The head of the coverage as a table, for a notebook."""
        rows = [(one.country, one.here, "; ".join(map(str, one.stated))) for one in self.values()]
        return html_table(self.text(), ("Land", "hier", "anderswo genannt"), rows, of=len(rows))


def as_stated(stated: Iterable[StatedTotal]) -> tuple[StatedTotal, ...]:
    """The totals as they are; anything else is refused."""
    return instances(stated, StatedTotal, "stated")


def coverage_of(held: Iterable[Iterable[str]], stated: Iterable[StatedTotal]) -> Coverage:
    """The coverage of partnerships, each given by the codes of its partner countries."""
    here: dict[str, int] = {}
    for codes in held:
        for code in codes:
            here[code] = here.get(code, 0) + 1
    known = known_codes()
    of_country: dict[str, list[StatedTotal]] = {}
    elsewhere: list[StatedTotal] = []
    for one in stated:
        of_country.setdefault(one.of, []).append(one) if one.of in known else elsewhere.append(one)
    found = [
        (code, CountryCoverage(country(code), here.get(code, 0), tuple(of_country.get(code, ()))))
        for code in sorted(here.keys() | of_country.keys())
    ]
    return Coverage(NamedMap(COUNTRY, found), tuple(elsewhere))
