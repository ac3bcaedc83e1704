"""Who is invited: judge every partnership, rank those that may come, and give out the places."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from attrs import evolve, frozen

from kommunal_partner._checks import instance
from kommunal_partner.eligibility import PARTNERSHIP_RULES, Beyond, Grounds, Occasion, PartnershipRule
from kommunal_partner.eligibility._occasion import audience_of, series_of
from kommunal_partner.eligibility._partnership import PartnershipJudge
from kommunal_partner.eligibility._relations import only_to_confirm
from kommunal_partner.errors import BadInstance, BadRule
from kommunal_partner.fuzzy_dates import FuzzyDate
from kommunal_partner.invitations._bounds import upper_bound
from kommunal_partner.invitations._choosing import Candidate, Kind, Limits, in_turn, kinds_of, needed_by_rank
from kommunal_partner.invitations._lagrangian_heuristic import heaviest
from kommunal_partner.invitations._quotas import Priority, Quota, QuotaWords
from kommunal_partner.invitations._read import (
    earlier,
    partnerships_by_id,
    places_given,
    priorities_given,
    quotas_given,
    which_edition,
)
from kommunal_partner.invitations._set_cover import Cover, cover, within_reach
from kommunal_partner.invitations._task import InvitationEntry, Standing
from kommunal_partner.invitations.result import InvitationList
from kommunal_partner.invitations.sentences import (
    DECLINED,
    NO_LONGER,
    NO_PLACE,
    NOT_JUDGED,
    PASSED_OVER,
    PREFERRED,
    QUOTA_FULL,
    TIE,
    TIE_IN_QUOTA,
    TOO_FEW_PLACES,
)
from kommunal_partner.languages import Term
from kommunal_partner.participants import Side
from kommunal_partner.partnerships import Partnership
from kommunal_partner.results import Budget, Interrupted, Progress, Status, nothing_found_yet
from kommunal_partner.verdicts import Answer, Sentence, Verdict, undecided

DEFAULT: Final[tuple[PartnershipRule, ...]] = PARTNERSHIP_RULES
"""The rules that decide unless others are given: those of `assess_partnership`."""


@nothing_found_yet()
def invite(
    facts: Grounds,
    occasion: Occasion | str,
    partnerships: Iterable[Partnership | InvitationEntry | str] | Mapping[str, Partnership],
    rules: Sequence[PartnershipRule] = DEFAULT,
    *,
    on: date | FuzzyDate | None = None,
    seen_by: date | None = None,
    beyond: Beyond = "undecided",
    total: int | None = None,
    quotas: Sequence[Quota] = (),
    priorities: Sequence[Priority] = (),
    previous: InvitationList | None = None,
    refused: Collection[Partnership | InvitationEntry | str] = (),
    time_limit: float | None = None,
    progress: Progress | None = None,
) -> InvitationList:
    """Every partnership as invited, to confirm, waiting, undecided or excluded, each with its reasons.

    Undecided and excluded is who is so by `rules`; but whose only open question is the stage of the relation, which
    fits and was seen too long ago or on lists alone, is invited all the same, in `to_confirm`. `seen_by` is the day on
    which the list is drawn up: what was seen less than a year before it counts. All who may come are ranked by points
    (1, and what the priorities give), then by id, and get the `total` places in turn (None: as many as there are):
    first those whom a quota of at least so many needs, then those who have most points together within the quotas, then
    the others, passing over whom a quota of at most so many stops. A place more therefore never drops anybody, and
    neither the order of the partnerships nor one that is undecided or excluded changes anything. A pair is invited as
    one.

    With `previous`, who has a place there keeps it as long as the rules still let them in, and those waiting move up; a
    list for an expected edition goes on when it is announced, with the same number or year. `refused` are the ids or
    the entries of those who declined; they are excluded, here and in every list that follows.

    `time_limit` (seconds), `progress`: where they end the search, the choice is the best so far, and the result is no
    longer `reproducible`. Who held a place before is judged first; for whom there was no time is undecided and says so,
    and `bound` is None, for some of them might come. `progress` is called with (partnerships judged, their number and
    one for the choice, points of a first choice); True ends the search.

    Raises:
        BadBudget: if there are no seconds, or `progress` cannot be called.
        Interrupted: if the keyboard interrupts the search; `.result` is a choice among those judged until then, which
            takes no search.
        BadRule: if there is no place at all, fewer than are kept, if a series comes without `on`, or for an unknown
            `beyond`, a weight or a quota that cannot be.
        BadInstance: if two partnerships share an id, `previous` is a list for something else, or somebody invited
            there is not among the partnerships.
        UnknownName: for the id of an occasion, a partnership or a refusal that there is not.
    """
    budget = Budget.of(None, time_limit, 1, progress)
    places = places_given(total)
    limits_asked, weights = quotas_given(quotas), priorities_given(priorities)
    earlier_list = _list_given(previous)
    judge = PartnershipJudge(facts, occasion, rules, on=on, seen_by=seen_by, beyond=beyond)
    asked = partnerships_by_id(facts, partnerships)
    budget.steps = len(asked) + 1
    before, declined = earlier(earlier_list, judge, asked, refused)
    verdicts: dict[str, Verdict] = {}

    def drawn() -> InvitationList:
        found = _sorted_out(judge, asked, before, declined, weights, budget, verdicts)
        ranked = sorted(
            [_candidate(one, limits_asked) for one in found.fitting.values()],
            key=lambda candidate: (-candidate.points, candidate.partnership.id),
        )
        choice = _choose(ranked, before, limits_asked, places, budget)
        return _list(choice, found, judge, declined, budget, earlier_list)

    try:
        return drawn()
    except KeyboardInterrupt:
        budget.stopped = True
        raise Interrupted(drawn()) from None


def _list(
    choice: _Choice,
    found: _SortedOut,
    judge: PartnershipJudge,
    declined: frozenset[str],
    budget: Budget,
    before: InvitationList | None,
) -> InvitationList:
    """The list that a choice makes."""
    bound = choice.bound(budget) if found.is_whole else None
    first = judge.asked.meant[0][0]
    home, abroad = (audience_of(judge.occasion).rule(side, on=first) for side in (Side.GERMAN, Side.PARTNER))
    series = series_of(judge.facts, judge.occasion)
    named, number, year = which_edition(judge.facts, judge.occasion)

    def entry(candidate: Candidate, standing: Standing, place: int, notes: Iterable[Sentence] = ()) -> InvitationEntry:
        one = found.fitting[candidate.partnership.id]
        return InvitationEntry(
            one.partnership, standing, one.verdict, candidate.points, place, tuple(notes), one.by_priority
        )

    def with_place(standing: Standing, answer: Answer) -> tuple[InvitationEntry, ...]:
        numbered = enumerate(choice.invited, 1)
        return tuple(
            [
                entry(one, standing, at)
                for at, one in numbered
                if found.fitting[one.partnership.id].verdict.answer is answer
            ]
        )

    is_best = choice.value == bound
    made = InvitationList(
        occasion=judge.occasion.id,
        name=Term(judge.occasion.id, judge.occasion.id) if series is None else series.name,
        when=judge.asked,
        total=choice.total,
        invited=with_place(Standing.INVITED, Answer.YES),
        to_confirm=with_place(Standing.TO_CONFIRM, Answer.UNDECIDED),
        waiting=tuple(
            [
                entry(one, Standing.WAITING, at, notes)
                for at, (one, notes) in enumerate(zip(choice.waiting, choice.why_waiting(), strict=True), 1)
            ]
        ),
        undecided=found.undecided,
        excluded=found.excluded,
        quotas=tuple(choice.quotas),
        value=choice.value,
        bound=bound,
        status=Status.PARTIAL if choice.short else Status.OPTIMAL if is_best else Status.FEASIBLE,
        short=choice.short,
        short_proven=choice.proven and found.is_whole,
        together=abroad is not None or (home is not None and home.partner_required is True),
        most_travellers=None if abroad is None else abroad.max_paid_travellers,
        least_administration=None if abroad is None else abroad.min_administration,
        declined=declined,
        kept=frozenset([one.partnership.id for one in choice.kept]),
        series=named,
        number=number,
        year=year,
        reproducible=budget.reproducible,
    )
    return made if before is None else _with_moves(made, before)


def _list_given(previous: object) -> InvitationList | None:
    """The earlier list, if it is one."""
    return None if previous is None else instance(previous, InvitationList, "previous", BadInstance)


def _with_moves(found: InvitationList, before: InvitationList) -> InvitationList:
    earlier_places, now = before.solution, found.solution
    moved = tuple(sorted(name for name in now if name in earlier_places and earlier_places[name] is not now[name]))
    return evolve(found, moved=moved)


# ── sorting out ──────────────────────────────────────────────────────────────────────────────────────────────────────


@frozen(eq=False)
class _Fitting:
    """A partnership that may be invited, with its verdict and the points of each priority."""

    partnership: Partnership
    verdict: Verdict
    by_priority: tuple[int, ...]


@frozen(eq=False)
class _SortedOut:
    """Those who may be invited, the undecided and the excluded; `is_whole` if there was time to judge everybody."""

    fitting: dict[str, _Fitting]
    undecided: tuple[InvitationEntry, ...]
    excluded: tuple[InvitationEntry, ...]
    is_whole: bool


def _sorted_out(
    judge: PartnershipJudge,
    asked: Mapping[str, Partnership],
    before: frozenset[str],
    declined: frozenset[str],
    weights: Sequence[Priority],
    budget: Budget,
    verdicts: dict[str, Verdict],
) -> _SortedOut:
    """Everybody judged, those with an earlier place first, and the others as long as there is time.

    `verdicts` keeps those that there was time for.
    """
    fitting: dict[str, _Fitting] = {}
    open_ones: list[InvitationEntry] = []
    excluded: list[InvitationEntry] = []
    is_whole = True
    for name in sorted(asked, key=lambda name: (name not in before, name)):
        one = asked[name]
        if name not in verdicts and (name in before or not budget.report()):
            verdicts[name] = judge(one)
        verdict = verdicts[name] if name in verdicts else undecided(NOT_JUDGED)
        budget.spend()
        is_whole = is_whole and (name in verdicts or name in declined)
        if name in declined:
            excluded.append(InvitationEntry(one, Standing.EXCLUDED, verdict, notes=(Sentence(DECLINED),)))
        elif verdict.is_yes or only_to_confirm(verdict):
            fitting[name] = _Fitting(one, verdict, tuple([priority.points(one) for priority in weights]))
        else:
            notes = (Sentence(NO_LONGER),) if name in before else ()
            if verdict.is_no:
                excluded.append(InvitationEntry(one, Standing.EXCLUDED, verdict, notes=notes))
            else:
                open_ones.append(InvitationEntry(one, Standing.UNDECIDED, verdict, notes=notes))
    return _SortedOut(fitting, _by_id(open_ones), _by_id(excluded), is_whole)


def _by_id(entries: Iterable[InvitationEntry]) -> tuple[InvitationEntry, ...]:
    return tuple(sorted(entries, key=lambda entry: entry.partnership.id))


def _candidate(one: _Fitting, quotas: Sequence[Quota]) -> Candidate:
    partnership = one.partnership
    kinds = tuple([(number, kind) for number, quota in enumerate(quotas) for kind in quota.kinds(partnership)])
    return Candidate(partnership, 1 + sum(one.by_priority), kinds)


# ── the places ───────────────────────────────────────────────────────────────────────────────────────────────────────


@frozen(eq=False)
class _Choice:
    """Who gets a place and who waits, both by rank, and what there is to say about it.

    `first` are the ids of those who come first: they held a place before, or a quota of at least so many needs them.
    """

    ranked: list[Candidate]
    kept: list[Candidate]
    first: frozenset[str]
    invited: list[Candidate]
    waiting: list[Candidate]
    limits: Limits
    quotas: Sequence[Quota]
    total: int | None
    used: Counter[Kind]
    rank: dict[str, int]
    proven: bool

    @property
    def value(self) -> int:
        """The points of the invited together."""
        return sum(candidate.points for candidate in self.invited)

    @property
    def short(self) -> tuple[tuple[int, Hashable, int], ...]:
        """The quotas of at least so many that are not met: number, kind, how many there are."""
        return tuple(
            (*kind, self.used[kind])
            for kind, least in sorted(self.limits.least.items(), key=lambda pair: (pair[0][0], str(pair[0][1])))
            if self.used[kind] < least
        )

    def bound(self, budget: Budget) -> int:
        """The points that no choice exceeds which meets as much of the quotas as this one."""
        kept = {candidate.partnership.id for candidate in self.kept}
        others = [candidate for candidate in self.ranked if candidate.partnership.id not in kept]
        least = {kind: min(number, self.used[kind]) for kind, number in self.limits.least.items()}
        return upper_bound(others, self.kept, Limits(self.limits.most, least), self.total, self.value, budget)

    def why_waiting(self) -> Iterator[list[Sentence]]:
        """What stands in the way of each who waits: quotas used up, else no place; and who was preferred."""
        members: dict[Kind, list[Candidate]] = {}
        for one in self.invited:
            for kind in one.kinds:
                members.setdefault(kind, []).append(one)
        known: dict[tuple[Kind, ...], _Rivals] = {}
        for candidate in self.waiting:
            full = tuple(
                [kind for kind in candidate.kinds if self.used[kind] >= self.limits.most.get(kind, self.used[kind] + 1)]
            )
            if full not in known:
                groups = [members.get(kind, []) for kind in full] or [self.invited]
                known[full] = _Rivals.of(groups, self.rank, self.first)
            yield [*self._limits_reached(candidate, full), *self._rivals(candidate, known[full], in_quota=bool(full))]

    def _limits_reached(self, candidate: Candidate, full: Iterable[Kind]) -> Iterator[Sentence]:
        for number, kind in full:
            quota = self.quotas[number]
            values = {"quota": QuotaWords(quota, kind), "count": self.used[number, kind], "most": quota.at_most}
            yield Sentence(QUOTA_FULL, values)
        if not full:
            ahead = bisect_left(self.invited, self.rank[candidate.partnership.id], key=self._rank_of)
            yield Sentence(NO_PLACE, {"total": self.total, "ahead": ahead})

    def _rivals(self, candidate: Candidate, rivals: _Rivals, *, in_quota: bool) -> Iterator[Sentence]:
        rank = self.rank[candidate.partnership.id]
        behind = [len(ranks) - bisect_right(ranks, rank) for ranks in (rivals.first, rivals.others)]
        for reason, number in zip((PASSED_OVER, PREFERRED), behind, strict=True):
            if number:
                yield Sentence(reason, {"count": number})
        if not any(behind) and rivals.least == {candidate.points}:
            yield Sentence(TIE_IN_QUOTA if in_quota else TIE, {"points": candidate.points})

    def _rank_of(self, candidate: Candidate) -> int:
        return self.rank[candidate.partnership.id]


@frozen(eq=False)
class _Rivals:
    """The ranks of those who have what others wait for, who come first and who do not; the points of each last one."""

    first: list[int]
    others: list[int]
    least: set[int | None]

    @classmethod
    def of(cls, groups: list[list[Candidate]], rank: Mapping[str, int], first: Collection[str]) -> _Rivals:
        """All of those groups together, each by rank."""
        ids = {one.partnership.id for group in groups for one in group}
        ahead = sorted([rank[name] for name in ids if name in first])
        others = sorted([rank[name] for name in ids if name not in first])
        return cls(ahead, others, {group[-1].points if group else None for group in groups})


def _choose(
    ranked: list[Candidate], before: frozenset[str], quotas: Sequence[Quota], total: int | None, budget: Budget
) -> _Choice:
    kept = [candidate for candidate in ranked if candidate.partnership.id in before]
    if total is not None and len(kept) > total:
        values = {"count": len(kept), "total": total}
        raise BadRule(Sentence(TOO_FEW_PLACES, values), argument="total", value=total)
    limits = Limits.of(quotas, ranked)
    others = [one for one in ranked if one.partnership.id not in before]
    free = None if total is None else total - len(kept)
    at_once = in_turn(needed_by_rank(others, kept, limits), (), others, kept, limits)
    budget.best = sum([one.points for one in (*kept, *at_once[:free])])
    reachable = within_reach(others, kept, limits, budget)
    needed = cover(others, kept, reachable, budget)
    first, together = _best_within(others, kept, reachable, needed, budget)
    order = in_turn(first, together, others, kept, reachable)
    chosen = [*kept, *order[:free]]
    places = {candidate.partnership.id for candidate in chosen}
    invited = [candidate for candidate in ranked if candidate.partnership.id in places]
    waiting = [candidate for candidate in ranked if candidate.partnership.id not in places]
    used = kinds_of(invited)
    rank = {candidate.partnership.id: number for number, candidate in enumerate(ranked)}
    ahead = frozenset([candidate.partnership.id for candidate in (*kept, *first)])
    return _Choice(ranked, kept, ahead, invited, waiting, limits, quotas, total, used, rank, needed.proven)


def _best_within(
    others: Sequence[Candidate], kept: Sequence[Candidate], limits: Limits, needed: Cover, budget: Budget
) -> tuple[Sequence[Candidate], Sequence[Candidate]]:
    """Whom the quotas of at least so many need, and who has most points together.

    The needed are sought among those with most points; where as few do not suffice there, the others go around them.
    """
    if not limits:
        return (), ()
    used, fewest = kinds_of(kept), len(needed.needed)
    together = heaviest(others, used, limits, budget) if needed.complete or not needed.proven else []
    among = cover(together, kept, limits, budget)
    if among.complete and (len(among.needed) <= fewest or not needed.complete):
        return heaviest(together, used, limits, budget, len(among.needed)) or among.needed, together
    first = (needed.complete and heaviest(others, used, limits, budget, fewest)) or needed.needed
    ids = {candidate.partnership.id for candidate in first}
    rest = [one for one in others if one.partnership.id not in ids]
    return first, heaviest(rest, used + kinds_of(first), Limits(limits.most, {}), budget)
