"""The check of a plan and the search share nothing: a miscount planted on either side is noticed on the other."""

from __future__ import annotations

import pytest
from attrs import evolve
from tests.planning.conftest import NEAR, YEAR, occurrence

from kommunal_partner.planning import MinimumGap, MostPer, Plan, plan
from kommunal_partner.results import Certificate, Result, Status


def made() -> Plan:
    """Two events of one team that would both best begin on one day."""
    return plan([occurrence("a"), occurrence("b")], YEAR, (), [*NEAR, MinimumGap(3), MostPer(1, weight=2)])


def broken(found: Plan) -> set[str]:
    return {violation.rule for violation in found.verify()}


def test_a_plan_is_a_result_like_every_other() -> None:
    result: Result = made()
    assert result.verify() == ()


@pytest.mark.parametrize("name", ["single_cost", "_stability", "_can_cost"])
def test_a_miscount_planted_in_the_numbers_of_the_search_is_reported(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    miscounts = {
        "single_cost": lambda *_: 0,
        "_stability": lambda *_: 1,
        "_can_cost": lambda *_: False,
    }
    old = made()
    monkeypatch.setattr(f"kommunal_partner.planning._encode.{name}", miscounts[name])
    task = old.task
    new = plan(task.occurrences, task.horizon, (), task.rules, previous=old if name == "_stability" else None)
    assert broken(new)


@pytest.mark.parametrize("name", ["_times", "_too_near", "_too_many", "counted_value"])
def test_a_miscount_planted_in_the_check_is_reported_on_a_good_plan(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    miscounts = {
        "_times": lambda *_: 7,
        "_too_near": lambda *_: iter([(("a", "b"), 1)]),
        "_too_many": lambda *_: iter(()),
        "counted_value": lambda *_: -1,
    }
    found = made()
    monkeypatch.setattr(f"kommunal_partner.planning._verify.{name}", miscounts[name])
    assert broken(found)


def test_wrong_claims_are_found_out_each_by_its_name() -> None:
    found = made()
    assert found.bound == found.value
    assert broken(evolve(found, bound=found.value + 1)) == {"bound", "status"}
    assert broken(evolve(found, bound=None)) == {"bound", "status"}
    assert broken(evolve(found, certificate=Certificate("parts", found.certificate.sentence, ()))) == {"bound"}
    assert broken(evolve(found, status=Status.FEASIBLE)) == {"status"}
    assert broken(evolve(found, value=found.value + 1)) == {"value"}
    out = plan([occurrence("a", reach=0), occurrence("b", reach=0)], YEAR, (), [*NEAR, MinimumGap(3)])
    assert out.verify() == ()
    assert broken(evolve(out, unmet=())) == {"complete"}
    assert broken(evolve(out, status=Status.OPTIMAL)) == {"status"}
