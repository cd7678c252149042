"""The window: one undo for every page, one scan box for every scan, what a role sees."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QTextBrowser
from pytestqt.qtbot import QtBot

from libdesk.actions import backups
from libdesk.actions.cataloguing.adding import add_title
from libdesk.actions.desk import Desk
from libdesk.actions.lending import lend
from libdesk.actions.readers.cards import replace_card
from libdesk.actions.settings import change_settings
from libdesk.actions.shifts import appoint, dismiss, start_shift
from libdesk.domain.barcodes import Command
from libdesk.domain.ops import Role
from libdesk.domain.outcome import Outcome
from libdesk.domain.titles import TitleFields
from libdesk.ui.tabs.catalogue_tab import CatalogueTab
from libdesk.ui.tabs.find_tab import FindTab
from libdesk.ui.tabs.settings_tab import SettingsTab
from tests.builders import Clock, add_book, add_reader
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


def test_the_undo_key_leads_to_where_an_import_is_undone_and_undoes_nothing_older(
    desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    reader, book = add_reader(desk, "李明"), add_book(desk, "活着")
    with seat_at(desk, tmp_path, qtbot) as seat:
        all_tabs(seat)
        seat.scan(reader.card)
        seat.scan(book.barcodes[0])
        seat.window.show_tab("settings_tab")
        add_book(desk, "草房子")  # as an import
        seat.key(Qt.Key.Key_F8)
        assert seat.window.tabs.current.NAME == "import_tab"
        assert seat.window.toast.text().endswith("它要在“导入导出”页或设置的“日志”里撤销。")
        assert len(seat.window.lending.session.loans()) == 1


@pytest.mark.parametrize("lent_today", [False, True])
def test_what_is_made_after_the_first_paint_has_its_place_in_the_order_of_the_tab_key(
    desk: Desk, tmp_path: Path, qtbot: QtBot, *, lent_today: bool
) -> None:
    if lent_today:
        lend(desk, copy_id=add_book(desk, "活着").copy_ids[0], reader_id=add_reader(desk, "李明").id)
    with seat_at(desk, tmp_path, qtbot) as seat:
        all_tabs(seat)
        order, widget = [], seat.window.lending.box.nextInFocusChain()
        while widget is not seat.window.lending.box:
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                order.append(widget.objectName())
            widget = widget.nextInFocusChain()
    assert order[:3] == ["undo_1", "rows", "key_F1"]


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


def test_a_line_about_the_undo_key_goes_with_the_next_thing_that_is_done(
    desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    reader, book = add_reader(desk, "李明"), add_book(desk, "活着")
    with seat_at(desk, tmp_path, qtbot) as seat:
        seat.scan(reader.card)
        seat.window.toast.show_text("停用了读者证。按F8可以撤销。")
        backups.back_up_now(desk)  # nobody's step
        assert seat.window.toast.isVisible()
        seat.scan(book.barcodes[0])
        assert not seat.window.toast.isVisible()


def test_after_a_refusal_the_help_key_says_what_to_do(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    reader = add_reader(desk, "李明")
    with seat_at(desk, tmp_path, qtbot) as seat:
        key = seat.window.actions_by_name["help"]
        assert (key.text(), seat.window.lending.help_topic) == ("帮助", "lending_tab")
        seat.scan("TS00123")
        assert seat.outcome is Outcome.NOT_FOUND
        assert (key.text(), seat.window.lending.help_topic) == ("怎么办", "refused")
        seat.key(Qt.Key.Key_F1)
        page = seat.child("help_page")
        assert isinstance(page, QTextBrowser)
        assert "再扫一次" in page.toPlainText()
        assert seat.scan(reader.card)  # a scan goes on beside the open help
        assert (key.text(), seat.window.lending.help_topic) == ("帮助", "lending_tab")


@pytest.mark.parametrize("how", ["F9", "idle"])
def test_a_field_that_counts_once_it_is_left_counts_when_the_desk_falls_back_to_student_mode(
    desk: Desk, tmp_path: Path, qtbot: QtBot, how: str
) -> None:
    with seat_at(desk, tmp_path, qtbot) as seat:
        settings = seat.window.show_tab("settings_tab")
        assert isinstance(settings, SettingsTab)
        settings.show_section("GeneralSection")
        seat.child("set_school").setFocus()
        seat.type("阳光小学")
        if how == "F9":
            seat.key(Qt.Key.Key_F9)
        else:
            seat.window.lock.idle.emit()
        assert desk.actor.role is Role.HELPER
        assert desk.settings.school == "阳光小学"


def test_student_mode_has_no_page_that_is_not_a_pupils(helper_desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    with seat_at(helper_desk, tmp_path, qtbot) as seat:
        all_tabs(seat)
        tabs = seat.window.tabs
        qtbot.waitUntil(lambda: tabs.count() > 2)
        assert [tabs.widget(number).objectName() for number in range(tabs.count())] == [
            "lending_tab_room",
            "find_tab_room",
            "shelving_tab_room",
            "semester_tab_room",
        ]
        assert not seat.window.actions_by_name["readers"].isVisible()
        seat.key(Qt.Key.Key_F9)
        assert tabs.count() > 4
        seat.key(Qt.Key.Key_F9)
        assert tabs.count() == 4


def test_the_keys_stay_in_sight_in_the_smallest_window(helper_desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    with seat_at(helper_desk, tmp_path, qtbot, size=(911, 460)) as seat:
        all_tabs(seat)
        strip = seat.window.strip
        bottom = strip.mapTo(seat.window, strip.rect().bottomLeft()).y()
        assert bottom <= seat.window.height()
        assert seat.window.lending.banner.visibleRegion().boundingRect().height() == seat.window.lending.banner.height()


def test_the_undo_key_names_what_it_undoes_on_every_page(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    reader, book = add_reader(desk, "李明"), add_book(desk, "活着")
    with seat_at(desk, tmp_path, qtbot) as seat:
        all_tabs(seat)
        seat.scan(reader.card)
        seat.scan(book.barcodes[0])
        label = seat.window.actions_by_name["undo"]
        assert "活着" in label.text()
        seat.window.show_tab("readers_tab")
        appoint(desk, reader.id)
        assert "活着" not in label.text()
        seat.key(Qt.Key.Key_F8)
        assert "活着" in label.text()
        assert seat.window.tabs.current.NAME == "readers_tab"
        assert not seat.window.lending.box.hasFocus()


def test_the_undo_key_names_the_title_that_was_changed_or_is_gone(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    with seat_at(desk, tmp_path, qtbot) as seat:
        all_tabs(seat)
        tab = seat.window.show_tab("catalogue_tab")
        assert isinstance(tab, CatalogueTab)
        add_title(desk, TitleFields("草房子"))
        assert "草房子" in seat.window.actions_by_name["undo"].text()
        seat.key(Qt.Key.Key_F8)
        assert "草房子" in seat.window.toast.text()


def test_a_restore_leaves_no_row_of_what_was_done_since(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    reader, book = add_reader(desk, "李明"), add_book(desk, "活着", copies=2)
    made = backups.back_up_now(desk)
    with seat_at(desk, tmp_path, qtbot) as seat:
        seat.scan(reader.card)
        seat.scan(book.barcodes[0])
        assert len(seat.window.lending.session.recent) == 1
        backups.restore_backup(desk, made.own.path)
        assert len(seat.window.lending.session.recent) == 0
        assert seat.window.lending.session.slip is None
        assert seat.window.lending.session.loans() == []


def test_a_card_after_the_books_of_a_run_offers_to_lend_them(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    account, book = add_reader(desk, "四(3)班", kind="class"), add_book(desk, "草房子", copies=3)
    with seat_at(desk, tmp_path, qtbot) as seat:
        seat.key(Qt.Key.Key_F2, Qt.KeyboardModifier.ShiftModifier)
        for code in book.barcodes:
            seat.scan(code)
        seat.scan(account.card)
        seat.key(Qt.Key.Key_F12)
        assert seat.outcome is Outcome.LENT
        assert desk.library.connection.execute("SELECT count(*) FROM loan").fetchone() == (3,)


def test_an_old_card_ends_the_turn_of_the_reader_before(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    reader, other, book = add_reader(desk, "李明"), add_reader(desk, "王华"), add_book(desk, "活着")
    replace_card(desk, reader_id=other.id, code="R9999")
    with seat_at(desk, tmp_path, qtbot) as seat:
        seat.scan(reader.card)
        seat.scan(other.card)
        assert seat.outcome is Outcome.REFUSED
        seat.scan(book.barcodes[0])
        assert desk.library.connection.execute("SELECT count(*) FROM loan").fetchone() == (0,)


def test_the_screen_for_readers_signs_the_librarian_out(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    with seat_at(desk, tmp_path, qtbot) as seat:
        all_tabs(seat)
        find = seat.window.show_tab("find_tab")
        assert isinstance(find, FindTab)
        find.open_reader_screen()
        assert seat.window.desk.actor.role is Role.HELPER
        assert seat.window.tabs.current is find
        assert find.reader_looks


def test_a_shift_that_was_left_open_over_night_ends_with_its_day_and_the_first_scan_says_so(
    desk: Desk, clock: Clock, tmp_path: Path, qtbot: QtBot
) -> None:
    reader, helper = add_reader(desk, "李明"), add_reader(desk, "赵灵芸", helper=True)
    books = [add_book(desk, title) for title in ("活着", "草房子")]
    start_shift(desk, helper.id)
    with seat_at(desk, tmp_path, qtbot) as seat:
        all_tabs(seat)
        assert "赵灵芸" in seat.window.state.accessibleName()
        seat.scan(reader.card)
        seat.scan(books[0].barcodes[0])
        clock.advance(days=1)
        seat.scan(reader.card)
        assert "3月9日 周一没有签退" in seat.window.toast.text()
        assert "无人值班" in seat.window.state.accessibleName()
        seat.scan(books[1].barcodes[0])
        assert seat.outcome is Outcome.LENT
        (shift,) = desk.library.fetch("SELECT id FROM shift WHERE ended IS NOT NULL")
        assert [row[0] for row in desk.library.fetch("SELECT shift_id FROM journal WHERE op = 'lend' ORDER BY id")] == [
            *shift, None,
        ]  # fmt: skip
        seat.scan(Command.SHIFT.value)
        assert "值班：赵灵芸" in seat.scan(helper.card)  # signs on, and not off


def test_who_is_dismissed_while_on_duty_is_on_duty_no_more(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    helper = add_reader(desk, "赵灵芸", helper=True)
    start_shift(desk, helper.id)
    with seat_at(desk, tmp_path, qtbot) as seat:
        all_tabs(seat)
        seat.key(Qt.Key.Key_F9)
        dismiss(desk, helper.id)
        seat.window.show_tab("lending_tab")
        seat.scan(Command.SHIFT.value)
        seat.scan(helper.card)
        assert seat.outcome is Outcome.REFUSED
        seat.key(Qt.Key.Key_F9)
        assert "无人值班" in seat.window.state.accessibleName()
