"""Every sentence about assigned sides and paired pools, in the order in which a reader meets them."""

from __future__ import annotations

from typing import Final

from kommunal_partner.verdicts import Reason

# ── why something cannot be done ─────────────────────────────────────────────────────────────────────────────────────

LOCKED: Final = Reason("LOCKED", de="{a} und {b} sind festgelegt.", en="{a} and {b} are locked.")
BARRED: Final = Reason("PAIR_FORBIDDEN", de="{a} und {b} dürfen kein Paar sein.", en="{a} and {b} may not be paired.")
CAPACITY: Final = Reason("CAPACITY", de="Plätze von {who}: höchstens {most}.", en="Places of {who}: at most {most}.")
AT_LEAST: Final = Reason(
    "AT_LEAST", de="Plätze, die {who} braucht: mindestens {least}.", en="Places that {who} needs: at least {least}."
)
QUOTA: Final = Reason(
    "QUOTA", de="„{name}“: mindestens {least}, höchstens {most}.", en="“{name}”: at least {least}, at most {most}."
)
QUOTA_LEAST: Final = Reason("QUOTA_LEAST", de="„{name}“: mindestens {least}.", en="“{name}”: at least {least}.")
BARRED_TO: Final = Reason(
    "BARRED_TO",
    de="{who} darf nur zu {others} (Anzahl: {count}).",
    en="{who} may only go to {others} (number: {count}).",
)
HALL: Final = Reason(
    "HALL",
    de="{demand} ({who}) können nur zu {sides} ({where}) mit zusammen {capacity} Plätzen.",
    en="{demand} ({who}) can only go to {sides} ({where}) with {capacity} places.",
)
HALL_ONE_PLACE: Final = Reason(
    "HALL_ONE_PLACE",
    de="{demand} ({who}) können nur zu {sides} ({where}) mit zusammen einem Platz.",
    en="{demand} ({who}) can only go to {sides} ({where}) with one place.",
)
HALL_NO_PLACE: Final = Reason(
    "HALL_NO_PLACE",
    de="{who} kann nur zu {where}, wo kein Platz ist.",
    en="{who} can only go to {where}, where there is no place.",
)
HALL_DEMANDS: Final = Reason(
    "HALL_DEMANDS",
    de="{count} ({who}) brauchen zusammen {demand} Plätze und können nur zu {sides} ({where}) mit zusammen {capacity}.",
    en="{count} ({who}) need {demand} places together and can only go to {sides} ({where}) with {capacity}.",
)
HALL_DEMAND: Final = Reason(
    "HALL_DEMAND",
    de="{who} braucht {demand} Plätze und kann nur zu {sides} ({where}) mit zusammen {capacity}.",
    en="{who} needs {demand} places and can only go to {sides} ({where}) with {capacity}.",
)
HALL_NOWHERE: Final = Reason(
    "HALL_NOWHERE", de="{who}: nirgends ist ein Platz offen.", en="{who}: no place is open to them anywhere."
)
UNMET: Final = Reason(
    "DEMAND_UNMET",
    de="{who}: fehlende Plätze {missing}, gebraucht mindestens {least}.",
    en="{who}: places missing {missing}, needed at least {least}.",
)

# ── the whole result ─────────────────────────────────────────────────────────────────────────────────────────────────

