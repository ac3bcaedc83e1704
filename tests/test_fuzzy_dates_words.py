from __future__ import annotations

from collections.abc import Callable

import pytest

from kommunal_partner.errors import BadFuzzyDate
from kommunal_partner.fuzzy_dates import FuzzyDate, read_english, read_german

GERMAN = """
Herbst 2018                                 2018-23
im Herbst des Jahres 2018                   2018-23
Frühjahr 2019                               2019-21
Sommer 2019                                 2019-22
Winter 2018/19                              2018-24
Winter 2018/2019                            2018-24
Winter 1999/00                              1999-24
im September 2022                           2022-09
September 2022                              2022-09
Sept. 2022                                  2022-09
März 2019                                   2019-03
Maerz 2019                                  2019-03
Jänner 2019                                 2019-01
2019                                        2019
im Jahr 2019                                2019
18. November 2010                           2010-11-18
am 18. November 2010                        2010-11-18
18.November 2010                            2010-11-18
Donnerstag, 18. November 2010               2010-11-18
Do., 18.11.2010                             2010-11-18
18.11.2010                                  2010-11-18
18. 11. 2010                                2010-11-18
1.1.2019                                    2019-01-01
2010-11-18                                  2010-11-18
2019-10                                     2019-10
11/2010                                     2010-11
11.2010                                     2010-11
13/04/2019                                  2019-04-13
18. bis 20. November 2010                   2010-11-18/2010-11-20
vom 18. bis zum 20. November 2010           2010-11-18/2010-11-20
18.-20. November 2010                       2010-11-18/2010-11-20
18. – 20. November 2010                     2010-11-18/2010-11-20
18.-20.11.2010                              2010-11-18/2010-11-20
18.11.2010 - 20.11.2010                     2010-11-18/2010-11-20
18. November 2010 bis 20.                   2010-11-18/2010-11-20
20. Oktober 2016 bis 2. November 2016       2016-10-20/2016-11-02
20. Oktober bis 2. November 2016            2016-10-20/2016-11-02
27. Februar bis 1. März 2018                2018-02-27/2018-03-01
18./19. November 2010                       2010-11-18/2010-11-19
18. und 19. November 2010                   2010-11-18/2010-11-19
31.12.2010/1.1.2011                         2010-12-31/2011-01-01
November 2018 bis Februar 2019              2018-11/2019-02
Oktober bis Dezember 2019                   2019-10/2019-12
von 2012 bis 2019                           2012/2019
2012-2019                                   2012/2019
Oktober/November 2019                       [2019-10,2019-11]
Frühjahr/Sommer 2019                        [2019-21,2019-22]
Oktober oder Dezember 2019                  [2019-10,2019-12]
entweder 2012 oder 2014                     [2012,2014]
2016/17                                     [2016,2017]
2016/2017                                   [2016,2017]
1992/93                                     [1992,1993]
1999/00                                     [1999,2000]
zwischen 2012 und 2019                      [2012..2019]
zwischen dem 18. und dem 20. November 2010  [2010-11-18..2010-11-20]
1. Halbjahr 2019                            2019-40
im zweiten Halbjahr 2019                    2019-41
1. Hälfte des Jahres 2019                   2019-40
H2 2019                                     2019-41
1. Quartal 2020                             2020-33
2. Quartal 2020                             2020-34
IV. Quartal 2020                            2020-36
Q3/2020                                     2020-35
Anfang 2019                                 [2019-01..2019-04]
Mitte 2019                                  [2019-05..2019-08]
Ende 2019                                   [2019-09..2019-12]
Ende des Jahres 2019                        [2019-09..2019-12]
Anfang Oktober 2017                         [2017-10-01..2017-10-10]
Mitte Oktober 2017                          [2017-10-11..2017-10-20]
Ende Oktober 2017                           [2017-10-21..2017-10-31]
Ende Februar 2020                           [2020-02-21..2020-02-29]
seit 2014                                   2014/..
ab Herbst 2018                              2018-23/..
seit dem 18. November 2010                  2010-11-18/..
seit ca. 1990                               1990~/..
bis 2019                                    ../2019
bis zum 18.11.2010                          ../2010-11-18
bis Ende 2019                               ../2019
vor 2010                                    [..2009]
vor dem 18.11.2010                          [..2010-11-17]
vor November 2010                           [..2010-10-31]
nach 2010                                   [2011..]
nach November 2010                          [2010-12-01..]
spätestens 2019                             [..2019]
frühestens Herbst 2019                      [2019-23..]
um 1990                                     1990~
ca. 1990                                    1990~
etwa November 2021                          2021-11~
vermutlich 2015                             2015?
2015?                                       2015?
2015 (?)                                    2015?
vermutlich um 1990                          1990%
ca. ca. 1990                                1990~
ca. 18. bis 20. November 2010               2010-11-18~/2010-11-20~
wohl seit 1990                              1990?/..
90er Jahre                                  199X
in den 90er Jahren                          199X
30er Jahre                                  193X
1920er Jahre                                192X
"""

