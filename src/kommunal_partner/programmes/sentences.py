"""The words that rules use, each with what it is called in German and English."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from kommunal_partner._checks import as_text
from kommunal_partner._folding import fold
from kommunal_partner.countries import Country, known_codes
from kommunal_partner.countries import country as country_of
from kommunal_partner.languages import Lang, Term
from kommunal_partner.verdicts import amount, spoken

APPLICANTS: Final = {
    "association_of_municipalities": Term("Kommunalverband", "association of municipalities"),
    "city": Term("Stadt", "city"),
    "city_district": Term("Stadtbezirk", "city district"),
    "civil_society": Term("Zivilgesellschaft", "civil society"),
    "county": Term("Kreis", "county"),
    "district_of_berlin_or_hamburg": Term("Bezirk von Berlin oder Hamburg", "district of Berlin or Hamburg"),
    "grouping_of_municipalities": Term("Zusammenschluss von Kommunen", "grouping of municipalities"),
    "municipal_enterprise": Term("kommunales Unternehmen", "municipal enterprise"),
    "municipal_own_operation": Term("Eigenbetrieb", "own operation of a municipality"),
    "municipal_umbrella_association": Term("kommunaler Spitzenverband", "umbrella association of municipalities"),
    "municipality": Term("Kommune", "municipality"),
    "municipality_administration": Term("Kommunalverwaltung", "municipal administration"),
}
APPLICANT_KINDS = tuple(APPLICANTS)
"""The kinds of applicant that the rules speak of, as they name them."""

PROJECTS: Final = {
    "domestic": Term("Projekt in Deutschland", "project in Germany"),
    "partnership": Term("Partnerschaftsprojekt", "partnership project"),
}
PROJECT_KINDS = tuple(PROJECTS)
"""Work in Germany, or work with a partner municipality: some rules ask different things of the two."""

STAGES: Final = {
    "none": Term("keine Beziehung", "no relation"),
    "contact": Term("Kontakt", "contact"),
    "emerging": Term("in Anbahnung", "emerging"),
    "dormant": Term("ruhend", "dormant"),
    "existing": Term("bestehend", "existing"),
}
APPLICATION_STAGES = tuple(STAGES)
"""How far the relation of an application has come, from none to existing; rules may use other words beside these."""

_WORDS: Final = {**APPLICANTS, **STAGES, "intended": Term("beabsichtigt", "intended")}


def word(key: str) -> Term | Country | str:
    """What stands behind a key of a rule, to be said in either language: a kind, a stage, a country; else the key.

    Raises:
        BadModel: for what is no text.
    """
    as_text(key, "key")
    return country_of(key) if key in known_codes() else _WORDS.get(key, key)


def words_of(keys: Iterable[str], lang: Lang) -> list[str]:
    """What the keys of a rule are called: stages by how far they have come, all else by name."""
    found = [(APPLICATION_STAGES.index(key) if key in STAGES else 0, spoken(word(key), lang)) for key in keys]
    return [text for _, text in sorted(found, key=lambda pair: (pair[0], fold(pair[1])))]


# ── cells and versions ───────────────────────────────────────────────────────────────────────────────────────────────

VERSION: Final = Term("Fassung", "version")
CELL: Final = Term("Angabe", "cell")
TRUTHS: Final = (Term("nein", "no"), Term("ja", "yes"))
ALL_YEAR: Final = Term("ganzjährig", "all year")
CELL_KINDS: Final = {
    "not_seen": Term("nicht gesehen", "not seen"),
    "not_applicable": Term("trifft nicht zu", "not applicable"),
    "conditional": Term("bedingt", "conditional"),
    "conflicting": Term("widersprüchlich", "conflicting"),
}
CELL_WORDS: Final = {
    "applicants": Term("Antragsteller", "Applicant"),
    "partner_required": Term("Partnerkommune", "Partner municipality"),
    "oda_partner_required": Term("Partner in einem ODA-Land", "Partner in an ODA country"),
    "countries": Term("Länderkreis", "Countries"),
    "stages": Term("Stand der Beziehung", "Stage of the relation"),
    "joint_application": Term("Gemeinsamer Antrag", "Joint application"),
    "min_eur": Term("Mindestsumme in Euro", "Least amount in euros"),
    "max_eur": Term("Höchstsumme in Euro", "Greatest amount in euros"),
    "exceptional_max_eur": Term("Höchstsumme in Ausnahmen in Euro", "Greatest amount in exceptions in euros"),
    "newcomer_max_eur": Term("Höchstsumme beim ersten Mal in Euro", "Greatest amount for newcomers in euros"),
    "newcomer_max_months": Term("Laufzeit beim ersten Mal in Monaten", "Duration for newcomers in months"),
    "funding_rate_max_pct": Term("Fördersatz in Prozent", "Funding rate in per cent"),
    "own_share_min_pct": Term("Eigenanteil in Prozent", "Own share in per cent"),
    "duration_max_months": Term("Laufzeit in Monaten", "Duration in months"),
    "deadlines": Term("Frist", "Deadline"),
    "procedure": Term("Verfahren", "Procedure"),
    "themes": Term("Themen", "Themes"),
}
"""What the cells are called in words."""

CONDITION_WORD: Final = Term("Besondere Regel", "Special rule")
"""What a rule is called that only its text can say."""


def large(number: int) -> Term:
    """A whole number with a mark for thousands, as in every sentence.

    >>> large(5_000).text("de"), large(50_000).text("en")
    ('5.000', '50,000')
    """
    return Term(amount(number, "de"), amount(number, "en"))
