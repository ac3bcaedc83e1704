"""Columns whose header can mean two things, told by what they hold: Land, Status, Stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from kommunal_partner._folding import fold
from kommunal_partner.adapters.from_tables import sentences
from kommunal_partner.adapters.from_tables._cells import (
    BLANK_WORDS,
    dated_word,
    read_date,
    read_form,
    read_stage,
    split_words,
)
from kommunal_partner.adapters.from_tables._grids import CellGrid
from kommunal_partner.adapters.from_tables._header import Header
from kommunal_partner.adapters.from_tables._lands import land_of
from kommunal_partner.countries import Country
from kommunal_partner.errors import BadKey
from kommunal_partner.keys import parse_land
from kommunal_partner.languages import Term
from kommunal_partner.verdicts import Sentence

_LOOKED_AT: Final = 500  # rows
_MOST: Final = 0.6  # of the cells of a column that must say the same
_STAGE: Final = Term("Stand der Beziehung", "stage of the relation")
_FORM: Final = Term("Form", "form")


def settle(header: Header, grid: CellGrid, *, fixed: Iterable[str] = ()) -> tuple[Header, tuple[Sentence, ...]]:
    """The header with its ambiguous columns settled by what they hold, and notes on what was not as their header says.

    Fields in `fixed` stay where the caller said.
    """
    at = dict(header.at)
    notes: list[Sentence] = []
    free = set(at) - set(fixed)

    def words(column: int) -> list[str]:
        cells = (line.cells[column] for line in grid.lines[header.begin :][:_LOOKED_AT] if column < len(line.cells))
        return list(dict.fromkeys(cell for cell in cells if fold(cell) not in BLANK_WORDS))

    _settle_lands(at, header, words, free, notes)
    _settle_stages(at, header, words, free, notes)
    return header._replace(at=at), tuple(notes)


_Words = Callable[[int], list[str]]


def _settle_lands(at: dict[str, int], header: Header, words: _Words, free: set[str], notes: list[Sentence]) -> None:
    """Land beside the partner is a country, Land beside the German municipality a Land or a country."""
    lands = [column for column, field in header.spare.items() if field == "country"]
    partner = at.get("partner")
    if "country" in free and partner is not None and at["country"] < partner:
        behind = [column for column in lands if column > partner]
        if behind:
            lands.append(at["country"])
            at["country"] = behind[0]
    two_sides = "name" in at and partner is not None
    for column in sorted(lands):
        held = words(column)
        at_home = two_sides and partner is not None and column < partner
        if "state" not in at and _share(held, _is_land) >= _MOST:
            at["state"] = column
        elif at_home and "name_country" not in at and _share(held, _is_country) >= _MOST:
            at["name_country"] = column
    if "country" in free and "state" not in at:
        held = words(at["country"])
        if held and _share(held, _is_land) == 1.0 and _share(held, _is_country) < _MOST:
            at["state"] = at.pop("country")
            notes.append(Sentence(sentences.LAND_IS_STATE, {"column": header.titles[at["state"]]}))


def _share(held: list[str], fits: Callable[[str], bool]) -> float:
    return sum(map(fits, held)) / len(held) if held else 0.0


def _is_land(text: str) -> bool:
    try:
        parse_land(text)
    except BadKey:
        return False
    return not text.isdigit()


def _is_country(text: str) -> bool:
    return isinstance(land_of(text), Country)


def _settle_stages(at: dict[str, int], header: Header, words: _Words, free: set[str], notes: list[Sentence]) -> None:
    """Stand holds days or stages, Status holds stages or forms."""
    # Beside a stage that the table had before, as in a list sent out to be confirmed, Stand is what was confirmed.
    seen = "confirmed" if "stages" in at or {"unit_id", "partner_id"} <= at.keys() else "stages"
    for field, other, fits, strange, meaning in (
        ("as_of", seen, _is_stage, _is_date, _STAGE),
        ("stages", "forms", _is_form, _is_stage, _FORM),
        ("forms", "stages", _is_stage, _is_form, _STAGE),
    ):
        if field not in free or field not in at or other in at:
            continue
        held = [word for cell in words(at[field]) for word in split_words(cell)]
        only = [word for word in held if fits(word) and not strange(word)]
        if only and not any(strange(word) and not fits(word) for word in held):
            at[other] = at.pop(field)
            free.discard(field)
            notes.append(Sentence(sentences.MEANT_AS, {"column": header.titles[at[other]], "meaning": meaning}))


def _is_stage(word: str) -> bool:
    return read_stage(dated_word(word)[0]) is not None


def _is_form(word: str) -> bool:
    return read_form(dated_word(word)[0]) is not None


def _is_date(word: str) -> bool:
    return read_date(word).date is not None