ASSIGNED: Final = Reason(
    "ASSIGNED",
    de="Paare: {pairs}, zusammen {value}; mehr ist nicht möglich.",
    en="Pairs: {pairs}, worth {value} in all; no more is possible.",
)
ASSIGNED_AS_MANY: Final = Reason(
    "ASSIGNED_AS_MANY",
    de="Paare: {pairs}, zusammen {value}; mehr ist mit so vielen Paaren nicht möglich.",
    en="Pairs: {pairs}, worth {value} in all; with so many pairs no more is possible.",
)
ASSIGNED_FAIRLY: Final = Reason(
    "ASSIGNED_FAIRLY",
    de="Paare: {pairs}, zusammen {value}; mehr ist mit so vielen Paaren, keines davon unter {worst}, nicht möglich.",
    en="Pairs: {pairs}, worth {value} in all; with so many pairs, none of them below {worst}, no more is possible.",
)
ASSIGNED_SO_FAR: Final = Reason(
    "ASSIGNED_SO_FAR",
    de="Paare: {pairs}, zusammen {value}; die Suche endete vorzeitig, höchstens {bound} ist möglich.",
    en="Pairs: {pairs}, worth {value} in all; the search was ended early, {bound} at most is possible.",
)
READ_IN_PART: Final = Reason(
    "READ_IN_PART",
    de="Paare: {pairs}, zusammen {value}; die Zeit endete, als {read} von {count} Gewichten gelesen waren: was möglich "
    "ist, ist nicht bekannt.",
    en="Pairs: {pairs}, worth {value} in all; the time was up when {read} of {count} weights had been read: what is "
    "possible is not known.",
)
ASSIGNED_IN_PART: Final = Reason(
    "ASSIGNED_IN_PART",
    de="Nicht alles Geforderte ist möglich. Das beste Teilergebnis hat Paare: {pairs}, zusammen {value}.",
    en="Not all that is asked for is possible. Pairs of the best partial result: {pairs}, worth {value} in all.",
)
ALONE: Final = Reason("LEFT_ALONE", de="Ohne Paar: {who}.", en="Left without a pair: {who}.")
ODD: Final = Reason(
    "POOL_ODD",
    de="Die Zahl der Personen ({count}) ist ungerade: eine bleibt immer übrig.",
    en="The number of people ({count}) is odd: one is always left over.",
)
MOVED: Final = Reason(
    "PAIRS_MOVED",
    de="Gegenüber dem früheren Ergebnis neu: {count} ({who}).",
    en="Changed against the earlier result: {count} ({who}).",
)

# ── one or two of them ───────────────────────────────────────────────────────────────────────────────────────────────

