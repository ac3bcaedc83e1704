"""Hostile inputs against every reader: `python benchmarks/fuzz_inputs.py [count]`, 100,000 by default (`make fuzz`).

Lists, registers and single cells are drawn with a fixed seed, then truncated, shuffled, mis-encoded, stuffed with
quotes, zero bytes, formulas, huge cells or foreign bytes; Excel files are packed anew with damage and bombs. Each input
must end in rows and problems that account for every line, or in one of the library's own errors; within a second, and
within a small multiple of its size in memory. Anything else is printed with the number that draws it again.
"""

from __future__ import annotations

import io
import random
import sys
import tracemalloc
import zipfile
from collections import Counter
from collections.abc import Callable
from time import perf_counter, process_time

from kommunal_partner.adapters.from_gv100ad import read_register
from kommunal_partner.adapters.from_ical import read_calendar, read_days
from kommunal_partner.adapters.from_tables import Reading, Severity, read_participants, read_partnerships
from kommunal_partner.countries import find_countries, find_country
from kommunal_partner.errors import KommunalPartnerError
from kommunal_partner.facts import load_facts
from kommunal_partner.fuzzy_dates import FuzzyDate, read, read_english, read_german
from kommunal_partner.keys import parse_ags, parse_ars, parse_key, parse_kreis, parse_land
from kommunal_partner.spans import Span

SEED = 20_261_122
SECONDS = 2.0  # for one input, on a busy machine
MEMORY = 48 * 2**20  # bytes beyond which an input of at most 100 kB has no business
WATCHED = 50  # one input in so many is watched for memory, which is slow

WORDS = [
    *("Ulm", "Köln", "Halle", "Wismar", "Landkreis Oldenburg", "Kaya (Burkina Faso)", "Jinotega, Nicaragua", "Kongo"),
    *("Mbeya", "Tansania", "Guinea", "01001000", "5314000", "53.0", "seit 1967", "1992/93", "27.9.1963", "36526"),
    *(
        "dto.",
        "Summe: 9",
        "* Angabe",
        "¹",
        "keine",
        "(F)",
        "2021-22",
        "Bezirk Mitte von Berlin",
        "Nieder\x9a",
        "MÃ¼nchen",
        "KW 38 2025",
        "Ostern 2026",
        "Ende Mai bis Anfang Juni 2018",
        "voraussichtlich",
        "Marshall Is.",
        "N. Korea",
        "058",
    ),
    *("P", "F; K", "Städtepartnerschaft", "bestehend", "Wasser; Abfall", "SDG 6", "4,6", "", "", " ", "–", "\u00a0"),
    *(
        "=1+1",
        "@SUM(A1)",
        "+49",
        "-",
        "'=x",
        '="0815"',
        '"',
        '""',
        '"x',
        "a\nb",
        "a\rb",
        "\t",
        "\x00",
        "\ufeff",
        "\u202e",
    ),
    *("Kaya; Nouna", "Kaya und Nouna", "A / B", "Ä" * 300, "9" * 5000, "(" * 500, "1/" * 400, "\U0001f600", "ﷺ" * 40),
]
HEADERS = [
    *("Kommune", "AGS", "Partnerstadt", "Land", "Art", "seit", "Status", "Themen", "SDG", "Quelle", "Stand", "ID"),
    *(
        "Bundesland",
        "Name",
        "Sprachen",
        "Sprachen [Deutsch]",
        "SDG 6",
        "Land 1",
        "Partner 2",
        "Partnerstadt (Land)",
        "Frankreich",
        "Vorname",
        "units",
        "partner_id",
        "form_since",
        "form_sources",
        "",
        "x",
        "0",
        "1",
    ),
]
GV_LINE = "6020231130010010000000Flensburg, Stadt".ljust(122) + "61    00000005673000000925500000004587424937*****"


