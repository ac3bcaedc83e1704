"""Data frames as a source: those of pandas, polars and pyarrow, and whatever has their shape."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from kommunal_partner.adapters.from_tables import _limits, read_participants
from kommunal_partner.errors import BadFile, BadTable

Read = Any
COLUMNS = {
    "Stadt": ["Ulm", "Kiel"], "AGS": [8421000, 1002000], "Partner": ["Kaya", "Nouna"],
    "Land": ["Burkina Faso", None], "seit": [date(1987, 5, 1), None],
}  # fmt: skip
SAID = [(1, "Ulm – Kaya (Burkina Faso)")]


def check(reading: Any) -> None:  # noqa: ANN401 - because readings of partnerships are checked
    assert [(line, str(one)) for line, one in reading.rows] == SAID
    assert str(reading.partnerships[0].forms[0].since) == "1987-05-01"
    assert [one.reason.reason.code for one in reading.errors] == ["NO_COUNTRY"]
    assert reading.lines == (1, 2)
    assert reading.encoding is None


def test_a_frame_of_pandas_is_a_source(read: Read) -> None:
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame(COLUMNS)
    check(read(frame))
    check(read(frame.convert_dtypes()))
    check(read(frame.astype({"Stadt": "category"})))
    check(read(frame.assign(seit=pandas.to_datetime(frame["seit"]))))
    check(read(frame.set_index("Stadt")))
    check(read(frame.set_index(["Stadt", "AGS"])))
    check(read(frame.set_axis(pandas.MultiIndex.from_tuples([(one, "") for one in frame.columns]), axis=1)))


def test_a_frame_of_polars_is_a_source(read: Read) -> None:
    polars = pytest.importorskip("polars")
    check(read(polars.DataFrame(COLUMNS)))
    check(read(polars.DataFrame(COLUMNS).lazy()))


def test_a_table_of_pyarrow_is_a_source(read: Read) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    check(read(pyarrow.table(COLUMNS)))


class Tuples:
    """What pandas shows of itself."""

    columns = tuple(COLUMNS)
    index = SimpleNamespace(names=[None])

    def itertuples(self, *, index: bool, name: str | None) -> Iterator[tuple[object, ...]]:
        assert not index
        assert name is None
        yield from zip(*COLUMNS.values(), strict=True)


class Named(Tuples):
    """The same with a named index."""

    index = SimpleNamespace(names=["n"])

    def reset_index(self) -> Tuples:
        return Tuples()


class Rows:
    """What polars shows of itself."""

    columns = tuple(COLUMNS)

    def iter_rows(self) -> Iterator[tuple[object, ...]]:
        yield from zip(*COLUMNS.values(), strict=True)


class Lazy:
    """What a lazy frame shows of itself."""

    def collect_schema(self) -> None:
        """Marks it as one."""

    def collect(self) -> Rows:
        return Rows()


class Arrow:
    """What a table of pyarrow shows of itself."""

    column_names = tuple(COLUMNS)
    columns = tuple(SimpleNamespace(to_pylist=lambda held=held: held) for held in COLUMNS.values())

    def to_pylist(self) -> None:
        """Marks it as one."""


@pytest.mark.parametrize("frame", [Tuples(), Named(), Rows(), Lazy(), Arrow()])
def test_whatever_has_the_shape_of_a_frame_is_a_source(read: Read, frame: object) -> None:
    check(read(frame))


def test_a_frame_without_the_columns_wanted_is_refused_like_any_table(read: Read) -> None:
    with pytest.raises(BadTable, match="no column is found for partner"):
        read([{"Stadt": "Ulm"}])


def test_a_mapping_of_rows_stands_for_its_values(read: Read) -> None:
    assert [row.line for row in read({"a": {"Stadt": "Ulm", "Partner": "Kaya (Ghana)"}}).rows] == [1]


def test_rows_beyond_the_limit_are_refused_while_they_come(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    def endless() -> Iterator[dict[str, str]]:
        while True:
            yield {"Stadt": "Ulm", "Partner": "Kaya (Ghana)"}

    monkeypatch.setattr(_limits, "MOST_ROWS", 20)
    with pytest.raises(BadFile, match="more than 20 rows"):
        read(endless())


def test_a_header_of_a_frame_is_sure_whatever_it_looks_like() -> None:
    reading = read_participants([{"Kommune": "Ulm", "49 731 12345": "x"}])
    assert [row.value.municipality for row in reading.rows] == ["Ulm"]
