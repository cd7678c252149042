"""What a librarian was typing waits while a pupil is at the desk, out of the pupil's reach, and is there afterwards."""

import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from libdesk.actions import backups
from libdesk.actions.acquisition.batches import make_batch
from libdesk.actions.acquisition.wishes import WishForm, add_wish
from libdesk.actions.desk import Desk
from libdesk.actions.staff import add_staff
from libdesk.domain.ops import Role
from libdesk.domain.progress import Progress
from libdesk.ui.jobs import Lane
from libdesk.ui.tabs.settings_tab import SettingsTab
from tests.builders import TODAY, add_book, add_reader, add_term
from tests.windows import Seat, seat_at

PIN, LEADERS_PIN = "2468", "1357"
FORMS = (  # tab, page or section, what opens the form, its field
    ("readers_tab", "reader_list_page", "reader_add", "reader_name"),
    ("catalogue_tab", "titles_page", "title_edit", "title_title"),
    ("catalogue_tab", "batches_page", "batch_new", "batch_source"),
    ("catalogue_tab", "orders_page", "wish_new", "wish_title"),
    ("settings_tab", "CalendarSection", "term_new", "term_name"),
    ("settings_tab", "PlacesSection", "", "place_name"),
    ("settings_tab", "StaffSection", "", "staff_name"),
    ("shelving_tab", "shelves_page", "shelves_new", "shelf_name"),
)
QUESTIONS = (  # about what is chosen in a list, or in the place of the list
    ("catalogue_tab", "batches_page", "batch_check", "check_note"),
    ("catalogue_tab", "orders_page", "wish_decline", "wish_why"),
    ("catalogue_tab", "registers_page", "register_opening", "opening_amount_A"),
    ("shelving_tab", "binding_page", "binding_make", "maker_search"),
)
COPIES = ("catalogue_tab", "titles_page", "copies_edit", "copy_note")  # in the place of the form of a title
RANGE = ("shelving_tab", "shelves_page", "shelves_move", "move_from")  # and of that of a shelf


@pytest.fixture
def seat(desk: Desk, tmp_path: Path, qtbot: QtBot) -> Iterator[Seat]:
    """A librarian with a PIN at a library with a book in it."""
    add_reader(desk, "李明")
    add_book(desk, "活着")
    make_batch(desk, kind="purchase", day=TODAY, source="新华书店")
    add_wish(desk, WishForm("城南旧事"))
    add_term(desk, TODAY - timedelta(days=30), TODAY + timedelta(days=90))
    add_staff(desk, name="李老师", role=Role.LIBRARIAN, pin=PIN)
    add_staff(desk, name="王校长", role=Role.VIEWER, pin=LEADERS_PIN)
    with seat_at(desk, tmp_path, qtbot) as made:
        made.window.tabs.lay_others()
        yield made


def go(seat: Seat, tab: str, page: str) -> None:
    if tab == "settings_tab":
        settings = seat.window.show_tab(tab)
        assert isinstance(settings, SettingsTab)
        settings.show_section(page)
    else:
        seat.open(tab, page)
    seat.qtbot.waitUntil(lambda: not seat.window.jobs.running)


def begin(seat: Seat, tab: str, page: str, opener: str, field: str, words: str) -> None:
    """Type into a form and leave it half done."""
    go(seat, tab, page)
    if opener:
        button = seat.child(opener)
        assert isinstance(button, QAbstractButton)
        button.click()
    line = seat.child(field)
    assert isinstance(line, QLineEdit)
    line.setFocus()
    line.clear()
    seat.type(words)


def typed(seat: Seat, field: str) -> str:
    line = seat.child(field)
    assert isinstance(line, QLineEdit)
    return line.text()


def leave(seat: Seat, how: str = "F9") -> None:
    if how == "F9":
        seat.key(Qt.Key.Key_F9)
    else:
        seat.window.lock.timer.timeout.emit()
    assert seat.window.desk.actor.role is Role.HELPER


