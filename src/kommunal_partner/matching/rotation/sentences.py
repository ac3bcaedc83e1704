"""The sentences of rotation plans, in German and English."""

from __future__ import annotations

from typing import Final

from kommunal_partner.verdicts import Reason

# ── what is refused when it is read ───────────────────────────────────────────────────────────────────────────────────
TOO_MANY_SEATS: Final = Reason(
    "TOO_MANY_SEATS",
    de="Zu viele Runden für so viele Personen: Runden mal Personen dürfen höchstens {most} sein.",
    en="too many rounds for so many people: rounds times people may be at most {most}",
)
LOCKS_NEEDED: Final = Reason(
    "LOCKS_NEEDED",
    de="locked: Gebraucht wird (Kennung, Runde, Tisch oder „bench“), nicht {given}.",
    en="locked: (id, round, table or “bench”) is needed, not {given}",
)
BAD_BENCH: Final = Reason(
    "BAD_BENCH",
    de="bench={size}: Gebraucht wird eine Zahl ab 0 oder (mindestens, höchstens).",
    en="bench={size}: a number from 0 is needed, or (least, most)",
)
HOST_LOCKED_ELSEWHERE: Final = Reason(
    "HOST_LOCKED_ELSEWHERE",
    de="locked: {id} ist Gastgeber an Tisch {host} und kann nicht an Tisch {table} sitzen.",
    en="locked: {id} is host of table {host} and cannot sit at table {table}",
)
HOST_ON_THE_BENCH: Final = Reason(
    "HOST_ON_THE_BENCH",
    de="locked: {id} ist Gastgeber an Tisch {host} und kann nicht aussetzen.",
    en="locked: {id} is host of table {host} and cannot sit out",
)
LOCKED_WHILE_AWAY: Final = Reason(
    "LOCKED_WHILE_AWAY",
    de="locked: {id} fehlt in Runde {round}.",
    en="locked: {id} is absent in round {round}",
)

# ── rules ────────────────────────────────────────────────────────────────────────────────────────────────────────────
CHAIRS_RULE: Final = Reason(
    "CHAIRS_RULE",
    de="In Runde {round} sitzen an den Tischen: {seats}.",
    en="In round {round} the tables seat: {seats}.",
)
APART_RULE: Final = Reason("APART_RULE", de="{ids} treffen sich nie.", en="{ids} never meet.")
HOST_RULE: Final = Reason("HOST_RULE", de="{id} bleibt an Tisch {table}.", en="{id} stays at table {table}.")
LOCKED_RULE: Final = Reason(
    "LOCKED_RULE",
    de="{id} sitzt in Runde {round} fest an Tisch {table}.",
    en="{id} is set to sit at table {table} in round {round}.",
)
LOCKED_OUT_RULE: Final = Reason(
    "LOCKED_OUT_RULE", de="{id} setzt in Runde {round} aus.", en="{id} is set to sit out in round {round}."
)
BENCH_RULE: Final = Reason(
    "BENCH_RULE", de="In jeder Runde setzen so viele aus: {number}.", en="So many sit out in each round: {number}."
)
TOO_FEW_CHAIRS: Final = Reason(
    "TOO_FEW_CHAIRS",
    de="Zu Runde {round} kommen: {people}; Plätze an den Tischen: nur {chairs}.",
    en="Coming to round {round}: {people}; chairs at the tables: only {chairs}.",
)
TOO_FEW_PEOPLE: Final = Reason(
    "TOO_FEW_PEOPLE",
    de="Zu Runde {round} kommen: {people}; die Tische brauchen mindestens {needed}.",
    en="Coming to round {round}: {people}; the tables need at least {needed}.",
)
TOO_FEW_PLACES: Final = Reason(
    "TOO_FEW_PLACES",
    de="Zu Runde {round} kommen: {people}; Plätze an den Tischen und auf der Bank: nur {chairs}.",
    en="Coming to round {round}: {people}; places at the tables and on the bench: only {chairs}.",
)
TOO_FEW_FOR_BENCH: Final = Reason(
    "TOO_FEW_FOR_BENCH",
    de="Zu Runde {round} kommen: {people}; die Tische und die Bank brauchen mindestens {needed}.",
    en="Coming to round {round}: {people}; the tables and the bench need at least {needed}.",
)
BENCH_OVERFULL: Final = Reason(
    "BENCH_OVERFULL",
    de="In Runde {round} sollen fest aussetzen: {count}; Plätze auf der Bank: nur {places}.",
    en="Set to sit out in round {round}: {count}; places on the bench: only {places}.",
)
TABLE_OVERFULL: Final = Reason(
    "TABLE_OVERFULL",
    de="Fest an Tisch {table} sollen in Runde {round} sitzen: {count}; Plätze: nur {chairs}.",
    en="Set to sit at table {table} in round {round}: {count}; chairs: only {chairs}.",
)
TOO_MANY_APART: Final = Reason(
    "TOO_MANY_APART",
    de="{ids} sollen sich nie treffen; in Runde {round} sind es {count}, aber es gibt nur {tables} Tische.",
    en="{ids} are never to meet; in round {round} they are {count}, but there are only {tables} tables.",
)
TOO_MANY_APART_BENCH: Final = Reason(
    "TOO_MANY_APART_BENCH",
    de="{ids} sollen sich nie treffen; in Runde {round} sind es {count}, aber es gibt nur {tables} Tische und zu wenig "
    "Plätze auf der Bank.",
    en="{ids} are never to meet; in round {round} they are {count}, but there are only {tables} tables, and too few "
    "places on the bench.",
)

