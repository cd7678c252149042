"""Lengths in millimetres as they are typed, each with its name above."""

from collections.abc import Callable
from typing import Final

from PySide6.QtWidgets import QDoubleSpinBox, QFrame, QSpinBox, QVBoxLayout, QWidget

from libdesk.domain.sheets import MOST
from libdesk.i18n import _
from libdesk.ui import theme
from libdesk.ui.parts import down, label, named
from libdesk.ui.widgets.calm import calm

MOST_LABELS: Final = 200  # beside each other or one below the other


def mm_field(name: str, words: str, answer: Callable[[], object], *, step: float = 0.5) -> QDoubleSpinBox:
    """A length to a hundredth of a millimetre; `answer` is told of each change as it is typed."""
    made = calm(named(QDoubleSpinBox(), name))
    made.setRange(0, MOST + 1)
    made.setDecimals(2)
    made.setSingleStep(step)
    made.setSuffix(_(" mm"))
    made.setAccessibleName(words)
    made.valueChanged.connect(lambda _value: answer())
    return made


def count_field(name: str, words: str, answer: Callable[[], object]) -> QSpinBox:
    """How many."""
    made = calm(named(QSpinBox(), name))
    made.setRange(1, MOST_LABELS)
    made.setAccessibleName(words)
    made.valueChanged.connect(lambda _value: answer())
    return made


def with_name(field: QWidget) -> QWidget:
    """The field with its accessible name above it."""
    return down(label(field.accessibleName(), buddy=field), field, gap=0.5)


def beside(*parts: QWidget) -> QWidget:
    """What stands beside a list, one below the other; its pane scrolls it."""
    made = QFrame()
    made.setProperty("role", "side")
    column = QVBoxLayout(made)
    column.setContentsMargins(theme.space(3), theme.space(1), theme.space(3), theme.space(2))
    column.setSpacing(theme.space(2))
    for part in parts:
        column.addWidget(part)
    column.addStretch(1)
    return made
