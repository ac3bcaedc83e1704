"""What differs between engines: how columns of codes, days and years are read, and what is carried through by hand.

Only equality joins are used; everything else is left to narwhals.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import reduce
from operator import add
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

from attrs import evolve, frozen

from kommunal_partner._checks import as_day, nearest, refusal, whole
from kommunal_partner.adapters.to_frames._facts_like import Kind, Rows, facts_like
from kommunal_partner.errors import BadRule, MissingExtra, NotADay
from kommunal_partner.languages import Term

if TYPE_CHECKING:
    import narwhals as nw

F = TypeVar("F")

MOST_DISTINCT: Final = 5_000
"""Up to so many different texts of an eager frame are looked up one by one."""
_LOOKED_AT: Final = 200
_MOST_CODE: Final = 999_999
_TOO_LATE: Final = 99_999
_NO_CODE: Final = "-"


@frozen
class Table(Generic[F]):
    """A caller's frame on its way through: the frame as it came, and as narwhals sees it with what was added."""

    native: F
    frame: Any

    @property
    def is_lazy(self) -> bool:
        """Whether the engine computes only when it is asked to."""
        import narwhals as nw

        return isinstance(self.frame, nw.LazyFrame)

    @property
    def is_pandas(self) -> bool:
        """Whether the frame is one of pandas: it has an index and attrs to be kept, and booleans that know no null."""
        return bool(self.frame.implementation.is_pandas())

    def is_object(self, column: str) -> bool:
        """Whether the column is one of pandas that may hold anything."""
        native: Any = self.native
        return self.is_pandas and str(native[column].dtype) == "object"

    def is_blank(self, column: str) -> bool:
        """Whether the column is one of floats without any value: so pandas keeps what is empty in a file."""
        native: Any = self.native
        return self.is_pandas and str(native[column].dtype) == "float64" and bool(native[column].isna().all())

    def with_columns(self, *columns: nw.Expr) -> Table[F]:
        """The table with more columns."""
        return evolve(self, frame=self.frame.with_columns(*columns))

    def with_constant(self, name: str, value: int) -> Table[F]:
        """The table with one number in every row, of the type that numbers have beside it."""
        import narwhals as nw

        if self.in_pandas:
            import pandas as pd

            return self.with_native(name, lambda native: pd.Series(value, index=native.index, dtype="Int64"))
        return self.with_columns(nw.lit(value).cast(nw.Int64).alias(name))

    @property
    def in_pandas(self) -> bool:
        """Whether the frame is one of pandas, whole or in the partitions of dask."""
        return self.is_pandas or bool(self.frame.implementation.is_dask())

    def with_native(self, name: str, column: Callable[[Any], Any]) -> Table[F]:
        """The table of pandas, or of dask partition by partition, with a column worked out from the native frame."""
        import narwhals as nw

        native = nw.to_native(self.frame)

        def added(part: Any) -> Any:  # noqa: ANN401 - because pandas is imported where it is used
            return part.assign(**{name: column(part)})

        return evolve(self, frame=nw.from_native(added(native) if self.is_pandas else native.map_partitions(added)))

    # ── columns as they come ─────────────────────────────────────────────────────────────────────────────────────────

    def dtype(self, column: Any, argument: str) -> Any:  # noqa: ANN401 - because narwhals' types are not imported here, and callers give anything
        """The type of a column of the caller's.

        Raises:
            BadRule: if there is no such column.
        """
        schema = self.frame.collect_schema()
        if not isinstance(column, (str, int)) or column not in schema:
            de, en = f": Eine Spalte {column!r} gibt es nicht", f": there is no column {column!r}"
            raise refusal(BadRule, argument, column, de, en, nearest(column, schema.names()))
        return schema[column]

    def native_type(self, column: str) -> str:
        """What pandas, pyarrow or polars itself calls the type of a column; nothing for the other engines."""
        import narwhals as nw

        native: Any = nw.to_native(self.frame)
        if self.in_pandas:
            return str(native.dtypes[column])
        if self.frame.implementation.is_pyarrow():
            return str(native.schema.field(column).type)
        return str(native.collect_schema()[column]) if self.frame.implementation.is_polars() else ""

    def with_key(self, column: str, name: str, *, digits: bool) -> Table[F]:
        """The table with the codes as text, as they stand; whole numbers only where digits are codes.

        Raises:
            BadRule: for numbers, or texts of digits alone, where letters are codes, and for other types.
        """
        import narwhals as nw

        kind = self.dtype(column, "country")
        if self.is_blank(column):
            return self.with_native(name, lambda native: native[column].astype("string"))
        if kind.is_integer() or kind.is_float() or self._has_numbers_as_categories(column):
            if not digits:
                raise _digits(column)
            if self.in_pandas:
                return self.with_native(name, lambda native: _whole_codes(native[column]))
            return self.with_columns(_whole_code(nw.col(column), is_float=kind.is_float()).alias(name))
        is_text = isinstance(kind, (nw.String, nw.Categorical, nw.Enum, nw.Unknown))
        if isinstance(kind, nw.Unknown) and self.frame.implementation.is_pyarrow():  # such as run ends, or no values
            kind = self.native_type(column)
            is_text = kind == "null"
        if not is_text and not (isinstance(kind, nw.Object) and self.in_pandas):
            de, en = _holds(column, kind, "keine Codes", "not codes")
            raise refusal(BadRule, "country", column, de, en)
        if self.is_object(column):
            table = self.with_native(
                name, lambda native: native[column].map(_code, na_action="ignore").astype("string")
            )
        else:
            table = self.with_columns(nw.col(column).cast(nw.String).alias(name))
        if not digits and _all_digits(table.head(name)):
            raise _digits(column)
        return table

    def _has_numbers_as_categories(self, column: str) -> bool:
        native: Any = self.native
        categories = getattr(native[column].dtype, "categories", None) if self.is_pandas else None
        return categories is not None and categories.dtype.kind in "iuf"

    def head(self, name: str) -> list[str]:
        """The first few values of a column that are not null."""
        import narwhals as nw

        some = self.frame.select(nw.col(name)).filter(~nw.col(name).is_null()).head(_LOOKED_AT)
        return list((some.collect() if self.is_lazy else some)[name].to_list())

    def distinct(self, name: str) -> list[str] | None:
        """The different texts of an eager frame, sorted; None if the frame is lazy or has too many."""
        if self.is_lazy:
            return None
        found = self.all_distinct(name)
        return found if len(found) <= MOST_DISTINCT else None

    def all_distinct(self, name: str) -> list[str]:
        """The different texts of a column, sorted; a lazy frame is asked for them."""
        import narwhals as nw

        found = self.frame.select(nw.col(name)).unique()
        return sorted((found.collect() if self.is_lazy else found)[name].drop_nulls().to_list())

    def with_years(self, column: str, name: str, years: range) -> Table[F]:
        """The table with a column of years, those before and after the given ones each as one.

        Raises:
            BadRule: for a column that holds something else than whole numbers.
        """
        import narwhals as nw

        kind = self.dtype(column, "year")
        native = self.native_type(column) if isinstance(kind, nw.Unknown) else ""
        is_empty = native.lower().startswith("null")
        de, en = _holds(column, native or kind, "keine ganzen Zahlen", "not whole numbers")
        said = Term(f"year{de}", f"year{en}")
        if self.in_pandas and (kind.is_numeric() or is_empty or self.is_object(column)):
            return self.with_native(name, lambda native: _whole_years(native[column], said).clip(years[0], years[-1]))
        if not (kind.is_integer() or is_empty):
            raise BadRule(said, argument="year", value=column)
        given, low, high = nw.col(column), nw.lit(years[0]), nw.lit(years[-1])
        if kind.is_unsigned_integer():  # which may be too great for Int64
            given = nw.when(given > _TOO_LATE).then(nw.lit(_TOO_LATE)).otherwise(given)
        asked = given.cast(nw.Int64)
        from_first = nw.when(asked < low).then(low).otherwise(asked)
        within = nw.when(from_first > high).then(high).otherwise(from_first)
        return self.with_columns(nw.when(asked.is_null()).then(None).otherwise(within).cast(nw.Int64).alias(name))

    # ── facts in, frame out ──────────────────────────────────────────────────────────────────────────────────────────

    def join(self, rows: Rows, kinds: Mapping[str, Kind], *, on: list[str]) -> Table[F]:
        """The table with the other columns of the rows where those of `on` are equal, which they are in one at most."""
        import narwhals as nw

        facts = nw.from_native(facts_like(self.native, rows, kinds))
        if self.frame.implementation.is_pyarrow():
            # other columns stay outside: pyarrow joins none that is nested or all null, and keeps no order
            keys = self.frame.select(*on).with_row_index("_row")
            found = keys.join(facts, on=on, how="left").sort("_row").drop("_row", *on)
            joined = nw.concat([self.frame, found], how="horizontal")
        else:
            joined = self.frame.join(facts, on=on, how="left")
        return evolve(self, frame=joined)

    def back(self, *, drop: list[str]) -> F:
        """The caller's own kind of frame again."""
        import narwhals as nw

        native = nw.to_native(self.frame.drop(*drop))
        if self.is_pandas:
            native.index = self.native.index  # type: ignore[attr-defined]  # because it is a frame of pandas
            native.attrs = dict(self.native.attrs)  # type: ignore[attr-defined]  # because it is a frame of pandas
        return native  # type: ignore[no-any-return]  # because narwhals gives back what it was given


