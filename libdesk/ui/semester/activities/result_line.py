"""Work, result and prize of the marked entrant: Return keeps them and goes on to the next one, in the same field."""

from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from libdesk.domain.activities import prize_name, read_prize
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

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("result_line")
        self.setProperty("role", "panel")
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

    def show_works(self, shown: bool) -> None:
        """Whether the number of works is asked: at a lecture nobody hands anything in."""
        self._works.setVisible(shown)

    def show_entrant(self, row: EntrantRow | None, name: str) -> None:
        """The fields of this one; what has the keyboard keeps it, its text chosen."""
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
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.kept.emit()
        else:
            super().keyPressEvent(event)
