from __future__ import annotations

import pickle
from collections.abc import Callable
from copy import deepcopy
from datetime import date

import pytest
from attrs import evolve

from kommunal_partner.countries import country
from kommunal_partner.errors import BadModel, NotADay, UnknownChoice, UnknownCountry, UnknownLanguage, UnknownName
from kommunal_partner.partnerships import Stage
from kommunal_partner.programmes import (
    CELL_NAMES,
    CELL_WORDS,
    Application,
    Cell,
    CellKind,
    Deadline,
    Programme,
    ProgrammeVersion,
    compare,
)
from kommunal_partner.spans import Span


def value(of: object) -> Cell[object]:
    return Cell(CellKind.VALUE, of)


FIRST = ProgrammeVersion("demo", "2016", Span.years(2016, 2017), max_eur=Cell(CellKind.VALUE, 20_000))
SECOND = ProgrammeVersion("demo", "2021", Span(date(2021, 1, 1)), max_eur=Cell(CellKind.VALUE, 50_000))
THIRD = ProgrammeVersion("demo", "2024", Span(date(2024, 1, 1)))
DEMO = Programme("demo", "Probe", "Trial", (SECOND, FIRST, THIRD))


@pytest.mark.parametrize(
    ("on", "versions", "certain"),
    [
        (date(2015, 12, 31), ["2016"], False),
        (date(2016, 1, 1), ["2016"], True),
        (date(2017, 12, 31), ["2016"], True),
        (date(2018, 1, 1), ["2016", "2021"], False),
        (date(2020, 12, 31), ["2016", "2021"], False),
        (date(2021, 1, 1), ["2021"], True),
        (date(2023, 12, 31), ["2021"], True),
        (date(2024, 1, 1), ["2024"], True),
        (date(2030, 1, 1), ["2024"], True),
    ],
)
def test_a_text_holds_in_the_years_it_was_seen_and_until_the_next_where_it_is_open(
    on: date, versions: list[str], certain: bool
) -> None:
    in_force = DEMO.in_force(on=on)
    assert [version.version for version in in_force.candidates] == versions
    assert in_force.certain is certain


def test_after_the_last_seen_year_the_question_is_open() -> None:
    in_force = Programme("demo", "", "", (FIRST,)).in_force(on=date(2018, 1, 1))
    assert (in_force.candidates, in_force.certain) == ((FIRST,), False)


def test_a_text_without_a_year_may_hold_on_any_day() -> None:
    undated = ProgrammeVersion("demo", "current", None)
    in_force = Programme("demo", "", "", (undated, FIRST)).in_force(on=date(2016, 5, 1))
    assert (in_force.candidates, in_force.certain) == ((FIRST, undated), False)
    assert not Programme("demo", "", "", (undated,)).in_force(on=date(2016, 5, 1)).certain


def test_two_texts_seen_in_one_year_are_both_candidates() -> None:
    other = ProgrammeVersion("demo", "2016b", Span.years(2016, 2019))
    in_force = Programme("demo", "", "", (FIRST, other)).in_force(on=date(2017, 1, 1))
    assert len(in_force.candidates) == 2
    assert not in_force.certain


def test_two_open_texts_seen_from_one_day_on_both_end_with_the_next() -> None:
    twin = evolve(SECOND, version="2021b")
    programme = Programme("demo", "", "", (SECOND, twin, THIRD))
    assert programme.in_force(on=date(2023, 12, 31)).candidates == (SECOND, twin)
    assert programme.in_force(on=date(2024, 1, 1)).candidates == (THIRD,)


def test_between_two_texts_stand_all_that_were_seen_last_before_and_first_after() -> None:
    long = ProgrammeVersion("demo", "long", Span.years(2010, 2018))
    short = ProgrammeVersion("demo", "short", Span.years(2014))
    as_long = ProgrammeVersion("demo", "as long", Span.years(2016, 2018))
    twin = evolve(SECOND, version="2021b")
    programme = Programme("demo", "", "", (short, long, as_long, SECOND, twin))
    assert programme.in_force(on=date(2020, 1, 1)).candidates == (long, as_long, SECOND, twin)
    assert programme.in_force(on=date(2009, 1, 1)).candidates == (long,)


def test_a_programme_without_versions_has_no_candidates() -> None:
    assert Programme("demo", "", "").in_force(on=date(2020, 1, 1)).candidates == ()


def test_a_day_is_asked_for() -> None:
    with pytest.raises(NotADay):
        DEMO.in_force(on="2020")  # type: ignore[arg-type] # because that is the mistake


