"""Why the locked pairs of a match cannot all be made."""

from __future__ import annotations

from kommunal_partner.clashes import Clash, ClashRule
from kommunal_partner.clashes._clash import contradiction
from kommunal_partner.matching.stable._task import MatchTask
from kommunal_partner.matching.stable.sentences import LOCKED, PLACES
from kommunal_partner.results import say


def clash_of_locks(task: MatchTask) -> Clash | None:
    """More locked pairs at one receiver than there are places; None if all can be made."""
    here: dict[int, list[ClashRule]] = {}
    for one, place in task.locked:
        a, b = task.proposers[one], task.receivers[place]
        rules = here.setdefault(place, [])
        rules.append(ClashRule("locked", (a, b), say(LOCKED, a=a, b=b)))
        most = task.capacity[place]
        if len(rules) > most:
            return contradiction(*rules, ClashRule("capacity", (b,), say(PLACES, b=b, most=most)))
    return None
