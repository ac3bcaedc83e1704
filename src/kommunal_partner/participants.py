"""Who takes part: participants as far as they are known, and the delegations they travel in.

Pseudonymous by design: a participant is an id of the caller's choosing. A name may be kept beside it for lists that
people read; it never appears in `repr`, in errors or in explanations.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable
from enum import Enum
from typing import Final, Protocol

from attrs import field, frozen

from kommunal_partner._checks import (
    as_text,
    choice,
    count,
    identifier,
    instance,
    instances,
    items,
    number,
    refusal,
    values_of,
)
from kommunal_partner._repr import known_repr
from kommunal_partner.errors import BadInstance, BadModel
from kommunal_partner.languages import Term
from kommunal_partner.results import in_order

__all__ = ["SDGS", "Delegation", "Participant", "Side", "delegations", "id_of"]

SDGS: Final = range(1, 18)
"""The numbers of the Sustainable Development Goals: 1 to 17."""

_ALPHA3: Final = re.compile(r"[A-Z]{3}")


class Side(Enum):
    """The side at home, or the side of the partner abroad."""

    GERMAN = "german"
    PARTNER = "partner"

    def text(self, lang: str = "de") -> str:
        """The word for it in German or English."""
        return _SIDES[self].text(lang)


_SIDES: Final = {
    Side.GERMAN: Term("deutsche Seite", "German side"),
    Side.PARTNER: Term("Partnerseite", "partner side"),
}


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


class _HasAlpha3(Protocol):
    @property
    def alpha3(self) -> str: ...


# ── readers of the fields: each takes what a caller without a type checker gives, or refuses it by the field's name ──


def _id(value: Hashable) -> Hashable:
    return identifier(value, "id")


def _group(value: Hashable | None) -> Hashable | None:
    return None if value is None else identifier(value, "delegation")


def _members(values: Iterable[Hashable]) -> tuple[Hashable, ...]:
    return tuple(in_order(identifier(member, "members") for member in values_of(values, "members")))


def _name(value: str | None) -> str | None:
    return None if value is None else instance(value, str, "name")


def _municipality(value: str | _HasId | None) -> str | None:
    return None if value is None else as_text(getattr(value, "id", value), "municipality")


def _country(value: str | _HasAlpha3 | None) -> str | None:
    code = getattr(value, "alpha3", value)
    if code is None or (isinstance(code, str) and _ALPHA3.fullmatch(code)):
        return code
    de, en = " muss ein Code aus drei Buchstaben sein wie TZA", " must be an alpha-3 code such as TZA"
    raise refusal(BadModel, "country", value, f"{de}, nicht {code!r}", f"{en}, not {code!r}")


def _side(value: Side | str | None) -> Side | None:
    return None if value is None else choice(Side, value, "side")


def _actor(value: str | None) -> str | None:
    return None if value is None else as_text(value, "actor")


def _words(values: Iterable[str] | None, argument: str) -> frozenset[str] | None:
    return None if values is None else frozenset(as_text(word, argument) for word in items(values, argument))


def _languages(values: Iterable[str] | None) -> frozenset[str] | None:
    return _words(values, "languages")


def _themes(values: Iterable[str] | None) -> frozenset[str] | None:
    return _words(values, "themes")


def _offers(values: Iterable[str] | None) -> frozenset[str] | None:
    return _words(values, "offers")


def _seeks(values: Iterable[str] | None) -> frozenset[str] | None:
    return _words(values, "seeks")


def _goals(values: Iterable[int] | None) -> frozenset[int] | None:
    if values is None:
        return None
    return frozenset(count(goal, "sdgs", least=SDGS[0], most=SDGS[-1]) for goal in items(values, "sdgs"))


def _slots(values: Iterable[Hashable] | None) -> frozenset[Hashable] | None:
    return (
        None
        if values is None
        else frozenset(identifier(slot, "availability") for slot in items(values, "availability"))
    )


def _years(value: float | None) -> float | None:
    return None if value is None else number(value, "experience", least=0)


def _class(value: int | None) -> int | None:
    return None if value is None else count(value, "size_class")


def _truth(value: bool | None) -> bool | None:  # noqa: FBT001 - because it is the value of a field
    return None if value is None else instance(value, bool, "newcomer")


@frozen(repr=False)
class Participant:
    """One person who takes part, under an id; whatever is not known stays None.

    None and an empty set are different: `offers=None` is not known, `offers=frozenset()` offers nothing.

    - `municipality`: the unit the person comes from, or its id; `delegation`: the group they travel in, or its id.
    - `country`: alpha-3, or a Country. `side`: a Side, or "german" or "partner". `actor`: a word such as
      administration, politics, mayor, association, ngo, diaspora, expert.
    - `languages`: tags such as "de" or "sw", all of one spelling. `themes`, `offers`, `seeks`: the caller's own words;
      what one offers fits what another seeks when the words are equal. `sdgs`: numbers from 1 to 17.
    - `experience`: years of partnership work, from 0 on. `size_class`: the place of the municipality's size in the
      caller's own order of classes, from 0 on. `newcomer`: whether it is the first time here.
    - `availability`: the slots at which the person can meet.
    - `name`: for lists that people read only; left out of `repr` and of every error.

    Raises:
        BadModel: for parts that are no such values. Two municipalities are a contradiction, not a set.

    >>> Participant("p1", name="Erika Mustermann", languages={"de"})
    Participant(id='p1', languages={'de'})
    """

    id: Hashable = field(converter=_id)
    name: str | None = field(default=None, repr=False, kw_only=True, converter=_name)
    municipality: str | None = field(default=None, kw_only=True, converter=_municipality)
    delegation: Hashable | None = field(default=None, kw_only=True, converter=_group)
    country: str | None = field(default=None, kw_only=True, converter=_country)
    side: Side | None = field(default=None, kw_only=True, converter=_side)
    actor: str | None = field(default=None, kw_only=True, converter=_actor)
    languages: frozenset[str] | None = field(default=None, kw_only=True, converter=_languages)
    themes: frozenset[str] | None = field(default=None, kw_only=True, converter=_themes)
    sdgs: frozenset[int] | None = field(default=None, kw_only=True, converter=_goals)
    offers: frozenset[str] | None = field(default=None, kw_only=True, converter=_offers)
    seeks: frozenset[str] | None = field(default=None, kw_only=True, converter=_seeks)
    experience: float | None = field(default=None, kw_only=True, converter=_years)
    size_class: int | None = field(default=None, kw_only=True, converter=_class)
    newcomer: bool | None = field(default=None, kw_only=True, converter=_truth)
    availability: frozenset[Hashable] | None = field(default=None, kw_only=True, converter=_slots)

    __repr__ = known_repr


@frozen(repr=False)
class Delegation:
    """People who travel together for one municipality: their ids, each once.

    Raises:
        BadModel: if it has no member, or one of them twice.

    >>> Delegation("d1", members=("p2", "p1")).members
    ('p1', 'p2')
    """

    id: Hashable = field(converter=_id)
    members: tuple[Hashable, ...] = field(kw_only=True, converter=_members)
    municipality: str | None = field(default=None, kw_only=True, converter=_municipality)
    country: str | None = field(default=None, kw_only=True, converter=_country)

    def __attrs_post_init__(self) -> None:
        if not self.members:
            raise BadModel(
                Term(f"die Delegation {self.id!r} hat kein Mitglied", f"delegation {self.id!r} has no member")
            )
        if len(set(self.members)) < len(self.members):
            raise BadModel(
                Term(
                    f"die Delegation {self.id!r} nennt ein Mitglied zweimal",
                    f"delegation {self.id!r} names a member twice",
                )
            )

    __repr__ = known_repr


def id_of(thing: object) -> Hashable:
    """The `.id` of a participant or of anything else that has one; what has none is its own id.

    Raises:
        BadInstance: for an id that cannot be hashed.

    >>> id_of(Participant("p1")), id_of("p1")
    ('p1', 'p1')
    """
    return identifier(thing, "id", BadInstance)


def delegations(people: Iterable[Participant]) -> tuple[Delegation, ...]:
    """The delegations these people form, by id; who travels in none is left out.

    The municipality and the country are those that the members agree on; None if no member's is known.

    Raises:
        BadModel: if an id stands for two different records (a participant of two municipalities), or if the members
            of one delegation come from different municipalities or countries.

    >>> people = [Participant("a", delegation="d", municipality="ulm"), Participant("b", delegation="d")]
    >>> delegations(people)[0].municipality
    'ulm'
    """
    known: dict[Hashable, Participant] = {}
    members: dict[Hashable, list[Participant]] = {}
    for person in instances(people, Participant, "people"):
        if known.setdefault(person.id, person) != person:
            raise BadModel(
                Term(
                    f"zwei verschiedene Teilnehmende haben die Kennung {person.id!r}",
                    f"two different participants have the id {person.id!r}",
                )
            )
    for person in known.values():
        if person.delegation is not None:
            members.setdefault(person.delegation, []).append(person)
    return tuple(
        Delegation(
            group,
            members=tuple(person.id for person in members[group]),
            municipality=_agreed(
                group, Term("Kommunen", "municipalities"), (person.municipality for person in members[group])
            ),
            country=_agreed(group, Term("Ländern", "countries"), (person.country for person in members[group])),
        )
        for group in in_order(members)
    )


def _agreed(group: Hashable, what: Term, values: Iterable[str | None]) -> str | None:
    found = sorted({value for value in values if value is not None})
    if len(found) > 1:
        raise BadModel(
            Term(
                f"die Mitglieder der Delegation {group!r} kommen aus verschiedenen {what.de}: {', '.join(found)}",
                f"the members of delegation {group!r} come from different {what.en}: {', '.join(found)}",
            )
        )
    return found[0] if found else None
