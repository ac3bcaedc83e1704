"""What every search gives back: how good the result is, how good it could be at best, and what is wrong with it."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Hashable, Iterable
from enum import Enum
from typing import Any, Final, Protocol, TypeAlias

from attrs import define, field, frozen

from kommunal_partner._checks import count, seconds
from kommunal_partner._repr import html_table, short_repr
from kommunal_partner.errors import BadBudget, BadInstance, UnknownName
from kommunal_partner.languages import Term, language
from kommunal_partner.verdicts import Reason, Sentence

__all__ = [
    "NOTHING_BETTER",
    "NO_RESULT",
    "Budget",
    "Certificate",
    "Explanation",
    "Interrupted",
    "Progress",
    "Result",
    "Status",
    "Unmet",
    "Violation",
    "explain_people",
    "gap",
    "in_order",
    "order_key",
    "result_html",
    "say",
    "wrong_claim",
    "wrong_status",
]

NO_RESULT: Final = Reason("NO_RESULT", de="Kein Ergebnis ist möglich.", en="No result is possible.")
NOTHING_BETTER: Final = Reason(
    "NOTHING_BETTER", de="Etwas Besseres gibt es nachweislich nicht.", en="It is proven that nothing is better."
)
_WRONG_CLAIM: Final = Reason(
    "WRONG_CLAIM",
    de="„{what}“ ist angegeben als {said}, richtig ist {found}.",
    en="“{what}” is given as {said}; it is {found}.",
)
_WRONG_STATUS: Final = Reason(
    "WRONG_STATUS",
    de="„{status}“ passt nicht zu Wert, Schranke und offenen Wünschen.",
    en="“{status}” does not fit the value, the bound and what is unmet.",
)


class Status(Enum):
    """How far a search came.

    OPTIMAL: all hard rules hold and the bound proves that nothing is better. FEASIBLE: all hard rules hold, better may
    exist. PARTIAL: something asked for is left out, with a reason each. INFEASIBLE: no result, and why not.
    """

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    PARTIAL = "partial"
    INFEASIBLE = "infeasible"

    def text(self, lang: str = "de") -> str:
        """The words for it in German or English."""
        return _STATUS[self].text(lang)


_STATUS: Final = {
    Status.OPTIMAL: Term("nachweislich das beste Ergebnis", "proven best"),
    Status.FEASIBLE: Term("zulässig, Optimum nicht bewiesen", "feasible, not proven best"),
    Status.PARTIAL: Term("unvollständig", "partial"),
    Status.INFEASIBLE: Term("unmöglich", "impossible"),
}


@frozen(repr=False)
class Violation:
    """A rule that a result breaks: the rule's name, whom it concerns, and the sentence that says so."""

    rule: str
    ids: tuple[Hashable, ...]
    sentence: Sentence

    def text(self, lang: str = "de") -> str:
        """What is broken, as a sentence."""
        return self.sentence.text(lang)

    __repr__ = short_repr

    def __str__(self) -> str:
        return self.text()


@frozen(repr=False)
class Unmet:
    """Something asked for that the result leaves out, and why; `proven` tells whether no result could hold it too."""

    ids: tuple[Hashable, ...]
    sentence: Sentence
    proven: bool = False

    def text(self, lang: str = "de") -> str:
        """Why it is left out, as a sentence."""
        return self.sentence.text(lang)

    __repr__ = short_repr

    def __str__(self) -> str:
        return self.text()


@frozen(repr=False)
class Certificate:
    """Why a bound holds: the name of the argument, the sentence, and the numbers to check it with."""

    kind: str
    sentence: Sentence
    numbers: tuple[tuple[Hashable, int | float], ...] = ()

    def text(self, lang: str = "de") -> str:
        """The argument, as a sentence."""
        return self.sentence.text(lang)

    __repr__ = short_repr

    def __str__(self) -> str:
        return self.text()


def _sentences(sentences: Iterable[Sentence]) -> tuple[Sentence, ...]:
    return tuple(sentences)


@frozen(repr=False)
class Explanation:
    """Several sentences that together answer one question."""

    sentences: tuple[Sentence, ...] = field(converter=_sentences)

    def text(self, lang: str = "de") -> str:
        """The sentences, a line each."""
        tag = language(lang)
        return "\n".join(sentence.text(tag) for sentence in self.sentences)

    __repr__ = short_repr

    def __str__(self) -> str:
        return self.text()