def take(frame: F, *, new: Sequence[str]) -> Table[F]:
    """The caller's frame as a table.

    Raises:
        MissingExtra: without narwhals.
        BadRule: for what narwhals does not know as a frame, and if a column that is to be added is there.
    """
    try:
        import narwhals as nw
    except ImportError as error:
        raise MissingExtra("narwhals", "frames") from error
    try:
        given: Any = frame
        known: Any = nw.from_native(given)
        names = known.collect_schema().names()
    except TypeError as error:
        kind = type(frame).__name__
        raise BadRule(
            Term(f"{kind} ist keine Tabelle", f"{kind} is not a data frame"), argument="frame", value=frame
        ) from error
    except nw.exceptions.DuplicateError as error:
        raise _same_names() from error
    engine = known.implementation
    if engine.is_duckdb() or engine.is_ibis() or engine.is_pyspark():
        names = [name.lower() for name in names]  # to SQL they are one
    if len(set(names)) < len(names):
        raise _same_names()
    if engine.is_pandas():
        known = nw.from_native(nw.to_native(known).reset_index(drop=True))  # whose levels may be named like columns
    there = [name for name in new if name in names]
    if there:
        de = f"die Tabelle hat schon eine Spalte {there[0]!r}"
        raise BadRule(Term(de, f"the frame has a column {there[0]!r} already"), argument="frame", value=there[0])
    return Table(frame, known)


