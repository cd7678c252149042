"""The screen of a reader who looks alone: typed, by arrows, with nothing that could be changed."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton
from pytestqt.qtbot import QtBot

from libdesk.actions.cataloguing.recommending import recommend
from libdesk.actions.desk import Actor, Desk
from libdesk.actions.lending import lend
from libdesk.domain.interests import Interest
from libdesk.domain.ops import Op, Role
from libdesk.store.queries import catalogue
from libdesk.store.tables import Title
from libdesk.ui import icons, theme
from libdesk.ui.finding.reader_screen.screen import ReaderScreen
from libdesk.ui.finding.reader_screen.tile import HUES, class_picture
from tests.builders import add_book, add_reader
from tests.ui.surroundings import Kept, nameless, surroundings


@pytest.fixture
def screen(desk: Desk, qtbot: QtBot, tmp_path: Path) -> ReaderScreen:
    for title, class_no in (("城南旧事", "I246.5"), ("星空", "P145"), ("足球", "G843")):
        book = add_book(desk, title, call_no=f"{class_no}/1")
        with desk.action(Op.EDIT_TITLE) as act:
            act.change(Title, book.title_id, class_no=class_no)
    recommend(desk, [1], grade_from=3, grade_to=4, note="写得真好")
    lend(desk, copy_id=3, reader_id=add_reader(desk, "李小雨", entry_year=2023).id)
    pupil = Desk(desk.library, clock=desk._clock, actor=Actor(Role.HELPER))
    with surroundings(pupil, tmp_path) as kept:
        made = ReaderScreen(kept.around)
        qtbot.addWidget(made)
        made.resize(911, 370)
        made.show()
        made.activateWindow()
        qtbot.waitUntil(made.isActiveWindow)
        made.begin()
        settle(made, kept, qtbot)
        made.kept = kept  # type: ignore[attr-defined]
        yield made  # type: ignore[misc]


def settle(screen: ReaderScreen, kept: Kept, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not kept.around.jobs.running)


def names(screen: ReaderScreen, qtbot: QtBot) -> list[str]:
    settle(screen, screen.kept, qtbot)  # type: ignore[attr-defined]
    return [card.title for card in screen.list.cards()]


def test_it_begins_with_the_new_books_and_the_keyboard_in_the_search(screen: ReaderScreen, qtbot: QtBot) -> None:
    assert names(screen, qtbot) == ["足球", "星空", "城南旧事"]
    assert screen.search.hasFocus()
    assert screen.panel.where.text() == "G843/1"


def test_two_letters_of_pinyin_find_a_book_and_arrows_lead_through_the_list(screen: ReaderScreen, qtbot: QtBot) -> None:
    QTest.keyClicks(screen.search, "cnjs")
    QTest.keyClick(screen.search, Qt.Key.Key_Return)
    assert names(screen, qtbot) == ["城南旧事"]
    QTest.keyClick(screen.search, Qt.Key.Key_Down)
    assert screen.list.hasFocus()
    QTest.keyClick(screen.list, Qt.Key.Key_Up)
    assert screen.search.hasFocus()


def test_a_lent_book_says_when_it_is_back(screen: ReaderScreen, qtbot: QtBot) -> None:
    screen.look_for("足球")
    assert names(screen, qtbot) == ["足球"]
    assert "前还" in screen.panel.state.text()


def test_no_sign_of_a_card_is_cut(screen: ReaderScreen, qtbot: QtBot) -> None:
    step, name = theme.Step.HEAD, "鬱鑫g"
    free = QImage(400, 100, QImage.Format.Format_RGB32)
    free.fill(Qt.GlobalColor.white)
    painter = QPainter(free)
    painter.setFont(theme.font(step, bold=True))
    painter.drawText(free.rect(), Qt.AlignmentFlag.AlignCenter, name)
    painter.end()
    card = screen.list.cards()[0]
    screen.list.show_cards(
        [replace(screen.list.cards()[1], title="一"), replace(card, title=name, author="", place="", call_no="")]
    )
    area = screen.list.visualRect(screen.list.model().index(1, 0))
    drawn = screen.list.viewport().grab(area.adjusted(area.height(), 0, -area.width() // 3, -area.height() // 3))
    assert ink_height(drawn.toImage()) == ink_height(free)


def ink_height(image: QImage) -> int:
    """Rows from the first to the last in which something dark stands."""
    rows = [
        y for y in range(image.height()) if any(image.pixelColor(x, y).lightness() < 110 for x in range(image.width()))
    ]
    return rows[-1] - rows[0] + 1


def test_a_book_without_a_cover_shows_what_its_class_is_about() -> None:
    assert all(class_picture(letter) != icons.BOOK for letter in HUES)
    assert [class_picture(one) for one in ("Q959.8", "q94", "K825.6", "K109", "")] == [
        icons.ANIMAL, icons.PLANT, icons.USER, icons.PAST, icons.BOOK,
    ]  # fmt: skip


def test_what_others_read_is_of_everybody_or_of_a_grade(screen: ReaderScreen, qtbot: QtBot) -> None:
    screen.popular.click()
    assert names(screen, qtbot) == ["足球"]
    assert screen.list.cards()[0].why == "借过 1 次"
    choose(screen, 1)
    assert names(screen, qtbot) == []
    assert screen.face.isVisible()
    choose(screen, 3)
    assert names(screen, qtbot) == ["足球"]


def choose(screen: ReaderScreen, grade: int) -> None:
    screen.grade.setCurrentIndex(screen.grade.findData(grade))
    screen.grade.activated.emit(screen.grade.currentIndex())


def test_recommendations_follow_the_grade_and_say_why(screen: ReaderScreen, qtbot: QtBot) -> None:
    screen.recommended.click()
    assert names(screen, qtbot) == ["城南旧事"]
    assert screen.list.cards()[0].why == "写得真好"
    choose(screen, 6)
    assert names(screen, qtbot) == []


def test_a_topic_shows_what_stands_there(screen: ReaderScreen, qtbot: QtBot) -> None:
    screen.interest.setCurrentIndex(screen.interest.findData(Interest.SPACE))
    screen.interest.activated.emit(screen.interest.currentIndex())
    assert names(screen, qtbot) == ["星空"]


@pytest.mark.parametrize("typed", ['"', "*", "%", "NEAR(", "qqzz"])
def test_nothing_that_is_typed_is_a_fault(screen: ReaderScreen, qtbot: QtBot, typed: str) -> None:
    screen.look_for(typed)
    assert names(screen, qtbot) == []
    assert screen.face.isVisible()


def test_what_takes_long_is_looked_for_beside_the_window(
    screen: ReaderScreen, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And what is asked for next takes its place."""
    monkeypatch.setattr(catalogue, "MOMENT", 0)
    screen.look_for("城南")
    assert screen.searcher.busy
    qtbot.waitUntil(lambda: not screen.searcher.busy)
    assert names(screen, qtbot) == ["城南旧事"]
    screen.look_for("足球")
    screen.show_new()
    assert not screen.searcher.busy
    assert names(screen, qtbot) == ["足球", "星空", "城南旧事"]


