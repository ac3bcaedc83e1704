"""What sources claim of editions, series and pages, read from one table."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final, TypeAlias

from kommunal_partner._mappings import FrozenMap
from kommunal_partner._tables import Column, integer, member, one_of, optional, required
from kommunal_partner.facts._folder import CONFIDENCE, SOURCES, Folder
from kommunal_partner.facts._rows import blank_allowed, named_rows, noting, words, words_in_both
from kommunal_partner.facts.sentences import EDITION, PAGE, SERIES, not_called
from kommunal_partner.fuzzy_dates import FuzzyDate
from kommunal_partner.languages import Term
from kommunal_partner.series import Aspect, Claim, Origin, shown_first

CLAIMS: Final = "claims.csv"
SUBJECTS: Final[dict[str, Term]] = {"edition": EDITION, "series": SERIES, "page": PAGE}

_CLAIMS: Final = (
    Column("subject", one_of({subject: subject for subject in SUBJECTS})),
    Column("subject_id", required),
    Column("about", member(Aspect)),
    Column("place", integer),
    Column("value", blank_allowed),
    *words_in_both("said"),
    Column("as_of", optional(FuzzyDate.parse)),
    Column("origin", member(Origin)),
    SOURCES,
    CONFIDENCE,
    Column("group", blank_allowed),
    *words_in_both("note"),
)

Claims: TypeAlias = FrozenMap[str, FrozenMap[str, tuple[Claim, ...]]]
"""What is claimed, by the kind of subject ("edition", "series" or "page") and its id: that of the source for a page."""


def load_claims(folder: Folder) -> Claims:
    """Every claim by its subject, in the order in which they are shown; problems are noted in the folder."""
    found: dict[str, dict[str, list[Claim]]] = {subject: {} for subject in SUBJECTS}
    for line, row in named_rows(folder, CLAIMS, _CLAIMS, ("subject", "subject_id", "about", "place")):
        with noting(folder, CLAIMS, line):
            claim = Claim(
                row["about"],
                row["value"],
                row["origin"],
                row["cited"],
                row["confidence"],
                words(row, "note"),
                words(row, "said"),
                row["as_of"],
                row["group"],
            )
            found[row["subject"]].setdefault(row["subject_id"], []).append(claim)
    return FrozenMap(
        (subject, FrozenMap((name, shown_first(claims)) for name, claims in of_subject.items()))
        for subject, of_subject in found.items()
    )


def check_claims(folder: Folder, claims: Claims, subject: str, known: Collection[str]) -> None:
    """Note every claim about something that there is not."""
    for name in claims[subject]:
        if name not in known:
            folder.complain(CLAIMS, None, "subject_id", not_called(SUBJECTS[subject], name))
