"""Reader cards in the window: ticked, seen, printed, read back and marked; by class, by name, from the list."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QTreeWidget, QTreeWidgetItem
from pytestqt.qtbot import QtBot

from libdesk.actions.desk import Desk
from libdesk.store.queries.prints import last_cards
from libdesk.ui import theme
from libdesk.ui.paged_tab import PagedTab
from libdesk.ui.printing.cards_page.page import CardsPage
from libdesk.ui.readers.list_page import ReaderListPage
from libdesk.ui.settings.section import choose
from tests.builders import add_reader, count
from tests.documents.pdf import scanned, sizes, texts
from tests.ui.printing.card_stand import CLASS, Stand, fill_classes, rename
from tests.ui.surroundings import Kept, nameless
from tests.windows import Seat


@pytest.fixture
def stand(qtbot: QtBot, kept: Kept, tmp_path: Path) -> Stand:
    return Stand(qtbot, kept, tmp_path)


def cards_page(seat: Seat) -> CardsPage:
    page = seat.open("print_tab", "cards_page")
    assert isinstance(page, CardsPage)
    return page


def idle(seat: Seat) -> None:
    seat.qtbot.waitUntil(lambda: not seat.window.jobs.running, timeout=20_000)


def test_three_classes_are_printed_read_back_and_marked(desk: Desk, seat: Seat, tmp_path: Path) -> None:
    fill_classes(desk, 1, 2, 3, 4)
    page = cards_page(seat)
    page.take_focus()
    seat.key(Qt.Key.Key_Right)  # the grade opens
    for _number in range(3):
        seat.key(Qt.Key.Key_Down)
        seat.key(Qt.Key.Key_Space)
    seat.qtbot.waitUntil(lambda: page.facts.text() == "150 张证，15 张纸")  # what is ticked is told a moment later
    idle(seat)
    assert page.paper.count == 15
    path = tmp_path / "cards.pdf"
    page.paper.save_paper(path)
    idle(seat)
    pdf = path.read_bytes()
    codes = [f"R{number:06d}" for number in range(1, 151)]
    assert sorted(scanned(pdf, dpi=300)) == codes
    assert {tuple(round(side) for side in size) for size in sizes(pdf)} == {(210, 297)}
    assert len(last_cards(desk.library, range(1, 200))) == 150
    toast, facts = seat.window.toast, page.facts
    assert toast.isVisible()
    assert not toast.geometry().intersects(QRect(facts.mapTo(seat.window, QPoint()), facts.size()))
    choose(page.who.which, True)
    page.who.which.activated.emit(1)
    idle(seat)
    assert not page.facts.isVisible()
    assert page.paper.count == 0
    rename(desk, 77, "周新名")
    idle(seat)
    assert page.facts.text().startswith("1 张证，1 张纸")
    page.paper.save_paper(path)
    idle(seat)
    assert scanned(path.read_bytes(), dpi=300) == ["R000077"]
    assert "周新名" in texts(path.read_bytes())[0]
    assert page.paper.count == 0
    seat.key(Qt.Key.Key_F8)
    idle(seat)
    assert page.facts.text().startswith("1 张证，1 张纸")
    assert seat.window.tabs.current.NAME == "print_tab"


def test_what_was_stopped_is_not_marked(desk: Desk, stand: Stand) -> None:
    fill_classes(desk, 3)
    stand.tick(CLASS)
    with stand.busy_lane():
        path = stand.folder / "cards.pdf"
        stand.page.paper.save_paper(path)
        stand.page.paper.print_bar.stop.click()
    stand.settled()
    assert not path.exists()
    assert count(desk, "SELECT count(*) FROM printed") == 0
    assert not any("记为" in said for said in stand.kept.said)


def test_what_came_out_of_the_printer_is_marked_and_the_mark_can_be_taken_back(desk: Desk, stand: Stand) -> None:
    fill_classes(desk, 3, each=12)
    stand.tick(CLASS)
    stand.settled(stand.page.paper.print_bar.print.click)
    assert len(scanned(stand.printers.files[-1].read_bytes(), dpi=300)) == 12
    assert count(desk, "SELECT count(*) FROM printed") == 12
    assert "12 张读者证已记为打印过" in stand.kept.said[-1]


def test_a_page_alone_marks_nothing(desk: Desk, stand: Stand) -> None:
    fill_classes(desk, 3, each=12)
    stand.tick(CLASS)
    choose(stand.page.paper.print_bar.range, "this")
    stand.settled(stand.page.paper.print_bar.print.click)
    assert count(desk, "SELECT count(*) FROM printed") == 0


def test_what_is_marked_is_what_stood_on_the_paper(desk: Desk, stand: Stand) -> None:
    """A name is changed while the printing waits for its turn: it is printed, and there is nothing left to print."""
    fill_classes(desk, 3, each=12)
    stand.tick(CLASS)
    with stand.busy_lane():
        path = stand.folder / "cards.pdf"
        stand.page.paper.save_paper(path)
        rename(desk, 1, "周新名")
    stand.settled()
    assert "周新名" in texts(path.read_bytes())[0]
    stand.only_changed()
    assert stand.page.paper.count == 0
    rename(desk, 1, "周又新")
    stand.settled()
    assert stand.facts.startswith("1 张证")


def test_an_empty_library_says_what_to_do(stand: Stand) -> None:
    stand.settled()
    assert stand.page.paper.count == 0
    assert not stand.page.paper.print_bar.save.isEnabled()
    assert stand.page.paper.face.accessibleName()
    assert nameless(stand.page) == []


def test_one_reader_is_added_by_name(desk: Desk, stand: Stand) -> None:
    fill_classes(desk, 3, each=2)
    add_reader(desk, "周小雨", class_no=5)
    stand.page.refresh()
    field = stand.page.who.person
    field.line.setFocus()
    field.line.setText("周小雨")
    stand.settled(lambda: QTest.keyClick(field.line, Qt.Key.Key_Return))
    assert stand.page.who.whose.readers == (3,)
    assert stand.facts == "1 张证，1 张纸"
    assert field.line.text() == ""
    stand.tick(CLASS)
    assert stand.facts == "2 张证，1 张纸"


def test_a_click_on_a_name_ticks_it_and_a_grade_its_classes(desk: Desk, stand: Stand) -> None:
    fill_classes(desk, 3, 4, each=2)
    stand.page.refresh()
    tree = stand.page.who.tree
    grade = tree.topLevelItem(0)
    assert isinstance(grade, QTreeWidgetItem)
    grade.setExpanded(True)
    at = tree.visualItemRect(grade).center()
    stand.settled(lambda: QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=at))
    assert len(tree.groups()) == 2
    below = grade.child(1)
    assert below is not None
    at = QPoint(tree.visualItemRect(below).center())
    stand.settled(lambda: QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=at))
    assert tree.groups() == (CLASS,)
    assert grade.checkState(0) is Qt.CheckState.PartiallyChecked
    assert filled(tree, grade)  # a dash, to be seen under the cursor too
    stand.press("cards_none")
    assert tree.groups() == ()
    assert not filled(tree, tree.topLevelItem(0))


def filled(tree: QTreeWidget, item: QTreeWidgetItem | None) -> bool:
    """Whether the box of a row is more than its outline."""
    assert item is not None
    tree.setCurrentItem(item)
    theme.apply_theme(QApplication.instance(), scheme="light", factor=1.0)  # type: ignore[arg-type]
    picture = tree.viewport().grab(tree.visualItemRect(item)).toImage()
    accent = QColor(theme.current().colours.accent).rgb()
    return sum(picture.pixel(x, y) == accent for x in range(picture.width()) for y in range(picture.height())) > 120


def test_what_is_ticked_stays_while_the_library_changes(desk: Desk, stand: Stand) -> None:
    fill_classes(desk, 3, each=2)
    stand.tick(CLASS)
    add_reader(desk, "周小雨")
    stand.settled(stand.page.refresh)
    assert stand.page.who.tree.groups() == (CLASS,)
    assert stand.facts == "3 张证，1 张纸"


def test_cards_of_those_chosen_in_the_list_of_readers(desk: Desk, seat: Seat) -> None:
    fill_classes(desk, 3, each=5)
    tab = seat.window.show_tab("readers_tab")
    assert isinstance(tab, PagedTab)
    readers = tab.page
    assert isinstance(readers, ReaderListPage)
    button = seat.child("reader_print")
    assert isinstance(button, QAbstractButton)
    button.click()
    idle(seat)
    page = cards_page(seat)
    assert seat.window.tabs.current.NAME == "print_tab"
    assert page.facts.text() == "1 张证，1 张纸"
    seat.window.show_tab("readers_tab")
    readers.list.view.selectAll()
    button = seat.child("selection_print")
    assert isinstance(button, QAbstractButton)
    button.click()
    idle(seat)
    assert page.facts.text() == "5 张证，1 张纸"
    assert len(page.who.whose.readers) == 5
    assert page.who.whose.groups == ()


def test_a_reader_shows_when_the_card_was_printed(desk: Desk, stand: Stand) -> None:
    from libdesk.store.queries.readers import detail
    from libdesk.ui.readers.about_lines import about_lines

    fill_classes(desk, 3, each=1)
    found = detail(desk.library, 1)
    assert found is not None
    assert not any("2026年3月9日" in line[1] for line in about_lines(desk, found, [], 1))
    stand.tick(CLASS)
    stand.saved()
    assert ("读者证打印", "2026年3月9日", "") in about_lines(desk, found, [], 1)
