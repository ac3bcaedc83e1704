from __future__ import annotations

import subprocess
import sys
from enum import Enum

from attrs import field, frozen

from kommunal_partner._repr import MOST_CHARACTERS, html_list, html_table, short_repr


class Colour(Enum):
    RED = "red"


@frozen(repr=False)
class Part:
    id: str

    __repr__ = short_repr


@frozen(repr=False)
class Whole:
    name: str
    colour: Colour = Colour.RED
    parts: tuple[object, ...] = ()
    by_name: object = None
    secret: str = field(default="Erika", repr=False)
    _memo: int = field(default=3, eq=False)

    __repr__ = short_repr


def test_a_value_shows_its_fields_and_those_with_an_id_by_it() -> None:
    shown = repr(Whole("x", parts=(Part("p1"), 2), by_name={"a": frozenset({2, 1})}))
    assert shown == "Whole(name='x', colour=Colour.RED, parts=(<p1>, 2), by_name={'a': {1, 2}})"


def test_a_function_shows_its_name_and_no_object_its_address() -> None:
    assert repr(Whole("x", parts=(len, object()))).count("parts=(<len>, <object object>)") == 1


def test_what_is_not_to_be_shown_is_left_out() -> None:
    assert "Erika" not in repr(Whole("x"))
    assert "memo" not in repr(Whole("x"))


def test_long_collections_are_counted_and_the_whole_fits_on_two_lines() -> None:
    assert "parts=(4 items)" in repr(Whole("x", parts=(1, 2, 3, 4)))
    assert "by_name={5 items}" in repr(Whole("x", by_name={n: n for n in range(5)}))
    longest = repr(Whole("x" * 1000, parts=("y" * 300, "z" * 300, Whole("a" * 300)), by_name=["b" * 99] * 3))
    assert len(longest) <= MOST_CHARACTERS
    assert longest.endswith("…)")


def test_it_is_the_same_for_every_hash_seed() -> None:
    code = (
        "from attrs import frozen\n"
        "from kommunal_partner._repr import short_repr\n"
        "@frozen(repr=False)\n"
        "class V:\n    x: object\n    __repr__ = short_repr\n"
        "print(repr(V(frozenset(['a', 'b', 'c']))), repr(V({frozenset(['x', 'y']): 1})))"
    )
    outputs = {
        subprocess.run(  # noqa: S603 - because it is this interpreter
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert outputs == {"V(x={'a', 'b', 'c'}) V(x={{'x', 'y'}: 1})\n"}


def test_tables_and_lists_for_notebooks_are_escaped() -> None:
    nasty = "<script>alert(1)</script>"
    for shown in (html_table(nasty, [nasty], [[nasty], [None]], of=5), html_list(nasty, [nasty]), html_list("x", [])):
        assert "<script" not in shown
    assert "2 / 5" in html_table("x", ["a"], [[1], [2]], of=5)
    assert "/" not in html_table("x", ["a"], [[1]], of=1).replace("</", "")
