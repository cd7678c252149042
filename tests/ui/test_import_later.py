"""The import page again: a second file, a restart, numbers that clash, what the first guess left out."""

import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pytestqt.qtbot import QtBot

from libdesk.actions.backups import back_up_now, backups_of, facts_of
from libdesk.actions.desk import Desk
from libdesk.actions.imports.records.pool import plan_pool, write_pool
from libdesk.actions.lending import lend
from libdesk.domain.rows.backups import Label
from libdesk.exchange.fields import Field, ListKind
from libdesk.store import backup
from libdesk.store.queries.imports import newest_entry
from libdesk.ui.tabs.import_tab import ImportTab
from tests.builders import add_book, add_reader
from tests.exchange.marc_files import many
from tests.ui.import_stand import BOOKS, ROSTER, choose, count, csv, settled, shown


def test_the_last_import_can_be_undone_after_another_file_and_after_a_restart(
    qtbot: QtBot, page: ImportTab, desk: Desk, tmp_path: Path
) -> None:
    settled(qtbot, page, lambda: page.open_file(csv(tmp_path, BOOKS)))
    assert not shown(page.page.last)
    settled(qtbot, page, page.foot.start.click)
    settled(qtbot, page, page.refresh)
    assert not shown(page.page.last), "its own button stands at the foot"
    settled(qtbot, page, lambda: page.open_file(csv(tmp_path, ROSTER, "roster.csv")))
    settled(qtbot, page, page.refresh)
    assert shown(page.page.last)
    again = ImportTab(page.around)
    qtbot.addWidget(again)
    settled(qtbot, page, again.show)
    assert shown(again.page.last)
    assert "2" in again.page.last.words.text()
    settled(qtbot, page, again.page.last.undo.click)
    settled(qtbot, page, again.refresh)
    assert count(desk, "copy") == 0
    assert not shown(again.page.last)


def test_an_import_that_something_later_stands_on_is_not_offered_for_undo(
    qtbot: QtBot, page: ImportTab, desk: Desk, tmp_path: Path
) -> None:
    reader = add_reader(desk, "张三")
    book = add_book(desk, "活着")
    settled(qtbot, page, page.refresh)
    assert shown(page.page.last)
    lend(desk, copy_id=book.copy_id, reader_id=reader.id)
    settled(qtbot, page, page.page.last.undo.click)
    assert page.foot.words.text(), "the line was old: the undo itself says why not"
    assert count(desk, "title") == 1
    settled(qtbot, page, page.refresh)
    assert not shown(page.page.last)


def test_the_line_goes_when_an_import_into_the_pool_is_undone_by_it(
    qtbot: QtBot, page: ImportTab, desk: Desk, tmp_path: Path
) -> None:
    path = tmp_path / "supplier.iso"
    path.write_bytes(many(3))
    write_pool(desk, plan_pool(desk, [path]))
    settled(qtbot, page, page.refresh)
    assert shown(page.page.last)
    page.page.last.undo.click()
    qtbot.waitUntil(lambda: not shown(page.page.last), timeout=20_000)
    settled(qtbot, page, lambda: None)
    assert count(desk, "pool_record") == 0
    assert page.foot.words.text() == ""


def test_a_list_can_still_be_written_when_the_undo_of_the_one_before_is_refused(
    qtbot: QtBot, page: ImportTab, desk: Desk, tmp_path: Path
) -> None:
    reader = add_reader(desk, "王五")
    settled(qtbot, page, lambda: page.open_file(csv(tmp_path, BOOKS)))
    settled(qtbot, page, page.foot.start.click)
    settled(qtbot, page, lambda: page.open_file(csv(tmp_path, ROSTER, "roster.csv")))
    settled(qtbot, page, page.refresh)
    page.around.bridge.changed.disconnect()  # as when the change was not told yet
    lend(desk, copy_id=1, reader_id=reader.id)
    page.page.last.undo.click()
    qtbot.waitUntil(lambda: not shown(page.page.last), timeout=20_000)
    settled(qtbot, page, lambda: None)
    assert page.foot.words.text().startswith("同一本书")
    assert shown(page.foot.start)
    assert count(desk, "copy") == 2


def test_a_kind_chosen_by_hand_holds_only_for_files_that_have_its_columns(
    qtbot: QtBot, page: ImportTab, tmp_path: Path
) -> None:
    page.file.kind.setCurrentIndex(page.file.kind.findData(ListKind.READERS))
    page.file.kind.activated.emit(1)
    settled(qtbot, page, lambda: page.open_file(csv(tmp_path, BOOKS)))
    assert page.file.kind.currentData() == ListKind.BOOKS
    assert page.file.header.value() == 1
    settled(qtbot, page, lambda: page.open_file(csv(tmp_path, ROSTER)))
    assert page.file.kind.currentData() == ListKind.READERS


