"""What is said of who is eligible, in the order in which a reader meets it.

The country, the occasion, the scope, the audience, the units, the relation, the person, the application.
"""

from __future__ import annotations

from typing import Final

from kommunal_partner.languages import Term
from kommunal_partner.verdicts import Reason

# ── the country on the list of recipients ────────────────────────────────────────────────────────────────────────────

LISTED: Final = Reason(
    "LISTED",
    de="{country:Nom} {country:steht|stehen} am {on} auf der Liste der ODA-Empfänger ({list}), Gruppe: {group}.",
    en="{country:Nom} {country:is|are} on the list of ODA recipients on {on} ({list}), group: {group}.",
)
LISTED_UNDER_NEW_NAME: Final = Reason(
    "LISTED_UNDER_NEW_NAME",
    de="{country:Nom} {country:steht|stehen} am {on} unter dem heutigen Namen ({now}) auf der Liste der ODA-Empfänger "
    "({list}), Gruppe: {group}.",
    en="{country:Nom} {country:is|are} on the list of ODA recipients on {on} under the name of today ({now}; {list}), "
    "group: {group}.",
)
COVERED_BY: Final = Reason(
    "COVERED_BY",
    de="{country:Nom} {country:ist|sind} am {on} ODA-Empfänger: auf der Liste ({list}) ohne eigenen Eintrag, erfasst "
    "durch den Eintrag {by}.",
    en="{country:Nom} {country:receives|receive} ODA on {on}: without an entry of its own on the list ({list}), but "
    "covered by the entry {by}.",
)
CODED_WITHOUT_ENTRY: Final = Reason(
    "CODED_WITHOUT_ENTRY",
    de="{country:Nom} {country:ist|sind} am {on} ODA-Empfänger: auf der Liste ({list}) ohne eigenen Eintrag, gezählt "
    "in der Gruppe: {group}.",
    en="{country:Nom} {country:receives|receive} ODA on {on}: without an entry of its own on the list ({list}), but "
    "counted in the group: {group}.",
)
NOT_LISTED: Final = Reason(
    "NOT_LISTED",
    de="{country:Nom} {country:steht|stehen} am {on} nicht auf der Liste der ODA-Empfänger ({list}).",
    en="{country:Nom} {country:is|are} not on the list of ODA recipients on {on} ({list}).",
)
OFFICIAL_AID_ONLY: Final = Reason(
    "OFFICIAL_AID_ONLY",
    de="{country:Nom} {country:steht|stehen} am {on} nur in Teil II der Liste ({list}); das ist öffentliche Hilfe "
    "(OA), keine ODA.",
    en="{country:Nom} {country:is|are} in Part II of the list only on {on} ({list}); that is official aid, not ODA.",
)
SUCCEEDED: Final = Reason(
    "SUCCEEDED",
    de="{country:Nom} {country:steht|stehen} am {on} nicht auf der Liste der ODA-Empfänger ({list}); das Länderkürzel "
    "ist aufgehoben, Nachfolge: {successors}.",
    en="{country:Nom} {country:is|are} not on the list of ODA recipients on {on} ({list}); the code is withdrawn, "
    "successors: {successors}.",
)
BEFORE_FIRST_LIST: Final = Reason(
    "BEFORE_FIRST_LIST",
    de="Offen ist, ob {country:nom} am {on} ODA-Empfänger {country:war|waren}: Die erste erfasste Liste gilt ab "
    "{start}.",
    en="Unclear: whether {country:nom} received ODA on {on}; the first list on record holds from {start}.",
)
AFTER_LAST_LIST: Final = Reason(
    "AFTER_LAST_LIST",
    de="Offen ist, ob {country:nom} am {on} ODA-Empfänger {country:ist|sind}: Die letzte bekannte Liste ({list}) gilt "
    "bis {last}.",
    en="Unclear: whether {country:nom} {country:receives|receive} ODA on {on}; the last known list ({list}) holds "
    "until {last}.",
)
LISTED_BY_LATEST_LIST: Final = Reason(
    "LISTED_BY_LATEST_LIST",
    de="{country:Nom} {country:steht|stehen} auf der letzten bekannten Liste der ODA-Empfänger ({list}, gültig bis "
    "{last}); für den {on} gibt es noch keine.",
    en="{country:Nom} {country:is|are} on the last known list of ODA recipients ({list}, valid until {last}); for {on} "
    "there is none yet.",
)
NOT_LISTED_BY_LATEST_LIST: Final = Reason(
    "NOT_LISTED_BY_LATEST_LIST",
    de="{country:Nom} {country:steht|stehen} nicht auf der letzten bekannten Liste der ODA-Empfänger ({list}, gültig "
    "bis {last}); für den {on} gibt es noch keine.",
    en="{country:Nom} {country:is|are} not on the last known list of ODA recipients ({list}, valid until {last}); for "
    "{on} there is none yet.",
)
CHANGES_WITHIN: Final = Reason(
    "CHANGES_WITHIN",
    de="Für {country:acc} hängt die Antwort vom Tag ab ({when}): {turns}.",
    en="For {country:acc} the answer depends on the day ({when}): {turns}.",
)