def _same_names() -> BadRule:
    said = Term("die Tabelle hat mehrere Spalten mit demselben Namen", "the frame has several columns of one name")
    return BadRule(said, argument="frame", value="frame")


def _all_digits(texts: Iterable[str]) -> bool:
    found = list(texts)
    return bool(found) and all(text.strip().isdigit() for text in found)


def _digits(column: str) -> BadRule:
    said = Term(
        f"country: Die Spalte {column!r} enthält Ziffern; bitte mit codes='iso_numeric' oder 'dac' sagen, was sie sind",
        f"country: the column {column!r} holds digits; say with codes='iso_numeric' or codes='dac' what they are",
    )
    return BadRule(said, argument="codes", value="alpha")


def _holds(column: str, kind: object, de: str, en: str) -> tuple[str, str]:
    """That a column holds something else than it should, in German and in English."""
    return f": Die Spalte {column!r} enthält {kind}, {de}", f": the column {column!r} holds {kind}, {en}"


# ── numbers that are codes or years ──────────────────────────────────────────────────────────────────────────────────


def _whole_code(number: nw.Expr, *, is_float: bool) -> nw.Expr:
    """A number as the text of its digits; null stays null, and what is no code of a country becomes `_NO_CODE`."""
    import narwhals as nw

    is_code = (number >= 0) & (number <= _MOST_CODE)
    if is_float:
        is_code = is_code & (number.round(0) == number)
    missing = (number.is_null() | number.is_nan()) if is_float else number.is_null()
    code = nw.when(is_code).then(number).otherwise(nw.lit(None))
    text = code.cast(nw.Int64).cast(nw.String)
    told = nw.when(code.is_null()).then(nw.lit(_NO_CODE)).otherwise(text)
    return nw.when(missing).then(nw.lit(None)).otherwise(told).cast(nw.String)


