"""Which column holds what: headers as people write them, below title lines and over two rows, or as the caller says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple, TypeAlias

from kommunal_partner._folding import fold
from kommunal_partner.adapters.from_tables._grids import Line
from kommunal_partner.errors import BadRule, BadTable, TableProblem

Columns: TypeAlias = Mapping[str, "str | int"]
"""Field to header, or to the number of the column counted from 0 where the table has no header."""

_DEPTH: Final = 30  # lines in which the header is looked for


class Fields(NamedTuple):
    """What a table may say: per field the headers that mean it, the likeliest first; and what it must say.

    Of `needed`, one field of each group must be there.
    """

    headers: Mapping[str, tuple[str, ...]]
    needed: tuple[tuple[str, ...], ...]
    meanings: Mapping[str, tuple[str, int]]
    """Per folded header the field it means and its rank among the headers that mean it."""


def _fields(needed: tuple[tuple[str, ...], ...], /, **headers: str) -> Fields:
    folded = {name: tuple(fold(one) for one in text.split(", ")) for name, text in headers.items()}
    meanings: dict[str, tuple[str, int]] = {}
    for field, several in folded.items():
        for rank, header in enumerate(several):
            meanings.setdefault(header, (field, rank))
    return Fields(folded, needed, meanings)


_KEY: Final = (
    "de_ags, AGS, Amtlicher Gemeindeschlüssel, Amtl.Gemeindeschlüssel, Gemeindeschlüssel, "
    "de:amtlicher_gemeindeschluessel, "
    "AGS8, ARS, Amtlicher Regionalschlüssel, Regionalschlüssel, RS, Gemeindekennziffer, GKZ, GemeindeNr., "
    "Gemeindenummer, "
    "Kreisschlüssel, regional_id, Schlüssel, schluessel, Code, key, AGS/ARS, AGS Kommune, Schlüssel (AGS), "
    "official key, "
    "municipality key, AGS Nr., AGS-Nummer, AGS Schlüssel, Kreis-AGS, Landkreisschlüssel, Kommune AGS, "
    "Amtlicher Schlüssel"
)
_STATE: Final = "bundesland, Bundesland, state, federal state, Land (DE), Bundesland/Land, Bundesl., BL"
_SOURCE: Final = "source, Quelle, Quellen, sources, Fundstelle, Beleg, Link, URL, Nachweis, Website"
_CONFIDENCE: Final = "confidence, Sicherheit, Verlässlichkeit"
_NOTE: Final = (
    "note, Bemerkung, Bemerkungen, Anmerkung, Anmerkungen, Notiz, Kommentar, Hinweis, Hinweise, notes, comment, "
    "comments, remark, remarks"
)
_THEMES: Final = (
    "themes, Themen, Thema, Themenfelder, Themenfeld, Schwerpunkte, Schwerpunkt, Inhalte, topics, Projektthema, "
    "Arbeitsfelder, Handlungsfelder"
)
_SDGS: Final = "sdgs, SDG, SDGs, Ziele, Nachhaltigkeitsziele, goals, UN-Ziele, SDG-Ziele"
_SINCE: Final = (
    "since, seit, seit wann, Beginn, Jahr, Gründung, Gründungsjahr, gegründet, Abschluss, Abschlussjahr, "
    "Jahr des Abschlusses, "
    "Datum, Beginn der Partnerschaft, besteht seit, Partnerschaft seit, unterzeichnet, Unterzeichnung, "
    "Vertragsdatum, start, "
    "year, date, established, Jahr der Gründung, Partnerschaft seit (Jahr), signed, since year, Partner seit, Begründet"
)
_AS_OF: Final = "as_of, Stand, Stand der Angabe, Datenstand, gesehen, Stand vom, as of, Erhebungsjahr, Stand (Datum)"

PARTNERSHIPS: Final = _fields(
    (("name", "key", "unit_id", "key_land"), ("partner",)),
    id="id, ID, Kennung, partnership id, Partnerschafts-ID, Partnerschaft ID",
    units="units, Zahl der Kommunen, number of units",
    name="de_name, Deutsche Kommune, Deutsche Stadt, Deutsche Gemeinde, Deutscher Partner, Kommune in Deutschland, "
    "German municipality, German city, German partner, Kommune, Kommunenname, Name der Kommune, Stadt/Gemeinde, "
    "Stadt/Gemeinde/Kreis, Kommune/Kreis, gemeindename, Gemeindename, "
    "PLZ Gemeindenamen, Gemeinde, Stadt, Ort, Ortsname, city_name, name_on_website, municipality, city, town, Stadt A, "
    "ville_A_nom, Gebietskörperschaft, Landkreis, Kreis, Name, Name der Gemeinde, Name der Stadt, home",
    key=_KEY,
    key_land="land key",
    key_rb="rb key",
    key_kreis="kreis key",
    key_gemeinde="gemeinde key",
    unit_id="unit_id, Kennung der Kommune",
    state=_STATE,
    name_country="name country, Land A, ville_A_pays, Staat A, country A",
    partner="partner_name, Partnerkommune, Partnerstadt, Partnerstädte, Partnergemeinde, Partnergemeinden, "
    "Partnerkommunen, "
    "Partnerort, Partnerorte, Partnerkreis, Partnerregion, Ausländischer Partner, Ausländische Kommune, "
    "Partner im Ausland, "
    "Partnerkommune im Ausland, Partner, Partner(stadt), Partner/in, partner municipality, partner city, partner town, "
    "twin town, twin towns, sister city, sister cities, twin city, Partnerkommune/n, Partnerkommune(n), "
    "Name des Partners, "
    "Name der Partnerkommune, Name der Partnerstadt, Name Partnerkommune, Name Partnerstadt, Stadt B, ville_B_nom, "
    "Städtepartner, Städtepartnerschaft mit, Partnerschaft mit, Partnerschaften mit, Partnerstadt/Partnergemeinde, "
    "partners, Partnerschaften, Jumelage mit, Projektpartner",
    partner_id="partner_id, Kennung des Partners",
    partner_alt="partner_alt, Andere Namen, other names, Weitere Namen, andere Schreibweise, Name in Landessprache",
    identifiers="partner_identifiers, Kennungen des Partners",
    partner_sources="partner_sources, Quellen zum Partner",
    partner_confidence="partner_confidence, Sicherheit zum Partner",
    kind="partner_kind, Art der Partnerkommune, kind of unit, Art der Einheit",
    subdivision="partner_admin1, partner_subdivision, ISO 3166-2",
    country="partner_country_iso3, partner_country, Partnerland, Land des Partners, Staat des Partners, "
    "Land der Partnerkommune, "
    "Land Partner, Partner Land, Land B, ville_B_pays, Staat B, Staat, Land, Länder, country, partner country, "
    "Nation, country_code, Ländercode, Land/Staat, Staat/Land, Zielland, ISO3, iso3, ISO, Land (Partner), Einsatzland",
    forms="forms, form, Form, Art, Typ, Art der Partnerschaft, Form der Partnerschaft, Partnerschaftsform, "
    "Partnerschaftsart, "
    "Art der Beziehung, Beziehungsart, Status P/F/K, P/F/K, RGRE, RGRE-Form, Kategorie, type, kind, "
    "type of partnership, "
    "Art der Verbindung, Partnerschaftstyp, Partnerschaftsart (P/F/K), Beziehung",
    form_since="form_since, Form seit",
    form_as_of="form_as_of, Stand der Form",
    form_confidence="form_confidence, Sicherheit der Form",
    form_sources="form_sources, Quellen der Form",
    labels="labels, Programm, Programme, Label, Förderprogramm, programme, program, Projektlinie",
    label_since="label_since, Programm seit",
    label_as_of="label_as_of, Stand des Programms",
    label_confidence="label_confidence, Sicherheit des Programms",
    label_sources="label_sources, Quellen des Programms",
    stages="status, Status, stage, stages, Zustand, Status der Partnerschaft, Partnerschaftsstatus, aktiv, Sachstand",
    stage_since="stage_since, Status seit",
    stage_as_of="stage_as_of, Stand des Status",
    stage_confidence="stage_confidence, Sicherheit des Status",
    stage_sources="stage_sources, Quellen des Status",
    since=_SINCE,
    until="until, bis, Ende, beendet, beendet am, end, Ende der Partnerschaft, aufgelöst",
    themes=_THEMES,
    sdgs=_SDGS,
    source=_SOURCE,
    second_source="second_source, Weitere Quelle, Zweite Quelle",
    confidence=_CONFIDENCE,
    as_of=_AS_OF,
    note=_NOTE,
)

PARTICIPANTS: Final = _fields(
    (("id", "name", "first_name", "last_name", "municipality", "key", "actor", "delegation", "country"),),
    id="id, ID, Kennung, Pseudonym, Nr., Nummer, Teilnehmernummer, Teilnehmer-ID, participant, participant id, Code",
    name="name, Name, Vor- und Nachname, Vorname Nachname, Teilnehmer, Teilnehmerin, Teilnehmer/in, "
    "Teilnehmer:in, Teilnehmende, "
    "Teilnehmende Person, Person, full name, Ansprechpartner, Ansprechperson, Kontaktperson",
    first_name="first name, Vorname, given name",
    last_name="last name, Nachname, Familienname, surname, family name",
    municipality="municipality, Kommune, Gemeinde, Stadt, Ort, city, Stadt/Gemeinde, Gebietskörperschaft, "
    "Name der Kommune, "
    "Partnerkommune, Landkreis, Kreis, Herkunftskommune, town, de_name",
    key=_KEY.replace(" Code,", "").replace(" key,", ""),
    state=_STATE,
    country="country, Land, Staat, Herkunftsland, Partnerland, Nation, country of origin, Länder, iso3, country_code",
    side="side, Seite, Partnerseite",
    actor="actor, Akteur, Funktion, Rolle, Akteursgruppe, Gruppe, role, function, Organisationstyp",
    languages="languages, Sprachen, Sprache, language, Sprachkenntnisse",
    themes=_THEMES,
    sdgs=_SDGS,
    offers="offers, Angebote, Angebot, bietet, ich biete, biete",
    seeks="seeks, Gesuche, Gesuch, sucht, Bedarf, ich suche, suche, sucht nach",
    experience="experience, Erfahrung, Erfahrung (Jahre), Jahre Erfahrung, Erfahrung in Jahren, years of experience",
    size_class="size_class, Größenklasse",
    newcomer="newcomer, Neu, neu dabei, zum ersten Mal, erste Teilnahme, first time, Erstteilnahme",
    delegation="delegation, Delegation, Reisegruppe, Delegation ID",
    availability="availability, Verfügbarkeit, verfügbar, Zeiten, slots",
)


def _words(text: str) -> frozenset[str]:
    return frozenset([fold(word) for word in text.split(", ")])


# Words of a first header row that say which side the second row speaks of; "Land" means another thing on each.
_HOME: Final = _words(
    "Deutschland, deutsch, deutsche Seite, Deutsche Kommune, Kommune, Kommune in Deutschland, German "
    "side, Germany, Kommune A, Stadt A, Deutscher Partner, Deutsche Stadt, Stadt"
)
_ABROAD: Final = _words(
    "Ausland, Partner, Partnerkommune, Partnerstadt, Partner im Ausland, partner side, Kommune B, Stadt "
    "B, Ausländischer Partner, Partnerseite, Ausländische Kommune"
)
_SIDES: Final = {
    "name": ("name", "partner"),
    "stadt": ("name", "partner"),
    "ort": ("name", "partner"),
    "kommune": ("name", "partner"),
    "gemeinde": ("name", "partner"),
    "land": ("state", "country"),
    "staat": ("name_country", "country"),
    "country": ("name_country", "country"),
    "bundesland": ("state", "subdivision"),
}


class Header(NamedTuple):
    """Where each field stands: its column counted from 0; the header texts; the place of the first line of data."""

    at: Mapping[str, int]
    titles: Sequence[str]
    begin: int
    line: int


def wanted(fields: Fields, columns: Columns | None) -> dict[str, str | int]:
    """The caller's own mapping, checked.

    Raises:
        BadRule: for a field that there is not, or a value that names no column.
    """
    given = dict(columns or {})
    for field, header in given.items():
        if field not in fields.headers:
            raise BadRule(f"columns: there is no field {field!r}; there are: {', '.join(fields.headers)}")
        value: object = header
        if isinstance(value, bool) or not isinstance(value, (str, int)) or value == "":
            raise BadRule(f"columns: {field!r} needs the text of a header or the number of a column, not {header!r}")
    return given


def find_header(name: str, lines: Sequence[Line], fields: Fields, columns: Mapping[str, str | int]) -> Header:
    """The header of a table.

    Raises:
        BadTable: if a column that the caller named is not there, or none is found for what a table must say.
    """
    if any(isinstance(header, int) for header in columns.values()):
        return _numbered(name, lines, columns)
    best = _best(lines, fields, columns)
    problems: list[TableProblem] = []
    if best is None:
        first = next((line for line in lines if any(line.cells)), None)
        found = "nothing" if first is None else ", ".join(_short(cell) for cell in first.cells if cell)[:300]
        line = None if first is None else first.number
        reason = f"no header is found: the first line holds {found}; say with columns= which header means what"
        raise BadTable([TableProblem(name, line, None, reason)])
    for field, header in columns.items():
        if field not in best.at:
            problems.append(TableProblem(name, best.line, str(header), "there is no column of this name"))
    for group in fields.needed:
        if not any(field in best.at for field in group):
            listed = ", ".join(_short(title) for title in best.titles if title)[:300]
            reason = f"no column is found for {' or '.join(group)} among {listed}; name it with columns="
            problems.append(TableProblem(name, best.line, None, reason))
    if problems:
        raise BadTable(problems)
    return best


def score(lines: Sequence[Line], fields: Fields, columns: Mapping[str, str | int]) -> tuple[int, int]:
    """How much like the table wanted some lines look: how much of what it needs, then how many fields are named."""
    if any(isinstance(header, int) for header in columns.values()):
        return 0, max((len(line.cells) for line in lines), default=0)
    best = _best(lines, fields, columns)
    if best is None:
        return 0, 0
    return sum(any(field in best.at for field in group) for group in fields.needed), len(best.at)


def _short(text: str) -> str:
    return repr(text if len(text) <= 40 else text[:39] + "…")  # noqa: PLR2004 - because headers are short


def _numbered(name: str, lines: Sequence[Line], columns: Mapping[str, str | int]) -> Header:
    """The columns by their numbers, in a table without a header."""
    width = max((len(line.cells) for line in lines), default=0)
    wrong = {
        field: header for field, header in columns.items() if not isinstance(header, int) or not 0 <= header < width
    }
    if wrong:
        reason = "there is no column of this number"
        raise BadTable([TableProblem(name, None, str(header), reason) for header in wrong.values()])
    at = {field: header for field, header in columns.items() if isinstance(header, int)}
    return Header(at, [str(number) for number in range(width)], 0, 0)


def _best(lines: Sequence[Line], fields: Fields, columns: Mapping[str, str | int]) -> Header | None:
    """Of the first lines, and of each two that follow one another, those that name most fields; the first of equals."""
    meanings = fields.meanings
    best: Header | None = None
    most = (0, 0, 0)
    first = True
    for index, line in enumerate(lines[:_DEPTH]):
        filled = sum(map(bool, line.cells))
        if not filled:
            continue
        one = _header([_kept(cell) for cell in line.cells], meanings, columns)
        found = [Header(one, line.cells, index + 1, line.number)]
        if index + 1 < len(lines) and (one or columns):
            below = lines[index + 1].cells
            below = [*below, *[""] * (len(line.cells) - len(below))]
            two = _two_rows(line.cells, below, meanings, columns)
            if len(two) > len(one):
                titles = [_title(top, sub) for top, sub in zip(_filled(line.cells, len(below)), below, strict=False)]
                found.append(Header(two, titles, index + 2, line.number))
        for header in found:
            needed = sum(any(field in header.at for field in group) for group in fields.needed)
            named = sum(field in header.at for field in columns)
            # Below the first line only what is a header for the greater part is one: data may hold a word of headers.
            likely = first or named or 2 * len(header.at) >= filled
            if header.at and likely and (score := (named, needed, len(header.at))) > most:
                best, most = header, score
        first = False
    return best


def _kept(cell: str) -> str:
    return fold(cell) if len(cell) <= 100 else ""  # noqa: PLR2004 - because longer cells are no headers


def _header(
    folded: Sequence[str], meanings: Mapping[str, tuple[str, int]], columns: Mapping[str, str | int]
) -> dict[str, int]:
    """The fields that some headers name; the caller's own first, then the likeliest header of each."""
    at: dict[str, int] = {}
    own = {fold(str(header)): field for field, header in columns.items()}
    ranks: dict[str, int] = {}
    for column, header in enumerate(folded):
        if header in own:
            at.setdefault(own[header], column)
    split = {_SPLIT_KEY[header]: column for column, header in enumerate(folded) if header in _SPLIT_KEY}
    if len(split) == len(_SPLIT_KEY) and _PARTS_MEANT in meanings and not {"key", *split} & columns.keys():
        at = split | at
    taken = set(at.values())
    for column, header in enumerate(folded):
        if column in taken or header not in meanings:
            continue
        field, rank = meanings[header]
        if field not in columns and rank < ranks.get(field, len(meanings)):
            at[field], ranks[field] = column, rank
    return at


