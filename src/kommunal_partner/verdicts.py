"""Three-valued answers that carry their reason, their evidence and the answers they were made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from enum import Enum
from functools import partial
from string import Formatter
from typing import Final

from attrs import field, frozen

from kommunal_partner._checks import instances, items, refusal
from kommunal_partner._mappings import FrozenMap
from kommunal_partner._repr import MOST_CHARACTERS, html_list, short_repr
from kommunal_partner.errors import BadReason, UndecidedTruth
from kommunal_partner.languages import Lang, Term, language
from kommunal_partner.sources import Confidence, Evidence, lowest

__all__ = [
    "ALL_MET",
    "NOTHING_ASKED",
    "NOT_ALL_DECIDED",
    "NOT_ALL_MET",
    "SAME_THROUGHOUT",
    "SOME_MET",
    "Answer",
    "Reason",
    "Sentence",
    "Verdict",
    "all_of",
    "any_of",
    "no",
    "undecided",
    "yes",
]


class Answer(Enum):
    """Yes, no, or not to be decided from what is known."""

    YES = "yes"
    NO = "no"
    UNDECIDED = "undecided"

    def __bool__(self) -> bool:
        if self is Answer.UNDECIDED:
            raise UndecidedTruth
        return self is Answer.YES

    def text(self, lang: str = "de") -> str:
        """The word for it in German or English."""
        return _ANSWER_WORDS[self].text(lang)


_ANSWER_WORDS: Final = {
    Answer.YES: Term("ja", "yes"),
    Answer.NO: Term("nein", "no"),
    Answer.UNDECIDED: Term("offen", "undecided"),
}


@frozen(repr=False)
class Reason:
    """Why: a code to branch on and one sentence in each language, with named places for values.

    A place may say how its value is inflected: `{country:Nom} {country:steht|stehen}`, `{country:acc}`, `{country:in}`.
    Numbers in places called like an amount (`count`, `total`, `most`, `value` …) have a mark for thousands.

    Raises:
        BadReason: if the sentences do not name the same values.

    >>> Reason("TOO_SMALL", de="{unit} ist zu klein", en="{unit} is too small").fields
    frozenset({'unit'})
    """

    code: str
    de: str
    en: str
    fields: frozenset[str] = field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        for name in ("code", "de", "en"):
            if not isinstance(getattr(self, name), str):
                raise refusal(BadReason, name, getattr(self, name), " muss ein Text sein", " must be a text")
        if not self.code:
            said = Term("ein Grund braucht einen Code", "a reason needs a code")
            raise BadReason(said, argument="code", value=self.code)
        fields = {lang: _fields_of(sentence) for lang, sentence in (("de", self.de), ("en", self.en))}
        if fields["de"] != fields["en"]:
            de, en = sorted(fields["de"]), sorted(fields["en"])
            said = Term(
                f"{self.code}: Der deutsche Satz nennt {de}, der englische {en}",
                f"{self.code}: German names {de}, English {en}",
            )
            raise BadReason(said)
        object.__setattr__(self, "fields", fields["de"])

    __repr__ = short_repr


def _fields_of(sentence: str) -> frozenset[str]:
    try:
        return frozenset(name for _, name, _, _ in Formatter().parse(sentence) if name is not None)
    except ValueError as error:
        raise BadReason(
            Term(f"{sentence!r} ist kein Satz mit Platzhaltern: {error}", f"{sentence!r}: {error}")
        ) from error


def _values(values: Mapping[str, object]) -> FrozenMap[str, object]:
    return values if isinstance(values, FrozenMap) else FrozenMap(values)


@frozen(repr=False)
class Sentence:
    """A reason with its values: a sentence ready to be read in either language.

    Raises:
        BadReason: if a value that the reason names is missing.
    """

    reason: Reason
    values: FrozenMap[str, object] = field(factory=FrozenMap, converter=_values)

    def __attrs_post_init__(self) -> None:
        missing = self.reason.fields.difference(self.values)
        if missing:
            code, names = self.reason.code, ", ".join(sorted(missing))
            raise BadReason(Term(f"{code} braucht {names}", f"{code} needs {names}"))

    def text(self, lang: str = "de") -> str:
        """The sentence in German or English; days, names, lists, amounts are written as that language writes them."""
        tag = language(lang)
        template = self.reason.de if tag == "de" else self.reason.en
        return template.format_map(
            {name: _Inflected(value, tag, name in _AMOUNTS) for name, value in self.values.items()}
        )

    __repr__ = short_repr

    def __str__(self) -> str:
        return self.text()


def spoken(value: object, lang: Lang) -> str:  # noqa: PLR0911 - because every kind of value is written its own way
    """A value as the language writes it: days, numbers, names, nested sentences, lists.

    Numbers have twelve digits at most, so that 0.1 + 0.2 reads 0.3. Whatever has `.text(lang)` or `.name(lang)`
    is asked for it.
    """
    if isinstance(value, str):
        return value
    if isinstance(value, datetime):
        return f"{spoken(value.date(), lang)} {value:%H:%M}"
    if isinstance(value, date):
        return f"{value:%d.%m.}{value.year:04d}" if lang == "de" else value.isoformat()
    if isinstance(value, float):
        return _digits(value).replace(".", "," if lang == "de" else ".")
    for method in ("text", "name"):
        say = getattr(value, method, None)
        if callable(say):
            return str(say(lang))
    if isinstance(value, (tuple, list, frozenset, set)):
        parts = [spoken(part, lang) for part in value]
        return ", ".join(parts if isinstance(value, (tuple, list)) else sorted(parts))
    return str(value)


_MOST_ZEROS: Final = 20


def _digits(value: float, mark: str = "") -> str:
    """Twelve digits, or all before the point, without an exponent unless there were too many zeros."""
    digits = f"{value:{mark}.12g}"
    exponent = int(digits.partition("e")[2] or 0)
    if not 0 < abs(exponent) <= _MOST_ZEROS:
        return digits
    return f"{value:{mark}.0f}" if exponent > 0 else f"{value:.{11 - exponent}f}".rstrip("0")


_AMOUNTS: Final = frozenset({
    "ahead", "before", "best", "bound", "capacity", "chairs", "changed", "claimed", "cost", "count", "count_a",
    "count_b", "counted", "demand", "distance", "elsewhere", "excess", "excluded", "found", "gaps", "hectares",
    "high", "invited", "least", "left_out", "length", "low", "meetings", "missing", "most", "most_occurrences",
    "most_options", "moved", "needed", "new", "number", "occurrences", "old", "options", "own", "pairs",
    "parts", "partners", "people", "place", "places", "points", "price", "ranks", "read", "records", "room",
    "rotations", "said", "seats", "sides", "steps", "tables", "to_confirm", "total", "undecided", "value",
    "waiting", "weak", "weight", "width", "worst",
})  # fmt: skip
"""What the fields of sentences are called that count or measure; years, ids and keys are never among them."""


def amount(value: object, lang: Lang) -> str:
    """An amount with a mark for thousands: 1.234,5 in German, 1,234.5 in English."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return spoken(value, lang)
    written = f"{value:,}" if isinstance(value, int) else _digits(value, ",")
    return written.translate(str.maketrans(",.", ".,")) if lang == "de" else written


