"""What stands in single cells: texts tidied up, lists taken apart, dates, forms, stages, goals and sources read."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Final, NamedTuple

from kommunal_partner._folding import fold
from kommunal_partner.adapters.from_tables import sentences
from kommunal_partner.adapters.from_tables._limits import MOST_PARTS
from kommunal_partner.errors import BadFuzzyDate, NotADay, UnknownName
from kommunal_partner.fuzzy_dates import DatePart, DatePrecision, End, FuzzyDate, Interval, read_english, read_german
from kommunal_partner.partnerships import LABELS, Form, Stage, find_goal
from kommunal_partner.sources import Confidence, Precision, Source
from kommunal_partner.verdicts import Sentence

# ── texts ────────────────────────────────────────────────────────────────────────────────────────────────────────────

DANGEROUS: Final = "=+-@\t\r\n＝＋－＠"
"""What a spreadsheet may take for the beginning of a formula; after OWASP, CSV Injection."""

_GUARDED: Final = re.compile(rf"'+[{re.escape(DANGEROUS)}]")
_AS_TEXT: Final = re.compile(r'="((?:[^"]|"")*)"')
_BLANKS: Final = re.compile(r"[ \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\t]+")
_INVISIBLE: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]"
)
BLANK_WORDS: Final = frozenset(
    ["", "k a", "ka", "n a", "na", "n n", "keine angabe", "unbekannt", "unknown", "none", "nan"]
)
"""Folded words that say of a date, a form or a country that nothing is known."""


def guarded(text: str) -> str:
    """The text with an apostrophe in front where a spreadsheet could take it for a formula; reading takes it off.

    >>> guarded("=1+1"), guarded("Kaya")
    ("'=1+1", 'Kaya')
    """
    return "'" + text if text[:1] in _FIRST and (text[0] in DANGEROUS or _GUARDED.match(text)) else text


_FIRST: Final = frozenset("'" + DANGEROUS)


_MISSING: Final = {"NAType", "NaTType"}
"""What frames have where nothing stands, and what cannot be compared."""


class Cleaned(dict[str, str]):
    """Texts tidied up, each once: guards off, one kind of blank, no invisible signs, composed, stripped."""

    def __missing__(self, text: str) -> str:
        tidy = text
        if _GUARDED.match(tidy):
            tidy = tidy[1:]
        if tidy.startswith('="') and (found := _AS_TEXT.fullmatch(tidy)):
            tidy = found.group(1).replace('""', '"')
        if not (tidy.isascii() and tidy.isprintable()):
            tidy = _INVISIBLE.sub("", tidy.replace("\r\n", "\n").replace("\r", "\n"))
            tidy = _BLANKS.sub(" ", unicodedata.normalize("NFC", tidy))
        tidy = self[text] = tidy.strip()
        return tidy

    def of(self, value: object) -> str:
        """The text of a cell of any type: days as ISO dates, nothing for None and what is no number."""
        if isinstance(value, str):
            return self[value]
        if value is None or type(value).__name__ in _MISSING or value != value:  # noqa: PLR0124 - because that tells NaN
            return ""
        if isinstance(value, datetime):
            return value.date().isoformat()
        if isinstance(value, int) and not isinstance(value, bool) and abs(value) >= 10**100:
            return ""  # nobody's number, and Python refuses to write the longest
        return self[str(value)]


def printable(text: str) -> str:
    """The text without control characters and other signs that nobody sees."""
    return text if text.isascii() and text.isprintable() else _INVISIBLE.sub("", text)


_FOOTNOTE: Final = re.compile(
    r"(?:(?<=[^\W\d_]|[.)\]])\s*\d{1,2}\)|\s*(?:[\u00b9\u00b2\u00b3\u2070\u2074-\u2079]+|\*{1,3}|[†‡]|\[\d{1,2}\]|\([1-9]\)))+"
)


def without_footnote(text: str) -> str:
    """The text without the signs at its end that point to a footnote.

    Two figures in round brackets are the number of a French département.

    >>> without_footnote("Belgorod¹"), without_footnote("Kaya 2)"), without_footnote("1987*")
    ('Belgorod', 'Kaya', '1987')
    """
    if not text or text[-1].isalpha():
        return text
    for match in _FOOTNOTE.finditer(text):
        if match.end() == len(text) and match.start():
            return text[: match.start()]
    return text


def split_list(text: str) -> list[str]:
    """The parts of a cell that are surely parts: those between semicolons or in lines of their own."""
    if ";" not in text and "\n" not in text:
        return [text]
    return [part.strip() for part in re.split(r"[;\n]", text, maxsplit=MOST_PARTS) if part.strip()]


def split_words(text: str) -> list[str]:
    """The words of a cell in which commas separate too."""
    if not text:
        return []
    return [part.strip() for part in re.split(r"[;,\n|]", text, maxsplit=MOST_PARTS) if part.strip()]


# ── dates ────────────────────────────────────────────────────────────────────────────────────────────────────────────


class ReadDate(NamedTuple):
    """A date that was read, or None, and what to say about it: a warning either way."""

    date: FuzzyDate | None
    reason: Sentence | None = None


_YEARS: Final = re.compile(r"\d{4}\s*/\s*(?:\d{4}|\d{2})")
_SHORT_YEAR: Final = re.compile(r"(?:seit |am )?\d{1,2}[./-]\d{1,2}[./-]'?\d{2}")
_MOMENT: Final = re.compile(r"(\d{4}-\d{2}-\d{2})[T ](\d{2}):(\d{2})(?::\d{2}(?:\.\d+)?)?\s*(Z|\+00:?00)?")
_NUMBER: Final = re.compile(r"(\d{4,5})(?:\.0+)?")
FIRST_DAY: Final = date(1899, 12, 30)
"""The day 0 of Excel's running numbers, for days from March 1900 on; some workbooks count from 1904."""
_SERIALS: Final = range(10_000, 73_051)  # 1927 to 2099; below stand years
_YEARS_AS_DAYS: Final = range(1850, 2101)  # numbers that are years, and days of 1905 where a cell is formatted as one
_TWO_YEARS: Final = re.compile(r"(?:seit |ab )?(\d{2})(\d{2})\s*[-–]\s*(\d{2})", re.IGNORECASE)
_MIDNIGHT_IN_BERLIN: Final = {"22", "23"}  # by the clock of UTC, in summer and in winter


