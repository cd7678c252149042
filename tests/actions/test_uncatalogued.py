"""A book that is not in the catalogue yet: title and barcode are typed, and it is lent while the pupil waits."""

import pytest

from libdesk.actions.cataloguing.uncatalogued import lend_uncatalogued
from libdesk.actions.desk import Desk
from libdesk.actions.errors import BarcodeTaken, TitleMissing
from libdesk.actions.returning import give_back
from libdesk.actions.undo import undo
from libdesk.domain.barcodes import BarcodeUnusable
from libdesk.domain.loans import LoanRefused
from libdesk.store.queries import desk as queries
from tests.builders import add_book, add_reader, change_reader, count, status
from tests.invariants import broken, rows_of


def test_it_is_lent_and_queued_for_cataloguing_in_one_step(helper_desk: Desk) -> None:
    reader = add_reader(helper_desk, "张小明")
    entries = count(helper_desk, "SELECT count(*) FROM journal")
    receipt = lend_uncatalogued(helper_desk, title="  渔村　的故事 ", barcode="t00９５", reader_id=reader.id)
    assert receipt.copy.title == "渔村 的故事"
    assert status(helper_desk, receipt.copy.id) == "loan"
    assert count(helper_desk, "SELECT count(*) FROM title WHERE queued = 1") == 1
    assert count(helper_desk, "SELECT count(*) FROM journal") == entries + 1
    owner = queries.owner_of(helper_desk.library, "T0095")
    assert owner is not None
    assert owner.copy_id == receipt.copy.id
    assert broken(helper_desk.library.connection) == []


def test_it_comes_back_like_any_other(helper_desk: Desk) -> None:
    reader = add_reader(helper_desk, "张小明")
    receipt = lend_uncatalogued(helper_desk, title="渔村", barcode="T0095", reader_id=reader.id)
    give_back(helper_desk, copy_id=receipt.copy.id)
    assert status(helper_desk, receipt.copy.id) == "shelf"


def test_an_isbn_as_barcode_is_kept_as_its_isbn_too(helper_desk: Desk) -> None:
    reader = add_reader(helper_desk, "张小明")
    lend_uncatalogued(helper_desk, title="渔村", barcode="9787020002207", reader_id=reader.id)
    assert helper_desk.library.connection.execute("SELECT isbn FROM title").fetchone() == ("9787020002207",)


@pytest.mark.parametrize("title", ["", " ", "　"])
def test_a_title_is_needed(helper_desk: Desk, title: str) -> None:
    with pytest.raises(TitleMissing):
        lend_uncatalogued(helper_desk, title=title, barcode="T1", reader_id=add_reader(helper_desk, "张小明").id)


@pytest.mark.parametrize("barcode", ["", " ", "9" * 65, "LD-LEND"], ids=["none", "blank", "too long", "a command card"])
def test_a_barcode_that_can_be_none_is_refused(helper_desk: Desk, barcode: str) -> None:
    with pytest.raises(BarcodeUnusable):
        lend_uncatalogued(helper_desk, title="渔村", barcode=barcode, reader_id=add_reader(helper_desk, "张小明").id)


@pytest.mark.parametrize("barcode", ["0000077", "R0001", "r0001"], ids=["a copy's", "a card's", "folded"])
def test_a_barcode_in_use_is_refused(helper_desk: Desk, barcode: str) -> None:
    add_book(helper_desk, "草房子", barcodes=["0000077"])
    reader = add_reader(helper_desk, "张小明", card="R0001")
    with pytest.raises(BarcodeTaken):
        lend_uncatalogued(helper_desk, title="渔村", barcode=barcode, reader_id=reader.id)


def test_when_the_loan_is_refused_the_book_is_not_registered_either(helper_desk: Desk) -> None:
    reader = add_reader(helper_desk, "张小明")
    change_reader(helper_desk, reader, state="stopped")
    before = rows_of(helper_desk.library.connection)
    with pytest.raises(LoanRefused):
        lend_uncatalogued(helper_desk, title="渔村", barcode="T0095", reader_id=reader.id)
    assert rows_of(helper_desk.library.connection) == before


def test_an_undo_takes_title_copy_barcode_and_loan_away(helper_desk: Desk) -> None:
    reader = add_reader(helper_desk, "张小明")
    before = rows_of(helper_desk.library.connection)
    receipt = lend_uncatalogued(helper_desk, title="渔村", barcode="T0095", reader_id=reader.id)
    undo(helper_desk, receipt.journal_id)
    assert rows_of(helper_desk.library.connection) == before
    assert broken(helper_desk.library.connection) == []
