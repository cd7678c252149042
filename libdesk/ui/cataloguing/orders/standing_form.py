"""A form of the page of orders: its fields in rows, what it does always the same, seen while its view is.

Return in a field of persons has chosen one and goes on like everywhere.
"""

from collections.abc import Callable

from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from libdesk.ui import theme
from libdesk.ui.cataloguing.form_panel import FormFrame
from libdesk.ui.parts import down, label, named, wrapped


class StandingForm(FormFrame):
    """`do` raises a DeskError for what stands against it."""

    def __init__(self, name: str, *, verb: str, do: Callable[[], object]) -> None:
        super().__init__(name, verb)
        self.setObjectName(name)
        self._do = do
        self.heading = label(role="heading", wrap=True)
        self.foot = wrapped(self.ok, self.cancel, gap=2)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(*[theme.space(2)] * 4)
        self._column.setSpacing(theme.space(1))
        for part in (self.heading, self.fault, self.foot):
            self._column.addWidget(part)

    def add_row(self, *fields: tuple[str, QWidget, int]) -> None:
        """Fields beside each other: (words, field, its share of the width); no words for one that says it itself."""
        parts: list[tuple[QWidget, int]] = []
        for words, field, share in fields:
            if words and not field.accessibleName():
                field.setAccessibleName(words)
            if not isinstance(field, QLabel):
                self._fields.append(field)
            parts.append((down(label(words, buddy=field), field) if words else field, share))
        self._column.insertWidget(self._column.count() - 2, wrapped(*parts, gap=2))

    def save(self) -> None:
        if self.run():
            self.closed.emit()

    def run(self) -> bool:
        """Do it, or tell what stands against it; True if it was done."""
        return self.attempt(self._do)

    def leave(self) -> None:
        self.fault.hide()
        self.closed.emit()


def line_field(name: str, words: str = "", *, hint: str = "", most: int = 200) -> QLineEdit:
    """A line to type in."""
    made = named(QLineEdit(), name)
    made.setMaxLength(most)
    made.setPlaceholderText(hint)
    if words:
        made.setAccessibleName(words)
    return made