@frozen
class _Inflected:
    """A value in a sentence, as `{country:Nom} {country:gehört|gehören}` asks for it.

    `nom`, `acc`, `dat` and `in` give a country with its article, a capital (`Nom`) begins the sentence; `one|several`
    gives the verb that fits its number. Values without a grammar, and places without a wish, are written as they are.
    """

    value: object
    lang: Lang
    is_amount: bool

    def __format__(self, wish: str) -> str:
        one, several, _ = (*wish.split("|"), "", "")[:3]
        if several:
            return several if self._is_plural() else one
        if wish == "in" and type(self.value) is date:
            return f"{'am' if self.lang == 'de' else 'on'} {spoken(self.value, self.lang)}"
        say = getattr(self.value, "phrase_in" if wish.casefold() == "in" else "phrase", None)
        if not (wish and callable(say)):
            return amount(self.value, self.lang) if self.is_amount else spoken(self.value, self.lang)
        text = str(say(self.lang) if wish.casefold() == "in" else say(self.lang, wish.casefold()))
        return f"{text[:1].upper()}{text[1:]}" if wish[0].isupper() else text

    def _is_plural(self) -> bool:
        if isinstance(self.value, (tuple, list, frozenset, set)):
            return len(self.value) != 1
        asked = getattr(self.value, "is_plural", None)
        return bool(asked(self.lang)) if callable(asked) else isinstance(self.value, int) and self.value != 1


