"""Every error raised on purpose, in one small tree.

Each error derives from `KommunalPartnerError` and from the builtin it is a case of, keeps its parts as attributes and
says what to do. `.code` names the case, `.suggestions` what may have been meant, `.text(lang)` says it in German or
English where a list, a form or a file can cause it; what only a programmer can cause is said in English in both.
All of them survive pickling and copying.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import ClassVar, Final, Protocol

from attrs import frozen

__all__ = [
    "AmbiguousCountry",
    "AmbiguousName",
    "BadBudget",
    "BadCycle",
    "BadEdition",
    "BadFacts",
    "BadFile",
    "BadFuzzyDate",
    "BadIdentifier",
    "BadInstance",
    "BadKey",
    "BadModel",
    "BadReason",
    "BadRule",
    "BadSpan",
    "BadTable",
    "BeyondHorizon",
    "FixedOutsideHorizon",
    "KommunalPartnerError",
    "MissingExtra",
    "NotADay",
    "Overlap",
    "Speaks",
    "TableProblem",
    "UndecidedTruth",
    "UnknownChoice",
    "UnknownCountry",
    "UnknownLanguage",
    "UnknownName",
]

_WORD_ENDS: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")


class Speaks(Protocol):
    """Whatever says itself in German and English, as `verdicts.Sentence` and `languages.Term` do."""

    def text(self, lang: str = "de") -> str:
        """The words in that language."""
        ...


class KommunalPartnerError(Exception):
    """What all errors of this library have in common.

    `said` is the sentence, one text for both languages or whatever has `.text(lang)`; `argument` and `value` are what
    was given and cannot be taken, where one argument is to blame.
    """

    case: ClassVar[str] = "KOMMUNAL_PARTNER_ERROR"
    """The code of this class of error."""

    said: str | Speaks = ""
    argument: str | None = None
    value: object = None
    suggestions: tuple[str, ...] = ()

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        cls.case = _WORD_ENDS.sub("_", cls.__name__).upper()

    def __init__(
        self,
        said: str | Speaks = "",
        *,
        argument: str | None = None,
        value: object = None,
        suggestions: Sequence[str] = (),
    ) -> None:
        super().__init__(said)
        self.said = said
        self.argument = argument
        self.value = value
        self.suggestions = tuple(suggestions)

    @property
    def code(self) -> str:
        """The code to branch on: that of the sentence's reason where a room gave one, else that of the class."""
        reason = getattr(self.said, "reason", None)
        return str(getattr(reason, "code", self.case))

    def text(self, lang: str = "de") -> str:
        """What is wrong and what to do, as a sentence."""
        return _in(self.said, lang) + self._hint(lang)

    def _hint(self, lang: str) -> str:
        if not self.suggestions:
            return ""
        hint = "; did you mean {}?" if _english(lang) else "; gemeint ist vielleicht {}"
        return hint.format((" or " if _english(lang) else " oder ").join(self.suggestions))

    def __str__(self) -> str:
        return self.text("en")


def _english(lang: str) -> bool:
    """Whether a tag asks for English; the language of a message is no place for a second error."""
    return not str(lang).lower().startswith("de")


def _in(said: object, lang: str) -> str:
    for method in ("text", "name"):
        speak = getattr(said, method, None)
        if callable(speak):
            return str(speak("en" if _english(lang) else "de"))
    return str(said)


# ── words ────────────────────────────────────────────────────────────────────────────────────────────────────────────


class NotADay(KommunalPartnerError, TypeError):
    """A day was asked for and something else was given; a moment (`datetime`) is not a day."""

    def __init__(self, value: object, name: str = "on") -> None:
        super().__init__("", argument=name, value=value)
        self.args = (value, name)
        self.name = name

    def text(self, lang: str = "de") -> str:
        """What was given instead of a day."""
        del lang
        hint = ", which has a clock time: give its .date()" if hasattr(self.value, "date") else ""
        return f"{self.name} must be a datetime.date, not {type(self.value).__name__}{hint}"


class BadSpan(KommunalPartnerError, ValueError):
    """A span of days that holds no day, or none that the calendar knows."""


class Overlap(KommunalPartnerError, ValueError):
    """Two entries of a timeline claim the same day."""

    def __init__(self, first: object, second: object) -> None:
        super().__init__(f"{first} and {second} claim the same day")
        self.args = (first, second)
        self.first = first
        self.second = second


class BadReason(KommunalPartnerError, ValueError):
    """A reason whose sentences do not fit one another, or a sentence whose values are not those its reason names."""


