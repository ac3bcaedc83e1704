"""Every error this library raises on purpose, in one small tree.

Each error derives from `KommunalPartnerError` and from the builtin it is a case of, keeps its parts as attributes
and says what to do. All of them survive pickling and copying.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from kommunal_partner.tables import TableProblem
    from kommunal_partner.verdicts import Sentence

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
    "UndecidedTruth",
    "UnknownCountry",
    "UnknownLanguage",
    "UnknownName",
]


class KommunalPartnerError(Exception):
    """What all errors of this library have in common."""


# ── words ────────────────────────────────────────────────────────────────────────────────────────────────────────────


class NotADay(KommunalPartnerError, TypeError):
    """A day was asked for and something else was given; a moment (`datetime`) is no day."""

    def __init__(self, value: object, name: str = "on") -> None:
        super().__init__(value, name)
        self.value = value
        self.name = name

    def __str__(self) -> str:
        hint = ", which has a clock time: give its .date()" if hasattr(self.value, "date") else ""
        return f"{self.name} must be a datetime.date, not {type(self.value).__name__}{hint}"


class BadSpan(KommunalPartnerError, ValueError):
    """A span of days that holds no day, or none that the calendar knows."""


class Overlap(KommunalPartnerError, ValueError):
    """Two entries of a timeline claim the same day."""

    def __init__(self, first: object, second: object) -> None:
        super().__init__(first, second)
        self.first = first
        self.second = second

    def __str__(self) -> str:
        return f"{self.first} and {self.second} claim the same day"


class BadReason(KommunalPartnerError, ValueError):
    """A reason whose sentences do not fit one another, or a sentence whose values are not those its reason names."""


class UndecidedTruth(KommunalPartnerError, ValueError):
    """An undecided answer was used as if it were yes or no."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self.text = text

    def __str__(self) -> str:
        because = f" ({self.text})" if self.text else ""
        return f"the answer is undecided{because}; ask .is_yes, .is_no or .is_undecided instead of bool()"


class UnknownLanguage(KommunalPartnerError, LookupError):
    """Sentences exist in German and English only."""

    def __init__(self, lang: object) -> None:
        super().__init__(lang)
        self.lang = lang

    def __str__(self) -> str:
        return f"no sentences in {self.lang!r}; there are 'de' and 'en'"


class MissingExtra(KommunalPartnerError, ImportError):
    """A function needs a package that is not installed."""

    def __init__(self, package: str, extra: str) -> None:
        super().__init__(package, extra)
        self.package = package
        self.extra = extra

    def __str__(self) -> str:
        return f'this needs {self.package}: pip install "kommunal-partner[{self.extra}]"'


class BadModel(KommunalPartnerError, ValueError):
    """A model was given parts that contradict one another."""


# ── tables and files ─────────────────────────────────────────────────────────────────────────────────────────────────


class BadTable(KommunalPartnerError, ValueError):
    """A table that is not as it must be; `.problems` holds every reason found, not only the first."""

    def __init__(self, problems: Iterable[TableProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)


class BadFacts(BadTable):
    """Tables that are well formed one by one, but contradict one another."""


class BadFile(KommunalPartnerError, ValueError):
    """A file that is not what it is read as; `.line` counts from 1 where a line is to blame."""

    def __init__(self, reason: str, line: int | None = None) -> None:
        super().__init__(reason, line)
        self.reason = reason
        self.line = line

    def __str__(self) -> str:
        return self.reason if self.line is None else f"line {self.line}: {self.reason}"


# ── time ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


class BadFuzzyDate(KommunalPartnerError, ValueError):
    """A text that is no date this library reads."""

    def __init__(self, text: object, reason: str) -> None:
        super().__init__(text, reason)
        self.text = text
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.text!r} is no date this library reads: {self.reason}"


class BadCycle(KommunalPartnerError, ValueError):
    """A cycle that never comes round, or not forward."""


class BadEdition(KommunalPartnerError, ValueError):
    """Editions that contradict one another or their series."""


class FixedOutsideHorizon(KommunalPartnerError, ValueError):
    """A fixed edition lies outside the horizon that is planned."""


# ── place ────────────────────────────────────────────────────────────────────────────────────────────────────────────


class UnknownCountry(KommunalPartnerError, LookupError):
    """No country answers to this name or code."""

    def __init__(self, text: object, suggestions: Sequence[str] = ()) -> None:
        super().__init__(text, tuple(suggestions))
        self.text = text
        self.suggestions = tuple(suggestions)

    def __str__(self) -> str:
        hint = f"; did you mean {', '.join(self.suggestions)}?" if self.suggestions else ""
        return f"no country is called {self.text!r}{hint}"


class AmbiguousCountry(KommunalPartnerError, LookupError):
    """A name that fits more than one country."""

    def __init__(self, text: object, candidates: Sequence[object]) -> None:
        super().__init__(text, tuple(candidates))
        self.text = text
        self.candidates = tuple(candidates)

    def __str__(self) -> str:
        return f"{self.text!r} can be {' or '.join(str(candidate) for candidate in self.candidates)}; say which"


class AmbiguousName(KommunalPartnerError, LookupError):
    """A name that fits more than one municipality, Kreis or other unit."""

    def __init__(self, name: object, candidates: Sequence[object]) -> None:
        super().__init__(name, tuple(candidates))
        self.name = name
        self.candidates = tuple(candidates)

    def __str__(self) -> str:
        return f"{self.name!r} can be {' or '.join(str(candidate) for candidate in self.candidates)}; say which"


class BadKey(KommunalPartnerError, ValueError):
    """A text that is no official German key, with the reason; `.sentence` says it in German and English."""

    def __init__(self, text: object, reason: str, sentence: Sentence | None = None) -> None:
        super().__init__(text, reason, sentence)
        self.text = text
        self.reason = reason
        self.sentence = sentence

    def __str__(self) -> str:
        return f"{self.text!r} is no key: {self.reason}"


class BadIdentifier(KommunalPartnerError, ValueError):
    """An identifier whose shape is not that of its scheme."""

    def __init__(self, scheme: str, text: object) -> None:
        super().__init__(scheme, text)
        self.scheme = scheme
        self.text = text

    def __str__(self) -> str:
        return f"{self.text!r} has not the shape of a {self.scheme} identifier"


# ── questions ────────────────────────────────────────────────────────────────────────────────────────────────────────


class UnknownName(KommunalPartnerError, LookupError):
    """Nothing of this kind has this id or name."""

    def __init__(self, kind: str, name: object, suggestions: Sequence[str] = ()) -> None:
        super().__init__(kind, name, tuple(suggestions))
        self.kind = kind
        self.name = name
        self.suggestions = tuple(suggestions)

    def __str__(self) -> str:
        hint = f"; did you mean {', '.join(self.suggestions)}?" if self.suggestions else ""
        return f"there is no {self.kind} {self.name!r}{hint}"


class BeyondHorizon(KommunalPartnerError, LookupError):
    """A day for which no list exists."""

    def __init__(self, day: date, horizon: object) -> None:
        super().__init__(day, horizon)
        self.day = day
        self.horizon = horizon

    def __str__(self) -> str:
        return f"no list for {self.day}: the lists cover {self.horizon}; beyond='latest_list' carries the last one on"


class BadRule(KommunalPartnerError, ValueError):
    """A rule or an option that cannot be followed (a quota below zero, no place at all …)."""


class BadInstance(KommunalPartnerError, ValueError):
    """A matching or planning problem whose parts do not fit together."""


class BadBudget(KommunalPartnerError, ValueError):
    """A number of steps, rounds or places that is no number to search with."""
