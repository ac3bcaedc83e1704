from __future__ import annotations

from collections.abc import Callable

import pytest

from kommunal_partner.errors import BadFuzzyDate, UnknownLanguage
from kommunal_partner.fuzzy_dates import DateMark, DatePrecision, End, FuzzyDate, read, read_english, read_german
from kommunal_partner.fuzzy_dates._vocabulary import _any_of, _numbered

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
2010-10                                     2010-10
2019-12                                     2019-12
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
Oktober 2018 bis November                   2018-10/2018-11
3. Oktober 2018 bis 5. November             2018-10-03/2018-11-05
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
die 90er                                    199X
die 90er Jahre                              199X
seit den 90ern                              199X/..
bis spätestens Ende 2027                    [..2027]
spätestens bis 31.12.2027                   [..2027-12-31]
bis spätestens zum 31.12.2027               [..2027-12-31]
frühestens ab 2027                          [2027..]
ab frühestens Mai 2027                      [2027-05..]
in den 90er Jahren                          199X
30er Jahre                                  193X
1920er Jahre                                192X
0100er Jahre                                010X
0090er Jahre                                009X
KW 38 2025                                  [2025-09-15..2025-09-21]
KW38/2025                                   [2025-09-15..2025-09-21]
38. KW 2025                                 [2025-09-15..2025-09-21]
in der 38. Kalenderwoche des Jahres 2025    [2025-09-15..2025-09-21]
Woche 1 in 2026                             [2025-12-29..2026-01-04]
KW 53 2026                                  [2026-12-28..2027-01-03]
2025-W38                                    [2025-09-15..2025-09-21]
2025W38                                     [2025-09-15..2025-09-21]
2025-W38-2                                  2025-09-16
KW 38-39 2025                               [2025-09-15..2025-09-28]
KW 38/39 2025                               [2025-09-15..2025-09-28]
KW 38 bis 40/2025                           [2025-09-15..2025-10-05]
spätestens KW 38 2025                       [..2025-09-21]
nach KW 38 2025                             [2025-09-22..]
seit KW 38 2025                             2025-09/..
seit KW 1 2026                              2025~/..
seit KW 18 2026                             2026/..
ca. KW 1 2026                               2025~
voraussichtlich Herbst 2026                 2026-23?
vsl. Herbst 2026                            2026-23?
voraussichtlich 2026                        2026?
voraussichtlich im Mai 2026                 2026-05?
voraussichtlich Ende 2026                   2026?
geplant für Herbst 2026                     2026-23?
Herbst 2026 (geplant)                       2026-23?
Herbst 2026, voraussichtlich                2026-23?
Herbst 2026 (ca.)                           2026-23~
voraussichtlich ca. 2026                    2026%
evtl. 18. Oktober 2026                      2026-10-18?
Ostern 2026                                 [2026-04-05..2026-04-06]
zu Ostern 2026                              [2026-04-05..2026-04-06]
Ostersonntag 2026                           2026-04-05
Karfreitag 2026                             2026-04-03
Christi Himmelfahrt 2026                    2026-05-14
Pfingsten 2026                              [2026-05-24..2026-05-25]
Fronleichnam 2026                           2026-06-04
Weihnachten 2026                            [2026-12-24..2026-12-26]
Silvester 2026                              2026-12-31
Neujahr 2026                                2026-01-01
um Ostern 2026                              2026-04~
vor Weihnachten 2026                        [..2026-12-23]
nach Ostern 2026                            [2026-04-07..]
Ostern bis Pfingsten 2026                   [2026-04-05..2026-05-25]
Q3 2025                                     2025-35
Jahresende 2025                             [2025-09..2025-12]
zum Jahresende 2025                         [2025-09..2025-12]
Jahresanfang 2025                           [2025-01..2025-04]
Jahresmitte 2025                            [2025-05..2025-08]
Monatsende Mai 2025                         [2025-05-21..2025-05-31]
im Laufe des Jahres 2019                    2019
Mitte/Ende 2019                             [2019-05..2019-12]
Anfang bis Mitte Mai 2019                   [2019-05-01..2019-05-20]
spätestens Ende 2027                        [..2027]
spätestens Mitte 2027                       [..2027-08-31]
spätestens Ende Mai 2027                    [..2027-05]
frühestens Ende 2027                        [2027-09-01..]
frühestens Anfang 2027                      [2027-01-01..]
Donnerstag, den 18. Oktober 2018            2018-10-18
am Donnerstag, dem 18. Oktober 2018         2018-10-18
Do, den 18.10.2018                          2018-10-18
1986 bis heute                              1986/..
seit 1986 bis heute                         1986/..
1986 – heute                                1986/..
von 1986 bis jetzt                          1986/..
1. Mai 1986 bis heute                       1986-05-01/..
seit Ende 2010                              2010/..
seit Mitte Mai 2010                         2010-05/..
seit Anfang der 1990er Jahre                199X/..
seit Ende der 90er Jahre                    199X/..
seit 1992/93                                1992~/..
bis 1992/93                                 ../1992~
seit etwa 1992/93                           1992~/..
bis Mitte 2019                              ../2019
Anfang der 1990er Jahre                     [1990..1993]
Mitte der 1990er Jahre                      [1994..1996]
Ende der 90er Jahre                         [1997..1999]
Ende Mai bis Anfang Juni 2018               [2018-05-21..2018-06-10]
Ende Dezember bis Anfang Januar 2018        [2017-12-21..2018-01-10]
18. Mai bis Anfang Juni 2018                [2018-05-18..2018-06-10]
zwischen Ende Mai und Anfang Juni 2018      [2018-05-21..2018-06-10]
Ende Mai oder Mitte Juni 2018               [2018-05-21..2018-05-31,2018-06-11..2018-06-20]
Ende Mai/Anfang Juni 2018                   [2018-05-21..2018-05-31,2018-06-01..2018-06-10]
25. Dezember bis 2. Januar 2016             2015-12-25/2016-01-02
28. Dezember bis 3. Januar 2017             2016-12-28/2017-01-03
28.12. bis 3.1.2017                         2016-12-28/2017-01-03
25. Dezember 2015 bis 2. Januar             2015-12-25/2016-01-02
November bis Februar 2019                   2018-11/2019-02
Dezember/Januar 2019                        [2018-12,2019-01]
31. Dezember und 1. Januar 2019             2018-12-31/2019-01-01
Herbst bis Frühjahr 2019                    2018-23/2019-21
Winter 2018-19                              2018-24
2021-02-03 bis 2021-02-22                   2021-02-03/2021-02-22
vom 2021-02-03 bis zum 2021-03-02           2021-02-03/2021-03-02
2021-02-03 – 2021-02-22                     2021-02-03/2021-02-22
2021-02 – 2021-03                           2021-02/2021-03
2021-02-03 – heute                          2021-02-03/..
im Mai des Jahres 2010                      2010-05
5. Mai, 2010                                2010-05-05
2019 Q2                                     2019-34
2019/H1                                     2019-40
seit 1967 (unsicher)                        1967?/..
etwa 1967 (fraglich)                        1967%
2010-11 bis 2010-12                         2010-11/2010-12
2009-12 – 2010-01                           2009-12/2010-01
vom 2010-12 bis zum 2011-02-03              2010-12/2011-02-03
2010-02-03 bis 2010-11                      2010-02-03/2010-11
zwischen 2010-11 und 2010-12                [2010-11..2010-12]
2009-10 oder 2009-12                        [2009-10,2009-12]
2021-02-03 oder 2021-02-22                  [2021-02-03,2021-02-22]
2021-02-03 und 2021-02-04                   2021-02-03/2021-02-04
2010–05–06                                  2010-05-06
2010 - 05 - 06                              2010-05-06
2010-05 – 06.06.2010                        2010-05/2010-06-06
2010-05 – 6. Juni 2010                      2010-05/2010-06-06
2010-05 – 2010                              2010-05/2010
2010-05 – 06/2010                           2010-05/2010-06
12 Mai 2010                                 2010-05-12
ca.2010                                     2010~
nicht vor Mai 2010                          [2010-05..]
nicht früher als 2010                       [2010..]
nicht nach 2010                             [..2010]
nicht später als Ende 2010                  [..2010]
bis einschließlich 2019                     ../2019
bis einschl. Mai 2019                       ../2019-05
2010 bis einschließlich 2019                2010/2019
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
week 38 2025                                [2025-09-15..2025-09-21]
calendar week 38 of 2025                    [2025-09-15..2025-09-21]
CW 38/2025                                  [2025-09-15..2025-09-21]
weeks 38 to 39 of 2025                      [2025-09-15..2025-09-28]
2025-W38                                    [2025-09-15..2025-09-21]
expected in autumn 2026                     2026-23?
planned for autumn 2026                     2026-23?
autumn 2026 (planned)                       2026-23?
likely 2026                                 2026?
Easter 2026                                 [2026-04-05..2026-04-06]
Good Friday 2026                            2026-04-03
at Christmas 2026                           [2026-12-24..2026-12-26]
end of the year 2025                        [2025-09..2025-12]
year-end 2025                               [2025-09..2025-12]
mid-to-late 2025                            [2025-05..2025-12]
no later than the end of 2027               [..2027]
Thursday, the 18th of October 2018          2018-10-18
winter 2018-19                              2018-24
winter 2018-2019                            2018-24
mid-1990s                                   [1994..1996]
early 1990s                                 [1990..1993]
late 90s                                    [1997..1999]
since the early 1990s                       199X/..
since late 2010                             2010/..
since 1992/93                               1992~/..
1986-present                                1986/..
1986 – present                              1986/..
1986 to the present day                     1986/..
since 1986 until now                        1986/..
from May 1986 to today                      1986-05/..
late May to early June 2018                 [2018-05-21..2018-06-10]
25 December to 2 January 2016               2015-12-25/2016-01-02
November to February 2019                   2018-11/2019-02
2021-02-03 to 2021-02-22                    2021-02-03/2021-02-22
from 2021-02-03 until 2021-03-02            2021-02-03/2021-03-02
2021-02-03 – 2021-02-22                     2021-02-03/2021-02-22
2021-02 to 2021-03                          2021-02/2021-03
2021-02-03 - present                        2021-02-03/..
3 Feb 2021 - 5                              2021-02-03/2021-02-05
3 Feb 2021-22 Mar                           2021-02-03/2021-03-22
1967 (uncertain)                            1967?
quarter 2 of 2019                           2019-34
2019-Q2                                     2019-34
2019H2                                      2019-41
2019 Q2 to 2019 Q4                          2019-34/2019-36
half-year 1 of 2019                         2019-40
2010-11 to 2010-12                          2010-11/2010-12
2009-12 until 2010-01                       2009-12/2010-01
c.2010                                      2010~
approx. 2010                                2010~
2010 (approx.)                              2010~
not before May 2010                         [2010-05..]
not earlier than 2010                       [2010..]
not after 2010                              [..2010]
not later than 2010                         [..2010]
by the end of 2010                          [..2010]
by 3 May 2010                               [..2010-05-03]
up to and including 2010                    ../2010
2010 onwards                                2010/..
from May 2010 onward                        2010-05/..
2021-02-03 or 2021-02-22                    [2021-02-03,2021-02-22]
2021-02-03 & 2021-02-04                     2021-02-03/2021-02-04
Whitsun 2019                                [2019-06-09..2019-06-10]
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
        (read_german, "KW38/25", "four digits"),
        (read_german, "KW 38/25", "four digits"),
        (read_german, "20180605", "not written in a way known here"),
        (read_german, "201806", "not written in a way known here"),
        (read_english, "86", "four digits"),
        (read, "2018-06-05/2018-06-01", "ends before it begins"),
        (read, "2019-01/2018-05", "ends before it begins"),
        (read, "2018-02-30/2018-03-01", "days 1 to 28"),
        (read, "[2019..2018]", "must end after"),
        (read, "foo/bar", "names no year"),
        *(
            (read_german, text, "ends before it begins")
            for text in (
                "5. Juni bis 1. Juni 2018",
                "10.5. bis 2.5.2016",
                "10. Mai 2016 bis 2. Mai",
                "Anfang Juni bis Ende Mai 2018",
                "2. Mai bis 25. April 2016",
                "Mai bis März 2019",
                "März/Februar 2019",
                "2. Januar und 1. Januar 2019",
            )
        ),
        (read_german, "Oktober/Dezember 2019", "October 2019 and December 2019 do not follow one another"),
        (read_german, "18./20. November 2010", "2010-11-18 and 2010-11-20 do not follow one another"),
        (read_german, "18. und 20. November 2010", "names two dates, 2010-11-18 and 2010-11-20"),
        (read_german, "2012 und 2013", "names two dates"),
        (read_german, "18.11.10", "four digits"),
        (read_german, "Sommer '98", "four digits"),
        (read_german, "20er Jahre", "1920 or 2020"),
        (read_german, "00er Jahre", "1900 or 2000"),
        (read_german, "Ende 18. November 2010", "only months and years"),
        (read_german, "03/04/2019", "which figure"),
        (read_german, "30. Februar 2019", "days 1 to 28"),
        (read_german, "30.2.2019", "days 1 to 28"),
        (read_german, "18.13.2019", "no month 13"),
        (read_german, "14/13/2019", "no month 14"),
        (read_german, "Jahr 0000", "no year 0"),
        (read_german, "Freitag, 18. November 2010", "2010-11-18 is no such day of the week"),
        (read_german, "18. November", "names no year"),
        (read_german, "November", "names no year"),
        (read_german, "heute", "names no year"),
        (read_german, "", "names no year"),
        (read_german, "?", "names no year"),
        (read_german, "seit", "names no year"),
        (read_german, "am 18. 2010 bis November", "not written in a way known here"),
        (read_german, "18. bis November 2010", "without its month"),
        (read_german, "31. bis November 2010", "without its month"),
        (read_german, "32. bis November 2010", "four digits"),
        (read_german, "2016 bis November", "names no year"),
        (read_german, "2019 bis 2012", "ends before it begins"),
        (read_german, "zwischen 2012 und Mai 2014", "same kind"),
        (read_german, "zwischen 2014 und 2012", "must end after"),
        (read_german, "um zwischen 2012 und 2014", "no mark of doubt"),
        (read_german, "seit bis 2014", "one day, month or year"),
        (read_german, "vor ca. 1990", "itself in doubt"),
        (read_german, "vor 0001", "no year 0"),
        (read_german, "vor Januar 0001", "the calendar ends there"),
        (read_german, "nach 9999", "no year 0"),
        (read_german, "nach Dezember 9999", "the calendar ends there"),
        (read_german, "KW 53 2025", "weeks 1 to 52"),
        (read_german, "KW 0 2025", "weeks 1 to 52"),
        (read_german, "KW 38", "names no year"),
        (read_german, "KW 40-38 2025", "must end after"),
        (read_german, "KW 1 0000", "no year 0"),
        (read_german, "KW 52 9999", "the calendar ends there"),
        (read_german, "Ostern", "names no year"),
        (read_german, "Ostern 1000", "not written in a way known here"),
        (read_german, "Q3/25", "four digits"),
        (read_german, "3. Quartal 25", "four digits"),
        (read_german, "Herbst 26", "four digits"),
        (read_german, "Mai '25", "four digits"),
        (read_german, "Jahresende Mai 2025", "only months and years"),
        (read_german, "Jahres-Ende Mai 2025", "only months and years"),
        (read_german, "Monatsende 2025", "only months and years"),
        (read_german, "Ende/Anfang 2025", "must end after"),
        (read_german, "Ende/Ende 2025", "must end after"),
        (read_german, "vor Ende 2019", "one day, month or year"),
        (read_german, "spätestens 2018/19", "one day, month or year"),
        (read_german, "seit 2012 oder 2014", "one day, month or year"),
        (read_german, "spätestens ca. 2027", "itself in doubt"),
        (read_german, "Freitag, den 18. Oktober 2018", "no such day of the week"),
        (read_german, "bis heute", "names no year"),
        (read_german, "20. bis 18. November 2010", "ends before it begins"),
        (read_german, "29. Februar bis 1. März 2017", "days 1 to 28"),
        (read_german, "18.10.2018, 14 Uhr", "clock time"),
        (read_german, "18.10.2018 14:00", "clock time"),
        (read_german, "2018-13", "no month 13"),
        (read_german, "2018-19", "2018/19 or 2018 to 2019"),
        (read_german, "Ende Mai und Anfang Juni 2018", "names two dates"),
        (read_german, "ca. 2016/17", "no mark of doubt"),
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
        (read_english, "3 Feb 2021-22", "four digits"),
        (read_english, "3 Feb 2021 to 22", "four digits"),
        (read_english, "2021-02-03 to 22", "four digits"),
        (read_english, "18 2010", "without its month"),
        (read_english, "before the end of 2019", "one day, month or year"),
        (read_english, "in 2018 and 2020", "names two dates"),
        (read_english, "2021-02-03 and 2021-02-22", "names two dates"),
        (read_german, "2010-05 – 06", "which figure"),
        (read_german, "2010-05–06", "which figure"),
        (read_english, "2010-05 - 06 (?)", "which figure"),
        (read_german, "irgendwann bis heute", "names no year"),
        (read_german, "2021-02-03 bis 2021-02-22 oder 2021-03-01", "not written in a way known here"),
        (read_english, "next year", "names no year"),
        (read_english, "18 October 2018, 2 p.m.", "clock time"),
        (read_english, "mid-May", "names no year"),
        (read_english, "week 54 of 2026", "weeks 1 to 53"),
    ],
)
def test_what_cannot_be_read_or_means_two_things_is_refused(
    read: Callable[[str], FuzzyDate], text: str, reason: str
) -> None:
    with pytest.raises(BadFuzzyDate) as caught:
        read(text)
    assert reason in caught.value.reason
    assert caught.value.value == text


