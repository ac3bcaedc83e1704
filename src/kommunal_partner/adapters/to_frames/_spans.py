"""The DAC list as one row a country and stretch of days, for joins of one's own."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import groupby

from kommunal_partner.adapters.to_frames._stretches import Stretches, Told
from kommunal_partner.countries import country, known_codes
from kommunal_partner.oda import OdaRegister

_ONE_DAY = timedelta(days=1)


def oda_spans(register: OdaRegister) -> list[dict[str, object]]:
    """What the lists say of every country, a row for each stretch of days of one answer by one list.

    `iso3`, `iso2`, `dac_code`, `first` and `last` (both days count, so `BETWEEN first AND last` joins), `oda_eligible`
    (True, False, or None where nothing is known), `oda_group`, `oda_list`, `oda_reason`. Codes stay text. Days before
    the first list and after the last are rows as well: undecided is an answer.

    >>> from kommunal_partner.facts import load_facts
    >>> rows = [row for row in oda_spans(load_facts().oda) if row["iso3"] == "CHL" and row["oda_eligible"]]
    >>> rows[-1]["last"].isoformat()
    '2017-12-31'
    """
    stretches = Stretches(register, "undecided")
    days = list(stretches.first_days())
    rows: list[dict[str, object]] = []
    for code in sorted(known_codes()):
        one = country(code)
        said = [(day, stretches.on_day(one, day)) for _, day in days]
        runs = [list(run) for _, run in groupby(said, key=lambda pair: pair[1])]
        firsts = [date.min, *(run[0][0] for run in runs[1:])]
        lasts = [*(first - _ONE_DAY for first in firsts[1:]), date.max]
        for run, first, last in zip(runs, firsts, lasts, strict=True):
            rows.append(
                _row({"iso3": one.alpha3, "iso2": one.alpha2, "dac_code": one.dac_code}, first, last, run[0][1])
            )
    return rows


def _row(codes: dict[str, object], first: date, last: date, answer: Told) -> dict[str, object]:
    return {
        **codes,
        "first": first,
        "last": last,
        "oda_eligible": answer.eligible,
        "oda_group": answer.group,
        "oda_list": answer.list,
        "oda_reason": answer.reason,
    }
