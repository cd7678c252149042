"""The timetable of reading lessons: the week of a term in a grid, and beside it the lessons of one cell."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from libdesk.actions.schedule import timetable as actions
from libdesk.actions.schedule.lesson_lists import LessonsOutlook, look_at_lessons
from libdesk.actions.school import school_of
from libdesk.domain.classes import SchoolSystem
from libdesk.domain.ops import Op, Topic
from libdesk.domain.rows.calendar import TermRow
from libdesk.domain.rows.schedule import LessonRow, PeriodRow
from libdesk.domain.term_weeks import week_number
from libdesk.domain.timetable import WEEKS_SHORT, NoTermForLessons, week_words
from libdesk.i18n import N_, _, ngettext
from libdesk.store.queries import calendar as calendar_queries
from libdesk.store.queries import timetable as queries
from libdesk.store.queries.lessons import classes_today
from libdesk.ui import icons, theme
from libdesk.ui.deed import attempt
from libdesk.ui.open_file import ask_file
from libdesk.ui.parts import button, down, label, named, wrapped
from libdesk.ui.semester.places import to_the_terms
from libdesk.ui.semester.term_choice import TermChoice
from libdesk.ui.semester.timetable.grid import Cell, WeekGrid
from libdesk.ui.semester.timetable.lesson_panel import LessonPanel
from libdesk.ui.semester.timetable.paper import classes_maker, week_maker
from libdesk.ui.tab import Surroundings, Tab
from libdesk.ui.table_file import LAST_FOLDER
from libdesk.ui.widgets.list_face import ListFace
from libdesk.ui.widgets.panes import Panes
from libdesk.ui.widgets.stack import Stack

if TYPE_CHECKING:
    from libdesk.ui.semester.timetable.import_view import LessonsImportView
    from libdesk.ui.semester.timetable.periods_view import PeriodsView

MANY_CLASSES = 12  # names of classes without a lesson that are told
OTHER_WEEKS = {"odd": "even", "even": "odd"}


class TimetablePage(Tab):
    NAME = "timetable_page"
    TITLE = N_("Lessons")
    ICON = icons.TERM
    OP = Op.SEE_PLAN
    TOPICS = frozenset({Topic.SCHEDULE, Topic.CALENDAR, Topic.READERS, Topic.BOOKS, Topic.SETTINGS})

    document_asked = Signal(str, object)
    """A document to open or print: its title, and a function without arguments that gives its bytes."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.terms: Sequence[TermRow] = ()
        self.periods: Sequence[PeriodRow] = ()
        self.lessons: Sequence[LessonRow] = ()
        self.term = TermChoice("timetable_term")
        self.copy = button("timetable_copy", _("Take over the term before"), self._copy, icon=icons.COPIES)
        self.edit = button("timetable_periods", _("Periods …"), self.open_periods, icon=icons.CLOCK)
        self.load = button("timetable_import", _("From a table …"), self._import, icon=icons.IMPORT)
        self.print = button("timetable_print", _("Print the timetable"), self._print, icon=icons.PRINT)
        self.by_class = button("timetable_by_class", _("Print by class"), self._print_by_class)
        self.note = named(label(role="note", wrap=True), "timetable_note")
        self.fault = named(label(role="bad", wrap=True), "timetable_fault")
        self.grid = WeekGrid()
        self.panel = LessonPanel(around)
        self.face = ListFace()
        self._stack = Stack()
        self._assemble()
        self._connect()
        self.refresh()

    def _assemble(self) -> None:
        self.copy.setToolTip(_("The lessons of the term before, but for classes that have left"))
        self.fault.hide()
        left = down(self.grid, self.note, None)
        self.panes = Panes("timetable_panes", left, self.panel, shares=(62, 38), pc=self.around.pc, needs=(96, 70))
        self._stack.addWidget(self.panes)
        self._stack.addWidget(self.face)
        self._top = down(
            wrapped(self.term, self.copy, self.edit, self.load, None, self.print, self.by_class, gap=1),
            self.fault,
            gap=0.5,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(3), theme.space(0.5), theme.space(3), 0)
        column.setSpacing(theme.space(1))
        column.addWidget(self._top)
        column.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.term.activated.connect(lambda _at: self._look())
        self.grid.chosen.connect(lambda _cell: self._show_cell())
        self.grid.opened.connect(lambda _cell: self.panel.take_focus())
        self.grid.emptied.connect(self._empty)
        self.panel.left.connect(self.grid.setFocus)
        self.panel.entered.connect(self._next)

    @property
    def home(self) -> tuple[QWidget, ...]:
        return (self.grid, self.edit)

    def take_focus(self) -> None:
        shown = self._stack.currentWidget()
        if shown is self.panes:
            self.grid.setFocus()
        elif shown is self.face:
            self.edit.setFocus()
        elif shown is not None:
            shown.take_focus()  # type: ignore[attr-defined]  # the periods, or a table that is looked at

    def refresh(self) -> None:
        if not self.desk.allows(self.OP):
            return
        library = self.desk.read(Op.SEE_PLAN)
        self.terms = calendar_queries.terms(library)
        self.term.show_terms(self.terms, self.desk.today)
        self.periods = queries.periods(library)
        if (shown := vars(self).get("periods_view")) is not None:
            shown.refresh()
        self._look()

    @property
    def shown_term(self) -> TermRow | None:
        return self.term.term

    @property
    def class_day(self) -> date:
        """The day by which classes are read and called here: they are those of the school year of the term."""
        term = self.shown_term
        return actions.class_day(self.desk, term.id) if term is not None else self.desk.today

    def _look(self) -> None:
        term, library = self.shown_term, self.desk.read(Op.SEE_PLAN)
        self.panel.show_choices(self.class_day)
        self.lessons = queries.lessons(library, term.id) if term else ()
        school, class_day = school_of(self.desk), self.class_day
        lines: dict[tuple[int, int], list[str]] = {}
        for row in self.lessons:
            group, weeks = school.show(row.ref, class_day), WEEKS_SHORT[row.weeks]
            words = f"{group} {_(weeks)}" if weeks else group
            lines.setdefault((row.weekday, row.period_id), []).append(words)
        self.grid.show_week(self.periods, self.weekdays, lines)
        self._show_cell()
        self.note.setText(self._words())
        may = self.desk.allows(Op.EDIT_TIMETABLE)
        self.copy.setEnabled(may and self._before() is not None)
        self.load.setEnabled(may and term is not None and bool(self.periods))
        for part in (self.print, self.by_class):
            part.setEnabled(bool(self.lessons))
        if self._stack.currentWidget() in (self.panes, self.face):
            self._stack.setCurrentWidget(self.panes if term and self.periods else self.face)
        if not term or not self.periods:
            self._show_face(term)

    @property
    def weekdays(self) -> Sequence[int]:
        """The weekdays of the library, and what else has lessons."""
        used = {row.weekday for row in self.lessons}
        closed = self.desk.settings.closed_weekdays
        return [day for day in range(7) if day not in closed or day in used]

    def _show_face(self, term: TermRow | None) -> None:
        if term is None:
            told = NoTermForLessons().text()
            self.face.show_face(icons.TERM, _("No term yet"), told, (to_the_terms(self.around),))
            return
        sentence = _("Enter the lessons of your school day with their times; then classes are put into the week.")
        usual = ((_("Enter the usual ones"), self._enter_usual),) if self.desk.allows(Op.EDIT_TIMETABLE) else ()
        self.face.show_face(icons.CLOCK, _("No period yet"), sentence, usual)

    def _enter_usual(self) -> None:
        self.periods_view.enter_usual()
        self.refresh()
        self.grid.setFocus()

    def _words(self) -> str:
        """Which week it is, how many lessons there are, which classes have none, and which have no pupils."""
        today, class_day, system = self.desk.today, self.class_day, SchoolSystem(self.desk.settings.school_system)
        have = {row.ref for row in self.lessons}
        here = [one.ref for one in classes_today(self.desk.library, class_day, system)]
        without = [ref for ref in here if ref not in have]
        count = len(self.lessons)
        text = ngettext("{n} lesson.", "{n} lessons.", count).format(n=count)
        term, school = self.shown_term, school_of(self.desk)
        if term is not None and term.first <= today <= term.last:
            week = week_words(week_number(term.first, today))
            text = _("This is {week}. {lessons}").format(week=week, lessons=text)
            if empty := sorted(have - set(here), key=lambda ref: ref.sort_key):
                names = _("; ").join(school.show(ref, class_day) for ref in empty[:MANY_CLASSES])
                text = _("{lessons} No pupil is in {names}.").format(lessons=text, names=names)
        if not self.lessons or not without:
            return text
        names = _(", ").join(school.show(ref, class_day) for ref in without[:MANY_CLASSES])
        if len(without) > MANY_CLASSES:
            more = len(without) - MANY_CLASSES
            return _("{lessons} Without one yet: {names} and {n} more").format(lessons=text, names=names, n=more)
        return _("{lessons} Without one yet: {names}").format(lessons=text, names=names)

    def _show_cell(self) -> None:
        term, cell = self.shown_term, self.grid.cell()
        here: list[LessonRow] = []
        if cell is not None:
            here = [row for row in self.lessons if (row.weekday, row.period_id) == (cell.weekday, cell.period.id)]
        self.panel.show_cell(term.id if term else 0, cell, here)

    def _next(self, weeks: str) -> None:
        """After a class was entered: the class of the other weeks is asked for, else the next period waits."""
        cell = self.grid.cell()
        other = OTHER_WEEKS.get(weeks)
        here = [row for row in self.lessons if cell and (row.weekday, row.period_id) == (cell.weekday, cell.period.id)]
        if other is not None and all(row.weeks == weeks for row in here):
            self.panel.ask_for(other)
            return
        if other is not None:  # the pair is whole: the next one begins with odd weeks again
            self.panel.begin_with("odd")
        self.grid.go_down()
        self.grid.setFocus()

    def _empty(self, cell: Cell) -> None:
        ids = [row.id for row in self.lessons if (row.weekday, row.period_id) == (cell.weekday, cell.period.id)]
        if ids and self._do(lambda: actions.remove_lessons(self.desk, ids)):
            text = ngettext(
                "{n} lesson is removed. F8 takes it back.", "{n} lessons are removed. F8 takes it back.", len(ids)
            )
            self.around.say(text.format(n=len(ids)))

    def _before(self) -> TermRow | None:
        """The term before the one on show."""
        term = self.shown_term
        earlier = [row for row in self.terms if term is not None and row.first < term.first]
        return max(earlier, key=lambda row: row.first) if earlier else None

    def _copy(self) -> None:
        term, before = self.shown_term, self._before()
        if term is None or before is None:
            return
        done: list[actions.CopyReceipt] = []
        if self._do(lambda: done.append(actions.copy_lessons(self.desk, before.id, term.id))):
            receipt = done[0]
            text = ngettext("{n} lesson copied", "{n} lessons copied", receipt.copied).format(n=receipt.copied)
            if receipt.left:
                text = _("{copied}; {n} of classes that have left stay out").format(copied=text, n=receipt.left)
            if receipt.taken:
                text = _("{copied}; {n} whose time is taken stay out").format(copied=text, n=receipt.taken)
            self.around.say(_("{done}. F8 takes it back.").format(done=text))

    def _do(self, act: Callable[[], object]) -> bool:
        return attempt(self.fault, act)

    # A table, periods and paper

    @cached_property
    def importing(self) -> "LessonsImportView":
        """Made when a table is first brought in."""
        from libdesk.ui.semester.timetable.import_view import LessonsImportView

        made = LessonsImportView(self.around)
        made.closed.connect(self._back)
        self._stack.addWidget(made)
        return made

    def _import(self) -> None:
        kinds = _("Tables") + " (*.xlsx *.xls *.csv *.txt)"
        chosen = ask_file(self, self.around.pc, _("Choose a file"), kinds, folder=LAST_FOLDER)
        if chosen is not None:
            self.look_at(chosen)

    def look_at(self, path: Path) -> None:
        """What a table of lessons would bring in, before anything is written."""
        term = self.shown_term
        looks: list[LessonsOutlook] = []
        if term is not None and self._do(lambda: looks.append(look_at_lessons(self.desk, term.id, path))):
            self._top.hide()
            self._stack.setCurrentWidget(self.importing)
            self.importing.show_look(term.id, looks[0])

    @cached_property
    def periods_view(self) -> "PeriodsView":
        """Made when the periods are first asked for."""
        from libdesk.ui.semester.timetable.periods_view import PeriodsView

        made = PeriodsView(self.around)
        made.closed.connect(self._back)
        self._stack.addWidget(made)
        return made

    def open_periods(self) -> None:
        self.periods_view.refresh()
        self._top.hide()
        self._stack.setCurrentWidget(self.periods_view)
        self.periods_view.take_focus()

    def _back(self) -> None:
        self._top.show()
        self._stack.setCurrentWidget(self.panes)
        self.refresh()
        self.take_focus()

    def _print(self) -> None:
        term = self.shown_term
        if term is not None:
            make = week_maker(self.desk, term, self.periods, self.weekdays, self.lessons)
            self.document_asked.emit(_("Timetable of reading lessons"), make)

    def _print_by_class(self) -> None:
        term = self.shown_term
        if term is not None:
            make = classes_maker(self.desk, term, self.periods, self.lessons)
            self.document_asked.emit(_("Reading lessons by class"), make)