@frozen(repr=False)
class Verdict:
    """An answer with its reason, the rows it rests on and the verdicts it was made of.

    `rule` names the rule and its version, `as_of` the day it was asked about. `bool()` gives True or False and
    refuses an undecided answer.
    """

    answer: Answer
    sentence: Sentence
    evidence: tuple[Evidence, ...] = ()
    checks: tuple[Verdict, ...] = ()
    rule: str = ""
    as_of: date | None = None

    @property
    def reason(self) -> Reason:
        """Why, as a code with its sentences."""
        return self.sentence.reason

    @property
    def code(self) -> str:
        """The code of the reason that decides, also where the verdict was made of others: the first that decides.

        Of several days with one answer it is that of every day; SAME_THROUGHOUT only where the reasons differ.
        """
        deciding = [check for check in self.checks if check.answer is self.answer]
        several = len({check.code for check in deciding}) if self.reason == SAME_THROUGHOUT else len(deciding)
        combined = self.reason in (NOT_ALL_MET, NOT_ALL_DECIDED, SOME_MET) or (
            self.reason in (ALL_MET, SAME_THROUGHOUT) and several == 1
        )
        return deciding[0].code if combined and deciding else self.reason.code

    @property
    def values(self) -> FrozenMap[str, object]:
        """What the sentence speaks of, by name."""
        return self.sentence.values

    @property
    def is_yes(self) -> bool:
        """Whether the answer is yes."""
        return self.answer is Answer.YES

    @property
    def is_no(self) -> bool:
        """Whether the answer is no."""
        return self.answer is Answer.NO

    @property
    def is_undecided(self) -> bool:
        """Whether what is known does not decide it."""
        return self.answer is Answer.UNDECIDED

    @property
    def confidence(self) -> Confidence | None:
        """The lowest confidence among its evidence and that of its checks; None if it rests on no row."""
        below = (check.confidence for check in self.checks)
        return min((c for c in (lowest(self.evidence), *below) if c is not None), default=None)

    def ends(self, answer: Answer) -> tuple[Verdict, ...]:
        """The verdicts with this answer that were made of no others with it: the reasons behind the reason.

        With `Answer.UNDECIDED` they say what would have to be known.
        """
        below: list[Verdict] = []
        for check in self.checks:
            if check.checks:
                below += check.ends(answer)
            elif check.answer is answer:
                below.append(check)
        return tuple(below) or ((self,) if self.answer is answer else ())

    def __bool__(self) -> bool:
        if self.is_undecided:
            raise UndecidedTruth(Term(self.text("de"), self.text("en")))
        return self.is_yes

    def text(self, lang: str = "de") -> str:
        """The reason as a sentence."""
        return self.sentence.text(lang)

    def __repr__(self) -> str:
        shown = f"<Verdict {self.answer.value}, {self.code}: {self.text('en')}>"
        return shown if len(shown) <= MOST_CHARACTERS else f"{shown[: MOST_CHARACTERS - 2]}…>"

    def __str__(self) -> str:
        return self.text()

    def _repr_html_(self) -> str:
        """Answer, sentence and sources for a notebook, every text escaped."""
        documents = dict.fromkeys(source.text for row in self.evidence for source in row.sources)
        return html_list(f"{self.answer.text('de')}: {self.text('de')}", documents)

    def explain(self, lang: str = "de") -> str:
        """The whole tree of checks, a line each, with the documents they rest on."""
        return "\n".join(self._lines(language(lang), ""))

    def _lines(self, lang: Lang, indent: str) -> Iterable[str]:
        yield f"{indent}{self.answer.text(lang)}: {self.text(lang)}"
        for row in self.evidence:
            for source in row.sources:
                yield f"{indent}  [{row.confidence.text(lang)}] {source.text}"
        for check in self.checks:
            yield from check._lines(lang, indent + "  ")  # noqa: SLF001 - because it is another of our own kind


