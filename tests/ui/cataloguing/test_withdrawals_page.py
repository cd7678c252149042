"""The page of withdrawal: books are scanned onto a list, it is approved, printed and done, all in the page."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from libdesk.actions.desk import Desk
from libdesk.actions.lending import lend
from libdesk.actions.undo import last_undoable, undo
from libdesk.store.queries import withdrawals as queries
from libdesk.ui.cataloguing.withdrawals.page import WithdrawalsPage
from libdesk.ui.paged_tab import PagedTab
from tests.builders import add_book, add_reader, change_copy, status
from tests.documents.pdf import texts
from tests.ui.readers.hands import press, seen, sees, write
from tests.ui.surroundings import Kept, at_work, nameless
from tests.windows import seat_at


def shown(qtbot: QtBot, kept: Kept) -> WithdrawalsPage:
    return at_work(qtbot, kept, WithdrawalsPage(kept.around))


def undo_last(desk: Desk) -> None:
    entry = last_undoable(desk)
    assert entry is not None
    undo(desk, entry.id)


def titles(page: WithdrawalsPage) -> list[tuple[str, str]]:
    return [(row.title, row.reason) for row in page.view.copies.model.rows()]


def choose_reason(page: WithdrawalsPage, code: str) -> None:
    page.reason.setCurrentIndex(page.reason.findData(code))


def approve(page: WithdrawalsPage) -> None:
    press(page, "withdrawal_approve")
    write(page, "approval_by", "张校长")
    write(page, "approval_no", "校字3号")
    press(page, "withdrawal_approval_ok")


def test_scanned_books_make_a_list_with_the_reason_that_is_chosen(qtbot: QtBot, kept: Kept, desk: Desk) -> None:
    old, torn = add_book(desk, "旧书"), add_book(desk, "破书")
    page = shown(qtbot, kept)
    assert page.scan_target is not None
    page.take(old.barcodes[0])
    choose_reason(page, "damaged")
    page.take(torn.barcodes[0])
    assert titles(page) == [("旧书", "outdated"), ("破书", "damaged")]
    page.take(torn.barcodes[0])
    assert sees(page, "withdrawal_scan_fault")
    page.take("没有")
    assert "没有" in page.fault.text()
    assert nameless(page) == []
    undo_last(desk)
    assert titles(page) == [("旧书", "outdated")]


def test_a_list_is_approved_printed_in_two_copies_done_and_undone(qtbot: QtBot, kept: Kept, desk: Desk) -> None:
    book = add_book(desk, "旧书", copies=2, author="佚名")
    for number, copy_id in enumerate(book.copy_ids):
        change_copy(desk, copy_id, accession_no=f"00004{number}", price_fen=1250)
    page = shown(qtbot, kept)
    made: list[tuple[str, Callable[[], bytes]]] = []
    page.document_asked.connect(lambda title, make: made.append((title, make)))
    for code in book.barcodes:
        page.take(code)
    press(page, "withdrawal_approve")
    press(page, "withdrawal_approval_ok")
    assert sees(page, "withdrawal_approval_fault")  # nobody is named
    press(page, "withdrawal_approval_cancel")
    approve(page)
    assert "张校长" in page.view.facts.text()
    press(page, "withdrawal_print")
    sheets = texts(made[0][1]())
    assert len(sheets) == 2
    for sheet, copy in zip(sheets, ("图书馆存", "学校存"), strict=True):
        for words in (
            "旧书",
            "佚名",
            "000040",
            "000041",
            "¥12.50",
            "内容过时",
            "¥25.00",
            "校字3号",
            "批准人",
            copy,
            "1/1",
        ):
            assert words in sheet
    press(page, "withdrawal_do")
    box = seen(page, "done_disposal")
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(box.findData("transfer"))
    press(page, "withdrawal_done_ok")
    assert [status(desk, copy_id) for copy_id in book.copy_ids] == ["withdrawn"] * 2
    assert queries.withdrawals(desk.library)[0].disposal == "transfer"
    undo_last(desk)
    assert [status(desk, copy_id) for copy_id in book.copy_ids] == ["shelf"] * 2
    assert sees(page, "withdrawal_do")


def test_who_has_a_book_is_told_in_the_form_and_nothing_leaves(qtbot: QtBot, kept: Kept, desk: Desk) -> None:
    book = add_book(desk, "城南旧事")
    lend(desk, copy_id=book.copy_id, reader_id=add_reader(desk, "李小雨").id)
    page = shown(qtbot, kept)
    page.take(book.barcodes[0])
    approve(page)
    press(page, "withdrawal_do")
    press(page, "withdrawal_done_ok")
    assert "李小雨" in page.view.ending.fault.text()
    assert status(desk, book.copy_id) == "loan"
    assert sees(page, "withdrawal_done_form")


def test_rows_are_taken_off_get_another_reason_and_a_list_is_renamed_and_removed(
    qtbot: QtBot, kept: Kept, desk: Desk
) -> None:
    book = add_book(desk, "旧书", copies=2)
    page = shown(qtbot, kept)
    for code in book.barcodes:
        page.take(code)
    page.view.select(book.copy_ids[0])
    press(page, "withdrawal_off")
    assert len(titles(page)) == 1
    press(page, "withdrawal_why")
    box = seen(page, "withdrawal_reason_of")
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(box.findData("surplus"))
    press(page, "withdrawal_ok")
    assert titles(page) == [("旧书", "surplus")]
    press(page, "withdrawal_rename")
    write(page, "withdrawal_name", "春季剔旧")
    press(page, "withdrawal_name_ok")
    assert page.view.heading.text() == "春季剔旧"
    press(page, "withdrawal_remove")
    assert queries.withdrawals(desk.library) == []
    assert sees(page, "list_face")


def test_the_finder_puts_what_is_chosen_onto_the_list(qtbot: QtBot, kept: Kept, desk: Desk) -> None:
    book = add_book(desk, "旧书", copies=5)
    page = shown(qtbot, kept)
    press(page, "withdrawal_find")
    finder = page.finder
    finder.looking.setCurrentIndex(finder.looking.findData("surplus"))
    finder._mirror()
    assert (sees(page, "finder_keep"), sees(page, "finder_years")) == (True, False)
    press(page, "finder_look")
    qtbot.waitUntil(lambda: len(finder.list.model.rows()) == 2)
    assert nameless(page) == []
    press(page, "finder_all")
    press(page, "finder_put")
    assert sorted(titles(page)) == [("旧书", "surplus")] * 2
    assert all(status(desk, copy_id) == "shelf" for copy_id in book.copy_ids)


def test_a_single_copy_comes_back(qtbot: QtBot, kept: Kept, desk: Desk) -> None:
    book = add_book(desk, "旧书", copies=2)
    page = shown(qtbot, kept)
    for code in book.barcodes:
        page.take(code)
    approve(page)
    press(page, "withdrawal_do")
    press(page, "withdrawal_done_ok")
    qtbot.waitUntil(lambda: page.row is not None and page.row.is_done)
    page.take(book.barcodes[1])  # scanned while its list is shown: its row
    press(page, "withdrawal_back")
    assert [status(desk, copy_id) for copy_id in book.copy_ids] == ["withdrawn", "shelf"]


def test_a_scanner_puts_books_on_the_list_in_the_window_and_f8_takes_them_off(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    book = add_book(desk, "旧书")
    with seat_at(desk, tmp_path, qtbot) as seat:
        tab = seat.window.show_tab("catalogue_tab")
        assert isinstance(tab, PagedTab)
        page = tab.show_page("withdrawals_page")
        assert isinstance(page, WithdrawalsPage)
        page.take_focus()
        seat.scan(book.barcodes[0])
        assert titles(page) == [("旧书", "outdated")]
        seat.key(Qt.Key.Key_F8)
        assert queries.withdrawals(desk.library) == []
        assert tab.isVisible()


def test_a_scanned_book_goes_onto_the_shown_draft_or_a_new_list_and_the_words_name_it(
    qtbot: QtBot, kept: Kept, desk: Desk
) -> None:
    first, second, third = (add_book(desk, title) for title in ("旧书", "破书", "厚书"))
    page = shown(qtbot, kept)
    page.take(first.barcodes[0])
    approve(page)
    page.take(second.barcodes[0])
    assert titles(page) == [("破书", "outdated")]
    approved = next(row for row in page.list.model.rows() if row.state == "approved")
    page.list.select(approved.id)
    page.take(third.barcodes[0])
    assert titles(page) == [("厚书", "outdated")], "a draft that is not shown takes nothing"
    assert page.row is not None
    assert page.row.name in kept.said[-1]


def test_a_book_scanned_twice_has_words_of_its_own_and_the_next_gesture_ends_them(
    qtbot: QtBot, kept: Kept, desk: Desk
) -> None:
    book = add_book(desk, "旧书")
    page = shown(qtbot, kept)
    page.take(book.barcodes[0])
    page.take(book.barcodes[0])
    assert page.fault.text() == "这册已经在这张清单里。"
    press(page, "withdrawal_approve")
    assert not sees(page, "withdrawal_scan_fault")
