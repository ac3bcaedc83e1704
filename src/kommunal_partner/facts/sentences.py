"""What the registers of facts hold and when it runs out, in words."""

from __future__ import annotations

from typing import Final

from kommunal_partner.languages import Term
from kommunal_partner.verdicts import Reason

SERIES: Final = Term("Veranstaltungsreihe", "series")
PROGRAMME: Final = Term("Förderprogramm", "programme")
SOURCE: Final = Term("Quelle", "source")
REGION: Final = Term("Region", "region")

SCHEME: Final = Term("Schema", "scheme")
VERSION: Final = Term("Fassung", "version")
EDITION: Final = Term("Ausgabe", "edition")
PAGE: Final = Term("Seite", "page")


def not_called(kind: Term, *names: str) -> Term:
    """That nothing of a kind has one of these names."""
    named = ", ".join(map(repr, names))
    return Term(f"{kind.de} {named} gibt es nicht", f"no {kind.en} is called {named}")


def no_unit(ids: str) -> Term:
    """That no unit has an id."""
    return Term(f"keine Einheit hat die Kennung {ids}", f"no unit has the id {ids}")


WITHOUT_VERBAENDE: Final = Reason(
    "REGISTER_WITHOUT_VERBAENDE",
    de="{count} Verbände, zu denen Gemeinden gehören (Ämter), stehen nicht in der Tabelle; Länder: {states}",
    en="{count} Verbände that municipalities belong to (Ämter) are not in the table; Länder: {states}",
)
LIST_ENDS: Final = Reason(
    "LIST_ENDS",
    de="{list} gilt bis zum {last}; für spätere Tage ist keine Liste bekannt.",
    en="{list} holds until {last}; no list is known for later days.",
)
TEXT_SEEN_UNTIL: Final = Reason(
    "TEXT_SEEN_UNTIL",
    de="{programme}: Der Text ist für die Zeit bis zum {last} gesehen; ob er danach gilt, ist nicht bekannt.",
    en="{programme}: its text was seen for the time until {last}; whether it holds after that is not known.",
)
