from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve

from kommunal_partner.eligibility import assess_application, assess_applications
from kommunal_partner.errors import NotADay
from kommunal_partner.facts import load_facts
from kommunal_partner.programmes import CELL_WORDS, Application, Cell, CellKind, Deadline, Programme, ProgrammeVersion
from kommunal_partner.spans import Span
from kommunal_partner.verdicts import Answer, Verdict

FACTS = load_facts()
TODAY = date(2026, 11, 22)
FULL = Application(
    applicant="municipality_administration",
    project="partnership",
    has_partner=True,
    country="NAM",
    stage="existing",
    amount_eur=20_000,
    own_share_pct=10,
    duration_months=12,
    newcomer=False,
)


def value(of: object) -> Cell[object]:
    return Cell(CellKind.VALUE, of)


def demo(**cells: Cell[object]) -> Programme:
    """A programme with a single version seen in 2020, in which nothing is asked but what is given here."""
    silent: Cell[object] = Cell(CellKind.NOT_APPLICABLE)
    names = (
        "applicants partner_required oda_partner_required countries stages min_eur max_eur own_share_min_pct "
        "duration_max_months deadlines"
    )
    version = ProgrammeVersion("demo", "1", Span.years(2020), **{**dict.fromkeys(names.split(), silent), **cells})  # type: ignore[arg-type] # because each test gives cells of the right kind
    return Programme("demo", "Probe", "Trial", (version,))


def check(programme: Programme, application: Application = FULL, on: date = date(2020, 6, 1)) -> Verdict:
    return assess_application(FACTS, programme, application, on=on)


def test_a_version_that_asks_nothing_is_met_by_anything() -> None:
    verdict = check(demo(), Application())
    assert verdict.is_yes
    assert verdict.as_of == date(2020, 6, 1)
    assert "„1“" in verdict.checks[0].text("de")


