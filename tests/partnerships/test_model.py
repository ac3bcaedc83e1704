from __future__ import annotations

import pickle
from copy import deepcopy
from datetime import date

import pytest

from kommunal_partner.countries import country
from kommunal_partner.errors import BadModel, NotADay, UnknownName
from kommunal_partner.municipalities import ForeignUnit, GermanUnit, UnitKind
from kommunal_partner.partnerships import Form, Observation, Partnership, Stage
from kommunal_partner.sources import Confidence
from kommunal_partner.verdicts import Answer

ULM = GermanUnit("de:08421000", "Ulm, Universitätsstadt", UnitKind.STADTKREIS)
KAYA = ForeignUnit("bfa:kaya", "Kaya", country("BFA"))
BO = ForeignUnit("sle:bo", "Bo", country("SLE"))


def partnership(
    *,
    form: Observation[Form] | None = None,
    stages: tuple[Observation[Stage], ...] = (),
    labels: tuple[Observation[str], ...] = (),
) -> Partnership:
    return Partnership("p", [ULM, KAYA], () if form is None else [form], labels, stages)


def test_a_with_b_is_b_with_a() -> None:
    assert Partnership("p", [ULM, KAYA]) == Partnership("p", [KAYA, ULM])
    assert hash(Partnership("p", [ULM, KAYA])) == hash(Partnership("p", [KAYA, ULM]))


def test_more_than_two_units_may_be_linked() -> None:
    three = Partnership("p", [BO, ULM, KAYA])
    assert three.german_units == (ULM,)
    assert three.foreign_units == (KAYA, BO)
    assert three.countries == {"BFA", "SLE"}
    assert three.name("de") == "Ulm – Kaya (Burkina Faso) – Bo (Sierra Leone)"
    assert str(three) == three.name()


@pytest.mark.parametrize("units", [[], [ULM], [ULM, ULM]])
def test_a_partnership_without_a_partner_is_refused(units: list[GermanUnit]) -> None:
    with pytest.raises(BadModel, match="needs two or more different units"):
        Partnership("p", units)


def test_a_goal_that_there_is_not_is_refused() -> None:
    with pytest.raises(UnknownName):
        Partnership("p", [ULM, KAYA], sdgs=[18])
    assert Partnership("p", [ULM, KAYA], sdgs=[4, 4, 1]).sdgs == {1, 4}


EXISTING_2017 = Observation(Stage.EXISTING, as_of="2017")
TABLE = [
    # form since, stages, day, answer, reason
    (None, (), date(2017, 5, 1), "undecided", "NEVER_SEEN"),
    (None, (EXISTING_2017,), date(2016, 12, 31), "undecided", "NOT_SEEN_THEN"),
    (None, (EXISTING_2017,), date(2017, 1, 1), "yes", "SEEN"),
    (None, (EXISTING_2017,), date(2017, 12, 31), "yes", "SEEN"),
    (None, (EXISTING_2017,), date(2018, 1, 1), "undecided", "NOT_SEEN_THEN"),
    ("1998", (EXISTING_2017,), date(1997, 12, 31), "no", "NOT_YET"),
    ("1998", (EXISTING_2017,), date(1998, 1, 1), "undecided", "NOT_SEEN_THEN"),
    ("1998", (EXISTING_2017,), date(1998, 12, 31), "yes", "SEEN"),
    ("1998", (EXISTING_2017,), date(2010, 1, 1), "yes", "SEEN"),
    ("1998", (EXISTING_2017,), date(2018, 1, 1), "undecided", "NOT_SEEN_THEN"),
    (None, (Observation(Stage.EXISTING, since="2001-05-04", as_of="2017"),), date(2001, 5, 4), "yes", "SEEN"),
    (None, (Observation(Stage.DORMANT, as_of="2017"),), date(2017, 6, 1), "no", "SEEN_OTHERWISE"),
    (None, (Observation(Stage.EMERGING, as_of="2017"),), date(2017, 6, 1), "no", "SEEN_OTHERWISE"),
    (None, (EXISTING_2017, Observation(Stage.DORMANT, as_of="2017")), date(2017, 6, 1), "undecided", "SEEN_BOTH_WAYS"),
    (None, (EXISTING_2017, Observation(Stage.EXISTING, as_of="2023")), date(2023, 6, 1), "yes", "SEEN"),
    (None, (EXISTING_2017, Observation(Stage.EXISTING, as_of="2023")), date(2020, 6, 1), "undecided", "NOT_SEEN_THEN"),
    (None, (Observation(Stage.EXISTING),), date(2020, 6, 1), "undecided", "NOT_SEEN_THEN"),
    (None, (Observation(Stage.EXISTING, as_of="2017/.."),), date(2030, 6, 1), "yes", "SEEN"),
]


