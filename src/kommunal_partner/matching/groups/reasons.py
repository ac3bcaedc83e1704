"""The sentences of seating plans, in German and English."""

from __future__ import annotations

from typing import Final

from kommunal_partner.verdicts import Reason

__all__ = [
    "ALONE",
    "APART",
    "APART_RULE",
    "AT_LEAST_RULE",
    "AT_MOST_RULE",
    "BOUND_PAIRS",
    "BOUND_PEOPLE",
    "BY_RULE",
    "CONTRIBUTION",
    "LANGUAGE_RULE",
    "LOCKED_RULE",
    "MEMBER",
    "MOVED",
    "NO_SWAP",
    "SIZES_RULE",
    "SPOKEN",
    "SWAP",
    "TABLE_EMPTY",
    "TABLE_TOTAL",
    "TOGETHER",
    "TOGETHER_RULE",
    "UNSEATED",
    "VALUE",
    "VALUE_ALONE",
    "V_BOUND",
    "V_COUNT",
    "V_LANGUAGE",
    "V_LOCKED",
    "V_MOVED",
    "V_ONCE",
    "V_SIZE",
    "V_TABLES",
    "V_VALUE",
]

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
TABLE_TOTAL: Final = Reason(
    "TABLE_TOTAL",
    de="Tisch {table} ({count}): {total} – {ids}.",
    en="Table {table} ({count}): {total} – {ids}.",
)
TABLE_EMPTY: Final = Reason("TABLE_EMPTY", de="Tisch {table}: leer.", en="Table {table}: empty.")
SPOKEN: Final = Reason(
    "SPOKEN", de="An Tisch {table} sprechen alle: {languages}.", en="All at table {table} speak: {languages}."
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
    de="{id} trägt an Tisch {here} {own} bei, an Tisch {there} wären es {other}.",
    en="{id} contributes {own} at table {here}, and would contribute {other} at table {there}.",
)
BY_RULE: Final = Reason("BY_RULE", de="Das verlangt eine Regel: {rule}", en="A rule asks for it: {rule}")
SWAP: Final = Reason(
    "SWAP",
    de="Der günstigste Tausch, der das änderte ({a} gegen {b}), brächte die Summe von {value} auf {changed}.",
    en="The best exchange that would change it ({a} for {b}) would bring the sum from {value} to {changed}.",
)
NO_SWAP: Final = Reason(
    "NO_SWAP",
    de="Kein einfacher Tausch änderte das, ohne eine Regel zu verletzen.",
    en="No simple exchange would change it without breaking a rule.",
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
    de="Die Schranke ist {found}, genannt ist {claimed}, oder ihr Beleg ist ein anderer.",
    en="The bound is {found}; {claimed} is claimed, or its proof is another one.",
)
V_MOVED: Final = Reason(
    "V_MOVED",
    de="Als umgesetzt genannt sind nicht die, die den Tisch wechseln.",
    en="Those named as moved are not those who change tables.",
)
