"""Quotas and priorities: how many of a kind at most or at least, and what speaks for whom."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from datetime import date
from typing import Final, TypeAlias

from attrs import field, frozen

from kommunal_partner._checks import choice, count, function, items, refusal
from kommunal_partner._repr import short_repr
from kommunal_partner.countries import country
from kommunal_partner.errors import BadRule
from kommunal_partner.keys import parse_land
from kommunal_partner.languages import Lang, Term, language
from kommunal_partner.partnerships import Form, Partnership
from kommunal_partner.verdicts import spoken

By: TypeAlias = str | Callable[[Partnership], Iterable[Hashable] | int]
"""What partnerships are told apart by: "country", "land", "form", or a function.

The function gives the kinds of a partnership, or one number or truth that is its kind.
"""


def countries_of(partnership: Partnership) -> tuple[str, ...]:
    """The alpha-3 codes of the partner countries, sorted."""
    return tuple(sorted(partnership.countries))


def lands_of(partnership: Partnership) -> tuple[str, ...]:
    """The two letters of the Länder of the units at home (`NW`), sorted; none where no Land is known."""
    return tuple(sorted({unit.state.code for unit in partnership.german_units if unit.state is not None}))


def forms_of(partnership: Partnership) -> tuple[Form, ...]:
    """The forms it was seen with last; none where no form is known with its time."""
    seen = [(one.as_of.latest or date.max, one.value) for one in partnership.forms if one.as_of is not None]
    last = max((end for end, _ in seen), default=None)
    return tuple(sorted({form for end, form in seen if end == last}, key=lambda form: form.value))


_KINDS: Final[dict[str, Callable[[Partnership], Iterable[Hashable]]]] = {
    "country": countries_of,
    "form": forms_of,
    "land": lands_of,
}
_NAMES: Final = {
    "country": Term("Land der Partnerkommune", "partner country"),
    "form": Term("Form", "form"),
    "land": Term("Bundesland", "Land"),
}


MOST_POINTS: Final = 10**9
"""Points beyond this are no longer points, but a slip."""


def values_by(by: By) -> Callable[[Partnership], tuple[Hashable, ...]]:
    """What gives the kinds of a partnership, each once.

    Raises:
        BadRule: for a word that names none.
    """
    if not callable(by) and by not in tuple(_KINDS):  # a tuple, for what cannot be hashed is no word either
        words = ", ".join(sorted(_KINDS))
        de, en = f" muss eines von {words} oder eine Funktion sein", f" must be one of {words} or a function"
        raise refusal(BadRule, "by", by, f"{de}, nicht {by!r}", f"{en}, not {by!r}")
    give = by if callable(by) else _KINDS[by]

    def kinds(partnership: Partnership) -> tuple[Hashable, ...]:
        given = give(partnership)
        return (given,) if isinstance(given, int) else tuple(dict.fromkeys(given))

    return kinds


def _value(by: By, value: Hashable) -> Hashable:
    """The value as the partnerships have it."""
    if value is None or callable(by) or isinstance(value, Form):
        return value
    if not isinstance(value, str):
        de = f" einer Quote nach {by} muss ein Text sein wie 'TZA', 'NW' oder 'kontakt', nicht {value!r}"
        en = f" of a quota by {by} must be a text such as 'TZA', 'NW' or 'kontakt', not {value!r}"
        raise refusal(BadRule, "value", value, de, en)
    if by == "country":
        return country(value).alpha3
    return parse_land(value).code if by == "land" else _form(value)


def _form(value: str | Form) -> Form:
    return choice(Form, value, "form")


@frozen(repr=False)
class Quota:
    """At most, or at least, so many invitations of a kind: `Quota("country", at_most=3)`.

    `by` tells partnerships apart; `value` is the one kind that is meant ("TZA", "NW", "kontakt"). Without `value` the
    quota holds for each kind on its own: at most three of every country. Partnerships of several kinds count in each;
    one of which the kind is not known counts in none. `name` is shown in reasons.

    Raises:
        BadRule: for a number below zero, for neither number, or if the least is more than the most.
        UnknownCountry, BadKey: if there is no such country or Land.

    >>> Quota("land", "05", at_least=2).value
    'NW'
    """

    by: By
    value: Hashable = None
    at_most: int | None = field(default=None, kw_only=True)
    at_least: int | None = field(default=None, kw_only=True)
    name: Term | None = field(default=None, kw_only=True)

    __repr__ = short_repr

    def __attrs_post_init__(self) -> None:
        values_by(self.by)
        for name in ("at_most", "at_least"):
            if getattr(self, name) is not None:
                object.__setattr__(self, name, count(getattr(self, name), name, error=BadRule))
        if self.at_most is None and self.at_least is None:
            de, en = " fehlt, und at_least auch: Eine Quote braucht eines davon", " or at_least is needed for a quota"
            raise refusal(BadRule, "at_most", None, de, en)
        if self.at_most is not None and self.at_least is not None and self.at_least > self.at_most:
            de = f": Eine Quote von mindestens {self.at_least} und höchstens {self.at_most} ist nicht erfüllbar"
            en = f": a quota of at least {self.at_least} and at most {self.at_most} cannot be met"
            raise refusal(BadRule, "at_most", self.at_most, de, en)
        object.__setattr__(self, "value", _value(self.by, self.value))

    def kinds(self, partnership: Partnership) -> tuple[Hashable, ...]:
        """The kinds in which the partnership counts under this quota."""
        values = values_by(self.by)(partnership)
        return values if self.value is None else tuple(value for value in values if value == self.value)

    def words(self, kind: Hashable, lang: str = "de") -> str:
        """The quota and the kind in words."""
        tag = language(lang)
        return f"{self._what(tag)}: {_kind(self.by, kind, tag)}"

    def _what(self, lang: Lang) -> str:
        ready: Term | None = getattr(self.by, "term", None)
        known = self.name or (_NAMES.get(self.by) if isinstance(self.by, str) else ready)
        return getattr(self.by, "__name__", type(self.by).__name__) if known is None else known.text(lang)


def _kind(by: By, kind: Hashable, lang: Lang) -> str:
    if by == "country":
        return country(str(kind)).name(lang)
    if by == "land":
        return parse_land(str(kind)).name(lang)
    return _TRUTHS[kind].text(lang) if isinstance(kind, bool) else spoken(kind, lang)


_TRUTHS: Final = (Term("nein", "no"), Term("ja", "yes"))


@frozen
class QuotaWords:
    """A quota and one of its kinds, ready to be named in a sentence."""

    quota: Quota
    kind: Hashable

    def text(self, lang: str = "de") -> str:
        """The quota and the kind in words."""
        return self.quota.words(self.kind, lang)


@frozen(repr=False)
class Priority:
    """What speaks for inviting a partnership: `weight` points for each time that `value` counts.

    `value` is a plain function from a partnership to a whole number from 0 on, or to True or False.

    Raises:
        BadRule: for a weight that is no whole number from 0 on.
    """

    name: Term
    weight: int
    value: Callable[[Partnership], int]

    __repr__ = short_repr

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "weight", count(self.weight, "weight", most=MOST_POINTS, error=BadRule))
        function(self.value, "value", BadRule)

    def points(self, partnership: Partnership) -> int:
        """The points it gives the partnership.

        Raises:
            BadRule: if `value` gives something else than a whole number from 0 on.
        """
        given = self.value(partnership)
        argument = f"{self.name.en} of {partnership.id}"
        return self.weight * count(
            int(given) if isinstance(given, bool) else given, argument, most=MOST_POINTS, error=BadRule
        )


# ── ready-made ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _ids(values: Iterable[str]) -> frozenset[str]:
    return frozenset(items(values, "before", BadRule))


@frozen(repr=False)
class NewTo:
    """Whether a partnership was not there before, given the ids of those that were.

    For a priority, or as a quota: `Quota(NewTo(ids), True, at_least=3)`.
    """

    before: frozenset[str] = field(converter=_ids)

    __repr__ = short_repr

    @property
    def term(self) -> Term:
        """What a quota by it is called."""
        return Term("zum ersten Mal dabei", "first time")

    def __call__(self, partnership: Partnership) -> bool:
        """Whether it is new."""
        return partnership.id not in self.before


@frozen(repr=False)
class WithLabel:
    """Whether a partnership was ever seen with a programme label."""

    label: str

    __repr__ = short_repr

    @property
    def term(self) -> Term:
        """What a quota by it is called."""
        return Term(f"Kennzeichnung {self.label}", f"label {self.label}")

    def __call__(self, partnership: Partnership) -> bool:
        """Whether it was."""
        return any(one.value == self.label for one in partnership.labels)


@frozen(repr=False)
class WithForm:
    """Whether a form is among those a partnership was seen with last.

    Raises:
        BadRule: for a word that is no form.
    """

    form: Form = field(converter=_form)

    __repr__ = short_repr

    @property
    def term(self) -> Term:
        """What a quota by it is called."""
        return Term(f"Form {self.form.text('de')}", f"form {self.form.text('en')}")

    def __call__(self, partnership: Partnership) -> bool:
        """Whether it is."""
        return self.form in forms_of(partnership)


@frozen(repr=False)
class WithTheme:
    """Whether a partnership names a theme."""

    theme: str

    __repr__ = short_repr

    @property
    def term(self) -> Term:
        """What a quota by it is called."""
        return Term(f"Thema {self.theme}", f"theme {self.theme}")

    def __call__(self, partnership: Partnership) -> bool:
        """Whether it does."""
        return self.theme in partnership.themes
