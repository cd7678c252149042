"""Every page of the window, as a librarian meets it: named for a screen reader, by keyboard, on a small screen."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from libdesk.demo import open_demo
from libdesk.i18n import DEFAULT_LANGUAGE, set_language
from libdesk.paths import resource
from libdesk.ui import theme
from libdesk.ui.paged_tab import PagedTab
from libdesk.ui.tabs import tab_kinds
from libdesk.ui.tabs.settings_tab import SettingsTab
from tests.builders import TODAY, make_desk
from tests.ui.surroundings import nameless
from tests.windows import Seat, seat_at

OPERATED = (
    QAbstractButton, QLineEdit, QComboBox, QAbstractSpinBox, QAbstractItemView, QPlainTextEdit, QTextEdit,
)  # fmt: skip
SCREEN = (900, 460)
LANGUAGES = ("zh_CN", "en")


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with something on every page."""
    path = tmp_path_factory.mktemp("sample") / "demo.libdesk"
    open_demo(path, today=TODAY)
    return path


@pytest.fixture
def seat(sample: Path, tmp_path: Path, qtbot: QtBot) -> Iterator[Seat]:
    desk = make_desk(sample)
    with seat_at(desk, tmp_path, qtbot) as made:
        made.window.role_changed()
        yield made
    desk.library.close()


def screens(seat: Seat) -> Iterator[tuple[str, QWidget, str]]:
    """(name, page on show, its topic of help): each tab, each of its pages, each section of the settings."""
    seat.window.tabs.lay_others()
    for name in ["lending_tab", *(kind.NAME for kind in tab_kinds())]:
        tab = seat.window.show_tab(name)
        if isinstance(tab, PagedTab):
            for kind in tab.page_kinds():
                yield kind.NAME, tab.show_page(kind.NAME), tab.help_topic
        elif isinstance(tab, SettingsTab):
            for section in tab.section_names():
                tab.show_section(section)
                yield section, tab, tab.help_topic
        elif tab is not None:
            yield name, tab, seat.window.tabs.current.help_topic


def inner(widget: QWidget) -> bool:
    """Parts that Qt makes for itself: the field of a spin box, the list of a combo."""
    parent = widget.parentWidget()
    return (
        widget.objectName().startswith("qt_")
        or isinstance(parent, QAbstractSpinBox | QComboBox | QLineEdit)
        or isinstance(widget, QHeaderView)
        or "Calendar" in type(parent).__name__
    )


def test_a_screen_reader_has_a_name_for_all_that_takes_the_focus(seat: Seat) -> None:
    assert {name: found for name, page, _topic in screens(seat) if (found := nameless(page))} == {}


def test_all_that_a_person_operates_says_what_it_is(seat: Seat) -> None:
    silent = {
        f"{name}: {type(part).__name__} {part.text() if isinstance(part, QAbstractButton) else ''}"
        for name, page, _topic in screens(seat)
        for part in page.findChildren(QWidget)
        if isinstance(part, OPERATED) and part.isVisibleTo(page) and not part.objectName() and not inner(part)
    }
    assert silent == set()


def led_to(part: QAbstractButton) -> bool:
    """Of several of which one is chosen Tab reaches that one, and the arrow keys go from it to the others."""
    group = part.group()
    return group is not None and any(other.focusPolicy() & Qt.FocusPolicy.TabFocus for other in group.buttons())


def test_every_button_can_be_reached_and_pressed_without_a_mouse(seat: Seat) -> None:
    deaf = {
        f"{name}: {part.objectName()}"
        for name, page, _topic in screens(seat)
        for part in page.findChildren(QAbstractButton)
        if part.isVisibleTo(page)
        and not inner(part)
        and part.focusPolicy() in (Qt.FocusPolicy.NoFocus, Qt.FocusPolicy.ClickFocus)
        and part.shortcut().isEmpty()
        and not led_to(part)
    }
    assert deaf == set()


def test_every_page_finds_room_on_a_small_screen(seat: Seat) -> None:
    hints = {name: page.minimumSizeHint() for name, page, _topic in screens(seat)}
    assert {name: hint.width() for name, hint in hints.items() if hint.width() > SCREEN[0]} == {}
    whole = seat.window.minimumSizeHint()  # what is higher than the screen is scrolled by the window
    assert (whole.width() <= SCREEN[0], whole.height() <= SCREEN[1]) == (True, True)


@pytest.fixture(params=[(code, factor) for code in LANGUAGES for factor in (1.0, 1.5, 2.0)], ids=str)
def any_size(request: pytest.FixtureRequest, sample: Path, tmp_path: Path, qtbot: QtBot) -> Iterator[Seat]:
    """The smallest window in each language and in type up to twice as large."""
    code, factor = request.param
    set_language(code)
    desk = make_desk(sample)
    try:
        with seat_at(desk, tmp_path, qtbot, factor=factor) as made:
            made.window.role_changed()
            yield made
    finally:
        set_language(DEFAULT_LANGUAGE)
        desk.library.close()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # what is gone is not dressed anew
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        theme.apply_theme(app, scheme="light", factor=1.0)


def cut(page: QWidget) -> list[str]:
    """The words of labels and buttons in sight that need more room than they have."""
    found = []
    for part in page.findChildren(QWidget):
        if not part.isVisibleTo(page) or inner(part):
            continue
        if isinstance(part, QAbstractButton) and part.text() and part.width() < part.minimumSizeHint().width():
            found.append(f"{part.objectName()} {part.text()}: {part.width()} of {part.minimumSizeHint().width()}")
        elif isinstance(part, QLabel) and part.text() and not part.wordWrap():
            if part.contentsRect().width() < part.fontMetrics().horizontalAdvance(part.text()):
                found.append(f"{part.objectName()} {part.text()}: {part.width()}")
        elif isinstance(part, QLabel) and part.text() and part.height() < part.heightForWidth(part.width()):
            found.append(f"{part.objectName()} {part.text()}: {part.height()} high")
    return found


def test_every_page_fits_the_width_of_the_window_and_no_words_are_cut(any_size: Seat, qtbot: QtBot) -> None:
    wide, scrolls, clipped = {}, set(), {}
    for name, page, _topic in screens(any_size):
        qtbot.waitUntil(lambda: not any_size.window.jobs.running)  # a preview is made beside the window
        for _turn in range(12):
            QApplication.processEvents()  # lines are wrapped, panes turned
        if page.minimumSizeHint().width() > SCREEN[0]:
            wide[name] = page.minimumSizeHint().width()
        areas = [any_size.child("page_area"), *page.findChildren(QScrollArea)]
        for area in areas:
            if isinstance(area, QScrollArea) and area.isVisible() and area.horizontalScrollBar().maximum() > 0:
                scrolls.add(f"{name} {area.objectName()}")
        if found := cut(page):
            clipped[name] = found
    assert (wide, scrolls, clipped) == ({}, set(), {})


def test_every_page_has_its_topic_of_help_in_both_languages(seat: Seat) -> None:
    missing = {
        (name, topic, code)
        for name, _page, topic in screens(seat)
        for code in LANGUAGES
        if not resource("help", code, f"{topic}.md").is_file()
    }
    assert missing == set()
