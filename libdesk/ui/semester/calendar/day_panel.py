"""One day beside the calendar: what is on it, and what can be done about it."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from libdesk.actions.schedule import events as actions
from libdesk.actions.schedule.special_days import remove_special_day, set_special_day
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op
from libdesk.domain.rows.schedule import EventRow, LessonRow, SpecialDay
from libdesk.domain.show import show_day
from libdesk.domain.term_weeks import KIND_LABELS, day_kind, week_number
from libdesk.i18n import N_, _
from libdesk.store.queries import day_hours
from libdesk.store.queries import timetable as timetable_queries
from libdesk.ui import icons, theme
from libdesk.ui.parts import button, label, named, wrapped
from libdesk.ui.semester.calendar.forms import EventForm, SpecialForm
from libdesk.ui.semester.calendar.items import DUTY, KINDS, LESSON, TASK, DayItem, items_between
from libdesk.ui.semester.places import go_to, show_closure
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty, RowTable


class DayPanel(QWidget):
    """`left` on Esc: the keyboard goes back to the days. `lesson_asked` with the lesson that is to be held."""

    left = Signal()
    lesson_asked = Signal(object)
    acted = Signal(object)
    """A day that now stands differently, which is to be shown."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self.around, self.desk = around, around.desk
        self.day = around.desk.today
        self.head = named(label(role="heading", wrap=True), "day_head")
        self.kind = named(label(role="note", wrap=True), "day_kind")
        self.list = RowTable(
            (
                Column("what", N_("What"), lambda item: item.text, width=Width.STRETCH),
                Column("when", N_("When"), lambda item: item.when),
                Column("kind", N_("Kind"), lambda item: _(KINDS[item.kind])),
            ),
            name=_("What is on this day"), empty=Empty(_("Nothing is on"), icon=icons.CALENDAR),
            key=lambda item: (item.kind, item.line), least=24,
        )  # fmt: skip
        self.add = button("event_add", _("Add an event …"), self.ask_new, icon=icons.ADD)
        self.change = button("event_change", _("Change …"), self._ask_change)
        self.remove = button("event_remove", _("Remove"), self._remove)
        self.special = button("day_special", _("This day goes otherwise …"), self._ask_special)
        self.to_closure = button("day_settings", _("Closed or open …"), self._to_settings, icon=icons.SETTINGS)
        self.form = EventForm(gives_back_to=self.list.view)
        self.special_form = SpecialForm(gives_back_to=self.list.view)
        self._assemble()
        self.list.opened.connect(self._open)
        self.list.row_changed.connect(lambda _row: self._mirror())

    def _assemble(self) -> None:
        self.special.setToolTip(_("Open only until noon, or a make-up day that goes like a Friday"))
        self.to_closure.setToolTip(_("Whether the library is open on this day is entered in the settings"))
        self.list.keep_in_sight(3, fewest=2)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(2), 0, 0, 0)
        column.setSpacing(theme.space(1))
        buttons = wrapped(self.add, self.change, self.remove, self.special, self.to_closure, gap=1)
        for part in (self.head, self.kind, self.form, self.special_form, buttons):
            column.addWidget(part)
        column.insertWidget(2, self.list, 1)

    def show_day(self, day: date) -> None:
        """What is on a day; a form that is being filled in stays."""
        self.day = day
        term = timetable_queries.term_at(self.desk.read(Op.SEE_PLAN), day)
        head = show_day(day, year=True)
        if term is not None:
            week = _("week {n}").format(n=week_number(term.first, day))
            head = f"{head} · {week}"
        self.head.setText(head)
        self.kind.setText(self._kind(term is not None))
        found = items_between(self.desk, day, day)[day]
        self.list.show_rows([line for item in found for line in item.apart])
        self._mirror()

    def _kind(self, in_term: bool) -> str:
        kind, name = day_kind(self.desk.calendar, self.day)
        parts = [_(KIND_LABELS[kind]), name, "" if in_term else _("outside the terms")]
        text = _(", ").join(part for part in parts if part)
        if timetable_queries.is_unsaid(self.desk.library, self.desk.calendar, self.day):
            text += "\n" + _("A make-up day: say below which weekday it goes like, then it has hours and lessons.")
        return text

    def take_focus(self) -> None:
        (self.list.view if self.list.model.rows() else self.add).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() == Qt.Key.Key_Delete and self.remove.isEnabled():
            self._remove()
        else:
            super().keyPressEvent(event)

    @property
    def item(self) -> DayItem | None:
        found: DayItem | None = self.list.current_row()
        return found

    def _mirror(self) -> None:
        may = self.desk.allows(Op.EDIT_EVENTS)
        row = self.item.row if self.item else None
        self.add.setEnabled(may)
        self.change.setEnabled(may and isinstance(row, EventRow | SpecialDay))
        self.remove.setEnabled(may and isinstance(row, EventRow | SpecialDay))
        for part in (self.special, self.to_closure):
            part.setEnabled(self.desk.allows(Op.EDIT_CALENDAR))

    def _open(self, item: DayItem) -> None:
        """Return on a line: an event is changed, a lesson begins, the rest is where it is made."""
        if isinstance(item.row, LessonRow):
            self.lesson_asked.emit(item.row)
        elif isinstance(item.row, EventRow | SpecialDay):
            self._ask_change()
        elif item.kind in (TASK, DUTY):
            go_to(self.around, "semester_tab", "plan_page" if item.kind == TASK else "roster_page")
        elif item.kind != LESSON:
            go_to(self.around, "settings_tab", "HoursSection")

    def ask_new(self) -> None:
        self.form.fill(None, self.day)
        words = _("What is on from {day} on?").format(day=show_day(self.day))
        self.special_form.close_form()
        self.form.ask(words, _("Enter it"), lambda: self._save(None))

    def _ask_change(self) -> None:
        row = self.item.row if self.item else None
        if isinstance(row, EventRow):
            self.special_form.close_form()
            self.form.fill(row, self.day)
            self.form.ask("", _("Change it"), lambda: self._save(row.id))
        elif isinstance(row, SpecialDay):
            self._ask_special()

    def _save(self, event_id: int | None) -> None:
        entry = self.form.entry()
        actions.set_event(self.desk, entry, event_id=event_id)
        self.around.say(_("“{name}” is in the calendar. F8 takes it back.").format(name=entry.name.strip()))
        self.acted.emit(entry.first)

    def _remove(self) -> None:
        row = self.item.row if self.item else None
        try:
            if isinstance(row, EventRow):
                actions.remove_events(self.desk, [row.id])
                self.around.say(_("“{name}” is removed. F8 takes it back.").format(name=row.name))
            elif isinstance(row, SpecialDay):
                remove_special_day(self.desk, row)
                self.around.say(_("{day} goes like its weekday again. F8 takes it back.").format(day=show_day(row.day)))
        except DeskError as error:
            self.around.say(error.text())
        self.acted.emit(self.day)

    def _ask_special(self) -> None:
        self.form.close_form()
        self.special_form.fill(self.day, day_hours.special_day(self.desk.library, self.day))
        words = _("How does {day} go?").format(day=show_day(self.day))
        self.special_form.ask(words, _("Enter it"), self._save_special)

    def _save_special(self) -> None:
        special = self.special_form.special()
        if self.special_form.says_nothing() and remove_special_day(self.desk, special):
            text = _("{day} goes like its weekday again. F8 takes it back.")
        else:
            set_special_day(self.desk, special)
            text = _("{day} is entered. F8 takes it back.")
        self.around.say(text.format(day=show_day(special.day)))
        self.acted.emit(special.day)

    def _to_settings(self) -> None:
        """The day stands in the form of the settings, where it is closed or opened."""
        show_closure(self.around, self.day, self.day)

    def items(self) -> Sequence[DayItem]:
        rows: Sequence[DayItem] = self.list.model.rows()
        return rows
