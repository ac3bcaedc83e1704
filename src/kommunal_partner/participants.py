"""Who takes part: participants as far as they are known, and the delegations they travel in.

Pseudonymous by design: a participant is an id of the caller's choosing. A name may be kept beside it for lists that
people read; it never appears in `repr`, in errors or in explanations.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable
from typing import Final, Literal, TypeVar

from attrs import field, fields, frozen

from kommunal_partner.errors import BadInstance, BadModel
from kommunal_partner.results import in_order

__all__ = ["SDGS", "Delegation", "Participant", "Side", "delegations", "id_of"]

Side = Literal["german", "partner"]

SDGS: Final = range(1, 18)
"""The numbers of the Sustainable Development Goals: 1 to 17."""

_ALPHA3 = re.compile(r"[A-Z]{3}")


V = TypeVar("V", bound=Hashable)


def _set(values: Iterable[V] | None) -> frozenset[V] | None:
    if isinstance(values, str):
        raise BadModel(f"a set of words is needed, not the one word {values!r}: write {{{values!r}}}")
    return None if values is None else frozenset(values)


def _texts(values: Iterable[str] | None) -> frozenset[str] | None:
    return _set(values)


def _numbers(values: Iterable[int] | None) -> frozenset[int] | None:
    return _set(values)


def _slots(values: Iterable[Hashable] | None) -> frozenset[Hashable] | None:
    return _set(values)


def _ids(values: Iterable[Hashable]) -> tuple[Hashable, ...]:
    return tuple(in_order(values))


# What a value must be; they take `object`, because callers without a type checker give anything.


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_country(value: object) -> bool:
    return isinstance(value, str) and _ALPHA3.fullmatch(value) is not None


def _is_goal(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value in SDGS


def _is_amount(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value < float("inf")


def _is_class(value: object) -> bool:
    return isinstance(value, int) and _is_amount(value)


def _is_side(value: object) -> bool:
    return value in {"german", "partner"}


def _is_truth(value: object) -> bool:
    return isinstance(value, bool)


def _is_hashable(value: object) -> bool:
    try:
        hash(value)
    except TypeError:
        return False
    return True


_ONE: Final[tuple[tuple[str, Callable[[object], bool], str], ...]] = (
    ("municipality", _is_text, "one word, the id of a unit"),
    ("country", _is_country, "an alpha-3 code such as TZA"),
    ("side", _is_side, "'german' or 'partner'"),
    ("actor", _is_text, "one word"),
    ("experience", _is_amount, "a number from 0 on"),
    ("size_class", _is_class, "a whole number from 0 on"),
    ("newcomer", _is_truth, "True or False"),
    ("delegation", _is_hashable, "a hashable id"),
)
_MANY: Final[tuple[tuple[str, Callable[[object], bool], str], ...]] = (
    ("languages", _is_text, "words"),
    ("themes", _is_text, "words"),
    ("sdgs", _is_goal, "whole numbers from 1 to 17"),
    ("offers", _is_text, "words"),
    ("seeks", _is_text, "words"),
)


def _check(owner: Participant | Delegation) -> None:
    if not _is_hashable(owner.id):
        raise BadModel(f"an id must be hashable, {type(owner.id).__name__} is not")
    for name, fits, wanted in _ONE:
        value = getattr(owner, name, None)
        if value is not None and not fits(value):
            raise BadModel(f"{name} of {owner.id!r} must be {wanted}, not {value!r}; None if it is not known")
    for name, fits, wanted in _MANY:
        for value in getattr(owner, name, None) or ():
            if not fits(value):
                raise BadModel(f"{name} of {owner.id!r} must be {wanted}, not {value!r}")


@frozen
class Participant:
    """One person who takes part, under an id; whatever is not known stays None.

    None and an empty set are different: `offers=None` is not known, `offers=frozenset()` offers nothing.

    - `municipality`: the id of the unit the person comes from; `delegation`: the id of the group they travel in.
    - `country`: alpha-3. `side`: "german" or "partner". `actor`: a word such as administration, politics, mayor,
      association, ngo, diaspora, expert.
    - `languages`: tags such as "de" or "sw", all of one spelling. `themes`, `offers`, `seeks`: the caller's own words;
      what one offers fits what another seeks when the words are equal. `sdgs`: numbers from 1 to 17.
    - `experience`: years of partnership work, from 0 on. `size_class`: the place of the municipality's size in the
      caller's own order of classes, from 0 on. `newcomer`: whether it is the first time here.
    - `availability`: the slots at which the person can meet.
    - `name`: for lists that people read only; left out of `repr` and of every error.

    Raises:
        BadModel: for parts that are no such values. Two municipalities are a contradiction, not a set.

    >>> Participant("p1", name="Erika Mustermann", languages={"de"})
    Participant(id='p1', languages=frozenset({'de'}))
    """

    id: Hashable
    name: str | None = field(default=None, repr=False, kw_only=True)
    municipality: str | None = field(default=None, kw_only=True)
    delegation: Hashable | None = field(default=None, kw_only=True)
    country: str | None = field(default=None, kw_only=True)
    side: Side | None = field(default=None, kw_only=True)
    actor: str | None = field(default=None, kw_only=True)
    languages: frozenset[str] | None = field(default=None, kw_only=True, converter=_texts)
    themes: frozenset[str] | None = field(default=None, kw_only=True, converter=_texts)
    sdgs: frozenset[int] | None = field(default=None, kw_only=True, converter=_numbers)
    offers: frozenset[str] | None = field(default=None, kw_only=True, converter=_texts)
    seeks: frozenset[str] | None = field(default=None, kw_only=True, converter=_texts)
    experience: float | None = field(default=None, kw_only=True)
    size_class: int | None = field(default=None, kw_only=True)
    newcomer: bool | None = field(default=None, kw_only=True)
    availability: frozenset[Hashable] | None = field(default=None, kw_only=True, converter=_slots)

    def __attrs_post_init__(self) -> None:
        _check(self)

    def __repr__(self) -> str:
        shown = ((part.name, getattr(self, part.name)) for part in fields(Participant) if part.repr)
        return f"Participant({', '.join(f'{name}={_shown(value)}' for name, value in shown if value is not None)})"


def _shown(value: object) -> str:
    if isinstance(value, frozenset):
        return f"frozenset({{{', '.join(map(repr, in_order(value)))}}})" if value else "frozenset()"
    return repr(value)


@frozen
class Delegation:
    """People who travel together for one municipality: their ids, each once.

    Raises:
        BadModel: if it has no member, or one of them twice.

    >>> Delegation("d1", members=("p2", "p1")).members
    ('p1', 'p2')
    """

    id: Hashable
    members: tuple[Hashable, ...] = field(kw_only=True, converter=_ids)
    municipality: str | None = field(default=None, kw_only=True)
    country: str | None = field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        _check(self)
        if not self.members:
            raise BadModel(f"delegation {self.id!r} has no member")
        if len(set(self.members)) < len(self.members):
            raise BadModel(f"delegation {self.id!r} names a member twice")


def id_of(thing: object) -> Hashable:
    """The `.id` of a participant or of anything else that has one; what has none is its own id.

    Raises:
        BadInstance: for an id that cannot be hashed.

    >>> id_of(Participant("p1")), id_of("p1")
    ('p1', 'p1')
    """
    identifier: Hashable = getattr(thing, "id", thing)
    try:
        hash(identifier)
    except TypeError:
        raise BadInstance(f"a {type(identifier).__name__} cannot be an id: it cannot be hashed") from None
    return identifier


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
    for person in people:
        if known.setdefault(person.id, person) != person:
            raise BadModel(f"two different participants have the id {person.id!r}")
    for person in known.values():
        if person.delegation is not None:
            members.setdefault(person.delegation, []).append(person)
    return tuple(
        Delegation(
            group,
            members=tuple(person.id for person in members[group]),
            municipality=_agreed(group, "municipalities", (person.municipality for person in members[group])),
            country=_agreed(group, "countries", (person.country for person in members[group])),
        )
        for group in in_order(members)
    )


def _agreed(group: Hashable, what: str, values: Iterable[str | None]) -> str | None:
    found = sorted({value for value in values if value is not None})
    if len(found) > 1:
        raise BadModel(f"the members of delegation {group!r} come from different {what}: {', '.join(found)}")
    return found[0] if found else None
