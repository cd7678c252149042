"""One task of the plan, or several that are chosen: what is known of it, and what can be done with it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from libdesk.actions.planning import tasks as actions
from libdesk.actions.planning.tasks import TaskDraft
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op
from libdesk.domain.rows.calendar import TermRow
from libdesk.domain.rows.tasks import PlanLine
from libdesk.domain.tasks.repeats import Repeat
from libdesk.domain.tasks.sights import SIGHTS
from libdesk.domain.tasks.standing import TaskState
from libdesk.i18n import _, ngettext
from libdesk.ui import icons, theme
from libdesk.ui.parts import button, label, named, wrapped
from libdesk.ui.semester.places import go_to_part
from libdesk.ui.semester.plan import words
from libdesk.ui.semester.plan.forms import NO_MORE, ONE, TO_COME, TaskForm
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.announce import tell_aloud
from libdesk.ui.widgets.fit_label import FitLabel
from libdesk.ui.widgets.inline_form import InlineForm, Question


class TaskView(QWidget):
    """`list_view` is the list beside it, to which the keyboard goes back."""

    made = Signal(int)
    """A task that is new, to be shown."""
    busy = Signal(bool)
    """Whether something is asked here."""

    def __init__(self, around: Surroundings, list_view: QWidget) -> None:
        super().__init__()
        self.setObjectName("task_view")
        self._around, self._desk, self._list = around, around.desk, list_view
        self._rows: Sequence[PlanLine] = ()
        self.heading = FitLabel(theme.Step.HEAD, lines=2, bold=True, steady=False)
        self.facts = named(label(wrap=True), "task_facts")
        self.fault = named(label(role="bad", wrap=True), "task_view_fault")
        self.form = TaskForm(around.desk.today, gives_back_to=list_view)
        self.question = InlineForm("task_remove")
        self.question.gives_back_to = list_view
        self.done = button("task_done", _("Done"), lambda: self.set_state(TaskState.DONE), role="next")
        self.open = button("task_open", _("Not done yet"), lambda: self.set_state(TaskState.OPEN))
        self.drop = button("task_drop", _("Drop"), lambda: self.set_state(TaskState.DROPPED))
        self.go = button("task_go", _("Enter Go there"), self.go_there, icon=icons.NEXT)
        self.edit = button("task_edit", _("Edit …"), self.ask_edit, icon=icons.EDIT)
        self.remove = button("task_remove", _("Remove …"), self.ask_remove, icon=icons.DELETE)
        self._assemble()
        self.form.closed.connect(self._mirror)

    def _assemble(self) -> None:
        self.fault.hide()
        self.remove.setToolTip(_("The chosen tasks; Delete"))
        for made in (self.done, self.open):
            made.setToolTip(_("Done, or not done yet; Space"))
        self.foot = wrapped(self.done, self.open, self.drop, self.go, self.edit, self.remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(2), 0, 0, 0)
        column.setSpacing(theme.space(1))
        for part in (self.heading, self.facts, self.fault, self.form, self.question, self.foot):
            column.addWidget(part)
        column.addStretch(1)

    @property
    def only(self) -> PlanLine | None:
        return self._rows[0] if len(self._rows) == 1 else None

    @property
    def asks(self) -> bool:
        """Whether the form stands open."""
        return not self.form.isHidden()

    def show_lines(self, rows: Sequence[PlanLine]) -> None:
        """These tasks; what was asked about others is put away, but a new task that is being written stays."""
        if {row.id for row in rows} != {row.id for row in self._rows}:
            self.question.close_form()
            self._tell("")
        self._rows = tuple(rows)
        row = self.only
        if row is not None:
            self.heading.setText(row.task.name)
            self.facts.setText(words.facts(row))
        elif rows:
            text = ngettext("{n} task chosen", "{n} tasks chosen", len(rows)).format(n=len(rows))
            self.heading.setText(text)
            self.facts.setText("")
        self._mirror()

    def forget_fault(self) -> None:
        """What was refused is of no concern any more."""
        self._tell("")

    def _mirror(self) -> None:
        """Nothing is offered that could not be done, nor to whom it is not allowed."""
        keeper, row = self._desk.allows(Op.EDIT_PLAN), self.only
        states = {line.task.state for line in self._rows}
        self.foot.setVisible(bool(self._rows) and not self.asks)
        for part in (self.heading, self.facts):
            part.setVisible(bool(self._rows) and not self.asks)
        self.done.setVisible(keeper and bool(states - {TaskState.DONE}))
        self.open.setVisible(keeper and bool(states - {TaskState.OPEN}))
        self.drop.setVisible(keeper and bool(states - {TaskState.DROPPED}))
        self.go.setVisible(row is not None and row.task.touches in SIGHTS)
        self.edit.setVisible(keeper and row is not None)
        self.remove.setVisible(keeper and bool(self._rows))
        self.setVisible(bool(self._rows) or self.asks)
        self.busy.emit(self.asks)

    # What is asked

    def ask_new(self, term: TermRow) -> None:
        self.form.fill(term, None, self._desk.today)
        self.form.show_scopes(goes_on=False)
        self._ask(_("A task of {term}").format(term=term.name), _("Add the task"), self._add)

    def ask_edit(self, term: TermRow | None = None) -> None:
        row = self.only
        if row is None or (term := term or self._term()) is None:
            return
        self.form.fill(term, row.task, self._desk.today)
        self.form.show_scopes(goes_on=bool(self._following(row)))
        self._ask("", _("Keep it so"), lambda: self._edit(row))

    def _ask(self, text: str, verb: str, save: Callable[[], object]) -> None:
        self._tell("")
        self.question.close_form()
        self.show()
        self.form.ask(text, verb, save)
        self._mirror()

    def ask_remove(self) -> None:
        """One task goes at once, F8 brings it back; of a series it is asked how much."""
        rows = self._rows
        if not rows or self.asks or not self._desk.allows(Op.EDIT_PLAN):
            return
        following = self._following(rows[0]) if len(rows) == 1 else 0
        if not following:
            self._remove(to_come=False)
            return
        text = ngettext(
            "{n} more task of this series is still to come. Is it to go too?",
            "{n} more tasks of this series are still to come. Are they to go too?", following,
        )  # fmt: skip
        choices = (
            (ONE, _("Only this one")), (TO_COME, _("This one and all to come")),
            (NO_MORE, _("Only those after it")),
        )  # fmt: skip
        self.question.ask(Question("task_remove_how", text.format(n=following), "", self._answered, choices))

    def _answered(self, code: str) -> None:
        if code == NO_MORE:
            row = self.only
            if row is not None:
                self._do(lambda: self._end_series(row))
                self._list.setFocus()
        else:
            self._remove(to_come=code == TO_COME)

    # What is done

    def set_state(self, state: TaskState) -> None:
        ids = [row.id for row in self._rows]
        count = len(ids)
        said = {
            TaskState.DONE: ngettext("{n} task is done.", "{n} tasks are done.", count),
            TaskState.OPEN: ngettext("{n} task is open again.", "{n} tasks are open again.", count),
            TaskState.DROPPED: ngettext("{n} task is dropped.", "{n} tasks are dropped.", count),
        }[state].format(n=count)
        self._do(lambda: self._say(said) if actions.set_state(self._desk, ids, state) else None)
        self._list.setFocus()

    def turn(self) -> None:
        """Space: done, or open again."""
        if self._rows and not self.asks and self._desk.allows(Op.EDIT_PLAN):
            done = all(row.task.state == TaskState.DONE for row in self._rows)
            self.set_state(TaskState.OPEN if done else TaskState.DONE)

    def go_there(self) -> None:
        """Enter: to the page where the task is worked on; a task that touches nothing is opened here."""
        row = self.only
        if row is None:
            return
        sight = SIGHTS.get(row.task.touches)
        if sight is not None:
            go_to_part(self._around, sight.tab, sight.page, row.task.touches)
        elif self._desk.allows(Op.EDIT_PLAN):
            self.ask_edit()

    def _add(self) -> None:
        _entry, ids = actions.add_task(self._desk, self.form.draft(), self.form.repeat)
        self._say(ngettext("{n} task is in the plan.", "{n} tasks are in the plan.", len(ids)).format(n=len(ids)))
        self.made.emit(ids[0])

    def _edit(self, row: PlanLine) -> None:
        draft, scope = self.form.draft(), self.form.scope_code
        if scope == NO_MORE:
            self._end_series(row, draft)
        elif self.form.repeat is not Repeat.ONCE:
            entry, count = actions.repeat_task(self._desk, row.id, draft, self.form.repeat)
            if entry:
                text = ngettext("The task stands on {n} day now.", "The task stands on {n} days now.", count)
                self._say(text.format(n=count))
        elif actions.edit_task(self._desk, row.id, draft, to_come=scope == TO_COME):
            moved = scope == TO_COME and draft.first != row.task.first
            series = _("The tasks are moved, from closed days to the next open one.")
            self._say(series if moved else _("The task is changed."))
        self.made.emit(row.id)

    def _end_series(self, row: PlanLine, draft: TaskDraft | None = None) -> None:
        entry, count = actions.end_series(self._desk, row.id, draft)
        if entry:
            text = ngettext(
                "The task is not repeated any more: {n} to come is out of the plan.",
                "The task is not repeated any more: {n} to come are out of the plan.", count,
            )  # fmt: skip
            self._say(text.format(n=count))

    def _remove(self, *, to_come: bool) -> None:
        ids = [row.id for row in self._rows]

        def remove() -> None:
            _entry, count = actions.remove_tasks(self._desk, ids, to_come=to_come)
            self._say(ngettext("{n} task is out of the plan.", "{n} tasks are out of the plan.", count).format(n=count))

        self._do(remove)
        self._list.setFocus()

    def _following(self, row: PlanLine) -> int:
        """How many open tasks of its series come after it."""
        return actions.count_following(self._desk, row.id)

    def _term(self) -> TermRow | None:
        from libdesk.domain.terms import term_of
        from libdesk.store.queries.calendar import terms

        row = self.only
        return term_of(terms(self._desk.read(Op.SEE_PLAN)), row.task.last) if row is not None else None

    def _do(self, act: Callable[[], object]) -> None:
        self._tell("")
        try:
            act()
        except DeskError as error:
            self._tell(error.text())

    def _say(self, done: str) -> None:
        self._around.say(_("{done} F8 takes it back.").format(done=done))

    def _tell(self, text: str) -> None:
        tell_aloud(self.fault, text)