S = frozenset
TABLE = [
    # cell, application, answer, reason
    ({"applicants": value(S({"county"}))}, FULL, "no", "NOT_MET"),
    ({"applicants": value(S({"county"}))}, evolve(FULL, applicant=None), "undecided", "NOT_GIVEN"),
    ({"applicants": value(S({"municipality"}))}, evolve(FULL, applicant="county"), "undecided", "BROADER_WORD"),
    ({"applicants": value(S({"municipality"}))}, evolve(FULL, applicant="city"), "yes", "ALL_MET"),
    ({"applicants": value(S({"municipality"}))}, evolve(FULL, applicant="civil_society"), "no", "NOT_MET"),
    ({"applicants": value(S({"municipality"}))}, evolve(FULL, applicant="municipal_enterprise"), "no", "NOT_MET"),
    ({"applicants": Cell(CellKind.NOT_SEEN)}, FULL, "undecided", "RULE_UNKNOWN"),
    ({"partner_required": value(True)}, evolve(FULL, has_partner=False), "no", "NOT_MET"),
    ({"partner_required": value(True)}, FULL, "yes", "ALL_MET"),
    ({"partner_required": value(True)}, evolve(FULL, has_partner=None, country=None), "undecided", "NOT_GIVEN"),
    ({"partner_required": value(False)}, evolve(FULL, has_partner=False), "yes", "ALL_MET"),
    ({"partner_required": Cell(CellKind.CONDITIONAL, None, "utility-to-utility")}, FULL, "undecided", "RULE_IN_WORDS"),
    ({"oda_partner_required": value(True)}, FULL, "yes", "ALL_MET"),
    ({"oda_partner_required": value(True)}, evolve(FULL, country="CHL"), "no", "NOT_LISTED"),
    ({"oda_partner_required": value(True)}, evolve(FULL, country=None), "undecided", "NOT_GIVEN"),
    ({"oda_partner_required": value(False)}, evolve(FULL, country=None), "yes", "ALL_MET"),
    ({"oda_partner_required": Cell(CellKind.NOT_SEEN, None, "no rule seen")}, FULL, "undecided", "RULE_UNKNOWN"),
    ({"countries": value(S({"TUR"}))}, FULL, "no", "NOT_MET"),
    ({"countries": value(S({"NAM"}))}, FULL, "yes", "ALL_MET"),
    ({"countries": value(S({"NAM"}))}, evolve(FULL, country=None), "undecided", "NOT_GIVEN"),
    ({"countries": Cell(CellKind.VALUE, S({"JOR"}), "current focus")}, FULL, "undecided", "RULE_IN_WORDS"),
    ({"countries": Cell(CellKind.CONDITIONAL, None, "Global South")}, FULL, "undecided", "RULE_IN_WORDS"),
    ({"stages": value(S({"existing"}))}, evolve(FULL, stage="contact"), "no", "NOT_MET"),
    ({"stages": value(S({"existing"}))}, evolve(FULL, stage=None), "undecided", "NOT_GIVEN"),
    ({"stages": value(S({"existing"}))}, FULL, "yes", "ALL_MET"),
    ({"stages": Cell(CellKind.CONFLICTING, None, "two listings differ")}, FULL, "undecided", "RULE_IN_WORDS"),
    ({"min_eur": value(20_000)}, FULL, "yes", "ALL_MET"),
    ({"min_eur": value(20_001)}, FULL, "no", "NOT_MET"),
    ({"min_eur": value(1)}, evolve(FULL, amount_eur=None), "undecided", "NOT_GIVEN"),
    ({"max_eur": value(20_000)}, FULL, "yes", "ALL_MET"),
    ({"max_eur": value(19_999)}, FULL, "no", "NOT_MET"),
    ({"max_eur": value(1)}, evolve(FULL, amount_eur=None), "undecided", "NOT_GIVEN"),
    ({"max_eur": value(10_000), "exceptional_max_eur": value(20_000)}, FULL, "undecided", "EXCEPTION"),
    ({"max_eur": value(10_000), "exceptional_max_eur": value(19_999)}, FULL, "no", "NOT_MET"),
    ({"max_eur": value(50_000), "newcomer_max_eur": value(10_000)}, FULL, "yes", "ALL_MET"),
    ({"max_eur": value(50_000), "newcomer_max_eur": value(10_000)}, evolve(FULL, newcomer=True), "no", "NOT_MET"),
    (
        {"max_eur": value(50_000), "newcomer_max_eur": value(10_000)},
        evolve(FULL, newcomer=None),
        "undecided",
        "NEWCOMER_LIMIT",
    ),
    ({"own_share_min_pct": value(10)}, FULL, "yes", "ALL_MET"),
    ({"own_share_min_pct": value(11)}, FULL, "no", "NOT_MET"),
    ({"own_share_min_pct": value(11)}, evolve(FULL, own_share_pct=None), "undecided", "NOT_GIVEN"),
    ({"duration_max_months": value(12)}, FULL, "yes", "ALL_MET"),
    ({"duration_max_months": value(11)}, FULL, "no", "NOT_MET"),
    (
        {"duration_max_months": value(24), "newcomer_max_months": value(11)},
        evolve(FULL, newcomer=True),
        "no",
        "NOT_MET",
    ),
    ({"duration_max_months": value(24)}, evolve(FULL, duration_months=None), "undecided", "NOT_GIVEN"),
    ({"deadlines": value((Deadline("a", date(2020, 6, 1)),))}, FULL, "yes", "ALL_MET"),
    ({"deadlines": value((Deadline("a", date(2020, 5, 31)),))}, FULL, "undecided", "DEADLINES_OVER"),
    ({"deadlines": value((Deadline("a"),))}, FULL, "yes", "ALL_MET"),
    ({"deadlines": value((Deadline("a", yearly=(6, 1)),))}, FULL, "yes", "ALL_MET"),
    ({"deadlines": value((Deadline("a", yearly=(5, 31)),))}, FULL, "undecided", "DEADLINES_OVER"),
]


@pytest.mark.parametrize(("cells", "application", "answer", "code"), TABLE)
def test_each_rule_is_met_broken_or_open(
    cells: dict[str, Cell[object]], application: Application, answer: str, code: str
) -> None:
    verdict = check(demo(**cells), application)
    assert verdict.answer.value == answer
    ends = verdict.ends(verdict.answer)
    assert [end.reason.code for end in ends] == [code] if answer != "yes" else verdict.reason.code == code
    for lang in ("de", "en"):
        assert "{" not in verdict.explain(lang)


CELLS = (
    *("applicants", "partner_required", "oda_partner_required", "countries", "stages", "min_eur", "max_eur"),
    *("own_share_min_pct", "duration_max_months", "deadlines"),
)


