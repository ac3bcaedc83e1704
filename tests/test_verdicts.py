from __future__ import annotations

import pickle
from collections.abc import Callable
from copy import deepcopy
from datetime import date, datetime
from itertools import pairwise, product
from typing import cast

import pytest
from attrs import frozen

from kommunal_partner.errors import BadReason, UndecidedTruth, UnknownLanguage
from kommunal_partner.languages import Term, language
from kommunal_partner.sources import Confidence, Precision, Source, lowest
from kommunal_partner.verdicts import (
    SAME_THROUGHOUT,
    Answer,
    Reason,
    Sentence,
    Verdict,
    all_of,
    any_of,
    no,
    undecided,
    yes,
)

TALL = Reason("TALL", de="{who} ist {size} groß ({on})", en="{who} is {size} tall ({on})")
FINE = Reason("FINE", de="gut", en="fine")


@frozen
class Row:
    """A fact row of our own making."""

    confidence: Confidence
    sources: tuple[Source, ...] = (Source("a", "Document A"),)


def test_a_sentence_is_written_as_its_language_writes_it() -> None:
    verdict = yes(TALL, who=("Ulm", "Jena"), size=3, on=date(2018, 1, 31))
    assert verdict.text() == "Ulm, Jena ist 3 groß (31.01.2018)"
    assert verdict.text("en-GB") == "Ulm, Jena is 3 tall (2018-01-31)"


def test_a_sentence_is_german_unless_asked_otherwise() -> None:
    assert Sentence(FINE).text() == yes(FINE).text() == "gut"
    assert [answer.text() for answer in Answer] == ["ja", "nein", "offen"]


def test_a_moment_is_written_as_its_day_and_its_time() -> None:
    moment = datetime(2018, 1, 31, 9, 5)  # noqa: DTZ001 - because only how it is written matters
    sentence = Sentence(TALL, {"who": "Ulm", "size": 1, "on": moment})
    assert sentence.text("de") == "Ulm ist 1 groß (31.01.2018 09:05)"
    assert sentence.text("en") == "Ulm is 1 tall (2018-01-31 09:05)"


def test_what_a_list_holds_is_written_as_the_language_writes_it() -> None:
    sentence = Sentence(TALL, {"who": [Answer.YES, date(2018, 1, 31)], "size": 1, "on": "x"})
    assert sentence.text("de") == "ja, 31.01.2018 ist 1 groß (x)"
    assert sentence.text("en") == "yes, 2018-01-31 is 1 tall (x)"


def test_lists_keep_their_order_and_sets_are_sorted_by_their_words() -> None:
    values = {"who": [9, 10], "size": {9, 10}, "on": (10, 9)}
    assert Sentence(TALL, values).text("en") == "9, 10 is 10, 9 tall (10, 9)"


def test_a_reason_knows_the_values_that_it_names() -> None:
    assert Reason("X", de="{a} vor {b}", en="{b} after {a}").fields == {"a", "b"}
    assert Reason("X", de="gut", en="fine").fields == frozenset()


def test_sets_are_written_in_sorted_order() -> None:
    assert Sentence(TALL, {"who": frozenset({"b", "a"}), "size": 1, "on": "x"}).text("en") == "a, b is 1 tall (x)"


def test_values_that_know_their_words_are_asked_for_them() -> None:
    verdict = no(TALL, who=yes(FINE), size=Answer.UNDECIDED, on=Confidence.LOW)
    assert verdict.text("de") == "gut ist offen groß (gering)"
    assert verdict.text("en") == "fine is undecided tall (low)"


@pytest.mark.parametrize("lang", ["fr", "", "deutsch", "xde", None])
def test_other_languages_are_refused(lang: str) -> None:
    with pytest.raises(UnknownLanguage, match="'de' and 'en'"):
        language(lang)


@pytest.mark.parametrize(
    ("tag", "found"), [("de", "de"), ("de-AT", "de"), ("DE_de", "de"), ("en", "en"), ("en-US", "en")]
)
def test_regions_of_a_language_are_left_aside(tag: str, found: str) -> None:
    assert language(tag) == found


