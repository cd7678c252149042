"""The page of holds: the shelf, the queues and a new hold, by keyboard and with no dialog."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDateEdit
from pytestqt.qtbot import QtBot

from libdesk.actions.desk import Desk
from libdesk.actions.holds import place_hold
from libdesk.actions.lending import lend
from libdesk.actions.returning import give_back
from libdesk.ui.paged_tab import PagedTab
from libdesk.ui.printing.slips import print_hold_slip
from libdesk.ui.readers.holds.page import HoldsPage
from tests.builders import BookMade, Clock, ReaderMade, add_book, add_reader, change_copy, count, status
from tests.ui.surroundings import Kept, at_work, nameless
from tests.windows import seat_at

NAMES = ("李小雨", "王一", "单雨桐")


@pytest.fixture
def book(desk: Desk) -> BookMade:
    made = add_book(desk, "草房子", call_no="I287.4/5")
    lend(desk, copy_id=made.copy_id, reader_id=add_reader(desk, "借书的人").id)
    return made


@pytest.fixture
def waiting(desk: Desk, book: BookMade) -> list[ReaderMade]:
    readers = [add_reader(desk, name) for name in NAMES]
    for reader in readers:
        place_hold(desk, title_id=book.title_id, reader_id=reader.id)
    return readers


def shown(qtbot: QtBot, kept: Kept) -> HoldsPage:
    return at_work(qtbot, kept, HoldsPage(kept.around), height=340)


def press(page: HoldsPage, name: str) -> None:
    button = page.findChild(QAbstractButton, name)
    assert isinstance(button, QAbstractButton)
    button.click()


def line(page: HoldsPage) -> list[str]:
    return [row.reader.name for row in page.queues.queue.model.rows()]


def cells(page: HoldsPage) -> list[str]:
    """The first row of the shelf as it is read."""
    row = page.shelf.list.model.rows()[0]
    return [column.text(row) for column in page.shelf.list.model.columns]


class TestTheShelf:
    """What waits to be fetched."""

    def test_it_says_what_waits_for_whom_until_when(
        self, qtbot: QtBot, kept: Kept, book: BookMade, waiting: list[ReaderMade]
    ) -> None:
        give_back(kept.around.desk, copy_id=book.copy_id)
        page = shown(qtbot, kept)
        assert cells(page) == ["草房子", book.barcodes[0], "I287.4/5", "李小雨", "四(3)班", "3月12日 周四"]
        assert (page.shelf_button.text(), page.queue_button.text()) == ("预约架 1", "排队 2")

    def test_what_nobody_fetched_is_marked(
        self, qtbot: QtBot, kept: Kept, clock: Clock, book: BookMade, waiting: list[ReaderMade]
    ) -> None:
        give_back(kept.around.desk, copy_id=book.copy_id)
        clock.advance(days=5)
        page = shown(qtbot, kept)
        assert cells(page)[-1] == "3月12日 周四，已过期"

    def test_a_cancelled_hold_tells_whose_the_copy_is_now(
        self, qtbot: QtBot, kept: Kept, book: BookMade, waiting: list[ReaderMade]
    ) -> None:
        give_back(kept.around.desk, copy_id=book.copy_id)
        page = shown(qtbot, kept)
        press(page, "hold_cancel_ready")
        assert "王一" in kept.said[-1]
        assert cells(page)[3] == "王一"
        press(page, "hold_cancel_ready")
        press(page, "hold_cancel_ready")
        assert "放回书架" in kept.said[-1]
        assert page.shelf.list.face.isVisible()
        assert not page.shelf.foot.isVisible()

    def test_a_copy_is_kept_longer_by_the_keyboard(
        self, qtbot: QtBot, kept: Kept, book: BookMade, waiting: list[ReaderMade]
    ) -> None:
        give_back(kept.around.desk, copy_id=book.copy_id)
        page = shown(qtbot, kept)
        press(page, "hold_longer")
        field = page.findChild(QDateEdit, "hold_until_day")
        assert isinstance(field, QDateEdit)
        assert field.date() == QDate(2026, 3, 17), "so many open days more are proposed"
        field.setDate(QDate(2026, 3, 20))
        QTest.keyClick(field, Qt.Key.Key_Return)
        assert page.shelf.list.model.rows()[0].until == date(2026, 3, 20)
        assert page.shelf.list.view.hasFocus()

    def test_its_slip_is_printed_again(
        self, kept: Kept, qtbot: QtBot, book: BookMade, waiting: list[ReaderMade]
    ) -> None:
        give_back(kept.around.desk, copy_id=book.copy_id)
        made: list[Path] = []

        def viewer(path: Path) -> bool:
            made.append(path)
            return True

        print_hold_slip(kept.around, book.copy_id, date(2026, 3, 12), opener=viewer)
        qtbot.waitUntil(lambda: bool(made))
        assert made[0].read_bytes().startswith(b"%PDF")

    def test_its_reader_is_opened_at_the_desk(
        self, kept: Kept, qtbot: QtBot, book: BookMade, waiting: list[ReaderMade]
    ) -> None:
        give_back(kept.around.desk, copy_id=book.copy_id)
        page = shown(qtbot, kept)
        with qtbot.waitSignal(page.open_asked) as asked:
            QTest.keyClick(page.shelf.list.view, Qt.Key.Key_Return)
        assert asked.args == [waiting[0].id]


class TestTheQueues:
    """Who waits for what."""

    def test_a_title_says_how_many_wait_and_when_the_next_copy_comes(
        self, qtbot: QtBot, kept: Kept, book: BookMade, waiting: list[ReaderMade]
    ) -> None:
        page = shown(qtbot, kept)
        press(page, "holds_queues")
        row = page.queues.titles.current_row()
        assert [column.text(row) for column in page.queues.titles.model.columns] == ["草房子", "3", "1/1", "3月23日"]
        assert line(page) == list(NAMES)

    def test_a_reader_is_moved_by_keys_and_stays_under_the_cursor(
        self, qtbot: QtBot, kept: Kept, book: BookMade, waiting: list[ReaderMade]
    ) -> None:
        page = shown(qtbot, kept)
        press(page, "holds_queues")
        page.queues.queue.view.setFocus()
        page.queues.queue.view.selectRow(2)
        for key, order in (
            (Qt.Key.Key_Home, ["单雨桐", "李小雨", "王一"]),
            (Qt.Key.Key_Down, ["李小雨", "单雨桐", "王一"]),
            (Qt.Key.Key_End, ["李小雨", "王一", "单雨桐"]),
            (Qt.Key.Key_Up, ["李小雨", "单雨桐", "王一"]),
        ):
            QTest.keyClick(page.queues.queue.view, key, Qt.KeyboardModifier.ControlModifier)
            assert line(page) == order
            assert page.queues.queue.current_row().reader.name == "单雨桐"
            assert page.queues.queue.view.hasFocus()

    def test_at_the_end_of_the_queue_there_is_nothing_to_move(
        self, qtbot: QtBot, kept: Kept, book: BookMade, waiting: list[ReaderMade]
    ) -> None:
        give_back(kept.around.desk, copy_id=book.copy_id)
        page = shown(qtbot, kept)
        press(page, "holds_queues")
        enabled = [
            [page.queues.moves[move].isEnabled() for move in page.queues.moves]
            for place in range(3)
            if page.queues.queue.view.selectRow(place) is None
        ]
        nothing = [False] * 4
        assert enabled == [nothing, [False, False, True, True], [True, True, False, False]], "the first one is served"

    def test_a_hold_is_cancelled_in_the_middle(
        self, qtbot: QtBot, kept: Kept, book: BookMade, waiting: list[ReaderMade]
    ) -> None:
        page = shown(qtbot, kept)
        press(page, "holds_queues")
        page.queues.queue.view.selectRow(1)
        press(page, "hold_cancel")
        assert line(page) == ["李小雨", "单雨桐"]
        assert "王一" in kept.said[-1]


class TestANewHold:
    """For a reader who asks."""

    def begun(self, qtbot: QtBot, kept: Kept) -> HoldsPage:
        page = shown(qtbot, kept)
        press(page, "hold_new")
        return page

    def test_title_and_reader_are_found_by_words_and_the_queue_is_shown(
        self, qtbot: QtBot, kept: Kept, book: BookMade
    ) -> None:
        add_reader(kept.around.desk, "张小明")
        page = self.begun(qtbot, kept)
        panel = page.place_panel
        assert panel.title_box.hasFocus()
        assert not panel.place.isEnabled()
        panel.title_box.look_for("cfz")
        panel.reader_box.look_for("zxm")
        press(page, "hold_place")
        assert line(page) == ["张小明"]
        assert page.queue_button.isChecked()
        assert QApplication.activeModalWidget() is None

    def test_why_not_is_said_on_the_page(self, qtbot: QtBot, kept: Kept, book: BookMade) -> None:
        gone = add_book(kept.around.desk, "根鸟")
        change_copy(kept.around.desk, gone.copy_id, status="withdrawn")
        add_reader(kept.around.desk, "张小明")
        page = self.begun(qtbot, kept)
        page.place_panel.title_box.look_for("根鸟")
        page.place_panel.reader_box.look_for("张小明")
        press(page, "hold_place")
        assert "已注销" in page.place_panel.fault.text()
        assert count(kept.around.desk, "SELECT count(*) FROM hold") == 0

    def test_one_volume_can_be_meant(self, qtbot: QtBot, kept: Kept) -> None:
        desk = kept.around.desk
        first = add_book(desk, "西游记", volume="上")
        second = add_book(desk, "西游记", volume="下", title_id=first.title_id)
        holder = add_reader(desk, "有书的人")
        for made in (first, second):
            lend(desk, copy_id=made.copy_id, reader_id=holder.id)
        add_reader(desk, "张小明")
        page = self.begun(qtbot, kept)
        page.place_panel.title_box.look_for("西游记")
        page.place_panel.reader_box.look_for("张小明")
        assert page.place_panel.volume.isVisible()
        page.place_panel.volume.setCurrentIndex(2)
        press(page, "hold_place")
        assert count(desk, "SELECT volume_id FROM hold") == second.volume_id

    def test_escape_leaves_it(self, qtbot: QtBot, kept: Kept, book: BookMade) -> None:
        page = self.begun(qtbot, kept)
        QTest.keyClick(page.place_panel.title_box, Qt.Key.Key_Escape)
        assert page.shelf.isVisible()


class TestScans:
    """A scan on this page shows and lends nothing."""

    def test_a_book_shows_who_waits_and_a_card_what_waits(
        self, qtbot: QtBot, kept: Kept, book: BookMade, waiting: list[ReaderMade]
    ) -> None:
        page = shown(qtbot, kept)
        page.scan_target.receive(book.barcodes[0])
        assert page.queues.isVisible()
        give_back(kept.around.desk, copy_id=book.copy_id)
        page.scan_target.receive(book.barcodes[0])
        page.scan_target.forget_last()
        page.scan_target.receive(book.barcodes[0])
        assert page.shelf.isVisible()
        assert status(kept.around.desk, book.copy_id) == "hold"
        page.scan_target.receive(waiting[2].card)
        assert "没有留给" in kept.said[-1]


def test_everything_that_takes_the_focus_has_a_name(
    qtbot: QtBot, kept: Kept, book: BookMade, waiting: list[ReaderMade]
) -> None:
    page = shown(qtbot, kept)
    press(page, "holds_queues")
    assert nameless(page) == []
    press(page, "hold_new")
    assert nameless(page) == []


def test_f8_takes_back_what_was_done_here_and_stays_here(
    desk: Desk, tmp_path: Path, qtbot: QtBot, book: BookMade, waiting: list[ReaderMade]
) -> None:
    with seat_at(desk, tmp_path, qtbot) as seat:
        seat.window.role_changed()
        tab = seat.window.show_tab("readers_tab")
        assert isinstance(tab, PagedTab)
        page = tab.show_page("holds_page")
        assert isinstance(page, HoldsPage)
        press(page, "holds_queues")
        press(page, "hold_cancel")
        assert line(page) == ["王一", "单雨桐"]
        seat.key(Qt.Key.Key_F8)
        assert line(page) == list(NAMES)
        assert seat.window.tabs.current is tab
