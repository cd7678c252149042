"""One title with all its copies: where each is, when it is due back, and what can be done about it."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from libdesk.actions.desk import Desk
from libdesk.actions.shelving.trolley import waits_since
from libdesk.domain.identifiers import hyphenated
from libdesk.domain.ops import Op
from libdesk.domain.rows.books import CopyFound, TitleFound
from libdesk.i18n import N_, _, ngettext
from libdesk.store.queries import books as queries
from libdesk.store.queries import shelves
from libdesk.ui import icons, theme
from libdesk.ui.parts import button, label, wrapped
from libdesk.ui.widgets.fit_label import FitLabel
from libdesk.ui.widgets.list_face import ListFace
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty, RowTable
from libdesk.ui.widgets.row_view import MEASURED_ROWS

LENDABLE: Final = ("shelf", "hold", "missing", "lost")
BESIDE: Final = ("copy", "place", "state")  # columns, where there is room for all of them
BELOW: Final = ("whole",)
CELL: Final = 6  # steps of a cell that are not text


class TitleDetail(QFrame):
    """The title under the cursor of the list. Nobody's name is shown to those who may not find readers."""

    lend_asked = Signal(int)
    hold_asked = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("side_panel")
        self._desk = desk
        self._row: TitleFound | None = None
        self._wanted: int | None = None
        self._holders: dict[int, str] = {}
        self._title = FitLabel(theme.Step.HEAD, lines=2, bold=True)
        self._facts = label(wrap=True)
        self._more = label(role="note", wrap=True)
        self.copies = RowTable(
            self._columns(),
            name=_("Copies of this title"),
            empty=Empty(_("No copy of this title")),
            key=lambda row: row.id,
            header=False,
        )
        self.face = ListFace()
        self.face.show_face(
            icons.BOOK_OPEN, _("No book chosen"), _("The copies of the book chosen at the left stand here.")
        )
        self.lend = button("find_lend", _("Lend this copy"), self._lend, icon=icons.BOOK_OUT)
        self.hold = button("find_hold", _("Place a hold"), self._hold, icon=icons.HOLD)
        self.copies.view.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._assemble()
        self.copies.row_changed.connect(lambda _row: self._mirror())
        self.copies.opened.connect(lambda _row: self._lend())
        self.show_title(None)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("copy", N_("Copy"), self._copy_name),
            Column("place", N_("Place"), lambda row: row.where, width=Width.STRETCH),
            Column("state", N_("Where"), self._state, role=self._role),
            Column("whole", N_("Copy"), self._whole, width=Width.STRETCH, role=self._role),
        )

    def _assemble(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.space(3)] * 4)
        column.setSpacing(theme.space(1))
        for part in (self._title, self._facts, self._more):
            column.addWidget(part)
        column.addWidget(self.copies, 1)
        self._foot = wrapped(self.lend, self.hold, gap=2)
        column.addWidget(self._foot)
        column.addWidget(self.face, 1)

    def show_title(self, row: TitleFound | None) -> None:
        """Show this title as it is now; None empties the panel."""
        self._row = row
        for part in (self._title, self._facts, self._more, self.copies, self._foot):
            part.setVisible(row is not None)
        self.face.setVisible(row is None)
        if row is not None:
            self._title.setText(row.name)
            self._facts.setText(_facts(row))
            self._more.setText(_more(row))
            self._more.setVisible(bool(self._more.text()))
            self._show_copies(row.id)
        self._mirror()

    def mark_copy(self, copy_id: int | None) -> None:
        """Put the cursor on this copy when its title is shown: its barcode was scanned."""
        self._wanted = copy_id

    def role_changed(self) -> None:
        """Mirror what whoever is at the desk may do."""
        self.lend.setVisible(self._desk.allows(Op.LEND))
        self.hold.setVisible(self._desk.allows(Op.PLACE_HOLD))

    def _show_copies(self, title_id: int) -> None:
        self._holders = {}
        if self._desk.allows(Op.FIND_READERS):
            self._holders = queries.holders(self._desk.read(Op.FIND_READERS), title_id)
        library = self._desk.read(Op.FIND_BOOKS)
        shelf_of = shelves.shelf_map(library, decimal=self._desk.settings.author_decimal)
        copies = queries.copies_of(library, title_id, shelf_of, trolley_since=waits_since(self._desk))
        if not self._desk.allows(Op.SEE_CATALOGUE):
            copies = [copy for copy in copies if copy.status != "withdrawn"]
        self.copies.show_rows(copies)
        self._choose_columns()
        if self._wanted is not None:
            self.copies.select(self._wanted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._choose_columns()

    def _choose_columns(self) -> None:
        """Where a copy is and when it is due must be read whole: in a narrow pane it gets a line of its own."""
        metrics = theme.metrics(theme.Step.BODY)
        rows = self.copies.model.rows()[:MEASURED_ROWS]
        columns = [column for column in self.copies.model.columns if column.key in BESIDE]
        needed = sum(
            max((metrics.horizontalAdvance(column.text(row)) for row in rows), default=0) + theme.space(CELL)
            for column in columns
        )
        room = (
            self.contentsRect().width() - 2 * theme.space(3) - self.copies.view.verticalScrollBar().sizeHint().width()
        )
        wide = needed <= room
        self.copies.show_columns(BESIDE if wide else BELOW, lines=1 if wide else 2)

    def _whole(self, row: CopyFound) -> str:
        """Its state above; below, what may be cut at the end."""
        below = (self._copy_name(row), self._holders.get(row.id, ""), row.where)
        return f"{row.state(self._desk.today)}\n{'  '.join(part for part in below if part)}"

    def _copy_name(self, row: CopyFound) -> str:
        return f"{row.volume}  {row.barcode}".strip()

    def _state(self, row: CopyFound) -> str:
        holder = self._holders.get(row.id, "")
        return f"{row.state(self._desk.today)}  {holder}".strip()

    def _role(self, row: CopyFound) -> str:
        if row.status == "shelf":
            return "" if row.preparing or row.box is not None else "good"
        return "bad" if row.status == "loan" and row.due is not None and row.due < self._desk.today else ""

    def _mirror(self) -> None:
        copy: CopyFound | None = self.copies.current_row() if self._row is not None else None
        self.lend.setEnabled(copy is not None and copy.status in LENDABLE)
        self.lend.setToolTip("" if self.lend.isEnabled() else _("Choose a copy that stands on the shelf."))
        none_free = self._row is not None and self._row.copies > 0 and not self._row.on_shelf
        self.hold.setEnabled(none_free)
        self.hold.setToolTip("" if none_free else _("A hold is for a title whose copies are all out."))

    def _lend(self) -> None:
        copy = self.copies.current_row()
        if copy is not None and self.lend.isEnabled() and self._desk.allows(Op.LEND):
            self.lend_asked.emit(copy.id)

    def _hold(self) -> None:
        if self._row is not None:
            self.hold_asked.emit(self._row.id)


def _facts(row: TitleFound) -> str:
    published = " ".join(part for part in (row.publisher, str(row.year) if row.year else "") if part)
    lines = (row.author, published, row.call_no)
    return "\n".join(line for line in lines if line)


def _more(row: TitleFound) -> str:
    lines = [f"ISBN {hyphenated(row.isbn)}"] if row.isbn else []
    if row.waiting:
        lines.append(
            ngettext("{count} reader is waiting.", "{count} readers are waiting.", row.waiting).format(
                count=row.waiting
            )
        )
    return "\n".join(lines)