PAIRED: Final = Reason("PAIRED", de="{a} und {b} sind ein Paar ({weight}).", en="{a} and {b} are a pair ({weight}).")
NOBODY: Final = Reason(
    "NO_PAIR_ALLOWED", de="{who} darf mit niemandem ein Paar sein.", en="{who} may not be paired with anyone."
)
NOBODY_THERE: Final = Reason(
    "NOBODY_THERE",
    de="Außer {who} ist niemand da, der für ein Paar in Frage käme.",
    en="There is nobody to be paired with {who}.",
)
THREE: Final = Reason(
    "GROUP_OF_THREE",
    de="{who} bilden eine Dreiergruppe (zusammen {weight}).",
    en="{who} form a group of three (worth {weight} together).",
)
NO_THREE: Final = Reason(
    "NO_GROUP_OF_THREE",
    de="Eine Dreiergruppe, in der alle ein Paar sein dürfen und niemand festgelegt ist, wurde nicht gefunden.",
    en="No group of three was found in which all may be paired and nobody is locked.",
)
NOT_READ: Final = Reason(
    "WEIGHT_NOT_READ",
    de="Das Gewicht von {a} und {b} wurde nicht mehr gelesen, die Zeit war um.",
    en="The weight of {a} and {b} was not read, the time was up.",
)
NOT_READ_OF: Final = Reason(
    "WEIGHTS_NOT_READ",
    de="Gewichte für {who}, die in der Zeit nicht mehr gelesen wurden und außer Betracht bleiben: {count}.",
    en="Weights of {who} that were not read in time and are left out: {count}.",
)
NO_PLACE: Final = Reason("NO_PLACE", de="{who} hat keinen Platz zu vergeben.", en="{who} has no place to give.")
BEST_BLOCKED: Final = Reason(
    "BEST_BLOCKED",
    de="Am besten passte {other} ({weight}), aber dort ist alles vergeben an: {others}.",
    en="The best fit would be {other} ({weight}), but the places there are taken by {others}.",
)
BEST_PAIRED: Final = Reason(
    "POOL_BLOCKED",
    de="Am besten passte {other} ({weight}), aber {other} ist mit {partner} ein Paar.",
    en="The best fit would be {other} ({weight}), but {other} is paired with {partner}.",
)
QUOTA_FULL: Final = Reason(
    "QUOTA_FULL",
    de="Am besten passte {other} ({weight}), aber „{name}“ ist ausgeschöpft: {count} von höchstens {most}.",
    en="The best fit would be {other} ({weight}), but “{name}” is used up: {count} of at most {most}.",
)
NOT_WORTH: Final = Reason(
    "PAIR_NOT_WORTH",
    de="Das beste Paar für {who} wäre mit {other} ({weight}); das Ergebnis würde damit nicht besser.",
    en="The best pair for {who} would be with {other} ({weight}); the result would be no better with it.",
)
LEFT_OPEN: Final = Reason(
    "PAIR_LEFT_OPEN",
    de="Das beste Paar für {who} wäre mit {other} ({weight}); die Suche endete, bevor es an der Reihe war.",
    en="The best pair for {who} would be with {other} ({weight}); the search was ended before its turn.",
)
HALL_TAKEN: Final = Reason(
    "HALL_TAKEN",
    de="{count} ({who}) können nur zu {sides} ({where}); dort sind alle Plätze ({capacity}) vergeben.",
    en="{count} ({who}) can only go to {sides} ({where}); all places there ({capacity}) are taken.",
)
WORTH_MORE: Final = Reason(
    "WORTH_MORE_ELSEWHERE",
    de="Ein Platz für {who} ist frei oder ließe sich freimachen, aber das Ergebnis wäre dann nicht besser.",
    en="A place for {who} is free or could be freed, but the result would be no better.",
)
TOO_LOW: Final = Reason(
    "BELOW_FLOOR",
    de="{a} und {b} kämen nur auf {weight}; damit niemand schlechter steht als mit {worst}, bleibt es dabei nicht.",
    en="{a} and {b} would be worth only {weight}; nobody is to be worse off than with {worst}.",
)
WOULD_COST: Final = Reason(
    "WOULD_COST",
    de="Mit dem Paar {a} und {b} ({weight}) käme das Ergebnis auf {value} statt {best}; dafür zu lösen: {changes}.",
    en="With the pair {a} and {b} ({weight}) the result would be worth {value}, not {best}; giving way: {changes}.",
)
WOULD_ADD: Final = Reason(
    "WOULD_ADD",
    de="Mit dem Paar {a} und {b} ({weight}) käme das Ergebnis auf {value} statt {best}; niemand müsste weichen.",
    en="With the pair {a} and {b} ({weight}) the result would be worth {value}, not {best}; nobody would give way.",
)
WOULD_COST_POOL: Final = Reason(
    "POOL_COSTS",
    de="Mit dem Paar {a} und {b} ({weight}) käme das Ergebnis auf {value} statt {best}.",
    en="With the pair {a} and {b} ({weight}) the result would be worth {value}, not {best}.",
)
WOULD_COST_BESIDE_THREE: Final = Reason(
    "POOL_COSTS_BESIDE_THREE",
    de="Mit {a} und {b} ({weight}) als Paar zu zweit käme das Ergebnis auf {value} statt {best}.",
    en="With {a} and {b} ({weight}) as a pair of two the result would be worth {value}, not {best}.",
)
WOULD_TIE: Final = Reason(
    "WOULD_TIE",
    de="Mit dem Paar {a} und {b} ({weight}) käme das Ergebnis ebenso auf {value}; dafür zu lösen: {changes}.",
    en="With the pair {a} and {b} ({weight}) the result would be worth {value} as well; giving way: {changes}.",
)
WOULD_ADD_NOTHING: Final = Reason(
    "WOULD_ADD_NOTHING",
    de="Mit dem Paar {a} und {b} ({weight}) käme das Ergebnis ebenso auf {value}; niemand müsste weichen.",
    en="With the pair {a} and {b} ({weight}) the result would be worth {value} as well; nobody would give way.",
)
WOULD_TIE_POOL: Final = Reason(
    "POOL_TIES",
    de="Mit dem Paar {a} und {b} ({weight}) käme das Ergebnis ebenso auf {value}.",
    en="With the pair {a} and {b} ({weight}) the result would be worth {value} as well.",
)
WOULD_TIE_BESIDE_THREE: Final = Reason(
    "POOL_TIES_BESIDE_THREE",
    de="Mit {a} und {b} ({weight}) als Paar zu zweit käme das Ergebnis ebenso auf {value}.",
    en="With {a} and {b} ({weight}) as a pair of two the result would be worth {value} as well.",
)
FEWER_PAIRS: Final = Reason(
    "FEWER_PAIRS",
    de="Dann gäbe es aber weniger Paare: {pairs} statt {count}.",
    en="But then there would be fewer pairs: {pairs}, not {count}.",
)
LOWER_WORST: Final = Reason(
    "LOWER_WORST",
    de="Dann käme das schlechteste Paar aber nur auf {worst} statt {before}.",
    en="But then the lowest pair would be worth only {worst}, not {before}.",
)
POSSIBLE_WITH: Final = Reason(
    "POSSIBLE_WITH",
    de="Mit dem Paar {a} und {b} ({weight}) ist ein Ergebnis von {value} möglich (jetzt {best}); dafür zu lösen: "
    "{changes}. Ob ein besseres möglich ist, ist nicht geklärt.",
    en="With the pair {a} and {b} ({weight}) a result worth {value} is possible (now {best}); giving way: {changes}. "
    "Whether a better one is possible is not settled.",
)
POSSIBLE_BESIDE: Final = Reason(
    "POSSIBLE_BESIDE",
    de="Mit dem Paar {a} und {b} ({weight}) ist ein Ergebnis von {value} möglich (jetzt {best}); niemand müsste "
    "weichen. Ob ein besseres möglich ist, ist nicht geklärt.",
    en="With the pair {a} and {b} ({weight}) a result worth {value} is possible (now {best}); nobody would give way. "
    "Whether a better one is possible is not settled.",
)
POSSIBLE_IN_POOL: Final = Reason(
    "POSSIBLE_IN_POOL",
    de="Mit dem Paar {a} und {b} ({weight}) ist ein Ergebnis von {value} möglich (jetzt {best}). Ob ein besseres "
    "möglich ist, ist nicht geklärt.",
    en="With the pair {a} and {b} ({weight}) a result worth {value} is possible (now {best}). Whether a better one is "
    "possible is not settled.",
)
NOT_SETTLED: Final = Reason(
    "NOT_SETTLED",
    de="Was mit dem Paar {a} und {b} ({weight}) möglich ist, ist nicht geklärt.",
    en="What is possible with the pair {a} and {b} ({weight}) is not settled.",
)
WOULD_BREAK: Final = Reason(
    "WOULD_BREAK",
    de="Mit dem Paar {a} und {b} ließe sich nicht alles Geforderte einhalten.",
    en="With the pair {a} and {b} not all that is asked for could be kept.",
)

