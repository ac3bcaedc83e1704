"""The digits in a key as it was written, and the notation that was taken off around them."""

from __future__ import annotations

import re
import unicodedata
from numbers import Integral, Real
from typing import Final

from attrs import evolve, field, frozen

from kommunal_partner.keys import sentences
from kommunal_partner.keys._repairs import bad_key
from kommunal_partner.verdicts import Reason, Sentence

LONGEST: Final = 200  # no key with all its notation around it is longer; longer cells are not even looked at
_QUOTED: Final = re.compile(r"""=?(["'„‚“”‘’´`])([^"'„‚“”‘’´`]*)["'“”‘’´`]?""")
_PREFIX: Final = re.compile(
    r"""(?P<prefix>
        https?://dcat-ap\.de/def/politicalGeocoding/[A-Za-z]+/
      | (?:regional|municipality|municipalAssociation|district|governmentDistrict)Key/
      | (?:de:)? (?:amtl(?:\.|icher|_?iche[rn]?)?[\s_]*)?
        (?:AGS|ARS|RS|GKZ|Kreisschl(?:ü|ue)ssel|KRS|
           (?:Gemeinde|Regional)?[\s_]?schl(?:ü|ue)ssel|Gemeinde(?:kennziffer|nr\.?|nummer)|Gemeinde-?Nr\.?)
        (?![a-zäöüß])
      | DE(?=[\s:=\d])
    )\s*[:=\#.]?\s*""",
    re.IGNORECASE | re.VERBOSE,
)
_LEITWEG: Final = re.compile(r"([0-9]{12}|[0-9]{8})-(?:[0-9A-Za-z]{1,30}-)?[0-9]{2}")
_DECIMALS: Final = re.compile(r"([0-9]+)[.,]0{1,2}")
_ROUNDED: Final = re.compile(r"[0-9](?:[.,][0-9]+)?[eE]\+?[0-9]{1,2}")
_THOUSANDS: Final = re.compile(r"([0-9])[. ]([0-9]{3})[. ]([0-9]{3})")
_BLANK_GROUPS: Final = re.compile(r"[0-9]+(?: [0-9]+)+")
_OTHER_GROUPS: Final = re.compile(r"[0-9]+([-./])[0-9]+(?:\1[0-9]+)*")
# Groups in which keys are written; other groups may be two numbers in one cell.
_GROUPINGS: Final = frozenset(
    {(2, 1, 2, 3), (2, 3, 3), (5, 3), (2, 1, 2, 4, 3), (2, 3, 4, 3), (5, 4, 3), (5, 7), (9, 3)}
    | {(2, 1, 2), (2, 3), (2, 1, 2, 4), (2, 3, 4), (5, 4), (2, 1)}
)


@frozen
class Read:
    """The digits found in a text, in the groups they stood in, and what was taken off around them."""

    given: object
    digits: str
    groups: tuple[int, ...]
    steps: tuple[Sentence, ...] = field(default=())

    def after(self, digits: str, reason: Reason, **values: object) -> Read:
        """The same with other digits and one more step."""
        return evolve(self, digits=digits, groups=(len(digits),), steps=(*self.steps, Sentence(reason, values)))


def shown(value: object) -> object:
    """What an error keeps of the value: all of it, unless it is longer than any key."""
    if isinstance(value, str):
        return value if len(value) <= LONGEST else f"{value[:40]}…"
    if isinstance(value, Real) and not isinstance(value, Integral):
        return value
    return value if isinstance(value, Integral) and abs(int(value)) < 10**15 else f"<{type(value).__name__}>"


def read_digits(value: object) -> Read:
    """The digits in a value.

    Raises:
        BadKey: if there is anything else in it than digits and known notation.
    """
    steps: list[Sentence] = []
    if isinstance(value, bool) or not isinstance(value, (str, Real)):
        raise bad_key(shown(value), sentences.NOT_TEXT)
    if isinstance(value, str):
        if len(value) > LONGEST:
            raise bad_key(shown(value), sentences.TOO_LONG)
        text = _without_notation(value, steps)
    else:
        text = _of_number(value)
        steps.append(Sentence(sentences.INTEGER if isinstance(value, Integral) else sentences.DECIMALS))
    return _grouped(value, text, steps)


def _of_number(value: Real) -> str:
    if isinstance(value, Integral):
        number = int(value)
    else:
        amount = float(value)
        if not amount.is_integer():  # also NaN and the infinities
            raise bad_key(shown(value), sentences.NOT_TEXT)
        number = int(amount)
    if not 0 <= number < 10**15:
        raise bad_key(shown(value), sentences.NOT_TEXT)
    return str(number)


def _without_notation(value: str, steps: list[Sentence]) -> str:
    """The text without invisible characters, quotation marks and prefixes."""
    text = unicodedata.normalize("NFKC", value)
    text = "".join([char for char in text if unicodedata.category(char) != "Cf"])
    text = " ".join(text.split())
    if text != value:
        steps.append(Sentence(sentences.BLANKS))
    quoted = _QUOTED.fullmatch(text)
    if quoted is not None:
        text = quoted.group(2).strip()
        steps.append(Sentence(sentences.QUOTES))
    prefixed = _PREFIX.match(text)
    if prefixed is not None:
        text = text[prefixed.end() :]
        steps.append(Sentence(sentences.PREFIX, {"prefix": prefixed.group("prefix").strip()}))
    leitweg = _LEITWEG.fullmatch(text)
    if leitweg is not None:
        text = leitweg.group(1)
        steps.append(Sentence(sentences.LEITWEG))
    return text


def _grouped(value: object, text: str, steps: list[Sentence]) -> Read:
    """The digits of a text that is nothing but digits and what separates groups of them."""
    if not text:
        raise bad_key(shown(value), sentences.BLANK)
    if text.isascii() and text.isdigit():
        return Read(value, text, (len(text),), tuple(steps))
    thousands = _THOUSANDS.fullmatch(text)
    if thousands is not None:
        return Read(value, "".join(thousands.groups()), (7,), (*steps, Sentence(sentences.GROUPS)))
    decimals = _DECIMALS.fullmatch(text)
    if decimals is not None:
        digits = decimals.group(1)
        return Read(value, digits, (len(digits),), (*steps, Sentence(sentences.DECIMALS)))
    if _ROUNDED.fullmatch(text):
        raise bad_key(shown(value), sentences.ROUNDED)
    parts = re.split(r"[-./ ]", text)
    groups = tuple([len(part) for part in parts])
    if _BLANK_GROUPS.fullmatch(text) or (_OTHER_GROUPS.fullmatch(text) and groups in _GROUPINGS):
        return Read(value, "".join(parts), groups, (*steps, Sentence(sentences.GROUPS)))
    raise bad_key(shown(value), sentences.OTHER_CHARACTERS)
