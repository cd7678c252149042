"""The page that finds books: four faces, the way to a loan or a hold, and no reader's name in student mode."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from libdesk.actions.desk import Actor
from libdesk.actions.lending import lend
from libdesk.actions.returning import give_back
from libdesk.domain.ops import Role
from libdesk.i18n import DEFAULT_LANGUAGE, set_language
from libdesk.ui import theme
from libdesk.ui.tabs.find_tab import FindTab
from tests.builders import add_book, add_reader, as_librarian
from tests.look import dress
from tests.ui.surroundings import Kept, nameless


def shown(qtbot: QtBot, kept: Kept, *, role: Role = Role.LIBRARIAN) -> FindTab:
    kept.around.desk.actor = Actor(role)
    tab = FindTab(kept.around)
    qtbot.addWidget(tab)
    dress()
    tab.resize(911, 400)
    tab.show()
    tab.role_changed()
    return tab


def cells(tab: FindTab) -> str:
    """Everything that the two lists and the words of the page show."""
    models = (tab.list.model, tab.detail.copies.model)
    return "\n".join(
        str(model.index(row, column).data())
        for model in models
        for row in range(model.rowCount())
        for column in range(model.columnCount())
    )


def titles(tab: FindTab) -> list[str]:
    return [row.title for row in tab.list.model.rows()]


def press(tab: FindTab, name: str) -> None:
    button = tab.findChild(QPushButton, name)
    assert isinstance(button, QPushButton)
    button.click()


def test_typing_finds_after_a_pause_without_return(qtbot: QtBot, kept: Kept) -> None:
    add_book(kept.around.desk, "草房子")
    tab = shown(qtbot, kept)
    qtbot.keyClicks(tab.search, "cfz")
    qtbot.waitUntil(lambda: titles(tab) == ["草房子"])


def test_an_empty_library_offers_the_import_to_a_librarian_only(qtbot: QtBot, kept: Kept) -> None:
    tab = shown(qtbot, kept)
    tab.findChild(QPushButton, "face_choice").click()  # type: ignore[union-attr]
    assert kept.opened == ["import_tab"]
    pupil = shown(qtbot, kept, role=Role.HELPER)
    assert pupil.findChild(QPushButton, "face_choice") is None


def test_nothing_found_says_so_and_offers_the_next_step(qtbot: QtBot, kept: Kept) -> None:
    add_book(kept.around.desk, "草房子")
    tab = shown(qtbot, kept)
    tab.look_for("没有的书")
    assert "没有的书" in tab.list.face.accessibleName()
    tab.findChildren(QPushButton, "face_choice")[-1].click()  # those of the face before it are still being put away
    assert tab.search.text() == ""


def test_however_many_fit_all_are_listed_and_counted(qtbot: QtBot, kept: Kept) -> None:
    for number in range(203):
        add_book(kept.around.desk, f"昆虫记 {number}")
    tab = shown(qtbot, kept)
    tab.look_for("昆虫")
    assert len(titles(tab)) == 203
    assert "203" in tab.titles.count_line.text()


def test_a_library_that_cannot_be_read_is_a_sentence_with_a_way_on(qtbot: QtBot, kept: Kept) -> None:
    tab = shown(qtbot, kept)
    kept.around.desk.actor = Actor(Role.SYSTEM)  # who may not find books
    tab.look_for("草房子")
    assert tab.list.face.isVisible()
    assert QApplication.activeModalWidget() is None


def test_a_librarian_sees_who_has_a_copy_and_a_pupil_does_not(qtbot: QtBot, kept: Kept) -> None:
    desk = kept.around.desk
    book = add_book(desk, "草房子", copies=2)
    lend(desk, copy_id=book.copy_id, reader_id=add_reader(desk, "张三").id)
    tab = shown(qtbot, kept)
    tab.look_for("草房子")
    assert "张三" in cells(tab)
    for role in (Role.HELPER, Role.VIEWER):
        other = shown(qtbot, kept, role=role)
        other.look_for("草房子")
        assert titles(other) == ["草房子"]
        assert "张三" not in cells(other)


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_where_a_copy_is_and_when_it_is_due_is_never_cut(
    qtbot: QtBot, qapp: QApplication, kept: Kept, language: str
) -> None:
    theme.apply_theme(qapp, scheme="light")
    desk = kept.around.desk
    book = add_book(desk, "草房子", copies=3)
    lend(desk, copy_id=book.copy_id, reader_id=add_reader(desk, "阿卜杜热合曼·买买提").id)
    set_language(language)
    try:
        tab = shown(qtbot, kept)
        tab.look_for("草房子")
        view, model = tab.detail.copies.view, tab.detail.copies.model
        metrics = theme.metrics(theme.Step.BODY)
        for width in (911, 1600):
            tab.resize(width, 400)
            QApplication.processEvents()
            assert view.horizontalScrollBar().maximum() == 0
            seen = [n for n in range(model.columnCount()) if not view.isColumnHidden(n)]
            states = [n for n in seen if model.columns[n].key in ("state", "whole")]
            assert len(states) == 1
            if model.columns[states[0]].key == "whole":
                assert view.rowHeight(0) >= view.sizeHintForRow(0)  # else the second line is not drawn
            for row in range(model.rowCount()):
                first = str(model.index(row, states[0]).data()).partition("\n")[0]
                assert metrics.horizontalAdvance(first) + theme.space(3) <= view.columnWidth(states[0])
    finally:
        set_language(DEFAULT_LANGUAGE)


def test_a_page_without_a_title_says_what_stands_there(qtbot: QtBot, kept: Kept) -> None:
    add_book(kept.around.desk, "草房子")
    tab = shown(qtbot, kept)
    assert tab.detail.face.isVisible()
    tab.look_for("草房子")
    assert not tab.detail.face.isVisible()


def test_a_copy_on_the_shelf_is_offered_for_a_loan(qtbot: QtBot, kept: Kept) -> None:
    book = add_book(kept.around.desk, "草房子")
    tab = shown(qtbot, kept, role=Role.HELPER)
    tab.look_for("草房子")
    with qtbot.waitSignal(tab.lend_asked) as asked:
        press(tab, "find_lend")
    assert asked.args == [book.copy_id]


def test_a_title_whose_copies_are_out_is_offered_for_a_hold(qtbot: QtBot, kept: Kept) -> None:
    desk = kept.around.desk
    book = add_book(desk, "草房子")
    lend(desk, copy_id=book.copy_id, reader_id=add_reader(desk, "张三").id)
    tab = shown(qtbot, kept)
    tab.look_for("草房子")
    assert not tab.detail.lend.isEnabled()
    with qtbot.waitSignal(tab.hold_asked) as asked:
        press(tab, "find_hold")
    assert asked.args == [book.title_id]


def test_a_viewer_looks_but_neither_lends_nor_holds(qtbot: QtBot, kept: Kept) -> None:
    add_book(kept.around.desk, "草房子")
    tab = shown(qtbot, kept, role=Role.VIEWER)
    tab.look_for("草房子")
    assert not tab.detail.lend.isVisible()
    assert not tab.detail.hold.isVisible()


def test_a_scan_anywhere_on_the_page_shows_that_copy(qtbot: QtBot, kept: Kept) -> None:
    book = add_book(kept.around.desk, "草房子", copies=3)
    tab = shown(qtbot, kept)
    tab.scan_target.receive(book.barcodes[2])
    assert titles(tab) == ["草房子"]
    assert tab.detail.copies.current_row().id == book.copy_ids[2]


def test_a_return_elsewhere_shows_here_and_the_cursor_stays(qtbot: QtBot, kept: Kept) -> None:
    desk = kept.around.desk
    add_book(desk, "草房子甲")
    book = add_book(desk, "草房子乙")
    lend(desk, copy_id=book.copy_id, reader_id=add_reader(desk, "张三").id)
    tab = shown(qtbot, kept)
    tab.look_for("草房子")
    assert tab.list.select(book.title_id)
    give_back(as_librarian(desk), copy_id=book.copy_id)
    tab.refresh()
    assert tab.list.current_row().id == book.title_id
    assert tab.detail.lend.isEnabled()


def test_the_keyboard_leads_from_the_field_to_the_list_to_the_copies(qtbot: QtBot, kept: Kept) -> None:
    add_book(kept.around.desk, "草房子")
    tab = shown(qtbot, kept)
    tab.look_for("草房子")
    qtbot.keyClick(tab.search, Qt.Key.Key_Down)
    assert tab.focusWidget() is tab.list.view
    qtbot.keyClick(tab.list.view, Qt.Key.Key_Return)
    assert tab.focusWidget() is tab.detail.copies.view


def test_chinese_can_be_typed_into_the_field_and_all_has_a_name(qtbot: QtBot, kept: Kept) -> None:
    add_book(kept.around.desk, "草房子")
    tab = shown(qtbot, kept)
    tab.look_for("草房子")
    assert tab.search.inputMethodQuery(Qt.InputMethodQuery.ImEnabled)
    assert nameless(tab) == []


def test_a_reader_looks_alone_until_esc(qtbot: QtBot, kept: Kept) -> None:
    book = add_book(kept.around.desk, "草房子", barcodes=("T001",))
    tab = shown(qtbot, kept, role=Role.HELPER)
    press(tab, "face_choice")
    qtbot.waitUntil(lambda: not kept.around.jobs.running)
    assert tab.reader_looks
    assert kept.opened == ["find_tab"]
    assert tab.help_topic == "reader_screen"
    tab.scan_target.scanned.emit("T001", False)
    assert [card.id for card in tab.reader_screen.list.cards()] == [book.title_id]
    qtbot.keyClick(tab.reader_screen.search, Qt.Key.Key_Escape)
    qtbot.keyClick(tab.reader_screen, Qt.Key.Key_Escape)
    assert not tab.reader_looks
