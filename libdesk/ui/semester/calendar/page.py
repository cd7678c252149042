"""The calendar: a term, a month or a week at a glance, and beside it one day with all that is on it."""

from collections.abc import Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QFileDialog, QToolButton, QVBoxLayout, QWidget

from libdesk.actions.schedule import events as actions
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op, Topic
from libdesk.domain.rows.calendar import TermRow
from libdesk.domain.rows.schedule import LessonRow
from libdesk.domain.terms import term_of
from libdesk.i18n import N_, _, ngettext
from libdesk.store.queries import calendar as calendar_queries
from libdesk.ui import icons, theme
from libdesk.ui.open_file import ask_file
from libdesk.ui.page_area import GivingArea
from libdesk.ui.parts import button, down, label, named, wrapped
from libdesk.ui.semester.calendar.day_panel import DayPanel
from libdesk.ui.semester.calendar.items import ALL, FEW, items_between
from libdesk.ui.semester.calendar.paper import calendar_maker
from libdesk.ui.semester.calendar.views import MONTH, ROOM, TERM, VIEWS, WEEK, shown, turned
from libdesk.ui.semester.lessons import hold_lesson
from libdesk.ui.semester.places import go_to
from libdesk.ui.tab import Surroundings, Tab
from libdesk.ui.widgets.panes import Panes
from libdesk.ui.widgets.stack import Stack
from libdesk.ui.widgets.term_grid import TermGrid

if TYPE_CHECKING:
    from libdesk.ui.semester.calendar.import_view import ImportView

LAST_VIEW: Final = "calendar_view"
FOLDER: Final = "calendar_folder"
FILTER: Final = "iCalendar (*.ics)"