# ── several days ─────────────────────────────────────────────────────────────────────────────────────────────────────

EVERY_DAY: Final = Reason(
    "EVERY_DAY",
    de="Die Antwort gilt für jeden Tag, {when}; die Sätze nennen den ersten.",
    en="The answer holds for every day, {when}; the sentences name the first.",
)
ANSWER_TURNS: Final = Reason(
    "ANSWER_TURNS",
    de="Die Antwort hängt vom Tag ab ({when}): {turns}.",
    en="The answer depends on the day ({when}): {turns}.",
)

# ── the occasion: what may be asked about ────────────────────────────────────────────────────────────────────────────

SERIES_ID: Final = Term("Veranstaltungsreihe oder Veranstaltung", "series or edition")
PARTNERSHIP_ID: Final = Term("Partnerschaft", "partnership")
PROGRAMME_ID: Final = Term("Programm", "programme")
SEVERAL_SERIES: Final = Reason(
    "SEVERAL_SERIES",
    de="Die Veranstaltung {id} gehört zu mehreren Reihen ({series}); zu sagen ist, zu welcher: "
    "facts.series[…].edition(…).",
    en="The edition {id} belongs to several series ({series}); say which: facts.series[…].edition(…).",
)
DAY_MISSING: Final = Reason(
    "DAY_MISSING",
    de="{series} ist eine Reihe: on= sagt, für welchen Tag gefragt ist; eine Veranstaltung bringt ihre Tage mit.",
    en="{series} is a series: say with on= for which day; an edition brings its own days.",
)
DAY_OUTSIDE: Final = Reason(
    "DAY_OUTSIDE",
    de="Die Veranstaltung {id} liegt {when:in}; gefragt ist nach einem anderen Tag ({on}).",
    en="The edition {id} lies {when:in}; another day is asked about ({on}).",
)

# ── the occasion: does the series go on ──────────────────────────────────────────────────────────────────────────────

LAPSED: Final = Reason(
    "LAPSED",
    de="Offen ist, ob die Reihe fortgesetzt wird; am {on} gilt sie als erloschen. {why}",
    en="Unclear: whether the series goes on; on {on} it counts as lapsed. {why}",
)
OVERDUE: Final = Reason(
    "OVERDUE",
    de="Offen ist, ob die Reihe fortgesetzt wird; am {on} ist sie überfällig. {why}",
    en="Unclear: whether the series goes on; on {on} it is overdue. {why}",
)
LAPSED_RHYTHM: Final = Reason(
    "LAPSED_RHYTHM",
    de="Offen ist, ob die Reihe fortgesetzt wird; für {year} spricht nur ein erloschener Rhythmus.",
    en="Unclear: whether the series goes on; only a lapsed rhythm speaks for {year}.",
)
OVERDUE_RHYTHM: Final = Reason(
    "OVERDUE_RHYTHM",
    de="Offen ist, ob die Reihe fortgesetzt wird; sie ist überfällig. {basis}",
    en="Unclear: whether the series goes on; it is overdue. {basis}",
)
NOT_LAPSED: Final = Reason(
    "NOT_LAPSED",
    de="Die Reihe läuft am {on} weiter ({phase}).",
    en="On {on} the series goes on ({phase}).",
)

# ── the scope ────────────────────────────────────────────────────────────────────────────────────────────────────────