def test_left_alone_it_forgets_what_the_last_reader_looked_for(screen: ReaderScreen, qtbot: QtBot) -> None:
    screen.look_for("城南")
    QTest.keyClick(screen.search, Qt.Key.Key_End)
    assert screen._idle.isActive()
    screen._idle.timeout.emit()
    assert names(screen, qtbot) == ["足球", "星空", "城南旧事"]
    assert screen.search.text() == ""


def test_esc_leads_back_and_there_is_nothing_else_to_press(screen: ReaderScreen, qtbot: QtBot) -> None:
    with qtbot.waitSignal(screen.closed):
        QTest.keyClick(QApplication.focusWidget() or screen, Qt.Key.Key_Escape)
    assert {made.objectName() for made in screen.findChildren(QAbstractButton) if made.isVisible()} == {
        "show_new", "show_popular", "show_recommended", "reader_screen_leave",
    }  # fmt: skip
    assert nameless(screen) == []
    assert all(made.text() for made in screen.findChildren(QPushButton) if made.isVisible())


def test_left_for_the_desk_it_never_takes_the_keyboard_back(screen: ReaderScreen, qtbot: QtBot) -> None:
    QTest.keyClick(screen.search, Qt.Key.Key_A)
    assert screen._idle.isActive()
    screen.hide()
    screen._idle.timeout.emit()
    assert not screen.search.hasFocus()
    assert screen.search.text() == "a"


def test_clicks_and_keys_anywhere_on_it_keep_it_awake(screen: ReaderScreen, qtbot: QtBot) -> None:
    for part in (screen.list.viewport(), screen.panel, screen.popular):
        screen._idle.stop()
        QTest.mouseClick(part, Qt.MouseButton.LeftButton)
        assert screen._idle.isActive(), part
    for part in (screen.interest, screen.interest.view()):
        screen._idle.stop()
        QTest.keyClick(part, Qt.Key.Key_Down)
        assert screen._idle.isActive(), part


def test_a_copy_that_waits_for_its_label_is_not_said_to_stand_there(screen: ReaderScreen, qtbot: QtBot) -> None:
    with screen.desk.library.writing() as connection:
        connection.execute("UPDATE copy SET waiting = 6 WHERE id = 1")
    screen.look_for("城南旧事")
    assert names(screen, qtbot) == ["城南旧事"]
    assert screen.panel.state.text() == "正在整理，快要上架了"
    with screen.desk.library.writing() as connection:  # a new label for what stands on the shelf
        connection.execute("UPDATE copy SET waiting = 2 WHERE id = 1")
    screen.refresh()
    assert screen.panel.state.text() == "在架，可以借"


def test_what_no_pupil_may_borrow_is_not_said_to_be_free(screen: ReaderScreen, qtbot: QtBot) -> None:
    with screen.desk.library.writing() as connection:
        connection.execute("INSERT INTO place(id, name, reading_room) VALUES(9, '教师阅览室', 1)")
        connection.execute("UPDATE copy SET item_kind = 'chart', place_id = 9 WHERE id = 1")
    screen.show_new()
    assert "城南旧事" not in names(screen, qtbot)
    screen.look_for("城南旧事")
    assert names(screen, qtbot) == ["城南旧事"]
    assert screen.panel.state.text() == "在“教师阅览室”，不借给学生"
