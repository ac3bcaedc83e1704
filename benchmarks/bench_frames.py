"""`add_oda` on ten million rows: against the same plan by hand, hand-written SQL, and what the engines offer.

Best of three, interleaved, in one run; the ratio is the figure, seconds are this machine's. `ROWS` says how many rows.
dask and pyspark are shown where they are installed (`pip install -e '.[engines]'`), with one worker and with two.
"""

from __future__ import annotations

import os
import platform
import time
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
from timing import WHOLE, ratio

from kommunal_partner.adapters.to_frames import add_oda, oda_spans
from kommunal_partner.adapters.to_frames._oda import KINDS
from kommunal_partner.adapters.to_frames._stretches import Stretches, cases, known_keys
from kommunal_partner.facts import load_facts

ROWS = int(os.environ.get("ROWS", "10000000" if WHOLE else "2000000"))
ROUNDS = 3
REGISTER = load_facts().oda


def made() -> pa.Table:
    """Rows as a warehouse holds them: four fifths known codes in both forms, the rest blank or unknown; 35 years."""
    rng = np.random.default_rng(20260101)
    codes = np.array([*known_keys(REGISTER, "alpha")[::9], "XX", "ZZZ", "nix"], dtype=object)
    days = np.array([date(1995, 1, 1) + timedelta(days=int(step)) for step in range(35 * 365)])
    text = pa.array(codes[rng.integers(0, len(codes), ROWS)], mask=rng.random(ROWS) < 0.02)
    return pa.table({"code": text, "day": pa.array(days[rng.integers(0, len(days), ROWS)])})


def best(tasks: dict[str, Callable[[], object]]) -> dict[str, float]:
    """The shortest time of each task, taken in turn."""
    found = dict.fromkeys(tasks, float("inf"))
    for _ in range(ROUNDS):
        for name, task in tasks.items():
            begun = time.perf_counter()
            task()
            found[name] = min(found[name], time.perf_counter() - begun)
    return found


def told(title: str, found: dict[str, float], ours: str) -> None:
    print(f"\n{title}")
    for name, seconds in found.items():
        print(f"  {name:42} {seconds:7.2f} s   ours/this {found[ours] / seconds:5.2f}")
        if name != ours:
            ratio(f"add_oda, {title}", name, found[ours], seconds)


STRETCHES = Stretches(REGISTER, "undecided")
TOLD = STRETCHES.on_days(known_keys(REGISTER, "alpha"), "alpha", range(len(STRETCHES.turns) + 1))
FACTS = [(key, slot, *said) for key, slot, said in TOLD]
COLUMNS = {name: [row[place] for row in FACTS] for place, name in enumerate(KINDS)}
FORMS = {row["iso3"]: list(cases([str(row["iso3"]), str(row["iso2"])])) for row in oda_spans(REGISTER)}
UNFOLDED = [{**row, "code": form} for row in oda_spans(REGISTER) for form in FORMS[row["iso3"]]]
SPANS = pa.table(
    {
        name: [row[name] for row in UNFOLDED]
        for name in ("code", "first", "last", "oda_eligible", "oda_group", "oda_list", "oda_reason")
    }
)


def polars_by_hand(frame: pl.DataFrame) -> Callable[[], object]:
    """The same plan, written in polars."""
    facts = pl.DataFrame(COLUMNS).rename({"_oda_key": "code", "_oda_when": "stretch"}).lazy()

    def run() -> object:
        passed = pl.sum_horizontal([(pl.col("day") >= day).cast(pl.Int64) for day in STRETCHES.turns])
        stretch = pl.when(pl.col("day").is_null()).then(None).otherwise(passed)
        joined = frame.lazy().with_columns(stretch=stretch).join(facts, on=["code", "stretch"], how="left")
        reason = (
            pl.when(pl.col("code").is_null()).then(pl.lit("NO_COUNTRY"))
            .when(pl.col("day").is_null()).then(pl.lit("NO_DAY"))
            .otherwise(pl.col("oda_reason").fill_null("UNKNOWN_COUNTRY"))
        )  # fmt: skip
        return joined.with_columns(oda_reason=reason).drop("stretch").collect()

    return run


def bench_polars(table: pa.Table) -> None:
    frame = pl.DataFrame(table)
    spans = pl.DataFrame(SPANS).sort("first").lazy()
    asof = {"left_on": "day", "right_on": "first", "by": "code"}
    tasks: dict[str, Callable[[], object]] = {
        "add_oda, lazy": lambda: add_oda(frame.lazy(), REGISTER, country="code", on="day").collect(),
        "the same plan by hand": polars_by_hand(frame),
        "join_asof by hand": lambda: frame.lazy().sort("day").join_asof(spans, **asof).collect(),
    }
    told("polars", best(tasks), "add_oda, lazy")


