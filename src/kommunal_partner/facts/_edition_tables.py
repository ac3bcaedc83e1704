"""The editions of all series, read from their five tables and put together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from typing import Any, Final, TypeVar

from kommunal_partner._tables import Column, boolean, day, integer, many, member, one_of, optional, required
from kommunal_partner.errors import UnknownCountry
from kommunal_partner.facts import sentences
from kommunal_partner.facts._claim_tables import Claims, check_claims
from kommunal_partner.facts._folder import CONFIDENCE, SOURCES, Folder
from kommunal_partner.facts._rows import (
    WORDS,
    Row,
    blank_allowed,
    check_codes,
    named_rows,
    noting,
    words,
    words_in_both,
)
from kommunal_partner.fuzzy_dates import FuzzyDate
from kommunal_partner.keys import LAENDER
from kommunal_partner.languages import Term
from kommunal_partner.series import (
    Aspect,
    Claim,
    Count,
    Counts,
    Edition,
    EditionStatus,
    InSeries,
    Mode,
    NumberOrigin,
    Origin,
    Place,
    in_order,
)
from kommunal_partner.spans import Span

EDITIONS, SERIES, PLACES = "editions.csv", "edition_series.csv", "edition_places.csv"
SESSIONS = "edition_sessions.csv"

_COUNT: Final = optional(Count.parse)
_EDITION: Final = Column("edition", required)
_EDITIONS: Final = (
    Column("id", required),
    Column("when", FuzzyDate.parse),
    Column("mode", member(Mode)),
    Column("status", member(EditionStatus)),
    Column("origin", member(Origin)),
    Column("known_since", optional(day)),
    Column("replaces", optional(required)),
    Column("perhaps_same_as", WORDS),
    *words_in_both("host"),
    *words_in_both("theme"),
    Column("countries", WORDS),
    Column("participants", _COUNT),
    Column("countries_counted", _COUNT),
    Column("partnerships", _COUNT),
    Column("german_municipalities", _COUNT),
    Column("partner_municipalities", _COUNT),
    Column("on_agency_page", blank_allowed),
    SOURCES,
    CONFIDENCE,
    Column("note", blank_allowed),
)
_MEMBERSHIPS: Final = (
    Column("series", required),
    _EDITION,
    Column("home", boolean),
    Column("numbers", many(integer)),
    Column("origin", optional(member(NumberOrigin))),
    *words_in_both("note"),
    SOURCES,
    CONFIDENCE,
)
_PLACES: Final = (
    _EDITION,
    Column("place", integer),
    Column("city", required),
    Column("land", optional(one_of({land.code: land.code for land in LAENDER.values()}))),
    Column("country", optional(required)),
    SOURCES,
    CONFIDENCE,
)
_SESSIONS: Final = (_EDITION, Column("first", day), Column("last", day), SOURCES, CONFIDENCE)
T = TypeVar("T")


def load_editions(
    folder: Folder, series: Collection[str], codes: Collection[str], claims: Claims
) -> Mapping[str, tuple[Edition, ...]]:
    """The editions of each series, oldest first, one event in every series it belongs to; problems are noted.

    `series` are the ids and `codes` the country codes that there are, `claims` what is claimed.
    """
    rows = _editions(folder, codes)
    memberships, homes = _memberships(folder, rows, series)
    places = _parts(folder, rows, PLACES, _PLACES, lambda row: _place(row, codes))
    sessions = _parts(folder, rows, SESSIONS, _SESSIONS, lambda row: Span.through(row["first"], row["last"]))
    check_claims(folder, claims, "edition", rows)
    found: dict[str, list[Edition]] = defaultdict(list)
    for name, (line, row) in rows.items():
        if len(homes[name]) != 1:
            count = len(homes[name])
            de = f"{name} hat {count} Stammreihen (home), nötig ist eine"
            reason = Term(de, f"{name} has {count} home series, it needs one")
            folder.complain(SERIES, None, "home", reason)
            continue
        with noting(folder, EDITIONS, line):
            claimed = claims["edition"].get(name, ())
            edition = _edition(row, homes[name][0], memberships[name], places[name], sessions[name], claimed)
            _check_shown(folder, line, edition)
            for membership in memberships[name]:
                found[membership.series].append(edition)
    return {one: in_order(editions) for one, editions in found.items()}


def _editions(folder: Folder, codes: Collection[str]) -> dict[str, tuple[int, Row]]:
    rows = {row["id"]: (line, row) for line, row in named_rows(folder, EDITIONS, _EDITIONS, ("id",))}
    for line, row in rows.values():
        check_codes(folder, EDITIONS, line, row["countries"], codes)
        for other in (row["replaces"], *row["perhaps_same_as"]):
            if other is not None and other not in rows:
                folder.complain(EDITIONS, line, None, sentences.not_called(sentences.EDITION, other))
    return rows


_NO_ORIGIN: Final = Term(
    "eine Nummer braucht eine Herkunft, und ohne Nummer gibt es keine",
    "a number needs an origin, and no number has none",
)
_Memberships = defaultdict[str, list[InSeries]]


def _memberships(
    folder: Folder, rows: Mapping[str, object], series: Collection[str]
) -> tuple[_Memberships, _Memberships]:
    """Which series each edition belongs to, and which of them are its home."""
    every: _Memberships = defaultdict(list)
    homes: _Memberships = defaultdict(list)
    for line, row in named_rows(folder, SERIES, _MEMBERSHIPS, ("series", "edition")):
        for kind, known in ((sentences.SERIES, series), (sentences.EDITION, rows)):
            if row[kind.en] not in known:
                folder.complain(SERIES, line, kind.en, sentences.not_called(kind, row[kind.en]))
        if bool(row["numbers"]) != (row["origin"] is not None):
            folder.complain(SERIES, line, "origin", _NO_ORIGIN)
        membership = InSeries(row["series"], row["numbers"], row["origin"] or NumberOrigin.STATED, words(row, "note"))
        every[row["edition"]].append(membership)
        if row["home"]:
            homes[row["edition"]].append(membership)
    return every, homes


def _parts(
    folder: Folder, rows: Mapping[str, object], table: str, columns: tuple[Column, ...], make: Callable[[Row], T]
) -> defaultdict[str, list[T]]:
    """What a table adds to each edition, in the order of its rows."""
    found: defaultdict[str, list[T]] = defaultdict(list)
    key = ("edition", "about", "place", "first")
    for line, row in named_rows(folder, table, columns, key):
        if row["edition"] not in rows:
            folder.complain(table, line, "edition", sentences.not_called(sentences.EDITION, row["edition"]))
        with noting(folder, table, line):
            found[row["edition"]].append(make(row))
    return found


def _place(row: Row, codes: Collection[str]) -> Place:
    if row["country"] is not None and row["country"] not in codes:
        raise UnknownCountry(row["country"])
    return Place(row["city"], row["land"], row["country"])


def _edition(
    row: Row,
    home: InSeries,
    belongs: list[InSeries],
    places: list[Place],
    sessions: list[Span],
    claims: tuple[Claim, ...],
) -> Edition:
    numbers = home.numbers
    return Edition(
        row["when"],
        numbers[0] if len(numbers) == 1 else None,
        id=row["id"],
        status=row["status"],
        possible_numbers=numbers if len(numbers) > 1 else (),
        in_series=(home, *(one for one in belongs if one is not home)),
        places=tuple(places),
        host=words(row, "host"),
        mode=row["mode"],
        sessions=sessions,
        origin=row["origin"],
        known_since=row["known_since"],
        replaces=row["replaces"],
        perhaps_same_as=row["perhaps_same_as"],
        counts=Counts(
            row["participants"],
            row["countries_counted"],
            row["partnerships"],
            row["german_municipalities"],
            row["partner_municipalities"],
        ),
        countries=frozenset(row["countries"]),
        theme=words(row, "theme"),
        claims=claims,
        on_agency_page=row["on_agency_page"],
        note=row["note"],
        sources=row["cited"],
        confidence=row["confidence"],
    )


def _check_shown(folder: Folder, line: int, edition: Edition) -> None:
    """Note a cell that is not what is shown first of several claims."""
    counts = edition.counts
    shown: tuple[tuple[Aspect, Any], ...] = (
        (Aspect.DATE, edition.when),
        (Aspect.PARTICIPANTS, counts.participants),
        (Aspect.GERMAN_MUNICIPALITIES, counts.german_municipalities),
    )
    for aspect, value in shown:
        claims = edition.claims_about(aspect)
        if claims and claims[0].value != str(value):
            de = f"{value}, aber {claims[0].value} ist die Angabe, die zuerst gezeigt wird"
            reason = Term(de, f"{value}, but {claims[0].value} is the claim shown first")
            folder.complain(EDITIONS, line, aspect.value, reason)
