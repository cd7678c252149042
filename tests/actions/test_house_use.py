"""Use in the reading room: a scan counts one use, with the reader or without."""

import pytest

from libdesk.actions.desk import Desk
from libdesk.actions.errors import CopyUnknown, OnLoanAlready
from libdesk.actions.house_use import count_use
from libdesk.actions.lending import lend
from libdesk.actions.returning import give_back
from tests.builders import Clock, add_book, add_reader, count, status
from tests.invariants import broken


def test_each_scan_counts_one_use_on_its_day(helper_desk: Desk, clock: Clock) -> None:
    book, reader = add_book(helper_desk, "字典", item_kind="reference"), add_reader(helper_desk, "张小明")
    count_use(helper_desk, copy_id=book.copy_id)
    clock.advance(days=1)
    count_use(helper_desk, copy_id=book.copy_id, reader_id=reader.id)
    rows = helper_desk.library.connection.execute("SELECT copy_id, reader_id, used_day FROM house_use").fetchall()
    assert rows == [(book.copy_id, None, "2026-03-09"), (book.copy_id, reader.id, "2026-03-10")]
    assert status(helper_desk, book.copy_id) == "shelf"


def test_what_a_reader_took_home_is_not_in_the_reading_room(helper_desk: Desk) -> None:
    book, reader = add_book(helper_desk, "草房子"), add_reader(helper_desk, "张小明")
    lend(helper_desk, copy_id=book.copy_id, reader_id=reader.id)
    with pytest.raises(OnLoanAlready, match="张小明"):
        count_use(helper_desk, copy_id=book.copy_id)
    assert count(helper_desk, "SELECT count(*) FROM house_use") == 0


def test_a_copy_that_is_gone_is_told(helper_desk: Desk) -> None:
    with pytest.raises(CopyUnknown):
        count_use(helper_desk, copy_id=1)


def test_a_copy_lent_for_the_reading_room_is_due_the_same_day_and_comes_back_without_a_suspension(
    desk: Desk, clock: Clock
) -> None:
    book, reader = add_book(desk, "字典", item_kind="reference"), add_reader(desk, "张小明")
    receipt = lend(desk, copy_id=book.copy_id, reader_id=reader.id, in_house=True)
    assert receipt.due == desk.today
    assert status(desk, book.copy_id) == "in_house"
    clock.advance(days=2)
    assert give_back(desk, copy_id=book.copy_id).suspended_until is None
    assert status(desk, book.copy_id) == "shelf"
    assert broken(desk.library.connection) == []
