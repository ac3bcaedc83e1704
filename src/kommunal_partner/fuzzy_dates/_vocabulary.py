"""The words of dates in German and in English: what `words` reads with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import Enum
from typing import Final

from attrs import frozen

from kommunal_partner._mappings import FrozenMap
from kommunal_partner.fuzzy_dates._parts import DateMark


class Opener(Enum):
    """What a word before a date makes of it."""

    SINCE = "since"
    UNTIL = "until"
    BEFORE = "before"
    AFTER = "after"
    AT_LATEST = "at the latest"
    AT_EARLIEST = "at the earliest"


@frozen
class Tongue:
    """The words of one language, and the patterns of what stands for one unit of the calendar.

    `units` are tried in order on a whole piece of text; their group names say what was found. `third` names the word
    and the `whole` it is a third of, `to_today` the `one` from which on; `between`, `from_to`, `either` and `both` have
    the groups `one` and `other`. `feasts` are counted in days from Easter Sunday, `fixed` in month and days.
    """

    numbers: Mapping[str, int]
    thirds_of: Mapping[str, int]
    doubts_of: Mapping[str, DateMark]
    openers_of: Mapping[str, Opener]
    feasts: Mapping[str, tuple[int, int]]
    fixed: Mapping[str, tuple[int, int, int]]
    fillers: re.Pattern[str]
    doubt: re.Pattern[str]
    doubt_behind: re.Pattern[str]
    opener: re.Pattern[str]
    third: re.Pattern[str]
    through_the_end: re.Pattern[str]
    units: tuple[re.Pattern[str], ...]
    between: re.Pattern[str]
    to_today: re.Pattern[str]
    from_to: re.Pattern[str]
    either: re.Pattern[str]
    both: re.Pattern[str]


def _any_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first, so that none hides another."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def _numbered(*forms: str, start: int = 1) -> dict[str, int]:
    """Each word's number: the words of one number stand in one string."""
    return {word: number for number, words in enumerate(forms, start) for word in words.split()}


_Y: Final = "(?P<year>[0-9]{4})"
_COMMON_UNITS: Final = (
    _Y,
    _Y + "-?w(?P<week>[0-9]{2})(?:-?(?P<iso_day>[1-7]))?",
    _Y + "-(?P<number>[0-9]{2})-(?P<day>[0-9]{2})",
    _Y + "-(?P<hyphened>[0-9]{2})",
    _Y + "[ /-]?q(?P<quarter>[1-4])",
    _Y + "[ /-]?h(?P<half>[12])",
    "(?P<number>0?[1-9]|1[0-2])[./]" + _Y,
    "(?P<a>[0-9]{1,2})/(?P<b>[0-9]{1,2})/" + _Y,
)

# The first of two, in which the hyphens of 2021-02-03 or 2021-02 are not taken for the one that joins them.
_ONE: Final = r"(?P<one>(?:[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?(?![0-9])|.)+?)"

_WEEKS: Final = r"(?P<week>[0-9]{1,2})(?:(?:\.?-|\.?/|\.? bis |\.? und | to | and )(?P<until_week>[0-9]{1,2}))?"

