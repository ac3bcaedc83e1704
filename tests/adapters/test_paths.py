"""Every reader of files: a text that is the content itself, and a path at which there is nothing, are told apart."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from kommunal_partner.adapters.from_gv100ad import read_extract, read_register
from kommunal_partner.adapters.from_ical import read_calendar
from kommunal_partner.adapters.from_tables import read_participants, read_partnerships
from kommunal_partner.errors import BadFile, MissingFile
from kommunal_partner.facts import load_facts
from kommunal_partner.spans import Span

READERS: dict[str, Callable[[Any], object]] = {
    "read_calendar": lambda source: read_calendar(source, Span.years(2027), name="x"),
    "read_extract": lambda source: read_extract(source, as_of=date(2024, 1, 1)),
    "read_participants": read_participants,
    "read_partnerships": lambda source: read_partnerships(source, municipalities=load_facts().municipalities),
    "read_register": read_register,
}
CONTENTS = [
    "BEGIN:VCALENDAR",
    "\ufeffBEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
    "Name;Land\nAda;KEN\n",
    "Name;Land\rAda;KEN",
    "10" + " " * 5000,
]


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("content", CONTENTS)
def test_a_text_that_is_the_content_of_a_file_is_refused_and_it_is_said_how_to_give_it(
    reader: str, content: str
) -> None:
    with pytest.raises(BadFile) as caught:
        READERS[reader](content)
    assert caught.value.text("de").startswith("das ist der Inhalt einer Datei, nicht ihr Pfad")
    assert "text.encode()" in caught.value.text("en")


@pytest.mark.parametrize("reader", READERS)
def test_a_path_at_which_there_is_nothing_is_refused_with_the_name_that_may_be_meant(
    reader: str, tmp_path: Path
) -> None:
    (tmp_path / "anmeldungen.csv").touch()
    for source in (tmp_path / "anmeldung.csv", str(tmp_path / "anmeldung.csv")):
        with pytest.raises(MissingFile) as caught:
            READERS[reader](source)
        assert isinstance(caught.value, FileNotFoundError)
        assert caught.value.suggestions == (str(tmp_path / "anmeldungen.csv"),)
        assert caught.value.text("de").endswith(f"gemeint ist vielleicht {tmp_path / 'anmeldungen.csv'}")
    for nowhere in (tmp_path / "no" / "folder.csv", "x" * 300, "a\0b", ""):
        with pytest.raises((MissingFile, IsADirectoryError)):
            READERS[reader](nowhere)


class Endless(BytesIO):
    """What never ends, and counts what was asked of it."""

    asked = 0

    def read(self, size: int | None = -1) -> bytes:
        """As many bytes as are wanted, but no more than a million."""
        assert size is not None
        assert size > 0, "all of it"
        self.asked += 1
        return b"a" * min(size, 10**6)


@pytest.mark.uncounted
@pytest.mark.parametrize("reader", READERS)
def test_of_what_never_ends_no_more_is_read_than_shows_that_it_is_too_large(reader: str) -> None:
    endless = Endless()
    with pytest.raises(BadFile, match="larger than"):
        READERS[reader](endless)
    assert endless.asked < 80


@pytest.mark.uncounted
@pytest.mark.skipif(sys.platform == "emscripten", reason="files of WebAssembly lie in memory, every empty byte of them")
@pytest.mark.parametrize("reader", READERS)
def test_a_file_beyond_all_limits_is_refused_before_memory_is_full(reader: str, tmp_path: Path) -> None:
    large = tmp_path / "large"
    with large.open("wb") as file:
        file.truncate(2**40)
    with pytest.raises(BadFile, match="larger than"):
        READERS[reader](large)


class Pieces(BytesIO):
    """What gives its bytes piece by piece, as a pipe does."""

    def read(self, size: int | None = -1) -> bytes:
        """Seven bytes at most."""
        return super().read(min(size, 7) if size and size > 0 else 7)


@pytest.mark.parametrize(
    ("reader", "content"),
    [
        ("read_calendar", b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:20270101\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"),
        ("read_participants", b"ID;Land\nada;Kenia\nben;Chile\n"),
        ("read_partnerships", b"Kommune;Partnerstadt;Land\nUlm;Valdivia;Chile\n"),
    ],
)
def test_a_file_that_comes_in_pieces_is_read_whole(reader: str, content: bytes) -> None:
    assert READERS[reader](Pieces(content)) == READERS[reader](content)
