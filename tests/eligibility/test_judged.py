from __future__ import annotations

import copy
import pickle
from datetime import date

from kommunal_partner.eligibility._judged import Frame, Judged, sentences_of, whole, with_rows
from kommunal_partner.series import AudienceRule
from kommunal_partner.verdicts import Answer, Reason, all_of, no, undecided, yes

BAD, OPEN, FINE = (Reason(code, de=code, en=code) for code in ("BAD", "OPEN", "FINE"))
ROW, OTHER = (AudienceRule("german", None, None, date(year, 1, 1)) for year in (2018, 2019))
SAID = all_of([yes(FINE), no(BAD, evidence=(ROW,)), undecided(OPEN), no(BAD)], rule="r", as_of=date(2019, 1, 1))


def test_the_rows_stand_behind_the_check_at_their_place() -> None:
    judged = Judged(Frame(SAID, 1), (OTHER,))
    assert judged.answer is Answer.NO
    assert judged.verdict == all_of(
        [yes(FINE), no(BAD, evidence=(ROW, OTHER)), undecided(OPEN), no(BAD)], rule="r", as_of=date(2019, 1, 1)
    )
    assert judged.verdict.explain() == SAID.explain()


def test_a_verdict_is_whole_whether_it_was_put_together_or_not() -> None:
    judged = Judged(Frame(SAID, 1), (OTHER,))
    assert whole(judged) == judged.verdict != SAID
    assert whole(SAID) is SAID
    for twin in (pickle.loads(pickle.dumps(judged)), copy.deepcopy(judged)):
        assert whole(twin) == whole(judged)


def test_each_reason_is_told_once_for_whichever_answer() -> None:
    judged = Judged(Frame(SAID, 1), ())
    for answer, codes in ((Answer.NO, ["BAD"]), (Answer.UNDECIDED, ["OPEN"]), (Answer.YES, ["FINE"])):
        for sentences in (judged.reasons(answer), sentences_of(SAID, answer)):
            assert [sentence.reason.code for sentence in sentences] == codes
    assert sentences_of(yes(FINE), Answer.NO) == ()


def test_rows_are_added_behind_those_that_there_are() -> None:
    assert with_rows(SAID.checks[1], (OTHER,)) == no(BAD, evidence=(ROW, OTHER))