@pytest.mark.parametrize(
    ("code", "de", "en", "words"),
    [
        ("X", "{a}", "{b}", r"German names \['a'\], English \['b'\]"),
        ("X", "{a", "{a}", "expected '}'"),
    ],
)
def test_a_reason_whose_sentences_do_not_fit_is_refused(code: str, de: str, en: str, words: str) -> None:
    with pytest.raises(BadReason, match=words):
        Reason(code, de=de, en=en)


@pytest.mark.parametrize("name", ["code", "de", "en"])
def test_a_reason_is_made_of_texts(name: str) -> None:
    for value in (None, 3, ("x",)):
        with pytest.raises(BadReason, match=f"^{name} must be a text$") as caught:
            Reason(**{"code": "X", "de": "a", "en": "b", name: cast("str", value)})
        assert (caught.value.argument, caught.value.value) == (name, value)


def test_a_reason_without_a_code_is_refused_as_such() -> None:
    with pytest.raises(BadReason, match=r"^a reason needs a code$") as caught:
        Reason("", de="a", en="b")
    assert (caught.value.argument, caught.value.value) == ("code", "")


@pytest.mark.parametrize(
    ("act", "german"),
    [
        (lambda: Reason("", de="a", en="b"), "ein Grund braucht einen Code"),
        (lambda: Reason("X", de=cast("str", 3), en="b"), "de muss ein Text sein"),
        (lambda: Reason("X", de="{a}", en="{b}"), "X: Der deutsche Satz nennt ['a'], der englische ['b']"),
        (lambda: yes(TALL, who="Ulm"), "TALL braucht on, size"),
        (lambda: yes(cast("Reason", "TALL")), "verlangt ist eine Reason, nicht str"),
    ],
)
def test_a_bad_reason_is_refused_in_german(act: Callable[[], object], german: str) -> None:
    with pytest.raises(BadReason) as caught:
        act()
    assert caught.value.text("de") == german


def test_a_missing_value_is_refused_when_the_sentence_is_made() -> None:
    with pytest.raises(BadReason, match="TALL needs on, size"):
        yes(TALL, who="Ulm")


def test_bool_refuses_an_undecided_answer() -> None:
    assert yes(FINE)
    assert not no(FINE)
    with pytest.raises(UndecidedTruth, match="fine"):
        bool(undecided(FINE))
    with pytest.raises(UndecidedTruth, match="is_undecided"):
        bool(Answer.UNDECIDED)
    assert Answer.YES
    assert not Answer.NO


def test_templates_can_ask_without_bool() -> None:
    verdict = undecided(FINE)
    assert (verdict.is_yes, verdict.is_no, verdict.is_undecided) == (False, False, True)


ORDER = {Answer.NO: 0, Answer.UNDECIDED: 1, Answer.YES: 2}


@pytest.mark.parametrize("answers", list(product(Answer, repeat=3)))
def test_any_no_makes_a_no_else_any_undecided_makes_undecided(answers: tuple[Answer, ...]) -> None:
    checks = [Verdict(answer, Sentence(FINE)) for answer in answers]
    assert all_of(checks).answer is min(answers, key=ORDER.__getitem__)
    assert any_of(checks).answer is max(answers, key=ORDER.__getitem__)
    assert all_of(checks).checks == tuple(checks)


def test_without_checks_all_are_met_and_none_is() -> None:
    assert all_of([]).is_yes
    assert any_of([]).is_no


def test_a_combined_verdict_speaks_for_the_checks_that_decide() -> None:
    checks = [yes(FINE), no(TALL, who="Ulm", size=1, on="x"), no(TALL, who="Jena", size=2, on="y")]
    combined = all_of(checks, rule="demo/1", as_of=date(2020, 1, 1))
    assert combined.text("en") == "Ulm is 1 tall (x) Jena is 2 tall (y)"
    assert combined.reason.code == "NOT_ALL_MET"
    assert (combined.rule, combined.as_of) == ("demo/1", date(2020, 1, 1))


