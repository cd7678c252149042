"""The page of batches: what waits for its check on top, the bureau's lists beside it, and no dialog."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from libdesk.actions.acquisition.batches import make_batch, note_check
from libdesk.actions.desk import Desk
from libdesk.actions.lending import lend
from libdesk.actions.undo import last_undoable, undo
from libdesk.actions.withdrawing.notices import keep_notice
from libdesk.domain.bureau import Named
from libdesk.domain.ops import Op
from libdesk.exchange.export import write_table
from libdesk.store.queries import batches as batch_queries
from libdesk.store.queries import withdrawals as withdrawal_queries
from libdesk.store.tables import Copy
from libdesk.ui.cataloguing.batches.page import BatchesPage
from tests.builders import TODAY, BookMade, add_book, add_reader, count
from tests.documents.pdf import texts
from tests.ui.readers.hands import press, seen, sees, write
from tests.ui.surroundings import Kept, at_work, nameless

Printed = list[tuple[str, Callable[[], bytes]]]


def shown(qtbot: QtBot, kept: Kept) -> BatchesPage:
    return at_work(qtbot, kept, BatchesPage(kept.around))


def printed(page: BatchesPage) -> Printed:
    made: Printed = []
    page.document_asked.connect(lambda title, make: made.append((title, make)))
    return made


def batch_of(desk: Desk, *books: BookMade, kind: str = "purchase", source: str = "新华书店") -> int:
    batch_id = make_batch(desk, kind=kind, day=TODAY, source=source)
    with desk.action(Op.EDIT_COPIES) as act:
        for book in books:
            for copy_id in book.copy_ids:
                act.change(Copy, copy_id, batch_id=batch_id, price_fen=2000)
    return batch_id


def undo_last(desk: Desk) -> None:
    entry = last_undoable(desk)
    assert entry is not None
    undo(desk, entry.id)


def text(page: BatchesPage, name: str) -> str:
    return str(seen(page, name).text())  # type: ignore[attr-defined]


def test_an_empty_page_says_what_a_batch_is_and_begins_one(qtbot: QtBot, kept: Kept, desk: Desk) -> None:
    page = shown(qtbot, kept)
    assert sees(page, "list_face")
    press(page, "face_choice")
    write(page, "batch_source", "新华书店")
    write(page, "batch_list", "2500")
    write(page, "batch_discount", "78")
    write(page, "batch_paid", "1950")
    press(page, "batch_ok")
    (row,) = batch_queries.recent_batches(desk.library)
    assert (row.source, row.list_fen, row.discount_permille, row.paid_fen) == ("新华书店", 250000, 780, 195000)
    assert page.batches.row is not None
    assert nameless(page) == []


def test_return_goes_from_field_to_field_and_what_is_wrong_is_told_in_the_form(
    qtbot: QtBot, kept: Kept, desk: Desk
) -> None:
    page = shown(qtbot, kept)
    press(page, "batch_new")
    write(page, "batch_paid", "一百")
    seen(page, "batch_kind").setFocus()
    for _field in range(9):
        QTest.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_Return)
    assert "一百" in text(page, "batch_fault")
    assert count(desk, "SELECT count(*) FROM batch") == 0
    QTest.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_Escape)
    assert not sees(page, "batch_form")


def test_a_batch_is_changed_and_the_change_undone(qtbot: QtBot, kept: Kept, desk: Desk) -> None:
    batch_id = batch_of(desk, add_book(desk, "草房子"))
    page = shown(qtbot, kept)
    press(page, "batch_change")
    write(page, "batch_voucher", "12345678")
    press(page, "batch_ok")
    assert "12345678" in text(page, "batch_facts")
    undo_last(desk)
    assert "12345678" not in text(page, "batch_facts")
    assert batch_queries.recent_batches(desk.library)[0].id == batch_id


def test_what_lists_say_is_shown_before_the_check_is_noted_and_the_record_printed(
    qtbot: QtBot, kept: Kept, desk: Desk
) -> None:
    keep_notice(desk, name="2026年第1号", lines=[Named("问题读物", "佚名")])
    batch_of(desk, add_book(desk, "问题读物", author="佚名"), add_book(desk, "草房子"))
    page = shown(qtbot, kept)
    made = printed(page)
    assert "待审核 1" in page.batch_button.text()
    assert "问题读物" in text(page, "batch_named")
    press(page, "batch_check")
    assert sees(page, "batch_named")
    write(page, "check_by", "李老师")
    write(page, "check_note", "一种待剔旧")
    press(page, "check_ok")
    assert "李老师" in text(page, "batch_checked")
    assert "待审核" not in page.batch_button.text()
    press(page, "batch_record")
    (sheet,) = texts(made[0][1]())
    for words in ("问题读物", "草房子", "2026年第1号", "李老师", "部分通过", "1/1"):
        assert words in sheet


def test_what_is_named_of_a_batch_goes_onto_a_list_after_a_question(qtbot: QtBot, kept: Kept, desk: Desk) -> None:
    keep_notice(desk, name="第1号", lines=[Named("问题读物", "佚名")])
    batch_of(desk, add_book(desk, "问题读物", author="佚名", copies=2), add_book(desk, "草房子"))
    page = shown(qtbot, kept)
    press(page, "batch_take_out")
    QTest.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_Return)  # the safe answer has the keyboard
    assert withdrawal_queries.withdrawals(desk.library) == []
    press(page, "batch_take_out")
    press(page, "batch_out_do")
    assert [row.copies for row in withdrawal_queries.withdrawals(desk.library)] == [2]


def test_a_donation_has_its_certificate_and_its_list(qtbot: QtBot, kept: Kept, desk: Desk) -> None:
    batch_of(desk, add_book(desk, "草房子", copies=2), kind="donation", source="李小雨家长")
    page = shown(qtbot, kept)
    made = printed(page)
    press(page, "batch_thanks")
    press(page, "batch_books")
    (certificate,), (books,) = texts(made[0][1]()), texts(made[1][1]())
    for words in ("捐赠证书", "李小雨家长", "1 种", "2 册", "2026-001"):
        assert words in certificate
    for words in ("李小雨家长", "草房子", "¥40.00"):
        assert words in books


def test_a_scanned_copy_shows_its_batch(qtbot: QtBot, kept: Kept, desk: Desk) -> None:
    book = add_book(desk, "草房子")
    batch_id = batch_of(desk, book)
    batch_of(desk, add_book(desk, "别的"))
    page = shown(qtbot, kept)
    page.look_for(book.barcodes[0])
    assert page.batches.row is not None
    assert page.batches.row.id == batch_id
    page.look_for("没有这个")
    assert "没有这个" in kept.said[-1]


def test_what_is_checked_stands_below_and_an_empty_batch_can_go(qtbot: QtBot, kept: Kept, desk: Desk) -> None:
    first = batch_of(desk, add_book(desk, "草房子"))
    note_check(desk, batch_id=first, by_whom="李老师", outcome="passed")
    second = make_batch(desk, kind="other", day=TODAY)
    page = shown(qtbot, kept)
    assert [row.id for row in page.batches.list.model.rows()] == [second, first]
    press(page, "batch_remove")
    assert [row.id for row in page.batches.list.model.rows()] == [first]
    assert not sees(page, "batch_remove")


@pytest.fixture
def named(desk: Desk) -> tuple[BookMade, BookMade]:
    """Two titles that a list names, one of them on loan, one of them by its title alone."""
    sure, doubtful = add_book(desk, "问题读物", author="佚名", copies=2), add_book(desk, "昆虫记", author="法布尔")
    lend(desk, copy_id=sure.copy_id, reader_id=add_reader(desk, "李小雨").id)
    return sure, doubtful


def test_a_list_is_pasted_looked_at_and_kept_and_what_is_sure_is_ticked(
    qtbot: QtBot, kept: Kept, desk: Desk, named: tuple[BookMade, BookMade]
) -> None:
    page = shown(qtbot, kept)
    made = printed(page)
    page.notice_button.click()
    press(page, "face_choice")
    field = seen(page, "notice_text")
    assert isinstance(field, QPlainTextEdit)
    field.setPlainText("1.《问题读物》 佚名\n2.《昆虫记》\n3.《没有的书》")
    assert "3 种" in text(page, "notice_told")
    press(page, "notice_keep")
    assert sees(page, "notice_fault")  # it has no name yet
    write(page, "notice_name", "2026年第1号")
    press(page, "notice_keep")
    view = page.notices
    rows = [(row.title, row.copy_id in view._ticked) for row in view.found.model.rows()]
    assert rows == [("问题读物", True), ("问题读物", True), ("昆虫记", False)]
    assert any("李小雨 四(3)班" in view._where(row) for row in view.found.model.rows())
    assert nameless(page) == []
    press(page, "notice_recall")
    assert all(words in texts(made[0][1]())[0] for words in ("李小雨", "四(3)班", "问题读物"))
    view.found.select(named[1].copy_id)
    QTest.keyClick(view.found.view, Qt.Key.Key_Space)
    press(page, "notice_take_out")
    (row,) = withdrawal_queries.withdrawals(desk.library)
    assert (row.name, row.copies, row.out) == ("2026年第1号", 3, 1)
    assert not view.take_out.isEnabled()


def test_a_list_comes_from_a_file_and_a_wrong_file_is_told(
    qtbot: QtBot, kept: Kept, desk: Desk, tmp_path: Path
) -> None:
    page = shown(qtbot, kept)
    page.begin_list()
    path = tmp_path / "清理书目.xlsx"
    write_table(path, "清单", ["序号", "书名", "作者", "ISBN"], [["1", "问题读物", "佚名", "978-7-208-06164-4"]])
    page.panel.read_file(path)
    assert [row.isbn for row in page.panel.list.model.rows()] == ["9787208061644"]
    assert page.panel.name.text() == "清理书目"
    page.panel.read_file(tmp_path / "不在.xlsx")
    assert sees(page, "notice_fault")
    assert not page.panel.keep.isEnabled()
    QTest.keyClick(page.panel.name, Qt.Key.Key_Escape)
    assert page.notice_button.isChecked()
    assert count(desk, "SELECT count(*) FROM notice") == 0


def test_a_long_list_is_looked_for_beside_the_page(
    qtbot: QtBot, kept: Kept, desk: Desk, named: tuple[BookMade, BookMade]
) -> None:
    lines = [Named("问题读物", "佚名"), *(Named(f"没有的书第{n}种") for n in range(200))]
    keep_notice(desk, name="很长的书目", lines=lines)
    page = shown(qtbot, kept)
    page.notice_button.click()
    qtbot.waitUntil(lambda: len(page.notices.found.model.rows()) == 2, timeout=20_000)
    assert page.notices._ticked == set(named[0].copy_ids)
    press(page, "notice_change")
    write(page, "notice_new_name", "2026年第1号")
    press(page, "notice_ok")
    assert [row.name for row in page.notices.list.model.rows()] == ["2026年第1号"]
    qtbot.waitUntil(lambda: not kept.around.jobs.running)
