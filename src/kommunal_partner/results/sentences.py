"""What every result may say of itself, and what is said of one that claims too much."""

from __future__ import annotations

from typing import Final

from kommunal_partner.languages import Term
from kommunal_partner.verdicts import Reason

PERSON: Final = Term("Person", "person")

NO_RESULT: Final = Reason("NO_RESULT", de="Kein Ergebnis ist möglich.", en="No result is possible.")
NOTHING_BETTER: Final = Reason(
    "NOTHING_BETTER", de="Etwas Besseres gibt es nachweislich nicht.", en="It is proven that nothing is better."
)
WRONG_CLAIM: Final = Reason(
    "WRONG_CLAIM",
    de="„{what}“ ist angegeben als {said}, richtig ist {found}.",
    en="“{what}” is given as {said}; it is {found}.",
)
WRONG_STATUS: Final = Reason(
    "WRONG_STATUS",
    de="„{status}“ passt nicht zu Wert, Schranke und offenen Wünschen.",
    en="“{status}” does not fit the value, the bound and what is unmet.",
)

STATUSES: Final = {
    "optimal": Term("nachweislich das beste Ergebnis", "proven best"),
    "feasible": Term("zulässig, Optimum nicht bewiesen", "feasible, not proven best"),
    "partial": Term("unvollständig", "partial"),
    "infeasible": Term("unmöglich", "impossible"),
}
