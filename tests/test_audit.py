"""The audit of the facts: what it must notice is planted, and the shipped facts have none of it."""

from __future__ import annotations

from datetime import date

import audit
import pytest

from kommunal_partner.facts import Facts, load_facts
from kommunal_partner.series import AudienceRule
from kommunal_partner.sources import Confidence
from kommunal_partner.verdicts import Reason, Verdict, all_of, no, yes

GONE = Reason("GONE", de="Nein.", en="No.")
NOT_LISTED = Reason("NOT_LISTED", de="Nein.", en="No.")
FINE = Reason("FINE", de="Ja.", en="Yes.")
ADMINISTRATION = frozenset({"administration"})
STATED = AudienceRule("german", ADMINISTRATION, frozenset(), date(2019, 1, 1), confidence="medium")
CARRIED = AudienceRule("german", ADMINISTRATION, frozenset(), date(2019, 1, 1), carried_over=True)
WEAK = AudienceRule("german", ADMINISTRATION, frozenset(), date(2019, 1, 1), confidence="low")


@pytest.fixture(scope="module")
def facts() -> Facts:
    return load_facts()


def test_a_row_without_a_source_and_a_table_without_a_column_are_told() -> None:
    read = {
        "a.csv": [{"sources": "x"}, {"sources": " "}, {"sources": ""}],
        "b.csv": [{"id": "1"}],
        "sources.csv": [{"id": "1"}],
        "empty.csv": [],
    }
    assert audit.unsourced(read) == ["a.csv, line 3", "a.csv, line 4", "b.csv: no column of sources"]


@pytest.mark.parametrize(
    ("verdict", "told"),
    [
        (no(GONE, evidence=(STATED,)), False),
        (no(GONE, evidence=(CARRIED,)), True),
        (no(GONE, evidence=(WEAK,)), True),
        (no(NOT_LISTED, evidence=(WEAK,)), False),
        (yes(FINE, evidence=(WEAK,)), False),
        (all_of([no(GONE, evidence=(WEAK,)), no(GONE, evidence=(STATED,))]), False),
        (all_of([no(GONE, evidence=(WEAK,)), yes(FINE, evidence=(STATED,))]), True),
    ],
)
def test_a_no_on_weak_rows_alone_is_told_unless_a_list_says_it(verdict: Verdict, told: bool) -> None:
    assert audit.weak_refusals([("x", verdict)]) == ([f"x: {verdict.code}"] if told else [])


def test_a_pair_that_a_text_names_is_looked_for(facts: Facts) -> None:
    texts = {"1": "Gäste aus Köln–Tunis, Ulm–Atlantis, Montag–Freitag", "2": "2015–2017"}
    assert audit.pairs_named(texts, facts) == ["1: Ulm–Atlantis"]


@pytest.mark.parametrize(
    "pair",
    ["Atlantis–Ulm", "Ulm — Atlantis", "Sankt Augustin–Atlantis", "Bad Honnef–Atlantis",
     "Stadt Ulm mit Atlantis", "Landkreis Reutlingen with Atlantis"],
)  # fmt: skip
def test_a_pair_is_noticed_in_either_order_and_with_names_of_two_words(facts: Facts, pair: str) -> None:
    assert len(audit.pairs_named({"1": f"Gäste aus {pair} und anderen"}, facts)) == 1


@pytest.mark.parametrize(
    "pair", ["Tunis–Köln", "Köln — Tunis", "Sankt Augustin–Mevaseret Zion", "Stadt Köln mit Rio de Janeiro"]
)
def test_a_pair_that_is_held_is_not_told(facts: Facts, pair: str) -> None:
    assert audit.pairs_named({"1": f"Gäste aus {pair} und anderen"}, facts) == []


def test_the_shipped_tables_name_their_sources_and_the_pairs_of_their_texts(facts: Facts) -> None:
    read = audit.tables()
    assert audit.unsourced(read) == []
    assert audit.pairs_named(audit.texts_about_editions(read), facts) == []


def test_the_report_counts_rows_and_says_what_expires(facts: Facts) -> None:
    text = "\n".join(audit.sections(audit.tables(), facts))
    assert f"| oda_lists.csv | {len(facts.oda.lists)} |" in text
    assert facts.expiries()[-1].text("en") in text
    assert Confidence.LOW.value in text
