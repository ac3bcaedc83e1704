"""What is said of rules that cannot hold together, and of those a partial result does not keep."""

from __future__ import annotations

from typing import Final

from kommunal_partner.verdicts import Reason

CANNOT_HOLD: Final = Reason(
    "CANNOT_HOLD", de="Diese Regel kann für sich allein nicht gelten:", en="This rule cannot hold by itself:"
)
CANNOT_ALL_HOLD: Final = Reason(
    "CANNOT_ALL_HOLD", de="Diese Regeln können nicht zusammen gelten:", en="These rules cannot hold together:"
)
CLASH: Final = Reason(
    "CLASH",
    de="Diese Regeln können nicht zusammen gelten (Anzahl: {count}; vielleicht genügen schon weniger):",
    en="These rules cannot hold together (number: {count}; fewer may do):",
)
SMALLEST_CLASH: Final = Reason(
    "SMALLEST_CLASH",
    de="Diese Regeln können nicht zusammen gelten (Anzahl: {count}); fiele eine weg, könnten es die übrigen:",
    en="These rules cannot hold together (number: {count}); without any one of them the others could:",
)
HALL_TOO_FEW: Final = Reason(
    "HALL_TOO_FEW",
    de="{ids}: Plätze zusammen gebraucht: {demand}; offen: nur {sides}, mit zusammen {capacity}.",
    en="{ids}: places needed together: {demand}; open: only {sides}, with {capacity} in all.",
)
HALL_NOWHERE: Final = Reason(
    "HALL_NOWHERE",
    de="{ids}: Plätze gebraucht: {demand}, aber nichts steht offen.",
    en="{ids}: places needed: {demand}, but nothing is open.",
)
NOT_KEPT: Final = Reason("NOT_KEPT", de="Nicht eingehalten: {rule}", en="Not kept: {rule}")
UNMET_MISSTATED: Final = Reason(
    "UNMET_MISSTATED",
    de="Was als unerfüllt genannt ist, ist nicht das, was unerfüllt ist.",
    en="What is said to be unmet is not what is unmet.",
)
