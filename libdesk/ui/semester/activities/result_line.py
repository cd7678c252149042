"""Work, result and prize of the marked entrant: Return keeps them and goes on to the next one, in the same field."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QVBoxLayout, QWidget

from libdesk.domain.activities import prize_name, read_prize
from libdesk.domain.errors import DeskError
from libdesk.domain.rows.activities import EntrantRow
from libdesk.i18n import _
from libdesk.ui import theme
from libdesk.ui.parts import button, down, label, named, wrapped
from libdesk.ui.semester.activities.forms import prize_choice
from libdesk.ui.settings.section import spin
from libdesk.ui.widgets.scan_router import TAKES_SCANS


class Said(NamedTuple):
    """What stands in the line."""

    work: str
    works: int
    result: str
    prize: str


class ResultLine(QFrame):
    kept = Signal()
    left = Signal()
    refused = Signal(str)
    """What was typed may not be kept so: why, in a sentence."""

    def __init__(self, keep: Callable[[int, Said], None]) -> None:
        """`keep` writes what was said of an entrant, and raises a DeskError where it may not be so."""
        super().__init__()
        self._keep = keep
        self.setObjectName("result_line")
        self.setProperty("role", "panel")
        self.row: EntrantRow | None = None  # as it was when the fields were filled
        self.who = named(label(wrap=True), "result_who")
        self.work = named(QLineEdit(), "result_work")
        self.works = spin("result_works", 0, 999)
        self.result = named(QLineEdit(), "result_result")
        self.prize = prize_choice("result_prize")
        self.ok = button("result_keep", _("Keep, next one"), self.kept.emit, role="next")
        fields: list[tuple[str, QWidget, int]] = [
            (_("Work"), self.work, 2), (_("Works"), self.works, 0), (_("Result or score"), self.result, 1),
            (_("Prize"), self.prize, 1),
        ]  # fmt: skip
        parts = []
        for words, field, share in fields:
            field.setAccessibleName(words)
            field.setProperty(TAKES_SCANS, False)
            parts.append((down(label(words, buddy=field), field, gap=0.5), share))
        self._works = parts[1][0]
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(2), theme.space(1), theme.space(2), theme.space(1))
        column.setSpacing(theme.space(1))
        column.addWidget(self.who)
        column.addWidget(wrapped(*parts, self.ok, gap=2))
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_moved)

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        """Whoever goes from here to a button means what was typed too; into another window nobody leaves."""
        if old is None or new is None or new.window() is not self.window():
            return
        if self.isAncestorOf(old) and not self.isAncestorOf(new):
            self.keep_typed()

    def show_works(self, shown: bool) -> None:
        """Whether the number of works is asked: at a lecture nobody hands anything in."""
        self._works.setVisible(shown)

    def show_entrant(self, row: EntrantRow | None, name: str) -> None:
        """The fields of this one; what has the keyboard keeps it, its text chosen.

        What was typed of another one is kept first; of the same one it stays, unless somebody else changed it.
        """
        if self.row is not None and row is not None and self.row.id == row.id:
            if self.of(self.row) == self.of(row):
                return
        else:
            self.keep_typed()
        self.row = row
        self.setEnabled(row is not None)
        self.who.setText(name)
        if row is None:
            return
        self.work.setText(row.work)
        self.works.setValue(row.works)
        self.result.setText(row.result)
        self.prize.setCurrentText(prize_name(row.prize))
        for field in (self.work, self.result):
            if field.hasFocus():
                field.selectAll()
        line = self.prize.lineEdit()
        if line is not None and line.hasFocus():
            line.selectAll()

    def keep_typed(self) -> bool:
        """What was typed is kept for whom it was typed; False where it may not be so."""
        row, said = self.row, self.values()
        if row is None or said == self.of(row):
            return True
        self.row = None  # the page is read anew meanwhile: this is not kept twice
        try:
            self._keep(row.id, said)
        except DeskError as error:
            self.row = self.row or row
            self.refused.emit(error.text())
            return False
        return True

    def begin(self) -> None:
        """The result is what is typed most."""
        self.result.setFocus()
        self.result.selectAll()

    def values(self) -> Said:
        return Said(
            self.work.text().strip(), self.works.value(), " ".join(self.result.text().split()),
            read_prize(self.prize.currentText()),
        )  # fmt: skip

    @staticmethod
    def of(row: EntrantRow) -> Said:
        """What would stand there of a row."""
        return Said(row.work, row.works, row.result, row.prize)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            row, self.row = self.row, None  # what was typed and not kept goes
            self.show_entrant(row, self.who.text())
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.kept.emit()
        else:
            super().keyPressEvent(event)
