"""The bar of a country: its stretches as rectangles in per cent of the width, without a length of its own."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from attrs import frozen

from fact_pages.history import Stretch, unseen_lists
from kommunal_partner.oda import OdaRegister
from kommunal_partner.spans import Span

__all__ = ["Bar", "Piece", "bar"]


@frozen
class Piece:
    """A rectangle: where it begins and how wide it is, in per cent; the class of its colour, the hatching over it."""

    x: str
    width: str
    fill: str
    hatch: str | None


@frozen
class Bar:
    """All rectangles, the years written under it with their places, and the place of the day called today."""

    pieces: tuple[Piece, ...]
    unseen: tuple[Piece, ...]
    years: tuple[tuple[int, str], ...]
    today: str
    looks: tuple[str, ...]


def bar(register: OdaRegister, stretches: tuple[Stretch, ...], on: date) -> Bar:
    """The bar from the first list to the end of the last list or of this year, whichever is later."""
    start = register.horizon.start
    last_year = max(on.year, (register.horizon.last or on).year)
    axis = Span(start, date(last_year + 1, 1, 1))
    whole = (date(last_year + 1, 1, 1) - start).days

    def share(days: int) -> str:
        return f"{100 * days / whole:.3f}%"

    def piece(span: Span, fill: str, hatch: str | None) -> Piece:
        inside = span.intersection(axis) or axis
        days = ((inside.end or axis.start) - inside.start).days
        return Piece(share((inside.start - start).days), share(days), fill, hatch)

    pieces = [piece(one.span, _fill(one), _hatch(one, stretches)) for one in stretches]
    unseen = [piece(one.span, "none", "unseen") for one in unseen_lists(register)]
    years = [(year, share((date(year, 1, 1) - start).days)) for year in _marked(start.year, last_year)]
    looks = dict.fromkeys(piece.hatch or piece.fill for piece in pieces)
    return Bar(tuple(pieces), tuple(unseen), tuple(years), share(max((on - start).days, 0)), tuple(looks))


def _fill(one: Stretch) -> str:
    return "off" if one.group is None else one.group.value


def _hatch(one: Stretch, stretches: Iterable[Stretch]) -> str | None:
    if one.look in ("covered", "unknown"):
        return one.look
    on_the_list = [other.span for other in stretches if other.look in ("listed", "covered")]
    between = any(s.start < one.span.start for s in on_the_list) and any(s.start > one.span.start for s in on_the_list)
    return "gap" if one.look in ("off", "aid") and between else None


def _marked(first: int, last: int) -> list[int]:
    """The first year and every fifth one; none so near to the end that its figures would not fit."""
    return [first, *[year for year in range(first + 1, last - 1) if year % 5 == 0]]
