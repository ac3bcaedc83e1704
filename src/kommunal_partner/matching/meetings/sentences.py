"""What is said of meetings, in the order in which a reader meets it: refusals, rules, clashes, unmet wishes, faults."""

from __future__ import annotations

from typing import Final

from kommunal_partner.verdicts import Reason

# ── what is refused ──────────────────────────────────────────────────────────────────────────────────────────────────
NOBODY_ASKED: Final = Reason(
    "NOBODY_ASKED",
    de="{argument} nennt {pair}, die kein Treffen gewünscht haben.",
    en="{argument} speaks of {pair}, who did not ask to meet.",
)
TWO_THINGS: Final = Reason(
    "TWO_THINGS", de="{argument} sagt zweierlei über {pair}.", en="{argument} says two things of {pair}."
)
TABLES_MISSING: Final = Reason(
    "TABLES_MISSING",
    de="Wie viele Tische gibt es in der Zeit {slot}?",
    en="how many tables are there in the slot {slot}?",
)
NO_SUCH_SLOT: Final = Reason(
    "NO_SUCH_SLOT",
    de="{where} nennt die Zeit {slot}, die es nicht gibt.",
    en="{where} names the slot {slot}, which does not exist.",
)
NO_SUCH_TABLE: Final = Reason(
    "NO_SUCH_TABLE",
    de="{pair} ist an Tisch {table} festgelegt, den die Zeit {slot} nicht hat.",
    en="{pair} is locked at table {table}, which the slot {slot} does not have.",
)
NO_SUCH_BLOCK: Final = Reason(
    "NO_SUCH_BLOCK",
    de="{pair} soll in {block} liegen; unter blocks gibt es nur: {blocks}.",
    en="{pair} is to be in {block}, which is none of the blocks: {blocks}.",
)
NO_SESSION: Final = Reason(
    "NO_SESSION",
    de="Für {pair} ist {given} weder der Name eines Blocks noch eine Auswahl von Zeiten.",
    en="For {pair}, {given} is neither the name of a block nor slots.",
)

# ── rules ────────────────────────────────────────────────────────────────────────────────────────────────────────────
WANTED: Final = Reason("WANTED", de="{pair}: Treffen gewünscht.", en="{pair}: meeting requested.")
SESSION: Final = Reason("SESSION", de="{pair}: nur in {slots}.", en="{pair}: only in {slots}.")
UNAVAILABLE: Final = Reason("UNAVAILABLE", de="{id} kann nicht in {slots}.", en="{id} is not available in {slots}.")
TABLES: Final = Reason("TABLES", de="Tische in jeder Zeit: {tables}.", en="Tables in every slot: {tables}.")
TABLES_THEN: Final = Reason("TABLES_THEN", de="Tische in {slot}: {tables}.", en="Tables in {slot}: {tables}.")
LOCKED: Final = Reason("LOCKED", de="{pair}: festgelegt auf {slot}.", en="{pair}: locked in {slot}.")
LOCKED_TABLE: Final = Reason(
    "LOCKED_TABLE", de="{pair}: festgelegt auf {slot}, {table}.", en="{pair}: locked in {slot} at {table}."
)