class UndecidedTruth(KommunalPartnerError, ValueError):
    """An undecided answer was used as if it were yes or no."""

    def __init__(self, because: str = "") -> None:
        super().__init__(because)
        self.because = because

    def text(self, lang: str = "de") -> str:
        """What to ask instead."""
        del lang
        because = f" ({self.because})" if self.because else ""
        return f"the answer is undecided{because}; ask .is_yes, .is_no or .is_undecided instead of bool()"


class UnknownLanguage(KommunalPartnerError, LookupError):
    """Sentences exist in German and English only."""

    def __init__(self, lang: object) -> None:
        super().__init__(f"no sentences in {lang!r}; there are 'de' and 'en'", argument="lang", value=lang)
        self.args = (lang,)
        self.lang = lang


class MissingExtra(KommunalPartnerError, ImportError):
    """A function needs a package that is not installed."""

    def __init__(self, package: str, extra: str) -> None:
        super().__init__(f'this needs {package}: pip install "kommunal-partner[{extra}]"')
        self.args = (package, extra)
        self.package = package
        self.extra = extra


class BadModel(KommunalPartnerError, ValueError):
    """A model was given parts that contradict one another, or a part that is not of its kind."""


class UnknownChoice(BadModel):
    """A word that is none of the few that may stand here; `.choices` are those."""

    def __init__(
        self, value: object, choices: Iterable[str], *, argument: str | None = None, suggestions: Sequence[str] = ()
    ) -> None:
        super().__init__("", argument=argument, value=value, suggestions=suggestions)
        self.choices = tuple(choices)
        self.args = (value, self.choices)

    def text(self, lang: str = "de") -> str:
        """The word, those there are, and the one that may be meant."""
        where = f"{self.argument}: " if self.argument else ""
        none_of = "is none of" if _english(lang) else "ist keines von"
        return f"{where}{self.value!r} {none_of} {', '.join(self.choices)}{self._hint(lang)}"


# ── tables and files ─────────────────────────────────────────────────────────────────────────────────────────────────


@frozen(repr=False)
class TableProblem:
    """What is wrong with a table, and where; lines count from 1, the header being line 1."""

    table: str
    line: int | None
    column: str | None
    reason: str | Speaks

    def text(self, lang: str = "de") -> str:
        """The problem with its place; a reason that is one text is English in both."""
        line = "line" if _english(lang) else "Zeile"
        where = [self.table]
        where += [] if self.line is None else [f"{line} {self.line}"]
        where += [] if self.column is None else [self.column]
        return f"{', '.join(where)}: {_in(self.reason, lang)}"

    def __repr__(self) -> str:
        return f"<{str(self)[:190]}>"

    def __str__(self) -> str:
        return self.text("en")


