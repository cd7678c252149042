"""A book without ISBN is looked for by its title, among ours and the suppliers' records; else it is written down."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout

from libdesk.domain.adding_scans import Code
from libdesk.domain.rows.adding import Candidate, Where
from libdesk.i18n import N_, _
from libdesk.ui import icons, theme
from libdesk.ui.cataloguing.adding.session import AddingSession
from libdesk.ui.parts import button, wrapped
from libdesk.ui.search_edit import SearchEdit
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty, RowTable
from libdesk.ui.widgets.scan_router import TAKES_SCANS

COLUMNS: Final = (
    Column("title", N_("Title"), lambda row: row.title, width=Width.STRETCH),
    Column("about", N_("Author and publisher"), lambda row: row.detail, spare=2),
    Column("call_no", N_("Call number"), lambda row: row.call_no, spare=1),
    Column("where", N_("Where"), lambda row: where(row)),
)


def where(row: Candidate) -> str:
    """Where a title is known, for one line."""
    if row.where is Where.POOL:
        return _("supplier’s record")
    return _("here, {n} copies").format(n=row.copies)


class WordsView(QFrame):
    """`picked` a title of the list; `new` none of them: this title is written down; `left` when it is put away."""

    picked = Signal(object)
    new = Signal(str)
    left = Signal()

    def __init__(self, session: AddingSession) -> None:
        super().__init__()
        self.setObjectName("adding_words")
        self._session = session
        self.search = SearchEdit("adding_title", _("Title of the book"), _("Title of the book, or its first words"))
        self.search.setProperty(TAKES_SCANS, False)  # an ISBN or a label is for the loop
        self.list = RowTable(
            COLUMNS, name=_("Titles found"), empty=Empty(""), key=lambda row: (row.where, row.id), sorts_itself=False
        )
        self.write = button("adding_new_title", _("None of them: write it down (Ctrl+Enter)"), self._write)
        self.leave = button("adding_words_leave", _("Esc Leave it"), self.left.emit)
        self._assemble()
        self._connect()

    def _assemble(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(2))
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        column.addWidget(wrapped(self.write, self.leave, gap=2))
        self.list.keep_in_sight(3)

    def _connect(self) -> None:
        self.search.asked.connect(self.look)
        self.search.went_down.connect(self.list.view.setFocus)
        self.search.returnPressed.connect(self._entered)
        self.list.opened.connect(self.picked)

    def begin(self, text: str = "") -> None:
        self.search.setText(text)
        self.look(text)
        self.search.setFocus()

    def look(self, text: str) -> None:
        """What fits; nothing typed shows nothing."""
        typed = text.strip()
        found = self._session.found(Code.WORDS, typed) if typed else []
        self.list.set_empty(_empty(typed))
        self.list.show_rows(found)
        self.write.setEnabled(bool(typed))
        self.write.setText(
            _("None of them: write it down (Ctrl+Enter)") if found else _("Write it down (Enter)")
        )  # fmt: skip

    def _entered(self) -> None:
        row = self.list.current_row()
        if QApplication.keyboardModifiers() & Qt.KeyboardModifier.ControlModifier:
            self._write()
        elif row is not None:
            self.picked.emit(row)
        else:
            self._write()

    def _write(self) -> None:
        if text := " ".join(self.search.text().split()):
            self.new.emit(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._write()
        else:
            super().keyPressEvent(event)


def _empty(typed: str) -> Empty:
    if not typed:
        return Empty(_("A book without ISBN"), _("Type its title; what is known of it appears here."), (), icons.SEARCH)
    return Empty(_("Not here yet"), _("Enter opens the form with this title."), (), icons.BOOK)
