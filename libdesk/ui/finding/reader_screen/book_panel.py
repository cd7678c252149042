"""The book under the cursor, as large as a pupil at arm's length wants it: where it stands, and whether it is there."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from libdesk.actions.desk import Desk
from libdesk.domain.rows.showcase import BookCard
from libdesk.i18n import _, ngettext
from libdesk.ui import theme
from libdesk.ui.finding.reader_screen.card_list import Cover
from libdesk.ui.finding.reader_screen.tile import draw_tile
from libdesk.ui.parts import across, label, named
from libdesk.ui.widgets.fit_label import FitLabel


class _Picture(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._class_no = ""
        self._cover: QPixmap | None = None
        self.setFixedSize(theme.space(22), theme.space(30))

    def show_book(self, class_no: str, cover: QPixmap | None) -> None:
        self._class_no, self._cover = class_no, cover
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_tile(painter, QRectF(self.rect()).adjusted(1, 1, -1, -1), self._class_no, self._cover)
        painter.end()


class BookPanel(QFrame):
    """Nothing can be changed here."""

    def __init__(self, desk: Desk, cover: Cover) -> None:
        super().__init__()
        self.setObjectName("side_panel")
        self._desk, self._cover_of = desk, cover
        self.picture = _Picture()
        self.title = FitLabel(theme.Step.HEAD, lines=3, bold=True, steady=False)
        self.state = named(label(role="good", wrap=True), "book_state")
        self.where = FitLabel(theme.Step.HEAD, lines=1, bold=True)
        self.about = label(wrap=True)
        self.summary = label(wrap=True, role="note")
        self._assemble()
        self.show_card(None)

    def _assemble(self) -> None:
        inside = QWidget()
        lines = QVBoxLayout(inside)
        lines.setContentsMargins(*[theme.space(3)] * 4)
        lines.setSpacing(theme.space(2))
        beside = QWidget()
        words = QVBoxLayout(beside)
        words.setContentsMargins(0, 0, 0, 0)
        words.addWidget(self.title)
        words.addWidget(self.state)
        words.addStretch(1)
        lines.addWidget(across(self.picture, (beside, 1), gap=3, end=False))
        for part in (self.where, self.about, self.summary):
            lines.addWidget(part)
        lines.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setObjectName("book_panel_area")
        scroll.setAccessibleName(_("The book"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scroll)

    def show_card(self, card: BookCard | None) -> None:
        """Show this book as it is now; None empties the panel."""
        self.picture.setVisible(card is not None)
        if card is None:
            for part in (self.title, self.where):
                part.setText("")
            for words in (self.state, self.about, self.summary):
                words.clear()
            return
        self.picture.show_book(card.class_no, self._cover_of(card.cover) if card.cover else None)
        self.title.setText(card.name)
        self.state.setText(card.state(self._desk.today))
        self.state.setProperty("role", "good" if card.can_be_borrowed else "warn")
        self.state.style().polish(self.state)
        self.where.setText(card.where)
        published = " ".join(part for part in (card.publisher, str(card.year) if card.year else "") if part)
        waiting = (
            ngettext("{count} reader is waiting.", "{count} readers are waiting.", card.waiting).format(
                count=card.waiting
            )
            if card.waiting
            else ""
        )
        copies = ngettext("{count} copy", "{count} copies", card.copies).format(count=card.copies)
        self.about.setText("\n".join(part for part in (card.author, published, copies, waiting, card.why) if part))
        self.summary.setText(card.summary)
