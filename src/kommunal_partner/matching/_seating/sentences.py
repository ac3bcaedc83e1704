"""The sentences about people and tables that tables and rounds share, in the order in which input is read."""

from __future__ import annotations

from typing import Final

from kommunal_partner.verdicts import Reason

HAS_LEFT: Final = Reason(
    "PERSON_HAS_LEFT",
    de="{id} ist nicht dabei: als abwesend gemeldet.",
    en="{id} does not take part: said to be absent.",
)
GIVEN_TWICE: Final = Reason("PERSON_GIVEN_TWICE", de="{id} ist zweimal genannt.", en="{id} is given twice.")
TOO_MANY_PEOPLE: Final = Reason(
    "TOO_MANY_PEOPLE",
    de="Mehr als {most} Personen in einer Aufgabe; bitte zuerst nach Region oder Tag aufteilen.",
    en="More people than fit: at most {most} in one task; divide them first, by region or day.",
)
TOO_MANY_TABLES: Final = Reason(
    "TOO_MANY_TABLES",
    de="{what} darf höchstens {most} Tische nennen.",
    en="{what} may name at most {most} tables.",
)
BAD_SIZE: Final = Reason(
    "BAD_SIZE_OF_TABLE",
    de="{size} ist keine Tischgröße: gebraucht wird eine Zahl ab 0 oder (mindestens, höchstens).",
    en="{size} is no size of a table: a number from 0, or (least, most).",
)
GROUPS_NEEDED: Final = Reason(
    "GROUPS_OF_IDS_NEEDED",
    de="{what}={given}: gebraucht werden Gruppen von Kennungen, etwa [({given}, …)].",
    en="{what}={given}: groups of ids are needed, such as [({given}, …)].",
)
NO_SUCH_TABLE: Final = Reason(
    "NO_SUCH_TABLE",
    de="{what}: Tisch {table} gibt es nicht; gezählt wird von 1 bis {tables}.",
    en="{what}: there is no table {table}; tables are counted from 1 to {tables}.",
)
NO_SUCH_ROUND: Final = Reason(
    "NO_SUCH_ROUND",
    de="{what}: Runde {round} gibt es nicht; gezählt wird von 1 bis {rounds}.",
    en="{what}: there is no round {round}; rounds are counted from 1 to {rounds}.",
)
TWO_TABLES_GIVEN: Final = Reason(
    "TWO_TABLES_GIVEN",
    de="{what}: {id} hat zwei verschiedene Tische.",
    en="{what}: {id} is given two tables.",
)
