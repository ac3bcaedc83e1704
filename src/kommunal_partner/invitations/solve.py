"""Who is invited: judge every partnership, rank those that may come, and give out the places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from attrs import evolve, frozen

from kommunal_partner.eligibility import PARTNERSHIP_RULES, Beyond, Grounds, Occasion, PartnershipRule
from kommunal_partner.eligibility._occasion import audience_of, series_of
from kommunal_partner.eligibility._partnership import PartnershipJudge
from kommunal_partner.eligibility._relations import only_to_confirm
from kommunal_partner.errors import BadInstance, BadRule
from kommunal_partner.fuzzy_dates import FuzzyDate
from kommunal_partner.invitations._bounds import upper_bound
from kommunal_partner.invitations._choosing import Candidate, Kind, Limits, in_turn, kinds_of
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
from kommunal_partner.results import Status
from kommunal_partner.verdicts import Answer, Sentence, Verdict

DEFAULT: Final[tuple[PartnershipRule, ...]] = PARTNERSHIP_RULES
"""The rules that decide unless others are given: those of `assess_partnership`."""


def invite(
    facts: Grounds,
    occasion: Occasion | str,
    partnerships: Iterable[Partnership | str] | Mapping[str, Partnership],
    rules: Sequence[PartnershipRule] = DEFAULT,
    *,
    on: date | FuzzyDate | None = None,
    seen_by: date | None = None,
    beyond: Beyond = "undecided",
    total: int | None = None,
    quotas: Sequence[Quota] = (),
    priorities: Sequence[Priority] = (),
    previous: InvitationList | None = None,
    refused: Collection[str] = (),
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
    list for an expected edition goes on when it is announced, with the same number or year. `refused` are the ids of
    those who declined; they are excluded, here and in every list that follows.

    Raises:
        BadRule: if there is no place at all, fewer than are kept, if a series comes without `on`, or for an unknown
            `beyond`, a weight or a quota that cannot be.
        BadInstance: if two partnerships share an id, `previous` is a list for something else, or somebody invited
            there is not among the partnerships.
        UnknownName: for the id of an occasion, a partnership or a refusal that there is not.
    """
    places = places_given(total)
    limits_asked, weights = quotas_given(quotas), priorities_given(priorities)
    judge = PartnershipJudge(facts, occasion, rules, on=on, seen_by=seen_by, beyond=beyond)
    asked = partnerships_by_id(facts, partnerships)
    before, declined = earlier(_list_given(previous), judge, asked, refused)
    fitting, undecided, excluded = _sorted_out(judge, asked, before, declined)
    ranked = sorted(
        [_candidate(one, weights, limits_asked) for one, _ in fitting.values()],
        key=lambda candidate: (-candidate.points, candidate.partnership.id),
    )
    choice = _choose(ranked, before, limits_asked, places)
    bound = choice.bound()
    first = judge.asked.meant[0][0]
    home, abroad = (audience_of(judge.occasion).rule(side, on=first) for side in (Side.GERMAN, Side.PARTNER))
    series = series_of(facts, judge.occasion)
    named, number, year = which_edition(facts, judge.occasion)

    def entry(candidate: Candidate, standing: Standing, place: int, notes: Iterable[Sentence] = ()) -> InvitationEntry:
        one, verdict = fitting[candidate.partnership.id]
        by_priority = tuple([priority.points(one) for priority in weights])
        return InvitationEntry(one, standing, verdict, candidate.points, place, tuple(notes), by_priority)

    def with_place(standing: Standing, answer: Answer) -> tuple[InvitationEntry, ...]:
        numbered = enumerate(choice.invited, 1)
        return tuple(
            [entry(one, standing, at) for at, one in numbered if fitting[one.partnership.id][1].answer is answer]
        )

    found = InvitationList(
        occasion=judge.occasion.id,
        name=Term(judge.occasion.id, judge.occasion.id) if series is None else series.name,
        when=judge.asked,
        total=places,
        invited=with_place(Standing.INVITED, Answer.YES),
        to_confirm=with_place(Standing.TO_CONFIRM, Answer.UNDECIDED),
        waiting=tuple(
            [entry(one, Standing.WAITING, at, choice.why_waiting(one)) for at, one in enumerate(choice.waiting, 1)]
        ),
        undecided=tuple(undecided),
        excluded=tuple(excluded),
        quotas=limits_asked,
        value=choice.value,
        bound=bound,
        status=Status.PARTIAL if choice.short else Status.OPTIMAL if choice.value == bound else Status.FEASIBLE,
        short=choice.short,
        short_proven=choice.proven,
        together=abroad is not None or (home is not None and home.partner_required is True),
        most_travellers=None if abroad is None else abroad.max_paid_travellers,
        least_administration=None if abroad is None else abroad.min_administration,
        declined=declined,
        kept=frozenset([one.partnership.id for one in choice.kept]),
        series=named,
        number=number,
        year=year,
    )
    return found if previous is None else _with_moves(found, previous)


def _list_given(previous: object) -> InvitationList | None:
    """The earlier list, if it is one."""
    if previous is None or isinstance(previous, InvitationList):
        return previous
    said = f"the previous list is an InvitationList, not {type(previous).__name__}"
    raise BadInstance(said, argument="previous", value=previous)


def _with_moves(found: InvitationList, before: InvitationList) -> InvitationList:
    earlier_places, now = before.solution, found.solution
    moved = tuple(sorted(name for name in now if name in earlier_places and earlier_places[name] is not now[name]))
    return evolve(found, moved=moved)


