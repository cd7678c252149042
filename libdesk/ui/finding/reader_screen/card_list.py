"""Books as large cards below each other: picture, title, author, where it stands, whether it is there."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from libdesk.domain.rows.showcase import BookCard
from libdesk.i18n import _
from libdesk.ui import theme
from libdesk.ui.finding.reader_screen.tile import draw_tile

HIGH: Final = 20  # steps of a card
_TITLE: Final = 0.38  # of its height for the title, which is larger than the two lines below it
_Index = QModelIndex | QPersistentModelIndex
Cover = Callable[[str], QPixmap | None]


class _Cards(QAbstractListModel):
    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self.cards: Sequence[BookCard] = ()
        self._today = today

    def show_cards(self, cards: Sequence[BookCard]) -> None:
        self.beginResetModel()
        self.cards = cards
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.cards)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        card = self.cards[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            parts = (card.name, card.author, card.where, card.state(self._today()), card.why)
            return _(", ").join(part for part in parts if part)
        return None


class CardList(QListView):
    """`card_changed(BookCard | None)` when the cursor moves."""

    card_changed = Signal(object)
    went_up = Signal()
    """The arrow key leads out of the list at its top."""

    def __init__(self, today: Callable[[], date], cover: Cover) -> None:
        super().__init__()
        self.setObjectName("book_cards")
        self.setAccessibleName(_("Books found"))
        self._cards = _Cards(today)
        self._put: int | None = None  # the book that is chosen unless the reader has chosen another
        self.setModel(self._cards)
        self.setItemDelegate(_Drawn(self, self._cards, today, cover))
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(lambda *_args: self.card_changed.emit(self.current_card()))

    def show_cards(self, cards: Sequence[BookCard]) -> None:
        """Show these, the first chosen; where a book that the reader chose is among them, it stays so."""
        now = self.current_card()
        before = now if now is not None and now.id != self._put else None
        self._cards.show_cards(cards)
        place = next((n for n, card in enumerate(cards) if before is not None and card.id == before.id), 0)
        if cards:
            self.setCurrentIndex(self._cards.index(place))
            self.scrollTo(self.currentIndex())
        if before is None:
            self._put = cards[0].id if cards else None
        self.card_changed.emit(self.current_card())

    def current_card(self) -> BookCard | None:
        row = self.currentIndex().row()
        return self._cards.cards[row] if 0 <= row < len(self._cards.cards) else None

    def cards(self) -> Sequence[BookCard]:
        return self._cards.cards

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Up and self.currentIndex().row() <= 0:
            self.went_up.emit()
        else:
            super().keyPressEvent(event)


class _Drawn(QStyledItemDelegate):
    def __init__(self, parent: QWidget, cards: _Cards, today: Callable[[], date], cover: Cover) -> None:
        super().__init__(parent)
        self._cards, self._today, self._cover = cards, today, cover

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(theme.space(60), theme.space(HIGH))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        card, colours = self._cards.cards[index.row()], theme.current().colours
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if chosen:
            painter.fillRect(option.rect, QColor(colours.select))
        gap = theme.space(2)
        inner = option.rect.adjusted(gap, gap, -gap, -gap)
        picture = QRectF(inner.left(), inner.top(), inner.height() * 0.72, inner.height())
        draw_tile(painter, picture, card.class_no, self._cover(card.cover) if card.cover else None)
        text = inner.adjusted(round(picture.width()) + 2 * gap, 0, 0, 0)
        ink = QColor(colours.on_select if chosen else colours.text)
        quiet = ink if chosen else QColor(colours.quiet)
        role = colours.good if card.can_be_borrowed else colours.warn
        first = round(text.height() * _TITLE)
        line = (text.height() - first) // 2
        tops, heights = (0, first, first + line), (first, line, line)
        rows = [QRect(text.left(), text.top() + tops[n], text.width(), heights[n]) for n in range(3)]
        _words(painter, rows[0], card.name, theme.Step.HEAD, ink, bold=True)
        _words(painter, rows[1], card.why or card.author, theme.Step.BODY, quiet)
        state = card.state(self._today())
        metrics = theme.metrics(theme.Step.BODY, bold=True)
        wide = min(metrics.horizontalAdvance(state) + gap, text.width())  # when it is back is never cut
        _words(painter, rows[2].adjusted(text.width() - wide, 0, 0, 0), state, theme.Step.BODY,
               ink if chosen else QColor(role), bold=True, right=True)  # fmt: skip
        _words(painter, rows[2].adjusted(0, 0, -wide - gap, 0), card.where, theme.Step.BODY, ink)
        painter.setPen(QColor(colours.line))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        painter.restore()


def _words(
    painter: QPainter, area: QRect, text: str, step: theme.Step, ink: QColor, *, bold: bool = False, right: bool = False
) -> None:
    painter.setFont(theme.font(step, bold=bold))
    painter.setPen(ink)
    shown = theme.metrics(step, bold=bold).elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    # The room that Chinese type asks for above and below its signs is more than a line of a card has: no sign is cut.
    flags = side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip
    painter.drawText(area, flags, shown)