class CalendarPage(Tab):
    NAME = "calendar_page"
    TITLE = N_("Calendar")
    ICON = icons.CALENDAR
    OP = Op.SEE_PLAN
    TOPICS = frozenset(
        {Topic.CALENDAR, Topic.SCHEDULE, Topic.HELPERS, Topic.SHIFT, Topic.READERS, Topic.SETTINGS, Topic.BOOKS}
    )

    document_asked = Signal(str, object)
    """A document to open or print: its title, and a function without arguments that gives its bytes."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        kept = around.pc.text(LAST_VIEW)
        self.view = kept if kept in VIEWS else TERM
        self.day = self.desk.today
        self.terms: Sequence[TermRow] = ()
        self._group = QButtonGroup(self)
        self.views = {view: self._view_button(view, words) for view, words in VIEWS.items()}
        self.before = button("calendar_before", "", lambda: self.turn(-1), icon=icons.PREVIOUS)
        self.after = button("calendar_after", "", lambda: self.turn(1), icon=icons.FOLLOWING)
        self.now = button("calendar_today", _("Today"), self.to_today)
        self.title = named(label(role="heading"), "calendar_title")
        self.print = button("calendar_print", _("Print"), self._print, icon=icons.PRINT)
        self.save = button("calendar_export", _("Export …"), self._export, icon=icons.EXPORT)
        self.load = button("calendar_import", _("Import …"), self._import, icon=icons.IMPORT)
        self.settings = button("calendar_settings", _("Terms and holidays …"), self._to_settings, icon=icons.SETTINGS)
        self.told = named(label(role="bad", wrap=True), "calendar_fault")
        self.grid = TermGrid(turns=True)
        self.panel = DayPanel(around)
        self._stack = Stack()
        self._assemble()
        self._connect()
        self.refresh()

    def _view_button(self, view: str, words: str) -> QToolButton:
        made = named(QToolButton(), f"calendar_{view}")
        made.setText(_(words))
        made.setCheckable(True)
        made.setChecked(view == self.view)
        number = list(VIEWS).index(view) + 1
        made.setToolTip(_("Alt+{n}; Page Up and Page Down turn, T leads to today").format(n=number))
        made.clicked.connect(lambda _checked=False: self.show_view(view))
        self._group.addButton(made)
        return made

    def _assemble(self) -> None:
        for part, words in ((self.before, _("Before")), (self.after, _("After"))):
            part.setAccessibleName(words)
            part.setToolTip(words)
        self.load.setToolTip(_("The calendar of a telephone, the school or another program, a file that ends in .ics"))
        self.told.hide()
        self.grid.setAccessibleName(_("Days of the calendar"))
        legend = _("“off” is closed on this very day, “work” open against the week; grey is closed each week.")
        left = down(self.grid, label(legend, role="note", wrap=True), None)
        self.panes = Panes("calendar_panes", left, self.panel, shares=(62, 38), pc=self.around.pc, needs=(100, 68))
        self._stack.addWidget(self.panes)
        self._top = down(
            wrapped(
                *self.views.values(), self.before, self.now, self.after, None, self.print, self.save, self.load,
                self.settings, gap=1,
            ),
            self.title, self.told, gap=0.5,
        )  # fmt: skip
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(3), theme.space(0.5), theme.space(3), 0)
        column.setSpacing(theme.space(1))
        column.addWidget(GivingArea(down(self._top, (self._stack, 1), gap=1)), 1)

    def _connect(self) -> None:
        self.grid.days_chosen.connect(lambda first, _last: self._chosen(first))
        self.grid.opened.connect(lambda _day: self.panel.take_focus())
        self.grid.turned.connect(self.turn)
        self.grid.today_asked.connect(self.to_today)
        self.panel.left.connect(self.grid.setFocus)
        self.panel.acted.connect(self._show_day)
        self.panel.lesson_asked.connect(self._hold)
        for number, view in enumerate(VIEWS, start=1):
            keys = QShortcut(QKeySequence(f"Alt+{number}"), self, lambda view=view: self.show_view(view))
            keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    @property
    def home(self) -> tuple[QWidget, ...]:
        return (self.grid, self.now)

    def take_focus(self) -> None:
        if self._stack.currentWidget() is self.panes:
            self.grid.setFocus()
        else:
            self.importing.take_focus()

    # What is shown

    def refresh(self) -> None:
        if not self.desk.allows(self.OP):
            return
        self.terms = calendar_queries.terms(self.desk.read(Op.SEE_PLAN))
        self._show()
        if self._stack.currentWidget() is not self.panes:
            self.importing.show_closures()

    def _show(self) -> None:
        self.shown = shown(self.view, self.desk.calendar, self.terms, self.day)
        # A day outside, such as today in the holidays, gives way to the first that is shown.
        if not self.shown.first <= self.day <= self.shown.last:
            self.day = self.shown.first
        first, last = self.shown.weeks[0][0].day, self.shown.weeks[-1][-1].day
        items = items_between(self.desk, first, last, ALL if self.view == WEEK else FEW)
        lines = {day: tuple(line for item in here for line in item.brief) for day, here in items.items() if here}
        room = ROOM[self.view]
        if self.view == WEEK:
            room = max(4, max((len(here) for here in lines.values()), default=0))
        self.grid.show_weeks(self.shown.weeks, self.desk.today, lines, heads=self.shown.heads, room=room)
        self.title.setText(self.shown.title)
        self.title.setAccessibleName(self.shown.title)
        self.grid.choose(self.day)
        self.panel.show_day(self.day)
        for part in (self.before, self.after):
            step = 1 if part is self.after else -1
            part.setEnabled(turned(self.view, self.terms, self.day, step) != self.day)
        may = self.desk.allows(Op.EDIT_EVENTS)
        self.load.setEnabled(may)

    def show_view(self, view: str) -> None:
        """The term, the month or the week around the chosen day."""
        self._tell("")
        self.view = view
        self.views[view].setChecked(True)
        self.around.pc.keep_text(LAST_VIEW, view)
        self._show()
        self.grid.setFocus()

    def turn(self, step: int) -> None:
        self._tell("")
        self.day = turned(self.view, self.terms, self.day, step)
        self._show()

    def to_today(self) -> None:
        self._tell("")
        self.day = self.desk.today
        if self.view == TERM:
            near = term_of(self.terms, self.day)
            if near is not None and not near.first <= self.day <= near.last:
                self.show_view(MONTH)
                return
        self._show()

    def _chosen(self, day: date) -> None:
        if day != self.day:
            self._tell("")
            self.day = day
            self.panel.show_day(self.day)

    def _show_day(self, day: date) -> None:
        """Something on a day was changed: it is in sight."""
        self.day = day
        self.refresh()

    def _hold(self, lesson: LessonRow) -> None:
        hold_lesson(self.around, lesson.ref)

    # Paper and files

    def _print(self) -> None:
        kinds = ALL if self.view == WEEK else FEW
        items = items_between(self.desk, self.shown.first, self.shown.last, kinds)
        self.document_asked.emit(self.shown.title, calendar_maker(self.desk, self.view, self.shown, items))

    def _export(self) -> None:
        """The days of the view; a file for a telephone or for the school's calendar."""
        folder = self.around.pc.text(FOLDER, str(Path.home()))
        name = f"{self.shown.title}.ics".replace("/", "-")
        found, _kind = QFileDialog.getSaveFileName(self, _("Save the calendar"), str(Path(folder, name)), FILTER)
        if found:
            path = Path(found)
            self.export_to(path if path.suffix.lower() == ".ics" else path.with_name(f"{path.name}.ics"))

    def export_to(self, path: Path) -> None:
        try:
            count = actions.export_calendar(self.desk, path, self.shown.first, self.shown.last)
        except DeskError as error:
            self._tell(error.text())
            return
        self._tell("")
        self.around.pc.keep_text(FOLDER, str(path.parent))
        text = ngettext("{n} entry saved: {name}", "{n} entries saved: {name}", count)
        self.around.say(text.format(n=count, name=path.name))

    def _import(self) -> None:
        found = ask_file(self, self.around.pc, _("Choose a file"), FILTER, folder=FOLDER)
        if found is not None:
            self.look_at(found)

    def look_at(self, path: Path) -> None:
        """What a file would bring in, before anything is written."""
        try:
            look = actions.look_at_calendar(self.desk, path)
        except DeskError as error:
            self._tell(error.text())
            return
        self._tell("")
        self._top.hide()
        self._stack.setCurrentWidget(self.importing)
        self.importing.show_look(look)

    @cached_property
    def importing(self) -> "ImportView":
        """Made when a file is first brought in."""
        from libdesk.ui.semester.calendar.import_view import ImportView

        made = ImportView(self.around)
        made.closed.connect(self._back)
        self._stack.addWidget(made)
        return made

    def _back(self) -> None:
        self._top.show()
        self._stack.setCurrentWidget(self.panes)
        self.grid.setFocus()

    def _tell(self, text: str) -> None:
        self.told.setText(text)
        self.told.setVisible(bool(text))

    def _to_settings(self) -> None:
        go_to(self.around, "settings_tab", "CalendarSection")