ULM, JENA = Sentence(TALL, {"who": "Ulm", "size": 1, "on": "x"}), Sentence(TALL, {"who": "Jena", "size": 2, "on": "y"})
ON = date(2020, 1, 1)


def as_checks(answers: str) -> list[Verdict]:
    """Verdicts of these answers (y, n, u) in turn, spoken of Ulm, Jena, Ulm …"""
    kinds = {"y": Answer.YES, "n": Answer.NO, "u": Answer.UNDECIDED}
    return [Verdict(kinds[letter], (ULM, JENA)[i % 2]) for i, letter in enumerate(answers)]


BOTH = "Ulm is 1 tall (x) Jena is 2 tall (y)"
ONLY_ULM = "Ulm is 1 tall (x)"
ONLY_JENA = "Jena is 2 tall (y)"


@pytest.mark.parametrize(
    ("answers", "answer", "code", "words"),
    [
        ("", Answer.YES, "NOTHING_ASKED", "There was nothing to check."),
        ("yy", Answer.YES, "ALL_MET", BOTH),
        ("yu", Answer.UNDECIDED, "NOT_ALL_DECIDED", ONLY_JENA),
        ("uu", Answer.UNDECIDED, "NOT_ALL_DECIDED", BOTH),
        ("un", Answer.NO, "NOT_ALL_MET", ONLY_JENA),
        ("nu", Answer.NO, "NOT_ALL_MET", ONLY_ULM),
        ("nnn", Answer.NO, "NOT_ALL_MET", BOTH),
    ],
)
def test_all_of_says_which_checks_decided_and_keeps_all_of_them(
    answers: str, answer: Answer, code: str, words: str
) -> None:
    checks = as_checks(answers)
    verdict = all_of(iter(checks), rule="demo/1", as_of=ON)
    assert (verdict.answer, verdict.reason.code, verdict.text("en")) == (answer, code, words)
    assert (verdict.checks, verdict.rule, verdict.as_of) == (tuple(checks), "demo/1", ON)


@pytest.mark.parametrize(
    ("answers", "answer", "code", "words"),
    [
        ("", Answer.NO, "NOT_ALL_MET", ""),
        ("nn", Answer.NO, "NOT_ALL_MET", BOTH),
        ("nu", Answer.UNDECIDED, "NOT_ALL_DECIDED", ONLY_JENA),
        ("uu", Answer.UNDECIDED, "NOT_ALL_DECIDED", BOTH),
        ("uy", Answer.YES, "SOME_MET", ONLY_JENA),
        ("yn", Answer.YES, "SOME_MET", ONLY_ULM),
        ("yyy", Answer.YES, "SOME_MET", BOTH),
    ],
)
def test_any_of_says_which_checks_decided_and_keeps_all_of_them(
    answers: str, answer: Answer, code: str, words: str
) -> None:
    checks = as_checks(answers)
    verdict = any_of(iter(checks), rule="demo/1", as_of=ON)
    assert (verdict.answer, verdict.reason.code, verdict.text("en")) == (answer, code, words)
    assert (verdict.checks, verdict.rule, verdict.as_of) == (tuple(checks), "demo/1", ON)


@pytest.mark.parametrize("answers", ["y", "n", "u", ""])
def test_a_verdict_names_no_rule_and_no_day_unless_it_is_told(answers: str) -> None:
    checks = as_checks(answers)
    for verdict in (all_of(checks), any_of(checks), yes(FINE), no(FINE), undecided(FINE)):
        assert (verdict.rule, verdict.as_of) == ("", None)


def test_confidence_is_the_lowest_of_evidence_and_checks() -> None:
    assert yes(FINE).confidence is None
    high = yes(FINE, evidence=[Row(Confidence.HIGH)])
    medium = yes(FINE, evidence=[Row(Confidence.HIGH), Row(Confidence.MEDIUM)])
    assert all_of([high, yes(FINE)]).confidence is Confidence.HIGH
    assert all_of([high, medium]).confidence is Confidence.MEDIUM
    assert lowest([]) is None


