"""The choice of the term's best: what the figures propose, what the librarian decides, certificates to print."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from libdesk.actions.helpers.best import LONGEST, choose_best
from libdesk.actions.school import school_of
from libdesk.domain.best_helpers import RULE, Scored, praise, ranked, reasons
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op
from libdesk.domain.rows.calendar import TermRow
from libdesk.i18n import N_, _, listed, ngettext
from libdesk.store.queries import helper_records
from libdesk.store.queries import helpers as queries
from libdesk.ui import icons, theme
from libdesk.ui.cataloguing.orders.tick_table import TickTable
from libdesk.ui.parts import button, down, label, named, wrapped
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.focus_home import focus_first
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty


class BestView(QWidget):
    document_asked = Signal(str, object)

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self.setObjectName("best_view")
        self._around, self._desk = around, around.desk
        self.term: TermRow | None = None
        self._shown: object = None
        self._why: dict[int, str] = {}  # what is to stand as the reasons of each
        self.rule = named(label(_(RULE), role="note", wrap=True), "best_rule")
        empty = Empty(_("No student librarian in this term"), icon=icons.USERS)
        self.list = TickTable(self._columns(), name=_("Helpers by their points"), empty=empty, head=N_("Best"),
                              key=lambda row: row.record.person.reader_id)  # fmt: skip
        self.why = named(QLineEdit(), "best_why")
        self.propose = button("best_propose", _("Tick the proposal"), self._propose, icon=icons.IDEA)
        self.choose = button("best_choose", "", self._choose, role="next", icon=icons.CHECK)
        self.print = button("best_print", _("Print the certificates of the best"), self._print, icon=icons.PRINT)
        self.state = named(label(wrap=True), "best_state")
        self.unsigned = named(label(role="warn", wrap=True), "best_unsigned")
        self.fault = named(label(role="bad", wrap=True), "best_fault")
        self._assemble()
        self._connect()

    def _columns(self) -> tuple[Column, ...]:
        school = school_of(self._desk)
        return (
            Column("name", N_("Name"), lambda row: row.record.person.shown,
                   sort=lambda row: row.record.person.sort_name),
            Column("group", N_("Class"), lambda row: row.record.person.group(school),
                   sort=lambda row: row.record.person.sort_key),
            Column("points", N_("Points"), lambda row: str(row.points), sort=lambda row: -row.points, right=True),
            Column("proposed", N_("Proposed"), _proposed, spare=1, role=lambda row: "quiet" if row.left else "good"),
            Column("why", N_("From these figures"), lambda row: reasons(row.record), width=Width.STRETCH, spare=2),
        )  # fmt: skip

    def _assemble(self) -> None:
        self.fault.hide()
        self.why.setAccessibleName(_("Reasons"))
        self.why.setMaxLength(LONGEST)
        self.list.list.keep_in_sight(4, fewest=3)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        column.addWidget(wrapped(self.propose, self.choose, self.print, gap=2))
        column.addWidget(self.fault)
        column.addWidget(self.state)
        column.addWidget(self.unsigned)
        column.addWidget(self.list, 1)
        column.addWidget(down(label(_("Reasons of the chosen row, as they stand on the certificate"), buddy=self.why),
                              self.why, gap=0.5))  # fmt: skip
        column.addWidget(self.rule)

    def _connect(self) -> None:
        self.list.list.row_changed.connect(lambda _row: self._show_why())
        self.list.ticked.connect(self._mirror)
        self.why.textEdited.connect(self._typed)

    @property
    def home(self) -> tuple[QWidget, ...]:
        return (self.list.view, self.propose)

    def take_focus(self) -> None:
        focus_first(self.home)

    def show_term(self, term: TermRow | None) -> None:
        library = self._desk.read(Op.SEE_HELPERS)
        rows: tuple[Scored, ...] = ()
        best = queries.best_of(library, term.id) if term is not None else []
        if term is not None:
            helpers = queries.helpers_of(library, term)
            people, last = [one.person for one in helpers], min(term.last, self._desk.today)
            left = {one.person.reader_id for one in helpers if one.has_left}
            rows = ranked(helper_records.records(library, people, term.first, last, self._desk.now()), left=left)
        key = (term, tuple(best))
        if key != self._shown:  # what was ticked and typed here stays while nothing was chosen elsewhere
            self._shown = key
            self._why = {row.person.reader_id: row.why for row in best}
            self.list.tick(self._why)
        self.term = term
        self.list.list.show_rows(rows)
        names = listed(row.person.shown for row in best)
        self.state.setText(_("Chosen: {names}").format(names=names) if best else _("Nobody is chosen yet."))
        self.print.setEnabled(bool(best))
        self.propose.setEnabled(bool(rows))
        self._show_unsigned(sum(row.record.unsigned for row in rows))
        self._show_why()
        self._mirror()

    def _show_unsigned(self, count: int) -> None:
        """Points are fair once it is known who was there."""
        text = ngettext(
            "{n} duty has neither a sign-on nor a note. Note on the page Duties who was there, then choose.",
            "{n} duties have neither a sign-on nor a note. Note on the page Duties who was there, then choose.",
            count,
        )
        self.unsigned.setText(text.format(n=count))
        self.unsigned.setVisible(count > 0)

    def _mirror(self) -> None:
        count = len(self.list.chosen)
        self.choose.setText(ngettext("Choose {n} as the best", "Choose {n} as the best", count).format(n=count))
        self.choose.setEnabled(self.term is not None and (count > 0 or self.print.isEnabled()))

    def _show_why(self) -> None:
        row: Scored | None = self.list.list.current_row()
        self.why.setEnabled(row is not None)
        if row is not None:
            text = self._why_of(row)
            if text != self.why.text():
                self.why.setText(text)

    def _why_of(self, row: Scored) -> str:
        return self._why.get(row.record.person.reader_id, praise(row.record))

    def _typed(self, text: str) -> None:
        row: Scored | None = self.list.list.current_row()
        if row is not None:
            self._why[row.record.person.reader_id] = text

    def _propose(self) -> None:
        rows: tuple[Scored, ...] = tuple(self.list.list.model.rows())
        self.list.tick(row.record.person.reader_id for row in rows if row.proposed)

    def _choose(self) -> None:
        term = self.term
        if term is None:
            return
        rows: tuple[Scored, ...] = tuple(self.list.list.model.rows())
        ticked = [row for row in rows if row.record.person.reader_id in self.list.chosen]
        chosen = {row.record.person.reader_id: self._why_of(row) for row in ticked}
        self.fault.hide()
        try:
            done = choose_best(self._desk, term.id, chosen)
        except DeskError as error:
            self.fault.setText(error.text())
            self.fault.show()
            return
        if done:
            told = ngettext("{n} helper is chosen.", "{n} helpers are chosen.", len(chosen)).format(n=len(chosen))
            self._around.say(_("{done} F8 takes it back.").format(done=told))
        self.show_term(term)

    def _print(self) -> None:
        from libdesk.ui.semester.helpers.papers import certificate_maker

        term = self.term
        if term is not None:
            best = [one for one in queries.best_of(self._desk.read(Op.SEE_HELPERS), term.id) if one.person.name]
            if not best:  # of somebody erased nothing is left to honour
                self.fault.setText(_("Those who were chosen have been erased from the library and get no certificate."))
                self.fault.show()
                return
            self.document_asked.emit(_("Certificates of the best student librarians"),
                                     certificate_maker(self._desk, term, best))  # fmt: skip


def _proposed(row: Scored) -> str:
    if row.left:
        return _("left the school")
    return _("proposed") if row.proposed else ""