def sign_in(seat: Seat, pin: str = PIN) -> None:
    seat.key(Qt.Key.Key_F9)
    who = seat.child("pin_staff")
    who.setCurrentText("李老师" if pin == PIN else "王校长")  # type: ignore[attr-defined]  # a QComboBox
    seat.child("pin_box").setFocus()
    seat.type(pin)
    seat.key(Qt.Key.Key_Return)
    assert seat.window.desk.actor.role is not Role.HELPER


@pytest.mark.parametrize("how", ["F9", "idle"])
def test_half_typed_forms_are_there_when_the_librarian_signs_in_again(seat: Seat, how: str) -> None:
    for number, form in enumerate(FORMS):
        begin(seat, *form, f"words{number}")
    leave(seat, how)
    sign_in(seat)
    found = {}
    for tab, page, _opener, field in FORMS:
        go(seat, tab, page)
        found[field] = typed(seat, field)
    assert found == {form[3]: f"words{number}" for number, form in enumerate(FORMS)}


def test_what_is_asked_beside_a_list_is_asked_still_once_the_list_is_read_anew(seat: Seat) -> None:
    for question in QUESTIONS:
        begin(seat, *question, "words")
    leave(seat)
    go(seat, "shelving_tab", "binding_page")  # which pupils have too
    assert not seat.sees("maker_search")
    sign_in(seat)
    for tab, page, _opener, field in QUESTIONS:
        go(seat, tab, page)
        assert typed(seat, field) == "words", field


def test_a_form_that_stands_beside_others_is_there_again(seat: Seat) -> None:
    begin(seat, *COPIES, "words")
    begin(seat, *RANGE, "I247")
    leave(seat)
    go(seat, "shelving_tab", "shelves_page")  # which pupils have too
    assert not seat.sees("move_from")
    assert seat.sees("shelves_where")
    sign_in(seat)
    go(seat, "catalogue_tab", "titles_page")
    assert typed(seat, "copy_note") == "words"
    go(seat, "shelving_tab", "shelves_page")
    assert typed(seat, "move_from") == "I247"
    assert not seat.sees("shelves_where")


def test_a_pupil_cannot_see_or_reach_what_was_typed(seat: Seat) -> None:
    for number, form in enumerate(FORMS):
        begin(seat, *form, f"words{number}")
    leave(seat)
    window, tabs = seat.window, seat.window.tabs
    assert tabs.count() == 4
    for tab in ("lending_tab", "find_tab", "shelving_tab", "semester_tab"):
        window.show_tab(tab)
        QApplication.processEvents()
        assert not any(seat.sees(form[3]) for form in FORMS)
        assert not {form[3] for form in FORMS} & set(by_tab_key(seat))
    window.show_tab("lending_tab")
    assert not [words for words in spoken(QAccessible.queryAccessibleInterface(window)) if words.startswith("words")]
    assert window.show_tab("settings_tab") is None
    assert window.show_tab("catalogue_tab") is None


def test_a_scan_meanwhile_is_for_the_desk_and_changes_no_field(seat: Seat, desk: Desk) -> None:
    begin(seat, "catalogue_tab", "orders_page", "wish_new", "wish_title", "words")
    leave(seat)
    reader = add_reader(desk, "王华")
    seat.scan(reader.card)
    assert seat.window.lending.session.state.reader_id == reader.id
    sign_in(seat)
    go(seat, "catalogue_tab", "orders_page")
    assert typed(seat, "wish_title") == "words"


def test_no_pin_and_no_recovery_code_waits(seat: Seat) -> None:
    go(seat, "settings_tab", "StaffSection")
    for field in ("staff_pin", "staff_again"):
        begin(seat, "settings_tab", "StaffSection", "", field, "1234")
    begin(seat, "settings_tab", "StaffSection", "", "staff_name", "赵老师")
    add = seat.child("staff_add")
    assert isinstance(add, QAbstractButton)
    add.click()
    code = seat.child("staff_shown_code")
    assert isinstance(code, QLabel)
    assert code.text()
    begin(seat, "settings_tab", "StaffSection", "", "staff_pin", "5678")
    leave(seat)
    assert code.text() == ""
    sign_in(seat)
    go(seat, "settings_tab", "StaffSection")
    assert typed(seat, "staff_pin") == ""
    assert not seat.sees("staff_shown_code")