WITHIN_COUNTRIES: Final = Reason(
    "WITHIN_COUNTRIES",
    de="{country:Nom} {country:gehört|gehören} zum Bezugsraum ({countries}).",
    en="{country:Nom} {country:is|are} in the scope ({countries}).",
)
OUTSIDE_COUNTRIES: Final = Reason(
    "OUTSIDE_COUNTRIES",
    de="{country:Nom} {country:gehört|gehören} nicht zum Bezugsraum ({countries}).",
    en="{country:Nom} {country:is|are} not in the scope ({countries}).",
)
ON_PUBLISHED_LIST: Final = Reason(
    "ON_PUBLISHED_LIST",
    de="{country:Nom} {country:steht|stehen} auf der für die Reihe veröffentlichten Länderliste.",
    en="{country:Nom} {country:is|are} on the list of countries published for the series.",
)
NOT_ON_PUBLISHED_LIST: Final = Reason(
    "NOT_ON_PUBLISHED_LIST",
    de="{country:Nom} {country:steht|stehen} nicht auf der für die Reihe veröffentlichten Länderliste ({countries}).",
    en="{country:Nom} {country:is|are} not on the list of countries published for the series ({countries}).",
)
ANY_COUNTRY: Final = Reason(
    "ANY_COUNTRY",
    de="Der Bezugsraum umfasst alle Länder, die am {on} ODA-Empfänger sind.",
    en="The scope includes every country that receives ODA on {on}.",
)
OTHERS_TOO: Final = Reason(
    "OTHERS_TOO",
    de="Offen ist, ob {country:nom} {country:dazugehört|dazugehören}: eigens genannt nicht, der Bezugsraum schließt "
    "aber weitere ein: {also}.",
    en="Unclear: whether {country:nom} {country:belongs|belong} to it; not named, but the scope takes in others: "
    "{also}.",
)
OUTSIDE_BOUNDS: Final = Reason(
    "OUTSIDE_BOUNDS",
    de="{country:Nom} {country:gehört|gehören} nicht zum Bezugsraum ({countries}); auch was er darüber hinaus "
    "einschließt ({also}), reicht nicht so weit.",
    en="{country:Nom} {country:is|are} not in the scope ({countries}); nor does what it takes in beyond that "
    "({also}) reach so far.",
)
OWN_FORMAT: Final = Reason(
    "OWN_FORMAT",
    de="{country:Nom} {country:hat|haben} ein eigenes Format: {series}.",
    en="{country:Nom} {country:has|have} a format of {country:its|their} own: {series}.",
)
SCOPE_IN_WORDS: Final = Reason(
    "SCOPE_IN_WORDS",
    de="Offen ist, ob {country:nom} zum Bezugsraum {country:gehört|gehören}; er ist nur in Worten bekannt: „{text}“.",
    en="Unclear: whether {country:nom} {country:is|are} in the scope, which is known in words only: “{text}”.",
)
SCOPE_NOT_KNOWN: Final = Reason(
    "SCOPE_NOT_KNOWN",
    de="Offen ist der Bezugsraum am {on}; für diesen Tag ist keiner bekannt.",
    en="Unclear: the scope on {on}; none is known for that day.",
)
SCOPE_CHANGES_WITHIN: Final = Reason(
    "SCOPE_CHANGES_WITHIN",
    de="Ob {country:nom} zum Bezugsraum {country:gehört|gehören}, hängt vom Tag ab ({when}): {turns}.",
    en="Whether {country:nom} {country:is|are} in the scope depends on the day ({when}): {turns}.",
)

# ── the audience ─────────────────────────────────────────────────────────────────────────────────────────────────────

AUDIENCE_KNOWN: Final = Reason(
    "AUDIENCE_KNOWN",
    de="Für wen die Reihe am {on} bestimmt ist, ist bekannt (belegt seit {since}).",
    en="Whom the series is for on {on} is known (documented since {since}).",
)
AUDIENCE_NOT_KNOWN: Final = Reason(
    "AUDIENCE_NOT_KNOWN",
    de="Offen ist, für wen die Reihe am {on} bestimmt ist ({side}); dazu ist keine Regel bekannt.",
    en="Unclear: whom the series is for on {on} ({side}); no rule is known.",
)
AUDIENCE_NOT_KNOWN_YET: Final = Reason(
    "AUDIENCE_NOT_KNOWN_YET",
    de="Offen ist, für wen die Reihe am {on} bestimmt war ({side}); die erste bekannte Regel gilt ab {start}.",
    en="Unclear: whom the series was for on {on} ({side}); the first known rule holds from {start}.",
)
CONDITION_TO_CHECK: Final = Reason(
    "CONDITION_TO_CHECK",
    de="Zu prüfen ist eine weitere Bedingung ({side}): {condition}.",
    en="A further condition is to be checked ({side}): {condition}.",
)
CONDITION_SEEN: Final = Reason(
    "CONDITION_SEEN",
    de="Bedingung ({side}): {condition}; das ist belegt.",
    en="Condition ({side}): {condition}; that is documented.",
)

# ── the units ────────────────────────────────────────────────────────────────────────────────────────────────────────

