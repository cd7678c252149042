"""Every page of the window opened once in a language and a size of type; what the tests judge of it is kept."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QPoint, QSize, Qt
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

from libdesk.i18n import DEFAULT_LANGUAGE, set_language
from libdesk.ui.paged_tab import PagedTab
from libdesk.ui.tabs import tab_kinds
from libdesk.ui.tabs.settings_tab import SettingsTab
from tests.builders import make_desk
from tests.ui.surroundings import nameless
from tests.windows import Seat, seat_at

OPERATED = (
    QAbstractButton, QLineEdit, QComboBox, QAbstractSpinBox, QAbstractItemView, QPlainTextEdit, QTextEdit,
)  # fmt: skip
SCREEN = (900, 460)
LOW = (911, 460)  # the smallest window


@dataclass
class Visits:
    """What was seen: of each page at its first opening, of the desk before and after, of all of them once more."""

    topics: set[tuple[str, str]] = field(default_factory=set)
    nameless: dict[str, list[str]] = field(default_factory=dict)
    silent: set[str] = field(default_factory=set)
    deaf: set[str] = field(default_factory=set)
    hints: dict[str, QSize] = field(default_factory=dict)  # before anything is laid out
    widths: dict[str, int] = field(default_factory=dict)  # and when all of it is
    scrolls: set[str] = field(default_factory=set)
    clipped: dict[str, list[str]] = field(default_factory=dict)
    whole: QSize = field(default_factory=QSize)  # what the window asks for, all pages opened
    keys_hidden: set[str] = field(default_factory=set)
    desk_fresh: int = 0  # how much higher than the window the desk is, before another page was opened
    desk_after: int = 0
    demo_stripe: bool = False
    long: dict[tuple[str, bool], int] = field(default_factory=dict)  # too high, with the line above and without it


def visit(sample: Path, folder: Path, qtbot: QtBot, code: str, factor: float, *, heights: bool) -> Visits:
    """Open the smallest window and all its pages; the window is gone and the usual look is back afterwards.

    `heights`: go through them again for `long`.
    """
    set_language(code)
    desk = make_desk(sample)
    try:
        with seat_at(desk, folder, qtbot, size=LOW, factor=factor) as seat:
            seat.window.role_changed()
            return _seen(seat, qtbot, heights=heights)
    finally:
        set_language(DEFAULT_LANGUAGE)
        desk.library.close()


def _seen(seat: Seat, qtbot: QtBot, *, heights: bool) -> Visits:
    seen = Visits(demo_stripe=seat.sees("demo_stripe"))
    settle()
    seen.desk_fresh = over(seat)
    for name, page, topic in screens(seat):
        _look_at(seen, name, page)
        seen.topics.add((name, topic))
        qtbot.waitUntil(lambda: not seat.window.jobs.running)  # a preview is made beside the window
        settle(12)
        _measure(seen, seat, name, page)
    seen.whole = seat.window.minimumSizeHint()
    seat.window.show_tab("lending_tab")
    settle()
    seen.desk_after = over(seat)
    for line in (True, False) if heights else ():
        seat.window.lines.demo.setVisible(line)
        for name, _page, _topic in screens(seat):  # what is longest has been there
            settle()
            if over(seat) or not keys_seen(seat):
                seen.long[name, line] = over(seat)
    return seen


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


def _look_at(seen: Visits, name: str, page: QWidget) -> None:
    """What a page is made of, as soon as it stands."""
    if found := nameless(page):
        seen.nameless[name] = found
    for part in page.findChildren(QWidget):
        if not isinstance(part, OPERATED) or not part.isVisibleTo(page) or inner(part):
            continue
        if not part.objectName():
            seen.silent.add(f"{name}: {type(part).__name__} {part.text() if isinstance(part, QAbstractButton) else ''}")
        if (
            isinstance(part, QAbstractButton)
            and part.focusPolicy() in (Qt.FocusPolicy.NoFocus, Qt.FocusPolicy.ClickFocus)
            and part.shortcut().isEmpty()
            and not led_to(part)
        ):
            seen.deaf.add(f"{name}: {part.objectName()}")
    seen.hints[name] = page.minimumSizeHint()


def _measure(seen: Visits, seat: Seat, name: str, page: QWidget) -> None:
    """How a page lies in the window, its lines wrapped and its panes turned."""
    seen.widths[name] = page.minimumSizeHint().width()
    for area in [seat.child("page_area"), *page.findChildren(QScrollArea)]:
        if isinstance(area, QScrollArea) and area.isVisible() and area.horizontalScrollBar().maximum() > 0:
            seen.scrolls.add(f"{name} {area.objectName()}")
    if found := cut(page):
        seen.clipped[name] = found
    if not keys_seen(seat):
        seen.keys_hidden.add(name)


def inner(widget: QWidget) -> bool:
    """Parts that Qt makes for itself: the field of a spin box, the list of a combo."""
    parent = widget.parentWidget()
    return (
        widget.objectName().startswith("qt_")
        or isinstance(parent, QAbstractSpinBox | QComboBox | QLineEdit)
        or isinstance(widget, QHeaderView)
        or "Calendar" in type(parent).__name__
    )


def led_to(part: QAbstractButton) -> bool:
    """Of several of which one is chosen Tab reaches that one, and the arrow keys go from it to the others."""
    group = part.group()
    return group is not None and any(other.focusPolicy() & Qt.FocusPolicy.TabFocus for other in group.buttons())


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


def settle(turns: int = 5) -> None:
    for _turn in range(turns):
        QApplication.processEvents()  # lines are wrapped, panes turned, parts given their height


def over(seat: Seat) -> int:
    """How much higher than the window its page is."""
    area = seat.child("page_area")
    assert isinstance(area, QScrollArea)
    return area.verticalScrollBar().maximum()


def keys_seen(seat: Seat) -> bool:
    strip = seat.window.strip
    foot = strip.mapTo(seat.window, QPoint(0, strip.height())).y()
    return strip.isVisible() and foot <= seat.window.height()
