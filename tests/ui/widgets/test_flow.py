"""A row that wraps: whatever the width, every part that is shown is seen whole, and the keyboard reads along."""

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from libdesk.ui.parts import wrapped


def buttons(count: int) -> list[QPushButton]:
    return [QPushButton(f"停借中 {number}") for number in range(count)]


def shown(qtbot: QtBot, row: QWidget, width: int, height: int = 300) -> QWidget:
    """The row in a page, as it stands in the program."""
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(row)
    column.addStretch(1)
    qtbot.addWidget(page)
    page.resize(width, height)
    page.show()
    qtbot.waitUntil(lambda: row.width() == width)
    return page


@pytest.mark.parametrize("width", [120, 200, 350, 900])
def test_every_part_is_whole_at_any_width(qtbot: QtBot, width: int) -> None:
    parts = buttons(6)
    page = shown(qtbot, wrapped(*parts), width)
    qtbot.waitUntil(lambda: all(part.width() >= part.sizeHint().width() for part in parts))
    areas = [part.geometry() for part in parts]
    assert all(area.right() <= width for area in areas)
    assert page.isVisible()
    assert not any(a.intersects(b) for n, a in enumerate(areas) for b in areas[:n])


def test_the_page_gives_the_height_of_all_lines(qtbot: QtBot) -> None:
    parts = buttons(6)
    row = wrapped(*parts)
    page = shown(qtbot, row, 2 * parts[0].sizeHint().width() + 20, 20)
    lowest = max(part.geometry().bottom() for part in parts)
    qtbot.waitUntil(lambda: page.minimumSizeHint().height() > lowest)


def test_a_hidden_part_takes_no_room(qtbot: QtBot) -> None:
    parts = buttons(3)
    page = shown(qtbot, wrapped(*parts), 2 * parts[0].sizeHint().width() + 20)
    qtbot.waitUntil(lambda: parts[2].y() > parts[0].y())
    parts[1].hide()
    qtbot.waitUntil(lambda: page.isVisible() and parts[2].y() == parts[0].y())


def test_longer_words_bring_a_new_line(qtbot: QtBot) -> None:
    parts = buttons(2)
    page = shown(qtbot, wrapped(*parts), 2 * parts[0].sizeHint().width() + 20)
    qtbot.waitUntil(lambda: parts[1].y() == parts[0].y() and parts[1].x() > 0)
    parts[0].setText("一段长得多的话，放不进同一行")
    qtbot.waitUntil(lambda: page.isVisible() and parts[1].y() > parts[0].y())


def test_a_field_takes_what_its_line_leaves_and_a_spring_parts_the_ends(qtbot: QtBot) -> None:
    field, last = QLineEdit(), QPushButton("新增")
    page = shown(qtbot, wrapped((field, 1), last), 600)
    qtbot.waitUntil(lambda: page.isVisible() and field.width() > 400)
    assert last.geometry().right() == 599
    first, end = buttons(2)
    other = shown(qtbot, wrapped(first, None, end), 600)
    qtbot.waitUntil(lambda: other.isVisible() and end.geometry().right() == 599)
    assert first.x() == 0


def test_tab_goes_through_the_parts_as_one_reads(qtbot: QtBot) -> None:
    parts = buttons(5)
    page = shown(qtbot, wrapped(*parts), 2 * parts[0].sizeHint().width() + 20)
    with qtbot.waitActive(page):
        page.activateWindow()
    parts[0].setFocus()
    read = []
    for _part in parts:
        focus = QApplication.focusWidget()
        assert focus is not None
        read.append((focus.y(), focus.x()))
        page.focusNextChild()
    assert read == sorted(read)
    assert len(set(read)) == len(parts)
