"""How fast a whole register is read and searched: `python benchmarks/bench_gv100ad.py`.

The register is made up from the description of the format by a seeded draw: about 11,000 municipalities, 4,600
Verbände and 400 Kreise, with names of all shapes. It is read three times in one run: by the package gv100ad-py, which
slices the columns and checks little (`pip install gv100ad-py`), by a loop that only slices, and by ours, which checks
every record, joins cities with their Kreis and makes units with dated keys. The best of several rounds counts.
Goal: at most twice the time of gv100ad-py.
"""

from __future__ import annotations

import io
import random
from time import perf_counter

from timing import against, best, ratio

from kommunal_partner.adapters.from_gv100ad import read_register

GOAL = 2.0
DAY = "20240331"
STATES = {
    "01": (0, 15, 1100),
    "03": (4, 45, 940),
    "05": (5, 53, 396),
    "06": (3, 26, 421),
    "07": (3, 36, 2300),
    "08": (4, 44, 1100),
    "09": (7, 96, 2056),
    "10": (0, 6, 52),
    "12": (0, 18, 413),
    "13": (0, 8, 724),
    "14": (3, 13, 418),
    "15": (0, 14, 218),
    "16": (0, 22, 605),
}
FIRST = """
Ober Unter Neu Alt Groß Klein Bad_ Sankt_ Nieder
Hohen Wald Stein Müller Rös Lüb Käs Schön Mühl
"""
LAST = """
dorf heim hausen berg burg stadt kirchen rode feld
au bach ingen leben büttel stätten weiler brück
"""
MIDDLE = """
al er in o ka mi wu ste lan
gra hel kir zen tor ries pfaf brun adel
"""
ENDS = ["", "", "", "", "", ", Stadt", ", Flecken", ", M", " (Oder)", " am Main", " a.d.Alz", "/Elbe", " bei Bremen"]


def line(kind: str, key: str, name: str, seat: str = "", tail: str = "") -> str:
    return f"{kind}{DAY}{key:<12}{name:<50}{seat:<50}{tail}".ljust(220)


def town(key: str, association: str, name: str, code: str, draw: random.Random) -> str:
    people = draw.randrange(50, 40_000)
    tail = (
        f"{code}    {draw.randrange(100, 20_000):011}{people:011}{people // 2:011}    {draw.randrange(1067, 99999):05}"
    )
    return line("60", key + association, name, tail=tail + draw.choice(["*****", "     "]) + "  2115111211901001")


def edition(seed: int = 7) -> str:
    """A whole register, made up."""
    draw = random.Random(seed)
    lines: list[str] = []
    for state, (regions, districts, towns) in STATES.items():
        lines.append(line("10", state, f"Land {state}", "Hauptstadt"))
        lines += [line("20", f"{state}{region}", f"Reg.-Bez. {region}", "Ort") for region in range(1, regions + 1)]
        for number in range(districts):
            region = number % regions + 1 if regions else 0
            district = f"{state}{region}{11 + number // max(regions, 1):02}"
            if number % 4 == 0:
                name = f"{draw.choice(FIRST.split())}{draw.choice(LAST.split())}{number}, Stadt".replace("_", " ")
                lines.append(line("40", district, name, name, "41"))
                lines.append(line("50", district + "   0000", name, tail="50"))
                lines.append(town(district + "000", "0000", name, "61", draw))
                continue
            lines.append(
                line("40", district, f"{draw.choice(FIRST.split())}land {number}".replace("_", " "), "Ort", "44")
            )
            rural = districts - (districts + 3) // 4
            for index in range(1, towns // rural + 1):
                parts = [draw.choice(syllables.split()) for syllables in (FIRST, MIDDLE, LAST)]
                name = "".join(parts).replace("_", " ") + draw.choice(ENDS)
                free = index % 3 == 0
                association = f"{index:04}" if free else f"5{index // 9:03}"
                if free or index % 9 == 1 or index == 9:
                    lines.append(line("50", f"{district}   {association}", name, "Ort", "50" if free else "53"))
                lines.append(town(f"{district}{index:03}", association, name, "63" if free else "64", draw))
    return "\n".join(dict.fromkeys(lines)) + "\n"


def slices(content: bytes) -> list[tuple[str, ...]]:
    return [
        (row[:2], row[2:10], row[10:22], row[22:72].rstrip(), row[72:122].rstrip(), row[122:124], row[128:139])
        for row in content.decode("utf-8").split("\n")
        if row
    ]


def main() -> None:
    text = edition()
    content = text.encode("utf-8")
    register = read_register(content)
    counts = f"{text.count(chr(10)):,} records, {len(register.municipalities):,} municipalities"
    print(f"{counts}, {len(content) / 1e6:.1f} MB")
    ours, bare, _, _ = against(lambda: read_register(content), lambda: slices(content))
    print(f"ours           {ours:7.3f} s")
    print(f"slicing alone  {bare:7.3f} s   ours takes {ours / bare:.1f} times as long")
    try:
        from gv100ad import GV100ADReader
    except ImportError:
        print("gv100ad-py is not installed: no comparison")
    else:
        ours, theirs, _, _ = against(
            lambda: read_register(content),
            lambda: list(GV100ADReader(io.TextIOWrapper(io.BytesIO(content), "utf-8")).read()),
        )
        print(f"gv100ad-py     {theirs:7.3f} s   ours takes {ours / theirs:.2f} times as long (goal: at most {GOAL})")
        ratio("read_register", "gv100ad-py", ours, theirs, goal=GOAL)
    latin = text.encode("cp1252")
    print(f"ours, ISO-8859-1 {best(lambda: read_register(latin)):5.3f} s")

    names = [unit.name for unit in register.municipalities[::11]]
    start = perf_counter()
    register.find(names[0])
    print(f"first find (makes the index)  {perf_counter() - start:7.3f} s")
    each = best(lambda: [register.find(name) for name in names], rounds=3) / len(names)
    print(f"find, {len(names)} names            {each * 1e6:7.0f} µs a name")
    each = best(lambda: [register.by_key(unit.keys[0].value) for unit in register.municipalities], rounds=3)
    print(f"by_key                        {each / len(register.municipalities) * 1e6:7.1f} µs a key")


if __name__ == "__main__":
    main()
