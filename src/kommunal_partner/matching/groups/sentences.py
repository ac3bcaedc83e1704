"""The sentences of seating plans, in German and English."""

from __future__ import annotations

from typing import Final

from kommunal_partner.verdicts import Reason

# ── what is refused when it is read ───────────────────────────────────────────────────────────────────────────────────
ROWS_NEEDED: Final = Reason(
    "ROWS_OF_DISTANCES_NEEDED",
    de="Abstände von {count} Personen: gebraucht werden ebenso viele Zeilen mit ebenso vielen Zahlen.",
    en="distances of {count} people: as many rows of as many numbers are needed",
)
NO_DISTANCE: Final = Reason(
    "NO_DISTANCE", de="Für {a} und {b} ist kein Abstand angegeben.", en="no distance is given for {a} and {b}"
)
TWO_DISTANCES: Final = Reason(
    "TWO_DISTANCES",
    de="Der Abstand von {a} und {b} ist nicht in beide Richtungen gleich.",
    en="the distance of {a} and {b} is not the same in both directions",
)
BAD_DISTANCE: Final = Reason(
    "BAD_DISTANCE",
    de="Der Abstand von {a} und {b} ist {value}: gebraucht wird eine endliche Zahl.",
    en="the distance of {a} and {b} is {value}: it must be a finite number",
)
DISTANCE_TOO_LARGE: Final = Reason(
    "DISTANCE_TOO_LARGE",
    de="Der Abstand von {a} und {b} ist zu groß; bitte alle durch eine Zahl teilen.",
    en="the distance of {a} and {b} is too large; divide all by one number",
)
BAD_QUOTA: Final = Reason(
    "BAD_TABLE_QUOTA",
    de="{what}: gebraucht wird eine TableQuota oder (Name, Kennungen, Zahl).",
    en="{what}: a TableQuota is needed, or (name, ids, number)",
)

# ── rules ────────────────────────────────────────────────────────────────────────────────────────────────────────────
SIZES_RULE: Final = Reason(
    "SIZES_RULE",
    de="Jeder Tisch hat so viele Menschen, wie er haben muss und darf ({sizes}).",
    en="Each table has as many people as it must and may have ({sizes}).",
)
TOGETHER_RULE: Final = Reason("TOGETHER_RULE", de="{ids} sitzen zusammen.", en="{ids} sit together.")
APART_RULE: Final = Reason(
    "APART_RULE", de="{ids} sitzen an verschiedenen Tischen.", en="{ids} sit at different tables."
)
LANGUAGE_RULE: Final = Reason(
    "LANGUAGE_RULE",
    de="An jedem Tisch gibt es eine gemeinsame Sprache.",
    en="Each table has a language in common.",
)
AT_LEAST_RULE: Final = Reason(
    "AT_LEAST_RULE",
    de="An jedem Tisch mit „{name}“: mindestens {number}.",
    en="At each table with “{name}”: at least {number}.",
)
AT_MOST_RULE: Final = Reason(
    "AT_MOST_RULE",
    de="An jedem Tisch mit „{name}“: höchstens {number}.",
    en="At each table with “{name}”: at most {number}.",
)
LOCKED_RULE: Final = Reason(
    "LOCKED_RULE", de="{id} sitzt fest an Tisch {table}.", en="{id} is set to sit at table {table}."
)

