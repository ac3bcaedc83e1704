"""Read people, tables and rules on who sits where, the same for every order of the input, and refuse what cannot be."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from itertools import islice
from typing import Any, Final

from attrs import define, field

from kommunal_partner._checks import items, nearest, pairs, whole
from kommunal_partner._mappings import FrozenMap
from kommunal_partner.errors import BadInstance, KommunalPartnerError, UnknownName
from kommunal_partner.matching._seating import sentences
from kommunal_partner.participants import id_of
from kommunal_partner.results import in_order, order_key, say
from kommunal_partner.results.sentences import PERSON
from kommunal_partner.verdicts import Reason

MOST_PEOPLE: Final = 2000
MOST_TABLES: Final = 2000

Size = int | tuple[int, int]


@define(eq=False)
class People:
    """Those who come, by id and in the one order, the ids in the order given, and who has left altogether."""

    coming: dict[Hashable, object]
    given: tuple[Hashable, ...]
    absent: frozenset[Hashable]
    _named: set[Hashable] = field(factory=set)

    def comes(self, thing: object) -> bool:
        """Whether somebody who is named comes; False for those who have left.

        Raises:
            UnknownName: for an id that nobody has.
        """
        one = id_of(thing)
        self._named.add(one)
        if one in self.coming:
            return True
        if one in self.absent:
            return False
        raise UnknownName(PERSON, one, nearest(one, self.coming))

    def check_absent(self, earlier: Iterable[Hashable] = ()) -> None:
        """Refuse an absent person of whom nothing else was said: it may be misspelt.

        Raises:
            UnknownName: for an id that is not among the people, in no rule and not in the earlier result.
        """
        known = self._named.union(self.given, earlier)
        for one in in_order(self.absent - known):
            raise UnknownName(PERSON, one, nearest(one, known))


def read_people(people: object, absent: object = (), most: int = MOST_PEOPLE) -> People:
    """The people by id; what has no `.id` is an id itself, and a register (id → object with that id) gives its objects.

    Raises:
        BadInstance: for an id given twice, or one that cannot be hashed, or more people than fit into memory.
    """
    if isinstance(people, Mapping) and all(key == getattr(value, "id", None) for key, value in people.items()):
        people = people.values()
    listed = tuple(people) if isinstance(people, str) else _some(people, "people", most)  # letters may be ids
    if len(listed) > most:
        raise BadInstance(say(sentences.TOO_MANY_PEOPLE, most=most), argument="people")
    found: dict[Hashable, object] = {}
    for person in listed:
        one = id_of(person)
        if one in found:
            raise BadInstance(say(sentences.GIVEN_TWICE, id=one), argument="people", value=one)
        found[one] = person
    left = frozenset(id_of(one) for one in items(absent, "absent", BadInstance))
    return People({one: found[one] for one in in_order(found) if one not in left}, tuple(found), left)


def _some(values: object, argument: str, most: int) -> tuple[Any, ...]:
    """What a collection holds, at most one more than may be: an endless one is not gone through."""
    if isinstance(values, Iterable) and not isinstance(values, (str, bytes)):
        values = islice(values, most + 1)
    return items(values, argument, BadInstance)


def read_sizes(sizes: object, argument: str, *, least: int | None = None) -> tuple[tuple[int, int], ...]:
    """The least and most people of each table; a bare number is both, or with `least` the most.

    Raises:
        BadInstance: for a size that is no whole number, below 0, or whose least is above its most.
    """
    listed = _some(sizes, argument, MOST_TABLES)
    if len(listed) > MOST_TABLES:
        raise BadInstance(say(sentences.TOO_MANY_TABLES, what=argument, most=MOST_TABLES), argument=argument)
    return tuple(read_size(size, argument, least=least) for size in listed)


def read_size(
    size: object, argument: str, *, least: int | None = None, reason: Reason = sentences.BAD_SIZE
) -> tuple[int, int]:
    """The least and most people there; a bare number is both, or with `least` the most.

    Raises:
        BadInstance: for what is no whole number, below 0, or whose least is above its most.
    """
    try:
        if isinstance(size, (tuple, list)):
            low, high = (whole(end, argument, BadInstance) for end in size)
        else:
            high = whole(size, argument, BadInstance)
            low = high if least is None else least
    except (ValueError, KommunalPartnerError):
        low, high = 0, -1
    if not 0 <= low <= high:
        raise BadInstance(say(reason, size=repr(size)), argument=argument, value=size)
    return low, high


def read_links(argument: str, groups: object, people: People) -> tuple[tuple[Hashable, ...], ...]:
    """Sets of ids in the one order, without those who have left and without sets of fewer than two.

    Raises:
        UnknownName: for an id that nobody has.
        BadInstance: for a text where a group of ids was meant.
    """
    read = set()
    for group in items(groups, argument, BadInstance):
        if isinstance(group, (str, bytes)) or not isinstance(group, Iterable):
            sentence = say(sentences.GROUPS_NEEDED, what=argument, given=repr(group))
            raise BadInstance(sentence, argument=argument, value=group)
        members = tuple(in_order({id_of(one) for one in group if people.comes(one)}))
        if len(members) > 1:
            read.add(members)
    return tuple(sorted(read, key=order_key))


def read_table(argument: str, table: object, tables: int) -> int:
    """The number of a table, counted from 1.

    Raises:
        BadInstance: for a table that does not exist.
    """
    found = _whole_or_none(table)
    if found is None or not 1 <= found <= tables:
        sentence = say(sentences.NO_SUCH_TABLE, what=argument, table=repr(table), tables=tables)
        raise BadInstance(sentence, argument=argument, value=table)
    return found


def read_round(argument: str, number: object, rounds: int) -> int:
    """The number of a round, counted from 1.

    Raises:
        BadInstance: for a round that does not exist.
    """
    found = _whole_or_none(number)
    if found is None or not 1 <= found <= rounds:
        sentence = say(sentences.NO_SUCH_ROUND, what=argument, round=repr(number), rounds=rounds)
        raise BadInstance(sentence, argument=argument, value=number)
    return found


def _whole_or_none(value: object) -> int | None:
    try:
        return whole(value, "a number", BadInstance)
    except BadInstance:
        return None


def read_places(argument: str, places: object, people: People, tables: int) -> FrozenMap[Hashable, int]:
    """The table of each of these people, counted from 1; those who have left are passed over.

    Raises:
        UnknownName: for an id that nobody has.
        BadInstance: for a table that does not exist, or two tables for one person.
    """
    read: dict[Hashable, int] = {}
    for thing, table in pairs(places, argument, BadInstance):
        number = read_table(argument, table, tables)
        if people.comes(thing):
            one = id_of(thing)
            if read.setdefault(one, number) != number:
                raise BadInstance(say(sentences.TWO_TABLES_GIVEN, what=argument, id=one), argument=argument, value=one)
    return FrozenMap({one: read[one] for one in in_order(read)})
