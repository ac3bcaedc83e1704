"""The rules of a programme, one by one: each is met, broken or open, with the reason."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kommunal_partner.eligibility._country import Beyond, assess_country
from kommunal_partner.eligibility._grounds import Grounds
from kommunal_partner.eligibility.sentences import (
    ALWAYS_OPEN,
    BROADER_WORD,
    DEADLINE_AHEAD,
    DEADLINES_OVER,
    EXCEPTION,
    MET,
    NEWCOMER_LIMIT,
    NOT_ASKED,
    NOT_GIVEN,
    NOT_MET,
    NOTHING_OF_ITS_OWN,
    RULE_IN_WORDS,
    RULE_UNKNOWN,
    STEP_OVER,
)
from kommunal_partner.languages import Term
from kommunal_partner.programmes import (
    APPLICATION_STAGES,
    CELL_WORDS,
    Application,
    Cell,
    CellKind,
    Deadline,
    ProgrammeVersion,
    word,
)
from kommunal_partner.programmes.sentences import large, words_of
from kommunal_partner.spans import Span
from kommunal_partner.verdicts import Verdict, all_of, no, undecided, yes

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


def assess_version(
    facts: Grounds, version: ProgrammeVersion, wish: Application, *, on: date, counts: Span | None, beyond: Beyond
) -> Verdict:
    """Whether the wish fits the rules as one text states them; `counts` are the days for which it does, if known."""
    checks = (
        _applicant(version, wish),
        _partner(version, wish),
        _oda_partner(facts, version, wish, on, beyond),
        _countries(version, wish),
        _stage(version, wish),
        *_joint(version),
        *_amounts(version, wish),
        _own_share(version, wish),
        _duration(version, wish),
        *_deadlines(version, counts, on),
        *_conditions(version),
    )
    return all_of(checks, rule=f"{version.programme} {version.version}", as_of=on)


def _unread(version: ProgrammeVersion, what: Term, cell: Cell[object]) -> Verdict:
    """The verdict where a cell holds no value to compare with."""
    if cell.kind is CellKind.NOT_APPLICABLE and cell.wording:
        return yes(NOTHING_OF_ITS_OWN, evidence=(version,), what=what, wording=cell.wording)
    if cell.kind is CellKind.NOT_APPLICABLE:
        return yes(NOT_ASKED, evidence=(version,), what=what)
    if cell.wording and cell.kind is not CellKind.NOT_SEEN:
        return undecided(RULE_IN_WORDS, evidence=(version,), what=what, wording=cell.wording)
    return undecided(RULE_UNKNOWN, evidence=(version,), what=what, note=_after(cell.wording))


def _compared(version: ProgrammeVersion, what: Term, wanted: object, given: object, *, fits: bool) -> Verdict:
    answer, reason = (yes, MET) if fits else (no, NOT_MET)
    return answer(reason, evidence=(version,), what=what, wanted=wanted, given=given)


def _either(cell: Cell[frozenset[str]]) -> Term:
    """What a cell admits, one or the other."""
    keys = cell.value or ()
    de, en = words_of(keys, "de"), words_of(keys, "en")
    note = _aside(cell.wording)
    return Term(" oder ".join(de) + note.de, " or ".join(en) + note.en)


def _aside(wording: Term | None) -> Term:
    """A wording in brackets, nothing where there is none."""
    return Term("", "") if wording is None else Term(f" ({wording.de})", f" ({wording.en})")


def _after(wording: Term | None) -> Term:
    """A wording behind a colon, nothing where there is none."""
    return Term("", "") if wording is None else Term(f": {wording.de}", f": {wording.en}")


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


def _applicant(version: ProgrammeVersion, wish: Application) -> Verdict:
    cell, given = version.applicants, wish.applicant
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


def _partner(version: ProgrammeVersion, wish: Application) -> Verdict:
    cell = version.partner_required.for_project(wish.project)
    if cell.value is None:
        return _unread(version, PARTNER, cell)
    if not cell.value:
        return yes(NOT_ASKED, evidence=(version,), what=PARTNER)
    if wish.has_partner is None and wish.country is None:
        return undecided(NOT_GIVEN, evidence=(version,), what=PARTNER, wanted=ONE_MUNICIPALITY)
    has = wish.has_partner is not False
    given = ONE_MUNICIPALITY if has else NO_MUNICIPALITY
    return _compared(version, PARTNER, ONE_MUNICIPALITY, given, fits=has)


def _oda_partner(facts: Grounds, version: ProgrammeVersion, wish: Application, on: date, beyond: Beyond) -> Verdict:
    cell = version.oda_partner_required.for_project(wish.project)
    if cell.value is None:
        return _unread(version, ODA_PARTNER, cell)
    if not cell.value:
        return yes(NOT_ASKED, evidence=(version,), what=ODA_PARTNER)
    if wish.country is None:
        return undecided(NOT_GIVEN, evidence=(version,), what=ODA_PARTNER, wanted=ONE_PARTNER)
    return assess_country(facts, wish.country, on=on, beyond=beyond)


def _countries(version: ProgrammeVersion, wish: Application) -> Verdict:
    cell = version.countries.for_project(wish.project)
    if cell.value is None:
        return _unread(version, COUNTRIES, cell)
    if wish.country is None:
        return undecided(NOT_GIVEN, evidence=(version,), what=COUNTRIES, wanted=_either(cell))
    if cell.wording:
        return undecided(RULE_IN_WORDS, evidence=(version,), what=COUNTRIES, wording=_either(cell))
    given = wish.country
    return _compared(version, COUNTRIES, _either(cell), word(given), fits=given in cell.value)


def _stage(version: ProgrammeVersion, wish: Application) -> Verdict:
    cell = version.stages
    if cell.value is None:
        return _unread(version, STAGE, cell)
    given = wish.stage
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


def _amounts(version: ProgrammeVersion, wish: Application) -> Iterator[Verdict]:
    given, least, most = wish.amount_eur, version.min_eur, version.max_eur
    if least.value is None:
        yield _unread(version, LEAST, least)
    elif given is None:
        yield undecided(NOT_GIVEN, evidence=(version,), what=LEAST, wanted=_least(least))
    else:
        yield _compared(version, LEAST, _least(least), large(given), fits=given >= least.value)
    if most.value is None:
        yield _unread(version, MOST, most)
    elif given is None:
        yield undecided(NOT_GIVEN, evidence=(version,), what=MOST, wanted=_most(most))
    elif most.value < given <= (version.exceptional_max_eur.value or 0):
        exception = version.exceptional_max_eur
        yield undecided(EXCEPTION, evidence=(version,), what=MOST, given=large(given), wanted=most, most=exception)
    else:
        yield from _up_to(version, wish, MOST, most, version.newcomer_max_eur, given)


def _up_to(
    version: ProgrammeVersion,
    wish: Application,
    what: Term,
    most: Cell[int],
    for_newcomers: Cell[int],
    given: int,
) -> Iterator[Verdict]:
    """Whether a number keeps below its limit, which is lower for newcomers under some rules."""
    limit, newcomers = most, for_newcomers.value
    if newcomers is not None and newcomers < given <= (most.value or 0) and wish.newcomer is not False:
        if wish.newcomer is None:
            yield undecided(NEWCOMER_LIMIT, evidence=(version,), what=what, given=large(given), wanted=large(newcomers))
            return
        limit = for_newcomers
    yield _compared(version, what, _most(limit), large(given), fits=given <= (limit.value or 0))


def _own_share(version: ProgrammeVersion, wish: Application) -> Verdict:
    cell, given = version.own_share_min_pct, wish.own_share_pct
    if cell.value is None:
        return _unread(version, OWN_SHARE, cell)
    if given is None:
        return undecided(NOT_GIVEN, evidence=(version,), what=OWN_SHARE, wanted=_least(cell))
    return _compared(version, OWN_SHARE, _least(cell), given, fits=given >= cell.value)


def _duration(version: ProgrammeVersion, wish: Application) -> Verdict:
    cell, given = version.duration_max_months, wish.duration_months
    if cell.value is None:
        return _unread(version, DURATION, cell)
    if given is None:
        return undecided(NOT_GIVEN, evidence=(version,), what=DURATION, wanted=_most(cell))
    (verdict,) = _up_to(version, wish, DURATION, cell, version.newcomer_max_months, given)
    return verdict


def _deadlines(version: ProgrammeVersion, counts: Span | None, on: date) -> Iterator[Verdict]:
    cell = version.deadlines
    if cell.value is None:
        yield _unread(version, DEADLINE, cell)
        return
    if any(deadline.is_always_open for deadline in cell.value):
        yield yes(ALWAYS_OPEN, evidence=(version,))
        return
    ahead = [(day, deadline) for deadline in cell.value if (day := _next_day(counts, deadline, on)) is not None]
    if ahead:
        yield _next_deadline(version, cell.value, on, ahead)
        return
    over = [day for deadline in cell.value if (day := _last_day(counts, deadline, on)) is not None]
    if over:
        yield undecided(DEADLINES_OVER, evidence=(version,), day=max(over))
    else:
        yield undecided(RULE_IN_WORDS, evidence=(version,), what=DEADLINE, wording=cell)


def _last_day(counts: Span | None, deadline: Deadline, on: date) -> date | None:
    """The last day before; what returns every year counts for the time only for which the text does."""
    if deadline.yearly is None or counts is None:
        return deadline.last_before(on)
    day = deadline.last_before(on if counts.end is None else min(on, counts.end))
    return day if day is not None and counts.contains(day) else None


def _next_day(counts: Span | None, deadline: Deadline, on: date) -> date | None:
    """The next day; what returns every year counts for the time only for which the text does."""
    if deadline.yearly is None or counts is None:
        return deadline.next_from(on)
    day = deadline.next_from(max(on, counts.start))
    return day if day is not None and counts.contains(day) else None


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
