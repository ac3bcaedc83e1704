"""Letters of code pages: read as they were written, or said to be unsure."""

from __future__ import annotations

import pytest

from kommunal_partner.adapters.from_tables import read_participants
from kommunal_partner.adapters.from_tables._encodings import _of_letter, _pattern, decoded
from kommunal_partner.errors import BadFile

PLACES = [
    ("cp1252 cp1250 mac_roman cp850 cp1254 iso8859_2 cp852", "Köln;Jinotega;Nicaragua"),
    ("cp1252 cp1250 mac_roman cp850 cp1254 iso8859_2 cp852", "Düsseldorf;Nürnberg;Österreich"),
    ("cp1252 cp1250 mac_roman cp850 cp1254 iso8859_2 cp852", "Gießen;Straßburg;Großbritannien"),
    ("cp1252 mac_roman cp850 cp1254", "Saarbrücken;Besançon;Frankreich"),
    ("cp1252 mac_roman cp850 cp1254", "Köln;Orléans;Frankreich"),
    ("cp1252 mac_roman cp850 cp1254", "Bonn;Sète;Frankreich"),
    ("cp1252 cp1254", "Ulm;Nîmes;Frankreich"),
    ("cp1252 cp1254", "Trier;Œuilly;Frankreich"),
    ("cp1252 cp850 cp1254", "Mainz;Châlons;Frankreich"),
    ("cp1252 mac_roman cp850 cp1254", "Köln;La Coruña;Spanien"),
    ("cp1252 mac_roman cp850 cp1254", "Ulm;Logroño;Spanien"),
    ("cp1252 cp850 cp1254", "Ulm;León;Nicaragua"),
    ("cp1252 mac_roman cp850 cp1254", "Ulm;San José;Nicaragua"),
    ("cp1252 mac_roman cp850 cp1254", "Ulm;São Paulo;Brasilien"),
    ("cp1252 cp850 cp1254", "Ulm;Conceição;Brasilien"),
    ("cp1252 cp1254", "Ulm;Évora;Portugal"),
    ("cp1252 mac_roman cp850 cp1254", "Ulm;Camões;Portugal"),
    ("cp1252 mac_roman cp850 cp1254", "Ulm;Århus;Dänemark"),
    ("cp1252 mac_roman cp850 cp1254", "Ulm;Helsingør;Dänemark"),
    ("cp1252 mac_roman cp850 cp1254", "Ulm;Næstved;Dänemark"),
    ("cp1250 iso8859_2 cp852", "Köln;Łódź;Polen"),
    ("cp1250 iso8859_2 cp852", "Ulm;Gdańsk;Polen"),
    ("cp1250 iso8859_2 cp852", "Ulm;Poznań;Polen"),
    ("cp1250 iso8859_2 cp852", "Ulm;Wrocław;Polen"),
    ("cp1250 iso8859_2 cp852", "Ulm;Częstochowa;Polen"),
    ("cp1250 iso8859_2 cp852", "Ulm;Świdnica;Polen"),
    ("cp1250 iso8859_2 cp852", "Ulm;Plzeň;Tschechien"),
    ("cp1250 iso8859_2 cp852", "Ulm;Žďár;Tschechien"),
    ("cp1250 iso8859_2 cp852", "Ulm;Děčín;Tschechien"),
    ("cp1250 iso8859_2 cp852", "Ulm;Győr;Ungarn"),
    ("cp1250 iso8859_2 cp852", "Ulm;Hódmezővásárhely;Ungarn"),
    ("cp1250 iso8859_2 cp852", "Ulm;Timişoara;Rumänien"),
    ("cp1250 iso8859_2 cp852", "Ulm;Bacău;Rumänien"),
    ("cp1254", "Köln;İzmir;Türkei"),
    ("cp1254", "Ulm;Beşiktaş;Türkei"),
    ("cp1254", "Ulm;Diyarbakır;Türkei"),
    ("cp1254", "Ulm;Muğla;Türkei"),
    ("cp1252 mac_roman cp1254", "Ulm;Çankaya;Türkei"),
]


@pytest.mark.parametrize(("page", "line"), [(page, line) for pages, line in PLACES for page in pages.split()])
def test_a_line_of_any_code_page_is_read_as_it_was_written(page: str, line: str) -> None:
    text = f"Kommune;Partner;Land\n{line}\n"
    assert decoded(text.encode(page)).text == text


@pytest.mark.parametrize("page", ["cp1252", "cp1254", "cp850"])
def test_letters_that_can_be_two_are_said_to_be_unsure_with_their_lines(page: str) -> None:
    found = decoded("Kommune;Partner;Land\nKiel;Kaya;Ghana\nKiel;Béziers;Frankreich\n".encode(page))
    assert [note.reason.code for note in found.notes] == ["TABLE_ENCODING_UNSURE"]
    assert [(line, said.reason.code) for line, said in found.doubtful] == [(3, "ROW_LETTERS_UNSURE")]
    assert decoded("Kommune;Partner;Land\nKöln;Kaya;Ghana\n".encode(page)).doubtful == ()


