"""One answer for several days: the same on every day, or undecided with the days on which it turns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from attrs import frozen

from kommunal_partner._repr import short_repr
from kommunal_partner.fuzzy_dates import FuzzyDate
from kommunal_partner.fuzzy_dates._relations import runs, window
from kommunal_partner.languages import Term, language
from kommunal_partner.verdicts import SAME_THROUGHOUT, Answer, Reason, Sentence, Verdict

_AT_FIRST: Final = Term("zunächst", "at first")


@frozen(repr=False)
class AnswerTurn:
    """The answer from one day on."""

    first: date
    answer: Answer

    __repr__ = short_repr

    def text(self, lang: str = "de") -> str:
        """The day and the answer; where days have no beginning, the first answer has no day."""
        if self.first == date.min:
            return f"{_AT_FIRST.text(lang)} {self.answer.text(lang)}"
        if language(lang) == "de":
            return f"ab {self.first:%d.%m.}{self.first.year:04d} {self.answer.text(lang)}"
        return f"from {self.first.isoformat()} {self.answer.text(lang)}"


@frozen
class _Parts:
    """Sentences one after the other, each once."""

    sentences: tuple[Sentence, ...]

    def text(self, lang: str = "de") -> str:
        return " ".join(dict.fromkeys([sentence.text(lang) for sentence in self.sentences]))


def stretches(when: FuzzyDate) -> tuple[tuple[date, date], ...]:
    """The days that may be meant, as stretches that do not touch; an open side reaches to the end of the calendar."""
    return tuple(
        (
            date.fromordinal(max(first, date.min.toordinal())),
            date.fromordinal(min(last, date.max.toordinal())),
        )
        for first, last in window(runs(when.content))
    )


def days_to_judge(meant: Iterable[tuple[date, date]], turning: Iterable[date]) -> list[date]:
    """The first day of every stretch, and every turning day inside one: the answers of all other days follow."""
    turns = sorted(set(turning))
    days: list[date] = []
    for first, last in meant:
        days += [first, *[day for day in turns if first < day <= last]]
    return days


def throughout(
    days: Sequence[date], verdicts: Sequence[Verdict], *, when: object, changes: Reason, rule: str, **values: object
) -> Verdict:
    """The verdicts of several days made one: their answer if they agree, else undecided for the reason `changes`.

    `changes` may name `when`, `turns` and the further values.
    """
    turns = [
        AnswerTurn(day, verdict.answer)
        for index, (day, verdict) in enumerate(zip(days, verdicts, strict=True))
        if index == 0 or verdicts[index - 1].answer is not verdict.answer
    ]
    named = {"when": when, **values}
    if len(turns) > 1:
        sentence = Sentence(changes, {**named, "turns": tuple(turns)})
        return Verdict(Answer.UNDECIDED, sentence, checks=tuple(verdicts), rule=rule)
    parts = _Parts(tuple([verdict.sentence for verdict in verdicts]))
    sentence = Sentence(SAME_THROUGHOUT, {**named, "parts": parts})
    return Verdict(verdicts[0].answer, sentence, checks=tuple(verdicts), rule=rule)
