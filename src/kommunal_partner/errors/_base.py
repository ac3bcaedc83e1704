"""What all errors have in common: what is said, of which argument, and what may have been meant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import ClassVar, Final, Protocol

_WORD_ENDS: Final = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_ADDRESS: Final = re.compile(r" at 0x[0-9a-fA-F]+")
_LONGEST: Final = 100


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
        cls.__module__ = "kommunal_partner.errors"  # where it is imported from, and what a traceback names
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
        return in_language(self.said, lang) + self._hint(lang)

    def _hint(self, lang: str) -> str:
        if not self.suggestions:
            return ""
        hint = "; did you mean {}?" if is_english(lang) else "; gemeint ist vielleicht {}"
        return hint.format((" or " if is_english(lang) else " oder ").join(self.suggestions))

    def __str__(self) -> str:
        return self.text("en")


def is_english(lang: str) -> bool:
    """Whether a tag asks for English; the language of a message is no place for a second error."""
    return not str(lang).lower().startswith("de")


def in_language(said: object, lang: str) -> str:
    for method in ("text", "name"):
        speak = getattr(said, method, None)
        if callable(speak):
            return _ADDRESS.sub("", str(speak("en" if is_english(lang) else "de")))
    return _ADDRESS.sub("", str(said))


def shown(value: object) -> str:
    """A value as a message shows it: on one line, cut where it is long, the same on every run."""
    text = _ADDRESS.sub("", repr(value))
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
