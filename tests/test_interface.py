"""The frozen public interface: what was frozen is what stands there, and a change is noticed until it is named."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Literal

import interface
import pytest

from kommunal_partner.verdicts import Answer, Reason

ROOT = Path(__file__).resolve().parents[1]

CHANGELOG = """# Changelog

## 0.2.0

### Added

- `oda.Listing` is named here, which does not count.

### Interface

- `oda.OdaGroup` and `schedule.state` take another argument; `planning` is new.

## 0.1.0

### Interface

- `facts.Facts` is of an older version.
"""


def no_one() -> None:
    """A rule that minds nothing."""


@pytest.fixture(scope="module")
def lines() -> list[str]:
    return interface.interface()


def test_every_change_since_it_was_frozen_is_named_in_the_changelog(lines: list[str]) -> None:
    changed = interface.changes(interface.FROZEN.read_text("utf-8").splitlines(), lines)
    assert interface.unnamed(changed, interface.named((ROOT / "CHANGELOG.md").read_text("utf-8"))) == {}


@pytest.mark.parametrize(
    "line",
    [
        "oda (module)",
        "matching.groups (module)",
        "oda.OdaGroup (class: Enum)",
        "oda.OdaGroup.LDC = 'LDC'",
        "eligibility.Beyond: TypeAlias = Literal['undecided', 'latest_list']",
        "spans.Span.__init__(start: date, end: date | None = None) -> None",
        "spans.Span.end: date | None",
        "errors.BeyondHorizon.horizon",
        "keys.Ags.state: Land",
        "keys.Kreis.district: Kreis",
        "errors.AmbiguousName.candidates",
        "errors.AmbiguousName (class: KommunalPartnerError, LookupError)",
        "verdicts.Verdict.__bool__() -> bool",
        "spans.Timeline.__len__() -> int",
        "matching.scoring.POINTS: Final = 1000",
        "participants.SDGS: Final = range(1, 18)",
        "series.STAGES: Final = {'contact', 'dormant', 'emerging', 'existing', 'none'}",
        "languages.Lang = Literal['de', 'en']",
        "regions.IN_REGION: Final = IN_REGION",
        "regions.NOT_IN_REGION (reason)",
        "eligibility.NOT_LISTED (reason)",
        "matching.groups.APART (reason)",
        "facts.oda_listings.group (column: string)",
    ],
)
def test_names_parameters_fields_members_constants_codes_and_columns_are_in_it(lines: list[str], line: str) -> None:
    assert line in lines


def test_nothing_private_is_in_it(lines: list[str]) -> None:
    parts = {part for one in lines for part in re.split(r"[(: ]", one)[0].split(".")}
    assert {one for one in parts if one.startswith("_") and not one.endswith("__")} == set()


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (Reason("GONE", de="Weg.", en="Gone."), "GONE"),
        (1000, "1000"),
        (date(2018, 1, 1), "datetime.date(2018, 1, 1)"),
        (frozenset({"b", "a"}), "{'a', 'b'}"),
        (("b", 2), "('b', 2)"),
        ({"b": 1, "a": 2}, "{'b', 'a'}"),
        (Answer.NO, "Answer.NO"),
        (Literal["de"], "Literal['de']"),
        ((no_one, object()), "(no_one, object)"),
    ],
)
def test_of_a_constant_what_callers_count_on_is_told(value: object, told: str) -> None:
    assert interface._told(value) == told


def test_a_parameter_that_goes_or_comes_is_a_change_of_its_name() -> None:
    old = ["a.f(x: int) -> int", "a.g() -> None", "a.C (class)", "a.C.field: int"]
    new = ["a.f(x: int, *, y: int = 0) -> int", "a.C (class)", "a.C.field: str", "a.h() -> None"]
    assert interface.changes(old, new) == {
        "a.C.field": ("- a.C.field: int", "+ a.C.field: str"),
        "a.f": ("- a.f(x: int) -> int", "+ a.f(x: int, *, y: int = 0) -> int"),
        "a.g": ("- a.g() -> None",),
        "a.h": ("+ a.h() -> None",),
    }
    assert interface.changes(old, old) == {}


def test_only_the_newest_version_names_and_only_under_interface() -> None:
    assert interface.named(CHANGELOG) == {"oda.OdaGroup", "schedule.state", "planning"}


@pytest.mark.parametrize(
    ("name", "told"),
    [("oda.OdaGroup", True), ("oda.OdaGroup.LDC", True), ("planning.plan", True), ("schedule.state", True),
     ("oda.Listing", False), ("facts.Facts", False), ("oda.OdaGroupX", False), ("schedule", False)],
)  # fmt: skip
def test_who_names_a_class_or_a_module_names_what_it_holds(name: str, told: bool) -> None:
    missing = interface.unnamed({name: (f"- {name}",)}, interface.named(CHANGELOG))
    assert (missing == {}) is told
