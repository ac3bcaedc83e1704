"""When is the next edition of a series due, by which rule, how sure is that, and how did the rule do in the past?"""

from __future__ import annotations

from kommunal_partner.schedule._backtest import Backtest, BacktestCase, backtest, pooled
from kommunal_partner.schedule._expected import expected_editions
from kommunal_partner.schedule._forecasts import is_after_a_gap
from kommunal_partner.schedule._infer import Drift, DriftStep, InferredCycle, Measured, drift, infer_cycle
from kommunal_partner.schedule._known import Known, day_after, known_on
from kommunal_partner.schedule._rules import (
    AS_STATED,
    LAST_PLUS,
    MEAN_INTERVAL,
    ON_GRID,
    AsStated,
    LastPlus,
    MeanInterval,
    OnGrid,
    ProjectionRule,
    Target,
)
from kommunal_partner.schedule._seasons import PRIORS, Season
from kommunal_partner.schedule._state import LAPSED_AFTER_YEARS, Phase, SeriesState, state

__all__ = [
    "AS_STATED",
    "LAPSED_AFTER_YEARS",
    "LAST_PLUS",
    "MEAN_INTERVAL",
    "ON_GRID",
    "PRIORS",
    "AsStated",
    "Backtest",
    "BacktestCase",
    "Drift",
    "DriftStep",
    "InferredCycle",
    "Known",
    "LastPlus",
    "MeanInterval",
    "Measured",
    "OnGrid",
    "Phase",
    "ProjectionRule",
    "Season",
    "SeriesState",
    "Target",
    "backtest",
    "day_after",
    "drift",
    "expected_editions",
    "infer_cycle",
    "is_after_a_gap",
    "known_on",
    "pooled",
    "state",
]