def test_versions_are_found_by_name() -> None:
    assert DEMO.version("2021") is SECOND
    with pytest.raises(UnknownName, match="there is no version '2022'; did you mean 202"):
        DEMO.version("2022")
    with pytest.raises(UnknownName, match="no cell 'max'"):
        FIRST.cell("max")


def test_contradictions_are_refused() -> None:
    with pytest.raises(BadModel, match="two versions of one name"):
        Programme("demo", "", "", (FIRST, FIRST))
    with pytest.raises(BadModel, match="is given versions of demo"):
        Programme("other", "", "", (FIRST,))


def test_comparing_two_versions_shows_what_changed_in_words() -> None:
    (change,) = compare(FIRST, SECOND)
    assert change.text("de") == "Höchstsumme in Euro: 20.000 → 50.000"
    assert [one.text("en") for one in compare(SECOND, THIRD)] == ["Greatest amount in euros: 50,000 → not seen"]
    assert compare(FIRST, FIRST) == ()


def test_comparing_two_versions_shows_each_special_rule_that_is_gone_or_new() -> None:
    before = evolve(FIRST, conditions=("own staff", "three days"), max_eur=SECOND.max_eur)
    after = evolve(SECOND, conditions=("own staff", "five days"))
    assert [one.text("de") for one in compare(before, after)] == [
        "Besondere Regel: three days → nicht gesehen",
        "Besondere Regel: nicht gesehen → five days",
    ]
    assert [one.text("en") for one in compare(before, after)] == [
        "Special rule: three days → not seen",
        "Special rule: not seen → five days",
    ]
    assert {one.cell for one in compare(before, after)} == {"conditions"}


def test_special_rules_in_another_order_are_no_change() -> None:
    before = evolve(FIRST, conditions=("own staff", "three days"))
    assert compare(before, evolve(before, conditions=before.conditions[::-1])) == ()


@pytest.mark.parametrize(
    ("cell", "de", "en"),
    [
        (value(True), "ja", "yes"),
        (value(frozenset({"b", "a"})), "a, b", "a, b"),
        (
            value(
                (Deadline("outline", date(2023, 7, 31)), Deadline("application", yearly=(10, 15)), Deadline("draft"))
            ),
            "outline 31.07.2023, application 15.10. jedes Jahr, draft ganzjährig",
            "outline 2023-07-31, application 10-15 each year, draft all year",
        ),
        (value(frozenset({"county", "city"})), "Kreis, Stadt", "city, county"),
        (value(frozenset({"UKR", "DEU"})), "Deutschland, Ukraine", "Germany, Ukraine"),
        (value(frozenset({"existing", "ABC"})), "ABC, bestehend", "ABC, existing"),
        (Cell(CellKind.NOT_APPLICABLE), "trifft nicht zu", "not applicable"),
        (Cell(CellKind.CONFLICTING, None, "two texts"), "widersprüchlich: two texts", "conflicting: two texts"),
        (Cell(CellKind.VALUE, 3, "about"), "3 (about)", "3 (about)"),
    ],
)
def test_a_cell_is_shown_in_words(cell: Cell[object], de: str | None, en: str) -> None:
    assert cell.text("en") == en
    assert de is None or cell.text("de") == de


def test_a_conditional_cell_has_a_value_for_each_kind_of_project() -> None:
    cell = Cell(CellKind.CONDITIONAL, None, "as it says", (("domestic", False), ("partnership", True)))
    assert cell.for_project("domestic") == Cell(CellKind.VALUE, False, "as it says")
    assert cell.for_project("partnership").value is True
    assert cell.for_project(None) is cell


@pytest.mark.parametrize(
    ("deadline", "on", "following"),
    [
        (Deadline("a", date(2023, 7, 31)), date(2023, 7, 31), date(2023, 7, 31)),
        (Deadline("a", date(2023, 7, 31)), date(2023, 8, 1), None),
        (Deadline("a", yearly=(10, 15)), date(2024, 10, 15), date(2024, 10, 15)),
        (Deadline("a", yearly=(10, 15)), date(2024, 10, 16), date(2025, 10, 15)),
        (Deadline("a"), date(2024, 10, 16), None),
    ],
)
def test_the_next_deadline_counts_the_day_itself(deadline: Deadline, on: date, following: date | None) -> None:
    assert deadline.next_from(on) == following
    assert deadline.is_always_open == (deadline == Deadline("a"))


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: Application(applicant="king"), "applicant: 'king' is none of"),
        (lambda: Application(project="moon"), "project: 'moon' is none of"),
        (lambda: Application(amount_eur=-1), "amount_eur must be at least 0"),
        (lambda: Application(duration_months=-1), "duration_months must be at least 0"),
        (lambda: Application(stage="exisiting"), "stage: 'exisiting' is none of none, contact"),
        (lambda: Application(own_share_pct=101), "own_share_pct must be at most 100, not 101"),
    ],
)
def test_a_wrong_application_is_refused(make: object, words: str) -> None:
    assert callable(make)
    with pytest.raises(BadModel, match=words):
        make()