# ── why not ───────────────────────────────────────────────────────────────────────────────────────────────────────────
TOO_FEW_CHAIRS: Final = Reason(
    "TOO_FEW_CHAIRS",
    de="Es kommen: {people}; Plätze an den Tischen: nur {chairs}.",
    en="Coming: {people}; chairs at the tables: only {chairs}.",
)
TOO_FEW_PEOPLE: Final = Reason(
    "TOO_FEW_PEOPLE",
    de="Es kommen: {people}; die Tische brauchen zusammen mindestens {needed}.",
    en="Coming: {people}; the tables need at least {needed} in all.",
)
TOO_LARGE_TOGETHER: Final = Reason(
    "TOO_LARGE_TOGETHER",
    de="{ids} sollen zusammen sitzen ({count}), aber kein Tisch hat mehr als {chairs} Plätze.",
    en="{ids} are to sit together ({count}), but no table has more than {chairs} chairs.",
)
TOO_MANY_APART: Final = Reason(
    "TOO_MANY_APART",
    de="{ids} sollen an verschiedenen Tischen sitzen ({count}), aber es gibt nur {tables} Tische.",
    en="{ids} are to sit at different tables ({count}), but there are only {tables} tables.",
)
TOGETHER_AND_APART: Final = Reason(
    "TOGETHER_AND_APART",
    de="{a} und {b} sollen zusammen und zugleich an verschiedenen Tischen sitzen.",
    en="{a} and {b} are to sit together and at different tables at once.",
)
TOGETHER_AT_TWO_TABLES: Final = Reason(
    "TOGETHER_AT_TWO_TABLES",
    de="{a} und {b} sollen zusammen sitzen, sitzen aber fest an verschiedenen Tischen.",
    en="{a} and {b} are to sit together, but are set to sit at different tables.",
)
APART_AT_ONE_TABLE: Final = Reason(
    "APART_AT_ONE_TABLE",
    de="{a} und {b} sollen an verschiedenen Tischen sitzen, sitzen aber beide fest an Tisch {table}.",
    en="{a} and {b} are to sit at different tables, but both are set to sit at table {table}.",
)
TABLE_OVERFULL: Final = Reason(
    "TABLE_OVERFULL",
    de="Fest an Tisch {table} sollen sitzen: {count}; Plätze: nur {chairs}.",
    en="Set to sit at table {table}: {count}; chairs: only {chairs}.",
)
TOO_FEW_WITH_PROPERTY: Final = Reason(
    "TOO_FEW_WITH_PROPERTY",
    de="Mit „{name}“ je Tisch mindestens {number}, Tische: {tables}, macht {needed}; es gibt nur {count}.",
    en="With “{name}” at each table at least {number}, tables: {tables}, in all {needed}; there are only {count}.",
)
TOO_MANY_WITH_PROPERTY: Final = Reason(
    "TOO_MANY_WITH_PROPERTY",
    de="Mit „{name}“ je Tisch höchstens {number}, Tische: {tables}, macht {room}; es gibt {count}.",
    en="With “{name}” at each table at most {number}, tables: {tables}, in all {room}; there are {count}.",
)

# ── what a result says of itself ─────────────────────────────────────────────────────────────────────────────────────
BOUND_PEOPLE: Final = Reason(
    "BOUND_PEOPLE",
    de="Eine schwache Schranke: niemand kann mehr beitragen als mit den für sich allein besten Nachbarn.",
    en="A weak bound: nobody can contribute more than with the neighbours that would be best for them alone.",
)
BOUND_PAIRS: Final = Reason(
    "BOUND_PAIRS",
    de="Eine schwache Schranke: die {pairs} Paare, die an Tischen entstehen, könnten höchstens die besten sein.",
    en="A weak bound: the {pairs} pairs that the tables make could at best be the best pairs.",
)
VALUE: Final = Reason(
    "VALUE",
    de="Die Summe der Abstände an den Tischen ist {value}; die Schranke ist {bound}.",
    en="The sum of distances at the tables is {value}; the bound is {bound}.",
)
VALUE_ALONE: Final = Reason(
    "VALUE_ALONE",
    de="Die Summe der Abstände an den Tischen ist {value}; eine Schranke gibt es nicht.",
    en="The sum of distances at the tables is {value}; there is no bound.",
)
DISTANCES_UNREAD: Final = Reason(
    "DISTANCES_UNREAD",
    de="In der gesetzten Zeit wurden nicht alle Abstände gelesen; die Tische sind nicht nach ihnen gewählt.",
    en="Not all distances were read in the time given; the tables are not chosen by them.",
)
DISTANCE_UNREAD: Final = Reason(
    "DISTANCE_UNREAD",
    de="{a} sitzt an Tisch {table_a}, {b} an Tisch {table_b}; ihr Abstand wurde in der gesetzten Zeit nicht gelesen.",
    en="{a} sits at table {table_a}, {b} at table {table_b}; their distance was not read in the time given.",
)
TABLE_TOTAL: Final = Reason(
    "TABLE_TOTAL",
    de="Tisch {table} ({count}): {total} – {ids}.",
    en="Table {table} ({count}): {total} – {ids}.",
)
TABLE_EMPTY: Final = Reason("TABLE_EMPTY", de="Tisch {table}: leer.", en="Table {table}: empty.")
SPOKEN: Final = Reason(
    "SPOKEN", de="An Tisch {table} sprechen alle: {languages}.", en="All at table {table} speak: {languages}."
)
SPOKEN_AS_KNOWN: Final = Reason(
    "SPOKEN_AS_KNOWN",
    de="An Tisch {table} sprechen alle, deren Sprachen bekannt sind: {languages}.",
    en="All at table {table} whose languages are known speak: {languages}.",
)
MOVED: Final = Reason(
    "MOVED",
    de="Einen anderen Tisch als im früheren Plan haben {ids} (Anzahl: {count}).",
    en="At another table than in the earlier plan: {ids} (number: {count}).",
)
MEMBER: Final = Reason(
    "MEMBER",
    de="{id} sitzt an Tisch {table} und trägt dort {own} bei.",
    en="{id} sits at table {table} and contributes {own} there.",
)
ALONE: Final = Reason("ALONE", de="{id} hat keinen Platz.", en="{id} has no chair.")
TOGETHER: Final = Reason(
    "TOGETHER",
    de="{a} und {b} sitzen zusammen an Tisch {table}; ihr Abstand ist {distance}.",
    en="{a} and {b} sit together at table {table}; their distance is {distance}.",
)
APART: Final = Reason(
    "APART",
    de="{a} sitzt an Tisch {table_a}, {b} an Tisch {table_b}; ihr Abstand wäre {distance}.",
    en="{a} sits at table {table_a}, {b} at table {table_b}; their distance would be {distance}.",
)
CONTRIBUTION: Final = Reason(
    "CONTRIBUTION",
    de="{id} trägt {own} an Tisch {here} bei, an Tisch {there} wären es {elsewhere}.",
    en="{id} contributes {own} at table {here}, and would contribute {elsewhere} at table {there}.",
)
EXCHANGED: Final = Reason(
    "EXCHANGED",
    de="{id} trägt {own} an Tisch {here} bei; beim günstigsten Tausch mit Tisch {there} (gegen {other}) wären es "
    "{elsewhere}, und die Summe ginge von {value} auf {changed}.",
    en="{id} contributes {own} at table {here}, and would contribute {elsewhere} at table {there} after the best "
    "exchange (for {other}), by which the sum would go from {value} to {changed}.",
)
BARRED_AT: Final = Reason(
    "BARRED_AT",
    de="An Tisch {tables} käme {id} weder durch einen Umzug noch durch einen Tausch mit einer Person dort, ohne eine "
    "Regel zu verletzen.",
    en="No move, and no exchange with one person there, would bring {id} to table {tables} without breaking a rule.",
)
BARRED: Final = Reason(
    "BARRED",
    de="An die Tische {tables} käme {id} weder durch einen Umzug noch durch einen Tausch mit einer Person dort, ohne "
    "eine Regel zu verletzen.",
    en="No move, and no exchange with one person there, would bring {id} to one of the tables {tables} without "
    "breaking a rule.",
)
BY_RULE: Final = Reason("BY_RULE", de="Das verlangt eine Regel: {rule}", en="A rule asks for it: {rule}")
CONCERNS: Final = Reason("CONCERNS", de="Für {id} gilt eine Regel: {rule}", en="A rule that concerns {id}: {rule}")
SWAP: Final = Reason(
    "SWAP",
    de="Der günstigste Tausch, der das änderte ({a} gegen {b}), brächte die Summe von {value} auf {changed}.",
    en="The best exchange that would change it ({a} for {b}) would bring the sum from {value} to {changed}.",
)
MOVE: Final = Reason(
    "MOVE",
    de="Am günstigsten änderte das ein Umzug: Mit {a} an Tisch {table} ginge die Summe von {value} auf {changed}.",
    en="The best change would be a move: with {a} at table {table} the sum would go from {value} to {changed}.",
)
NO_SWAP: Final = Reason(
    "NO_SWAP",
    de="Kein Tausch zweier Personen und kein Umzug einer einzelnen änderte das, ohne eine Regel zu verletzen.",
    en="No simple exchange of two people, and no move of one, would change it without breaking a rule.",
)
UNSEATED: Final = Reason("UNSEATED", de="Für {id} ist kein Platz.", en="There is no chair for {id}.")