# ── why nothing is better ────────────────────────────────────────────────────────────────────────────────────────────

PRICES: Final = Reason(
    "DUAL_PRICES",
    de="Jeder Platz hat einen Preis ({count}), zu dem niemand tauschen wollte; mehr als {bound} ist mit so vielen "
    "Paaren nicht möglich.",
    en="Every place has a price ({count}) at which nobody would rather be elsewhere; with so many pairs no more "
    "than {bound} is possible.",
)
WEAK_PRICES: Final = Reason(
    "WEAK_PRICES",
    de="Jeder Platz hat einen Preis ({count}); mehr als {bound} ist zu keinem dieser Preise möglich.",
    en="Every place has a price ({count}); at these prices no more than {bound} is possible.",
)
FAIR: Final = Reason(
    "FAIR_COVER",
    de="Sollten alle auf mehr als {worst} kommen, gäbe es weniger Paare; mit so vielen ist ohne das mehr als "
    "{bound} nicht möglich.",
    en="With more than {worst} for all there would be fewer pairs; short of that, with so many, no more than "
    "{bound} is possible.",
)
BRANCHED: Final = Reason(
    "BRANCHED",
    de="Ein Löser (HiGHS) hat alles ausgeschlossen, was mit so vielen Paaren mehr als {bound} brächte; Preise "
    "allein beweisen weniger.",
    en="A solver (HiGHS) has ruled out every case worth more than {bound} with so many pairs; prices alone prove less.",
)
POOL_PRICES: Final = Reason(
    "POOL_PRICES",
    de="Jede Person hat einen Preis ({count}); kein Paar zählt mehr als beide Preise: mehr als {bound} geht mit "
    "so vielen Paaren nicht.",
    en="Every person has a price ({count}); no pair counts more than its two prices: with so many pairs no more "
    "than {bound} is possible.",
)
POOL_SEARCHED: Final = Reason(
    "POOL_SEARCHED",
    de="Eine vollständige Suche (rustworkx) fand mit so vielen Paaren nichts über {bound}; Preise allein reichen "
    "nur bis {weak}.",
    en="A complete search (rustworkx) found nothing above {bound} with so many pairs; prices alone rule out only "
    "what exceeds {weak}.",
)

