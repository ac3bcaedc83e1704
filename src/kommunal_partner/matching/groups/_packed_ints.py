"""Many small whole numbers side by side in one large one, so that a single addition adds them all.

Each number has a lane of its own, wide enough that it never reaches into the next. Python adds large whole numbers some
ten times faster than a list of small ones, which is what makes a search in pure Python a fast one.
"""

from __future__ import annotations

from collections.abc import Sequence
from struct import Struct
from typing import Final

from attrs import field, frozen

_FORMATS: Final = {16: "h", 32: "i", 64: "q"}


@frozen(eq=False)
class PackedInts:
    """`count` lanes for numbers from `-most` to `most`.

    Packed numbers are added and taken off as they are, and multiplied by a number, as long as every lane stays within
    its limits. `ones` has a 1 in every lane, `tops` the highest bit of every lane; with `tops` added, numbers from 0 on
    have that bit and those below 0 do not, and every lane can be cut out with a mask.
    """

    count: int
    most: int
    bits: int = field(init=False)
    ones: int = field(init=False)
    tops: int = field(init=False)
    _numbers: Struct | None = field(init=False)

    def __attrs_post_init__(self) -> None:
        needed = self.most.bit_length() + 1
        bits = next((width for width in _FORMATS if needed <= width), -(-needed // 8) * 8)
        ones = ((1 << bits * self.count) - 1) // ((1 << bits) - 1)
        letter = _FORMATS.get(bits)
        put = object.__setattr__
        put(self, "bits", bits)
        put(self, "ones", ones)
        put(self, "tops", ones << (bits - 1))
        put(self, "_numbers", None if letter is None else Struct(f"<{self.count}{letter}"))

    def pack(self, numbers: Sequence[int]) -> int:
        """The numbers as one, the first in the lowest lane."""
        if self._numbers is None:
            wide = self.bits // 8
            packed = b"".join(number.to_bytes(wide, "little", signed=True) for number in numbers)
        else:
            packed = self._numbers.pack(*numbers)
        return (int.from_bytes(packed, "little") ^ self.tops) - self.tops

    def unpack(self, packed: int) -> tuple[int, ...]:
        """The numbers of all lanes."""
        wide = self.bits // 8
        text = ((packed + self.tops) ^ self.tops).to_bytes(wide * self.count, "little")
        if self._numbers is not None:
            return self._numbers.unpack(text)
        return tuple(int.from_bytes(text[at : at + wide], "little", signed=True) for at in range(0, len(text), wide))

    def mask(self, ones: int) -> int:
        """All bits of those lanes that hold a 1; the others must hold 0."""
        return (ones << self.bits) - ones
