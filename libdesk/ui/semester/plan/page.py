"""The plan of a term: its tasks by their days with how each stands, one of them beside it; templates, aims, papers."""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from libdesk.actions.planning.plans import copy_last_year
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op, Topic
from libdesk.domain.rows.calendar import TermRow
from libdesk.domain.rows.tasks import PlanLine, Taken
from libdesk.domain.tasks.spans import months_of
from libdesk.domain.tasks.standing import STILL_OPEN, Standing
from libdesk.domain.terms import term_of
from libdesk.i18n import N_, _, ngettext, sentences
from libdesk.store.queries import calendar as calendar_queries
from libdesk.store.queries import plan as queries
from libdesk.ui import icons, theme
from libdesk.ui.page_area import GivingArea
from libdesk.ui.parts import button, down, label, named, wrapped
from libdesk.ui.printing.document_makers import list_maker
from libdesk.ui.semester.places import to_the_terms
from libdesk.ui.semester.plan import papers, words
from libdesk.ui.semester.plan.task_view import TaskView
from libdesk.ui.semester.term_choice import TermChoice
from libdesk.ui.settings.section import choice
from libdesk.ui.tab import Surroundings, Tab
from libdesk.ui.table_file import ask_where, save_table
from libdesk.ui.widgets.announce import tell_aloud
from libdesk.ui.widgets.calm import calm
from libdesk.ui.widgets.focus_home import focus_first
from libdesk.ui.widgets.panes import Panes
from libdesk.ui.widgets.row_table import Empty, RowTable
from libdesk.ui.widgets.stack import Stack

if TYPE_CHECKING:
    from libdesk.ui.semester.plan.aims_view import AimsView
    from libdesk.ui.semester.plan.template_view import TemplateView

