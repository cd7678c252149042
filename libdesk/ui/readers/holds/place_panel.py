"""A hold for a reader who asks at the desk or by telephone: the title by its words, the reader by name, one button."""

from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QVBoxLayout

from libdesk.actions.holds import place_hold
from libdesk.domain.classes import SchoolSystem
from libdesk.domain.ops import Op
from libdesk.domain.rows.books import TitleFound
from libdesk.domain.rows.readers import ReaderFound
from libdesk.i18n import N_, _
from libdesk.store.queries import catalogue
from libdesk.store.queries import hold_lists as queries
from libdesk.store.queries import readers as reader_queries
from libdesk.ui import icons, theme
from libdesk.ui.deed import run
from libdesk.ui.parts import button, down, label, named, wrapped
from libdesk.ui.search_edit import SearchEdit
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.panes import Panes
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty, RowTable

SHOWN: Final = 50  # of each list; whoever looks for more types more


class PlacePanel(QFrame):
    """Two searches side by side and the button; `closed` when it is done or left."""

    placed = Signal(int)
    """A hold on this title was placed."""
    closed = Signal()

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self.setObjectName("hold_place_panel")
        self._around, self._desk = around, around.desk
        self.title_box = SearchEdit("hold_title", _("Title of the hold"), _("Title, author, initials, ISBN or barcode"))
        self.reader_box = SearchEdit("hold_reader", _("Reader of the hold"), _("Name, initials, class or card"))
        nothing = Empty(_("Nothing chosen yet"), _("Type in the field above."), (), icons.SEARCH)
        self.titles = RowTable(TITLES, name=_("Titles found"), empty=nothing, key=lambda row: row.id, header=False)
        self.readers = RowTable(
            self._reader_columns(), name=_("Readers found"), empty=nothing, key=lambda row: row.id, header=False
        )
        self.volume = named(QComboBox(), "hold_volume")
        self.volume.setAccessibleName(_("Volume"))
        self.fault = label(role="bad", wrap=True)
        self.fault.hide()
        self.place = button("hold_place", _("Place the hold"), self._place, role="next", icon=icons.HOLD)
        self.leave = button("hold_leave", _("Esc Leave it"), self.closed.emit)
        self._assemble()
        self._connect()
        self.look("title", "")
        self.look("reader", "")

    def _assemble(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(2))
        left = down(self.title_box, (self.titles, 1), self.volume)
        right = down(self.reader_box, (self.readers, 1))
        self.titles.keep_in_sight()
        column.addWidget(Panes("hold_panes", left, right, shares=(50, 50), needs=(60, 60)), 1)
        column.addWidget(self.fault)
        column.addWidget(wrapped(self.place, self.leave, gap=2))

    def _connect(self) -> None:
        self.title_box.asked.connect(partial(self.look, "title"))
        self.reader_box.asked.connect(partial(self.look, "reader"))
        self.title_box.went_down.connect(self.titles.view.setFocus)
        self.reader_box.went_down.connect(self.readers.view.setFocus)
        self.titles.row_changed.connect(lambda _row: self._title_changed())
        self.readers.row_changed.connect(lambda _row: self._mirror())
        self.titles.opened.connect(lambda _row: self.reader_box.setFocus())
        self.readers.opened.connect(lambda _row: self.place.setFocus())

    def _reader_columns(self) -> tuple[Column, ...]:
        return (
            Column("name", N_("Name"), lambda row: row.name, width=Width.STRETCH),
            Column("group", N_("Class"), self._group),
        )

    def _group(self, row: ReaderFound) -> str:
        return row.group(self._desk.today, SchoolSystem(self._desk.settings.school_system))

    def begin(self) -> None:
        """A new hold: both fields empty, the title first."""
        for box in (self.title_box, self.reader_box):
            box.clear()
            box.ask()
        self.fault.hide()
        self.title_box.setFocus()

    def look(self, what: str, text: str) -> None:
        """Show what fits; nothing typed shows nothing, so that nobody is chosen unasked."""
        typed = text.strip()
        if what == "title":
            found = catalogue.suggest(self._desk.read(Op.FIND_BOOKS), typed, limit=SHOWN).rows
            self.titles.set_empty(_nothing(typed))
            self.titles.show_rows(found)
            self._title_changed()
        else:
            library, system = self._desk.read(Op.FIND_READERS), SchoolSystem(self._desk.settings.school_system)
            people = (
                reader_queries.find_readers(library, typed, self._desk.today, system, limit=SHOWN).rows if typed else ()
            )
            self.readers.set_empty(_nothing(typed))
            self.readers.show_rows([row for row in people if row.state in ("active", "stopped")])
            self._mirror()

    def _title_changed(self) -> None:
        row: TitleFound | None = self.titles.current_row()
        self.volume.clear()
        volumes = queries.volumes(self._desk.read(Op.FIND_BOOKS), row.id) if row else []
        if volumes:
            self.volume.addItem(_("Any volume"), None)
            for volume_id, name in volumes:
                self.volume.addItem(name, volume_id)
        self.volume.setVisible(bool(volumes))
        self._mirror()

    def _mirror(self) -> None:
        ready = self.titles.current_row() is not None and self.readers.current_row() is not None
        self.place.setEnabled(ready)
        self.place.setToolTip("" if ready else _("Choose a title and a reader."))

    def _place(self) -> None:
        title: TitleFound | None = self.titles.current_row()
        reader: ReaderFound | None = self.readers.current_row()
        if title is None or reader is None:
            return
        act = partial(
            place_hold, self._desk, title_id=title.id, reader_id=reader.id, volume_id=self.volume.currentData()
        )
        told = _("{name} waits for “{title}”.").format(name=reader.name, title=title.name)
        if run(self._around, self.fault, act, lambda: told):
            self.placed.emit(title.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.place.hasFocus():
            self.place.click()
        else:
            super().keyPressEvent(event)


TITLES: Final = (
    Column("title", N_("Title"), lambda row: row.name, width=Width.STRETCH),
    Column("state", N_("On the shelf"), lambda row: _("{n} of {copies} in").format(n=row.on_shelf, copies=row.copies)),
)


def _nothing(typed: str) -> Empty:
    if not typed:
        return Empty(_("Nothing chosen yet"), _("Type in the field above."), (), icons.SEARCH)
    return Empty(_("Nothing fits"), _("Try fewer or other words."), (), icons.UNKNOWN)
