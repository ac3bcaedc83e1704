from __future__ import annotations

import pickle
from collections.abc import Callable
from datetime import date, datetime
from enum import Enum
from fractions import Fraction
from inspect import signature

import numpy as np
import pytest

from kommunal_partner import _checks
from kommunal_partner._checks import (
    as_day,
    as_text,
    choice,
    count,
    function,
    having,
    identifier,
    instance,
    instances,
    items,
    mapping,
    nearest,
    neither,
    number,
    one_of,
    only_pairs,
    pairs,
    seconds,
    values_of,
    whole,
)
from kommunal_partner._mappings import NamedMap
from kommunal_partner.errors import BadBudget, BadInstance, BadModel, KommunalPartnerError, NotADay, UnknownChoice
from kommunal_partner.languages import Term


class Colour(Enum):
    RED = "red"
    DARK_RED = "dark red"
    ONE = 1


@pytest.mark.parametrize(
    ("given", "read"),
    [
        (Colour.RED, Colour.RED),
        ("red", Colour.RED),
        (" Red ", Colour.RED),
        ("DARK_RED", Colour.DARK_RED),
        (1, Colour.ONE),
    ],
)
def test_a_choice_is_its_member_its_text_or_its_name_in_whatever_case(given: object, read: Colour) -> None:
    assert choice(Colour, given) is read


@pytest.mark.parametrize("given", ["reed", "", None, 2, [], {}, "rot"])
def test_a_word_that_is_no_choice_is_refused_with_those_there_are(given: object) -> None:
    with pytest.raises(UnknownChoice, match="red, dark red, 1") as caught:
        choice(Colour, given, "colour")
    assert (caught.value.argument, caught.value.value) == ("colour", given)
    assert caught.value.suggestions == (("red",) if given == "reed" else ())


@pytest.mark.parametrize(("given", "read"), [(3, 3), (np.int64(3), 3), (np.uint8(3), 3), (0, 0)])
def test_whole_numbers_of_any_library_are_counts(given: object, read: int) -> None:
    found = count(given, "places")
    assert (found, type(found)) == (read, int)


@pytest.mark.parametrize("given", [True, 1.0, "3", None, float("nan"), [3], np.float64(1), -1, 10**16, np.bool_(1)])
def test_what_is_no_count_is_refused_by_the_name_of_the_argument(given: object) -> None:
    with pytest.raises(BadInstance, match="places must be") as caught:
        count(given, "places", error=BadInstance)
    assert caught.value.argument == "places"


def test_a_count_keeps_to_its_bounds() -> None:
    assert count(1, "n", least=1, most=1) == 1
    with pytest.raises(BadModel, match="n must be at least 1, not 0"):
        count(0, "n", least=1)
    with pytest.raises(BadModel, match="n must be at most 9, not 10"):
        count(10, "n", most=9)
    assert whole(-3, "n") == -3


@pytest.mark.parametrize(
    ("given", "read", "kind"),
    [
        (3, 3, int),
        (0.5, 0.5, float),
        (np.int32(3), 3, int),
        (np.float32(0.5), 0.5, float),
        (Fraction(1, 2), 0.5, float),
    ],
)
def test_real_numbers_are_read_and_whole_ones_stay_whole(given: object, read: float, kind: type) -> None:
    found = number(given, "weight")
    assert (found, type(found)) == (read, kind)


@pytest.mark.parametrize(
    "given", [True, "3", None, float("inf"), float("nan"), 1j, 10**400, object(), np.float64("nan"), np.array([1, 2])]
)
def test_what_is_no_finite_number_is_refused(given: object) -> None:
    with pytest.raises(BadModel, match="weight must be a finite number"):
        number(given, "weight")


def test_a_number_keeps_to_its_bounds() -> None:
    assert number(1, "w", least=1, most=1) == 1
    with pytest.raises(BadModel, match="w must be a number of at least 0, not -1"):
        number(-1, "w", least=0)
    with pytest.raises(BadModel, match="w must be a number from 0 to 1, not 2"):
        number(2, "w", least=0, most=1)


def test_seconds_are_above_nothing() -> None:
    assert seconds(1) == 1.0
    for wrong in (0, -1, float("nan"), "1", None, True):
        with pytest.raises(BadBudget, match="time_limit"):
            seconds(wrong)


def test_a_day_is_no_moment() -> None:
    assert as_day(date(2018, 1, 1)) == date(2018, 1, 1)
    with pytest.raises(NotADay, match=r"give its \.date\(\)"):
        as_day(datetime(2018, 1, 1))  # noqa: DTZ001 - because it has no zone on purpose


def test_a_text_is_not_blank() -> None:
    assert as_text("x", "id") == "x"
    for wrong in ("", " ", 3, None):
        with pytest.raises(BadModel, match="id must be a text that is not blank"):
            as_text(wrong, "id")


def test_an_id_is_that_of_the_object_or_the_value_itself() -> None:
    class Person:
        id = 7

    assert identifier(Person(), "people") == 7
    assert identifier("x", "people") == "x"
    with pytest.raises(BadModel, match="people: a list cannot be an id"):
        identifier([], "people")
    with pytest.raises(BadModel, match="nan cannot be an id"):
        identifier(float("nan"), "people")


def test_a_mapping_stands_for_its_values_and_a_text_for_no_collection() -> None:
    register = NamedMap(Term("Farbe", "colour"), {"b": 1, "a": 2})
    assert values_of(register, "colours") == (1, 2)
    assert values_of([3], "colours") == (3,)
    assert items((one for one in "ab"), "colours") == ("a", "b")
    for wrong in ("ab", b"ab", 3, None):
        with pytest.raises(BadModel, match="colours must be a collection"):
            values_of(wrong, "colours")


