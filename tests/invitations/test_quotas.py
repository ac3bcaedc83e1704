from __future__ import annotations

import pytest

from kommunal_partner.countries import country
from kommunal_partner.errors import BadKey, BadRule, UnknownChoice, UnknownCountry
from kommunal_partner.invitations import NewTo, Priority, Quota, WithForm, WithLabel, WithTheme
from kommunal_partner.invitations._quotas import countries_of, forms_of, lands_of, values_by
from kommunal_partner.keys import LAENDER
from kommunal_partner.languages import Term
from kommunal_partner.municipalities import ForeignUnit, GermanUnit, UnitKind
from kommunal_partner.partnerships import Form, Observation, Partnership

ONE = Partnership(
    "p1",
    (
        GermanUnit("h1", "Bonn", UnitKind.STADT, state=LAENDER["05"]),
        GermanUnit("h2", "Ulm", UnitKind.STADT, state=LAENDER["08"]),
        GermanUnit("h3", "Weilheim", UnitKind.STADT),
        ForeignUnit("a1", "Nakuru", country("KEN")),
        ForeignUnit("a2", "Dodoma", country("TZA")),
    ),
    forms=(
        Observation(Form.KONTAKT, None, "2010"),
        Observation(Form.FREUNDSCHAFT, None, "2020"),
        Observation(Form.TWINNING_UNSPECIFIED, None, "2020"),
        Observation(Form.PARTNERSCHAFT),
    ),
    labels=(Observation("klimapartnerschaft", None, "2015"),),
    themes=("Wasser",),
)
BARE = Partnership("p2", (GermanUnit("h3", "Weilheim", UnitKind.STADT), ForeignUnit("a1", "Nakuru", country("KEN"))))


def test_a_partnership_counts_in_each_of_its_countries_laender_and_latest_forms() -> None:
    assert countries_of(ONE) == ("KEN", "TZA")
    assert lands_of(ONE) == ("BW", "NW")
    assert forms_of(ONE) == (Form.FREUNDSCHAFT, Form.TWINNING_UNSPECIFIED)


def test_what_is_not_known_counts_in_no_kind() -> None:
    assert lands_of(BARE) == ()
    assert forms_of(BARE) == ()
    assert forms_of(Partnership("p", BARE.units, forms=(Observation(Form.KONTAKT, None, "2010/.."),))) == (
        Form.KONTAKT,
    )


@pytest.mark.parametrize(
    ("quota", "kinds"),
    [
        (Quota("country", at_most=1), ("KEN", "TZA")),
        (Quota("country", "tz", at_most=1), ("TZA",)),
        (Quota("country", "UGA", at_most=1), ()),
        (Quota("land", "Bayern", at_most=1), ()),
        (Quota("land", "05", at_least=1), ("NW",)),
        (Quota("form", "freundschaft", at_most=1), (Form.FREUNDSCHAFT,)),
        (Quota("form", Form.KONTAKT, at_most=1), ()),
        (Quota(NewTo(["p1"]), True, at_least=1), ()),
        (Quota(NewTo([]), True, at_least=1), (True,)),
        (Quota(lambda one: one.themes, at_most=0), ("Wasser",)),
        (Quota(lambda one: len(one.units), at_most=0), (5,)),
        (Quota(lambda one: len(one.units), 4, at_most=0), ()),
    ],
)
def test_the_kinds_in_which_a_partnership_counts(quota: Quota, kinds: tuple[object, ...]) -> None:
    assert quota.kinds(ONE) == kinds


def test_quotas_are_named_in_both_languages() -> None:
    assert Quota("country", at_most=1).words("TZA") == "Land der Partnerkommune: Tansania"
    assert Quota("country", at_most=1).words("TZA", "en") == "partner country: Tanzania"
    assert Quota("land", at_most=1).words("NW") == "Bundesland: Nordrhein-Westfalen"
    assert Quota("form", at_most=1).words(Form.KONTAKT, "en") == "form: contact"
    assert Quota(lands_of, at_most=1).words("NW") == "lands_of: NW"
    assert Quota(NewTo([]), True, at_most=1).words(True) == "zum ersten Mal dabei: ja"
    assert Quota(NewTo([]), at_most=1).words(False, "en") == "first time: no"
    assert Quota(WithForm(Form.KONTAKT), at_most=1).words(True) == "Form Kontakt: ja"
    assert Quota(WithLabel("klima"), at_most=1).words(True, "en") == "label klima: yes"
    assert Quota(WithTheme("Wasser"), at_most=1).words(True) == "Thema Wasser: ja"
    assert Quota(lands_of, at_most=1, name=Term("Neue", "newcomers")).words("NW", "en") == "newcomers: NW"