def test_refused_rows_of_open_loans_are_saved_without_personal_numbers(
    qtbot: QtBot, page: ImportTab, tmp_path: Path
) -> None:
    listed = [["图书条码", "书名", "读者证号", "姓名", "借出日期"]]
    listed += [[f"T{n}", f"书{n}", f"C{n}", "张三", "2026-03-02"] for n in range(1, 9)]
    listed[3][1] = "110105201601011234"
    settled(qtbot, page, lambda: page.open_file(csv(tmp_path, listed)))
    assert page.file.kind.currentData() == ListKind.LOANS
    page.save_refused(tmp_path / "refused.xlsx")
    cells = [cell.value for row in load_workbook(tmp_path / "refused.xlsx").active.rows for cell in row]
    assert "T3" in cells
    assert not any("110105" in str(cell) for cell in cells)


def test_a_publishers_number_is_left_out_and_can_be_taken_as_accession_number(
    qtbot: QtBot, page: ImportTab, desk: Desk, tmp_path: Path
) -> None:
    listed = [["编号", "书名", "著者", "ISBN"], ["643335", "活着", "余华", "7-80679-915-X"]]
    settled(qtbot, page, lambda: page.open_file(csv(tmp_path, listed)))
    assert page.sample.combos[0].currentData() is None
    settled(qtbot, page, lambda: choose(page, 0, Field.ACCESSION_NOS))
    settled(qtbot, page, page.foot.start.click)
    assert desk.library.connection.execute("SELECT accession_no FROM copy").fetchall() == [("643335",)]


def test_a_clash_of_cards_and_barcodes_is_settled_on_the_page(
    qtbot: QtBot, page: ImportTab, desk: Desk, tmp_path: Path
) -> None:
    add_book(desk, "活着", barcodes=["0000001"])
    settled(qtbot, page, lambda: page.open_file(csv(tmp_path, ROSTER)))
    assert shown(page.choices.clash_button.parentWidget())
    settled(qtbot, page, page.choices.clash_button.click)
    assert page._plan is not None
    assert page._plan.counts.faulty == 0
    assert shown(page.choices.prefix_done)
    page.choices.clash_prefix.setText("12")
    settled(qtbot, page, page.choices.clash_button.click)
    assert "12" in page.foot.words.text()


def test_the_page_says_which_cards_left_their_number_to_a_book(
    qtbot: QtBot, page: ImportTab, desk: Desk, tmp_path: Path
) -> None:
    add_reader(desk, "张三", card="T1")
    add_reader(desk, "李四", card="X9")
    settled(qtbot, page, lambda: page.open_file(csv(tmp_path, BOOKS)))
    assert "T1" in page.choices.clash.text()
    assert "X9" not in page.choices.clash.text()
    settled(qtbot, page, page.choices.clash_button.click)
    assert "RT1" in page.choices.prefix_done.text()
    settled(qtbot, page, page.foot.start.click)
    codes = {code for (code,) in desk.library.connection.execute("SELECT code_key FROM barcode WHERE reader_id > 0")}
    assert codes == {"RT1", "X9", "RX9"}


def kinds_of_backups(desk: Desk) -> list[Label]:
    return [backup.label for backup in backups_of(desk.library.path)]


def test_before_each_large_change_a_backup_is_made(qtbot: QtBot, page: ImportTab, desk: Desk, tmp_path: Path) -> None:
    settled(qtbot, page, lambda: page.open_file(csv(tmp_path, BOOKS)))
    assert kinds_of_backups(desk) == []
    settled(qtbot, page, page.foot.start.click)
    assert kinds_of_backups(desk) == [Label.BEFORE_CHANGE]
    (made,) = backups_of(desk.library.path)
    assert facts_of(made.path).copies == 0, "as it was before the list"
    settled(qtbot, page, page.foot.undo.click)
    assert kinds_of_backups(desk) == [Label.BEFORE_CHANGE] * 2
    assert facts_of(backups_of(desk.library.path)[0].path).copies == 2


def test_a_backup_does_not_make_the_plan_old(desk: Desk) -> None:
    before = newest_entry(desk.library)
    back_up_now(desk)
    assert newest_entry(desk.library) == before


def test_where_there_is_no_room_for_a_backup_nothing_is_changed_and_it_is_said(
    qtbot: QtBot, page: ImportTab, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settled(qtbot, page, lambda: page.open_file(csv(tmp_path, BOOKS)))
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(backup.shutil, "disk_usage", lambda _folder: usage._replace(free=1_000))
    settled(qtbot, page, page.foot.start.click)
    assert count(desk, "copy") == 0
    assert "没有" in page.foot.words.text()
    assert shown(page.foot.start), "once there is room it can be tried again"
    monkeypatch.undo()
    settled(qtbot, page, page.foot.start.click)
    assert count(desk, "copy") == 2
