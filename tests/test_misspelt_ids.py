"""Wherever an id is taken, a misspelt one is refused, and the one that was meant is named."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from kommunal_partner.errors import BadInstance, KommunalPartnerError, UnknownName
from kommunal_partner.facts import load_facts
from kommunal_partner.invitations import invite
from kommunal_partner.matching.advice import advise
from kommunal_partner.matching.groups import compose
from kommunal_partner.matching.meetings import arrange
from kommunal_partner.matching.rotation import rotate
from kommunal_partner.matching.stable import match
from kommunal_partner.planning import Commitment, Occurrence, plan
from kommunal_partner.spans import Span

TOWNS = ["bonn", "kiel", "köln", "ulm"]
ASKED = [("ulm", "bonn"), ("köln", "kiel"), ("ulm", "kiel")]
HOSTED = {"a": ["bonn"], "c": ["bonn"]}
HOSTS = {"bonn": ["a", "c"]}
WEEK = [Occurrence("bonn", "bonn", date(2027, 5, 3), date(2027, 5, 5), date(2027, 5, 7), (1, 2), staff=["x"])]


def any_weight(_a: object, _b: object) -> int:
    return 1


def meetings(**rules: Any) -> object:  # noqa: ANN401 - because it hands on the rules of arrange
    return arrange(ASKED, slots=["10:00", "10:30"], tables=["Saal", "Hof"], **rules)


def matched(**rules: Any) -> object:  # noqa: ANN401 - because it hands on the rules of match
    return match(HOSTED, HOSTS, **rules)


def at_tables(**rules: Any) -> object:  # noqa: ANN401 - because it hands on the rules of compose
    return compose(TOWNS, any_weight, sizes=[2, 2], **rules)


def in_rounds(**rules: Any) -> object:  # noqa: ANN401 - because it hands on the rules of rotate
    return rotate(TOWNS, tables=2, rounds=2, **rules)


def planned(**rules: Any) -> object:  # noqa: ANN401 - because it hands on the rules of plan
    return plan(WEEK, Span.years(2027, 2028), **rules)


def invited(partnerships: object, **rules: Any) -> object:  # noqa: ANN401 - because it hands on the rules of invite
    facts = load_facts()
    series = facts.series[next(iter(facts.series))]
    return invite(facts, series, partnerships, on=date(2026, 5, 1), **rules)  # type: ignore[arg-type] # because ids are taken too


ARGUMENTS: dict[str, Callable[[Any], object]] = {
    "meetings: locked": lambda one: meetings(locked={("ulm", one): "10:00"}),
    "meetings: sessions": lambda one: meetings(sessions={("ulm", one): ["10:00"]}),
    "meetings: priorities": lambda one: meetings(priorities={("ulm", one): 2}),
    "meetings: optional": lambda one: meetings(optional=[(one, "ulm")]),
    "meetings: unavailable": lambda one: meetings(unavailable={one: ["10:00"]}),
    "meetings: absent": lambda one: meetings(absent=[one]),
    "stable: proposers": lambda one: match({"a": [one]}, HOSTS),
    "stable: receivers": lambda one: match({"bonn": ["x"]}, {"x": [one]}),
    "stable: capacity": lambda one: matched(capacity={one: 2}),
    "stable: locked receiver": lambda one: matched(locked=[("a", one)]),
    "stable: locked proposer": lambda one: match({"bonn": ["x"]}, {"x": ["bonn"]}, locked={one: "x"}),
    "stable: a couple": lambda one: match({"bonn": [], "c": []}, {"x": []}, couples=[(one, "c", [("x", "x")])]),
    "stable: a couple's wish": lambda one: match(
        {"a": [], "c": []}, {"bonn": ["a"]}, couples=[("a", "c", [(one, None)])]
    ),
    "advice: forbidden": lambda one: advise(TOWNS, any_weight, forbidden=[("ulm", one)]),
    "advice: locked": lambda one: advise(TOWNS, any_weight, locked=[("ulm", one)]),
    "groups: together": lambda one: at_tables(together=[["ulm", one]]),
    "groups: apart": lambda one: at_tables(apart=[["ulm", one]]),
    "groups: common language": lambda one: at_tables(common_language={one: ["de"]}),
    "groups: at least": lambda one: at_tables(at_least=[("host", [one], 1)]),
    "groups: at most": lambda one: at_tables(at_most=[("host", [one], 1)]),
    "groups: locked": lambda one: at_tables(locked={one: 1}),
    "groups: absent": lambda one: at_tables(absent=[one]),
    "rotation: apart": lambda one: in_rounds(apart=[["ulm", one]]),
    "rotation: hosts": lambda one: in_rounds(hosts={one: 1}),
    "rotation: unavailable": lambda one: in_rounds(unavailable={one: [1]}),
    "rotation: locked": lambda one: in_rounds(locked=[(one, 1, 1)]),
    "rotation: absent": lambda one: in_rounds(absent=[one]),
    "plan: locked": lambda one: planned(locked=[one]),
    "plan: commitments": lambda one: planned(commitments={one: Commitment()}),
}


@pytest.mark.parametrize("argument", ARGUMENTS)
def test_of_a_misspelt_id_the_one_meant_is_named(argument: str) -> None:
    with pytest.raises(KommunalPartnerError) as refusal:
        ARGUMENTS[argument]("bonnn")
    assert isinstance(refusal.value, (BadInstance, UnknownName))
    assert refusal.value.suggestions == ("bonn",)
    assert "bonn" in refusal.value.text("de").split("gemeint ist vielleicht")[1]


@pytest.mark.parametrize(
    ("sides", "rules"),
    [
        ("two", {"locked": [("ulm", "bonnn")]}),
        ("two", {"forbidden": [("ulm", "bonnn")]}),
        ("two", {"capacity_right": {"bonnn": 1}}),
        ("two", {"least_right": {"bonnn": 1}}),
        ("two", {"capacity_left": {"ulmm": 1}}),
        ("two", {"least_left": {"ulmm": 1}}),
        ("two", {"quotas": [("q", "right", ["bonnn"])]}),
        ("pool", {"locked": [("ulm", "bonnn")]}),
        ("pool", {"forbidden": [("ulm", "bonnn")]}),
    ],
)
def test_of_a_misspelt_id_in_a_pair_the_one_meant_is_named(sides: str, rules: dict[str, Any]) -> None:
    pytest.importorskip("numpy")
    from kommunal_partner.matching.assignment import PlaceQuota, assign, pair

    if "quotas" in rules:
        rules = {"quotas": [PlaceQuota(*quota) for quota in rules["quotas"]]}
    with pytest.raises(BadInstance) as refusal:
        pair(TOWNS, any_weight, **rules) if sides == "pool" else assign(["ulm"], ["bonn", "kiel"], any_weight, **rules)
    assert refusal.value.suggestions in {("bonn",), ("ulm",)}


def test_of_a_misspelt_slot_and_table_the_one_meant_is_named() -> None:
    pair, place = ("ulm", "bonn"), arrange(ASKED, slots=["10:00"], tables=["Saal"], locked={("ulm", "bonn"): "10:00"})
    where = place.solution["bonn", "ulm"]
    cases: list[tuple[dict[str, Any], str]] = [
        ({"locked": {pair: "10;00"}}, "10:00"),
        ({"sessions": {pair: ["10:3"]}}, "10:30"),
        ({"unavailable": {"ulm": ["10:3"]}}, "10:30"),
        ({"locked": {pair: type(where)("10:00", "Saaal")}}, "Saal"),
    ]
    for rules, meant in cases:
        with pytest.raises(BadInstance) as refusal:
            meetings(**rules)
        assert refusal.value.suggestions == (meant,)
    with pytest.raises(BadInstance) as refusal:
        arrange(ASKED, slots=9, tables=1, locked={pair: 10})
    assert refusal.value.suggestions == ()


def test_two_who_did_not_ask_to_meet_are_not_taken_for_misspelt() -> None:
    with pytest.raises(BadInstance) as refusal:
        meetings(optional=[("bonn", "kiel")])
    assert refusal.value.suggestions == ()


def test_of_a_misspelt_partnership_the_one_meant_is_named() -> None:
    facts = load_facts()
    name = next(iter(facts.partnerships))
    for asked, rules in [([f"{name}x"], {}), ([name], {"refused": [f"{name}x"]})]:
        with pytest.raises(UnknownName) as refusal:
            invited(asked, **rules)
        assert refusal.value.suggestions == (name,)
