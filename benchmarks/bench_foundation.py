"""What the foundation costs, as ratios in one run: `python benchmarks/bench_foundation.py`.

Importing the package against importing attrs; a group against two bare dict lookups; a verdict; reading all facts for
the first time against the csv module reading the same bytes; and "is the country with this code a recipient?" against
country_converter and pycountry, which know codes but no list of recipients: they are given one day's list as a set.
Fresh interpreters where something is timed for the first time; the best of several rounds counts.
"""

from __future__ import annotations

import platform
import subprocess
import sys
from datetime import date
from importlib.resources import files
from pathlib import Path
from timeit import repeat

import country_converter
import pandas  # noqa: ICN001 - because the word is clearer than its abbreviation
import pycountry
from timing import ratio

from kommunal_partner.eligibility import assess_country
from kommunal_partner.facts import load_facts

ON = date(2018, 1, 1)
FRESH = 15
IMPORT = "from time import perf_counter; t = perf_counter(); import {module}; print(perf_counter() - t)"
COLD_CSV = """
import csv, io
from time import perf_counter
from kommunal_partner import countries, facts
from pathlib import Path
t = perf_counter()
names = [Path(facts.__file__).with_name("tables") / table for table in TABLES]
names.append(Path(countries.__file__).with_name("tables") / "codes.csv")
for file in names:
    list(csv.reader(io.StringIO(file.read_bytes().decode("utf-8"), newline="")))
print(perf_counter() - t)
"""
COLD_FACTS = """
from kommunal_partner.facts import load_facts
from time import perf_counter
t = perf_counter(); load_facts(); print(perf_counter() - t)
"""


def fresh(code: str) -> float:
    """The seconds that the code prints, in the best of several fresh interpreters."""
    command = [sys.executable, "-c", code]
    times = []
    for _ in range(FRESH):
        done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - because it is this interpreter
        times.append(float(done.stdout))
    return min(times)


def per_call(statement: str, names: dict[str, object], number: int) -> float:
    return min(repeat(statement, globals=names, number=number, repeat=7)) / number


def their_converter() -> country_converter.CountryConverter:
    """country_converter with its own table read by us: under pandas 3.1 it takes Namibia's NA for a blank and fails."""
    table = Path(country_converter.__file__).with_name("country_data.tsv")
    frame = pandas.read_csv(table, sep="\t", encoding="utf-8")
    return country_converter.CountryConverter(country_data=frame.fillna({"ISO2": "-"}))


def imports() -> None:
    ours = fresh(IMPORT.format(module="kommunal_partner"))
    attrs = fresh(IMPORT.format(module="attrs"))
    print(
        f"import kommunal_partner: {1000 * ours:.2f} ms, import attrs: {1000 * attrs:.2f} ms, ratio {ours / attrs:.2f}"
    )
    ratio("import", "import attrs", ours, attrs)


def loading() -> None:
    folder = files("kommunal_partner.facts") / "tables"
    tables = sorted(one.name for one in folder.iterdir() if one.name.endswith(".csv"))
    raw = fresh(f"TABLES = {tables!r}\n{COLD_CSV}")
    ours = fresh(COLD_FACTS)
    print(
        f"load_facts() for the first time: {1000 * ours:.1f} ms, csv module on the same {len(tables) + 1} tables: "
        f"{1000 * raw:.1f} ms, ratio {ours / raw:.1f} (goal below 5)"
    )
    ratio("load_facts() for the first time", "csv module, same tables", ours, raw, goal=5)


def questions() -> None:
    oda = load_facts().oda
    names: dict[str, object] = {
        "oda": oda,
        "on": ON,
        "alpha3": {"CL": "CHL"},
        "groups": {"CHL": "UMIC"},
        "assess_country": assess_country,
    }
    bare = per_call("groups[alpha3['CL']]", names, 1_000_000)
    group = per_call("oda.group('CL', on=on)", names, 200_000)
    print(
        f"group(): {1e9 * group:.0f} ns, two bare dict lookups: {1e9 * bare:.0f} ns, ratio {group / bare:.1f} "
        "(goal below 10)"
    )
    ratio("OdaRegister.group", "two dict lookups", group, bare, goal=10)
    for code in ("CL", "KE"):
        verdict = per_call(f"assess_country(oda, {code!r}, on=on)", names, 20_000)
        print(f"assess_country({code}): {1e6 * verdict:.1f} µs")
    converter = their_converter()
    names |= {"recipients": oda.recipients(on=ON), "pycountry": pycountry, "converter": converter}
    theirs = {
        "pycountry": per_call("pycountry.countries.get(alpha_2='CL').alpha_3 in recipients", names, 20_000),
        "country_converter": per_call("converter.convert('CL', src='ISO2', to='ISO3') in recipients", names, 50),
    }
    for name, seconds in theirs.items():
        print(f"code to recipient with {name}: {1e6 * seconds:.1f} µs, {seconds / group:.0f} times group()")
        ratio("code to recipient", name, group, seconds)


def main() -> None:
    print(f"{platform.machine()}, {platform.system()}, Python {platform.python_version()}")
    imports()
    loading()
    questions()


if __name__ == "__main__":
    main()