ENGLISH = """
autumn 2018                                 2018-23
fall of 2018                                2018-23
in the spring of 2019                       2019-21
winter 2018/19                              2018-24
in September 2022                           2022-09
Sept. 2022                                  2022-09
May 2019                                    2019-05
the year 2018                               2018
18 November 2010                            2010-11-18
18th of November 2010                       2010-11-18
on November 18, 2010                        2010-11-18
November 18th, 2010                         2010-11-18
Thursday, 18 November 2010                  2010-11-18
Thu., November 18, 2010                     2010-11-18
2010-11-18                                  2010-11-18
13/04/2019                                  2019-04-13
04/13/2019                                  2019-04-13
04/04/2019                                  2019-04-04
18.11.2010                                  2010-11-18
11/2010                                     2010-11
18 to 20 November 2010                      2010-11-18/2010-11-20
from 18 to 20 November 2010                 2010-11-18/2010-11-20
18-20 November 2010                         2010-11-18/2010-11-20
November 18-20, 2010                        2010-11-18/2010-11-20
18 and 19 November 2010                     2010-11-18/2010-11-19
20 October to 2 November 2016               2016-10-20/2016-11-02
20 October 2016 through 2 November 2016     2016-10-20/2016-11-02
2012 to 2019                                2012/2019
October/November 2019                       [2019-10,2019-11]
2012 or 2014                                [2012,2014]
2016/17                                     [2016,2017]
between 2012 and 2019                       [2012..2019]
first half of 2019                          2019-40
the 2nd half of 2019                        2019-41
H1 2019                                     2019-40
Q2 2020                                     2020-34
fourth quarter of 2020                      2020-36
early 2019                                  [2019-01..2019-04]
mid-2019                                    [2019-05..2019-08]
late October 2017                           [2017-10-21..2017-10-31]
the end of October 2017                     [2017-10-21..2017-10-31]
since 2014                                  2014/..
from 2014                                   2014/..
since around 1990                           1990~/..
until 2019                                  ../2019
up to 2019                                  ../2019
until the end of 2019                       ../2019
before 2010                                 [..2009]
prior to 18 November 2010                   [..2010-11-17]
after 2010                                  [2011..]
no later than 2019                          [..2019]
no earlier than 2019                        [2019..]
around 1990                                 1990~
c. 1990                                     1990~
probably 2015                               2015?
probably around 1990                        1990%
the 1990s                                   199X
1990’s                                      199X
90s                                         199X
"""


def _rows(table: str) -> list[tuple[str, str]]:
    rows = [line.rsplit(maxsplit=1) for line in table.strip().splitlines()]
    return [(text.strip(), edtf) for text, edtf in rows]


@pytest.mark.parametrize(("text", "edtf"), _rows(GERMAN))
def test_german_is_read(text: str, edtf: str) -> None:
    assert str(read_german(text)) == edtf
    assert read_german(f"  {text.upper()} ") == FuzzyDate.parse(edtf)


@pytest.mark.parametrize(("text", "edtf"), _rows(ENGLISH))
def test_english_is_read(text: str, edtf: str) -> None:
    assert str(read_english(text)) == edtf
    assert read_english(text.upper()) == FuzzyDate.parse(edtf)