NO_UNIT_ABROAD: Final = Reason(
    "NO_UNIT_ABROAD",
    de="Offen ist die Partnerkommune: Genannt ist keine im Ausland.",
    en="Unclear: the partner municipality; none abroad is named.",
)
NO_UNIT_AT_HOME: Final = Reason(
    "NO_UNIT_AT_HOME",
    de="Offen ist die deutsche Kommune: Genannt ist keine.",
    en="Unclear: the German municipality; none is named.",
)
HIGHER_UNITS: Final = {
    "country": Term("Staat", "country"),
    "governorate": Term("Gouvernement", "governorate"),
    "oblast": Term("Oblast", "oblast"),
    "province": Term("Provinz", "province"),
    "provinz": Term("Provinz", "province"),
    "region": Term("Region", "region"),
    "staat": Term("Staat", "country"),
    "state": Term("Bundesstaat", "state"),
    "school": Term("Schule", "school"),
    "schule": Term("Schule", "school"),
    "university": Term("Universität", "university"),
    "association": Term("Verein", "association"),
    "verein": Term("Verein", "association"),
    "company": Term("Unternehmen", "company"),
    "unternehmen": Term("Unternehmen", "company"),
}
"""Words for units abroad that are no municipalities, as each language says them."""
NO_MUNICIPALITY: Final = Reason(
    "NO_MUNICIPALITY",
    de="Offen ist, welche Kommune beteiligt ist: {unit} ist keine Kommune ({kind}).",
    en="Unclear: which municipality takes part; {unit} is no municipality ({kind}).",
)
GEMEINDEFREI: Final = Reason(
    "GEMEINDEFREI",
    de="Offen ist, welche Kommune beteiligt ist: {unit} ist ein gemeindefreies Gebiet.",
    en="Unclear: which municipality takes part; {unit} is an area that belongs to no municipality.",
)
UNIT_ENDED: Final = Reason(
    "UNIT_ENDED",
    de="Offen ist, wer heute für {unit} steht: Den Schlüssel {key} gibt es seit {end} nicht mehr.",
    en="Unclear: who stands for {unit} now; the key {key} has not been in force since {end}.",
)
UNIT_NOT_KNOWN: Final = Reason(
    "UNIT_NOT_KNOWN",
    de="Offen ist, ob {unit} eine Kommune ist; die Angabe dazu lautet „{kind}“.",
    en="Unclear: whether {unit} is a municipality; it is called “{kind}”.",
)
WITH_PARTNER: Final = Reason(
    "WITH_PARTNER",
    de="Eine deutsche Kommune und eine Partnerkommune im Ausland sind genannt; eingeladen wird sie zusammen mit ihr.",
    en="A German municipality and a partner municipality abroad are named; the invitation is for both together.",
)
PARTNER_NOT_ASKED: Final = Reason(
    "PARTNER_NOT_ASKED",
    de="Eine deutsche Kommune und eine Partnerkommune im Ausland sind genannt; mitkommen muss diese nicht.",
    en="A German municipality and a partner municipality abroad are named; the partner need not come along.",
)

# ── the relation ─────────────────────────────────────────────────────────────────────────────────────────────────────

