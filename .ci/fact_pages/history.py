"""What the lists say of a country from the first day to today: stretches of days with one answer each."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import groupby

from attrs import frozen

from kommunal_partner.countries import Country
from kommunal_partner.eligibility import assess_country
from kommunal_partner.oda import CoveredBy, Listing, OdaGroup, OdaList, OdaRegister, OfficialAid
from kommunal_partner.sources import Confidence, Source, lowest
from kommunal_partner.spans import Span
from kommunal_partner.verdicts import Answer, Verdict

__all__ = ["Stretch", "ever_listed", "history", "unseen_lists", "years_of"]


@frozen
class Stretch:
    """Days on which one answer holds: `group` is the own one or that of the entry that covers it, `by`."""

    span: Span
    answer: Answer
    code: str
    group: OdaGroup | None
    by: Country | None
    lists: tuple[OdaList, ...]
    confidence: Confidence | None
    sources: tuple[Source, ...]
    notes: tuple[str, ...]

    @property
    def years(self) -> list[tuple[int, int]]:
        """The years of its lists, as far as days of theirs lie in it."""
        inside = [one.span.intersection(self.span) or one.span for one in self.lists]
        return _runs([(span.start.year, (span.last or span.start).year) for span in inside])

    @property
    def look(self) -> str:
        """How the bar shows it: listed, covered, aid, off or unknown."""
        if self.answer is Answer.UNDECIDED:
            return "unknown"
        if self.answer is Answer.NO:
            return "aid" if self.code == "OFFICIAL_AID_ONLY" else "off"
        return "listed" if self.by is None else "covered"


def ever_listed(register: OdaRegister) -> tuple[str, ...]:
    """The alpha-3 code of every country that stood on some list or was covered by an entry, sorted."""
    return tuple(sorted({row.country for row in register.listings} | {row.country for row in register.coverage}))


def unseen_lists(register: OdaRegister) -> tuple[OdaList, ...]:
    """The lists whose own text was not seen in full, so that their content is drawn from other documents."""
    return tuple([one for one in register.lists if one.confidence < Confidence.HIGH])


def history(register: OdaRegister, code: str, until: date) -> tuple[Stretch, ...]:
    """The stretches of a country from the first list to a day, without a gap between them; none before that list."""
    start = register.horizon.start
    if until < start:
        return ()
    firsts = [day for day in (start, *register.turning_days(code)) if start <= day <= until]
    verdicts = [(day, assess_country(register, code, on=day)) for day in sorted(set(firsts))]
    runs = [list(run) for _, run in groupby(verdicts, key=lambda pair: _told(register, *pair))]
    ends = [run[0][0] for run in runs[1:]] + [until + timedelta(days=1)]
    return tuple([_stretch(register, code, run, end) for run, end in zip(runs, ends, strict=True)])


def years_of(lists: Iterable[OdaList]) -> list[tuple[int, int]]:
    """The first and the last year of every run of lists that follow one another."""
    return _runs([(one.span.start.year, (one.span.last or one.span.start).year) for one in lists])


def _runs(years: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for first, last in years:
        if runs and runs[-1][1] + 1 == first:
            runs[-1] = (runs[-1][0], last)
        else:
            runs.append((first, last))
    return runs


def _told(register: OdaRegister, day: date, verdict: Verdict) -> tuple[str, OdaGroup | None, object]:
    return verdict.code, _group(register, day, verdict), verdict.values.get("by")


def _group(register: OdaRegister, day: date, verdict: Verdict) -> OdaGroup | None:
    own, by = verdict.values.get("group"), verdict.values.get("by")
    if isinstance(own, OdaGroup):
        return own
    return register.group(by, on=day) if isinstance(by, Country) else None


def _stretch(register: OdaRegister, code: str, run: list[tuple[date, Verdict]], end: date) -> Stretch:
    first, verdict = run[0]
    rows = [row for _, one in run for row in one.evidence]
    own = [row for row in rows if not isinstance(row, OdaList)] or rows
    by = verdict.values.get("by")
    told = [row for row in own if isinstance(row, Listing | CoveredBy | OfficialAid)]
    known = verdict.answer is not Answer.UNDECIDED
    return Stretch(
        Span(first, end),
        verdict.answer,
        verdict.code,
        _group(register, first, verdict),
        by if isinstance(by, Country) else None,
        tuple([one for one in register.lists if known and one.span.overlaps(Span(first, end))]),
        lowest(own) if known else None,
        tuple(dict.fromkeys(source for row in own for source in row.sources)) if known else (),
        tuple(dict.fromkeys(row.note for row in told if row.note and row.country == code)),
    )
