"""`add_oda`: was this row's country eligible for ODA on this row's day? As four columns, on any engine."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final, TypeVar

from kommunal_partner._checks import as_day, one_of, whole
from kommunal_partner.adapters.to_frames._engines import Table, day_stretch, take
from kommunal_partner.adapters.to_frames._facts_like import Kind
from kommunal_partner.adapters.to_frames._stretches import Codes, Stretches, every_code_in_years, every_code_on_days
from kommunal_partner.eligibility import Beyond
from kommunal_partner.errors import BadRule
from kommunal_partner.languages import Term
from kommunal_partner.oda import OdaRegister

if TYPE_CHECKING:
    import narwhals as nw

F = TypeVar("F")

NEW: Final = ("oda_eligible", "oda_group", "oda_list", "oda_reason")
KEY, WHEN = "_oda_key", "_oda_when"
KINDS: Final[dict[str, Kind]] = {
    KEY: "text",
    WHEN: "whole",
    "oda_eligible": "boolean",
    "oda_group": "text",
    "oda_list": "text",
    "oda_reason": "text",
}
CODES: Final = ("alpha", "iso_numeric", "dac")

_ONE_OF_BOTH: Final = Term(
    "nötig ist on= (Tage) oder year= (Jahre), und nur eines von beiden",
    "give on= (days) or year= (years), and only one of them",
)


def add_oda(
    frame: F,
    register: OdaRegister,
    *,
    country: str,
    on: str | date | None = None,
    year: str | int | None = None,
    codes: Codes = "alpha",
    beyond: Beyond = "undecided",
) -> F:
    """The frame with four more columns: `oda_eligible`, `oda_group`, `oda_list`, `oda_reason`.

    `country` names the column of codes; `codes` says what they are: "alpha" (ISO alpha-2 or alpha-3), "iso_numeric" or
    "dac" (the codes of aid statistics; many are another country's ISO number). `on` names a column of days, or is one
    day for all rows; `year` names a column of years, or is one year: then the answer holds for the whole year, or is
    open with `CHANGES_WITHIN`. `oda_eligible` is a nullable boolean: null is undecided, and `oda_reason` says why, with
    the code that `assess_country` gives, or NO_COUNTRY, NO_DAY, UNKNOWN_COUNTRY, AMBIGUOUS_COUNTRY.

    Lazy frames stay lazy; pandas keeps index, order and attrs. The order of rows is the engine's affair elsewhere.

    Raises:
        MissingExtra: without narwhals.
        BadRule: unless exactly one of `on` and `year` is given, for time-stamps with a zone, for texts where days
            should be, for a column of digits under "alpha", for a column that is not there or is there already.
    """
    one_of(codes, CODES, "codes", BadRule)
    if (on is None) == (year is None):
        raise BadRule(_ONE_OF_BOTH, argument="on", value=on)
    table = take(frame, new=(*NEW, KEY, WHEN))
    stretches = Stretches(register, beyond)
    table = table.with_key(country, KEY, digits=codes != "alpha")
    keys = table.distinct(KEY)
    if year is None:
        table, slots = _with_stretch(table, on, stretches)
        rows = stretches.on_days(keys, codes, slots) if keys else every_code_on_days(stretches, codes, slots)
    else:
        table, years = _with_year(table, year, stretches)
        rows = stretches.in_years(keys, codes, years) if keys else every_code_in_years(stretches, codes, years)
    joined = table.join([(key, slot, *said) for key, slot, said in rows], KINDS, on=[KEY, WHEN])
    return joined.with_columns(_reason(KEY, WHEN)).back(drop=[KEY, WHEN])


def _with_stretch(table: Table[F], on: str | date | None, stretches: Stretches) -> tuple[Table[F], range]:
    """The table with the number of each row's stretch, and the numbers that may stand there."""
    if isinstance(on, str):
        return day_stretch(table, on, WHEN, stretches.turns), range(len(stretches.turns) + 1)
    slot = stretches.of(as_day(on))
    return table.with_constant(WHEN, slot), range(slot, slot + 1)


def _with_year(table: Table[F], year: str | int, stretches: Stretches) -> tuple[Table[F], range]:
    """The table with each row's year, and the years that may stand there."""
    years = stretches.years()
    if isinstance(year, str):
        return table.with_years(year, WHEN, years), years
    asked = min(max(whole(year, "year"), years[0]), years[-1])
    return table.with_constant(WHEN, asked), range(asked, asked + 1)


def _reason(key: str, when: str) -> nw.Expr:
    import narwhals as nw

    open_ones = nw.when(nw.col("oda_reason").is_null()).then(nw.lit("UNKNOWN_COUNTRY")).otherwise(nw.col("oda_reason"))
    dated = nw.when(nw.col(when).is_null()).then(nw.lit("NO_DAY")).otherwise(open_ones)
    return nw.when(nw.col(key).is_null()).then(nw.lit("NO_COUNTRY")).otherwise(dated).alias("oda_reason")
