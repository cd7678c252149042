"""Labels at the real window: chosen, looked at, printed, read back by a scanner, marked; and barcodes kept ahead."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from libdesk.actions.acquisition.batches import make_batch
from libdesk.actions.cataloguing.adding import add_title
from libdesk.actions.desk import Desk
from libdesk.actions.printing.sheets import add_sheet
from libdesk.actions.settings import change_settings
from libdesk.domain.label_choice import Chosen, Source
from libdesk.domain.ops import Op
from libdesk.domain.rows.adding import NewCopy
from libdesk.domain.sheets import LABEL_SHEETS, Sheet
from libdesk.domain.titles import TitleFields
from libdesk.store.queries import code_runs
from libdesk.store.tables import Copy
from libdesk.ui.cataloguing.adding.page import AddingPage
from libdesk.ui.cataloguing.arrivals.page import ArrivalsPage
from libdesk.ui.cataloguing.batches.page import BatchesPage
from libdesk.ui.cataloguing.titles.page import TitlesPage
from libdesk.ui.paged_tab import PagedTab
from libdesk.ui.printing.labels_page.kinds import What
from libdesk.ui.printing.labels_page.page import LabelsPage
from libdesk.ui.settings.section import choose
from libdesk.ui.tab import Tab
from tests.builders import add_book, add_reader, count
from tests.documents.pdf import pictures, scanned, texts
from tests.ui.surroundings import nameless
from tests.windows import Seat, seat_at

COPIES = 30


@pytest.fixture
def seat(qtbot: QtBot, desk: Desk, tmp_path: Path) -> Iterator[Seat]:
    change_settings(desk, school="阳光小学")
    batch = make_batch(desk, kind="purchase", day=desk.today, source="新华书店")
    for n in range(COPIES // 2):
        fields = TitleFields(f"第{n + 1}种书", class_no="I287", call_no=f"I287/{n + 1}")
        add_title(desk, fields, copies=[NewCopy(), NewCopy()], batch_id=batch)
    with seat_at(desk, tmp_path, qtbot) as made:
        yield made


@pytest.fixture
def page(seat: Seat) -> LabelsPage:
    return labels_page(seat)


def labels_page(seat: Seat) -> LabelsPage:
    tab = seat.window.show_tab("print_tab")
    assert isinstance(tab, PagedTab)
    made = tab.show_page("labels_page")
    assert isinstance(made, LabelsPage)
    return made


def catalogue(seat: Seat, name: str) -> Tab:
    tab = seat.window.show_tab("catalogue_tab")
    assert isinstance(tab, PagedTab)
    return tab.show_page(name)


def print_tab_page(seat: Seat) -> LabelsPage:
    """The page that a jump has opened."""
    tab = seat.window.tabs.current
    assert isinstance(tab, PagedTab)
    assert isinstance(tab.page, LabelsPage)
    return tab.page


def see(page: LabelsPage, qtbot: QtBot, labels: int) -> None:
    """Wait for the preview of so many labels."""
    qtbot.waitUntil(lambda: page._made is not None and page._made.labels == labels and page.paper.count > 0)
    qtbot.waitUntil(lambda: page._checked is page._made and not page._checking.running)
    qtbot.waitUntil(lambda: not page.around.jobs.running)


def see_nothing(page: LabelsPage, qtbot: QtBot) -> str:
    qtbot.waitUntil(lambda: not page._finding.running and page._made is None and page.paper.face.isVisible())
    return page.paper.face.accessibleName()


def take(page: LabelsPage, what: What, source: Source | None = None, *, unprinted: bool = False) -> None:
    """As a person clicks it together."""
    page.kinds.buttons[what].click()
    if page.copies.unprinted.isChecked() != unprinted:
        page.copies.unprinted.click()
    if source is not None:
        choose(page.copies.source, source)
        page.copies.source.activated.emit(page.copies.source.currentIndex())


def save(page: LabelsPage, qtbot: QtBot, path: Path) -> bytes:
    with qtbot.waitSignal(page.paper.printed):
        page.paper.save_paper(path)
    return path.read_bytes()


def press(widget: object, name: str) -> None:
    from PySide6.QtWidgets import QWidget

    assert isinstance(widget, QWidget)
    button = widget.findChild(QPushButton, name)
    assert isinstance(button, QPushButton)
    assert button.isEnabled()
    assert not button.isHidden()
    button.click()


def all_codes(desk: Desk) -> list[str]:
    return sorted(row[0] for row in desk.library.fetch("SELECT printed FROM barcode WHERE copy_id IS NOT NULL"))


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


def scanned_of(pdf: bytes, page: int) -> list[str]:
    import zxingcpp

    return [found.text for found in zxingcpp.read_barcodes(pictures(pdf, dpi=300)[page])]


def test_a_sheet_that_is_used_up_offers_nothing(page: LabelsPage, qtbot: QtBot, tmp_path: Path) -> None:
    take(page, What.BARCODE, Source.NEWEST)
    page.copies.newest.setValue(21)
    page.buttons[1].click()
    see(page, qtbot, 21)
    save(page, qtbot, tmp_path / "labels.pdf")
    assert page.sheet.left_at == 0
    assert not page.sheet.go_on.isVisible()


def test_up_to_three_equal_labels_stand_side_by_side(
    page: LabelsPage, qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    take(page, What.BARCODE, Source.NEWEST)
    page.copies.newest.setValue(2)
    page.buttons[2].click()
    choose(page.look.each, 3)
    page.look.each.activated.emit(page.look.each.currentIndex())
    see(page, qtbot, 6)
    codes = scanned(save(page, qtbot, tmp_path / "labels.pdf"), dpi=300)
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
    assert "没有等贴标签的到货" in see_nothing(page, qtbot)
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


def test_on_a_sheet_too_small_each_label_says_so(page: LabelsPage, qtbot: QtBot, desk: Desk) -> None:
    key = add_sheet(desk, Sheet("小标签", 210, 297, 12, 8, 10, 20, 5, 5, 5, 5))
    take(page, What.BARCODE, Source.BATCH)
    page.sheet.field.choose(f"own:{key}")
    see(page, qtbot, COPIES)
    assert f"{COPIES}" in page.gaps.text()
    page.show_gaps.click()
    assert len(page.left_out.list.model.rows()) == COPIES


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
    assert not page.stuck.isVisible()
    save(page, qtbot, tmp_path / "labels.pdf")
    assert page.stuck.isVisible()
    assert "30" in page.stuck.text()
    page.stuck.click()
    assert count(desk, "SELECT count(*) FROM copy WHERE waiting & 2") == 0
    assert not page.stuck.isVisible()
    page.take_focus()
    seat.key(Qt.Key.Key_F8)
    assert count(desk, "SELECT count(*) FROM copy WHERE waiting & 2") == COPIES


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


# Barcodes ahead


def test_barcodes_are_kept_printed_and_registered_later(
    page: LabelsPage, seat: Seat, qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    page.kinds.buttons[What.AHEAD].click()
    page.runs.count.setValue(6)
    page.runs.note.setFocus()
    seat.type("一年级书架")
    seat.key(Qt.Key.Key_Return)
    see(page, qtbot, 6)
    kept = scanned(save(page, qtbot, tmp_path / "ahead.pdf"), dpi=300)
    assert sorted(kept) == [f"{n:07d}" for n in range(31, 37)]
    assert count(desk, "SELECT count(*) FROM printed") == 0
    adding = catalogue(seat, "adding_page")
    assert isinstance(adding, AddingPage)
    adding.add_to_title(1)
    adding.scan_target.scanned.emit("0000033", False)
    labels_page(seat)
    run = page.runs.run
    assert run is not None
    assert (run.used, run.note) == (1, "一年级书架")
    assert not page.runs.release.isEnabled()
    page.runs.left_only.click()
    see(page, qtbot, 5)


def test_at_the_desk_a_kept_label_is_told_to_be_on_no_book_yet(seat: Seat, page: LabelsPage, desk: Desk) -> None:
    page.kinds.buttons[What.AHEAD].click()
    page.runs.keep.click()
    reader = add_reader(desk, "李小雨")
    seat.window.show_tab("lending_tab")
    seat.scan(reader.card)
    assert "还不在任何书上" in seat.scan("0000040")
    assert seat.window.lending.session.state.reader_id == reader.id


def test_kept_numbers_are_taken_back_by_f8_or_given_back(page: LabelsPage, seat: Seat, desk: Desk) -> None:
    page.kinds.buttons[What.AHEAD].click()
    page.runs.keep.click()
    page.take_focus()
    seat.key(Qt.Key.Key_F8)
    assert code_runs.runs(desk.library) == []
    page.runs.keep.click()
    page.runs.release.click()
    assert code_runs.runs(desk.library) == []


# From other pages


def test_titles_chosen_in_the_catalogue_get_their_labels(seat: Seat, qtbot: QtBot) -> None:
    titles = catalogue(seat, "titles_page")
    assert isinstance(titles, TitlesPage)
    titles.titles.table.view.selectAll()
    qtbot.waitUntil(lambda: seat.sees("batch_labels"))
    press(titles, "batch_labels")
    page = print_tab_page(seat)
    see(page, qtbot, COPIES)
    assert page.copies.what_chosen.text() == "选好的 15 种"


def test_copies_chosen_beside_their_title_get_their_labels(seat: Seat, qtbot: QtBot) -> None:
    titles = catalogue(seat, "titles_page")
    assert isinstance(titles, TitlesPage)
    titles.open_title(3)
    titles.beside.title.copies.view.selectAll()
    press(titles, "copies_labels")
    see(print_tab_page(seat), qtbot, 2)


def test_arrivals_get_their_labels(seat: Seat, qtbot: QtBot) -> None:
    arrivals = catalogue(seat, "arrivals_page")
    assert isinstance(arrivals, ArrivalsPage)
    press(arrivals, "arrivals_labels")
    page = print_tab_page(seat)
    see(page, qtbot, COPIES)
    assert page.copies.what_chosen.text() == "到货 30 册"
    arrivals = catalogue(seat, "arrivals_page")
    assert isinstance(arrivals, ArrivalsPage)
    for row in (0, 1, 2):
        arrivals.list.view.selectionModel().select(
            arrivals.list.view.model().index(row, 0),
            arrivals.list.view.selectionModel().SelectionFlag.Select
            | arrivals.list.view.selectionModel().SelectionFlag.Rows,
        )
    press(arrivals, "arrivals_labels")
    see(page, qtbot, 3)


def test_a_batch_gets_its_labels(seat: Seat, qtbot: QtBot) -> None:
    batches = catalogue(seat, "batches_page")
    assert isinstance(batches, BatchesPage)
    press(batches, "batch_labels_of")
    page = print_tab_page(seat)
    see(page, qtbot, COPIES)
    assert page.copies.source.currentData() == Source.BATCH


def test_what_was_added_today_gets_its_labels(seat: Seat, qtbot: QtBot) -> None:
    adding = catalogue(seat, "adding_page")
    assert isinstance(adding, AddingPage)
    adding.add_to_title(1)
    adding.scan_target.scanned.emit("T0000042", False)
    press(adding, "adding_labels")
    page = print_tab_page(seat)
    see(page, qtbot, COPIES + 1)
    assert page.copies.what_chosen.text() == "今天加的 31 册"


# The page itself


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


def test_the_kinds_are_chosen_by_keys(page: LabelsPage, seat: Seat) -> None:
    page.take_focus()
    seat.key(Qt.Key.Key_Right)
    seat.key(Qt.Key.Key_Space)
    assert page.what is not What.SPINE


@pytest.mark.parametrize("key", list(LABEL_SHEETS))
def test_every_ready_sheet_shows_its_first_page(page: LabelsPage, qtbot: QtBot, key: str) -> None:
    take(page, What.STRIP, Source.BATCH)
    page.sheet.field.choose(key)
    see(page, qtbot, COPIES)
    assert page.paper.count == LABEL_SHEETS[key].pages(COPIES)
