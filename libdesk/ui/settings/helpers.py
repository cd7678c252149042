"""Student librarians: who is appointed, whether the desk works without one, how long a pupil's turn waits."""

from PySide6.QtWidgets import QCheckBox

from libdesk.actions import shifts
from libdesk.actions.settings import LIMITS
from libdesk.domain.classes import SchoolSystem
from libdesk.domain.ops import Op
from libdesk.domain.rows.reader_groups import HELPERS
from libdesk.domain.rows.readers import ReaderFound
from libdesk.i18n import N_, _
from libdesk.store.queries import readers as queries
from libdesk.ui import icons, theme
from libdesk.ui.parts import across, button, down, label, named
from libdesk.ui.search_edit import SearchEdit
from libdesk.ui.settings.section import Section, spin
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty, RowTable

MOST_FOUND = 20
ROWS_HIGH = 36  # steps


class HelpersSection(Section):
    TITLE = N_("Student librarians")
    ICON = icons.USERS
    HELP = "helpers_section"
    ALSO = N_("helper duty shift volunteer")

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.unsigned = named(QCheckBox(_("The desk also works while nobody is on duty")), "set_unsigned_desk")
        self.turn = spin("set_helper_reader_seconds", *LIMITS["helper_reader_seconds"], suffix=_(" seconds"))
        empty = Empty(_("No student librarian yet"), _("Find a pupil below and appoint them."), icon=icons.USERS)
        self.appointed = self._table("appointed", _("Appointed now"), empty)
        self.dismiss = button("helper_dismiss", _("End the appointment"), self._dismiss)
        self.search = SearchEdit("helper_search", _("Find a pupil"), _("Name, pinyin initials or class, such as 四1"))
        self.found = self._table("found", _("Pupils found"), Empty(_("Type a name or a class"), icon=icons.SEARCH))
        self.appoint = button("helper_appoint", _("Appoint"), self._appoint, role="next")
        self._assemble()
        self._connect()

    def _table(self, name: str, words: str, empty: Empty) -> RowTable:
        columns = (
            Column("name", N_("Name"), lambda row: row.name, sort=lambda row: row.sort_name, width=Width.STRETCH),
            Column("group", N_("Class"), self._group, sort=lambda row: row.sort_key),
            Column("card", N_("Card"), lambda row: row.card),
        )
        made = named(RowTable(columns, name=words, empty=empty, key=lambda row: row.id), name)
        made.setFixedHeight(theme.space(ROWS_HIGH))
        return made

    def _assemble(self) -> None:
        note = _("Such loans are recorded as unsigned. Without the tick a student librarian signs on first.")
        self.add_part(down(self.unsigned, label(note, role="note", wrap=True)))
        text = _("In student mode the reader's page is put away after so long without a scan.")
        self.add(_("A reader's turn in student mode"), self.turn, text)
        self.add_part(down(label(_("Appointed now"), buddy=self.appointed.view), self.appointed, across(self.dismiss)))
        text = _("Appointed here until dismissed. For a term: Semester, Helpers.")
        self.add_part(
            down(
                label(_("Appoint a pupil"), buddy=self.search), self.search, self.found, across(self.appoint),
                label(text, role="note", wrap=True),
            )
        )  # fmt: skip
        self.end()

    def _connect(self) -> None:
        self.unsigned.toggled.connect(lambda on: self.set(unsigned_desk=on))
        self.turn.valueChanged.connect(lambda seconds: self.set(helper_reader_seconds=seconds))
        self.search.asked.connect(lambda _text: self._look())
        self.search.went_down.connect(self.found.view.setFocus)
        self.found.opened.connect(lambda _row: self._appoint())
        self.found.row_changed.connect(lambda row: self.appoint.setEnabled(row is not None and not row.helper))
        self.appointed.row_changed.connect(lambda row: self.dismiss.setEnabled(row is not None))

    def show_values(self) -> None:
        settings = self.desk.settings
        self.unsigned.setChecked(settings.unsigned_desk)
        self.turn.setValue(settings.helper_reader_seconds)
        library = self.desk.read(Op.FIND_READERS)
        self.appointed.show_rows(queries.find_readers(library, "", self.desk.today, self._system, group=HELPERS).rows)
        self._look()
        self.dismiss.setEnabled(self.appointed.current_row() is not None)

    @property
    def _system(self) -> SchoolSystem:
        return SchoolSystem(self.desk.settings.school_system)

    def _group(self, row: ReaderFound) -> str:
        return row.group(self.desk.today, self._system)

    def _look(self) -> None:
        text = self.search.text()
        rows: tuple[ReaderFound, ...] = ()
        if text.strip():
            library = self.desk.read(Op.FIND_READERS)
            found = queries.find_readers(library, text, self.desk.today, self._system, limit=MOST_FOUND)
            rows = tuple(row for row in found.rows if row.kind == "pupil" and row.state == "active" and not row.helper)
        words = _("Nobody fits “{text}”").format(text=text.strip()) if text.strip() else _("Type a name or a class")
        self.found.set_empty(Empty(words, icon=icons.SEARCH))
        self.found.show_rows(rows)
        self.appoint.setEnabled(bool(rows))

    def _appoint(self) -> None:
        row = self.found.current_row()
        if row is not None:
            self.do(lambda: shifts.appoint(self.desk, row.id))

    def _dismiss(self) -> None:
        row = self.appointed.current_row()
        if row is not None:
            self.do(lambda: shifts.dismiss(self.desk, row.id))