# ── what is wrong with a result ──────────────────────────────────────────────────────────────────────────────────────

NOT_THERE: Final = Reason("NOT_THERE", de="{a} oder {b} gibt es nicht.", en="There is no {a} or no {b}.")
UNKNOWN: Final = Reason("POOL_UNKNOWN", de="{who} gibt es nicht.", en="There is no {who}.")
TWICE: Final = Reason("PAIR_TWICE", de="{a} und {b} sind zweimal gepaart.", en="{a} and {b} are paired twice.")
IN_TWO: Final = Reason("POOL_TWICE", de="{who} ist in {count} Paaren.", en="{who} is in {count} pairs.")
TOO_MANY: Final = Reason(
    "TOO_MANY",
    de="{who}: vergebene Plätze {count}, höchstens {most}.",
    en="{who}: places taken {count}, at most {most}.",
)
TOO_FEW: Final = Reason(
    "TOO_FEW", de="{who} hat {count}, mindestens {least}.", en="{who} has {count}, at least {least} needed."
)
UNLOCKED: Final = Reason(
    "LOCK_BROKEN", de="{a} und {b} waren festgelegt und sind kein Paar.", en="{a} and {b} were locked, but are no pair."
)
WRONG_VALUE: Final = Reason(
    "WRONG_VALUE",
    de="Angegeben ist der Wert {said}, zusammen sind es {found}.",
    en="The value is said to be {said}, the pairs add up to {found}.",
)
WRONG_THREE: Final = Reason(
    "WRONG_GROUP_OF_THREE",
    de="{who} sind keine Dreiergruppe, deren drei Paare alle gebildet sind.",
    en="{who} are not a group of three whose three pairs are all made.",
)
NOT_PROVEN: Final = Reason(
    "NOT_PROVEN",
    de="Die Preise beweisen nicht, dass nichts besser ist: es fehlen {missing}.",
    en="The prices do not prove that nothing is better: {missing} is missing.",
)
POOL_NOT_PROVEN: Final = Reason(
    "POOL_NOT_PROVEN",
    de="Die Preise erlauben höchstens {bound}, das Ergebnis zählt {found}.",
    en="The prices allow {bound} at most, the result counts {found}.",
)
NOT_FAIREST: Final = Reason(
    "NOT_FAIREST",
    de="Es ist nicht bewiesen, dass niemand besser gestellt werden kann als mit {worst}.",
    en="It is not proven that the worst-off cannot be raised above {worst}.",
)