def test_programmes_survive_pickling_and_copying() -> None:
    for thing in (DEMO, Application(applicant="city"), compare(FIRST, SECOND), DEMO.in_force(on=date(2020, 1, 1))):
        for twin in (pickle.loads(pickle.dumps(thing)), deepcopy(thing)):
            assert twin == thing
            assert hash(twin) == hash(thing)


def test_names_come_in_both_languages() -> None:
    assert DEMO.name("de-AT") == "Probe"
    assert DEMO.name("en") == "Trial"
    assert FIRST.name() == "demo 2016"


def test_cells_are_listed_in_the_order_of_the_record() -> None:
    assert CELL_NAMES[:3] == ("applicants", "partner_required", "oda_partner_required")
    assert len(CELL_NAMES) == 17


def test_the_country_of_an_application_may_be_given_in_any_code() -> None:
    assert Application(country="UA") == Application(country="UKR") == Application(country=country("UKR"))
    with pytest.raises(UnknownCountry):
        Application(country="QQ")


def test_the_29th_of_february_is_the_28th_in_years_that_have_none() -> None:
    leap = Deadline("a", yearly=(2, 29))
    assert leap.next_from(date(2023, 1, 1)) == date(2023, 2, 28)
    assert leap.next_from(date(2023, 3, 1)) == date(2024, 2, 29)


def test_at_the_end_of_the_calendar_there_is_no_next_year() -> None:
    assert Deadline("a", yearly=(1, 1)).next_from(date(9999, 1, 2)) is None


@pytest.mark.parametrize(
    ("deadline", "on", "before"),
    [
        (Deadline("a", date(2023, 7, 31)), date(2023, 7, 31), None),
        (Deadline("a", date(2023, 7, 31)), date(2023, 8, 1), date(2023, 7, 31)),
        (Deadline("a", yearly=(10, 15)), date(2024, 10, 15), date(2023, 10, 15)),
        (Deadline("a", yearly=(10, 15)), date(2024, 10, 16), date(2024, 10, 15)),
        (Deadline("a", yearly=(10, 15)), date(1, 1, 1), None),
        (Deadline("a"), date(2024, 10, 16), None),
    ],
)
def test_the_last_deadline_does_not_count_the_day_itself(deadline: Deadline, on: date, before: date | None) -> None:
    assert deadline.last_before(on) == before


def test_a_deadline_as_text_is_english() -> None:
    assert str(Deadline("draft", date(2025, 3, 31))) == "draft 2025-03-31"


def test_every_cell_has_a_word_in_both_languages() -> None:
    assert set(CELL_WORDS) == set(CELL_NAMES)


@pytest.mark.parametrize(
    "speak",
    [DEMO.name, FIRST.name, value(3).text, value(True).text, Deadline("a").text],
)
def test_other_languages_are_refused(speak: Callable[[str], str]) -> None:
    with pytest.raises(UnknownLanguage):
        speak("fr")


def test_the_words_of_an_application_are_read_as_they_are_said() -> None:
    said = Application("Kommunalverwaltung", "Partnerschaftsprojekt", stage="In Anbahnung")
    assert said == Application("municipality_administration", "partnership", stage="emerging")
    assert said == Application("municipality_administration", "partnership", stage=Stage.EMERGING)
    with pytest.raises(UnknownChoice, match="did you mean Kommune"):
        Application("Komune")
    for wrong in (5, ["municipality"]):
        with pytest.raises(UnknownChoice):
            Application(wrong)  # type: ignore[arg-type]  # because callers without a checker do
    with pytest.raises(BadModel, match="amount_eur must be a whole number"):
        Application(amount_eur="viel")  # type: ignore[arg-type]  # because callers without a checker do


def test_a_programme_takes_versions_only_and_a_version_is_called_by_its_words() -> None:
    with pytest.raises(BadModel, match="each of versions must be of type ProgrammeVersion"):
        Programme("demo", "Probe", "Trial", ["2021"])  # type: ignore[list-item]  # because callers without a checker do
    assert (FIRST.called.text("de"), evolve(FIRST, label="erste").called.text("en")) == (FIRST.version, "erste")
