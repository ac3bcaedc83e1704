"""Keys read and refused, against rules written out anew over every key of a small Germany."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kommunal_partner.errors import BadKey
from kommunal_partner.keys import (
    Ags,
    parse_ags,
    parse_ars,
    parse_key,
    parse_kreis,
    parse_land,
    parse_regierungsbezirk,
    parse_verband,
)
from kommunal_partner.keys._repairs import Repair
from kommunal_partner.testing.strategies import of

LANDS = ["00", "01", "02", "05", "07", "11", "13", "15", "17"]
DISTRICTS = ["000", "001", "011", "100", "111", "311"]
TOWNS = ["000", "001", "999"]

SMALL = ["".join(parts) for parts in itertools.product(LANDS, DISTRICTS, TOWNS)]


def is_key(digits: str) -> bool:
    """The rules of the eight digits, written down a second time."""
    land, region, district, town = digits[:2], digits[2], digits[3:5], digits[5:]
    if not 1 <= int(land) <= 16:
        return False
    if int(land) in {1, 2, 4, 10, 11, 12, 13, 16} and int(region) > 0:
        return False
    if int(district) > 0:
        return int(land) not in {2, 11}
    return (land + region, town) in {("020", "000"), ("110", "000"), ("070", "999"), ("130", "999")}


@pytest.mark.parametrize("digits", SMALL)
def test_eight_digits_are_a_key_exactly_if_the_rules_say_so(digits: str) -> None:
    try:
        found: str | None = parse_ags(digits, repair="refuse").value
    except BadKey:
        found = None
    assert found == (digits if is_key(digits) else None)


@pytest.mark.parametrize("digits", [digits for digits in SMALL if is_key(digits)])
def test_a_key_survives_every_way_of_writing_it(digits: str) -> None:
    key = Ags(digits)
    ways: list[str | float] = [
        key.grouped(),
        f"AGS {digits}",
        f"'{digits}",
        f" {digits}",
        int(digits),
        float(digits),
        f"{float(digits)}",
        "1" + digits,
        f"{digits[:5]}0123{digits[5:]}",
        str(int(digits)),
    ]
    for way in ways:
        assert parse_ags(way) == key


@st.composite
def written(draw: st.DrawFn) -> str:
    """The digits of a key, perhaps without the zero before them, with up to two characters put in or left out."""
    text = draw(of(Ags)).value
    text = text.removeprefix("0") if draw(st.booleans()) else text
    for _ in range(draw(st.integers(0, 2))):
        place = draw(st.integers(0, len(text)))
        put_in = draw(st.sampled_from(["", *"0123456789 .,-/'AGSDEe\N{NO-BREAK SPACE}٣"]))
        text = text[:place] + put_in + text[place + draw(st.integers(0, 1)) :]
    return text


@given(written() | st.text(alphabet="0123456789 .,-/'AGSDEe\N{NO-BREAK SPACE}٣", max_size=20))
@example("5 3 14 000")
@example("1.001.000")
def test_no_digit_is_ever_changed_or_moved(text: str) -> None:
    """A key read from a text has the digits of the text, apart from a zero in front, a 1 or the Verband."""
    try:
        key = parse_ags(text)
    except BadKey:
        return
    given_digits = "".join(char for char in text if char in "0123456789")
    assert (
        key.value
        in {
            given_digits,
            "0" + given_digits,
            given_digits[1:],
            given_digits[:5] + given_digits[9:],
            given_digits[:8],  # of a Leitweg-ID
            given_digits[:5] + given_digits[9:12],
            *("0" * zeros + given_digits[:-cut] for zeros in (0, 1) for cut in (1, 2)),  # zeros behind a decimal point
            *(given_digits[1:-cut] for cut in (1, 2)),
            *(given_digits[:5] + given_digits[9:-cut] for cut in (1, 2)),
        }
    )


@given(written() | st.text(alphabet="0123456789 .,-/'AGSDE", max_size=16))
def test_refusing_repairs_takes_the_bare_digits_only(text: str) -> None:
    try:
        key = parse_ags(text, repair="refuse")
    except BadKey:
        return
    assert key.value == text
    assert key.repair is None


ANYTHING = st.one_of(
    st.text(max_size=40),
    st.text(alphabet="0123456789 .,-/'", max_size=30),
    st.floats(),
    st.integers(),
    st.none(),
    st.booleans(),
    st.binary(max_size=10),
)


@settings(max_examples=200)
@given(ANYTHING)
def test_anything_at_all_is_a_key_or_a_bad_key(thing: str) -> None:
    readers = (parse_ags, parse_ars, parse_kreis, parse_verband, parse_regierungsbezirk, parse_land, parse_key)
    for read in readers:
        error = None
        repair: Repair | None = None
        try:
            key = read(thing)
        except BadKey as refusal:
            error = refusal
        else:
            repair = key.repair
            assert key.value.isdigit()
        assert error is None or error.text("de") != str(error)
        assert repair is None or repair.text("de") != repair.text("en")