@pytest.mark.parametrize(("cells", "application"), [row[:2] for row in TABLE])
def test_every_answer_about_a_text_rests_on_it_and_names_the_cell_in_its_turn(
    cells: dict[str, Cell[object]], application: Application
) -> None:
    programme = demo(**cells)
    (version,) = programme.versions
    verdict = check(programme, application)
    text, *of_cells = verdict.checks
    assert (verdict.rule, verdict.as_of, text.evidence) == ("application/2", date(2020, 6, 1), (version,))
    for name, one in zip(CELLS, of_cells, strict=True):
        assert one.values.get("what", CELL_WORDS[name]) == CELL_WORDS[name]
        assert "None" not in one.text("de") + one.text("en")
        assert one.evidence == (version,) or (name == "oda_partner_required" and one.rule == "country/1")


def test_the_next_deadline_is_named() -> None:
    cell = value((Deadline("outline", date(2020, 7, 31)), Deadline("application", date(2020, 9, 30))))
    assert "Nächste Frist: outline am 31.07.2020." in check(demo(deadlines=cell)).explain("de")


def test_a_condition_in_words_keeps_the_answer_open() -> None:
    (version,) = demo().versions
    programme = Programme("demo", "Probe", "Trial", (evolve(version, conditions=("aged 21 to 30",)),))
    assert "aged 21 to 30" in check(programme).text("de")
    assert check(programme).is_undecided


def test_a_no_in_a_year_without_a_text_is_no_answer() -> None:
    programme = demo(max_eur=value(1))
    assert check(programme, on=date(2020, 12, 31)).is_no
    later = check(programme, on=date(2021, 1, 1))
    assert later.is_undecided
    assert later.reason.code == "BETWEEN_VERSIONS"
    assert later.checks[1].is_no


def test_a_programme_that_a_source_calls_closed_is_a_no_afterwards() -> None:
    (version,) = demo().versions
    programme = Programme("demo", "Probe", "Trial", (evolve(version, closed=True),))
    assert check(programme).is_yes
    assert (
        check(programme, on=date(2021, 1, 1)).text("en") == "The programme “Trial” has ended; it ran until 2020-12-31."
    )
    assert check(programme, on=date(2019, 12, 31)).is_undecided


def test_a_programme_has_not_ended_while_another_text_was_seen_for_longer() -> None:
    (version,) = demo().versions
    closed = evolve(version, version="2", seen=Span(date(2020, 3, 1), date(2020, 4, 1)), closed=True)
    after = check(Programme("demo", "Probe", "Trial", (version, closed)), on=date(2021, 1, 1))
    assert (after.code, after.answer) == ("BETWEEN_VERSIONS", Answer.UNDECIDED)


@pytest.mark.parametrize("year", range(2009, 2030))
def test_every_answer_about_a_programme_names_its_rule_and_its_day(year: int) -> None:
    on = date(year, 6, 1)
    for programme in FACTS.programmes.values():
        verdict = check(programme, on=on)
        assert (verdict.rule, verdict.as_of) == ("application/2", on)
        assert verdict.evidence or verdict.checks or verdict.code == "NO_TEXT"
        assert all(one.evidence for one in verdict.checks if not one.checks)


def test_a_programme_without_rules_is_undecided() -> None:
    assert check(Programme("demo", "Probe", "Trial")).is_undecided


def test_a_conditional_cell_follows_the_kind_of_project() -> None:
    cell = Cell(CellKind.CONDITIONAL, None, "as the text says", (("domestic", False), ("partnership", True)))
    programme = demo(oda_partner_required=cell)
    assert check(programme, evolve(FULL, project="domestic", country="CHL")).is_yes
    assert check(programme, evolve(FULL, country="CHL")).is_no
    assert check(programme, evolve(FULL, project=None)).ends(Answer.UNDECIDED)[0].reason.code == "RULE_IN_WORDS"


def test_no_shipped_programme_gives_a_clean_yes_today_and_each_says_what_is_missing() -> None:
    verdicts = {name: assess_application(FACTS, one, FULL, on=TODAY) for name, one in FACTS.programmes.items()}
    assert not [name for name, verdict in verdicts.items() if verdict.is_yes]
    assert {name for name, verdict in verdicts.items() if verdict.is_no} == {
        "betreiberplattform",  # asks for a utility
        "kommunale-zusammenarbeit-nordafrika",  # for four countries of North Africa
        "corona-solidarpaket",  # closed
        "fkkp",  # 100,000 euros at least
        "nakopa",  # 50,000 euros at least
        "solidaritaetspartnerschaft",  # only where no relation exists yet, and only with Ukraine
    }
    for verdict in verdicts.values():
        assert verdict.is_no or verdict.ends(Answer.UNDECIDED)


