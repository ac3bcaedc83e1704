"""Errors of words: days that are none, languages, reasons, closed choices, missing extras."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kommunal_partner.errors._base import KommunalPartnerError, Speaks, in_language, is_english, shown


class NotADay(KommunalPartnerError, TypeError):
    """A day was asked for and something else was given; a moment (`datetime`) is not a day."""

    def __init__(self, value: object, name: str | Speaks = "on") -> None:
        self.name = in_language(name, "en")
        super().__init__("", argument=self.name, value=value)
        self.args = (value, name)

    def text(self, lang: str = "de") -> str:
        """What was given instead of a day."""
        name, given, timed = in_language(self.args[1], lang), type(self.value).__name__, hasattr(self.value, "date")
        if is_english(lang):
            hint = ", which has a clock time: give its .date()" if timed else ""
            return f"{name} must be a datetime.date, not {given}{hint}"
        hint = " mit Uhrzeit: bitte .date() davon angeben" if timed else ""
        return f"{name} muss ein Tag (datetime.date) sein, nicht {given}{hint}"


class BadSpan(KommunalPartnerError, ValueError):
    """A span of days that holds no day, or none that the calendar knows."""


class Overlap(KommunalPartnerError, ValueError):
    """Two entries of a timeline claim the same day."""

    def __init__(self, first: object, second: object) -> None:
        super().__init__()
        self.args = (first, second)
        self.first = first
        self.second = second

    def text(self, lang: str = "de") -> str:
        """Both entries."""
        claim = "{} and {} claim the same day" if is_english(lang) else "{} und {} gelten für denselben Tag"
        return claim.format(in_language(self.first, lang), in_language(self.second, lang))


class BadReason(KommunalPartnerError, ValueError):
    """A reason whose sentences do not fit one another, or a sentence whose values are not those its reason names."""


class UndecidedTruth(KommunalPartnerError, ValueError):
    """An undecided answer was used as if it were yes or no."""

    def __init__(self, because: str | Speaks = "") -> None:
        super().__init__(because)
        self.because = because

    def text(self, lang: str = "de") -> str:
        """What to ask instead."""
        because = f" ({in_language(self.because, lang)})" if self.because else ""
        if is_english(lang):
            return f"the answer is undecided{because}; ask .is_yes, .is_no or .is_undecided instead of bool()"
        return f"die Antwort ist offen{because}; statt bool() bitte .is_yes, .is_no oder .is_undecided fragen"


class UnknownLanguage(KommunalPartnerError, LookupError):
    """Sentences exist in German and English only."""

    def __init__(self, lang: object) -> None:
        super().__init__("", argument="lang", value=lang)
        self.args = (lang,)
        self.lang = lang

    def text(self, lang: str = "de") -> str:
        """The language asked for, and those there are."""
        if is_english(lang):
            return f"no sentences in {shown(self.lang)}; there are 'de' and 'en'"
        return f"keine Sätze in der Sprache {shown(self.lang)}; es gibt 'de' und 'en'"


class MissingExtra(KommunalPartnerError, ImportError):
    """A function needs a package that is not installed."""

    def __init__(self, package: str, extra: str) -> None:
        super().__init__()
        self.args = (package, extra)
        self.package = package
        self.extra = extra

    def text(self, lang: str = "de") -> str:
        """The package, and how it is installed."""
        needs = "this needs" if is_english(lang) else "das braucht"
        return f'{needs} {self.package}: pip install "kommunal-partner[{self.extra}]"'


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
        none_of = "is none of" if is_english(lang) else "ist keines von"
        return f"{where}{shown(self.value)} {none_of} {', '.join(self.choices)}{self._hint(lang)}"
