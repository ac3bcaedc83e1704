"""A list kept by hand becomes partnerships and a report: `python examples/messy_list.py [list.csv] [--lang en]`.

The list beside this script is messy on purpose: title lines above the header, keys that lost a zero, several partners
in a cell, a day that Excel turned into a number, the same partnership from both sides, a wrong key, a typo, a country
that can mean two.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from kommunal_partner.adapters.from_tables import read_partnerships
from kommunal_partner.facts import load_facts

LIST = Path(__file__).with_name("messy_list.csv")


def main() -> None:
    """Print the partnerships, then the report for the person who keeps the list."""
    options = argparse.ArgumentParser(description="Read a list of partnerships.")
    options.add_argument("path", nargs="?", type=Path, default=LIST)
    options.add_argument("--lang", choices=["de", "en"], default="de")
    chosen = options.parse_args()

    reading = read_partnerships(chosen.path, municipalities=load_facts().municipalities)
    for line, partnership in reading.rows:
        seen = [one.value.text(chosen.lang) for one in partnership.forms]
        since = next((f", {one.since}" for one in partnership.forms if one.since is not None), "")
        print(f"{line:3}  {partnership.name(chosen.lang)}: {', '.join(seen) or '–'}{since}")
    print()
    print(reading.report(chosen.lang), end="")


if __name__ == "__main__":
    main()