@pytest.mark.parametrize(
    ("text", "de", "en"),
    [
        ("Herbst 2010/Frühjahr 2011", "Herbst 2010 und Frühling 2011", "autumn 2010 and spring 2011"),
        ("1. Quartal 2010 und 3. Quartal 2010", "1. Quartal 2010 und 3. Quartal", "quarter 1 of 2010 and quarter 3"),
        ("vor Ende 2019", "nicht zwischen September 2019 und", "not between September 2019 and December 2019"),
        ("spätestens 2010 bis 2012", "nicht 2010 bis 2012", "not 2010 to 2012"),
        ("seit Herbst 2012 oder 2014", "nicht Herbst 2012 oder 2014", "not autumn 2012 or 2014"),
    ],
)
def test_a_refusal_names_what_it_found_in_words(text: str, de: str, en: str) -> None:
    with pytest.raises(BadFuzzyDate) as caught:
        read(text)
    assert de in caught.value.text("de")
    assert en in caught.value.text("en")


@pytest.mark.parametrize("read", [read_german, read_english])
def test_a_hundred_characters_are_looked_at_and_one_more_is_too_long(read: Callable[[str], FuzzyDate]) -> None:
    assert str(read(f"{' ' * 96}2018")) == "2018"
    with pytest.raises(BadFuzzyDate, match="more than 100 characters"):
        read(f"{' ' * 97}2018")


