"""Templates to HTML: every text escaped, every word in the language of the page, every source cited by number."""

from __future__ import annotations

import json
from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from reasons import limit_of

from fact_pages.model import HOMES, FactPage, Occasion
from fact_pages.pictures import SCHEMES, picture_path
from fact_pages.structured import datasets
from fact_pages.words import word
from kommunal_partner.countries import Country
from kommunal_partner.countries import country as country_of
from kommunal_partner.languages import Lang
from kommunal_partner.oda import OdaGroup
from kommunal_partner.sources import Source
from kommunal_partner.verdicts import Answer

__all__ = ["body", "markdown"]

SIGNS = {Answer.YES: "✓", Answer.NO: "✗", Answer.UNDECIDED: "?"}

_ENVIRONMENT = Environment(
    loader=FileSystemLoader(Path(__file__).with_name("templates")),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)

_ENVIRONMENT.filters["say_in"] = lambda thing, lang: word("as_it_is", lang, it=thing)

_MARKDOWN = {ord(sign): f"\\{sign}" for sign in "\\`*_{}[]<>#|!"}


def markdown(page: FactPage, lang: str, mark: str) -> str:
    """The page as mkdocs reads it: its title, other names, its first sentence, and a mark where the rest belongs."""
    title, lead = page.title.text(lang), page.lead.text(lang)
    head = f"---\nhide: [toc]\ndescription: {json.dumps(escape(lead))}\n---\n# {title.translate(_MARKDOWN)}\n\n"
    names = "" if page.names is None else f"{page.names.text(lang).translate(_MARKDOWN)}\n{{ .facts-names }}\n\n"
    return f"{head}{names}{lead.translate(_MARKDOWN)}\n{{ .facts-lead }}\n\n{mark}\n"


def body(page: FactPage, occasion: Occasion, site_url: str = "") -> str:
    """What stands on the page below its first sentence, as HTML."""
    lang = occasion.lang
    other: Lang = "en" if lang == "de" else "de"
    up = page.up
    site = up + "../" * HOMES[lang].count("/")

    def w(name: str, **values: object) -> str:
        return word(name, lang, **values)

    def link(country: Country | str) -> Markup:
        known = country_of(country)
        if known.alpha3 not in occasion.once.verdicts:
            return Markup("{}").format(known.name(lang))  # never on a list, so without a page
        address = f"{up}facts/countries/{known.alpha3.lower()}/"
        return Markup('<a href="{}">{}</a>').format(address, known.name(lang))

    def cite(sources: Iterable[Source]) -> Markup:
        marks = [Markup('<a href="#source-{0}">{0}</a>').format(number) for number in occasion.cited.numbers(sources)]
        return Markup('<span class="facts-cite">[{}]</span>').format(Markup(", ").join(marks)) if marks else Markup()

    def answer(given: Answer, code: str = "") -> Markup:
        said = Markup('<span class="facts-answer facts-{}"><span aria-hidden="true">{}</span> {}</span>').format(
            given.value, SIGNS[given], given.text(lang)
        )
        if given is not Answer.UNDECIDED:
            return said
        page_of_limits, _, section = limit_of(code).partition(".md")
        return Markup('<a href="{}{}/{}" title="{}">{}</a>').format(up, page_of_limits, section, w("why_open"), said)

    def group(given: OdaGroup) -> Markup:
        return Markup('<span class="facts-key facts-fill-{}"></span>{}').format(given.value, given.text(lang))

    def picture(name: str) -> Markup:
        images = [
            Markup('<img class="only-{0}" src="{1}{2}" alt="{3}" loading="lazy">').format(
                scheme, site, picture_path(name, lang, scheme), w(f"picture_{name}", on=occasion.on)
            )
            for scheme in SCHEMES
            if picture_path(name, lang, scheme) in occasion.once.pictures
        ]
        if not images:
            return Markup('<p class="facts-limit">{}</p>').format(w("no_pictures"))
        return Markup(
            '<div class="facts-scroll facts-picture" tabindex="0" role="region" aria-label="{}">{}</div>'
        ).format(w("picture"), Markup().join(images))

    template = _ENVIRONMENT.get_template(f"{page.template}.html")
    given: dict[str, Any] = {
        "w": w,
        "lang": lang,
        "on": occasion.on,
        "up": up,
        "site": site,
        "other": other,
        "spans": spans,
        "number": lambda count: f"{count:,}".replace(",", "." if lang == "de" else ","),
        "link": link,
        "picture": picture,
        "cite": cite,
        "answer": answer,
        "group": group,
        "cited": occasion.cited,
        "say": lambda thing: said(thing, occasion),
    }
    return template.render(**given, **page.view(occasion)) + datasets(page, occasion, site_url)


def said(thing: object, occasion: Occasion) -> str:
    """A value as the language of the page writes it: days, names, whatever has `.text(lang)` or `.name(lang)`."""
    return "" if thing is None else word("as_it_is", occasion.lang, it=thing)


def spans(years: Iterable[tuple[int, int]]) -> str:
    """Runs of years: 1996–2000, 2026."""
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in years)
