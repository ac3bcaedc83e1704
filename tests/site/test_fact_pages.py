"""The pages of facts: every page in both languages, what they say, where they lead, and that text stays text."""

from __future__ import annotations

import json
import re
from datetime import date
from html import unescape
from html.parser import HTMLParser
from itertools import product
from pathlib import Path

import pytest
from fact_pages.build_day import build_day
from fact_pages.changes import SHOWN_AS_CHANGES
from fact_pages.downloads import site_files
from fact_pages.lookups import Lookups
from fact_pages.model import FactPage, Occasion
from fact_pages.pages import all_pages
from fact_pages.pictures import SCHEMES, picture_files, picture_path
from fact_pages.rendering import body, markdown
from fact_pages.words import WORDS, word

from kommunal_partner.adapters.from_json import from_json
from kommunal_partner.cycles import NoCycle
from kommunal_partner.errors import MissingExtra
from kommunal_partner.facts import load_facts
from kommunal_partner.languages import Lang, Term
from kommunal_partner.oda import OdaRegister
from kommunal_partner.series import CountryScope, EventSeries
from kommunal_partner.verdicts import Reason

LANGUAGES: tuple[Lang, Lang] = ("de", "en")
FOLDER = Path(__file__).resolve().parents[2] / ".ci" / "fact_pages"
COUNTRIES = ("afg", "aze", "bmu", "chl", "cod", "ken", "lby", "phl", "pse", "scg", "syc", "tur", "xkx", "yug")


