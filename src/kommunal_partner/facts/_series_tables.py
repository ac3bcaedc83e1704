"""The event series with their editions, audiences and terms, read from their tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any, Final

from kommunal_partner._mappings import NamedMap
from kommunal_partner._tables import Column, boolean, day, integer, member, one_of, optional, required
from kommunal_partner.countries import known_codes
from kommunal_partner.cycles import AfterLast, Alternating, Cycle, Grid, NoCycle, OnDemand, Regular, Turn, UnknownCycle
from kommunal_partner.errors import BadCycle, BadModel
from kommunal_partner.facts import sentences
from kommunal_partner.facts._claim_tables import Claims, check_claims, load_claims
from kommunal_partner.facts._edition_tables import load_editions
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
from kommunal_partner.languages import Term, named
from kommunal_partner.participants import Side
from kommunal_partner.series import (
    AnyOda,
    Audience,
    AudienceRule,
    Condition,
    CountryScope,
    DatedScope,
    EventSeries,
    Expectation,
    GlossaryEntry,
    Origin,
    PlainScope,
    PublishedList,
    RegionScope,
    Scope,
    SeriesKind,
    UnclearScope,
)
from kommunal_partner.spans import Span, Timeline

SERIES, SCOPES, EXPECTATIONS = "series.csv", "series_scopes.csv", "expectations.csv"
RULES, CONDITIONS, VOCABULARY = "audience_rules.csv", "audience_conditions.csv", "vocabulary.csv"

_MONTHS: Final = 12
_CYCLES: Final = ("grid", "after_last", "on_demand", "regular", "none", "unknown")
_SCOPES: Final = ("region", "countries", "published_list", "any_oda", "unclear")

_SERIES: Final = (
    Column("id", required),
    Column("name_de", required),
    Column("name_en", required),
    Column("kind", member(SeriesKind)),
    Column("cycle", one_of({kind: kind for kind in _CYCLES})),
    Column("cycle_anchor", optional(integer)),
    Column("cycle_months", optional(integer)),
    Column("cycle_longest", optional(integer)),
    Column("cycle_cap", optional(integer)),
    Column("cycle_hosts", WORDS),
    *words_in_both("cycle_hosts"),
    *words_in_both("cycle_text"),
    *words_in_both("observed"),
    Column("first_year", optional(FuzzyDate.parse)),
    *words_in_both("numbering"),
    *words_in_both("status_note"),
    Column("on_agency_page", optional(boolean)),
    *words_in_both("audience_text"),
    SOURCES,
    CONFIDENCE,
)
_SCOPED: Final = (
    Column("region", blank_allowed),
    Column("countries", WORDS),
    Column("oda", boolean),
)
_SCOPE_ROWS: Final = (
    Column("series", required),
    Column("valid_from", optional(day)),
    Column("kind", one_of({kind: kind for kind in _SCOPES})),
    *_SCOPED,
    *words_in_both("text"),
    *words_in_both("also"),
    Column("also_within", WORDS),
    Column("inferred", WORDS),
    SOURCES,
    CONFIDENCE,
)
_EXPECTATIONS: Final = (
    Column("series", required),
    Column("number", optional(integer)),
    Column("when", FuzzyDate.parse),
    Column("origin", member(Origin)),
    SOURCES,
    CONFIDENCE,
    *words_in_both("note"),
)
_OF_RULE: Final = (Column("series", required), Column("side", member(Side)), Column("valid_from", day))
_RULES: Final = (
    *_OF_RULE,
    Column("actors", WORDS),
    Column("stages", WORDS),
    *words_in_both("preference"),
    Column("scope", one_of({kind: kind for kind in _SCOPES})),
    *_SCOPED,
    *words_in_both("scope_text"),
    *words_in_both("also"),
    Column("also_within", WORDS),
    Column("partner_required", optional(boolean)),
    Column("max_paid_travellers", optional(integer)),
    Column("min_administration", optional(integer)),
    Column("carried_over", boolean),
    Column("stages_excluded", WORDS),
    Column("actors_excluded", WORDS),
    Column("inferred", WORDS),
    Column("evidence", blank_allowed),
    SOURCES,
    CONFIDENCE,
)
_CONDITIONS: Final = (
    *_OF_RULE,
    Column("code", required),
    Column("actor", optional(required)),
    Column("value", blank_allowed),
    Column("de", required),
    Column("en", required),
    SOURCES,
    CONFIDENCE,
)
_VOCABULARY: Final = (
    Column("category", required),
    Column("de", required),
    Column("en", required),
    *words_in_both("definition"),
    Column("code", optional(required)),
    SOURCES,
    CONFIDENCE,
)


def load_series(folder: Folder, claims: Claims | None = None) -> NamedMap[EventSeries]:
    """Every series by its id, sorted; problems are noted in the folder. Without `claims` they are read from it too."""
    claims = load_claims(folder) if claims is None else claims
    codes = known_codes()
    rows = list(named_rows(folder, SERIES, _SERIES, ("id",)))
    known = frozenset(row["id"] for _, row in rows)
    editions = load_editions(folder, known, codes, claims)
    scopes = _scopes(folder, known, codes)
    audiences = _audiences(folder, known, codes)
    expectations = _expectations(folder, known)
    found: dict[str, EventSeries] = {}
    for line, row in rows:
        with noting(folder, SERIES, line):
            audience = Audience(tuple(audiences[row["id"]]), words(row, "audience_text"))
            found[row["id"]] = EventSeries(
                row["id"],
                Term(row["name_de"], row["name_en"]),
                row["kind"],
                _scope_of(row["id"], scopes),
                _cycle(row),
                editions.get(row["id"], ()),
                audience,
                expectations[row["id"]],
                numbering=words(row, "numbering"),
                observed=words(row, "observed"),
                status_note=words(row, "status_note"),
                first_year=row["first_year"],
                claims=claims["series"].get(row["id"], ()),
                on_agency_page=row["on_agency_page"],
                sources=row["cited"],
                confidence=row["confidence"],
            )
    check_claims(folder, claims, "series", known)
    return NamedMap(sentences.SERIES, found)


def _cycle(row: Row) -> Cycle:
    turn = _turn(row)
    hosts = row["cycle_hosts"]
    return Alternating(turn, hosts, words(row, "cycle_hosts")) if hosts else turn


_NO_GRID: Final = Term(
    "ein Raster braucht einen Anker und ganze Jahre, in Monaten angegeben",
    "a grid needs an anchor and whole years, given as months",
)


def _turn(row: Row) -> Turn:
    text = words(row, "cycle_text")
    match row["cycle"]:
        case "grid":
            every, rest = divmod(row["cycle_months"] or 0, _MONTHS)
            if rest or row["cycle_anchor"] is None:
                raise BadCycle(_NO_GRID)
            return Grid(row["cycle_anchor"], every, text)
        case "after_last":
            years, months = divmod(row["cycle_months"] or 0, _MONTHS)
            return AfterLast(years, months, row["cycle_longest"], text)
        case "on_demand":
            return OnDemand(row["cycle_cap"], text)
        case "regular":
            return Regular(text)
        case "none":
            return NoCycle(text)
        case _:
            return UnknownCycle(text)


_OF_SCOPE: Final = ("text", "also", "countries", "region", "oda", "valid_from")
"""What of a scope may be inferred."""


_NO_BOUND: Final = Term(
    "also_within begrenzt, was in `also` steht, und das ist leer",
    "also_within bounds what `also` says, and that is blank",
)
_NO_SCOPE: Final = Term(
    "ein Bezugsraum, der eine Region ist, braucht die Region, und einer, der nur in Worten bekannt ist, die Worte",
    "a scope that is a region needs the region, and one known in words only its words",
)


def _plain_scope(kind: str, row: Row, text: Term | None) -> PlainScope:
    region, countries, oda = row["region"], row["countries"], row["oda"]
    if row["also_within"] and words(row, "also") is None:
        raise BadModel(_NO_BOUND)
    rest: dict[str, Any] = {
        "inferred": frozenset(one for one in row["inferred"] if one.partition(":")[0] in _OF_SCOPE),
        "sources": row["cited"],
        "confidence": row["confidence"],
    }
    also: dict[str, Any] = {"also": words(row, "also"), "also_within": row["also_within"]}
    match kind:
        case "region" if region:
            return RegionScope(region, oda, text, **also, **rest)
        case "countries":
            return CountryScope(countries, oda, text, **also, **rest)
        case "published_list":
            return PublishedList(countries, region or None, oda, text, **also, **rest)
        case "any_oda":
            return AnyOda(text, **also, **rest)
        case "unclear" if text is not None:
            return UnclearScope(text, **rest)
        case _:
            raise BadModel(_NO_SCOPE)


_Scopes = dict[str, list[tuple[date | None, PlainScope]]]


def _scopes(folder: Folder, series: Collection[str], codes: Collection[str]) -> _Scopes:
    found: _Scopes = {}
    for line, row in named_rows(folder, SCOPES, _SCOPE_ROWS, ("series", "valid_from")):
        _check_series(folder, SCOPES, line, row, series)
        check_codes(folder, SCOPES, line, row["countries"], codes)
        with noting(folder, SCOPES, line):
            scope = _plain_scope(row["kind"], row, words(row, "text"))
            found.setdefault(row["series"], []).append((row["valid_from"], scope))
    return found


def _scope_of(series: str, scopes: _Scopes) -> Scope:
    """The one scope, or the scopes each up to the next."""
    rows = scopes.get(series, [])
    if not rows:
        raise BadModel(Term(f"in {SCOPES} steht kein Bezugsraum dafür", f"{SCOPES} has no scope for it"))
    if len(rows) == 1 and rows[0][0] is None:
        return rows[0][1]
    starts = [start for start, _ in rows]
    pairs: list[tuple[Span, PlainScope]] = []
    for (start, scope), end in zip(rows, [*starts[1:], None], strict=True):
        if start is None:
            de = f"{SCOPES}: Ein Bezugsraum, der sich geändert hat, braucht Tage, ab denen er jeweils gilt"
            raise BadModel(Term(de, f"{SCOPES}: a scope that changed needs a day from which each holds"))
        pairs.append((Span(start, end), scope))
    return DatedScope(Timeline.of(pairs))


_RuleKey = tuple[str, Side, date]


def _audiences(folder: Folder, series: Collection[str], codes: Collection[str]) -> defaultdict[str, list[AudienceRule]]:
    conditions = _conditions(folder)
    found: defaultdict[str, list[AudienceRule]] = defaultdict(list)
    told: set[_RuleKey] = set()
    for line, row in named_rows(folder, RULES, _RULES, ("series", "side", "valid_from")):
        key = (row["series"], row["side"], row["valid_from"])
        told.add(key)
        _check_series(folder, RULES, line, row, series)
        check_codes(folder, RULES, line, row["countries"], codes)
        with noting(folder, RULES, line):
            found[row["series"]].append(
                AudienceRule(
                    row["side"],
                    frozenset(row["actors"]) or None,
                    frozenset(row["stages"]) or None,
                    row["valid_from"],
                    _plain_scope(row["scope"], row, words(row, "scope_text")),
                    words(row, "scope_text"),
                    row["partner_required"],
                    row["max_paid_travellers"],
                    row["min_administration"],
                    tuple(condition for _, condition in conditions.get(key, ())),
                    words(row, "preference"),
                    row["carried_over"],
                    row["cited"],
                    row["confidence"],
                    actors_excluded=row["actors_excluded"],
                    stages_excluded=row["stages_excluded"],
                    inferred=frozenset(row["inferred"]).difference(_OF_SCOPE),
                    evidence=row["evidence"],
                )
            )
    for key, rows in conditions.items():
        if key not in told:
            de = f"{key[0]} hat keine Regel dieser Seite ab dem {key[2]}"
            reason = Term(de, f"{key[0]} has no rule of that side from {key[2]}")
            folder.complain(CONDITIONS, rows[0][0], None, reason)
    return found


def _conditions(folder: Folder) -> Mapping[_RuleKey, list[tuple[int, Condition]]]:
    found: dict[_RuleKey, list[tuple[int, Condition]]] = {}
    for line, row in named_rows(folder, CONDITIONS, _CONDITIONS, ("series", "side", "valid_from", "code")):
        condition = Condition(row["code"], Term(row["de"], row["en"]), row["actor"], row["value"])
        found.setdefault((row["series"], row["side"], row["valid_from"]), []).append((line, condition))
    return found


def _expectations(folder: Folder, series: Collection[str]) -> defaultdict[str, list[Expectation]]:
    found: defaultdict[str, list[Expectation]] = defaultdict(list)
    for line, row in named_rows(folder, EXPECTATIONS, _EXPECTATIONS, ("series", "number")):
        _check_series(folder, EXPECTATIONS, line, row, series)
        found[row["series"]].append(
            Expectation(row["when"], row["number"], row["origin"], words(row, "note"), row["cited"], row["confidence"])
        )
    return found


def _check_series(folder: Folder, table: str, line: int, row: Row, series: Collection[str]) -> None:
    if row["series"] not in series:
        folder.complain(table, line, "series", sentences.not_called(sentences.SERIES, row["series"]))


def load_vocabulary(folder: Folder) -> tuple[GlossaryEntry, ...]:
    """The terms of the field, by category and name; problems are noted in the folder."""
    return tuple(
        GlossaryEntry(
            Term(row["de"], row["en"]),
            named(Term(row["definition_de"], row["definition_en"])),
            row["category"],
            row["code"],
            row["cited"],
            row["confidence"],
        )
        for _, row in named_rows(folder, VOCABULARY, _VOCABULARY, ("category", "de"))
    )