# ── what a result says of itself ─────────────────────────────────────────────────────────────────────────────────────
BOUND_NONE: Final = Reason(
    "BOUND_NONE",
    de="Aus der Zahl der Personen, Tische und Runden folgt keine Wiederholung.",
    en="Nothing in the numbers of people, tables and rounds forces a repeat.",
)
BOUND_PAIRS: Final = Reason(
    "BOUND_PAIRS",
    de="Begegnungen in allen Runden: {meetings}; Paare, die sich treffen dürfen und können: {pairs}.",
    en="Meetings in all rounds: {meetings}; pairs that may and can meet: {pairs}.",
)
BOUND_PERSON: Final = Reason(
    "BOUND_PERSON",
    de="Alle zusammen begegnen mindestens {excess}-mal mehr Menschen, als sie verschiedene treffen können; jede "
    "Wiederholung zählt dabei für zwei.",
    en="All together meet people at least {excess} times more often than there are different people for them; a repeat "
    "counts for two there.",
)
BOUND_SPLIT: Final = Reason(
    "BOUND_SPLIT",
    de="Wer eben zusammensaß, verteilt sich auf die Tische der nächsten Runde; dabei bleiben mindestens {pairs} Paare "
    "zusammen.",
    en="Those who have just sat together spread over the tables of the next round; at least {pairs} pairs stay "
    "together.",
)
REPEATS: Final = Reason(
    "REPEATS",
    de="Wiederholte Begegnungen: {value}; bei so vielen an jedem Tisch kann es nicht weniger als {bound} geben.",
    en="Repeated meetings: {value}; with as many at each table there cannot be fewer than {bound}.",
)
REPEATS_ALONE: Final = Reason("REPEATS_ALONE", de="Wiederholte Begegnungen: {value}.", en="Repeated meetings: {value}.")
REPEAT_PAIR: Final = Reason(
    "REPEAT_PAIR",
    de="{a} und {b} treffen sich {count}-mal (Runden {rounds}).",
    en="{a} and {b} meet {count} times (rounds {rounds}).",
)
MORE_REPEAT_PAIRS: Final = Reason(
    "MORE_REPEAT_PAIRS",
    de="Weitere Paare, die sich mehrmals treffen: {count}.",
    en="More pairs that meet several times: {count}.",
)
SIT_OUT: Final = Reason("SIT_OUT", de="In Runde {round} setzen aus: {ids}.", en="Sitting out in round {round}: {ids}.")
MORE_ROUNDS: Final = Reason(
    "MORE_ROUNDS",
    de="Weitere Runden, in denen jemand aussetzt: {count}.",
    en="More rounds that somebody sits out: {count}.",
)
SIT_OUT_ALIKE: Final = Reason(
    "SIT_OUT_ALIKE",
    de="Alle setzen gleich oft aus, jede Person in so vielen Runden: {count}.",
    en="All sit out equally often, each in so many rounds: {count}.",
)
SIT_OUT_BETWEEN: Final = Reason(
    "SIT_OUT_BETWEEN",
    de="So viele Runden setzt jede Person aus: mindestens {least}, höchstens {most}.",
    en="So many rounds each person sits out: at least {least}, at most {most}.",
)
MOVED: Final = Reason(
    "MOVED",
    de="Einen anderen Tisch als im früheren Plan haben {ids} (Anzahl: {count}).",
    en="At another table than in the earlier plan: {ids} (number: {count}).",
)
MOVED_OR_OUT: Final = Reason(
    "MOVED_OR_OUT",
    de="Einen anderen Tisch als im früheren Plan haben, oder setzen in anderen Runden aus: {ids} (Anzahl: {count}).",
    en="At another table than in the earlier plan, or sitting out in other rounds: {ids} (number: {count}).",
)
MEETS: Final = Reason(
    "MEETS",
    de="{id} sitzt in Runde {round} an Tisch {table} mit {ids}.",
    en="{id} sits at table {table} in round {round} with {ids}.",
)
SITS_ALONE: Final = Reason(
    "SITS_ALONE",
    de="{id} sitzt in Runde {round} allein an Tisch {table}.",
    en="{id} sits alone at table {table} in round {round}.",
)
MET_COUNT: Final = Reason(
    "MET_COUNT",
    de="{id} trifft insgesamt {count} von {people} anderen.",
    en="In all, {id} meets {count} of {people} others.",
)
SITS_OUT: Final = Reason("SITS_OUT", de="{id} setzt in Runde {rounds} aus.", en="{id} sits out in round {rounds}.")
SITS_OUT_OFTEN: Final = Reason(
    "SITS_OUT_OFTEN", de="{id} setzt in den Runden {rounds} aus.", en="{id} sits out in rounds {rounds}."
)
ABSENT_IN: Final = Reason("ABSENT_IN", de="{id} fehlt in Runde {rounds}.", en="{id} is absent in round {rounds}.")
ABSENT_OFTEN: Final = Reason(
    "ABSENT_OFTEN", de="{id} fehlt in den Runden {rounds}.", en="{id} is absent in rounds {rounds}."
)
MEET: Final = Reason(
    "MEET",
    de="{a} und {b} treffen sich in Runde {round} an Tisch {table}.",
    en="{a} and {b} meet in round {round} at table {table}.",
)
REPEAT_NOT_PROVEN: Final = Reason(
    "REPEAT_NOT_PROVEN",
    de="Ob es auch ohne Wiederholungen ginge, ist nicht bekannt; die Suche fand nichts Besseres.",
    en="Whether it would go without repeats is not known; the search found nothing better.",
)
NEVER: Final = Reason(
    "NEVER",
    de="{a} und {b} treffen sich nicht: {a} trifft {count_a} und {b} trifft {count_b} von {people} anderen.",
    en="{a} and {b} do not meet: {a} meets {count_a} and {b} meets {count_b} of {people} others.",
)
NEVER_RULE: Final = Reason("NEVER_RULE", de="{a} und {b} sollen sich nie treffen.", en="{a} and {b} are never to meet.")
NEVER_HOSTS: Final = Reason(
    "NEVER_HOSTS",
    de="{a} und {b} bleiben als Gastgeber an verschiedenen Tischen.",
    en="{a} and {b} stay at different tables as hosts.",
)
NEVER_BOTH_THERE: Final = Reason(
    "NEVER_BOTH_THERE",
    de="{a} und {b} sind in keiner Runde beide da.",
    en="{a} and {b} are there together in no round.",
)

