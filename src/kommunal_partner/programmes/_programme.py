"""A funding programme with its versions, and which of them holds on a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from attrs import field, frozen

from kommunal_partner._checks import as_day, as_text, instances, nearest
from kommunal_partner._repr import short_repr
from kommunal_partner.errors import BadModel, UnknownName
from kommunal_partner.languages import Term, language
from kommunal_partner.programmes._versions import ProgrammeVersion
from kommunal_partner.programmes.sentences import VERSION
from kommunal_partner.spans import Span


@frozen(repr=False)
class InForce:
    """Which version's text holds on a day, as far as that is known.

    `certain` holds if exactly one text was seen for that day. Otherwise `candidates` are the texts between which it is
    open: those seen last before the day and first after it.
    """

    day: date
    candidates: tuple[ProgrammeVersion, ...]
    certain: bool

    __repr__ = short_repr


def _versions(versions: Iterable[ProgrammeVersion]) -> tuple[ProgrammeVersion, ...]:
    return instances(versions, ProgrammeVersion, "versions")


@frozen(repr=False)
class Programme:
    """A funding programme with all versions of its rules that are known.

    Raises:
        BadModel: if a version belongs to another programme or two have the same name.
    """

    id: str
    name_de: str
    name_en: str
    versions: tuple[ProgrammeVersion, ...] = field(default=(), converter=_versions)

    __repr__ = short_repr

    def __attrs_post_init__(self) -> None:
        names = [version.version for version in self.versions]
        if len(set(names)) < len(names):
            raise BadModel(
                Term(
                    f"Das Programm {self.id} hat zwei Fassungen eines Namens: {', '.join(names)}",
                    f"programme {self.id} has two versions of one name: {', '.join(names)}",
                )
            )
        strangers = [version.programme for version in self.versions if version.programme != self.id]
        if strangers:
            raise BadModel(
                Term(
                    f"Das Programm {self.id} hat Fassungen anderer: {', '.join(strangers)}",
                    f"programme {self.id} is given versions of {', '.join(strangers)}",
                )
            )

    def name(self, lang: str = "de") -> str:
        """The programme's name in German or English."""
        return self.name_de if language(lang) == "de" else self.name_en

    def version(self, name: str) -> ProgrammeVersion:
        """The version of this name.

        Raises:
            UnknownName: if there is none.
        """
        wanted = as_text(name, "name")
        for version in self.versions:
            if version.version == wanted:
                return version
        raise UnknownName(VERSION, name, nearest(name, [version.version for version in self.versions]))

    def in_force(self, *, on: date) -> InForce:
        """Which version's text holds on the day.

        A text without a last year counts until the next one was seen; after that, and in years for which no text was
        seen, the question is open between the neighbours: all that were seen last before, and first after.
        """
        on = as_day(on)
        undated = tuple(version for version in self.versions if version.seen is None)
        spans = spans_of(self.versions)
        holding = tuple(version for version, span in spans if span.contains(on))
        if holding or undated:
            return InForce(on, holding + undated, certain=len(holding) == 1 and not undated)
        last = max((span.end for _, span in spans if span.end is not None and span.end <= on), default=None)
        first = min((span.start for _, span in spans if span.start > on), default=None)
        before = tuple(version for version, span in spans if span.end is not None and span.end == last)
        after = tuple(version for version, span in spans if span.start == first)
        return InForce(on, before + after, certain=False)


def spans_of(versions: Iterable[ProgrammeVersion]) -> list[tuple[ProgrammeVersion, Span]]:
    """The dated versions, the oldest first, each with the days for which its text counts: an open end is the next."""
    dated = [(version, version.seen) for version in versions if version.seen is not None]
    dated.sort(key=lambda pair: pair[1].start)
    starts = sorted({span.start for _, span in dated})
    following = dict(pairwise([*starts, None]))
    return [
        (version, span if span.end is not None else Span(span.start, following[span.start])) for version, span in dated
    ]