# ── violations ───────────────────────────────────────────────────────────────────────────────────────────────────────
V_TABLES: Final = Reason(
    "V_TABLES", de="Es sind {found} Tische statt {asked}.", en="There are {found} tables instead of {asked}."
)
V_ONCE: Final = Reason("V_ONCE", de="{id} sitzt {count}-mal.", en="{id} sits {count} times.")
V_SIZE: Final = Reason(
    "V_SIZE",
    de="An Tisch {table} sitzen {count}, es müssen {low} bis {high} sein.",
    en="{count} sit at table {table}; it must be {low} to {high}.",
)
V_LANGUAGE: Final = Reason(
    "V_LANGUAGE", de="Tisch {table} hat keine gemeinsame Sprache.", en="Table {table} has no language in common."
)
V_COUNT: Final = Reason(
    "V_COUNT",
    de="An Tisch {table} mit „{name}“: {count}.",
    en="At table {table} with “{name}”: {count}.",
)
V_LOCKED: Final = Reason("V_LOCKED", de="{id} sitzt nicht an Tisch {table}.", en="{id} does not sit at table {table}.")
V_VALUE: Final = Reason(
    "V_VALUE", de="Der Wert ist {found}, genannt ist {claimed}.", en="The value is {found}; {claimed} is claimed."
)
V_BOUND: Final = Reason(
    "V_BOUND",
    de="Die genannte Schranke {claimed} folgt nicht aus ihrem Beleg.",
    en="The bound {claimed} that is claimed does not follow from its certificate.",
)
V_MOVED: Final = Reason(
    "V_MOVED",
    de="Als umgesetzt genannt sind nicht die, die den Tisch wechseln.",
    en="Those named as moved are not those who change tables.",
)
