from __future__ import annotations

from datetime import date

from attrs import evolve

from kommunal_partner.facts import load_facts
from kommunal_partner.oda import Listing, OdaGroup, OdaList, OdaRegister
from kommunal_partner.spans import Span


def test_the_facts_say_when_the_newest_list_ends_and_which_texts_are_old() -> None:
    found = load_facts().expiries()
    assert [one.last for one in found] == sorted(one.last for one in found)
    (newest,) = [one for one in found if one.subject == load_facts().oda.lists[-1].id]
    assert newest.last == date(2026, 12, 31)
    assert newest.text("de").endswith("gilt bis zum 31.12.2026; für spätere Tage ist keine Liste bekannt.")
    assert str(newest) == newest.text("de")
    assert len(repr(newest)) <= 200
    assert not any("bound method" in one.text(lang) for one in found for lang in ("de", "en"))
    assert {one.subject for one in found} - {newest.subject} <= set(load_facts().programmes)


def test_what_is_open_does_not_run_out() -> None:
    since = Span(date(2020, 1, 1))
    oda = OdaRegister([OdaList("2020", since)], [Listing("GHA", OdaGroup.LMIC, since)])
    assert [one for one in evolve(load_facts(), oda=oda).expiries() if one.subject == "2020"] == []
    for one in load_facts().expiries():
        programme = load_facts().programmes.get(one.subject)
        if programme is not None:
            spans = [version.seen for version in programme.versions if version.seen is not None and not version.closed]
            assert max(span.last for span in spans if span.last is not None) == one.last
            assert all(span.last is not None for span in spans)