@pytest.mark.parametrize(("on", "answer"), [(date(2020, 12, 31), Answer.UNDECIDED), (date(2022, 1, 1), Answer.NO)])
def test_municipal_enterprises_may_not_ask_the_small_project_fund_since_2022(on: date, answer: Answer) -> None:
    application = evolve(FULL, applicant="municipal_enterprise")
    verdict = assess_application(FACTS, FACTS.programmes["kpf"], application, on=on)
    assert verdict.answer is answer


def test_the_programmes_that_may_fit_come_with_the_fewest_open_points_first() -> None:
    application = evolve(FULL, amount_eur=60_000)
    fitting = assess_applications(FACTS, application, on=TODAY)
    counts = [len(verdict.ends(Answer.UNDECIDED)) for _, verdict in fitting]
    assert counts == sorted(counts)
    assert "nakopa" in {programme.id for programme, _ in fitting}
    assert "corona-solidarpaket" not in {programme.id for programme, _ in fitting}


@pytest.mark.parametrize(("months", "fits"), [(1, False), (2, True)])
def test_a_programme_whose_known_text_says_no_is_left_out_of_the_several(months: int, fits: bool) -> None:
    wish, day = Application(duration_months=2), date(2020, 6, 1)
    one = demo(duration_max_months=value(months))
    verdict = check(one, wish, day)
    assert (verdict.is_yes, verdict.is_no) == (fits, not fits)
    assert assess_applications(FACTS, wish, on=day, programmes=[one]) == (((one, verdict),) if fits else ())


def test_a_day_is_asked_for() -> None:
    with pytest.raises(NotADay):
        assess_application(FACTS, demo(), FULL, on="2020-06-01")  # type: ignore[arg-type] # because that is the mistake


def first_open(programme: Programme, application: Application = FULL, on: date = date(2020, 6, 1)) -> Verdict:
    """The first thing that is to be found out."""
    return check(programme, application, on).ends(Answer.UNDECIDED)[0]


STEPS = value((Deadline("outline", date(2020, 7, 31)), Deadline("application", date(2020, 9, 30))))
YEARLY_STEPS = value((Deadline("proposal", yearly=(7, 15)), Deadline("revised proposal", yearly=(9, 15))))


@pytest.mark.parametrize("cell", [STEPS, YEARLY_STEPS])
@pytest.mark.parametrize(
    ("on", "answer"),
    [
        (date(2020, 7, 15), Answer.YES),
        (date(2020, 8, 1), Answer.UNDECIDED),
        (date(2020, 9, 15), Answer.UNDECIDED),
        (date(2020, 10, 1), Answer.UNDECIDED),
    ],
)
def test_after_the_first_step_it_is_open_whether_that_step_was_taken(
    cell: Cell[object], on: date, answer: Answer
) -> None:
    assert check(demo(deadlines=cell), on=on).answer is answer


def test_the_missed_step_and_the_next_one_are_named() -> None:
    missed = first_open(demo(deadlines=STEPS), on=date(2020, 8, 1))
    assert missed.reason.code == "STEP_OVER"
    assert missed.text("de").startswith("Die Frist für „outline“ (31.07.2020) ist vorbei; „application“ läuft bis zum")
    assert missed.text("en").startswith("The deadline for “outline” (2020-07-31) is over; “application” is due on 2020")


def test_two_rounds_of_one_step_are_no_two_steps() -> None:
    rounds = value((Deadline("application", date(2020, 1, 15)), Deadline("application", date(2020, 9, 15))))
    assert check(demo(deadlines=rounds)).is_yes


def test_a_yearly_deadline_is_not_carried_past_the_years_the_text_was_seen_in() -> None:
    yearly = demo(deadlines=value((Deadline("application", yearly=(10, 15)),)))
    assert check(yearly, on=date(2020, 10, 15)).is_yes
    over = first_open(yearly, on=date(2020, 10, 16))
    assert over.text("de").startswith("Alle bekannten Fristen sind vorbei (zuletzt 15.10.2020)")
    before = check(yearly, on=date(2019, 1, 1))
    assert "2020-10-15" in before.explain("en")
    assert "2019-10-15" not in before.explain("en")