class Read(HTMLParser):
    """Links, anchors, tables outside a container that scrolls, and text of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.loose_tables = 0
        self.text = ""
        self._open: list[str] = []
        self.feed(html)
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.links += [given[name] or "" for name in ("href", "src") if name in given]
        self.ids += [given["id"] or ""] if "id" in given else []
        if given.get("class") == "facts-scroll":
            assert given["tabindex"] == "0"
            assert given["aria-label"]
        self.loose_tables += tag == "table" and not any(one == "div.facts-scroll" for one in self._open)
        if tag not in {"br", "img", "input", "rect", "line", "circle", "path"}:
            self._open.append(f"{tag}.{given.get('class', '')}")

    def handle_endtag(self, tag: str) -> None:
        if tag not in {"rect", "line", "circle", "path"}:
            assert self._open.pop().partition(".")[0] == tag

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture(scope="module")
def once() -> Lookups:
    """The facts, with pictures that cost no time."""
    return with_pictures(Lookups(load_facts(), load_facts().as_of))


def with_pictures(once: Lookups) -> Lookups:
    names = [
        picture_path(*part) for part in product(("map", "timeline", "graduations", "partnerships"), LANGUAGES, SCHEMES)
    ]
    vars(once)["pictures"] = dict.fromkeys(names, b"<svg/>")
    return once


@pytest.fixture(scope="module")
def files(once: Lookups) -> dict[str, bytes]:
    return site_files(once)


@pytest.fixture(scope="module")
def pages(once: Lookups) -> dict[str, FactPage]:
    return {page.path: page for page in all_pages(once)}


@pytest.fixture(scope="module")
def rendered(once: Lookups, pages: dict[str, FactPage]) -> dict[tuple[str, str], str]:
    """Every page, but of the countries, which have one template, a few; `make docs` looks at the others."""
    return {
        (lang, path): body(page, Occasion(once, lang))
        for lang in LANGUAGES
        for path, page in pages.items()
        if not path.startswith("facts/countries/") or page.in_nav or path.rpartition("/")[2] in COUNTRIES
    }


@pytest.fixture(scope="module")
def read(rendered: dict[tuple[str, str], str]) -> dict[tuple[str, str], Read]:
    return {key: Read(html) for key, html in rendered.items()}


def test_every_country_that_was_ever_listed_and_every_series_has_a_page(pages: dict[str, FactPage]) -> None:
    facts = load_facts()
    ever = {row.country for row in facts.oda.listings} | {row.country for row in facts.oda.coverage}
    assert {f"facts/countries/{code.lower()}" for code in ever} <= pages.keys()
    assert {f"facts/series/{name}" for name in facts.series} <= pages.keys()
    assert len(ever) == 176


@pytest.mark.uncounted
def test_every_link_leads_to_a_page_or_a_file_and_every_anchor_exists(
    files: dict[str, bytes], pages: dict[str, FactPage], read: dict[tuple[str, str], Read]
) -> None:
    home = {"de": "de/", "en": ""}
    known = {f"{home[lang]}{page.address}" for lang in LANGUAGES for page in pages.values()}
    known |= {*files, "assets/facts.js", *(f"{path}background/limits/" for path in home.values())}
    wrong = []
    for (lang, path), page in read.items():
        for link in page.links:
            target, _, anchor = link.partition("#")
            if not target:
                wrong += [] if anchor in page.ids else [(path, link)]
            elif "://" not in target:
                wrong += [] if _resolved(f"{home[lang]}{pages[path].address}", target) in known else [(path, link)]
    assert wrong == []


def _resolved(address: str, link: str) -> str:
    parts = address.split("/")[:-1]
    for part in link.split("/"):
        if part == "..":
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts)


def test_no_anchor_stands_twice_and_every_table_scrolls_by_itself(read: dict[tuple[str, str], Read]) -> None:
    assert {key: page.loose_tables for key, page in read.items() if page.loose_tables} == {}
    assert [key for key, page in read.items() if len(page.ids) != len(set(page.ids))] == []


def test_nothing_is_left_unsaid_or_said_in_python(read: dict[tuple[str, str], Read]) -> None:
    left = re.compile(r"[{}]|\bNone\b|<[A-Z]|datetime|\bTrue\b|\bFalse\b|\b[a-z]+_[a-z]+\b(?!\.(?:csv|json))")
    said = re.compile(r"to_json|from_json|https?://\S+|\S+/\S+|from [a-z]+ \w+@|[\w.-]*_[\w.-]*\.\w+")
    found = {key: left.findall(said.sub("", page.text)) for key, page in read.items() if key[1] != "facts/sources"}
    assert {key: words for key, words in found.items() if words} == {}


# ── what they say ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_country_has_its_other_name_and_codes_under_the_title_and_the_answer_as_its_first_sentence(
    pages: dict[str, FactPage],
) -> None:
    lead, names = pages["facts/countries/tur"].lead, pages["facts/countries/tur"].names
    assert names == Term("Türkiye · TR · TUR", "Türkei · TR · TUR")
    assert lead.de.startswith("Die Türkei steht am 29.11.2026 auf der Liste der ODA-Empfänger")
    assert lead.en.startswith("Türkiye is on the list of ODA recipients on 2026-11-29")


def test_an_undecided_answer_leads_to_why_it_is_open(once: Lookups, pages: dict[str, FactPage]) -> None:
    for lang, said in zip(LANGUAGES, ("offen", "undecided"), strict=True):
        page = body(pages["facts/countries/sdn"], Occasion(once, lang))
        link = page.rpartition('<a href="../../../background/limits/#region"')[2].partition("</a>")[0]
        assert link.endswith(f"{said}</span>")
    assert "limits/" not in body(pages["facts/countries/ken"], Occasion(once, "de"))


@pytest.mark.parametrize(
    ("code", "sentences"),
    [
        (
            "chl",
            ["01.01.2018: nicht mehr auf der Liste (vorher: Länder mit mittlerem Einkommen, oberer Bereich (UMIC))"],
        ),
        ("xkx", ["erfasst durch: Jugoslawien", "erfasst durch: Serbien", "01.01.2009: eigener Eintrag"]),
        ("tur", ["Eine Stichprobe: 86 hier.", "über 80 formelle Städtepartnerschaften", "bestehend (2023)"]),
        ("ken", ["Listen der Jahre 1996–2000, 2025–2026 wurden nicht vollständig", "Die Region Afrika umfasst Kenia"]),
        ("afg", ["Seit der ersten Liste hat sich nichts geändert."]),
    ],
)
def test_a_page_tells_what_the_lists_and_the_sample_say(
    read: dict[tuple[str, str], Read], code: str, sentences: list[str]
) -> None:
    text = " ".join(read["de", f"facts/countries/{code}"].text.split())
    assert [sentence for sentence in sentences if sentence not in text] == []


def test_a_page_tells_machines_its_dataset_with_files_that_exist(
    once: Lookups, pages: dict[str, FactPage], files: dict[str, bytes]
) -> None:
    site = "https://site.invalid/below/"
    for path in ("facts/index", "facts/list", "facts/countries/ken", "facts/series/index", "facts/partnerships"):
        html = body(pages[path], Occasion(once, "de"), site)
        found = [json.loads(one) for one in re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)]
        assert [one["@type"] for one in found] == ["Dataset"] * len(pages[path].datasets)
        for one in found:
            assert one["url"] == f"{site}de/{pages[path].address}"
            assert {file["contentUrl"].removeprefix(site) for file in one["distribution"]} <= files.keys()


def test_a_series_shows_what_sources_say_differently_side_by_side(read: dict[tuple[str, str], Read]) -> None:
    text = re.sub(r"\s+", " ", read["de", "facts/series/rk-afrika"].text)
    assert "20. bis 22. September 2022 (berichtet" in text
    assert "19. bis 22. September 2022 (berichtet" in text
    assert "Quellen sagen Verschiedenes" in text


@pytest.mark.uncounted
def test_a_day_without_a_list_is_undecided_on_the_page_of_a_country() -> None:
    early = Lookups(load_facts(), date(1990, 6, 1))
    assert early.histories["KEN"] == ()
    page = next(page for page in all_pages(early) if page.path == "facts/countries/ken")
    assert "Offen ist, ob Kenia am 01.06.1990 ODA-Empfänger war" in page.lead.de
    assert "Am 01.01.1996 auf der Liste in der Region Ostafrika:" in body(page, Occasion(early, "de"))
    once = Lookups(load_facts(), date(2030, 6, 1))
    page = next(page for page in all_pages(once) if page.path == "facts/countries/ken")
    assert "Offen ist, ob Kenia am 01.06.2030 ODA-Empfänger ist" in page.lead.de
    html = body(page, Occasion(once, "de"))
    assert "url(#facts-unknown)" in html
    assert "facts-undecided" in html
    assert "Am 31.12.2026 auf der Liste in der Region Ostafrika:" in html


def test_the_build_has_no_clock_of_its_own() -> None:
    as_of = date(2026, 11, 29)
    assert build_day({}, as_of) == as_of
    assert build_day({"SOURCE_DATE_EPOCH": "1514764799"}, as_of) == date(2017, 12, 31)
    assert build_day({"SOURCE_DATE_EPOCH": "1514764800", "FACTS_ON": ""}, as_of) == date(2018, 1, 1)
    assert build_day({"SOURCE_DATE_EPOCH": "0", "FACTS_ON": "2005-05-05"}, as_of) == date(2005, 5, 5)
    with pytest.raises(ValueError, match="isoformat"):
        build_day({"FACTS_ON": "5.5.2005"}, as_of)


@pytest.mark.uncounted
def test_one_input_gives_one_page(once: Lookups, rendered: dict[tuple[str, str], str]) -> None:
    again = with_pictures(Lookups(once.facts, once.on))
    for page in all_pages(again)[-5:]:
        assert body(page, Occasion(again, "de")) == rendered["de", page.path]


@pytest.mark.uncounted
def test_text_of_the_facts_stays_text() -> None:
    planted = EventSeries("x", "<script>1</script> *a* [b](c) #d", "round_table", CountryScope({"KEN"}), NoCycle())
    facts = load_facts().with_series(planted)
    once = Lookups(facts, facts.as_of)
    page = next(page for page in all_pages(once) if page.path == "facts/series/x")
    head = markdown(page, "de", "MARK")
    description = next(line for line in head.splitlines() if line.startswith("description: "))
    assert unescape(json.loads(description.removeprefix("description: "))) == page.lead.de
    assert "# \\<script\\>1\\</script\\> \\*a\\* \\[b\\](c) \\#d\n" in head
    kenya = next(page for page in all_pages(once) if page.path == "facts/countries/ken")
    assert "&lt;script&gt;1&lt;/script&gt;" in body(kenya, Occasion(once, "de"))
    assert "<script>1" not in body(kenya, Occasion(once, "de"))


def test_pictures_are_drawn_light_and_dark_in_both_languages_and_missed_aloud(
    pages: dict[str, FactPage], monkeypatch: pytest.MonkeyPatch
) -> None:
    facts = load_facts()
    for name in ("oda_map", "series_timeline", "graduations", "partnerships_by_country"):
        monkeypatch.setattr(f"fact_pages.pictures.{name}", lambda _, *, lang, theme, on=None: f"{lang} {theme} {on}")
    monkeypatch.setattr("fact_pages.pictures.svg", lambda chart: f"<svg>{chart}</svg>")
    found = picture_files(facts, date(2027, 2, 1), date(2026, 12, 31))
    assert found.keys() == with_pictures(Lookups(facts, facts.as_of)).pictures.keys()
    assert found[picture_path("map", "de", "dark")] == b"<svg>de dark 2026-12-31</svg>"
    assert found[picture_path("timeline", "en", "light")] == b"<svg>en light 2027-02-01</svg>"

    def missing(chart: object) -> str:
        raise MissingExtra("altair", "plots")

    monkeypatch.setattr("fact_pages.pictures.svg", missing)
    assert "ohne ihr Bild gebaut" in body(pages["facts/index"], Occasion(Lookups(facts, facts.as_of), "de"))


# ── words ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_every_word_names_the_same_values_in_both_languages_and_is_said_somewhere() -> None:
    files = (*FOLDER.glob("*.py"), *FOLDER.glob("templates/*.html"))
    source = "".join(path.read_text("utf-8") for path in files if path.name != "words.py")
    for name, said in WORDS.items():
        assert Reason(name, de=said.de, en=said.en).fields is not None
        made = re.sub(r"^(look_row|look|count|event|picture)_.*", r"\1_", name)
        assert f'"{name}"' in source or (made != name and re.search(f'"{made}(" ~|{{)', source)), name


def test_every_kind_of_event_of_the_facts_has_its_words() -> None:
    kinds = {event.event for event in load_facts().oda.events} - SHOWN_AS_CHANGES
    assert {word(f"event_{kind}", lang) for kind in kinds for lang in LANGUAGES}
    assert {name for name in WORDS if name.startswith("event_")} == {f"event_{kind}" for kind in kinds}


# ── files ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_files_are_the_shipped_tables_and_models_that_read_back(once: Lookups, files: dict[str, bytes]) -> None:
    found = files
    assert found["facts/data/tables/oda_lists.csv"].startswith(b"id,title,start,end,")
    package = json.loads(found["facts/data/tables/datapackage.json"])
    assert {one["path"] for one in package["resources"]} <= {name.rpartition("/")[2] for name in found}
    assert from_json(found["facts/data/json/oda.json"].decode(), OdaRegister) == once.facts.oda
    kenya = json.loads(found["facts/data/countries/ken.json"])
    assert kenya["verdict"]["answer"] == "yes"
    assert kenya["partnerships"] == [one.id for one in once.facts.partnerships.of_country("KEN")]
    rows = found["facts/data/countries/chl.csv"].decode().splitlines()
    assert rows[0].startswith("iso3,iso2,dac_code,first,last,oda_eligible")
    assert "CHL,CL,434,2018-01-01,2019-12-31,False,,2018-19,NOT_LISTED" in rows
