"""Whether an application fits a programme's rules: rule by rule, version by version, with what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from kommunal_partner.eligibility.country import Beyond, assess_country
from kommunal_partner.eligibility.grounds import Grounds
from kommunal_partner.languages import Term
from kommunal_partner.programmes import Application, Cell, CellKind, Deadline, Programme, ProgrammeVersion
from kommunal_partner.spans import as_day
from kommunal_partner.verdicts import Answer, Reason, Verdict, all_of, no, undecided, yes

__all__ = ["assess_application", "assess_applications"]

RULE = "application/1"


# ── reasons ──────────────────────────────────────────────────────────────────────────────────────────────────────────

TEXT_KNOWN = Reason(
    "TEXT_KNOWN",
    de="Für den {on} ist der Regeltext „{version}“ bekannt.",
    en="For {on} the rules “{version}” are known.",
)
TEXT_UNKNOWN = Reason(
    "TEXT_UNKNOWN",
    de="Welche Regeln am {on} gelten, ist nicht bekannt; bekannt sind: {versions}.",
    en="Which rules hold on {on} is not known; known are: {versions}.",
)
CLOSED = Reason(
    "CLOSED",
    de="Das Programm „{programme}“ ist seit dem {end} beendet.",
    en="The programme “{programme}” ended on {end}.",
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
NOT_GIVEN = Reason(
    "NOT_GIVEN",
    de="{what}: im Antrag fehlt die Angabe; verlangt ist {wanted}.",
    en="{what}: not stated; {wanted} is asked.",
)
RULE_UNKNOWN = Reason(
    "RULE_UNKNOWN", de="{what}: die Regel ist nicht bekannt ({cell}).", en="{what}: the rule is not known ({cell})."
)
RULE_IN_WORDS = Reason(
    "RULE_IN_WORDS",
    de="{what}: zu prüfen ist der Text „{wording}“.",
    en="{what}: to be checked against the text “{wording}”.",
)
BROADER_WORD = Reason(
    "BROADER_WORD",
    de="{what}: der Text sagt {wanted}; ob das {given} einschließt, sagt er nicht.",
    en="{what}: the text says {wanted}; whether that includes {given} it does not say.",
)
EXCEPTION = Reason(
    "EXCEPTION",
    de="{what}: {given} überschreitet {wanted}; in Ausnahmen gehen bis zu {most}.",
    en="{what}: {given} exceeds {wanted}; exceptions go up to {most}.",
)
NEWCOMER_LIMIT = Reason(
    "NEWCOMER_LIMIT",
    de="{what}: {given}; wer das erste Mal beantragt, darf höchstens {wanted}. Ob das so ist, ist nicht angegeben.",
    en="{what}: {given}; first-time applicants may have {wanted} at most. Whether that is so is not stated.",
)
DEADLINE_AHEAD = Reason("DEADLINE_AHEAD", de="Nächste Frist: {step} am {day}.", en="Next deadline: {step} on {day}.")
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


APPLICANT = Term("Antragsteller", "Applicant")
PARTNER = Term("Partnerkommune", "Partner municipality")
ODA_PARTNER = Term("Partner in einem ODA-Land", "Partner in an ODA country")
COUNTRIES = Term("Länderkreis", "Countries")
STAGE = Term("Stand der Beziehung", "Stage of the relation")
LEAST = Term("Mindestsumme in Euro", "Least amount in euros")
MOST = Term("Höchstsumme in Euro", "Greatest amount in euros")
OWN_SHARE = Term("Eigenanteil in Prozent", "Own share in per cent")
DURATION = Term("Laufzeit in Monaten", "Duration in months")
FURTHER = Term("Weitere Bedingung", "Further condition")
DEADLINE = Term("Frist", "Deadline")


# ── the question ─────────────────────────────────────────────────────────────────────────────────────────────────────


def assess_application(
    programme: Programme,
    application: Application,
    *,
    on: date,
    grounds: Grounds | None = None,
    beyond: Beyond = "undecided",
) -> Verdict:
    """Whether the application would be allowed on the day, with every rule of every version that may hold.

    Yes only if exactly one version is known for the day and each of its rules is met; no if that version breaks on a
    rule, or if the programme has ended; undecided otherwise, also where every text from other years says no.
    `verdict.ends(Answer.UNDECIDED)` lists what would have to be known. `grounds` brings the DAC list for rules that ask
    for an ODA partner.

    Raises:
        NotADay: if `on` is no day.
    """
    in_force = programme.in_force(as_day(on))
    verdicts = tuple(
        _assess_version(version, application, on=on, grounds=grounds, beyond=beyond) for version in in_force.candidates
    )
    names = tuple(version.version for version in in_force.candidates)
    if in_force.certain:
        known = yes(TEXT_KNOWN, evidence=in_force.candidates, on=on, version=names[0])
        return all_of((known, *verdicts[0].checks), rule=RULE, as_of=on)
    ended = [version for version in in_force.candidates if _has_ended(version, on)]
    if ended and len(ended) == len(in_force.candidates):
        span = ended[-1].seen
        end = span.end if span is not None else None
        return no(CLOSED, evidence=ended, rule=RULE, as_of=on, programme=programme, end=end)
    open_text = undecided(TEXT_UNKNOWN, evidence=in_force.candidates, on=on, versions=names)
    checks = (open_text, *verdicts)
    return undecided(BETWEEN_VERSIONS, checks=checks, rule=RULE, as_of=on, on=on, versions=names)


def assess_applications(
    programmes: Iterable[Programme],
    application: Application,
    *,
    on: date,
    grounds: Grounds | None = None,
    beyond: Beyond = "undecided",
) -> tuple[tuple[Programme, Verdict], ...]:
    """The programmes the application may fit, with their verdicts: none ruled out, the fewest open points first."""
    pairs = [
        (programme, assess_application(programme, application, on=on, grounds=grounds, beyond=beyond))
        for programme in programmes
    ]
    fitting = [(programme, verdict) for programme, verdict in pairs if not verdict.is_no]
    return tuple(sorted(fitting, key=lambda pair: (len(pair[1].ends(Answer.UNDECIDED)), pair[0].id)))


def _has_ended(version: ProgrammeVersion, on: date) -> bool:
    return version.closed and version.seen is not None and version.seen.end is not None and version.seen.end <= on


def _assess_version(
    version: ProgrammeVersion,
    application: Application,
    *,
    on: date,
    grounds: Grounds | None,
    beyond: Beyond,
) -> Verdict:
    checks = (
        _applicant(version, application),
        _partner(version, application),
        _oda_partner(version, application, on, grounds, beyond),
        _countries(version, application),
        _stage(version, application),
        *_amounts(version, application),
        _own_share(version, application),
        _duration(version, application),
        *_deadlines(version, on),
        *_conditions(version),
    )
    return all_of(checks, rule=f"{version.programme} {version.version}", as_of=on)


# ── the rules ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _unread(version: ProgrammeVersion, what: Term, cell: Cell[object]) -> Verdict:
    """The verdict where a cell holds no value to compare with."""
    if cell.kind is CellKind.NOT_APPLICABLE:
        return yes(NOT_ASKED, evidence=(version,), what=what)
    if cell.wording and cell.kind is not CellKind.NOT_SEEN:
        return undecided(RULE_IN_WORDS, evidence=(version,), what=what, wording=cell.wording)
    return undecided(RULE_UNKNOWN, evidence=(version,), what=what, cell=cell)


def _compared(version: ProgrammeVersion, what: Term, wanted: object, given: object, *, fits: bool) -> Verdict:
    answer, reason = (yes, MET) if fits else (no, NOT_MET)
    return answer(reason, evidence=(version,), what=what, wanted=wanted, given=given)


# “municipality” stands for the town itself and its administration; whether it also means counties or their groupings no
# text says.
SAME_AS_MUNICIPALITY = frozenset({"municipality", "municipality_administration", "city"})
PERHAPS_MUNICIPALITY = frozenset(
    {
        "association_of_municipalities",
        "city_district",
        "county",
        "district_of_berlin_or_hamburg",
        "grouping_of_municipalities",
    }
)


def _applicant(version: ProgrammeVersion, application: Application) -> Verdict:
    cell, given = version.applicants, application.applicant
    if cell.value is None:
        return _unread(version, APPLICANT, cell)
    if given is None:
        return undecided(NOT_GIVEN, evidence=(version,), what=APPLICANT, wanted=cell)
    if given not in cell.value and "municipality" in cell.value and given in PERHAPS_MUNICIPALITY:
        return undecided(BROADER_WORD, evidence=(version,), what=APPLICANT, wanted=cell, given=given)
    fits = given in cell.value or (given in SAME_AS_MUNICIPALITY and bool(SAME_AS_MUNICIPALITY & cell.value))
    return _compared(version, APPLICANT, cell, given, fits=fits)


def _partner(version: ProgrammeVersion, application: Application) -> Verdict:
    cell = version.partner_required.for_project(application.project)
    if cell.value is None:
        return _unread(version, PARTNER, cell)
    if not cell.value:
        return yes(NOT_ASKED, evidence=(version,), what=PARTNER)
    if application.has_partner is None and application.country is None:
        return undecided(NOT_GIVEN, evidence=(version,), what=PARTNER, wanted=cell)
    given = application.has_partner is not False
    return _compared(version, PARTNER, cell, Cell(CellKind.VALUE, given), fits=given)


def _oda_partner(
    version: ProgrammeVersion,
    application: Application,
    on: date,
    grounds: Grounds | None,
    beyond: Beyond,
) -> Verdict:
    cell = version.oda_partner_required.for_project(application.project)
    if cell.value is None:
        return _unread(version, ODA_PARTNER, cell)
    if not cell.value:
        return yes(NOT_ASKED, evidence=(version,), what=ODA_PARTNER)
    if application.country is None:
        return undecided(NOT_GIVEN, evidence=(version,), what=ODA_PARTNER, wanted=cell)
    if grounds is None:
        return undecided(NO_REGISTER, evidence=(version,), country=application.country)
    return assess_country(grounds.oda, application.country, on=on, beyond=beyond)


def _countries(version: ProgrammeVersion, application: Application) -> Verdict:
    cell = version.countries.for_project(application.project)
    if cell.value is None:
        return _unread(version, COUNTRIES, cell)
    if application.country is None:
        return undecided(NOT_GIVEN, evidence=(version,), what=COUNTRIES, wanted=cell)
    if cell.wording:
        return undecided(RULE_IN_WORDS, evidence=(version,), what=COUNTRIES, wording=cell.wording)
    return _compared(version, COUNTRIES, cell, application.country, fits=application.country in cell.value)


def _stage(version: ProgrammeVersion, application: Application) -> Verdict:
    cell = version.stages
    if cell.value is None:
        return _unread(version, STAGE, cell)
    if application.stage is None:
        return undecided(NOT_GIVEN, evidence=(version,), what=STAGE, wanted=cell)
    return _compared(version, STAGE, cell, application.stage, fits=application.stage in cell.value)


def _amounts(version: ProgrammeVersion, application: Application) -> Iterator[Verdict]:
    given, least, most = application.amount_eur, version.min_eur, version.max_eur
    if least.value is None:
        yield _unread(version, LEAST, least)
    elif given is None:
        yield undecided(NOT_GIVEN, evidence=(version,), what=LEAST, wanted=least)
    else:
        yield _compared(version, LEAST, least, given, fits=given >= least.value)
    if most.value is None:
        yield _unread(version, MOST, most)
    elif given is None:
        yield undecided(NOT_GIVEN, evidence=(version,), what=MOST, wanted=most)
    elif most.value < given <= (version.exceptional_max_eur.value or 0):
        exception = version.exceptional_max_eur
        yield undecided(EXCEPTION, evidence=(version,), what=MOST, given=given, wanted=most, most=exception)
    else:
        yield from _up_to(version, application, MOST, most, version.newcomer_max_eur, given)


def _up_to(
    version: ProgrammeVersion,
    application: Application,
    what: Term,
    most: Cell[int],
    for_newcomers: Cell[int],
    given: int,
) -> Iterator[Verdict]:
    """Whether a number keeps below its limit, which is lower for newcomers under some rules."""
    limit = most.value or 0
    newcomers = for_newcomers.value
    if newcomers is not None and newcomers < given <= limit and application.newcomer is not False:
        if application.newcomer is None:
            yield undecided(NEWCOMER_LIMIT, evidence=(version,), what=what, given=given, wanted=newcomers)
            return
        limit = newcomers
    yield _compared(version, what, limit, given, fits=given <= limit)


def _own_share(version: ProgrammeVersion, application: Application) -> Verdict:
    cell, given = version.own_share_min_pct, application.own_share_pct
    if cell.value is None:
        return _unread(version, OWN_SHARE, cell)
    if given is None:
        return undecided(NOT_GIVEN, evidence=(version,), what=OWN_SHARE, wanted=cell)
    return _compared(version, OWN_SHARE, cell, given, fits=given >= cell.value)


def _duration(version: ProgrammeVersion, application: Application) -> Verdict:
    cell, given = version.duration_max_months, application.duration_months
    if cell.value is None:
        return _unread(version, DURATION, cell)
    if given is None:
        return undecided(NOT_GIVEN, evidence=(version,), what=DURATION, wanted=cell)
    (verdict,) = _up_to(version, application, DURATION, cell, version.newcomer_max_months, given)
    return verdict


def _deadlines(version: ProgrammeVersion, on: date) -> Iterator[Verdict]:
    cell = version.deadlines
    if cell.value is None:
        yield _unread(version, DEADLINE, cell)
        return
    if any(deadline.is_always_open for deadline in cell.value):
        yield yes(ALWAYS_OPEN, evidence=(version,))
        return
    ahead = [(day, deadline) for deadline in cell.value if (day := deadline.next_from(on)) is not None]
    if not ahead:
        last = max(deadline.day for deadline in cell.value if deadline.day is not None)
        yield undecided(DEADLINES_OVER, evidence=(version,), day=last)
        return
    yield from _next_deadline(version, ahead)


def _next_deadline(version: ProgrammeVersion, ahead: list[tuple[date, Deadline]]) -> Iterator[Verdict]:
    day, deadline = min(ahead, key=lambda pair: pair[0])
    yield yes(DEADLINE_AHEAD, evidence=(version,), step=deadline.what, day=day)


def _conditions(version: ProgrammeVersion) -> Iterator[Verdict]:
    for text in version.conditions:
        yield undecided(RULE_IN_WORDS, evidence=(version,), what=FURTHER, wording=text)