@pytest.mark.parametrize("read", [read_german, read_english])
@pytest.mark.parametrize("value", [None, 2018, b"2018"])
def test_what_is_no_text_is_refused(read: Callable[[object], FuzzyDate], value: object) -> None:
    with pytest.raises(BadFuzzyDate, match=f"a text is wanted, not {type(value).__name__}") as caught:
        read(value)
    assert caught.value.value is value


@pytest.mark.parametrize("read", [read_german, read_english])
def test_a_hostile_text_is_refused_at_once_and_not_repeated_in_the_message(
    read: Callable[[str], FuzzyDate],
) -> None:
    for text in (
        "ca. " * 1_000_000,
        "-" * 100,
        "1/" * 50,
        "seit " * 20,
        "ab " * 33,
        "2021-02 " * 12,
        "2021-02-" * 12,
        "2021-02-03 to " * 7,
        "from " * 20,
        " " * 10_000_000,
    ):
        with pytest.raises(BadFuzzyDate) as caught:
            read(text)
        assert len(str(caught.value)) < 300


@pytest.mark.parametrize(("text", "edtf"), [*_rows(GERMAN), *_rows(ENGLISH)])
def test_one_reader_reads_both_languages_and_edtf(text: str, edtf: str) -> None:
    if text not in {"2016/2017", "18.11.2010", "1.1.2019"}:  # EDTF; and in English two things
        assert str(read(text)) == str(read(text, "en")) == edtf
    assert str(read(f" {edtf} ")) == edtf