def bench_duckdb(table: pa.Table) -> None:
    con = duckdb.connect()
    con.register("given", table)
    con.register("held", pa.table(COLUMNS).rename_columns(["code", "stretch", *list(COLUMNS)[2:]]))
    con.register("spans_given", SPANS)
    for name, source in (("mine", "given"), ("stretches", "held"), ("spans", "spans_given")):
        con.execute(f"create table {name} as select * from {source}")  # noqa: S608 - because the names stand above
    passed = " + ".join(f"(day >= date '{day}')::int" for day in STRETCHES.turns)
    made_of = "create or replace table out as select m.*, oda_eligible, oda_group, oda_list, oda_reason from"
    equality = f"(select *, {passed} as stretch from mine) m left join stretches s using (code, stretch)"  # noqa: S608 - because the names stand above
    ranged = "mine m left join spans s on m.code = s.code and m.day between s.first and s.last"
    asof = "mine m asof left join spans s on m.code = s.code and m.day >= s.first"

    def ours() -> object:
        add_oda(con.table("mine"), REGISTER, country="code", on="day").create_view("answered")
        return con.execute("create or replace table out as select * from answered")

    tasks: dict[str, Callable[[], object]] = {
        "add_oda": ours,
        "equality join by hand": lambda: con.execute(f"{made_of} {equality}"),
        "range join by hand": lambda: con.execute(f"{made_of} {ranged}"),
        "ASOF join by hand": lambda: con.execute(f"{made_of} {asof}"),
    }
    told("duckdb", best(tasks), "add_oda")


def bench_others(table: pa.Table) -> None:
    frame = table.to_pandas().astype({"day": "datetime64[s]", "code": "string"})
    facts = (
        pd.DataFrame(COLUMNS).rename(columns={"_oda_key": "code", "_oda_when": "stretch"}).astype({"code": "string"})
    )
    turns = np.array(STRETCHES.turns, dtype="datetime64[s]")

    def by_hand() -> object:
        stretch = np.searchsorted(turns, frame["day"].to_numpy(), side="right")
        return frame.assign(stretch=stretch).merge(facts, on=["code", "stretch"], how="left")

    tasks: dict[str, Callable[[], object]] = {
        "add_oda, pandas": lambda: add_oda(frame, REGISTER, country="code", on="day"),
        "pandas by hand (searchsorted, merge)": by_hand,
        "add_oda, pyarrow": lambda: add_oda(table, REGISTER, country="code", on="day"),
    }
    told("pandas and pyarrow", best(tasks), "add_oda, pandas")


def bench_workers(table: pa.Table) -> None:
    tasks: dict[str, Callable[[], object]] = {}
    try:
        import dask.dataframe as dd

        frame = dd.from_pandas(table.to_pandas().astype({"day": "datetime64[s]"}), npartitions=8)
        for workers in (1, 2):
            tasks[f"add_oda, dask, {workers} worker"] = lambda workers=workers: add_oda(
                frame, REGISTER, country="code", on="day"
            ).compute(scheduler="threads", num_workers=workers)
    except ImportError:
        print("\ndask is not installed")
    if tasks:
        told("dask", best(tasks), "add_oda, dask, 1 worker")
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        print("pyspark is not installed")
        return
    found: dict[str, float] = {}
    for workers in (1, 2):
        session: Any = SparkSession.builder.master(f"local[{workers}]").config("spark.driver.memory", "6g")
        spark = session.config("spark.ui.enabled", "false").getOrCreate()
        rows = spark.createDataFrame(table.to_pandas()).cache()
        rows.count()
        name = f"add_oda, pyspark, {workers} worker"
        found |= best({name: lambda rows=rows: written(add_oda(rows, REGISTER, country="code", on="day"))})
        spark.stop()
    told("pyspark", found, "add_oda, pyspark, 1 worker")


def written(frame: Any) -> None:
    """Compute every row of a frame of Spark and keep none."""
    frame.write.format("noop").mode("overwrite").save()


def main() -> None:
    machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    print(f"{ROWS:,} rows, best of {ROUNDS}; {machine}")
    table = made()
    bench_polars(table)
    bench_duckdb(table)
    bench_others(table)
    if os.environ.get("WORKERS"):
        bench_workers(table)


if __name__ == "__main__":
    main()
