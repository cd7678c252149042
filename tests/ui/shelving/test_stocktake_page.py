"""The stocktake through the page: begun, scanned, fed by a file, finished; each scan is told at once."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from libdesk.actions.desk import Actor
from libdesk.actions.lending import lend
from libdesk.actions.returning import mark_lost
from libdesk.actions.undo import last_undoable, undo
from libdesk.domain.barcodes import Command
from libdesk.domain.ops import Op, Role
from libdesk.domain.outcome import Outcome
from libdesk.ui.shelving.stocktake import papers
from libdesk.ui.shelving.stocktake.page import StocktakePage
from libdesk.ui.shelving.stocktake.views import VIEW_NAMES, View
from tests.builders import add_reader, change_copy, count, status
from tests.documents.pdf import texts
from tests.ui.shelving.shelf_hands import scan, settle
from tests.ui.shelving.stocktake_hands import begin, press, show, stocktake_page
from tests.ui.surroundings import Kept, nameless


@pytest.fixture
def page(qtbot: QtBot, kept: Kept) -> StocktakePage:
    return stocktake_page(qtbot, kept)


def test_each_scan_is_told_and_moves_the_counts(page: StocktakePage, qtbot: QtBot) -> None:
    begin(page, qtbot)
    heard: list[Outcome] = []
    page.heard.connect(heard.append)
    assert scan(page.line, "0000001").startswith("点到 1/5")
    assert "已经点过" in scan(page.line, "0000001")
    assert "X9" in scan(page.line, "X9")
    assert "ISBN" in scan(page.line, "9787020002207")
    assert heard == [Outcome.DONE, Outcome.NOTICE, Outcome.NOT_FOUND, Outcome.REFUSED]
    assert "点到 1/5" in page.figures.text()
    assert "不认识的条码 1" in page.figures.text()
    assert [row.copy_id for row in page.lists.table.model.rows()] == [1]


@pytest.mark.parametrize("view", [View.LAST, View.CLASSES])
def test_the_counts_that_move_along_are_those_that_are_read_anew(
    page: StocktakePage, qtbot: QtBot, kept: Kept, view: View
) -> None:
    desk = kept.around.desk
    lend(desk, copy_id=4, reader_id=add_reader(desk, "李雷").id)
    change_copy(desk, 2, status="missing")
    begin(page, qtbot, "I", "Q")
    page.lists.show_view(view)
    settle(page, qtbot)
    page.where.setCurrentIndex(page.where.findData(1))
    for code in ("0000001", "0000002", "0000004", "0000005", "X1"):
        scan(page.line, code)
    assert page.now is not None
    moved = (page.now.tally.as_values(), page.now.odds)
    page.refresh()
    settle(page, qtbot)
    assert (page.now.tally.as_values(), page.now.odds) == moved


def test_a_missed_return_is_offered_and_taken_back_by_one_key(page: StocktakePage, qtbot: QtBot, kept: Kept) -> None:
    desk = kept.around.desk
    lend(desk, copy_id=1, reader_id=add_reader(desk, "李雷").id)
    begin(page, qtbot)
    assert not page.line.answer.isVisible()
    assert "李雷" in scan(page.line, "0000001")
    assert page.line.answer.text().startswith("F12")
    QTest.keyClick(page.line.box, Qt.Key.Key_F12)
    assert status(desk, 1) == "shelf"
    assert count(desk, "SELECT count(*) FROM copy WHERE trolley IS NOT NULL") == 0  # it stands where it belongs
    assert not page.line.answer.isVisible()
    assert "草房子" in page.line.told.text()
    assert Op.GIVE_BACK in page.undone_here  # F8 takes it back without leaving for the desk
    entry = last_undoable(desk)
    assert entry is not None
    undo(desk, entry.id)
    assert status(desk, 1) == "loan"
    assert not page.line.told.isVisible()  # it says no more what is undone


def test_the_card_for_returns_takes_a_missed_return_back_where_no_keyboard_is(
    page: StocktakePage, qtbot: QtBot, kept: Kept
) -> None:
    desk = kept.around.desk
    lend(desk, copy_id=5, reader_id=add_reader(desk, "李雷").id)
    begin(page, qtbot)
    assert "命令卡" in scan(page.line, Command.RETURN)
    page.where.setCurrentIndex(page.where.findData(1))
    scan(page.line, "0000005")
    scan(page.line, Command.RETURN)
    assert status(desk, 5) == "shelf"
    assert count(desk, "SELECT count(*) FROM copy WHERE trolley IS NOT NULL") == 1  # it is carried to its place
    assert count(desk, "SELECT count(*) FROM seen_copy") == 1


def test_the_key_of_the_answer_is_heard_only_where_the_answer_is_seen(
    page: StocktakePage, qtbot: QtBot, kept: Kept
) -> None:
    desk = kept.around.desk
    lend(desk, copy_id=1, reader_id=add_reader(desk, "李雷").id)
    begin(page, qtbot)
    scan(page.line, "0000001")
    press(page, "stocktake_file")
    settle(page, qtbot)
    QTest.keyClick(page.doing.file_view, Qt.Key.Key_F12)
    assert status(desk, 1) == "loan"


def test_places_and_classes_are_counted_once_they_are_asked_for(page: StocktakePage, qtbot: QtBot) -> None:
    begin(page, qtbot)
    assert page.now is not None
    assert not page.now.grouped
    assert [(row.name, row.left) for row in show(page, qtbot, View.CLASSES)] == [("I", 3), ("Q", 2)]  # type: ignore[attr-defined]
    scan(page.line, "0000001")
    assert [(row.seen, row.left) for row in page.lists.table.model.rows()] == [(1, 2), (0, 2)]
    assert [row.left for row in show(page, qtbot, View.PLACES)] == [3, 1]  # type: ignore[attr-defined]
    show(page, qtbot, View.LAST)
    page.refresh()
    settle(page, qtbot)
    assert [row.left for row in show(page, qtbot, View.PLACES)] == [3, 1]  # type: ignore[attr-defined]


def test_the_wrong_place_is_told_where_the_scanner_is_said(page: StocktakePage, qtbot: QtBot) -> None:
    begin(page, qtbot)
    page.where.setCurrentIndex(page.where.findData(1))
    assert "放错" not in scan(page.line, "0000001")
    assert "学生阅览室" in scan(page.line, "0000005")
    (row,) = show(page, qtbot, View.WRONG)
    assert row.copy_id == 5  # type: ignore[attr-defined]


def test_a_row_is_taken_back_and_f8_takes_the_last_scan_back(page: StocktakePage, qtbot: QtBot, kept: Kept) -> None:
    desk = kept.around.desk
    begin(page, qtbot)
    for code in ("0000001", "0000002", "0000003"):
        scan(page.line, code)
    page.lists.table.select(1)
    press(page, "stocktake_off")
    settle(page, qtbot)
    assert [row.copy_id for row in page.lists.table.model.rows()] == [3, 2]
    entry = last_undoable(desk)
    assert entry is not None
    undo(desk, entry.id)
    settle(page, qtbot)
    assert "点到 1/5" in page.figures.text()


def test_what_is_left_stands_in_shelf_order_and_is_printed(page: StocktakePage, qtbot: QtBot, kept: Kept) -> None:
    begin(page, qtbot)
    scan(page.line, "0000001")
    rows = show(page, qtbot, View.LEFT)
    assert [row.copy_id for row in rows] == [2, 3, 4, 5]  # type: ignore[attr-defined]
    scan(page.line, "0000003")
    assert [row.copy_id for row in page.lists.table.model.rows()] == [2, 4, 5]
    asked: list[tuple[str, object]] = []
    page.document_asked.connect(lambda title, make: asked.append((title, make)))
    press(page, "stocktake_print")
    words = " ".join(texts(asked[0][1]()))  # type: ignore[operator]
    assert "0000002" in words
    assert "0000003" not in words


def test_a_file_of_codes_is_shown_counted_and_taken_back(page: StocktakePage, qtbot: QtBot, tmp_path: Path) -> None:
    begin(page, qtbot)
    scan(page.line, "0000001")
    file = tmp_path / "codes.txt"
    file.write_bytes(b"\xef\xbb\xbf0000001\r\n0000002\r\n0000002\r\n\r\nX9\r\n")
    press(page, "stocktake_file")
    page.doing.file_view.read(file)
    settle(page, qtbot)
    lines = [row[1] for row in page.doing.file_view.list.model.rows()]
    assert lines == [4, 1, 1, 1, 1]
    press(page, "stocktake_file_count")
    settle(page, qtbot)
    assert "点到 2/5" in page.figures.text()
    press(page, "stocktake_unfile")
    settle(page, qtbot)
    assert "点到 1/5" in page.figures.text()
    assert not page.doing.unfile.isVisible()


def test_a_file_that_is_none_is_told_and_another_can_be_chosen(
    page: StocktakePage, qtbot: QtBot, tmp_path: Path
) -> None:
    begin(page, qtbot)
    press(page, "stocktake_file")
    page.doing.file_view.read(tmp_path / "gone.txt")
    settle(page, qtbot)
    assert "gone.txt" in page.doing.file_view.fault.text()
    assert page.doing.file_view.choose.isEnabled()


def test_the_end_is_shown_first_and_done_in_one_step(page: StocktakePage, qtbot: QtBot, kept: Kept) -> None:
    desk = kept.around.desk
    begin(page, qtbot)
    for code in ("0000001", "0000002", "0000004"):
        scan(page.line, code)
    press(page, "stocktake_finish")
    settle(page, qtbot)
    assert "2 册记为找不到" in page.doing.finish_view.marks.text()
    assert page.doing.finish_view.agrees.text() == "与个别登录账相符。"
    press(page, "stocktake_finish_do")
    settle(page, qtbot)
    assert [status(desk, copy_id) for copy_id in range(1, 6)] == ["shelf", "shelf", "missing", "shelf", "missing"]
    assert not page.line.scans.isVisible()
    assert page.lists.view is View.MISSED
    assert [row.copy_id for row in page.lists.table.model.rows()] == [3, 5]
    row = page.row
    assert row is not None
    report = " ".join(texts(papers.report_maker(desk, row)()))
    assert "与个别登录账核对" in report
    assert "0000005" in report


def test_the_table_of_a_finished_stocktake_names_each_list(
    page: StocktakePage, qtbot: QtBot, kept: Kept, tmp_path: Path
) -> None:
    from openpyxl import load_workbook

    from libdesk.i18n import _

    begin(page, qtbot)
    scan(page.line, "0000001")
    scan(page.line, "X9")
    assert page.row is not None
    path = tmp_path / "盘点.xlsx"
    papers.save_table(kept.around.desk, page.row, path)
    rows = list(load_workbook(path).active.iter_rows(values_only=True))  # type: ignore[union-attr]
    assert [row[0] for row in rows[1:]] == [*[_(VIEW_NAMES[View.LEFT])] * 4, _(VIEW_NAMES[View.STRAYS])]


def test_it_is_dropped_and_taken_up_again(page: StocktakePage, qtbot: QtBot, kept: Kept) -> None:
    desk = kept.around.desk
    begin(page, qtbot)
    scan(page.line, "0000001")
    press(page, "stocktake_drop")
    settle(page, qtbot)
    assert page.row is None
    entry = last_undoable(desk)
    assert entry is not None
    undo(desk, entry.id)
    settle(page, qtbot)
    assert "点到 1/5" in page.figures.text()


def test_a_pupil_scans_and_sees_what_is_left_but_neither_begins_nor_ends(
    page: StocktakePage, qtbot: QtBot, kept: Kept
) -> None:
    begin(page, qtbot)
    kept.around.desk.actor = Actor(Role.HELPER)
    page.role_changed()
    settle(page, qtbot)
    seen = {made.objectName() for made in page.findChildren(QAbstractButton) if made.isVisible() and made.objectName()}
    assert seen == {"stocktake_rise", "stocktake_off", "stocktake_print"}
    assert scan(page.line, "0000001").startswith("点到 1/5")
    assert count(kept.around.desk, "SELECT count(*) FROM seen_copy") == 1


def test_without_a_stocktake_the_page_says_what_to_do(page: StocktakePage, qtbot: QtBot) -> None:
    assert "馆员" in page.figures.text()
    assert not page.line.scans.isVisible()
    assert nameless(page) == []


def test_all_that_takes_the_focus_has_a_name(page: StocktakePage, qtbot: QtBot) -> None:
    begin(page, qtbot)
    assert nameless(page) == []
    for name in ("stocktake_begin", "stocktake_file", "stocktake_finish"):
        press(page, name)
        settle(page, qtbot)
        assert nameless(page) == []
        QTest.keyClick(page.views.currentWidget(), Qt.Key.Key_Escape)
        assert page.views.currentWidget() is page.main


def test_who_owed_a_book_that_is_found_is_nothing_for_a_pupil(page: StocktakePage, qtbot: QtBot, kept: Kept) -> None:
    desk = kept.around.desk
    for copy_id in (1, 2):
        lend(desk, copy_id=copy_id, reader_id=add_reader(desk, f"李小雨{copy_id}").id)
        mark_lost(desk, copy_id=copy_id)
    begin(page, qtbot)
    assert "李小雨1" in scan(page.line, "0000001")
    desk.actor = Actor(Role.HELPER)
    told = scan(page.line, "0000002")
    assert "找到" in told
    assert "李小雨" not in told
