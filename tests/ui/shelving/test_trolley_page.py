"""What came back stands in the order of the shelves and leaves by a scan, by a tick, or all of a place at once."""

from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea
from pytestqt.qtbot import QtBot

from libdesk.actions.cataloguing.adding import add_title
from libdesk.actions.cataloguing.arrivals import handle
from libdesk.actions.desk import Desk
from libdesk.actions.lending import lend
from libdesk.actions.returning import give_back, mark_lost
from libdesk.actions.shelving.shelves import add_shelf, remove_shelf
from libdesk.actions.undo import last_undoable, undo
from libdesk.domain.arrivals import Step
from libdesk.domain.barcodes import Command
from libdesk.domain.ops import Role
from libdesk.domain.outcome import Outcome
from libdesk.domain.rows.adding import NewCopy
from libdesk.domain.titles import TitleFields
from libdesk.ui import theme
from libdesk.ui.jobs import Lane
from libdesk.ui.shelving.trolley.page import TrolleyPage
from tests.builders import add_book, add_reader, change_copy, set_setting, status
from tests.documents.pdf import texts
from tests.ui.shelving.shelf_hands import PUPILS_ROOM, STACKS, press, scan, shelved, shown
from tests.ui.surroundings import Kept, nameless


@pytest.fixture
def page(qtbot: QtBot, kept: Kept) -> TrolleyPage:
    desk = kept.around.desk
    add_shelf(desk, place_id=STACKS, name="3架B面", from_no="I", to_no="I")
    books = (("昆虫记", "Q96-49/2", "T1", PUPILS_ROOM), ("草房子", "I287.45/12", "T2", STACKS),
             ("夏洛的网", "I287.45/3", "T3", STACKS))  # fmt: skip
    reader = add_reader(desk, "王一", kind="teacher")
    for title, call_no, code, place in books:
        copy_id = shelved(desk, title, call_no, code, place=place)
        lend(desk, copy_id=copy_id, reader_id=reader.id)
        give_back(desk, copy_id=copy_id)
    made = TrolleyPage(kept.around)
    shown(made, qtbot, kept)
    return made


def lent(desk: Desk, title: str, code: str) -> int:
    """A book without a place that a reader has."""
    book = add_book(desk, title, barcodes=[code])
    change_copy(desk, book.copy_id, place_id=None)
    lend(desk, copy_id=book.copy_id, reader_id=add_reader(desk, "李二").id)
    return book.copy_id


def titles(page: TrolleyPage) -> list[str]:
    return [row.title for row in page.list.model.rows()]


def test_it_stands_place_by_place_in_the_order_of_the_shelf(page: TrolleyPage) -> None:
    assert titles(page) == ["夏洛的网", "草房子", "昆虫记"]
    assert [row.where for row in page.list.model.rows()] == ["书库 3架B面", "书库 3架B面", "学生阅览室"]


def test_scanned_books_leave_the_list_and_their_shelf_is_told(page: TrolleyPage) -> None:
    said = scan(page.line, "T2")
    assert "I287.45/12" in said
    assert "3架B面" in said
    assert titles(page) == ["夏洛的网", "昆虫记"]
    assert page.line.box.hasFocus()
    entry = last_undoable(page.desk)
    assert entry is not None
    undo(page.desk, entry.id)
    assert len(titles(page)) == 3
    assert page.line.told.isHidden()  # it is so no more


def test_a_row_is_ticked_off_by_return(page: TrolleyPage, kept: Kept) -> None:
    page.list.view.selectRow(0)
    page.list.view.setFocus()
    QTest.keyClick(page.list.view, Qt.Key.Key_Return)
    assert titles(page) == ["草房子", "昆虫记"]
    assert "F8" in kept.said[-1]


