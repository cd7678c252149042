"""Subscriptions of a year at the left; the issues of the one under the cursor at the right."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from libdesk.actions.serials import subscriptions as actions
from libdesk.domain.ops import Op
from libdesk.domain.rows.serials import SubscriptionRow
from libdesk.domain.serials.frequency import show_frequency
from libdesk.i18n import N_, _, ngettext
from libdesk.store.queries.serials import subscriptions as queries
from libdesk.ui import icons, theme
from libdesk.ui.deed import run
from libdesk.ui.parts import button, down, label, named, wrapped
from libdesk.ui.settings.section import choice
from libdesk.ui.shelving.periodicals import papers, words
from libdesk.ui.shelving.periodicals.issues_panel import IssuesPanel
from libdesk.ui.shelving.periodicals.subscription_form import SubscriptionPanel
from libdesk.ui.shelving.periodicals.year_view import fill_years
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.fit_label import FitLabel
from libdesk.ui.widgets.focus_home import focus_first
from libdesk.ui.widgets.inline_form import InlineForm, Question
from libdesk.ui.widgets.panes import Panes
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty, RowTable
from libdesk.ui.widgets.scrolled import scrolled
from libdesk.ui.widgets.stack import Stack


class SubscriptionsView(QWidget):
    document_asked = Signal(str, object)
    labels_asked = Signal(int, int)

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self.setObjectName("subscriptions_view")
        self._around, self._desk = around, around.desk
        self.year = choice("subscriptions_year", [])
        self.new = button("subscription_new", _("Subscribe …"), self.begin, role="next", icon=icons.ADD)
        self.carry = button("subscription_carry", _("All to the next year"), self._carry, icon=icons.NEXT)
        self.print = button("subscription_print", _("Print"), self._print, icon=icons.PRINT)
        self.list = RowTable(
            (
                Column("title", N_("Periodical or newspaper"), lambda row: row.title, width=Width.STRETCH,
                       tip=words.facts),
                Column("often", N_("Frequency"), lambda row: show_frequency(row.frequency, weekdays=False), spare=3),
                Column("copies", N_("Copies taken"), lambda row: str(row.copies), sort=lambda row: row.copies,
                       right=True, spare=2),
                Column("here", N_("Issues here"), lambda row: f"{row.here}/{row.issues}", right=True,
                       sort=lambda row: row.here / max(1, row.issues), spare=1),
            ),
            name=_("Subscriptions"), key=lambda row: row.id, least=30,
            empty=Empty(
                _("Nothing is subscribed to in this year"),
                _("Subscribe to a title of the catalogue or a new one, or carry last year’s subscriptions over."),
                ((_("Subscribe …"), self.begin),), icons.SERIAL,
            ),
        )  # fmt: skip
        self.title = FitLabel(theme.Step.HEAD, bold=True)
        self.facts = named(label(role="quiet", wrap=True), "subscription_facts")
        self.issues = IssuesPanel(around)
        self.form = InlineForm("subscription_day")
        self.fault = named(label(role="bad", wrap=True), "subscriptions_fault")
        self.panel = SubscriptionPanel(around)
        self.edit = button("subscription_edit", _("Change …"), self._edit, icon=icons.EDIT)
        self.stop = button("subscription_stop", _("Stop …"), self._ask_stop)
        self.go_on = button("subscription_go_on", _("Goes on after all"), self._go_on)
        self.remove = button("subscription_remove", _("Remove the subscription"), self._remove)
        self._assemble()
        self._connect()

    def _assemble(self) -> None:
        self.year.setAccessibleName(_("Year"))
        self.list.keep_in_sight(4)
        self.fault.hide()
        self.form.gives_back_to = self.list.view
        self.carry.setToolTip(_("Titles, copies, places and prices stay; numbers and days go on"))
        head = wrapped((self.title, 1), self.edit, self.stop, self.go_on, self.remove, gap=1)
        self.detail = down(head, self.facts, self.form, self.fault, (self.issues, 1), gap=1)
        self._form_area = scrolled(self.panel)
        self.side = Stack()
        self.side.addWidget(self.detail)
        self.side.addWidget(self._form_area)
        left = down(wrapped(self.year, self.new, self.carry, self.print, gap=1), (self.list, 1), gap=1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        panes = Panes("subscriptions_splitter", left, self.side, shares=(42, 58), needs=(75, 95), pc=self._around.pc)
        column.addWidget(panes)

    def _connect(self) -> None:
        self.year.activated.connect(lambda _at: self.refresh())
        self.list.row_changed.connect(lambda _row: self._show())
        self.list.opened.connect(lambda _row: self.issues.list.view.setFocus())
        self.issues.labels_asked.connect(self.labels_asked)
        self.panel.closed.connect(self._put_away)
        self.panel.saved.connect(self._saved)

    @property
    def home(self) -> tuple[QWidget, ...]:
        return (self.list.view, self.new)

    def take_focus(self) -> None:
        focus_first(self.home)

    @property
    def row(self) -> SubscriptionRow | None:
        row: SubscriptionRow | None = self.list.current_row()
        return row

    def refresh(self) -> None:
        library = self._desk.read(Op.SEE_SERIALS)
        fill_years(self.year, queries.years(library), self._desk.today.year)
        self.list.show_rows(queries.subscriptions(library, self.year.currentData()))
        self._show()

    def open(self, subscription_id: int, issue_id: int = 0) -> None:
        """Show a subscription, of whatever year, and one of its issues."""
        row = queries.subscription(self._desk.read(Op.SEE_SERIALS), subscription_id)
        if row is None:
            return
        if self.year.findData(row.year) >= 0:
            self.year.setCurrentIndex(self.year.findData(row.year))
        self.refresh()
        self.list.select(subscription_id)
        self.issues.list.select(issue_id)
        self.issues.list.view.setFocus()

    def _show(self) -> None:
        row = self.row
        for part in (self.title, self.facts, self.issues):
            part.setVisible(row is not None)
        if row is not None:
            self.title.setText(row.title)
            self.facts.setText(words.facts(row))
        self.issues.show_issues(row)
        self.form.close_form()
        may = self._desk.allows(Op.EDIT_SUBSCRIPTION)
        ahead = self.year.currentData() > self._desk.today.year  # pressed twice it would be the year after
        for made, seen in (
            (self.new, True), (self.carry, self.list.model.rowCount() > 0 and not ahead), (self.edit, row is not None),
            (self.stop, row is not None and row.stopped is None),
            (self.go_on, row is not None and row.stopped is not None),
            (self.remove, row is not None and not row.here),
        ):  # fmt: skip
            made.setVisible(may and seen)
        self.print.setEnabled(self.list.model.rowCount() > 0)

    # The forms

    def begin(self) -> None:
        self.side.setCurrentWidget(self._form_area)
        self.panel.begin(year=self.year.currentData() or self._desk.today.year)

    def _edit(self) -> None:
        if self.row is not None:
            self.side.setCurrentWidget(self._form_area)
            self.panel.edit(self.row)

    def _put_away(self) -> None:
        self.side.setCurrentWidget(self.detail)
        focus_first(self.home)

    def _saved(self, subscription_id: int) -> None:
        self.open(subscription_id)

    def _ask_stop(self) -> None:
        row = self.row
        if row is not None:
            text = _("On which day does “{title}” stop? What is expected later is awaited no more.")
            day = min(max(self._desk.today, row.first), row.last)
            self.form.ask(Question(
                "subscription_stop_day", text.format(title=row.title), _("Stop it"), partial(self._stop, row),
                days=(row.first, row.last), day=day,
            ))  # fmt: skip

    def _stop(self, row: SubscriptionRow, text: str) -> None:
        actions.stop_subscription(self._desk, row.id, date.fromisoformat(text))  # the form tells a refusal
        self._around.say(_("“{title}” is stopped. F8 takes it back.").format(title=row.title))

    def _go_on(self) -> None:
        if (row := self.row) is not None:
            told = _("“{title}” goes on.").format(title=row.title)
            self._do(partial(actions.stop_subscription, self._desk, row.id, None), lambda: told)

    def _remove(self) -> None:
        if (row := self.row) is not None:
            told = _("The subscription of “{title}” is removed.").format(title=row.title)
            self._do(partial(actions.remove_subscription, self._desk, row.id), lambda: told)

    def _carry(self) -> None:
        year, done = self.year.currentData(), [0]

        def act() -> None:
            done[0] = actions.carry_over(self._desk, year)

        def told() -> str:
            count = ngettext("{n} subscription goes on", "{n} subscriptions go on", done[0]).format(n=done[0])
            return _("{count} in the year after {year}.").format(count=count, year=year)

        self._do(act, told)
        if done[0] and self.year.findData(year + 1) >= 0:
            self.year.setCurrentIndex(self.year.findData(year + 1))
            self.refresh()

    def _do(self, act: Callable[[], object], told: Callable[[], str]) -> None:
        run(self._around, self.fault, act, told)
        focus_first(self.home)

    def _print(self) -> None:
        year = self.year.currentData()
        make = papers.subscription_maker(self._desk, year, list(self.list.model.rows()))
        self.document_asked.emit(_("Subscriptions of {year}").format(year=year), make)
