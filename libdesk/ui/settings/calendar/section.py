"""The calendar's section: each edit is shown with the loans that it would move, and done once the person agrees."""

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox

from libdesk.actions import calendar as actions
from libdesk.actions.calendar import CalendarReceipt, Preview
from libdesk.domain import yearplan
from libdesk.domain.ops import Op
from libdesk.domain.show import WEEKDAYS
from libdesk.domain.yearplan import Edit, YearPlan
from libdesk.i18n import N_, _, ngettext, sentences
from libdesk.store.queries import calendar as queries
from libdesk.ui import icons
from libdesk.ui.parts import across, button, down, label, named, wrapped
from libdesk.ui.semester.places import go_to
from libdesk.ui.settings.calendar.days_part import DaysPart
from libdesk.ui.settings.calendar.moves_panel import MovesPanel
from libdesk.ui.settings.calendar.terms_part import TermsPart
from libdesk.ui.settings.section import Section
from libdesk.ui.tab import Surroundings


class CalendarSection(Section):
    TITLE = N_("Calendar")
    ICON = icons.CALENDAR
    HELP = "calendar_section"
    ALSO = N_("winter summer holidays vacation break festival day off term weekend")

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.weekdays = [named(QCheckBox(_(words)), f"set_weekday_{n}") for n, words in enumerate(WEEKDAYS)]
        self.between = named(QCheckBox(_("Closed between two terms")), "set_closed_between_terms")
        self.to_calendar = button("calendar_of_semester", _("To the calendar of the semester"), self._to_calendar)
        self._told = ""
        self._then: Callable[[], object] = lambda: None
        self.moves = MovesPanel(self.desk)
        self.terms = TermsPart(self)
        self.days = DaysPart(self)
        self._assemble()
        self._connect()

    def _assemble(self) -> None:
        self.add_part(self.moves)
        note = _("No book is due on a closed day. Loans that would be due on one are shown before they move.")
        closed = label(_("Closed every week on"))
        rows = (wrapped(*self.weekdays, gap=2), across(self.between))
        week = down(closed, *rows, label(note, role="note", wrap=True))
        for part in (week, self.terms, self.days, across(self.to_calendar)):
            self.add_part(part)
        self.end()

    def _connect(self) -> None:
        for box in self.weekdays:
            box.toggled.connect(lambda _on: self._set_weekdays())
        self.between.toggled.connect(self._set_between)
        self.moves.agreed.connect(self._agreed)
        self.moves.left.connect(self.refresh)
        self.terms.grid.days_chosen.connect(self.days.fill_days)
        self.terms.grid.opened.connect(lambda _day: self.days.take_focus())

    @property
    def plan(self) -> YearPlan:
        """The calendar as it stands, for what is seen while somebody types."""
        return queries.year_plan(self.desk.read(Op.SEE_SETTINGS), self.desk.settings)

    def show_values(self) -> None:
        for number, box in enumerate(self.weekdays):
            box.setChecked(number in self.desk.settings.closed_weekdays)
        self.between.setChecked(self.desk.settings.closed_between_terms)
        self.terms.show_values()
        self.days.show_values()
        self.moves.look_again()

    def propose(
        self, make: Callable[[], Edit], *, told: str = "", then: Callable[[], object] = lambda: None, about: str = "",
        closing: bool = False,
    ) -> None:  # fmt: skip
        """Do an edit at once where no loan moves; else show the loans and ask. A refusal stands at the top.

        `told` is said besides once it is done, and `then` is called. `about`: of which days or term it is, for the
        question; `closing`: whether it is a closure.
        """
        self._told, self._then = told, then
        found: list[Preview] = []
        self.moves.put_away()
        if not self.do(lambda: found.append(actions.preview(self.desk, make()))):
            self.bring_into_view(self._fault)
            return
        shown = found[0]
        if shown.moves:
            self.moves.ask(shown, about=about, closing=closing, gives_back_to=self.focusWidget() or self)
            for part in (self.moves, self.moves.leave):
                self.bring_into_view(part)
        else:
            self._agreed(shown.edit, False)

    def _agreed(self, edit: Edit, move: bool) -> None:
        receipts: list[CalendarReceipt] = []
        if self.do(lambda: receipts.append(actions.carry_out(self.desk, edit, move=move))):
            self.around.say(sentences(self._told, _told(receipts[0])))
            self._then()

    def _set_weekdays(self) -> None:
        if not self.filling:
            chosen = [n for n, box in enumerate(self.weekdays) if box.isChecked()]
            self.propose(lambda: yearplan.close_weekdays(chosen), about=_("Days of the week"))

    def _to_calendar(self) -> None:
        """Where terms, months and weeks are seen, with events and lessons."""
        go_to(self.around, "semester_tab", "calendar_page")

    def _set_between(self, on: bool) -> None:
        if not self.filling:
            self.propose(lambda: yearplan.close_between_terms(on), about=_("Closed between two terms"))


def _told(done: CalendarReceipt) -> str:
    if not done.journal_id:
        return _("The calendar says so already.")
    days = ngettext("{n} day entered.", "{n} days entered.", done.days).format(n=done.days)
    moved = ngettext("{n} due date moved.", "{n} due dates moved.", done.moved).format(n=done.moved)
    head = days if done.days else _("Changed.")
    tasks = ngettext(
        "{n} task of the plan no longer lies in its term: change its days.",
        "{n} tasks of the plan no longer lie in their term: change their days.", done.tasks,
    ).format(n=done.tasks)  # fmt: skip
    with_it = ngettext(
        "{n} task of the plan went with its term.", "{n} tasks of the plan went with their term.", done.followed
    ).format(n=done.followed)  # fmt: skip
    helpers = ngettext(
        "{n} appointment of a student librarian went with its term.",
        "{n} appointments of student librarians went with their term.", done.helpers,
    ).format(n=done.helpers)  # fmt: skip
    besides = (done.moved, moved), (done.followed, with_it), (done.helpers, helpers), (done.tasks, tasks)
    return sentences(head, *(words for count, words in besides if count), _("F8 takes it back."))