@pytest.mark.parametrize(
    ("by", "value", "numbers", "message"),
    [
        ("country", None, {}, "at_most or at_least is needed for a quota"),
        ("country", None, {"at_most": -1}, "must be at least 0, not -1"),
        ("country", None, {"at_least": -1}, "must be at least 0, not -1"),
        ("country", None, {"at_most": True}, "must be a whole number, not True"),
        ("country", None, {"at_most": 1.5}, "must be a whole number, not 1.5"),
        ("country", None, {"at_most": 1, "at_least": 2}, "cannot be met"),
        ("continent", None, {"at_most": 1}, "by must be one of country, form, land or a function"),
    ],
)
def test_quotas_that_cannot_be_are_refused(by: str, value: str | None, numbers: dict[str, int], message: str) -> None:
    with pytest.raises(BadRule, match=message):
        Quota(by, value, at_most=numbers.get("at_most"), at_least=numbers.get("at_least"))


def test_kinds_that_there_are_not_are_refused() -> None:
    with pytest.raises(UnknownCountry):
        Quota("country", "XXX", at_most=1)
    with pytest.raises(BadKey):
        Quota("land", "99", at_most=1)
    assert values_by(lands_of)(ONE) == ("BW", "NW")


NAME = Term("Name", "name")


def test_a_priority_gives_its_weight_for_each_time_it_counts() -> None:
    assert Priority(NAME, 3, lambda one: len(one.themes)).points(ONE) == 3
    assert Priority(NAME, 3, lambda one: "Wasser" in one.themes).points(ONE) == 3
    assert Priority(NAME, 3, lambda one: len(one.themes)).points(BARE) == 0
    assert [Priority(NAME, 1, value).points(ONE) for value in (NewTo(["p1"]), NewTo(["p2"]))] == [0, 1]
    ready = (WithLabel("klimapartnerschaft"), WithForm(Form.FREUNDSCHAFT), WithTheme("Wasser"))
    assert [Priority(NAME, 1, value).points(ONE) for value in ready] == [1, 1, 1]
    assert [Priority(NAME, 1, value).points(BARE) for value in ready] == [0, 0, 0]


@pytest.mark.parametrize("weight", [-1, True, 0.5])
def test_weights_are_whole_and_not_below_zero(weight: int) -> None:
    with pytest.raises(BadRule, match="weight must be"):
        Priority(NAME, weight, NewTo([]))


@pytest.mark.parametrize("value", [-1, 0.5, None])
def test_what_a_priority_counts_is_whole_and_not_below_zero(value: int) -> None:
    with pytest.raises(BadRule, match="name of p1 must be"):
        Priority(NAME, 1, lambda _: value).points(ONE)


def test_ready_made_values_are_not_made_of_what_never_fits() -> None:
    assert WithForm("kontakt") == WithForm(Form.KONTAKT)
    for ask in (WithForm, lambda form: Quota("form", form, at_most=1)):
        with pytest.raises(UnknownChoice, match="'wedding' is none of partnerschaft"):
            ask("wedding")
    with pytest.raises(BadRule, match="before must be a collection, not 'p1'"):
        NewTo("p1")


@pytest.mark.parametrize("by", ["country", "land", "form"])
def test_a_kind_that_is_no_text_is_refused(by: str) -> None:
    with pytest.raises(BadRule, match=f"value of a quota by {by} must be a text"):
        Quota(by, 5, at_most=1)


def test_weights_and_counts_beyond_all_measure_are_refused() -> None:
    with pytest.raises(BadRule, match="at most 1000000000"):
        Priority(NAME, 10**12, NewTo([]))
    with pytest.raises(BadRule, match="function"):
        Priority(NAME, 1, 5)  # type: ignore[arg-type] # because that is the case
