"""Small parts that forms and panels are put together from, so that all of them have names, gaps and roles alike."""

from collections.abc import Callable
from typing import Final, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from libdesk.domain.pins import LONGEST
from libdesk.ui import icons, theme
from libdesk.ui.widgets.flow import FlowLayout

KEEP_CLEAR: Final = "keep_clear"

W = TypeVar("W", bound=QWidget)
Part = QWidget | QLayout | tuple[QWidget, int] | None


def named(widget: W, name: str) -> W:
    """The widget itself, with its objectName."""
    widget.setObjectName(name)
    return widget


def button(name: str, text: str, answer: Callable[[], object], *, role: str = "", icon: str = "") -> QPushButton:
    """A button by its object name, words and what it does; `role` is one of the style sheet (next, quiet)."""
    made = named(QPushButton(text), name)
    made.setAutoDefault(False)
    if role:
        made.setProperty("role", role)
    if icon:
        icons.set_icon(made, icon, "on_accent" if role == "next" else "text")
    made.clicked.connect(lambda _checked=False: answer())
    return made


def label(text: str = "", *, role: str = "", buddy: QWidget | None = None, wrap: bool = False) -> QLabel:
    """Words, or the name of a field (`buddy`); `role` is one of the style sheet (heading, note, bad, warn, good)."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if role:
        made.setProperty("role", role)
    if buddy is not None:
        made.setBuddy(buddy)
    return made


def kept_clear(widget: W) -> W:
    """The widget itself, over which the line at the foot of the window does not lie."""
    widget.setProperty(KEEP_CLEAR, True)
    return widget


def pin_field(name: str) -> QLineEdit:
    """Where a PIN is typed: it shows dots."""
    made = named(QLineEdit(), name)
    made.setMaxLength(LONGEST)
    made.setEchoMode(QLineEdit.EchoMode.Password)
    return made


def across(*parts: Part, gap: float = 2, end: bool = True) -> QWidget:
    """Parts beside each other; (widget, n) takes n shares of the room, None is a spring, and `end` puts one last."""
    return _box(QHBoxLayout, parts, gap, end)


def wrapped(*parts: QWidget | tuple[QWidget, int] | None, gap: float = 1) -> QWidget:
    """Parts beside each other as `across`; those for which there is no room go on in the next line."""
    box = QWidget()
    layout = FlowLayout(box, theme.space(gap))
    for part in parts:
        if part is None:
            layout.add_spring()
        elif isinstance(part, tuple):
            layout.add(*part)
        else:
            layout.add(part)
    return box


def down(*parts: Part, gap: float = 1, end: bool = False) -> QWidget:
    """Parts below each other, as `across`."""
    return _box(QVBoxLayout, parts, gap, end)


def _box(kind: type[QHBoxLayout] | type[QVBoxLayout], parts: tuple[Part, ...], gap: float, end: bool) -> QWidget:
    box = QWidget()
    layout: QBoxLayout = kind(box)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(theme.space(gap))
    for part in parts:
        if part is None:
            layout.addStretch(1)
        elif isinstance(part, QLayout):
            layout.addLayout(part)
        elif isinstance(part, tuple):
            layout.addWidget(*part)
        else:
            layout.addWidget(part)
    if end:
        layout.addStretch(1)
    return box