@pytest.mark.parametrize(("start", "code"), [(date(2020, 10, 15), "DEADLINES_OVER"), (date(2020, 10, 16), "ALL_MET")])
def test_a_yearly_deadline_of_an_open_text_ends_with_the_next_text(start: date, code: str) -> None:
    (first,) = demo(deadlines=value((Deadline("application", yearly=(10, 15)),))).versions
    versions = evolve(first, seen=Span(date(2019, 1, 1))), evolve(first, version="2", seen=Span(start))
    assert check(Programme("demo", "Probe", "Trial", versions)).code == code


def test_a_deadline_after_the_time_of_its_text_is_over_once_its_day_has_passed() -> None:
    later = demo(deadlines=value((Deadline("application", date(2021, 3, 1)),)))
    verdict = check(later, on=date(2021, 6, 1))
    assert verdict.is_undecided
    assert "Alle bekannten Fristen sind vorbei (zuletzt 01.03.2021)" in verdict.explain("de")


def test_a_yearly_deadline_is_not_carried_back_before_its_text_was_seen() -> None:
    yearly = demo(deadlines=value((Deadline("application", yearly=(10, 15)),)))
    version = evolve(yearly.versions[0], seen=Span(date(2020, 1, 1), date(2020, 6, 2)))
    unknown = first_open(evolve(yearly, versions=(version,)), on=date(2020, 6, 1))
    assert "2019" not in unknown.text("en")
    assert unknown.text("en") != unknown.text("de")


def test_the_small_project_fund_has_no_known_deadline_after_2024() -> None:
    verdict = assess_application(FACTS, FACTS.programmes["kpf"], FULL, on=TODAY)
    assert "(zuletzt 15.10.2024)" in verdict.explain("de")
    assert "15.10.2027" not in verdict.explain("de")


def test_what_the_text_says_beside_a_deadline_stands_beside_it() -> None:
    verdict = assess_application(FACTS, FACTS.programmes["kpf"], FULL, on=date(2023, 5, 1))
    assert "Nächste Frist: Antrag am 15.10.2023 (gesehen für 2022 und 2024)." in verdict.explain("de")


def test_a_joint_application_is_a_condition_that_the_data_do_not_decide() -> None:
    verdict = check(demo(joint_application=value("jointly developed")))
    assert verdict.is_undecided
    assert verdict.text("de") == "Gemeinsamer Antrag: zu prüfen ist der Text „jointly developed“."


@pytest.mark.parametrize(
    ("stages", "stage", "answer"),
    [
        ({"existing", "none"}, "emerging", Answer.UNDECIDED),
        ({"emerging", "none"}, "contact", Answer.UNDECIDED),
        ({"emerging", "none"}, "existing", Answer.NO),
        ({"emerging", "existing"}, "contact", Answer.NO),
        ({"existing", "intended"}, "emerging", Answer.UNDECIDED),
        ({"existing", "intended"}, "none", Answer.UNDECIDED),
        ({"existing", "intended"}, "existing", Answer.YES),
    ],
)
def test_a_stage_between_those_named_or_under_a_broader_word_is_not_ruled_out(
    stages: set[str], stage: str, answer: Answer
) -> None:
    assert check(demo(stages=value(frozenset(stages))), evolve(FULL, stage=stage)).answer is answer


@pytest.mark.parametrize("wanted", ["municipality", "municipality_administration", "municipal_enterprise"])
def test_an_own_operation_may_count_as_the_municipality_or_as_its_enterprise(wanted: str) -> None:
    application = evolve(FULL, applicant="municipal_own_operation")
    assert first_open(demo(applicants=value(S({wanted}))), application).reason.code == "BROADER_WORD"


