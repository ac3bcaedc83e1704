"""Laws of country names, against folding of our own that knows nothing of the code under test."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from functools import lru_cache
from itertools import product

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kommunal_partner.countries import Country, CountryName, NameKind, country_names, find_country, normalise
from kommunal_partner.countries._codes import table_content
from kommunal_partner.countries._territories import states_of_territories
from kommunal_partner.errors import AmbiguousCountry, UnknownCountry

ANSWERS = [name for name in country_names() if name.kind not in {NameKind.AMBIGUOUS, NameKind.CONTEXT, NameKind.ALONE}]
SPELLED_IN_FULL = [name for name in ANSWERS if name.kind is not NameKind.ABBREVIATION]


def answer(text: str) -> Country | None:
    try:
        return find_country(text)
    except (UnknownCountry, AmbiguousCountry):
        return None


def test_every_name_means_its_own_country_or_is_refused_with_its_candidates() -> None:
    for name in country_names():
        if name.kind is NameKind.AMBIGUOUS:
            with pytest.raises(AmbiguousCountry) as caught:
                find_country(name.name)
            assert caught.value.candidates == name.countries
        elif name.kind is NameKind.CONTEXT:
            with pytest.raises(UnknownCountry):
                find_country(name.name)
        else:
            assert find_country(name.name) == name.countries[0], name


def test_capitals_and_lost_accents_change_nothing() -> None:
    for name in SPELLED_IN_FULL:
        bare = "".join(one for one in unicodedata.normalize("NFD", name.name) if not unicodedata.combining(one))
        assert find_country(name.name.upper()) == find_country(bare) == name.countries[0], name


def test_a_normalised_name_still_means_its_country() -> None:
    for name in SPELLED_IN_FULL:
        assert find_country(normalise(name.name)) == name.countries[0], name


@given(st.text())
def test_normalising_is_idempotent(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(st.text(), st.text())
@example("00:U", "00")
def test_normalising_two_texts_apart_or_joined_by_a_space_is_the_same(one: str, other: str) -> None:
    apart = f"{normalise(one)} {normalise(other)}".strip()
    joined = normalise(f"{one} {other}")
    # A mark at the start of the second text would sit on the space; such texts are no words. And an "u" is "und" only
    # where a word stands on both sides of it, as in "Trinidad u. Tobago": at the joint it may go.
    if not unicodedata.combining((other or " ")[0]):
        assert [word for word in joined.split() if word != "u"] == [word for word in apart.split() if word != "u"]


PLACES = st.text("qxwjvz", min_size=4, max_size=9)


@given(
    st.sampled_from(SPELLED_IN_FULL),
    PLACES,
    st.sampled_from(["{p} ({n})", "{p}, {n}", "{p} / {n}", "{p} - {n}", "{n}; {p}"]),
)
def test_a_place_beside_a_name_changes_nothing_or_is_refused(name: CountryName, place: str, form: str) -> None:
    found = answer(form.format(p=place, n=name.name))
    assert found in {name.countries[0], None}
    if not re.search(r"[^\w\s.'’-]|\b(?:former|ehemalig\w*|frühere|ehem|in|im)\b", name.name, re.IGNORECASE):
        assert found == name.countries[0]


# "im" stands in the name of the British Indian Ocean Territory, and between a place and its country.
SHORT = [name for name in SPELLED_IN_FULL if name.kind is NameKind.SHORT and " im " not in name.name]
# Their long names stand in the table: "Hong Kong (China)" is one country.
INSIDE_CHINA = {Country("HKG"), Country("MAC")}


@given(
    st.sampled_from(SHORT), st.sampled_from(SHORT), st.sampled_from(["/", ", ", "; ", " und ", " & ", " - ", " bzw. "])
)
def test_two_countries_in_one_text_are_never_one(one: CountryName, other: CountryName, between: str) -> None:
    if one.countries != other.countries and not {*one.countries, *other.countries} & INSIDE_CHINA:
        part_of = states_of_territories().get(one.countries[0]) == other.countries[0] and between == ", "
        assert answer(f"{one.name}{between}{other.name}") == (one.countries[0] if part_of else None)


def folded(text: str) -> str:
    """A slow folding of our own: letters only, umlauts written out."""
    for sign, letters in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss")):
        text = text.lower().replace(sign, letters)
    return re.sub("[^a-z]", "", text)


@lru_cache(maxsize=1)
def folded_names() -> dict[str, set[str]]:
    rows = csv.DictReader(io.StringIO(table_content("names.csv").decode()))
    found: dict[str, set[str]] = {}
    for row in rows:
        if row["kind"] not in {"ambiguous", "context"}:
            found.setdefault(folded(row["name"]), set()).add(row["alpha3"].split()[0])
    return found


@lru_cache(maxsize=1)
def all_they_can_mean() -> dict[str, set[str]]:
    """Every folded name with all its countries, ambiguous ones too."""
    found = {name: set(countries) for name, countries in folded_names().items()}
    for row in csv.DictReader(io.StringIO(table_content("names.csv").decode())):
        if row["kind"] in {"ambiguous", "alone"}:
            found.setdefault(folded(row["name"]), set()).update(row["alpha3"].split())
    return found


def agreed(parts: list[str]) -> set[str]:
    """What the parts can mean if they are cut into names that agree on one country, in whatever way."""
    found: set[str] = set()
    for cuts in product([True, False], repeat=len(parts) - 1):
        groups = [[parts[0]]]
        for part, cut in zip(parts[1:], cuts, strict=True):
            if cut:
                groups.append([part])
            else:
                groups[-1].append(part)
        known = all_they_can_mean()
        meant = [
            known.get(folded("".join(group)), set()) | known.get(folded("".join(reversed(group))), set())
            for group in groups
        ]
        common = set.intersection(*meant)
        if len(common) == 1:
            found |= common
    return found


FRAGMENTS = [
    "Guinea",
    "Gasse",
    "Neu",
    "Nord",
    "Bissau",
    "Mali",
    "Niger",
    "ia",
    "Stadt",
    "Sudan",
    "Süd",
    "Samoa",
    "West",
]
FRAGMENTS += ["Papua", "Kongo", "DR", "Domin", "ica", "Straße", "Amerikanisch"]


@given(st.lists(st.sampled_from(FRAGMENTS), min_size=1, max_size=4), st.sampled_from([" ", "-", ""]))
@example(["Kongo", "Kongo", "DR"], "-")  # "Kongo" and "Kongo-DR" agree on one country
def test_words_beside_one_another_mean_a_country_only_if_together_they_are_its_name(
    words: list[str], between: str
) -> None:
    text = between.join(words)
    found = answer(text)
    parts = re.split("-", text)
    together = folded_names().get(folded(text), set())
    if found is not None:
        assert found.alpha3 in together | agreed(parts), text
    if together:
        assert found is not None, text


@given(st.text("abcdeghiklmnorstuzäöüß ", max_size=12))
def test_text_at_random_means_no_country_unless_a_name_reads_like_it(text: str) -> None:
    found = answer(text)
    if found is not None:
        assert found.alpha3 in folded_names().get(folded(text), set()) or folded(text).startswith("republik")


@given(st.lists(st.text("Kenirasgubkä", min_size=1, max_size=2), min_size=2, max_size=6), st.sampled_from(",;/ ("))
def test_crumbs_of_words_between_separators_mean_no_country(crumbs: list[str], between: str) -> None:
    text = between.join(crumbs)
    assert answer(text) is None or folded(text) in folded_names()
