"""What was added today, newest first, each row with its way back; on top the books that were left without a copy."""

from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from libdesk.actions.desk import Desk
from libdesk.domain.adding import Book
from libdesk.domain.rows.adding import AddedLine
from libdesk.i18n import N_, _, ngettext
from libdesk.ui import icons, theme
from libdesk.ui.parts import button, wrapped
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty, RowTable

Row = Book | AddedLine
EVERY: Final = ("time", "title", "label", "number", "call_no")
NARROW: Final = ("title", "label")
WIDE: Final = 120  # steps of width from which all columns have room


class AddedList(QWidget):
    """`undo_asked` for a line of today, `taken` for a row that is to be in hand again; `labels_asked` for them all."""

    undo_asked = Signal(object)
    taken = Signal(object)
    labels_asked = Signal(list)
    """The entries of the journal whose copies get labels now."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("adding_list")
        self._desk = desk
        self._wide: bool | None = None
        self._entries: list[int] = []
        columns = (
            Column("time", N_("Time"), self._time, sort=lambda row: -_at(row)),
            Column("title", N_("Title"), _title, width=Width.STRETCH, icon=_icon, role=_role, tip=_tip),
            Column("label", N_("Barcode"), _label),
            Column(
                "number", N_("Accession number"), lambda row: "" if isinstance(row, Book) else row.accession_no, spare=2
            ),
            Column(
                "call_no",
                N_("Call number"),
                lambda row: row.of.call_no if isinstance(row, Book) else row.call_no,
                spare=1,
            ),
        )
        nothing = Empty(_("Nothing added yet"), _("Each book appears here and can be taken back."), (), icons.SCAN)
        self.list = RowTable(columns, name=_("Added today"), empty=nothing, key=_key)
        self.undo = button("adding_undo", _("Take this row back"), self._undo, icon=icons.UNDO)
        self.again = button("adding_again", _("In hand again"), self._take, icon=icons.BOOK)
        self.labels = button("adding_labels", _("Print labels"), self._ask_labels, icon=icons.LABEL)
        self.labels.setToolTip(_("Of all copies that were added today"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        column.addWidget(self.list, 1)
        self.buttons = wrapped(self.undo, self.again, self.labels, gap=2)
        column.addWidget(self.buttons)
        self.list.keep_in_sight(2)
        self.list.row_changed.connect(lambda _row: self._mirror())
        self.list.opened.connect(self.taken)
        gone = QShortcut(
            QKeySequence(Qt.Key.Key_Delete), self.list, context=Qt.ShortcutContext.WidgetWithChildrenShortcut
        )
        gone.activated.connect(self._undo)
        self._mirror()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow place the title and its label matter most."""
        super().resizeEvent(event)
        wide = self.width() >= theme.space(WIDE)
        if wide is not self._wide:
            self._wide = wide
            self.list.show_columns(EVERY if wide else NARROW)

    def show_rows(self, left: list[Book], lines: list[AddedLine]) -> None:
        """The newest row is under the cursor again."""
        self._entries = [line.journal_id for line in lines if line.count and not line.undone]
        self.list.show_rows([*left, *lines])
        if lines or left:
            first = next((line for line in lines if not line.undone), None)
            self.list.select(_key(first if first is not None else (left or lines)[0]))
        self._mirror()

    def _ask_labels(self) -> None:
        self.labels_asked.emit(self._entries)

    def _mirror(self) -> None:
        self.labels.setVisible(bool(self._entries))
        row = self.list.current_row()
        can = isinstance(row, AddedLine) and not row.undone
        self.undo.setEnabled(can)
        self.undo.setToolTip("" if can else _("Choose a row that was added."))
        title = _title(row) if row is not None else ""
        self.undo.setAccessibleName(_("Take back: {title}").format(title=title) if can else _("Take this row back"))
        self.again.setEnabled(row is not None and (isinstance(row, Book) or not row.undone))

    def _undo(self) -> None:
        row = self.list.current_row()
        if isinstance(row, AddedLine) and not row.undone:
            self.undo_asked.emit(row)

    def _take(self) -> None:
        if self.list.current_row() is not None:
            self.taken.emit(self.list.current_row())

    def _time(self, row: Row) -> str:
        if isinstance(row, Book):
            return "–"
        return datetime.fromtimestamp(row.at / 1000, ZoneInfo(self._desk.settings.zone)).strftime("%H:%M")


def counted(lines: list[AddedLine]) -> str:
    """Today's work in one short line."""
    standing = [line for line in lines if not line.undone]
    titles = len({line.title_id for line in standing})
    copies = sum(line.count for line in standing)
    shown = ngettext("{n} copy", "{n} copies", copies).format(n=copies)
    return _("today {titles} titles, {copies}").format(titles=titles, copies=shown)


def _key(row: Row) -> tuple[str, int]:
    return (f"left-{row.of.where}", row.of.id) if isinstance(row, Book) else ("line", row.journal_id)


def _at(row: Row) -> int:
    return row.at if isinstance(row, AddedLine) else 1 << 62


def _title(row: Row) -> str:
    return row.name if isinstance(row, Book) else row.title or _("(removed since)")


def _label(row: Row) -> str:
    if isinstance(row, Book):
        return _("no copy yet")
    if row.undone:
        return _("taken back")
    if row.label or not row.count:
        return row.label
    return ngettext("{n} copy", "{n} copies", row.count).format(n=row.count)


def _icon(row: Row) -> str:
    return icons.ALERT if isinstance(row, Book) else icons.UNDO if row.undone else icons.CHECK


def _role(row: Row) -> str:
    return "warn" if isinstance(row, Book) else "quiet" if row.undone else "good"


def _tip(row: Row) -> str:
    return f"{_title(row)} · {_label(row)}" if isinstance(row, Book) or row.undone else _title(row)
