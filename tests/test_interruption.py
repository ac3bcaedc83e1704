"""Every search that the keyboard interrupts: nothing yet while it reads, the best so far afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest

from kommunal_partner.facts import load_facts
from kommunal_partner.invitations import invite
from kommunal_partner.matching.advice import advise
from kommunal_partner.matching.assignment import assign, pair
from kommunal_partner.matching.groups import compose
from kommunal_partner.matching.meetings import arrange
from kommunal_partner.matching.rotation import rotate
from kommunal_partner.matching.stable import match
from kommunal_partner.planning import plan
from kommunal_partner.results import Interrupted
from kommunal_partner.spans import Span

HORIZON = Span.years(2027, 2028)


def interrupted(*_given: object) -> Any:  # noqa: ANN401 - because it stands for weights and rules
    """A weight, a distance or a rule, asked for when somebody interrupts."""
    raise KeyboardInterrupt


def people() -> Iterator[str]:
    """Whoever takes part, read when somebody interrupts."""
    yield "a"
    raise KeyboardInterrupt


READING: dict[str, Callable[[], object]] = {
    "assign: people": lambda: assign(people(), ["x"], [[1]]),
    "assign: weights": lambda: assign(["a"], ["x"], interrupted),
    "assign: forbidden": lambda: assign(["a"], ["x"], [[1]], forbidden=interrupted),
    "pair: people": lambda: pair(people(), [[0]]),
    "pair: weights": lambda: pair("ab", interrupted),
    "match: wishes": lambda: match({"a": people()}, {"x": ["a"]}),
    "match: places": lambda: match({"a": ["x"]}, {"x": people()}),
    "compose: people": lambda: compose(people(), lambda _a, _b: 1, sizes=(1,)),
    "compose: distances": lambda: compose("ab", interrupted, sizes=(2,)),
    "rotate: people": lambda: rotate(people(), tables=1, rounds=1),
    "arrange: requests": lambda: arrange((("a", one) for one in people()), slots=1, tables=1),
    "arrange: absent": lambda: arrange([("a", "b")], slots=1, tables=1, absent=people()),
    "advise: people": lambda: advise(people(), lambda _a, _b: 1),
    "advise: weights": lambda: advise("ab", interrupted),
    "plan: series": lambda: plan((load_facts().series["rk-afrika"] for _ in people()), HORIZON, on=date(2026, 1, 1)),
    "plan: locked": lambda: plan([], HORIZON, locked=people()),
    "invite: partnerships": lambda: invite(load_facts(), "rk-afrika-5", ("dp0001" for _ in people())),
}


@pytest.mark.parametrize("ask", READING.values(), ids=READING)
def test_who_interrupts_the_reading_gets_nothing_and_is_told_so(ask: Callable[[], Any]) -> None:
    with pytest.raises(Interrupted) as caught:
        ask()
    assert caught.value.result is None
    assert isinstance(caught.value, KeyboardInterrupt)


PEOPLE = range(24)

SEARCHING: dict[str, Callable[..., object]] = {
    "assign": lambda **rules: assign(PEOPLE, PEOPLE, [[a * b % 7 for b in PEOPLE] for a in PEOPLE], **rules),
    "pair": lambda **rules: pair(PEOPLE, [[(a + b) % 7 for b in PEOPLE] for a in PEOPLE], **rules),
    "compose": lambda **rules: compose(PEOPLE, [[(a - b) ** 2 for b in PEOPLE] for a in PEOPLE], sizes=(8,) * 3, **rules),
    "rotate": lambda **rules: rotate(PEOPLE, tables=5, rounds=5, **rules),
    "arrange": lambda **rules: arrange([(a, (a + 5) % 24) for a in PEOPLE], slots=4, tables=5, **rules),
    "advise": lambda **rules: advise(PEOPLE, [[None if a == b else (a * b) % 5 for b in PEOPLE] for a in PEOPLE], **rules),
    "plan": lambda **rules: plan(load_facts().series, HORIZON, on=date(2026, 1, 1), **rules),
}  # fmt: skip


@pytest.mark.parametrize("ask", SEARCHING.values(), ids=SEARCHING)
def test_who_interrupts_the_search_gets_a_result_that_keeps_the_rules(ask: Callable[..., Any]) -> None:
    """The interruption comes at the first look at `progress`, which the search itself takes."""
    with pytest.raises(Interrupted) as caught:
        ask(progress=interrupted)
    found = caught.value.result
    if found is not None:
        assert (found.verify(), found.reproducible) == ((), False)