def test_the_tab_that_comes_back_shows_the_library_as_it_is_now(seat: Seat, desk: Desk) -> None:
    begin(seat, "catalogue_tab", "titles_page", "title_edit", "title_title", "words")
    begin(seat, "readers_tab", "reader_list_page", "reader_add", "reader_name", "words")
    leave(seat)
    add_reader(desk, "新来的")
    sign_in(seat)
    go(seat, "readers_tab", "reader_list_page")
    rows = seat.child("reader_list_page").list.model.rows()  # type: ignore[attr-defined]
    assert "新来的" in [row.name for row in rows]
    assert typed(seat, "reader_name") == "words"


def test_forms_are_for_whoever_has_the_rights_of_the_one_who_left(seat: Seat) -> None:
    begin(seat, "catalogue_tab", "orders_page", "wish_new", "wish_title", "words")
    go(seat, "reports_tab", "further_reports_page")
    leave(seat)
    sign_in(seat, LEADERS_PIN)
    assert seat.window.show_tab("catalogue_tab") is None
    assert seat.window.show_tab("reports_tab") is not None
    assert not seat.sees("wish_title")
    leave(seat)
    sign_in(seat)
    go(seat, "catalogue_tab", "orders_page")
    assert typed(seat, "wish_title") == "words"


def test_after_another_library_was_restored_nothing_waits(seat: Seat, desk: Desk) -> None:
    made = backups.back_up_now(desk)
    begin(seat, "catalogue_tab", "titles_page", "title_edit", "title_title", "words")
    go(seat, "settings_tab", "BackupSection")
    backups.restore_backup(desk, made.own.path)
    sign_in(seat)
    go(seat, "catalogue_tab", "titles_page")
    assert not seat.sees("title_title")


def test_what_a_page_was_about_to_look_up_waits_for_the_librarian(seat: Seat, qtbot: QtBot) -> None:
    begin(seat, "semester_tab", "helpers_page", "helpers_appoint", "appoint_search", "li")
    search = seat.child("appoint_search")
    asked: list[Role] = []
    search.asked.connect(lambda _text: asked.append(seat.window.desk.actor.role))  # type: ignore[attr-defined]
    leave(seat)
    assert not any(timer.isActive() for timer in search.findChildren(QTimer))
    sign_in(seat)
    qtbot.waitUntil(lambda: bool(asked))
    assert set(asked) == {Role.LIBRARIAN}


def test_the_answer_to_a_page_waits_for_the_librarian(seat: Seat, qtbot: QtBot) -> None:
    go(seat, "readers_tab", "reader_list_page")
    around, go_on, heard = seat.window.tabs.current.around, threading.Event(), list[str]()

    def work(_desk: Desk, _progress: Progress) -> str:
        go_on.wait()
        return "read"

    around.jobs.start(Lane.DOCUMENTS, "", work, heard.append, lambda _error: None)
    leave(seat)
    go_on.set()
    qtbot.waitUntil(lambda: not seat.window.jobs.running)
    assert heard == []
    sign_in(seat)
    assert heard == ["read"]


def by_tab_key(seat: Seat) -> list[str]:
    """What the Tab key reaches, by name."""
    names = []
    widget: QWidget = seat.window.nextInFocusChain()
    while widget is not seat.window:
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible() and widget.isEnabled():
            names.append(widget.objectName())
        widget = widget.nextInFocusChain()
    return names


def spoken(part: QAccessibleInterface) -> list[str]:
    """All that a screen reader finds from here on: names and values of what is not hidden."""
    if part.state().invisible:
        return []
    words = [part.text(kind) for kind in (QAccessible.Text.Name, QAccessible.Text.Value)]
    for number in range(part.childCount()):
        child = part.child(number)
        if child is not None:
            words += spoken(child)
    return words
