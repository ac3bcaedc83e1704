"""Words, sources, reasons and sentences."""

from __future__ import annotations

from kommunal_partner.errors import TableProblem
from kommunal_partner.languages import Term
from kommunal_partner.sources import Confidence, Precision, Source
from kommunal_partner.testing.strategies._calendar import FIRST, WORDS, Scale, as_scale
from kommunal_partner.testing.strategies._hypothesis import kept, st
from kommunal_partner.verdicts import Reason, Sentence

confidences = st.sampled_from(Confidence)

DOCUMENTS = tuple(
    Source(name, text, precision=precision, read_on=read_on)
    for name, text, precision, read_on in zip("abc", WORDS, Precision, (None, FIRST, FIRST), strict=True)
)
"""All that is ever cited in the small worlds."""


@kept
def terms(scale: Scale | str = Scale.NARROW) -> st.SearchStrategy[Term]:
    """A word in German and in English."""
    words = as_scale(scale).words()
    return st.builds(Term, words, words)


@kept
def sources(scale: Scale | str = Scale.NARROW) -> st.SearchStrategy[Source]:
    """A document: its id, its citation, how precisely it is cited, when it was read; addresses are left out.

    The narrow ones are three, for one id is one document wherever it is cited; of the rich ones, two may have one id.
    """
    drawn = as_scale(scale)
    if drawn is Scale.NARROW:
        return st.sampled_from(DOCUMENTS)
    return st.builds(
        Source,
        drawn.ids(),
        drawn.words(),
        precision=st.sampled_from(Precision),
        read_on=st.none() | drawn.days(),
    )


@kept
def cited(scale: Scale) -> st.SearchStrategy[tuple[Source, ...]]:
    """No, one or two documents of different ids."""
    return st.lists(sources(scale), max_size=2, unique_by=lambda source: source.id).map(tuple)


@kept
def reasons(scale: Scale | str = Scale.NARROW) -> st.SearchStrategy[Reason]:
    """A reason whose sentences hold no value."""
    plain = as_scale(scale).words().map(lambda text: text.replace("{", "(").replace("}", ")"))
    return st.builds(Reason, st.sampled_from(["GOOD", "BAD", "OPEN"]), plain, plain)


@kept
def sentences(scale: Scale | str = Scale.NARROW) -> st.SearchStrategy[Sentence]:
    """A sentence for a reason."""
    return st.builds(Sentence, reasons(scale))


def table_problems(scale: Scale | str = Scale.NARROW) -> st.SearchStrategy[TableProblem]:
    """What is wrong with a table, where that is known, in one language or in both."""
    drawn = as_scale(scale)
    words = drawn.words()
    return st.builds(TableProblem, words, st.none() | st.integers(1, 99), st.none() | words, words | sentences(drawn))