@pytest.mark.parametrize(
    ("text", "lang", "reason"),
    [
        ("2021-22", "de", "two years or a part of one"),
        ("2023-24", "en", "two years or a part of one"),
        ("2018-13", "de", "no month 13"),
        ("2018-02-30", "de", "days 1 to 28"),
        ("Winter 2018", "de", "2017/18 or of 2018/19"),
        ("winter 2018", "en", "2017/18 or of 2018/19"),
        ("03/04/2019", "de", "which figure"),
        ("1.2.2019", "en", "which figure"),  # clear in German, but asked in English
        ("November 31, 2010", "de", "days 1 to 30"),
        ("31. Juni 2010", "en", "days 1 to 30"),
        ("Q3/25", "de", "four digits"),
        ("86", "en", "four digits"),
        ("3 Feb 2021-22", "de", "four digits"),  # of two who do not read it, the one who knows what is wanted
        ("2010-11 bis 2011-12", "de", "two years or a part of one"),
        ("2009-10 oder 2010-11", "de", "two years or a part of one"),
        ("86", "de", "names no year"),  # the reason of the language asked for, where neither reads it
        ("nächstes Jahr", "de", "names no year"),
        ("irgendwann 2019", "de", "not written in a way known here"),
        ("", "de", "names no year"),
        ("[2012..2011]", "de", "must end after"),
    ],
)
def test_the_one_reader_gives_the_reason_of_who_knows_it(text: str, lang: str, reason: str) -> None:
    with pytest.raises(BadFuzzyDate) as caught:
        read(text, lang)
    assert reason in caught.value.reason
    assert caught.value.text("de") != caught.value.text("en")
    assert caught.value.code.startswith(("DATE_", "EDTF_"))