def test_confidences_are_ordered() -> None:
    assert sorted(Confidence, key=lambda c: c, reverse=True) == [Confidence.HIGH, Confidence.MEDIUM, Confidence.LOW]
    assert Confidence.LOW <= Confidence.LOW
    assert not Confidence.HIGH <= Confidence.MEDIUM
    for low, high in pairwise([Confidence.LOW, Confidence.MEDIUM, Confidence.HIGH]):
        assert (low < high, low <= high, low > high, low >= high) == (True, True, False, False)
        assert (high < low, high <= low, high > low, high >= low) == (False, False, True, True)
        assert max(low, high) is high


def test_the_code_of_a_combined_verdict_is_that_of_the_reason_that_decides() -> None:
    inner = all_of([yes(FINE), undecided(Reason("OPEN", de="offen", en="open"))])
    assert all_of([yes(FINE), inner]).code == "OPEN"
    assert any_of([inner, inner]).code == "OPEN"
    assert all_of([yes(FINE)]).code == "FINE"
    assert all_of([yes(FINE), yes(FINE)]).code == "ALL_MET"
    assert any_of([yes(FINE), inner]).code == "FINE"
    assert yes(FINE).code == "FINE"
    assert any_of([]).code == "NOT_ALL_MET"
    both = yes(SAME_THROUGHOUT, checks=[yes(FINE), all_of([yes(FINE)])], when="", parts="")
    assert (both.code, all_of([both]).code, yes(SAME_THROUGHOUT, when="", parts="").code) == (
        "FINE",
        "FINE",
        "SAME_THROUGHOUT",
    )


def test_a_sentence_that_names_a_part_of_the_verdict_is_given_it() -> None:
    named = Reason("NAMED", de="{rule}, {as_of}, {evidence}, {checks}", en="{rule}, {as_of}, {evidence}, {checks}")
    verdict = yes(named, rule="R 1", as_of=ON, evidence="papers", checks="three")
    assert verdict.text("en") == f"R 1, {ON}, papers, three"
    assert (verdict.rule, verdict.as_of, verdict.evidence, verdict.checks) == ("", None, (), ())
    both = Reason("BOTH", de="{who} {rule}", en="{who} {rule}")
    assert dict(yes(both, who="Ulm", rule="R 1").values) == {"who": "Ulm", "rule": "R 1"}
    assert yes(both, who="Ulm", rule="R 1").text() == "Ulm R 1"


@pytest.mark.parametrize("part", ["rule", "as_of", "evidence", "checks"])
def test_only_the_part_that_the_sentence_names_is_taken_from_the_verdict(part: str) -> None:
    row, check = Row(Confidence.HIGH), no(FINE)
    own = {"rule": "R 1", "as_of": ON, "evidence": (row,), "checks": (check,)}
    verdict = no(Reason("NAMED", de=f"{{{part}}}", en=f"{{{part}}}"), **own)
    assert dict(verdict.values) == {part: own[part]}
    empty = {"rule": "", "as_of": None, "evidence": (), "checks": ()}
    assert {name: getattr(verdict, name) for name in own} == own | {part: empty[part]}


@pytest.mark.parametrize("reason", [None, "FINE", Sentence(FINE)])
def test_a_verdict_for_no_reason_is_refused(reason: object) -> None:
    with pytest.raises(BadReason, match=f"a Reason is wanted, not {type(reason).__name__}") as caught:
        yes(reason)
    assert (caught.value.argument, caught.value.value) == ("reason", reason)


@pytest.mark.parametrize("part", ["evidence", "checks"])
def test_a_part_of_a_verdict_that_is_no_list_is_refused_by_its_name(part: str) -> None:
    with pytest.raises(BadReason, match=f"^{part}") as caught:
        yes(FINE, **{part: 3})
    assert caught.value.argument == part


