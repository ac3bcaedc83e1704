"""Who is invited: judge every partnership, rank those that may come, and give out the places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from itertools import pairwise
from operator import attrgetter
from typing import Final

from attrs import frozen

from kommunal_partner.eligibility import PARTNERSHIP_RULES, Beyond, Grounds, Occasion, PartnershipJudge, PartnershipRule
from kommunal_partner.eligibility._judged import Judged
from kommunal_partner.eligibility._occasion import audience_of
from kommunal_partner.errors import BadInstance, BadRule, UnknownName
from kommunal_partner.fuzzy_dates import FuzzyDate
from kommunal_partner.invitations._choosing import Candidate, Kind, Limits, in_turn, upper_bound
from kommunal_partner.invitations._quotas import Priority, Quota
from kommunal_partner.invitations.result import InvitationEntry, InvitationList, Standing
from kommunal_partner.invitations.sentences import DECLINED, NO_LONGER, NO_PLACE, PASSED_OVER, QUOTA_FULL, TIE
from kommunal_partner.languages import Term
from kommunal_partner.participants import Side
from kommunal_partner.partnerships import Partnership
from kommunal_partner.results import Status
from kommunal_partner.series import Edition, EventSeries
from kommunal_partner.verdicts import Answer, Sentence, Verdict

DEFAULT: Final[tuple[PartnershipRule, ...]] = PARTNERSHIP_RULES
"""The rules that decide unless others are given: those of `assess_partnership`."""


@frozen
class QuotaWords:
    """A quota and one of its kinds, ready to be named in a sentence."""

    quota: Quota
    kind: Hashable

    def text(self, lang: str = "de") -> str:
        """The quota and the kind in words."""
        return self.quota.words(self.kind, lang)


def invite(
    grounds: Grounds,
    occasion: Occasion | str,
    partnerships: Iterable[Partnership],
    rules: Sequence[PartnershipRule] = DEFAULT,
    *,
    on: date | FuzzyDate | None = None,
    beyond: Beyond = "undecided",
    total: int | None = None,
    quotas: Sequence[Quota] = (),
    priorities: Sequence[Priority] = (),
    previous: InvitationList | None = None,
    refused: Collection[str] = (),
) -> InvitationList:
    """Every partnership as invited, waiting, undecided or excluded, each with its reasons; a pair is invited as one.

    Undecided and excluded is who is so by `rules`. The others are ranked by points (1, and what the priorities give),
    then by id, and get the `total` places in turn (None: as many as there are): first those whom a quota of at least
    so many needs, then the others, passing over whom a quota of at most so many stops. A place more therefore never
    drops anybody, and neither the order of the partnerships nor one that is undecided or excluded changes anything.

    With `previous`, who was invited there keeps the place as long as the rules still say yes, and those waiting move
    up. `refused` are the ids of those who declined; they are excluded, here and in every list that follows.

    Raises:
        BadRule: if there is no place at all, fewer than are kept, if a series comes without `on`, or for an unknown
            `beyond`, a weight or a quota that cannot be.
        BadInstance: if two partnerships share an id, `previous` is a list for something else, or somebody invited
            there is not among the partnerships.
        UnknownName: for the id of a series or of a refusal that there is not.
    """
    if not _is_total(total):
        raise BadRule(f"places are a whole number from 1 on, or None for as many as there are, not {total!r}")
    judge = PartnershipJudge(grounds, occasion, rules, on=on, beyond=beyond)
    asked = _by_id(partnerships)
    before, declined = _earlier(previous, judge, asked, refused)
    fitting, undecided, excluded = _sorted_out(judge, asked, before, declined)
    ranked = sorted(
        (_candidate(one, priorities, quotas) for one, _ in fitting.values()),
        key=lambda candidate: (-candidate.points, candidate.partnership.id),
    )
    choice = _choose(ranked, before, quotas, total)
    bound = choice.bound()
    first = judge.asked.meant[0][0]
    home, abroad = (audience_of(judge.occasion).rule(side, on=first) for side in (Side.GERMAN, Side.PARTNER))

    def entry(candidate: Candidate, standing: Standing, place: int, notes: Iterable[Sentence] = ()) -> InvitationEntry:
        one, verdict = fitting[candidate.partnership.id]
        by_priority = tuple(priority.points(one) for priority in priorities)
        return InvitationEntry(one, standing, verdict, candidate.points, place, tuple(notes), by_priority)

    return InvitationList(
        occasion=judge.occasion.id,
        name=_name(grounds, judge.occasion),
        when=judge.asked,
        total=total,
        invited=tuple(entry(one, Standing.INVITED, place) for place, one in enumerate(choice.invited, 1)),
        waiting=tuple(
            entry(one, Standing.WAITING, place, choice.why_waiting(one)) for place, one in enumerate(choice.waiting, 1)
        ),
        undecided=tuple(undecided),
        excluded=tuple(excluded),
        quotas=tuple(quotas),
        value=choice.value,
        bound=bound,
        status=Status.PARTIAL if choice.short else Status.OPTIMAL if choice.value == bound else Status.FEASIBLE,
        short=choice.short,
        together=abroad is not None or (home is not None and home.partner_required is True),
        most_travellers=None if abroad is None else abroad.max_paid_travellers,
        least_administration=None if abroad is None else abroad.min_administration,
        declined=declined,
        kept=frozenset(one.partnership.id for one in choice.kept),
    )


def _is_total(total: object) -> bool:
    return total is None or (isinstance(total, int) and not isinstance(total, bool) and total > 0)


def _by_id(partnerships: Iterable[Partnership]) -> dict[str, Partnership]:
    """The partnerships in the order of their ids."""
    given = sorted(partnerships, key=attrgetter("id"))
    found = {one.id: one for one in given}
    if len(found) < len(given):
        twice = next(one.id for one, other in pairwise(given) if one.id == other.id)
        raise BadInstance(f"two partnerships have the id {twice!r}")
    return found


def _earlier(
    previous: InvitationList | None, judge: PartnershipJudge, asked: Collection[str], refused: Collection[str]
) -> tuple[frozenset[str], frozenset[str]]:
    """The ids of those who hold an invitation, and of those who have declined one."""
    declined = frozenset({refused} if isinstance(refused, str) else refused)
    for name in sorted(declined.difference(asked)):
        raise UnknownName("partnership", name, get_close_matches(name, asked, n=3))
    if previous is None:
        return frozenset(), declined
    if previous.occasion != judge.occasion.id:
        raise BadInstance(f"the previous list is for {previous.occasion}, this one for {judge.occasion.id}")
    # An edition may be moved and stays the same; of a series the days are all that tells one event from another.
    if isinstance(judge.occasion, EventSeries) and previous.when != judge.asked:
        days = previous.when.text("en"), judge.asked.text("en")
        raise BadInstance(f"the previous list is for {days[0]}, this one for {days[1]}")
    declined |= previous.declined
    before = frozenset(entry.partnership.id for entry in previous.invited) - declined
    gone = sorted(before.difference(asked))
    if gone:
        raise BadInstance(f"invited before, but not among the partnerships: {', '.join(gone)}")
    return before, declined


def _sorted_out(
    judge: PartnershipJudge, asked: Mapping[str, Partnership], before: frozenset[str], declined: frozenset[str]
) -> tuple[dict[str, tuple[Partnership, Verdict | Judged]], list[InvitationEntry], list[InvitationEntry]]:
    """Those who may be invited with their verdicts, the undecided and the excluded."""
    fitting: dict[str, tuple[Partnership, Verdict | Judged]] = {}
    undecided: list[InvitationEntry] = []
    excluded: list[InvitationEntry] = []
    yes, no = Answer.YES, Answer.NO
    named = before | declined
    for (name, one), verdict in zip(asked.items(), judge.each(asked.values()), strict=True):
        answer = verdict.answer
        if answer is no and name not in named:
            excluded.append(InvitationEntry(one, Standing.EXCLUDED, verdict))
        elif name in declined:
            excluded.append(InvitationEntry(one, Standing.EXCLUDED, verdict, notes=(Sentence(DECLINED),)))
        elif answer is yes:
            fitting[name] = one, verdict
        else:
            notes = (Sentence(NO_LONGER),) if name in before else ()
            group, standing = (excluded, Standing.EXCLUDED) if answer is no else (undecided, Standing.UNDECIDED)
            group.append(InvitationEntry(one, standing, verdict, notes=notes))
    return fitting, undecided, excluded


def _candidate(partnership: Partnership, priorities: Sequence[Priority], quotas: Sequence[Quota]) -> Candidate:
    points = 1 + sum(priority.points(partnership) for priority in priorities)
    kinds = tuple((number, kind) for number, quota in enumerate(quotas) for kind in quota.kinds(partnership))
    return Candidate(partnership, points, kinds)


def _name(grounds: Grounds, occasion: Occasion) -> Term:
    """The name of the series, where that is known; else the id of the edition."""
    if isinstance(occasion, EventSeries):
        return occasion.name
    ids = [one.series for one in occasion.in_series] if isinstance(occasion, Edition) else [occasion.series]
    known: Mapping[str, EventSeries] = getattr(grounds, "series", {})
    found = [one for one in known.values() if one.id in ids or occasion in one.editions]
    # An event of several series stands in each as what that one is for, which tells where it was taken from.
    order = {name: place for place, name in enumerate(ids)}
    taken = occasion.scope, occasion.audience
    found.sort(key=lambda one: ((one.scope, one.audience) != taken, order.get(one.id, len(order))))
    return Term(occasion.id, occasion.id) if not found else found[0].name


# ── the places ───────────────────────────────────────────────────────────────────────────────────────────────────────


@frozen(eq=False)
class _Choice:
    """Who gets a place and who waits, both by rank, and what there is to say about it."""

    ranked: list[Candidate]
    kept: list[Candidate]
    invited: list[Candidate]
    waiting: list[Candidate]
    limits: Limits
    quotas: Sequence[Quota]
    total: int | None
    used: Counter[Kind]
    rank: dict[str, int]

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
        """What stands in the way: quotas that are used up, else that all places are taken."""
        full = [kind for kind in candidate.kinds if self.used[kind] >= self.limits.most.get(kind, self.used[kind] + 1)]
        for number, kind in full:
            quota = self.quotas[number]
            values = {"quota": QuotaWords(quota, kind), "count": self.used[number, kind], "most": quota.at_most}
            yield Sentence(QUOTA_FULL, values)
        if full:
            return
        rank = self.rank[candidate.partnership.id]
        ahead = sum(self.rank[one.partnership.id] < rank for one in self.invited)
        yield Sentence(NO_PLACE, {"total": self.total, "ahead": ahead})
        if ahead < len(self.invited):
            yield Sentence(PASSED_OVER, {"count": len(self.invited) - ahead})
        elif self.invited[-1].points == candidate.points:
            yield Sentence(TIE, {"points": candidate.points})


def _choose(ranked: list[Candidate], before: frozenset[str], quotas: Sequence[Quota], total: int | None) -> _Choice:
    kept = [candidate for candidate in ranked if candidate.partnership.id in before]
    if total is not None and len(kept) > total:
        raise BadRule(f"{len(kept)} hold an invitation already; {total} places are too few")
    limits = Limits.of(quotas, ranked)
    order = in_turn([one for one in ranked if one.partnership.id not in before], kept, limits)
    chosen = [*kept, *order[: None if total is None else total - len(kept)]]
    places = {candidate.partnership.id for candidate in chosen}
    invited = [candidate for candidate in ranked if candidate.partnership.id in places]
    waiting = [candidate for candidate in ranked if candidate.partnership.id not in places]
    used: Counter[Kind] = Counter(kind for candidate in invited for kind in candidate.kinds)
    rank = {candidate.partnership.id: number for number, candidate in enumerate(ranked)}
    return _Choice(ranked, kept, invited, waiting, limits, quotas, total, used, rank)
