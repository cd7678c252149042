"""What was scanned is recognised in one order, whatever odd form it arrives in; the first that fits wins."""

import pytest

from libdesk.actions.desk import Desk
from libdesk.domain.barcodes import Command, fold_barcode, read_scan
from libdesk.domain.counter import Looks, Seen, SeenCommand, SeenCopy, SeenIsbn, SeenNothing, SeenOldCard, SeenReader
from libdesk.domain.ops import Op
from libdesk.store.queries.scan import copies_of_isbn, recognise
from libdesk.store.tables import Barcode, Volume
from tests.builders import add_book, add_reader

ISBN = "9787020024759"


def seen(desk: Desk, raw: str) -> Seen:
    return recognise(desk.library, read_scan(raw))


def replace_code(desk: Desk, code: str, state: str) -> None:
    with desk.action(Op.REPLACE_CARD) as act:
        key = fold_barcode(code)
        row = act.connection.execute("SELECT id FROM barcode WHERE code_key = ?", (key,)).fetchone()
        act.change(Barcode, row[0], state=state, until=act.at)


@pytest.mark.parametrize(
    "raw",
    [
        "TS00123", "ts00123", " TS00123 ", "TS00123\r", "TS00123\n", "TS00123\r\n", "TS00123\t", "ＴＳ００１２３",
        "]C1TS00123", "*TS00123*", "\ufeffTS00123", "TS\u200b00123", "\u00a0TS00123\u00a0",
        "TS00123\x00", "\x02TS00123\x03",
    ],
)  # fmt: skip
def test_a_copy_is_known_in_every_form_a_scanner_may_send(desk: Desk, raw: str) -> None:
    book = add_book(desk, "城南旧事", barcodes=["TS00123"])
    found = seen(desk, raw)
    assert isinstance(found, SeenCopy)
    assert found.copy.id == book.copy_id


@pytest.mark.parametrize("raw", ["0000000123", "０００００００１２３", "*0000000123*"])
def test_leading_zeros_are_part_of_a_card(desk: Desk, raw: str) -> None:
    reader = add_reader(desk, "李小雨", card="0000000123")
    assert seen(desk, raw) == SeenReader(reader.id)
    assert seen(desk, "123") == SeenNothing("123")


def test_a_ten_digit_card_that_is_unknown_is_an_isbn_only_of_a_title_that_is_here(desk: Desk) -> None:
    add_reader(desk, "李小雨", card="7020024749")
    assert seen(desk, "7020024750") == SeenNothing("7020024750", looks=Looks.CARD)
    add_book(desk, "城南旧事", isbn=ISBN)
    assert seen(desk, "7020024750") == SeenIsbn(ISBN)


@pytest.mark.parametrize(
    ("raw", "looks"),
    [
        ("0000003", Looks.BOOK), ("0000042", Looks.BOOK), ("000042", Looks.NEITHER), ("9000042", Looks.NEITHER),
        ("R000436", Looks.CARD), ("TS00042", Looks.BOOK), ("TS99", Looks.NEITHER), ("TS", Looks.NEITHER),
    ],
)  # fmt: skip
def test_an_unknown_number_is_likened_to_those_that_are_here(desk: Desk, raw: str, looks: Looks) -> None:
    add_book(desk, "城南旧事", barcodes=["0000001", "0000002"])
    add_book(desk, "昆虫记", barcodes=["TS00001", "TS00100"])
    add_reader(desk, "李小雨", card="R000435")
    assert seen(desk, raw) == SeenNothing(raw, looks=looks)


def test_a_command_card_comes_before_everything_else(desk: Desk) -> None:
    assert seen(desk, "ld-shift") == SeenCommand(Command.SHIFT)


def test_a_code_that_belongs_to_a_copy_is_no_isbn_even_if_it_could_be_one(desk: Desk) -> None:
    add_book(desk, "城南旧事", barcodes=[ISBN], isbn=ISBN)
    assert isinstance(seen(desk, ISBN), SeenCopy)


def test_a_ten_digit_campus_card_is_no_isbn_even_if_its_check_digit_fits(desk: Desk) -> None:
    reader = add_reader(desk, "李小雨", card="7020024750")
    assert read_scan("7020024750").isbn is not None
    assert seen(desk, "7020024750") == SeenReader(reader.id)


@pytest.mark.parametrize(
    "raw", ["978-7-02-002475-9", "9787020024759", "]E09787020024759", "９７８７０２００２４７５９", "7-02-002475-0"]
)
def test_an_isbn_is_told_when_nothing_bears_the_code(desk: Desk, raw: str) -> None:
    assert seen(desk, raw) == SeenIsbn(ISBN)


@pytest.mark.parametrize(
    "raw",
    [
        "ZZZ", "9787020024750", "' OR 1=1 --", '"; DROP TABLE copy; --', '"title" NEAR/2 *', "%", "_______", "李小雨",
        "LD-0001", "a\x00b",
    ],
)  # fmt: skip
def test_what_nobody_bears_is_told_as_unknown_however_it_looks(desk: Desk, raw: str) -> None:
    add_book(desk, "城南旧事")
    assert isinstance(seen(desk, raw), SeenNothing)
    assert isinstance(seen(desk, "0000001"), SeenCopy), "and nothing was broken by it"


def test_an_overlong_scan_matches_nothing(desk: Desk) -> None:
    found = seen(desk, "9" * 65)
    assert isinstance(found, SeenNothing)
    assert found.too_long


def test_an_old_label_still_finds_its_copy_and_an_old_card_is_refused(desk: Desk) -> None:
    add_book(desk, "城南旧事", barcodes=["TS00123"])
    reader = add_reader(desk, "李小雨", card="R0001")
    replace_code(desk, "TS00123", "replaced")
    replace_code(desk, "R0001", "lost")
    assert isinstance(seen(desk, "TS00123"), SeenCopy)
    assert seen(desk, "R0001") == SeenOldCard(reader.id, "lost")


def test_copies_of_an_isbn_are_listed_with_those_on_the_shelf_first(desk: Desk) -> None:
    book = add_book(desk, "城南旧事", copies=3, isbn=ISBN)
    with desk.action(Op.MARK_LOST) as act:
        act.connection.execute("UPDATE copy SET status = 'lost' WHERE id = ?", (book.copy_ids[0],))
        act.connection.execute("UPDATE copy SET status = 'withdrawn' WHERE id = ?", (book.copy_ids[1],))
    rows = copies_of_isbn(desk.library, ISBN)
    assert [(row.copy_id, row.status) for row in rows] == [(book.copy_ids[2], "shelf"), (book.copy_ids[0], "lost")]


def test_the_isbn_of_a_volume_finds_its_copies_alone(desk: Desk) -> None:
    upper = add_book(desk, "史记", volume="上", isbn="9787101003048")
    lower = add_book(desk, "", title_id=upper.title_id, volume="下")
    with desk.action(Op.EDIT_TITLE) as act:
        act.change(Volume, lower.volume_id or 0, isbn=ISBN)
    assert [row.copy_id for row in copies_of_isbn(desk.library, ISBN)] == [lower.copy_id]
    assert [row.copy_id for row in copies_of_isbn(desk.library, "9787101003048")] == [upper.copy_id, lower.copy_id]
