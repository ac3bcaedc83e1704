"""Participants and delegations: what is refused, what stays unknown, what stays hidden."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import pytest

from kommunal_partner.countries import country
from kommunal_partner.errors import BadModel, UnknownChoice
from kommunal_partner.participants import Delegation, Participant, Side, delegations, id_of


def test_a_name_shows_neither_in_repr_nor_in_errors() -> None:
    person = Participant("p1", name="Erika Mustermann", country="DEU")
    assert "Erika" not in repr(person)
    with pytest.raises(BadModel) as caught:
        delegations([person, Participant("p1", name="Erika Mustermann", country="TZA")])
    assert "Erika" not in str(caught.value)


def test_what_is_not_known_stays_none_and_differs_from_nothing() -> None:
    assert Participant("p").offers is None
    assert Participant("p", offers=()).offers == frozenset()
    assert repr(Participant("p", offers=())) == "Participant(id='p', offers={})"


def test_repr_lists_sets_in_one_order() -> None:
    assert repr(Participant(1, themes={"b", "a"})) == "Participant(id=1, themes={'a', 'b'})"


def test_a_participant_is_a_value() -> None:
    person = Participant(("d", 1), languages=["de", "en"], sdgs=[6, 11], experience=2.5, availability=[1, "two"])
    assert person == Participant(
        ("d", 1), languages={"en", "de"}, sdgs={11, 6}, experience=2.5, availability={"two", 1}
    )
    assert pickle.loads(pickle.dumps(person)) == person
    assert copy.deepcopy(person) == person
    assert len({person, copy.copy(person)}) == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"municipality": ("ulm", "jena")},
        {"municipality": " "},
        {"country": "de"},
        {"country": 276},
        {"side": "both"},
        {"actor": ""},
        {"languages": "de"},
        {"languages": {1}},
        {"themes": {""}},
        {"sdgs": {0}},
        {"sdgs": {18}},
        {"sdgs": {True}},
        {"sdgs": {"6"}},
        {"experience": -1},
        {"experience": True},
        {"experience": float("inf")},
        {"experience": "long"},
        {"size_class": 1.5},
        {"size_class": -1},
        {"newcomer": 1},
        {"delegation": ["d"]},
    ],
)
def test_parts_that_are_no_such_values_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(BadModel):
        Participant("p", **wrong)


def test_an_id_must_be_hashable() -> None:
    with pytest.raises(BadModel, match="cannot be hashed"):
        Participant([])  # type: ignore[arg-type] # because that is the test


def test_edges_of_ranges_are_taken() -> None:
    person = Participant("p", sdgs={1, 17}, experience=0, size_class=0, newcomer=False, side="partner", actor="mayor")
    assert person.sdgs == frozenset({1, 17})


def test_a_delegation_needs_members_each_once() -> None:
    assert Delegation("d", members=("b", 1, "a")).members == (1, "a", "b")
    for members in ((), ("a", "a")):
        with pytest.raises(BadModel):
            Delegation("d", members=members)
    with pytest.raises(BadModel):
        Delegation({}, members=("a",))  # type: ignore[arg-type] # because that is the test


def test_delegations_take_what_their_members_agree_on() -> None:
    people = [
        Participant("b", delegation=2, municipality="dar", country="TZA"),
        Participant("a", delegation=1),
        Participant("c", delegation=2, country="TZA"),
        Participant("d"),
    ]
    assert delegations([*people, people[0]]) == (
        Delegation(1, members=("a",)),
        Delegation(2, members=("b", "c"), municipality="dar", country="TZA"),
    )


def test_members_of_two_municipalities_are_no_delegation() -> None:
    people = [Participant("a", delegation=1, municipality="ulm"), Participant("b", delegation=1, municipality="jena")]
    with pytest.raises(BadModel, match="different municipalities: jena, ulm"):
        delegations(people)


def test_a_participant_of_two_municipalities_is_a_contradiction() -> None:
    with pytest.raises(BadModel, match="two different participants"):
        delegations([Participant("a", municipality="ulm"), Participant("a", municipality="jena")])


def test_the_id_of_a_thing_is_that_of_the_participant_or_the_thing() -> None:
    assert (id_of(Participant("a")), id_of("a"), id_of(3)) == ("a", "a", 3)


@pytest.mark.parametrize("written", ["german", "GERMAN", " German ", Side.GERMAN])
def test_a_side_is_a_member_whether_given_as_one_or_as_text(written: str | Side) -> None:
    assert Participant("p", side=written).side is Side.GERMAN
    assert Participant("p", side=written) == Participant("p", side="german")


def test_an_unknown_side_is_refused_with_those_there_are_and_the_nearest() -> None:
    with pytest.raises(UnknownChoice) as caught:
        Participant("p", side="germann")
    assert (caught.value.argument, caught.value.choices) == ("side", ("german", "partner"))
    assert caught.value.suggestions == ("german",)


def test_a_side_has_a_word_in_both_languages() -> None:
    assert [side.text(lang) for side in Side for lang in ("de", "en")] == [
        "deutsche Seite",
        "German side",
        "Partnerseite",
        "partner side",
    ]


@pytest.mark.parametrize(
    ("wrong", "argument"),
    [
        ({"themes": "Wasser"}, "themes"),
        ({"offers": "Wasser"}, "offers"),
        ({"seeks": 5}, "seeks"),
        ({"sdgs": 6}, "sdgs"),
        ({"availability": 1}, "availability"),
        ({"availability": [[1]]}, "availability"),
        ({"delegation": {}}, "delegation"),
        ({"country": "Tansania"}, "country"),
        ({"experience": float("nan")}, "experience"),
        ({"size_class": 10**400}, "size_class"),
        ({"name": 5}, "name"),
        ({"newcomer": "ja"}, "newcomer"),
    ],
)
def test_an_error_says_which_argument_is_to_blame(wrong: dict[str, Any], argument: str) -> None:
    with pytest.raises(BadModel) as caught:
        Participant("p", **wrong)
    assert caught.value.argument == argument
    assert argument in str(caught.value)


def test_an_object_stands_for_its_id_and_a_country_for_its_code() -> None:
    guest = Participant("p", municipality=Delegation("dar", members=("a",)), country=country("TZ"))  # type: ignore[arg-type] # because anything with an id will do
    assert (guest.municipality, guest.country) == ("dar", "TZA")
    assert Delegation("d", members=(guest, Participant("a"))).members == ("a", "p")


def test_numbers_of_other_libraries_are_read() -> None:
    numpy = pytest.importorskip("numpy")
    person = Participant("p", sdgs=numpy.array([6, 11]), size_class=numpy.int64(2), experience=numpy.float64(1.5))
    assert person == Participant("p", sdgs={6, 11}, size_class=2, experience=1.5)


def test_repr_fits_on_two_lines_whatever_is_known() -> None:
    person = Participant("p" * 300, themes=[f"theme {n}" for n in range(99)], availability=range(500), name="Erika")
    assert len(repr(person)) <= 200
    assert "Erika" not in repr(person)
    assert len(repr(Delegation("d", members=range(999)))) <= 200


def test_people_may_be_given_as_a_mapping_and_must_be_participants() -> None:
    person = Participant("a", delegation=1)
    assert delegations({"x": person}) == delegations([person])  # type: ignore[dict-item] # because a register is one
    with pytest.raises(BadModel, match="each of people must be of type Participant"):
        delegations(["a"])  # type: ignore[list-item] # because that is the test