@pytest.mark.parametrize(
    ("read", "text", "reason"),
    [
        (read_german, "Winter 2018", "2017/18 or of 2018/19"),
        (read_german, "Winter 2018/20", "follow one another"),
        (read_german, "Sommer 2018/19", "only winter"),
        (read_german, "2016/19", "follow one another"),
        (read_german, "Oktober/Dezember 2019", "do not follow one another"),
        (read_german, "18./20. November 2010", "do not follow one another"),
        (read_german, "18. und 20. November 2010", "names two dates"),
        (read_german, "2012 und 2013", "names two dates"),
        (read_german, "18.11.10", "four digits"),
        (read_german, "Sommer '98", "four digits"),
        (read_german, "20er Jahre", "1920 or 2020"),
        (read_german, "00er Jahre", "1900 or 2000"),
        (read_german, "Ende der 90er Jahre", "only months and years"),
        (read_german, "Ende 18. November 2010", "only months and years"),
        (read_german, "03/04/2019", "which figure"),
        (read_german, "30. Februar 2019", "days 1 to 28"),
        (read_german, "30.2.2019", "days 1 to 28"),
        (read_german, "18.13.2019", "no month 13"),
        (read_german, "14/13/2019", "no month 14"),
        (read_german, "Jahr 0000", "no year 0"),
        (read_german, "Freitag, 18. November 2010", "no such day of the week"),
        (read_german, "18. November", "names no year"),
        (read_german, "November", "names no year"),
        (read_german, "heute", "names no year"),
        (read_german, "", "names no year"),
        (read_german, "?", "names no year"),
        (read_german, "seit", "names no year"),
        (read_german, "am 18. 2010 bis November", "not written in a way known here"),
        (read_german, "18. bis November 2010", "without its month"),
        (read_german, "2016 bis November", "names no year"),
        (read_german, "2019 bis 2012", "ends before it begins"),
        (read_german, "28. Dezember bis 3. Januar 2017", "ends before it begins"),
        (read_german, "zwischen 2012 und Mai 2014", "same kind"),
        (read_german, "zwischen 2014 und 2012", "must end after"),
        (read_german, "um zwischen 2012 und 2014", "no mark of doubt"),
        (read_german, "seit Ende 2014", "one day, month or year"),
        (read_german, "seit bis 2014", "one day, month or year"),
        (read_german, "vor ca. 1990", "itself in doubt"),
        (read_german, "vor 0001", "no year 0"),
        (read_german, "vor Januar 0001", "the calendar ends there"),
        (read_german, "nach 9999", "no year 0"),
        (read_german, "nach Dezember 9999", "the calendar ends there"),
        (read_german, "2018-23", "EDTF"),
        (read_german, "2010-12", "EDTF"),
        (read_german, "2018~", "not written in a way known here"),
        (read_german, "seit 2014 (Gründung)", "not written in a way known here"),
        (read_german, "20" + "18" * 50, "more than 100 characters"),
        (read_english, "03/04/2019", "which figure"),
        (read_english, "03.04.2019", "which figure"),
        (read_english, "11/18/10", "four digits"),
        (read_english, "winter 2018", "2017/18 or of 2018/19"),
        (read_english, "20s", "1920 or 2020"),
        (read_english, "November 31, 2010", "days 1 to 30"),
        (read_english, "Friday, 18 November 2010", "no such day of the week"),
        (read_english, "the 18th", "without its month"),
        (read_english, "18 2010", "without its month"),
        (read_english, "before the end of 2019", "one day, month or year"),
        (read_english, "in 2018 and 2020", "names two dates"),
        (read_english, "next year", "names no year"),
    ],
)
def test_what_cannot_be_read_or_means_two_things_is_refused(
    read: Callable[[str], FuzzyDate], text: str, reason: str
) -> None:
    with pytest.raises(BadFuzzyDate) as caught:
        read(text)
    assert reason in caught.value.reason
    assert caught.value.value == text or len(text) > 100


@pytest.mark.parametrize("read", [read_german, read_english])
@pytest.mark.parametrize("value", [None, 2018, b"2018"])
def test_what_is_no_text_is_refused(read: Callable[[object], FuzzyDate], value: object) -> None:
    with pytest.raises(BadFuzzyDate, match="a text is wanted"):
        read(value)


@pytest.mark.parametrize("read", [read_german, read_english])
def test_a_hostile_text_is_refused_at_once_and_not_repeated_in_the_message(
    read: Callable[[str], FuzzyDate],
) -> None:
    for text in ("ca. " * 1_000_000, "-" * 100, "1/" * 50, "seit " * 20, "ab " * 33, "from " * 20, " " * 10_000_000):
        with pytest.raises(BadFuzzyDate) as caught:
            read(text)
        assert len(str(caught.value)) < 300
