"""What came with the batch that is chosen and is not entered yet: one of them is taken in hand with Enter."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from libdesk.domain.ops import Op
from libdesk.i18n import N_, _
from libdesk.store.queries import entering as queries
from libdesk.ui import icons, theme
from libdesk.ui.cataloguing.adding.session import AddingSession
from libdesk.ui.parts import button, label, named, wrapped
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty, RowTable


class OrderedView(QFrame):
    """`chosen` the line of the order whose book is in hand now; `left` when the list is put away."""

    chosen = Signal(object)
    left = Signal()

    def __init__(self, session: AddingSession) -> None:
        super().__init__()
        self.setObjectName("adding_ordered")
        self._session = session
        columns = (
            Column("title", N_("Title"), lambda row: row.line.title, width=Width.STRETCH),
            Column("author", N_("Author"), lambda row: row.line.author[:8], tip=lambda row: row.line.author, spare=1),
            Column("isbn", N_("ISBN"), lambda row: row.line.isbn),
            Column("left", N_("To enter"), lambda row: str(row.left), sort=lambda row: row.left, right=True),
        )
        done = Empty(_("All that came is entered"), _("Stamp, label and shelf come next."), (), icons.CHECK_CIRCLE)
        self.list = RowTable(columns, name=_("Books that are still to be entered"), empty=done,
                             key=lambda row: row.line.id)  # fmt: skip
        self.words = named(label(role="note", wrap=True), "adding_ordered_words")
        self.take = button("ordered_take", _("Enter this one"), self._choose, role="next", icon=icons.BOOK)
        self.leave = button("ordered_leave", _("Esc Back"), self.left.emit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(2))
        column.addWidget(self.words)
        column.addWidget(self.list, 1)
        column.addWidget(wrapped(self.take, self.leave, gap=2))
        self.list.keep_in_sight(3)
        self.list.opened.connect(lambda row: self.chosen.emit(row.line))

    def refresh(self) -> None:
        """What is left now of the batch that is chosen."""
        library, batch_id = self._session.desk.read(Op.SEE_CATALOGUE), self._session.standing.batch_id
        rows = queries.left_of(library, batch_id)
        self.list.show_rows(rows)
        counts = queries.counts(library, batch_id)
        self.words.setText(entered_words(counts.entered, counts.came) if counts is not None else "")
        self.take.setEnabled(bool(rows))

    def _choose(self) -> None:
        if (row := self.list.current_row()) is not None:
            self.chosen.emit(row.line)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def entered_words(entered: int, came: int) -> str:
    """How far the entering of a delivery is."""
    return _("Entered {entered} of the {came} copies that came.").format(entered=f"{entered:,}", came=f"{came:,}")