def test_all_of_a_place_are_shelved_by_one_key(page: TrolleyPage) -> None:
    page.place.setCurrentIndex(page.place.findData(STACKS))
    page.place.activated.emit(page.place.currentIndex())
    assert titles(page) == ["夏洛的网", "草房子"]
    assert "书库" in page.all.text()
    QTest.keyClick(page.line.box, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert titles(page) == ["昆虫记"]


def choices(page: TrolleyPage) -> list[str]:
    return [page.place.itemText(row) for row in range(page.place.count())]


def test_the_places_count_down_with_each_scan_until_nothing_waits_there(page: TrolleyPage) -> None:
    page.place.setCurrentIndex(page.place.findData(STACKS))
    page.place.activated.emit(page.place.currentIndex())
    assert choices(page) == ["全部地点", "书库 (2)", "学生阅览室 (1)"]
    scan(page.line, "T2")
    assert (choices(page)[1], titles(page)) == ("书库 (1)", ["夏洛的网"])
    scan(page.line, "T1")  # of another place
    assert choices(page) == ["全部地点", "书库 (1)"]
    give_back(page.desk, copy_id=lent(page.desk, "城南旧事", "T9"))
    scan(page.line, "T3")
    assert (choices(page), titles(page)) == (["全部地点"], ["城南旧事"])


def test_what_stands_on_the_shelf_already_is_told_with_its_shelf(page: TrolleyPage) -> None:
    scan(page.line, "T2")
    assert "3架B面" in scan(page.line, "T2")


@pytest.mark.parametrize("code", ["NOBODY1", "R000001", "9787302257646"])
def test_what_is_no_copy_is_told_calmly(page: TrolleyPage, code: str) -> None:
    heard: list[Outcome] = []
    page.heard.connect(heard.append)
    assert scan(page.line, code)
    assert heard == [Outcome.NOT_FOUND]
    assert len(titles(page)) == 3


def test_a_book_whose_return_was_missed_is_taken_back_by_one_key_onto_the_trolley(page: TrolleyPage) -> None:
    book = add_book(page.desk, "城南旧事", barcodes=["T9"])
    lend(page.desk, copy_id=book.copy_id, reader_id=add_reader(page.desk, "李二").id)
    assert "借出" in scan(page.line, "T9")
    assert page.line.answer.isVisible()
    QTest.keyClick(page.line.box, Qt.Key.Key_F12)
    assert status(page.desk, book.copy_id) == "shelf"
    assert "城南旧事" in titles(page)
    assert not page.line.answer.isVisible()


def test_the_card_for_returns_is_the_answer_too_and_nothing_else_without_a_missed_return(page: TrolleyPage) -> None:
    copy_id = lent(page.desk, "城南旧事", "T9")
    assert "借还台" in scan(page.line, Command.RETURN)
    scan(page.line, "T9")
    assert "已还" in scan(page.line, Command.RETURN)
    assert status(page.desk, copy_id) == "shelf"
    assert "城南旧事" in titles(page)


def test_while_a_job_writes_the_answer_waits(page: TrolleyPage, kept: Kept, qtbot: QtBot) -> None:
    copy_id = lent(page.desk, "城南旧事", "T9")
    scan(page.line, "T9")
    goes_on = Event()
    kept.around.jobs.start(
        Lane.LIBRARY, "a job", lambda _desk, _progress: goes_on.wait(10), lambda _done: None, lambda _error: None
    )
    QTest.keyClick(page.line.box, Qt.Key.Key_F12)
    assert status(page.desk, copy_id) == "loan"
    assert page.line.answer.isVisible()
    goes_on.set()
    qtbot.waitUntil(lambda: not kept.around.jobs.busy_library)
    QTest.keyClick(page.line.box, Qt.Key.Key_F12)
    assert status(page.desk, copy_id) == "shelf"


def test_a_lost_book_is_found_again_by_the_same_key(page: TrolleyPage) -> None:
    book = add_book(page.desk, "城南旧事", barcodes=["T9"])
    mark_lost(page.desk, copy_id=book.copy_id)
    scan(page.line, "T9")
    QTest.keyClick(page.line.box, Qt.Key.Key_F12)
    assert status(page.desk, book.copy_id) == "shelf"


@pytest.mark.parametrize(("state", "says"), [("withdrawn", "注销"), ("repair", "修补")])
def test_what_belongs_elsewhere_is_told(page: TrolleyPage, state: str, says: str) -> None:
    book = add_book(page.desk, "城南旧事", barcodes=["T9"])
    change_copy(page.desk, book.copy_id, status=state)
    assert says in scan(page.line, "T9")
    assert status(page.desk, book.copy_id) == state


def test_a_new_book_takes_its_last_step_by_the_same_scan(page: TrolleyPage) -> None:
    made = add_title(page.desk, TitleFields("红岩", class_no="I247.51"), copies=[NewCopy("N1")])
    assert "盖章" in scan(page.line, "N1")
    handle(page.desk, [made.copies[0].id], Step.STAMP)
    handle(page.desk, [made.copies[0].id], Step.LABEL)
    assert page.arrivals.isVisible()
    assert "1" in page.arrivals.text()
    assert "红岩" in scan(page.line, "N1")
    assert not page.arrivals.isVisible()


def test_the_arrivals_are_one_step_away(page: TrolleyPage, kept: Kept) -> None:
    add_title(page.desk, TitleFields("红岩"), copies=[NewCopy("N1")])
    press(page, "trolley_arrivals")
    assert kept.opened == ["catalogue_tab"]


def test_a_library_without_a_trolley_says_so(page: TrolleyPage) -> None:
    for code in ("T1", "T2", "T3"):
        scan(page.line, code)
    assert "空" in page.list.face.accessibleName()
    set_setting(page.desk, "trolley", False)
    page.refresh()
    assert "设置" in page.list.face.accessibleName()


def test_pupils_on_duty_shelve_but_lead_to_no_arrivals(page: TrolleyPage) -> None:
    add_title(page.desk, TitleFields("红岩"), copies=[NewCopy("N1")])
    page.desk.actor = page.desk.actor._replace(role=Role.HELPER)
    page.role_changed()
    assert not page.arrivals.isEnabled()
    scan(page.line, "T1")
    assert len(titles(page)) == 2


def test_the_list_is_printed_place_by_place_in_the_order_of_the_shelves(
    page: TrolleyPage, qtbot: QtBot, tmp_path: Path
) -> None:
    with qtbot.waitSignal(page.document_asked) as asked:
        press(page, "trolley_print")
    name, make = asked.args
    text = "\n".join(texts(make()))
    assert "归架" in name
    assert text.index("书库") < text.index("夏洛的网") < text.index("草房子") < text.index("学生阅览室")
    assert text.index("学生阅览室") < text.index("昆虫记")
    assert text.count("3架B面") == 2
    assert text.count("书名") == 2  # one table for each place, however many shelves it has


def test_without_shelves_the_printed_list_has_no_column_for_them(page: TrolleyPage, qtbot: QtBot) -> None:
    remove_shelf(page.desk, 1)
    with qtbot.waitSignal(page.document_asked) as asked:
        press(page, "trolley_print")
    assert "书架" not in "\n".join(texts(asked.args[1]()))


def test_everything_that_takes_the_focus_has_a_name(page: TrolleyPage) -> None:
    assert nameless(page) == []


def test_in_large_type_what_became_of_a_scan_is_scrolled_into_sight(
    page: TrolleyPage, qtbot: QtBot, qapp: QApplication
) -> None:
    theme.apply_theme(qapp, scheme="light", factor=2.0)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(page)
    qtbot.addWidget(area)
    area.resize(600, 260)
    area.show()
    area.activateWindow()
    lent(page.desk, "城南旧事", "T9")
    assert scan(page.line, "T9")
    line = page.line
    qtbot.waitUntil(lambda: line.told.visibleRegion().boundingRect() == line.told.rect())
    assert line.scans.geometry().bottom() < line.told.mapTo(line, line.told.rect().topLeft()).y()
    area.takeWidget()
