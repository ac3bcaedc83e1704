"""A verdict in two parts: what is said of many partnerships alike, and the rows that one of them brings to it.

Of most partnerships much the same is to be said; what differs are the observations behind it. So a long list keeps what
is said once, and puts a verdict together when it is read.
"""

from __future__ import annotations

from attrs import field, frozen

from kommunal_partner.sources import Evidence
from kommunal_partner.verdicts import Answer, Sentence, Verdict


def sentences_of(verdict: Verdict, answer: Answer) -> tuple[Sentence, ...]:
    """The sentences of the verdict's ends with the answer, each once."""
    said = tuple([end.sentence for end in verdict.ends(answer)])
    # Most have one reason; to compare sentences is slow.
    return said if len(said) == 1 else tuple(dict.fromkeys(said))


@frozen(eq=False)
class Frame:
    """A verdict but for the rows that a partnership brings to the check at one place; `reasons` are what decides it."""

    verdict: Verdict
    place: int
    reasons: tuple[Sentence, ...] = field(init=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "reasons", sentences_of(self.verdict, self.verdict.answer))


@frozen(eq=False)
class Judged:
    """The verdict on one partnership, to be put together when it is read."""

    frame: Frame
    rows: tuple[Evidence, ...]

    @property
    def answer(self) -> Answer:
        """The answer, which the rows do not change."""
        return self.frame.verdict.answer

    @property
    def verdict(self) -> Verdict:
        """The verdict, the rows in their place."""
        said, place = self.frame.verdict, self.frame.place
        check = with_rows(said.checks[place], self.rows)
        checks = (*said.checks[:place], check, *said.checks[place + 1 :])
        return Verdict(said.answer, said.sentence, said.evidence, checks, said.rule, said.as_of)

    def reasons(self, answer: Answer) -> tuple[Sentence, ...]:
        """The sentences of its ends with the answer, each once."""
        frame = self.frame
        return frame.reasons if answer is frame.verdict.answer else sentences_of(frame.verdict, answer)


def with_rows(verdict: Verdict, rows: tuple[Evidence, ...]) -> Verdict:
    """The verdict with more rows behind it."""
    evidence = verdict.evidence + rows
    return Verdict(verdict.answer, verdict.sentence, evidence, verdict.checks, verdict.rule, verdict.as_of)


def whole(given: Verdict | Judged) -> Verdict:
    """The verdict, put together if it was not yet."""
    return given.verdict if isinstance(given, Judged) else given
