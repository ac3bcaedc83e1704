"""Many small whole numbers side by side in one large one, so that a single addition adds them all.

Each number has a lane of its own, wide enough that it never reaches into the next. Python adds large whole numbers some
ten times faster than a list of small ones, which is what makes a search in pure Python a fast one.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from itertools import compress
from struct import pack
from typing import Final, Literal

from attrs import field, frozen

_FORMATS: Final[dict[int, Literal["h", "i", "q"]]] = {16: "h", 32: "i", 64: "q"}
_TOP: Final = 128  # the highest bit of a byte
_SPARSE: Final = 10  # one lane of so many is found faster by searching for it than by going through all
_FIRST_LANE_FIRST: Final = sys.byteorder == "little"


@frozen(eq=False)
class PackedInts:
    """`count` lanes for numbers from `-most` to `most`.

    Packed numbers are added and taken off as they are, and multiplied by a number, as long as every lane stays within
    its limits. `lane` is all bits of the lowest lane, `ones` has a 1 in every lane, `tops` the highest bit of every
    lane; with `tops` added, numbers from 0 on have that bit and those below 0 do not, and every lane can be cut out.
    """

    count: int
    most: int
    bits: int = field(init=False)
    lane: int = field(init=False)
    ones: int = field(init=False)
    tops: int = field(init=False)
    wide: int = field(init=False)  # bytes
    limit: int = field(init=False)  # the largest number that a lane holds
    _letter: Literal["h", "i", "q"] | None = field(init=False)

    def __attrs_post_init__(self) -> None:
        needed = self.most.bit_length() + 1
        bits = next((width for width in _FORMATS if needed <= width), -(-needed // 8) * 8)
        lane = (1 << bits) - 1
        ones = ((1 << bits * self.count) - 1) // lane
        put = object.__setattr__
        put(self, "bits", bits)
        put(self, "lane", lane)
        put(self, "ones", ones)
        put(self, "tops", ones << (bits - 1))
        put(self, "wide", bits // 8)
        put(self, "limit", (1 << (bits - 1)) - 1)
        put(self, "_letter", _FORMATS.get(bits))

    def pack(self, numbers: Sequence[int]) -> int:
        """The numbers as one, the first in the lowest lane."""
        return self.read(self.text(numbers))

    def text(self, numbers: Sequence[int]) -> bytes:
        """The bytes of numbers, as wide as lanes are, the first one first."""
        if self._letter:
            return pack(f"<{len(numbers)}{self._letter}", *numbers)
        return b"".join(number.to_bytes(self.wide, "little", signed=True) for number in numbers)

    def read(self, text: bytes | bytearray) -> int:
        """The packed numbers that bytes stand for."""
        return (int.from_bytes(text, "little") ^ self.tops) - self.tops

    def unpack(self, packed: int) -> Sequence[int]:
        """The numbers of all lanes: a view of memory where the machine has numbers of this width."""
        return self.unpack_raised(packed + self.tops)

    def unpack_raised(self, packed: int) -> Sequence[int]:
        """The same, of packed numbers with `tops` added."""
        text = (packed ^ self.tops).to_bytes(self.wide * self.count, sys.byteorder)
        if self._letter:
            found: Sequence[int] = memoryview(text).cast(self._letter)
        else:
            lanes = (text[at : at + self.wide] for at in range(0, len(text), self.wide))
            found = tuple(int.from_bytes(lane, sys.byteorder, signed=True) for lane in lanes)
        return found if _FIRST_LANE_FIRST else found[::-1]

    def lanes(self, tops: int) -> list[int]:
        """The lanes whose highest bit is set, the first one first; no other bit may be."""
        text = tops.to_bytes(self.wide * self.count, "little")
        if tops.bit_count() * _SPARSE > self.count:
            return list(compress(range(self.count), text[self.wide - 1 :: self.wide]))
        found, at = [], text.find(_TOP)
        while at >= 0:
            found.append(at // self.wide)
            at = text.find(_TOP, at + 1)
        return found
