"""What waits for stamp, label and shelf: noted by hand or copy by copy, printed in shelf order, gone when done."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from libdesk.actions.acquisition.batches import make_batch
from libdesk.actions.cataloguing.adding import add_title
from libdesk.actions.lending import lend
from libdesk.actions.undo import last_undoable, undo
from libdesk.domain.rows.adding import NewCopy
from libdesk.domain.titles import TitleFields
from libdesk.ui.cataloguing.arrivals.page import ArrivalsPage
from tests.builders import add_book, add_reader, count
from tests.documents.pdf import texts
from tests.ui.surroundings import Kept, at_work, nameless


@pytest.fixture
def page(qtbot: QtBot, kept: Kept) -> ArrivalsPage:
    desk = kept.around.desk
    batch = make_batch(desk, kind="purchase", day=desk.today, source="新华书店")
    books = (("昆虫记", "Q96-49", "T0001"), ("草房子", "I287.45", "T0002"), ("城南旧事", "I246.5", "T0003"))
    for title, class_no, label in books:
        fields = TitleFields(title, class_no=class_no)
        add_title(desk, fields, copies=[NewCopy(label)], batch_id=batch if title != "城南旧事" else None)
    return at_work(qtbot, kept, ArrivalsPage(kept.around), height=330)


def titles(page: ArrivalsPage) -> list[str]:
    return [row.title for row in page.list.model.rows()]


def press(page: ArrivalsPage, name: str) -> None:
    button = page.findChild(QAbstractButton, name)
    assert isinstance(button, QAbstractButton)
    assert button.isEnabled()
    button.click()


def choose(page: ArrivalsPage, name: str, data: object) -> None:
    box = getattr(page, name)
    box.setCurrentIndex(box.findData(data))
    box.activated.emit(box.currentIndex())


def scan(page: ArrivalsPage, code: str) -> str:
    page.box.forget_last()
    QTest.keyClicks(page.box, code)
    QTest.keyClick(page.box, Qt.Key.Key_Return)
    return page.told.text()


def test_what_arrived_stands_in_shelf_order(page: ArrivalsPage) -> None:
    assert titles(page) == ["城南旧事", "草房子", "昆虫记"]


def test_a_step_is_noted_for_what_is_chosen(page: ArrivalsPage, kept: Kept) -> None:
    page.list.view.selectRow(0)
    press(page, "arrivals_stamped")
    assert "F8" in kept.said[-1]
    assert [row.waiting for row in page.list.model.rows()] == [6, 7, 7]
    press(page, "arrivals_shelved")
    assert titles(page) == ["草房子", "昆虫记"]


def test_a_whole_batch_is_done_at_once_and_taken_back_at_once(page: ArrivalsPage) -> None:
    choose(page, "batch", page.batch.itemData(1))
    assert titles(page) == ["草房子", "昆虫记"]
    page.list.view.selectAll()
    press(page, "arrivals_all_done")
    assert titles(page) == ["城南旧事"]  # nothing of the batch waits any more, so everything is shown
    entry = last_undoable(page.desk)
    assert entry is not None
    undo(page.desk, entry.id)
    assert len(titles(page)) == 3


def test_copies_scanned_one_after_the_other_leave_the_list(page: ArrivalsPage) -> None:
    choose(page, "scans", 4)
    for label, left in (("T0001", 2), ("T0003", 1), ("T0002", 0)):
        scan(page, label)
        assert len(titles(page)) == left
        assert page.box.hasFocus()
    assert "全部处理完了" in page.list.face.accessibleName()


@pytest.mark.parametrize(
    ("label", "says"), [("T0001", "昆虫记"), ("T9999", "T9999"), ("R000001", "R000001"), ("OLD1", "处理完了")]
)
def test_a_scan_tells_what_it_is_about(page: ArrivalsPage, label: str, says: str) -> None:
    add_reader(page.desk, "王一", card="R000001")
    add_book(page.desk, "旧书", barcodes=["OLD1"])
    assert says in scan(page, label)
    assert count(page.desk, "SELECT count(*) FROM copy WHERE waiting = 7") == 3


def test_a_scan_that_only_shows_puts_the_cursor_on_its_copy(page: ArrivalsPage) -> None:
    choose(page, "batch", page.batch.itemData(1))
    scan(page, "T0003")
    assert page.list.current_row().title == "城南旧事"


def test_a_step_that_was_done_before_is_told(page: ArrivalsPage) -> None:
    choose(page, "scans", 1)
    scan(page, "T0001")
    assert "这一步已经做过" in scan(page, "T0001")


def test_copies_of_one_title_are_one_line_when_shown_by_title(page: ArrivalsPage) -> None:
    fields = TitleFields("红岩", class_no="I247.51")
    add_title(page.desk, fields, copies=[NewCopy(f"T10{n:02d}") for n in range(5)])
    page.grouped.setChecked(True)
    assert len(titles(page)) == 4
    page.list.select(next(row.key for row in page.list.model.rows() if row.title == "红岩"))
    press(page, "arrivals_all_done")
    assert count(page.desk, "SELECT count(*) FROM copy WHERE waiting = 0") == 5


def test_a_copy_that_is_out_is_told_as_such(page: ArrivalsPage) -> None:
    owner = page.desk.library.connection.execute("SELECT copy_id FROM barcode WHERE code_key = 'T0001'").fetchone()[0]
    lend(page.desk, copy_id=owner, reader_id=add_reader(page.desk, "王一").id)
    page.refresh()
    waits = next(column.text for column in page.list.model.columns if column.key == "waiting")
    assert [waits(row) for row in page.list.model.rows() if row.on_loan] == ["盖章，贴书标，上架（已借出）"]


def test_the_list_is_printed_in_shelf_order(page: ArrivalsPage, qtbot: QtBot, tmp_path: Path) -> None:
    with qtbot.waitSignal(page.document_asked) as asked:
        press(page, "arrivals_print")
    name, make = asked.args
    text = "\n".join(texts(make()))
    assert "待盖章、贴书标、上架" in name
    assert text.index("城南旧事") < text.index("草房子") < text.index("昆虫记")


def test_everything_that_takes_the_focus_has_a_name(page: ArrivalsPage) -> None:
    assert nameless(page) == []