_DE_MONTHS: Final = _numbered(
    "januar jänner jan",
    "februar feber feb",
    "märz maerz mär mrz",
    "april apr",
    "mai",
    "juni jun",
    "juli jul",
    "august aug",
    "september sept sep",
    "oktober okt",
    "november nov",
    "dezember dez",
)
_DE_SEASONS: Final = _numbered("frühling frühjahr fruehling fruehjahr", "sommer", "herbst", "winter", start=21)
_DE_DAYS: Final = _numbered(
    "montag mo", "dienstag di", "mittwoch mi", "donnerstag do", "freitag fr", "samstag sonnabend sa", "sonntag so"
)
_DE_ORDINALS: Final = _numbered(
    "1. i. erstes ersten erste", "2. ii. zweites zweiten zweite", "3. iii. drittes dritten", "4. iv. viertes vierten"
)
_DE_OPENERS: Final = {
    "seit": Opener.SINCE,
    "ab": Opener.SINCE,
    "bis": Opener.UNTIL,
    "bis zum": Opener.UNTIL,
    **dict.fromkeys(("bis einschließlich", "bis einschliesslich", "bis einschl."), Opener.UNTIL),
    "vor": Opener.BEFORE,
    "nach": Opener.AFTER,
    **dict.fromkeys(("spätestens", "spätestens bis", "bis spätestens", "bis spätestens zum"), Opener.AT_LATEST),
    **dict.fromkeys(("nicht nach", "nicht später als"), Opener.AT_LATEST),
    **dict.fromkeys(("frühestens", "frühestens ab", "ab frühestens"), Opener.AT_EARLIEST),
    **dict.fromkeys(("nicht vor", "nicht früher als"), Opener.AT_EARLIEST),
}
_DE_DOUBTS: Final = {
    **dict.fromkeys(("um", "ca.", "ca", "circa", "zirka", "etwa", "ungefähr", "gegen"), DateMark.APPROXIMATE),
    **dict.fromkeys(("vermutlich", "wahrscheinlich", "wohl", "vielleicht", "möglicherweise"), DateMark.UNCERTAIN),
    **dict.fromkeys(("voraussichtlich", "vsl.", "vorauss.", "eventuell", "evtl."), DateMark.UNCERTAIN),
    **dict.fromkeys(("unsicher", "fraglich"), DateMark.UNCERTAIN),
    **dict.fromkeys(("geplant für", "geplant", "vorgesehen für", "vorgesehen"), DateMark.UNCERTAIN),
}
_DE_THIRDS: Final = {"anfang": 0, "beginn": 0, "mitte": 1, "ende": 2}
_DE_FEASTS: Final = {
    "rosenmontag": (-48, -48),
    "aschermittwoch": (-46, -46),
    "gründonnerstag": (-3, -3),
    "karfreitag": (-2, -2),
    "ostern": (0, 1),
    "ostersonntag": (0, 0),
    "ostermontag": (1, 1),
    "christi himmelfahrt": (39, 39),
    "himmelfahrt": (39, 39),
    "pfingsten": (49, 50),
    "pfingstsonntag": (49, 49),
    "pfingstmontag": (50, 50),
    "fronleichnam": (60, 60),
}
_DE_FIXED: Final = {
    "neujahr": (1, 1, 1),
    "heiligabend": (12, 24, 24),
    "weihnachten": (12, 24, 26),
    "silvester": (12, 31, 31),
}
_DE_WEEKDAY: Final = rf"(?:(?P<weekday>{_any_of(_DE_DAYS)})(?:\.,?|,)? (?:de[nm] )?)?"
_DE_MONTH: Final = rf"(?P<month>{_any_of(_DE_MONTHS)})\.?"
_DE_ORDINAL: Final = rf"{_any_of(_DE_ORDINALS)}"

GERMAN: Final = Tongue(
    numbers=FrozenMap({**_DE_MONTHS, **_DE_SEASONS, **_DE_DAYS, **_DE_ORDINALS}),
    thirds_of=FrozenMap(_DE_THIRDS),
    doubts_of=FrozenMap(_DE_DOUBTS),
    openers_of=FrozenMap(_DE_OPENERS),
    feasts=FrozenMap(_DE_FEASTS),
    fixed=FrozenMap(_DE_FIXED),
    fillers=re.compile(
        r"(?:(?:im|in|am|an|zu|zum|zur|laufe?|verlauf|dem|den|der|des|jahr|jahre|jahres|monat|monats) )*"
    ),
    doubt=re.compile(rf"({_any_of(_DE_DOUBTS)})(?: |(?<=[.])(?=[0-9]))"),
    doubt_behind=re.compile(rf"(?:,? \(|, )({_any_of(_DE_DOUBTS)})\)?"),
    opener=re.compile(rf"({_any_of(_DE_OPENERS)}) "),
    third=re.compile(
        rf"(?P<of>jahres-?|monats-?)?(?P<third>{_any_of(_DE_THIRDS)})"
        rf"(?:(?:-|/| bis | oder )(?P<until_third>{_any_of(_DE_THIRDS)}))? (?P<whole>.+)"
    ),
    through_the_end=re.compile(r"ende "),
    units=tuple(
        re.compile(pattern)
        for pattern in (
            *_COMMON_UNITS,
            rf"{_DE_WEEKDAY}(?P<day>[0-9]{{1,2}})\.(?: ?(?P<number>[0-9]{{1,2}})\.(?: ?{_Y})?)?",
            rf"{_DE_WEEKDAY}(?:(?P<day>[0-9]{{1,2}})(?:\. ?| ))?{_DE_MONTH}(?:,? (?:des jahres )?{_Y})?",
            rf"(?P<season>{_any_of(_DE_SEASONS)})(?: (?:des jahres )?{_Y}(?:[-/](?P<next>[0-9]{{4}}|[0-9]{{2}}))?)?",
            rf"(?:kw|kalenderwochen?|woche) ?{_WEEKS}(?:(?: (?:des jahres |in )?|/){_Y})?",
            rf"{_WEEKS}\. ?(?:kw|kalenderwoche|woche)(?:(?: (?:des jahres |in )?|/){_Y})?",
            rf"(?P<feast>{_any_of([*_DE_FEASTS, *_DE_FIXED])})(?: {_Y})?",
            rf"(?P<half>{_DE_ORDINAL}) (?:halbjahr|jahreshälfte|hälfte)(?: (?:des jahres )?{_Y})?",
            rf"h(?P<half>[12])[ /]{_Y}",
            rf"(?P<quarter>{_DE_ORDINAL}) quartal(?: (?:des jahres )?{_Y})?",
            rf"q(?P<quarter>[1-4])[ /]{_Y}",
            r"(?:die )?(?P<decade>(?:[0-9]{2})?[0-9]0)ern?(?:[ -]jahren?)?",
        )
    ),
    between=re.compile(r"zwischen (?P<one>.+) und (?P<other>.+)"),
    to_today=re.compile(rf"(?:seit |vo[nm] |ab )?{_ONE}(?: bis |-)(?:heute|jetzt|zur gegenwart|dato)"),
    from_to=re.compile(rf"(?:vo[nm] )?{_ONE}(?: bis(?: zum| einschlie(?:ß|ss)lich| einschl\.)? |-)(?P<other>.+)"),
    either=re.compile(r"(?:entweder )?(?P<one>.+?) oder (?P<other>.+)"),
    both=re.compile(r"(?P<one>.+?)(?: und | u\. )(?P<other>.+)"),
)

