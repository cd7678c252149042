"""What the reader's panel shows of one reader; made once the window stands, since a start finds nobody at the desk."""

from typing import Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from libdesk.i18n import N_, _, ngettext
from libdesk.ui import icons, theme
from libdesk.ui.widgets.fit_label import FitLabel
from libdesk.ui.widgets.reader_panel import LoanLine, ReaderCard
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty, RowTable

PHOTO_WIDTH, PHOTO_HEIGHT = 14, 18
ROOM_FOR_PHOTO, ROOM_FOR_COLUMNS = 56, 62
"""Steps of width: in less than the last a book takes two lines, so that the date is never cut."""


def _due(line: LoanLine) -> str:
    """Overdue in words before the date, so that it does not hang on a colour."""
    return _("overdue {date}").format(date=line.due_text) if line.days_overdue else line.due_text


def _role(line: LoanLine) -> str:
    return "bad" if line.days_overdue else ""


LOAN_COLUMNS: Final = (
    Column("title", N_("Title"), lambda line: line.title, width=Width.STRETCH),
    Column("due", N_("Due"), _due, role=_role, right=True),
    Column("both", N_("Title"), lambda line: f"{line.title}\n{_due(line)}", width=Width.STRETCH, role=_role),
)


class ReaderPage(QWidget):
    """Face, name, class, how much is out and what is due."""

    def __init__(self) -> None:
        super().__init__()
        self._photo_data: bytes | None = None
        self._photo = QLabel()
        self._photo.setAccessibleName(_("Photo"))
        self._photo.setProperty("role", "photo")
        self._photo.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._name = FitLabel(theme.Step.HEAD, bold=True, lines=2, steady=False)
        self._group = FitLabel(role="quiet")
        self._out = FitLabel(bold=True)
        self._overdue = FitLabel(bold=True, role="bad", lines=2, steady=False)
        self._notes = QLabel()
        self._notes.setWordWrap(True)
        self._notes.setProperty("role", "warn")
        nothing = Empty(_("Nothing out"), icon=icons.BOOK_OPEN)
        self.loans = RowTable(
            LOAN_COLUMNS,
            name=_("Books out"),
            empty=nothing,
            key=lambda line: line.key,
            header=False,
            cursor_at_top=False,
        )
        self.loans.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.countdown = FitLabel(role="warn", bold=True)
        self.countdown.hide()
        self._assemble()
        self._draw()

    def show_card(self, card: ReaderCard) -> str:
        """Show this reader; all of it but the books in one line, as a screen reader hears it."""
        self._photo_data = card.photo
        late = [line.days_overdue for line in card.loans if line.days_overdue]
        self._name.setText(card.name)
        self._group.setText(card.group)
        self._out.setText(_("{out} of {limit} out").format(out=card.out, limit=card.limit))
        self._overdue.setText(_overdue(len(late), max(late, default=0)))
        self._overdue.setVisible(bool(late))
        self._notes.setText("\n".join(card.notes))
        self._notes.setVisible(bool(card.notes))
        self.loans.show_rows(card.loans)
        self._draw()
        said = (card.name, card.group, self._out.text(), self._overdue.text(), *card.notes)
        return ", ".join(part for part in said if part)

    def set_countdown(self, seconds: int | None) -> None:
        """Say that the session ends by itself in so many seconds; None takes the words away."""
        self.countdown.setVisible(seconds is not None)
        if seconds is not None:
            text = ngettext("Reader ends in {n} second", "Reader ends in {n} seconds", seconds)
            self.countdown.setText(text.format(n=seconds))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._photo.setVisible(self.width() >= theme.space(ROOM_FOR_PHOTO))
        if self.width() >= theme.space(ROOM_FOR_COLUMNS):
            self.loans.show_columns({"title", "due"})
        else:
            self.loans.show_columns({"both"}, lines=2)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._draw()

    def _assemble(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.space(3)] * 4)
        column.setSpacing(theme.space(2))
        top = QHBoxLayout()
        top.setSpacing(theme.space(3))
        facts = QVBoxLayout()
        facts.setSpacing(theme.space(1))
        for label in (self._name, self._group, self._out, self._overdue):
            facts.addWidget(label)
        facts.addStretch(1)
        top.addWidget(self._photo, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(facts, 1)
        column.addLayout(top)
        column.addWidget(self._notes)
        column.addWidget(self.loans, 1)
        column.addWidget(self.countdown)

    def _draw(self) -> None:
        width, height = theme.space(PHOTO_WIDTH), theme.space(PHOTO_HEIGHT)
        self._photo.setFixedSize(width, height)
        ratio = self.devicePixelRatioF()
        photo = QPixmap()
        if self._photo_data and photo.loadFromData(self._photo_data):
            keep = Qt.AspectRatioMode.KeepAspectRatio
            smooth = Qt.TransformationMode.SmoothTransformation
            photo = photo.scaled(round(width * ratio), round(height * ratio), keep, smooth)
            photo.setDevicePixelRatio(ratio)
        else:
            photo = icons.pixmap(icons.USER, theme.current().colours.faint, theme.space(8), ratio)
        self._photo.setPixmap(photo)


def _overdue(count: int, days: int) -> str:
    if not count:
        return ""
    if count == 1:
        return ngettext("1 overdue by {n} day", "1 overdue by {n} days", days).format(n=days)
    return _("{n} overdue, the longest by {days} days").format(n=count, days=days)
