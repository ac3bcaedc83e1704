"""The one reader each for what callers give as an argument: counts, numbers, seconds, days, ids, closed choices.

Every reader returns the value as the library keeps it or refuses it with the argument's name. Whole numbers of other
libraries (numpy's among them) are read; a bool is never a number. An argument that is called by a phrase, not by its
name, is a `Term`, for the refusal is said in German and in English.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Iterable, Mapping
from contextlib import suppress
from datetime import date, datetime
from difflib import get_close_matches
from enum import Enum
from operator import index
from typing import Any, Final, TypeVar

from kommunal_partner.errors import (
    BadBudget,
    BadInstance,
    BadModel,
    KommunalPartnerError,
    NotADay,
    Speaks,
    UnknownChoice,
)
from kommunal_partner.languages import Term

__all__ = [
    "as_day",
    "as_text",
    "choice",
    "count",
    "each_of",
    "function",
    "having",
    "identifier",
    "instance",
    "instances",
    "is_bool",
    "is_number",
    "items",
    "mapping",
    "nearest",
    "neither",
    "no_pair",
    "not_there",
    "number",
    "on_days",
    "one_of",
    "only_pairs",
    "pairs",
    "refusal",
    "seconds",
    "values_of",
    "whole",
]

E = TypeVar("E", bound=Enum)
T = TypeVar("T")

_SHORTEST: Final = 3
_LONGEST: Final = 200
"""A shorter text stands in too many words to mean one of them."""

_FEW: Final = 2
"""So few words stand in a message with quotation marks; more of them as a list."""

MOST: Final = 2**53
"""Whole numbers beyond this are no counts, and floats no longer tell neighbours apart."""


def refusal(
    error: type[KommunalPartnerError],
    argument: str | Term,
    value: object,
    de: str,
    en: str,
    suggestions: Iterable[str] = (),
) -> KommunalPartnerError:
    """The error that begins with what the argument is called and goes on in German or English."""
    called = _called(argument)
    said = Term(f"{called.de}{de}", f"{called.en}{en}")
    return error(said, argument=called.en, value=value, suggestions=tuple(suggestions))


def _called(argument: str | Term) -> Term:
    """What a sentence calls the argument; a name is the same in both languages, and may come from a caller."""
    return argument if isinstance(argument, Term) else Term(argument, argument)


def neither(error: type[KommunalPartnerError], argument: str, value: object, kinds: str) -> KommunalPartnerError:
    """The refusal of what is neither of these kinds nor the id of one."""
    said = _shown(value)
    en = f" must be of type {kinds} or an id, not {said}"
    return refusal(error, argument, value, f" muss vom Typ {kinds} oder eine Kennung sein, nicht {said}", en)


def not_there(argument: str | Term, one: object, known: Iterable[object]) -> KommunalPartnerError:
    """The refusal of an id that is none of those spoken of, with the one that may be meant."""
    de, en = f" nennt {one!r}, aber niemand hat diese Kennung", f" names {one!r}, who is not there"
    return refusal(BadInstance, argument, one, de, en, nearest(one, known))


def on_days(what: object, days: Speaks | None) -> Term:
    """What is spoken of, with the days for which it holds behind it; all of them if there are none."""
    days = days or Term("alle Tage", "all days")
    return Term(f"{what} ({days.text('de')})", f"{what} ({days.text('en')})")


def as_day(value: object, name: str | Term = "on") -> date:
    """The value itself, if it is a day.

    Raises:
        NotADay: for anything else; a `datetime` is a moment, not a day, and the message says so.
    """
    if not isinstance(value, date) or isinstance(value, datetime):
        raise NotADay(value, name)
    return value


def as_text(value: object, argument: str | Term, error: type[KommunalPartnerError] = BadModel) -> str:
    """The value itself, if it is a text that is not blank."""
    if not isinstance(value, str) or not value.strip():
        said = _shown(value)
        en = f" must be a text that is not blank, not {said}"
        raise refusal(error, argument, value, f" muss ein nicht leerer Text sein, nicht {said}", en)
    return value


def whole(value: object, argument: str | Term, error: type[KommunalPartnerError] = BadModel) -> int:
    """The whole number; numpy's are read, a bool, a float and a text are refused."""
    if not is_bool(value):
        try:
            return index(value)  # type: ignore[arg-type]  # because this is the question
        except TypeError:
            pass
    said = _shown(value)
    en = f" must be a whole number, not {said}"
    raise refusal(error, argument, value, f" muss eine ganze Zahl sein, nicht {said}", en)


def count(
    value: object,
    argument: str | Term,
    *,
    least: int = 0,
    most: int = MOST,
    error: type[KommunalPartnerError] = BadModel,
) -> int:
    """The whole number from `least` to `most`, both allowed."""
    found = whole(value, argument, error)
    if found < least:
        en = f" must be at least {least}, not {found}"
        raise refusal(error, argument, value, f" muss mindestens {least} sein, nicht {found}", en)
    if found > most:
        en = f" must be at most {most}, not {found}"
        raise refusal(error, argument, value, f" darf höchstens {most} sein, nicht {found}", en)
    return found