def any_text(draw: random.Random) -> str:
    kind = draw.randrange(6)
    if kind == 0:
        return draw.choice(WORDS)
    if kind == 1:
        return "".join(draw.choice(WORDS) for _ in range(draw.randrange(1, 5)))
    if kind == 2:
        return "".join(chr(draw.randrange(32, 0x250)) for _ in range(draw.randrange(12)))
    if kind == 3:
        return "".join(draw.choice("0123456789./-,; ()und") for _ in range(draw.randrange(20)))
    if kind == 4:
        return "".join(chr(draw.choice([draw.randrange(0xD800), draw.randrange(0xE000, 0x110000)])) for _ in range(6))
    return draw.choice(WORDS)[: draw.randrange(6)] * draw.randrange(1, 40)


def any_table(draw: random.Random) -> str:
    separator = draw.choice([";", ",", "\t", "|"])
    header = draw.sample(HEADERS, draw.randrange(1, 10))
    if draw.random() < 0.7:
        header = ["Kommune", "Partnerstadt", *header]
    lines = [["Liste der Partnerschaften"]] * draw.randrange(2) + [header]
    lines += [[any_text(draw) for _ in header[: draw.randrange(3, 20)]] for _ in range(draw.randrange(12))]
    quote = draw.random() < 0.6
    cells = [[f'"{cell.replace(chr(34), chr(34) * 2)}"' if quote else cell for cell in line] for line in lines]
    return draw.choice(["\n", "\r\n", "\r"]).join(separator.join(line) for line in cells)


def damaged(content: bytes, draw: random.Random) -> bytes:
    kind = draw.randrange(8)
    if kind == 0:
        return content[: draw.randrange(len(content) + 1)]
    if kind == 1:
        at = draw.randrange(len(content) + 1)
        return content[:at] + draw.randbytes(draw.randrange(1, 9)) + content[at:]
    if kind == 2:
        return draw.choice([b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"PK\x03\x04", b"%PDF", b'"', b"\x00"]) + content
    if kind == 3:
        at = draw.randrange(len(content) + 1)
        return content[at:] + content[:at]
    return content


