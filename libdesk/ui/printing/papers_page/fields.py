"""Lengths in millimetres as they are typed, each with its name above."""

from collections.abc import Callable
from typing import Final

from PySide6.QtWidgets import QDoubleSpinBox, QSpinBox, QWidget

from libdesk.domain.sheets import MOST
from libdesk.i18n import _
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
