"""A regular check in the real window: books are scanned through, one key marks; what is not finished is not lost."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from libdesk.actions.desk import Desk
from libdesk.actions.lending import lend
from libdesk.actions.returning import report_damage
from libdesk.domain.outcome import Outcome
from libdesk.ui.shelving.repairs.kept import KEY, KeptCheck, keep
from libdesk.ui.shelving.repairs.page import RepairsPage
from tests.builders import add_reader, count
from tests.ui.shelving.repairs.repairs_hands import Hands
from tests.windows import seat_at


def test_a_shelf_is_scanned_through_and_one_key_marks(hands: Hands, books: Desk) -> None:
    hands.press("repairs_check")
    hands.answer("check_from", "I2")
    hands.answer("check_to", "I3")
    hands.page.check._where_changed()
    assert "草房子" in hands.scan("0000001")
    assert "不在这一段" in hands.scan("0000003")
    hands.scan("0000002")
    assert "只算一次" in hands.scan("0000002")
    assert "9999" in hands.scan("9999999")
    hands.seat.key(Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    rows = books.library.connection.execute("SELECT copy_id, degree FROM damage").fetchall()
    assert rows == [(2, "severe")]  # the book that was scanned last
    assert hands.page.check.counts.text() == "已查看 3 册 · 标记 1 册"
    hands.press("check_finish")
    made = books.library.connection.execute("SELECT from_no, to_no, looked, marked FROM care_check").fetchall()
    assert made == [("I2", "I3", 3, 1)]
    assert hands.titles() == ["根鸟"]


def test_a_mark_is_taken_back_by_its_row_or_by_the_undo_key(hands: Hands, books: Desk) -> None:
    hands.press("repairs_check")
    for code in ("0000001", "0000002"):
        hands.scan(code)
        hands.press("check_medium")
    hands.page.check.list.select(1)
    hands.press("check_unmark")
    assert [row[0] for row in books.library.connection.execute("SELECT copy_id FROM damage")] == [2]
    assert hands.page.check.check.marked == 1
    hands.seat.key(Qt.Key.Key_F8)  # the newest that still stands
    assert count(books, "SELECT count(*) FROM damage") == 0
    assert hands.page.check.check.marked == 0
    assert len(hands.page.check.check.rows) == 2


def test_a_book_that_should_be_elsewhere_is_told(hands: Hands, books: Desk) -> None:
    lend(books, copy_id=1, reader_id=add_reader(books, "李小雨").id)
    report_damage(books, copy_id=2, degree="slight")
    hands.press("repairs_check")
    assert "借出" in hands.scan("0000001")
    assert "已经登记过" in hands.scan("0000002")
    assert hands.heard[-2:] == [Outcome.NOTICE, Outcome.NOTICE]


def test_it_is_left_and_taken_up_again(hands: Hands) -> None:
    hands.press("repairs_check")
    hands.scan("0000001")
    QTest.keyClick(hands.page.box, Qt.Key.Key_Escape)
    assert hands.seat.sees("repairs_register")
    hands.press("repairs_check")
    assert len(hands.page.check.check.rows) == 1
    hands.press("check_leave_out")
    assert hands.page.check.check.rows == []


def test_what_is_not_finished_lasts_over_a_restart(hands: Hands, books: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    hands.press("repairs_check")
    hands.answer("check_from", "I2")
    hands.answer("check_to", "I3")
    hands.page.check._where_changed()
    for code in ("0000001", "0000002"):
        hands.scan(code)
    hands.press("check_medium")
    hands.seat.window.close()
    with seat_at(books, tmp_path, qtbot) as seat:
        again = Hands(seat)
        assert again.page.care.text() == "继续巡检…"
        again.press("repairs_check")
        check = again.page.check
        assert (check.first.text(), check.last.text()) == ("I2", "I3")
        assert [row.copy.title for row in check.check.rows] == ["根鸟", "草房子"]
        assert check.counts.text() == "已查看 2 册 · 标记 1 册"
        assert "不在这一段" in again.scan("0000003")
        check.list.select(2)
        again.press("check_unmark")
        assert count(books, "SELECT count(*) FROM damage") == 0
        again.press("check_finish")
        assert again.page.care.text() == "巡检…"
        assert RepairsPage(again.page.around).check.check.rows == []


def test_a_kept_mark_that_is_another_gesture_s_by_now_is_none(hands: Hands, books: Desk) -> None:
    done = report_damage(books, copy_id=1, degree="slight")
    report_damage(books, copy_id=2, degree="slight")
    keep(hands.page.around.pc, books, KeptCheck(books=((2, done.journal_id), (1, done.journal_id), (99, 0))))
    hands.press("repairs_check")
    rows = [(row.copy.copy_id, row.marked) for row in hands.page.check.check.rows]
    assert rows == [(2, False), (1, True)]


@pytest.mark.parametrize("text", ["", "[", "{}", "3", "[1]", '["x", 1, "", "", [[1, 0]]]'])
def test_what_was_kept_and_cannot_be_read_is_no_check(hands: Hands, text: str) -> None:
    hands.page.around.pc.keep_text(KEY, text)
    hands.press("repairs_check")
    assert hands.page.check.check.rows == []
