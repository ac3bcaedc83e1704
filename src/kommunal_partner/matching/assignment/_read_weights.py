"""The weights of all pairs, as arrays in the one order of ids, from whatever says them."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from sys import modules

from kommunal_partner.errors import MissingExtra
from kommunal_partner.matching.assignment._asked_weights import asked
from kommunal_partner.matching.assignment._checked_weights import WeightsRead, checked, either
from kommunal_partner.matching.assignment._sides import Side
from kommunal_partner.matching.assignment._table_weights import tabled
from kommunal_partner.matching.assignment._task import Weight
from kommunal_partner.matching.scoring import Score
from kommunal_partner.matching.scoring._bulk import barred as barred_by_rules
from kommunal_partner.matching.scoring._bulk import points
from kommunal_partner.results import Budget


def need(*packages: str) -> None:
    """Nothing, if these packages of the extra are there.

    Raises:
        MissingExtra: if one is not.
    """
    for package in packages:
        if modules.get(package) is None:
            try:
                import_module(package)
            except ImportError:
                raise MissingExtra(package.partition(".")[0], "matching") from None


def read_weights(left: Side, right: Side, weight: Weight, budget: Budget) -> WeightsRead:
    """The weights of all pairs, as far as there is time to ask for them.

    Raises:
        BadInstance: for a table of another shape, or a weight that is no finite number.
        MissingExtra: if numpy is not installed.
    """
    need("numpy")
    if isinstance(weight, Score):
        table, unread = points(weight.terms, left.in_order, right.in_order, budget)
        if not weight.rules:
            return checked(table, None, unread)
        barred, more = barred_by_rules(weight.rules, left.in_order, right.in_order, budget)
        return checked(table, barred, either(unread, more))
    if callable(weight) or isinstance(weight, Mapping):
        return asked(weight, left, right, budget)
    return tabled(weight, left, right, budget)
