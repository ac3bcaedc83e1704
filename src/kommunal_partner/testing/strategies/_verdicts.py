"""Verdicts, and the rows of a list that they rest on."""

from __future__ import annotations

from kommunal_partner.testing.strategies._calendar import Scale, as_scale
from kommunal_partner.testing.strategies._hypothesis import kept, st
from kommunal_partner.testing.strategies._oda import listings
from kommunal_partner.testing.strategies._words import reasons
from kommunal_partner.verdicts import Verdict, all_of, no, undecided, yes


@kept
def verdicts(scale: Scale | str = Scale.NARROW) -> st.SearchStrategy[Verdict]:
    """Yes, no or undecided, by itself or made of up to three; the rows behind it are those of a list of recipients."""
    drawn = as_scale(scale)
    said = st.builds(
        lambda answer, reason, evidence: answer(reason, evidence=evidence),
        st.sampled_from([yes, no, undecided]),
        reasons(drawn),
        st.lists(listings(drawn), max_size=2),
    )
    return said | st.lists(said, min_size=1, max_size=3).map(all_of)
