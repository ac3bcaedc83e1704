"""Hostile inputs for every reader, drawn from a seed: what `fuzz_inputs.py` hands to the library.

Lists, registers, calendars, documents and single cells are drawn, then truncated, shuffled, mis-encoded, stuffed with
quotes, zero bytes, formulas, huge cells or foreign bytes; Excel files are packed anew with damage and bombs.
"""

from __future__ import annotations

import io
import json
import random
import zipfile
from copy import deepcopy

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

# What people write for a day, part by part: `o` an opener, `d` a day, `m` a month, `y` a year, `j` what joins two.
GERMAN = {
    "o": [
        "seit",
        "um",
        "ca.",
        "vor",
        "nach",
        "bis",
        "ab",
        "Anfang",
        "Mitte",
        "Ende",
        "zwischen",
        "von",
        "vermutlich",
    ],
    "d": ["1.", "31.", "29.", "03.", "Ostern", "KW 53", "Q3", "3. Quartal", "Frühjahr", "12."],
    "m": ["Mai", "März", "Februar", "Sept.", "06.", "2."],
    "y": ["1967", "'67", "1990er", "2024", "1992/93", "20. Jahrhundert", "2004?", "67"],
    "j": ["und", "oder", "bis", "-", "–", "/", "(?)"],
}
ENGLISH = {
    "o": ["since", "about", "before", "after", "until", "early", "mid", "late", "between", "from", "c."],
    "d": ["15th", "3", "Easter", "week 53", "Q3", "autumn", "the"],
    "m": ["May", "March", "Feb", "of June", "6/"],
    "y": ["1967", "1990s", "2024", "the 19th century", "2021-22", "AD 1200"],
    "j": ["and", "or", "to", "-", ",", "(?)"],
}
EDTF = {
    "o": ["[", "{", "../", "[.."],
    "d": ["-29", "-04", "-XX"],
    "m": ["-02", "-21", "-12", "-XX"],
    "y": ["1967", "198X", "19XX", "Y17000", "-0001", "1985-04-12", "2004?", "2004~", "1984%"],
    "j": ["/", "..", ",", "]", "}", "/.."],
}
SHAPES_OF_DATES = ["y", "my", "dmy", "oy", "omy", "odmy", "yjy", "myjmy", "oyjy", "dmjdmy", "djdmy", "oyjyj", "omyjomy"]
OTHER_SIGNS = "0123456789-./?~XY[]{},; äöüßÄÉ'’`\u0660\u06f1\uff11\u00a0\u200b\u0301\ufe0f\u2013\U0001d7d8"


def any_date(draw: random.Random) -> str:
    """What is nearly a date: parts of dates in a likely order, then perhaps a slip of the hand."""
    spoken = draw.choice([GERMAN, ENGLISH, EDTF])
    shape, between = draw.choice(SHAPES_OF_DATES), draw.choice(["", " ", " ", " "])
    if spoken is EDTF:
        shape, between = shape.replace("dmy", "ymd").replace("my", "ym"), ""
    return misspelt(between.join(draw.choice(spoken[part]) for part in shape), draw)


def misspelt(text: str, draw: random.Random) -> str:
    """The text with up to three signs left out, doubled, swapped or replaced."""
    for _ in range(draw.choice([0, 0, 1, 1, 2, 3])):
        at = draw.randrange(len(text) + 1)
        kind = draw.randrange(4)
        if kind == 0:
            text = text[:at] + text[at + 1 :]
        elif kind == 1:
            text = text[:at] + draw.choice(OTHER_SIGNS) + text[at:]
        elif kind == 2:
            text = text[:at] + text[at : at + 2][::-1] + text[at + 2 :]
        else:
            text = text[:at] + draw.choice([str.upper, str.lower, str.title])(text[at:])
    return text


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
    """Lines of days, most of them good."""
    cells = [*ICAL_DAYS, "0001-01-01", "9999-12-31", "blocked", "frei", '"', '"a', "a,b", "Ferien", "2027-02-30"]
    lines = ["first,last,name,kind"]
    for _ in range(draw.randrange(5)):
        line = ["2027-05-10", "2027-05-12", draw.choice(WORDS).partition(",")[0][:40], draw.choice(["blocked", ""])]
        for _ in range(draw.choice([0, 0, 1, 4])):
            line[draw.randrange(4)] = draw.choice(cells)
        lines.append(",".join(line[: draw.choice([4, 4, 4, 3, 2])]))
    content = "\n".join(lines).encode("utf-8", "replace")
    return damaged(content, draw) if draw.random() < 0.3 else content


# ── documents, extracts and tables of facts, each a good one with damage ─────────────────────────────────────────────

JSON_VALUES = [
    *(None, True, 0, -1, 10**30, 1.5, "", "x", "2018", "2018-02-30", "2018-23?", "2012/..", "DE", "ZZ", "existing"),
    *([], {}, [None], {"type": "Span"}, {"value": 1}, "\ud800", "Ä" * 300, "9" * 5000, "\x00", "__class__", "GHA"),
]


