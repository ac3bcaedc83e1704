"""What several tests of matching ask about."""

from __future__ import annotations

from collections.abc import Sequence

from kommunal_partner.matching._seating.seating_problem import PropertyLimits, SeatingProblem


def problem_of(
    spoken: Sequence[str],
    sizes: Sequence[tuple[int, int]],
    properties: Sequence[PropertyLimits] = (),
    fixed: Sequence[int] = (),
    size: Sequence[int] = (),
    pairs: Sequence[tuple[int, int]] = (),
    asked: bool = True,
) -> SeatingProblem:
    """Units who speak languages of one letter each; of those who speak none nothing is known."""
    people, nothing = len(spoken), [0] * len(spoken)
    units = list(size) or [1] * people
    return SeatingProblem(
        units,
        [low for low, _ in sizes],
        [high for _, high in sizes],
        [nothing] * people,
        [nothing] * len(sizes),
        list(fixed) or [-1] * people,
        [sorted({a + b - u for a, b in pairs if u in (a, b)}) for u in range(people)],
        properties=list(properties),
        speakers_by_language=[
            [units[u] if name and name in own else 0 for u, own in enumerate(spoken)]
            for name in ["", *sorted(set("".join(spoken)))]
        ]
        if asked
        else [],
        speakers_known=[units[u] if own else 0 for u, own in enumerate(spoken)] if asked else [],
    )