class Result(Protocol):
    """What every search gives back, whatever it searched for.

    `solution` is what was found, by the ids that were given; `value` how good it is, `bound` how good it could be at
    best, `gap` the share between both (0 is proven best), `certificate` why the bound holds. `unmet` is what had to be
    left out, `moved` who changes place against `previous`. `reproducible` is False where a time limit or an
    interruption ended the search.
    """

    @property
    def solution(self) -> Any:  # noqa: ANN401 - because every room has its own
        """What was found, by id."""
        ...

    @property
    def status(self) -> Status:
        """How far the search came."""
        ...

    @property
    def value(self) -> float | None:
        """How good the solution is."""
        ...

    @property
    def bound(self) -> float | None:
        """How good a solution could be at best; None where nothing is known."""
        ...

    @property
    def gap(self) -> float | None:
        """How far the value may be from the best there is, as a share of the bound."""
        ...

    @property
    def certificate(self) -> Certificate | None:
        """Why the bound holds."""
        ...

    @property
    def unmet(self) -> tuple[Unmet, ...]:
        """What was asked for and is left out, with a reason each."""
        ...

    @property
    def moved(self) -> tuple[Hashable, ...]:
        """Whose place changed against the earlier result."""
        ...

    @property
    def reproducible(self) -> bool:
        """Whether the same input gives the same result again, byte for byte."""
        ...

    def explain(self, *ids: Any, **named: Any) -> Explanation:  # noqa: ANN401 - because every room has its own
        """Why the result is as it is: as a whole, or for those asked about."""
        ...

    def verify(self) -> tuple[Violation, ...]:
        """What is wrong with the result, counted anew by code that shares nothing with the search; empty if good."""
        ...

    def to_rows(self, lang: str = "de") -> list[dict[str, object]]:
        """The result as rows of a table."""
        ...


Progress: TypeAlias = Callable[[int, int, "float | None"], "bool | None"]
"""Called with (steps done, steps in all, best value so far) a few times a second; True ends the search."""

_SECONDS_BETWEEN: Final = 0.25
_STEPS_BETWEEN: Final = 2_000
_MOST_STEPS: Final = 10**15


class OutOfSteps(Exception):
    """A budget is used up; a signal inside a search, never an error."""


@define
class Budget:
    """How long a search goes on: so many steps, until a time, or until `progress` says stop; the same in every search.

    >>> budget = Budget.of(steps=10, time_limit=None, usual=100)
    >>> budget.spend(5)
    >>> budget.share()
    0.5
    """

    steps: int
    deadline: float | None = None
    done: int = 0
    progress: Progress | None = None
    stopped: bool = False
    _next_report: float = 0.0
    best: float | None = None
    _next_look: int = 0

    @classmethod
    def of(
        cls,
        steps: int | None,
        time_limit: float | None,
        usual: int,
        progress: Progress | None = None,
        *,
        least: int = 0,
    ) -> Budget:
        """The budget that somebody asked for, with the usual steps if they named none.

        Raises:
            BadBudget: if steps is not a whole number of at least `least`, time_limit not a number of seconds above 0,
                or progress cannot be called.
        """
        if progress is not None and not callable(progress):
            raise BadBudget("progress must be callable with (done, of, best)", argument="progress", value=progress)
        limit = None if time_limit is None else seconds(time_limit)
        found = usual if steps is None else count(steps, "steps", least=least, most=_MOST_STEPS, error=BadBudget)
        return cls(found, None if limit is None else time.monotonic() + limit, 0, progress)

    def spend(self, steps: int = 1) -> None:
        """Count steps taken."""
        self.done += steps

    def pay(self, steps: int = 1) -> None:
        """Count steps taken, and look at the clock and at `progress` every so many.

        Raises:
            OutOfSteps: where the budget does not hold so many.
        """
        self.done += steps
        if self.done >= self._next_look:
            if self.done > self.steps:
                raise OutOfSteps
            self.report(self.best)
            if self.stopped:
                raise OutOfSteps
            self._next_look = min(self.steps + 1, self.done + _STEPS_BETWEEN)

    def within(self, steps: int) -> Budget:
        """A budget of so many steps inside this one, with its deadline and progress; nothing is spent from this one."""
        found = Budget(steps, self.deadline, 0, None, self.stopped, self._next_report, self.best)
        if self.progress is not None:
            found.progress = self._report_within
        return found

    def pay_for(self, inner: Budget) -> None:
        """Count what a budget within this one has spent.

        Raises:
            OutOfSteps: where this budget does not hold so many steps, or the inner one was stopped from outside.
        """
        if inner.stopped:
            self.stopped, self._next_look = True, 0
        self.pay(min(inner.done, inner.steps))

    def _report_within(self, done: int, _of: int, best: float | None) -> bool:
        return self.progress is not None and self.progress(min(self.done + done, self.steps), self.steps, best) is True

    def share(self) -> float:
        """How much of the budget is used up; 1 or more is the end."""
        if self.stopped or (self.deadline is not None and time.monotonic() >= self.deadline):
            self.stopped = True
            return 1.0
        return self.done / self.steps if self.steps > 0 else 1.0

    @property
    def spent(self) -> bool:
        """Whether the search must end."""
        return self.share() >= 1.0

    @property
    def reproducible(self) -> bool:
        """Whether no clock and nobody from outside has a say in when the search ends."""
        return self.deadline is None and not self.stopped

    def part(self, share: float) -> Budget:
        """A budget that ends when so large a share of this one is used up, with the same deadline and progress."""
        return Budget(int(self.steps * share), self.deadline, self.done, self.progress, self.stopped, self._next_report)

    def report(self, best: float | None = None) -> bool:
        """Tell `progress` how far the search is, a few times a second at most; whether the search must end.

        What `progress` raises passes through.
        """
        if self.progress is not None and not self.stopped:
            now = time.monotonic()
            if now >= self._next_report:
                self._next_report = now + _SECONDS_BETWEEN
                self.stopped = self.progress(self.done, self.steps, best) is True
        return self.spent