STAGE_FITS: Final = Reason(
    "STAGE_FITS",
    de="Die Beziehung passt: {seen}, belegt für den {on}.",
    en="The relation fits: {seen}, as seen for {on}.",
)
STAGE_SEEN_LATELY: Final = Reason(
    "STAGE_SEEN_LATELY",
    de="Die Beziehung passt: {seen}, so zuletzt gesehen {when:in}, also höchstens ein Jahr vor dem {by}.",
    en="The relation fits: {seen}, as last seen {when:in}, not more than a year before {by}.",
)
STAGE_CARRIED_ON: Final = Reason(
    "STAGE_CARRIED_ON",
    de="Die Beziehung passt: {seen}, so zuletzt gesehen {when:in}; dass es dabei blieb, wird angenommen, höchstens "
    "{years} {years:Jahr|Jahre} lang.",
    en="The relation fits: {seen}, as last seen {when:in}; that it stayed so is assumed, for {years} "
    "{years:year|years} at most.",
)
ANY_STAGE: Final = Reason(
    "ANY_STAGE",
    de="Die Beziehung passt: Jeder Stand genügt, auch gar keine Beziehung.",
    en="The relation fits: any stage will do, and so will no relation at all.",
)
ENDED_BUT_ADMITTED: Final = Reason(
    "ENDED_BUT_ADMITTED",
    de="Die Beziehung ist beendet (gesehen {when:in}); das steht nicht entgegen, denn auch ohne Beziehung ist die "
    "Teilnahme möglich.",
    en="The relation has ended (as seen {when:in}); that is no obstacle, for one may come without a relation.",
)
FITS_EITHER_WAY: Final = Reason(
    "FITS_EITHER_WAY",
    de="Die Beziehung passt, ob sie besteht oder beendet ist: {seen}, so zuletzt gesehen {when:in}; auch ohne "
    "Beziehung ist die Teilnahme möglich.",
    en="The relation fits whether it exists or has ended: {seen}, as last seen {when:in}; one may come without a "
    "relation as well.",
)
STAGE_ENDED: Final = Reason(
    "STAGE_ENDED",
    de="Die Beziehung ist beendet (gesehen {when:in}); verlangt ist: {wanted}.",
    en="The relation has ended (as seen {when:in}); asked for is: {wanted}.",
)
PERHAPS_ENDED: Final = Reason(
    "PERHAPS_ENDED",
    de="Offen ist, ob die Beziehung beendet ist: Das sagt nur eine unsichere Quelle ({when}); verlangt ist: {wanted}.",
    en="Unclear: whether the relation has ended; only a weak source says so ({when}); asked for is: {wanted}.",
)
STAGE_FITS_NOT: Final = Reason(
    "STAGE_FITS_NOT",
    de="Die Beziehung passt nicht: {seen}, belegt für den {on}; das ist ausdrücklich ausgenommen. Verlangt ist: "
    "{wanted}.",
    en="The relation does not fit: {seen}, as seen for {on}, which is expressly excluded. Asked for is: {wanted}.",
)
STAGE_NOT_NAMED: Final = Reason(
    "STAGE_NOT_NAMED",
    de="Offen ist, ob dieser Stand der Beziehung genügt: {seen} (gesehen {when:in}). Genannt ist: {wanted}; "
    "ausgenommen ist er nicht.",
    en="Unclear: whether this stage of the relation will do: {seen} (as seen {when:in}). Named is: {wanted}; it is not "
    "excluded.",
)
STAGE_NOT_SEEN_THEN: Final = Reason(
    "STAGE_NOT_SEEN_THEN",
    de="Offen ist der Stand der Beziehung am {on}: Zuletzt gesehen wurde {when:in} {seen}; verlangt ist: {wanted}.",
    en="Unclear: the stage of the relation on {on}; when last seen {when:in} it was {seen}; asked for is: {wanted}.",
)
STAGE_TO_CONFIRM: Final = Reason(
    "STAGE_TO_CONFIRM",
    de="Der Stand der Beziehung ist zu bestätigen: {seen}, so zuletzt gesehen {when:in}. Das passt; verlangt ist: "
    "{wanted}.",
    en="The stage of the relation is to be confirmed: {seen}, as last seen {when:in}. That fits; asked for is: "
    "{wanted}.",
)
CONTRADICTING_STAGES: Final = Reason(
    "CONTRADICTING_STAGES",
    de="Offen ist der Stand der Beziehung am {on}: Die Quellen widersprechen sich ({seen}); verlangt ist: {wanted}.",
    en="Unclear: the stage of the relation on {on}; the sources contradict one another ({seen}); asked for is: "
    "{wanted}.",
)
BEGINS_LATER: Final = Reason(
    "BEGINS_LATER",
    de="Die Beziehung bestand am {on} noch nicht, sie begann erst {since:in}; verlangt ist: {wanted}.",
    en="The relation did not exist yet on {on}, it begins {since:in}; asked for is: {wanted}.",
)
BEGINS_LATER_PERHAPS: Final = Reason(
    "BEGINS_LATER_PERHAPS",
    de="Offen ist der Stand der Beziehung am {on}: Ihre Form besteht erst seit {since}, was vorher war, ist nicht "
    "belegt; verlangt ist: {wanted}.",
    en="Unclear: the stage of the relation on {on}; its form dates from {since} only, what was before is not "
    "documented; asked for is: {wanted}.",
)
STAGE_SEEN_ONLY_LATER: Final = Reason(
    "STAGE_SEEN_ONLY_LATER",
    de="Offen ist der Stand der Beziehung am {on}: Gesehen wurde sie erst danach ({when}: {seen}); verlangt ist: "
    "{wanted}.",
    en="Unclear: the stage of the relation on {on}; it was seen only afterwards ({when}: {seen}); asked for is: "
    "{wanted}.",
)
STAGE_NEVER_SEEN: Final = Reason(
    "STAGE_NEVER_SEEN",
    de="Offen ist der Stand der Beziehung am {on}: Belegt ist er nicht; verlangt ist: {wanted}.",
    en="Unclear: the stage of the relation on {on}; it is documented nowhere; asked for is: {wanted}.",
)
STAGE_RULE_NOT_KNOWN: Final = Reason(
    "STAGE_RULE_NOT_KNOWN",
    de="Offen ist, welche Beziehung am {on} verlangt wird; die Regel dazu ist nicht bekannt.",
    en="Unclear: which relation is asked for on {on}; the rule is not known.",
)
NO_RELATION: Final = Term("keine Beziehung", "no relation")

# ── the person ───────────────────────────────────────────────────────────────────────────────────────────────────────

