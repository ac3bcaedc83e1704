"""Keys as people, spreadsheets and other offices write them: read, repaired visibly, or refused with the reason."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Literal, TypeAlias, TypeVar

from attrs import evolve

from kommunal_partner._checks import one_of
from kommunal_partner._folding import fold
from kommunal_partner.errors import BadKey, BadRule
from kommunal_partner.keys import sentences
from kommunal_partner.keys._kinds import (
    A_KREIS,
    A_LAND,
    A_REGIERUNGSBEZIRK,
    A_VERBAND,
    AN_AGS,
    AN_ARS,
    Ags,
    Ars,
    KeyLevel,
    Kreis,
    Regierungsbezirk,
    Verband,
)
from kommunal_partner.keys._notation import LONGEST, Read, read_digits, shown
from kommunal_partner.keys._repairs import Repair, bad_key
from kommunal_partner.keys._states import LAENDER, LAND_NAMES, Land
from kommunal_partner.verdicts import Sentence

HowToRepair: TypeAlias = Literal["warn", "refuse"]
K = TypeVar("K", Ags, Ars, Kreis, Land, Regierungsbezirk, Verband)


def _of_length(read: Read, wanted: KeyLevel) -> Read:
    """What was read, if it has the number of digits wanted."""
    if len(read.digits) != wanted.digits:
        found = len(read.digits)
        raise bad_key(shown(read.given), sentences.LENGTH, found=found, wanted=wanted, digits=wanted.digits)
    return read


def _with_zero(read: Read) -> Read:
    """The digits with the zero in front that a spreadsheet took away.

    Raises:
        BadKey: if the missing digit may as well be another one.
    """
    if read.digits[0] == "0":
        raise bad_key(shown(read.given), sentences.OTHER_DIGIT_LOST, found=len(read.digits))
    if read.groups[0] not in {1, 4, len(read.digits)}:
        raise bad_key(shown(read.given), sentences.GROUPS_UNCLEAR, found=len(read.digits))
    return read.after("0" + read.digits, sentences.LOST_ZERO)


def _finished(make: Callable[[str], K], read: Read, repair: HowToRepair) -> K:
    """The key made of the digits, with what was changed; or its error, told about the text as it was given."""
    one_of(repair, ("warn", "refuse"), "repair", BadRule)
    given = shown(read.given)
    try:
        key = make(read.digits)
    except BadKey as error:
        raise BadKey(given, error.said) from None
    if not read.steps:
        return key
    change = Repair(str(given), read.digits, read.steps)
    if repair == "refuse":
        raise bad_key(given, sentences.REPAIR_REFUSED, repair=change)
    return evolve(key, repair=change)


_TOO_SHORT_FOR_ANY_LEVEL: Final = 4
_NOT_A_MUNICIPALITY: Final = {
    11: sentences.ELEVEN,
    5: sentences.POSTCODE,
    4: sentences.KREIS_WITHOUT_ZERO,
    **dict.fromkeys(range(1, _TOO_SHORT_FOR_ANY_LEVEL), sentences.LEVEL_UNCLEAR),
}


def _municipality(read: Read) -> Read:
    """The eight digits of a municipality in what was read.

    Raises:
        BadKey: if they are not surely in it.
    """
    digits = read.digits
    if len(digits) == AN_ARS.digits:
        return read.after(digits[:5] + digits[9:], sentences.FROM_ARS, ars=digits)
    if len(digits) == 1 + AN_AGS.digits and digits[0] == "1" and digits[1:3] in LAENDER:
        return read.after(digits[1:], sentences.WARN_CELL)
    if len(digits) == AN_AGS.digits - 1:
        return _with_zero(read)
    told = _NOT_A_MUNICIPALITY.get(len(digits))
    if told is not None:
        raise bad_key(shown(read.given), told)
    return _of_length(read, AN_AGS)


def parse_ags(text: str | float | Ags, repair: HowToRepair = "warn") -> Ags:
    """The municipality key in a text; what was changed in it is told by `.repair`.

    Blanks, prefixes, groups and the like are taken off, a twelve-digit ARS is shortened, and the zero that a
    spreadsheet took from seven digits is put back. `repair="refuse"` takes the eight bare digits only.

    Raises:
        BadKey: with the reason, in both languages at `.text(lang)`; also for postcodes, Kreis keys and a whole Land.

    >>> parse_ags("AGS 08 1 11 000").value, parse_ags("1001000.0").repair.text("en")
    ('08111000', '1001000.0 → 01001000: was written as a number with decimals; leading zero that was lost put back')
    """
    return text if isinstance(text, Ags) else _finished(Ags, _municipality(read_digits(text)), repair)


def parse_ars(text: str | float | Ars, repair: HowToRepair = "warn") -> Ars:
    """The regional key of a municipality in a text of twelve digits.

    Nothing is put back: eleven digits may as well hold a typo, and the way from an AGS to its ARS needs a register.

    Raises:
        BadKey: with the reason.
    """
    if isinstance(text, Ars):
        return text
    read = read_digits(text)
    told = {11: sentences.ELEVEN, 8: sentences.ARS_NEEDED, 7: sentences.ARS_NEEDED}.get(len(read.digits))
    if told is not None:
        raise bad_key(shown(read.given), told)
    return _finished(Ars, _of_length(read, AN_ARS), repair)


def _district(read: Read) -> Read:
    """The five digits of a Kreis in what was read."""
    if len(read.digits) == A_KREIS.digits - 1:
        return _with_zero(read)
    if len(read.digits) < _TOO_SHORT_FOR_ANY_LEVEL:
        raise bad_key(shown(read.given), sentences.LEVEL_UNCLEAR)
    return _of_length(read, A_KREIS)


def parse_kreis(text: str | float | Kreis, repair: HowToRepair = "warn") -> Kreis:
    """The key of a Kreis in a text of five digits, or of four that lost their zero.

    Many postcodes have the shape of a Kreis key; whether a Kreis has that key is what a register knows.

    Raises:
        BadKey: with the reason.
    """
    return text if isinstance(text, Kreis) else _finished(Kreis, _district(read_digits(text)), repair)


def parse_verband(text: str | float | Verband, repair: HowToRepair = "warn") -> Verband:
    """The key of a Gemeindeverband in a text of nine digits.

    Raises:
        BadKey: with the reason.
    """
    if isinstance(text, Verband):
        return text
    return _finished(Verband, _of_length(read_digits(text), A_VERBAND), repair)


def _no_decimals(read: Read) -> None:
    """Refuse 53.0 and 143.0: in such columns Land, Regierungsbezirk and Kreis keys stand side by side."""
    short = len(read.digits) < _TOO_SHORT_FOR_ANY_LEVEL
    if short and any(step.reason == sentences.DECIMALS for step in read.steps):
        raise bad_key(shown(read.given), sentences.LEVEL_UNCLEAR)


def parse_regierungsbezirk(text: str | float | Regierungsbezirk, repair: HowToRepair = "warn") -> Regierungsbezirk:
    """The key of a Regierungsbezirk in a text of three digits.

    Raises:
        BadKey: with the reason; also for two digits, where it is open which one is missing.
    """
    if isinstance(text, Regierungsbezirk):
        return text
    read = read_digits(text)
    _no_decimals(read)
    if len(read.digits) < A_REGIERUNGSBEZIRK.digits:
        raise bad_key(shown(read.given), sentences.LEVEL_UNCLEAR)
    return _finished(Regierungsbezirk, _of_length(read, A_REGIERUNGSBEZIRK), repair)


def _land(digits: str) -> Land:
    found = LAENDER.get(digits)
    if found is None:
        raise bad_key(digits, sentences.NO_LAND, land=digits)
    return found


def parse_land(text: str | float | Land, repair: HowToRepair = "warn") -> Land:
    """The Land with this key, code (`NW`), ISO 3166-2 code (`DE-NW`), name or usual short form (`NRW`, `BaWü`).

    Raises:
        BadKey: with the reason.

    >>> parse_land("DE-NW") == parse_land("05") == parse_land("North Rhine-Westphalia")
    True
    """
    if isinstance(text, Land):
        return text
    named = LAND_NAMES.get(fold(text)) if isinstance(text, str) and len(text) <= LONGEST else None
    if named is not None:
        return named
    try:
        read = read_digits(text)
    except BadKey as error:
        if error.code == sentences.OTHER_CHARACTERS.code:
            raise bad_key(error.value, sentences.NO_LAND_NAME) from None
        raise
    _no_decimals(read)
    if len(read.digits) == 1:
        read = read.after("0" + read.digits, sentences.LOST_ZERO)
    return _finished(_land, _of_length(read, A_LAND), repair)


def parse_key(
    text: str | float | Ags | Ars | Kreis | Verband, repair: HowToRepair = "warn"
) -> Ags | Ars | Kreis | Verband:
    """The key in a text that may hold an AGS, an ARS, a Kreis or a Verband, told apart by their lengths.

    Raises:
        BadKey: with the reason; also for three digits and fewer, whose level cannot be told.

    >>> parse_key("5334"), parse_key("010515172")
    (Kreis(value='05334'), Verband(value='010515172'))
    """
    if isinstance(text, (Ags, Ars, Kreis, Verband)):
        return text
    read = read_digits(text)
    count = len(read.digits)
    if count == AN_ARS.digits:
        return _finished(Ars, read, repair)
    if count in {A_KREIS.digits - 1, A_KREIS.digits}:
        return _finished(Kreis, _district(read), repair)
    # A warn cell number and the key of a Verband have nine digits both, but none is the other: where the first
    # begins with 1, the second has a digit of a Regierungsbezirk in a Land that has none.
    if count == A_VERBAND.digits and not _is_warn_cell(read.digits):
        return _finished(Verband, read, repair)
    return _finished(Ags, _municipality(read), repair)


def _is_warn_cell(digits: str) -> bool:
    try:
        Verband(digits)
    except BadKey:
        return digits[0] == "1" and digits[1:3] in LAENDER
    return False


def ags_of_parts(state: str | int, government_region: str | int, district: str | int, municipality: str | int) -> Ags:
    """The municipality key of its parts, as tables with a column for each part have them; lost zeros are put back.

    Raises:
        BadKey: if a part is no number or has too many digits.

    >>> ags_of_parts(1, 0, 51, 75)
    Ags(value='01051075')
    """
    parts = (state, government_region, district, municipality)
    digits: list[str] = []
    steps: dict[str, Sentence] = {}
    given = " ".join(str(shown(part)) for part in parts)
    for part, width in zip(parts, (2, 1, 2, 3), strict=True):
        read = read_digits(part)
        if len(read.digits) > width:
            raise bad_key(given, sentences.PART_TOO_LONG, part=read.digits, digits=str(width))
        padded = read if len(read.digits) == width else read.after(read.digits.zfill(width), sentences.LOST_ZERO)
        digits.append(padded.digits)
        steps.update((step.reason.code, step) for step in padded.steps)
    return _finished(Ags, Read(given, "".join(digits), (8,), tuple(steps.values())), "warn")
