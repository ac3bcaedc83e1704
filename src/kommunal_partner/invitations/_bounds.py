"""How many points no choice within the quotas can exceed: what Lagrangian relaxation leaves possible."""

from __future__ import annotations

from collections.abc import Sequence

from kommunal_partner.invitations._choosing import Candidate, Limits, kinds_of
from kommunal_partner.invitations._lagrangian_heuristic import heaviest
from kommunal_partner.invitations._lagrangian_relaxation import SCALE, Relaxation
from kommunal_partner.results import Budget


def upper_bound(
    candidates: Sequence[Candidate],
    kept: Sequence[Candidate],
    limits: Limits,
    total: int | None,
    reached: int,
    budget: Budget,
) -> int:
    """How many points no choice of candidates, by rank, that keeps to the limits can exceed; `reached` are possible.

    Those who hold an invitation keep it, even where they are more than a quota allows.
    """
    held = sum([candidate.points for candidate in kept])
    free = len(candidates) if total is None else max(total - len(kept), 0)
    relaxation = Relaxation.of(candidates, kinds_of(kept), limits, free, reached - held)
    if not relaxation.crosses:
        return held + sum([one.points for one in heaviest(candidates, kinds_of(kept), limits, budget, free)])
    for _ in relaxation.rounds(budget):
        pass
    return relaxation.bound // SCALE + held
