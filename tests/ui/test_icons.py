"""Icons: every name has its file, one stroke, and the colour of the scheme in force."""

import gc
import re

import pytest
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import QApplication, QPushButton, QTableWidget, QVBoxLayout, QWidget

from libdesk.domain.outcome import Outcome
from libdesk.paths import resource
from libdesk.ui import icons, theme

NAMES = sorted({value for name, value in vars(icons).items() if name.isupper() and isinstance(value, str)})


@pytest.mark.parametrize("name", NAMES)
def test_an_icon_is_drawn_in_one_family(name: str) -> None:
    svg = resource("icons", f"{name}.svg").read_text("utf-8")
    assert 'viewBox="0 0 24 24"' in svg
    assert re.findall(r'stroke-width="([\d.]+)"', svg) == ["2"]
    assert "currentColor" in svg


def test_no_icon_lies_there_unused() -> None:
    assert {file.stem for file in resource("icons").glob("*.svg")} == set(NAMES)
    assert resource("icons", "LICENSE").is_file()


def test_each_outcome_has_an_icon_of_its_own() -> None:
    assert len({icons.OUTCOME_ICONS[outcome] for outcome in Outcome}) == len(Outcome)


def darkest(picture: QIcon) -> int:
    image = picture.pixmap(24).toImage()
    seen = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    return min(QColor(colour).lightness() for colour in seen if colour.alpha() > 200)


def test_icons_follow_the_scheme(qtbot, qapp: QApplication) -> None:  # type: ignore[no-untyped-def]
    theme.apply_theme(qapp, scheme="light")
    button = QPushButton("x")
    qtbot.addWidget(button)
    icons.set_icon(button, icons.PRINT)
    assert darkest(button.icon()) < 80
    theme.apply_theme(qapp, scheme="dark")
    assert darkest(button.icon()) > 180


def test_windows_that_nobody_holds_any_more_may_go_while_icons_are_drawn_anew(qapp: QApplication) -> None:
    for _window in range(20):
        window = QWidget()
        column = QVBoxLayout(window)
        for _part in range(12):
            column.addWidget(QTableWidget(2, 2))
            button = QPushButton("x", window)
            button.setProperty("window", window)
            icons.set_icon(button, icons.PRINT)
        window.held = window  # type: ignore[attr-defined]  # a circle: only a collection of garbage takes it away
    before = gc.get_threshold()
    gc.set_threshold(1, 2, 2)
    try:
        theme.apply_theme(qapp, scheme="dark")
    finally:
        gc.set_threshold(*before)
        theme.apply_theme(qapp, scheme="light")
