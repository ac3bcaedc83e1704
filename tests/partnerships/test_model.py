from __future__ import annotations

import pickle
from copy import deepcopy
from datetime import date

import pytest

from kommunal_partner.countries import country
from kommunal_partner.errors import BadModel, NotADay, UnknownChoice, UnknownName
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
    with pytest.raises(BadModel, match="links two or more different units"):
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


def test_text_and_member_make_the_same_partnership() -> None:
    for stage in Stage:
        by_text = Partnership("p", [ULM, KAYA], stages=[Observation(stage.value, as_of="2017")])
        assert by_text == Partnership("p", [ULM, KAYA], stages=[Observation(stage, as_of="2017")])
        assert (
            by_text.existed_on(date(2017, 6, 1)).answer
            is Partnership("p", [ULM, KAYA], stages=[Observation(stage, as_of="2017")])
            .existed_on(date(2017, 6, 1))
            .answer
        )
    for form in Form:
        assert Partnership("p", [ULM, KAYA], forms=[form.value]) == Partnership("p", [ULM, KAYA], forms=[form])
    for confidence in Confidence:
        assert Observation(Stage.EXISTING, confidence=confidence.value).confidence is confidence
        assert Partnership("p", [ULM, KAYA], confidence=confidence.value).confidence is confidence


@pytest.mark.parametrize(
    ("argument", "given", "words"),
    [
        ("stages", [Observation("exsting", as_of="2017")], "did you mean existing"),
        ("stages", ["bestehend"], "stages: 'bestehend' is none of contact"),
        ("stages", "existing", "stages must be a collection"),
        ("forms", [Observation(Stage.EXISTING)], "is none of partnerschaft"),
        ("forms", [3], "3 is none of partnerschaft"),
        ("labels", [3], "labels must be a text"),
        ("labels", "klimapartnerschaft", "labels must be a collection"),
        ("themes", "Wasser", "themes must be a collection, not 'Wasser'"),
        ("themes", [3], "themes must be a text"),
        ("sdgs", 3, "sdgs must be a collection"),
        ("sdgs", ["3"], "goal must be a whole number"),
        ("confidence", "hgh", "did you mean high"),
        ("units", ["de:08421000", "bfa:kaya"], r"links units \(GermanUnit, ForeignUnit\); p was given str"),
        ("units", "ab", "units must be a collection"),
        ("id", "", "id must be a text that is not blank"),
        ("id", 7, "id must be a text that is not blank"),
    ],
)
def test_a_part_that_is_not_of_its_kind_is_refused_in_clear_words(argument: str, given: object, words: str) -> None:
    parts: dict[str, object] = {"id": "p", "units": [ULM, KAYA], argument: given}
    with pytest.raises(BadModel, match=words):
        Partnership(**parts)  # type: ignore[arg-type] # because that is the mistake


def test_an_observation_of_ones_own_is_added_with_its_source() -> None:
    pair = Partnership("p", [ULM, KAYA])
    seen = pair.seen("existing", on="2026-11", source="Letter of Ulm, 3 November 2026")
    assert pair.stages == ()
    (one,) = seen.stages
    assert (one.value, str(one.as_of), one.sources[0].text) == (
        Stage.EXISTING,
        "2026-11",
        "Letter of Ulm, 3 November 2026",
    )
    assert seen.existed_on(date(2026, 11, 5)).is_yes
    assert seen.seen(Stage.EXISTING, on="2026-11", source=one.sources[0]) is seen
    assert pair.seen("ended", on=date(2026, 1, 1), confidence="low").stages[0].sources == ()
    with pytest.raises(UnknownChoice, match="did you mean existing"):
        pair.seen("exsting", on=date(2026, 1, 1))


@pytest.mark.parametrize(
    ("forms", "labels", "stages", "since"),
    [
        ([], [], [], None),
        ([Observation(Form.KONTAKT)], [], [], None),
        ([Observation(Form.KONTAKT, "2001"), Observation(Form.PARTNERSCHAFT, "1999-05")], [], [], "1999-05"),
        ([Observation(Form.KONTAKT, "2001")], [Observation("klimapartnerschaft", "1990")], [], "2001"),
        ([], [Observation("klimapartnerschaft", "1990")], [Observation(Stage.EXISTING, "1980")], "1990"),
        ([], [], [Observation(Stage.EXISTING, "1980")], "1980"),
        ([Observation(Form.KONTAKT, "../2001")], [], [Observation(Stage.EXISTING, "1980")], "1980"),
    ],
)
def test_a_partnership_began_with_its_first_form_else_its_label_else_its_stage(
    forms: list[Observation[Form]], labels: list[Observation[str]], stages: list[Observation[Stage]], since: str | None
) -> None:
    found = Partnership("p", [ULM, KAYA], forms, labels, stages).since
    assert (None if found is None else str(found)) == since


def test_what_was_last_seen_up_to_a_day_is_carried_on() -> None:
    pair = Partnership(
        "p", [ULM, KAYA], stages=[Observation("existing", as_of="2010"), Observation("dormant", as_of="2015")]
    )
    assert pair.last_seen(date(2012, 1, 1)).is_yes
    assert pair.last_seen(date(2014, 12, 31)).is_yes
    assert pair.last_seen(date(2015, 1, 1)).is_no
    assert pair.last_seen(date(2009, 12, 31)).is_undecided
    assert "ruhend" in pair.last_seen(date(2026, 1, 1)).text("de")


def test_a_partnership_shows_itself_on_two_lines() -> None:
    many = Partnership("p", [ULM, KAYA], stages=[Observation("existing", as_of="2017")] * 40, note="x" * 500)
    assert len(repr(many)) <= 200
    assert len(repr(many.stages[0])) <= 200
