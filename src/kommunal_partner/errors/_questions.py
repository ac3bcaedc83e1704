"""Errors of questions: names, days beyond the lists, rules, tasks, budgets."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kommunal_partner.errors._base import KommunalPartnerError, Speaks, in_language, is_english, shown


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
        kind = in_language(self.kind, lang)
        if is_english(lang):
            return f"there is no {kind} {shown(self.value)}{self._hint(lang)}"
        return f"{kind} {shown(self.value)} gibt es nicht{self._hint(lang)}"


class BeyondHorizon(KommunalPartnerError, LookupError):
    """A day for which no list exists."""

    def __init__(self, day: date, horizon: object) -> None:
        super().__init__("", argument="on", value=day)
        self.args = (day, horizon)
        self.day = day
        self.horizon = horizon

    def text(self, lang: str = "de") -> str:
        """The day, what the lists cover, and how to carry the last one on."""
        if is_english(lang):
            return (
                f"no list for {self.day}: the lists cover {self.horizon}; beyond='latest_list' carries the last one on"
            )
        return (
            f"keine Liste für den {self.day:%d.%m.%Y}: Die Listen gelten {in_language(self.horizon, lang)}; "
            "beyond='latest_list' schreibt die letzte fort"
        )


class BadRule(KommunalPartnerError, ValueError):
    """A rule or an option that cannot be followed (a quota below zero, no place at all …)."""


class BadInstance(KommunalPartnerError, ValueError):
    """A matching or planning problem whose parts do not fit together."""


class BadBudget(KommunalPartnerError, ValueError):
    """A number of steps or seconds that is not a number to search with."""
