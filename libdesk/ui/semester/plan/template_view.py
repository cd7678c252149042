"""A plan to begin with: the tasks of a template, ticked or not, are taken over into the plan of a term."""

from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from libdesk.actions.planning.plans import take_template
from libdesk.domain.errors import DeskError
from libdesk.domain.rows.calendar import TermRow
from libdesk.domain.rows.tasks import Taken
from libdesk.domain.tasks import templates
from libdesk.domain.tasks.kinds import show_kind
from libdesk.domain.tasks.repeats import REPEAT_NAMES, Repeat
from libdesk.domain.tasks.templates import Template
from libdesk.i18n import N_, _, ngettext
from libdesk.ui import theme
from libdesk.ui.cataloguing.orders.tick_table import TickTable
from libdesk.ui.parts import button, label, named, wrapped
from libdesk.ui.settings.section import choice
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.announce import announce
from libdesk.ui.widgets.leavable import Leavable
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty

FIRST, SECOND = "first", "second"
PLANS = {FIRST: templates.FIRST_TERM, SECOND: templates.SECOND_TERM}


class Offered(NamedTuple):
    number: int
    template: Template
    known: bool  # a task of this name stands in the plan already

    @property
    def name(self) -> str:
        return _(self.template.name)


class TemplateView(Leavable, QWidget):
    """`taken` with what was taken over; `closed` when it is put away."""

    taken = Signal(object)
    closed = Signal()

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self.setObjectName("template_view")
        self._desk = around.desk
        self._term: TermRow | None = None
        self._names: frozenset[str] = frozenset()
        plans = ((FIRST, _("of the first term")), (SECOND, _("of the second term")))
        self.which: QComboBox = choice("template_which", plans)
        self.list = TickTable(
            _columns(), name=_("Tasks of the template"), empty=Empty(_("No task")), key=lambda row: row.number,
            head=N_("Take"),
        )  # fmt: skip
        self.words = named(label(wrap=True), "template_words")
        self.fault = named(label(role="bad", wrap=True), "template_fault")
        self.take = button("template_take", "", self._take, role="next")
        self.every = button("template_all", _("Tick all"), lambda: self.list.tick_shown(True))
        self.none = button("template_none", _("Tick none"), lambda: self.list.tick_shown(False))
        self.leave = button("template_leave", _("Esc Leave it"), self.closed.emit)
        self._assemble()
        self.which.activated.connect(lambda _at: self._show())
        self.list.ticked.connect(self._count)

    def _assemble(self) -> None:
        self.fault.hide()
        self.which.setAccessibleName(_("Which template"))
        self.list.list.keep_in_sight(3)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        column.addWidget(self.words)
        column.addWidget(wrapped(label(_("Plan"), buddy=self.which), self.which, self.every, self.none, gap=2))
        column.addWidget(self.list, 1)
        column.addWidget(self.fault)
        column.addWidget(wrapped(self.take, self.leave, gap=2))

    def begin(self, term: TermRow, names: frozenset[str]) -> None:
        """For this term, in whose plan tasks of these `names` stand already."""
        self._term, self._names = term, names
        second = templates.template_for(term.first) is templates.SECOND_TERM
        self.which.setCurrentIndex(self.which.findData(SECOND if second else FIRST))
        self.words.setText(
            _("Each task gets the days of its month in {term}. All can be changed afterwards.").format(term=term.name)
        )
        self._show()
        self.list.view.setFocus()

    @property
    def offered(self) -> tuple[Offered, ...]:
        plan = PLANS[self.which.currentData()]
        return tuple(Offered(number, one, _(one.name) in self._names) for number, one in enumerate(plan))

    def _show(self) -> None:
        self.fault.hide()
        rows = self.offered
        self.list.list.show_rows(rows)
        self.list.tick([row.number for row in rows if not row.known])

    def _count(self) -> None:
        count = len(self.list.chosen)
        text = ngettext("Take {n} task over", "Take {n} tasks over", count).format(n=count)
        self.take.setText(text)

    def _take(self) -> None:
        assert self._term is not None
        wanted = [row.template for row in self.offered if row.number in self.list.chosen]
        self.fault.hide()
        try:
            done: Taken = take_template(self._desk, self._term.id, wanted)
        except DeskError as error:
            self.fault.setText(error.text())
            self.fault.show()
            announce(self.fault, error.text())
            return
        self.taken.emit(done)


def _columns() -> tuple[Column, ...]:
    return (
        Column("month", N_("Month"), lambda row: months(row.template), sort=lambda row: row.number),
        Column("name", N_("Task"), lambda row: row.name, width=Width.STRETCH),
        Column("often", N_("How often"), _often, spare=1),
        Column("kind", N_("Kind"), lambda row: show_kind(row.template.kind), spare=2),
        Column("known", N_("In the plan"), lambda row: _("already there") if row.known else "", spare=3),
    )


def _often(row: Offered) -> str:
    return "" if row.template.repeat is Repeat.ONCE else _(REPEAT_NAMES[row.template.repeat])


def months(template: Template) -> str:
    """9月, 11月–12月."""
    from datetime import date

    from libdesk.ui.semester.plan.words import month

    first, last = (month(date(2000, number, 1)) for number in template.months)
    return first if first == last else _("{first}–{last}").format(first=first, last=last)
