"""What every search gives back: how good the result is, how good it could be at best, and what is wrong with it."""

from __future__ import annotations

from kommunal_partner.results._budget import Budget, Interrupted, Progress
from kommunal_partner.results._budget import OutOfSteps as OutOfSteps  # a signal among searches, not public
from kommunal_partner.results._budget import nothing_found_yet as nothing_found_yet  # for what searches do, not public
from kommunal_partner.results._claims import explain_people, gap, in_order, order_key, say, wrong_claim, wrong_status
from kommunal_partner.results._result import Certificate, Explanation, Result, Status, Unmet, Violation, result_html
from kommunal_partner.results._watched import solver_is_cut_short as solver_is_cut_short  # likewise
from kommunal_partner.results._watched import watched as watched  # for what searches call, not public
from kommunal_partner.results.sentences import NO_RESULT, NOTHING_BETTER

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
