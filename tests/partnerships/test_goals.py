from __future__ import annotations

import pytest

from kommunal_partner.errors import BadModel, UnknownName
from kommunal_partner.partnerships import GOALS, SUGGESTED_THEMES, find_goal, goal


def test_there_are_17_goals_with_titles_in_both_languages() -> None:
    assert list(GOALS) == list(range(1, 18))
    assert goal(13).name("de") == "Maßnahmen zum Klimaschutz"
    assert goal(13).name("en") == "Climate Action"
    assert all(len(one.colour) == 6 for one in GOALS.values())


@pytest.mark.parametrize("number", [0, 18, -1])
def test_another_number_is_no_goal(number: int) -> None:
    with pytest.raises(UnknownName, match="there is no goal"):
        goal(number)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("6", 6),
        ("06", 6),
        ("SDG 6", 6),
        ("SDG6: Wasser", 6),
        ("Ziel 17 – Partnerschaften", 17),
        ("Goal 1", 1),
        ("11 Nachhaltige Städte und Gemeinden", 11),
        ("nachhaltige staedte und gemeinden", 11),
        ("Klimaschutz", 13),
        ("Quality Education", 4),
        ("Nachhaltiger Konsum und Produktion", 12),
        # the number counts before the title
        ("4: Klimaschutz", 4),
    ],
)
def test_a_goal_is_found_by_its_number_first(text: str, number: int) -> None:
    assert find_goal(text).number == number


@pytest.mark.parametrize("text", ["", "18", "SDG 0", "Wasser", "SDG", "6a", "117"])
def test_what_names_no_goal_is_refused(text: str) -> None:
    with pytest.raises(UnknownName):
        find_goal(text)


def test_every_title_and_alias_leads_to_its_own_goal() -> None:
    for one in GOALS.values():
        for title in (one.title_de, one.title_en, *one.aliases):
            assert find_goal(title) == one


def test_suggested_themes_are_sorted_and_single() -> None:
    assert list(SUGGESTED_THEMES) == sorted(set(SUGGESTED_THEMES))


def test_what_is_no_whole_number_is_no_goal() -> None:
    for wrong in (True, 3.0, "3", None):
        with pytest.raises(BadModel, match="goal must be a whole number"):
            goal(wrong)  # type: ignore[arg-type] # because that is the mistake


def test_a_misspelt_goal_is_met_with_the_nearest() -> None:
    with pytest.raises(UnknownName, match="did you mean Kein Hunger"):
        find_goal("Kein Hunge")
    assert str(goal(2)) == "SDG 2: Kein Hunger"