@pytest.mark.parametrize("given", [{"a": 1}, [("a", 1)], iter([["a", 1]])])
def test_pairs_come_as_a_mapping_or_as_pairs(given: object) -> None:
    assert pairs(given, "locked") == (("a", 1),)


@pytest.mark.parametrize("given", [[("a",)], ["ab"], [("a", 1, 2)], 3, "ab", [3]])
def test_what_is_no_pair_is_refused(given: object) -> None:
    with pytest.raises(BadInstance, match="locked"):
        pairs(given, "locked", BadInstance)


def test_the_nearest_word_is_suggested_and_none_where_none_is_near() -> None:
    assert nearest("rk-afrka", ["rk-afrika", "rk-asien"]) == ("rk-afrika",)
    assert nearest("zzz", ["rk-afrika"]) == ()
    assert nearest("klima", ["waldpartnerschaft", "klimapartnerschaft"]) == ("klimapartnerschaft",)
    assert nearest("kl", ["klimapartnerschaft"]) == ()
    assert nearest("k" * 200, ["k" * 199]) == ("k" * 199,)
    assert nearest("k" * 201, ["k" * 199]) == ()
    assert nearest("partner", ["xpartnerschaft", "partnerschaft", "partnerstadt"], most=2) == (
        "partnerstadt",
        "partnerschaft",
    )


def test_a_message_shows_no_more_of_a_value_than_its_type_where_it_may_hold_names() -> None:
    with pytest.raises(BadModel, match=r"^n must be a whole number, not dict$"):
        whole({"name": "Erika Mustermann"}, "n")
    with pytest.raises(BadModel) as caught:
        whole("x" * 100, "n")
    assert len(str(caught.value)) < 80


def refused(error: Exception) -> None:
    raise error


GERMAN: list[tuple[Callable[[], object], str]] = [
    (lambda: as_text("", "name"), "name muss ein nicht leerer Text sein, nicht ''"),
    (lambda: whole(1.5, "n"), "n muss eine ganze Zahl sein, nicht 1.5"),
    (lambda: count(0, "n", least=1), "n muss mindestens 1 sein, nicht 0"),
    (lambda: count(9, "n", most=8), "n darf höchstens 8 sein, nicht 9"),
    (lambda: number("x", "n"), "n muss eine endliche Zahl sein, nicht 'x'"),
    (lambda: number(-1, "n", least=0), "n muss eine Zahl ab 0 sein, nicht -1"),
    (lambda: number(2, "n", least=0, most=1), "n muss eine Zahl von 0 bis 1 sein, nicht 2"),
    (lambda: seconds(0), "time_limit muss mehr als 0 Sekunden sein, nicht 0"),
    (lambda: identifier([], "id"), "id: Ein Wert vom Typ list kann keine Kennung sein, denn er ist nicht hashbar"),
    (lambda: identifier(float("nan"), "id"), "id: nan kann keine Kennung sein, denn es gleicht keinem Wert"),
    (lambda: items(3, "ids"), "ids muss eine Sammlung sein, nicht 3"),
    (lambda: instance(3, str, Term("Der Name", "the name")), "Der Name muss vom Typ str sein, nicht 3"),
    (lambda: instances([3], str, "names"), "jeder Eintrag von names muss vom Typ str sein, nicht 3"),
    (lambda: function(3, "rule"), "rule muss eine Funktion sein, nicht 3"),
    (lambda: mapping(3, "names"), "names muss ein Mapping sein, nicht 3"),
    (lambda: having(3, ("oda",), "facts"), "facts muss .oda haben, wie es load_facts() hat; 3 hat es nicht"),
    (lambda: one_of("c", ("a", "b"), "goal"), "goal ist 'a' oder 'b', nicht 'c'"),
    (lambda: one_of("x", "abc", "goal"), "goal ist eines von a, b, c, nicht 'x'"),
    (lambda: one_of("aab", ("aaa", "b"), "goal"), "goal ist 'aaa' oder 'b', nicht 'aab'; gemeint ist vielleicht aaa"),
    (lambda: pairs([(1,)], "pairs"), "pairs: tuple ist kein Paar"),
    (lambda: only_pairs({"a": 1}, "pairs"), "pairs: 'a' ist kein Paar von Kennungen"),
    (lambda: refused(neither(BadModel, "who", 5, "Person")), "who muss vom Typ Person oder eine Kennung sein, nicht 5"),
    (lambda: choice(Colour, "x", "colour"), "colour: 'x' ist keines von red, dark red, 1"),
    (lambda: as_day("x", "day"), "day muss ein Tag (datetime.date) sein, nicht str"),
    (
        lambda: as_day(datetime(2018, 1, 1), Term("Der Tag", "the day")),  # noqa: DTZ001 - because it has no zone on purpose
        "Der Tag muss ein Tag (datetime.date) sein, nicht datetime mit Uhrzeit: bitte .date() davon angeben",
    ),
]


@pytest.mark.parametrize(("act", "said"), GERMAN)
def test_what_an_argument_must_be_is_said_in_german_too(act: Callable[[], object], said: str) -> None:
    with pytest.raises(KommunalPartnerError) as caught:
        act()
    assert caught.value.text("de") == said
    assert caught.value.text("en") == str(caught.value) != said
    twin = pickle.loads(pickle.dumps(caught.value))
    assert (twin.text("de"), twin.argument) == (said, caught.value.argument)


def test_every_check_that_refuses_has_a_german_sentence_in_the_table() -> None:
    refusing = {name for name in _checks.__all__ if "error" in str(signature(getattr(_checks, name)))}
    asked = {name for act, _ in GERMAN for name in act.__code__.co_names}
    assert refusing - {"refusal", "values_of"} <= asked
