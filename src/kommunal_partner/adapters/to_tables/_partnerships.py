"""Partnerships as rows of texts, a column for each of their parts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from attrs import frozen

from kommunal_partner.adapters._texts import writable
from kommunal_partner.adapters.from_tables._cells import BESIDE, NOTHING, guarded, printable, write_source
from kommunal_partner.adapters.to_tables._words import Style
from kommunal_partner.countries import Country
from kommunal_partner.errors import BadModel
from kommunal_partner.keys import Ags, Kreis, Verband
from kommunal_partner.languages import Term
from kommunal_partner.municipalities import Coordinates, ForeignUnit, GermanUnit, KeyScheme, Unit
from kommunal_partner.partnerships import Observation, Partnership


@frozen
class WrittenColumn:
    """A column for partnerships: its name for machines, its header for people."""

    name: str
    title: Term
    pattern: str | None = None

    def header(self, style: Style) -> str:
        """The title for people, the name for machines."""
        return self.title.text(style.lang) if style.lang else self.name

    def cell(self, text: str, style: Style) -> str:
        """A text of this column in a CSV file; days and numbers are for Excel to read, all else stays a text."""
        read_by_excel = self.name in {"units", "key", "sdgs"} or self.name.endswith(("_since", "_as_of"))
        return guarded(text) if read_by_excel else style.as_text(text)


FIELDS: Final = (
    WrittenColumn("id", Term("ID", "ID")),
    WrittenColumn("units", Term("Zahl der Kommunen", "number of units"), r"\d+"),
    WrittenColumn("name", Term("Deutsche Kommune", "German municipality")),
    WrittenColumn("key", Term("AGS", "AGS"), r"\d{2}|\d{5}|\d{8}|\d{9}"),
    WrittenColumn("unit_id", Term("Kennung der Kommune", "unit id")),
    WrittenColumn("state", Term("Bundesland", "federal state")),
    WrittenColumn("partner", Term("Partnerkommune", "partner municipality")),
    WrittenColumn("country", Term("Partnerland", "partner country"), "[A-Z]{3}"),
    WrittenColumn("partner_id", Term("Kennung des Partners", "partner id")),
    WrittenColumn("partner_alt", Term("Andere Namen", "other names")),
    WrittenColumn("partner_kind", Term("Art der Partnerkommune", "kind of unit")),
    WrittenColumn("partner_subdivision", Term("ISO 3166-2", "ISO 3166-2"), "[A-Z]{2}-[A-Z0-9]{1,3}"),
    WrittenColumn("partner_identifiers", Term("Kennungen des Partners", "partner identifiers")),
    WrittenColumn("partner_coordinates", Term("Koordinaten des Partners", "partner coordinates")),
    WrittenColumn("partner_coordinate_sources", Term("Quellen der Koordinaten", "sources of coordinates")),
    WrittenColumn("partner_sources", Term("Quellen zum Partner", "partner sources")),
    WrittenColumn("partner_confidence", Term("Sicherheit zum Partner", "partner confidence"), "low|medium|high"),
    *[
        WrittenColumn(f"{many if part == '' else one}{part}", Term(f"{de}", f"{en}"))
        for one, many, words in (
            ("form", "forms", ("Form der Partnerschaft", "forms", "Form", "der Form", "form")),
            ("label", "labels", ("Programm", "labels", "Programm", "des Programms", "label")),
            ("stage", "stages", ("Status", "stages", "Status", "des Status", "stage")),
        )
        for part, de, en in (
            ("", words[0], words[1]),
            ("_since", f"{words[2]} seit", f"{words[4]} since"),
            ("_as_of", f"Stand {words[3]}", f"{words[4]} as of"),
            ("_confidence", f"Sicherheit {words[3]}", f"{words[4]} confidence"),
            ("_sources", f"Quellen {words[3]}", f"{words[4]} sources"),
        )
    ],
    WrittenColumn("themes", Term("Themen", "themes")),
    WrittenColumn("sdgs", Term("SDG", "SDGs")),
    WrittenColumn("source", Term("Quellen", "sources")),
    WrittenColumn("confidence", Term("Sicherheit", "confidence"), "low|medium|high"),
    WrittenColumn("note", Term("Bemerkung", "note")),
)
_GROUPS: Final = {
    f"{name}_{part}": f"{name}s"
    for name in ("form", "label", "stage")
    for part in ("since", "as_of", "confidence", "sources")
}
_ALWAYS: Final = frozenset({"id", "name", "key", "unit_id", "partner", "country", "partner_id", "forms", "confidence"})


def _rows_of(one: Partnership, style: Style) -> Iterable[dict[str, str]]:
    """The rows of a partnership: one, or one for each further unit of a larger one."""
    if not one.german_units:
        raise BadModel(
            Term(
                f"Die Partnerschaft {one.id} hat keine Einheit in Deutschland: die Zeilen wären nicht wieder zu lesen",
                f"partnership {one.id} has no unit in Germany: such rows could not be read back",
            )
        )
    home = one.german_units[0]
    count = len(one.units)
    said = {
        "id": style.word(one.id),
        "units": str(count) if count > 2 else "",  # noqa: PLR2004 - because two are the usual case
        **_home(home, style),
        **_observed("form", one.forms, style),
        **_observed("label", one.labels, style),
        **_observed("stage", one.stages, style),
        "themes": _themes(one.themes),
        "sdgs": "; ".join(map(str, sorted(one.sdgs))),
        "source": "\n".join(map(write_source, one.sources)),
        "confidence": style.word(one.confidence),
        "note": _line(one.note),
    }
    for unit in one.units:
        if unit is not home:
            yield said | _partner(unit, style)


def _line(text: str) -> str:
    return " ".join(printable(writable(text)).split())


def _home(unit: GermanUnit, style: Style) -> dict[str, str]:
    key: Ags | Kreis | Verband | None = unit.ags
    if key is None and (value := unit.key(KeyScheme.KREIS)) is not None:
        key = Kreis(value)
    elif key is None and (value := unit.key(KeyScheme.VERBAND)) is not None:
        key = Verband(value)
    state = "" if unit.state is None else unit.state.name(style.lang) if style.lang else unit.state.iso
    return {"name": _line(unit.name), "key": style.word(key), "unit_id": unit.id, "state": state}


def _partner(unit: Unit, style: Style) -> dict[str, str]:
    if isinstance(unit, GermanUnit):
        return {"partner": _line(unit.name), "country": style.word(Country("DEU")), "partner_id": unit.id}
    return {"partner": _line(unit.name), "country": style.word(unit.country), "partner_id": unit.id} | _abroad(
        unit, style
    )


def _abroad(unit: ForeignUnit, style: Style) -> dict[str, str]:
    return {
        "partner_alt": "; ".join(map(_line, unit.other_names)),
        "partner_kind": _line(unit.kind or ""),
        "partner_subdivision": unit.subdivision or "",
        "partner_identifiers": "; ".join(f"{scheme}={value}" for scheme, value in sorted(unit.identifiers.items())),
        "partner_coordinates": "" if unit.coordinates is None else _point(unit.coordinates, style),
        "partner_coordinate_sources": "\n".join(
            map(write_source, unit.coordinates.sources if unit.coordinates else ())
        ),
        "partner_sources": "\n".join(map(write_source, unit.sources)),
        "partner_confidence": style.word(unit.confidence),
    }


def _point(at: Coordinates, style: Style) -> str:
    """Latitude and longitude in degrees, how sure they are, and the place that they are of if it is another."""
    place = [] if at.place is None else [_line(at.place)]
    return "; ".join([f"{at.latitude}, {at.longitude}", style.word(at.confidence), *place])


def _themes(themes: Sequence[str]) -> str:
    text = "; ".join(map(_line, themes))
    return text + ";" if len(themes) == 1 and "," in text else text


def _observed(name: str, seen: Sequence[Observation[Any]], style: Style) -> dict[str, str]:
    cited = [f" {BESIDE} ".join(map(write_source, one.sources)) or NOTHING for one in seen]
    return {
        f"{name}s": "; ".join(_line(style.word(one.value)) for one in seen),
        f"{name}_since": _list([style.word(one.since) for one in seen], ";"),
        f"{name}_as_of": _list([style.word(one.as_of) for one in seen], ";"),
        f"{name}_confidence": _list([style.word(one.confidence) for one in seen], ";"),
        f"{name}_sources": "" if set(cited) <= {NOTHING} else _list(cited, "\n"),
    }


def _list(texts: list[str], separator: str) -> str:
    """The texts side by side; one of them if all are alike."""
    return texts[0] if len(set(texts)) == 1 else f"{separator} ".join(texts).replace("\n ", "\n")


_TO_FILL: Final = WrittenColumn("confirmed", Term("Stand", "confirmed"))


def partnership_table(
    partnerships: Sequence[Partnership], style: Style, *, to_confirm: bool = False
) -> tuple[list[WrittenColumn], list[list[str]]]:
    """The columns and the rows; columns that nobody fills and nothing needs are left out.

    With `to_confirm` there is one more, for the stage that somebody is to write.
    """
    rows = [row for one in partnerships for row in _rows_of(one, style)]
    filled = {name for row in rows for name, text in row.items() if text} | _ALWAYS
    columns = [column for column in FIELDS if _GROUPS.get(column.name, column.name) in filled]
    columns += [_TO_FILL] if to_confirm else []
    return columns, [[row.get(column.name, "") for column in columns] for row in rows]