@lru_cache(maxsize=4096)
def read_date(text: str, first_day: date = FIRST_DAY, *, edtf: bool = False) -> ReadDate:  # noqa: PLR0911 - because people write dates in so many ways
    """The day or time from which something holds; "seit 1967" is 1967, "1992/93" one of the two years.

    Numbers of five digits are days counted from `first_day`. "2021-22" is summer 2021 where `edtf` is known to be
    meant; people who write it mean two years, or do not say what.
    """
    text = without_footnote(text)
    if fold(text) in BLANK_WORDS:
        return ReadDate(None)
    if (number := _NUMBER.fullmatch(text)) and int(number.group(1)) in _SERIALS:
        day = first_day + timedelta(days=int(number.group(1)))
        return ReadDate(FuzzyDate.of(day), Sentence(sentences.SERIAL_DATE, {"day": day}))
    if number and "." in text:
        text = number.group(1)
    if moment := _MOMENT.fullmatch(text):
        return _read_moment(*moment.groups())
    if not edtf and (years := _TWO_YEARS.fullmatch(text)) and _follows(years.group(2), years.group(3)):
        return ReadDate(None, Sentence(sentences.YEARS_UNCLEAR))
    try:
        found = _fuzzy(text)
    except (BadFuzzyDate, NotADay):
        return ReadDate(None, Sentence(sentences.SHORT_YEAR if _SHORT_YEAR.fullmatch(text) else sentences.BAD_DATE))
    day_number = None if found.earliest is None else (found.earliest - first_day).days
    if found.precision is DatePrecision.DAY and day_number in _YEARS_AS_DAYS and not edtf:
        return ReadDate(None, Sentence(sentences.YEAR_AS_DAY, {"day": found.earliest, "year": day_number}))
    return ReadDate(found)


def _follows(one: str, other: str) -> bool:
    """Whether the second of two numbers of a year is the next, 21 and 22, or no month."""
    return (int(one) + 1) % 100 == int(other) and int(other) > 12  # noqa: PLR2004 - because there are 12 months


def _read_moment(day: str, hour: str, minute: str, zone: str | None) -> ReadDate:
    try:
        found = date.fromisoformat(day)
        if (hour, minute) == ("00", "00"):
            return ReadDate(FuzzyDate.of(found))
        if zone is not None and hour in _MIDNIGHT_IN_BERLIN and minute == "00":
            found += timedelta(days=1)
            return ReadDate(FuzzyDate.of(found), Sentence(sentences.UTC_DATE, {"day": found}))
    except (ValueError, OverflowError):
        pass
    return ReadDate(None, Sentence(sentences.BAD_DATE))