SPOKEN = [
    (
        {"applicants": value(S({"county"}))},
        "Antragsteller: verlangt ist Kreis, angegeben ist Kommunalverwaltung.",
        "Applicant: county is asked, municipal administration is given.",
    ),
    (
        {"countries": value(S({"TUR", "UKR"}))},
        "Länderkreis: verlangt ist Türkei oder Ukraine, angegeben ist Namibia.",
        "Countries: Türkiye or Ukraine is asked, Namibia is given.",
    ),
    (
        {"stages": value(S({"contact", "emerging"}))},
        "Stand der Beziehung: verlangt ist Kontakt oder in Anbahnung, angegeben ist bestehend.",
        "Stage of the relation: contact or emerging is asked, existing is given.",
    ),
    (
        {"duration_max_months": Cell(CellKind.VALUE, 11, "carried over")},
        "Laufzeit in Monaten: verlangt ist höchstens 11 (carried over), angegeben ist 12.",
        "Duration in months: at most 11 (carried over) is asked, 12 is given.",
    ),
    (
        {"max_eur": value(50_000), "newcomer_max_eur": value(10_000)},
        "Höchstsumme in Euro: verlangt ist höchstens 10.000, angegeben ist 20.000.",
        "Greatest amount in euros: at most 10,000 is asked, 20,000 is given.",
    ),
    (
        {"own_share_min_pct": value(20)},
        "Eigenanteil in Prozent: verlangt ist mindestens 20, angegeben ist 10.",
        "Own share in per cent: at least 20 is asked, 10 is given.",
    ),
]


@pytest.mark.parametrize(("cells", "de", "en"), SPOKEN)
def test_what_is_asked_and_what_is_given_are_said_in_words(cells: dict[str, Cell[object]], de: str, en: str) -> None:
    verdict = check(demo(**cells), evolve(FULL, newcomer=True))
    assert verdict.is_no
    assert verdict.text("de") == de
    assert verdict.text("en") == en


def test_a_partner_that_is_asked_for_and_missing_is_said_in_words() -> None:
    verdict = check(demo(partner_required=value(True)), evolve(FULL, has_partner=False))
    assert verdict.text("de") == "Partnerkommune: verlangt ist eine, angegeben ist keine."
    assert verdict.text("en") == "Partner municipality: one is asked, none is given."


def test_a_cell_that_asks_nothing_of_its_own_shows_its_text() -> None:
    verdict = check(demo(countries=Cell(CellKind.NOT_APPLICABLE, None, "DAC list")))
    assert "Länderkreis: hier ist nichts eigens zu prüfen („DAC list“)." in verdict.explain("de")
    assert "Countries: nothing is to be checked here on its own (“DAC list”)." in verdict.explain("en")


def test_a_programme_of_which_no_rules_are_known_says_so() -> None:
    verdict = check(Programme("demo", "Probe", "Trial"))
    assert verdict.text("de") == "Zum Programm „Probe“ sind keine Regeln bekannt."
    assert verdict.text("en") == "No rules are known of the programme “Trial”."


def test_a_day_without_a_text_names_the_text_and_the_time_it_was_seen_in() -> None:
    (version,) = demo().versions
    undated = Programme("demo", "Probe", "Trial", (evolve(version, version="current", seen=None),))
    assert "bekannt: „current“ (ohne Jahr)." in check(undated).explain("de")
    late = check(demo(), on=date(2021, 1, 1)).explain("en")
    assert "known: “1” (2020-01-01 to 2020-12-31)." in late
    still = Programme("demo", "Probe", "Trial", (evolve(version, seen=Span(date(2020, 1, 1))),))
    assert "known: “1” (from 2020-01-01)." in check(still, on=date(2019, 1, 1)).explain("en")


@pytest.mark.parametrize("name", FACTS.programmes)
def test_no_sentence_shows_a_key_in_place_of_a_word(name: str) -> None:
    verdict = assess_application(FACTS, FACTS.programmes[name], FULL, on=TODAY)
    for lang in ("de", "en"):
        for key in ("municipality_administration", "municipal_enterprise", "NAM", "UKR"):
            assert key not in " ".join(end.text(lang) for end in verdict.ends(verdict.answer))


def test_no_source_says_that_the_turkish_fund_has_ended() -> None:
    fund = FACTS.programmes["ortak"]
    town = evolve(FULL, country="TUR", stage="emerging", amount_eur=20_000)
    assert "(last 2024-09-15)" in assess_application(FACTS, fund, town, on=date(2023, 5, 1)).explain("en")
    assert assess_application(FACTS, fund, town, on=date(2023, 5, 1)).is_undecided
    assert assess_application(FACTS, fund, town, on=TODAY).is_undecided
    assert not any(version.closed for version in fund.versions)


def test_a_list_of_countries_with_a_remark_is_shown_with_the_countries() -> None:
    verdict = check(demo(countries=Cell(CellKind.VALUE, S({"JOR", "LBN"}), "current focus")))
    assert verdict.text("de") == "Länderkreis: zu prüfen ist der Text „Jordanien oder Libanon (current focus)“."