@pytest.mark.parametrize("combine", [all_of, any_of])
def test_what_is_no_verdict_cannot_be_combined(combine: Callable[[object], Verdict]) -> None:
    for checks, argument in ((3, "checks"), ([yes(FINE), "yes"], "each of checks")):
        with pytest.raises(BadReason, match=f"^{argument} must be") as caught:
            combine(checks)
        assert caught.value.argument == argument


@pytest.mark.parametrize(
    ("more", "length"), [(0, 199), (1, 200), (2, 200), (50, 200)], ids=["below", "just", "above", "far above"]
)
def test_a_verdict_shows_itself_in_so_many_characters_at_most(more: int, length: int) -> None:
    verdict = yes(Reason("LONG", de="x", en="e" * (199 - len("<Verdict yes, LONG: >") + more)))
    shown = repr(verdict)
    assert len(shown) == length
    assert shown.endswith("e…>" if more > 1 else "ee>")


def test_a_verdict_reads_as_its_sentence_and_shows_itself_in_a_notebook_without_running_anything() -> None:
    nasty = Reason("NASTY", de="<script>alert(1)</script>", en="x")
    verdict = yes(nasty, evidence=[Row(Confidence.HIGH)])
    assert str(verdict) == verdict.text("de")
    assert str(verdict.sentence) == verdict.text("de")
    assert "<script>" not in verdict._repr_html_()
    assert "&lt;script&gt;" in verdict._repr_html_()
    assert "Document A" in verdict._repr_html_()
    assert len(repr(all_of([verdict] * 500))) <= 200
    assert repr(yes(FINE)) == "<Verdict yes, FINE: fine>"


def test_explain_shows_every_check_with_its_documents() -> None:
    tree = all_of([yes(FINE, evidence=[Row(Confidence.HIGH)])])
    assert tree.explain("en") == "yes: fine\n  yes: fine\n    [high] Document A"
    assert tree.explain("de") == "ja: gut\n  ja: gut\n    [hoch] Document A"


def test_verdicts_survive_pickling_and_copying() -> None:
    source = Source("a", "A", "https://example.org", Precision.SITE, date(2026, 1, 1))
    verdict = all_of([yes(TALL, who="a", size=1, on=date(2020, 1, 1), evidence=[Row(Confidence.LOW, (source,))])])
    for twin in (pickle.loads(pickle.dumps(verdict)), deepcopy(verdict)):
        assert twin == verdict
        assert hash(twin) == hash(verdict)
        assert twin.explain() == verdict.explain()


def test_values_can_be_read_by_name() -> None:
    assert yes(TALL, who="Ulm", size=1, on="x").values["who"] == "Ulm"


def test_the_ends_of_a_tree_are_the_reasons_behind_its_reason() -> None:
    open_one, open_two = undecided(FINE), undecided(TALL, who="Ulm", size=1, on="x")
    tree = all_of([yes(FINE), all_of([open_one, yes(FINE)]), open_two])
    assert tree.ends(Answer.UNDECIDED) == (open_one, open_two)
    assert tree.ends(Answer.NO) == ()
    assert open_one.ends(Answer.UNDECIDED) == (open_one,)


def test_a_term_is_written_in_the_language_of_its_sentence() -> None:
    sentence = Sentence(TALL, {"who": Term("die Stadt", "the town"), "size": 1, "on": "x"})
    assert sentence.text("de") == "die Stadt ist 1 groß (x)"
    assert sentence.text("en") == "the town is 1 tall (x)"


def test_numbers_are_written_as_people_write_them() -> None:
    counted = Reason("COUNTED", de="{n}", en="{n}")
    for number, german, english in (
        (0.1 + 0.2, "0,3", "0.3"),
        (2.0, "2", "2"),
        (7, "7", "7"),
        (1e-9, "0,000000001", "0.000000001"),
        (-2.5e-13, "-0,00000000000025", "-0.00000000000025"),
        (2.0**53, "9007199254740992", "9007199254740992"),
        (1e-30, "1e-30", "1e-30"),
    ):
        sentence = Sentence(counted, {"n": number})
        assert (sentence.text("de"), sentence.text("en")) == (german, english)


