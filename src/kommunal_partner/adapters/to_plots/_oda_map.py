"""`oda_map`: who is on the list of recipients on a day, in which group, on a map of the world."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from kommunal_partner._checks import as_day, instance
from kommunal_partner.adapters.to_plots._base_map import State, looks_of, map_of_countries
from kommunal_partner.adapters.to_plots._charts import finished, width_of
from kommunal_partner.adapters.to_plots._colours import ThemeName, theme_of
from kommunal_partner.adapters.to_plots._equal_earth import Sheet
from kommunal_partner.adapters.to_plots._world import middles
from kommunal_partner.adapters.to_plots.sentences import (
    CARRIED_ON,
    COVERED,
    DESCRIBED,
    GROUPS,
    INFERRED,
    MAP_LIST,
    MAP_TITLE,
    MAP_TITLE_INFERRED,
    NOT_DRAWN,
    UNLISTED,
)
from kommunal_partner.countries import country
from kommunal_partner.languages import Lang, language
from kommunal_partner.oda import Beyond, Listing, OdaGroup, OdaList, OdaRegister
from kommunal_partner.sources import Confidence
from kommunal_partner.verdicts import spoken

if TYPE_CHECKING:
    import altair as alt


def oda_map(
    register: OdaRegister,
    *,
    on: date,
    lang: str = "de",
    theme: ThemeName = "light",
    beyond: Beyond = "raise",
    width: int = 860,
) -> alt.LayerChart:
    """A map of the world in the colours of the groups of the list that holds on the day, as an altair chart.

    Every recipient is seen: what is too small has a dot, at least 4 pixels wide and upon no other. A country that
    another entry covers has the colour of that entry (South Sudan before 2011 that of Sudan). The title names the list
    and says if it is inferred. `width` is in pixels (320 to 4,000). Areas are true (Equal Earth), without Antarctica.

    Raises:
        BeyondHorizon: on a day that no list covers; after the last list `beyond="latest_list"` carries it on.
        MissingExtra: without altair.
        BadRule: for another theme or width.

    >>> from kommunal_partner.facts import load_facts
    >>> oda_map(load_facts().oda, on=date(2010, 12, 31), lang="en").title.subtitle
    ['DAC list 2009 to 2010: 152 entries.']
    """
    instance(register, OdaRegister, "register")
    as_day(on)
    tag, colours = language(lang), theme_of(theme)
    sheet = Sheet(width_of(width))
    held = register.list_on(on, beyond=beyond)
    day = on if held.span.contains(on) else held.span.last or on
    groups = Counter(entry.group for entry in held.entries)
    legend = {
        group: f"{GROUPS[group.value].text(tag)}: {groups[group]}"
        for group in OdaGroup
        if group is not OdaGroup.HIC_PART_I or groups[group]
    }
    heading = MAP_TITLE if held.confidence is Confidence.HIGH else MAP_TITLE_INFERRED
    title = heading.text(tag).format(day=spoken(on, tag), list=held.text(tag))
    subtitle = list(_about(register, held, on, day, tag))
    described = DESCRIBED.text(tag).format(title=title, subtitle=" ".join(subtitle), counts="; ".join(legend.values()))
    looks = looks_of({legend[group]: group.value for group in legend}, UNLISTED.text(tag), colours)
    chart, world = map_of_countries(sheet, _states(register, day, legend, tag), looks, colours, tag)
    picture: alt.LayerChart = finished(chart, colours, title, subtitle, described, sheet.width)
    picture.layer[0].data = world
    return picture


def _about(register: OdaRegister, held: OdaList, on: date, day: date, tag: Lang) -> Iterator[str]:
    """The lines under the title: which list, whether carried on, whether inferred, who is not drawn."""
    yield MAP_LIST.text(tag).format(list=held.text(tag), count=len(held.entries))
    if day != on:
        yield CARRIED_ON.text(tag).format(last=spoken(day, tag))
    if held.confidence is not Confidence.HIGH:
        yield INFERRED.text(tag).format(confidence=held.confidence.text(tag))
    undrawn = [country(row.country).name(tag) for row in _rows(register, day) if not _drawn_as(register, row, day)]
    if undrawn:
        yield NOT_DRAWN.text(tag).format(names=", ".join(undrawn))


def _rows(register: OdaRegister, day: date) -> list[Listing]:
    codes = sorted(register.recipients(on=day))
    return [row for row in (register.listing(code, on=day) for code in codes) if row is not None]


def _drawn_as(register: OdaRegister, row: Listing, day: date) -> tuple[str, ...]:
    """The codes that a row is drawn as: its own; else those it covers; else what came after it and was never listed."""
    if row.country in middles():
        return (row.country,)
    covered = [cover.country for cover in register.coverage if cover.by == row.country and cover.span.contains(day)]
    if covered:
        return tuple(sorted(covered))
    listed = {one.country for one in register.listings}
    later = [one.alpha3 for one in country(row.country).successors if one.alpha3 not in listed]
    return tuple(code for code in later if code in middles())


def _states(register: OdaRegister, day: date, legend: Mapping[OdaGroup, str], tag: Lang) -> dict[str, State]:
    """What each country is drawn as; its own row goes before that of an entry that covers it."""
    found: dict[str, State] = {}
    rows = _rows(register, day)
    for row in sorted(rows, key=lambda row: row.country in middles()):
        group = GROUPS[row.group.value].text(tag)
        found.update({code: State(legend[row.group], group) for code in _drawn_as(register, row, day)})
    by_code = {row.country: row for row in rows}
    for code in sorted(register.covered_codes(on=day) & middles().keys()):
        cover = register.covered_by(code, on=day)
        behind = by_code.get(cover.by) if cover else None
        if behind is not None:
            group, entry = GROUPS[behind.group.value].text(tag), country(behind.country).name(tag)
            found[code] = State(legend[behind.group], COVERED.text(tag).format(group=group, entry=entry))
    return found
