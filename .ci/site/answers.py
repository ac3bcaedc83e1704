"""What the page "Try it" asks of the library, answered as JSON with sentences in the language of the page."""  # noqa: INP001 - because the page loads it by its name

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date

from kommunal_partner.countries import country, find_country
from kommunal_partner.eligibility import assess_country, assess_scope, series_for
from kommunal_partner.errors import KommunalPartnerError
from kommunal_partner.facts import load_facts
from kommunal_partner.languages import Lang, Term, language
from kommunal_partner.schedule import state
from kommunal_partner.series import ExpectedEdition
from kommunal_partner.sources import Evidence
from kommunal_partner.verdicts import Verdict, spoken

__all__ = ["check_list", "country_on", "series_on"]

PROBLEM_COLUMNS = {
    "line": Term("Zeile", "Line"),
    "column": Term("Spalte", "Column"),
    "value": Term("Wert", "Value"),
    "severity": Term("Schwere", "Severity"),
    "reason": Term("Grund", "Reason"),
}


def country_on(text: str, on: str, lang: str) -> str:
    """The verdict on a country, given by name or code, on an ISO day, and the series that are meant for it."""
    return _answered(lambda speech: _country_on(text, date.fromisoformat(on), speech), lang)


def series_on(series: str, on: str, lang: str) -> str:
    """Where a series stands on an ISO day, its next edition, and which recipients lie in its scope."""
    return _answered(lambda speech: _series_on(series, date.fromisoformat(on), speech), lang)


def check_list(path: str, lang: str) -> str:
    """What `read_partnerships` finds in a CSV or Excel file, and the two tables to take home."""
    return _answered(lambda speech: _check_list(path, speech), lang)


def _answered(answer: Callable[[Lang], Mapping[str, object]], lang: str) -> str:
    speech = language(lang)
    try:
        told = answer(speech)
    except KommunalPartnerError as error:
        told = {"refused": error.text(speech)}
    return json.dumps(told, ensure_ascii=False)


def _country_on(text: str, on: date, lang: Lang) -> dict[str, object]:
    facts, found = load_facts(), find_country(text)
    formats = [
        {"name": one.name.text(lang), "id": one.id, **_spoken(verdict, lang)}
        for one, verdict in series_for(facts, found, on=on)
    ]
    verdict = assess_country(facts, found, on=on)
    return {
        "subject": f"{found.name(lang)} ({found.alpha3})",
        "on": spoken(on, lang),
        **_spoken(verdict, lang),
        "evidence": _rows(verdict.evidence, lang),
        "formats": formats,
    }


def _series_on(series: str, on: date, lang: Lang) -> dict[str, object]:
    facts = load_facts()
    chosen = facts.series[series]
    found = state(chosen, on=on)
    horizon = facts.oda.horizon
    nearest = max(horizon.start, min(on, horizon.last or on))
    verdicts = {code: assess_scope(facts, code, chosen, on=on) for code in sorted(facts.oda.recipients(on=nearest))}
    return {
        "subject": chosen.name.text(lang),
        "on": spoken(on, lang),
        "phase": found.phase.value,
        "word": found.phase.text(lang),
        "sentence": found.why.text(lang),
        "last": None if found.last is None else found.last.when.text(lang),
        "next": None if found.next is None else found.next.when.text(lang),
        "likeliest": spoken(found.next.likeliest, lang) if isinstance(found.next, ExpectedEdition) else None,
        "confidence": None if found.confidence is None else found.confidence.text(lang),
        "evidence": _rows(found.evidence, lang),
        "sure": _names([code for code, verdict in verdicts.items() if verdict.is_yes], lang),
        "undecided": _names([code for code, verdict in verdicts.items() if verdict.is_undecided], lang),
    }


def _check_list(path: str, lang: Lang) -> dict[str, object]:
    # Imported here, because whoever asks for a country should not wait for the readers of tables.
    from kommunal_partner.adapters.from_tables import Severity, read_partnerships
    from kommunal_partner.adapters.to_tables import write_csv

    reading = read_partnerships(path, municipalities=load_facts().municipalities)
    problems: list[dict[str, object]] = [
        {
            "line": problem.line,
            "column": problem.column,
            "value": problem.value,
            "severity": problem.severity.text(lang),
            "reason": problem.reason.text(lang),
        }
        for problem in reading.problems
    ]
    checked, findings = io.BytesIO(), io.BytesIO()
    write_csv(reading.values, checked, lang=lang)
    write_csv(
        [{title.text(lang): one[key] for key, title in PROBLEM_COLUMNS.items()} for one in problems],
        findings,
        lang=lang,
    )
    return {
        "lines": len(reading.lines),
        "partnerships": len(reading.values),
        "counts": {severity.value: len(reading.of_severity(severity)) for severity in Severity},
        "report": reading.report(lang),
        "problems": problems,
        # As files for Excel: the mark of the encoding stays at the front.
        "checked": checked.getvalue().decode("utf-8"),
        "findings": findings.getvalue().decode("utf-8"),
    }


def _spoken(verdict: Verdict, lang: Lang) -> dict[str, object]:
    sure = verdict.confidence
    return {
        "answer": verdict.answer.value,
        "word": verdict.answer.text(lang),
        "sentence": verdict.text(lang),
        "code": verdict.code,
        "confidence": None if sure is None else sure.text(lang),
    }


def _rows(evidence: Iterable[Evidence], lang: Lang) -> list[dict[str, object]]:
    """Every document once, with the confidence of the row it was read for."""
    found = {
        (source.text, row.confidence): {"text": source.text, "url": source.url, "confidence": row.confidence.text(lang)}
        for row in evidence
        for source in row.sources
    }
    return list(found.values())


def _names(codes: Iterable[str], lang: Lang) -> list[str]:
    return [one.name(lang) for one in sorted(map(country, codes), key=lambda one: one.sort_key(lang))]