def _fuzzy(text: str) -> FuzzyDate:
    """EDTF, German or English; of two years with a slash people mean one of the two."""
    if not _YEARS.fullmatch(text):
        try:
            return FuzzyDate.parse(text)
        except BadFuzzyDate:
            pass
    try:
        found = read_german(text)
    except BadFuzzyDate as error:
        try:
            found = read_english(text)
        except BadFuzzyDate:
            raise error from None
    content = found.content
    since = isinstance(content, Interval) and content.end is End.OPEN and isinstance(content.begin, DatePart)
    return (
        FuzzyDate(content.begin)
        if since and isinstance(content, Interval) and isinstance(content.begin, DatePart)
        else found
    )


# ── forms, labels, stages ────────────────────────────────────────────────────────────────────────────────────────────


def _folded(words: dict[str, str]) -> dict[str, str]:
    return {fold(word): meaning for meaning, several in words.items() for word in several.split(", ")}


_FORM_WORDS: Final = _folded(
    {
        "partnerschaft": "P, Partnerschaft, formal partnership, formelle Partnerschaft, RGRE-Partnerschaft",
        "freundschaft": "F, Freundschaft, Städtefreundschaft, Gemeindefreundschaft, friendship, friendship city, "
        "freundschaftliche Beziehung, freundschaftliche Beziehungen, Stadtfreundschaft",
        "kontakt": "K, Kontakt, Kontakte, contact, Städtekontakt, lose Kontakte, loser Kontakt",
        "projektpartnerschaft": "Projektpartnerschaft, Projektpartner, project partnership, Projekt, PP",
        "twinning_unspecified": "Städtepartnerschaft, Städtepartnerschaft (Form nicht belegt), Stadtpartnerschaft, "
        "Partnerstadt, Partnerstädte, Gemeindepartnerschaft, Kreispartnerschaft, Kommunalpartnerschaft, "
        "kommunale Partnerschaft, Partnergemeinde, Jumelage, Verschwisterung, Städteverschwisterung, twinning, "
        "twin town, twin city, sister city, sister cities, town twinning, twinning unspecified, "
        "twinning (form not documented), Ortspartnerschaft",
        "unknown": "unbekannt, unknown, Form unbekannt",
    }
)
FORMS: Final = {word: Form(meaning) for word, meaning in _FORM_WORDS.items()}
"""The form that a folded word means."""

LABEL_WORDS: Final = {fold(label): label for label in LABELS} | _folded(
    {
        "betreiberpartnerschaft": "Betreiberpartnerschaften, operator partnership, Wasserbetreiberpartnerschaft",
        "dreieckspartnerschaft": "Dreieckskooperation, Dreieck, trilaterale Partnerschaft, triangular partnership",
        "klimapartnerschaft": "Kommunale Klimapartnerschaft, Klimapartner, climate partnership, Klima-Partnerschaft",
        "nachhaltigkeitspartnerschaft": "Kommunale Nachhaltigkeitspartnerschaft, sustainability partnership",
        "solidaritaetspartnerschaft": "Solidaritätspartner, solidarity partnership",
        "patenschaft": "Patenschaft, Städtepatenschaft, Patenstadt, Patengemeinde",
    }
)
"""The programme label that a folded word means."""


@lru_cache(maxsize=1024)
def read_form(word: str) -> Form | str | None:
    """The form or the label that a word means; None for a word that is neither."""
    folded = fold(word)
    return FORMS.get(folded) or LABEL_WORDS.get(folded)


_STAGE_WORDS: Final = _folded(
    {
        "contact": "contact, Kontakt, Erstkontakt, Sondierung, in Sondierung, Kontaktphase",
        "emerging": "emerging, in Anbahnung, Anbahnung, anbahnend, im Aufbau, Aufbau, im Entstehen, geplant, planned",
        "existing": "existing, bestehend, besteht, besteht weiter, besteht weiterhin, besteht noch, aktiv, active, "
        "laufend, ja, yes, in Kraft, gelebt, lebendig, intakt",
        "dormant": "dormant, ruhend, ruht, inaktiv, inactive, eingeschlafen, ausgesetzt, pausiert, "
        "suspended, nicht aktiv, derzeit nicht aktiv, ohne Aktivität, ohne Aktivitäten, derzeit ruhend, ruht derzeit",
        "ended": "ended, beendet, ehemalig, ehemals, aufgelöst, erloschen, gekündigt, former, terminated, "
        "abgeschlossen, nicht mehr, besteht nicht mehr, eingestellt",
    }
)
STAGES: Final = {word: Stage(meaning) for word, meaning in _STAGE_WORDS.items()}
"""The stage that a folded word means."""