def _say(
    answer: Answer,
    /,
    reason: Reason,
    *,
    evidence: Iterable[Evidence] = (),
    checks: Iterable[Verdict] = (),
    rule: str = "",
    as_of: date | None = None,
    **values: object,
) -> Verdict:
    given: object = reason
    if not isinstance(given, Reason):
        kind = type(given).__name__
        said = Term(f"verlangt ist eine Reason, nicht {kind}", f"a Reason is wanted, not {kind}")
        raise BadReason(said, argument="reason", value=reason)
    own = reason.fields.intersection(_PARTS).difference(values)
    if own:
        parts = {"evidence": evidence, "checks": checks, "rule": rule, "as_of": as_of}
        values |= {name: parts[name] for name in own}
        evidence, checks = (() if "evidence" in own else evidence), (() if "checks" in own else checks)
        rule, as_of = ("" if "rule" in own else rule), (None if "as_of" in own else as_of)
    rows, partial_verdicts = items(evidence, "evidence", BadReason), items(checks, "checks", BadReason)
    return Verdict(answer, Sentence(reason, values), rows, partial_verdicts, rule, as_of)


def _saying(answer: Answer) -> Callable[..., Verdict]:
    return partial(_say, answer)


_PARTS: Final = frozenset({"evidence", "checks", "rule", "as_of"})

yes: Final = _saying(Answer.YES)
"""A yes for a reason: `yes(REASON, evidence=rows, checks=verdicts, rule="name/1", as_of=day, **values)`.

The values are those that the sentence of the reason names; everything but the reason may be left out. A sentence that
itself names `evidence`, `checks`, `rule` or `as_of` is given it; the verdict's own part then stays empty.
"""

no: Final = _saying(Answer.NO)
"""A no for a reason, made like `yes`."""

undecided: Final = _saying(Answer.UNDECIDED)
"""An undecided answer for a reason, made like `yes`."""


NOTHING_ASKED: Final = Reason("NOTHING_ASKED", de="Es war nichts zu prüfen.", en="There was nothing to check.")
ALL_MET: Final = Reason("ALL_MET", de="{because}", en="{because}")
NOT_ALL_MET: Final = Reason("NOT_ALL_MET", de="{because}", en="{because}")
NOT_ALL_DECIDED: Final = Reason("NOT_ALL_DECIDED", de="{because}", en="{because}")
SOME_MET: Final = Reason("SOME_MET", de="{because}", en="{because}")
SAME_THROUGHOUT: Final = Reason(
    "SAME_THROUGHOUT",
    de="Die Antwort ist an jedem Tag dieselbe ({when}). {parts}",
    en="The answer is the same on every day ({when}). {parts}",
)


@frozen
class _Because:
    """The sentences of several verdicts, one after the other, each once."""

    sentences: tuple[Sentence, ...]

    def text(self, lang: str) -> str:
        return " ".join(dict.fromkeys(sentence.text(lang) for sentence in self.sentences))


def _because(verdicts: Iterable[Verdict]) -> _Because:
    return _Because(tuple([verdict.sentence for verdict in verdicts]))


def all_of(checks: Iterable[Verdict], *, rule: str = "", as_of: date | None = None) -> Verdict:
    """Whether every check says yes: any no makes a no, else any undecided makes it undecided.

    The sentence is made of those of the deciding checks. Without any check the answer is yes.

    Raises:
        BadReason: for checks that are no verdicts.
    """
    checks = instances(checks, Verdict, "checks", BadReason)
    for answer, reason in ((Answer.NO, NOT_ALL_MET), (Answer.UNDECIDED, NOT_ALL_DECIDED)):
        deciding = [check for check in checks if check.answer is answer]
        if deciding:
            return Verdict(answer, Sentence(reason, {"because": _because(deciding)}), (), checks, rule, as_of)
    if not checks:
        return yes(NOTHING_ASKED, rule=rule, as_of=as_of)
    return Verdict(Answer.YES, Sentence(ALL_MET, {"because": _because(checks)}), (), checks, rule, as_of)


def any_of(checks: Iterable[Verdict], *, rule: str = "", as_of: date | None = None) -> Verdict:
    """Whether some check says yes: any yes makes a yes, else any undecided makes it undecided.

    The sentence is made of those of the deciding checks. Without any check the answer is no, with an empty sentence.

    Raises:
        BadReason: for checks that are no verdicts.
    """
    checks = instances(checks, Verdict, "checks", BadReason)
    for answer in (Answer.YES, Answer.UNDECIDED):
        deciding = tuple(check for check in checks if check.answer is answer)
        if deciding:
            say, reason = (yes, SOME_MET) if answer is Answer.YES else (undecided, NOT_ALL_DECIDED)
            return say(reason, checks=checks, rule=rule, as_of=as_of, because=_because(deciding))
    return no(NOT_ALL_MET, checks=checks, rule=rule, as_of=as_of, because=_because(checks))