EVERY: Final = 0
LOW: Final = 130  # steps of height below which a form and a list have no room beside each other
_REMOVE: Final = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class PlanPage(Tab):
    NAME = "plan_page"
    TITLE = N_("Plan")
    ICON = icons.LIST
    OP = Op.SEE_PLAN
    TOPICS = frozenset(Topic)  # what the library sees of a task may be anything

    document_asked = Signal(str, object)
    """A document to open or print: its title, and a function without arguments that gives its bytes."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.lines: Sequence[PlanLine] = ()
        self._terms: Sequence[TermRow] = ()
        self.term_choice = TermChoice("plan_term")
        self.month = calm(named(QComboBox(), "plan_month"))
        self.state = choice("plan_state", [(code, _(text)) for code, text in words.STATES])
        self.new = button("plan_new", _("Ctrl+N New task"), self.ask_new, icon=icons.ADD)
        self.template = button("plan_template", _("From a template …"), self.open_template, icon=icons.TERM)
        self.again = button("plan_copy", _("Copy last year's"), self.copy_year, icon=icons.COPY)
        self.aims = button("plan_aims", _("Aims …"), self.open_aims, icon=icons.FLAG)
        self.print = button("plan_print", _("Print the plan"), self._print, icon=icons.PRINT)
        self.print_done = button("plan_print_done", _("Print planned and done"), self._print_done)
        self.save = button("plan_save", _("Save as a table …"), self._save, icon=icons.SAVE)
        self.fault = named(label(role="bad", wrap=True), "plan_fault")
        self.counts = named(label(role="note", wrap=True), "plan_counts")
        self.list = RowTable(
            words.columns(), name=_("Tasks of the plan"), empty=Empty(""), many=True, key=lambda line: line.id, least=32
        )
        self.view = TaskView(around, self.list.view)
        self._views = Stack()
        self._assemble()
        self._connect()
        self.refresh()
        self._to_what_is_due()

    def _assemble(self) -> None:
        self.fault.hide()
        for field, text in ((self.month, _("Month")), (self.state, _("State"))):
            field.setAccessibleName(text)
            field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.list.keep_in_sight(3, fewest=1)
        self.list.view.installEventFilter(self)
        self.splitter = Panes(
            "plan_splitter", self.list, self.view, shares=(70, 30), pc=self.around.pc, needs=(100, 50)
        )
        self._top = wrapped(
            self.term_choice, self.month, self.state, self.new, self.template, self.again, self.aims, gap=2
        )
        self._foot = wrapped(self.print, self.print_done, self.save, gap=2)
        self._said = down(self.fault, self.counts)
        self._work = GivingArea(down(self._top, self._said, (self.splitter, 1), self._foot))
        self._views.addWidget(self._work)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(3), theme.space(1), theme.space(3), theme.space(1))
        column.setSpacing(theme.space(1))
        column.addWidget(self._views, 1)

    def _connect(self) -> None:
        self.term_choice.activated.connect(lambda _at: self._another_term())
        for field in (self.month, self.state):
            field.activated.connect(lambda _at: self._show())
        self.list.chosen_changed.connect(self._chosen)
        self.list.row_changed.connect(lambda _row: self._chosen())
        self.list.opened.connect(lambda _line: self.view.go_there())
        self.view.made.connect(self.show_task)
        self.view.busy.connect(self._make_room)
        new = QShortcut(QKeySequence("Ctrl+N"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        new.activated.connect(self.ask_new)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Of the list: Space ticks off, Del takes out."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self.list.chosen_rows():
            if event.key() == Qt.Key.Key_Space:
                self.view.turn()
                return True
            if event.key() in _REMOVE:
                self.view.ask_remove()
                return True
        return super().eventFilter(watched, event)

    @property
    def home(self) -> tuple[QWidget, ...]:
        return (self.list.view, self.new)

    def take_focus(self) -> None:
        focus_first(self.home)

    @property
    def term(self) -> TermRow | None:
        """The term whose plan is shown."""
        return self.term_choice.term

    # What is shown

    def refresh(self) -> None:
        """Something was done, here or elsewhere: what was refused before it is no longer the last that happened."""
        self._tell("")
        self.view.forget_fault()
        if not self.desk.allows(self.OP):
            return
        try:
            self._fill_terms()
            self._read()
        except DeskError as error:
            self.list.show_error(error.text(), ((_("Try again"), self.refresh),))

    def _fill_terms(self) -> None:
        self._terms = calendar_queries.terms(self.desk.read(Op.SEE_PLAN))
        self.term_choice.show_terms(self._terms, self.desk.today)
        self._fill_months()

    def _fill_months(self) -> None:
        kept = self.month.currentData()
        self.month.clear()
        self.month.addItem(_("every month"), EVERY)
        if self.term is not None:
            for first in months_of(self.term.first, self.term.last):
                self.month.addItem(words.month(first), first.month)
        self.month.setCurrentIndex(max(0, self.month.findData(kept)))

    def _another_term(self) -> None:
        self._tell("")
        self._fill_months()
        self._read()
        self._to_what_is_due()

    def _make_room(self, asked: bool) -> None:
        """In a low window the form of a task has the page for itself; what was refused before it goes."""
        if asked:
            self._tell("")
        alone = asked and self.height() < theme.space(LOW)
        shown = self.list.isVisibleTo(self)
        for part in (self._top, self._said, self._foot, self.splitter.widget(0)):
            if part is not None:
                part.setVisible(not alone)
        if not alone and not shown:
            self.take_focus()

    def _to_what_is_due(self) -> None:
        """The cursor begins with what is overdue or under way."""
        first = next((line for line in self.shown if line.standing in (Standing.OVERDUE, Standing.DUE)), None)
        if first is not None:
            self.list.select(first.id)

    def _read(self) -> None:
        term, library = self.term, self.desk.read(Op.SEE_PLAN)
        self.lines = queries.lines(library, self._terms, term, self.desk.today, self.desk.settings.zone) if term else ()
        self._show()

    @property
    def shown(self) -> list[PlanLine]:
        """The tasks that fit the month and the state that are chosen."""
        return [line for line in self.lines if self._in_month(line) and self._in_state(line)]

    def _in_month(self, line: PlanLine) -> bool:
        month = self.month.currentData()
        return month in (EVERY, None) or any(day.month == month for day in months_of(line.task.first, line.task.last))

    def _in_state(self, line: PlanLine) -> bool:
        state = self.state.currentData()
        return not state or (line.standing in STILL_OPEN if state == "left" else line.standing == state)

    def _show(self) -> None:
        keeper, term, rows = self.desk.allows(Op.EDIT_PLAN), self.term, self.shown
        self.list.set_empty(self._empty())
        self.list.show_rows(rows)
        self.counts.setText(words.counted(rows))
        self.counts.setVisible(bool(rows))
        for made in (self.new, self.aims):
            made.setEnabled(keeper and term is not None)
        for made in (self.template, self.again):  # into a term that is over they would bring overdue tasks alone
            made.setEnabled(keeper and term is not None and term.last >= self.desk.today)
        for made in (self.print, self.print_done, self.save):
            made.setEnabled(bool(self.lines))
        self._chosen()

    def _chosen(self) -> None:
        self.view.show_lines(self.list.chosen_rows())

    def _empty(self) -> Empty:
        if self.term is None:
            text = _("A plan is of a term. Enter its first and last day.")
            return Empty(_("No term yet"), text, (to_the_terms(self.around),))
        if self.lines:
            choices = ((_("Show all tasks"), self._show_all),)
            return Empty(_("No such task"), "", choices, icons.CHECK_CIRCLE)
        if self.term.last < self.desk.today:
            text = _("This term is over. Enter the next one, then its plan is written.")
            return Empty(_("No plan of this term"), text, (to_the_terms(self.around),), icons.LIST)
        return Empty(
            _("No plan yet"), _("Take a template over and change it, copy last year's, or write the tasks."),
            ((_("From a template"), self.open_template), (_("New task"), self.ask_new)), icons.LIST,
        )  # fmt: skip

    def _show_all(self) -> None:
        self.month.setCurrentIndex(0)
        self.state.setCurrentIndex(0)
        self._show()
        self.take_focus()

    def show_task(self, task_id: int) -> None:
        """The cursor on a task, of whichever term it is and whatever was chosen to be shown."""
        row = queries.task(self.desk.read(Op.SEE_PLAN), task_id)
        term = term_of(self._terms, row.last) if row is not None else None
        if term is not None and term != self.term:
            self.term_choice.choose(term)
            self._another_term()
        if not self.list.select(task_id):
            self._show_all()
            self.list.select(task_id)

    # What is done

    def ask_new(self) -> None:
        if self.term is not None and self.desk.allows(Op.EDIT_PLAN) and self._views.currentWidget() is self._work:
            self.view.ask_new(self.term)

    def copy_year(self) -> None:
        term = self.term
        if term is None:
            return
        self._tell("")
        try:
            self._taken(copy_last_year(self.desk, term.id))
        except DeskError as error:
            self._tell(error.text())

    def _taken(self, done: Taken) -> None:
        text = ngettext("{n} task was taken over.", "{n} tasks were taken over.", done.tasks).format(n=done.tasks)
        if done.left_out:
            left = ngettext(
                "{n} that stands in the plan already was left out.",
                "{n} that stand in the plan already were left out.", done.left_out,
            )  # fmt: skip
            text = sentences(text, left.format(n=done.left_out))
        self.around.say(_("{done} F8 takes it back.").format(done=text))
        self._back()

    @cached_property
    def templates(self) -> "TemplateView":
        from libdesk.ui.semester.plan.template_view import TemplateView

        made = TemplateView(self.around)
        made.taken.connect(self._taken)
        made.closed.connect(self._back)
        self._views.addWidget(made)
        return made

    @cached_property
    def aims_view(self) -> "AimsView":
        from libdesk.ui.semester.plan.aims_view import AimsView

        made = AimsView(self.around)
        made.closed.connect(self._back)
        self._views.addWidget(made)
        return made

    def open_template(self) -> None:
        if self.term is not None:
            self._tell("")
            self._views.setCurrentWidget(self.templates)
            self.templates.begin(self.term, frozenset(line.task.name for line in self.lines))

    def open_aims(self) -> None:
        if self.term is not None:
            self._tell("")
            self._views.setCurrentWidget(self.aims_view)
            self.aims_view.begin(self.term)

    def _back(self) -> None:
        self._views.setCurrentWidget(self._work)
        self.take_focus()

    def _tell(self, text: str) -> None:
        tell_aloud(self.fault, text)

    # On paper and as a table

    def _print(self) -> None:
        term = self.term
        if term is not None:
            aims = queries.plan(self.desk.read(Op.SEE_PLAN), term.id).aims
            paper = papers.plan_paper(self.desk, term, self.lines, aims)
            self.document_asked.emit(paper.heading, papers.plan_maker(paper))

    def _print_done(self) -> None:
        if self.term is not None:
            paper = papers.done_paper(self.desk, self.term, self.lines)
            self.document_asked.emit(paper.heading, list_maker(paper))

    def _save(self) -> None:
        term = self.term
        path = ask_where(self, self.around, _("Work plan {term}").format(term=term.name)) if term else None
        if path is not None:
            head = [_(name) for name in papers.SHEET_HEAD]
            save_table(self.around, path, _("Plan"), head, papers.sheet_cells(self.shown))