def is_bool(value: object) -> bool:
    """Whether the value is a bool, numpy's included, which some of its versions take for a whole number."""
    return isinstance(value, bool) or getattr(getattr(value, "dtype", None), "kind", None) == "b"


def is_number(value: object) -> bool:
    """Whether the value is a real number, whole or not, of whatever library; a bool and a complex number are none."""
    if isinstance(value, (str, bytes)) or is_bool(value):
        return False
    return hasattr(value, "__float__") or hasattr(value, "__index__")


def number(
    value: object,
    argument: str | Term,
    *,
    least: float = -math.inf,
    most: float = math.inf,
    error: type[KommunalPartnerError] = BadModel,
) -> int | float:
    """The finite real number from `least` to `most`; whole ones stay whole and exact."""
    found: int | float = math.nan
    if is_number(value):
        try:
            found = index(value) if hasattr(value, "__index__") else float(value)  # type: ignore[arg-type]  # because it has one of them
            math.isfinite(found)
        except (TypeError, ValueError, OverflowError):
            found = math.nan
    if not math.isfinite(found):
        said = _shown(value)
        en = f" must be a finite number, not {said}"
        raise refusal(error, argument, value, f" muss eine endliche Zahl sein, nicht {said}", en)
    if not least <= found <= most:
        bounded = most < math.inf
        de = f"von {least} bis {most}" if bounded else f"ab {least}"
        en = f"from {least} to {most}" if bounded else f"of at least {least}"
        de, en = f" muss eine Zahl {de} sein, nicht {found}", f" must be a number {en}, not {found}"
        raise refusal(error, argument, value, de, en)
    return found


def seconds(value: object, argument: str | Term = "time_limit") -> float:
    """The seconds that a search may take.

    Raises:
        BadBudget: for anything but a number above 0.
    """
    found = number(value, argument, error=BadBudget)
    if found <= 0:
        en = f" must be above 0 seconds, not {found}"
        raise refusal(BadBudget, argument, value, f" muss mehr als 0 Sekunden sein, nicht {found}", en)
    return float(found)


def identifier(value: object, argument: str | Term, error: type[KommunalPartnerError] = BadModel) -> Hashable:
    """The id of an object that has one, else the value itself."""
    found = getattr(value, "id", value)
    try:
        hash(found)
    except TypeError:
        kind = type(found).__name__
        de = f": Ein Wert vom Typ {kind} kann keine Kennung sein, denn er ist nicht hashbar"
        raise refusal(error, argument, value, de, f": a {kind} cannot be an id: it cannot be hashed") from None
    if isinstance(found, float) and math.isnan(found):
        de = ": nan kann keine Kennung sein, denn es gleicht keinem Wert"
        raise refusal(error, argument, value, de, ": nan cannot be an id, it equals nothing")
    taken: Hashable = found
    return taken


def items(value: object, argument: str | Term, error: type[KommunalPartnerError] = BadModel) -> tuple[Any, ...]:
    """What a collection holds; a text and what cannot be gone through are refused."""
    if isinstance(value, (str, bytes)) or not isinstance(value, Iterable):
        said = _shown(value)
        de, en = f" muss eine Sammlung sein, nicht {said}", f" must be a collection, not {said}"
        raise refusal(error, argument, value, de, en)
    return tuple(value)


def instance(value: object, kind: type[T], argument: str | Term, error: type[KommunalPartnerError] = BadModel) -> T:
    """The value itself, if it is one of that kind."""
    if not isinstance(value, kind):
        said = _shown(value)
        en = f" must be of type {kind.__name__}, not {said}"
        raise refusal(error, argument, value, f" muss vom Typ {kind.__name__} sein, nicht {said}", en)
    return value


def instances(
    value: object, kind: type[T], argument: str | Term, error: type[KommunalPartnerError] = BadModel
) -> tuple[T, ...]:
    """What a collection holds, if all of it is of that kind; a mapping stands for its values."""
    return tuple([instance(one, kind, each_of(argument), error) for one in values_of(value, argument, error)])


def each_of(argument: str | Term) -> Term:
    """What one of those that an argument holds is called."""
    called = _called(argument)
    return Term(f"jeder Eintrag von {called.de}", f"each of {called.en}")


def function(value: object, argument: str | Term, error: type[KommunalPartnerError] = BadModel) -> Callable[..., Any]:
    """The value itself, if it can be called."""
    if not callable(value):
        said = _shown(value)
        de, en = f" muss eine Funktion sein, nicht {said}", f" must be a function, not {said}"
        raise refusal(error, argument, value, de, en)
    return value


def mapping(value: object, argument: str | Term, error: type[KommunalPartnerError] = BadModel) -> Mapping[Any, Any]:
    """The value itself, if it is a mapping."""
    if not isinstance(value, Mapping):
        said = _shown(value)
        en = f" must be a mapping, not {said}"
        raise refusal(error, argument, value, f" muss ein Mapping sein, nicht {said}", en)
    return value


