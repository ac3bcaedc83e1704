"""Read dates as people write them, in German and in English; refuse what can mean two things or nothing.

Both readers go the same way: take off the words of doubt, see whether what is left is one unit of the calendar, and
else whether it is one of the few ways to join two.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from attrs import evolve

from kommunal_partner.errors import BadFuzzyDate
from kommunal_partner.fuzzy_dates import sentences
from kommunal_partner.fuzzy_dates._edtf import STRANGE, shortened
from kommunal_partner.fuzzy_dates._joined import JOINTS, either_year, open_ended, opened
from kommunal_partner.fuzzy_dates._model import FuzzyDate
from kommunal_partner.fuzzy_dates._parts import Choice, Content, DateMark, DatePart, Interval
from kommunal_partner.fuzzy_dates._refusal import bad_date
from kommunal_partner.fuzzy_dates._units import Refused, Unit, completed, named, named_both, unit
from kommunal_partner.fuzzy_dates._vocabulary import ENGLISH, GERMAN, Opener, Tongue
from kommunal_partner.languages import language
from kommunal_partner.verdicts import Reason, Sentence

_LONGEST: Final = 100
_DAY_OR_YEAR: Final = re.compile("[0-9]{2}")  # the 22 of "3 Feb 2021-22"
# "2010-05 – 06" with two kinds of dashes: to June, or the sixth? 2010–05–06 is a day.
_MONTHS_OR_DAY: Final = re.compile(
    "(?<![0-9])[0-9]{4}-[0-9]{2}(?: ?[\u2010-\u2015\u2212] ?| - ?|- )[0-9]{1,2}(?![0-9./]| ?[^\\W0-9])"
)
_SEASON_OR_YEARS: Final = re.compile("[0-9]{2}([0-9]{2})-(2[1-4])")


def read(text: str, lang: str = "de") -> FuzzyDate:
    """The fuzzy date that a text names: EDTF, or the words of that language, or else of the other.

    The other language is tried only for what the first does not know, not for what it finds ambiguous. 2021-22 is
    refused, though in EDTF it is the summer of 2021: people mean two years by it.

    Raises:
        BadFuzzyDate: with the reason of the first that knows why, for what none of the three reads.
        UnknownLanguage: for any language but German and English.

    >>> [str(read(text)) for text in ("2018-23", "Herbst 2018", "autumn 2018", "KW 38 2025")]
    ['2018-23', '2018-23', '2018-23', '[2025-09-15..2025-09-21]']
    """
    first, second = (GERMAN, ENGLISH) if language(lang) == "de" else (ENGLISH, GERMAN)
    given: object = text
    given = given.strip() if isinstance(given, str) else given
    try:
        if isinstance(given, str) and (pair := _SEASON_OR_YEARS.fullmatch(given)) and int(pair[1]) + 1 == int(pair[2]):
            raise bad_date(given, sentences.YEARS_OR_PART)
        return FuzzyDate.parse(given)  # type: ignore[arg-type] # because anything may be given
    except BadFuzzyDate as problem:
        if problem.code in {sentences.YEARS_OR_PART.code, sentences.ENDS_BEFORE.code}:
            raise
        as_edtf = problem
    try:
        return _read(given, first)
    except BadFuzzyDate as problem:
        if problem.code not in _UNKNOWN:
            raise
        try:
            return _read(given, second)
        except BadFuzzyDate as other:
            if other.code in _UNKNOWN and as_edtf.code not in STRANGE:
                raise as_edtf from None
            knows = other.code not in _UNKNOWN or (problem.code, other.code) == _VAGUE_AND_CLEAR
            raise (other if knows else problem) from None


def read_german(text: str) -> FuzzyDate:
    """The fuzzy date that a German text names; EDTF is left to `FuzzyDate.parse`.

    "Anfang", "Mitte" and "Ende" are thirds: of a month the days 1-10, 11-20 and from 21 on, of a year four months each,
    of a decade four years, three and three. "vor 2010" is some day before 2010, "bis 2019" a time that ends in 2019,
    "2016/17" a day in one of the two years. What has no sign of its own in EDTF is read as the unit that holds it:
    "seit Ende 2010" as since 2010.

    Raises:
        BadFuzzyDate: with the reason, for what it cannot read or what can mean two things ("Winter 2018", "18.11.10").

    >>> str(read_german("Ende Oktober 2017"))
    '[2017-10-21..2017-10-31]'
    """
    return _read(text, GERMAN)


def read_english(text: str) -> FuzzyDate:
    """The fuzzy date that an English text names; EDTF is left to `FuzzyDate.parse`.

    "early", "mid" and "late" are thirds, as in `read_german`. Days in figures are read only where day and month cannot
    be confused.

    Raises:
        BadFuzzyDate: with the reason, for what it cannot read or what can mean two things ("03/04/2019").

    >>> str(read_english("November 18-20, 2010"))
    '2010-11-18/2010-11-20'
    """
    return _read(text, ENGLISH)


def _read(text: object, tongue: Tongue) -> FuzzyDate:
    if not isinstance(text, str):
        raise bad_date(text, sentences.A_TEXT_IS_WANTED, kind=type(text).__name__)
    if len(text) > _LONGEST:
        raise bad_date(shortened(text), sentences.TOO_LONG, most=_LONGEST)
    if _MONTHS_OR_DAY.search(text):
        raise bad_date(text, sentences.WHICH_FIGURE)
    plain = _plain(text)
    try:
        return FuzzyDate(_marked(plain, tongue))
    except BadFuzzyDate as error:
        raise BadFuzzyDate(text, error.said) from error
    except Refused as error:
        raise BadFuzzyDate(text, error.sentence or Sentence(_reason(plain))) from None


def _plain(text: str) -> str:
    """The text in small letters, with one kind of blank, dash and apostrophe, and none around dashes and slashes."""
    text = unicodedata.normalize("NFC", text).lower()
    text = re.sub("[\u2010-\u2015\u2212]", "-", text).replace("\u2019", "'")
    return re.sub(r" ?([-/]) ?", r"\1", " ".join(text.split()))


def _doubts(text: str, tongue: Tongue) -> tuple[set[DateMark], str]:
    """The doubt that stands around a text, and the text without it."""
    marks: set[DateMark] = set()
    bare = re.sub(r" ?(?:\?|\(\?\))$", "", text)
    if bare != text:
        marks.add(DateMark.UNCERTAIN)
    if behind := re.search(f"{tongue.doubt_behind.pattern}$", bare):
        marks.add(tongue.doubts_of[behind[1]])
        bare = bare[: behind.start()]
    while found := tongue.doubt.match(bare):
        marks.add(tongue.doubts_of[found[1]])
        bare = bare[found.end() :]
    return marks, bare


def _one_of(marks: set[DateMark]) -> DateMark:
    return next(iter(marks)) if len(marks) == 1 else DateMark.BOTH


def _marked(text: str, tongue: Tongue) -> Content:
    """The content with the doubt that stands around it."""
    marks, bare = _doubts(text, tongue)
    found = _found(bare, tongue)
    if not marks:
        return found.content() if isinstance(found, Unit) else found
    mark = _one_of(marks)
    if isinstance(found, Unit):
        return evolve(found.around(), mark=mark)
    if isinstance(found, Choice):
        raise Refused(sentences.DOUBTFUL_CHOICE)
    return Interval(*(evolve(s, mark=mark) if isinstance(s, DatePart) else s for s in (found.begin, found.end)))


def _found(text: str, tongue: Tongue) -> Unit | Interval | Choice:
    text = tongue.fillers.sub("", text, count=1)
    single = unit(text, tongue)
    if single is not None:
        return single
    if found := tongue.to_today.fullmatch(text):
        return open_ended(named(found["one"], tongue).around())
    if found := tongue.opener.match(text):
        return _opened(tongue.openers_of[found[1]], text[found.end() :], tongue)
    if years := either_year(text):
        return years
    for pattern, join in JOINTS:
        found = pattern(tongue).fullmatch(text)
        # Of "2021-02-03 oder 2021-02-22" a hyphen is tried first.
        if found and (both := named_both(found["one"], found["other"], tongue)):
            one, other = both
            if one.year is not None and _DAY_OR_YEAR.fullmatch(found["other"]):
                raise Refused(sentences.FOUR_DIGITS)
            return join(*completed(one, other))
    raise Refused


def _opened(opener: Opener, text: str, tongue: Tongue) -> Interval | Choice:
    """What a word such as "seit" makes of the date behind it."""
    if opener in {Opener.UNTIL, Opener.AT_LATEST}:
        text = tongue.through_the_end.sub("", text, count=1)
    marks, bare = _doubts(text, tongue)
    return opened(opener, _found(bare, tongue), _one_of(marks) if marks else DateMark.NONE)


_HINTS: Final = (
    (re.compile(r".*(?:[0-9]:[0-9]{2}|[0-9] uhr|[0-9] ?[ap]\.?m\b).*"), sentences.CLOCK_TIME),
    (
        re.compile(r"(?:.*[^0-9])?[0-9]{1,2}[./][0-9]{1,2}[./](?:[0-9]{2})(?:[^0-9].*)?|.*'[0-9]{2}"),
        sentences.FOUR_DIGITS,
    ),
    (re.compile(r"(?:.*[^0-9])?[0-9]{4}(?:[^0-9].*)?|(?:19|20)[0-9]{2}[01][0-9](?:[0-3][0-9])?"), sentences.NOT_KNOWN),
    (re.compile(r".*[a-zäöü0-9.][ /-][0-9]{2}"), sentences.FOUR_DIGITS),
)
_VAGUE_AND_CLEAR: Final = (sentences.NOT_KNOWN.code, sentences.FOUR_DIGITS.code)
_UNKNOWN: Final = frozenset({sentences.NOT_KNOWN.code, sentences.NO_YEAR.code, sentences.FOUR_DIGITS.code})


def _reason(text: str) -> Reason:
    """Why no pattern fits."""
    return next((hint for pattern, hint in _HINTS if pattern.fullmatch(text)), sentences.NO_YEAR)
