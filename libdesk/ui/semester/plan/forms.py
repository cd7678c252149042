"""What is asked of a task: what and when, who, how often, what it touches and how much of it is meant."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QLineEdit, QWidget

from libdesk.actions.planning.errors import NoGoalNumber
from libdesk.actions.planning.tasks import LONGEST_NAME, LONGEST_NOTE, LONGEST_WHO, TaskDraft
from libdesk.domain.rows.calendar import TermRow
from libdesk.domain.rows.tasks import TaskRow
from libdesk.domain.tasks.kinds import KIND_NAMES, OTHER
from libdesk.domain.tasks.repeats import REPEAT_NAMES, Repeat
from libdesk.domain.tasks.sights import SIGHTS, show_sight
from libdesk.domain.tasks.spans import month_span, months_in, months_of
from libdesk.i18n import _
from libdesk.ui import theme
from libdesk.ui.cataloguing.form_panel import FormPanel
from libdesk.ui.parts import named
from libdesk.ui.semester.plan.words import month
from libdesk.ui.settings.section import choice, choose, day_field, day_of, qdate
from libdesk.ui.widgets.scan_router import no_scans

BY_DAYS = 0
ONE, TO_COME, NO_MORE = "one", "to_come", "no_more"
NAME_WIDE = 76  # steps: what is to be done has the line for itself in a narrow panel


class TaskForm(FormPanel):
    """`draft()` is what stands in it, `repeat` how often, `scope_code` how much of its series is meant."""

    def __init__(self, today: date, *, gives_back_to: QWidget | None = None) -> None:
        super().__init__("task", gives_back_to=gives_back_to)
        self._term: TermRow | None = None
        touches = [("", _("nothing the library counts")), *((code, show_sight(code)) for code in SIGHTS)]
        self.name = self.add(_("What is to be done"), named(QLineEdit(), "task_name"), share=3)
        self.kind = self.add(_("Kind"), choice("task_kind", [(code, _(text)) for code, text in KIND_NAMES.items()]))
        self.month = self.add(_("When"), choice("task_month", [(BY_DAYS, _("on days"))]))
        self.first = self.add(_("From"), day_field("task_first", _("From"), today))
        self.last = self.add(_("To"), day_field("task_last", _("To"), today))
        self.often = self.add(_("How often"), choice("task_often", [(one, _(text)) for one, text in
                                                                    REPEAT_NAMES.items()]))  # fmt: skip
        self.who = self.add(_("By whom"), named(QLineEdit(), "task_who"), share=1)
        self.note = self.add(_("Note"), named(QLineEdit(), "task_note"), share=1)
        self.touches = self.add(_("What it touches"), choice("task_touches", touches))
        self.goal = self.add(_("Goal (a number)"), no_scans(named(QLineEdit(), "task_goal")))
        scopes = (
            (ONE, _("this task alone")), (TO_COME, _("this one and all to come")),
            (NO_MORE, _("this one, and it does not come again")),
        )  # fmt: skip
        self.scope = self.add(_("Change"), choice("task_scope", scopes))
        for line, longest in ((self.name, LONGEST_NAME), (self.who, LONGEST_WHO), (self.note, LONGEST_NOTE)):
            line.setMaxLength(longest)
        self.name.setMinimumWidth(theme.space(NAME_WIDE))
        self.goal.setMaxLength(7)
        self.often.activated.connect(lambda _at: self._take_often())
        self.month.activated.connect(lambda _at: self._take_month())
        for day in (self.first, self.last):
            day.userDateChanged.connect(lambda _day: choose(self.month, BY_DAYS))

    def fill(self, term: TermRow, row: TaskRow | None, today: date) -> None:
        """A task, or an empty form for one of this term."""
        self._term = term
        self._fill_months(months_of(term.first, term.last))
        begin = min(max(today, term.first), term.last)
        self.name.setText(row.name if row else "")
        choose(self.kind, row.kind if row else OTHER)
        for field, day in ((self.first, row.first if row else begin), (self.last, row.last if row else begin)):
            field.setDate(qdate(day))
        choose(self.month, self._month_of(row) if row else BY_DAYS)
        choose(self.often, Repeat.ONCE)
        self.who.setText(row.who if row else "")
        choose(self.touches, row.touches if row else "")
        self.goal.setText(str(row.goal) if row and row.goal else "")
        self.note.setText(row.note if row else "")
        choose(self.scope, ONE)

    def show_scopes(self, *, goes_on: bool) -> None:
        """How often is asked of a task after which none comes, how much is changed of one whose series goes on."""
        for field, shown in ((self.often, not goes_on), (self.scope, goes_on)):
            field.setVisible(shown)
            above = field.parentWidget()
            if above is not None:
                above.setVisible(shown)

    @property
    def repeat(self) -> Repeat:
        return Repeat(self.often.currentData())

    @property
    def scope_code(self) -> str:
        """ONE, TO_COME or NO_MORE."""
        return str(self.scope.currentData())

    def draft(self) -> TaskDraft:
        """Raises NoGoalNumber."""
        text = self.goal.text().strip().replace(",", "")
        if text and not text.isdecimal():
            raise NoGoalNumber()
        return TaskDraft(
            self.name.text(), self.kind.currentData(), day_of(self.first), day_of(self.last), self.who.text(),
            self.touches.currentData(), int(text) if text else None, self.note.text(),
        )  # fmt: skip

    def _fill_months(self, months: Sequence[date]) -> None:
        while self.month.count() > 1:
            self.month.removeItem(1)
        for first in months:
            self.month.addItem(month(first), first.month)

    def _month_of(self, row: TaskRow) -> int:
        assert self._term is not None
        months = months_in(self._term, row.first, row.last)
        return months[0] if months is not None and months[0] == months[1] else BY_DAYS

    def _take_month(self) -> None:
        """The days of a month of the term."""
        number = self.month.currentData()
        if number == BY_DAYS or self._term is None:
            return
        first, last = month_span(self._term, (number, number))
        for field, day in ((self.first, first), (self.last, last)):
            field.setDate(qdate(day))
        choose(self.month, number)

    def _take_often(self) -> None:
        """What is repeated from a day on goes on to the end of the term, unless another last day is chosen."""
        if self._term is not None and self.repeat is not Repeat.ONCE and day_of(self.first) == day_of(self.last):
            self.last.setDate(qdate(max(day_of(self.first), self._term.last)))