def test_a_byte_that_the_code_page_has_not_is_shown_as_lost() -> None:
    found = decoded("Köln;Düsseldorf;Österreich\n".encode("cp1252") * 20 + b"Ulm\x81;Kaya\n")
    assert (found.encoding, found.text.splitlines()[-1]) == ("cp1252", "Ulm\ufffd;Kaya")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_its_mark_is_told_by_its_zeros_from_four_letters_on(encoding: str) -> None:
    for text in ("Ulm;", "Ulm;Kaya", "Kommune;Partner\n" * 100):
        assert (decoded(text.encode(encoding)).text, decoded(text.encode(encoding)).encoding) == (text, encoding)
    with pytest.raises(BadFile, match="zero bytes"):
        decoded("Ulm".encode(encoding))


def test_text_that_is_cut_off_names_the_line_where_it_ends() -> None:
    with pytest.raises(BadFile, match="cut off or damaged") as caught:
        decoded("Kommune;Länder\nUlm;Ghana\nMü".encode()[:-1])
    assert caught.value.line == 3


def test_letters_of_europe_that_were_converted_twice_are_put_right_and_others_are_left() -> None:
    found = decoded("Kommune;Partner\nMÃ¼nchen;ÐšÐ¸Ñ—Ð²\n".encode())
    assert found.text == "Kommune;Partner\nMünchen;ÐšÐ¸Ñ—Ð²\n"
    mixed = decoded("Kommune;Partner\nMÃ¼nchen;Kaya\nMünster;Kaya\n".encode())
    assert mixed.text == "Kommune;Partner\nMünchen;Kaya\nMünster;Kaya\n"
    assert [(line, said.reason.code) for line, said in mixed.doubtful] == [(2, "ROW_LETTERS_REPAIRED")]
    twice = "München;Düsseldorf".encode().decode("cp1252").encode().decode("cp1252")
    assert decoded(f"Kommune;Partner\n{twice}\n".encode()).text == "Kommune;Partner\nMünchen;Düsseldorf\n"


@pytest.mark.parametrize(("page", "letters"), [("cp1252", "ü€œ"), ("mac_roman", "üß–"), ("cp850", "üé€")])
def test_what_letters_become_when_they_are_converted_twice_is_known_by_code_page(page: str, letters: str) -> None:
    pattern = _pattern(page)
    for letter in letters:
        shown = letter.encode().decode(page, "replace")
        assert "\ufffd" in shown or pattern.fullmatch(shown), shown
    assert not pattern.search("Kommune Ä Ö Ü")


def test_every_letter_of_two_or_three_bytes_is_known_when_it_was_converted_twice() -> None:
    pattern = _pattern("mac_roman")  # which has a letter for every byte
    for letter in map(chr, (0x80, 0xBF, 0xC0, 0x7FF, 0x800, 0x20AC, 0xFFFD)):
        assert pattern.fullmatch(letter.encode().decode("mac_roman")), hex(ord(letter))
    assert not pattern.fullmatch("\u0800".encode()[:2].decode("mac_roman"))
    for letter in ("\x7f", "\U00010000"):
        assert not pattern.fullmatch(letter.encode().decode("mac_roman"))


@pytest.mark.parametrize(
    ("likely", "unlikely"),
    [
        ("Logroño", "Gdañsk"), ("Gdańsk", "Logrońo"), ("cœur", "Głœw"), ("Orlèans", "Orlè s"), ("Camões", "Camõls"),
        ("Besançon", "BesanÇon"), ("Köln", "kÖln"), ("kÖln", "k\ufffdln"), ("Gdañsk", "ñ"), ("„Ulm", "¦Ulm"), ("Kaya»", "Kaya³"), ("Kaya’s", "Kaya»s"), ("Kaya³", "Kaya¬"),
    ],
)  # fmt: skip
def test_a_letter_looks_likelier_where_words_have_it(likely: str, unlikely: str) -> None:
    one, other = (
        next(_of_letter(word, at) for at, letter in enumerate(word) if not letter.isascii() and letter != "ł")
        for word in (likely, unlikely)
    )
    assert one > other


@pytest.mark.parametrize("between", ["\u2028", "\x85", "\xc2\x85", "\xe2\x80\xa8"])
def test_lines_of_letters_decoded_twice_are_counted_as_those_of_the_file(between: str) -> None:
    lines = ("id;Kommune", f"1;KÃ¶ln{between}Ost", "2;Ulm", "3;TÃ¼bingen", "4;MÃ¼nster", "5;LÃ¼beck")
    found = read_participants("\n".join(lines).encode())
    assert [problem.line for problem in found.problems if "Buchstaben" in problem.text("de")] == [2, 4, 5, 6]


def test_a_line_break_of_python_alone_may_have_been_decoded_twice() -> None:
    found = read_participants("id;Kommune\n1;KÃ¶ln\xe2\u20ac\xa8Ost\n2;TÃ¼bingen".encode())
    assert [row.line for row in found.rows] == [2, 3]
    assert not found.problems
