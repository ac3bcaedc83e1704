from __future__ import annotations

import pickle
from copy import deepcopy

import pytest

from kommunal_partner._mappings import FrozenMap


def test_a_frozen_map_reads_like_a_dictionary() -> None:
    frozen = FrozenMap({"b": 2, "a": 1})
    assert list(frozen) == ["b", "a"]
    assert frozen["a"] == 1
    assert "a" in frozen
    assert len(frozen) == 2
    assert frozen == {"a": 1, "b": 2}
    assert frozen != {"a": 1}
    assert FrozenMap([("a", 1)]) == FrozenMap({"a": 1})
    assert repr(frozen) == "FrozenMap({'b': 2, 'a': 1})"


def test_a_frozen_map_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        FrozenMap({"a": 1})["a"] = 2  # type: ignore[index] # because that is the mistake


def test_equal_maps_hash_alike_and_survive_pickling_and_copying() -> None:
    frozen = FrozenMap({"a": 1, "b": (2, 3)})
    for twin in (pickle.loads(pickle.dumps(frozen)), deepcopy(frozen), FrozenMap({"b": (2, 3), "a": 1})):
        assert twin == frozen
        assert hash(twin) == hash(frozen)
    assert hash(frozen) == hash(frozen)


def test_a_map_with_changing_values_has_no_hash() -> None:
    with pytest.raises(TypeError):
        hash(FrozenMap({"a": []}))


def test_a_map_of_few_long_values_shows_how_many_there_are() -> None:
    assert repr(FrozenMap({"a": 1})) == "FrozenMap({'a': 1})"
    assert repr(FrozenMap({"a": "x" * 300})) == "FrozenMap(1 items)"
    assert len(repr(FrozenMap({"a": "x" * 180}))) == 200
    assert repr(FrozenMap({"a": "x" * 181})) == "FrozenMap(1 items)"