SIDE_NOT_KNOWN: Final = Reason(
    "SIDE_NOT_KNOWN",
    de="Offen ist, ob die Person auf deutscher oder auf Partnerseite kommt.",
    en="Unclear: whether the person comes on the German or on the partner side.",
)
SIDE_CONTRADICTED: Final = Reason(
    "SIDE_CONTRADICTED",
    de="Offen ist die Seite der Person: Angegeben ist die {stated}, ihre Kommune gehört aber zur anderen.",
    en="Unclear: the side of the person; the {stated} is stated, but their municipality is on the other.",
)
SIDE_KNOWN: Final = Reason(
    "SIDE_KNOWN",
    de="Für die {side} ist eine Regel bekannt (belegt seit {since}).",
    en="A rule for the {side} is known (documented since {since}).",
)
ACTOR_ADMITTED: Final = Reason(
    "ACTOR_ADMITTED",
    de="Akteur: {actor} ist zugelassen (genannt: {wanted}).",
    en="Actor: {actor} is admitted (named: {wanted}).",
)
ACTOR_NOT_ADMITTED: Final = Reason(
    "ACTOR_NOT_ADMITTED",
    de="Akteur: {actor} ist ausdrücklich ausgenommen; zugelassen: {wanted}.",
    en="Actor: {actor} is expressly excluded; admitted: {wanted}.",
)
ACTOR_PERHAPS: Final = Reason(
    "ACTOR_PERHAPS",
    de="Offen ist, ob „{actor}“ dazugehört; genannt: {wanted}.",
    en="Unclear: whether “{actor}” is meant as well; named: {wanted}.",
)
ACTOR_NOT_NAMED: Final = Reason(
    "ACTOR_NOT_NAMED",
    de="Offen ist, ob teilnehmen kann: {actor}. Genannt: {wanted}; ausgenommen ist dieser Akteur nicht.",
    en="Unclear: whether this actor may come: {actor}. Named: {wanted}; this actor is not excluded.",
)
ACTOR_NOT_KNOWN: Final = Reason(
    "ACTOR_NOT_KNOWN",
    de="Offen ist, für wen die Person kommt; genannt: {wanted}.",
    en="Unclear: for whom the person comes; named: {wanted}.",
)
UNKNOWN_ACTOR: Final = Reason(
    "UNKNOWN_ACTOR",
    de="Offen ist, was für ein Akteur „{actor}“ ist{hint}; genannt: {wanted}.",
    en="Unclear: what kind of actor “{actor}” is{hint}; named: {wanted}.",
)
ACTOR_RULE_NOT_KNOWN: Final = Reason(
    "ACTOR_RULE_NOT_KNOWN",
    de="Offen ist, wer zugelassen ist; die Regel dazu ist nicht bekannt.",
    en="Unclear: who is admitted; the rule is not known.",
)
OF_PARTNERSHIP: Final = Reason(
    "OF_PARTNERSHIP",
    de="Die Person kommt mit der eigenen Partnerschaft: {partnership}.",
    en="The person comes with their own partnership: {partnership}.",
)
NOT_OF_PARTNERSHIP: Final = Reason(
    "NOT_OF_PARTNERSHIP",
    de="Die Person kommt aus keiner der Kommunen dieser Partnerschaft: {partnership}.",
    en="The person comes from none of the municipalities of this partnership: {partnership}.",
)
OWN_PARTNERSHIP_NOT_KNOWN: Final = Reason(
    "OWN_PARTNERSHIP_NOT_KNOWN",
    de="Offen ist, mit welcher Partnerschaft und aus welcher ihrer Kommunen die Person kommt.",
    en="Unclear: with which partnership the person comes, and from which of its municipalities.",
)
OWN_PARTNERSHIP_NOT_ASKED: Final = Reason(
    "OWN_PARTNERSHIP_NOT_ASKED",
    de="Eine eigene Partnerschaft wird nicht verlangt.",
    en="A partnership of one's own is not asked for.",
)
COUNTRY_CONTRADICTED: Final = Reason(
    "COUNTRY_CONTRADICTED",
    de="Offen ist das Land der Person: Angegeben ist {stated}, ihre Kommune liegt aber {country:in}.",
    en="Unclear: the country of the person; {stated} is stated, but their municipality lies {country:in}.",
)
COUNTRY_NOT_KNOWN: Final = Reason(
    "COUNTRY_NOT_KNOWN",
    de="Offen ist, aus welchem Land die Person kommt.",
    en="Unclear: which country the person comes from.",
)
DELEGATION_FITS: Final = Reason(
    "DELEGATION_FITS",
    de="Delegation: {count} {count:Person|Personen}, davon mindestens {least} aus der Verwaltung; bezahlt werden "
    "höchstens {most}.",
    en="Delegation: {count} {count:person|people}, at least {least} of them from the administration; at most {most} "
    "are paid for.",
)
TOO_MANY_TRAVELLERS: Final = Reason(
    "TOO_MANY_TRAVELLERS",
    de="Delegation: {count} wollen reisen; bezahlt werden je Partnerkommune höchstens {most}.",
    en="Delegation: {count} want to travel; at most {most} per partner municipality are paid for.",
)
PERHAPS_TOO_MANY: Final = Reason(
    "PERHAPS_TOO_MANY",
    de="Offen ist, ob alle bezahlt werden: {count} wollen reisen; bezahlt werden je Partnerkommune, soweit bekannt, "
    "höchstens {most}.",
    en="Unclear: whether all are paid for; {count} want to travel, as far as is known at most {most} per partner "
    "municipality are paid for.",
)
ADMINISTRATION_MISSING: Final = Reason(
    "ADMINISTRATION_MISSING",
    de="Delegation: aus der Verwaltung {count}, verlangt mindestens {least}.",
    en="Delegation: from the administration {count}, at least {least} asked for.",
)
ADMINISTRATION_PERHAPS: Final = Reason(
    "ADMINISTRATION_PERHAPS",
    de="Offen ist, wer in der Delegation aus der Verwaltung kommt: sicher {count}, verlangt mindestens {least}.",
    en="Unclear: who of the delegation comes from the administration; {count} for sure, at least {least} asked for.",
)
DELEGATION_NOT_KNOWN: Final = Reason(
    "DELEGATION_NOT_KNOWN",
    de="Offen ist, wer zur Delegation gehört; verlangt aus der Verwaltung: mindestens {least}.",
    en="Unclear: who belongs to the delegation; asked for from the administration: at least {least}.",
)
NOT_KNOWN: Final = Term("(nicht bekannt)", "(not known)")

