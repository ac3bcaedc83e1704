"""What the facts know to run out: the last list, and the texts of programmes that were seen for certain years only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from attrs import frozen

from kommunal_partner._repr import short_repr
from kommunal_partner.facts.sentences import LIST_ENDS, TEXT_SEEN_UNTIL
from kommunal_partner.oda import OdaRegister
from kommunal_partner.programmes import Programme
from kommunal_partner.verdicts import Sentence


@frozen(repr=False)
class Expiry:
    """Something that is known up to a day, the last that counts, and not beyond; `subject` is its id in the facts."""

    subject: str
    last: date
    sentence: Sentence

    __repr__ = short_repr

    def text(self, lang: str = "de") -> str:
        """What runs out, as a sentence."""
        return self.sentence.text(lang)

    def __str__(self) -> str:
        return self.text()


def expiries(oda: OdaRegister, programmes: Iterable[Programme]) -> tuple[Expiry, ...]:
    """Everything that runs out, by the day it does."""
    found = [*_list(oda), *(one for programme in programmes for one in _text(programme))]
    return tuple(sorted(found, key=lambda one: (one.last, one.subject)))


def _list(oda: OdaRegister) -> Iterator[Expiry]:
    last = oda.horizon.last
    if last is not None:
        newest = oda.lists[-1]
        yield Expiry(newest.id, last, Sentence(LIST_ENDS, {"list": newest, "last": last}))


def _text(programme: Programme) -> Iterator[Expiry]:
    """The newest text of a programme, unless it is open or says that the programme is over."""
    seen = [one for one in programme.versions if one.seen is not None and not one.closed]
    if any(one.seen is not None and one.seen.last is None for one in seen):
        return
    last = max((one.seen.last for one in seen if one.seen is not None and one.seen.last is not None), default=None)
    if last is not None:
        yield Expiry(programme.id, last, Sentence(TEXT_SEEN_UNTIL, {"programme": programme, "last": last}))