# ── violations ───────────────────────────────────────────────────────────────────────────────────────────────────────
V_SHAPE: Final = Reason(
    "V_SHAPE",
    de="Es sind nicht {rounds} Runden mit je {tables} Tischen.",
    en="There are not {rounds} rounds of {tables} tables each.",
)
V_ONCE: Final = Reason(
    "V_ONCE", de="{id} sitzt in Runde {round} {count}-mal.", en="{id} sits {count} times in round {round}."
)
V_ABSENT: Final = Reason(
    "V_ABSENT", de="{id} nimmt an Runde {round} nicht teil.", en="{id} does not take part in round {round}."
)
V_BENCH: Final = Reason(
    "V_BENCH",
    de="In Runde {round} setzen {count} aus, es müssen {least} bis {most} sein.",
    en="{count} sit out in round {round}; it must be {least} to {most}.",
)
V_UNEVEN: Final = Reason(
    "V_UNEVEN",
    de="Das Aussetzen ließe sich gleichmäßiger verteilen.",
    en="Sitting out could be spread more evenly.",
)
V_SET_OUT: Final = Reason(
    "V_SET_OUT", de="{id} setzt in Runde {round} nicht aus.", en="{id} does not sit out in round {round}."
)
V_SEATS: Final = Reason(
    "V_SEATS",
    de="In Runde {round} sitzen an Tisch {table} {count} statt {seats}.",
    en="In round {round} {count} sit at table {table} instead of {seats}.",
)
V_PLACE: Final = Reason(
    "V_PLACE",
    de="{id} sitzt in Runde {round} nicht an Tisch {table}.",
    en="{id} does not sit at table {table} in round {round}.",
)
V_VALUE: Final = Reason(
    "V_VALUE",
    de="Es sind {found} Wiederholungen, genannt sind {claimed}.",
    en="There are {found} repeats; {claimed} are claimed.",
)
V_BOUND: Final = Reason(
    "V_BOUND",
    de="Die genannte Schranke {claimed} folgt nicht aus ihrem Beleg.",
    en="The bound {claimed} that is claimed does not follow from its certificate.",
)
V_MOVED: Final = Reason(
    "V_MOVED",
    de="Als umgesetzt genannt sind nicht die, die einen Tisch wechseln.",
    en="Those named as moved are not those who change a table.",
)
