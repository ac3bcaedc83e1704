from __future__ import annotations

import copy
import json
import sys
import time
from datetime import date
from functools import cache
from typing import Any, cast

import jsonschema
import pytest
from attrs import evolve
from hypothesis import given

from kommunal_partner.adapters.from_json import MOST_BYTES, MOST_LEVELS, from_json
from kommunal_partner.adapters.from_tables import read_partnerships
from kommunal_partner.adapters.to_json import _hashing, json_schema, to_json
from kommunal_partner.countries import country, find_countries
from kommunal_partner.eligibility import assess_country, assess_partnership
from kommunal_partner.errors import BadFile, BadModel, MissingExtra
from kommunal_partner.facts import load_facts
from kommunal_partner.matching.groups import compose
from kommunal_partner.municipalities import ForeignUnit, GermanUnit
from kommunal_partner.oda import OdaList, OdaRegister
from kommunal_partner.participants import Participant
from kommunal_partner.partnerships import Partnership, PartnershipRegister, Stage
from kommunal_partner.programmes import Application, Programme
from kommunal_partner.regions import RegionRegister
from kommunal_partner.schedule import state
from kommunal_partner.series import Edition, EventSeries
from kommunal_partner.sources import Source
from kommunal_partner.spans import Span
from kommunal_partner.testing import strategies as kps

pytest.importorskip("cattrs")

FACTS = load_facts()

SHIPPED: list[tuple[Any, Any]] = [
    *((EventSeries, one) for one in FACTS.series.values()),
    *((Programme, one) for one in FACTS.programmes.values()),
    *((Partnership, one) for one in list(FACTS.partnerships.values())[::20]),
    *((OdaList, one) for one in FACTS.oda.lists[:2]),
    (OdaRegister, FACTS.oda),
    (RegionRegister, FACTS.regions),
    (PartnershipRegister, PartnershipRegister(list(FACTS.partnerships.values())[::12])),  # and the whole one below
    (tuple[Partnership, ...], tuple(FACTS.partnerships.values())[:3]),
    (tuple[Partnership, ...], tuple(PartnershipRegister(FACTS.partnerships).values())[:2]),
    (Source, next(iter(FACTS.sources.values()))),
    (Application, Application(applicant="municipality", country="GHA")),
    (Participant, Participant(7, side="partner", themes=["Wasser"], sdgs=[6])),
]


def named(pair: tuple[Any, Any]) -> str:
    kind, value = pair
    return f"{getattr(kind, '__name__', kind)} {getattr(value, 'id', '')}"


@cache
def validator(kind: Any) -> jsonschema.Draft202012Validator:
    """The schema of a class, checked once."""
    jsonschema.Draft202012Validator.check_schema(json_schema(kind))
    return jsonschema.Draft202012Validator(json_schema(kind))


@pytest.mark.parametrize(("kind", "value"), SHIPPED, ids=map(named, SHIPPED))
def test_a_model_comes_back_equal_and_fits_its_schema(kind: Any, value: Any) -> None:
    text = to_json(value)
    assert from_json(text, kind) == value
    assert from_json(text.encode(), kind) == value
    assert list(validator(kind).iter_errors(json.loads(text))) == []


@pytest.mark.uncounted
def test_all_partnerships_come_back_equal_and_fit_their_schema() -> None:
    test_a_model_comes_back_equal_and_fits_its_schema(PartnershipRegister, FACTS.partnerships)


@pytest.mark.uncounted
@given(kps.partnerships())
def test_any_partnership_comes_back_equal(value: Partnership) -> None:
    assert from_json(to_json(value), Partnership) == value


@pytest.mark.uncounted
@given(kps.event_series())
def test_any_series_comes_back_equal(value: EventSeries) -> None:
    assert from_json(to_json(value), EventSeries) == value


def test_a_register_of_series_is_several_series() -> None:
    assert from_json(to_json(FACTS.series), tuple[EventSeries, ...]) == tuple(FACTS.series.values())


def test_each_source_stands_once_beside_the_value() -> None:
    document = json.loads(to_json(FACTS.partnerships))
    ids = {source.id for one in FACTS.partnerships.values() for source in one.sources}
    assert ids <= set(document["sources"])
    assert "text" not in json.dumps(document["value"][0]["sources"])


PAIR = json.loads(to_json(FACTS.partnerships["dp0021"]))