def any_csv(draw: random.Random) -> bytes:
    encoding = draw.choice(
        ["utf-8", "utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "cp850", "mac_roman", "cp1250"]
    )
    return damaged(any_table(draw).encode(encoding, "replace"), draw)


def workbook() -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.worksheets[0]
    for row in (
        ["Liste"],
        ["Kommune", "Partnerstadt", "seit"],
        ["Ulm", "Jinotega (Nicaragua)", "=1+1"],
        ["Köln", "x", 1],
    ):
        sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


SHEET_PARTS = [
    *(
        "<row>",
        "</row>",
        '<row r="3">',
        '<row r="1048576">',
        '<row r="999999999">',
        '<row r="x">',
        '<row r="2" hidden="1">',
    ),
    *("<c>", "</c>", "<c/>", '<c r="A2">', '<c r="XFD9">', '<c t="s">', '<c t="inlineStr">', '<c t="b">', '<c t="d">'),
    *('<c s="1">', '<c s="99">', '<c s="x">', "<v>", "</v>", "<is><t>", "</t></is>", "<f>", "</f>", "<f/>", "<rPh>"),
    *(
        "0",
        "1",
        "31898",
        "1e300",
        "-1",
        "nan",
        "Ulm",
        "Kaya (Ghana)",
        "_x0000_",
        "&amp;",
        "&a;",
        "<!-- -->",
        "<![CDATA[x]]>",
    ),
    *('<mergeCell ref="A1:A9"/>', '<mergeCell ref="A1:XFD1048576"/>', '<mergeCell ref="x"/>', '<dimension ref="A1"/>'),
]
SHEET_HEAD = (
    '<worksheet xmlns="x"><sheetData><row><c t="inlineStr"><is><t>Kommune</t></is></c>'
    '<c t="inlineStr"><is><t>Partnerstadt</t></is></c></row>'
)


def any_sheet(draw: random.Random, whole: bytes) -> bytes:
    """The workbook with a sheet of drawn elements, closed in order more often than not."""
    source, target = zipfile.ZipFile(io.BytesIO(whole)), io.BytesIO()
    inside: list[str] = []
    still_open: list[str] = []
    for _ in range(draw.randrange(40)):
        part = draw.choice(SHEET_PARTS)
        if part.startswith("</") and draw.random() < 0.9:
            part = f"</{still_open.pop()}>" if still_open else ""
        elif part.startswith("<") and part[1].isalpha() and not part.endswith("/>"):
            still_open += [one.split()[0] for one in part.strip("<>").split("><")]
        inside.append(part)
    inside += [f"</{name}>" for name in reversed(still_open)]
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name in source.namelist():
            is_sheet = name.endswith("sheet1.xml")
            package.writestr(
                name, f"{SHEET_HEAD}{''.join(inside)}</sheetData></worksheet>" if is_sheet else source.read(name)
            )
    return target.getvalue()


def any_excel(draw: random.Random, whole: bytes) -> bytes:
    """The workbook damaged: cut, with bytes changed, or packed anew with a part replaced by something hostile."""
    kind = draw.randrange(4)
    if kind == 0:
        return whole[: draw.randrange(4, len(whole))]
    if kind == 1:
        content = bytearray(whole)
        for _ in range(draw.randrange(1, 20)):
            content[draw.randrange(4, len(content))] = draw.randrange(256)
        return bytes(content)
    source, target = zipfile.ZipFile(io.BytesIO(whole)), io.BytesIO()
    parts = source.namelist()
    chosen = draw.choice(parts)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name in parts:
            if name != chosen:
                package.writestr(name, source.read(name))
            elif kind == 2:
                text = source.read(name)
                package.writestr(name, text[: draw.randrange(len(text))] + draw.randbytes(3) + text[len(text) // 2 :])
            elif draw.random() < 0.02:
                package.writestr(name, b" " * 70_000_000)
            else:
                bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]><worksheet>&b;</worksheet>'
                package.writestr(name, draw.choice([b"", bomb, b"<worksheet/>", b'<c r="XFD1048576"/>']))
    return target.getvalue()


ICAL_DAYS = [
    *(
        "20270510",
        "20270510T180000",
        "20270510T180000Z",
        "20270328T023000",
        "99991231",
        "00010101",
        "20270230",
        "x",
        "",
    ),
    *("20270510,20270511", "20270510T180000Z/PT2H", "19000229", "16010101T000000"),
]
ICAL_PARAMETERS = [
    "",
    "",
    ";VALUE=DATE",
    ";TZID=Europe/Berlin",
    ";TZID=Unser",
    ';TZID="A:B"',
    ";VALUE=PERIOD",
    ";RANGE=THISANDFUTURE",
]
ICAL_RULE_PARTS = [
    *("FREQ=DAILY", "FREQ=WEEKLY", "FREQ=MONTHLY", "FREQ=YEARLY", "FREQ=HOURLY", "FREQ=MINUTELY", "FREQ=SECONDLY"),
    *("INTERVAL=0", "INTERVAL=2", "INTERVAL=99999999", "COUNT=3", "COUNT=-1", "COUNT=99999999", "UNTIL=20280101"),
    *(
        "UNTIL=20280101T000000Z",
        "BYDAY=MO",
        "BYDAY=-1SU,2TU",
        "BYMONTH=2",
        "BYMONTH=13",
        "BYMONTHDAY=30",
        "BYMONTHDAY=-1",
    ),
    *("BYSETPOS=6", "BYSETPOS=-1", "BYHOUR=0,1,2,3", "BYMINUTE=5,10,15,20,25,30", "BYSECOND=1,2,3", "BYWEEKNO=53"),
    *("BYYEARDAY=366", "WKST=SU", "RSCALE=CHINESE", "BYEASTER=1", "x", "", "="),
]
ICAL_NAMES = [
    "DTSTART",
    "DTSTART",
    "DTEND",
    "RDATE",
    "EXDATE",
    "RECURRENCE-ID",
    "DURATION",
    "STATUS",
    "SEQUENCE",
    "UID",
    "SUMMARY",
]


def ical_line(draw: random.Random) -> str:
    name = draw.choice([*ICAL_NAMES, "RRULE", "RRULE", "RRULE", "RRULE"])
    if name == "RRULE":
        return f"{name}:" + ";".join(draw.sample(ICAL_RULE_PARTS, draw.randrange(1, 5)))
    if name in {"UID", "SUMMARY"}:
        return f"{name}:{draw.choice(['a', 'b', any_text(draw)])}"
    if name == "STATUS":
        return f"STATUS:{draw.choice(['CANCELLED', 'TENTATIVE', ''])}"
    if name in {"SEQUENCE", "DURATION"}:
        return f"{name}:{draw.choice(['1', '-1', 'P1D', 'PT36H', '-P3D', 'P9999999D', 'P99999999999D', 'x', ''])}"
    return f"{name}{draw.choice(ICAL_PARAMETERS)}:{draw.choice(ICAL_DAYS)}"


def any_calendar(draw: random.Random) -> bytes:
    lines = ["BEGIN:VCALENDAR"]
    if draw.random() < 0.3:
        lines.append(
            draw.choice(["METHOD:CANCEL", "X-WR-TIMEZONE:Europe/Berlin", "X-WR-TIMEZONE:x", "CALSCALE:x", "unsinn"])
        )
    if draw.random() < 0.2:
        rule = ";".join(draw.sample(ICAL_RULE_PARTS, 2))
        lines += [
            "BEGIN:VTIMEZONE",
            f"TZID:{draw.choice(['Unser', 'A:B', ''])}",
            "BEGIN:STANDARD",
            "DTSTART:19701025T030000",
        ]
        lines += [f"RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU;{rule if draw.random() < 0.5 else 'WKST=MO'}"]
        lines += ["TZOFFSETFROM:+0200", "TZOFFSETTO:+0100", "END:STANDARD", "END:VTIMEZONE"]
    for _ in range(draw.randrange(1, 5)):
        lines += ["BEGIN:VEVENT", f"DTSTART{draw.choice(ICAL_PARAMETERS[:4])}:{draw.choice(ICAL_DAYS[:3])}"]
        drawn = [ical_line(draw) for _ in range(draw.randrange(5))]
        own = {line.partition(":")[0].partition(";")[0]: line for line in drawn}
        lines += [*own.values(), "END:VEVENT"]
    content = draw.choice(["\r\n", "\n"]).join([*lines, "END:VCALENDAR", ""]).encode("utf-8", "replace")
    return damaged(content, draw) if draw.random() < 0.2 else content


def any_days(draw: random.Random) -> bytes:
    cells = [*ICAL_DAYS, "2027-05-10", "2027-05-12", "0001-01-01", "blocked", "frei", '"', '"a', "a,b", "Ferien"]
    lines = ["first,last,name,kind"] + [",".join(draw.choices(cells, k=draw.randrange(6))) for _ in range(4)]
    return damaged("\n".join(lines).encode("utf-8", "replace"), draw)


def accounted(reading: Reading[object]) -> None:
    """Every line with content is in a row or in an error; and the reports can be written."""
    told = {row.line for row in reading.rows} | {one.line for one in reading.problems if one.severity is Severity.ERROR}
    assert set(reading.lines) == told, f"{sorted(set(reading.lines) ^ told)} are not accounted for"
    assert reading.report("de")
    assert reading.report("en")


def targets() -> list[tuple[str, int, Callable[[random.Random], object], Callable[[object], object]]]:
    """Name, weight, what draws an input, what reads it."""
    register = load_facts().municipalities
    register.find("Ulm")  # reads the register, which is not to be blamed on an input
    whole = workbook()

    def partnerships(content: object) -> None:
        accounted(read_partnerships(content, municipalities=register))  # type: ignore[arg-type] # because it is hostile

    def participants(content: object) -> None:
        accounted(read_participants(content, municipalities=register))  # type: ignore[arg-type] # as above

    def calendar(content: object) -> None:
        read_calendar(content, Span.years(2027, 2028), name="x")  # type: ignore[arg-type] # as above

    def named_days(content: object) -> None:
        read_days(content, name="x")  # type: ignore[arg-type] # as above

    def some_rows(draw: random.Random) -> object:
        header = ["Kommune", "Partnerstadt", *draw.sample(HEADERS, 4)]
        values = [any_text(draw), None, 1.5, float("nan"), 10**5000, b"x", True, object(), ["a"], any_text(draw)]
        return [{name: draw.choice(values) for name in header} for _ in range(draw.randrange(4))]

    def some_register(draw: random.Random) -> bytes:
        text = "\n".join(GV_LINE.replace("001", draw.choice(["001", "00x", any_text(draw)[:3]])) for _ in range(2))
        return damaged(text.encode("latin-1", "replace"), draw)

    found: list[tuple[str, int, Callable[[random.Random], object], Callable[[object], object]]] = [
        ("read_partnerships, CSV", 26, any_csv, partnerships),
        ("read_partnerships, rows", 8, some_rows, partnerships),
        ("read_participants, CSV", 12, any_csv, participants),
        ("read_partnerships, Excel", 2, lambda draw: any_excel(draw, whole), partnerships),
        ("read_partnerships, sheet", 6, lambda draw: any_sheet(draw, whole), partnerships),
        ("read_calendar", 16, any_calendar, calendar),
        ("read_days", 4, any_days, named_days),
        ("read_register", 6, some_register, read_register),  # type: ignore[list-item] # as above
        ("find_countries", 4, lambda draw: [any_text(draw), None, 3.5], find_countries),  # type: ignore[list-item] # as above
    ]
    single: tuple[Callable[..., object], ...] = (
        *(find_country, parse_key, parse_ags, parse_ars, parse_kreis, parse_land),
        *(read_german, read_english, read, FuzzyDate.parse),
    )
    found += [(one.__name__, 5, any_text, one) for one in single]
    return found


def run(count: int, seed: int = SEED) -> Counter[str]:
    """How each input ended; the first that ends otherwise than it may is raised, with its number."""
    chosen = targets()
    names = [name for name, weight, _, _ in chosen for _ in range(weight)]
    by_name = {name: (make, read) for name, _, make, read in chosen}
    ended: Counter[str] = Counter()
    for number in range(count):
        draw = random.Random(seed * 1_000_003 + number)
        name = draw.choice(names)
        make, read = by_name[name]
        given = make(draw)
        watched = number % WATCHED == 0
        if watched:
            tracemalloc.start()
        start = process_time()
        try:
            read(given)
            outcome = "read"
        except KommunalPartnerError as error:
            outcome = type(error).__name__
        except Exception as error:
            raise AssertionError(f"input {number}: {name} fails with {type(error).__name__}: {error}") from error
        finally:
            spent = process_time() - start
            peak = tracemalloc.get_traced_memory()[1] if watched else 0
            if watched:
                tracemalloc.stop()
        assert spent < SECONDS * (10 if watched else 1), f"input {number}: {name} takes {spent:.1f} s"
        assert peak < MEMORY, f"input {number}: {name} takes {peak / 2**20:.0f} MiB"
        ended[f"{name}: {outcome}"] += 1
    return ended


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else SEED
    start = perf_counter()
    ended = run(count, seed)
    for outcome, times in sorted(ended.items()):
        print(f"{times:8,}  {outcome}")
    print(
        f"{count:,} inputs in {perf_counter() - start:.0f} s, none with a bare exception, a hang or a hunger for memory"
    )


if __name__ == "__main__":
    main()
