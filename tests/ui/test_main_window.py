"""The window: one undo for every page, one scan box for every scan, what a role sees."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from libdesk.actions.desk import Desk
from libdesk.actions.settings import change_settings
from libdesk.domain.outcome import Outcome
from tests.builders import add_book, add_reader
from tests.windows import Seat, seat_at


def all_tabs(seat: Seat) -> None:
    seat.qtbot.waitUntil(lambda: seat.window.tabs.count() > 1)


def test_the_undo_key_takes_back_a_setting_and_stays_on_its_page(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    reader, book = add_reader(desk, "李明"), add_book(desk, "活着")
    with seat_at(desk, tmp_path, qtbot) as seat:
        all_tabs(seat)
        seat.scan(reader.card)
        seat.scan(book.barcodes[0])
        seat.window.show_tab("settings_tab")
        change_settings(desk, reader_seconds=90)
        assert desk.settings.reader_seconds == 90
        seat.key(Qt.Key.Key_F8)
        assert desk.settings.reader_seconds == 60
        assert seat.window.tabs.current.NAME == "settings_tab"
        assert seat.window.toast.text()
        seat.key(Qt.Key.Key_F8)  # now the loan, which is told at the desk
        assert seat.window.tabs.current.NAME == "lending_tab"
        assert seat.window.lending.session.loans() == []


def test_a_scan_on_any_page_goes_to_the_desk_and_changes_no_field(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    reader, book = add_reader(desk, "李明"), add_book(desk, "活着")
    change_settings(desk, school="阳光小学")
    with seat_at(desk, tmp_path, qtbot) as seat:
        all_tabs(seat)
        seat.scan(reader.card)
        settings = seat.window.show_tab("settings_tab")
        assert settings is not None
        field = next(widget for widget in settings.findChildren(QLineEdit) if widget.text() == "阳光小学")
        field.setFocus()
        seat.scan(book.barcodes[0])
        assert seat.outcome is Outcome.LENT
        assert field.text() == "阳光小学"
        assert seat.window.tabs.current.NAME == "lending_tab"
        assert desk.settings.school == "阳光小学"


def test_student_mode_has_no_page_that_is_not_a_pupils(helper_desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    with seat_at(helper_desk, tmp_path, qtbot) as seat:
        all_tabs(seat)
        tabs = seat.window.tabs
        assert [tabs.widget(number).objectName() for number in range(tabs.count())] == [
            "lending_tab_room",
            "find_tab_room",
        ]
        assert not seat.window.actions_by_name["readers"].isVisible()
        seat.key(Qt.Key.Key_F9)
        assert tabs.count() > 2
        seat.key(Qt.Key.Key_F9)
        assert tabs.count() == 2


def test_the_keys_stay_in_sight_in_the_smallest_window(helper_desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    with seat_at(helper_desk, tmp_path, qtbot, size=(911, 460)) as seat:
        all_tabs(seat)
        strip = seat.window.strip
        bottom = strip.mapTo(seat.window, strip.rect().bottomLeft()).y()
        assert bottom <= seat.window.height()
        assert seat.window.lending.banner.visibleRegion().boundingRect().height() == seat.window.lending.banner.height()