@lru_cache(maxsize=1024)
def read_stage(word: str) -> Stage | None:
    """The stage that a word means; None for a word that is none."""
    return STAGES.get(fold(word))


_LONGEST_WORD: Final = 100  # characters, with a date
_WITH_DATE: Final = re.compile(
    r"(?P<word>.*?[^\W\d].*?)[\s,(]+(?:(?:seit|since|ab|am|im)\s+)?(?P<date>[^()]*\d{4})\)?", re.IGNORECASE
)


@lru_cache(maxsize=1024)
def dated_word(text: str) -> tuple[str, str]:
    """A word for a form or a stage, and the date written beside it.

    >>> dated_word("ruhend seit 2010"), dated_word("Partnerschaft")
    (('ruhend', '2010'), ('Partnerschaft', ''))
    """
    word = without_footnote(text)
    known = len(word) > _LONGEST_WORD or read_form(word) is not None or read_stage(word) is not None
    dated = None if known else _WITH_DATE.fullmatch(word)
    return (word, "") if dated is None else (dated["word"], dated["date"])


_CONFIDENCES: Final = {
    fold(word): confidence
    for confidence, words in {
        Confidence.HIGH: "high hoch sicher",
        Confidence.MEDIUM: "medium mittel",
        Confidence.LOW: "low gering niedrig unsicher",
    }.items()
    for word in words.split()
}


@lru_cache(maxsize=1024)
def read_confidence(word: str) -> Confidence | None:
    """How sure a word says it is; None for a word that says nothing of the kind."""
    return _CONFIDENCES.get(fold(word))


@lru_cache(maxsize=1024)
def read_goals(text: str) -> tuple[frozenset[int], tuple[str, ...]]:
    """The numbers of the goals in a cell, and the words that are none."""
    goals: set[int] = set()
    strange: list[str] = []
    words = split_words(text)
    if len(words) == 1 and re.fullmatch(r"\d{1,2}(?: \d{1,2})+", text):
        words = text.split()
    for word in words:
        number = re.fullmatch(r"(\d{1,2})\.0", word)
        try:
            goals.add(find_goal(number.group(1) if number else word).number)
        except UnknownName:
            strange.append(word)
    return frozenset(goals), tuple(strange)


# ── sources ──────────────────────────────────────────────────────────────────────────────────────────────────────────

NOTHING: Final = "–"
"""Stands for no source where others stand in the lines around."""
BESIDE: Final = "¦"
"""Stands between the sources of one observation."""
_WRITTEN: Final = re.compile(
    r"\[(?P<id>[^\[\]]+)\] (?P<text>.*?)(?: <(?P<url>[^<>]*)>)? \((?P<precision>page|site|secondary)"
    r"(?:, (?P<day>\d{4}-\d{2}-\d{2}))?\)"
)
_ADDRESS: Final = re.compile(r"https?://\S+")
_LONGEST_ID: Final = 60


@lru_cache(maxsize=4096)
def read_source(text: str) -> Source:
    """The source that a cell cites: an address, any text, or one as `write_source` writes it."""
    written = _WRITTEN.fullmatch(text)
    if written is not None:
        try:
            day = date.fromisoformat(written["day"]) if written["day"] else None
            return Source(written["id"], written["text"], written["url"], Precision(written["precision"]), day)
        except ValueError:
            pass
    address = _ADDRESS.search(text)
    url = address.group(0) if address else None
    words = fold(text.removeprefix("https://").removeprefix("http://")).replace(" ", "-")
    precision = Precision.SITE if url and url.count("/") <= 3 and url.rstrip("/").count("/") == 2 else Precision.PAGE  # noqa: PLR2004 - because these slashes stand before the path
    return Source(words[:_LONGEST_ID] or "source", text, url, precision)


def write_source(source: Source) -> str:
    """The source as a cell says it: its text alone where reading that gives the same source, else with its id."""
    text = " ".join(source.text.split())
    if read_source(text) == source:
        return text
    url = f" <{source.url}>" if source.url is not None else ""
    day = f", {source.read_on.isoformat()}" if source.read_on is not None else ""
    return f"[{source.id}] {text}{url} ({source.precision.value}{day})"


def sources_of(text: str, separator: str = "\n") -> tuple[Source, ...]:
    """The sources of a cell, each in a line of its own; none of a dash."""
    if text in {"", NOTHING}:
        return ()
    if separator not in text:
        return (read_source(text),)
    return tuple([read_source(part.strip()) for part in text.split(separator) if part.strip()])