# ── clashes ──────────────────────────────────────────────────────────────────────────────────────────────────────────
LOCK_BARRED: Final = Reason(
    "LOCK_BARRED",
    de="{pair} ist auf {slot} festgelegt, kann dort aber nicht stattfinden:",
    en="{pair} is locked in {slot} but cannot take place there:",
)
LOCKED_TWICE: Final = Reason(
    "LOCKED_TWICE",
    de="{id} ist in {slot} für mehrere Treffen festgelegt:",
    en="{id} is locked for several meetings in {slot}:",
)
TABLE_TWICE: Final = Reason(
    "TABLE_TWICE",
    de="In {slot} sind an {table} mehrere Treffen festgelegt:",
    en="Several meetings are locked in {slot} at {table}:",
)
LOCKED_OVER: Final = Reason(
    "LOCKED_OVER",
    de="In {slot} sind mehr Treffen festgelegt ({count}), als es Tische gibt ({tables}):",
    en="More meetings are locked in {slot} ({count}) than there are tables ({tables}):",
)
NO_SLOT: Final = Reason(
    "NO_SLOT", de="Für {pair} bleibt keine Zeit übrig:", en="There is no slot in which {pair} could meet:"
)
TOO_MANY: Final = Reason(
    "TOO_MANY",
    de="{id}: Treffen {count}, mögliche Zeiten nur {capacity} ({slots}):",
    en="{id}: meetings {count}, possible slots only {capacity} ({slots}):",
)
TOO_FEW_TABLES: Final = Reason(
    "TOO_FEW_TABLES",
    de="Treffen {count}, Plätze an Tischen nur {capacity} ({slots}):",
    en="Meetings {count}, places at tables only {capacity} ({slots}):",
)

# ── unmet requests ───────────────────────────────────────────────────────────────────────────────────────────────────
UNMET_NO_SLOT: Final = Reason(
    "UNMET_NO_SLOT",
    de="{pair}: es gibt keine Zeit mit einem Tisch, in der beide können und das Treffen stattfinden darf.",
    en="{pair}: there is no slot with a table in which both are available and the meeting is allowed.",
)
UNMET_FULL: Final = Reason(
    "UNMET_FULL",
    de="{pair}: {id} hat in jeder möglichen Zeit schon ein anderes Treffen (Zeiten: {count}).",
    en="{pair}: {id} already has another meeting in every possible slot (slots: {count}).",
)
UNMET_NO_COMMON: Final = Reason(
    "UNMET_NO_COMMON",
    de="{pair}: in jeder möglichen Zeit hat eine der beiden Seiten schon ein anderes Treffen (Zeiten: {count}).",
    en="{pair}: in every possible slot one of the two already has another meeting (slots: {count}).",
)
UNMET_NO_TABLE: Final = Reason(
    "UNMET_NO_TABLE",
    de="{pair}: in allen Zeiten, die beide frei haben ({slots}), sind alle Tische besetzt.",
    en="{pair}: all tables are taken in the slots that both have free ({slots}).",
)
UNMET_FREE: Final = Reason(
    "UNMET_FREE",
    de="{pair}: noch möglich in {slots}.",
    en="{pair}: still possible in {slots}.",
)
UNMET_LOCKS: Final = Reason(
    "UNMET_LOCKS",
    de="{pair}: nichts wird gelegt, solange sich die Festlegungen widersprechen.",
    en="{pair}: nothing is arranged while the locks contradict the rules.",
)

