"""What became of the last scan, in the same place and at the same height whatever happened, legible from two metres."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QStackedLayout, QWidget

from libdesk.domain.outcome import Outcome
from libdesk.ui import icons, theme
from libdesk.ui.parts import kept_clear
from libdesk.ui.widgets.announce import announce
from libdesk.ui.widgets.fit_label import FitLabel
from libdesk.ui.widgets.idle_steps import STEPS, IdleSteps, Steps

Choice = tuple[str, Callable[[], object]]
ICON_SIDE: Final = 14
"""The property of what is not operated and must be seen all the same: no line lies over it."""
TITLE: Final = ((theme.Step.OUTCOME, 1),)
REASON: Final = (*TITLE, (theme.Step.HEAD, 2))
LINES: Final = ((theme.Step.HEAD, 3), (theme.Step.BODY, 4))
_URGENT: Final = (Outcome.REFUSED, Outcome.NOT_FOUND, Outcome.NOTICE)


class OutcomeBanner(QWidget):
    """Shows the idle steps or one outcome: its icon, its word, what it is about, and the lines that matter."""

    def __init__(self, parent: QWidget | None = None, *, steps: Steps = STEPS) -> None:
        super().__init__(parent)
        self._outcome: Outcome | None = None
        self._choices: list[QPushButton] = []
        self.setObjectName("outcome_banner")
        kept_clear(self)
        self._icon = QLabel()
        self.word = FitLabel(theme.Step.OUTCOME, bold=True)
        self.word.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.headline = FitLabel(theme.Step.OUTCOME, bold=True, steady=False)
        self.lines = FitLabel(theme.Step.MODE, lines=2, smaller=LINES, least=(theme.Step.HEAD, 2))
        self._buttons = QHBoxLayout()
        self._idle = IdleSteps(steps=steps)
        self._assemble()
        self.clear()

    @property
    def outcome(self) -> Outcome | None:
        """The outcome on show, None on the idle face."""
        return self._outcome

    def text(self) -> str:
        """All that the banner says, as a screen reader hears it."""
        if self._outcome is None:
            return self._idle.accessibleName()
        return "\n".join(part for part in (self.word.text(), self.headline.text(), self.lines.text()) if part)

    def show_outcome(self, outcome: Outcome, headline: str, lines: Sequence[str] = (), *, word: str = "") -> None:
        """Show one outcome until the next; `word` stands in the place of its own, as where no book is lent.

        A title too long for the line is elided; a reason for not doing it is set smaller instead. Lines are wrapped.
        """
        self.set_choices(())
        self._outcome = outcome
        self.word.setText(word or outcome.word)
        self.headline.set_sizes(*(TITLE if outcome.done else REASON))
        self.headline.setText(headline)
        self.lines.setText("\n".join(lines))
        self._dress()
        self._pages.setCurrentIndex(1)
        self.setAccessibleName(self.text())
        announce(self, self.text().replace("\n", ", "), urgent=outcome in _URGENT)

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Offer up to three answers beside the lines, each named with its key, as "F4 Renew"."""
        for old in self._choices:
            self._buttons.removeWidget(old)
            old.hide()  # it is deleted only when the event loop turns
            old.deleteLater()
        self._choices = []
        for number, (text, answer) in enumerate(choices):
            button = QPushButton(text)
            button.setObjectName(f"choice_{number + 1}")
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _checked=False, answer=answer: answer())
            self._buttons.addWidget(button)
            self._choices.append(button)

    def clear(self) -> None:
        """Back to the idle face: the three steps."""
        self.set_choices(())
        self._outcome = None
        self._dress()
        self._pages.setCurrentIndex(0)
        self.setAccessibleName(self.text())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._dress()

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.current().colours
        ground, edge = colours.surface, colours.line
        if self._outcome is not None:
            ground, edge = colours.outcomes[self._outcome].ground, colours.outcomes[self._outcome].edge
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(edge), 2))
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        painter.end()

    def _assemble(self) -> None:
        face = QWidget()
        self._grid = QGridLayout(face)
        self._grid.addWidget(self._icon, 0, 0, 2, 1, Qt.AlignmentFlag.AlignTop)
        self._top = QHBoxLayout()
        self._top.addWidget(self.word)
        self._top.addWidget(self.headline, 1)
        self._grid.addLayout(self._top, 0, 1, 1, 2)
        self._grid.addWidget(self.lines, 1, 1)
        self._grid.addLayout(self._buttons, 1, 2, Qt.AlignmentFlag.AlignBottom)
        self._grid.setColumnStretch(1, 1)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self._idle)
        self._pages.addWidget(face)

    def _dress(self) -> None:
        """Colours and sizes of the theme in force; also called when the scheme changes under a shown outcome."""
        side = theme.space(ICON_SIDE)
        self._icon.setFixedSize(side, side)
        self._grid.setContentsMargins(theme.space(4), theme.space(3), theme.space(4), theme.space(3))
        self._grid.setSpacing(theme.space(1))
        self._grid.setRowMinimumHeight(0, theme.space(12))
        self._grid.setColumnMinimumWidth(0, side + theme.space(3))
        self._top.setSpacing(theme.space(4))
        self._buttons.setSpacing(theme.space(2))
        if self._outcome is None:
            return
        text = theme.current().outcome(self._outcome).text
        picture = icons.pixmap(icons.OUTCOME_ICONS[self._outcome], text, side, self.devicePixelRatioF())
        self._icon.setPixmap(picture)
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.WindowText, QColor(text))
        for label in (self.word, self.headline, self.lines):
            label.setPalette(palette)
