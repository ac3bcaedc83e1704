"""Errors of time: dates, cycles, editions."""

from __future__ import annotations

from kommunal_partner.errors._base import KommunalPartnerError, Speaks, in_language, is_english, shown


class BadFuzzyDate(KommunalPartnerError, ValueError):
    """A text that is not read as a date, with the reason."""

    def __init__(self, value: object, reason: str | Speaks) -> None:
        super().__init__(reason, value=value)
        self.args = (value, reason)

    @property
    def reason(self) -> str:
        """Why not, in English."""
        return in_language(self.said, "en")

    def text(self, lang: str = "de") -> str:
        """The text and why it is not a date that this library reads."""
        what = "is not a date this library reads" if is_english(lang) else "wird nicht als Datum gelesen"
        return f"{shown(self.value)} {what}: {in_language(self.said, lang)}"


class BadCycle(KommunalPartnerError, ValueError):
    """A cycle that never comes round, or not forward."""


class BadEdition(KommunalPartnerError, ValueError):
    """Editions that contradict one another or their series."""


class FixedOutsideHorizon(KommunalPartnerError, ValueError):
    """A fixed edition lies outside the horizon that is planned."""
