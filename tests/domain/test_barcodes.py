"""Barcodes: what a scanner types, what it means, and how new ones are numbered."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libdesk.domain.barcodes import (
    COMMAND_LABELS,
    MAX_LENGTH,
    BadNumbering,
    Command,
    LabelIsIsbn,
    LabelIsIssn,
    Numbering,
    clashes,
    command_of,
    fold_barcode,
    is_reserved,
    new_numbers,
    prefixed,
    read_label,
    read_scan,
)


@pytest.mark.parametrize(
    ("raw", "key"),
    [
        ("T002267", "T002267"),
        ("t002267", "T002267"),
        ("0010201", "0010201"),
        ("Ｔ００２２６７", "T002267"),  # typed through a Chinese input method
        (" T002267\r\n", "T002267"),
        ("T002267\t", "T002267"),
        ("\ufeffT00\u200b2267\xa0", "T002267"),
        ("]C1T002267", "T002267"),
        ("]E09787208061644", "9787208061644"),
        ("]A0*T002267*", "T002267"),
        ("*T002267*", "T002267"),
        ("**", "**"),
        ("Alpha Num 345", "ALPHA NUM 345"),
        ("Alpha   Num\xa0345", "ALPHA NUM 345"),
        ("Alphanum123", "ALPHANUM123"),
        ("S-2018/03.11", "S-2018/03.11"),
        ("\x1d0203\x04", "0203"),
        ("", ""),
        ("\r\n", ""),
    ],
)
def test_one_folding_for_everything_that_is_scanned(raw: str, key: str) -> None:
    assert fold_barcode(raw) == key


@given(st.text(max_size=40))
def test_folding_a_key_again_gives_the_same_key(raw: str) -> None:
    key = fold_barcode(raw)
    assert fold_barcode(key) == key
    assert key == key.strip()


@given(st.text(alphabet="0123456789ABCdefgXYZ", min_size=1, max_size=20))
def test_width_case_and_scanner_settings_never_make_two_codes_of_one(code: str) -> None:
    wide = "".join(chr(ord(c) + 0xFEE0) for c in code)
    assert {fold_barcode(f) for f in (code, wide, code.lower(), f"]C1{code}", f"*{code}*\r", f" {code}")} == {
        code.upper()
    }


@given(st.text(max_size=100))
def test_reading_a_scan_never_fails_and_keeps_what_came(raw: str) -> None:
    scan = read_scan(raw)
    assert scan.raw == raw
    assert scan.too_long or scan.code_key == fold_barcode(raw)
    assert scan.empty == (not scan.code_key and not scan.too_long)


@pytest.mark.parametrize(
    "raw",
    [
        "9787208061644",
        "978-7-208-06164-4",
        "978 7 208 06164 4",
        "ISBN 978-7-208-06164-4",
        "７２０８０６１６４５",
        "7-208-06164-5",
        "978720806164452",  # with the add-on of a price
        "9787208061644 51200",
    ],
)
def test_an_isbn_is_seen_in_every_shape_a_book_bears_it(raw: str) -> None:
    assert read_scan(raw).isbn == "9787208061644"


@pytest.mark.parametrize("raw", ["T002267", "9787208061643", "7501031311309", "0010201", "活着", "9" * 13, ""])
def test_other_codes_are_no_isbn(raw: str) -> None:
    assert read_scan(raw).isbn is None


def test_a_page_pasted_into_the_box_can_match_nothing() -> None:
    scan = read_scan("A" * (MAX_LENGTH + 1))
    assert (scan.too_long, scan.code_key, scan.isbn, len(scan.text)) == (True, "", None, MAX_LENGTH)
    assert read_scan("A" * MAX_LENGTH).code_key == "A" * MAX_LENGTH


@pytest.mark.parametrize("command", Command)
def test_a_command_card_is_known_however_it_is_scanned(command: Command) -> None:
    assert command_of(read_scan(f"]C1{command.value.lower()}\r").code_key) is command
    assert command.value.isascii()
    assert is_reserved(command.value)
    assert command in COMMAND_LABELS


def test_books_and_cards_are_no_commands_but_may_begin_alike() -> None:
    assert command_of("T002267") is None
    assert command_of("LD-0001") is None
    assert not is_reserved("LD-0001")
    assert is_reserved("LD-LATER")


@pytest.mark.parametrize(
    ("numbering", "existing", "following"),
    [
        (Numbering("P", 5, "S"), [], "P00001S"),
        (Numbering("P", 5, "S"), ["P00041S", "P00007S", "Q99999S"], "P00042S"),
        (Numbering("HB1207", 4), ["hb12070890"], "HB12070891"),
        (Numbering("", 3), ["978e0143019375", "978"], "979"),
        (Numbering("", 3), ["999"], "1000"),
        (Numbering("", 3), ["999", "1000"], "1001"),
        (Numbering("", 7), ["0010201", "9787208061644"], "0010202"),  # a book whose barcode is its ISBN
        (Numbering("", 7), ["００１０２０１"], "0010202"),
        (Numbering("", 7), ["00010209", "0010201"], "0010202"),  # eight places: another scheme
        (Numbering("", 12), ["1000000000000"], "1000000000001"),
        (Numbering("", 3), ["9999", "10000"], "10001"),
    ],
)
def test_numbering_goes_on_after_the_highest(numbering: Numbering, existing: list[str], following: str) -> None:
    assert next(new_numbers(existing, numbering)) == following


@given(st.lists(st.integers(0, 1200), max_size=30), st.sampled_from([Numbering("T", 3), Numbering("", 3, "X")]))
def test_a_new_number_never_exists_already(numbers: list[int], numbering: Numbering) -> None:
    existing = [numbering.code(n) for n in numbers]
    new = list(itertools.islice(new_numbers(existing, numbering), 5))
    assert len(set(new)) == 5
    assert not set(new) & set(existing)


def test_a_pattern_shows_prefix_width_and_suffix() -> None:
    assert Numbering("P", 5, "S").pattern == "P00000S"


@pytest.mark.parametrize(
    ("arguments", "fault"),
    [
        (("P", 2, "S"), "width"),
        (("P", 0), "width"),
        (("P", 40), "width"),
        (("p", 5), "text"),
        (("书", 5), "text"),
        (("P\t", 5), "text"),
        ((" P", 5), "text"),
        (("P", 5, "1"), "text"),
        (("*", 5, "*"), "text"),
        (("LD-", 5), "reserved"),
    ],
)
def test_a_scheme_that_cannot_be_printed_or_told_apart_is_refused(arguments: tuple[str, int], fault: str) -> None:
    with pytest.raises(BadNumbering) as refused:
        Numbering(*arguments)
    assert refused.value.fault == fault
    assert refused.value.text()


def test_a_clash_between_cards_and_books_is_named() -> None:
    assert clashes(["0010201", "s18", ""], ["００１０２０１", "S18 ", "T1", ""]) == ["0010201", "S18"]


@given(st.lists(st.text(alphabet="0123456789D", min_size=1, max_size=8), unique=True))
def test_a_prefix_for_all_cards_keeps_them_apart(codes: list[str]) -> None:
    new = [prefixed(code, "d") for code in codes]
    assert len(set(new)) == len(codes)
    assert all(code.startswith("D") for code in new)


@pytest.mark.parametrize("raw", ["9787530216781", "978-7-5302-1678-1", "９７８7530216781", "9787530216781 02"])
def test_an_isbn_is_no_label_and_no_card(raw: str) -> None:
    for card in (False, True):
        with pytest.raises(LabelIsIsbn):
            read_label(raw, card=card)
    assert read_label(raw, isbn=True).isbn == "9787530216781"


@pytest.mark.parametrize("raw", ["9771005165001", "977100516500103", "9771005165001 03", "977100516500112345"])
def test_what_is_printed_on_the_cover_of_a_periodical_is_no_label_and_no_card(raw: str) -> None:
    for card, says in ((False, "本馆贴的条码"), (True, "读者证")):
        with pytest.raises(LabelIsIssn, match=says):
            read_label(raw, card=card)
    assert read_label(raw, isbn=True).code_key  # lent while the pupil waits, until it gets a label


@pytest.mark.parametrize("raw", ["T0001", "7530216789", "0010201", "9787530216782", "9771005165002", "9770001"])
def test_what_else_can_be_printed_may_be_a_label(raw: str) -> None:
    assert read_label(raw).code_key == raw