def mutants() -> list[Any]:
    """The document of a partnership, each time with one thing wrong, and the place or word that the error names."""
    first = ("value", "stages", 0)
    changes: list[tuple[tuple[Any, ...], Any, str]] = [
        (("value", "id"), 7, r"\$.id"),
        (("value", "id"), None, r"\$.id"),
        (("value", "more"), 1, "more"),
        (("value", "units"), "de:1", r"\$.units"),
        (("value", "units", 0, "type"), "Unit", "GermanUnit"),
        (("value", "units", 0, "confidence"), "sure", "confidence"),
        (("value", "units", 0, "keys"), {}, "keys"),
        (("value", "units", 0, "state"), 3, "state"),
        (("value", "units", 0, "extra"), None, "extra"),
        ((*first, "value"), "exsting", r"\$.stages\[0\]"),
        ((*first, "as_of"), 2022, r"\$.stages\[0\].as_of"),
        ((*first, "sources"), ["nowhere"], "nowhere"),
        ((*first, "sources"), "nowhere", "sources"),
        (("value", "forms"), {"a": 1}, "forms"),
        (("value", "sdgs"), ["six"], "sdgs"),
        (("value", "sdgs"), [True], "sdgs"),
        (("value", "themes"), [3], "themes"),
        (("value", "confidence"), 1, "confidence"),
        (("type",), "EventSeries", "EventSeries"),
        (("sources",), [], "sources"),
        (("sources", "x"), {"text": 3}, "x"),
        (("sources", "x"), {"text": "a", "by": "b"}, "x"),
        (("extra",), 1, "sources"),
        (("value",), None, r"\$"),
    ]
    return [pytest.param(path, value, words, id=f"{path} {value}") for path, value, words in changes]


@pytest.mark.parametrize(("path", "value", "words"), mutants())
def test_a_document_with_one_thing_wrong_is_refused_with_its_place_and_fails_its_schema(
    path: tuple[Any, ...], value: Any, words: str
) -> None:
    wrong = copy.deepcopy(PAIR)
    inside = wrong
    for step in path[:-1]:
        inside = inside[step]
    inside[path[-1]] = value
    with pytest.raises(BadFile, match=words) as caught:
        from_json(json.dumps(wrong), Partnership)
    assert caught.value.text("de") != caught.value.text("en")
    if value != ["nowhere"]:  # a schema cannot know which sources are there
        assert list(validator(Partnership).iter_errors(wrong))


def test_a_part_that_is_missing_is_named() -> None:
    wrong = copy.deepcopy(PAIR)
    del wrong["value"]["id"]
    with pytest.raises(BadFile, match="'id' is missing"):
        from_json(json.dumps(wrong), Partnership)
    assert list(validator(Partnership).iter_errors(wrong))


def test_a_source_needs_a_text_and_nothing_more() -> None:
    pair = FACTS.partnerships["dp0021"]
    document = json.loads(to_json(pair))
    for known in document["sources"].values():
        for part in set(known) - {"text"}:
            del known[part]
    again = from_json(json.dumps(document), Partnership)
    assert [source.text for source in again.sources] == [source.text for source in pair.sources]
    assert {source.url for source in again.sources} == {None}


