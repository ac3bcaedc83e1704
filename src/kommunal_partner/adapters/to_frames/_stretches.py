"""The answers about every country on every stretch of days between two turning days: what a join needs to know."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from functools import lru_cache
from itertools import product
from typing import Final, Literal, NamedTuple, TypeAlias

from attrs import field, frozen

from kommunal_partner._checks import refusal
from kommunal_partner.countries import Country, country, known_codes
from kommunal_partner.eligibility import Beyond, assess_country
from kommunal_partner.errors import AmbiguousCountry, BadModel, UnknownCountry
from kommunal_partner.fuzzy_dates import FuzzyDate
from kommunal_partner.oda import OdaRegister
from kommunal_partner.verdicts import Verdict

Codes: TypeAlias = Literal["alpha", "iso_numeric", "dac"]

AMBIGUOUS: Final = AmbiguousCountry.case
_ONE_DAY: Final = timedelta(days=1)
_DIGITS: Final = 3


class Told(NamedTuple):
    """What is said of one code on one stretch: eligible or not or neither, the group, the list, the reason's code."""

    eligible: bool | None
    group: str | None
    list: str | None
    reason: str


@frozen
class Stretches:
    """A register seen as stretches of days on which nothing about any country changes, the first one before all."""

    register: OdaRegister
    beyond: Beyond
    turns: tuple[date, ...] = field(init=False)

    def __attrs_post_init__(self) -> None:
        given: object = self.register
        if not isinstance(given, OdaRegister):
            kind = type(given).__name__
            de = f" muss ein OdaRegister sein (wie facts.oda), nicht {kind}"
            en = f" must be an OdaRegister (as facts.oda), not {kind}"
            raise refusal(BadModel, "register", given, de, en)
        turns = {day for code in known_codes() for day in self.register.turning_days(code)}
        object.__setattr__(self, "turns", tuple(sorted(turns)))

    def of(self, day: date) -> int:
        """The number of the stretch that a day lies in: how many turning days are not after it."""
        return bisect_right(self.turns, day)

    def first_days(self) -> Iterator[tuple[int, date]]:
        """Every stretch by its number with a day of it: the first one that counts."""
        yield 0, self.turns[0] - _ONE_DAY
        yield from enumerate(self.turns, 1)

    def years(self) -> range:
        """The years that are told apart: those with a turning day, the one before and the one after them."""
        return range(self.turns[0].year - 1, min(self.turns[-1].year + 1, date.max.year) + 1)

    # ── what is said ─────────────────────────────────────────────────────────────────────────────────────────────────

    def on_days(self, keys: Iterable[str], codes: Codes, slots: range) -> Iterator[tuple[str, int, Told]]:
        """What is said of each code on each stretch of these numbers, but for codes that no country has."""
        days = [(slot, day) for slot, day in self.first_days() if slot in slots]
        return self._answers(keys, codes, days, self.on_day)

    def in_years(self, keys: Iterable[str], codes: Codes, years: range) -> Iterator[tuple[str, int, Told]]:
        """What is said of each code throughout each of the years, but for codes that no country has."""
        days = [(year, date(year, 1, 1)) for year in years]
        return self._answers(keys, codes, days, lambda found, day: self.in_year(found, day.year))

    def _answers(
        self,
        keys: Iterable[str],
        codes: Codes,
        days: list[tuple[int, date]],
        say: Callable[[Country, date], Told],
    ) -> Iterator[tuple[str, int, Told]]:
        said: dict[tuple[str, int], Told] = {}
        for key in keys:
            for slot, day in days:
                try:
                    found = read_code(self.register, key, codes, day)
                except AmbiguousCountry:
                    yield key, slot, Told(None, None, None, AMBIGUOUS)
                    continue
                if found is None:
                    continue
                known = said.get((found.alpha3, slot))
                if known is None:
                    known = said[found.alpha3, slot] = say(found, day)
                yield key, slot, known

    def on_day(self, found: Country, day: date) -> Told:
        """What is said of a country on a day."""
        return told(assess_country(self.register, found, on=day, beyond=self.beyond))

    def in_year(self, found: Country, year: int) -> Told:
        """What is said of a country throughout a year; its group and its list where they are one all year."""
        verdict = assess_country(self.register, found, on=FuzzyDate.parse(f"{year:04d}"), beyond=self.beyond)
        first, last = date(year, 1, 1), date(year, 12, 31)
        parts = [self.on_day(found, day) for day in (first, *(day for day in self.turns if first < day <= last))]
        groups, lists = {part.group for part in parts}, {part.list for part in parts}
        whole = told(verdict)
        group = groups.pop() if len(groups) == 1 else None
        return Told(whole.eligible, group, lists.pop() if len(lists) == 1 else None, whole.reason)


@lru_cache(maxsize=4)
def every_code_on_days(stretches: Stretches, codes: Codes, slots: range) -> tuple[tuple[str, int, Told], ...]:
    """What is said of every code there is on stretches of these numbers; kept, for lazy frames are joined with it."""
    return tuple(stretches.on_days(known_keys(stretches.register, codes), codes, slots))


@lru_cache(maxsize=4)
def every_code_in_years(stretches: Stretches, codes: Codes, years: range) -> tuple[tuple[str, int, Told], ...]:
    """What is said of every code there is throughout each of the years, kept likewise."""
    return tuple(stretches.in_years(known_keys(stretches.register, codes), codes, years))


def told(verdict: Verdict) -> Told:
    """The four columns of a verdict on a country."""
    group, held = verdict.values.get("group"), verdict.values.get("list")
    return Told(
        None if verdict.is_undecided else verdict.is_yes,
        None if group is None else str(getattr(group, "name", group)),
        None if held is None else str(getattr(held, "id", held)),
        verdict.code,
    )


def read_code(register: OdaRegister, key: str, codes: Codes, on: date) -> Country | None:
    """The country that has a code on a day; None if none has it. Digits are no alpha code, letters no numeric one.

    Raises:
        AmbiguousCountry: for a code of several.
    """
    try:
        if codes == "alpha":
            return country(key) if key.isascii() and key.isalpha() else None
        if key.isascii() and key.isdigit() and len(key) <= _DIGITS:
            return register.country_of(key, on=on) if codes == "dac" else country(key.zfill(_DIGITS))
    except UnknownCountry:
        pass
    return None


def known_keys(register: OdaRegister, codes: Codes) -> list[str]:
    """Every text that is a code of some country, in every mix of cases; numbers with and without their zeros."""
    if codes == "dac":
        return sorted(set(_padded(register.dac_codes())))
    known = [country(code) for code in sorted(known_codes())]
    if codes == "iso_numeric":
        return sorted(set(_padded(one.numeric for one in known if one.numeric is not None)))
    return sorted(set(cases(code for one in known for code in (one.alpha3, one.alpha2))))


def _padded(numbers: Iterable[str]) -> Iterator[str]:
    """Each number in every length up to that of a code: spreadsheets lose zeros in front."""
    for number in numbers:
        digits = str(int(number))
        yield from (digits.zfill(length) for length in range(len(digits), _DIGITS + 1))


def cases(words: Iterable[str]) -> Iterator[str]:
    """Each word in every mix of upper and lower case."""
    for word in words:
        for letters in product(*[sorted({letter.lower(), letter.upper()}) for letter in word]):
            yield "".join(letters)
