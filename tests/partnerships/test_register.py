from __future__ import annotations

import pickle
from copy import copy, deepcopy
from datetime import date

import pytest

from kommunal_partner._mappings import FrozenMap
from kommunal_partner.countries import country
from kommunal_partner.errors import BadModel, UnknownChoice, UnknownCountry, UnknownName
from kommunal_partner.municipalities import Coordinates, ForeignUnit, GermanUnit, UnitKind
from kommunal_partner.partnerships import LABELS, Form, Observation, Partnership, PartnershipRegister, Stage, merge
from kommunal_partner.sources import Confidence, Source
from kommunal_partner.verdicts import Reason, Verdict, no, undecided, yes

ULM = GermanUnit("de:08421000", "Ulm", UnitKind.STADTKREIS)
JENA = GermanUnit("de:16053000", "Jena", UnitKind.KREISFREIE_STADT)
KAYA = ForeignUnit("bfa:kaya", "Kaya", country("BFA"))
BO = ForeignUnit("sle:bo", "Bo", country("SLE"))
LYON = ForeignUnit("fra:lyon", "Lyon", country("FRA"))
SEEN = [Observation(Stage.EXISTING, as_of="2017")]

A = Partnership("a", [ULM, KAYA], [Observation(Form.KONTAKT, as_of="2017")], stages=SEEN)
B = Partnership("b", [JENA, BO], stages=[Observation(Stage.DORMANT, as_of="2017")])
C = Partnership("c", [JENA, KAYA], labels=[Observation("klimapartnerschaft", as_of="2020")])
REGISTER = PartnershipRegister([C, A, B])
WHY = Reason("WHY", de="darum", en="therefore")


class InvertedRegions:
    """Regions of our own: Burkina Faso is in, Sierra Leone doubtful."""

    def membership(self, region: str, country: str, on: date) -> Verdict:
        del region, on
        return {"BFA": yes, "SLE": undecided}.get(country, no)(WHY)


def test_a_register_keeps_the_order_of_ids_and_finds_by_id() -> None:
    assert list(REGISTER) == ["a", "b", "c"]
    assert list(REGISTER.values()) == [A, B, C]
    assert dict(REGISTER) == {"a": A, "b": B, "c": C}
    assert len(REGISTER) == 3
    assert REGISTER["b"] is B
    assert "b" in REGISTER
    assert repr(REGISTER) == "PartnershipRegister(3 partnerships)"
    with pytest.raises(UnknownName, match="no partnership 'x'"):
        REGISTER["x"]


def test_two_partnerships_with_one_id_are_refused() -> None:
    with pytest.raises(BadModel, match="one id: a"):
        PartnershipRegister([A, A])


def test_partnerships_of_a_municipality_and_of_a_country() -> None:
    assert REGISTER.of_unit(JENA) == (B, C)
    assert REGISTER.of_unit("bfa:kaya") == (A, C)
    assert REGISTER.of_country("BF") == (A, C)
    assert REGISTER.of_country(country("SLE")) == (B,)
    assert REGISTER.countries() == {"BFA", "SLE"}
    with pytest.raises(UnknownCountry):
        REGISTER.of_country("QQQ")


def test_partnerships_of_a_region_keep_the_doubtful_apart() -> None:
    more = PartnershipRegister([*REGISTER.values(), Partnership("d", [ULM, LYON]), Partnership("e", [ULM, LYON, BO])])
    found = more.of_region(InvertedRegions(), "afrika", on=date(2020, 1, 1))
    assert [one.id for one in found.sure] == ["a", "c"]
    assert [one.id for one in found.undecided] == ["b", "e"]
    assert [one.id for one in found.excluded] == ["d"]


def test_partnerships_on_a_day_by_what_is_known() -> None:
    found = REGISTER.on(date(2017, 6, 1))
    assert (found.sure, found.excluded, found.undecided) == ((A,), (B,), (C,))


def test_partnerships_by_form_label_and_stage_at_all_or_on_a_day() -> None:
    assert REGISTER.with_form(Form.KONTAKT) == (A,)
    assert REGISTER.with_form(Form.KONTAKT, on=date(2018, 1, 1)) == ()
    assert REGISTER.with_label("klimapartnerschaft") == (C,)
    assert REGISTER.with_label("klimapartnerschaft", on=date(2020, 1, 1)) == (C,)
    assert REGISTER.at_stage(Stage.DORMANT) == (B,)
    assert REGISTER.at_stage(Stage.DORMANT, on=date(2016, 1, 1)) == ()


def test_triangles_are_found_in_one_partnership_and_across_several() -> None:
    assert REGISTER.triangles() == ()
    (one,) = PartnershipRegister([Partnership("t", [ULM, KAYA, LYON])]).triangles()
    assert {unit.short_name for unit in one.units} == {"Ulm", "Kaya", "Lyon"}
    across = PartnershipRegister([A, Partnership("x", [KAYA, LYON]), Partnership("y", [ULM, LYON]), B])
    (other,) = across.triangles()
    assert [link.id for link in other.partnerships] == ["a", "x", "y"]


