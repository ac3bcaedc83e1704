"""Whether an application fits a programme's rules: rule by rule, version by version, with what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from kommunal_partner._checks import as_day
from kommunal_partner.eligibility._country import Beyond, assess_country
from kommunal_partner.eligibility._grounds import Grounds
from kommunal_partner.eligibility.sentences import (
    ALWAYS_OPEN,
    BETWEEN_VERSIONS,
    BROADER_WORD,
    CLOSED,
    DEADLINE_AHEAD,
    DEADLINES_OVER,
    EXCEPTION,
    MET,
    NEWCOMER_LIMIT,
    NO_REGISTER,
    NO_TEXT,
    NOT_ASKED,
    NOT_GIVEN,
    NOT_MET,
    NOTHING_OF_ITS_OWN,
    RULE_IN_WORDS,
    RULE_UNKNOWN,
    STEP_OVER,
    TEXT_KNOWN,
    TEXT_UNKNOWN,
)
from kommunal_partner.languages import Term
from kommunal_partner.programmes import (
    APPLICATION_STAGES,
    CELL_WORDS,
    Application,
    Cell,
    CellKind,
    Deadline,
    Programme,
    ProgrammeVersion,
    word,
)
from kommunal_partner.verdicts import Answer, Verdict, all_of, no, spoken, undecided, yes

RULE = "application/1"


APPLICANT = CELL_WORDS["applicants"]
PARTNER = CELL_WORDS["partner_required"]
ODA_PARTNER = CELL_WORDS["oda_partner_required"]
COUNTRIES = CELL_WORDS["countries"]
STAGE = CELL_WORDS["stages"]
JOINT = CELL_WORDS["joint_application"]
LEAST = CELL_WORDS["min_eur"]
MOST = CELL_WORDS["max_eur"]
OWN_SHARE = CELL_WORDS["own_share_min_pct"]
DURATION = CELL_WORDS["duration_max_months"]
DEADLINE = CELL_WORDS["deadlines"]
FURTHER = Term("Besondere Regel", "Special rule")

ONE_MUNICIPALITY = Term("eine", "one")
NO_MUNICIPALITY = Term("keine", "none")
ONE_PARTNER = Term("einer", "one")


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
    if in_force.certain:
        (version,) = in_force.candidates
        known = yes(TEXT_KNOWN, evidence=in_force.candidates, on=on, version=version.called)
        return all_of((known, *verdicts[0].checks), rule=RULE, as_of=on)
    if not in_force.candidates:
        return undecided(NO_TEXT, rule=RULE, as_of=on, programme=programme)
    ended = [version for version in in_force.candidates if _has_ended(version, on)]
    if len(ended) == len(in_force.candidates):
        span = ended[-1].seen
        last = span.last if span is not None else None
        return no(CLOSED, evidence=ended, rule=RULE, as_of=on, programme=programme, last=last)
    names = tuple(_cited(version) for version in in_force.candidates)
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


def _cited(version: ProgrammeVersion) -> Term:
    """The version with the time it is known for."""
    seen, name = version.seen, version.called
    if seen is None:
        return Term(f"„{name.de}“ (ohne Jahr)", f"“{name.en}” (no year given)")
    de, en = spoken(seen.start, "de"), spoken(seen.start, "en")
    if seen.last is None:
        de, en = f"ab {de}", f"from {en}"
    else:
        de, en = f"{de} bis {spoken(seen.last, 'de')}", f"{en} to {spoken(seen.last, 'en')}"
    return Term(f"„{name.de}“ ({de})", f"“{name.en}” ({en})")


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
        *_joint(version),
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
    if cell.kind is CellKind.NOT_APPLICABLE and cell.wording:
        return yes(NOTHING_OF_ITS_OWN, evidence=(version,), what=what, wording=cell.wording)
    if cell.kind is CellKind.NOT_APPLICABLE:
        return yes(NOT_ASKED, evidence=(version,), what=what)
    if cell.wording and cell.kind is not CellKind.NOT_SEEN:
        return undecided(RULE_IN_WORDS, evidence=(version,), what=what, wording=cell.wording)
    return undecided(RULE_UNKNOWN, evidence=(version,), what=what, cell=cell)


def _compared(version: ProgrammeVersion, what: Term, wanted: object, given: object, *, fits: bool) -> Verdict:
    answer, reason = (yes, MET) if fits else (no, NOT_MET)
    return answer(reason, evidence=(version,), what=what, wanted=wanted, given=given)


def _either(cell: Cell[frozenset[str]]) -> Term:
    """What a cell admits, one or the other."""
    keys = cell.value or ()
    de, en = (sorted(spoken(word(key), lang) for key in keys) for lang in ("de", "en"))
    note = _aside(cell.wording)
    return Term(" oder ".join(de) + note.de, " or ".join(en) + note.en)


def _aside(wording: Term | None) -> Term:
    """A wording in brackets, nothing where there is none."""
    return Term("", "") if wording is None else Term(f" ({wording.de})", f" ({wording.en})")


def _least(cell: Cell[int]) -> Term:
    return Term(f"mindestens {cell.text('de')}", f"at least {cell.text('en')}")


def _most(cell: Cell[int]) -> Term:
    return Term(f"höchstens {cell.text('de')}", f"at most {cell.text('en')}")


# “municipality” stands for the town itself and its administration; whether it also means counties, their groupings or
# an operation that the town runs itself no text says.
SAME_AS_MUNICIPALITY = frozenset({"municipality", "municipality_administration", "city"})
PERHAPS_MUNICIPALITY = frozenset(
    {
        "association_of_municipalities",
        "city_district",
        "county",
        "district_of_berlin_or_hamburg",
        "grouping_of_municipalities",
        "municipal_own_operation",
    }
)


def _applicant(version: ProgrammeVersion, application: Application) -> Verdict:
    cell, given = version.applicants, application.applicant
    if cell.value is None:
        return _unread(version, APPLICANT, cell)
    if given is None:
        return undecided(NOT_GIVEN, evidence=(version,), what=APPLICANT, wanted=_either(cell))
    fits = given in cell.value or (given in SAME_AS_MUNICIPALITY and bool(SAME_AS_MUNICIPALITY & cell.value))
    perhaps = (given in PERHAPS_MUNICIPALITY and bool(SAME_AS_MUNICIPALITY & cell.value)) or (
        given == "municipal_own_operation" and "municipal_enterprise" in cell.value
    )
    return _one_of(version, APPLICANT, cell, given, fits=fits, perhaps=perhaps)


def _one_of(
    version: ProgrammeVersion, what: Term, cell: Cell[frozenset[str]], given: str, *, fits: bool, perhaps: bool
) -> Verdict:
    if perhaps and not fits:
        return undecided(BROADER_WORD, evidence=(version,), what=what, wanted=_either(cell), given=word(given))
    return _compared(version, what, _either(cell), word(given), fits=fits)


def _partner(version: ProgrammeVersion, application: Application) -> Verdict:
    cell = version.partner_required.for_project(application.project)
    if cell.value is None:
        return _unread(version, PARTNER, cell)
    if not cell.value:
        return yes(NOT_ASKED, evidence=(version,), what=PARTNER)
    if application.has_partner is None and application.country is None:
        return undecided(NOT_GIVEN, evidence=(version,), what=PARTNER, wanted=ONE_MUNICIPALITY)
    has = application.has_partner is not False
    given = ONE_MUNICIPALITY if has else NO_MUNICIPALITY
    return _compared(version, PARTNER, ONE_MUNICIPALITY, given, fits=has)


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
        return undecided(NOT_GIVEN, evidence=(version,), what=ODA_PARTNER, wanted=ONE_PARTNER)
    if grounds is None:
        return undecided(NO_REGISTER, evidence=(version,), country=word(application.country))
    return assess_country(grounds.oda, application.country, on=on, beyond=beyond)


def _countries(version: ProgrammeVersion, application: Application) -> Verdict:
    cell = version.countries.for_project(application.project)
    if cell.value is None:
        return _unread(version, COUNTRIES, cell)
    if application.country is None:
        return undecided(NOT_GIVEN, evidence=(version,), what=COUNTRIES, wanted=_either(cell))
    if cell.wording:
        return undecided(RULE_IN_WORDS, evidence=(version,), what=COUNTRIES, wording=_either(cell))
    given = application.country
    return _compared(version, COUNTRIES, _either(cell), word(given), fits=given in cell.value)


def _stage(version: ProgrammeVersion, application: Application) -> Verdict:
    cell = version.stages
    if cell.value is None:
        return _unread(version, STAGE, cell)
    given = application.stage
    if given is None:
        return undecided(NOT_GIVEN, evidence=(version,), what=STAGE, wanted=_either(cell))
    return _one_of(version, STAGE, cell, given, fits=given in cell.value, perhaps=_may_mean(cell.value, given))


def _may_mean(wanted: frozenset[str], given: str) -> bool:
    """Whether a rule may mean a stage it does not name: by a word of its own, or as one between two that it names."""
    if not wanted.issubset(APPLICATION_STAGES):
        return True
    places = [APPLICATION_STAGES.index(stage) for stage in wanted]
    return min(places) < APPLICATION_STAGES.index(given) < max(places)


def _joint(version: ProgrammeVersion) -> Iterator[Verdict]:
    cell = version.joint_application
    if cell.value is not None:
        yield undecided(RULE_IN_WORDS, evidence=(version,), what=JOINT, wording=cell.value)


def _amounts(version: ProgrammeVersion, application: Application) -> Iterator[Verdict]:
    given, least, most = application.amount_eur, version.min_eur, version.max_eur
    if least.value is None:
        yield _unread(version, LEAST, least)
    elif given is None:
        yield undecided(NOT_GIVEN, evidence=(version,), what=LEAST, wanted=_least(least))
    else:
        yield _compared(version, LEAST, _least(least), given, fits=given >= least.value)
    if most.value is None:
        yield _unread(version, MOST, most)
    elif given is None:
        yield undecided(NOT_GIVEN, evidence=(version,), what=MOST, wanted=_most(most))
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
    limit, newcomers = most, for_newcomers.value
    if newcomers is not None and newcomers < given <= (most.value or 0) and application.newcomer is not False:
        if application.newcomer is None:
            yield undecided(NEWCOMER_LIMIT, evidence=(version,), what=what, given=given, wanted=newcomers)
            return
        limit = for_newcomers
    yield _compared(version, what, _most(limit), given, fits=given <= (limit.value or 0))


def _own_share(version: ProgrammeVersion, application: Application) -> Verdict:
    cell, given = version.own_share_min_pct, application.own_share_pct
    if cell.value is None:
        return _unread(version, OWN_SHARE, cell)
    if given is None:
        return undecided(NOT_GIVEN, evidence=(version,), what=OWN_SHARE, wanted=_least(cell))
    return _compared(version, OWN_SHARE, _least(cell), given, fits=given >= cell.value)


def _duration(version: ProgrammeVersion, application: Application) -> Verdict:
    cell, given = version.duration_max_months, application.duration_months
    if cell.value is None:
        return _unread(version, DURATION, cell)
    if given is None:
        return undecided(NOT_GIVEN, evidence=(version,), what=DURATION, wanted=_most(cell))
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
    ahead = [(day, deadline) for deadline in cell.value if (day := _next_day(version, deadline, on)) is not None]
    if ahead:
        yield _next_deadline(version, cell.value, on, ahead)
        return
    over = [day for deadline in cell.value if (day := _last_day(version, deadline, on)) is not None]
    if over:
        yield undecided(DEADLINES_OVER, evidence=(version,), day=max(over))
    else:
        yield undecided(RULE_IN_WORDS, evidence=(version,), what=DEADLINE, wording=cell)


def _last_day(version: ProgrammeVersion, deadline: Deadline, on: date) -> date | None:
    """The last day before; what returns every year counts for the time only in which the text was seen."""
    if deadline.yearly is None or version.seen is None:
        return deadline.last_before(on)
    end = version.seen.end
    day = deadline.last_before(on if end is None else min(on, end))
    return day if day is not None and version.seen.contains(day) else None


def _next_day(version: ProgrammeVersion, deadline: Deadline, on: date) -> date | None:
    """The next day; what returns every year counts for the time only in which the text was seen."""
    if deadline.yearly is None or version.seen is None:
        return deadline.next_from(on)
    day = deadline.next_from(max(on, version.seen.start))
    return day if day is not None and version.seen.contains(day) else None


def _next_deadline(
    version: ProgrammeVersion, deadlines: tuple[Deadline, ...], on: date, ahead: list[tuple[date, Deadline]]
) -> Verdict:
    """The next deadline; of a later step it is open whether the earlier ones, which stand before it, were taken."""
    day, deadline = min(ahead, key=lambda pair: pair[0])
    for earlier in deadlines[: deadlines.index(deadline)]:
        over = earlier.last_before(on)
        if earlier.what != deadline.what and over is not None:
            rows, step = (version,), deadline.what
            return undecided(STEP_OVER, evidence=rows, before=earlier.what, over=over, step=step, day=day)
    note = _aside(version.deadlines.wording)
    return yes(DEADLINE_AHEAD, evidence=(version,), step=deadline.what, day=day, note=note)


def _conditions(version: ProgrammeVersion) -> Iterator[Verdict]:
    for text in version.conditions:
        yield undecided(RULE_IN_WORDS, evidence=(version,), what=FURTHER, wording=text)