def any_document(draw: random.Random, whole: list[str]) -> str | bytes:
    """A document with some of its values, keys or bytes replaced."""
    kind = draw.randrange(6)
    text = draw.choice(whole)
    if kind == 0:
        return damaged(text.encode(), draw)
    if kind == 1:
        return draw.choice(["[" * draw.choice([5, 41, 100_000]), '{"a":' * 50, "NaN", "1e999", '"', "", "\ufeff{}"])
    document = json.loads(text)
    for _ in range(draw.randrange(1, 4)):
        _change(document, draw)
    return json.dumps(document)


def _change(part: object, draw: random.Random) -> None:
    """Replace, leave out, or add something, somewhere in there."""
    while True:
        keys = list(part) if isinstance(part, dict) else list(range(len(part))) if isinstance(part, list) else []
        if not keys:
            return
        key = draw.choice(keys)
        inner = part[key]  # type: ignore[index]  # because it has this key
        if not isinstance(inner, dict | list) or not inner or draw.random() < 0.3:
            break
        part = inner
    action = draw.randrange(4)
    if action == 0:
        del part[key]  # type: ignore[attr-defined]  # because it has this key
    elif action == 1 and isinstance(part, dict):
        part[any_text(draw)[:20]] = part[key]
    else:
        part[key] = deepcopy(draw.choice(JSON_VALUES))  # type: ignore[index]  # because it has this key


# A Land, a Kreis, a Verband and a municipality as they stand in GV100AD: 220 signs a line.
GV_LINES = [
    f"{kind}20231130{key:<12}{name:<50}{seat:<50}{rest}".ljust(220)
    for kind, key, name, seat, rest in (
        ("10", "01", "Schleswig-Holstein", "Kiel", ""),
        ("40", "01001", "Flensburg, Stadt", "Flensburg", "41"),
        ("50", "01001   0000", "Flensburg, Stadt", "", "50"),
        ("60", "010010000000", "Flensburg, Stadt", "", "61    00000005673000000925500000004587424937*****"),
    )
]


def any_register(draw: random.Random) -> bytes:
    lines = [list(line) for line in GV_LINES]
    lines += [list(draw.choice(lines)) for _ in range(draw.randrange(3))]
    for _ in range(draw.choice([0, 0, 1, 3])):
        line = draw.choice(lines)
        at = draw.randrange(len(line))
        line[at : at + draw.randrange(1, 4)] = draw.choice([" ", "0", "9", "x", "\x00", any_text(draw)])
    content = (
        draw.choice(["\n", "\r\n"])
        .join("".join(line) for line in lines)
        .encode(draw.choice(["latin-1", "latin-1", "utf-8", "cp850"]), "replace")
    )
    return damaged(content, draw) if draw.random() < 0.3 else content


EXTRACT = [
    "Alle politisch selbständigen Gemeinden mit ausgewählten Merkmalen am 30.06.2025 (2. Quartal)",
    "Satzart;Textkennz.;Land;RB;Kreis;VB;Gem;Gemeindename;Fläche;Bevölkerung",
    "10;;01;;;;;Schleswig-Holstein",
    "40;41;01;0;01;;;Flensburg, Stadt",
    "50;50;01;0;01;0000;;Flensburg, Stadt",
    "60;61;01;0;01;0000;000;Flensburg, Stadt;56,73;96204;47819;48385;1696;24937;9,43751;54,78252",
]


def any_extract(draw: random.Random) -> bytes:
    lines = [line.split(";") for line in EXTRACT]
    lines += [list(draw.choice(lines[2:])) for _ in range(draw.randrange(4))]
    for _ in range(draw.randrange(1, 4)):
        line = draw.choice(lines)
        line[draw.randrange(len(line))] = draw.choice([any_text(draw), "", "60", "999", "-1", "1e9", "30.02.2025"])
    return damaged("\n".join(";".join(line) for line in lines).encode("utf-8", "replace"), draw)


def any_table_of_facts(draw: random.Random, whole: bytes) -> bytes:
    """A shipped table with some cells changed, lines lost, doubled or shuffled, or bytes damaged."""
    lines = whole.decode("utf-8").splitlines()
    lines = lines[: draw.randrange(1, 40)]
    for _ in range(draw.randrange(1, 4)):
        at = draw.randrange(len(lines))
        action = draw.randrange(4)
        if action == 0:
            lines.insert(at, lines[at])
        elif action == 1 and len(lines) > 1:
            del lines[at]
        else:
            cells = lines[at].split(",")
            cells[draw.randrange(len(cells))] = draw.choice([any_text(draw), "", "2018-02-30", "0", "-1", "nan", "x"])
            lines[at] = ",".join(cells)
    content = "\n".join([*lines, ""]).encode("utf-8", "replace")
    return damaged(content, draw) if draw.random() < 0.2 else content
