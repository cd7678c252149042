"""The figures over a report: beside each other, or in two or three even rows where their words need the room."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from libdesk.domain.reports.tables import NOTHING
from libdesk.ui import theme
from libdesk.ui.widgets.fit_label import FitLabel

IN_A_ROW: Final = (6, 3, 2)


class Figure(QWidget):
    """One number with its words; the number is what the eye finds."""

    def __init__(self) -> None:
        super().__init__()
        self._number = FitLabel(theme.Step.OUTCOME, bold=True)
        self._words = FitLabel(theme.Step.BODY)
        self._note = FitLabel(theme.Step.NOTE, role="quiet")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self._number, self._words, self._note):
            column.addWidget(part)

    def show_figure(self, words: str, number: int, note: str) -> None:
        self._show(words, f"{number:,}", note)

    def forget(self) -> None:
        """Its words stay, the number is not known."""
        self._show(self._words.text(), NOTHING, "")

    def _show(self, words: str, number: str, note: str) -> None:
        self._number.setText(number)
        self._words.setText(words)
        self._note.setText(note)
        self.setAccessibleName(f"{number} {words} {note}".strip())


class Figures(QWidget):
    """Call `lay_out` when the figures have other words."""

    def __init__(self, figures: Sequence[Figure]) -> None:
        super().__init__()
        self._figures, self._in_a_row = tuple(figures), 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.space(3))
        self._grid.setVerticalSpacing(theme.space(1))
        self.lay_out()

    def lay_out(self) -> None:
        """As many in a row as can be read whole."""
        widest = max(figure.sizeHint().width() for figure in self._figures) + theme.space(3)
        room = self.width() + theme.space(3)
        in_a_row = next((count for count in IN_A_ROW if count * widest <= room), IN_A_ROW[-1])
        if in_a_row == self._in_a_row:
            return
        self._in_a_row = in_a_row
        for place, figure in enumerate(self._figures):
            self._grid.removeWidget(figure)
            self._grid.addWidget(figure, place // in_a_row, place % in_a_row)
        for column in range(IN_A_ROW[0]):
            self._grid.setColumnStretch(column, 1 if column < in_a_row else 0)

    def minimumSizeHint(self) -> QSize:
        """Narrower than the row of now: it turns into two."""
        return QSize(theme.space(20), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.lay_out()
