"""Whoever is asked about may be given as an id, or as what has it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from kommunal_partner.errors import BadInstance, UnknownName
from kommunal_partner.facts import load_facts
from kommunal_partner.invitations import invite
from kommunal_partner.matching.advice import advise
from kommunal_partner.matching.groups import compose
from kommunal_partner.matching.stable import match
from kommunal_partner.participants import Participant
from kommunal_partner.planning import Occurrence, plan
from kommunal_partner.spans import Span

ULM, BONN, KIEL = Participant("ulm"), Participant("bonn"), Participant("kiel")


def any_weight(_a: object, _b: object) -> int:
    return 1


def test_whoever_wishes_in_a_match_may_be_given_as_a_participant() -> None:
    by_id = match({"ulm": ["bonn"]}, {"bonn": ["ulm"]}, capacity={"bonn": 2})
    found = match({ULM: [BONN]}, {BONN: [ULM]}, capacity={BONN: 2}, locked=[(ULM, BONN)])
    assert found.solution == by_id.solution == (("ulm", "bonn"),)
    assert (found.partner(ULM), found.partner("ulm"), found.partner(KIEL)) == ("bonn", "bonn", None)
    assert found.partners(BONN) == ("ulm",)
    assert found.explain(ULM, BONN).text() == found.explain("ulm", "bonn").text()
    with pytest.raises(BadInstance, match="twice among the proposers"):
        match({ULM: [BONN], "ulm": ["bonn"]}, {BONN: [ULM]})


def test_partners_of_an_assignment_are_found_for_a_participant() -> None:
    pytest.importorskip("numpy")
    from kommunal_partner.matching.assignment import assign

    found = assign([ULM], [BONN], any_weight)
    assert found.partners(left=ULM) == found.partners(left="ulm") == ("bonn",)
    assert found.partners(right=BONN) == ("ulm",)
    for left, right, meant in [("ulmm", None, "ulm"), (None, "bon", "bonn")]:
        with pytest.raises(UnknownName) as refusal:
            found.explain(left, right)
        assert refusal.value.suggestions == (meant,)


def test_rings_of_advice_are_explained_to_a_participant() -> None:
    found = advise([ULM, BONN], any_weight)
    assert found.explain(ULM).text() == found.explain("ulm").text()
    with pytest.raises(UnknownName, match="did you mean ulm"):
        found.explain("ulmm")


def test_of_somebody_misspelt_who_is_asked_about_the_one_meant_is_named() -> None:
    seated: Any = compose([ULM, BONN], any_weight, sizes=[2])
    matched: Any = match({ULM: [BONN]}, {BONN: [ULM]})
    for asked, ids in [(seated, ["ulmm"]), (matched, ["ulmm"]), (matched, ["ulm", "bon"])]:
        with pytest.raises(UnknownName) as refusal:
            asked.explain(*ids)
        assert refusal.value.suggestions in {("ulm",), ("bonn",)}


def test_entries_of_a_list_of_invitations_stand_for_their_partnerships() -> None:
    facts = load_facts()
    first, second = list(facts.partnerships)[:2]
    series = next(iter(facts.series.values()))
    found = invite(facts, series, [first, second], on=date(2026, 5, 1))
    for entry in found.entries():
        assert found.explain(entry).text() == found.explain(entry.partnership.id).text()
        assert found.entry(entry) is entry
    again = invite(facts, series, list(found.entries()), on=date(2026, 5, 1), refused=[found.entry(first)])
    assert again.declined == {first}
    assert {entry.partnership.id for entry in again.entries()} == {first, second}
    with pytest.raises(UnknownName) as refusal:
        found.explain(f"{first}x")
    assert refusal.value.suggestions == (first,)


def test_a_placement_of_a_plan_stands_for_its_occurrence() -> None:
    wanted = Occurrence("bonn", "b", date(2027, 5, 3), date(2027, 5, 5), date(2027, 5, 7), (1, 2))
    found = plan([wanted], Span.years(2027, 2028))
    (placement,) = found.placements
    assert found.explain(placement).text() == found.explain("bonn").text()
    assert found.clash(placement) is None