def having(value: object, parts: Iterable[str], argument: str | Term) -> None:
    """Refuse what does not hold the parts that a question reads (`facts.oda`, `facts.regions` …)."""
    for part in parts:
        if not hasattr(value, part):
            said = _shown(value)
            de = f" muss .{part} haben, wie es load_facts() hat; {said} hat es nicht"
            en = f" must hold .{part}, as load_facts() does; {said} does not"
            raise refusal(BadInstance, argument, value, de, en)


def one_of(
    value: object, words: Iterable[str], argument: str | Term, error: type[KommunalPartnerError] = BadModel
) -> str:
    """The word itself, if it is one of those."""
    known = tuple(words)
    if not isinstance(value, str) or value not in known:
        few, said = len(known) <= _FEW, _shown(value)
        de = " oder ".join(map(repr, known)) if few else f"eines von {', '.join(known)}"
        en = " or ".join(map(repr, known)) if few else f"one of {', '.join(known)}"
        de, en = f" ist {de}, nicht {said}", f" is {en}, not {said}"
        raise refusal(error, argument, value, de, en, nearest(value, known))
    return value


def values_of(value: object, argument: str | Term, error: type[KommunalPartnerError] = BadModel) -> tuple[Any, ...]:
    """What a collection holds, where a mapping stands for its values (a register for its models)."""
    return tuple(value.values()) if isinstance(value, Mapping) else items(value, argument, error)


def pairs(
    value: object, argument: str | Term, error: type[KommunalPartnerError] = BadModel
) -> tuple[tuple[Any, Any], ...]:
    """The pairs of a mapping, or of a collection of pairs."""
    if isinstance(value, Mapping):
        return tuple(value.items())
    found = []
    for item in items(value, argument, error):
        parts = items(item, argument, error)
        if len(parts) != 2:  # noqa: PLR2004 - because that is what a pair is
            said = _shown(item)
            raise refusal(error, argument, item, f": {said} ist kein Paar", f": {said} is not a pair")
        found.append((parts[0], parts[1]))
    return tuple(found)


def only_pairs(given: Mapping[Any, Any], argument: str | Term) -> None:
    """Nothing, if a mapping holds pairs of ids, or mappings by id; whom they name is not looked at.

    Raises:
        BadInstance: for any other key.
    """
    for key, value in given.items():
        if not (isinstance(key, tuple) and len(key) == 2) and not isinstance(value, Mapping):  # noqa: PLR2004 - because that is what a pair is
            raise no_pair(key, argument)


def no_pair(key: object, argument: str | Term) -> KommunalPartnerError:
    """The refusal of a key of a mapping that is no pair."""
    said = _shown(key)
    de, en = f": {said} ist kein Paar von Kennungen", f": {said} is not a pair of ids"
    return refusal(BadInstance, argument, key, de, en)


def choice(kind: type[E], value: object, argument: str | None = None) -> E:
    """The member of a closed choice, given as itself or as its text, in whatever case.

    Raises:
        UnknownChoice: for anything else, naming the words there are and the nearest.
    """
    if isinstance(value, kind):
        return value
    by_text = _by_text(kind)
    key = value.strip().casefold() if isinstance(value, str) else value
    with suppress(TypeError, KeyError):
        return by_text[key]
    words = [str(member.value) for member in kind]
    raise UnknownChoice(value, words, argument=argument, suggestions=nearest(value, words))


_TEXTS: dict[type[Enum], dict[object, Any]] = {}


def _by_text(kind: type[E]) -> dict[object, E]:
    """The members by their values and names; filled once a kind, the same whoever fills it."""
    known: dict[object, Any] | None = _TEXTS.get(kind)
    if known is None:
        known = {member.name.casefold(): member for member in kind}
        known |= {one.value.casefold() if isinstance(one.value, str) else one.value: one for one in kind}
        known |= {str(one.value).casefold(): one for one in kind}
        _TEXTS[kind] = known
    return known


def nearest(value: object, known: Iterable[object], most: int = 1) -> tuple[str, ...]:
    """The known words that a misspelt or shortened one may mean, the nearest first; none where nothing is near.

    Nothing is near to what is too long to be a name: it would be compared sign by sign.
    """
    words = {str(word).casefold(): str(word) for word in known}
    asked = str(value).strip().casefold()
    if len(asked) > _LONGEST:
        return ()
    found = get_close_matches(asked, words, n=most, cutoff=0.6)
    if not found and len(asked) >= _SHORTEST:
        found = sorted((word for word in words if asked in word), key=lambda word: (word.find(asked), len(word)))
    return tuple(words[word] for word in found[:most])


def _shown(value: object) -> str:
    """A value for a message: short texts and numbers as they are, else the type, for it may hold names."""
    if value is None or isinstance(value, (str, bool, int, float)):
        text = repr(value)
        return text if len(text) <= 40 else f"{text[:37]}…"  # noqa: PLR2004 - because a message is a line
    return type(value).__name__