@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.parametrize(
    "edtf",
    [
        *(
            "1967",
            "1967-04",
            "1967-04-12",
            "1967-21",
            "1967-24",
            "1967-33",
            "1967-40",
            "196X",
            "1967?",
            "1967~",
            "1967%",
        ),
        *(
            "196X~",
            "1967-24?",
            "1967/..",
            "../1967",
            "../2004?",
            "1967~/..",
            "196X/..",
            "../196X",
            "1967-24/..",
            "1967/1969",
        ),
        *("1967-04/1967-06", "2021-02-03/2021-02-22", "2021-02-03/2021-03-02", "2021-12-30/2022-01-02"),
        *("1967-33/1967-34", "[1967,1968]", "[1967..1969]", "[1968..]", "[..1966]", "[..1966-03-02]", "[1968-05..]"),
        *("[2021-02-03..2021-02-22]", "[1967,1969-04]", "[1966,1968-23]", "[1967-33,1967-34]"),
    ],
)
def test_what_the_library_says_of_a_date_it_reads_as_that_date(edtf: str, lang: str) -> None:
    when = FuzzyDate.parse(edtf)
    assert [str(read(said, lang)) for said in (when.text(lang), when.phrase_in(lang))] == [edtf, edtf]


def test_a_season_that_cannot_be_two_years_is_read_as_edtf() -> None:
    assert str(read("2018-23")) == "2018-23"
    assert str(read("2010-12")) == "2010-12"
    assert str(read("1.2.2019")) == "2019-02-01"


def test_the_one_reader_takes_texts_and_known_languages_only() -> None:
    with pytest.raises(UnknownLanguage):
        read("2018", "fr")
    for wrong in (None, 2018, b"2018"):
        with pytest.raises(BadFuzzyDate, match="a text is wanted"):
            read(wrong)  # type: ignore[arg-type] # because that is the test


def test_of_words_that_begin_alike_the_longest_is_read_and_words_of_one_number_share_it() -> None:
    assert _any_of(["a.", "ab", "c", "abc"]) == r"abc|a\.|ab|c"
    assert _numbered("a b", "c", start=21) == {"a": 21, "b": 21, "c": 22}
    assert _numbered("a") == {"a": 1}


def test_every_choice_of_a_date_has_its_words() -> None:
    for kind in (DatePrecision, DateMark, End):
        for member in kind:
            assert member.text() == member.text("de") != member.text("en")
