"""How fast countries are found, against country_converter and pycountry: `python benchmarks/bench_countries.py`.

All three look up the same English names in one run, which every one of them knows; then ours reads texts that the
others do not understand, and many hostile ones. The best of several rounds counts.
"""

from __future__ import annotations

import logging
import platform
import random
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter

import country_converter
import pandas as pd
import pycountry
from timing import WHOLE, ratio

from kommunal_partner.countries import country, find_countries, find_country

CODES = ("KEN", "TZ", "834", "DEU", "ZAR")
MESSY = (
    "Kaya (Burkina Faso)",
    "Minsk, Weißrussland",
    "Distrikt Morogoro in Tansania",
    "Lüderitz/Namibia",
    "Kongo, Demokratische Republik",
    "TUERKEI",
    "Bosnien u. Herzegowina",
    "Cote d´Ivoire",
)
GOAL = 50
FIRST_CALL = """
from time import perf_counter
from kommunal_partner.countries import country, find_country
start = perf_counter(); country("KEN"); code = perf_counter() - start
start = perf_counter(); find_country("Kaya (Burkina Faso)"); text = perf_counter() - start
print(f"first country(): {1000 * code:.1f} ms, first find_country() of a text: {1000 * text:.1f} ms")
"""


def best(action: Callable[[str], object], texts: Sequence[str], *, rounds: int) -> float:
    """Seconds a call takes on average over the texts, in the best of the rounds."""
    times = []
    for _ in range(rounds):
        start = perf_counter()
        for text in texts:
            action(text)
        times.append((perf_counter() - start) / len(texts))
    return min(times)


def their_converter() -> country_converter.CountryConverter:
    """country_converter with its own table read by us: under pandas 3.1 it takes Namibia's NA for a blank and fails."""
    table = Path(country_converter.__file__).with_name("country_data.tsv")
    frame = pd.read_csv(table, sep="\t", keep_default_na=False, na_values=[""])
    return country_converter.CountryConverter(country_data=frame.fillna({"ISO2": "-"}))


def names_that_all_know(converter: country_converter.CountryConverter) -> list[str]:
    known = []
    for one in pycountry.countries:
        name = getattr(one, "common_name", one.name)
        match = find_countries([name])[0].country
        if match is not None and match.alpha3 == one.alpha_3 == converter.convert(name, to="ISO3"):
            known.append(name)
    return known


def hostile(count: int) -> list[str]:
    rng = random.Random(7)
    signs = "aeinrsGKM ()[],;/-–&'\"\\\0\n\t\u00ad\u200b\u0308ßäÇ\ud800\U0001f600"
    pieces = ["Guinea", "Kongo", "Republik", " und ", " in ", "(", ")", ", ", "/", "-", "ehemals ", "\0", "USA", " "]
    texts = ["".join(rng.choices(signs, k=rng.randrange(80))) for _ in range(count // 2)]
    texts += ["".join(rng.choices(pieces, k=rng.randrange(40))) for _ in range(count // 2 - 3)]
    return [*texts, "x" * 10_000_000, "(" * 1_000_000, " in " * 1_000_000]


def main() -> None:
    logging.getLogger("country_converter").setLevel(logging.CRITICAL)
    print(f"{platform.machine()}, Python {platform.python_version()}, pycountry {pycountry.__version__}")
    subprocess.run([sys.executable, "-c", FIRST_CALL], check=True)  # noqa: S603 - because the script stands above

    converter = their_converter()
    names = names_that_all_know(converter)
    ours = best(find_country, names, rounds=20)
    capitals = best(find_country, [name.upper() for name in names], rounds=20)
    theirs = {
        "country_converter": best(lambda name: converter.convert(name, to="ISO3"), names[::10], rounds=3),
        "pycountry lookup": best(pycountry.countries.lookup, names, rounds=3),
    }
    print(f"{len(names)} English names: find_country {1e6 * ours:.2f} µs, in capitals {1e6 * capitals:.2f} µs")
    for package, seconds in theirs.items():
        ratio("find_country, in capitals", package, capitals, seconds, goal=1 / GOAL)
        print(
            f"{package}: {1e6 * seconds:.1f} µs = {seconds / ours:.0f} times ours as written, "
            f"{seconds / capitals:.0f} times ours in capitals (goal: {GOAL})"
        )
    print(f"country(code): {1e6 * best(country, CODES * 100, rounds=20):.2f} µs")
    print(f"find_country(place with a country): {1e6 * best(find_country, MESSY * 20, rounds=10):.1f} µs")

    texts = hostile(100_000 if WHOLE else 10_000)
    start = perf_counter()
    matches = find_countries(texts)
    took = perf_counter() - start
    times = []
    for text in texts[:: len(texts) // 2000]:
        start = perf_counter()
        find_countries([text])
        times.append(perf_counter() - start)
    refused = sum(match.country is None for match in matches)
    print(f"{len(texts)} hostile texts: {took:.1f} s, {refused} refused, the slowest {1000 * max(times):.1f} ms")


if __name__ == "__main__":
    main()
