"""Trainings of a term, and who of the helpers was there."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QComboBox, QDateEdit, QLineEdit, QPushButton, QVBoxLayout, QWidget

from libdesk.actions.helpers import training as actions
from libdesk.actions.helpers.training import TrainingFields
from libdesk.actions.school import school_of
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op
from libdesk.domain.rows.calendar import TermRow
from libdesk.domain.rows.helpers import Attendance, Trainee, TrainingRow
from libdesk.i18n import _
from libdesk.store.queries import helpers as queries
from libdesk.ui import icons, theme
from libdesk.ui.cataloguing.form_panel import FormPanel
from libdesk.ui.parts import button, down, label, named, wrapped
from libdesk.ui.printing.document_makers import list_maker
from libdesk.ui.semester.helpers import words
from libdesk.ui.settings.section import spin
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.calm import calm
from libdesk.ui.widgets.fit_label import FitLabel
from libdesk.ui.widgets.focus_home import focus_first
from libdesk.ui.widgets.panes import Panes
from libdesk.ui.widgets.row_table import Empty, RowTable

MINUTES = 600


class TrainingForm(FormPanel):
    def __init__(self, *, gives_back_to: QWidget) -> None:
        super().__init__("training", gives_back_to=gives_back_to)
        self.day = self.add(_("Day"), calm(named(QDateEdit(), "training_day")))
        self.topic = self.add(_("Topic"), calm(named(QComboBox(), "training_topic")), share=2)
        self.minutes = self.add(_("Minutes"), spin("training_minutes", 0, MINUTES))
        self.trainer = self.add(_("Held by"), named(QLineEdit(), "training_trainer"), share=1)
        self.note = self.add(_("Note"), named(QLineEdit(), "training_note"), share=1)
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat("yyyy-MM-dd")
        self.topic.setEditable(True)
        for line in (self.topic.lineEdit(), self.trainer, self.note):
            if line is not None:
                line.setMaxLength(actions.LONGEST)

    def fill(self, fields: TrainingFields, topics: Sequence[str]) -> None:
        self.day.setDate(QDate(fields.day.year, fields.day.month, fields.day.day))
        self.topic.clear()
        self.topic.addItems(list(topics))
        self.topic.setEditText(fields.topic)
        self.minutes.setValue(fields.minutes or 0)
        self.trainer.setText(fields.trainer)
        self.note.setText(fields.note)

    def fields(self) -> TrainingFields:
        day = self.day.date().toPython()
        return TrainingFields(
            day, self.topic.currentText(), self.minutes.value() or None, self.trainer.text(), self.note.text()  # type: ignore[arg-type]  # QDate gives a date
        )  # fmt: skip


class TrainingView(QWidget):
    document_asked = Signal(str, object)

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self.setObjectName("training_view")
        self._around, self._desk = around, around.desk
        self.term: TermRow | None = None
        self.new = button("training_new", _("New training …"), self._ask_new, role="next", icon=icons.ADD)
        self.edit = button("training_edit", _("Change …"), self._ask_edit, icon=icons.EDIT)
        self.remove = button("training_remove", _("Remove"), self._remove, icon=icons.DELETE)
        self.print = button("training_print", _("Print the attendance list"), self._print, icon=icons.PRINT)
        self.fault = named(label(role="bad", wrap=True), "training_fault")
        empty = Empty(_("No training yet"), _("Note what was taught and who was there."),
                      ((_("New training …"), self._ask_new),), icons.USERS)  # fmt: skip
        self.list = RowTable(words.training_columns(), name=_("Training sessions"), empty=empty, key=lambda row: row.id)
        self.form = TrainingForm(gives_back_to=self.list.view)
        self.heading = FitLabel(theme.Step.HEAD, bold=True)
        self.facts = named(label(role="note", wrap=True), "training_facts")
        columns = words.trainee_columns(school_of(self._desk))
        self.people = RowTable(columns, name=_("Who was there"), empty=Empty(_("No helper was appointed then")),
                               key=lambda row: row.person.reader_id, many=True)  # fmt: skip
        self.there = self._note("training_there", _("Were there"), Attendance.THERE)
        self.excused = self._note("training_excused", _("Excused"), Attendance.EXCUSED)
        self.missed = self._note("training_missed", _("Missed"), Attendance.MISSED)
        self.none = self._note("training_none", _("Nothing noted"), None)
        self.all = button("training_all", _("All others were there"), self._all_there, icon=icons.CHECK)
        self._assemble()
        self.list.row_changed.connect(lambda _row: self._show_one())
        self.list.opened.connect(lambda _row: self.people.view.setFocus())
        self.people.opened.connect(lambda _row: self._write(Attendance.THERE))

    def _note(self, name: str, text: str, state: Attendance | None) -> QPushButton:
        return button(name, text, partial(self._write, state))

    def _assemble(self) -> None:
        self.fault.hide()
        self.list.keep_in_sight(3)
        self.people.keep_in_sight(4, fewest=3)
        self.beside = down(
            self.heading, self.facts, (self.people, 1),
            wrapped(self.there, self.excused, self.missed, self.none, self.all),
        )  # fmt: skip
        margins = self.beside.layout()
        if margins is not None:
            margins.setContentsMargins(theme.space(2), 0, 0, 0)
        panes = Panes("training_splitter", self.list, self.beside, shares=(50, 50), pc=self._around.pc, needs=(84, 84))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        for part in (wrapped(self.new, self.edit, self.remove, self.print, gap=2), self.form, self.fault):
            column.addWidget(part)
        column.addWidget(panes, 1)

    @property
    def home(self) -> tuple[QWidget, ...]:
        return (self.list.view, self.new)

    def take_focus(self) -> None:
        focus_first(self.home)

    @property
    def row(self) -> TrainingRow | None:
        found: TrainingRow | None = self.list.current_row()
        return found

    def show_term(self, term: TermRow | None) -> None:
        if term != self.term:
            self.form.close_form()
        self.term = term
        self.new.setEnabled(term is not None)
        library = self._desk.read(Op.SEE_HELPERS)
        self.list.show_rows(queries.trainings(library, term.first, term.last) if term is not None else ())
        self._show_one()

    def _show_one(self) -> None:
        row = self.row
        self.beside.setVisible(row is not None)
        for made in (self.edit, self.remove, self.print):
            made.setEnabled(row is not None)
        if row is not None:
            self.heading.setText(row.topic)
            self.facts.setText(words.training_facts(row))
            self.people.show_rows(self._trainees(row))
            for made in (self.there, self.excused, self.missed, self.none, self.all):
                made.setEnabled(bool(self.people.model.rows()))

    def _trainees(self, row: TrainingRow) -> list[Trainee]:
        library, term = self._desk.read(Op.SEE_HELPERS), self.term
        helpers = queries.helpers_of(library, term) if term is not None else []
        return queries.trainees(library, row, [one.person for one in helpers if one.runs(row.day)])

    def _do(self, act: Callable[[], object], told: str) -> None:
        self.fault.hide()
        try:
            done = act()
        except DeskError as error:
            self.fault.setText(error.text())
            self.fault.show()
            return
        if done:
            self._around.say(_("{done} F8 takes it back.").format(done=told))
        self.show_term(self.term)

    def _ask_new(self) -> None:
        term = self.term
        if term is None:
            return
        day = min(max(self._desk.today, term.first), term.last)
        self.form.fill(TrainingFields(day, "", 40), queries.topics(self._desk.read(Op.SEE_HELPERS)))
        self.form.ask(_("A training that was held or is to come"), _("Add"), self._add)

    def _add(self) -> None:
        training_id = actions.add_training(self._desk, self.form.fields())
        self._around.say(_("{done} F8 takes it back.").format(done=_("The training is noted.")))
        self.show_term(self.term)
        if not self.list.select(training_id):
            self._around.say(_("The training lies outside {term}.").format(term=self.term.name if self.term else ""))

    def _ask_edit(self) -> None:
        row = self.row
        if row is not None:
            fields = TrainingFields(row.day, row.topic, row.minutes, row.trainer, row.note)
            self.form.fill(fields, queries.topics(self._desk.read(Op.SEE_HELPERS)))
            self.form.ask(_("Change this training"), _("Change"), partial(self._change, row.id))

    def _change(self, training_id: int) -> None:
        if actions.edit_training(self._desk, training_id, self.form.fields()):
            self._around.say(_("{done} F8 takes it back.").format(done=_("Changed.")))
        self.show_term(self.term)

    def _remove(self) -> None:
        row = self.row
        if row is not None:
            self._do(lambda: actions.remove_training(self._desk, row.id), _("The training is removed."))

    def _write(self, state: Attendance | None) -> None:
        row, chosen = self.row, [one.person.reader_id for one in self.people.chosen_rows()]
        if row is not None and chosen:
            states = dict.fromkeys(chosen, state)
            self._do(lambda: actions.note_attendance(self._desk, row.id, states), _("Noted."))

    def _all_there(self) -> None:
        """Everybody of whom nothing is noted yet."""
        row = self.row
        rows: Sequence[Trainee] = self.people.model.rows()
        states: dict[int, Attendance | None] = {
            one.person.reader_id: Attendance.THERE for one in rows if one.state is None
        }
        if row is not None and states:
            self._do(lambda: actions.note_attendance(self._desk, row.id, states), _("Noted."))

    def _print(self) -> None:
        from libdesk.ui.semester.helpers.papers import attendance_paper

        row = self.row
        if row is not None:
            paper = attendance_paper(self._desk, row, self._trainees(row))
            self.document_asked.emit(paper.heading, list_maker(paper))
