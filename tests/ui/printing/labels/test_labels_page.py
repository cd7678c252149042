"""Labels at the real window: chosen, looked at, printed, read back by a scanner, marked."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from libdesk.actions.cataloguing.adding import add_title
from libdesk.actions.desk import Desk
from libdesk.actions.printing.sheets import add_sheet
from libdesk.actions.settings import change_settings
from libdesk.domain.label_choice import Chosen, Source
from libdesk.domain.ops import Op
from libdesk.domain.rows.adding import NewCopy
from libdesk.domain.sheets import LABEL_SHEETS, Sheet
from libdesk.domain.titles import TitleFields
from libdesk.store.tables import Copy
from libdesk.ui.cataloguing.titles.page import TitlesPage
from libdesk.ui.printing.labels_page.kinds import What
from libdesk.ui.printing.labels_page.page import LabelsPage
from libdesk.ui.settings.section import choose
from tests.builders import add_book, count
from tests.documents.pdf import pictures, scanned, texts
from tests.ui.printing.labels.hands import (
    COPIES,
    all_codes,
    catalogue,
    save,
    scanned_of,
    see,
    see_nothing,
    take,
)
from tests.ui.surroundings import nameless
from tests.windows import Seat


def test_labels_of_a_batch_are_printed_read_back_and_marked(
    page: LabelsPage, seat: Seat, qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    take(page, What.BARCODE, Source.BATCH)
    see(page, qtbot, COPIES)
    assert page.facts.text() == "30 枚标签，2 张纸"
    pdf = save(page, qtbot, tmp_path / "labels.pdf")
    assert sorted(scanned(pdf, dpi=300)) == all_codes(desk)
    assert len(pictures(pdf)) == 2
    assert count(desk, "SELECT count(*) FROM printed") == COPIES
    assert count(desk, "SELECT count FROM print_run WHERE kind = 'barcode'") == COPIES
    take(page, What.BARCODE, unprinted=True)
    assert "30 枚都印过了" in see_nothing(page, qtbot)


def test_the_mark_is_taken_back_by_f8_on_the_page(
    page: LabelsPage, seat: Seat, qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    take(page, What.SPINE, Source.BATCH)
    see(page, qtbot, COPIES)
    save(page, qtbot, tmp_path / "labels.pdf")
    page.take_focus()
    seat.key(Qt.Key.Key_F8)
    assert count(desk, "SELECT count(*) FROM printed") == 0


def test_spine_labels_show_the_call_numbers_in_shelf_order(page: LabelsPage, qtbot: QtBot, tmp_path: Path) -> None:
    take(page, What.SPINE, Source.ARRIVALS)
    see(page, qtbot, COPIES)
    words = texts(save(page, qtbot, tmp_path / "spine.pdf"))[0]
    numbers = [int(number) for number in re.findall(r"I287\s+(\d+)", words)]
    assert numbers == [1 + n // 2 for n in range(21)]


def test_printing_starts_at_the_label_that_is_chosen_and_goes_on_next_time(
    page: LabelsPage, qtbot: QtBot, tmp_path: Path
) -> None:
    take(page, What.BARCODE, Source.BATCH)
    page.buttons[1].click()
    page.sheet.field.choose("l7160")
    page.sheet.picture.setFocus()
    page.sheet.picture.set_start(17)
    qtbot.waitUntil(lambda: page.paper.count == 3)
    see(page, qtbot, COPIES)
    pdf = save(page, qtbot, tmp_path / "labels.pdf")
    assert [len(scanned_of(pdf, number)) for number in range(3)] == [4, 21, 5]
    assert page.sheet.start == 0
    assert page.sheet.go_on.text() == "接着从第 2 行第 3 枚印"
    page.sheet.go_on.click()
    assert page.sheet.start == 5
    assert not page.sheet.go_on.isVisible()


def test_a_sheet_that_is_used_up_offers_nothing(page: LabelsPage, qtbot: QtBot, tmp_path: Path) -> None:
    take(page, What.BARCODE, Source.NEWEST)
    page.copies.newest.setValue(21)
    page.buttons[1].click()
    see(page, qtbot, 21)
    save(page, qtbot, tmp_path / "labels.pdf")
    assert page.sheet.left_at == 0
    assert not page.sheet.go_on.isVisible()


def test_up_to_three_equal_labels_stand_side_by_side(
    page: LabelsPage, seat: Seat, qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    take(page, What.BARCODE, Source.NEWEST)
    page.copies.newest.setValue(2)
    page.buttons[2].click()
    choose(page.look.each, 3)
    page.look.each.activated.emit(page.look.each.currentIndex())
    see(page, qtbot, 6)
    codes = scanned(save(page, qtbot, tmp_path / "labels.pdf"), dpi=300)
    assert "2 册的 6 枚标签记为已打印" in seat.window.toast.text()
    assert sorted(codes) == sorted(all_codes(desk)[-2:] * 3)
    assert count(desk, "SELECT count(*) FROM printed") == 2


def test_what_has_no_call_number_is_listed_and_the_rest_is_printed(
    page: LabelsPage, seat: Seat, qtbot: QtBot, desk: Desk
) -> None:
    add_book(desk, "没有号的书", copies=2)
    take(page, What.SPINE, Source.NEWEST)
    page.copies.newest.setValue(5)
    see(page, qtbot, 3)
    assert page.gaps.text() == "2 册没有索书号"
    page.show_gaps.click()
    rows = page.left_out.list.model.rows()
    assert [(row.title, row.words) for row in rows] == [("没有号的书", "没有索书号")] * 2
    page.left_out.list.view.selectRow(1)
    assert page.left_out.hint.text().splitlines()[0] == f"{rows[1].number} · 没有索书号"  # whole in a narrow column
    view = page.left_out.list.view
    assert view.columnWidth(2) > view.sizeHintForColumn(2)  # and so stands the reason in its line
    page.left_out.list.opened.emit(rows[0])
    catalogue_page = catalogue(seat, "titles_page")
    assert isinstance(catalogue_page, TitlesPage)
    assert catalogue_page.beside.title.now is not None
    assert catalogue_page.beside.title.now.fields.title == "没有号的书"


def test_no_copies_is_said_in_words(page: LabelsPage, qtbot: QtBot, desk: Desk) -> None:
    with desk.action(Op.HANDLE_ARRIVALS) as act:
        for copy_id in range(1, COPIES + 1):
            act.change(Copy, copy_id, waiting=0)
    take(page, What.SPINE, Source.ARRIVALS)
    assert "到货都贴好标签了" in see_nothing(page, qtbot)
    assert not page.paper.print_bar.save.isEnabled()


def test_a_range_that_is_none_is_told_beside_its_fields(page: LabelsPage, seat: Seat, qtbot: QtBot) -> None:
    take(page, What.SPINE, Source.ACCESSION)
    page.copies.first.setFocus()
    seat.type("000009")
    seat.key(Qt.Key.Key_Return)
    see(page, qtbot, 1)
    seat.type("000003")
    seat.key(Qt.Key.Key_Return)
    assert "对调" in see_nothing(page, qtbot)
    assert "对调" in page.copies.fault.text()
    page.copies.last.setText("000012")
    page.copies.last.returnPressed.emit()
    see(page, qtbot, 4)
    assert not page.copies.fault.isVisible()


def test_barcodes_are_scanned_into_their_fields(page: LabelsPage, seat: Seat, qtbot: QtBot) -> None:
    take(page, What.BARCODE, Source.BARCODES)
    page.copies.first.setFocus()
    seat.scan("0000003")
    seat.scan("0000007")
    see(page, qtbot, 5)
    assert (page.copies.first.text(), page.copies.last.text()) == ("0000003", "0000007")


def test_a_code_that_no_bars_can_carry_is_told_and_the_rest_is_printed(
    page: LabelsPage, qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    change_settings(desk, symbology="code39")
    odd = add_book(desk, "书名", barcodes=["T_0001"])
    take(page, What.BARCODE)
    page.show_copies(Chosen(copies=(1, 2, odd.copy_id), words="3"))
    see(page, qtbot, 3)
    assert page.gaps.text() == "1 个条码印不成"
    import zxingcpp

    pdf = save(page, qtbot, tmp_path / "labels.pdf")
    found = zxingcpp.read_barcodes(pictures(pdf, dpi=300)[0], formats=zxingcpp.BarcodeFormat.Code39)
    assert sorted(it.text for it in found) == ["0000001", "0000002"]
    assert count(desk, "SELECT count(*) FROM printed WHERE copy_id = ?", odd.copy_id) == 0
    assert count(desk, "SELECT count(*) FROM printed") == 2


def test_a_label_without_bars_on_a_begun_sheet_is_not_marked_either(
    page: LabelsPage, qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    change_settings(desk, symbology="code39")
    odd = add_book(desk, "书名", barcodes=["T_0001"])
    take(page, What.BARCODE)
    page.show_copies(Chosen(copies=(1, odd.copy_id), words="2"))
    page.sheet.picture.set_start(4)
    see(page, qtbot, 2)
    save(page, qtbot, tmp_path / "labels.pdf")
    assert page.sheet.start == 0
    assert count(desk, "SELECT count(*) FROM printed") == 1
    assert count(desk, "SELECT count(*) FROM printed WHERE copy_id = ?", odd.copy_id) == 0


def test_on_a_sheet_too_small_each_label_says_so(page: LabelsPage, qtbot: QtBot, desk: Desk) -> None:
    key = add_sheet(desk, Sheet("小标签", 210, 297, 12, 8, 10, 20, 5, 5, 5, 5))
    take(page, What.BARCODE, Source.BATCH)
    page.sheet.field.choose(f"own:{key}")
    see(page, qtbot, COPIES)
    assert page.gaps.text() == "这种标签纸太小，放不下这些条码"
    page.show_gaps.click()
    assert len(page.left_out.list.model.rows()) == COPIES
    assert "改用" in page.take_larger.text()
    page.take_larger.click()
    see(page, qtbot, COPIES)
    assert page.gaps.text() == ""
    assert not page.take_larger.isVisible()
    assert page.sheet.field.key in LABEL_SHEETS


def test_what_could_not_be_saved_is_not_marked(page: LabelsPage, qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    take(page, What.BARCODE, Source.BATCH)
    see(page, qtbot, COPIES)
    (tmp_path / "file").write_text("no folder")
    with qtbot.assertNotEmitted(page.paper.printed, wait=300):
        page.paper.save_paper(tmp_path / "file" / "labels.pdf")
        qtbot.waitUntil(lambda: not page.paper.out.running)
    assert count(desk, "SELECT count(*) FROM printed") == 0


def test_arrivals_no_longer_wait_once_their_labels_are_stuck_on(
    page: LabelsPage, seat: Seat, qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    take(page, What.STRIP, Source.ARRIVALS)
    see(page, qtbot, COPIES)
    assert not page.marking.stuck.isVisible()
    save(page, qtbot, tmp_path / "labels.pdf")
    assert page.marking.stuck.isVisible()
    assert "30" in page.marking.stuck.text()
    page.marking.stuck.click()
    assert count(desk, "SELECT count(*) FROM copy WHERE waiting & 2") == 0
    assert not page.marking.stuck.isVisible()
    page.take_focus()
    seat.key(Qt.Key.Key_F8)
    assert count(desk, "SELECT count(*) FROM copy WHERE waiting & 2") == COPIES


def test_stuck_on_is_asked_only_of_such_labels_whose_marks_stand(
    page: LabelsPage, seat: Seat, qtbot: QtBot, tmp_path: Path
) -> None:
    take(page, What.SPINE, Source.ARRIVALS)
    see(page, qtbot, COPIES)
    save(page, qtbot, tmp_path / "labels.pdf")
    stuck = page.marking.stuck
    shown = [stuck.isVisible()]
    for what in (What.CORNER, What.COMMANDS, What.AHEAD, What.SPINE):
        page.kinds.buttons[what].click()
        shown.append(stuck.isVisible())
    assert shown == [True, False, False, False, True]
    page.take_focus()
    seat.key(Qt.Key.Key_F8)
    assert not stuck.isVisible()


def test_labels_of_class_corners_are_all_main_classes_until_others_are_chosen(
    page: LabelsPage, qtbot: QtBot, tmp_path: Path
) -> None:
    page.kinds.buttons[What.CORNER].click()
    see(page, qtbot, 22)
    assert "哲学" in texts(save(page, qtbot, tmp_path / "corners.pdf"))[0]
    page.corners.list.view.selectRow(7)
    see(page, qtbot, 1)
    assert texts(save(page, qtbot, tmp_path / "corner.pdf"))[0].split() == ["H", "语言、文字"]


def test_command_cards_are_reached_here(page: LabelsPage, qtbot: QtBot) -> None:
    page.kinds.buttons[What.COMMANDS].click()
    qtbot.waitUntil(lambda: page.paper.count == 1)
    assert not page.buttons[1].isVisible()


def test_what_was_last_chosen_is_chosen_again(page: LabelsPage, seat: Seat, qtbot: QtBot) -> None:
    take(page, What.STRIP, Source.NEWEST)
    see(page, qtbot, COPIES)
    again = LabelsPage(page.around)
    qtbot.addWidget(again)
    assert (again.what, again.copies.source.currentData()) == (What.STRIP, Source.NEWEST)


@pytest.mark.parametrize("what", list(What))
def test_everything_has_a_name(page: LabelsPage, qtbot: QtBot, what: What) -> None:
    page.kinds.buttons[what].click()
    if what is What.AHEAD:
        page.runs.keep.click()
    for button in page.buttons:
        button.click()
        assert nameless(page) == []


@pytest.mark.parametrize("key", list(LABEL_SHEETS))
def test_every_ready_sheet_shows_its_first_page(page: LabelsPage, qtbot: QtBot, key: str) -> None:
    take(page, What.STRIP, Source.BATCH)
    page.sheet.field.choose(key)
    see(page, qtbot, COPIES)
    assert page.paper.count == LABEL_SHEETS[key].pages(COPIES)


def test_labels_of_isbns_are_printed_and_nothing_is_marked(
    page: LabelsPage, qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    add_title(desk, TitleFields("城南旧事", isbn="9787020024759"), copies=[NewCopy()])
    take(page, What.ISBN, Source.NEWEST)
    see(page, qtbot, 1)
    assert page.copies.unprinted.isHidden()
    assert scanned_of(save(page, qtbot, tmp_path / "a.pdf"), 0) == ["9787020024759"]
    assert desk.library.fetch("SELECT count(*) FROM printed")[0][0] == 0
    assert str(COPIES) in page.gaps.text()
    take(page, What.SPINE)
    assert not page.copies.unprinted.isHidden()