class Islands:
    """A country with a grammar, as `countries.Country` has one."""

    def name(self, lang: str) -> str:
        return "Seychellen" if lang == "de" else "Seychelles"

    def phrase(self, lang: str, case: str) -> str:
        return f"{'den' if case == 'dat' else 'die'} {self.name(lang)}" if lang == "de" else f"the {self.name(lang)}"

    def phrase_in(self, lang: str) -> str:
        return f"auf den {self.name(lang)}" if lang == "de" else f"in the {self.name(lang)}"

    def is_plural(self, lang: str) -> bool:
        return lang == "de"


def test_a_sentence_inflects_a_country_as_its_place_asks() -> None:
    reason = Reason(
        "GRAMMAR",
        de="{x:Nom} {x:steht|stehen} da, {x:in} mit {x:dat}: {x}.",
        en="{x:Nom} {x:is|are} there, {x:in} with {x:dat}: {x}.",
    )
    assert Sentence(reason, {"x": Islands()}).text("de") == (
        "Die Seychellen stehen da, auf den Seychellen mit den Seychellen: Seychellen."
    )
    assert Sentence(reason, {"x": Islands()}).text("en") == (
        "The Seychelles is there, in the Seychelles with the Seychelles: Seychelles."
    )
    assert Sentence(reason, {"x": "Kenia"}).text("de") == "Kenia steht da, Kenia mit Kenia: Kenia."


def test_a_day_has_its_preposition_where_the_place_asks_when() -> None:
    for kind, german, english in (
        (ON, "am 01.01.2020", "on 2020-01-01"),
        (datetime(2020, 1, 1), "01.01.2020 00:00", "2020-01-01 00:00"),  # noqa: DTZ001 - because only its words matter
        ("2020", "2020", "2020"),
    ):
        sentence = Sentence(Reason("WHEN", de="{x:in}", en="{x:in}"), {"x": kind})
        assert (sentence.text("de"), sentence.text("en")) == (german, english)
    assert Sentence(Reason("WHEN", de="{x:nom}", en="{x:nom}"), {"x": ON}).text("de") == "01.01.2020"


@pytest.mark.parametrize(("value", "verb"), [(1, "is"), (2, "are"), (0, "are"), (("a",), "is"), (("a", "b"), "are")])
def test_a_verb_agrees_with_a_number_or_a_list(value: object, verb: str) -> None:
    assert Sentence(Reason("V", de="{x:ist|sind}", en="{x:is|are}"), {"x": value}).text("en") == verb


AMOUNT = Reason(
    "AMOUNT",
    de="{year}, {id}: {count} von {total}, Wert {value}",
    en="{year}, {id}: {count} of {total}, worth {value}",
)


@pytest.mark.parametrize(
    ("count", "value", "de", "en"),
    [
        (999, 999.5, "999 von 1.000, Wert 999,5", "999 of 1,000, worth 999.5"),
        (1_000, 1_234.5, "1.000 von 1.000, Wert 1.234,5", "1,000 of 1,000, worth 1,234.5"),
        (-1_234_567, 2**52, "-1.234.567 von 1.000, Wert 4.503.599.627.370.496", None),
        ("1000", True, "1000 von 1.000, Wert True", "1000 of 1,000, worth True"),
        (1_000, 0.1 + 0.2, "1.000 von 1.000, Wert 0,3", "1,000 of 1,000, worth 0.3"),
        ((1_000, 2), float("inf"), "1000, 2 von 1.000, Wert inf", None),
    ],
)
def test_amounts_have_a_mark_for_thousands_and_years_and_ids_have_none(
    count: object, value: object, de: str, en: str | None
) -> None:
    said = Sentence(AMOUNT, {"year": 2028, "id": 12_345, "count": count, "total": 1_000, "value": value})
    assert said.text("de") == f"2028, 12345: {de}"
    assert said.text("en") == f"2028, 12345: {en}" or en is None
