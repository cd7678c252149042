"""A page of the wizard: what is typed on it, what it still lacks, and how it is written into the draft.

To add one: a file here, a line in `pages.py`, its words in the help topic `setting_up`.
"""

from typing import Any, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from libdesk.ui import theme
from libdesk.ui.parts import across, down, label
from libdesk.ui.tab import Surroundings


class WizardPage(QWidget):
    """Subclasses build their fields, assemble, connect. What is typed stays in the fields when a person goes back."""

    NAME: ClassVar[str]  # kept with what was typed
    TITLE: ClassVar[str]  # marked with N_(); in the line of steps
    HEADING: ClassVar[str]  # marked with N_(); one sentence: what is done here
    MUST: ClassVar[bool] = False  # cannot be skipped
    SCROLLS: ClassVar[bool] = True  # the window gives it a bar; a page with a bar of its own says False

    changed = Signal()
    """What the page lacks may be another thing now."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self.around, self.desk = around, around.desk
        self.setObjectName(f"wizard_{self.NAME}")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(theme.space(3), theme.space(2), theme.space(3), theme.space(2))
        self.column.setSpacing(theme.space(3))

    def arrive(self) -> None:
        """The page is shown: what other pages wrote may concern it."""

    def lacking(self) -> str:
        """Why one cannot go on yet, in a sentence; "" when one can."""
        return ""

    def write(self) -> bool:
        """Put what was typed into the draft. Raises a DeskError; False: stay, there is something to be read first."""
        return True

    def typed(self) -> dict[str, Any]:
        """What stands in the fields, to be found again by the next start; no secret and nobody's name."""
        return {}

    def show_typed(self, typed: dict[str, Any]) -> None:
        """What an earlier start left; anything of it may be missing."""

    def take_focus(self) -> None:
        """Where the keyboard goes when the page is shown."""

    def add(self, words: str, field: QWidget, note: QWidget | str = "", *, wide: bool = False) -> None:
        """One thing to fill in: its name above, the field, and below what it is for."""
        parts = [label(words, buddy=field), field if wide else across(field)]
        if note:
            parts.append(label(note, role="note", wrap=True) if isinstance(note, str) else note)
        if not field.accessibleName():
            field.setAccessibleName(words)
        self.column.addWidget(down(*parts))
