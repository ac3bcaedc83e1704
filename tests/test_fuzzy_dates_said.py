"""What fuzzy dates say in words; the expected words are written by hand."""

from __future__ import annotations

from datetime import date

import pytest

from kommunal_partner.fuzzy_dates import FuzzyDate
from kommunal_partner.verdicts import Reason, Sentence


@pytest.mark.parametrize(
    ("edtf", "de", "de_in", "en", "en_in"),
    [
        ("2026-11-29", "29.11.2026", "am 29.11.2026", "2026-11-29", "on 2026-11-29"),
        ("2026-11", "November 2026", "im November 2026", "November 2026", "in November 2026"),
        ("2018-23", "Herbst 2018", "im Herbst 2018", "autumn 2018", "in autumn 2018"),
        ("2018-24", "Winter 2018/19", "im Winter 2018/19", "winter 2018/19", "in winter 2018/19"),
        ("2018-34", "2. Quartal 2018", "im 2. Quartal 2018", "quarter 2 of 2018", "in quarter 2 of 2018"),
        ("2018-41", "2. Halbjahr 2018", "im 2. Halbjahr 2018", "half-year 2 of 2018", "in half-year 2 of 2018"),
        ("2018", "2018", "2018", "2018", "in 2018"),
        ("201X", "2010er Jahre", "in den 2010er Jahren", "2010s", "in the 2010s"),
        ("19XX", "1900 bis 1999", "1900 bis 1999", "1900 to 1999", "1900 to 1999"),
        ("2018~", "etwa 2018", "etwa 2018", "about 2018", "about 2018"),
        ("2018?", "2018 (unsicher)", "2018 (unsicher)", "2018 (uncertain)", "in 2018 (uncertain)"),
        ("2018%", "etwa 2018 (unsicher)", "etwa 2018 (unsicher)", "about 2018 (uncertain)", "about 2018 (uncertain)"),
        (
            "2028-09-20/2028-09-22",
            "20. bis 22. September 2028",
            "vom 20. bis 22. September 2028",
            "2028-09-20 to 2028-09-22",
            "from 2028-09-20 to 2028-09-22",
        ),
        (
            "2028-09-30/2028-10-02",
            "30. September bis 2. Oktober 2028",
            "vom 30. September bis 2. Oktober 2028",
            "2028-09-30 to 2028-10-02",
            "from 2028-09-30 to 2028-10-02",
        ),
        (
            "2028-12-30/2029-01-02",
            "30.12.2028 bis 02.01.2029",
            "vom 30.12.2028 bis 02.01.2029",
            "2028-12-30 to 2029-01-02",
            "from 2028-12-30 to 2029-01-02",
        ),
        (
            "2028-09-20~/2028-09-22~",
            "etwa 20.09.2028 bis etwa 22.09.2028",
            "etwa 20.09.2028 bis etwa 22.09.2028",
            "about 2028-09-20 to about 2028-09-22",
            "from about 2028-09-20 to about 2028-09-22",
        ),
        (
            "2018-04/2018-06",
            "April 2018 bis Juni 2018",
            "von April 2018 bis Juni 2018",
            "April 2018 to June 2018",
            "from April 2018 to June 2018",
        ),
        (
            "[..2012-05]",
            "spätestens Mai 2012",
            "spätestens Mai 2012",
            "no later than May 2012",
            "no later than May 2012",
        ),
        (
            "[2012-05..]",
            "frühestens Mai 2012",
            "frühestens Mai 2012",
            "no earlier than May 2012",
            "no earlier than May 2012",
        ),
        (
            "[2012-03..2012-05]",
            "zwischen März 2012 und Mai 2012",
            "zwischen März 2012 und Mai 2012",
            "between March 2012 and May 2012",
            "between March 2012 and May 2012",
        ),
        ("2018/2020", "2018 bis 2020", "von 2018 bis 2020", "2018 to 2020", "from 2018 to 2020"),
        ("2018/..", "ab 2018", "ab 2018", "from 2018", "from 2018"),
        ("199X/..", "ab den 1990er Jahren", "ab den 1990er Jahren", "from the 1990s", "from the 1990s"),
        ("../199X", "bis in die 1990er Jahre", "bis in die 1990er Jahre", "until the 1990s", "until the 1990s"),
        ("../2018", "bis 2018", "bis 2018", "until 2018", "until 2018"),
        (
            "[2012..2019]",
            "zwischen 2012 und 2019",
            "zwischen 2012 und 2019",
            "between 2012 and 2019",
            "between 2012 and 2019",
        ),
        ("[2012,2014]", "2012 oder 2014", "2012 oder 2014", "2012 or 2014", "2012 or 2014"),
        ("[..2012]", "spätestens 2012", "spätestens 2012", "no later than 2012", "no later than 2012"),
        ("[2012..]", "frühestens 2012", "frühestens 2012", "no earlier than 2012", "no earlier than 2012"),
    ],
)
def test_a_fuzzy_date_is_said_as_people_say_it(edtf: str, de: str, de_in: str, en: str, en_in: str) -> None:
    when = FuzzyDate.parse(edtf)
    assert (when.text("de"), when.phrase_in("de")) == (de, de_in)
    assert (when.text("en"), when.phrase_in("en")) == (en, en_in)


def test_a_sentence_says_when_something_happens() -> None:
    reason = Reason("MET", de="Getroffen {when:in}.", en="Met {when:in}.")
    assert Sentence(reason, {"when": date(2026, 11, 29)}).text("de") == "Getroffen am 29.11.2026."
    assert Sentence(reason, {"when": FuzzyDate.parse("2018-23")}).text("en") == "Met in autumn 2018."
