"""The helpers of a term with their figures; one of them at the right; appointing and renewing in one step."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from libdesk.actions.helpers import appointing
from libdesk.actions.school import school_of
from libdesk.actions.shifts import dismiss
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op
from libdesk.domain.rows.calendar import TermRow
from libdesk.domain.rows.roster import DutyDayRows
from libdesk.i18n import _, listed, ngettext
from libdesk.store.queries import helper_records, roster
from libdesk.store.queries import helpers as queries
from libdesk.ui import icons, theme
from libdesk.ui.deed import run
from libdesk.ui.parts import button, down, label, named, wrapped
from libdesk.ui.printing.document_makers import list_maker
from libdesk.ui.semester.helpers import words
from libdesk.ui.semester.helpers.appoint_panel import AppointPanel
from libdesk.ui.semester.helpers.words import DutyRow, HelperRow
from libdesk.ui.semester.places import to_the_terms
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.fit_label import FitLabel
from libdesk.ui.widgets.focus_home import focus_first
from libdesk.ui.widgets.list_face import Choice
from libdesk.ui.widgets.panes import Panes
from libdesk.ui.widgets.row_table import Empty, RowTable

CLASSES: Final = 12  # without a helper, named one by one


class ListView(QWidget):
    document_asked = Signal(str, object)

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self.setObjectName("helpers_list_view")
        self._around, self._desk = around, around.desk
        self.term: TermRow | None = None
        self._days: list[DutyDayRows] = []  # of the term, until today
        self.appoint = button("helpers_appoint", _("Appoint …"), self._ask_appoint, role="next", icon=icons.ADD)
        self.renew = button("helpers_renew", "", self._renew, icon=icons.RENEW)
        self.print = button("helpers_print", _("Print the list"), self._print, icon=icons.PRINT)
        self.dismiss = button("helpers_dismiss", _("End the appointment"), self._dismiss)
        self.classes = named(label(role="warn", wrap=True), "helpers_classes")
        self.fault = named(label(role="bad", wrap=True), "helpers_fault")
        self.list = RowTable(words.columns(), name=_("Student librarians of the term"), empty=Empty(""), many=True,
                             key=lambda row: row.id)  # fmt: skip
        self.panel = AppointPanel(around, gives_back_to=self.list.view)
        self.heading = FitLabel(theme.Step.HEAD, bold=True)
        self.record = named(label(wrap=True), "helper_record")
        self.trainings = named(label(role="note", wrap=True), "helper_trainings")
        empty = Empty(_("No duties in this term yet"), icon=icons.CLOCK)
        self.duties = RowTable(words.duty_columns(), name=_("Duties of this helper"), empty=empty,
                               key=lambda row: row.key)  # fmt: skip
        self._assemble()
        self._connect()

    def _assemble(self) -> None:
        self.fault.hide()
        self.list.keep_in_sight(4, fewest=2)
        self.duties.keep_in_sight(3, fewest=2)
        left = down((self.list, 1), self.classes)
        self.beside = down(
            self.heading, self.record, self.trainings, label(_("Duties"), buddy=self.duties.view), (self.duties, 1),
            wrapped(self.dismiss),
        )  # fmt: skip
        margins = self.beside.layout()
        if margins is not None:
            margins.setContentsMargins(theme.space(2), 0, 0, 0)
        panes = Panes("helpers_splitter", left, self.beside, shares=(60, 40), pc=self._around.pc, needs=(100, 64))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        for part in (wrapped(self.appoint, self.renew, self.print, gap=2), self.panel, self.fault):
            column.addWidget(part)
        column.addWidget(panes, 1)

    def _connect(self) -> None:
        self.list.row_changed.connect(lambda _row: self._show_one())
        self.list.chosen_changed.connect(self._mirror)
        self.panel.asked.connect(self._appoint)

    @property
    def home(self) -> tuple[QWidget, ...]:
        return (self.list.view, self.appoint)

    def take_focus(self) -> None:
        focus_first(self.home)

    @property
    def row(self) -> HelperRow | None:
        found: HelperRow | None = self.list.current_row()
        return found

    def show_term(self, term: TermRow | None) -> None:
        if term != self.term:
            self.panel.close_panel()
            self._tell("")
        self.term = term
        if term is None:
            text = _("Enter the terms of the school year in the settings, in the calendar.")
            self.list.set_empty(Empty(_("No term yet"), text, (to_the_terms(self._around),), icons.USERS))
            self.list.show_rows(())
            self.classes.hide()
            self._mirror()
            return
        choices: tuple[Choice, ...] = ((_("Appoint …"), self._ask_appoint),)
        text = _("Each class has its helpers: appoint them for the term.")
        if term.last < self._desk.today:
            choices = (to_the_terms(self._around),)
            text = _("This term is over. Enter the next one and appoint for it.")
        self.list.set_empty(Empty(_("No student librarian in this term"), text, choices, icons.USERS))
        self.list.show_rows(self._rows(term))
        self._show_classes(term)
        self._show_one()
        self._mirror()

    def _rows(self, term: TermRow) -> list[HelperRow]:
        library, today = self._desk.read(Op.SEE_HELPERS), self._desk.today
        found = queries.helpers_of(library, term)
        last = min(term.last, today)
        people = [one.person for one in found]
        self._days = roster.duty_days(library, term.first, last) if people else []
        records = helper_records.records(library, people, term.first, last, self._desk.now(), self._days)
        by_reader = {record.person.reader_id: record for record in records}
        school = school_of(self._desk)
        return [HelperRow(one, by_reader[one.person.reader_id], one.person.group(school), today) for one in found]

    def _show_classes(self, term: TermRow) -> None:
        school, library = school_of(self._desk), self._desk.read(Op.SEE_HELPERS)
        lacking = queries.classes_without_helper(library, term, self._desk.today, school)
        names = listed(school.show(ref, term.last) for ref in lacking[:CLASSES])
        if len(lacking) > CLASSES:
            text = ngettext(
                "Classes without a helper: {classes} and {n} more", "Classes without a helper: {classes} and {n} more",
                len(lacking) - CLASSES,
            )  # fmt: skip
            text = text.format(classes=names, n=len(lacking) - CLASSES)
        else:
            text = _("Classes without a helper: {classes}").format(classes=names)
        self.classes.setText(text)
        self.classes.setVisible(bool(lacking))

    def _show_one(self) -> None:
        row, term = self.row, self.term
        self.beside.setVisible(row is not None)
        self.dismiss.setEnabled(row is not None and (row.runs or row.ahead))
        if row is None or term is None:
            return
        library = self._desk.read(Op.SEE_HELPERS)
        self.heading.setText(f"{row.name}  {row.group}")
        self.record.setText(words.record_lines(row.record))
        learned = queries.trainings_of(library, row.id, term.first, term.last)
        topics = listed(topic for _day, topic, state in learned if state == "there")
        self.trainings.setText(_("Learned: {topics}").format(topics=topics))
        self.trainings.setVisible(bool(topics))
        now = self._desk.now()
        self.duties.show_rows(
            [DutyRow(slot, slot.people[place], now)
             for slot, place in helper_records.duties_of(self._days, row.id)]
        )  # fmt: skip

    def _mirror(self) -> None:
        term = self.term
        following = queries.next_term(self._desk.read(Op.SEE_HELPERS), term) if term is not None else None
        over = term is None or term.last < self._desk.today
        self.appoint.setEnabled(not over)
        self.print.setEnabled(bool(self.list.model.rows()))
        chosen = self.list.count_chosen() if self.list.model.rows() else 0
        if following is None:
            self.renew.setText(_("Renew for the next term"))
            self.renew.setToolTip(_("Enter the next term in the calendar first."))
        elif chosen > 1:
            text = ngettext("Renew {n} for {term}", "Renew {n} for {term}", chosen)
            self.renew.setText(text.format(n=chosen, term=following.name))
            self.renew.setToolTip("")
        else:
            self.renew.setText(_("Renew all for {term}").format(term=following.name))
            self.renew.setToolTip(_("Choose several in the list, and only these are renewed."))
        self.renew.setEnabled(following is not None and bool(self.list.model.rows()))

    def _tell(self, text: str) -> None:
        self.fault.setText(text)
        self.fault.setVisible(bool(text))

    def _do(self, act: Callable[[], object], told: str) -> None:
        if run(self._around, self.fault, act, lambda: told):
            self.show_term(self.term)

    def _ask_appoint(self) -> None:
        if self.term is not None:
            self._tell("")
            self.panel.begin(self.term)

    def _appoint(self, reader_ids: list[int]) -> None:
        term = self.term
        if term is not None:
            told = ngettext("{n} pupil is appointed.", "{n} pupils are appointed.", len(reader_ids))
            self._do(lambda: appointing.appoint_for(self._desk, reader_ids, term), told.format(n=len(reader_ids)))
            self.list.select(reader_ids[0])

    def _renew(self) -> None:
        """Those who are chosen where it is several, else everybody whose appointment was not ended."""
        term = self.term
        following = queries.next_term(self._desk.read(Op.SEE_HELPERS), term) if term is not None else None
        if following is None:
            return
        chosen: list[HelperRow] = self.list.chosen_rows()
        rows: list[HelperRow] = chosen if len(chosen) > 1 else list(self.list.model.rows())
        wanted = [row.id for row in rows if row.one.ended is None]
        self._tell("")
        try:
            done = appointing.renew(self._desk, wanted, following)
        except DeskError as error:
            self._tell(error.text())
            return
        count = len(done.reader_ids)
        if not count:
            self._around.say(_("All of them are appointed for {term} already.").format(term=following.name))
            return
        told = ngettext("{n} helper is renewed for {term}.", "{n} helpers are renewed for {term}.", count)
        self._around.say(_("{done} F8 takes it back.").format(done=told.format(n=count, term=following.name)))
        self.show_term(term)

    def _dismiss(self) -> None:
        row, term = self.row, self.term
        if row is None or term is None:
            return
        rows = roster.entries(self._desk.read(Op.SEE_HELPERS), term.id)
        places = sum(entry.entry.reader_id == row.id for entry in rows)
        told = _("{name} is no longer a student librarian.")
        if places:
            told = ngettext(
                "{name} is no longer a student librarian, and {n} place on the roster is open.",
                "{name} is no longer a student librarian, and {n} places on the roster are open.",
                places,
            )
        self._do(lambda: dismiss(self._desk, row.id), told.format(name=row.name, n=places))

    def _print(self) -> None:
        from libdesk.ui.semester.helpers.papers import list_paper

        if self.term is not None:
            paper = list_paper(self._desk, self.term, list(self.list.model.rows()))
            self.document_asked.emit(paper.heading, list_maker(paper))
