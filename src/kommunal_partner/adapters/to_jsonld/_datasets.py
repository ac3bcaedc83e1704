"""A group of facts as a Dataset: what it is called and holds, when and where it is about, where to get it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from kommunal_partner import __version__
from kommunal_partner._checks import instance, items, one_of
from kommunal_partner.adapters._texts import writable
from kommunal_partner.adapters.to_jsonld import sentences as words
from kommunal_partner.adapters.to_jsonld._nodes import CONTEXT, Node, country_node, urn, web_address
from kommunal_partner.countries import Country
from kommunal_partner.countries import country as country_of
from kommunal_partner.errors import BadModel
from kommunal_partner.facts import Facts
from kommunal_partner.languages import Term, language
from kommunal_partner.spans import Span

if TYPE_CHECKING:
    from kommunal_partner.partnerships import Partnership

_MIT: Final = "https://spdx.org/licenses/MIT"
_CC_BY: Final = "https://creativecommons.org/licenses/by/4.0/"
_DESTATIS: Final = "https://www.destatis.de/DE/Service/Impressum/copyright-allgemein.html"
_LICENCES: Final = {"partnerships": [_MIT, _CC_BY], "municipalities": [_DESTATIS, _CC_BY]}
_BY_COUNTRY: Final = frozenset({"oda", "partnerships"})

_MEDIA_TYPES: Final = {
    ".csv": "text/csv",
    ".geojson": "application/geo+json",
    ".ics": "text/calendar",
    ".json": "application/json",
    ".jsonld": "application/ld+json",
    ".parquet": "application/vnd.apache.parquet",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".zip": "application/zip",
}


def dataset_jsonld(
    facts: Facts,
    group: str,
    *,
    country: str | Country | None = None,
    url: str | None = None,
    downloads: Iterable[str] = (),
    lang: str = "de",
) -> dict[str, Any]:
    """A group of facts as a JSON-LD document of a Dataset, for the page that shows it; `script` puts it there.

    `group` is `oda`, `regions`, `series`, `programmes`, `partnerships` or `municipalities`; with a country it is the
    rows of that country (`oda`, `partnerships`). `url` is the address of the page, `downloads` those of files, whose
    media types are told from how they end. The time covered is that of the rows: it ends with the last day known.

    Raises:
        UnknownChoice: for any other group.
        UnknownCountry: if there is no such code.
        BadModel: for a country of a group without rows by country, an address that is not of the web, no Facts.
    """
    facts, tag = instance(facts, Facts, "facts"), language(lang)
    group = one_of(group, words.WORDS, "group")
    place = None if country is None else country if isinstance(country, Country) else country_of(country)
    if place is not None and group not in _BY_COUNTRY:
        no_rows = Term(f"{group} hat keine Zeilen je Land", f"{group} has no rows by country")
        raise BadModel(no_rows, argument="country", value=country)
    said, files = words.WORDS[group], [_download(one) for one in items(downloads, "downloads")]
    name = said.name.text(tag)
    if place is not None:
        name = words.OF_COUNTRY.text(tag).format(name=name, country=place.name(tag))
    return {
        "@context": CONTEXT,
        "@type": "Dataset",
        "@id": urn("facts", group if place is None else f"{group}:{place.alpha3}"),
        "name": name,
        "description": said.description.text(tag).format(count=len(_partnerships(facts, place))),
        **({} if url is None else {"url": web_address(url, "url")}),
        "license": _LICENCES.get(group, [_MIT]),
        "creator": {"@type": "Organization", "name": words.AUTHORS.text(tag)},
        "version": __version__,
        "dateModified": facts.as_of.isoformat(),
        "inLanguage": ["de", "en"],
        "isAccessibleForFree": True,
        **_coverage(facts, group, place, tag),
        "variableMeasured": [{"@type": "PropertyValue", "name": one.text(tag)} for one in said.measured],
        **({} if not files else {"distribution": files}),
    }


def _download(address: object) -> Node:
    text = web_address(address, "downloads")
    path = PurePosixPath(urlsplit(text).path)
    media_type = _MEDIA_TYPES.get(path.suffix.casefold())
    return {
        "@type": "DataDownload",
        "name": writable(path.name or text),
        "contentUrl": text,
        **({} if media_type is None else {"encodingFormat": media_type}),
    }


def _coverage(facts: Facts, group: str, place: Country | None, lang: str) -> Node:
    """When and where the rows are about; no time where they tell none."""
    time = _time(facts, group, place)
    world = {"@type": "Place", "name": words.WORLD.text(lang)}
    germany = country_node(country_of(words.GERMANY), lang)
    where: dict[str, Node | list[Node]] = {
        "municipalities": germany,
        "partnerships": [germany, world if place is None else country_node(place, lang)],
    }
    there = where.get(group, world if place is None else country_node(place, lang))
    return {**({} if time is None else {"temporalCoverage": time}), "spatialCoverage": there}


def _time(facts: Facts, group: str, place: Country | None) -> str | list[str] | None:
    if group == "oda":
        spans = [facts.oda.horizon] if place is None else [span for span, _ in facts.oda.timeline(place)]
        return _days(spans)
    if group == "municipalities":
        as_of = facts.municipalities.as_of
        return None if as_of is None else as_of.isoformat()
    return _years(_days_told(facts, group, place))


def _days_told(facts: Facts, group: str, place: Country | None) -> list[date | None]:
    """Every day that the rows of a group tell of something that was, as far as it is known."""
    if group == "series":
        counted = [edition for one in facts.series.values() for edition in one.counted]
        return [day for edition in counted for day in (edition.first_day, edition.last_day)]
    if group == "programmes":
        seen = [version.seen for one in facts.programmes.values() for version in one.versions if version.seen]
        return [day for span in seen for day in (span.start, span.last)]
    if group == "regions":
        return []
    return [day for one in _partnerships(facts, place) for day in _days_of(one)]


def _days_of(one: Partnership) -> list[date | None]:
    seen = [stage.as_of.latest for stage in one.stages if stage.as_of is not None]
    return [None if one.since is None else one.since.earliest, *seen]


def _partnerships(facts: Facts, place: Country | None) -> tuple[Partnership, ...]:
    every = facts.partnerships
    return tuple(every.values()) if place is None else every.of_country(place)


def _days(spans: list[Span]) -> str | list[str] | None:
    """The stretches of days, those that touch as one; one alone stands for itself."""
    stretches: list[Span] = []
    for span in spans:
        touches = stretches and stretches[-1].end == span.start
        stretches.append(Span(stretches.pop().start if touches else span.start, span.end))
    told = [f"{span.start}/{span.last or '..'}" for span in stretches]
    return told[0] if len(told) == 1 else told or None


def _years(days: list[date | None]) -> str | None:
    known = [day.year for day in days if day is not None]
    return f"{min(known):04}/{max(known):04}" if known else None
