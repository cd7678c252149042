"""Shelves are put up and changed in the page, a class is found on its shelf, a range moves after a look ahead."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from libdesk.actions.lending import lend
from libdesk.actions.shelving.shelves import add_shelf
from libdesk.actions.undo import last_undoable, undo
from libdesk.domain.ops import Role
from libdesk.ui.shelving.shelves import moving
from libdesk.ui.shelving.shelves.page import ShelvesPage
from tests.builders import add_reader, count
from tests.documents.pdf import texts
from tests.ui.shelving.shelf_hands import PUPILS_ROOM, STACKS, press, shelved, shown
from tests.ui.surroundings import Kept, nameless


@pytest.fixture
def page(qtbot: QtBot, kept: Kept) -> ShelvesPage:
    desk = kept.around.desk
    for nth, (title, call_no) in enumerate((("甲", "B2/1"), ("乙", "I247.5/12"), ("丙", "I287/3"), ("丁", "K9/1"))):
        shelved(desk, title, call_no, f"T{nth}")
    add_shelf(desk, place_id=STACKS, name="1架", from_no="A", to_no="H", room=300)
    add_shelf(desk, place_id=STACKS, name="2架", from_no="I", to_no="I")
    made = ShelvesPage(kept.around)
    shown(made, qtbot, kept)
    counted(made, qtbot)
    return made


def counted(page: ShelvesPage, qtbot: QtBot) -> None:
    """Counts and looks ahead run beside the desk."""
    qtbot.waitUntil(lambda: not page.around.jobs.running)


def names(page: ShelvesPage) -> list[str]:
    return [row.name for row in page.list.model.rows()]


def test_each_shelf_tells_its_books_and_its_room(page: ShelvesPage) -> None:
    cells = [[column.text(row) for column in page.list.model.columns] for row in page.list.model.rows()]
    assert cells == [["书库", "1架", "A – H", "1", "1", "299", ""], ["书库", "2架", "I", "2", "2", "", ""]]


def test_a_class_that_is_typed_is_found_on_its_shelf(page: ShelvesPage) -> None:
    QTest.keyClicks(page.where, "I287")
    assert "书库 2架" in page.told.text()
    assert page.list.current_row().name == "2架"
    page.where.setText("X")
    assert "没有书架" in page.told.text()


def test_a_class_that_fills_several_shelves_is_found_from_the_first_to_the_last(page: ShelvesPage) -> None:
    for name, first, last in (("3架", "J2", "J5"), ("4架", "J6", "J6"), ("5架", "J9", "K8")):
        add_shelf(page.desk, place_id=STACKS, name=name, from_no=first, to_no=last)
    add_shelf(page.desk, place_id=PUPILS_ROOM, name="矮架", from_no="J", to_no="J")
    page.where.setText("J")
    assert "书库 3架 – 5架" in page.told.text()
    assert "学生阅览室 矮架" in page.told.text()
    assert [row.name for row in page.list.chosen_rows()] == ["3架", "4架", "5架", "矮架"]


def test_the_counts_follow_what_goes_out_and_in(page: ShelvesPage, qtbot: QtBot) -> None:
    book = page.desk.library.connection.execute("SELECT id FROM copy WHERE call_no = 'B2/1'").fetchone()[0]
    lend(page.desk, copy_id=book, reader_id=add_reader(page.desk, "王一").id)
    assert page.list.model.rows()[0].present == 1  # as before, until it is counted
    counted(page, qtbot)
    assert (page.list.model.rows()[0].copies, page.list.model.rows()[0].present) == (1, 0)


def test_a_form_stands_alone_with_the_list_so_that_a_low_window_cuts_nothing(page: ShelvesPage) -> None:
    for begin, form in ((page.ask_new, page.form), (page.ask_move, page.move_form)):
        begin()
        assert form.isVisible()
        assert page.list.isVisible()
        assert not any(part.isVisible() for part in (page.where, page.new, page.print))
        QTest.keyClick(form.place, Qt.Key.Key_Escape)
        assert all(part.isVisible() for part in (page.where, page.new, page.print))


def test_books_on_no_shelf_and_overlaps_are_told(page: ShelvesPage, qtbot: QtBot) -> None:
    assert "K9/1" in page.faults.text()
    add_shelf(page.desk, place_id=STACKS, name="3架", from_no="I2", to_no="K")
    counted(page, qtbot)
    assert "重叠" in page.faults.text()
    assert "K9/1" not in page.faults.text()


def test_a_shelf_is_put_up_by_keyboard_and_taken_back(page: ShelvesPage, kept: Kept, qtbot: QtBot) -> None:
    press(page, "shelves_new")
    for field, words in ((page.form.name, "3A"), (page.form.first, "K"), (page.form.last, "Z")):
        QTest.keyClicks(field, words)
    press(page, "shelf_ok")
    assert names(page) == ["1架", "2架", "3A"]
    assert page.list.current_row().name == "3A"
    assert "F8" in kept.said[-1]
    counted(page, qtbot)
    assert page.faults.isHidden()
    entry = last_undoable(page.desk)
    assert entry is not None
    undo(page.desk, entry.id)
    assert names(page) == ["1架", "2架"]


def test_what_is_refused_stays_in_the_form(page: ShelvesPage) -> None:
    press(page, "shelves_new")
    page.form.name.setText("1架")
    page.form.first.setText("K")
    press(page, "shelf_ok")
    assert "1架" in page.form.fault.text()
    assert page.form.isVisible()
    page.form.name.setText("3架")
    page.form.last.setText("B")
    press(page, "shelf_ok")
    assert "K1~K9" in page.form.fault.text()
    QTest.keyClick(page.form.name, Qt.Key.Key_Escape)
    assert page.form.isHidden()


def test_a_shelf_is_changed_and_taken_down(page: ShelvesPage) -> None:
    page.list.view.selectRow(0)
    press(page, "shelves_change")
    assert page.form.first.text() == "A"
    page.form.last.setText("G")
    press(page, "shelf_ok")
    assert page.list.model.rows()[0].range == "A – G"
    press(page, "shelves_remove")
    assert names(page) == ["2架"]


def test_a_range_moves_after_a_look_ahead(page: ShelvesPage, kept: Kept, qtbot: QtBot) -> None:
    page.list.view.selectRow(1)
    press(page, "shelves_move")
    assert page.move_form.target.currentData() == PUPILS_ROOM
    counted(page, qtbot)
    assert "2 册" in page.move_form.words.text()
    assert "1 个书架" in page.move_form.words.text()
    page.move_form.last.setText("K")
    page.move_form.last.textEdited.emit("K")
    counted(page, qtbot)
    assert "3 册" in page.move_form.words.text()
    press(page, "move_ok")
    assert count(page.desk, "SELECT count(*) FROM copy WHERE place_id = ?", PUPILS_ROOM) == 3
    assert "F8" in kept.said[-1]


def test_a_large_range_moves_as_a_job(
    page: ShelvesPage, kept: Kept, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(moving, "AT_ONCE", 1)
    page.list.view.selectRow(1)
    press(page, "shelves_move")
    press(page, "move_ok")
    assert not page.isEnabled()
    qtbot.waitUntil(lambda: page.isEnabled() and not kept.around.jobs.running)
    assert count(page.desk, "SELECT count(*) FROM copy WHERE place_id = ?", PUPILS_ROOM) == 2


def test_only_the_shelves_of_the_chosen_place_are_shown(page: ShelvesPage) -> None:
    add_shelf(page.desk, place_id=PUPILS_ROOM, name="报架", from_no="Z")
    page.place.setCurrentIndex(page.place.findData(PUPILS_ROOM))
    page.place.activated.emit(page.place.currentIndex())
    assert names(page) == ["报架"]


def test_pupils_look_and_change_nothing(page: ShelvesPage) -> None:
    page.desk.actor = page.desk.actor._replace(role=Role.HELPER)
    page.role_changed()
    assert not any(made.isVisible() for made in (page.new, page.change, page.remove, page.move_range, page.labels))
    assert names(page) == ["1架", "2架"]


def test_the_list_of_shelves_is_printed(page: ShelvesPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.document_asked) as asked:
        press(page, "shelves_print")
    text = "\n".join(texts(asked.args[1]()))
    assert "架位" in text
    assert "A – H" in text


def test_labels_are_printed_on_the_page_of_labels(page: ShelvesPage, kept: Kept) -> None:
    press(page, "shelves_labels")
    assert kept.opened == ["print_tab"]


def test_everything_that_takes_the_focus_has_a_name(page: ShelvesPage) -> None:
    press(page, "shelves_new")
    assert nameless(page) == []
    press(page, "shelves_move")
    assert nameless(page) == []