@pytest.mark.parametrize(("since", "stages", "day", "answer", "code"), TABLE)
def test_what_was_seen_in_2017_is_no_statement_about_today(
    since: str | None, stages: tuple[Observation[Stage], ...], day: date, answer: str, code: str
) -> None:
    form = None if since is None else Observation(Form.TWINNING_UNSPECIFIED, since=since, as_of="2017")
    verdict = partnership(form=form, stages=stages).existed_on(day)
    assert (verdict.answer.value, verdict.reason.code) == (answer, code)
    for lang in ("de", "en"):
        assert "Ulm – Kaya" in verdict.text(lang)


def test_a_form_without_a_beginning_excludes_no_day() -> None:
    forms = [Observation(Form.FREUNDSCHAFT), Observation(Form.PARTNERSCHAFT, since="2010")]
    linked = Partnership("p", [ULM, KAYA], forms, stages=[EXISTING_2017])
    assert linked.existed_on(date(1990, 1, 1)).answer is Answer.UNDECIDED


def test_form_label_and_stage_are_independent() -> None:
    linked = partnership(
        form=Observation(Form.KONTAKT, as_of="2017"),
        labels=(Observation("klimapartnerschaft", since="2012", as_of="2014"),),
        stages=(Observation(Stage.DORMANT, as_of="2018"),),
    )
    assert linked.forms_on(date(2017, 3, 1)) == {Form.KONTAKT}
    assert linked.forms_on(date(2018, 3, 1)) == frozenset()
    assert linked.labels_on(date(2013, 3, 1)) == {"klimapartnerschaft"}
    assert linked.labels_on(date(2011, 12, 31)) == frozenset()
    assert linked.stages_on(date(2018, 3, 1)) == {Stage.DORMANT}


def test_days_may_be_given_as_days() -> None:
    seen = Observation(Stage.EXISTING, since=date(2010, 5, 1), as_of=date(2012, 5, 1))
    assert seen.held_on(date(2010, 4, 30)) is Answer.NO
    assert seen.held_on(date(2010, 5, 1)) is Answer.YES
    assert seen.held_on(date(2012, 5, 2)) is Answer.UNDECIDED


def test_a_moment_is_no_day() -> None:
    with pytest.raises(NotADay):
        partnership().existed_on("2017-01-01")  # type: ignore[arg-type] # because that is the mistake


def test_every_form_and_stage_has_a_word_in_both_languages() -> None:
    for choice in (*Form, *Stage):
        assert choice.text("de")
        assert choice.text("en")
    assert [form.letter for form in Form] == ["P", "F", "K", None, None, None]


def test_partnerships_survive_pickling_and_copying() -> None:
    linked = partnership(
        form=Observation(Form.KONTAKT, as_of="2017", confidence=Confidence.LOW), stages=(EXISTING_2017,)
    )
    for twin in (pickle.loads(pickle.dumps(linked)), deepcopy(linked)):
        assert twin == linked
        assert hash(twin) == hash(linked)
