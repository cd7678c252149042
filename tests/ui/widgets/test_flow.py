"""A row that wraps: whatever the width, every part that is shown is seen whole."""

import pytest
from libdesk.ui.widgets.wrap_row import WrapRow
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot


@pytest.mark.parametrize("width", [120, 200, 350, 900])
def test_every_part_is_whole_at_any_width(qtbot: QtBot, width: int) -> None:
    parts = [QPushButton(f"停借中 {number}") for number in range(6)]
    row = WrapRow(*parts)
    qtbot.addWidget(row)
    row.resize(width, 300)
    row.show()
    qtbot.waitUntil(lambda: all(part.width() >= part.sizeHint().width() for part in parts))
    for part in parts:
        assert part.geometry().right() <= width
    areas = [part.geometry() for part in parts]
    assert not any(a.intersects(b) for n, a in enumerate(areas) for b in areas[:n])


def test_a_hidden_part_takes_no_room(qtbot: QtBot) -> None:
    parts = [QPushButton("说已还") for _number in range(3)]
    row = WrapRow(*parts)
    qtbot.addWidget(row)
    row.resize(2 * parts[0].sizeHint().width() + 20, 200)
    row.show()
    qtbot.waitUntil(lambda: parts[2].y() > parts[0].y())
    parts[1].hide()
    row.lay_out()
    qtbot.waitUntil(lambda: parts[2].y() == parts[0].y())