def _code(value: object) -> str:
    """What stands in a column that may hold anything: whole numbers without a fraction, all else as it is."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _whole_codes(numbers: Any) -> Any:  # noqa: ANN401 - because pandas is imported where it is used
    """The same for a column of pandas."""
    given = numbers.astype("float64").astype("Float64")
    is_code = ((given >= 0) & (given <= _MOST_CODE) & (given == given.round())).fillna(value=False)
    return given.where(is_code).astype("Int64").astype("string").where(is_code | given.isna(), _NO_CODE)


def _whole_years(years: Any, said: Term) -> Any:  # noqa: ANN401 - because pandas is imported where it is used
    """A column of pandas as whole numbers; of dask only when it is computed.

    Raises:
        BadRule: for anything else, with what is `said`.
    """
    try:
        if str(years.dtype) == "object":
            years = years.map(lambda year: whole(year, "year"), na_action="ignore")
        return years.astype("Int64")
    except (TypeError, ValueError) as error:
        raise BadRule(said, argument="year", value=years.name) from error


# ── days ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


_DAYS: Final = ("date64", "null", "Null", "period[D]")
"""Native types that narwhals knows by no name: days in milliseconds or in pandas' periods, and nothing at all."""


def day_stretch(table: Table[F], column: str, name: str, turns: Sequence[date]) -> Table[F]:
    """The table with the number of the stretch that each day lies in: how many turning days are not after it.

    Raises:
        BadRule: for time-stamps with a zone, which name another day elsewhere, and for anything but days.
    """
    import narwhals as nw

    kind = table.dtype(column, "on")
    if isinstance(kind, nw.Datetime) and kind.time_zone is not None:
        de = f": Die Spalte {column!r} enthält Zeitpunkte der Zone {kind.time_zone}; nötig sind Tage eines Ortes"
        en = f": the column {column!r} holds time-stamps with the zone {kind.time_zone}; give days of one place"
        raise refusal(BadRule, "on", column, de, en)
    native = table.native_type(column) if isinstance(kind, nw.Unknown) else ""
    is_known = isinstance(kind, (nw.Date, nw.Datetime))
    if (is_known or native.startswith(_DAYS)) and table.in_pandas:
        return table.with_native(name, lambda part: _passed(turns, part[column]))
    if is_known or native.startswith(_DAYS):
        points = [day if isinstance(kind, nw.Date) else datetime(day.year, day.month, day.day) for day in turns]  # noqa: DTZ001 - because days have no zone
        days = nw.col(column) if is_known else nw.col(column).cast(nw.Datetime("ms"))
        passed = [(days >= nw.lit(point)).cast(nw.Int64) for point in points]
        return table.with_columns(reduce(add, passed).alias(name))  # a day that is null gives a sum that is
    if table.is_object(column) or table.is_blank(column):
        return table.with_native(name, lambda native: _passed_one_by_one(turns, native[column]))
    de, en = _holds(
        column, native or kind, "keine Tage; bitte zuerst als Tage lesen", "not days; read it as days first"
    )
    raise refusal(BadRule, "on", column, de, en)


def _passed(turns: Sequence[date], days: Any) -> Any:  # noqa: ANN401 - because pandas is imported where it is used
    """The stretches of a column of pandas, whose comparisons know no null, and of dask, which aligns no sum of many."""
    import numpy as np
    import pandas as pd

    if isinstance(days.dtype, pd.PeriodDtype):
        days = days.dt.to_timestamp()
    elif isinstance(days.dtype, pd.ArrowDtype):
        days = days.astype("timestamp[ms][pyarrow]")  # also days that are kept as milliseconds, and nothing at all
    moments = pd.to_datetime(days)
    passed = np.searchsorted(np.array(turns, dtype="datetime64[s]"), moments.to_numpy("datetime64[s]"), side="right")
    return pd.Series(passed, index=days.index).astype("Int64").mask(moments.isna())


def _passed_one_by_one(turns: Sequence[date], days: Any) -> Any:  # noqa: ANN401 - because pandas is imported where it is used
    """The stretches of a column of pandas that may hold anything; NaT is mapped, but stays no number."""
    found = days.map(lambda day: _stretch(day, turns), na_action="ignore")
    return found.astype(object).mask(days.isna(), None).astype("Int64")


def _stretch(day: object, turns: Sequence[date]) -> int:
    try:
        return bisect_right(turns, as_day(day.date() if isinstance(day, datetime) and day.tzinfo is None else day))
    except NotADay as error:
        raise refusal(BadRule, "on", day, f": {day!r} ist kein Tag", f": {day!r} is not a day") from error