ACTOR_WORDS: Final = {
    "administration": Term("Verwaltung", "administration"),
    "association": Term("Verein", "association"),
    "association_of_municipalities": Term("Kommunalverband", "association of municipalities"),
    "company": Term("Unternehmen", "company"),
    "county": Term("Kreis", "county"),
    "county_head": Term("Landrätin oder Landrat", "county head"),
    "culture": Term("Kultur", "culture"),
    "diaspora": Term("Diaspora", "diaspora"),
    "embassy": Term("Botschaft", "embassy"),
    "expert": Term("Fachleute", "expert"),
    "mayor": Term("Bürgermeisterin oder Bürgermeister", "mayor"),
    "ministry": Term("Ministerium", "ministry"),
    "municipal_enterprise": Term("kommunales Unternehmen", "municipal enterprise"),
    "municipality": Term("Kommune", "municipality"),
    "ngo": Term("Nichtregierungsorganisation", "NGO"),
    "politics": Term("Politik", "politics"),
    "school": Term("Schule", "school"),
}
"""What the kinds of actor are called."""

ACTOR_ALIASES: Final = {
    "associations": "association",
    "betrieb": "company",
    "bezirk": "municipality",
    "bezirksbürgermeister": "mayor",
    "bezirksbürgermeisterin": "mayor",
    "botschaften": "embassy",
    "bürgermeister": "mayor",
    "bürgermeisterin": "mayor",
    "bürgermeisterinnen": "mayor",
    "bürgermeisterinnen und bürgermeister": "mayor",
    "city": "municipality",
    "city administration": "administration",
    "city council": "politics",
    "companies": "company",
    "council": "politics",
    "councillor": "politics",
    "counties": "county",
    "e v": "association",
    "eigenbetrieb": "municipal_enterprise",
    "eine welt verein": "association",
    "eingetragener verein": "association",
    "experte": "expert",
    "expertin": "expert",
    "expertinnen und experten": "expert",
    "experts": "expert",
    "fachkraft": "expert",
    "fachkräfte": "expert",
    "firma": "company",
    "förderverein": "association",
    "gemeinde": "municipality",
    "gemeinden": "municipality",
    "gemeinderat": "politics",
    "gemeinderatsmitglied": "politics",
    "gemeinderätin": "politics",
    "gemeindeverwaltung": "administration",
    "initiative": "association",
    "kommunale unternehmen": "municipal_enterprise",
    "kommunaler betrieb": "municipal_enterprise",
    "kommunalpolitik": "politics",
    "kommunalpolitiker": "politics",
    "kommunalpolitikerin": "politics",
    "kommunalverbände": "association_of_municipalities",
    "kommunalverwaltung": "administration",
    "kommunalverwaltungen": "administration",
    "kommunen": "municipality",
    "kreise": "county",
    "kreisrat": "politics",
    "kreisrätin": "politics",
    "kreistag": "politics",
    "kreistagsmitglied": "politics",
    "kreisverwaltung": "administration",
    "landkreis": "county",
    "landkreise": "county",
    "landrat": "county_head",
    "landräte": "county_head",
    "landrätin": "county_head",
    "landrätinnen und landräte": "county_head",
    "lehrer": "school",
    "lehrerin": "school",
    "lehrkraft": "school",
    "lehrkräfte": "school",
    "local administration": "administration",
    "migrantenorganisation": "diaspora",
    "migrantenorganisationen": "diaspora",
    "migrantenselbstorganisation": "diaspora",
    "migrantenverein": "diaspora",
    "ministerien": "ministry",
    "ministries": "ministry",
    "municipal administration": "administration",
    "municipal enterprises": "municipal_enterprise",
    "municipalities": "municipality",
    "ngos": "ngo",
    "nichtregierungsorganisationen": "ngo",
    "nro": "ngo",
    "nros": "ngo",
    "ob": "mayor",
    "oberbürgermeister": "mayor",
    "oberbürgermeisterin": "mayor",
    "partnerschaftsverein": "association",
    "ratsfrau": "politics",
    "ratsherr": "politics",
    "ratsmitglied": "politics",
    "samtgemeinde": "municipality",
    "schools": "school",
    "schulen": "school",
    "stadt": "municipality",
    "stadtbezirk": "municipality",
    "stadtrat": "politics",
    "stadtratsmitglied": "politics",
    "stadträtin": "politics",
    "stadtverordnete": "politics",
    "stadtverordneter": "politics",
    "stadtverwaltung": "administration",
    "stadtwerke": "municipal_enterprise",
    "städte": "municipality",
    "städtepartnerschaftsverein": "association",
    "teacher": "school",
    "teachers": "school",
    "town": "municipality",
    "verbandsgemeinde": "municipality",
    "vereine": "association",
    "verwaltungen": "administration",
    "zweckverband": "association_of_municipalities",
    "zweckverbände": "association_of_municipalities",
}
"""Further words that people write for them, lower case."""

