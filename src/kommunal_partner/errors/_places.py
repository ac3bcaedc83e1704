"""Errors of places: countries, municipalities, keys."""

from __future__ import annotations

from collections.abc import Sequence

from kommunal_partner.errors._base import KommunalPartnerError, Speaks, in_language, is_english, shown


class UnknownCountry(KommunalPartnerError, LookupError):
    """No country answers to this name, or has this code."""

    def __init__(self, value: object, suggestions: Sequence[str] = (), *, by_code: bool = False) -> None:
        super().__init__("", value=value, suggestions=suggestions)
        self.by_code = by_code
        self.args = (value, self.suggestions)

    def text(self, lang: str = "de") -> str:
        """The name or code, and what may have been meant."""
        if self.by_code:
            what = "no country has the code {}" if is_english(lang) else "kein Land hat den Code {}"
        else:
            what = "no country is called {}" if is_english(lang) else "kein Land heißt {}"
        return what.format(shown(self.value)) + self._hint(lang)


class _Ambiguous(KommunalPartnerError, LookupError):
    """A name that fits more than one thing, or one thing not surely; `said` tells why where a room knows it."""

    def __init__(self, value: object, candidates: Sequence[object], *, said: str | Speaks = "") -> None:
        super().__init__(said, value=value)
        self.candidates = tuple(candidates)
        self.args = (value, self.candidates)

    def text(self, lang: str = "de") -> str:
        """The name and what it can mean."""
        if self.said:
            return in_language(self.said, lang)
        parts = [in_language(candidate, lang) for candidate in self.candidates]
        if is_english(lang):
            return f"{shown(self.value)} can be {' or '.join(parts)}; say which"
        return f"{shown(self.value)} kann {' oder '.join(parts)} sein; bitte genauer angeben"


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
        return in_language(self.said, "en")

    def text(self, lang: str = "de") -> str:
        """The text and why it is not a key."""
        what = "is not a key" if is_english(lang) else "ist kein Schlüssel"
        return f"{shown(self.value)} {what}: {in_language(self.said, lang)}"


class BadIdentifier(KommunalPartnerError, ValueError):
    """An identifier whose shape is not that of its scheme."""

    def __init__(self, scheme: str, value: object) -> None:
        super().__init__("", value=value)
        self.args = (scheme, value)
        self.scheme = scheme

    def text(self, lang: str = "de") -> str:
        """The identifier and the scheme."""
        if is_english(lang):
            return f"{shown(self.value)} does not have the shape of a {self.scheme} identifier"
        return f"{shown(self.value)} hat nicht die Form einer Kennung von {self.scheme}"