def test_duplicates_are_found_by_unit_name_and_country_and_merged_claim_by_claim() -> None:
    source, other = Source("s", "Source"), Source("o", "Other")
    point, numbered = Coordinates(13.09, -1.08), FrozenMap({"geonames": "2360073"})
    twin_unit = ForeignUnit(
        "bfa:kaya-2",
        "KAYA",
        country("BFA"),
        other_names=("Kaya (Sanmatenga)",),
        identifiers=numbered,
        coordinates=point,
    )
    twin = Partnership(
        "z",
        [ULM, twin_unit],
        [Observation(Form.KONTAKT, as_of="2017"), Observation(Form.FREUNDSCHAFT, as_of="2023")],
        stages=[Observation(Stage.DORMANT, as_of="2023")],
        themes=("Wasser",),
        sdgs=[6],
        note="seen twice",
        sources=(other,),
        confidence=Confidence.LOW,
    )
    first = Partnership("a", A.units, A.forms, stages=A.stages, themes=("Schulen",), sources=(source,))
    register = PartnershipRegister([first, B, C, twin])
    assert register.duplicates() == ((first, twin),)
    merged = register.merged()
    assert list(merged) == ["a", "b", "c"]
    both = merged["a"]
    assert [seen.value for seen in both.forms] == [Form.KONTAKT, Form.FREUNDSCHAFT]
    assert [seen.value for seen in both.stages] == [Stage.EXISTING, Stage.DORMANT]
    assert both.themes == ("Schulen", "Wasser")
    assert both.sdgs == {6}
    assert both.sources == (source, other)
    assert both.confidence is Confidence.LOW
    assert both.note == "seen twice"
    assert both.foreign_units[0].other_names == ("KAYA", "Kaya (Sanmatenga)")
    assert (both.foreign_units[0].coordinates, both.foreign_units[0].identifiers) == (point, numbered)
    assert merged.duplicates() == ()


def test_town_and_district_of_one_name_are_no_duplicates() -> None:
    town = ForeignUnit("tza:moshi", "Moshi", country("TZA"), kind="town")
    district = ForeignUnit("tza:moshi-district", "Moshi", country("TZA"), kind="district")
    register = PartnershipRegister([Partnership("p", [ULM, town]), Partnership("q", [ULM, district])])
    assert register.duplicates() == ()
    with pytest.raises(BadModel, match="p and q link different units"):
        merge(register["p"], register["q"])


def test_a_register_survives_pickling() -> None:
    assert pickle.loads(pickle.dumps(REGISTER)) == REGISTER
    assert hash(pickle.loads(pickle.dumps(REGISTER))) == hash(REGISTER)


def test_a_register_never_changes_and_survives_pickling_and_copying() -> None:
    for name in ("_by_id", "partnerships", "other"):
        with pytest.raises(AttributeError):
            setattr(REGISTER, name, ())
    with pytest.raises(AttributeError):
        REGISTER._by_id._data = {}
    with pytest.raises(AttributeError):
        del REGISTER._by_id._data
    for twin in (pickle.loads(pickle.dumps(REGISTER)), deepcopy(REGISTER), copy(REGISTER)):
        assert twin == REGISTER
        assert hash(twin) == hash(REGISTER)
        assert twin.of_country("BFA") == (A, C)


def test_a_mapping_of_partnerships_stands_for_its_values() -> None:
    assert PartnershipRegister({"other name": A, "b": B}) == PartnershipRegister([A, B])
    assert PartnershipRegister(REGISTER) == REGISTER
    assert REGISTER.keys() & {"a", "x"} == {"a"}


def test_something_else_than_partnerships_is_refused() -> None:
    for wrong in (["a"], "a", 3, [ULM]):
        with pytest.raises(BadModel, match="partnerships must"):
            PartnershipRegister(wrong)  # type: ignore[arg-type] # because that is the mistake


def test_partnerships_are_added_and_replaced_by_id() -> None:
    newer = Partnership("b", B.units, note="newer")
    found = REGISTER.with_partnerships([newer, Partnership("d", [ULM, LYON])])
    assert list(found) == ["a", "b", "c", "d"]
    assert found["b"] is newer
    assert list(REGISTER) == ["a", "b", "c"]


def test_choices_are_filtered_by_member_or_text_alike_and_unknown_words_refused() -> None:
    for form in Form:
        assert REGISTER.with_form(form) == REGISTER.with_form(form.value)
    for stage in Stage:
        assert REGISTER.at_stage(stage) == REGISTER.at_stage(stage.value)
        assert REGISTER.at_stage(stage, on=date(2017, 6, 1)) == REGISTER.at_stage(stage.value, on=date(2017, 6, 1))
    with pytest.raises(UnknownChoice, match="did you mean existing"):
        REGISTER.at_stage("exsting")
    with pytest.raises(UnknownChoice, match="did you mean kontakt"):
        REGISTER.with_form("kontackt")
    with pytest.raises(UnknownName, match="did you mean klimapartnerschaft"):
        REGISTER.with_label("klimapartnerschft")
    with pytest.raises(UnknownName, match="did you mean bfa:kaya"):
        REGISTER.of_unit("bfa:kaja")
    assert REGISTER.of_unit("de:05113000") == ()
    assert REGISTER.of_unit(LYON) == ()


def test_a_label_of_ones_own_is_known_where_a_partnership_has_it() -> None:
    own = PartnershipRegister([Partnership("p", [ULM, KAYA], labels=["waldpartnerschaft"])])
    assert [one.id for one in own.with_label("waldpartnerschaft")] == ["p"]
    assert own.with_label(LABELS[0]) == ()


def test_what_was_last_seen_is_carried_on_only_where_that_is_asked_for() -> None:
    day = date(2026, 1, 1)
    assert A in REGISTER.on(day).undecided
    found = REGISTER.on(day, as_last_seen=True)
    assert A in found.sure
    assert not set(found.sure) & set(found.excluded)
    assert A in REGISTER.on(date(2001, 1, 1), as_last_seen=True).undecided


def test_a_register_shows_itself_short_and_escaped() -> None:
    nasty = Partnership("<b>", [ULM, KAYA])
    shown = PartnershipRegister([nasty])._repr_html_()
    assert "<b>" not in shown
    assert "&lt;b&gt;" in shown
    assert str(REGISTER) == "3 Partnerschaften"