# ── sorting out ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _sorted_out(
    judge: PartnershipJudge, asked: Mapping[str, Partnership], before: frozenset[str], declined: frozenset[str]
) -> tuple[dict[str, tuple[Partnership, Verdict]], list[InvitationEntry], list[InvitationEntry]]:
    """Those who may be invited with their verdicts, the undecided and the excluded."""
    fitting: dict[str, tuple[Partnership, Verdict]] = {}
    undecided: list[InvitationEntry] = []
    excluded: list[InvitationEntry] = []
    for name, one in asked.items():
        verdict = judge(one)
        if name in declined:
            excluded.append(InvitationEntry(one, Standing.EXCLUDED, verdict, notes=(Sentence(DECLINED),)))
        elif verdict.is_yes or only_to_confirm(verdict):
            fitting[name] = one, verdict
        else:
            notes = (Sentence(NO_LONGER),) if name in before else ()
            if verdict.is_no:
                excluded.append(InvitationEntry(one, Standing.EXCLUDED, verdict, notes=notes))
            else:
                undecided.append(InvitationEntry(one, Standing.UNDECIDED, verdict, notes=notes))
    return fitting, undecided, excluded


def _candidate(partnership: Partnership, priorities: Sequence[Priority], quotas: Sequence[Quota]) -> Candidate:
    points = 1 + sum([priority.points(partnership) for priority in priorities])
    kinds = tuple([(number, kind) for number, quota in enumerate(quotas) for kind in quota.kinds(partnership)])
    return Candidate(partnership, points, kinds)


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

    def bound(self) -> int:
        """The points that no choice exceeds which meets as much of the quotas as this one."""
        kept = {candidate.partnership.id for candidate in self.kept}
        others = [candidate for candidate in self.ranked if candidate.partnership.id not in kept]
        least = {kind: min(number, self.used[kind]) for kind, number in self.limits.least.items()}
        return upper_bound(others, self.kept, Limits(self.limits.most, least), self.total, self.value)

    def why_waiting(self, candidate: Candidate) -> Iterable[Sentence]:
        """What stands in the way: quotas that are used up, else that all places are taken; and who was preferred."""
        full = [kind for kind in candidate.kinds if self.used[kind] >= self.limits.most.get(kind, self.used[kind] + 1)]
        rank = self.rank[candidate.partnership.id]
        for number, kind in full:
            quota = self.quotas[number]
            values = {"quota": QuotaWords(quota, kind), "count": self.used[number, kind], "most": quota.at_most}
            yield Sentence(QUOTA_FULL, values)
        rivals = [[one for one in self.invited if kind in one.kinds] for kind in full] or [self.invited]
        if not full:
            ahead = sum(self.rank[one.partnership.id] < rank for one in self.invited)
            yield Sentence(NO_PLACE, {"total": self.total, "ahead": ahead})
        behind = {one.partnership.id for group in rivals for one in group if self.rank[one.partnership.id] > rank}
        for reason, ids in ((PASSED_OVER, behind & self.first), (PREFERRED, behind - self.first)):
            if ids:
                yield Sentence(reason, {"count": len(ids)})
        if not behind and all(group and group[-1].points == candidate.points for group in rivals):
            yield Sentence(TIE_IN_QUOTA if full else TIE, {"points": candidate.points})


def _choose(ranked: list[Candidate], before: frozenset[str], quotas: Sequence[Quota], total: int | None) -> _Choice:
    kept = [candidate for candidate in ranked if candidate.partnership.id in before]
    if total is not None and len(kept) > total:
        values = {"count": len(kept), "total": total}
        raise BadRule(Sentence(TOO_FEW_PLACES, values), argument="total", value=total)
    limits = Limits.of(quotas, ranked)
    others = [one for one in ranked if one.partnership.id not in before]
    reachable = within_reach(others, kept, limits)
    needed = cover(others, kept, reachable)
    first, together = _best_within(others, kept, reachable, needed)
    order = in_turn(first, together, others, kept, reachable)
    chosen = [*kept, *order[: None if total is None else total - len(kept)]]
    places = {candidate.partnership.id for candidate in chosen}
    invited = [candidate for candidate in ranked if candidate.partnership.id in places]
    waiting = [candidate for candidate in ranked if candidate.partnership.id not in places]
    used = kinds_of(invited)
    rank = {candidate.partnership.id: number for number, candidate in enumerate(ranked)}
    ahead = frozenset([candidate.partnership.id for candidate in (*kept, *first)])
    return _Choice(ranked, kept, ahead, invited, waiting, limits, quotas, total, used, rank, needed.proven)


def _best_within(
    others: Sequence[Candidate], kept: Sequence[Candidate], limits: Limits, needed: Cover
) -> tuple[Sequence[Candidate], Sequence[Candidate]]:
    """Whom the quotas of at least so many need, and who has most points together.

    The needed are sought among those with most points; where as few do not suffice there, the others go around them.
    """
    if not limits:
        return (), ()
    used, fewest = kinds_of(kept), len(needed.needed)
    together = heaviest(others, used, limits) if needed.complete or not needed.proven else []
    among = cover(together, kept, limits)
    if among.complete and (len(among.needed) <= fewest or not needed.complete):
        return heaviest(together, used, limits, len(among.needed)) or among.needed, together
    first = (needed.complete and heaviest(others, used, limits, fewest)) or needed.needed
    ids = {candidate.partnership.id for candidate in first}
    rest = [one for one in others if one.partnership.id not in ids]
    return first, heaviest(rest, used + kinds_of(first), Limits(limits.most, {}))