# ── explanations ─────────────────────────────────────────────────────────────────────────────────────────────────────
ALL_IN: Final = Reason(
    "ALL_IN", de="Treffen mit einer Zeit: alle ({count}).", en="Meetings with a slot: all ({count})."
)
SOME_OUT: Final = Reason(
    "SOME_OUT",
    de="Treffen mit einer Zeit: {count} von {total}; keinesfalls möglich: mehr als {most}.",
    en="Meetings with a slot: {count} of {total}; not possible in any case: more than {most}.",
)
GAPS: Final = Reason(
    "GAPS",
    de="Lücken zwischen Treffen: {gaps}; verschobene Treffen: {moved}.",
    en="Idle gaps between meetings: {gaps}; meetings moved: {moved}.",
)
LEAST: Final = Reason(
    "LEAST",
    de="Für diese Treffen sind Kosten unter {bound} nicht möglich: so viel brauchen alle je für sich betrachtet.",
    en="For these meetings no cost below {bound} is possible: that much is needed when each is looked at alone.",
)
PLACED: Final = Reason("PLACED", de="{pair}: {slot}, {table}.", en="{pair}: {slot}, {table}.")
MOVED: Final = Reason("MOVED", de="Vorher war es {slot}.", en="Before it was {slot}.")
ALSO_FREE: Final = Reason(
    "ALSO_FREE",
    de="Ohne weitere Änderung ginge auch: {slots}.",
    en="Without any other change it could also be: {slots}.",
)
ONLY_HERE: Final = Reason(
    "ONLY_HERE",
    de="In keine andere Zeit kann es, ohne dass ein weiteres Treffen weicht.",
    en="It can go to no other slot unless another meeting gives way.",
)
LOCKED_HERE: Final = Reason("LOCKED_HERE", de="Dort ist es festgelegt.", en="It is locked there.")
NO_OTHER_SLOT: Final = Reason(
    "NO_OTHER_SLOT",
    de="Eine andere Zeit mit einem Tisch, in der beide können und das Treffen stattfinden darf, gibt es nicht.",
    en="There is no other slot with a table in which both are available and the meeting is allowed.",
)
AGENDA: Final = Reason(
    "AGENDA",
    de="{id}: Treffen {count}, Lücken {gaps}; für diese Treffen sind es mindestens {least}.",
    en="{id}: meetings {count}, idle gaps {gaps}; for these meetings at least {least}.",
)
APPOINTMENT: Final = Reason("APPOINTMENT", de="{slot}, {table}: mit {other}.", en="{slot}, {table}: with {other}.")
SEARCHED: Final = Reason(
    "SEARCHED",
    de="Ob doch alle Treffen, die nicht nachrangig sind, zusammen möglich sind, ist nicht entschieden.",
    en="Whether all meetings that are not optional fit together is not decided.",
)

# ── violations ───────────────────────────────────────────────────────────────────────────────────────────────────────
NOT_WANTED: Final = Reason("NOT_WANTED", de="{pair} hat niemand gewünscht.", en="nobody asked for {pair}.")
LOST: Final = Reason(
    "LOST",
    de="{pair} steht weder im Plan noch unter den unerfüllten Wünschen, oder in beiden.",
    en="{pair} is neither in the timetable nor among the unmet requests, or in both.",
)
NO_PLACE: Final = Reason(
    "NO_PLACE", de="{pair}: {slot}, {table} gibt es nicht.", en="{pair}: there is no {slot}, {table}."
)
TWICE: Final = Reason("TWICE", de="{id} hat in {slot} mehrere Treffen.", en="{id} has several meetings in {slot}.")
SHARED: Final = Reason(
    "SHARED", de="In {slot} ist {table} mehrfach vergeben.", en="{table} is taken more than once in {slot}."
)
AWAY: Final = Reason("AWAY", de="{pair}: {id} kann nicht in {slot}.", en="{pair}: {id} is not available in {slot}.")
OUTSIDE: Final = Reason("OUTSIDE", de="{pair} darf nicht in {slot} sein.", en="{pair} must not be in {slot}.")
UNLOCKED: Final = Reason(
    "UNLOCKED", de="{pair} ist nicht da, wo es festgelegt ist.", en="{pair} is not where it is locked."
)
MISCOUNTED: Final = Reason(
    "MISCOUNTED", de="Der Wert ist {counted}, nicht {value}.", en="The value is {counted}, not {value}."
)
MISBOUND: Final = Reason(
    "MISBOUND",
    de="Die Schranke ist {least}, nicht {bound}, oder ihr Beleg ist ein anderer.",
    en="The bound is {least}, not {bound}, or its proof is another one.",
)
MISMOST: Final = Reason(
    "MISMOST",
    de="Höchstens möglich sind nach Zählung {found} Treffen, nicht {most}.",
    en="By count at most {found} meetings are possible, not {most}.",
)
NOT_PROVEN_OUT: Final = Reason(
    "NOT_PROVEN_OUT",
    de="Dass {pair} nie möglich ist, ist nicht bewiesen.",
    en="It is not proven that {pair} is never possible.",
)
