"""The fields of a table and the headers that mean them, in German and English."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, NamedTuple, TypeAlias

from kommunal_partner._folding import fold

Columns: TypeAlias = Mapping[str, "str | int"]
"""Field to header, or to the number of the column counted from 0 where the table has no header."""


class Fields(NamedTuple):
    """What a table may say: per field the headers that mean it, the likeliest first; and what it must say.

    Of `needed`, one field of each group must be there.
    """

    headers: Mapping[str, tuple[str, ...]]
    needed: tuple[tuple[str, ...], ...]
    meanings: Mapping[str, tuple[str, int]]
    """Per folded header the field it means and its rank among the headers that mean it."""
    joined: Mapping[str, tuple[str, int]]
    """The same by the headers without their blanks, for words that a line break took apart."""


def _fields(needed: tuple[tuple[str, ...], ...], /, **headers: str) -> Fields:
    folded = {name: tuple(fold(one) for one in text.split(", ")) for name, text in headers.items()}
    meanings: dict[str, tuple[str, int]] = {}
    for field, several in folded.items():
        for rank, header in enumerate(several):
            meanings.setdefault(header, (field, rank))
    joined = {header.replace(" ", ""): meaning for header, meaning in meanings.items()}
    return Fields(folded, needed, meanings, joined)


def _each(adjectives: str, nouns: str) -> str:
    """Every adjective before every noun."""
    return ", ".join(f"{one} {other}" for one in adjectives.split() for other in nouns.split(", "))


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
    "Jahr der Unterzeichnung, Jahr der Begründung, Partnerschaftsbeginn, Beginn der Beziehung, Abschlussdatum, "
    "Datum der Unterzeichnung, Datum des Vertrags, Vertragsabschluss, Vertrag vom, offiziell seit, von, "
    "year, date, established, Jahr der Gründung, Partnerschaft seit (Jahr), signed, since year, Partner seit, Begründet"
)
_AS_OF: Final = "as_of, Stand, Stand der Angabe, Datenstand, gesehen, Stand vom, as of, Erhebungsjahr, Stand (Datum)"

_UNITS: Final = (
    "Gemeinde, Kommune, Stadt, Gebietskörperschaft, Körperschaft, Partnerkommune, Partnerstadt, Partnergemeinde"
)
_OF_HOME: Final = _each("deutsche dt. inländische", f"{_UNITS}, Partner, Seite, Städte, Gemeinden, Kommunen")
_OF_ABROAD: Final = _each(
    "ausländische ausländischer ausl. internationale internationaler",
    f"{_UNITS}, Partner, Partnerin, Seite, Städte, Gemeinden, Kommunen, Ort, Region",
)

PARTNERSHIPS: Final = _fields(
    (("name", "key", "unit_id", "key_land"), ("partner",)),
    id="id, ID, Kennung, partnership id, Partnerschafts-ID, Partnerschaft ID",
    units="units, Zahl der Kommunen, number of units",
    name=f"de_name, {_OF_HOME}, Deutscher Partner, Deutscher Ort, Kommune in Deutschland, Kommune Deutschland, "
    "Mitgliedskommune, Name der Gebietskörperschaft, Kommunen, Städte, Gemeinden, Gemeinde/Stadt, Kreis/Stadt, "
    "Stadt/Kreis, Kreis/Gemeinde, Kommune/Landkreis, Stadt/Landkreis, "
    "German municipality, German city, German partner, Kommune, Kommunenname, Name der Kommune, Stadt/Gemeinde, "
    "Stadt/Gemeinde/Kreis, Kommune/Kreis, gemeindename, Gemeindename, "
    "PLZ Gemeindenamen, Gemeinde, Stadt, Ort, Ortsname, city_name, name_on_website, municipality, city, town, Stadt A, "
    "ville_A_nom, Gebietskörperschaft, Landkreis, Kreis, Name, Name der Gemeinde, Name der Stadt, home",
    key=_KEY,
    district="district, Landkreis/Kreis, Kreis oder Landkreis, Kreiszugehörigkeit, im Kreis",
    key_land="land key",
    key_rb="rb key",
    key_kreis="kreis key",
    key_gemeinde="gemeinde key",
    unit_id="unit_id, Kennung der Kommune",
    state=_STATE,
    name_country="name country, Land A, ville_A_pays, Staat A, country A",
    partner=f"partner_name, {_OF_ABROAD}, Partnerkommune, Partnerstadt, Partnerstädte, Partnergemeinde, "
    "Partnergemeinden, Partnerkommunen, "
    "Partnerort, Partnerorte, Partnerkreis, Partnerregion, Ausländischer Partner, Ausländische Kommune, "
    "Partner im Ausland, "
    "Partnerkommune im Ausland, Partner, Partner(stadt), Partner/in, partner municipality, partner city, partner town, "
    "twin town, twin towns, sister city, sister cities, twin city, Partnerkommune/n, Partnerkommune(n), "
    "Name des Partners, "
    "Name der Partnerkommune, Name der Partnerstadt, Name Partnerkommune, Name Partnerstadt, Stadt B, ville_B_nom, "
    "Städtepartner, Städtepartnerschaft mit, Partnerschaft mit, Partnerschaften mit, Partnerstadt/Partnergemeinde, "
    "partners, Partnerschaften, Jumelage mit, Projektpartner, Partner Kommune, Partner Stadt, Partner Gemeinde, "
    "Kommune im Ausland, Stadt im Ausland, Gemeinde im Ausland, Ort im Ausland, Partnerstadt im Ausland, "
    "Partnergemeinde im Ausland, Auslandspartner, Schwesterstadt, Verschwistert mit, Partnerschaftsstadt, "
    "Partnerschaftsgemeinde, Partnerschaftskommune, Freundschaftsstadt, Partnerstadt/-gemeinde, "
    "Partnerkommune/-region, "
    "foreign partner, foreign municipality, foreign city, partner abroad",
    partner_id="partner_id, Kennung des Partners",
    partner_alt="partner_alt, Andere Namen, other names, Weitere Namen, andere Schreibweise, Name in Landessprache",
    identifiers="partner_identifiers, Kennungen des Partners",
    coordinates="partner_coordinates, Koordinaten des Partners, partner coordinates",
    coordinate_sources="partner_coordinate_sources, Quellen der Koordinaten, sources of coordinates",
    partner_sources="partner_sources, Quellen zum Partner",
    partner_confidence="partner_confidence, Sicherheit zum Partner",
    kind="partner_kind, Art der Partnerkommune, kind of unit, Art der Einheit",
    subdivision="partner_admin1, partner_subdivision, ISO 3166-2",
    country="partner_country_iso3, partner_country, Partnerland, Land des Partners, Staat des Partners, "
    "Land der Partnerkommune, "
    "Land Partner, Partner Land, Land B, ville_B_pays, Staat B, Staat, Land, Länder, country, partner country, "
    "Partnerstaat, Partner Staat, Land im Ausland, Land Ausland, Land der Partnerstadt, Land der Partnergemeinde, "
    "Land Partnerstadt, Land Partnerkommune, Land Partnergemeinde, Partnerstadt Land, Partnerkommune Land, "
    "Land des ausländischen Partners, Ländername, Länderkennung, Länderkürzel, ISO-Code, ISO2, "
    "Nation, country_code, Ländercode, Land/Staat, Staat/Land, Zielland, ISO3, iso3, ISO, Land (Partner), Einsatzland",
    forms="forms, form, Form, Art, Typ, Art der Partnerschaft, Form der Partnerschaft, Partnerschaftsform, "
    "Partnerschaftsart, "
    "Art der Beziehung, Beziehungsart, Status P/F/K, P/F/K, RGRE, RGRE-Form, Kategorie, type, kind, "
    "type of partnership, "
    "Art der Verbindung, Partnerschaftstyp, Partnerschaftsart (P/F/K), Beziehung, Art (P/F/K), Form (P/F/K), PFK, "
    "Typ der Partnerschaft, Art der Beziehungen, Beziehungsform, Art der Kooperation, Kooperationsform",
    form_since="form_since, Form seit",
    form_as_of="form_as_of, Stand der Form",
    form_confidence="form_confidence, Sicherheit der Form",
    form_sources="form_sources, Quellen der Form",
    labels="labels, Programm, Programme, Label, Förderprogramm, programme, program, Projektlinie",
    label_since="label_since, Programm seit",
    label_as_of="label_as_of, Stand des Programms",
    label_confidence="label_confidence, Sicherheit des Programms",
    label_sources="label_sources, Quellen des Programms",
    stages="status, Status, stage, stages, Zustand, Status der Partnerschaft, Partnerschaftsstatus, aktiv, Sachstand, "
    "Stand der Partnerschaft, Stand der Beziehung, Zustand der Partnerschaft, Status der Beziehung, aktueller Stand, "
    "Partnerschaftsstand, Aktivität",
    confirmed="confirmed, bestätigter Stand, Stand bestätigt, bestätigt",
    stage_since="stage_since, Status seit",
    stage_as_of="stage_as_of, Stand des Status",
    stage_confidence="stage_confidence, Sicherheit des Status",
    stage_sources="stage_sources, Quellen des Status",
    since=_SINCE,
    until="until, bis, Ende, beendet, beendet am, beendet seit, Auflösung, end, Ende der Partnerschaft, aufgelöst",
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
    "Partnerkommune, Landkreis, Kreis, Herkunftskommune, town, de_name, Heimatkommune, Ihre Kommune, Deine Kommune, "
    "Entsendende Kommune, Entsendekommune, Stadt/Gemeinde/Landkreis, Stadt/Gemeinde/Kreis, Stadt/Landkreis, "
    "Municipality/City, City/Municipality, Your municipality, Home municipality",
    key=_KEY.replace(" Code,", "").replace(" key,", ""),
    state=_STATE,
    country="country, Land, Staat, Herkunftsland, Nation, country of origin, Länder, Land/Staat, Staat/Land, iso3, "
    "country_code",
    partner_country="partner_country, Partnerland, Land des Partners, Partnerstaat, Zielland, Einsatzland, "
    "partner country",
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
HOME: Final = _words(
    "Deutschland, deutsch, deutsche Seite, Deutsche Kommune, Kommune, Kommune in Deutschland, German "
    "side, Germany, Kommune A, Stadt A, Deutscher Partner, Deutsche Stadt, Stadt"
)
ABROAD: Final = _words(
    "Ausland, ausländisch, Partner, Partnerkommune, Partnerstadt, Partnergemeinde, "
    "Partner im Ausland, partner side, Kommune B, Stadt B, Ausländischer Partner, Partnerseite, Ausländische Kommune"
)
SIDES: Final = {
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


def _of_side(side: str, word: str) -> str | None:
    """The field of a word such as "name" or "land" beside a word for one of the two sides."""
    known = word in SIDES and (side in HOME or side in ABROAD)
    return SIDES[word][side in ABROAD] if known else None


def _by_side(header: str) -> str | None:
    """The field of a header that names a side and a word: "Partner Name", "Land (Ausland)"."""
    bracketed = _BRACKETED.fullmatch(header)
    if bracketed is not None:
        return _of_side(fold(bracketed["inside"]), fold(bracketed["word"]))
    words = fold(header).split()
    return _of_side(" ".join(words[:-1]), " ".join(words[-1:])) or _of_side(" ".join(words[1:]), " ".join(words[:1]))


_BRACKETED: Final = re.compile(r"(?P<word>[^()\[\]]+)[(\[](?P<inside>[^()\[\]]+)[)\]]\s*")
_QUESTION: Final = re.compile(
    r"(?:aus |in |für |von )?(?:welche[rmns]?|woher|wie heißt|which|what|where)\b.*\?", re.IGNORECASE
)
_ASKED: Final = {
    "languages": re.compile(r"\bsprachen?\b|\blanguages?\b", re.IGNORECASE),
    "themes": re.compile(r"\bthem(?:a|en)\b|\btopics?\b", re.IGNORECASE),
    "actor": re.compile(r"\bfunktion\b|\brolle\b|\brole\b", re.IGNORECASE),
    "municipality": re.compile(r"\b(?:partner)?kommune\b|\bgemeinde\b|\bstadt\b|\bmunicipality\b", re.IGNORECASE),
    "country": re.compile(r"\bland\b|\bstaat\b|\bcountry\b", re.IGNORECASE),
}
"""What the questions of a registration ask for."""
_A_COUNTRY: Final = frozenset({"land", "staat", "country", "land staat", "staat land", "nation"})
_BRACKETS: Final = re.compile(r"[(\[][^()\[\]]*[)\]]")
_NUMBERED: Final = re.compile(r"^\s*(?:\d{1,2}|[A-Za-z])[.)]\s+")


def meaning_of(header: str, fields: Fields) -> tuple[str, int] | None:
    """The field that a header means and its rank: as it stands, without brackets and numbers, or by its two words.

    >>> meaning_of("Partnerstadt (Land)", PARTNERSHIPS)[0], meaning_of("Land (Ausland)", PARTNERSHIPS)[0]
    ('partner', 'country')
    """
    if len(header) > 100 or not (folded := fold(header)):  # noqa: PLR2004 - because longer cells are no headers
        return None
    later = len(fields.meanings)
    bracketed = _BRACKETED.fullmatch(header)
    if bracketed is not None and fold(bracketed["inside"]) in _A_COUNTRY:  # it stands with the place in its cell
        place = fields.meanings.get(fold(bracketed["word"]))
        if place is not None and place[0] in {"name", "partner", "municipality"}:
            return place
    if folded in fields.meanings:
        return fields.meanings[folded]
    if "partner" in fields.headers and (field := _by_side(header)) is not None:
        return field, later
    if "languages" in fields.headers and _QUESTION.match(header):
        asked = next((field for field, words in _ASKED.items() if words.search(header)), None)
        return None if asked is None else (asked, 2 * later)
    bare = fold(_BRACKETS.sub(" ", _NUMBERED.sub("", header)))
    found = fields.meanings.get(bare) or fields.joined.get(bare.replace(" ", ""))
    return None if found is None else (found[0], later + found[1])