_EN_MONTHS: Final = _numbered(
    "january jan",
    "february feb",
    "march mar",
    "april apr",
    "may",
    "june jun",
    "july jul",
    "august aug",
    "september sept sep",
    "october oct",
    "november nov",
    "december dec",
)
_EN_SEASONS: Final = _numbered("spring", "summer", "autumn fall", "winter", start=21)
_EN_DAYS: Final = _numbered(
    "monday mon",
    "tuesday tues tue",
    "wednesday wed",
    "thursday thurs thu",
    "friday fri",
    "saturday sat",
    "sunday sun",
)
_EN_ORDINALS: Final = _numbered("first 1st", "second 2nd", "third 3rd", "fourth 4th")
_EN_OPENERS: Final = {
    "since": Opener.SINCE,
    "from": Opener.SINCE,
    "until": Opener.UNTIL,
    "till": Opener.UNTIL,
    "up to": Opener.UNTIL,
    "up to and including": Opener.UNTIL,
    "before": Opener.BEFORE,
    "prior to": Opener.BEFORE,
    "after": Opener.AFTER,
    **dict.fromkeys(("no later than", "not later than", "not after", "by"), Opener.AT_LATEST),
    **dict.fromkeys(("no earlier than", "not earlier than", "not before"), Opener.AT_EARLIEST),
}
_EN_DOUBTS: Final = {
    **dict.fromkeys(("around", "about", "approximately", "approx.", "approx", "roughly"), DateMark.APPROXIMATE),
    **dict.fromkeys(("circa", "ca.", "ca", "c."), DateMark.APPROXIMATE),
    **dict.fromkeys(("probably", "possibly", "perhaps", "presumably", "maybe", "likely"), DateMark.UNCERTAIN),
    **dict.fromkeys(("expected in", "expected", "planned for", "planned", "tentatively"), DateMark.UNCERTAIN),
    **dict.fromkeys(("uncertain", "unsure"), DateMark.UNCERTAIN),
    **dict.fromkeys(("scheduled for", "scheduled", "provisionally"), DateMark.UNCERTAIN),
}
_EN_THIRDS: Final = {
    **dict.fromkeys(("early", "beginning of", "start of"), 0),
    **dict.fromkeys(("mid", "middle of"), 1),
    **dict.fromkeys(("late", "end of", "end"), 2),
}
_EN_FEASTS: Final = {
    "ash wednesday": (-46, -46),
    "good friday": (-2, -2),
    "easter": (0, 1),
    "easter sunday": (0, 0),
    "easter monday": (1, 1),
    "ascension day": (39, 39),
    "pentecost": (49, 50),
    "whitsun": (49, 50),
    "whit monday": (50, 50),
    "corpus christi": (60, 60),
}
_EN_FIXED: Final = {
    "new year's day": (1, 1, 1),
    "christmas eve": (12, 24, 24),
    "christmas": (12, 24, 26),
    "christmas day": (12, 25, 25),
    "new year's eve": (12, 31, 31),
}
_EN_WEEKDAY: Final = rf"(?:(?P<weekday>{_any_of(_EN_DAYS)})(?:\.,?|,)? (?:the )?)?"
_EN_MONTH: Final = rf"(?P<month>{_any_of(_EN_MONTHS)})\.?"
_EN_DAY: Final = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"

