"""Readers: found by name, pinyin, class or card; beside the list what each has out and what can be done."""

from typing import Final

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QSplitter, QVBoxLayout

from libdesk.domain.classes import SchoolSystem
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op, Topic
from libdesk.domain.rows.readers import ReaderFound
from libdesk.i18n import N_, _
from libdesk.store.queries import readers as queries
from libdesk.ui import icons, theme
from libdesk.ui.finding.reader_detail import ReaderDetail
from libdesk.ui.parts import across, down, named
from libdesk.ui.search_edit import SearchEdit
from libdesk.ui.tab import Surroundings, Tab
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty, RowTable
from libdesk.ui.widgets.scan_box import ScanBox

STATE_WORDS: Final = {"stopped": N_("stopped"), "left": N_("has left")}


class ReaderListPage(Tab):
    NAME = "reader_list_page"
    TITLE = N_("All readers")
    ICON = icons.USERS
    OP = Op.FIND_READERS
    TOPICS = frozenset({Topic.LOANS, Topic.HOLDS, Topic.READERS, Topic.SETTINGS})

    open_asked = Signal(int)
    """Open this reader at the desk."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.search = SearchEdit(
            "readers_box", _("Find readers"), _("Name, pinyin initials, class such as 四1, card number")
        )
        self.helpers = named(QCheckBox(_("Student librarians only")), "helpers_only")
        self.list = RowTable(self._columns(), name=_("Readers found"), empty=Empty(""), key=lambda row: row.id)
        self.detail = ReaderDetail(self.desk)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self._scans = ScanBox(self)
        self._assemble()
        self._connect()
        self.refresh()

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("group", N_("Class"), self._group, sort=lambda row: row.sort_key),
            Column("name", N_("Name"), lambda row: row.name, sort=lambda row: row.sort_name, width=Width.STRETCH),
            Column("card", N_("Card"), lambda row: row.card),
            Column("out", N_("Out"), lambda row: str(row.out or ""), sort=lambda row: -row.out, right=True),
            Column("note", N_("Note"), _note, role=_note_role),
        )

    def _assemble(self) -> None:
        self._scans.setObjectName("readers_scans")
        self._scans.hide()
        self.splitter.setObjectName("readers_splitter")
        self.splitter.addWidget(down(across((self.search, 1), self.helpers, end=False), (self.list, 1), gap=2))
        self.splitter.addWidget(self.detail)
        self.splitter.setStretchFactor(0, 5)
        self.splitter.setStretchFactor(1, 4)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setSizes([5000, 4000])
        self.splitter.restoreState(self.around.pc.state(self.splitter.objectName()))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(3), theme.space(2), theme.space(3), theme.space(2))
        column.addWidget(self.splitter)

    def _connect(self) -> None:
        self.search.asked.connect(lambda _text: self.refresh())
        self.search.went_down.connect(self.list.view.setFocus)
        self.helpers.toggled.connect(lambda _on: self.refresh())
        self._scans.scanned.connect(lambda raw, _typed: self.look_for(raw))
        self.list.row_changed.connect(self.detail.show_reader)
        self.list.opened.connect(lambda row: self.open_asked.emit(row.id))
        self.detail.open_asked.connect(self.open_asked)
        self.detail.done.connect(self._tell)
        self.detail.form.gives_back_to = self.list.view
        self.splitter.splitterMoved.connect(self._keep_splitter)

    @property
    def scan_target(self) -> ScanBox:
        """A card scanned anywhere on this page shows its reader."""
        return self._scans

    def take_focus(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def look_for(self, text: str) -> None:
        """Show who fits this text, as if it had been typed."""
        self.search.look_for(text)
        self.take_focus()

    def refresh(self) -> None:
        text = self.search.text()
        try:
            found = queries.find_readers(
                self.desk.read(Op.FIND_READERS), text, self.desk.today, self._system, helpers=self.helpers.isChecked()
            )
            self.list.set_empty(self._empty(text))
        except DeskError as error:
            self.list.show_error(error.text(), ((_("Try again"), self.refresh),))
            return
        self.list.show_rows(found.rows, total=found.total)
        self.detail.show_reader(self.list.current_row())

    @property
    def _system(self) -> SchoolSystem:
        return SchoolSystem(self.desk.settings.school_system)

    def _group(self, row: ReaderFound) -> str:
        return row.group(self.desk.today, self._system)

    def _empty(self, text: str) -> Empty:
        if not queries.count_readers(self.desk.read(Op.FIND_READERS)):
            return Empty(
                _("No readers yet"), _("Readers come from the school's rosters."),
                ((_("Import from a table"), lambda: self.around.show_tab("import_tab")),), icons.USERS,
            )  # fmt: skip
        if self.helpers.isChecked() and not text.strip():
            return Empty(
                _("No student librarian yet"), _("Find a pupil, then appoint them at the foot of their page."),
                ((_("Show everybody"), lambda: self.helpers.setChecked(False)),), icons.USERS,
            )  # fmt: skip
        shown = text.strip() if len(text.strip()) <= 20 else f"{text.strip()[:20]}…"
        return Empty(
            _("Nobody fits “{text}”").format(text=shown),
            _("Try the name, its pinyin initials, the class, or scan the card."),
            ((_("Type again"), self._type_again),),
            icons.UNKNOWN,
        )

    def _type_again(self) -> None:
        self.search.clear()
        self.search.ask()
        self.take_focus()

    def _tell(self, text: str) -> None:
        self.around.say(_("{done} F8 takes it back.").format(done=text))
        self.refresh()

    def _keep_splitter(self) -> None:
        self.around.pc.keep_state(self.splitter.objectName(), QByteArray(self.splitter.saveState()))


def _note(row: ReaderFound) -> str:
    if row.state in STATE_WORDS:
        return _(STATE_WORDS[row.state])
    if row.overdue:
        return _("{n} overdue").format(n=row.overdue)
    return _("student librarian") if row.helper else ""


def _note_role(row: ReaderFound) -> str:
    return "bad" if row.state == "active" and row.overdue else "warn" if row.state == "stopped" else ""