class BadTable(KommunalPartnerError, ValueError):
    """A table that is not as it must be; `.problems` holds every reason found, not only the first."""

    def __init__(self, problems: Iterable[TableProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__()
        self.args = (self.problems,)

    def text(self, lang: str = "de") -> str:
        """Every problem, a line each."""
        return "\n".join(problem.text(lang) for problem in self.problems)


class BadFacts(BadTable):
    """Tables that are well formed one by one, but contradict one another."""


class BadFile(KommunalPartnerError, ValueError):
    """A file that is not what it is read as; `.line` counts from 1 where a line is to blame."""

    def __init__(self, reason: str | Speaks, line: int | None = None) -> None:
        super().__init__(reason)
        self.args = (reason, line)
        self.line = line

    @property
    def reason(self) -> str:
        """What is wrong, in English."""
        return _in(self.said, "en")

    def text(self, lang: str = "de") -> str:
        """What is wrong, and in which line."""
        where = "" if self.line is None else f"{'line' if _english(lang) else 'Zeile'} {self.line}: "
        return where + super().text(lang)


# ── time ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


class BadFuzzyDate(KommunalPartnerError, ValueError):
    """A text that is not read as a date, with the reason."""

    def __init__(self, value: object, reason: str | Speaks) -> None:
        super().__init__(reason, value=value)
        self.args = (value, reason)

    @property
    def reason(self) -> str:
        """Why not, in English."""
        return _in(self.said, "en")

    def text(self, lang: str = "de") -> str:
        """The text and why it is not a date that this library reads."""
        what = "is not a date this library reads" if _english(lang) else "wird nicht als Datum gelesen"
        return f"{self.value!r} {what}: {_in(self.said, lang)}"


class BadCycle(KommunalPartnerError, ValueError):
    """A cycle that never comes round, or not forward."""


class BadEdition(KommunalPartnerError, ValueError):
    """Editions that contradict one another or their series."""


class FixedOutsideHorizon(KommunalPartnerError, ValueError):
    """A fixed edition lies outside the horizon that is planned."""


# ── place ────────────────────────────────────────────────────────────────────────────────────────────────────────────


class UnknownCountry(KommunalPartnerError, LookupError):
    """No country answers to this name, or has this code."""

    def __init__(self, value: object, suggestions: Sequence[str] = (), *, by_code: bool = False) -> None:
        super().__init__("", value=value, suggestions=suggestions)
        self.by_code = by_code
        self.args = (value, self.suggestions)

    def text(self, lang: str = "de") -> str:
        """The name or code, and what may have been meant."""
        if self.by_code:
            what = "no country has the code {!r}" if _english(lang) else "kein Land hat den Code {!r}"
        else:
            what = "no country is called {!r}" if _english(lang) else "kein Land heißt {!r}"
        return what.format(self.value) + self._hint(lang)


class _Ambiguous(KommunalPartnerError, LookupError):
    """A name that fits more than one thing, or one thing not surely; `said` tells why where a room knows it."""

    def __init__(self, value: object, candidates: Sequence[object], *, said: str | Speaks = "") -> None:
        super().__init__(said, value=value)
        self.candidates = tuple(candidates)
        self.args = (value, self.candidates)

    def text(self, lang: str = "de") -> str:
        """The name and what it can mean."""
        if self.said:
            return _in(self.said, lang)
        parts = [_in(candidate, lang) for candidate in self.candidates]
        if _english(lang):
            return f"{self.value!r} can be {' or '.join(parts)}; say which"
        return f"{self.value!r} kann {' oder '.join(parts)} sein; bitte genauer angeben"


class AmbiguousCountry(_Ambiguous):
    """A name that fits more than one country."""


class AmbiguousName(_Ambiguous):
    """A name that fits more than one municipality, Kreis or other unit."""


class BadKey(KommunalPartnerError, ValueError):
    """A text that is not an official German key, with the reason."""

    def __init__(self, value: object, reason: str | Speaks) -> None:
        super().__init__(reason, value=value)
        self.args = (value, reason)

    @property
    def reason(self) -> str:
        """Why not, in English."""
        return _in(self.said, "en")

    def text(self, lang: str = "de") -> str:
        """The text and why it is not a key."""
        what = "is not a key" if _english(lang) else "ist kein Schlüssel"
        return f"{self.value!r} {what}: {_in(self.said, lang)}"


class BadIdentifier(KommunalPartnerError, ValueError):
    """An identifier whose shape is not that of its scheme."""

    def __init__(self, scheme: str, value: object) -> None:
        super().__init__("", value=value)
        self.args = (scheme, value)
        self.scheme = scheme

    def text(self, lang: str = "de") -> str:
        """The identifier and the scheme."""
        if _english(lang):
            return f"{self.value!r} does not have the shape of a {self.scheme} identifier"
        return f"{self.value!r} hat nicht die Form einer Kennung von {self.scheme}"


# ── questions ────────────────────────────────────────────────────────────────────────────────────────────────────────


class UnknownName(KommunalPartnerError, KeyError):
    """Nothing of this kind has this id or name; `said` is the sentence of a room that has one of its own."""

    def __init__(
        self, kind: str | Speaks, value: object, suggestions: Sequence[str] = (), *, said: str | Speaks = ""
    ) -> None:
        super().__init__(said, value=value, suggestions=suggestions)
        self.kind = kind
        self.args = (kind, value, self.suggestions)

    def text(self, lang: str = "de") -> str:
        """What is not known, and what may have been meant."""
        if self.said:
            return super().text(lang)
        kind = _in(self.kind, lang)
        if _english(lang):
            return f"there is no {kind} {self.value!r}{self._hint(lang)}"
        return f"{kind} {self.value!r} gibt es nicht{self._hint(lang)}"


class BeyondHorizon(KommunalPartnerError, LookupError):
    """A day for which no list exists."""

    def __init__(self, day: date, horizon: object) -> None:
        super().__init__("", argument="on", value=day)
        self.args = (day, horizon)
        self.day = day
        self.horizon = horizon

    def text(self, lang: str = "de") -> str:
        """The day, what the lists cover, and how to carry the last one on."""
        if _english(lang):
            return (
                f"no list for {self.day}: the lists cover {self.horizon}; beyond='latest_list' carries the last one on"
            )
        return (
            f"keine Liste für den {self.day:%d.%m.%Y}: Die Listen gelten für {_in(self.horizon, lang)}; "
            "beyond='latest_list' schreibt die letzte fort"
        )


class BadRule(KommunalPartnerError, ValueError):
    """A rule or an option that cannot be followed (a quota below zero, no place at all …)."""


class BadInstance(KommunalPartnerError, ValueError):
    """A matching or planning problem whose parts do not fit together."""


class BadBudget(KommunalPartnerError, ValueError):
    """A number of steps or seconds that is not a number to search with."""
