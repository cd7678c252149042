"""The last scans, newest first, each with its own way back."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QScrollArea, QSizePolicy, QStackedLayout, QWidget

from libdesk.domain.outcome import Outcome
from libdesk.domain.value import Value
from libdesk.i18n import _
from libdesk.ui import icons, theme
from libdesk.ui.widgets.fit_label import FitLabel
from libdesk.ui.widgets.list_face import ListFace

LENGTH: Final = 20
ICON_SIDE: Final = 5
NARROW: Final = 95
"""Steps of width below which the title matters more than the name."""


class RecentRow(Value):
    """One scan as the list shows it; `why_not` says why an `undoable` False is so, "" if there is nothing to undo."""

    key: int
    time_text: str
    outcome: Outcome
    headline: str
    who: str = ""
    undoable: bool = False
    why_not: str = ""


class RecentList(QWidget):
    """Up to LENGTH rows; one of the undo buttons is in the tab order, the arrow keys go from one to the next."""

    undo_asked = Signal(int)

    def __init__(self, *, after: QWidget | None = None) -> None:
        super().__init__()
        self._after = after  # where the Tab key comes from: what is made late would be its last
        self.setObjectName("recent_list")
        self.setAccessibleName(_("Last scans"))
        inside = QWidget()
        self._grid = QGridLayout(inside)
        self._lines: list[_Line] = []
        self._face = ListFace()
        self._face.show_face(icons.SCAN, _("No scans yet"), _("Each loan and return appears here and can be undone."))
        self._scroll = QScrollArea()  # from the start, though it is empty: it takes its room beside the banner
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(inside)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self._face)
        self._pages.addWidget(self._scroll)
        self._grid.setColumnStretch(3, 3)
        self._grid.setColumnStretch(4, 2)
        self._grid.setRowStretch(LENGTH, 1)
        self._grid.setContentsMargins(0, 0, theme.space(1), 0)
        self._grid.setHorizontalSpacing(theme.space(2))
        self._grid.setVerticalSpacing(0)

    def last_button(self) -> QPushButton:
        """Behind which the Tab key goes on: that of the first line holds the place of all, and is made if need be."""
        if not self._lines:
            self._add_line(0)
        return self._lines[-1].undo

    def show_rows(self, rows: Sequence[RecentRow]) -> None:
        """Show these scans, the newest first; what is beyond LENGTH stays in the day log."""
        if not rows and not self._lines:
            return  # the face stands there
        height = theme.metrics(theme.Step.BODY).height() + theme.space(1)
        for number in range(len(self._lines), min(len(rows), LENGTH)):
            self._add_line(number)
        for number, line in enumerate(self._lines):
            line.show_row(rows[number] if number < len(rows) else None)
            self._grid.setRowMinimumHeight(number, height if number < len(rows) else 0)
        self._pages.setCurrentIndex(1 if rows else 0)
        buttons = self._buttons()
        for button in buttons:
            first = button is buttons[0]
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if first else Qt.FocusPolicy.ClickFocus)
        self._scroll.verticalScrollBar().setValue(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for line in self._lines:
            line.set_wide(self._wide)

    @property
    def _wide(self) -> bool:
        return self.width() >= theme.space(NARROW)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.space(48), theme.space(8))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            for line in self._lines:
                line.draw()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
            buttons = self._buttons()
            if step and watched in buttons:
                target = buttons[max(0, min(len(buttons) - 1, buttons.index(watched) + step))]
                target.setFocus()
                self._scroll.ensureWidgetVisible(target)
                return True
        return super().eventFilter(watched, event)

    def _add_line(self, number: int) -> None:
        line = _Line(self._grid, number)
        line.set_wide(self._wide)
        before = self._lines[-1].undo if self._lines else self._after
        if before is not None:
            QWidget.setTabOrder(before, line.undo)
        line.undo.installEventFilter(self)
        line.undo.clicked.connect(lambda: self.undo_asked.emit(line.key))
        self._lines.append(line)

    def _buttons(self) -> list[QPushButton]:
        return [line.undo for line in self._lines if line.shown and line.undo.isEnabled()]


class _Line:
    """The widgets of one row of the grid."""

    def __init__(self, grid: QGridLayout, number: int) -> None:
        self.key = 0
        self.shown = False
        self._outcome: Outcome | None = None
        self._wide = True
        self._time = FitLabel(role="quiet")
        self._icon = QLabel()
        self._word = FitLabel(bold=True)
        self._headline = FitLabel(elide=Qt.TextElideMode.ElideMiddle)
        self._who = FitLabel(role="quiet")
        self.undo = QPushButton(_("Undo"))
        self.undo.setObjectName(f"undo_{number + 1}")
        self.undo.setProperty("role", "quiet")
        for label in (self._time, self._word):
            label.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self._parts = (self._time, self._icon, self._word, self._headline, self._who, self.undo)
        for column, part in enumerate(self._parts):
            grid.addWidget(part, number, column)

    def show_row(self, row: RecentRow | None) -> None:
        self.shown = row is not None and (row.undoable or bool(row.why_not))
        for part in self._parts:
            part.setVisible(row is not None)
        if row is None:
            self._outcome = None
            return
        self.key, self._outcome = row.key, row.outcome
        self._time.setText(row.time_text)
        self._word.setText(row.outcome.word)
        self._headline.setText(row.headline)
        self._who.setText(row.who)
        self._who.setVisible(self._wide)
        self.undo.setVisible(self.shown)
        self.undo.setEnabled(row.undoable)
        self.undo.setToolTip(row.why_not)
        what = _("Undo: {outcome} {headline}").format(outcome=row.outcome.word, headline=row.headline)
        self.undo.setAccessibleName(what)
        self.undo.setAccessibleDescription(row.why_not)
        self.draw()

    def set_wide(self, wide: bool) -> None:
        self._wide = wide
        self._who.setVisible(wide and self._outcome is not None)

    def draw(self) -> None:
        if self._outcome is None:
            return
        colours = theme.current().colours
        by_outcome = {Outcome.NOTICE: colours.warn, Outcome.REFUSED: colours.bad, Outcome.NOT_FOUND: colours.quiet}
        colour = by_outcome.get(self._outcome, colours.good)
        side = theme.space(ICON_SIDE)
        name = icons.OUTCOME_ICONS[self._outcome]
        self._icon.setPixmap(icons.pixmap(name, colour, side, self._icon.devicePixelRatioF()))
