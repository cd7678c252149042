"""Several titles of the catalogue: compared, merged, changed at once, numbered, put on a list to leave."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from libdesk.actions.lending import lend
from libdesk.actions.undo import undo
from libdesk.ui.cataloguing.titles.page import TitlesPage
from tests.actions.cataloguing.stock import change_title, value
from tests.builders import add_book, add_reader
from tests.ui.cataloguing.catalogue_hands import choose, last_entry, names, shown, text
from tests.ui.readers.hands import press, seen, sees, write
from tests.ui.surroundings import Kept


@pytest.fixture
def page(qtbot: QtBot, kept: Kept) -> TitlesPage:
    return shown(qtbot, kept)


def test_two_titles_become_one_with_each_differing_field_chosen(page: TitlesPage) -> None:
    first = add_book(page.desk, "草房子", author="曹文轩")
    add_book(page.desk, "草房子（美绘版）", author="曹文轩 著", copies=2)
    page.refresh()
    choose(page, ("草房子", "草房子（美绘版）"))
    press(page, "batch_merge")
    table = page.beside.merging.fields
    assert [row.field for row in table.model.rows()] == ["title", "author"]
    kept_title = page.beside.merging.fields.model.rows()[0].mine
    table.select("author")
    QTest.keyClick(table.view, Qt.Key.Key_Return)
    press(page, "merge_do")
    assert names(page) == [kept_title]
    assert value(page.desk, "SELECT count(*) FROM copy WHERE title_id = (SELECT id FROM title)") == 3
    undo(page.desk, last_entry(page))
    assert sorted(names(page)) == ["草房子", "草房子（美绘版）"]
    assert first


def test_possible_doubles_are_listed_and_compared_one_after_the_other(page: TitlesPage, qtbot: QtBot) -> None:
    for title in ("草房子", "草房子", "昆虫记", "昆虫记", "城南旧事"):
        add_book(page.desk, title)
    page.refresh()
    press(page, "catalogue_doubles")
    panel = page.beside.doubles
    qtbot.waitUntil(lambda: len(panel.list.model.rows()) == 2)
    QTest.keyClick(panel.list.view, Qt.Key.Key_Return)
    press(page, "merge_do")
    qtbot.waitUntil(lambda: len(panel.list.model.rows()) == 1)
    assert page.beside.currentWidget() is panel
    press(page, "doubles_leave")
    assert len(names(page)) == 4


def test_a_group_of_three_is_compared_pair_by_pair_and_what_is_two_does_not_come_back(
    page: TitlesPage, qtbot: QtBot
) -> None:
    for _number in range(3):
        add_book(page.desk, "草房子")
    page.refresh()
    press(page, "catalogue_doubles")
    panel = page.beside.doubles
    qtbot.waitUntil(lambda: len(panel.list.model.rows()) == 1)
    QTest.keyClick(panel.list.view, Qt.Key.Key_Return)
    press(page, "merge_two")
    assert page.beside.currentWidget() is page.beside.merging
    press(page, "merge_do")
    qtbot.waitUntil(lambda: not panel.list.model.rows() and page.beside.currentWidget() is panel)
    assert len(names(page)) == 2
    undo(page.desk, last_entry(page))
    panel.begin()
    qtbot.waitUntil(lambda: len(panel.list.model.rows()) == 1)


def test_many_are_changed_after_a_look_at_what_changes(page: TitlesPage) -> None:
    books = [add_book(page.desk, f"书{number}", copies=2) for number in range(3)]
    reader = add_reader(page.desk, "张三")
    lend(page.desk, copy_id=books[0].copy_id, reader_id=reader.id)
    page.refresh()
    press(page, "catalogue_all")
    change = page.beside.batch.change
    change.field.setText("status")
    change.field.activated.emit(0)
    choices = change._choices["status"]
    choices.setText("repair")
    press(page, "batch_show")
    assert "5" in text(page, "batch_preview")
    assert "借出" in text(page, "batch_preview")
    press(page, "batch_do")
    assert value(page.desk, "SELECT count(*) FROM copy WHERE status = 'repair'") == 5
    undo(page.desk, last_entry(page))
    assert value(page.desk, "SELECT count(*) FROM copy WHERE status = 'repair'") == 0


def test_the_look_tells_that_call_numbers_follow_their_class(page: TitlesPage) -> None:
    for nth, title in enumerate(("一", "二"), start=1):
        change_title(page.desk, add_book(page.desk, title).title_id, class_no="I247.5", call_no=f"I247.5/{nth}")
    page.refresh()
    choose(page, ("一", "二"))
    change = page.beside.batch.change
    change.field.setText("class_no")
    change.field.activated.emit(0)
    change._class.class_no = "I287.4"
    press(page, "batch_show")
    assert "→ I287.4/1" in text(page, "batch_preview")
    press(page, "batch_do")
    found = page.desk.library.connection.execute("SELECT call_no FROM title ORDER BY call_no").fetchall()
    assert found == [("I287.4/1",), ("I287.4/2",)]


def test_a_value_changed_after_the_look_must_be_looked_at_again(page: TitlesPage) -> None:
    for title in ("一", "二"):
        add_book(page.desk, title)
    page.refresh()
    choose(page, ("一", "二"))
    change = page.beside.batch.change
    change.field.setText("series")
    change.field.activated.emit(0)
    write(page, "change_text", "百年百部")
    press(page, "batch_show")
    assert sees(page, "batch_do")
    write(page, "change_text", "别的")
    assert not sees(page, "batch_do")


def test_call_numbers_are_given_to_those_chosen(page: TitlesPage, qtbot: QtBot) -> None:
    for title in ("一", "二"):
        change_title(page.desk, add_book(page.desk, title).title_id, class_no="I287.45")
    page.refresh()
    choose(page, ("一", "二"))
    press(page, "batch_numbers")
    qtbot.waitUntil(lambda: seen(page, "numbers_do").isEnabled())
    press(page, "numbers_do")
    qtbot.waitUntil(lambda: not sees(page, "numbers_do"))
    found = page.desk.library.connection.execute("SELECT call_no FROM title ORDER BY call_no").fetchall()
    assert found == [("I287.45/1",), ("I287.45/2",)]


def test_what_is_to_leave_is_put_on_a_list_with_the_reason(page: TitlesPage) -> None:
    made = add_book(page.desk, "草房子", copies=2)
    page.refresh()
    page.beside.title.copies.view.selectAll()
    press(page, "copies_withdraw")
    press(page, "withdraw_do")
    rows = page.desk.library.connection.execute("SELECT copy_id, reason FROM withdrawal_copy").fetchall()
    assert rows == [(copy_id, "outdated") for copy_id in made.copy_ids]
    press(page, "copies_withdraw")
    press(page, "withdraw_do")
    assert sees(page, "withdraw_fault"), "they stand on a list already"


def test_very_many_are_changed_beside_the_desk_with_a_backup_first(
    page: TitlesPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    from libdesk.actions import backups
    from libdesk.ui.cataloguing.titles import batch_panel

    monkeypatch.setattr(backups, "MANY", 1)
    monkeypatch.setattr(batch_panel, "LOOKED_AT_ONCE", 1)
    monkeypatch.setattr(batch_panel, "CHANGED_AT_ONCE", 1)
    for title in ("一", "二", "三"):
        add_book(page.desk, title)
    page.refresh()
    press(page, "catalogue_all")
    change = page.beside.batch.change
    change.field.setText("series")
    change.field.activated.emit(0)
    write(page, "change_text", "百年百部")
    press(page, "batch_show")
    qtbot.waitUntil(lambda: sees(page, "batch_do"))
    press(page, "batch_do")
    qtbot.waitUntil(lambda: value(page.desk, "SELECT count(*) FROM title WHERE series = '百年百部'") == 3)
    qtbot.waitUntil(page.beside.batch.isEnabled)
    assert value(page.desk, "SELECT count(*) FROM journal WHERE op = 'edit_books'") == 1
    assert value(page.desk, "SELECT count(*) FROM journal WHERE op = 'back_up'") >= 1


def test_all_found_are_chosen_only_until_other_rows_are(page: TitlesPage) -> None:
    for number in range(9):
        add_book(page.desk, f"老师{number}")
    page.refresh()
    press(page, "catalogue_all")
    assert page.beside.batch.head.text() == "选中 9 种"
    view, model = page.titles.table.view, page.titles.table.model

    def click(row: int, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        place = view.visualRect(model.index(row, 0)).center()
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, modifier, place)

    click(1)
    click(3, Qt.KeyboardModifier.ShiftModifier)
    assert page.beside.batch.head.text() == "选中 3 种"
    assert page.beside.batch.ids == page.titles.selected_ids()
    click(2)  # and the Shift key is up again, for the tests that follow
    assert page.beside.currentWidget() is page.beside.title
