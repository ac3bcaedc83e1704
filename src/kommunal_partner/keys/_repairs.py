"""What was changed in a key as it was written, and the error for a text that is no key."""

from __future__ import annotations

from typing import Final

from attrs import frozen

from kommunal_partner._repr import short_repr
from kommunal_partner.errors import BadKey
from kommunal_partner.keys import sentences
from kommunal_partner.verdicts import Reason, Sentence

GUESSED: Final = frozenset({sentences.LOST_ZERO.code, sentences.DECIMALS.code})
"""The codes of repairs that a person should look at; all others only take off notation around the digits."""


@frozen(repr=False)
class Repair:
    """What was changed in a key, from `before` as it was given to `after` as it must be, step by step."""

    before: str
    after: str
    steps: tuple[Sentence, ...]

    @property
    def only_notation(self) -> bool:
        """Whether only blanks, prefixes and the like were taken off, so that nobody needs to look at it."""
        return not any(step.reason.code in GUESSED for step in self.steps)

    def text(self, lang: str = "de") -> str:
        """The changes as one line."""
        return f"{self.before} → {self.after}: " + "; ".join(step.text(lang) for step in self.steps)

    def __str__(self) -> str:
        return self.text("en")

    __repr__ = short_repr


def bad_key(text: object, reason: Reason, **values: object) -> BadKey:
    """The error for a text that is no key, with its reason in both languages."""
    return BadKey(text, Sentence(reason, values))