class Interrupted(KeyboardInterrupt):
    """The search was interrupted from the keyboard; `.result` is the best found until then, None if there was none."""

    def __init__(self, result: Any = None) -> None:  # noqa: ANN401 - because every room has its own
        super().__init__("interrupted; .result holds the best found so far")
        self.args = (result,)
        self.result = result

    def __str__(self) -> str:
        return "interrupted; .result holds the best found so far"


def result_html(result: Result, name: str) -> str:
    """A result for a notebook: its status, its value, and the head of its rows, every text escaped."""
    rows = result.to_rows()
    header = tuple(rows[0]) if rows else ()
    caption = f"{name}: {result.status.text()}; {result.value}"
    return html_table(caption, header, [tuple(row.values()) for row in rows], of=len(rows))


def say(reason: Reason, **values: object) -> Sentence:
    """The sentence of a reason, with its values given by name.

    >>> say(NO_RESULT).text("en")
    'No result is possible.'
    """
    return Sentence(reason, values)


def wrong_status(status: Status) -> Violation:
    """The violation that a result claims more, or less, than its value, its bound and what is unmet allow."""
    return Violation("status", (), say(_WRONG_STATUS, status=status))


def wrong_claim(what: str, said: object, found: object) -> Violation:
    """The violation that a part of the result, named by its attribute, is not what follows from the rest of it."""
    return Violation(what, (), say(_WRONG_CLAIM, what=what, said=said, found=found))


def explain_people(
    ids: tuple[Hashable, ...],
    known: Collection[Hashable],
    *,
    of_all: Callable[[], Iterable[Sentence]],
    of_one: Callable[[Hashable], Iterable[Sentence]],
    of_two: Callable[[Hashable, Hashable], Iterable[Sentence]],
) -> Explanation:
    """The answer that fits the number of people asked about: none (the whole result), one, or two.

    Raises:
        BadInstance: for more than two ids, or twice the same.
        UnknownName: for an id that is not among the known ones.
    """
    if len(ids) > 2 or len(set(ids)) < len(ids):  # noqa: PLR2004 - because two is what the question is about
        raise BadInstance("explain() takes no id, one, or two different ones")
    for one in ids:
        if one not in known:
            raise UnknownName("person", one)
    if not ids:
        return Explanation(of_all())
    return Explanation(of_one(*ids) if len(ids) == 1 else of_two(*ids))


def gap(value: float | None, bound: float | None) -> float | None:
    """How far the value may be from the best there is, as a share of the bound; 0 is proven best, None is unknown.

    The same for values to be raised and values to be lowered. With a bound of 0 the gap is 0 or infinite.

    >>> gap(95, 100)
    0.05
    """
    if value is None or bound is None:
        return None
    if value == bound:
        return 0.0
    return abs(bound - value) / abs(bound) if bound else float("inf")


def order_key(identifier: Hashable) -> tuple[str, object]:
    """What ids are sorted by, so that ids of several types have one order that no hash seed changes."""
    if isinstance(identifier, (str, int, float)) and not isinstance(identifier, bool):
        return ("number" if not isinstance(identifier, str) else "str", identifier)
    if isinstance(identifier, frozenset):
        return ("frozenset", tuple(sorted(map(order_key, identifier))))
    if isinstance(identifier, tuple):
        return ("tuple", tuple(order_key(part) for part in identifier))
    return (type(identifier).__qualname__, repr(identifier))


def in_order(identifiers: Iterable[Hashable]) -> list[Hashable]:
    """The ids in their one order, whatever their types."""
    ids: list[Any] = list(identifiers)
    # Ids of one of these kinds come in the same order by themselves, many times faster.
    alone = set(map(type, ids)) in ({int}, {str})
    return sorted(ids) if alone else sorted(ids, key=order_key)
