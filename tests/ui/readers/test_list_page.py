"""The readers' page: what a librarian sees of one reader and does at the foot of the page, with no dialog."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from libdesk.actions.holds import place_hold
from libdesk.actions.lending import lend
from libdesk.actions.returning import give_back
from libdesk.domain.rows.reader_groups import HELPERS
from libdesk.store.queries.desk import owner_of
from libdesk.ui.readers.list_page import ReaderListPage
from tests.actions.cataloguing.stock import change_title
from tests.builders import Clock, add_book, add_reader
from tests.look import dress
from tests.ui.readers.hands import seen, sees
from tests.ui.surroundings import Kept, nameless


def shown(qtbot: QtBot, kept: Kept) -> ReaderListPage:
    tab = ReaderListPage(kept.around)
    qtbot.addWidget(tab)
    dress()
    tab.resize(911, 400)
    tab.show()
    return tab


def names(tab: ReaderListPage) -> list[str]:
    return [row.name for row in tab.list.model.rows()]


def lines(tab: ReaderListPage) -> list[tuple[str, str]]:
    return [(line.title, line.role) for line in tab.detail.lines.model.rows()]


def press(tab: ReaderListPage, name: str) -> None:
    button = tab.findChild(QAbstractButton, name)
    assert isinstance(button, QAbstractButton)
    button.click()


def answer(qtbot: QtBot, tab: ReaderListPage, name: str, text: str) -> None:
    field = tab.findChild(QLineEdit, name)
    assert isinstance(field, QLineEdit)
    field.setText(text)
    press(tab, "inline_ok")


def test_everybody_is_listed_by_class_and_found_by_class_or_pinyin(qtbot: QtBot, kept: Kept) -> None:
    for name, number in (("王一", 10), ("单小雨", 7)):
        add_reader(kept.around.desk, name, class_no=number)
    tab = shown(qtbot, kept)
    assert names(tab) == ["单小雨", "王一"]
    tab.look_for("四10")
    assert names(tab) == ["王一"]
    tab.look_for("sxy")
    assert names(tab) == ["单小雨"]


def test_an_empty_library_leads_to_the_import(qtbot: QtBot, kept: Kept) -> None:
    tab = shown(qtbot, kept)
    press(tab, "face_choice")
    assert kept.opened == ["import_tab"]


def test_a_page_without_a_reader_says_what_stands_there(qtbot: QtBot, kept: Kept) -> None:
    tab = shown(qtbot, kept)
    assert tab.detail.face.isVisible()
    add_reader(kept.around.desk, "张三")
    tab.refresh()
    assert not tab.detail.face.isVisible()


def test_nobody_found_offers_to_type_again(qtbot: QtBot, kept: Kept) -> None:
    add_reader(kept.around.desk, "张三")
    tab = shown(qtbot, kept)
    tab.look_for("没有这个人")
    assert "没有这个人" in tab.list.face.accessibleName()
    press(tab, "face_choice")
    assert names(tab) == ["张三"]


def test_one_reader_shows_what_is_out_waited_for_and_read_before(qtbot: QtBot, kept: Kept, clock: Clock) -> None:
    desk = kept.around.desk
    reader, other = add_reader(desk, "张三"), add_reader(desk, "李四")
    out, past, held = (add_book(desk, title) for title in ("草房子", "昆虫记", "城南旧事"))
    lend(desk, copy_id=past.copy_id, reader_id=reader.id)
    give_back(desk, copy_id=past.copy_id)
    lend(desk, copy_id=out.copy_id, reader_id=reader.id)
    lend(desk, copy_id=held.copy_id, reader_id=other.id)
    place_hold(desk, title_id=held.title_id, reader_id=reader.id)
    clock.advance(days=20)
    tab = shown(qtbot, kept)
    tab.look_for("张三")
    assert lines(tab) == [("草房子", "bad")]
    press(tab, "reader_holds")
    assert lines(tab) == [("城南旧事", "")]
    press(tab, "reader_history")
    assert lines(tab) == [("昆虫记", "")]


def test_what_a_reader_reads_stands_quietly_beside_the_history(qtbot: QtBot, kept: Kept) -> None:
    desk = kept.around.desk
    reader = add_reader(desk, "张三")
    for title, class_no in (("草房子", "I287"), ("城南旧事", "I246"), ("昆虫记", "Q96")):
        book = add_book(desk, title)
        change_title(desk, book.title_id, class_no=class_no)
        lend(desk, copy_id=book.copy_id, reader_id=reader.id)
        give_back(desk, copy_id=book.copy_id)
    tab = shown(qtbot, kept)
    assert not tab.detail.profile.isVisible()
    press(tab, "reader_history")
    assert tab.detail.profile.isVisible()
    assert tab.detail.profile.text() == "近一年借书3册：I 文学 67%，Q 生物科学 33%"
    press(tab, "reader_out")
    assert not tab.detail.profile.isVisible()


def test_a_reader_is_opened_at_the_desk_by_button_and_by_return(qtbot: QtBot, kept: Kept) -> None:
    reader = add_reader(kept.around.desk, "张三")
    tab = shown(qtbot, kept)
    with qtbot.waitSignal(tab.open_asked) as asked:
        press(tab, "reader_open")
    assert asked.args == [reader.id]
    with qtbot.waitSignal(tab.open_asked):
        qtbot.keyClick(tab.list.view, Qt.Key.Key_Return)


def test_a_pupil_is_appointed_and_the_appointment_ends(qtbot: QtBot, kept: Kept) -> None:
    add_reader(kept.around.desk, "张三")
    tab = shown(qtbot, kept)
    press(tab, "reader_appoint")
    assert tab.list.current_row().helper
    assert "张三" in kept.said[-1]
    tab.show_group(HELPERS)
    assert names(tab) == ["张三"]
    press(tab, "reader_appoint")
    assert names(tab) == []


def test_a_card_is_stopped_with_a_reason_and_reopened(qtbot: QtBot, kept: Kept) -> None:
    add_reader(kept.around.desk, "张三")
    tab = shown(qtbot, kept)
    press(tab, "reader_stop")
    answer(qtbot, tab, "reader_stop_why", "家长来信")
    assert tab.list.current_row().state == "stopped"
    assert QApplication.activeModalWidget() is None
    press(tab, "reader_stop")
    assert tab.list.current_row().state == "active"


def test_a_lost_card_is_replaced_by_a_scan(qtbot: QtBot, kept: Kept) -> None:
    add_reader(kept.around.desk, "张三", card="R001")
    tab = shown(qtbot, kept)
    press(tab, "reader_card")
    answer(qtbot, tab, "reader_new_card", "R002")
    owner = owner_of(kept.around.desk.library, "R001")
    assert owner is not None
    assert owner.state == "lost"
    assert tab.list.current_row().card == "R002"


@pytest.mark.parametrize("leave", ["inline_ok", "inline_cancel"])
def test_after_a_question_the_keyboard_is_back_at_the_list(qtbot: QtBot, kept: Kept, leave: str) -> None:
    add_reader(kept.around.desk, "张三", card="R001")
    tab = shown(qtbot, kept)
    tab.activateWindow()
    qtbot.waitUntil(tab.isActiveWindow)
    press(tab, "reader_card")
    field = tab.findChild(QLineEdit, "reader_new_card")
    assert field is not None
    qtbot.waitUntil(field.hasFocus)
    field.setText("R002")
    press(tab, leave)
    assert tab.list.view.hasFocus()


def test_who_searches_while_a_question_is_open_goes_on_searching(qtbot: QtBot, kept: Kept) -> None:
    add_reader(kept.around.desk, "张三")
    tab = shown(qtbot, kept)
    tab.activateWindow()
    qtbot.waitUntil(tab.isActiveWindow)
    press(tab, "reader_card")
    tab.look_for("没有这个人")
    assert not tab.detail.form.isVisible()
    assert tab.search.hasFocus()


def test_a_number_in_use_is_refused_in_the_form_which_stays(qtbot: QtBot, kept: Kept) -> None:
    desk = kept.around.desk
    add_reader(desk, "张三", card="R001")
    book = add_book(desk, "草房子")
    tab = shown(qtbot, kept)
    kept.around.bridge.changed.connect(lambda _change: tab.refresh())
    tab.activateWindow()
    qtbot.waitUntil(tab.isActiveWindow)
    press(tab, "reader_card")
    answer(qtbot, tab, "reader_new_card", book.barcodes[0])
    assert sees(tab, "inline_form_fault")
    field = seen(tab, "reader_new_card")
    assert field.hasFocus()
    assert field.text() == field.selectedText() == book.barcodes[0]  # type: ignore[attr-defined]
    assert tab.list.current_row().card == "R001"
    answer(qtbot, tab, "reader_new_card", "R002")  # takes the place of what was refused
    assert not sees(tab, "inline_form")
    assert tab.list.current_row().card == "R002"


def test_a_question_about_one_reader_is_not_asked_of_the_next(qtbot: QtBot, kept: Kept) -> None:
    desk = kept.around.desk
    add_reader(desk, "张三")
    second = add_reader(desk, "李四", class_no=5)
    tab = shown(qtbot, kept)
    press(tab, "reader_card")
    assert tab.detail.form.isVisible()
    tab.list.select(second.id)
    assert not tab.detail.form.isVisible()


def test_everything_that_takes_the_focus_has_a_name(qtbot: QtBot, kept: Kept) -> None:
    add_reader(kept.around.desk, "张三")
    tab = shown(qtbot, kept)
    assert nameless(tab) == []