# ── the application ──────────────────────────────────────────────────────────────────────────────────────────────────

TEXT_KNOWN = Reason(
    "TEXT_KNOWN",
    de="Für den {on} ist der Regeltext „{version}“ bekannt.",
    en="For {on} the rules “{version}” are known.",
)
TEXT_UNKNOWN = Reason(
    "TEXT_UNKNOWN",
    de="Welche Regeln am {on} gelten, ist nicht bekannt; bekannt: {versions}.",
    en="Which rules hold on {on} is not known; known: {versions}.",
)
NO_TEXT = Reason(
    "NO_TEXT",
    de="Zum Programm „{programme}“ sind keine Regeln bekannt.",
    en="No rules are known of the programme “{programme}”.",
)
CLOSED = Reason(
    "CLOSED",
    de="Das Programm „{programme}“ ist beendet; es lief bis {last}.",
    en="The programme “{programme}” has ended; it ran until {last}.",
)
BETWEEN_VERSIONS = Reason(
    "BETWEEN_VERSIONS",
    de="Es hängt davon ab, welche Fassung am {on} gilt: {versions}.",
    en="It depends on which version holds on {on}: {versions}.",
)
MET = Reason("MET", de="{what}: erfüllt ({wanted}).", en="{what}: met ({wanted}).")
NOT_MET = Reason(
    "NOT_MET",
    de="{what}: verlangt ist {wanted}, angegeben ist {given}.",
    en="{what}: {wanted} is asked, {given} is given.",
)
NOT_ASKED = Reason("NOT_ASKED", de="{what}: wird nicht verlangt.", en="{what}: is not asked for.")
NOTHING_OF_ITS_OWN = Reason(
    "NOTHING_OF_ITS_OWN",
    de="{what}: hier ist nichts eigens zu prüfen („{wording}“).",
    en="{what}: nothing is to be checked here on its own (“{wording}”).",
)
NOT_GIVEN = Reason(
    "NOT_GIVEN",
    de="{what}: im Antrag fehlt die Angabe; verlangt ist {wanted}.",
    en="{what}: not stated; {wanted} is asked.",
)
RULE_UNKNOWN = Reason(
    "RULE_UNKNOWN", de="{what}: Die Regel ist nicht bekannt{note}.", en="{what}: the rule is not known{note}."
)
RULE_IN_WORDS = Reason(
    "RULE_IN_WORDS",
    de="{what}: zu prüfen ist der Text „{wording}“.",
    en="{what}: to be checked against the text “{wording}”.",
)
BROADER_WORD = Reason(
    "BROADER_WORD",
    de="{what}: Der Text sagt „{wanted}“; ob das „{given}“ einschließt, sagt er nicht.",
    en="{what}: the text says “{wanted}”; whether that includes “{given}” it does not say.",
)
EXCEPTION = Reason(
    "EXCEPTION",
    de="{what}: {given} überschreitet {wanted}; in Ausnahmen sind es bis zu {most}.",
    en="{what}: {given} exceeds {wanted}; exceptions go up to {most}.",
)
NEWCOMER_LIMIT = Reason(
    "NEWCOMER_LIMIT",
    de="{what}: {given}; wer das erste Mal beantragt, darf höchstens {wanted}. Ob das so ist, ist nicht angegeben.",
    en="{what}: {given}; first-time applicants may have {wanted} at most. Whether that is so is not stated.",
)
DEADLINE_AHEAD = Reason(
    "DEADLINE_AHEAD", de="Nächste Frist: {step} am {day}{note}.", en="Next deadline: {step} on {day}{note}."
)
STEP_OVER = Reason(
    "STEP_OVER",
    de="Die Frist für „{before}“ ({over}) ist vorbei; „{step}“ läuft bis zum {day}. Zu klären ist, ob der frühere "
    "Schritt getan ist.",
    en="The deadline for “{before}” ({over}) is over; “{step}” is due on {day}. It is to be clarified whether the "
    "earlier step was taken.",
)
ALWAYS_OPEN = Reason("ALWAYS_OPEN", de="Anträge sind ganzjährig möglich.", en="Applications are taken all year.")
DEADLINES_OVER = Reason(
    "DEADLINES_OVER",
    de="Alle bekannten Fristen sind vorbei (zuletzt {day}); ob es einen neuen Aufruf gibt, ist nicht bekannt.",
    en="All known deadlines are over (the last on {day}); whether there is a new call is not known.",
)
NO_REGISTER = Reason(
    "NO_REGISTER",
    de="Ob {country} ODA-Empfänger ist, lässt sich ohne DAC-Liste nicht sagen.",
    en="Whether {country} receives ODA cannot be told without the DAC list.",
)
