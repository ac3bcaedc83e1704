"""How fast dates are read, against the package `edtf`: `python benchmarks/bench_fuzzy_dates.py`.

Three readings of the same texts in one run: ours with its memo emptied before every text, ours as a table is read (a
text seen before costs a look-up), and `edtf`, which keeps none. The best of several rounds counts, for each text alone.
"""

from __future__ import annotations

import math

from edtf import parse_edtf
from timing import best, ratio

from kommunal_partner.fuzzy_dates import FuzzyDate, read_german
from kommunal_partner.fuzzy_dates._model import _parsed

TEXTS = (
    "2018",
    "2023-02",
    "2016-10-19",
    "2019-23",
    "2026?",
    "2021-11~",
    "202X",
    "2010-11-18/2010-11-20",
    "2018-04/2019-02~",
    "2019/..",
    "[2012..2019]",
    "[2012,2014]",
)
GERMAN = ("Herbst 2018", "18. bis 20. November 2010", "Ende Oktober 2017", "seit 2014", "2016/17", "um 1990")
GOAL = 200


def cold(text: str) -> None:
    _parsed.cache_clear()
    FuzzyDate.parse(text)


def main() -> None:
    print(f"{'text':24} {'edtf':>10} {'cold':>9} {'memo':>9} {'ratio cold':>11} {'ratio memo':>11}")
    ratios = []
    for text in TEXTS:
        theirs = best(lambda text=text: parse_edtf(text), calls=1, rounds=25)
        ours = best(lambda text=text: cold(text), calls=300)
        again = best(lambda text=text: FuzzyDate.parse(text), calls=3000)
        ratios.append((theirs / ours, theirs / again))
        print(
            f"{text:24} {theirs * 1e3:7.2f} ms {ours * 1e6:6.2f} µs {again * 1e6:6.3f} µs "
            f"{theirs / ours:11.0f} {theirs / again:11.0f}"
        )
    for name, column in (("cold", 0), ("memo", 1)):
        values = [ratio[column] for ratio in ratios]
        mean = math.exp(math.fsum(map(math.log, values)) / len(values))
        print(f"{name}: {min(values):.0f} to {max(values):.0f} times as fast, geometric mean {mean:.0f} (goal: {GOAL})")
        ratio(f"FuzzyDate.parse, {name}", "edtf", 1 / mean, goal=1 / GOAL)

    date = FuzzyDate.parse("2019-23")
    other = FuzzyDate.parse("2010-11-18/2010-11-20")
    print(f".earliest {best(lambda: date.earliest, calls=20000) * 1e9:.0f} ns, ", end="")
    print(f".is_before {best(lambda: date.is_before(other), calls=2000) * 1e6:.1f} µs, ", end="")
    per_text = best(lambda: [read_german(text) for text in GERMAN], calls=100) / len(GERMAN)
    print(f"read_german {per_text * 1e6:.0f} µs a text")


if __name__ == "__main__":
    main()
