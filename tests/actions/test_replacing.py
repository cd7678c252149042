"""赔书: the lost copy's number goes, the copy that was brought is registered in its place, all in one step."""

import pytest

from libdesk.actions.desk import Desk
from libdesk.actions.errors import BarcodeTaken
from libdesk.actions.holds import place_hold
from libdesk.actions.lending import lend
from libdesk.actions.money import errors
from libdesk.actions.money.charges import pay
from libdesk.actions.money.replacing import replace_lost
from libdesk.actions.returning import give_back, mark_lost
from libdesk.actions.undo import undo
from libdesk.domain.barcodes import BarcodeUnusable, LabelIsIsbn
from libdesk.domain.charges import other_edition
from libdesk.domain.ops import Op
from libdesk.store.queries import charges as queries
from libdesk.store.tables import Charge
from tests.builders import BookMade, Clock, ReaderMade, add_book, add_reader, change_copy, count, set_rule, status
from tests.invariants import broken, rows_of

ISBN, OTHER = "9787020002207", "9787532776771"


@pytest.fixture
def book(desk: Desk) -> BookMade:
    made = add_book(desk, "草房子", isbn=ISBN, call_no="I287.4/1", volume="上")
    change_copy(desk, made.copy_id, price_fen=2500, accession_no="0000123", source="购买", place_id=1)
    return made


@pytest.fixture
def reader(desk: Desk) -> ReaderMade:
    return add_reader(desk, "张小明")


@pytest.fixture
def charge_id(desk: Desk, book: BookMade, reader: ReaderMade) -> int:
    lend(desk, copy_id=book.copy_id, reader_id=reader.id)
    mark_lost(desk, copy_id=book.copy_id)
    return queries.open_losses(desk.library)[0].id


def test_the_new_copy_stands_in_the_place_of_the_lost_one(desk: Desk, book: BookMade, charge_id: int) -> None:
    receipt = replace_lost(desk, charge_id=charge_id, barcode="NEW-1", isbn=ISBN)
    row = desk.library.connection.execute(
        "SELECT title_id, volume_id, call_no, price_fen, place_id, accession_no, source, status, entered FROM copy"
        " WHERE id = ?",
        (receipt.new_copy_id,),
    ).fetchone()
    assert row == (
        book.title_id, book.volume_id, "I287.4/1", 2500, 1, "0000124", "replacement", "shelf", "2026-03-09",
    )  # fmt: skip
    assert status(desk, book.copy_id) == "withdrawn"
    (settled,) = queries.settled(desk.library)
    assert (settled.state, settled.new_barcode, other_edition(settled.reckoned)) == ("replaced", "NEW-1", "")
    assert broken(desk.library.connection) == []


def test_another_edition_is_taken_and_noted(desk: Desk, charge_id: int) -> None:
    replace_lost(desk, charge_id=charge_id, barcode="NEW-1", isbn="978-7-5327-7677-1")
    assert other_edition(queries.settled(desk.library)[0].reckoned) == OTHER


def test_what_is_no_isbn_is_told_and_nothing_is_registered(desk: Desk, charge_id: int) -> None:
    with pytest.raises(errors.NotAnIsbn):
        replace_lost(desk, charge_id=charge_id, barcode="NEW0001", isbn="9787532776772")
    assert count(desk, "SELECT count(*) FROM charge WHERE state = 'open'") == 1
    assert count(desk, "SELECT count(*) FROM barcode WHERE printed = 'NEW0001'") == 0


def test_the_accession_number_is_never_given_again_after_an_undo(desk: Desk, charge_id: int) -> None:
    before = rows_of(desk.library.connection, but=("setting",))
    first = replace_lost(desk, charge_id=charge_id, barcode="NEW-1")
    undo(desk, first.journal_id)
    assert rows_of(desk.library.connection, but=("setting",)) == before
    assert replace_lost(desk, charge_id=charge_id, barcode="NEW-1").accession_no == "0000125"


def test_who_waits_for_the_book_gets_the_new_copy(desk: Desk, book: BookMade, reader: ReaderMade) -> None:
    lend(desk, copy_id=book.copy_id, reader_id=reader.id)
    place_hold(desk, title_id=book.title_id, volume_id=book.volume_id, reader_id=add_reader(desk, "李雷").id)
    mark_lost(desk, copy_id=book.copy_id)
    (loss,) = queries.open_losses(desk.library)
    receipt = replace_lost(desk, charge_id=loss.id, barcode="NEW-1")
    assert (receipt.hold_for, status(desk, receipt.new_copy_id)) == ("李雷", "hold")
    assert broken(desk.library.connection) == []


def test_what_was_paid_before_is_told(desk: Desk, charge_id: int) -> None:
    pay(desk, charge_id=charge_id, amount_fen=1000)
    assert replace_lost(desk, charge_id=charge_id, barcode="NEW-1").paid_fen == 1000


def test_the_old_number_stays_known_and_says_that_it_is_withdrawn(desk: Desk, book: BookMade, charge_id: int) -> None:
    replace_lost(desk, charge_id=charge_id, barcode="NEW-1")
    receipt = give_back(desk, copy_id=book.copy_id)
    assert (receipt.copy.status, receipt.loss) == ("withdrawn", None)
    assert status(desk, book.copy_id) == "withdrawn"


def test_a_number_that_cannot_be_is_refused_and_nothing_is_left(desk: Desk, book: BookMade, charge_id: int) -> None:
    before = rows_of(desk.library.connection)
    for code, error in (
        (book.barcodes[0], BarcodeTaken),
        ("", BarcodeUnusable),
        ("9" * 80, BarcodeUnusable),
        ("9787530216781", LabelIsIsbn),
    ):
        with pytest.raises(error):
            replace_lost(desk, charge_id=charge_id, barcode=code)
    assert rows_of(desk.library.connection) == before


def test_a_fine_is_not_paid_by_a_book(
    desk: Desk, clock: Clock, book: BookMade, reader: ReaderMade, charge_id: int
) -> None:
    set_rule(desk)
    with desk.action(Op.CHARGE) as act:
        fine = act.add(Charge, reader_id=reader.id, kind="fine", amount_fen=50, made_day="2026-03-09")
    with pytest.raises(errors.NotALoss):
        replace_lost(desk, charge_id=fine, barcode="NEW-1")
    replace_lost(desk, charge_id=charge_id, barcode="NEW-1")
    with pytest.raises(errors.ChargeSettled):
        replace_lost(desk, charge_id=charge_id, barcode="NEW-2")
    assert count(desk, "SELECT count(*) FROM barcode WHERE printed LIKE 'NEW-%'") == 1