ENGLISH: Final = Tongue(
    numbers=FrozenMap({**_EN_MONTHS, **_EN_SEASONS, **_EN_DAYS, **_EN_ORDINALS}),
    thirds_of=FrozenMap(_EN_THIRDS),
    doubts_of=FrozenMap(_EN_DOUBTS),
    openers_of=FrozenMap(_EN_OPENERS),
    feasts=FrozenMap(_EN_FEASTS),
    fixed=FrozenMap(_EN_FIXED),
    fillers=re.compile(r"(?:(?:in|on|at|the|during|year|month of) )*"),
    doubt=re.compile(rf"({_any_of(_EN_DOUBTS)})(?: |(?<=[.])(?=[0-9]))"),
    doubt_behind=re.compile(rf"(?:,? \(|, )({_any_of(_EN_DOUBTS)})\)?"),
    opener=re.compile(rf"(?!from .* (?:to|until|till|through) )({_any_of(_EN_OPENERS)}) "),
    third=re.compile(
        rf"(?P<of>(?:year|month)-)?(?P<third>{_any_of(_EN_THIRDS)})"
        rf"(?:(?:-to-|/| to | or )(?P<until_third>{_any_of(_EN_THIRDS)}))?[ -](?P<whole>.+)"
    ),
    through_the_end=re.compile(r"(?:the )?end of "),
    units=tuple(
        re.compile(pattern)
        for pattern in (
            *_COMMON_UNITS,
            rf"(?P<a>[0-9]{{1,2}})\.(?P<b>[0-9]{{1,2}})\.{_Y}",
            rf"{_EN_WEEKDAY}{_EN_DAY}(?:,? {_Y})?",
            rf"{_EN_WEEKDAY}(?:{_EN_DAY}(?: of)? )?{_EN_MONTH}(?:,? (?:of )?{_Y})?",
            rf"{_EN_WEEKDAY}{_EN_MONTH} (?:the )?{_EN_DAY}(?:,? {_Y})?",
            rf"(?P<season>{_any_of(_EN_SEASONS)})(?: (?:of )?{_Y}(?:[-/](?P<next>[0-9]{{4}}|[0-9]{{2}}))?)?",
            rf"(?:calendar week|cw|weeks?) ?{_WEEKS}(?:(?:,? (?:of |in )?|/){_Y})?",
            rf"(?P<feast>{_any_of([*_EN_FEASTS, *_EN_FIXED])})(?:,? {_Y})?",
            rf"(?P<half>first|1st|second|2nd) half(?: (?:of )?{_Y})?",
            rf"half-year (?P<half>[12])(?: (?:of )?{_Y})?",
            rf"h(?P<half>[12])[ /]{_Y}",
            rf"(?P<quarter>{_any_of(_EN_ORDINALS)}) quarter(?: (?:of )?{_Y})?",
            rf"quarter (?P<quarter>[1-4])(?: (?:of )?{_Y})?",
            rf"q(?P<quarter>[1-4])[ /]{_Y}",
            r"(?P<decade>(?:[0-9]{2})?[0-9]0)'?s",
        )
    ),
    between=re.compile(r"between (?P<one>.+) and (?P<other>.+)"),
    to_today=re.compile(
        rf"(?:since |from )?{_ONE}"
        r"(?:(?: to | until | till | through |-)(?:the )?(?:present(?: day)?|now|today|date)| onwards?)"
    ),
    from_to=re.compile(rf"(?:from )?{_ONE}(?: to | until | till | through |-)(?P<other>.+)"),
    either=re.compile(r"(?:either )?(?P<one>.+?) or (?P<other>.+)"),
    both=re.compile(r"(?P<one>.+?)(?: and | & )(?P<other>.+)"),
)
