"""Answers as documents: what was answered, why, on what, in a few thousand characters."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from datetime import date
from typing import Any, Final

from kommunal_partner._checks import refusal
from kommunal_partner._rows import flat_rows
from kommunal_partner.adapters.from_tables import Reading
from kommunal_partner.adapters.to_json._hashing import facts_hash, hash_of
from kommunal_partner.clashes import Clash
from kommunal_partner.errors import BadModel
from kommunal_partner.results import Certificate, Explanation, Unmet, Violation
from kommunal_partner.schedule import SeriesState
from kommunal_partner.verdicts import Sentence, Verdict, spoken

MOST_CHECKS: Final = 12
MOST_SOURCES: Final = 20
_LONGEST: Final = 600


def document(value: object, facts: object | None, asked: Mapping[str, object] | None) -> dict[str, object] | None:
    """The document of an answer; None if the value is no answer."""
    found = _answer(value)
    if found is None:
        return None
    made: dict[str, object] = {"type": type(value).__name__, **found}
    if asked is not None:
        given: Any = asked
        if not isinstance(given, Mapping) or not all(isinstance(name, str) for name in given):
            de = " muss ein Mapping von Namen auf das sein, wonach gefragt ist"
            raise refusal(BadModel, "asked", asked, de, " must be a mapping of names to what was asked")
        made["asked"] = {name: _plain(part) for name, part in sorted(asked.items())}
        made["asked_sha256"] = hash_of(made["asked"])
    if facts is not None:
        made["facts_sha256"] = facts_hash(facts)
    return made


def _answer(value: object) -> dict[str, object] | None:
    if isinstance(value, Verdict):
        return _verdict(value)
    if isinstance(value, SeriesState):
        return _state(value)
    if isinstance(value, (Sentence, Violation, Unmet, Certificate, Explanation, Clash)):
        return {"text": _both(value)}
    if isinstance(value, Reading):
        problems = [
            {**row, "text": _both(one)} for row, one in zip(flat_rows(value.problems), value.problems, strict=True)
        ]
        return {"rows": len(value.rows), "problems": problems}
    if callable(getattr(value, "verify", None)) and callable(getattr(value, "to_rows", None)):
        return _result(value)
    return None


def _verdict(verdict: Verdict) -> dict[str, object]:
    sources = dict.fromkeys(source.id for row in _rows(verdict) for source in row.sources)
    return {
        "answer": verdict.answer.value,
        "code": verdict.code,
        "text": _both(verdict),
        "values": {name: _plain(value) for name, value in verdict.values.items() if name != "because"},
        "confidence": None if verdict.confidence is None else verdict.confidence.value,
        "checks": [_check(check) for check in verdict.checks[:MOST_CHECKS]],
        "sources": list(sources)[:MOST_SOURCES],
        "rule": verdict.rule,
        "as_of": None if verdict.as_of is None else verdict.as_of.isoformat(),
    }


def _check(check: Verdict) -> dict[str, object]:
    return {"answer": check.answer.value, "code": check.code, "rule": check.rule}


def _rows(verdict: Verdict) -> list[Any]:
    """The rows that the answer rests on: its own, then those of the checks that decide."""
    deciding = [row for check in verdict.checks if check.answer is verdict.answer for row in _rows(check)]
    return [*verdict.evidence, *deciding]


def _state(state: SeriesState) -> dict[str, object]:
    return {
        "series": state.series,
        "on": state.on.isoformat(),
        "phase": state.phase.value,
        "text": _both(state.why),
        "last": None if state.last is None else state.last.id,
        "next": None if state.next is None else state.next.id,
    }


def _result(result: Any) -> dict[str, object]:  # noqa: ANN401 - because every room has its own
    certificate = result.certificate
    return {
        "status": result.status.value,
        "value": result.value,
        "bound": result.bound,
        "gap": result.gap,
        "certificate": None if certificate is None else _both(certificate),
        "reproducible": result.reproducible,
        "unmet": [{"ids": [_plain(one) for one in left.ids], "text": _both(left)} for left in result.unmet],
        "moved": [_plain(one) for one in result.moved],
        "rows": [{name: _plain(cell) for name, cell in row.items()} for row in result.to_rows()],
    }


def _both(speaker: Any) -> dict[str, str]:  # noqa: ANN401 - because whatever has text(lang) speaks
    """Both sentences, shortened where they list a great many things."""
    return {lang: _short(str(speaker.text(lang))) for lang in ("de", "en")}


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _plain(value: object) -> object:
    """A value as JSON has it: what has an id by it, dates as ISO days, all else as it is spoken in English."""
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, float):
        return value if value - value == 0 else str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): _plain(held) for key, held in value.items()}
    if isinstance(value, (tuple, list, AbstractSet)):
        parts = [_plain(part) for part in value]
        return sorted(parts, key=str) if isinstance(value, AbstractSet) else parts
    code = getattr(value, "alpha3", None) or getattr(value, "id", None) or getattr(value, "value", None)
    return code if isinstance(code, (str, int)) else _short(spoken(value, "en"))
