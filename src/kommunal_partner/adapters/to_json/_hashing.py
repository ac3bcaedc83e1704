"""The hash of the facts that a question is decided on: every part of every model counts, in an order of its own."""

from __future__ import annotations

import json
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from datetime import date
from enum import Enum
from functools import lru_cache
from hashlib import sha256
from operator import itemgetter
from typing import Any, Final

import attrs

from kommunal_partner.errors import BadModel
from kommunal_partner.facts import Facts
from kommunal_partner.languages import Term

GROUPS: Final = ("oda", "regions", "series", "partnerships", "programmes", "sources")


def facts_hash(facts: Any) -> str:  # noqa: ANN401 - because any grounds will do
    """The SHA-256 of the facts that questions are decided on; the same for the same facts on every machine.

    Raises:
        BadModel: for what has none of the groups of facts.
    """
    return _kept_hash(facts) if type(facts) is Facts else _hash(facts)


@lru_cache(maxsize=2)
def _kept_hash(facts: Facts) -> str:
    return _hash(facts)


def _hash(facts: object) -> str:
    groups = {name: canonical(getattr(facts, name)) for name in GROUPS if hasattr(facts, name)}
    if not groups:
        kind = type(facts).__name__
        said = Term(f"Fakten sind nötig, nicht {kind}", f"facts are needed, not {kind}")
        raise BadModel(said, argument="facts", value=facts)
    return hash_of(groups)


def hash_of(value: object) -> str:
    """The SHA-256 of a value of JSON."""
    text = json.dumps(value, sort_keys=True, default=str, ensure_ascii=False)
    return sha256(text.encode(errors="surrogatepass")).hexdigest()


def canonical(value: Any) -> object:  # noqa: ANN401 - because fields hold anything
    """A model with all its parts as JSON has them: whatever makes two models unequal makes two of these unequal."""
    if value is None or isinstance(value, (str, bool, int, float, Enum, date)):
        return value.value if isinstance(value, Enum) else value.isoformat() if isinstance(value, date) else value
    if isinstance(value, AbstractSet):
        return sorted((canonical(part) for part in value), key=hash_of)
    parts: dict[str, object] = {}
    if attrs.has(type(value)):
        fields = [one.name for one in attrs.fields(type(value)) if one.eq and not one.name.startswith("_")]
        parts = {name: canonical(getattr(value, name)) for name in fields}
    if isinstance(value, Mapping):
        pairs = [(str(canonical(key)), canonical(held)) for key, held in value.items()]
        return [parts, *sorted(pairs, key=itemgetter(0))]
    if isinstance(value, (tuple, list)):
        return [canonical(part) for part in value]
    return [type(value).__name__, parts or str(value)]
