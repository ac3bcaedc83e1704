"""Laws over the whole public interface: closed choices, shown values, frozen values, arguments of one meaning."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from enum import Enum
from importlib import import_module
from types import UnionType
from typing import Any, Union, cast, get_args, get_origin

import attrs
import pytest

import kommunal_partner as kp
from kommunal_partner import adapters, matching, testing
from kommunal_partner._repr import short_repr
from kommunal_partner.errors import KommunalPartnerError, UnknownChoice

FLAT = [name for name in kp.__all__ if name not in ("adapters", "matching", "testing")]
MODULES = [f"kommunal_partner.{name}" for name in FLAT] + [
    f"{package.__name__}.{name}" for package in (adapters, matching, testing) for name in package.__all__
]


def public() -> Iterator[tuple[str, Any]]:
    for module in MODULES:
        for name in import_module(module).__all__:
            yield f"{module.removeprefix('kommunal_partner.')}.{name}", getattr(import_module(module), name)


PUBLIC = dict(public())
MODELS = {name: value for name, value in PUBLIC.items() if isinstance(value, type) and attrs.has(value)}
CHOICES = {name: value for name, value in PUBLIC.items() if isinstance(value, type) and issubclass(value, Enum)}


def choices_in(annotation: object) -> Iterator[type[Enum]]:
    """The closed choices that a field holds by itself or as an alternative to None."""
    parts = get_args(annotation) if get_origin(annotation) in (Union, UnionType) else (annotation,)
    kinds = [part for part in parts if isinstance(part, type) and issubclass(part, Enum)]
    if len(kinds) == 1 and all(part in (kinds[0], type(None)) for part in parts):
        yield kinds[0]


ANSWERS = {
    "AnswerTurn", "InvitationEntry", "OdaChange", "ReadingProblem", "SeriesState", "Verdict",
}  # fmt: skip
"""What questions give back: nobody builds these from words."""


def choice_fields() -> Iterator[Any]:
    built = {name: one for name, one in MODELS.items() if one.__name__ not in ANSWERS and not hasattr(one, "verify")}
    for name, model in built.items():
        for field in attrs.fields(attrs.resolve_types(model, include_extras=False)):
            if field.init:
                for kind in choices_in(field.type):
                    yield pytest.param(field, kind, id=f"{name}.{field.name}")


@pytest.mark.parametrize(("field", "kind"), list(choice_fields()))
def test_a_choice_in_a_model_is_read_from_its_text_and_an_unknown_word_refused(
    field: attrs.Attribute[Any], kind: type[Enum]
) -> None:
    read: Any = field.converter
    assert callable(read), field
    for member in kind:
        assert read(member) is member
        assert read(str(member.value)) is member or not isinstance(member.value, str)
    with pytest.raises(UnknownChoice) as caught:
        read(f"{next(iter(kind)).value}x")
    assert caught.value.choices == tuple(str(member.value) for member in kind)


@pytest.mark.parametrize("kind", [pytest.param(kind, id=name) for name, kind in CHOICES.items()])
def test_a_choice_has_words_in_both_languages(kind: type[Enum]) -> None:
    assert not issubclass(kind, str)
    for member in kind:
        said: Any = getattr(member, "text", None)
        assert said is None or (said("de") and said("en") and said() == said("de-AT"))


@pytest.mark.parametrize("model", [pytest.param(model, id=name) for name, model in MODELS.items()])
def test_a_model_shows_itself_short_and_is_frozen(model: type) -> None:
    shown: Any = model.__repr__
    assert shown is short_repr or not shown.__code__.co_filename.startswith("<attrs generated")
    if model.__name__ not in CHANGING:
        assert cast("Any", model).__setattr__ is not object.__setattr__
        assert model.__hash__ is not None
        held = {field.name: str(field.type) for field in attrs.fields(model) if field.eq is not False}
        assert {n: t for n, t in held.items() if t.startswith(("dict", "list", "set[", "MutableMapping"))} == {}


CHANGING = {"Budget"}
"""What is used up in the course of a search."""

KEYWORDS = {
    "on", "beyond", "lang", "seed", "steps", "time_limit", "locked", "previous", "absent", "unavailable", "progress",
    "seen_by",
}  # fmt: skip


def functions() -> Iterator[Any]:
    for name, value in PUBLIC.items():
        if inspect.isfunction(value) and not name.startswith("testing."):
            yield pytest.param(value, id=name)


@pytest.mark.parametrize("function", list(functions()))
def test_words_of_one_meaning_are_given_by_name(function: Callable[..., object]) -> None:
    parameters = inspect.signature(function).parameters.values()
    loose = [one.name for one in parameters if one.name in KEYWORDS and one.kind is not one.KEYWORD_ONLY]
    assert loose == [] or (loose == ["lang"] and function.__name__ in LANGUAGE_IS_THE_QUESTION)
    places = [one.name for one in parameters if one.kind is not one.KEYWORD_ONLY]
    assert "facts" not in places or places[places[0] == "frame"] == "facts"


def methods() -> Iterator[Any]:
    for name, value in PUBLIC.items():
        if isinstance(value, type) and not name.startswith("testing.") and value.__name__ not in CHANGING:
            for method, function in vars(value).items():
                if inspect.isfunction(function) and not method.startswith("_"):
                    yield pytest.param(function, id=f"{name}.{method}")


@pytest.mark.parametrize("function", list(methods()))
def test_words_of_one_meaning_are_given_by_name_to_methods_too(function: Callable[..., object]) -> None:
    parameters = inspect.signature(function).parameters.values()
    words = KEYWORDS - {"lang"}  # text("de") asks for nothing else
    assert [one.name for one in parameters if one.name in words and one.kind is not one.KEYWORD_ONLY] == []


LANGUAGE_IS_THE_QUESTION = {"read", "spoken", "in_words"}
"""Functions that do nothing but read or write a language."""


def test_every_error_that_is_raised_is_one_of_the_tree() -> None:
    errors = [value for name, value in PUBLIC.items() if isinstance(value, type) and issubclass(value, Exception)]
    assert all(issubclass(one, KommunalPartnerError) for one in errors)
