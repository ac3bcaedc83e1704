"""What the caller gives, read or refused: partnerships, places, quotas, priorities, the earlier list, the refusals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from kommunal_partner._checks import count, identifier, instances, items, nearest, values_of
from kommunal_partner.eligibility import Grounds, Occasion
from kommunal_partner.eligibility._occasion import series_of
from kommunal_partner.eligibility._partnership import PartnershipJudge, partnership_of
from kommunal_partner.errors import BadInstance, BadRule, UnknownName
from kommunal_partner.invitations._quotas import Priority, Quota
from kommunal_partner.invitations._task import Claims, listed
from kommunal_partner.invitations.sentences import GONE, ID_TWICE, OTHER_DAYS, OTHER_OCCASION, PARTNERSHIP
from kommunal_partner.partnerships import Partnership
from kommunal_partner.series import Edition, EventSeries
from kommunal_partner.verdicts import Sentence


def partnerships_by_id(facts: Grounds, given: object) -> dict[str, Partnership]:
    """The partnerships in the order of their ids; a mapping stands for its values, a text for the one of the facts.

    Raises:
        BadInstance: if two share an id, or for no collection.
        UnknownName: for an id that the facts do not hold.
    """
    found = [partnership_of(facts, listed(one)) for one in values_of(given, "partnerships", BadInstance)]
    by_id = {one.id: one for one in sorted(found, key=lambda one: one.id)}
    if len(by_id) < len(found):
        twice = next(name for name, number in sorted(Counter(one.id for one in found).items()) if number > 1)
        raise BadInstance(Sentence(ID_TWICE, {"id": twice}), argument="partnerships", value=twice)
    return by_id


def places_given(total: object) -> int | None:
    """How many places there are; None for as many as are needed."""
    return None if total is None else count(total, "total", least=1, error=BadRule)


def quotas_given(given: object) -> tuple[Quota, ...]:
    """The quotas, each one of ours."""
    return instances(given, Quota, "quotas", BadRule)


def priorities_given(given: object) -> tuple[Priority, ...]:
    """The priorities, each one of ours."""
    return instances(given, Priority, "priorities", BadRule)


def which_edition(facts: Grounds, occasion: Occasion) -> tuple[str | None, int | None, int | None]:
    """The series, the number and the year of what is invited to, as far as they are known."""
    series = series_of(facts, occasion)
    name = None if series is None else series.id
    if isinstance(occasion, EventSeries):
        return name, None, None
    if not isinstance(occasion, Edition):
        return occasion.series, occasion.number, occasion.year
    if name is None and occasion.in_series:
        name = occasion.in_series[0].series
    return name, occasion.number if name is None else occasion.number_in(name), occasion.year


def earlier(
    previous: Claims | None, judge: PartnershipJudge, asked: Mapping[str, Partnership], refused: object
) -> tuple[frozenset[str], frozenset[str]]:
    """The ids of those who hold an invitation by the earlier list, and of those who have declined one.

    Raises:
        BadInstance: if the list is for something else, or somebody invited there is not among the partnerships.
        UnknownName: for a refusal by nobody who was asked about.
    """
    given = [refused] if isinstance(refused, str) else items(refused, "refused", BadRule)
    named = frozenset(identifier(listed(one), "refused", BadRule) for one in given)
    for name in sorted(named.difference(asked), key=str):
        raise UnknownName(PARTNERSHIP, name, nearest(name, asked))
    declined = frozenset(name for name in asked if name in named)
    if previous is None:
        return frozenset(), declined
    if not _goes_on(previous, judge):
        values = {"previous": previous.occasion, "occasion": judge.occasion.id}
        raise BadInstance(Sentence(OTHER_OCCASION, values), argument="previous", value=previous.occasion)
    # An edition may be moved and stays the same; of a series the days are all that tells one event from another.
    if isinstance(judge.occasion, EventSeries) and previous.when != judge.asked:
        days = {"previous": previous.when, "days": judge.asked}
        raise BadInstance(Sentence(OTHER_DAYS, days), argument="previous", value=previous.when)
    declined |= previous.declined
    held = {entry.partnership.id for entry in (*previous.invited, *previous.to_confirm)}
    before = frozenset(held - declined)
    gone = tuple(sorted(before.difference(asked)))
    if gone:
        raise BadInstance(Sentence(GONE, {"ids": gone}), argument="previous", value=gone)
    return before, declined


def _goes_on(previous: Claims, judge: PartnershipJudge) -> bool:
    """Whether the list is one for the same: the same id in the same series, or the same number or year of a series.

    So a list for an expected edition goes on when it is announced, and one for an edition that another replaces.
    """
    series, number, year = which_edition(judge.facts, judge.occasion)
    if previous.series != series and None not in (previous.series, series):
        return False
    if previous.occasion == judge.occasion.id:
        return True
    if series is None or previous.series is None or isinstance(judge.occasion, EventSeries):
        return False
    if isinstance(judge.occasion, Edition) and judge.occasion.replaces == previous.occasion:
        return True
    if number is not None and previous.number is not None:
        return number == previous.number
    return year is not None and year == previous.year