HOSTILE = {
    "": "JSON_INVALID",
    "nope": "JSON_INVALID",
    "3": "JSON_NOT_A_DOCUMENT",
    "{}": "JSON_NOT_A_DOCUMENT",
    "[" * 100_000: "JSON_TOO_DEEP",
    '{"type":' * 50: "JSON_TOO_DEEP",
    " " * (MOST_BYTES + 1): "JSON_TOO_LARGE",
    "ü" * (MOST_BYTES // 2 + 1): "JSON_TOO_LARGE",
    '{"type": "Span", "value": {"start": NaN}, "sources": {}}': "JSON_INVALID",
    '{"type": "Span", "type": "Span", "value": {}, "sources": {}}': "JSON_INVALID",
    '{"type": "Span", "value": {"start": "2020-02-30"}, "sources": {}}': "JSON_NOT_READ",
    '{"type": "Span", "value": {"start": "2020-01-01", "end": "2019-01-01"}, "sources": {}}': "JSON_NOT_READ",
    '{"type": "Span", "value": {"start": "2020-01-01T00:00"}, "sources": {}}': "JSON_NOT_READ",
    '{"type": "Span", "value": [], "sources": {}}': "JSON_NOT_READ",
    '{"type": "Span", "value": {"start": "2020-01-01"}, "sources": 3}': "JSON_NOT_READ",
    '{"type": "Span", "value": {"start": "2020-01-01"}, "sources": {"a": {"text": "x", "read_on": "soon"}}}': "JSON_NOT_READ",
    '{"type": ["Span"], "value": {}, "sources": {}}': "JSON_OTHER_TYPE",
}


@pytest.mark.parametrize(("text", "code"), [pytest.param(t, c, id=f"{c} {t[:30]}") for t, c in HOSTILE.items()])
def test_hostile_texts_are_refused_in_our_words(text: str, code: str) -> None:
    for given_text in (text, text.encode()):
        with pytest.raises(BadFile) as caught:
            from_json(given_text, Span)
        assert caught.value.code == code
        assert len(caught.value.text("de")) < 2_000


def test_brackets_inside_of_texts_are_no_levels_and_bytes_that_are_no_text_are_refused() -> None:
    pair = evolve(FACTS.partnerships["dp0021"], note="[{" * MOST_LEVELS + '\\"')
    assert from_json(to_json(pair), Partnership) == pair
    with pytest.raises(BadFile):
        from_json(b"\xff\xfe", Span)


@pytest.mark.uncounted
def test_a_verdict_is_a_small_document_with_both_sentences_and_the_ids_of_its_sources() -> None:
    verdict = assess_country(FACTS.oda, "CHL", on=date(2018, 1, 1))
    document = json.loads(to_json(verdict, facts=FACTS, asked={"country": country("CHL"), "on": date(2018, 1, 1)}))
    assert (document["type"], document["answer"], document["code"]) == ("Verdict", "no", "NOT_LISTED")
    assert document["text"] == {"de": verdict.text("de"), "en": verdict.text("en")}
    assert document["values"]["country"] == "CHL"
    assert set(document["sources"]) <= set(FACTS.sources)
    assert document["asked"] == {"country": "CHL", "on": "2018-01-01"}
    assert len(document["facts_sha256"]) == len(document["asked_sha256"]) == 64


def test_documents_of_one_question_can_be_compared() -> None:
    asked = {"country": "CHL", "on": date(2018, 1, 1)}
    verdict = assess_country(FACTS.oda, "CHL", on=date(2018, 1, 1))
    changed = FACTS.with_partnerships([FACTS.partnerships["dp0021"].seen("existing", on="2026-11")])
    one, again = (
        json.loads(to_json(verdict, facts=FACTS, asked=given)) for given in (asked, dict(reversed(asked.items())))
    )
    other = json.loads(to_json(verdict, facts=changed, asked={**asked, "country": "GHA"}))
    assert one == again
    assert one["facts_sha256"] != other["facts_sha256"]
    assert one["asked_sha256"] != other["asked_sha256"]


def test_the_hash_of_the_same_facts_is_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    verdict = assess_country(FACTS.oda, "CHL", on=date(2018, 1, 1))
    first = to_json(verdict, facts=FACTS)
    monkeypatch.setattr(_hashing, "canonical", None)
    assert to_json(verdict, facts=FACTS) == first


@pytest.mark.parametrize("name", list(FACTS.partnerships)[::15])
def test_every_verdict_on_a_partnership_fits_into_five_kilobytes(name: str) -> None:
    verdict = assess_partnership(FACTS, FACTS.partnerships[name], FACTS.series["rk-afrika"], on=date(2018, 10, 10))
    text = to_json(verdict, facts=FACTS, asked={"partnership": name})
    assert len(text.encode()) <= 5_000
    assert json.loads(text)["code"] == verdict.code


def test_the_state_of_a_series_results_and_readings_are_documents() -> None:
    africa = json.loads(to_json(state(FACTS.series["rk-afrika"], on=date(2026, 11, 22))))
    assert (africa["phase"], africa["next"] is None) == ("upcoming", False)
    tables = compose("abcd", lambda a, b: abs(ord(a) - ord(b)), sizes=(2, 2), steps=1_000)
    document = json.loads(to_json(tables))
    assert document["value"] == tables.value
    assert document["rows"] == tables.to_rows()
    assert json.loads(to_json(tables.explain()))["text"]["en"] == tables.explain().text("en")
    reading = read_partnerships([{"Stadt": "Ulm", "Partner": "Kaya (Kongo)"}], municipalities=FACTS.municipalities)
    assert json.loads(to_json(reading))["problems"]


def test_what_is_neither_model_nor_answer_is_refused() -> None:
    for wrong in (3, {"a": 1}, [], [1], ["a", Source("a", "A")], FACTS, object(), ValueError("x")):
        with pytest.raises(BadModel):
            to_json(wrong)
    with pytest.raises(BadModel, match="only texts and whole numbers are ids"):
        to_json(Participant(("a", 1)))
    with pytest.raises(BadModel, match="two sources have the id"):
        to_json(tuple(evolve(FACTS.partnerships["dp0021"], sources=(Source("x", text),)) for text in "ab"))
    with pytest.raises(BadModel, match="has no form in JSON"):
        json_schema(int | ForeignUnit | object)
    with pytest.raises(BadModel, match="type must be a class"):
        json_schema(3)


def test_a_document_can_be_written_with_indents() -> None:
    plain = to_json(Span(date(2020, 1, 1)))
    assert to_json(Span(date(2020, 1, 1)), indent=1) == json.dumps(json.loads(plain), indent=1)
    with pytest.raises(BadModel, match="indent"):
        to_json(Span(date(2020, 1, 1)), indent=17)


def test_keys_are_texts_of_digits_and_countries_alpha_3() -> None:
    unit = json.loads(to_json(next(one for one in FACTS.partnerships["dp0021"].units if isinstance(one, GermanUnit))))
    assert isinstance(unit["value"]["keys"][0]["value"], str)
    abroad = json.loads(to_json(FACTS.partnerships["dp0021"].foreign_units[0]))
    assert abroad["value"]["country"] == FACTS.partnerships["dp0021"].foreign_units[0].country.alpha3


def test_without_cattrs_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    from kommunal_partner.adapters import _json_hooks

    _json_hooks.converter.cache_clear()
    monkeypatch.setitem(sys.modules, "cattrs.preconf.json", None)
    with pytest.raises(MissingExtra, match=r'pip install "kommunal-partner\[json\]"'):
        to_json(Span(date(2020, 1, 1)))
    with pytest.raises(MissingExtra):
        from_json("{}", Span)


# ── hostile arguments ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("given", [None, 5, ["x"], bytearray(b"{}")])
def test_only_texts_and_bytes_are_read(given: Any) -> None:
    with pytest.raises(BadModel, match="text or bytes are needed"):
        from_json(given, Span)


@pytest.mark.parametrize(
    ("text", "german"),
    [
        ('{"a": NaN}', "Das ist kein JSON: NaN ist in JSON keine Zahl"),
        ('{"a": 1, "a": 2}', "Das ist kein JSON: ein Schlüssel steht zweimal in einem Objekt"),
        ('{"type": "Span", "value": {}, "sources": 3}', "nicht lesbar: $: sources: Ein Objekt ist nötig, nicht int"),
        (
            '{"type": "Span", "value": {"start": 3}, "sources": {}}',
            "nicht lesbar: $.start: ein Text ist nötig, nicht int",
        ),
        (
            '{"type": "Span", "value": {"start": "20200101"}, "sources": {}}',
            "nicht lesbar: $.start: 20200101 ist kein Tag wie 2020-01-31",
        ),
    ],
)
def test_what_cannot_be_read_is_refused_in_german(text: str, german: str) -> None:
    with pytest.raises(BadFile) as caught:
        from_json(text, Span)
    assert caught.value.text("de") == german


@pytest.mark.parametrize(
    ("act", "german"),
    [
        (lambda: from_json(cast("str", 3), Span), "Text oder Bytes sind nötig, nicht int"),
        (lambda: json_schema(3), "type muss eine Klasse sein"),
        (lambda: json_schema(object), "<class 'object'> hat keine Form in JSON"),
        (lambda: to_json(3), "int ist weder ein Modell noch eine Antwort, noch mehrere einer Klasse"),
        (
            lambda: to_json(Participant(("a", 1))),
            "Kennungen sind in JSON nur Texte und ganze Zahlen, nicht tuple",
        ),
    ],
)
def test_what_has_no_form_is_refused_in_german(act: Any, german: str) -> None:
    with pytest.raises(BadModel) as caught:
        act()
    assert caught.value.text("de") == german


def test_texts_that_never_end_are_gone_through_once() -> None:
    started = time.perf_counter()
    for text in ('"' + '\\"' * 500_000, '\\"' * 500_000, '"' * 500_001):
        with pytest.raises(BadFile, match="not JSON"):
            from_json(text, Span)
    assert time.perf_counter() - started < 5


@pytest.mark.parametrize("day", ["20200101", "2020-W01-1", "2020-01-01T00:00:00"])
def test_days_have_one_spelling_as_the_schema_has(day: str) -> None:
    text = json.dumps({"type": "Span", "value": {"start": day}, "sources": {}})
    with pytest.raises(BadFile, match=r"\$\.start"):
        from_json(text, Span)
    assert list(validator(Span).iter_errors(json.loads(text)))


@pytest.mark.parametrize("value", [[], None, "x", 5])
def test_a_value_of_another_form_is_said_to_be_one_in_both_languages(value: Any) -> None:
    with pytest.raises(BadFile) as caught:
        from_json(json.dumps({"type": "Span", "value": value, "sources": {}}), Span)
    assert "von anderer Form" in caught.value.text("de")
    assert "another form" in caught.value.text("en")


@pytest.mark.parametrize("kind", ["Span", 5, object])
def test_what_is_no_class_of_ours_has_no_form_in_json(kind: Any) -> None:
    name = getattr(kind, "__name__", str(kind))
    with pytest.raises(BadModel, match="has no form in JSON"):
        from_json(json.dumps({"type": name, "value": [], "sources": {}}), kind)


def test_half_a_letter_is_escaped_so_that_every_document_is_a_file() -> None:
    source = Source("a", "half " + chr(0xD83D))
    text = to_json(source)
    assert text.encode()
    assert json.loads(text)["sources"]["a"]["text"] == source.text


def test_what_was_asked_is_a_mapping_and_its_sets_are_in_order() -> None:
    verdict = assess_country(FACTS, "CHL", on=date(2010, 1, 1))
    asked = json.loads(to_json(verdict, asked={"themes": {"b", "a", "c"}, "half": chr(0xD83D)}))["asked"]
    assert asked["themes"] == ["a", "b", "c"]
    wrong: list[Any] = [5, "x", [1], {1: 2, "a": 3}]
    for given_asked in wrong:
        with pytest.raises(BadModel, match="asked must be a mapping"):
            to_json(verdict, asked=given_asked)
    with pytest.raises(BadModel, match="facts are needed"):
        to_json(verdict, facts=5)


@pytest.mark.uncounted
def test_the_hash_of_the_facts_tells_any_part_of_any_of_them_apart() -> None:
    verdict = assess_country(FACTS, "CHL", on=date(2010, 1, 1))

    def sha(facts: Any) -> str:
        return str(json.loads(to_json(verdict, facts=facts))["facts_sha256"])

    series = FACTS.series["rk-afrika"]
    moved = evolve(series, editions=(evolve(series.editions[0], when="2001"), *series.editions[1:]))
    claimed = next(one for one in FACTS.partnerships.values() if one.stages)
    ended = evolve(claimed, stages=[evolve(one, value=Stage.ENDED) for one in claimed.stages])
    others = [FACTS.with_series([moved]), FACTS.with_partnerships([ended])]
    assert len({sha(FACTS), *map(sha, others)}) == 3
    assert sha(FACTS.with_series([series])) == sha(FACTS)


def test_what_may_be_absent_comes_back_absent_and_a_map_is_an_object() -> None:
    edition = Edition("2018-10")
    assert from_json(to_json(edition), Edition) == edition
    wrong = json.loads(to_json(FACTS.partnerships["dp0021"].foreign_units[0]))
    wrong["value"]["identifiers"] = []
    with pytest.raises(BadFile, match="identifiers"):
        from_json(json.dumps(wrong), ForeignUnit)


def test_a_document_is_a_text_or_its_bytes() -> None:
    for given_text in (None, 3, ["{}"]):
        with pytest.raises(BadModel, match="text or bytes are needed"):
            from_json(given_text, Span)  # type: ignore[arg-type] # because that is the mistake


def test_numbers_and_parts_of_a_question_stay_what_they_are() -> None:
    verdict = assess_country(FACTS.oda, "CHL", on=date(2018, 1, 1))
    asked = {"share": 0.5, "most": float("inf"), "where": {"land": "NW", 3: [date(2020, 1, 1)]}}
    document = json.loads(to_json(verdict, asked=asked))
    assert document["asked"] == {"most": "inf", "share": 0.5, "where": {"land": "NW", "3": ["2020-01-01"]}}


def test_a_problem_inside_of_a_value_has_no_form_in_json() -> None:
    (match,) = find_countries(["Kongo"])
    with pytest.raises(BadModel, match="has no form in JSON"):
        to_json(match)