_PARTS_MEANT: Final = "land key"
_SPLIT_KEY: Final = {"land": "key_land", "rb": "key_rb", "kreis": "key_kreis", "gemeinde": "key_gemeinde"}


def _filled(top: Iterable[str], width: int) -> list[str]:
    """The upper row of a header with the text of joined cells in all of them."""
    filled: list[str] = []
    for cell in top:
        filled.append(cell or (filled[-1] if filled else ""))
    return (filled + filled[-1:] * width)[:width]


def _title(top: str, sub: str) -> str:
    return f"{top} {sub}".strip() if top != sub else top


def _two_rows(
    top: Sequence[str], below: Sequence[str], meanings: Mapping[str, tuple[str, int]], columns: Mapping[str, str | int]
) -> dict[str, int]:
    """The fields that a header of two rows names; none unless every cell of the second row is a header."""
    joined: list[str] = []
    for over, own, sub in zip(_filled(top, len(below)), [*top, *[""] * len(below)], below, strict=False):
        side, word = _kept(over), _kept(sub)
        if not word:
            joined.append(_kept(own))
            continue
        field = _SIDES.get(word, ("", ""))[side in _ABROAD] if side in _HOME or side in _ABROAD else ""
        if field:
            joined.append(next(header for header, (meant, _) in meanings.items() if meant == field))
        elif f"{side} {word}" in meanings:
            joined.append(f"{side} {word}")
        elif word in meanings:
            joined.append(word)
        elif _kept(f"{over} {sub}") in {fold(str(header)) for header in columns.values()}:
            joined.append(_kept(f"{over} {sub}"))
        else:
            return {}
    return _header(joined, meanings, columns)
