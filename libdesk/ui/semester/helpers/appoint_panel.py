"""Pupils found by name or class and appointed together; what was ticked stays while one looks for the next."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from libdesk.actions.school import school_of
from libdesk.domain.classes import SchoolSystem
from libdesk.domain.ops import Op
from libdesk.domain.rows.calendar import TermRow
from libdesk.domain.rows.readers import ReaderFound
from libdesk.domain.show import show_day
from libdesk.i18n import N_, _, ngettext
from libdesk.store.queries import helpers
from libdesk.store.queries import readers as queries
from libdesk.ui import icons, theme
from libdesk.ui.cataloguing.orders.tick_table import TickTable
from libdesk.ui.parts import button, label, named, wrapped
from libdesk.ui.search_edit import SearchEdit
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.announce import announce
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty

MOST = 60  # a class is shown whole


class AppointPanel(QFrame):
    """`asked` with the readers who are ticked."""

    asked = Signal(list)

    def __init__(self, around: Surroundings, *, gives_back_to: QWidget) -> None:
        super().__init__()
        self.setObjectName("appoint_panel")
        self.setProperty("role", "panel")
        self._around, self._desk, self._back_to = around, around.desk, gives_back_to
        self._term: TermRow | None = None
        self.words = named(label(wrap=True), "appoint_words")
        self.search = SearchEdit("appoint_search", _("Find a pupil"), _("Name, pinyin initials or class, such as 四1"))
        columns = (
            Column("name", N_("Name"), lambda row: row.name, sort=lambda row: row.sort_name, width=Width.STRETCH),
            Column("group", N_("Class"), self._group, sort=lambda row: row.sort_key),
            Column("out", N_("Overdue"), lambda row: str(row.overdue or ""), right=True, spare=1),
        )
        self.found = TickTable(columns, name=_("Pupils found"), empty=Empty(_("Type a name or a class")),
                               key=lambda row: row.id, head=N_("Take"))  # fmt: skip
        self.ok = button("appoint_ok", "", self._done, role="next")
        self.cancel = button("appoint_cancel", _("Esc Leave it"), self.close_panel)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(2), theme.space(1), theme.space(2), theme.space(1))
        column.setSpacing(theme.space(1))
        self.found.setFixedHeight(theme.space(34))
        for part in (self.words, self.search, self.found, wrapped(self.ok, self.cancel, gap=2)):
            column.addWidget(part)
        self.hide()
        self.search.asked.connect(self._look)
        self.search.entered.connect(self._tick_the_only_one)
        self.search.went_down.connect(self.found.view.setFocus)
        self.found.ticked.connect(self._mirror)

    def begin(self, term: TermRow) -> None:
        self._term = term
        text = _("Appointed for {term}, until {day}. Space ticks a pupil, a scanned card or Enter the only one found.")
        self.words.setText(text.format(term=term.name, day=show_day(term.last, weekday=False, year=True)))
        self.search.clear()
        self.found.tick(())
        self._look("")
        self._mirror()
        self.show()
        self.search.setFocus()

    def close_panel(self) -> None:
        if not self.isHidden():
            self.hide()
            self._back_to.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
        else:
            super().keyPressEvent(event)

    def _group(self, row: ReaderFound) -> str:
        ref = row.class_ref
        return school_of(self._desk).show(ref, self._desk.today) if ref is not None else ""

    def _look(self, text: str) -> None:
        rows: list[ReaderFound] = []
        if text.strip() and self._term is not None:
            library, today = self._desk.read(Op.SEE_HELPERS), self._desk.today
            system = SchoolSystem(self._desk.settings.school_system)
            found = queries.find_readers(library, text, today, system, limit=MOST, school=school_of(self._desk))
            taken = {one.person.reader_id for one in helpers.helpers_of(library, self._term) if one.ended is None}
            rows = [row for row in found.rows if row.kind == "pupil" and row.state == "active" and row.id not in taken]
        words = _("Nobody fits “{text}” who is not appointed yet").format(text=text.strip())
        self.found.list.set_empty(Empty(words if text.strip() else _("Type a name or a class"), icon=icons.SEARCH))
        self.found.list.show_rows(rows)

    def _tick_the_only_one(self) -> None:
        rows: Sequence[ReaderFound] = self.found.list.model.rows()
        if len(rows) == 1:
            self.found.tick({*self.found.chosen, rows[0].id})
            announce(self.found, _("{name}, ticked").format(name=rows[0].name))

    def _mirror(self) -> None:
        count = len(self.found.chosen)
        self.ok.setText(ngettext("Appoint {n} pupil", "Appoint {n} pupils", count).format(n=count))
        self.ok.setEnabled(count > 0)

    def _done(self) -> None:
        chosen = sorted(int(str(one)) for one in self.found.chosen)
        self.close_panel()
        if chosen:
            self.asked.emit(chosen)
