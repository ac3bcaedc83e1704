"""The smallest clashing set of rules, by a deletion filter: leave out whatever the clash does not need.

Rules are left out in blocks that are halved where they are needed: k · log(n / k) questions for k needed ones of n
(Chinneck and Dravnieks 1991, "Locating minimal infeasible constraint sets in linear programs"; Junker 2004,
"QuickXplain").
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from kommunal_partner._checks import count, function, items
from kommunal_partner.clashes._clash import Clash, ClashRule, FoundBy
from kommunal_partner.clashes.sentences import CANNOT_HOLD, CLASH, SMALLEST_CLASH
from kommunal_partner.errors import BadBudget, BadInstance
from kommunal_partner.verdicts import Sentence


def smallest_clash(
    rules: Iterable[ClashRule],
    is_feasible: Callable[[tuple[ClashRule, ...]], bool | None],
    *,
    steps: int | None = None,
) -> Clash | None:
    """The rules that are left when every one that the clash does not need has been left out.

    `is_feasible` says of some of the rules, in their order, whether they can hold together; None means that it could
    not tell. Rules are left out in blocks, the first ones first, so put last what is best blamed. None comes back if
    all rules together are not shown to clash. `steps` limits the number of questions; when they are used up, the
    rules not yet tried stay, and the clash is not called minimal.

    Raises:
        BadBudget: if `steps` is not a whole number from 1.

    >>> from kommunal_partner.clashes.sentences import CLASH
    >>> from kommunal_partner.verdicts import Sentence
    >>> rules = [ClashRule(name, (), Sentence(CLASH, {"count": 0})) for name in "abcd"]
    >>> clash = smallest_clash(rules, lambda some: not {"b", "d"} <= {rule.name for rule in some})
    >>> [rule.name for rule in clash.rules], clash.minimal
    (['b', 'd'], True)
    """
    if steps is not None:
        steps = count(steps, "steps", least=1, error=BadBudget)
    rules = items(rules, "rules", BadInstance)
    function(is_feasible, "is_feasible", BadInstance)
    if is_feasible(rules) is not False:
        return None
    asked = 1
    needed: list[ClashRule] = []
    blocks: list[tuple[ClashRule, ...]] = [rules] if rules else []
    proven = True
    while blocks:
        block = blocks.pop()
        if steps is not None and asked >= steps:
            needed += block
            proven = False
            continue
        asked += 1
        answer = is_feasible((*needed, *(rule for later in reversed(blocks) for rule in later)))
        if answer is False:
            continue
        if len(block) == 1:
            needed += block
            proven &= answer is True
        else:
            half = len(block) // 2
            blocks += [block[half:], block[:half]]
    several = SMALLEST_CLASH if proven else CLASH
    reason = CANNOT_HOLD if len(needed) == 1 else several
    return Clash(Sentence(reason, {"count": len(needed)}), needed, proven, FoundBy.SEARCH)
