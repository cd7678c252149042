"""The lending tab as it is seen, heard and walked through: sizes, names, order; nothing that matters is cut."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from libdesk.domain.counter import Mode
from libdesk.domain.ops import Role
from libdesk.ui import theme
from tests.builders import add_book
from tests.ui.lending.stand import Key, Stand


def full(stand: Stand) -> None:
    """A reader with books out, an outcome with two answers, a list of scans."""
    add_book(stand.school.desk, "中国少年儿童百科全书·自然与环境卷（修订第三版）", barcodes=["TS00200"])
    stand.scan(stand.school.li.card)
    stand.scan("TS00200")
    stand.scan(stand.school.code())
    stand.scan(stand.school.code())


def focusable(stand: Stand) -> list[QWidget]:
    found = stand.tab.findChildren(QWidget)
    return [w for w in found if w.isVisible() and w.focusPolicy() != Qt.FocusPolicy.NoFocus]


def test_the_mode_is_said_in_words_at_least_24_pixels_high(stand: Stand) -> None:
    shapes = set()
    for mode, words in ((Mode.LEND, "借书"), (Mode.RETURN, "还书"), (Mode.RENEW, "续借"), (Mode.IN_HOUSE, "阅览")):
        stand.tab.set_mode(mode)
        badge = stand.tab.mode_line.badge
        assert badge.accessibleName() == words
        assert badge.height() >= 24
        shapes.add(badge._shape)
    assert len(shapes) == 4, "and each has a shape of its own"


def test_due_dates_are_never_cut_and_titles_give_way(stand: Stand) -> None:
    full(stand)
    view = stand.tab.panel.loans.view
    needed = max(view.sizeHintForIndex(view.model().index(row, 1)).width() for row in range(view.model().rowCount()))
    assert view.columnWidth(1) >= needed
    assert view.horizontalScrollBar().maximum() == 0
    assert view.viewport().width() >= view.columnWidth(0) + view.columnWidth(1)


def test_the_panel_of_the_reader_has_about_a_third_of_the_width(stand: Stand) -> None:
    left, right = stand.tab.splitter.sizes()
    assert right / (left + right) == pytest.approx(0.36, abs=0.03)


@pytest.mark.parametrize("factor", [1.0, 1.25])
def test_the_tab_fits_a_small_screen(stand: Stand, factor: float) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    try:
        theme.apply_theme(app, scheme="light", factor=factor)
        full(stand)
        hint = stand.tab.minimumSizeHint()
        assert hint.width() <= 900
        assert hint.height() <= 460 - 3 * theme.space(8), "above and below it stand the title, the tabs and the keys"
    finally:
        theme.apply_theme(app, scheme="light", factor=1.0)


def test_every_place_for_the_focus_has_a_name(stand: Stand) -> None:
    full(stand)
    stand.tab.panel.loans.view.selectRow(0)
    for widget in focusable(stand):
        interface = QAccessible.queryAccessibleInterface(widget)
        assert interface.text(QAccessible.Text.Name), widget.objectName() or widget


def test_the_tab_key_goes_in_reading_order(stand: Stand) -> None:
    full(stand)
    stand.tab.panel.loans.view.selectRow(0)
    seen: list[QWidget] = []
    stand.tab.more_modes.setFocus()
    for _step in range(30):
        widget = QApplication.focusWidget()
        assert widget is not None
        if widget in seen:
            break
        seen.append(widget)
        stand.key(Key.Key_Tab)
    halves = [stand.tab.splitter.widget(0), stand.tab.splitter.widget(1)]
    places = []
    for widget in seen:
        half = next(n for n, part in enumerate(halves) if part.isAncestorOf(widget))
        corner = widget.mapTo(stand.tab, QPoint(0, 0))
        places.append((half, corner.y() // 12, corner.x()))
    assert places == sorted(places)
    assert len(seen) >= 8


def test_student_mode_has_targets_of_44_pixels(student_stand: Stand) -> None:
    stand = student_stand
    theme.set_student(stand.window, True)
    full(stand)
    stand.tab.panel.loans.view.selectRow(0)
    for name in ("choice_1", "choice_2", "loan_renew", "loan_return"):
        assert stand.button(name).height() >= 44, name
    assert stand.tab.more_modes.height() >= 44


def test_no_key_of_the_tab_is_a_letter_by_itself(stand: Stand) -> None:
    keys = [
        action.shortcut().toString() for action in stand.tab.findChildren(QAction) if not action.shortcut().isEmpty()
    ]
    assert sorted(keys) == ["Ctrl+D", "Esc", "F12", "Shift+F12", "Shift+F2", "Shift+F3", "Shift+F6"]


def test_nothing_scrolls_sideways(stand: Stand) -> None:
    full(stand)
    for area in stand.tab.findChildren(QScrollArea):
        assert area.horizontalScrollBar().maximum() == 0


def test_what_the_panel_and_the_mode_line_say_is_there_to_be_read_aloud(stand: Stand) -> None:
    stand.be(Role.LIBRARIAN)
    full(stand)
    assert stand.tab.panel.accessibleName().startswith("李小雨, 五(3)班, 2 / 3 本")
    assert stand.tab.mode_line.accessibleName() == "借书, 等待图书"
    assert stand.banner.accessibleName().startswith("提醒\n城南旧事")
