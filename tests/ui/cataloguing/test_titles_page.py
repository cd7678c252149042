"""The catalogue page, as a librarian works at it: by keys and scans, with nothing lost and nothing in the way."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from libdesk.actions.lending import lend
from libdesk.actions.returning import give_back
from libdesk.actions.undo import undo
from libdesk.store.queries import titles
from libdesk.ui.cataloguing.titles.page import TitlesPage
from tests.actions.cataloguing.stock import change_title, value
from tests.builders import add_book, add_reader, status
from tests.ui.cataloguing.catalogue_hands import last_entry, names, shown, text
from tests.ui.readers.hands import press, seen, sees, write
from tests.ui.surroundings import Kept, nameless


@pytest.fixture
def page(qtbot: QtBot, kept: Kept) -> TitlesPage:
    return shown(qtbot, kept)


def test_the_whole_catalogue_stands_there_the_newest_first(page: TitlesPage) -> None:
    for title in ("草房子", "昆虫记"):
        add_book(page.desk, title)
    page.refresh()
    assert names(page) == ["昆虫记", "草房子"]
    assert page.beside.title.now is not None
    assert page.beside.title.now.fields.title == "昆虫记"


def test_a_barcode_opens_its_title_with_that_copy_marked_and_an_isbn_its_title(page: TitlesPage) -> None:
    made = add_book(page.desk, "草房子", barcodes=("T001", "T002"), isbn="9787530216781")
    add_book(page.desk, "昆虫记")
    page.refresh()
    page.scan_target.receive("T002")
    assert names(page) == ["草房子"]
    assert page.beside.title.copies.current_row().id == made.copy_ids[1]
    page.titles.search.clear()
    page.titles.search.ask()
    page.scan_target.receive("9787530216781")
    assert names(page) == ["草房子"]


def test_return_edits_the_title_and_what_is_saved_is_seen_at_once(page: TitlesPage, kept: Kept) -> None:
    made = add_book(page.desk, "草房于")
    page.refresh()
    QTest.keyClick(page.titles.table.view, Qt.Key.Key_Return)
    line = seen(page, "title_title")
    assert line.hasFocus()
    write(page, "title_title", "草房子")
    write(page, "title_price_fen", "25")
    QTest.keyClick(seen(page, "title_price_fen"), Qt.Key.Key_Return)
    assert not sees(page, "title_title")
    assert names(page) == ["草房子"]
    assert value(page.desk, "SELECT price_fen FROM title WHERE id = ?", made.title_id) == 2500
    assert "草房子" in kept.said[-1]
    undo(page.desk, last_entry(page))
    assert names(page) == ["草房于"]


def test_esc_leaves_an_untouched_form_and_asks_before_what_was_typed_is_given_up(page: TitlesPage) -> None:
    add_book(page.desk, "草房子")
    page.refresh()
    press(page, "title_edit")
    QTest.keyClick(seen(page, "title_title"), Qt.Key.Key_Escape)
    assert not sees(page, "title_title")
    press(page, "title_edit")
    write(page, "title_author", "曹文轩")
    QTest.keyClick(seen(page, "title_author"), Qt.Key.Key_Escape)
    assert sees(page, "title_edit_unsaved_question")
    press(page, "title_edit_unsaved_keep")
    author = seen(page, "title_author")
    assert isinstance(author, QLineEdit)
    assert (author.text(), author.hasFocus()) == ("曹文轩", True)
    QTest.keyClick(author, Qt.Key.Key_Escape)
    press(page, "title_edit_unsaved_do")
    assert not sees(page, "title_author")
    assert value(page.desk, "SELECT author FROM title") is None
    assert QApplication.activeModalWidget() is None


def test_what_is_wrong_keeps_the_form_with_the_keyboard_at_the_fault(page: TitlesPage) -> None:
    add_book(page.desk, "草房子")
    page.refresh()
    press(page, "title_edit")
    write(page, "title_year", "20180")
    press(page, "title_save")
    assert sees(page, "title_year_fault")
    assert seen(page, "title_year").hasFocus()
    assert value(page.desk, "SELECT year FROM title") is None


def test_a_form_is_not_lost_by_a_row_or_a_scan_and_takes_an_isbn(page: TitlesPage, kept: Kept) -> None:
    add_book(page.desk, "草房子", barcodes=("T001",))
    add_book(page.desk, "昆虫记", barcodes=("T002",))
    page.refresh()
    press(page, "title_edit")
    write(page, "title_author", "法布尔")
    page.titles.table.view.selectRow(1)
    page.scan_target.receive("T001")
    assert "先完成" in kept.said[-1]
    page.scan_target.receive("9787530216781")
    assert page.beside.edit.form.fields().isbn == "9787530216781"
    press(page, "title_save")
    assert value(page.desk, "SELECT author FROM title WHERE title = '昆虫记'") == "法布尔"


def test_another_class_takes_the_call_number_along_as_it_will_be(page: TitlesPage) -> None:
    made = add_book(page.desk, "草房子", call_no="I287.4/12")
    change_title(page.desk, made.title_id, class_no="I287.4", call_no="I287.4/12")
    page.refresh()
    press(page, "title_edit")
    write(page, "title_class_no", "I287.45")
    line = seen(page, "title_call_no")
    assert isinstance(line, QLineEdit)
    assert line.text() == "I287.45/1"
    press(page, "title_save")
    assert [copy.call_no for copy in titles.copies(page.desk.library, made.title_id)] == ["I287.45/1"]


def test_a_call_number_or_isbn_that_another_title_has_is_told(page: TitlesPage) -> None:
    other = add_book(page.desk, "昆虫记", isbn="9787530216781")
    change_title(page.desk, other.title_id, call_no="I287/1")
    made = add_book(page.desk, "草房子")
    page.refresh()
    page.titles.select(made.title_id)
    press(page, "title_edit")
    write(page, "title_call_no", "I287/1")
    assert "昆虫记" in text(page, "title_edit_note")
    write(page, "title_call_no", "I287/2")
    assert not sees(page, "title_edit_note")
    write(page, "title_isbn", "7530216783")
    assert "昆虫记" in text(page, "title_edit_note")


def test_several_copies_are_changed_at_once_and_what_differs_stays(page: TitlesPage, kept: Kept) -> None:
    made = add_book(page.desk, "草房子", copies=2)
    reader = add_reader(page.desk, "张三")
    lend(page.desk, copy_id=made.copy_ids[0], reader_id=reader.id)
    page.refresh()
    page.beside.title.copies.view.selectAll()
    press(page, "copies_edit")
    fields = page.beside.copies.fields.fields
    fields["place_id"].setText("2")
    fields["place_id"].activated.emit(0)  # type: ignore[union-attr]
    write(page, "copy_source", "县新华书店")
    press(page, "copies_save")
    rows = titles.copies(page.desk.library, made.title_id)
    assert {(row.place_id, row.source) for row in rows} == {(2, "县新华书店")}
    assert {row.status for row in rows} == {"loan", "shelf"}
    page.beside.title.copies.view.selectAll()
    press(page, "copies_edit")
    fields["status"].setText("repair")
    press(page, "copies_save")
    assert status(page.desk, made.copy_ids[0]) == "loan"
    assert status(page.desk, made.copy_ids[1]) == "repair"
    assert made.barcodes[0] in text(page, "catalogue_not_done")


def test_a_price_that_cannot_be_read_is_told_at_its_field(page: TitlesPage) -> None:
    add_book(page.desk, "草房子")
    page.refresh()
    press(page, "copies_edit")
    write(page, "copy_price", "12,5")
    press(page, "copies_save")
    assert sees(page, "copy_price_fen_fault")
    QTest.keyClick(seen(page, "copy_price"), Qt.Key.Key_Escape)
    assert sees(page, "copies_unsaved_question")


def test_a_new_label_is_scanned_and_the_old_number_stays_known(page: TitlesPage) -> None:
    made = add_book(page.desk, "草房子", barcodes=("T001",))
    add_book(page.desk, "昆虫记", barcodes=("T002",))
    page.look_for("T001")
    press(page, "copies_barcode")
    line = seen(page, "copy_new_barcode")
    assert line.hasFocus()
    write(page, "copy_new_barcode", "T002")
    press(page, "title_panel_ok")
    assert sees(page, "title_panel_form_fault")
    write(page, "copy_new_barcode", "T009")
    press(page, "title_panel_ok")
    assert page.beside.title.copies.current_row().barcode == "T009"
    assert "T001" in text(page, "copy_about")
    assert made.copy_id == page.beside.title.copies.current_row().id


def test_a_copy_made_by_mistake_is_removed_and_one_that_was_lent_says_why_not(page: TitlesPage) -> None:
    made = add_book(page.desk, "草房子", copies=2)
    reader = add_reader(page.desk, "张三")
    lend(page.desk, copy_id=made.copy_ids[0], reader_id=reader.id)
    give_back(page.desk, copy_id=made.copy_ids[0])
    page.refresh()
    page.beside.title.copies.select(made.copy_ids[1])
    press(page, "copies_remove")
    assert [row.id for row in page.beside.title.copies.model.rows()] == [made.copy_ids[0]]
    press(page, "copies_remove")
    assert "统计" in text(page, "title_panel_fault")
    assert not sees(page, "title_remove"), "a title with copies is not removed"


def test_a_title_without_copies_is_removed_and_comes_back(page: TitlesPage) -> None:
    add_book(page.desk, "草房子", copies=0)
    page.refresh()
    press(page, "title_remove")
    assert names(page) == []
    undo(page.desk, last_entry(page))
    assert names(page) == ["草房子"]


def test_copies_move_to_another_title_and_to_a_volume(page: TitlesPage) -> None:
    target = add_book(page.desk, "西游记", barcodes=("T001",))
    moved = add_book(page.desk, "西游记（上册）", barcodes=("T002",))
    page.look_for("T002")
    press(page, "copies_move")
    write(page, "move_search", "T001")
    page.beside.moving.choice.search.ask()
    page.beside.moving.volume.setEditText("上")
    press(page, "move_do")
    rows = titles.copies(page.desk.library, target.title_id)
    assert {(row.id, row.volume) for row in rows} == {(target.copy_id, ""), (moved.copy_id, "上")}


def test_a_cover_is_dropped_shown_and_removed(page: TitlesPage, tmp_path: Path) -> None:
    from PIL import Image

    made = add_book(page.desk, "草房子")
    page.refresh()
    path = tmp_path / "cover.png"
    Image.new("RGB", (600, 900), "teal").save(path)
    page.beside.title._choice.take_file(made.title_id, path)
    assert sees(page, "cover_box")
    bad = tmp_path / "cover.txt"
    bad.write_text("no picture")
    page.beside.title._choice.take_file(made.title_id, bad)
    assert sees(page, "title_panel_fault")
    page.beside.title._choice.take_file(made.title_id, path)
    assert not sees(page, "title_panel_fault")
    press(page, "title_cover")
    assert not sees(page, "cover_box")


def test_the_kept_record_is_read_field_by_field(page: TitlesPage) -> None:
    made = add_book(page.desk, "草房子")
    leader = "00068nam2 2200049   450 " + "001000400000" + "200001700004"
    data = f"{leader}\x1e012\x1e1 \x1fa草房子\x1ff曹文轩\x1e\x1d".encode("gb18030")
    from libdesk.domain.ops import Op

    with page.desk.action(Op.IMPORT_POOL) as act:
        act.connection.execute("INSERT INTO record(form, encoding, bytes) VALUES ('cnmarc', 'gb18030', ?)", (data,))
    change_title(page.desk, made.title_id, record_id=1)
    page.refresh()
    press(page, "title_record")
    assert "200 1  $a草房子 $f曹文轩" in page.beside.record.text.toPlainText()
    QTest.keyClick(page.beside.record.text, Qt.Key.Key_Escape)
    assert not sees(page, "record_text")


@pytest.mark.parametrize(
    "panel", ["", "title_edit", "copies_edit", "copies_move", "title_merge", "catalogue_doubles", "copies_withdraw"]
)
def test_everything_that_takes_the_focus_has_a_name(page: TitlesPage, panel: str) -> None:
    add_book(page.desk, "草房子", volume="上")
    page.refresh()
    if panel:
        press(page, panel)
    assert nameless(page) == []
